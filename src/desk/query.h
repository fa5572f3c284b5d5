/* Lists of records: filtered, ordered, confined to what the asker may see; and what a screen shows of them.
 * A list is walked by places, so that a million rows cost what is shown. */
#ifndef DESK_QUERY_H
#define DESK_QUERY_H

#include "desk/desk.h"

struct query;

struct query_spec {
	const struct record_type *type;
	const char *where;      /* "镇:朱家角 状态:待初审 配套>100000 淀湖": words narrow by text, pinyin, initials; NULL or "": all */
	const char *order;      /* dotted name of an indexed column; NULL: by number */
	bool descending;
};

/* Understands a filter; ERR_INPUT says which word is wrong and what there is.  Field names are taken by dotted name, bare name, label in either language, and short words
 * (镇 初审 状态 类别 单位 带头人 配套 年度 批次 编号). Operators : = > >= < <=. */
int query_open(struct desk *desk, const struct query_spec *spec, struct query **out, struct err *err);
/* The same list with another filter; when the new one only adds to the old the work done is used again. */
int query_refilter(struct query *query, const char *where, struct err *err);
/* Looks at the records again (others' changes). */
void query_refresh(struct query *query);
void query_close(struct query *query);

/* How many rows; exact. */
uint64_t query_count(struct query *query);
/* Whether that is known with hardly any work.  A filter typed on is held against the rows before only as far as they are walked. */
bool query_counted(const struct query *query);

/* A row's place: opaque, stays good while others write. */
struct row_place {
	unsigned char bytes[72];
};
/* Up to `limit` rows after (or before) `from`; NULL starts at the end walked from; inclusive: the row at from, or where it would stand, first.
 * Fills numbers and places (either may be NULL).  Returns how many. */
size_t query_walk(struct query *query, const struct row_place *from, bool inclusive, bool forward, size_t limit, uint32_t *numbers,
	struct row_place *places);
/* The row's ordinal from 1 where it is known cheaply, else 0. */
uint64_t query_ordinal(struct query *query, const struct row_place *place);

/* One row's columns as text (PRINT_SCREEN, masked) in the arena: out[i] for columns[i]; a column is a dotted name or an extra's name. */
int query_row(struct query *query, uint32_t number, const char *const *columns, size_t count, struct arena *arena, const char **out, struct err *err);
/* Public id of a row. */
const char *query_row_id(struct query *query, uint32_t number, struct arena *arena);

/* What could stand in place of the filter's last word, for completion: field names, then their codes. */
size_t query_complete(struct desk *desk, const struct record_type *type, const char *where, struct arena *arena, const char ***out);

/* The filter with the field `path` compared anew, in words of the current language: what it said of that field before is gone.  A coded field's value is a code. */
const char *query_with(struct desk *desk, const struct record_type *type, const char *where, const char *path, const char *op, const char *value,
	struct arena *arena);

/* A record by public id, masked for this person, in the arena; ERR_MISSING also when it may not be seen. */
int desk_get(struct desk *desk, const struct record_type *type, const char *id, struct arena *arena, void **record, struct err *err);
int desk_get_number(struct desk *desk, const struct record_type *type, uint32_t number, struct arena *arena, void **record, struct err *err);
/* Does the act `reveal` with its reason, and gives the project with its numbers unmasked; they are shown to this person now, and nowhere kept. */
int desk_reveal(struct desk *desk, const char *id, const char *reason, struct arena *arena, struct project **clear, struct err *err);
/* The records of a type that belong to a project, in order of making. */
size_t desk_parts(struct desk *desk, const struct record_type *type, uint32_t project, struct arena *arena, void ***records);

#endif
