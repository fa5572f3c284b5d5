/* Lists: what a filter finds, in which order, and what nobody may learn from them. */
#include <config.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "sample.h"

enum { MANY = 400 };

/* All rows, in pages. */
static size_t
walk(struct query *query, bool forward, uint32_t numbers[MANY])
{
	struct row_place places[7], from;
	size_t count = 0, got;

	do {
		got = query_walk(query, count ? &from : NULL, false, forward, 7, numbers + count, places);
		count += got;
		if (got)
			from = places[got - 1];
	} while (got == 7 && count + 7 < MANY);
	return count;
}

/* ---- the filter against a look at every record */

static bool any(const struct project *p) { return p != NULL; }
static bool zhujiajiao(const struct project *p) { return strcmp(p->reviewer, "310118102") == 0; }
static bool submitted(const struct project *p) { return strcmp(p->stage, "submitted") == 0; }
static bool waiting(const struct project *p) { return submitted(p) || strcmp(p->stage, "candidate") == 0 || strcmp(p->stage, "eligible") == 0 ||
	strcmp(p->stage, "returned") == 0; }
static bool failed(const struct project *p) { return strcmp(p->eligibility, "fail") == 0; }
static bool failed_or_said(const struct project *p) { return failed(p) || sample_has_text(p, "未通过"); }
static bool over_100k(const struct project *p) { return p->matching_committed > 10000000; }
static bool at_most_120k(const struct project *p) { return p->matching_committed != MONEY_NONE && p->matching_committed <= 12000000; }
static bool of_2022(const struct project *p) { return p->year == 2022; }
static bool late_2023(const struct project *p) { return p->deadline != DATE_NONE && p->deadline < date_make(2023, 4, 12); }
static bool not_late(const struct project *p) { return p->deadline >= date_make(2023, 4, 12); }
static bool has_d(const struct project *p) { return sample_has_text(p, "d"); }
static bool has_dh(const struct project *p) { return sample_has_text(p, "dh"); }
static bool has_dian(const struct project *p) { return sample_has_text(p, "淀"); }
static bool unit_dian(const struct project *p) { return strstr(p->unit.name, "淀湖") != NULL; }
static bool both(const struct project *p) { return of_2022(p) && over_100k(p) && has_dian(p); }
static bool call_2021(const struct project *p) { return strcmp(p->call, "2021") == 0; }
static bool exact(const struct project *p) { return strcmp(p->id, "QP2022-0003") == 0; }
static bool behind(const struct project *p) { return strcmp(p->id, "QP2023-0030") > 0; }
static bool chemist(const struct project *p) { return strcmp(p->leader.level, "technician") == 0; }
static bool eligible_new(const struct project *p) { return strcmp(p->stage, "eligible") == 0 && strcmp(p->track, "new") == 0; }
static bool many_staff(const struct project *p) { return p->unit.staff_count > 300; }
static bool none(const struct project *p) { return !p; }

static const struct {
	const char *where;
	bool (*holds)(const struct project *project);
} filters[] = {
	{"", any},
	{"镇:朱家角", zhujiajiao},
	{"镇：朱家角镇", zhujiajiao},
	{"镇:zjj", zhujiajiao},
	{"reviewer=310118102", zhujiajiao},
	{"状态:待初审", submitted},
	{"project.stage:submitted", submitted},
	{"待初审", submitted},
	{"状态:待", waiting},
	{"未通过", failed_or_said},
	{"条件:不符合", failed},
	{"配套>100000", over_100k},
	{"配套>10万", over_100k},
	{"matching_committed<=120,000", at_most_120k},
	{"年度:2022", of_2022},
	{"年度>=2022 年度<=2022", of_2022},
	{"期限<2023-04-12", late_2023},
	{"期限>=2023-04-12", not_late},
	{"d", has_d},
	{"DH", has_dh},
	{"淀", has_dian},
	{"单位:淀湖", unit_dian},
	{"淀 年度:2022 配套>100000", both},
	{"批次:2021", call_2021},
	{"编号=QP2022-0003", exact},
	{"编号>QP2023-0030", behind},
	{"leader.level:technician", chemist},
	{"状态:待评审 类别:new", eligible_new},
	{"unit.staff_count>300", many_staff},
	{"镇:", any},
	{"没有这样的字", none},
};

