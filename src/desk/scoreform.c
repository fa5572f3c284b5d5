/* The form of a score sheet, made of the criteria of a call's rules. */
#include <config.h>

#include "desk/expertwork.h"

#include "desk/madeform.h"

enum { POINTS_MOST = 8, REMARK_MOST = 200 };

const struct review_rules *
desk_review(struct desk *desk, const char *call_id, struct err *err)
{
	const struct rules *rules = desk_rules_of(desk, call_id, err);
	const struct review_rules *review = rules ? rules_review(rules) : NULL;

	if (rules && !review)
		err_set(err, ERR_STAGE, _("by the rules of call '%s' no experts review"), call_id);
	return review;
}

/* Two fields for each criterion: its points, as texts, so that what is wrong with them is told by the criterion's own rules; and its remark. */
static void
write_form(const struct rules *rules, struct buf *out)
{
	const struct review_rules *review = rules_review(rules);
	struct arena arena = {0};

	buf_adds(out, "form: score\nrecord: score_sheet\ntitle: {zh: 评分表, en: Score sheet}\nothers: false\nsections:\n"
		"- name: points\n  title: {zh: 评分, en: Points}\n  fields:\n");
	for (size_t i = 0; i < review->criterion_count; i++) {
		const struct criterion *criterion = &review->criteria[i];
		struct words remark = {.zh = arena_printf(&arena, "%s评语", criterion->label.zh), .en = arena_printf(&arena, "%s remark", criterion->label.en)};
		made_field(out, criterion->code, criterion->label, criterion->standard, POINTS_MOST);
		made_field(out, criterion_remark(criterion, &arena), remark, (struct words){"", ""}, REMARK_MOST);
	}
	arena_free(&arena);
	buf_adds(out, "- name: sheet\n  title: {zh: 评语, en: Remark}\n  fields:\n  - score_sheet.remark\n  - score_sheet.for_expert\n");
}

const struct form *
desk_score_form(struct desk *desk, const char *call_id, struct err *err)
{
	const struct rules *rules = desk_review(desk, call_id, err) ? desk_rules_of(desk, call_id, err) : NULL;

	return rules ? made_form(desk, "score", rules, write_form, err) : NULL;
}
