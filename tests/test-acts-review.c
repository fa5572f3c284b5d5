/* Acts of first reviewers and of the office on an application (六(三)3, 六(三)4, 九.2). */
#include <config.h>

#include <criterion/criterion.h>
#include <string.h>

#include "deskwork.h"

static const char *
with_id(struct work *work, const char *format, const char *id)
{
	return arena_printf(&work->arena, format, id);
}

/* ---- attest */

Test(attest, answers_a_condition_with_its_evidence)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_submitted);
	const struct attestation *attestation;

	work_sit(&work, "cs-zjj");
	work_do(&work, "attest", id, NULL, "condition=front_line_post", "result=met", "evidence=见聘任文件", NULL);
	attestation = work_part(&work, id, &type_attestation);
	cr_assert_str_eq(attestation->condition, "front_line_post");
	cr_assert_str_eq(attestation->attested_by, "cs-zjj");
	cr_assert_eq(attestation->attested_on, work_date("2021-03-31"));
	cr_assert_eq(verdicts_get(&work.result.verdicts, "front_line_post")->result, VERDICT_PASS);
	cr_assert_eq(work_entry(&work)->change_count, 2);
	work_do(&work, "attest", id, NULL, "condition=front_line_post", "result=not_met", NULL);
	cr_assert_eq(verdicts_get(&work.result.verdicts, "front_line_post")->result, VERDICT_FAIL, "the newest answer counts");
	cr_assert_str_eq(work_project(&work, id)->eligibility, "fail");
	work_roles(&work, "attest", ROLE(reviewer) | ROLE(office), id, NULL, "condition=treatment", "result=met", "evidence=凭证", NULL);
	work_sit(&work, "limin"); /* who is told each stage by its name */
	work_stages(&work, "attest", STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate), NULL, "condition=treatment", "result=met",
		"evidence=凭证", NULL);
}

Test(attest, refuses_what_is_computed_unknown_or_without_evidence)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_submitted), *candidate = work_bring(&work, STAGE_candidate);

	work_refused(&work, ERR_INPUT, "'technician_level' is computed, not attested; the office can override it", "attest", id, NULL,
		"condition=technician_level", "result=met", "evidence=证书", NULL);
	work_refused(&work, ERR_INPUT, "'leader_merit' is computed, not attested; the office can override it", "attest", id, NULL,
		"condition=leader_merit", "result=met", "evidence=证书", NULL);
	work_refused(&work, ERR_INPUT, "the track has no condition 'physical_studio'", "attest", id, NULL, "condition=physical_studio", "result=met",
		"evidence=看过", NULL);
	work_refused(&work, ERR_INPUT, "say on what evidence 'treatment' is met", "attest", id, NULL, "condition=treatment", "result=met", NULL);
	work_sit(&work, "cs-zjj");
	work_refused(&work, ERR_DENIED, with_id(&work, "'%s' was reported: only the office can attest its conditions", candidate), "attest",
		candidate, NULL, "condition=treatment", "result=not_met", NULL);
}

/* ---- first review */

Test(first_review, recommends_what_meets_everything)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_candidate);
	const struct project *project = work_project(&work, id);
	const struct first_review *review = work_part(&work, id, &type_first_review);

	cr_assert_str_eq(project->conclusion, "recommend");
	cr_assert_eq(project->recommended, 1);
	cr_assert_str_eq(project->eligibility, "pass");
	cr_assert_eq(project->late, 0);
	cr_assert_eq(project->deadline, DATE_NONE);
	cr_assert_str_eq(review->opinion, "同意推荐");
	cr_assert_str_eq(review->handled_by, "单海燕");
	cr_assert_eq(review->reviewed_on, work_date("2021-03-31"));
	cr_assert_str_eq(work_entry(&work)->act, "first_review");
	cr_assert_str_eq(work_entry(&work)->role, "reviewer");
	work_stages(&work, "first_review", STAGE_SET(submitted), NULL, "conclusion=rejected", "opinion=不符合", NULL);
	work_roles(&work, "first_review", ROLE(reviewer) | ROLE(office), work_bring(&work, STAGE_submitted), NULL, "conclusion=rejected",
		"opinion=不符合", NULL);
}

