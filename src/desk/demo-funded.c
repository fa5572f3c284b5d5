/* The funded years of the sample office: what was awarded in 2020 and 2021, in every stage and trouble that such years have. */
#include <config.h>

#include "desk/demo-fill.h"

#include <string.h>

#include "desk/review.h"
#include "rules/funded.h"

enum { INPUTS = 10 };

/* Whose life it is: of each call those applied for the first time come first, by number. */
enum who { STEADY, CURED, RECTIFYING, CANCELLED, LEADER_GONE, RENAMED, HELPED, BOUNCED, UNSIGNED, SUSPENDED, ENDED, ASKING, DONE, OVERDUE_FINAL, LIVES };

static const struct {
	const char *call;
	enum who first, last;
} shares[] = {{"2021", STEADY, ASKING}, {"2020", DONE, OVERDUE_FINAL}};

/* One act on one day.  It is done on the project, on the newest record of a type that belongs to it, or on the newest of all. */
struct step {
	const char *day, *seat, *act;
	enum who who;
	const struct record_type *on;
	const char *inputs[INPUTS]; /* "kind=annual"; "@" stands for the newest record of `names` */
	const struct record_type *names;
	const char *reason;
};

struct lives {
	struct filling *filling;
	const struct project *projects[LIVES]; /* as they were when they were awarded */
};

/* ---- the steps that only some took */

#define ASSESS_BY "assessor_kind=office", "signed_by=李敏"
#define SHEET "site=0", "equipment=5", "duties=yes", "papers=8", "matching=0"
#define SHEET_FUNDS "accounts=no", "irregular_spending=0", "took_part=4", "benefit=8"

