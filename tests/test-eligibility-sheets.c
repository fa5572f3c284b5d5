#include <config.h>

#include "rules/eligibility.h"

#include <criterion/criterion.h>
#include <iconv.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scene.h"

enum { CELLS = 34 };

static const struct {
	const char *header, *path;
} headers[] = {
	{"申报类别", "track"}, {"单位名称", "unit.name"}, {"统一社会信用代码", "unit.uscc"}, {"单位性质", "unit.nature"},
	{"所属镇街/主管部门", "reviewer"}, {"身份证号", "leader.resident_id"}, {"技能等级", "leader.level"}, {"聘期起", "leader.appointed_from"},
	{"聘期止", "leader.appointed_to"}, {"内部公示起", "publicity_from"}, {"内部公示止", "publicity_to"}, {"配套经费（元）", "matching_committed"},
	{"岗位津贴（元/月）", "post_allowance"}, {"市级及以上奖项", "award"}, {"继续培训日期", "continuing_training"},
	{"原项目年度", "predecessor_year"}, {"期满考核结果", "predecessor_grade"},
};

static char *
whole_file(const char *name, const char *charset)
{
	static char bytes[1 << 18], text[1 << 19];
	char *path = scene_source(name), *in = bytes, *out = text;
	FILE *file = fopen(path, "rb");
	cr_assert(file, "%s", path);
	size_t in_left = fread(bytes, 1, sizeof bytes, file), out_left = sizeof text - 1;
	iconv_t turn = iconv_open("UTF-8", charset);
	cr_assert_eq(iconv(turn, &in, &in_left, &out, &out_left), 0);
	iconv_close(turn);
	fclose(file);
	free(path);
	*out = '\0';
	return text;
}

/* The cells of a line; none of the sample sheets breaks a line within quotes. */
static size_t
cells_of(char *line, char **cells)
{
	size_t count = 0;
	bool quoted = false;
	char *out = line;
	cells[count++] = line;
	line[strcspn(line, "\r")] = '\0';
	for (char *at = line; *at; at++) {
		if (*at == '"')
			quoted = !quoted;
		else if (*at == ',' && !quoted && count < CELLS) {
			*out++ = '\0';
			cells[count++] = out;
		} else {
			*out++ = *at;
		}
	}
	*out = '\0';
	return count;
}

static void
fill(struct scene *scene, char **titles, size_t title_count, char **cells, size_t count)
{
	for (size_t i = 0; i < title_count && i < count; i++)
		for (size_t j = 0; j < sizeof headers / sizeof *headers; j++)
			if (strcmp(titles[i], headers[j].header) == 0)
				scene_set(scene, headers[j].path, cells[i]);
}

/* Only the clause that is expected may fail, and nothing where none is. */
static void
cr_fails_only(struct scene *scene, json_t *row)
{
	struct verdicts verdicts = eligibility_check(&scene->input, &scene->arena);
	const char *clause = json_string_value(json_object_get(row, "clause"));
	int number = (int)json_integer_value(json_object_get(row, "row"));
	cr_assert_str_eq(verdict_word(verdicts_computed(&verdicts)), json_string_value(json_object_get(row, "verdict")), "row %d", number);
	size_t failed = 0;
	for (size_t i = 0; i < verdicts.count; i++) {
		const struct verdict *verdict = &verdicts.items[i];
		if (verdict->result != VERDICT_FAIL || verdict->preference)
			continue;
		failed++;
		cr_assert(clause && strcmp(verdict->clause, clause) == 0, "row %d fails %s: %s", number, verdict->clause, verdict->because.zh);
	}
	cr_assert_eq(failed, clause ? 1 : 0, "row %d", number);
}

static void
cr_sheet(const char *sheet, const char *charset, const char *expected)
{
	json_error_t fault;
	char *path = scene_source(expected), *titles[CELLS], *cells[CELLS], *rest = whole_file(sheet, charset);
	json_t *wanted = json_load_file(path, 0, &fault), *row;
	cr_assert(wanted, "%s", fault.text);
	size_t title_count = 0, place, count = json_array_size(json_object_get(wanted, "rows"));
	for (int i = 0; i < 3; i++)
		title_count = cells_of(strsep(&rest, "\n"), titles);
	cr_assert_gt(count, 20);
	json_array_foreach(json_object_get(wanted, "rows"), place, row) {
		size_t cell_count = cells_of(strsep(&rest, "\n"), cells);
		if (strcmp(json_string_value(json_object_get(row, "import")), "accept") != 0)
			continue;
		SCENE(scene);
		scene_start(&scene, "rules.yaml", "");
		fill(&scene, titles, title_count, cells, cell_count);
		cr_fails_only(&scene, row);
	}
	json_decref(wanted);
	free(path);
}

Test(eligibility_sheets, the_sheet_of_2021_passes_whole)
{
	cr_sheet("tests/data/applications-2021.csv", "UTF-8", "tests/data/applications-2021.expected.json");
}

Test(eligibility_sheets, the_late_list_fails_where_it_is_expected_and_nowhere_else)
{
	cr_sheet("tests/data/applications-2021-late.csv", "GB18030", "tests/data/applications-2021-late.expected.json");
}
