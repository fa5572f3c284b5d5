/* One act that lasts beside the same writes in raw LMDB.
 * usage: act OFFICE TWIN COUNT
 * TWIN is a copy of OFFICE.  Each act is done on OFFICE through the desk, while what it writes is noted; then the same keys and values are
 * written to TWIN by LMDB alone, in one transaction as well.  In turn, so that both meet the same disk.  Prints medians in microseconds. */
#include <config.h>

#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk/act.h"
#include "timing.h"

enum { WARM = 5 };

enum { TREES_MOST = 512 };

struct write {
	char tree[32];
	bool del;
	size_t key, key_len, value, value_len; /* places in `bytes` */
};

static struct {
	bool on;
	struct write *items;
	size_t count, cap;
	struct buf bytes;
	char trees[TREES_MOST][32]; /* names by number, as they were opened */
} noted;

static void
stop(const char *what, const char *why)
{
	fprintf(stderr, "act: %s: %s\n", what, why);
	exit(1);
}

static void
check(int rc)
{
	if (rc)
		stop("lmdb", mdb_strerror(rc));
}

/* ---- what the store writes, seen by the linker's --wrap */

int __real_mdb_dbi_open(MDB_txn *txn, const char *name, unsigned flags, MDB_dbi *dbi);
int __wrap_mdb_dbi_open(MDB_txn *txn, const char *name, unsigned flags, MDB_dbi *dbi);
int __real_mdb_put(MDB_txn *txn, MDB_dbi dbi, MDB_val *key, MDB_val *value, unsigned flags);
int __wrap_mdb_put(MDB_txn *txn, MDB_dbi dbi, MDB_val *key, MDB_val *value, unsigned flags);
int __real_mdb_del(MDB_txn *txn, MDB_dbi dbi, MDB_val *key, MDB_val *value);
int __wrap_mdb_del(MDB_txn *txn, MDB_dbi dbi, MDB_val *key, MDB_val *value);
int __real_mdb_cursor_put(MDB_cursor *cursor, MDB_val *key, MDB_val *value, unsigned flags);
int __wrap_mdb_cursor_put(MDB_cursor *cursor, MDB_val *key, MDB_val *value, unsigned flags);
int __real_mdb_cursor_del(MDB_cursor *cursor, unsigned flags);
int __wrap_mdb_cursor_del(MDB_cursor *cursor, unsigned flags);

static void
note(MDB_dbi dbi, bool del, const MDB_val *key, const MDB_val *value)
{
	if (!noted.on)
		return;
	if (noted.count == noted.cap) {
		noted.cap = noted.cap ? noted.cap * 2 : 64;
		noted.items = xrealloc(noted.items, noted.cap, sizeof *noted.items);
	}
	struct write *write = &noted.items[noted.count++];
	*write = (struct write){.del = del, .key = noted.bytes.len, .key_len = key->mv_size};
	snprintf(write->tree, sizeof write->tree, "%s", noted.trees[dbi]);
	buf_add(&noted.bytes, key->mv_data, key->mv_size);
	write->value = noted.bytes.len;
	if (del)
		return;
	write->value_len = value->mv_size;
	if (value->mv_size)
		buf_add(&noted.bytes, value->mv_data, value->mv_size);
}

int
__wrap_mdb_dbi_open(MDB_txn *txn, const char *name, unsigned flags, MDB_dbi *dbi)
{
	int rc = __real_mdb_dbi_open(txn, name, flags, dbi);

	if (!rc && name && *dbi < TREES_MOST)
		snprintf(noted.trees[*dbi], sizeof noted.trees[*dbi], "%s", name);
	return rc;
}

int
__wrap_mdb_put(MDB_txn *txn, MDB_dbi dbi, MDB_val *key, MDB_val *value, unsigned flags)
{
	note(dbi, false, key, value);
	return __real_mdb_put(txn, dbi, key, value, flags);
}

int
__wrap_mdb_del(MDB_txn *txn, MDB_dbi dbi, MDB_val *key, MDB_val *value)
{
	note(dbi, true, key, value);
	return __real_mdb_del(txn, dbi, key, value);
}

int
__wrap_mdb_cursor_put(MDB_cursor *cursor, MDB_val *key, MDB_val *value, unsigned flags)
{
	note(mdb_cursor_dbi(cursor), false, key, value);
	return __real_mdb_cursor_put(cursor, key, value, flags);
}

int
__wrap_mdb_cursor_del(MDB_cursor *cursor, unsigned flags)
{
	MDB_val key, value;

	if (mdb_cursor_get(cursor, &key, &value, MDB_GET_CURRENT) == 0)
		note(mdb_cursor_dbi(cursor), true, &key, &value);
	return __real_mdb_cursor_del(cursor, flags);
}

/* ---- the raw side */

struct raw {
	MDB_env *env;
	MDB_dbi trees[TREES_MOST];
	char names[TREES_MOST][32];
	size_t count;
};

static void
raw_open(struct raw *raw, const char *dir)
{
	check(mdb_env_create(&raw->env));
	check(mdb_env_set_mapsize(raw->env, (size_t)64 << 30));
	check(mdb_env_set_maxdbs(raw->env, TREES_MOST));
	check(mdb_env_open(raw->env, dir, 0, 0600));
}