static const struct step steps[] = {
	{.day = "2021-08-10", .seat = "ck", .act = "request_funds", .who = ASKING, .inputs = {"amount=50000", "purpose=工作室设备第一批"}},
	{.day = "2021-08-16", .seat = "qianhong", .act = "prepare_payment", .who = LIVES, .inputs = {"fund=education_surcharge", "note=2021年度第一批"}},
	{.day = "2021-08-17", .seat = "gujun", .act = "approve_payment", .who = LIVES, .on = &type_batch},
	{.day = "2021-08-20", .seat = "qianhong", .act = "record_payment", .who = LIVES, .on = &type_batch, .inputs = {"voucher=付2021-0817"}},
	{.day = "2021-12-06", .seat = "limin", .act = "record_grant_elsewhere", .who = HELPED, .inputs = {"payee=leader", "policy=区高技能人才津贴", "level=district",
		"alike=yes", "amount=12000", "granted_on=2021-11-18", "document=青人社〔2021〕71号"}},
	{.day = "2021-12-22", .seat = "limin", .act = "assess", .who = CURED,
		.inputs = {"kind=annual", "year=2021", "result=failed", "problems=带徒协议和台账缺失", ASSESS_BY}},
	{.day = "2021-12-22", .seat = "limin", .act = "assess", .who = CANCELLED,
		.inputs = {"kind=annual", "year=2021", "result=failed", "problems=工作室未建成，任务未开展", ASSESS_BY}},
	{.day = "2021-12-23", .seat = "limin", .act = "order_rectification", .who = CURED, .inputs = {"findings=补签带徒协议，补齐台账", "document=青首技办〔2021〕12号"}},
	{.day = "2021-12-24", .seat = "limin", .act = "order_rectification", .who = CANCELLED, .inputs = {"findings=限期建成工作室并开展任务"}},
	{.day = "2022-01-10", .seat = "qianhong", .act = "prepare_payment", .who = LIVES, .inputs = {"fund=talent", "note=2021年度考核合格"}},
	{.day = "2022-01-11", .seat = "gujun", .act = "approve_payment", .who = LIVES, .on = &type_batch},
	{.day = "2022-01-14", .seat = "qianhong", .act = "record_payment", .who = LIVES, .on = &type_batch, .inputs = {"voucher=付2022-0014"}},
	{.day = "2022-01-26", .seat = "limin", .act = "recheck", .who = CURED, .inputs = {"recheck=cured", "cure=实地查看，协议和台账已补齐"}},
	{.day = "2022-01-27", .seat = "limin", .act = "extend_order", .who = CANCELLED, .inputs = {"extended_to=2022-03-31"},
		.reason = "装修审批未完成，单位来函申请延期"},
	{.day = "2022-02-14", .seat = "qianhong", .act = "prepare_payment", .who = LIVES, .inputs = {"fund=talent", "note=整改合格后补拨"}},
	{.day = "2022-02-15", .seat = "gujun", .act = "approve_payment", .who = LIVES, .on = &type_batch},
	{.day = "2022-02-18", .seat = "qianhong", .act = "record_payment", .who = LIVES, .on = &type_batch, .inputs = {"voucher=付2022-0046"}},
	{.day = "2022-04-06", .seat = "limin", .act = "recheck", .who = CANCELLED, .inputs = {"recheck=failed", "cure=工作室仍未建成"}},
	{.day = "2022-04-08", .seat = "limin", .act = "cancel", .who = CANCELLED, .inputs = {"findings=整改期满仍未建成工作室，未开展任何任务"}},
	{.day = "2022-04-11", .seat = "gujun", .act = "approve_order", .who = CANCELLED, .on = &type_order},
	{.day = "2022-04-15", .seat = "limin", .act = "record_meeting", .who = LIVES, .inputs = {"body=首席技师资助工作小组", "number=青首技办纪〔2022〕2号",
		"held_on=2022-04-15", "attendees=陆文、李敏、顾军、钱红", "resolution=同意取消资助。"}},
	{.day = "2022-04-15", .seat = "limin", .act = "resolve_order", .who = CANCELLED, .on = &type_order, .inputs = {"meeting=@"}, .names = &type_meeting},
	{.day = "2022-05-10", .seat = "limin", .act = "inspect", .who = CANCELLED, .inputs = {"inspected_on=2022-05-09", "inspected_by=工作小组、区财政局",
		"findings=以资助经费支付单位日常办公费用", "outcome=serious", "misused=30000"}},
	{.day = "2022-05-16", .seat = "limin", .act = "order_clawback", .who = CANCELLED, .inputs = {"rests_on=@", "findings=挪用资助经费，情节严重",
		"basis=五(三)4；检查记录", "payee=unit", "amount=30000"}, .names = &type_inspection},
	{.day = "2022-05-17", .seat = "gujun", .act = "approve_order", .who = CANCELLED, .on = &type_order},
	{.day = "2022-05-20", .seat = "limin", .act = "record_meeting", .who = LIVES, .inputs = {"body=首席技师资助工作小组", "number=青首技办纪〔2022〕3号",
		"held_on=2022-05-20", "attendees=陆文、李敏、顾军、钱红", "resolution=同意追回 30,000 元。"}},
	{.day = "2022-05-20", .seat = "limin", .act = "resolve_order", .who = CANCELLED, .on = &type_order, .inputs = {"meeting=@"}, .names = &type_meeting},
	{.day = "2022-05-26", .seat = "limin", .act = "change", .who = RENAMED, .inputs = {"kind=unit_renamed", "happened_on=2022-05-18",
		"new_name=上海青瀚智能装备有限公司", "document=市监准予变更登记通知书〔2022〕518号"}},
	{.day = "2022-07-12", .seat = "qianhong", .act = "record_repayment", .who = CANCELLED, .on = &type_order,
		.inputs = {"amount=10000", "repaid_on=2022-07-11", "voucher=收2022-0071"}},
	{.day = "2022-08-15", .seat = "limin", .act = "change", .who = LEADER_GONE,
		.inputs = {"kind=leader_left", "happened_on=2022-08-05", "document=解除劳动合同证明", "note=单位正在物色新的带头人"}},
	{.day = "2022-09-20", .seat = "limin", .act = "terminate", .who = ENDED, .reason = "单位注册地迁出本区，双方协商终止"},
	{.day = "2022-09-26", .seat = "limin", .act = "recommend_to_city", .who = STEADY, .inputs = {"city_call=2022年上海市首席技师", "rank=1"}},
	{.day = "2022-11-21", .seat = "limin", .act = "suspend", .who = SUSPENDED, .reason = "厂区改造停产，单位来函申请暂停"},
	{.day = "2022-11-25", .seat = "limin", .act = "answer", .who = DONE, .inputs = {"kind=final", "year=2022", "assessor=任雪梅", SHEET}},
	{.day = "2022-11-25", .seat = "limin", .act = "answer", .who = DONE, .inputs = {"kind=final", "year=2022", "assessor=任雪梅", SHEET_FUNDS, "apprentices=9",
		"highly_skilled=3", "exchange=4"}},
	{.day = "2022-11-25", .seat = "limin", .act = "answer", .who = DONE, .inputs = {"kind=final", "year=2022", "assessor=任雪梅", "responsibility=4", "cooperation=3"}},
	{.day = "2022-11-30", .seat = "limin", .act = "recommend_to_city", .who = STEADY, .inputs = {"city_call=2022年上海市首席技师", "rank=1", "result=chosen",
		"amount=100000", "document=沪人社职〔2022〕388号"}},
	{.day = "2022-12-06", .seat = "limin", .act = "inspect", .who = STEADY,
		.inputs = {"inspected_on=2022-12-02", "findings=账目清楚，支出合规", "outcome=in_order"}},
	{.day = "2022-12-12", .seat = "ck", .act = "unit_assess", .who = STEADY, .inputs = {"year=2022", "result=passed", "signed_by=总工程师", "opinion=完成全年目标"}},
	{.day = "2022-12-15", .seat = "limin", .act = "assess", .who = DONE, .inputs = {"kind=final", "year=2022", "assessor_kind=experts", "assessor=届满考核专家组",
		"methods=site_visit documents meeting", "signed_by=李敏"}},
	{.day = "2022-12-20", .seat = "limin", .act = "assess", .who = RECTIFYING,
		.inputs = {"kind=annual", "year=2022", "result=failed", "problems=全年未开展技术攻关，配套经费未到位", ASSESS_BY}},
	{.day = "2022-12-26", .seat = "limin", .act = "order_rectification", .who = RECTIFYING,
		.inputs = {"findings=配套经费到位，补充攻关计划并实施", "document=青首技办〔2022〕19号"}},
	{.day = "2023-01-05", .seat = "limin", .act = "complete", .who = DONE},
	{.day = "2023-01-09", .seat = "qianhong", .act = "prepare_payment", .who = LIVES, .inputs = {"fund=talent", "note=2022年度考核合格"}},
	{.day = "2023-01-10", .seat = "gujun", .act = "approve_payment", .who = LIVES, .on = &type_batch},
	{.day = "2023-01-12", .seat = "qianhong", .act = "record_payment", .who = LIVES, .on = &type_batch, .inputs = {"voucher=付2023-0011"}},
	{.day = "2023-01-17", .seat = "qianhong", .act = "return_payment", .who = BOUNCED, .on = &type_payment, .inputs = {"failure=账号已销户，退汇"}},
	{.day = "2023-03-20", .seat = "ck", .act = "request_funds", .who = ASKING, .inputs = {"amount=30000", "purpose=攻关项目材料"}},
	{.day = "2023-04-10", .seat = "qianhong", .act = "change_account", .who = BOUNCED, .inputs = {"payee=leader", "bank=交通银行青浦支行", "account=6222600110000099886"}},
	{.day = "2023-04-11", .seat = "qianhong", .act = "prepare_payment", .who = LIVES, .inputs = {"fund=education_surcharge", "note=2023年度第一批"}},
	{.day = "2023-04-11", .seat = "ck", .act = "request_funds", .who = ASKING, .inputs = {"amount=20000", "purpose=技术交流"}},
};

