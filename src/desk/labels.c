/* Labels of codes for first screens, kept as a cache in the records so that starting needs no rules file to be parsed.
 * The cache names the file's time and size; another file, or a changed one, makes it anew. */
#include <config.h>

#include "desk/room.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "rules/funded.h"

#define CACHE_NAME "labels 2" /* another number when more is kept */

struct label {
	const char *list, *code;
	struct words words;
};

struct labels {
	struct words programme, district;
	struct target target;
	struct reminders reminders;
	struct label *items;
	size_t count;
	struct arena arena;
};

void
labels_free(struct labels *labels)
{
	if (!labels)
		return;
	arena_free(&labels->arena);
	free(labels);
}

/* What tells one state of the rules file from another. */
static bool
file_stamp(const char *path, struct buf *out)
{
	struct stat status;

	if (stat(path, &status) < 0)
		return false;
	buf_addf(out, "%s %lld.%09ld %lld", path, (long long)status.st_mtim.tv_sec, status.st_mtim.tv_nsec, (long long)status.st_size);
	return true;
}

static void
put_words(struct wire_writer *writer, struct words words)
{
	wire_put_text(writer, words.zh, strlen(words.zh));
	wire_put_text(writer, words.en, strlen(words.en));
}

static const char *
get_text(struct wire_reader *reader, struct arena *arena)
{
	size_t len;
	const char *text = wire_get_text(reader, &len);

	return arena_strndup(arena, text ? text : "", text ? len : 0);
}

static struct words
get_words(struct wire_reader *reader, struct arena *arena)
{
	struct words words;

	words.zh = get_text(reader, arena);
	words.en = get_text(reader, arena);
	return words;
}

/* What is to be kept of reminders, in this order. */
static struct reminders
reminders_of(const struct rules *rules)
{
	const struct funded_rules *funded = rules_funded(rules);

	return (struct reminders){.annual = funded->remind_annual, .final = funded->remind_final, .term = funded->remind_term,
		.retirement = funded->remind_retirement, .cycle = funded->remind_cycle, .leftover_months = funded->flag_leftover ? funded->warn_months : 0};
}

static void
put_target(struct wire_writer *writer, const struct target *target)
{
	wire_put_int(writer, target->projects);
	wire_put_int(writer, target->from_year);
	wire_put_int(writer, target->to_year);
	wire_put_int(writer, target->cancelled_too);
	wire_put_text(writer, target->tracks, strlen(target->tracks));
}

static void
get_target(struct wire_reader *reader, struct arena *arena, struct target *target)
{
	target->projects = (int)wire_get_int(reader);
	target->from_year = (int)wire_get_int(reader);
	target->to_year = (int)wire_get_int(reader);
	target->cancelled_too = wire_get_int(reader) != 0;
	target->tracks = get_text(reader, arena);
}

static void
put_reminders(struct wire_writer *writer, const struct reminders *reminders)
{
	const int days[] = {reminders->annual, reminders->final, reminders->term, reminders->retirement, reminders->cycle, reminders->leftover_months};

	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		wire_put_int(writer, days[i]);
}

static void
get_reminders(struct wire_reader *reader, struct reminders *reminders)
{
	int *const days[] = {
		&reminders->annual, &reminders->final, &reminders->term, &reminders->retirement, &reminders->cycle, &reminders->leftover_months};

	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		*days[i] = (int)wire_get_int(reader);
}

static void
encode_labels(const struct rules *rules, const struct buf *stamp, struct buf *out)
{
	struct wire_writer writer = {.out = out};
	const struct reminders reminders = reminders_of(rules);
	size_t total = 0;

	for (size_t i = 0; i < rules->codes.count; i++)
		total += rules->codes.lists[i].count;
	wire_put_text(&writer, stamp->data, stamp->len);
	put_words(&writer, rules->office.programme);
	put_words(&writer, rules->office.district);
	put_target(&writer, &rules->target);
	put_reminders(&writer, &reminders);
	wire_put_array(&writer, total);
	for (size_t i = 0; i < rules->codes.count; i++) {
		const struct code_list *list = &rules->codes.lists[i];
		for (size_t j = 0; j < list->count; j++) {
			wire_put_text(&writer, list->name, strlen(list->name));
			wire_put_text(&writer, list->codes[j].code, strlen(list->codes[j].code));
			put_words(&writer, list->codes[j].label);
		}
	}
}

