/* Whose score sheets they are that come in and go out, and what the office keys for an expert. */
#include <config.h>

#include <criterion/criterion.h>

#include "desk/room.h"
#include "sheetwork.h"

Test(scores, an_expert_takes_out_and_hands_in_the_own_sheets_only)
{
	SCENE(scene, "expert4");
	uint64_t sheets;
	struct grid grid = filled;

	scene.path = file_in(&scene, "out.csv");
	cr_expect_eq(give(&scene, "expert5", false, &sheets), -1);
	cr_expect_eq(scene.err.code, ERR_DENIED);
	cr_expect_str_eq(scene.err.message, "'查文斌' may take out the own sheets only");
	put_grid(&scene, &grid, 0);
	cr_expect_eq(take(&scene, "expert5"), -1);
	cr_expect_eq(scene.err.code, ERR_DENIED);
	sample_sit(&scene.sample, "qianhong", NULL);
	cr_expect_eq(give(&scene, NULL, false, &sheets), -1);
	cr_expect_eq(scene.err.code, ERR_DENIED);
}

Test(scores, of_another_expert_are_not_taken_for_this_ones)
{
	SCENE(scene, "limin");
	struct grid grid = filled;

	grid.cells[0][8] = "专家";
	grid.cells[1][8] = "expert5";
	grid.cells[2][8] = "expert4";
	put_grid(&scene, &grid, 0);
	cr_assert_eq(take(&scene, "expert4"), 0, "%s", scene.err.message);
	only_fault(&scene, 2, 9, "this sheet is of 'expert5', not of 'expert4'");
}

/* Who stands aside from the fourth project. */
static const char *
recused(struct scene *scene)
{
	void *record;

	cr_assert_eq(store_begin(scene->sample.desk->store, NULL), 0);
	cr_assert_eq(store_get(scene->sample.desk->store, &type_recusal, store_count(scene->sample.desk->store, &type_recusal), &scene->sample.arena,
		&record, NULL), 0);
	store_end(scene->sample.desk->store);
	return ((struct recusal *)record)->expert;
}

Test(scores, the_office_is_told_who_was_not_assigned_and_who_stands_aside)
{
	SCENE(scene, "limin");
	struct grid grid = filled;
	const char *aside = recused(&scene);

	grid.cells[1][0] = OTHERS;
	put_grid(&scene, &grid, 0);
	cr_assert_eq(take(&scene, "expert4"), 0, "%s", scene.err.message);
	only_fault(&scene, 2, 1, "'QP2023-0044' is not assigned to 'expert4'");
	grid = filled;
	grid.cells[1][0] = OPEN_2;
	grid.cells[2][0] = NULL;
	put_grid(&scene, &grid, 0);
	cr_assert_eq(take(&scene, aside), 0, "%s", scene.err.message);
	only_fault(&scene, 2, 1, arena_printf(&scene.sample.arena, "'%s' stands aside from '" OPEN_2 "'", aside));
	grid.cells[1][0] = "QP2022-0034";
	put_grid(&scene, &grid, 0);
	cr_assert_eq(take(&scene, "expert4"), 0, "%s", scene.err.message);
	cr_expect_eq(scene.result.faults.errors, 1, "a project of another call is none of this one's");
}

Test(scores, keyed_by_the_office_are_marked_and_a_second_keying_compares)
{
	SCENE(scene, "limin");
	struct grid grid = filled;

	put_grid(&scene, &filled, 0);
	must_take(&scene, "expert4");
	cr_expect_eq(scene.result.saved, 2);
	cr_expect_str_eq(sheet_of(&scene, OPEN_1, "expert4")->keyed_by, "limin");
	cr_assert_eq(take(&scene, "expert4"), 0);
	cr_expect_eq(scene.result.faults.errors, 2, "the second keying is another person's");
	cr_expect_str_eq(scene.result.faults.items[0].message, "the second keying is another person's");

	sample_sit(&scene.sample, "zhaolei", NULL);
	grid.cells[1][4] = "16";
	grid.cells[1][5] = "12";
	put_grid(&scene, &grid, 1);
	cr_assert_eq(take(&scene, "expert4"), 0);
	cr_assert_eq(scene.result.faults.errors, 2);
	cr_expect_str_eq(scene.result.faults.items[0].message, "17 was keyed first and 16 now: look at the paper");
	cr_expect_eq(scene.result.faults.items[0].pos.column, 5);
	cr_expect_eq(scene.result.faults.items[1].pos.column, 6);
	cr_expect_str_eq(sheet_of(&scene, OPEN_2, "expert4")->checked_by, "", "all or nothing");

	put_grid(&scene, &filled, 1);
	must_take(&scene, "expert4");
	cr_expect_str_eq(sheet_of(&scene, OPEN_1, "expert4")->checked_by, "zhaolei");
	cr_expect_str_eq(sheet_of(&scene, OPEN_1, "expert4")->keyed_by, "limin");
	must_take(&scene, "expert4");
	cr_expect_eq(scene.result.unchanged, 2, "keyed twice is enough");
}
