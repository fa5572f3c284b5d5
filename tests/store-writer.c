/* store-writer DIR WHO COUNT: COUNT acts (0: without end), each told on standard output as WHO-n once it is durable.
 * store-writer DIR WHO check: how many of the operations named on standard input are known.
 * For the tests that kill it, fill its disk, or let several write at once. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "record/types.h"
#include "store/store.h"

static int
act(struct store *store, const char *op, struct arena *arena, struct err *err)
{
	struct entry entry = {.who = "S001", .role = "window", .from = "", .act = "intake", .type = &type_project, .date = 18800,
		.assumed_today = DATE_NONE, .op = op};
	struct project *project = record_new(&type_project, arena);
	project->id = op;
	project->call = "2021";
	project->stage = "draft";
	project->unit.name = arena_printf(arena, "上海青浦%s有限公司", op);
	if (store_write(store, 0, err))
		return -1;
	if (store_entry_begin(store, &entry, err) || store_put(store, project, err) || store_entry_end(store, NULL, err)) {
		store_abort(store);
		return -1;
	}
	return store_commit(store, err);
}

static int
fail(const struct err *err)
{
	fprintf(stderr, "%d %s\n", (int)err->code, err->message);
	return 1;
}

static int
write_acts(struct store *store, const char *who, long count)
{
	struct arena arena = {0};
	struct err err;
	for (long i = 1; !count || i <= count; i++) {
		arena_reset(&arena);
		const char *op = arena_printf(&arena, "%s-%ld\n", who, i), *id = arena_strndup(&arena, op, strlen(op) - 1);
		if (act(store, id, &arena, &err)) {
			arena_free(&arena);
			return fail(&err);
		}
		if (write(STDOUT_FILENO, op, strlen(op)) < 0)
			break;
	}
	arena_free(&arena);
	return 0;
}

static int
check(struct store *store)
{
	char line[128];
	unsigned known = 0, unknown = 0;
	while (fgets(line, sizeof line, stdin)) {
		line[strcspn(line, "\n")] = '\0';
		if (store_op(store, line, NULL, NULL))
			known++;
		else
			unknown++;
	}
	printf("%u %u\n", known, unknown);
	return unknown != 0;
}

int
main(int argc, char **argv)
{
	struct store *store;
	struct err err;
	if (argc != 4)
		return 2;
	if (store_open(&store, argv[1], 0, &err))
		return fail(&err);
	store_sign(store, argv[2]);
	int status = strcmp(argv[3], "check") == 0 ? check(store) : write_acts(store, argv[2], atol(argv[3]));
	store_close(store);
	return status;
}
