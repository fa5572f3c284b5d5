/* How a project fared, as JSON.  Private to cmd. */
#ifndef CMD_DOSSIER_H
#define CMD_DOSSIER_H

#include "cmd/cmd.h"
#include "exchange/json.h"

/* One condition's verdict, as `check` tells it too. */
struct json *verdict_json(const struct verdict *verdict, enum lang lang);
/* The dossier of a project as far as the person at the desk may see it; NULL and *err. */
struct json *dossier_json(struct command *command, const char *project_id, struct err *err);

#endif
