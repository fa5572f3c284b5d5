/* What a printed sheet is: one file forms/sheets/NAME.yaml, read into this.  See shouxi-forms(5).  Private to sheet. */
#ifndef SHEET_SHEETFORM_H
#define SHEET_SHEETFORM_H

#include "desk/desk.h"
#include "page/page.h"

/* A condition "NAME", "NAME=VALUE" or "NAME!=VALUE" over plain values; name NULL: always. */
struct sheet_when {
	const char *name, *value;
	bool negated;
};
struct sheet_cell {
	struct words text;      /* with {names} in it */
	const char *label;      /* a field whose label stands here; NULL none */
	struct words foot;
	int columns, rows, lines;
	enum page_align align;
	enum page_face face;
};
struct sheet_row {
	const struct sheet_cell *cells;
	size_t count;
	struct sheet_when when;
};
struct sheet_source;
struct sheet_block {
	enum block_kind kind;
	struct sheet_when when;
	struct words text;
	enum page_face face;
	enum page_align align;
	int indent, lines;
	bool keeps, unruled;
	/* a grid: its own rows, the first `heads` of them repeated; of a table the last is what each row of the source looks like */
	const int *widths;
	size_t columns;
	const struct sheet_row *rows;
	size_t count, heads;
	const struct sheet_source *of; /* NULL: no table */
	const char *list;       /* of `lines`: which group; of `projects`: a filter */
	int least;              /* empty rows fill a table up to so many */
	struct words value;     /* bars: text is the label */
	const char *amount, *part;
};
struct sheet_form {
	const char *name;
	struct words label, title;
	const struct record_type *takes; /* what it is made from */
	const struct record_type *each;  /* a sheet for each record of this type that belongs to it; NULL: one */
	unsigned roles;                  /* who may print it */
	bool witnessed;                  /* a paper of the office: carries journal number and revision */
	bool landscape, numbered;
	struct sheet_when draft;         /* when it is a draft yet */
	const char *const *shows;        /* sensitive fields that it needs whole, ended by NULL; may be NULL */
	const struct sheet_block *blocks;
	size_t count;
};

/* Loads one; every fault is told with line and column, an unknown name with what there is.  Lives in the arena. */
struct sheet_form *sheet_form_load(const char *name, struct yaml_node *root, struct arena *arena, struct faults *faults);

#endif
