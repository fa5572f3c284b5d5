#include <config.h>

#include "desk/ranking.h"

#include <string.h>

#include "desk/review.h"
#include "desk/room.h"
#include "record/stages.h"

size_t
call_parts(struct desk *desk, const struct record_type *type, const char *call_id, struct arena *arena, void ***out)
{
	const struct column *column = record_column(type, "call");
	struct numbers found = {0};
	struct buf key = {0};
	size_t count = 0;

	column->field->kind->key(&call_id, column->field, &key);
	struct store_order order = {.type = type, .column = column, .low = key.data, .low_len = key.len, .high = key.data, .high_len = key.len};
	store_numbers(desk->store, &order, &found);
	*out = arena_alloc(arena, (found.count + 1) * sizeof **out);
	for (size_t i = 0; i < found.count; i++) {
		void *record;
		if (store_get(desk->store, type, found.items[i], arena, &record, NULL) < 0)
			continue;
		if (strcmp(*(const char *const *)column_in(record, column), call_id) == 0) /* a key may stand for longer texts too */
			(*out)[count++] = record;
	}
	numbers_free(&found);
	buf_free(&key);
	return count;
}

size_t
call_projects(struct desk *desk, const char *call_id, uint32_t stages, struct arena *arena, struct project ***out)
{
	void **all;
	size_t total = call_parts(desk, &type_project, call_id, arena, &all), count = 0;

	*out = arena_alloc(arena, (total + 1) * sizeof **out);
	for (size_t i = 0; i < total; i++) {
		struct project *project = all[i];
		enum stage stage = stage_of(project->stage);
		if (stage < STAGE_COUNT && stages & UINT32_C(1) << stage)
			(*out)[count++] = project;
	}
	return count;
}

void *
joined_record(struct desk *desk, const struct record_type *type, uint32_t project, const char *expert, struct arena *arena)
{
	const struct column *column = record_column(type, "expert");
	void **records;
	size_t count = parts_read(desk, type, project, arena, &records);

	for (size_t i = count; i-- > 0;)
		if (strcmp(*(const char *const *)column_in(records[i], column), expert) == 0)
			return records[i];
	return NULL;
}

static uint32_t
expert_number(struct desk *desk, const char *id)
{
	return store_find(desk->store, &type_staff, record_column(&type_staff, "staff.id"), id);
}

const char *
expert_id(struct desk *desk, uint32_t number, struct arena *arena)
{
	const char *id = "";
	void *record;

	if (store_begin(desk->store, NULL) < 0)
		return id;
	if (store_get(desk->store, &type_staff, number, arena, &record, NULL) == 0)
		id = ((struct staff *)record)->id;
	store_end(desk->store);
	return id;
}

/* Experts of a call are few and their sheets many: each id is looked up once. */
struct experts {
	struct {
		const char *id;
		uint32_t number;
	} known[512];
	size_t count;
};

static uint32_t
known_expert(struct desk *desk, struct experts *experts, const char *id)
{
	for (size_t i = 0; i < experts->count; i++)
		if (strcmp(experts->known[i].id, id) == 0)
			return experts->known[i].number;
	uint32_t number = expert_number(desk, id);
	if (experts->count < sizeof experts->known / sizeof *experts->known) {
		experts->known[experts->count].id = id;
		experts->known[experts->count++].number = number;
	}
	return number;
}

/* Submitted sheets only: an unfinished, reopened or recused one does not count, and is never 0. */
static size_t
read_sheets(struct desk *desk, const char *call_id, struct arena *arena, struct sheet **out)
{
	struct experts *experts = arena_alloc(arena, sizeof *experts);
	void **records;
	size_t total = call_parts(desk, &type_score_sheet, call_id, arena, &records), count = 0;

	*out = arena_alloc(arena, (total + 1) * sizeof **out);
	for (size_t i = 0; i < total; i++) {
		const struct score_sheet *sheet = records[i];
		if (strcmp(sheet->state, "submitted") != 0 && strcmp(sheet->state, "reopening") != 0)
			continue;
		(*out)[count++] = (struct sheet){
			.project = sheet->project,
			.expert = known_expert(desk, experts, sheet->expert),
			.total = sheet->total,
			.tie_points = sheet->tie_points,
		};
	}
	return count;
}

