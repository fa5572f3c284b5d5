/* A batch of payments as a text: its sum, its payments with masked accounts, what was left out and why. */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "desk/moneywork.h"
#include "screen/paper.h"
#include "screen/work.h"

enum { YUAN = 100 };

static const char *
money_text(money_t amount, struct arena *arena)
{
	char text[32];

	if (amount == MONEY_NONE)
		return "";
	money_print(text, amount);
	return arena_strdup(arena, text);
}

static const char *
day_text(date_t day, struct arena *arena)
{
	char text[11];

	date_print(text, day);
	return arena_strdup(arena, text);
}

static void
add_cell(struct buf *out, const char *text, int columns, bool right)
{
	buf_adds(out, "  ");
	text_pad(out, text, columns, right);
}

static void
add_payment(const struct batch_view *view, size_t at, struct arena *arena, struct buf *out)
{
	const struct payment *payment = view->payments[at];

	add_cell(out, record_id(payment, arena), 6, false);
	add_cell(out, view->projects[at], 11, false);
	add_cell(out, payment->account_name, 24, false);
	add_cell(out, payment->account, 19, false);
	add_cell(out, money_text(payment->amount, arena), 12, true);
	add_cell(out, code_label(NULL, "payment_state", payment->state), 10, false);
	buf_addc(out, '\n');
	if (*payment->failure)
		buf_addf(out, "          %s\n", payment->failure);
}

static void
add_head(struct ui *ui, const struct batch_view *view, struct arena *arena, struct buf *out)
{
	const struct batch *batch = view->batch;

	buf_addf(out, "# %s  %s  %s\n", record_id(batch, arena), desk_label(work_desk(ui), "fund", batch->fund),
		code_label(NULL, "batch_state", batch->state));
	paper_line(out, _("Payments"), arena_printf(arena, "%lld", (long long)batch->payments));
	paper_line(out, _("Total amount"), money_text(batch->amount, arena));
	paper_line(out, _("Prepared by"), arena_printf(arena, "%s  %s", batch->made_by, day_text(batch->prepared_on, arena)));
	paper_line(out, _("Approved by"), batch->approved_by);
	paper_line(out, _("Paid on"), day_text(batch->paid_on, arena));
	paper_line(out, _("Voucher"), batch->voucher);
	paper_line(out, _("Note"), batch->note);
	paper_line(out, _("SHA-256 of its payments"), arena_printf(arena, "%.16s…", view->hash));
	if (strcmp(batch->state, "prepared") == 0 && strcmp(view->hash, batch->hash) != 0)
		buf_addf(out, "  %s %s\n", glyph(GLYPH_REFUSED), _("The payments are not what they were when it was prepared: it cannot be approved."));
}

int
batch_text(struct ui *ui, struct paper *paper, struct arena *arena, struct buf *out, struct err *err)
{
	struct batch_view view;

	if (desk_batch_view(work_desk(ui), paper->id, arena, &view, err) < 0)
		return -1;
	add_head(ui, &view, arena, out);
	buf_addf(out, "\n# %s  %zu\n", _("Payments"), view.count);
	for (size_t i = 0; i < view.count; i++)
		add_payment(&view, i, arena, out);
	if (*view.batch->skipped)
		buf_addf(out, "\n# %s\n%s\n", _("Left out"), view.batch->skipped);
	paper->revision = view.batch->head.revision;
	snprintf(paper->state, sizeof paper->state, "%s", view.batch->state);
	snprintf(paper->hash, sizeof paper->hash, "%s", view.hash);
	snprintf(paper->count, sizeof paper->count, "%lld", (long long)view.batch->payments);
	money_print_plain(paper->total, view.batch->amount);
	if (view.batch->amount % YUAN == 0)
		snprintf(paper->total, sizeof paper->total, "%lld", (long long)(view.batch->amount / YUAN));
	snprintf(paper->right, sizeof paper->right, _("%s payments, %s yuan"), paper->count, money_text(view.batch->amount, arena));
	return 0;
}
