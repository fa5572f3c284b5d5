/* Score sheets that were filled in elsewhere: out and back by workbook, csv and text, and every fault by its row and column. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include "base/paths.h"
#include "base/sheetfile.h"
#include "base/text.h"
#include "desk/room.h"
#include "exchange/scores.h"
#include "sample.h"
#include "testfiles.h"

/* Of the sample office in 2023: expert4's sheets, two of them open, and projects that are not expert4's. */
#define OPEN_1 "QP2023-0043"
#define OPEN_2 "QP2023-0046"
#define DONE "QP2023-0045"
#define OTHERS "QP2023-0044"

enum { COLUMNS = 9, ROWS = 5 };
/* As an office would fill it in; the header is a row of it. */
struct grid {
	const char *cells[ROWS][COLUMNS];
};

static const struct grid filled = {{
	{"项目", "带头人技能水平与荣誉（20）", "首席技师制度与待遇（15）", "工作室与团队（15）", "创新攻关成果（20）", "带徒传技（15）", "工作计划与经费预算（15）", "合计", "评语"},
	{OPEN_1, "18", "12", "13", "17", "11", "10", "81", "=技术过硬"},
	{OPEN_2, "20", "15", "15", "20", "15", "15", "", "第一行"},
}};

struct scene {
	struct sample sample;
	struct scores_result result;
	struct err err;
	const char *path;
};

static void
open_scene(struct scene *scene, const char *as)
{
	struct paths paths;

	*scene = (struct scene){0};
	paths_find(&paths);
	locale_start();
	words_use(LANG_EN, paths.catalogues); /* titles are known in both languages */
	paths_free(&paths);
	sample_open(&scene->sample, as, NULL);
}

static void
close_scene(struct scene *scene)
{
	scores_free(&scene->result);
	sample_close(&scene->sample);
}

#define SCENE(name, as) struct scene name __attribute__((cleanup(close_scene))); open_scene(&name, as)

/* ---- files */

static const char *
file_in(struct scene *scene, const char *name)
{
	return arena_printf(&scene->sample.arena, "%s/%s", scene->sample.dir, name);
}

static void
put_csv(const struct grid *grid, FILE *file)
{
	for (int row = 0; row < ROWS && grid->cells[row][0]; row++)
		for (int column = 0; column < COLUMNS; column++)
			fprintf(file, "\"%s\"%s", grid->cells[row][column] ? grid->cells[row][column] : "", column + 1 < COLUMNS ? "," : "\r\n");
}

static void
put_xlsx(const struct grid *grid, FILE *file)
{
	struct sheetfile_out sheet;
	struct paths paths;
	struct err err = {0};
	char *helper;

	paths_find(&paths);
	helper = paths_helper(&paths, "shouxi-xlsx");
	cr_assert_eq(sheetfile_create(&sheet, helper, fileno(file), "x", &err), 0, "%s", err.message);
	for (int row = 0; row < ROWS && grid->cells[row][0]; row++) {
		rows_begin(&sheet.rows, row + 1);
		for (int column = 0; column < COLUMNS; column++) {
			const char *text = grid->cells[row][column];
			bool number = text && *text && strspn(text, "0123456789.") == strlen(text);
			if (text && *text)
				rows_add(&sheet.rows, column + 1, number ? ROWS_NUMBER : ROWS_TEXT, text, strlen(text));
		}
		cr_assert_eq(rows_commit(&sheet.rows, &err), 0, "%s", err.message);
	}
	cr_assert_eq(sheetfile_finish(&sheet, &err), 0, "%s", err.message);
	free(helper);
	paths_free(&paths);
}

static void
put_text(const struct grid *grid, FILE *file)
{
	for (int row = 1; row < ROWS && grid->cells[row][0]; row++) {
		for (int column = 0; column < COLUMNS; column++)
			fprintf(file, "%s：%s\n", grid->cells[0][column], grid->cells[row][column] ? grid->cells[row][column] : "");
		putc('\n', file);
	}
}

static const struct {
	const char *name;
	void (*put)(const struct grid *grid, FILE *file);
} formats[] = {{"csv", put_csv}, {"xlsx", put_xlsx}, {"txt", put_text}};
enum { FORMATS = sizeof formats / sizeof *formats };

static void
put_grid(struct scene *scene, const struct grid *grid, size_t format)
{
	FILE *file;

	scene->path = file_in(scene, arena_printf(&scene->sample.arena, "sheets.%s", formats[format].name));
	file = fopen(scene->path, "wb");
	cr_assert(file);
	formats[format].put(grid, file);
	fclose(file);
}

/* ---- in and out */

static int
take(struct scene *scene, const char *expert)
{
	struct scores_options options = {.path = scene->path, .call = "2023", .expert = expert, .date = DATE_NONE};

	scores_free(&scene->result);
	scene->err = (struct err){0};
	return scores_import(scene->sample.desk, &options, &scene->result, &scene->err);
}

