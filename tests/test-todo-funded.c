/* What waits in the funded years, for whom, from when on; the calendar of it; and the sums of money. */
#include <config.h>

#include <criterion/criterion.h>
#include <string.h>

#include "desk/casework.h"
#include "desk/ledger.h"
#include "desk/query.h"
#include "exchange/ics.h"
#include "paywork.h"

static const struct todo_item *
line_of(struct work *work, const char *kind)
{
	struct todo_item *items;
	size_t count = desk_todo(work->desk, &work->arena, &items);

	for (size_t i = 0; i < count; i++)
		if (strcmp(items[i].kind, kind) == 0)
			return &items[i];
	return NULL;
}

static void
waits_until(struct work *work, const char *kind, uint64_t count, const char *deadline, bool overdue)
{
	const struct todo_item *item = line_of(work, kind);

	cr_assert(item, "nothing waits as %s", kind);
	cr_assert_eq(item->count, count, "%s counts %d", kind, (int)item->count);
	cr_assert_eq(item->deadline, work_date(deadline), "%s ends on day %d", kind, (int)item->deadline);
	cr_assert_eq(item->overdue, overdue);
}

/* Every line's filter shows as many rows as the line says, of the type it names. */
static void
opens_its_cases(struct work *work)
{
	struct todo_item *items;
	size_t count = desk_todo(work->desk, &work->arena, &items);

	for (size_t i = 0; i < count; i++) {
		struct query_spec spec = {.type = items[i].type ? items[i].type : &type_project, .where = items[i].where};
		struct query *query;
		cr_assert_eq(query_open(work->desk, &spec, &query, &work->err), 0, "%s: %s", items[i].where, work->err.message);
		cr_assert_eq(query_count(query), items[i].count, "%s: %s", items[i].kind, items[i].where);
		query_close(query);
	}
}

static void
change_project(struct work *work, struct project *project)
{
	struct entry entry = {.who = "test", .role = "", .from = "", .act = "test", .date = project->head.last_date, .reason = "", .op = "",
		.assumed_today = DATE_NONE, .detail = ""};
	uint64_t number;

	cr_assert_eq(store_write(work->desk->store, 0, &work->err), 0, "%s", work->err.message);
	cr_assert_eq(store_entry_begin(work->desk->store, &entry, &work->err), 0);
	cr_assert_eq(store_put(work->desk->store, project, &work->err), 0, "%s", work->err.message);
	cr_assert_eq(store_entry_end(work->desk->store, &number, &work->err), 0);
	cr_assert_eq(store_commit(work->desk->store, &work->err), 0);
}

/* ---- clocks of projects */

Test(clocks, an_agreement_waits_from_the_award_until_it_is_signed)
{
	WORK(work);
	const char *id = funded_bring(&work, STAGE_awarded, "2021-06-01");
	date_t deadline = work_project(&work, id)->deadline;
	char day[11];

	date_print(day, deadline);
	work_day(&work, "2021-06-02");
	waits_until(&work, "agreement", 1, day, false);
	work.desk->today = deadline + 1;
	waits_until(&work, "agreement", 1, day, true);
	opens_its_cases(&work);
	work_sit(&work, "cs-xj");
	cr_assert_null(line_of(&work, "agreement"), "another town's");
	work_sit(&work, "limin");
	work_force(&work, id, STAGE_running);
	cr_assert_null(line_of(&work, "agreement"));
}

Test(clocks, an_assessment_comes_up_fifteen_days_before_the_year_ends_and_is_overdue_after_it)
{
	WORK(work);

	funded_bring(&work, STAGE_running, "2021-06-01");
	work_day(&work, "2021-12-15");
	cr_assert_null(line_of(&work, "assess_annual"));
	work_day(&work, "2021-12-16");
	waits_until(&work, "assess_annual", 1, "2021-12-31", false);
	opens_its_cases(&work);
	work_day(&work, "2022-01-01");
	cr_assert_null(line_of(&work, "assess_annual"));
	waits_until(&work, "assess_overdue", 1, "2021-12-31", true);
	opens_its_cases(&work);
}

