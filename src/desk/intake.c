#include <config.h>

#include "desk/intake.h"

#include <stdio.h>
#include <string.h>

#include "desk/room.h"

/* Open calls, for applications that name none; the last one found in *only. */
static size_t
open_calls(struct deed *deed, const struct call **only)
{
	uint32_t count = store_count(deed->store, &type_call);
	size_t open = 0;

	for (uint32_t number = 1; number <= count; number++) {
		void *record;
		if (store_get(deed->store, &type_call, number, deed->arena, &record, NULL) < 0)
			continue;
		if (strcmp(((struct call *)record)->state, "open") != 0)
			continue;
		*only = record;
		open++;
	}
	return open;
}

const struct call *
intake_call(struct deed *deed, const struct project *project, struct err *err)
{
	const struct call *call = NULL;
	size_t open;

	if (*project->call) {
		call = call_of(deed, project->call, err);
		if (call && strcmp(call->state, "open") != 0) {
			err_set(err, ERR_STAGE, _("call '%s' is closed"), call->id);
			return NULL;
		}
		return call;
	}
	open = open_calls(deed, &call);
	if (open == 1)
		return call;
	err_set(err, ERR_STAGE, open ? _("several calls are open: name one") : _("no call is open: the office opens one first"));
	return NULL;
}

int
intake_path(struct deed *deed, struct project *project, struct err *err)
{
	const struct person *person = deed->person;

	if (!(person->roles & ROLE(office)) && *person->organisation) {
		if (!*project->reviewer)
			project->reviewer = person->organisation;
		if (strcmp(project->reviewer, person->organisation) != 0)
			return err_set(err, ERR_DENIED, _("'%s' takes in applications that report to it, not to '%s'"),
				desk_label(deed->desk, "reviewer", person->organisation), desk_label(deed->desk, "reviewer", project->reviewer));
	}
	if (!*project->received_at)
		project->received_at = project->reviewer;
	return 0;
}

int
intake_duplicate(struct deed *deed, struct project *project, struct err *err)
{
	const struct column *column = record_column(&type_project, "project.duplicate_key");
	uint32_t other;
	void *record;

	if (!*project->unit.uscc || !*project->leader.resident_id) {
		project->duplicate_key = "";
		return 0;
	}
	project->duplicate_key = arena_printf(deed->arena, "%s/%s/%s", project->call, project->unit.uscc, project->leader.resident_id);
	other = store_find(deed->store, &type_project, column, project->duplicate_key);
	if (!other || other == project->head.number)
		return 0;
	if (store_get(deed->store, &type_project, other, deed->arena, &record, NULL) == 0 && scope_allows(deed->desk, record))
		err_set(err, ERR_INPUT, _("the same unit and leader applied in this call already, as '%s'"), ((struct project *)record)->id);
	else
		err_set(err, ERR_INPUT, _("the same unit and leader applied in this call already, elsewhere"));
	if (err)
		snprintf(err->field, sizeof err->field, "leader.resident_id");
	return -1;
}

void
intake_number(struct deed *deed, const struct rules *rules, struct project *project)
{
	const struct track *track = rules_track(rules, project->track);
	const char *prefix = track && track->id_prefix ? track->id_prefix : rules->id_prefix;
	char counter[48];

	snprintf(counter, sizeof counter, "%s%d", prefix, (int)project->year);
	project->serial = (int64_t)store_next(deed->store, counter);
	project->id = arena_printf(deed->arena, "%s-%04d", counter, (int)project->serial);
}

static struct line *
line_at(void **records, size_t count, const struct line *wanted)
{
	for (size_t i = 0; i < count; i++) {
		struct line *line = records[i];
		if (line->position == wanted->position && strcmp(line->list, wanted->list) == 0)
			return line;
	}
	return NULL;
}

static bool
same_extras(const struct record *a, const struct record *b)
{
	if (a->extra_count != b->extra_count)
		return false;
	for (size_t i = 0; i < a->extra_count; i++)
		if (strcmp(a->extras[i].name, b->extras[i].name) != 0 || strcmp(a->extras[i].text, b->extras[i].text) != 0)
			return false;
	return true;
}

static int
put_line(struct deed *deed, struct line *there, const struct line *wanted, struct err *err)
{
	struct line *line = there ? there : record_new(&type_line, deed->arena);

	if (there && there->removed != 1 && same_extras(&there->head, &wanted->head))
		return 0;
	line->project = deed->project->head.number;
	line->list = wanted->list;
	line->position = wanted->position;
	line->removed = -1;
	line->head.extras = wanted->head.extras;
	line->head.extra_count = wanted->head.extra_count;
	return deed_put(deed, line, err);
}

static bool
still_wanted(const struct act_request *request, const struct line *line)
{
	for (size_t i = 0; i < request->line_count; i++)
		if (request->lines[i]->position == line->position && strcmp(request->lines[i]->list, line->list) == 0)
			return true;
	return false;
}

int
intake_lines(struct deed *deed, struct err *err)
{
	const struct act_request *request = deed->request;
	void **records;
	size_t count;

	if (!request->replace_lines)
		return 0;
	count = deed_parts(deed, &type_line, &records);
	for (size_t i = 0; i < request->line_count; i++)
		if (put_line(deed, line_at(records, count, request->lines[i]), request->lines[i], err) < 0)
			return -1;
	for (size_t i = 0; i < count; i++) {
		struct line *line = records[i];
		if (line->removed == 1 || still_wanted(request, line))
			continue;
		line->removed = 1; /* nothing is deleted: it is no longer shown */
		if (deed_put(deed, line, err) < 0)
			return -1;
	}
	return 0;
}
