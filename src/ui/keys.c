#include <config.h>

#include "ui/keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "ui/keyspell.h"

#define ESCAPE_MS 100   /* an ESC alone waits so long for the rest of a sequence */
#define SEQUENCE_MS 500 /* a sequence begun waits so long; and so long an ESC given out may still become an arrow */
#define LATE_MS 100     /* between the bytes of such a late one */
#define PASTE_MS 2000   /* a paste whose end never comes */
#define PASTE_MAX (1 << 20)

static void
give(struct keys *keys, struct key key)
{
	if (keys->count == keys->cap) {
		size_t cap = keys->cap ? keys->cap * 2 : 32;
		struct key *queue = xmalloc(cap * sizeof *queue);
		for (size_t i = 0; i < keys->count; i++)
			queue[i] = keys->queue[(keys->first + i) % keys->cap];
		free(keys->queue);
		keys->queue = queue;
		keys->cap = cap;
		keys->first = 0;
	}
	keys->queue[(keys->first + keys->count++) % keys->cap] = key;
}

static void
give_code(struct keys *keys, int code)
{
	if (code != K_NONE)
		give(keys, (struct key){.code = code});
}

static void
give_character(struct keys *keys, uint32_t c)
{
	give(keys, (struct key){.code = K_TEXT, .character = c});
}

static void
forget(struct keys *keys, size_t used)
{
	keys->held_len -= used;
	memmove(keys->held, keys->held + used, keys->held_len);
}

/* ---- paste */

static void
paste_end(struct keys *keys)
{
	size_t len = keys->paste.len;
	keys->pasting = false;
	if (len)
		give(keys, (struct key){.code = K_PASTE, .text = buf_detach(&keys->paste), .len = len});
}

/* Takes bytes up to the end mark, which may come in pieces: it is looked for at the end of what was gathered. */
static void
paste_byte(struct keys *keys, unsigned char c)
{
	static const char mark[] = "\033[201~";
	const size_t size = sizeof mark - 1;
	/* Past the limit only the tail moves on, so that the mark is still seen. */
	if (keys->paste.len >= PASTE_MAX + size) {
		memmove(keys->paste.data + PASTE_MAX, keys->paste.data + PASTE_MAX + 1, size - 1);
		keys->paste.len--;
	}
	buf_addc(&keys->paste, (char)c);
	if (c != '~' || keys->paste.len < size || memcmp(keys->paste.data + keys->paste.len - size, mark, size) != 0)
		return;
	keys->paste.len -= size;
	keys->paste.data[keys->paste.len] = '\0';
	paste_end(keys);
}

/* ---- sequences */

static enum spell_state
read_own(const struct keys *keys, struct key *key, size_t *used)
{
	enum spell_state state = SPELL_NO;
	for (size_t i = 0; i < keys->own_count; i++) {
		size_t len = strlen(keys->own[i].bytes);
		size_t common = len < keys->held_len ? len : keys->held_len;
		if (memcmp(keys->own[i].bytes, keys->held, common) != 0)
			continue;
		if (common == len) {
			*key = (struct key){.code = keys->own[i].code};
			*used = len;
			return SPELL_YES;
		}
		state = SPELL_MORE;
	}
	return state;
}

/* What may continue an ESC that was given out already: cursor and function keys, never a letter somebody typed. */
static bool
late_enough(const struct key *key)
{
	return key->code != K_TEXT && key->code != K_ENTER && key->code != K_TAB;
}

/* The ESC held is a key of its own, or, when it was given out before, nothing. */
static void
break_escape(struct keys *keys)
{
	if (!keys->late) {
		give_code(keys, K_ESC);
		keys->escaped = keys->held_len == 1 ? keys->held_since : 0;
		forget(keys, 1);
		return;
	}
	keys->late = false;
	keys->escaped = 0;
	forget(keys, 1);
	if (keys->held_len) {
		give_character(keys, keys->held[0]);
		forget(keys, 1);
	}
}

/* True when something was used up. */
static bool
read_escape(struct keys *keys, bool over)
{
	struct key key = {0};
	size_t used = 0;
	enum spell_state state = read_own(keys, &key, &used);
	if (state != SPELL_YES) {
		enum spell_state usual = spell_read(keys->held, keys->held_len, &key, &used);
		state = usual == SPELL_NO ? state : usual;
	}
	if (state == SPELL_MORE && !over && keys->held_len < sizeof keys->held)
		return false;
	if (state == SPELL_MORE && keys->held_len > 2 && !keys->late) {
		/* Long enough to be no text: a sequence that was cut. */
		keys->held_len = 0;
		return true;
	}
	if (state != SPELL_YES || (keys->late && !late_enough(&key))) {
		break_escape(keys);
		return true;
	}
	keys->late = false;
	forget(keys, used);
	if (key.code == SPELL_PASTE_BEGIN) {
		keys->pasting = true;
		buf_clear(&keys->paste);
	} else if (key.code != K_NONE) {
		give(keys, key);
	}
	return true;
}

static size_t
utf8_needs(unsigned char first)
{
	if (first >= 0xc2 && first <= 0xdf)
		return 2;
	if (first >= 0xe0 && first <= 0xef)
		return 3;
	return first >= 0xf0 && first <= 0xf4 ? 4 : 1;
}

static bool
read_character(struct keys *keys, bool over)
{
	const char *held = (const char *)keys->held;
	uint32_t c;
	bool valid;
	int used = utf8_decode(held, held + keys->held_len, &c, &valid);
	if (!valid && !over && keys->held_len < utf8_needs(keys->held[0])) {
		bool cut = true;
		for (size_t i = 1; i < keys->held_len; i++)
			cut = cut && (keys->held[i] & 0xc0) == 0x80;
		if (cut)
			return false;
	}
	give_character(keys, c);
	forget(keys, (size_t)used);
	return true;
}

