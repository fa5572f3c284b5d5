#include <config.h>

#include "record/field.h"

#include <string.h>

#include "recordsuite.h"

static const char *const town_aliases[] = {"朱家角", "朱家角镇政府", NULL};
static const struct code towns[] = {
	{.code = "xiayang", .label = {"夏阳街道", "Xiayang"}},
	{.code = "zhujiajiao", .label = {"朱家角镇", "Zhujiajiao Town"}, .aliases = town_aliases},
	{.code = "business", .label = {"商业委", ""}, .ask = "区经委 or 区商务委?", .retired = true},
	{.code = "old", .label = {"旧镇", "Old Town"}, .retired = true},
};
static const struct code_list lists[] = {{"town", towns, sizeof towns / sizeof *towns}};
static const struct codebook book = {.lists = lists, .count = 1};
static const struct field_context context = {.codes = &book};

static union {
	const char *text;
	int64_t number;
	date_t date;
	int8_t flag;
	uint32_t ref;
} member;

RECORD_SUITE(kinds);

#define FIELD_WITH(kind_name, ...) (&(const struct field){.name = "field", .label = "Field", .kind = &kind_##kind_name, __VA_ARGS__})
#define FIELD_OF(kind_name) FIELD_WITH(kind_name, .tag = 1)

static int
parse(const struct field *field, const char *text)
{
	field->kind->clear(&member);
	cr_expect(field->kind->empty(&member), "%s", field->kind->name);
	err = (struct err){0};
	return field->kind->parse(&member, field, text, &context, &arena, &err);
}

static const char *
printed(const struct field *field, enum print_style style)
{
	buf_clear(&out);
	field->kind->print(&member, field, &context, style, &out);
	return buf_text(&out);
}

static void
expect_plain(const struct field *field, const char *text, const char *plain)
{
	cr_expect_eq(parse(field, text), 0, "%s '%s': %s", field->kind->name, text, err.message);
	cr_expect_str_eq(printed(field, PRINT_PLAIN), plain, "%s '%s'", field->kind->name, text);
	cr_expect_eq(field->kind->empty(&member), *plain == '\0');
}

static void
expect_refused(const struct field *field, const char *text, const char *message)
{
	cr_expect_eq(parse(field, text), -1, "%s took '%s'", field->kind->name, text);
	cr_expect_eq(err.code, ERR_INPUT);
	cr_expect_str_eq(err.message, message, "'%s': %s", text, err.message);
	cr_expect(field->kind->empty(&member), "a refused value was kept");
}

