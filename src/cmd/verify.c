#include <config.h>

#include "cmd/paper.h"

#include <string.h>

#include "exchange/json.h"
#include "store/admin.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_verify = {
	.name = "verify",
	.usage = "[--json] | sheet CODE [--json]",
	.summary = N_("checks every record, the journal's chain, and that it gives these records"),
	.help = N_("With 'sheet' and the code on a paper: whether the records still say what it says, and what changed since."),
	.most = 2,
	.run = run,
};

static int
print_json(const struct verify_report *report, const char *head, struct err *err)
{
	struct json *object = json_new_object(), *faults = json_new_array();

	json_put(object, "good", json_new_flag(!report->faults.errors));
	json_put_number(object, "records", (int64_t)report->records);
	json_put_number(object, "entries", (int64_t)report->entries);
	json_put_number(object, "index_keys", (int64_t)report->index_keys);
	json_put_text(object, "head", head);
	for (size_t i = 0; i < report->faults.count; i++)
		json_add(faults, json_new_text(report->faults.items[i].message));
	json_put(object, "faults", faults);
	return json_write(object, true, stdout, err);
}

static int
print(struct command *command, const struct verify_report *report, struct err *err)
{
	char head[SHA256_HEX];

	sha256_hex(head, &report->head);
	command_tell_faults(&report->faults, NULL);
	command->status = report->faults.errors ? EXIT_NOT_DONE : EXIT_DONE;
	if (command->json)
		return print_json(report, head, err);
	printf(_("%llu records, %llu journal entries, %llu index keys\nhead %s\n"), (unsigned long long)report->records,
		(unsigned long long)report->entries, (unsigned long long)report->index_keys, head);
	puts(report->faults.errors ? _("damaged") : _("good"));
	return 0;
}

static int
run(struct command *command, struct err *err)
{
	struct verify_report report = {0};
	struct err why = {0};
	int result;

	if (command->operand_count)
		return strcmp(command->operands[0], "sheet") == 0 && command->operand_count == 2 ? paper_verify(command, command->operands[1], err) :
			err_set(err, ERR_USAGE, _("'verify' takes nothing, or 'sheet' and a code"));
	result = store_verify(command->dir, &report, command_progress, NULL, &why);

	/* what is damaged is the answer, thing by thing */
	if (result == 0 || (why.code == ERR_DAMAGED && report.faults.count))
		result = print(command, &report, err);
	else if (err)
		*err = why;
	faults_free(&report.faults);
	return result;
}
