#include <config.h>

#include "rules/assigning.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { PROJECTS_MOST = 40, EXPERTS_MOST = 40, PAIRS_MOST = 2000 };

/* Projects are numbered from 101, experts from 1. */
struct room {
	uint32_t projects[PROJECTS_MOST];
	struct assigning_expert experts[EXPERTS_MOST];
	struct assigning_pair barred[PAIRS_MOST], kept[PAIRS_MOST];
	struct assigning_input input;
	struct arena arena;
};

static void
start(struct room *room, size_t projects, size_t experts, int sheets, int cap)
{
	*room = (struct room){0};
	room->input = (struct assigning_input){
		.projects = room->projects, .project_count = projects, .experts = room->experts, .expert_count = experts, .sheets = sheets,
		.barred = room->barred, .kept = room->kept,
	};
	for (size_t i = 0; i < projects; i++)
		room->projects[i] = 101 + (uint32_t)i;
	for (size_t i = 0; i < experts; i++)
		room->experts[i] = (struct assigning_expert){1 + (uint32_t)i, cap};
}

static void
bar(struct room *room, uint32_t project, uint32_t expert)
{
	room->barred[room->input.barred_count++] = (struct assigning_pair){project, expert};
}

static void
keep(struct room *room, uint32_t project, uint32_t expert)
{
	room->kept[room->input.kept_count++] = (struct assigning_pair){project, expert};
}

static struct assigning_result
run(struct room *room)
{
	return assigning_run(&room->input, &room->arena);
}

static bool
has(const struct assigning_pair *pairs, size_t count, struct assigning_pair pair)
{
	for (size_t i = 0; i < count; i++)
		if (pairs[i].project == pair.project && pairs[i].expert == pair.expert)
			return true;
	return false;
}

static int
count_of(const struct assigning_pair *pairs, size_t count, uint32_t project, uint32_t expert)
{
	int found = 0;
	for (size_t i = 0; i < count; i++)
		found += (!project || pairs[i].project == project) && (!expert || pairs[i].expert == expert);
	return found;
}

static int
load_of(const struct room *room, const struct assigning_result *result, uint32_t expert)
{
	return count_of(result->added, result->added_count, 0, expert) + count_of(room->kept, room->input.kept_count, 0, expert);
}

/* What holds of every result. */
static void
cr_sound(const struct room *room, const struct assigning_result *result)
{
	const struct assigning_input *input = &room->input;
	int least = INT_MAX, most = 0, missing = 0;
	for (size_t i = 0; i < result->added_count; i++) {
		const struct assigning_pair *pair = &result->added[i];
		cr_assert_not(has(input->barred, input->barred_count, *pair), "a conflict: %u %u", pair->project, pair->expert);
		cr_assert_not(has(input->kept, input->kept_count, *pair), "kept and added");
		cr_assert(i == 0 || pair[-1].project < pair->project || (pair[-1].project == pair->project && pair[-1].expert < pair->expert),
		          "sorted, none twice");
	}
	for (size_t i = 0; i < input->expert_count; i++) {
		int load = load_of(room, result, input->experts[i].expert), cap = input->experts[i].load_cap;
		int kept = count_of(input->kept, input->kept_count, 0, input->experts[i].expert);
		cr_assert(!cap || load <= cap || load == kept, "over the cap");
		least = load < least ? load : least;
		most = load > most ? load : most;
	}
	cr_assert_eq(result->least_load, least);
	cr_assert_eq(result->most_load, most);
	for (size_t i = 0; i < input->project_count; i++) {
		int have = count_of(result->added, result->added_count, input->projects[i], 0) +
		           count_of(input->kept, input->kept_count, input->projects[i], 0);
		missing += have < input->sheets;
	}
	cr_assert_eq(result->lack_count, (size_t)missing);
}

/* ---- against brute force: all ways of small rooms */

struct best {
	int sheets;
	long cost; /* sum of squares of the loads; least among those with most sheets */
};

static void
try(const struct room *room, size_t project, int *loads, int sheets, struct best *best);

static bool
free_for(const struct room *room, uint32_t project, const struct assigning_expert *expert, int load)
{
	struct assigning_pair pair = {project, expert->expert};
	return (!expert->load_cap || load < expert->load_cap) && !has(room->barred, room->input.barred_count, pair) &&
	       !has(room->kept, room->input.kept_count, pair);
}

static void
try_experts(const struct room *room, size_t project, size_t expert, int left, int *loads, int sheets, struct best *best)
{
	if (expert == room->input.expert_count || left == 0) {
		try(room, project + 1, loads, sheets, best);
		return;
	}
	try_experts(room, project, expert + 1, left, loads, sheets, best);
	if (!free_for(room, room->projects[project], &room->experts[expert], loads[expert]))
		return;
	loads[expert]++;
	try_experts(room, project, expert + 1, left - 1, loads, sheets + 1, best);
	loads[expert]--;
}

