#include <config.h>

#include "base/identity.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

static void
cr_uscc(const char *text, const char *wanted)
{
	char out[19] = "";
	struct err err = {0};
	cr_assert_eq(uscc_parse(out, text, &err), 0, "'%s': %s", text, err.message);
	cr_assert_str_eq(out, wanted);
}

static void
cr_not_uscc(const char *text, const char *message)
{
	char out[19];
	struct err err = {0};
	cr_assert_eq(uscc_parse(out, text, &err), -1, "'%s' passed", text);
	cr_assert_str_eq(err.message, message);
}

static void
cr_resident(const char *text, date_t today, const char *wanted)
{
	char out[19] = "";
	struct err err = {0};
	cr_assert_eq(resident_parse(out, text, today, &err), 0, "'%s': %s", text, err.message);
	cr_assert_str_eq(out, wanted);
}

static void
cr_not_resident(const char *text, date_t today, const char *message)
{
	char out[19];
	struct err err = {0};
	cr_assert_eq(resident_parse(out, text, today, &err), -1, "'%s' passed", text);
	cr_assert_str_eq(err.message, message);
}

Test(uscc, codes_of_the_standard_of_companies_and_made_up)
{
	static const char *const valid[] = {
		"91350100M000100Y43", "9144030071526726XG", "91440300708461136T", "914403001922038216", "91110108551385082Q",
		"91330100799655058B", "12100000400000624D", "91310118MA1J001530", "91310118MA1J00030Y", "52310118MJ5000017E",
		"12310118MB2F000165",
	};
	for (size_t i = 0; i < COUNT(valid); i++)
		cr_uscc(valid[i], valid[i]);
}

Test(uscc, wrong_check_characters_are_refused)
{
	static const char *const wrong[] = {"91310000132222280W", "91310000607378700N", "91310118MA166DG120"};
	for (size_t i = 0; i < COUNT(wrong); i++) {
		char out[19];
		struct err err = {0};
		cr_assert_eq(uscc_parse(out, wrong[i], &err), -1, "%s", wrong[i]);
		cr_assert(strstr(err.message, "does not match"));
	}
	cr_not_uscc("91310118MA166DG120",
	            "the check character of the unified social credit code '91310118MA166DG120' does not match");
}

/* The standard's example of a bad one holds a Z. */
Test(uscc, characters_outside_the_set_are_named_by_place)
{
	cr_not_uscc("91350100M000100Y4Z", "character 18 cannot stand in a unified social credit code");
	cr_not_uscc("9I350100M000100Y43", "character 2 cannot stand in a unified social credit code");
	cr_not_uscc("9135 100M000100Y43", "character 5 cannot stand in a unified social credit code");
	cr_not_uscc("913501青0M000100Y4", "a unified social credit code has 18 characters, here are 17");
	cr_not_uscc("91350100M000100Y434", "a unified social credit code has 18 characters, here are 19");
	cr_not_uscc("", "a unified social credit code has 18 characters, here are 0");
}

Test(uscc, lower_case_full_width_and_blanks_around_are_taken)
{
	cr_uscc(" 91310118ma171c7244　", "91310118MA171C7244");
	cr_uscc("９１３５０１００ｍ０００１００Ｙ４３", "91350100M000100Y43");
	cr_assert(strncmp(uscc_region("91310118MA1J001530"), "310118", 6) == 0);
}

Test(resident, numbers_of_the_standard)
{
	cr_resident("11010519491231002X", DATE_NONE, "11010519491231002X");
	cr_resident("440524188001010014", DATE_NONE, "440524188001010014");
}

Test(resident, small_x_full_width_and_blanks_are_taken)
{
	cr_resident(" 11010519491231002x ", DATE_NONE, "11010519491231002X");
	cr_resident("１１０１０５１９４９１２３１００２ｘ", DATE_NONE, "11010519491231002X");
	cr_resident("310229198903043953", DATE_NONE, "310229198903043953");
}

