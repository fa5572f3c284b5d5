#include <config.h>

#include "cmd/cmd.h"

#include <string.h>

#include "cmd/grid.h"
#include "cmd/records.h"
#include "desk/query.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_list = {
	.name = "list",
	.usage = "RECORDS [--where QUERY] [--columns A,B] [--order COLUMN] [--json]",
	.summary = N_("lists projects, calls, staff and other records"),
	.help = N_("RECORDS: projects calls staff assessments obligations payments orders and more; a wrong name lists them all.\n"
		"QUERY narrows as in the screens: '镇:朱家角 状态:待初审 配套>100000 淀湖'; words match texts, pinyin and initials."),
	.options = (const struct option[]){
		{"where", "QUERY", N_("only those that pass the filter")},
		{"columns", "A,B", N_("these fields, by name")},
		{"order", "COLUMN", N_("ordered by an indexed field")},
		{0},
	},
	.least = 1,
	.most = 1,
	.run = run,
};

enum { WALKED = 256 };

struct listing {
	const struct record_type *type;
	const struct field_context *context;
	struct out_column *columns;
	size_t count;
	bool id;               /* the public id is no field: it stands first */
	bool json;
	struct grid grid;
	struct json_list out;
};

static int
choose_columns(struct command *command, struct listing *listing, const struct record_list *list, struct err *err)
{
	const char *wanted = command_option(command, "columns");
	const char *const *names = list->columns;
	size_t count = 0;

	if (wanted)
		names = split_names(wanted, &command->arena, &count);
	else
		while (names[count])
			count++;
	if (columns_choose(command->desk, list->type, names, count, &command->arena, &listing->columns, &listing->count, err) < 0)
		return -1;
	if (listing->count + 1 > GRID_COLUMNS)
		return err_set(err, ERR_USAGE, _("a list has %d columns at most"), GRID_COLUMNS - 1);
	for (size_t i = 0; i < listing->count && !wanted; i++) {
		/* in the usual list the names stand for unit and leader */
		const struct column *column = listing->columns[i].column;
		if (column && strcmp(column->path, "unit.name") == 0)
			listing->columns[i].name = "unit";
		if (column && strcmp(column->path, "leader.name") == 0)
			listing->columns[i].name = "leader";
	}
	listing->id = !list->type->id;
	return 0;
}

static void
print_header(struct listing *listing)
{
	listing->grid.columns = listing->count + listing->id;
	if (listing->id)
		grid_add(&listing->grid, _("Number"));
	for (size_t i = 0; i < listing->count; i++) {
		listing->grid.right[i + listing->id] = listing->columns[i].field->kind->right;
		grid_add(&listing->grid, listing->columns[i].title);
	}
}

static void
print_row(struct listing *listing, const void *record, struct arena *arena)
{
	struct buf text = {0};

	if (listing->id)
		grid_add(&listing->grid, record_id(record, arena));
	for (size_t i = 0; i < listing->count; i++) {
		buf_clear(&text);
		column_print(&listing->columns[i], record, listing->context, PRINT_SCREEN, &text);
		grid_add(&listing->grid, buf_text(&text));
	}
	buf_free(&text);
}

static int
row_json(struct listing *listing, const void *record, struct arena *arena, struct err *err)
{
	struct json *object = json_new_object();

	json_put_text(object, "id", record_id(record, arena));
	columns_json(listing->columns, listing->count, record, listing->context, object);
	json_put_number(object, "revision", ((const struct record *)record)->revision);
	return json_list_add(&listing->out, object, err);
}

/* A damaged record is told, and is no reason to keep the others back. */
static int
pass_over(struct command *command, const struct err *why, struct err *err)
{
	if (why->code == ERR_DAMAGED) {
		command->status = command_tell(why);
		return 0;
	}
	if (err)
		*err = *why;
	return -1;
}

static int
print_row_of(struct command *command, struct listing *listing, uint32_t number, struct arena *arena, struct err *err)
{
	struct err why = {0};
	void *record;

	arena_reset(arena);
	if (desk_get_number(command->desk, listing->type, number, arena, &record, &why) < 0)
		return pass_over(command, &why, err);
	if (listing->json)
		return row_json(listing, record, arena, err);
	print_row(listing, record, arena);
	return 0;
}

static int
print_rows(struct command *command, struct query *query, struct listing *listing, struct err *err)
{
	uint32_t numbers[WALKED];
	struct row_place places[WALKED], last, *from = NULL;
	struct arena arena = {0};
	int result = 0;
	size_t got;

	while (result == 0 && (got = query_walk(query, from, false, true, WALKED, numbers, places)) > 0) {
		for (size_t i = 0; i < got && result == 0; i++)
			result = print_row_of(command, listing, numbers[i], &arena, err);
		last = places[got - 1];
		from = &last;
	}
	arena_free(&arena);
	return result;
}

static int
run(struct command *command, struct err *err)
{
	const struct record_list *list = records_named(command->operands[0], err);
	struct listing listing = {.json = command->json, .out = {.out = stdout}};
	struct query_spec spec = {.where = command_option(command, "where"), .order = command_option(command, "order")};
	struct desk *desk = list ? command_desk(command, err) : NULL;
	struct query *query;
	int result;

	if (!desk || choose_columns(command, &listing, list, err) < 0)
		return -1;
	listing.type = spec.type = list->type;
	listing.context = desk_context(desk);
	if (query_open(desk, &spec, &query, err) < 0) {
		if (err && err->code == ERR_INPUT)
			err->code = ERR_USAGE;
		return -1;
	}
	if (!listing.json)
		print_header(&listing);
	result = print_rows(command, query, &listing, err);
	query_close(query);
	if (!listing.json && grid_end(&listing.grid, result == 0 ? err : NULL) < 0)
		result = -1;
	if (listing.json && result == 0)
		result = json_list_end(&listing.out, err);
	return result;
}
