/* Arguments into a command.  Private to cmd. */
#ifndef CMD_ARGS_H
#define CMD_ARGS_H

#include "cmd/cmd.h"

/* Options stand before the verb or behind it; "--" ends them. */
int args_read(struct command *command, int argc, char **argv, struct err *err);

#endif
