/* Acts of expert review (六(三)4): panel, assigning, recusals, sheets, closing, ties. */
#include <config.h>

#include <criterion/criterion.h>
#include <string.h>

#include "desk/review.h"
#include "reviewwork.h"

#define SAY(...) arena_printf(&review.work.arena, __VA_ARGS__)

static const int steady[] = {90, 80, 70, 60, 50, 40, 30, 20};

static struct assignment *
assignment(struct review *review, const char *id, const char *expert)
{
	struct work *work = &review->work;
	void *record;

	cr_assert_eq(store_begin(work->desk->store, NULL), 0);
	record = joined_record(work->desk, &type_assignment, work_project(work, id)->head.number, expert, &work->arena);
	store_end(work->desk->store);
	return record;
}

/* The number of a record of a type that has none of its own: the newest. */
static const char *
newest(struct review *review, const struct record_type *type)
{
	return arena_printf(&review->work.arena, "%s%u", type->letters, (unsigned)store_count(review->work.desk->store, type));
}

/* ---- form_panel */

Test(form_panel, names_an_odd_number_of_experts_and_a_chair_among_them)
{
	REVIEW(review, 1, 3);
	struct work *work = &review.work;

	work_do(work, "form_panel", review.call, NULL, "panel.experts=e1、e2、e3 e4,e5", "panel.chair=e3", NULL);
	work_refused(work, ERR_INPUT, "a panel has an odd number of experts, not 6", "form_panel", review.call, NULL, "panel.experts=e1 e2 e3 e4 e5 e6",
		NULL);
	work_refused(work, ERR_INPUT, "a panel has at least 5 experts, not 3", "form_panel", review.call, NULL, "panel.experts=e1 e2 e3", NULL);
	work_refused(work, ERR_INPUT, "expert 'e1' stands twice", "form_panel", review.call, NULL, "panel.experts=e1 e2 e3 e4 e1", NULL);
	work_refused(work, ERR_INPUT, "'zhaolei' is not entered as an expert", "form_panel", review.call, NULL, "panel.experts=e1 e2 e3 e4 zhaolei",
		NULL);
	work_refused(work, ERR_INPUT, "the chair 'e7' is not on the panel", "form_panel", review.call, NULL, "panel.experts=e1 e2 e3 e4 e5",
		"panel.chair=e7", NULL);
	work_roles(work, "form_panel", ROLE(office), review.call, NULL, "panel.experts=e1 e2 e3 e4 e5", NULL);
	cr_assert_eq(store_count(work->desk->store, &type_panel), 1, "one panel a call, formed anew");
}

Test(form_panel, takes_open_sheets_from_who_leaves_and_keeps_who_handed_in)
{
	REVIEW(review, 2, 1);
	struct work *work = &review.work;
	const char *experts[REVIEW_MOST];

	work_do(work, "form_panel", review.call, NULL, "panel.experts=e1 e2 e3 e4 e5", NULL);
	work_do(work, "assign", review.call, NULL, NULL);
	cr_assert_eq(review_experts(&review, review.ids[0], experts), 5);
	review_score(&review, "e1", review.ids[0], 80);
	work_refused(work, ERR_STAGE, "'e1' has handed in sheets and stays on the panel", "form_panel", review.call, NULL,
		"panel.experts=e2 e3 e4 e5 e6", NULL);
	work_do(work, "form_panel", review.call, NULL, "panel.experts=e1 e2 e3 e4 e6", NULL);
	cr_assert_str_eq(assignment(&review, review.ids[0], "e5")->state, "withdrawn");
	work_sit(work, "e5");
	cr_assert_eq(work_try(work, "score", review.ids[0], NULL, "leader=1", NULL), -1);
	work_sit(work, "limin");
	work_do(work, "assign", review.call, NULL, NULL);
	cr_assert_str_eq(assignment(&review, review.ids[0], "e6")->state, "open", "somebody else reads it");
}

