#include <config.h>

#include "screen/ledgerview.h"

#include <string.h>

#include "base/text.h"

enum { COLUMNS = 6, PANES_FROM = 100, ROOMY_FROM = 124, LABEL_COLUMNS = 26, VERDICT_ROWS = 2 };
enum { DAY, WHAT, NOTE, VOUCHER, AMOUNT, LEFT };

static const char *const names[] = {[LEDGER_GRANT] = N_("Grant"), [LEDGER_MATCHING] = N_("Matching money")};

static const char *
yuan(struct arena *arena, money_t amount)
{
	char text[32];

	money_print(text, amount);
	return arena_strdup(arena, text);
}

/* ---- rows */

static const char *
what_text(const struct ledger_line *line, bool takes_back, struct arena *arena)
{
	if (!line->reversed)
		return line->what;
	return arena_printf(arena, "%s·%s", takes_back ? _("reversal") : _("reversed"), line->what);
}

static void
fill_row(const struct ledger_view *view, const struct ledger_line *line, struct list_cell *cells)
{
	struct arena *arena = view->arena;
	bool in = line->in != MONEY_NONE;
	money_t amount = in ? line->in : line->out == MONEY_NONE ? 0 : -line->out;
	enum tone tone = line->reversed ? TONE_DIM : TONE_PLAIN;
	char day[11];

	date_print(day, line->on);
	cells[DAY] = (struct list_cell){.text = arena_strdup(arena, view->layout == LAYOUT_TIGHT && *day ? day + 2 : day), .tone = tone};
	cells[WHAT] = (struct list_cell){.text = what_text(line, in ? amount < 0 : amount > 0, arena), .tone = tone};
	cells[NOTE] = (struct list_cell){.text = line->note, .tone = tone};
	cells[VOUCHER] = (struct list_cell){.text = line->voucher, .tone = tone};
	cells[AMOUNT] = (struct list_cell){.text = arena_printf(arena, "%s%s", amount > 0 ? "+" : "", yuan(arena, amount)),
		.tone = line->reversed ? TONE_DIM : amount > 0 ? TONE_DONE : TONE_PLAIN};
	cells[LEFT] = (struct list_cell){.text = yuan(arena, line->left), .tone = line->left < 0 ? TONE_REFUSED : TONE_PLAIN};
}

void
ledger_view_fill(struct ledger_view *view)
{
	for (int side = LEDGER_GRANT; side <= LEDGER_MATCHING; side++) {
		size_t count = view->ledger.counts[side];
		struct list_cell *cells = arena_alloc(view->arena, (count + 1) * COLUMNS * sizeof *cells);
		for (size_t i = 0; i < count; i++)
			fill_row(view, &view->ledger.lines[side][i], &cells[i * COLUMNS]);
		view->tables[side] = (struct list_table){.cells = cells, .rows = count, .columns = COLUMNS};
		if (view->lists[side])
			list_refill(view->lists[side]);
	}
}

const struct ledger_line *
ledger_view_current(struct ledger_view *view)
{
	const struct list_row *row = view->lists[view->side] ? list_current(view->lists[view->side]) : NULL;

	return row && row->id <= view->ledger.counts[view->side] ? &view->ledger.lines[view->side][row->id - 1] : NULL;
}

/* ---- laying out */

static const struct list_column *
columns(struct ledger_view *view)
{
	struct list_column *shown = arena_alloc(&view->columns, COLUMNS * sizeof *shown);

	shown[DAY] = (struct list_column){.title = _("Day"), .width = view->layout == LAYOUT_TIGHT ? 8 : 10};
	shown[WHAT] = (struct list_column){.title = _("Movement"), .width = 12, .flex = true};
	shown[NOTE] = (struct list_column){.title = _("What for"), .width = 14, .drop = 2};
	shown[VOUCHER] = (struct list_column){.title = _("Voucher"), .width = 8, .drop = 1};
	shown[AMOUNT] = (struct list_column){.title = _("Amount"), .width = 12, .right = true};
	shown[LEFT] = (struct list_column){.title = _("Left"), .width = 12, .right = true};
	return shown;
}

