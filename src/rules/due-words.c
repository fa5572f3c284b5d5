/* Why a turn of a payment brings what it brings, in both languages. */
#include <config.h>

#include "rules/due-parts.h"
#include "rules/sentences.h"

#include <string.h>

#define ZH_EN(chinese, english) {.zh = chinese, .en = english}
#define NO_CURE {.zh = "", .en = ""}

static const struct sentence sentences[DUE_SAY_COUNT] = {
	[DUE_SAY_AWARD] = {VERDICT_PASS, ZH_EN("{on} 认定：{payment} {sum} 元", "awarded on {on}: {payment} {sum}"), NO_CURE},
	[DUE_SAY_AGREEMENT] = {VERDICT_PASS,
		ZH_EN("{on} 签订目标任务责任协议：{payment} {sum} 元", "agreement signed on {on}: {payment} {sum}"), NO_CURE},
	[DUE_SAY_UNSIGNED] = {VERDICT_OPEN,
		ZH_EN("目标任务责任协议尚未签订", "the agreement is not signed yet"),
		ZH_EN("签订协议", "sign the agreement")},
	[DUE_SAY_PASSED] = {VERDICT_PASS, ZH_EN("{which}通过（{on}）{graded}：{payment} {sum} 元", "{which} passed on {on}{graded}: {payment} {sum}"), NO_CURE},
	[DUE_SAY_FINAL_AS_LAST] = {VERDICT_PASS,
		ZH_EN("{year} 年度并入届满考核，届满考核通过（{on}）{graded}：{payment} {sum} 元",
		      "{year} is merged with the final assessment, passed on {on}{graded}: {payment} {sum}"), NO_CURE},
	[DUE_SAY_CURED] = {VERDICT_PASS,
		ZH_EN("{which}不合格（{on}），整改复核合格，按规则照发：{payment} {sum} 元",
		      "{which} failed on {on} and was cured by rectification, which the rules pay: {payment} {sum}"), NO_CURE},
	[DUE_SAY_CURED_NONE] = {VERDICT_FAIL,
		ZH_EN("{which}不合格（{on}），虽经整改合格，按规则该年度不发",
		      "{which} failed on {on}; it was cured by rectification, but the rules do not pay such a year"), NO_CURE},
	[DUE_SAY_FAILED] = {VERDICT_FAIL, ZH_EN("{which}不合格（{on}），不发", "{which} failed on {on}: nothing is paid"), NO_CURE},
	[DUE_SAY_CURABLE] = {VERDICT_FAIL,
		ZH_EN("{which}不合格（{on}），整改合格前不发", "{which} failed on {on}: nothing is paid until it is cured"),
		ZH_EN("限期整改，复核合格后照发", "rectify by the deadline; it is paid once the re-check passes")},
	[DUE_SAY_MISSING] = {VERDICT_FAIL,
		ZH_EN("{which}未进行，不发", "{which} did not take place: nothing is paid"),
		ZH_EN("确已考核的，补录考核结果", "if it did take place, record it")},
	[DUE_SAY_NOT_YET] = {VERDICT_OPEN,
		ZH_EN("{which}尚未进行", "{which} has not taken place yet"),
		ZH_EN("考核通过后应拨", "due once it is passed")},
	[DUE_SAY_NO_GRADE] = {VERDICT_OPEN,
		ZH_EN("{which}通过（{on}），但未评等次，金额按等次确定", "{which} passed on {on} without a grade, and the amount goes by the grade"),
		ZH_EN("评定等次", "grade it")},
	[DUE_SAY_OTHER_GRADE] = {VERDICT_FAIL,
		ZH_EN("{which}通过（{on}）{graded}，规则对该等次不发", "{which} passed on {on}{graded}, for which the rules pay nothing"), NO_CURE},
	[DUE_SAY_TIMES] = {VERDICT_FAIL,
		ZH_EN("至多 {times} 年，已满，{year} 年度不再发", "{times} year(s) at most, which are used up: nothing for {year}"), NO_CURE},
	[DUE_SAY_YEAR_END] = {VERDICT_PASS, ZH_EN("{year} 年度按年发放：{payment} {sum} 元", "yearly, for {year}: {payment} {sum}"), NO_CURE},
	[DUE_SAY_YEAR_RUNS] = {VERDICT_OPEN,
		ZH_EN("{year} 年度未满，{on} 应拨", "{year} is not over; due on {on}"),
		ZH_EN("年度届满后应拨", "due at the end of the year")},
	[DUE_SAY_LEFT] = {VERDICT_FAIL,
		ZH_EN("带头人已于 {from} 离任：已通过的年度照发，此后不再发", "the leader left on {from}: years passed before stay, none is paid after"), NO_CURE},
	[DUE_SAY_CANCELLED] = {VERDICT_FAIL,
		ZH_EN("项目已于 {from} 取消资助，未拨的停拨", "the project was cancelled on {from}: what was unpaid stops"), NO_CURE},
	[DUE_SAY_TERMINATED] = {VERDICT_FAIL,
		ZH_EN("项目已于 {from} 终止：此前应拨的照拨，此后不再发", "the project was terminated on {from}: what was due before stays, nothing is due after"), NO_CURE},
	[DUE_ADD_NO_LEADER] = {VERDICT_PASS, ZH_EN("带头人不再享受津贴", "the leader gets nothing more"), NO_CURE},
	[DUE_ADD_LESS] = {VERDICT_PASS,
		ZH_EN("就高不重复{overlap}：标准 {standard} − 已享受 {elsewhere} = {amount}",
		      "the higher applies, never both{overlap}: standard {standard} − received {elsewhere} = {amount}"), NO_CURE},
	[DUE_ADD_LEAST] = {VERDICT_PASS,
		ZH_EN("就高不重复{overlap}：标准 {standard} − 已享受 {elsewhere}，但不低于 {amount}",
		      "the higher applies, never both{overlap}: standard {standard} − received {elsewhere}, but not under {amount}"), NO_CURE},
	[DUE_ADD_NOTHING_LEFT] = {VERDICT_FAIL,
		ZH_EN("就高不重复{overlap}：标准 {standard} − 已享受 {elsewhere} = 0.00，不再拨付",
		      "the higher applies, never both{overlap}: standard {standard} − received {elsewhere} = 0.00: nothing is paid"), NO_CURE},
	[DUE_ADD_HIGHER] = {VERDICT_PASS,
		ZH_EN("就高不重复{overlap}：标准 {standard} 高于已享受 {elsewhere}，按标准拨付，已享受的须退出",
		      "the higher applies, never both{overlap}: the standard {standard} is above the {elsewhere} received, which must be given up"), NO_CURE},
	[DUE_ADD_REST_STOPS] = {VERDICT_FAIL, ZH_EN("已拨 {paid} 保留", "the {paid} paid stay"), NO_CURE},
	[DUE_ADD_OVERPAID] = {VERDICT_FAIL,
		ZH_EN("已拨 {paid} 不因此减少，多拨 {over}", "the {paid} paid are not taken back by this; {over} too much"),
		ZH_EN("多拨的 {over} 须另作追回决定{clawback}", "{over} need a clawback decision of its own{clawback}")},
};

