/* Every spelling of every key, from whatever terminal, is one key; and nothing that was typed is lost or taken for something else. */
#include <config.h>

#include "ui/keys.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/text.h"

static struct keys keys;

static void
forget(void)
{
	keys_free(&keys);
}

TestSuite(keys, .fini = forget);

static void
feed(const char *bytes, int64_t now)
{
	keys_feed(&keys, bytes, strlen(bytes), now);
}

static int
next(int64_t now)
{
	struct key key;
	return keys_next(&keys, &key, now) ? key.code : K_NONE;
}

/* The characters and pastes that came, one after the other, other keys as their names in <>. */
static const char *
all(int64_t now)
{
	static struct buf out;
	struct key key;
	buf_clear(&out);
	while (keys_next(&keys, &key, now)) {
		char bytes[4];
		if (key.code == K_TEXT)
			buf_add(&out, bytes, (size_t)utf8_put(bytes, key.character));
		else if (key.code == K_PASTE)
			buf_addf(&out, "<%.*s>", (int)key.len, key.text);
		else
			buf_addf(&out, "<%s>", key_name(key.code));
	}
	return buf_text(&out);
}

static const struct {
	const char *terminal, *bytes;
	int code;
} spellings[] = {
	{"xterm", "\033OP", K_F1}, {"xterm", "\033OQ", K_F2}, {"xterm", "\033OR", K_F3}, {"xterm", "\033OS", K_F4},
	{"xterm", "\033[15~", K_F5}, {"xterm", "\033[17~", K_F6}, {"xterm", "\033[18~", K_F7}, {"xterm", "\033[19~", K_F8},
	{"xterm", "\033[20~", K_F9}, {"xterm", "\033[21~", K_F10}, {"xterm", "\033[23~", K_F11}, {"xterm", "\033[24~", K_F12},
	{"PuTTY", "\033[11~", K_F1}, {"PuTTY", "\033[12~", K_F2}, {"PuTTY", "\033[13~", K_F3}, {"PuTTY", "\033[14~", K_F4},
	{"Linux console", "\033[[A", K_F1}, {"Linux console", "\033[[B", K_F2}, {"Linux console", "\033[[C", K_F3},
	{"Linux console", "\033[[D", K_F4}, {"Linux console", "\033[[E", K_F5},
	{"PuTTY VT100+", "\033OT", K_F5}, {"PuTTY VT100+", "\033OU", K_F6}, {"PuTTY VT100+", "\033OV", K_F7},
	{"PuTTY VT100+", "\033OW", K_F8}, {"PuTTY VT100+", "\033OX", K_F9}, {"PuTTY VT100+", "\033OY", K_F10},
	{"PuTTY VT100+", "\033OZ", K_F11}, {"PuTTY VT100+", "\033O[", K_F12},
	{"SCO", "\033[M", K_F1}, {"SCO", "\033[N", K_F2}, {"SCO", "\033[O", K_F3}, {"SCO", "\033[P", K_F4}, {"SCO", "\033[Q", K_F5},
	{"SCO", "\033[R", K_F6}, {"SCO", "\033[S", K_F7}, {"SCO", "\033[T", K_F8}, {"SCO", "\033[U", K_F9}, {"SCO", "\033[V", K_F10},
	{"SCO", "\033[W", K_F11}, {"SCO", "\033[X", K_F12}, {"SCO", "\033[I", K_PGUP}, {"SCO", "\033[G", K_PGDN}, {"SCO", "\033[L", K_INSERT},
	{"xterm, shift", "\033[1;2P", K_F1}, {"xterm, shift", "\033[15;2~", K_F5}, {"xterm, shift", "\033[1;2R", K_F3},
	{"any", "\007", K_F1}, {"any", "\023", K_F2}, {"any", "\024", K_F4}, {"any", "\006", K_F7}, {"any", "\020", K_F9},
	{"any", "\013", K_F10}, {"any", "\017", K_F12},
	{"Esc and a digit", "\0331", K_F1}, {"Esc and a digit", "\0332", K_F2}, {"Esc and a digit", "\0339", K_F9},
	{"Esc and a digit", "\0330", K_F10},
	{"cursor", "\033[A", K_UP}, {"cursor", "\033[B", K_DOWN}, {"cursor", "\033[C", K_RIGHT}, {"cursor", "\033[D", K_LEFT},
	{"cursor, application", "\033OA", K_UP}, {"cursor, application", "\033OB", K_DOWN}, {"cursor, application", "\033OC", K_RIGHT},
	{"cursor, application", "\033OD", K_LEFT}, {"rxvt, shift", "\033[a", K_UP}, {"rxvt, ctrl", "\033Od", K_WORD_LEFT},
	{"rxvt, ctrl", "\033Oc", K_WORD_RIGHT}, {"xterm, ctrl", "\033[1;5D", K_WORD_LEFT}, {"xterm, ctrl", "\033[1;5C", K_WORD_RIGHT},
	{"xterm, alt", "\033[1;3C", K_WORD_RIGHT}, {"xterm, ctrl", "\033[1;5H", K_FIRST}, {"xterm, ctrl", "\033[1;5F", K_LAST},
	{"xterm", "\033[H", K_HOME}, {"xterm", "\033[F", K_END}, {"xterm, application", "\033OH", K_HOME},
	{"xterm, application", "\033OF", K_END}, {"VT", "\033[1~", K_HOME}, {"VT", "\033[4~", K_END}, {"rxvt", "\033[7~", K_HOME},
	{"rxvt", "\033[8~", K_END}, {"VT", "\033[2~", K_INSERT}, {"VT", "\033[3~", K_DELETE}, {"VT", "\033[5~", K_PGUP},
	{"VT", "\033[6~", K_PGDN}, {"rxvt, ctrl", "\033[5^", K_PGUP}, {"any", "\033[Z", K_BACKTAB}, {"any", "\t", K_TAB},
	{"any", "\r", K_ENTER}, {"any", "\n", K_ENTER}, {"keypad", "\033OM", K_ENTER}, {"any", "\177", K_BACKSPACE},
	{"any", "\b", K_BACKSPACE}, {"any", "\004", K_CTRL('D')}, {"any", "\005", K_CTRL('E')}, {"any", "\025", K_CTRL('U')},
	{"any", "\014", K_CTRL('L')},
};