Test(query, a_filter_finds_what_a_look_at_every_record_finds)
{
	struct sample sample;
	uint32_t found[MANY];

	sample_open(&sample, "limin", "2023-04-12");
	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
		struct query *query = sample_list(&sample, filters[i].where, NULL, false);
		size_t count = walk(query, true, found), at = 0;
		struct project *project;
		for (uint32_t number = 1; (project = sample_project(&sample, number)); number++) {
			if (strcmp(project->stage, "void") == 0 || !filters[i].holds(project))
				continue;
			cr_expect(at < count && found[at] == number, "'%s' misses %s", filters[i].where, project->id);
			at++;
		}
		cr_expect_eq(at, count, "'%s' has %zu rows, not %zu", filters[i].where, count, at);
		cr_expect_eq(query_count(query), count);
		query_close(query);
	}
	sample_close(&sample);
}

Test(query, void_projects_are_shown_only_when_asked_for)
{
	struct sample sample;
	struct query *query;
	uint32_t found[MANY];

	sample_open(&sample, "limin", "2023-04-12");
	query = sample_list(&sample, "状态:作废", NULL, false);
	cr_assert_eq(walk(query, true, found), 1);
	cr_assert_str_eq(sample_project(&sample, found[0])->stage, "void");
	cr_assert_eq(query_refilter(query, "", NULL), 0);
	size_t count = walk(query, true, found);
	cr_assert_eq(query_count(query), count);
	for (size_t i = 0; i < count; i++)
		cr_assert_str_neq(sample_project(&sample, found[i])->stage, "void");
	query_close(query);
	sample_close(&sample);
}

/* ---- orders */

static const char *const orders[] = {NULL, "project.id", "单位", "leader.name", "配套", "期限", "状态", "unit.uscc", "submitted_on"};

Test(query, every_order_is_walked_whole_in_both_directions)
{
	static const char *const wheres[] = {"", "公司", "年度:2023"};
	struct sample sample;
	uint32_t there[MANY], back[MANY];

	sample_open(&sample, "limin", "2023-04-12");
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
		for (size_t j = 0; j < 3; j++)
			for (int descending = 0; descending < 2; descending++) {
				struct query *query = sample_list(&sample, wheres[j], orders[i], descending);
				size_t count = walk(query, true, there);
				cr_expect_eq(walk(query, false, back), count);
				cr_expect_eq(query_count(query), count);
				for (size_t k = 0; k < count; k++)
					cr_expect_eq(there[k], back[count - 1 - k], "%s", orders[i]);
				query_close(query);
			}
	sample_close(&sample);
}

Test(query, rows_stand_in_the_order_of_the_column_and_equal_ones_by_number)
{
	struct sample sample;
	uint32_t found[MANY];

	sample_open(&sample, "limin", "2023-04-12");
	for (int filtered = 0; filtered < 2; filtered++) {
		struct query *query = sample_list(&sample, filtered ? "公司" : "", "unit.name", false);
		const struct column *column = record_column(&type_project, "unit.name");
		size_t count = walk(query, true, found);
		cr_assert_gt(count, 100);
		for (size_t i = 1; i < count; i++) {
			const struct project *a = sample_project(&sample, found[i - 1]), *b = sample_project(&sample, found[i]);
			int order = field_compare(column->field, &a->unit.name, &b->unit.name);
			cr_expect(order < 0 || (order == 0 && found[i - 1] < found[i]), "%s before %s", a->unit.name, b->unit.name);
		}
		query_close(query);
	}
	sample_close(&sample);
}

/* ---- typing */

