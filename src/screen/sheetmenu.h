/* F9: which sheets print what a screen shows. */
#ifndef SCREEN_SHEETMENU_H
#define SCREEN_SHEETMENU_H

#include "screen/work.h"

struct sheet_form;

extern const struct screen_class screen_preview; /* 打印预览; argument: const struct preview_argument * */

struct preview_argument {
	const struct sheet_form *form;
	const char *const *ids; /* what it is made from; a call's gives the sheets of its projects */
	size_t count;
};

/* Offers the sheets of what the screen shows, a single one without a question, and opens the chosen one's preview; as ui_options.print. */
void sheetmenu_print(struct ui *ui, struct screen *screen, void *user);

/* ---- for screen_class.shows */

/* One record. */
bool shown_one(const char *type, const char *id, struct arena *arena, struct shown *out);
/* The marked rows of a list over a query, else the one under the cursor. */
struct query;
bool shown_rows(const char *type, struct query *query, struct list *list, struct arena *arena, struct shown *out);
/* The newest call, for screens about the office as a whole. */
bool shown_newest_call(struct screen *screen, struct arena *arena, struct shown *out);

#endif
