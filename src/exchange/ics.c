#include <config.h>

#include "exchange/ics.h"

#include <string.h>

enum { LINE_OCTETS = 75 };

/* ---- lines */

static bool
within_character(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

/* Goes on in a line that begins with a blank, which counts. */
static void
put_folded(struct buf *out, const char *text, size_t len)
{
	size_t room = LINE_OCTETS;

	while (len > room) {
		size_t take = room;
		while (take > 1 && within_character(text[take]))
			take--;
		buf_add(out, text, take);
		buf_adds(out, "\r\n ");
		text += take;
		len -= take;
		room = LINE_OCTETS - 1;
	}
	buf_add(out, text, len);
	buf_adds(out, "\r\n");
}

void
ics_text(struct buf *out, const char *name, const char *value)
{
	struct buf line = {0};

	buf_addf(&line, "%s:", name);
	for (; *value; value++) {
		if (*value == '\n')
			buf_adds(&line, "\\n");
		else if (strchr("\\;,", *value))
			buf_addf(&line, "\\%c", *value);
		else if ((unsigned char)*value >= ' ' && *value != 0x7f)
			buf_add(&line, value, 1);
	}
	put_folded(out, line.data, line.len);
	buf_free(&line);
}

/* "20210416" */
static void
put_day(struct buf *out, const char *name, date_t day, const char *behind)
{
	char text[11];

	date_print(text, day);
	buf_addf(out, "%s:%.4s%.2s%.2s%s\r\n", name, text, text + 5, text + 8, behind);
}

/* ---- events */

static bool
same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

/* How many lines of the same kind, call and part stand before this one. */
static size_t
alike_before(const struct todo_item *items, size_t at)
{
	size_t alike = 0;

	for (size_t i = 0; i < at; i++)
		alike += items[i].deadline != DATE_NONE && same(items[i].kind, items[at].kind) && same(items[i].call, items[at].call) &&
			same(items[i].part, items[at].part);
	return alike;
}

static void
put_uid(struct buf *out, const struct todo_item *items, size_t at)
{
	const struct todo_item *item = &items[at];
	struct buf uid = {0};
	size_t alike = alike_before(items, at);

	buf_adds(&uid, item->kind);
	if (item->call && *item->call)
		buf_addf(&uid, "-%s", item->call);
	if (item->part && *item->part)
		buf_addf(&uid, "-%s", item->part);
	if (alike)
		buf_addf(&uid, "-%zu", alike + 1);
	buf_adds(&uid, "@shouxi");
	ics_text(out, "UID", buf_text(&uid));
	buf_free(&uid);
}

static void
put_event(struct buf *out, date_t today, const struct todo_item *items, size_t at)
{
	const struct todo_item *item = &items[at];
	struct buf text = {0};
	char count[32];

	buf_adds(out, "BEGIN:VEVENT\r\n");
	put_uid(out, items, at);
	put_day(out, "DTSTAMP", today, "T000000Z");
	put_day(out, "DTSTART;VALUE=DATE", item->deadline, "");
	put_day(out, "DTEND;VALUE=DATE", item->deadline + 1, "");
	number_print(count, (int64_t)item->count);
	buf_addf(&text, words_lang() == LANG_ZH ? "%s（%s）" : "%s (%s)", item->label, count);
	ics_text(out, "SUMMARY", buf_text(&text));
	if (item->where && *item->where)
		ics_text(out, "DESCRIPTION", item->where);
	buf_adds(out, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
	buf_free(&text);
}

void
ics_add(struct buf *out, const char *name, date_t today, const struct todo_item *items, size_t count)
{
	buf_adds(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//shouxi//todo//ZH\r\nCALSCALE:GREGORIAN\r\n");
	ics_text(out, "X-WR-CALNAME", name);
	for (size_t i = 0; i < count; i++)
		if (items[i].deadline != DATE_NONE)
			put_event(out, today, items, i);
	buf_adds(out, "END:VCALENDAR\r\n");
}