/* ---- doing one */

/* The newest record of a type: of the project, or of all where the type belongs to none. */
static const char *
newest(struct lives *lives, const struct record_type *type, enum who who)
{
	struct filling *filling = lives->filling;
	void **records;
	size_t count;

	if (who == LIVES || type == &type_meeting)
		return arena_printf(&filling->arena, "%s%u", type->letters, store_count(filling->desk->store, type));
	count = parts_read(filling->desk, type, lives->projects[who]->head.number, &filling->arena, &records);
	if (!count)
		BUG("'%s' of the sample has no %s", lives->projects[who]->id, type->name);
	return record_id(records[count - 1], &filling->arena);
}

static size_t
read_inputs(struct lives *lives, const struct step *step, struct act_input inputs[INPUTS + 1])
{
	struct arena *arena = &lives->filling->arena;
	size_t count = 0;

	for (; count < INPUTS && step->inputs[count]; count++) {
		const char *equals = strchr(step->inputs[count], '=');
		inputs[count].path = arena_strndup(arena, step->inputs[count], (size_t)(equals - step->inputs[count]));
		inputs[count].text = strcmp(equals, "=@") == 0 ? newest(lives, step->names, step->who) : equals + 1;
	}
	if (strcmp(step->act, "change_account") == 0)
		inputs[count++] = (struct act_input){"account_name", strcmp(inputs[0].text, "leader") == 0 ? lives->projects[step->who]->leader.name :
			lives->projects[step->who]->unit.name};
	return count;
}

