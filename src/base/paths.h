/* Where the files are that belong to the program itself: its rules, its forms,
 * its catalogues and its helpers.  A program whose own folder holds rules.yaml
 * and forms/ runs from the tree it was built in and takes everything from that
 * folder; any other takes what was installed.  Nothing here looks at the
 * environment, so that nobody can hand a session other rules by setting it. */
#ifndef BASE_PATHS_H
#define BASE_PATHS_H

#include <stdbool.h>

struct paths {
	bool tree;        /* the program runs from the tree it was built in */
	char *rules;      /* the file rules.yaml */
	char *forms;      /* the folder of the forms */
	char *catalogues; /* the folder that words_use() takes */
	char *helpers;    /* the folder of shouxi-xlsx and its like */
};

/* Finds them for the running program; whether each exists is for its user to find out. */
void paths_find(struct paths *paths);
/* The same for a program that stands in the folder `home`; NULL means it is unknown where. */
void paths_find_from(struct paths *paths, const char *home);
/* The file of the helper `name`; malloc'ed. */
char *paths_helper(const struct paths *paths, const char *name);
void paths_free(struct paths *paths);

#endif
