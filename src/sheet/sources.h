/* What the files of tables share.  Private to sheet. */
#ifndef SHEET_SOURCES_H
#define SHEET_SOURCES_H

#include "sheet/scope.h"

/* The records that a filter finds, in its order. */
size_t source_query(struct scope *scope, const struct record_type *type, const char *where, struct source_row **rows);
/* A row of words: as many texts as `names` has. */
struct source_row source_words(struct scope *scope, const char *const *names, const char *const *texts);

#endif
