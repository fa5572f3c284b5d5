#include <config.h>

#include "screen/historytext.h"

#include <string.h>

#include "base/text.h"
#include "desk/assessing.h"
#include "desk/expertwork.h"
#include "desk/query.h"
#include "screen/verdictlines.h"

enum { LABEL_COLUMNS = 24, GIST_MOST = 3 };

const char *
history_who(struct desk *desk, const struct history_item *item, struct arena *arena)
{
	void *record;

	if (desk_get(desk, &type_staff, item->who, arena, &record, NULL) < 0)
		return item->who;
	return ((struct staff *)record)->name;
}

/* The label of a field that the office added. */
static const char *
extra_label(struct desk *desk, const char *name)
{
	const struct form *form = desk_form(desk, "intake", NULL);
	const struct form_field *field = form ? form_field(form, name) : NULL;

	return field ? form_label(field) : name;
}

static const char *
change_label(struct desk *desk, const struct history_item *item, const struct change *change)
{
	const char *label;

	if (change->column)
		return _(change->column->field->label);
	label = history_item_label(desk, item, change);
	return label ? label : extra_label(desk, change->name);
}

/* A value in the middle of a line. */
static void
add_value(struct buf *out, const char *text)
{
	for (; *text; text++)
		buf_addc(out, *text == '\n' ? ' ' : *text);
}

static void
add_changed(struct desk *desk, const struct change *change, const char *text, struct buf *out)
{
	struct arena arena = {0};

	add_value(out, history_value(desk, change->column, text, &arena));
	arena_free(&arena);
}

/* Values that a line can tell: neither which project a part belongs to, nor that something is now nothing. */
static bool
tells(const struct change *change)
{
	return *change->new_text && !(change->column && change->column->field->kind == &kind_ref);
}

/* The first values of what was made, or the first field that changed. */
static void
add_gist(struct desk *desk, const struct history_item *item, struct buf *out)
{
	int told = 0;

	for (size_t i = 0; i < item->change_count && told < GIST_MOST; i++) {
		const struct change *change = &item->changes[i];
		if (!tells(change))
			continue;
		buf_adds(out, told++ ? " · " : "");
		if (*change->old_text) {
			buf_addf(out, "%s: ", change_label(desk, item, change));
			add_changed(desk, change, change->old_text, out);
			buf_adds(out, " → ");
		}
		add_changed(desk, change, change->new_text, out);
	}
}

const char *
history_gist(struct desk *desk, const struct history_item *item, struct arena *arena)
{
	struct buf text = {0};
	const char *gist;

	if (*item->reason && strcmp(item->reason, item->detail) != 0)
		return item->reason;
	if (*item->detail)
		return history_detail(item, arena);
	add_gist(desk, item, &text);
	gist = arena_strdup(arena, buf_text(&text));
	buf_free(&text);
	return gist;
}

static void
add_change(struct desk *desk, const struct history_item *item, const struct change *change, int label, struct buf *out)
{
	text_pad(out, change_label(desk, item, change), label, false);
	buf_addc(out, ' ');
	if (*change->old_text) {
		add_changed(desk, change, change->old_text, out);
		buf_adds(out, " → ");
	}
	if (*change->new_text)
		add_changed(desk, change, change->new_text, out);
	else
		buf_adds(out, _("(empty)"));
	buf_addc(out, '\n');
}

void
history_changes_text(struct desk *desk, const struct history_item *item, int columns, struct buf *out)
{
	if (*item->reason)
		buf_addf(out, "%s\n\n", item->reason);
	for (size_t i = 0; i < item->change_count; i++)
		if (history_tells(item, &item->changes[i]))
			add_change(desk, item, &item->changes[i], columns * 2 / 5, out);
}

static void
add_line(struct buf *out, const char *label, const char *value)
{
	if (!*value)
		return;
	buf_adds(out, "  ");
	text_pad(out, label, LABEL_COLUMNS, false);
	buf_addf(out, " %s\n", value);
}