Test(query, typing_on_finds_what_typing_at_once_finds)
{
	static const char *const typed[] = {"d", "dh", "dh ", "dh 年", "dh 年度", "dh 年度:", "dh 年度:2", "dh 年度:2022", "dh 年度:2022 c", "dh 年度:2022",
		"dh", "", "s", "sh", "shq", "sh", "淀", "淀湖", "待初", "待初审", "待初审 g", "状态:待 g", "状态:待 gs", "作废", "作废 g"};
	struct sample sample;
	uint32_t one[MANY], other[MANY];

	sample_open(&sample, "limin", "2023-04-12");
	for (size_t k = 0; k < 2; k++) {
		struct query *query = sample_list(&sample, "", k ? "unit.name" : NULL, k);
		for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
			struct err err = {0};
			if (query_refilter(query, typed[i], &err) < 0) {
				cr_expect_str_eq(typed[i], "dh 年度:2", "%s: %s", typed[i], err.message);
				continue;
			}
			struct query *fresh = sample_list(&sample, typed[i], k ? "unit.name" : NULL, k);
			size_t count = walk(query, true, one);
			cr_expect_eq(walk(fresh, true, other), count, "'%s'", typed[i]);
			cr_expect_arr_eq(one, other, count * sizeof *one, "'%s'", typed[i]);
			query_close(fresh);
		}
		query_close(query);
	}
	sample_close(&sample);
}

Test(query, the_cursor_finds_its_row_again)
{
	struct sample sample;
	struct query *query;
	struct row_place places[5];
	uint32_t numbers[5], again;

	sample_open(&sample, "limin", "2023-04-12");
	for (size_t i = 0; i < 3; i++) {
		query = sample_list(&sample, "年度:2022", orders[i], false);
		cr_assert_eq(query_walk(query, NULL, false, true, 5, numbers, places), 5);
		cr_assert_eq(query_ordinal(query, &places[3]), 4);
		cr_assert_eq(query_refilter(query, "", NULL), 0);
		cr_assert_eq(query_walk(query, &places[3], true, true, 1, &again, NULL), 1);
		cr_assert_eq(again, numbers[3]);
		cr_assert_eq(query_walk(query, NULL, false, true, 5, numbers, places), 5);
		cr_assert_eq(query_refilter(query, "公司", NULL), 0);
		cr_assert_eq(query_walk(query, &places[3], true, true, 1, &again, NULL), 1);
		cr_assert_eq(again, numbers[3]);
		query_close(query);
	}
	sample_close(&sample);
}

Test(query, others_changes_are_seen_after_a_refresh_with_the_cursor_on_its_row)
{
	struct sample sample;
	struct query *query;
	struct row_place places[3];
	uint32_t numbers[3], again;

	sample_open(&sample, "limin", "2023-04-12");
	query = sample_list(&sample, "状态:录入", NULL, false);
	uint64_t before = query_count(query);
	cr_assert_eq(query_walk(query, NULL, false, true, 3, numbers, places), 3);
	sample_do(&sample, "void", sample_project(&sample, numbers[0])->id, "重复录入", NULL, 0);
	cr_assert_eq(query_count(query), before);
	query_refresh(query);
	cr_assert_eq(query_count(query), before - 1);
	cr_assert_eq(query_walk(query, &places[2], true, true, 1, &again, NULL), 1);
	cr_assert_eq(again, numbers[2]);
	query_close(query);
	sample_close(&sample);
}

/* ---- rows and words */

Test(query, a_row_shows_labels_and_masks_what_is_sensitive)
{
	static const char *const columns[] = {"project.id", "project.stage", "project.reviewer", "project.matching_committed", "leader.resident_id",
		"unit.phone"};
	struct sample sample;
	struct query *query;
	const char *out[6];
	uint32_t number;

	sample_open(&sample, "limin", "2023-04-12");
	query = sample_list(&sample, "编号=QP2021-0001", NULL, false);
	cr_assert_eq(query_walk(query, NULL, false, true, 1, &number, NULL), 1);
	cr_assert_eq(query_row(query, number, columns, 6, &sample.arena, out, NULL), 0);
	cr_expect_str_eq(out[0], "QP2021-0001");
	cr_expect_str_eq(out[1], "递补");
	cr_expect_not_null(strstr(out[2], "镇"));
	cr_expect_str_eq(out[3] + strlen(out[3]) - 3, ".00");
	cr_expect_not_null(strchr(out[4], '*'));
	cr_expect_not_null(strchr(out[5], '*'));
	cr_expect_str_eq(query_row_id(query, number, &sample.arena), "QP2021-0001");
	query_close(query);
	sample_close(&sample);
}

