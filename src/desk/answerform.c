/* The form of an assessor's checklist, made of the elements of a call's rules: what was found for each item, and its evidence. */
#include <config.h>

#include "desk/assessing.h"

#include "desk/madeform.h"

enum { ANSWER_MOST = 40, EVIDENCE_MOST = 200 };

static void
write_item(const struct assessment_item *item, struct buf *out)
{
	struct arena arena = {0};
	struct words evidence = {
		.zh = arena_printf(&arena, "%s：佐证", words_in(item->label, LANG_ZH)),
		.en = arena_printf(&arena, "%s: evidence", words_in(item->label, LANG_EN)),
	};

	made_field(out, item->code, item->label, item_standard(item, &arena), ANSWER_MOST);
	made_field(out, arena_printf(&arena, "%s" ANSWER_EVIDENCE, item->code), evidence, (struct words){"", ""}, EVIDENCE_MOST);
	arena_free(&arena);
}

static void
write_form(const struct rules *rules, struct buf *out)
{
	const struct assessment_element *elements;
	size_t count = rules_elements(rules, &elements);

	buf_adds(out, "form: answer\nrecord: answer\ntitle: {zh: 考核表, en: Checklist}\nothers: false\nsections:\n"
		"- name: sheet\n  title: {zh: 考核, en: Assessment}\n  fields:\n  - answer.kind\n  - answer.year\n  - answer.assessor\n");
	for (size_t i = 0; i < count; i++) {
		buf_addf(out, "- name: %s\n  title: ", elements[i].code);
		made_words(out, elements[i].label);
		buf_adds(out, "\n  fields:\n");
		for (size_t j = 0; j < elements[i].item_count; j++)
			write_item(&elements[i].items[j], out);
	}
	buf_adds(out, "- name: remark\n  title: {zh: 说明, en: Remark}\n  fields:\n  - answer.methods\n  - answer.evidence\n  - answer.remark\n");
}

const struct form *
desk_answer_form(struct desk *desk, const char *call_id, struct err *err)
{
	const struct rules *rules = desk_rules_of(desk, call_id, err);

	if (rules && !rules->element_count) {
		err_set(err, ERR_STAGE, _("by the rules of call '%s' no elements are assessed"), call_id);
		return NULL;
	}
	return rules ? made_form(desk, "answer", rules, write_form, err) : NULL;
}
