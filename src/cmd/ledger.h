/* A project's ledger in words and as JSON.  Private to cmd. */
#ifndef CMD_LEDGER_H
#define CMD_LEDGER_H

#include "cmd/cmd.h"
#include "desk/ledger.h"
#include "exchange/json.h"

/* The sums of one source, LEDGER_GRANT or LEDGER_MATCHING. */
struct json *ledger_sums_json(const struct ledger_sums *sums, int source);
/* Both, with what the rules say to them. */
void ledger_print_sums(struct command *command, const struct ledger *ledger);

#endif
