/* A verdict: the only way the program says yes or no. */
#ifndef RULES_VERDICT_H
#define RULES_VERDICT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/words.h"
#include "base/wire.h"

enum verdict_result { VERDICT_PASS, VERDICT_FAIL, VERDICT_OPEN };

/* A figure the answer used: its name as in `facts` of --json, its words, its value as text (PRINT_SCREEN, never a sensitive value). */
struct fact {
	const char *name;
	const char *value;
};

struct verdict {
	const char *id;      /* of the condition, as in rules.yaml */
	const char *clause;  /* "六(一)3", or "office" */
	enum verdict_result result;
	struct words label;
	struct words because; /* a sentence why */
	struct words cure;    /* what would mend it; empty unless it fails or is open */
	struct fact *facts;
	size_t fact_count;
	bool attested;       /* a person must say: open until somebody does */
	bool derived;        /* follows from attested ones: nobody attests it itself, nor is it computed */
	bool part;           /* one of several ways: counts only through the condition that names it */
	bool preference;     /* orders, never decides */
	bool overridden;     /* the office decided otherwise than computed (九.2) */
};

struct verdicts {
	struct verdict *items;
	size_t count;
};

/* "pass", "fail", "open". */
const char *verdict_word(enum verdict_result result);
/* The whole: fail when one fails, open when none fails and one is open, else pass; preferences and parts do not count. */
enum verdict_result verdicts_whole(const struct verdicts *verdicts);
/* The same over what can be computed: attested conditions do not count. */
enum verdict_result verdicts_computed(const struct verdicts *verdicts);
/* How many questions to a person stand in the way: attested or derived, open, and counting. */
size_t verdicts_unanswered(const struct verdicts *verdicts);
const struct verdict *verdicts_get(const struct verdicts *verdicts, const char *id);

/* To and from CBOR, as journal entries keep them. */
void verdicts_encode(const struct verdicts *verdicts, struct wire_writer *writer);
int verdicts_decode(struct verdicts *verdicts, struct wire_reader *reader, struct arena *arena, struct err *err);

#endif
