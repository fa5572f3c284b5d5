/* The sample office's call of 2023 from its candidates to the announcement by keyboard, on a screen of 80 × 24: seven experts who key every
 * sheet that is still to score, two of them standing aside, a tie at the line, an objection that is upheld, and the successor from the
 * reserve. */
#include <config.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "call2023.h"
#include "listroad.h"

static struct road road;
static struct call2023 call;

static void
open_office(void)
{
	road_open(&road, "2023");
}

static void
close_office(void)
{
	road_close(&road);
}

/* ---- the candidates */

static void
accept_candidates(void)
{
	struct pty *pty = road_sit(&road, NULL);

	pty_keys(pty, "2");
	pty_expect(pty, "by number");
	pty_keys(pty, "/ \"状态:待复核\" Enter");
	pty_expect_gone(pty, "QP2021-");
	pty_keys(pty, "Space*9 F2");
	pty_expect(pty, "9");
	pty_keys(pty, "Enter");
	pty_expect(pty, "candidate → eligible");
	pty_keys(pty, "\"9\" Enter");
	pty_expect(pty, "9 done");
	pty_free(pty);
}

/* ---- the panel */

static struct pty *
panel(void)
{
	struct pty *pty = road_sit(&road, NULL);

	pty_keys(pty, "3");
	pty_expect(pty, "1 Panel");
	pty_keys(pty, "1");
	pty_expect(pty, "Panel › 2023");
	return pty;
}

static void
form_panel(struct pty *pty)
{
	pty_keys(pty, "F6");
	pty_expect(pty, "Form the panel");
	pty_keys(pty, "F2");
	pty_expect(pty, "1 yes");
	pty_keys(pty, "1");
	pty_expect_gone(pty, "1 yes");
	pty_expect(pty, "expert7");
}

static void
assign(struct pty *pty)
{
	pty_keys(pty, "F8");
	pty_expect(pty, "1 yes");
	pty_keys(pty, "1");
	pty_expect(pty, "to assign 0");
}

/* ---- sheets */

/* The number that the title names. */
static void
sheet_shown(struct pty *pty, char id[16])
{
	const char *at = strstr(pty_row(pty, 0), "QP2023-");

	cr_assert(at, "no sheet is open\n%s", pty_dump(pty));
	snprintf(id, 16, "%.11s", at);
}

/* The expert's first sheet that is not handed in; its project. */
static struct pty *
first_sheet(const char *expert, char id[16])
{
	struct pty *pty = keyboard_sit(&road.office, expert, NULL);

	pty_keys(pty, "3");
	pty_expect(pty, "My sheets");
	pty_keys(pty, "F2");
	pty_expect(pty, "Score sheet › QP2023-");
	sheet_shown(pty, id);
	return pty;
}

static void
key_points(struct pty *pty, const char *id)
{
	int points[CALL2023_CRITERIA];

	call2023_points(&call, id, points);
	for (size_t i = 0; i < CALL2023_CRITERIA; i++) {
		char text[8];
		snprintf(text, sizeof text, "%d", points[i]);
		pty_type(pty, text);
		pty_keys(pty, "Enter");
	}
	pty_expect(pty, "complete: F2 hands it in");
}

/* The sheet is handed in and the next one is there; false once none is left. */
static bool
hand_in(struct pty *pty, char id[16])
{
	static const char next[] = "this is the next: ";
	char said[64];
	int row, col;

	snprintf(said, sizeof said, "%s handed in; ", id);
	pty_keys(pty, "F2");
	pty_expect(pty, said);
	if (pty_shows(pty, "no sheet is left to score"))
		return false;
	cr_assert(pty_find(pty, next, &row, &col), "%s", pty_dump(pty));
	snprintf(id, 16, "%.11s", strstr(pty_row(pty, row), next) + strlen(next));
	cr_assert(pty_wait_row(pty, 0, id, PTY_WAIT), "%s", pty_dump(pty));
	return true;
}

/* Every sheet of the expert; how many. */
static size_t
score_all(const char *expert)
{
	char id[16];
	struct pty *pty = first_sheet(expert, id);
	size_t count = 0;

	do {
		key_points(pty, id);
		count++;
	} while (hand_in(pty, id));
	pty_free(pty);
	return count;
}

