/* Rules and forms: today's from files, a call's from the text that was adopted with it. */
#include <config.h>

#include "desk/room.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Between the forms of a rulebook's text: a form feed, the file's name, a newline. */
#define FORM_MARK '\f'

const struct rules *
desk_rules(struct desk *desk, struct err *err)
{
	struct faults faults = {0};

	if (desk->rules)
		return desk->rules;
	desk->rules = rules_load(desk->rules_path, &faults);
	if (desk->rules)
		rules_forget_values(desk->rules);
	else
		faults_tell(&faults, err);
	faults_free(&faults);
	return desk->rules;
}

/* The rules a call is bound to, in the arena. */
static const char *
call_rules(struct desk *desk, const char *call_id, struct arena *arena, struct err *err)
{
	const struct column *rules = record_column(&type_rulebook, "rulebook.rules");
	const char *text = NULL;
	uint32_t number;
	void *call, *record;

	if (store_begin(desk->store, err) < 0)
		return NULL;
	number = store_find(desk->store, &type_call, record_column(&type_call, "call.id"), call_id);
	if (!number)
		err_set(err, ERR_MISSING, _("there is no call '%s'"), call_id);
	else if (store_get(desk->store, &type_call, number, arena, &call, err) == 0 &&
		store_get_columns(desk->store, &type_rulebook, ((struct call *)call)->rulebook, &rules, 1, arena, &record, err) == 0)
		text = ((struct rulebook *)record)->rules;
	store_end(desk->store);
	return text;
}

static bool
same_text(const char *text, size_t len, const struct rules *rules)
{
	char hash[SHA256_HEX];
	struct sha256 sum;

	sha256_of(&sum, text, len);
	sha256_hex(hash, &sum);
	return strcmp(hash, rules->hash) == 0;
}

/* Rules of the call's own text, with calendar and code lists of today in place of its own: those are never bound, but for the lists
 * that name the text's own tracks, conditions and materials. */
static struct bound_rules *
bind_rules(struct desk *desk, const char *call_id, const char *text, const struct rules *today, struct err *err)
{
	struct bound_rules *bound = xcalloc(1, sizeof *bound);
	struct faults faults = {0};

	bound->call = xstrdup(call_id);
	if (same_text(text, strlen(text), today)) {
		bound->todays = true;
		bound->rules = desk->rules;
	} else {
		bound->rules = rules_parse("rules.yaml", text, strlen(text), &faults);
		if (!bound->rules) {
			faults_tell(&faults, err);
			faults_free(&faults);
			free(bound->call);
			free(bound);
			return NULL;
		}
		rules_forget_values(bound->rules);
		bound->own_calendar = bound->rules->calendar;
		bound->own_codes = bound->rules->codes;
		bound->rules->calendar = today->calendar;
		bound->rules->codes = (struct codebook){.lists = bound->own_codes.lists, .count = RULES_OWN_LISTS, .base = &today->codes};
	}
	faults_free(&faults);
	bound->next = desk->bound;
	desk->bound = bound;
	return bound;
}

const struct rules *
desk_rules_of(struct desk *desk, const char *call_id, struct err *err)
{
	const struct rules *today = desk_rules(desk, err);
	struct arena arena = {0};
	struct bound_rules *bound;
	const char *text;

	if (!today)
		return NULL;
	if (!call_id || !*call_id)
		return today;
	for (bound = desk->bound; bound; bound = bound->next)
		if (strcmp(bound->call, call_id) == 0)
			return bound->rules;
	text = call_rules(desk, call_id, &arena, err);
	bound = text ? bind_rules(desk, call_id, text, today, err) : NULL;
	arena_free(&arena);
	return bound ? bound->rules : NULL;
}

void
rules_unbind(struct desk *desk)
{
	struct bound_rules *next;

	for (struct bound_rules *bound = desk->bound; bound; bound = next) {
		next = bound->next;
		if (!bound->todays) {
			bound->rules->calendar = bound->own_calendar;
			bound->rules->codes = bound->own_codes;
			rules_free(bound->rules);
		}
		free(bound->call);
		free(bound);
	}
	desk->bound = NULL;
}

