/* The form of ui-demo. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/types.h"
#include "ui-demo.h"
#include "ui/dialog.h"
#include "ui/formview.h"

static const char form_text[] =
	"form: sample\nrecord: project\ntitle: {zh: 录入, en: Intake}\nsections:\n"
	"- name: unit\n  title: {zh: 单位, en: Unit}\n  fields:\n"
	"  - field: unit.name\n"
	"  - field: unit.uscc\n    clause: 六(三)2\n    help: {zh: 18 位，末位为校验码。, en: 18 characters}\n"
	"  - field: leader.sex\n"
	"  - field: project.reviewer\n"
	"  - field: unit.staff_count\n"
	"  - field: project.matching_committed\n"
	"  - field: unit.phone\n"
	"  - field: project.publicity_from\n"
	"- name: text\n  title: {zh: 成果, en: Results}\n  fields:\n"
	"  - field: project.results\n"
	"  - field: project.note\n"
	"- name: members\n  title: {zh: 团队, en: Team}\n  lines: members\n  fields:\n"
	"  - {extra: who, kind: text, label: {zh: 姓名, en: Name}, required: true}\n"
	"  - {extra: age, kind: number, label: {zh: 年龄, en: Age}}\n";

static const struct code reviewers[] = {
	{.code = "zhujiajiao", .label = {"朱家角镇", "Zhujiajiao"}},
	{.code = "zhaoxiang", .label = {"赵巷镇", "Zhaoxiang"}},
	{.code = "jinze", .label = {"金泽镇", "Jinze"}},
	{.code = "liantang", .label = {"练塘镇", "Liantang"}},
};
static const struct code_list lists[] = {{"reviewer", reviewers, 4}};
static const struct codebook book = {.lists = lists, .count = 1};

struct data {
	struct yaml_tree *tree;
	struct arena arena;
	struct form *form;
	void *record;
	struct field_context context;
	struct formview *view;
	int kept;
};

static enum tone
verdict(void *user, const struct form_field *field, struct buf *out)
{
	struct data *data = user;
	const struct project *project = data->record;
	if (strcmp(field->path, "project.matching_committed") != 0 || project->matching_committed == MONEY_NONE)
		return TONE_PLAIN;
	bool enough = project->matching_committed >= 10000000;
	buf_adds(out, enough ? "五(一)末：配套经费足够" : "五(一)末：不低于 100,000.00");
	return enough ? TONE_DONE : TONE_REFUSED;
}

static void
left(void *user, const struct form_field *field)
{
	struct data *data = user;
	(void)field;
	data->kept++;
}

static const char *
last(void *user, const struct form_field *field, struct arena *arena)
{
	(void)user;
	if (strcmp(field->path, "unit.staff_count") == 0)
		return arena_strdup(arena, "1871");
	return strcmp(field->path, "project.matching_committed") == 0 ? arena_strdup(arena, "50000") : NULL;
}

static bool
asked(void *user, const struct form_field *field)
{
	static const char *const rest[] = {"leader.sex", "project.reviewer", "project.matching_committed", "project.publicity_from", "project.results", "project.note"};
	(void)user;
	for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
		if (strcmp(field->path, rest[i]) == 0)
			return true;
	return !strchr(field->path, '.') || strcmp(field->path, "unit.name") == 0 || strcmp(field->path, "unit.uscc") == 0
		|| strcmp(field->path, "unit.staff_count") == 0 || strcmp(field->path, "unit.phone") == 0;
}

static void
make_view(struct data *data, struct ui *ui, bool amending)
{
	struct formview_spec spec = {
		.ui = ui, .form = data->form, .record = data->record, .arena = &data->arena, .context = &data->context,
		.amending = amending, .user = data, .asked = asked, .verdict = verdict, .left = left, .last = last,
	};
	data->view = formview_new(&spec);
}

static int
open_form(struct screen *screen, const void *argument, struct err *err)
{
	struct data *data = screen->data;
	const bool *amending = argument;
	struct faults faults = {0};
	data->tree = yaml_parse("sample.yaml", form_text, sizeof form_text - 1, &faults);
	data->form = data->tree ? form_load(yaml_root(data->tree), &data->arena, &faults) : NULL;
	if (!data->form)
		return err_set(err, ERR_FAILED, "%s", faults.count ? faults.items[0].message : "no form");
	data->record = record_new(&type_project, &data->arena);
	data->context = (struct field_context){.codes = &book, .dates = {.today = date_make(2021, 4, 12), .year = 2021}};
	if (*amending) {
		struct project *project = data->record;
		project->unit.name = "上海朱溪园艺科技有限公司";
		project->unit.phone = "138****1234";
	}
	make_view(data, screen->ui, *amending);
	return 0;
}

static void
draw(struct screen *screen, bool whole)
{
	struct data *data = screen->data;
	formview_draw(data->view, &screen->body, whole);
}

static void
tell(struct screen *screen)
{
	struct data *data = screen->data;
	struct formview_input *inputs;
	struct arena arena = {0};
	struct buf text = {0};
	size_t count = formview_inputs(data->view, false, &arena, &inputs), rows;
	for (size_t i = 0; i < count; i++)
		buf_addf(&text, "%s=%s ", strrchr(inputs[i].path, '.') ? strrchr(inputs[i].path, '.') + 1 : inputs[i].path, inputs[i].text);
	formview_rows(data->view, "members", &rows);
	ui_message(screen->ui, TONE_DONE, "%zu行 %s", rows, buf_text(&text));
	buf_free(&text);
	arena_free(&arena);
}

enum { SAVE = 1, TELL, AGAIN };

/* What was typed, written and read into a fresh form. */
static void
again(struct data *data, struct ui *ui)
{
	struct buf text = {0};
	struct err err = {0};
	formview_write(data->view, &text);
	formview_free(data->view);
	data->record = record_new(&type_project, &data->arena);
	make_view(data, ui, false);
	formview_read(data->view, buf_text(&text), &err);
	buf_free(&text);
}

