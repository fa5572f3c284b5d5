#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/orders.h"
#include "desk/types.h"

static int run(struct deed *deed, struct err *err);

const struct act act_recommend_to_city = {
	.name = "recommend_to_city",
	.label = N_("Recommend to the city"),
	.help = N_("Recommends the project to the municipal programme with its rank; done again for the same call of the city it records the result, amount and document."),
	.roles = ROLE(office),
	.stages = STAGE_SET(running) | STAGE_SET(completed),
	.target = &project_type,
	.inputs = &recommendation_type,
	.form = "recommend_to_city",
	.clause = "四",
	.run = run,
};

static struct recommendation *
earlier(struct deed *deed, const char *city_call)
{
	void **records;
	size_t count = deed_parts(deed, &type_recommendation, &records);

	for (size_t i = 0; i < count; i++)
		if (strcmp(((struct recommendation *)records[i])->city_call, city_call) == 0)
			return records[i];
	return NULL;
}

/* Two projects never have the same rank in a call of the city. */
static int
check_rank(struct deed *deed, const struct recommendation *wanted, struct err *err)
{
	uint32_t total = store_count(deed->store, &type_recommendation);
	void *record, *project;

	for (uint32_t number = 1; number <= total; number++) {
		if (store_get(deed->store, &type_recommendation, number, deed->arena, &record, err) < 0)
			return -1;
		const struct recommendation *other = record;
		if (other->project == deed->project->head.number || other->rank != wanted->rank || strcmp(other->city_call, wanted->city_call) != 0)
			continue;
		if (store_get(deed->store, &type_project, other->project, deed->arena, &project, err) < 0)
			return -1;
		return err_set(err, ERR_INPUT, _("rank %lld of '%s' is that of '%s' already"), (long long)wanted->rank, wanted->city_call,
			((struct project *)project)->id);
	}
	return 0;
}

/* Only who was chosen has an amount. */
static int
check_result(const struct recommendation *wanted, struct err *err)
{
	bool chosen = strcmp(wanted->result, "chosen") == 0;

	if (wanted->amount != MONEY_NONE && !chosen)
		return err_set(err, ERR_INPUT, _("only a project that the city chose has an amount of the city (四)"));
	if (chosen && !*wanted->document)
		return err_set(err, ERR_INPUT, _("the city's choice rests on a document: give its number (四)"));
	return 0;
}

static int
run(struct deed *deed, struct err *err)
{
	struct recommendation *wanted = deed->inputs, *there = earlier(deed, wanted->city_call);

	if (check_rank(deed, wanted, err) < 0 || check_result(wanted, err) < 0)
		return -1;
	if (there) {
		there->rank = wanted->rank;
		there->result = wanted->result;
		there->amount = wanted->amount;
		there->document = wanted->document;
		return deed_put(deed, there, err);
	}
	wanted->project = deed->project->head.number;
	wanted->recommended_on = deed->date;
	if (!*wanted->result)
		wanted->result = "waiting";
	return deed_put(deed, wanted, err);
}
