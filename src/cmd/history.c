#include <config.h>

#include "cmd/history.h"

#include "cmd/records.h"
#include "desk/casework.h"

static int run(struct command *command, struct err *err);

const struct verb cmd_history = {
	.name = "history",
	.usage = "ID [--json]",
	.summary = N_("shows who changed what, when and why"),
	.least = 1,
	.most = 1,
	.run = run,
};

enum { AT_ONCE = 1000 };

static struct json *
change_json(const struct change *change)
{
	struct json *object = json_new_object();

	json_put_text(object, "field", change->name);
	json_put_text(object, "old", change->old_plain);
	json_put_text(object, "new", change->new_plain);
	return object;
}

struct json *
history_json(const struct history_item *item)
{
	struct json *object = json_new_object(), *changes = json_new_array();
	char time[20];

	time_print(time, item->time);
	json_put(object, "entry", item->number ? json_new_number((int64_t)item->number) : json_new_text(NULL));
	json_put_text(object, "time", time);
	json_put(object, "date", json_new_date(item->date));
	json_put_text(object, "who", item->who);
	json_put_text(object, "role", item->role);
	json_put_text(object, "act", item->act);
	json_put_text(object, "label", item->act_label);
	json_put_text(object, "reason", item->reason);
	json_put_text(object, "detail", item->detail);
	json_put(object, "late", json_new_flag(item->late));
	json_put(object, "clock_back", json_new_flag(item->clock_back));
	json_put_number(object, "old_revision", item->old_revision);
	json_put_number(object, "new_revision", item->new_revision);
	for (size_t i = 0; i < item->change_count; i++)
		json_add(changes, change_json(&item->changes[i]));
	json_put(object, "changes", changes);
	json_put_text(object, "verdict", item->verdicts.count ? verdict_word(verdicts_whole(&item->verdicts)) : NULL);
	json_put_text(object, "hash", *item->hash ? item->hash : NULL);
	return object;
}

static void
print_change(struct command *command, const struct history_item *item, const struct change *change)
{
	const char *label = change->column ? _(change->column->field->label) : history_item_label(command->desk, item, change);

	printf("    %s: ", label ? label : records_extra_label(command, change->name));
	if (*change->old_text)
		printf("%s → ", history_value(command->desk, change->column, change->old_text, &command->arena));
	puts(*change->new_text ? history_value(command->desk, change->column, change->new_text, &command->arena) : _("(empty)"));
}

void
history_print(struct command *command, const struct history_item *item)
{
	char time[20], date[11];

	time_print(time, item->time);
	date_print(date, item->date);
	printf("%s  %s  %s", time, item->act_label, item->who);
	if (item->number)
		printf("  #%llu", (unsigned long long)item->number);
	if (item->late)
		printf(_("  for %s"), date);
	if (*item->reason)
		printf(_("  reason: %s"), item->reason);
	if (*item->detail)
		printf("  %s", history_detail(item, &command->arena));
	putchar('\n');
	if (item->clock_back)
		printf("    %s\n", _("the clock stood before the entry before this one"));
	for (size_t i = 0; i < item->change_count; i++)
		if (history_tells(item, &item->changes[i]))
			print_change(command, item, &item->changes[i]);
}

static int
run(struct command *command, struct err *err)
{
	const struct record_type *type;
	struct json_list list = {.out = stdout};
	struct history_item *items;
	uint64_t before = 0;
	size_t got;
	void *record;
	int result = 0;

	if (records_find(command, command->operands[0], &type, &record, err) < 0)
		return -1;
	do {
		got = desk_history(command->desk, type, command->operands[0], before, AT_ONCE, &command->arena, &items, err);
		for (size_t i = 0; i < got && result == 0; i++) {
			if (command->json)
				result = json_list_add(&list, history_json(&items[i]), err);
			else
				history_print(command, &items[i]);
		}
		before = got ? items[got - 1].number : 0;
	} while (result == 0 && got == AT_ONCE && before); /* who sees no numbers sees the newest thousand */
	return result == 0 && command->json ? json_list_end(&list, err) : result;
}