/* What people decided last of each tie; kept apart from the projects, whose revision would tell of it. */
static void
read_ties(struct desk *desk, const char *call_id, struct candidate *candidates, size_t count, struct arena *arena)
{
	void **records;
	size_t total = call_parts(desk, &type_tie_decision, call_id, arena, &records);

	for (size_t i = 0; i < total; i++) {
		const struct tie_decision *decision = records[i];
		for (size_t j = 0; j < count; j++)
			if (candidates[j].project == decision->project)
				candidates[j].decided = (int)decision->order;
	}
}

static struct candidate *
make_candidates(struct desk *desk, const struct ranking *ranking, const struct rules *rules, struct arena *arena)
{
	struct candidate *candidates = arena_alloc(arena, (ranking->project_count + 1) * sizeof *candidates);

	for (size_t i = 0; i < ranking->project_count; i++) {
		const struct shared_quota *quota = rules_quota_of(rules, ranking->projects[i]->track);
		candidates[i] = (struct candidate){
			.project = ranking->projects[i]->head.number,
			.quota = quota ? quota->code : NULL,
			.preference = ranking->projects[i]->preferred == 1,
		};
	}
	read_ties(desk, ranking->call->id, candidates, ranking->project_count, arena);
	return candidates;
}

/* The drafted list that counts, and its rows. */
static size_t
live_rows(struct desk *desk, const char *call_id, struct arena *arena, struct proposal_item ***items)
{
	const struct proposal *live = live_proposal(desk, call_id, arena);

	return live ? proposal_items(desk, live->head.number, arena, items) : 0;
}

/* Who left takes no place, unless it was from the list that counts: there its rank is on record.  What no expert scores has no rank. */
static void
drop_gone(struct desk *desk, struct ranking *ranking, const struct rules *rules, struct arena *arena)
{
	static const uint32_t gone = STAGE_SET(removed) | STAGE_SET(declined);
	struct proposal_item **items = NULL;
	size_t count = 0, kept = 0;
	bool read = false;

	for (size_t i = 0; i < ranking->project_count; i++) {
		struct project *project = ranking->projects[i];
		bool listed = !(gone & UINT32_C(1) << stage_of(project->stage));
		if (!rules_scored(rules, project->track))
			continue;
		if (!listed && !read) {
			count = live_rows(desk, ranking->call->id, arena, &items);
			read = true;
		}
		for (size_t j = 0; j < count && !listed; j++)
			listed = items[j]->project == project->head.number;
		if (listed)
			ranking->projects[kept++] = project;
	}
	ranking->project_count = kept;
}

int
ranking_make(struct desk *desk, const char *call_id, const struct what_if *what_if, struct arena *arena, struct ranking *out, struct err *err)
{
	static const uint32_t ranked = STAGE_SET(in_review) | STAGE_SET(scored) | STAGE_SET(proposed) | STAGE_SET(reserve) | STAGE_SET(not_selected) |
		STAGE_SET(resolved) | STAGE_SET(publicised) | STAGE_SET(awarded) | STAGE_SET(removed) | STAGE_SET(declined);
	const struct rules *rules = desk_rules_of(desk, call_id, err);
	uint32_t number = store_find(desk->store, &type_call, record_column(&type_call, "call.id"), call_id);
	struct sheet *sheets;
	void *call;

	*out = (struct ranking){0};
	if (!number)
		return err_set(err, ERR_MISSING, _("there is no call '%s'"), call_id);
	if (!rules || store_get(desk->store, &type_call, number, arena, &call, err) < 0)
		return -1;
	if (what_if && what_if->without && !expert_number(desk, what_if->without))
		return err_set(err, ERR_INPUT, _("'%s' is not entered as an expert"), what_if->without);
	out->supposed = what_if && (what_if->quota >= 0 || what_if->without || what_if->untrimmed);
	out->call = call;
	out->review = rules_review(rules);
	if (!out->review)
		return err_set(err, ERR_STAGE, _("by the rules of call '%s' no experts review"), call_id);
	out->project_count = call_projects(desk, call_id, ranked, arena, &out->projects);
	drop_gone(desk, out, rules, arena);
	struct scoring_input input = {
		.review = out->review,
		.candidates = make_candidates(desk, out, rules, arena),
		.candidate_count = out->project_count,
		.quota = what_if && what_if->quota >= 0 ? what_if->quota : (int)out->call->quota,
		.without = what_if && what_if->without ? expert_number(desk, what_if->without) : 0,
		.untrimmed = what_if && what_if->untrimmed,
	};
	input.shared = rules_quotas(rules, &input.shared_count);
	input.sheet_count = read_sheets(desk, call_id, arena, &sheets);
	input.sheets = sheets;
	out->scored = scoring_rank(&input, arena);
	return 0;
}

