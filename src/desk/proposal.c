#include <config.h>

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "desk/awarding.h"
#include "desk/review.h"
#include "desk/room.h"

size_t
proposal_items(struct desk *desk, uint32_t proposal, struct arena *arena, struct proposal_item ***items)
{
	const struct column *column = record_column(&type_proposal_item, "proposal");
	struct numbers found = {0};
	struct buf key = {0};
	size_t count = 0;

	column->field->kind->key(&proposal, column->field, &key);
	struct store_order order = {
		.type = &type_proposal_item, .column = column, .low = key.data, .low_len = key.len, .high = key.data, .high_len = key.len};
	store_numbers(desk->store, &order, &found);
	*items = arena_alloc(arena, (found.count + 1) * sizeof **items);
	for (size_t i = 0; i < found.count; i++) {
		void *record;
		if (store_get(desk->store, &type_proposal_item, found.items[i], arena, &record, NULL) == 0)
			(*items)[count++] = record;
	}
	numbers_free(&found);
	buf_free(&key);
	return count;
}

void
proposal_hash(const struct proposal_item *const *items, size_t count, char hash[SHA256_HEX])
{
	struct buf text = {0};
	struct sha256 sum;

	for (size_t i = 0; i < count; i++)
		buf_addf(&text, "%u %s %lld %s %lld %lld %s\n", items[i]->project, items[i]->place, (long long)items[i]->rank, items[i]->mean,
			(long long)items[i]->reserve, (long long)items[i]->amount, items[i]->exception);
	sha256_of(&sum, text.data, text.len);
	sha256_hex(hash, &sum);
	buf_free(&text);
}

struct proposal *
live_proposal(struct desk *desk, const char *call_id, struct arena *arena)
{
	void **records;
	size_t count = call_parts(desk, &type_proposal, call_id, arena, &records);

	for (size_t i = count; i-- > 0;) {
		struct proposal *proposal = records[i];
		if (proposal->from_reserve != 1 && strcmp(proposal->state, "sent_back") != 0)
			return proposal;
	}
	return NULL;
}

/* What is on the list, to be resolved or resolved by it, in its order: projects that stay on it, without those that a list of their own took over. */
static int
listed_projects(struct deed *deed, const struct proposal *proposal, const char *place, struct project ***projects, size_t *count, struct err *err)
{
	struct proposal_item **items;
	size_t total = proposal_items(deed->desk, proposal->head.number, deed->arena, &items);

	*projects = arena_alloc(deed->arena, (total + 1) * sizeof **projects);
	*count = 0;
	for (size_t i = 0; i < total; i++) {
		struct project *project;
		void *record;
		if (place && strcmp(items[i]->place, place) != 0)
			continue;
		if (store_get(deed->store, &type_project, items[i]->project, deed->arena, &record, err) < 0)
			return -1;
		project = record;
		if (project->proposal == proposal->head.number)
			(*projects)[(*count)++] = project;
	}
	return 0;
}

/* Whether the project's track has all these stages. */
static bool
has_stages(const struct rules *rules, const struct project *project, uint32_t stages)
{
	const struct track *track = rules_track(rules, project->track);

	return !track || (track->stages & stages) == stages;
}

int
proposal_stands(struct deed *deed, const struct proposal *proposal, uint32_t stages, struct err *err)
{
	const struct rules *rules = desk_rules_of(deed->desk, proposal->call, err);
	struct proposal_item **items;
	size_t count = proposal_items(deed->desk, proposal->head.number, deed->arena, &items);
	char hash[SHA256_HEX];

	if (!rules)
		return -1;
	proposal_hash((const struct proposal_item *const *)items, count, hash);
	if (strcmp(hash, proposal->hash) != 0)
		return err_set(err, ERR_CONFLICT, _("the list is not what it was when it was made: send it back and draft it anew"));
	for (size_t i = 0; i < count; i++) {
		const struct project *project;
		void *record;
		if (strcmp(items[i]->place, "in") != 0)
			continue;
		if (store_get(deed->store, &type_project, items[i]->project, deed->arena, &record, err) < 0)
			return -1;
		project = record;
		if (has_stages(rules, project, stages) && stage_of(project->stage) != STAGE_proposed)
			return err_set(err, ERR_CONFLICT, _("'%s' left the list since it was made: send it back and draft it anew"), project->id);
	}
	return 0;
}

