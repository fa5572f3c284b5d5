#include <config.h>

#include "desk/acts.h"

#include <stdlib.h>
#include <string.h>

#include "desk/awarding.h"
#include "desk/review.h"
#include "desk/room.h"
#include "rules/award.h"

static int run(struct deed *deed, struct err *err);

const struct act act_propose = {
	.name = "propose",
	.label = N_("Draft the list"),
	.help = N_("Drafts the list of a call from its ranking, or by recommendation where no experts review: those within the quota, the reserve, those not selected; exceptions with their reasons."),
	.roles = ROLE(office),
	.target = &call_type,
	.inputs = &proposal_type,
	.form = "propose",
	.clause = "六(三)4",
	.run = run,
};

enum { IN, RESERVE, OUT, PLACES };

static const struct {
	const char *code;
	enum stage stage;
} places[PLACES] = {
	[IN] = {"in", STAGE_proposed},
	[RESERVE] = {"reserve", STAGE_reserve},
	[OUT] = {"out", STAGE_not_selected},
};

/* What becomes of a project of the list. */
struct row {
	const struct standing *standing; /* NULL: no experts scored it */
	struct project *project;
	int place;
	int64_t reserve;   /* INT64_MIN: not on it */
	const char *exception;
};

struct drafting {
	struct deed *deed;
	const struct call *call;
	struct ranking ranking;
	const struct rules *rules;
	struct row *rows;
	size_t count, ranked; /* those that experts scored stand first */
	size_t places;
};

/* A list needs more candidates than places where the rules say so, and no tie left open at the line. */
static int
check_ranking(const struct drafting *drafting, struct err *err)
{
	const struct ranking *ranking = &drafting->ranking;
	const struct scored *scored = &ranking->scored;

	if (scored->competition.result == VERDICT_FAIL)
		return err_set(err, ERR_STAGE, "%s %s", scored->competition.clause, words_in(scored->competition.because, words_lang()));
	for (size_t i = 0; i < scored->count; i++)
		if (scored->standings[i].place == PLACE_TIED)
			return err_set(err, ERR_STAGE, _("a tie at the line is open, of '%s' with %s: people decide it first"),
				ranking_project(ranking, scored->standings[i].project)->id,
				scoring_print(ranking->review, scored->standings[i].mean, drafting->deed->arena));
	return 0;
}

/* What is listed though no experts score it, in order of number. */
static size_t
unscored_projects(const struct drafting *drafting, struct project ***projects)
{
	size_t count = call_projects(drafting->deed->desk, drafting->call->id, STAGE_SET(eligible), drafting->deed->arena, projects), kept = 0;

	for (size_t i = 0; i < count; i++)
		if (!rules_scored(drafting->rules, (*projects)[i]->track))
			(*projects)[kept++] = (*projects)[i];
	return kept;
}

static int
check_call(const struct drafting *drafting, struct err *err)
{
	struct deed *deed = drafting->deed;
	const struct call *call = drafting->call;
	const struct proposal *live = live_proposal(deed->desk, call->id, deed->arena);
	struct project **some;

	if (call->quota <= 0)
		return err_set(err, ERR_STAGE, _("call '%s' has no places: its quota is 0"), call->id);
	if (live)
		return err_set(err, ERR_STAGE, _("call '%s' has its list already: '%s'"), call->id, record_id(live, deed->arena));
	if (call_projects(deed->desk, call->id, STAGE_SET(in_review), deed->arena, &some))
		return err_set(err, ERR_STAGE, _("'%s' is still being scored: close the scoring first"), some[0]->id);
	if (call_projects(deed->desk, call->id, STAGE_SET(scored), deed->arena, &some) || unscored_projects(drafting, &some))
		return 0;
	return err_set(err, ERR_STAGE, rules_review(drafting->rules) ? _("no project of call '%s' is scored: close the scoring first") :
		_("no project of call '%s' is eligible"), call->id);
}

/* ---- exceptions: "QP2021-0007=in: reason", one a line */

static struct row *
row_of(const struct drafting *drafting, const char *id)
{
	for (size_t i = 0; i < drafting->count; i++)
		if (strcmp(drafting->rows[i].project->id, id) == 0)
			return &drafting->rows[i];
	return NULL;
}

static int
place_named(const char *word)
{
	for (int i = 0; i < PLACES; i++)
		if (strcmp(places[i].code, word) == 0)
			return i;
	return PLACES;
}

/* The text behind a colon, which may be a wide one. */
static const char *
behind_colon(const char *at)
{
	static const char wide[] = "：";

	at += strspn(at, " ");
	if (strncmp(at, wide, sizeof wide - 1) == 0)
		at += sizeof wide - 1;
	else if (*at == ':')
		at++;
	else
		return "";
	return at + strspn(at, " ");
}

