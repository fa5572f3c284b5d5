/* What the acts on a project's own books share (五(三), 七).  Private to desk. */
#ifndef DESK_BOOKS_H
#define DESK_BOOKS_H

#include "desk/funded.h"
#include "desk/ledger.h"

/* The ledger of an awarded project as the records stand: between store_begin and store_end, or inside a deed. */
int ledger_read(struct desk *desk, const struct project *project, struct arena *arena, struct ledger *out, struct err *err);

/* Makes the project that a part belongs to the deed's, and holds it against the act's stages. */
int deed_take_project(struct deed *deed, uint32_t number, struct err *err);
/* Refuses an amount that is not above nothing. */
int amount_check(money_t amount, struct err *err);
/* Refuses to take more out of a source (LEDGER_GRANT, LEDGER_MATCHING) than what is left of it, with the figures. */
int left_check(struct deed *deed, int source, money_t amount, struct err *err);
/* Refuses a day before the award, after the end of the project or its cycle, or after the act's own. */
int books_day_check(struct deed *deed, date_t day, struct err *err);
/* Puts an entry of the books, settles the project's money and puts the project. */
int books_put(struct deed *deed, void *record, struct err *err);

#endif
