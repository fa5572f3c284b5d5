/* Faults of a sheet by row and column, as the sheet shows them.  Private to cmd. */
#ifndef CMD_ROWFAULTS_H
#define CMD_ROWFAULTS_H

#include "base/err.h"
#include "exchange/json.h"

/* {"row","column","field","level","message"}; columns are letters, or with `lettered` false numbers. */
struct json *row_fault_json(const struct fault *fault, bool lettered);
/* "late.csv:9:N: label: message" on standard error; `label` NULL: none. */
void row_fault_tell(const struct fault *fault, const char *file, const char *label, bool lettered);

#endif
