/* Pinyin for searching and sorting, from a table generated from Unihan and a list of surname readings. */
#ifndef BASE_PINYIN_H
#define BASE_PINYIN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

enum pinyin_use {
	PINYIN_WORDS, /* the commonest reading of each character */
	PINYIN_NAME,  /* a person's name: surname readings first (曾 zeng, 单 shan, 尉迟 yuchi) */
};

/* The readings of one character, without tones, ü as v, commonest first: "zhong", "chang\0zhang\0" separated by NUL, ended by an empty string; "" for none. */
const char *pinyin_readings(uint32_t c);

/* Adds a sort key: what memcmp orders as a Chinese reader expects.  Each Han character sorts by its syllable, tone and code point, in 4 bytes (6 beyond
 * U+FFFF), those without a reading last; others stand folded as they are, before Han.  Never contains NUL; cut so that it takes at most `limit` bytes
 * (between characters). */
void pinyin_sort_key(struct buf *out, const char *text, enum pinyin_use use, size_t limit);

/* Adds what a list filters by, with '\x1f' between: the folded text itself, full pinyin run together, initials; then, for polyphones and surname
 * readings, the other spellings in full and in initials where these differ (at most 8 of each: every combination where there are no more, otherwise one
 * character at a time).  Punctuation is left out of pinyin and initials; a text without Han characters gives itself alone.  Of a long text the first
 * 256 characters are spelt. */
void pinyin_search_text(struct buf *out, const char *text, enum pinyin_use use);

/* Whether `typed` (folded) occurs in the text, its pinyin or its initials: the same answer as finding it in pinyin_search_text(). */
bool pinyin_matches(const char *text, enum pinyin_use use, const char *typed);
/* Whether one of them begins with it. */
bool pinyin_begins(const char *text, enum pinyin_use use, const char *typed);

#endif
