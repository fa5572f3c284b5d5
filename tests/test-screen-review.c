/* The first review and the office's check, by keyboard on a screen of 80 × 24. */
#include <config.h>

#include "keyboard.h"

#include <criterion/criterion.h>
#include <string.h>

static struct office office;

static void
open_office(void)
{
	keyboard_founded(&office);
	keyboard_application(&office);
	office_must(&office, 0, "do", "submit", "QP2021-0001");
}

static void
close_office(void)
{
	office_close(&office);
}

static struct pty *
open_review(int rows, int cols)
{
	struct pty *pty = office_screens(&office, rows, cols);

	pty_expect(pty, "Desk");
	pty_keys(pty, "2");
	pty_expect(pty, "QP2021-0001");
	pty_keys(pty, "F8");
	pty_expect(pty, "Conditions:");
	return pty;
}

static void
expect_stage(const char *stage)
{
	keyboard_stored(&office, NULL, "QP2021-0001", stage);
}

/* Met, on the evidence given; the cursor goes on to the next that is open. */
static void
attest(struct pty *pty, const char *evidence)
{
	pty_keys(pty, "Enter");
	pty_expect(pty, "3 evidence missing");
	pty_keys(pty, "1");
	pty_expect(pty, "Evidence: by which paper");
	if (evidence)
		pty_type(pty, evidence);
	pty_keys(pty, "Enter");
	pty_expect_gone(pty, "Evidence: by which paper");
}

static void
attest_all(struct pty *pty)
{
	attest(pty, "核对原件");
	for (int i = 0; i < 7; i++)
		attest(pty, NULL);
	pty_keys(pty, "Home");
	pty_expect(pty, "13 met, 0 not met, 0 open");
}

static void
receive_all(struct pty *pty)
{
	pty_keys(pty, "F6");
	pty_expect(pty, "Were all of these handed in");
	pty_keys(pty, "1");
	pty_expect(pty, "materials received");
}

static void
recommend(struct pty *pty)
{
	pty_keys(pty, "F8");
	pty_expect(pty, "Order of recommendation");
	pty_keys(pty, "\"recommend\" Enter \"符合条件，同意推荐\" Tab \"1\" Enter F2");
	pty_expect(pty, "submitted → candidate");
	pty_keys(pty, "1");
	pty_expect_gone(pty, "Order of recommendation");
}

Test(review, open_conditions_are_attested_and_the_project_goes_to_the_office_and_is_accepted, .init = open_office, .fini = close_office)
{
	struct pty *pty = open_review(24, 80);

	attest_all(pty);
	receive_all(pty);
	recommend(pty);
	expect_stage("\"candidate\"");
	pty_keys(pty, "F8");
	pty_expect(pty, "1 Accept");
	pty_keys(pty, "1");
	pty_expect(pty, "candidate → eligible");
	pty_keys(pty, "1");
	pty_expect(pty, "done");
	expect_stage("\"eligible\"");
	pty_free(pty);
}

Test(review, nobody_is_recommended_with_a_condition_unanswered, .init = open_office, .fini = close_office)
{
	struct pty *pty = open_review(24, 80);

	pty_keys(pty, "F8");
	pty_expect(pty, "Order of recommendation");
	pty_keys(pty, "\"recommend\" Enter \"同意\" Tab Tab F2");
	pty_expect(pty, "cannot recommend yet: 一 ");
	/* Nothing typed is lost. */
	pty_keys(pty, "Enter");
	pty_expect(pty, "同意");
	expect_stage("\"submitted\"");
	pty_free(pty);
}

Test(review, a_condition_not_met_becomes_a_defect_of_the_correction_notice, .init = open_office, .fini = close_office)
{
	struct pty *pty = open_review(24, 80);

	pty_keys(pty, "Enter");
	pty_expect(pty, "3 evidence missing");
	pty_keys(pty, "2");
	pty_expect(pty, "Evidence: by which paper");
	pty_type(pty, "注册地在外区");
	pty_keys(pty, "Enter");
	pty_expect(pty, "1 not met");
	pty_keys(pty, "F7");
	pty_expect(pty, "Defects");
	pty_expect(pty, "three-year plan and budget': not received");
	pty_keys(pty, "F2");
	pty_expect(pty, "submitted → returned");
	pty_keys(pty, "1");
	pty_expect(pty, "Conditions:");
	pty_keys(pty, "End Up");
	pty_expect(pty, "Correction notice");
	pty_expect(pty, "1. 一 unit of this district");
	expect_stage("\"returned\"");
	pty_free(pty);
}

Test(review, a_material_is_received_with_copies_and_pages, .init = open_office, .fini = close_office)
{
	struct pty *pty = open_review(50, 160);

	pty_expect(pty, "required ones missing");
	for (int i = 0; i < 40 && !pty_shows(pty, "F5 received"); i++) {
		pty_keys(pty, "Down");
		pty_wait(pty, "F5 received", 100);
	}
	pty_keys(pty, "F5");
	pty_expect(pty, "Copies and pages");
	pty_keys(pty, "C-u \"two\" Enter");
	pty_expect(pty, "two numbers, like '1 4'");
	pty_keys(pty, "C-u \"2 9\" Enter");
	pty_expect(pty, "2 × 9 p.");
	pty_free(pty);
}

Test(review, f1_on_a_condition_shows_clause_figures_and_cure, .init = open_office, .fini = close_office)
{
	struct pty *pty = open_review(24, 80);

	pty_keys(pty, "F1");
	pty_expect(pty, "What would mend it");
	pty_expect(pty, "A person judges this condition");
	pty_free(pty);
}

Test(review, evidence_is_asked_for_what_is_met, .init = open_office, .fini = close_office)
{
	struct pty *pty = open_review(24, 80);

	pty_keys(pty, "Enter");
	pty_expect(pty, "3 evidence missing");
	pty_keys(pty, "1");
	pty_expect(pty, "Evidence: by which paper");
	pty_keys(pty, "Enter");
	pty_expect(pty, "say by which paper, or confirmed by whom");
	pty_keys(pty, "Esc");
	pty_expect_gone(pty, "Evidence: by which paper");
	pty_free(pty);
}

Test(review, what_was_decided_shows_the_verdicts_of_then, .init = open_office, .fini = close_office)
{
	struct pty *pty;

	office_must(&office, 0, "do", "first_review", "QP2021-0001", "conclusion=rejected", "opinion=不符合条件");
	pty = open_review(24, 80);
	pty_expect(pty, "Decided: these are the verdicts it was decided on");
	pty_free(pty);
}

Test(phone, a_caller_is_told_what_is_missing_and_nothing_of_people, .init = open_office, .fini = close_office)
{
	struct pty *pty = keyboard_desk(&office);

	pty_keys(pty, "2");
	pty_expect(pty, "QP2021-0001");
	pty_keys(pty, "Enter F4");
	pty_expect(pty, "May be read aloud:");
	pty_expect(pty, "Still missing:");
	cr_assert_not(pty_shows(pty, "3102291980"), "%s", pty_dump(pty));
	cr_assert_not(pty_shows(pty, "单海燕"), "%s", pty_dump(pty));
	pty_free(pty);
}