Test(first_review, recommends_nothing_against_a_failed_condition_and_the_office_may_override_it)
{
	WORK(work);
	const char *id = work_intake(&work, "matching_committed=80000", NULL);

	work_do(&work, "submit", id, NULL, NULL);
	work_receive_all(&work, id);
	work_attest_all(&work, id);
	work_sit(&work, "cs-zjj");
	cr_assert_eq(work_try(&work, "first_review", id, NULL, "conclusion=recommend", "opinion=同意", NULL), -1);
	cr_assert_eq(work.err.code, ERR_STAGE);
	cr_assert_eq(strncmp(work.err.message, "cannot recommend: 五(一)末 matching funds at least the standard: ", strlen("cannot recommend: 五(一)末 ")), 0, "%s",
		work.err.message);
	work_refused(&work, ERR_DENIED, "'单海燕' may not do 'Override'", "override", id, NULL, "condition=matching_committed", "result=pass",
		"reason=另有承诺", NULL);
	work_sit(&work, "limin");
	work_do(&work, "override", id, NULL, "condition=matching_committed", "result=pass", "reason=另有承诺函，见卷三", NULL);
	cr_assert(verdicts_get(&work.result.verdicts, "matching_committed")->overridden);
	work_sit(&work, "cs-zjj");
	work_do(&work, "first_review", id, NULL, "conclusion=recommend", "opinion=同意", NULL);
	cr_assert_str_eq(work.result.stage, "candidate");
}

Test(first_review, recommends_nothing_with_a_condition_unanswered)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_submitted);

	work_receive_all(&work, id);
	cr_assert_eq(work_try(&work, "first_review", id, NULL, "conclusion=recommend", "opinion=同意", NULL), -1);
	cr_assert_eq(work.err.code, ERR_STAGE);
	cr_assert(strncmp(work.err.message, "cannot recommend yet: 一 unit of this district; 三(一)1 front-line", 60) == 0, "%s", work.err.message);
	cr_assert(strstr(work.err.message, "; 六(一)1") && strstr(work.err.message, "; 六(一)4"), "all that is open is named: %s", work.err.message);
	work_do(&work, "first_review", id, NULL, "conclusion=not_recommended", "opinion=名额所限", NULL);
	cr_assert_str_eq(work.result.stage, "not_recommended", "that takes no answer");
}

Test(first_review, clause_3_1_1_one_of_three_is_enough)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_submitted);

	work_receive_all(&work, id);
	work_attest_all(&work, id);
	work_do(&work, "attest", id, NULL, "condition=spreads_techniques", "result=not_met", NULL);
	work_do(&work, "attest", id, NULL, "condition=passes_on_skills", "result=not_met", NULL);
	work_do(&work, "first_review", id, NULL, "conclusion=recommend", "opinion=同意", NULL);
	cr_assert_str_eq(work.result.stage, "candidate");
}

Test(first_review, recommends_nothing_with_material_missing)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_submitted);

	work_receive_all(&work, id);
	work_attest_all(&work, id);
	work_do(&work, "receive_material", id, NULL, "item=appointment", "state=missing", NULL);
	work_do(&work, "receive_material", id, NULL, "item=unit_licence", "state=incomplete", NULL);
	work_refused(&work, ERR_STAGE, "materials are missing: business licence or registration, 六(一)3 appointment as chief technician",
		"first_review", id, NULL, "conclusion=recommend", "opinion=同意", NULL);
	work_do(&work, "receive_material", id, NULL, "item=appointment", "state=received", NULL);
	work_do(&work, "receive_material", id, NULL, "item=unit_licence", "state=not_needed", NULL);
	work_do(&work, "first_review", id, NULL, "conclusion=recommend", "opinion=同意", NULL);
}

Test(first_review, asks_for_conclusion_and_opinion)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_submitted);

	work_refused(&work, ERR_INPUT, "'Opinion' is missing", "first_review", id, NULL, "conclusion=rejected", NULL);
	cr_assert_eq(work_try(&work, "first_review", id, NULL, "conclusion=maybe", "opinion=不详", NULL), -1);
	cr_assert_eq(work.result.faults.count, 1, "a refused conclusion is not missing as well");
	work_do(&work, "first_review", id, NULL, "conclusion=rejected", "opinion=技能等级不符", "recommended=3", NULL);
	cr_assert_str_eq(work_project(&work, id)->end_reason, "技能等级不符");
	cr_assert_eq(work_project(&work, id)->recommended, INT64_MIN, "nothing rejected has a place among those recommended");
}

