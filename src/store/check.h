/* What verify's child does. */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include "store/admin.h"
#include "store/shelf.h"

/* ---- check.c, check-text.c, check-journal.c: what verify's child does */
struct check {
	struct store *store;
	struct verify_report *report; /* its faults stay empty */
	void (*fault)(struct check *check, const char *subject, const char *message);
	void (*progress)(struct check *check);
	uint64_t done, total;
	struct arena arena;
};
void check_all(struct check *check);
void check_texts(struct check *check, struct shelf *shelf);
void check_journal(struct check *check);
void check_replay(struct check *check, struct shelf *shelf);
void check_pages(struct check *check);
/* The tree must be what waits for it. */
void check_tree(struct check *check, struct tree *tree, const char *subject);
void check_fault(struct check *check, const char *subject, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* "project 12", in the check's arena. */
const char *check_name(struct check *check, const struct record_type *type, uint32_t number);
void check_step(struct check *check);
/* Checks a folder, or a file that is all of the records. */
int verify_place(const char *place, bool file, struct verify_report *report, store_progress *progress, void *user, struct err *err);

#endif
