/* How a project fared, won or lost, as far as the asker may see. */
#include <config.h>

#include "desk/expertwork.h"

#include <string.h>

#include "desk/casework.h"
#include "desk/look.h"
#include "desk/review.h"
#include "desk/set.h"

static const struct standing *
standing_of(const struct ranking *ranking, uint32_t project)
{
	for (size_t i = 0; i < ranking->scored.count; i++)
		if (ranking->scored.standings[i].project == project)
			return &ranking->scored.standings[i];
	return NULL;
}

/* The newest record of a type that belongs to the project. */
static void *
newest_part(struct desk *desk, const struct record_type *type, uint32_t project, struct arena *arena)
{
	void **records;
	size_t count = parts_read(desk, type, project, arena, &records);

	return count ? records[count - 1] : NULL;
}

static const char *
print_distance(const struct ranking *ranking, int64_t distance, struct arena *arena)
{
	return arena_printf(arena, "%s%s", distance > 0 ? "+" : "", scoring_print(ranking->review, distance, arena));
}

static void
add_sheets(struct desk *desk, const struct ranking *ranking, const struct standing *standing, struct arena *arena, struct dossier *out)
{
	out->sheets = arena_alloc(arena, (standing->sheet_count + 1) * sizeof *out->sheets);
	for (size_t i = 0; i < standing->sheet_count; i++) {
		const struct scored_sheet *scored = &ranking->scored.sheets[standing->first_sheet + i];
		const char *expert = expert_id(desk, scored->sheet.expert, arena);
		const struct score_sheet *sheet = joined_record(desk, &type_score_sheet, standing->project, expert, arena);
		out->sheets[out->sheet_count++] = (struct dossier_sheet){.expert = expert, .total = sheet ? sheet->total_shown : "",
			.dropped = scored->dropped, .far = scored->far, .sheet = sheet};
	}
}

/* Ranks are told once the scoring is closed: while sheets come in they are nobody's. */
static void
add_standing(struct desk *desk, const struct project *project, struct arena *arena, struct dossier *out)
{
	struct ranking ranking;
	const struct standing *standing;

	if (ranking_make(desk, project->call, NULL, arena, &ranking, NULL) < 0)
		return;
	standing = standing_of(&ranking, project->head.number);
	if (!standing) { /* it left before a list was made: what it had stays on record */
		out->mean = project->score;
		return;
	}
	add_sheets(desk, &ranking, standing, arena, out);
	out->tie = standing->why;
	if (!standing->sheets || stage_of(project->stage) == STAGE_in_review)
		return;
	out->mean = scoring_print(ranking.review, standing->mean, arena);
	out->rank = arena_printf(arena, "%u", standing->rank);
	out->distance = print_distance(&ranking, standing->distance, arena);
	out->place = ranking_place(&ranking, standing);
}

static void
add_workings(struct desk *desk, const struct project *project, struct arena *arena, struct dossier *out)
{
	const struct panel *panel = call_panel(desk, project->call, arena);
	uint32_t number = project->head.number;
	void *record;

	out->panel = panel ? panel->experts : "";
	add_standing(desk, project, arena, out);
	out->tie_count = parts_read(desk, &type_tie_decision, number, arena, (void ***)&out->ties);
	out->recusal_count = parts_read(desk, &type_recusal, number, arena, (void ***)&out->recusals);
	out->objection_count = parts_read(desk, &type_objection, number, arena, (void ***)&out->objections);
	out->assessment_count = parts_read(desk, &type_assessment, number, arena, (void ***)&out->assessments);
	out->item = newest_part(desk, &type_proposal_item, number, arena);
	if (out->item && store_get(desk->store, &type_proposal, out->item->proposal, arena, &record, NULL) == 0)
		out->proposal = record;
	if (out->proposal && out->proposal->meeting && store_get(desk->store, &type_meeting, out->proposal->meeting, arena, &record, NULL) == 0)
		out->meeting = record;
}

/* To those from whom the workings are hidden an expert's own sheet, and what was announced. */
static void
add_own(struct desk *desk, const struct project *project, struct arena *arena, struct dossier *out)
{
	struct score_sheet *sheet = NULL;

	if (desk_may(desk, ROLE(expert)) && set_has(desk_assigned(desk), project->head.number))
		sheet = joined_record(desk, &type_score_sheet, project->head.number, desk->person.id, arena);
	if (!sheet)
		return;
	veil_record(desk, sheet, arena);
	out->sheets = arena_alloc(arena, sizeof *out->sheets);
	out->sheets[out->sheet_count++] = (struct dossier_sheet){.expert = sheet->expert, .total = sheet->total_shown, .sheet = sheet};
}

static void
add_public(struct desk *desk, const struct project *project, struct arena *arena, struct dossier *out)
{
	void *record;

	if (project->publicity && store_get(desk->store, &type_publicity, project->publicity, arena, &record, NULL) == 0) {
		veil_record(desk, record, arena);
		out->publicity = record;
	}
	out->award = newest_part(desk, &type_award, project->head.number, arena);
	if (out->award)
		veil_record(desk, (void *)out->award, arena);
	if (out->award)
		out->place = "in";
	else if (desk_stage(desk, project) == STAGE_reserve)
		out->place = "reserve";
	else if (desk_stage(desk, project) == STAGE_not_selected)
		out->place = "out";
}

int
desk_dossier(struct desk *desk, const char *project_id, struct arena *arena, struct dossier *out, struct err *err)
{
	void *record;
	int result;

	*out = (struct dossier){.panel = "", .mean = "", .rank = "", .place = "", .distance = "", .tie = {"", ""}};
	if (store_begin(desk->store, err) < 0)
		return -1;
	result = look_id(desk, &type_project, project_id, arena, &record, err);
	if (result == 0) {
		const struct project *project = record;
		if (!desk_veiled(desk))
			add_workings(desk, project, arena, out);
		else
			add_own(desk, project, arena, out);
		add_public(desk, project, arena, out);
		if (!desk_blind(desk, project))
			desk_check(desk, project_id, arena, &out->verdicts, &out->decided, NULL);
		look_mask(desk, record, arena);
		out->project = project;
	}
	store_end(desk->store);
	return result;
}