int
desk_rank(struct desk *desk, const char *call_id, const struct what_if *what_if, struct arena *arena, struct ranking *out, struct err *err)
{
	int result;

	if (desk_veiled(desk))
		return err_set(err, ERR_DENIED, _("'%s' may not see rankings"), desk->person.name);
	if (store_begin(desk->store, err) < 0)
		return -1;
	result = ranking_make(desk, call_id, what_if, arena, out, err);
	store_end(desk->store);
	return result;
}

const struct project *
ranking_project(const struct ranking *ranking, uint32_t number)
{
	size_t low = 0, high = ranking->project_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		uint32_t here = ranking->projects[middle]->head.number;
		if (here == number)
			return ranking->projects[middle];
		if (here < number)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static const char *const places[] = {[PLACE_IN] = "in", [PLACE_RESERVE] = "reserve", [PLACE_OUT] = "out", [PLACE_TIED] = "", [PLACE_UNSCORED] = ""};
/* Once a list is drafted the stage says it. */
static const char *const listed[STAGE_COUNT] = {
	[STAGE_proposed] = "in", [STAGE_resolved] = "in", [STAGE_publicised] = "in", [STAGE_awarded] = "in", [STAGE_reserve] = "reserve",
	[STAGE_not_selected] = "out", [STAGE_removed] = "out", [STAGE_declined] = "out",
};

const char *
ranking_place(const struct ranking *ranking, const struct standing *standing)
{
	enum stage stage = stage_of(ranking_project(ranking, standing->project)->stage);

	return !ranking->supposed && stage < STAGE_COUNT && listed[stage] ? listed[stage] : places[standing->place];
}

/* "92", "91.5": a total without needless zeros. */
static void
add_total(struct buf *out, int64_t hundredths)
{
	if (hundredths % 100 == 0)
		buf_addf(out, "%lld", (long long)(hundredths / 100));
	else if (hundredths % 10 == 0)
		buf_addf(out, "%lld.%lld", (long long)(hundredths / 100), (long long)(hundredths % 100 / 10));
	else
		buf_addf(out, "%lld.%02lld", (long long)(hundredths / 100), (long long)(hundredths % 100));
}

const char *
ranking_totals(const struct ranking *ranking, const struct standing *standing, struct arena *arena)
{
	struct buf text = {0};
	const char *shown;

	for (size_t i = 0; i < standing->sheet_count; i++) {
		const struct scored_sheet *sheet = &ranking->scored.sheets[standing->first_sheet + i];
		buf_adds(&text, i ? " " : "");
		buf_adds(&text, sheet->dropped ? "(" : "");
		add_total(&text, sheet->sheet.total);
		buf_adds(&text, sheet->dropped ? ")" : "");
		buf_adds(&text, sheet->far ? "!" : "");
	}
	shown = arena_strdup(arena, buf_text(&text));
	buf_free(&text);
	return shown;
}
