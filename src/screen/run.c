/* The run of the screens: from the records that are there, or are to be made, to the last screen closed. */
#include <config.h>

#include "screen/screens.h"

#include <stdlib.h>
#include <string.h>

#include "screen/bench.h"
#include "screen/seat.h"
#include "screen/sheetmenu.h"
#include "screen/work.h"
#include "sheet/sheet.h"
#include "ui/dialog.h"

static bool
others_changed(void *user)
{
	struct bench *bench = user;
	uint64_t pulse = bench->desk ? desk_pulse(bench->desk) : 0;

	if (pulse == bench->pulse)
		return false;
	bench->pulse = pulse;
	return true;
}

void
bench_identity(struct bench *bench)
{
	const struct person *person = desk_person(bench->desk);
	char *who;

	if (person->alone)
		who = xasprintf("%s · %s", person->name, _("one-person mode, duties not separated"));
	else
		who = xasprintf("%s · %s%s%s", person->name, role_label(person->roles & -person->roles), *person->organisation ? " · " : "",
			*person->organisation ? desk_label(bench->desk, "reviewer", person->organisation) : "");
	ui_identity(bench->ui, who, desk_today(bench->desk), desk_today_assumed(bench->desk), desk_as_of(bench->desk));
	ui_place(bench->ui, desk_title(bench->desk));
	ui_set_advance(bench->ui, !person->no_advance);
	free(who);
}

static bool
making(void *user, uint64_t done, uint64_t total)
{
	return progress_step(user, done, total);
}

/* No records yet: makes them as the person chooses.  1: made, 0: the person left. */
static int
offer_records(struct bench *bench, struct err *err)
{
	const struct choice choices[] = {
		{.label = _("Sample office"), .note = _("made-up units and people in every stage, to look around and try")},
		{.label = _("New office"), .note = _("empty records for real work, by the rules of the notice")},
		{.label = _("Leave"), .note = _("nothing is made")},
	};
	struct progress progress;
	char *title = xasprintf(_("There are no records in %s yet"), bench->options->dir);
	int chosen = dialog_choose(bench->ui, title, choices, 3, 0);
	int result;

	free(title);
	if (chosen < 0 || chosen == 2)
		return 0;
	progress_begin(&progress, bench->ui, _("Making the records"));
	result = desk_init(bench->options, chosen == 0, making, &progress, err);
	progress_end(&progress);
	return result < 0 ? -1 : 1;
}

/* Keystrokes kept when a line dropped are offered first: one with a question, several in one list. */
static void
offer_kept(struct bench *bench)
{
	struct arena arena = {0};
	struct kept_form *kept;
	size_t count = desk_kept(bench->desk, &arena, &kept), one = 0, forms = 0;
	char when[20];

	for (size_t i = 0; i < count; i++)
		if (strcmp(kept[i].form, "intake") == 0) {
			one = i;
			forms++;
		}
	if (forms == 1)
		time_print(when, kept[one].time);
	if (forms > 1)
		seat_unsaved(bench->ui);
	else if (forms == 1 && dialog_yes(bench->ui, _("Keyed and not saved"),
		arena_printf(&arena, _("%s of %s was not saved. Go on with it?"), *kept[one].target ? kept[one].target : _("a new application"), when)))
		seat_go_on(bench->ui, &kept[one]);
	arena_free(&arena);
}

static int
open_desk(struct bench *bench, struct err *err)
{
	int made;

	if (desk_open(&bench->desk, bench->options, err) == 0)
		return 1;
	if (!err || err->code != ERR_MISSING || bench->options->as)
		return -1;
	made = offer_records(bench, err);
	if (made <= 0)
		return made;
	return desk_open(&bench->desk, bench->options, err) < 0 ? -1 : 1;
}

static int
run(struct bench *bench, struct err *err)
{
	int opened = open_desk(bench, err);

	if (opened <= 0)
		return opened;
	bench->pulse = desk_pulse(bench->desk);
	bench_identity(bench);
	if (ui_open(bench->ui, &screen_home, NULL, err) < 0)
		return -1;
	offer_kept(bench);
	ui_run(bench->ui);
	return 0;
}

int
screens_run(const struct screens_options *options, struct err *err)
{
	struct bench bench = {.options = &options->desk};
	struct ui_options ui_options = {
		.ascii_lines = options->ascii_lines,
		.watch = others_changed,
		.command = work_command,
		.complete = work_complete,
		.print = sheetmenu_print,
		.user = &bench,
	};
	int result;

	if (ui_start(&bench.ui, &ui_options, err) < 0)
		return -1;
	result = run(&bench, err);
	ui_stop(bench.ui);
	sheets_free(bench.sheets);
	desk_close(bench.desk);
	free(bench.picked);
	free(bench.evidence);
	arena_free(&bench.keyed_arena);
	arena_free(&bench.arena);
	return result;
}
