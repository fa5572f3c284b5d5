/* The sample office opened from within, for tests of what the desk reads and does. */
#ifndef TESTS_SAMPLE_H
#define TESTS_SAMPLE_H

#include "desk/act.h"
#include "desk/casework.h"
#include "desk/query.h"

struct sample {
	char dir[64], records[80];
	struct desk *desk;
	struct arena arena;
};

/* Makes a sample office in a fresh folder and takes the seat of `as` on the day given ("2023-04-12"). */
void sample_open(struct sample *sample, const char *as, const char *today);
/* The same person's or another's session over the same records. */
void sample_sit(struct sample *sample, const char *as, const char *today);
void sample_close(struct sample *sample);
/* Does an act at the present seat; the test fails when it is refused. */
void sample_do(struct sample *sample, const char *act, const char *target, const char *reason, const struct act_input *inputs, size_t count);

/* A list of projects that must open; a project by its number as the person at work sees it, NULL for none; whether its text or pinyin has the needle. */
struct query *sample_list(struct sample *sample, const char *where, const char *order, bool descending);
struct project *sample_project(struct sample *sample, uint32_t number);
bool sample_has_text(const struct project *project, const char *needle);

#endif
