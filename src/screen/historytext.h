/* Entries of the journal as texts. */
#ifndef SCREEN_HISTORYTEXT_H
#define SCREEN_HISTORYTEXT_H

#include "desk/casework.h"

/* The name of who did it where one may know it, else the staff number. */
const char *history_who(struct desk *desk, const struct history_item *item, struct arena *arena);
/* A line of it: the reason, else what was done, else the first field that changed. */
const char *history_gist(struct desk *desk, const struct history_item *item, struct arena *arena);
/* The changed fields with old and new value, for `columns` of room. */
void history_changes_text(struct desk *desk, const struct history_item *item, int columns, struct buf *out);
/* All of an entry. */
void history_text(struct desk *desk, const struct history_item *item, struct arena *arena, struct buf *out);
/* Every field of a record that is not empty, by part. */
void history_record_text(struct desk *desk, const void *record, struct buf *out);

#endif
