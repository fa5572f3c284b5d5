/* The rows of the first review: what is known about a case, laid out as a list. */
#include <config.h>

#include "screen/review.h"

#include <string.h>

#include "desk/query.h"
#include "screen/verdictlines.h"
#include "screen/work.h"

/* States of a material with which nothing more is asked for. */
static const char *const settled[] = {"received", "not_needed"};

struct layout {
	struct review *review;
	struct arena *arena;
	size_t cap;
};

static void
add(struct layout *layout, struct check_item item, struct review_row row)
{
	struct review *review = layout->review;

	if (review->count == layout->cap)
		return;
	review->items[review->count] = item;
	review->rows[review->count++] = row;
}

/* ---- conditions */

static enum check_sign
verdict_sign(const struct verdict *verdict)
{
	static const enum check_sign signs[] = {[VERDICT_PASS] = CHECK_DONE, [VERDICT_FAIL] = CHECK_REFUSED, [VERDICT_OPEN] = CHECK_WAITING};

	if (verdict->preference && verdict->result != VERDICT_PASS)
		return CHECK_NONE;
	return signs[verdict->result];
}

static const char *
verdict_note(const struct verdict *verdict)
{
	if (verdict->overridden)
		return _("overridden");
	if (verdict->attested && verdict->result == VERDICT_OPEN)
		return verdict->part ? _("to be attested, one is enough") : _("to be attested");
	if (verdict->preference)
		return _("preference");
	return verdict->part ? _("one is enough") : "";
}

static void
add_condition(struct layout *layout, const struct verdict *verdict)
{
	bool untouched = verdict->attested && verdict->result == VERDICT_OPEN;
	struct check_item item = {
		.sign = verdict_sign(verdict),
		.clause = strcmp(verdict->clause, "office") == 0 ? "" : verdict->clause,
		.label = words_in(verdict->label, words_lang()),
		.because = untouched || verdict->derived ? "" : words_in(verdict->because, words_lang()),
		.note = verdict_note(verdict),
	};

	add(layout, item, (struct review_row){.verdict = verdict});
}

static void
add_conditions(struct layout *layout)
{
	const struct verdicts *verdicts = &layout->review->verdicts;
	size_t counts[] = {[VERDICT_PASS] = 0, [VERDICT_FAIL] = 0, [VERDICT_OPEN] = 0};

	for (size_t i = 0; i < verdicts->count; i++)
		if (!verdicts->items[i].part && !verdicts->items[i].preference)
			counts[verdicts->items[i].result]++;
	add(layout, (struct check_item){.heading = true, .label = arena_printf(layout->arena, _("Conditions: %zu met, %zu not met, %zu open"),
		counts[VERDICT_PASS], counts[VERDICT_FAIL], counts[VERDICT_OPEN])}, (struct review_row){0});
	for (size_t i = 0; i < verdicts->count; i++)
		add_condition(layout, &verdicts->items[i]);
}

/* ---- materials */

static bool
is_settled(const struct material_row *row)
{
	for (size_t i = 0; row->material && i < sizeof settled / sizeof *settled; i++)
		if (strcmp(row->material->state, settled[i]) == 0)
			return true;
	return false;
}

static enum check_sign
material_sign(const struct material_row *row)
{
	if (is_settled(row))
		return CHECK_DONE;
	if (row->material)
		return CHECK_REFUSED;
	return row->missing ? CHECK_WAITING : CHECK_NONE;
}

static const char *
material_note(const struct material_row *row, struct arena *arena)
{
	const struct material *material = row->material;
	struct buf text = {0};
	const char *note;

	if (!material)
		return row->missing ? _("not received") : _("if there is one");
	buf_adds(&text, code_label(NULL, "material_state", material->state));
	if (*material->copy)
		buf_addf(&text, " %s", code_label(NULL, "material_copy", material->copy));
	if (material->copies > 0)
		buf_addf(&text, _(" %lld ×"), (long long)material->copies);
	if (material->pages > 0)
		buf_addf(&text, _(" %lld p."), (long long)material->pages);
	note = arena_strdup(arena, buf_text(&text));
	buf_free(&text);
	return note;
}

