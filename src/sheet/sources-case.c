/* Tables about one project: its conditions, materials, score sheets, how it fared, what it is due. */
#include <config.h>

#include <string.h>

#include "desk/casework.h"
#include "desk/expertwork.h"
#include "desk/ledger.h"
#include "desk/query.h"
#include "sheet/sources.h"

struct source_row
source_words(struct scope *scope, const char *const *names, const char *const *texts)
{
	struct source_row row = {.pair_count = 0};
	struct row_pair *pairs;

	while (names[row.pair_count])
		row.pair_count++;
	pairs = arena_alloc(scope->arena, (row.pair_count + 1) * sizeof *pairs);
	for (size_t i = 0; i < row.pair_count; i++)
		pairs[i] = (struct row_pair){.name = names[i], .text = texts[i] ? texts[i] : ""};
	row.pairs = pairs;
	return row;
}

static const char *
label(struct scope *scope, struct words words)
{
	return arena_strdup(scope->arena, words_in(words, words_lang()));
}

static const char *
money_text(struct scope *scope, money_t amount)
{
	char text[32];

	if (amount == MONEY_NONE)
		return "";
	money_print(text, amount);
	return arena_strdup(scope->arena, text);
}

/* ---- conditions */

static const char *const condition_names[] = {"clause", "label", "result", "because", "cure", NULL};

static const char *
result_text(const struct verdict *verdict)
{
	return verdict->result == VERDICT_PASS ? _("met") : verdict->result == VERDICT_FAIL ? _("not met") : _("to be attested");
}

static size_t
gather_conditions(struct scope *scope, struct source_row **rows)
{
	struct verdicts verdicts;
	bool stored;

	if (!scope->project || desk_check(scope->desk, scope->project->id, scope->arena, &verdicts, &stored, NULL) < 0)
		return 0;
	*rows = arena_alloc(scope->arena, (verdicts.count + 1) * sizeof **rows);
	for (size_t i = 0; i < verdicts.count; i++) {
		const struct verdict *verdict = &verdicts.items[i];
		const char *clause = strcmp(verdict->clause, "office") == 0 ? "" : verdict->clause;
		(*rows)[i] = source_words(scope, condition_names, (const char *const[]){clause, label(scope, verdict->label), result_text(verdict),
			label(scope, verdict->because), label(scope, verdict->cure)});
	}
	return verdicts.count;
}

const struct sheet_source source_conditions = {.name = "conditions", .names = condition_names, .gather = gather_conditions};

/* ---- materials: the checklist of the track with what was received */

static const char *const material_names[] = {"label", "clause", "required", "state", "copy", "copies", "pages", "kept", "received_on", "note", NULL};

static const char *
member_text(struct scope *scope, const void *record, const char *path)
{
	const struct column *column = record_column(((const struct record *)record)->type, path);
	struct buf out = {0};
	const char *text;

	column->field->kind->print(column_in(record, column), column->field, scope->context, PRINT_SCREEN, &out);
	text = arena_strdup(scope->arena, buf_text(&out));
	buf_free(&out);
	return text;
}

static struct source_row
material_row(struct scope *scope, const struct material_row *row)
{
	const struct material *material = row->material;
	const char *texts[sizeof material_names / sizeof *material_names] = {label(scope, row->item->label),
		strcmp(row->item->origin.clause, "office") == 0 ? "" : row->item->origin.clause, row->item->required ? _("required") : _("if there is one")};

	for (size_t i = 3; material_names[i]; i++)
		texts[i] = material ? member_text(scope, material, material_names[i]) : "";
	return source_words(scope, material_names, texts);
}

static size_t
gather_materials(struct scope *scope, struct source_row **rows)
{
	struct material_row *found;
	size_t count = scope->project ? desk_materials(scope->desk, scope->project->id, scope->arena, &found) : 0;

	*rows = arena_alloc(scope->arena, (count + 1) * sizeof **rows);
	for (size_t i = 0; i < count; i++)
		(*rows)[i] = material_row(scope, &found[i]);
	return count;
}

const struct sheet_source source_materials = {.name = "materials", .names = material_names, .gather = gather_materials};

/* ---- criteria of a score sheet, with the points of the sheet that is printed */

static const char *const criterion_names[] = {"label", "standard", "full", "given", "remark", NULL};

