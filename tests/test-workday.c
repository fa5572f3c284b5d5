#include <config.h>

#include "base/workday.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* The State Council's notices: days off and weekend days worked, "month-day" or "month-day..month-day". */
static const struct {
	int year;
	const char *off, *work;
} notices[] = {
	{2021,
	 "01-01..01-03 02-11..02-17 04-03..04-05 05-01..05-05 06-12..06-14 09-19..09-21 10-01..10-07",
	 "02-07 02-20 04-25 05-08 09-18 09-26 10-09"},
	{2022,
	 "01-01..01-03 01-31..02-06 04-03..04-05 04-30..05-04 06-03..06-05 09-10..09-12 10-01..10-07 12-31",
	 "01-29 01-30 04-02 04-24 05-07 10-08 10-09"},
	{2023,
	 "01-01..01-02 01-21..01-27 04-05 04-29..05-03 06-22..06-24 09-29..10-06",
	 "01-28 01-29 04-23 05-06 06-25 10-07 10-08"},
	{2024,
	 "01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07",
	 "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12"},
	{2025,
	 "01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08",
	 "01-26 02-08 04-27 09-28 10-11"},
	{2026,
	 "01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07",
	 "01-04 02-14 02-28 05-09 09-20 10-10"},
};

static struct calendar calendar;

static void
add_spans(int year, const char *spans, bool works)
{
	char copy[256];
	snprintf(copy, sizeof copy, "%s", spans);
	for (char *rest = copy, *span; (span = strsep(&rest, " "));) {
		int month, day, last_month, last_day;
		if (sscanf(span, "%d-%d..%d-%d", &month, &day, &last_month, &last_day) == 2) {
			last_month = month;
			last_day = day;
		}
		struct err err;
		cr_assert_eq(calendar_add(&calendar, date_make(year, month, day), date_make(year, last_month, last_day),
		                          works, &err), 0, "%s", err.message);
	}
}

static void
load_notices(void)
{
	calendar = (struct calendar){0};
	for (size_t i = sizeof notices / sizeof *notices; i-- > 0;) {
		calendar_add_year(&calendar, notices[i].year);
		add_spans(notices[i].year, notices[i].work, true);
		add_spans(notices[i].year, notices[i].off, false);
	}
}

static void
unload(void)
{
	calendar_free(&calendar);
}

static date_t
read_day(const char *text)
{
	date_t date = DATE_NONE;
	cr_assert_eq(date_parse(&date, text, NULL, NULL), 0, "%s", text);
	return date;
}

TestSuite(workday, .init = load_notices, .fini = unload);

