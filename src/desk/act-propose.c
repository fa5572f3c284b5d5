#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "desk/review.h"
#include "rules/award.h"

static int run(struct deed *deed, struct err *err);

const struct act act_propose = {
	.name = "propose",
	.label = N_("Draft the list"),
	.help = N_("Drafts the list of a call from its ranking: those within the quota, the reserve, those not selected; exceptions with their reasons."),
	.roles = ROLE(office),
	.target = &call_type,
	.inputs = &proposal_type,
	.form = "propose",
	.clause = "六(三)4",
	.run = run,
};

static const struct {
	enum place place;
	const char *code;
	enum stage stage;
} places[] = {
	{PLACE_IN, "in", STAGE_proposed},
	{PLACE_RESERVE, "reserve", STAGE_reserve},
	{PLACE_OUT, "out", STAGE_not_selected},
};

/* A list needs more candidates than places where the rules say so, and no tie left open at the line. */
static int
check_ranking(const struct ranking *ranking, struct arena *arena, struct err *err)
{
	const struct scored *scored = &ranking->scored;

	if (scored->competition.result == VERDICT_FAIL)
		return err_set(err, ERR_STAGE, "%s %s", scored->competition.clause, words_in(scored->competition.because, words_lang()));
	for (size_t i = 0; i < scored->count; i++)
		if (scored->standings[i].place == PLACE_TIED)
			return err_set(err, ERR_STAGE, _("a tie at the line is open, of '%s' with %s: people decide it first"),
				ranking_project(ranking, scored->standings[i].project)->id, scoring_print(ranking->review, scored->standings[i].mean, arena));
	return 0;
}

/* "QP2021-0007=in: reason" a line: the place a project is given against its rank. */
static const char *
exception_of(const char *exceptions, const char *id, const char **place, struct arena *arena)
{
	size_t len = strlen(id);

	for (const char *line = exceptions; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
		if (strncmp(line, id, len) != 0 || line[len] != '=')
			continue;
		size_t word = strcspn(line + len + 1, ": \n");
		const char *reason = line + len + 1 + word;
		reason += strspn(reason, ": ");
		*place = arena_strndup(arena, line + len + 1, word);
		return arena_strndup(arena, reason, strcspn(reason, "\n"));
	}
	return NULL;
}

static int
put_item(struct deed *deed, const struct ranking *ranking, const struct standing *standing, struct proposal *proposal, size_t which, struct err *err)
{
	struct project *project = (struct project *)ranking_project(ranking, standing->project);
	struct proposal_item *item = record_new(&type_proposal_item, deed->arena);
	const char *place = places[which].code, *reason;

	reason = exception_of(proposal->exceptions, project->id, &place, deed->arena);
	for (which = 0; which < 3 && strcmp(places[which].code, place) != 0; which++)
		;
	if (which == 3 || (reason && !*reason))
		return err_set(err, ERR_INPUT, _("an exception is written 'NUMBER=in|reserve|out: reason', not '%s=%s'"), project->id, place);
	item->proposal = proposal->head.number;
	item->project = project->head.number;
	item->place = places[which].code;
	item->rank = standing->rank;
	item->mean = project->score;
	item->reserve = which == 1 ? (int64_t)standing->reserve : INT64_MIN;
	item->amount = which == 0 ? award_amount(desk_rules_of(deed->desk, project->call, NULL), project->track) : MONEY_NONE;
	item->exception = reason ? reason : "";
	project->proposal = proposal->head.number;
	project->reserve = item->reserve;
	project->rank = standing->rank;
	return deed_put(deed, item, err) < 0 ? -1 : project_stage(deed, project, places[which].stage, err);
}

static size_t
place_row(enum place place)
{
	return place == PLACE_IN ? 0 : place == PLACE_RESERVE ? 1 : 2;
}

/* What the list says as a whole, and the hash an approval is bound to. */
static int
sum_up(struct deed *deed, struct proposal *proposal, struct err *err)
{
	struct proposal_item **items;
	size_t count = proposal_items(deed->desk, proposal->head.number, deed->arena, &items);
	char *hash = arena_alloc(deed->arena, SHA256_HEX);

	proposal->projects = 0;
	proposal->amount = 0;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(items[i]->place, "in") != 0)
			continue;
		proposal->projects++;
		proposal->amount += items[i]->amount == MONEY_NONE ? 0 : items[i]->amount;
	}
	proposal_hash((const struct proposal_item *const *)items, count, hash);
	proposal->hash = hash;
	return deed_put(deed, proposal, err);
}

static int
run(struct deed *deed, struct err *err)
{
	const struct call *call = deed->target;
	struct proposal *proposal = deed->inputs;
	struct ranking ranking;
	struct project **scored;

	if (call->quota <= 0)
		return err_set(err, ERR_STAGE, _("call '%s' has no places: its quota is 0"), call->id);
	if (ranking_make(deed->desk, call->id, NULL, deed->arena, &ranking, err) < 0 || check_ranking(&ranking, deed->arena, err) < 0)
		return -1;
	if (!call_projects(deed->desk, call->id, STAGE_SET(scored), deed->arena, &scored))
		return err_set(err, ERR_STAGE, _("no project of call '%s' is scored: close the scoring first"), call->id);
	proposal->call = call->id;
	proposal->state = "drafted";
	proposal->made_by = deed->person->id;
	if (deed_put(deed, proposal, err) < 0)
		return -1;
	for (size_t i = 0; i < ranking.scored.count; i++) {
		const struct standing *standing = &ranking.scored.standings[i];
		if (stage_of(ranking_project(&ranking, standing->project)->stage) != STAGE_scored)
			continue;
		if (put_item(deed, &ranking, standing, proposal, place_row(standing->place), err) < 0)
			return -1;
	}
	deed->target = proposal;
	return sum_up(deed, proposal, err);
}
