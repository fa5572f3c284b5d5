#include <config.h>

#include "helper/book.h"

#include <stdlib.h>
#include <string.h>

#include "helper/xmlpart.h"

#define ROOT_RELATIONS "_rels/.rels"
#define USUAL_WORKBOOK "xl/workbook.xml"

/* One use of a file of relations: what of it is wanted goes to take(). */
struct relations {
	struct book *book;
	const char *base; /* the part whose relations these are */
	void (*take)(struct relations *relations, const char *id, const char *type, const char *part);
};

/* The last step of a relation's type, which transitional and strict workbooks share. */
static const char *
last_step(const char *type)
{
	const char *slash = strrchr(type, '/');

	return slash ? slash + 1 : type;
}

static void
add_step(struct buf *path, const char *step, size_t len)
{
	char *slash;

	if (len == 0 || (len == 1 && step[0] == '.'))
		return;
	if (len == 2 && step[0] == '.' && step[1] == '.') {
		slash = path->len ? memrchr(path->data, '/', path->len) : NULL;
		path->len = slash ? (size_t)(slash - path->data) : 0;
		return;
	}
	if (path->len > 0)
		buf_addc(path, '/');
	buf_add(path, step, len);
}

/* A target, absolute or relative to the folder of `base`, as the name of a part. */
static char *
resolve(struct arena *arena, const char *base, const char *target)
{
	struct buf path = { 0 };
	const char *slash = strrchr(base, '/');
	char *part;
	size_t len;

	if (slash && target[0] != '/' && target[0] != '\\')
		buf_add(&path, base, (size_t)(slash - base));
	while (*target) {
		len = strcspn(target, "/\\");
		add_step(&path, target, len);
		target += len;
		target += *target != '\0';
	}
	part = arena_strndup(arena, path.data ? path.data : "", path.len);
	buf_free(&path);
	return part;
}

static void
on_relation(void *context, const char *name, const char **attributes, int depth)
{
	struct relations *relations = context;
	const char *id = xml_attribute(attributes, "Id");
	const char *type = xml_attribute(attributes, "Type");
	const char *target = xml_attribute(attributes, "Target");
	const char *mode = xml_attribute(attributes, "TargetMode");

	if (depth != 2 || strcmp(name, "Relationship") != 0 || !id || !type || !target ||
	    (mode && strcmp(mode, "External") == 0))
		return;
	relations->take(relations, id, last_step(type), resolve(&relations->book->arena, relations->base, target));
}

static void
on_end(void *context, const char *name, int depth)
{
	(void)context;
	(void)name;
	(void)depth;
}

static const struct xml_handlers relation_handlers = { .start = on_relation, .end = on_end };

static void
take_workbook(struct relations *relations, const char *id, const char *type, const char *part)
{
	(void)id;
	if (strcmp(type, "officeDocument") == 0)
		relations->book->part = part;
}

static void
take_part(struct relations *relations, const char *id, const char *type, const char *part)
{
	struct book *book = relations->book;

	if (strcmp(type, "styles") == 0)
		book->styles = part;
	else if (strcmp(type, "sharedStrings") == 0)
		book->strings = part;
	else if (strcmp(type, "worksheet") == 0)
		for (size_t i = 0; i < book->count; i++)
			if (strcmp(book->sheets[i].relation, id) == 0)
				book->sheets[i].part = part;
}

struct workbook_reading {
	struct book *book;
	const struct xlsx_limits *limits;
	struct sheet_trouble *trouble;
	bool in_sheets;
};

static enum rows_state
state_of(const char *state)
{
	if (state && strcmp(state, "hidden") == 0)
		return ROWS_HIDDEN;
	return state && strcmp(state, "veryHidden") == 0 ? ROWS_VERY_HIDDEN : ROWS_VISIBLE;
}

