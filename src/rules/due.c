#include <config.h>

#include "rules/due.h"

#include <string.h>

#include "rules/due-parts.h"

enum { DECEMBER = 12, LAST_DAY = 31, TURNS_MOST = 200 };

struct computing {
	const struct due_input *input;
	const struct funded_rules *funded;
	struct arena *arena;
	money_t received[2];  /* alike and counting, not yet set against a turn: of the unit, of the leader */
	const struct assessed *final;
	int first_year, last_year;
	date_t cycle_end;
	date_t ended_on;      /* DATE_NONE: not, as of today */
	date_t left_on;
};

/* ---- the years */

static date_t
year_end(int year)
{
	return date_make(year, DECEMBER, LAST_DAY);
}

/* What comes after today has not happened yet. */
static date_t
happened(const struct due_input *input, date_t day)
{
	return day != DATE_NONE && day <= input->today ? day : DATE_NONE;
}

static date_t
end_of_cycle(const struct rules *rules, int award_year, date_t cycle_to)
{
	if (cycle_to != DATE_NONE)
		return cycle_to;
	return cycle_years(rules, award_year) ? cycle_last_day(rules, award_year) : DATE_NONE;
}

static int
first_year_of(const struct funded_rules *funded, int award_year)
{
	return award_year + (funded->first_year_is_next ? 1 : 0);
}

/* The last of several, should there be several. */
static const struct assessed *
assessed_in(const struct due_input *input, bool final, int year)
{
	const struct assessed *found = NULL;
	for (size_t i = 0; i < input->assessed_count; i++) {
		const struct assessed *one = &input->assessed[i];
		if (one->final == final && (final || one->year == year) && one->on <= input->today)
			found = one;
	}
	return found;
}

static money_t
paid_on(const struct due_input *input, const struct payment_rule *rule, int turn)
{
	money_t sum = 0;
	for (size_t i = 0; i < input->paid_count; i++)
		if (input->paid[i].turn == turn && strcmp(input->paid[i].payment, rule->code) == 0)
			sum += input->paid[i].amount;
	return sum;
}

static int
last_paid_turn(const struct due_input *input, const struct payment_rule *rule)
{
	int last = 0;
	for (size_t i = 0; i < input->paid_count; i++)
		if (input->paid[i].turn > last && input->paid[i].turn <= TURNS_MOST && strcmp(input->paid[i].payment, rule->code) == 0)
			last = input->paid[i].turn;
	return last;
}

static bool
is_yearly(const struct payment_rule *rule)
{
	return rule->when == PAY_ANNUAL_PASS || rule->when == PAY_YEAR_END;
}

static int
turns_of(const struct computing *computing, const struct payment_rule *rule)
{
	int years = computing->last_year - computing->first_year + 1;
	int turns = is_yearly(rule) ? rule->times : 1;
	int paid = last_paid_turn(computing->input, rule);
	if (is_yearly(rule) && computing->cycle_end != DATE_NONE && (rule->when == PAY_ANNUAL_PASS || years < turns))
		turns = years > TURNS_MOST ? TURNS_MOST : years;
	return turns < paid ? paid : turns;
}

/* ---- what decides a turn */

static void
decide(struct turn *turn, enum due_state state, enum due_say say)
{
	turn->due->state = state;
	turn->say = say;
}

static void
pay_since(struct turn *turn, date_t since, const char *trigger, enum due_say say)
{
	decide(turn, DUE_PAYABLE, say);
	turn->due->since = turn->judged_on = since;
	turn->due->trigger = trigger ? trigger : "";
}

/* An assessment of that grade, "" where it has none. */
static money_t
standard_of(const struct payment_rule *rule, const char *grade)
{
	money_t amount = rule->amount;
	if (rule->grade_count)
		amount = *grade ? 0 : MONEY_NONE;
	for (size_t i = 0; i < rule->grade_count; i++)
		if (strcmp(rule->grades[i].grade, grade) == 0)
			amount = rule->grades[i].amount;
	return amount == MONEY_NONE ? amount : amount * rule->months;
}

static void
decide_grade(struct turn *turn)
{
	turn->due->standard = standard_of(turn->rule, turn->assessed->grade ? turn->assessed->grade : "");
	if (turn->due->standard == MONEY_NONE)
		decide(turn, DUE_NOTHING, DUE_SAY_NO_GRADE);
	else if (!turn->due->standard)
		decide(turn, DUE_NOTHING, DUE_SAY_OTHER_GRADE);
}

