#include <config.h>

#include "base/date.h"

#include <stdio.h>
#include <string.h>

#include "base/words.h"

#define FIRST_YEAR 1800
#define LAST_YEAR 9999
#define DAYS_BEFORE_EPOCH 719468 /* from 0000-03-01 to 1970-01-01 */
#define ERA_DAYS 146097          /* 400 years */
#define ZONE_SECONDS (8 * 3600)
#define DAY_SECONDS 86400

static const char *const month_names[] = {
	N_("January"), N_("February"), N_("March"),     N_("April"),   N_("May"),      N_("June"),
	N_("July"),    N_("August"),   N_("September"), N_("October"), N_("November"), N_("December"),
};

static int
month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month == 2 && leap ? 29 : days[month - 1];
}

date_t
date_make(int year, int month, int day)
{
	if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1
	    || day > month_days(year, month))
		return DATE_NONE;
	/* Years that begin in March have the leap day at their end. */
	int y = month > 2 ? year : year - 1;
	int of_era = y % 400;
	int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	return y / 400 * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - DAYS_BEFORE_EPOCH;
}

int
date_check(date_t *out, int year, int month, int day, struct err *err)
{
	if (year < FIRST_YEAR || year > LAST_YEAR)
		return err_set(err, ERR_INPUT, _("the year %d is not one of %d to %d"), year, FIRST_YEAR, LAST_YEAR);
	if (month < 1 || month > 12)
		return err_set(err, ERR_INPUT, _("there is no month %d"), month);
	*out = date_make(year, month, day);
	if (*out == DATE_NONE)
		return err_set(err, ERR_INPUT, _("there is no %d %s %d"), day, _(month_names[month - 1]), year);
	return 0;
}

void
date_split(date_t date, int *year, int *month, int *day)
{
	int64_t days = (int64_t)date + DAYS_BEFORE_EPOCH;
	int64_t era = (days >= 0 ? days : days - ERA_DAYS + 1) / ERA_DAYS;
	int of_era = (int)(days - era * ERA_DAYS);
	int year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int from_march = (5 * of_year + 2) / 153;
	*day = of_year - (153 * from_march + 2) / 5 + 1;
	*month = from_march < 10 ? from_march + 3 : from_march - 9;
	*year = (int)(year_of_era + era * 400) + (*month <= 2);
}

int
date_year(date_t date)
{
	int year, month, day;
	date_split(date, &year, &month, &day);
	return year;
}

int
date_weekday(date_t date)
{
	/* 1970-01-01 was a Thursday. */
	return (int)((((int64_t)date + 3) % 7 + 7) % 7);
}

date_t
date_add_months(date_t date, int months)
{
	if (date == DATE_NONE)
		return DATE_NONE;
	int year, month, day;
	date_split(date, &year, &month, &day);
	int64_t count = (int64_t)year * 12 + month - 1 + months;
	if (count < FIRST_YEAR * 12 || count >= (LAST_YEAR + 1) * 12)
		return DATE_NONE;
	year = (int)(count / 12);
	month = (int)(count % 12) + 1;
	int last = month_days(year, month);
	return date_make(year, month, day < last ? day : last);
}

date_t
date_add_years(date_t date, int years)
{
	if (years > LAST_YEAR || years < -LAST_YEAR)
		return DATE_NONE;
	return date_add_months(date, years * 12);
}

static bool
split_printable(date_t date, int *year, int *month, int *day)
{
	if (date == DATE_NONE)
		return false;
	date_split(date, year, month, day);
	return *year >= 0 && *year <= LAST_YEAR;
}

static char *
put_digits(char *at, int value, int count)
{
	for (int i = count - 1; i >= 0; i--, value /= 10)
		at[i] = (char)('0' + value % 10);
	return at + count;
}

void
date_print(char out[11], date_t date)
{
	int year, month, day;
	out[0] = '\0';
	if (!split_printable(date, &year, &month, &day))
		return;
	char *at = put_digits(out, year, 4);
	*at++ = '-';
	at = put_digits(at, month, 2);
	*at++ = '-';
	*put_digits(at, day, 2) = '\0';
}

void
date_print_zh(char out[24], date_t date)
{
	int year, month, day;
	out[0] = '\0';
	if (split_printable(date, &year, &month, &day))
		snprintf(out, 24, "%d年%d月%d日", year, month, day);
}

date_t
date_from_serial(int64_t serial, bool system_1904)
{
	/* The 1900 system counts a 29 February 1900 that never was. */
	if (serial < (system_1904 ? 0 : 1) || serial > INT64_C(4000000) || (!system_1904 && serial == 60))
		return DATE_NONE;
	date_t zero = system_1904 ? date_make(1904, 1, 1) : date_make(1900, 1, 1) - (serial < 60 ? 1 : 2);
	date_t date = zero + (date_t)serial;
	return date > date_make(LAST_YEAR, 12, 31) ? DATE_NONE : date;
}

date_t
time_date(int64_t seconds)
{
	const int64_t limit = (int64_t)DAY_SECONDS * INT32_MAX / 2;
	if (seconds > limit || seconds < -limit)
		return DATE_NONE;
	seconds += ZONE_SECONDS;
	return (date_t)((seconds >= 0 ? seconds : seconds - DAY_SECONDS + 1) / DAY_SECONDS);
}

void
time_print(char out[20], int64_t seconds)
{
	date_t date = time_date(seconds);
	date_print(out, date);
	if (!out[0])
		return;
	int of_day = (int)(seconds + ZONE_SECONDS - (int64_t)date * DAY_SECONDS);
	char *at = out + 10;
	*at++ = ' ';
	at = put_digits(at, of_day / 3600, 2);
	*at++ = ':';
	at = put_digits(at, of_day / 60 % 60, 2);
	*at++ = ':';
	*put_digits(at, of_day % 60, 2) = '\0';
}
