#include <config.h>

#include "rules/assessing.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rulestext.h"
#include "testfiles.h"

enum { REFUSED = -1, UNANSWERED = 0, ANSWERED = 1 };

static struct rules *
load_with(const char *from, const char *to)
{
	return rulestext_load_of("rules.yaml", from, to);
}

/* ---- items of every kind; those of the worked table stand in rules.yaml under these codes, the rest is made here */

static const struct assessment_item threshold = {.code = "t", .kind = ITEM_THRESHOLD, .points = 5, .zero_when = {"", ""}};
static const struct assessment_item judged = {.code = "j", .kind = ITEM_JUDGED, .points = 10, .zero_when = {"", ""}};
static const struct deduction two_deductions[] = {{{"标识不清", "sign unclear"}, 2}, {{"无展示", "no display"}, 3}};
static const struct assessment_item site = {.code = "site", .kind = ITEM_DEDUCTIONS, .points = 10, .deductions = two_deductions, .deduction_count = 2,
	.zero_when = {"无场地", "no site"}};
static const struct deduction heavy[] = {{{"甲", "one"}, 4}, {{"乙", "two"}, 4}};
static const struct assessment_item small = {.code = "small", .kind = ITEM_DEDUCTIONS, .points = 5, .deductions = heavy, .deduction_count = 2,
	.zero_when = {"", ""}};
static const struct deduction roster[] = {{{"无名册", "no roster"}, 2}};
static const struct assessment_item apprentices = {.code = "a", .kind = ITEM_SHORTFALL, .points = 10, .target = 10, .each_short = 1,
	.deductions = roster, .deduction_count = 1, .zero_when = {"", ""}};
static const struct assessment_item skilled = {.code = "s", .kind = ITEM_SHORTFALL, .points = 10, .target = 3, .each_short = 3,
	.deductions = roster, .deduction_count = 1, .zero_when = {"无培养", "none trained"}};
static const struct assessment_item accounts = {.code = "z", .kind = ITEM_ZEROING, .points = 10, .zero_when = {"无账册", "no books"}};
static const struct assessment_item irregular = {.code = "p", .kind = ITEM_PENALTY, .points = 10};
static const struct assessment_item bonus = {.code = "b", .kind = ITEM_BONUS, .points = 5};

