/* Projects take `sheets` units of flow, experts pass as many as their caps allow, and an expert's n-th project costs n: a
 * minimum-cost flow of greatest size is an assignment that leaves no sheet unfound and whose loads are as even as can be.
 *
 * It is found in two passes, because its graph is dense and nearly everything is allowed.  First each project takes the
 * least loaded expert it may have; where none is left an augmenting path moves sheets among experts until one is, so the
 * flow is greatest.  Then, as long as a path leads from an expert to one with at least two projects fewer, a sheet is moved
 * along it: as costs are convex and lie on the experts alone, no such path means no cycle of negative cost, which is to say
 * least cost (Harvey, Ladner, Lovász, Tamir, "Semi-matchings for bipartite graphs").  Few paths are needed after so good a
 * beginning, where successive shortest paths would need one for each sheet.  What a search in vain has seen can never be
 * part of a path again, so all such searches of a pass together cost one look at the graph. */
#include <config.h>

#include "rules/assigning.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { BITS = 64, NOBODY = -1 };

struct flow {
	const struct assigning_input *input;
	struct arena *arena;
	uint32_t *projects; /* sorted, as experts are; both go by their place from here on */
	struct assigning_expert *experts;
	size_t project_count, expert_count;
	size_t expert_words, project_words; /* of a set of all experts, of all projects */
	uint64_t *taken; /* by project: experts it cannot be given to, be it that they have it */
	uint64_t *mine;  /* by expert: projects given to them here, which may move on */
	int *have;       /* sheets of a project */
	int *barred;     /* conflicts of a project */
	int *load;       /* projects of an expert */
	/* of a search */
	uint64_t *goal, *seen, *dead; /* experts; the dead lead nowhere */
	uint64_t *seen_projects;
	int *queue, *from_project, *from_expert; /* how an expert was reached */
};

/* ---- sets */

static bool
set_has(const uint64_t *set, size_t member)
{
	return set[member / BITS] >> member % BITS & 1;
}

static void
set_add(uint64_t *set, size_t member)
{
	set[member / BITS] |= UINT64_C(1) << member % BITS;
}

static void
set_drop(uint64_t *set, size_t member)
{
	set[member / BITS] &= ~(UINT64_C(1) << member % BITS);
}

/* Takes the least member out. */
static size_t
first_of(uint64_t *word)
{
	size_t bit = (size_t)__builtin_ctzll(*word);
	*word &= *word - 1;
	return bit;
}

/* ---- the graph */

static int
compare_numbers(const void *a, const void *b)
{
	uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
	return (one > other) - (one < other);
}

/* Of one who is named twice the tighter cap comes first, and counts. */
static int
compare_experts(const void *a, const void *b)
{
	const struct assigning_expert *one = a, *other = b;
	int order = compare_numbers(&one->expert, &other->expert);
	return order ? order : (one->load_cap > other->load_cap) - (one->load_cap < other->load_cap);
}

static int
compare_pairs(const void *a, const void *b)
{
	const struct assigning_pair *one = a, *other = b;
	int order = compare_numbers(&one->project, &other->project);
	return order ? order : compare_numbers(&one->expert, &other->expert);
}

static int
place_of(const void *items, size_t count, size_t size, uint32_t number)
{
	const char *found = count ? bsearch(&number, items, count, size, compare_numbers) : NULL;
	return found ? (int)((size_t)(found - (const char *)items) / size) : NOBODY;
}

static void
take_projects(struct flow *flow)
{
	size_t count = flow->input->project_count;
	flow->projects = arena_alloc(flow->arena, (count + 1) * sizeof *flow->projects);
	for (size_t i = 0; i < count; i++)
		flow->projects[i] = flow->input->projects[i];
	if (count)
		qsort(flow->projects, count, sizeof *flow->projects, compare_numbers);
	for (size_t i = 0; i < count; i++)
		if (!flow->project_count || flow->projects[flow->project_count - 1] != flow->projects[i])
			flow->projects[flow->project_count++] = flow->projects[i];
}

