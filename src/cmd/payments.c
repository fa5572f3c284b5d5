#include <config.h>

#include "cmd/cmd.h"

#include <string.h>

#include "cmd/rowfaults.h"
#include "exchange/bankreturn.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_payments = {
	.name = "payments",
	.usage = "return FILE --batch ID [--date DATE] [--dry-run] [--json]",
	.summary = N_("takes in a bank's return list of a batch of payments"),
	.help = N_("FILE is .csv or .xlsx with the columns account, name, amount, result, reason, voucher (账号 户名 金额 结果 原因 凭证号).  Each row is matched\n"
		"with a payment of the batch by account and amount; a row with a fault keeps all from being saved."),
	.options = (const struct option[]){
		{"batch", "ID", N_("the batch, like PB1")},
		{"date", "DATE", N_("business date")},
		{"dry-run", NULL, N_("looks at everything and saves nothing")},
		{0},
	},
	.least = 2,
	.most = 2,
	.run = run,
};

static int
print_json(const struct bank_result *result, struct err *err)
{
	struct json *object = json_new_object(), *faults = json_new_array();

	for (size_t i = 0; i < result->faults.count; i++)
		json_add(faults, row_fault_json(&result->faults.items[i], true));
	json_put_number(object, "paid", (int64_t)result->paid);
	json_put_number(object, "failed", (int64_t)result->failed);
	json_put_number(object, "left", (int64_t)result->left);
	json_put_number(object, "saved", (int64_t)result->saved);
	json_put(object, "faults", faults);
	return json_write(object, true, stdout, err);
}

static void
print_text(const struct bank_result *result, bool dry_run)
{
	printf(_("%llu paid, %llu failed or returned, %llu of the batch not in the list\n"), (unsigned long long)result->paid,
		(unsigned long long)result->failed, (unsigned long long)result->left);
	if (dry_run)
		puts(_("nothing was saved: this was a trial"));
	else if (!result->saved)
		puts(_("nothing was saved"));
}

static int
take_list(struct command *command, const struct bank_options *options, struct err *err)
{
	struct bank_result result = {0};
	int status = bank_return(command->desk, options, &result, err);

	if (status == 0) {
		for (size_t i = 0; i < result.faults.count; i++)
			row_fault_tell(&result.faults.items[i], options->path, *result.faults.items[i].field ? result.faults.items[i].field : NULL, true);
		command->status = result.faults.errors ? EXIT_FAULTS : EXIT_DONE;
		if (command->json)
			status = print_json(&result, err);
		else
			print_text(&result, options->dry_run);
	}
	bank_free(&result);
	return status;
}

static int
run(struct command *command, struct err *err)
{
	struct bank_options options = {
		.path = command->operands[1],
		.batch = command_option(command, "batch"),
		.dry_run = command_option(command, "dry-run") != NULL,
	};

	if (strcmp(command->operands[0], "return") != 0)
		return err_set(err, ERR_USAGE, _("'%s' is not 'return'"), command->operands[0]);
	if (!options.batch)
		return err_set(err, ERR_USAGE, _("say which batch the list is of: --batch ID"));
	if (command_date(command, "date", &options.date, err) < 0 || !command_desk(command, err))
		return -1;
	return take_list(command, &options, err);
}
