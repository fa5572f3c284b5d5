/* What a form being keyed holds.  Private to form*.c. */
#ifndef UI_FORMSTATE_H
#define UI_FORMSTATE_H

#include "ui/formview.h"
#include "ui/textbox.h"

/* One place to key a value: a field of the record, or of one row of a group. */
struct slot {
	const struct form_field *field;
	void *record;
	char *text;      /* as shown: what was typed where it has a fault, else the record's value */
	char *fault;     /* NULL: none */
	bool missing;    /* the fault is the whole record's (required, a span's order), not of what was typed */
	char *note;      /* the verdict below it, NULL: none */
	enum tone note_tone;
	bool touched;    /* typed, taken from the last record or chosen since it was stored */
	bool masked;     /* what is shown hides the value; it stays until retyped */
};

/* A section.  Plain ones have one row; a group has as many as were keyed, each with all its fields. */
struct form_page {
	const struct form_section *section;
	struct slot *slots; /* rows × columns */
	size_t rows, columns;
	bool touched;       /* a group: rows came or went */
};

struct formview {
	struct formview_spec spec;
	struct form_page *pages;
	size_t page_count;
	size_t page, at;    /* the slot under the cursor; at == rows × columns: the button behind the last page */
	bool entered;       /* the slot under the cursor is being edited */
	struct textbox box; /* its text; one-line fields use the editor within */
	bool dirty;
	int64_t advanced;   /* when a full field moved on by itself */
	/* drawing */
	int top;            /* first row of the page that is shown */
	int shown_page;
};

static inline bool
page_group(const struct form_page *page)
{
	return page->section->list != NULL;
}
bool slot_asked(const struct formview *view, const struct slot *slot);
bool slot_long(const struct slot *slot);
struct slot *form_slot(const struct formview *view); /* under the cursor, NULL on the button */
/* Pages where something is asked; the last of them has the button behind it. */
bool form_page_asked(const struct formview *view, size_t page);
size_t form_last_page(const struct formview *view);
bool form_on_button(const struct formview *view);
const char *slot_label(const struct slot *slot);

/* Fills slot->text from the record. */
void slot_print(struct formview *view, struct slot *slot);
/* Reads text into the record as if typed; on a fault the text stays and the record's value is emptied. */
int slot_take(struct formview *view, struct slot *slot, const char *text, struct err *err);
void slot_set_fault(struct slot *slot, const char *message, bool missing);
void slot_free(struct slot *slot);
/* Verdicts and doubts of all fields again. */
void form_judge(struct formview *view);

/* Begins editing the slot under the cursor; ends it (formview_settle is the second). */
void form_enter(struct formview *view);
void form_leave(struct formview *view);
/* Moves to a slot of a page; from where the next asked one is, in a direction; false when there is none. */
void form_place(struct formview *view, size_t page, size_t at);
bool form_seek(struct formview *view, size_t page, size_t at, bool forward);

/* Groups: adds an empty row before `row`; removes one. */
void group_add(struct formview *view, struct form_page *page, size_t row);
void group_remove(struct formview *view, struct form_page *page, size_t row);
bool group_row_empty(const struct form_page *page, size_t row);

/* Codes: the one code that typed text can only mean (by code, label, alias, pinyin, initials), NULL when none or several. */
const struct code *form_code_meant(const struct formview *view, const struct slot *slot, const char *typed);
/* Whether it could mean several. */
bool form_code_ambiguous(const struct formview *view, const struct slot *slot, const char *typed);
/* F4. */
void form_choose(struct formview *view);
/* F1. */
void form_explain(struct formview *view);

#endif
