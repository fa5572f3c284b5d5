/* The floor of an import: the same sheet, read and checked by the same code, into SQLite.
 * usage: sqlite-import OFFICE SHEET DATABASE
 * One row a project with a column a field, the two lanes of text to search in, an index a field that has one in the records,
 * and a row of the journal for each with the hash over it and the row before: one transaction, indexes made at its end. */
#include <config.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/hash.h"
#include "desk/desk.h"
#include "exchange/rowin.h"
#include "record/codec.h"

struct work {
	sqlite3 *db;
	sqlite3_stmt *project, *journal;
	const struct column *columns;
	size_t count;
	struct row_reader reader;
	struct header header;
	struct arena arena, row;
	struct buf text, pinyin, key, map, entry;
	struct sha256 last;
	struct faults faults;
	int64_t rows;
};

static void
stop(const char *what, const char *why)
{
	fprintf(stderr, "sqlite-import: %s: %s\n", what, why);
	exit(1);
}

static void
check(struct work *work, int rc)
{
	if (rc != SQLITE_OK && rc != SQLITE_DONE)
		stop("sqlite", sqlite3_errmsg(work->db));
}

static void
run(struct work *work, const char *sql)
{
	check(work, sqlite3_exec(work->db, sql, NULL, NULL, NULL));
}

/* Texts have an order of their own, so it stands in a column beside. */
static bool
has_order(const struct column *column)
{
	return column->field->flags & FIELD_INDEXED && column->field->kind == &kind_text && !(column->field->flags & FIELD_UNIQUE);
}

static void
make_tables(struct work *work)
{
	struct buf sql = {0}, marks = {0};

	buf_adds(&sql, "CREATE TABLE project (number INTEGER PRIMARY KEY");
	for (size_t i = 0; i < work->count; i++) {
		buf_addf(&sql, ", \"%s\"", work->columns[i].path);
		buf_adds(&marks, ", ?");
		if (!has_order(&work->columns[i]))
			continue;
		buf_addf(&sql, ", \"%s order\"", work->columns[i].path);
		buf_adds(&marks, ", ?");
	}
	buf_adds(&sql, ", text, pinyin)");
	run(work, buf_text(&sql));
	buf_clear(&sql);
	buf_addf(&sql, "INSERT INTO project VALUES (?%s, ?, ?)", buf_text(&marks));
	check(work, sqlite3_prepare_v2(work->db, buf_text(&sql), -1, &work->project, NULL));
	run(work, "CREATE TABLE journal (number INTEGER PRIMARY KEY, project, time, who, role, act, changes, hash)");
	check(work, sqlite3_prepare_v2(work->db, "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)", -1, &work->journal, NULL));
	buf_free(&sql);
	buf_free(&marks);
}

static void
make_indexes(struct work *work)
{
	struct buf sql = {0};

	for (size_t i = 0; i < work->count; i++) {
		const struct column *column = &work->columns[i];
		const char *path = column->path;
		buf_clear(&sql);
		if (column->field->flags & FIELD_UNIQUE)
			buf_addf(&sql, "CREATE UNIQUE INDEX \"by %s\" ON project (\"%s\")", path, path);
		else if (column->field->flags & FIELD_INDEXED)
			buf_addf(&sql, "CREATE INDEX \"by %s\" ON project (\"%s%s\")", path, path, has_order(column) ? " order" : "");
		if (sql.len)
			run(work, buf_text(&sql));
	}
	run(work, "CREATE INDEX \"by project\" ON journal (project)");
	buf_free(&sql);
}

static void
bind_member(struct work *work, int at, const struct column *column, const void *member)
{
	const struct kind *kind = column->field->kind;

	if (kind->empty(member))
		check(work, sqlite3_bind_null(work->project, at));
	else if (kind->text)
		check(work, sqlite3_bind_text(work->project, at, *(const char *const *)member, -1, SQLITE_STATIC));
	else if (kind->size == sizeof(int64_t))
		check(work, sqlite3_bind_int64(work->project, at, *(const int64_t *)member));
	else if (kind->size == sizeof(int32_t))
		check(work, sqlite3_bind_int(work->project, at, *(const int32_t *)member));
	else
		check(work, sqlite3_bind_int(work->project, at, *(const int8_t *)member));
}

static void
put_project(struct work *work, const struct project *project)
{
	int at = 1;

	check(work, sqlite3_bind_int64(work->project, at++, work->rows));
	for (size_t i = 0; i < work->count; i++) {
		const struct column *column = &work->columns[i];
		bind_member(work, at++, column, column_in(project, column));
		if (!has_order(column))
			continue;
		buf_clear(&work->key);
		column->field->kind->key(column_in(project, column), column->field, &work->key);
		check(work, sqlite3_bind_blob(work->project, at++, buf_text(&work->key), (int)work->key.len, SQLITE_TRANSIENT));
	}
	buf_clear(&work->text);
	buf_clear(&work->pinyin);
	record_search_text(project, &work->text, &work->pinyin);
	check(work, sqlite3_bind_text(work->project, at++, buf_text(&work->text), (int)work->text.len, SQLITE_STATIC));
	check(work, sqlite3_bind_text(work->project, at, buf_text(&work->pinyin), (int)work->pinyin.len, SQLITE_STATIC));
	check(work, sqlite3_step(work->project));
	check(work, sqlite3_reset(work->project));
}

