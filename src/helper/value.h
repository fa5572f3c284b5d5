/* What a cell's text in the file means. */
#ifndef HELPER_VALUE_H
#define HELPER_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/rows.h"

/* Adds a number as the shortest decimal that is it: "0.10000000000000001" gives "0.1".  Where the file holds only a rounded number
 * of 16 digits or more it stays "3.10229E+17", so that nobody takes the noughts for digits.  False when it is no number. */
bool value_number(struct buf *out, const char *text);
/* Adds the day, and time of day when there is one, of a serial; false where there is no such day. */
bool value_serial(struct buf *out, const char *text, bool system_1904, enum rows_kind *kind);
/* The same for an ISO date ("2021-03-05", "2021-03-05T10:21:05.000Z"). */
bool value_iso(struct buf *out, const char *text, enum rows_kind *kind);
/* Replaces the escapes of workbooks (_x000D_) in what was added from `begin` on by their characters. */
void value_unescape(struct buf *buf, size_t begin);
/* Adds text so that nothing in it is taken for such an escape. */
void value_escape(struct buf *out, const char *text);
/* A cell's place ("AB12"): its column and row; false when it is none.  Places beyond a sheet's limits give 0. */
bool value_place(const char *text, int *column, int *row);

#endif