static void
add_sheet(struct workbook_reading *reading, const char **attributes)
{
	struct book *book = reading->book;
	const char *name = xml_attribute(attributes, "name");
	const char *relation = xml_attribute(attributes, "id");

	if (book->count == reading->limits->sheets) {
		trouble_set(reading->trouble, SHEET_LIMIT_SHEETS, NULL, (int64_t)reading->limits->sheets);
		return;
	}
	book->sheets = xrealloc(book->sheets, book->count + 1, sizeof(*book->sheets));
	book->sheets[book->count++] = (struct book_sheet){
		.name = arena_strdup(&book->arena, name ? name : ""),
		.relation = arena_strdup(&book->arena, relation ? relation : ""),
		.state = state_of(xml_attribute(attributes, "state")),
	};
}

static void
on_workbook(void *context, const char *name, const char **attributes, int depth)
{
	struct workbook_reading *reading = context;
	const char *epoch;

	if (depth == 2) {
		reading->in_sheets = strcmp(name, "sheets") == 0;
		epoch = strcmp(name, "workbookPr") == 0 ? xml_attribute(attributes, "date1904") : NULL;
		if (epoch)
			reading->book->system_1904 = strcmp(epoch, "1") == 0 || strcmp(epoch, "true") == 0;
	} else if (depth == 3 && reading->in_sheets && strcmp(name, "sheet") == 0) {
		add_sheet(reading, attributes);
	}
}

static const struct xml_handlers workbook_handlers = { .start = on_workbook, .end = on_end };

static char *
relations_of(struct arena *arena, const char *part)
{
	const char *slash = strrchr(part, '/');
	int folder = slash ? (int)(slash + 1 - part) : 0;

	return arena_printf(arena, "%.*s_rels/%s.rels", folder, part, part + folder);
}

/* What else a zip can be, by the parts it has. */
static int
no_workbook(const struct archive *archive, struct sheet_trouble *trouble)
{
	if (archive_has(archive, "xl/workbook.bin"))
		return trouble_set(trouble, SHEET_XLSB, NULL, 0);
	if (archive_has(archive, "mimetype") && archive_has(archive, "content.xml"))
		return trouble_set(trouble, SHEET_ODS, NULL, 0);
	return trouble_set(trouble, SHEET_NO_WORKBOOK, NULL, 0);
}

static int
find_workbook(struct book *book, struct archive *archive, struct sheet_trouble *trouble)
{
	struct relations relations = { .book = book, .base = "", .take = take_workbook };

	if (archive_has(archive, ROOT_RELATIONS) &&
	    xml_read(archive, ROOT_RELATIONS, &relation_handlers, &relations, trouble) < 0)
		return -1;
	if (!book->part || !archive_has(archive, book->part))
		book->part = USUAL_WORKBOOK;
	if (!archive_has(archive, book->part) || archive_has(archive, "xl/workbook.bin") ||
	    archive_has(archive, "word/document.xml"))
		return no_workbook(archive, trouble);
	return 0;
}

int
book_read(struct book *book, struct archive *archive, struct sheet_trouble *trouble)
{
	struct workbook_reading reading = { .book = book, .limits = archive_limits(archive), .trouble = trouble };
	struct relations relations = { .book = book, .take = take_part };

	if (find_workbook(book, archive, trouble) < 0 ||
	    xml_read(archive, book->part, &workbook_handlers, &reading, trouble) < 0)
		return -1;
	relations.base = book->part;
	return xml_read(archive, relations_of(&book->arena, book->part), &relation_handlers, &relations, trouble);
}

void
book_free(struct book *book)
{
	arena_free(&book->arena);
	free(book->sheets);
}

int
book_choose(const struct book *book, int wanted, struct sheet_trouble *trouble)
{
	int any = -1;

	if (wanted > 0) {
		if ((size_t)wanted <= book->count && book->sheets[wanted - 1].part)
			return wanted - 1;
		return trouble_set(trouble, SHEET_NO_SUCH_SHEET, NULL, wanted);
	}
	for (size_t i = 0; i < book->count; i++) {
		if (!book->sheets[i].part)
			continue;
		if (book->sheets[i].state == ROWS_VISIBLE)
			return (int)i;
		if (any < 0)
			any = (int)i;
	}
	return any >= 0 ? any : trouble_set(trouble, SHEET_NO_SHEET, NULL, 0);
}
