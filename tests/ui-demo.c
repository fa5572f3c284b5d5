/* A small program on the toolkit alone, for its tests and its figures: a list of a million made-up rows (with --pane something beside
 * them), or with --form or --amend a form. */
#include <config.h>

#include "ui-demo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/dialog.h"
#include "ui/frame.h"
#include "ui/list.h"
#include "ui/pager.h"

/* ---- the rows: the same texts as the least ncurses list shows */

static const char *const units[] = {
	"精密机械研究院", "海洋生物研究所", "信息工程大学", "量子光学实验室", "农业环境检测中心", "航天材料学院", "水利科技有限公司", "医药化工研究所",
};
static long total = 1000000;
static long lost;  /* so many rows before the others have gone: others' changes */
static bool pane;
static long step = 1; /* the filter keeps every step-th row */

static size_t
walk(void *user, const struct list_place *from, bool inclusive, bool forward, size_t limit, struct list_row *rows)
{
	(void)user;
	long at = forward ? lost : total - 1;
	size_t count = 0;
	if (from) {
		memcpy(&at, from->bytes, sizeof at);
		if (!inclusive)
			at += forward ? step : -step;
		if (at < lost && forward)
			at = lost;
	}
	for (; count < limit && at >= lost && at < total; at += forward ? step : -step, count++) {
		rows[count].id = (uint64_t)at + 1;
		memcpy(rows[count].place.bytes, &at, sizeof at);
	}
	return count;
}

static void
cells(void *user, const struct list_row *row, struct list_cell *cells, struct arena *arena)
{
	long i = (long)row->id - 1;
	(void)user;
	cells[0].text = arena_printf(arena, "SX%08ld", i + 1);
	cells[1].text = units[(unsigned long)i * 2654435761UL % 8];
	cells[2].text = "城关镇";
	cells[3].text = "已提交";
	cells[4].text = arena_printf(arena, "%d", 2015 + (int)(i % 12));
	cells[5].text = arena_printf(arena, "%ld.00", i * 37 % 5000000);
}

static uint64_t
count(void *user)
{
	(void)user;
	return (uint64_t)((total - lost) / step);
}

static int
filter(void *user, const char *text, struct err *err)
{
	(void)user;
	if (strcmp(text, "错:") == 0)
		return err_set(err, ERR_INPUT, "there is no field '错'");
	step = *text ? 10 : 1;
	return 0;
}

static void
draw_pane(void *user, const struct list_row *row, const struct area *area)
{
	(void)user;
	if (!row)
		return;
	paintf(area, 0, 0, TONE_TITLE, "SX%08llu", (unsigned long long)row->id);
	paint(area, 2, 0, TONE_DONE, "✓ 三(一)2");
	paint_wrapped(area, 4, 0, area->cols, 6, TONE_PLAIN, "乡村振兴与技能人才队伍建设，“首席技师”资助项目说明文字，供预览之用。");
}

static const struct list_source with_pane = {.walk = walk, .cells = cells, .count = count, .filter = filter, .pane = draw_pane};
static const struct list_source alone = {.walk = walk, .cells = cells, .count = count, .filter = filter};
static const struct list_column columns[] = {
	{.title = "编号", .width = 10},
	{.title = "单位", .width = 16, .flex = true},
	{.title = "镇", .width = 6, .drop = 1},
	{.title = "状态", .width = 6},
	{.title = "年", .width = 4, .drop = 2},
	{.title = "金额", .width = 10, .right = true},
};

/* ---- the screen */

struct data {
	struct list *list;
};

enum { OPEN = 1, CHOOSE, COUNT, WORD, ASK, REASON, WORK, COMPARE, LOSE, CRASH };

static const struct verb verbs[] = {
	{OPEN, K_ENTER, 0, "打开", "打开所在行", 0},
	{CHOOSE, K_F5, '5', "选择", NULL, 0},
	{COUNT, K_F6, '6', "批准", "按所示数目批准", 0},
	{WORD, K_F8, '8', "取消", NULL, 0},
	{ASK, '1', 0, "改名", NULL, 0},
	{REASON, '2', 0, "理由", NULL, 0},
	{WORK, '3', 0, "导入", NULL, 0},
	{COMPARE, '4', 0, "对照", NULL, VERB_QUIET},
	{LOSE, '7', 0, "变动", NULL, VERB_QUIET},
	{CRASH, '0', 0, "崩溃", NULL, VERB_QUIET},
	{0},
};

static int
open_list(struct screen *screen, const void *argument, struct err *err)
{
	struct data *data = screen->data;
	struct list_spec spec = {
		.ui = screen->ui, .source = pane ? &with_pane : &alone, .columns = columns, .column_count = 6, .markable = true,
		.pane_cols = pane ? 34 : 0, .empty = "没有记录",
	};
	(void)argument;
	(void)err;
	data->list = list_new(&spec);
	return 0;
}

static void
refill(struct screen *screen)
{
	struct data *data = screen->data;
	list_refill(data->list);
}

static void
draw(struct screen *screen, bool whole)
{
	struct data *data = screen->data;
	list_draw(data->list, &screen->body, whole);
}

static bool
key(struct screen *screen, const struct key *key)
{
	struct data *data = screen->data;
	return list_key(data->list, key);
}

static void
title_more(struct screen *screen, struct buf *left, struct buf *right)
{
	struct data *data = screen->data;
	if (*list_filter(data->list))
		buf_addf(left, "   筛选: %s", list_filter(data->list));
	if (list_marks(data->list, NULL))
		buf_addf(right, "已选 %zu  ", list_marks(data->list, NULL));
	buf_addf(right, "%llu 项", (unsigned long long)list_count(data->list));
}

