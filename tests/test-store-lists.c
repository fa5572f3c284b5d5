/* Lists over the records: orders, kept counts, and filtering as one types. */
#include <config.h>

#include "ledger.h"

#include <criterion/criterion.h>
#include <string.h>

LEDGER_SUITE(store_lists, 600);

/* ---- orders */

static size_t
walk(const struct store_order *order, const struct store_place *from, bool inclusive, bool forward, size_t limit, uint32_t *numbers,
	struct store_place *places)
{
	struct err err;
	cr_assert_eq(store_begin(l.store, &err), 0);
	size_t count = store_walk(l.store, order, from, inclusive, forward, limit, numbers, places);
	store_end(l.store);
	return count;
}

Test(store_lists, an_order_holds_every_record_also_those_without_a_value)
{
	struct store_order order = {.type = &type_project, .column = ledger_column("project.deadline")};
	uint32_t numbers[8];
	ledger_fill(&l, 1, 4, 0);
	struct project *project = ledger_get(&l, &type_project, 2);
	project->deadline = 18900;
	ledger_put(&l, project);
	cr_assert_eq(walk(&order, NULL, true, true, 8, numbers, NULL), 4);
	cr_assert_eq(walk(&order, NULL, true, false, 1, numbers, NULL), 1);
	cr_assert_eq(numbers[0], 2, "the only one with a value is the last");
}

Test(store_lists, walks_go_both_ways_from_a_place_and_stay_good_while_others_write)
{
	struct store_order order = {.type = &type_project};
	uint32_t numbers[8];
	struct store_place places[8];
	ledger_fill(&l, 1, 6, 0);
	cr_assert_eq(walk(&order, NULL, true, true, 3, numbers, places), 3);
	cr_assert_eq(numbers[2], 3);
	ledger_fill(&l, 7, 1, 0);
	cr_assert_eq(walk(&order, &places[2], false, true, 8, numbers, NULL), 4);
	cr_assert_eq(numbers[0], 4);
	cr_assert_eq(numbers[3], 7);
	cr_assert_eq(walk(&order, &places[2], true, true, 1, numbers, NULL), 1);
	cr_assert_eq(numbers[0], 3);
	cr_assert_eq(walk(&order, &places[2], false, false, 8, numbers, NULL), 2);
	cr_assert_eq(numbers[0], 2);
	cr_assert_eq(numbers[1], 1);
	cr_assert_eq(walk(&order, &places[2], true, false, 1, numbers, NULL), 1);
	cr_assert_eq(numbers[0], 3);
	cr_assert_eq(walk(&order, NULL, true, false, 1, numbers, NULL), 1);
	cr_assert_eq(numbers[0], 7);
}

Test(store_lists, a_row_that_moved_away_leaves_its_place_standing)
{
	struct store_order order = {.type = &type_project, .column = ledger_column("project.submitted_on")};
	uint32_t numbers[4];
	struct store_place places[4];
	ledger_fill(&l, 1, 3, 0);
	cr_assert_eq(walk(&order, NULL, true, true, 2, numbers, places), 2);
	struct project *project = ledger_get(&l, &type_project, numbers[1]);
	project->submitted_on += 1000;
	ledger_put(&l, project);
	cr_assert_eq(walk(&order, &places[1], true, true, 4, numbers, NULL), 2);
	cr_assert_eq(numbers[0], 3);
	cr_assert_eq(numbers[1], 2);
	cr_assert_eq(walk(&order, &places[1], true, false, 4, numbers, NULL), 1);
	cr_assert_eq(numbers[0], 1);
}

Test(store_lists, an_order_is_narrowed_to_what_begins_with_its_bounds)
{
	struct project *blank = record_new(&type_project, &l.arena);
	struct buf key = {0};
	uint32_t numbers[16];
	ledger_fill(&l, 1, 12, 0);
	blank->stage = "submitted";
	const struct column *stage = ledger_column("project.stage");
	stage->field->kind->key(&blank->stage, stage->field, &key);
	struct store_order order = {.type = &type_project, .column = stage, .low = key.data, .low_len = key.len, .high = key.data, .high_len = key.len};
	cr_assert_eq(walk(&order, NULL, true, true, 16, numbers, NULL), 4);
	cr_assert_eq(numbers[0], 1);
	cr_assert_eq(numbers[3], 10);
	cr_assert_eq(walk(&order, NULL, true, false, 16, numbers, NULL), 4);
	cr_assert_eq(numbers[0], 10);
	struct numbers all = {0};
	store_numbers(l.store, &order, &all);
	cr_assert_eq(all.count, 4);
	numbers_free(&all);
	buf_free(&key);
}

/* ---- counts */

struct counted {
	uint64_t sum;
	unsigned rows;
};

