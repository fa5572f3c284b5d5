#include <config.h>

#include "base/text.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

static void
cr_cleaned(const char *in, unsigned flags, const char *wanted)
{
	struct buf out = {0};
	struct err err = {0};
	cr_assert_eq(text_clean(&out, in, strlen(in), flags, &err), 0, "'%s': %s", in, err.message);
	cr_assert_str_eq(buf_text(&out), wanted);
	buf_free(&out);
}

static void
cr_refused(const char *in, size_t len, unsigned flags, const char *message)
{
	struct buf out = {0};
	struct err err = {0};
	buf_adds(&out, "kept");
	cr_assert_eq(text_clean(&out, in, len, flags, &err), -1, "'%s' passed", in);
	cr_assert_str_eq(err.message, message);
	cr_assert_eq(err.code, ERR_INPUT);
	cr_assert_str_eq(out.data, "kept");
	buf_free(&out);
}

Test(utf8, every_character_comes_back)
{
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		char bytes[4];
		uint32_t again;
		bool valid;
		int len = utf8_put(bytes, c);
		int read = utf8_decode(bytes, bytes + len, &again, &valid);
		if (c >= 0xD800 && c <= 0xDFFF)
			cr_assert(!valid && read == 1 && again == 0xFFFD);
		else
			cr_assert(valid && read == len && again == c, "U+%04X", (unsigned)c);
	}
}

Test(utf8, malformed_bytes_are_one_replacement_each)
{
	static const char *const bad[] = {
		"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF",
		"\xED\xA0\x80", "\xED\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF", "\xE9\x9D", "\xC3",
		"\xF0\x9F\x98", "\xE9" "ab", "\xE9\x9D" "a",
	};
	for (size_t i = 0; i < COUNT(bad); i++) {
		uint32_t c;
		bool valid;
		cr_assert_eq(utf8_decode(bad[i], bad[i] + strlen(bad[i]), &c, &valid), 1);
		cr_assert(!valid && c == 0xFFFD, "case %zu", i);
		cr_assert(!utf8_valid(bad[i], strlen(bad[i])), "case %zu", i);
	}
	cr_assert(utf8_valid("青浦 abc 𠮷", strlen("青浦 abc 𠮷")));
	cr_assert(utf8_valid("", 0));
}

Test(clean, ordinary_text_passes_as_it_is)
{
	cr_cleaned("上海青浦机械有限公司（朱家角）No.1 — “优良” ㎡ ℃ é", 0, "上海青浦机械有限公司（朱家角）No.1 — “优良” ㎡ ℃ é");
	cr_cleaned("e\xCC\x81", 0, "e\xCC\x81");
	cr_cleaned("=HYPERLINK(\"x\",\"点击\")", 0, "=HYPERLINK(\"x\",\"点击\")");
	cr_cleaned("", 0, "");
}

Test(clean, rare_names_pass)
{
	cr_cleaned("𠮷𫖯𪚥", 0, "𠮷𫖯𪚥");
	cr_cleaned("\xEE\xA0\x95", 0, "\xEE\xA0\x95");         /* private use U+E815 */
	cr_cleaned("\xF0\xAE\xAF\xB0", 0, "\xF0\xAE\xAF\xB0"); /* extension I, U+2EBF0 */
}

Test(clean, blanks_at_the_ends_are_dropped_and_never_within)
{
	cr_cleaned(" \t　 王  伟　国 　\r\n", 0, "王  伟　国");
	cr_cleaned("\xC2\xA0" "91310118\xE2\x80\x83", 0, "91310118");
	cr_cleaned("　 　", 0, "");
}

Test(clean, lines_pass_only_where_they_are_allowed)
{
	cr_cleaned("一\r\n二\r三\n\n四\t五\n", TEXT_LINES, "一\n二\n三\n\n四 五");
	cr_refused("一\n二", strlen("一\n二"), 0, "character 2 (U+000A) is a control character");
	cr_refused("一\t二", strlen("一\t二"), 0, "character 2 (U+0009) is a control character");
}

