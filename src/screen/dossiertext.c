/* How a project fared as a text: conditions, sheets, mean, rank, ties, objections, who decided. */
#include <config.h>

#include "screen/paper.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "desk/expertwork.h"
#include "screen/verdictlines.h"
#include "screen/work.h"

struct telling {
	struct ui *ui;
	const struct dossier *dossier;
	struct arena *arena;
	struct buf *out;
};

static void
add_verdicts(struct telling *telling)
{
	const struct verdicts *verdicts = &telling->dossier->verdicts;

	if (verdicts->count)
		buf_addf(telling->out, "\n# %s\n", telling->dossier->decided ? _("Conditions, as decided") : _("Conditions, as of today"));
	for (size_t i = 0; i < verdicts->count; i++) {
		const struct verdict *verdict = &verdicts->items[i];
		if (verdict->part)
			continue;
		buf_addf(telling->out, "  %s %s %s%s\n", glyph(verdict_glyph(verdict)), verdict->clause, words_in(verdict->label, words_lang()),
			verdict->overridden ? _(" (decided by the office)") : "");
		if (verdict->result != VERDICT_PASS)
			buf_addf(telling->out, "      %s\n", words_in(verdict->because, words_lang()));
	}
}

/* Points criterion by criterion, in the order of the rules. */
static void
add_points(struct telling *telling, const struct score_sheet *sheet)
{
	const struct review_rules *review = desk_review(work_desk(telling->ui), telling->dossier->project->call, NULL);

	buf_adds(telling->out, "      ");
	for (size_t i = 0; review && i < review->criterion_count; i++)
		buf_addf(telling->out, "%s%s %s", i ? _(", ") : "", words_in(review->criteria[i].label, words_lang()),
			extra_get(sheet, review->criteria[i].code));
	buf_addc(telling->out, '\n');
	for (size_t i = 0; review && i < review->criterion_count; i++) {
		const char *remark = extra_get(sheet, criterion_remark(&review->criteria[i], telling->arena));
		if (*remark)
			buf_addf(telling->out, _("      %s: %s\n"), words_in(review->criteria[i].label, words_lang()), remark);
	}
	if (*sheet->remark)
		buf_addf(telling->out, "      %s\n", sheet->remark);
	if (*sheet->keyed_by)
		buf_addf(telling->out, _("      keyed by %s on the expert's behalf\n"), sheet->keyed_by);
}

static void
add_sheets(struct telling *telling)
{
	const struct dossier *dossier = telling->dossier;

	if (dossier->sheet_count)
		buf_addf(telling->out, "\n# %s\n", _("Score sheets"));
	if (*dossier->panel)
		paper_line(telling->out, _("Panel"), dossier->panel);
	for (size_t i = 0; i < dossier->sheet_count; i++) {
		const struct dossier_sheet *sheet = &dossier->sheets[i];
		buf_adds(telling->out, "  ");
		text_pad(telling->out, sheet->expert, 12, false);
		text_pad(telling->out, sheet->dropped ? arena_printf(telling->arena, "(%s)", sheet->total) : sheet->total, 10, true);
		buf_addf(telling->out, "  %s%s\n", sheet->dropped ? _("dropped ") : "", sheet->far ? _("far from the mean") : "");
		if (sheet->sheet)
			add_points(telling, sheet->sheet);
	}
}

static void
add_result(struct telling *telling)
{
	const struct dossier *dossier = telling->dossier;

	if (!*dossier->mean && !*dossier->place)
		return;
	buf_addf(telling->out, "\n# %s\n", _("Result"));
	paper_line(telling->out, _("Mean"), dossier->mean);
	paper_line(telling->out, _("Rank"), dossier->rank);
	paper_line(telling->out, _("Result"), *dossier->place ? code_label(NULL, "place", dossier->place) : "");
	paper_line(telling->out, _("Distance to the line"), dossier->distance);
	paper_line(telling->out, _("Ties"), words_in(dossier->tie, words_lang()));
	if (dossier->item)
		paper_line(telling->out, _("Exception"), dossier->item->exception);
}

/* A record that belongs to the project, under a heading with its public id. */
static void
add_record(struct telling *telling, const char *heading, const void *record)
{
	if (!record)
		return;
	buf_addf(telling->out, "\n# %s  %s\n", heading, record_id(record, telling->arena));
	paper_fields(telling->ui, record, telling->out);
}

int
dossier_text(struct ui *ui, struct paper *paper, struct arena *arena, struct buf *out, struct err *err)
{
	struct dossier dossier;
	struct telling telling = {.ui = ui, .dossier = &dossier, .arena = arena, .out = out};
	const struct project *project;

	if (desk_dossier(work_desk(ui), paper->id, arena, &dossier, err) < 0)
		return -1;
	project = dossier.project;
	buf_addf(out, "# %s  %s\n", project->id, project->unit.name);
	paper_line(out, _("Leader"), project->leader.name);
	paper_line(out, _("Call"), project->call);
	paper_line(out, _("Stage"), code_label(NULL, "stage", project->stage));
	paper_line(out, _("Reason of the end"), project->end_reason);
	add_result(&telling);
	add_sheets(&telling);
	for (size_t i = 0; i < dossier.recusal_count; i++)
		add_record(&telling, _("Recusal"), dossier.recusals[i]);
	add_record(&telling, _("Drafted list"), dossier.proposal);
	add_record(&telling, _("Meeting"), dossier.meeting);
	add_record(&telling, _("Publicity"), dossier.publicity);
	for (size_t i = 0; i < dossier.objection_count; i++)
		add_record(&telling, _("Objection"), dossier.objections[i]);
	add_record(&telling, _("Award"), dossier.award);
	for (size_t i = 0; i < dossier.assessment_count; i++)
		add_record(&telling, _("Assessment"), dossier.assessments[i]);
	add_verdicts(&telling);
	snprintf(paper->right, sizeof paper->right, "%s", code_label(NULL, "stage", project->stage));
	return 0;
}