static int
take(struct lives *lives, const struct step *step, struct err *err)
{
	struct filling *filling = lives->filling;
	struct act_input inputs[INPUTS + 1];
	const char *seat = step->seat, *target = step->who == LIVES ? NULL : lives->projects[step->who]->id;
	size_t count;

	if (strcmp(seat, "ck") == 0)
		seat = arena_printf(&filling->arena, "ck-%s", lives->projects[step->who]->reviewer);
	if (step->on)
		target = newest(lives, step->on, step->who);
	demo_set_day(filling, step->day);
	if (demo_sit(filling, seat, err) < 0)
		return -1;
	count = read_inputs(lives, step, inputs);
	return demo_act(filling, step->act, target, inputs, count, step->reason, err);
}

#define TAKE(lives, err, ...) take(lives, &(const struct step){__VA_ARGS__}, err)

/* ---- what nearly all did */

static const char *
text(struct lives *lives, const char *format, int number)
{
	return arena_printf(&lives->filling->arena, format, number);
}

static int
sign(struct lives *lives, enum who who, struct err *err)
{
	const char *day = who < DONE ? "2021-07-05" : "2021-03-08";
	struct arena *arena = &lives->filling->arena;

	return TAKE(lives, err, .day = day, .seat = "limin", .act = "sign_agreement", .who = who, .inputs = {arena_printf(arena, "signed_on=%s", day),
		arena_printf(arena, "unit_signer=%s", lives->projects[who]->unit.legal_representative),
		arena_printf(arena, "leader_signer=%s", lives->projects[who]->leader.name), text(lives, "document=青首技责〔2021〕%d号", (int)who + 1),
		"targets=三年完成技术攻关 3 项，带徒 15 人，总结先进操作法 1 项。"});
}

static int
account(struct lives *lives, enum who who, bool leader, struct err *err)
{
	if (TAKE(lives, err, .day = "2021-07-06", .seat = "qianhong", .act = "change_account", .who = who, .inputs = {leader ? "payee=leader" : "payee=unit",
		leader ? "bank=中国工商银行青浦支行" : "bank=上海银行青浦支行",
		text(lives, leader ? "account=62220210011162%05d" : "account=3100666610181500%05d", 45702 + (int)who)}) < 0)
		return -1;
	return TAKE(lives, err, .day = "2021-07-07", .seat = "gujun", .act = "approve_account", .who = who, .on = &type_account_change);
}