/* The columns' widths belong to the width of the terminal: the lists are made anew where it makes another layout. */
static void
lay_out(struct ledger_view *view, int cols)
{
	struct list_spec spec = {.ui = view->ui, .source = &list_table_source, .column_count = COLUMNS};
	int layout = cols < PANES_FROM ? LAYOUT_STACKED : cols < ROOMY_FROM ? LAYOUT_TIGHT : LAYOUT_ROOMY;

	if ((int)view->layout == layout)
		return;
	view->layout = layout;
	for (int side = LEDGER_GRANT; side <= LEDGER_MATCHING; side++)
		list_free(view->lists[side]);
	arena_reset(&view->columns);
	spec.columns = columns(view);
	for (int side = LEDGER_GRANT; side <= LEDGER_MATCHING; side++) {
		spec.user = &view->tables[side];
		spec.empty = side == LEDGER_GRANT ? _("nothing was paid to the unit or spent yet") : _("no matching funds came yet");
		view->lists[side] = list_new(&spec);
	}
	ledger_view_fill(view);
}

/* ---- drawing */

static const char *
sums_text(const struct ledger_view *view, int side, struct arena *arena)
{
	const struct ledger_sums *sums = &view->ledger.sums[side];

	if (side == LEDGER_MATCHING)
		return arena_printf(arena, _("committed %s  received %s  spent %s"), yuan(arena, sums->due), yuan(arena, sums->in), yuan(arena, sums->spent));
	if (!sums->refunded)
		return arena_printf(arena, _("due %s  paid %s  spent %s"), yuan(arena, sums->due), yuan(arena, sums->in), yuan(arena, sums->spent));
	return arena_printf(arena, _("paid %s  spent %s  refunded %s"), yuan(arena, sums->in), yuan(arena, sums->spent), yuan(arena, sums->refunded));
}

/* Its name with what is left, and the sums behind it or below. */
static int
draw_heading(struct ledger_view *view, int side, const struct area *area)
{
	struct arena arena = {0};
	const struct ledger_sums *sums = &view->ledger.sums[side];
	const char *name = arena_printf(&arena, _("%s  left %s"), _(names[side]), yuan(&arena, sums->left));
	const char *text = sums_text(view, side, &arena);
	int width = shown_width(name), rows = view->layout == LAYOUT_STACKED ? 1 : view->layout == LAYOUT_TIGHT ? 3 : 2;

	paint(area, 0, 0, view->side == side ? TONE_TITLE : TONE_DIM, view->side == side ? ">" : " ");
	paint(area, 0, 2, sums->left < 0 ? TONE_REFUSED : TONE_TITLE, name);
	if (rows == 1)
		paint_fit(area, 0, width + 5, area->cols - width - 6, TONE_DIM, text, false);
	else
		paint_wrapped(area, 1, 2, area->cols - 3, rows - 1, TONE_DIM, text);
	arena_free(&arena);
	return rows;
}

static void
draw_side(struct ledger_view *view, int side, const struct area *area)
{
	int rows = draw_heading(view, side, area);
	struct area list = area_part(area, rows, 0, area->rows - rows, area->cols);

	list_draw(view->lists[side], &list, true);
	for (int y = 1; side != view->side && y < list.rows; y++)
		paint(&list, y, 0, TONE_PLAIN, " "); /* the sign stands where the cursor is */
}

static void
draw_verdict(const struct verdict *verdict, const struct area *area, int y)
{
	static const struct {
		enum glyph sign;
		enum tone tone;
	} looks[] = {[VERDICT_PASS] = {GLYPH_DONE, TONE_DONE}, [VERDICT_FAIL] = {GLYPH_REFUSED, TONE_REFUSED}, [VERDICT_OPEN] = {GLYPH_WAITING, TONE_WAITING}};
	struct arena arena = {0};

	if (verdict->id)
		paint_fit(area, y, 1, area->cols - 2, looks[verdict->result].tone, arena_printf(&arena, "%s %s %s", glyph(looks[verdict->result].sign),
			verdict->clause, words_in(verdict->because, words_lang())), false);
	arena_free(&arena);
}