size_t
review_missing(const struct review *review)
{
	size_t missing = 0;

	for (size_t i = 0; i < review->material_count; i++)
		missing += review->materials[i].missing;
	return missing;
}

static void
add_materials(struct layout *layout)
{
	struct review *review = layout->review;
	size_t missing = review_missing(review);

	add(layout, (struct check_item){.heading = true, .label = missing ? arena_printf(layout->arena, _("Materials: %zu required ones missing"), missing) :
		_("Materials: all required ones are there")}, (struct review_row){0});
	for (size_t i = 0; i < review->material_count; i++) {
		const struct material_row *row = &review->materials[i];
		struct check_item item = {
			.sign = material_sign(row),
			.clause = row->item->origin.clause && strcmp(row->item->origin.clause, "office") != 0 ? row->item->origin.clause : "",
			.label = words_in(row->item->label, words_lang()),
			.because = row->material ? row->material->note : "",
			.note = material_note(row, layout->arena),
		};
		add(layout, item, (struct review_row){.material = row});
	}
}

/* ---- conclusion */

static const char *
by_and_when(const char *who, date_t date, struct arena *arena)
{
	char day[11];

	date_print(day, date);
	return arena_printf(arena, "%s %s", who, day);
}

static void
add_opinions(struct layout *layout)
{
	void **records;
	size_t count = desk_parts(work_desk(layout->review->ui), &type_first_review, layout->review->project->head.number, layout->arena, &records);

	for (size_t i = 0; i < count; i++) {
		const struct first_review *opinion = records[i];
		add(layout, (struct check_item){
			.sign = strcmp(opinion->conclusion, "rejected") == 0 ? CHECK_REFUSED : CHECK_DONE,
			.clause = "六(三)3",
			.label = code_label(NULL, "conclusion", opinion->conclusion),
			.because = opinion->opinion,
			.note = by_and_when(opinion->handled_by, opinion->reviewed_on, layout->arena),
		}, (struct review_row){0});
	}
	if (!count)
		add(layout, (struct check_item){.sign = CHECK_WAITING, .clause = "六(三)3", .label = _("No first-review opinion yet")}, (struct review_row){0});
}

static void
add_corrections(struct layout *layout)
{
	void **records;
	size_t count = desk_parts(work_desk(layout->review->ui), &type_correction, layout->review->project->head.number, layout->arena, &records);
	char day[11];

	for (size_t i = 0; i < count; i++) {
		const struct correction *correction = records[i];
		bool open = strcmp(correction->state, "open") == 0;
		date_print(day, correction->deadline);
		add(layout, (struct check_item){
			.sign = open ? CHECK_WAITING : CHECK_DONE,
			.clause = "六(三)3",
			.label = open ? _("Correction notice") : _("Correction notice, answered"),
			.because = correction->defects,
			.note = *day ? arena_printf(layout->arena, _("by %s"), day) : "",
		}, (struct review_row){0});
	}
}

static void
add_end(struct layout *layout)
{
	const struct project *project = layout->review->project;

	if (*project->end_reason)
		add(layout, (struct check_item){.sign = CHECK_REFUSED, .label = code_label(NULL, "stage", project->stage), .because = project->end_reason},
			(struct review_row){0});
}

/* ---- the whole */

