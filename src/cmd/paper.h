/* What the verbs about sheets share, and `verify sheet CODE`: whether the records still say what a paper says.  Private to cmd. */
#ifndef CMD_PAPER_H
#define CMD_PAPER_H

#include "cmd/cmd.h"
#include "sheet/sheet.h"

/* The sheets of forms/sheets; NULL when they have faults, which were told with how to end.  Opens the desk: NULL and *err where that fails. */
struct sheets *paper_sheets(struct command *command, struct err *err);
/* Tells it; command->status is EXIT_NOT_DONE where they say something else. */
int paper_verify(struct command *command, const char *code, struct err *err);

#endif
