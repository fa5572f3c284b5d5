/* 初审: conditions with their verdicts, materials, conclusion. */
#include <config.h>

#include "screen/review.h"

#include <stdlib.h>
#include <string.h>

#include "screen/sheetmenu.h"
#include "screen/work.h"
#include "ui/pager.h"

static int review_start(struct screen *screen, const void *argument, struct err *err);
static void review_refill(struct screen *screen);
static void review_draw(struct screen *screen, bool whole);
static bool review_key(struct screen *screen, const struct key *key);
static void review_act(struct screen *screen, int verb);
static bool review_shows(struct screen *screen, struct arena *arena, struct shown *out);
static bool review_can(struct screen *screen, int verb);
static void review_title(struct screen *screen, struct buf *left, struct buf *right);
static void review_close(struct screen *screen);

enum { OPEN = 1, RECEIVE, RECEIVE_ALL, CONCLUDE, RETURN, OVERRIDE, AMEND };

static const struct verb verbs[] = {
	{.verb = OPEN, .key = K_ENTER, .label = N_("attest / open"),
		.help = N_("On a condition that a person must judge: met or not, and on what evidence. On a material: its form. Else: the verdict in full.")},
	{.verb = RECEIVE, .key = K_F5, .also = ' ', .label = N_("received"), .help = N_("The material was handed in: copies and pages.")},
	{.verb = RECEIVE_ALL, .key = K_F6, .label = N_("all required"), .help = N_("All required materials that are still missing were handed in.")},
	{.verb = CONCLUDE, .key = K_F8, .label = N_("conclusion"), .help = N_("Gives the first-review opinion; for a candidate, what the office decides.")},
	{.verb = RETURN, .key = K_F7, .label = N_("return"), .help = N_("Returns it for correction, with all its defects told at once.")},
	{.verb = AMEND, .key = K_F4, .label = N_("amend"), .help = N_("Opens what the application says.")},
	{.verb = OVERRIDE, .key = '9', .label = N_("override"), .help = N_("The office decides a condition otherwise than computed, with its reason.")},
	{0},
};

const struct screen_class screen_review = {
	.name = "review",
	.title = N_("First review"),
	.private_size = sizeof(struct review),
	.verbs = verbs,
	.help = N_("Conditions that can be computed are; those marked ? wait for a person. F1 on a condition shows its clause, the figures it rests on and "
		"what would mend it."),
	.open = review_start,
	.refill = review_refill,
	.draw = review_draw,
	.key = review_key,
	.act = review_act,
	.shows = review_shows,
	.can = review_can,
	.title_more = review_title,
	.close = review_close,
};

static int
review_start(struct screen *screen, const void *argument, struct err *err)
{
	struct review *review = screen->data;
	struct arena arena = {0};
	int result;

	review->ui = screen->ui;
	review->id = xstrdup(argument);
	result = review_read(review, &arena, err);
	arena_free(&arena);
	if (result < 0)
		free(review->id);
	return result;
}

static void
review_refill(struct screen *screen)
{
	struct review *review = screen->data;
	struct err err = {0};

	if (review_read(review, &screen->arena, &err) < 0) {
		review->project = NULL;
		review->count = 0;
		ui_error(screen->ui, &err);
	}
	checklist_set(&review->list, review->items, review->count);
}

static void
review_close(struct screen *screen)
{
	free(((struct review *)screen->data)->id);
}

/* ---- drawing */

static int
draw_head(struct screen *screen, const struct area *area)
{
	const struct review *review = screen->data;
	const struct project *project = review->project;
	struct desk *desk = work_desk(screen->ui);
	char day[11];
	int y = 0, x;

	x = 1 + paint(area, y, 1, TONE_TITLE, project->unit.name);
	paintf(area, y++, x, TONE_PLAIN, "  %s · %s · %s", project->leader.name, project->leader.occupation, desk_label(desk, "level", project->leader.level));
	date_print(day, project->deadline);
	x = 1 + paint(area, y, 1, TONE_WAITING, code_label(NULL, "stage", project->stage));
	paintf(area, y++, x, TONE_DIM, "  %s  %s%s%s%s", desk_label(desk, "track", project->track), desk_label(desk, "reviewer", project->reviewer),
		*day ? "  " : "", *day ? _("due ") : "", day);
	if (review->stored)
		paint(area, y++, 1, TONE_WAITING, _("Decided: these are the verdicts it was decided on, not today's."));
	paint_rule(area, y++);
	return y;
}

