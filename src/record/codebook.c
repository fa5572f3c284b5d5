#include <config.h>

#include "record/codebook.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "record/stages.h"

#define ALIASES(...) ((const char *const[]){__VA_ARGS__, NULL})
#define LIST(list_name, array) {.name = list_name, .codes = array, .count = sizeof array / sizeof *array}

/* ---- the program's own lists: what acts set and ask, so no office can change them */

#define STAGE_ROW(name, zh_, en_) {.code = #name, .label = {.zh = zh_, .en = en_}},
static const struct code stages[] = {STAGES(STAGE_ROW)};
#undef STAGE_ROW

static const struct code sexes[] = {
	{.code = "male", .label = {"男", "male"}, .aliases = ALIASES("男性", "m")},
	{.code = "female", .label = {"女", "female"}, .aliases = ALIASES("女性", "f")},
};

static const struct code roles[] = {
	{.code = "window", .label = {"受理窗口", "window"}, .aliases = ALIASES("窗口", "受理")},
	{.code = "reviewer", .label = {"初审", "first reviewer"}, .aliases = ALIASES("初审单位", "初审员")},
	{.code = "office", .label = {"小组办", "office"}, .aliases = ALIASES("小组办公室", "办公室")},
	{.code = "expert", .label = {"专家", "expert"}, .aliases = ALIASES("评审专家")},
	{.code = "finance", .label = {"财务", "finance"}},
	{.code = "approver", .label = {"审核", "approver"}, .aliases = ALIASES("审核人")},
	{.code = "auditor", .label = {"监督", "auditor"}, .aliases = ALIASES("监督检查", "审计")},
	{.code = "admin", .label = {"管理员", "administrator"}, .aliases = ALIASES("系统管理员")},
};

static const struct code verdicts[] = {
	{.code = "pass", .label = {"符合", "pass"}},
	{.code = "fail", .label = {"不符合", "fail"}},
	{.code = "open", .label = {"待核验", "open"}},
};

static const struct code conclusions[] = {
	{.code = "recommend", .label = {"推荐", "recommended"}, .aliases = ALIASES("同意推荐", "通过")},
	{.code = "not_recommended", .label = {"合格未推荐", "not recommended"}, .aliases = ALIASES("未推荐")},
	{.code = "rejected", .label = {"不通过", "rejected"}, .aliases = ALIASES("未通过", "不符合条件")},
};

static const struct code material_states[] = {
	{.code = "received", .label = {"已收", "received"}, .aliases = ALIASES("齐备", "齐全", "有")},
	{.code = "incomplete", .label = {"不全", "incomplete"}, .aliases = ALIASES("不齐全", "不符合要求")},
	{.code = "missing", .label = {"缺件", "missing"}, .aliases = ALIASES("缺", "未交")},
	{.code = "not_needed", .label = {"无需", "not needed"}, .aliases = ALIASES("不适用", "无需提交")},
};

static const struct code material_copies[] = {
	{.code = "original", .label = {"原件", "original"}},
	{.code = "copy", .label = {"复印件", "copy"}, .aliases = ALIASES("复印")},
	{.code = "seen", .label = {"复印件（已核原件）", "copy, original seen"}, .aliases = ALIASES("原件核对", "已核原件")},
	{.code = "electronic", .label = {"电子件", "electronic"}, .aliases = ALIASES("电子版", "扫描件")},
};

static const struct code servings[] = {
	{.code = "in_person", .label = {"当面", "in person"}, .aliases = ALIASES("当面送达", "直接送达")},
	{.code = "phone", .label = {"电话", "by telephone"}, .aliases = ALIASES("电话告知")},
	{.code = "post", .label = {"邮寄", "by post"}, .aliases = ALIASES("邮寄送达", "快递")},
	{.code = "email", .label = {"电子邮件", "by e-mail"}, .aliases = ALIASES("邮件")},
	{.code = "message", .label = {"短信", "by message"}, .aliases = ALIASES("微信")},
};