static void
try(const struct room *room, size_t project, int *loads, int sheets, struct best *best)
{
	if (project < room->input.project_count) {
		int kept = count_of(room->kept, room->input.kept_count, room->projects[project], 0);
		int left = room->input.sheets > kept ? room->input.sheets - kept : 0;
		try_experts(room, project, 0, left, loads, sheets, best);
		return;
	}
	long cost = 0;
	for (size_t i = 0; i < room->input.expert_count; i++)
		cost += (long)loads[i] * loads[i];
	if (sheets > best->sheets || (sheets == best->sheets && cost < best->cost))
		*best = (struct best){sheets, cost};
}

static uint64_t state = 3;

static uint32_t
draw(uint32_t below)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)((state >> 33) % below);
}

Test(assigning, small_rooms_are_as_full_and_as_even_as_any_way_makes_them)
{
	for (int round = 0; round < 3000; round++) {
		struct room room;
		size_t projects = 1 + draw(4), experts = 1 + draw(5);
		start(&room, projects, experts, 1 + (int)draw(3), 0);
		for (uint32_t e = 0; e < experts; e++)
			room.experts[e].load_cap = (int)draw(4);
		uint32_t barred = draw(80), kept = draw(2) * draw(40);
		for (uint32_t p = 0; p < projects; p++)
			for (uint32_t e = 0; e < experts; e++) {
				if (draw(100) < barred)
					bar(&room, 101 + p, 1 + e);
				else if (draw(100) < kept)
					keep(&room, 101 + p, 1 + e);
			}
		struct assigning_result result = run(&room);
		cr_sound(&room, &result);
		int loads[EXPERTS_MOST] = {0};
		long cost = 0;
		for (size_t e = 0; e < experts; e++) {
			long load = load_of(&room, &result, 1 + (uint32_t)e);
			loads[e] = count_of(room.kept, room.input.kept_count, 0, 1 + (uint32_t)e);
			cost += load * load;
		}
		struct best best = {-1, 0};
		try(&room, 0, loads, 0, &best);
		cr_assert_eq(result.added_count, (size_t)best.sheets, "round %d: %zu sheets, %d can be had", round, result.added_count, best.sheets);
		cr_assert_eq(cost, best.cost, "round %d: cost %ld, %ld can be had", round, cost, best.cost);
		arena_free(&room.arena);
	}
}

/* ---- claims */

Test(assigning, loads_are_within_one_where_nothing_stands_in_the_way)
{
	struct room room;
	start(&room, 22, 9, 5, 0);
	struct assigning_result result = run(&room);
	cr_sound(&room, &result);
	cr_assert_eq(result.added_count, 110);
	cr_assert_eq(result.lack_count, 0);
	cr_assert_eq(result.least_load, 12);
	cr_assert_eq(result.most_load, 13);
	arena_free(&room.arena);
}

Test(assigning, what_a_greedy_hand_would_miss_is_found)
{
	/* 103 can only have expert 1, 102 only 1 and 2: whoever gives 1 to 101 first must take it back. */
	struct room room;
	start(&room, 3, 3, 1, 1);
	bar(&room, 102, 3);
	bar(&room, 103, 2);
	bar(&room, 103, 3);
	struct assigning_result result = run(&room);
	cr_assert_eq(result.added_count, 3);
	cr_assert(has(result.added, 3, (struct assigning_pair){101, 3}));
	cr_assert(has(result.added, 3, (struct assigning_pair){102, 2}));
	cr_assert(has(result.added, 3, (struct assigning_pair){103, 1}));
	arena_free(&room.arena);
}

Test(assigning, what_cannot_be_is_explained)
{
	struct room room;
	start(&room, 2, 4, 3, 0);
	bar(&room, 102, 1);
	bar(&room, 102, 2);
	bar(&room, 102, 2);
	struct assigning_result result = run(&room);
	cr_assert_eq(result.lack_count, 1);
	cr_assert_eq(result.lacks[0].project, 102);
	cr_assert_eq(result.lacks[0].missing, 1);
	cr_assert_eq(result.lacks[0].barred, 2);
	cr_assert_eq(result.lacks[0].full, 0);
	for (size_t i = 0; i < 4; i++)
		room.experts[i].load_cap = 1;
	result = run(&room);
	cr_assert_eq(result.added_count, 4);
	cr_assert_eq(result.lack_count, 2, "first one for each, then a second");
	cr_assert_eq(result.lacks[0].missing, 1);
	cr_assert_eq(result.lacks[0].full, 2);
	cr_assert_eq(result.lacks[1].missing, 1);
	arena_free(&room.arena);
}

Test(assigning, what_is_scarce_is_shared_out)
{
	struct room room;
	start(&room, 6, 3, 3, 3);
	struct assigning_result result = run(&room);
	cr_assert_eq(result.added_count, 9);
	for (size_t i = 0; i < 6; i++)
		cr_assert(count_of(result.added, result.added_count, 101 + (uint32_t)i, 0) >= 1, "no project goes without");
	arena_free(&room.arena);
}

Test(assigning, a_project_in_conflict_with_everybody_gets_nobody)
{
	struct room room;
	start(&room, 1, 3, 2, 0);
	for (uint32_t i = 1; i <= 3; i++)
		bar(&room, 101, i);
	struct assigning_result result = run(&room);
	cr_assert_eq(result.added_count, 0);
	cr_assert_eq(result.lacks[0].missing, 2);
	cr_assert_eq(result.lacks[0].barred, 3);
	arena_free(&room.arena);
}

