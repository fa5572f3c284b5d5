/* The words of a command line, and what they name. */
#ifndef SCREEN_COMMANDWORDS_H
#define SCREEN_COMMANDWORDS_H

#include "screen/work.h"

struct command_words {
	const char **items;
	size_t count;
};

/* Words between blanks; "double quotes" hold blanks together and are taken away.  In the arena; false when a quote is not closed. */
bool command_split(const char *line, struct arena *arena, struct command_words *words);
/* By name, or by the label in the current language or in English; NULL. */
const struct act *command_act(const char *word);
/* Whether it is done on a record that is there. */
bool command_takes_target(const struct act *act);
/* By title in the current language, its pinyin or initials, by English title or by name. */
bool command_names_screen(const char *word, const struct screen_class *screen);
/* Whether a word could go on as the name: it begins with what was typed, or its pinyin does. */
bool command_begins(const char *name, const char *typed);
/* "name=" with codes of the field's list that begin with what was typed behind the sign. */
void command_offer_codes(const struct codebook *codes, const struct field *field, const char *name, const char *before, const char *typed,
	void (*add)(void *to, const char *line), void *to, struct arena *arena);

#endif
