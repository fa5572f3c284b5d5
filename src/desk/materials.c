/* The checklist of a project's track, with what was received. */
#include <config.h>

#include "desk/casework.h"

#include <string.h>

#include "desk/look.h"

/* States of a material with which nothing more is asked for. */
static const char *const settled_states[] = {"received", "not_needed"};

static bool
settled(const struct material *material)
{
	for (size_t i = 0; material && i < sizeof settled_states / sizeof *settled_states; i++)
		if (strcmp(material->state, settled_states[i]) == 0)
			return true;
	return false;
}

/* The newest record of the item, or NULL. */
static const struct material *
material_of(void **records, size_t count, const char *item)
{
	while (count-- > 0)
		if (strcmp(((struct material *)records[count])->item, item) == 0)
			return records[count];
	return NULL;
}

size_t
materials_read(struct desk *desk, const struct project *project, struct arena *arena, struct material_row **rows)
{
	const struct rules *rules = desk_rules_of(desk, project->call, NULL);
	const struct track *track = rules ? rules_track(rules, project->track) : NULL;
	size_t count = track ? track->checklist_count : 0, received;
	void **records;

	*rows = arena_alloc(arena, (count + 1) * sizeof **rows);
	received = parts_read(desk, &type_material, project->head.number, arena, &records);
	for (size_t i = 0; i < count; i++) {
		struct material_row *row = &(*rows)[i];
		row->item = &track->checklist[i];
		row->material = material_of(records, received, row->item->code);
		row->missing = row->item->required && !settled(row->material);
	}
	return count;
}

size_t
desk_materials(struct desk *desk, const char *project_id, struct arena *arena, struct material_row **rows)
{
	size_t count = 0;
	void *record;

	*rows = NULL;
	if (store_begin(desk->store, NULL) < 0)
		return 0;
	if (look_id(desk, &type_project, project_id, arena, &record, NULL) == 0)
		count = materials_read(desk, record, arena, rows);
	for (size_t i = 0; i < count; i++)
		if ((*rows)[i].material)
			veil_record(desk, (void *)(*rows)[i].material, arena);
	store_end(desk->store);
	return count;
}

/* ---- defects: all at once */

struct defects {
	struct buf text;
	unsigned count;
};

static void
add_defect(struct defects *defects, const char *clause, const char *text)
{
	buf_addf(&defects->text, "%u. ", ++defects->count);
	if (*clause && strcmp(clause, "office") != 0)
		buf_addf(&defects->text, "%s ", clause);
	buf_addf(&defects->text, "%s\n", text);
}

static void
add_verdicts(struct defects *defects, const struct verdicts *verdicts, struct arena *arena)
{
	for (size_t i = 0; i < verdicts->count; i++) {
		const struct verdict *verdict = &verdicts->items[i];
		const char *cure = words_in(verdict->cure, words_lang());
		if (verdict->result != VERDICT_FAIL || verdict->preference || verdict->part)
			continue;
		add_defect(defects, verdict->clause,
			arena_printf(arena, _("%s: %s%s%s"), words_in(verdict->label, words_lang()), words_in(verdict->because, words_lang()),
				*cure ? _("; ") : "", cure));
	}
}

static void
add_materials(struct defects *defects, struct desk *desk, const struct project *project, struct arena *arena)
{
	struct material_row *rows;
	size_t count = materials_read(desk, project, arena, &rows);

	for (size_t i = 0; i < count; i++) {
		const struct material *material = rows[i].material;
		if (!rows[i].missing)
			continue;
		add_defect(defects, rows[i].item->origin.clause ? rows[i].item->origin.clause : "",
			arena_printf(arena, _("material '%s': %s%s%s"), words_in(rows[i].item->label, words_lang()),
				material && *material->state ? code_label(NULL, "material_state", material->state) : _("not received"),
				material && *material->note ? _("; ") : "", material ? material->note : ""));
	}
}

static void
add_empty(struct defects *defects, struct desk *desk, const struct project *project, struct arena *arena)
{
	const struct form *form = desk_form(desk, "intake", NULL);

	for (size_t i = 0; form && i < form->field_count; i++) {
		const struct form_field *field = form->fields[i];
		if (!field->required || (field->when_track && strcmp(field->when_track, project->track) != 0) || !form_empty(project, field))
			continue;
		add_defect(defects, field->clause ? field->clause : "",
			arena_printf(arena, _("'%s' is not filled in"), words_in(field->label, words_lang())));
	}
}

const char *
desk_defects(struct desk *desk, const char *project_id, struct arena *arena)
{
	struct defects defects = {0};
	const char *text = "";
	void *record;

	if (store_begin(desk->store, NULL) < 0)
		return text;
	if (look_id(desk, &type_project, project_id, arena, &record, NULL) == 0) {
		struct verdicts verdicts = case_check(desk, record, desk->today, arena);
		add_verdicts(&defects, &verdicts, arena);
		add_empty(&defects, desk, record, arena);
		add_materials(&defects, desk, record, arena);
		text = arena_strdup(arena, buf_text(&defects.text));
	}
	store_end(desk->store);
	buf_free(&defects.text);
	return text;
}
