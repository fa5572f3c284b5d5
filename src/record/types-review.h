/* The records of expert review and of deciding.  Only types.h includes this file, which defines FIELD. */
#ifndef RECORD_TYPES_REVIEW_H
#define RECORD_TYPES_REVIEW_H

struct panel {
	struct record head;
#include "record/panel.def"
};
struct assignment {
	struct record head;
#include "record/assignment.def"
};
struct recusal {
	struct record head;
#include "record/recusal.def"
};
struct score_sheet {
	struct record head;
#include "record/score_sheet.def"
};
struct proposal {
	struct record head;
#include "record/proposal.def"
};
struct proposal_item {
	struct record head;
#include "record/proposal_item.def"
};
struct meeting {
	struct record head;
#include "record/meeting.def"
};
struct publicity {
	struct record head;
#include "record/publicity.def"
};
struct objection {
	struct record head;
#include "record/objection.def"
};
struct award {
	struct record head;
#include "record/award.def"
};
struct tie_decision {
	struct record head;
#include "record/tie_decision.def"
};

#endif
