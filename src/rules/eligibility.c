#include <config.h>

#include "rules/eligibility.h"

#include <string.h>

#include "rules/conditions.h"
#include "rules/sentences.h"

const void *
subject_value(struct judging *judging, const struct subject *subject, union room *room)
{
	const struct project *project = judging->input->project;
	if (subject->column)
		return column_in(project, subject->column);
	struct field field = {.name = subject->extra, .kind = subject->kind};
	struct field_context context = {.codes = &judging->input->rules->codes};
	subject->kind->clear(room);
	if (subject->kind->parse(room, &field, extra_get(project, subject->extra), &context, judging->arena, NULL) < 0)
		subject->kind->clear(room);
	return room;
}

static struct words
or_empty(struct words words)
{
	return (struct words){.zh = words.zh ? words.zh : "", .en = words.en ? words.en : ""};
}

static const struct override *
newest_override(const struct eligibility_input *input, const char *condition)
{
	for (size_t i = input->override_count; i-- > 0;)
		if (strcmp(input->overrides[i]->condition, condition) == 0)
			return input->overrides[i];
	return NULL;
}

/* 九.2: what was computed stays among the facts and in the sentence. */
static void
apply_override(struct judging *judging, struct finding *finding, const struct override *override)
{
	finding_text(finding, "computed", "computed", verdict_word(finding->result));
	finding_text(finding, "reason", "reason", override->reason);
	finding_put(finding, "parts", NULL, finding->because);
	finding_say(judging, finding, SAY_OVERRIDDEN);
	finding->result = strcmp(override->result, "pass") == 0 ? VERDICT_PASS : VERDICT_FAIL;
}

struct verdict
condition_judge(struct judging *judging, const struct condition *condition)
{
	struct finding finding;
	finding.count = 0;
	judging->condition = condition;
	condition->test.operator->judge(judging, &condition->test, &finding);
	if (finding.result != VERDICT_PASS && condition->cure.zh && *condition->cure.zh)
		finding.cure = condition->cure;
	const struct override *override = newest_override(judging->input, condition->id);
	if (override)
		apply_override(judging, &finding, override);
	struct verdict verdict = {
		.id = condition->id,
		.clause = condition_clause(condition),
		.result = finding.result,
		.label = condition->label,
		.because = or_empty(finding.because),
		.cure = or_empty(finding.cure),
		.attested = condition->attested,
		.derived = condition->derived,
		.part = condition->part,
		.preference = condition->preference,
		.overridden = override != NULL,
	};
	finding_facts(&finding, &verdict, judging->arena);
	return verdict;
}

static struct judging
judging_of(const struct eligibility_input *input, struct arena *arena)
{
	date_t submitted = input->project->submitted_on;
	return (struct judging){
		.input = input,
		.reference = submitted == DATE_NONE ? input->today : submitted,
		.arena = arena,
	};
}

static struct verdict
no_track(struct judging *judging)
{
	struct finding finding = {0};
	finding_text(&finding, "track", "track", judging->input->project->track);
	finding_say(judging, &finding, SAY_NO_TRACK);
	struct verdict verdict = {
		.id = "track",
		.clause = "office",
		.result = finding.result,
		.label = {.zh = "申报类别", .en = "track"},
		.because = finding.because,
		.cure = finding.cure,
	};
	finding_facts(&finding, &verdict, judging->arena);
	return verdict;
}

struct verdicts
eligibility_check(const struct eligibility_input *input, struct arena *arena)
{
	struct judging judging = judging_of(input, arena);
	const struct track *track = rules_track(input->rules, input->project->track);
	size_t count = track ? track->condition_count : 1;
	struct verdicts verdicts = {.items = arena_alloc(arena, (count + 1) * sizeof(struct verdict)), .count = count};
	for (size_t i = 0; track && i < count; i++)
		verdicts.items[i] = condition_judge(&judging, track->conditions[i]);
	if (!track)
		verdicts.items[0] = no_track(&judging);
	buf_free(&judging.scratch);
	return verdicts;
}

struct verdict
eligibility_one(const struct eligibility_input *input, const struct condition *condition, struct arena *arena)
{
	struct judging judging = judging_of(input, arena);
	struct verdict verdict = condition_judge(&judging, condition);
	buf_free(&judging.scratch);
	return verdict;
}

/* Fields that a test reads from the record although no file names them. */
static const struct {
	const struct operator *operator;
	const char *path;
} implied[] = {
	{&op_predecessor_cycle, "predecessor"},
	{&op_predecessor_cycle, "predecessor_year"},
	{&op_predecessor_grade, "predecessor_grade"},
	{&op_predecessor_grade, "predecessor_document"},
	{&op_predecessor_track, "predecessor"},
};

static bool
subject_is(const struct subject *subject, const char *path)
{
	return subject->path && (strcmp(subject->path, path) == 0 || (subject->extra && strcmp(subject->extra, path) == 0));
}

static bool
test_reads(const struct test *test, const char *path)
{
	if (subject_is(&test->subject, path) || subject_is(&test->until, path))
		return true;
	for (size_t i = 0; i < sizeof implied / sizeof *implied; i++)
		if (implied[i].operator == test->operator && strcmp(implied[i].path, path) == 0)
			return true;
	for (size_t i = 0; i < test->part_count; i++)
		if (test_reads(&test->parts[i], path))
			return true;
	return false;
}

size_t
conditions_of_field(const struct track *track, const char *path, const struct condition *const **out, struct arena *arena)
{
	const struct condition **found = arena_alloc(arena, (track->condition_count + 1) * sizeof *found);
	size_t count = 0;
	for (size_t i = 0; i < track->condition_count; i++)
		if (test_reads(&track->conditions[i]->test, path))
			found[count++] = track->conditions[i];
	*out = found;
	return count;
}

bool
condition_attested(const struct condition *condition)
{
	return condition->attested;
}

const char *
condition_id(const struct condition *condition)
{
	return condition->id;
}

const char *
condition_clause(const struct condition *condition)
{
	return condition->origin.clause;
}

struct words
condition_label(const struct condition *condition)
{
	return condition->label;
}

struct words
condition_help(const struct condition *condition)
{
	return condition->help;
}
