#include <config.h>

#include "base/date.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "base/workday.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

static date_t
day(int year, int month, int of_month)
{
	return date_make(year, month, of_month);
}

static void
cr_reads(const char *text, const struct date_context *context, date_t wanted)
{
	date_t date = DATE_NONE;
	struct err err = {0};
	cr_assert_eq(date_parse(&date, text, context, &err), 0, "'%s': %s", text, err.message);
	char got[11];
	date_print(got, date);
	cr_assert_eq(date, wanted, "'%s' gave %s", text, got);
}

static void
cr_refuses(const char *text, const struct date_context *context, const char *message)
{
	date_t date = 77;
	struct err err = {0};
	cr_assert_eq(date_parse(&date, text, context, &err), -1, "'%s' passed", text);
	cr_assert_str_eq(err.message, message);
	cr_assert_eq(err.code, ERR_INPUT);
}

Test(date, every_day_of_the_range_comes_back)
{
	date_t expected = day(1900, 1, 1);
	cr_assert_eq(day(1970, 1, 1), 0);
	for (int year = 1900; year <= 2400; year++)
		for (int month = 1; month <= 12; month++)
			for (int of_month = 1; of_month <= 31; of_month++) {
				date_t date = day(year, month, of_month);
				if (date == DATE_NONE)
					continue;
				int y, m, d;
				date_split(date, &y, &m, &d);
				cr_assert_eq(date, expected++);
				cr_assert(y == year && m == month && d == of_month);
			}
	cr_assert_eq(day(9999, 12, 31), 2932896);
}

Test(date, days_that_do_not_exist_are_none)
{
	cr_assert_eq(day(2021, 2, 29), DATE_NONE);
	cr_assert_eq(day(1900, 2, 29), DATE_NONE);
	cr_assert_neq(day(2000, 2, 29), DATE_NONE);
	cr_assert_eq(day(2021, 4, 31), DATE_NONE);
	cr_assert_eq(day(2021, 0, 1), DATE_NONE);
	cr_assert_eq(day(2021, 13, 1), DATE_NONE);
	cr_assert_eq(day(2021, 1, 0), DATE_NONE);
	cr_assert_neq(day(1880, 1, 1), DATE_NONE);
	cr_assert_eq(day(1799, 12, 31), DATE_NONE);
	cr_assert_eq(day(10000, 1, 1), DATE_NONE);
}

Test(date, weekdays_begin_on_monday)
{
	cr_assert_eq(date_weekday(day(2021, 3, 1)), 0);
	cr_assert_eq(date_weekday(day(2024, 4, 28)), 6);
	cr_assert_eq(date_weekday(day(1900, 1, 1)), 0);
}

Test(date, months_and_years_end_on_a_day_that_exists)
{
	cr_assert_eq(date_add_months(day(2021, 1, 31), 1), day(2021, 2, 28));
	cr_assert_eq(date_add_months(day(2021, 3, 31), -1), day(2021, 2, 28));
	cr_assert_eq(date_add_months(day(2021, 11, 30), 3), day(2022, 2, 28));
	cr_assert_eq(date_add_months(day(2021, 3, 5), -15), day(2019, 12, 5));
	cr_assert_eq(date_add_years(day(2020, 2, 29), 1), day(2021, 2, 28));
	cr_assert_eq(date_add_years(day(2020, 2, 29), 4), day(2024, 2, 29));
	cr_assert_eq(date_add_years(day(9999, 1, 1), 1), DATE_NONE);
	cr_assert_eq(date_add_months(DATE_NONE, 1), DATE_NONE);
	cr_assert_eq(date_add_months(day(2021, 1, 1), INT32_MAX), DATE_NONE);
	cr_assert_eq(date_add_years(day(2021, 1, 1), INT32_MIN), DATE_NONE);
}

Test(date, prints_for_people_and_files)
{
	char iso[11], zh[24];
	date_print(iso, day(2021, 3, 5));
	date_print_zh(zh, day(2021, 3, 5));
	cr_assert_str_eq(iso, "2021-03-05");
	cr_assert_str_eq(zh, "2021年3月5日");
	date_print(iso, DATE_NONE);
	date_print_zh(zh, DATE_NONE);
	cr_assert(!iso[0] && !zh[0]);
	date_print(iso, INT32_MAX);
	cr_assert_str_eq(iso, "");
}