static const struct code correction_states[] = {
	{.code = "open", .label = {"待补正", "open"}},
	{.code = "received", .label = {"已补正", "received"}},
	{.code = "lapsed", .label = {"逾期未补正", "lapsed"}},
	{.code = "cancelled", .label = {"已撤销", "cancelled"}},
};

static const struct code attest_results[] = {
	{.code = "met", .label = {"符合", "met"}},
	{.code = "not_met", .label = {"不符合", "not met"}},
	{.code = "missing", .label = {"缺材料", "evidence missing"}, .aliases = ALIASES("缺件", "缺")},
};

static const struct code override_results[] = {
	{.code = "pass", .label = {"认定符合", "counts as met"}, .aliases = ALIASES("符合")},
	{.code = "fail", .label = {"认定不符合", "counts as not met"}, .aliases = ALIASES("不符合")},
};

static const struct code staff_states[] = {
	{.code = "active", .label = {"在岗", "active"}, .aliases = ALIASES("在用")},
	{.code = "left", .label = {"离岗", "left"}, .aliases = ALIASES("停用")},
};

static const struct code call_states[] = {
	{.code = "open", .label = {"受理中", "open"}},
	{.code = "closed", .label = {"已截止", "closed"}},
};

static const struct code deadlines[] = {
	{.code = "first_review", .label = {"初审", "first review"}},
	{.code = "correction", .label = {"补正", "correction"}},
	{.code = "accept", .label = {"复核", "check by the office"}},
	{.code = "submit", .label = {"申报", "application"}},
	{.code = "agreement", .label = {"签订协议", "agreement"}},
	{.code = "annual", .label = {"年度考核", "annual assessment"}},
	{.code = "final", .label = {"届满考核", "final assessment"}},
	{.code = "rectification", .label = {"整改", "rectification"}},
};

static const struct code assignment_states[] = {
	{.code = "open", .label = {"待评分", "to score"}},
	{.code = "submitted", .label = {"已交", "submitted"}},
	{.code = "recused", .label = {"回避", "recused"}},
	{.code = "withdrawn", .label = {"撤销", "withdrawn"}},
};

static const struct code recusal_found[] = {
	{.code = "declared", .label = {"专家申明", "declared by the expert"}},
	{.code = "office", .label = {"小组办发现", "found by the office"}},
};

static const struct code recusal_states[] = {
	{.code = "declared", .label = {"待确认", "to be confirmed"}},
	{.code = "confirmed", .label = {"已确认", "confirmed"}, .aliases = ALIASES("确认", "是")},
	{.code = "refused", .label = {"不予确认", "not confirmed"}, .aliases = ALIASES("否")},
};

static const struct code recusal_decisions[] = {
	{.code = "confirmed", .label = {"确认", "confirmed"}, .aliases = ALIASES("是", "同意")},
	{.code = "refused", .label = {"不予确认", "not confirmed"}, .aliases = ALIASES("否")},
};

static const struct code sheet_states[] = {
	{.code = "submitted", .label = {"已交", "submitted"}},
	{.code = "reopening", .label = {"申请重开", "reopening asked"}},
	{.code = "reopened", .label = {"已重开", "reopened"}},
	{.code = "dropped", .label = {"回避作废", "dropped"}},
};

static const struct code proposal_states[] = {
	{.code = "drafted", .label = {"拟定", "drafted"}},
	{.code = "approved", .label = {"已审核", "approved"}},
	{.code = "resolved", .label = {"已审定", "resolved"}},
	{.code = "sent_back", .label = {"退回", "sent back"}},
};

static const struct code list_places[] = {
	{.code = "in", .label = {"拟资助", "proposed"}},
	{.code = "reserve", .label = {"递补", "reserve"}},
	{.code = "out", .label = {"落选", "not selected"}},
};

static const struct code publicity_states[] = {
	{.code = "open", .label = {"公示中", "public"}},
	{.code = "announced", .label = {"已公布", "announced"}},
};

static const struct code objection_states[] = {
	{.code = "open", .label = {"核查中", "open"}},
	{.code = "upheld", .label = {"成立", "upheld"}},
	{.code = "dismissed", .label = {"不成立", "dismissed"}},
};

