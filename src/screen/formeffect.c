#include <config.h>

#include "screen/formeffect.h"

#include <string.h>

#include "desk/orderwork.h"
#include "screen/work.h"
#include "ui/paint.h"

enum { ROOM_FEW = 16, ROWS_FEW = 6, ROWS_MANY = 9 };

static int
tell_change(struct desk *desk, const char *target, const void *record, struct arena *arena, struct words *effect, struct err *err)
{
	return desk_change_effect(desk, target, record, arena, effect, err);
}

/* The acts that tell, and how. */
static const struct effect {
	const char *act;
	int (*tell)(struct desk *desk, const char *target, const void *record, struct arena *arena, struct words *effect, struct err *err);
} effects[] = {
	{"change", tell_change},
};

static const struct effect *
effect_of(const struct act *act)
{
	for (size_t i = 0; i < sizeof effects / sizeof *effects; i++)
		if (strcmp(effects[i].act, act->name) == 0)
			return &effects[i];
	return NULL;
}

int
form_effect_rows(const struct act *act, int rows)
{
	if (!effect_of(act))
		return 0;
	return rows < ROOM_FEW + ROWS_MANY ? ROWS_FEW : ROWS_MANY;
}

void
form_effect_draw(struct ui *ui, const struct act *act, const char *target, const void *record, const struct area *area)
{
	struct arena arena = {0};
	struct words effect = {0};
	struct err err = {0};
	int y = 1;

	for (int row = 0; row < area->rows; row++)
		paint_clear_row(area, row, 0);
	paint_rule(area, 0);
	paint(area, 0, 2, TONE_TITLE, _(" Effect on money "));
	if (effect_of(act)->tell(work_desk(ui), target, record, &arena, &effect, &err) < 0) {
		paint_wrapped(area, 1, 2, area->cols - 4, area->rows - 1, TONE_DIM, err.message);
	} else {
		const char *at = words_in(effect, words_lang());
		for (; *at && y < area->rows; at += strcspn(at, "\n"), at += *at == '\n') {
			const char *line = arena_strndup(&arena, at, strcspn(at, "\n"));
			y += paint_wrapped(area, y, 2, area->cols - 4, area->rows - y, strstr(line, "→") ? TONE_WAITING : TONE_PLAIN, line);
		}
	}
	arena_free(&arena);
}
