/* What a person pressed, from the bytes a terminal sends.  Every spelling of a key comes out as one code; the control keys
 * that stand beside function keys come out as those; bracketed paste is one event.  Pure: bytes and times go in, keys come out. */
#ifndef UI_KEYS_H
#define UI_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

#define K_CTRL(letter) (0x100 | ((letter) & 0x1f))

/* Codes below 0x100 are ASCII characters as a verb's table names them; 0x101–0x11a are K_CTRL('A') … K_CTRL('Z'). */
enum key_code {
	K_NONE = 0,
	K_TEXT = 0x200, /* a character, in key.character */
	K_PASTE,        /* a pasted text, in key.text */
	K_ENTER, K_TAB, K_BACKTAB, K_BACKSPACE, K_ESC,
	K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END, K_PGUP, K_PGDN, K_INSERT, K_DELETE,
	K_WORD_LEFT, K_WORD_RIGHT, /* with Ctrl or Alt */
	K_FIRST, K_LAST,           /* Ctrl-Home, Ctrl-End */
	K_F1, K_F2, K_F3, K_F4, K_F5, K_F6, K_F7, K_F8, K_F9, K_F10, K_F11, K_F12,
	K_RESIZE, /* the terminal has another size */
	K_HANGUP, /* the line dropped, or somebody asked the program to end; comes again at every wait from then on */
	K_REPORT, /* the terminal told its cursor: row and column from 1 */
};

struct key {
	int code;
	uint32_t character;
	const char *text; /* K_PASTE: as pasted, uncleaned, good until the next bytes are fed */
	size_t len;
	int row, column;
};

struct keys {
	unsigned escape_ms; /* how long an ESC waits for the rest of a sequence; 0: 100 */
	/* private */
	unsigned char held[64]; /* the beginning of a sequence */
	size_t held_len;
	int64_t held_since;     /* its last byte's time */
	int64_t escaped;        /* when an ESC came that was given out as a key, 0: none */
	bool late;              /* what is held continues that ESC */
	struct buf paste;
	bool pasting;
	char *given;            /* the text of the last K_PASTE */
	struct key *queue;
	size_t first, count, cap;
	struct key_spelling *own;
	size_t own_count;
};

/* Makes the terminal's own spelling of a key known beside the usual ones. */
void keys_learn(struct keys *keys, const char *bytes, int code);
/* Takes what was read at `now` (milliseconds of a clock that only goes forward). */
void keys_feed(struct keys *keys, const void *bytes, size_t len, int64_t now);
/* Gives the next key; false when there is none (yet). */
bool keys_next(struct keys *keys, struct key *out, int64_t now);
/* After how many milliseconds keys_next() may give something without new bytes; -1: never. */
int keys_wait(const struct keys *keys, int64_t now);
/* Forgets everything typed ahead. */
void keys_drop(struct keys *keys);
void keys_free(struct keys *keys);

/* The code a verb's table would hold for the key: the ASCII character of a K_TEXT, full-width forms folded; else key->code. */
int key_plain(const struct key *key);
/* "F2", "Enter", "^D", "/": as the key line shows it; lives until the next call. */
const char *key_name(int code);

#endif
