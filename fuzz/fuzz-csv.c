/* Any bytes as a csv file in whatever encoding: rows in order with clean cells, or words that say why not; and its header against a form of all fields. */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"
#include "exchange/rowin.h"
#include "record/types.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char form_text[] = "form: intake\nrecord: project\ntitle: {zh: 录入, en: Intake}\nsections: []\n";

struct sheet {
	struct row_reader reader;
	struct header header;
	struct arena arena;
	struct faults faults;
	int row;
};

static void
expect(bool true_here)
{
	if (!true_here)
		abort();
}

static int
take(void *user, const struct table_row *row, struct err *err)
{
	struct sheet *sheet = user;
	int column = 0;

	expect(row->row > sheet->row);
	sheet->row = row->row;
	for (size_t i = 0; i < row->count; i++) {
		expect(row->cells[i].column > column && row->cells[i].len == strlen(row->cells[i].text));
		column = row->cells[i].column;
	}
	if (!sheet->header.row)
		header_take(&sheet->header, sheet->reader.form, row, "x", &sheet->arena, &sheet->faults);
	else if (!row_passes(&sheet->reader, row))
		row_read(&sheet->reader, row, record_new(&type_project, &sheet->arena), &sheet->arena, &sheet->faults);
	return sheet->faults.count > 1000 ? err_set(err, ERR_INPUT, "enough") : 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sheet sheet = {.reader = {.path = "x", .header = &sheet.header, .context = {.dates = {.serials = true, .year = 2021}}}};
	struct yaml_tree *tree = yaml_parse("form", form_text, sizeof form_text - 1, &sheet.faults);
	int fd = memfd_create("fuzz", MFD_CLOEXEC);
	struct err err = {0};

	expect(fd >= 0 && tree && write(fd, data, size) == (ssize_t)size && lseek(fd, 0, SEEK_SET) == 0);
	sheet.reader.form = form_load(yaml_root(tree), &sheet.arena, &sheet.faults);
	expect(sheet.reader.form);
	if (csv_read(fd, "x", take, &sheet, NULL, &err) < 0)
		expect(err.code != ERR_NONE && err.message[0]);
	close(fd);
	faults_free(&sheet.faults);
	arena_free(&sheet.arena);
	yaml_tree_free(tree);
	return 0;
}
