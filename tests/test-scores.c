/* Score sheets that were filled in elsewhere: out and back by workbook, csv and text, and every fault by its row and column. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include "base/text.h"
#include "desk/room.h"
#include "sheetwork.h"
#include "testfiles.h"

/* ---- the way there and back */

Test(scores, filled_in_elsewhere_come_in_by_every_kind_of_file)
{
	for (size_t format = 0; format < FORMATS; format++) {
		SCENE(scene, "expert4");
		put_grid(&scene, &filled, format);
		must_take(&scene, NULL);
		cr_expect_eq(scene.result.handed_in, 2);
		cr_expect_eq(scene.result.saved, 2, "%s", format_names[format]);
		const struct score_sheet *sheet = sheet_of(&scene, OPEN_1, NULL);
		cr_assert(sheet);
		cr_expect_str_eq(sheet->total_shown, "81.00");
		cr_expect_str_eq(extra_get(sheet, "innovation"), "17");
		cr_expect_str_eq(sheet->remark, "=技术过硬");
		cr_expect_str_eq(sheet->keyed_by, "", "nobody keyed it for the expert");
		cr_expect_str_eq(sheet_of(&scene, OPEN_2, NULL)->total_shown, "100.00");
	}
}

Test(scores, what_went_out_comes_back_unchanged_by_every_kind_of_file)
{
	for (size_t format = 0; format < FORMATS; format++) {
		SCENE(scene, "expert4");
		uint64_t sheets, entries;
		put_grid(&scene, &filled, 0);
		must_take(&scene, NULL);
		scene.path = file_in(&scene, arena_printf(&scene.sample.arena, "out.%s", format_names[format]));
		cr_assert_eq(give(&scene, NULL, false, &sheets), 0, "%s", scene.err.message);
		cr_expect_eq(sheets, 3);
		entries = desk_pulse(scene.sample.desk);
		must_take(&scene, NULL);
		cr_expect_eq(scene.result.unchanged, 3, "%s: %d", format_names[format], (int)scene.result.unchanged);
		cr_expect_eq(scene.result.handed_in, 0);
		cr_expect_eq(desk_pulse(scene.sample.desk), entries, "the journal has nothing to tell of it");
	}
}

Test(scores, what_is_not_filled_in_stays_unfinished_and_is_never_0)
{
	for (size_t format = 0; format < FORMATS; format++) {
		SCENE(scene, "expert4");
		uint64_t sheets;
		scene.path = file_in(&scene, arena_printf(&scene.sample.arena, "out.%s", format_names[format]));
		cr_assert_eq(give(&scene, NULL, false, &sheets), 0, "%s", scene.err.message);
		must_take(&scene, NULL);
		cr_expect_eq(scene.result.open, 2);
		cr_expect_eq(scene.result.unchanged, 1);
		cr_expect_eq(scene.result.saved, 0);
		cr_expect_null(sheet_of(&scene, OPEN_1, NULL));
	}
}

Test(scores, go_out_blind_as_the_rules_say_and_blank_for_a_second_keying)
{
	SCENE(scene, "limin");
	void *record;
	uint64_t sheets;
	char *text;

	scene.path = file_in(&scene, "out.csv");
	cr_assert_eq(desk_get(scene.sample.desk, &type_project, DONE, &scene.sample.arena, &record, NULL), 0);
	cr_assert_eq(give(&scene, "expert4", false, &sheets), 0, "%s", scene.err.message);
	text = test_read(scene.path, NULL);
	cr_expect(strstr(text, DONE));
	cr_expect(strstr(text, "79.00"));
	cr_expect_null(strstr(text, ((struct project *)record)->unit.name));
	cr_expect_null(strstr(text, ((struct project *)record)->leader.name));
	free(text);
	cr_assert_eq(give(&scene, "expert4", true, &sheets), 0, "%s", scene.err.message);
	text = test_read(scene.path, NULL);
	cr_expect(strstr(text, DONE));
	cr_expect_null(strstr(text, "79.00"));
	free(text);
}

Test(scores, an_experts_own_file_is_the_offices_file_of_that_expert)
{
	SCENE(scene, "expert4");
	uint64_t sheets;

	scene.path = file_in(&scene, "out.txt");
	cr_assert_eq(give(&scene, NULL, true, &sheets), 0, "%s", scene.err.message);
	char *own = test_read(scene.path, NULL);
	sample_sit(&scene.sample, "limin", NULL);
	cr_assert_eq(give(&scene, "expert4", true, &sheets), 0, "%s", scene.err.message);
	char *office = test_read(scene.path, NULL);
	cr_expect_eq(strlen(own), strlen(office), "%s%s", own, office);
	free(own);
	free(office);
}

/* ---- faults */