Test(query, a_wrong_word_is_named_with_what_there_is)
{
	static const struct {
		const char *where, *message;
	} wrong[] = {
		{"镇:火星", "'火星' is not in the list of 'First reviewer': 夏阳街道, 盈浦街道, 香花桥街道, 朱家角镇, 练塘镇, 金泽镇, 赵巷镇, 徐泾镇, 华新镇, 重固镇, 白鹤镇, 区委组织部…"},
		{"结论=什么", "'什么' is not in the list of 'First-review conclusion': 推荐, 合格未推荐, 不通过"},
		{"状态>待初审", "codes have no order: write '状态:…'"},
		{"leader.resident_id=310118199001011234", "'Identity number' is masked: lists cannot be narrowed by it"},
		{"期限<2023-02-30", "Deadline: there is no 30 February 2023"},
	};
	struct sample sample;
	struct query *query = NULL;

	sample_open(&sample, "limin", "2023-04-12");
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct query_spec spec = {.type = &type_project, .where = wrong[i].where};
		struct err err = {0};
		cr_expect_eq(query_open(sample.desk, &spec, &query, &err), -1);
		cr_expect_eq(err.code, ERR_INPUT);
		cr_expect_str_eq(err.message, wrong[i].message);
	}
	struct query_spec spec = {.type = &type_project, .where = "颜色:红"};
	struct err err = {0};
	cr_expect_eq(query_open(sample.desk, &spec, &query, &err), -1);
	cr_expect_not_null(strstr(err.message, "there is no field '颜色' to narrow by; there are: 编号, 批次"));
	spec = (struct query_spec){.type = &type_project, .order = "leader.resident_id"};
	cr_expect_eq(query_open(sample.desk, &spec, &query, &err), -1);
	cr_expect_str_eq(err.message, "lists cannot be ordered by 'Identity number'");
	sample_close(&sample);
}

Test(query, completion_offers_fields_then_codes)
{
	struct sample sample;
	const char **offers;

	sample_open(&sample, "limin", "2023-04-12");
	cr_assert_geq(query_complete(sample.desk, &type_project, "淀湖 zt", &sample.arena, &offers), 1);
	cr_expect_str_eq(offers[0], "状态:");
	cr_assert_eq(query_complete(sample.desk, &type_project, "镇:zjj", &sample.arena, &offers), 1);
	cr_expect_str_eq(offers[0], "镇:朱家角镇");
	cr_expect_eq(query_complete(sample.desk, &type_project, "leader.resident_id:3", &sample.arena, &offers), 0);
	sample_close(&sample);
}

/* ---- nobody learns what he may not */

/* All that lists, counters and queues tell this person. */
static void
tell(struct sample *sample, struct buf *out)
{
	static const char *const columns[] = {"project.id", "unit.name", "project.stage", "project.deadline"};
	static const char *const wheres[] = {"", "d", "公司", "状态:待", "未通过", "配套>100000", "期限<2024-01-01", "编号>=QP2021-0001", "推荐", "unit.staff_count>1"};
	static const char *const bys[] = {"town", "stage", "year", "call", "条件"};
	uint32_t found[MANY];
	struct todo_item *todo;
	struct overview overview;

	for (size_t i = 0; i < sizeof wheres / sizeof *wheres; i++)
		for (size_t j = 0; j < 4; j++) {
			struct query_spec spec = {.type = &type_project, .where = wheres[i], .order = orders[j]};
			struct query *query;
			if (query_open(sample->desk, &spec, &query, NULL) < 0) { /* an expert may not order by what is hidden */
				cr_assert(desk_may(sample->desk, ROLE(expert)), "%s/%s", wheres[i], orders[j]);
				buf_addf(out, "%s/%s refused\n", wheres[i], orders[j]);
				continue;
			}
			size_t count = walk(query, true, found);
			buf_addf(out, "%s/%s %zu %llu\n", wheres[i], orders[j] ? orders[j] : "", count, (unsigned long long)query_count(query));
			for (size_t k = 0; k < count; k++) {
				const char *texts[4];
				cr_assert_eq(query_row(query, found[k], columns, 4, &sample->arena, texts, NULL), 0);
				buf_addf(out, "%s %s %s %s\n", texts[0], texts[1], texts[2], texts[3]);
			}
			query_close(query);
		}
	for (size_t i = 0, count = desk_todo(sample->desk, &sample->arena, &todo); i < count; i++)
		buf_addf(out, "%s %s %llu %d %s\n", todo[i].kind, todo[i].label, (unsigned long long)todo[i].count, (int)todo[i].deadline, todo[i].where);
	desk_overview(sample->desk, &sample->arena, &overview);
	buf_addf(out, "%s %llu %lld\n", overview.call, (unsigned long long)overview.applied, (long long)overview.awarded);
	for (size_t i = 0; i < overview.stage_count; i++)
		buf_addf(out, "%s %llu\n", overview.stages[i].stage, (unsigned long long)overview.stages[i].count);
	for (size_t i = 0; i < 5; i++) {
		struct stat_row *rows;
		size_t count;
		if (desk_stats(sample->desk, bys[i], NULL, i % 2, &sample->arena, &rows, &count, NULL) < 0) {
			cr_assert(desk_may(sample->desk, ROLE(expert)), "%s", bys[i]);
			buf_addf(out, "%s refused\n", bys[i]);
			continue;
		}
		for (size_t j = 0; j < count; j++)
			buf_addf(out, "%s %llu %lld\n", rows[j].code, (unsigned long long)rows[j].count, (long long)rows[j].matching);
	}
}

