/* The sample office's call of 2023 from its candidates to the announcement by keyboard, on a screen of 80 × 24: seven experts who key every
 * sheet that is still to score, two of them standing aside, a tie at the line, an objection that is upheld, and the successor from the
 * reserve. */
#include <config.h>

#include "listroad.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* By number: those of which all sheets are keyed here, then those of which the sample has some already.  Of the first, the eighth and the
 * ninth tie at the line of twelve places. */
enum { KEYED = 12, BEGUN = 4, PROJECTS = KEYED + BEGUN, TIED = 7, CRITERIA = 6 };

static struct road road;

/* The call's projects that are in review. */
static struct {
	char ids[PROJECTS][16];
	size_t count;
} field;

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

/* ---- what the tables say */

static size_t
for_each_row(const char *records, const char *where, bool (*take)(const char *row))
{
	struct run run;
	size_t taken = 0;

	road.office.as = "limin";
	run = office_run(&road.office, "list", records, "--where", where, NULL);
	cr_assert_eq(run.status, 0, "%s", run.err);
	for (char *row = strtok(run.out, "\n"); row; row = strtok(NULL, "\n"))
		taken += take(row);
	run_free(&run);
	return taken;
}

static bool
take_project(const char *row)
{
	if (strncmp(row, "QP2023-", 7) != 0)
		return false;
	cr_assert_lt(field.count, PROJECTS);
	snprintf(field.ids[field.count++], sizeof field.ids[0], "%.11s", row);
	return true;
}

static bool
waits_for_points(const char *row)
{
	return strstr(row, " QP2023-") && strstr(row, " to score ");
}

static bool
confirmed(const char *row)
{
	return strstr(row, " QP2023-") && strstr(row, "  confirmed ");
}

/* All sheets of a project that are keyed here say the same. */
static int
total_of(const char *id)
{
	int at = 0;

	while (strcmp(field.ids[at], id) != 0)
		cr_assert_lt(++at, PROJECTS, "'%s' is not of this review", id);
	if (at >= KEYED)
		return 90;
	if (at == TIED || at == TIED + 1)
		return 61;
	return at < TIED ? 98 - at : 50;
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

/* Points that add up: the first criteria are filled first. */
static void
key_points(struct pty *pty, int total)
{
	static const int most[CRITERIA] = {20, 15, 15, 20, 15, 15};

	for (size_t i = 0; i < CRITERIA; i++) {
		char text[8];
		int points = total < most[i] ? total : most[i];
		snprintf(text, sizeof text, "%d", points);
		pty_type(pty, text);
		pty_keys(pty, "Enter");
		total -= points;
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
		key_points(pty, total_of(id));
		count++;
	} while (hand_in(pty, id));
	pty_free(pty);
	return count;
}

static void
score_everything(void)
{
	size_t open = for_each_row("assignments", "", waits_for_points), keyed = 0;

	for (int i = 1; i <= 7; i++) {
		char expert[16];
		snprintf(expert, sizeof expert, "expert%d", i);
		keyed += score_all(expert);
	}
	cr_assert_gt(open, 5 * KEYED);
	cr_assert_eq(keyed, open);
	cr_assert_eq(for_each_row("assignments", "", waits_for_points), 0);
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
	cr_assert_eq(for_each_row("recusals", "", confirmed), 2);
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

Test(review_road, the_call_of_2023_runs_from_its_candidates_to_the_announcement, .init = open_office, .fini = close_office, .timeout = 120)
{
	struct pty *pty;

	accept_candidates();
	pty = panel();
	form_panel(pty);
	assign(pty);
	pty_free(pty);
	cr_assert_eq(for_each_row("projects", "批次:2023 状态:评审中", take_project), PROJECTS);
	two_stand_aside();
	score_everything();
	pty = ranking();
	close_scoring(pty);
	road_decide_tie(pty, field.ids[TIED + 1]);
	road_draft(&road, pty);
	pty_free(pty);
	road_approve(&road, "11", "12");
	road_record_meeting(&road);
	road_publicise(&road);
	road_object_and_promote(&road, field.ids[3], field.ids[TIED]);
	road_approve(&road, "3", "1");
	road_publicise(&road);
	road_announce(&road, "2023-04-20", "End", NULL);
	road_stored(&road, field.ids[0], "\"awarded\"");
	road_stored(&road, field.ids[TIED + 1], "\"awarded\"");
	road_stored(&road, field.ids[3], "\"removed\"");
	road_stored(&road, field.ids[TIED], "\"publicised\"");
	road_announce(&road, "2023-04-20", "Home", NULL);
	road_stored(&road, field.ids[TIED], "\"awarded\"");
}