Test(date, forms_that_offices_write)
{
	static const char *const forms[] = {
		"2021-03-05",      "2021-3-5",     "2021/3/5",     "2021/03/05",          "2021.3.5",
		"2021.03.05",      "20210305",     "2021年3月5日", "2021年03月05日",      "2021年3月5号",
		"2021 年 3 月 5 日", "２０２１年３月５日", "２０２１．３．５", "2021－3－5",  "2021。3。5",
		"2021、3、5",      " 2021-03-05 ", "　2021/3/5　", "2021-03-05 00:00:00", "2021/3/5 0:00",
		"2021-03-05T00:00:00", "2021-03-05 00:00:00.000", "2021 - 3 - 5", "2021年3月5",
	};
	for (size_t i = 0; i < COUNT(forms); i++)
		cr_reads(forms[i], NULL, day(2021, 3, 5));
}

/* The five forms of the sample sheet. */
Test(date, forms_of_the_sample_sheet)
{
	cr_reads("2012/5/20", NULL, day(2012, 5, 20));
	cr_reads("2016-01-01", NULL, day(2016, 1, 1));
	cr_reads("2012.1.22", NULL, day(2012, 1, 22));
	cr_reads("20201005", NULL, day(2020, 10, 5));
	cr_reads("2019年8月1日", NULL, day(2019, 8, 1));
	cr_refuses("2018年2月30日", NULL, "there is no 30 February 2018");
}

Test(date, a_day_that_does_not_exist_is_named)
{
	cr_refuses("2021-02-29", NULL, "there is no 29 February 2021");
	cr_refuses("20210431", NULL, "there is no 31 April 2021");
	cr_refuses("2021-13-01", NULL, "there is no month 13");
	cr_refuses("2021-00-01", NULL, "there is no month 0");
	cr_refuses("2021-01-00", NULL, "there is no 0 January 2021");
	cr_refuses("1899-03-05", NULL, "the year 1899 is not one of 1900 to 9999");
	cr_refuses("18210305", NULL, "the year 1821 is not one of 1900 to 9999");
}

Test(date, what_is_not_a_date_is_refused_with_its_text)
{
	static const char *const bad[] = {
		"",         " ",        "abc",       "2021-3/5",  "2021-3-5-1", "2021-3-5x", "2021--3-5", "2021-3-005",
		"2021 3 5", "202135",   "2021-1 2-5", "2021年3-5", "年月日",    "44228",     "+10",       "-3",
		"+5w",      ".",        "2021-03-05 10:21:05",   "12345678901234567890",      "3/5/2021",  "2021年3月5日日",
		"2021.3.",  "2021-03-05 00:00x", "3月", "2021年", "2021-3-5/",
	};
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct err err = {0};
		char wanted[100];
		date_t date;
		snprintf(wanted, sizeof wanted, "'%s' is not a date", bad[i]);
		cr_assert_eq(date_parse(&date, bad[i], NULL, &err), -1, "'%s' passed", bad[i]);
		cr_assert_str_eq(err.message, wanted);
	}
	cr_refuses("\x1B[2J", NULL, "'�[2J' is not a date");
}

Test(date, two_digit_years_and_missing_parts_are_refused)
{
	cr_refuses("21-3-5", NULL, "'21-3-5' has a year of two digits");
	cr_refuses("21年3月5日", NULL, "'21年3月5日' has a year of two digits");
	cr_refuses("2012.5", NULL, "'2012.5' names no day");
	cr_refuses("2021年3月", NULL, "'2021年3月' names no day");
	cr_refuses("3.5", NULL, "'3.5' names no year");
	cr_refuses("3月5日", NULL, "'3月5日' names no year");
}

Test(date, short_forms_take_the_year_of_their_context)
{
	struct date_context context = {.today = DATE_NONE, .year = 2021};
	static const char *const forms[] = {"3.5", "3-5", "3/5", "03/05", "3月5日", "３。５", "3 月 5 日", "3月5"};
	for (size_t i = 0; i < COUNT(forms); i++)
		cr_reads(forms[i], &context, day(2021, 3, 5));
	cr_refuses("2.29", &context, "there is no 29 February 2021");
	cr_refuses("3.5.", &context, "'3.5.' is not a date");
}

