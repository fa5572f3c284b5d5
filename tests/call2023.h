/* The sample's call of 2023, and the points that its review gets in tests: of twelve projects all sheets are still to score, of four some are
 * handed in; two of the twelve tie at the line. */
#ifndef TESTS_CALL2023_H
#define TESTS_CALL2023_H

#include "hard.h"

enum { CALL2023_PLACES = 12, CALL2023_FRESH = 12, CALL2023_PROJECTS = 16, CALL2023_TIED = 7, CALL2023_CRITERIA = 6 };

struct call2023 {
	char ids[CALL2023_PROJECTS][16]; /* those in review, by number; the one at CALL2023_TIED ties with the next */
};

/* Reads them, as 李敏 of the office. */
void call2023_read(struct call2023 *call, const struct office *office);
/* Whether a listed project of the call, or a record about one, has the state. */
bool call2023_has(const json_t *record, const char *key, const char *state);
/* How many records of a kind ("assignments") the call has in that state ("open"). */
size_t call2023_count(const struct office *office, const char *records, const char *state);
/* Points of every sheet of the project that is still to score, criterion by criterion. */
void call2023_points(const struct call2023 *call, const char *id, int points[CALL2023_CRITERIA]);

#endif
