#include <config.h>

#include "fundedtries.h"

#include <criterion/criterion.h>
#include <string.h>

#include "desk/types.h"

#define CHECKLIST "site=0|1", "equipment=5|4", "duties=yes", "papers=10|2", "matching=0", "accounts=no", "irregular_spending=0|3", "took_part=5", "benefit=10|1|11", \
	"apprentices=10|3", "highly_skilled=3|0", "exchange=5|0", "responsibility=5", "cooperation=5|0"

const struct tried tried[] = {
	{"sign_agreement", "limin", ON_PROJECT, 60, {"signed_on=$day", "unit_signer=陆文", "leader_signer=何国庆", "targets=三年培养九名"}},
	{"set_task", "limin", ON_PROJECT, 15, {"year=$year", "task=apprentices|innovation|nonsense", "target=带徒|攻关|推广", "planned=3|10"}},
	{"report_task", "limin", ON_TASK, 15, {"result=完成", "reached=3|9"}},
	{"unit_assess", "ck-zjj", ON_PROJECT, 10, {"year=$year", "result=passed|failed", "signed_by=仇志强"}},
	{"answer", "limin", ON_PROJECT, 50, {"kind=final|final|final|annual", "year=$last", "assessor=王工|赵工", CHECKLIST}},
	{"assess", "limin", ON_PROJECT, 140, {"kind=annual", "year=$year", "result=passed|passed|failed", "assessor_kind=office|experts|unit", "signed_by=李敏"}},
	{"assess", "limin", ON_PROJECT, 100, {"kind=final", "year=$last", "assessor_kind=experts", "methods=documents", "signed_by=李敏", "left_out=缺席"}},
	{"record_matching", "qianhong", ON_PROJECT, 16, {"received_on=$day", "amount=$money", "voucher=$voucher"}},
	{"record_expense", "qianhong", ON_PROJECT, 40, {"source=grant|matching", "use=training|research|daily_work|", "spent_on=$day", "amount=$money", "voucher=$voucher",
		"outside_reason=公证费|"}},
	{"reverse_entry", "qianhong", ON_EXPENSE, 20, {0}},
	{"reverse_entry", "qianhong", ON_MATCHING, 15, {0}},
	{"record_refund", "limin", ON_PROJECT, 15, {"refunded_on=$day", "amount=$money", "voucher=$voucher", "document=退回1号|"}},
	{"inspect", "limin", ON_PROJECT, 9, {"inspected_on=$day", "findings=账目不清", "outcome=in_order|rectify|serious"}},
	{"order_rectification", "limin", ON_PROJECT, 40, {"findings=台账缺失"}},
	{"extend_order", "limin", ON_PROJECT, 20, {"extended_to=$later"}},
	{"recheck", "limin", ON_PROJECT, 50, {"recheck=cured|cured|failed", "cure=台账补齐"}},
	{"cancel", "limin", ON_PROJECT, 90, {"findings=逾期未整改"}},
	{"order_clawback", "limin", ON_PROJECT, 140, {"findings=挪用", "basis=五(三)4", "payee=unit|unit|leader", "amount=$money", "rests_on=$serious"}},
	{"approve_order", "gujun", ON_ORDER, 100, {0}},
	{"send_back_order", "gujun", ON_ORDER, 10, {0}},
	{"resolve_order", "limin", ON_ORDER, 120, {"meeting=$meeting", "document=青人社2号|"}},
	{"record_repayment", "qianhong", ON_ORDER, 150, {"amount=$money", "repaid_on=$day", "voucher=$voucher"}},
	{"change", "limin", ON_PROJECT, 2, {"kind=unit_renamed|unit_merged|unit_closed|studio_moved", "happened_on=$day", "new_name=承继公司|二号公司",
		"new_address=公园路100号", "document=市监登记8号"}},
	{"change", "limin", ON_PROJECT, 2, {"kind=leader_left|leader_retired|leader_died|leader_replaced", "happened_on=$day", "new_name=贾一",
		"alteration.new_resident_id=11010519491231002X", "new_occupation=数控车工", "new_from=$day", "new_to=2029-05-09", "document=证明"}},
	{"suspend", "limin", ON_PROJECT, 4, {0}},
	{"resume", "limin", ON_PROJECT, 30, {0}},
	{"terminate", "limin", ON_PROJECT, 1, {0}},
	{"complete", "limin", ON_PROJECT, 60, {0}},
	{"recommend_to_city", "limin", ON_PROJECT, 10, {"city_call=2022年市级|2023年市级", "rank=1|2|3", "result=|selected|not_selected", "amount=|50000", "document=|沪人社1号"}},
	{"record_meeting", "limin", ON_NOTHING, 10, {"body=工作小组", "number=$voucher", "held_on=$day", "attendees=成员单位", "resolution=同意"}},
	{"request_funds", "limin", ON_PROJECT, 20, {"amount=$money"}},
	{"refuse_request", "limin", ON_REQUEST, 10, {0}},
	{"prepare_payment", "qianhong", ON_NOTHING, 30, {"fund=education_surcharge|talent"}},
	{"approve_payment", "gujun", ON_BATCH, 60, {0}},
	{"send_back_payment", "gujun", ON_BATCH, 6, {0}},
	{"record_payment", "qianhong", ON_BATCH, 40, {"voucher=$voucher"}},
	{"record_payment", "qianhong", ON_PAYMENT, 40, {"voucher=$voucher", "paid=$money"}},
	{"return_payment", "qianhong", ON_PAYMENT, 6, {"failure=退票"}},
	{"change_account", "qianhong", ON_PROJECT, 30, {"payee=unit|leader", "bank=上海银行", "account_name=新户", "account=310066661018150001234|6222021001116245702|123",
		"authorisation=授权书|授权书|"}},
	{"approve_account", "gujun", ON_ACCOUNT, 40, {0}},
	{"refuse_account", "gujun", ON_ACCOUNT, 5, {0}},
	{"record_grant_elsewhere", "limin", ON_PROJECT, 3, {"payee=unit|leader", "policy=政策甲|政策乙|政策丙", "level=district|city", "alike=yes|yes|no", "amount=$money",
		"granted_on=$day"}},
	{"withdraw_grant_elsewhere", "limin", ON_GRANT, 6, {0}},
	{0},
};

