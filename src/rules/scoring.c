#include <config.h>

#include "rules/scoring.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "rules/scoring-parts.h"

enum { HUNDREDTHS = 100, PERCENT = 100, NOT_GIVEN = -1 };

/* Half up, in whole numbers: neither sum nor divisor is negative, the divisor not 0. */
static int64_t
rounded(int64_t sum, int64_t divisor)
{
	return (2 * sum + divisor) / (2 * divisor);
}

static int64_t
unit_of(const struct review_rules *review)
{
	int64_t unit = 1;
	for (int i = 0; i < review->decimals; i++)
		unit *= 10;
	return unit;
}

/* ---- sheets */

static int
compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* Within a project the highest first.  Of equal totals the one with more points for the tie criterion is the higher: so whatever is dropped,
 * the same remains, and what is dropped at either end never depends on who wrote it. */
static int
compare_sheets(const void *a, const void *b)
{
	const struct sheet *one = &((const struct scored_sheet *)a)->sheet, *other = &((const struct scored_sheet *)b)->sheet;
	int order = compare_numbers(one->project, other->project);
	order = order ? order : compare_numbers(other->total, one->total);
	order = order ? order : compare_numbers(other->tie_points, one->tie_points);
	return order ? order : compare_numbers(one->expert, other->expert);
}

static void
take_sheets(struct ranking *ranking)
{
	const struct scoring_input *input = ranking->input;
	struct scored_sheet *sheets = arena_alloc(ranking->arena, (input->sheet_count + 1) * sizeof *sheets);
	size_t count = 0;
	for (size_t i = 0; i < input->sheet_count; i++)
		if (!input->without || input->sheets[i].expert != input->without)
			sheets[count++].sheet = input->sheets[i];
	if (count)
		qsort(sheets, count, sizeof *sheets, compare_sheets);
	ranking->scored->sheets = sheets;
	ranking->scored->sheet_count = count;
}

/* Marks what is dropped at both ends: as many sheets as the rules say, not as many scores. */
static void
trim(struct ranking *ranking, struct scored_sheet *sheets, size_t count)
{
	const struct review_rules *review = ranking->review;
	size_t highest = (size_t)review->trim_highest, lowest = (size_t)review->trim_lowest;
	if (ranking->input->untrimmed || count < (size_t)review->trim_from || count <= highest + lowest)
		return;
	for (size_t i = 0; i < highest; i++)
		sheets[i].dropped = true;
	for (size_t i = 0; i < lowest; i++)
		sheets[count - 1 - i].dropped = true;
}

/* The mean of what counts; compared without rounding, so that a sheet just short of the bound is not flagged. */
static void
score(struct ranking *ranking, struct standing *standing, struct scored_sheet *sheets)
{
	const struct review_rules *review = ranking->review;
	int64_t sum = 0, tie_sum = 0, unit = unit_of(review);
	trim(ranking, sheets, standing->sheet_count);
	for (size_t i = 0; i < standing->sheet_count; i++) {
		sum += sheets[i].dropped ? 0 : sheets[i].sheet.total;
		tie_sum += sheets[i].dropped ? 0 : sheets[i].sheet.tie_points;
		standing->sheets += !sheets[i].dropped;
	}
	int64_t divisor = (int64_t)standing->sheets;
	standing->mean = rounded(sum * unit, divisor * HUNDREDTHS);
	standing->tie_mean = rounded(tie_sum * unit, divisor * HUNDREDTHS);
	int64_t far = (int64_t)review->far_from_mean * HUNDREDTHS * divisor;
	for (size_t i = 0; i < standing->sheet_count; i++)
		sheets[i].far = far > 0 && llabs(sheets[i].sheet.total * divisor - sum) >= far;
}

/* ---- standings */

static int
compare_projects(const void *a, const void *b)
{
	return compare_numbers(((const struct standing *)a)->project, ((const struct standing *)b)->project);
}

