/* Code lists and the calendar: what belongs to the office, never to a call. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "rules/load.h"

enum { RANK_MOST = 1000, YEAR_LEAST = 1990, YEAR_MOST = 2999 };

/* Lists that fields of a project name, so that the rules must have them. */
static const char *const needed[] = {"reviewer", "nature", "level", "grade"};

static struct words
own_words(struct load *load, struct yaml_node *map)
{
	struct yaml_node *zh = yaml_need(map, "zh", load->faults);
	return (struct words){.zh = yaml_text(zh, "", load->faults), .en = yaml_text(yaml_get(map, "en"), "", load->faults)};
}

static void
load_code_item(struct load *load, struct yaml_node *node, struct code *code)
{
	if (!yaml_is(node, YAML_MAP, load->faults))
		return;
	struct yaml_node *name = yaml_need(node, "code", load->faults);
	struct words ask = yaml_words(yaml_get(node, "ask"), load->faults);
	code->code = yaml_text(name, "", load->faults);
	if (name && name->kind == YAML_SCALAR)
		load_name_fits(load, code->code, name->pos);
	code->label = own_words(load, node);
	code->aliases = load_texts(load, yaml_get(node, "aliases"), NULL);
	code->rank = (int)yaml_int(yaml_get(node, "rank"), 0, 1, RANK_MOST, load->faults);
	code->ask = *ask.zh || *ask.en ? words_in(ask, words_lang()) : NULL;
	code->retired = yaml_bool(yaml_get(node, "retired"), false, load->faults) || code->ask;
}

/* A spelling and whose it is, to find those that stand twice. */
struct spelling {
	char *folded;
	const struct yaml_node *item;
};

static int
compare_spellings(const void *a, const void *b)
{
	const struct spelling *one = a, *other = b;
	int order = strcmp(one->folded, other->folded);
	if (!order)
		order = (one->item->pos.line > other->item->pos.line) - (one->item->pos.line < other->item->pos.line);
	return order;
}

static void
add_spelling(struct spelling *spellings, size_t *count, const char *text, const struct yaml_node *item)
{
	struct buf folded = {0};
	text_fold(&folded, text);
	if (folded.len)
		spellings[(*count)++] = (struct spelling){.folded = buf_detach(&folded), .item = item};
	else
		buf_free(&folded);
}

/* A spelling of two codes would have to be guessed. */
static void
refuse_same_spellings(struct load *load, const struct code_list *list, const struct yaml_node *node)
{
	size_t most = 0, count = 0;
	for (size_t i = 0; i < list->count; i++)
		for (const char *const *alias = list->codes[i].aliases; alias && *alias; alias++)
			most++;
	struct spelling *spellings = xcalloc(most + list->count * 3 + 1, sizeof *spellings);
	const struct yaml_node *item = node->first;
	for (size_t i = 0; i < list->count; i++, item = item->next) {
		add_spelling(spellings, &count, list->codes[i].code, item);
		add_spelling(spellings, &count, list->codes[i].label.zh, item);
		add_spelling(spellings, &count, list->codes[i].label.en, item);
		for (const char *const *alias = list->codes[i].aliases; alias && *alias; alias++)
			add_spelling(spellings, &count, *alias, item);
	}
	qsort(spellings, count, sizeof *spellings, compare_spellings);
	for (size_t i = 1; i < count; i++)
		if (strcmp(spellings[i].folded, spellings[i - 1].folded) == 0 && spellings[i].item != spellings[i - 1].item)
			load_fault(load, spellings[i].item, _("'%s' is a spelling of two codes, first on line %d"),
			           spellings[i].folded, spellings[i - 1].item->pos.line);
	for (size_t i = 0; i < count; i++)
		free(spellings[i].folded);
	free(spellings);
}

static void
load_list(struct load *load, struct yaml_node *node, struct code_list *list)
{
	load_name_fits(load, node->key, node->key_pos);
	list->name = node->key;
	if (!yaml_is(node, YAML_LIST, load->faults))
		return;
	struct code *codes = arena_alloc(&load->rules->arena, (node->count + 1) * sizeof *codes);
	list->codes = codes;
	for (struct yaml_node *item = node->first; item; item = item->next) {
		codes[list->count].code = codes[list->count].label.zh = codes[list->count].label.en = "";
		load_code_item(load, item, &codes[list->count++]);
	}
	refuse_same_spellings(load, list, node);
}

/* What has a section of its own is a code list too: its items come with that section.  Each adds the codes it finds there. */
static bool
holds_code(const struct code_list *list, const char *code)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->codes[i].code, code) == 0)
			return true;
	return false;
}

static void
add_code(struct load *load, struct code_list *list, const struct code *code)
{
	struct code *codes;
	if (holds_code(list, code->code))
		return;
	codes = arena_alloc(&load->rules->arena, (list->count + 1) * sizeof *codes);
	if (list->count)
		memcpy(codes, list->codes, list->count * sizeof *codes);
	codes[list->count++] = *code;
	list->codes = codes;
}

static void
add_named(struct load *load, struct code_list *list, struct yaml_node *map)
{
	for (struct yaml_node *node = map->first; node; node = node->next)
		if (node->kind == YAML_MAP)
			add_code(load, list, &(struct code){
				.code = node->key,
				.label = yaml_words(yaml_get(node, "label"), load->faults),
				.aliases = load_texts(load, yaml_get(node, "aliases"), NULL),
				.retired = yaml_bool(yaml_get(node, "retired"), false, load->faults),
			});
}