static void
take_experts(struct flow *flow)
{
	size_t count = flow->input->expert_count;
	flow->experts = arena_alloc(flow->arena, (count + 1) * sizeof *flow->experts);
	for (size_t i = 0; i < count; i++) {
		flow->experts[i] = flow->input->experts[i];
		if (flow->experts[i].load_cap <= 0)
			flow->experts[i].load_cap = INT_MAX;
	}
	if (count)
		qsort(flow->experts, count, sizeof *flow->experts, compare_experts);
	for (size_t i = 0; i < count; i++)
		if (!flow->expert_count || flow->experts[flow->expert_count - 1].expert != flow->experts[i].expert)
			flow->experts[flow->expert_count++] = flow->experts[i];
}

static void *
room_for(struct flow *flow, size_t count, size_t size)
{
	return arena_alloc(flow->arena, (count + 1) * size);
}

static void
make_sets(struct flow *flow)
{
	flow->expert_words = flow->expert_count / BITS + 1;
	flow->project_words = flow->project_count / BITS + 1;
	flow->taken = room_for(flow, flow->project_count * flow->expert_words, sizeof *flow->taken);
	flow->mine = room_for(flow, flow->expert_count * flow->project_words, sizeof *flow->mine);
	flow->have = room_for(flow, flow->project_count, sizeof *flow->have);
	flow->barred = room_for(flow, flow->project_count, sizeof *flow->barred);
	flow->load = room_for(flow, flow->expert_count, sizeof *flow->load);
	flow->goal = room_for(flow, flow->expert_words, sizeof *flow->goal);
	flow->seen = room_for(flow, flow->expert_words, sizeof *flow->seen);
	flow->dead = room_for(flow, flow->expert_words, sizeof *flow->dead);
	flow->seen_projects = room_for(flow, flow->project_words, sizeof *flow->seen_projects);
	flow->queue = room_for(flow, flow->expert_count, sizeof *flow->queue);
	flow->from_project = room_for(flow, flow->expert_count, sizeof *flow->from_project);
	flow->from_expert = room_for(flow, flow->expert_count, sizeof *flow->from_expert);
}

static uint64_t *
taken_of(const struct flow *flow, size_t project)
{
	return flow->taken + project * flow->expert_words;
}

static uint64_t *
mine_of(const struct flow *flow, size_t expert)
{
	return flow->mine + expert * flow->project_words;
}

/* A kept pair that is a conflict as well stays, and is no conflict that stands in the way. */
static void
take_barred(struct flow *flow)
{
	for (size_t i = 0; i < flow->input->barred_count; i++) {
		const struct assigning_pair *pair = &flow->input->barred[i];
		int project = place_of(flow->projects, flow->project_count, sizeof *flow->projects, pair->project);
		int expert = place_of(flow->experts, flow->expert_count, sizeof *flow->experts, pair->expert);
		if (project == NOBODY || expert == NOBODY || set_has(taken_of(flow, (size_t)project), (size_t)expert))
			continue;
		set_add(taken_of(flow, (size_t)project), (size_t)expert);
		flow->barred[project]++;
	}
}

static void
take_kept(struct flow *flow)
{
	size_t count = flow->input->kept_count;
	struct assigning_pair *kept = room_for(flow, count, sizeof *kept);
	for (size_t i = 0; i < count; i++)
		kept[i] = flow->input->kept[i];
	if (count)
		qsort(kept, count, sizeof *kept, compare_pairs);
	for (size_t i = 0; i < count; i++) {
		int project = place_of(flow->projects, flow->project_count, sizeof *flow->projects, kept[i].project);
		int expert = place_of(flow->experts, flow->expert_count, sizeof *flow->experts, kept[i].expert);
		if (i && compare_pairs(&kept[i - 1], &kept[i]) == 0)
			continue;
		if (project != NOBODY)
			flow->have[project]++;
		if (expert != NOBODY)
			flow->load[expert]++;
		if (project != NOBODY && expert != NOBODY)
			set_add(taken_of(flow, (size_t)project), (size_t)expert);
	}
}

static bool
has_room(const struct flow *flow, size_t expert)
{
	return flow->load[expert] < flow->experts[expert].load_cap;
}

/* ---- paths */

static void
give(struct flow *flow, size_t project, size_t expert)
{
	set_add(taken_of(flow, project), expert);
	set_add(mine_of(flow, expert), project);
}

static void
take_back(struct flow *flow, size_t project, size_t expert)
{
	set_drop(taken_of(flow, project), expert);
	set_drop(mine_of(flow, expert), project);
}

