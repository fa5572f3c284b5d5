/* Keying a form: pages by sections, one field below the other, each checked when it is left and never holding the cursor. */
#ifndef UI_FORMVIEW_H
#define UI_FORMVIEW_H

#include "record/form.h"
#include "ui/ui.h"

struct formview;

struct formview_spec {
	struct ui *ui;
	const struct form *form;
	void *record;                      /* filled as fields are left; its texts go to `arena` */
	struct arena *arena;
	const struct field_context *context;
	const char *button;                /* what F2 does, in words; NULL: save */
	bool amending;                     /* keys edit a value instead of replacing it; sensitive values are masked and kept until retyped */
	void *user;
	/* The rest may be NULL.  Whether a field is asked at all, as things stand (FIELDs of another track are not). */
	bool (*asked)(void *user, const struct form_field *field);
	/* A line below the field: adds words and says their tone; nothing added, nothing shown.  Called when something changed, not at every draw. */
	enum tone (*verdict)(void *user, const struct form_field *field, struct buf *out);
	/* A field was left with another value than it was entered with, and the record holds it when it had no fault: keep what was typed. */
	void (*left)(void *user, const struct form_field *field);
	/* The last record's value as text (^D, ^E), or NULL. */
	const char *(*last)(void *user, const struct form_field *field, struct arena *arena);
	/* What F4 offers where a field has no code list (a ref, a call): text to take, malloc'ed, or NULL. */
	char *(*choose)(void *user, const struct form_field *field);
	/* Makes an empty record of a repeating group's row. */
	void *(*row_new)(void *user, struct arena *arena);
};

struct formview *formview_new(const struct formview_spec *spec);
void formview_free(struct formview *view);

void formview_draw(struct formview *view, const struct area *area, bool whole);

enum formview_result {
	FORMVIEW_NO,   /* not a key of the form: Esc on an unchanged field, F2, … */
	FORMVIEW_YES,
	FORMVIEW_SAVE, /* Enter on the button behind the last field */
};
enum formview_result formview_key(struct formview *view, const struct key *key);

/* Takes the field under the cursor as if it were left.  Needed before anything is read from the record. */
void formview_settle(struct formview *view);
/* Every fault: fields that do not parse and, when `complete`, what form_check() finds in `track`.  With faults it lists them, goes to the chosen
 * one and gives false. */
bool formview_check(struct formview *view, bool complete, const char *track);
/* The same list for faults found elsewhere (an act refused): err->field says where. */
void formview_fault(struct formview *view, const struct err *err);

bool formview_dirty(const struct formview *view);
/* From now on unchanged (it was stored). */
void formview_stored(struct formview *view);
/* Values were changed in the record by the program: show them (not those whose typed text has a fault). */
void formview_reread(struct formview *view);
/* Sets one field as if typed and left. */
int formview_put(struct formview *view, const char *path, const char *text, struct err *err);

/* What was typed or changed, as inputs of an act: path and text; with `all`, every field that is not empty and not still masked.  In the arena. */
struct formview_input {
	const char *path, *text;
};
size_t formview_inputs(struct formview *view, bool all, struct arena *arena, struct formview_input **inputs);
/* Rows of a repeating group, by the section's list name. */
void **formview_rows(struct formview *view, const char *list, size_t *count);
void formview_set_rows(struct formview *view, const char *list, void *const *rows, size_t count);

/* Everything typed, faults included, as text to keep; and back, on a fresh view. */
void formview_write(struct formview *view, struct buf *out);
int formview_read(struct formview *view, const char *text, struct err *err);

const struct form_field *formview_current(const struct formview *view); /* NULL on the button and in a group */
void formview_go(struct formview *view, const char *path);
int formview_page(const struct formview *view, int *pages); /* from 1 */
const struct form_section *formview_section(const struct formview *view); /* of the page that is shown */

#endif
