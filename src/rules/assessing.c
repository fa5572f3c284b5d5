#include <config.h>

#include "rules/assessing.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { HUNDREDTHS = 100, FULL_MARKS = 100, NUMBER_MOST = 1000000, FACTS = 6 };

/* Answers that are words. */
enum said { SAID_OTHER, SAID_YES, SAID_NO, SAID_ZERO };
static const struct {
	const char *word;
	enum said said;
} words_said[] = {
	{"yes", SAID_YES}, {"是", SAID_YES}, {"有", SAID_YES}, {"no", SAID_NO}, {"否", SAID_NO}, {"无", SAID_NO}, {"zero", SAID_ZERO}, {"零", SAID_ZERO},
};

static enum said
said_by(const char *text)
{
	for (size_t i = 0; i < sizeof words_said / sizeof *words_said; i++)
		if (text_same(words_said[i].word, text))
			return words_said[i].said;
	return SAID_OTHER;
}

static bool
says_zero(const struct assessment_item *item, const char *text)
{
	return (*item->zero_when.zh || *item->zero_when.en) && said_by(text) == SAID_ZERO;
}

/* The number that begins at *at, past it; -1 where none does. */
static int
number_at(const char **at)
{
	size_t digits = strspn(*at, "0123456789");
	long number = digits && digits <= 6 ? strtol(*at, NULL, 10) : -1;
	*at += number < 0 ? 0 : digits;
	return (int)number;
}

/* The whole text as one number; -1 where it is none. */
static int
number_of(const char *text)
{
	int number = number_at(&text);
	return *text ? -1 : number;
}

/* ---- one item */

static int
points_within(const struct assessment_item *item, const char *text, int *points, struct err *err)
{
	*points = number_of(text);
	if (*points < 0)
		return err_set(err, ERR_INPUT, _("'%s' is no whole number of points from 0 to %d"), text, item->points);
	if (*points > item->points)
		return err_set(err, ERR_INPUT, _("%d is over %d: not more than the full marks"), *points, item->points);
	return 0;
}

static int
read_judged(const struct assessment_item *item, const char *text, int *points, struct err *err)
{
	return points_within(item, text, points, err);
}

static int
read_penalty(const struct assessment_item *item, const char *text, int *points, struct err *err)
{
	if (points_within(item, text, points, err) < 0)
		return -1;
	*points = -*points;
	return 0;
}

/* All or nothing: by `all` and `none`, or by the points. */
static int
all_or_none(const struct assessment_item *item, const char *text, enum said all, enum said none, int *points)
{
	enum said said = said_by(text);
	int number = number_of(text);
	if (said == all || number == item->points)
		*points = item->points;
	else if (said == none || number == 0)
		*points = 0;
	else
		return -1;
	return 0;
}

static int
read_threshold(const struct assessment_item *item, const char *text, int *points, struct err *err)
{
	if (all_or_none(item, text, SAID_YES, SAID_NO, points) == 0)
		return 0;
	return err_set(err, ERR_INPUT, _("'%s' is neither yes nor no: yes is %d points, no is 0, and nothing lies between"), text, item->points);
}

static int
read_zeroing(const struct assessment_item *item, const char *text, int *points, struct err *err)
{
	if (all_or_none(item, text, SAID_NO, SAID_ZERO, points) == 0)
		return 0;
	return err_set(err, ERR_INPUT, _("'%s' is neither 'no' nor 'zero': 'zero' where this happens: %s"), text, words_in(item->zero_when, words_lang()));
}

/* Numbers of deductions with blanks or commas between; "0" alone: none.  What they take in *taken. */
static int
read_numbers(const struct assessment_item *item, const char *text, int *taken, struct err *err)
{
	const char *at = text + strspn(text, " ,");
	bool *seen = xcalloc(item->deduction_count + 1, sizeof *seen);
	int result = 0;
	*taken = 0;
	while (*at && result == 0) {
		int number = number_at(&at);
		if (number < 0 || (size_t)number > item->deduction_count) {
			result = err_set(err, ERR_INPUT, _("'%s' names no deduction: numbers from 1 to %zu with a blank between, or 0 for none"), text,
			                 item->deduction_count);
		} else if (seen[number]) {
			result = err_set(err, ERR_INPUT, _("deduction %d stands twice: once takes its points"), number);
		} else if (number) {
			seen[number] = true;
			*taken += item->deductions[number - 1].points;
		}
		at += strspn(at, " ,");
	}
	free(seen);
	return result;
}

static int
read_deductions(const struct assessment_item *item, const char *text, int *points, struct err *err)
{
	int taken = item->points;
	if (!says_zero(item, text) && read_numbers(item, text, &taken, err) < 0)
		return -1;
	*points = taken < item->points ? item->points - taken : 0;
	return 0;
}

