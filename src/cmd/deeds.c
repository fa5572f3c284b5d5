#include <config.h>

#include "cmd/deeds.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/json.h"

const struct option deed_options[] = {
	{"reason", "TEXT", N_("why")},
	{"date", "DATE", N_("business date")},
	{"dry-run", NULL, N_("everything but the writing")},
	{0},
};

enum { LONGEST_VALUE = 1 << 20 };

/* A file's text, "-" for standard input, without the newline at its end. */
static const char *
read_value(struct command *command, const char *path, struct err *err)
{
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
	char *text = NULL;
	size_t len;

	if (!file) {
		err_set(err, ERR_SYSTEM, _("'%s' cannot be read: %s"), path, strerror(errno));
		return NULL;
	}
	text = arena_alloc(&command->arena, LONGEST_VALUE + 2);
	len = fread(text, 1, LONGEST_VALUE + 1, file);
	if (ferror(file))
		err_set(err, ERR_SYSTEM, _("'%s' cannot be read: %s"), path, strerror(errno));
	else if (len > LONGEST_VALUE)
		err_set(err, ERR_INPUT, _("'%s' is too large for a field"), path);
	else if (memchr(text, '\0', len))
		err_set(err, ERR_INPUT, _("'%s' is no text"), path);
	bool good = !ferror(file) && len <= LONGEST_VALUE && !memchr(text, '\0', len);
	if (file != stdin)
		fclose(file);
	if (good && len && text[len - 1] == '\n')
		text[--len] = '\0';
	return good ? text : NULL;
}

/* FIELD=VALUE; "@FILE" reads the value, "@@…" is a value that begins with "@". */
static int
read_input(struct command *command, const char *word, struct act_input *input, struct err *err)
{
	const char *equals = strchr(word, '=');
	const char *value;

	if (!equals || equals == word)
		return err_set(err, ERR_USAGE, _("'%s' is not FIELD=VALUE"), word);
	value = equals + 1;
	if (value[0] == '@' && value[1] == '@')
		value++;
	else if (value[0] == '@')
		value = read_value(command, value + 1, err);
	if (!value)
		return -1;
	*input = (struct act_input){.path = arena_strndup(&command->arena, word, (size_t)(equals - word)), .text = value};
	return 0;
}

static int
read_request(struct command *command, const char *const *words, size_t count, struct act_request *request, struct err *err)
{
	const struct act *act = request->act;
	bool wants_target = act->target && !(act->flags & ACT_NEW);
	const char *revision = command_option(command, "rev");
	struct act_input *inputs = arena_alloc(&command->arena, (count + 1) * sizeof *inputs);
	char *end = NULL;
	unsigned long number = revision ? strtoul(revision, &end, 10) : 0;

	if (revision && (*end || !number || number > UINT32_MAX || *revision == '-'))
		return err_set(err, ERR_USAGE, _("'%s' is no revision"), revision);
	if (wants_target && count && !strchr(words[0], '=')) {
		request->target = words[0];
		words++;
		count--;
	}
	for (size_t i = 0; i < count; i++)
		if (read_input(command, words[i], &inputs[i], err) < 0)
			return -1;
	request->inputs = inputs;
	request->input_count = count;
	request->revision = (uint32_t)number;
	request->reason = command_option(command, "reason");
	request->op = command_option(command, "op");
	request->hash = command_option(command, "hash");
	request->dry_run = command_option(command, "dry-run") != NULL;
	return command_date(command, "date", &request->date, err);
}

static struct json *
faults_json(const struct faults *faults)
{
	struct json *array = json_new_array();

	for (size_t i = 0; i < faults->count; i++) {
		struct json *object = json_new_object();
		json_put_text(object, "field", faults->items[i].field);
		json_put_text(object, "level", faults->items[i].level == FAULT_ERROR ? "error" : "warning");
		json_put_text(object, "message", faults->items[i].message);
		json_add(array, object);
	}
	return array;
}

static int
print_json(const struct act_result *result, struct err *err)
{
	struct json *object = json_new_object();

	json_put_text(object, "id", *result->id ? result->id : NULL);
	json_put_number(object, "revision", result->revision);
	json_put_text(object, "stage", *result->stage ? result->stage : NULL);
	json_put_number(object, "entry", (int64_t)result->entry);
	json_put(object, "already", json_new_flag(result->already));
	json_put_text(object, "verdict", result->verdicts.count ? verdict_word(verdicts_whole(&result->verdicts)) : NULL);
	json_put(object, "faults", faults_json(&result->faults));
	return json_write(object, true, stdout, err);
}

static void
print_text(const struct act_result *result, bool dry_run)
{
	if (*result->id)
		printf(_("%s revision %u"), result->id, result->revision);
	else
		fputs(_("done"), stdout);
	if (*result->stage)
		printf(" %s", code_label(NULL, "stage", result->stage));
	if (result->already)
		fputs(_(" (this operation was done before)"), stdout);
	if (dry_run)
		fputs(_(" (a trial: nothing was saved)"), stdout);
	putchar('\n');
}

/* A refusal with all its faults, each on a line; the general error repeats them, so it is not told as well. */
static int
tell_refusal(struct command *command, const struct act_result *result, const struct err *err)
{
	command_tell_faults(&result->faults, NULL);
	if (!result->faults.errors)
		return -1;
	command->status = EXIT_FAULTS;
	if (command->json) {
		struct json *object = json_new_object();
		json_put_text(object, "error", err->message);
		json_put(object, "faults", faults_json(&result->faults));
		return json_write(object, true, stdout, NULL);
	}
	return 0;
}

int
deed_run(struct command *command, const struct act *act, const char *const *words, size_t count, struct err *err)
{
	struct act_request request = {.act = act};
	struct act_result result = {0};
	int status;

	if (read_request(command, words, count, &request, err) < 0 || !command_desk(command, err))
		return -1;
	status = desk_do(command->desk, &request, &command->arena, &result, err);
	if (status < 0) {
		status = tell_refusal(command, &result, err);
	} else {
		command_tell_faults(&result.faults, NULL);
		if (command->json)
			status = print_json(&result, err);
		else
			print_text(&result, request.dry_run);
	}
	faults_free(&result.faults);
	return status;
}