static void
add_head(struct desk *desk, const struct history_item *item, struct arena *arena, struct buf *out)
{
	char when[20], day[11] = "";

	time_print(when, item->time);
	if (item->late)
		date_print(day, item->date);
	buf_addf(out, "# %s\n", *item->id ? arena_printf(arena, "%s  %s", item->act_label, item->id) : item->act_label);
	add_line(out, _("Time"), when);
	add_line(out, _("Business date"), day);
	if (item->clock_back)
		add_line(out, "", _("the clock stood before the entry before this one"));
	add_line(out, _("Who"), history_who(desk, item, arena));
	add_line(out, _("Role"), role_label(roles_parse(item->role)));
	add_line(out, _("Reason"), item->reason);
	add_line(out, _("Detail"), history_detail(item, arena));
	if (item->new_revision)
		add_line(out, _("Revision"), arena_printf(arena, "%u", (unsigned)item->new_revision));
	if (item->number)
		add_line(out, _("Entry"), arena_printf(arena, "%llu", (unsigned long long)item->number));
	if (*item->hash) /* in halves, which a narrow screen can hold */
		add_line(out, _("Hash"), arena_printf(arena, "%.32s %s", item->hash, item->hash + 32));
}

static void
add_verdicts(const struct verdicts *verdicts, struct buf *out)
{
	for (size_t i = 0; i < verdicts->count; i++) {
		const struct verdict *verdict = &verdicts->items[i];
		if (verdict->part)
			continue;
		buf_addf(out, "  %s %s %s\n", glyph(verdict_glyph(verdict)), verdict->clause, words_in(verdict->label, words_lang()));
		buf_addf(out, "      %s\n", words_in(verdict->because, words_lang()));
	}
}

void
history_text(struct desk *desk, const struct history_item *item, struct arena *arena, struct buf *out)
{
	add_head(desk, item, arena, out);
	if (item->change_count)
		buf_addf(out, "\n# %s\n", item->old_revision ? _("Changed: old → new") : _("Entered"));
	for (size_t i = 0; i < item->change_count; i++) {
		if (!history_tells(item, &item->changes[i]))
			continue;
		buf_adds(out, "  ");
		add_change(desk, item, &item->changes[i], LABEL_COLUMNS, out);
	}
	if (item->verdicts.count)
		buf_addf(out, "\n# %s\n", _("It rested on"));
	add_verdicts(&item->verdicts, out);
}

/* The form that names the extras of a sheet or a checklist; NULL: of others. */
static const struct form *
sheet_form(struct desk *desk, const void *record, struct arena *arena)
{
	const struct record *head = record;
	void *project;

	if (head->type == &type_score_sheet)
		return desk_score_form(desk, ((const struct score_sheet *)record)->call, NULL);
	if (head->type == &type_answer && desk_get_number(desk, &type_project, ((const struct answer *)record)->project, arena, &project, NULL) == 0)
		return desk_answer_form(desk, ((struct project *)project)->call, NULL);
	return NULL;
}

/* Points and remarks, or what was found and its evidence, in the order of the rules. */
static void
add_sheet(struct desk *desk, const struct form *form, const void *record, struct arena *arena, struct buf *out)
{
	for (size_t i = 0; i < form->field_count; i++) {
		const char *text = form->fields[i]->column ? "" : extra_get(record, form->fields[i]->path);
		if (*text)
			add_line(out, form_label(form->fields[i]), history_value(desk, NULL, text, arena));
	}
}

void
history_record_text(struct desk *desk, const void *record, struct buf *out)
{
	const struct record *head = record;
	const struct part *part = NULL;
	const struct column *columns;
	const struct form *form;
	struct arena arena = {0};
	size_t count;

	columns = record_columns(head->type, &count);
	for (size_t i = 0; i < count; i++) {
		const struct field *field = columns[i].field;
		struct buf value = {0};
		if (field->flags & FIELD_HIDDEN || field->kind->empty(column_in(record, &columns[i])))
			continue;
		if (columns[i].part != part)
			buf_addf(out, "%s# %s\n", part ? "\n" : "", _(columns[i].part->label));
		part = columns[i].part;
		field->kind->print(column_in(record, &columns[i]), field, desk_context(desk), PRINT_SCREEN, &value);
		add_line(out, _(field->label), history_value(desk, &columns[i], buf_text(&value), &arena));
		buf_free(&value);
	}
	form = sheet_form(desk, record, &arena);
	if (form)
		add_sheet(desk, form, record, &arena, out);
	else
		for (size_t i = 0; i < head->extra_count; i++)
			add_line(out, extra_label(desk, head->extras[i].name), head->extras[i].text);
	arena_free(&arena);
}
