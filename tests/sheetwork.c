#include <config.h>

#include "sheetwork.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include "base/paths.h"
#include "base/sheetfile.h"

const struct grid filled = {{
	{"项目", "带头人技能水平与荣誉（20）", "首席技师制度与待遇（15）", "工作室与团队（15）", "创新攻关成果（20）", "带徒传技（15）", "工作计划与经费预算（15）", "合计", "评语"},
	{OPEN_1, "18", "12", "13", "17", "11", "10", "81", "=技术过硬"},
	{OPEN_2, "20", "15", "15", "20", "15", "15", "", "第一行"},
}};

void
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

void
close_scene(struct scene *scene)
{
	scores_free(&scene->result);
	sample_close(&scene->sample);
}

/* ---- files */

const char *
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

const char *const format_names[FORMATS] = {"csv", "xlsx", "txt"};
static void (*const put_formats[FORMATS])(const struct grid *grid, FILE *file) = {put_csv, put_xlsx, put_text};

void
put_grid(struct scene *scene, const struct grid *grid, size_t format)
{
	FILE *file;

	scene->path = file_in(scene, arena_printf(&scene->sample.arena, "sheets.%s", format_names[format]));
	file = fopen(scene->path, "wb");
	cr_assert(file);
	put_formats[format](grid, file);
	fclose(file);
}

/* ---- in and out */

int
take(struct scene *scene, const char *expert)
{
	struct scores_options options = {.path = scene->path, .call = "2023", .expert = expert, .date = DATE_NONE};

	scores_free(&scene->result);
	scene->err = (struct err){0};
	return scores_import(scene->sample.desk, &options, &scene->result, &scene->err);
}

void
must_take(struct scene *scene, const char *expert)
{
	cr_assert_eq(take(scene, expert), 0, "%s", scene->err.message);
	for (size_t i = 0; i < scene->result.faults.count; i++)
		cr_assert_fail("%s: row %d, column %d: %s", scene->path, scene->result.faults.items[i].pos.line, scene->result.faults.items[i].pos.column,
			scene->result.faults.items[i].message);
}

int
give(struct scene *scene, const char *expert, bool blank, uint64_t *sheets)
{
	struct scores_options options = {.path = scene->path, .expert = expert, .blank = blank};

	scene->err = (struct err){0};
	return scores_export(scene->sample.desk, &options, sheets, &scene->err);
}

const struct score_sheet *
sheet_of(struct scene *scene, const char *project, const char *expert)
{
	struct score_sheet *sheet;

	return desk_sheet(scene->sample.desk, project, expert, &scene->sample.arena, &sheet, NULL) == 0 ? sheet : NULL;
}

void
only_fault(struct scene *scene, int row, int column, const char *message)
{
	const struct faults *faults = &scene->result.faults;

	cr_assert_eq(faults->count, 1, "%zu faults, wanted only: %s (first: %s)", faults->count, message, faults->count ? faults->items[0].message : "");
	cr_expect_str_eq(faults->items[0].message, message);
	cr_expect_eq(faults->items[0].pos.line, row, "row %d: %s", faults->items[0].pos.line, message);
	cr_expect_eq(faults->items[0].pos.column, column, "column %d: %s", faults->items[0].pos.column, message);
	cr_expect_eq(scene->result.saved, 0, "nothing is saved while there is a fault");
}
