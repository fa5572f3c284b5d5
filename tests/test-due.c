#include <config.h>

#include "rules/due.h"

#include <criterion/criterion.h>
#include <string.h>

#include "duecase.h"

enum { FEN = 100 };

#define FORFEITED "after_cured_rectification: paid => after_cured_rectification: none"
#define NEXT_YEAR "first_year: award_year => first_year: next_year"
#define FINAL_APART "final_counts_as_last_year: true => final_counts_as_last_year: false"
#define HIGHER_ONLY "due: standard_less_received => due: higher_only"
#define LEAST "standard_less_received, least: 0 => standard_less_received, least: 5000"
#define CITY_TOO "counts: [district] => counts: [district, city]"
#define GRADED "amount: 20000, due: annual_pass, times: 3 => " \
	"amounts: [{grade: excellent, amount: 60000}, {grade: good, amount: 30000}], due: final_pass, times: 1"
#define MONTHLY "amount: 20000, due: annual_pass, times: 3 => amount: 1500, months: 12, due: year_end, times: 2"
#define AGREED "amount: 100000, due: award, times: 1 => amount: 100000, due: agreement, times: 1"
#define FIVE_YEARS "{from_year: 2020, years: 3} => {from_year: 2020, years: 5}"
#define PERSON "tests/data/programme-person/rules.yaml"

#define GRANT "unit 2021 100000 payable 2021 五(一)1; "

