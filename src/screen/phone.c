/* 电话答复: what may be read aloud to a caller, in large and plain words. */
#include <config.h>

#include "screen/work.h"

#include <stdlib.h>
#include <string.h>

#include "desk/casework.h"
#include "screen/sheetmenu.h"

static int phone_open(struct screen *screen, const void *argument, struct err *err);
static void phone_refill(struct screen *screen);
static void phone_draw(struct screen *screen, bool whole);
static void phone_act(struct screen *screen, int verb);
static bool phone_shows(struct screen *screen, struct arena *arena, struct shown *out);
static bool phone_can(struct screen *screen, int verb);
static void phone_title(struct screen *screen, struct buf *left, struct buf *right);
static void phone_close(struct screen *screen);

enum { ANOTHER = 1, OPEN };

static const struct verb verbs[] = {
	{.verb = ANOTHER, .key = K_F6, .also = '/', .label = N_("another caller"), .help = N_("Looks up a project by number, name or pinyin.")},
	{.verb = OPEN, .key = K_ENTER, .label = N_("open the project"), .help = N_("Its own screen. What stands there is not for callers.")},
	{0},
};

struct phone {
	char *id;           /* NULL: none chosen yet */
	const char *answer; /* in the screen's arena */
	bool refused;
};

const struct screen_class screen_phone = {
	.name = "phone",
	.title = N_("On the phone"),
	.private_size = sizeof(struct phone),
	.verbs = verbs,
	.help = N_("Everything shown here may be read to whoever calls: the stage, what is missing, the day by which to bring it. Numbers of people and "
		"opinions are left out."),
	.open = phone_open,
	.refill = phone_refill,
	.draw = phone_draw,
	.act = phone_act,
	.shows = phone_shows,
	.can = phone_can,
	.title_more = phone_title,
	.close = phone_close,
};

static bool
look_up(struct screen *screen)
{
	struct phone *phone = screen->data;
	struct arena arena = {0};
	const char *id = work_pick_project(screen->ui, &arena);

	if (id) {
		free(phone->id);
		phone->id = xstrdup(id);
	}
	arena_free(&arena);
	return id != NULL;
}

static int
phone_open(struct screen *screen, const void *argument, struct err *err)
{
	struct phone *phone = screen->data;

	(void)err;
	if (argument)
		phone->id = xstrdup(argument);
	else
		look_up(screen);
	return 0;
}

static void
phone_refill(struct screen *screen)
{
	struct phone *phone = screen->data;
	struct err err = {0};

	phone->answer = NULL;
	phone->refused = false;
	if (!phone->id)
		return;
	phone->answer = desk_phone_answer(work_desk(screen->ui), phone->id, &screen->arena, &err);
	phone->refused = !phone->answer;
	if (!phone->answer)
		phone->answer = arena_strdup(&screen->arena, err.message);
}

/* One sentence a paragraph, with air around it. */
static void
phone_draw(struct screen *screen, bool whole)
{
	const struct phone *phone = screen->data;
	int cols = screen->body.cols - 12 < 64 ? screen->body.cols - 12 : 64;
	int x = (screen->body.cols - cols) / 2, y = 2;
	const char *line = phone->answer;

	(void)whole;
	if (!line) {
		paint(&screen->body, y, x, TONE_DIM, _("F6 looks up the project the caller asks about: number, unit, leader, or their pinyin."));
		return;
	}
	if (!phone->refused) {
		paint(&screen->body, y, x, TONE_DIM, _("May be read aloud:"));
		y += 2;
	}
	while (*line && y < screen->body.rows) {
		char *sentence = xstrndup(line, strcspn(line, "\n"));
		y += paint_wrapped(&screen->body, y, x, cols, screen->body.rows - y, phone->refused ? TONE_REFUSED : TONE_MINE, sentence) + 1;
		free(sentence);
		line += strcspn(line, "\n");
		line += *line == '\n';
	}
}

static void
phone_act(struct screen *screen, int verb)
{
	struct phone *phone = screen->data;
	struct err err = {0};

	if (verb == ANOTHER && look_up(screen))
		screen_refill(screen);
	else if (verb == OPEN && ui_open(screen->ui, &screen_project, phone->id, &err) < 0)
		ui_error(screen->ui, &err);
}

static bool
phone_can(struct screen *screen, int verb)
{
	const struct phone *phone = screen->data;

	return verb != OPEN || (phone->id && !phone->refused);
}

static void
phone_title(struct screen *screen, struct buf *left, struct buf *right)
{
	const struct phone *phone = screen->data;

	(void)right;
	if (phone->id)
		buf_addf(left, " › %s", phone->id);
}

static void
phone_close(struct screen *screen)
{
	free(((struct phone *)screen->data)->id);
}

static bool
phone_shows(struct screen *screen, struct arena *arena, struct shown *out)
{
	return shown_one("project", ((struct phone *)screen->data)->id, arena, out);
}
