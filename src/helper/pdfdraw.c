#include <config.h>

#include "helper/pdfdraw.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"

#define MM (72.0 / 25.4)
#define RULE_WIDTH 0.6

static const char default_family[] = "FangSong, FangSong_GB2312, Noto Serif CJK SC, serif";

static const struct paper portrait = {
	.width = 210 * MM, .height = 297 * MM, .left = 28 * MM, .top = 37 * MM, .right = 26 * MM, .bottom = 35 * MM};
static const struct paper landscape = {
	.width = 297 * MM, .height = 210 * MM, .left = 35 * MM, .top = 28 * MM, .right = 37 * MM, .bottom = 26 * MM};

/* Body text: 22 lines on 225 mm, of 28 characters of 16 points. */
const struct face_look face_looks[FACE_COUNT] = {
	[FACE_body] = {.points = 15.75, .line = 225 * MM / 22, .weight = PANGO_WEIGHT_NORMAL},
	[FACE_title] = {.points = 22, .line = 38, .weight = PANGO_WEIGHT_BOLD},
	[FACE_heading] = {.points = 15.75, .line = 225 * MM / 22, .weight = PANGO_WEIGHT_BOLD},
	[FACE_subheading] = {.points = 14, .line = 24, .weight = PANGO_WEIGHT_BOLD},
	[FACE_table] = {.points = 10.5, .line = 15.5, .weight = PANGO_WEIGHT_NORMAL},
	[FACE_small] = {.points = 9, .line = 12.5, .weight = PANGO_WEIGHT_NORMAL},
};

/* ---- measures, in pango units */

static int
line_height(void *user, enum page_face face)
{
	(void)user;
	return (int)(face_looks[face].line * PANGO_SCALE);
}

static int
em(void *user, enum page_face face)
{
	(void)user;
	return (int)(face_looks[face].points * PANGO_SCALE);
}

/* Characters that no font has are told once each. */
static void
note_missing(struct drawing *drawing, const char *text, size_t len, enum page_face face)
{
	struct pdf_job *job = drawing->job;
	PangoLayout *layout = drawing->layouts[face];
	const char *end = text + len;

	while (text < end) {
		uint32_t c;
		int bytes = utf8_decode(text, end, &c, NULL);
		size_t i = 0;
		pango_layout_set_text(layout, text, bytes);
		while (i < job->missing_count && job->missing[i] != c)
			i++;
		if (i == job->missing_count && i < sizeof job->missing / sizeof *job->missing && pango_layout_get_unknown_glyphs_count(layout))
			job->missing[job->missing_count++] = c;
		text += bytes;
	}
}

static size_t
break_text(void *user, const char *text, size_t len, enum page_face face, int first_width, int width, struct arena *arena,
	struct text_line **lines)
{
	struct drawing *drawing = user;
	PangoLayout *layout = drawing->layouts[face];
	size_t count = 0;

	pango_layout_set_width(layout, width > 0 ? width : 1);
	pango_layout_set_indent(layout, width - first_width);
	pango_layout_set_text(layout, text, (int)len);
	if (pango_layout_get_unknown_glyphs_count(layout)) {
		note_missing(drawing, text, len, face);
		pango_layout_set_text(layout, text, (int)len);
	}
	*lines = arena_alloc(arena, ((size_t)pango_layout_get_line_count(layout) + 1) * sizeof **lines);
	for (GSList *at = pango_layout_get_lines_readonly(layout); at; at = at->next) {
		const PangoLayoutLine *line = at->data;
		(*lines)[count++] = (struct text_line){.text = text + line->start_index, .len = (size_t)line->length};
	}
	if (!count)
		(*lines)[count++] = (struct text_line){.text = text};
	pango_layout_set_width(layout, -1);
	pango_layout_set_indent(layout, 0);
	return count;
}

/* ---- drawing */

static double
points(int units)
{
	return (double)units / PANGO_SCALE;
}

void
draw_string(struct drawing *drawing, double x, double y, double width, enum page_align align, enum page_face face, const char *text, size_t len)
{
	PangoLayout *layout = drawing->layouts[face];
	PangoRectangle extent;
	double room;

	while (len && text[len - 1] == ' ')
		len--;
	pango_layout_set_text(layout, text, (int)len);
	pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), NULL, &extent);
	room = width - points(extent.width);
	x += align == ALIGN_right ? room : align == ALIGN_centre ? room / 2 : 0;
	if (drawing->job->layout) {
		buf_addf(&drawing->told, "text %.1f %.1f %.1f %.1f %.*s\n", x / MM, y / MM, points(extent.width) / MM, face_looks[face].line / MM, (int)len,
			text);
		return;
	}
	cairo_move_to(drawing->cairo, x, y + points(drawing->baselines[face]));
	pango_cairo_show_layout_line(drawing->cairo, pango_layout_get_line_readonly(layout, 0));
}

