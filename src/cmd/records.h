/* What verbs share about records.  Private to cmd. */
#ifndef CMD_RECORDS_H
#define CMD_RECORDS_H

#include "cmd/cmd.h"
#include "exchange/columns.h"

struct record_list {
	const char *name;                     /* "projects" */
	struct record_type *type;
	const char *const *columns;           /* of a list, unless others are asked for; ended by NULL */
};
extern const struct record_list record_lists[]; /* ended by a zeroed row */

/* By "projects" or "project"; NULL and ERR_USAGE naming those there are. */
const struct record_list *records_named(const char *name, struct err *err);
/* The record with that public id, of whatever type, masked; *type may be NULL. */
int records_find(struct command *command, const char *id, const struct record_type **type, void **record, struct err *err);
/* What a field that the office added is called; its name where no form has it any more. */
const char *records_extra_label(struct command *command, const char *name);
/* "a,b,c" in the arena, ended by NULL. */
const char **split_names(const char *text, struct arena *arena, size_t *count);

#endif
