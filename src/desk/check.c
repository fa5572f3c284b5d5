/* Verdicts over a project: those it was decided on, or as of today. */
#include <config.h>

#include "desk/casework.h"

#include <string.h>

#include "desk/look.h"

/* Stages in which nothing is decided yet. */
static const uint32_t undecided = STAGE_SET(draft) | STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate);

static bool
decided(const struct project *project)
{
	enum stage stage = stage_of(project->stage);

	return stage < STAGE_COUNT && !(undecided & UINT32_C(1) << stage) && project->verdict_entry > 0;
}

static int
stored_verdicts(struct desk *desk, const struct project *project, struct arena *arena, struct verdicts *verdicts, struct err *err)
{
	struct entry *entry;

	if (store_entry(desk->store, (uint64_t)project->verdict_entry, arena, &entry, err) < 0)
		return -1;
	return entry_verdicts(entry, verdicts, arena, err);
}

static int
check(struct desk *desk, const char *project_id, struct arena *arena, struct verdicts *verdicts, bool *stored, struct err *err)
{
	void *record;

	if (look_id(desk, &type_project, project_id, arena, &record, err) < 0)
		return -1;
	const struct project *project = record;
	if (desk_blind(desk, project)) /* verdicts say whose project it is */
		return err_set(err, ERR_DENIED, _("'%s' may not see the conditions of '%s'"), desk->person.name, project_id);
	*stored = decided(project);
	if (*stored && stored_verdicts(desk, project, arena, verdicts, err) < 0)
		return -1;
	if (*stored && verdicts->count)
		return 0;
	*stored = false;
	if (!desk_rules_of(desk, project->call, err))
		return -1;
	*verdicts = case_check(desk, project, desk->today, arena);
	return 0;
}

int
desk_check(struct desk *desk, const char *project_id, struct arena *arena, struct verdicts *verdicts, bool *stored, struct err *err)
{
	bool from_entry;
	int result = store_begin(desk->store, err);

	*verdicts = (struct verdicts){0};
	if (result < 0)
		return -1;
	result = check(desk, project_id, arena, verdicts, stored ? stored : &from_entry, err);
	store_end(desk->store);
	return result;
}

/* A draft that names no call yet is for the newest that is open, and judged by its rules. */
static const char *
call_of_draft(struct desk *desk, const struct project *project, struct arena *arena)
{
	void *record;

	if (*project->call)
		return project->call;
	for (uint32_t number = store_count(desk->store, &type_call); number > 0; number--)
		if (store_get(desk->store, &type_call, number, arena, &record, NULL) == 0 && strcmp(((struct call *)record)->state, "open") == 0)
			return ((struct call *)record)->id;
	return "";
}

/* What is keyed over a stored record keeps its masked values: they stand for what is stored, where the reader sees it. */
static const struct project *
draft_of(struct desk *desk, const struct project *project, struct arena *arena)
{
	struct project *draft = record_copy(project, arena);
	void *stored;

	draft->call = call_of_draft(desk, project, arena);
	if (project->head.number && strchr(draft->leader.resident_id, '*') &&
		look_number(desk, &type_project, project->head.number, "", arena, &stored, NULL) == 0)
		draft->leader.resident_id = ((struct project *)stored)->leader.resident_id;
	return draft;
}

struct verdicts
desk_check_draft(struct desk *desk, const struct project *project, struct arena *arena)
{
	struct verdicts verdicts = {0};

	if (store_begin(desk->store, NULL) < 0)
		return verdicts;
	verdicts = case_check(desk, draft_of(desk, project, arena), desk->today, arena);
	store_end(desk->store);
	return verdicts;
}

/* The worst counts: failed before open before passed. */
static bool
worse(enum verdict_result a, enum verdict_result b)
{
	static const int badness[] = {[VERDICT_PASS] = 0, [VERDICT_OPEN] = 1, [VERDICT_FAIL] = 2};

	return badness[a] > badness[b];
}

/* Takes the worst verdict of the conditions that read the field under this name. */
static void
judge_field(const struct eligibility_input *input, const char *path, struct arena *arena, struct verdict *verdict, bool *any)
{
	const struct track *track = rules_track(input->rules, input->project->track);
	const struct condition *const *conditions;
	size_t count = track ? conditions_of_field(track, path, &conditions, arena) : 0;

	for (size_t i = 0; i < count; i++) {
		struct verdict one = eligibility_one(input, conditions[i], arena);
		if (!*any || worse(one.result, verdict->result))
			*verdict = one;
		*any = true;
	}
}

struct verdict
desk_check_field(struct desk *desk, const struct project *project, const char *path, struct arena *arena, bool *any)
{
	static const char own[] = "project.";
	struct verdict verdict = {0};
	struct eligibility_input input;

	*any = false;
	if (store_begin(desk->store, NULL) < 0)
		return verdict;
	if (case_input(desk, draft_of(desk, project, arena), desk->today, arena, &input)) {
		judge_field(&input, path, arena, &verdict, any);
		if (strncmp(path, own, sizeof own - 1) == 0) /* rules name a project's own fields without it, too */
			judge_field(&input, path + sizeof own - 1, arena, &verdict, any);
	}
	store_end(desk->store);
	return verdict;
}
