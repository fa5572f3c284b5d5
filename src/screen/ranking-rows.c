/* The ranking's rows: a standing each, and the line between them. */
#include <config.h>

#include "screen/ranking.h"

#include <string.h>

#include "record/stages.h"
#include "screen/work.h"

static const struct {
	const char *label;
	enum tone tone;
} places[] = {
	[PLACE_IN] = {N_("proposed"), TONE_DONE},
	[PLACE_RESERVE] = {N_("reserve"), TONE_PLAIN},
	[PLACE_OUT] = {N_("not selected"), TONE_DIM},
	[PLACE_TIED] = {N_("tie, open"), TONE_WAITING},
	[PLACE_UNSCORED] = {N_("no sheet"), TONE_WAITING},
};

/* ---- reading */

/* Behind as many of those ranked as there are places, when more were ranked. */
static size_t
line_row(const struct scored *scored)
{
	size_t ranked = 0;

	while (ranked < scored->count && scored->standings[ranked].place != PLACE_UNSCORED)
		ranked++;
	return scored->places >= 0 && (size_t)scored->places < ranked ? (size_t)scored->places : SIZE_MAX;
}

void
rankview_read(struct rankview *view, struct arena *arena)
{
	struct desk *desk = work_desk(view->ui);
	struct err err = {0};

	view->refused = NULL;
	view->scoring = view->undrafted = false;
	view->line = SIZE_MAX;
	view->gaps = NULL;
	view->table.rows = 0;
	if (desk_rank(desk, view->call, NULL, arena, &view->as_it_is, &err) < 0 ||
		(view->asking && desk_rank(desk, view->call, &view->what_if, arena, &view->ranking, &err) < 0)) {
		view->ranking = view->as_it_is = (struct ranking){0};
		view->refused = arena_strdup(arena, err.message);
		return;
	}
	if (!view->asking)
		view->ranking = view->as_it_is;
	view->gaps = desk_sheet_gaps(desk, &view->ranking, arena);
	for (size_t i = 0; i < view->ranking.project_count; i++) {
		enum stage stage = stage_of(view->ranking.projects[i]->stage);
		view->scoring = view->scoring || stage == STAGE_in_review;
		view->undrafted = view->undrafted || stage == STAGE_scored;
	}
	view->line = line_row(&view->ranking.scored);
	view->line_text = arena_printf(arena, _(" line at %d places "), view->ranking.scored.places);
	view->table.rows = view->ranking.scored.count + (view->line != SIZE_MAX);
}

const struct standing *
rankview_standing(const struct rankview *view, const struct list_row *row)
{
	size_t at = (size_t)row->id - 1;

	if (at >= view->table.rows || at == view->line)
		return NULL;
	return &view->ranking.scored.standings[view->line != SIZE_MAX && at > view->line ? at - 1 : at];
}

static const struct standing *
standing_as_it_is(const struct rankview *view, uint32_t project)
{
	for (size_t i = 0; i < view->as_it_is.scored.count; i++)
		if (view->as_it_is.scored.standings[i].project == project)
			return &view->as_it_is.scored.standings[i];
	return NULL;
}

/* ---- cells */

/* What became of it; while nothing is decided, where it stands. */
static const char *
result_text(const struct rankview *view, const struct standing *standing, const struct project *project, struct arena *arena)
{
	enum stage stage = stage_of(project->stage);
	const char *label = _(places[standing->place].label);

	if (!view->asking && stage != STAGE_in_review && stage != STAGE_scored && stage != STAGE_reserve)
		return code_label(NULL, "stage", project->stage);
	if (standing->place == PLACE_RESERVE && standing->reserve)
		return arena_printf(arena, "%s %u", label, standing->reserve);
	return label;
}

