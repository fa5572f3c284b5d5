#include <config.h>

#include "ledger.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void
ledger_open(struct ledger *ledger)
{
	const char *tmp = getenv("TMPDIR");
	struct err err;
	*ledger = (struct ledger){.acts = 0};
	snprintf(ledger->top, sizeof ledger->top, "%s/ledger-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	cr_assert(mkdtemp(ledger->top), "mkdtemp: %s", strerror(errno));
	snprintf(ledger->dir, sizeof ledger->dir, "%s/records", ledger->top);
	cr_assert_eq(store_open(&ledger->store, ledger->dir, STORE_CREATE, &err), 0, "%s", err.message);
}

void
ledger_close(struct ledger *ledger)
{
	store_close(ledger->store);
	test_remove(ledger->top);
	arena_free(&ledger->arena);
}

void
ledger_shut(struct ledger *ledger)
{
	store_close(ledger->store);
	ledger->store = NULL;
}

void
ledger_again(struct ledger *ledger)
{
	struct err err;
	ledger_shut(ledger);
	cr_assert_eq(store_open(&ledger->store, ledger->dir, 0, &err), 0, "%s", err.message);
}

const char *
ledger_file(struct ledger *ledger, const char *name)
{
	return arena_printf(&ledger->arena, "%s/%s", ledger->top, name);
}

const struct column *
ledger_column(const char *path)
{
	return record_column(&type_project, path);
}

struct project *
ledger_project(struct ledger *ledger, unsigned n)
{
	static const char *const stages[] = {"draft", "submitted", "candidate"};
	static const char *const names[] = {"王建国", "李晓明", "曾单", "欧阳文"};
	struct arena *arena = &ledger->arena;
	struct project *project = record_new(&type_project, arena);
	project->id = arena_printf(arena, "QP2021-%04u", n);
	project->call = "2021";
	project->track = "new";
	project->year = 2021;
	project->stage = stages[n % 3];
	project->reviewer = n % 2 ? "xujing" : "zhaoxiang";
	project->submitted_on = 18700 + (date_t)(n % 50);
	project->matching_committed = 10000000 + (money_t)n;
	project->duplicate_key = arena_printf(arena, "2021/%u", n);
	project->unit.name = arena_printf(arena, "上海青浦%s%u有限公司", n % 2 ? "精密机械" : "电子科技", n);
	project->unit.uscc = arena_printf(arena, "91310118%010u", n);
	project->leader.name = names[n % 4];
	project->results = "带徒传技，攻关创新。";
	return project;
}

void *
ledger_get(struct ledger *ledger, const struct record_type *type, uint32_t number)
{
	struct err err;
	void *record;
	cr_assert_eq(store_get(ledger->store, type, number, &ledger->arena, &record, &err), 0, "%s", err.message);
	return record;
}

struct entry
ledger_entry(struct ledger *ledger, const char *act)
{
	return (struct entry){
		.who = "S001",
		.role = "window",
		.from = "tty1",
		.act = act,
		.date = 18800,
		.assumed_today = DATE_NONE,
		.op = arena_printf(&ledger->arena, "op-%u", ++ledger->acts),
		.inputs = {{(unsigned char)ledger->acts, 1}},
	};
}

void
ledger_write(struct ledger *ledger, unsigned flags)
{
	struct err err;
	cr_assert_eq(store_write(ledger->store, flags, &err), 0, "%s", err.message);
}

void
ledger_entry_begin(struct ledger *ledger, const char *act)
{
	static struct entry entry;
	struct err err;
	entry = ledger_entry(ledger, act);
	cr_assert_eq(store_entry_begin(ledger->store, &entry, &err), 0, "%s", err.message);
}

void
ledger_entry_end(struct ledger *ledger)
{
	struct err err;
	cr_assert_eq(store_entry_end(ledger->store, NULL, &err), 0, "%s", err.message);
}

void
ledger_commit(struct ledger *ledger)
{
	struct err err;
	cr_assert_eq(store_commit(ledger->store, &err), 0, "%s", err.message);
}

static void
put_in_entry(struct ledger *ledger, void *record)
{
	struct err err;
	struct entry entry = ledger_entry(ledger, "intake");
	entry.type = ((struct record *)record)->type;
	entry.record = ((struct record *)record)->number;
	cr_assert_eq(store_entry_begin(ledger->store, &entry, &err), 0, "%s", err.message);
	cr_assert_eq(store_put(ledger->store, record, &err), 0, "%s", err.message);
	ledger_entry_end(ledger);
}

void
ledger_put(struct ledger *ledger, void *record)
{
	ledger_write(ledger, 0);
	put_in_entry(ledger, record);
	ledger_commit(ledger);
}

void
ledger_fill(struct ledger *ledger, unsigned from, unsigned count, unsigned flags)
{
	ledger_write(ledger, flags);
	for (unsigned n = from; n < from + count; n++)
		put_in_entry(ledger, ledger_project(ledger, n));
	ledger_commit(ledger);
}

void
ledger_verify(const char *dir)
{
	struct verify_report report;
	struct err err = {0};
	int rc = store_verify(dir, &report, NULL, NULL, &err);
	const struct fault *fault = report.faults.items;
	cr_assert_eq(rc, 0, "%s; %s: %s", err.message, fault ? fault->field : "", fault ? fault->message : "");
	faults_free(&report.faults);
}

uint64_t
ledger_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* ---- two folders compared, tree by tree */

static MDB_txn *
open_side(const char *place, MDB_env **env)
{
	MDB_txn *txn;
	struct stat st;
	cr_assert_eq(stat(place, &st), 0);
	unsigned flags = MDB_RDONLY | MDB_NOLOCK | (S_ISDIR(st.st_mode) ? 0 : MDB_NOSUBDIR);
	cr_assert_eq(mdb_env_create(env), 0);
	mdb_env_set_maxdbs(*env, 1000);
	cr_assert_eq(mdb_env_open(*env, place, flags, 0600), 0);
	cr_assert_eq(mdb_txn_begin(*env, NULL, MDB_RDONLY, &txn), 0);
	return txn;
}

static bool
equal(const MDB_val *a, const MDB_val *b)
{
	return a->mv_size == b->mv_size && memcmp(a->mv_data, b->mv_data, a->mv_size) == 0;
}

static bool
same_tree(MDB_txn *left, MDB_txn *right, const char *name, char *why, size_t size)
{
	MDB_dbi a, b;
	MDB_cursor *at, *beside;
	MDB_val key, value, other_key, other_value;
	if (mdb_dbi_open(left, name, 0, &a) || mdb_dbi_open(right, name, 0, &b)) {
		snprintf(why, size, "the tree '%s' is not in both", name);
		return false;
	}
	mdb_cursor_open(left, a, &at);
	mdb_cursor_open(right, b, &beside);
	int rc, other;
	unsigned row = 0;
	do {
		row++;
		rc = mdb_cursor_get(at, &key, &value, MDB_NEXT);
		other = mdb_cursor_get(beside, &other_key, &other_value, MDB_NEXT);
	} while (!rc && !other && equal(&key, &other_key) && equal(&value, &other_value));
	mdb_cursor_close(at);
	mdb_cursor_close(beside);
	if (rc == MDB_NOTFOUND && other == MDB_NOTFOUND)
		return true;
	snprintf(why, size, "the tree '%s' differs at its row %u", name, row);
	return false;
}

static bool
same_trees(MDB_txn *left, MDB_txn *right, char *why, size_t size)
{
	MDB_dbi names;
	MDB_cursor *cursor;
	MDB_val key, value;
	bool same = true;
	cr_assert_eq(mdb_dbi_open(left, NULL, 0, &names), 0);
	cr_assert_eq(mdb_cursor_open(left, names, &cursor), 0);
	while (same && mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0) {
		char name[64];
		snprintf(name, sizeof name, "%.*s", (int)key.mv_size, (const char *)key.mv_data);
		if (strcmp(name, "kept") != 0 && strcmp(name, "cache") != 0)
			same = same_tree(left, right, name, why, size);
	}
	mdb_cursor_close(cursor);
	return same;
}

bool
ledger_same(const char *left, const char *right, char *why, size_t size)
{
	MDB_env *a, *b;
	MDB_txn *left_txn = open_side(left, &a), *right_txn = open_side(right, &b);
	bool same = same_trees(left_txn, right_txn, why, size);
	mdb_txn_abort(left_txn);
	mdb_txn_abort(right_txn);
	mdb_env_close(a);
	mdb_env_close(b);
	return same;
}
