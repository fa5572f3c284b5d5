#include <config.h>

#include "screen/formchoose.h"

#include <stdlib.h>
#include <string.h>

#include "desk/casework.h"
#include "desk/query.h"
#include "screen/work.h"
#include "ui/dialog.h"

enum { OFFERED_MOST = 200 };

static char *
chosen_text(struct ui *ui, const char *title, const struct choice *choices, size_t count)
{
	int chosen = count ? dialog_pick(ui, title, choices, count, NULL) : -1;

	return chosen >= 0 ? xstrdup(choices[chosen].search) : NULL;
}

static char *
choose_condition(struct ui *ui, const char *target, const char *title)
{
	struct arena arena = {0};
	struct verdicts verdicts;
	struct choice *choices;
	bool stored;
	char *text;

	if (desk_check(work_desk(ui), target, &arena, &verdicts, &stored, NULL) < 0)
		verdicts.count = 0;
	choices = arena_alloc(&arena, (verdicts.count + 1) * sizeof *choices);
	for (size_t i = 0; i < verdicts.count; i++)
		choices[i] = (struct choice){
			.label = verdicts.items[i].clause,
			.note = words_in(verdicts.items[i].label, words_lang()),
			.search = verdicts.items[i].id,
		};
	text = chosen_text(ui, title, choices, verdicts.count);
	arena_free(&arena);
	return text;
}

static char *
choose_item(struct ui *ui, const char *target, const char *title)
{
	struct arena arena = {0};
	struct material_row *rows;
	size_t count = desk_materials(work_desk(ui), target, &arena, &rows);
	struct choice *choices = arena_alloc(&arena, (count + 1) * sizeof *choices);
	char *text;

	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice){.label = words_in(rows[i].item->label, words_lang()), .search = rows[i].item->code};
	text = chosen_text(ui, title, choices, count);
	arena_free(&arena);
	return text;
}

/* Minutes on record, newest first. */
static char *
choose_meeting(struct ui *ui, const char *target, const char *title)
{
	static const char *const columns[] = {"meeting.held_on", "meeting.number"};
	const struct query_spec spec = {.type = &type_meeting, .descending = true};
	struct arena arena = {0};
	struct choice *choices = arena_alloc(&arena, OFFERED_MOST * sizeof *choices);
	uint32_t numbers[OFFERED_MOST];
	struct query *query;
	size_t count;
	char *text;

	(void)target;
	if (query_open(work_desk(ui), &spec, &query, NULL) < 0)
		return NULL;
	count = query_walk(query, NULL, true, true, OFFERED_MOST, numbers, NULL);
	for (size_t i = 0; i < count; i++) {
		const char *texts[2] = {"", ""}, *id = query_row_id(query, numbers[i], &arena);
		query_row(query, numbers[i], columns, 2, &arena, texts, NULL);
		choices[i] = (struct choice){.label = id, .note = arena_printf(&arena, "%s  %s", texts[0], texts[1]), .search = id};
	}
	query_close(query);
	text = chosen_text(ui, title, choices, count);
	arena_free(&arena);
	return text;
}

/* Experts at work. */
static size_t
experts(struct ui *ui, struct arena *arena, struct choice *choices)
{
	const struct query_spec spec = {.type = &type_staff, .order = "staff.id"};
	uint32_t numbers[OFFERED_MOST];
	struct query *query;
	size_t count, shown = 0;

	if (query_open(work_desk(ui), &spec, &query, NULL) < 0)
		return 0;
	count = query_walk(query, NULL, true, true, OFFERED_MOST, numbers, NULL);
	for (size_t i = 0; i < count; i++) {
		const struct staff *staff;
		void *record;
		if (desk_get_number(work_desk(ui), &type_staff, numbers[i], arena, &record, NULL) < 0)
			continue;
		staff = record;
		if (roles_parse(staff->roles) & ROLE(expert) && strcmp(staff->state, "left") != 0)
			choices[shown++] = (struct choice){.label = staff->id,
				.note = arena_printf(arena, "%s  %s  %s", staff->name, staff->employer, staff->field), .search = staff->id};
	}
	query_close(query);
	return shown;
}

static char *
choose_expert(struct ui *ui, const char *target, const char *title)
{
	struct arena arena = {0};
	struct choice *choices = arena_alloc(&arena, OFFERED_MOST * sizeof *choices);
	char *text = chosen_text(ui, title, choices, experts(ui, &arena, choices));

	(void)target;
	arena_free(&arena);
	return text;
}

/* Several, Space marking each. */
static char *
choose_experts(struct ui *ui, const char *target, const char *title)
{
	struct arena arena = {0};
	struct choice *choices = arena_alloc(&arena, OFFERED_MOST * sizeof *choices);
	size_t count = experts(ui, &arena, choices);
	bool *marks = arena_alloc(&arena, (count + 1) * sizeof *marks);
	struct buf text = {0};
	char *chosen = NULL;

	(void)target;
	if (count && dialog_pick_many(ui, title, choices, count, marks)) {
		for (size_t i = 0; i < count; i++)
			if (marks[i])
				buf_addf(&text, "%s%s", text.len ? " " : "", choices[i].label);
		chosen = xstrdup(buf_text(&text));
	}
	buf_free(&text);
	arena_free(&arena);
	return chosen;
}

static const struct chooser {
	const char *path;
	bool of_target; /* what there is depends on the act's target */
	char *(*choose)(struct ui *ui, const char *target, const char *title);
} choosers[] = {
	{"attestation.condition", true, choose_condition},
	{"override.condition", true, choose_condition},
	{"material.item", true, choose_item},
	{"proposal.meeting", false, choose_meeting},
	{"order.meeting", false, choose_meeting},
	{"panel.experts", false, choose_experts},
	{"panel.chair", false, choose_expert},
	{"recusal.expert", false, choose_expert},
	{"score_sheet.for_expert", false, choose_expert},
};

char *
form_choose_text(struct ui *ui, const char *target, const struct form_field *field)
{
	for (size_t i = 0; i < sizeof choosers / sizeof *choosers; i++)
		if (strcmp(choosers[i].path, field->path) == 0 && (target || !choosers[i].of_target))
			return choosers[i].choose(ui, target, form_label(field));
	return NULL;
}
