#include <config.h>

#include "rules/review.h"

#include <string.h>

#include "record/stages.h"
#include "rules/load.h"

enum { HUNDREDTHS = 100, WHOLE_STEP = 100, HALF_STEP = 50, NUMBER_MOST = 1000000 };

static const char *const step_names[] = {"whole", "half", NULL};
static const int steps[] = {WHOLE_STEP, HALF_STEP};
static const char *const tie_names[] = {[TIE_CRITERION] = "criterion", [TIE_PREFERENCE] = "preference", [TIE_PEOPLE] = "people", NULL};
static const char *const base_names[] = {[RATIO_PLACES] = "places", [RATIO_CANDIDATES] = "candidates", NULL};

/* The tables of rules-later.c have told every fault before: what is wrong here counts as missing, without a word. */
struct reading {
	struct load *load;
	struct faults told;
};

static int
number_in(struct reading *reading, struct yaml_node *map, const char *key, int missing)
{
	return (int)yaml_int(yaml_get(map, key), missing, 0, NUMBER_MOST, &reading->told);
}

static bool
flag_in(struct reading *reading, struct yaml_node *map, const char *key)
{
	return yaml_bool(yaml_get(map, key), false, &reading->told);
}

static const char *
text_in(struct reading *reading, struct yaml_node *map, const char *key)
{
	return yaml_text(yaml_get(map, key), "", &reading->told);
}

static struct yaml_node *
list_in(struct yaml_node *map, const char *key)
{
	struct yaml_node *list = yaml_get(map, key);
	return list && list->kind == YAML_LIST ? list : NULL;
}

static void
read_criteria(struct reading *reading, struct yaml_node *list, struct review_rules *review)
{
	struct criterion *criteria = arena_alloc(&reading->load->rules->arena, (list ? list->count + 1 : 1) * sizeof *criteria);
	int weighted = 0;
	review->criteria = criteria;
	for (struct yaml_node *node = list ? list->first : NULL; node; node = node->next) {
		struct criterion *criterion = &criteria[review->criterion_count++];
		criterion->code = text_in(reading, node, "code");
		criterion->label = yaml_words(yaml_get(node, "label"), &reading->told);
		criterion->standard = yaml_words(yaml_get(node, "standard"), &reading->told);
		criterion->points = number_in(reading, node, "points", 0);
		criterion->weight = number_in(reading, node, "weight", HUNDREDTHS);
		weighted += criterion->points * criterion->weight;
	}
	review->full_marks = weighted / HUNDREDTHS;
	for (struct yaml_node *node = list ? list->first : NULL; node; node = node->next)
		if (review_remarked(review, criteria++->code))
			load_fault(reading->load, yaml_get(node, "code"), _("the remark on another criterion is called '%s'"), text_in(reading, node, "code"));
}

static void
read_panel(struct reading *reading, struct yaml_node *section, struct review_rules *review)
{
	struct yaml_node *panel = yaml_get(section, "panel"), *blind = yaml_get(section, "blind");
	review->panel_least = number_in(reading, panel, "least", 1);
	review->panel_odd = flag_in(reading, panel, "odd");
	review->sheets = number_in(reading, panel, "sheets", review->panel_least);
	review->load_cap = number_in(reading, panel, "load_cap", 0);
	review->recusal_years = number_in(reading, panel, "recusal_years", 0);
	review->hide_unit = flag_in(reading, blind, "unit");
	review->hide_leader = flag_in(reading, blind, "leader");
}

static void
read_mean(struct reading *reading, struct yaml_node *section, struct review_rules *review)
{
	struct yaml_node *trimming = yaml_get(section, "trimming");
	review->step = steps[yaml_choice(yaml_get(section, "step"), step_names, 0, &reading->told)];
	review->trim_highest = number_in(reading, trimming, "highest", 0);
	review->trim_lowest = number_in(reading, trimming, "lowest", 0);
	review->trim_from = number_in(reading, trimming, "from_sheets", 0);
	review->decimals = number_in(reading, yaml_get(section, "mean"), "decimals", 0);
	review->far_from_mean = number_in(reading, section, "far_from_mean", 0);
}

static void
read_places(struct reading *reading, struct yaml_node *section, struct review_rules *review)
{
	struct yaml_node *places = yaml_get(section, "places"), *reserve = yaml_get(section, "reserve");
	review->more_candidates = flag_in(reading, places, "more_candidates_than_places");
	review->ratio_base = (enum ratio_base)yaml_choice(yaml_get(places, "ratio_base"), base_names, 0, &reading->told);
	review->least_ratio = number_in(reading, places, "least_ratio", 0);
	review->shrink = flag_in(reading, places, "shrink");
	review->reserve_list = flag_in(reading, reserve, "list");
	review->reserve_publicity = flag_in(reading, reserve, "own_publicity");
	review->reserve_length = number_in(reading, reserve, "length", 0);
	review->close_unfinished = flag_in(reading, section, "close_unfinished");
}

