/* Whatever is done to the books of a project, the sums of its ledger equal its entries, nothing is spent twice, and the journal gives the same again. */
#include <config.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "bookwork.h"
#include "desk/ledger.h"
#include "store/admin.h"

enum { STEPS = 120, KINDS = 5, PROJECTS = 2 };

struct bookkeeping {
	struct work work;
	const char *ids[PROJECTS];
	uint64_t state;
	unsigned done[KINDS];
	unsigned voucher;
};

static unsigned
chance(struct bookkeeping *books, unsigned limit)
{
	books->state = books->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(books->state >> 33) % limit;
}

/* ---- acts at random, in fen up to 40,000.00 */

static const char *
money_input(struct bookkeeping *books)
{
	unsigned fen = chance(books, 4000000) + (chance(books, 10) ? 1 : 0);

	return arena_printf(&books->work.arena, "amount=%u.%02u", fen / 100, fen % 100);
}

static const char *
voucher_input(struct bookkeeping *books)
{
	return arena_printf(&books->work.arena, "voucher=证-%u", ++books->voucher);
}

static bool
try_expense(struct bookkeeping *books, const char *id)
{
	static const char *const uses[] = {"use=training", "use=research", "use=daily_work", "use=problem_subsidy", "use="};
	const char *outside = chance(books, 2) ? "outside_reason=公证费" : "outside_reason=";

	return work_try(&books->work, "record_expense", id, NULL, chance(books, 2) ? "source=grant" : "source=matching", uses[chance(books, 5)],
		chance(books, 5) ? "spent_on=2021-07-01" : "spent_on=2021-06-20", money_input(books), voucher_input(books), outside, NULL) == 0;
}

static bool
try_matching(struct bookkeeping *books, const char *id)
{
	return work_try(&books->work, "record_matching", id, NULL, "received_on=2021-07-01", money_input(books), voucher_input(books), NULL) == 0;
}

static bool
try_refund(struct bookkeeping *books, const char *id)
{
	return chance(books, 4) == 0 && work_try(&books->work, "record_refund", id, NULL, "refunded_on=2021-07-01", money_input(books), voucher_input(books),
		"document=退回1号", NULL) == 0;
}

static bool
try_reverse(struct bookkeeping *books, const struct record_type *type)
{
	uint32_t count;

	cr_assert_eq(store_begin(books->work.desk->store, NULL), 0);
	count = store_count(books->work.desk->store, type);
	store_end(books->work.desk->store);
	return work_try(&books->work, "reverse_entry", arena_printf(&books->work.arena, "%s%u", type->letters, chance(books, count + 1) + 1), "录错", NULL) == 0;
}

static void
step(struct bookkeeping *books)
{
	const char *id = books->ids[chance(books, PROJECTS)];
	unsigned kind = chance(books, KINDS);

	if (kind == 0)
		books->done[kind] += try_expense(books, id);
	else if (kind == 1)
		books->done[kind] += try_matching(books, id);
	else if (kind == 2)
		books->done[kind] += try_refund(books, id);
	else
		books->done[kind] += try_reverse(books, kind == 3 ? &type_expense : &type_matching);
}

/* ---- what must hold after each */

struct counted {
	money_t in[2], spent[2], refunded;
	size_t rows[2];
};

/* The sums once more, from the records alone. */
static struct counted
count_records(struct work *work, const char *id)
{
	uint32_t number = work_project(work, id)->head.number;
	struct counted counted = {.in = {10000000, 0}, .rows = {1, 0}};

	for (uint32_t i = 1; i <= store_count(work->desk->store, &type_expense); i++) {
		const struct expense *expense = work_record(work, &type_expense, i);
		int source = strcmp(expense->source, "matching") == 0;
		if (expense->project != number)
			continue;
		counted.spent[source] += expense->amount;
		counted.rows[source]++;
		if (expense->reverses)
			cr_assert_eq(((struct expense *)work_record(work, &type_expense, expense->reverses))->reversed_by, i);
	}
	for (uint32_t i = 1; i <= store_count(work->desk->store, &type_matching); i++) {
		const struct matching *matching = work_record(work, &type_matching, i);
		counted.in[1] += matching->project == number ? matching->amount : 0;
		counted.rows[1] += matching->project == number;
	}
	for (uint32_t i = 1; i <= store_count(work->desk->store, &type_refund); i++) {
		const struct refund *refund = work_record(work, &type_refund, i);
		counted.refunded += refund->project == number ? refund->amount : 0;
		counted.rows[0] += refund->project == number;
	}
	return counted;
}

