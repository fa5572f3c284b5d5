/* From the ranking to the announcement by keyboard, on a screen of 80 × 24, in the sample office. */
#include <config.h>

#include "office.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct office office;

/* The seats of the office and of who approves. */
static const char *const drafts = "limin", *const approves = "gujun";

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

static struct pty *
ranking(const char *as)
{
	struct pty *pty = sit(as, NULL);

	command(pty, "ranking 2022-2");
	pty_expect(pty, "Ranking › 2022-2");
	return pty;
}

/* The row that shows all of it, in this order. */
static void
expect_row(struct pty *pty, const char *first, const char *second, const char *third)
{
	int row, col;

	pty_expect(pty, second);
	cr_assert(pty_find(pty, second, &row, &col));
	cr_assert(strstr(pty_row(pty, row), first) && strstr(pty_row(pty, row), third), "'%s' and '%s' are not beside '%s'\n%s", first, third, second,
		pty_dump(pty));
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

static char *
ranked(void)
{
	struct run run = office_run(&office, "rank", "2022-2", "--json", NULL);
	char *out;

	cr_assert_eq(run.status, 0, "%s", run.err);
	out = strdup(run.out);
	run_free(&run);
	return out;
}

/* ---- the ranking */

Test(decision, the_ranking_shows_totals_dropped_ones_in_brackets_means_and_the_line, .init = open_office, .fini = close_office)
{
	struct pty *pty = ranking(drafts);
	int line, above, below, col;

	expect_row(pty, " 1 ", "(95) 92 91 90 (84)", "91.00");
	expect_row(pty, " 2 ", "(93) 90 90 89 (85)", "89.67");
	expect_row(pty, " 3= ", "(90) 88 87 87 (80)", "87.33");
	expect_row(pty, " 3= ", "(91) 88 88 86 (79)", "tie, open");
	expect_row(pty, " 5 ", "88 86 85 · aside 2", "86.33");
	cr_assert(pty_find(pty, "line at 3 places", &line, &col) && pty_find(pty, "(90) 88 87 87 (80)", &above, &col) &&
		pty_find(pty, "(91) 88 88 86 (79)", &below, &col));
	cr_assert(above == line - 1 && below == line + 1, "%s", pty_dump(pty));
	pty_free(pty);
}

Test(decision, what_if_shows_who_would_cross_the_line_changes_nothing_and_is_on_record, .init = open_office, .fini = close_office)
{
	struct pty *pty = ranking(drafts);
	char *before = ranked(), *after;
	struct run run;

	pty_keys(pty, "F8");
	pty_expect(pty, "3 Untrimmed");
	pty_keys(pty, "1");
	pty_expect(pty, "How many places?");
	pty_keys(pty, "C-u \"5\" Enter");
	pty_expect(pty, "What if: quota 5");
	pty_expect(pty, "line at 5 places");
	expect_row(pty, " 5 ", "88 86 85", "↑ proposed");
	pty_keys(pty, "Esc");
	pty_expect(pty, "line at 3 places");
	cr_assert_not(pty_shows(pty, "What if"), "%s", pty_dump(pty));
	after = ranked();
	cr_assert_str_eq(before, after);
	free(before);
	free(after);
	run = office_run(&office, "history", "2022-2", NULL);
	cr_assert(strstr(run.out, "quota 5"), "%s%s", run.out, run.err);
	run_free(&run);
	pty_free(pty);
}

Test(decision, what_if_without_trimming_and_without_an_expert, .init = open_office, .fini = close_office)
{
	struct pty *pty = ranking(drafts);

	pty_keys(pty, "F8 3");
	pty_expect(pty, "What if: untrimmed");
	pty_expect(pty, "95 92 91 90 84");
	pty_keys(pty, "F8 2");
	pty_expect(pty, "Without which expert");
	pty_keys(pty, "\"expert1\" Enter");
	pty_expect(pty, "without expert1 untrimmed");
	pty_keys(pty, "F8 4");
	pty_expect(pty, "(95) 92 91 90 (84)");
	pty_free(pty);
}

Test(decision, f1_tells_how_it_is_computed_and_a_row_opens_its_dossier, .init = open_office, .fini = close_office)
{
	struct pty *pty = ranking(drafts);

	pty_keys(pty, "F1");
	pty_expect(pty, "From 5 sheets on, the 1 highest and the 1 lowest are dropped");
	pty_keys(pty, "Esc Enter");
	pty_expect(pty, "Dossier › QP2022-0034");
	expect_row(pty, "Mean", "91.00", "91.00");
	pty_keys(pty, "PageDown");
	pty_expect(pty, "(84.00)");
	pty_free(pty);
}

Test(decision, nobody_drafts_a_list_with_a_tie_open_and_an_expert_sees_no_ranking, .init = open_office, .fini = close_office)
{
	struct pty *pty = ranking(drafts);

	pty_keys(pty, "F6");
	pty_expect(pty, "Draft the list › 2022-2");
	pty_keys(pty, "F2");
	pty_expect(pty, "a tie at the line is open");
	pty_free(pty);
	pty = sit("expert1", NULL);
	command(pty, "ranking 2022-2");
	pty_expect(pty, "may not see rankings");
	pty_free(pty);
}

/* ---- the road to the announcement */

static void
decide_tie(struct pty *pty)
{
	pty_keys(pty, "F5");
	pty_expect(pty, "Who stands in place 1");
	pty_keys(pty, "2");
	pty_expect(pty, "1. QP2022-0036");
	pty_keys(pty, "\"带徒成效更好\" F2");
	pty_expect(pty, "2 done");
	expect_row(pty, " 3= ", "(91) 88 88 86 (79)", "proposed");
	expect_row(pty, " 3= ", "(90) 88 87 87 (80)", "reserve 1");
}

static void
draft(struct pty *pty)
{
	pty_keys(pty, "F6");
	pty_expect(pty, "Exceptions");
	pty_keys(pty, "F2");
	pty_expect(pty, "1 yes");
	pty_keys(pty, "1");
	pty_expect(pty, "'2022-2' done");
}

static struct pty *
newest_list(const char *as)
{
	struct pty *pty = sit(as, NULL);

	command(pty, "proposals 2022-2");
	pty_expect(pty, "Drafted lists › 2022-2");
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

	command(pty, "publicities 2022-2");
	pty_expect(pty, "2023-04-19");
	pty_keys(pty, "F6");
	pty_expect(pty, "Which project");
	pty_keys(pty, "\"QP2022-0038\" Enter");
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
	pty_expect(pty, "QP2022-0033");
	pty_keys(pty, "\"Promote from the reserve\" Enter");
	pty_expect(pty, "'QP2022-0033' done");
	pty_free(pty);
	expect_stage("QP2022-0038", "\"removed\"");
	expect_stage("QP2022-0033", "\"proposed\"");
}

static void
announce(const char *today, const char *said)
{
	struct pty *pty = sit(drafts, today);

	command(pty, "publicities 2022-2");
	pty_expect(pty, "Publicity › 2022-2");
	pty_keys(pty, "End F8");
	pty_expect(pty, "Document of the announcem");
	pty_keys(pty, "\"青首技〔2023〕2号\" Enter F2");
	pty_expect(pty, said);
	if (strstr(said, "type")) {
		pty_keys(pty, "\"Announce\" Enter");
		pty_expect(pty, "announced");
	}
	pty_free(pty);
}

Test(decision, from_the_tie_to_the_announcement_with_an_objection_upheld, .init = open_office, .fini = close_office)
{
	struct pty *pty = ranking(drafts);

	decide_tie(pty);
	draft(pty);
	pty_free(pty);
	approve("4", "3");
	record_meeting();
	pty = newest_list(drafts);
	resolve_and_publicise(pty);
	pty_free(pty);
	expect_stage("QP2022-0034", "\"publicised\"");
	object_and_promote();
	approve("3", "1");
	pty = newest_list(drafts);
	resolve_and_publicise(pty);
	pty_free(pty);
	expect_stage("QP2022-0033", "\"publicised\"");
	announce("2023-04-19", "it can be announced the day");
	announce("2023-04-20", "To go on, type Announce");
	expect_stage("QP2022-0034", "\"awarded\"");
	expect_stage("QP2022-0036", "\"awarded\"");
	expect_stage("QP2022-0038", "\"removed\"");
	expect_stage("QP2022-0033", "\"publicised\"");
}

Test(decision, who_made_a_list_does_not_approve_it, .init = open_office, .fini = close_office)
{
	struct pty *pty = ranking(drafts);

	decide_tie(pty);
	draft(pty);
	pty_free(pty);
	pty = newest_list(drafts);
	pty_keys(pty, "F8");
	pty_expect(pty, "Type the number of projects");
	pty_keys(pty, "\"3\" Enter");
	pty_expect(pty, "needs another person");
	pty_free(pty);
}

Test(decision, a_line_of_the_desk_opens_where_its_work_is_done, .init = open_office, .fini = close_office)
{
	struct pty *pty = sit(approves, NULL);

	pty_expect(pty, "List to be");
	pty_keys(pty, "Enter");
	pty_expect(pty, "Drafted lists › 2");
	pty_expect(pty, "drafted");
	pty_free(pty);
}

/* ---- the panel */

Test(decision, the_panel_shows_load_and_progress_and_a_recusal_is_confirmed, .init = open_office, .fini = close_office)
{
	struct pty *pty = sit(drafts, NULL);

	pty_keys(pty, "3");
	pty_expect(pty, "1 Panel");
	pty_keys(pty, "1");
	pty_expect(pty, "Panel › 2023");
	pty_expect(pty, "recusals to confirm 1");
	pty_expect(pty, "3/3 ✓");
	pty_keys(pty, "1");
	pty_expect(pty, "to be confirmed");
	pty_keys(pty, "F8");
	pty_expect(pty, "Decision");
	pty_keys(pty, "\"confirmed\" Enter F2");
	pty_expect(pty, "1 yes");
	pty_keys(pty, "1");
	pty_expect_gone(pty, "to be confirmed");
	pty_keys(pty, "Esc");
	pty_expect(pty, "recusals to confirm 0");
	pty_free(pty);
}

Test(decision, scoring_is_not_closed_while_sheets_are_open_and_they_are_named, .init = open_office, .fini = close_office)
{
	struct pty *pty = sit(drafts, NULL);

	pty_keys(pty, "3");
	pty_expect(pty, "2 Ranking");
	pty_keys(pty, "2");
	pty_expect(pty, "Ranking › 2023");
	pty_keys(pty, "2");
	pty_expect(pty, "sheets are not handed in: QP2023-0043/expert4");
	pty_free(pty);
}
