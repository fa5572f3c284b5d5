/* A bank's return list as rows: which column is what, and what stands there. */
#include <config.h>

#include "exchange/bankrow.h"

#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "exchange/guard.h"
#include "exchange/header.h"

enum { TITLES_MOST = 7 };

/* The first one is how it is called here; the others are how banks call it. */
static const struct {
	const char *label;
	bool required;
	const char *titles[TITLES_MOST];
} columns[BANK_COLUMNS] = {
	[BANK_ACCOUNT] = {N_("Account"), true, {"account", "账号", "收款账号", "收款人账号", "账户"}},
	[BANK_NAME] = {N_("Account name"), false, {"name", "户名", "收款人", "收款户名", "收款人户名", "account name"}},
	[BANK_AMOUNT] = {N_("Amount"), true, {"amount", "金额", "付款金额", "交易金额", "金额（元）", "金额(元)"}},
	[BANK_RESULT] = {N_("Result"), true, {"result", "结果", "处理结果", "付款结果", "状态", "交易状态"}},
	[BANK_REASON] = {N_("Reason"), false, {"reason", "原因", "失败原因", "退票原因", "备注", "附言"}},
	[BANK_VOUCHER] = {N_("Voucher"), false, {"voucher", "凭证号", "流水号", "交易流水号", "凭证", "凭证编号"}},
};

struct bank_reading {
	const char *path;
	struct arena *arena;
	struct bank_rows *rows;
	struct bank_result *result;
	int at[BANK_COLUMNS]; /* the sheet's column, 0 none */
	int looked_at;
	bool header;
};

const char *
bank_title(int what)
{
	return _(columns[what].label);
}

static const char *
trimmed(const char *text, struct arena *arena)
{
	size_t len;

	text = guard_strip(text);
	text += strspn(text, " \t\r\n");
	len = strlen(text);
	while (len && strchr(" \t\r\n", text[len - 1]))
		len--;
	return arena_strndup(arena, text, len);
}

static int
titled(const char *title)
{
	for (int what = 0; what < BANK_COLUMNS; what++)
		for (int i = 0; i < TITLES_MOST && columns[what].titles[i]; i++)
			if (text_same(title, columns[what].titles[i]))
				return what;
	return BANK_COLUMNS;
}

/* A row that names account and amount. */
static bool
is_header(const struct bank_reading *reading, const struct table_row *row)
{
	bool has[BANK_COLUMNS + 1] = {false};

	for (size_t i = 0; i < row->count; i++)
		has[titled(trimmed(row->cells[i].text, reading->arena))] = true;
	return has[BANK_ACCOUNT] && has[BANK_AMOUNT];
}

static void
take_header(struct bank_reading *reading, const struct table_row *row)
{
	reading->header = true;
	for (size_t i = 0; i < row->count; i++) {
		int what = titled(trimmed(row->cells[i].text, reading->arena));
		struct pos pos = {.file = reading->path, .line = row->row, .column = row->cells[i].column};
		if (what == BANK_COLUMNS)
			continue;
		if (reading->at[what])
			fault_add(&reading->result->faults, FAULT_ERROR, pos, "", _("two columns are called '%s'"), bank_title(what));
		reading->at[what] = row->cells[i].column;
	}
	for (int what = 0; what < BANK_COLUMNS; what++)
		if (columns[what].required && !reading->at[what])
			fault_add(&reading->result->faults, FAULT_ERROR, (struct pos){.file = reading->path, .line = row->row}, "",
				_("there is no column for '%s'"), bank_title(what));
}

static struct bank_row *
row_new(struct bank_reading *reading)
{
	struct bank_rows *rows = reading->rows;

	if (rows->count == rows->cap) {
		struct bank_row *more;
		rows->cap = rows->cap ? rows->cap * 2 : 64;
		more = arena_alloc(reading->arena, rows->cap * sizeof *more);
		if (rows->count)
			memcpy(more, rows->rows, rows->count * sizeof *more);
		rows->rows = more;
	}
	return &rows->rows[rows->count++];
}

static int
take_row(void *user, const struct table_row *row, struct err *err)
{
	struct bank_reading *reading = user;
	struct bank_row *taken;
	bool any = false;

	if (!reading->header && is_header(reading, row)) {
		take_header(reading, row);
		return 0;
	}
	if (!reading->header && ++reading->looked_at >= HEADER_ROWS)
		return err_set_at(err, ERR_INPUT, (struct pos){.file = reading->path, .line = row->row},
			_("none of the first %d rows is a header that names account and amount"), HEADER_ROWS);
	if (!reading->header)
		return 0;
	taken = row_new(reading);
	*taken = (struct bank_row){.row = row->row};
	for (int what = 0; what < BANK_COLUMNS; what++) {
		taken->cells[what] = (struct bank_cell){.pos = {.file = reading->path, .line = row->row, .column = reading->at[what]}, .text = ""};
		for (size_t i = 0; reading->at[what] && i < row->count; i++)
			if (row->cells[i].column == reading->at[what])
				taken->cells[what].text = trimmed(row->cells[i].text, reading->arena);
		any = any || *taken->cells[what].text;
	}
	reading->rows->count -= !any;
	return 0;
}

int
bank_read(const char *path, struct arena *arena, struct bank_rows *rows, struct bank_result *result, struct err *err)
{
	struct bank_reading reading = {.path = path, .arena = arena, .rows = rows, .result = result};
	struct err why = {0};
	int fd = table_open(path, err), status;

	if (fd < 0)
		return -1;
	status = table_read(fd, path, take_row, &reading, &result->about, &why);
	close(fd);
	if (status == 0 && !reading.header)
		fault_add(&result->faults, FAULT_ERROR, (struct pos){.file = path, .line = 1}, "", _("there is no header that names account and amount"));
	if (status == 0 || why.code == ERR_INPUT) { /* what the file itself is wrong in is a fault of it */
		if (status < 0)
			fault_add_err(&result->faults, why.pos, why.field, &why);
		return 0;
	}
	if (err)
		*err = why;
	return -1;
}