/* ---- assign */

Test(assign, gives_every_project_its_sheets_and_leaves_begun_ones_alone)
{
	REVIEW(review, 3, 1);
	struct work *work = &review.work;
	const char *experts[REVIEW_MOST], *late;

	work_refused(work, ERR_STAGE, "call '2021-2' has no panel: form it first", "assign", review.call, NULL, NULL);
	review_assigned(&review);
	for (size_t i = 0; i < review.count; i++) {
		cr_assert_eq(review_experts(&review, review.ids[i], experts), 5);
		cr_assert_str_eq(review_stage(&review, i), "in_review");
	}
	review_score(&review, experts[0], review.ids[2], 80);
	late = work_intake(work, "project.call=2021-2", NULL);
	work_force(work, late, STAGE_eligible);
	work_do(work, "assign", review.call, NULL, NULL);
	cr_assert_eq(review_experts(&review, late, experts), 5);
	cr_assert_eq(review_experts(&review, review.ids[2], experts), 4, "the sheet that was handed in stays");
	cr_assert_eq(store_count(work->desk->store, &type_assignment), 20);
	work_roles(work, "assign", ROLE(office), review.call, NULL, NULL);
}

Test(assign, names_the_project_whose_experts_are_all_in_conflict)
{
	REVIEW(review, 1, 1);
	struct work *work = &review.work;

	review_assigned(&review);
	for (int i = 1; i <= 7; i++) {
		work_do(work, "declare_recusal", review.ids[0], NULL, SAY("recusal.expert=e%d", i), "recusal.reason=同一单位", NULL);
		work_do(work, "confirm_recusal", newest(&review, &type_recusal), NULL, "recusal.decision=confirmed", NULL);
	}
	work_refused(work, ERR_STAGE, SAY("'%s' lacks 5 experts: 7 are in conflict with it (1 projects lack some); name more experts", review.ids[0]),
		"assign", review.call, NULL, NULL);
	work_refused(work, ERR_STAGE, SAY("'%s' has no sheet that counts: name other experts, or end it", review.ids[0]), "close_scoring", review.call,
		NULL, NULL);
}

Test(assign, never_gives_a_project_to_somebody_its_unit_employs)
{
	REVIEW(review, 1, 1);
	struct work *work = &review.work;
	const char *experts[REVIEW_MOST];
	size_t count;

	review_expert(&review, "e8", work_project(work, review.ids[0])->unit.name);
	work_do(work, "form_panel", review.call, NULL, "panel.experts=e8 e1 e2 e3 e4 e5 e6", NULL);
	work_do(work, "assign", review.call, NULL, NULL);
	count = review_experts(&review, review.ids[0], experts);
	cr_assert_eq(count, 5);
	for (size_t i = 0; i < count; i++)
		cr_assert_str_neq(experts[i], "e8");
}

/* ---- recusals */

Test(declare_recusal, hides_the_project_from_the_expert_at_once)
{
	REVIEW(review, 2, 1);
	struct work *work = &review.work;
	const char *experts[REVIEW_MOST], *expert;

	review_assigned(&review);
	review_experts(&review, review.ids[0], experts);
	expert = experts[0];
	work_sit(work, expert);
	work_do(work, "declare_recusal", review.ids[0], NULL, "recusal.reason=三年内持有该单位股份", NULL);
	cr_assert_str_eq(work->result.id, review.ids[0]);
	work_refused(work, ERR_MISSING, SAY("there is no '%s' here", review.ids[0]), "declare_recusal", review.ids[0], NULL, "recusal.reason=再次", NULL);
	work_refused(work, ERR_MISSING, SAY("there is no '%s' here", review.ids[0]), "score", review.ids[0], NULL, "leader=1", NULL);
	work_refused(work, ERR_MISSING, "there is no 'QP2021-9999' here", "score", "QP2021-9999", NULL, "leader=1", NULL);
	work_sit(work, "limin");
	work_refused(work, ERR_STAGE, SAY("'%s' stands aside from '%s' already", expert, review.ids[0]), "declare_recusal", review.ids[0], NULL,
		SAY("recusal.expert=%s", expert), "recusal.reason=再次", NULL);
	work_refused(work, ERR_INPUT, "'nobody' is not entered as an expert", "declare_recusal", review.ids[0], NULL, "recusal.expert=nobody",
		"recusal.reason=无", NULL);
	work_refused(work, ERR_INPUT, "'gujun' is not entered as an expert", "declare_recusal", review.ids[0], NULL, "recusal.expert=gujun",
		"recusal.reason=无", NULL);
	work_refused(work, ERR_INPUT, "'limin' is not entered as an expert", "declare_recusal", review.ids[0], NULL, "recusal.reason=无", NULL);
	work_stages(work, "declare_recusal", STAGE_SET(eligible) | STAGE_SET(in_review), NULL, "recusal.expert=e1", "recusal.reason=亲属", NULL);
}

