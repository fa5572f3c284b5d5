/* The map of the records when it is outgrown: by the session itself, and by another one.  64 GiB of address space stand in the way
 * of meeting that, so here it begins with 4 MiB. */
#include <config.h>

#include "ledger.h"

#include <criterion/criterion.h>
#include <lmdb.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

LEDGER_SUITE(store_map, 600);

enum { SMALL = 4 << 20, MANY = 4000, FEW = 20 };

int __real_mdb_env_set_mapsize(MDB_env *env, size_t size);
int __wrap_mdb_env_set_mapsize(MDB_env *env, size_t size);

int
__wrap_mdb_env_set_mapsize(MDB_env *env, size_t size)
{
	return __real_mdb_env_set_mapsize(env, size > (size_t)1 << 30 ? SMALL : size);
}

static off_t
size_of_records(void)
{
	struct stat st;
	cr_assert_eq(stat(arena_printf(&l.arena, "%s/data.mdb", l.dir), &st), 0);
	return st.st_size;
}

/* One write of new projects, as an act does it; what became of it. */
static int
try_to_fill(unsigned from, unsigned count, unsigned flags, struct err *err)
{
	int rc = store_write(l.store, flags, err);
	if (rc)
		return rc;
	for (unsigned n = from; n < from + count && !rc; n++) {
		struct entry entry = ledger_entry(&l, "intake");
		struct project *project = ledger_project(&l, n);
		entry.type = &type_project;
		rc = store_entry_begin(l.store, &entry, err);
		rc = rc ? rc : store_put(l.store, project, err);
		rc = rc ? rc : store_entry_end(l.store, NULL, err);
	}
	if (!rc)
		return store_commit(l.store, err);
	store_abort(l.store);
	return rc;
}

/* The map is twice as large each time, so the same is done again until it fits. */
static void
outgrow(unsigned flags)
{
	struct err err = {0};
	int refused = 0;
	ledger_fill(&l, 1, FEW, 0);
	uint64_t entries = store_last_entry(l.store);
	while (refused < 10 && try_to_fill(FEW + 1, MANY, flags, &err)) {
		cr_assert_eq(err.code, ERR_SPACE, "%s", err.message);
		cr_assert(strstr(err.message, "have outgrown their map; nothing was saved: do it again"), "%s", err.message);
		cr_assert_eq(store_count(l.store, &type_project), FEW);
		cr_assert_eq(store_last_entry(l.store), entries);
		refused++;
	}
	cr_assert_gt(refused, 0, "the map was never outgrown");
	cr_assert_lt(refused, 10, "%s", err.message);
	cr_assert_eq(store_count(l.store, &type_project), FEW + MANY);
	ledger_shut(&l);
	ledger_verify(l.dir);
}

Test(store_map, a_write_too_large_for_the_map_saves_nothing_and_finds_room_when_it_is_done_again)
{
	outgrow(0);
}

Test(store_map, so_does_an_import)
{
	outgrow(STORE_BULK);
}

Test(store_map, small_writes_never_meet_its_end)
{
	for (unsigned n = 0; size_of_records() < 3 * SMALL; n++) {
		struct err err = {0};
		cr_assert_eq(try_to_fill(n * FEW + 1, FEW, 0, &err), 0, "after %u: %s", n * FEW, err.message);
		cr_assert_lt(n, 10000);
	}
	ledger_shut(&l);
	ledger_verify(l.dir);
}

/* Others grew the records past this session's map, in a process of their own. */
static void
others_fill(unsigned from, unsigned count)
{
	int status, ends[2];
	ledger_shut(&l);
	cr_assert_eq(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		char go;
		alarm(300); /* a failure in here must not be waited for */
		close(ends[1]);
		ssize_t got = read(ends[0], &go, 1);
		ledger_again(&l);
		for (unsigned n = from; got == 1 && n < from + count; n += FEW)
			ledger_fill(&l, n, FEW, 0);
		ledger_shut(&l);
		_exit(0);
	}
	ledger_again(&l);
	cr_assert_eq(write(ends[1], "", 1), 1);
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0, "the other session ended with %d", status);
	close(ends[0]);
	close(ends[1]);
}

Test(store_map, what_others_wrote_past_this_sessions_map_is_read)
{
	ledger_fill(&l, 1, FEW, 0);
	others_fill(FEW + 1, MANY);
	cr_assert_gt(size_of_records(), SMALL);
	cr_assert_eq(store_count(l.store, &type_project), FEW + MANY);
	struct project *last = ledger_get(&l, &type_project, FEW + MANY);
	cr_assert_str_eq(last->id, ledger_project(&l, FEW + MANY)->id);
}

Test(store_map, and_written_behind)
{
	ledger_fill(&l, 1, FEW, 0);
	others_fill(FEW + 1, MANY);
	ledger_fill(&l, FEW + MANY + 1, FEW, 0);
	cr_assert_eq(store_count(l.store, &type_project), FEW + MANY + FEW);
	ledger_shut(&l);
	ledger_verify(l.dir);
}
