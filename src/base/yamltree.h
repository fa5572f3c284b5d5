/* A YAML file as a tree with positions.  The only user of libyaml.  Anchors, aliases, tags, several documents and duplicate keys are refused,
 * each with its line and column; all faults of a file are found in one reading where the syntax allows. */
#ifndef BASE_YAMLTREE_H
#define BASE_YAMLTREE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/money.h"
#include "base/words.h"

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_node {
	enum yaml_kind kind;
	struct pos pos;
	const char *text; /* scalar: its text; never NULL there */
	bool quoted;      /* scalar: it stood in quotes or as a block */
	const char *key;  /* inside a map: the key, else NULL */
	struct pos key_pos;
	struct yaml_node *first, *next; /* children in order; siblings */
	size_t count;     /* number of children */
	bool used;        /* yaml_get() saw it; yaml_unknown() reports the others.  Who walks first and next sets it himself */
	struct yaml_tree *tree;   /* private */
	struct yaml_asked *asked; /* private: keys somebody looked for in vain */
};

struct yaml_tree; /* owns all nodes and texts, and the file name that their positions borrow */

/* Parses `len` bytes (at most 4 MiB); `name` is what positions say (copied; the faults of a failed parse borrow the caller's).
 * NULL when it cannot be parsed at all or has faults; they are in *faults, in the order of the file.
 * Refused besides what YAML refuses: anchors, aliases, tags, a second document, a key that stands twice or is no plain text, characters that
 * text_clean() refuses, more than 64 levels, more than 200000 nodes. */
struct yaml_tree *yaml_parse(const char *name, const char *text, size_t len, struct faults *faults);
/* Reads a file whole, then yaml_parse.  Files over 4 MiB are refused; a file that is not there is a fault without a line. */
struct yaml_tree *yaml_load(const char *path, struct faults *faults);
/* The text of such a file alone; -1 and a fault without a line when it cannot be read. */
int yaml_text_load(struct buf *text, const char *path, struct faults *faults);
struct yaml_node *yaml_root(struct yaml_tree *tree);
/* Named so because libyaml itself exports a yaml_free. */
void yaml_tree_free(struct yaml_tree *tree);
/* Gives all nodes back; texts and the file's name stay until the tree goes. */
void yaml_tree_forget(struct yaml_tree *tree);
/* Private to yamlvalue.c: where the nodes are. */
struct arena *yaml_arena(struct yaml_tree *tree);

/* A map's child by key (marks it used), or NULL.  Takes any node or NULL, so look-ups chain. */
struct yaml_node *yaml_get(struct yaml_node *node, const char *key);
/* Like yaml_get, but its absence is a fault at the map's position. */
struct yaml_node *yaml_need(struct yaml_node *node, const char *key, struct faults *faults);
/* Whether the node is of that kind: a missing node (NULL) is not, silently; one of another kind is a fault. */
bool yaml_is(struct yaml_node *node, enum yaml_kind kind, struct faults *faults);
/* Reports every key of the map that nobody asked for as unknown, with the nearest known key (asked for in vain) where one is alike; recurses
 * into maps and lists that were used. */
void yaml_unknown(struct yaml_node *node, struct faults *faults);

/* Scalars of a kind; a missing node (NULL) gives `missing` silently, a wrong one a fault and `missing`. */
const char *yaml_text(struct yaml_node *node, const char *missing, struct faults *faults);
int64_t yaml_int(struct yaml_node *node, int64_t missing, int64_t min, int64_t max, struct faults *faults);
bool yaml_bool(struct yaml_node *node, bool missing, struct faults *faults);
date_t yaml_date(struct yaml_node *node, date_t missing, struct faults *faults);
money_t yaml_money(struct yaml_node *node, money_t missing, struct faults *faults);
/* {zh: …, en: …}, or a plain scalar for both; neither member is NULL, both are "" for a missing node. */
struct words yaml_words(struct yaml_node *node, struct faults *faults);
/* One of `names` (ended by NULL), its index; a fault that lists them otherwise. */
int yaml_choice(struct yaml_node *node, const char *const *names, int missing, struct faults *faults);

#endif
