/* What a project is due, gathered from its records, and the obligations and sums that keep it (五(一), 九.3, 九.4). */
#include <config.h>

#include "desk/funded.h"

#include <stdlib.h>
#include <string.h>

#include "desk/room.h"

/* ---- gathering */

struct gathering {
	struct desk *desk;
	const struct project *project;
	struct arena *arena;
	struct due_input *input;
};

static size_t
read_parts(const struct gathering *gathering, const struct record_type *type, void ***records)
{
	return parts_read(gathering->desk, type, gathering->project->head.number, gathering->arena, records);
}

static void
gather_award(const struct gathering *gathering)
{
	void **records;
	size_t count = read_parts(gathering, &type_award, &records);
	const struct award *award;

	if (!count)
		return;
	award = records[count - 1];
	gathering->input->awarded_on = award->awarded_on;
	gathering->input->award_id = record_id(award, gathering->arena);
}

static void
gather_agreement(const struct gathering *gathering)
{
	void **records;
	size_t count = read_parts(gathering, &type_agreement, &records);
	const struct agreement *agreement;

	if (!count)
		return;
	agreement = records[count - 1];
	gathering->input->signed_on = agreement->signed_on;
	gathering->input->agreement_id = record_id(agreement, gathering->arena);
}

static int
compare_assessed(const void *a, const void *b)
{
	const struct assessed *left = a, *right = b;

	if (left->year != right->year)
		return left->year < right->year ? -1 : 1;
	return (int)left->final - (int)right->final;
}

/* Those by the office that came to a result; the unit's own bring nothing. */
static void
gather_assessed(const struct gathering *gathering)
{
	void **records;
	size_t kept = 0, count = read_parts(gathering, &type_assessment, &records);
	struct assessed *assessed = arena_alloc(gathering->arena, (count + 1) * sizeof *assessed);

	for (size_t i = 0; i < count; i++) {
		const struct assessment *assessment = records[i];
		if (strcmp(assessment->kind, "unit") == 0 || !*assessment->result)
			continue;
		assessed[kept++] = (struct assessed){
			.id = record_id(assessment, gathering->arena),
			.final = strcmp(assessment->kind, "final") == 0,
			.year = (int)assessment->year,
			.on = assessment->assessed_on,
			.passed = strcmp(assessment->result, "passed") == 0,
			.cured = assessment->cured == 1,
			.cured_on = assessment->cured_on,
			.grade = assessment->grade,
		};
	}
	if (kept)
		qsort(assessed, kept, sizeof *assessed, compare_assessed);
	gathering->input->assessed = assessed;
	gathering->input->assessed_count = kept;
}

static void
gather_elsewhere(const struct gathering *gathering)
{
	void **records;
	size_t kept = 0, count = read_parts(gathering, &type_grant_elsewhere, &records);
	struct received_elsewhere *elsewhere = arena_alloc(gathering->arena, (count + 1) * sizeof *elsewhere);

	for (size_t i = 0; i < count; i++) {
		const struct grant_elsewhere *grant = records[i];
		if (grant->withdrawn == 1)
			continue;
		elsewhere[kept++] = (struct received_elsewhere){
			.policy = grant->policy,
			.level = grant->level,
			.to_leader = strcmp(grant->payee, "leader") == 0,
			.alike = grant->alike == 1,
			.amount = grant->amount,
			.on = grant->granted_on,
		};
	}
	gathering->input->elsewhere = elsewhere;
	gathering->input->elsewhere_count = kept;
}

static void
gather_paid(const struct gathering *gathering)
{
	void **records;
	size_t kept = 0, count = read_parts(gathering, &type_obligation, &records);
	struct paid_already *paid = arena_alloc(gathering->arena, (count + 1) * sizeof *paid);

	for (size_t i = 0; i < count; i++) {
		const struct obligation *obligation = records[i];
		if (obligation->paid != MONEY_NONE && obligation->paid > 0)
			paid[kept++] = (struct paid_already){
				.payment = obligation->payment, .turn = (int)obligation->turn, .amount = obligation->paid};
	}
	gathering->input->paid = paid;
	gathering->input->paid_count = kept;
}

/* The change by which the leader of the project's award is there no longer. */
static void
gather_leaving(const struct gathering *gathering)
{
	void **records;
	size_t count;

	if (gathering->project->leader_left_on == DATE_NONE)
		return;
	count = read_parts(gathering, &type_alteration, &records);
	for (size_t i = 0; i < count; i++)
		if (strncmp(((struct alteration *)records[i])->kind, "leader_", strlen("leader_")) == 0)
			gathering->input->left_id = record_id(records[i], gathering->arena);
}