/* Under a question: crossed the line, and in which direction. */
static struct list_cell
result_cell(const struct rankview *view, const struct standing *standing, const struct project *project, struct arena *arena)
{
	struct list_cell cell = {.text = result_text(view, standing, project, arena), .tone = places[standing->place].tone};
	const struct standing *before = view->asking ? standing_as_it_is(view, standing->project) : NULL;

	if (!before || (before->place == PLACE_IN) == (standing->place == PLACE_IN))
		return cell;
	cell.tone = standing->place == PLACE_IN ? TONE_DONE : TONE_REFUSED;
	cell.text = arena_printf(arena, "%s %s", standing->place == PLACE_IN ? "↑" : "↓", cell.text);
	return cell;
}

static const char *
totals_text(const struct rankview *view, const struct standing *standing, struct arena *arena)
{
	const char *totals = ranking_totals(&view->ranking, standing, arena);
	const struct sheet_gap *gap = NULL;

	for (size_t i = 0, high = view->ranking.project_count; view->gaps && i < high && !gap;) {
		size_t middle = i + (high - i) / 2;
		uint32_t here = view->ranking.projects[middle]->head.number;
		if (here == standing->project)
			gap = &view->gaps[middle];
		else if (here < standing->project)
			i = middle + 1;
		else
			high = middle;
	}
	if (gap && (gap->aside || gap->open))
		totals = arena_printf(arena, "%s%s%s%s", totals, *totals ? " ·" : "", gap->aside ? arena_printf(arena, _(" aside %zu"), gap->aside) : "",
			gap->open ? arena_printf(arena, _(" open %zu"), gap->open) : "");
	return totals;
}

static void
source_cells(void *user, const struct list_row *row, struct list_cell *cells, struct arena *arena)
{
	const struct rankview *view = user;
	const struct standing *standing = rankview_standing(view, row);
	const struct project *project;

	if (!standing) {
		cells[0] = (struct list_cell){.text = view->line_text, .tone = TONE_WAITING, .across = true};
		return;
	}
	project = ranking_project(&view->ranking, standing->project);
	cells[0].text = standing->rank ? arena_printf(arena, "%u%s", standing->rank, standing->shared ? "=" : "") : "";
	cells[1].text = project->id;
	cells[2].text = project->unit.name;
	cells[3].text = totals_text(view, standing, arena);
	cells[4].text = standing->sheets ? scoring_print(view->ranking.review, standing->mean, arena) : "";
	cells[5] = result_cell(view, standing, project, arena);
}

const struct list_column *
rankview_columns(struct arena *arena)
{
	struct list_column *columns = arena_alloc(arena, RANKVIEW_COLUMNS * sizeof *columns);
	bool zh = words_lang() == LANG_ZH;

	columns[0] = (struct list_column){.title = _("Rank"), .width = 4};
	columns[1] = (struct list_column){.title = _("Number"), .width = 11};
	columns[2] = (struct list_column){.title = _("Unit"), .width = 12, .flex = true};
	columns[3] = (struct list_column){.title = _("Totals (dropped)"), .width = zh ? 24 : 22};
	columns[4] = (struct list_column){.title = _("Mean"), .width = 6, .right = true};
	columns[5] = (struct list_column){.title = _("Result"), .width = zh ? 10 : 14};
	return columns;
}

/* ---- the pane: one project's sheets */

