/* Rules and forms as files, read without any records.  Private to cmd. */
#ifndef CMD_FILES_H
#define CMD_FILES_H

#include "cmd/cmd.h"
#include "record/form.h"
#include "rules/rules.h"

/* The rules in a file, "-" for standard input; NULL with every fault in *faults, or with *err when it cannot be read. */
struct rules *files_rules(const char *path, struct faults *faults, struct err *err);
/* The rules that --rules names, else the installed ones. */
struct rules *files_rules_chosen(const struct command *command, struct faults *faults, struct err *err);
char *files_forms_chosen(const struct command *command);

struct form_files {
	struct loaded {
		struct yaml_tree *tree;
		struct form *form; /* NULL: it has faults */
		char *path;
	} *items;
	size_t count;
	struct arena arena;
};
/* All forms of a folder by name. */
int files_forms(const char *dir, struct form_files *forms, struct faults *faults, struct err *err);
void files_forms_free(struct form_files *forms);

/* The files that --rules and --forms name, looked through before anything is done with them: every fault is told at once, then -1. */
int files_check_chosen(const struct command *command, struct err *err);

/* Tells the faults, each on its line or in JSON, with how to end. */
int files_report(struct command *command, const struct faults *faults, const char *good, struct err *err);

#endif
