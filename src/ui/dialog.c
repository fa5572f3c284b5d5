#include <config.h>

#include "ui/dialog.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/pinyin.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/modal.h"
#include "ui/textbox.h"

/* ---- a short menu */

static int
choices_width(const struct choice *choices, size_t count, int *labels)
{
	int notes = 0;
	*labels = 0;
	for (size_t i = 0; i < count; i++) {
		int label = shown_width(choices[i].label), note = choices[i].note ? shown_width(choices[i].note) + 2 : 0;
		*labels = label > *labels ? label : *labels;
		notes = note > notes ? note : notes;
	}
	return 6 + *labels + notes;
}

static void
draw_choices(const struct modal *modal, const struct choice *choices, size_t count, size_t chosen, int labels)
{
	size_t rows = (size_t)(modal->area.rows > 0 ? modal->area.rows : 1);
	size_t top = chosen >= rows ? chosen - rows + 1 : 0;
	paint_clear(&modal->area);
	for (size_t i = 0; i < rows && top + i < count; i++) {
		const struct choice *choice = &choices[top + i];
		int y = (int)i;
		if (top + i == chosen) {
			paint_glyph(&modal->area, y, 0, TONE_MINE, GLYPH_MARK, 1);
			paint_cursor(&modal->area, y, 0);
		}
		if (top + i < 9)
			paintf(&modal->area, y, 2, TONE_KEY, "%zu", top + i + 1);
		paint(&modal->area, y, 4, TONE_PLAIN, choice->label);
		if (choice->note)
			paint_fit(&modal->area, y, 6 + labels, modal->area.cols - 6 - labels, TONE_DIM, choice->note, false);
	}
}

/* The next choice, from the one chosen on, whose name begins with a character or its pinyin. */
static size_t
next_named(const struct choice *choices, size_t count, size_t chosen, uint32_t typed)
{
	struct buf folded = {0};
	char text[5] = "";
	utf8_put(text, typed);
	text_fold(&folded, text);
	size_t found = chosen;
	for (size_t i = 1; i <= count && found == chosen && folded.len; i++)
		if (pinyin_begins(choices[(chosen + i) % count].label, PINYIN_WORDS, buf_text(&folded)))
			found = (chosen + i) % count;
	buf_free(&folded);
	return found;
}

int
dialog_choose(struct ui *ui, const char *title, const struct choice *choices, size_t count, size_t chosen)
{
	int labels, result = -1;
	bool over = false;
	char keys[128];
	if (count == 0)
		return -1;
	if (count == 1)
		snprintf(keys, sizeof keys, "Enter|%s|Esc|%s", _("choose"), _("back"));
	else
		snprintf(keys, sizeof keys, "Enter|%s|1-%zu|%s|Esc|%s", _("choose"), count < 9 ? count : 9, _("at once"), _("back"));
	struct modal modal = {.ui = ui, .title = title, .rows = (int)count, .cols = choices_width(choices, count, &labels), .keys = keys};
	if (modal.cols < shown_width(title) + 4)
		modal.cols = shown_width(title) + 4;
	if (chosen >= count)
		chosen = 0;
	modal_open(&modal);
	while (!over && result < 0) {
		draw_choices(&modal, choices, count, chosen, labels);
		struct key key = modal_key(&modal, &over);
		int plain = key_plain(&key);
		if (plain == K_ENTER)
			result = (int)chosen;
		else if (plain >= '1' && plain <= '9' && (size_t)(plain - '0') <= count)
			result = plain - '1';
		else if (plain == K_DOWN)
			chosen = chosen + 1 < count ? chosen + 1 : chosen;
		else if (plain == K_UP)
			chosen -= chosen > 0;
		else if (plain == K_HOME)
			chosen = 0;
		else if (plain == K_END)
			chosen = count - 1;
		else if (key.code == K_TEXT)
			chosen = next_named(choices, count, chosen, key.character);
	}
	modal_close(&modal);
	return result;
}

/* ---- notices */

void
dialog_message(struct ui *ui, const char *title, const char *text)
{
	char keys[64];
	snprintf(keys, sizeof keys, "Enter|%s", _("go on"));
	struct modal modal = {.ui = ui, .title = title, .cols = modal_cols(ui, text), .keys = keys};
	bool over = false;
	modal.rows = paint_height(text, modal.cols);
	modal_open(&modal);
	for (struct key key = {.code = K_RESIZE}; !over && key.code == K_RESIZE;) {
		paint_wrapped(&modal.area, 0, 0, modal.area.cols, modal.area.rows, TONE_PLAIN, text);
		paint_cursor(&modal.area, modal.area.rows - 1, modal.area.cols - 1);
		key = modal_key(&modal, &over);
	}
	modal_close(&modal);
}

bool
dialog_yes(struct ui *ui, const char *title, const char *text)
{
	char keys[96];
	snprintf(keys, sizeof keys, "1|%s|2|%s|Esc|%s", _("yes"), _("no"), _("no"));
	struct modal modal = {.ui = ui, .title = title, .cols = modal_cols(ui, text), .keys = keys};
	bool over = false, yes = false;
	modal.rows = paint_height(text, modal.cols) + 2;
	ui_drop_typed(ui);
	modal_open(&modal);
	while (!over && !yes) {
		int rows = paint_wrapped(&modal.area, 0, 0, modal.area.cols, modal.area.rows - 2, TONE_PLAIN, text);
		int x = paintf(&modal.area, rows + 1, 0, TONE_KEY, "1 %s   2 %s", _("yes"), _("no"));
		paint_cursor(&modal.area, rows + 1, x + 1);
		struct key key = modal_key(&modal, &over);
		int plain = key_plain(&key);
		yes = plain == '1' || plain == 'y' || plain == 'Y';
		over = over || plain == '2' || plain == 'n' || plain == 'N';
	}
	modal_close(&modal);
	return yes;
}

