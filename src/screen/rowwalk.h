/* A query as the rows of a list. */
#ifndef SCREEN_ROWWALK_H
#define SCREEN_ROWWALK_H

#include "desk/query.h"
#include "ui/list.h"

/* As list_source.walk wants it; a row's id is the record's number. */
size_t rowwalk(struct query *query, const struct list_place *from, bool inclusive, bool forward, size_t limit, struct list_row *rows);
/* How many rows as text, without work: "…" where they are not counted yet. */
void rowcount(struct query *query, char out[32]);

#endif
