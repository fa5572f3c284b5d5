/* A project as a case, and the work that waits. */
#include <config.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "sample.h"

static uint64_t
count_of(struct sample *sample, const struct record_type *type, const char *where, const char *order)
{
	struct query_spec spec = {.type = type ? type : &type_project, .where = where, .order = order};
	struct query *query;
	struct err err = {0};
	uint64_t count;

	cr_assert_eq(query_open(sample->desk, &spec, &query, &err), 0, "%s: %s", where, err.message);
	count = query_count(query);
	query_close(query);
	return count;
}

/* The id of the first project of a list. */
static const char *
first_of(struct sample *sample, const char *where)
{
	struct query_spec spec = {.type = &type_project, .where = where};
	struct query *query;
	const char *id;
	uint32_t number;

	cr_assert_eq(query_open(sample->desk, &spec, &query, NULL), 0);
	cr_assert_eq(query_walk(query, NULL, false, true, 1, &number, NULL), 1, "%s", where);
	id = query_row_id(query, number, &sample->arena);
	query_close(query);
	return id;
}

static struct project *
project_of(struct sample *sample, const char *id)
{
	void *record;

	cr_assert_eq(desk_get(sample->desk, &type_project, id, &sample->arena, &record, NULL), 0, "%s", id);
	return record;
}

/* ---- verdicts */

Test(casework, a_decided_project_shows_the_verdicts_it_was_decided_on_and_others_those_of_today)
{
	struct sample sample;
	struct verdicts verdicts;
	bool stored;

	sample_open(&sample, "limin", "2023-04-12");
	cr_assert_eq(desk_check(sample.desk, first_of(&sample, "状态:待评审"), &sample.arena, &verdicts, &stored, NULL), 0);
	cr_expect(stored);
	cr_expect_gt(verdicts.count, 10);
	cr_assert_eq(desk_check(sample.desk, first_of(&sample, "状态:待初审"), &sample.arena, &verdicts, &stored, NULL), 0);
	cr_expect_not(stored);
	cr_expect_gt(verdicts.count, 10);
	sample_close(&sample);
}

Test(casework, a_field_being_keyed_has_the_worst_verdict_of_the_conditions_that_read_it)
{
	struct sample sample;
	struct project *project;
	struct verdict verdict;
	bool any;

	sample_open(&sample, "limin", "2023-04-12");
	project = record_new(&type_project, &sample.arena);
	project->track = "new";
	project->matching_committed = 5000000;
	verdict = desk_check_field(sample.desk, project, "project.matching_committed", &sample.arena, &any);
	cr_assert(any);
	cr_expect_eq(verdict.result, VERDICT_FAIL);
	cr_expect_str_eq(verdict.clause, "五(一)末");
	project->matching_committed = 15000000;
	verdict = desk_check_field(sample.desk, project, "project.matching_committed", &sample.arena, &any);
	cr_expect_eq(verdict.result, VERDICT_PASS);
	desk_check_field(sample.desk, project, "project.note", &sample.arena, &any);
	cr_expect_not(any);
	cr_expect_gt(desk_check_draft(sample.desk, project, &sample.arena).count, 10);
	sample_close(&sample);
}

/* ---- materials and defects */

Test(casework, the_checklist_says_what_was_received_and_what_is_missing)
{
	struct sample sample;
	struct material_row *rows;
	const char *draft;
	size_t count;

	sample_open(&sample, "limin", "2023-04-12");
	count = desk_materials(sample.desk, first_of(&sample, "状态:待评审 类别:new"), &sample.arena, &rows);
	cr_assert_eq(count, 13);
	for (size_t i = 0; i < count; i++)
		cr_expect_not(rows[i].missing, "%s", rows[i].item->code);
	draft = first_of(&sample, "状态:录入 类别:new");
	count = desk_materials(sample.desk, draft, &sample.arena, &rows);
	cr_assert_eq(count, 13);
	cr_expect_null(rows[0].material);
	cr_expect(rows[0].missing);
	sample_do(&sample, "receive_material", draft, NULL,
		(struct act_input[]){{"material.item", rows[0].item->code}, {"material.state", "incomplete"}}, 2);
	desk_materials(sample.desk, draft, &sample.arena, &rows);
	cr_assert_not_null(rows[0].material);
	cr_expect(rows[0].missing);
	sample_do(&sample, "receive_material", draft, NULL,
		(struct act_input[]){{"material.item", rows[0].item->code}, {"material.state", "received"}}, 2);
	desk_materials(sample.desk, draft, &sample.arena, &rows);
	cr_expect_not(rows[0].missing);
	sample_close(&sample);
}

