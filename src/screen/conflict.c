/* Two people saved one record: both versions side by side, and what is chosen is stored on the newer one. */
#include <config.h>

#include "screen/work.h"

#include <string.h>

#include "desk/query.h"
#include "ui/dialog.h"

struct merge {
	struct ui *ui;
	struct arena arena;
	const struct act_request *mine;
	const struct form *form;
	void *theirs;
	struct line **their_lines;
	size_t their_line_count;
	/* What differs: an input of mine, or a repeating group. */
	struct version *versions;
	const char **names;      /* path of the input, or name of the group */
	size_t count;
	struct act_request merged;
	struct act_input *inputs;
	const struct line **lines;
};

static const char *
shown(struct merge *merge, const void *record, const struct form_field *field)
{
	struct buf text = {0};
	const char *result;

	form_print(record, field, desk_context(work_desk(merge->ui)), PRINT_SCREEN, &text);
	result = arena_strdup(&merge->arena, buf_text(&text));
	buf_free(&text);
	return result;
}

static void
add_version(struct merge *merge, const char *name, const char *label, const char *theirs, const char *mine)
{
	if (strcmp(theirs, mine) == 0)
		return;
	merge->names[merge->count] = name;
	merge->versions[merge->count++] = (struct version){.label = label, .theirs = theirs, .mine = mine, .take_mine = true};
}

static void
compare_input(struct merge *merge, const struct act_input *input)
{
	const struct form_field *field = form_field(merge->form, input->path);
	void *mine;

	if (!field)
		return;
	mine = record_copy(merge->theirs, &merge->arena);
	if (form_set(mine, field, input->text, desk_context(work_desk(merge->ui)), &merge->arena, NULL) == 0)
		add_version(merge, input->path, form_label(field), shown(merge, merge->theirs, field), shown(merge, mine, field));
}

/* The rows of one group in a line of text. */
static const char *
group_text(struct merge *merge, const char *list, const struct line *const *lines, size_t count)
{
	struct buf text = {0};
	const char *result;

	for (size_t i = 0; i < count; i++) {
		const struct record *head = &lines[i]->head;
		if (strcmp(lines[i]->list, list) != 0)
			continue;
		buf_adds(&text, text.len ? "; " : "");
		for (size_t x = 0; x < head->extra_count; x++)
			buf_addf(&text, "%s%s", x ? " " : "", head->extras[x].text);
	}
	result = arena_strdup(&merge->arena, buf_text(&text));
	buf_free(&text);
	return result;
}

static void
read_their_lines(struct merge *merge)
{
	void **records;
	size_t count = desk_parts(work_desk(merge->ui), &type_line, ((struct record *)merge->theirs)->number, &merge->arena, &records);

	merge->their_lines = arena_alloc(&merge->arena, (count + 1) * sizeof *merge->their_lines);
	for (size_t i = 0; i < count; i++)
		if (((struct line *)records[i])->removed != 1)
			merge->their_lines[merge->their_line_count++] = records[i];
}

static void
compare_groups(struct merge *merge)
{
	read_their_lines(merge);
	for (size_t i = 0; i < merge->form->count; i++) {
		const struct form_section *section = &merge->form->sections[i];
		if (section->list)
			add_version(merge, section->list, words_in(section->title, words_lang()),
				group_text(merge, section->list, (const struct line *const *)merge->their_lines, merge->their_line_count),
				group_text(merge, section->list, merge->mine->lines, merge->mine->line_count));
	}
}

static int
compare(struct merge *merge, struct err *err)
{
	const struct act_request *mine = merge->mine;
	struct desk *desk = work_desk(merge->ui);
	size_t most;

	merge->form = desk_form(desk, mine->act->form, err);
	if (!merge->form || desk_get(desk, *mine->act->target, mine->target, &merge->arena, &merge->theirs, err) < 0)
		return -1;
	most = mine->input_count + merge->form->count;
	merge->versions = arena_alloc(&merge->arena, (most + 1) * sizeof *merge->versions);
	merge->names = arena_alloc(&merge->arena, (most + 1) * sizeof *merge->names);
	for (size_t i = 0; i < mine->input_count; i++)
		compare_input(merge, &mine->inputs[i]);
	if (mine->replace_lines)
		compare_groups(merge);
	return 0;
}

static bool
takes_mine(const struct merge *merge, const char *name)
{
	for (size_t i = 0; i < merge->count; i++)
		if (strcmp(merge->names[i], name) == 0)
			return merge->versions[i].take_mine;
	return false;
}

static size_t
take_lines(struct merge *merge, size_t count, const struct line *const *lines, size_t from, bool mine)
{
	for (size_t i = 0; i < from; i++)
		if (takes_mine(merge, lines[i]->list) == mine)
			merge->lines[count++] = lines[i];
	return count;
}

/* My inputs where mine was chosen, on their revision. */
static void
build(struct merge *merge)
{
	const struct act_request *mine = merge->mine;
	size_t count = 0;

	merge->merged = *mine;
	merge->merged.revision = ((struct record *)merge->theirs)->revision;
	merge->inputs = arena_alloc(&merge->arena, (mine->input_count + 1) * sizeof *merge->inputs);
	for (size_t i = 0; i < mine->input_count; i++)
		if (takes_mine(merge, mine->inputs[i].path))
			merge->inputs[count++] = mine->inputs[i];
	merge->merged.inputs = merge->inputs;
	merge->merged.input_count = count;
	if (!mine->replace_lines)
		return;
	merge->lines = arena_alloc(&merge->arena, (mine->line_count + merge->their_line_count + 1) * sizeof *merge->lines);
	count = take_lines(merge, 0, mine->lines, mine->line_count, true);
	count = take_lines(merge, count, (const struct line *const *)merge->their_lines, merge->their_line_count, false);
	merge->merged.lines = merge->lines;
	merge->merged.line_count = count;
}

enum outcome { STORED, LEFT, AGAIN };

static enum outcome
try_merge(struct merge *merge)
{
	struct act_result result;
	struct err err = {0};
	int status;

	if (compare(merge, &err) < 0) {
		ui_error(merge->ui, &err);
		return LEFT;
	}
	if (!dialog_compare(merge->ui, _("Changed by somebody else meanwhile"),
		arena_printf(&merge->arena, _("%s was saved by somebody else while it was being keyed here. Choose for each field which version stays; what only "
			"they changed stays as it is."), merge->mine->target),
		merge->versions, merge->count))
		return LEFT;
	build(merge);
	status = desk_do(work_desk(merge->ui), &merge->merged, &merge->arena, &result, &err);
	faults_free(&result.faults);
	if (status == 0)
		return STORED;
	if (err.code == ERR_CONFLICT)
		return AGAIN;
	dialog_message(merge->ui, _("Not saved"), err.message);
	return LEFT;
}

bool
work_conflict(struct ui *ui, const struct act_request *request, const struct err *conflict)
{
	enum outcome outcome = AGAIN;

	if (!request->act->form || !request->act->target || request->act->inputs != request->act->target) {
		ui_error(ui, conflict);
		return false;
	}
	while (outcome == AGAIN) {
		struct merge merge = {.ui = ui, .mine = request};
		outcome = try_merge(&merge);
		arena_free(&merge.arena);
	}
	return outcome == STORED;
}
