#include <config.h>

#include "screen/narrow.h"

#include <stdlib.h>
#include <string.h>

#include "desk/query.h"
#include "screen/bench.h"
#include "screen/work.h"
#include "ui/dialog.h"

/* The fields one narrows by, the commonest first. */
static const char *const fields[] = {"project.stage", "project.reviewer", "project.track", "project.call", "project.year", "unit.name", "unit.uscc",
	"leader.name", "project.eligibility", "project.conclusion", "project.deadline", "project.submitted_on", "project.matching_committed"};
enum { FIELDS = sizeof fields / sizeof *fields };

/* A code of the field's list, in constant memory or that of the rules. */
static const char *
ask_code(struct ui *ui, const struct column *column)
{
	const struct code_list *list = codebook_list(desk_context(work_desk(ui))->codes, column->field->list);
	struct choice *choices;
	int chosen;

	if (!list)
		return NULL;
	choices = xcalloc(list->count, sizeof *choices);
	for (size_t i = 0; i < list->count; i++)
		choices[i] = (struct choice){.label = words_in(list->codes[i].label, words_lang()), .search = list->codes[i].code};
	chosen = dialog_pick(ui, _(column->field->label), choices, list->count, NULL);
	free(choices);
	return chosen >= 0 ? list->codes[chosen].code : NULL;
}

/* A value with the operator that was typed before it. */
static const char *
ask_value(struct ui *ui, const struct column *column, const char **op, struct arena *arena)
{
	static const char *const operators[] = {">=", "<=", ">", "<", "="};
	char *typed = dialog_prompt(ui, _(column->field->label), _("A value; >, <, >= and <= before it compare."), "", NULL, NULL);
	const char *value = typed ? arena_strdup(arena, typed) : NULL;

	free(typed);
	for (size_t i = 0; value && i < sizeof operators / sizeof *operators; i++)
		if (strncmp(value, operators[i], strlen(operators[i])) == 0) {
			*op = operators[i];
			return value + strlen(operators[i]);
		}
	return value;
}

char *
narrow_ask(struct ui *ui, const char *where)
{
	struct choice choices[FIELDS];
	struct arena arena = {0};
	const struct column *column;
	const char *value, *op = ":";
	char *out = NULL;
	int chosen;

	for (size_t i = 0; i < FIELDS; i++)
		choices[i] = (struct choice){.label = _(record_column(&type_project, fields[i])->field->label), .search = fields[i]};
	chosen = dialog_pick(ui, _("Narrow by"), choices, FIELDS, NULL);
	if (chosen < 0)
		return NULL;
	column = record_column(&type_project, fields[chosen]);
	value = column->field->kind == &kind_code ? ask_code(ui, column) : ask_value(ui, column, &op, &arena);
	if (value && *value)
		out = xstrdup(query_with(work_desk(ui), &type_project, where ? where : "", fields[chosen], op, value, &arena));
	arena_free(&arena);
	return out;
}