static void
check_source(const struct ledger *ledger, const struct counted *counted, int source)
{
	const struct ledger_sums *sums = &ledger->sums[source];
	size_t count = ledger->counts[source];
	money_t by_use = 0;

	cr_assert_eq(sums->in, counted->in[source]);
	cr_assert_eq(sums->spent, counted->spent[source]);
	cr_assert_eq(sums->left, sums->in - sums->spent - sums->refunded);
	cr_assert_geq(sums->left, 0, "more was spent than came");
	cr_assert_eq(count, counted->rows[source]);
	cr_assert_eq(count ? ledger->lines[source][count - 1].left : 0, sums->left, "what is left after the last entry is what is left");
	for (size_t i = 1; i < count; i++)
		cr_assert_leq(ledger->lines[source][i - 1].on, ledger->lines[source][i].on);
	for (size_t i = 0; i < ledger->use_counts[source]; i++)
		by_use += ledger->uses[source][i].amount;
	cr_assert_eq(by_use, sums->spent);
}

static void
check_books(struct work *work, const char *id)
{
	const struct project *project = work_project(work, id);
	struct counted counted = count_records(work, id);
	struct ledger ledger;

	cr_assert_eq(desk_ledger(work->desk, id, &work->arena, &ledger, &work->err), 0, "%s", work->err.message);
	check_source(&ledger, &counted, LEDGER_GRANT);
	check_source(&ledger, &counted, LEDGER_MATCHING);
	cr_assert_eq(ledger.sums[LEDGER_GRANT].refunded, counted.refunded);
	cr_assert_eq(project->grant_left, ledger.sums[LEDGER_GRANT].left);
	cr_assert_eq(project->grant_spent, ledger.sums[LEDGER_GRANT].spent);
	cr_assert_eq(project->matching_received, ledger.sums[LEDGER_MATCHING].in);
	cr_assert_eq(project->matching_spent, ledger.sums[LEDGER_MATCHING].spent);
}

static void
check_replay(struct work *work)
{
	const char *into = work_file(work, "again");
	struct buf was = {0}, again = {0};
	struct store *store;
	uint64_t entries;

	work_dump(work->desk->store, &was);
	cr_assert_eq(store_rebuild(work->records, into, DATE_NONE, &entries, NULL, NULL, &work->err), 0, "%s", work->err.message);
	cr_assert_eq(store_open(&store, into, STORE_READ_ONLY, &work->err), 0, "%s", work->err.message);
	work_dump(store, &again);
	store_close(store);
	cr_assert(was.len == again.len && memcmp(was.data, again.data, was.len) == 0);
	buf_free(&was);
	buf_free(&again);
}

static void
keep_books(uint64_t seed, unsigned total[KINDS])
{
	struct bookkeeping books = {.state = seed};

	work_open(&books.work, NULL, NULL);
	for (size_t i = 0; i < PROJECTS; i++) {
		work_day(&books.work, "2021-03-31");
		books.ids[i] = books_running(&books.work);
	}
	for (unsigned i = 0; i < STEPS; i++) {
		step(&books);
		check_books(&books.work, books.ids[i % PROJECTS]);
	}
	for (size_t i = 0; i < PROJECTS; i++)
		check_books(&books.work, books.ids[i]);
	check_replay(&books.work);
	for (size_t i = 0; i < KINDS; i++)
		total[i] += books.done[i];
	work_close(&books.work);
}

Test(sums, of_a_ledger_equal_its_entries_whatever_is_booked_and_reversed)
{
	static const uint64_t seeds[] = {1, 7, 2021, 31118};
	unsigned total[KINDS] = {0};

	for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++)
		keep_books(seeds[i], total);
	for (size_t i = 0; i < KINDS; i++)
		cr_expect_gt(total[i], 5, "act %zu was hardly ever done", i);
}
