#include <config.h>

#include "rules/scoring-parts.h"

#include <limits.h>
#include <string.h>

/* The line is drawn class by class: those whom nothing tells apart stand or fall together, or are left open.  A class takes
 * the places that its shared quotas hold for it, then those that are free.  It is left open where it wants more than is
 * free, or than its caps allow.  Either way what it takes in all of each quota that still matters is known: so whoever comes
 * behind is settled, however people decide. */

/* A shared quota while the line is drawn; the last one stands for the call's places alone. */
struct room {
	const struct shared_quota *quota; /* NULL: the call's */
	int cap_left; /* INT_MAX: no cap */
	int held;     /* places its floor still holds */
	int wants, from_held, from_free; /* of the class in hand */
};

struct cut {
	struct ranking *ranking;
	struct room *rooms;
	size_t room_count;
	int free;
	unsigned behind; /* so many were put behind the line */
};

static int
least(int a, int b)
{
	return a < b ? a : b;
}

static struct room *
room_of(struct cut *cut, const struct standing *standing)
{
	size_t i = 0;
	while (standing->quota && i + 1 < cut->room_count && strcmp(cut->rooms[i].quota->code, standing->quota) != 0)
		i++;
	return &cut->rooms[standing->quota ? i : cut->room_count - 1];
}

/* Floors hold places only for those who were scored; where they do not suffice for all floors, the quotas named first come first. */
static void
open_rooms(struct cut *cut)
{
	const struct scoring_input *input = cut->ranking->input;
	cut->room_count = input->shared_count + 1;
	cut->rooms = arena_alloc(cut->ranking->arena, cut->room_count * sizeof *cut->rooms);
	for (size_t i = 0; i < cut->room_count; i++) {
		const struct shared_quota *quota = i < input->shared_count ? &input->shared[i] : NULL;
		cut->rooms[i] = (struct room){.quota = quota, .cap_left = quota && quota->cap >= 0 ? quota->cap : INT_MAX};
	}
	for (size_t i = 0; i < cut->ranking->ranked; i++)
		room_of(cut, &cut->ranking->scored->standings[i])->wants++;
	cut->free = cut->ranking->scored->places;
	for (size_t i = 0; i < input->shared_count; i++) {
		struct room *room = &cut->rooms[i];
		room->held = least(least(room->quota->floor, room->cap_left), least(room->wants, cut->free));
		cut->free -= room->held;
	}
}

/* What each quota wants for the class, and how much of it must come from what is free. */
static int
gather(struct cut *cut, const struct standing *class, size_t count)
{
	int wanted = 0;
	for (size_t i = 0; i < cut->room_count; i++)
		cut->rooms[i].wants = 0;
	for (size_t i = 0; i < count; i++)
		room_of(cut, &class[i])->wants++;
	for (size_t i = 0; i < cut->room_count; i++) {
		struct room *room = &cut->rooms[i];
		room->from_held = least(room->wants, room->held);
		room->from_free = least(room->wants, room->cap_left) - room->from_held;
		wanted += room->from_free;
	}
	return wanted;
}

/* One sentence behind the other. */
static void
add_why(struct cut *cut, struct standing *standing, struct words why)
{
	struct arena *arena = cut->ranking->arena;
	if (*standing->why.zh)
		why = (struct words){
			.zh = arena_printf(arena, "%s；%s", standing->why.zh, why.zh),
			.en = arena_printf(arena, "%s; %s", standing->why.en, why.en),
		};
	standing->why = why;
}

static enum place
place_in(const struct cut *cut, const struct room *room, int wanted)
{
	int others = wanted - room->from_free;
	int most = room->from_held + least(room->from_free, cut->free);
	int sure = room->from_held + (others < cut->free ? least(room->from_free, cut->free - others) : 0);
	if (sure == room->wants)
		return PLACE_IN;
	return most == 0 ? PLACE_OUT : PLACE_TIED;
}

static void
say_open(struct cut *cut, struct standing *class, size_t count, int wanted)
{
	size_t tied = 0;
	int places = least(wanted, cut->free);
	for (size_t i = 0; i < cut->room_count; i++)
		places += cut->rooms[i].from_held;
	for (size_t i = 0; i < count; i++) {
		tied += class[i].place == PLACE_TIED;
		places -= class[i].place == PLACE_IN;
	}
	struct words why = tied ? ranking_say_open(cut->ranking, class, tied, places) : (struct words){.zh = "", .en = ""};
	for (size_t i = 0; i < count; i++)
		if (class[i].place == PLACE_TIED)
			class[i].why = why;
}

