#include <config.h>

#include "screen/verdictlines.h"

#include <string.h>

#include "desk/query.h"

enum glyph
verdict_glyph(const struct verdict *verdict)
{
	static const enum glyph glyphs[] = {[VERDICT_PASS] = GLYPH_DONE, [VERDICT_FAIL] = GLYPH_REFUSED, [VERDICT_OPEN] = GLYPH_WAITING};

	return glyphs[verdict->result];
}

enum tone
verdict_tone(const struct verdict *verdict)
{
	static const enum tone tones[] = {[VERDICT_PASS] = TONE_DONE, [VERDICT_FAIL] = TONE_REFUSED, [VERDICT_OPEN] = TONE_WAITING};

	return verdict->preference && verdict->result != VERDICT_PASS ? TONE_DIM : tones[verdict->result];
}

static int
draw_head(struct desk *desk, const struct project *project, const struct area *area, struct arena *arena)
{
	char day[11];
	int y = 0;

	paintf(area, y++, 0, TONE_TITLE, "%s  %s", project->id, desk_label(desk, "track", project->track));
	paint_fit(area, y++, 0, area->cols, TONE_PLAIN, project->unit.name, false);
	paint_fit(area, y++, 0, area->cols, TONE_PLAIN,
		arena_printf(arena, "%s · %s · %s", project->leader.name, project->leader.occupation, desk_label(desk, "level", project->leader.level)), false);
	date_print(day, project->deadline);
	paintf(area, y++, 0, TONE_PLAIN, "%s%s%s", code_label(NULL, "stage", project->stage), *day ? _("  by ") : "", day);
	return y + 1;
}

static int
draw_verdicts(const struct verdicts *verdicts, enum verdict_result wanted, const struct area *area, int y, struct arena *arena)
{
	for (size_t i = 0; i < verdicts->count && y < area->rows; i++) {
		const struct verdict *verdict = &verdicts->items[i];
		if (verdict->result != wanted || verdict->part)
			continue;
		paint_glyph(area, y, 0, verdict_tone(verdict), verdict_glyph(verdict), 1);
		paint_fit(area, y++, 2, area->cols - 2, verdict_tone(verdict),
			arena_printf(arena, "%s %s", verdict->clause, words_in(verdict->label, words_lang())), false);
		if (verdict->result == VERDICT_FAIL && y < area->rows)
			y += paint_wrapped(area, y, 4, area->cols - 4, 2, TONE_PLAIN, words_in(verdict->because, words_lang()));
	}
	return y;
}

void
verdictlines_pane(struct desk *desk, uint32_t number, const struct area *area, struct arena *arena)
{
	struct verdicts verdicts = {0};
	struct err err = {0};
	void *record;
	bool stored;
	int y;

	if (desk_get_number(desk, &type_project, number, arena, &record, &err) < 0) {
		paint_wrapped(area, 0, 0, area->cols, area->rows, TONE_REFUSED, err.message);
		return;
	}
	y = draw_head(desk, record, area, arena);
	if (desk_check(desk, ((struct project *)record)->id, arena, &verdicts, &stored, &err) < 0)
		return;
	y = draw_verdicts(&verdicts, VERDICT_FAIL, area, y, arena);
	y = draw_verdicts(&verdicts, VERDICT_OPEN, area, y, arena);
	draw_verdicts(&verdicts, VERDICT_PASS, area, y, arena);
}