static void
work(struct ui *ui)
{
	struct progress progress;
	uint64_t done = 0;
	progress_begin(&progress, ui, "导入");
	while (done < 100000000 && progress_step(&progress, done / 1000, 100000))
		done++;
	progress_end(&progress);
	ui_message(ui, TONE_PLAIN, "%s", done < 100000000 ? "已停止" : "已完成");
}

static void
compare(struct ui *ui)
{
	struct version versions[] = {
		{"单位名称", "上海朱溪园艺科技有限公司", "上海朱溪园艺有限公司", false},
		{"职工人数", "1871", "1872", true},
	};
	bool done = dialog_compare(ui, "两个版本", "此间他人改过，请逐项选定。", versions, 2);
	ui_message(ui, TONE_PLAIN, "%d %d %d", done, versions[0].take_mine, versions[1].take_mine);
}

static void
act(struct screen *screen, int verb)
{
	static const struct choice choices[] = {
		{"录入", "新申报", NULL}, {"初审", NULL, NULL}, {"受理", NULL, NULL},
	};
	struct ui *ui = screen->ui;
	struct data *data = screen->data;
	const struct list_row *row = list_current(data->list);
	char *text = NULL;
	switch (verb) {
	case OPEN:
		ui_message(ui, TONE_DONE, "打开 %llu", row ? (unsigned long long)row->id : 0ULL);
		break;
	case CHOOSE:
		ui_message(ui, TONE_PLAIN, "选了 %d", dialog_pick(ui, "选一个", choices, 3, ""));
		break;
	case COUNT:
		ui_message(ui, TONE_PLAIN, "批准 %d", dialog_confirm(ui, "批准", "共 12 项，合计 210.00 万元。", "12"));
		break;
	case WORD:
		ui_message(ui, TONE_PLAIN, "取消 %d", dialog_confirm(ui, "取消资助", "不可恢复。", "取消资助"));
		break;
	case ASK:
		text = dialog_prompt(ui, "改名", "新的名称", "旧名", NULL, NULL);
		ui_message(ui, TONE_PLAIN, "名称 %s", text ? text : "未改");
		break;
	case REASON:
		text = dialog_reason(ui, "理由", "请写明理由");
		ui_message(ui, TONE_PLAIN, "理由 %s", text ? text : "没有");
		break;
	case WORK:
		work(ui);
		break;
	case COMPARE:
		compare(ui);
		break;
	case LOSE:
		lost += 3;
		screen_refill(screen);
		break;
	case CRASH:
		abort();
	}
	free(text);
}

static void
close_list(struct screen *screen)
{
	struct data *data = screen->data;
	list_free(data->list);
}

static void
keep(struct screen *screen)
{
	const char *path = getenv("UI_DEMO_KEPT");
	FILE *file = path ? fopen(path, "a") : NULL;
	if (!file)
		return;
	fprintf(file, "kept on %llu\n", (unsigned long long)list_current(((struct data *)screen->data)->list)->id);
	fclose(file);
}

static const struct screen_class screen_list = {
	.name = "list",
	.title = "项目队列",
	.private_size = sizeof(struct data),
	.flags = SCREEN_PARTIAL,
	.verbs = verbs,
	.help = "READY 的说明",
	.open = open_list,
	.refill = refill,
	.draw = draw,
	.key = key,
	.act = act,
	.title_more = title_more,
	.keep = keep,
	.close = close_list,
};

static void
command(struct ui *ui, const char *line, void *user)
{
	(void)user;
	if (strcmp(line, "quit") == 0)
		ui_quit(ui);
	else
		ui_message(ui, TONE_REFUSED, "没有命令 '%s'", line);
}

static void
complete(const char *line, void (*add)(void *to, const char *line), void *to, void *user)
{
	static const char *const words[] = {"open 2021", "open 2022", "quit"};
	(void)user;
	for (size_t i = 0; i < 3; i++)
		if (strncmp(words[i], line, strlen(line)) == 0)
			add(to, words[i]);
}

int
main(int argc, char **argv)
{
	struct ui *ui;
	struct err err = {0};
	bool amending = false, form = false;
	struct ui_options options = {.command = command, .complete = complete};
	locale_start();
	words_use(LANG_ZH, getenv("SHOUXI_PO"));
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--pane") == 0)
			pane = true;
		else if (strcmp(argv[i], "--ascii-lines") == 0)
			options.ascii_lines = true;
		else if (strcmp(argv[i], "--form") == 0 || strcmp(argv[i], "--amend") == 0)
			form = true, amending = strcmp(argv[i], "--amend") == 0;
		else
			total = atol(argv[i]);
	}
	if (ui_start(&ui, &options, &err) < 0) {
		fprintf(stderr, "ui-demo: %s\n", err.message);
		return 1;
	}
	ui_place(ui, "READY");
	ui_identity(ui, "李敏 · 小组办", date_make(2021, 4, 12), false, DATE_NONE);
	if (ui_open(ui, &screen_list, NULL, &err) < 0 || (form && ui_open(ui, &screen_form, &amending, &err) < 0)) {
		ui_stop(ui);
		fprintf(stderr, "ui-demo: %s\n", err.message);
		return 1;
	}
	int dropped = ui_run(ui);
	ui_stop(ui);
	return dropped ? 3 : 0;
}