struct saying {
	struct judging judging;
	struct finding finding;
	const struct due_input *input;
	const struct turn *turn;
	struct arena *arena;
};

static void
put_money(struct saying *saying, const char *place, const char *fact, money_t amount)
{
	char text[32];
	money_print(text, amount);
	finding_text(&saying->finding, place, fact, arena_strdup(saying->arena, text));
}

/* A clause in brackets; what the office chose alone has none. */
static void
put_clause(struct saying *saying, const char *place, struct origin origin)
{
	const char *clause = origin.clause && strcmp(origin.clause, "office") != 0 ? origin.clause : NULL;
	struct words words = {.zh = "", .en = ""};
	if (clause)
		words = (struct words){.zh = arena_printf(saying->arena, "（%s）", clause), .en = arena_printf(saying->arena, " (%s)", clause)};
	finding_put(&saying->finding, place, NULL, words);
}

static void
put_which(struct saying *saying)
{
	const struct turn *turn = saying->turn;
	bool final = turn->assessed ? turn->assessed->final : turn->rule->when == PAY_FINAL_PASS;
	struct words words = {.zh = "届满考核", .en = "the final assessment"};
	if (!final)
		words = (struct words){.zh = arena_printf(saying->arena, "%d 年度考核", turn->due->year),
		                       .en = arena_printf(saying->arena, "the annual assessment of %d", turn->due->year)};
	finding_put(&saying->finding, "which", NULL, words);
}

static void
put_grade(struct saying *saying)
{
	const char *grade = saying->turn->assessed && saying->turn->assessed->grade ? saying->turn->assessed->grade : "";
	const struct code *code = *grade ? code_get(&saying->input->rules->codes, "grade", grade) : NULL;
	struct words label = code ? code->label : (struct words){.zh = grade, .en = grade}, graded = {.zh = "", .en = ""};
	if (*grade) {
		graded = (struct words){.zh = arena_printf(saying->arena, "，等次%s", label.zh),
		                        .en = arena_printf(saying->arena, ", graded %s", words_in(label, LANG_EN))};
		finding_put(&saying->finding, "", "grade", label);
	}
	finding_put(&saying->finding, "graded", NULL, graded);
}

