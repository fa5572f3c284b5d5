/* A PDF being drawn: measures, and what becomes of lines, rules and bars.  Private to the helper. */
#ifndef HELPER_PDFDRAW_H
#define HELPER_PDFDRAW_H

#include <cairo.h>
#include <pango/pangocairo.h>

#include "helper/pdf.h"
#include "page/layout.h"

/* How wide and high a page is, and what its margins leave, in points (GB/T 9704-2012). */
struct paper {
	double width, height, left, top, right, bottom;
};

struct face_look {
	double points, line; /* of the type; from one line to the next */
	PangoWeight weight;
};

struct drawing {
	struct pdf_job *job;
	cairo_surface_t *surface;
	cairo_t *cairo;
	PangoContext *context;
	PangoLayout *layouts[FACE_COUNT];
	int baselines[FACE_COUNT]; /* from the top of a line, in pango units */
	const struct page_setup *setup;
	struct paper paper;
	struct metrics metrics;
	struct sink sink;
	struct buf told; /* with job->layout */
	int failed;      /* an errno */
};

extern const struct face_look face_looks[FACE_COUNT];

int drawing_open(struct drawing *drawing, struct pdf_job *job, struct err *err);
/* Turns to a sheet's paper. */
void drawing_sheet(struct drawing *drawing, const struct page_setup *setup);
int drawing_close(struct drawing *drawing, struct err *err);
/* What stands outside of the type area: the mark across it, number, witness and code. */
void draw_margins(struct drawing *drawing, int page);
/* One line of a face at a place in points; aligned within `width`. */
void draw_string(struct drawing *drawing, double x, double y, double width, enum page_align align, enum page_face face, const char *text, size_t len);

#endif
