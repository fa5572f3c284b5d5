#include <config.h>

#include "rules/rules.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "rules/load.h"

enum { DAYS_MOST = 400, YEARS_MOST = 50, NAME_MOST = 60, YEAR_LEAST = 1900, YEAR_MOST = 9999, PROJECTS_MOST = 1000000 };

/* ---- what the sections share */

void
load_fault(struct load *load, const struct yaml_node *node, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	char *message = arena_vprintf(&load->rules->arena, format, args);
	va_end(args);
	fault_add(load->faults, FAULT_ERROR, node->pos, NULL, "%s", message);
}

struct yaml_node *
load_section(struct load *load, const char *key)
{
	struct yaml_node *section = yaml_need(load->root, key, load->faults);
	return section && yaml_is(section, YAML_MAP, load->faults) ? section : NULL;
}

const char *const *
load_texts(struct load *load, struct yaml_node *list, size_t *count)
{
	size_t found = 0;
	bool fits = list && yaml_is(list, YAML_LIST, load->faults);
	const char **texts = fits ? arena_alloc(&load->rules->arena, (list->count + 1) * sizeof *texts) : NULL;
	for (struct yaml_node *node = fits ? list->first : NULL; node; node = node->next) {
		const char *text = yaml_text(node, NULL, load->faults);
		if (text)
			texts[found++] = text;
	}
	if (count)
		*count = found;
	return texts;
}

const struct code *
load_code(struct load *load, struct yaml_node *node, const char *list)
{
	if (node->kind != YAML_SCALAR)
		return NULL; /* told by whoever read its text */
	const struct code *code = code_get(&load->rules->codes, list, node->text);
	if (!code)
		load_fault(load, node, _("the list '%s' has no code '%s'"), list, node->text);
	return code;
}

bool
load_name_fits(struct load *load, const char *name, struct pos pos)
{
	size_t len = strlen(name);
	if (len && len <= NAME_MOST && strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == len)
		return true;
	fault_add(load->faults, FAULT_ERROR, pos, NULL, _("'%s' is no short name: letters a to z, digits, '_' and '-'"), name);
	return false;
}

/* ---- sections */

static void
load_office(struct load *load)
{
	struct yaml_node *section = load_section(load, "programme");
	struct office_texts *office = &load->rules->office;
	*office = (struct office_texts){.document = "", .in_force_from = DATE_NONE, .in_force_to = DATE_NONE};
	if (!section)
		return;
	office->programme = yaml_words(yaml_need(section, "name", load->faults), load->faults);
	office->district = yaml_words(yaml_need(section, "district", load->faults), load->faults);
	office->office = yaml_words(yaml_need(section, "office", load->faults), load->faults);
	office->working_group = yaml_words(yaml_get(section, "working_group"), load->faults);
	struct yaml_node *notice = yaml_need(section, "notice", load->faults);
	if (!notice || !yaml_is(notice, YAML_MAP, load->faults))
		return;
	office->document = yaml_text(yaml_need(notice, "document", load->faults), "", load->faults);
	office->in_force_from = yaml_date(yaml_get(notice, "in_force_from"), DATE_NONE, load->faults);
	struct yaml_node *to = yaml_get(notice, "in_force_to");
	office->in_force_to = yaml_date(to, DATE_NONE, load->faults);
	if (to && office->in_force_to != DATE_NONE && office->in_force_to < office->in_force_from)
		load_fault(load, to, _("'%s' comes before '%s'"), "in_force_to", "in_force_from");
}

static void
load_correction(struct load *load)
{
	struct yaml_node *section = load_section(load, "correction");
	struct correction_rules *correction = &load->rules->correction;
	if (!section)
		return;
	correction->days = (int)yaml_int(yaml_need(section, "days", load->faults), 0, 0, DAYS_MOST, load->faults);
	correction->first_day_counts = yaml_bool(yaml_need(section, "first_day_counts", load->faults), false, load->faults);
	correction->lapse = yaml_bool(yaml_need(section, "lapse", load->faults), false, load->faults);
	correction->origin = section_origin(load, section);
}

