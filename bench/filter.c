/* Filtering as one types beside memmem() over the same text.
 * usage: filter OFFICE ROUNDS WORD...
 * For each word typed letter by letter, from key to page: the first key's time, the slowest further key's when each key rests until the
 * rows are counted, and what memmem() takes to count the first key's texts in an arena of all of them.  In turn; prints medians in
 * microseconds and how many rows the first key leaves; then the slowest further key's when none rests, and until its rows are counted. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk/query.h"
#include "timing.h"

enum { PAGE = 38, KEYS_MOST = 16 };
enum { RESTED, COUNTED, HASTY, WAYS };

struct lane {
	struct buf text;
};

static void
stop(const char *what, const char *why)
{
	fprintf(stderr, "filter: %s: %s\n", what, why);
	exit(1);
}

static void
read_lanes(struct desk *desk, uint64_t count, struct lane lanes[2])
{
	struct arena arena = {0};

	for (uint32_t number = 1; number <= count; number++) {
		struct err err = {0};
		void *record;
		arena_reset(&arena);
		if (desk_get_number(desk, &type_project, number, &arena, &record, &err) < 0)
			stop("a project", err.message);
		record_search_text(record, &lanes[0].text, &lanes[1].text);
		buf_addc(&lanes[0].text, '\n');
		buf_addc(&lanes[1].text, '\n');
	}
	arena_free(&arena);
}

static uint64_t
count_texts(const struct lane *lane, const char *needle)
{
	const char *at = lane->text.data, *end = at + lane->text.len;
	size_t len = strlen(needle);
	uint64_t hits = 0;

	while ((at = memmem(at, (size_t)(end - at), needle, len))) {
		hits++;
		at = rawmemchr(at, '\n');
	}
	return hits;
}

static double
floor_of(const struct lane lanes[2], const char *needle, uint64_t *hits)
{
	double begun = timing_now();

	*hits = count_texts(&lanes[0], needle);
	if (!(*needle & 0x80))
		*hits += count_texts(&lanes[1], needle);
	return timing_now() - begun;
}

/* What a list does with a key before it is seen: narrows, takes the rows it shows. */
static double
key(struct query *query, const char *where)
{
	uint32_t numbers[PAGE];
	struct row_place places[PAGE];
	struct err err = {0};
	double begun = timing_now();

	if (query_refilter(query, where, &err) < 0)
		stop(where, err.message);
	query_walk(query, NULL, true, true, PAGE, numbers, places);
	return timing_now() - begun;
}

static size_t
split(const char *word, char keys[KEYS_MOST][64])
{
	size_t count = 0;

	for (const char *at = word; *at && count < KEYS_MOST; count++) {
		do
			at++;
		while ((*at & 0xC0) == 0x80);
		snprintf(keys[count], sizeof keys[count], "%.*s", (int)(at - word), word);
	}
	return count;
}

/* Types a word, into times[key][round]. */
static uint64_t
type(struct desk *desk, char keys[KEYS_MOST][64], size_t count, double *times[WAYS], int at, int rounds)
{
	const struct query_spec spec = {.type = &type_project};
	struct err err = {0};
	struct query *query;
	uint64_t rows = 0;

	for (int hasty = 0; hasty < 2; hasty++) {
		if (query_open(desk, &spec, &query, &err) < 0)
			stop(keys[0], err.message);
		for (size_t i = 0; i < count; i++) {
			size_t slot = i * (size_t)rounds + (size_t)at;
			double seen = key(query, keys[i]), begun = timing_now();
			times[hasty ? HASTY : RESTED][slot] = seen;
			if (hasty)
				continue;
			uint64_t counted = query_count(query);
			times[COUNTED][slot] = seen + timing_now() - begun;
			rows = i ? rows : counted;
		}
		query_close(query);
	}
	return rows;
}

static double
slowest_further(double *times, size_t count, int rounds)
{
	double slowest = 0;

	for (size_t i = 1; i < count; i++) {
		double one = timing_median(times + i * (size_t)rounds, rounds);
		slowest = one > slowest ? one : slowest;
	}
	return slowest;
}

static void
measure(struct desk *desk, const struct lane lanes[2], const char *word, int rounds)
{
	char keys[KEYS_MOST][64];
	size_t count = split(word, keys);
	double *floors = xcalloc((size_t)rounds, sizeof *floors), *times[WAYS];
	uint64_t rows = 0, hits = 0;

	for (int i = 0; i < WAYS; i++)
		times[i] = xcalloc((size_t)rounds * KEYS_MOST, sizeof **times);
	for (int round = 0; round < rounds; round++) {
		floors[round] = floor_of(lanes, keys[0], &hits);
		rows = type(desk, keys, count, times, round, rounds);
		if (hits < rows)
			stop(word, "memmem() found less");
	}
	printf("%s %.0f %.0f %.0f %llu %.0f %.0f\n", word, timing_median(times[RESTED], rounds), slowest_further(times[RESTED], count, rounds),
		timing_median(floors, rounds), (unsigned long long)rows, slowest_further(times[HASTY], count, rounds),
		slowest_further(times[COUNTED], count, rounds));
	for (int i = 0; i < WAYS; i++)
		free(times[i]);
	free(floors);
}

int
main(int argc, char **argv)
{
	struct lane lanes[2] = {0};
	const struct query_spec all = {.type = &type_project};
	struct query *query;
	struct desk *desk;
	struct err err = {0};

	if (argc < 4)
		stop("usage", "filter OFFICE ROUNDS WORD...");
	struct desk_options options = {.dir = argv[1], .from = "bench", .today = DATE_NONE, .as_of = DATE_NONE};
	if (desk_open(&desk, &options, &err) < 0)
		stop(argv[1], err.message);
	if (query_open(desk, &all, &query, &err) < 0)
		stop(argv[1], err.message);
	read_lanes(desk, query_count(query), lanes);
	query_close(query);
	for (int i = 3; i < argc; i++)
		measure(desk, lanes, argv[i], atoi(argv[2]));
	buf_free(&lanes[0].text);
	buf_free(&lanes[1].text);
	desk_close(desk);
	return 0;
}