static void
score_everything(void)
{
	size_t open = call2023_count(&road.office, "assignments", "open"), keyed = 0;

	for (int i = 1; i <= 7; i++) {
		char expert[16];
		snprintf(expert, sizeof expert, "expert%d", i);
		keyed += score_all(expert);
	}
	cr_assert_gt(open, 5 * CALL2023_FRESH);
	cr_assert_eq(keyed, open);
	cr_assert_eq(call2023_count(&road.office, "assignments", "open"), 0);
}

/* ---- recusals */

/* From the expert's own seat. */
static void
stand_aside(const char *expert, char id[16])
{
	struct pty *pty = first_sheet(expert, id);

	pty_keys(pty, "F8 \"三年内曾任该单位顾问\" F2");
	pty_expect(pty, "Stand aside from this project?");
	pty_keys(pty, "1");
	pty_expect_gone(pty, "Stand aside from this project?");
	pty_free(pty);
}

/* By the office, in the list of recusals. */
static void
find_conflict(struct pty *pty, const char *expert, const char *id)
{
	pty_keys(pty, "F6");
	pty_expect(pty, "Which project");
	pty_type(pty, id);
	pty_keys(pty, "Enter");
	pty_expect(pty, "Reason");
	pty_keys(pty, "\"专家与带头人系亲属\" Tab");
	pty_type(pty, expert);
	pty_keys(pty, "Enter F2");
	pty_expect(pty, "1 yes");
	pty_keys(pty, "1");
	pty_expect(pty, "专家与带头人系亲属");
}

/* The one that waits since before is refused; the one that the office found and the one declared stand.  The newest comes first. */
static void
decide_recusals(struct pty *pty, const char *expert, const char *id)
{
	pty_expect(pty, "recusals to confirm 2");
	pty_keys(pty, "1");
	pty_expect(pty, "to be confirmed");
	find_conflict(pty, expert, id);
	road_decide_recusal(pty, "Home", "confirmed");
	road_decide_recusal(pty, "Home Down", "confirmed");
	road_decide_recusal(pty, "Home Down Down", "refused");
	pty_expect_gone(pty, "to be confirmed");
	pty_keys(pty, "Esc");
	pty_expect(pty, "recusals to confirm 0");
}

static void
two_stand_aside(void)
{
	char declared[16], found[16];
	struct pty *pty;

	stand_aside("expert4", declared);
	pty_free(first_sheet("expert5", found));
	pty = panel();
	decide_recusals(pty, "expert5", found);
	assign(pty);
	pty_free(pty);
	cr_assert_eq(call2023_count(&road.office, "recusals", "confirmed"), 2);
}

/* ---- the ranking */

static struct pty *
ranking(void)
{
	struct pty *pty = road_sit(&road, NULL);

	keyboard_command(pty, "ranking 2023");
	pty_expect(pty, "Ranking › 2023");
	return pty;
}

static void
close_scoring(struct pty *pty)
{
	pty_keys(pty, "2");
	pty_expect(pty, "To go on, type Close scoring");
	pty_keys(pty, "\"Close scoring\" Enter");
	pty_expect(pty, "'2023' done");
	pty_expect(pty, "tie, open");
}

Test(review_road, the_call_of_2023_runs_from_its_candidates_to_the_announcement, .init = open_office, .fini = close_office, .timeout = 900)
{
	const char *removed = call.ids[3], *won = call.ids[CALL2023_TIED + 1], *successor = call.ids[CALL2023_TIED];
	struct pty *pty;

	accept_candidates();
	pty = panel();
	form_panel(pty);
	assign(pty);
	pty_free(pty);
	call2023_read(&call, &road.office);
	two_stand_aside();
	score_everything();
	pty = ranking();
	close_scoring(pty);
	road_decide_tie(pty, won);
	road_draft(&road, pty);
	pty_free(pty);
	road_approve(&road, "11", "12");
	road_record_meeting(&road);
	road_publicise(&road);
	road_object_and_promote(&road, removed, successor);
	road_approve(&road, "3", "1");
	road_publicise(&road);
	road_announce(&road, "2023-04-20", "End", NULL);
	road_stored(&road, call.ids[0], "\"awarded\"");
	road_stored(&road, won, "\"awarded\"");
	road_stored(&road, removed, "\"removed\"");
	road_stored(&road, successor, "\"publicised\"");
	road_announce(&road, "2023-04-20", "Home", NULL);
	road_stored(&road, successor, "\"awarded\"");
}