Test(confirm_recusal, drops_the_sheet_or_gives_the_project_back)
{
	REVIEW(review, 1, 1);
	struct work *work = &review.work;
	const char *experts[REVIEW_MOST];

	review_assigned(&review);
	review_experts(&review, review.ids[0], experts);
	review_score_all(&review, steady);
	work_do(work, "declare_recusal", review.ids[0], NULL, SAY("recusal.expert=%s", experts[0]), "recusal.reason=亲属", NULL);
	work_refused(work, ERR_STAGE, SAY("1 recusals are not decided: %s/%s", review.ids[0], experts[0]), "close_scoring", review.call, NULL, NULL);
	work_do(work, "confirm_recusal", newest(&review, &type_recusal), NULL, "recusal.decision=refused", NULL);
	cr_assert_str_eq(assignment(&review, review.ids[0], experts[0])->state, "submitted", "what was handed in stands");
	work_do(work, "declare_recusal", review.ids[0], NULL, SAY("recusal.expert=%s", experts[0]), "recusal.reason=亲属", NULL);
	work_roles(work, "confirm_recusal", ROLE(office), newest(&review, &type_recusal), NULL, "recusal.decision=confirmed", NULL);
	work_do(work, "confirm_recusal", newest(&review, &type_recusal), NULL, "recusal.decision=confirmed", NULL);
	cr_assert_str_eq(((struct score_sheet *)work_record(work, &type_score_sheet, 1))->state, "dropped");
	work_refused(work, ERR_STAGE, "this recusal is decided already", "confirm_recusal", newest(&review, &type_recusal), NULL,
		"recusal.decision=refused", NULL);
}

/* ---- score */

#define FULL "leader=20", "system=15", "studio=15", "innovation=20", "apprenticeship=15"

Test(score, takes_points_for_every_criterion_and_says_what_is_wrong)
{
	REVIEW(review, 1, 1);
	struct work *work = &review.work;
	const char *experts[REVIEW_MOST], *id = review.ids[0];
	const struct score_sheet *sheet;

	review_assigned(&review);
	review_experts(&review, id, experts);
	work_sit(work, experts[0]);
	work_refused(work, ERR_INPUT, "'plan and budget' has 15 points at most", "score", id, NULL, FULL, "plan=16", NULL);
	work_refused(work, ERR_INPUT, "'plan and budget' cannot have less than 0 points", "score", id, NULL, FULL, "plan=-1", NULL);
	work_refused(work, ERR_INPUT, "'plan and budget' takes whole points only", "score", id, NULL, FULL, "plan=14.5", NULL);
	work_refused(work, ERR_INPUT, "plan and budget: 'many' are no points", "score", id, NULL, FULL, "plan=many", NULL);
	work_refused(work, ERR_INPUT, "the sheet is unfinished: a criterion without points is not 0", "score", id, NULL, FULL, NULL);
	work_refused(work, ERR_DENIED, "only the office keys a sheet for somebody else", "score", id, NULL, FULL, "plan=1",
		"score_sheet.for_expert=e1", NULL);
	work_do(work, "score", id, NULL, FULL, "plan=０", "score_sheet.remark=好", NULL);
	sheet = work_part(work, id, &type_score_sheet);
	cr_assert_str_eq(sheet->total_shown, "85.00");
	cr_assert_str_eq(sheet->expert, experts[0]);
	cr_assert_str_eq(sheet->keyed_by, "");
	work_refused(work, ERR_STAGE, SAY("the sheet of '%s' is handed in; reopening it takes the office and a second person", id), "score", id, NULL, FULL,
		"plan=3", NULL);
}

