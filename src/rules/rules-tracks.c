/* The tracks: their conditions, materials, stages and who is paid. */
#include <config.h>

#include <string.h>

#include "record/stages.h"
#include "rules/conditions.h"
#include "rules/load.h"

/* Stages of the way; a track may leave them out.  All others (returned, reserve, ends, …) every track has. */
static const uint32_t way_stages = STAGE_SET(submitted) | STAGE_SET(candidate) | STAGE_SET(eligible) |
	STAGE_SET(in_review) | STAGE_SET(scored) | STAGE_SET(proposed) | STAGE_SET(resolved) | STAGE_SET(publicised) | STAGE_SET(awarded) | STAGE_SET(running);
static const uint32_t all_stages = (UINT32_C(1) << STAGE_COUNT) - 1;

static const struct {
	uint32_t stages;
	const char *section;
} stage_needs[] = {
	{STAGE_SET(in_review) | STAGE_SET(scored), "review"},
	{STAGE_SET(publicised), "publicity"},
	{STAGE_SET(running), "cycle"},
};

enum { PREFIX_MOST = 8 };

static void
load_item(struct load *load, struct yaml_node *node, struct checklist_item *item, struct origin above)
{
	load_name_fits(load, node->key, node->key_pos);
	*item = (struct checklist_item){.code = node->key, .label = {.zh = "", .en = ""}, .required = true};
	if (!yaml_is(node, YAML_MAP, load->faults))
		return;
	item->label = yaml_words(yaml_need(node, "label", load->faults), load->faults);
	item->required = yaml_bool(yaml_get(node, "required"), true, load->faults);
	item->original = yaml_bool(yaml_get(node, "original"), false, load->faults);
	item->origin = origin_of(node, above);
}

/* All items that any track may ask for; tracks copy theirs. */
static struct checklist_item *
load_materials(struct load *load, size_t *count)
{
	struct yaml_node *section = load_section(load, "materials");
	struct origin above = section_origin(load, section);
	struct checklist_item *items = arena_alloc(&load->rules->arena, ((section ? section->count : 0) + 1) * sizeof *items);
	*count = 0;
	for (struct yaml_node *node = section ? section->first : NULL; node; node = node->next) {
		if (node->used && node->kind == YAML_SCALAR)
			continue;
		node->used = true;
		load_item(load, node, &items[(*count)++], above);
	}
	return items;
}

static const struct checklist_item *
item_named(const struct checklist_item *items, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(items[i].code, code) == 0)
			return &items[i];
	return NULL;
}

static void
take_checklist(struct load *load, struct yaml_node *list, struct track *track, const struct checklist_item *items, size_t count)
{
	if (!list || !yaml_is(list, YAML_LIST, load->faults))
		return;
	struct checklist_item *taken = arena_alloc(&load->rules->arena, (list->count + 1) * sizeof *taken);
	for (struct yaml_node *node = list->first; node; node = node->next) {
		const char *code = yaml_text(node, NULL, load->faults);
		const struct checklist_item *item = code ? item_named(items, count, code) : NULL;
		if (item && item_named(taken, track->checklist_count, code))
			load_fault(load, node, _("'%s' stands twice"), code);
		else if (item)
			taken[track->checklist_count++] = *item;
		else if (code)
			load_fault(load, node, _("there is no material '%s' under '%s'"), code, "materials");
	}
	track->checklist = taken;
}

static bool
track_has(const struct track *track, const struct condition *condition)
{
	for (size_t i = 0; i < track->condition_count; i++)
		if (track->conditions[i] == condition)
			return true;
	return false;
}

/* A condition made of others is no use without them: nobody could answer them. */
static void
need_parts(struct load *load, const struct yaml_node *list, const struct track *track, const struct test *test)
{
	if (test->other && !track_has(track, test->other))
		load_fault(load, list, _("condition '%s' is missing here: another one rests on it"), test->other->id);
	for (size_t i = 0; i < test->part_count; i++)
		need_parts(load, list, track, &test->parts[i]);
}

