/* The desk from within; only the files of this folder include it. */
#ifndef DESK_ROOM_H
#define DESK_ROOM_H

#include "desk/desk.h"
#include "desk/labels.h"
#include "desk/veil.h"

/* Rules that a call is bound to: its own text, with calendar and code lists of today. */
struct bound_rules {
	char *call;
	struct rules *rules;
	struct calendar own_calendar; /* put back before rules_free */
	struct codebook own_codes;
	bool todays;                  /* the text is today's: rules is desk->rules */
	struct bound_rules *next;
};

struct loaded_form {
	char *name;
	struct form *form;
	struct yaml_tree *tree;
	struct loaded_form *next;
};

/* What a person may see of the projects: `all`, or those whose `column` has `value`; and only in `stages`. */
struct scope {
	bool all;
	const struct column *column; /* NULL with !all and no value: nothing */
	const char *value;
	uint32_t stages;
	bool assigned;               /* besides those: the projects given to this expert (desk_assigned) */
};

struct desk {
	struct store *store;
	char *rules_path, *forms_dir, *from;
	char *login;               /* who started the program, as the person's id when alone */
	struct person person;
	struct scope scope;
	struct veil veil;
	date_t today, as_of;
	date_t sample_day;         /* of the sample office; DATE_NONE elsewhere */
	bool assumed, demo;
	struct rules *rules;
	struct bound_rules *bound;
	struct loaded_form *forms;
	struct field_context context;
	bool context_ready;
	struct labels *labels;
	struct arena arena;        /* what lives as long as the desk */
	bool in_batch;
	struct err damage;         /* why parts_read left one out, the first time since it was cleared */
	bool founding, founding_demo; /* the records are being made: only act_found may be done, by whoever makes them */
};

/* Opens records that are being made, with all roles: for desk_init. */
int desk_create(struct desk **out, const struct desk_options *options, struct err *err);

/* Forgets which rules calls are bound to (after readopt); and everything that was read from rules and forms. */
void rules_unbind(struct desk *desk);
void rulebooks_free(struct desk *desk);

/* The staff record found by a unique column ("staff.id"), or NULL; between store_begin and store_end. */
const struct staff *staff_by(struct desk *desk, const char *path, const char *text, struct arena *arena);
/* Takes the seat of a staff record. */
void seat_take(struct desk *desk, const struct staff *staff);

void scope_set(struct desk *desk); /* fills desk->scope from desk->person */
bool scope_allows(struct desk *desk, const struct project *project);
bool scope_has(const struct scope *scope, const struct project *project); /* without what is assigned */
bool scope_working(const struct desk *desk, const struct record_type *type); /* a review's workings that this person sees, at whatever stage */
/* Whether this person may see a record at all: projects and what belongs to them by scope, staff by office and admin, others by everybody. */
bool desk_sees(struct desk *desk, const void *record);

/* Joins all form files of the folder into one text, in name order, as the journal keeps them; and their hash together with the rules'. */
int rulebook_texts(struct desk *desk, struct buf *rules, struct buf *forms, char hash[SHA256_HEX], struct err *err);

/* The records of a type that belong to project `number`, in order of making, unmasked; one that cannot be read is left out and told in
 * desk->damage. */
size_t parts_read(struct desk *desk, const struct record_type *type, uint32_t number, struct arena *arena, void ***records);
/* What the conditions of a project are judged on; false when the rules of its call cannot be read. */
bool case_input(struct desk *desk, const struct project *project, date_t today, struct arena *arena, struct eligibility_input *input);
/* Verdicts over a project with its attestations and overrides as stored; `today` stands for the submission while there is none. */
struct verdicts case_check(struct desk *desk, const struct project *project, date_t today, struct arena *arena);

/* The verdicts an entry rests on; none when it has none. */
int entry_verdicts(const struct entry *entry, struct verdicts *verdicts, struct arena *arena, struct err *err);

/* Masks what this person sees. */
void desk_mask(struct desk *desk, void *record, struct arena *arena);

#endif
