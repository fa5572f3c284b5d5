/* One assessor's checklist being filled in: shared by the files of the screen.  Private to them. */
#ifndef SCREEN_ANSWERING_H
#define SCREEN_ANSWERING_H

#include "desk/assessing.h"
#include "screen/sheetcells.h"
#include "screen/work.h"

/* Cells behind those of the items: what was found for each, then its evidence, then these. */
enum answering_cell { CELL_METHODS, CELL_BY, CELL_NAME, CELL_QUALIFICATION, CELL_REMARK, CELLS_BEHIND };
enum { OPTIONS_MOST = 8, ANSWERING_WIDE = 96 };

/* Codes that can be ticked (methods) or chosen (who assesses). */
struct options {
	const char *codes[OPTIONS_MOST];
	size_t count, at;
};

struct answering {
	struct ui *ui;
	char *project, *call, *kind, *assessor;
	int year;
	char *subject;            /* unit and leader */
	char *concluded;          /* id of the assessment it went into; "" */
	const struct assessment_element *elements;
	size_t element_count, items;
	size_t element;           /* the one that is shown */
	struct sheet_cells sheet;
	struct checklist_sum sum; /* in sum_arena */
	struct arena sum_arena;
	struct options methods, by;
	size_t top;               /* the first item shown of the element */
};

/* ---- answering-sheet.c */

int answering_begin(struct answering *answering, const struct answering_argument *wanted, struct err *err);
void answering_end(struct answering *answering);
/* Whether an assessment was concluded meanwhile: it is closed then. */
void answering_look(struct answering *answering);
/* Reads all cells: points, faults, sums. */
void answering_read(struct answering *answering);
/* Takes what was typed in the cell as it is left, keeps it, and goes to another. */
void answering_move(struct answering *answering, size_t cell);
/* Ticks or chooses the option under the cursor of such a row. */
void answering_choose(struct answering *answering, size_t option);
/* Stores the checklist, finished or not; a fault is told and gone to.  True when it was stored. */
bool answering_save(struct answering *answering);
/* Goes on to the form that concludes the assessment, with what is known; tells what is still open. */
void answering_conclude(struct answering *answering);

/* The cell of an item's evidence, and one of those behind the items. */
size_t answering_evidence(const struct answering *answering, size_t item);
size_t answering_behind(const struct answering *answering, enum answering_cell cell);
/* Whether the cell under the cursor is that one. */
bool answering_at(const struct answering *answering, enum answering_cell cell);
/* The item whose row a cell stands in; `items` for those behind. */
size_t answering_item(const struct answering *answering, size_t cell);
/* The first item of an element, and the element of an item. */
size_t answering_first(const struct answering *answering, size_t element);
size_t answering_element(const struct answering *answering, size_t item);
const struct assessment_item *answering_rule(const struct answering *answering, size_t item);
/* Whether a code is ticked or chosen. */
bool answering_ticked(const struct answering *answering, enum answering_cell cell, const char *code);

/* ---- answering-draw.c */

void answering_draw(struct answering *answering, const struct area *body);
/* "points 61/65 · 35 not assessed": of the title line on a wide screen, else beside whose checklist it is. */
const char *answering_sums(const struct answering *answering, struct arena *arena);

#endif
