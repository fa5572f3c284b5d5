#include <config.h>

#include "screen/narrow.h"

#include <stdlib.h>
#include <string.h>

#include "screen/bench.h"
#include "screen/work.h"
#include "ui/dialog.h"

/* The fields one narrows by, the commonest first. */
static const char *const fields[] = {"project.stage", "project.reviewer", "project.track", "project.call", "project.year", "unit.name", "unit.uscc",
	"leader.name", "project.eligibility", "project.conclusion", "project.deadline", "project.submitted_on", "project.matching_committed"};
enum { FIELDS = sizeof fields / sizeof *fields };

/* A code of the field's list, malloc'ed. */
static char *
ask_code(struct ui *ui, const struct column *column)
{
	const struct code_list *list = codebook_list(desk_context(work_desk(ui))->codes, column->field->list);
	struct choice *choices;
	char *answer = NULL;
	int chosen;

	if (!list)
		return NULL;
	choices = xcalloc(list->count, sizeof *choices);
	for (size_t i = 0; i < list->count; i++)
		choices[i] = (struct choice){.label = words_in(list->codes[i].label, words_lang()), .search = list->codes[i].code};
	chosen = dialog_pick(ui, _(column->field->label), choices, list->count, NULL);
	if (chosen >= 0)
		answer = xstrdup(list->codes[chosen].code);
	free(choices);
	return answer;
}

/* Whether a word of the filter compares this field. */
static bool
names_field(const char *word, size_t len, const char *path)
{
	size_t path_len = strlen(path);

	return len > path_len && strncmp(word, path, path_len) == 0 && strchr(":=<>", word[path_len]);
}

/* The filter without comparisons of the field, and with the new one. */
static char *
with_comparison(const char *where, const char *path, const char *answer)
{
	struct buf out = {0};
	bool compares = strchr("<>=", *answer) != NULL;

	while (*where) {
		size_t len = strcspn(where, " ");
		if (len && !names_field(where, len, path)) {
			buf_add(&out, where, len);
			buf_addc(&out, ' ');
		}
		where += len;
		where += strspn(where, " ");
	}
	buf_addf(&out, "%s%s%s", path, compares ? "" : ":", answer);
	return buf_detach(&out);
}

char *
narrow_ask(struct ui *ui, const char *where)
{
	struct choice choices[FIELDS];
	const struct column *column;
	char *answer, *out = NULL;
	int chosen;

	for (size_t i = 0; i < FIELDS; i++)
		choices[i] = (struct choice){.label = _(record_column(&type_project, fields[i])->field->label), .search = fields[i]};
	chosen = dialog_pick(ui, _("Narrow by"), choices, FIELDS, NULL);
	if (chosen < 0)
		return NULL;
	column = record_column(&type_project, fields[chosen]);
	if (column->field->kind == &kind_code)
		answer = ask_code(ui, column);
	else
		answer = dialog_prompt(ui, _(column->field->label), _("A value; >, <, >= and <= before it compare."), "", NULL, NULL);
	if (answer && *answer)
		out = with_comparison(where, fields[chosen], answer);
	free(answer);
	return out;
}