static void
put_journal(struct work *work, const struct project *project)
{
	int64_t now = time(NULL);

	buf_clear(&work->map);
	record_encode(project, &work->map);
	buf_clear(&work->entry);
	buf_addf(&work->entry, "%lld/%lld/%lld/alone/office/intake/", (long long)work->rows, (long long)work->rows, (long long)now);
	const struct hash_piece pieces[] = {{work->last.bytes, SHA256_BYTES}, {work->entry.data, work->entry.len}, {work->map.data, work->map.len}};
	sha256_pieces(&work->last, pieces, 3);
	check(work, sqlite3_bind_int64(work->journal, 1, work->rows));
	check(work, sqlite3_bind_int64(work->journal, 2, work->rows));
	check(work, sqlite3_bind_int64(work->journal, 3, now));
	check(work, sqlite3_bind_text(work->journal, 4, "alone", -1, SQLITE_STATIC));
	check(work, sqlite3_bind_text(work->journal, 5, "office", -1, SQLITE_STATIC));
	check(work, sqlite3_bind_text(work->journal, 6, "intake", -1, SQLITE_STATIC));
	check(work, sqlite3_bind_blob(work->journal, 7, work->map.data, (int)work->map.len, SQLITE_STATIC));
	check(work, sqlite3_bind_blob(work->journal, 8, work->last.bytes, SHA256_BYTES, SQLITE_STATIC));
	check(work, sqlite3_step(work->journal));
	check(work, sqlite3_reset(work->journal));
}

/* What the act fills in. */
static void
fill(struct work *work, struct project *project)
{
	work->rows++;
	project->head.revision = 1;
	project->head.entry = (uint64_t)work->rows;
	project->call = "2021";
	project->year = 2021;
	project->serial = work->rows;
	project->id = arena_printf(&work->row, "QP2021-%04d", (int)work->rows);
	project->received_at = project->reviewer;
	project->stage = "draft";
	project->duplicate_key = arena_printf(&work->row, "2021/%s/%s", project->unit.uscc, project->leader.resident_id);
}

static int
take(void *user, const struct table_row *row, struct err *err)
{
	struct work *work = user;
	struct project *project;

	if (!work->header.row) {
		header_take(&work->header, work->reader.form, row, work->reader.path, &work->arena, &work->faults);
		return 0;
	}
	if (row_passes(&work->reader, row))
		return 0;
	arena_reset(&work->row);
	project = record_new(&type_project, &work->row);
	row_read(&work->reader, row, project, &work->row, &work->faults);
	form_check(work->reader.form, project, project->track, &work->faults);
	if (work->faults.errors)
		return faults_tell(&work->faults, err);
	faults_free(&work->faults);
	fill(work, project);
	put_project(work, project);
	put_journal(work, project);
	return 0;
}

static void
import(struct work *work, struct desk *desk, const char *sheet)
{
	struct table_about about;
	struct err err = {0};
	int fd = table_open(sheet, &err);

	work->columns = record_columns(&type_project, &work->count);
	work->reader = (struct row_reader){.path = sheet, .form = desk_form(desk, "intake", &err), .header = &work->header};
	if (fd < 0 || !work->reader.form)
		stop(sheet, err.message);
	work->reader.context = *desk_context(desk);
	work->reader.context.dates.serials = true;
	run(work, "PRAGMA cache_size = -262144; PRAGMA temp_store = memory; BEGIN");
	make_tables(work);
	if (table_read(fd, sheet, take, work, &about, &err) < 0)
		stop(sheet, err.message);
	make_indexes(work);
	run(work, "COMMIT");
	close(fd);
}

int
main(int argc, char **argv)
{
	struct work work = {0};
	struct desk *desk;
	struct err err = {0};

	if (argc != 4)
		stop("usage", "sqlite-import OFFICE SHEET DATABASE");
	struct desk_options options = {.dir = argv[1], .from = "bench", .today = DATE_NONE, .as_of = DATE_NONE};
	if (desk_open(&desk, &options, &err) < 0)
		stop(argv[1], err.message);
	unlink(argv[3]);
	if (sqlite3_open(argv[3], &work.db) != SQLITE_OK)
		stop(argv[3], "cannot be opened");
	import(&work, desk, argv[2]);
	printf("%lld\n", (long long)work.rows);
	sqlite3_finalize(work.project);
	sqlite3_finalize(work.journal);
	sqlite3_close(work.db);
	arena_free(&work.arena);
	arena_free(&work.row);
	desk_close(desk);
	return 0;
}
