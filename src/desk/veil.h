/* What a review hides: its workings from all but those who run it, and the applicants from experts.  Private to desk. */
#ifndef DESK_VEIL_H
#define DESK_VEIL_H

#include "desk/desk.h"
#include "record/stages.h"
#include "store/store.h"

/* What follows from the records about what is hidden from whom; read again when somebody changed something. */
struct veil {
	uint64_t pulse;
	bool known;
	struct numbers assigned;     /* projects this expert was given and did not stand aside from, ascending */
	struct arena arena;
	const char **announced;      /* calls whose list was announced */
	size_t announced_count;
	const char **unscored;       /* calls with a list that no experts scored */
	size_t unscored_count;
};

/* The workings of a review (sheets, ranks, recusals, drafted lists) are the office's, the approver's and the auditor's: from all others they are
 * hidden, and with them whatever would tell of them. */
bool desk_veiled(const struct desk *desk);
void veil_free(struct veil *veil);
/* The projects an expert was given and did not stand aside from. */
const struct numbers *desk_assigned(struct desk *desk);
/* The same of an expert who sees everything in another role. */
void assigned_numbers(struct desk *desk, struct numbers *out);
/* The stage of a project of that call as those see it from whom the workings are hidden: scored, or eligible where no experts scored, until its list is announced. */
enum stage veil_stage(struct desk *desk, enum stage stage, const char *call);
/* As far as this person sees. */
enum stage desk_stage(struct desk *desk, const struct project *project);
/* Whether this person sees records of the type at all, and columns of projects. */
bool veil_hides_type(const struct desk *desk, const struct record_type *type);
bool veil_hides_column(const struct desk *desk, const struct column *column);
/* Whether the project's revision would tell of what is hidden. */
bool veil_hides_revision(const struct desk *desk, const struct project *project);
/* Whether this person sees the project only as an expert to whom its unit or leader is hidden. */
bool desk_blind(struct desk *desk, const struct project *project);
/* Clears what is hidden in a record that may be seen. */
void veil_record(struct desk *desk, void *record, struct arena *arena);
/* Whether a record that belongs to a project this person sees may be seen too: of assignments and sheets an expert sees the own ones. */
bool veil_part(struct desk *desk, const void *record, const struct project *project);
/* The projects that show the stage to this person, ascending. */
void veil_stage_numbers(struct desk *desk, enum stage shown, struct numbers *out);
/* Leaves hidden columns out of what an entry changed; how many are left. */
size_t veil_changes(struct desk *desk, struct change *changes, size_t count);
/* Whether an entry of the journal may be told. */
bool veil_tells(const struct desk *desk, const struct entry *entry);

#endif