Test(score, takes_half_points_where_the_rules_have_them)
{
	REVIEW_BY(review, 1, 1, "step: whole", "step: half");
	struct work *work = &review.work;
	const char *experts[REVIEW_MOST], *id = review.ids[0];

	review_assigned(&review);
	review_experts(&review, id, experts);
	work_sit(work, experts[0]);
	work_refused(work, ERR_INPUT, "'plan and budget' takes whole and half points only", "score", id, NULL, FULL, "plan=14.2", NULL);
	work_do(work, "score", id, NULL, FULL, "plan=14.5", NULL);
	cr_assert_str_eq(((struct score_sheet *)work_part(work, id, &type_score_sheet))->total_shown, "99.50");
}

Test(score, is_for_the_project_s_experts_while_it_is_reviewed)
{
	REVIEW(review, 1, 1);
	struct work *work = &review.work;
	const char *id = review.ids[0], *stranger = NULL;

	review_assigned(&review);
	for (const char *const *each = (const char *const[]){"e1", "e2", "e3", "e4", "e5", "e6", "e7", NULL}; *each; each++)
		if (!assignment(&review, id, *each))
			stranger = *each;
	cr_assert(stranger);
	work_sit(work, stranger);
	work_refused(work, ERR_MISSING, SAY("there is no '%s' here", id), "score", id, NULL, FULL, "plan=1", NULL);
	work_sit(work, "limin");
	work_refused(work, ERR_DENIED, SAY("'%s' is not assigned to '%s'", id, stranger), "score", id, NULL, FULL, "plan=1",
		SAY("score_sheet.for_expert=%s", stranger), NULL);
	work_refused(work, ERR_DENIED, SAY("'%s' is not assigned to 'limin'", id), "score", id, NULL, FULL, "plan=1", NULL);
}

Test(score, keyed_for_an_expert_is_marked_and_compared_when_keyed_again)
{
	REVIEW(review, 1, 1);
	struct work *work = &review.work;
	const char *experts[REVIEW_MOST], *id = review.ids[0], *whose;
	const struct score_sheet *sheet;

	review_assigned(&review);
	review_experts(&review, id, experts);
	whose = SAY("score_sheet.for_expert=%s", experts[0]);
	work_do(work, "score", id, NULL, FULL, "plan=10", whose, NULL);
	sheet = work_part(work, id, &type_score_sheet);
	cr_assert_str_eq(sheet->expert, experts[0]);
	cr_assert_str_eq(sheet->keyed_by, "limin");
	work_refused(work, ERR_DENIED, "the second keying is another person's", "score", id, NULL, FULL, "plan=10", whose, NULL);
	work_sit(work, "zhaolei");
	work_refused(work, ERR_CONFLICT, "'plan and budget' was keyed 10 first and 11 now: look at the paper", "score", id, NULL, FULL, "plan=11", whose,
		NULL);
	work_do(work, "score", id, NULL, FULL, "plan=10.0", whose, NULL);
	sheet = work_part(work, id, &type_score_sheet);
	cr_assert_str_eq(sheet->checked_by, "zhaolei");
	cr_assert_eq(store_count(work->desk->store, &type_score_sheet), 1);
}

