#include <config.h>

#include "rules/due.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
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
	const char *says, *changes, *happened, *due;
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
		GRANT "leader 2021 20000 payable 2021 五(一)2; leader 2022 0 later 五(一)2; leader 2023 0 later 五(一)2"},
	{"nor when the leader turns out to have left before", NULL,
		"award 2021-11-05; annual 2021 2021-12-20 pass; paid leader_allowance 1 20000; left 2021-11-30; today 2022-01-31",
		GRANT "leader 2021 20000 payable 2021 office; leader 2022 0 stopped office; leader 2023 0 stopped office"},

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
		struct rules *rules = duecase_rules(cases[i].changes);
		duecase_start(&due, rules, cases[i].happened);
		cr_expect_str_eq(duecase_print(&due), cases[i].due, "%s:\n  is     %s\n  wanted %s", cases[i].says, duecase_print(&due), cases[i].due);
		duecase_end(&due);
		rules_free(rules);
	}
}
