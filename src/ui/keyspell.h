/* How terminals spell keys: xterm, VT, the Linux console, rxvt, PuTTY in all its modes, SCO, and keypads in application mode. */
#ifndef UI_KEYSPELL_H
#define UI_KEYSPELL_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/keys.h"

struct key_spelling {
	const char *bytes;
	int code;
};

enum spell_state { SPELL_NO, SPELL_MORE, SPELL_YES };

/* Reads one sequence that begins with ESC.  SPELL_YES: *used bytes are the key *key (K_NONE: a sequence that means nothing here);
 * SPELL_MORE: it may go on; SPELL_NO: it is no sequence. */
enum spell_state spell_read(const unsigned char *bytes, size_t len, struct key *key, size_t *used);

/* What a control character is, K_NONE when nothing. */
int spell_control(unsigned char c);

#define SPELL_PASTE_BEGIN (-1) /* as key->code */

#endif
