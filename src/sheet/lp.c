/* lp: the printers of CUPS. */
#include <config.h>

#include "sheet/printer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/child.h"

enum { LP_SECONDS = 30, ANSWER_BYTES = 512, MOST_WORDS = 12 };

/* The program's file by PATH, as a shell would find it; NULL. */
static char *
find_lp(void)
{
	const char *path = getenv("PATH");

	for (const char *at = path ? path : "/usr/bin:/usr/local/bin"; *at; at += strcspn(at, ":"), at += *at == ':') {
		char *file = xasprintf("%.*s/lp", (int)strcspn(at, ":"), at);
		if (*file == '/' && access(file, X_OK) == 0)
			return file;
		free(file);
	}
	return NULL;
}

static void
read_answer(struct child *child, struct buf *said)
{
	char bytes[ANSWER_BYTES];
	ssize_t got;

	while ((got = child_read(child, bytes, sizeof bytes, NULL)) > 0)
		buf_add(said, bytes, (size_t)got);
	while (said->len && strchr("\r\n ", said->data[said->len - 1]))
		said->data[--said->len] = '\0';
}

/* What lp complained of, on one line. */
static int
refuse(const struct buf *complaint, const char *printer, struct err *err)
{
	const char *text = complaint->len ? buf_text(complaint) : _("no reason was given");

	text += strncmp(text, "lp: ", 4) == 0 ? 4 : 0;
	return err_set(err, ERR_FAILED, _("the printer '%s' did not take it: %.*s"), *printer ? printer : _("default"), (int)strcspn(text, "\n"), text);
}

static int
run_lp(const char *lp, int fd, const char *const *words, const struct printer_job *job, struct buf *said, struct err *err)
{
	struct child child;
	struct child_spec spec = {.argv = words, .name = lp, .in = fd, .out = -1, .seconds = job->seconds ? job->seconds : LP_SECONDS};
	struct buf complaint = {0};
	int status;

	if (child_start(&child, &spec, err) < 0)
		return -1;
	read_answer(&child, said);
	status = child_finish(&child, &complaint, err);
	if (status > 0)
		status = refuse(&complaint, job->printer, err);
	buf_free(&complaint);
	return status;
}

int
printer_queue(int fd, const struct printer_job *job, struct buf *said, struct err *err)
{
	const char *words[MOST_WORDS] = {NULL};
	char *lp = find_lp(), count[16];
	int used = 0, result;

	if (!lp)
		return err_set(err, ERR_MISSING, _("there is no 'lp' here: install cups-client, or print into a file with -o"));
	snprintf(count, sizeof count, "%d", job->copies > 0 ? job->copies : 1);
	words[used++] = lp;
	if (*job->printer) {
		words[used++] = "-d";
		words[used++] = job->printer;
	}
	words[used++] = "-n";
	words[used++] = count;
	words[used++] = "-t";
	words[used++] = job->title;
	words[used++] = "--";
	words[used++] = "-";
	result = run_lp(lp, fd, words, job, said, err);
	free(lp);
	return result;
}
