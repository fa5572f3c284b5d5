/* Verbs killed at any moment: what was acknowledged is there, and the operation id tells of the rest. */
#include <config.h>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "hard.h"

HARD_SUITE(hard_kills, 600);

/* The operation again: whether it is known to be done. */
static bool
again(const char *op, const char *id, const char *note)
{
	json_t *result = hard_json(&office, 0, "--op", op, "do", "amend", id, note, NULL);
	bool already = json_is_true(json_object_get(result, "already"));

	json_decref(result);
	return already;
}

/* At its write, its sync and its truncation number N in turn. */
Test(hard_kills, an_act_killed_at_any_call_is_done_or_not_and_the_id_tells)
{
	int killed = 0;

	for (int after = 0; after < 40; after++) {
		char calls[32], op[32], note[32];
		int before = hard_revision(&office, "QP2021-0001");
		snprintf(calls, sizeof calls, "SHIM_AFTER=%d", after);
		snprintf(op, sizeof op, "kill-%d", after);
		snprintf(note, sizeof note, "note=%d", after);
		hard_shim(&office, office.records, "SHIM_ERROR=KILL", calls, NULL);
		struct run run = office_run(&office, "--op", op, "do", "amend", "QP2021-0001", note, NULL);
		hard_well(&office);
		cr_assert(run.status == 0 || run.status == 128 + SIGKILL, "after %d: %d %s", after, run.status, run.err);
		cr_assert(run.status == 0 || !*run.out, "after %d: killed, and said %s", after, run.out);
		int now = hard_revision(&office, "QP2021-0001");
		bool already = again(op, "QP2021-0001", note);
		cr_assert_eq(already, now == before + 1, "after %d", after);
		cr_assert(already || run.status != 0, "after %d: acknowledged and lost", after);
		cr_assert_eq(hard_revision(&office, "QP2021-0001"), before + 1, "after %d: done twice, or not at all", after);
		killed += run.status != 0;
		bool over = run.status == 0;
		run_free(&run);
		if (over)
			break;
	}
	cr_assert_gt(killed, 2, "it was hardly ever killed");
	office_must(&office, 0, "verify");
}

Test(hard_kills, an_import_killed_at_any_call_is_whole_or_not_there)
{
	int killed = 0;

	for (int after = 0; after < 200; after += after / 8 + 1) {
		struct office other;
		char calls[32];
		hard_begin(&other, false);
		snprintf(calls, sizeof calls, "SHIM_AFTER=%d", after);
		hard_shim(&other, other.records, "SHIM_ERROR=KILL", calls, NULL);
		struct run run = office_run(&other, "import", "applications", test_source("tests/data/applications-2021.csv"), NULL);
		hard_well(&other);
		json_t *rows = hard_json(&other, 0, "list", "projects", NULL);
		size_t count = json_array_size(rows);
		cr_expect(count == 46 || (count == 0 && run.status != 0), "after %d: ended with %d and %zu rows", after, run.status, count);
		json_decref(rows);
		office_must(&other, 0, "verify");
		killed += run.status != 0;
		bool over = run.status == 0;
		run_free(&run);
		office_close(&other);
		if (over)
			break;
	}
	cr_assert_gt(killed, 1);
}

/* ---- at any moment of time */

struct verb {
	pid_t pid;
	int out;
	char id[24], op[32], note[40];
};

static void
start(struct verb *verb)
{
	int ends[2];
	posix_spawn_file_actions_t actions;
	const char *argv[] = {test_built("shouxi"), "--env", office.records, "--today", office.today, "--op", verb->op, "do", "amend", verb->id,
		verb->note, "--json", NULL};

	cr_assert_eq(pipe2(ends, O_CLOEXEC), 0);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
	cr_assert_eq(posix_spawn(&verb->pid, argv[0], &actions, NULL, (char **)argv, environ), 0);
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	verb->out = ends[0];
}