static const struct code objection_decisions[] = {
	{.code = "upheld", .label = {"成立", "upheld"}},
	{.code = "dismissed", .label = {"不成立", "dismissed"}},
};

static const struct code task_states[] = {
	{.code = "set", .label = {"已下达", "set"}},
	{.code = "reported", .label = {"已报告", "reported"}},
};

static const struct code payees[] = {
	{.code = "unit", .label = {"单位", "unit"}},
	{.code = "leader", .label = {"带头人", "leader"}},
};

static const struct code obligation_states[] = {
	{.code = "due", .label = {"待拨", "due"}},
	{.code = "part", .label = {"部分已拨", "partly paid"}},
	{.code = "paid", .label = {"已拨", "paid"}},
	{.code = "nothing", .label = {"无需拨付", "nothing to pay"}},
	{.code = "stopped", .label = {"停拨", "stopped"}},
};

static const struct code request_states[] = {
	{.code = "open", .label = {"待办", "open"}},
	{.code = "granted", .label = {"已列入拨款", "in a batch"}},
	{.code = "refused", .label = {"不予同意", "refused"}},
};

static const struct code batch_states[] = {
	{.code = "prepared", .label = {"待审核", "prepared"}},
	{.code = "approved", .label = {"已审核", "approved"}},
	{.code = "recorded", .label = {"已拨付", "paid"}},
	{.code = "sent_back", .label = {"退回", "sent back"}},
};

static const struct code payment_states[] = {
	{.code = "prepared", .label = {"待审核", "prepared"}},
	{.code = "approved", .label = {"待拨付", "approved"}},
	{.code = "paid", .label = {"已拨付", "paid"}},
	{.code = "part", .label = {"部分拨付", "partly paid"}},
	{.code = "failed", .label = {"付款失败", "failed"}},
	{.code = "returned", .label = {"退票", "returned"}},
	{.code = "dropped", .label = {"已撤下", "dropped"}},
};

static const struct code account_change_states[] = {
	{.code = "asked", .label = {"待审核", "to be approved"}},
	{.code = "approved", .label = {"已生效", "in force"}},
	{.code = "refused", .label = {"不予变更", "refused"}},
};

static const struct code money_sources[] = {
	{.code = "grant", .label = {"资助经费", "grant"}},
	{.code = "matching", .label = {"配套经费", "matching funds"}},
};

static const struct code inspection_outcomes[] = {
	{.code = "in_order", .label = {"无问题", "in order"}},
	{.code = "rectify", .label = {"限期整改", "to be rectified"}},
	{.code = "serious", .label = {"情节严重", "serious"}},
};

static const struct code grant_levels[] = {
	{.code = "district", .label = {"区级", "district"}},
	{.code = "city", .label = {"市级", "city"}},
	{.code = "state", .label = {"国家级", "state"}},
};

static const struct code assessment_kinds[] = {
	{.code = "annual", .label = {"年度考核", "annual"}},
	{.code = "final", .label = {"届满考核", "final"}, .aliases = ALIASES("期满考核")},
	{.code = "unit", .label = {"单位考核", "by the unit"}},
};

static const struct code assessor_kinds[] = {
	{.code = "experts", .label = {"专家组", "experts"}, .aliases = ALIASES("专家")},
	{.code = "third_party", .label = {"第三方", "third party"}, .aliases = ALIASES("第三方机构")},
	{.code = "office", .label = {"小组办", "office"}},
	{.code = "unit", .label = {"单位", "unit"}},
};

static const struct code assessment_methods[] = {
	{.code = "site_visit", .label = {"实地考察", "site visit"}, .aliases = ALIASES("现场考察")},
	{.code = "documents", .label = {"资料核查", "documents"}},
	{.code = "questionnaire", .label = {"问卷", "questionnaire"}, .aliases = ALIASES("问卷调查")},
	{.code = "meeting", .label = {"座谈会", "meeting"}, .aliases = ALIASES("座谈")},
};

