/* The life of a project by keyboard, on a screen of 80 × 24: the award of 2021, a year that nobody assessed, one that failed, was put right and is
 * paid, the final assessment, and the follow-on of 2024; every sum is read off the screen, with the clause it rests on. */
#include <config.h>

#include <criterion/criterion.h>
#include <stdio.h>

#include "fundedkeys.h"

static struct life life;
static const char *id;

static const char *const office = "limin";

static void
open_by(const char *from, const char *to)
{
	life_open(&life, from, to);
	keys_staff(&life);
}

/* A project of 2021, awarded. */
static void
bring_to_award(void)
{
	id = life_intake(&life, 2021, NULL, NULL);
	life_submit(&life, id, 2021, false);
	life_award(&life, id, 2021);
}

static void
open_life(void)
{
	open_by(NULL, NULL);
	bring_to_award();
}

static void
open_office(void)
{
	open_by(NULL, NULL);
}

static void
open_forfeiting(void)
{
	open_by("after_cured_rectification: paid", "after_cured_rectification: none");
	bring_to_award();
}

static void
close_life(void)
{
	life_close(&life);
}

TestSuite(funded_road_by_keyboard, .init = open_life, .fini = close_life, .timeout = 600);

static void
signed_and_granted(void)
{
	keys_sign(&life, id, "2021-06-01");
	EXPECT_WHY(&life, "2021-06-09", id, "unit_grant", 2021, "五(一)1", "100,000.00", "can still be paid");
	keys_pay(&life, life_unit_fund, "2021-06-10", "1 payments, 100,000.00 yuan", "100000", "2021-06-001");
}

Test(funded_road_by_keyboard, the_unit_has_its_grant_after_two_people_looked)
{
	signed_and_granted();
	life_expect(&life, id, "unit_paid", "100000.00");
	keys_expect_nothing_to_pay(&life, life_unit_fund, "2021-06-11");
}

/* ---- assessments */

/* 考核, on the page of a year that is so many years back. */
static struct pty *
to_assess(const char *project, const char *today, int back)
{
	struct pty *pty = keys_sit(&life, office, today);

	pty_keys(pty, "4");
	pty_expect(pty, project);
	while (back-- > 0)
		pty_keys(pty, "Left");
	return pty;
}

/* By the short form of a year. */
static void
conclude_year(struct pty *pty, const char *year, const char *result, const char *problems)
{
	pty_keys(pty, "Enter");
	pty_expect(pty, year);
	pty_keys(pty, "Tab Tab");
	pty_type(pty, result);
	pty_keys(pty, "Tab \"office\" Tab Tab Tab Tab");
	pty_type(pty, problems);
	pty_keys(pty, "Tab Tab Tab \"李敏\" F2");
	keys_say_yes(pty);
}

/* The year 2022; the page before it tells that 2021 is still not assessed. */
static void
fail_2022(void)
{
	struct pty *pty = to_assess(id, "2022-12-20", 1);

	pty_expect(pty, "› 2021");
	pty_expect(pty, "overdue");
	pty_keys(pty, "Right");
	pty_expect(pty, "› 2022");
	conclude_year(pty, "2022 ]", "failed", "台账缺失");
	pty_expect(pty, "assessed 1, failed 1");
	pty_free(pty);
}

static void
order_rectification(const char *today, const char *deadline)
{
	struct pty *pty = to_assess(id, today, 0);

	pty_keys(pty, "3");
	pty_expect(pty, "nothing was ordered");
	pty_keys(pty, "F6");
	pty_expect(pty, "Which project");
	pty_type(pty, id);
	pty_keys(pty, "Enter");
	pty_expect(pty, "Findings");
	pty_keys(pty, "Tab \"补齐台账\" F2");
	keys_say_word(pty, "Order rectification");
	pty_expect(pty, deadline);
	pty_free(pty);
}

