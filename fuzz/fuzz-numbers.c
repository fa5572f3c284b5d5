/* Any text as a date, an amount, a number, an identity number: refused with words, or read; and what was read prints and reads back the same. */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/identity.h"
#include "base/money.h"
#include "base/text.h"
#include "base/workday.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
expect(bool true_here)
{
	if (!true_here)
		abort();
}

/* Whether it was read; a refusal has words. */
static bool
read_well(int result, const struct err *err)
{
	expect(result == 0 || result == -1);
	expect(result == 0 || (*err->message && err->code != ERR_NONE));
	return result == 0;
}

static void
run_date(const char *text)
{
	struct date_context contexts[] = {
		{.today = DATE_NONE},
		{.today = date_make(2021, 3, 31), .year = 2021},
		{.today = date_make(2021, 3, 31), .year = 2021, .serials = true},
	};
	char printed[11], chinese[24];
	struct err err = {0};
	date_t date, again;

	for (size_t i = 0; i < sizeof contexts / sizeof *contexts; i++) {
		if (!read_well(date_parse(&date, text, i ? &contexts[i] : NULL, &err), &err) || date == DATE_NONE)
			continue;
		date_print(printed, date);
		date_print_zh(chinese, date);
		expect(date_parse(&again, printed, NULL, &err) == 0 && again == date);
		expect(date_parse(&again, chinese, NULL, &err) == 0 && again == date);
		expect(date_weekday(date) >= 0 && date_weekday(date) < 7);
		expect(date_add_months(date_add_years(date, 1), -12) <= date);
	}
}

static void
run_money(const char *text)
{
	struct buf capitals = {0};
	char shown[32], plain[32];
	struct err err = {0};
	money_t money, again;

	for (int unit = 1; unit <= 10000; unit *= 10000) {
		if (!read_well(money_parse(&money, text, unit, &err), &err) || money == MONEY_NONE)
			continue;
		expect(money >= 0 && money <= MONEY_MAX);
		money_print(shown, money);
		money_print_plain(plain, money);
		expect(money_parse(&again, shown, 1, &err) == 0 && again == money);
		expect(money_parse(&again, plain, 1, &err) == 0 && again == money);
		buf_clear(&capitals);
		money_capitals(&capitals, money);
		expect(capitals.len > 0 && utf8_valid(capitals.data, capitals.len));
	}
	buf_free(&capitals);
}

static void
run_number(const char *text)
{
	struct err err = {0};
	int64_t number, again;
	char shown[32];

	if (!read_well(number_parse(&number, text, &err), &err))
		return;
	number_print(shown, number);
	expect(number_parse(&again, shown, &err) == 0 && again == number);
}

static void
run_identity(const char *text)
{
	char number[19], again[19], masked[32];
	struct err err = {0};

	if (read_well(uscc_parse(number, text, &err), &err) && *number) {
		expect(strlen(number) == 18 && strlen(uscc_region(number)) >= 6);
		expect(uscc_parse(again, number, &err) == 0 && strcmp(again, number) == 0);
	}
	if (read_well(resident_parse(number, text, date_make(2021, 3, 31), &err), &err) && *number) {
		expect(strlen(number) == 18 && resident_birth(number) != DATE_NONE);
		expect(resident_parse(again, number, DATE_NONE, &err) == 0 && strcmp(again, number) == 0);
		resident_is_male(number);
		mask_resident(masked, number);
		expect(memcmp(masked + 3, "***********", 11) == 0);
	}
	mask_resident(masked, text);
	mask_phone(masked, text);
	mask_account(masked, text);
	expect(memchr(masked, '\0', sizeof masked));
	certificate_usual(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = xstrndup((const char *)data, size);

	run_date(text);
	run_money(text);
	run_number(text);
	run_identity(text);
	free(text);
	return 0;
}
