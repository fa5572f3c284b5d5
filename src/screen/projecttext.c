#include <config.h>

#include "screen/projecttext.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "desk/casework.h"
#include "desk/query.h"
#include "ui/glyph.h"

enum { LABEL_COLUMNS = 24 };

bool
stage_among(const char *label, uint32_t stages)
{
	for (int stage = 0; stage < STAGE_COUNT; stage++)
		if (stages & UINT32_C(1) << stage && strcmp(code_label(NULL, "stage", stage_code((enum stage)stage)), label) == 0)
			return true;
	return false;
}

static void
add_line(struct buf *out, const char *label, const char *value)
{
	buf_adds(out, "  ");
	text_pad(out, label, LABEL_COLUMNS, false);
	buf_addf(out, " %s\n", value);
}

static void
add_sections(struct desk *desk, const struct project *project, struct buf *out)
{
	const struct form *form = desk_form(desk, "intake", NULL);

	for (size_t i = 0; form && i < form->count; i++) {
		const struct form_section *section = &form->sections[i];
		bool headed = false;
		for (size_t j = 0; !section->list && j < section->count; j++) {
			const struct form_field *field = &section->fields[j];
			struct buf value = {0};
			if (form_empty(project, field))
				continue;
			if (!headed)
				buf_addf(out, "\n# %s\n", words_in(section->title, words_lang()));
			headed = true;
			form_print(project, field, desk_context(desk), PRINT_SCREEN, &value);
			add_line(out, form_label(field), buf_text(&value));
			buf_free(&value);
		}
	}
}

/* Rows of repeating groups, each on a line. */
static void
add_lines(struct desk *desk, const struct project *project, struct arena *arena, struct buf *out)
{
	const struct form *form = desk_form(desk, "intake", NULL);
	void **records;
	size_t count = desk_parts(desk, &type_line, project->head.number, arena, &records);

	for (size_t i = 0; form && i < form->count; i++) {
		const struct form_section *section = &form->sections[i];
		bool headed = false;
		for (size_t r = 0; section->list && r < count; r++) {
			const struct line *line = records[r];
			if (line->removed == 1 || strcmp(line->list, section->list) != 0)
				continue;
			if (!headed)
				buf_addf(out, "\n# %s\n", words_in(section->title, words_lang()));
			headed = true;
			buf_addf(out, "  %d.", (int)line->position);
			for (size_t j = 0; j < section->count; j++) {
				struct buf value = {0};
				form_print(line, &section->fields[j], desk_context(desk), PRINT_SCREEN, &value);
				if (value.len)
					buf_addf(out, "  %s", buf_text(&value));
				buf_free(&value);
			}
			buf_addc(out, '\n');
		}
	}
}

static const char *
sign(const struct verdict *verdict)
{
	static const enum glyph signs[] = {[VERDICT_PASS] = GLYPH_DONE, [VERDICT_FAIL] = GLYPH_REFUSED, [VERDICT_OPEN] = GLYPH_WAITING};

	return glyph(signs[verdict->result]);
}

static void
add_verdicts(struct desk *desk, const struct project *project, struct arena *arena, struct buf *out)
{
	struct verdicts verdicts;
	bool stored;

	if (desk_check(desk, project->id, arena, &verdicts, &stored, NULL) < 0)
		return;
	buf_addf(out, "\n# %s\n", stored ? _("Conditions, as decided") : _("Conditions, as of today"));
	for (size_t i = 0; i < verdicts.count; i++) {
		const struct verdict *verdict = &verdicts.items[i];
		buf_addf(out, "  %s %s %s%s\n", sign(verdict), verdict->clause, words_in(verdict->label, words_lang()),
			verdict->overridden ? _(" (decided by the office)") : "");
		buf_addf(out, "      %s\n", words_in(verdict->because, words_lang()));
	}
}

static void
add_materials(struct desk *desk, const struct project *project, struct arena *arena, struct buf *out)
{
	struct material_row *rows;
	size_t count = desk_materials(desk, project->id, arena, &rows);

	if (count)
		buf_addf(out, "\n# %s\n", _("Materials"));
	for (size_t i = 0; i < count; i++) {
		const struct material *material = rows[i].material;
		buf_addf(out, "  %s %s", material && !rows[i].missing ? glyph(GLYPH_DONE) : rows[i].missing ? glyph(GLYPH_REFUSED) : glyph(GLYPH_DOT),
			words_in(rows[i].item->label, words_lang()));
		if (material)
			buf_addf(out, "  %s", code_label(NULL, "material_state", material->state));
		buf_addc(out, '\n');
	}
}

