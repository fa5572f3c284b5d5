/* A filter as it was understood: terms that must all hold.  Private to desk. */
#ifndef DESK_FILTER_H
#define DESK_FILTER_H

#include "desk/room.h"
#include "desk/set.h"

/* Room for a member of any kind. */
union filter_value {
	const char *text;
	int64_t number;
	date_t date;
	int8_t flag;
	uint32_t ref;
};

struct code_choice {
	const struct column *column; /* NULL: of an extra */
	const char *code;
};

struct term {
	const struct field *field;   /* NULL: a word that is looked for in the text */
	const struct column *column; /* NULL: a word, or an extra */
	const char *extra;           /* name of an office's own field */
	enum range_op op;
	bool within;                 /* a text that has `needle` in it, its pinyin or its initials */
	const char *needle;          /* folded */
	union filter_value value;
	const struct code_choice *codes; /* any of them; for a word: they count as well as the text */
	size_t code_count;
};

struct filter {
	struct arena arena;
	struct term *terms;
	size_t count;
	bool names_void;             /* a term asks for the stage void */
};

/* Understands a filter's text; -1 with ERR_INPUT naming the word and what there is.  Words that end in an operator do not narrow. */
int filter_parse(struct desk *desk, const struct record_type *type, const char *where, struct filter *out, struct err *err);
void filter_free(struct filter *filter);
/* From which term on the new filter narrows further what the old one left; SIZE_MAX when it does not only narrow. */
size_t filter_narrows(const struct filter *old, const struct filter *new);

/* One word of a filter, taken apart; `name` NULL for a word without an operator. */
struct filter_word {
	const char *whole, *name, *op, *value;
};
/* The next word at *at in the arena; false at the end. */
bool filter_word(const char **at, struct arena *arena, struct filter_word *word);

/* A field that a filter can name. */
struct filter_field {
	const struct field *field;
	const struct column *column;
	const char *extra;
};
bool filter_field(struct desk *desk, const struct record_type *type, const char *name, struct filter_field *out);
/* The name that is offered for a column, in the current language. */
const char *filter_name(const struct record_type *type, const struct column *column);
/* A word that narrows by the column, with quotes where blanks ask for them. */
const char *filter_say(const struct record_type *type, const struct column *column, const char *op, const char *value, struct arena *arena);
/* Columns that may be named at all: neither machinery nor masked. */
bool filter_open(const struct column *column);
/* The list of the field's codes; NULL when the field has none. */
const struct code_list *filter_codes(struct desk *desk, const struct field *field);
/* Whether a code is meant by what was typed of it (folded): part of a label or other spelling, its pinyin or initials. */
bool filter_code_matches(const struct code *code, const char *typed);

/* Whether an index narrows the term. */
bool term_indexed(const struct term *term);
/* The records for which a term may hold, from the indexes; false where records must be looked at besides. */
bool term_range(struct desk *desk, const struct record_type *type, const struct term *term, struct numbers *out);
/* The records of one code, of the stage the one that is shown. */
void code_range(struct desk *desk, const struct record_type *type, const struct code_choice *choice, struct numbers *out);
/* Whether the term holds for a record that has the term's column (or extras). */
bool term_holds(struct desk *desk, const struct term *term, const void *record);

#endif
