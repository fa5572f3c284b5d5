#include <config.h>

#include "cmd/cmd.h"

#include "cmd/grid.h"
#include "desk/casework.h"
#include "exchange/ics.h"
#include "exchange/json.h"
#include "exchange/outfile.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_todo = {
	.name = "todo",
	.usage = "[--ics FILE] [--json]",
	.summary = N_("shows what waits for this person, by deadline"),
	.options = (const struct option[]){
		{"ics", "FILE", N_("writes the deadlines as a calendar, '-' to standard output")},
		{0},
	},
	.run = run,
};

static struct json *
item_json(const struct todo_item *item)
{
	struct json *object = json_new_object();

	json_put_text(object, "kind", item->kind);
	json_put_text(object, "label", item->label);
	json_put_number(object, "count", (int64_t)item->count);
	json_put(object, "deadline", json_new_date(item->deadline));
	json_put(object, "overdue", json_new_flag(item->overdue));
	json_put_text(object, "records", item->type ? item->type->name : type_project.name);
	json_put_text(object, "where", item->where);
	json_put_text(object, "order", item->order);
	return object;
}

static void
print_item(struct grid *grid, const struct todo_item *item)
{
	char count[32], day[11];

	number_print(count, (int64_t)item->count);
	date_print(day, item->deadline);
	grid_add(grid, count);
	grid_add(grid, item->label);
	grid_add(grid, day);
	grid_add(grid, item->overdue ? _("overdue") : "");
	grid_add(grid, item->where ? item->where : "");
}

static int
write_calendar(struct command *command, const char *path, const struct todo_item *items, size_t count, struct err *err)
{
	struct outfile out;
	struct buf text = {0};

	ics_add(&text, desk_title(command->desk), desk_today(command->desk), items, count);
	if (outfile_open(&out, path, err) < 0) {
		buf_free(&text);
		return -1;
	}
	fwrite(text.data, 1, text.len, out.file);
	buf_free(&text);
	return outfile_commit(&out, err);
}

static int
run(struct command *command, struct err *err)
{
	const char *ics = command_option(command, "ics");
	struct json_list list = {.out = stdout};
	struct grid grid = {.columns = 5, .right = {true}};
	struct todo_item *items;
	size_t count;

	if (!command_desk(command, err))
		return -1;
	count = desk_todo(command->desk, &command->arena, &items);
	if (ics)
		return write_calendar(command, ics, items, count, err);
	for (size_t i = 0; i < count; i++) {
		if (!command->json)
			print_item(&grid, &items[i]);
		else if (json_list_add(&list, item_json(&items[i]), err) < 0)
			return -1;
	}
	if (command->json)
		return json_list_end(&list, err);
	if (!count)
		puts(_("nothing waits"));
	return grid_end(&grid, err);
}
