/* What the form of an application asks about its fields: verdicts below them, values to take over, lists to choose from. */
#include <config.h>

#include "screen/intake.h"

#include <stdlib.h>
#include <string.h>

#include "desk/query.h"
#include "screen/bench.h"
#include "screen/verdictlines.h"
#include "screen/work.h"
#include "ui/dialog.h"

/* ---- which fields are asked */

static bool
asked(void *user, const struct form_field *field)
{
	const struct intake *intake = user;

	if (intake->id && strcmp(field->path, "project.call") == 0)
		return false; /* an application stays in its call */
	return !field->when_track || strcmp(field->when_track, intake->record->track) == 0;
}

/* ---- the line below a field */

static bool
doubt(const struct intake *intake, const struct form_field *field, struct buf *out)
{
	return field->column && field->field.kind->doubt && field->field.kind->doubt(column_in(intake->record, field->column), &field->field, out);
}

static bool
has_check_digit(const struct form_field *field)
{
	return field->field.kind == &kind_uscc || field->field.kind == &kind_resident;
}

static enum tone
verdict_line(struct intake *intake, const struct form_field *field, struct buf *out)
{
	struct arena arena = {0};
	bool any = false;
	struct verdict verdict = desk_check_field(work_desk(intake->ui), intake->record, field->path, &arena, &any);
	bool shown = any && !(verdict.result == VERDICT_OPEN && (verdict.attested || verdict.derived)) && !verdict.preference;
	enum tone tone = TONE_PLAIN;

	if (shown) {
		if (strcmp(verdict.clause, "office") != 0)
			buf_addf(out, words_lang() == LANG_ZH ? "%s：" : "%s: ", verdict.clause);
		buf_adds(out, words_in(verdict.because, words_lang()));
		tone = verdict_tone(&verdict);
	}
	arena_free(&arena);
	return tone;
}

/* A span is judged once its last day is there, and told below that. */
static enum tone
verdict(void *user, const struct form_field *field, struct buf *out)
{
	struct intake *intake = user;
	enum tone tone;

	if (form_empty(intake->record, field) || field->span_end)
		return TONE_PLAIN;
	if (doubt(intake, field, out))
		return TONE_WAITING;
	tone = verdict_line(intake, field, out);
	if (!out->len && has_check_digit(field)) {
		buf_adds(out, _("the check digit is right"));
		tone = TONE_DONE;
	}
	return tone;
}

/* ---- what happens when a field is left */

static void
left(void *user, const struct form_field *field)
{
	struct intake *intake = user;

	intake->left = true;
	if (strcmp(field->path, "unit.uscc") == 0 && *intake->record->unit.uscc && !intake->id)
		intake->unit_keyed = true;
}

/* Numbers of people and accounts are each one's own: they are never repeated. */
static const char *
last(void *user, const struct form_field *field, struct arena *arena)
{
	const struct intake *intake = user;
	const struct project *keyed = bench_of(intake->ui)->keyed;
	struct buf text = {0};
	const char *result;

	if (!keyed || field->field.flags & FIELD_SENSITIVE || form_empty(keyed, field))
		return NULL;
	form_print(keyed, field, desk_context(work_desk(intake->ui)), PRINT_PLAIN, &text);
	result = arena_strdup(arena, buf_text(&text));
	buf_free(&text);
	return result;
}

/* ---- choosing where there is no code list */

/* Open calls, newest first. */
static size_t
open_calls(struct desk *desk, struct arena *arena, struct call **calls)
{
	enum { MOST = 32 };
	const struct query_spec spec = {.type = &type_call, .descending = true};
	struct query *query;
	uint32_t numbers[MOST];
	size_t count, found = 0;

	if (query_open(desk, &spec, &query, NULL) < 0)
		return 0;
	count = query_walk(query, NULL, true, true, MOST, numbers, NULL);
	query_close(query);
	for (size_t i = 0; i < count; i++) {
		void *record;
		if (desk_get_number(desk, &type_call, numbers[i], arena, &record, NULL) == 0 && strcmp(((struct call *)record)->state, "open") == 0)
			calls[found++] = record;
	}
	return found;
}

char *
intake_choose_call(struct ui *ui)
{
	struct arena arena = {0};
	struct call *calls[32];
	struct choice choices[32] = {{0}};
	size_t count = open_calls(work_desk(ui), &arena, calls);
	char *text = NULL;
	int chosen;

	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice){.label = calls[i]->id, .note = calls[i]->title};
	if (!count)
		ui_message(ui, TONE_WAITING, _("no call is open: the office opens one first"));
	chosen = count ? dialog_pick(ui, _("Open calls"), choices, count, NULL) : -1;
	if (chosen >= 0)
		text = xstrdup(calls[chosen]->id);
	arena_free(&arena);
	return text;
}