static void
must_take(struct scene *scene, const char *expert)
{
	cr_assert_eq(take(scene, expert), 0, "%s", scene->err.message);
	for (size_t i = 0; i < scene->result.faults.count; i++)
		cr_assert_fail("%s: row %d, column %d: %s", scene->path, scene->result.faults.items[i].pos.line, scene->result.faults.items[i].pos.column,
			scene->result.faults.items[i].message);
}

static int
give(struct scene *scene, const char *expert, bool blank, uint64_t *sheets)
{
	struct scores_options options = {.path = scene->path, .expert = expert, .blank = blank};

	scene->err = (struct err){0};
	return scores_export(scene->sample.desk, &options, sheets, &scene->err);
}

static const struct score_sheet *
sheet_of(struct scene *scene, const char *project, const char *expert)
{
	struct score_sheet *sheet;

	return desk_sheet(scene->sample.desk, project, expert, &scene->sample.arena, &sheet, NULL) == 0 ? sheet : NULL;
}

/* The fault at a row and column, and no other. */
static void
only_fault(struct scene *scene, int row, int column, const char *message)
{
	const struct faults *faults = &scene->result.faults;

	cr_assert_eq(faults->count, 1, "%zu faults, wanted only: %s (first: %s)", faults->count, message, faults->count ? faults->items[0].message : "");
	cr_expect_str_eq(faults->items[0].message, message);
	cr_expect_eq(faults->items[0].pos.line, row, "row %d: %s", faults->items[0].pos.line, message);
	cr_expect_eq(faults->items[0].pos.column, column, "column %d: %s", faults->items[0].pos.column, message);
	cr_expect_eq(scene->result.saved, 0, "nothing is saved while there is a fault");
}

/* ---- the way there and back */

Test(scores, filled_in_elsewhere_come_in_by_every_kind_of_file)
{
	for (size_t format = 0; format < FORMATS; format++) {
		SCENE(scene, "expert4");
		put_grid(&scene, &filled, format);
		must_take(&scene, NULL);
		cr_expect_eq(scene.result.handed_in, 2);
		cr_expect_eq(scene.result.saved, 2, "%s", formats[format].name);
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
		scene.path = file_in(&scene, arena_printf(&scene.sample.arena, "out.%s", formats[format].name));
		cr_assert_eq(give(&scene, NULL, false, &sheets), 0, "%s", scene.err.message);
		cr_expect_eq(sheets, 3);
		entries = desk_pulse(scene.sample.desk);
		must_take(&scene, NULL);
		cr_expect_eq(scene.result.unchanged, 3, "%s: %d", formats[format].name, (int)scene.result.unchanged);
		cr_expect_eq(scene.result.handed_in, 0);
		cr_expect_eq(desk_pulse(scene.sample.desk), entries, "the journal has nothing to tell of it");
	}
}

Test(scores, what_is_not_filled_in_stays_unfinished_and_is_never_0)
{
	for (size_t format = 0; format < FORMATS; format++) {
		SCENE(scene, "expert4");
		uint64_t sheets;
		scene.path = file_in(&scene, arena_printf(&scene.sample.arena, "out.%s", formats[format].name));
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
	char *own;

	scene.path = file_in(&scene, "out.txt");
	cr_assert_eq(give(&scene, NULL, true, &sheets), 0, "%s", scene.err.message);
	own = test_read(scene.path, NULL);
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
		"leader: 25\n"
		"带徒传技（16）: 3\n"
		"星座: 白羊\n"
		" 续行\n"
		"leader: 5\n"
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
		{8, 9, "'leader's skill and honours (20)' stands twice in this sheet"},
	};
	SCENE(scene, "expert4");

	scene.path = file_in(&scene, "sheets.txt");
	/* "Leader" is the person's column, so the criterion is called by its label */
	char *english = arena_strdup(&scene.sample.arena, text), *at;
	struct buf all = {0};
	while ((at = strstr(english, "leader:"))) {
		buf_add(&all, english, (size_t)(at - english));
		buf_adds(&all, "leader's skill and honours:");
		english = at + strlen("leader:");
	}
	buf_adds(&all, english);
	test_write(scene.path, all.data, all.len);
	buf_free(&all);
	cr_assert_eq(take(&scene, NULL), 0, "%s", scene.err.message);
	cr_expect(!scene.result.lettered);
	cr_assert_eq(scene.result.faults.count, sizeof told / sizeof *told);
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		cr_expect_str_eq(scene.result.faults.items[i].message, told[i].message);
		cr_expect_eq(scene.result.faults.items[i].pos.line, told[i].line, "%s", told[i].message);
		if (i != 4)
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

Test(scores, a_file_without_a_header_is_told_as_such)
{
	SCENE(scene, "expert4");

	scene.path = file_in(&scene, "sheets.csv");
	test_write(scene.path, "a,b\n1,2\n", 8);
	cr_assert_eq(take(&scene, NULL), 0);
	only_fault(&scene, 1, 0, "there is no header that names the project and the criteria");
}

/* ---- whose they are */

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
