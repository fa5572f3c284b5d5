#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/review.h"

static int run(struct deed *deed, struct err *err);

const struct act act_close_scoring = {
	.name = "close_scoring",
	.label = N_("Close scoring"),
	.help = N_("Ends the scoring of a call: every project keeps its mean and rank. Unfinished sheets are named; they never count as 0."),
	.roles = ROLE(office),
	.target = &call_type,
	.clause = "六(三)4",
	.flags = ACT_GRAVE,
	.run = run,
};

enum { NAMED_MOST = 5 };

/* What stands in the way, project by expert: counted, and the first of it named. */
struct unsettled {
	struct deed *deed;
	struct buf names;
	size_t count;
};

/* A project that left the review holds nothing up. */
static void
add_unsettled(struct unsettled *unsettled, uint32_t number, const char *expert)
{
	void *project;

	if (store_get(unsettled->deed->store, &type_project, number, unsettled->deed->arena, &project, NULL) < 0 ||
		stage_of(((struct project *)project)->stage) != STAGE_in_review)
		return;
	if (unsettled->count++ < NAMED_MOST)
		buf_addf(&unsettled->names, "%s%s/%s", unsettled->names.len ? _(", ") : "", ((struct project *)project)->id, expert);
}

/* Names what is not handed in. */
static int
check_finished(struct deed *deed, const struct call *call, const struct review_rules *review, struct err *err)
{
	struct unsettled open = {.deed = deed};
	void **records;
	size_t count = call_parts(deed->desk, &type_assignment, call->id, deed->arena, &records);
	int result = 0;

	for (size_t i = 0; i < count && !review->close_unfinished; i++)
		if (strcmp(((struct assignment *)records[i])->state, "open") == 0)
			add_unsettled(&open, ((struct assignment *)records[i])->project, ((struct assignment *)records[i])->expert);
	if (open.count)
		result = err_set(err, ERR_STAGE, _("%zu sheets are not handed in: %s"), open.count, buf_text(&open.names));
	buf_free(&open.names);
	return result;
}

/* While a recusal is undecided nobody knows which sheets count. */
static int
check_recusals(struct deed *deed, const struct call *call, struct err *err)
{
	struct unsettled waiting = {.deed = deed};
	void **records;
	size_t count = call_parts(deed->desk, &type_recusal, call->id, deed->arena, &records);
	int result = 0;

	for (size_t i = 0; i < count; i++)
		if (strcmp(((struct recusal *)records[i])->state, "declared") == 0)
			add_unsettled(&waiting, ((struct recusal *)records[i])->project, ((struct recusal *)records[i])->expert);
	if (waiting.count)
		result = err_set(err, ERR_STAGE, _("%zu recusals are not decided: %s"), waiting.count, buf_text(&waiting.names));
	buf_free(&waiting.names);
	return result;
}

/* Every project needs a sheet that counts: none at all is no 0. */
static int
check_counted(const struct ranking *ranking, struct err *err)
{
	for (size_t i = 0; i < ranking->scored.count; i++) {
		const struct standing *standing = &ranking->scored.standings[i];
		const struct project *project = ranking_project(ranking, standing->project);
		if (!standing->sheets && stage_of(project->stage) == STAGE_in_review)
			return err_set(err, ERR_STAGE, _("'%s' has no sheet that counts: name other experts, or end it"), project->id);
	}
	return 0;
}

static int
close_one(struct deed *deed, const struct ranking *ranking, const struct standing *standing, struct err *err)
{
	struct project *project = (struct project *)ranking_project(ranking, standing->project);

	project->score = scoring_print(ranking->review, standing->mean, deed->arena);
	project->rank = standing->rank;
	return project_stage(deed, project, STAGE_scored, err);
}

static int
run(struct deed *deed, struct err *err)
{
	const struct call *call = deed->target;
	struct ranking ranking;
	struct project **waiting;

	if (ranking_make(deed->desk, call->id, NULL, deed->arena, &ranking, err) < 0)
		return -1;
	if (!call_projects(deed->desk, call->id, STAGE_SET(in_review), deed->arena, &waiting))
		return err_set(err, ERR_STAGE, _("no project of call '%s' is being scored"), call->id);
	if (check_finished(deed, call, ranking.review, err) < 0 || check_recusals(deed, call, err) < 0 || check_counted(&ranking, err) < 0)
		return -1;
	for (size_t i = 0; i < ranking.scored.count; i++) {
		const struct standing *standing = &ranking.scored.standings[i];
		if (stage_of(ranking_project(&ranking, standing->project)->stage) != STAGE_in_review)
			continue;
		if (close_one(deed, &ranking, standing, err) < 0)
			return -1;
	}
	return 0;
}
