#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/pinyin.h"
#include "base/text.h"
#include "base/words.h"
#include "record/codebook.h"
#include "ui/dialog.h"
#include "ui/formstate.h"
#include "ui/pager.h"

static const struct code_list *
list_of(const struct formview *view, const struct slot *slot)
{
	const char *name = slot->field->field.list;
	return name ? codebook_list(view->spec.context ? view->spec.context->codes : NULL, name) : NULL;
}

enum meant { MEANT_NOT, MEANT_ALIAS, MEANT_WITHIN, MEANT_START };

static enum meant
meant(const struct code *code, const char *typed)
{
	if (pinyin_begins(code->label.zh ? code->label.zh : "", PINYIN_WORDS, typed)
		|| pinyin_begins(code->label.en ? code->label.en : "", PINYIN_WORDS, typed) || strncmp(code->code, typed, strlen(typed)) == 0)
		return MEANT_START;
	if (pinyin_matches(code->label.zh ? code->label.zh : "", PINYIN_WORDS, typed)
		|| pinyin_matches(code->label.en ? code->label.en : "", PINYIN_WORDS, typed))
		return MEANT_WITHIN;
	for (const char *const *alias = code->aliases; alias && *alias; alias++)
		if (pinyin_matches(*alias, PINYIN_WORDS, typed))
			return MEANT_ALIAS;
	return MEANT_NOT;
}

/* How many codes typed text could mean, none when it names one outright; the last of them in *found.  The nearest
 * way counts alone: "qy" is 企业 by its beginning, though 民办非企业单位 has it within. */
static size_t
count_meant(const struct formview *view, const struct slot *slot, const char *typed, const struct code **found)
{
	const struct code_list *list = slot->field->field.kind == &kind_code ? list_of(view, slot) : NULL;
	enum meant best = MEANT_ALIAS;
	size_t count = 0;
	struct buf folded = {0};
	/* What names a code is the code list's own affair. */
	if (!list || !*typed || code_find(view->spec.context->codes, slot->field->field.list, typed))
		return 0;
	text_fold(&folded, typed);
	for (size_t i = 0; folded.len && i < list->count; i++) {
		enum meant this = list->codes[i].retired ? MEANT_NOT : meant(&list->codes[i], buf_text(&folded));
		if (this < best)
			continue;
		count = this > best ? 1 : count + 1;
		best = this;
		*found = &list->codes[i];
	}
	buf_free(&folded);
	return count;
}

const struct code *
form_code_meant(const struct formview *view, const struct slot *slot, const char *typed)
{
	const struct code *found = NULL;
	return count_meant(view, slot, typed, &found) == 1 ? found : NULL;
}

bool
form_code_ambiguous(const struct formview *view, const struct slot *slot, const char *typed)
{
	const struct code *found;
	return count_meant(view, slot, typed, &found) > 1;
}

/* ---- F4 */

struct offer {
	struct choice *choices;
	const struct code **codes;
	size_t count;
	struct arena arena;
};

/* Numbers of offices use are shown beside the names; words that only the program uses are not, though they can be typed. */
static void
gather(struct offer *offer, const struct code_list *list)
{
	offer->choices = xcalloc(list->count + 1, sizeof *offer->choices);
	offer->codes = xcalloc(list->count + 1, sizeof *offer->codes);
	for (size_t i = 0; i < list->count; i++) {
		const struct code *code = &list->codes[i];
		if (code->retired)
			continue;
		struct buf search = {0};
		buf_addf(&search, "%s ", code->code);
		for (const char *const *alias = code->aliases; alias && *alias; alias++)
			buf_addf(&search, "%s ", *alias);
		offer->choices[offer->count] = (struct choice){
			.label = words_in(code->label, words_lang()), .note = strpbrk(code->code, "0123456789") ? code->code : NULL,
			.search = arena_strdup(&offer->arena, buf_text(&search)),
		};
		offer->codes[offer->count++] = code;
		buf_free(&search);
	}
}

static void
offer_free(struct offer *offer)
{
	free(offer->choices);
	free(offer->codes);
	arena_free(&offer->arena);
}

static char *
choose_one(struct formview *view, const struct slot *slot, struct offer *offer)
{
	const char *typed = editor_changed(&view->box.editor) ? editor_text(&view->box.editor) : "";
	int chosen = dialog_pick(view->spec.ui, slot_label(slot), offer->choices, offer->count, typed);
	return chosen >= 0 ? xstrdup(offer->codes[chosen]->code) : NULL;
}

