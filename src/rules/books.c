#include <config.h>

#include "rules/books.h"

#include <stdarg.h>

enum { FACTS_MOST = 6 };

/* The same arguments for both languages. */
static struct words __attribute__((format(printf, 2, 4), format(printf, 3, 4)))
say(struct arena *arena, const char *zh, const char *en, ...)
{
	va_list args, again;
	struct words words;

	va_start(args, en);
	va_copy(again, args);
	words.zh = arena_vprintf(arena, zh, args);
	words.en = arena_vprintf(arena, en, again);
	va_end(again);
	va_end(args);
	return words;
}

static const char *
yuan(struct arena *arena, money_t amount)
{
	char text[32];

	money_print(text, amount == MONEY_NONE ? 0 : amount);
	return arena_strdup(arena, text);
}

static const char *
day(struct arena *arena, date_t date)
{
	char text[11];

	date_print(text, date);
	return arena_strdup(arena, text);
}

static void
add_fact(struct verdict *verdict, const char *name, const char *value)
{
	verdict->facts[verdict->fact_count++] = (struct fact){.name = name, .value = value};
}

static struct verdict
verdict_new(const char *id, struct origin origin, struct words label, struct arena *arena)
{
	return (struct verdict){.id = id, .clause = origin.clause ? origin.clause : "office", .result = VERDICT_PASS, .label = label, .because = {"", ""},
		.cure = {"", ""}, .facts = arena_alloc(arena, FACTS_MOST * sizeof(struct fact))};
}

static money_t
or_nothing(money_t amount)
{
	return amount == MONEY_NONE ? 0 : amount;
}

static bool
is_over(const struct books *books)
{
	return books->ends != DATE_NONE && books->today > books->ends;
}

/* ---- matching funds */

static void
say_short(struct verdict *verdict, const struct books *books, money_t wanted, struct arena *arena)
{
	const char *matched = yuan(arena, books->matched), *lacking = yuan(arena, wanted - or_nothing(books->matched)), *all = yuan(arena, wanted);
	const char *end = day(arena, books->ends);

	add_fact(verdict, "short", lacking);
	if (is_over(books)) {
		verdict->result = VERDICT_FAIL;
		verdict->because = say(arena, "配套经费到账 %s 元，应到 %s 元，至 %s 仍差 %s 元", "%s of matching funds came of %s: by %s %s were still lacking",
			matched, all, end, lacking);
		verdict->cure = say(arena, "单位补足 %s 元并登记到账", "the unit puts in the %s that are lacking, and they are recorded", lacking);
		return;
	}
	verdict->result = VERDICT_OPEN;
	verdict->because = say(arena, "配套经费到账 %s 元，应到 %s 元，还差 %s 元", "%s of matching funds came of %s: %s are still to come", matched, all, lacking);
	if (*end)
		verdict->cure = say(arena, "%s 前到账 %s 元", "by %s, %s more", end, lacking);
}

struct verdict
books_matching(const struct books *books, struct arena *arena)
{
	struct origin origin = {.clause = "office", .office = true};
	money_t least = rules_matching_least(books->rules, books->track, &origin);
	money_t committed = or_nothing(books->committed), wanted = committed > least ? committed : least;
	struct verdict verdict = verdict_new("matching_received", origin, (struct words){"配套经费到账", "matching funds received"}, arena);

	add_fact(&verdict, "committed", yuan(arena, committed));
	add_fact(&verdict, "least", yuan(arena, least));
	add_fact(&verdict, "received", yuan(arena, books->matched));
	if (or_nothing(books->matched) < wanted)
		say_short(&verdict, books, wanted, arena);
	else if (wanted)
		verdict.because = say(arena, "配套经费到账 %s 元，达到应到的 %s 元", "%s of matching funds came, of %s", yuan(arena, books->matched), yuan(arena, wanted));
	else
		verdict.because = say(arena, "未要求配套经费", "no matching funds are asked for");
	return verdict;
}

/* ---- what is left of the grant */

static void
say_left(struct verdict *verdict, const struct books *books, const char *left, struct arena *arena)
{
	const struct funded_rules *funded = rules_funded(books->rules);
	const char *end = day(arena, books->ends);

	if (is_over(books)) {
		verdict->result = funded->flag_leftover ? VERDICT_FAIL : VERDICT_PASS;
		verdict->because = say(arena, "资助周期已于 %s 结束，尚有 %s 元未使用", "the cycle ended on %s with %s of the grant unspent", end, left);
		verdict->cure = funded->refund_by_order ?
			say(arena, "补记 %s 前的支出，或由小组办责令退回", "record what was spent by %s, or the office orders a refund", end) :
			say(arena, "补记 %s 前的支出，或退回", "record what was spent by %s, or refund it", end);
	} else if (books->ends != DATE_NONE && books->today >= date_add_months(books->ends, -funded->warn_months)) {
		verdict->result = VERDICT_OPEN;
		verdict->because = say(arena, "%s 周期结束，尚有 %s 元未使用", "the cycle ends on %s and %s of the grant are unspent", end, left);
		verdict->cure = say(arena, "在 %s 前按规定用途使用完毕", "use it up by %s, for what the rules list", end);
	} else {
		verdict->because = say(arena, "尚有 %s 元未使用，周期至 %s", "%s of the grant are unspent; the cycle runs until %s", left, end);
	}
}

struct verdict
books_leftover(const struct books *books, struct arena *arena)
{
	const struct funded_rules *funded = rules_funded(books->rules);
	money_t left = or_nothing(books->granted) - or_nothing(books->spent) - or_nothing(books->refunded);
	struct verdict verdict = verdict_new("leftover", funded->leftover_origin, (struct words){"周期内使用完毕", "used up within the cycle"}, arena);

	add_fact(&verdict, "granted", yuan(arena, books->granted));
	add_fact(&verdict, "spent", yuan(arena, books->spent));
	add_fact(&verdict, "refunded", yuan(arena, books->refunded));
	add_fact(&verdict, "left", yuan(arena, left));
	add_fact(&verdict, "ends", day(arena, books->ends));
	if (left)
		say_left(&verdict, books, yuan(arena, left), arena);
	else if (or_nothing(books->granted))
		verdict.because = say(arena, "资助经费 %s 元已使用完毕", "the grant of %s is used up", yuan(arena, books->granted));
	else
		verdict.because = say(arena, "尚未拨付单位资助经费", "nothing of a grant was paid to the unit");
	return verdict;
}
