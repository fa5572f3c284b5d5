/* A project's ledger: the grant and the matching funds, each with its movements by day, its sums and its uses (五(三)1, 五(三)2). */
#include <config.h>

#include "desk/books.h"

#include <stdlib.h>
#include <string.h>

#include "desk/look.h"
#include "rules/books.h"

/* A movement that is being put in order: of a day, money comes before it goes, then the older entry. */
struct move {
	struct ledger_line line;
	money_t amount; /* what it adds to its source */
	uint32_t number;
	size_t order;
};
struct moves {
	struct move *items;
	size_t count, room;
};
struct keeping {
	struct desk *desk;
	const struct project *project;
	const struct rules *rules;
	struct arena *arena;
	struct ledger *out;
	struct moves moves[2];
};

static money_t
or_nothing(money_t amount)
{
	return amount == MONEY_NONE ? 0 : amount;
}

static size_t
read_parts(const struct keeping *keeping, const struct record_type *type, void ***records)
{
	return parts_read(keeping->desk, type, keeping->project->head.number, keeping->arena, records);
}

/* ---- movements */

static void
add_move(struct keeping *keeping, int source, const void *record, struct ledger_line line, money_t in, money_t out)
{
	struct moves *moves = &keeping->moves[source];

	if (moves->count == moves->room) {
		moves->room = moves->room ? moves->room * 2 : 64;
		moves->items = xrealloc(moves->items, moves->room, sizeof *moves->items);
	}
	line.type = ((const struct record *)record)->type;
	line.id = record_id(record, keeping->arena);
	line.in = in;
	line.out = out;
	moves->items[moves->count] = (struct move){.line = line, .amount = or_nothing(in) - or_nothing(out),
		.number = ((const struct record *)record)->number, .order = moves->count};
	moves->count++;
}

/* Payments to the unit; one that the bank returned went both ways. */
static void
add_payments(struct keeping *keeping)
{
	struct ledger_sums *sums = &keeping->out->sums[LEDGER_GRANT];
	void **records;
	size_t count = read_parts(keeping, &type_payment, &records);

	for (size_t i = 0; i < count; i++) {
		const struct payment *payment = records[i];
		money_t paid = or_nothing(payment->paid);
		struct ledger_line line = {.on = payment->paid_on, .use = "", .what = _("payment"), .note = desk_label(keeping->desk, "fund", payment->fund),
			.voucher = payment->voucher};
		bool returned = payment->returned_on != DATE_NONE && strcmp(payment->state, "returned") == 0;
		if (!paid || strcmp(payment->payee, "leader") == 0)
			continue;
		line.reversed = returned;
		add_move(keeping, LEDGER_GRANT, payment, line, paid, MONEY_NONE);
		if (returned) {
			line.on = payment->returned_on;
			line.what = _("returned payment");
			add_move(keeping, LEDGER_GRANT, payment, line, -paid, MONEY_NONE);
			paid = 0;
		}
		sums->in += paid;
	}
}

static void
add_expenses(struct keeping *keeping)
{
	void **records;
	size_t count = read_parts(keeping, &type_expense, &records);

	for (size_t i = 0; i < count; i++) {
		const struct expense *expense = records[i];
		bool grant = strcmp(expense->source, "matching") != 0;
		int source = grant ? LEDGER_GRANT : LEDGER_MATCHING;
		const struct use_rule *use = rules_use(keeping->rules, grant, expense->use);
		struct ledger_line line = {.on = expense->spent_on, .use = use ? expense->use : "", .note = expense->what, .voucher = expense->voucher,
			.what = use ? words_in(use->label, words_lang()) : _("outside of the list"), .reversed = expense->reverses || expense->reversed_by,
			.reversible = !expense->reverses && !expense->reversed_by};
		if (!*line.note)
			line.note = expense->outside_reason;
		add_move(keeping, source, expense, line, MONEY_NONE, expense->amount);
		keeping->out->sums[source].spent += or_nothing(expense->amount);
	}
}

static void
add_matching(struct keeping *keeping)
{
	void **records;
	size_t count = read_parts(keeping, &type_matching, &records);

	for (size_t i = 0; i < count; i++) {
		const struct matching *matching = records[i];
		struct ledger_line line = {.on = matching->received_on, .use = "", .what = _("matching funds"), .note = matching->note, .voucher = matching->voucher,
			.reversed = matching->reverses || matching->reversed_by, .reversible = !matching->reverses && !matching->reversed_by};
		add_move(keeping, LEDGER_MATCHING, matching, line, matching->amount, MONEY_NONE);
		keeping->out->sums[LEDGER_MATCHING].in += or_nothing(matching->amount);
	}
}

static void
add_refunds(struct keeping *keeping)
{
	void **records;
	size_t count = read_parts(keeping, &type_refund, &records);

	for (size_t i = 0; i < count; i++) {
		const struct refund *refund = records[i];
		struct ledger_line line = {.on = refund->refunded_on, .use = "", .what = _("refund"), .note = refund->note, .voucher = refund->voucher};
		add_move(keeping, LEDGER_GRANT, refund, line, MONEY_NONE, refund->amount);
		keeping->out->sums[LEDGER_GRANT].refunded += or_nothing(refund->amount);
	}
}