/* Whether a blank-separated list of codes holds one. */
static bool
holds(const char *codes, const char *code)
{
	size_t len = strlen(code);
	for (const char *at = codes; (at = strstr(at, code)); at += len)
		if ((at == codes || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

static char *
choose_many(struct formview *view, const struct slot *slot, struct offer *offer)
{
	bool *marks = xcalloc(offer->count + 1, sizeof *marks);
	struct buf text = {0};
	form_print(slot->record, slot->field, view->spec.context, PRINT_PLAIN, &text);
	for (size_t i = 0; i < offer->count; i++)
		marks[i] = holds(buf_text(&text), offer->codes[i]->code);
	buf_clear(&text);
	bool taken = dialog_pick_many(view->spec.ui, slot_label(slot), offer->choices, offer->count, marks);
	for (size_t i = 0; i < offer->count; i++)
		if (marks[i])
			buf_addf(&text, "%s%s", text.len ? " " : "", offer->codes[i]->code);
	free(marks);
	char *result = taken ? xstrdup(buf_text(&text)) : NULL;
	buf_free(&text);
	return result;
}

static char *
choose_flag(struct formview *view, const struct slot *slot)
{
	const struct choice choices[] = {{_("yes"), NULL, NULL}, {_("no"), NULL, NULL}};
	static const char *const plain[] = {"yes", "no"};
	int chosen = dialog_choose(view->spec.ui, slot_label(slot), choices, 2, 0);
	return chosen >= 0 ? xstrdup(plain[chosen]) : NULL;
}

static char *
choose_text(struct formview *view, const struct slot *slot)
{
	const struct code_list *list = list_of(view, slot);
	if (!list) {
		if (slot->field->field.kind == &kind_flag)
			return choose_flag(view, slot);
		if (view->spec.choose)
			return view->spec.choose(view->spec.user, slot->field);
		ui_message(view->spec.ui, TONE_PLAIN, "%s", _("this field has no list to choose from"));
		return NULL;
	}
	struct offer offer = {0};
	gather(&offer, list);
	char *text = slot->field->field.kind == &kind_codes ? choose_many(view, slot, &offer) : choose_one(view, slot, &offer);
	offer_free(&offer);
	return text;
}

void
form_choose(struct formview *view)
{
	struct slot *slot = form_slot(view);
	if (!slot)
		return;
	char *text = choose_text(view, slot);
	if (!text)
		return;
	slot_take(view, slot, text, NULL);
	free(text);
	form_judge(view);
	form_enter(view);
	if (view->spec.left)
		view->spec.left(view->spec.user, slot->field);
	struct key on = {.code = K_ENTER};
	formview_key(view, &on);
}

/* ---- F1 */

void
form_explain(struct formview *view)
{
	const struct slot *slot = form_slot(view);
	struct buf text = {0};
	if (slot) {
		const char *help = form_help(slot->field);
		buf_addf(&text, "# %s\n", slot_label(slot));
		if (help && *help)
			buf_addf(&text, "%s\n", help);
		if (slot->field->clause)
			buf_addf(&text, _("By clause %s"), slot->field->clause);
		if (slot->note)
			buf_addf(&text, "\n%s\n", slot->note);
		buf_adds(&text, "\n\n");
	}
	buf_addf(&text, "# %s\n%s\n", _("Keys of a form"),
		_("Enter, Tab or ↓  next field; ↑ or Shift-Tab  back; PgDn, PgUp  pages\n"
		  "F4 (Ctrl-T)  list of codes: type a code, a name or initials, Enter takes it\n"
		  "Ctrl-D  the value of the last record; Ctrl-E  the same for all fields left\n"
		  "Esc  the field as it was; on an unchanged field it leaves\n"
		  "Ctrl-U  clears; Ctrl-W  takes a word away; Ctrl with ← →  moves by words\n"
		  "Dates: 3.5 of the call's year, 20210305, . today, +10 days, +5w working days\n"
		  "In a table: Ins (Ctrl-N) adds a row, Ctrl-X takes one away\n"
		  "In a long text Enter is a new line and Tab leaves"));
	pager_show(view->spec.ui, _("help"), buf_text(&text));
	buf_free(&text);
}