static const struct {
	const struct assessment_item *item;
	const char *text;
	int result;
	int points;
} answers[] = {
	/* full or nothing */
	{&threshold, "yes", ANSWERED, 5}, {&threshold, "是", ANSWERED, 5}, {&threshold, "no", ANSWERED, 0}, {&threshold, "否", ANSWERED, 0},
	{&threshold, "5", ANSWERED, 5}, {&threshold, "0", ANSWERED, 0}, {&threshold, "3", REFUSED, 0}, {&threshold, "perhaps", REFUSED, 0},
	/* judged: whole points within its full marks */
	{&judged, "0", ANSWERED, 0}, {&judged, "8", ANSWERED, 8}, {&judged, " １０ ", ANSWERED, 10}, {&judged, "11", REFUSED, 0},
	{&judged, "8.5", REFUSED, 0}, {&judged, "-1", REFUSED, 0}, {&judged, "eight", REFUSED, 0}, {&judged, "99999999999999999999", REFUSED, 0},
	{&judged, "", UNANSWERED, 0}, {&judged, "  ", UNANSWERED, 0},
	/* site and exchange space 10: no site 0, sign unclear −2, no display −3 */
	{&site, "0", ANSWERED, 10}, {&site, "1", ANSWERED, 8}, {&site, "2", ANSWERED, 7}, {&site, "1 2", ANSWERED, 5}, {&site, "2、1", ANSWERED, 5},
	{&site, "1，2", ANSWERED, 5}, {&site, "zero", ANSWERED, 0}, {&site, "零", ANSWERED, 0}, {&site, "3", REFUSED, 0}, {&site, "1 1", REFUSED, 0},
	{&site, "sign", REFUSED, 0},
	/* deductions never go below 0; where nothing zeroes it "zero" is no answer */
	{&small, "1", ANSWERED, 1}, {&small, "1 2", ANSWERED, 0}, {&small, "zero", REFUSED, 0},
	/* apprentices ≥ 10 a year 10: no roster −2, −1 for each short */
	{&apprentices, "10", ANSWERED, 10}, {&apprentices, "14", ANSWERED, 10}, {&apprentices, "8", ANSWERED, 8}, {&apprentices, "8/1", ANSWERED, 6},
	{&apprentices, "14/1", ANSWERED, 8}, {&apprentices, "8 / 0", ANSWERED, 8}, {&apprentices, "0", ANSWERED, 0}, {&apprentices, "1/1", ANSWERED, 0},
	{&apprentices, "8/2", REFUSED, 0}, {&apprentices, "eight", REFUSED, 0}, {&apprentices, "8 1", REFUSED, 0},
	/* highly skilled ≥ 3 a year 10: no roster −2, −3 for each short, none 0 */
	{&skilled, "3", ANSWERED, 10}, {&skilled, "2", ANSWERED, 7}, {&skilled, "2/1", ANSWERED, 5}, {&skilled, "1", ANSWERED, 4}, {&skilled, "0", ANSWERED, 1},
	{&skilled, "zero", ANSWERED, 0}, {&skilled, "3/1", ANSWERED, 8},
	/* accounts in order 10: no books 0 */
	{&accounts, "no", ANSWERED, 10}, {&accounts, "无", ANSWERED, 10}, {&accounts, "zero", ANSWERED, 0}, {&accounts, "10", ANSWERED, 10},
	{&accounts, "0", ANSWERED, 0}, {&accounts, "7", REFUSED, 0},
	/* irregular spending: from the total */
	{&irregular, "0", ANSWERED, 0}, {&irregular, "4", ANSWERED, -4}, {&irregular, "10", ANSWERED, -10}, {&irregular, "11", REFUSED, 0},
	/* a bonus with its cap */
	{&bonus, "0", ANSWERED, 0}, {&bonus, "5", ANSWERED, 5}, {&bonus, "6", REFUSED, 0},
};

Test(assessing, an_item_of_each_kind_by_hand)
{
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		struct err err = {0};
		int64_t points = -77;
		int result = item_points(answers[i].item, answers[i].text, &points, &err);
		cr_expect_eq(result, answers[i].result, "%s '%s': %d %s", answers[i].item->code, answers[i].text, result, err.message);
		cr_expect_eq(points, answers[i].points * 100, "%s '%s': %lld", answers[i].item->code, answers[i].text, (long long)points);
		cr_expect_str_eq(err.field, result < 0 ? answers[i].item->code : "");
	}
}

/* What is wrong with an answer, in English, with its item. */
static void
told(const struct rules *rules, const char *code, const char *text, const char *wanted)
{
	const struct assessment_item *item = rules_item(rules, code);
	struct err err = {0};
	int64_t points;

	cr_assert(item, "%s", code);
	cr_expect_eq(item_points(item, text, &points, &err), -1);
	cr_expect_eq(item_wrong(item, &err), -1);
	cr_expect_str_eq(err.message, wanted);
}

Test(assessing, a_wrong_answer_names_clause_item_figure_and_cure)
{
	struct rules *rules = load_with(NULL, NULL);

	told(rules, "benefit", "11", "八(二)4 'spread results, solved problems, benefit': 11 is over 10: not more than the full marks");
	told(rules, "benefit", "9.5", "八(二)4 'spread results, solved problems, benefit': '9.5' is no whole number of points from 0 to 10");
	told(rules, "site", "3", "八(二)1 'site and exchange space': '3' names no deduction: numbers from 1 to 2 with a blank between, or 0 for none");
	told(rules, "apprentices", "ten", "八(二)5 'apprentices at least 10 a year': 'ten' says no number that was reached: a whole number, of 10; "
		"deductions behind a '/'");
	told(rules, "accounts", "7", "八(二)3 'accounts in order': '7' is neither 'no' nor 'zero': 'zero' where this happens: no books");
	told(rules, "duties", "3", "八(二)2 'rules on the wall, duties clear': '3' is neither yes nor no: yes is 5 points, no is 0, and nothing lies between");
	told(rules, "irregular_spending", "12", "八(二)3 'irregular spending (taken from the total)': 12 is over 10: not more than the full marks");
	rules_free(rules);
}