Test(resident, a_birthday_that_does_not_exist_is_refused)
{
	cr_not_resident("310229197002290012", DATE_NONE,
	                "the date of birth in the identity number is wrong: there is no 29 February 1970");
	cr_not_resident("310229197013290012", DATE_NONE,
	                "the date of birth in the identity number is wrong: there is no month 13");
}

Test(resident, nobody_is_born_in_the_future)
{
	date_t birth = date_make(1989, 3, 4);
	cr_resident("310229198903043953", birth, "310229198903043953");
	cr_not_resident("310229198903043953", birth - 1, "the date of birth in the identity number lies in the future");
}

Test(resident, damage_by_a_spreadsheet_is_told_in_those_words)
{
	cr_not_resident("3.10229E+17", DATE_NONE,
	                "a spreadsheet damaged this identity number and lost its last digits (3.10229E+17)");
	cr_not_resident("310229198903043000", DATE_NONE,
	                "a spreadsheet damaged this identity number and lost its last digits (they are 000)");
}

Test(resident, shape_and_check_character)
{
	cr_not_resident("310229890304395", DATE_NONE, "an identity number has 18 characters, here are 15");
	cr_not_resident("31022919890304395", DATE_NONE, "an identity number has 18 characters, here are 17");
	cr_not_resident("3102291989O3043953", DATE_NONE, "character 11 cannot stand in an identity number");
	cr_not_resident("11010519491231002Y", DATE_NONE, "character 18 cannot stand in an identity number");
	cr_not_resident("310229198903043954", DATE_NONE, "the check character of the identity number does not match");
	cr_not_resident("", DATE_NONE, "an identity number has 18 characters, here are 0");
}

Test(resident, birth_and_sex_are_in_the_number)
{
	cr_assert_eq(resident_birth("11010519491231002X"), date_make(1949, 12, 31));
	cr_assert(!resident_is_male("11010519491231002X"));
	cr_assert(resident_is_male("310229198903043953"));
	cr_assert_eq(resident_birth(""), DATE_NONE);
	cr_assert(!resident_is_male(""));
}

Test(age, in_full_years)
{
	date_t birth = date_make(1989, 3, 4);
	cr_assert_eq(age_on(birth, date_make(2021, 3, 3)), 31);
	cr_assert_eq(age_on(birth, date_make(2021, 3, 4)), 32);
	cr_assert_eq(age_on(date_make(2000, 2, 29), date_make(2021, 2, 28)), 20);
	cr_assert_eq(age_on(date_make(2000, 2, 29), date_make(2021, 3, 1)), 21);
	cr_assert_eq(age_on(DATE_NONE, birth), -1);
}

Test(mask, leaves_only_what_helps_to_recognise)
{
	char out[32];
	mask_resident(out, "310229198903041234");
	cr_assert_str_eq(out, "310***********1234");
	mask_phone(out, "13800001234");
	cr_assert_str_eq(out, "138****1234");
	mask_phone(out, "59732890");
	cr_assert_str_eq(out, "******90");
	mask_phone(out, "12");
	cr_assert_str_eq(out, "**");
	mask_account(out, "6222021001012341234");
	cr_assert_str_eq(out, "****1234");
	mask_account(out, "12345");
	cr_assert_str_eq(out, "****45");
	mask_account(out, "");
	cr_assert_str_eq(out, "");
}

Test(mask, long_and_odd_texts_stay_within_bounds)
{
	char out[32];
	mask_resident(out, "123456789012345678901234567890123456789012345678901234567890");
	cr_assert_str_eq(out, "123************************7890");
	mask_resident(out, "甲乙丙丁戊己庚辛壬癸子丑");
	cr_assert_str_eq(out, "甲乙丙*****壬癸子丑");
}

Test(certificate, usual_shapes)
{
	cr_assert(certificate_usual("Y497631915242202186266"));
	cr_assert(certificate_usual("S497631915242202186266"));
	cr_assert(certificate_usual("1234567890123456"));
	cr_assert(certificate_usual("1234567890123"));
	cr_assert(!certificate_usual("沪技0912-33"));
	cr_assert(!certificate_usual("Y497631915242206186266"));
	cr_assert(!certificate_usual("Y49763191524220218626"));
	cr_assert(!certificate_usual(""));
}