/* Every amount, state, budget year and clause worked out by hand from the notice. */
static const struct {
	const char *says, *changed, *happened, *due;
} cases[] = {
	/* the grant, 五(一)1 */
	{"nothing before the award", NULL, "today 2022-01-01", ""},
	{"nor on a day before it", NULL, "award 2021-11-05; today 2021-11-04", ""},
	{"the grant on the day of the award, the allowances to come", NULL, "award 2021-11-05; today 2021-11-05",
		GRANT "leader 2021 0 later 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},
	{"follow-on: the unit once more, nothing to the leader", NULL, "track follow_on; award 2024-10-20; annual 2024 2024-12-20 pass; today 2025-03-01",
		"unit 2024 100000 payable 2024 五(一)3"},
	{"a grant due at the agreement waits for it", AGREED, "award 2021-11-05; today 2021-11-20",
		"unit 2021 0 later 五(一)1; leader 2021 0 later 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},
	{"and is of the budget of its day", AGREED, "award 2021-11-05; signed 2022-01-10; today 2022-01-10",
		"unit 2021 100000 payable 2022 五(一)1; leader 2021 0 nothing 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},
	{"an agreement signed tomorrow is none today", AGREED, "award 2021-11-05; signed 2021-11-21; today 2021-11-20",
		"unit 2021 0 later 五(一)1; leader 2021 0 later 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},

	/* the allowance, 五(一)2 and 八(二) */
	{"three passed years", NULL, "award 2021-11-05; annual 2021 2021-12-20 pass; annual 2022 2022-12-20 pass; annual 2023 2023-12-20 pass",
		GRANT "leader 2021 20000 payable 2021 五(一)2; leader 2022 20000 payable 2022 五(一)2; leader 2023 20000 payable 2023 五(一)2"},
	{"never assessed, not qualified but cured, merged with the final one: 2 × 20,000", NULL,
		"award 2021-11-05; annual 2022 2022-12-20 cured 2023-03-01; final 2023 2023-12-15 pass:good",
		GRANT "leader 2021 0 nothing 五(一)2; leader 2022 20000 payable 2023 五(一)2; leader 2023 20000 payable 2023 五(一)2"},
	{"forfeited after the cure: 1 × 20,000", FORFEITED,
		"award 2021-11-05; annual 2022 2022-12-20 cured 2023-03-01; final 2023 2023-12-15 pass:good",
		GRANT "leader 2021 0 nothing 五(一)2; leader 2022 0 nothing 五(一)2; leader 2023 20000 payable 2023 五(一)2"},
	{"a failed year brings none until it is cured", NULL, "award 2021-11-05; annual 2021 2021-12-20 fail; today 2022-02-01",
		GRANT "leader 2021 0 nothing 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},
	{"cured on a day nobody wrote down: of the assessment's year", NULL, "award 2021-11-05; annual 2021 2021-12-20 cured; today 2022-02-01",
		GRANT "leader 2021 20000 payable 2021 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},
	{"assessed in January for the year before: that year, the next budget", NULL, "award 2021-11-05; annual 2021 2022-01-12 pass; today 2022-02-01",
		GRANT "leader 2021 20000 payable 2022 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},
	{"a year is missing from the day after its last", NULL, "award 2021-11-05; today 2022-01-01",
		GRANT "leader 2021 0 nothing 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},
	{"and not on its last", NULL, "award 2021-11-05; today 2021-12-31",
		GRANT "leader 2021 0 later 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},
	{"an annual and a final one of the last year: one allowance", NULL,
		"award 2021-11-05; annual 2023 2023-12-20 pass; final 2023 2023-12-21 pass:excellent",
		GRANT "leader 2021 0 nothing 五(一)2; leader 2022 0 nothing 五(一)2; leader 2023 20000 payable 2023 五(一)2"},
	{"the annual one of the last year counts, be it failed", NULL,
		"award 2021-11-05; annual 2023 2023-12-20 fail; final 2023 2023-12-21 pass:pass",
		GRANT "leader 2021 0 nothing 五(一)2; leader 2022 0 nothing 五(一)2; leader 2023 0 nothing 五(一)2"},
	{"a final one held late counts for the last year", NULL, "award 2021-11-05; final 2024 2024-01-20 pass:pass",
		GRANT "leader 2021 0 nothing 五(一)2; leader 2022 0 nothing 五(一)2; leader 2023 20000 payable 2024 五(一)2"},
	{"a final one of an earlier year counts for none", NULL, "award 2021-11-05; final 2022 2022-12-20 pass:good",
		GRANT "leader 2021 0 nothing 五(一)2; leader 2022 0 nothing 五(一)2; leader 2023 0 nothing 五(一)2"},
	{"a failed final one brings none", NULL, "award 2021-11-05; final 2023 2023-12-15 fail:fail",
		GRANT "leader 2021 0 nothing 五(一)2; leader 2022 0 nothing 五(一)2; leader 2023 0 nothing 五(一)2"},
	{"where the rules keep the final one apart it brings none", FINAL_APART, "award 2021-11-05; final 2023 2023-12-15 pass:good",
		GRANT "leader 2021 0 nothing 五(一)2; leader 2022 0 nothing 五(一)2; leader 2023 0 nothing 五(一)2"},
	{"the year after the award as the first", NEXT_YEAR, "award 2021-11-05; annual 2021 2021-12-20 pass; annual 2022 2022-12-20 pass; today 2023-01-31",
		GRANT "leader 2022 20000 payable 2022 五(一)2; leader 2023 0 later 五(一)2"},
	{"a cycle from day to day has its own last year", NEXT_YEAR, "award 2021-11-05; cycle 2024-11-04; annual 2024 2024-10-20 pass; today 2024-10-21",
		GRANT "leader 2022 0 nothing 五(一)2; leader 2023 0 nothing 五(一)2; leader 2024 20000 payable 2024 五(一)2"},
	{"never a fourth year", FIVE_YEARS,
		"award 2021-11-05; annual 2021 2021-12-20 pass; annual 2022 2022-12-20 pass; annual 2023 2023-12-20 pass; annual 2024 2024-12-20 pass; today 2025-03-01",
		GRANT "leader 2021 20000 payable 2021 五(一)2; leader 2022 20000 payable 2022 五(一)2; leader 2023 20000 payable 2023 五(一)2; "
		"leader 2024 0 nothing 五(一)2; leader 2025 0 later 五(一)2"},
	{"a failed year does not use up one of the three", FIVE_YEARS,
		"award 2021-11-05; annual 2021 2021-12-20 pass; annual 2022 2022-12-20 fail; annual 2023 2023-12-20 pass; annual 2024 2024-12-20 pass; today 2025-03-01",
		GRANT "leader 2021 20000 payable 2021 五(一)2; leader 2022 0 nothing 五(一)2; leader 2023 20000 payable 2023 五(一)2; "
		"leader 2024 20000 payable 2024 五(一)2; leader 2025 0 later 五(一)2"},
	{"a year recorded late is no fourth beside three that were paid", FIVE_YEARS,
		"award 2021-11-05; annual 2021 2025-01-05 pass; annual 2022 2022-12-20 pass; annual 2023 2023-12-20 pass; annual 2024 2024-12-20 pass; "
		"paid leader_allowance 2 20000; paid leader_allowance 3 20000; paid leader_allowance 4 20000; today 2025-03-01",
		GRANT "leader 2021 0 nothing 五(一)2; leader 2022 20000 payable 2022 五(一)2; leader 2023 20000 payable 2023 五(一)2; "
		"leader 2024 20000 payable 2024 五(一)2; leader 2025 0 later 五(一)2"},
	{"as of a day before the assessment it is not there", NULL, "award 2021-11-05; annual 2021 2021-12-20 pass; today 2021-12-19",
		GRANT "leader 2021 0 later 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},

	/* the leader leaves, the project ends */
	{"passed years stay when the leader leaves", NULL,
		"award 2021-11-05; annual 2021 2021-12-20 pass; left 2022-06-30; annual 2022 2022-12-20 pass; today 2023-01-31",
		GRANT "leader 2021 20000 payable 2021 五(一)2; leader 2022 0 stopped office; leader 2023 0 stopped office"},
	{"who leaves on the day of the assessment has the year", NULL,
		"award 2021-11-05; annual 2021 2021-12-20 pass; left 2021-12-20; today 2022-01-31",
		GRANT "leader 2021 20000 payable 2021 五(一)2; leader 2022 0 stopped office; leader 2023 0 stopped office"},
	{"a year missing before the leaving is missing", NULL, "award 2021-11-05; left 2022-06-30; today 2022-07-01",
		GRANT "leader 2021 0 nothing 五(一)2; leader 2022 0 stopped office; leader 2023 0 stopped office"},
	{"who leaves tomorrow is there today", NULL, "award 2021-11-05; left 2021-12-02; today 2021-12-01",
		GRANT "leader 2021 0 later 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},
	{"the unit's grant does not stop with the leader", AGREED, "award 2021-11-05; left 2021-11-10; signed 2021-11-20; today 2021-12-01",
		GRANT "leader 2021 0 stopped office; leader 2022 0 stopped office; leader 2023 0 stopped office"},
	{"cancelled: what is unpaid stops, earned or not", NULL, "award 2021-11-05; annual 2021 2021-12-20 pass; cancelled 2022-05-10; today 2022-06-01",
		"unit 2021 0 stopped 八(二); leader 2021 0 stopped 八(二); leader 2022 0 stopped 八(二); leader 2023 0 stopped 八(二)"},
	{"cancelled: what is paid stays", NULL,
		"award 2021-11-05; annual 2021 2021-12-20 pass; paid unit_grant 1 100000; paid leader_allowance 1 20000; cancelled 2022-05-10; today 2022-06-01",
		GRANT "leader 2021 20000 payable 2021 五(一)2; leader 2022 0 stopped 八(二); leader 2023 0 stopped 八(二)"},
	{"cancelled: of what is paid in part the rest stops", NULL, "award 2021-11-05; paid unit_grant 1 40000; cancelled 2022-05-10; today 2022-06-01",
		"unit 2021 40000 stopped 八(二); leader 2021 0 nothing 五(一)2; leader 2022 0 stopped 八(二); leader 2023 0 stopped 八(二)"},
	{"terminated without fault: what was earned before stays", NULL,
		"award 2021-11-05; annual 2021 2021-12-20 pass; terminated 2022-05-10; today 2023-06-01",
		GRANT "leader 2021 20000 payable 2021 五(一)2; leader 2022 0 stopped office; leader 2023 0 stopped office"},
	{"terminated before the cure: the year was not earned yet", NULL,
		"award 2021-11-05; annual 2021 2021-12-20 cured 2022-06-01; terminated 2022-05-10; today 2023-06-01",
		GRANT "leader 2021 0 stopped office; leader 2022 0 stopped office; leader 2023 0 stopped office"},
	{"terminated tomorrow: nothing stops today", NULL, "award 2021-11-05; terminated 2021-12-02; today 2021-12-01",
		GRANT "leader 2021 0 later 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},

	/* 九.4 */
	{"a like subsidy of the district is taken off", NULL,
		"award 2021-11-05; annual 2021 2021-12-20 pass; leader 8000 district 2021-10-01; today 2022-01-31",
		GRANT "leader 2021 12000 payable 2021 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},
	{"more than the standard goes on to the next year", NULL,
		"award 2021-11-05; annual 2021 2021-12-20 pass; annual 2022 2022-12-20 pass; leader 25000 district 2021-10-01; today 2023-01-31",
		GRANT "leader 2021 0 nothing 九.4; leader 2022 15000 payable 2022 五(一)2; leader 2023 0 later 五(一)2"},
	{"exactly the standard leaves nothing", NULL, "award 2021-11-05; unit 100000 district 2021-10-01; today 2021-12-01",
		"unit 2021 0 nothing 九.4; leader 2021 0 later 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},
	{"what the unit received is not the leader's", NULL,
		"award 2021-11-05; annual 2021 2021-12-20 pass; unit 30000 district 2021-10-01; today 2022-01-31",
		"unit 2021 70000 payable 2021 五(一)1; leader 2021 20000 payable 2021 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},
	{"grants of the city do not count", NULL, "award 2021-11-05; unit 30000 city 2021-10-01; today 2021-12-01",
		GRANT "leader 2021 0 later 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},
	{"unless the rules say so", CITY_TOO, "award 2021-11-05; unit 30000 city 2021-10-01; unit 20000 district 2021-10-02; today 2021-12-01",
		"unit 2021 50000 payable 2021 五(一)1; leader 2021 0 later 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},
	{"grants that are not alike do not count", NULL, "award 2021-11-05; unit 30000 district 2021-10-01 unlike; today 2021-12-01",
		GRANT "leader 2021 0 later 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},
	{"nor those of tomorrow", NULL, "award 2021-11-05; unit 30000 district 2021-12-02; today 2021-12-01",
		GRANT "leader 2021 0 later 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},
	{"the higher only: a lower grant gives way to the whole standard", HIGHER_ONLY, "award 2021-11-05; unit 30000 district 2021-10-01; today 2021-12-01",
		GRANT "leader 2021 0 later 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},
	{"the higher only: a higher grant leaves nothing", HIGHER_ONLY, "award 2021-11-05; unit 120000 district 2021-10-01; today 2021-12-01",
		"unit 2021 0 nothing 九.4; leader 2021 0 later 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},
	{"not under the least", LEAST, "award 2021-11-05; unit 98000 district 2021-10-01; today 2021-12-01",
		"unit 2021 5000 payable 2021 五(一)1; leader 2021 0 later 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},
	{"what was paid is never due less", NULL,
		"award 2021-11-05; annual 2021 2021-12-20 pass; paid leader_allowance 1 20000; leader 8000 district 2022-01-10; today 2022-01-31",
		GRANT "leader 2021 20000 payable! 2021 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},
	{"nor when the leader turns out to have left before", NULL,
		"award 2021-11-05; annual 2021 2021-12-20 pass; paid leader_allowance 1 20000; left 2021-11-30; today 2022-01-31",
		GRANT "leader 2021 20000 payable! 2021 office; leader 2022 0 stopped office; leader 2023 0 stopped office"},

	/* other rules */
	{"by the grade of the final assessment", GRADED, "award 2021-11-05; final 2023 2023-12-15 pass:good",
		GRANT "leader 2023 30000 payable 2023 五(一)2"},
	{"by a better one", GRADED, "award 2021-11-05; final 2023 2023-12-15 pass:excellent", GRANT "leader 2023 60000 payable 2023 五(一)2"},
	{"a grade that the rules do not pay", GRADED, "award 2021-11-05; final 2023 2023-12-15 pass:pass", GRANT "leader 2023 0 nothing 五(一)2"},
	{"no grade yet", GRADED, "award 2021-11-05; final 2023 2023-12-15 pass", GRANT "leader 2023 0 nothing 五(一)2"},
	{"no final assessment yet", GRADED, "award 2021-11-05; today 2023-12-31", GRANT "leader 2023 0 later 五(一)2"},
	{"a month's amount for twelve at the end of the year, unassessed", MONTHLY, "award 2021-11-05; today 2021-12-31",
		GRANT "leader 2021 18000 payable 2021 五(一)2; leader 2022 0 later 五(一)2"},
	{"not the day before", MONTHLY, "award 2021-11-05; today 2021-12-30", GRANT "leader 2021 0 later 五(一)2; leader 2022 0 later 五(一)2"},
	{"as often as the rules say", MONTHLY, "award 2021-11-05; today 2025-01-01",
		GRANT "leader 2021 18000 payable 2021 五(一)2; leader 2022 18000 payable 2022 五(一)2"},
	{"who left within the year has not earned it", MONTHLY, "award 2021-11-05; left 2022-12-30; today 2025-01-01",
		GRANT "leader 2021 18000 payable 2021 五(一)2; leader 2022 0 stopped office"},
	{"a person alone, yearly", PERSON, "track craftsman; award 2022-07-01; today 2023-12-31",
		"leader 2022 12000 payable 2022 第六条; leader 2023 12000 payable 2023 第六条"},
	{"a person alone who has a higher grant of the city", PERSON, "track craftsman; award 2022-07-01; leader 15000 city 2022-01-01; today 2023-12-31",
		"leader 2022 0 nothing 第七条; leader 2023 12000 payable 2023 第六条"},
	{"a person alone whose project ends", PERSON, "track craftsman; award 2022-07-01; terminated 2023-03-01; today 2023-12-31",
		"leader 2022 12000 payable 2022 第六条; leader 2023 0 stopped 第九条"},
};

Test(due, amounts_states_budgets_and_clauses)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct duecase due;
		struct rules *rules = duecase_rules(cases[i].changed);
		duecase_start(&due, rules, cases[i].happened);
		cr_expect_str_eq(duecase_print(&due), cases[i].due, "%s:\n  is     %s\n  wanted %s", cases[i].says, duecase_print(&due), cases[i].due);
		duecase_end(&due);
		rules_free(rules);
	}
}

/* ---- why */

static const struct {
	const char *changed, *happened, *payment;
	int year;
	enum verdict_result result;
	const char *clause, *zh, *en, *cure;
} reasons[] = {
	{NULL, "award 2021-11-05", "unit_grant", 2021, VERDICT_PASS, "五(一)1",
		"2021-11-05 认定：单位资助 100,000.00 元", "awarded on 2021-11-05: grant to the unit 100,000.00", ""},
	{NULL, "track follow_on; award 2024-10-20; today 2025-01-01", "unit_follow_on", 2024, VERDICT_PASS, "五(一)3",
		"2024-10-20 认定：单位追加资助 100,000.00 元；带头人不再享受津贴",
		"awarded on 2024-10-20: follow-on grant to the unit 100,000.00; the leader gets nothing more", ""},
	{NULL, "award 2021-11-05", "leader_allowance", 2021, VERDICT_FAIL, "五(一)2",
		"2021 年度考核未进行，不发", "the annual assessment of 2021 did not take place: nothing is paid", "确已考核的，补录考核结果"},
	{NULL, "award 2021-11-05; today 2021-12-01", "leader_allowance", 2021, VERDICT_OPEN, "五(一)2",
		"2021 年度考核尚未进行", "the annual assessment of 2021 has not taken place yet", "考核通过后应拨"},
	{NULL, "award 2021-11-05; annual 2022 2022-12-20 fail", "leader_allowance", 2022, VERDICT_FAIL, "五(一)2",
		"2022 年度考核不合格（2022-12-20），整改合格前不发",
		"the annual assessment of 2022 failed on 2022-12-20: nothing is paid until it is cured", "限期整改，复核合格后照发"},
	{FORFEITED, "award 2021-11-05; annual 2022 2022-12-20 fail", "leader_allowance", 2022, VERDICT_FAIL, "五(一)2",
		"2022 年度考核不合格（2022-12-20），不发", "the annual assessment of 2022 failed on 2022-12-20: nothing is paid", ""},
	{NULL, "award 2021-11-05; annual 2022 2022-12-20 cured 2023-03-01", "leader_allowance", 2022, VERDICT_PASS, "五(一)2",
		"2022 年度考核不合格（2022-12-20），整改复核合格，按规则照发：带头人技能津贴 20,000.00 元",
		"the annual assessment of 2022 failed on 2022-12-20 and was cured by rectification, which the rules pay: leader's allowance 20,000.00", ""},
	{FORFEITED, "award 2021-11-05; annual 2022 2022-12-20 cured", "leader_allowance", 2022, VERDICT_FAIL, "五(一)2",
		"2022 年度考核不合格（2022-12-20），虽经整改合格，按规则该年度不发",
		"the annual assessment of 2022 failed on 2022-12-20; it was cured by rectification, but the rules do not pay such a year", ""},
	{NULL, "award 2021-11-05; final 2023 2023-12-15 pass:good", "leader_allowance", 2023, VERDICT_PASS, "五(一)2",
		"2023 年度并入届满考核，届满考核通过（2023-12-15），等次良好：带头人技能津贴 20,000.00 元",
		"2023 is merged with the final assessment, passed on 2023-12-15, graded good: leader's allowance 20,000.00", ""},
	{NULL, "award 2021-11-05; annual 2021 2021-12-20 pass; leader 8000 district 2021-10-01", "leader_allowance", 2021, VERDICT_PASS, "五(一)2",
		"2021 年度考核通过（2021-12-20）：带头人技能津贴 20,000.00 元；就高不重复（九.4）：标准 20,000.00 − 已享受 8,000.00 = 12,000.00",
		"the annual assessment of 2021 passed on 2021-12-20: leader's allowance 20,000.00; "
		"the higher applies, never both (九.4): standard 20,000.00 − received 8,000.00 = 12,000.00", ""},
	{NULL, "award 2021-11-05; unit 120000 district 2021-10-01", "unit_grant", 2021, VERDICT_FAIL, "九.4",
		"2021-11-05 认定：单位资助 100,000.00 元；就高不重复（九.4）：标准 100,000.00 − 已享受 100,000.00 = 0.00，不再拨付",
		"awarded on 2021-11-05: grant to the unit 100,000.00; "
		"the higher applies, never both (九.4): standard 100,000.00 − received 100,000.00 = 0.00: nothing is paid", ""},
	{NULL, "award 2021-11-05; annual 2021 2021-12-20 pass; paid leader_allowance 1 20000; leader 8000 district 2022-01-10", "leader_allowance", 2021,
		VERDICT_FAIL, "五(一)2",
		"2021 年度考核通过（2021-12-20）：带头人技能津贴 20,000.00 元；就高不重复（九.4）：标准 20,000.00 − 已享受 8,000.00 = 12,000.00；"
		"已拨 20,000.00 不因此减少，多拨 8,000.00",
		"the annual assessment of 2021 passed on 2021-12-20: leader's allowance 20,000.00; "
		"the higher applies, never both (九.4): standard 20,000.00 − received 8,000.00 = 12,000.00; "
		"the 20,000.00 paid are not taken back by this; 8,000.00 too much",
		"多拨的 8,000.00 须另作追回决定（五(三)4）"},
	{NULL, "award 2021-11-05; paid unit_grant 1 40000; cancelled 2022-05-10", "unit_grant", 2021, VERDICT_FAIL, "八(二)",
		"项目已于 2022-05-10 取消资助，未拨的停拨；已拨 40,000.00 保留",
		"the project was cancelled on 2022-05-10: what was unpaid stops; the 40,000.00 paid stay", ""},
	{NULL, "award 2021-11-05; left 2022-06-30", "leader_allowance", 2022, VERDICT_FAIL, "office",
		"带头人已于 2022-06-30 离任：已通过的年度照发，此后不再发",
		"the leader left on 2022-06-30: years passed before stay, none is paid after", ""},
	{FIVE_YEARS, "award 2021-11-05; annual 2021 2021-12-20 pass; annual 2022 2022-12-20 pass; annual 2023 2023-12-20 pass; annual 2024 2024-12-20 pass; today 2025-01-10",
		"leader_allowance", 2024, VERDICT_FAIL, "五(一)2",
		"至多 3 年，已满，2024 年度不再发", "3 year(s) at most, which are used up: nothing for 2024", ""},
	{MONTHLY, "award 2021-11-05", "leader_allowance", 2022, VERDICT_PASS, "五(一)2",
		"2022 年度按年发放：带头人技能津贴 1,500.00 × 12 = 18,000.00 元", "yearly, for 2022: leader's allowance 1,500.00 × 12 = 18,000.00", ""},
	{PERSON, "track craftsman; award 2022-07-01; leader 5000 city 2022-01-01", "monthly_allowance", 2022, VERDICT_PASS, "第六条",
		"2022 年度按年发放：工匠津贴 1,000.00 × 12 = 12,000.00 元；就高不重复（第七条）：标准 12,000.00 高于已享受 5,000.00，按标准拨付，已享受的须退出",
		"yearly, for 2022: craftsman's allowance 1,000.00 × 12 = 12,000.00; the higher applies, never both (第七条): "
		"the standard 12,000.00 is above the 5,000.00 received, which must be given up", ""},
};

Test(due, every_answer_says_why)
{
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
		struct duecase due;
		struct rules *rules = duecase_rules(reasons[i].changed);
		duecase_start(&due, rules, reasons[i].happened);
		const struct verdict *verdict = &duecase_in(&due, reasons[i].payment, reasons[i].year)->verdict;
		cr_expect_str_eq(verdict->id, reasons[i].payment);
		cr_expect_eq(verdict->result, reasons[i].result, "%s", verdict->because.en);
		cr_expect_str_eq(verdict->clause, reasons[i].clause);
		cr_expect_str_eq(verdict->because.zh, reasons[i].zh);
		cr_expect_str_eq(verdict->because.en, reasons[i].en);
		cr_expect_str_eq(verdict->cure.zh, reasons[i].cure);
		duecase_end(&due);
		rules_free(rules);
	}
}

static const char *
fact_of(const struct verdict *verdict, const char *name)
{
	for (size_t i = 0; i < verdict->fact_count; i++)
		if (strcmp(verdict->facts[i].name, name) == 0)
			return verdict->facts[i].value;
	return "";
}

Test(due, figures_and_what_an_answer_rests_on)
{
	struct duecase due;
	struct rules *rules = duecase_rules(NULL);
	duecase_start(&due, rules, "award 2021-11-05; annual 2021 2022-01-12 pass; leader 8000 district 2021-10-01; paid leader_allowance 1 2000; left 2022-03-01");
	const struct due *first = duecase_in(&due, "leader_allowance", 2021), *second = duecase_in(&due, "leader_allowance", 2022);
	cr_expect_str_eq(first->trigger, "KH2021");
	cr_expect_eq(first->since, date_make(2022, 1, 12));
	cr_expect(first->standard == 20000 * FEN && first->elsewhere == 8000 * FEN && first->amount == 12000 * FEN);
	cr_expect_str_eq(fact_of(&first->verdict, "standard"), "20,000.00");
	cr_expect_str_eq(fact_of(&first->verdict, "elsewhere"), "8,000.00");
	cr_expect_str_eq(fact_of(&first->verdict, "amount"), "12,000.00");
	cr_expect_str_eq(fact_of(&first->verdict, "paid"), "2,000.00");
	cr_expect_str_eq(fact_of(&first->verdict, "assessed_on"), "2022-01-12");
	cr_expect_str_eq(fact_of(&first->verdict, "budget_year"), "2022");
	cr_expect_str_eq(first->verdict.label.zh, "带头人技能津贴（2021 年度）");
	cr_expect_str_eq(first->rule->fund, "talent");
	cr_expect_str_eq(second->trigger, "BG1", "the change by which the leader left");
	cr_expect_eq(second->since, DATE_NONE);
	cr_expect_str_eq(duecase_in(&due, "unit_grant", 2021)->trigger, "RD1");
	cr_expect_str_eq(duecase_in(&due, "unit_grant", 2021)->rule->fund, "education_surcharge");
	duecase_end(&due);
	rules_free(rules);
}

/* ---- days */

static const struct {
	const char *says, *changed;
	int award_year;
	const char *cycle_to; /* "": by the rules */
	int last_assessed;
	bool final_done;
	const char *due;
	bool final;
} assessments[] = {
	{"the first at the end of the award year", NULL, 2021, "", 2020, false, "2021-12-31", false},
	{"the next a year later", NULL, 2021, "", 2021, false, "2022-12-31", false},
	{"the last year has the final one alone", NULL, 2021, "", 2022, false, "2023-12-31", true},
	{"none after the final one", NULL, 2021, "", 2022, true, "", false},
	{"the final one by the end of the cycle as it is agreed", NULL, 2021, "2024-11-04", 2023, false, "2024-11-04", true},
	{"a cycle of five years for 2017", NULL, 2017, "", 2019, false, "2020-12-31", false},
	{"and its final one at the end of the fifth", NULL, 2017, "", 2020, false, "2021-12-31", true},
	{"where the final one is apart the last year has both: the annual one first", FINAL_APART, 2021, "", 2022, false, "2023-12-31", false},
	{"then the final one", FINAL_APART, 2021, "", 2023, false, "2023-12-31", true},
	{"a cycle that ends before the year's end: the final one first", FINAL_APART, 2021, "2023-11-04", 2022, false, "2023-11-04", true},
	{"from the year after the award where the rules say so", NEXT_YEAR, 2021, "", 2020, false, "2022-12-31", false},
	{"no annual ones: the final one from the beginning", "tests/data/rules-other.yaml", 2023, "2024-12-31", 2022, false, "2024-12-31", true},
	{"annual ones in another month", "form: short, month: 12 => form: short, month: 2", 2023, "", 2023, false, "2024-02-29", false},
	{"no assessment at all", PERSON, 2022, "", 2021, false, "", false},
};

Test(due, the_next_assessment)
{
	for (size_t i = 0; i < sizeof assessments / sizeof *assessments; i++) {
		struct rules *rules = duecase_rules(assessments[i].changed);
		date_t cycle_to = DATE_NONE;
		bool final = !assessments[i].final;
		char day[11];
		if (*assessments[i].cycle_to)
			date_parse(&cycle_to, assessments[i].cycle_to, NULL, NULL);
		date_print(day, assessment_due(rules, assessments[i].award_year, cycle_to, assessments[i].last_assessed, assessments[i].final_done, &final));
		cr_expect_str_eq(day, assessments[i].due, "%s: %s", assessments[i].says, day);
		cr_expect_eq(final, assessments[i].final, "%s", assessments[i].says);
		rules_free(rules);
	}
}

/* 国务院关于渐进式延迟法定退休年龄的办法: the rows of its tables at which a step begins or ends. */
static const struct {
	const char *birth;
	bool female;
	const char *retires;
} retirements[] = {
	{"1964-12-31", false, "2024-12-31"}, {"1965-01-01", false, "2025-02-01"}, {"1965-04-30", false, "2025-05-30"},
	{"1965-05-01", false, "2025-07-01"}, {"1970-06-15", false, "2031-11-15"}, {"1976-08-31", false, "2039-07-31"},
	{"1976-09-01", false, "2039-09-01"}, {"1990-02-28", false, "2053-02-28"}, {"1974-12-31", true, "2024-12-31"},
	{"1975-01-01", true, "2025-02-01"}, {"1975-02-28", true, "2025-03-28"}, {"1975-03-01", true, "2025-05-01"},
	{"1980-05-10", true, "2033-02-10"}, {"1984-10-31", true, "2039-09-30"}, {"1984-11-01", true, "2039-11-01"},
	{"1995-07-07", true, "2050-07-07"},
};

Test(due, retirement_month_by_month)
{
	for (size_t i = 0; i < sizeof retirements / sizeof *retirements; i++) {
		date_t birth;
		char day[11];
		date_parse(&birth, retirements[i].birth, NULL, NULL);
		date_print(day, retirement_day(birth, retirements[i].female));
		cr_expect_str_eq(day, retirements[i].retires, "born %s", retirements[i].birth);
	}
	cr_expect_eq(retirement_day(DATE_NONE, true), DATE_NONE);
}

/* ---- what the rules say */

Test(due, the_sections_of_the_funded_years)
{
	struct rules *rules = duecase_rules(NULL), *person = duecase_rules(PERSON);
	const struct funded_rules *funded = rules_funded(rules), *none = rules_funded(person);
	const struct payment_rule *payments;
	struct origin origin;
	cr_expect_eq(rules_payments(rules, "new", &payments), 2);
	cr_expect(!payments[0].to_leader && payments[0].amount == 100000 * FEN && payments[0].when == PAY_AT_AWARD && payments[0].times == 1);
	cr_expect(payments[1].to_leader && payments[1].when == PAY_ANNUAL_PASS && payments[1].times == 3 && payments[1].months == 1);
	cr_expect_eq(rules_payments(rules, "follow_on", &payments), 1);
	cr_expect_eq(rules_payments(rules, "other", &payments), 0);
	cr_expect_eq(rules_matching_least(rules, "new", &origin), 100000 * FEN);
	cr_expect(strcmp(origin.clause, "五(一)末") == 0 && !origin.office);
	cr_expect_str_eq(rules_use(rules, true, "research")->label.zh, "创新科研");
	cr_expect_null(rules_use(rules, false, "research"), "matching funds have their own list");
	cr_expect_str_eq(rules_use(rules, false, "daily_work")->label.zh, "日常工作经费");
	cr_expect(funded->agreement_days == 30 && !funded->agreement_first_day);
	cr_expect_str_eq(funded->agreement_origin.clause, "八(一)");
	cr_expect(funded->annual && !funded->annual_elements && funded->annual_month == 12 && funded->final);
	cr_expect_str_eq(funded->final_assessors, "experts third_party");
	cr_expect(funded->band_count == 4 && strcmp(funded->bands[1].grade, "good") == 0 && funded->bands[1].from == 80);
	cr_expect(funded->rectify_days == 30 && funded->cured_year_paid && funded->final_counts && funded->clawback_serious_only);
	cr_expect(funded->cancellation_by_meeting && funded->clawback_by_meeting && funded->warn_months == 6 && funded->remind_term == 60);
	cr_expect_str_eq(funded->overlap_levels, "district");
	cr_expect_str_eq(funded->misuse_origin.clause, "五(三)4");

	cr_expect(!none->annual && !none->final && !none->agreement_days && !none->band_count && !none->grant_use_count, "what is left out is not asked");
	cr_expect(!none->cancellation_by_meeting && none->higher_only && none->left_terminates && none->ban_clawback == 5);
	cr_expect_eq(rules_matching_least(person, "craftsman", &origin), 0);
	rules_free(person);
	rules_free(rules);
}