Test(clocks, the_end_of_a_cycle_comes_up_sixty_days_before_with_its_assessment_thirty_days_before)
{
	WORK(work);
	const char *id = funded_bring(&work, STAGE_running, "2021-06-01");

	funded_assess(&work, id, "annual", 2021, "passed", "pass", "2021-12-20");
	funded_assess(&work, id, "annual", 2022, "passed", "pass", "2022-12-20");
	work_day(&work, "2023-10-31");
	cr_assert_null(line_of(&work, "cycle_ending"));
	work_day(&work, "2023-11-01");
	waits_until(&work, "cycle_ending", 1, "2023-12-31", false);
	cr_assert_null(line_of(&work, "assess_final"));
	work_day(&work, "2023-12-01");
	waits_until(&work, "assess_final", 1, "2023-12-31", false);
	cr_assert_null(line_of(&work, "assess_annual"));
	opens_its_cases(&work);
	work_day(&work, "2024-01-02");
	waits_until(&work, "complete", 1, "2023-12-31", true);
	cr_assert_null(line_of(&work, "assess_overdue"), "one line for what a cycle's end leaves");
	opens_its_cases(&work);
}

Test(clocks, a_rectification_waits_until_its_day_and_is_overdue_after_it)
{
	WORK(work);
	const char *id = funded_bring(&work, STAGE_running, "2021-06-01");
	struct project *project;
	char day[11];

	funded_assess(&work, id, "annual", 2021, "failed", "fail", "2021-12-20");
	work_day(&work, "2021-12-21");
	work_do(&work, "order_rectification", id, NULL, "findings=台账缺失", NULL);
	project = work_project(&work, id);
	date_print(day, project->deadline);
	waits_until(&work, "rectification", 1, day, false);
	work.desk->today = project->deadline + 1;
	waits_until(&work, "rectification_overdue", 1, day, true);
	cr_assert_null(line_of(&work, "rectification"));
	opens_its_cases(&work);
}

Test(clocks, terms_and_retirements_inside_the_cycle_come_up)
{
	WORK(work);
	const char *id = funded_bring(&work, STAGE_running, "2021-06-01");
	struct project *project = work_project(&work, id);

	cr_assert_eq(project->term_to, project->leader.appointed_to, "kept from the award on");
	project->term_to = work_date("2022-05-31");
	project->retires_on = work_date("2022-09-30");
	change_project(&work, project);
	work_day(&work, "2022-04-01");
	waits_until(&work, "term_ending", 1, "2022-05-31", false);
	cr_assert_null(line_of(&work, "retirement"), "more than 180 days before");
	work_day(&work, "2022-04-03");
	waits_until(&work, "retirement", 1, "2022-09-30", false);
	opens_its_cases(&work);
	project = work_project(&work, id);
	project->retires_on = work_date("2024-01-31");
	change_project(&work, project);
	work_day(&work, "2023-10-01");
	cr_assert_null(line_of(&work, "retirement"), "after the cycle");
	cr_assert_null(line_of(&work, "retirement_last_year"));
	project->retires_on = work_date("2023-12-31");
	change_project(&work, project);
	waits_until(&work, "retirement_last_year", 1, "2023-12-31", false);
	opens_its_cases(&work);
}

Test(clocks, a_leader_who_left_has_no_term_and_no_retirement)
{
	WORK(work);
	const char *id = funded_bring(&work, STAGE_running, "2021-06-01");

	work_day(&work, "2022-03-01");
	work_do(&work, "change", id, NULL, "kind=leader_left", "happened_on=2022-02-28", "document=离职证明 2022-02-28", NULL);
	cr_assert_eq(work_project(&work, id)->term_to, DATE_NONE);
	cr_assert_eq(work_project(&work, id)->retires_on, DATE_NONE);
}

Test(clocks, a_completed_project_waits_for_its_follow_on_where_its_grade_lets_one_follow)
{
	WORK(work);
	const char *good = funded_bring(&work, STAGE_running, "2021-06-01"), *plain = funded_bring(&work, STAGE_running, "2021-06-01"), *follow_on;

	funded_assess(&work, good, "final", 2023, "passed", "good", "2023-12-20");
	funded_assess(&work, plain, "final", 2023, "passed", "pass", "2023-12-20");
	work_day(&work, "2024-01-04");
	work_do(&work, "complete", good, NULL, NULL);
	work_do(&work, "complete", plain, NULL, NULL);
	cr_assert(line_of(&work, "follow_on"));
	cr_assert_eq(line_of(&work, "follow_on")->count, 1);
	opens_its_cases(&work);
	follow_on = work_intake(&work, "track=follow_on", arena_printf(&work.arena, "predecessor=%s", good), NULL);
	funded_award(&work, follow_on, STAGE_running, "2024-06-01");
	cr_assert_null(line_of(&work, "follow_on"), "followed on once");
}

