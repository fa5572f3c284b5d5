#include <config.h>

#include "cmd/cmd.h"

#include "cmd/grid.h"
#include "desk/casework.h"
#include "exchange/json.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_stats = {
	.name = "stats",
	.usage = "[--by town|stage|year|track|…] [--where QUERY] [--json]",
	.summary = N_("counts projects and sums their matching funds"),
	.options = (const struct option[]){
		{"by", "COLUMN", N_("one line for each town, stage, year, track")},
		{"where", "QUERY", N_("only those that pass the filter")},
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