/* The records of a type that belong to the project, each field that is set on a line. */
static void
add_parts(struct desk *desk, const struct project *project, const struct record_type *type, const char *title, struct arena *arena, struct buf *out)
{
	void **records;
	size_t count = desk_parts(desk, type, project->head.number, arena, &records), column_count;
	const struct column *columns = record_columns(type, &column_count);

	for (size_t i = 0; i < count; i++) {
		buf_addf(out, "\n# %s\n", title);
		for (size_t j = 0; j < column_count; j++) {
			const struct field *field = columns[j].field;
			struct buf value = {0};
			if (field->kind == &kind_ref || field->flags & FIELD_HIDDEN || field->kind->empty(column_in(records[i], &columns[j])))
				continue;
			field->kind->print(column_in(records[i], &columns[j]), field, desk_context(desk), PRINT_SCREEN, &value);
			add_line(out, _(field->label), buf_text(&value));
			buf_free(&value);
		}
	}
}

/* "初审期限": what has to be done by that day. */
static void
add_deadline(struct buf *out, const char *of, const char *day)
{
	struct buf label = {0};

	buf_addf(&label, _("%s by"), code_label(NULL, "deadline", of));
	add_line(out, buf_text(&label), day);
	buf_free(&label);
}

static void
add_head(struct desk *desk, const struct project *project, struct buf *out)
{
	char day[11];

	buf_addf(out, "# %s  %s  %s\n", project->id, desk_label(desk, "track", project->track), project->unit.name);
	add_line(out, _("Stage"), code_label(NULL, "stage", project->stage));
	date_print(day, project->deadline);
	if (*day)
		add_deadline(out, project->deadline_of, day);
	add_line(out, _("First reviewer"), desk_label(desk, "reviewer", project->reviewer));
	date_print(day, project->submitted_on);
	if (*day)
		add_line(out, _("Submitted on"), day);
	if (*project->receipt)
		add_line(out, _("Receipt number"), project->receipt);
	if (*project->end_reason)
		add_line(out, _("Reason of the end"), project->end_reason);
}

/* What this person can do with it now. */
static void
add_open_acts(struct desk *desk, const struct project *project, struct arena *arena, struct buf *out)
{
	struct act_choice *choices;
	size_t count = desk_acts(desk, project->id, arena, &choices);
	struct buf labels = {0};

	for (size_t i = 0; i < count; i++)
		if (choices[i].open)
			buf_addf(&labels, "%s%s", labels.len ? _(", ") : "", _(choices[i].act->label));
	if (labels.len)
		add_line(out, _("Can be done now (F2)"), buf_text(&labels));
	buf_free(&labels);
}

int
project_text(struct desk *desk, const char *id, const struct project *clear, struct arena *arena, struct buf *out, char **stage, struct err *err)
{
	void *record;
	const struct project *project;

	if (desk_get(desk, &type_project, id, arena, &record, err) < 0)
		return -1;
	project = clear ? clear : record;
	free(*stage);
	*stage = xstrdup(code_label(NULL, "stage", ((struct project *)record)->stage));
	add_head(desk, record, out);
	if (desk_as_of(desk) == DATE_NONE)
		add_open_acts(desk, record, arena, out);
	add_verdicts(desk, record, arena, out);
	add_materials(desk, record, arena, out);
	add_parts(desk, record, &type_first_review, _("First-review opinion"), arena, out);
	add_parts(desk, record, &type_correction, _("Correction notice"), arena, out);
	add_parts(desk, record, &type_agreement, _("Agreement"), arena, out);
	add_parts(desk, record, &type_inspection, _("Inspection"), arena, out);
	add_parts(desk, record, &type_order, _("Order"), arena, out);
	add_parts(desk, record, &type_alteration, _("Change"), arena, out);
	add_parts(desk, record, &type_recommendation, _("Recommendation"), arena, out);
	add_sections(desk, project, out);
	add_lines(desk, record, arena, out);
	add_parts(desk, record, &type_override, _("Decided by the office (九.2)"), arena, out);
	add_parts(desk, record, &type_assessment, _("Assessment"), arena, out);
	return 0;
}

int
project_material_text(struct desk *desk, const char *id, struct arena *arena, struct buf *out, struct err *err)
{
	void *record;
	const struct project *project;

	if (desk_get(desk, &type_project, id, arena, &record, err) < 0)
		return -1;
	project = record;
	buf_addf(out, "# %s  %s\n", project->id, desk_label(desk, "track", project->track));
	add_sections(desk, project, out);
	add_lines(desk, project, arena, out);
	add_materials(desk, project, arena, out);
	return 0;
}
