#include <config.h>

#include "store/inside.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* LMDB trusts the list of free pages: a wrong number there would put new data over old.  So every page that is reached is
 * counted, and none may be reached twice.  The layout is that of LMDB 0.9, on the same kind of machine. */
struct db {
	uint32_t pad;
	uint16_t flags, depth;
	uint64_t branches, leaves, overflows, entries, root;
};
struct meta {
	uint32_t magic, version;
	uint64_t address, size;
	struct db dbs[2];
	uint64_t last_page, txn;
};
struct page {
	uint64_t number;
	uint16_t pad, flags;
	union {
		struct {
			uint16_t lower, upper;
		};
		uint32_t pages;
	};
};
struct node {
	uint16_t low, high, flags, key_len;
};
enum { IS_BRANCH = 1, IS_LEAF = 2, IS_OVERFLOW = 4, DATA_FAR = 1, DATA_TREE = 2, DEPTH_MOST = 32 };
static const uint64_t NO_PAGE = UINT64_MAX;

struct pages {
	struct check *check;
	const char *bytes;
	size_t size, page_size;
	uint64_t count;
	unsigned char *seen;
	bool bad;
};

static void
bad(struct pages *pages, uint64_t number)
{
	if (!pages->bad)
		check_fault(pages->check, _("pages"), _("page %llu is damaged, or used twice"), (unsigned long long)number);
	pages->bad = true;
}

static bool
take(struct pages *pages, uint64_t number, uint64_t count)
{
	if (number < 2 || number >= pages->count || count > pages->count - number) {
		bad(pages, number);
		return false;
	}
	for (uint64_t i = number; i < number + count; i++) {
		if (pages->seen[i])
			bad(pages, i);
		pages->seen[i] = 1;
	}
	return !pages->bad;
}

static void walk(struct pages *pages, uint64_t number, int depth);

static void
walk_far(struct pages *pages, const char *data)
{
	uint64_t number;
	struct page page;
	memcpy(&number, data, sizeof number);
	if (number >= pages->count) {
		bad(pages, number);
		return;
	}
	memcpy(&page, pages->bytes + number * pages->page_size, sizeof page);
	if (page.number != number || !(page.flags & IS_OVERFLOW) || !page.pages)
		bad(pages, number);
	else
		take(pages, number, page.pages);
}

static void
walk_node(struct pages *pages, const struct page *page, const char *at, size_t room, int depth)
{
	struct node node;
	struct db db;
	if (room < sizeof node) {
		bad(pages, page->number);
		return;
	}
	memcpy(&node, at, sizeof node);
	size_t len = node.low | (size_t)node.high << 16, before = sizeof node + node.key_len;
	if (page->flags & IS_BRANCH) {
		walk(pages, len | (uint64_t)node.flags << 32, depth + 1);
		return;
	}
	if (before + (node.flags & DATA_FAR ? sizeof(uint64_t) : len) > room) {
		bad(pages, page->number);
		return;
	}
	if (node.flags & DATA_FAR) {
		walk_far(pages, at + before);
		return;
	}
	if (!(node.flags & DATA_TREE))
		return;
	if (len != sizeof db) {
		bad(pages, page->number);
		return;
	}
	memcpy(&db, at + before, sizeof db);
	if (db.root != NO_PAGE)
		walk(pages, db.root, 0);
}

static void
walk(struct pages *pages, uint64_t number, int depth)
{
	struct page page;
	if (pages->bad || depth > DEPTH_MOST || !take(pages, number, 1)) {
		bad(pages, number);
		return;
	}
	const char *bytes = pages->bytes + number * pages->page_size;
	memcpy(&page, bytes, sizeof page);
	if (page.number != number || !(page.flags & (IS_BRANCH | IS_LEAF)) || page.lower < sizeof page || page.lower > pages->page_size) {
		bad(pages, number);
		return;
	}
	for (size_t i = 0; i < (page.lower - sizeof page) / 2 && !pages->bad; i++) {
		uint16_t at;
		memcpy(&at, bytes + sizeof page + 2 * i, sizeof at);
		if (at < page.lower || at >= pages->page_size) {
			bad(pages, number);
			return;
		}
		walk_node(pages, &page, bytes + at, pages->page_size - at, depth);
	}
}

/* The list of free pages is a tree of its own: transaction → count and page numbers. */
static void
take_free(struct pages *pages)
{
	MDB_cursor *cursor;
	MDB_val key, value;
	if (mdb_cursor_open(txn_now(pages->check->store), 0, &cursor))
		return;
	while (!pages->bad && mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0) {
		uint64_t count, number;
		memcpy(&count, value.mv_data, sizeof count);
		if (value.mv_size < sizeof count || count > value.mv_size / sizeof number - 1) {
			bad(pages, 0);
			break;
		}
		for (uint64_t i = 1; i <= count && !pages->bad; i++) {
			memcpy(&number, (char *)value.mv_data + i * sizeof number, sizeof number);
			take(pages, number, 1);
		}
	}
	mdb_cursor_close(cursor);
}

static void
walk_all(struct pages *pages, const struct meta *meta)
{
	pages->count = meta->last_page + 1;
	if (meta->last_page >= pages->size / pages->page_size) {
		bad(pages, meta->last_page);
		return;
	}
	pages->seen = xcalloc(pages->count, 1);
	for (int i = 0; i < 2; i++)
		if (meta->dbs[i].root != NO_PAGE)
			walk(pages, meta->dbs[i].root, 0);
	if (!pages->bad)
		take_free(pages);
	free(pages->seen);
}

/* The head that belongs to this read may be gone when others wrote much meanwhile; then there is nothing to go by. */
static void
walk_file(struct pages *pages)
{
	struct meta meta;
	for (size_t i = 0; i < 2; i++) {
		memcpy(&meta, pages->bytes + i * pages->page_size + sizeof(struct page), sizeof meta);
		if (meta.txn == mdb_txn_id(txn_now(pages->check->store))) {
			walk_all(pages, &meta);
			return;
		}
	}
}

void
check_pages(struct check *check)
{
	struct pages pages = {.check = check};
	struct stat st;
	MDB_stat stat;
	int fd;
	if (mdb_env_get_fd(check->store->env, &fd) || fstat(fd, &st) || mdb_env_stat(check->store->env, &stat))
		return;
	pages.size = (size_t)st.st_size;
	pages.page_size = stat.ms_psize;
	void *bytes = mmap(NULL, pages.size, PROT_READ, MAP_SHARED, fd, 0);
	if (bytes == MAP_FAILED)
		return;
	pages.bytes = bytes;
	walk_file(&pages);
	munmap(bytes, pages.size);
}
