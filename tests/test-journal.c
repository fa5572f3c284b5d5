/* The journal: chained, never altered unseen, and enough to make the records again. */
#include <config.h>

#include "ledger.h"

#include <criterion/criterion.h>
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

LEDGER_SUITE(journal, 600);

static struct entry *
entry_at(uint64_t number)
{
	struct err err;
	struct entry *entry;
	cr_assert_eq(store_entry(l.store, number, &l.arena, &entry, &err), 0, "%s", err.message);
	return entry;
}

Test(journal, an_entry_says_all_that_the_act_said)
{
	struct err err;
	struct buf verdicts = {0};
	struct wire_writer writer = {.out = &verdicts};
	wire_put_map(&writer, 1);
	wire_put_text(&writer, "verdict", 7);
	wire_put_text(&writer, "pass", 4);
	struct entry entry = ledger_entry(&l, "first_review");
	entry.type = &type_project;
	entry.date = 18700;
	entry.assumed_today = 18750;
	entry.late = true;
	entry.reason = "补录";
	entry.detail = "leader.resident_id";
	entry.verdicts = verdicts.data;
	entry.verdicts_len = verdicts.len;
	cr_assert_eq(store_write(l.store, 0, &err), 0);
	cr_assert_eq(store_entry_begin(l.store, &entry, &err), 0);
	cr_assert_eq(store_put(l.store, ledger_project(&l, 5), &err), 0);
	cr_assert_eq(store_next(l.store, "QP2021"), 1);
	cr_assert_eq(store_next(l.store, "QP2021"), 2);
	uint64_t number;
	cr_assert_eq(store_entry_end(l.store, &number, &err), 0);
	cr_assert_eq(store_commit(l.store, &err), 0);
	cr_assert_eq(number, 1);
	ledger_again(&l);
	struct entry *back = entry_at(1);
	cr_assert_str_eq(back->who, "S001");
	cr_assert_str_eq(back->role, "window");
	cr_assert_str_eq(back->from, "tty1");
	cr_assert_str_eq(back->act, "first_review");
	cr_assert_eq(back->type, &type_project);
	cr_assert_eq(back->record, 1, "named by what it put");
	cr_assert_eq(back->date, 18700);
	cr_assert_eq(back->assumed_today, 18750);
	cr_assert(back->late);
	cr_assert_not(back->clock_back);
	cr_assert_str_eq(back->reason, "补录");
	cr_assert_str_eq(back->op, entry.op);
	cr_assert_str_eq(back->detail, "leader.resident_id");
	cr_assert_eq(memcmp(&back->inputs, &entry.inputs, sizeof entry.inputs), 0);
	cr_assert_eq(back->verdicts_len, verdicts.len);
	cr_assert_eq(memcmp(back->verdicts, verdicts.data, verdicts.len), 0);
	cr_assert_eq(back->change_count, 1);
	cr_assert_eq(back->changes[0].new_revision, 1);
	cr_assert_eq(back->changes[0].old_revision, 0);
	cr_assert_eq(back->counter_count, 1);
	cr_assert_str_eq(back->counters[0].name, "QP2021");
	cr_assert_eq(back->counters[0].value, 2);
	cr_assert_lt(llabs((long long)back->time - (long long)time(NULL)), 60);
	buf_free(&verdicts);
}

Test(journal, each_entry_is_chained_to_the_one_before)
{
	static const struct sha256 none;
	ledger_fill(&l, 1, 5, 0);
	ledger_fill(&l, 6, 5, STORE_BULK);
	struct entry *before = entry_at(1);
	cr_assert_eq(memcmp(&before->previous, &none, sizeof none), 0);
	for (uint64_t n = 2; n <= 10; n++) {
		struct entry *entry = entry_at(n);
		cr_assert_eq(memcmp(&entry->previous, &before->hash, sizeof entry->hash), 0);
		before = entry;
	}
}

Test(journal, the_changes_of_an_act_are_told_field_by_field)
{
	struct err err;
	struct change *changes;
	size_t count;
	static const struct field_context plain;
	ledger_put(&l, ledger_project(&l, 1));
	struct project *project = ledger_get(&l, &type_project, 1);
	project->note = "补";
	project->team_size = 5;
	ledger_put(&l, project);
	struct entry_change *change = &entry_at(2)->changes[0];
	cr_assert_eq(change->old_revision, 1);
	cr_assert_eq(change->new_revision, 2);
	cr_assert_eq(changes_read(change->type, change->diff, change->diff_len, &plain, true, &l.arena, &changes, &count, &err), 0, "%s", err.message);
	cr_assert_eq(count, 2);
	cr_assert_str_eq(changes[0].name, "project.team_size");
	cr_assert_str_eq(changes[0].new_plain, "5");
	cr_assert_str_eq(changes[1].new_plain, "补");
}

/* ---- altered behind the program's back, with checksums made good again */

