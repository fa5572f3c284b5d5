/* Recognition (认定): what an announcement gives, or the act before it where a track is never before the public.  Private to acts. */
#ifndef DESK_AWARDING_H
#define DESK_AWARDING_H

#include "desk/deed.h"

/* Recognises a project by the year of its call: its award, its cycle by the rules' cohorts, and the stage. */
int award_give(struct deed *deed, struct project *project, const char *document, struct err *err);
/* Puts a project of a list into the stage, or the one after it where its track leaves it out; where nothing is left to wait for it is recognised. */
int list_advance(struct deed *deed, struct project *project, enum stage wanted, const char *document, struct err *err);

#endif
