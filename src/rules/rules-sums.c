#include <config.h>

#include "rules/rules-sums.h"

#include <stdbool.h>
#include <string.h>

enum { FULL_POINTS = 100, PERCENT = 100, NUMBER_MOST = 100000 };

/* A whole number that its own table checks; what it says wrongly counts as 0 without another fault. */
static int64_t
number_of(struct yaml_node *map, const char *key, int64_t missing)
{
	struct faults ignored = {0};
	int64_t number = yaml_int(yaml_get(map, key), missing, 0, NUMBER_MOST, &ignored);
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
	for (struct yaml_node *node = list && list->kind == YAML_LIST ? list->first : NULL; node; node = node->next)
		if (strcmp(text_of(node, "code"), code) == 0)
			return true;
	return false;
}

static int64_t
weight_of(struct yaml_node *criterion)
{
	return number_of(criterion, "points", 0) * number_of(criterion, "weight", PERCENT);
}

static void
check_criteria(struct load *load, struct yaml_node *criteria)
{
	int64_t weighted = 0;
	bool weighs = false;
	for (struct yaml_node *node = criteria->first; node; node = node->next) {
		weighted += weight_of(node);
		weighs = weighs || yaml_get(node, "weight");
	}
	if (weighs && weighted != FULL_POINTS * PERCENT)
		load_fault(load, criteria, _("the points add up to %s by their weights, not to %d"),
		           arena_printf(&load->rules->arena, "%d.%02d", (int)(weighted / PERCENT), (int)(weighted % PERCENT)),
		           FULL_POINTS);
	else if (!weighs && sum_of(criteria) != FULL_POINTS)
		load_fault(load, criteria, _("the points add up to %d, not to %d"), (int)sum_of(criteria), FULL_POINTS);
}

/* Without a name the heaviest breaks ties, which must then be one alone. */
static bool
one_is_heaviest(struct yaml_node *criteria)
{
	int64_t most = 0;
	size_t count = 0;
	for (struct yaml_node *node = criteria ? criteria->first : NULL; node; node = node->next) {
		count = weight_of(node) > most ? 1 : count + (weight_of(node) == most);
		most = weight_of(node) > most ? weight_of(node) : most;
	}
	return count == 1;
}

static void
check_ties(struct load *load, struct yaml_node *review, struct yaml_node *criteria)
{
	struct yaml_node *ties = yaml_get(review, "ties"), *breaker = yaml_get(review, "tie_criterion");
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
	if (by_criterion && !breaker && !one_is_heaviest(criteria))
		load_fault(load, ties, _("several criteria weigh the most: '%s' must name one"), "tie_criterion");
}

static void
check_trimming(struct load *load, struct yaml_node *trimming)
{
	int64_t dropped = number_of(trimming, "highest", 0) + number_of(trimming, "lowest", 0);
	int64_t from = number_of(trimming, "from_sheets", INT64_MAX);
	if (dropped >= from)
		load_fault(load, trimming, _("dropping %d of %d sheets leaves none"), (int)dropped, (int)from);
}