Test(date, today_and_days_from_it)
{
	struct date_context context = {.today = day(2021, 3, 31), .year = 2021};
	cr_reads(".", &context, day(2021, 3, 31));
	cr_reads("。", &context, day(2021, 3, 31));
	cr_reads("+10", &context, day(2021, 4, 10));
	cr_reads("＋１０", &context, day(2021, 4, 10));
	cr_reads("-3", &context, day(2021, 3, 28));
	cr_reads("+0", &context, day(2021, 3, 31));
	cr_refuses("+5w", &context, "'+5w' is not a date");
	cr_refuses("+", &context, "'+' is not a date");
	cr_refuses("-99999", &context, "the year 1747 is not one of 1900 to 9999");
	cr_refuses("+100000", &context, "'+100000' is not a date");
}

Test(date, working_days_from_today)
{
	struct calendar calendar = {0};
	calendar_add_year(&calendar, 2021);
	cr_assert_eq(calendar_add(&calendar, day(2021, 4, 3), day(2021, 4, 5), false, NULL), 0);
	struct date_context context = {.today = day(2021, 3, 31), .calendar = &calendar};
	cr_reads("+5w", &context, day(2021, 4, 8));
	cr_reads("＋５Ｗ", &context, day(2021, 4, 8));
	date_t date;
	struct err err;
	cr_assert_eq(date_parse(&date, "+300w", &context, &err), -1);
	cr_assert_str_eq(err.message, "there are no holidays and working days on file for the year 2022");
	calendar_free(&calendar);
}

Test(date, spreadsheet_serials_where_they_are_taken)
{
	struct date_context context = {.today = DATE_NONE, .serials = true};
	cr_reads("44228", &context, day(2021, 2, 1));
	cr_reads("44228.0", &context, day(2021, 2, 1));
	cr_reads("61", &context, day(1900, 3, 1));
	cr_reads("109574", &context, day(2199, 12, 31));
	cr_reads("20210305", &context, day(2021, 3, 5));
	cr_refuses("60", &context, "'60' is not a date");
	cr_refuses("109575", &context, "'109575' is not a date");
	cr_refuses("44228.5", &context, "'44228.5' is not a date");
}

Test(date, serials_of_both_systems)
{
	cr_assert_eq(date_from_serial(1, false), day(1900, 1, 1));
	cr_assert_eq(date_from_serial(59, false), day(1900, 2, 28));
	cr_assert_eq(date_from_serial(60, false), DATE_NONE);
	cr_assert_eq(date_from_serial(61, false), day(1900, 3, 1));
	cr_assert_eq(date_from_serial(44228, false), day(2021, 2, 1));
	cr_assert_eq(date_from_serial(42766, true), day(2021, 2, 1));
	cr_assert_eq(date_from_serial(0, true), day(1904, 1, 1));
	cr_assert_eq(date_from_serial(60, true), day(1904, 3, 1));
	cr_assert_eq(date_from_serial(2958465, false), day(9999, 12, 31));
	cr_assert_eq(date_from_serial(2958466, false), DATE_NONE);
	cr_assert_eq(date_from_serial(0, false), DATE_NONE);
	cr_assert_eq(date_from_serial(-1, true), DATE_NONE);
	cr_assert_eq(date_from_serial(INT64_MAX, true), DATE_NONE);
}

Test(time, is_told_in_the_zone_of_the_office)
{
	char out[20];
	time_print(out, 1614910865);
	cr_assert_str_eq(out, "2021-03-05 10:21:05");
	time_print(out, 0);
	cr_assert_str_eq(out, "1970-01-01 08:00:00");
	time_print(out, -8 * 3600 - 1);
	cr_assert_str_eq(out, "1969-12-31 23:59:59");
	cr_assert_eq(time_date(1614873599), day(2021, 3, 4));
	cr_assert_eq(time_date(1614873600), day(2021, 3, 5));
	time_print(out, INT64_MAX);
	cr_assert_str_eq(out, "");
}
