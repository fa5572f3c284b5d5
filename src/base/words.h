/* Words in the two languages of the program, and the way to its translations. */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include <libintl.h>

enum lang { LANG_ZH, LANG_EN };

/* Text that comes in both languages (from rules and forms, or computed): neither is NULL, both may be "". */
struct words {
	const char *zh;
	const char *en;
};

/* The one to show: the other where this one is empty. */
static inline const char *
words_in(struct words words, enum lang lang)
{
	const char *wanted = lang == LANG_ZH ? words.zh : words.en;
	const char *other = lang == LANG_ZH ? words.en : words.zh;
	if (wanted && *wanted)
		return wanted;
	return other ? other : "";
}

#define _(text) gettext(text)
#define N_(text) text

/* Makes gettext answer in `lang` whatever the locale says, with `catalogues` as the folder of
 * compiled catalogues (NULL: the installed one).  Needs a UTF-8 LC_CTYPE, which locale_start() gives. */
void words_use(enum lang lang, const char *catalogues);
/* The other language, from the same catalogues. */
void words_switch(enum lang lang);
/* The language that words_use() chose; LANG_ZH before. */
enum lang words_lang(void);
/* Calls setlocale; where the locale is not UTF-8, C.UTF-8 takes its place for LC_CTYPE; LC_MESSAGES becomes one that
 * gettext translates in, LC_NUMERIC stays C.
 * Returns the language the user's locale names (zh*: LANG_ZH, en*: LANG_EN), LANG_ZH where it names neither. */
enum lang locale_start(void);

#endif