static int
tasks(struct lives *lives, enum who who, int year, struct err *err)
{
	static const char *const kinds[][2] = {{"task=innovation", "target=技术革新、攻关 1 项"}, {"task=spreading", "target=总结推广先进操作法 1 项"},
		{"task=apprentices", "target=带徒 5 人"}, {"task=unit_tasks", "target=承担单位技改任务"}};
	size_t count = who == STEADY ? sizeof kinds / sizeof *kinds : 1;
	const char *day = year == 2021 ? "2021-07-08" : text(lives, "%d-01-20", year);

	for (size_t i = 0; i < count; i++)
		if (TAKE(lives, err, .day = day, .seat = "limin", .act = "set_task", .who = who,
			.inputs = {text(lives, "year=%d", year), kinds[i][0], kinds[i][1], i == 2 ? "planned=5" : "planned=1"}) < 0)
			return -1;
	if (year == 2023 || who == CANCELLED || who == RECTIFYING)
		return 0;
	return TAKE(lives, err, .day = text(lives, "%d-12-10", year), .seat = "limin", .act = "report_task", .who = who, .on = &type_task,
		.inputs = {"result=已完成", "reached=1"});
}

static int
spend(struct lives *lives, enum who who, const char *source, const char *use, int number, struct err *err)
{
	struct arena *arena = &lives->filling->arena;

	return TAKE(lives, err, .day = "2021-11-15", .seat = "qianhong", .act = "record_expense", .who = who, .inputs = {arena_printf(arena, "source=%s", source),
		arena_printf(arena, "use=%s", use), "spent_on=2021-11-10", text(lives, "amount=%d", 3000 + 500 * number), text(lives, "voucher=记-%03d", number),
		arena_printf(arena, "what=%s", code_label(&lives->filling->rules->codes, "use", use))});
}

/* The steady one's books have every use there is, and one entry that was wrong. */
static int
all_uses(struct lives *lives, struct err *err)
{
	const struct funded_rules *rules = rules_funded(lives->filling->rules);
	int number = 1;

	for (size_t i = 0; i < rules->grant_use_count; i++)
		if (spend(lives, STEADY, "grant", rules->grant_uses[i].code, number++, err) < 0)
			return -1;
	for (size_t i = 0; i < rules->matching_use_count; i++)
		if (spend(lives, STEADY, "matching", rules->matching_uses[i].code, number++, err) < 0)
			return -1;
	return TAKE(lives, err, .day = "2021-11-22", .seat = "qianhong", .act = "reverse_entry", .who = STEADY, .on = &type_expense, .reason = "凭证重复登记");
}

static int
books(struct lives *lives, enum who who, struct err *err)
{
	if (TAKE(lives, err, .day = "2021-10-15", .seat = "qianhong", .act = "record_matching", .who = who, .inputs = {"received_on=2021-10-12",
		who == RECTIFYING ? "amount=20000" : "amount=100000", text(lives, "voucher=配-%03d", (int)who + 1)}) < 0)
		return -1;
	return who == STEADY ? all_uses(lives, err) : spend(lives, who, "grant", "training", (int)who, err);
}

/* A year that was passed, where it was one. */
static int
pass(struct lives *lives, enum who who, int year, struct err *err)
{
	bool failed = (who == CURED && year == 2021) || (who == RECTIFYING && year == 2022) || who == CANCELLED;
	bool never = year == 2022 && (who == ENDED || who == SUSPENDED || who == ASKING || who >= DONE);

	if (failed || never)
		return 0;
	return TAKE(lives, err, .day = text(lives, "%d-12-22", year), .seat = "limin", .act = "assess", .who = who,
		.inputs = {"kind=annual", text(lives, "year=%d", year), "result=passed", "opinion=按期完成年度任务", ASSESS_BY});
}

/* ---- in the order of the days */

static int
begin(struct lives *lives, struct err *err)
{
	for (enum who who = 0; who < LIVES; who++)
		if (who != UNSIGNED && (sign(lives, who, err) < 0 || account(lives, who, false, err) < 0 || account(lives, who, true, err) < 0 ||
			tasks(lives, who, 2021, err) < 0))
			return -1;
	return 0;
}

