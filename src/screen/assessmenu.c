#include <config.h>

#include "screen/assessmenu.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "desk/assessing.h"
#include "desk/query.h"
#include "screen/work.h"
#include "ui/dialog.h"

enum { NAME_MOST = 80 };

/* The name goes on record, and is part of what tells checklists apart. */
static int
check_name(void *user, const char *typed, struct err *err)
{
	(void)user;
	if (!typed[strspn(typed, " ")])
		return err_set(err, ERR_INPUT, _("a name is needed"));
	return strlen(typed) > NAME_MOST * 3 ? err_set(err, ERR_INPUT, _("the name is too long")) : 0;
}

static char *
ask_name(struct ui *ui)
{
	return dialog_prompt(ui, _(act_named("answer")->label), _("Name of the assessor whose checklist it is:"), "", check_name, NULL);
}

/* One of those who have a checklist, or another; malloc'ed, NULL when left. */
static char *
choose_assessor(struct ui *ui, const char *project, const struct assess_next *next)
{
	struct arena arena = {0};
	struct answer **answers;
	size_t count = desk_answers(work_desk(ui), project, next->kind, next->year, &arena, &answers);
	struct choice *choices = arena_alloc(&arena, (count + 1) * sizeof *choices);
	char *name = NULL;
	int chosen = 0;

	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice){.label = answers[i]->assessor,
			.note = arena_printf(&arena, "%s  %s", code_label(NULL, "answer_state", answers[i]->state), answers[i]->total_shown)};
	choices[count] = (struct choice){.label = _("another assessor")};
	if (count)
		chosen = dialog_choose(ui, _("Whose checklist"), choices, count + 1, 0);
	if (chosen >= 0)
		name = (size_t)chosen < count ? xstrdup(answers[chosen]->assessor) : ask_name(ui);
	arena_free(&arena);
	return name;
}

static bool
open_checklist(struct ui *ui, const char *project, const struct assess_next *next, struct err *err)
{
	char *assessor = choose_assessor(ui, project, next);
	const struct answering_argument argument = {.project = project, .kind = next->kind, .assessor = assessor, .year = next->year};
	int opened = assessor ? ui_open(ui, &screen_answering, &argument, err) : -1;

	free(assessor);
	return opened == 0;
}

static bool
open_short(struct ui *ui, const char *project, const struct assess_next *next, struct err *err)
{
	char *year = xasprintf("%d", next->year);
	const struct act_input given[] = {{.path = "assessment.kind", .text = next->kind}, {.path = "assessment.year", .text = year}};
	const struct form_argument form = {.act = act_named("assess"), .target = project, .given = given, .given_count = 2};
	int opened = ui_open(ui, &screen_form, &form, err);

	free(year);
	return opened == 0;
}

static int
what_is_meant(struct ui *ui, const char *project, const char *kind, int year, struct assess_next *next, struct err *err)
{
	struct arena arena = {0};
	void *record;
	int found;

	if (!kind)
		return desk_assess_next(work_desk(ui), project, next, err);
	found = desk_get(work_desk(ui), &type_project, project, &arena, &record, err);
	if (found == 0)
		*next = (struct assess_next){.kind = kind, .year = year,
			.elements = desk_assess_elements(work_desk(ui), ((struct project *)record)->call, kind)};
	arena_free(&arena);
	return found;
}

bool
assess_open(struct ui *ui, const char *project, const char *kind, int year)
{
	struct assess_next next;
	struct err err = {0};
	bool opened = false;

	if (what_is_meant(ui, project, kind, year, &next, &err) == 0)
		opened = next.elements ? open_checklist(ui, project, &next, &err) : open_short(ui, project, &next, &err);
	if (err.code)
		ui_error(ui, &err);
	return opened;
}

/* "QP2021-0007 final 2023 王工", as answering-sheet.c keeps it. */
int
assess_go_on(struct ui *ui, const char *target, struct err *err)
{
	struct arena arena = {0};
	const char *parts[3];
	struct answering_argument argument;
	int opened;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		parts[i] = arena_strndup(&arena, target, strcspn(target, " "));
		target += strcspn(target, " ");
		target += *target == ' ';
	}
	argument = (struct answering_argument){.project = parts[0], .kind = parts[1], .assessor = target, .year = (int)strtol(parts[2], NULL, 10)};
	opened = ui_open(ui, &screen_answering, &argument, err);
	arena_free(&arena);
	return opened;
}
