#include <config.h>

#include "desk/moneywork.h"

#include <string.h>

#include "desk/ledger.h"
#include "desk/look.h"
#include "desk/paying.h"

/* What the rules found besides the sums. */
static const struct {
	const char *name, *label;
} fact_labels[] = {
	{"year", N_("Year it is for")},
	{"turn", N_("Which of its times")},
	{"times", N_("Times at most")},
	{"budget_year", N_("Budget year")},
	{"assessed_on", N_("Assessed on")},
	{"grade", N_("Grade")},
	{"due_since", N_("Due since")},
	{"leader_left_on", N_("Leader left on")},
	{"ended_on", N_("Ended on")},
	{"overpaid", N_("Overpaid")},
};

/* ---- a batch */

static const char *
project_id(struct desk *desk, uint32_t number, struct arena *arena)
{
	const struct column *id = record_column(&type_project, "project.id");
	void *project;

	return store_get_columns(desk->store, &type_project, number, &id, 1, arena, &project, NULL) == 0 ? ((struct project *)project)->id : "";
}

static int
read_batch(struct desk *desk, const char *id, struct arena *arena, struct batch_view *out, struct err *err)
{
	void *record;

	if (look_id(desk, &type_batch, id, arena, &record, err) < 0)
		return -1;
	out->batch = record;
	out->count = batch_payments(desk, out->batch->head.number, arena, &out->payments);
	out->projects = arena_alloc(arena, (out->count + 1) * sizeof *out->projects);
	batch_hash((const struct payment *const *)out->payments, out->count, out->hash);
	for (size_t i = 0; i < out->count; i++) {
		out->projects[i] = project_id(desk, out->payments[i]->project, arena);
		look_mask(desk, out->payments[i], arena);
	}
	return 0;
}

int
desk_batch_view(struct desk *desk, const char *id, struct arena *arena, struct batch_view *out, struct err *err)
{
	int result;

	*out = (struct batch_view){0};
	if (store_begin(desk->store, err) < 0)
		return -1;
	result = read_batch(desk, id, arena, out, err);
	store_end(desk->store);
	return result;
}

/* ---- why */

static void
add_money(struct buf *out, const char *label, money_t amount)
{
	char text[32];

	money_print(text, plain_money(amount));
	buf_addf(out, "  %s  %s\n", label, text);
}

/* The arithmetic: what the rules give, less what was received, less what was paid. */
static void
add_sums(const struct obligation *obligation, struct buf *out)
{
	add_money(out, _("standard"), obligation->standard);
	if (plain_money(obligation->elsewhere))
		add_money(out, _("less received elsewhere (九.4)"), obligation->elsewhere);
	add_money(out, _("due"), obligation->amount);
	add_money(out, _("less paid"), obligation->paid);
	if (plain_money(obligation->in_hand))
		add_money(out, _("less in batches not paid yet"), obligation->in_hand);
	add_money(out, _("can still be paid"), obligation_left(obligation));
}

static const struct verdict *
verdict_of(struct desk *desk, const char *project, const struct obligation *obligation, struct arena *arena)
{
	struct due_line *lines;
	size_t count;

	if (desk_dues(desk, project, arena, &lines, &count, NULL) < 0)
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (lines[i].obligation && lines[i].obligation->head.number == obligation->head.number)
			return &lines[i].due->verdict;
	return NULL;
}

/* What a fact is called; NULL for the sums, which stand above already. */
static const char *
fact_label(const char *name)
{
	for (size_t i = 0; i < sizeof fact_labels / sizeof *fact_labels; i++)
		if (strcmp(fact_labels[i].name, name) == 0)
			return _(fact_labels[i].label);
	return NULL;
}

static void
add_verdict(const struct verdict *verdict, struct buf *out)
{
	for (size_t i = 0; i < verdict->fact_count; i++) {
		const char *label = fact_label(verdict->facts[i].name);
		if (label)
			buf_addf(out, "  %s  %s\n", label, verdict->facts[i].value);
	}
	if (*words_in(verdict->cure, words_lang()))
		buf_addf(out, "\n%s\n", words_in(verdict->cure, words_lang()));
}

static int
read_obligation(struct desk *desk, const char *id, struct arena *arena, const struct obligation **obligation, const char **project, struct err *err)
{
	void *record = NULL;

	if (store_begin(desk->store, err) < 0)
		return -1;
	if (look_id(desk, &type_obligation, id, arena, &record, err) == 0) {
		*obligation = record;
		*project = project_id(desk, (*obligation)->project, arena);
	}
	store_end(desk->store);
	return record ? 0 : -1;
}

int
desk_due_explain(struct desk *desk, const char *id, struct arena *arena, struct buf *out, struct err *err)
{
	const struct obligation *obligation = NULL;
	const struct verdict *verdict;
	const char *project = "";
	struct words because;

	if (read_obligation(desk, id, arena, &obligation, &project, err) < 0)
		return -1;
	because = (struct words){.zh = obligation->because_zh, .en = obligation->because_en};
	buf_addf(out, "# %s  %s  %s\n", project, desk_label(desk, "payment", obligation->payment), obligation->clause);
	buf_addf(out, "\n%s\n\n", words_in(because, words_lang()));
	add_sums(obligation, out);
	verdict = verdict_of(desk, project, obligation, arena);
	if (verdict)
		add_verdict(verdict, out);
	return 0;
}
