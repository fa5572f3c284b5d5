#include <config.h>

#include "exchange/expenses.h"

#include <string.h>
#include <unistd.h>

#include "desk/query.h"
#include "exchange/rowin.h"

struct booking {
	struct desk *desk;
	const struct expenses_options *options;
	struct import_result *result;
	struct row_reader reader;
	struct header header;
	struct arena arena; /* as long as the import */
	struct arena row;   /* as long as a row */
	bool hopeless;      /* the header is wrong: rows are not looked at */
};

static struct pos
pos_of(const struct booking *booking, int row, const char *field)
{
	return (struct pos){.file = booking->options->path, .line = row, .column = field && *field ? header_column_of(&booking->header, field) : 0};
}

/* Faults of a row are told with the others'; what no other row can do better ends all. */
static int
book(struct booking *booking, const struct expense *expense, int row, struct faults *faults, struct err *err)
{
	struct act_request request = {.act = act_named("record_expense"), .target = booking->options->project, .record = expense,
		.date = booking->options->date};
	struct act_result done;
	struct err why = {0};
	int status = desk_do(booking->desk, &request, &booking->row, &done, &why);

	for (size_t i = 0; i < done.faults.count; i++) {
		const struct fault *fault = &done.faults.items[i];
		fault_add(faults, fault->level, pos_of(booking, row, fault->field), fault->field, "%s", fault->message);
	}
	if (status < 0 && why.code != ERR_INPUT) {
		if (err)
			*err = why;
	} else if (status < 0 && !done.faults.errors) {
		fault_add_err(faults, pos_of(booking, row, why.field), NULL, &why);
	}
	faults_free(&done.faults);
	return status < 0 && why.code != ERR_INPUT ? -1 : 0;
}

static int
take_data(struct booking *booking, const struct table_row *row, struct err *err)
{
	struct expense *expense;
	struct faults faults = {0};
	int status = 0;

	if (row_passes(&booking->reader, row))
		return 0;
	arena_reset(&booking->row);
	expense = record_new(&type_expense, &booking->row);
	row_read(&booking->reader, row, expense, &booking->row, &faults);
	if (!*expense->source && booking->options->source)
		expense->source = booking->options->source;
	if (!faults.errors)
		status = book(booking, expense, row->row, &faults, err);
	*(faults.errors ? &booking->result->refused : &booking->result->accepted) += status == 0;
	faults_move(&booking->result->faults, &faults);
	faults_free(&faults);
	return status;
}

static int
take_row(void *user, const struct table_row *row, struct err *err)
{
	struct booking *booking = user;
	const char *path = booking->options->path;
	struct faults *faults = &booking->result->faults;

	if (booking->hopeless)
		return 0;
	if (booking->header.row)
		return take_data(booking, row, err);
	if (header_take(&booking->header, booking->reader.form, row, path, &booking->arena, faults)) {
		header_check(&booking->header, booking->reader.form, booking->options->source ? "expense.source" : NULL, path, faults);
		booking->hopeless = faults->errors > 0;
		return 0;
	}
	if (booking->header.looked_at < HEADER_ROWS)
		return 0;
	return err_set_at(err, ERR_INPUT, (struct pos){.file = path, .line = row->row}, _("none of the first %d rows is a header that names columns of an expense"),
		HEADER_ROWS);
}

static int
read_rows(struct booking *booking, int fd, struct err *err)
{
	struct import_result *result = booking->result;
	struct err why = {0};

	if (table_read(fd, booking->options->path, take_row, booking, &result->about, &why) < 0) {
		if (why.code != ERR_INPUT) {
			if (err)
				*err = why;
			return -1;
		}
		fault_add_err(&result->faults, why.pos, why.field, &why);
		booking->hopeless = true;
	} else if (!booking->header.row) {
		fault_add(&result->faults, FAULT_ERROR, (struct pos){.file = booking->options->path, .line = 1}, "",
			_("there is no header that names columns of an expense"));
		booking->hopeless = true;
	}
	return 0;
}

static int
book_all(struct booking *booking, int fd, struct err *err)
{
	struct import_result *result = booking->result;

	if (desk_batch(booking->desk, false, err) < 0)
		return -1;
	if (read_rows(booking, fd, err) < 0) {
		desk_batch_abort(booking->desk);
		return -1;
	}
	if (booking->options->dry_run || booking->hopeless || result->refused || !result->accepted) {
		desk_batch_abort(booking->desk);
		return 0;
	}
	if (desk_batch_commit(booking->desk, err) < 0)
		return -1;
	result->saved = result->accepted;
	return 0;
}

/* The uses are those of the rules that the project's call is bound to. */
static int
prepare(struct booking *booking, struct err *err)
{
	const struct expenses_options *options = booking->options;
	const struct rules *rules;
	void *record;

	if (options->source && !code_get(NULL, "money_source", options->source))
		return err_set(err, ERR_USAGE, _("'%s' is neither 'grant' nor 'matching'"), options->source);
	booking->reader.form = desk_form(booking->desk, "record_expense", err);
	if (!booking->reader.form || desk_get(booking->desk, &type_project, options->project, &booking->arena, &record, err) < 0)
		return -1;
	rules = desk_rules_of(booking->desk, ((struct project *)record)->call, err);
	if (!rules)
		return -1;
	booking->reader.context = *desk_context(booking->desk);
	booking->reader.context.codes = &rules->codes;
	booking->reader.context.dates.serials = true;
	return 0;
}

int
import_expenses(struct desk *desk, const struct expenses_options *options, struct import_result *result, struct err *err)
{
	struct booking booking = {.desk = desk, .options = options, .result = result, .reader = {.path = options->path, .header = &booking.header}};
	int fd, status = -1;

	*result = (struct import_result){.about = {.form = "", .encoding = ""}};
	if (prepare(&booking, err) == 0) {
		fd = table_open(options->path, err); /* before the records are locked: a pipe may take its time */
		if (fd >= 0) {
			status = book_all(&booking, fd, err);
			close(fd);
		}
	}
	arena_free(&booking.row);
	arena_free(&booking.arena);
	return status;
}
