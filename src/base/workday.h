/* Working days by the State Council's yearly notices: weekends are off except those worked, holidays are off. */
#ifndef BASE_WORKDAY_H
#define BASE_WORKDAY_H

#include <stdbool.h>

#include "base/date.h"
#include "base/err.h"

struct calendar_span {
	date_t first, last;
	bool works; /* a weekend day worked; otherwise days off */
};

/* Data of whole years; spans sorted by first day and not overlapping (calendar_add sees to both).  Zeroed is empty. */
struct calendar {
	struct calendar_span *spans;
	size_t count, cap;
	int *years; /* years with data, ascending */
	size_t year_count;
};

/* Declares that `year` has data, even if nothing is off. */
void calendar_add_year(struct calendar *calendar, int year);
/* Adds a span; -1 when it overlaps one that is there, ends before it starts, or lies in a year not declared. */
int calendar_add(struct calendar *calendar, date_t first, date_t last, bool works, struct err *err);
void calendar_free(struct calendar *calendar);

/* Whether `date` is worked: 1 or 0; -1 and *err naming the year when there is no data for it. */
int calendar_works(const struct calendar *calendar, date_t date, struct err *err);
/* The last day of a span of `days` working days (at least 1) from `start`; with first_counts, start itself counts when it is worked.
 * 0 days gives start.  -1 and *err when the span reaches a year without data: never guessed. */
int calendar_span_end(const struct calendar *calendar, date_t start, int days, bool first_counts, date_t *end, struct err *err);
/* Working days after `from` up to and including `to` (negative when to is earlier). */
int calendar_between(const struct calendar *calendar, date_t from, date_t to, int *days, struct err *err);

#endif
