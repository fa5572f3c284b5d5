#include <config.h>

#include "observe.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk/casework.h"
#include "desk/expertwork.h"
#include "desk/officework.h"
#include "desk/query.h"
#include "exchange/export.h"
#include "exchange/json.h"
#include "exchange/scores.h"
#include "testfiles.h"

enum { NUMBERS = 12, ROWS = 400, COLUMNS_MOST = 160 };

/* One line of what was learnt. */
#define SAY(observing, ...) buf_addf(&(observing)->out, __VA_ARGS__)

static void
say_err(struct observing *observing, const char *what, const struct err *err)
{
	SAY(observing, "%s: %d %s %s\n", what, (int)err->code, err->field, err->message);
}

static void
say_json(struct observing *observing, const char *what, const void *record)
{
	char *text = NULL;
	size_t len = 0;
	FILE *file = open_memstream(&text, &len);

	json_write(json_of_record(record, desk_context(observing->desk)), false, file, NULL);
	fclose(file);
	SAY(observing, "%s %s\n", what, text);
	free(text);
}

/* ---- lists */

static void
list_rows(struct observing *observing, struct query *query, const struct record_type *type, bool whole)
{
	const struct column *columns;
	const char *paths[COLUMNS_MOST], *texts[COLUMNS_MOST];
	uint32_t numbers[ROWS];
	size_t count, got = query_walk(query, NULL, true, true, ROWS, numbers, NULL), used = 0;
	struct arena arena = {0};

	columns = record_columns(type, &count);
	for (size_t i = 0; i < count && used < COLUMNS_MOST; i++)
		if (!(columns[i].field->flags & FIELD_HIDDEN))
			paths[used++] = columns[i].path;
	SAY(observing, " count %llu\n", (unsigned long long)query_count(query));
	for (size_t i = 0; i < got; i++) {
		struct err err = {0};
		SAY(observing, " %s", query_row_id(query, numbers[i], &arena));
		if (!whole)
			continue;
		if (query_row(query, numbers[i], paths, used, &arena, texts, &err) < 0)
			say_err(observing, "row", &err);
		else
			for (size_t j = 0; j < used; j++)
				SAY(observing, "|%s", texts[j]);
	}
	SAY(observing, "\n");
	arena_free(&arena);
}

static void
list(struct observing *observing, const struct record_type *type, const char *where, const char *order, bool descending, bool whole)
{
	struct query_spec spec = {.type = type, .where = where, .order = order, .descending = descending};
	struct query *query;
	struct err err = {0};

	SAY(observing, "list %s where '%s' order '%s' %d:", type->name, where ? where : "", order ? order : "", descending);
	if (query_open(observing->desk, &spec, &query, &err) < 0) {
		say_err(observing, "", &err);
		return;
	}
	list_rows(observing, query, type, whole);
	query_close(query);
}

static void
lists(struct observing *observing, const struct record_type *type)
{
	const struct column *columns;
	struct arena arena = {0};
	size_t count;

	list(observing, type, NULL, NULL, false, true);
	columns = record_columns(type, &count);
	for (size_t i = 0; i < count; i++) {
		if (!(columns[i].field->flags & FIELD_INDEXED))
			continue;
		list(observing, type, NULL, columns[i].path, false, false);
		list(observing, type, NULL, columns[i].path, true, false);
	}
	for (const char *const *probe = observing->probes; *probe; probe++) {
		list(observing, type, arena_printf(&arena, "\"%s\"", *probe), NULL, false, false);
		for (size_t i = 0; type == &type_project && i < count; i++)
			if (strcmp(columns[i].path, "unit.name") == 0 || strcmp(columns[i].path, "project.stage") == 0 ||
				strcmp(columns[i].path, "project.score") == 0 || strcmp(columns[i].path, "leader.name") == 0)
				list(observing, type, arena_printf(&arena, "%s:\"%s\"", columns[i].path, *probe), NULL, false, false);
	}
	arena_free(&arena);
}

/* ---- one record */

static void
records(struct observing *observing, const struct record_type *type)
{
	struct arena arena = {0};

	for (uint32_t number = 1; number <= NUMBERS && !type->id; number++) {
		char id[24];
		struct err err = {0};
		void *record;
		snprintf(id, sizeof id, "%s%u", type->letters, number);
		if (desk_get(observing->desk, type, id, &arena, &record, &err) < 0)
			say_err(observing, id, &err);
		else
			say_json(observing, id, record);
	}
	for (const char *const *target = observing->targets; *target; target++) {
		struct err err = {0};
		void *record;
		if (desk_get(observing->desk, type, *target, &arena, &record, &err) < 0)
			say_err(observing, *target, &err);
		else
			say_json(observing, *target, record);
	}
	arena_free(&arena);
}

