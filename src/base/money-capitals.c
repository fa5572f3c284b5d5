#include <config.h>

#include "base/money.h"

#include <stdbool.h>

#define SECTION 10000

static const char *const digits[] = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};

/* What stands behind each power of ten in a section, and behind each section; 亿 counts sections by twos. */
static const char *const powers[] = {"仟", "佰", "拾", ""};
static const char *const sections[] = {"", "万", "亿", "万亿", "亿亿"};

/* Four digits; a run of zeros within is one 零, zeros at the end are none. */
static void
add_section(struct buf *out, unsigned value, bool first)
{
	bool zero = false;
	unsigned unit = SECTION / 10;
	for (int i = 0; i < 4; i++, unit /= 10) {
		unsigned digit = value / unit % 10;
		if (!digit) {
			zero = zero || !first;
			continue;
		}
		if (zero)
			buf_adds(out, digits[0]);
		buf_adds(out, digits[digit]);
		buf_adds(out, powers[i]);
		zero = first = false;
	}
}

static void
add_whole(struct buf *out, uint64_t yuan)
{
	unsigned values[sizeof sections / sizeof *sections];
	int count = 0;
	for (; yuan; yuan /= SECTION)
		values[count++] = (unsigned)(yuan % SECTION);
	bool first = true, skipped = false;
	for (int i = count - 1; i >= 0; i--) {
		if (!values[i]) {
			skipped = true;
			continue;
		}
		/* A section that begins with a zero brings its own 零. */
		if (skipped && values[i] >= SECTION / 10)
			buf_adds(out, digits[0]);
		add_section(out, values[i], first);
		buf_adds(out, sections[i]);
		first = skipped = false;
	}
}

void
money_capitals(struct buf *out, money_t fen)
{
	if (fen == MONEY_NONE)
		return;
	uint64_t amount = fen < 0 ? -(uint64_t)fen : (uint64_t)fen;
	unsigned jiao = (unsigned)(amount / 10 % 10), rest = (unsigned)(amount % 10);
	uint64_t yuan = amount / 100;
	if (fen < 0)
		buf_adds(out, "负");
	add_whole(out, yuan);
	if (!amount)
		buf_adds(out, digits[0]);
	if (yuan || !amount)
		buf_adds(out, "元");
	if (jiao)
		buf_addf(out, "%s角", digits[jiao]);
	else if (yuan && rest)
		buf_adds(out, digits[0]);
	if (rest)
		buf_addf(out, "%s分", digits[rest]);
	else
		buf_adds(out, "整");
}
