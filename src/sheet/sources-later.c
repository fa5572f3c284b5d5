/* Tables of the funded years and of figures: assessment items, the contents of a file, counts, means, money. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "desk/casework.h"
#include "desk/ledger.h"
#include "desk/query.h"
#include "desk/ranking.h"
#include "rules/assessing.h"
#include "sheet/sources.h"

enum { MEAN_STEP = 10, MEAN_BINS = 10, HUNDRED = 100, FEN_A_YUAN = 100, CONTENTS_MOST = 400 };

static const char *
say(struct scope *scope, struct words words)
{
	return arena_strdup(scope->arena, words_in(words, words_lang()));
}

static const char *
say_date(struct scope *scope, date_t date)
{
	char day[11];

	if (date == DATE_NONE)
		return "";
	date_print(day, date);
	return arena_strdup(scope->arena, day);
}

/* ---- items of an assessment, with what a checklist says of each */

static const char *const item_names[] = {"element", "label", "full", "method", "found", "deductions", NULL};

static const char *
deductions_text(struct scope *scope, const struct assessment_item *item)
{
	struct buf out = {0};
	const char *text;

	if (*words_in(item->zero_when, words_lang()))
		buf_addf(&out, _("%s: 0"), words_in(item->zero_when, words_lang()));
	for (size_t i = 0; i < item->deduction_count; i++)
		buf_addf(&out, "%s%zu. %s −%d", out.len ? "\n" : "", i + 1, words_in(item->deductions[i].label, words_lang()), item->deductions[i].points);
	if (item->kind == ITEM_SHORTFALL)
		buf_addf(&out, _("%sfrom %d; −%d for each short"), out.len ? "\n" : "", item->target, item->each_short);
	text = arena_strdup(scope->arena, buf_text(&out));
	buf_free(&out);
	return text;
}

static size_t
gather_items(struct scope *scope, struct source_row **rows)
{
	const struct rules *rules = scope->call ? desk_rules_of(scope->desk, scope->call->id, NULL) : NULL;
	const struct assessment_element *elements;
	const struct record *answer = scope->each && ((const struct record *)scope->each)->type == &type_answer ? scope->each : NULL;
	size_t count = rules ? rules_elements(rules, &elements) : 0, total = 0, at = 0;

	for (size_t i = 0; i < count; i++)
		total += elements[i].item_count;
	*rows = arena_alloc(scope->arena, (total + 1) * sizeof **rows);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < elements[i].item_count; j++) {
			const struct assessment_item *item = &elements[i].items[j];
			(*rows)[at++] = source_words(scope, item_names, (const char *const[]){
				j ? "" : arena_printf(scope->arena, "%s %d", words_in(elements[i].label, words_lang()), elements[i].points), say(scope, item->label),
				arena_printf(scope->arena, "%d", item->points), code_label(NULL, "assessment_method", item->method),
				answer ? extra_get(answer, item->code) : "", deductions_text(scope, item)});
		}
	return at;
}

const struct sheet_source source_items = {.name = "items", .names = item_names, .gather = gather_items};

/* ---- what a file holds */

static const char *const content_names[] = {"number", "title", "date", "pages", NULL};

/* Types whose records are papers of a file, in its order: the column that dates them, the one with their own number. */
static const struct {
	const struct record_type *type;
	const char *date, *number;
} papers[] = {
	{&type_correction, "correction.served_on", NULL},
	{&type_first_review, "first_review.reviewed_on", NULL},
	{&type_objection, "objection.received_on", NULL},
	{&type_award, "award.awarded_on", "award.document"},
	{&type_agreement, "agreement.signed_on", "agreement.document"},
	{&type_assessment, "assessment.assessed_on", NULL},
	{&type_inspection, "inspection.inspected_on", NULL},
	{&type_order, "order.issued_on", "order.document"},
	{&type_alteration, "alteration.happened_on", "alteration.document"},
	{&type_recommendation, "recommendation.recommended_on", "recommendation.document"},
};

struct contents {
	struct scope *scope;
	struct source_row *rows;
	size_t count;
};

static void
add_content(struct contents *contents, const char *number, const char *title, date_t date, const char *pages)
{
	if (contents->count < CONTENTS_MOST)
		contents->rows[contents->count++] = source_words(contents->scope, content_names,
			(const char *const[]){number, title, say_date(contents->scope, date), pages});
}

static void
add_papers(struct contents *contents, size_t at)
{
	struct scope *scope = contents->scope;
	const struct column *date = record_column(papers[at].type, papers[at].date);
	const struct column *number = papers[at].number ? record_column(papers[at].type, papers[at].number) : NULL;
	void **records;
	size_t count = desk_parts(scope->desk, papers[at].type, scope->project->head.number, scope->arena, &records);

	for (size_t i = 0; i < count; i++) {
		const char *own = number ? *(const char *const *)column_in(records[i], number) : "";
		add_content(contents, *own ? own : record_id(records[i], scope->arena), _(papers[at].type->label), *(const date_t *)column_in(records[i], date), "");
	}
}

