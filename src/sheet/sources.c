/* Tables whose rows are records: what belongs to the project, to the list, the batch or the call that a sheet is made from. */
#include <config.h>

#include <string.h>

#include "desk/query.h"
#include "sheet/sources.h"

/* ---- records of the project */

static size_t
rows_of(struct scope *scope, void *const *records, size_t count, struct source_row **rows)
{
	*rows = arena_alloc(scope->arena, (count + 1) * sizeof **rows);
	for (size_t i = 0; i < count; i++)
		(*rows)[i].record = records[i];
	return count;
}

static size_t
project_records(struct scope *scope, const struct record_type *type, struct source_row **rows)
{
	void **records;
	size_t count = scope->project ? desk_parts(scope->desk, type, scope->project->head.number, scope->arena, &records) : 0;

	return count ? rows_of(scope, records, count, rows) : 0;
}

/* PART_SOURCE(NAME, TYPE): a table of the project's records of that type, in order of making. */
#define PART_SOURCE(source_name, type_name) \
	static size_t gather_##source_name(struct scope *scope, struct source_row **rows) \
	{ \
		return project_records(scope, &type_##type_name, rows); \
	} \
	static const struct record_type *const source_name##_type = &type_##type_name; \
	static const struct sheet_source source_##source_name = { \
		.name = #source_name, .rows = &source_name##_type, .gather = gather_##source_name};

PART_SOURCE(corrections, correction)
PART_SOURCE(objections, objection)
PART_SOURCE(tasks, task)
PART_SOURCE(assessments, assessment)
PART_SOURCE(orders, order)
PART_SOURCE(repayments, repayment)
PART_SOURCE(inspections, inspection)
PART_SOURCE(alterations, alteration)
PART_SOURCE(grants_elsewhere, grant_elsewhere)
PART_SOURCE(obligations, obligation)
PART_SOURCE(project_payments, payment)
PART_SOURCE(expenses, expense)
PART_SOURCE(matching_funds, matching)
PART_SOURCE(recommendations, recommendation)

/* Rows of a repeating group of the application: `list` names it. */
static size_t
gather_lines(struct scope *scope, struct source_row **rows)
{
	struct source_row *all = NULL;
	size_t count = project_records(scope, &type_line, &all), kept = 0;

	for (size_t i = 0; i < count; i++) {
		const struct line *line = all[i].record;
		if (line->removed != 1 && (!scope->list || strcmp(line->list, scope->list) == 0))
			all[kept++] = all[i];
	}
	*rows = all;
	return kept;
}

static const struct record_type *const line_type = &type_line;
static const struct sheet_source source_lines = {.name = "lines", .rows = &line_type, .gather = gather_lines};

/* ---- by a filter */

size_t
source_query(struct scope *scope, const struct record_type *type, const char *where, struct source_row **rows)
{
	struct query_spec spec = {.type = type, .where = where};
	struct query *query;
	size_t count, kept = 0;
	uint32_t *numbers;

	if (query_open(scope->desk, &spec, &query, NULL) < 0)
		return 0;
	count = (size_t)query_count(query);
	numbers = arena_alloc(scope->arena, (count + 1) * sizeof *numbers);
	*rows = arena_alloc(scope->arena, (count + 1) * sizeof **rows);
	count = query_walk(query, NULL, false, true, count, numbers, NULL);
	query_close(query);
	for (size_t i = 0; i < count; i++) {
		void *record;
		if (desk_get_number(scope->desk, type, numbers[i], scope->arena, &record, NULL) == 0)
			(*rows)[kept++].record = record;
	}
	return kept;
}

/* Projects of the call; `list` narrows them: "project.stage=proposed". */
static size_t
gather_projects(struct scope *scope, struct source_row **rows)
{
	const char *where = scope->call ? arena_printf(scope->arena, "project.call=%s %s", scope->call->id, scope->list ? scope->list : "") : scope->list;

	return source_query(scope, &type_project, where, rows);
}

static const struct record_type *const project_type_row = &type_project;
static const struct sheet_source source_projects = {.name = "projects", .rows = &project_type_row, .gather = gather_projects};

/* What names the sheet's target by its `ref` column: rows of a drafted list, payments of a batch. */
static size_t
referring(struct scope *scope, const struct record_type *type, const char *column, struct source_row **rows)
{
	return source_query(scope, type, arena_printf(scope->arena, "%s=%s", column, record_id(scope->target, scope->arena)), rows);
}

#define REFER_SOURCE(source_name, row_type_name, column, target_name) \
	static size_t gather_##source_name(struct scope *scope, struct source_row **rows) \
	{ \
		return referring(scope, &type_##row_type_name, column, rows); \
	} \
	static const struct record_type *const source_name##_type = &type_##row_type_name; \
	static const struct record_type *const source_name##_target = &type_##target_name; \
	static const struct sheet_source source_##source_name = {.name = #source_name, .takes = &source_name##_target, \
		.rows = &source_name##_type, .gather = gather_##source_name};

REFER_SOURCE(list_rows, proposal_item, "proposal_item.proposal", proposal)
REFER_SOURCE(payments, payment, "payment.batch", batch)
REFER_SOURCE(order_repayments, repayment, "repayment.order", order)
REFER_SOURCE(publicised, project, "project.publicity", publicity)

/* ---- all */

#define SOURCE(name) extern const struct sheet_source source_##name;
#include "sheet/sources.def"
#undef SOURCE

const struct sheet_source *const sheet_sources[] = {
	&source_corrections,
	&source_objections,
	&source_tasks,
	&source_assessments,
	&source_orders,
	&source_repayments,
	&source_inspections,
	&source_alterations,
	&source_grants_elsewhere,
	&source_obligations,
	&source_project_payments,
	&source_expenses,
	&source_matching_funds,
	&source_recommendations,
	&source_lines,
	&source_projects,
	&source_list_rows,
	&source_payments,
	&source_order_repayments,
	&source_publicised,
#define SOURCE(name) &source_##name,
#include "sheet/sources.def"
#undef SOURCE
	NULL,
};

const struct sheet_source *
sheet_source_named(const char *name)
{
	for (const struct sheet_source *const *source = sheet_sources; *source; source++)
		if (strcmp((*source)->name, name) == 0)
			return *source;
	return NULL;
}
