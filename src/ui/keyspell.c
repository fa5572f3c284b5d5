#include <config.h>

#include "ui/keyspell.h"

#include <string.h>

/* CSI number ~ (rxvt ends them with ^ or @ when Ctrl or Shift is held). */
static const struct {
	short number;
	short code;
} tilde[] = {
	{1, K_HOME}, {2, K_INSERT}, {3, K_DELETE}, {4, K_END}, {5, K_PGUP}, {6, K_PGDN}, {7, K_HOME}, {8, K_END},
	{11, K_F1}, {12, K_F2}, {13, K_F3}, {14, K_F4}, {15, K_F5}, {17, K_F6}, {18, K_F7}, {19, K_F8}, {20, K_F9}, {21, K_F10},
	{23, K_F11}, {24, K_F12}, {200, SPELL_PASTE_BEGIN},
};

/* The last byte of CSI sequences, with or without modifiers before it. */
static const struct {
	char last;
	short code, with_ctrl;
} csi[] = {
	{'A', K_UP, K_UP}, {'B', K_DOWN, K_DOWN}, {'C', K_RIGHT, K_WORD_RIGHT}, {'D', K_LEFT, K_WORD_LEFT},
	{'H', K_HOME, K_FIRST}, {'F', K_END, K_LAST}, {'Z', K_BACKTAB, K_BACKTAB},
	{'a', K_UP, K_UP}, {'b', K_DOWN, K_DOWN}, {'c', K_RIGHT, K_WORD_RIGHT}, {'d', K_LEFT, K_WORD_LEFT}, /* rxvt, shift */
};

/* CSI and one letter alone: SCO's function keys run from M; its paging keys stand before. */
static const struct {
	char last;
	short code;
} sco[] = {
	{'I', K_PGUP}, {'G', K_PGDN}, {'L', K_INSERT}, {'M', K_F1}, {'N', K_F2}, {'O', K_F3}, {'P', K_F4}, {'Q', K_F5},
	{'R', K_F6}, {'S', K_F7}, {'T', K_F8}, {'U', K_F9}, {'V', K_F10}, {'W', K_F11}, {'X', K_F12},
};

/* SS3 (ESC O) and a letter; PuTTY's VT100+ spells F5 to F12 with the letters behind F4's. */
static const struct {
	char last;
	short code;
} ss3[] = {
	{'A', K_UP}, {'B', K_DOWN}, {'C', K_RIGHT}, {'D', K_LEFT}, {'H', K_HOME}, {'F', K_END}, {'M', K_ENTER}, {'I', K_TAB},
	{'P', K_F1}, {'Q', K_F2}, {'R', K_F3}, {'S', K_F4}, {'T', K_F5}, {'U', K_F6}, {'V', K_F7}, {'W', K_F8}, {'X', K_F9},
	{'Y', K_F10}, {'Z', K_F11}, {'[', K_F12},
	{'a', K_UP}, {'b', K_DOWN}, {'c', K_WORD_RIGHT}, {'d', K_WORD_LEFT}, /* rxvt, Ctrl */
};

/* SS3 and a letter from j on: what the numeric keypad has printed on it; blanks are letters nobody sends. */
static const char keypad[] = "*+,-./0123456789";

#define COUNT(table) (sizeof(table) / sizeof *(table))

static enum spell_state
gives(struct key *key, int code)
{
	*key = (struct key){.code = code};
	return SPELL_YES;
}

static enum spell_state
gives_character(struct key *key, char c)
{
	*key = (struct key){.code = K_TEXT, .character = (unsigned char)c};
	return SPELL_YES;
}

/* F1 to F4 with modifiers: CSI 1 ; 2 P. */
static enum spell_state
modified_function(char last, int modifier, struct key *key)
{
	return gives(key, modifier > 0 && last >= 'P' && last <= 'S' ? K_F1 + (last - 'P') : K_NONE);
}

