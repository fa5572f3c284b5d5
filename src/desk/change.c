#include <config.h>

#include "desk/change.h"

#include <string.h>

#include "base/identity.h"
#include "desk/orderwork.h"
#include "desk/look.h"
#include "record/stages.h"

static const struct change_kind {
	const char *code;
	bool name, uscc, person, address; /* what it must say */
	bool unit_ends, leader_ends;      /* whether the rules may end the project for it */
	struct words note;                /* what else follows for money */
} kinds[] = {
	{.code = "unit_renamed", .name = true,
		.note = {"收款户名随之变化的，另办账户变更", "where the account's name changes too, change the account"}},
	{.code = "unit_merged", .name = true, .uscc = true, .unit_ends = true,
		.note = {"由承继单位收款，另办账户变更", "the successor is paid: change the account"}},
	{.code = "unit_closed", .unit_ends = true,
		.note = {"单位已无法收款：登记合并，或终止项目", "nobody is there to be paid: record a merger, or terminate the project"}},
	{.code = "leader_left", .leader_ends = true, .note = {"离任后不再产生津贴，以前年度已通过的不变", "no allowance arises after it; years passed before stay"}},
	{.code = "leader_retired", .leader_ends = true, .note = {"退休后不再产生津贴，以前年度已通过的不变", "no allowance arises after it; years passed before stay"}},
	{.code = "leader_died", .leader_ends = true, .note = {"以前年度已通过的津贴不变，由法定继承人领取", "years passed before stay, and go to the heirs"}},
	{.code = "leader_replaced", .name = true, .person = true,
		.note = {"津贴属原带头人，新带头人不另领取", "the allowance was the earlier leader's: the new one has none"}},
	{.code = "studio_moved", .address = true},
};

static const struct change_kind *
kind_of(const char *code)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].code, code) == 0)
			return &kinds[i];
	return NULL;
}

/* ---- what it says */

static int
fault(struct err *err, const char *field, const char *message)
{
	err_set(err, ERR_INPUT, "%s", message);
	if (err)
		err->field[strlen(strncpy(err->field, field, sizeof err->field - 1))] = '\0';
	return -1;
}

static int
check_person(const struct alteration *alteration, struct err *err)
{
	if (!*alteration->new_resident_id)
		return fault(err, "alteration.new_resident_id", _("a new leader has an identity number"));
	if (!*alteration->new_occupation)
		return fault(err, "alteration.new_occupation", _("a new leader has an occupation"));
	if (alteration->new_from == DATE_NONE || alteration->new_to == DATE_NONE)
		return fault(err, "alteration.new_from", _("a new leader is appointed from a day to a day (六(一)3)"));
	if (alteration->new_to < alteration->new_from)
		return fault(err, "alteration.new_to", _("the appointment ends before it starts (六(一)3)"));
	return 0;
}

static int
check_said(const struct change_kind *kind, const struct alteration *alteration, struct err *err)
{
	if (kind->name && !*alteration->new_name)
		return fault(err, "alteration.new_name", _("this change gives a new name"));
	if (kind->uscc && !*alteration->new_uscc)
		return fault(err, "alteration.new_uscc", _("a merger gives the USCC of the successor"));
	if (kind->address && !*alteration->new_address)
		return fault(err, "alteration.new_address", _("a studio that moved has a new address"));
	return kind->person ? check_person(alteration, err) : 0;
}

static int
check_day(const struct project *project, const struct alteration *alteration, date_t today, struct err *err)
{
	if (alteration->happened_on == DATE_NONE)
		return fault(err, "alteration.happened_on", _("say when it happened"));
	if (alteration->happened_on > today)
		return fault(err, "alteration.happened_on", _("the change lies after today"));
	if (project->awarded_on != DATE_NONE && alteration->happened_on < project->awarded_on)
		return fault(err, "alteration.happened_on", _("the change lies before the award: amend the application"));
	return 0;
}

