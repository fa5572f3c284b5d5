/* What the names of a sheet mean: fields of what it is made from and of what belongs to that, rows of tables.  Private to sheet. */
#ifndef SHEET_SCOPE_H
#define SHEET_SCOPE_H

#include "desk/desk.h"
#include "sheet/sheetform.h"

struct row_pair {
	const char *name, *text;
};
/* A row of a table: a record, or words for names, or both. */
struct source_row {
	const void *record;
	const struct row_pair *pairs;
	size_t pair_count;
};

/* The newest record of a type that belongs to a project. */
struct part_found {
	const struct record_type *type;
	uint32_t project;
	const void *record;
};
enum { SCOPE_PARTS = 64 };

struct scope {
	struct desk *desk;
	struct arena *arena;
	const struct field_context *context;
	const struct sheet_form *form;
	const void *target;               /* what the sheet is made from */
	const void *each;                 /* the one of form->each, or NULL */
	const struct project *project;    /* of the target, or the target; NULL */
	const struct call *call;          /* likewise */
	const char *list;                 /* of the table in work */
	const struct source_row *row;
	const struct project *row_project;
	size_t ordinal;                   /* of the row, from 1 */
	struct part_found parts[SCOPE_PARTS];
};

struct sheet_source {
	const char *name;
	const struct record_type *const *takes; /* address of a type pointer: which sheets may have it; NULL: all */
	const struct record_type *const *rows;  /* of which type its records are; NULL: words alone */
	const char *const *names;               /* of words, ended by NULL; may be NULL */
	size_t (*gather)(struct scope *scope, struct source_row **rows);
};
extern const struct sheet_source *const sheet_sources[]; /* ended by NULL */
const struct sheet_source *sheet_source_named(const char *name);

/* What a scope is about: reads the target's project and call. */
int scope_open(struct scope *scope, const struct sheet_form *form, struct desk *desk, const void *target, const void *each, struct arena *arena,
	struct err *err);
/* The text that a name stands for, in the current language; "" where it is empty.  `style`: NULL, "capitals" (money), "long" (a date in words),
 * "plain" (as verbs write it). */
const char *scope_text(struct scope *scope, const char *name, const char *style);
/* Whether a sheet of this form may use the name, in rows of `of` too. */
bool scope_knows(const struct sheet_form *form, const struct sheet_source *of, const char *name);
bool scope_style_known(const char *style);
bool scope_holds(struct scope *scope, const struct sheet_when *when);
/* The text with every {name} filled in. */
const char *scope_fill(struct scope *scope, struct words text);
/* The label of a field, as forms call it. */
const char *scope_label(struct scope *scope, const char *name);
/* The table's rows. */
size_t scope_rows(struct scope *scope, const struct sheet_block *block, struct source_row **rows);
void scope_enter(struct scope *scope, const struct source_row *row, size_t ordinal);
void scope_leave(struct scope *scope);

#endif