static char *
choose(void *user, const struct form_field *field)
{
	struct intake *intake = user;
	struct arena arena = {0};
	const char *id = NULL;
	char *text = NULL;

	if (strcmp(field->path, "project.call") == 0)
		return intake_choose_call(intake->ui);
	if (strcmp(field->path, "project.predecessor") == 0)
		id = work_pick_project(intake->ui, &arena);
	if (id)
		text = xstrdup(id);
	arena_free(&arena);
	return text;
}

static void *
row_new(void *user, struct arena *arena)
{
	(void)user;
	return record_new(&type_line, arena);
}

void
intake_callbacks(struct formview_spec *spec)
{
	spec->asked = asked;
	spec->verdict = verdict;
	spec->left = left;
	spec->last = last;
	spec->choose = choose;
	spec->row_new = row_new;
}

void
intake_preset(struct intake *intake)
{
	struct desk *desk = work_desk(intake->ui);
	const struct person *person = desk_person(desk);
	struct arena arena = {0};
	struct call *calls[32];
	size_t count = open_calls(desk, &arena, calls);

	if (!count)
		ui_message(intake->ui, TONE_WAITING, "%s", _("no call is open: the office opens one first"));
	if (count == 1)
		intake->record->call = arena_strdup(&intake->arena, calls[0]->id);
	if (!*intake->record->track && code_get(desk_context(desk)->codes, "track", "new"))
		intake->record->track = "new"; /* what most are */
	if (*person->organisation && !(person->roles & ROLE(office)))
		intake->record->reviewer = arena_strdup(&intake->arena, person->organisation);
	arena_free(&arena);
}

/* ---- the unit's earlier application */

enum { UNIT_MOST = 32 };

struct filling {
	struct intake *intake;
	const struct project *earlier;
	struct arena arena;
	struct version versions[UNIT_MOST];           /* what was typed otherwise */
	const struct form_field *differing[UNIT_MOST];
	size_t differing_count, filled, taken;        /* filled: all that came over; taken: those in place of what was typed */
};

static const char *
shown(struct filling *filling, const void *record, const struct form_field *field, enum print_style style)
{
	struct buf text = {0};
	const char *result;

	form_print(record, field, desk_context(work_desk(filling->intake->ui)), style, &text);
	result = arena_strdup(&filling->arena, buf_text(&text));
	buf_free(&text);
	return result;
}

static void
take(struct filling *filling, const struct form_field *field)
{
	if (formview_put(filling->intake->view, field->path, shown(filling, filling->earlier, field, PRINT_PLAIN), NULL) == 0)
		filling->filled++;
}

static void
fill_field(struct filling *filling, const struct form_field *field)
{
	const struct project *record = filling->intake->record;

	if (form_empty(filling->earlier, field))
		return;
	if (form_empty(record, field)) {
		take(filling, field);
	} else if (filling->differing_count < UNIT_MOST &&
		field_compare(&field->field, column_in(filling->earlier, field->column), column_in(record, field->column)) != 0) {
		size_t i = filling->differing_count++;
		filling->differing[i] = field;
		filling->versions[i] = (struct version){
			.label = form_label(field),
			.theirs = shown(filling, filling->earlier, field, PRINT_SCREEN),
			.mine = shown(filling, record, field, PRINT_SCREEN),
			.take_mine = true,
		};
	}
}

/* What was typed otherwise is shown beside what the earlier application says. */
static void
settle_differences(struct filling *filling)
{
	const char *text = arena_printf(&filling->arena,
		_("What %s says of the unit differs from what was typed. What was typed stays unless you choose otherwise."), filling->earlier->id);

	if (!dialog_compare(filling->intake->ui, _("The unit applied before"), text, filling->versions, filling->differing_count))
		return;
	for (size_t i = 0; i < filling->differing_count; i++)
		if (!filling->versions[i].take_mine) {
			take(filling, filling->differing[i]);
			filling->taken++;
		}
}

static void
tell_filled(struct filling *filling)
{
	struct ui *ui = filling->intake->ui;
	size_t kept = filling->differing_count - filling->taken;
	char day[11];

	date_print(day, filling->earlier->received_on);
	if (kept)
		ui_message(ui, TONE_WAITING, _("%zu fields taken over from %s of %s; %zu differ and stay as typed"), filling->filled, filling->earlier->id, day, kept);
	else if (filling->filled)
		ui_message(ui, TONE_DONE, _("%zu fields taken over from %s of %s; look them through"), filling->filled, filling->earlier->id, day);
}

void
intake_fill_unit(struct intake *intake)
{
	struct filling filling = {.intake = intake};

	filling.earlier = desk_earlier_of_unit(work_desk(intake->ui), intake->record->unit.uscc, &filling.arena);
	for (size_t i = 0; filling.earlier && i < intake->form->field_count; i++) {
		const struct form_field *field = intake->form->fields[i];
		if (field->column && strcmp(field->column->part->name, "unit") == 0)
			fill_field(&filling, field);
	}
	if (filling.differing_count)
		settle_differences(&filling);
	if (filling.earlier)
		tell_filled(&filling);
	arena_free(&filling.arena);
}