/* "2,000.00 × 12 = 24,000.00" where the amount is a month's. */
static void
put_sum(struct saying *saying)
{
	const struct turn *turn = saying->turn;
	money_t standard = turn->due->standard;
	char month[32], year[32];
	if (standard == MONEY_NONE)
		return;
	money_print(year, standard);
	money_print(month, standard / turn->rule->months);
	finding_text(&saying->finding, "sum", NULL,
	             turn->rule->months > 1 ? arena_printf(saying->arena, "%s × %d = %s", month, turn->rule->months, year)
	                                    : arena_strdup(saying->arena, year));
	put_money(saying, "standard", "standard", standard);
}

static void
put_days(struct saying *saying)
{
	const struct turn *turn = saying->turn;
	struct judging *judging = &saying->judging;
	if (turn->judged_on != DATE_NONE)
		finding_date(judging, &saying->finding, "on", turn->assessed ? "assessed_on" : NULL, turn->judged_on);
	if (turn->due->since != DATE_NONE)
		finding_date(judging, &saying->finding, "since", "due_since", turn->due->since);
	if (turn->ended_on != DATE_NONE)
		finding_date(judging, &saying->finding, "from", turn->say == DUE_SAY_LEFT ? "leader_left_on" : "ended_on", turn->ended_on);
}

static void
put_values(struct saying *saying)
{
	const struct turn *turn = saying->turn;
	const struct due *due = turn->due;
	const struct funded_rules *funded = rules_funded(saying->input->rules);
	finding_put(&saying->finding, "payment", NULL, turn->rule->label);
	finding_number(&saying->judging, &saying->finding, "year", "year", due->year);
	finding_number(&saying->judging, &saying->finding, "turn", "turn", due->turn);
	finding_number(&saying->judging, &saying->finding, "times", "times", turn->rule->times);
	finding_number(&saying->judging, &saying->finding, "budget", "budget_year", due->budget_year);
	put_which(saying);
	put_days(saying);
	put_grade(saying);
	put_sum(saying);
	if (due->elsewhere)
		put_money(saying, "elsewhere", "elsewhere", due->elsewhere);
	put_money(saying, "amount", "amount", due->amount - turn->over);
	if (turn->paid)
		put_money(saying, "paid", "paid", turn->paid);
	if (turn->over)
		put_money(saying, "over", "overpaid", turn->over);
	put_clause(saying, "overlap", funded->overlap_origin);
	put_clause(saying, "clawback", funded->misuse_origin);
}

static struct words
label_of(struct saying *saying)
{
	const struct payment_rule *rule = saying->turn->rule;
	int year = saying->turn->due->year;
	if (rule->when != PAY_ANNUAL_PASS && rule->when != PAY_YEAR_END)
		return rule->label;
	return (struct words){.zh = arena_printf(saying->arena, "%s（%d 年度）", rule->label.zh, year),
	                      .en = arena_printf(saying->arena, "%s, %d", words_in(rule->label, LANG_EN), year)};
}

static void
say_all(struct saying *saying)
{
	const struct turn *turn = saying->turn;
	struct finding *finding = &saying->finding;
	finding_fill(&saying->judging, finding, &sentences[turn->say]);
	for (size_t i = 0; i < turn->add_count; i++) {
		struct words before = finding->because, cure = finding->cure;
		enum verdict_result result = finding->result;
		finding_fill(&saying->judging, finding, &sentences[turn->adds[i]]);
		finding->because = words_join(&saying->judging, before, (struct words){.zh = "；", .en = "; "}, finding->because);
		if (!*finding->cure.zh)
			finding->cure = cure;
		if (finding->result == VERDICT_PASS)
			finding->result = result;
	}
}

void
due_explain(const struct due_input *input, const struct turn *turn, struct arena *arena)
{
	struct eligibility_input rules = {.rules = input->rules};
	struct saying saying = {.input = input, .turn = turn, .arena = arena, .judging = {.input = &rules, .arena = arena}};
	struct verdict *verdict = &turn->due->verdict;
	put_values(&saying);
	say_all(&saying);
	*verdict = (struct verdict){
		.id = turn->rule->code,
		.clause = turn->origin.clause ? turn->origin.clause : "office",
		.result = saying.finding.result,
		.label = label_of(&saying),
		.because = saying.finding.because,
		.cure = saying.finding.cure,
	};
	finding_facts(&saying.finding, verdict, arena);
	buf_free(&saying.judging.scratch);
}