/* Marks what is new among those whom the project may be given to, and puts it into the queue; one who is the goal ends the search. */
static int
reach(struct flow *flow, int project, int expert, size_t *queued)
{
	const uint64_t *taken = taken_of(flow, (size_t)project);
	for (size_t i = 0; i < flow->expert_words; i++) {
		uint64_t fresh = ~(taken[i] | flow->seen[i] | flow->dead[i]);
		uint64_t hits = fresh & flow->goal[i];
		if (hits)
			fresh = hits;
		flow->seen[i] |= fresh;
		while (fresh) {
			size_t found = i * BITS + first_of(&fresh);
			if (found >= flow->expert_count)
				break;
			flow->from_project[found] = project;
			flow->from_expert[found] = expert;
			if (hits)
				return (int)found;
			flow->queue[(*queued)++] = (int)found;
		}
	}
	return NOBODY;
}

/* From a project that wants an expert, or from an expert who has too many, to one who is the goal. */
static int
search(struct flow *flow, int project, int expert)
{
	size_t queued = 0;
	memset(flow->seen, 0, flow->expert_words * sizeof *flow->seen);
	memset(flow->seen_projects, 0, flow->project_words * sizeof *flow->seen_projects);
	int found = project != NOBODY ? reach(flow, project, NOBODY, &queued) : NOBODY;
	if (expert != NOBODY) {
		set_add(flow->seen, (size_t)expert);
		flow->from_project[expert] = NOBODY;
		flow->queue[queued++] = expert;
	}
	for (size_t at = 0; found == NOBODY && at < queued; at++) {
		const uint64_t *mine = mine_of(flow, (size_t)flow->queue[at]);
		for (size_t i = 0; found == NOBODY && i < flow->project_words; i++) {
			uint64_t fresh = mine[i] & ~flow->seen_projects[i];
			flow->seen_projects[i] |= fresh;
			while (fresh && found == NOBODY)
				found = reach(flow, (int)(i * BITS + first_of(&fresh)), flow->queue[at], &queued);
		}
	}
	for (size_t i = 0; found == NOBODY && i < flow->expert_words; i++)
		flow->dead[i] |= flow->seen[i];
	return found;
}

/* Moves a sheet along the path that ends at this expert. */
static void
follow(struct flow *flow, int expert)
{
	flow->load[expert]++;
	for (;;) {
		int project = flow->from_project[expert], before = flow->from_expert[expert];
		give(flow, (size_t)project, (size_t)expert);
		if (before == NOBODY) {
			flow->have[project]++;
			return;
		}
		take_back(flow, (size_t)project, (size_t)before);
		expert = before;
		if (flow->from_project[expert] == NOBODY)
			break;
	}
	flow->load[expert]--;
}

/* ---- first pass: as many as can be had */

/* Among equals, chance that is the same each time: panels mix, so that strict and lenient experts can be told apart. */
static uint64_t
chance(uint32_t project, uint32_t expert)
{
	uint64_t mixed = ((uint64_t)project << 32 | expert) * UINT64_C(0x9E3779B97F4A7C15);
	return (mixed ^ mixed >> 32) * UINT64_C(0xD6E8FEB86659FD93) >> 32;
}

static int
least_loaded(const struct flow *flow, size_t project)
{
	const uint64_t *taken = taken_of(flow, project);
	int best = NOBODY;
	uint64_t best_chance = 0;
	for (size_t i = 0; i < flow->expert_words; i++) {
		uint64_t free = flow->goal[i] & ~taken[i];
		while (free) {
			int expert = (int)(i * BITS + first_of(&free));
			if (best != NOBODY && flow->load[expert] > flow->load[best])
				continue;
			uint64_t drawn = chance(flow->projects[project], flow->experts[expert].expert);
			if (best == NOBODY || flow->load[expert] < flow->load[best] || drawn < best_chance) {
				best = expert;
				best_chance = drawn;
			}
		}
	}
	return best;
}

