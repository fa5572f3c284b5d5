/* Doing an act from the command line.  Private to cmd. */
#ifndef CMD_DEEDS_H
#define CMD_DEEDS_H

#include "cmd/cmd.h"
#include "desk/act.h"

/* The options of verbs that do acts. */
extern const struct option deed_options[];
/* Does the act with the words that stand behind its name, [TARGET] [FIELD=VALUE …], and prints what came of it. */
int deed_run(struct command *command, const struct act *act, const char *const *words, size_t count, struct err *err);

#endif
