/* How the screens look: their words in both languages, their help, every size, terminals without colours. */
#include <config.h>

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include "base/text.h"
#include "office.h"
#include "ui/frame.h"

/* As screen/work.h declares them, which also knows another struct office. */
extern const struct screen_class screen_home, screen_queue, screen_project, screen_history, screen_calls, screen_staff, screen_stats,
	screen_review, screen_intake;

/* ---- helpers */

static void
begin(struct office *office, const char *lang)
{
	office_open(office);
	office->lang = lang;
	office_must(office, 0, "init", "--demo");
}

/* The number in the row under the cursor. */
static void
cursor_id(struct pty *pty, char id[16])
{
	int row, col;
	bool visible;
	pty_cursor(pty, &row, &col, &visible);
	const char *at = strstr(pty_row(pty, row), "QP");
	cr_assert(at, "no number in row %d\n%s", row, pty_dump(pty));
	snprintf(id, 12, "%s", at);
}

/* Words of two or more ASCII letters that are no names of keys and no codes. */
static bool
ascii_word(const char *row, char word[64])
{
	static const char *const fine[] = {"Enter", "Esc", "Space", "PgDn", "Tab", "Ctrl"};
	for (const char *at = row; *at;) {
		size_t len = 0;
		while (isalnum((unsigned char)at[len]) || at[len] == '-' || at[len] == '_')
			len++;
		bool code = len < 2 || len > 63, known = false;
		for (size_t i = 0; i < len; i++)
			code = code || isdigit((unsigned char)at[i]) || at[i] == '_' || at[i] == '-';
		for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
			known = known || (len == strlen(fine[i]) && strncmp(at, fine[i], len) == 0);
		if (!code && !known) {
			snprintf(word, 64, "%.*s", (int)len, at);
			return true;
		}
		at += len ? len : 1;
	}
	return false;
}

static bool
has_han(const char *text)
{
	const char *end = text + strlen(text);
	for (uint32_t c; text < end;) {
		text += utf8_decode(text, end, &c, NULL);
		if (char_is_han(c))
			return true;
	}
	return false;
}

/* ---- words */

static const struct opened {
	const struct screen_class *screen;
	const char *keys; /* from the desk */
} opened[] = {
	{&screen_home, ""}, {&screen_queue, "2"}, {&screen_project, "2 Enter"}, {&screen_history, "F5"}, {&screen_calls, "0"},
	{&screen_staff, "7"}, {&screen_stats, "6"}, {&screen_review, "2 F8"}, {&screen_intake, "1"},
};
enum { OPENED = sizeof opened / sizeof *opened };

static struct pty *
open_one(const struct office *office, const struct opened *one, int rows, int cols)
{
	struct pty *pty = office_screens(office, rows, cols);
	pty_expect(pty, "F1");
	pty_settle(pty, 300);
	pty_keys(pty, one->keys);
	pty_settle(pty, 400);
	return pty;
}

Test(screens, the_help_page_of_a_screen_lists_all_its_verbs, .timeout = 120)
{
	struct office office;
	begin(&office, "en");
	for (size_t i = 0; i < OPENED; i++) {
		if (opened[i].screen == &screen_review) /* what is open there hangs on the stage */
			continue;
		struct pty *pty = open_one(&office, &opened[i], 72, 200);
		/* in a form F1 explains what the cursor is on; its keys all stand in the key line */
		bool form = opened[i].screen == &screen_intake;
		if (!form) {
			pty_keys(pty, "F1");
			pty_expect(pty, "Keys of this screen");
			pty_settle(pty, 400);
		}
		for (const struct verb *verb = opened[i].screen->verbs; verb && verb->verb; verb++)
			cr_expect((form && verb->flags & VERB_QUIET) || pty_shows(pty, verb->label), "%s: '%s'\n%s", opened[i].screen->name,
				verb->label, pty_dump(pty));
		pty_free(pty);
	}
	office_close(&office);
}

