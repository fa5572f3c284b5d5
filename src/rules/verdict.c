#include <config.h>

#include "rules/verdict.h"

#include <string.h>

#include "base/words.h"

static const char *const words_of_result[] = {
	[VERDICT_PASS] = "pass",
	[VERDICT_FAIL] = "fail",
	[VERDICT_OPEN] = "open",
};

enum {
	ON_DISK_ATTESTED = 1,
	ON_DISK_PREFERENCE = 2,
	ON_DISK_OVERRIDDEN = 4,
	ON_DISK_DERIVED = 8,
	ON_DISK_PART = 16,
	ITEMS_OF_VERDICT = 11,
};

const char *
verdict_word(enum verdict_result result)
{
	return words_of_result[result];
}

static enum verdict_result
whole(const struct verdicts *verdicts, bool computed_only)
{
	enum verdict_result result = VERDICT_PASS;
	for (size_t i = 0; i < verdicts->count; i++) {
		const struct verdict *verdict = &verdicts->items[i];
		if (verdict->preference || verdict->part || (computed_only && (verdict->attested || verdict->derived)))
			continue;
		if (verdict->result == VERDICT_FAIL)
			return VERDICT_FAIL;
		if (verdict->result == VERDICT_OPEN)
			result = VERDICT_OPEN;
	}
	return result;
}

enum verdict_result
verdicts_whole(const struct verdicts *verdicts)
{
	return whole(verdicts, false);
}

enum verdict_result
verdicts_computed(const struct verdicts *verdicts)
{
	return whole(verdicts, true);
}

size_t
verdicts_unanswered(const struct verdicts *verdicts)
{
	size_t count = 0;
	for (size_t i = 0; i < verdicts->count; i++) {
		const struct verdict *verdict = &verdicts->items[i];
		count += verdict->result == VERDICT_OPEN && (verdict->attested || verdict->derived) && !verdict->part &&
		         !verdict->preference;
	}
	return count;
}

const struct verdict *
verdicts_get(const struct verdicts *verdicts, const char *id)
{
	for (size_t i = 0; i < verdicts->count; i++)
		if (strcmp(verdicts->items[i].id, id) == 0)
			return &verdicts->items[i];
	return NULL;
}

static void
put_text(struct wire_writer *writer, const char *text)
{
	wire_put_text(writer, text ? text : "", text ? strlen(text) : 0);
}

static void
put_words(struct wire_writer *writer, struct words words)
{
	put_text(writer, words.zh);
	put_text(writer, words.en);
}

static void
put_verdict(struct wire_writer *writer, const struct verdict *verdict)
{
	wire_put_array(writer, ITEMS_OF_VERDICT);
	put_text(writer, verdict->id);
	put_text(writer, verdict->clause);
	wire_put_uint(writer, verdict->result);
	wire_put_uint(writer, (verdict->attested ? ON_DISK_ATTESTED : 0) | (verdict->preference ? ON_DISK_PREFERENCE : 0) |
	                      (verdict->overridden ? ON_DISK_OVERRIDDEN : 0) | (verdict->derived ? ON_DISK_DERIVED : 0) |
	                      (verdict->part ? ON_DISK_PART : 0));
	put_words(writer, verdict->label);
	put_words(writer, verdict->because);
	put_words(writer, verdict->cure);
	wire_put_array(writer, verdict->fact_count * 2);
	for (size_t i = 0; i < verdict->fact_count; i++) {
		put_text(writer, verdict->facts[i].name);
		put_text(writer, verdict->facts[i].value);
	}
}

void
verdicts_encode(const struct verdicts *verdicts, struct wire_writer *writer)
{
	wire_put_array(writer, verdicts->count);
	for (size_t i = 0; i < verdicts->count; i++)
		put_verdict(writer, &verdicts->items[i]);
}

static const char *
get_text(struct wire_reader *reader, struct arena *arena)
{
	size_t len = 0;
	const char *text = wire_get_text(reader, &len);
	return text && !reader->fault ? arena_strndup(arena, text, len) : "";
}

static struct words
get_words(struct wire_reader *reader, struct arena *arena)
{
	const char *zh = get_text(reader, arena);
	return (struct words){.zh = zh, .en = get_text(reader, arena)};
}

/* A count that more items than bytes would have to follow is a lie. */
static size_t
get_count(struct wire_reader *reader)
{
	size_t count = wire_get_array(reader);
	if (!reader->fault && count > (size_t)(reader->end - reader->at))
		wire_fail(reader, "more items than bytes");
	return reader->fault ? 0 : count;
}

static void
get_facts(struct verdict *verdict, struct wire_reader *reader, struct arena *arena)
{
	size_t count = get_count(reader) / 2;
	verdict->facts = arena_alloc(arena, (count + 1) * sizeof *verdict->facts);
	for (size_t i = 0; i < count && !reader->fault; i++) {
		verdict->facts[i].name = get_text(reader, arena);
		verdict->facts[i].value = get_text(reader, arena);
	}
	verdict->fact_count = count;
}

static void
get_verdict(struct verdict *verdict, struct wire_reader *reader, struct arena *arena)
{
	size_t items = wire_get_array(reader);
	if (!reader->fault && items < ITEMS_OF_VERDICT)
		wire_fail(reader, "a verdict is cut");
	verdict->id = get_text(reader, arena);
	verdict->clause = get_text(reader, arena);
	uint64_t result = wire_get_uint(reader), bits = wire_get_uint(reader);
	if (result > VERDICT_OPEN)
		wire_fail(reader, "no such verdict");
	else
		verdict->result = (enum verdict_result)result;
	verdict->attested = bits & ON_DISK_ATTESTED;
	verdict->preference = bits & ON_DISK_PREFERENCE;
	verdict->overridden = bits & ON_DISK_OVERRIDDEN;
	verdict->derived = bits & ON_DISK_DERIVED;
	verdict->part = bits & ON_DISK_PART;
	verdict->label = get_words(reader, arena);
	verdict->because = get_words(reader, arena);
	verdict->cure = get_words(reader, arena);
	get_facts(verdict, reader, arena);
	for (size_t i = ITEMS_OF_VERDICT; i < items && !reader->fault; i++)
		wire_skip(reader, &(size_t){0});
}

int
verdicts_decode(struct verdicts *verdicts, struct wire_reader *reader, struct arena *arena, struct err *err)
{
	size_t count = get_count(reader);
	verdicts->items = arena_alloc(arena, (count + 1) * sizeof *verdicts->items);
	verdicts->count = count;
	for (size_t i = 0; i < count && !reader->fault; i++)
		get_verdict(&verdicts->items[i], reader, arena);
	if (!reader->fault)
		return 0;
	verdicts->count = 0;
	return err_set(err, ERR_DAMAGED, _("the stored verdicts cannot be read: %s"), reader->fault);
}
