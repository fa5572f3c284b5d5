#include <config.h>

#include "pty-inside.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

void
pty_send(struct pty *pty, const void *bytes, size_t len)
{
	pty_catch_up(pty);
	buf_add(&pty->answer, bytes, len);
	pty_flush(pty);
}

void
pty_type(struct pty *pty, const char *text)
{
	pty_send(pty, text, strlen(text));
}

void
pty_paste(struct pty *pty, const char *text)
{
	pty_catch_up(pty);
	vterm_keyboard_start_paste(pty->vt);
	buf_adds(&pty->answer, text);
	vterm_keyboard_end_paste(pty->vt);
	pty_flush(pty);
}

static const struct key {
	const char *name;
	VTermKey key;
} keys[] = {
	{"Up", VTERM_KEY_UP},
	{"Down", VTERM_KEY_DOWN},
	{"Left", VTERM_KEY_LEFT},
	{"Right", VTERM_KEY_RIGHT},
	{"Home", VTERM_KEY_HOME},
	{"End", VTERM_KEY_END},
	{"PageUp", VTERM_KEY_PAGEUP},
	{"PageDown", VTERM_KEY_PAGEDOWN},
	{"Ins", VTERM_KEY_INS},
	{"Del", VTERM_KEY_DEL},
	{"Enter", VTERM_KEY_ENTER},
	{"Tab", VTERM_KEY_TAB},
	{"Esc", VTERM_KEY_ESCAPE},
	{"BS", VTERM_KEY_BACKSPACE},
	{"KPEnter", VTERM_KEY_KP_ENTER},
	{"KPPlus", VTERM_KEY_KP_PLUS},
	{"KPMinus", VTERM_KEY_KP_MINUS},
	{"KPStar", VTERM_KEY_KP_MULT},
	{"KPSlash", VTERM_KEY_KP_DIVIDE},
	{"KPDot", VTERM_KEY_KP_PERIOD},
};

static VTermKey
key_named(const char *name)
{
	char *end;
	if (name[0] == 'F' && name[1]) {
		long number = strtol(name + 1, &end, 10);
		return *end || number < 1 || number > 12 ? VTERM_KEY_NONE : VTERM_KEY_FUNCTION((int)number);
	}
	if (strncmp(name, "KP", 2) == 0 && strchr("0123456789", name[2]) && !name[3])
		return VTERM_KEY_KP_0 + name[2] - '0';
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strcmp(keys[i].name, name) == 0)
			return keys[i].key;
	return VTERM_KEY_NONE;
}

/* One character with its modifiers, as xterm sends it by default: control makes the byte, meta puts an escape before it. */
static bool
press_character(struct pty *pty, const char *text, VTermModifier mod)
{
	size_t len = strlen(text);
	bool one = len == 1 || ((text[0] & 0x80) && len <= 4);
	if (!one || (mod & VTERM_MOD_CTRL && len != 1))
		return false;
	if (mod & VTERM_MOD_ALT)
		buf_addc(&pty->answer, 0x1b);
	if (mod & VTERM_MOD_CTRL)
		buf_addc(&pty->answer, text[0] == '?' ? 0x7f : (char)(text[0] & 0x1f));
	else
		buf_adds(&pty->answer, text);
	return true;
}

static bool
press(struct pty *pty, const char *word)
{
	VTermModifier mod = VTERM_MOD_NONE;
	while (word[0] && word[1] == '-' && word[2]) {
		if (word[0] != 'S' && word[0] != 'M' && word[0] != 'C')
			break;
		mod |= word[0] == 'S' ? VTERM_MOD_SHIFT : word[0] == 'M' ? VTERM_MOD_ALT : VTERM_MOD_CTRL;
		word += 2;
	}
	if (strcmp(word, "Space") == 0)
		return press_character(pty, " ", mod);
	VTermKey key = word[1] ? key_named(word) : VTERM_KEY_NONE;
	if (key == VTERM_KEY_NONE)
		return press_character(pty, word, mod);
	vterm_keyboard_key(pty->vt, key, mod);
	return true;
}

/* "KEY*COUNT" as KEY and COUNT; a lone '*' is a key. */
static long
split_count(char *word)
{
	char *star = strrchr(word, '*');
	if (!star || star == word || !star[1] || star[1 + strspn(star + 1, "0123456789")])
		return 1;
	*star = '\0';
	return strtol(star + 1, NULL, 10);
}

/* A key right behind an escape would be read as one with meta: lets the program's delay for that pass. */
static void
pass_escape(struct pty *pty)
{
	pty_flush(pty);
	pty_settle(pty, 150);
}

void
pty_keys(struct pty *pty, const char *script)
{
	pty_catch_up(pty);
	while (*(script += strspn(script, " "))) {
		bool quoted = *script == '"';
		size_t len = quoted ? strcspn(++script, "\"") : strcspn(script, " ");
		char *word = xstrndup(script, len);
		script += len + (quoted && script[len]);
		if (quoted)
			buf_adds(&pty->answer, word);
		else
			for (long n = split_count(word); n > 0; n--)
				cr_assert(press(pty, word), "pty_keys: no key '%s'", word);
		bool escape = strcmp(word, "Esc") == 0;
		free(word);
		if (escape && script[strspn(script, " ")])
			pass_escape(pty);
	}
	pty_flush(pty);
}
