#include <config.h>

#include "desk/room.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/paths.h"

/* The day by the clock, in the programme's time zone. */
static date_t
clock_day(void)
{
	return time_date(time(NULL));
}

static char *
login_name(void)
{
	const struct passwd *entry = getpwuid(geteuid());

	return entry ? xstrdup(entry->pw_name) : xasprintf("uid%u", (unsigned)geteuid());
}

void
seat_take(struct desk *desk, const struct staff *staff)
{
	desk->person = (struct person){
		.id = arena_strdup(&desk->arena, staff->id),
		.name = arena_strdup(&desk->arena, staff->name),
		.roles = roles_parse(staff->roles),
		.organisation = arena_strdup(&desk->arena, staff->organisation),
		.no_advance = staff->auto_advance == 0,
		.terminal_printer = staff->terminal_printer == 1,
	};
	scope_set(desk);
}

/* The staff record found by a unique column, or NULL. */
const struct staff *
staff_by(struct desk *desk, const char *path, const char *text, struct arena *arena)
{
	uint32_t number = store_find(desk->store, &type_staff, record_column(&type_staff, path), text);
	void *staff;

	if (!number || store_get(desk->store, &type_staff, number, arena, &staff, NULL) < 0)
		return NULL;
	return staff;
}

/* In the sample office whoever comes sits down at the office's own seat first. */
static const struct staff *
sample_seat(struct desk *desk, struct arena *arena)
{
	uint32_t count = store_count(desk->store, &type_staff);

	for (uint32_t number = 1; number <= count; number++) {
		void *record;
		if (store_get(desk->store, &type_staff, number, arena, &record, NULL) < 0)
			continue;
		const struct staff *staff = record;
		if (roles_parse(staff->roles) & ROLE(office))
			return staff;
	}
	return NULL;
}

static void
be_alone(struct desk *desk)
{
	desk->person = (struct person){
		.id = desk->login,
		.name = desk->login,
		.roles = ROLES_ALL,
		.organisation = "",
		.alone = true,
	};
	scope_set(desk);
}

static int
find_person(struct desk *desk, const char *as, struct err *err)
{
	struct arena arena = {0};
	const struct staff *staff = NULL;
	int result = 0;

	if (as) {
		staff = staff_by(desk, "staff.id", as, &arena);
		if (!staff)
			result = err_set(err, ERR_DENIED, _("nobody is entered as staff '%s'"), as);
	} else if (store_count(desk->store, &type_staff) == 0) {
		be_alone(desk);
	} else {
		staff = staff_by(desk, "staff.account", desk->login, &arena);
		if (!staff && desk->demo)
			staff = sample_seat(desk, &arena);
		if (!staff)
			result = err_set(err, ERR_DENIED, _("the account '%s' is nobody's: name a person with --as, or ask the administrator to enter the account"),
				desk->login);
	}
	if (staff && strcmp(staff->state, "left") == 0)
		result = err_set(err, ERR_DENIED, _("'%s' no longer works here"), staff->id);
	if (staff && result == 0)
		seat_take(desk, staff);
	arena_free(&arena);
	return result;
}

static int
read_office(struct desk *desk, struct err *err)
{
	struct arena arena = {0};
	void *record;
	int result = 0;

	if (store_count(desk->store, &type_office) > 0) {
		result = store_get(desk->store, &type_office, 1, &arena, &record, err);
		if (result == 0)
			desk->demo = ((struct office *)record)->demo == 1;
		if (desk->demo)
			desk->sample_day = ((struct office *)record)->sample_day;
	}
	arena_free(&arena);
	return result;
}