/* Of sections whose own table tells what is wrong in them. */
static void
add_items(struct load *load, struct code_list *list, struct yaml_node *items)
{
	struct faults ignored = {0};
	for (struct yaml_node *node = items && items->kind == YAML_LIST ? items->first : NULL; node; node = node->next) {
		struct yaml_node *code = node->kind == YAML_MAP ? yaml_get(node, "code") : NULL;
		if (code && code->kind == YAML_SCALAR)
			add_code(load, list, &(struct code){.code = code->text, .label = yaml_words(yaml_get(node, "label"), &ignored)});
	}
	faults_free(&ignored);
}

static void
add_payments(struct load *load, struct code_list *list, struct yaml_node *tracks)
{
	for (struct yaml_node *track = tracks->first; track; track = track->next)
		if (track->kind == YAML_MAP)
			add_items(load, list, yaml_get(track, "payments"));
}

static void
add_uses(struct load *load, struct code_list *list, struct yaml_node *uses)
{
	struct yaml_node *matching = yaml_get(uses, "matching");
	add_items(load, list, yaml_get(uses, "grant"));
	add_items(load, list, matching && matching->kind == YAML_MAP ? yaml_get(matching, "list") : NULL);
}

static void
add_tasks(struct load *load, struct code_list *list, struct yaml_node *tasks)
{
	add_items(load, list, yaml_get(tasks, "list"));
}

static const struct derived {
	const char *list, *section;
	void (*add)(struct load *load, struct code_list *list, struct yaml_node *section);
} derived[] = {
	{"track", "tracks", add_named},
	{"condition", "conditions", add_named},
	{"material", "materials", add_named},
	{"fund", "funds", add_named},
	{"payment", "tracks", add_payments},
	{"use", "uses", add_uses},
	{"task", "tasks", add_tasks},
};
enum { DERIVED = sizeof derived / sizeof *derived };
_Static_assert((int)DERIVED == (int)RULES_OWN_LISTS, "they stand first among the lists");

static void
load_derived(struct load *load, const struct derived *from, struct code_list *list)
{
	struct yaml_node *section = yaml_get(load->root, from->section);
	list->name = from->list;
	if (section && section->kind == YAML_MAP)
		from->add(load, list, section);
}

static bool
is_own(const char *list)
{
	for (size_t i = 0; i < DERIVED; i++)
		if (strcmp(derived[i].list, list) == 0)
			return true;
	return codebook_list(NULL, list) != NULL;
}

void
load_codes(struct load *load)
{
	struct yaml_node *section = load_section(load, "codes");
	struct rules *rules = load->rules;
	struct code_list *lists = arena_alloc(&rules->arena, ((section ? section->count : 0) + DERIVED + 1) * sizeof *lists);
	rules->codes.lists = lists;
	for (size_t i = 0; i < DERIVED; i++)
		load_derived(load, &derived[i], &lists[rules->codes.count++]);
	for (struct yaml_node *node = section ? section->first : NULL; node; node = node->next) {
		if (node->used && node->kind == YAML_SCALAR)
			continue;
		node->used = true;
		if (is_own(node->key))
			fault_add(load->faults, FAULT_ERROR, node->key_pos, NULL, _("the list '%s' is the program's own"), node->key);
		else
			load_list(load, node, &lists[rules->codes.count++]);
	}
	for (size_t i = 0; section && i < sizeof needed / sizeof *needed; i++)
		if (!codebook_list(&rules->codes, needed[i]))
			load_fault(load, section, _("key '%s' is missing"), needed[i]);
}

/* ---- the calendar */

static bool
read_day(const char **text, int year, date_t *day)
{
	char *end;
	long month = strtol(*text, &end, 10);
	if (end != *text + 2 || *end != '-')
		return false;
	const char *second = end + 1;
	long number = strtol(second, &end, 10);
	if (end != second + 2)
		return false;
	*text = end;
	*day = date_make(year, (int)month, (int)number);
	return *day != DATE_NONE;
}

/* "10-01" or "10-01..10-07". */
static void
load_span(struct load *load, struct yaml_node *node, int year, bool works)
{
	date_t first, last;
	struct err err;
	const char *text = yaml_text(node, NULL, load->faults), *at = text;
	if (!text)
		return;
	bool fits = read_day(&at, year, &first);
	last = first;
	if (fits && strncmp(at, "..", 2) == 0) {
		at += 2;
		fits = read_day(&at, year, &last);
	}
	if (!fits || *at)
		load_fault(load, node, _("'%s' is no day of %d as in '10-01', nor two as in '10-01..10-07'"), text, year);
	else if (calendar_add(&load->rules->calendar, first, last, works, &err) < 0)
		fault_add_err(load->faults, node->pos, NULL, &err);
}

static void
load_spans(struct load *load, struct yaml_node *list, int year, bool works)
{
	if (list && yaml_is(list, YAML_LIST, load->faults))
		for (struct yaml_node *node = list->first; node; node = node->next)
			load_span(load, node, year, works);
}

static void
load_year(struct load *load, struct yaml_node *node)
{
	char *end;
	long year = strtol(node->key, &end, 10);
	struct yaml_node *off = yaml_get(node, "off"), *work = yaml_get(node, "work");
	if (*end || year < YEAR_LEAST || year > YEAR_MOST) {
		fault_add(load->faults, FAULT_ERROR, node->key_pos, NULL, _("'%s' is not a year"), node->key);
		return;
	}
	if (!yaml_is(node, YAML_MAP, load->faults))
		return;
	calendar_add_year(&load->rules->calendar, (int)year);
	load_spans(load, off, (int)year, false);
	load_spans(load, work, (int)year, true);
}

void
load_calendar(struct load *load)
{
	struct yaml_node *section = load_section(load, "calendar");
	for (struct yaml_node *node = section ? section->first : NULL; node; node = node->next) {
		if (node->used && node->kind == YAML_SCALAR)
			continue;
		node->used = true;
		load_year(load, node);
	}
}