Test(score, takes_a_remark_on_each_criterion_and_compares_them_at_the_second_keying)
{
	REVIEW(review, 1, 1);
	struct work *work = &review.work;
	const char *experts[REVIEW_MOST], *id = review.ids[0], *whose;

	review_assigned(&review);
	review_experts(&review, id, experts);
	whose = SAY("score_sheet.for_expert=%s", experts[0]);
	work_refused(work, ERR_INPUT, "there is no field 'nothing_remark' in 'score'", "score", id, NULL, FULL, "plan=10", "nothing_remark=x", NULL);
	work_do(work, "score", id, NULL, FULL, "plan=10", "innovation_remark=专利两项", "score_sheet.remark=总体好", whose, NULL);
	cr_assert_str_eq(extra_get(work_part(work, id, &type_score_sheet), "innovation_remark"), "专利两项");
	work_sit(work, "zhaolei");
	work_refused(work, ERR_CONFLICT, "the remark on 'innovation' was keyed '专利两项' first and '专利三项' now: look at the paper", "score", id, NULL, FULL,
		"plan=10", "innovation_remark=专利三项", whose, NULL);
	work_refused(work, ERR_CONFLICT, "the remark on 'plan and budget' was keyed '' first and '略' now: look at the paper", "score", id, NULL, FULL,
		"plan=10", "innovation_remark=专利两项", "plan_remark=略", whose, NULL);
	work_do(work, "score", id, NULL, FULL, "plan=10", "innovation_remark=专利两项", whose, NULL);
	cr_assert_str_eq(((struct score_sheet *)work_part(work, id, &type_score_sheet))->checked_by, "zhaolei");
}

/* ---- reopen_sheet */

/* The panel is at work on the first project, and the first of its experts has handed in 80 points: the sheet S1. */
static void
hand_in_first(struct review *review, const char *experts[REVIEW_MOST])
{
	review_assigned(review);
	review_experts(review, review->ids[0], experts);
	review_score(review, experts[0], review->ids[0], 80);
}

Test(reopen_sheet, takes_the_office_a_reason_and_a_second_person)
{
	REVIEW(review, 1, 1);
	struct work *work = &review.work;
	const char *experts[REVIEW_MOST], *id = review.ids[0];

	hand_in_first(&review, experts);
	work_refused(work, ERR_INPUT, "'Reopen a sheet' needs a reason", "reopen_sheet", "S1", NULL, NULL);
	work_sit(work, "gujun");
	work_refused(work, ERR_DENIED, "the office asks first that a sheet be reopened", "reopen_sheet", "S1", "专家要求更正", NULL);
	work_sit(work, "limin");
	work_do(work, "reopen_sheet", "S1", "专家要求更正", NULL);
	work_refused(work, ERR_DENIED, "'Reopen a sheet' needs another person than the one who made or last edited it", "reopen_sheet", "S1",
		"专家要求更正", NULL);
	work_roles(work, "reopen_sheet", ROLE(approver) | ROLE(office), "S1", "同意", NULL);
	work_sit(work, "gujun");
	work_do(work, "reopen_sheet", "S1", "同意", NULL);
	work_refused(work, ERR_STAGE, "this sheet is open", "reopen_sheet", "S1", "同意", NULL);
	review_score(&review, experts[0], id, 81);
	cr_assert_str_eq(((struct score_sheet *)work_part(work, id, &type_score_sheet))->total_shown, "81.00");
	cr_assert_eq(store_count(work->desk->store, &type_score_sheet), 1, "the same sheet");
}

