#include <config.h>

#include "exchange/json.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* struct json is jansson's value under a name that other folders may know. */
static json_t *
inside(struct json *value)
{
	return (json_t *)value;
}

static struct json *
outside(json_t *value)
{
	if (!value)
		BUG("no json value");
	return (struct json *)value;
}

struct json *
json_new_object(void)
{
	return outside(json_object());
}

struct json *
json_new_array(void)
{
	return outside(json_array());
}

struct json *
json_new_text(const char *text)
{
	return outside(text ? json_string(text) : json_null());
}

struct json *
json_new_number(int64_t number)
{
	return outside(json_integer(number));
}

struct json *
json_new_flag(bool flag)
{
	return outside(json_boolean(flag));
}

struct json *
json_new_money(money_t money)
{
	char text[32];

	money_print_plain(text, money);
	return json_new_text(money == MONEY_NONE ? NULL : text);
}

struct json *
json_new_date(date_t date)
{
	char text[11];

	date_print(text, date);
	return json_new_text(date == DATE_NONE ? NULL : text);
}

void
json_put(struct json *object, const char *key, struct json *value)
{
	json_object_set_new(inside(object), key, inside(value));
}

void
json_add(struct json *array, struct json *value)
{
	json_array_append_new(inside(array), inside(value));
}

void
json_put_text(struct json *object, const char *key, const char *text)
{
	json_put(object, key, json_new_text(text));
}

void
json_put_number(struct json *object, const char *key, int64_t number)
{
	json_put(object, key, json_new_number(number));
}

/* ---- fields */

static struct json *
of_number(const void *member)
{
	return json_new_number(*(const int64_t *)member);
}

static struct json *
of_flag(const void *member)
{
	return json_new_flag(*(const int8_t *)member > 0);
}

static struct json *
of_codes(const void *member)
{
	struct json *array = json_new_array();
	const char *codes = *(const char *const *)member;

	while (*codes) {
		size_t len = strcspn(codes, " ");
		if (len)
			json_add(array, outside(json_stringn(codes, len)));
		codes += len + (codes[len] == ' ');
	}
	return array;
}

/* Kinds that are no texts in JSON. */
static const struct {
	const struct kind *kind;
	struct json *(*make)(const void *member);
} makers[] = {
	{&kind_number, of_number},
	{&kind_flag, of_flag},
	{&kind_codes, of_codes},
};

struct json *
json_of_field(const void *member, const struct field *field, const struct field_context *context)
{
	struct buf text = {0};
	struct json *value;

	if (field->kind->empty(member) && field->kind != &kind_codes)
		return json_new_text(NULL);
	for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
		if (makers[i].kind == field->kind)
			return makers[i].make(member);
	field->kind->print(member, field, context, PRINT_PLAIN, &text);
	value = json_new_text(buf_text(&text));
	buf_free(&text);
	return value;
}

/* ---- records */

static bool
is_coded(const struct field *field)
{
	return field->kind == &kind_code || field->kind == &kind_codes;
}

/* The part's own object; the part that is the record itself has none of its own. */
static struct json *
part_object(struct json *object, const struct record_type *type, const struct part *part)
{
	struct json *own;

	if (part == &type->parts[0])
		return object;
	own = (struct json *)json_object_get(inside(object), part->name);
	if (own)
		return own;
	own = json_new_object();
	json_put(object, part->name, own);
	return own;
}

static void
put_extras(struct json *object, const struct record *head)
{
	struct json *extras = json_new_object();

	for (size_t i = 0; i < head->extra_count; i++)
		json_put_text(extras, head->extras[i].name, head->extras[i].text);
	json_put(object, "extras", extras);
}

static void
put_label(struct json *labels, const void *record, const struct column *column, const struct field_context *context)
{
	struct buf text = {0};
	const void *member = column_in(record, column);

	if (is_coded(column->field) && !column->field->kind->empty(member)) {
		column->field->kind->print(member, column->field, context, PRINT_SCREEN, &text);
		json_put_text(labels, column->path, buf_text(&text));
	}
	buf_free(&text);
}

struct json *
json_of_record(const void *record, const struct field_context *context)
{
	const struct record *head = record;
	struct json *object = json_new_object(), *labels = json_new_object();
	struct arena arena = {0};
	size_t count;
	const struct column *columns = record_columns(head->type, &count);

	json_put_text(object, "type", head->type->name);
	json_put_text(object, "id", record_id(record, &arena));
	json_put_number(object, "revision", head->revision);
	for (size_t i = 0; i < count; i++) {
		const struct field *field = columns[i].field;
		if (field->flags & FIELD_HIDDEN)
			continue;
		json_put(part_object(object, head->type, columns[i].part), field->name, json_of_field(column_in(record, &columns[i]), field, context));
		put_label(labels, record, &columns[i], context);
	}
	put_extras(object, head);
	json_put(object, "labels", labels);
	arena_free(&arena);
	return object;
}

/* ---- writing */

static int
write_failed(struct err *err)
{
	return err_set(err, errno == ENOSPC ? ERR_SPACE : ERR_SYSTEM, _("the output cannot be written: %s"), strerror(errno));
}

int
json_write(struct json *value, bool pretty, FILE *out, struct err *err)
{
	size_t flags = JSON_ENCODE_ANY | (pretty ? JSON_INDENT(1) : 0);
	char *text = json_dumps(inside(value), flags); /* a file is handed a piece for each sign: far slower over many rows */
	int result = text && fputs(text, out) != EOF ? 0 : -1;

	if (pretty && result == 0 && putc('\n', out) == EOF)
		result = -1;
	free(text);
	json_drop(value);
	return result < 0 || ferror(out) ? write_failed(err) : 0;
}

void
json_drop(struct json *value)
{
	json_decref(inside(value));
}

int
json_list_add(struct json_list *list, struct json *value, struct err *err)
{
	if (fputs(list->begun ? ",\n" : "[\n", list->out) == EOF) {
		json_drop(value);
		return write_failed(err);
	}
	list->begun = true;
	return json_write(value, false, list->out, err);
}

int
json_list_end(struct json_list *list, struct err *err)
{
	return fputs(list->begun ? "\n]\n" : "[]\n", list->out) == EOF ? write_failed(err) : 0;
}
