/* A line and a long text being edited: whole characters, nothing unclean, Esc brings back what was. */
#include <config.h>

#include "ui/editor.h"

#include <criterion/criterion.h>
#include <string.h>

#include "ui/textbox.h"

static struct editor editor;
static struct textbox box;
static struct err err;

static void
forget(void)
{
	editor_free(&editor);
	textbox_free(&box);
}

TestSuite(editor, .fini = forget);
TestSuite(textbox, .fini = forget);

static int
press(int code)
{
	struct key key = {.code = code};
	return editor_key(&editor, &key, &err);
}

static int
type(uint32_t c)
{
	struct key key = {.code = K_TEXT, .character = c};
	return editor_key(&editor, &key, &err);
}

static int
paste(const char *text)
{
	struct key key = {.code = K_PASTE, .text = text, .len = strlen(text)};
	return editor_key(&editor, &key, &err);
}

static void
start(const char *text, bool replace)
{
	editor_set(&editor, text);
	editor_begin(&editor, replace);
}

Test(editor, the_first_character_replaces_an_untouched_value)
{
	start("旧名", true);
	cr_expect_eq(type(u'新'), 1);
	cr_expect_str_eq(editor_text(&editor), "新");
	type(u'名');
	cr_expect_str_eq(editor_text(&editor), "新名");
}

Test(editor, a_value_that_was_moved_in_is_edited)
{
	start("朱溪艺", true);
	press(K_LEFT);
	type(u'园');
	cr_expect_str_eq(editor_text(&editor), "朱溪园艺");
}

Test(editor, moves_and_deletes_by_whole_characters)
{
	start("a朱e\xcc\x81" "b", false); /* é as a letter and its mark */
	press(K_LEFT);
	press(K_BACKSPACE);
	cr_expect_str_eq(editor_text(&editor), "a朱b");
	press(K_BACKSPACE);
	press(K_DELETE);
	cr_expect_str_eq(editor_text(&editor), "a");
	press(K_HOME);
	cr_expect_eq(press(K_BACKSPACE), 1);
	press(K_DELETE);
	press(K_DELETE);
	cr_expect_str_eq(editor_text(&editor), "");
}

Test(editor, words_can_be_jumped_over_and_taken_away)
{
	start("one two three", false);
	press(K_WORD_LEFT);
	type('X');
	cr_expect_str_eq(editor_text(&editor), "one two Xthree");
	press(K_CTRL('W'));
	cr_expect_str_eq(editor_text(&editor), "one two three");
	press(K_CTRL('W'));
	cr_expect_str_eq(editor_text(&editor), "one three");
	press(K_CTRL('A'));
	press(K_WORD_RIGHT);
	type('Y');
	cr_expect_str_eq(editor_text(&editor), "one Ythree");
}

Test(editor, ctrl_u_clears_before_the_cursor_and_then_all)
{
	start("abcdef", false);
	press(K_LEFT);
	press(K_CTRL('U'));
	cr_expect_str_eq(editor_text(&editor), "f");
	press(K_CTRL('U'));
	cr_expect_str_eq(editor_text(&editor), "");
}

Test(editor, escape_restores_once_and_then_is_nobodys)
{
	start("原值", true);
	type('x');
	cr_expect(editor_changed(&editor));
	cr_expect_eq(press(K_ESC), 1);
	cr_expect_str_eq(editor_text(&editor), "原值");
	cr_expect_eq(press(K_ESC), 0);
}

Test(editor, keys_it_has_no_use_for_are_left_to_others)
{
	start("", false);
	cr_expect_eq(press(K_ENTER), 0);
	cr_expect_eq(press(K_F2), 0);
	cr_expect_eq(press(K_UP), 0);
}

Test(editor, blanks_between_words_stay)
{
	start("", false);
	type('A');
	cr_expect_eq(type(' '), 1);
	type('B');
	cr_expect_str_eq(editor_text(&editor), "A B");
}