Test(first_review, a_late_report_is_marked)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_submitted), *other;

	work_day(&work, "2021-04-16");
	work_do(&work, "first_review", id, NULL, "conclusion=rejected", "opinion=不符合", NULL);
	cr_assert_eq(work_project(&work, id)->late, 1, "after its ten working days");
	cr_assert_eq(((struct first_review *)work_part(&work, id, &type_first_review))->late, 1);
	work_day(&work, "2021-03-31");
	other = work_bring(&work, STAGE_submitted);
	work_day(&work, "2021-05-06");
	work.ask.date = work_date("2021-04-15");
	work_do(&work, "first_review", other, NULL, "conclusion=rejected", "opinion=不符合", NULL);
	cr_assert_eq(work_project(&work, other)->late, 0, "the business date counts");
	cr_assert(work_entry(&work)->late, "but the entry says it was made later");
}

/* ---- return and back */

Test(returned, tells_all_defects_with_a_deadline_and_a_correction_goes_back_to_where_it_came_from)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_submitted), *candidate = work_bring(&work, STAGE_candidate);
	const struct correction *correction;

	work_sit(&work, "cs-zjj");
	work_do(&work, "return", id, NULL, "defects=1. 缺聘任文件\n2. 未盖章", "served=电话", NULL);
	correction = work_part(&work, id, &type_correction);
	cr_assert_str_eq(correction->state, "open");
	cr_assert_str_eq(correction->from_stage, "submitted");
	cr_assert_eq(correction->deadline, work_date("2021-04-08"), "five working days over the holiday");
	cr_assert_eq(correction->served_on, work_date("2021-03-31"));
	cr_assert_eq(work_project(&work, id)->deadline, correction->deadline);
	cr_assert_str_eq(work_project(&work, id)->deadline_of, "correction");
	work_refused(&work, ERR_DENIED, with_id(&work, "'%s' was reported: only the office can return it", candidate), "return", candidate, NULL,
		"defects=x", NULL);
	work_day(&work, "2021-04-01");
	work_do(&work, "submit", id, NULL, NULL);
	correction = work_part(&work, id, &type_correction);
	cr_assert_str_eq(correction->state, "received");
	cr_assert_eq(correction->received_on, work_date("2021-04-01"));
	cr_assert_str_eq(work.result.stage, "submitted");
	cr_assert_eq(work_project(&work, id)->submitted_on, work_date("2021-03-31"), "the application keeps its day");
	work_sit(&work, "limin");
	work_do(&work, "return", candidate, NULL, "defects=聘期不一致", NULL);
	work_sit(&work, "ck-zjj");
	work_do(&work, "submit", candidate, NULL, NULL);
	cr_assert_str_eq(work.result.stage, "candidate", "back to the office that returned it");
	cr_assert_eq(work_project(&work, candidate)->deadline, DATE_NONE);
}

Test(returned, stages_roles_and_bad_inputs)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_submitted);

	work_stages(&work, "return", STAGE_SET(submitted) | STAGE_SET(candidate), NULL, "defects=x", NULL);
	work_roles(&work, "return", ROLE(reviewer) | ROLE(office), id, NULL, "defects=x", NULL);
	work_refused(&work, ERR_INPUT, "'Defects' is missing", "return", id, NULL, NULL);
	work_refused(&work, ERR_INPUT, "the day to correct by lies before the notice itself", "return", id, NULL, "defects=x", "deadline=2021-03-30",
		NULL);
	work_do(&work, "return", id, NULL, "defects=x", "deadline=2021-04-20", NULL);
	cr_assert_eq(work_project(&work, id)->deadline, work_date("2021-04-20"), "the day that was given");
}

/* ---- deadlines */

Test(deadline, counts_working_days_over_the_may_holiday)
{
	WORK(work);
	const char *id;

	work_do(&work, "open_call", NULL, NULL, "year=2021", "quota=2", NULL);
	work_day(&work, "2021-04-29");
	id = work_intake(&work, "call=2021-2", NULL);
	work_do(&work, "submit", id, NULL, NULL);
	cr_assert_eq(work_project(&work, id)->deadline, work_date("2021-05-17"), "04-30, 05-06 to 05-08 (a Saturday worked), 05-10 to 05-14, 05-17");
	work_do(&work, "return", id, NULL, "defects=x", NULL);
	cr_assert_eq(work_project(&work, id)->deadline, work_date("2021-05-10"));
}