static const struct {
	int row, column; /* of the grid, from 0 */
	const char *text;
	int at_row, at_column; /* where the fault is told, as the sheet shows it */
	const char *message;
} faults[] = {
	{1, 1, "21", 2, 2, "'leader's skill and honours' has 20 points at most"},
	{1, 4, "-3", 2, 5, "'innovation' cannot have less than 0 points"},
	{2, 6, "14.5", 3, 7, "'plan and budget' takes whole points only"},
	{2, 2, "十二", 3, 3, "'十二' is no number of points"},
	{2, 3, "", 3, 4, "there are no points here: an unfinished sheet is not handed in, and none is 0"},
	{1, 7, "80", 2, 8, "the total says '80', and the points add up to 81.00"},
	{1, 0, "", 2, 1, "this row names no project"},
	{2, 0, OPEN_1, 3, 1, "the project stands in row 2 already"},
	{1, 0, DONE, 2, 0, NULL}, /* told criterion by criterion */
	{1, 0, "QP2023-9999", 2, 1, "there is no 'QP2023-9999' here"},
	{1, 0, OTHERS, 2, 1, "there is no 'QP2023-0044' here"},
	{0, 1, "带头人技能水平与荣誉（25）", 1, 2, "full marks are 20 by the rules of the call, not 25"},
	{0, 3, "项目", 1, 4, "the column 'A' holds 'Project' already"},
};

/* The grid with one cell changed. */
static struct grid
changed(size_t fault)
{
	struct grid grid = filled;

	grid.cells[faults[fault].row][faults[fault].column] = faults[fault].text;
	return grid;
}

static void
check_table_fault(struct scene *scene, size_t fault, size_t format)
{
	struct grid grid = changed(fault);

	put_grid(scene, &grid, format);
	cr_assert_eq(take(scene, NULL), 0, "%s", scene->err.message);
	if (!faults[fault].message) {
		cr_expect_gt(scene->result.faults.errors, 0);
		for (size_t i = 0; i < scene->result.faults.count; i++)
			cr_expect_eq(scene->result.faults.items[i].pos.line, faults[fault].at_row);
		cr_expect(strstr(scene->result.faults.items[0].message, "reopening a sheet takes the office and a second person"));
	} else if (strcmp(faults[fault].text, "项目") == 0) { /* and the criterion that stood there is missing */
		cr_expect_eq(scene->result.faults.errors, 2);
		cr_expect_str_eq(scene->result.faults.items[0].message, faults[fault].message);
		cr_expect_eq(scene->result.faults.items[0].pos.column, faults[fault].at_column);
		cr_expect_str_eq(scene->result.faults.items[1].message, "there is no column for 'studio and team (15)'");
	} else {
		only_fault(scene, faults[fault].at_row, faults[fault].at_column, faults[fault].message);
	}
	cr_expect(scene->result.lettered);
}

Test(scores, every_fault_of_a_table_is_told_by_row_and_column_and_nothing_is_saved)
{
	SCENE(scene, "expert4");

	for (size_t format = 0; format < 2; format++)
		for (size_t fault = 0; fault < sizeof faults / sizeof *faults; fault++)
			check_table_fault(&scene, fault, format);
	cr_expect_null(sheet_of(&scene, OPEN_1, NULL));
	cr_expect_null(sheet_of(&scene, OPEN_2, NULL));
}

Test(scores, all_faults_of_a_sheet_are_told_at_once)
{
	SCENE(scene, "expert4");
	struct grid grid = filled;

	grid.cells[1][1] = "21";
	grid.cells[1][2] = "x";
	grid.cells[2][0] = OTHERS;
	put_grid(&scene, &grid, 0);
	cr_assert_eq(take(&scene, NULL), 0);
	cr_expect_eq(scene.result.faults.errors, 3);
}

Test(scores, a_text_tells_faults_by_line_and_character)
{
	static const char text[] =
		"# 说明\n"
		"合计: 3\n"              /* before any project */
		"项目: " OPEN_1 "\n"
		"leader's skill and honours: 25\n"
		"带徒传技（16）: 3\n"
		"星座: 白羊\n"
		" 续行\n"
		"leader's skill and honours: 5\n"
		"评语: 好\n"
		"  很好\n";
	static const struct {
		int line, character;
		const char *message;
	} told[] = {
		{2, 0, "this line stands before any project"},
		{5, 1, "full marks are 15 by the rules of the call, not 16"},
		{6, 0, "'星座: 白羊' names nothing that stands in a score sheet"},
		{7, 0, "only a remark goes on in a line that begins with a blank"},
		{8, 29, "'leader's skill and honours (20)' stands twice in this sheet"},
	};
	SCENE(scene, "expert4");

	scene.path = file_in(&scene, "sheets.txt");
	test_write(scene.path, text, strlen(text));
	cr_assert_eq(take(&scene, NULL), 0, "%s", scene.err.message);
	cr_expect(!scene.result.lettered);
	cr_assert_eq(scene.result.faults.count, sizeof told / sizeof *told);
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		cr_expect_str_eq(scene.result.faults.items[i].message, told[i].message);
		cr_expect_eq(scene.result.faults.items[i].pos.line, told[i].line, "%s", told[i].message);
		cr_expect_eq(scene.result.faults.items[i].pos.column, told[i].character, "%s", told[i].message);
	}
}

