/* The form of a score sheet, made of the criteria of a call's rules. */
#include <config.h>

#include "desk/expertwork.h"

#include <stdlib.h>
#include <string.h>

#include "desk/room.h"

const struct review_rules *
desk_review(struct desk *desk, const char *call_id, struct err *err)
{
	const struct rules *rules = desk_rules_of(desk, call_id, err);
	const struct review_rules *review = rules ? rules_review(rules) : NULL;

	if (rules && !review)
		err_set(err, ERR_STAGE, _("by the rules of call '%s' no experts review"), call_id);
	return review;
}

/* A text in single quotes, where a quote stands for itself twice. */
static void
add_quoted(struct buf *out, const char *text)
{
	buf_addc(out, '\'');
	for (; *text; text++) {
		if (*text == '\'')
			buf_addc(out, '\'');
		buf_addc(out, *text == '\n' ? ' ' : *text);
	}
	buf_addc(out, '\'');
}

static void
add_words(struct buf *out, const char *key, struct words words, const char *behind)
{
	buf_addf(out, ", %s: {zh: ", key);
	add_quoted(out, words.zh);
	buf_adds(out, ", en: ");
	add_quoted(out, words.en);
	buf_addf(out, "}%s", behind);
}

enum { REMARK_MOST = 200 };

/* Two extras for each criterion: its points, as texts, so that what is wrong with them is told by the criterion's own rules; and its remark. */
static void
write_form(const struct review_rules *review, struct arena *arena, struct buf *out)
{
	buf_adds(out, "form: score\nrecord: score_sheet\ntitle: {zh: 评分表, en: Score sheet}\nothers: false\nsections:\n"
		"- name: points\n  title: {zh: 评分, en: Points}\n  fields:\n");
	for (size_t i = 0; i < review->criterion_count; i++) {
		const struct criterion *criterion = &review->criteria[i];
		buf_addf(out, "  - {extra: %s, kind: text, max: 8, origin: office", criterion->code);
		add_words(out, "label", criterion->label, "");
		if (*criterion->standard.zh || *criterion->standard.en)
			add_words(out, "help", criterion->standard, "");
		buf_addf(out, "}\n  - {extra: %s, kind: text, max: %d, origin: office", criterion_remark(criterion, arena), REMARK_MOST);
		add_words(out, "label", (struct words){.zh = arena_printf(arena, "%s评语", criterion->label.zh),
			.en = arena_printf(arena, "%s remark", criterion->label.en)}, "}\n");
	}
	buf_adds(out, "- name: sheet\n  title: {zh: 评语, en: Remark}\n  fields:\n  - score_sheet.remark\n  - score_sheet.for_expert\n");
}

const struct form *
desk_score_form(struct desk *desk, const char *call_id, struct err *err)
{
	const struct review_rules *review = desk_review(desk, call_id, err);
	const struct rules *rules = review ? desk_rules_of(desk, call_id, err) : NULL;
	struct faults faults = {0};
	struct loaded_form *loaded;
	struct buf text = {0};
	char *name;

	if (!rules)
		return NULL;
	name = xasprintf("score %s", rules->hash);
	for (loaded = desk->forms; loaded && strcmp(loaded->name, name) != 0; loaded = loaded->next)
		;
	if (!loaded) {
		write_form(review, &desk->arena, &text);
		struct yaml_tree *tree = yaml_parse("score", text.data, text.len, &faults);
		struct form *form = tree ? form_load(yaml_root(tree), &desk->arena, &faults) : NULL;
		if (form) {
			loaded = xcalloc(1, sizeof *loaded);
			*loaded = (struct loaded_form){.name = xstrdup(name), .form = form, .tree = tree, .next = desk->forms};
			desk->forms = loaded;
		} else {
			faults_tell(&faults, err);
			yaml_tree_free(tree);
		}
	}
	faults_free(&faults);
	buf_free(&text);
	free(name);
	return loaded ? loaded->form : NULL;
}
