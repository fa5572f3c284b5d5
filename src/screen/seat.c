#include <config.h>

#include "screen/seat.h"

#include <stdlib.h>
#include <string.h>

#include "desk/query.h"
#include "screen/assessmenu.h"
#include "screen/bench.h"
#include "screen/work.h"
#include "ui/dialog.h"

/* Everybody entered as staff, by any seat: the list is the sample office's own. */
static size_t
seats(struct desk *desk, struct arena *arena, struct choice **choices, const char ***ids)
{
	size_t count = desk_seats(desk, arena, ids);

	*choices = arena_alloc(arena, (count + 1) * sizeof **choices);
	for (size_t i = 0; i < count; i++)
		(*choices)[i] = (struct choice){.label = (*ids)[i], .note = desk_seat_label(desk, (*ids)[i], arena)};
	return count;
}

void
seat_choose(struct ui *ui)
{
	struct bench *bench = bench_of(ui);
	struct arena arena = {0};
	struct choice *choices;
	const char **ids;
	size_t count = seats(bench->desk, &arena, &choices, &ids);
	int chosen = dialog_pick(ui, _("Take the seat of"), choices, count, NULL);
	struct err err = {0};

	if (chosen >= 0 && desk_sit(bench->desk, ids[chosen], &err) < 0)
		ui_error(ui, &err);
	else if (chosen >= 0) {
		bench_identity(bench);
		ui_refill(ui);
		ui_redraw(ui);
	}
	arena_free(&arena);
}

void
seat_go_on(struct ui *ui, const struct kept_form *kept)
{
	const struct intake_argument intake = {.id = *kept->target ? kept->target : NULL, .kept = kept->text};
	const char *blank = strchr(kept->target, ' ');
	char *project = xstrndup(kept->target, strcspn(kept->target, " "));
	const struct score_argument score = {.project = project, .expert = blank ? blank + 1 : NULL};
	bool sheet = strcmp(kept->form, "score") == 0;
	struct err err = {0};

	if (strcmp(kept->form, "answer") == 0 ? assess_go_on(ui, kept->target, &err) < 0 : ui_open(ui, sheet ? &screen_score : &screen_intake, sheet ? (const void *)&score : &intake, &err) < 0)
		ui_error(ui, &err);
	free(project);
}

static void
drop(struct ui *ui, const struct kept_form *kept)
{
	struct err err = {0};

	if (!dialog_yes(ui, _("Drop it"), _("What was keyed and not saved is forgotten.")))
		return;
	if (desk_keep_drop(work_desk(ui), kept->form, kept->target, &err) < 0)
		ui_error(ui, &err);
	ui_refill(ui);
}

void
seat_unsaved(struct ui *ui)
{
	const struct choice what[] = {{.label = _("Go on with it")}, {.label = _("Drop it")}};
	struct arena arena = {0};
	struct kept_form *kept;
	size_t count = desk_kept(work_desk(ui), &arena, &kept);
	struct choice *choices = arena_alloc(&arena, (count + 1) * sizeof *choices);
	int chosen, next;

	for (size_t i = 0; i < count; i++) {
		char *when = arena_alloc(&arena, 20);
		time_print(when, kept[i].time);
		choices[i] = (struct choice){.label = when, .note = *kept[i].target ? kept[i].target : _("a new application")};
	}
	chosen = dialog_choose(ui, _("Keyed and not saved"), choices, count, 0);
	next = chosen >= 0 ? dialog_choose(ui, choices[chosen].note, what, 2, 0) : -1;
	if (next == 0)
		seat_go_on(ui, &kept[chosen]);
	else if (next == 1)
		drop(ui, &kept[chosen]);
	arena_free(&arena);
}
