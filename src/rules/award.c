#include <config.h>

#include "rules/award.h"

#include "rules/funded.h"
#include "rules/load.h"

enum { DAYS_MOST = 400 };

/* From rules without faults. */
void
load_publicity(struct load *load)
{
	struct yaml_node *publicity = yaml_get(load->root, "publicity");

	load->rules->publicity = (struct publicity_rules){
		.days = (int)yaml_int(yaml_get(publicity, "days"), 0, 0, DAYS_MOST, NULL),
		.first_day_counts = yaml_bool(yaml_get(publicity, "first_day_counts"), false, NULL),
	};
}

money_t
award_amount(const struct rules *rules, const char *track)
{
	const struct payment_rule *payments = NULL;
	size_t count = rules ? rules_payments(rules, track, &payments) : 0;
	money_t sum = 0;

	for (size_t i = 0; i < count; i++)
		if (!payments[i].to_leader && payments[i].when == PAY_AT_AWARD)
			sum += payments[i].amount * payments[i].months;
	return sum;
}

struct publicity_rules
rules_publicity(const struct rules *rules)
{
	return rules->publicity;
}