/* A cancellation rests on its order; an end without fault has none. */
static void
gather_end(const struct gathering *gathering)
{
	enum stage stage = stage_of(gathering->project->stage);
	void **records;
	size_t count;

	if (stage != STAGE_cancelled && stage != STAGE_terminated)
		return;
	gathering->input->ended_on = gathering->project->ended_on;
	gathering->input->cancelled = stage == STAGE_cancelled;
	count = read_parts(gathering, &type_order, &records);
	for (size_t i = 0; i < count && gathering->input->cancelled; i++)
		if (strcmp(((struct order *)records[i])->kind, "cancellation") == 0)
			gathering->input->end_id = record_id(records[i], gathering->arena);
}

size_t
funded_dues(struct desk *desk, const struct project *project, date_t today, struct arena *arena, struct due **out)
{
	struct due_input input = {
		.rules = desk_rules_of(desk, project->call, NULL),
		.track = project->track,
		.year = (int)project->year,
		.awarded_on = DATE_NONE,
		.award_id = "",
		.signed_on = DATE_NONE,
		.agreement_id = "",
		.cycle_from = project->cycle_from,
		.cycle_to = project->cycle_to,
		.leader_left_on = project->leader_left_on,
		.left_id = "",
		.ended_on = DATE_NONE,
		.end_id = "",
		.today = today,
	};
	struct gathering gathering = {.desk = desk, .project = project, .arena = arena, .input = &input};

	*out = NULL;
	if (!input.rules)
		return 0;
	gather_award(&gathering);
	if (input.awarded_on == DATE_NONE)
		return 0;
	gather_agreement(&gathering);
	gather_assessed(&gathering);
	gather_elsewhere(&gathering);
	gather_paid(&gathering);
	gather_leaving(&gathering);
	gather_end(&gathering);
	return due_compute(&input, arena, out);
}

/* ---- obligations */

static money_t
amount_or_zero(money_t amount)
{
	return amount == MONEY_NONE ? 0 : amount;
}

static struct obligation *
obligation_of(void **records, size_t count, const struct due *due)
{
	for (size_t i = 0; i < count; i++) {
		struct obligation *obligation = records[i];
		if (obligation->turn == due->turn && strcmp(obligation->payment, due->rule->code) == 0)
			return obligation;
	}
	return NULL;
}

/* What is paid was due, whatever happened afterwards. */
static const char *
state_of(enum due_state state, money_t amount, money_t paid)
{
	if (state == DUE_STOPPED)
		return "stopped";
	if (amount == 0)
		return "nothing";
	if (paid >= amount)
		return "paid";
	return paid > 0 ? "part" : "due";
}

static struct obligation *
obligation_new(const struct project *project, const struct due *due, struct arena *arena)
{
	struct obligation *obligation = record_new(&type_obligation, arena);

	obligation->project = project->head.number;
	obligation->call = project->call;
	obligation->payment = due->rule->code;
	obligation->payee = due->rule->to_leader ? "leader" : "unit";
	obligation->turn = due->turn;
	obligation->paid = 0;
	obligation->in_hand = 0;
	obligation->once = arena_printf(arena, "%u %s %d", (unsigned)project->head.number, due->rule->code, due->turn);
	return obligation;
}

static void
obligation_fill(struct obligation *obligation, const struct project *project, const struct due *due)
{
	money_t paid = amount_or_zero(obligation->paid);

	obligation->fund = due->rule->fund ? due->rule->fund : "";
	obligation->clause = due->verdict.clause ? due->verdict.clause : due->rule->origin.clause;
	obligation->year = due->year;
	obligation->budget_year = due->budget_year;
	obligation->standard = due->standard;
	obligation->elsewhere = amount_or_zero(due->elsewhere);
	obligation->amount = due->state == DUE_PAYABLE ? amount_or_zero(due->amount) : 0;
	if (obligation->amount < paid)
		obligation->amount = paid;
	obligation->state = state_of(due->state, obligation->amount, paid);
	obligation->trigger = due->trigger ? due->trigger : "";
	obligation->because_zh = due->verdict.because.zh ? due->verdict.because.zh : "";
	obligation->because_en = due->verdict.because.en ? due->verdict.because.en : "";
	obligation->due_on = due->since;
	obligation->reviewer = project->reviewer;
}

static bool
same_record(const void *a, const void *b)
{
	struct buf left = {0}, right = {0};
	bool same;

	record_encode(a, &left);
	record_encode(b, &right);
	same = left.len == right.len && memcmp(left.data, right.data, left.len) == 0;
	buf_free(&left);
	buf_free(&right);
	return same;
}