static bool
read_held(struct keys *keys, bool over)
{
	unsigned char c = keys->held[0];
	if (c == 0x1b)
		return read_escape(keys, over);
	if (c < 0x20 || c == 0x7f) {
		give_code(keys, spell_control(c));
		forget(keys, 1);
		return true;
	}
	return read_character(keys, over);
}

static void
take(struct keys *keys, unsigned char c, int64_t now)
{
	if (keys->pasting) {
		keys->held_since = now;
		paste_byte(keys, c);
		return;
	}
	if (keys->held_len == 0 && keys->escaped && now - keys->escaped < SEQUENCE_MS && (c == '[' || c == 'O')) {
		keys->held[keys->held_len++] = 0x1b;
		keys->late = true;
	}
	if (keys->held_len == 0)
		keys->escaped = 0;
	keys->held[keys->held_len++] = c;
	keys->held_since = now;
	/* A sequence may end in a paste's beginning with nothing behind it yet. */
	while (keys->held_len && !keys->pasting && read_held(keys, false))
		;
}

static int
patience(const struct keys *keys)
{
	if (keys->pasting)
		return PASTE_MS;
	if (keys->late)
		return LATE_MS;
	if (keys->held_len == 1 && keys->held[0] == 0x1b)
		return keys->escape_ms ? (int)keys->escape_ms : ESCAPE_MS;
	return SEQUENCE_MS;
}

/* Milliseconds until what was begun is over, -1 when nothing was. */
static int
begun_wait(const struct keys *keys, int64_t now)
{
	if (!keys->held_len && !keys->pasting)
		return -1;
	int64_t left = keys->held_since + patience(keys) - now;
	return left > 0 ? (int)left : 0;
}

static void
settle_begun(struct keys *keys, int64_t now)
{
	while (begun_wait(keys, now) == 0)
		if (keys->pasting)
			paste_end(keys);
		else
			read_held(keys, true);
}

void
keys_feed(struct keys *keys, const void *bytes, size_t len, int64_t now)
{
	const unsigned char *at = bytes;
	/* What waited too long is settled before new bytes could seem to belong to it. */
	settle_begun(keys, now);
	for (size_t i = 0; i < len; i++)
		take(keys, at[i], now);
}

int
keys_wait(const struct keys *keys, int64_t now)
{
	return keys->count ? 0 : begun_wait(keys, now);
}

bool
keys_next(struct keys *keys, struct key *out, int64_t now)
{
	if (keys->count == 0)
		settle_begun(keys, now);
	if (keys->count == 0)
		return false;
	*out = keys->queue[keys->first];
	keys->first = (keys->first + 1) % keys->cap;
	keys->count--;
	if (out->code == K_PASTE) {
		free(keys->given);
		keys->given = (char *)out->text;
	}
	return true;
}

void
keys_learn(struct keys *keys, const char *bytes, int code)
{
	if (!bytes || bytes[0] != 0x1b || !bytes[1] || strlen(bytes) > 16)
		return;
	keys->own = xrealloc(keys->own, keys->own_count + 1, sizeof *keys->own);
	keys->own[keys->own_count++] = (struct key_spelling){xstrdup(bytes), code};
}

void
keys_drop(struct keys *keys)
{
	for (; keys->count; keys->count--) {
		struct key *key = &keys->queue[keys->first];
		if (key->code == K_PASTE)
			free((char *)key->text);
		keys->first = (keys->first + 1) % keys->cap;
	}
	keys->held_len = 0;
	keys->late = false;
	keys->escaped = 0;
}

void
keys_free(struct keys *keys)
{
	keys_drop(keys);
	free(keys->given);
	free(keys->queue);
	buf_free(&keys->paste);
	for (size_t i = 0; i < keys->own_count; i++)
		free((char *)keys->own[i].bytes);
	free(keys->own);
	*keys = (struct keys){.escape_ms = keys->escape_ms};
}

int
key_plain(const struct key *key)
{
	if (key->code != K_TEXT)
		return key->code;
	uint32_t c = char_halfwidth(key->character);
	return c < 0x80 ? (int)c : K_TEXT;
}

const char *
key_name(int code)
{
	static const char *const names[] = {
		[K_ENTER - K_TEXT] = "Enter", [K_TAB - K_TEXT] = "Tab", [K_BACKTAB - K_TEXT] = "S-Tab",
		[K_BACKSPACE - K_TEXT] = "BS", [K_ESC - K_TEXT] = "Esc", [K_UP - K_TEXT] = "↑", [K_DOWN - K_TEXT] = "↓",
		[K_LEFT - K_TEXT] = "←", [K_RIGHT - K_TEXT] = "→", [K_HOME - K_TEXT] = "Home", [K_END - K_TEXT] = "End",
		[K_PGUP - K_TEXT] = "PgUp", [K_PGDN - K_TEXT] = "PgDn", [K_INSERT - K_TEXT] = "Ins", [K_DELETE - K_TEXT] = "Del",
	};
	static char out[8];
	if (code >= K_F1 && code <= K_F12)
		snprintf(out, sizeof out, "F%d", code - K_F1 + 1);
	else if (code == ' ')
		return "Space";
	else if (code > 0x100 && code <= 0x11a)
		snprintf(out, sizeof out, "^%c", 'A' + (code & 0x1f) - 1);
	else if (code > ' ' && code < 0x7f)
		snprintf(out, sizeof out, "%c", code);
	else
		return code >= K_TEXT && code - K_TEXT < (int)(sizeof names / sizeof *names) && names[code - K_TEXT]
			? names[code - K_TEXT] : "";
	return out;
}
