#include <config.h>

#include "cmd/files.h"

#include <string.h>

#include "cmd/grid.h"
#include "exchange/json.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_rules = {
	.name = "rules",
	.usage = "check FILE | show [--json]",
	.summary = N_("checks a rules file, or shows every value with the clause it comes from"),
	.least = 1,
	.most = 2,
	.run = run,
};

static int
check(struct command *command, const char *path, struct err *err)
{
	struct faults faults = {0};
	struct err why = {0};
	struct rules *rules = files_rules(path, &faults, &why);
	int result = 0;

	if (rules)
		rules_free(rules);
	if (why.code != ERR_NONE) {
		if (err)
			*err = why;
		result = -1;
	} else {
		result = files_report(command, &faults, _("the rules are good"), err);
	}
	faults_free(&faults);
	return result;
}

/* The values on their way to the output. */
struct showing {
	bool json;
	struct grid grid;
	struct json_list list;
	struct err err;
	bool failed;
};

static void
show_value(void *user, const char *path, const char *value, const char *origin)
{
	struct showing *showing = user;
	struct json *object;

	if (!showing->json) {
		grid_add(&showing->grid, path);
		grid_add(&showing->grid, value);
		grid_add(&showing->grid, origin);
		return;
	}
	object = json_new_object();
	json_put_text(object, "path", path);
	json_put_text(object, "value", value);
	json_put_text(object, "origin", origin);
	if (showing->failed)
		json_drop(object);
	else
		showing->failed = json_list_add(&showing->list, object, &showing->err) < 0;
}

static int
show(struct command *command, struct err *err)
{
	struct showing showing = {.json = command->json, .grid = {.columns = 3}, .list = {.out = stdout}};
	struct faults faults = {0};
	struct err why = {0};
	struct rules *rules = files_rules_chosen(command, &faults, &why);

	faults_free(&faults);
	if (!rules) {
		if (err)
			*err = why;
		return -1;
	}
	rules_each_value(rules, show_value, &showing);
	rules_free(rules);
	if (!command->json)
		return grid_end(&showing.grid, err);
	if (!showing.failed)
		return json_list_end(&showing.list, err);
	if (err)
		*err = showing.err;
	return -1;
}

static int
run(struct command *command, struct err *err)
{
	const char *word = command->operands[0];

	if (strcmp(word, "show") == 0 && command->operand_count == 1)
		return show(command, err);
	if (strcmp(word, "check") == 0 && command->operand_count == 2)
		return check(command, command->operands[1], err);
	return err_set(err, ERR_USAGE, _("usage: shouxi %s %s"), cmd_rules.name, cmd_rules.usage);
}