Test(keys, every_spelling_of_a_key_is_that_key)
{
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
		feed(spellings[i].bytes, 1000);
		cr_expect_eq(next(1000), spellings[i].code, "%s: ESC%s", spellings[i].terminal, spellings[i].bytes + 1);
		cr_expect_eq(next(9000), K_NONE, "%s: ESC%s leaves something behind", spellings[i].terminal, spellings[i].bytes + 1);
	}
}

Test(keys, a_sequence_may_come_byte_by_byte)
{
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
		int64_t now = 100000 * (int64_t)(i + 1);
		for (const char *at = spellings[i].bytes; *at; at++, now += 20)
			keys_feed(&keys, at, 1, now);
		cr_expect_eq(next(now), spellings[i].code, "%s: ESC%s", spellings[i].terminal, spellings[i].bytes + 1);
		cr_expect_eq(next(now + 9000), K_NONE);
	}
}

Test(keys, the_numeric_keypad_types_what_is_printed_on_it)
{
	feed("\033Op\033Oq\033Or\033Os\033Ot\033Ou\033Ov\033Ow\033Ox\033Oy\033On\033Ol\033Ok\033Om\033Oj\033Oo", 0);
	cr_expect_str_eq(all(0), "0123456789.,+-*/");
}

Test(keys, a_terminal_teaches_its_own_spellings)
{
	keys_learn(&keys, "\033[25~", K_F1);
	feed("\033[25~", 0);
	cr_expect_eq(next(0), K_F1);
}

Test(keys, an_escape_alone_waits_for_its_time)
{
	feed("\033", 1000);
	cr_expect_eq(next(1050), K_NONE);
	cr_expect_eq(keys_wait(&keys, 1050), 50);
	cr_expect_eq(next(1100), K_ESC);
	cr_expect_eq(keys_wait(&keys, 1100), -1);
}

Test(keys, how_long_an_escape_waits_can_be_chosen)
{
	keys.escape_ms = 25;
	feed("\033", 1000);
	cr_expect_eq(next(1024), K_NONE);
	cr_expect_eq(next(1025), K_ESC);
}

Test(keys, an_escape_followed_late_by_the_rest_of_an_arrow_is_still_an_arrow)
{
	static const char *const rest[] = {"[A", "OA"};
	for (size_t i = 0; i < 2; i++) {
		int64_t now = 10000 * (int64_t)(i + 1);
		feed("\033", now);
		cr_expect_eq(next(now + 100), K_ESC);
		feed(rest[i], now + 450);
		cr_expect_str_eq(all(now + 450), "<↑>");
		cr_expect_str_eq(all(now + 2000), "");
	}
}