static void
decide_failed(const struct computing *computing, struct turn *turn)
{
	const struct assessed *assessed = turn->assessed;
	bool paid = computing->funded->cured_year_paid;
	turn->origin = paid && !assessed->cured ? turn->origin : computing->funded->allowance_origin;
	if (assessed->cured && paid)
		pay_since(turn, assessed->cured_on > assessed->on ? assessed->cured_on : assessed->on, assessed->id, DUE_SAY_CURED);
	else if (assessed->cured)
		decide(turn, DUE_NOTHING, DUE_SAY_CURED_NONE);
	else
		decide(turn, DUE_NOTHING, paid && computing->ended_on == DATE_NONE ? DUE_SAY_CURABLE : DUE_SAY_FAILED);
}

/* By the assessment, or by its absence on that last day. */
static void
decide_assessed(const struct computing *computing, struct turn *turn, date_t last_day)
{
	const struct assessed *assessed = turn->assessed;
	turn->judged_on = assessed ? assessed->on : last_day;
	if (!assessed) {
		bool over = last_day != DATE_NONE && computing->input->today > last_day;
		decide(turn, over ? DUE_NOTHING : DUE_LATER, over ? DUE_SAY_MISSING : DUE_SAY_NOT_YET);
		return;
	}
	turn->due->trigger = assessed->id ? assessed->id : "";
	if (assessed->passed)
		pay_since(turn, assessed->on, assessed->id, assessed->final && turn->rule->when == PAY_ANNUAL_PASS ? DUE_SAY_FINAL_AS_LAST : DUE_SAY_PASSED);
	else
		decide_failed(computing, turn);
	turn->judged_on = assessed->on;
	if (turn->due->state == DUE_PAYABLE)
		decide_grade(turn);
}

static void
by_award(const struct computing *computing, struct turn *turn)
{
	turn->due->year = computing->input->year;
	pay_since(turn, computing->input->awarded_on, computing->input->award_id, DUE_SAY_AWARD);
}

static void
by_agreement(const struct computing *computing, struct turn *turn)
{
	date_t signed_on = happened(computing->input, computing->input->signed_on);
	turn->due->year = computing->input->year;
	if (signed_on != DATE_NONE)
		pay_since(turn, signed_on, computing->input->agreement_id, DUE_SAY_AGREEMENT);
	else
		decide(turn, DUE_LATER, DUE_SAY_UNSIGNED);
}

static void
by_year(const struct computing *computing, struct turn *turn)
{
	int year = turn->due->year;
	turn->assessed = assessed_in(computing->input, false, year);
	if (!turn->assessed && computing->funded->final_counts && year == computing->last_year && computing->final &&
		computing->final->year >= year)
		turn->assessed = computing->final;
	decide_assessed(computing, turn, year_end(year));
}

static void
by_final(const struct computing *computing, struct turn *turn)
{
	turn->assessed = computing->final;
	turn->due->year = computing->final ? computing->final->year : computing->last_year;
	decide_assessed(computing, turn, computing->cycle_end);
}

static void
by_year_end(const struct computing *computing, struct turn *turn)
{
	date_t day = year_end(turn->due->year);
	if (day <= computing->input->today)
		pay_since(turn, day, computing->input->award_id, DUE_SAY_YEAR_END);
	else
		decide(turn, DUE_LATER, DUE_SAY_YEAR_RUNS);
	turn->judged_on = day;
}

static void (*const deciders[])(const struct computing *computing, struct turn *turn) = {
	[PAY_AT_AWARD] = by_award,
	[PAY_AT_AGREEMENT] = by_agreement,
	[PAY_ANNUAL_PASS] = by_year,
	[PAY_FINAL_PASS] = by_final,
	[PAY_YEAR_END] = by_year_end,
};

/* ---- what ends it */

/* Whether the day comes too late for what is decided then: something that is not decided yet comes too late anyway. */
static bool
too_late(const struct turn *turn, date_t end, date_t decided)
{
	return end != DATE_NONE && (turn->due->state == DUE_LATER || decided == DATE_NONE || decided > end);
}

static void
stop(struct turn *turn, enum due_say say, struct origin origin, date_t on, const char *id)
{
	decide(turn, DUE_STOPPED, say);
	turn->origin = origin;
	turn->ended_on = on;
	turn->due->trigger = id ? id : "";
}

/* Failed years brought nothing whatever came afterwards. */
static bool
can_stop(const struct turn *turn)
{
	return turn->due->state == DUE_PAYABLE || turn->due->state == DUE_LATER || turn->say == DUE_SAY_MISSING;
}