/* ---- the worked table, summed */

struct sheet {
	const char *answers; /* "site=1 equipment=5 …", values without blanks; a ',' parts numbers */
	char value[40];
};

static const char *
answer_of(void *user, const char *item)
{
	struct sheet *sheet = user;
	size_t len = strlen(item);

	for (const char *at = sheet->answers; (at = strstr(at, item)); at++)
		if (at[len] == '=' && (at == sheet->answers || at[-1] == ' ')) {
			snprintf(sheet->value, sizeof sheet->value, "%.*s", (int)strcspn(at + len + 1, " "), at + len + 1);
			return sheet->value;
		}
	return "";
}

static const char full[] = "site=0 equipment=5 duties=yes papers=10 matching=0 accounts=no irregular_spending=0 took_part=5 benefit=10 "
	"apprentices=10 highly_skilled=3 exchange=5 responsibility=5 cooperation=5";

static const struct {
	const char *claim, *answers;
	int total, possible;
	const char *elements; /* points/answered of each */
	bool whole;
	size_t faults;
} tables[] = {
	{"everything in order is 100", full, 10000, 10000, "15/2 15/2 20/3 15/2 20/2 15/3", true, 0},
	{"nothing was looked at yet", "", 0, 0, "0/0 0/0 0/0 0/0 0/0 0/0", false, 0},
	{"four of the six elements: 61 of 65, 35 are not assessed",
		"site=0 equipment=4 duties=yes papers=8 matching=0 accounts=10 irregular_spending=2 took_part=5 benefit=11", 5000, 5500,
		"14/2 13/2 20/3 5/1 0/0 0/0", false, 1},
	{"a usual project",
		"site=1 equipment=4 duties=yes papers=8 matching=2 accounts=no irregular_spending=0 took_part=4 benefit=8 apprentices=9 highly_skilled=2 "
		"exchange=4 responsibility=5 cooperation=3", 8000, 10000, "12/2 13/2 15/3 12/2 16/2 12/3", true, 0},
	{"its irregular spending is taken from the total and from no element",
		"site=1 equipment=4 duties=yes papers=8 matching=2 accounts=no irregular_spending=6 took_part=4 benefit=8 apprentices=9 highly_skilled=2 "
		"exchange=4 responsibility=5 cooperation=3", 7400, 10000, "12/2 13/2 15/3 12/2 16/2 12/3", true, 0},
	{"a penalty never takes the total below 0",
		"site=zero equipment=0 duties=no papers=0 matching=1,2 accounts=zero irregular_spending=10 took_part=0 benefit=0 apprentices=0 "
		"highly_skilled=zero exchange=0 responsibility=0 cooperation=3", 0, 10000, "0/2 0/2 0/3 0/2 0/2 3/3", true, 0},
	{"one item left out is unfinished, and no 0",
		"site=0 equipment=5 duties=yes papers=10 matching=0 accounts=no irregular_spending=0 took_part=5 benefit=10 apprentices=10 highly_skilled=3 "
		"exchange=5 responsibility=5", 9500, 9500, "15/2 15/2 20/3 15/2 20/2 10/2", false, 0},
	{"a penalty not looked at is unfinished as well",
		"site=0 equipment=5 duties=yes papers=10 matching=0 accounts=no took_part=5 benefit=10 apprentices=10 highly_skilled=3 "
		"exchange=5 responsibility=5 cooperation=5", 10000, 10000, "15/2 15/2 20/2 15/2 20/2 15/3", false, 0},
};