static int
read_shortfall(const struct assessment_item *item, const char *text, int *points, struct err *err)
{
	const char *at = text;
	int reached, taken = 0, left;
	*points = 0;
	if (says_zero(item, text))
		return 0;
	reached = number_at(&at);
	at += strspn(at, " ");
	if (reached < 0 || (*at && *at != '/'))
		return err_set(err, ERR_INPUT, _("'%s' says no number that was reached: a whole number, of %d; deductions behind a '/'"), text, item->target);
	if (*at && read_numbers(item, at + 1, &taken, err) < 0)
		return -1;
	if (reached >= item->target)
		left = item->points - taken;
	else
		left = item->points - taken - (item->target - reached) * item->each_short;
	*points = left > 0 ? left : 0;
	return 0;
}

static int (*const readers[])(const struct assessment_item *, const char *, int *, struct err *) = {
	[ITEM_THRESHOLD] = read_threshold,
	[ITEM_JUDGED] = read_judged,
	[ITEM_DEDUCTIONS] = read_deductions,
	[ITEM_SHORTFALL] = read_shortfall,
	[ITEM_ZEROING] = read_zeroing,
	[ITEM_PENALTY] = read_penalty,
	[ITEM_BONUS] = read_judged,
};

/* 、 stands for a comma as ， does. */
static void
plain_answer(struct buf *out, const char *text)
{
	static const char pause[] = "、";
	const char *at;
	struct buf half = {0};
	for (; (at = strstr(text, pause)); text = at + sizeof pause - 1) {
		buf_add(&half, text, (size_t)(at - text));
		buf_addc(&half, ',');
	}
	buf_adds(&half, text);
	text_halfwidth(out, buf_text(&half) + strspn(buf_text(&half), " "));
	while (out->len && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
	buf_free(&half);
}

int
item_points(const struct assessment_item *item, const char *text, int64_t *hundredths, struct err *err)
{
	struct buf answer = {0};
	int points = 0, result = 0;
	*hundredths = 0;
	plain_answer(&answer, text);
	if (answer.len)
		result = readers[item->kind](item, answer.data, &points, err) < 0 ? -1 : 1;
	if (result > 0)
		*hundredths = (int64_t)points * HUNDREDTHS;
	if (result < 0 && err)
		snprintf(err->field, sizeof err->field, "%s", item->code);
	buf_free(&answer);
	return result;
}

int
item_wrong(const struct assessment_item *item, struct err *err)
{
	bool clause = strcmp(item->origin.clause, "office") != 0;
	return err_prefix(err, "%s%s'%s'", clause ? item->origin.clause : "", clause ? " " : "", words_in(item->label, words_lang()));
}

bool
item_counts(const struct assessment_item *item)
{
	return item->kind != ITEM_PENALTY && item->kind != ITEM_BONUS;
}

/* ---- a checklist */

static void
sum_item(const struct assessment_item *item, const char *text, struct element_sum *sum, int64_t *beside, struct faults *faults)
{
	struct err err = {0};
	int64_t points;
	int answered = item_points(item, text, &points, &err);
	sum->answered += answered > 0;
	if (answered > 0 && item_counts(item)) {
		sum->points += points;
		sum->possible += (int64_t)item->points * HUNDREDTHS;
	} else if (answered > 0) {
		*beside += points;
	} else if (answered < 0) {
		sum->faulty = true;
		item_wrong(item, &err);
		if (faults)
			fault_add_err(faults, (struct pos){0}, item->code, &err);
	}
}

void
checklist_sum(const struct rules *rules, const char *(*answer)(void *user, const char *item), void *user, struct arena *arena,
              struct checklist_sum *out, struct faults *faults)
{
	const struct assessment_element *elements;
	int64_t beside = 0;
	*out = (struct checklist_sum){.element_count = rules_elements(rules, &elements), .whole = true};
	out->elements = arena_alloc(arena, (out->element_count + 1) * sizeof *out->elements);
	for (size_t i = 0; i < out->element_count; i++) {
		struct element_sum *sum = &out->elements[i];
		*sum = (struct element_sum){.element = &elements[i], .items = elements[i].item_count};
		for (size_t j = 0; j < sum->items; j++)
			sum_item(&elements[i].items[j], answer(user, elements[i].items[j].code), sum, &beside, faults);
		out->total += sum->points;
		out->possible += sum->possible;
		out->whole = out->whole && sum->answered == sum->items;
	}
	out->total += beside;
	if (out->total < 0)
		out->total = 0;
	if (out->total > FULL_MARKS * HUNDREDTHS)
		out->total = FULL_MARKS * HUNDREDTHS;
}

int64_t
checklist_mean(const int64_t *totals, size_t count)
{
	int64_t sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += totals[i];
	return count ? (2 * sum + (int64_t)count) / (2 * (int64_t)count) : 0;
}

/* ---- the grade */

static struct words
label_of(const struct rules *rules, const char *grade)
{
	const struct code *code = code_get(&rules->codes, "grade", grade);
	return code ? code->label : (struct words){.zh = grade, .en = grade};
}

static size_t
band_of(const struct funded_rules *funded, int64_t hundredths)
{
	size_t band = 0;
	while (band + 1 < funded->band_count && hundredths < (int64_t)funded->bands[band].from * HUNDREDTHS)
		band++;
	return band;
}

/* Whether one more of the best grade would go over its share. */
static bool
share_full(const struct funded_rules *funded, size_t top, size_t all)
{
	return funded->top_share < SHARE_WHOLE && (top + 1) * SHARE_WHOLE > (size_t)funded->top_share * all;
}

static const char *
points_text(int64_t hundredths, struct arena *arena)
{
	return arena_printf(arena, "%lld.%02lld", (long long)(hundredths / HUNDREDTHS), (long long)(hundredths % HUNDREDTHS));
}

/* What is known of a grade while its sentence is made. */
struct grading {
	const struct funded_rules *funded;
	size_t reached, given; /* bands */
	size_t top, all;
	const char *points;
	struct words label, best;
	struct arena *arena;
};

static struct words
grade_because(const struct grading *grading)
{
	const struct funded_rules *funded = grading->funded;
	int from = funded->bands[grading->reached].from;
	if (grading->given == grading->reached)
		return (struct words){
			.zh = arena_printf(grading->arena, "%s 分，%d 分起为%s", grading->points, from, words_in(grading->label, LANG_ZH)),
			.en = arena_printf(grading->arena, "%s points: %s from %d on", grading->points, words_in(grading->label, LANG_EN), from),
		};
	return (struct words){
		.zh = arena_printf(grading->arena, "%s 分，达到%s（%d 分起），但当年 %zu 个项目中已有 %zu 个%s，再增加将超过 %d%%，定为%s", grading->points,
		                   words_in(grading->best, LANG_ZH), from, grading->all, grading->top, words_in(grading->best, LANG_ZH), funded->top_share,
		                   words_in(grading->label, LANG_ZH)),
		.en = arena_printf(grading->arena, "%s points reach %s (from %d on), but %zu of the year's %zu projects have it and one more would go over %d percent: %s",
		                   grading->points, words_in(grading->best, LANG_EN), from, grading->top, grading->all, funded->top_share,
		                   words_in(grading->label, LANG_EN)),
	};
}

static void
add_fact(const struct grading *grading, struct verdict *verdict, const char *name, int64_t value)
{
	verdict->facts[verdict->fact_count++] = (struct fact){name, arena_printf(grading->arena, "%lld", (long long)value)};
}

static void
add_facts(const struct grading *grading, struct verdict *verdict, const char *grade)
{
	verdict->facts = arena_alloc(grading->arena, FACTS * sizeof *verdict->facts);
	verdict->facts[verdict->fact_count++] = (struct fact){"points", grading->points};
	verdict->facts[verdict->fact_count++] = (struct fact){"grade", grade};
	add_fact(grading, verdict, "from", grading->funded->bands[grading->given].from);
	if (grading->funded->top_share >= SHARE_WHOLE)
		return;
	add_fact(grading, verdict, "top", (int64_t)grading->top);
	add_fact(grading, verdict, "projects", (int64_t)grading->all);
	add_fact(grading, verdict, "top_share", grading->funded->top_share);
}

struct verdict
assessment_grade(const struct rules *rules, int64_t hundredths, size_t top, size_t all, const char **grade, bool *passed, struct arena *arena)
{
	const struct funded_rules *funded = rules_funded(rules);
	struct grading grading = {.funded = funded, .top = top, .all = all, .points = points_text(hundredths, arena), .arena = arena};
	struct verdict verdict = {
		.id = "assessment_grade",
		.clause = funded->assessment_origin.clause ? funded->assessment_origin.clause : "office",
		.label = {.zh = "考核等次", .en = "grade of the assessment"},
		.because = {.zh = "", .en = ""},
		.cure = {.zh = "", .en = ""},
	};
	*grade = "";
	*passed = true;
	if (!funded->band_count)
		return verdict;
	grading.reached = grading.given = band_of(funded, hundredths);
	if (grading.reached == 0 && funded->band_count > 2 && share_full(funded, top, all))
		grading.given = 1;
	*grade = funded->bands[grading.given].grade;
	*passed = funded->band_count == 1 || grading.given + 1 < funded->band_count;
	grading.label = label_of(rules, *grade);
	grading.best = label_of(rules, funded->bands[0].grade);
	verdict.result = *passed ? VERDICT_PASS : VERDICT_FAIL;
	verdict.because = grade_because(&grading);
	if (!*passed)
		verdict.cure = (struct words){.zh = "责令整改", .en = "order rectification"};
	add_facts(&grading, &verdict, *grade);
	return verdict;
}
