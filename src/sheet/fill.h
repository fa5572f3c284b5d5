/* From a sheet's form and a scope to blocks.  Private to sheet. */
#ifndef SHEET_FILL_H
#define SHEET_FILL_H

#include "sheet/scope.h"
#include "sheet/sheet.h"

/* Sends every block that holds, filled in.  What blocks hold lies in scope->arena. */
int sheet_fill(struct scope *scope, const struct sheet_sink *sink, struct err *err);

#endif
