/* What the acts of assessing share (八).  Private to desk. */
#ifndef DESK_ASSESS_H
#define DESK_ASSESS_H

#include "desk/assessing.h"
#include "desk/funded.h"

/* The years of the project's cycle. */
int cycle_first_year(const struct project *project);
int cycle_last_year(const struct project *project);
/* Refuses a kind that the rules do not know, and a year that it cannot be of. */
int assess_kind_check(struct deed *deed, const struct rules *rules, const char *kind, int64_t year, struct err *err);
/* Whether the points of the elements decide it; else its result is typed. */
bool assess_by_elements(const struct rules *rules, const char *kind);
/* Refuses an assessor who is the unit, by name (today's or that of the day) or by USCC. */
int assessor_check(struct deed *deed, const char *assessor, const char *qualification, struct err *err);
/* Whether a code is among those of a text with blanks between. */
bool code_among(const char *codes, const char *code);
/* "annual assessment of 2021" and so on, in the current language. */
const char *assess_title(const char *kind, int64_t year, struct arena *arena);

/* The project's assessment of that kind, of that year (0: of any, the newest); NULL none. */
struct assessment *assessment_of(struct deed *deed, const char *kind, int64_t year);
/* The checklists of that kind and year, in order of making. */
size_t answers_of(struct desk *desk, uint32_t project, const char *kind, int64_t year, struct arena *arena, struct answer ***out);
/* How many projects of the year there are, and how many have the best grade, where the rules cap its share; 0 and 0 elsewhere. */
void grade_counts(struct deed *deed, const struct rules *rules, const char *kind, int64_t year, size_t *top, size_t *all);

#endif
