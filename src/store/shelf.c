#include <config.h>

#include "store/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FOLLOWED = FIELD_INDEXED | FIELD_UNIQUE, NAME_MOST = 24 };
/* Raise it when a tree's keys or values change their meaning. */
static const char LAYOUT[] = "layout 1";

static void
make_followed(struct shelf *shelf)
{
	shelf->followed = xcalloc(shelf->column_count, sizeof *shelf->followed);
	for (size_t i = 0; i < shelf->column_count; i++) {
		const struct column *column = &shelf->columns[i];
		if (column->field->flags & FOLLOWED)
			shelf->followed[shelf->followed_count++].column = column;
		shelf->searched = shelf->searched || (column->field->flags & FIELD_SEARCHED);
	}
}

static void
make_shelf(struct shelf *shelf, const struct record_type *type)
{
	shelf->type = type;
	shelf->columns = record_columns(type, &shelf->column_count);
	if (shelf->column_count > COLUMNS_MOST)
		BUG("%s has %zu columns", type->name, shelf->column_count);
	make_followed(shelf);
	for (size_t i = 0; i < 3; i++) {
		shelf->tally[i] = type->tally[i] ? record_column(type, type->tally[i]) : NULL;
		if (type->tally[i] && !shelf->tally[i])
			BUG("%s has no field '%s' to count by", type->name, type->tally[i]);
	}
}

void
shelves_make(struct store *store)
{
	while (record_types[store->shelf_count])
		store->shelf_count++;
	store->shelves = xcalloc(store->shelf_count, sizeof *store->shelves);
	for (size_t i = 0; i < store->shelf_count; i++) {
		make_shelf(&store->shelves[i], record_types[i]);
		store->coded[record_types[i]->code] = &store->shelves[i];
	}
}

void
shelves_free(struct store *store)
{
	for (size_t i = 0; i < store->shelf_count; i++) {
		free(store->shelves[i].followed);
		buf_free(&store->shelves[i].waiting);
	}
	free(store->shelves);
}

struct shelf *
shelf_of(const struct store *store, const struct record_type *type)
{
	struct shelf *shelf = store->coded[type->code];
	if (!shelf)
		BUG("the type %s is not one of the records", type->name);
	return shelf;
}

struct followed *
shelf_followed(const struct shelf *shelf, const struct column *column)
{
	for (size_t i = 0; i < shelf->followed_count; i++)
		if (shelf->followed[i].column->key == column->key)
			return &shelf->followed[i];
	BUG("%s.%s has no index", shelf->type->name, column->path);
}

static int
open_tree(MDB_txn *txn, struct tree *tree, bool create, const char *name)
{
	return mdb_dbi_open(txn, name, create ? MDB_CREATE : 0, &tree->dbi);
}

static int
open_followed(MDB_txn *txn, const struct shelf *shelf, struct followed *followed, bool create)
{
	char name[NAME_MOST];
	int rc = 0;
	if (followed->column->field->flags & FIELD_INDEXED) {
		snprintf(name, sizeof name, "i%02x.%04x", shelf->type->code, followed->column->key);
		rc = open_tree(txn, &followed->index, create, name);
	}
	if (rc || !(followed->column->field->flags & FIELD_UNIQUE))
		return rc;
	snprintf(name, sizeof name, "u%02x.%04x", shelf->type->code, followed->column->key);
	followed->unique.looked_up = true;
	return open_tree(txn, &followed->unique, create, name);
}

static int
open_shelf(MDB_txn *txn, struct shelf *shelf, bool create)
{
	const struct {
		struct tree *tree;
		char letter;
		bool wanted;
	} trees[] = {
		{&shelf->records, 'r', true},
		{&shelf->history, 'h', true},
		{&shelf->text[LANE_TEXT], 't', shelf->searched},
		{&shelf->text[LANE_PINYIN], 'p', shelf->searched},
	};
	char name[NAME_MOST];
	int rc = 0;
	for (size_t i = 0; i < sizeof trees / sizeof *trees && !rc; i++) {
		snprintf(name, sizeof name, "%c%02x", trees[i].letter, shelf->type->code);
		if (trees[i].wanted)
			rc = open_tree(txn, trees[i].tree, create, name);
	}
	for (size_t i = 0; i < shelf->followed_count && !rc; i++)
		rc = open_followed(txn, shelf, &shelf->followed[i], create);
	return rc;
}

int
shelves_open(struct store *store, MDB_txn *txn, bool create)
{
	const struct {
		struct tree *tree;
		const char *name;
	} trees[] = {
		{&store->meta, "meta"},
		{&store->entries, "entry"},
		{&store->ops, "op"},
		{&store->tally, "tally"},
		{&store->kept, "kept"},
		{&store->cache, "cache"},
	};
	int rc = 0;
	for (size_t i = 0; i < sizeof trees / sizeof *trees && !rc; i++)
		rc = open_tree(txn, trees[i].tree, create, trees[i].name);
	store->ops.looked_up = true;
	for (size_t i = 0; i < store->shelf_count && !rc; i++)
		rc = open_shelf(txn, &store->shelves[i], create);
	return rc;
}

static void
schema_of_column(struct buf *out, const struct column *column)
{
	unsigned flags = column->field->flags & (FOLLOWED | FIELD_SEARCHED | FIELD_PERSON);
	if (flags)
		buf_addf(out, "%04x %02x %s\n", column->key, flags, column->field->kind->name);
}

uint64_t
shelves_schema(const struct store *store)
{
	struct buf all = {0};
	buf_adds(&all, LAYOUT);
	for (size_t i = 0; i < store->shelf_count; i++) {
		const struct shelf *shelf = &store->shelves[i];
		buf_addf(&all, "%02x", shelf->type->code);
		for (size_t k = 0; k < 3; k++)
			buf_addf(&all, " %x", shelf->tally[k] ? shelf->tally[k]->key : 0);
		for (size_t k = 0; k < shelf->column_count; k++)
			schema_of_column(&all, &shelf->columns[k]);
	}
	uint64_t schema = xxh3_of(buf_text(&all), all.len);
	buf_free(&all);
	return schema;
}

int
shelves_each_derived(struct store *store, int (*each)(struct store *store, struct tree *tree))
{
	int rc = each(store, &store->ops);
	rc = rc ? rc : each(store, &store->tally);
	for (size_t i = 0; i < store->shelf_count && !rc; i++) {
		struct shelf *shelf = &store->shelves[i];
		rc = each(store, &shelf->history);
		for (int lane = 0; lane < 2 && !rc; lane++)
			rc = shelf->searched ? each(store, &shelf->text[lane]) : 0;
		for (size_t k = 0; k < shelf->followed_count && !rc; k++) {
			struct followed *followed = &shelf->followed[k];
			rc = followed->index.dbi ? each(store, &followed->index) : 0;
			if (!rc && followed->unique.dbi)
				rc = each(store, &followed->unique);
		}
	}
	return rc;
}
