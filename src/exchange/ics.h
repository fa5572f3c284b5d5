/* What waits as a calendar (RFC 5545): a whole-day event for each line that has a deadline. */
#ifndef EXCHANGE_ICS_H
#define EXCHANGE_ICS_H

#include <stdio.h>

#include "base/buf.h"
#include "desk/casework.h"

/* Adds the calendar, stamped with that day: the same lines make the same bytes, and an event keeps its UID while its day moves. */
void ics_add(struct buf *out, const char *name, date_t today, const struct todo_item *items, size_t count);
/* One line of a calendar: "NAME:value" with the value escaped, folded at 75 octets, never within a character. */
void ics_text(struct buf *out, const char *name, const char *value);

#endif