/* Where shared quotas put somebody who would stand on the other side by rank alone. */
static void
say_quota(struct cut *cut, struct standing *standing, size_t from, size_t to)
{
	const struct room *room = room_of(cut, standing);
	size_t places = (size_t)cut->ranking->scored->places;
	enum quota_reason reason = QUOTA_NONE;
	if (standing->place == PLACE_IN && from >= places)
		reason = cut->free ? QUOTA_MOVED : QUOTA_KEPT;
	else if (standing->place == PLACE_OUT && to <= places)
		reason = room->cap_left == 0 ? QUOTA_FULL : QUOTA_HELD;
	if (reason != QUOTA_NONE)
		add_why(cut, standing, ranking_say_quota(cut->ranking, reason, room->quota));
}

static void
put_behind(struct cut *cut, struct standing *class, size_t count)
{
	const struct review_rules *review = cut->ranking->review;
	unsigned first = cut->behind + 1;
	size_t behind = 0;
	for (size_t i = 0; i < count; i++)
		behind += class[i].place == PLACE_OUT;
	cut->behind += (unsigned)behind;
	if (!review->reserve_list || (review->reserve_length && first > (unsigned)review->reserve_length))
		return;
	for (size_t i = 0; i < count; i++) {
		if (class[i].place != PLACE_OUT)
			continue;
		class[i].place = PLACE_RESERVE;
		class[i].reserve = first;
		if (behind > 1)
			add_why(cut, &class[i], ranking_say_reserve(cut->ranking, behind - 1));
	}
}

static void
settle(struct cut *cut, size_t from, size_t to)
{
	struct standing *class = cut->ranking->scored->standings + from;
	int wanted = gather(cut, class, to - from);
	for (size_t i = 0; i < to - from; i++)
		class[i].place = place_in(cut, room_of(cut, &class[i]), wanted);
	say_open(cut, class, to - from, wanted);
	for (size_t i = 0; i < to - from && cut->room_count > 1; i++)
		say_quota(cut, &class[i], from, to);
	put_behind(cut, class, to - from);
	for (size_t i = 0; i < cut->room_count; i++) {
		struct room *room = &cut->rooms[i];
		room->held -= room->from_held;
		if (room->cap_left != INT_MAX)
			room->cap_left -= room->from_held + least(room->from_free, cut->free);
	}
	cut->free -= least(wanted, cut->free);
}

/* ---- ties of means that were broken across the line */

static bool
within(const struct standing *standing)
{
	return standing->place == PLACE_IN || standing->place == PLACE_TIED;
}

/* Each is held against the nearest in the order that is beyond the line, or open at it. */
static void
say_breaks(struct cut *cut, struct standing *tie, size_t count)
{
	const struct review_rules *review = cut->ranking->review;
	const struct standing *first_not_in = NULL, *last_within = NULL;
	for (size_t i = 0; i < count; i++) {
		if (!first_not_in && tie[i].place != PLACE_IN)
			first_not_in = &tie[i];
		if (within(&tie[i]))
			last_within = &tie[i];
	}
	for (size_t i = 0; i < count; i++) {
		bool ahead = tie[i].place == PLACE_IN;
		const struct standing *other = ahead ? first_not_in : last_within;
		int order = other ? ranking_compare(review, &tie[i], other) : 0;
		if (tie[i].place != PLACE_TIED && (ahead ? order < 0 : order > 0))
			add_why(cut, &tie[i], ranking_say_break(cut->ranking, &tie[i], other, ahead));
	}
}

static void
measure(struct ranking *ranking)
{
	struct standing *standings = ranking->scored->standings;
	const struct standing *last = NULL;
	for (size_t i = 0; i < ranking->ranked; i++)
		if (within(&standings[i]))
			last = &standings[i];
	for (size_t i = 0; last && i < ranking->ranked; i++)
		standings[i].distance = standings[i].mean - last->mean;
}

void
ranking_draw_line(struct ranking *ranking)
{
	struct cut cut = {.ranking = ranking};
	struct standing *standings = ranking->scored->standings;
	size_t to;
	open_rooms(&cut);
	for (size_t from = 0; from < ranking->ranked; from = to) {
		for (to = from + 1; to < ranking->ranked && ranking_compare(ranking->review, &standings[from], &standings[to]) == 0;)
			to++;
		settle(&cut, from, to);
	}
	for (size_t from = 0; from < ranking->ranked; from = to) {
		for (to = from + 1; to < ranking->ranked && standings[to].mean == standings[from].mean;)
			to++;
		if (to - from > 1)
			say_breaks(&cut, standings + from, to - from);
	}
	measure(ranking);
}