Test(refuse_reopening, leaves_the_sheet_handed_in_and_says_why)
{
	REVIEW(review, 1, 1);
	struct work *work = &review.work;
	const char *experts[REVIEW_MOST], *id = review.ids[0];
	const struct score_sheet *sheet;

	hand_in_first(&review, experts);
	work_refused(work, ERR_STAGE, "nobody asked that this sheet be reopened", "refuse_reopening", "S1", "不同意", NULL);
	work_do(work, "reopen_sheet", "S1", "专家要求更正", NULL);
	work_refused(work, ERR_DENIED, "'Refuse a reopening' needs another person than the one who made or last edited it", "refuse_reopening", "S1",
		"不同意", NULL);
	work_sit(work, "gujun");
	work_refused(work, ERR_INPUT, "'Refuse a reopening' needs a reason", "refuse_reopening", "S1", NULL, NULL);
	work_roles(work, "refuse_reopening", ROLE(approver) | ROLE(office), "S1", "无新情况", NULL);
	work_sit(work, "gujun");
	work_do(work, "refuse_reopening", "S1", "无新情况", NULL);
	cr_assert_str_eq(work_entry(work)->reason, "无新情况");
	sheet = work_part(work, id, &type_score_sheet);
	cr_assert_str_eq(sheet->state, "submitted");
	cr_assert_str_eq(sheet->reopen_refused, "无新情况");
	cr_assert_str_eq(assignment(&review, id, experts[0])->state, "submitted");
	work_refused(work, ERR_STAGE, "nobody asked that this sheet be reopened", "refuse_reopening", "S1", "无新情况", NULL);
}

Test(refuse_reopening, is_no_end_of_asking)
{
	REVIEW(review, 1, 1);
	struct work *work = &review.work;
	const char *experts[REVIEW_MOST], *id = review.ids[0];

	hand_in_first(&review, experts);
	work_do(work, "reopen_sheet", "S1", "专家要求更正", NULL);
	work_sit(work, "gujun");
	work_do(work, "refuse_reopening", "S1", "无新情况", NULL);
	work_sit(work, "limin");
	work_do(work, "reopen_sheet", "S1", "附扣分依据", NULL);
	cr_assert_str_eq(((struct score_sheet *)work_part(work, id, &type_score_sheet))->reopen_refused, "", "the answer is out");
	work_sit(work, "gujun");
	work_do(work, "reopen_sheet", "S1", "同意", NULL);
	work_refused(work, ERR_STAGE, "this sheet is open", "refuse_reopening", "S1", "不同意", NULL);
}

/* ---- close_scoring */

Test(close_scoring, names_the_sheets_that_are_missing)
{
	REVIEW(review, 2, 1);
	struct work *work = &review.work;
	const char *experts[REVIEW_MOST], *missing = "";

	work_refused(work, ERR_STAGE, "no project of call '2021-2' is being scored", "close_scoring", review.call, NULL, NULL);
	review_assigned(&review);
	for (size_t i = 0; i < 5; i++) {
		review_experts(&review, review.ids[0], experts);
		review_score(&review, experts[0], review.ids[0], 80);
	}
	review_experts(&review, review.ids[1], experts);
	for (size_t i = 0; i < 5; i++)
		missing = SAY("%s%s%s/%s", missing, i ? ", " : "", review.ids[1], experts[i]);
	work_refused(work, ERR_STAGE, SAY("5 sheets are not handed in: %s", missing), "close_scoring", review.call, NULL, NULL);
	for (size_t i = 0; i < 4; i++)
		review_score(&review, experts[i], review.ids[1], 70);
	work_refused(work, ERR_STAGE, SAY("1 sheets are not handed in: %s/%s", review.ids[1], experts[4]), "close_scoring", review.call, NULL, NULL);
	work_roles(work, "close_scoring", ROLE(office), "2021-2", NULL, NULL);
	review_score(&review, experts[4], review.ids[1], 70);
	work_do(work, "close_scoring", review.call, NULL, NULL);
	cr_assert_str_eq(work_project(work, review.ids[0])->score, "80.00");
	cr_assert_eq(work_project(work, review.ids[1])->rank, 2);
	cr_assert_str_eq(review_stage(&review, 1), "scored");
}

