/* The clocks of the funded years (八(一), 八(二)), and small things its acts share. */
#include <config.h>

#include "desk/funded.h"

#include <string.h>

#include "desk/room.h"
#include "rules/funded.h"

/* States in which an order needs nothing more from anybody. */
static const char *const closed_states[] = {"cured", "settled", "sent_back"};

money_t
money_sum(money_t a, money_t b)
{
	if (a == MONEY_NONE)
		return b;
	return b == MONEY_NONE ? a : a + b;
}

static bool
order_closed(const struct order *order)
{
	for (size_t i = 0; i < sizeof closed_states / sizeof *closed_states; i++)
		if (strcmp(order->state, closed_states[i]) == 0)
			return true;
	return strcmp(order->kind, "cancellation") == 0 && strcmp(order->state, "in_force") == 0;
}

struct order *
open_order(struct deed *deed, const char *kind)
{
	void **records;
	size_t count = deed_parts(deed, &type_order, &records);

	for (size_t i = count; i-- > 0;) {
		struct order *order = records[i];
		if (strcmp(order->kind, kind) == 0 && !order_closed(order))
			return order;
	}
	return NULL;
}

int
cycle_check(struct deed *deed, date_t date, bool within, struct err *err)
{
	const struct project *project = deed->project;
	char day[11], edge[11];

	date_print(day, date);
	if (project->cycle_from != DATE_NONE && project->cycle_to != DATE_NONE && project->cycle_to < project->cycle_from) {
		date_print(edge, project->cycle_to);
		return err_set(err, ERR_INPUT, _("the cycle of '%s' would end on %s, before it starts"), project->id, edge);
	}
	if (project->cycle_from != DATE_NONE && date < project->cycle_from) {
		date_print(edge, project->cycle_from);
		return err_set(err, ERR_INPUT, _("%s lies before the first day of the cycle, %s (七)"), day, edge);
	}
	if (within && project->cycle_to != DATE_NONE && date > project->cycle_to) {
		date_print(edge, project->cycle_to);
		return err_set(err, ERR_INPUT, _("%s lies after the last day of the cycle, %s (七)"), day, edge);
	}
	return 0;
}

static void
clock_set(struct project *project, date_t deadline, const char *of)
{
	project->deadline = deadline;
	project->deadline_of = deadline == DATE_NONE ? "" : of;
}

/* Unit and leader sign within so many working days of the award (八(一)). */
static int
clock_agreement(const struct rules *rules, struct project *project, struct err *err)
{
	int days = rules_funded(rules)->agreement_days;
	date_t last = DATE_NONE;

	if (days > 0 && project->awarded_on != DATE_NONE &&
		calendar_span_end(&rules->calendar, project->awarded_on, days, rules_funded(rules)->agreement_first_day, &last, err) < 0)
		return -1;
	clock_set(project, last, "agreement");
	return 0;
}

static void
clock_assessment(const struct rules *rules, struct project *project)
{
	int last = project->assessed_year == INT64_MIN ? (int)project->year - 1 : (int)project->assessed_year;
	bool final = false;
	date_t day = assessment_due(rules, (int)project->year, project->cycle_to, last, *project->final_grade != '\0', &final);

	clock_set(project, day, final ? "final" : "annual");
}

int
funded_clock(struct deed *deed, struct project *project, struct err *err)
{
	const struct rules *rules = desk_rules_of(deed->desk, project->call, err);
	enum stage stage = stage_of(project->stage);
	struct order *order;

	if (!rules)
		return -1;
	if (stage == STAGE_awarded)
		return clock_agreement(rules, project, err);
	if (stage == STAGE_running) {
		clock_assessment(rules, project);
	} else if (stage == STAGE_rectifying) {
		order = open_order(deed, "rectification");
		clock_set(project, order ? order->deadline : DATE_NONE, "rectification");
	} else {
		clock_set(project, DATE_NONE, "");
	}
	return 0;
}
