/* The first review's rows: shared by the files of the screen.  Private to them. */
#ifndef SCREEN_REVIEW_H
#define SCREEN_REVIEW_H

#include "desk/casework.h"
#include "ui/checklist.h"
#include "ui/frame.h"

/* What a row of the list is about; all NULL: a heading, or something to read. */
struct review_row {
	const struct verdict *verdict;
	const struct material_row *material;
};

struct review {
	struct ui *ui;
	char *id;
	/* In the screen's arena, read again with every refill: */
	struct project *project;  /* NULL: it cannot be seen any more */
	struct verdicts verdicts;
	bool stored;              /* the verdicts are those it was decided on */
	struct material_row *materials;
	size_t material_count;
	struct act_choice *acts;
	size_t act_count;
	struct review_row *rows;
	struct check_item *items;
	size_t count;
	struct checklist list;
};

/* ---- review-rows.c */

/* Reads the case and lays out its rows. */
int review_read(struct review *review, struct arena *arena, struct err *err);
/* The row under the cursor; NULL when there is none. */
const struct review_row *review_current(const struct review *review);
/* All there is to say about a condition: clause, sentence, figures, cure. */
const char *review_verdict_text(const struct verdict *verdict, const struct project *project, struct arena *arena);
const char *review_material_text(const struct material_row *row, struct arena *arena);
/* Required materials that were not handed in yet. */
size_t review_missing(const struct review *review);
/* Whether the act can be done by this person now. */
bool review_open(const struct review *review, const char *act);

/* ---- review-acts.c: what the verbs do; each tells its outcome on the message line */

void review_attest(struct review *review, const struct verdict *verdict);
/* With copies and pages asked in one line. */
void review_receive(struct review *review, const struct material_row *row);
/* Everything the form of a material asks. */
void review_material_form(struct review *review, const struct material_row *row);
void review_receive_required(struct review *review);
void review_override(struct review *review, const struct verdict *verdict);
/* The first review's opinion, or what the office decides about a candidate. */
void review_conclude(struct review *review);
void review_return(struct review *review);

#endif