int
review_read(struct review *review, struct arena *arena, struct err *err)
{
	struct desk *desk = work_desk(review->ui);
	struct layout layout = {.review = review, .arena = arena};
	void *record;

	if (!desk_rules(desk, err) || desk_get(desk, &type_project, review->id, arena, &record, err) < 0 ||
		desk_check(desk, review->id, arena, &review->verdicts, &review->stored, err) < 0)
		return -1;
	review->project = record;
	review->material_count = desk_materials(desk, review->id, arena, &review->materials);
	review->act_count = desk_acts(desk, review->id, arena, &review->acts);
	layout.cap = review->verdicts.count + review->material_count + 200;
	review->items = arena_alloc(arena, layout.cap * sizeof *review->items);
	review->rows = arena_alloc(arena, layout.cap * sizeof *review->rows);
	review->count = 0;
	add_conditions(&layout);
	add_materials(&layout);
	add(&layout, (struct check_item){.heading = true, .label = _("Conclusion")}, (struct review_row){0});
	add_corrections(&layout);
	add_opinions(&layout);
	add_end(&layout);
	return 0;
}

const struct review_row *
review_current(const struct review *review)
{
	const struct check_item *item = checklist_current(&review->list);

	return item ? &review->rows[item - review->items] : NULL;
}

bool
review_open(const struct review *review, const char *act)
{
	for (size_t i = 0; i < review->act_count; i++)
		if (review->acts[i].open && strcmp(review->acts[i].act->name, act) == 0)
			return true;
	return false;
}

/* ---- one row in full */

/* Figures that are fields of the application, by their labels; others stand in the sentence. */
static void
add_facts(const struct verdict *verdict, struct buf *text)
{
	bool any = false;

	for (size_t i = 0; i < verdict->fact_count; i++) {
		const struct column *column = record_column(&type_project, verdict->facts[i].name);
		if (!column || !*verdict->facts[i].value)
			continue;
		if (!any)
			buf_addf(text, "\n# %s\n", _("What the application says"));
		any = true;
		buf_addf(text, words_lang() == LANG_ZH ? "%s：%s\n" : "%s: %s\n", _(column->field->label), verdict->facts[i].value);
	}
}

const char *
review_verdict_text(const struct verdict *verdict, const struct project *project, struct arena *arena)
{
	const char *cure = words_in(verdict->cure, words_lang());
	struct buf text = {0};
	const char *result;

	(void)project;
	buf_addf(&text, "# %s %s\n", strcmp(verdict->clause, "office") == 0 ? _("the office's own") : verdict->clause,
		words_in(verdict->label, words_lang()));
	buf_addf(&text, "%s %s\n", glyph(verdict_glyph(verdict)), words_in(verdict->because, words_lang()));
	add_facts(verdict, &text);
	if (*cure && verdict->result != VERDICT_PASS)
		buf_addf(&text, "\n# %s\n%s\n", _("What would mend it"), cure);
	if (verdict->attested || verdict->derived)
		buf_addf(&text, "\n%s\n", verdict->attested ? _("A person judges this condition, on evidence.") : _("This follows from conditions that a person judges."));
	if (verdict->part)
		buf_addf(&text, "%s\n", _("It is one of several ways: one of them is enough."));
	if (verdict->preference)
		buf_addf(&text, "%s\n", _("It is a preference: it orders, and decides nothing."));
	if (verdict->overridden)
		buf_addf(&text, "%s\n", _("The office decided otherwise than computed (九.2)."));
	result = arena_strdup(arena, buf_text(&text));
	buf_free(&text);
	return result;
}

const char *
review_material_text(const struct material_row *row, struct arena *arena)
{
	struct buf text = {0};
	const char *result;
	char day[11] = "";

	buf_addf(&text, "# %s\n%s\n", words_in(row->item->label, words_lang()), row->item->required ? _("Required.") : _("Asked for where there is one."));
	if (row->item->original)
		buf_addf(&text, "%s\n", _("The original must be seen."));
	if (row->material) {
		date_print(day, row->material->received_on);
		buf_addf(&text, "\n%s %s\n", material_note(row, arena), day);
		if (*row->material->kept)
			buf_addf(&text, _("Kept at: %s\n"), row->material->kept);
		buf_addf(&text, "%s\n", row->material->note);
	}
	result = arena_strdup(arena, buf_text(&text));
	buf_free(&text);
	return result;
}