static void
recheck(const char *today)
{
	struct pty *pty = keys_sit(&life, office, today);

	keys_go(pty, "orders", "", "Kind of order");
	pty_keys(pty, "Enter");
	pty_expect(pty, "补齐台账");
	pty_keys(pty, "F4");
	pty_expect(pty, "Result of the re-check");
	pty_keys(pty, "\"cured\" Enter \"台账已补齐\" F2");
	pty_expect(pty, "rectifying → running");
	keys_say_yes(pty);
	pty_expect(pty, "台账已补齐");
	pty_free(pty);
}

static void
fail_and_cure_2022(void)
{
	fail_2022();
	keys_expect_nothing_to_pay(&life, life_leader_fund, "2022-12-20");
	order_rectification("2022-12-21", "2023-02-07");
	life_expect(&life, id, "stage", "rectifying");
	recheck("2023-01-31");
	life_expect(&life, id, "stage", "running");
}

/* Item by item; one above its full marks is told at once and put right.  The points are those of a good project. */
static void
key_checklist(struct pty *pty)
{
	pty_keys(pty, "\"0\" Enter \"5\" Enter \"yes\" Enter \"6\" Enter \"0\" Enter \"no\" Enter \"0\" Enter \"5\" Enter \"11\"");
	pty_expect(pty, "11 is over 10: not more than the full marks");
	pty_keys(pty, "C-u \"8\"");
	pty_expect_gone(pty, "11 is over 10");
	pty_keys(pty, "Enter \"10\" Enter \"3\" Enter \"2\" Enter \"4\" Enter \"0\" Enter \"1\" F2");
	pty_expect(pty, "F6 concludes the assessment");
}

static void
final_2023(const char *today)
{
	struct pty *pty = to_assess(id, today, 0);

	pty_expect(pty, "› 2023");
	pty_keys(pty, "Enter");
	pty_expect(pty, "Name of the assessor");
	pty_keys(pty, "\"王工\" Enter");
	pty_expect(pty, "final 2023 · assessor 王工");
	key_checklist(pty);
	pty_keys(pty, "F6");
	pty_expect(pty, "Signed by");
	pty_keys(pty, "Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab \"李敏\" F2");
	keys_say_yes(pty);
	pty_expect(pty, "concluded AS");
	pty_keys(pty, "Esc");
	pty_expect(pty, "good");
	pty_free(pty);
	life_expect(&life, id, "final_grade", "good");
}

static void
complete(const char *today)
{
	struct pty *pty = keys_sit(&life, office, today);
	char line[40];

	keys_go(pty, "project", id, "running");
	snprintf(line, sizeof line, "complete %s", id);
	keyboard_command(pty, line);
	keys_say_yes(pty);
	pty_expect(pty, "completed");
	pty_free(pty);
}

static void
cycle(void)
{
	signed_and_granted();
	fail_and_cure_2022();
	keys_pay(&life, life_leader_fund, "2023-02-06", "1 payments, 20,000.00 yuan", "20000", "2023-02-001");
	final_2023("2023-12-12");
	keys_pay(&life, life_leader_fund, "2023-12-20", "1 payments, 20,000.00 yuan", "20000", "2023-12-001");
	complete("2024-01-04");
}

Test(funded_road_by_keyboard, the_leader_has_two_allowances_of_three_years)
{
	cycle();
	EXPECT_WHY(&life, "2024-01-05", id, "unit_grant", 2021, "五(一)1", "less paid  100,000.00", "can still be paid  0.00");
	EXPECT_WHY(&life, "2024-01-05", id, "leader_allowance", 2021, "五(一)2", "the annual assessment of 2021 did not take place");
	EXPECT_WHY(&life, "2024-01-05", id, "leader_allowance", 2022, "五(一)2", "failed on 2022-12-20 and was cured by", "less paid  20,000.00",
		"Budget year  2023", "Assessed on  2022-12-20");
	EXPECT_WHY(&life, "2024-01-05", id, "leader_allowance", 2023, "五(一)2", "less paid  20,000.00");
	life_expect(&life, id, "unit_paid", "100000.00");
	life_expect(&life, id, "leader_paid", "40000.00");
}

