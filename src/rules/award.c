#include <config.h>

#include "rules/award.h"

#include <string.h>

static const char *
value(struct yaml_node *node, const char *key)
{
	struct yaml_node *child = yaml_get(node, key);

	return child && child->kind == YAML_SCALAR ? child->text : "";
}

/* The loader checked every payment's shape; times is how often the amount is paid in all. */
money_t
award_amount(const struct rules *rules, const char *track)
{
	struct yaml_node *payments = rules ? yaml_get(yaml_get(yaml_get(rules->root, "tracks"), track), "payments") : NULL;
	money_t sum = 0;

	for (struct yaml_node *payment = payments ? payments->first : NULL; payment; payment = payment->next)
		if (strcmp(value(payment, "to"), "unit") == 0 && strcmp(value(payment, "due"), "award") == 0)
			sum += yaml_money(yaml_get(payment, "amount"), 0, NULL);
	return sum;
}

struct publicity_rules
rules_publicity(const struct rules *rules)
{
	struct yaml_node *section = yaml_get(rules->root, "publicity");

	return (struct publicity_rules){
		.days = (int)yaml_int(yaml_get(section, "days"), 0, 0, 400, NULL),
		.first_day_counts = yaml_bool(yaml_get(section, "first_day_counts"), false, NULL),
	};
}
