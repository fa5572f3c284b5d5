#include <config.h>

#include "exchange/outfile.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/words.h"

enum { BUFFER = 1 << 16 };

static int
write_failed(const struct outfile *out, int error, struct err *err)
{
	enum err_code code = error == ENOSPC || error == EDQUOT ? ERR_SPACE : ERR_SYSTEM;

	return err_set(err, code, _("'%s' cannot be written: %s"), out->path, strerror(error));
}

/* Beside the file itself, so that renaming stays within one file system; personal data: nobody else reads it. */
static char *
temporary_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	int folder = slash ? (int)(slash - path + 1) : 0;

	return xasprintf("%.*s.%s.XXXXXX", folder, path, path + folder);
}

int
outfile_open(struct outfile *out, const char *path, struct err *err)
{
	struct stat status;
	int fd;

	*out = (struct outfile){.path = path, .file = stdout};
	if (strcmp(path, "-") == 0)
		return 0;
	if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
		return write_failed(out, S_ISDIR(status.st_mode) ? EISDIR : EEXIST, err);
	out->temporary = temporary_name(path);
	fd = mkstemp(out->temporary);
	out->file = fd < 0 ? NULL : fdopen(fd, "w");
	if (out->file) {
		setvbuf(out->file, NULL, _IOFBF, BUFFER);
		return 0;
	}
	write_failed(out, errno, err);
	if (fd >= 0)
		close(fd);
	outfile_drop(out);
	return -1;
}

int
outfile_commit(struct outfile *out, struct err *err)
{
	bool failed;

	errno = EIO;
	failed = fflush(out->file) == EOF || ferror(out->file);
	if (!failed && out->temporary)
		failed = fsync(fileno(out->file)) < 0 || rename(out->temporary, out->path) < 0;
	if (failed) {
		write_failed(out, errno, err);
		outfile_drop(out);
		return -1;
	}
	if (out->temporary)
		fclose(out->file);
	free(out->temporary);
	*out = (struct outfile){0};
	return 0;
}

void
outfile_drop(struct outfile *out)
{
	if (out->temporary) {
		unlink(out->temporary);
		if (out->file)
			fclose(out->file);
	}
	free(out->temporary);
	*out = (struct outfile){0};
}
