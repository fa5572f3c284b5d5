#include <config.h>

#include "base/pinyin.h"

#include <string.h>

#include "base/pinyin-table.h"
#include "base/text.h"

enum {
	PAGE = 32,
	MAX_SPELLINGS = 8,
	MAX_UNITS = 256, /* characters of a text that are spelt */
	MAX_SYLLABLE = 8, /* bytes written for one, room included */
	HAN_LEAD = 0xF5,  /* above every byte of UTF-8, so that Han comes last */
	BASE = 255,       /* a key counts in digits 1 … 255: no NUL */
	RANKS = (256 - HAN_LEAD) * BASE,
	FIRST_HAN = 0x2E80,
	ASTRAL_LEAD = 0xFF, /* of the tie of a character beyond U+FFFF */
};

/* A character of a text and how it is spelt now. */
struct unit {
	uint32_t c;
	uint32_t at;    /* its bytes in the folded text */
	uint16_t entry; /* 0: not spelt */
	uint8_t len;
	uint8_t choice; /* which of its readings */
};

/* The spellings of a text, one after the other. */
struct speller {
	struct unit units[MAX_UNITS];
	size_t count;
	bool has_han, all; /* all: every combination; otherwise one reading at a time differs */
	uint8_t round;
	size_t place;
};

static const struct pinyin_list *
list_of(uint16_t entry)
{
	return &pinyin_lists[entry >> 3];
}

static uint16_t
entry_of(uint32_t c)
{
	if (c >= pinyin_end)
		return 0;
	return pinyin_chars[(uint32_t)pinyin_pages[c / PAGE] * PAGE + c % PAGE];
}

const char *
pinyin_readings(uint32_t c)
{
	return pinyin_pool + list_of(entry_of(c))->text;
}