static void
act(struct screen *screen, int verb)
{
	struct data *data = screen->data;
	if (verb == SAVE && formview_check(data->view, true, NULL)) {
		formview_stored(data->view);
		ui_message(screen->ui, TONE_DONE, "已存 %d", data->kept);
	} else if (verb == TELL) {
		tell(screen);
	} else if (verb == AGAIN) {
		again(data, screen->ui);
	}
}

static bool
key(struct screen *screen, const struct key *key)
{
	struct data *data = screen->data;
	enum formview_result result = formview_key(data->view, key);
	if (result == FORMVIEW_SAVE)
		act(screen, SAVE);
	return result != FORMVIEW_NO;
}

static void
title_more(struct screen *screen, struct buf *left_words, struct buf *right)
{
	struct data *data = screen->data;
	int pages, page = formview_page(data->view, &pages);
	(void)left_words;
	buf_addf(right, "%s%d/%d 页", formview_dirty(data->view) ? "已改 " : "", page, pages);
}

static void
keep(struct screen *screen)
{
	struct data *data = screen->data;
	const char *path = getenv("UI_DEMO_KEPT");
	FILE *file = path ? fopen(path, "a") : NULL;
	struct buf text = {0};
	formview_write(data->view, &text);
	if (file) {
		fputs(buf_text(&text), file);
		fclose(file);
	}
	buf_free(&text);
}

static void
close_form(struct screen *screen)
{
	struct data *data = screen->data;
	formview_free(data->view);
	arena_free(&data->arena);
	yaml_tree_free(data->tree);
}

static const struct verb verbs[] = {
	{SAVE, K_F2, 0, "保存", NULL, 0},
	{TELL, K_F5, 0, "所填", NULL, 0},
	{AGAIN, K_F6, 0, "重读", NULL, 0},
	{0},
};

const struct screen_class screen_form = {
	.name = "form",
	.title = "录入",
	.private_size = sizeof(struct data),
	.verbs = verbs,
	.open = open_form,
	.draw = draw,
	.key = key,
	.act = act,
	.title_more = title_more,
	.keep = keep,
	.close = close_form,
};