void
rulebooks_free(struct desk *desk)
{
	struct loaded_form *next;

	rules_unbind(desk);
	for (struct loaded_form *loaded = desk->forms; loaded; loaded = next) {
		next = loaded->next;
		yaml_tree_free(loaded->tree);
		free(loaded->name);
		free(loaded);
	}
	rules_free(desk->rules);
}

const struct form *
desk_form(struct desk *desk, const char *name, struct err *err)
{
	struct faults faults = {0};
	struct yaml_tree *tree;
	struct loaded_form *loaded;
	struct form *form;
	char *path;

	for (loaded = desk->forms; loaded; loaded = loaded->next)
		if (strcmp(loaded->name, name) == 0)
			return loaded->form;
	path = xasprintf("%s/%s.yaml", desk->forms_dir, name);
	tree = yaml_load(path, &faults);
	form = tree ? form_load(yaml_root(tree), &desk->arena, &faults) : NULL;
	if (!form) {
		faults_tell(&faults, err);
		yaml_tree_free(tree);
	} else {
		loaded = xcalloc(1, sizeof *loaded);
		*loaded = (struct loaded_form){.name = xstrdup(name), .form = form, .tree = tree, .next = desk->forms};
		desk->forms = loaded;
	}
	faults_free(&faults);
	free(path);
	return form;
}

static int
is_form(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return len > 5 && strcmp(entry->d_name + len - 5, ".yaml") == 0;
}

static int
add_file(struct buf *out, const char *path, struct err *err)
{
	FILE *file = fopen(path, "re");
	size_t got;

	if (!file)
		return err_set(err, ERR_FAILED, _("'%s' cannot be read: %s"), path, strerror(errno));
	do {
		got = fread(buf_reserve(out, 65536), 1, 65536, file);
		out->len += got;
	} while (got > 0);
	buf_adds(out, "");
	fclose(file);
	return 0;
}

/* A form that is wrong is not adopted. */
static int
add_form(struct desk *desk, const char *file, struct buf *forms, struct err *err)
{
	char *path = xasprintf("%s/%s", desk->forms_dir, file), *name = xasprintf("%.*s", (int)(strlen(file) - strlen(".yaml")), file);
	int result = desk_form(desk, name, err) ? 0 : -1;

	buf_addf(forms, "%c%s\n", FORM_MARK, file);
	if (result == 0)
		result = add_file(forms, path, err);
	free(path);
	free(name);
	return result;
}

static int
add_forms(struct desk *desk, struct buf *forms, struct err *err)
{
	struct dirent **entries;
	int count = scandir(desk->forms_dir, &entries, is_form, alphasort);
	int result = 0;

	if (count < 0)
		return err_set(err, ERR_FAILED, _("'%s' cannot be read: %s"), desk->forms_dir, strerror(errno));
	for (int i = 0; i < count; i++) {
		if (result == 0)
			result = add_form(desk, entries[i]->d_name, forms, err);
		free(entries[i]);
	}
	free(entries);
	return result;
}

int
rulebook_texts(struct desk *desk, struct buf *rules, struct buf *forms, char hash[SHA256_HEX], struct err *err)
{
	struct sha256 sum;

	if (!desk_rules(desk, err) || add_file(rules, desk->rules_path, err) < 0 || add_forms(desk, forms, err) < 0)
		return -1;
	if (!same_text(buf_text(rules), rules->len, desk->rules))
		return err_set(err, ERR_CONFLICT, _("'%s' was changed since it was read: start again"), desk->rules_path);
	sha256_pieces(&sum, (const struct hash_piece[]){{buf_text(rules), rules->len}, {buf_text(forms), forms->len}}, 2);
	sha256_hex(hash, &sum);
	return 0;
}
