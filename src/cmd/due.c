#include <config.h>

#include "cmd/cmd.h"

#include "cmd/grid.h"
#include "desk/ledger.h"
#include "exchange/json.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_due = {
	.name = "due",
	.usage = "[--state STATE] [--json]",
	.summary = N_("shows what is due to each project, and why"),
	.help = N_("STATE is due, part, paid, nothing or stopped; without it everything is shown that was ever due, or was not and why."),
	.options = (const struct option[]){
		{"state", "STATE", N_("only what is in this state")},
		{0},
	},
	.run = run,
};

struct due_output {
	struct desk *desk;
	struct json_list list;
	struct grid grid;
	uint64_t count;
};

static struct words
because_of(const struct obligation *obligation)
{
	return (struct words){.zh = obligation->because_zh, .en = obligation->because_en};
}

static int
add_json(void *user, const struct due_row *row, struct err *err)
{
	struct due_output *printing = user;
	const struct obligation *obligation = row->obligation;
	struct json *object = json_new_object();

	json_put_text(object, "project", row->project);
	json_put_text(object, "payment", obligation->payment);
	json_put_text(object, "payee", obligation->payee);
	json_put(object, "amount", json_new_money(obligation->amount));
	json_put(object, "paid", json_new_money(obligation->paid));
	json_put_text(object, "fund", obligation->fund);
	json_put_text(object, "clause", obligation->clause);
	json_put_number(object, "year", obligation->year);
	json_put_number(object, "budget_year", obligation->budget_year);
	json_put_text(object, "status", obligation->state);
	json_put_text(object, "because", words_in(because_of(obligation), words_lang()));
	return json_list_add(&printing->list, object, err);
}

static int
add_line(void *user, const struct due_row *row, struct err *err)
{
	struct due_output *printing = user;
	struct desk *desk = printing->desk;
	const struct obligation *obligation = row->obligation;
	char text[32];

	(void)err;
	printing->count++;
	grid_add(&printing->grid, row->project);
	grid_add(&printing->grid, desk_label(desk, "payee", obligation->payee));
	money_print(text, obligation->amount);
	grid_add(&printing->grid, text);
	money_print(text, obligation->paid);
	grid_add(&printing->grid, text);
	grid_add(&printing->grid, desk_label(desk, "fund", obligation->fund));
	snprintf(text, sizeof text, "%d", (int)obligation->year);
	grid_add(&printing->grid, text);
	grid_add(&printing->grid, desk_label(desk, "obligation_state", obligation->state));
	grid_add(&printing->grid, obligation->clause);
	grid_add(&printing->grid, words_in(because_of(obligation), words_lang()));
	return 0;
}

static int
run(struct command *command, struct err *err)
{
	struct due_output printing = {.list = {.out = stdout}, .grid = {.columns = 9, .right = {[2] = true, [3] = true}}};
	const char *state = command_option(command, "state");

	if (!command_desk(command, err))
		return -1;
	printing.desk = command->desk;
	if (desk_due_each(command->desk, state, command->json ? add_json : add_line, &printing, err) < 0)
		return -1;
	if (command->json)
		return json_list_end(&printing.list, err);
	if (!printing.count)
		puts(_("nothing is due"));
	return grid_end(&printing.grid, err);
}
