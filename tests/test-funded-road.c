/* The life of a project by `do` alone, with the real program: the award of 2021, a year that nobody assessed, one that failed and was cured, the
 * last one with the final assessment, and the follow-on of 2024; what is due at each step, and by which clause. */
#include <config.h>

#include <criterion/criterion.h>
#include <string.h>

#include "fundedroad.h"

/* 85 of 100: 良好. */
#define GOOD_SHEET "site=0", "equipment=5", "duties=yes", "papers=6", "matching=0", "accounts=no", "irregular_spending=0", "took_part=5", "benefit=8", \
	"apprentices=10", "highly_skilled=3", "exchange=2", "responsibility=4", "cooperation=0"

static struct life life;

static void
open_life(void)
{
	life_open(&life, NULL, NULL);
}

static void
open_forfeiting(void)
{
	life_open(&life, "after_cured_rectification: paid", "after_cured_rectification: none");
}

static void
close_life(void)
{
	life_close(&life);
}

/* Awarded in 2021, signed, and the unit has its grant. */
static const char *
awarded_2021(void)
{
	const char *id = life_intake(&life, 2021, NULL, NULL);

	life_submit(&life, id, 2021, false);
	life_award(&life, id, 2021);
	LIFE_DO(&life, "limin", "2021-06-01", "sign_agreement", id, "signed_on=2021-06-01", "unit_signer=王强", "leader_signer=单海燕",
		"targets=三年带徒30人");
	life_expect(&life, id, "stage", "running");
	life_expect(&life, id, "cycle_to", "2023-12-31");
	life_pay(&life, life_unit_fund, "2021-06-10", "2021-06-001");
	return id;
}

/* 2022 fails, is put right and cured in time. */
static void
fail_and_cure_2022(const char *id)
{
	const char *failed = LIFE_DO(&life, "limin", "2022-12-20", "assess", id, "kind=annual", "year=2022", "result=failed", "assessor_kind=office",
		"signed_by=李敏", "problems=台账缺失");

	LIFE_REFUSED(&life, "qianhong", "2022-12-20", "nothing is due out of this fund", "prepare_payment", "fund=talent");
	LIFE_DO(&life, "limin", "2022-12-21", "order_rectification", id, "findings=补齐台账");
	life_expect(&life, id, "stage", "rectifying");
	life_expect(&life, id, "deadline", "2023-02-07");
	LIFE_REFUSED(&life, "qianhong", "2022-12-22", "nothing is due out of this fund", "prepare_payment", "fund=talent");
	LIFE_DO(&life, "limin", "2023-01-31", "recheck", id, "recheck=cured", "cure=台账已补齐");
	life_expect(&life, id, "stage", "running");
	cr_assert(*failed);
}

/* 2023 with the final assessment, 良好; the cycle is over. */
static void
finish_2023(const char *id)
{
	LIFE_REFUSED(&life, "limin", "2023-12-11", "11 is over 10: not more than the full marks", "answer", id, "kind=final", "year=2023",
		"assessor=王工", "benefit=11");
	LIFE_DO(&life, "limin", "2023-12-11", "answer", id, "kind=final", "year=2023", "assessor=王工", GOOD_SHEET);
	LIFE_DO(&life, "limin", "2023-12-12", "assess", id, "kind=final", "year=2023", "assessor_kind=experts", "methods=site_visit documents",
		"signed_by=李敏");
	life_expect(&life, id, "final_grade", "good");
}

static void
complete(const char *id)
{
	LIFE_REFUSED(&life, "limin", "2023-12-31", "it is complete the day after", "complete", id);
	LIFE_DO(&life, "limin", "2024-01-04", "complete", id);
	life_expect(&life, id, "stage", "completed");
}

/* The follow-on of 2024, awarded and signed, and the unit has its grant. */
static const char *
follow_on_2024(const char *predecessor)
{
	const char *id;

	life_call(&life, 2024);
	id = life_intake(&life, 2024, predecessor, NULL);
	life_submit(&life, id, 2024, true);
	life_award(&life, id, 2024);
	LIFE_DO(&life, "limin", "2024-06-03", "sign_agreement", id, "signed_on=2024-06-03", "unit_signer=王强", "leader_signer=单海燕",
		"targets=推广操作法两项");
	life_pay(&life, life_unit_fund, "2024-06-10", "2024-06-001");
	return id;
}