static void
take_candidates(struct ranking *ranking)
{
	const struct scoring_input *input = ranking->input;
	struct standing *standings = arena_alloc(ranking->arena, (input->candidate_count + 1) * sizeof *standings);
	for (size_t i = 0; i < input->candidate_count; i++)
		standings[i] = (struct standing){
			.project = input->candidates[i].project,
			.quota = input->candidates[i].quota,
			.preference = input->candidates[i].preference,
			.decided = input->candidates[i].decided,
			.place = PLACE_UNSCORED,
			.why = {.zh = "", .en = ""},
		};
	if (input->candidate_count)
		qsort(standings, input->candidate_count, sizeof *standings, compare_projects);
	ranking->scored->standings = standings;
	ranking->scored->count = input->candidate_count;
	ranking->scored->candidates = (int)input->candidate_count;
}

/* Both stand in the order of projects; sheets of others fall out. */
static void
match(struct ranking *ranking)
{
	struct scored *scored = ranking->scored;
	size_t at = 0, kept = 0;
	for (size_t i = 0; i < scored->count; i++) {
		struct standing *standing = &scored->standings[i];
		while (at < scored->sheet_count && scored->sheets[at].sheet.project < standing->project)
			at++;
		standing->first_sheet = kept;
		while (at < scored->sheet_count && scored->sheets[at].sheet.project == standing->project)
			scored->sheets[kept++] = scored->sheets[at++];
		standing->sheet_count = kept - standing->first_sheet;
		if (standing->sheet_count)
			score(ranking, standing, scored->sheets + standing->first_sheet);
	}
	scored->sheet_count = kept;
}

static int64_t
people_first(const struct standing *standing)
{
	return standing->decided > 0 ? standing->decided : INT_MAX;
}

int
ranking_break(enum tie_break by, const struct standing *a, const struct standing *b)
{
	if (by == TIE_CRITERION)
		return compare_numbers(b->tie_mean, a->tie_mean);
	if (by == TIE_PREFERENCE)
		return compare_numbers(b->preference, a->preference);
	return compare_numbers(people_first(a), people_first(b));
}

int
ranking_compare(const struct review_rules *review, const struct standing *a, const struct standing *b)
{
	int order = compare_numbers(b->mean, a->mean);
	for (size_t i = 0; !order && i < review->tie_count; i++)
		order = ranking_break(review->ties[i], a, b);
	return order;
}

static int
compare_standings(const void *a, const void *b, void *review)
{
	const struct standing *one = a, *other = b;
	int order = (one->sheets == 0) - (other->sheets == 0);
	if (!order && one->sheets)
		order = ranking_compare(review, one, other);
	return order ? order : compare_numbers(one->project, other->project);
}

static void
rank(struct ranking *ranking)
{
	struct standing *standings = ranking->scored->standings;
	if (ranking->scored->count)
		qsort_r(standings, ranking->scored->count, sizeof *standings, compare_standings, (void *)(uintptr_t)ranking->review);
	while (ranking->ranked < ranking->scored->count && standings[ranking->ranked].sheets)
		ranking->ranked++;
	for (size_t i = 0; i < ranking->ranked; i++) {
		bool same = i && standings[i - 1].mean == standings[i].mean;
		standings[i].rank = same ? standings[i - 1].rank : (unsigned)i + 1;
		standings[i].shared = same || (i + 1 < ranking->ranked && standings[i + 1].mean == standings[i].mean);
	}
}

/* ---- experts */

struct difference {
	uint32_t expert;
	int64_t points;
};

static int
compare_experts(const void *a, const void *b)
{
	return compare_numbers(((const struct difference *)a)->expert, ((const struct difference *)b)->expert);
}

