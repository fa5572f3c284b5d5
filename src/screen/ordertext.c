/* An order as a text: what it says, what was done about it, what is paid back. */
#include <config.h>

#include "screen/paper.h"

#include <stdio.h>
#include <string.h>

#include "desk/orderwork.h"
#include "screen/work.h"

static const char *
date_text(date_t date, struct arena *arena)
{
	char day[11];

	date_print(day, date);
	return arena_strdup(arena, day);
}

static const char *
money_text(money_t amount, struct arena *arena)
{
	char text[32];

	money_print(text, amount);
	return arena_strdup(arena, text);
}

static void
add_head(const struct order_case *shown, date_t today, struct arena *arena, struct buf *out)
{
	const struct order *order = shown->order;
	bool late;
	const char *next = desk_order_next(order, today, &late);

	buf_addf(out, "# %s  %s  %s\n", record_id(order, arena), code_label(NULL, "order_kind", order->kind), code_label(NULL, "order_state", order->state));
	if (*next)
		buf_addf(out, "  %s %s%s\n", glyph(late ? GLYPH_REFUSED : GLYPH_WAITING), next, late ? _(" (the deadline is over)") : "");
	paper_line(out, _("Project"), arena_printf(arena, "%s  %s", shown->project->id, code_label(NULL, "stage", shown->project->stage)));
	paper_line(out, _("Unit at that time"), shown->unit_name);
	paper_line(out, _("Leader at that time"), shown->leader_name);
}

/* What it says; its approval is bound to this. */
static void
add_content(const struct order_case *shown, struct arena *arena, struct buf *out)
{
	const struct order *order = shown->order;

	paper_line(out, _("Findings"), order->findings);
	paper_line(out, _("Basis"), order->basis);
	paper_line(out, _("Rests on"), order->rests_on);
	paper_line(out, _("Issued on"), date_text(order->issued_on, arena));
	paper_line(out, _("Deadline"), date_text(order->deadline, arena));
	if (order->extended > 0)
		paper_line(out, _("Times extended"), arena_printf(arena, "%d", (int)order->extended));
	if (order->amount != MONEY_NONE) {
		paper_line(out, _("Who pays back"), code_label(NULL, "payee", order->payee));
		paper_line(out, _("Amount to pay back"), money_text(order->amount, arena));
	}
	paper_line(out, _("What was done about it"), order->cure);
	paper_line(out, _("Closed on"), date_text(order->closed_on, arena));
}

static void
add_decision(const struct order_case *shown, struct arena *arena, struct buf *out)
{
	const struct order *order = shown->order;

	paper_line(out, _("Drafted by"), order->made_by);
	paper_line(out, _("Approved by"), order->approved_by);
	if (shown->meeting)
		paper_line(out, _("Meeting"), arena_printf(arena, "%s  %s", record_id(shown->meeting, arena), shown->meeting->number));
	paper_line(out, _("Document number"), order->document);
	paper_line(out, _("SHA-256 of the order"), arena_printf(arena, "%.16s…", shown->hash));
	if (strcmp(shown->hash, order->hash) != 0 && strcmp(order->state, "drafted") == 0)
		buf_addf(out, "  %s %s\n", glyph(GLYPH_REFUSED), _("It does not say what it said when it was drafted: it cannot be approved."));
}

static void
add_repayments(const struct order_case *shown, struct arena *arena, struct buf *out)
{
	if (shown->remainder == MONEY_NONE)
		return;
	buf_addf(out, "\n# %s\n", _("Repayments"));
	for (size_t i = 0; i < shown->repayment_count; i++) {
		const struct repayment *repayment = shown->repayments[i];
		buf_addf(out, "  %-6s %s  %14s  %s\n", record_id(repayment, arena), date_text(repayment->repaid_on, arena),
			money_text(repayment->amount, arena), repayment->voucher);
	}
	paper_line(out, _("Still to pay back"), money_text(shown->remainder, arena));
}

/* A cancellation in force leaves nothing to do, a clawback its repayments. */
static const char *
state_shown(const struct order *order)
{
	return strcmp(order->kind, "cancellation") == 0 && strcmp(order->state, "in_force") == 0 ? "settled" : order->state;
}

int
order_text(struct ui *ui, struct paper *paper, struct arena *arena, struct buf *out, struct err *err)
{
	struct order_case shown;

	if (desk_order(work_desk(ui), paper->id, arena, &shown, err) < 0)
		return -1;
	add_head(&shown, desk_today(work_desk(ui)), arena, out);
	add_content(&shown, arena, out);
	add_decision(&shown, arena, out);
	add_repayments(&shown, arena, out);
	paper->revision = shown.order->head.revision;
	snprintf(paper->state, sizeof paper->state, "%s", state_shown(shown.order));
	snprintf(paper->hash, sizeof paper->hash, "%s", shown.hash);
	snprintf(paper->project, sizeof paper->project, "%s", shown.project->id);
	snprintf(paper->count, sizeof paper->count, "%s", shown.project->id);
	snprintf(paper->right, sizeof paper->right, "%s  %s  %s", code_label(NULL, "order_kind", shown.order->kind), shown.project->id,
		shown.remainder == MONEY_NONE ? "" : money_text(shown.order->amount, arena));
	return 0;
}