static const char *
current_text(struct screen *screen, struct arena *arena)
{
	const struct review *review = screen->data;
	const struct review_row *row = review_current(review);

	if (row && row->verdict)
		return review_verdict_text(row->verdict, review->project, arena);
	if (row && row->material)
		return review_material_text(row->material, arena);
	return NULL;
}

/* Where there is room, what F1 shows stands beside the list. */
static void
draw_beside(struct screen *screen, const struct area *area)
{
	struct arena arena = {0};
	const char *text = current_text(screen, &arena);
	int y = 0;

	while (text && *text && y < area->rows) {
		size_t len = strcspn(text, "\n");
		bool heading = strncmp(text, "# ", 2) == 0;
		char *line = arena_strndup(&arena, text + (heading ? 2 : 0), len - (heading ? 2 : 0));
		y += *line ? paint_wrapped(area, y, 0, area->cols, area->rows - y, heading ? TONE_TITLE : TONE_PLAIN, line) : 1;
		text += len + (text[len] == '\n');
	}
	arena_free(&arena);
}

static void
review_draw(struct screen *screen, bool whole)
{
	struct review *review = screen->data;
	const struct area *body = &screen->body;
	int side = body->cols >= 120 ? body->cols * 2 / 5 : 0, y;
	struct area list, beside, pillar;

	(void)whole;
	if (!review->project)
		return;
	y = draw_head(screen, body);
	list = area_part(body, y, 1, body->rows - y, body->cols - side - 2);
	checklist_draw(&review->list, &list, true);
	if (!side)
		return;
	pillar = area_part(body, y, body->cols - side, body->rows - y, 1);
	beside = area_part(body, y, body->cols - side + 2, body->rows - y, side - 3);
	paint_pillar(&pillar, 0);
	draw_beside(screen, &beside);
}

static void
review_title(struct screen *screen, struct buf *left, struct buf *right)
{
	const struct review *review = screen->data;

	buf_addf(left, " › %s", review->id);
	if (review->project)
		buf_addf(right, _("%zu to be answered"), verdicts_unanswered(&review->verdicts));
}

/* ---- keys */

static bool
show_current(struct screen *screen)
{
	struct arena arena = {0};
	const char *text = current_text(screen, &arena);

	if (text)
		pager_show(screen->ui, ((struct review *)screen->data)->id, text);
	arena_free(&arena);
	return text != NULL;
}

static bool
review_key(struct screen *screen, const struct key *key)
{
	struct review *review = screen->data;

	if (key->code == K_F1 && show_current(screen))
		return true;
	return checklist_key(&review->list, key);
}

static void
open_row(struct screen *screen)
{
	struct review *review = screen->data;
	const struct review_row *row = review_current(review);

	if (row && row->verdict && row->verdict->attested && review_open(review, "attest"))
		review_attest(review, row->verdict);
	else if (row && row->material && review_open(review, "receive_material"))
		review_material_form(review, row->material);
	else
		show_current(screen);
}

static void
amend(struct screen *screen)
{
	const struct intake_argument wanted = {.id = ((struct review *)screen->data)->id};
	struct err err = {0};

	if (ui_open(screen->ui, &screen_intake, &wanted, &err) < 0)
		ui_error(screen->ui, &err);
}

static void
review_act(struct screen *screen, int verb)
{
	struct review *review = screen->data;
	const struct review_row *row = review_current(review);

	if (verb == OPEN)
		open_row(screen);
	else if (verb == RECEIVE)
		review_receive(review, row->material);
	else if (verb == RECEIVE_ALL)
		review_receive_required(review);
	else if (verb == CONCLUDE)
		review_conclude(review);
	else if (verb == RETURN)
		review_return(review);
	else if (verb == OVERRIDE)
		review_override(review, row->verdict);
	else if (verb == AMEND)
		amend(screen);
}

static bool
review_can(struct screen *screen, int verb)
{
	const struct review *review = screen->data;
	const struct review_row *row = review_current(review);

	if (!review->project)
		return false;
	switch (verb) {
	case RECEIVE:
		return row && row->material && review_open(review, "receive_material");
	case RECEIVE_ALL:
		return review_missing(review) > 0 && review_open(review, "receive_material");
	case CONCLUDE:
		return review_open(review, "first_review") || review_open(review, "accept") || review_open(review, "reject");
	case RETURN:
		return review_open(review, "return");
	case OVERRIDE:
		return row && row->verdict && !row->verdict->attested && review_open(review, "override");
	case AMEND:
		return review_open(review, "amend");
	default:
		return true;
	}
}

static bool
review_shows(struct screen *screen, struct arena *arena, struct shown *out)
{
	return shown_one("project", ((struct review *)screen->data)->id, arena, out);
}