static size_t
gather_criteria(struct scope *scope, struct source_row **rows)
{
	const struct review_rules *review = scope->call ? desk_review(scope->desk, scope->call->id, NULL) : NULL;
	const struct record *sheet = scope->each ? scope->each : scope->target;
	bool filled = sheet && sheet->type == &type_score_sheet;

	if (!review)
		return 0;
	*rows = arena_alloc(scope->arena, (review->criterion_count + 1) * sizeof **rows);
	for (size_t i = 0; i < review->criterion_count; i++) {
		const struct criterion *criterion = &review->criteria[i];
		(*rows)[i] = source_words(scope, criterion_names, (const char *const[]){label(scope, criterion->label), label(scope, criterion->standard),
			arena_printf(scope->arena, "%d", criterion->points), filled ? extra_get(sheet, criterion->code) : "",
			filled ? extra_get(sheet, criterion_remark(criterion, scope->arena)) : ""});
	}
	return review->criterion_count;
}

const struct sheet_source source_criteria = {.name = "criteria", .names = criterion_names, .gather = gather_criteria};

/* ---- the dossier: every sheet, and how the project fared, in one row */

static const char *const sheet_names[] = {"expert", "total", "dropped", "far", "remark", NULL};
static const char *const fate_names[] = {"mean", "rank", "place", "distance", "tie", "panel", NULL};

/* Paper names people, not their seats. */
static const char *
person_name(struct scope *scope, const char *id)
{
	void *staff;

	if (!*id || desk_get(scope->desk, &type_staff, id, scope->arena, &staff, NULL) < 0)
		return id;
	return *((struct staff *)staff)->name ? ((struct staff *)staff)->name : id;
}

static size_t
gather_sheets(struct scope *scope, struct source_row **rows)
{
	struct dossier dossier;

	if (!scope->project || desk_dossier(scope->desk, scope->project->id, scope->arena, &dossier, NULL) < 0)
		return 0;
	*rows = arena_alloc(scope->arena, (dossier.sheet_count + 1) * sizeof **rows);
	for (size_t i = 0; i < dossier.sheet_count; i++) {
		const struct dossier_sheet *sheet = &dossier.sheets[i];
		(*rows)[i] = source_words(scope, sheet_names, (const char *const[]){person_name(scope, sheet->expert), sheet->total, sheet->dropped ? _("dropped") : "",
			sheet->far ? _("far from the mean") : "", sheet->sheet ? sheet->sheet->remark : ""});
	}
	return dossier.sheet_count;
}

const struct sheet_source source_sheets = {.name = "sheets", .names = sheet_names, .gather = gather_sheets};

static size_t
gather_fate(struct scope *scope, struct source_row **rows)
{
	struct dossier dossier;

	if (!scope->project || desk_dossier(scope->desk, scope->project->id, scope->arena, &dossier, NULL) < 0 || !*dossier.mean)
		return 0;
	*rows = arena_alloc(scope->arena, sizeof **rows);
	**rows = source_words(scope, fate_names, (const char *const[]){dossier.mean, dossier.rank,
		*dossier.place ? code_label(NULL, "place", dossier.place) : "", dossier.distance,
		label(scope, dossier.tie), dossier.panel});
	return 1;
}

const struct sheet_source source_fate = {.name = "fate", .names = fate_names, .gather = gather_fate};

/* ---- what is due, turn by turn, and why */

static const char *const due_names[] = {"label", "payee", "fund", "clause", "year", "budget_year", "standard", "elsewhere", "amount", "because", NULL};

static size_t
gather_dues(struct scope *scope, struct source_row **rows)
{
	struct due_line *lines;
	size_t count;

	if (!scope->project || desk_dues(scope->desk, scope->project->id, scope->arena, &lines, &count, NULL) < 0)
		return 0;
	*rows = arena_alloc(scope->arena, (count + 1) * sizeof **rows);
	for (size_t i = 0; i < count; i++) {
		const struct due *due = lines[i].due;
		(*rows)[i] = source_words(scope, due_names, (const char *const[]){label(scope, due->rule->label),
			code_label(NULL, "payee", due->rule->to_leader ? "leader" : "unit"), desk_label(scope->desk, "fund", due->rule->fund), due->verdict.clause,
			arena_printf(scope->arena, "%d", due->year), arena_printf(scope->arena, "%d", due->budget_year), money_text(scope, due->standard),
			money_text(scope, due->elsewhere), money_text(scope, due->amount), label(scope, due->verdict.because)});
	}
	return count;
}

const struct sheet_source source_dues = {.name = "dues", .names = due_names, .gather = gather_dues};
