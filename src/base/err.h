/* How a failure is told.  A function that can fail returns 0 or -1 (or a value
 * and NULL) and takes a last parameter struct err *, which may be NULL.
 * A message is lower case, without a full stop, its subject in quotes,
 * translated, and needs no more than itself to be understood. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stddef.h>

/* What kind of failure: verbs map it to an exit status, screens to a cure. */
enum err_code {
	ERR_NONE,
	ERR_FAILED,   /* it could not be done */
	ERR_USAGE,    /* the call itself was wrong */
	ERR_INPUT,    /* the input has faults */
	ERR_DENIED,   /* this person may not */
	ERR_STAGE,    /* not at this stage */
	ERR_CONFLICT, /* somebody changed it meanwhile: struct err.revision is the newer one */
	ERR_MISSING,  /* no such thing */
	ERR_SPACE,    /* the disk is full */
	ERR_BUSY,     /* the records are held by somebody else */
	ERR_DAMAGED,  /* a record does not match its checksum, or the chain is broken */
	ERR_SYSTEM,   /* an input/output error */
};

/* Where something was read: line and column count from 1, 0 means unknown.
 * For sheets the line is the row and the column the sheet's column, 1 = A. */
struct pos {
	const char *file; /* borrowed, NULL = none */
	int line;
	int column;
};

struct err {
	enum err_code code;
	struct pos pos;
	unsigned revision;
	char field[64]; /* the dotted name of the field at fault, "" = none */
	char message[512];
};

/* Sets code and message, forgetting what was there; returns -1 so that `return err_set(…)` is one line. */
int err_set(struct err *err, enum err_code code, const char *format, ...) __attribute__((format(printf, 3, 4)));
int err_set_at(struct err *err, enum err_code code, struct pos pos, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* Puts "what: " before the message that is there. */
int err_prefix(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* "file:line:column: message", leaving out what is unknown; at most `size` bytes, cut between characters. */
void err_print(char *out, size_t size, const struct err *err);

enum fault_level { FAULT_ERROR, FAULT_WARNING };

struct fault {
	enum fault_level level;
	struct pos pos;
	char *field;   /* dotted name or path, "" = none; owned */
	char *message; /* owned */
};

/* Faults gathered while going on: a loader reports all of them, then fails.  Zeroed is empty. */
struct faults {
	struct fault *items;
	size_t count;
	size_t errors; /* how many of them are FAULT_ERROR */
	size_t cap;    /* private */
};

void fault_add(struct faults *faults, enum fault_level level, struct pos pos, const char *field, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
/* Adds err as an error about `field` (err->field when NULL). */
void fault_add_err(struct faults *faults, struct pos pos, const char *field, const struct err *err);
/* Moves the faults of `from` behind those of `to`. */
void faults_move(struct faults *to, struct faults *from);
/* The first that is an error, or NULL. */
const struct fault *faults_first(const struct faults *faults);
/* Tells the first error as *err, saying how many more there are; returns -1. */
int faults_tell(const struct faults *faults, struct err *err);
void faults_free(struct faults *faults);

/* An internal error that no input can cause: prints where and aborts.  Not translated. */
#define BUG(...) bug_at(__FILE__, __LINE__, __VA_ARGS__)
_Noreturn void bug_at(const char *file, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
