/* The expert's side of a review: the sheets that wait, blind as the rules say; and a project's dossier for those who may see how it went. */
#ifndef DESK_EXPERTWORK_H
#define DESK_EXPERTWORK_H

#include "desk/ranking.h"

/* A sheet this expert was given and did not stand aside from. */
struct my_sheet {
	const char *project;  /* id */
	const char *call;
	const char *unit, *leader; /* "" where the rules hide them */
	const char *state;    /* "open", "submitted" */
	const char *total;    /* "" until handed in */
	const char *refused;  /* why it was not opened again; "" where nobody asked, or the answer is out */
};
/* Those of the calls being scored, unfinished first, by number. */
size_t desk_my_sheets(struct desk *desk, struct arena *arena, struct my_sheet **sheets);

/* The review rules of a call; NULL and *err where no experts review. */
const struct review_rules *desk_review(struct desk *desk, const char *call_id, struct err *err);
/* Whether the rules of the call hide the unit (or the leader) from experts. */
bool desk_hides(struct desk *desk, const char *call_id, bool unit);
/* The form of a call's score sheet: an extra for each criterion of its rules, and the remark. */
const struct form *desk_score_form(struct desk *desk, const char *call_id, struct err *err);
/* A sheet as far as the asker may see it: an expert's own, all for the office, approver and auditor; ERR_MISSING otherwise.  `expert` NULL: the asker's. */
int desk_sheet(struct desk *desk, const char *project_id, const char *expert, struct arena *arena, struct score_sheet **out, struct err *err);

/* How a project fared, won or lost, as far as the asker may see. */
struct dossier {
	const struct project *project;
	struct verdicts verdicts;
	bool decided;                    /* the verdicts are those stored when it was decided */
	const char *panel;               /* experts, "" where not to be seen */
	struct dossier_sheet {
		const char *expert;      /* staff id */
		const char *total;       /* "92.00" */
		bool dropped, far;
		const struct score_sheet *sheet;
	} *sheets;
	size_t sheet_count;
	const char *mean, *rank, *place, *distance; /* "" before scoring is closed, or where not to be seen */
	struct words tie;
	struct tie_decision **ties;
	size_t tie_count;
	struct recusal **recusals;
	size_t recusal_count;
	struct objection **objections;
	size_t objection_count;
	struct assessment **assessments; /* of the funded years, the unit's own too */
	size_t assessment_count;
	const struct proposal *proposal; /* NULL none */
	const struct proposal_item *item;
	const struct meeting *meeting;
	const struct publicity *publicity;
	const struct award *award;
};
int desk_dossier(struct desk *desk, const char *project_id, struct arena *arena, struct dossier *out, struct err *err);

#endif
