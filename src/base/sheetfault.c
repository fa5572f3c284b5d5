#include <config.h>

#include "base/sheetfault.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/words.h"

/* What a message takes, in this order. */
enum fault_takes { TAKES_NOTHING, TAKES_TEXT, TAKES_NUMBER, TAKES_BOTH };

struct fault_words {
	enum err_code code;
	enum fault_takes takes;
	const char *message;
};

static const struct fault_words fault_words[SHEET_FAULTS] = {
	[SHEET_EMPTY] = { ERR_INPUT, TAKES_NOTHING,
		N_("the file is empty (0 bytes): ask for it again, or save it again as .xlsx") },
	[SHEET_OLD_XLS] = { ERR_INPUT, TAKES_NOTHING,
		N_("this is an old workbook (.xls): open it in the spreadsheet program and save it as .xlsx") },
	[SHEET_PASSWORD] = { ERR_INPUT, TAKES_NOTHING,
		N_("the workbook is protected by a password: open it, remove the password and save it again as .xlsx") },
	[SHEET_ODS] = { ERR_INPUT, TAKES_NOTHING,
		N_("this is an OpenDocument sheet (.ods): open it in the spreadsheet program and save it as .xlsx") },
	[SHEET_XLSB] = { ERR_INPUT, TAKES_NOTHING,
		N_("this is a binary workbook (.xlsb): open it in the spreadsheet program and save it as .xlsx") },
	[SHEET_PLAIN_TEXT] = { ERR_INPUT, TAKES_NOTHING,
		N_("this is a text file (csv) that is only named .xlsx: rename it to .csv, or open it and save it as .xlsx") },
	[SHEET_WEB_PAGE] = { ERR_INPUT, TAKES_NOTHING,
		N_("this is a web page or XML text that is only named .xlsx: open it in the spreadsheet program and save it as .xlsx") },
	[SHEET_CUT] = { ERR_INPUT, TAKES_NOTHING,
		N_("the file is cut off, its end is missing: copy or download it again") },
	[SHEET_NO_WORKBOOK] = { ERR_INPUT, TAKES_NOTHING,
		N_("this is an archive or another kind of document, with no workbook in it: save the sheet as .xlsx") },
	[SHEET_UNKNOWN] = { ERR_INPUT, TAKES_NOTHING,
		N_("this is not a workbook: open it in the program that made it and save it as .xlsx") },
	[SHEET_PART_DAMAGED] = { ERR_INPUT, TAKES_TEXT,
		N_("the workbook is damaged in '%s': copy it again, or open it in the spreadsheet program and save it again as .xlsx") },
	[SHEET_PART_MISSING] = { ERR_INPUT, TAKES_TEXT,
		N_("the workbook lacks its part '%s': open it in the spreadsheet program and save it again as .xlsx") },
	[SHEET_PART_TWICE] = { ERR_INPUT, TAKES_TEXT,
		N_("the workbook has its part '%s' twice: open it in the spreadsheet program and save it again as .xlsx") },
	[SHEET_XML_BROKEN] = { ERR_INPUT, TAKES_BOTH,
		N_("the workbook's part '%s' is broken at its line %lld: open it in the spreadsheet program and save it again as .xlsx") },
	[SHEET_XML_DOCTYPE] = { ERR_INPUT, TAKES_TEXT,
		N_("the workbook's part '%s' declares entities, which no workbook may: it is refused") },
	[SHEET_XML_DEPTH] = { ERR_INPUT, TAKES_BOTH,
		N_("the workbook's part '%s' is nested deeper than %lld levels: it is refused") },
	[SHEET_CELL_PLACE] = { ERR_INPUT, TAKES_TEXT,
		N_("'%s' is no place for a cell here: open the file in the spreadsheet program and save it again as .xlsx") },
	[SHEET_CELL_ORDER] = { ERR_INPUT, TAKES_NOTHING,
		N_("rows or cells are out of order: open the file in the spreadsheet program and save it again as .xlsx") },
	[SHEET_CELL_STRING] = { ERR_INPUT, TAKES_TEXT,
		N_("the cell refers to text '%s', which the workbook does not have: open it in the spreadsheet program and save it again as .xlsx") },
	[SHEET_LIMIT_FILE] = { ERR_INPUT, TAKES_NUMBER,
		N_("the file is larger than %lld MiB: split it into several files") },
	[SHEET_LIMIT_TOTAL] = { ERR_INPUT, TAKES_NUMBER,
		N_("the workbook unpacks to more than %lld MiB: split it into several files") },
	[SHEET_LIMIT_PART] = { ERR_INPUT, TAKES_BOTH,
		N_("the workbook's part '%s' unpacks to more than %lld MiB: split it into several files") },
	[SHEET_LIMIT_RATIO] = { ERR_INPUT, TAKES_BOTH,
		N_("the workbook's part '%s' unpacks to more than %lld times its size, as only made-up files do: it is refused") },
	[SHEET_LIMIT_PARTS] = { ERR_INPUT, TAKES_NUMBER,
		N_("the workbook has more than %lld parts: copy the sheet alone into a new workbook") },
	[SHEET_LIMIT_STRINGS] = { ERR_INPUT, TAKES_NUMBER,
		N_("the workbook has more than %lld different texts: split it into several files") },
	[SHEET_LIMIT_STRING_BYTES] = { ERR_INPUT, TAKES_NUMBER,
		N_("the workbook's texts take more than %lld MiB: split it into several files") },
	[SHEET_LIMIT_CELLS] = { ERR_INPUT, TAKES_NUMBER,
		N_("the sheet has more than %lld cells: split it into several files") },
	[SHEET_LIMIT_ROWS] = { ERR_INPUT, TAKES_NUMBER,
		N_("the sheet has more than %lld rows: split it into several files") },
	[SHEET_LIMIT_COLUMNS] = { ERR_INPUT, TAKES_NUMBER,
		N_("the sheet has more than %lld columns: take the needless ones away") },
	[SHEET_LIMIT_TEXT] = { ERR_INPUT, TAKES_NUMBER,
		N_("the cell's text is longer than %lld: shorten it") },
	[SHEET_LIMIT_STYLES] = { ERR_INPUT, TAKES_NUMBER,
		N_("the workbook has more than %lld cell styles: copy the sheet's values into a new workbook") },
	[SHEET_LIMIT_SHEETS] = { ERR_INPUT, TAKES_NUMBER,
		N_("the workbook has more than %lld sheets: copy the sheet alone into a new workbook") },
	[SHEET_NO_SUCH_SHEET] = { ERR_INPUT, TAKES_NUMBER, N_("the workbook has no sheet number %lld with cells") },
	[SHEET_NO_SHEET] = { ERR_INPUT, TAKES_NOTHING, N_("the workbook has no sheet with cells") },
	[SHEET_MEMORY] = { ERR_INPUT, TAKES_NOTHING,
		N_("the workbook needs more memory than it may have: split it into several files") },
	[SHEET_IO] = { ERR_SYSTEM, TAKES_TEXT, N_("the workbook could not be read or written: %s") },
	[SHEET_SPACE] = { ERR_SPACE, TAKES_NOTHING, N_("the disk is full: the workbook was not written") },
	[SHEET_NOT_WHOLE] = { ERR_SYSTEM, TAKES_NOTHING,
		N_("the workbook was not written whole: see whether the disk is full, then write it again") },
	[SHEET_ROWS_BAD] = { ERR_FAILED, TAKES_NOTHING, N_("the rows for the workbook came cut or out of order") },
	[SHEET_JAIL] = { ERR_FAILED, TAKES_TEXT, N_("the spreadsheet helper could not lock itself in: %s") },
};

