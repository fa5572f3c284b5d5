#include <config.h>

#include "desk/acts.h"

#include <string.h>

#include "base/text.h"
#include "desk/review.h"

static int run(struct deed *deed, struct err *err);

const struct act act_score = {
	.name = "score",
	.label = N_("Score"),
	.help = N_("Hands in an expert's sheet: points for every criterion. The office may key a paper sheet on the expert's behalf; keyed a second time, the two are compared."),
	.roles = ROLE(expert) | ROLE(office),
	.stages = STAGE_SET(in_review),
	.target = &project_type,
	.inputs = &score_sheet_type,
	.form = "score",
	.clause = "六(三)4",
	.run = run,
};

/* Whose sheet it is: the expert's own, or the one the office keys for. */
static const char *
sheet_owner(struct deed *deed, const struct score_sheet *sheet)
{
	return deed->person->roles & ROLE(office) && *sheet->for_expert ? sheet->for_expert : deed->person->id;
}

static int
check_assigned(struct deed *deed, const char *expert, struct err *err)
{
	const struct assignment *assignment = joined_record(deed->desk, &type_assignment, deed->project->head.number, expert, deed->arena);

	if (!assignment || strcmp(assignment->state, "withdrawn") == 0)
		return err_set(err, ERR_DENIED, _("'%s' is not assigned to '%s'"), deed->project->id, expert);
	if (strcmp(assignment->state, "recused") == 0)
		return err_set(err, ERR_DENIED, _("'%s' stands aside from '%s'"), expert, deed->project->id);
	return 0;
}

/* A paper sheet keyed a second time, by another person: the same points and remarks on them confirm it, others are told. */
static int
second_keying(struct deed *deed, struct score_sheet *first, const struct score_sheet *second, const struct review_rules *review, struct err *err)
{
	if (strcmp(first->keyed_by, deed->person->id) == 0)
		return err_set(err, ERR_DENIED, _("the second keying is another person's"));
	for (size_t i = 0; i < review->criterion_count; i++) {
		const char *code = review->criteria[i].code;
		int64_t was, is;
		if (read_points(extra_get(first, code), &was, NULL) < 0 || read_points(extra_get(second, code), &is, NULL) < 0 || was != is)
			return err_set(err, ERR_CONFLICT, _("'%s' was keyed %s first and %s now: look at the paper"),
				words_in(review->criteria[i].label, words_lang()), extra_get(first, code), extra_get(second, code));
		const char *remark = criterion_remark(&review->criteria[i], deed->arena);
		if (!text_same(extra_get(first, remark), extra_get(second, remark)))
			return err_set(err, ERR_CONFLICT, _("the remark on '%s' was keyed '%s' first and '%s' now: look at the paper"),
				words_in(review->criteria[i].label, words_lang()), extra_get(first, remark), extra_get(second, remark));
	}
	first->checked_by = deed->person->id;
	return deed_put(deed, first, err);
}

static int
run(struct deed *deed, struct err *err)
{
	struct score_sheet *sheet = deed->inputs, *before;
	const char *expert = sheet_owner(deed, sheet);
	const struct review_rules *review = call_review(deed, deed->project->call, err);
	bool behalf = strcmp(expert, deed->person->id) != 0;

	if (*sheet->for_expert && !(deed->person->roles & ROLE(office)))
		return err_set(err, ERR_DENIED, _("only the office keys a sheet for somebody else"));
	if (!review || check_assigned(deed, expert, err) < 0 || sheet_total(deed, review, sheet, err) < 0)
		return -1;
	before = joined_record(deed->desk, &type_score_sheet, deed->project->head.number, expert, deed->arena);
	if (before && strcmp(before->state, "reopened") != 0) {
		if (behalf && *before->keyed_by && !*before->checked_by)
			return second_keying(deed, before, sheet, review, err);
		return err_set(err, ERR_STAGE, _("the sheet of '%s' is handed in; reopening it takes the office and a second person"), deed->project->id);
	}
	if (before)
		sheet->head = (struct record){.type = before->head.type, .number = before->head.number, .revision = before->head.revision,
			.entry = before->head.entry, .last_date = before->head.last_date, .extras = sheet->head.extras,
			.extra_count = sheet->head.extra_count};
	sheet->project = deed->project->head.number;
	sheet->expert = expert;
	sheet->for_expert = "";
	sheet->call = deed->project->call;
	sheet->state = "submitted";
	sheet->submitted_on = deed->date;
	sheet->keyed_by = behalf ? deed->person->id : "";
	if (deed_put(deed, sheet, err) < 0)
		return -1;
	return assignment_state(deed, deed->project->head.number, expert, "submitted", err);
}