static const struct code assessment_results[] = {
	{.code = "passed", .label = {"通过", "passed"}, .aliases = ALIASES("合格", "是")},
	{.code = "failed", .label = {"不通过", "failed"}, .aliases = ALIASES("不合格", "否")},
};

static const struct code answer_states[] = {
	{.code = "unfinished", .label = {"未完成", "unfinished"}},
	{.code = "done", .label = {"已完成", "done"}},
};

static const struct code order_kinds[] = {
	{.code = "rectification", .label = {"整改", "rectification"}},
	{.code = "cancellation", .label = {"取消资助", "cancellation"}},
	{.code = "clawback", .label = {"追回", "clawback"}},
};

static const struct code order_states[] = {
	{.code = "open", .label = {"整改中", "open"}},
	{.code = "cured", .label = {"整改合格", "cured"}, .aliases = ALIASES("合格")},
	{.code = "failed", .label = {"整改不合格", "not cured"}},
	{.code = "drafted", .label = {"待审核", "drafted"}},
	{.code = "approved", .label = {"已审核", "approved"}},
	{.code = "in_force", .label = {"已生效", "in force"}},
	{.code = "settled", .label = {"已结清", "settled"}},
	{.code = "sent_back", .label = {"退回", "sent back"}},
};

static const struct code recheck_results[] = {
	{.code = "cured", .label = {"整改合格", "cured"}, .aliases = ALIASES("合格", "是")},
	{.code = "failed", .label = {"整改不合格", "not cured"}, .aliases = ALIASES("不合格", "否")},
};

static const struct code change_kinds[] = {
	{.code = "unit_renamed", .label = {"单位更名", "unit renamed"}},
	{.code = "unit_merged", .label = {"单位合并", "unit merged"}},
	{.code = "unit_closed", .label = {"单位注销", "unit closed"}},
	{.code = "leader_left", .label = {"带头人离职", "leader left"}},
	{.code = "leader_retired", .label = {"带头人退休", "leader retired"}},
	{.code = "leader_died", .label = {"带头人去世", "leader died"}},
	{.code = "leader_replaced", .label = {"更换带头人", "leader replaced"}},
	{.code = "studio_moved", .label = {"工作室搬迁", "studio moved"}},
};

static const struct code city_results[] = {
	{.code = "waiting", .label = {"待定", "waiting"}},
	{.code = "chosen", .label = {"入选", "chosen"}},
	{.code = "not_chosen", .label = {"未入选", "not chosen"}},
};

static const struct code printing_ways[] = {
	{.code = "file", .label = {"文件", "file"}},
	{.code = "text", .label = {"文本输出", "text"}},
	{.code = "printer", .label = {"打印机", "printer"}},
	{.code = "terminal", .label = {"终端打印", "terminal's printer"}},
};

static const struct code languages[] = {
	{.code = "zh", .label = {"中文", "Chinese"}},
	{.code = "en", .label = {"英文", "English"}},
};

static const struct code_list own_lists[] = {
	LIST("stage", stages),
	LIST("sex", sexes),
	LIST("role", roles),
	LIST("verdict", verdicts),
	LIST("conclusion", conclusions),
	LIST("material_state", material_states),
	LIST("material_copy", material_copies),
	LIST("served", servings),
	LIST("correction_state", correction_states),
	LIST("attest_result", attest_results),
	LIST("override_result", override_results),
	LIST("staff_state", staff_states),
	LIST("call_state", call_states),
	LIST("deadline", deadlines),
	LIST("assignment_state", assignment_states),
	LIST("recusal_found", recusal_found),
	LIST("recusal_state", recusal_states),
	LIST("recusal_decision", recusal_decisions),
	LIST("sheet_state", sheet_states),
	LIST("proposal_state", proposal_states),
	LIST("place", list_places),
	LIST("publicity_state", publicity_states),
	LIST("objection_state", objection_states),
	LIST("objection_decision", objection_decisions),
	LIST("task_state", task_states),
	LIST("payee", payees),
	LIST("obligation_state", obligation_states),
	LIST("request_state", request_states),
	LIST("batch_state", batch_states),
	LIST("payment_state", payment_states),
	LIST("account_change_state", account_change_states),
	LIST("money_source", money_sources),
	LIST("inspection_outcome", inspection_outcomes),
	LIST("grant_level", grant_levels),
	LIST("assessment_kind", assessment_kinds),
	LIST("assessor_kind", assessor_kinds),
	LIST("assessment_method", assessment_methods),
	LIST("assessment_result", assessment_results),
	LIST("answer_state", answer_states),
	LIST("order_kind", order_kinds),
	LIST("order_state", order_states),
	LIST("recheck_result", recheck_results),
	LIST("change_kind", change_kinds),
	LIST("city_result", city_results),
	LIST("printing_way", printing_ways),
	LIST("language", languages),
};

