/* Tables about a whole call: its ranking. */
#include <config.h>

#include "desk/ranking.h"
#include "sheet/sources.h"

static const char *const ranking_names[] = {"rank", "project", "unit", "leader", "totals", "mean", "place", "why", NULL};

static struct source_row
standing_row(struct scope *scope, const struct ranking *ranking, const struct standing *standing)
{
	const struct project *project = ranking_project(ranking, standing->project);
	const char *place = ranking_place(ranking, standing);

	return source_words(scope, ranking_names, (const char *const[]){
		standing->rank ? arena_printf(scope->arena, "%u%s", standing->rank, standing->shared ? "=" : "") : "", project ? project->id : "",
		project ? project->unit.name : "", project ? project->leader.name : "", ranking_totals(ranking, standing, scope->arena),
		standing->sheets ? scoring_print(ranking->review, standing->mean, scope->arena) : "", *place ? code_label(NULL, "place", place) : "",
		arena_strdup(scope->arena, words_in(standing->why, words_lang()))});
}

static size_t
gather_ranking(struct scope *scope, struct source_row **rows)
{
	struct ranking *ranking = arena_alloc(scope->arena, sizeof *ranking);

	if (!scope->call || desk_rank(scope->desk, scope->call->id, NULL, scope->arena, ranking, NULL) < 0)
		return 0;
	*rows = arena_alloc(scope->arena, (ranking->scored.count + 1) * sizeof **rows);
	for (size_t i = 0; i < ranking->scored.count; i++)
		(*rows)[i] = standing_row(scope, ranking, &ranking->scored.standings[i]);
	return ranking->scored.count;
}

const struct sheet_source source_ranking = {.name = "ranking", .names = ranking_names, .gather = gather_ranking};
