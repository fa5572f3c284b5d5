/* `verify sheet CODE`: whether the records still say what a paper says.  Private to cmd. */
#ifndef CMD_PAPER_H
#define CMD_PAPER_H

#include "cmd/cmd.h"

/* Tells it; command->status is EXIT_NOT_DONE where they say something else. */
int paper_verify(struct command *command, const char *code, struct err *err);

#endif