static void
say_verdicts(struct observing *observing, const struct verdicts *verdicts)
{
	for (size_t i = 0; i < verdicts->count; i++)
		SAY(observing, " %s=%d %s", verdicts->items[i].id, (int)verdicts->items[i].result, verdicts->items[i].because.en);
	SAY(observing, "\n");
}

static void
history(struct observing *observing, const struct record_type *type, const char *id)
{
	struct history_item *items;
	struct arena arena = {0};
	struct err err = {0};
	size_t count = desk_history(observing->desk, type, id, 0, 100, &arena, &items, &err);

	SAY(observing, "history %s %zu %s\n", id ? id : "", count, err.message);
	for (size_t i = 0; i < count; i++) {
		const struct history_item *item = &items[i];
		SAY(observing, " %llu %s %s %s %s %s %d %u>%u %s %s", (unsigned long long)item->number, item->who, item->role, item->act, item->reason,
			item->detail, (int)item->date, item->old_revision, item->new_revision, item->hash, item->id);
		for (size_t j = 0; j < item->change_count; j++)
			SAY(observing, " [%s: %s > %s]", item->changes[j].column ? item->changes[j].column->path : "", item->changes[j].old_text,
				item->changes[j].new_text);
		say_verdicts(observing, &item->verdicts);
	}
	arena_free(&arena);
}

static void
parts(struct observing *observing, const struct project *project)
{
	struct arena arena = {0};

	for (size_t i = 0; record_types[i]; i++) {
		const struct column *owner = record_column(record_types[i], "project");
		void **found;
		if (!owner || owner->field->kind != &kind_ref)
			continue;
		size_t count = desk_parts(observing->desk, record_types[i], project->head.number, &arena, &found);
		SAY(observing, "parts %s %s %zu\n", project->id, record_types[i]->name, count);
		for (size_t j = 0; j < count; j++)
			say_json(observing, " ", found[j]);
	}
	arena_free(&arena);
}

static void
dossier(struct observing *observing, const char *id)
{
	struct arena arena = {0};
	struct dossier dossier = {0};
	struct err err = {0};

	if (desk_dossier(observing->desk, id, &arena, &dossier, &err) < 0) {
		say_err(observing, "dossier", &err);
		arena_free(&arena);
		return;
	}
	SAY(observing, "dossier %s panel %s mean %s rank %s place %s distance %s tie %s sheets %zu recusals %zu objections %zu %d%d%d%d%d\n", id,
		dossier.panel, dossier.mean, dossier.rank, dossier.place, dossier.distance, dossier.tie.en ? dossier.tie.en : "", dossier.sheet_count,
		dossier.recusal_count, dossier.objection_count, !!dossier.proposal, !!dossier.item, !!dossier.meeting, !!dossier.publicity,
		!!dossier.award);
	for (size_t i = 0; i < dossier.sheet_count; i++)
		SAY(observing, " %s %s %d%d\n", dossier.sheets[i].expert, dossier.sheets[i].total, dossier.sheets[i].dropped, dossier.sheets[i].far);
	say_verdicts(observing, &dossier.verdicts);
	if (dossier.publicity)
		say_json(observing, "publicity", dossier.publicity);
	arena_free(&arena);
}

static void
sheets(struct observing *observing, const char *id)
{
	struct arena arena = {0};

	for (int expert = 1; expert <= 7; expert++) {
		struct score_sheet *sheet;
		struct err err = {0};
		if (desk_sheet(observing->desk, id, arena_printf(&arena, "expert%d", expert), &arena, &sheet, &err) < 0)
			say_err(observing, "sheet", &err);
		else
			say_json(observing, "sheet", sheet);
	}
	arena_free(&arena);
}

static void
acts_on(struct observing *observing, const char *id)
{
	struct arena arena = {0};
	struct act_choice *choices;
	size_t count = desk_acts(observing->desk, id, &arena, &choices);

	SAY(observing, "acts %s", id ? id : "");
	for (size_t i = 0; i < count; i++)
		SAY(observing, " %s=%d %s;", choices[i].act->name, choices[i].open, choices[i].why_not);
	SAY(observing, "\n");
	arena_free(&arena);
}

