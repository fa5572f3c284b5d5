/* From what was typed, or keyed into a screen, or read from a sheet, to the record an act works with. */
#ifndef DESK_INPUTS_H
#define DESK_INPUTS_H

#include "desk/deed.h"

/* Parses the request's inputs into deed->inputs: onto a copy of the target when the act changes the target itself (amend), else onto an empty record.
 * Every fault is gathered in deed->faults; -1 with ERR_INPUT when one of them is an error. */
int inputs_read(struct deed *deed, struct err *err);
/* What tells a repeat of an operation from another use of its id. */
void inputs_hash(const struct act_request *request, struct sha256 *hash);
/* Copies what people may type (no computed field) from one record to another of its type; a masked value stays what it was. */
void inputs_take(void *to, const void *from, struct arena *arena);
/* The record's number by public id ("QP2021-0007", "M12"); 0 when there is none. */
uint32_t desk_number(struct desk *desk, const struct record_type *type, const char *id);

#endif