Test(casework, all_defects_are_told_at_once)
{
	struct sample sample;
	const char *draft, *defects;

	sample_open(&sample, "limin", "2023-04-12");
	draft = first_of(&sample, "状态:录入");
	sample_do(&sample, "amend", draft, NULL,
		(struct act_input[]){{"project.matching_committed", "50000"}, {"leader.occupation", ""}}, 2);
	defects = desk_defects(sample.desk, draft, &sample.arena);
	cr_expect_not_null(strstr(defects, "1. "));
	cr_expect_not_null(strstr(defects, "五(一)末"), "%s", defects);
	cr_expect_not_null(strstr(defects, "is not filled in"), "%s", defects);
	cr_expect_not_null(strstr(defects, "营业执照或法人登记证书"), "%s", defects);
	cr_expect_str_empty(desk_defects(sample.desk, first_of(&sample, "状态:待评审"), &sample.arena));
	sample_close(&sample);
}

Test(casework, what_is_read_out_on_the_phone_names_nobody_and_no_opinion)
{
	struct sample sample;
	const char *id, *answer;
	struct project *project;

	sample_open(&sample, "limin", "2023-04-12");
	id = first_of(&sample, "状态:待补正");
	project = project_of(&sample, id);
	answer = desk_phone_answer(sample.desk, id, &sample.arena, NULL);
	cr_assert_not_null(answer);
	cr_expect_not_null(strstr(answer, id));
	cr_expect_not_null(strstr(answer, "待补正"));
	cr_expect_not_null(strstr(answer, "营业执照"));
	cr_expect_not_null(strstr(answer, "2023年"));
	cr_expect_null(strstr(answer, project->leader.name));
	cr_expect_null(strstr(answer, project->unit.contact));
	id = first_of(&sample, "状态:不通过");
	answer = desk_phone_answer(sample.desk, id, &sample.arena, NULL);
	project = project_of(&sample, id);
	cr_expect_null(*project->end_reason ? strstr(answer, project->end_reason) : NULL);
	sample_close(&sample);
}

/* ---- history */

Test(casework, history_is_newest_first_and_each_entry_gives_the_record_as_it_was)
{
	struct sample sample;
	struct history_item *items;
	const char *id;
	size_t count;
	void *then;

	sample_open(&sample, "limin", "2023-04-12");
	id = first_of(&sample, "状态:待评审");
	count = desk_history(sample.desk, &type_project, id, 0, 100, &sample.arena, &items, NULL);
	cr_assert_gt(count, 10);
	cr_expect_str_eq(items[0].act, "accept");
	cr_expect_str_eq(items[count - 1].act, "intake");
	cr_expect_eq(items[count - 1].old_revision, 0);
	for (size_t i = 0; i < count; i++) {
		cr_expect(i == 0 || items[i].number < items[i - 1].number);
		cr_expect_eq(strlen(items[i].hash), 64);
		cr_assert_eq(desk_record_at(sample.desk, &type_project, id, items[i].number, &sample.arena, &then, NULL), 0);
		if (items[i].new_revision)
			cr_expect_eq(((struct record *)then)->revision, items[i].new_revision);
	}
	cr_expect_str_eq(((struct project *)then)->stage, "draft");
	cr_assert_eq(desk_record_at(sample.desk, &type_project, id, items[0].number, &sample.arena, &then, NULL), 0);
	cr_expect_str_eq(((struct project *)then)->stage, "eligible");
	cr_expect_not_null(strchr(((struct project *)then)->leader.resident_id, '*'));
	cr_expect_gt(items[1].verdicts.count, 10);
	struct history_item *older;
	cr_assert_eq(desk_history(sample.desk, &type_project, id, items[2].number, 3, &sample.arena, &older, NULL), 3);
	cr_expect_eq(older[0].number, items[3].number);
	sample_close(&sample);
}