static const struct pinyin_surname *
find_surname(uint32_t first, uint32_t second)
{
	int low = 0, high = pinyin_surname_count;
	while (low < high) {
		int middle = (low + high) / 2;
		const struct pinyin_surname *surname = &pinyin_surnames[middle];
		if (surname->first == first && surname->second == second)
			return surname;
		if (surname->first < first || (surname->first == first && surname->second < second))
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Puts the surname's readings on the first characters of a name. */
static void
read_surname(uint16_t *first, uint16_t *second, uint32_t c, uint32_t next)
{
	const struct pinyin_surname *surname = next ? find_surname(c, next) : NULL;
	if (surname)
		*second = surname->entries[1];
	else
		surname = find_surname(c, 0);
	if (surname)
		*first = surname->entries[0];
}

/* Punctuation is not spoken, so it does not part what is typed. */
static bool
spoken(uint32_t c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
	return c != 0xB7 && !(c >= 0x2000 && c <= 0x206F) && !(c >= 0x3000 && c <= 0x303F && c != 0x3007) &&
	       !(c >= 0xFE30 && c <= 0xFE4F) && !(c >= 0xFF00 && c <= 0xFFEF);
}

static void
read_units(struct speller *speller, const char *text, size_t len, enum pinyin_use use)
{
	const char *end = text + len;
	size_t count = 0;
	for (const char *at = text; at < end && count < MAX_UNITS;) {
		struct unit *unit = &speller->units[count];
		int taken = utf8_decode(at, end, &unit->c, NULL);
		unit->at = (uint32_t)(at - text);
		unit->len = (uint8_t)taken;
		unit->choice = 0;
		unit->entry = entry_of(unit->c);
		if (unit->entry || spoken(unit->c))
			count++;
		speller->has_han |= unit->entry != 0;
		at += taken;
	}
	speller->count = count;
	struct unit *units = speller->units;
	if (use == PINYIN_NAME && count)
		read_surname(&units[0].entry, &units[1].entry, units[0].c, count > 1 ? units[1].c : 0);
}

static uint8_t
readings_of(const struct unit *unit)
{
	return unit->entry ? list_of(unit->entry)->count : 1;
}

static void
start_spelling(struct speller *speller)
{
	size_t product = 1;
	for (size_t i = 0; i < speller->count && product <= MAX_SPELLINGS; i++)
		product *= readings_of(&speller->units[i]);
	speller->all = product <= MAX_SPELLINGS;
	speller->round = 1;
	speller->place = 0;
}

static bool
next_combination(struct speller *speller)
{
	for (size_t i = 0; i < speller->count; i++) {
		struct unit *unit = &speller->units[i];
		if (++unit->choice < readings_of(unit))
			return true;
		unit->choice = 0;
	}
	return false;
}

/* First each second reading in its turn, then each third one, … */
static bool
next_single(struct speller *speller)
{
	for (; speller->round < UINT8_MAX; speller->round++, speller->place = 0) {
		bool deeper = false;
		for (; speller->place < speller->count; speller->place++) {
			struct unit *unit = &speller->units[speller->place];
			deeper |= readings_of(unit) > speller->round;
			if (unit->choice == speller->round) {
				unit->choice = 0;
			} else if (readings_of(unit) > speller->round) {
				unit->choice = speller->round;
				return true;
			}
		}
		if (!deeper)
			return false;
	}
	return false;
}

static const char *
reading(const struct unit *unit)
{
	const char *at = pinyin_pool + list_of(unit->entry)->text;
	for (int i = 0; i < unit->choice; i++)
		at += strlen(at) + 1;
	return at;
}

/* Whether the initials of this spelling stood in no earlier one. */
static bool
initials_differ(const struct speller *speller)
{
	for (size_t i = 0; i < speller->count; i++) {
		struct unit unit = speller->units[i];
		char initial = unit.choice ? *reading(&unit) : 0;
		while (unit.choice) {
			unit.choice--;
			if (*reading(&unit) == initial)
				return false;
		}
	}
	return true;
}

/* Both write to `at`, where there is room, and return the end of what they wrote. */
static char *
write_full(char *at, const struct speller *speller, const char *text)
{
	*at++ = '\x1f';
	for (size_t i = 0; i < speller->count; i++) {
		const struct unit *unit = &speller->units[i];
		if (!unit->entry) {
			memcpy(at, text + unit->at, unit->len);
			at += unit->len;
			continue;
		}
		const char *from = reading(unit);
		memcpy(at, from, MAX_SYLLABLE); /* a fixed size is one instruction */
		at += unit->choice ? strlen(from) : list_of(unit->entry)->len;
	}
	return at;
}

static char *
write_initials(char *at, const struct speller *speller, const char *text)
{
	*at++ = '\x1f';
	for (size_t i = 0; i < speller->count; i++) {
		const struct unit *unit = &speller->units[i];
		if (unit->entry) {
			*at++ = *reading(unit);
		} else {
			memcpy(at, text + unit->at, unit->len);
			at += unit->len;
		}
	}
	return at;
}

void
pinyin_search_text(struct buf *out, const char *text, enum pinyin_use use)
{
	struct speller speller;
	speller.has_han = false;
	size_t folded = out->len;
	text_fold(out, text);
	size_t len = out->len - folded;
	if (!len)
		return;
	read_units(&speller, out->data + folded, len, use);
	if (!speller.has_han)
		return;
	start_spelling(&speller);
	for (int spelling = 0; spelling < MAX_SPELLINGS; spelling++) {
		if (spelling && !(speller.all ? next_combination(&speller) : next_single(&speller)))
			break;
		char *start = buf_reserve(out, 2 * (speller.count * MAX_SYLLABLE + 1));
		const char *source = out->data + folded;
		char *at = write_full(start, &speller, source);
		if (initials_differ(&speller))
			at = write_initials(at, &speller, source);
		out->len += (size_t)(at - start);
	}
	*buf_reserve(out, 0) = '\0';
}

bool
pinyin_matches(const char *text, enum pinyin_use use, const char *typed)
{
	struct buf all = {0};
	pinyin_search_text(&all, text, use);
	bool found = strstr(buf_text(&all), typed) != NULL;
	buf_free(&all);
	return found;
}

/* Sorts by syllable, tone and code point: 4 bytes, or 6 beyond U+FFFF. */
static int
han_key(char out[6], uint32_t c, uint16_t entry)
{
	unsigned rank = entry ? list_of(entry)->rank * 6u + (entry & 7) : RANKS - 1;
	int len = 0;
	out[len++] = (char)(HAN_LEAD + rank / BASE);
	out[len++] = (char)(1 + rank % BASE);
	if (c > 0xFFFF) {
		c -= 0x10000;
		out[len++] = (char)ASTRAL_LEAD;
		out[len++] = (char)(1 + c / BASE / BASE);
	} else {
		c -= FIRST_HAN;
	}
	out[len++] = (char)(1 + c / BASE % BASE);
	out[len++] = (char)(1 + c % BASE);
	return len;
}

/* The key of `folded` behind it, at `key`, with room for limit + 6 bytes; returns its length. */
static size_t
write_key(char *key, const char *folded, size_t len, enum pinyin_use use, size_t limit)
{
	const char *end = folded + len;
	uint16_t surname[2] = {0, 0};
	size_t used = 0, place = 0;
	for (const char *at = folded; at < end; place++) {
		uint32_t c, next = 0;
		int taken = utf8_decode(at, end, &c, NULL);
		if (place == 0 && use == PINYIN_NAME) {
			if (at + taken < end)
				utf8_decode(at + taken, end, &next, NULL);
			read_surname(&surname[0], &surname[1], c, next);
		}
		uint16_t entry = place < 2 && surname[place] ? surname[place] : entry_of(c);
		int more = taken;
		if (entry || char_is_han(c))
			more = han_key(key + used, c, entry);
		else
			memcpy(key + used, at, (size_t)taken);
		if (used + (size_t)more > limit)
			break;
		used += (size_t)more;
		at += taken;
	}
	return used;
}

void
pinyin_sort_key(struct buf *out, const char *text, enum pinyin_use use, size_t limit)
{
	size_t start = out->len;
	text_fold(out, text);
	size_t len = out->len - start;
	if (!len)
		return;
	char *key = buf_reserve(out, limit + 6);
	size_t used = write_key(key, out->data + start, len, use, limit);
	memmove(out->data + start, key, used);
	out->len = start + used;
	out->data[out->len] = '\0';
}

bool
pinyin_begins(const char *text, enum pinyin_use use, const char *typed)
{
	struct buf spelt = {0};
	size_t len = strlen(typed);
	bool found = false;

	pinyin_search_text(&spelt, text, use);
	for (const char *at = buf_text(&spelt); at && !found; at = strchr(at, '\x1f')) {
		at += *at == '\x1f';
		found = strncmp(at, typed, len) == 0;
	}
	buf_free(&spelt);
	return found;
}
