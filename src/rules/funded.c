#include <config.h>

#include "rules/funded.h"

#include <string.h>

#include "rules/load.h"

enum { NUMBER_MOST = 1000000 };

static const char *const when_names[] = {[PAY_AT_AWARD] = "award", [PAY_AT_AGREEMENT] = "agreement", [PAY_ANNUAL_PASS] = "annual_pass",
	[PAY_FINAL_PASS] = "final_pass", [PAY_YEAR_END] = "year_end", NULL};

/* What the rules say about the money of one track. */
struct track_money {
	const struct payment_rule *payments;
	size_t payment_count;
	money_t matching_least;
	struct origin matching_origin;
};

/* The tables of rules-later.c have told every fault before: what is wrong here counts as missing, without a word. */
struct reading {
	struct load *load;
	struct arena *arena;
	struct faults told;
};

static struct yaml_node *
map_in(struct yaml_node *map, const char *key)
{
	struct yaml_node *node = yaml_get(map, key);
	return node && node->kind == YAML_MAP ? node : NULL;
}

static struct yaml_node *
list_in(struct yaml_node *map, const char *key)
{
	struct yaml_node *list = yaml_get(map, key);
	return list && list->kind == YAML_LIST ? list : NULL;
}

static void *
room_for(struct reading *reading, const struct yaml_node *list, size_t size)
{
	return arena_alloc(reading->arena, ((list ? list->count : 0) + 1) * size);
}

static const char *
text_in(struct reading *reading, struct yaml_node *map, const char *key)
{
	return yaml_text(yaml_get(map, key), "", &reading->told);
}

static bool
says(struct reading *reading, struct yaml_node *map, const char *key, const char *word)
{
	return strcmp(text_in(reading, map, key), word) == 0;
}

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

static money_t
money_in(struct reading *reading, struct yaml_node *map, const char *key, money_t missing)
{
	return yaml_money(yaml_get(map, key), missing, &reading->told);
}

/* Codes of a list with a blank between. */
static const char *
codes_in(struct reading *reading, struct yaml_node *map, const char *key)
{
	const char *codes = "";
	struct yaml_node *list = list_in(map, key);
	for (struct yaml_node *node = list ? list->first : NULL; node; node = node->next)
		codes = arena_printf(reading->arena, "%s%s%s", codes, *codes ? " " : "", yaml_text(node, "", &reading->told));
	return codes;
}

/* ---- the money of a track */

static void
read_amounts(struct reading *reading, struct yaml_node *list, struct payment_rule *payment)
{
	struct grade_amount *grades = room_for(reading, list, sizeof *grades);
	payment->grades = grades;
	for (struct yaml_node *node = list ? list->first : NULL; node; node = node->next)
		grades[payment->grade_count++] = (struct grade_amount){
			.grade = text_in(reading, node, "grade"),
			.amount = money_in(reading, node, "amount", 0),
		};
}

static void
read_payment(struct reading *reading, struct yaml_node *node, struct payment_rule *payment, struct origin above)
{
	*payment = (struct payment_rule){
		.code = text_in(reading, node, "code"),
		.label = yaml_words(yaml_get(node, "label"), &reading->told),
		.to_leader = says(reading, node, "to", "leader"),
		.amount = money_in(reading, node, "amount", MONEY_NONE),
		.when = (enum pay_when)yaml_choice(yaml_get(node, "due"), when_names, PAY_AT_AWARD, &reading->told),
		.times = number_in(reading, node, "times", 1),
		.months = number_in(reading, node, "months", 1),
		.fund = text_in(reading, node, "fund"),
		.origin = origin_of(node, above),
	};
	read_amounts(reading, list_in(node, "amounts"), payment);
}

static void
read_track(struct reading *reading, struct yaml_node *track, struct track_money *money)
{
	struct origin above = section_origin(reading->load, track);
	struct yaml_node *list = list_in(track, "payments"), *matching = map_in(track, "matching");
	struct payment_rule *payments = room_for(reading, list, sizeof *payments);
	money->payments = payments;
	for (struct yaml_node *node = list ? list->first : NULL; node; node = node->next)
		if (node->kind == YAML_MAP)
			read_payment(reading, node, &payments[money->payment_count++], above);
	money->matching_least = money_in(reading, matching, "least", 0);
	money->matching_origin = matching ? origin_of(matching, above) : above;
}

