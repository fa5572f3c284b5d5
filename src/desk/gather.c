/* From a filter to the numbers of the records that pass it, in the wanted order, touching records only where no index answers. */
#include <config.h>

#include "desk/queryroom.h"

#include <stdlib.h>
#include <string.h>

#include "base/pinyin.h"

enum { WALK_STEP = 1024 };

/* ---- what may be seen */

static bool
scope_whole(const struct scope *scope)
{
	return scope->all && scope->stages == UINT32_MAX;
}

bool
scope_confines(const struct desk *desk, const struct record_type *type)
{
	if (type == &type_staff)
		return !desk_may(desk, ROLE(office) | ROLE(admin) | ROLE(auditor));
	if (veil_hides_type(desk, type))
		return true;
	return (type == &type_project || record_project_column(type)) && !scope_whole(&desk->scope) && !scope_working(desk, type);
}

static void
stage_numbers(struct desk *desk, uint32_t stages, struct numbers *out)
{
	const struct column *column = record_column(&type_project, "project.stage");
	struct numbers some = {0};

	for (int stage = 0; stage < STAGE_COUNT; stage++) {
		if (!(stages & UINT32_C(1) << stage))
			continue;
		set_range_text(desk->store, &type_project, column, stage_code(stage), &some);
		set_or(out, &some);
		numbers_free(&some);
	}
}

static void
project_numbers(struct desk *desk, struct numbers *out)
{
	const struct scope *scope = &desk->scope;
	struct numbers staged = {0};

	if (!scope->all && !scope->column) {
		if (scope->assigned) /* who sees projects otherwise too finds the assigned ones among the sheets */
			set_copy(out, desk_assigned(desk));
		return;
	}
	if (scope->all)
		stage_numbers(desk, scope->stages, out);
	else
		set_range_text(desk->store, &type_project, scope->column, scope->value, out);
	if (scope->all || scope->stages == UINT32_MAX)
		return;
	stage_numbers(desk, scope->stages, &staged);
	set_and(out, &staged);
	numbers_free(&staged);
}

/* Of what belongs to a project an expert sees a part only. */
static void
keep_own(struct desk *desk, const struct record_type *type, struct numbers *set)
{
	struct arena arena = {0};
	size_t kept = 0;
	void *record;

	for (size_t i = 0; i < set->count; i++) {
		arena_reset(&arena);
		if (store_get(desk->store, type, set->items[i], &arena, &record, NULL) == 0 && desk_sees(desk, record))
			set->items[kept++] = set->items[i];
	}
	set->count = kept;
	arena_free(&arena);
}

void
scope_numbers(struct desk *desk, const struct record_type *type, struct numbers *out)
{
	const struct column *column = record_project_column(type);
	struct numbers projects = {0}, some = {0};

	if (type == &type_project) {
		project_numbers(desk, out);
		return;
	}
	if (!column || veil_hides_type(desk, type))
		return;
	project_numbers(desk, &projects);
	for (size_t i = 0; i < projects.count; i++) {
		set_range(desk->store, type, column, RANGE_IS, &projects.items[i], &some);
		for (size_t j = 0; j < some.count; j++)
			numbers_add(out, some.items[j]);
		some.count = 0;
	}
	if (desk->scope.assigned)
		keep_own(desk, type, out);
	set_sort(out, store_count(desk->store, type));
	numbers_free(&some);
	numbers_free(&projects);
}

/* ---- narrowing */

struct sieve {
	struct query *query;
	struct desk *desk;
	const struct record_type *type;
	struct numbers set;
	bool all; /* everything is still in it; `set` is empty */
};

/* Keeps what `other` has too, and takes it over. */
static void
sieve_keep(struct sieve *sieve, struct numbers *other)
{
	if (sieve->all) {
		sieve->set = *other;
		*other = (struct numbers){0};
		sieve->all = false;
		return;
	}
	set_and(&sieve->set, other);
	numbers_free(other);
}

