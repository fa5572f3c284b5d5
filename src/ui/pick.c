#include <config.h>

#include "ui/dialog.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/pinyin.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/editor.h"
#include "ui/modal.h"

#define ROWS_MOST 15

struct pick {
	struct modal modal;
	const struct choice *choices;
	size_t count;
	struct editor typed;
	size_t *matching; /* indexes into choices */
	size_t found, chosen, top;
	bool *marks;      /* NULL: one is taken */
	int labels;
};

static bool
has(const char *text, const char *typed)
{
	return text && pinyin_matches(text, PINYIN_WORDS, typed);
}

static bool
same(const char *text, const char *typed)
{
	struct buf folded = {0};
	text_fold(&folded, text ? text : "");
	bool answer = strcmp(buf_text(&folded), typed) == 0;
	buf_free(&folded);
	return answer;
}

/* A code or label typed whole, else the first that begins so, is the one that Enter takes. */
static void
narrow(struct pick *pick)
{
	struct buf typed = {0};
	text_fold(&typed, editor_text(&pick->typed));
	const char *text = buf_text(&typed);
	bool begun = false, whole = false;
	pick->found = pick->chosen = pick->top = 0;
	for (size_t i = 0; i < pick->count; i++) {
		const struct choice *choice = &pick->choices[i];
		if (*text && !has(choice->label, text) && !has(choice->note, text) && !has(choice->search, text))
			continue;
		if (*text && !whole && (whole = same(choice->label, text) || same(choice->note, text)))
			pick->chosen = pick->found;
		else if (*text && !whole && !begun && (begun = pinyin_begins(choice->label, PINYIN_WORDS, text)))
			pick->chosen = pick->found;
		pick->matching[pick->found++] = i;
	}
	buf_free(&typed);
}

static void
draw(struct pick *pick)
{
	const struct area *area = &pick->modal.area;
	size_t rows = (size_t)(area->rows > 2 ? area->rows - 2 : 1);
	if (pick->chosen < pick->top)
		pick->top = pick->chosen;
	if (pick->chosen >= pick->top + rows)
		pick->top = pick->chosen - rows + 1;
	paint_clear(area);
	for (size_t i = 0; i < rows && pick->top + i < pick->found; i++) {
		size_t index = pick->matching[pick->top + i];
		const struct choice *choice = &pick->choices[index];
		int y = (int)i + 2;
		if (pick->top + i == pick->chosen)
			paint_glyph(area, y, 0, TONE_MINE, GLYPH_MARK, 1);
		if (pick->marks)
			paint(area, y, 1, TONE_MINE, pick->marks[index] ? "*" : " ");
		paint(area, y, 3, TONE_PLAIN, choice->label);
		if (choice->note)
			paint(area, y, 5 + pick->labels, TONE_DIM, choice->note);
	}
	if (pick->found == 0)
		paint(area, 2, 3, TONE_REFUSED, _("nothing matches"));
	editor_draw(&pick->typed, area, 0, 0, area->cols, true);
	if (!*editor_text(&pick->typed))
		paint(area, 0, 0, TONE_DIM, _("type a name, a code or initials"));
}

static void
move(struct pick *pick, int code)
{
	size_t step = (size_t)(pick->modal.area.rows > 3 ? pick->modal.area.rows - 3 : 1);
	size_t last = pick->found ? pick->found - 1 : 0, at = pick->chosen;
	if (code == K_DOWN)
		at++;
	else if (code == K_PGDN)
		at += step;
	else if (code == K_UP)
		at -= at > 0;
	else if (code == K_PGUP)
		at -= at < step ? at : step;
	pick->chosen = at < last ? at : last;
}

/* True when something was taken. */
static bool
take_key(struct pick *pick, const struct key *key)
{
	struct err err;
	if (key->code == K_ENTER || key->code == K_F2)
		return pick->marks || pick->found > 0;
	if (pick->marks && key_plain(key) == ' ' && pick->found) {
		size_t index = pick->matching[pick->chosen];
		pick->marks[index] = !pick->marks[index];
		move(pick, K_DOWN);
	} else if (key->code == K_DOWN || key->code == K_UP || key->code == K_PGDN || key->code == K_PGUP) {
		move(pick, key->code);
	} else if (editor_key(&pick->typed, key, &err) > 0) {
		narrow(pick);
	}
	return false;
}

static void
measure(struct pick *pick)
{
	int notes = 0;
	for (size_t i = 0; i < pick->count; i++) {
		int label = shown_width(pick->choices[i].label);
		int note = pick->choices[i].note ? shown_width(pick->choices[i].note) + 2 : 0;
		pick->labels = label > pick->labels ? label : pick->labels;
		notes = note > notes ? note : notes;
	}
	pick->modal.cols = 4 + pick->labels + notes;
	if (pick->modal.cols < 40)
		pick->modal.cols = 40;
	pick->modal.rows = 2 + (int)(pick->count < ROWS_MOST ? pick->count : ROWS_MOST);
}

static bool
run(struct pick *pick, const char *typed)
{
	bool over = false, taken = false;
	pick->matching = xcalloc(pick->count ? pick->count : 1, sizeof *pick->matching);
	measure(pick);
	editor_set(&pick->typed, typed ? typed : "");
	pick->typed.untouched = true;
	narrow(pick);
	/* A field's present value that names nothing must not hide the list. */
	if (pick->found == 0) {
		editor_set(&pick->typed, "");
		narrow(pick);
	}
	modal_open(&pick->modal);
	while (!over && !taken) {
		draw(pick);
		struct key key = modal_key(&pick->modal, &over);
		taken = !over && take_key(pick, &key);
	}
	modal_close(&pick->modal);
	editor_free(&pick->typed);
	return taken;
}

int
dialog_pick(struct ui *ui, const char *title, const struct choice *choices, size_t count, const char *typed)
{
	char keys[128];
	snprintf(keys, sizeof keys, "Enter|%s|↑↓|%s|Esc|%s", _("take"), _("other"), _("back"));
	struct pick pick = {.modal = {.ui = ui, .title = title, .keys = keys}, .choices = choices, .count = count};
	int result = run(&pick, typed) ? (int)pick.matching[pick.chosen] : -1;
	free(pick.matching);
	return result;
}

bool
dialog_pick_many(struct ui *ui, const char *title, const struct choice *choices, size_t count, bool *marks)
{
	char keys[128];
	snprintf(keys, sizeof keys, "Space|%s|Enter|%s|Esc|%s", _("mark"), _("take"), _("back"));
	struct pick pick = {.modal = {.ui = ui, .title = title, .keys = keys}, .choices = choices, .count = count};
	pick.marks = xcalloc(count ? count : 1, sizeof *marks);
	memcpy(pick.marks, marks, count * sizeof *marks);
	bool taken = run(&pick, "");
	if (taken)
		memcpy(marks, pick.marks, count * sizeof *marks);
	free(pick.marks);
	free(pick.matching);
	return taken;
}