static int
compare_moves(const void *a, const void *b)
{
	const struct move *x = a, *y = b;

	if (x->line.on != y->line.on)
		return x->line.on < y->line.on ? -1 : 1;
	if ((x->amount < 0) != (y->amount < 0))
		return x->amount < 0 ? 1 : -1;
	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

/* By day, with what is left after each. */
static void
keep_lines(struct keeping *keeping, int source)
{
	struct moves *moves = &keeping->moves[source];
	struct ledger_line *lines = arena_alloc(keeping->arena, (moves->count + 1) * sizeof *lines);
	money_t left = 0;

	if (moves->count)
		qsort(moves->items, moves->count, sizeof *moves->items, compare_moves);
	for (size_t i = 0; i < moves->count; i++) {
		left += moves->items[i].amount;
		lines[i] = moves->items[i].line;
		lines[i].left = left;
	}
	keeping->out->lines[source] = lines;
	keeping->out->counts[source] = moves->count;
	free(moves->items);
	*moves = (struct moves){0};
}

/* ---- sums */

static void
keep_uses(struct keeping *keeping, int source)
{
	const struct funded_rules *funded = rules_funded(keeping->rules);
	const struct use_rule *rules = source == LEDGER_GRANT ? funded->grant_uses : funded->matching_uses;
	size_t count = source == LEDGER_GRANT ? funded->grant_use_count : funded->matching_use_count;
	struct use_sum *uses = arena_alloc(keeping->arena, (count + 1) * sizeof *uses);
	bool outside = false;

	for (size_t i = 0; i < count; i++)
		uses[i] = (struct use_sum){.code = rules[i].code, .label = rules[i].label};
	uses[count] = (struct use_sum){.code = "", .label = {"清单以外", "outside of the list"}};
	for (size_t i = 0; i < keeping->out->counts[source]; i++) {
		const struct ledger_line *line = &keeping->out->lines[source][i];
		size_t at = 0;
		if (line->type != &type_expense)
			continue;
		while (at < count && strcmp(uses[at].code, line->use) != 0)
			at++;
		uses[at].amount += or_nothing(line->out);
		outside = outside || at == count;
	}
	keeping->out->uses[source] = uses;
	keeping->out->use_counts[source] = count + outside;
}

static money_t
due_to_unit(const struct keeping *keeping)
{
	void **records;
	size_t count = read_parts(keeping, &type_obligation, &records);
	money_t due = 0;

	for (size_t i = 0; i < count; i++) {
		const struct obligation *obligation = records[i];
		if (strcmp(obligation->payee, "leader") != 0)
			due += or_nothing(obligation->amount);
	}
	return due;
}

static void
keep_sums(struct keeping *keeping)
{
	struct ledger *out = keeping->out;

	out->sums[LEDGER_GRANT].due = due_to_unit(keeping);
	out->sums[LEDGER_MATCHING].due = or_nothing(keeping->project->matching_committed);
	for (int source = LEDGER_GRANT; source <= LEDGER_MATCHING; source++)
		out->sums[source].left = out->sums[source].in - out->sums[source].spent - out->sums[source].refunded;
}

static void
judge(struct keeping *keeping)
{
	const struct project *project = keeping->project;
	const struct ledger_sums *grant = &keeping->out->sums[LEDGER_GRANT];
	struct books books = {
		.rules = keeping->rules,
		.track = project->track,
		.ends = project->cycle_to,
		.today = keeping->desk->today,
		.committed = project->matching_committed,
		.matched = keeping->out->sums[LEDGER_MATCHING].in,
		.granted = grant->in,
		.spent = grant->spent,
		.refunded = grant->refunded,
	};

	if (project->ended_on != DATE_NONE && (books.ends == DATE_NONE || project->ended_on < books.ends))
		books.ends = project->ended_on;
	keeping->out->matching = books_matching(&books, keeping->arena);
	keeping->out->leftover = books_leftover(&books, keeping->arena);
}

/* ---- the ledger */

bool
desk_sees_money(const struct desk *desk)
{
	return !desk_veiled(desk) || desk_may(desk, ROLE(finance));
}

int
ledger_read(struct desk *desk, const struct project *project, struct arena *arena, struct ledger *out, struct err *err)
{
	struct keeping keeping = {.desk = desk, .project = project, .arena = arena, .out = out, .rules = desk_rules_of(desk, project->call, err)};

	*out = (struct ledger){.project = project};
	if (!keeping.rules)
		return -1;
	if (project->cycle_from == DATE_NONE)
		return err_set(err, ERR_STAGE, _("'%s' has no ledger before its award (五(三)1)"), project->id);
	add_payments(&keeping);
	add_expenses(&keeping);
	add_matching(&keeping);
	add_refunds(&keeping);
	keep_sums(&keeping);
	for (int source = LEDGER_GRANT; source <= LEDGER_MATCHING; source++) {
		keep_lines(&keeping, source);
		keep_uses(&keeping, source);
	}
	judge(&keeping);
	return 0;
}

int
desk_ledger(struct desk *desk, const char *project_id, struct arena *arena, struct ledger *out, struct err *err)
{
	void *record;
	int result;

	*out = (struct ledger){0};
	if (!desk_sees_money(desk))
		return err_set(err, ERR_DENIED, _("'%s' may not see money"), desk->person.name);
	if (store_begin(desk->store, err) < 0)
		return -1;
	desk->damage = (struct err){0};
	result = look_id(desk, &type_project, project_id, arena, &record, err);
	if (result == 0)
		result = ledger_read(desk, record, arena, out, err);
	if (result == 0 && desk->damage.code) { /* a sum of what can still be read would be wrong */
		if (err)
			*err = desk->damage;
		result = -1;
	}
	if (result == 0)
		look_mask(desk, record, arena);
	store_end(desk->store);
	return result;
}