int
proposal_move(struct deed *deed, const struct proposal *proposal, enum stage from, enum stage to, struct err *err)
{
	const struct rules *rules = desk_rules_of(deed->desk, proposal->call, err);
	struct project **projects;
	size_t count;

	if (!rules || listed_projects(deed, proposal, NULL, &projects, &count, err) < 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		enum stage next = to == STAGE_scored && !rules_scored(rules, projects[i]->track) ? STAGE_eligible : to;
		if (stage_of(projects[i]->stage) == from && project_stage(deed, projects[i], next, err) < 0)
			return -1;
	}
	return 0;
}

int
proposal_resolve(struct deed *deed, const struct proposal *proposal, enum stage left_out, const char *document, struct err *err)
{
	const struct rules *rules = desk_rules_of(deed->desk, proposal->call, err);
	struct project **projects;
	size_t count;

	if (!rules || listed_projects(deed, proposal, "in", &projects, &count, err) < 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		bool waits = left_out < STAGE_COUNT && has_stages(rules, projects[i], UINT32_C(1) << left_out);
		if (stage_of(projects[i]->stage) == STAGE_proposed && !waits && list_advance(deed, projects[i], STAGE_resolved, document, err) < 0)
			return -1;
	}
	return 0;
}

int
proposal_settle(struct deed *deed, struct proposal *proposal, const char *state, struct err *err)
{
	struct project **projects;
	size_t count, proposed = 0, awarded = 0;

	if (listed_projects(deed, proposal, "in", &projects, &count, err) < 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		proposed += stage_of(projects[i]->stage) == STAGE_proposed;
		awarded += stage_of(projects[i]->stage) == STAGE_awarded;
	}
	proposal->state = count && !proposed ? "resolved" : state;
	if (count && awarded == count)
		proposal->awarded = 1;
	return deed_put(deed, proposal, err);
}

enum { GROUPS_MOST = 64, LONG_DIGITS = 15, LONGEST_DIGITS = 19 };

/* Digits that stand together, and how many of them up to each group when single blanks or hyphens between are passed over. */
struct digits {
	struct {
		const char *at;
		size_t count;
	} groups[GROUPS_MOST];
	size_t count;
	const char *end;
};

/* Identity numbers have 18 digits (or X last) or once 15, mobile phones 11; longer ones are accounts. */
static bool
is_personal(const char *at, size_t count, const char *end, bool unbroken)
{
	if (count == 11)
		return at[0] == '1' && at[1] >= '3';
	if (count == 13)
		return strncmp(at, "861", 3) == 0;
	if (count == 17 && (*end == 'X' || *end == 'x'))
		return true;
	return count == LONG_DIGITS || count == 18 || (unbroken && count > LONG_DIGITS);
}

/* The next run of groups; false at the end of the text. */
static bool
next_digits(const char **text, struct digits *digits)
{
	const char *at = *text;

	digits->count = 0;
	while (*at && !isdigit((unsigned char)*at))
		at++;
	while (isdigit((unsigned char)*at) && digits->count < GROUPS_MOST) {
		size_t len = strspn(at, "0123456789");
		digits->groups[digits->count].at = at;
		digits->groups[digits->count++].count = len;
		at += len;
		digits->end = at;
		if ((*at == ' ' || *at == '-') && isdigit((unsigned char)at[1]))
			at++;
	}
	*text = at;
	return digits->count > 0;
}

/* The length in bytes of what looks like a person's number within the run, and where it starts; 0: nothing. */
static size_t
find_personal(const struct digits *digits, const char **start)
{
	for (size_t i = 0; i < digits->count; i++) {
		size_t count = 0;
		for (size_t j = i; j < digits->count && count <= LONGEST_DIGITS; j++) {
			const char *end = digits->groups[j].at + digits->groups[j].count;
			count += digits->groups[j].count;
			*start = digits->groups[i].at;
			if (is_personal(*start, count, end, i == j))
				return (size_t)(end - *start) + (*end == 'X' || *end == 'x');
		}
	}
	return 0;
}

int
public_text_check(const char *text, struct err *err)
{
	struct buf half = {0};
	struct digits digits;
	const char *at, *start;
	int result = 0;

	text_halfwidth(&half, text);
	at = buf_text(&half);
	while (result == 0 && next_digits(&at, &digits)) {
		size_t len = find_personal(&digits, &start);
		if (len)
			result = err_set(err, ERR_INPUT, _("a public text must not hold numbers of people: '%.*s'"), (int)len, start);
	}
	buf_free(&half);
	return result;
}
