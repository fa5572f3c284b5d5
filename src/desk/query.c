#include <config.h>

#include "desk/queryroom.h"

#include <stdlib.h>
#include <string.h>

enum { STEP = 512 };

/* What a row_place holds: the place in the store's order, or in the array; and which record stood there. */
struct spot {
	struct store_place place;
	unsigned char dense;
	uint32_t number;
};
_Static_assert(sizeof(struct spot) <= sizeof(struct row_place), "a place has room");

static void
spot_put(struct row_place *out, const struct spot *spot)
{
	memset(out, 0, sizeof *out);
	memcpy(out, spot, sizeof *spot);
}

static struct spot
spot_get(const struct row_place *place)
{
	struct spot spot;

	memcpy(&spot, place, sizeof spot);
	return spot;
}

/* ---- opening */

static int
read_order(struct query *query, const char *name, struct err *err)
{
	struct filter_field named;

	if (!name || !*name)
		return 0;
	if (!filter_field(query->desk, query->type, name, &named))
		return err_set(err, ERR_INPUT, _("there is no field '%s'"), name);
	if (!named.column || !(named.field->flags & FIELD_INDEXED) || named.field->flags & FIELD_SENSITIVE)
		return err_set(err, ERR_INPUT, _("lists cannot be ordered by '%s'"), _(named.field->label));
	query->order = named.column;
	return 0;
}

static void
hide_void(struct query *query)
{
	numbers_free(&query->hidden);
	if (query->type == &type_project)
		set_range_text(query->desk->store, query->type, record_column(query->type, "project.stage"), "void", &query->hidden);
}

static int
look(struct query *query, size_t narrows, bool longer, struct err *err)
{
	if (store_begin(query->desk->store, err) < 0)
		return -1;
	query->pulse = desk_pulse(query->desk);
	query->dense = query->filter.count > 0 || scope_confines(query->desk, query->type);
	if (query->dense) {
		query_gather(query, narrows, longer);
	} else {
		numbers_free(&query->rows);
		query->rest = query->end = 0;
		hide_void(query);
	}
	store_end(query->desk->store);
	return 0;
}

int
query_open(struct desk *desk, const struct query_spec *spec, struct query **out, struct err *err)
{
	struct query *query = xcalloc(1, sizeof *query);

	query->desk = desk;
	query->type = spec->type;
	query->descending = spec->descending;
	if (read_order(query, spec->order, err) < 0 || filter_parse(desk, spec->type, spec->where, &query->filter, err) < 0 ||
		look(query, SIZE_MAX, false, err) < 0) {
		query_close(query);
		return -1;
	}
	*out = query;
	return 0;
}

int
query_refilter(struct query *query, const char *where, struct err *err)
{
	struct filter filter;
	size_t narrows = SIZE_MAX;
	bool longer;

	if (filter_parse(query->desk, query->type, where, &filter, err) < 0)
		return -1;
	if (query->dense && query->pulse == desk_pulse(query->desk))
		narrows = filter_narrows(&query->filter, &filter);
	longer = narrows != SIZE_MAX && narrows + 1 == query->filter.count;
	if (!longer || filter.count != query->filter.count)
		query->text_known = false;
	filter_free(&query->filter);
	query->filter = filter;
	return look(query, narrows, longer, err);
}

void
query_refresh(struct query *query)
{
	if (query->pulse != desk_pulse(query->desk))
		look(query, SIZE_MAX, false, NULL);
}

void
query_close(struct query *query)
{
	if (!query)
		return;
	filter_free(&query->filter);
	numbers_free(&query->hidden);
	numbers_free(&query->text_hits);
	numbers_free(&query->rows);
	row_cells_free(query->cells);
	free(query);
}

uint64_t
query_count(struct query *query)
{
	narrow_all(query);
	if (query->dense)
		return query->rows.count;
	return store_count(query->desk->store, query->type) - query->hidden.count;
}

bool
query_counted(const struct query *query)
{
	enum { SOON = 4096 }; /* looked at in a fraction of a millisecond */

	return query->end - query->rest <= SOON;
}

/* ---- walking the array */