Test(casework, history_masks_and_tells_materials_of_the_project_too)
{
	struct sample sample;
	struct history_item *items;
	size_t count, masked = 0, materials = 0;

	sample_open(&sample, "limin", "2023-04-12");
	count = desk_history(sample.desk, &type_project, first_of(&sample, "状态:待评审"), 0, 100, &sample.arena, &items, NULL);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < items[i].change_count; j++) {
			const struct change *change = &items[i].changes[j];
			materials += strcmp(change->name, "material.item") == 0;
			if (!change->column || !(change->column->field->flags & FIELD_SENSITIVE) || !*change->new_text)
				continue;
			cr_expect_not_null(strchr(change->new_text, '*'), "%s", change->name);
			masked++;
		}
	cr_expect_geq(masked, 2);
	cr_expect_geq(materials, 10);
	sample_close(&sample);
}

Test(casework, reviewers_windows_and_experts_see_no_journal_numbers)
{
	static const char *const people[] = {"cs-310118001", "ck-310118001"};
	struct sample sample;
	struct history_item *items;
	struct err err = {0};
	void *then;

	sample_open(&sample, "cs-310118001", NULL);
	for (size_t k = 0; k < 2; k++) {
		sample_sit(&sample, people[k], NULL);
		const char *id = first_of(&sample, "批次:2021");
		size_t count = desk_history(sample.desk, &type_project, id, 0, 100, &sample.arena, &items, NULL);
		cr_assert_gt(count, 5);
		for (size_t i = 0; i < count; i++) {
			cr_expect_eq(items[i].number, 0);
			cr_expect_str_empty(items[i].hash);
		}
		cr_expect_eq(desk_record_at(sample.desk, &type_project, id, 80, &sample.arena, &then, &err), -1);
		cr_expect_eq(err.code, ERR_DENIED);
	}
	sample_close(&sample);
}

Test(casework, what_an_entry_says_besides_is_told_in_words)
{
	static const struct {
		const char *detail, *told;
	} details[] = {
		{"", ""},
		{"own work", "own work"},
		{"added=20 load=2..3", "newly assigned 20 · sheets per expert 2..3"},
		{"leader.resident_id leader.phone", "Identity number · Leader's phone"},
		{"quota=2 without=expert1", "quota 2 · without expert expert1"},
		{"M12", "M12"},
	};
	struct arena arena = {0};

	for (size_t i = 0; i < sizeof details / sizeof *details; i++) {
		const struct history_item item = {.detail = details[i].detail, .type = &type_project};
		cr_expect_str_eq(history_detail(&item, &arena), details[i].told);
	}
	arena_free(&arena);
}

Test(casework, what_may_not_be_seen_is_as_if_it_were_not_there)
{
	struct sample sample;
	struct history_item *items;
	struct material_row *rows;
	struct verdicts verdicts;
	struct err here = {0}, nowhere = {0};
	const char *id, *material;
	void *record, **parts;
	uint32_t number;

	sample_open(&sample, "limin", "2023-04-12");
	id = first_of(&sample, "批次:2021 镇:朱家角 状态:合格未推荐");
	number = project_of(&sample, id)->head.number;
	cr_assert_gt(desk_parts(sample.desk, &type_material, number, &sample.arena, &parts), 0);
	material = record_id(parts[0], &sample.arena);
	sample_sit(&sample, "cs-310118001", NULL);
	cr_expect_eq(desk_get(sample.desk, &type_project, id, &sample.arena, &record, &here), -1);
	cr_expect_eq(desk_get(sample.desk, &type_project, "QP2099-0001", &sample.arena, &record, &nowhere), -1);
	cr_expect_eq(here.code, ERR_MISSING);
	cr_expect_eq(nowhere.code, ERR_MISSING);
	cr_expect_str_eq(nowhere.message, "there is no 'QP2099-0001' here");
	cr_expect_str_eq(here.message + strlen("there is no 'QP2021-0016"), nowhere.message + strlen("there is no 'QP2099-0001"));
	cr_expect_eq(desk_history(sample.desk, &type_project, id, 0, 9, &sample.arena, &items, NULL), 0);
	cr_expect_eq(desk_materials(sample.desk, id, &sample.arena, &rows), 0);
	cr_expect_eq(desk_check(sample.desk, id, &sample.arena, &verdicts, NULL, NULL), -1);
	cr_expect_null(desk_phone_answer(sample.desk, id, &sample.arena, NULL));
	cr_expect_str_empty(desk_defects(sample.desk, id, &sample.arena));
	cr_expect_eq(desk_parts(sample.desk, &type_material, number, &sample.arena, &parts), 0);
	sample_sit(&sample, "gujun", NULL);
	cr_expect_eq(desk_get(sample.desk, &type_material, material, &sample.arena, &record, NULL), -1);
	sample_sit(&sample, "shenyi", NULL);
	cr_expect_eq(desk_get(sample.desk, &type_material, material, &sample.arena, &record, NULL), 0);
	sample_close(&sample);
}

