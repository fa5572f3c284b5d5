/* Whose project it is, hidden from who sees it blind: in its own members, and inside free texts, where each place that names it is shown as ■■.
 * Private to desk. */
#ifndef DESK_BLIND_H
#define DESK_BLIND_H

#include "desk/desk.h"

/* Whether the member of a project tells whose it is. */
bool blind_column(const char *path);
/* Hides unit or leader, as the rules of its call say, in a project that is seen blind. */
void blind_project(struct desk *desk, struct project *project, struct arena *arena);
/* The same in a record that belongs to a project, where that is seen blind: where papers are kept, names as they were, what texts say. */
void blind_part(struct desk *desk, void *record, struct arena *arena);

#endif