static void
alter(const char *tree, const void *key, size_t key_len, size_t at, bool reseal)
{
	MDB_env *env;
	MDB_txn *txn;
	MDB_dbi dbi;
	MDB_val k = {key_len, (void *)key}, v;
	unsigned char bytes[4096];
	cr_assert_eq(mdb_env_create(&env), 0);
	mdb_env_set_maxdbs(env, 1000);
	cr_assert_eq(mdb_env_open(env, l.dir, 0, 0600), 0);
	cr_assert_eq(mdb_txn_begin(env, NULL, 0, &txn), 0);
	cr_assert_eq(mdb_dbi_open(txn, tree, 0, &dbi), 0);
	cr_assert_eq(mdb_get(txn, dbi, &k, &v), 0);
	cr_assert_leq(v.mv_size, sizeof bytes);
	memcpy(bytes, v.mv_data, v.mv_size);
	bytes[at < v.mv_size ? at : v.mv_size - 1] ^= 1;
	uint64_t sum = __builtin_bswap64(xxh3_pair(key, key_len, bytes + 8, v.mv_size - 8));
	if (reseal)
		memcpy(bytes, &sum, sizeof sum);
	v.mv_data = bytes;
	cr_assert_eq(mdb_put(txn, dbi, &k, &v, 0), 0);
	cr_assert_eq(mdb_txn_commit(txn), 0);
	mdb_env_close(env);
}

static void
expect_fault(const char *words)
{
	struct verify_report report;
	struct err err = {0};
	cr_assert_eq(store_verify(l.dir, &report, NULL, NULL, &err), -1);
	cr_assert_eq(err.code, ERR_DAMAGED, "%s", err.message);
	bool found = false;
	for (size_t i = 0; i < report.faults.count; i++)
		found = found || strstr(report.faults.items[i].message, words) || strstr(report.faults.items[i].field, words);
	cr_assert(found, "no '%s' but '%s: %s'", words, report.faults.items[0].field, report.faults.items[0].message);
	faults_free(&report.faults);
}

Test(journal, an_entry_altered_with_a_good_checksum_breaks_the_chain)
{
	static const unsigned char key[8] = {0, 0, 0, 0, 0, 0, 0, 4};
	struct err err;
	struct entry *entry;
	ledger_fill(&l, 1, 8, 0);
	ledger_shut(&l);
	alter("entry", key, sizeof key, 60, true);
	cr_assert_eq(store_open(&l.store, l.dir, 0, &err), 0);
	cr_assert_eq(store_entry(l.store, 4, &l.arena, &entry, &err), -1);
	cr_assert_eq(err.code, ERR_DAMAGED);
	ledger_shut(&l);
	expect_fault("entry 4");
}

Test(journal, an_entry_altered_plainly_does_not_match_its_checksum)
{
	static const unsigned char key[8] = {0, 0, 0, 0, 0, 0, 0, 2};
	ledger_fill(&l, 1, 3, 0);
	ledger_shut(&l);
	alter("entry", key, sizeof key, 60, false);
	expect_fault("does not match its checksum");
}

Test(journal, a_damaged_record_is_named_and_not_given_out)
{
	static const unsigned char key[4] = {0, 0, 0, 2};
	char tree[8];
	struct err err;
	void *record;
	ledger_fill(&l, 1, 3, 0);
	ledger_shut(&l);
	snprintf(tree, sizeof tree, "r%02x", type_project.code);
	alter(tree, key, sizeof key, 50, false);
	cr_assert_eq(store_open(&l.store, l.dir, 0, &err), 0);
	cr_assert_eq(store_get(l.store, &type_project, 2, &l.arena, &record, &err), -1);
	cr_assert_eq(err.code, ERR_DAMAGED);
	cr_assert_eq(store_get(l.store, &type_project, 3, &l.arena, &record, &err), 0);
	ledger_shut(&l);
	expect_fault("project 2");
}

/* ---- made again from the journal alone */

static void
random_put(uint64_t *state, unsigned *made)
{
	struct err err;
	struct entry entry = ledger_entry(&l, "amend");
	uint32_t count = store_count(l.store, &type_project);
	uint64_t choice = ledger_random(state) % 8;
	entry.type = &type_project;
	cr_assert_eq(store_entry_begin(l.store, &entry, &err), 0, "%s", err.message);
	if (choice < 3 || !count) {
		cr_assert_eq(store_put(l.store, ledger_project(&l, ++*made), &err), 0, "%s", err.message);
		store_next(l.store, *made % 2 ? "odd" : "even");
	} else if (choice < 7) {
		struct project *project = ledger_get(&l, &type_project, 1 + (uint32_t)(ledger_random(state) % count));
		project->stage = choice == 3 ? "eligible" : project->stage;
		project->unit.name = choice == 4 ? arena_printf(&l.arena, "改名%u", (unsigned)ledger_random(state) % 100) : project->unit.name;
		project->matching_committed = choice == 5 ? MONEY_NONE : project->matching_committed + 1;
		project->duplicate_key = choice == 6 ? "" : project->duplicate_key;
		extra_set(project, "colour", choice == 5 ? "红" : "", &l.arena);
		cr_assert_eq(store_put(l.store, project, &err), 0, "%s", err.message);
		struct material *material = record_new(&type_material, &l.arena);
		material->project = project->head.number;
		material->item = "application";
		material->state = "received";
		cr_assert_eq(store_put(l.store, material, &err), 0, "%s", err.message);
	}
	cr_assert_eq(store_entry_end(l.store, NULL, &err), 0, "%s", err.message);
}

