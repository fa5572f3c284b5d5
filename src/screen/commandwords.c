#include <config.h>

#include "screen/commandwords.h"

#include <string.h>

#include "base/pinyin.h"
#include "base/text.h"

bool
command_split(const char *line, struct arena *arena, struct command_words *words)
{
	bool quoted = false;

	*words = (struct command_words){.items = arena_alloc(arena, (strlen(line) / 2 + 1) * sizeof *words->items)};
	for (line += strspn(line, " "); *line; line += strspn(line, " ")) {
		char *word = arena_alloc(arena, strlen(line) + 1), *to = word;
		for (; *line && (quoted || *line != ' '); line++) {
			if (*line == '"')
				quoted = !quoted;
			else
				*to++ = *line;
		}
		*to = '\0';
		words->items[words->count++] = word;
	}
	return !quoted;
}

const struct act *
command_act(const char *word)
{
	const struct act *act = act_named(word);

	for (size_t i = 0; !act && acts[i]; i++)
		if (text_same(word, _(acts[i]->label)) || text_same(word, acts[i]->label))
			act = acts[i];
	return act;
}

bool
command_takes_target(const struct act *act)
{
	return act->target && !(act->flags & ACT_NEW);
}

/* Whether one of the spellings by which lists find a text is, or with `begins` begins with, what was typed. */
static bool
spelt(const char *text, const char *typed, bool begins)
{
	struct buf spellings = {0}, folded = {0};
	bool found = false;
	const char *at;

	text_fold(&folded, typed);
	pinyin_search_text(&spellings, text, PINYIN_WORDS);
	for (at = buf_text(&spellings); *at && !found; at += strcspn(at, "\x1f"), at += *at == '\x1f') {
		size_t len = strcspn(at, "\x1f");
		found = (begins ? len >= folded.len : len == folded.len) && strncmp(at, buf_text(&folded), folded.len) == 0;
	}
	buf_free(&spellings);
	buf_free(&folded);
	return found;
}

bool
command_names_screen(const char *word, const struct screen_class *screen)
{
	return text_same(word, screen->name) || text_same(word, screen->title) || spelt(_(screen->title), word, false);
}

bool
command_begins(const char *name, const char *typed)
{
	return spelt(name, typed, true);
}

void
command_offer_codes(const struct codebook *codes, const struct field *field, const char *name, const char *before, const char *typed,
	void (*add)(void *to, const char *line), void *to, struct arena *arena)
{
	const struct code_list *list = field->list ? codebook_list(codes, field->list) : NULL;
	size_t len = strlen(name);

	if (strncmp(typed, name, len) != 0 || typed[len] != '=')
		return;
	for (size_t i = 0; list && i < list->count; i++) {
		const struct code *code = &list->codes[i];
		const char *label = words_in(code->label, words_lang());
		if (!code->retired && !code->ask && (command_begins(label, typed + len + 1) || command_begins(code->code, typed + len + 1)))
			add(to, arena_printf(arena, "%s%s=%s", before, name, strchr(label, ' ') ? code->code : label));
	}
}