/* ---- what waits */

static const struct todo_item *
item_of(const struct todo_item *items, size_t count, const char *kind)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(items[i].kind, kind) == 0)
			return &items[i];
	return NULL;
}

/* Lines that count sheets, recusals, lists or objections; their filter shows the projects that these are about. */
static bool
counts_other_things(const struct todo_item *item)
{
	static const char *const kinds[] = {"sheets_missing", "recusal", "resolve", "approve", "announce", "objection", "score"};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i], item->kind) == 0)
			return true;
	return false;
}

Test(casework, every_line_of_work_counts_what_its_filter_shows_and_they_stand_by_deadline)
{
	static const char *const people[] = {"limin", "cs-310118001", "ck-310118001", "cs-310118002", "ck-economy", "gujun", "expert4"};
	struct sample sample;
	struct todo_item *items;

	sample_open(&sample, "limin", "2023-04-12");
	for (size_t k = 0; k < sizeof people / sizeof *people; k++) {
		sample_sit(&sample, people[k], NULL);
		size_t count = desk_todo(sample.desk, &sample.arena, &items);
		for (size_t i = 0; i < count; i++) {
			uint64_t shown = count_of(&sample, items[i].type, items[i].where, items[i].order);
			cr_expect(counts_other_things(&items[i]) ? shown > 0 : shown == items[i].count, "%s: %s", people[k], items[i].where);
			cr_expect_eq(items[i].overdue, items[i].deadline != DATE_NONE && items[i].deadline < desk_today(sample.desk));
			if (i && items[i].deadline != DATE_NONE)
				cr_expect(items[i - 1].deadline != DATE_NONE && items[i - 1].deadline <= items[i].deadline);
		}
	}
	sample_close(&sample);
}

Test(casework, the_office_sees_candidates_overdue_corrections_drafts_and_closing_calls)
{
	struct sample sample;
	struct todo_item *items;
	size_t count;

	sample_open(&sample, "limin", "2023-04-12");
	count = desk_todo(sample.desk, &sample.arena, &items);
	cr_assert_not_null(item_of(items, count, "accept"));
	cr_expect_eq(item_of(items, count, "accept")->count, 9);
	cr_assert_not_null(item_of(items, count, "correction_overdue"));
	cr_expect_eq(item_of(items, count, "correction_overdue")->deadline, date_make(2023, 4, 10));
	cr_expect(item_of(items, count, "correction_overdue")->overdue);
	cr_assert_not_null(item_of(items, count, "call_closing"));
	cr_expect_eq(item_of(items, count, "call_closing")->deadline, date_make(2023, 4, 14));
	cr_assert_not_null(item_of(items, count, "draft"));
	cr_expect_null(item_of(items, count, "first_review_overdue"));
	sample_sit(&sample, "limin", "2023-06-30");
	count = desk_todo(sample.desk, &sample.arena, &items);
	cr_assert_not_null(item_of(items, count, "first_review_overdue"));
	uint64_t late = 0;
	for (size_t i = 0; i < count; i++)
		if (strcmp(items[i].kind, "first_review_overdue") == 0) {
			cr_expect_eq(items[i].count, count_of(&sample, NULL, items[i].where, NULL));
			late += items[i].count;
		}
	cr_expect_eq(late, count_of(&sample, NULL, "状态:待初审", NULL));
	sample_close(&sample);
}