static void
count_row(void *user, const char *const values[3], uint64_t count)
{
	struct counted *counted = user;
	cr_assert_str_eq(values[0], "2021");
	counted->sum += count;
	counted->rows++;
}

Test(store_lists, counts_are_kept_for_each_combination_and_follow_every_change)
{
	struct counted all = {0}, drafts = {0}, after = {0}, within = {0};
	const char *const stage[3] = {NULL, "draft", NULL};
	ledger_fill(&l, 1, 12, 0);
	store_tally(l.store, &type_project, NULL, count_row, &all);
	cr_assert_eq(all.sum, 12);
	cr_assert_eq(all.rows, 6);
	store_tally(l.store, &type_project, stage, count_row, &drafts);
	cr_assert_eq(drafts.sum, 4);
	struct project *project = ledger_get(&l, &type_project, 3);
	project->stage = "submitted";
	struct err err;
	ledger_write(&l, STORE_BULK);
	ledger_entry_begin(&l, "submit");
	cr_assert_eq(store_put(l.store, project, &err), 0);
	ledger_entry_end(&l);
	store_tally(l.store, &type_project, stage, count_row, &within);
	cr_assert_eq(within.sum, 3, "seen within the write");
	ledger_commit(&l);
	store_tally(l.store, &type_project, stage, count_row, &after);
	cr_assert_eq(after.sum, 3);
	ledger_verify(l.dir);
}

/* ---- text */

static size_t
scan(enum store_lane lane, const char *needle, const struct numbers *among, size_t limit, struct numbers *out)
{
	struct err err;
	cr_assert_eq(store_begin(l.store, &err), 0);
	out->count = 0;
	store_scan(l.store, &type_project, lane, needle, among, limit, out);
	store_end(l.store);
	return out->count;
}

Test(store_lists, text_is_found_in_both_lanes_and_narrowed_further)
{
	struct numbers found = {0}, further = {0};
	ledger_fill(&l, 1, 1500, STORE_BULK);
	cr_assert_eq(scan(LANE_TEXT, "精密机械", NULL, 0, &found), 750);
	cr_assert_eq(found.items[0], 1);
	cr_assert_eq(found.items[749], 1499);
	cr_assert_eq(scan(LANE_TEXT, "精密机械14", &found, 0, &further), 55);
	cr_assert_eq(further.items[0], 141);
	cr_assert_eq(scan(LANE_PINYIN, "wangjianguo", NULL, 0, &found), 375);
	cr_assert_eq(scan(LANE_PINYIN, "wjg", NULL, 3, &found), 3);
	cr_assert_eq(found.items[2], 12);
	cr_assert_eq(scan(LANE_TEXT, "没有这样的", NULL, 0, &found), 0);
	cr_assert_eq(scan(LANE_TEXT, "", NULL, 0, &found), 1500);
	numbers_free(&found);
	numbers_free(&further);
}

Test(store_lists, text_found_by_narrowing_is_what_a_whole_scan_finds)
{
	struct numbers some = {0}, whole = {0}, narrowed = {0};
	uint64_t state = 99;
	ledger_fill(&l, 1, 2000, STORE_BULK);
	for (uint32_t every = 1; every < 400; every *= 3) {
		some.count = 0;
		for (uint32_t n = 1; n <= 2000; n++)
			if (ledger_random(&state) % every == 0)
				numbers_add(&some, n);
		scan(LANE_TEXT, "电子科技1", NULL, 0, &whole);
		scan(LANE_TEXT, "电子科技1", &some, 0, &narrowed);
		size_t at = 0;
		for (size_t i = 0, k = 0; i < whole.count; i++) {
			while (k < some.count && some.items[k] < whole.items[i])
				k++;
			if (k < some.count && some.items[k] == whole.items[i])
				cr_assert_eq(narrowed.items[at++], whole.items[i]);
		}
		cr_assert_eq(at, narrowed.count);
	}
	numbers_free(&some);
	numbers_free(&whole);
	numbers_free(&narrowed);
}

Test(store_lists, text_follows_changes_across_the_borders_of_its_blocks)
{
	static const unsigned numbers[] = {1, 15, 16, 17, 511, 512, 513, 1023, 1024, 1030};
	struct numbers found = {0};
	for (unsigned n = 1; n <= 1030; n += 103)
		ledger_fill(&l, n, 103, n % 2 ? STORE_BULK : 0);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct project *project = ledger_get(&l, &type_project, numbers[i]);
		project->unit.name = "改过名的单位\n第二行";
		ledger_put(&l, project);
	}
	cr_assert_eq(scan(LANE_TEXT, "改过名的单位", NULL, 0, &found), sizeof numbers / sizeof *numbers);
	for (size_t i = 0; i < found.count; i++)
		cr_assert_eq(found.items[i], numbers[i]);
	ledger_verify(l.dir);
	numbers_free(&found);
}
