#include <config.h>

#include "rules/award.h"

#include <string.h>

#include "rules/load.h"

enum { DAYS_MOST = 400 };

static const char *
value(struct yaml_node *node, const char *key)
{
	struct yaml_node *child = yaml_get(node, key);

	return child && child->kind == YAML_SCALAR ? child->text : "";
}

/* The shape of every payment was checked; times is how often the amount is paid in all. */
static money_t
load_award(struct yaml_node *payments)
{
	money_t sum = 0;

	for (struct yaml_node *payment = payments ? payments->first : NULL; payment; payment = payment->next)
		if (strcmp(value(payment, "to"), "unit") == 0 && strcmp(value(payment, "due"), "award") == 0)
			sum += yaml_money(yaml_get(payment, "amount"), 0, NULL);
	return sum;
}

/* From rules without faults. */
void
load_awards(struct load *load)
{
	struct rules *rules = load->rules;
	struct yaml_node *tracks = yaml_get(load->root, "tracks"), *publicity = yaml_get(load->root, "publicity");
	money_t *awards = arena_alloc(&rules->arena, (rules->track_count + 1) * sizeof *awards);

	for (size_t i = 0; i < rules->track_count; i++)
		awards[i] = load_award(yaml_get(yaml_get(tracks, rules->tracks[i].code), "payments"));
	rules->awards = awards;
	rules->publicity = (struct publicity_rules){
		.days = (int)yaml_int(yaml_get(publicity, "days"), 0, 0, DAYS_MOST, NULL),
		.first_day_counts = yaml_bool(yaml_get(publicity, "first_day_counts"), false, NULL),
	};
}

money_t
award_amount(const struct rules *rules, const char *track)
{
	const struct track *found = rules ? rules_track(rules, track) : NULL;

	return found ? rules->awards[found - rules->tracks] : 0;
}

struct publicity_rules
rules_publicity(const struct rules *rules)
{
	return rules->publicity;
}
