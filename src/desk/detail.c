#include <config.h>

#include "desk/casework.h"

#include <string.h>

#include "desk/assessing.h"
#include "desk/expertwork.h"
#include "desk/query.h"

/* The journal keeps details for machines: a phrase, or words that are KEY, KEY=VALUE or the name of a field. */
static const struct {
	const char *key, *label;
} labels[] = {
	{"own work", N_("own work")},
	{"added", N_("newly assigned")},
	{"load", N_("sheets per expert")},
	{"quota", N_("quota")},
	{"without", N_("without expert")},
	{"untrimmed", N_("untrimmed")},
};

/* NULL: none. */
static const char *
label_of(const struct record_type *type, const char *key)
{
	const struct column *column = type ? record_column(type, key) : NULL;

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (strcmp(labels[i].key, key) == 0)
			return _(labels[i].label);
	return column ? _(column->field->label) : NULL;
}

const char *
history_detail(const struct history_item *item, struct arena *arena)
{
	const char *whole = label_of(NULL, item->detail), *text = "";

	if (whole)
		return whole;
	for (const char *at = item->detail; *at; at += strspn(at, " ")) {
		const char *word = arena_strndup(arena, at, strcspn(at, " ")), *value = strchr(word, '=');
		const char *key = value ? arena_strndup(arena, word, (size_t)(value - word)) : word, *label = label_of(item->type, key);
		text = arena_printf(arena, "%s%s%s%s%s", text, *text ? " · " : "", label ? label : key, value ? " " : "", value ? value + 1 : "");
		at += strlen(word);
	}
	return text;
}

/* ---- what changed, in words */

/* Whether a field keeps by a staff number who did a step. */
static bool
keeps_staff(const struct field *field)
{
	size_t length = strlen(field->name), end = strlen("_by");

	return field->kind == &kind_text && field->flags & FIELD_COMPUTED && length > end && strcmp(field->name + length - end, "_by") == 0;
}

const char *
history_value(struct desk *desk, const struct column *column, const char *text, struct arena *arena)
{
	void *record;

	if (!column)
		return strcmp(text, "yes") == 0 || strcmp(text, "no") == 0 ? _(text) : text;
	if (!*text || !keeps_staff(column->field) || desk_get(desk, &type_staff, text, arena, &record, NULL) < 0)
		return text;
	return ((struct staff *)record)->name;
}

static const char *
label_by(const struct form *form, const char *name)
{
	const struct form_field *field = form ? form_field(form, name) : NULL;

	return field ? form_label(field) : NULL;
}

const char *
history_item_label(struct desk *desk, const struct history_item *item, const struct change *change)
{
	const char *id = *item->subject ? item->subject : item->id, *label = NULL;
	struct arena arena = {0};
	void *project;

	if (!change->column && desk_get(desk, &type_project, id, &arena, &project, NULL) == 0) {
		const char *call = ((struct project *)project)->call;
		label = label_by(desk_answer_form(desk, call, NULL), change->name);
		if (!label)
			label = label_by(desk_score_form(desk, call, NULL), change->name);
	}
	arena_free(&arena);
	return label;
}
