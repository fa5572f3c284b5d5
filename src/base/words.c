#include <config.h>

#include "base/words.h"

#include <gnu/libc-version.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#ifndef PACKAGE
#define PACKAGE "shouxi"
#endif
#ifndef LOCALEDIR
#define LOCALEDIR "/usr/local/share/locale"
#endif

/* gettext translates nothing in the locale C, and since glibc 2.39 nothing in C.UTF-8 either: any other will do, the
 * language itself comes from words_use(). */
static const char *const messages_locales[] = {"zh_CN.UTF-8", "en_US.UTF-8", "C.UTF-8"};

static enum lang chosen = LANG_ZH;

enum lang
words_lang(void)
{
	return chosen;
}

/* What stands in the environment alone is not looked at again: naming the domain makes gettext forget what it found before. */
void
words_switch(enum lang lang)
{
	chosen = lang;
	setenv("LANGUAGE", lang == LANG_ZH ? "zh_CN" : "en", 1);
	textdomain(PACKAGE);
}

void
words_use(enum lang lang, const char *catalogues)
{
	bindtextdomain(PACKAGE, catalogues ? catalogues : LOCALEDIR);
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	words_switch(lang);
}

/* POSIX's order; what setlocale says is no use here, since C.UTF-8 may have taken the place. */
static const char *
wanted_locale(void)
{
	static const char *const names[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return value;
	}
	return "";
}

static void
messages_start(void)
{
	const char *now = setlocale(LC_MESSAGES, NULL);
	if (strncmp(now, "C.", 2) == 0 && strverscmp(gnu_get_libc_version(), "2.39") < 0)
		return;
	if (strcmp(now, "C") != 0 && strncmp(now, "C.", 2) != 0 && strcmp(now, "POSIX") != 0)
		return;
	for (size_t i = 0; i < sizeof messages_locales / sizeof *messages_locales; i++)
		if (setlocale(LC_MESSAGES, messages_locales[i]))
			return;
}

enum lang
locale_start(void)
{
	const char *wanted = wanted_locale();
	enum lang lang = strncasecmp(wanted, "en", 2) == 0 ? LANG_EN : LANG_ZH;
	/* The other categories are of no use here, and each is a file to be read. */
	setlocale(LC_CTYPE, "");
	setlocale(LC_MESSAGES, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
	messages_start();
	return lang;
}