Test(kinds, each_is_found_by_its_name)
{
	static const char *const names[] = {"text", "long", "number", "money", "date", "flag", "code", "codes",
	                                    "uscc", "resident", "phone", "account", "certificate", "ref"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		cr_expect_str_eq(kind_named(names[i])->name, names[i]);
	cr_expect_null(kind_named("colour"));
}

Test(kinds, blank_text_clears_a_value_of_any_kind)
{
	static const char *const blanks[] = {"", "  ", "\xe3\x80\x80"};
#define KIND(name, type) &kind_##name,
	static const struct kind *const all[] = {
#include "record/kinds.def"
	};
#undef KIND
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		for (size_t j = 0; j < sizeof blanks / sizeof *blanks; j++) {
			struct field field = {.name = "field", .label = "Field", .kind = all[i], .list = "town"};
			expect_plain(&field, blanks[j], "");
			cr_expect_str_eq(printed(&field, PRINT_SCREEN), "");
		}
}

Test(kinds, an_invisible_character_is_refused_with_its_place)
{
	expect_refused(FIELD_OF(text), "苏\xe2\x80\x8b雪梅", "character 2 (U+200B) is invisible");
	expect_refused(FIELD_OF(text), "a\nb", "character 2 (U+000A) is a control character");
	expect_refused(FIELD_OF(uscc), "9131\x1b[2J", "character 5 (U+001B) is a control character");
	expect_refused(FIELD_WITH(code, .list = "town"), "\xe2\x80\xae" "abc", "character 1 (U+202E) is invisible");
}

Test(kinds, a_text_keeps_to_its_length_in_characters)
{
	expect_plain(FIELD_WITH(text, .max = 3), " 朱家角 ", "朱家角");
	expect_refused(FIELD_WITH(text, .max = 3), "朱家角镇", "the text has 4 characters, the longest allowed is 3");
	char long_text[202];
	memset(long_text, 'x', 201);
	long_text[201] = '\0';
	expect_refused(FIELD_OF(text), long_text, "the text has 201 characters, the longest allowed is 200");
	expect_plain(FIELD_OF(long), "一\r\n二", "一\n二");
}

Test(kinds, numbers_know_their_bounds_and_print_for_people_and_machines)
{
	const struct field *number = FIELD_WITH(number, .min = 0, .max = 9999999);
	expect_plain(number, "1,234", "1234");
	cr_expect_str_eq(printed(number, PRINT_SCREEN), "1,234");
	expect_plain(number, "１８７１", "1871");
	expect_plain(number, "12.0", "12");
	expect_refused(number, "10000000", "10000000 is not between 0 and 9999999");
	const struct field *year = FIELD_WITH(number, .min = 2000, .max = 2999);
	expect_plain(year, "2021", "2021");
	cr_expect_str_eq(printed(year, PRINT_SCREEN), "2021", "a year has no thousands separator");
	cr_expect_eq(parse(number, "many"), -1);
}

Test(kinds, money_takes_the_unit_of_its_sheet)
{
	struct field_context myriads = {.money_unit = 10000};
	expect_plain(FIELD_OF(money), "100,000", "100000.00");
	cr_expect_str_eq(printed(FIELD_OF(money), PRINT_SCREEN), "100,000.00");
	expect_plain(FIELD_OF(money), "10万元", "100000.00");
	cr_expect_eq(kind_money.parse(&member, FIELD_OF(money), "10", &myriads, &arena, &err), 0);
	cr_expect_eq(member.number, 10000000, "ten 万元 are 100,000 yuan");
	expect_refused(FIELD_WITH(money, .min = 100, .max = 100000), "2000", "the amount is not between 1.00 and 1,000.00 yuan");
}

Test(kinds, dates_are_read_in_the_forms_of_offices)
{
	expect_plain(FIELD_OF(date), "2021年3月5日", "2021-03-05");
	expect_plain(FIELD_OF(date), "２０２１．３．５", "2021-03-05");
	cr_expect_eq(parse(FIELD_OF(date), "2021-02-30"), -1);
	cr_expect_eq(parse(FIELD_OF(date), "."), -1, "no day was told, so there is no today");
	cr_expect_eq(parse(FIELD_OF(date), "3.5"), -1);
	struct field_context short_dates = {.dates = {.year = 2021}};
	cr_expect_eq(kind_date.parse(&member, FIELD_OF(date), "3.5", &short_dates, &arena, &err), 0);
	cr_expect_str_eq(printed(FIELD_OF(date), PRINT_SCREEN), "2021-03-05");
}

Test(kinds, yes_and_no_have_many_spellings)
{
	static const char *const yes[] = {"是", "有", "yes", "Y", "1", "true", "√", "Ｙｅｓ"};
	static const char *const no[] = {"否", "无", "no", "N", "0", "false", "０"};
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		expect_plain(FIELD_OF(flag), yes[i], "yes");
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		expect_plain(FIELD_OF(flag), no[i], "no");
	expect_refused(FIELD_OF(flag), "perhaps", "'perhaps' is neither yes nor no");
}

Test(kinds, a_code_is_found_by_code_label_or_alias)
{
	static const char *const spellings[] = {"zhujiajiao", "朱家角镇", "朱家角", "Zhujiajiao Town", "zhujiajiaotown", " 朱家 角 "};
	const struct field *town = FIELD_WITH(code, .list = "town");
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
		expect_plain(town, spellings[i], "zhujiajiao");
	cr_expect_str_eq(printed(town, PRINT_SCREEN), "Zhujiajiao Town");
}

Test(kinds, an_unknown_code_is_refused_with_what_was_perhaps_meant)
{
	const struct field *town = FIELD_WITH(code, .list = "town");
	expect_refused(town, "朱家角真", "'朱家角真' is not in the list of 'Field'; alike: Zhujiajiao Town");
	expect_refused(town, "朱家", "'朱家' is not in the list of 'Field'; alike: Zhujiajiao Town");
	expect_refused(town, "北京", "'北京' is not in the list of 'Field': Xiayang, Zhujiajiao Town");
	expect_refused(town, "旧镇", "'旧镇' is no longer in use");
}

Test(kinds, a_code_that_could_mean_several_asks_which)
{
	expect_refused(FIELD_WITH(code, .list = "town"), "商业委", "'商业委' could mean several: 区经委 or 区商务委?");
}

Test(kinds, without_its_list_a_code_must_look_like_one)
{
	expect_plain(FIELD_WITH(code, .list = "nowhere"), "some_code-1", "some_code-1");
	expect_refused(FIELD_WITH(code, .list = "nowhere"), "朱家角", "'朱家角' is not a code of 'Field'");
}

Test(kinds, two_codes_with_one_spelling_are_never_guessed)
{
	static const struct code twins[] = {{.code = "a", .label = {"甲 ", "Same"}}, {.code = "b", .label = {"乙", "same"}}};
	static const struct code_list twin_lists[] = {{"twins", twins, 2}};
	struct codebook twin_book = {.lists = twin_lists, .count = 1};
	cr_expect_null(code_find(&twin_book, "twins", "SAME"));
	cr_expect_str_eq(code_find(&twin_book, "twins", "甲")->code, "a");
}

Test(kinds, a_spelling_is_matched_whole_or_not_at_all)
{
	cr_expect_null(code_find(&book, "town", "朱"));
	cr_expect_null(code_find(&book, "town", "zhujiajia"));
	cr_expect_null(code_find(&book, "town", "zhujiajiaoX"));
	cr_expect_null(code_find(&book, "town", "  "));
}

Test(kinds, several_codes_stand_in_the_order_of_the_list)
{
	const struct field *roles = FIELD_WITH(codes, .list = "role");
	expect_plain(roles, "财务、受理窗口，office", "window office finance");
	cr_expect_str_eq(printed(roles, PRINT_SCREEN), "window, office, finance");
	expect_plain(roles, "finance window finance", "window finance");
	expect_plain(roles, "first reviewer", "reviewer");
	expect_plain(roles, "first reviewer, expert", "reviewer expert");
	cr_expect_eq(parse(roles, "window, king"), -1);
}

Test(kinds, the_programs_own_lists_are_always_there)
{
	cr_expect_str_eq(code_find(NULL, "role", "小组办")->code, "office");
	cr_expect_str_eq(code_find(&book, "stage", "待初审")->code, "submitted");
	cr_expect_str_eq(code_label(NULL, "stage", "in_review"), "in review");
	cr_expect_str_eq(code_label(NULL, "stage", "unheard_of"), "unheard_of");
	cr_expect_lt(code_order(NULL, "stage", "draft"), code_order(NULL, "stage", "submitted"));
	cr_expect_eq(code_order(NULL, "sex", "neither"), 2);
	words_use(LANG_ZH, "/nonexistent");
	cr_expect_str_eq(code_label(NULL, "verdict", "open"), "待核验");
	cr_expect_str_eq(code_label(NULL, "call_state", "closed"), "已截止");
}

Test(kinds, lists_of_the_rules_and_of_further_books_come_first)
{
	static const struct code mine[] = {{.code = "x", .label = {"某", "some"}}};
	static const struct code_list my_lists[] = {{"sex", mine, 1}};
	struct codebook outer = {.lists = my_lists, .count = 1, .base = &book};
	cr_expect_str_eq(codebook_list(&outer, "sex")->codes[0].code, "x");
	cr_expect_eq(codebook_list(&outer, "town")->count, 4);
	cr_expect_eq(codebook_list(&outer, "role")->count, 8);
	cr_expect_null(codebook_list(&outer, "nothing"));
}

Test(kinds, a_uscc_of_another_region_is_a_doubt_and_no_fault)
{
	const struct field *uscc = FIELD_OF(uscc);
	expect_plain(uscc, "91310118ma1j001530", "91310118MA1J001530");
	buf_clear(&out);
	cr_expect_not(kind_uscc.doubt(&member, uscc, &out));
	expect_plain(uscc, "91350100M000100Y43", "91350100M000100Y43");
	buf_clear(&out);
	cr_expect(kind_uscc.doubt(&member, uscc, &out));
	cr_expect_str_eq(buf_text(&out), "the region is 350100, not 310118");
	cr_expect_eq(parse(uscc, "91350100M000100Y4Z"), -1);
}

Test(kinds, a_certificate_of_another_shape_is_a_doubt_and_no_fault)
{
	const struct field *certificate = FIELD_OF(certificate);
	expect_plain(certificate, "y834731017468201453840", "Y834731017468201453840");
	buf_clear(&out);
	cr_expect_not(kind_certificate.doubt(&member, certificate, &out));
	expect_plain(certificate, "沪 12-3", "沪12-3");
	cr_expect(kind_certificate.doubt(&member, certificate, &out));
}

Test(kinds, masked_numbers_are_shown_but_never_taken)
{
	const struct field *phone = FIELD_OF(phone), *resident = FIELD_OF(resident), *account = FIELD_OF(account);
	expect_refused(phone, "138****1234", "'138****1234' is masked: type it whole, or leave it unchanged");
	cr_expect_eq(parse(resident, "310***********1234"), -1);
	cr_expect_eq(parse(account, "****1234"), -1);
	expect_plain(phone, "138 0000 1234", "13800001234");
	kind_phone.mask(&member, &member, &arena);
	cr_expect_str_eq(member.text, "138****1234");
	expect_plain(resident, "11010519491231002x", "11010519491231002X");
	kind_resident.mask(&member, &member, &arena);
	cr_expect_str_eq(member.text, "110***********002X");
	expect_plain(account, "6222 0000 0000 1234", "6222000000001234");
	kind_account.mask(&member, &member, &arena);
	cr_expect_str_eq(member.text, "****1234");
	kind_account.clear(&member);
	kind_account.mask(&member, &member, &arena);
	cr_expect_str_eq(member.text, "", "an empty number has no mask");
}

Test(kinds, numbers_that_a_spreadsheet_damaged_are_refused_in_those_words)
{
	expect_refused(FIELD_OF(phone), "1.58645E+10", "'1.58645E+10' was damaged by a spreadsheet: its last digits are lost");
	expect_refused(FIELD_OF(account), "6.222E+15", "'6.222E+15' was damaged by a spreadsheet: its last digits are lost");
	cr_expect_eq(parse(FIELD_OF(resident), "3.10229E+17"), -1);
	expect_refused(FIELD_OF(phone), "12345", "'12345' is not a telephone number: digits, with + - ( ) / and , between");
	expect_refused(FIELD_OF(account), "12345", "'12345' is not a bank account: 6 to 40 digits");
}

static const char *
print_ref(void *user, const struct field *field, uint32_t number, struct arena *to)
{
	(void)user;
	(void)field;
	return number == 7 ? arena_strdup(to, "QP2021-0007") : NULL;
}

static uint32_t
parse_ref(void *user, const struct field *field, const char *text)
{
	(void)user;
	(void)field;
	return strcmp(text, "QP2021-0007") == 0 ? 7 : 0;
}

Test(kinds, a_reference_goes_by_the_public_id)
{
	struct field_context ids = {.ref_print = print_ref, .ref_parse = parse_ref};
	const struct field *ref = FIELD_WITH(ref, .target = "project");
	cr_expect_eq(kind_ref.parse(&member, ref, "QP2021-0007", &ids, &arena, &err), 0);
	cr_expect_eq(member.ref, 7);
	kind_ref.print(&member, ref, &ids, PRINT_PLAIN, &out);
	cr_expect_str_eq(buf_text(&out), "QP2021-0007");
	cr_expect_eq(kind_ref.parse(&member, ref, "QP2021-0008", &ids, &arena, &err), -1);
	cr_expect_str_eq(err.message, "there is no record 'QP2021-0008'");
	expect_plain(ref, "12", "12");
}

static void
expect_order(const struct field *field, const char *const *texts, size_t count)
{
	union {
		const char *text;
		int64_t number;
	} values[8];
	for (size_t i = 0; i < count; i++)
		cr_assert_eq(field->kind->parse(&values[i], field, texts[i], &context, &arena, &err), 0, "%s", err.message);
	for (size_t i = 0; i + 1 < count; i++) {
		cr_expect_lt(field_compare(field, &values[i], &values[i + 1]), 0, "'%s' before '%s'", texts[i], texts[i + 1]);
		cr_expect_gt(field_compare(field, &values[i + 1], &values[i]), 0);
		cr_expect_eq(field_compare(field, &values[i], &values[i]), 0);
	}
}

Test(kinds, keys_stand_in_the_order_of_their_values)
{
	static const char *const numbers[] = {"", "-12", "0", "9", "100", "123456789"};
	static const char *const dates[] = {"", "1969-12-31", "1970-01-01", "2021-03-05"};
	static const char *const ids[] = {"", "QP2021-0007", "QP2021-0010", "QP2021-9999", "QP2021-10000", "QP2022-0001"};
	static const char *const words[] = {"", "a", "白鹤", "朱家角"};
	static const char *const people[] = {"陈", "仇", "张"};
	expect_order(FIELD_OF(number), numbers + 2, 4);
	expect_order(FIELD_OF(date), dates, 4);
	expect_order(FIELD_WITH(text, .flags = FIELD_UNIQUE), ids, 6);
	expect_order(FIELD_OF(text), words, 4);
	expect_order(FIELD_WITH(text, .flags = FIELD_PERSON), people, 3);
}

Test(kinds, keys_are_short_and_those_of_unique_fields_tell_any_two_texts_apart)
{
	char a[160], b[160];
	memset(a, 'x', sizeof a - 1);
	a[sizeof a - 1] = '\0';
	memcpy(b, a, sizeof a);
	b[sizeof b - 2] = 'y';
	const struct field *unique = FIELD_WITH(text, .flags = FIELD_UNIQUE);
	const char *x = a, *y = b, *seven = "QP2021-7", *padded = "QP2021-0007";
	cr_expect_neq(field_compare(unique, &x, &y), 0);
	cr_expect_neq(field_compare(unique, &seven, &padded), 0);
	kind_text.key(&x, unique, &out);
	cr_expect_leq(out.len, 40);
	buf_clear(&out);
	kind_text.key(&x, FIELD_OF(text), &out);
	cr_expect_leq(out.len, 40);
}