static enum spell_state
csi_letter(char last, const int *numbers, int count, struct key *key)
{
	int modifier = count > 1 ? numbers[1] - 1 : 0;
	if (count == 0)
		for (size_t i = 0; i < COUNT(sco); i++)
			if (sco[i].last == last)
				return gives(key, sco[i].code);
	if (last == 'R' && count == 2 && numbers[0] > 1) {
		*key = (struct key){.code = K_REPORT, .row = numbers[0], .column = numbers[1]};
		return SPELL_YES;
	}
	for (size_t i = 0; i < COUNT(csi); i++)
		if (csi[i].last == last)
			return gives(key, modifier & 6 ? csi[i].with_ctrl : csi[i].code);
	return modified_function(last, modifier, key);
}

static enum spell_state
csi_number(int number, struct key *key)
{
	for (size_t i = 0; i < COUNT(tilde); i++)
		if (tilde[i].number == number)
			return gives(key, tilde[i].code);
	return gives(key, K_NONE);
}

static enum spell_state
read_csi(const unsigned char *bytes, size_t len, struct key *key, size_t *used)
{
	int numbers[4] = {0}, count = 0;
	bool strange = false;
	for (size_t i = 2; i < len; i++) {
		unsigned char c = bytes[i];
		*used = i + 1;
		if (c >= '0' && c <= '9') {
			count += count == 0;
			if (count <= 4 && numbers[count - 1] < 10000)
				numbers[count - 1] = numbers[count - 1] * 10 + (c - '0');
		} else if (c == ';') {
			count += count == 0 ? 2 : count < 4;
		} else if (c == '[' && i == 2) {
			if (len < 4)
				return SPELL_MORE;
			*used = 4;
			return gives(key, bytes[3] >= 'A' && bytes[3] <= 'E' ? K_F1 + (bytes[3] - 'A') : K_NONE);
		} else if (c < 0x20 || c > 0x7e) {
			return SPELL_NO;
		} else if (c < 0x40) {
			strange = true;
		} else if (strange) {
			return gives(key, K_NONE);
		} else if (c == '~' || c == '^' || c == '@') {
			return csi_number(count ? numbers[0] : 0, key);
		} else {
			return csi_letter((char)c, numbers, count, key);
		}
	}
	return SPELL_MORE;
}

static enum spell_state
read_ss3(const unsigned char *bytes, size_t len, struct key *key, size_t *used)
{
	size_t at = 2;
	while (at < len && at < 4 && bytes[at] >= '1' && bytes[at] <= '8') /* a modifier, as old terminals put it */
		at++;
	if (at >= len)
		return SPELL_MORE;
	*used = at + 1;
	char last = (char)bytes[at];
	for (size_t i = 0; i < COUNT(ss3); i++)
		if (ss3[i].last == last)
			return gives(key, ss3[i].code);
	if (last >= 'j' && last < 'j' + (int)sizeof keypad - 1)
		return gives_character(key, keypad[last - 'j']);
	return SPELL_NO;
}

enum spell_state
spell_read(const unsigned char *bytes, size_t len, struct key *key, size_t *used)
{
	if (len < 2)
		return SPELL_MORE;
	if (bytes[1] == '[')
		return read_csi(bytes, len, key, used);
	if (bytes[1] == 'O')
		return read_ss3(bytes, len, key, used);
	if (bytes[1] < '0' || bytes[1] > '9')
		return SPELL_NO;
	*used = 2;
	return gives(key, bytes[1] == '0' ? K_F10 : K_F1 + (bytes[1] - '1'));
}

int
spell_control(unsigned char c)
{
	static const short twins[32] = {
		['G' & 31] = K_F1, ['S' & 31] = K_F2, ['T' & 31] = K_F4, ['F' & 31] = K_F7, ['P' & 31] = K_F9, ['K' & 31] = K_F10,
		['O' & 31] = K_F12, ['H' & 31] = K_BACKSPACE, ['I' & 31] = K_TAB, ['J' & 31] = K_ENTER, ['M' & 31] = K_ENTER,
		['[' & 31] = K_ESC,
	};
	if (c == 0x7f)
		return K_BACKSPACE;
	if (twins[c & 31])
		return twins[c & 31];
	return c >= 1 && c <= 26 ? K_CTRL(c) : K_NONE;
}