/* ---- one line asked for */

struct question {
	struct modal modal;
	const char *text;
	struct editor editor;
	struct err err;
};

static void
question_draw(struct question *question)
{
	const struct area *area = &question->modal.area;
	paint_clear(area);
	int rows = paint_wrapped(area, 0, 0, area->cols, area->rows - 3, TONE_PLAIN, question->text);
	editor_draw(&question->editor, area, rows + (rows > 0), 0, area->cols, true);
	if (question->err.code != ERR_NONE)
		paintf(area, area->rows - 1, 0, TONE_REFUSED, "%s %s", glyph(GLYPH_REFUSED), question->err.message);
}

/* Until Enter (true) or Esc (false); the editor holds what was typed. */
static bool
question_ask(struct question *question, int (*check)(void *user, const char *typed, struct err *err), void *user)
{
	bool over = false, done = false;
	question->modal.rows = paint_height(question->text, question->modal.cols) + 3;
	modal_open(&question->modal);
	while (!over && !done) {
		question_draw(question);
		struct key key = modal_key(&question->modal, &over);
		question->err.code = ERR_NONE;
		if (over)
			break;
		if (key.code == K_ENTER || key.code == K_F2)
			done = !check || check(user, editor_text(&question->editor), &question->err) == 0;
		else
			editor_key(&question->editor, &key, &question->err);
	}
	modal_close(&question->modal);
	return done;
}

char *
dialog_prompt(struct ui *ui, const char *title, const char *text, const char *initial,
	int (*check)(void *user, const char *typed, struct err *err), void *user)
{
	char keys[96];
	snprintf(keys, sizeof keys, "Enter|%s|Esc|%s", _("go on"), _("back"));
	struct question question = {.modal = {.ui = ui, .title = title, .cols = modal_cols(ui, text), .keys = keys}, .text = text};
	editor_set(&question.editor, initial ? initial : "");
	editor_begin(&question.editor, true);
	bool done = question_ask(&question, check, user);
	char *result = done ? xstrdup(editor_text(&question.editor)) : NULL;
	editor_free(&question.editor);
	return result;
}

/* Digits are compared without the signs people put between them. */
static void
bare(struct buf *out, const char *text)
{
	struct buf folded = {0};
	text_fold(&folded, text);
	for (size_t i = 0; i < folded.len; i++)
		if (folded.data[i] != ',')
			buf_addc(out, folded.data[i]);
	buf_free(&folded);
}

static int
check_answer(void *user, const char *typed, struct err *err)
{
	struct buf wanted = {0}, given = {0};
	bare(&wanted, user);
	bare(&given, typed);
	bool same = wanted.len > 0 && strcmp(buf_text(&wanted), buf_text(&given)) == 0;
	buf_free(&wanted);
	buf_free(&given);
	return same ? 0 : err_set(err, ERR_INPUT, _("to go on, type '%s'"), (const char *)user);
}

bool
dialog_confirm(struct ui *ui, const char *title, const char *text, const char *answer)
{
	char keys[96];
	struct buf words = {0};
	buf_addf(&words, "%s\n\n", text);
	buf_addf(&words, _("To go on, type %s:"), answer);
	snprintf(keys, sizeof keys, "Enter|%s|Esc|%s", _("do it"), _("back"));
	struct question question = {
		.modal = {.ui = ui, .title = title, .cols = modal_cols(ui, buf_text(&words)), .keys = keys}, .text = buf_text(&words),
	};
	ui_drop_typed(ui);
	bool done = question_ask(&question, check_answer, (void *)answer);
	editor_free(&question.editor);
	buf_free(&words);
	return done;
}

/* ---- a reason */

static bool
blank(const char *text)
{
	return text[strspn(text, " \n\t")] == '\0';
}

char *
dialog_reason(struct ui *ui, const char *title, const char *text)
{
	char keys[128];
	snprintf(keys, sizeof keys, "Enter|%s|F2|%s|Esc|%s", _("new line"), _("go on"), _("back"));
	struct modal modal = {.ui = ui, .title = title, .cols = 60, .keys = keys};
	struct textbox box;
	struct err err = {0};
	bool over = false, done = false;
	int head = paint_height(text, modal.cols);
	modal.rows = head + 8;
	textbox_init(&box, "", 1000);
	modal_open(&modal);
	while (!over && !done) {
		paint_clear(&modal.area);
		paint_wrapped(&modal.area, 0, 0, modal.area.cols, head, TONE_PLAIN, text);
		struct area room = area_part(&modal.area, head + 1, 0, modal.area.rows - head - 2, modal.area.cols);
		if (err.code != ERR_NONE)
			paintf(&modal.area, modal.area.rows - 1, 0, TONE_REFUSED, "%s %s", glyph(GLYPH_REFUSED), err.message);
		textbox_draw(&box, &room, true);
		struct key key = modal_key(&modal, &over);
		err.code = ERR_NONE;
		if (over)
			break;
		if (key.code != K_F2 && key.code != K_TAB)
			textbox_key(&box, &key, &err);
		else if (blank(editor_text(&box.editor)))
			err_set(&err, ERR_INPUT, _("a reason is needed here"));
		else
			done = true;
	}
	modal_close(&modal);
	char *result = done ? xstrdup(editor_text(&box.editor)) : NULL;
	textbox_free(&box);
	return result;
}