static int
settle_one(struct deed *deed, const struct project *project, const struct due *due, struct obligation *there, struct err *err)
{
	struct obligation *obligation;

	if (!there && due->state == DUE_LATER)
		return 0;
	obligation = there ? record_copy(there, deed->arena) : obligation_new(project, due, deed->arena);
	obligation_fill(obligation, project, due);
	if (there && same_record(there, obligation))
		return 0;
	return deed_put(deed, obligation, err);
}

/* One whose turn the rules know no longer is paid no further. */
static int
settle_unknown(struct deed *deed, const struct obligation *there, const struct due *dues, size_t count, struct err *err)
{
	struct obligation *obligation;

	for (size_t i = 0; i < count; i++)
		if (there->turn == dues[i].turn && strcmp(there->payment, dues[i].rule->code) == 0)
			return 0;
	if (strcmp(there->state, "due") != 0 && strcmp(there->state, "part") != 0)
		return 0;
	obligation = record_copy(there, deed->arena);
	obligation->amount = amount_or_zero(obligation->paid);
	obligation->state = "stopped";
	return deed_put(deed, obligation, err);
}

static int
settle_obligations(struct deed *deed, const struct project *project, struct err *err)
{
	date_t last = project->head.last_date;
	date_t today = last != DATE_NONE && last > deed->date ? last : deed->date;
	struct due *dues;
	void **records;
	size_t there = parts_read(deed->desk, &type_obligation, project->head.number, deed->arena, &records);
	size_t count = funded_dues(deed->desk, project, today, deed->arena, &dues);

	for (size_t i = 0; i < count; i++)
		if (settle_one(deed, project, &dues[i], obligation_of(records, there, &dues[i]), err) < 0)
			return -1;
	for (size_t i = 0; i < there; i++)
		if (settle_unknown(deed, records[i], dues, count, err) < 0)
			return -1;
	return 0;
}

/* ---- sums */

/* A reversing entry takes away what it reverses, whichever way its amount is signed. */
static money_t
signed_amount(money_t amount, uint32_t reverses)
{
	money_t plain = amount_or_zero(amount);

	if (!reverses)
		return plain;
	return plain > 0 ? -plain : plain;
}

static void
sum_obligations(struct deed *deed, struct project *project)
{
	void **records;
	size_t count = parts_read(deed->desk, &type_obligation, project->head.number, deed->arena, &records);

	project->unit_due = project->unit_paid = project->leader_due = project->leader_paid = 0;
	for (size_t i = 0; i < count; i++) {
		const struct obligation *obligation = records[i];
		bool leader = strcmp(obligation->payee, "leader") == 0;
		*(leader ? &project->leader_due : &project->unit_due) += amount_or_zero(obligation->amount);
		*(leader ? &project->leader_paid : &project->unit_paid) += amount_or_zero(obligation->paid);
	}
}

static void
sum_expenses(struct deed *deed, struct project *project)
{
	void **records;
	size_t count = parts_read(deed->desk, &type_expense, project->head.number, deed->arena, &records);

	project->grant_spent = project->matching_spent = 0;
	for (size_t i = 0; i < count; i++) {
		const struct expense *expense = records[i];
		*(strcmp(expense->source, "matching") == 0 ? &project->matching_spent : &project->grant_spent) +=
			signed_amount(expense->amount, expense->reverses);
	}
}

static void
sum_matching(struct deed *deed, struct project *project)
{
	void **records;
	size_t count = parts_read(deed->desk, &type_matching, project->head.number, deed->arena, &records);

	project->matching_received = 0;
	for (size_t i = 0; i < count; i++) {
		const struct matching *matching = records[i];
		project->matching_received += signed_amount(matching->amount, matching->reverses);
	}
}

static money_t
refunded(struct deed *deed, const struct project *project)
{
	void **records;
	size_t count = parts_read(deed->desk, &type_refund, project->head.number, deed->arena, &records);
	money_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += amount_or_zero(((struct refund *)records[i])->amount);
	return sum;
}

int
funded_settle(struct deed *deed, struct project *project, struct err *err)
{
	if (!desk_rules_of(deed->desk, project->call, err) || settle_obligations(deed, project, err) < 0)
		return -1;
	sum_obligations(deed, project);
	sum_expenses(deed, project);
	sum_matching(deed, project);
	project->grant_left = project->unit_paid - project->grant_spent - refunded(deed, project);
	return 0;
}