/* Everything there is about a project, whether it may be seen or not. */
static void
project(struct observing *observing, const char *id)
{
	struct arena arena = {0};
	struct verdicts verdicts = {0};
	struct material_row *materials;
	struct err err = {0}, why = {0};
	const char *answer = desk_phone_answer(observing->desk, id, &arena, &why);
	bool stored = false;
	void *record;

	SAY(observing, "project %s: %s %s\n", id, answer ? answer : "", why.message);
	if (desk_check(observing->desk, id, &arena, &verdicts, &stored, &err) < 0)
		say_err(observing, "check", &err);
	say_verdicts(observing, &verdicts);
	SAY(observing, "materials %zu defects %s\n", desk_materials(observing->desk, id, &arena, &materials),
		desk_defects(observing->desk, id, &arena));
	history(observing, &type_project, id);
	acts_on(observing, id);
	sheets(observing, id);
	dossier(observing, id);
	if (desk_get(observing->desk, &type_project, id, &arena, &record, NULL) == 0)
		parts(observing, record);
	arena_free(&arena);
}

/* ---- the whole */

static void
counts(struct observing *observing)
{
	static const char *const by[] = {"stage", "town", "year", "track", "call", "project.eligibility", "project.conclusion", "unit.nature",
		"project.rank", "project.score", "leader.level"};
	struct arena arena = {0};
	struct overview overview;
	struct todo_item *todo;
	size_t count = desk_todo(observing->desk, &arena, &todo);

	for (size_t i = 0; i < count; i++)
		SAY(observing, "todo %s %s %llu %d %d %s\n", todo[i].kind, todo[i].label, (unsigned long long)todo[i].count, (int)todo[i].deadline,
			todo[i].overdue, todo[i].where ? todo[i].where : "");
	desk_overview(observing->desk, &arena, &overview);
	SAY(observing, "overview %s %lld %llu %lld %lld", overview.call, (long long)overview.quota, (unsigned long long)overview.applied,
		(long long)overview.target_projects, (long long)overview.awarded);
	for (size_t i = 0; i < overview.stage_count; i++)
		SAY(observing, " %s %llu", overview.stages[i].stage, (unsigned long long)overview.stages[i].count);
	SAY(observing, "\n");
	for (size_t i = 0; i < sizeof by / sizeof *by; i++) {
		struct stat_row *rows = NULL;
		struct err err = {0};
		count = 0;
		if (desk_stats(observing->desk, by[i], NULL, i % 2 == 0, &arena, &rows, &count, &err) < 0)
			say_err(observing, by[i], &err);
		for (size_t j = 0; j < count; j++)
			SAY(observing, "stats %s %s %llu %lld\n", by[i], rows[j].code, (unsigned long long)rows[j].count, (long long)rows[j].matching);
	}
	arena_free(&arena);
}

static void
office_only(struct observing *observing)
{
	static const char *const calls[] = {"2021", "2022", "2022-2", "2023", "2024"};
	struct arena arena = {0};

	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
		struct ranking ranking;
		struct panel_board board;
		struct drafted_list drafted;
		struct err err = {0};
		desk_rank(observing->desk, calls[i], NULL, &arena, &ranking, &err);
		say_err(observing, "rank", &err);
		desk_panel(observing->desk, calls[i], &arena, &board, &err);
		say_err(observing, "panel", &err);
		desk_drafted_list(observing->desk, arena_printf(&arena, "N%zu", i + 1), &arena, &drafted, &err);
		say_err(observing, "drafted", &err);
	}
	arena_free(&arena);
}

static void
my_work(struct observing *observing)
{
	struct arena arena = {0};
	struct my_sheet *mine;
	size_t count = desk_my_sheets(observing->desk, &arena, &mine);

	for (size_t i = 0; i < count; i++)
		SAY(observing, "mine %s %s %s %s %s %s\n", mine[i].project, mine[i].call, mine[i].unit, mine[i].leader, mine[i].state, mine[i].total);
	arena_free(&arena);
}

/* What an act answers, without doing it. */
static void
try_act(struct observing *observing, const struct act *act, const char *target, const struct act_input *inputs, size_t count)
{
	struct act_request request = {.act = act, .target = target, .inputs = inputs, .input_count = count, .reason = "依职权", .date = DATE_NONE,
		.dry_run = true};
	struct act_result result = {0};
	struct arena arena = {0};
	struct err err = {0};
	int status = desk_do(observing->desk, &request, &arena, &result, &err);

	SAY(observing, "do %s %s: %d ", act->name, target ? target : "", status);
	say_verdicts(observing, &result.verdicts);
	say_err(observing, result.stage ? result.stage : "", &err);
	for (size_t i = 0; i < result.faults.count; i++)
		SAY(observing, " %s %s\n", result.faults.items[i].field, result.faults.items[i].message);
	faults_free(&result.faults);
	arena_free(&arena);
}