static int
choose_today(struct desk *desk, const struct desk_options *options, struct err *err)
{
	desk->today = clock_day();
	desk->as_of = options->as_of;
	if (desk->as_of != DATE_NONE)
		desk->today = desk->as_of;
	if (desk->sample_day != DATE_NONE && desk->as_of == DATE_NONE) {
		desk->today = desk->sample_day;
		desk->assumed = true;
	}
	if (options->as_of != DATE_NONE && !desk_may(desk, ROLES_ALL & ~ROLE(expert))) /* what was stood aside from would be there again */
		return err_set(err, ERR_DENIED, _("experts see the records as they are now only"));
	if (options->today == DATE_NONE)
		return 0;
	if (!desk_may(desk, ROLE(office) | ROLE(admin)))
		return err_set(err, ERR_DENIED, _("only the office may let another day stand in for today"));
	desk->today = options->today;
	desk->assumed = true;
	return 0;
}

const char *
desk_forms_dir(const struct desk *desk)
{
	return desk->forms_dir;
}

static struct desk *
desk_new(const struct desk_options *options)
{
	struct desk *desk = xcalloc(1, sizeof *desk);
	struct paths paths;

	paths_find(&paths);
	desk->rules_path = xstrdup(options->rules ? options->rules : paths.rules);
	desk->forms_dir = xstrdup(options->forms ? options->forms : paths.forms);
	paths_free(&paths);
	desk->from = xstrdup(options->from ? options->from : "");
	desk->login = login_name();
	desk->today = DATE_NONE;
	desk->as_of = DATE_NONE;
	desk->sample_day = DATE_NONE;
	return desk;
}

/* Who asks is who they are today: the past lends nobody a role. */
static int
open_past(struct desk *desk, const struct desk_options *options, struct err *err)
{
	store_close(desk->store);
	desk->store = NULL;
	return store_open_past(&desk->store, options->dir, options->as_of, err);
}

int
desk_open(struct desk **out, const struct desk_options *options, struct err *err)
{
	struct desk *desk = desk_new(options);
	int result;

	result = store_open(&desk->store, options->dir, 0, err);
	if (result == 0)
		result = store_begin(desk->store, err);
	if (result == 0) {
		result = read_office(desk, err);
		if (result == 0)
			result = find_person(desk, options->as, err);
		store_end(desk->store);
	}
	if (result == 0)
		result = choose_today(desk, options, err);
	if (result == 0 && options->as_of != DATE_NONE)
		result = open_past(desk, options, err);
	if (result < 0) {
		desk_close(desk);
		return -1;
	}
	*out = desk;
	return 0;
}

/* Whether the rules and forms can be adopted: nothing is made where they cannot. */
static int
try_rulebook(struct desk *desk, struct err *err)
{
	struct buf rules = {0}, forms = {0};
	char hash[SHA256_HEX];
	int result = rulebook_texts(desk, &rules, &forms, hash, err);

	buf_free(&rules);
	buf_free(&forms);
	return result;
}

int
desk_create(struct desk **out, const struct desk_options *options, struct err *err)
{
	struct desk *desk = desk_new(options);

	if (try_rulebook(desk, err) < 0 || store_open(&desk->store, options->dir, STORE_CREATE, err) < 0) {
		desk_close(desk);
		return -1;
	}
	be_alone(desk);
	if (choose_today(desk, options, err) < 0) {
		desk_close(desk);
		return -1;
	}
	*out = desk;
	return 0;
}

void
desk_close(struct desk *desk)
{
	if (!desk)
		return;
	veil_free(&desk->veil);
	rulebooks_free(desk);
	labels_free(desk->labels);
	if (desk->store)
		store_close(desk->store);
	free(desk->rules_path);
	free(desk->forms_dir);
	free(desk->from);
	free(desk->login);
	arena_free(&desk->arena);
	free(desk);
}

const struct person *
desk_person(const struct desk *desk)
{
	return &desk->person;
}

date_t
desk_today(const struct desk *desk)
{
	return desk->today;
}

bool
desk_today_assumed(const struct desk *desk)
{
	return desk->assumed;
}

date_t
desk_as_of(const struct desk *desk)
{
	return desk->as_of;
}

bool
desk_is_demo(const struct desk *desk)
{
	return desk->demo;
}

const char *
desk_title(struct desk *desk)
{
	return labels_title(desk);
}

uint64_t
desk_pulse(struct desk *desk)
{
	return store_last_entry(desk->store);
}