static void
load_first_review(struct load *load)
{
	struct yaml_node *section = yaml_get(load->root, "first_review");
	struct first_review_rules *review = &load->rules->first_review;
	if (!section || !yaml_is(section, YAML_MAP, load->faults))
		return;
	review->days = (int)yaml_int(yaml_need(section, "days", load->faults), 0, 0, DAYS_MOST, load->faults);
	review->first_day_counts = yaml_bool(yaml_get(section, "first_day_counts"), false, load->faults);
	review->needs_open_attested = yaml_bool(yaml_need(section, "needs_open_attested", load->faults), false, load->faults);
	review->origin = section_origin(load, section);
}

static int
load_year(struct load *load, struct yaml_node *node, int missing)
{
	return (int)yaml_int(node, missing, YEAR_LEAST, YEAR_MOST, load->faults);
}

/* What counts towards it; its shape is checked with the other sections. */
static void
load_counting(struct load *load, struct yaml_node *counting)
{
	struct target *target = &load->rules->target;
	struct yaml_node *tracks = counting ? yaml_get(counting, "tracks") : NULL;
	struct yaml_node *cancelled = counting ? yaml_get(counting, "cancelled") : NULL;

	for (struct yaml_node *node = tracks ? tracks->first : NULL; node; node = node->next)
		if (node->text)
			target->tracks = arena_printf(&load->rules->arena, "%s%s%s", target->tracks, *target->tracks ? " " : "", node->text);
	target->cancelled_too = cancelled && cancelled->text && strcmp(cancelled->text, "counted") == 0;
}

static void
load_target(struct load *load)
{
	struct yaml_node *section = yaml_get(load->root, "target");
	struct target *target = &load->rules->target;
	target->tracks = "";
	if (!section || !yaml_is(section, YAML_MAP, load->faults))
		return;
	target->projects = (int)yaml_int(yaml_need(section, "projects", load->faults), 0, 0, PROJECTS_MOST, load->faults);
	target->from_year = load_year(load, yaml_need(section, "from_year", load->faults), YEAR_LEAST);
	struct yaml_node *to = yaml_need(section, "to_year", load->faults);
	target->to_year = load_year(load, to, YEAR_MOST);
	if (to && target->to_year < target->from_year)
		load_fault(load, to, _("'%s' comes before '%s'"), "to_year", "from_year");
	target->origin = section_origin(load, section);
	load_counting(load, yaml_get(section, "counting"));
}

/* Each year may be in one cohort only, and they stand in order. */
static void
load_cohorts(struct load *load, struct yaml_node *list, struct cycle_rules *cycle)
{
	if (!list || !yaml_is(list, YAML_LIST, load->faults))
		return;
	struct cohort *cohorts = arena_alloc(&load->rules->arena, (list->count + 1) * sizeof *cohorts);
	int after = YEAR_LEAST - 1;
	for (struct yaml_node *node = list->first; node; node = node->next) {
		struct cohort *cohort = &cohorts[cycle->cohort_count];
		if (!yaml_is(node, YAML_MAP, load->faults))
			continue;
		cycle->cohort_count++;
		cohort->from_year = load_year(load, yaml_get(node, "from_year"), after + 1);
		cohort->until_year = load_year(load, yaml_get(node, "until_year"), YEAR_MOST);
		cohort->years = (int)yaml_int(yaml_need(node, "years", load->faults), 1, 1, YEARS_MOST, load->faults);
		if (cohort->from_year <= after || cohort->until_year < cohort->from_year)
			load_fault(load, node, _("cohorts must not overlap and stand in the order of their years"));
		after = cohort->until_year;
	}
	cycle->cohorts = cohorts;
}

static void
load_cycle(struct load *load)
{
	static const char *const units[] = {"programme_year", NULL};
	struct yaml_node *section = yaml_get(load->root, "cycle");
	struct cycle_rules *cycle = &load->rules->cycle;
	if (!section || !yaml_is(section, YAML_MAP, load->faults))
		return;
	cycle->years = (int)yaml_int(yaml_need(section, "years", load->faults), 1, 1, YEARS_MOST, load->faults);
	struct yaml_node *counted = yaml_need(section, "counted_by", load->faults), *cohorts = yaml_get(section, "cohorts");
	if (counted && yaml_is(counted, YAML_MAP, load->faults))
		yaml_choice(yaml_need(counted, "unit", load->faults), units, 0, load->faults);
	if (cohorts && yaml_is(cohorts, YAML_MAP, load->faults))
		load_cohorts(load, yaml_need(cohorts, "list", load->faults), cycle);
	cycle->origin = section_origin(load, section);
}