/* ---- finding */

static const struct code_list *
list_in(const struct code_list *lists, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(lists[i].name, name) == 0)
			return &lists[i];
	return NULL;
}

const struct code_list *
codebook_list(const struct codebook *book, const char *name)
{
	for (; book; book = book->base) {
		const struct code_list *list = list_in(book->lists, book->count, name);
		if (list)
			return list;
	}
	return list_in(own_lists, sizeof own_lists / sizeof *own_lists, name);
}

static const struct code *
code_in(const struct code_list *list, const char *code)
{
	for (size_t i = 0; list && i < list->count; i++)
		if (strcmp(list->codes[i].code, code) == 0)
			return &list->codes[i];
	return NULL;
}

const struct code *
code_get(const struct codebook *book, const char *list, const char *code)
{
	return code_in(codebook_list(book, list), code);
}

/* The next character that matters of a text being folded; 0 at its end.  Same result as text_fold() gives, without memory. */
static uint32_t
next_folded(const char **at)
{
	for (uint32_t c; **at;) {
		/* The NUL is no part of any character, so the decoder stops there by itself. */
		*at += utf8_decode(*at, *at + 4, &c, NULL);
		c = char_halfwidth(c);
		if (c >= 'A' && c <= 'Z')
			return c + ('a' - 'A');
		if (c != ' ')
			return c;
	}
	return 0;
}

static bool
same_folded(const char *a, const char *b)
{
	if (!b || !*b)
		return false;
	for (size_t same = 0;; same++) {
		uint32_t c = next_folded(&a);
		if (c != next_folded(&b))
			return false;
		if (!c)
			return same > 0;
	}
}

static bool
has_spelling(const struct code *code, const char *text)
{
	if (same_folded(text, code->label.zh) || same_folded(text, code->label.en) || same_folded(text, code->code))
		return true;
	for (const char *const *alias = code->aliases; alias && *alias; alias++)
		if (same_folded(text, *alias))
			return true;
	return false;
}

/* Most texts are exactly a code or a label, and a sheet has millions of them. */
static const struct code *
find_exact(const struct code_list *list, const char *text)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct code *code = &list->codes[i];
		if (strcmp(code->code, text) == 0 || (code->label.zh && strcmp(code->label.zh, text) == 0))
			return code;
	}
	return NULL;
}

const struct code *
code_find(const struct codebook *book, const char *list_name, const char *text)
{
	const struct code_list *list = codebook_list(book, list_name);
	if (!list || !*text)
		return NULL;
	const struct code *found = find_exact(list, text);
	if (found)
		return found;
	for (size_t i = 0; i < list->count; i++) {
		if (!has_spelling(&list->codes[i], text))
			continue;
		if (found)
			return NULL; /* two of them: nobody can know which */
		found = &list->codes[i];
	}
	return found;
}

const char *
code_label(const struct codebook *book, const char *list, const char *code)
{
	const struct code *found = code_get(book, list, code);
	const char *label = found ? words_in(found->label, words_lang()) : "";
	return *label ? label : code;
}

size_t
code_order(const struct codebook *book, const char *list_name, const char *code)
{
	const struct code_list *list = codebook_list(book, list_name);
	const struct code *found = code_in(list, code);
	return found ? (size_t)(found - list->codes) : list ? list->count : 0;
}
