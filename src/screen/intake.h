/* What is being keyed: shared by the files of the intake screen.  Private to them. */
#ifndef SCREEN_INTAKE_H
#define SCREEN_INTAKE_H

#include "desk/casework.h"
#include "ui/formview.h"
#include "ui/frame.h"

struct intake {
	struct screen *screen;
	struct ui *ui;
	const struct form *form;
	struct formview *view;
	struct project *record;  /* as keyed so far */
	struct arena arena;      /* lives as long as this one form */
	char *id;                /* of the application amended; NULL: a new one */
	char *follows;           /* the project that a new one follows on, until the form is filled from it; NULL: none */
	const char *stage;       /* its stage; "" for a new one */
	uint32_t revision;       /* the one it was made on */
	char op[40];             /* so that what was saved once is not saved twice */
	int64_t kept_at;         /* when what was typed was last kept; 0: never */
	char *rows;              /* the repeating groups as they were opened */
	bool left, unit_keyed;   /* what the last key brought about, seen to once the form has done with it */
};

/* Makes the form anew: empty, or the record of the application to amend, with what was kept earlier (may be NULL). */
int intake_begin(struct intake *intake, const char *kept, struct err *err);
void intake_end(struct intake *intake);

/* ---- intake-fields.c: what the form asks about its fields */

/* Everything formview_spec can call; the rest of it is the caller's. */
void intake_callbacks(struct formview_spec *spec);
/* Values a new application begins with: the only open call, the reviewer where there is no choice. */
void intake_preset(struct intake *intake);
/* Takes over what the unit applied with before; what was typed stays unless the person says otherwise. */
void intake_fill_unit(struct intake *intake);
/* The open calls to choose from: text, malloc'ed, or NULL. */
char *intake_choose_call(struct ui *ui);

/* ---- intake-lines.c: repeating groups */

void intake_rows_load(struct intake *intake);
/* The rows as the act takes them; whether they are other than when opened. */
size_t intake_rows(struct intake *intake, struct arena *arena, const struct line ***lines);
bool intake_rows_changed(struct intake *intake);

/* ---- intake-save.c */

/* Keeps what was typed, so that it outlives the line. */
void intake_keep(struct intake *intake);
/* Reads it back: the part that formview reads, with operation and revision taken over. */
const char *intake_kept_text(struct intake *intake, const char *kept);
void intake_forget(struct intake *intake);
/* Stores it, and with `submit` submits it; a fresh form follows a new application, an amended one is left. */
void intake_save(struct intake *intake, bool submit);

#endif