Test(editor, an_invisible_character_is_refused_and_nothing_changes)
{
	start("甲", false);
	cr_expect_eq(type(0x200b), -1);
	cr_expect(strstr(err.message, "200B"), "%s", err.message);
	cr_expect_eq(paste("乙\xe2\x80\xae丙"), -1);
	cr_expect(strstr(err.message, "202E"), "%s", err.message);
	cr_expect_eq(type(0xfffd), -1);
	cr_expect_str_eq(editor_text(&editor), "甲");
}

Test(editor, a_pasted_newline_at_the_end_is_dropped_and_one_within_refused)
{
	start("", false);
	cr_expect_eq(paste("上海朱溪园艺\r\n"), 1);
	cr_expect_str_eq(editor_text(&editor), "上海朱溪园艺");
	cr_expect_eq(paste("一\n二"), -1);
	cr_expect_str_eq(editor_text(&editor), "上海朱溪园艺");
}

Test(editor, no_more_than_fits_is_taken)
{
	start("", false);
	editor.limit = 3;
	cr_expect_eq(paste("一二三"), 1);
	cr_expect_eq(type(u'四'), -1);
	cr_expect_str_eq(err.message, "at most 3 characters fit here");
	cr_expect_str_eq(editor_text(&editor), "一二三");
}

Test(editor, full_width_digits_are_folded_where_asked)
{
	editor.halfwidth = true;
	start("", false);
	paste("２０２１．３．５");
	cr_expect_str_eq(editor_text(&editor), "2021.3.5");
	editor.halfwidth = false;
	start("", false);
	paste("（甲）");
	cr_expect_str_eq(editor_text(&editor), "（甲）");
}

/* ---- a long text */

static int
box_press(int code)
{
	struct key key = {.code = code};
	return textbox_key(&box, &key, &err);
}

static int
box_type(uint32_t c)
{
	struct key key = {.code = K_TEXT, .character = c};
	return textbox_key(&box, &key, &err);
}

Test(textbox, enter_is_a_new_line_and_tab_is_not_its_affair)
{
	textbox_init(&box, "第一行", 0);
	cr_expect_eq(box_press(K_ENTER), 1);
	box_type(u'二');
	cr_expect_str_eq(editor_text(&box.editor), "第一行\n二");
	cr_expect_eq(box_press(K_TAB), 0);
}

Test(textbox, up_and_down_move_by_rows_and_leave_at_the_edges)
{
	textbox_init(&box, "一二三四\n五六\n七八九", 0);
	box.columns = 20;
	cr_expect_eq(textbox_height(&box, 20), 3);
	cr_expect_eq(box_press(K_DOWN), 0);
	cr_expect_eq(box_press(K_UP), 1);
	box_type('x'); /* the second row is shorter: at its end */
	cr_expect_str_eq(editor_text(&box.editor), "一二三四\n五六x\n七八九");
	cr_expect_eq(box_press(K_UP), 1);
	cr_expect_eq(box_press(K_UP), 0);
	box_type('y');
	cr_expect_str_eq(editor_text(&box.editor), "一二y三四\n五六x\n七八九");
}

Test(textbox, a_long_line_is_several_rows)
{
	textbox_init(&box, "一二三四五六七八九十", 0);
	box.columns = 8;
	cr_expect_eq(textbox_height(&box, 8), 3);
	box_press(K_UP);
	box_press(K_HOME);
	box_type('x');
	cr_expect_str_eq(editor_text(&box.editor), "一二三四x五六七八九十");
}

Test(textbox, a_newline_at_the_end_opens_a_row)
{
	textbox_init(&box, "一\n", 0);
	cr_expect_eq(textbox_height(&box, 20), 2);
	cr_expect_eq(box_press(K_UP), 1);
	cr_expect_eq(box_press(K_UP), 0);
}

Test(textbox, a_paste_keeps_its_lines)
{
	textbox_init(&box, "", 0);
	struct key key = {.code = K_PASTE, .text = "一\r\n二", .len = strlen("一\r\n二")};
	cr_expect_eq(textbox_key(&box, &key, &err), 1, "%s", err.message);
	cr_expect_str_eq(editor_text(&box.editor), "一\n二");
}