void
review_check(struct load *load, struct yaml_node *review)
{
	struct yaml_node *criteria = yaml_get(review, "criteria"), *panel = yaml_get(review, "panel");
	struct yaml_node *places = yaml_get(review, "places");
	if (criteria && criteria->kind == YAML_LIST)
		check_criteria(load, criteria);
	check_ties(load, review, criteria);
	check_trimming(load, yaml_get(review, "trimming"));
	if (strcmp(text_of(panel, "odd"), "true") == 0 && number_of(panel, "least", 1) % 2 == 0)
		load_fault(load, yaml_get(panel, "least"), _("a panel that must be odd cannot be of %d"),
		           (int)number_of(panel, "least", 0));
	if (strcmp(text_of(places, "ratio_base"), "candidates") == 0 && number_of(places, "least_ratio", 0) >= PERCENT)
		load_fault(load, yaml_get(places, "least_ratio"), _("the ratio to the candidates always is below 100 percent"));
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

static bool
stands_before(struct yaml_node *elements, struct yaml_node *element, const char *code)
{
	for (struct yaml_node *other = elements->first; other != element; other = other->next)
		if (has_code(yaml_get(other, "items"), code))
			return true;
	return false;
}

/* Answers are kept by the item's code alone, beside the fields of a checklist. */
static void
check_item_codes(struct load *load, struct yaml_node *elements, struct yaml_node *element)
{
	struct yaml_node *items = yaml_get(element, "items");
	for (struct yaml_node *item = items && items->kind == YAML_LIST ? items->first : NULL; item; item = item->next) {
		const char *code = text_of(item, "code");
		if (*code && stands_before(elements, element, code))
			load_fault(load, yaml_get(item, "code"), _("item '%s' stands in another element already"), code);
		if (*code && record_column(&type_answer, code))
			load_fault(load, yaml_get(item, "code"), _("'%s' is a field of the program already"), code);
	}
}

void
elements_check(struct load *load, struct yaml_node *elements)
{
	for (struct yaml_node *element = elements->first; element; element = element->next) {
		check_items(load, element);
		check_item_codes(load, elements, element);
	}
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

/* What makes a payment due: the key under `assessment` that it cannot do without, and whether it comes but once. */
static const struct {
	const char *due, *assessment;
	bool once;
} dues[] = {
	{"award", NULL, true},
	{"agreement", NULL, true},
	{"annual_pass", "annual", false},
	{"final_pass", "final", true},
	{"year_end", NULL, false},
};

static bool
gives_grade(struct yaml_node *assessment, const char *grade)
{
	struct yaml_node *bands = yaml_get(yaml_get(assessment, "grades"), "bands");
	for (struct yaml_node *band = bands ? bands->first : NULL; band; band = band->next)
		if (strcmp(text_of(band, "grade"), grade) == 0)
			return true;
	return false;
}

/* A short annual form asks whether the year passes and nothing else. */
static bool
is_graded(struct yaml_node *assessment, const char *due)
{
	if (strcmp(due, "annual_pass") == 0)
		return strcmp(text_of(yaml_get(assessment, "annual"), "form"), "short") != 0;
	return strcmp(due, "final_pass") == 0;
}

static void
check_amounts(struct load *load, struct yaml_node *payment, struct yaml_node *amounts, struct yaml_node *assessment)
{
	const char *due = text_of(payment, "due");
	if (*due && !is_graded(assessment, due))
		load_fault(load, amounts, _("a payment due at '%s' has no grade to go by"), due);
	if (amounts->kind != YAML_LIST || !assessment)
		return;
	for (struct yaml_node *amount = amounts->first; amount; amount = amount->next) {
		struct yaml_node *grade = yaml_get(amount, "grade");
		if (!grade || grade->kind != YAML_SCALAR)
			continue;
		if (code_get(&load->rules->codes, "grade", grade->text) && !gives_grade(assessment, grade->text))
			load_fault(load, grade, _("no grade band of '%s' gives '%s'"), "assessment", grade->text);
		for (struct yaml_node *before = amounts->first; before != amount; before = before->next)
			if (strcmp(text_of(before, "grade"), grade->text) == 0)
				load_fault(load, grade, _("'%s' stands twice"), grade->text);
	}
}

static void
check_due(struct load *load, struct yaml_node *payment, struct yaml_node *assessment)
{
	struct yaml_node *due = yaml_get(payment, "due");
	for (size_t i = 0; i < sizeof dues / sizeof *dues; i++) {
		if (strcmp(text_of(payment, "due"), dues[i].due) != 0)
			continue;
		if (dues[i].assessment && !yaml_get(assessment, dues[i].assessment))
			load_fault(load, due, _("a payment due at '%s' needs '%s' under '%s'"), dues[i].due, dues[i].assessment, "assessment");
		if (dues[i].once && number_of(payment, "times", 1) > 1)
			load_fault(load, yaml_get(payment, "times"), _("what is due at '%s' is paid once"), dues[i].due);
	}
}

void
payments_check(struct load *load, struct yaml_node *payments)
{
	struct yaml_node *funds = yaml_get(load->root, "funds"), *assessment = yaml_get(load->root, "assessment");
	for (struct yaml_node *payment = payments->first; payment; payment = payment->next) {
		struct yaml_node *fund = yaml_get(payment, "fund"), *amounts = yaml_get(payment, "amounts");
		if (payment->kind != YAML_MAP)
			continue;
		if (!yaml_get(payment, "amount") == !amounts)
			load_fault(load, payment, _("a payment has either '%s' or '%s'"), "amount", "amounts");
		if (fund && fund->kind == YAML_SCALAR && !yaml_get(funds, fund->text))
			load_fault(load, fund, _("there is no fund '%s' under '%s'"), fund->text, "funds");
		check_due(load, payment, assessment);
		if (amounts)
			check_amounts(load, payment, amounts, assessment);
	}
}

/* Which of two quotas a project takes its place from would be a matter of chance. */
static void
refuse_shared_twice(struct load *load, struct yaml_node *quotas, struct yaml_node *track)
{
	size_t count = 0;
	for (struct yaml_node *quota = quotas->first; quota; quota = quota->next) {
		struct yaml_node *tracks = yaml_get(quota, "tracks");
		for (struct yaml_node *other = tracks && tracks->kind == YAML_LIST ? tracks->first : NULL; other; other = other->next) {
			count += other->text && track->text && strcmp(other->text, track->text) == 0;
			if (other == track && count > 1)
				load_fault(load, track, _("track '%s' is in two shared quotas"), track->text);
		}
	}
}

void
shared_check(struct load *load, struct yaml_node *quotas)
{
	for (struct yaml_node *quota = quotas->first; quota; quota = quota->next) {
		struct yaml_node *tracks = yaml_get(quota, "tracks");
		if (number_of(quota, "floor", 0) > number_of(quota, "cap", INT64_MAX))
			load_fault(load, quota, _("'%s' is above '%s'"), "floor", "cap");
		if (quota->kind == YAML_MAP && !yaml_get(quota, "floor") && !yaml_get(quota, "cap"))
			load_fault(load, quota, _("'%s' needs '%s' or '%s'"), text_of(quota, "code"), "cap", "floor");
		for (struct yaml_node *track = tracks && tracks->kind == YAML_LIST ? tracks->first : NULL; track; track = track->next)
			refuse_shared_twice(load, quotas, track);
	}
}
