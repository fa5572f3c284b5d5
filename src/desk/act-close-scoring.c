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

/* Names what is not handed in. */
static int
check_finished(struct deed *deed, const struct call *call, const struct review_rules *review, struct err *err)
{
	struct buf names = {0};
	void **records;
	size_t count = call_parts(deed->desk, &type_assignment, call->id, deed->arena, &records), open = 0;

	for (size_t i = 0; i < count; i++) {
		const struct assignment *assignment = records[i];
		void *project;
		if (strcmp(assignment->state, "open") != 0)
			continue;
		if (open++ < 5 && store_get(deed->store, &type_project, assignment->project, deed->arena, &project, NULL) == 0)
			buf_addf(&names, "%s%s/%s", names.len ? _(", ") : "", ((struct project *)project)->id, assignment->expert);
	}
	if (open && !review->close_unfinished)
		err_set(err, ERR_STAGE, _("%zu sheets are not handed in: %s"), open, buf_text(&names));
	buf_free(&names);
	return open && !review->close_unfinished ? -1 : 0;
}

static int
close_one(struct deed *deed, const struct ranking *ranking, const struct standing *standing, struct err *err)
{
	struct project *project = (struct project *)ranking_project(ranking, standing->project);

	if (!standing->sheet_count)
		return err_set(err, ERR_STAGE, _("'%s' has no sheet that counts: name other experts, or end it"), project->id);
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

	if (ranking_make(deed->desk, call->id, NULL, deed->arena, &ranking, err) < 0 || check_finished(deed, call, ranking.review, err) < 0)
		return -1;
	if (!call_projects(deed->desk, call->id, STAGE_SET(in_review), deed->arena, &waiting))
		return err_set(err, ERR_STAGE, _("no project of call '%s' is being scored"), call->id);
	for (size_t i = 0; i < ranking.scored.count; i++)
		if (!ranking.scored.standings[i].sheet_count && stage_of(ranking_project(&ranking, ranking.scored.standings[i].project)->stage) == STAGE_in_review)
			return close_one(deed, &ranking, &ranking.scored.standings[i], err);
	for (size_t i = 0; i < ranking.scored.count; i++) {
		const struct standing *standing = &ranking.scored.standings[i];
		if (stage_of(ranking_project(&ranking, standing->project)->stage) != STAGE_in_review)
			continue;
		if (close_one(deed, &ranking, standing, err) < 0)
			return -1;
	}
	return 0;
}