static void
take_conditions(struct load *load, struct yaml_node *list, struct track *track)
{
	if (!list || !yaml_is(list, YAML_LIST, load->faults))
		return;
	const struct condition **taken = arena_alloc(&load->rules->arena, (list->count + 1) * sizeof *taken);
	track->conditions = taken;
	for (struct yaml_node *node = list->first; node; node = node->next) {
		const char *id = yaml_text(node, NULL, load->faults);
		const struct condition *condition = id ? condition_named(load->rules, id) : NULL;
		if (condition && track_has(track, condition))
			load_fault(load, node, _("'%s' stands twice"), id);
		else if (condition)
			taken[track->condition_count++] = condition;
		else if (id)
			load_fault(load, node, _("there is no condition '%s' under '%s'"), id, "conditions");
	}
	for (size_t i = 0; i < track->condition_count; i++)
		need_parts(load, list, track, &taken[i]->test);
}

static void
take_stages(struct load *load, struct yaml_node *list, struct track *track)
{
	uint32_t named = 0;
	track->stages = all_stages;
	if (!list || !yaml_is(list, YAML_LIST, load->faults))
		return;
	for (struct yaml_node *node = list->first; node; node = node->next) {
		const char *code = yaml_text(node, NULL, load->faults);
		enum stage stage = code ? stage_of(code) : STAGE_COUNT;
		uint32_t bit = stage < STAGE_COUNT ? UINT32_C(1) << stage : 0;
		if (bit & way_stages)
			named |= bit;
		else if (code)
			load_fault(load, node, bit ? _("every track has the stage '%s'") : _("there is no stage '%s'"), code);
	}
	track->stages = (all_stages & ~way_stages) | named;
	for (size_t i = 0; i < sizeof stage_needs / sizeof *stage_needs; i++)
		if (named & stage_needs[i].stages && !yaml_get(load->root, stage_needs[i].section))
			load_fault(load, list, _("these stages need the section '%s'"), stage_needs[i].section);
}

/* Whoever has a payment `to: leader` pays leaders; the payments themselves are read by their own section. */
static bool
pays_leader(struct yaml_node *payments)
{
	for (struct yaml_node *node = payments && payments->kind == YAML_LIST ? payments->first : NULL; node; node = node->next) {
		struct yaml_node *to = yaml_get(node, "to");
		if (to && to->kind == YAML_SCALAR && strcmp(to->text, "leader") == 0)
			return true;
	}
	return false;
}

static const char *
load_prefix(struct load *load, struct yaml_node *node, const char *missing)
{
	const char *prefix = yaml_text(node, missing, load->faults);
	size_t len = strlen(prefix);
	if (node && (!len || len > PREFIX_MOST || strspn(prefix, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != len))
		load_fault(load, node, _("'%s' is no prefix: 1 to %d capital letters A to Z"), prefix, PREFIX_MOST);
	return prefix;
}

static void
load_track(struct load *load, struct yaml_node *node, struct track *track, const struct checklist_item *items, size_t count)
{
	const struct code *code = code_get(&load->rules->codes, "track", node->key);
	load_name_fits(load, node->key, node->key_pos);
	*track = (struct track){.code = node->key, .label = code ? code->label : (struct words){.zh = "", .en = ""}};
	track->aliases = code && code->aliases ? code->aliases : arena_alloc(&load->rules->arena, sizeof *track->aliases);
	track->id_prefix = load_prefix(load, yaml_get(node, "id_prefix"), load->rules->id_prefix);
	yaml_need(node, "label", load->faults);
	take_conditions(load, yaml_need(node, "conditions", load->faults), track);
	take_checklist(load, yaml_get(node, "materials"), track, items, count);
	take_stages(load, yaml_need(node, "stages", load->faults), track);
	track->leader_paid = pays_leader(yaml_get(node, "payments"));
}

void
load_tracks(struct load *load)
{
	size_t item_count;
	struct rules *rules = load->rules;
	struct checklist_item *items = load_materials(load, &item_count);
	struct yaml_node *programme = yaml_get(load->root, "programme");
	rules->id_prefix = load_prefix(load, yaml_need(programme, "id_prefix", load->faults), "P");
	struct yaml_node *section = load_section(load, "tracks");
	struct track *tracks = arena_alloc(&rules->arena, ((section ? section->count : 0) + 1) * sizeof *tracks);
	rules->tracks = tracks;
	for (struct yaml_node *node = section ? section->first : NULL; node; node = node->next) {
		if (node->used && node->kind == YAML_SCALAR)
			continue;
		node->used = true;
		if (yaml_is(node, YAML_MAP, load->faults))
			load_track(load, node, &tracks[rules->track_count++], items, item_count);
	}
	if (section && !rules->track_count)
		load_fault(load, section, _("no track stands here"));
}