static void
put_text(void *user, int x, int y, int width, enum page_align align, enum page_face face, const char *text, size_t len)
{
	struct drawing *drawing = user;

	draw_string(drawing, drawing->paper.left + points(x), drawing->paper.top + points(y), points(width), align, face, text, len);
}

static void
tell(struct drawing *drawing, const char *what, double a, double b, double c, double d)
{
	buf_addf(&drawing->told, "%s %.1f %.1f %.1f %.1f\n", what, a / MM, b / MM, c / MM, d / MM);
}

static void
put_rule(void *user, int x1, int y1, int x2, int y2)
{
	struct drawing *drawing = user;
	double left = drawing->paper.left, top = drawing->paper.top;

	if (drawing->job->layout) {
		tell(drawing, "rule", left + points(x1), top + points(y1), left + points(x2), top + points(y2));
		return;
	}
	cairo_set_line_width(drawing->cairo, RULE_WIDTH);
	cairo_set_line_cap(drawing->cairo, CAIRO_LINE_CAP_SQUARE);
	cairo_move_to(drawing->cairo, left + points(x1), top + points(y1));
	cairo_line_to(drawing->cairo, left + points(x2), top + points(y2));
	cairo_stroke(drawing->cairo);
}

static void
put_bar(void *user, int x, int y, int width, int height, bool dark)
{
	struct drawing *drawing = user;
	double left = drawing->paper.left + points(x), top = drawing->paper.top + points(y), inset = points(height) / 5;

	if (drawing->job->layout) {
		tell(drawing, "bar", left, top, points(width), points(height));
		return;
	}
	cairo_set_source_rgb(drawing->cairo, dark ? 0.25 : 0.72, dark ? 0.35 : 0.72, dark ? 0.5 : 0.72);
	cairo_rectangle(drawing->cairo, left, top + inset, points(width), points(height) - 2 * inset);
	cairo_fill(drawing->cairo);
	cairo_set_source_rgb(drawing->cairo, 0, 0, 0);
}

static void
put_box(void *user, int x, int y, int width, int height)
{
	struct drawing *drawing = user;

	if (drawing->job->layout)
		tell(drawing, "box", drawing->paper.left + points(x), drawing->paper.top + points(y), points(width), points(height));
}

static int
flush_told(struct drawing *drawing)
{
	size_t done = 0;

	while (done < drawing->told.len) {
		ssize_t wrote = write(drawing->job->out, drawing->told.data + done, drawing->told.len - done);
		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
			return errno;
		done += (size_t)wrote;
	}
	buf_clear(&drawing->told);
	return 0;
}

static void
begin_page(void *user, int page)
{
	struct drawing *drawing = user;
	const struct paper *paper = &drawing->paper;

	drawing->job->pages++;
	if (drawing->job->layout) {
		buf_addf(&drawing->told, "page %d %.1f %.1f\n", drawing->job->pages, paper->width / MM, paper->height / MM);
		tell(drawing, "area", paper->left, paper->top, points(drawing->metrics.width), points(drawing->metrics.height));
	} else if (page == 1 && *drawing->setup->title) {
		char where[32];
		snprintf(where, sizeof where, "page=%d", drawing->job->pages);
		cairo_pdf_surface_add_outline(drawing->surface, CAIRO_PDF_OUTLINE_ROOT, drawing->setup->title, where, 0);
	}
}

static void
end_page(void *user, int page)
{
	struct drawing *drawing = user;

	draw_margins(drawing, page);
	if (drawing->job->layout)
		drawing->failed = drawing->failed ? drawing->failed : flush_told(drawing);
	else
		cairo_show_page(drawing->cairo);
}

/* ---- opening and closing */

/* Cairo goes astray when it is told that writing failed, so it is not: the rest goes nowhere and drawing_close says why. */
static cairo_status_t
write_out(void *user, const unsigned char *bytes, unsigned len)
{
	struct drawing *drawing = user;

	while (len > 0 && !drawing->failed) {
		ssize_t wrote = write(drawing->job->out, bytes, len);
		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0) {
			drawing->failed = errno;
			break;
		}
		bytes += wrote;
		len -= (unsigned)wrote;
	}
	return CAIRO_STATUS_SUCCESS;
}

