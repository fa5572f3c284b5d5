/* 整改与追回, 变更 and the follow-on by keyboard, on a screen of 80 × 24 unless it says otherwise. */
#include <config.h>

#include <criterion/criterion.h>
#include <stdio.h>

#include "fundedscene.h"

static struct funded_scene scene;
static char line[200];

/* One line of F10. */
static void
command(struct pty *pty, const char *text)
{
	pty_keys(pty, "F10");
	pty_expect(pty, ":");
	pty_type(pty, text);
	pty_keys(pty, "Enter");
}

static struct pty *
screens(const char *as, const char *today)
{
	struct pty *pty = funded_scene_screens(&scene, as, today, "en", 24, 80);

	pty_expect(pty, "taken as");
	return pty;
}

static void
close_scene(void)
{
	funded_scene_end(&scene);
}

static void
open_rectifying(void)
{
	funded_scene_rectifying(&scene);
}

static void
open_completed(void)
{
	funded_scene_completed(&scene);
}

static void
open_misused(void)
{
	funded_scene_misused(&scene);
}

/* The order's paper, from the list. */
static struct pty *
order_paper(const char *as, const char *today, const char *id)
{
	struct pty *pty = screens(as, today);

	command(pty, "orders");
	pty_expect(pty, "Kind of order");
	pty_expect(pty, id);
	pty_keys(pty, "Enter");
	pty_expect(pty, "Unit at that time");
	return pty;
}

Test(orders, say_by_deadline_what_is_to_be_done_next, .init = open_rectifying, .fini = close_scene)
{
	struct pty *pty = screens("limin", "2023-02-08");

	command(pty, "orders");
	pty_expect(pty, "!re-check it");
	pty_expect(pty, "2023-02-07");
	cr_assert(pty_shows(pty, "1 orders"), "%s", pty_dump(pty));
	pty_keys(pty, "Enter");
	pty_expect(pty, "(the deadline is over)");
	pty_expect(pty, "台账缺失");
	pty_free(pty);
}

Test(orders, go_from_the_failed_recheck_to_the_cancellation_by_two_people_and_a_meeting, .init = open_rectifying, .fini = close_scene)
{
	struct pty *pty = order_paper("limin", "2022-12-22", "OR1");

	pty_keys(pty, "F4");
	pty_expect(pty, "Result of the re-check");
	pty_keys(pty, "\"failed\" Enter");
	pty_type(pty, "台账仍不全");
	pty_keys(pty, "F2");
	pty_expect(pty, "rectifying → rectifying");
	pty_keys(pty, "y");
	pty_expect(pty, "re-check or cancel");
	pty_keys(pty, "2");
	pty_expect(pty, "Findings");
	pty_type(pty, "整改后仍不合格");
	pty_keys(pty, "F2");
	pty_expect(pty, "To go on, type");
	pty_type(pty, "Cancel the funding");
	pty_keys(pty, "Enter");
	pty_expect(pty, "done");
	pty_free(pty);

	pty = screens("zhaolei", "2022-12-22");
	command(pty, "orders");
	pty_expect(pty, "another approves");
	pty_keys(pty, "Enter");
	pty_expect(pty, "cancellation  drafted");
	pty_keys(pty, "F8");
	pty_expect(pty, "Type the number of its project");
	pty_type(pty, scene.project);
	pty_keys(pty, "Enter");
	pty_expect(pty, "resolve by meeting");
	pty_keys(pty, "F6");
	pty_expect(pty, "Meeting");
	pty_keys(pty, "\"T1\" F2");
	pty_expect(pty, "To go on, type");
	pty_type(pty, "Resolve an order");
	pty_keys(pty, "Enter");
	pty_expect(pty, "cancellation  in force");
	pty_expect(pty, "QP2021-0001  cancelled");
	pty_free(pty);
}

Test(orders, are_not_approved_by_who_drafted_them, .init = open_misused, .fini = close_scene)
{
	struct pty *pty = screens("limin", "2022-05-16");

	snprintf(line, sizeof line, "order_clawback %s", scene.project);
	command(pty, line);
	pty_expect(pty, "Amount to pay back");
	pty_keys(pty, "\"IN1\" Tab \"挪用\" Tab \"五(三)4\" Tab \"unit\" Tab \"100000.01\" F2");
	pty_expect(pty, "more than was paid and not claimed back yet");
	pty_keys(pty, "Enter");
	pty_expect_gone(pty, "more than was paid");
	pty_keys(pty, "\"30000\" F2");
	pty_expect(pty, "To go on, type");
	pty_type(pty, "Order a clawback");
	pty_keys(pty, "Enter");
	pty_expect(pty, "done");
	command(pty, "orders");
	pty_expect(pty, "clawback");
	pty_keys(pty, "Enter");
	pty_expect(pty, "Still to pay back");
	pty_keys(pty, "F8");
	pty_expect(pty, "Type the number of its project");
	pty_type(pty, scene.project);
	pty_keys(pty, "Enter");
	pty_expect(pty, "needs another person");
	pty_expect(pty, "clawback  drafted");
	pty_free(pty);
}

Test(changes, show_their_effect_on_money_before_they_are_saved, .init = open_rectifying, .fini = close_scene)
{
	struct pty *pty = screens("limin", "2022-12-22");

	snprintf(line, sizeof line, "change %s", scene.project);
	command(pty, line);
	pty_expect(pty, "Effect on money");
	pty_expect(pty, "say what changed");
	pty_keys(pty, "\"leader_left\" Enter");
	pty_expect(pty, "say when it happened");
	pty_keys(pty, "\"2022-12-01\" Enter");
	pty_expect(pty, "leader's allowance 2023: not decided yet → stopped");
	pty_expect(pty, "due to the leader: 20,000.00, unchanged");
	pty_keys(pty, "Up");
	pty_free(pty);
}

Test(follow_on, begins_on_the_completed_project_with_unit_and_leader, .init = open_completed, .fini = close_scene)
{
	struct pty *pty = screens("limin", "2024-01-10");

	snprintf(line, sizeof line, "project %s", scene.project);
	command(pty, line);
	pty_expect(pty, "F7 follow-on");
	pty_keys(pty, "F7");
	pty_expect(pty, "Key in › follow-on");
	pty_expect(pty, "91310118");
	pty_expect(pty, "Zhujiajiao Town");
	pty_free(pty);
}

Test(orders, are_reached_from_the_desk_by_what_is_assessed_and_by_money, .init = open_rectifying, .fini = close_scene)
{
	struct pty *pty = screens("limin", "2022-12-22");

	pty_keys(pty, "4");
	pty_expect(pty, "3 orders");
	pty_keys(pty, "3");
	pty_expect(pty, "Kind of order");
	pty_keys(pty, "1");
	pty_expect(pty, "no change was recorded");
	pty_keys(pty, "Esc Esc Esc");
	pty_expect(pty, "Waiting");
	pty_keys(pty, "5");
	pty_expect(pty, "Orders");
	pty_free(pty);
}

Test(orders, fit_wider_screens_too, .init = open_rectifying, .fini = close_scene)
{
	struct pty *pty = funded_scene_screens(&scene, "limin", "2022-12-22", "en", 50, 160);

	pty_expect(pty, "taken as");
	command(pty, "orders");
	pty_expect(pty, "To pay back");
	pty_expect(pty, "Repaid");
	pty_free(pty);
}