int
cycle_years(const struct rules *rules, int year)
{
	const struct cycle_rules *cycle = &rules->cycle;
	for (size_t i = 0; i < cycle->cohort_count; i++)
		if (year >= cycle->cohorts[i].from_year && year <= cycle->cohorts[i].until_year)
			return cycle->cohorts[i].years;
	return cycle->years;
}

date_t
cycle_last_day(const struct rules *rules, int year)
{
	return date_make(year + cycle_years(rules, year) - 1, 12, 31);
}

/* ---- the whole */

static void
load_all(struct load *load)
{
	origins_check(load);
	load_codes(load);
	load_calendar(load);
	load_office(load);
	load_cycle(load);
	load_conditions(load);
	load_tracks(load);
	load_correction(load);
	load_first_review(load);
	load_target(load);
	load_later(load);
	load_review(load);
	load_funded(load);
	load_elements(load);
	yaml_unknown(load->root, load->faults);
}

static int
compare_faults(const void *a, const void *b)
{
	const struct fault *one = a, *other = b;
	if (one->pos.line != other->pos.line)
		return one->pos.line < other->pos.line ? -1 : 1;
	if (one->pos.column != other->pos.column)
		return one->pos.column < other->pos.column ? -1 : 1;
	return strcmp(one->message, other->message);
}

/* Sections are read in an order of their own, some by two readers; people mend a file from its top, and want each fault once.
 * The positions of a refused file must not point into its tree. */
static void
give_faults(struct faults *to, struct faults *found, const char *name, bool refused)
{
	const struct fault *before = NULL;
	if (found->count)
		qsort(found->items, found->count, sizeof *found->items, compare_faults);
	for (size_t i = 0; i < found->count; i++) {
		struct fault *fault = &found->items[i];
		if (refused)
			fault->pos.file = name;
		if (!before || compare_faults(before, fault) != 0)
			fault_add(to, fault->level, fault->pos, NULL, "%s", fault->message);
		before = fault;
	}
	faults_free(found);
}

struct rules *
rules_parse(const char *name, const char *text, size_t len, struct faults *faults)
{
	struct yaml_tree *tree = yaml_parse(name, text, len, faults);
	if (!tree)
		return NULL;
	struct faults found = {0};
	struct sha256 hash;
	struct rules *rules = xcalloc(1, sizeof *rules);
	rules->tree = tree;
	rules->root = yaml_root(tree);
	struct load load = {.rules = rules, .root = rules->root, .faults = &found};
	if (yaml_is(load.root, YAML_MAP, &found))
		load_all(&load);
	char *hex = arena_alloc(&rules->arena, SHA256_HEX);
	sha256_of(&hash, text, len);
	sha256_hex(hex, &hash);
	rules->hash = hex;
	bool refused = found.errors > 0;
	give_faults(faults, &found, name, refused);
	if (refused) {
		rules_free(rules);
		return NULL;
	}
	load_publicity(&load);
	return rules;
}

void
rules_forget_values(struct rules *rules)
{
	yaml_tree_forget(rules->tree);
	rules->root = NULL;
}

struct rules *
rules_load(const char *path, struct faults *faults)
{
	struct buf text = {0};
	struct rules *rules = NULL;
	if (yaml_text_load(&text, path, faults) == 0)
		rules = rules_parse(path, buf_text(&text), text.len, faults);
	buf_free(&text);
	return rules;
}

void
rules_free(struct rules *rules)
{
	if (!rules)
		return;
	calendar_free(&rules->calendar);
	yaml_tree_free(rules->tree);
	arena_free(&rules->arena);
	free(rules);
}

const struct track *
rules_track(const struct rules *rules, const char *code)
{
	for (size_t i = 0; i < rules->track_count; i++)
		if (strcmp(rules->tracks[i].code, code) == 0)
			return &rules->tracks[i];
	return NULL;
}
