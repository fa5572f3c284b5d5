/* Sentences of verdicts, in both languages, from templates with places in braces.  Private to rules. */
#ifndef RULES_SENTENCES_H
#define RULES_SENTENCES_H

#include "rules/conditions.h"

struct sentence {
	enum verdict_result result;
	struct words because, cure;
};

enum sentence_id {
	SAY_NOT_GIVEN,
	SAY_AT_LEAST_MET, SAY_AT_LEAST_SHORT, SAY_AT_MOST_MET, SAY_AT_MOST_OVER,
	SAY_AGE_MET, SAY_AGE_YOUNG, SAY_AGE_OLD,
	SAY_ONE_OF_MET, SAY_ONE_OF_NOT,
	SAY_RANK_MET, SAY_RANK_BELOW,
	SAY_PRESENT, SAY_FLAG_MET, SAY_FLAG_NOT,
	SAY_EQUALS_MET, SAY_EQUALS_NOT,
	SAY_WITHIN_MET, SAY_WITHIN_OLD, SAY_WITHIN_LATER,
	SAY_SPAN_MET, SAY_SPAN_MISSING, SAY_SPAN_ORDER, SAY_SPAN_RUNNING, SAY_SPAN_SHORT, SAY_SPAN_UNKNOWN,
	SAY_IN_SPAN_MET, SAY_IN_SPAN_WARN, SAY_IN_SPAN_EARLY, SAY_IN_SPAN_OVER, SAY_IN_SPAN_ORDER,
	SAY_CYCLE_MET, SAY_CYCLE_RUNNING, SAY_CYCLE_ENDED, SAY_CYCLE_MISSING,
	SAY_GRADE_MET, SAY_GRADE_RECORDED, SAY_GRADE_UNPROVEN, SAY_GRADE_NOT, SAY_GRADE_MISSING,
	SAY_TRACK_MET, SAY_TRACK_UNKNOWN, SAY_TRACK_NOT, SAY_TRACK_TAKEN,
	SAY_ATTESTED, SAY_ATTESTED_NOT, SAY_ATTESTED_MISSING, SAY_UNATTESTED, SAY_UNATTESTED_REGION,
	SAY_NOTHING_ASKED, SAY_NOT_MET, SAY_NONE_HOLDS, SAY_ONE_OPEN,
	SAY_OVERRIDDEN, SAY_NO_TRACK,
	SAY_COUNT
};

/* Values for the templates; `fact` NULL keeps the value out of the facts. */
void finding_put(struct finding *finding, const char *place, const char *fact, struct words text);
void finding_text(struct finding *finding, const char *place, const char *fact, const char *text);
void finding_number(struct judging *judging, struct finding *finding, const char *place, const char *fact, int64_t number);
void finding_date(struct judging *judging, struct finding *finding, const char *place, const char *fact, date_t date);
void finding_code(struct judging *judging, struct finding *finding, const char *place, const char *fact, const char *list,
	const char *code);
/* The labels of several codes, run together. */
void finding_codes(struct judging *judging, struct finding *finding, const char *place, const char *fact, const char *list,
	const char *const *codes, size_t count);
/* Takes result, sentence and cure from the table, with the values filled in. */
void finding_say(struct judging *judging, struct finding *finding, enum sentence_id id);
/* The same from a sentence of another table. */
void finding_fill(struct judging *judging, struct finding *finding, const struct sentence *sentence);
/* The values that have a fact's name become the verdict's facts, in the arena. */
void finding_facts(const struct finding *finding, struct verdict *verdict, struct arena *arena);
/* One after the other with `between`, in the arena; without it where the first is empty. */
struct words words_join(struct judging *judging, struct words first, struct words between, struct words second);
/* The facts of a part become facts of the whole. */
void finding_join(struct judging *judging, struct finding *whole, const struct finding *part);

#endif