static const char *
heaviest(const struct review_rules *review)
{
	const struct criterion *most = NULL;
	for (size_t i = 0; i < review->criterion_count; i++) {
		const struct criterion *criterion = &review->criteria[i];
		if (!most || criterion->points * criterion->weight > most->points * most->weight)
			most = criterion;
	}
	return most ? most->code : "";
}

static void
read_ties(struct reading *reading, struct yaml_node *section, struct review_rules *review)
{
	struct yaml_node *list = list_in(section, "ties"), *named = yaml_get(section, "tie_criterion");
	enum tie_break *ties = arena_alloc(&reading->load->rules->arena, (list ? list->count + 1 : 1) * sizeof *ties);
	for (struct yaml_node *node = list ? list->first : NULL; node; node = node->next)
		ties[review->tie_count++] = (enum tie_break)yaml_choice(node, tie_names, TIE_PEOPLE, &reading->told);
	review->ties = ties;
	review->tie_criterion = named ? yaml_text(named, "", &reading->told) : heaviest(review);
}

static void
read_review(struct reading *reading, struct yaml_node *section)
{
	struct review_rules *review = arena_alloc(&reading->load->rules->arena, sizeof *review);
	read_criteria(reading, list_in(section, "criteria"), review);
	read_panel(reading, section, review);
	read_mean(reading, section, review);
	read_places(reading, section, review);
	read_ties(reading, section, review);
	review->origin = section_origin(reading->load, section);
	reading->load->rules->review = review;
}

static const char *const *
read_tracks(struct reading *reading, struct yaml_node *list, size_t *count)
{
	const char **tracks = arena_alloc(&reading->load->rules->arena, (list ? list->count + 1 : 1) * sizeof *tracks);
	for (struct yaml_node *node = list ? list->first : NULL; node; node = node->next)
		tracks[(*count)++] = yaml_text(node, "", &reading->told);
	return tracks;
}

static void
read_quotas(struct reading *reading, struct yaml_node *list)
{
	struct rules *rules = reading->load->rules;
	struct shared_quota *quotas = arena_alloc(&rules->arena, (list->count + 1) * sizeof *quotas);
	for (struct yaml_node *node = list->first; node; node = node->next) {
		struct shared_quota *quota = &quotas[rules->quota_count++];
		quota->code = text_in(reading, node, "code");
		quota->label = yaml_words(yaml_get(node, "label"), &reading->told);
		if (!*quota->label.zh && !*quota->label.en)
			quota->label = (struct words){.zh = quota->code, .en = quota->code};
		quota->tracks = read_tracks(reading, list_in(node, "tracks"), &quota->track_count);
		quota->cap = yaml_get(node, "cap") ? number_in(reading, node, "cap", 0) : -1;
		quota->floor = number_in(reading, node, "floor", 0);
	}
	rules->quotas = quotas;
}

void
load_review(struct load *load)
{
	struct reading reading = {.load = load};
	struct yaml_node *section = yaml_get(load->root, "review"), *shared = list_in(yaml_get(load->root, "quotas"), "shared");
	if (section && section->kind == YAML_MAP)
		read_review(&reading, section);
	if (shared)
		read_quotas(&reading, shared);
	faults_free(&reading.told);
}

const struct review_rules *
rules_review(const struct rules *rules)
{
	return rules->review;
}

static const char remark_end[] = "_remark";

const char *
criterion_remark(const struct criterion *criterion, struct arena *arena)
{
	return arena_printf(arena, "%s%s", criterion->code, remark_end);
}

const struct criterion *
review_remarked(const struct review_rules *review, const char *name)
{
	size_t len = strlen(name), end = sizeof remark_end - 1;

	for (size_t i = 0; len > end && strcmp(name + len - end, remark_end) == 0 && i < review->criterion_count; i++)
		if (strlen(review->criteria[i].code) == len - end && strncmp(review->criteria[i].code, name, len - end) == 0)
			return &review->criteria[i];
	return NULL;
}

bool
rules_scored(const struct rules *rules, const char *track)
{
	const struct track *found = rules_track(rules, track);

	return rules_review(rules) && (!found || found->stages & (STAGE_SET(in_review) | STAGE_SET(scored)));
}

const struct criterion *
review_criterion(const struct review_rules *review, const char *code)
{
	for (size_t i = 0; i < review->criterion_count; i++)
		if (strcmp(review->criteria[i].code, code) == 0)
			return &review->criteria[i];
	return NULL;
}

const struct shared_quota *
rules_quotas(const struct rules *rules, size_t *count)
{
	*count = rules->quota_count;
	return rules->quotas;
}

const struct shared_quota *
rules_quota_of(const struct rules *rules, const char *track)
{
	for (size_t i = 0; i < rules->quota_count; i++)
		for (size_t k = 0; k < rules->quotas[i].track_count; k++)
			if (strcmp(rules->quotas[i].tracks[k], track) == 0)
				return &rules->quotas[i];
	return NULL;
}
