/* A drafted list as a text: its rows by place, its sum, its exceptions. */
#include <config.h>

#include "screen/paper.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "screen/work.h"

/* In the order in which the places are shown. */
static const char *const places[] = {"in", "reserve", "out"};

struct row_cell {
	const char *text;
	int columns;
	bool right;
};

static void
add_row(struct buf *out, const struct row_cell *cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buf_adds(out, "  ");
		text_pad(out, cells[i].text, cells[i].columns, cells[i].right);
	}
	buf_addc(out, '\n');
}

static const char *
number_text(int64_t number, struct arena *arena)
{
	return number == INT64_MIN ? "" : arena_printf(arena, "%lld", (long long)number);
}

static const char *
money_text(money_t amount, struct arena *arena)
{
	char text[40];

	if (amount == MONEY_NONE)
		return "";
	money_print(text, amount);
	return arena_strdup(arena, text);
}

static void
add_item(const struct drafted_list *list, size_t which, struct arena *arena, struct buf *out)
{
	const struct proposal_item *item = list->items[which];
	const struct project *project = list->projects[which];
	const struct row_cell cells[] = {
		{number_text(item->reserve != INT64_MIN ? item->reserve : item->rank != INT64_MIN || !project ? item->rank : project->recommended, arena), 4,
			true},
		{project ? project->id : "?", 11, false},
		{project ? project->unit.name : "", 28, false},
		{item->mean, 7, true},
		{money_text(item->amount, arena), 12, true},
	};

	add_row(out, cells, sizeof cells / sizeof *cells);
	if (*item->exception)
		buf_addf(out, "        %s %s\n", _("Exception:"), item->exception);
}

static void
add_place(const struct drafted_list *list, const char *place, struct arena *arena, struct buf *out)
{
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++)
		count += strcmp(list->items[i]->place, place) == 0;
	if (!count)
		return;
	buf_addf(out, "\n# %s  %zu\n", code_label(NULL, "place", place), count);
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i]->place, place) == 0)
			add_item(list, i, arena, out);
}

static void
add_head(const struct drafted_list *list, struct arena *arena, struct buf *out)
{
	const struct proposal *proposal = list->proposal;

	buf_addf(out, "# %s  %s  %s\n", record_id(proposal, arena), proposal->call, code_label(NULL, "proposal_state", proposal->state));
	paper_line(out, _("Projects proposed"), number_text(proposal->projects, arena));
	paper_line(out, _("Total amount"), money_text(proposal->amount, arena));
	paper_line(out, _("Made by"), proposal->made_by);
	paper_line(out, _("Approved by"), proposal->approved_by);
	if (list->meeting)
		paper_line(out, _("Meeting"), arena_printf(arena, "%s  %s", record_id(list->meeting, arena), list->meeting->number));
	paper_line(out, _("SHA-256 of the list"), arena_printf(arena, "%.16s…", list->hash));
	if (strcmp(list->hash, proposal->hash) != 0)
		buf_addf(out, "  %s %s\n", glyph(GLYPH_REFUSED), _("The rows are not what they were when it was made: it cannot be approved."));
}

int
proposal_text(struct ui *ui, struct paper *paper, struct arena *arena, struct buf *out, struct err *err)
{
	struct drafted_list list;

	if (desk_drafted_list(work_desk(ui), paper->id, arena, &list, err) < 0)
		return -1;
	add_head(&list, arena, out);
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		add_place(&list, places[i], arena, out);
	paper->revision = list.proposal->head.revision;
	snprintf(paper->state, sizeof paper->state, "%s", list.proposal->state);
	snprintf(paper->hash, sizeof paper->hash, "%s", list.hash);
	snprintf(paper->count, sizeof paper->count, "%s", number_text(list.proposal->projects, arena));
	snprintf(paper->right, sizeof paper->right, _("%s projects, %s yuan"), paper->count, money_text(list.proposal->amount, arena));
	return 0;
}