Test(funded_road_by_keyboard, is_told_in_chinese_too)
{
	struct pty *pty;

	cycle();
	life.office.lang = "zh";
	pty = keys_sit(&life, office, "2024-01-05");
	pty_keys(pty, "4 Left");
	pty_expect(pty, "良好");
	keyboard_command(pty, "dues");
	pty_expect(pty, "应拨");
	pty_keys(pty, "/ \"year:2022\" Enter F1");
	pty_expect(pty, "五(一)2");
	pty_expect(pty, "不合格（2022-12-20），整改复核合格，按规则照发");
	pty_expect(pty, "预算年度  2023");
	pty_free(pty);
}

/* ---- the follow-on */

/* Numbers of people and accounts are never taken over: they are keyed anew. */
static void
key_leader(struct pty *pty)
{
	pty_keys(pty, "PageDown");
	pty_expect(pty, "单海燕");
	pty_keys(pty, "Enter Enter \"310229198003050023\"");
	pty_expect(pty, "the check digit is right");
	pty_keys(pty, "Enter*9 \"2023.1.1\" Enter \"2027.12.31\" Enter");
	pty_expect(pty, "2027-12-31");
}

static void
key_project(struct pty *pty)
{
	pty_keys(pty, "PageDown");
	pty_expect(pty, "Matching funds committed");
	pty_keys(pty, "\"2024.2.7\" Enter \"2024.2.14\" Enter*7 \"100000\" Enter");
	pty_expect(pty, "matching funds 100,000.00 are at");
	pty_keys(pty, "PageDown");
	pty_expect(pty, "the predecessor of 2021 ran its 3");
}

static void
key_accounts(struct pty *pty)
{
	pty_keys(pty, "PageDown");
	pty_expect(pty, "Leader's account");
	pty_keys(pty, "\"上海银行青浦支行\" Enter \"上海淀湖精密模具有限公司\" Enter \"310066661018150001234\" Enter");
	pty_keys(pty, "\"上海银行青浦支行\" Enter \"单海燕\" Enter \"6222021001116245702\" Enter");
}

/* Begun on the completed project with unit and leader, the rest is keyed. */
static void
begin_follow_on(const char *today, const char *number)
{
	struct pty *pty = keys_sit(&life, office, today);

	keys_go(pty, "project", id, "F7 follow-on");
	pty_keys(pty, "F7");
	pty_expect(pty, "Key in › follow-on");
	pty_expect(pty, "91310118MA1J00161T");
	key_leader(pty);
	key_project(pty);
	key_accounts(pty);
	pty_keys(pty, "F2");
	pty_expect(pty, number);
	pty_free(pty);
}

static void
pass_2024(const char *project)
{
	struct pty *pty = to_assess(project, "2024-12-20", 0);

	conclude_year(pty, "2024 ]", "passed", "");
	pty_expect(pty, "assessed 1");
	pty_free(pty);
}

/* The rows of 应拨 that a project has, as they stand on the screen. */
static void
expect_dues(const char *today, const char *project, const char *count, const char *const said[])
{
	struct pty *pty = keys_sit(&life, office, today);

	keys_go(pty, "dues", "", "obligation");
	pty_keys(pty, "/");
	pty_type(pty, project);
	pty_keys(pty, "Enter");
	pty_expect(pty, count);
	for (; *said; said++)
		pty_expect(pty, *said);
	pty_free(pty);
}

#define EXPECT_DUES(today, project, count, ...) expect_dues(today, project, count, (const char *const[]){__VA_ARGS__, NULL})

