/* A project as a text to read: what the screen shows. */
#ifndef SCREEN_PROJECTTEXT_H
#define SCREEN_PROJECTTEXT_H

#include "desk/desk.h"

/* Adds the text; `clear` (may be NULL) stands in with unmasked numbers.  *stage receives the stage's words, malloc'ed in place of what was there. */
int project_text(struct desk *desk, const char *id, const struct project *clear, struct arena *arena, struct buf *out, char **stage, struct err *err);
/* Adds what an application says and which materials came with it, without verdicts and opinions: what an expert scores by. */
int project_material_text(struct desk *desk, const char *id, struct arena *arena, struct buf *out, struct err *err);

/* Whether a stage's label is that of one of these. */
bool stage_among(const char *label, uint32_t stages);

#endif
