#include <config.h>

#include "rules/rules-sums.h"

#include <stdbool.h>
#include <string.h>

enum { FULL_POINTS = 100, POINTS_MOST = 1000 };

/* A whole number that its own table checks; what it says wrongly counts as 0 without another fault. */
static int64_t
number_of(struct yaml_node *map, const char *key, int64_t missing)
{
	struct faults ignored = {0};
	int64_t number = yaml_int(yaml_get(map, key), missing, 0, POINTS_MOST, &ignored);
	faults_free(&ignored);
	return number;
}

static const char *
text_of(struct yaml_node *map, const char *key)
{
	struct yaml_node *node = yaml_get(map, key);
	return node && node->kind == YAML_SCALAR ? node->text : "";
}

static int64_t
sum_of(struct yaml_node *list)
{
	int64_t sum = 0;
	for (struct yaml_node *node = list->first; node; node = node->next)
		sum += number_of(node, "points", 0);
	return sum;
}

static bool
has_code(struct yaml_node *list, const char *code)
{
	for (struct yaml_node *node = list ? list->first : NULL; node; node = node->next)
		if (strcmp(text_of(node, "code"), code) == 0)
			return true;
	return false;
}

void
review_check(struct load *load, struct yaml_node *review)
{
	struct yaml_node *criteria = yaml_get(review, "criteria"), *ties = yaml_get(review, "ties");
	struct yaml_node *breaker = yaml_get(review, "tie_criterion");
	if (criteria && criteria->kind == YAML_LIST && sum_of(criteria) != FULL_POINTS)
		load_fault(load, criteria, _("the points add up to %d, not to %d"), (int)sum_of(criteria), FULL_POINTS);
	if (breaker && breaker->kind == YAML_SCALAR && criteria && !has_code(criteria, breaker->text))
		load_fault(load, breaker, _("there is no criterion '%s'"), breaker->text);
	bool by_criterion = false, told = false;
	for (struct yaml_node *node = ties && ties->kind == YAML_LIST ? ties->first : NULL; node; node = node->next) {
		bool people = node->text && strcmp(node->text, "people") == 0;
		by_criterion = by_criterion || (node->text && strcmp(node->text, "criterion") == 0);
		if (people == (node->next != NULL) && !told)
			load_fault(load, node, _("what breaks ties ends with '%s', and only there"), "people");
		told = told || people == (node->next != NULL);
	}
	if (by_criterion && !breaker)
		load_fault(load, ties, _("key '%s' is missing"), "tie_criterion");
	struct yaml_node *panel = yaml_get(review, "panel");
	if (strcmp(text_of(panel, "odd"), "true") == 0 && number_of(panel, "least", 1) % 2 == 0)
		load_fault(load, yaml_get(panel, "least"), _("a panel that must be odd cannot be of %d"),
		           (int)number_of(panel, "least", 0));
}

/* Keys that a kind of item needs besides those that all have. */
static const struct {
	const char *kind, *needs;
} item_needs[] = {
	{"deductions", "deductions"},
	{"shortfall", "target"},
	{"shortfall", "each_short"},
	{"zeroing", "zero_when"},
};

/* Penalties and bonuses stand beside the points of an element. */
static bool
in_sum(struct yaml_node *item)
{
	const char *kind = text_of(item, "kind");
	return strcmp(kind, "penalty") != 0 && strcmp(kind, "bonus") != 0;
}

static void
check_items(struct load *load, struct yaml_node *element)
{
	struct yaml_node *items = yaml_get(element, "items");
	int64_t sum = 0, points = number_of(element, "points", 0);
	if (!items || items->kind != YAML_LIST)
		return;
	for (struct yaml_node *item = items->first; item; item = item->next) {
		if (in_sum(item))
			sum += number_of(item, "points", 0);
		for (size_t i = 0; i < sizeof item_needs / sizeof *item_needs; i++)
			if (strcmp(text_of(item, "kind"), item_needs[i].kind) == 0)
				yaml_need(item, item_needs[i].needs, load->faults);
	}
	if (sum != points)
		load_fault(load, items, _("the points add up to %d, not to the %d of their element"), (int)sum, (int)points);
}

void
elements_check(struct load *load, struct yaml_node *elements)
{
	for (struct yaml_node *element = elements->first; element; element = element->next)
		check_items(load, element);
	if (sum_of(elements) != FULL_POINTS)
		load_fault(load, elements, _("the points add up to %d, not to %d"), (int)sum_of(elements), FULL_POINTS);
}

void
bands_check(struct load *load, struct yaml_node *bands)
{
	int64_t above = FULL_POINTS + 1;
	for (struct yaml_node *band = bands->first; band; band = band->next) {
		struct yaml_node *from = yaml_get(band, "from");
		int64_t start = number_of(band, "from", -1);
		if (!from || start < 0)
			continue;
		if (start >= above)
			load_fault(load, from, _("grade bands go down: %d is not below %d"), (int)start, (int)above);
		if (!band->next && start != 0)
			load_fault(load, from, _("the last grade band begins at 0, so that every result has a grade"));
		above = start;
	}
	if (!bands->first)
		load_fault(load, bands, _("no grade band stands here"));
}

void
payments_check(struct load *load, struct yaml_node *payments)
{
	struct yaml_node *funds = yaml_get(load->root, "funds");
	for (struct yaml_node *payment = payments->first; payment; payment = payment->next) {
		struct yaml_node *fund = yaml_get(payment, "fund");
		if (payment->kind != YAML_MAP)
			continue;
		if (!yaml_get(payment, "amount") == !yaml_get(payment, "amounts"))
			load_fault(load, payment, _("a payment has either '%s' or '%s'"), "amount", "amounts");
		if (fund && fund->kind == YAML_SCALAR && !yaml_get(funds, fund->text))
			load_fault(load, fund, _("there is no fund '%s' under '%s'"), fund->text, "funds");
	}
}

void
shared_check(struct load *load, struct yaml_node *quotas)
{
	for (struct yaml_node *quota = quotas->first; quota; quota = quota->next)
		if (number_of(quota, "floor", 0) > number_of(quota, "cap", INT64_MAX))
			load_fault(load, quota, _("'%s' is above '%s'"), "floor", "cap");
}
