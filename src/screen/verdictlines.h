/* A project in a few lines, with the sign of each condition: the pane beside lists, and the head of its own screen. */
#ifndef SCREEN_VERDICTLINES_H
#define SCREEN_VERDICTLINES_H

#include "desk/casework.h"
#include "ui/paint.h"

/* Draws what fits: number and track, unit, leader, stage with its deadline, and the conditions, failed and open ones first. */
void verdictlines_pane(struct desk *desk, uint32_t number, const struct area *area, struct arena *arena);
/* The sign and tone of a verdict. */
enum glyph verdict_glyph(const struct verdict *verdict);
enum tone verdict_tone(const struct verdict *verdict);

#endif
