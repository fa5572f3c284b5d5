/* The command line: options, verbs, what they print and how they end. */
#ifndef CMD_CMD_H
#define CMD_CMD_H

#include <stdio.h>

#include "desk/desk.h"

/* How the program ends. */
enum { EXIT_DONE, EXIT_NOT_DONE, EXIT_USAGE, EXIT_FAULTS };

/* --name, or --name VALUE where `value` says what it takes. */
struct option {
	const char *name;
	const char *value; /* "DATE"; NULL: a flag */
	const char *help;  /* English msgid */
};

struct command;

/* A verb: one file, one row here. */
struct verb {
	const char *name;
	const char *usage;   /* what stands behind the name: "RECORDS [--where QUERY]" */
	const char *summary; /* English msgid, one line */
	const char *help;    /* English msgid or NULL: more of it */
	const struct option *options; /* its own, ended by a zeroed row; NULL: none */
	size_t least, most;  /* operands; most 0 with least 0: none */
	/* 0, or -1 and *err; may set command->status where it told all itself. */
	int (*run)(struct command *command, struct err *err);
};

/* All verbs, ended by NULL, in the order in which help shows them; and the options that go with all. */
extern const struct verb *const verbs[];
const struct verb *verb_named(const char *name);
extern const struct option global_options[];

enum { COMMAND_OPTIONS = 32 };

struct command {
	const struct verb *verb; /* NULL: the screens */
	const char **operands;   /* behind the verb */
	size_t operand_count;
	struct {
		const char *name, *value;
	} options[COMMAND_OPTIONS];
	size_t option_count;
	bool json;
	int status;              /* EXIT_DONE unless a verb says more */
	enum lang lang;
	char *dir;               /* the records */
	char *from;
	struct desk *desk;       /* once command_desk() opened it */
	struct arena arena;
};

/* Reads the arguments and chooses the language; true: go on, false: all is said, and command->status is how to end. */
bool command_begin(struct command *command, int argc, char **argv, enum lang locale);
/* Runs the verb and sees to it that what it printed was written; returns how to end. */
int command_run(struct command *command);
void command_end(struct command *command);

/* The option's value, "" for a flag that is there, NULL where it is not given. */
const char *command_option(const struct command *command, const char *name);
/* A date given as an option; DATE_NONE where it is not. */
int command_date(const struct command *command, const char *name, date_t *date, struct err *err);
/* What the options say about the desk; borrowed from the command. */
int command_desk_options(struct command *command, struct desk_options *options, struct err *err);
/* The desk, opened on first need; NULL and *err: without records it says how to make them. */
struct desk *command_desk(struct command *command, struct err *err);
/* Tells the error on standard error, one line, and gives how to end. */
int command_tell(const struct err *err);
/* Every fault on a line of standard error, "FILE:LINE:COLUMN: …"; `file` where the fault names none. */
void command_tell_faults(const struct faults *faults, const char *file);
/* How far a long work is, on a terminal: for the desk and the store. */
bool command_progress(void *user, uint64_t done, uint64_t total);

#endif
