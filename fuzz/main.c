/* Runs a fuzz target over files and folders of them, without a fuzzer.  Without any it runs its corpus, fuzz/corpus/X for the
 * program fuzz-X, and so is a test; it says in TAP how many files it ran. */
#include <config.h>

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
run_file(const char *path, size_t size)
{
	FILE *file = fopen(path, "rb");
	uint8_t *data;
	size_t got;

	if (!file)
		return -1;
	/* exactly as large, so that a sanitizer sees a step beyond */
	data = xmalloc(size);
	got = fread(data, 1, size, file);
	fclose(file);
	LLVMFuzzerTestOneInput(data, got);
	free(data);
	return 1;
}

static int run(const char *path);

static int
run_folder(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	int count = 0, ran = 0;
	char *below;

	while (dir && ran >= 0 && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		below = xasprintf("%s/%s", path, entry->d_name);
		ran = run(below);
		count += ran;
		free(below);
	}
	if (dir)
		closedir(dir);
	return dir && ran >= 0 ? count : -1;
}

/* How many files it ran, or -1. */
static int
run(const char *path)
{
	struct stat st;

	if (stat(path, &st) < 0) {
		perror(path);
		return -1;
	}
	return S_ISDIR(st.st_mode) ? run_folder(path) : run_file(path, (size_t)st.st_size);
}

static char *
corpus_of(const char *program)
{
	const char *source = getenv("SHOUXI_SOURCE");
	const char *name = strrchr(program, '/');

	name = name ? name + 1 : program;
	return xasprintf("%s/fuzz/corpus/%s", source ? source : ".", strncmp(name, "fuzz-", 5) == 0 ? name + 5 : name);
}

int
main(int argc, char **argv)
{
	int count = 0, ran = 0, named = 0;
	char *corpus = corpus_of(argv[0]);

	for (int i = 1; i < argc && ran >= 0; i++) {
		/* the tests' runner hands options meant for a test program */
		if (argv[i][0] == '-')
			continue;
		named++;
		ran = run(argv[i]);
		count += ran;
	}
	if (!named)
		count = ran = run(corpus);
	free(corpus);
	printf("1..1\n%s - %d inputs ran\n", ran >= 0 && count > 0 ? "ok" : "not ok", count);
	return ran >= 0 && count > 0 ? 0 : 1;
}
