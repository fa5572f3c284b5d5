#include <config.h>

#include "screen/todohelp.h"

#include <string.h>

static const struct {
	const char *kind, *text;
} texts[] = {
	{"first_review", N_("Applications of your town or department that wait for your first review (六(三)3): attest what only a person can, take the materials in, and give the opinion with F8. The deadline is the earliest of them.")},
	{"first_review_overdue", N_("Applications whose days for the first review are over, by the town or department that has to give it. The office reminds them.")},
	{"correction", N_("Applications that were returned: the unit has to mend what the notice names, then they are submitted again.")},
	{"correction_overdue", N_("Returned applications whose days for correction are over. Whoever does not answer may lapse where the rules say so.")},
	{"accept", N_("Candidates that were recommended to the office: check conditions and materials, then accept, return or reject them (六(三)4).")},
	{"draft", N_("Applications keyed and not submitted: nobody reviews them until they are.")},
	{"call_closing", N_("A call whose last day is near, or over while it is still open. The count is of drafts that would come too late.")},
	{"form_panel", N_("Accepted projects wait for experts, and the call has no panel yet: name as many experts as the rules ask for.")},
	{"assign", N_("Accepted projects wait to be given to the experts of the panel; what was assigned before stays.")},
	{"sheets_missing", N_("Sheets that an expert was given and has not handed in. What is missing is never 0: the scoring waits for it.")},
	{"recusal", N_("Experts who declared an interest, or in whom one was found: confirm that they stand aside, or not.")},
	{"reopening", N_("Somebody asked that a sheet be opened again: you open it, or refuse with a reason.")},
	{"close_scoring", N_("All sheets are in: close the scoring, then the ranking stands.")},
	{"propose", N_("The projects are scored: settle ties at the line and draft the list.")},
	{"propose_unscored", N_("By the rules no experts review: the list is drafted from what is eligible, in the order of recommendation.")},
	{"approve", N_("A drafted list that another person made waits for your approval, which is bound to what is shown.")},
	{"resolve", N_("An approved list waits for the working group's resolution: record the minutes, then resolve it.")},
	{"publicise", N_("Resolved projects wait to be put before the public for the working days of the rules.")},
	{"announce", N_("The list was public for its days: with no objection open it is announced, and the projects are awarded.")},
	{"objection", N_("Objections that nobody decided yet. Nothing is announced while one is open.")},
	{"score", N_("Projects given to you to score: Enter opens your sheets.")},
};

void
todohelp(const struct todo_item *item, struct buf *out)
{
	const char *text = N_("Enter opens the cases behind this line.");

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (strcmp(texts[i].kind, item->kind) == 0)
			text = texts[i].text;
	buf_addf(out, "# %s  %llu\n%s\n\n", item->label, (unsigned long long)item->count, _(text));
}
