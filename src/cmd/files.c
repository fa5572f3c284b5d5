#include <config.h>

#include "cmd/files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/paths.h"
#include "exchange/json.h"

enum { LARGEST = 4 << 20 };

static int
cannot_read(const char *path, struct err *err)
{
	return err_set(err, ERR_SYSTEM, _("'%s' cannot be read: %s"), path, strerror(errno));
}

struct rules *
files_rules(const char *path, struct faults *faults, struct err *err)
{
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
	struct rules *rules = NULL;
	struct buf text = {0};

	if (!file) {
		cannot_read(path, err);
		return NULL;
	}
	text.len = fread(buf_reserve(&text, LARGEST + 1), 1, LARGEST + 1, file);
	if (ferror(file))
		cannot_read(path, err);
	else
		rules = rules_parse(path, text.data, text.len, faults);
	if (file != stdin)
		fclose(file);
	buf_free(&text);
	return rules;
}

struct rules *
files_rules_chosen(const struct command *command, struct faults *faults, struct err *err)
{
	const char *path = command_option(command, "rules");
	struct rules *rules;
	struct paths paths;

	paths_find(&paths);
	rules = files_rules(path ? path : paths.rules, faults, err);
	if (!rules && faults->errors && err && err->code == ERR_NONE)
		faults_tell(faults, err); /* before the name it borrows is gone */
	paths_free(&paths);
	return rules;
}

char *
files_forms_chosen(const struct command *command)
{
	const char *dir = command_option(command, "forms");
	struct paths paths;
	char *chosen;

	paths_find(&paths);
	chosen = xstrdup(dir ? dir : paths.forms);
	paths_free(&paths);
	return chosen;
}

static int
is_form(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return entry->d_name[0] != '.' && len > 5 && strcmp(entry->d_name + len - 5, ".yaml") == 0;
}

static void
load_one(struct form_files *forms, const char *dir, const char *name, struct faults *faults)
{
	struct loaded *loaded = &forms->items[forms->count++];

	loaded->path = xasprintf("%s/%s", dir, name);
	loaded->tree = yaml_load(loaded->path, faults);
	if (!loaded->tree)
		return;
	loaded->form = form_load(yaml_root(loaded->tree), &forms->arena, faults);
	if (loaded->form && (strlen(loaded->form->name) + 5 != strlen(name) || strncmp(loaded->form->name, name, strlen(loaded->form->name)) != 0))
		fault_add(faults, FAULT_ERROR, (struct pos){.file = loaded->path, .line = 1}, "", _("the form '%s' must stand in a file of its name"),
			loaded->form->name);
}

int
files_forms(const char *dir, struct form_files *forms, struct faults *faults, struct err *err)
{
	struct dirent **entries;
	int found = scandir(dir, &entries, is_form, alphasort);

	*forms = (struct form_files){0};
	if (found < 0)
		return cannot_read(dir, err);
	forms->items = xcalloc((size_t)found + 1, sizeof *forms->items);
	for (int i = 0; i < found; i++) {
		load_one(forms, dir, entries[i]->d_name, faults);
		free(entries[i]);
	}
	free(entries);
	return found ? 0 : err_set(err, ERR_MISSING, _("there are no forms in '%s'"), dir);
}

void
files_forms_free(struct form_files *forms)
{
	for (size_t i = 0; i < forms->count; i++) {
		if (forms->items[i].tree)
			yaml_tree_free(forms->items[i].tree);
		free(forms->items[i].path);
	}
	free(forms->items);
	arena_free(&forms->arena);
}

static void
check_codes(const struct command *command, const struct form_files *forms, struct faults *faults)
{
	struct faults in_rules = {0};
	struct rules *rules = files_rules_chosen(command, &in_rules, NULL);

	for (size_t i = 0; rules && i < forms->count; i++)
		if (forms->items[i].form)
			form_check_codes(forms->items[i].form, &rules->codes, faults);
	rules_free(rules);
	faults_free(&in_rules);
}

int
files_check_chosen(const struct command *command, struct err *err)
{
	const char *path = command_option(command, "rules"), *dir = command_option(command, "forms");
	struct form_files forms = {0};
	struct faults faults = {0};
	struct err why = {0};
	int result = 0;

	if (path)
		rules_free(files_rules(path, &faults, &why));
	if (dir && why.code == ERR_NONE && files_forms(dir, &forms, &faults, &why) == 0)
		check_codes(command, &forms, &faults);
	command_tell_faults(&faults, NULL);
	if (why.code == ERR_NONE && faults.errors)
		err_set(&why, ERR_INPUT, _("%zu faults in the rules or forms: nothing was done"), faults.errors);
	if (why.code != ERR_NONE)
		result = -1;
	if (result < 0 && err)
		*err = why;
	faults_free(&faults);
	files_forms_free(&forms);
	return result;
}

static struct json *
fault_json(const struct fault *fault)
{
	struct json *object = json_new_object();

	json_put_text(object, "file", fault->pos.file);
	json_put(object, "line", fault->pos.line ? json_new_number(fault->pos.line) : json_new_text(NULL));
	json_put(object, "column", fault->pos.column ? json_new_number(fault->pos.column) : json_new_text(NULL));
	json_put_text(object, "level", fault->level == FAULT_ERROR ? "error" : "warning");
	json_put_text(object, "message", fault->message);
	return object;
}

int
files_report(struct command *command, const struct faults *faults, const char *good, struct err *err)
{
	struct json *object, *array;

	command_tell_faults(faults, NULL);
	command->status = faults->errors ? EXIT_FAULTS : EXIT_DONE;
	if (!command->json) {
		if (!faults->errors)
			puts(good);
		return 0;
	}
	object = json_new_object();
	array = json_new_array();
	for (size_t i = 0; i < faults->count; i++)
		json_add(array, fault_json(&faults->items[i]));
	json_put(object, "good", json_new_flag(!faults->errors));
	json_put(object, "faults", array);
	return json_write(object, true, stdout, err);
}