Test(deadline, in_a_year_without_holidays_on_file_is_refused_and_nothing_half_done)
{
	WORK(work);
	const char *id;

	work_do(&work, "open_call", NULL, NULL, "year=2021", "quota=2", NULL);
	id = work_intake(&work, "call=2021-2", "appointed_to=2029-05-31", NULL);
	work_day(&work, "2031-04-29");
	work_refused(&work, ERR_MISSING, "there are no holidays and working days on file for the year 2031", "submit", id, NULL, NULL);
	cr_assert_str_eq(work_project(&work, id)->stage, "draft");
	cr_assert_str_eq(work_project(&work, id)->receipt, "");
	work_force(&work, id, STAGE_submitted);
	work_refused(&work, ERR_MISSING, "there are no holidays and working days on file for the year 2031", "return", id, NULL, "defects=x", NULL);
	cr_assert_eq(store_count(work.desk->store, &type_correction), 0);
	work_do(&work, "return", id, NULL, "defects=x", "deadline=2031-05-20", NULL);
	work_do(&work, "withdraw", id, "单位来函", NULL);
}

/* ---- the office */

Test(accept, takes_a_checked_candidate_to_the_experts)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_candidate), *failing = work_bring(&work, STAGE_candidate);

	work_roles(&work, "accept", ROLE(office), id, NULL, NULL);
	work_do(&work, "accept", id, NULL, NULL);
	cr_assert_str_eq(work.result.stage, "eligible");
	cr_assert_str_eq(work_entry(&work)->act, "accept");
	cr_assert_gt(work_entry(&work)->verdicts_len, 100);
	work_do(&work, "attest", failing, NULL, "condition=unit_system", "result=not_met", "evidence=制度未执行", NULL);
	work_refused(&work, ERR_STAGE,
		"cannot accept: 六(一)1 sound chief-technician system, with rules of selection that are followed: found not met: 制度未执行", "accept",
		failing, NULL, NULL);
	work_stages(&work, "accept", STAGE_SET(candidate), NULL, NULL);
}

Test(reject, ends_a_candidate_with_the_offices_reason)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_candidate);

	work_roles(&work, "reject", ROLE(office), id, "聘期不符", NULL);
	work_refused(&work, ERR_INPUT, "'Reject' needs a reason", "reject", id, NULL, NULL);
	work_refused(&work, ERR_USAGE, "'Reject' takes no field 'note'", "reject", id, "聘期不符", "note=x", NULL);
	work_do(&work, "reject", id, "聘期不符", NULL);
	cr_assert_str_eq(work_project(&work, id)->stage, "rejected");
	cr_assert_str_eq(work_project(&work, id)->end_reason, "聘期不符");
	cr_assert_str_eq(work_entry(&work)->reason, "聘期不符");
	work_stages(&work, "reject", STAGE_SET(candidate), "聘期不符", NULL);
}

Test(override, clause_9_2_replaces_a_verdict_by_the_offices_with_its_reason)
{
	WORK(work);
	const char *id = work_bring(&work, STAGE_submitted);
	const struct override *override;

	work_refused(&work, ERR_INPUT, "'Reason' is missing", "override", id, NULL, "condition=in_term", "result=fail", NULL);
	work_refused(&work, ERR_INPUT, "the track has no condition 'physical_studio'", "override", id, NULL, "condition=physical_studio",
		"result=pass", "reason=x", NULL);
	work_do(&work, "override", id, NULL, "condition=in_term", "result=认定不符合", "reason=聘书无效", NULL);
	override = work_part(&work, id, &type_override);
	cr_assert_str_eq(override->result, "fail");
	cr_assert_str_eq(override->decided_by, "limin");
	cr_assert_str_eq(work_project(&work, id)->eligibility, "fail");
	cr_assert_str_eq(work_entry(&work)->reason, "聘书无效");
	cr_assert_eq(verdicts_get(&work.result.verdicts, "in_term")->result, VERDICT_FAIL);
	work_roles(&work, "override", ROLE(office), id, NULL, "condition=in_term", "result=pass", "reason=x", NULL);
	work_stages(&work, "override", STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate), NULL, "condition=in_term", "result=pass",
		"reason=x", NULL);
}
