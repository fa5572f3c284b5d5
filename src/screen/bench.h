/* The run of the screens: what every screen finds behind ui_user(). */
#ifndef SCREEN_BENCH_H
#define SCREEN_BENCH_H

#include "desk/desk.h"
#include "ui/ui.h"

struct bench {
	struct ui *ui;
	struct desk *desk;
	const struct desk_options *options;
	uint64_t pulse;       /* the last journal entry that the screens show */
	char *picked;         /* what a picking queue chose; malloc'ed */
	const struct project *keyed; /* the application keyed last in this run, for ^D and ^E; in keyed_arena */
	struct arena keyed_arena;
	char *evidence;       /* the evidence given last, proposed for the next; malloc'ed */
	struct sheets *sheets; /* all printed ones, from the first F9 on */
	struct arena arena;   /* what lives as long as the run */
};

static inline struct bench *
bench_of(const struct ui *ui)
{
	return ui_user(ui);
}

/* The title line's words after a seat was taken or the day turned. */
void bench_identity(struct bench *bench);

#endif