static size_t
gather_contents(struct scope *scope, struct source_row **rows)
{
	struct contents contents = {.scope = scope, .rows = arena_alloc(scope->arena, (CONTENTS_MOST + 1) * sizeof *contents.rows)};
	struct material_row *materials;
	size_t count = scope->project ? desk_materials(scope->desk, scope->project->id, scope->arena, &materials) : 0;

	for (size_t i = 0; i < count; i++) {
		const struct material *material = materials[i].material;
		if (!material || strcmp(material->state, "received") != 0)
			continue;
		add_content(&contents, "", say(scope, materials[i].item->label), material->received_on,
			material->pages == INT64_MIN ? "" : arena_printf(scope->arena, "%lld", (long long)material->pages));
	}
	for (size_t i = 0; scope->project && i < sizeof papers / sizeof *papers; i++)
		add_papers(&contents, i);
	*rows = contents.rows;
	return contents.count;
}

const struct sheet_source source_contents = {.name = "contents", .names = content_names, .gather = gather_contents};

/* ---- counts of a call's projects by a column */

static const char *const count_names[] = {"label", "count", NULL};

static size_t
gather_counts(struct scope *scope, struct source_row **rows)
{
	struct stat_row *found;
	size_t count;
	const char *where = scope->call ? arena_printf(scope->arena, "project.call=%s", scope->call->id) : "";

	if (desk_stats(scope->desk, scope->list ? scope->list : "stage", where, false, scope->arena, &found, &count, NULL) < 0)
		return 0;
	*rows = arena_alloc(scope->arena, (count + 1) * sizeof **rows);
	for (size_t i = 0; i < count; i++)
		(*rows)[i] = source_words(scope, count_names, (const char *const[]){found[i].label,
			arena_printf(scope->arena, "%llu", (unsigned long long)found[i].count)});
	return count;
}

const struct sheet_source source_counts = {.name = "counts", .names = count_names, .gather = gather_counts};

/* How many projects have which mean, ten points a step. */
static size_t
gather_means(struct scope *scope, struct source_row **rows)
{
	struct ranking *ranking = arena_alloc(scope->arena, sizeof *ranking);
	size_t bins[MEAN_BINS] = {0}, first = MEAN_BINS, count = 0;

	if (!scope->call || desk_rank(scope->desk, scope->call->id, NULL, scope->arena, ranking, NULL) < 0)
		return 0;
	for (size_t i = 0; i < ranking->scored.count; i++) {
		const struct standing *standing = &ranking->scored.standings[i];
		int points = standing->sheets ? atoi(scoring_print(ranking->review, standing->mean, scope->arena)) : -1;
		int bin = points / MEAN_STEP < MEAN_BINS ? points / MEAN_STEP : MEAN_BINS - 1;
		if (points >= 0)
			bins[bin]++;
		if (points >= 0 && (size_t)bin < first)
			first = (size_t)bin;
	}
	*rows = arena_alloc(scope->arena, (MEAN_BINS + 1) * sizeof **rows);
	for (size_t bin = first; bin < MEAN_BINS; bin++)
		(*rows)[count++] = source_words(scope, count_names, (const char *const[]){
			arena_printf(scope->arena, "%zu–%zu", bin * MEAN_STEP, bin + 1 < MEAN_BINS ? bin * MEAN_STEP + MEAN_STEP - 1 : (size_t)HUNDRED),
			arena_printf(scope->arena, "%zu", bins[bin])});
	return count;
}

const struct sheet_source source_means = {.name = "means", .names = count_names, .gather = gather_means};

/* ---- money over all projects that the person sees */

static const char *const money_names[] = {"label", "due", "paid", "due_yuan", "paid_yuan", NULL};

static size_t
gather_money(struct scope *scope, struct source_row **rows)
{
	struct money_row *found;
	size_t count;

	if (desk_money(scope->desk, scope->list ? scope->list : "year", scope->arena, &found, &count, NULL) < 0)
		return 0;
	*rows = arena_alloc(scope->arena, (count + 1) * sizeof **rows);
	for (size_t i = 0; i < count; i++) {
		char due[32], paid[32];
		money_print(due, found[i].due);
		money_print(paid, found[i].paid);
		(*rows)[i] = source_words(scope, money_names, (const char *const[]){found[i].label, arena_strdup(scope->arena, due),
			arena_strdup(scope->arena, paid), arena_printf(scope->arena, "%lld", (long long)(found[i].due / FEN_A_YUAN)),
			arena_printf(scope->arena, "%lld", (long long)(found[i].paid / FEN_A_YUAN))});
	}
	return count;
}

const struct sheet_source source_money = {.name = "money", .names = money_names, .gather = gather_money};
