/* Where every value comes from: a clause of the notice, or the office's choice. */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "rules/load.h"

enum { CLAUSE_MOST = 60 };

static const char *
own_text(struct yaml_node *map, const char *key)
{
	struct yaml_node *node = yaml_get(map, key);
	return node && node->kind == YAML_SCALAR && *node->text ? node->text : NULL;
}

struct origin
origin_of(struct yaml_node *map, struct origin above)
{
	const char *clause = own_text(map, "clause"), *origin = own_text(map, "origin");
	if (!clause && !origin)
		return above;
	return (struct origin){.clause = clause ? clause : "office", .office = origin != NULL};
}

struct origin
section_origin(struct load *load, struct yaml_node *section)
{
	struct origin none = {.clause = "office"};
	(void)load;
	return section ? origin_of(section, none) : none;
}

static bool
is_words(const struct yaml_node *node)
{
	const struct yaml_node *first = node->kind == YAML_MAP && node->count <= 2 ? node->first : NULL;
	return first && (strcmp(first->key, "zh") == 0 || strcmp(first->key, "en") == 0);
}

/* A value is a plain one, one in both languages, or a list of plain ones. */
static bool
is_value(const struct yaml_node *node)
{
	bool plain_list = node->kind == YAML_LIST && node->first && node->first->kind == YAML_SCALAR;
	return node->kind == YAML_SCALAR || plain_list || is_words(node);
}

static bool
is_origin(const struct yaml_node *node)
{
	return node->key && (strcmp(node->key, "clause") == 0 || strcmp(node->key, "origin") == 0);
}

static void
check_words_of_origin(struct load *load, struct yaml_node *map)
{
	static const char *const names[] = {"office", NULL};
	struct yaml_node *clause = yaml_get(map, "clause");
	yaml_choice(yaml_get(map, "origin"), names, 0, load->faults);
	const char *text = yaml_text(clause, "?", load->faults);
	if (clause && clause->kind == YAML_SCALAR && (!*text || strlen(text) > CLAUSE_MOST))
		load_fault(load, clause, _("a clause is expected here, as in '%s'"), "六(一)3");
}

/* One fault a map: whoever mends it mends it for all its values. */
static void
check_map(struct load *load, struct yaml_node *node, bool known)
{
	bool told = false;
	if (node->kind == YAML_MAP && !is_words(node)) {
		check_words_of_origin(load, node);
		known = known || yaml_get(node, "clause") || yaml_get(node, "origin");
	}
	for (struct yaml_node *child = node->first; child; child = child->next) {
		if (is_origin(child))
			continue;
		if (!is_value(child))
			check_map(load, child, known);
		else if (!known && !told && child->key) {
			fault_add(load->faults, FAULT_ERROR, child->key_pos, NULL,
			          _("'%s' has neither 'clause' nor 'origin: office'"), child->key);
			told = true;
		}
	}
}

void
origins_check(struct load *load)
{
	check_map(load, load->root, false);
}

/* ---- every value, for people to read */

struct telling {
	void (*each)(void *user, const char *path, const char *value, const char *origin);
	void *user;
	struct buf path, value;
};

static void
tell_value(struct telling *telling, const struct yaml_node *node, struct origin origin)
{
	struct buf *value = &telling->value;
	buf_clear(value);
	if (node->kind == YAML_SCALAR)
		buf_adds(value, node->text);
	for (const struct yaml_node *child = node->first; child; child = child->next) {
		const char *other = words_lang() == LANG_ZH ? "en" : "zh";
		if (is_words(node) && node->count == 2 && strcmp(child->key, other) == 0)
			continue;
		buf_addf(value, "%s%s", value->len ? ", " : "", child->text ? child->text : "");
	}
	char from[CLAUSE_MOST + 16];
	bool both = origin.office && origin.clause && strcmp(origin.clause, "office") != 0;
	snprintf(from, sizeof from, "%s%s", both ? "office · " : "", origin.clause ? origin.clause : "");
	telling->each(telling->user, buf_text(&telling->path), buf_text(value), from);
}

/* "code" or the like names an item of a list better than its place. */
static const char *
name_of_item(const struct yaml_node *item)
{
	if (item->key)
		return item->key;
	for (const struct yaml_node *child = item->first; child && item->kind == YAML_MAP; child = child->next)
		if (strcmp(child->key, "code") == 0 && child->kind == YAML_SCALAR)
			return child->text;
	return NULL;
}

static void
tell_map(struct telling *telling, struct yaml_node *node, struct origin above)
{
	struct origin origin = node->kind == YAML_MAP && !is_words(node) ? origin_of(node, above) : above;
	size_t len = telling->path.len;
	int place = 0;
	for (struct yaml_node *child = node->first; child; child = child->next) {
		const char *name = name_of_item(child);
		place++;
		if (is_origin(child))
			continue;
		if (name)
			buf_addf(&telling->path, "%s%s", len ? "." : "", name);
		else
			buf_addf(&telling->path, "%s%d", len ? "." : "", place);
		if (is_value(child) || !child->first)
			tell_value(telling, child, origin);
		else
			tell_map(telling, child, origin);
		telling->path.len = len;
		if (telling->path.data)
			telling->path.data[len] = '\0';
	}
}

void
rules_each_value(const struct rules *rules, void (*each)(void *user, const char *path, const char *value, const char *origin),
	void *user)
{
	struct telling telling = {.each = each, .user = user};
	tell_map(&telling, rules->root, (struct origin){0});
	buf_free(&telling.path);
	buf_free(&telling.value);
}
