#include <config.h>

#include "base/workday.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/words.h"

/* How many of the declared years are before `year`. */
static size_t
years_before(const struct calendar *calendar, int year)
{
	size_t low = 0, high = calendar->year_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (calendar->years[middle] < year)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
has_year(const struct calendar *calendar, int year)
{
	size_t i = years_before(calendar, year);
	return i < calendar->year_count && calendar->years[i] == year;
}

/* How many spans end before `date`. */
static size_t
spans_before(const struct calendar *calendar, date_t date)
{
	size_t low = 0, high = calendar->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (calendar->spans[middle].last < date)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void
calendar_add_year(struct calendar *calendar, int year)
{
	if (has_year(calendar, year))
		return;
	size_t at = years_before(calendar, year), behind = calendar->year_count - at;
	calendar->years = xrealloc(calendar->years, calendar->year_count + 1, sizeof *calendar->years);
	memmove(calendar->years + at + 1, calendar->years + at, behind * sizeof *calendar->years);
	calendar->years[at] = year;
	calendar->year_count++;
}

static int
no_data(int year, struct err *err)
{
	return err_set(err, ERR_MISSING, _("there are no holidays and working days on file for the year %d"), year);
}

static int
check_span(const struct calendar *calendar, date_t first, date_t last, struct err *err)
{
	char from[11], to[11];
	date_print(from, first);
	date_print(to, last);
	if (first == DATE_NONE || last == DATE_NONE || last < first)
		return err_set(err, ERR_INPUT, _("the days '%s' to '%s' end before they start"), from, to);
	for (int year = date_year(first); year <= date_year(last); year++)
		if (!has_year(calendar, year))
			return err_set(err, ERR_INPUT, _("the days '%s' to '%s' lie outside the years declared"), from, to);
	size_t at = spans_before(calendar, first);
	if (at < calendar->count && calendar->spans[at].first <= last)
		return err_set(err, ERR_INPUT, _("the days '%s' to '%s' overlap others"), from, to);
	return 0;
}

int
calendar_add(struct calendar *calendar, date_t first, date_t last, bool works, struct err *err)
{
	if (check_span(calendar, first, last, err) < 0)
		return -1;
	if (calendar->count == calendar->cap) {
		calendar->cap = calendar->cap ? calendar->cap * 2 : 16;
		calendar->spans = xrealloc(calendar->spans, calendar->cap, sizeof *calendar->spans);
	}
	struct calendar_span *at = calendar->spans + spans_before(calendar, first);
	memmove(at + 1, at, (size_t)(calendar->spans + calendar->count - at) * sizeof *at);
	*at = (struct calendar_span){.first = first, .last = last, .works = works};
	calendar->count++;
	return 0;
}

void
calendar_free(struct calendar *calendar)
{
	free(calendar->spans);
	free(calendar->years);
	*calendar = (struct calendar){0};
}

int
calendar_works(const struct calendar *calendar, date_t date, struct err *err)
{
	int year = date_year(date);
	if (!has_year(calendar, year))
		return no_data(year, err);
	size_t at = spans_before(calendar, date);
	if (at < calendar->count && calendar->spans[at].first <= date)
		return calendar->spans[at].works;
	return date_weekday(date) < 5;
}

int
calendar_span_end(const struct calendar *calendar, date_t start, int days, bool first_counts, date_t *end,
                  struct err *err)
{
	if (days < 0)
		return err_set(err, ERR_INPUT, _("%d is not a number of working days"), days);
	date_t date = start;
	for (bool stay = first_counts; days > 0; stay = false) {
		date += !stay;
		int works = calendar_works(calendar, date, err);
		if (works < 0)
			return -1;
		days -= works;
	}
	*end = date;
	return 0;
}

int
calendar_between(const struct calendar *calendar, date_t from, date_t to, int *days, struct err *err)
{
	date_t first = from < to ? from : to, last = from < to ? to : from;
	int count = 0;
	for (date_t date = first + 1; date <= last; date++) {
		int works = calendar_works(calendar, date, err);
		if (works < 0)
			return -1;
		count += works;
	}
	*days = from < to ? count : -count;
	return 0;
}