static void
find_one(struct flow *flow, size_t project)
{
	int expert = least_loaded(flow, project);
	if (expert != NOBODY) {
		give(flow, project, (size_t)expert);
		flow->load[expert]++;
		flow->have[project]++;
	} else {
		expert = search(flow, (int)project, NOBODY);
		if (expert != NOBODY)
			follow(flow, expert);
	}
	if (expert != NOBODY && !has_room(flow, (size_t)expert))
		set_drop(flow->goal, (size_t)expert);
}

static void
fill(struct flow *flow)
{
	for (size_t i = 0; i < flow->expert_count; i++)
		if (has_room(flow, i))
			set_add(flow->goal, i);
	for (int wanted = 1; wanted <= flow->input->sheets; wanted++)
		for (size_t i = 0; i < flow->project_count; i++)
			if (flow->have[i] < wanted)
				find_one(flow, i);
}

/* ---- second pass: as even as can be */

/* Those who have at most so many projects, and room for another; false when there are none. */
static bool
aim(struct flow *flow, int most)
{
	bool any = false;
	memset(flow->goal, 0, flow->expert_words * sizeof *flow->goal);
	for (size_t i = 0; i < flow->expert_count; i++) {
		if (flow->load[i] > most || !has_room(flow, i))
			continue;
		set_add(flow->goal, i);
		any = true;
	}
	return any;
}

static int
most_load(const struct flow *flow)
{
	int most = 0;
	for (size_t i = 0; i < flow->expert_count; i++)
		most = flow->load[i] > most ? flow->load[i] : most;
	return most;
}

static void
even_out(struct flow *flow)
{
	memset(flow->dead, 0, flow->expert_words * sizeof *flow->dead);
	for (int load = most_load(flow); load >= 2 && aim(flow, load - 2); load--) {
		for (size_t i = 0; i < flow->expert_count; i++) {
			if (flow->load[i] != load || set_has(flow->dead, i))
				continue;
			int found = search(flow, NOBODY, (int)i);
			if (found == NOBODY)
				continue;
			follow(flow, found);
			if (flow->load[found] > load - 2 || !has_room(flow, (size_t)found))
				set_drop(flow->goal, (size_t)found);
		}
	}
}

/* ---- the result */

static void
tell_added(struct flow *flow, struct assigning_result *result)
{
	size_t most = 0;
	for (size_t i = 0; i < flow->expert_count; i++)
		most += (size_t)flow->load[i];
	result->added = room_for(flow, most, sizeof *result->added);
	for (size_t i = 0; i < flow->expert_count; i++) {
		for (size_t k = 0; k < flow->project_words; k++) {
			uint64_t mine = mine_of(flow, i)[k];
			while (mine)
				result->added[result->added_count++] = (struct assigning_pair){
					.project = flow->projects[k * BITS + first_of(&mine)],
					.expert = flow->experts[i].expert,
				};
		}
	}
	if (result->added_count)
		qsort(result->added, result->added_count, sizeof *result->added, compare_pairs);
}

static int
count_full(const struct flow *flow, size_t project)
{
	int full = 0;
	for (size_t i = 0; i < flow->expert_count; i++)
		full += !set_has(taken_of(flow, project), i) && !has_room(flow, i);
	return full;
}

static void
tell_lacks(struct flow *flow, struct assigning_result *result)
{
	result->lacks = room_for(flow, flow->project_count, sizeof *result->lacks);
	for (size_t i = 0; i < flow->project_count; i++)
		if (flow->have[i] < flow->input->sheets)
			result->lacks[result->lack_count++] = (struct assigning_lack){
				.project = flow->projects[i],
				.missing = flow->input->sheets - flow->have[i],
				.barred = flow->barred[i],
				.full = count_full(flow, i),
			};
}

struct assigning_result
assigning_run(const struct assigning_input *input, struct arena *arena)
{
	struct flow flow = {.input = input, .arena = arena};
	struct assigning_result result = {0};
	take_projects(&flow);
	take_experts(&flow);
	make_sets(&flow);
	take_kept(&flow);
	take_barred(&flow);
	fill(&flow);
	even_out(&flow);
	tell_added(&flow, &result);
	tell_lacks(&flow, &result);
	result.most_load = most_load(&flow);
	result.least_load = flow.expert_count ? result.most_load : 0;
	for (size_t i = 0; i < flow.expert_count; i++)
		result.least_load = flow.load[i] < result.least_load ? flow.load[i] : result.least_load;
	return result;
}