static void
source_pane(void *user, const struct list_row *row, const struct area *pane)
{
	const struct rankview *view = user;
	const struct standing *standing = row ? rankview_standing(view, row) : NULL;
	struct arena arena = {0};
	const struct project *project;
	int y = 0;

	if (!standing)
		return;
	project = ranking_project(&view->ranking, standing->project);
	paint_fit(pane, y++, 0, pane->cols, TONE_TITLE, project->id, false);
	paint_fit(pane, y++, 0, pane->cols, TONE_PLAIN, project->unit.name, false);
	paint_fit(pane, y++, 0, pane->cols, TONE_PLAIN, arena_printf(&arena, "%s · %s", project->leader.name, project->leader.occupation), false);
	y++;
	for (size_t i = 0; i < standing->sheet_count && y < pane->rows; i++) {
		const struct scored_sheet *sheet = &view->ranking.scored.sheets[standing->first_sheet + i];
		const char *total = arena_printf(&arena, "%lld.%02lld", (long long)(sheet->sheet.total / 100), (long long)(sheet->sheet.total % 100));
		paint_fit(pane, y, 0, 12, TONE_PLAIN, expert_id(work_desk(view->ui), sheet->sheet.expert, &arena), false);
		paint_fit(pane, y, 12, 8, TONE_PLAIN, total, true);
		paint(pane, y++, 22, TONE_DIM, sheet->dropped ? _("dropped") : sheet->far ? _("far from the mean") : "");
	}
	paint_wrapped(pane, y + 1, 0, pane->cols, pane->rows - y - 1, TONE_PLAIN, rankview_remark(view, standing, &arena));
	arena_free(&arena);
}

static size_t
source_walk(void *user, const struct list_place *from, bool inclusive, bool forward, size_t limit, struct list_row *rows)
{
	return list_table_source.walk(&((struct rankview *)user)->table, from, inclusive, forward, limit, rows);
}

static uint64_t
source_count(void *user)
{
	return ((struct rankview *)user)->ranking.scored.count;
}

const struct list_source rankview_source = {
	.walk = source_walk,
	.cells = source_cells,
	.count = source_count,
	.pane = source_pane,
};

/* ---- sentences */

const char *
rankview_remark(const struct rankview *view, const struct standing *standing, struct arena *arena)
{
	const char *why = words_in(standing->why, words_lang());
	const char *far = "";

	if (standing->sheets)
		far = arena_printf(arena, _("%s%s to the line, %zu sheets count"), standing->distance < 0 ? "-" : "+",
			scoring_print(view->ranking.review, standing->distance < 0 ? -standing->distance : standing->distance, arena), standing->sheets);
	return *why ? arena_printf(arena, "%s  %s", why, far) : far;
}

static void
add_ties(const struct review_rules *review, struct buf *out)
{
	static const char *const labels[] = {
		[TIE_CRITERION] = N_("points of '%s'"), [TIE_PREFERENCE] = N_("a preference condition"), [TIE_PEOPLE] = N_("people decide, with the reason")};
	const struct criterion *criterion = review_criterion(review, review->tie_criterion);

	for (size_t i = 0; i < review->tie_count; i++) {
		buf_addf(out, "  %zu. ", i + 1);
		buf_addf(out, _(labels[review->ties[i]]), criterion ? words_in(criterion->label, words_lang()) : "");
		buf_addc(out, '\n');
	}
}

void
rankview_method(const struct rankview *view, struct arena *arena, struct buf *out)
{
	const struct review_rules *review = view->ranking.review;
	const struct scored *scored = &view->ranking.scored;

	buf_addf(out, "# %s\n", _("Mean"));
	buf_addf(out, _("From %d sheets on, the %d highest and the %d lowest are dropped; the mean of the rest has %d decimals, half up. A sheet that is missing is never 0: "
		"it does not count.\n"), review->trim_from, review->trim_highest, review->trim_lowest, review->decimals);
	buf_addf(out, "\n# %s\n%s\n", _("Places"), words_in(scored->competition.because, words_lang()));
	buf_addf(out, "\n# %s\n", _("Ties at the line"));
	add_ties(review, out);
	if (scored->lean_count)
		buf_addf(out, "\n# %s\n", _("How each expert leans (advice only; it changes nothing)"));
	for (size_t i = 0; i < scored->lean_count; i++) {
		const struct expert_lean *lean = &scored->leans[i];
		long long size = lean->lean < 0 ? -lean->lean : lean->lean;
		buf_addf(out, _("  %-12s %s%lld.%02lld over %zu sheets\n"), expert_id(work_desk(view->ui), lean->expert, arena), lean->lean < 0 ? "-" : "+",
			size / 100, size % 100, lean->sheets);
	}
}
