/* The expert review of a call, read from the records: candidates, sheets, and the ranking they give. */
#ifndef DESK_RANKING_H
#define DESK_RANKING_H

#include "desk/desk.h"
#include "rules/scoring.h"

/* What if: 0 and false as it is. */
struct what_if {
	int quota;           /* in place of the call's; -1: the call's */
	const char *without; /* staff id of an expert left out; NULL nobody */
	bool untrimmed;
};

struct ranking {
	const struct call *call;
	const struct review_rules *review;
	struct scored scored;
	struct project **projects; /* by ascending number */
	size_t project_count;
	bool supposed;             /* by a question what if */
};

/* The ranking of a call as of now, for the office, the approver and the auditor; ERR_DENIED for others, whatever is there. */
int desk_rank(struct desk *desk, const char *call_id, const struct what_if *what_if, struct arena *arena, struct ranking *out, struct err *err);
const struct project *ranking_project(const struct ranking *ranking, uint32_t number);
/* "in", "reserve", "out", or "" while it is open: as the ranking has it, and once a list was drafted as the project stands. */
const char *ranking_place(const struct ranking *ranking, const struct standing *standing);
/* "(95) 92 91 90 (84)": the totals of a standing's sheets, those dropped in brackets, in the arena. */
const char *ranking_totals(const struct ranking *ranking, const struct standing *standing, struct arena *arena);
/* The staff id of an expert's number, in the arena; "" when unknown. */
const char *expert_id(struct desk *desk, uint32_t number, struct arena *arena);

/* Within a read or a write of the store: the same without asking who asks. */
int ranking_make(struct desk *desk, const char *call_id, const struct what_if *what_if, struct arena *arena, struct ranking *out, struct err *err);
/* The projects of a call at one of the stages (a STAGE_SET), ascending, unmasked. */
size_t call_projects(struct desk *desk, const char *call_id, uint32_t stages, struct arena *arena, struct project ***out);
/* The records of a type whose `call` column names the call, in order of making. */
size_t call_parts(struct desk *desk, const struct record_type *type, const char *call_id, struct arena *arena, void ***out);
/* The record of a type that joins a project and an expert (assignment, score_sheet, recusal); the newest, or NULL. */
void *joined_record(struct desk *desk, const struct record_type *type, uint32_t project, const char *expert, struct arena *arena);

#endif
