/* Assessments (考核, 八(二)) as screens, verbs and acts see them: the checklists of assessors, and what is due, done and found in a year. */
#ifndef DESK_ASSESSING_H
#define DESK_ASSESSING_H

#include "desk/desk.h"
#include "rules/assessing.h"

/* Behind an item's code: the name under which its evidence is kept. */
#define ANSWER_EVIDENCE "_evidence"

/* The form of a call's checklist: for every item of its rules what was found and on what evidence. */
const struct form *desk_answer_form(struct desk *desk, const char *call_id, struct err *err);
/* What an answer record says of an item, for checklist_sum; `user` is the record. */
const char *answer_text(void *user, const char *item);

/* The assessors who have a checklist of a project for that kind and year, in order of making. */
size_t desk_answers(struct desk *desk, const char *project_id, const char *kind, int year, struct arena *arena, struct answer ***out);
/* The assessments of a project, in order of making. */
size_t desk_assessments(struct desk *desk, const char *project_id, struct arena *arena, struct assessment ***out);

/* A project with what is to be assessed of it in a year. */
struct assessing_row {
	const char *project, *unit, *leader;
	const char *kind;        /* "annual", "final" */
	bool elements;           /* scored by checklists, else by the short form */
	date_t deadline;
	bool done;
	const char *result, *points, *grade; /* "" until done; of the short form no points */
	bool cured;
	size_t finished, begun;  /* checklists */
	const char *id;          /* of the assessment; "" until done */
};
/* Those of a year that this person sees, the ones that wait first, then by number; and how many are done and how many failed. */
struct assessing {
	struct assessing_row *rows;
	size_t count, done, failed;
	int first_year, last_year; /* of the cycles there are; 0: none */
};
int desk_assessing(struct desk *desk, int year, struct arena *arena, struct assessing *out, struct err *err);

/* What is to be assessed of a project next. */
struct assess_next {
	const char *kind;        /* "annual", "final" */
	int year;
	bool elements;
};
int desk_assess_next(struct desk *desk, const char *project_id, struct assess_next *out, struct err *err);
/* Whether such an assessment of the project is scored by checklists; and what its rules allow: codes with blanks between. */
bool desk_assess_elements(struct desk *desk, const char *call_id, const char *kind);
const char *desk_assess_methods(struct desk *desk, const char *call_id, const char *kind);
const char *desk_assess_assessors(struct desk *desk, const char *call_id, const char *kind);

#endif
