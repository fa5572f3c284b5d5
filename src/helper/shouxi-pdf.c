/* shouxi-pdf: draws sheets into a PDF for shouxi.  Run as a child; what goes over its descriptors is told in page/stream.h. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "helper/jail.h"
#include "helper/pdf.h"

#define MIB (UINT64_C(1024) * 1024)

enum { EXIT_FINE, EXIT_FAULT, EXIT_CALL };

/* It reads fonts and nothing else; the folder it was started in is private to it. */
static const struct jail_place places[] = {
	{.path = ".", .writable = 1},
	{.path = "/usr/share/fonts"},
	{.path = "/usr/local/share/fonts"},
	{.path = "/usr/share/fontconfig"},
	{.path = "/usr/share/xml/fontconfig"},
	{.path = "/usr/share/glib-2.0"},
	{.path = "/etc/fonts"},
	{.path = "/var/cache/fontconfig"},
};

static const struct jail jail = {
	.memory = 4096 * MIB,
	.file = 1024 * MIB,
	.seconds = 300,
	.files = 64,
	.places = places,
	.place_count = sizeof places / sizeof *places,
};

/* To 2, one a line: "missing U+E000", "pages 12", "sheets 3", "unconfined", "failed WHY". */
static void
report(const struct pdf_job *job, int landlock, const struct err *err)
{
	for (size_t i = 0; i < job->missing_count; i++)
		fprintf(stderr, "missing U+%04X\n", (unsigned)job->missing[i]);
	fprintf(stderr, "pages %d\nsheets %d\n", job->pages, job->sheets);
	if (landlock == 0)
		fputs("unconfined\n", stderr);
	if (err)
		fprintf(stderr, "failed %s\n", err->message);
}

int
main(int argc, char **argv)
{
	struct pdf_job job = {.in = STDIN_FILENO, .out = STDOUT_FILENO};
	struct err err = {0};
	int landlock, status = EXIT_FINE;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--layout") == 0)
			job.layout = 1;
		else if (strcmp(argv[i], "--family") == 0 && i + 1 < argc)
			job.family = argv[++i];
		else {
			fputs("usage: shouxi-pdf [--layout] [--family NAMES] <SHEETS >FILE.pdf\n"
				"shouxi runs this program where it needs it.\n", stderr);
			return EXIT_CALL;
		}
	}
	/* else the next file to be opened, a font, would be taken for the output */
	if (fcntl(STDOUT_FILENO, F_GETFD) < 0) {
		err_set(&err, ERR_SYSTEM, "%s", strerror(errno));
		report(&job, 1, &err);
		_exit(EXIT_FAULT);
	}
	landlock = jail_enter(&jail);
	if (landlock < 0 || pdf_draw(&job, &err) < 0)
		status = EXIT_FAULT;
	if (landlock < 0)
		err_set(&err, ERR_SYSTEM, "%s", strerror(errno));
	report(&job, landlock, status == EXIT_FAULT ? &err : NULL);
	/* at once: a sanitizer's last look around would find the files of the system locked */
	fflush(NULL);
	_exit(status);
}