Test(funded_road, a_project_of_2021_is_paid_100000_and_twice_20000_and_its_follow_on_100000_and_nothing_to_the_leader, .init = open_life,
	.fini = close_life, .timeout = 300)
{
	const char *id = awarded_2021(), *next;

	life_expect_due(&life, id, "unit_grant", 2021, "100000.00", "100000.00", "五(一)1", NULL);
	fail_and_cure_2022(id);
	life_pay(&life, life_leader_fund, "2023-02-06", "2023-02-001");
	finish_2023(id);
	life_pay(&life, life_leader_fund, "2023-12-20", "2023-12-001");
	complete(id);
	life_expect_due(&life, id, "leader_allowance", 2021, "0.00", "0.00", "五(一)2", "the annual assessment of 2021 did not take place: nothing is paid");
	life_expect_due(&life, id, "leader_allowance", 2022, "20000.00", "20000.00", "五(一)2",
		"the annual assessment of 2022 failed on 2022-12-20 and was cured by rectification, which the rules pay: leader's allowance 20,000.00");
	life_expect_due(&life, id, "leader_allowance", 2023, "20000.00", "20000.00", "五(一)2", NULL);
	life_expect(&life, id, "unit_paid", "100000.00");
	life_expect(&life, id, "leader_paid", "40000.00");
	next = follow_on_2024(id);
	life_expect_due(&life, next, "unit_follow_on", 2024, "100000.00", "100000.00", "五(一)3", NULL);
	LIFE_DO(&life, "limin", "2024-12-20", "assess", next, "kind=annual", "year=2024", "result=passed", "assessor_kind=office", "signed_by=李敏");
	LIFE_REFUSED(&life, "qianhong", "2024-12-20", "nothing is due out of this fund", "prepare_payment", "fund=talent");
	life_expect(&life, next, "unit_paid", "100000.00");
	life_expect(&life, next, "leader_due", "0.00");
	life_expect(&life, id, "leader_paid", "40000.00");
	office_must(&life.office, 0, "verify");
}

Test(funded_road, where_a_cured_year_is_forfeited_one_allowance_is_left, .init = open_forfeiting, .fini = close_life, .timeout = 300)
{
	const char *id = awarded_2021();

	fail_and_cure_2022(id);
	LIFE_REFUSED(&life, "qianhong", "2023-02-06", "nothing is due out of this fund", "prepare_payment", "fund=talent");
	finish_2023(id);
	life_pay(&life, life_leader_fund, "2023-12-20", "2023-12-001");
	complete(id);
	life_expect_due(&life, id, "leader_allowance", 2022, "0.00", "0.00", "五(一)2", NULL);
	life_expect_due(&life, id, "leader_allowance", 2023, "20000.00", "20000.00", "五(一)2", NULL);
	life_expect(&life, id, "leader_paid", "20000.00");
	life_expect(&life, id, "unit_paid", "100000.00");
}

/* ---- five years before 2020, three from then on */

/* A follow-on of a project of 2017 in the year's call, up to its first review. */
static const char *
after_2017(int year, const char *today)
{
	const char *id = life_intake(&life, year, "", NULL);

	LIFE_DO(&life, "limin", today, "record_predecessor", id, "predecessor_year=2017", "predecessor_grade=good",
		"predecessor_document=青人社〔2021〕3号");
	life_submit(&life, id, year, true);
	return id;
}

Test(funded_road, the_follow_on_of_2017_is_refused_in_2021_and_allowed_in_2022, .init = open_life, .fini = close_life, .timeout = 300)
{
	const char *early = after_2017(2021, "2021-03-31"), *id;

	LIFE_REFUSED(&life, "limin", "2021-04-02",
		"cannot recommend: 六(二)1 the project has run one full cycle: the predecessor of 2017 runs 5 years to the end of 2021: not complete for a call of "
		"2021", "first_review", early, "conclusion=recommend", "opinion=同意推荐", "recommended=1");
	LIFE_DO(&life, "limin", "2021-04-02", "first_review", early, "conclusion=rejected", "opinion=原项目周期未满");
	life_call(&life, 2022);
	id = after_2017(2022, "2022-03-31");
	life_award(&life, id, 2022);
	life_expect_due(&life, id, "unit_follow_on", 2022, "100000.00", "0.00", "五(一)3", NULL);
	life_expect(&life, id, "leader_due", "0.00");
}
