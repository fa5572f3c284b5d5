/* What is said about a ranking, in both languages; and whether there are candidates enough. */
#include <config.h>

#include <stdlib.h>

#include "rules/scoring-parts.h"

enum { PERMILLE = 1000, PERCENT = 100, TENTHS = 10, FACTS = 5 };

static const struct words no_words = {.zh = "", .en = ""};

/* ---- why somebody is where they are */

/* The same arguments for both languages. */
static struct words __attribute__((format(printf, 2, 4), format(printf, 3, 4)))
say(struct ranking *ranking, const char *zh, const char *en, ...)
{
	va_list args, again;
	struct words words;
	va_start(args, en);
	va_copy(again, args);
	words.zh = arena_vprintf(ranking->arena, zh, args);
	words.en = arena_vprintf(ranking->arena, en, again);
	va_end(again);
	va_end(args);
	return words;
}

static const char *
mean_of(struct ranking *ranking, int64_t mean)
{
	return scoring_print(ranking->review, mean, ranking->arena);
}

struct words
ranking_say_open(struct ranking *ranking, const struct standing *standing, size_t tied, int places)
{
	return say(ranking, "%s 分，%zu 个项目同分，争 %d 个名额：须由人裁定并写明理由",
	           "mean %s: %zu projects tie at the line for %d place(s); people must decide, with a reason",
	           mean_of(ranking, standing->mean), tied, places);
}

static struct words
say_criterion(struct ranking *ranking, const struct standing *standing, const struct standing *other, bool ahead)
{
	const struct criterion *criterion = review_criterion(ranking->review, ranking->review->tie_criterion);
	struct words label = criterion ? criterion->label : no_words;
	struct words rank = ahead ? (struct words){.zh = "高于", .en = "above"} : (struct words){.zh = "低于", .en = "below"};
	const char *own = mean_of(ranking, standing->tie_mean), *theirs = mean_of(ranking, other->tie_mean);
	return (struct words){
		.zh = arena_printf(ranking->arena, "%s 分同分，比“%s”：平均 %s 分，%s %s 分", mean_of(ranking, standing->mean),
		                   words_in(label, LANG_ZH), own, rank.zh, theirs),
		.en = arena_printf(ranking->arena, "tied at %s; by '%s' %s, %s %s", mean_of(ranking, standing->mean),
		                   words_in(label, LANG_EN), own, rank.en, theirs),
	};
}

static struct words
say_people(struct ranking *ranking, const struct standing *standing)
{
	const char *mean = mean_of(ranking, standing->mean);
	if (standing->decided > 0)
		return say(ranking, "%s 分同分，由人裁定列第 %d", "tied at %s; people decided: number %d", mean, standing->decided);
	return say(ranking, "%s 分同分，由人裁定列于其后", "tied at %s; people decided for others", mean);
}

struct words
ranking_say_break(struct ranking *ranking, const struct standing *standing, const struct standing *other, bool ahead)
{
	const struct review_rules *review = ranking->review;
	enum tie_break by = TIE_PEOPLE;
	for (size_t i = 0; i < review->tie_count; i++) {
		by = review->ties[i];
		if (ranking_break(by, standing, other) != 0)
			break;
	}
	if (by == TIE_CRITERION)
		return say_criterion(ranking, standing, other, ahead);
	if (by == TIE_PEOPLE)
		return say_people(ranking, standing);
	return ahead ? say(ranking, "%s 分同分，符合优先条件", "tied at %s; meets a preference condition", mean_of(ranking, standing->mean))
	             : say(ranking, "%s 分同分，不符合优先条件", "tied at %s; meets no preference condition",
	                   mean_of(ranking, standing->mean));
}

struct words
ranking_say_reserve(struct ranking *ranking, size_t others)
{
	return say(ranking, "与另 %zu 个项目同列：递补前须由人裁定先后", "level with %zu other(s): people must decide before one moves up",
	           others);
}

struct words
ranking_say_quota(struct ranking *ranking, enum quota_reason reason, const struct shared_quota *quota)
{
	const char *zh = quota ? words_in(quota->label, LANG_ZH) : "", *en = quota ? words_in(quota->label, LANG_EN) : "";
	if (reason == QUOTA_MOVED)
		return say(ranking, "前面有项目因共享名额已满未入围，依次递进", "moves up: a shared quota before it is full");
	if (reason == QUOTA_HELD)
		return say(ranking, "名次在名额内，但名额已按共享名额的下限留给其他类别",
		           "its rank is within the places, but they are held for other tracks");
	struct words words = {
		.zh = reason == QUOTA_FULL ? arena_printf(ranking->arena, "“%s”至多 %d 个名额，已满", zh, quota->cap)
		                           : arena_printf(ranking->arena, "按“%s”至少 %d 个名额入围", zh, quota->floor),
		.en = reason == QUOTA_FULL ? arena_printf(ranking->arena, "'%s' has %d place(s) at most, all taken", en, quota->cap)
		                           : arena_printf(ranking->arena, "in by '%s', which has %d place(s) at least", en, quota->floor),
	};
	return words;
}

