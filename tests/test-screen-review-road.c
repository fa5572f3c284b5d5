/* The sample office's call of 2023 from its candidates to the announcement by keyboard, on a screen of 80 × 24: seven experts, two of them
 * standing aside, a tie at the line, an objection that is upheld, and the successor from the reserve. */
#include <config.h>

#include "office.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES = 12, PROJECTS_MOST = 60 };

static struct office office;

/* The seats of the office and of who approves. */
static const char *const drafts = "limin", *const approves = "gujun";

/* The call's projects that are in review, by number; those at PLACES and after it tie. */
static struct {
	char ids[PROJECTS_MOST][16];
	size_t count;
} field;

static void
open_office(void)
{
	office_open(&office);
	office_must(&office, 0, "init", "--demo");
	office.as = drafts;
}

static void
close_office(void)
{
	office_close(&office);
}

static struct pty *
sit(const char *as, const char *today)
{
	struct pty *pty;

	office.as = as;
	office.today = today;
	pty = office_screens(&office, 24, 80);
	pty_expect(pty, "Desk");
	return pty;
}

static void
command(struct pty *pty, const char *line)
{
	pty_keys(pty, "F10");
	pty_type(pty, line);
	pty_keys(pty, "Enter");
}

static void
expect_stage(const char *id, const char *stage)
{
	struct run run;

	office.as = drafts;
	run = office_run(&office, "show", id, "--json", NULL);
	cr_assert(strstr(run.out, stage), "'%s' is not in\n%s%s", stage, run.out, run.err);
	run_free(&run);
}

/* ---- what the tables say */

static void
for_each_row(const char *records, const char *where, void (*take)(const char *row))
{
	struct run run;

	office.as = drafts;
	run = office_run(&office, "list", records, "--where", where, NULL);
	cr_assert_eq(run.status, 0, "%s", run.err);
	for (char *row = strtok(run.out, "\n"); row; row = strtok(NULL, "\n"))
		take(row);
	run_free(&run);
}

static void
take_project(const char *row)
{
	if (strncmp(row, "QP2023-", 7) == 0 && field.count < PROJECTS_MOST)
		snprintf(field.ids[field.count++], sizeof field.ids[0], "%.11s", row);
}

/* Every project's sheets say the same; the one behind the line says what the one before it says. */
static int
total_of(const char *id)
{
	int place = 0;

	while (strcmp(field.ids[place], id) != 0)
		place++;
	return place == PLACES ? 98 - (PLACES - 1) : 98 - place;
}

/* Points that add up: the first criteria are filled first. */
static void
points_of(const char *id, int points[6])
{
	static const int most[6] = {20, 15, 15, 20, 15, 15};
	int left = total_of(id);

	for (size_t i = 0; i < 6; i++) {
		points[i] = left < most[i] ? left : most[i];
		left -= points[i];
	}
}

static void
hand_in(const char *row)
{
	static const char *const codes[6] = {"leader", "system", "studio", "innovation", "apprenticeship", "plan"};
	char id[16], expert[16], state[16], texts[6][32];
	int points[6];

	if (sscanf(row, "%*15s %15s %15s %*15s to %15s", id, expert, state) != 3 || strncmp(id, "QP2023-", 7) != 0 || strcmp(state, "score") != 0)
		return;
	points_of(id, points);
	for (size_t i = 0; i < 6; i++)
		snprintf(texts[i], sizeof texts[i], "%s=%d", codes[i], points[i]);
	office.as = expert;
	office_must(&office, 0, "do", "score", id, texts[0], texts[1], texts[2], texts[3], texts[4], texts[5]);
	office.as = drafts;
}

/* What the sample office scored already is scored anew. */
static void
reopen(const char *row)
{
	char sheet[16], id[16], expert[16], state[16];

	if (sscanf(row, "%15s %15s %15s %15s", sheet, id, expert, state) != 4 || strncmp(id, "QP2023-", 7) != 0 || strcmp(state, "submitted") != 0)
		return;
	office_must(&office, 0, "do", "reopen_sheet", sheet, "--reason", "按会议要求重评");
	office.as = approves;
	office_must(&office, 0, "do", "reopen_sheet", sheet, "--reason", "同意");
	office.as = drafts;
}

/* ---- the road */

