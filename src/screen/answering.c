/* 考核表: what one assessor finds for the items of each element, with its evidence; the sum runs along. */
#include <config.h>

#include "screen/answering.h"

#include <stdlib.h>
#include <string.h>

#include "screen/sheetmenu.h"
#include "ui/dialog.h"
#include "ui/pager.h"

static int answering_open(struct screen *screen, const void *argument, struct err *err);
static void answering_refill(struct screen *screen);
static void draw(struct screen *screen, bool whole);
static bool answering_key(struct screen *screen, const struct key *key);
static void answering_act(struct screen *screen, int verb);
static bool answering_shows(struct screen *screen, struct arena *arena, struct shown *out);
static bool answering_can(struct screen *screen, int verb);
static void answering_title(struct screen *screen, struct buf *left, struct buf *right);
static bool answering_quit(struct screen *screen);
static void answering_hangup(struct screen *screen);
static void answering_close(struct screen *screen);

enum { NEXT = 1, SAVE, STANDARD, EVIDENCE, CONCLUDE, ELEMENT, TICK };

static const struct verb verbs[] = {
	{.verb = STANDARD, .key = K_F1, .label = N_("clause"), .help = N_("The clause of the element, and what earns the points of its items.")},
	{.verb = NEXT, .key = K_ENTER, .label = N_("next"), .help = N_("Goes on to the next item; Tab goes to its evidence, Shift-Tab or ↑ back.")},
	{.verb = ELEMENT, .key = K_RIGHT, .also = K_LEFT, .label = N_("element"), .help = N_("Goes to the next element or the one before; PgDn and PgUp do so from everywhere.")},
	{.verb = EVIDENCE, .key = K_F5, .label = N_("proof"), .help = N_("What the item was proved by, and back to its points.")},
	{.verb = SAVE, .key = K_F2, .label = N_("save"), .help = N_("Stores the checklist, finished or not: what is not answered stays open and is never 0.")},
	{.verb = CONCLUDE, .key = K_F6, .label = N_("conclude"), .help = N_("Concludes the assessment from all finished checklists: points, grade, result.")},
	{.verb = TICK, .key = ' ', .label = N_("tick"), .help = N_("Ticks a method, or chooses who assesses; a digit does the same."), .flags = VERB_QUIET},
	{0},
};

const struct screen_class screen_answering = {
	.name = "answering",
	.title = N_("Assessment"),
	.private_size = sizeof(struct answering),
	.verbs = verbs,
	.help = N_("Type what was found, Enter goes on. A fault stands under its item and never holds you. What was typed is kept whenever an item is left, and is "
		"there again when the checklist is opened."),
	.open = answering_open,
	.refill = answering_refill,
	.draw = draw,
	.key = answering_key,
	.act = answering_act,
	.shows = answering_shows,
	.can = answering_can,
	.title_more = answering_title,
	.leave = answering_quit,
	.keep = answering_hangup,
	.close = answering_close,
};

static int
answering_open(struct screen *screen, const void *argument, struct err *err)
{
	struct answering *answering = screen->data;

	answering->ui = screen->ui;
	return answering_begin(answering, argument, err);
}

static void
answering_close(struct screen *screen)
{
	answering_end(screen->data);
}

static void
answering_refill(struct screen *screen)
{
	answering_look(screen->data);
}

static void
draw(struct screen *screen, bool whole)
{
	(void)whole;
	answering_draw(screen->data, &screen->body);
}

static void
answering_title(struct screen *screen, struct buf *left, struct buf *right)
{
	struct answering *answering = screen->data;
	struct arena arena = {0};

	buf_addf(left, " › %s › %zu %s", answering->project, answering->element + 1,
		words_in(answering->elements[answering->element].label, words_lang()));
	if (screen->body.cols >= ANSWERING_WIDE)
		buf_adds(right, answering_sums(answering, &arena));
	arena_free(&arena);
}

/* ---- keys */

/* The same place in the next element, or the one before. */
static size_t
beside(const struct answering *answering, int step)
{
	size_t count = answering->element_count, element = (answering->element + count + (size_t)(step + (int)count)) % count;

	return answering_first(answering, element);
}

/* Behind the last item of all stand the methods. */
static size_t
item_after(const struct answering *answering, size_t item)
{
	return item + 1 < answering->items ? item + 1 : answering_behind(answering, CELL_METHODS);
}

/* The rows behind the items: a third party is named, the others are not. */
static size_t
behind_after(const struct answering *answering)
{
	bool named = answering_ticked(answering, CELL_BY, "third_party");
	size_t at = answering->sheet.at;

	if (at == answering_behind(answering, CELL_REMARK) || (at == answering_behind(answering, CELL_BY) && !named))
		return answering_behind(answering, CELL_REMARK);
	return at + 1;
}

static size_t
behind_before(const struct answering *answering)
{
	bool named = answering_ticked(answering, CELL_BY, "third_party");
	size_t at = answering->sheet.at;

	if (at == answering_behind(answering, CELL_METHODS))
		return answering_first(answering, answering->element) + answering->elements[answering->element].item_count - 1;
	return at == answering_behind(answering, CELL_REMARK) && !named ? answering_behind(answering, CELL_BY) : at - 1;
}