int
change_check(const struct project *project, const struct alteration *alteration, date_t today, struct err *err)
{
	const struct change_kind *kind = kind_of(alteration->kind);

	if (!kind)
		return fault(err, "alteration.kind", _("say what changed"));
	if (check_day(project, alteration, today, err) < 0)
		return -1;
	return check_said(kind, alteration, err);
}

/* ---- what it changes */

static void
end_without_fault(struct project *project, const struct alteration *alteration)
{
	project->stage = stage_code(STAGE_terminated);
	project->ended_on = alteration->happened_on;
	project->end_reason = alteration->document;
}

static void
replace_leader(struct project *project, const struct alteration *alteration)
{
	struct leader *leader = &project->leader;

	leader->name = alteration->new_name;
	leader->resident_id = alteration->new_resident_id;
	leader->sex = resident_is_male(alteration->new_resident_id) ? "male" : "female";
	leader->occupation = alteration->new_occupation;
	leader->level = alteration->new_level;
	leader->certificate = "";
	leader->certificate_date = DATE_NONE;
	leader->phone = "";
	leader->appointed_from = alteration->new_from;
	leader->appointed_to = alteration->new_to;
	project->term_to = alteration->new_to;
	project->retires_on = retirement_day(resident_birth(alteration->new_resident_id), !resident_is_male(alteration->new_resident_id));
}

static void
apply_unit(const struct funded_rules *rules, const struct change_kind *kind, struct project *project, struct alteration *alteration)
{
	alteration->old_name = project->unit.name;
	if (kind->name)
		project->unit.name = alteration->new_name;
	if (*alteration->new_uscc)
		project->unit.uscc = alteration->new_uscc;
	if (kind->unit_ends && rules->unit_change_terminates)
		end_without_fault(project, alteration);
}

/* Nothing more is paid to one who left, whoever comes after. */
static void
apply_leader(const struct funded_rules *rules, const struct change_kind *kind, struct project *project, struct alteration *alteration)
{
	alteration->old_name = project->leader.name;
	if (project->leader_left_on == DATE_NONE || alteration->happened_on < project->leader_left_on)
		project->leader_left_on = alteration->happened_on;
	project->term_to = project->retires_on = DATE_NONE;
	if (kind->person)
		replace_leader(project, alteration);
	if (kind->leader_ends && rules->left_terminates)
		end_without_fault(project, alteration);
}

void
change_apply(const struct funded_rules *rules, struct project *project, struct alteration *alteration)
{
	const struct change_kind *kind = kind_of(alteration->kind);

	if (kind->address) {
		alteration->old_name = project->studio_address;
		project->studio_address = alteration->new_address;
	} else if (strncmp(kind->code, "unit_", strlen("unit_")) == 0) {
		apply_unit(rules, kind, project, alteration);
	} else {
		apply_leader(rules, kind, project, alteration);
	}
}

/* ---- what it does to money */

static const struct words states[] = {
	[DUE_PAYABLE] = {"应拨", "due"},
	[DUE_NOTHING] = {"无应拨", "nothing due"},
	[DUE_STOPPED] = {"停拨", "stopped"},
	[DUE_LATER] = {"待考核", "not decided yet"},
};

static const struct due *
same_turn(const struct due *dues, size_t count, const struct due *due)
{
	for (size_t i = 0; i < count; i++)
		if (dues[i].turn == due->turn && strcmp(dues[i].rule->code, due->rule->code) == 0)
			return &dues[i];
	return NULL;
}

static void
add_state(const struct due *due, enum lang lang, struct buf *out)
{
	char amount[32];

	buf_adds(out, words_in(states[due->state], lang));
	if (due->amount == MONEY_NONE || !due->amount)
		return;
	money_print(amount, due->amount);
	buf_addf(out, " %s", amount);
}