static void
accept_candidates(void)
{
	struct pty *pty = sit(drafts, NULL);

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

static struct pty *
panel(void)
{
	struct pty *pty = sit(drafts, NULL);

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

/* The first sheet of an expert; gives its project. */
static struct pty *
first_sheet(const char *expert, char id[16])
{
	struct pty *pty = sit(expert, NULL);
	int row, col;

	pty_keys(pty, "3");
	pty_expect(pty, "My sheets");
	pty_keys(pty, "F2");
	pty_expect(pty, " (blind)");
	cr_assert(pty_find(pty, " (blind)", &row, &col));
	snprintf(id, 16, "%.11s", strstr(pty_row(pty, row), "QP2023-"));
	return pty;
}

static void
stand_aside(const char *expert)
{
	char id[16];
	struct pty *pty = first_sheet(expert, id);

	pty_keys(pty, "F8 \"三年内曾任该单位顾问\" F2");
	pty_expect(pty, "Stand aside from this project?");
	pty_keys(pty, "1");
	pty_expect_gone(pty, "Stand aside from this project?");
	pty_free(pty);
}

static void
confirm_recusals(struct pty *pty)
{
	pty_expect(pty, "recusals to confirm 2");
	pty_keys(pty, "1");
	pty_expect(pty, "to be confirmed");
	for (int i = 0; i < 2; i++) {
		pty_keys(pty, i ? "Home Down F8" : "Home F8");
		pty_expect(pty, "Decision");
		pty_keys(pty, "\"confirmed\" Enter F2");
		pty_expect(pty, "1 yes");
		pty_keys(pty, "1");
		pty_expect_gone(pty, "1 yes");
	}
	pty_expect_gone(pty, "to be confirmed");
	pty_keys(pty, "Esc");
	pty_expect(pty, "recusals to confirm 0");
}

static void
score_one(const char *expert)
{
	char id[16], said[64];
	struct pty *pty = first_sheet(expert, id);
	int points[6];

	points_of(id, points);
	for (size_t i = 0; i < 6; i++) {
		char text[8];
		snprintf(text, sizeof text, "%d", points[i]);
		pty_type(pty, text);
		pty_keys(pty, "Enter");
	}
	pty_expect(pty, "complete: F2 hands it in");
	pty_keys(pty, "F2");
	snprintf(said, sizeof said, "%s handed in", id);
	pty_expect(pty, said);
	pty_free(pty);
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

static void
decide_tie(struct pty *pty)
{
	pty_keys(pty, "F5");
	pty_expect(pty, "Who stands in place 1");
	pty_expect(pty, field.ids[PLACES]);
	pty_keys(pty, "2 \"带徒成效更好\" F2");
	pty_expect(pty, "2 done");
}

static void
draft(struct pty *pty)
{
	pty_keys(pty, "F6");
	pty_expect(pty, "Exceptions");
	pty_keys(pty, "F2");
	pty_expect(pty, "1 yes");
	pty_keys(pty, "1");
	pty_expect(pty, "'2023' done");
}

static struct pty *
newest_list(const char *as)
{
	struct pty *pty = sit(as, NULL);

	command(pty, "proposals 2023");
	pty_expect(pty, "Drafted lists › 2023");
	pty_keys(pty, "Enter");
	pty_expect(pty, "Drafted list › N");
	return pty;
}

/* By the other seat; a wrong count goes nowhere. */
static void
approve(const char *wrong, const char *count)
{
	struct pty *pty = newest_list(approves);

	pty_keys(pty, "F8");
	pty_expect(pty, "Type the number of projects");
	pty_type(pty, wrong);
	pty_keys(pty, "Enter");
	pty_expect(pty, "Type the number of projects");
	pty_keys(pty, "C-u");
	pty_type(pty, count);
	pty_keys(pty, "Enter");
	pty_expect(pty, "approved");
	pty_expect(pty, "gujun");
	pty_free(pty);
}

static void
resolve_and_publicise(struct pty *pty)
{
	pty_keys(pty, "F6 F4");
	pty_expect(pty, "青首技办纪〔2023〕9号");
	pty_keys(pty, "Enter F2");
	pty_expect(pty, "To go on, type Resolve");
	pty_keys(pty, "\"Resolve\" Enter");
	pty_expect(pty, "resolved");
	pty_keys(pty, "F4");
	pty_expect(pty, "Where to object");
	pty_keys(pty, "\"区人社局公告栏\" Enter \"小组办 59732000\" Enter F2");
	pty_expect(pty, "1 yes");
	pty_keys(pty, "1");
	pty_expect_gone(pty, "Where to object");
}

static void
record_meeting(void)
{
	struct pty *pty = sit(drafts, NULL);

	command(pty, "meetings");
	pty_expect(pty, "Meetings");
	pty_keys(pty, "F6");
	pty_expect(pty, "Attendees");
	pty_keys(pty, "\"首席技师资助工作小组\" Enter \"青首技办纪〔2023〕9号\" Enter \".\" Enter \"李敏、顾军\" Tab \"同意名单\" Tab F2");
	pty_expect(pty, "Record a meeting: done");
	pty_expect(pty, "青首技办纪〔2023〕9号");
	pty_free(pty);
}

/* Raised, upheld, and the first of the reserve moves up. */
static void
object_and_promote(void)
{
	struct pty *pty = sit(drafts, NULL);
	char keys[32], done[32];

	snprintf(done, sizeof done, "'%s' done", field.ids[PLACES - 1]);
	snprintf(keys, sizeof keys, "\"%s\" Enter", field.ids[3]);
	command(pty, "publicities 2023");
	pty_expect(pty, "2023-04-19");
	pty_keys(pty, "F6");
	pty_expect(pty, "Which project");
	pty_keys(pty, keys);
	pty_expect(pty, "What it says");
	pty_keys(pty, "\"获奖证书与本人不符\" Tab F2");
	pty_expect(pty, "1 yes");
	pty_keys(pty, "1 1");
	pty_expect(pty, "获奖证书与本人不符");
	pty_keys(pty, "F8");
	pty_expect(pty, "Decision");
	pty_keys(pty, "\"upheld\" Enter F2");
	pty_expect(pty, "Decide an objection");
	pty_keys(pty, "\"经核查属实\" F2");
	pty_expect(pty, "To go on, type Decide an objection");
	pty_keys(pty, "\"Decide an objection\" Enter");
	pty_expect(pty, "upheld");
	pty_keys(pty, "Esc 2");
	pty_expect(pty, "Promote from the reserve");
	pty_keys(pty, "\"异议成立空出名额\" F2");
	pty_expect(pty, "To go on, type Promote");
	pty_expect(pty, field.ids[PLACES - 1]);
	pty_keys(pty, "\"Promote from the reserve\" Enter");
	pty_expect(pty, done);
	pty_free(pty);
	expect_stage(field.ids[3], "\"removed\"");
	expect_stage(field.ids[PLACES - 1], "\"proposed\"");
}

/* The list that the key goes to. */
static void
announce(const char *key)
{
	struct pty *pty = sit(drafts, "2023-04-20");

	command(pty, "publicities 2023");
	pty_expect(pty, "Publicity › 2023");
	pty_keys(pty, key);
	pty_keys(pty, "F8");
	pty_expect(pty, "Document of the announcem");
	pty_keys(pty, "\"青首技〔2023〕2号\" Enter F2");
	pty_expect(pty, "To go on, type Announce");
	pty_keys(pty, "\"Announce\" Enter");
	pty_expect(pty, "announced");
	pty_free(pty);
}

Test(review_road, the_call_of_2023_runs_from_its_candidates_to_the_announcement, .init = open_office, .fini = close_office, .timeout = 120)
{
	struct pty *pty;

	accept_candidates();
	pty = panel();
	form_panel(pty);
	assign(pty);
	pty_free(pty);
	stand_aside("expert4");
	pty = panel();
	confirm_recusals(pty);
	assign(pty);
	pty_free(pty);
	for_each_row("projects", "批次:2023 状态:评审中", take_project);
	cr_assert_gt(field.count, PLACES + 1);
	for_each_row("score_sheets", "", reopen);
	score_one("expert1");
	for_each_row("assignments", "", hand_in);
	pty = sit(drafts, NULL);
	command(pty, "ranking 2023");
	pty_expect(pty, "Ranking › 2023");
	close_scoring(pty);
	decide_tie(pty);
	draft(pty);
	pty_free(pty);
	approve("11", "12");
	record_meeting();
	pty = newest_list(drafts);
	resolve_and_publicise(pty);
	pty_free(pty);
	object_and_promote();
	approve("3", "1");
	pty = newest_list(drafts);
	resolve_and_publicise(pty);
	pty_free(pty);
	announce("End");
	expect_stage(field.ids[0], "\"awarded\"");
	expect_stage(field.ids[PLACES], "\"awarded\"");
	expect_stage(field.ids[3], "\"removed\"");
	expect_stage(field.ids[PLACES - 1], "\"publicised\"");
	announce("Home");
	expect_stage(field.ids[PLACES - 1], "\"awarded\"");
}
