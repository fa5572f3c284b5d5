/* The office's side of a review: the panel of a call with its loads, and a drafted list with its rows. */
#ifndef DESK_OFFICEWORK_H
#define DESK_OFFICEWORK_H

#include "desk/ranking.h"

/* An expert of a panel, with how many projects were given, how many sheets came back, and from how many the expert stands aside. */
struct panel_member {
	const char *id;
	const struct staff *staff; /* NULL: no longer to be read */
	size_t given, done, aside;
};

struct panel_board {
	const struct panel *panel; /* NULL: none was formed yet */
	struct panel_member *members;
	size_t member_count;
	size_t given, done;        /* sheets of all */
	size_t waiting, in_review; /* projects to be assigned, and being scored */
	size_t to_confirm;         /* recusals nobody decided yet */
	size_t to_reopen;          /* sheets whose reopening was asked for and not answered */
};

/* For the office and the auditor; ERR_DENIED for others, whatever is there. */
int desk_panel(struct desk *desk, const char *call_id, struct arena *arena, struct panel_board *out, struct err *err);

/* Sheets of a project that do not count, one for each of ranking->projects. */
struct sheet_gap {
	size_t aside, open; /* experts who stand aside; sheets not handed in */
};
/* NULL where they cannot be read. */
const struct sheet_gap *desk_sheet_gaps(struct desk *desk, const struct ranking *ranking, struct arena *arena);

struct drafted_list {
	const struct proposal *proposal;
	const struct meeting *meeting; /* NULL: it rests on none yet */
	struct proposal_item **items;
	const struct project **projects; /* of the items; NULL where one cannot be read */
	size_t count;
	char hash[65];                 /* of these rows: what an approval is bound to */
};

/* A drafted list by its public id; for the office, the approver and the auditor. */
int desk_drafted_list(struct desk *desk, const char *id, struct arena *arena, struct drafted_list *out, struct err *err);

#endif