unsigned
model_chance(struct model *model, unsigned limit)
{
	struct sampler *sampler = &model->work.sampler;

	sampler->state = sampler->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(sampler->state >> 33) % limit;
}

size_t
model_pick(struct model *model)
{
	unsigned total = 0, at;
	size_t row = 0;

	for (size_t i = 0; tried[i].act; i++)
		total += tried[i].often;
	at = model_chance(model, total);
	while (at >= tried[row].often)
		at -= tried[row++].often;
	return row;
}

/* ---- on what */

/* Mostly one where the act may be done. */
static const char *
random_project(struct model *model, uint32_t at)
{
	uint32_t fitting[PROJECTS], count = 0;

	for (uint32_t i = 0; i < PROJECTS; i++)
		if (!at || at & UINT32_C(1) << model->now[i])
			fitting[count++] = i + 1;
	return ((struct project *)work_record(&model->work, &type_project,
		count && model_chance(model, 8) ? fitting[model_chance(model, count)] : 1 + model_chance(model, PROJECTS)))->id;
}

/* One of the newest, or any one, or the number after the last. */
static const char *
random_numbered(struct model *model, const struct record_type *type)
{
	struct work *work = &model->work;
	uint32_t count = store_count(work->desk->store, type), back = model_chance(model, 6);

	return arena_printf(&work->arena, "%s%u", type->letters, count > back && model_chance(model, 3) ? count - back : 1 + model_chance(model, count + 1));
}

const char *
model_target(struct model *model, size_t row)
{
	static const struct record_type *const types[] = {[ON_ORDER] = &type_order, [ON_BATCH] = &type_batch, [ON_PAYMENT] = &type_payment,
		[ON_REQUEST] = &type_funds_request, [ON_ACCOUNT] = &type_account_change, [ON_GRANT] = &type_grant_elsewhere, [ON_TASK] = &type_task,
		[ON_EXPENSE] = &type_expense, [ON_MATCHING] = &type_matching};
	enum aim aim = tried[row].aim;

	if (aim == ON_NOTHING)
		return NULL;
	if (model_chance(model, 60) == 0)
		aim = model_chance(model, ON_NOTHING);
	return aim == ON_PROJECT ? random_project(model, act_named(tried[row].act)->stages) : random_numbered(model, types[aim]);
}

/* ---- with what */