Test(assigning, nobody_and_nothing)
{
	struct room room;
	start(&room, 2, 0, 5, 0);
	struct assigning_result result = run(&room);
	cr_assert_eq(result.lack_count, 2);
	cr_assert_eq(result.most_load, 0);
	arena_free(&room.arena);
	start(&room, 0, 2, 5, 0);
	result = run(&room);
	cr_assert_eq(result.lack_count + result.added_count, 0);
	arena_free(&room.arena);
	start(&room, 2, 2, 0, 0);
	result = run(&room);
	cr_assert_eq(result.lack_count + result.added_count, 0);
	arena_free(&room.arena);
}

Test(assigning, late_projects_and_experts_disturb_nothing)
{
	struct room room;
	start(&room, 10, 7, 5, 0);
	struct assigning_result first = run(&room);
	for (size_t i = 0; i < first.added_count; i++)
		keep(&room, first.added[i].project, first.added[i].expert);
	struct assigning_result again = run(&room);
	cr_assert_eq(again.added_count, 0, "nothing was added: nothing changes");
	for (uint32_t i = 10; i < 13; i++)
		room.projects[i] = 101 + i;
	room.input.project_count = 13;
	room.experts[7] = (struct assigning_expert){8, 0};
	room.input.expert_count = 8;
	struct assigning_result late = run(&room);
	cr_sound(&room, &late);
	cr_assert_eq(late.added_count, 15);
	for (size_t i = 0; i < late.added_count; i++)
		cr_assert_geq(late.added[i].project, 111);
	cr_assert_eq(load_of(&room, &late, 8), 3, "the new expert reads all the late ones");
	cr_assert_eq(late.most_load, 10 * 5 / 7 + 2);
	arena_free(&room.arena);
}

Test(assigning, a_recused_expert_is_replaced_and_nobody_else_moves)
{
	struct room room;
	start(&room, 4, 6, 5, 0);
	struct assigning_result first = run(&room);
	uint32_t recused = first.added[0].expert;
	bar(&room, 101, recused);
	for (size_t i = 1; i < first.added_count; i++)
		keep(&room, first.added[i].project, first.added[i].expert);
	struct assigning_result again = run(&room);
	cr_assert_eq(again.added_count, 1);
	cr_assert_eq(again.added[0].project, 101);
	cr_assert_neq(again.added[0].expert, recused);
	cr_assert_eq(again.lack_count, 0);
	arena_free(&room.arena);
}

Test(assigning, what_is_kept_stays_over_caps_and_beyond_the_list)
{
	struct room room;
	start(&room, 1, 3, 2, 2);
	keep(&room, 55, 1);
	keep(&room, 56, 1);
	keep(&room, 57, 1);
	keep(&room, 101, 2);
	keep(&room, 101, 99);
	struct assigning_result result = run(&room);
	cr_assert_eq(result.added_count, 0, "expert 99, who left, has written a sheet");
	cr_assert_eq(result.most_load, 3);
	room.input.sheets = 4;
	result = run(&room);
	cr_assert_eq(result.added_count, 1);
	cr_assert_eq(result.added[0].expert, 3);
	cr_assert_eq(result.lacks[0].missing, 1);
	cr_assert_eq(result.lacks[0].full, 1);
	arena_free(&room.arena);
}

static void
reverse(void *items, size_t count, size_t size)
{
	char kept[32], *bytes = items;
	for (size_t i = 0; i < count / 2; i++) {
		memcpy(kept, bytes + i * size, size);
		memcpy(bytes + i * size, bytes + (count - 1 - i) * size, size);
		memcpy(bytes + (count - 1 - i) * size, kept, size);
	}
}

Test(assigning, the_same_comes_out_of_any_order)
{
	struct room room;
	start(&room, 30, 20, 5, 8);
	for (int i = 0; i < 200; i++)
		bar(&room, 101 + draw(30), 1 + draw(20));
	struct assigning_result first = run(&room);
	cr_sound(&room, &first);
	reverse(room.projects, 30, sizeof *room.projects);
	reverse(room.experts, 20, sizeof *room.experts);
	reverse(room.barred, room.input.barred_count, sizeof *room.barred);
	struct assigning_result again = run(&room);
	cr_assert_eq(again.added_count, first.added_count);
	for (size_t i = 0; i < first.added_count; i++)
		cr_assert(again.added[i].project == first.added[i].project && again.added[i].expert == first.added[i].expert);
	arena_free(&room.arena);
}

Test(assigning, panels_mix)
{
	struct room room;
	int together = 0;
	start(&room, 40, 20, 5, 0);
	struct assigning_result result = run(&room);
	for (uint32_t i = 0; i < 40; i++)
		together += has(result.added, result.added_count, (struct assigning_pair){101 + i, 1}) &&
		            has(result.added, result.added_count, (struct assigning_pair){101 + i, 2});
	cr_assert_lt(together, 10, "two experts do not always sit together");
	arena_free(&room.arena);
}