Test(clean, what_cannot_be_seen_is_refused_with_its_place)
{
	cr_refused("苏\xE2\x80\x8B雪梅", strlen("苏\xE2\x80\x8B雪梅"), 0, "character 2 (U+200B) is invisible");
	cr_refused("  ab\xE2\x80\xAE" "c", 8, 0, "character 5 (U+202E) is invisible");
	cr_refused("\xEF\xBB\xBF" "a", 4, 0, "character 1 (U+FEFF) is invisible");
	cr_refused("a\xE2\x80\xA8" "b", 5, TEXT_LINES, "character 2 (U+2028) is a line or paragraph separator");
	cr_refused("a\xC2\xA0" "b", 4, 0, "character 2 (U+00A0) is a special blank");
	cr_refused("a\x1B[2J", 5, TEXT_LINES, "character 2 (U+001B) is a control character");
	cr_refused("a\0b", 3, 0, "character 2 (U+0000) is a control character");
	cr_refused("a\xC2\x9B" "b", 4, 0, "character 2 (U+009B) is a control character");
	cr_refused("a\xEF\xBF\xBF", 4, 0, "character 2 (U+FFFF) is not assigned");
	cr_refused("青\xF3\xA0\x80\xA0", 7, 0, "character 2 (U+E0020) is invisible");
	cr_refused("\xED\xA0\x80", 3, 0, "character 1 is not valid UTF-8 (byte 0xED)");
	cr_refused("青浦\xB0", 7, 0, "character 3 is not valid UTF-8 (byte 0xB0)");
}

Test(clean, what_passes_is_what_safe_leaves_alone)
{
	for (uint32_t c = 0x21; c <= 0x10FFFF; c++) {
		char text[6] = "a";
		int len = 1 + utf8_put(text + 1, c);
		text[len++] = 'b';
		struct buf clean = {0}, safe = {0};
		bool passes = text_clean(&clean, text, (size_t)len, 0, NULL) == 0;
		text_safe(&safe, text, (size_t)len, 0);
		bool same = safe.len == (size_t)len && memcmp(safe.data, text, safe.len) == 0;
		cr_assert_eq(passes, same, "U+%04X", (unsigned)c);
		cr_assert(!passes || char_width(c) >= 0);
		buf_free(&clean);
		buf_free(&safe);
	}
}

Test(safe, nothing_hostile_reaches_a_terminal)
{
	struct buf out = {0};
	const char *in = "a\x1B[31m\xE2\x80\xAE\xFF青\n\tb";
	text_safe(&out, in, strlen(in), 0);
	cr_assert_str_eq(out.data, "a�[31m��青��b");
	buf_clear(&out);
	text_safe(&out, in, strlen(in), TEXT_LINES);
	cr_assert_str_eq(out.data, "a�[31m��青\n b");
	buf_free(&out);
}

Test(width, wide_narrow_and_no_columns)
{
	static const struct {
		uint32_t c;
		int width;
	} cases[] = {
		{'a', 1},    {0x9752, 2}, {0x3000, 2}, {0xFF21, 2}, {0xFF0C, 2}, {0x2026, 1},  {0x201C, 1}, {0x00B7, 1},
		{0x0301, 0}, {0x20DD, 0}, {0x200B, 0}, {0x1B, -1},  {0x7F, -1},  {0x9B, -1},   {0xAC00, 2}, {0x1100, 2},
		{0x1160, 0}, {0xE000, 1}, {0x3400, 2}, {0x20BB7, 2}, {0x2EBF0, 2}, {0x1F600, 2}, {0x2500, 1}, {0xFF61, 1},
	};
	for (size_t i = 0; i < COUNT(cases); i++)
		cr_assert_eq(char_width(cases[i].c), cases[i].width, "U+%04X", (unsigned)cases[i].c);
	cr_assert_eq(text_width("青浦 e\xCC\x81!"), 7);
	cr_assert_eq(text_width_n("青浦", 3), 2);
	cr_assert_eq(text_width(""), 0);
}

Test(fit, a_character_is_never_cut_nor_parted_from_its_marks)
{
	int used;
	cr_assert_eq(text_fit("青浦区", 5, &used), 6);
	cr_assert_eq(used, 4);
	cr_assert_eq(text_fit("e\xCC\x81x", 1, &used), 3);
	cr_assert_eq(text_fit("青", 1, &used), 0);
	cr_assert_eq(text_fit("abc", 9, NULL), 3);
	cr_assert_eq(text_fit("abc", 0, NULL), 0);
}

static void
cr_padded(const char *text, int columns, bool right, const char *wanted)
{
	struct buf out = {0};
	text_pad(&out, text, columns, right);
	cr_assert_str_eq(buf_text(&out), wanted);
	cr_assert_eq(text_width(buf_text(&out)), columns);
	buf_free(&out);
}

