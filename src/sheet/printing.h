/* Printing on record: what each sheet says is hashed and journalled, and the paper carries where to look it up. */
#ifndef SHEET_PRINTING_H
#define SHEET_PRINTING_H

#include "sheet/output.h"

/* Where it goes. */
struct printing_way {
	const char *code;    /* of the list "printing_way" */
	const char *printer; /* "" none */
};
/* Makes every sheet once for its hash, puts all printings on record in one transaction, and gives run->marks (in the arena) for drawing them. */
int printing_record(struct desk *desk, struct sheet_run *run, const struct printing_way *way, struct arena *arena, struct err *err);

/* What the records say of a paper today. */
struct paper_check {
	const struct printing *printing;
	bool same;             /* they still say what the paper says */
	bool gone;             /* the sheet cannot be made any more */
	struct history_item *since; /* what changed since it was printed, newest first */
	size_t since_count;
};
/* By the code on it; ERR_MISSING. */
int printing_check(struct desk *desk, const struct sheets *sheets, const char *code, struct arena *arena, struct paper_check *out, struct err *err);

#endif
