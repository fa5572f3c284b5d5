#include <config.h>

#include "desk/madeform.h"

#include <stdlib.h>
#include <string.h>

#include "desk/room.h"

/* A text in single quotes, where a quote stands for itself twice. */
static void
add_quoted(struct buf *out, const char *text)
{
	buf_addc(out, '\'');
	for (; *text; text++) {
		if (*text == '\'')
			buf_addc(out, '\'');
		buf_addc(out, *text == '\n' ? ' ' : *text);
	}
	buf_addc(out, '\'');
}

void
made_words(struct buf *out, struct words words)
{
	buf_adds(out, "{zh: ");
	add_quoted(out, words.zh);
	buf_adds(out, ", en: ");
	add_quoted(out, words.en);
	buf_addc(out, '}');
}

void
made_field(struct buf *out, const char *name, struct words label, struct words help, int max)
{
	buf_addf(out, "  - {extra: %s, kind: text, max: %d, origin: office, label: ", name, max);
	made_words(out, label);
	if (*help.zh || *help.en) {
		buf_adds(out, ", help: ");
		made_words(out, help);
	}
	buf_adds(out, "}\n");
}

/* Reads the text as a form that lives as long as the desk. */
static struct loaded_form *
read_form(struct desk *desk, const char *key, const char *name, const struct buf *text, struct err *err)
{
	struct faults faults = {0};
	struct yaml_tree *tree = yaml_parse(name, text->data, text->len, &faults);
	struct form *form = tree ? form_load(yaml_root(tree), &desk->arena, &faults) : NULL;
	struct loaded_form *loaded = NULL;

	if (form) {
		loaded = xcalloc(1, sizeof *loaded);
		*loaded = (struct loaded_form){.name = xstrdup(key), .form = form, .tree = tree, .next = desk->forms};
		desk->forms = loaded;
	} else {
		faults_tell(&faults, err);
		yaml_tree_free(tree);
	}
	faults_free(&faults);
	return loaded;
}

const struct form *
made_form(struct desk *desk, const char *name, const struct rules *rules, void (*write)(const struct rules *rules, struct buf *out), struct err *err)
{
	char *key = xasprintf("%s %s", name, rules->hash);
	struct loaded_form *loaded = desk->forms;
	struct buf text = {0};

	while (loaded && strcmp(loaded->name, key) != 0)
		loaded = loaded->next;
	if (!loaded) {
		write(rules, &text);
		loaded = read_form(desk, key, name, &text, err);
	}
	buf_free(&text);
	free(key);
	return loaded ? loaded->form : NULL;
}