static void
add_turn(const struct due *before, const struct due *after, enum lang lang, struct buf *out)
{
	if (lang == LANG_ZH)
		buf_addf(out, "%s %d 年度：", words_in(before->rule->label, lang), before->year);
	else
		buf_addf(out, "%s %d: ", words_in(before->rule->label, lang), before->year);
	add_state(before, lang, out);
	buf_adds(out, " → ");
	add_state(after, lang, out);
	buf_addf(out, "\n");
}

static money_t
sum_of(const struct due *dues, size_t count, bool leader)
{
	money_t sum = 0;

	for (size_t i = 0; i < count; i++)
		if (dues[i].rule->to_leader == leader)
			sum = money_sum(sum, dues[i].amount);
	return sum;
}

static void
add_sum(const struct due *before, size_t count, const struct due *after, size_t after_count, bool leader, enum lang lang, struct buf *out)
{
	static const struct words payees[] = {{"单位应拨合计", "due to the unit"}, {"带头人应拨合计", "due to the leader"}};
	money_t old = sum_of(before, count, leader), now = sum_of(after, after_count, leader);
	char from[32], to[32];

	money_print(from, old);
	money_print(to, now);
	buf_addf(out, lang == LANG_ZH ? "%s：%s" : "%s: %s", words_in(payees[leader], lang), from);
	if (old != now)
		buf_addf(out, " → %s", to);
	else
		buf_adds(out, lang == LANG_ZH ? "，不变" : ", unchanged");
	buf_adds(out, "\n");
}

static const char *
effect_in(const struct change_kind *kind, const struct due *before, size_t count, const struct due *after, size_t after_count, enum lang lang,
	struct arena *arena)
{
	struct buf out = {0};
	const char *text;

	for (size_t i = 0; i < count; i++) {
		const struct due *now = same_turn(after, after_count, &before[i]);
		if (now && (now->state != before[i].state || now->amount != before[i].amount))
			add_turn(&before[i], now, lang, &out);
	}
	add_sum(before, count, after, after_count, false, lang, &out);
	add_sum(before, count, after, after_count, true, lang, &out);
	if (kind && words_in(kind->note, lang))
		buf_adds(&out, words_in(kind->note, lang));
	else if (out.len)
		out.len--; /* the last line's end */
	text = arena_strndup(arena, buf_text(&out), out.len);
	buf_free(&out);
	return text;
}

struct words
change_effect(struct desk *desk, const struct project *before, const struct project *after, const struct alteration *alteration, date_t today,
	struct arena *arena)
{
	const struct change_kind *kind = kind_of(alteration->kind);
	struct due *old, *now;
	size_t count = funded_dues(desk, before, today, arena, &old), after_count = funded_dues(desk, after, today, arena, &now);

	return (struct words){
		.zh = effect_in(kind, old, count, now, after_count, LANG_ZH, arena),
		.en = effect_in(kind, old, count, now, after_count, LANG_EN, arena),
	};
}

/* ---- while it is keyed */

static int
effect_now(struct desk *desk, const char *project_id, const struct alteration *keyed, struct arena *arena, struct words *effect, struct err *err)
{
	struct alteration *alteration = record_copy(keyed, arena);
	const struct rules *rules;
	struct project *after;
	void *before;

	if (look_id(desk, &type_project, project_id, arena, &before, err) < 0 || change_check(before, alteration, desk->today, err) < 0)
		return -1;
	rules = desk_rules_of(desk, ((struct project *)before)->call, err);
	if (!rules)
		return -1;
	after = record_copy(before, arena);
	change_apply(rules_funded(rules), after, alteration);
	*effect = change_effect(desk, before, after, alteration, desk->today, arena);
	return 0;
}

int
desk_change_effect(struct desk *desk, const char *project_id, const struct alteration *keyed, struct arena *arena, struct words *effect,
	struct err *err)
{
	int result = store_begin(desk->store, err);

	*effect = (struct words){0};
	if (result < 0)
		return -1;
	result = effect_now(desk, project_id, keyed, arena, effect, err);
	store_end(desk->store);
	return result;
}