static void
stop_late(const struct computing *computing, struct turn *turn)
{
	const struct due_input *input = computing->input;
	const struct funded_rules *funded = computing->funded;
	date_t earned = turn->due->since != DATE_NONE ? turn->due->since : turn->judged_on;
	if (turn->rule->to_leader && can_stop(turn) && too_late(turn, computing->left_on, turn->judged_on))
		stop(turn, DUE_SAY_LEFT, funded->changes_origin, computing->left_on, input->left_id);
	else if (can_stop(turn) && too_late(turn, computing->ended_on, earned))
		stop(turn, input->cancelled ? DUE_SAY_CANCELLED : DUE_SAY_TERMINATED,
		     input->cancelled ? funded->assessment_origin : funded->changes_origin, computing->ended_on, input->end_id);
}

/* ---- what is left of it */

static void
add(struct turn *turn, enum due_say what)
{
	turn->adds[turn->add_count++] = what;
}

/* 就高不重复: what was received is set against the turns in their order, each time as much as the turn has. */
static void
set_against(struct computing *computing, struct turn *turn)
{
	const struct funded_rules *funded = computing->funded;
	money_t *received = &computing->received[turn->rule->to_leader];
	money_t standard = turn->due->standard, taken = *received < standard ? *received : standard;
	money_t least = funded->overlap_least < standard ? funded->overlap_least : standard;
	money_t left = funded->higher_only && taken < standard ? standard : standard - taken;
	turn->due->amount = standard;
	if (!taken)
		return;
	*received -= taken;
	turn->due->elsewhere = taken;
	turn->due->amount = left > least ? left : least;
	if (!turn->due->amount) {
		turn->due->state = DUE_NOTHING;
		turn->origin = funded->overlap_origin;
		add(turn, DUE_ADD_NOTHING_LEFT);
	} else {
		add(turn, left < least ? DUE_ADD_LEAST : left == standard ? DUE_ADD_HIGHER : DUE_ADD_LESS);
	}
}

/* A cancellation takes what is not paid yet; what was paid stays, be it too much: that needs a decision of its own. */
static void
keep_paid(const struct computing *computing, struct turn *turn)
{
	struct due *due = turn->due;
	if (due->state == DUE_PAYABLE && computing->ended_on != DATE_NONE && computing->input->cancelled && turn->paid < due->amount) {
		stop(turn, DUE_SAY_CANCELLED, computing->funded->assessment_origin, computing->ended_on, computing->input->end_id);
		turn->add_count = 0;
		due->amount = turn->paid;
		if (turn->paid)
			add(turn, DUE_ADD_REST_STOPS);
	}
	if (turn->paid > due->amount) {
		turn->over = turn->paid - due->amount;
		due->amount = turn->paid;
		due->state = DUE_PAYABLE;
		add(turn, DUE_ADD_OVERPAID);
	}
}

/* Years that were paid come first, so that a year recorded late never makes one more than the rules allow. */
static void
count_times(struct turn *turn, int *times_left)
{
	if (turn->rule->when != PAY_ANNUAL_PASS || turn->due->state != DUE_PAYABLE || turn->paid)
		return;
	if (*times_left <= 0)
		decide(turn, DUE_NOTHING, DUE_SAY_TIMES);
	else
		(*times_left)--;
}

static bool
leader_paid(const struct rules *rules, const char *track)
{
	bool others = false;
	for (size_t i = 0; i < rules->track_count; i++) {
		others = others || rules->tracks[i].leader_paid;
		if (strcmp(rules->tracks[i].code, track) == 0 && rules->tracks[i].leader_paid)
			return true;
	}
	return !others;
}

static void
compute_turn(struct computing *computing, const struct payment_rule *rule, int number, int *times_left, struct due *due)
{
	const struct due_input *input = computing->input;
	struct turn turn = {.due = due, .rule = rule, .origin = rule->origin, .judged_on = DATE_NONE, .ended_on = DATE_NONE,
		.paid = paid_on(input, rule, number)};
	*due = (struct due){.rule = rule, .turn = number, .year = computing->first_year + number - 1, .trigger = "", .since = DATE_NONE,
		.standard = standard_of(rule, "")};
	deciders[rule->when](computing, &turn);
	stop_late(computing, &turn);
	count_times(&turn, times_left);
	due->budget_year = due->since != DATE_NONE ? date_year(due->since) : due->year;
	if (due->state == DUE_PAYABLE)
		set_against(computing, &turn);
	keep_paid(computing, &turn);
	if (due->state != DUE_PAYABLE && !due->amount)
		due->since = DATE_NONE;
	if (turn.say == DUE_SAY_AWARD && !leader_paid(input->rules, input->track))
		add(&turn, DUE_ADD_NO_LEADER);
	due_explain(input, &turn, computing->arena);
}