static void
sieve_drop(struct sieve *sieve, const struct numbers *other)
{
	if (!other->count)
		return;
	if (sieve->all)
		set_all(&sieve->set, store_count(sieve->desk->store, sieve->type));
	sieve->all = false;
	set_minus(&sieve->set, other);
}

bool
query_scans_pinyin(const char *needle)
{
	for (; *needle; needle++)
		if (*needle & 0x80)
			return false;
	return true;
}

/* An expert searches in what is shown: the few projects, and what belongs to them, are looked at one by one. */
static void
scan_shown(struct sieve *sieve, const char *needle, struct numbers *out)
{
	const struct column *columns;
	struct numbers own = {0};
	struct arena arena = {0};
	size_t count;
	void *record;

	columns = record_columns(sieve->type, &count);
	scope_numbers(sieve->desk, sieve->type, &own);
	for (size_t i = 0; i < own.count; i++) {
		arena_reset(&arena);
		if (store_get(sieve->desk->store, sieve->type, own.items[i], &arena, &record, NULL) < 0)
			continue;
		veil_record(sieve->desk, record, &arena);
		const struct record *head = record;
		bool found = false;
		for (size_t j = 0; j < head->extra_count && !found; j++)
			found = pinyin_matches(head->extras[j].text, PINYIN_WORDS, needle);
		for (size_t j = 0; j < count && !found; j++) {
			const struct field *field = columns[j].field;
			found = field->flags & FIELD_SEARCHED && field->kind->text &&
				pinyin_matches(*(const char *const *)column_in(record, &columns[j]),
					field->flags & FIELD_PERSON ? PINYIN_NAME : PINYIN_WORDS, needle);
		}
		if (found)
			numbers_add(out, own.items[i]);
	}
	if (!sieve->all)
		set_and(out, &sieve->set);
	numbers_free(&own);
	arena_free(&arena);
}

/* Whether this person searches in less than what is stored. */
static bool
searches_shown(const struct sieve *sieve)
{
	return sieve->desk->scope.assigned && (sieve->type == &type_project || record_project_column(sieve->type));
}

void
query_scan(const struct query *query, const char *needle, const struct numbers *among, const struct numbers *in_text, struct numbers *out)
{
	struct numbers more = {0};

	store_scan(query->desk->store, query->type, LANE_TEXT, needle, in_text, 0, out);
	if (!query_scans_pinyin(needle))
		return;
	store_scan(query->desk->store, query->type, LANE_PINYIN, needle, among, 0, &more);
	set_or(out, &more);
	numbers_free(&more);
}

static void
scan(const struct sieve *sieve, const char *needle, struct numbers *out)
{
	const struct numbers *among = sieve->all ? NULL : &sieve->set;

	query_scan(sieve->query, needle, among, among, out);
}

/* Latin letters are seldom in the text itself: what had them there is kept, so that the next letter is looked for there only. */
static void
scan_typed(struct sieve *sieve, const char *needle, bool longer, struct numbers *out)
{
	enum { LITTLE = 16 };
	struct query *query = sieve->query;
	struct numbers before = query->text_hits, more = {0};
	const struct numbers *among = sieve->all ? NULL : &sieve->set;

	query->text_hits = (struct numbers){0};
	if (longer && query->text_known && among)
		set_and(&before, among);
	else
		longer = false;
	store_scan(sieve->desk->store, sieve->type, LANE_TEXT, needle, longer ? &before : among, 0, out);
	query->text_known = out->count < store_count(sieve->desk->store, sieve->type) / LITTLE;
	if (query->text_known)
		set_copy(&query->text_hits, out);
	store_scan(sieve->desk->store, sieve->type, LANE_PINYIN, needle, among, 0, &more);
	set_or(out, &more);
	numbers_free(&more);
	numbers_free(&before);
}

