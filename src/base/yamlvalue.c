/* Reading a YAML tree: look-ups and the kinds of scalars.  Nothing here knows libyaml. */
#include <config.h>

#include "base/yamltree.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/text.h"

/* A key that was looked for and is not there. */
struct yaml_asked {
	struct yaml_asked *next;
	const char *key;
};

#define SHOWN_COLUMNS 40
#define ALIKE_LENGTH 40

/* Arguments of "%.*s" for a text as it may stand in a message: cut when long. */
#define SHOWN(text) (int)text_fit(text, SHOWN_COLUMNS, NULL), text

static const char *const kind_expected[] = {
	[YAML_SCALAR] = N_("a plain value is expected here"),
	[YAML_LIST] = N_("a list is expected here"),
	[YAML_MAP] = N_("keys with values are expected here"),
};

bool
yaml_is(struct yaml_node *node, enum yaml_kind kind, struct faults *faults)
{
	if (!node || node->kind == kind)
		return node != NULL;
	fault_add(faults, FAULT_ERROR, node->pos, NULL, "%s", _(kind_expected[kind]));
	return false;
}

static void
remember_asked(struct yaml_node *map, const char *key)
{
	for (struct yaml_asked *asked = map->asked; asked; asked = asked->next)
		if (strcmp(asked->key, key) == 0)
			return;
	struct yaml_asked *asked = arena_alloc(yaml_arena(map->tree), sizeof *asked);
	asked->key = arena_strdup(yaml_arena(map->tree), key);
	asked->next = map->asked;
	map->asked = asked;
}

struct yaml_node *
yaml_get(struct yaml_node *node, const char *key)
{
	if (!node || node->kind != YAML_MAP)
		return NULL;
	for (struct yaml_node *child = node->first; child; child = child->next) {
		if (strcmp(child->key, key) == 0) {
			child->used = true;
			return child;
		}
	}
	remember_asked(node, key);
	return NULL;
}

struct yaml_node *
yaml_need(struct yaml_node *node, const char *key, struct faults *faults)
{
	if (!yaml_is(node, YAML_MAP, faults))
		return NULL;
	struct yaml_node *child = yaml_get(node, key);
	if (!child)
		fault_add(faults, FAULT_ERROR, node->pos, NULL, _("key '%s' is missing"), key);
	return child;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Letters to change, add, leave out or swap to make one key of the other. */
static size_t
distance(const char *one, const char *other)
{
	size_t n = strlen(one), m = strlen(other);
	if (n > ALIKE_LENGTH || m > ALIKE_LENGTH)
		return SIZE_MAX;
	size_t rows[3][ALIKE_LENGTH + 1];
	for (size_t j = 0; j <= m; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
		row[0] = i;
		for (size_t j = 1; j <= m; j++) {
			row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (one[i - 1] != other[j - 1]));
			if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
	}
	return rows[n % 3][m];
}

static const char *
nearest(const struct yaml_node *map, const char *key)
{
	const char *found = NULL;
	size_t best = strlen(key) / 3 + 1; /* one letter in three may differ */
	for (const struct yaml_asked *asked = map->asked; asked; asked = asked->next) {
		size_t away = distance(key, asked->key);
		if (away < best) {
			best = away;
			found = asked->key;
		}
	}
	return found;
}

static void
report_unknown(const struct yaml_node *map, const struct yaml_node *child, struct faults *faults)
{
	const char *near = nearest(map, child->key);
	if (near)
		fault_add(faults, FAULT_ERROR, child->key_pos, NULL, _("unknown key '%.*s'; '%s' is known"),
		          SHOWN(child->key), near);
	else
		fault_add(faults, FAULT_ERROR, child->key_pos, NULL, _("unknown key '%.*s'"), SHOWN(child->key));
}

void
yaml_unknown(struct yaml_node *node, struct faults *faults)
{
	if (!node || node->kind == YAML_SCALAR)
		return;
	for (struct yaml_node *child = node->first; child; child = child->next) {
		if (node->kind == YAML_MAP && !child->used)
			report_unknown(node, child, faults);
		else
			yaml_unknown(child, faults);
	}
}

const char *
yaml_text(struct yaml_node *node, const char *missing, struct faults *faults)
{
	return yaml_is(node, YAML_SCALAR, faults) ? node->text : missing;
}

int64_t
yaml_int(struct yaml_node *node, int64_t missing, int64_t min, int64_t max, struct faults *faults)
{
	if (!yaml_is(node, YAML_SCALAR, faults))
		return missing;
	const char *digits = node->text + (*node->text == '-');
	if (!*digits || strspn(digits, "0123456789") != strlen(digits)) {
		fault_add(faults, FAULT_ERROR, node->pos, NULL, _("'%.*s' is not a whole number"), SHOWN(node->text));
		return missing;
	}
	errno = 0;
	int64_t value = strtoll(node->text, NULL, 10);
	if (errno || value < min || value > max) {
		fault_add(faults, FAULT_ERROR, node->pos, NULL, _("'%.*s' is not between %lld and %lld"),
		          SHOWN(node->text), (long long)min, (long long)max);
		return missing;
	}
	return value;
}

bool
yaml_bool(struct yaml_node *node, bool missing, struct faults *faults)
{
	static const char *const names[] = {"false", "true", "no", "yes"};
	if (!yaml_is(node, YAML_SCALAR, faults))
		return missing;
	for (int i = 0; i < 4; i++)
		if (strcmp(node->text, names[i]) == 0)
			return i % 2;
	fault_add(faults, FAULT_ERROR, node->pos, NULL, _("'%.*s' is neither true nor false"), SHOWN(node->text));
	return missing;
}

date_t
yaml_date(struct yaml_node *node, date_t missing, struct faults *faults)
{
	date_t date;
	struct err err = {0};
	if (!yaml_is(node, YAML_SCALAR, faults))
		return missing;
	if (date_parse(&date, node->text, NULL, &err) == 0)
		return date;
	fault_add_err(faults, node->pos, NULL, &err);
	return missing;
}

money_t
yaml_money(struct yaml_node *node, money_t missing, struct faults *faults)
{
	money_t money;
	struct err err = {0};
	if (!yaml_is(node, YAML_SCALAR, faults))
		return missing;
	if (money_parse(&money, node->text, 1, &err) == 0)
		return money;
	fault_add_err(faults, node->pos, NULL, &err);
	return missing;
}

struct words
yaml_words(struct yaml_node *node, struct faults *faults)
{
	if (node && node->kind == YAML_SCALAR)
		return (struct words){.zh = node->text, .en = node->text};
	if (!yaml_is(node, YAML_MAP, faults))
		return (struct words){.zh = "", .en = ""};
	struct yaml_node *zh = yaml_get(node, "zh"), *en = yaml_get(node, "en");
	if (!zh && !en)
		fault_add(faults, FAULT_ERROR, node->pos, NULL, _("key '%s' is missing"), "zh");
	return (struct words){.zh = yaml_text(zh, "", faults), .en = yaml_text(en, "", faults)};
}

int
yaml_choice(struct yaml_node *node, const char *const *names, int missing, struct faults *faults)
{
	if (!yaml_is(node, YAML_SCALAR, faults))
		return missing;
	struct buf all = {0};
	for (int i = 0; names[i]; i++) {
		if (strcmp(node->text, names[i]) == 0) {
			buf_free(&all);
			return i;
		}
		buf_addf(&all, "%s%s", i ? ", " : "", names[i]);
	}
	fault_add(faults, FAULT_ERROR, node->pos, NULL, _("'%.*s' is none of: %s"), SHOWN(node->text), buf_text(&all));
	buf_free(&all);
	return missing;
}