/* Steps before the day `until`. */
static int
steps_until(struct lives *lives, size_t *next, const char *until, struct err *err)
{
	for (; *next < sizeof steps / sizeof *steps && (!until || strcmp(steps[*next].day, until) < 0); ++*next)
		if (take(lives, &steps[*next], err) < 0)
			return -1;
	return 0;
}

static int
pass_all(struct lives *lives, int year, struct err *err)
{
	for (enum who who = 0; who < LIVES; who++)
		if (who != UNSIGNED && pass(lives, who, year, err) < 0)
			return -1;
	return 0;
}

/* The completed one applies to follow on; and another's predecessor is older than these records. */
static int
apply_again(struct lives *lives, struct err *err)
{
	struct filling *filling = lives->filling;
	const struct project *done = lives->projects[DONE];
	struct project **projects;
	size_t count = call_projects(filling->desk, "2023", STAGE_SET(submitted), &filling->arena, &projects), old = 0;

	demo_set_day(filling, "2023-04-12");
	if (demo_sit(filling, arena_printf(&filling->arena, "ck-%s", done->reviewer), err) < 0 ||
		ACT(filling, "intake", NULL, NULL, err, {"project.call", "2023"}, {"project.track", "follow_on"}, {"project.reviewer", done->reviewer},
			{"project.predecessor", done->id}, {"unit.name", done->unit.name}, {"unit.uscc", done->unit.uscc}, {"unit.nature", "enterprise"},
			{"unit.contact", done->unit.contact}, {"unit.phone", done->unit.phone}, {"leader.name", done->leader.name},
			{"leader.resident_id", done->leader.resident_id}, {"leader.occupation", done->leader.occupation}, {"leader.level", done->leader.level},
			{"leader.appointed_from", "2021-06-01"}, {"leader.appointed_to", "2026-05-31"}, {"project.matching_committed", "100000"},
			{"project.publicity_from", "2023-02-06"}, {"project.publicity_to", "2023-02-13"}, {"project.results", done->results}) < 0 ||
		PLAIN_ACT(filling, "submit", filling->id, NULL, err) < 0)
		return -1;
	while (old < count && strcmp(projects[old]->track, "follow_on") != 0)
		old++;
	if (old == count)
		BUG("no follow-on waits in the sample's call of 2023");
	return demo_sit(filling, "limin", err) < 0 ? -1 : ACT(filling, "record_predecessor", projects[old]->id, NULL, err,
		{"predecessor_year", "2017"}, {"predecessor_grade", "excellent"}, {"predecessor_document", "青人社〔2022〕14号"});
}

static void
find(struct lives *lives)
{
	struct filling *filling = lives->filling;

	for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
		struct project **projects;
		size_t count = call_projects(filling->desk, shares[i].call, STAGE_SET(awarded), &filling->arena, &projects);
		enum who who = shares[i].first;
		for (int again = 0; again < 2; again++)
			for (size_t j = 0; j < count && who <= shares[i].last; j++)
				if ((strcmp(projects[j]->track, "new") != 0) == again)
					lives->projects[who++] = projects[j];
		if (who <= shares[i].last)
			BUG("too few awards in call '%s' of the sample", shares[i].call);
	}
}

int
demo_funded(struct filling *filling, struct err *err)
{
	struct lives lives = {.filling = filling};
	size_t next = 0;

	find(&lives);
	if (begin(&lives, err) < 0 || steps_until(&lives, &next, "2021-09-01", err) < 0)
		return -1;
	for (enum who who = 0; who < DONE; who++)
		if (who != UNSIGNED && books(&lives, who, err) < 0)
			return -1;
	for (int year = 2022; year <= 2023; year++)
		if (tasks(&lives, STEADY, year, err) < 0)
			return -1;
	if (steps_until(&lives, &next, "2021-12-20", err) < 0 || pass_all(&lives, 2021, err) < 0 ||
		steps_until(&lives, &next, "2022-12-20", err) < 0 || pass_all(&lives, 2022, err) < 0)
		return -1;
	return steps_until(&lives, &next, NULL, err) < 0 ? -1 : apply_again(&lives, err);
}