/* NULL when the cache is of another state of the file, or damaged. */
static struct labels *
decode_labels(const void *data, size_t len, const struct buf *stamp)
{
	struct wire_reader reader = {.at = data, .end = (const unsigned char *)data + len};
	struct labels *labels;
	size_t stamp_len;
	const char *stamped = wire_get_text(&reader, &stamp_len);

	if (!stamped || stamp_len != stamp->len || memcmp(stamped, stamp->data, stamp_len) != 0)
		return NULL;
	labels = xcalloc(1, sizeof *labels);
	labels->programme = get_words(&reader, &labels->arena);
	labels->district = get_words(&reader, &labels->arena);
	get_target(&reader, &labels->arena, &labels->target);
	get_reminders(&reader, &labels->reminders);
	labels->count = wire_get_array(&reader);
	if (labels->count > len)
		wire_fail(&reader, "count");
	if (!reader.fault)
		labels->items = arena_alloc(&labels->arena, (labels->count + 1) * sizeof *labels->items);
	for (size_t i = 0; i < labels->count && !reader.fault; i++) {
		labels->items[i].list = get_text(&reader, &labels->arena);
		labels->items[i].code = get_text(&reader, &labels->arena);
		labels->items[i].words = get_words(&reader, &labels->arena);
	}
	if (reader.fault) {
		labels_free(labels);
		return NULL;
	}
	return labels;
}

int
labels_refresh(struct desk *desk, struct err *err)
{
	const struct rules *rules = desk_rules(desk, err);
	struct buf stamp = {0}, data = {0};

	if (!rules)
		return -1;
	file_stamp(desk->rules_path, &stamp);
	encode_labels(rules, &stamp, &data);
	labels_free(desk->labels);
	desk->labels = decode_labels(data.data, data.len, &stamp);
	if (!desk->in_batch)
		store_cache_put(desk->store, CACHE_NAME, data.data, data.len);
	buf_free(&stamp);
	buf_free(&data);
	return 0;
}

static struct labels *
labels_get(struct desk *desk)
{
	struct arena arena = {0};
	struct buf stamp = {0};
	const void *data;
	size_t len;

	if (desk->labels)
		return desk->labels;
	if (file_stamp(desk->rules_path, &stamp) && store_begin(desk->store, NULL) == 0) {
		if (store_cache_get(desk->store, CACHE_NAME, &arena, &data, &len))
			desk->labels = decode_labels(data, len, &stamp);
		store_end(desk->store);
	}
	if (!desk->labels)
		labels_refresh(desk, NULL);
	buf_free(&stamp);
	arena_free(&arena);
	return desk->labels;
}

const char *
desk_label(struct desk *desk, const char *list, const char *code)
{
	const struct labels *labels;

	if (code_get(NULL, list, code))
		return code_label(NULL, list, code);
	labels = labels_get(desk);
	for (size_t i = 0; labels && i < labels->count; i++)
		if (strcmp(labels->items[i].list, list) == 0 && strcmp(labels->items[i].code, code) == 0)
			return words_in(labels->items[i].words, words_lang());
	return code;
}

const char *
labels_title(struct desk *desk)
{
	const struct labels *labels = labels_get(desk);
	const char *programme, *district;

	if (!labels)
		return _("Chief technician subsidies");
	programme = words_in(labels->programme, words_lang());
	district = words_in(labels->district, words_lang());
	if (strstr(programme, district))
		return programme;
	return arena_printf(&desk->arena, "%s · %s", programme, district);
}

struct target
labels_target(struct desk *desk)
{
	const struct labels *labels = labels_get(desk);

	return labels ? labels->target : (struct target){.tracks = ""};
}

struct reminders
labels_reminders(struct desk *desk)
{
	const struct labels *labels = labels_get(desk);

	return labels ? labels->reminders : (struct reminders){0};
}

size_t
labels_codes(struct desk *desk, const char *list, const char **codes, size_t most)
{
	const struct labels *labels = labels_get(desk);
	size_t count = 0;

	for (size_t i = 0; labels && i < labels->count && count < most; i++)
		if (strcmp(labels->items[i].list, list) == 0)
			codes[count++] = labels->items[i].code;
	return count;
}