/* ---- money */

Test(money, finance_is_told_what_is_to_be_paid_fund_by_fund)
{
	WORK(work);
	const char *id = pay_project(&work);
	struct todo_item *items;
	size_t count, payable = 0;

	pay_passed(&work, id, 2021);
	work_day(&work, "2022-01-10");
	count = desk_todo(work.desk, &work.arena, &items);
	for (size_t i = 0; i < count; i++)
		payable += strcmp(items[i].kind, "payable") == 0 && items[i].count == 1 && items[i].type == &type_obligation;
	cr_assert_eq(payable, 2, "one of each fund");
	opens_its_cases(&work);
	cr_assert_null(line_of(&work, "assess_overdue"), "not finance's work");
}

Test(money, a_batch_waits_for_another_person_then_for_finance)
{
	WORK(work);
	const char *batch;

	pay_project(&work);
	batch = pay_prepared(&work, unit_fund);
	cr_assert_null(line_of(&work, "batch_pay"));
	work_sit(&work, "gujun");
	cr_assert(line_of(&work, "batch_approve"));
	opens_its_cases(&work);
	work_do(&work, "approve_payment", batch, NULL, NULL);
	cr_assert_null(line_of(&work, "batch_approve"));
	work_sit(&work, "qianhong");
	cr_assert_eq(line_of(&work, "batch_pay")->count, 1);
	opens_its_cases(&work);
}

Test(money, a_payment_that_came_back_waits_until_its_money_is_in_another_batch)
{
	WORK(work);
	const char *id = pay_project(&work), *batch = pay_recorded(&work, unit_fund, "J-1");
	const struct payment *payment = pay_newest(&work, id);

	(void)batch;
	work_day(&work, "2021-12-10");
	work_do(&work, "return_payment", arena_printf(&work.arena, "PM%u", (unsigned)payment->head.number), NULL, "failure=户名不符", NULL);
	cr_assert(line_of(&work, "payment_returned"));
	cr_assert_eq(line_of(&work, "payment_returned")->count, 1);
	pay_prepared(&work, unit_fund);
	cr_assert_null(line_of(&work, "payment_returned"));
}

/* The records as they were at the end of that day. */
static void
open_past(struct work *work, const char *day)
{
	struct desk_options options = {.dir = work->records, .rules = test_source("rules.yaml"), .forms = test_source("forms"), .as = "shenyi",
		.from = "tty1", .today = DATE_NONE, .as_of = work_date(day)};

	desk_close(work->desk);
	work->desk = NULL;
	cr_assert_eq(desk_open(&work->desk, &options, &work->err), 0, "%s", work->err.message);
}

Test(money, figures_of_a_past_day_are_those_that_were_given_then)
{
	static const char *const keys[] = {"fund", "year", "town", "payee", "payment"};
	enum { KEYS = sizeof keys / sizeof *keys };
	WORK(work);
	const char *id = pay_project(&work);
	struct money_row *then[KEYS], *past, *now;
	size_t counts[KEYS], count;

	pay_recorded(&work, unit_fund, "J-1");
	for (size_t i = 0; i < KEYS; i++)
		cr_assert_eq(desk_money(work.desk, keys[i], &work.arena, &then[i], &counts[i], &work.err), 0, "%s", work.err.message);
	cr_assert_eq(counts[0], 1);
	cr_assert_eq(then[0][0].due, 100000 * 100);
	cr_assert_eq(then[0][0].paid, 100000 * 100);
	work_day(&work, "2021-12-20");
	pay_passed(&work, id, 2021);
	cr_assert_eq(desk_money(work.desk, "fund", &work.arena, &now, &count, &work.err), 0);
	cr_assert_eq(count, 2, "an allowance is due since");
	open_past(&work, "2021-12-01");
	for (size_t i = 0; i < KEYS; i++) {
		cr_assert_eq(desk_money(work.desk, keys[i], &work.arena, &past, &count, &work.err), 0, "%s", work.err.message);
		cr_assert_eq(count, counts[i], "by %s", keys[i]);
		for (size_t j = 0; j < count; j++) {
			cr_assert_str_eq(past[j].code, then[i][j].code);
			cr_assert_eq(past[j].due, then[i][j].due);
			cr_assert_eq(past[j].paid, then[i][j].paid);
		}
	}
}