Test(funded_road_by_keyboard, the_follow_on_brings_the_unit_100000_and_the_leader_nothing)
{
	static const char next[] = "QP2024-0001";

	cycle();
	life_call(&life, 2024);
	begin_follow_on("2024-03-31", next);
	life_expect(&life, next, "predecessor", id);
	life_submit(&life, next, 2024, true);
	life_award(&life, next, 2024);
	keys_sign(&life, next, "2024-06-03");
	EXPECT_WHY(&life, "2024-06-03", next, "unit_follow_on", 2024, "五(一)3", "100,000.00", "can still be paid");
	keys_pay(&life, life_unit_fund, "2024-06-10", "1 payments, 100,000.00 yuan", "100000", "2024-06-001");
	pass_2024(next);
	keys_expect_nothing_to_pay(&life, life_leader_fund, "2024-12-20");
	EXPECT_DUES("2024-12-21", "project:QP2024-0001", "1 obligation", "100,000.00    100,000.00  paid");
	EXPECT_DUES("2024-12-21", "project:QP2021-0001", "4 obligations", "100,000.00    100,000.00  paid",
		"20,000.00     20,000.00  paid", "0.00          0.00");
	life_expect(&life, next, "unit_paid", "100000.00");
	life_expect(&life, next, "leader_due", "0.00");
	life_expect(&life, id, "leader_paid", "40000.00");
	office_must(&life.office, 0, "verify");
}

Test(funded_road_by_keyboard, a_cured_year_is_forfeited_where_the_rules_say_so, .init = open_forfeiting)
{
	signed_and_granted();
	fail_and_cure_2022();
	keys_expect_nothing_to_pay(&life, life_leader_fund, "2023-02-06");
	final_2023("2023-12-12");
	keys_pay(&life, life_leader_fund, "2023-12-20", "1 payments, 20,000.00 yuan", "20000", "2023-12-001");
	complete("2024-01-04");
	EXPECT_WHY(&life, "2024-01-05", id, "leader_allowance", 2022, "五(一)2", "the rules do not pay such a year", "less paid  0.00");
	EXPECT_WHY(&life, "2024-01-05", id, "leader_allowance", 2023, "五(一)2", "less paid  20,000.00");
	life_expect(&life, id, "leader_paid", "20000.00");
}

/* ---- five years before 2020 */

/* A follow-on of a project of 2017 in the year's call, at its first review: the form of the opinion. */
static struct pty *
review_after_2017(int year, const char *taken, const char *today)
{
	const char *follow = life_intake(&life, year, "", NULL);
	struct pty *pty = keys_sit(&life, office, taken);

	keys_go(pty, "project", follow, "draft");
	keys_go(pty, "record_predecessor", follow, "Predecessor's year");
	pty_keys(pty, "\"2017\" Enter \"good\" Enter \"青人社〔2021〕3号\" F2");
	keys_say_yes(pty);
	pty_free(pty);
	life_submit(&life, follow, year, true);
	pty = keys_sit(&life, office, today);
	keys_go(pty, "project", follow, "submitted");
	pty_keys(pty, "F8");
	pty_expect(pty, "Conditions: ");
	pty_keys(pty, "F8");
	pty_expect(pty, "Order of recommendation");
	pty_keys(pty, "\"recommend\" Enter \"同意推荐\" Tab \"1\" Enter F2");
	return pty;
}

Test(funded_road_by_keyboard, what_follows_on_2017_waits_for_2022, .init = open_office)
{
	struct pty *pty = review_after_2017(2021, "2021-03-31", "2021-04-02");

	pty_expect(pty, "cannot recommend: 六(二)1");
	pty_expect(pty, "2017 runs 5 years");
	pty_free(pty);
	life_call(&life, 2022);
	pty = review_after_2017(2022, "2022-03-31", "2022-04-02");
	pty_expect(pty, "submitted → candidate");
	pty_keys(pty, "1");
	pty_expect_gone(pty, "Order of recommendation");
	pty_free(pty);
}
