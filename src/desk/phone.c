/* What may be read to somebody on the phone. */
#include <config.h>

#include "desk/casework.h"

#include <string.h>

#include "desk/look.h"

/* What an applicant still has to bring, by the names of the checklist and the form. */
static void
say_missing(struct desk *desk, const struct project *project, struct buf *out, struct arena *arena)
{
	const struct form *form = desk_form(desk, "intake", NULL);
	struct material_row *rows;
	struct buf missing = {0};
	size_t count = materials_read(desk, project, arena, &rows);

	for (size_t i = 0; form && i < form->field_count; i++)
		if (form->fields[i]->required && form_empty(project, form->fields[i]) &&
			(!form->fields[i]->when_track || strcmp(form->fields[i]->when_track, project->track) == 0))
			look_join(&missing, words_in(form->fields[i]->label, words_lang()));
	for (size_t i = 0; i < count; i++)
		if (rows[i].missing)
			look_join(&missing, words_in(rows[i].item->label, words_lang()));
	if (missing.len)
		buf_addf(out, _("Still missing: %s.\n"), buf_text(&missing));
	else
		buf_adds(out, _("Nothing is missing.\n"));
	buf_free(&missing);
}

static void
say_deadline(struct desk *desk, const struct project *project, struct buf *out)
{
	char day[24];

	if (project->deadline == DATE_NONE || strcmp(project->deadline_of, "correction") != 0)
		return;
	if (words_lang() == LANG_ZH)
		date_print_zh(day, project->deadline);
	else
		date_print(day, project->deadline);
	buf_addf(out, project->deadline < desk->today ? _("The correction was due by %s; that day is over.\n") : _("The correction is due by %s.\n"), day);
}

/* Stages in which the applicant can still bring something. */
static bool
asks_something(const struct project *project)
{
	enum stage stage = stage_of(project->stage);

	return stage == STAGE_draft || stage == STAGE_submitted || stage == STAGE_returned;
}

const char *
desk_phone_answer(struct desk *desk, const char *project_id, struct arena *arena, struct err *err)
{
	struct buf out = {0};
	const char *answer = NULL;
	void *record;

	if (store_begin(desk->store, err) < 0)
		return NULL;
	if (look_id(desk, &type_project, project_id, arena, &record, err) == 0) {
		const struct project *project = record;
		buf_addf(&out, _("Application %s: %s.\n"), project->id, code_label(NULL, "stage", stage_code(veil_stage(desk, stage_of(project->stage), project->call))));
		if (asks_something(project))
			say_missing(desk, project, &out, arena);
		say_deadline(desk, project, &out);
		answer = arena_strdup(arena, buf_text(&out));
	}
	store_end(desk->store);
	buf_free(&out);
	return answer;
}