Test(money, the_aim_counts_recognised_projects_and_tells_cancelled_ones_apart)
{
	WORK(work);
	struct target_progress progress;

	funded_bring(&work, STAGE_running, "2021-06-01");
	funded_bring(&work, STAGE_completed, "2021-06-01");
	funded_bring(&work, STAGE_cancelled, "2021-06-01");
	work_bring(&work, STAGE_candidate);
	cr_assert_eq(desk_target(work.desk, &work.arena, &progress, &work.err), 0, "%s", work.err.message);
	cr_assert_eq(progress.wanted, 60);
	cr_assert_eq(progress.awarded, 2);
	cr_assert_eq(progress.cancelled, 1);
	cr_assert_eq(progress.units, 2);
	cr_assert_eq(progress.count, 3);
	for (size_t i = 0; i < progress.count; i++) {
		struct query_spec spec = {.type = &type_project, .where = progress.rows[i].where};
		struct query *query;
		cr_assert_eq(query_open(work.desk, &spec, &query, &work.err), 0, "%s", work.err.message);
		cr_assert_eq(query_count(query), progress.rows[i].count);
		query_close(query);
	}
	work_sit(&work, "cs-zjj");
	cr_assert_lt(desk_target(work.desk, &work.arena, &progress, &work.err), 0);
	cr_assert_str_eq(work.err.message, "'单海燕' sees a part of the projects only");
}

/* ---- the calendar */

Test(calendar, its_bytes_are_those_of_rfc_5545)
{
	const struct todo_item items[] = {
		{.kind = "first_review", .label = "待初审项目", .count = 9, .deadline = date_make(2021, 4, 16), .where = "状态=待初审"},
		{.kind = "announce", .label = "公示期满, 待公布; 2021", .count = 1, .deadline = date_make(2021, 12, 31), .call = "2021"},
		{.kind = "draft", .label = "没有期限的不写", .count = 2, .deadline = DATE_NONE},
	};
	struct buf out = {0};

	ics_add(&out, "首席技师资助 · 青浦区", date_make(2021, 4, 12), items, 3);
	cr_assert_str_eq(buf_text(&out),
		"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//shouxi//todo//ZH\r\nCALSCALE:GREGORIAN\r\n"
		"X-WR-CALNAME:首席技师资助 · 青浦区\r\n"
		"BEGIN:VEVENT\r\nUID:first_review@shouxi\r\nDTSTAMP:20210412T000000Z\r\nDTSTART;VALUE=DATE:20210416\r\nDTEND;VALUE=DATE:20210417\r\n"
		"SUMMARY:待初审项目（9）\r\nDESCRIPTION:状态=待初审\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
		"BEGIN:VEVENT\r\nUID:announce-2021@shouxi\r\nDTSTAMP:20210412T000000Z\r\nDTSTART;VALUE=DATE:20211231\r\nDTEND;VALUE=DATE:20220101\r\n"
		"SUMMARY:公示期满\\, 待公布\\; 2021（1）\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
		"END:VCALENDAR\r\n");
	buf_free(&out);
}

Test(calendar, lines_are_folded_at_75_octets_between_characters)
{
	struct buf out = {0};

	ics_text(&out, "SUMMARY", "首席技师资助项目二〇二一年度第一批待复核项目共九项请于四月十六日前办结\n以免逾期\\");
	cr_assert_str_eq(buf_text(&out),
		"SUMMARY:首席技师资助项目二〇二一年度第一批待复核项目\r\n"
		" 共九项请于四月十六日前办结\\n以免逾期\\\\\r\n");
	for (const char *at = buf_text(&out), *end; *at; at = end + 2) {
		end = strstr(at, "\r\n");
		cr_assert_leq(end - at, 75);
	}
	buf_free(&out);
}

Test(calendar, an_event_of_the_same_kind_gets_a_uid_of_its_own)
{
	const struct todo_item items[] = {
		{.kind = "payable", .label = "a", .count = 1, .deadline = 1, .part = "talent"},
		{.kind = "payable", .label = "b", .count = 1, .deadline = 2, .part = "talent"},
	};
	struct buf out = {0};

	ics_add(&out, "x", 0, items, 2);
	cr_assert(strstr(buf_text(&out), "UID:payable-talent@shouxi\r\n"));
	cr_assert(strstr(buf_text(&out), "UID:payable-talent-2@shouxi\r\n"));
	buf_free(&out);
}