static struct difference *
differences(struct ranking *ranking)
{
	struct scored *scored = ranking->scored;
	struct difference *all = arena_alloc(ranking->arena, (scored->sheet_count + 1) * sizeof *all);
	size_t count = 0;
	for (size_t i = 0; i < scored->count; i++) {
		const struct standing *standing = &scored->standings[i];
		const struct scored_sheet *sheets = scored->sheets + standing->first_sheet;
		int64_t sum = 0;
		for (size_t k = 0; k < standing->sheet_count; k++)
			sum += sheets[k].dropped ? 0 : sheets[k].sheet.total;
		for (size_t k = 0; k < standing->sheet_count; k++)
			all[count++] = (struct difference){
				.expert = sheets[k].sheet.expert,
				.points = sheets[k].sheet.total - rounded(sum, (int64_t)standing->sheets),
			};
	}
	if (count)
		qsort(all, count, sizeof *all, compare_experts);
	return all;
}

static void
lean(struct ranking *ranking)
{
	struct scored *scored = ranking->scored;
	const struct difference *all = differences(ranking);
	scored->leans = arena_alloc(ranking->arena, (scored->sheet_count + 1) * sizeof *scored->leans);
	for (size_t i = 0; i < scored->sheet_count;) {
		struct expert_lean *one = &scored->leans[scored->lean_count++];
		int64_t sum = 0;
		one->expert = all[i].expert;
		for (; i < scored->sheet_count && all[i].expert == one->expert; i++, one->sheets++)
			sum += all[i].points;
		int64_t size = rounded(llabs(sum), (int64_t)one->sheets);
		one->lean = sum < 0 ? -size : size;
	}
}

/* ---- the whole */

struct scored
scoring_rank(const struct scoring_input *input, struct arena *arena)
{
	struct scored scored = {0};
	struct ranking ranking = {.input = input, .review = input->review, .arena = arena, .scored = &scored};
	take_sheets(&ranking);
	take_candidates(&ranking);
	match(&ranking);
	rank(&ranking);
	lean(&ranking);
	ranking_compete(&ranking);
	ranking_draw_line(&ranking);
	return scored;
}

const char *
scoring_print(const struct review_rules *review, int64_t mean, struct arena *arena)
{
	int64_t unit = unit_of(review), size = llabs(mean);
	const char *sign = mean < 0 ? "-" : "";
	if (review->decimals == 0)
		return arena_printf(arena, "%s%lld", sign, (long long)size);
	return arena_printf(arena, "%s%lld.%0*lld", sign, (long long)(size / unit), review->decimals, (long long)(size % unit));
}

/* ---- one sheet */

static int
check_points(const struct review_rules *review, const struct criterion *criterion, int64_t points, struct err *err)
{
	const char *label = words_in(criterion->label, words_lang());
	int rc = 0;
	if (points < 0)
		rc = err_set(err, ERR_INPUT, _("'%s' cannot have less than 0 points"), label);
	else if (points > (int64_t)criterion->points * HUNDREDTHS)
		rc = err_set(err, ERR_INPUT, _("'%s' has %d points at most"), label, criterion->points);
	else if (points % review->step && review->step == HUNDREDTHS)
		rc = err_set(err, ERR_INPUT, _("'%s' takes whole points only"), label);
	else if (points % review->step)
		rc = err_set(err, ERR_INPUT, _("'%s' takes whole and half points only"), label);
	if (rc < 0 && err)
		snprintf(err->field, sizeof err->field, "%s", criterion->code);
	return rc;
}

/* Weighted points are rounded once, at the total: what is shown is what the mean is made of. */
int
scoring_total(const struct review_rules *review, const int64_t *points, int64_t *total, bool *complete, struct err *err)
{
	int64_t weighted = 0;
	*total = 0;
	*complete = false;
	bool all = true;
	for (size_t i = 0; i < review->criterion_count; i++) {
		if (points[i] == NOT_GIVEN || points[i] == INT64_MIN) {
			all = false;
			continue;
		}
		if (check_points(review, &review->criteria[i], points[i], err) < 0)
			return -1;
		weighted += points[i] * review->criteria[i].weight;
	}
	*total = rounded(weighted, PERCENT);
	*complete = all;
	return 0;
}
