#include <config.h>

#include "exchange/import.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "exchange/rowin.h"

enum { FAULTS_KEPT = 10000, PROGRESS_ROWS = 1000 };

/* The rows that were right so far, by unit and leader: an open table of hashes. */
struct seen {
	struct seen_row {
		uint64_t hash;
		int row;
	} *rows;
	size_t count, room;
};

struct import {
	struct desk *desk;
	const struct import_options *options;
	struct import_result *result;
	const struct act *intake, *submit;
	struct row_reader reader;
	struct header header;
	struct seen seen;
	struct arena arena; /* as long as the import */
	struct arena row;   /* as long as a row */
	bool hopeless;      /* the header is wrong: rows are not looked at */
};

/* ---- the same unit and leader twice */

static struct seen_row *
seen_slot(const struct seen *seen, uint64_t hash)
{
	size_t at = hash & (seen->room - 1);

	while (seen->rows[at].row && seen->rows[at].hash != hash)
		at = (at + 1) & (seen->room - 1);
	return &seen->rows[at];
}

static void
seen_grow(struct seen *seen)
{
	struct seen old = *seen;

	if (seen->count * 2 < seen->room)
		return;
	seen->room = old.room ? old.room * 2 : 1024;
	seen->rows = xcalloc(seen->room, sizeof *seen->rows);
	for (size_t i = 0; i < old.room; i++)
		if (old.rows[i].row)
			*seen_slot(seen, old.rows[i].hash) = old.rows[i];
	free(old.rows);
}

static struct seen_row *
seen_before(struct seen *seen, const struct project *project, struct arena *arena, uint64_t *hash)
{
	const char *key = arena_printf(arena, "%s/%s/%s", project->call, project->unit.uscc, project->leader.resident_id);

	seen_grow(seen);
	*hash = xxh3_of(key, strlen(key));
	return seen_slot(seen, *hash);
}

static bool
has_key(const struct project *project)
{
	return *project->unit.uscc && *project->leader.resident_id;
}

/* ---- faults */

static struct pos
pos_of(const struct import *import, int row, const char *field)
{
	return (struct pos){.file = import->options->path, .line = row, .column = field ? header_column_of(&import->header, field) : 0};
}

/* Puts the row's faults to the others, as long as there is room. */
static void
keep_faults(struct import *import, struct faults *faults)
{
	struct faults *all = &import->result->faults;

	if (all->count + faults->count <= FAULTS_KEPT)
		faults_move(all, faults);
	else
		import->result->left_out += faults->count;
	faults_free(faults);
}

/* The act's faults know fields, the sheet's reader wants columns. */
static void
take_act_faults(struct import *import, int row, const struct faults *from, struct faults *to)
{
	for (size_t i = 0; i < from->count; i++) {
		const struct fault *fault = &from->items[i];
		fault_add(to, fault->level, pos_of(import, row, fault->field), fault->field, "%s", fault->message);
	}
}

/* What no other row can do better. */
static bool
ends_all(const struct err *err, const struct project *project, const struct import_options *options)
{
	bool call_of_all = !*project->call || (options->call && strcmp(project->call, options->call) == 0);

	switch (err->code) {
	case ERR_INPUT:
	case ERR_DENIED:
	case ERR_CONFLICT:
		return false;
	case ERR_STAGE:
	case ERR_MISSING:
		return call_of_all;
	default:
		return true;
	}
}

/* ---- rows */

static int
do_intake(struct import *import, struct project *project, int row, struct act_result *done, struct faults *faults, struct err *err)
{
	struct act_request request = {.act = import->intake, .record = project, .date = import->options->date};
	struct err why = {0};
	int result = desk_do(import->desk, &request, &import->row, done, &why);

	take_act_faults(import, row, &done->faults, faults);
	if (result < 0 && ends_all(&why, project, import->options)) {
		if (err)
			*err = why;
		faults_free(&done->faults);
		return -1;
	}
	if (result < 0 && !done->faults.errors)
		fault_add_err(faults, pos_of(import, row, why.field), NULL, &why);
	faults_free(&done->faults);
	return 0;
}

/* What kept one from being submitted keeps all: days of the call, rights.  What belongs to the row was looked at before. */
static int
do_submit(struct import *import, const char *id, int row, struct err *err)
{
	struct act_request request = {.act = import->submit, .target = id, .date = import->options->date};
	struct act_result done;
	int result = desk_do(import->desk, &request, &import->row, &done, err);

	faults_free(&done.faults);
	if (result < 0)
		err_prefix(err, _("row %d cannot be submitted, so nothing was saved"), row);
	return result;
}

/* A row without faults so far, as acts. */
static int
take_in(struct import *import, struct project *project, int row, struct faults *faults, struct err *err)
{
	struct seen_row *before = NULL;
	struct act_result done;
	uint64_t hash = 0;

	if (import->options->submit)
		form_check(import->reader.form, project, project->track, faults);
	if (has_key(project)) {
		before = seen_before(&import->seen, project, &import->row, &hash);
		if (before->row)
			fault_add(faults, FAULT_ERROR, pos_of(import, row, "leader.resident_id"), "leader.resident_id",
				_("the same unit and leader stand in row %d already"), before->row);
	}
	if (faults->errors)
		return 0;
	if (do_intake(import, project, row, &done, faults, err) < 0)
		return -1;
	if (faults->errors)
		return 0;
	if (before) {
		*before = (struct seen_row){.hash = hash, .row = row};
		import->seen.count++;
	}
	return import->options->submit ? do_submit(import, done.id, row, err) : 0;
}