Test(assessing, the_worked_table_summed_by_hand)
{
	struct rules *rules = load_with(NULL, NULL);
	struct arena arena = {0};

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		struct sheet sheet = {.answers = tables[i].answers};
		struct checklist_sum sum;
		struct faults faults = {0};
		struct buf elements = {0};
		checklist_sum(rules, answer_of, &sheet, &arena, &sum, &faults);
		for (size_t j = 0; j < sum.element_count; j++)
			buf_addf(&elements, "%s%lld/%zu", j ? " " : "", (long long)(sum.elements[j].points / 100), sum.elements[j].answered);
		cr_expect_eq(sum.total, tables[i].total, "%s: %lld", tables[i].claim, (long long)sum.total);
		cr_expect_eq(sum.possible, tables[i].possible, "%s: %lld", tables[i].claim, (long long)sum.possible);
		cr_expect_eq(sum.whole, tables[i].whole, "%s", tables[i].claim);
		cr_expect_eq(faults.errors, tables[i].faults, "%s", tables[i].claim);
		cr_expect_str_eq(buf_text(&elements), tables[i].elements, "%s", tables[i].claim);
		buf_free(&elements);
		faults_free(&faults);
	}
	arena_free(&arena);
	rules_free(rules);
}

Test(assessing, a_bonus_never_takes_the_total_over_100)
{
	struct rules *rules = load_with("- {code: exchange, kind: judged, points: 5",
		"- {code: city_prize, kind: bonus, points: 5, evidence: documents, label: 市级奖项加分}\n    - {code: exchange, kind: judged, points: 5");
	char *all = xasprintf("%s city_prize=5", full), *less = xasprintf("%s", all);
	struct sheet sheet = {.answers = all};
	struct arena arena = {0};
	struct checklist_sum sum;

	checklist_sum(rules, answer_of, &sheet, &arena, &sum, NULL);
	cr_expect_eq(sum.total, 10000);
	cr_expect_eq(sum.possible, 10000, "a bonus is no part of the full marks");
	cr_expect_eq(sum.elements[5].points, 1500, "nor of its element's");
	memcpy(strstr(less, "benefit=10"), "benefit=2 ", strlen("benefit=10"));
	sheet.answers = less;
	checklist_sum(rules, answer_of, &sheet, &arena, &sum, NULL);
	cr_expect_eq(sum.total, 9700, "92 and 5: %lld", (long long)sum.total);
	arena_free(&arena);
	free(less);
	free(all);
	rules_free(rules);
}

/* ---- several assessors */

Test(assessing, the_mean_of_several_assessors_is_rounded_half_up)
{
	cr_expect_eq(checklist_mean((int64_t[]){8100}, 1), 8100);
	cr_expect_eq(checklist_mean((int64_t[]){8100, 8600}, 2), 8350);
	cr_expect_eq(checklist_mean((int64_t[]){9000, 9000, 9100}, 3), 9033);
	cr_expect_eq(checklist_mean((int64_t[]){9000, 9100, 9100}, 3), 9067);
	cr_expect_eq(checklist_mean((int64_t[]){9000, 9000, 9000, 9000, 9000, 9000, 9000, 9100}, 8), 9013, "90.125 is 90.13");
	cr_expect_eq(checklist_mean((int64_t[]){0, 0, 0}, 3), 0);
}

/* ---- grades */

static const struct {
	const char *claim;
	int points;
	size_t top, all;
	const char *rules_from, *rules_to; /* NULL: as they stand */
	const char *grade;
	bool passed;
	const char *because;
} grades[] = {
	{"100 is excellent", 10000, 0, 10, NULL, NULL, "excellent", true, "100.00 points: excellent from 90 on"},
	{"90.00 still is", 9000, 0, 10, NULL, NULL, "excellent", true, "90.00 points: excellent from 90 on"},
	{"89.99 is good", 8999, 0, 10, NULL, NULL, "good", true, "89.99 points: good from 80 on"},
	{"80.00 is good", 8000, 0, 10, NULL, NULL, "good", true, "80.00 points: good from 80 on"},
	{"79.99 passes", 7999, 0, 10, NULL, NULL, "pass", true, "79.99 points: pass from 60 on"},
	{"60.00 passes", 6000, 0, 10, NULL, NULL, "pass", true, "60.00 points: pass from 60 on"},
	{"59.99 fails", 5999, 0, 10, NULL, NULL, "fail", false, "59.99 points: fail from 0 on"},
	{"0 fails", 0, 0, 10, NULL, NULL, "fail", false, "0.00 points: fail from 0 on"},
	{"with all of them allowed the tenth of ten may be excellent", 9500, 9, 10, NULL, NULL, "excellent", true, "95.00 points: excellent from 90 on"},
	{"30 percent of ten: the third may", 9500, 2, 10, "top_share: 100", "top_share: 30", "excellent", true, "95.00 points: excellent from 90 on"},
	{"the fourth is good", 9500, 3, 10, "top_share: 100", "top_share: 30", "good", true,
		"95.00 points reach excellent (from 90 on), but 3 of the year's 10 projects have it and one more would go over 30 percent: good"},
	{"30 percent of three: nobody may", 9500, 0, 3, "top_share: 100", "top_share: 30", "good", true,
		"95.00 points reach excellent (from 90 on), but 0 of the year's 3 projects have it and one more would go over 30 percent: good"},
	{"the share touches no other grade", 8500, 10, 10, "top_share: 100", "top_share: 0", "good", true, "85.00 points: good from 80 on"},
	{"nor does it fail anybody", 8500, 10, 10,
		"    - {grade: excellent, from: 90}\n    - {grade: good, from: 80}\n    - {grade: pass, from: 60}\n    - {grade: fail, from: 0}\n    top_share: 100",
		"    - {grade: pass, from: 60}\n    - {grade: fail, from: 0}\n    top_share: 50", "pass", true, "85.00 points: pass from 60 on"},
};

