/* Bytes of a terminal, in pieces with pauses between: every byte is used up, every character is one, the editor's text stays valid. */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/editor.h"
#include "ui/keys.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_key(const struct key *key, struct editor *editor)
{
	struct err err;
	if (key->code == K_TEXT && (key->character < 0x20 || key->character > 0x10ffff))
		BUG("the character %x", (unsigned)key->character);
	if (key->code == K_PASTE && strlen(key->text) > key->len)
		BUG("a paste of %zu bytes that does not end", key->len);
	if (key->code <= K_NONE || key->code > K_REPORT)
		BUG("the code %d", key->code);
	editor_key(editor, key, &err);
	if (!utf8_valid(editor_text(editor), editor->text.len) || editor->cursor > editor->text.len)
		BUG("the editor's text is broken");
}

/* The first byte says how large the pieces are, the second how long the pauses. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct keys keys = {0};
	struct editor editor = {.limit = 200};
	struct key key;
	int64_t now = 1000;
	if (size < 2)
		return 0;
	size_t piece = data[0] % 16 + 1u;
	int pause = data[1] * 4;
	data += 2;
	size -= 2;
	while (size) {
		size_t len = size < piece ? size : piece;
		keys_feed(&keys, data, len, now);
		while (keys_next(&keys, &key, now))
			check_key(&key, &editor);
		data += len;
		size -= len;
		now += pause;
	}
	now += 10000;
	while (keys_next(&keys, &key, now))
		check_key(&key, &editor);
	if (keys_wait(&keys, now) != -1)
		BUG("bytes are held for ever");
	keys_free(&keys);
	editor_free(&editor);
	return 0;
}