/* Trees are opened once, outside of what is timed. */
static void
raw_trees(struct raw *raw)
{
	MDB_txn *txn;

	check(mdb_txn_begin(raw->env, NULL, 0, &txn));
	for (size_t i = 0; i < TREES_MOST; i++) {
		if (!*noted.trees[i])
			continue;
		snprintf(raw->names[raw->count], sizeof raw->names[0], "%s", noted.trees[i]);
		check(__real_mdb_dbi_open(txn, noted.trees[i], MDB_CREATE, &raw->trees[raw->count++]));
	}
	check(mdb_txn_commit(txn));
}

static MDB_dbi
raw_tree(const struct raw *raw, const char *name)
{
	for (size_t i = 0; i < raw->count; i++)
		if (strcmp(raw->names[i], name) == 0)
			return raw->trees[i];
	stop("no such tree", name);
	return 0;
}

static void
raw_write(struct raw *raw, const MDB_dbi *trees)
{
	MDB_txn *txn;

	check(mdb_txn_begin(raw->env, NULL, 0, &txn));
	for (size_t i = 0; i < noted.count; i++) {
		const struct write *write = &noted.items[i];
		MDB_val key = {write->key_len, noted.bytes.data + write->key}, value = {write->value_len, noted.bytes.data + write->value};
		int rc = write->del ? __real_mdb_del(txn, trees[i], &key, NULL) : __real_mdb_put(txn, trees[i], &key, &value, 0);
		check(rc == MDB_NOTFOUND ? 0 : rc);
	}
	check(mdb_txn_commit(txn));
}

/* ---- acts */

/* A person of one's own for each intake. */
static const char *
person_number(struct arena *arena, int number)
{
	static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	char *text = arena_printf(arena, "110101%04d%02d%02d%03d0", 1970 + number / 336 % 20, 1 + number / 28 % 12, 1 + number % 28, 100 + number / 6720 % 900);
	int sum = 0;

	for (int i = 0; i < 17; i++)
		sum += weights[i] * (text[i] - '0');
	text[17] = "10X98765432"[sum % 11];
	return text;
}

static void
intake(struct desk *desk, struct arena *arena, int number, const char **id)
{
	const struct act_input inputs[] = {
		{"project.track", "new"}, {"unit.name", "上海淀湖精密模具科技有限公司"}, {"unit.uscc", "91310118MA10000174"}, {"unit.nature", "企业"},
		{"project.reviewer", "朱家角镇"}, {"leader.name", "单洋欣"}, {"leader.resident_id", person_number(arena, number)},
		{"leader.occupation", "钳工"}, {"leader.level", "技师"}, {"leader.appointed_from", "2020-01-01"}, {"leader.appointed_to", "2025-12-31"},
		{"project.matching_committed", "200000"}, {"project.studio_name", "单洋欣首席技师工作室"},
	};
	struct act_request request = {.act = act_named("intake"), .inputs = inputs, .input_count = sizeof inputs / sizeof *inputs, .date = DATE_NONE};
	struct act_result result;
	struct err err = {0};

	if (desk_do(desk, &request, arena, &result, &err) < 0)
		stop("intake", err.message);
	faults_free(&result.faults);
	*id = result.id;
}

static void
amend(struct desk *desk, struct arena *arena, int number, const char **id)
{
	const struct act_input input = {"project.note", arena_printf(arena, "补 %d", number)};
	struct act_request request = {.act = act_named("amend"), .target = *id, .inputs = &input, .input_count = 1, .date = DATE_NONE};
	struct act_result result;
	struct err err = {0};

	if (desk_do(desk, &request, arena, &result, &err) < 0)
		stop("amend", err.message);
	faults_free(&result.faults);
}

typedef void do_act(struct desk *desk, struct arena *arena, int number, const char **id);

static void
measure(const char *name, do_act *act, struct desk *desk, struct raw *raw, int count, const char **id)
{
	struct arena arena = {0};
	double *ours = xcalloc((size_t)count, sizeof *ours), *theirs = xcalloc((size_t)count, sizeof *theirs);
	static int number;

	for (int i = -WARM; i < count; i++) {
		double begun, done;
		MDB_dbi *trees;
		noted.count = 0;
		buf_clear(&noted.bytes);
		noted.on = true;
		begun = timing_now();
		act(desk, &arena, number++, id);
		done = timing_now();
		noted.on = false;
		if (!raw->count)
			raw_trees(raw);
		trees = xcalloc(noted.count, sizeof *trees);
		for (size_t j = 0; j < noted.count; j++)
			trees[j] = raw_tree(raw, noted.items[j].tree);
		if (i >= 0)
			ours[i] = done - begun;
		begun = timing_now();
		raw_write(raw, trees);
		if (i >= 0)
			theirs[i] = timing_now() - begun;
		free(trees);
	}
	printf("%s %.1f %.1f %zu\n", name, timing_median(ours, count), timing_median(theirs, count), noted.count);
	free(ours);
	free(theirs);
}

int
main(int argc, char **argv)
{
	struct desk *desk;
	struct raw raw = {0};
	struct err err = {0};
	const char *id = "";

	if (argc != 4)
		stop("usage", "act OFFICE TWIN COUNT");
	int count = atoi(argv[3]);
	struct desk_options options = {.dir = argv[1], .from = "bench", .today = DATE_NONE, .as_of = DATE_NONE};
	if (desk_open(&desk, &options, &err) < 0)
		stop(argv[1], err.message);
	raw_open(&raw, argv[2]);
	measure("intake", intake, desk, &raw, count, &id);
	measure("amend", amend, desk, &raw, count, &id);
	mdb_env_close(raw.env);
	desk_close(desk);
	free(noted.items);
	buf_free(&noted.bytes);
	return 0;
}
