/* Nobody learns what they may not, at the keyboard: over records that differ only in what a person may not see every screen is the same, to the
 * last cell and the cursor. */
#include <config.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#define office test_office /* a record is called office as well */
#include "office.h"
#undef office
#include "hiding.h"

enum { ROWS = 24, COLUMNS = 80 };

/* How long nothing must come before a screen counts as whole; a busy machine may need longer, a leak stays one. */
static const int quiet[] = {60, 250, 700};

/* The way through the screens that a seat can reach; keys that it has no screen for do nothing. */
static const char *const ways[] = {
	"", "Down", "Enter", "Esc", "2", "Down", "End", "Enter", "F5", "Enter", "Esc", "Esc", "F1", "Esc", "Esc", "F8", "Down", "F1", "Esc", "Esc",
	"/", "\"2023\"", "Enter", "Esc", "Esc", "1", "Esc", "3", "Enter", "F5", "Esc", "F6", "Esc", "Esc", "Esc", "F8", "\"QP2022-0001\"", "Enter", "Esc", "Esc", "4", "Enter", "Esc", "Esc",
	"6", "Enter", "Esc", "Esc", "F5", "Enter", "Esc", "Esc", "7", "Enter", "Esc", "Esc", "8", "Enter", "Esc", "Esc", "9", "Esc", "F7", "Esc",
	"F10", "\"show QP2023-0046\"", "Enter", "Esc", "Esc", "F10", "\"rank 2022-2\"", "Enter", "Esc", "Esc",
};

/* The time of an entry is the clock's, and no secret: "10:21" and "10:21:05" read alike in both. */
static void
drop_times(char *text)
{
	for (char *at = text; *at && at[1] && at[2]; at++)
		if (isdigit((unsigned char)at[0]) && at[1] == ':' && isdigit((unsigned char)at[2]))
			at[0] = at[2] = '-';
}

/* Every screen on the way, one below the other. */
static void
walk(struct world *world, const char *side, int ms, struct buf *out)
{
	struct test_office at = {.lang = "zh", .as = world->viewer.as};
	struct pty *pty;

	snprintf(at.records, sizeof at.records, "%s", world_file(world, side));
	pty = office_screens(&at, ROWS, COLUMNS);
	cr_assert(pty_wait(pty, "F1", PTY_WAIT), "%s", pty_dump(pty));
	buf_clear(out);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		if (*ways[i])
			pty_keys(pty, ways[i]);
		pty_settle(pty, test_patience(ms));
		buf_addf(out, "--- %zu %s\n%s\n", i, ways[i], pty_dump(pty));
	}
	pty_free(pty);
	drop_times(out->data);
}

static bool
same_screens(const struct buf *a, const struct buf *b)
{
	return a->len == b->len && memcmp(a->data, b->data, a->len) == 0;
}

/* Shows the first screen that differs. */
static void
tell_screens(const struct world *world, unsigned pair, const struct buf *a, const struct buf *b)
{
	size_t at = 0, screen = 0;

	while (at < a->len && at < b->len && a->data[at] == b->data[at]) {
		if (strncmp(a->data + at, "--- ", 4) == 0)
			screen = at;
		at++;
	}
	cr_assert_fail("pair %u of %s differs:\n%.*s\n%.*s", pair, world->viewer.as, 2600, a->data + screen, 2600, b->data + screen);
}

static void
walk_pair(struct world *world, unsigned pair)
{
	struct buf a = {0}, b = {0};

	world_pair(world, pair);
	for (size_t i = 0; i < sizeof quiet / sizeof *quiet && (i == 0 || !same_screens(&a, &b)); i++) {
		walk(world, "a", quiet[i], &a);
		walk(world, "b", quiet[i], &b);
	}
	if (!same_screens(&a, &b))
		tell_screens(world, pair, &a, &b);
	cr_expect(strstr(a.data, "QP2023-00") || strstr(a.data, "QP2022-00"), "%s saw no project", world->viewer.as);
	buf_free(&a);
	buf_free(&b);
}

static void
pairs_of(const char *seat, unsigned pairs)
{
	struct world world;

	world_open(&world, seat);
	for (unsigned pair = 0; pair < (test_skips("soak") ? 1 : pairs); pair++)
		walk_pair(&world, pair);
	world_close(&world);
}

Test(confinement_screens, an_expert_sees_the_same, .timeout = 7200)
{
	pairs_of("expert", 3);
}

Test(confinement_screens, a_recused_expert_sees_the_same, .timeout = 7200)
{
	pairs_of("recused", 3);
}

Test(confinement_screens, a_window_sees_the_same, .timeout = 7200)
{
	pairs_of("window", 2);
}

Test(confinement_screens, a_first_reviewer_sees_the_same, .timeout = 7200)
{
	pairs_of("reviewer", 2);
}

/* Before the recusal the project was theirs to see: no earlier day is shown to an expert. */
Test(confinement_screens, no_past_day_shows_an_expert_what_was_stood_aside_from)
{
	struct world world;

	world_open(&world, "recused");
	struct test_office at = {.lang = "en", .as = world.viewer.as, .options = {"--as-of", "2023-04-11"}};
	snprintf(at.records, sizeof at.records, "%s", world_file(&world, "base"));
	struct run run = office_run(&at, "show", "QP2023-0046", NULL);
	cr_expect_eq(run.status, 1);
	cr_expect_str_eq(run.err, "shouxi: experts see the records as they are now only\n");
	cr_expect_str_eq(run.out, "");
	run_free(&run);
	world_close(&world);
}
