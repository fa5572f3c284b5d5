/* A batch of payments as it is shown, with what an approval of it is bound to. */
#ifndef DESK_MONEYWORK_H
#define DESK_MONEYWORK_H

#include "base/hash.h"
#include "desk/desk.h"

struct batch_view {
	const struct batch *batch;
	struct payment **payments; /* accounts masked */
	const char **projects;     /* their numbers */
	size_t count;
	char hash[SHA256_HEX];     /* of these payments */
};

/* ERR_MISSING where there is no such batch for this person. */
int desk_batch_view(struct desk *desk, const char *id, struct arena *arena, struct batch_view *out, struct err *err);
/* Why an obligation is what it is: clause, figures with their arithmetic and the sentence, in the current language, as lines of text. */
int desk_due_explain(struct desk *desk, const char *obligation, struct arena *arena, struct buf *out, struct err *err);

#endif