static void
sieve_word(struct sieve *sieve, const struct term *term, bool last, bool longer)
{
	struct numbers found = {0}, coded = {0};

	if (searches_shown(sieve))
		scan_shown(sieve, term->needle, &found);
	else if (last && query_scans_pinyin(term->needle))
		scan_typed(sieve, term->needle, longer, &found);
	else
		scan(sieve, term->needle, &found);
	for (size_t i = 0; i < term->code_count; i++) {
		code_range(sieve->desk, sieve->type, &term->codes[i], &coded);
		if (!sieve->all)
			set_and(&coded, &sieve->set);
		set_or(&found, &coded);
		numbers_free(&coded);
	}
	numbers_free(&sieve->set);
	sieve->set = found;
	sieve->all = false;
}

/* Who searches in what is shown reads the record whole, for what is hidden in it; others the one column. */
static int
read_shown(const struct sieve *sieve, uint32_t number, const struct column *column, struct arena *arena, void **record)
{
	struct store *store = sieve->desk->store;

	if (!searches_shown(sieve))
		return store_get_columns(store, sieve->type, number, &column, 1, arena, record, NULL);
	if (store_get(store, sieve->type, number, arena, record, NULL) < 0)
		return -1;
	veil_record(sieve->desk, *record, arena);
	return 0;
}

/* What no index answers is read from the records that are left, found by their text first where the field is in it. */
static void
sieve_look(struct sieve *sieve, const struct term *term)
{
	const struct column *column = term->column ? term->column : &column_extras;
	struct numbers found = {0};
	struct arena arena = {0};
	size_t kept = 0;
	void *record;

	if (term->within && !searches_shown(sieve) && (!term->column || term->field->flags & FIELD_SEARCHED)) {
		scan(sieve, term->needle, &found);
		sieve_keep(sieve, &found);
	}
	if (sieve->all)
		set_all(&sieve->set, store_count(sieve->desk->store, sieve->type));
	sieve->all = false;
	for (size_t i = 0; i < sieve->set.count; i++) {
		arena_reset(&arena);
		if (read_shown(sieve, sieve->set.items[i], column, &arena, &record) == 0 && term_holds(sieve->desk, term, record))
			sieve->set.items[kept++] = sieve->set.items[i];
	}
	sieve->set.count = kept;
	arena_free(&arena);
}

/* First what an index answers, then words, then what must be read. */
static void
sieve_terms(struct sieve *sieve, const struct filter *filter, size_t from, bool longer)
{
	bool *left = xcalloc(filter->count + 1, sizeof *left);
	struct numbers some = {0};

	for (size_t i = from; i < filter->count; i++) {
		const struct term *term = &filter->terms[i];
		if (!term->field)
			continue;
		left[i] = !term_range(sieve->desk, sieve->type, term, &some);
		if (!left[i] || term_indexed(term))
			sieve_keep(sieve, &some);
	}
	for (size_t i = from; i < filter->count; i++)
		if (!filter->terms[i].field)
			sieve_word(sieve, &filter->terms[i], i + 1 == filter->count, longer && i == from);
	for (size_t i = from; i < filter->count; i++)
		if (left[i])
			sieve_look(sieve, &filter->terms[i]);
	free(left);
}

static void
sieve_scope(struct sieve *sieve)
{
	struct numbers some = {0};

	if (!scope_confines(sieve->desk, sieve->type))
		return;
	scope_numbers(sieve->desk, sieve->type, &some);
	sieve_keep(sieve, &some);
}

/* Last, since they are few: a search through everything is cheaper than one among nearly everything. */
static void
sieve_void(struct sieve *sieve)
{
	struct numbers some = {0};

	if (sieve->type != &type_project)
		return;
	set_range_text(sieve->desk->store, sieve->type, record_column(sieve->type, "project.stage"), "void", &some);
	sieve_drop(sieve, &some);
	numbers_free(&some);
}

/* ---- order */