static int
take_exception(struct drafting *drafting, const char *line, struct err *err)
{
	struct arena *arena = drafting->deed->arena;
	size_t id = strcspn(line, "="), word = line[id] ? strspn(line + id + 1, "abcdefghijklmnopqrstuvwxyz") : 0;
	const char *reason = line[id] ? behind_colon(line + id + 1 + word) : "";
	int place = line[id] ? place_named(arena_strndup(arena, line + id + 1, word)) : PLACES;
	struct row *row;

	if (place == PLACES || !*reason)
		return err_set(err, ERR_INPUT, _("an exception is written 'NUMBER=in|reserve|out: reason', not '%s'"), line);
	row = row_of(drafting, arena_strndup(arena, line, id));
	if (!row)
		return err_set(err, ERR_INPUT, _("'%s' is not ranked in this call"), arena_strndup(arena, line, id));
	if (*row->exception)
		return err_set(err, ERR_INPUT, _("'%s' has two exceptions"), row->project->id);
	row->place = place;
	row->exception = reason;
	return 0;
}

static int
take_exceptions(struct drafting *drafting, const char *text, struct err *err)
{
	struct arena *arena = drafting->deed->arena;

	while (*text) {
		size_t len = strcspn(text, "\n");
		const char *line = arena_strndup(arena, text, len);
		if (*line && take_exception(drafting, line, err) < 0)
			return -1;
		text += len;
		text += strspn(text, "\n");
	}
	return 0;
}

/* ---- rows */

static size_t
count_in(const struct drafting *drafting, const struct shared_quota *quota)
{
	size_t count = 0;

	for (size_t i = 0; i < drafting->count; i++)
		count += drafting->rows[i].place == IN && (!quota || rules_quota_of(drafting->rules, drafting->rows[i].project->track) == quota);
	return count;
}

static void
make_ranked(struct drafting *drafting)
{
	const struct scored *scored = &drafting->ranking.scored;

	for (size_t i = 0; i < scored->count; i++) {
		const struct standing *standing = &scored->standings[i];
		struct project *project = (struct project *)ranking_project(&drafting->ranking, standing->project);
		if (stage_of(project->stage) != STAGE_scored)
			continue;
		drafting->rows[drafting->count++] = (struct row){.standing = standing, .project = project, .exception = "",
			.place = standing->place == PLACE_IN ? IN : standing->place == PLACE_RESERVE ? RESERVE : OUT};
	}
	drafting->ranked = drafting->count;
}

/* By the reviewers' order of recommendation, those without one last; then by preference. */
static int
recommended_before(const struct project *a, const struct project *b)
{
	int64_t x = a->recommended == INT64_MIN ? INT64_MAX : a->recommended, y = b->recommended == INT64_MIN ? INT64_MAX : b->recommended;

	return x != y ? (x > y) - (x < y) : (b->preferred == 1) - (a->preferred == 1);
}

static int
by_recommendation(const void *a, const void *b)
{
	const struct project *x = ((const struct row *)a)->project, *y = ((const struct row *)b)->project;
	int order = recommended_before(x, y);

	return order ? order : (x->head.number > y->head.number) - (x->head.number < y->head.number);
}

/* Lets rows in from the first on; `due`: only where a shared quota has fewer than it is due. */
static void
fill_places(struct drafting *drafting, bool due)
{
	for (size_t i = drafting->ranked; i < drafting->count && count_in(drafting, NULL) < drafting->places; i++) {
		struct row *row = &drafting->rows[i];
		const struct shared_quota *quota = rules_quota_of(drafting->rules, row->project->track);
		size_t in = quota ? count_in(drafting, quota) : 0;
		if (row->place == IN || (due && (!quota || in >= (size_t)quota->floor)) || (quota && quota->cap >= 0 && in >= (size_t)quota->cap))
			continue;
		row->place = IN;
	}
}

/* Unranked: within the places by recommendation, the others on the reserve list as the rules have one. */
static void
make_unranked(struct drafting *drafting, struct project **projects, size_t count)
{
	const struct review_rules *review = rules_review(drafting->rules);
	size_t most = !review || !review->reserve_length ? SIZE_MAX : (size_t)review->reserve_length, kept = 0;

	for (size_t i = 0; i < count; i++)
		drafting->rows[drafting->count++] = (struct row){.project = projects[i], .exception = "", .place = OUT};
	qsort(drafting->rows + drafting->ranked, count, sizeof *drafting->rows, by_recommendation);
	fill_places(drafting, true);
	fill_places(drafting, false);
	for (size_t i = drafting->ranked; i < drafting->count && (!review || review->reserve_list); i++)
		if (drafting->rows[i].place == OUT && kept++ < most)
			drafting->rows[i].place = RESERVE;
}