static int
tell_progress(const struct import *import, struct err *err)
{
	const struct import_options *options = import->options;
	uint64_t rows = import->result->accepted + import->result->refused;

	if (!options->progress || rows % PROGRESS_ROWS || options->progress(options->user, rows))
		return 0;
	return err_set(err, ERR_FAILED, _("stopped: nothing was saved"));
}

static int
take_data(struct import *import, const struct table_row *row, struct err *err)
{
	struct project *project;
	struct faults faults = {0};
	int result = 0;

	if (row_passes(&import->reader, row))
		return 0;
	arena_reset(&import->row);
	project = record_new(&type_project, &import->row);
	row_read(&import->reader, row, project, &import->row, &faults);
	if (!*project->call && import->options->call)
		project->call = import->options->call;
	if (!faults.errors)
		result = take_in(import, project, row->row, &faults, err);
	if (result == 0 && faults.errors)
		import->result->refused++;
	else if (result == 0)
		import->result->accepted++;
	keep_faults(import, &faults);
	return result < 0 ? -1 : tell_progress(import, err);
}

/* A person of a town or department takes in for it: there the column may be missing. */
static const char *
given_field(const struct desk *desk)
{
	const struct person *person = desk_person(desk);

	return *person->organisation && !(person->roles & ROLE(office)) ? "project.reviewer" : NULL;
}

static int
take_row(void *user, const struct table_row *row, struct err *err)
{
	struct import *import = user;
	struct import_result *result = import->result;
	const struct form *form = import->reader.form;
	const char *path = import->options->path;

	if (import->hopeless)
		return 0;
	if (import->header.row)
		return take_data(import, row, err);
	if (header_take(&import->header, form, row, path, &import->arena, &result->faults)) {
		header_check(&import->header, form, given_field(import->desk), path, &result->faults);
		import->hopeless = result->faults.errors > 0;
		return 0;
	}
	if (import->header.looked_at < HEADER_ROWS)
		return 0;
	return err_set_at(err, ERR_INPUT, (struct pos){.file = path, .line = row->row},
		_("none of the first %d rows is a header that names columns of an application"), HEADER_ROWS);
}

/* ---- all of it */

static int
read_rows(struct import *import, int fd, struct err *err)
{
	struct import_result *result = import->result;
	struct err why = {0};

	if (table_read(fd, import->options->path, take_row, import, &result->about, &why) < 0) {
		if (why.code != ERR_INPUT) {
			if (err)
				*err = why;
			return -1;
		}
		fault_add_err(&result->faults, why.pos, why.field, &why);
		import->hopeless = true;
	} else if (!import->header.row) {
		fault_add(&result->faults, FAULT_ERROR, (struct pos){.file = import->options->path, .line = 1}, "",
			_("there is no header that names columns of an application"));
		import->hopeless = true;
	}
	return 0;
}

/* Keeps what was done, or nothing. */
static int
finish(struct import *import, struct err *err)
{
	const struct import_options *options = import->options;
	struct import_result *result = import->result;
	bool keep = !options->dry_run && !import->hopeless && result->accepted && (!result->refused || options->good_rows);

	if (!keep) {
		desk_batch_abort(import->desk);
		return 0;
	}
	if (desk_batch_commit(import->desk, err) < 0)
		return -1;
	result->saved = result->accepted;
	return 0;
}

static int
run_import(struct import *import, int fd, struct err *err)
{
	if (desk_batch(import->desk, true, err) < 0)
		return -1;
	if (read_rows(import, fd, err) < 0) {
		desk_batch_abort(import->desk);
		return -1;
	}
	return finish(import, err);
}

int
import_applications(struct desk *desk, const struct import_options *options, struct import_result *result, struct err *err)
{
	struct import import = {
		.desk = desk,
		.options = options,
		.result = result,
		.intake = act_named("intake"),
		.submit = act_named("submit"),
		.reader = {.path = options->path, .form = desk_form(desk, "intake", err), .header = &import.header},
	};
	int fd, status;

	*result = (struct import_result){.about = {.form = "", .encoding = ""}};
	if (!import.reader.form || !desk_rules(desk, err))
		return -1;
	if (!desk_may(desk, import.intake->roles))
		return err_set(err, ERR_DENIED, _("'%s' may not do '%s'"), desk_person(desk)->name, _(import.intake->label));
	import.reader.context = *desk_context(desk);
	import.reader.context.dates.serials = true;
	fd = table_open(options->path, err); /* before the records are locked: a pipe may take its time */
	if (fd < 0)
		return -1;
	status = run_import(&import, fd, err);
	close(fd);
	free(import.seen.rows);
	arena_free(&import.row);
	arena_free(&import.arena);
	return status;
}

void
import_free(struct import_result *result)
{
	faults_free(&result->faults);
}
