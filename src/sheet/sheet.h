/* Printed sheets (shouxi-forms(5), section Sheets): from records and verdicts to pages. */
#ifndef SHEET_SHEET_H
#define SHEET_SHEET_H

#include "desk/desk.h"
#include "page/page.h"

struct sheet_form;
struct sheets; /* all sheets of forms/sheets, loaded */

/* Reads every file of forms/sheets; -1 when faults->errors.  *out is set in any case, and freed with sheets_free only after the faults were told: their
 * positions borrow its texts. */
int sheets_load(struct desk *desk, struct sheets **out, struct faults *faults);
void sheets_free(struct sheets *sheets);
size_t sheets_count(const struct sheets *sheets);
const struct sheet_form *sheets_at(const struct sheets *sheets, size_t at);
/* By name, or by label in either language; NULL when there is none. */
const struct sheet_form *sheets_named(const struct sheets *sheets, const char *name);
const char *sheet_name(const struct sheet_form *form);
struct words sheet_label(const struct sheet_form *form);
const struct record_type *sheet_takes(const struct sheet_form *form);
bool sheet_may(const struct desk *desk, const struct sheet_form *form);

/* What a sheet is about. */
struct sheet_about {
	const struct record *target, *each; /* each: of form->each, or NULL */
	const struct project *project;      /* NULL: about none */
};
/* Where the blocks of sheets go: to plain text, to the helper that makes PDF, to a hash. */
struct sheet_sink {
	void *user;
	int (*begin)(void *user, const struct page_setup *setup, const struct sheet_about *about, struct err *err);
	int (*block)(void *user, const struct page_block *block, struct err *err);
	int (*end)(void *user, struct err *err);
};

/* Makes the sheets of targets (public ids; a call's id gives a sheet for each of its projects where the form takes projects), one after the other:
 * never more than one sheet is held.  Says in *made how many.  ERR_DENIED for who may not print it, ERR_MISSING for a target that is not there. */
struct sheet_targets {
	const struct sheet_form *form;
	const char *const *ids;
	size_t count;
	bool (*step)(void *user, uint64_t done, uint64_t total); /* before each target; false stops with ERR_FAILED.  NULL: nobody watches */
	void *step_user;
};
int sheet_make(struct desk *desk, const struct sheet_targets *targets, const struct sheet_sink *sink, size_t *made, struct err *err);

#endif
