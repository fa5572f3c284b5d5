#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/review.h"
#include "rules/award.h"

static int run(struct deed *deed, struct err *err);

const struct act act_publicise = {
	.name = "publicise",
	.label = N_("Publicise"),
	.help = N_("Puts a resolved list before the public for the working days of the rules; the last day is computed."),
	.roles = ROLE(office),
	.target = &proposal_type,
	.inputs = &publicity_type,
	.form = "publicise",
	.clause = "六(三)4",
	.run = run,
};

/* The projects of the list that wait for it, in its order; asked before anything is written. */
static int
read_waiting(struct deed *deed, const struct proposal *proposal, struct project ***projects, size_t *count, struct err *err)
{
	struct proposal_item **items;
	size_t total = proposal_items(deed->desk, proposal->head.number, deed->arena, &items);

	*projects = arena_alloc(deed->arena, (total + 1) * sizeof **projects);
	*count = 0;
	for (size_t i = 0; i < total; i++) {
		const struct project *project;
		void *record;
		if (store_get(deed->store, &type_project, items[i]->project, deed->arena, &record, err) < 0)
			return -1;
		project = record;
		if (stage_of(project->stage) == STAGE_resolved && project->proposal == proposal->head.number)
			(*projects)[(*count)++] = record;
	}
	return *count ? 0 : err_set(err, ERR_STAGE, _("no project of this list waits to be publicised"));
}

static int
run(struct deed *deed, struct err *err)
{
	const struct proposal *proposal = deed->target;
	struct publicity *publicity = deed->inputs;
	struct publicity_rules days;
	const struct rules *rules = desk_rules_of(deed->desk, proposal->call, err);
	struct project **projects;
	size_t count;

	if (!rules)
		return -1;
	if (strcmp(proposal->state, "resolved") != 0)
		return err_set(err, ERR_STAGE, _("a list is publicised after its resolution"));
	if (public_text_check(publicity->text, err) < 0 || public_text_check(publicity->place, err) < 0 ||
		public_text_check(publicity->contact, err) < 0)
		return -1;
	days = rules_publicity(rules);
	publicity->call = proposal->call;
	publicity->proposal = proposal->head.number;
	publicity->first_day = deed->date;
	if (calendar_span_end(&rules->calendar, deed->date, days.days, days.first_day_counts, &publicity->last_day, err) < 0)
		return -1;
	if (read_waiting(deed, proposal, &projects, &count, err) < 0)
		return -1;
	publicity->state = "open";
	deed->target = publicity;
	if (deed_put(deed, publicity, err) < 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		projects[i]->publicity = publicity->head.number;
		if (project_stage(deed, projects[i], STAGE_publicised, err) < 0)
			return -1;
	}
	return 0;
}
