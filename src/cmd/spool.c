#include <config.h>

#include "cmd/spool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/words.h"

enum { PIECE = 1 << 16 };

static int
failed(const char *what, struct err *err)
{
	return err_set(err, errno == ENOSPC ? ERR_SPACE : ERR_SYSTEM, "'%s': %s", what, strerror(errno));
}

int
spool_open(struct spool *spool, struct err *err)
{
	const char *temporary = getenv("TMPDIR");

	spool->folder = xasprintf("%s/shouxi-XXXXXX", temporary && *temporary == '/' ? temporary : "/tmp");
	spool->path = NULL;
	if (!mkdtemp(spool->folder)) {
		failed(spool->folder, err);
		free(spool->folder);
		return -1;
	}
	spool->path = xasprintf("%s/file", spool->folder);
	return 0;
}

static int
copy(FILE *from, FILE *to)
{
	char piece[PIECE];
	size_t got;

	while ((got = fread(piece, 1, sizeof piece, from)) > 0)
		if (fwrite(piece, 1, got, to) != got)
			return -1;
	return ferror(from) || fflush(to) == EOF ? -1 : 0;
}

int
spool_fill(const struct spool *spool, struct err *err)
{
	FILE *file = fopen(spool->path, "wex");
	int result;

	if (!file)
		return failed(spool->path, err);
	result = copy(stdin, file);
	if (result < 0)
		failed(spool->path, err);
	fclose(file);
	return result;
}

int
spool_pour(const struct spool *spool, struct err *err)
{
	FILE *file = fopen(spool->path, "re");
	int result;

	if (!file)
		return failed(spool->path, err);
	result = copy(file, stdout);
	if (result < 0)
		err_set(err, ERR_SYSTEM, _("the output cannot be written: %s"), strerror(errno));
	fclose(file);
	return result;
}

void
spool_free(struct spool *spool)
{
	unlink(spool->path);
	rmdir(spool->folder);
	free(spool->path);
	free(spool->folder);
}
