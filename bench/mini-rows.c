/* mini.c with the rows of a file, one a line, over and over: the same text as the list it is held against.
 * usage: BENCH_ROWS=FILE mini-rows ... */
#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define main mini_main
#define snprintf(at, size, ...) same_row(at, size, i)
static int same_row(char *at, unsigned long size, long i);
#include "mini.c"
#undef main
#undef snprintf

static char *rows[4096];
static long count;

static int
same_row(char *at, unsigned long size, long i)
{
	return snprintf(at, size, "%s", rows[i % count]);
}

int
main(int argc, char **argv)
{
	char *line = NULL;
	size_t room = 0;
	FILE *file = fopen(getenv("BENCH_ROWS"), "r");

	for (ssize_t len; file && count < 4096 && (len = getline(&line, &room, file)) > 0; count++) {
		line[len - 1] = '\0';
		rows[count] = strdup(line);
	}
	return count ? mini_main(argc, argv) : 1;
}