Test(keys, letters_typed_after_an_escape_are_letters)
{
	feed("\033", 1000);
	cr_expect_eq(next(1100), K_ESC);
	feed("OK[1]", 1300);
	cr_expect_str_eq(all(1500), "OK[1]");
	feed("\033", 3000);
	cr_expect_eq(next(3100), K_ESC);
	feed("[A", 3600);
	cr_expect_str_eq(all(3700), "[A");
}

Test(keys, an_escape_before_text_is_an_escape_and_the_text)
{
	feed("\033x朱", 0);
	cr_expect_str_eq(all(0), "<Esc>x朱");
	feed("\033\033[A", 0);
	cr_expect_str_eq(all(0), "<Esc><↑>");
}

Test(keys, an_input_method_sends_several_characters_at_once)
{
	feed("朱家角镇", 0);
	cr_expect_str_eq(all(0), "朱家角镇");
}

Test(keys, a_character_may_come_in_pieces)
{
	keys_feed(&keys, "\xe6\x9c", 2, 0);
	cr_expect_str_eq(all(10), "");
	keys_feed(&keys, "\xb1", 1, 20);
	cr_expect_str_eq(all(20), "朱");
}

Test(keys, bytes_that_are_no_character_come_as_its_replacement)
{
	feed("\xff" "a\xe6\x9c" "b", 0);
	cr_expect_str_eq(all(1000), "\xef\xbf\xbd" "a\xef\xbf\xbd\xef\xbf\xbd" "b");
}

Test(keys, a_paste_is_one_event_with_its_newlines)
{
	feed("a\033[200~第一行\n\033[A第二行\r\033[201~b", 0);
	cr_expect_str_eq(all(0), "a<第一行\n\033[A第二行\r>b");
}

Test(keys, a_paste_may_come_in_pieces)
{
	feed("\033[200~朱溪", 0);
	cr_expect_str_eq(all(10), "");
	feed("园艺\033[20", 20);
	feed("1~x", 30);
	cr_expect_str_eq(all(30), "<朱溪园艺>x");
}

Test(keys, a_paste_whose_end_never_comes_ends_by_itself)
{
	feed("\033[200~abc", 0);
	cr_expect_str_eq(all(1900), "");
	cr_expect_str_eq(all(2000), "<abc>");
	feed("d", 2100);
	cr_expect_str_eq(all(2100), "d");
}

Test(keys, a_cursor_report_is_told_from_a_function_key)
{
	struct key key;
	feed("\033[39;3R", 0);
	cr_assert(keys_next(&keys, &key, 0));
	cr_expect_eq(key.code, K_REPORT);
	cr_expect_eq(key.row, 39);
	cr_expect_eq(key.column, 3);
}

Test(keys, answers_nobody_asked_for_are_no_keys)
{
	feed("\033[?62;22c\033[>41;354;0c\033[?1;2$yx", 0);
	cr_expect_str_eq(all(1000), "x");
}

Test(keys, a_sequence_that_was_cut_does_not_become_text)
{
	feed("\033[1;5", 0);
	cr_expect_str_eq(all(400), "");
	cr_expect_str_eq(all(500), "");
	feed("7", 600);
	cr_expect_str_eq(all(600), "7");
}

Test(keys, what_was_typed_ahead_can_be_forgotten)
{
	feed("abc\033[200~paste\033[201~\033[", 0);
	keys_drop(&keys);
	cr_expect_str_eq(all(2000), "");
}

Test(keys, full_width_forms_stand_for_their_keys)
{
	static const struct {
		uint32_t typed;
		int plain;
	} folded[] = {{0xff0f, '/'}, {0x3001, '/'}, {0x3002, '.'}, {0xff1a, ':'}, {0xff11, '1'}, {0x3000, ' '}, {0x6731, K_TEXT}};
	for (size_t i = 0; i < sizeof folded / sizeof *folded; i++) {
		struct key key = {.code = K_TEXT, .character = folded[i].typed};
		cr_expect_eq(key_plain(&key), folded[i].plain, "U+%04X", (unsigned)folded[i].typed);
	}
}

Test(keys, the_key_line_has_names_for_keys)
{
	cr_expect_str_eq(key_name(K_F10), "F10");
	cr_expect_str_eq(key_name(K_ENTER), "Enter");
	cr_expect_str_eq(key_name(K_CTRL('D')), "^D");
	cr_expect_str_eq(key_name('/'), "/");
	cr_expect_str_eq(key_name(' '), "Space");
}