static void
read_tracks(struct reading *reading)
{
	struct rules *rules = reading->load->rules;
	struct yaml_node *tracks = map_in(reading->load->root, "tracks");
	struct track_money *money = arena_alloc(reading->arena, (rules->track_count + 1) * sizeof *money);
	for (size_t i = 0; i < rules->track_count; i++)
		read_track(reading, map_in(tracks, rules->tracks[i].code), &money[i]);
	rules->money = money;
}

/* ---- the sections */

static const struct use_rule *
read_use_list(struct reading *reading, struct yaml_node *list, size_t *count)
{
	struct use_rule *uses = room_for(reading, list, sizeof *uses);
	for (struct yaml_node *node = list ? list->first : NULL; node; node = node->next)
		uses[(*count)++] = (struct use_rule){
			.code = text_in(reading, node, "code"),
			.label = yaml_words(yaml_get(node, "label"), &reading->told),
		};
	return uses;
}

static void
read_uses(struct reading *reading, struct yaml_node *section, struct funded_rules *funded)
{
	struct yaml_node *matching = map_in(section, "matching");
	funded->grant_uses = read_use_list(reading, list_in(section, "grant"), &funded->grant_use_count);
	funded->matching_uses = read_use_list(reading, list_in(matching, "list"), &funded->matching_use_count);
	funded->outside_refused = says(reading, section, "outside", "refused");
	funded->grant_origin = section_origin(reading->load, section);
	funded->matching_origin = matching ? origin_of(matching, funded->grant_origin) : funded->grant_origin;
}

static void
read_allowance(struct reading *reading, struct yaml_node *section, struct funded_rules *funded)
{
	funded->first_year_is_next = says(reading, section, "first_year", "next_year");
	funded->final_counts = flag_in(reading, section, "final_counts_as_last_year");
	funded->cured_year_paid = says(reading, section, "after_cured_rectification", "paid");
	funded->allowance_origin = section_origin(reading->load, section);
}

static void
read_agreement(struct reading *reading, struct yaml_node *section, struct funded_rules *funded)
{
	funded->agreement_days = number_in(reading, section, "days", 0);
	funded->agreement_first_day = flag_in(reading, section, "first_day_counts");
	funded->agreement_origin = section_origin(reading->load, section);
}

static void
read_grades(struct reading *reading, struct yaml_node *grades, struct funded_rules *funded)
{
	struct yaml_node *list = list_in(grades, "bands");
	struct grade_band *bands = room_for(reading, list, sizeof *bands);
	for (struct yaml_node *node = list ? list->first : NULL; node; node = node->next)
		bands[funded->band_count++] = (struct grade_band){
			.grade = text_in(reading, node, "grade"),
			.from = number_in(reading, node, "from", 0),
		};
	funded->bands = bands;
	funded->top_share = number_in(reading, grades, "top_share", SHARE_WHOLE);
}

static void
read_assessment(struct reading *reading, struct yaml_node *section, struct funded_rules *funded)
{
	struct yaml_node *annual = map_in(section, "annual"), *final = map_in(section, "final");
	struct yaml_node *rectification = map_in(section, "rectification");
	funded->assessment_origin = section_origin(reading->load, section);
	funded->annual = annual != NULL;
	funded->annual_elements = says(reading, annual, "form", "elements");
	funded->annual_month = number_in(reading, annual, "month", 0);
	funded->final = final != NULL;
	funded->final_assessors = codes_in(reading, final, "assessors");
	funded->final_methods = codes_in(reading, final, "methods");
	funded->rectify_days = number_in(reading, rectification, "days", 0);
	funded->rectify_first_day = flag_in(reading, rectification, "first_day_counts");
	funded->rectify_origin = rectification ? origin_of(rectification, funded->assessment_origin) : funded->assessment_origin;
	read_grades(reading, map_in(section, "grades"), funded);
}

static void
read_misuse(struct reading *reading, struct yaml_node *section, struct funded_rules *funded)
{
	funded->by_working_group = says(reading, section, "inspected_by", "working_group");
	funded->clawback_serious_only = says(reading, section, "clawback", "serious_only");
	funded->clawback_never = says(reading, section, "clawback", "never");
	funded->misuse_origin = section_origin(reading->load, section);
}

static void
read_leftover(struct reading *reading, struct yaml_node *section, struct funded_rules *funded)
{
	funded->warn_months = number_in(reading, section, "warn_months_before_end", 0);
	funded->flag_leftover = says(reading, section, "at_end", "flag");
	funded->refund_by_order = says(reading, section, "refund", "by_order");
	funded->leftover_origin = section_origin(reading->load, section);
}