static const char *
day_text(struct model *model, int from_today)
{
	char day[11];

	date_print(day, model->work.desk->today + from_today);
	return arena_strdup(&model->work.arena, day);
}

/* Years of the cycle, which has begun in 2021, mostly those that are over; and its neighbours. */
static const char *
year_text(struct model *model)
{
	return arena_printf(&model->work.arena, "%u", model_chance(model, 12) ? 2021 + model_chance(model, 3) : 2020 + model_chance(model, 6));
}

/* Round sums that are often all there is, and others. */
static const char *
money_text(struct model *model)
{
	static const char *const round[] = {"100000", "20000", "40000", "50000", "0", "100000.01"};

	if (model_chance(model, 4) == 0)
		return round[model_chance(model, sizeof round / sizeof *round)];
	return arena_printf(&model->work.arena, "%u.%02u", model_chance(model, model_chance(model, 2) ? 3000 : 60000), model_chance(model, 100));
}

/* Mostly one that found it serious, of whichever project. */
static const char *
serious_inspection(struct model *model)
{
	struct work *work = &model->work;
	uint32_t count = store_count(work->desk->store, &type_inspection);

	for (unsigned i = 0; count && i < 10; i++) {
		uint32_t number = 1 + model_chance(model, count);
		if (strcmp(((struct inspection *)work_record(work, &type_inspection, number))->outcome, "serious") == 0)
			return arena_printf(&work->arena, "%s%u", type_inspection.letters, number);
	}
	return random_numbered(model, &type_inspection);
}

/* What a word of the tables stands for. */
static const char *
made_up(struct model *model, const char *word)
{
	struct arena *arena = &model->work.arena;

	if (strcmp(word, "$day") == 0)
		return day_text(model, model_chance(model, 4) ? 0 : (int)model_chance(model, 60) - 55);
	if (strcmp(word, "$later") == 0)
		return day_text(model, (int)model_chance(model, 90) - 5);
	if (strcmp(word, "$year") == 0)
		return year_text(model);
	if (strcmp(word, "$last") == 0)
		return model_chance(model, 6) ? "2023" : year_text(model);
	if (strcmp(word, "$money") == 0)
		return money_text(model);
	if (strcmp(word, "$voucher") == 0)
		return arena_printf(arena, "V-%u", model_chance(model, 15) ? ++model->voucher : model_chance(model, model->voucher + 1));
	if (strcmp(word, "$serious") == 0)
		return serious_inspection(model);
	if (strcmp(word, "$meeting") == 0)
		return random_numbered(model, &type_meeting);
	return word;
}

/* One of the values of an input; seldom none at all, or nonsense. */
static const char *
input_text(struct model *model, const char *input)
{
	const char *values = strchr(input, '=') + 1, *value = values;
	struct arena *arena = &model->work.arena;
	unsigned count = 1, wanted;

	for (const char *at = values; *at; at++)
		count += *at == '|';
	for (wanted = model_chance(model, count); wanted; wanted--)
		value = strchr(value, '|') + 1;
	value = made_up(model, arena_strndup(arena, value, strcspn(value, "|")));
	if (model_chance(model, 150) == 0)
		value = model_chance(model, 2) ? "" : "x";
	return arena_printf(arena, "%.*s%s", (int)(values - input), input, value);
}

int
model_attempt(struct model *model, size_t row, const char *target)
{
	static const char *const seats[] = {"limin", "zhaolei", "gujun", "cs-zjj", "ck-zjj", "cs-xj", "zeng", "admin", "shenyi", "qianhong"};
	enum { MOST = sizeof tried->inputs / sizeof *tried->inputs };
	const char *in[MOST] = {0};
	struct work *work = &model->work;
	bool reasoned = act_named(tried[row].act)->flags & ACT_REASON && model_chance(model, 15);

	work_sit(work, model_chance(model, 12) ? tried[row].seat : seats[model_chance(model, sizeof seats / sizeof *seats)]);
	for (size_t i = 0; i < MOST && tried[row].inputs[i]; i++)
		in[i] = input_text(model, tried[row].inputs[i]);
	return work_try(work, tried[row].act, target, reasoned ? "依职权" : NULL, in[0], in[1], in[2], in[3], in[4], in[5], in[6], in[7], in[8], in[9], in[10],
		in[11], in[12], in[13], in[14], in[15], in[16], in[17], NULL);
}