Test(pad, takes_exactly_the_columns)
{
	cr_padded("青浦", 6, false, "青浦  ");
	cr_padded("青浦", 6, true, "  青浦");
	cr_padded("青浦", 4, false, "青浦");
	cr_padded("青浦区", 5, false, "青浦…");
	cr_padded("青浦区", 4, false, "青… ");
	cr_padded("青浦区", 4, true, " 青…");
	cr_padded("ab", 1, false, "…");
	cr_padded("", 3, false, "   ");
	cr_padded("ab", 0, false, "");
}

/* The lines of a text with '|' between. */
static void
cr_broken(const char *text, int columns, const char *wanted)
{
	struct buf out = {0};
	while (*text) {
		size_t next, len = text_break(text, columns, &next);
		cr_assert(next > 0 && len <= next);
		if (out.len)
			buf_addc(&out, '|');
		buf_add(&out, text, len);
		text += next;
	}
	cr_assert_str_eq(buf_text(&out), wanted);
	buf_free(&out);
}

Test(break_, between_han_characters_and_at_spaces)
{
	cr_broken("青浦区首席技师", 6, "青浦区|首席技|师");
	cr_broken("青浦区首席技师", 7, "青浦区|首席技|师");
	cr_broken("one two three", 7, "one two|three");
	cr_broken("one two three", 8, "one two|three");
	cr_broken("配套100000元", 8, "配套|100000元");
	cr_broken("unbreakable", 4, "unbr|eaka|ble");
	cr_broken("一\n\n二", 9, "一||二");
	cr_broken("一\n", 9, "一");
	cr_broken("", 9, "");
	cr_broken("青浦", 1, "青|浦");
}

Test(break_, closing_punctuation_never_begins_a_line)
{
	cr_broken("青浦区，首席", 6, "青浦|区，首|席");
	cr_broken("技师（首席）好", 7, "技师|（首|席）好");
	cr_broken("技师首席）好", 8, "技师首|席）好");
	cr_broken("他说：“好。”然后", 12, "他说：“好。”|然后");
}

Test(halfwidth, full_width_keys_are_their_ascii_ones)
{
	struct buf out = {0};
	text_halfwidth(&out, "１３８０　ＡＢｃ～！青、。：￥");
	cr_assert_str_eq(out.data, "1380 ABc~!青/.:￥");
	buf_free(&out);
	cr_assert_eq(char_halfwidth(0x9752), 0x9752);
}

Test(fold, case_width_and_blanks_do_not_count)
{
	struct buf out = {0};
	text_fold(&out, " Ｑing浦　ＰＵ é\t(1)");
	cr_assert_str_eq(out.data, "qing浦pué(1)");
	buf_free(&out);
}

Test(han, by_block)
{
	static const uint32_t yes[] = {0x4E00, 0x9FFF, 0x3400, 0x20000, 0x2A700, 0x2EBF0, 0x323AF, 0xF900, 0x3007};
	static const uint32_t no[] = {'a', 0x3042, 0xAC00, 0x3002, 0xFF10, 0xE000, 0x1F600};
	for (size_t i = 0; i < COUNT(yes); i++)
		cr_assert(char_is_han(yes[i]), "U+%04X", (unsigned)yes[i]);
	for (size_t i = 0; i < COUNT(no); i++)
		cr_assert(!char_is_han(no[i]), "U+%04X", (unsigned)no[i]);
	cr_assert(char_is_private(0xE000) && char_is_private(0xF0000) && !char_is_private(0x4E00));
}

Test(excerpt, is_safe_and_short)
{
	char out[TEXT_EXCERPT];
	cr_assert_str_eq(text_excerpt(out, "a\x1B" "b"), "a�b");
	cr_assert_str_eq(text_excerpt(out, "一二三四五六七八九十一二三四五六七八九十"), "一二三四五六七八九十一二三四五六七八九十");
	cr_assert_str_eq(text_excerpt(out, "一二三四五六七八九十一二三四五六七八九十一"), "一二三四五六七八九十一二三四五六七八九…");
	char heaped[2001] = "e";
	for (size_t i = 1; i + 2 < sizeof heaped; i += 2)
		memcpy(heaped + i, "\xCC\x81", 3);
	cr_assert_str_eq(text_excerpt(out, heaped), "…");
}

Test(column, letters_of_a_sheet)
{
	static const struct {
		int column;
		const char *letters;
	} cases[] = {{1, "A"}, {26, "Z"}, {27, "AA"}, {52, "AZ"}, {702, "ZZ"}, {703, "AAA"}, {16384, "XFD"}, {0, ""}};
	for (size_t i = 0; i < COUNT(cases); i++) {
		char out[8];
		column_letters(out, cases[i].column);
		cr_assert_str_eq(out, cases[i].letters);
	}
}