static void
read_changes(struct reading *reading, struct yaml_node *section, struct funded_rules *funded)
{
	funded->left_terminates = says(reading, section, "leader_left", "terminate");
	funded->unit_change_terminates = says(reading, section, "unit_changed", "terminate");
	funded->changes_origin = section_origin(reading->load, section);
}

static void
read_bans(struct reading *reading, struct yaml_node *section, struct funded_rules *funded)
{
	struct yaml_node *years = map_in(section, "years_after");
	funded->ban_cancelled = number_in(reading, years, "cancelled", 0);
	funded->ban_terminated = number_in(reading, years, "terminated", 0);
	funded->ban_clawback = number_in(reading, years, "clawback", 0);
	funded->ban_failed = number_in(reading, years, "failed_assessment", 0);
	funded->bans_origin = years ? origin_of(years, section_origin(reading->load, section)) : section_origin(reading->load, section);
}

static void
read_overlap(struct reading *reading, struct yaml_node *section, struct funded_rules *funded)
{
	funded->overlap_levels = codes_in(reading, section, "counts");
	funded->higher_only = says(reading, section, "due", "higher_only");
	funded->overlap_least = money_in(reading, section, "least", 0);
	funded->overlap_origin = section_origin(reading->load, section);
}

static void
read_decision(struct reading *reading, struct yaml_node *section, struct funded_rules *funded)
{
	funded->cancellation_by_meeting = says(reading, section, "cancellation", "meeting");
	funded->clawback_by_meeting = says(reading, section, "clawback", "meeting");
}

static void
read_reminders(struct reading *reading, struct yaml_node *section, struct funded_rules *funded)
{
	funded->remind_agreement = number_in(reading, section, "agreement", 0);
	funded->remind_annual = number_in(reading, section, "annual", 0);
	funded->remind_final = number_in(reading, section, "final", 0);
	funded->remind_rectification = number_in(reading, section, "rectification", 0);
	funded->remind_term = number_in(reading, section, "term", 0);
	funded->remind_retirement = number_in(reading, section, "retirement", 0);
	funded->remind_cycle = number_in(reading, section, "cycle", 60);
}

/* A section that the file leaves out is read all the same: nothing is asked then. */
static const struct {
	const char *section;
	void (*read)(struct reading *reading, struct yaml_node *section, struct funded_rules *funded);
} sections[] = {
	{"uses", read_uses},
	{"allowance", read_allowance},
	{"agreement", read_agreement},
	{"assessment", read_assessment},
	{"misuse", read_misuse},
	{"leftover", read_leftover},
	{"changes", read_changes},
	{"bans", read_bans},
	{"overlap", read_overlap},
	{"decision", read_decision},
	{"reminders", read_reminders},
};

void
load_funded(struct load *load)
{
	struct reading reading = {.load = load, .arena = &load->rules->arena};
	struct funded_rules *funded = arena_alloc(reading.arena, sizeof *funded);
	read_tracks(&reading);
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		sections[i].read(&reading, map_in(load->root, sections[i].section), funded);
	load->rules->funded = funded;
	faults_free(&reading.told);
}

/* ---- what others ask */

const struct funded_rules *
rules_funded(const struct rules *rules)
{
	return rules->funded;
}

static const struct track_money *
money_of(const struct rules *rules, const char *track)
{
	for (size_t i = 0; i < rules->track_count; i++)
		if (strcmp(rules->tracks[i].code, track) == 0)
			return &rules->money[i];
	return NULL;
}

size_t
rules_payments(const struct rules *rules, const char *track, const struct payment_rule **out)
{
	const struct track_money *money = money_of(rules, track);
	*out = money ? money->payments : NULL;
	return money ? money->payment_count : 0;
}

money_t
rules_matching_least(const struct rules *rules, const char *track, struct origin *origin)
{
	const struct track_money *money = money_of(rules, track);
	*origin = money ? money->matching_origin : (struct origin){.clause = "office", .office = true};
	return money ? money->matching_least : 0;
}

const struct use_rule *
rules_use(const struct rules *rules, bool grant, const char *code)
{
	const struct funded_rules *funded = rules->funded;
	const struct use_rule *uses = grant ? funded->grant_uses : funded->matching_uses;
	size_t count = grant ? funded->grant_use_count : funded->matching_use_count;
	for (size_t i = 0; i < count; i++)
		if (strcmp(uses[i].code, code) == 0)
			return &uses[i];
	return NULL;
}
