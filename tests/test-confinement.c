/* Nobody learns what they may not: records that differ only in what a person may not see are the same to that person, in every list, order,
 * count, history, answer and file. */
#include <config.h>

#include <string.h>

#include <criterion/criterion.h>

#include "hiding.h"
#include "observe.h"
#include "testfiles.h"

enum { PAIRS = 125 };

static void
look(struct world *world, const char *side, const char *as, struct buf *out)
{
	struct observing observing = {.desk = world_desk(world, side, as), .folder = world->dir, .probes = world->probes,
		.targets = world->targets, .uscc = world->twin_uscc, .resident = world->twin_resident};

	observe(&observing);
	desk_close(observing.desk);
	*out = observing.out;
}

static bool
same(const struct buf *a, const struct buf *b)
{
	return a->len == b->len && memcmp(a->data, b->data, a->len) == 0;
}

/* Shows where two texts part. */
static void
compare(const struct world *world, unsigned pair, const struct buf *a, const struct buf *b)
{
	size_t at = 0, line = 0;

	if (same(a, b))
		return;

	while (at < a->len && at < b->len && a->data[at] == b->data[at]) {
		if (a->data[at] == '\n')
			line = at + 1;
		at++;
	}
	line = at - line > 400 ? at - 400 : line;
	cr_assert_fail("pair %u of %s differs:\n%.*s\n%.*s", pair, world->viewer.as, 800, a->data + line, 800, b->data + line);
}

/* Two sets of records that differ in what this seat may not see; to the office they are not the same. */
static void
look_at_pair(struct world *world, unsigned pair)
{
	struct buf a, b;

	world_pair(world, pair);
	look(world, "a", world->viewer.as, &a);
	look(world, "b", world->viewer.as, &b);
	cr_assert_gt(a.len, 10000);
	compare(world, pair, &a, &b);
	buf_free(&a);
	buf_free(&b);
	if (pair % 25 == 0) {
		look(world, "a", "limin", &a);
		look(world, "b", "limin", &b);
		cr_assert(!same(&a, &b), "pair %u differs in nothing", pair);
		buf_free(&a);
		buf_free(&b);
	}
}

static void
all_pairs(const char *seat)
{
	unsigned pairs = test_skips("soak") ? 3 : PAIRS;
	struct world world;

	world_open(&world, seat);
	for (unsigned pair = 0; pair < pairs; pair++)
		look_at_pair(&world, pair);
	world_close(&world);
}

Test(confinement, an_expert_learns_nothing_of_other_sheets_projects_and_whose_they_are, .timeout = 600)
{
	all_pairs("expert");
}

Test(confinement, a_recused_expert_learns_nothing_of_what_they_stand_aside_from, .timeout = 600)
{
	all_pairs("recused");
}

Test(confinement, a_window_learns_nothing_of_other_towns_and_of_the_workings_of_a_review, .timeout = 600)
{
	all_pairs("window");
}

Test(confinement, a_first_reviewer_learns_nothing_of_other_towns_and_of_the_workings_of_a_review, .timeout = 600)
{
	all_pairs("reviewer");
}
