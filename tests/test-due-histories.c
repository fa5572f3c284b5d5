/* Whatever happens to a project, in whatever order: three allowances at most, one a year, nothing above the standard or under what was paid. */
#include <config.h>

#include <criterion/criterion.h>
#include <string.h>

#include "duecase.h"

enum { FEN = 100, HISTORIES = 300, STEPS = 18 };

static const char *const changes[] = {
	NULL,
	"after_cured_rectification: paid => after_cured_rectification: none",
	"first_year: award_year => first_year: next_year",
	"final_counts_as_last_year: true => final_counts_as_last_year: false",
	"due: standard_less_received => due: higher_only",
	"standard_less_received, least: 0 => standard_less_received, least: 5000",
	"counts: [district] => counts: [district, city]",
	"amount: 20000, due: annual_pass, times: 3 => amounts: [{grade: excellent, amount: 60000}, {grade: good, amount: 30000}], due: final_pass, times: 1",
	"amount: 20000, due: annual_pass, times: 3 => amount: 1500, months: 12, due: year_end, times: 3",
	"amount: 100000, due: award, times: 1 => amount: 100000, due: agreement, times: 1",
	"{from_year: 2020, years: 3} => {from_year: 2020, years: 5}",
};

static uint64_t chance_state;

static unsigned
chance(unsigned below)
{
	chance_state = chance_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(chance_state >> 33) % below;
}

static money_t
sum_paid(const struct duecase *due, const char *payment, int turn)
{
	money_t sum = 0;
	for (size_t i = 0; i < due->input.paid_count; i++)
		if (!payment || (due->paid[i].turn == turn && strcmp(due->paid[i].payment, payment) == 0))
			sum += due->paid[i].amount;
	return sum;
}

static void
something_happens(struct duecase *due)
{
	struct due_input *input = &due->input;
	int year = date_year(input->today);
	switch (chance(12)) {
	case 0:
		input->leader_left_on = input->today - (date_t)chance(200);
		break;
	case 1:
		if (input->ended_on == DATE_NONE)
			input->cancelled = chance(2);
		input->ended_on = input->ended_on == DATE_NONE ? input->today : input->ended_on;
		break;
	case 2:
	case 3:
		due->elsewhere[input->elsewhere_count++] = (struct received_elsewhere){.policy = "x", .level = chance(2) ? "district" : "city",
			.to_leader = chance(2), .alike = chance(4) > 0, .amount = (money_t)chance(40000) * FEN, .on = input->today - (date_t)chance(30)};
		break;
	case 4:
		if (input->assessed_count)
			due->assessed[chance((unsigned)input->assessed_count)].cured = true;
		break;
	default:
		due->assessed[input->assessed_count++] = (struct assessed){.id = "KH1", .final = chance(4) == 0, .year = year - (int)chance(2),
			.on = input->today, .passed = chance(3) > 0, .grade = chance(2) ? "good" : ""};
	}
}

static void
pay_something(struct duecase *due)
{
	for (size_t i = 0; i < due->count && due->input.paid_count < CASE_MOST; i++) {
		const struct due *one = &due->dues[i];
		money_t open = one->amount - sum_paid(due, one->rule->code, one->turn);
		if (one->state == DUE_PAYABLE && open > 0 && chance(2))
			due->paid[due->input.paid_count++] = (struct paid_already){.payment = one->rule->code, .turn = one->turn,
				.amount = chance(3) ? open : (money_t)chance((unsigned)(open / FEN) + 1) * FEN};
	}
}

/* Nobody's grants elsewhere are taken off twice. */
static money_t
received(const struct duecase *due, bool to_leader)
{
	money_t sum = 0;
	for (size_t i = 0; i < due->input.elsewhere_count; i++)
		sum += due->elsewhere[i].to_leader == to_leader && due->elsewhere[i].alike ? due->elsewhere[i].amount : 0;
	return sum;
}

static void
cr_holds(const struct duecase *due)
{
	size_t allowances = 0;
	money_t sum = 0, taken[2] = {0, 0};
	for (size_t i = 0; i < due->count; i++) {
		const struct due *one = &due->dues[i], *before = i ? &due->dues[i - 1] : NULL;
		sum += one->amount;
		taken[one->rule->to_leader] += one->elsewhere;
		cr_assert(!due->input.cancelled || one->amount == sum_paid(due, one->rule->code, one->turn), "due after a cancellation");
		allowances += one->rule->to_leader && one->amount > 0;
		cr_assert(!before || before->rule != one->rule || before->year < one->year, "two turns for %d", one->year);
		cr_assert(one->amount >= sum_paid(due, one->rule->code, one->turn), "less than was paid");
		cr_assert(one->standard == MONEY_NONE || one->amount <= one->standard, "more than the standard");
		cr_assert(one->elsewhere >= 0 && one->amount >= 0);
		cr_assert(one->state == DUE_PAYABLE || one->amount == 0 || one->state == DUE_STOPPED, "an amount that nobody pays");
		cr_assert(one->state != DUE_PAYABLE || one->amount > 0, "payable, but nothing");
		cr_assert(one->since == DATE_NONE || one->since <= due->input.today, "due since a day to come");
		cr_assert(*one->verdict.because.zh && *one->verdict.because.en && *one->verdict.clause);
		cr_assert(!strchr(one->verdict.because.zh, '{') && !strstr(one->verdict.because.en, "  "), "%s", one->verdict.because.en);
	}
	cr_assert(taken[false] <= received(due, false) && taken[true] <= received(due, true), "taken off twice");
	cr_assert_leq(allowances, 3, "a fourth allowance");
	cr_assert_geq(sum, sum_paid(due, NULL, 0), "more was paid than is due");
}

Test(due_histories, whatever_happens)
{
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		struct rules *rules = duecase_rules(changes[i]);
		for (unsigned history = 0; history < HISTORIES; history++) {
			struct duecase due;
			chance_state = history * 1000 + i;
			duecase_start(&due, rules, "award 2021-11-05; signed 2021-12-01; today 2021-11-05");
			for (int step = 0; step < STEPS; step++) {
				due.input.today += (date_t)chance(150);
				something_happens(&due);
				duecase_compute(&due);
				cr_holds(&due);
				pay_something(&due);
			}
			duecase_end(&due);
		}
		rules_free(rules);
	}
}
