/* An entry of the journal, told.  Private to cmd. */
#ifndef CMD_HISTORY_H
#define CMD_HISTORY_H

#include "cmd/cmd.h"
#include "desk/casework.h"
#include "exchange/json.h"

struct json *history_json(const struct history_item *item);
/* On standard output, with what changed below it. */
void history_print(struct command *command, const struct history_item *item);

#endif