static int
paid_turns(const struct due_input *input, const struct payment_rule *rule, int turns)
{
	int count = 0;
	for (int turn = 1; turn <= turns; turn++)
		count += paid_on(input, rule, turn) > 0;
	return count;
}

/* ---- the whole */

/* Whether the code is one of several with a blank between. */
static bool
is_among(const char *codes, const char *code)
{
	size_t len = strlen(code);
	for (const char *at = strstr(codes, code); len && at; at = strstr(at + 1, code))
		if ((at == codes || at[-1] == ' ') && (at[len] == ' ' || !at[len]))
			return true;
	return false;
}

static void
count_received(struct computing *computing)
{
	const struct due_input *input = computing->input;
	for (size_t i = 0; i < input->elsewhere_count; i++) {
		const struct received_elsewhere *one = &input->elsewhere[i];
		if (one->alike && one->amount > 0 && happened(input, one->on) != DATE_NONE &&
			is_among(computing->funded->overlap_levels, one->level))
			computing->received[one->to_leader] += one->amount;
	}
}

static struct computing
begin(const struct due_input *input, struct arena *arena)
{
	struct computing computing = {
		.input = input,
		.funded = rules_funded(input->rules),
		.arena = arena,
		.final = assessed_in(input, true, 0),
		.cycle_end = end_of_cycle(input->rules, input->year, input->cycle_to),
		.ended_on = happened(input, input->ended_on),
		.left_on = happened(input, input->leader_left_on),
	};
	computing.first_year = first_year_of(computing.funded, input->year);
	computing.last_year = computing.cycle_end == DATE_NONE ? input->year : date_year(computing.cycle_end);
	count_received(&computing);
	return computing;
}

size_t
due_compute(const struct due_input *input, struct arena *arena, struct due **out)
{
	const struct payment_rule *payments;
	size_t payment_count = rules_payments(input->rules, input->track, &payments), room = 0, count = 0;
	struct computing computing = begin(input, arena);
	*out = NULL;
	if (happened(input, input->awarded_on) == DATE_NONE)
		return 0;
	for (size_t i = 0; i < payment_count; i++)
		room += (size_t)turns_of(&computing, &payments[i]);
	*out = arena_alloc(arena, (room + 1) * sizeof **out);
	for (size_t i = 0; i < payment_count; i++) {
		int turns = turns_of(&computing, &payments[i]);
		int times_left = payments[i].times - paid_turns(input, &payments[i], turns);
		for (int turn = 1; turn <= turns; turn++)
			compute_turn(&computing, &payments[i], turn, &times_left, &(*out)[count++]);
	}
	return count;
}

/* ---- days */

date_t
assessment_due(const struct rules *rules, int award_year, date_t cycle_to, int last_assessed, bool final_done, bool *final)
{
	const struct funded_rules *funded = rules_funded(rules);
	date_t end = end_of_cycle(rules, award_year, cycle_to), annual = DATE_NONE;
	int first = first_year_of(funded, award_year), year = last_assessed + 1 > first ? last_assessed + 1 : first;
	bool final_is_last = funded->final && funded->final_counts;
	*final = false;
	if (final_done)
		return DATE_NONE;
	if (funded->annual && (end == DATE_NONE || year + (final_is_last ? 1 : 0) <= date_year(end)))
		annual = date_add_months(date_make(year, funded->annual_month, 1), 1) - 1;
	*final = funded->final && end != DATE_NONE && (annual == DATE_NONE || end < annual);
	return *final ? end : annual;
}

/* 国务院关于渐进式延迟法定退休年龄的办法, in force from 2025-01-01: men born from January 1965 on retire a month later for each four months
 * of birth, up to 36; women in workers' posts born from January 1975 on for each two, up to 60. */
static const struct {
	int age, from_year, births, most; /* births: months of birth for a month of delay */
} retiring[] = {
	[false] = {60, 1965, 4, 36},
	[true] = {50, 1975, 2, 60},
};

date_t
retirement_day(date_t birth, bool female)
{
	int year, month, day, born, delay = 0;
	if (birth == DATE_NONE)
		return DATE_NONE;
	date_split(birth, &year, &month, &day);
	born = (year - retiring[female].from_year) * DECEMBER + month - 1;
	if (born >= 0)
		delay = born / retiring[female].births + 1;
	if (delay > retiring[female].most)
		delay = retiring[female].most;
	return date_add_months(birth, retiring[female].age * DECEMBER + delay);
}
