/* The desk: who is asking, with which rules and forms, over which records.  Everything a screen, verb or sheet may know or change goes through it;
 * only this folder includes store/store.h. */
#ifndef DESK_DESK_H
#define DESK_DESK_H

#include "record/form.h"
#include "record/types.h"
#include "rules/eligibility.h"

/* Codes of the list "role", as bits. */
#define ROLES(_) _(window) _(reviewer) _(office) _(expert) _(finance) _(approver) _(auditor) _(admin)
#define ROLE_NUMBER(name) ROLE_NUMBER_##name,
enum { ROLES(ROLE_NUMBER) ROLE_COUNT };
#undef ROLE_NUMBER
#define ROLE(name) (1u << ROLE_NUMBER_##name)
#define ROLES_ALL ((1u << ROLE_COUNT) - 1)

unsigned roles_parse(const char *codes);        /* "office finance" → bits; unknown words are left out */
const char *role_code(unsigned role_bit);       /* of one bit */
const char *role_label(unsigned role_bit);      /* in the current language */

struct person {
	const char *id, *name;
	unsigned roles;
	const char *organisation; /* code of a first reviewer; "" none */
	bool alone;               /* nobody was entered as staff: one person holds all roles (单机模式 · 未设岗位分离) */
	bool no_advance;          /* does not want full fields to move on by themselves */
	bool terminal_printer;    /* prints on the terminal's own printer */
};

struct desk_options {
	const char *dir;        /* the records */
	const char *rules;      /* NULL: the installed rules.yaml */
	const char *forms;      /* NULL: the installed forms/ */
	const char *as;         /* staff id; NULL: the staff whose account is the login name, or alone */
	const char *from;       /* where from, for the journal: "tty1", "192.0.2.7" */
	date_t today;           /* DATE_NONE: the clock's day in UTC+8; else stands in, by office, admin or alone only */
	date_t as_of;           /* DATE_NONE: now; else the records as of the end of that day, read only */
	enum lang lang;
};

struct desk;

/* Opens the records.  ERR_MISSING when there are none (run init), ERR_DENIED for an unknown or departed person. */
int desk_open(struct desk **out, const struct desk_options *options, struct err *err);
void desk_close(struct desk *desk);
/* Makes new records in options->dir, adopts rules and forms, and with `demo` fills them with the sample office. */
int desk_init(const struct desk_options *options, bool demo, bool (*progress)(void *user, uint64_t done, uint64_t total), void *user, struct err *err);

const struct person *desk_person(const struct desk *desk);
date_t desk_today(const struct desk *desk);
bool desk_today_assumed(const struct desk *desk);
date_t desk_as_of(const struct desk *desk);        /* DATE_NONE: now */
bool desk_is_demo(const struct desk *desk);
const char *desk_title(struct desk *desk);          /* "首席技师资助 · 青浦区", from the rules; cached, needs no rules file */
/* Takes another seat in the sample office; ERR_DENIED elsewhere. */
int desk_sit(struct desk *desk, const char *staff_id, struct err *err);
/* Everybody's staff id in the sample office, the office's own first; 0 elsewhere.  And "李敏 · 小组办" of one. */
size_t desk_seats(struct desk *desk, struct arena *arena, const char ***ids);
const char *desk_seat_label(struct desk *desk, const char *staff_id, struct arena *arena);
/* Whether the person holds one of the roles. */
bool desk_may(const struct desk *desk, unsigned roles);
/* The last journal entry's number: changed means somebody changed something. */
uint64_t desk_pulse(struct desk *desk);

/* The rules of today (file given or installed), read on first need; NULL with faults told in *err when they are wrong. */
const struct rules *desk_rules(struct desk *desk, struct err *err);
/* The rules a call is bound to for life; calendar, first reviewers and code lists are today's. */
const struct rules *desk_rules_of(struct desk *desk, const char *call_id, struct err *err);
/* The folder of the forms; its subfolder sheets/ holds the printed ones. */
const char *desk_forms_dir(const struct desk *desk);
/* A form by name, as of today's files; NULL and *err when missing or wrong. */
const struct form *desk_form(struct desk *desk, const char *name, struct err *err);
/* For parsing and printing fields: code lists, dates, references.  Valid as long as the desk.  Reads the rules. */
const struct field_context *desk_context(struct desk *desk);
/* The label of a code, from a cache in the records that needs no rules file: for first screens. */
const char *desk_label(struct desk *desk, const char *list, const char *code);

/* Keystrokes not saved yet, of this person. */
struct kept_form {
	const char *form, *target;
	int64_t time;
	const char *text;   /* as formview wrote it */
};
int desk_keep(struct desk *desk, const char *form, const char *target, const char *text, struct err *err);
int desk_keep_drop(struct desk *desk, const char *form, const char *target, struct err *err);
size_t desk_kept(struct desk *desk, struct arena *arena, struct kept_form **list);

#endif
