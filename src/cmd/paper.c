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

int
paper_verify(struct command *command, const char *code, struct err *err)
{
	struct faults faults = {0};
	struct paper_check check;
	struct sheets *sheets;
	int result;

	if (!command_desk(command, err))
		return -1;
	sheets = sheets_load(command->desk, &faults);
	if (!sheets) {
		result = faults_tell(&faults, err);
		faults_free(&faults);
		return result;
	}
	result = printing_check(command->desk, sheets, code, &command->arena, &check, err);
	if (result == 0) {
		command->status = check.same ? EXIT_DONE : EXIT_NOT_DONE;
		if (command->json)
			result = tell_json(&check, err);
		else
			tell(command, &check);
	}
	sheets_free(sheets);
	faults_free(&faults);
	return result;
}
