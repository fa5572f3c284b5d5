#include <config.h>

#include "cmd/paper.h"

#include <stdio.h>

#include "cmd/history.h"
#include "sheet/printing.h"

static const char *
answer_of(const struct paper_check *check)
{
	if (check->same)
		return _("the records say what the paper says");
	return check->gone ? _("this sheet can no longer be made from the records") : _("the records say something else now");
}

static int
tell_json(const struct paper_check *check, struct err *err)
{
	const struct printing *printing = check->printing;
	struct json *object = json_new_object(), *since = json_new_array();

	json_put_text(object, "code", printing->code);
	json_put_text(object, "sheet", printing->sheet);
	json_put_text(object, "target", printing->target);
	json_put(object, "printed_on", json_new_date(printing->printed_on));
	json_put(object, "same", json_new_flag(check->same));
	for (size_t i = 0; i < check->since_count; i++)
		if (check->since[i].change_count)
			json_add(since, history_json(&check->since[i]));
	json_put(object, "since", since);
	return json_write(object, true, stdout, err);
}

static void
tell(struct command *command, const struct paper_check *check)
{
	const struct printing *printing = check->printing;
	char day[11];

	date_print(day, printing->printed_on);
	printf(_("%s · %s of %s, printed on %s by %s\n"), printing->code, printing->sheet, printing->target, day, printing->printed_by);
	puts(answer_of(check));
	for (size_t i = 0; i < check->since_count && !check->same; i++)
		if (check->since[i].change_count)
			history_print(command, &check->since[i]);
}

struct sheets *
paper_sheets(struct command *command, struct err *err)
{
	struct faults faults = {0};
	struct sheets *sheets;

	if (!command_desk(command, err))
		return NULL;
	if (sheets_load(command->desk, &sheets, &faults) < 0) {
		command_tell_faults(&faults, NULL);
		command->status = EXIT_FAULTS;
		sheets_free(sheets);
		sheets = NULL;
	}
	faults_free(&faults);
	return sheets;
}

int
paper_verify(struct command *command, const char *code, struct err *err)
{
	struct sheets *sheets = paper_sheets(command, err);
	struct paper_check check;
	int result;

	if (!sheets)
		return command->status == EXIT_FAULTS ? 0 : -1;
	result = printing_check(command->desk, sheets, code, &command->arena, &check, err);
	if (result == 0) {
		command->status = check.same ? EXIT_DONE : EXIT_NOT_DONE;
		if (command->json)
			result = tell_json(&check, err);
		else
			tell(command, &check);
	}
	sheets_free(sheets);
	return result;
}