Test(close_scoring, passes_over_missing_sheets_only_as_the_rules_say)
{
	REVIEW_BY(review, 2, 1, "close_unfinished: false", "close_unfinished: true");
	struct work *work = &review.work;
	const char *experts[REVIEW_MOST];

	review_assigned(&review);
	for (size_t i = 0; i < 2; i++) {
		review_experts(&review, review.ids[i], experts);
		review_score(&review, experts[0], review.ids[i], 80 - (int)i);
	}
	work_do(work, "close_scoring", review.call, NULL, NULL);
	cr_assert_str_eq(work_project(work, review.ids[0])->score, "80.00", "one sheet is one sheet, what is missing is no 0");
}

Test(close_scoring, waits_for_nothing_of_a_project_that_left)
{
	REVIEW(review, 3, 1);
	struct work *work = &review.work;

	review_assigned(&review);
	work_do(work, "withdraw", review.ids[2], "单位撤回", NULL);
	review.count = 2;
	review_score_all(&review, steady);
	work_do(work, "close_scoring", review.call, NULL, NULL);
	cr_assert_str_eq(review_stage(&review, 2), "withdrawn");
}

/* ---- decide_tie */

Test(decide_tie, settles_with_a_reason_what_the_rules_leave_open)
{
	REVIEW(review, 4, 2);
	struct work *work = &review.work;

	review_closed(&review, (const int[]){90, 80, 80, 70});
	work_refused(work, ERR_STAGE, SAY("a tie at the line is open, of '%s' with 80.00: people decide it first", review.ids[1]), "propose", review.call,
		NULL, NULL);
	work_refused(work, ERR_STAGE, SAY("'%s' ties with nobody", review.ids[0]), "decide_tie", review.ids[0], "无", "order=1", NULL);
	work_refused(work, ERR_INPUT, "'Decide a tie' needs a reason", "decide_tie", review.ids[2], NULL, "order=1", NULL);
	work_roles(work, "decide_tie", ROLE(office), review.ids[2], "技艺传承面更广", "order=1", NULL);
	uint32_t revision = work_project(work, review.ids[2])->head.revision;
	work_do(work, "decide_tie", review.ids[2], "技艺传承面更广", "order=1", NULL);
	cr_assert_eq(work_project(work, review.ids[2])->head.revision, revision, "the project's own record does not tell of it");
	work_do(work, "decide_tie", review.ids[1], "技艺传承面更广", "order=2", NULL);
	work_do(work, "propose", review.call, NULL, NULL);
	cr_assert_str_eq(review_stage(&review, 2), "proposed");
	cr_assert_str_eq(review_stage(&review, 1), "reserve");
	work_stages(work, "decide_tie", STAGE_SET(scored), "理由", "order=1", NULL);
}

/* ---- what_if */

Test(what_if, changes_nothing_and_is_on_record)
{
	REVIEW(review, 3, 1);
	struct work *work = &review.work;
	struct buf before = {0}, after = {0};
	struct ranking ranking;

	review_closed(&review, steady);
	work_dump(work->desk->store, &before);
	work_do(work, "what_if", review.call, "quota=2", NULL);
	work_dump(work->desk->store, &after);
	cr_assert_str_eq(buf_text(&before), buf_text(&after));
	cr_assert_str_eq(work_entry(work)->detail, "quota=2");
	cr_assert_eq(desk_rank(work->desk, review.call, &(struct what_if){.quota = 2}, &work->arena, &ranking, NULL), 0);
	cr_assert_str_eq(ranking_place(&ranking, &ranking.scored.standings[1]), "in");
	cr_assert_eq(desk_rank(work->desk, review.call, &(struct what_if){.quota = -1, .without = "nobody"}, &work->arena, &ranking, &work->err), -1);
	cr_assert_str_eq(work->err.message, "'nobody' is not entered as an expert");
	work_roles(work, "what_if", ROLE(office) | ROLE(approver) | ROLE(auditor), review.call, "untrimmed", NULL);
	buf_free(&before);
	buf_free(&after);
}
