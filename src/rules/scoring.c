#include <config.h>

#include "rules/scoring.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "rules/scoring-parts.h"

enum { HUNDREDTHS = 100, PERCENT = 100, NOT_GIVEN = -1, FEW = 16 };

#define SPREAD ((size_t)2654435761) /* of hashing by multiplication */

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

/* The highest first.  Of equal totals the one with more points for the tie criterion is the higher: so whatever is dropped,
 * the same remains, and what is dropped at either end never depends on who wrote it. */
static int
compare_sheets(const void *a, const void *b)
{
	const struct sheet *one = &((const struct scored_sheet *)a)->sheet, *other = &((const struct scored_sheet *)b)->sheet;
	int order = compare_numbers(other->total, one->total);
	order = order ? order : compare_numbers(other->tie_points, one->tie_points);
	return order ? order : compare_numbers(one->expert, other->expert);
}

/* A project has a handful of sheets: qsort's overhead would be most of the ranking. */
static void
sort_sheets(struct scored_sheet *sheets, size_t count)
{
	if (count > FEW) {
		qsort(sheets, count, sizeof *sheets, compare_sheets);
		return;
	}
	for (size_t i = 1; i < count; i++) {
		struct scored_sheet taken = sheets[i];
		size_t to = i;
		for (; to && compare_sheets(&taken, &sheets[to - 1]) < 0; to--)
			sheets[to] = sheets[to - 1];
		sheets[to] = taken;
	}
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

/* The place of a project among the sorted ones, or `count`.  Without a branch to guess wrongly: it runs once for every sheet. */
static size_t
find_project(const uint32_t *projects, size_t count, uint32_t project)
{
	size_t at = 0;
	for (size_t rest = count; rest > 1;) {
		size_t half = rest / 2;
		at += projects[at + half] <= project ? half : 0;
		rest -= half;
	}
	return count && projects[at] == project ? at : count;
}

/* Whose each sheet is, `count` for nobody's; and how many each has. */
static size_t *
find_owners(struct ranking *ranking)
{
	const struct scoring_input *input = ranking->input;
	struct scored *scored = ranking->scored;
	uint32_t *projects = arena_alloc(ranking->arena, (scored->count + 1) * sizeof *projects);
	size_t *owners = arena_alloc(ranking->arena, (input->sheet_count + 1) * sizeof *owners);
	for (size_t i = 0; i < scored->count; i++)
		projects[i] = scored->standings[i].project;
	for (size_t i = 0; i < input->sheet_count; i++) {
		const struct sheet *sheet = &input->sheets[i];
		bool left_out = input->without && sheet->expert == input->without;
		owners[i] = left_out ? scored->count : find_project(projects, scored->count, sheet->project);
		if (owners[i] < scored->count)
			scored->standings[owners[i]].sheet_count++;
	}
	return owners;
}

/* Gives each project its sheets; those of others, and of the expert left out, fall away. */
static void
take_sheets(struct ranking *ranking)
{
	const struct scoring_input *input = ranking->input;
	struct scored *scored = ranking->scored;
	const size_t *owners = find_owners(ranking);
	size_t *next = arena_alloc(ranking->arena, (scored->count + 1) * sizeof *next);
	for (size_t i = 0; i < scored->count; i++) {
		next[i] = scored->standings[i].first_sheet = scored->sheet_count;
		scored->sheet_count += scored->standings[i].sheet_count;
	}
	scored->sheets = arena_alloc(ranking->arena, (scored->sheet_count + 1) * sizeof *scored->sheets);
	for (size_t i = 0; i < input->sheet_count; i++)
		if (owners[i] < scored->count)
			scored->sheets[next[owners[i]]++].sheet = input->sheets[i];
	for (size_t i = 0; i < scored->count; i++) {
		struct standing *standing = &scored->standings[i];
		sort_sheets(scored->sheets + standing->first_sheet, standing->sheet_count);
		if (standing->sheet_count)
			score(ranking, standing, scored->sheets + standing->first_sheet);
	}
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

static int
compare_experts(const void *a, const void *b)
{
	return compare_numbers(((const struct expert_lean *)a)->expert, ((const struct expert_lean *)b)->expert);
}

/* Where the expert stands in a table that is never full, or would stand; its size is a power of two. */
static struct expert_lean *
lean_of(struct expert_lean *table, size_t size, uint32_t expert)
{
	size_t at = expert * SPREAD & (size - 1);
	while (table[at].sheets && table[at].expert != expert)
		at = (at + 1) & (size - 1);
	table[at].expert = expert;
	return &table[at];
}

static void
add_differences(const struct standing *standing, const struct scored_sheet *sheets, struct expert_lean *table, size_t size)
{
	int64_t sum = 0;
	for (size_t i = 0; i < standing->sheet_count; i++)
		sum += sheets[i].dropped ? 0 : sheets[i].sheet.total;
	int64_t mean = standing->sheets ? rounded(sum, (int64_t)standing->sheets) : 0;
	for (size_t i = 0; i < standing->sheet_count; i++) {
		struct expert_lean *one = lean_of(table, size, sheets[i].sheet.expert);
		one->sheets++;
		one->lean += sheets[i].sheet.total - mean;
	}
}

static void
lean(struct ranking *ranking)
{
	struct scored *scored = ranking->scored;
	size_t size = FEW;
	while (size <= scored->sheet_count)
		size *= 2;
	struct expert_lean *table = arena_alloc(ranking->arena, size * sizeof *table);
	for (size_t i = 0; i < scored->count; i++)
		add_differences(&scored->standings[i], scored->sheets + scored->standings[i].first_sheet, table, size);
	scored->leans = table;
	for (size_t i = 0; i < size; i++) {
		if (!table[i].sheets)
			continue;
		int64_t mean = rounded(llabs(table[i].lean), (int64_t)table[i].sheets);
		table[scored->lean_count++] = (struct expert_lean){table[i].expert, table[i].sheets, table[i].lean < 0 ? -mean : mean};
	}
	if (scored->lean_count)
		qsort(scored->leans, scored->lean_count, sizeof *scored->leans, compare_experts);
}

/* ---- the whole */

struct scored
scoring_rank(const struct scoring_input *input, struct arena *arena)
{
	struct scored scored = {0};
	struct ranking ranking = {.input = input, .review = input->review, .arena = arena, .scored = &scored};
	take_candidates(&ranking);
	take_sheets(&ranking);
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
