/* What is due, of one project turn by turn, and of all of them. */
#include <config.h>

#include "desk/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "desk/filter.h"
#include "desk/funded.h"
#include "desk/look.h"
#include "desk/set.h"

enum { ROWS_AT_ONCE = 512 };

static int
check_sight(struct desk *desk, struct err *err)
{
	if (!veil_hides_type(desk, &type_obligation))
		return 0;
	return err_set(err, ERR_DENIED, _("'%s' may not see money"), desk->person.name);
}

/* ---- one project */

static const struct obligation *
kept_of(void **records, size_t count, const struct due *due)
{
	for (size_t i = 0; i < count; i++) {
		const struct obligation *obligation = records[i];
		if (obligation->turn == due->turn && strcmp(obligation->payment, due->rule->code) == 0)
			return obligation;
	}
	return NULL;
}

static int
read_dues(struct desk *desk, const char *project_id, struct arena *arena, struct due_line **lines, size_t *count, struct err *err)
{
	struct due *dues;
	void *project, **records;
	size_t kept;

	if (look_id(desk, &type_project, project_id, arena, &project, err) < 0)
		return -1;
	if (!desk_rules_of(desk, ((struct project *)project)->call, err))
		return -1;
	kept = parts_read(desk, &type_obligation, ((struct project *)project)->head.number, arena, &records);
	*count = funded_dues(desk, project, desk->today, arena, &dues);
	*lines = arena_alloc(arena, (*count + 1) * sizeof **lines);
	for (size_t i = 0; i < *count; i++)
		(*lines)[i] = (struct due_line){.due = &dues[i], .obligation = kept_of(records, kept, &dues[i])};
	return 0;
}

int
desk_dues(struct desk *desk, const char *project_id, struct arena *arena, struct due_line **lines, size_t *count, struct err *err)
{
	int result;

	*count = 0;
	if (check_sight(desk, err) < 0 || store_begin(desk->store, err) < 0)
		return -1;
	result = read_dues(desk, project_id, arena, lines, count, err);
	store_end(desk->store);
	return result;
}

/* ---- all of them, some at a time: no read is open while a row is printed */

static const char *const listed[] = {
	"project", "payment", "payee", "fund", "clause", "year", "budget_year", "turn", "amount", "paid", "state", "due_on",
	"reviewer", "call"};
enum { LISTED = sizeof listed / sizeof *listed, COLUMNS = LISTED + 1 };

struct due_list {
	struct desk *desk;
	const struct column *columns[COLUMNS]; /* those listed, and the reason in the language that is shown */
	const struct column *sight[4]; /* of the project: what decides whether it may be seen */
	size_t sight_count;
	struct arena arena;
	struct project *last;         /* of the row before: most often the same */
	struct due_row rows[ROWS_AT_ONCE];
};

static void
list_begin(struct due_list *list, struct desk *desk)
{
	*list = (struct due_list){.desk = desk};
	for (size_t i = 0; i < LISTED; i++)
		list->columns[i] = record_column(&type_obligation, listed[i]);
	list->columns[LISTED] = record_column(&type_obligation, words_lang() == LANG_ZH ? "because_zh" : "because_en");
	list->sight[list->sight_count++] = record_column(&type_project, "project.id");
	list->sight[list->sight_count++] = record_column(&type_project, "project.stage");
	if (desk->scope.column)
		list->sight[list->sight_count++] = desk->scope.column;
}

static bool
list_row(struct due_list *list, uint32_t number, struct due_row *row)
{
	struct desk *desk = list->desk;
	const struct obligation *obligation;
	void *record;

	if (store_get_columns(desk->store, &type_obligation, number, list->columns, COLUMNS, &list->arena, &record, NULL) < 0)
		return false;
	obligation = record;
	if (!list->last || list->last->head.number != obligation->project) {
		list->last = NULL;
		if (store_get_columns(desk->store, &type_project, obligation->project, list->sight, list->sight_count, &list->arena, &record, NULL) < 0)
			return false;
		list->last = record;
	}
	*row = (struct due_row){.project = list->last->id, .obligation = obligation};
	return scope_allows(desk, list->last);
}

static int
list_some(struct due_list *list, const uint32_t *numbers, size_t count, int (*each)(void *, const struct due_row *, struct err *), void *user,
	struct err *err)
{
	size_t kept = 0;

	arena_reset(&list->arena);
	list->last = NULL;
	if (store_begin(list->desk->store, err) < 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		kept += list_row(list, numbers[i], &list->rows[kept]);
	store_end(list->desk->store);
	for (size_t i = 0; i < kept; i++)
		if (each(user, &list->rows[i], err) < 0)
			return -1;
	return 0;
}

static int
list_numbers(struct desk *desk, const char *state, struct numbers *out, struct err *err)
{
	uint32_t most;

	if (store_begin(desk->store, err) < 0)
		return -1;
	most = store_count(desk->store, &type_obligation);
	if (state) {
		set_range_text(desk->store, &type_obligation, record_column(&type_obligation, "state"), state, out);
		set_sort(out, most);
	} else {
		set_all(out, most);
	}
	store_end(desk->store);
	return 0;
}

int
desk_due_each(struct desk *desk, const char *state, int (*each)(void *user, const struct due_row *row, struct err *err), void *user,
	struct err *err)
{
	struct numbers numbers = {0};
	struct due_list *list;
	int result;

	if (check_sight(desk, err) < 0 || list_numbers(desk, state, &numbers, err) < 0)
		return -1;
	list = xmalloc(sizeof *list);
	list_begin(list, desk);
	result = 0;
	for (size_t at = 0; at < numbers.count && result == 0; at += ROWS_AT_ONCE) {
		size_t some = numbers.count - at < ROWS_AT_ONCE ? numbers.count - at : ROWS_AT_ONCE;
		result = list_some(list, numbers.items + at, some, each, user, err);
	}
	arena_free(&list->arena);
	free(list);
	numbers_free(&numbers);
	return result;
}