/* Paper has no pixels: characters are as wide as their font says, so that 28 of them fill a line. */
static void
open_context(struct drawing *drawing)
{
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	drawing->context = pango_cairo_create_context(drawing->cairo);
	pango_cairo_context_set_font_options(drawing->context, options);
	pango_context_set_round_glyph_positions(drawing->context, FALSE);
	pango_context_set_language(drawing->context, pango_language_from_string("zh-cn"));
	cairo_font_options_destroy(options);
}

/* The baseline is that of the first family, whatever font a character falls back to. */
static void
open_face(struct drawing *drawing, enum page_face face)
{
	const struct face_look *look = &face_looks[face];
	PangoFontDescription *font = pango_font_description_from_string(drawing->job->family ? drawing->job->family : default_family);
	PangoFontMetrics *metrics;
	int ascent, descent;

	pango_font_description_set_absolute_size(font, look->points * PANGO_SCALE);
	pango_font_description_set_weight(font, look->weight);
	drawing->layouts[face] = pango_layout_new(drawing->context);
	pango_layout_set_font_description(drawing->layouts[face], font);
	pango_layout_set_wrap(drawing->layouts[face], PANGO_WRAP_WORD_CHAR);
	metrics = pango_context_get_metrics(drawing->context, font, pango_language_from_string("zh-cn"));
	ascent = pango_font_metrics_get_ascent(metrics);
	descent = pango_font_metrics_get_descent(metrics);
	drawing->baselines[face] = ((int)(look->line * PANGO_SCALE) - ascent - descent) / 2 + ascent;
	pango_font_metrics_unref(metrics);
	pango_font_description_free(font);
}

int
drawing_open(struct drawing *drawing, struct pdf_job *job, struct err *err)
{
	*drawing = (struct drawing){.job = job, .paper = portrait,
		.metrics = {.user = drawing, .pad_across = 3 * PANGO_SCALE, .pad_down = 3 * PANGO_SCALE, .line_height = line_height, .em = em,
			.break_text = break_text},
		.sink = {.user = drawing, .begin = begin_page, .text = put_text, .rule = put_rule, .bar = put_bar, .box = put_box, .end = end_page}};
	drawing->surface = cairo_pdf_surface_create_for_stream(job->layout ? NULL : write_out, drawing, portrait.width, portrait.height);
	drawing->cairo = cairo_create(drawing->surface);
	if (cairo_status(drawing->cairo) != CAIRO_STATUS_SUCCESS)
		return err_set(err, ERR_SYSTEM, "%s", cairo_status_to_string(cairo_status(drawing->cairo)));
	open_context(drawing);
	for (int face = 0; face < FACE_COUNT; face++)
		open_face(drawing, (enum page_face)face);
	return 0;
}

void
drawing_sheet(struct drawing *drawing, const struct page_setup *setup)
{
	drawing->setup = setup;
	drawing->paper = setup->landscape ? landscape : portrait;
	drawing->metrics.width = (int)((drawing->paper.width - drawing->paper.left - drawing->paper.right) * PANGO_SCALE);
	drawing->metrics.height = (int)((drawing->paper.height - drawing->paper.top - drawing->paper.bottom) * PANGO_SCALE);
	cairo_pdf_surface_set_size(drawing->surface, drawing->paper.width, drawing->paper.height);
}

int
drawing_close(struct drawing *drawing, struct err *err)
{
	cairo_status_t status;

	for (int face = 0; face < FACE_COUNT; face++)
		if (drawing->layouts[face])
			g_object_unref(drawing->layouts[face]);
	if (drawing->context)
		g_object_unref(drawing->context);
	cairo_destroy(drawing->cairo);
	cairo_surface_finish(drawing->surface);
	status = cairo_surface_status(drawing->surface);
	cairo_surface_destroy(drawing->surface);
	buf_free(&drawing->told);
	if (drawing->failed)
		return err_set(err, drawing->failed == ENOSPC ? ERR_SPACE : ERR_SYSTEM, "%s", strerror(drawing->failed));
	return status == CAIRO_STATUS_SUCCESS ? 0 : err_set(err, ERR_SYSTEM, "%s", cairo_status_to_string(status));
}