Test(scores, a_remark_keeps_its_lines)
{
	SCENE(scene, "expert4");
	static const char text[] = "项目: " OPEN_1 "\n带头人技能水平与荣誉: 1\n首席技师制度与待遇: 2\n工作室与团队: 3\n创新攻关成果: 4\n带徒传技: 5\n"
		"工作计划与经费预算: 6\n评语: 一\n  二：三\n";
	uint64_t sheets;

	scene.path = file_in(&scene, "sheets.txt");
	test_write(scene.path, text, strlen(text));
	must_take(&scene, NULL);
	cr_expect_str_eq(sheet_of(&scene, OPEN_1, NULL)->remark, "一\n二：三");
	scene.path = file_in(&scene, "out.csv");
	cr_assert_eq(give(&scene, NULL, false, &sheets), 0);
	must_take(&scene, NULL);
	cr_expect_eq(scene.result.unchanged, 2);
}

Test(scores, each_criterion_has_a_remark_of_its_own_that_goes_out_and_comes_back_by_every_kind_of_file)
{
	static const char text[] = "项目: " OPEN_1 "\n带头人技能水平与荣誉: 1\n带头人技能水平与荣誉评语: 全国技术能手\nsystem and treatment: 2\n"
		"system and treatment remark: =1+1\n工作室与团队: 3\n创新攻关成果: 4\ninnovation_remark: 'x\n带徒传技: 5\n工作计划与经费预算: 6\n";

	for (size_t format = 0; format < FORMATS; format++) {
		SCENE(scene, "expert4");
		const struct score_sheet *sheet;
		uint64_t sheets;

		scene.path = file_in(&scene, "sheets.txt");
		test_write(scene.path, text, strlen(text));
		must_take(&scene, NULL);
		sheet = sheet_of(&scene, OPEN_1, NULL);
		cr_expect_str_eq(extra_get(sheet, "leader_remark"), "全国技术能手");
		cr_expect_str_eq(extra_get(sheet, "system_remark"), "=1+1");
		cr_expect_str_eq(extra_get(sheet, "innovation_remark"), "'x");
		cr_expect_str_eq(extra_get(sheet, "plan_remark"), "");
		cr_expect_str_eq(sheet->total_shown, "21.00", "remarks are no points");
		scene.path = file_in(&scene, arena_printf(&scene.sample.arena, "out.%s", format_names[format]));
		cr_assert_eq(give(&scene, NULL, false, &sheets), 0, "%s", scene.err.message);
		must_take(&scene, NULL);
		cr_expect_eq(scene.result.unchanged, 2, "%s: %d", format_names[format], (int)scene.result.unchanged);
	}
}

Test(scores, another_remark_on_a_criterion_is_told_where_it_stands)
{
	SCENE(scene, "expert4");
	char *text, *at;
	uint64_t sheets;

	scene.path = file_in(&scene, "out.txt");
	cr_assert_eq(give(&scene, NULL, false, &sheets), 0, "%s", scene.err.message);
	text = test_read(scene.path, NULL);
	at = strstr(text, "\ninnovation remark: ");
	cr_assert(at, "%s", text);
	at = strstr(strstr(text, DONE), "\ninnovation remark: ") + strlen("\ninnovation remark: ");
	const char *changed = arena_printf(&scene.sample.arena, "%.*s另一评语%s", (int)(at - text), text, at);
	test_write(scene.path, changed, strlen(changed));
	free(text);
	cr_assert_eq(take(&scene, NULL), 0, "%s", scene.err.message);
	cr_assert_eq(scene.result.faults.count, 1);
	cr_expect_str_eq(scene.result.faults.items[0].message, "'' is handed in: reopening a sheet takes the office and a second person");
	cr_expect_str_eq(scene.result.faults.items[0].field, "innovation remark");
}

Test(scores, a_file_without_a_header_is_told_as_such)
{
	SCENE(scene, "expert4");

	scene.path = file_in(&scene, "sheets.csv");
	test_write(scene.path, "a,b\n1,2\n", 8);
	cr_assert_eq(take(&scene, NULL), 0);
	only_fault(&scene, 1, 0, "there is no header that names the project and the criteria");
}
