/* From the ranking to the announcement by keyboard, on a screen of 80 × 24, in the sample office. */
#include <config.h>

#include "listroad.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct road road;

static void
open_office(void)
{
	road_open(&road, "2022-2");
}

static void
close_office(void)
{
	road_close(&road);
}

static struct pty *
ranking(const char *as)
{
	struct pty *pty = keyboard_sit(&road.office, as, NULL);

	keyboard_command(pty, "ranking 2022-2");
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

static char *
ranked(void)
{
	struct run run = office_run(&road.office, "rank", "2022-2", "--json", NULL);
	char *out;

	cr_assert_eq(run.status, 0, "%s", run.err);
	out = strdup(run.out);
	run_free(&run);
	return out;
}

/* ---- the ranking */

Test(decision, the_ranking_shows_totals_dropped_ones_in_brackets_means_and_the_line, .init = open_office, .fini = close_office)
{
	struct pty *pty = ranking("limin");
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
	struct pty *pty = ranking("limin");
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
	run = office_run(&road.office, "history", "2022-2", NULL);
	cr_assert(strstr(run.out, "quota 5"), "%s%s", run.out, run.err);
	run_free(&run);
	pty_free(pty);
}

Test(decision, what_if_without_trimming_and_without_an_expert, .init = open_office, .fini = close_office)
{
	struct pty *pty = ranking("limin");

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
	struct pty *pty = ranking("limin");

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
	struct pty *pty = ranking("limin");

	pty_keys(pty, "F6");
	pty_expect(pty, "Draft the list › 2022-2");
	pty_keys(pty, "F2");
	pty_expect(pty, "a tie at the line is open");
	pty_free(pty);
	pty = keyboard_sit(&road.office, "expert1", NULL);
	keyboard_command(pty, "ranking 2022-2");
	pty_expect(pty, "may not see rankings");
	pty_free(pty);
}

/* ---- the road to the announcement */

static void
decide_tie(struct pty *pty)
{
	road_decide_tie(pty, "QP2022-0036");
	expect_row(pty, " 3= ", "(91) 88 88 86 (79)", "proposed");
	expect_row(pty, " 3= ", "(90) 88 87 87 (80)", "reserve 1");
}

Test(decision, from_the_tie_to_the_announcement_with_an_objection_upheld, .init = open_office, .fini = close_office)
{
	struct pty *pty = ranking("limin");

	decide_tie(pty);
	road_draft(&road, pty);
	pty_free(pty);
	road_approve(&road, "4", "3");
	road_record_meeting(&road);
	road_publicise(&road);
	road_stored(&road, "QP2022-0034", "\"publicised\"");
	road_object_and_promote(&road, "QP2022-0038", "QP2022-0033");
	road_approve(&road, "3", "1");
	road_publicise(&road);
	road_stored(&road, "QP2022-0033", "\"publicised\"");
	road_announce(&road, "2023-04-19", "End", "it can be announced the day");
	road_announce(&road, "2023-04-20", "End", NULL);
	road_stored(&road, "QP2022-0034", "\"awarded\"");
	road_stored(&road, "QP2022-0036", "\"awarded\"");
	road_stored(&road, "QP2022-0038", "\"removed\"");
	road_stored(&road, "QP2022-0033", "\"publicised\"");
}

Test(decision, who_made_a_list_does_not_approve_it, .init = open_office, .fini = close_office)
{
	struct pty *pty = ranking("limin");

	decide_tie(pty);
	road_draft(&road, pty);
	pty_free(pty);
	pty = road_list(&road, "limin");
	pty_keys(pty, "F8");
	pty_expect(pty, "Type the number of projects");
	pty_keys(pty, "\"3\" Enter");
	pty_expect(pty, "needs another person");
	pty_free(pty);
}

Test(decision, a_line_of_the_desk_opens_where_its_work_is_done, .init = open_office, .fini = close_office)
{
	struct pty *pty = keyboard_sit(&road.office, "gujun", NULL);

	pty_expect(pty, "List to be");
	pty_keys(pty, "Enter");
	pty_expect(pty, "Drafted lists › 2");
	pty_expect(pty, "drafted");
	pty_free(pty);
}

/* ---- the panel */

Test(decision, the_panel_shows_load_and_progress_and_a_recusal_is_confirmed, .init = open_office, .fini = close_office)
{
	struct pty *pty = road_sit(&road, NULL);

	pty_keys(pty, "3");
	pty_expect(pty, "1 Panel");
	pty_keys(pty, "1");
	pty_expect(pty, "Panel › 2023");
	pty_expect(pty, "recusals to confirm 1");
	pty_expect(pty, "3/3 ✓");
	pty_keys(pty, "1");
	pty_expect(pty, "to be confirmed");
	road_decide_recusal(pty, "Home", "confirmed");
	pty_expect_gone(pty, "to be confirmed");
	pty_keys(pty, "Esc");
	pty_expect(pty, "recusals to confirm 0");
	pty_free(pty);
}

Test(decision, scoring_is_not_closed_while_sheets_are_open_and_they_are_named, .init = open_office, .fini = close_office)
{
	struct pty *pty = road_sit(&road, NULL);

	pty_keys(pty, "3");
	pty_expect(pty, "2 Ranking");
	pty_keys(pty, "2");
	pty_expect(pty, "Ranking › 2023");
	pty_keys(pty, "2");
	pty_expect(pty, "sheets are not handed in: QP2023-0043/expert4");
	pty_free(pty);
}
