/* What the loaders of the sections of rules.yaml share.  Private to rules. */
#ifndef RULES_LOAD_H
#define RULES_LOAD_H

#include "rules/rules.h"

struct load {
	struct rules *rules;
	struct yaml_node *root;
	struct faults *faults;
	struct words name; /* of the condition that is read: what its test calls the field unless it says another */
};

/* One after the other, in this order: later ones look up what earlier ones read. */
void load_codes(struct load *load);
void load_conditions(struct load *load);
void load_tracks(struct load *load);
void load_later(struct load *load);
void load_review(struct load *load);
void load_funded(struct load *load);
void load_elements(struct load *load);
void load_calendar(struct load *load);
/* Behind all others, where nothing was refused. */
void load_publicity(struct load *load);

/* Every value must stand under a clause or an origin; reads them from everywhere. */
void origins_check(struct load *load);
/* Of a map: its own, else `above`. */
struct origin origin_of(struct yaml_node *map, struct origin above);
/* Whether the map says `origin: office` itself. */
struct origin section_origin(struct load *load, struct yaml_node *section);

/* An error at the node, about its value. */
void load_fault(struct load *load, const struct yaml_node *node, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* A section that must be there and hold keys, or NULL. */
struct yaml_node *load_section(struct load *load, const char *key);
/* The texts of a list of plain values, in the arena of the rules, ended by NULL; how many in *count (may be NULL). */
const char *const *load_texts(struct load *load, struct yaml_node *list, size_t *count);
/* A code of the list; a fault when the list does not hold it. */
const struct code *load_code(struct load *load, struct yaml_node *node, const char *list);
/* A short name of ASCII letters, digits, '_' and '-'; a fault otherwise. */
bool load_name_fits(struct load *load, const char *name, struct pos pos);

#endif
