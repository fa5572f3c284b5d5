#include <config.h>

#include "cmd/files.h"

#include <string.h>

#include "cmd/grid.h"
#include "exchange/json.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_labels = {
	.name = "labels",
	.usage = "[LIST] [--json]",
	.summary = N_("lists the codes of code lists and what they are called"),
	.most = 1,
	.run = run,
};

enum { LISTS = 64 };

/* The lists that fields name, and those of the rules; each once. */
static size_t
gather(const struct rules *rules, const struct code_list *lists[LISTS])
{
	size_t count = 0;

	for (size_t i = 0; i < rules->codes.count && count < LISTS; i++)
		lists[count++] = &rules->codes.lists[i];
	for (struct record_type *const *type = record_types; *type; type++) {
		size_t columns_count;
		const struct column *columns = record_columns(*type, &columns_count);
		for (size_t i = 0; i < columns_count && count < LISTS; i++) {
			const struct code_list *list = columns[i].field->list ? codebook_list(&rules->codes, columns[i].field->list) : NULL;
			bool there = !list;
			for (size_t j = 0; j < count; j++)
				there = there || lists[j] == list;
			if (!there)
				lists[count++] = list;
		}
	}
	return count;
}

static int
add_code(struct command *command, struct grid *grid, struct json_list *out, const struct code_list *list, const struct code *code, struct err *err)
{
	struct json *object;

	if (!command->json) {
		grid_add(grid, list->name);
		grid_add(grid, code->code);
		grid_add(grid, words_in(code->label, command->lang));
		return 0;
	}
	object = json_new_object();
	json_put_text(object, "list", list->name);
	json_put_text(object, "code", code->code);
	json_put_text(object, "label", words_in(code->label, command->lang));
	json_put(object, "retired", json_new_flag(code->retired));
	return json_list_add(out, object, err);
}

static int
print(struct command *command, const struct rules *rules, struct err *err)
{
	const char *wanted = command->operand_count ? command->operands[0] : NULL;
	const struct code_list *lists[LISTS];
	size_t count = gather(rules, lists);
	struct grid grid = {.columns = 3};
	struct json_list out = {.out = stdout};
	bool found = false;

	for (size_t i = 0; i < count; i++) {
		if (wanted && strcmp(wanted, lists[i]->name) != 0)
			continue;
		found = true;
		for (size_t j = 0; j < lists[i]->count; j++)
			if (add_code(command, &grid, &out, lists[i], &lists[i]->codes[j], err) < 0)
				return -1;
	}
	if (!found)
		return err_set(err, ERR_USAGE, _("there is no code list '%s'"), wanted ? wanted : "");
	if (command->json)
		return json_list_end(&out, err);
	return grid_end(&grid, err);
}

static int
run(struct command *command, struct err *err)
{
	struct faults faults = {0};
	struct err why = {0};
	struct rules *rules = files_rules_chosen(command, &faults, &why);
	int result = -1;

	faults_free(&faults);
	if (rules)
		result = print(command, rules, err);
	else if (err)
		*err = why;
	if (rules)
		rules_free(rules);
	return result;
}