/* ---- more candidates than places */

static bool
enough(const struct review_rules *review, int64_t candidates, int64_t places)
{
	int64_t base = review->ratio_base == RATIO_PLACES ? places : candidates;
	if (review->more_candidates && candidates <= places)
		return false;
	return !review->least_ratio || (candidates - places) * PERCENT >= review->least_ratio * base;
}

static int
most_places(const struct review_rules *review, int candidates, int places)
{
	while (places > 0 && !enough(review, candidates, places))
		places--;
	return places;
}

/* "57.1%" of (n−m) to its base; half up. */
static const char *
ratio_of(struct ranking *ranking, int64_t candidates, int64_t places)
{
	int64_t base = ranking->review->ratio_base == RATIO_PLACES ? places : candidates, rest = candidates - places;
	if (base == 0)
		return "–";
	int64_t size = (2 * llabs(rest) * PERMILLE + base) / (2 * base);
	return arena_printf(ranking->arena, "%s%lld.%lld%%", rest < 0 ? "-" : "", (long long)(size / TENTHS), (long long)(size % TENTHS));
}

static struct words
cure_of(struct ranking *ranking, int candidates, int places)
{
	int most = most_places(ranking->review, candidates, places);
	if (most == 0)
		return (struct words){.zh = "增加候选项目", .en = "find more candidates"};
	return say(ranking, "名额不超过 %d 个，或增加候选项目", "at most %d place(s), or more candidates", most);
}

static void
add_facts(struct ranking *ranking, struct verdict *verdict, const char *ratio)
{
	const struct scored *scored = ranking->scored;
	verdict->facts = arena_alloc(ranking->arena, FACTS * sizeof *verdict->facts);
	verdict->facts[verdict->fact_count++] = (struct fact){"candidates", arena_printf(ranking->arena, "%d", scored->candidates)};
	verdict->facts[verdict->fact_count++] = (struct fact){"quota", arena_printf(ranking->arena, "%d", ranking->input->quota)};
	verdict->facts[verdict->fact_count++] = (struct fact){"places", arena_printf(ranking->arena, "%d", scored->places)};
	verdict->facts[verdict->fact_count++] = (struct fact){"ratio", ratio};
	verdict->facts[verdict->fact_count++] =
		(struct fact){"ratio_base", ranking->review->ratio_base == RATIO_PLACES ? "places" : "candidates"};
}

static struct words
competition_of(struct ranking *ranking, const char *ratio)
{
	const struct scored *scored = ranking->scored;
	bool by_places = ranking->review->ratio_base == RATIO_PLACES;
	struct words words = {
		.zh = arena_printf(ranking->arena, "候选 %d 个，名额 %d 个，差额 %s（按%s数）", scored->candidates, scored->places, ratio,
		                   by_places ? "名额" : "候选"),
		.en = arena_printf(ranking->arena, "%d candidate(s) for %d place(s), %s of the %s to spare", scored->candidates,
		                   scored->places, ratio, by_places ? "places" : "candidates"),
	};
	if (scored->places >= ranking->input->quota)
		return words;
	return (struct words){
		.zh = arena_printf(ranking->arena, "%s；候选不足，名额由 %d 个减为 %d 个", words.zh, ranking->input->quota, scored->places),
		.en = arena_printf(ranking->arena, "%s; places went from %d to %d for want of candidates", words.en, ranking->input->quota,
		                   scored->places),
	};
}

void
ranking_compete(struct ranking *ranking)
{
	const struct review_rules *review = ranking->review;
	struct scored *scored = ranking->scored;
	int quota = ranking->input->quota > 0 ? ranking->input->quota : 0;
	scored->places = review->shrink ? most_places(review, scored->candidates, quota) : quota;
	const char *ratio = ratio_of(ranking, scored->candidates, scored->places);
	bool met = enough(review, scored->candidates, scored->places);
	scored->competition = (struct verdict){
		.id = "competition",
		.clause = review->origin.clause ? review->origin.clause : "office",
		.result = met ? VERDICT_PASS : VERDICT_FAIL,
		.label = {.zh = "差额评审", .en = "more candidates than places"},
		.because = competition_of(ranking, ratio),
		.cure = met ? no_words : cure_of(ranking, scored->candidates, scored->places),
	};
	add_facts(ranking, &scored->competition, ratio);
}
