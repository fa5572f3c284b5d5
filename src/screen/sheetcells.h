/* The cells of a sheet being filled in (a score sheet, a checklist): what is typed in each, what is wrong with it, and its keystrokes, kept
 * whenever a cell is left.  Shared by the screens of such sheets. */
#ifndef SCREEN_SHEETCELLS_H
#define SCREEN_SHEETCELLS_H

#include "desk/act.h"
#include "ui/editor.h"
#include "ui/ui.h"

struct sheet_cell {
	const char *name;  /* as the sheet's form calls it; lives as long as the cells */
	struct editor editor;
	char *fault;       /* NULL: none */
	int64_t points;    /* in hundredths; -1: not given, or with a fault */
	bool replaced;     /* the first key replaces what is there */
};

struct sheet_cells {
	struct ui *ui;
	const char *form;     /* under which keystrokes are kept; lives as long as the cells */
	char *target;         /* and for what */
	struct sheet_cell *items;
	size_t count, at;     /* `at`: the cell under the cursor */
	bool dirty, closed;   /* closed: to be read only */
	struct arena arena;   /* lives as long as the cells */
};

/* `count` empty cells; cells_make gives each its name, its most characters, and whether its text is short: half width, replaced by the first key. */
void cells_begin(struct sheet_cells *cells, struct ui *ui, const char *form, const char *target, size_t count);
void cells_make(struct sheet_cells *cells, size_t at, const char *name, size_t limit, bool brief);
void cells_end(struct sheet_cells *cells);

const char *cells_text(const struct sheet_cells *cells, size_t at);
/* By name; "" where there is none. */
const char *cells_named(const struct sheet_cells *cells, const char *name);
/* Whether anything stands in it. */
bool cells_given(const struct sheet_cells *cells, size_t at);
/* What is wrong with a cell; NULL: nothing. */
void cells_fault(struct sheet_cells *cells, size_t at, const struct err *err);

void cells_enter(struct sheet_cells *cells, size_t at);
/* Takes what was typed as the cell under the cursor is left; true when it changed. */
bool cells_leave(struct sheet_cells *cells);
/* Stores the keystrokes of a sheet that was changed; forgets them; goes on with those that were kept, saying so. */
void cells_keep(struct sheet_cells *cells);
void cells_forget(struct sheet_cells *cells);
void cells_take_kept(struct sheet_cells *cells);

/* All cells as inputs of an act, in the arena, with room for `more`. */
struct act_input *cells_inputs(const struct sheet_cells *cells, size_t more, struct arena *arena);
/* Does an act on a target with these inputs; -1 and *err as desk_do. */
int cells_do(const struct sheet_cells *cells, const char *act, const char *target, const struct act_input *inputs, size_t count, struct err *err);

/* The sign of the row under the cursor. */
void cells_draw_mark(const struct area *area, int y, bool here);
/* A cell, with the hardware cursor when it is the one under the cursor; right-aligned otherwise where `right`. */
void cells_draw(struct sheet_cells *cells, const struct area *area, int y, int x, int columns, size_t at, bool right);
/* The same in brackets. */
void cells_draw_boxed(struct sheet_cells *cells, const struct area *area, int y, int x, int columns, size_t at, bool right);
/* What is wrong with it, to the end of the row; false: nothing is. */
bool cells_draw_fault(const struct sheet_cells *cells, const struct area *area, int y, int x, size_t at);
/* "61", "90.33". */
const char *points_text(int64_t hundredths, struct arena *arena);

#endif