/* Where the number stands, or by its number would stand, in rows that are ordered by number. */
static size_t
find_by_number(const struct query *query, uint32_t number)
{
	size_t low = 0, high = query->rows.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		uint32_t there = query->rows.items[middle];
		if (query->descending ? there > number : there < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The row of a place; *exact when the record that stood there is still one of the rows. */
static size_t
dense_find(struct query *query, const struct spot *spot, bool *exact)
{
	const struct numbers *rows = &query->rows;
	uint32_t hint = 0;

	if (spot->dense)
		memcpy(&hint, spot->place.key, sizeof hint);
	*exact = spot->dense && hint < rows->count && rows->items[hint] == spot->number;
	if (*exact)
		return hint;
	if (!query->order) {
		narrow_past(query, spot->number);
		size_t at = find_by_number(query, spot->number);
		*exact = at < rows->count && rows->items[at] == spot->number;
		return at;
	}
	for (size_t i = 0; i < rows->count; i++)
		if (rows->items[i] == spot->number) {
			*exact = true;
			return i;
		}
	return hint < rows->count ? hint : rows->count;
}

static void
dense_place(const struct query *query, size_t row, struct row_place *out)
{
	struct spot spot = {.dense = 1, .number = query->rows.items[row]};
	uint32_t at = (uint32_t)row;

	memcpy(spot.place.key, &at, sizeof at);
	spot_put(out, &spot);
}

static size_t
dense_walk(struct query *query, const struct spot *from, bool inclusive, bool forward, size_t limit, uint32_t *numbers,
	struct row_place *places)
{
	size_t count, done = 0, at = 0; /* backwards, `at` is one behind the next row */
	bool exact;

	if (from) {
		at = dense_find(query, from, &exact);
		if (exact)
			at += forward ? !inclusive : inclusive;
	}
	if (forward)
		narrow_count(query, limit < SIZE_MAX - at ? at + limit : SIZE_MAX);
	else if (!from)
		narrow_all(query);
	count = query->rows.count;
	if (!forward && !from)
		at = count;
	for (; done < limit && (forward ? at < count : at > 0); done++) {
		size_t row = forward ? at++ : --at;
		if (numbers)
			numbers[done] = query->rows.items[row];
		if (places)
			dense_place(query, row, &places[done]);
	}
	return done;
}

/* ---- walking the store's index */

/* The place in the index of a row that stood in an array before; false when it is no longer there. */
static bool
place_again(const struct query *query, uint32_t number, struct store_place *out)
{
	struct store_order order = {.type = query->type, .column = query->order};
	struct store_place places[STEP];
	uint32_t numbers[STEP];
	struct buf key = {0};
	struct arena arena = {0};
	void *record;
	size_t got = 0;

	if (!query->order) {
		for (int shift = 24; shift >= 0; shift -= 8)
			buf_addc(&key, (char)(number >> shift));
	} else if (store_get_columns(query->desk->store, query->type, number, &query->order, 1, &arena, &record, NULL) == 0) {
		query->order->field->kind->key(column_in(record, query->order), query->order->field, &key);
	}
	if (key.len) {
		order.low = order.high = key.data;
		order.low_len = order.high_len = key.len;
		got = store_walk(query->desk->store, &order, NULL, true, true, STEP, numbers, places);
	}
	buf_free(&key);
	arena_free(&arena);
	for (size_t i = 0; i < got; i++)
		if (numbers[i] == number) {
			*out = places[i];
			return true;
		}
	return false;
}

static void
index_row(const struct store_place *place, uint32_t number, struct row_place *out)
{
	struct spot spot = {.place = *place, .number = number};

	spot_put(out, &spot);
}

static size_t
index_walk(const struct query *query, const struct spot *from, bool inclusive, bool forward, size_t limit, uint32_t *numbers,
	struct row_place *places)
{
	const struct store_order order = {.type = query->type, .column = query->order};
	struct store_place at, found[STEP];
	uint32_t got_numbers[STEP];
	size_t done = 0, got, want;
	bool begun = from && (!from->dense || place_again(query, from->number, &at));

	if (begun && !from->dense)
		at = from->place;
	do {
		want = limit - done < STEP ? limit - done : STEP;
		got = store_walk(query->desk->store, &order, begun ? &at : NULL, inclusive, forward != query->descending, want, got_numbers, found);
		for (size_t i = 0; i < got; i++) {
			if (query->hidden.count && set_has(&query->hidden, got_numbers[i]))
				continue;
			if (numbers)
				numbers[done] = got_numbers[i];
			if (places)
				index_row(&found[i], got_numbers[i], &places[done]);
			done++;
		}
		if (got)
			at = found[got - 1];
		begun = true;
		inclusive = false;
	} while (got == want && done < limit);
	return done;
}

size_t
query_walk(struct query *query, const struct row_place *from, bool inclusive, bool forward, size_t limit, uint32_t *numbers,
	struct row_place *places)
{
	struct spot spot = from ? spot_get(from) : (struct spot){0};
	size_t done;

	if (query->dense)
		return dense_walk(query, from ? &spot : NULL, inclusive, forward, limit, numbers, places);
	if (!limit || store_begin(query->desk->store, NULL) < 0)
		return 0;
	done = index_walk(query, from ? &spot : NULL, inclusive, forward, limit, numbers, places);
	store_end(query->desk->store);
	return done;
}

uint64_t
query_ordinal(struct query *query, const struct row_place *place)
{
	struct spot spot = spot_get(place);
	uint64_t before;
	bool exact;

	if (query->dense) {
		before = dense_find(query, &spot, &exact);
		return exact ? before + 1 : 0;
	}
	if (query->order || !spot.number)
		return 0;
	before = spot.number - 1 - set_below(&query->hidden, spot.number); /* numbers are dense */
	return query->descending ? query_count(query) - before : before + 1;
}
