/* What stands around the text of a page: the mark across it, its number, the witness and its code. */
#include <config.h>

#include "helper/pdfdraw.h"

#include <stdio.h>
#include <string.h>

#include <qrencode.h>

#define MM (72.0 / 25.4)

static const double code_side = 16 * MM, number_below = 7 * MM, witness_below = 16 * MM, mark_points = 110;

static void
draw_mark(struct drawing *drawing)
{
	cairo_t *cairo = drawing->cairo;
	PangoLayout *layout = pango_layout_new(drawing->context);
	PangoFontDescription *font = pango_font_description_copy(pango_layout_get_font_description(drawing->layouts[FACE_title]));
	int width, height;

	pango_font_description_set_absolute_size(font, mark_points * PANGO_SCALE);
	pango_layout_set_font_description(layout, font);
	pango_layout_set_text(layout, drawing->setup->mark, -1);
	pango_layout_get_size(layout, &width, &height);
	cairo_save(cairo);
	cairo_translate(cairo, drawing->paper.width / 2, drawing->paper.height / 2);
	cairo_rotate(cairo, -0.6);
	cairo_set_source_rgba(cairo, 0.5, 0.5, 0.5, 0.25);
	cairo_move_to(cairo, -(double)width / PANGO_SCALE / 2, -(double)height / PANGO_SCALE / 2);
	pango_cairo_show_layout(cairo, layout);
	cairo_restore(cairo);
	pango_font_description_free(font);
	g_object_unref(layout);
}

static void
draw_code(struct drawing *drawing)
{
	QRcode *code = QRcode_encodeString(drawing->setup->code, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
	double x = drawing->paper.width - drawing->paper.right - code_side, y = drawing->paper.top - code_side - 4 * MM, step;

	if (!code)
		return;
	step = code_side / code->width;
	for (int row = 0; row < code->width; row++)
		for (int column = 0, run; column < code->width; column += run + 1) {
			for (run = 0; column + run < code->width && code->data[row * code->width + column + run] & 1;)
				run++;
			if (run)
				cairo_rectangle(drawing->cairo, x + column * step, y + row * step, run * step, step);
		}
	cairo_fill(drawing->cairo);
	QRcode_free(code);
}

void
draw_margins(struct drawing *drawing, int page)
{
	const struct paper *paper = &drawing->paper;
	const struct page_setup *setup = drawing->setup;
	double width = paper->width - paper->left - paper->right, bottom = paper->height - paper->bottom;
	char number[32];

	if (*setup->mark && !drawing->job->layout)
		draw_mark(drawing);
	if (*setup->code && page == 1 && !drawing->job->layout)
		draw_code(drawing);
	if (*setup->witness)
		draw_string(drawing, paper->left, bottom + witness_below, width, ALIGN_left, FACE_small, setup->witness, strlen(setup->witness));
	if (!setup->numbered)
		return;
	snprintf(number, sizeof number, "— %d —", page);
	draw_string(drawing, paper->left, bottom + number_below, width, page % 2 ? ALIGN_right : ALIGN_left, FACE_subheading, number, strlen(number));
}
