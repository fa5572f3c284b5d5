#include <config.h>

#include "cmd/cmd.h"

#include <string.h>

#include "base/text.h"
#include "cmd/dossier.h"
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

/* A project comes with its dossier. */
static int
print_json(struct command *command, const void *record, struct err *err)
{
	const struct record *head = record;
	struct json *object = json_of_record(record, desk_context(command->desk)), *dossier = NULL;

	if (head->type == &type_project) {
		dossier = dossier_json(command, record_id(record, &command->arena), err);
		if (!dossier) {
			json_drop(object);
			return -1;
		}
		json_put(object, "dossier", dossier);
	}
	return json_write(object, true, stdout, err);
}

static int
run(struct command *command, struct err *err)
{
	void *record;

	if (records_find(command, command->operands[0], NULL, &record, err) < 0)
		return -1;
	if (command->json)
		return print_json(command, record, err);
	print_record(command, record);
	return 0;
}