static void
random_acts(uint64_t seed)
{
	struct err err;
	unsigned made = 0;
	for (int round = 0; round < 30; round++) {
		cr_assert_eq(store_write(l.store, ledger_random(&seed) % 2 ? STORE_BULK : 0, &err), 0);
		for (uint64_t acts = ledger_random(&seed) % 60; acts; acts--)
			random_put(&seed, &made);
		if (ledger_random(&seed) % 6 == 0) {
			store_abort(l.store);
			made = store_count(l.store, &type_project) ? made : 0;
		} else {
			cr_assert_eq(store_commit(l.store, &err), 0, "%s", err.message);
		}
	}
}

Test(journal, a_rebuild_gives_the_same_to_the_byte_after_any_acts)
{
	char why[200] = "";
	uint64_t entries;
	struct err err;
	for (uint64_t seed = 1; seed <= 3; seed++) {
		if (seed > 1)
			ledger_open(&l);
		random_acts(seed * 7919);
		const char *into = ledger_file(&l, "again");
		uint64_t last = store_last_entry(l.store);
		ledger_shut(&l);
		cr_assert_eq(store_rebuild(l.dir, into, DATE_NONE, &entries, NULL, NULL, &err), 0, "%s", err.message);
		cr_assert_eq(entries, last);
		cr_assert(ledger_same(l.dir, into, why, sizeof why), "seed %d: %s", (int)seed, why);
		ledger_verify(l.dir);
		ledger_verify(into);
		if (seed < 3)
			ledger_close(&l);
	}
}

Test(journal, a_rebuild_stops_behind_the_day_asked_for)
{
	struct err err;
	uint64_t entries;
	for (int day = 0; day < 5; day++) {
		struct entry entry = ledger_entry(&l, "intake");
		entry.assumed_today = 18800 + day;
		cr_assert_eq(store_write(l.store, 0, &err), 0);
		cr_assert_eq(store_entry_begin(l.store, &entry, &err), 0);
		cr_assert_eq(store_put(l.store, ledger_project(&l, 1 + (unsigned)day), &err), 0);
		cr_assert_eq(store_entry_end(l.store, NULL, &err), 0);
		cr_assert_eq(store_commit(l.store, &err), 0);
	}
	const char *into = ledger_file(&l, "past");
	ledger_shut(&l);
	cr_assert_eq(store_rebuild(l.dir, into, 18802, &entries, NULL, NULL, &err), 0, "%s", err.message);
	cr_assert_eq(entries, 3);
	ledger_verify(into);
}

Test(journal, a_rebuild_never_goes_over_what_exists)
{
	struct err err;
	uint64_t entries;
	cr_assert_eq(store_rebuild(l.dir, l.top, DATE_NONE, &entries, NULL, NULL, &err), -1);
	cr_assert(strstr(err.message, "exists already"), "%s", err.message);
}

/* ---- copies */

Test(journal, a_backup_comes_back_the_same)
{
	char why[200] = "";
	struct err err;
	struct stat st;
	ledger_fill(&l, 1, 300, STORE_BULK);
	const char *file = ledger_file(&l, "backup"), *into = ledger_file(&l, "restored");
	ledger_shut(&l);
	cr_assert_eq(store_backup(l.dir, file, NULL, NULL, &err), 0, "%s", err.message);
	cr_assert_eq(stat(file, &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0600);
	cr_assert(ledger_same(l.dir, file, why, sizeof why), "%s", why);
	cr_assert_eq(store_restore(file, into, NULL, NULL, &err), 0, "%s", err.message);
	cr_assert(ledger_same(l.dir, into, why, sizeof why), "%s", why);
	cr_assert_eq(store_restore(file, into, NULL, NULL, &err), -1);
	cr_assert(strstr(err.message, "exists already"), "%s", err.message);
}

Test(journal, a_damaged_backup_is_not_restored_and_leaves_nothing)
{
	struct err err;
	size_t len;
	ledger_fill(&l, 1, 100, STORE_BULK);
	const char *file = ledger_file(&l, "backup"), *into = ledger_file(&l, "restored");
	ledger_shut(&l);
	cr_assert_eq(store_backup(l.dir, file, NULL, NULL, &err), 0, "%s", err.message);
	char *bytes = test_read(file, &len);
	test_write(file, bytes, len / 2);
	free(bytes);
	cr_assert_eq(store_restore(file, into, NULL, NULL, &err), -1);
	cr_assert_eq(err.code, ERR_DAMAGED, "%s", err.message);
	cr_assert_neq(access(into, F_OK), 0);
}