/* Changes what the reviewer and the window of Xiayang do not see. */
static void
change_elsewhere(struct sample *sample)
{
	uint32_t found[MANY];
	struct query *query = sample_list(sample, "", NULL, false);
	size_t count = walk(query, true, found), changed = 0;

	query_close(query);
	for (size_t i = 0; i < count; i++) {
		const struct project *project = sample_project(sample, found[i]);
		if (strcmp(project->reviewer, "310118001") == 0 || strcmp(project->received_at, "310118001") == 0)
			continue;
		if (strcmp(project->stage, "draft") == 0)
			sample_do(sample, "void", project->id, "重复录入", NULL, 0);
		else if (strcmp(project->stage, "submitted") == 0 || strcmp(project->stage, "candidate") == 0)
			sample_do(sample, "withdraw", project->id, "单位要求撤回", NULL, 0);
		else
			continue;
		changed++;
	}
	cr_assert_gt(changed, 10);
}

Test(query, who_is_confined_sees_the_same_whatever_happens_elsewhere)
{
	static const char *const people[] = {"cs-310118001", "ck-310118001", "expert1", "qianhong", "gujun"};
	struct sample sample;
	struct buf before[5] = {{0}}, after[5] = {{0}};

	sample_open(&sample, "limin", "2023-04-12");
	for (size_t i = 0; i < 5; i++) {
		sample_sit(&sample, people[i], NULL);
		tell(&sample, &before[i]);
	}
	cr_assert_gt(before[0].len, 1000);
	sample_sit(&sample, "limin", "2023-04-12");
	change_elsewhere(&sample);
	for (size_t i = 0; i < 5; i++) {
		sample_sit(&sample, people[i], NULL);
		tell(&sample, &after[i]);
		cr_expect_str_eq(buf_text(&before[i]), buf_text(&after[i]), "%s", people[i]);
		buf_free(&before[i]);
		buf_free(&after[i]);
	}
	sample_close(&sample);
}

Test(query, what_belongs_to_others_projects_is_not_in_any_list)
{
	static const struct record_type *const types[] = {&type_material, &type_attestation, &type_correction};
	struct sample sample;

	sample_open(&sample, "cs-310118001", NULL);
	for (size_t i = 0; i < 3; i++) {
		struct query_spec spec = {.type = types[i]};
		struct query *query;
		uint32_t found[MANY * 4];
		cr_assert_eq(query_open(sample.desk, &spec, &query, NULL), 0);
		size_t count = query_walk(query, NULL, false, true, MANY * 4, found, NULL);
		for (size_t j = 0; j < count; j++) {
			void *record;
			cr_assert_eq(desk_get_number(sample.desk, types[i], found[j], &sample.arena, &record, NULL), 0);
			struct project *project = sample_project(&sample, *(uint32_t *)column_of(record, record_column(types[i], "project")));
			cr_assert_not_null(project);
			cr_expect_str_eq(project->reviewer, "310118001");
		}
		query_close(query);
	}
	struct query_spec spec = {.type = &type_staff};
	struct query *query;
	cr_assert_eq(query_open(sample.desk, &spec, &query, NULL), 0);
	cr_expect_eq(query_count(query), 0);
	query_close(query);
	sample_close(&sample);
}