static void
try_acts(struct observing *observing)
{
	static const struct act_input points[] = {{"leader", "10"}, {"system", "10"}, {"studio", "10"}, {"innovation", "10"}, {"apprenticeship", "10"},
		{"plan", "10"}};
	static const struct act_input about[] = {{"objection.about", "反映情况"}}, why[] = {{"recusal.reason", "同一单位"}};

	for (const char *const *target = observing->targets; *target; target++) {
		for (size_t i = 0; acts[i]; i++)
			if (!(acts[i]->flags & ACT_NEW))
				try_act(observing, acts[i], *target, NULL, 0);
		try_act(observing, act_named("score"), *target, points, sizeof points / sizeof *points);
		try_act(observing, act_named("object"), *target, about, 1);
		try_act(observing, act_named("declare_recusal"), *target, why, 1);
	}
}

/* An application by a unit and leader that applied elsewhere, in an earlier call. */
static void
apply_as(struct observing *observing)
{
	const struct act_input inputs[] = {{"project.call", "2023"}, {"project.track", "follow_on"}, {"unit.name", "某厂"},
		{"unit.uscc", observing->uscc}, {"leader.name", "某人"}, {"leader.resident_id", observing->resident}};
	struct arena arena = {0};
	const struct project *earlier = desk_earlier_of_unit(observing->desk, observing->uscc, &arena);
	struct project *draft = record_new(&type_project, &arena);

	SAY(observing, "earlier %s\n", earlier ? earlier->id : "");
	draft->call = "2023";
	draft->track = "follow_on";
	draft->year = 2023;
	draft->unit.uscc = observing->uscc;
	draft->leader.resident_id = observing->resident;
	struct verdicts verdicts = desk_check_draft(observing->desk, draft, &arena);
	say_verdicts(observing, &verdicts);
	try_act(observing, act_named("intake"), NULL, inputs, sizeof inputs / sizeof *inputs);
	arena_free(&arena);
}

static void
file_out(struct observing *observing, const char *what, const char *path, int status, uint64_t rows, const struct err *err)
{
	SAY(observing, "%s %d %llu %s\n", what, status, (unsigned long long)rows, status < 0 ? err->message : "");
	if (status < 0)
		return;
	char *text = test_read(path, NULL);
	SAY(observing, "%s\n", text);
	free(text);
	remove(path);
}

static void
files_out(struct observing *observing)
{
	struct arena arena = {0};
	const char *path = arena_printf(&arena, "%s/out", observing->folder);

	for (size_t i = 0; record_types[i]; i++) {
		struct export_options options = {.type = record_types[i], .path = path, .format = i % 2 ? "json" : "csv"};
		struct err err = {0};
		uint64_t rows;
		int status = export_records(observing->desk, &options, &rows, &err);
		file_out(observing, record_types[i]->name, path, status, rows, &err);
	}
	struct scores_options scores = {.path = path, .format = "csv"};
	struct err err = {0};
	uint64_t rows;
	int status = scores_export(observing->desk, &scores, &rows, &err);
	file_out(observing, "scores", path, status, rows, &err);
	arena_free(&arena);
}

static void
completions(struct observing *observing)
{
	static const char *const words[] = {"unit.name:", "leader.name:上", "project.stage:", "project.call:", "project.reviewer:", "project.rank:"};
	struct arena arena = {0};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const char **out;
		size_t count = query_complete(observing->desk, &type_project, words[i], &arena, &out);
		SAY(observing, "complete %s", words[i]);
		for (size_t j = 0; j < count; j++)
			SAY(observing, " %s", out[j]);
		SAY(observing, "\n");
	}
	arena_free(&arena);
}

void
observe(struct observing *observing)
{
	buf_clear(&observing->out);
	for (size_t i = 0; record_types[i]; i++) {
		lists(observing, record_types[i]);
		records(observing, record_types[i]);
	}
	history(observing, NULL, NULL);
	for (const char *const *target = observing->targets; *target; target++)
		project(observing, *target);
	counts(observing);
	acts_on(observing, NULL);
	office_only(observing);
	my_work(observing);
	try_acts(observing);
	apply_as(observing);
	completions(observing);
	files_out(observing);
}
