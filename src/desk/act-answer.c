#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "base/text.h"
#include "desk/assess.h"
#include "desk/inputs.h"
#include "desk/room.h"

static int run(struct deed *deed, struct err *err);

const struct act act_answer = {
	.name = "answer",
	.label = N_("Fill in a checklist"),
	.help = N_("Keeps what one assessor found for the items of an annual or final assessment, with its evidence; what is not answered stays open and is never 0."),
	.roles = ROLE(office),
	.stages = STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(completed),
	.target = &project_type,
	.inputs = &answer_type,
	.form = "answer",
	.clause = "八(二)1–6",
	.run = run,
};

static const char *
once_of(struct deed *deed, const struct answer *answer)
{
	struct buf folded = {0};
	const char *once;

	text_fold(&folded, answer->assessor);
	once = arena_printf(deed->arena, "%u %s %lld %s", (unsigned)deed->project->head.number, answer->kind, (long long)answer->year, buf_text(&folded));
	buf_free(&folded);
	return once;
}

/* Whether a checklist may still be filled in. */
static int
check_open(struct deed *deed, const struct rules *rules, const struct answer *answer, struct err *err)
{
	const struct assessment *done;

	if (assess_kind_check(deed, rules, answer->kind, answer->year, err) < 0)
		return -1;
	if (!assess_by_elements(rules, answer->kind))
		return err_set(err, ERR_STAGE, _("by its rules '%s' is assessed each year by the short form, without a checklist: '%s'"), deed->project->id,
			_("Assess"));
	done = assessment_of(deed, answer->kind, answer->year);
	if (done)
		return err_set(err, ERR_STAGE, _("the %s of '%s' is concluded: '%s'"), assess_title(answer->kind, answer->year, deed->arena), deed->project->id,
			record_id(done, deed->arena));
	return assessor_check(deed, answer->assessor, "", err);
}

/* What was filled in before stays where nothing is said of it now; a form that was shown says everything. */
static struct answer *
merged(struct deed *deed, struct answer *given, const char *once, struct err *err)
{
	uint32_t number = store_find(deed->store, &type_answer, record_column(&type_answer, "once"), once);
	struct answer *kept;
	void *record;

	if (!number)
		return given;
	if (store_get(deed->store, &type_answer, number, deed->arena, &record, err) < 0)
		return NULL;
	kept = record;
	if (deed->request->record) {
		inputs_take(kept, given, deed->arena);
		return kept;
	}
	for (size_t i = 0; i < deed->request->input_count; i++) {
		const struct form_field *field = form_field(deed->form, deed->request->inputs[i].path);
		if (field->column)
			memcpy(column_of(kept, field->column), column_in(given, field->column), field->field.kind->size);
		else
			extra_set(kept, field->path, extra_get(given, field->path), deed->arena);
	}
	return kept;
}

/* "83.00", or "61.00/65" while it is unfinished. */
static const char *
total_shown(const struct checklist_sum *sum, struct arena *arena)
{
	const char *points = arena_printf(arena, "%lld.%02lld", (long long)(sum->total / 100), (long long)(sum->total % 100));

	return sum->whole ? points : arena_printf(arena, "%s/%lld", points, (long long)(sum->possible / 100));
}

static int
run(struct deed *deed, struct err *err)
{
	struct answer *given = deed->inputs, *answer;
	const struct rules *rules = deed_rules(deed, err);
	struct checklist_sum sum;
	const char *once;

	if (!rules || check_open(deed, rules, given, err) < 0)
		return -1;
	once = once_of(deed, given);
	answer = merged(deed, given, once, err);
	if (!answer)
		return -1;
	checklist_sum(rules, answer_text, answer, deed->arena, &sum, deed->faults);
	if (deed->faults->errors)
		return faults_tell(deed->faults, err);
	answer->project = deed->project->head.number;
	answer->once = once;
	answer->state = sum.whole ? "done" : "unfinished";
	answer->total = sum.total;
	answer->total_shown = total_shown(&sum, deed->arena);
	return deed_put(deed, answer, err);
}