static size_t
text_end(const char *text, size_t size)
{
	size_t len = strnlen(text, size);

	if (len < size)
		return len;
	len = size - 1;
	while (len > 0 && ((unsigned char)text[len] & 0xc0) == 0x80)
		len--;
	return len;
}

int
trouble_set(struct sheet_trouble *trouble, enum sheet_fault fault, const char *text, int64_t number)
{
	return trouble_set_at(trouble, fault, 0, 0, text, number);
}

int
trouble_set_at(struct sheet_trouble *trouble, enum sheet_fault fault, int row, int column, const char *text,
	int64_t number)
{
	size_t len;

	if (trouble->fault)
		return -1;
	*trouble = (struct sheet_trouble){ .fault = fault, .row = row, .column = column, .number = number };
	if (text) {
		len = text_end(text, sizeof(trouble->text));
		memcpy(trouble->text, text, len);
	}
	return -1;
}

/* The formats all come from the table above or its translation. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static int
tell(const struct fault_words *words, const char *text, long long number, struct pos pos, struct err *err)
{
	const char *message = _(words->message);

	switch (words->takes) {
	case TAKES_TEXT:
		return err_set_at(err, words->code, pos, message, text);
	case TAKES_NUMBER:
		return err_set_at(err, words->code, pos, message, number);
	case TAKES_BOTH:
		return err_set_at(err, words->code, pos, message, text, number);
	default:
		return err_set_at(err, words->code, pos, "%s", message);
	}
}
#pragma GCC diagnostic pop

int
trouble_tell(const struct sheet_trouble *trouble, const char *file, struct err *err)
{
	struct pos pos = { .file = file, .line = trouble->row, .column = trouble->column };
	struct buf safe = { 0 };

	if (trouble->fault <= SHEET_FINE || trouble->fault >= SHEET_FAULTS)
		return err_set_at(err, ERR_FAILED, pos, "%s", _("the spreadsheet helper gave a broken answer"));
	text_safe(&safe, trouble->text, text_end(trouble->text, sizeof(trouble->text)), 0);
	tell(&fault_words[trouble->fault], buf_text(&safe), (long long)trouble->number, pos, err);
	buf_free(&safe);
	return -1;
}
