/* What a section of rules.yaml must look like, as a table.  Private to rules. */
#ifndef RULES_SHAPE_H
#define RULES_SHAPE_H

#include "rules/load.h"

struct shape;

/* What a value may be; shapes.c knows how each is checked. */
enum shape_kind {
	SHAPE_TEXT,    /* anything but nothing */
	SHAPE_NAME,    /* a code that the file gives */
	SHAPE_WORDS,
	SHAPE_INT,     /* min to max */
	SHAPE_MONEY,
	SHAPE_DATE,
	SHAPE_BOOL,
	SHAPE_CHOICE,  /* one of `choices` */
	SHAPE_CHOICES, /* a list of those */
	SHAPE_CODE,    /* a code of the list called `list` */
	SHAPE_CODES,   /* a list of those */
	SHAPE_MAP,     /* keys as in `inner` */
	SHAPE_ITEMS,   /* a list of such maps, whose `code`s differ */
	SHAPE_NAMED,   /* keys that the file gives, each such a map */
};

struct shape {
	const char *key;
	enum shape_kind kind;
	bool needed;
	int64_t min, max;
	const char *const *choices; /* ended by NULL */
	const char *list;
	const struct shape *inner;  /* ended by an empty row */
	void (*check)(struct load *load, struct yaml_node *node); /* what a table cannot say; the node has its kind */
};

/* Every value under the map against the rows; faults for what is wrong or missing. */
void shape_check(struct load *load, struct yaml_node *map, const struct shape *rows);

#endif
