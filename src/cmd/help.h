/* What the program and its verbs say about themselves.  Private to cmd. */
#ifndef CMD_HELP_H
#define CMD_HELP_H

#include "cmd/cmd.h"

/* A verb's help; NULL: the program's. */
void help_print(const struct verb *verb, FILE *out);

#endif
