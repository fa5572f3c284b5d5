#include <config.h>

#include "base/money.h"

#include <criterion/criterion.h>
#include <stdio.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

static void
cr_capitals(const char *amount, const char *wanted)
{
	money_t fen;
	struct err err;
	struct buf out = {0};
	cr_assert_eq(money_parse(&fen, amount, 1, &err), 0, "%s", err.message);
	money_capitals(&out, fen);
	cr_assert_str_eq(buf_text(&out), wanted);
	buf_free(&out);
}

Test(capitals, amounts_of_the_rules_for_payments)
{
	static const char *const cases[][2] = {
		{"0", "零元整"},
		{"0.10", "壹角整"},
		{"0.15", "壹角伍分"},
		{"1.05", "壹元零伍分"},
		{"10", "壹拾元整"},
		{"1,010.01", "壹仟零壹拾元零壹分"},
		{"1,409.50", "壹仟肆佰零玖元伍角整"},
		{"6,007.14", "陆仟零柒元壹角肆分"},
		{"10,001", "壹万零壹元整"},
		{"10,100", "壹万零壹佰元整"},
		{"20,000", "贰万元整"},
		{"100,000", "壹拾万元整"},
		{"160,000", "壹拾陆万元整"},
		{"100,005", "壹拾万零伍元整"},
		{"101,000", "壹拾万壹仟元整"},
		{"1,000,001", "壹佰万零壹元整"},
		{"100,000,001", "壹亿零壹元整"},
		{"100,010,000", "壹亿零壹万元整"},
	};
	for (size_t i = 0; i < COUNT(cases); i++)
		cr_capitals(cases[i][0], cases[i][1]);
}

Test(capitals, skipped_sections_and_small_amounts)
{
	cr_capitals("0.05", "伍分");
	cr_capitals("100,001,000", "壹亿零壹仟元整");
	cr_capitals("325.04", "叁佰贰拾伍元零肆分");
	cr_capitals("999,999,999,999.99", "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分");
	struct buf out = {0};
	money_capitals(&out, -105);
	cr_assert_str_eq(buf_text(&out), "负壹元零伍分");
	buf_clear(&out);
	money_capitals(&out, MONEY_NONE);
	cr_assert_str_eq(buf_text(&out), "");
	buf_free(&out);
}

Test(money, amounts_as_offices_write_them)
{
	static const struct {
		const char *text;
		int unit;
		money_t fen;
	} cases[] = {
		{"100000", 1, 10000000},     {"１００，０００", 1, 10000000}, {"1,234.5", 1, 123450},   {"0.05", 1, 5},
		{"¥1,000.00", 1, 100000},    {"￥ 1000 元", 1, 100000},       {"10万元", 1, 10000000},  {"0.5万", 1, 500000},
		{"10 万元", 1, 10000000},    {"10", 10000, 10000000},         {"0.123456万", 1, 123456}, {"12元", 10000, 1200},
		{" 12.5　", 10000, 12500000}, {".5", 1, 50},                   {"0", 1, 0},
		{"999999999999.99", 1, MONEY_MAX},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		money_t fen = MONEY_NONE;
		struct err err = {0};
		cr_assert_eq(money_parse(&fen, cases[i].text, cases[i].unit, &err), 0, "'%s': %s", cases[i].text, err.message);
		cr_assert_eq(fen, cases[i].fen, "'%s' gave %lld", cases[i].text, (long long)fen);
	}
}

Test(money, what_is_refused_and_why)
{
	static const struct {
		const char *text;
		int unit;
		const char *message;
	} cases[] = {
		{"", 1, "'' is not an amount of money"},
		{"十万", 1, "'十万' is not an amount of money"},
		{"1E+05", 1, "'1E+05' is not an amount of money"},
		{"5.", 1, "'5.' is not an amount of money"},
		{"1.2.3", 1, "'1.2.3' is not an amount of money"},
		{"万元", 1, "'万元' is not an amount of money"},
		{"10万元元", 1, "'10万元元' is not an amount of money"},
		{"1 000", 1, "'1 000' is not an amount of money"},
		{",", 1, "',' is not an amount of money"},
		{"-5", 1, "'-5' is negative"},
		{"1.234", 1, "'1.234' has more than 2 decimals"},
		{"1.2345678万", 1, "'1.2345678万' has more than 6 decimals"},
		{"1,00", 1, "'1,00' has thousands separators in the wrong place"},
		{"1000,000", 1, "'1000,000' has thousands separators in the wrong place"},
		{"1,,000", 1, "'1,,000' has thousands separators in the wrong place"},
		{",100", 1, "',100' has thousands separators in the wrong place"},
		{"1,000,00", 1, "'1,000,00' has thousands separators in the wrong place"},
		{"1000000000000", 1, "'1000000000000' is too large"},
		{"100000000", 10000, "'100000000' is too large"},
		{"99999999999999999999", 1, "'99999999999999999999' is too large"},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		money_t fen;
		struct err err = {0};
		cr_assert_eq(money_parse(&fen, cases[i].text, cases[i].unit, &err), -1, "'%s' passed", cases[i].text);
		cr_assert_str_eq(err.message, cases[i].message);
	}
}

Test(money, prints_with_and_without_separators)
{
	static const struct {
		money_t fen;
		const char *shown, *plain;
	} cases[] = {
		{123400, "1,234.00", "1234.00"}, {5, "0.05", "0.05"},         {-5, "-0.05", "-0.05"}, {0, "0.00", "0.00"},
		{99999, "999.99", "999.99"},     {100000000, "1,000,000.00", "1000000.00"},           {MONEY_NONE, "", ""},
		{-INT64_MAX, "-92,233,720,368,547,758.07", "-92233720368547758.07"},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		char out[32];
		money_print(out, cases[i].fen);
		cr_assert_str_eq(out, cases[i].shown);
		money_print_plain(out, cases[i].fen);
		cr_assert_str_eq(out, cases[i].plain);
	}
}

Test(number, whole_numbers_as_sheets_hold_them)
{
	static const struct {
		const char *text;
		int64_t number;
	} cases[] = {{"1871", 1871}, {"1,234", 1234}, {"１２", 12}, {"12.0", 12}, {"12.00", 12}, {"-3", -3}, {" 7 ", 7}, {"0", 0}};
	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t number = 99;
		struct err err = {0};
		cr_assert_eq(number_parse(&number, cases[i].text, &err), 0, "'%s': %s", cases[i].text, err.message);
		cr_assert_eq(number, cases[i].number);
	}
}

Test(number, what_is_refused_and_why)
{
	static const char *const cases[][2] = {
		{"", "'' is not a number"},
		{"12人", "'12人' is not a number"},
		{"1e3", "'1e3' is not a number"},
		{"12.5", "'12.5' is not a whole number"},
		{"1,2", "'1,2' has thousands separators in the wrong place"},
		{"99999999999999999999", "'99999999999999999999' is too large"},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t number;
		struct err err = {0};
		cr_assert_eq(number_parse(&number, cases[i][0], &err), -1, "'%s' passed", cases[i][0]);
		cr_assert_str_eq(err.message, cases[i][1]);
	}
}

Test(number, prints_in_threes)
{
	char out[32];
	number_print(out, 1234567);
	cr_assert_str_eq(out, "1,234,567");
	number_print(out, -12);
	cr_assert_str_eq(out, "-12");
	number_print(out, INT64_MIN);
	cr_assert_str_eq(out, "-9,223,372,036,854,775,808");
}