Test(screens, chinese_screens_have_no_english_words, .timeout = 120)
{
	struct office office;
	char word[64];
	begin(&office, "zh");
	for (size_t i = 0; i < OPENED; i++) {
		struct pty *pty = open_one(&office, &opened[i], 30, 100);
		for (int row = 0; row < 30; row++)
			if (opened[i].screen != &screen_staff || row < 3 || row > 26) /* staff numbers have letters */
				cr_expect_not(ascii_word(pty_row(pty, row), word),
					"%s: '%s'\n%s", opened[i].screen->name, word, pty_dump(pty));
		pty_free(pty);
	}
	office_close(&office);
}

/* Names are as the units wrote them; titles, headings and keys are the program's. */
Test(screens, english_screens_have_no_chinese_words, .timeout = 120)
{
	struct office office;
	begin(&office, "en");
	for (size_t i = 0; i < OPENED; i++) {
		struct pty *pty = open_one(&office, &opened[i], 30, 100);
		char title[512];
		snprintf(title, sizeof title, "%s", pty_row(pty, 0));
		char *name = strstr(title, "李敏");
		cr_assert(name, "%s", pty_dump(pty));
		*name = '\0';
		cr_expect_not(has_han(title), "%s", pty_dump(pty));
		if (i && opened[i].screen != &screen_project && opened[i].screen != &screen_review)
			cr_expect_not(has_han(pty_row(pty, 2)), "%s", pty_dump(pty));
		cr_expect_not(has_han(pty_row(pty, 29)), "%s", pty_dump(pty));
		pty_free(pty);
	}
	office_close(&office);
}

/* ---- terminals */

Test(screens, every_size_from_80_by_24_to_200_by_60_is_filled_and_a_new_size_keeps_the_row, .timeout = 60)
{
	static const int sizes[][2] = {{24, 80}, {30, 100}, {50, 160}, {60, 200}, {24, 80}};
	struct office office;
	char here[16], now[16];
	begin(&office, "zh");
	struct pty *pty = open_one(&office, &opened[1], 24, 80);
	pty_keys(pty, "Down*30");
	pty_settle(pty, 300);
	cursor_id(pty, here);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		pty_resize(pty, sizes[i][0], sizes[i][1]);
		cr_assert(pty_wait_row(pty, sizes[i][0] - 1, "F1 帮助", PTY_WAIT), "%s", pty_dump(pty));
		pty_settle(pty, 300);
		cr_expect(strstr(pty_row(pty, sizes[i][0] - 1), "Esc 返回"), "%s", pty_dump(pty));
		cr_expect_eq(pty_shows(pty, "首席技师制度") || pty_shows(pty, "申报单位属于"), sizes[i][1] >= 96, "%s", pty_dump(pty));
		cursor_id(pty, now);
		cr_expect_str_eq(now, here, "%s\n%s", here, pty_dump(pty));
	}
	pty_free(pty);
	office_close(&office);
}

Test(screens, without_colours_and_with_ascii_lines_everything_still_has_its_sign)
{
	struct office office;
	begin(&office, "zh");
	office.options[0] = "--ascii-lines";
	office.environment[0] = "NO_COLOR=1";
	office.environment[1] = "TERM=vt100";
	struct pty *pty = office_screens(&office, 24, 100);
	pty_expect(pty, "工作台");
	pty_keys(pty, "2");
	pty_expect(pty, "按编号");
	pty_expect(pty, "v 一 申报单位属于本区");
	for (int row = 0; row < 24; row++) {
		const char *text = pty_row(pty, row);
		cr_expect_not(strstr(text, "─") || strstr(text, "│") || strstr(text, "▸") || strstr(text, "✓"), "%s", pty_dump(pty));
		for (int col = 0; col < 100; col++)
			cr_assert_eq(pty_cell(pty, row, col).fg, -1, "a colour at %d, %d", row, col);
	}
	pty_free(pty);
	office_close(&office);
}