/* Whether it had answered before it was killed. */
static bool
reap(struct verb *verb)
{
	char said[4096];
	size_t len = 0;
	ssize_t got;

	while ((got = read(verb->out, said + len, sizeof said - 1 - len)) > 0)
		len += (size_t)got;
	said[len] = '\0';
	close(verb->out);
	waitpid(verb->pid, NULL, 0);
	return strstr(said, "\"revision\"") != NULL;
}

enum { AT_ONCE = 4 };

/* Four verbs side by side, two of them on one project. */
static void
start_round(int round, struct verb verbs[AT_ONCE])
{
	for (int i = 0; i < AT_ONCE; i++) {
		snprintf(verbs[i].id, sizeof verbs[i].id, "QP2021-%04d", 1 + (i ? i - 1 : 0));
		snprintf(verbs[i].op, sizeof verbs[i].op, "round-%d-%d", round, i);
		snprintf(verbs[i].note, sizeof verbs[i].note, "note=%d.%d", round, i);
		start(&verbs[i]);
	}
}

/* How long they take when nobody kills them, in nanoseconds: a checker makes it much longer. */
static long
usual_time(int round)
{
	struct verb verbs[AT_ONCE];
	struct timespec from, to;

	clock_gettime(CLOCK_MONOTONIC, &from);
	start_round(round, verbs);
	for (int i = 0; i < AT_ONCE; i++)
		cr_assert(reap(&verbs[i]));
	clock_gettime(CLOCK_MONOTONIC, &to);
	return (to.tv_sec - from.tv_sec) * 1000000000 + to.tv_nsec - from.tv_nsec;
}

/* Each is killed after a time of its own, the last at twice the usual time at most. */
static void
round_of_kills(int round, long usual, unsigned long *state, int *acknowledged, int *lost)
{
	struct verb verbs[AT_ONCE];

	start_round(round, verbs);
	for (int i = 0; i < AT_ONCE; i++) {
		*state = *state * 6364136223846793005u + 1442695040888963407u;
		long pause = (long)((*state >> 33) % 1000) * (usual / 1000) * 2 / AT_ONCE;
		struct timespec time = {.tv_sec = pause / 1000000000, .tv_nsec = pause % 1000000000};
		nanosleep(&time, NULL);
		kill(verbs[i].pid, SIGKILL);
	}
	for (int i = 0; i < AT_ONCE; i++) {
		bool said = reap(&verbs[i]), known = again(verbs[i].op, verbs[i].id, verbs[i].note);
		*acknowledged += said;
		*lost += said && !known;
	}
}

Test(hard_kills, two_hundred_kills_of_real_verbs_lose_nothing_acknowledged)
{
	int acknowledged = 0, lost = 0, rounds = test_skips("soak") ? 3 : 50;
	long usual = usual_time(rounds);
	unsigned long state = 7;

	for (int round = 0; round < rounds; round++)
		round_of_kills(round, usual, &state, &acknowledged, &lost);
	cr_expect_eq(lost, 0, "%d of %d acknowledged were lost", lost, acknowledged);
	cr_expect_gt(acknowledged, 0);
	cr_expect_lt(acknowledged, rounds * AT_ONCE, "none was killed in time");
	/* each was done once: by the first or by its repetition */
	cr_expect_eq(hard_revision(&office, "QP2021-0001"), 1 + 2 * (rounds + 1));
	cr_expect_eq(hard_revision(&office, "QP2021-0002"), 2 + rounds);
	cr_expect_eq(hard_revision(&office, "QP2021-0003"), 2 + rounds);
	office_must(&office, 0, "verify");
	char *all = hard_everything(&office);
	office_must(&office, 0, "rebuild", "--into", office_file(&office, "rebuilt"));
	snprintf(office.records, sizeof office.records, "%s", office_file(&office, "rebuilt"));
	char *rebuilt = hard_everything(&office);
	cr_expect_str_eq(rebuilt, all);
	free(all);
	free(rebuilt);
}