static void
reverse(struct numbers *rows)
{
	for (size_t i = 0, j = rows->count; i + 1 < j; i++) {
		uint32_t first = rows->items[i];
		rows->items[i] = rows->items[--j];
		rows->items[j] = first;
	}
}

/* Takes the members in the order of the column's index. */
static void
walk_order(const struct query *query, const struct bits *members, size_t count, struct numbers *out)
{
	const struct store_order order = {.type = query->type, .column = query->order};
	struct store_place *places = xmalloc(WALK_STEP * sizeof *places), from;
	uint32_t numbers[WALK_STEP];
	bool begun = false;
	size_t got;

	out->cap = count + 1;
	out->items = xrealloc(NULL, out->cap, sizeof *out->items);
	do {
		got = store_walk(query->desk->store, &order, begun ? &from : NULL, false, !query->descending, WALK_STEP, numbers, places);
		for (size_t i = 0; i < got && out->count < count; i++)
			if (bits_has(members, numbers[i]))
				out->items[out->count++] = numbers[i];
		if (got)
			from = places[got - 1];
		begun = true;
	} while (got == WALK_STEP && out->count < count);
	free(places);
}

/* By the stage that is shown, where it is not the stage that is stored. */
static void
order_shown(const struct query *query, const struct bits *members, struct numbers *out)
{
	enum stage stages[STAGE_COUNT];
	struct numbers some = {0};

	for (size_t i = 0; i < STAGE_COUNT; i++) {
		size_t at = i;
		for (; at > 0 && strcmp(stage_code(stages[at - 1]), stage_code((enum stage)i)) > 0; at--)
			stages[at] = stages[at - 1];
		stages[at] = (enum stage)i;
	}
	for (size_t i = 0; i < STAGE_COUNT; i++) {
		veil_stage_numbers(query->desk, stages[i], &some);
		for (size_t j = 0; j < some.count; j++)
			if (bits_has(members, some.items[j]))
				numbers_add(out, some.items[j]);
		numbers_free(&some);
	}
	if (query->descending)
		reverse(out);
}

/* The rows that were there stand in order already. */
static void
keep_order(const struct numbers *rows, const struct bits *members, struct numbers *out)
{
	for (size_t i = 0; i < rows->count; i++)
		if (bits_has(members, rows->items[i]))
			numbers_add(out, rows->items[i]);
}

static void
take_rows(struct query *query, struct numbers *set, bool in_order)
{
	struct numbers rows = {0};
	struct bits members;

	if (!query->order) {
		rows = *set;
		if (query->descending)
			reverse(&rows);
	} else {
		bits_of(&members, set, store_count(query->desk->store, query->type));
		if (in_order)
			keep_order(&query->rows, &members, &rows);
		else if (desk_veiled(query->desk) && strcmp(query->order->path, "project.stage") == 0)
			order_shown(query, &members, &rows);
		else
			walk_order(query, &members, set->count, &rows);
		bits_free(&members);
		numbers_free(set);
	}
	numbers_free(&query->rows);
	query->rows = rows;
	query->rest = query->end = 0;
	numbers_fit(&query->rows);
}

void
query_gather(struct query *query, size_t narrows, bool longer)
{
	struct desk *desk = query->desk;
	struct sieve sieve = {.query = query, .desk = desk, .type = query->type, .all = true};
	bool again = narrows != SIZE_MAX;

	if (again) {
		narrows = narrow_again(query, narrows);
		if (narrow_later(query, narrows))
			return;
		sieve.all = false;
		set_copy(&sieve.set, &query->rows);
		set_sort(&sieve.set, store_count(desk->store, query->type));
		sieve_terms(&sieve, &query->filter, narrows, longer);
	} else {
		sieve_scope(&sieve);
		sieve_terms(&sieve, &query->filter, 0, false);
		if (!query->filter.names_void)
			sieve_void(&sieve);
	}
	if (sieve.all)
		set_all(&sieve.set, store_count(desk->store, query->type));
	take_rows(query, &sieve.set, again);
}
