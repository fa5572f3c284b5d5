#include <config.h>

#include "desk/casework.h"

#include <string.h>

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
