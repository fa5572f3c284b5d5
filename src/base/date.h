/* Dates of the proleptic Gregorian calendar, as days; the time zone of the program is fixed UTC+8. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

typedef int32_t date_t; /* days since 1970-01-01 */
#define DATE_NONE INT32_MIN

/* The date, or DATE_NONE where there is no such day.  Years 1800 (identity numbers reach back so far) to 9999. */
date_t date_make(int year, int month, int day);
/* Like date_make, with the reason in *err: there is no such month, no such day, or the year is out of range. */
int date_check(date_t *out, int year, int month, int day, struct err *err);
void date_split(date_t date, int *year, int *month, int *day);
int date_year(date_t date);
/* 0 = Monday … 6 = Sunday. */
int date_weekday(date_t date);
/* Same day of the month `months` later (or earlier); the month's last day where that day does not exist. */
date_t date_add_months(date_t date, int months);
date_t date_add_years(date_t date, int years);

/* "2021-03-05"; `out` holds 11 bytes; "" for DATE_NONE. */
void date_print(char out[11], date_t date);
/* "2021年3月5日"; `out` holds 24 bytes; "" for DATE_NONE. */
void date_print_zh(char out[24], date_t date);

/* What a short form is read against. */
struct date_context {
	date_t today;
	int year;         /* for "3.5"; 0: short forms are refused */
	const void *calendar; /* struct calendar for "+5w" (workday.h); NULL: refused */
	bool serials;     /* take spreadsheet serials, 1900 system ("44228"), range 1900-03-01 … 2199 */
};
/* Reads a date as offices write it: 2021-03-05 2021/3/5 2021.3.5 20210305 2021年3月5日 (with or without blanks, full-width
 * too), a spreadsheet's "2021-03-05 00:00:00" (midnight only), and by context 3.5 3-5 3/5 3月5日, "." today, +10 days, -3 days, +5w working days after today, serials.
 * A day that does not exist is refused by name: there is no 30 February 2018.  Two-digit years and years before 1900 are refused.  context may be NULL. */
int date_parse(date_t *out, const char *text, const struct date_context *context, struct err *err);
/* The date of a spreadsheet serial day (whole part) in the 1900 system, or the 1904 one; DATE_NONE when out of range or the 1900 system's false 29 February (60). */
date_t date_from_serial(int64_t serial, bool system_1904);

/* Seconds since 1970-01-01 00:00 UTC as "2021-03-05 10:21:05" in UTC+8; `out` holds 20 bytes. */
void time_print(char out[20], int64_t seconds);
/* The day in UTC+8 of such a moment. */
date_t time_date(int64_t seconds);

#endif