static int
make_rows(struct drafting *drafting, struct err *err)
{
	struct project **projects;
	size_t count = unscored_projects(drafting, &projects);

	drafting->places = (size_t)drafting->call->quota;
	if (rules_review(drafting->rules)) {
		if (ranking_make(drafting->deed->desk, drafting->call->id, NULL, drafting->deed->arena, &drafting->ranking, err) < 0)
			return -1;
		if (!count)
			drafting->places = (size_t)drafting->ranking.scored.places;
	}
	drafting->rows = arena_alloc(drafting->deed->arena, (drafting->ranking.scored.count + count + 1) * sizeof *drafting->rows);
	make_ranked(drafting);
	if (drafting->ranked && check_ranking(drafting, err) < 0)
		return -1;
	if (count)
		make_unranked(drafting, projects, count);
	return 0;
}

/* Nobody is in, and nobody out, by a number alone: of those recommended alike people choose by exceptions. */
static int
check_alike(const struct drafting *drafting, struct err *err)
{
	for (size_t i = drafting->ranked; i < drafting->count; i++)
		for (size_t j = i + 1; j < drafting->count; j++) {
			const struct row *a = &drafting->rows[i], *b = &drafting->rows[j];
			if (recommended_before(a->project, b->project) != 0)
				break;
			if (!*a->exception && !*b->exception && (a->place == IN) != (b->place == IN) &&
				rules_quota_of(drafting->rules, a->project->track) == rules_quota_of(drafting->rules, b->project->track))
				return err_set(err, ERR_STAGE, _("'%s' and '%s' are recommended alike at the line: an exception with its reason says who is in"),
					a->project->id, b->project->id);
		}
	return 0;
}

/* Who came onto the reserve list by exception stands behind those whose rank put them there. */
static void
number_reserve(struct drafting *drafting)
{
	int64_t last = 0;

	for (size_t i = 0; i < drafting->count; i++)
		if (drafting->rows[i].standing && drafting->rows[i].standing->reserve > last)
			last = drafting->rows[i].standing->reserve;
	for (size_t i = 0; i < drafting->count; i++) {
		struct row *row = &drafting->rows[i];
		row->reserve = INT64_MIN;
		if (row->place == RESERVE)
			row->reserve = row->standing && row->standing->reserve ? row->standing->reserve : ++last;
	}
}

/* Exceptions change who is on the list, never how many places there are. */
static int
check_places(const struct drafting *drafting, struct err *err)
{
	size_t count, in = count_in(drafting, NULL);
	const struct shared_quota *quotas = rules_quotas(drafting->rules, &count);

	if (in > drafting->places)
		return err_set(err, ERR_INPUT, _("the list has %zu places, not %zu: an exception that lets one in takes another out"), drafting->places, in);
	for (size_t i = 0; i < count; i++) {
		in = count_in(drafting, &quotas[i]);
		if (quotas[i].cap >= 0 && in > (size_t)quotas[i].cap)
			return err_set(err, ERR_INPUT, _("the shared quota '%s' has %d places, not %zu"), words_in(quotas[i].label, words_lang()),
				quotas[i].cap, in);
	}
	return 0;
}

static int
put_row(struct drafting *drafting, const struct row *row, const struct proposal *proposal, struct err *err)
{
	struct deed *deed = drafting->deed;
	struct proposal_item *item = record_new(&type_proposal_item, deed->arena);
	struct project *project = row->project;

	item->proposal = proposal->head.number;
	item->project = project->head.number;
	item->place = places[row->place].code;
	if (row->standing) {
		item->rank = row->standing->rank;
		item->mean = scoring_print(drafting->ranking.review, row->standing->mean, deed->arena);
	}
	item->reserve = row->reserve;
	item->amount = row->place == IN ? award_amount(drafting->rules, project->track) : MONEY_NONE;
	item->exception = row->exception;
	project->proposal = proposal->head.number;
	project->reserve = row->reserve;
	project->rank = item->rank;
	project->score = item->mean;
	if (deed_put(deed, item, err) < 0)
		return -1;
	return row->place == IN ? list_advance(deed, project, STAGE_proposed, "", err) : project_stage(deed, project, places[row->place].stage, err);
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
	return proposal_settle(deed, proposal, "drafted", err);
}

static int
run(struct deed *deed, struct err *err)
{
	const struct call *call = deed->target;
	struct proposal *proposal = deed->inputs;
	struct drafting drafting = {.deed = deed, .call = call, .rules = desk_rules_of(deed->desk, call->id, err)};

	if (!drafting.rules || check_call(&drafting, err) < 0 || make_rows(&drafting, err) < 0)
		return -1;
	if (take_exceptions(&drafting, proposal->exceptions, err) < 0 || check_alike(&drafting, err) < 0 || check_places(&drafting, err) < 0)
		return -1;
	number_reserve(&drafting);
	proposal->call = call->id;
	if (!drafting.ranked)
		proposal->unscored = 1;
	proposal->state = "drafted";
	proposal->made_by = deed->person->id;
	if (deed_put(deed, proposal, err) < 0)
		return -1;
	for (size_t i = 0; i < drafting.count; i++)
		if (put_row(&drafting, &drafting.rows[i], proposal, err) < 0)
			return -1;
	deed->target = proposal;
	return sum_up(deed, proposal, err);
}
