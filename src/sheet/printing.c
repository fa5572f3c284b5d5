#include <config.h>

#include "sheet/printing.h"

#include <string.h>

#include "base/hash.h"
#include "desk/casework.h"
#include "desk/printing.h"
#include "page/stream.h"
#include "sheet/sheetform.h"

enum { OWN_CODE = 12, SINCE_MOST = 200 };

/* What a sheet says is its stream without marks. */
struct hashing {
	struct arena *arena;
	const struct sheet_form *form;
	struct buf said;
	struct printing **found;
	size_t count, cap, reprints;
};

static int
hash_begin(void *user, const struct page_setup *setup, const struct sheet_about *about, struct err *err)
{
	struct hashing *hashing = user;
	struct page_setup plain = {.title = setup->title, .mark = "", .witness = "", .code = ""};
	struct printing *printing = record_new(&type_printing, hashing->arena);

	(void)err;
	if (hashing->count == hashing->cap) {
		struct printing **more;
		hashing->cap = hashing->cap ? hashing->cap * 2 : 64;
		more = arena_alloc(hashing->arena, hashing->cap * sizeof *more);
		if (hashing->count)
			memcpy(more, hashing->found, hashing->count * sizeof *more);
		hashing->found = more;
	}
	printing->sheet = hashing->form->name;
	printing->target = record_id(about->target, hashing->arena);
	printing->of = about->target->type->name;
	printing->each = about->each ? record_id(about->each, hashing->arena) : "";
	printing->project = about->project ? about->project->head.number : 0;
	printing->state = about->target->revision;
	hashing->found[hashing->count++] = printing;
	buf_clear(&hashing->said);
	stream_sheet(&hashing->said, &plain);
	return 0;
}

static int
hash_block(void *user, const struct page_block *block, struct err *err)
{
	struct hashing *hashing = user;

	(void)err;
	stream_block(&hashing->said, block);
	return 0;
}

static int
hash_end(void *user, struct err *err)
{
	struct hashing *hashing = user;
	struct sha256 sum;
	char hash[SHA256_HEX];

	(void)err;
	sha256_of(&sum, hashing->said.data, hashing->said.len);
	sha256_hex(hash, &sum);
	hashing->found[hashing->count - 1]->hash = arena_strdup(hashing->arena, hash);
	return 0;
}

static int
hash_sheets(struct desk *desk, const struct sheet_targets *targets, struct hashing *hashing, struct err *err)
{
	struct sheet_sink sink = {.user = hashing, .begin = hash_begin, .block = hash_block, .end = hash_end};
	int result = sheet_make(desk, targets, &sink, NULL, err);

	buf_free(&hashing->said);
	return result;
}

/* ---- on record */

/* A paper of the office names revision and journal entry; one that leaves it, its own content alone. */
static struct sheet_mark
mark_of(const struct sheet_form *form, const struct printing *printing, struct arena *arena)
{
	struct sheet_mark mark = {.code = printing->code};
	const char *again = printing->time > 1 ? arena_printf(arena, _(" · printing %d"), (int)printing->time) : "";
	char day[11];

	date_print(day, printing->printed_on);
	if (form->witnessed)
		mark.witness = arena_printf(arena, _("%s · revision %d · journal %d · %s · printed %s by %s%s"), printing->target, (int)printing->state,
			(int)printing->entry, printing->code, day, printing->printed_by, again);
	else
		mark.witness = arena_printf(arena, _("check code %s · printed %s%s"), printing->code, day, again);
	return mark;
}

static int
record_all(struct desk *desk, const struct sheet_form *form, const struct printing_way *way, struct hashing *hashing, struct sheet_mark *marks,
	struct err *err)
{
	for (size_t i = 0; i < hashing->count; i++) {
		struct printing *asked = hashing->found[i], *printing;
		asked->way = way->code;
		asked->printer = way->printer;
		if (!form->witnessed)
			asked->code = arena_strndup(hashing->arena, asked->hash, OWN_CODE);
		if (desk_print(desk, asked, hashing->arena, &printing, err) < 0)
			return -1;
		marks[i] = mark_of(form, printing, hashing->arena);
		hashing->reprints += printing->time > 1;
	}
	return 0;
}

int
printing_record(struct desk *desk, struct sheet_run *run, const struct printing_way *way, struct arena *arena, struct err *err)
{
	struct hashing hashing = {.arena = arena, .form = run->targets.form};
	struct sheet_mark *marks;

	if (hash_sheets(desk, &run->targets, &hashing, err) < 0 || desk_batch(desk, false, err) < 0)
		return -1;
	marks = arena_alloc(arena, (hashing.count + 1) * sizeof *marks);
	if (record_all(desk, run->targets.form, way, &hashing, marks, err) < 0) {
		desk_batch_abort(desk);
		return -1;
	}
	run->marks = marks;
	run->mark_count = hashing.count;
	run->reprints = hashing.reprints;
	return desk_batch_commit(desk, err);
}

/* ---- looking it up */

/* The sheet of today that the paper was: of the same record, and the same one of `each`. */
static const struct printing *
same_sheet(const struct hashing *hashing, const struct printing *printing)
{
	for (size_t i = 0; i < hashing->count; i++)
		if (strcmp(hashing->found[i]->each, printing->each) == 0)
			return hashing->found[i];
	return NULL;
}

/* A paper is held against the records in the language it was printed in. */
static const struct printing *
made_today(struct desk *desk, const struct sheet_form *form, const struct printing *printing, struct hashing *hashing)
{
	struct sheet_targets targets = {.form = form, .ids = &printing->target, .count = 1};
	enum lang lang = words_lang();
	int result;

	words_switch(strcmp(printing->language, "en") == 0 ? LANG_EN : LANG_ZH);
	result = hash_sheets(desk, &targets, hashing, NULL);
	words_switch(lang);
	return result < 0 ? NULL : same_sheet(hashing, printing);
}

int
printing_check(struct desk *desk, const struct sheets *sheets, const char *code, struct arena *arena, struct paper_check *out, struct err *err)
{
	struct printing *printing;
	const struct sheet_form *form;
	const struct printing *today;
	struct hashing hashing = {.arena = arena};
	const struct record_type *type;
	struct history_item *items;
	size_t count;

	*out = (struct paper_check){0};
	if (desk_printed(desk, code, arena, &printing, err) < 0)
		return -1;
	out->printing = printing;
	form = sheets_named(sheets, printing->sheet);
	hashing.form = form;
	today = form ? made_today(desk, form, printing, &hashing) : NULL;
	out->gone = !today;
	out->same = today && strcmp(today->hash, printing->hash) == 0;
	type = record_type_named(printing->of);
	count = type ? desk_history(desk, type, printing->target, 0, SINCE_MOST, arena, &items, NULL) : 0;
	while (out->since_count < count && items[out->since_count].number > (uint64_t)printing->entry + 1)
		out->since_count++;
	out->since = items;
	return 0;
}
