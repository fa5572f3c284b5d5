#include <config.h>

#include "desk/deed.h"

#include <string.h>

#include "desk/room.h"

const struct rules *
deed_rules(struct deed *deed, struct err *err)
{
	return desk_rules_of(deed->desk, deed->project ? deed->project->call : NULL, err);
}

size_t
deed_parts(struct deed *deed, const struct record_type *type, void ***records)
{
	return parts_read(deed->desk, type, deed->project->head.number, deed->arena, records);
}

const char *
deed_last_editor(struct deed *deed, const struct record_type *type, uint32_t number)
{
	struct entry *entry;
	void *record;

	if (store_get(deed->store, type, number, deed->arena, &record, NULL) < 0)
		return "";
	if (store_entry(deed->store, ((struct record *)record)->entry, deed->arena, &entry, NULL) < 0)
		return "";
	return entry->who;
}

/* Whether one of the preference conditions (六(一)2, 六(二)5) is met. */
static int8_t
may_prefer(const struct verdicts *verdicts)
{
	for (size_t i = 0; i < verdicts->count; i++)
		if (verdicts->items[i].preference && verdicts->items[i].result == VERDICT_PASS)
			return 1;
	return 0;
}

int
deed_check(struct deed *deed, struct err *err)
{
	if (!deed_rules(deed, err))
		return -1;
	deed->verdicts = case_check(deed->desk, deed->project, deed->date, deed->arena);
	deed->project->eligibility = verdict_word(verdicts_whole(&deed->verdicts));
	deed->project->preferred = may_prefer(&deed->verdicts);
	deed->project->verdict_entry = (int64_t)store_last_entry(deed->store) + 1;
	return 0;
}

/* Bytes of a message in which obstacles are named with their labels: those behind it by their clauses, so that all are told. */
enum { LABELLED_MOST = 340 };

/* Whether a verdict stands in the way. */
static bool
is_obstacle(const struct verdict *verdict, bool open_too)
{
	return !verdict->part && !verdict->preference && (verdict->result == VERDICT_FAIL || (open_too && verdict->result == VERDICT_OPEN));
}

const char *
deed_obstacles(const struct deed *deed, enum verdict_result result)
{
	struct arena *arena = deed->arena;
	const char *all = "";
	size_t count = 0;

	for (size_t i = 0; i < deed->verdicts.count; i++)
		count += deed->verdicts.items[i].result == result && is_obstacle(&deed->verdicts.items[i], true);
	for (size_t i = 0; i < deed->verdicts.count; i++) {
		const struct verdict *verdict = &deed->verdicts.items[i];
		bool why = result == VERDICT_FAIL || count == 1; /* many that nobody looked at are open for the same reason */
		const char *more, *next;
		if (verdict->result != result || !is_obstacle(verdict, true))
			continue;
		more = arena_printf(arena, " %s%s%s", words_in(verdict->label, words_lang()), why ? ": " : "",
			why ? words_in(verdict->because, words_lang()) : "");
		next = arena_printf(arena, "%s%s%s", all, *all ? _("; ") : "", verdict->clause);
		all = count == 1 || strlen(next) + strlen(more) < LABELLED_MOST ? arena_printf(arena, "%s%s", next, more) : next;
	}
	return all;
}

const struct verdict *
deed_obstacle(const struct deed *deed, bool open_too)
{
	for (size_t i = 0; i < deed->verdicts.count; i++)
		if (is_obstacle(&deed->verdicts.items[i], open_too))
			return &deed->verdicts.items[i];
	return NULL;
}

/* The day by which a stage has to be left, by the rules of the call; DATE_NONE where they set none. */
static int
stage_deadline(struct deed *deed, enum stage stage, date_t *deadline, struct err *err)
{
	const struct rules *rules = deed_rules(deed, err);

	*deadline = DATE_NONE;
	if (!rules)
		return -1;
	if (stage == STAGE_submitted && rules->first_review.days > 0)
		return calendar_span_end(&rules->calendar, deed->date, rules->first_review.days, rules->first_review.first_day_counts, deadline, err);
	if (stage == STAGE_returned && rules->correction.days > 0)
		return calendar_span_end(&rules->calendar, deed->date, rules->correction.days, rules->correction.first_day_counts, deadline, err);
	return 0;
}

static const char *
deadline_name(enum stage stage)
{
	if (stage == STAGE_submitted)
		return "first_review";
	return stage == STAGE_returned ? "correction" : "";
}

void
deed_stage_until(struct deed *deed, enum stage stage, date_t deadline)
{
	deed->project->stage = stage_code(stage);
	deed->project->deadline = deadline;
	deed->project->deadline_of = deadline == DATE_NONE ? "" : deadline_name(stage);
}

int
deed_stage(struct deed *deed, enum stage stage, struct err *err)
{
	date_t deadline;

	if (stage_deadline(deed, stage, &deadline, err) < 0)
		return -1;
	deed_stage_until(deed, stage, deadline);
	return 0;
}

/* A stage stands for what is waited for there: whoever is resolved waits for the publicity, and for nothing where there is none. */
static const struct {
	enum stage stage, next, left_out;
} passed_through[] = {
	{STAGE_submitted, STAGE_candidate, STAGE_submitted},
	{STAGE_candidate, STAGE_eligible, STAGE_candidate},
	{STAGE_proposed, STAGE_resolved, STAGE_proposed},
	{STAGE_resolved, STAGE_publicised, STAGE_publicised},
	{STAGE_publicised, STAGE_awarded, STAGE_publicised},
};

enum stage
deed_next_stage(const struct track *track, enum stage wanted)
{
	for (size_t i = 0; track && i < sizeof passed_through / sizeof *passed_through; i++)
		if (wanted == passed_through[i].stage && !(track->stages & UINT32_C(1) << passed_through[i].left_out))
			wanted = passed_through[i].next;
	return wanted;
}

int
deed_close_corrections(struct deed *deed, const char *state, struct err *err)
{
	void **records;
	size_t count = deed_parts(deed, &type_correction, &records);

	for (size_t i = 0; i < count; i++) {
		struct correction *correction = records[i];
		if (strcmp(correction->state, "open") != 0)
			continue;
		correction->state = state;
		if (strcmp(state, "received") == 0)
			correction->received_on = deed->date;
		if (deed_put(deed, correction, err) < 0)
			return -1;
	}
	return 0;
}

int
deed_end(struct deed *deed, enum stage stage, const char *corrections, struct err *err)
{
	deed_stage_until(deed, stage, DATE_NONE);
	deed->project->end_reason = deed->request->reason ? deed->request->reason : "";
	deed->project->duplicate_key = ""; /* the unit and leader may apply again */
	if (deed_put(deed, deed->project, err) < 0)
		return -1;
	return deed_close_corrections(deed, corrections, err);
}