Test(workday, spans_of_the_published_years)
{
	static const struct {
		const char *start;
		int days;
		const char *counted, *not_counted;
	} cases[] = {
		{"2021-09-29", 5, "2021-10-11", "2021-10-12"}, {"2022-09-28", 5, "2022-10-09", "2022-10-10"},
		{"2024-04-28", 5, "2024-05-07", "2024-05-08"}, {"2025-01-24", 5, "2025-02-06", "2025-02-07"},
		{"2026-02-12", 5, "2026-02-25", "2026-02-26"}, {"2026-09-23", 7, "2026-10-09", "2026-10-10"},
		{"2021-12-30", 5, "2022-01-06", "2022-01-07"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		date_t start = read_day(cases[i].start), end;
		cr_assert_eq(calendar_span_end(&calendar, start, cases[i].days, true, &end, NULL), 0);
		cr_assert_eq(end, read_day(cases[i].counted), "%s counted", cases[i].start);
		cr_assert_eq(calendar_span_end(&calendar, start, cases[i].days, false, &end, NULL), 0);
		cr_assert_eq(end, read_day(cases[i].not_counted), "%s not counted", cases[i].start);
	}
}

Test(workday, weekends_holidays_and_weekend_days_worked)
{
	cr_assert_eq(calendar_works(&calendar, read_day("2021-03-05"), NULL), 1);
	cr_assert_eq(calendar_works(&calendar, read_day("2021-03-06"), NULL), 0);
	cr_assert_eq(calendar_works(&calendar, read_day("2021-02-07"), NULL), 1);
	cr_assert_eq(calendar_works(&calendar, read_day("2021-02-11"), NULL), 0);
	cr_assert_eq(calendar_works(&calendar, read_day("2023-10-06"), NULL), 0);
	cr_assert_eq(calendar_works(&calendar, read_day("2023-10-07"), NULL), 1);
}

Test(workday, a_first_day_off_is_not_counted_either_way)
{
	date_t end;
	cr_assert_eq(calendar_span_end(&calendar, read_day("2021-03-06"), 1, true, &end, NULL), 0);
	cr_assert_eq(end, read_day("2021-03-08"));
	cr_assert_eq(calendar_span_end(&calendar, read_day("2021-03-06"), 1, false, &end, NULL), 0);
	cr_assert_eq(end, read_day("2021-03-08"));
	cr_assert_eq(calendar_span_end(&calendar, read_day("2021-03-06"), 0, true, &end, NULL), 0);
	cr_assert_eq(end, read_day("2021-03-06"));
	struct err err;
	cr_assert_eq(calendar_span_end(&calendar, read_day("2021-03-06"), -1, true, &end, &err), -1);
	cr_assert_str_eq(err.message, "-1 is not a number of working days");
}

Test(workday, a_year_without_data_is_never_guessed)
{
	date_t end = 5;
	struct err err = {0};
	cr_assert_eq(calendar_span_end(&calendar, read_day("2026-12-30"), 5, false, &end, &err), -1);
	cr_assert_str_eq(err.message, "there are no holidays and working days on file for the year 2027");
	cr_assert_eq(end, 5);
	cr_assert_eq(calendar_works(&calendar, read_day("2020-12-31"), &err), -1);
	cr_assert_str_eq(err.message, "there are no holidays and working days on file for the year 2020");
	int days;
	cr_assert_eq(calendar_between(&calendar, read_day("2026-12-30"), read_day("2027-01-04"), &days, &err), -1);
}

Test(workday, days_between_are_counted_in_both_directions)
{
	int days;
	cr_assert_eq(calendar_between(&calendar, read_day("2021-09-29"), read_day("2021-10-12"), &days, NULL), 0);
	cr_assert_eq(days, 5);
	cr_assert_eq(calendar_between(&calendar, read_day("2021-10-12"), read_day("2021-09-29"), &days, NULL), 0);
	cr_assert_eq(days, -5);
	cr_assert_eq(calendar_between(&calendar, read_day("2021-10-12"), read_day("2021-10-12"), &days, NULL), 0);
	cr_assert_eq(days, 0);
}

Test(workday, spans_must_be_in_order_apart_and_declared)
{
	struct err err = {0};
	cr_assert_eq(calendar_add(&calendar, read_day("2021-02-17"), read_day("2021-02-18"), false, &err), -1);
	cr_assert_str_eq(err.message, "the days '2021-02-17' to '2021-02-18' overlap others");
	cr_assert_eq(calendar_add(&calendar, read_day("2021-02-01"), read_day("2021-03-18"), false, &err), -1);
	cr_assert_str_eq(err.message, "the days '2021-02-01' to '2021-03-18' overlap others");
	cr_assert_eq(calendar_add(&calendar, read_day("2021-03-18"), read_day("2021-03-17"), false, &err), -1);
	cr_assert_str_eq(err.message, "the days '2021-03-18' to '2021-03-17' end before they start");
	cr_assert_eq(calendar_add(&calendar, read_day("2026-12-30"), read_day("2027-01-02"), false, &err), -1);
	cr_assert_str_eq(err.message, "the days '2026-12-30' to '2027-01-02' lie outside the years declared");
}
