#include <config.h>

#include "cmd/cmd.h"

#include <string.h>

#include "base/text.h"
#include "cmd/dossier.h"
#include "cmd/ledger.h"
#include "cmd/records.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_show = {
	.name = "show",
	.usage = "ID [--json]",
	.summary = N_("shows a record"),
	.least = 1,
	.most = 1,
	.run = run,
};

enum { LEFT = 28 };

static void
print_field(const char *label, const char *value)
{
	struct buf line = {0};

	text_pad(&line, label, LEFT, false);
	buf_addc(&line, ' ');
	text_safe(&line, value, strlen(value), TEXT_LINES);
	puts(buf_text(&line));
	buf_free(&line);
}

static void
print_record(struct command *command, const void *record)
{
	const struct record *head = record;
	const struct field_context *context = desk_context(command->desk);
	const struct part *part = NULL;
	struct buf text = {0};
	size_t count;
	const struct column *columns = record_columns(head->type, &count);

	printf(_("%s %s, revision %u\n"), _(head->type->label), record_id(record, &command->arena), head->revision);
	for (size_t i = 0; i < count; i++) {
		const struct field *field = columns[i].field;
		const void *member = column_in(record, &columns[i]);
		if (field->flags & FIELD_HIDDEN || field->kind->empty(member))
			continue;
		if (columns[i].part != part && head->type->part_count > 1)
			printf("\n%s\n", _(columns[i].part->label));
		part = columns[i].part;
		buf_clear(&text);
		field->kind->print(member, field, context, PRINT_SCREEN, &text);
		print_field(_(field->label), buf_text(&text));
	}
	for (size_t i = 0; i < head->extra_count; i++)
		print_field(records_extra_label(command, head->extras[i].name), head->extras[i].text);
	buf_free(&text);
}

/* The ledger of an awarded project, for those who see money. */
static bool
has_ledger(struct command *command, const void *record, struct ledger *ledger)
{
	const struct record *head = record;

	return head->type == &type_project && ((const struct project *)record)->cycle_from != DATE_NONE && desk_sees_money(command->desk) &&
		desk_ledger(command->desk, ((const struct project *)record)->id, &command->arena, ledger, NULL) == 0;
}

static struct json *
sums_json(const struct ledger *ledger)
{
	struct json *object = json_new_object();

	json_put(object, "grant", ledger_sums_json(&ledger->sums[LEDGER_GRANT], LEDGER_GRANT));
	json_put(object, "matching", ledger_sums_json(&ledger->sums[LEDGER_MATCHING], LEDGER_MATCHING));
	return object;
}

/* A project comes with its dossier and the sums of its ledger. */
static int
print_json(struct command *command, const void *record, struct err *err)
{
	const struct record *head = record;
	struct json *object = json_of_record(record, desk_context(command->desk)), *dossier = NULL;
	struct ledger ledger;

	if (head->type == &type_project) {
		dossier = dossier_json(command, record_id(record, &command->arena), err);
		if (!dossier) {
			json_drop(object);
			return -1;
		}
		json_put(object, "dossier", dossier);
	}
	if (has_ledger(command, record, &ledger))
		json_put(object, "ledger", sums_json(&ledger));
	return json_write(object, true, stdout, err);
}

static int
run(struct command *command, struct err *err)
{
	struct ledger ledger;
	void *record;

	if (records_find(command, command->operands[0], NULL, &record, err) < 0)
		return -1;
	if (command->json)
		return print_json(command, record, err);
	print_record(command, record);
	if (has_ledger(command, record, &ledger)) {
		printf("\n%s\n", _("Ledger"));
		ledger_print_sums(command, &ledger);
	}
	return 0;
}