Test(assessing, grades_by_bands_and_the_share_of_the_best)
{
	struct arena arena = {0};

	for (size_t i = 0; i < sizeof grades / sizeof *grades; i++) {
		struct rules *rules = load_with(grades[i].rules_from, grades[i].rules_to);
		const char *grade;
		bool passed;
		struct verdict verdict = assessment_grade(rules, grades[i].points, grades[i].top, grades[i].all, &grade, &passed, &arena);
		cr_expect_str_eq(grade, grades[i].grade, "%s", grades[i].claim);
		cr_expect_eq(passed, grades[i].passed, "%s", grades[i].claim);
		cr_expect_eq(verdict.result, passed ? VERDICT_PASS : VERDICT_FAIL, "%s", grades[i].claim);
		cr_expect_str_eq(verdict.because.en, grades[i].because, "%s", grades[i].claim);
		cr_expect_str_eq(verdict.facts[0].name, "points");
		cr_expect_str_eq(verdict.clause, "八(二)");
		cr_expect_eq(*verdict.cure.zh != '\0', !passed, "a failed one says what mends it: %s", grades[i].claim);
		rules_free(rules);
	}
	arena_free(&arena);
}

Test(assessing, the_verdict_speaks_chinese_with_its_figures)
{
	struct rules *rules = load_with("top_share: 100", "top_share: 30");
	struct arena arena = {0};
	const char *grade;
	bool passed;

	struct verdict verdict = assessment_grade(rules, 9112, 3, 10, &grade, &passed, &arena);
	cr_expect_str_eq(verdict.because.zh, "91.12 分，达到优秀（90 分起），但当年 10 个项目中已有 3 个优秀，再增加将超过 30%，定为良好");
	cr_assert_eq(verdict.fact_count, 6);
	cr_expect_str_eq(verdict.facts[0].value, "91.12");
	cr_expect_str_eq(verdict.facts[5].value, "30");
	verdict = assessment_grade(rules, 5900, 3, 10, &grade, &passed, &arena);
	cr_expect_str_eq(verdict.because.zh, "59.00 分，0 分起为不合格");
	cr_expect_str_eq(verdict.cure.zh, "责令整改");
	arena_free(&arena);
	rules_free(rules);
}

/* ---- the rules themselves */

Test(assessing, an_item_stands_in_one_element_only)
{
	char *text = test_read(test_source("rules.yaml"), NULL), *at = strstr(text, "{code: cooperation,");
	struct faults faults = {0};
	char *changed = xasprintf("%.*s{code: equipment,%s", (int)(at - text), text, at + strlen("{code: cooperation,"));

	words_use(LANG_EN, NULL);
	cr_assert_null(rules_parse("rules.yaml", changed, strlen(changed), &faults));
	cr_expect_str_eq(faults.items[0].message, "item 'equipment' stands in another element already");
	faults_free(&faults);
	free(changed);
	free(text);
}
