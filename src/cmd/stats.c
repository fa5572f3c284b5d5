#include <config.h>

#include "cmd/cmd.h"

#include "cmd/grid.h"
#include "desk/casework.h"
#include "desk/ledger.h"
#include "exchange/json.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_stats = {
	.name = "stats",
	.usage = "[--by town|stage|year|track|…] [--where QUERY] | --money [--by fund|year|town|payee|payment|call] | --target [--json]",
	.summary = N_("counts projects and sums their matching funds"),
	.help = N_("With --money it sums what is due and what was paid of it; with --target it counts recognised projects towards the aim."),
	.options = (const struct option[]){
		{"by", "COLUMN", N_("one line for each town, stage, year, track")},
		{"where", "QUERY", N_("only those that pass the filter")},
		{"money", NULL, N_("sums of money due and paid")},
		{"target", NULL, N_("how far the aim is reached")},
		{0},
	},
	.run = run,
};

static struct json *
row_json(const struct stat_row *row)
{
	struct json *object = json_new_object();

	json_put_text(object, "code", row->code);
	json_put_text(object, "label", row->label);
	json_put_number(object, "count", (int64_t)row->count);
	json_put(object, "matching", json_new_money(row->matching));
	json_put_text(object, "where", row->where);
	return object;
}

static void
print_row(struct grid *grid, const struct stat_row *row)
{
	char count[32], money[32];

	number_print(count, (int64_t)row->count);
	money_print(money, row->matching);
	grid_add(grid, row->label);
	grid_add(grid, count);
	grid_add(grid, money);
}

/* ---- money */

static struct json *
money_json(const struct money_row *row)
{
	struct json *object = json_new_object();

	json_put_text(object, "code", row->code);
	json_put_text(object, "label", row->label);
	json_put_number(object, "count", (int64_t)row->count);
	json_put(object, "due", json_new_money(row->due));
	json_put(object, "paid", json_new_money(row->paid));
	json_put_text(object, "where", row->where);
	return object;
}

static void
print_money(struct grid *grid, const struct money_row *row)
{
	char text[32];

	grid_add(grid, row->label);
	number_print(text, (int64_t)row->count);
	grid_add(grid, text);
	money_print(text, row->due);
	grid_add(grid, text);
	money_print(text, row->paid);
	grid_add(grid, text);
}

static int
run_money(struct command *command, const char *by, struct err *err)
{
	struct json_list list = {.out = stdout};
	struct grid grid = {.columns = 4, .right = {false, true, true, true}};
	struct money_row *rows;
	size_t count;

	if (desk_money(command->desk, by ? by : "fund", &command->arena, &rows, &count, err) < 0) {
		if (err && err->code == ERR_INPUT)
			err->code = ERR_USAGE;
		return -1;
	}
	for (size_t i = 0; i < count; i++) {
		if (!command->json)
			print_money(&grid, &rows[i]);
		else if (json_list_add(&list, money_json(&rows[i]), err) < 0)
			return -1;
	}
	return command->json ? json_list_end(&list, err) : grid_end(&grid, err);
}

/* ---- the aim */

static int
target_json(const struct target_progress *progress, struct err *err)
{
	struct json *object = json_new_object(), *rows = json_new_array();

	json_put_number(object, "target", progress->wanted);
	json_put_number(object, "from", progress->from_year);
	json_put_number(object, "to", progress->to_year);
	json_put_number(object, "awarded", (int64_t)progress->awarded);
	json_put_number(object, "units", (int64_t)progress->units);
	json_put_number(object, "cancelled", (int64_t)progress->cancelled);
	for (size_t i = 0; i < progress->count; i++)
		json_add(rows, row_json(&progress->rows[i]));
	json_put(object, "rows", rows);
	return json_write(object, true, stdout, err);
}

static int
run_target(struct command *command, struct err *err)
{
	struct target_progress *progress = arena_alloc(&command->arena, sizeof *progress);
	struct grid grid = {.columns = 2, .right = {false, true}};
	char count[32];

	if (desk_target(command->desk, &command->arena, progress, err) < 0)
		return -1;
	if (command->json)
		return target_json(progress, err);
	for (size_t i = 0; i < progress->count; i++) {
		number_print(count, (int64_t)progress->rows[i].count);
		grid_add(&grid, progress->rows[i].label);
		grid_add(&grid, count);
	}
	printf(_("%d-%d: %llu of %d projects, %llu units, cancelled %llu\n"), progress->from_year, progress->to_year,
		(unsigned long long)progress->awarded, progress->wanted, (unsigned long long)progress->units, (unsigned long long)progress->cancelled);
	return grid_end(&grid, err);
}

static int
run(struct command *command, struct err *err)
{
	const char *by = command_option(command, "by");
	struct json_list list = {.out = stdout};
	struct grid grid = {.columns = 3, .right = {false, true, true}};
	struct stat_row *rows;
	size_t count;

	if (!command_desk(command, err))
		return -1;
	if (command_option(command, "money"))
		return run_money(command, by, err);
	if (command_option(command, "target"))
		return run_target(command, err);
	if (desk_stats(command->desk, by ? by : "stage", command_option(command, "where"), true, &command->arena, &rows, &count, err) < 0) {
		if (err && err->code == ERR_INPUT)
			err->code = ERR_USAGE;
		return -1;
	}
	for (size_t i = 0; i < count; i++) {
		if (!command->json)
			print_row(&grid, &rows[i]);
		else if (json_list_add(&list, row_json(&rows[i]), err) < 0)
			return -1;
	}
	if (command->json)
		return json_list_end(&list, err);
	return grid_end(&grid, err);
}