Test(casework, a_first_reviewer_sees_what_waits_for_a_first_review_with_its_earliest_deadline)
{
	struct sample sample;
	struct todo_item *items;
	struct project *project;
	const char *id;
	char seat[64];

	sample_open(&sample, "limin", "2023-04-12");
	id = first_of(&sample, "状态:待初审");
	project = project_of(&sample, id);
	snprintf(seat, sizeof seat, "cs-%s", project->reviewer);
	sample_sit(&sample, seat, NULL);
	size_t count = desk_todo(sample.desk, &sample.arena, &items);
	const struct todo_item *item = item_of(items, count, "first_review");
	cr_assert_not_null(item);
	cr_expect_eq(item->count, count_of(&sample, NULL, "状态:待初审", NULL));
	cr_expect_leq(item->deadline, project->deadline);
	cr_expect_gt(item->deadline, date_make(2023, 4, 12));
	cr_expect_null(item_of(items, count, "accept"));
	sample_sit(&sample, "expert1", NULL);
	count = desk_todo(sample.desk, &sample.arena, &items);
	for (size_t i = 0; i < count; i++)
		cr_expect_str_eq(items[i].kind, "score", "an expert's work is the sheets");
	sample_close(&sample);
}

/* ---- counts */

Test(casework, the_overview_counts_the_newest_call)
{
	struct sample sample;
	struct overview overview;
	uint64_t all = 0;

	sample_open(&sample, "limin", "2023-04-12");
	desk_overview(sample.desk, &sample.arena, &overview);
	cr_expect_str_eq(overview.call, "2023");
	cr_expect_eq(overview.quota, 12);
	cr_expect_eq(overview.target_projects, 60);
	for (size_t i = 0; i < overview.stage_count; i++)
		all += overview.stages[i].count;
	cr_expect_eq(all, count_of(&sample, NULL, "批次:2023", NULL));
	cr_expect_eq(overview.applied, all - count_of(&sample, NULL, "批次:2023 状态:录入", NULL));
	sample_close(&sample);
}

Test(casework, counts_and_sums_are_those_of_the_cases_they_open)
{
	static const char *const bys[] = {"town", "stage", "year", "track", "call", "结论", "eligibility", "项目不存在"};
	struct sample sample;
	struct stat_row *rows;
	struct err err = {0};
	size_t count;

	sample_open(&sample, "limin", "2023-04-12");
	for (size_t i = 0; i < 7; i++)
		for (int money = 0; money < 2; money++)
			for (int filtered = 0; filtered < 2; filtered++) {
				const char *where = filtered ? "配套>100000" : "";
				uint64_t all = 0;
				cr_assert_eq(desk_stats(sample.desk, bys[i], where, money, &sample.arena, &rows, &count, NULL), 0);
				for (size_t j = 0; j < count; j++) {
					all += rows[j].count;
					cr_expect_eq(rows[j].matching == MONEY_NONE, !money);
					if (rows[j].where)
						cr_expect_eq(rows[j].count, count_of(&sample, NULL, rows[j].where, NULL), "%s", rows[j].where);
				}
				cr_expect_eq(all, count_of(&sample, NULL, where, NULL), "%s", bys[i]);
			}
	cr_expect_eq(desk_stats(sample.desk, bys[7], NULL, false, &sample.arena, &rows, &count, &err), -1);
	cr_expect_not_null(strstr(err.message, "nothing is counted by '项目不存在'; there are: "));
	sample_close(&sample);
}

/* ---- an earlier application */

Test(casework, a_units_earlier_application_is_found_where_it_may_be_seen_without_what_is_sensitive)
{
	struct sample sample;
	const struct project *earlier;
	const char *uscc, *id;

	sample_open(&sample, "limin", "2023-04-12");
	id = first_of(&sample, "镇:朱家角");
	uscc = project_of(&sample, id)->unit.uscc;
	earlier = desk_earlier_of_unit(sample.desk, uscc, &sample.arena);
	cr_assert_not_null(earlier);
	cr_expect_str_eq(earlier->unit.uscc, uscc);
	cr_expect_str_empty(earlier->unit.phone);
	cr_expect_str_empty(earlier->leader.resident_id);
	cr_expect_null(desk_earlier_of_unit(sample.desk, "91310118MA1XXXXXXX", &sample.arena));
	sample_sit(&sample, "cs-310118001", NULL);
	cr_expect_null(desk_earlier_of_unit(sample.desk, uscc, &sample.arena));
	sample_close(&sample);
}
