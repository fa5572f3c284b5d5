#include <config.h>

#include "ui/term.h"


#include "base/buf.h"
#include "ui/glyph.h"
#include "ui/ui.h"

#define PROBE_MS 200

/* Answers come in the order of the questions: 中 first, then each class. */
static struct {
	int row, asked, answered;
	int64_t until;
	bool replaced;
} probe;

static void
ask(struct buf *out, const char *text)
{
	buf_adds(out, "\r");
	buf_adds(out, text);
	buf_adds(out, "\033[6n");
}

void
term_probe(int row)
{
	struct buf out = {0};
	buf_addf(&out, "\0337\033[%d;1H", row + 1);
	ask(&out, "中");
	for (int i = 0; i < GLYPH_CLASSES; i++)
		ask(&out, glyph_probe((enum glyph)i));
	buf_adds(&out, "\r\033[K\0338");
	probe.row = row + 1;
	probe.asked = 1 + GLYPH_CLASSES;
	probe.answered = 0;
	probe.replaced = false;
	probe.until = ui_now() + PROBE_MS;
	term_send(out.data, out.len);
	buf_free(&out);
}

bool
term_probing(void)
{
	return probe.answered < probe.asked && ui_now() < probe.until;
}

int
term_answer(const struct key *key)
{
	if (probe.answered >= probe.asked || key->row != probe.row)
		return 0;
	int which = probe.answered++;
	int width = key->column - 1;
	if (which == 0) {
		if (width == 2)
			return 0;
		probe.asked = 0;
		return -1;
	}
	if (width != 1) {
		glyph_replace((enum glyph)(which - 1));
		probe.replaced = true;
	}
	return probe.answered == probe.asked && probe.replaced;
}