/* Where a key goes from an item's answer or its evidence; SIZE_MAX: it does not leave it. */
static size_t
way_in_item(const struct answering *answering, const struct key *key)
{
	size_t item = answering_item(answering, answering->sheet.at), first = answering_first(answering, answering->element);
	bool evidence = answering->sheet.at != item;
	size_t up = item > first ? answering->sheet.at - 1 : answering->sheet.at;

	switch (key->code) {
	case K_ENTER:
		return item_after(answering, item);
	case K_DOWN:
		if (item + 1 == first + answering->elements[answering->element].item_count)
			return answering_behind(answering, CELL_METHODS);
		return answering->sheet.at + 1;
	case K_TAB:
		return evidence ? item_after(answering, item) : answering_evidence(answering, item);
	case K_BACKTAB:
		return evidence ? item : up;
	case K_UP:
		return up;
	case K_RIGHT:
		return evidence ? SIZE_MAX : beside(answering, 1);
	case K_LEFT:
		return !evidence ? beside(answering, -1) : answering->sheet.items[answering->sheet.at].editor.cursor ? SIZE_MAX : item;
	default:
		return SIZE_MAX;
	}
}

static size_t
way_behind(const struct answering *answering, const struct key *key)
{
	switch (key->code) {
	case K_ENTER:
	case K_TAB:
	case K_DOWN:
		return behind_after(answering);
	case K_BACKTAB:
	case K_UP:
		return behind_before(answering);
	default:
		return SIZE_MAX;
	}
}

/* Keys of a row of options; true when the key was one. */
static bool
option_key(struct answering *answering, const struct key *key)
{
	bool methods = answering_at(answering, CELL_METHODS);
	struct options *options = methods ? &answering->methods : &answering->by;
	int plain = key_plain(key);

	if (!options->count)
		return false;
	if (key->code == K_RIGHT || key->code == K_LEFT)
		options->at = (options->at + (key->code == K_RIGHT ? 1 : options->count - 1)) % options->count;
	else if (plain == ' ' && !answering->sheet.closed)
		answering_choose(answering, options->at);
	else if (plain >= '1' && plain < '1' + (int)options->count && !answering->sheet.closed)
		answering_choose(answering, (size_t)(plain - '1'));
	else
		return false;
	return true;
}

static bool
type_key(struct answering *answering, const struct key *key)
{
	struct err err = {0};
	int used = answering->sheet.closed ? 0 : editor_key(&answering->sheet.items[answering->sheet.at].editor, key, &err);

	if (used < 0)
		ui_error(answering->ui, &err);
	if (used > 0)
		answering_read(answering);
	return used != 0;
}

static bool
answering_key(struct screen *screen, const struct key *key)
{
	struct answering *answering = screen->data;
	bool in_item = answering_item(answering, answering->sheet.at) < answering->items;
	size_t way = in_item ? way_in_item(answering, key) : way_behind(answering, key);

	if (key->code == K_PGDN || key->code == K_PGUP)
		way = beside(answering, key->code == K_PGDN ? 1 : -1);
	if (way != SIZE_MAX) {
		answering_move(answering, way);
		return true;
	}
	if (answering_at(answering, CELL_METHODS) || answering_at(answering, CELL_BY))
		return option_key(answering, key);
	return key->code != K_F1 && type_key(answering, key);
}

/* ---- acts */

/* The clause and the items of the element that is shown. */
static void
show_standard(struct screen *screen)
{
	const struct answering *answering = screen->data;
	const struct assessment_element *element = &answering->elements[answering->element];
	struct arena arena = {0};
	struct buf text = {0};

	buf_addf(&text, "# %s  %s  %d\n\n", strcmp(element->origin.clause, "office") == 0 ? _("office") : element->origin.clause,
		words_in(element->label, words_lang()), element->points);
	for (size_t i = 0; i < element->item_count; i++)
		buf_addf(&text, "%zu.%zu %s  %d\n%s\n\n", answering->element + 1, i + 1, words_in(element->items[i].label, words_lang()), element->items[i].points,
			words_in(item_standard(&element->items[i], &arena), words_lang()));
	pager_show(screen->ui, _("Clause and standard"), buf_text(&text));
	buf_free(&text);
	arena_free(&arena);
}

static void
answering_act(struct screen *screen, int verb)
{
	struct answering *answering = screen->data;
	size_t item = answering_item(answering, answering->sheet.at);

	if (verb == SAVE)
		answering_save(answering);
	else if (verb == CONCLUDE)
		answering_conclude(answering);
	else if (verb == STANDARD)
		show_standard(screen);
	else if (verb == EVIDENCE && item < answering->items)
		answering_move(answering, answering->sheet.at == item ? answering_evidence(answering, item) : item);
	screen_redraw(screen);
}

static bool
answering_can(struct screen *screen, int verb)
{
	const struct answering *answering = screen->data;

	return (verb != SAVE && verb != CONCLUDE) || !answering->sheet.closed;
}

/* What was typed stays kept: leaving asks nothing. */
static bool
answering_quit(struct screen *screen)
{
	struct answering *answering = screen->data;

	answering_move(answering, answering->sheet.at);
	if (answering->sheet.dirty && !answering->sheet.closed)
		ui_message(screen->ui, TONE_WAITING, _("the checklist of %s is not stored; what was keyed is kept"), answering->project);
	return true;
}

static void
answering_hangup(struct screen *screen)
{
	struct answering *answering = screen->data;

	answering_move(answering, answering->sheet.at);
	cells_keep(&answering->sheet);
}

static bool
answering_shows(struct screen *screen, struct arena *arena, struct shown *out)
{
	return shown_one("project", ((struct answering *)screen->data)->project, arena, out);
}