/* The side with the cursor is drawn last, so that the terminal's own cursor rests there. */
void
ledger_view_draw(struct ledger_view *view, const struct area *body)
{
	int rows = body->rows - VERDICT_ROWS, half;
	struct area sides[2];

	lay_out(view, body->cols);
	if (view->layout == LAYOUT_STACKED) {
		half = (rows + 1) / 2;
		sides[LEDGER_GRANT] = area_part(body, 0, 0, half, body->cols);
		sides[LEDGER_MATCHING] = area_part(body, half, 0, rows - half, body->cols);
	} else {
		struct area middle;
		half = body->cols / 2;
		middle = area_part(body, 0, half, rows, 1);
		paint_pillar(&middle, 0);
		sides[LEDGER_GRANT] = area_part(body, 0, 0, rows, half);
		sides[LEDGER_MATCHING] = area_part(body, 0, half + 1, rows, body->cols - half - 1);
	}
	draw_verdict(&view->ledger.matching, body, rows);
	draw_verdict(&view->ledger.leftover, body, rows + 1);
	draw_side(view, !view->side, &sides[!view->side]);
	draw_side(view, view->side, &sides[view->side]);
}

/* ---- in words */

static void
add_line(struct buf *out, const char *label, const char *value)
{
	buf_adds(out, "  ");
	text_pad(out, label, LABEL_COLUMNS, false);
	buf_adds(out, " ");
	text_pad(out, value, 16, true);
	buf_addc(out, '\n');
}

static void
explain_side(const struct ledger_view *view, int side, struct arena *arena, struct buf *out)
{
	const struct ledger_sums *sums = &view->ledger.sums[side];
	bool grant = side == LEDGER_GRANT;

	buf_addf(out, "# %s (%s)\n", _(names[side]), grant ? "五(三)1, 五(三)2" : "五(一)末");
	add_line(out, grant ? _("Due to the unit") : _("Committed"), yuan(arena, sums->due));
	add_line(out, grant ? _("Paid") : _("Received"), yuan(arena, sums->in));
	add_line(out, _("- Spent"), yuan(arena, sums->spent));
	if (grant)
		add_line(out, _("- Refunded"), yuan(arena, sums->refunded));
	add_line(out, _("= Left"), yuan(arena, sums->left));
	buf_addf(out, "\n  %s\n", _("Spent by use:"));
	for (size_t i = 0; i < view->ledger.use_counts[side]; i++)
		add_line(out, words_in(view->ledger.uses[side][i].label, words_lang()), yuan(arena, view->ledger.uses[side][i].amount));
	buf_addc(out, '\n');
}

static void
explain_verdict(const struct verdict *verdict, struct buf *out)
{
	static const enum glyph signs[] = {[VERDICT_PASS] = GLYPH_DONE, [VERDICT_FAIL] = GLYPH_REFUSED, [VERDICT_OPEN] = GLYPH_WAITING};
	const char *cure = words_in(verdict->cure, words_lang());

	if (!verdict->id)
		return;
	buf_addf(out, "  %s %s %s\n      %s\n", glyph(signs[verdict->result]), verdict->clause, words_in(verdict->label, words_lang()),
		words_in(verdict->because, words_lang()));
	if (*cure)
		buf_addf(out, "      → %s\n", cure);
}

void
ledger_view_explain(const struct ledger_view *view, struct arena *arena, struct buf *out)
{
	explain_side(view, LEDGER_GRANT, arena, out);
	explain_side(view, LEDGER_MATCHING, arena, out);
	buf_addf(out, "# %s\n", _("What the rules say to it"));
	explain_verdict(&view->ledger.matching, out);
	explain_verdict(&view->ledger.leftover, out);
	buf_addf(out, "\n  %s\n", _("An entry that reverses another has the same amount the other way: sums are those of all entries."));
}
