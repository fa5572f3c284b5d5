/* What the acts of expert review and of deciding share (六(三)4). */
#ifndef DESK_REVIEW_H
#define DESK_REVIEW_H

#include "desk/ranking.h"
#include "desk/types.h"
#include "rules/assigning.h"

/* The review rules of a call; NULL and *err where no experts review. */
const struct review_rules *call_review(struct deed *deed, const char *call_id, struct err *err);
/* The call's panel, or NULL. */
struct panel *call_panel(struct desk *desk, const char *call_id, struct arena *arena);
/* The staff ids of a text with blanks or commas between, ended by NULL, in the arena; and whether one is among them. */
const char *const *expert_ids(const char *experts, struct arena *arena);
bool expert_listed(const char *experts, const char *id);

/* What assigning needs: the panel's experts, those barred by recusal, employer or name, and what is assigned already. */
int assigning_load(struct deed *deed, const struct call *call, const struct review_rules *review, struct project **projects, size_t count,
	struct assigning_input *input, struct err *err);
/* Gives the assignment of a project to an expert another state; no error when there is none. */
int assignment_state(struct deed *deed, uint32_t project, const char *expert, const char *state, struct err *err);
/* A point's text as hundredths, INT64_MIN where nothing was given; whether it is too many is for the criterion to say. */
int read_points(const char *text, int64_t *points, struct err *err);
/* Reads a sheet's points (extras named by criterion) into its total; every fault of a point names its criterion.  An unfinished sheet is refused. */
int sheet_total(struct deed *deed, const struct review_rules *review, struct score_sheet *sheet, struct err *err);
/* Refuses to answer a reopening that nobody asked for, or that the person at work asked for. */
int reopening_answerable(const struct deed *deed, const struct score_sheet *sheet, struct err *err);
/* Puts a project, not the deed's own, into a stage. */
int project_stage(struct deed *deed, struct project *project, enum stage stage, struct err *err);

/* The rows of a drafted list, in its order; and the hash of what they say, which an approval is bound to. */
size_t proposal_items(struct desk *desk, uint32_t proposal, struct arena *arena, struct proposal_item ***items);
void proposal_hash(const struct proposal_item *const *items, size_t count, char hash[SHA256_HEX]);
/* The list of a call that is on its way or resolved, not counting those of reserves that moved up; NULL none. */
struct proposal *live_proposal(struct desk *desk, const char *call_id, struct arena *arena);
/* Refuses a list that is not any more what it was when it was made: its rows, or a project that left it.  Only projects whose tracks have all
 * these stages are waited for: the others went on before. */
int proposal_stands(struct deed *deed, const struct proposal *proposal, uint32_t stages, struct err *err);
/* Puts every project of a drafted list that stands at `from` into the stage `to`; for scored, one that no experts score into eligible. */
int proposal_move(struct deed *deed, const struct proposal *proposal, enum stage from, enum stage to, struct err *err);
/* Resolves what stands proposed by the list, or only that of tracks without the stage `left_out` (STAGE_COUNT: all), and stores the list in
 * that state: as resolved where nothing of it is proposed any more. */
int proposal_resolve(struct deed *deed, const struct proposal *proposal, enum stage left_out, const char *document, struct err *err);
int proposal_settle(struct deed *deed, struct proposal *proposal, const char *state, struct err *err);
/* Refuses a text that holds what looks like an identity number or a phone number, naming where. */
int public_text_check(const char *text, struct err *err);

#endif
