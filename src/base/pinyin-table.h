/* The generated table of readings (tools/gen-pinyin.py); only pinyin.c looks into it. */
#ifndef BASE_PINYIN_TABLE_H
#define BASE_PINYIN_TABLE_H

#include <stdint.h>

/* The readings that some characters share, commonest first. */
struct pinyin_list {
	uint16_t text; /* where they stand in the pool, each ended by NUL, all ended by an empty one */
	uint16_t rank; /* of the first reading among all, in dictionary order */
	uint8_t len;   /* of the first reading, 1 to 6 */
	uint8_t count;
};

/* An entry is a list's number × 8 + the tone (1 to 5) of its first reading; 0: no reading.
 * A character's stands in pinyin_chars at pinyin_pages[c / 32] × 32 + c % 32; page 0 is empty. */
extern const uint32_t pinyin_end; /* beyond the last character */
extern const uint16_t pinyin_pages[];
extern const uint16_t pinyin_chars[];
extern const struct pinyin_list pinyin_lists[];
/* At least 8 bytes may be read from any reading on. */
extern const char pinyin_pool[];

/* Sorted by first, then second, which is 0 in a surname of one character. */
struct pinyin_surname {
	uint32_t first, second;
	uint16_t entries[2];
};
extern const struct pinyin_surname pinyin_surnames[];
extern const int pinyin_surname_count;

#endif
