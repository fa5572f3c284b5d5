#include <config.h>

#include "exchange/columns.h"

#include <string.h>

#include "desk/act.h"

struct choice {
	struct desk *desk;
	const struct record_type *type;
	struct arena *arena;
	struct out_column *items;
	size_t count, room;
};

static struct out_column *
choice_add(struct choice *choice)
{
	if (choice->count == choice->room) {
		struct out_column *more;
		choice->room = choice->room ? choice->room * 2 : 64;
		more = arena_alloc(choice->arena, choice->room * sizeof *more);
		if (choice->count)
			memcpy(more, choice->items, choice->count * sizeof *more);
		choice->items = more;
	}
	return &choice->items[choice->count++];
}

/* Calls `each` for every form that fills records of the type, until it says true. */
static bool
each_form(struct choice *choice, bool (*each)(struct choice *choice, const struct form *form, const void *user), const void *user)
{
	for (const struct act *const *act = acts; *act; act++) {
		const struct form *form;
		if (!(*act)->form || !(*act)->inputs || *(*act)->inputs != choice->type)
			continue;
		form = desk_form(choice->desk, (*act)->form, NULL);
		if (form && each(choice, form, user))
			return true;
	}
	return false;
}

static bool
is_chosen(const struct choice *choice, const char *name)
{
	for (size_t i = 0; i < choice->count; i++)
		if (strcmp(choice->items[i].name, name) == 0)
			return true;
	return false;
}

static void
add_extra(struct choice *choice, const struct form_field *field)
{
	*choice_add(choice) = (struct out_column){.name = field->path, .title = form_label(field), .field = &field->field};
}

static bool
add_extras(struct choice *choice, const struct form *form, const void *user)
{
	(void)user;
	for (size_t i = 0; i < form->field_count; i++)
		if (!form->fields[i]->column && !is_chosen(choice, form->fields[i]->path))
			add_extra(choice, form->fields[i]);
	return false;
}

static bool
add_named_extra(struct choice *choice, const struct form *form, const void *user)
{
	const struct form_field *field = form_field(form, user);

	if (!field || field->column)
		return false;
	add_extra(choice, field);
	return true;
}

/* The words of the form that asks for it: by them a list that went out is known again when it comes back. */
static bool
take_title(struct choice *choice, const struct form *form, const void *user)
{
	struct out_column *last = &choice->items[choice->count - 1];
	const struct column *column = user;
	const struct form_field *field = form_field(form, column->path);

	if (!field || field->column != column)
		return false;
	last->title = field->unit == 10000 ? arena_printf(choice->arena, "%s（元）", form_label(field)) : form_label(field);
	return true;
}

static void
add_column(struct choice *choice, const struct column *column, const char *name)
{
	*choice_add(choice) = (struct out_column){
		.name = name,
		.title = _(column->field->label),
		.field = column->field,
		.column = column,
	};
	each_form(choice, take_title, column);
}

/* "Bank" of the unit and "Bank" of the leader. */
static void
tell_apart(struct choice *choice)
{
	for (size_t i = 0; i < choice->count; i++) {
		const char *title = choice->items[i].title;
		bool twice = false;
		for (size_t j = 0; j < choice->count; j++) {
			struct out_column *other = &choice->items[j];
			if (j == i || strcmp(other->title, title) != 0)
				continue;
			twice = true;
			if (other->column)
				other->title = arena_printf(choice->arena, "%s·%s", _(other->column->part->label), other->title);
		}
		if (twice && choice->items[i].column)
			choice->items[i].title = arena_printf(choice->arena, "%s·%s", _(choice->items[i].column->part->label), title);
	}
}

static int
add_named(struct choice *choice, const char *name, struct err *err)
{
	const struct column *column = record_column(choice->type, name);

	if (column && !(column->field->flags & FIELD_HIDDEN)) {
		add_column(choice, column, name);
		return 0;
	}
	if (each_form(choice, add_named_extra, name))
		return 0;
	return err_set(err, ERR_USAGE, _("there is no field '%s' in '%s'; 'shouxi fields %s' lists them"), name, choice->type->name, choice->type->name);
}

int
columns_choose(struct desk *desk, const struct record_type *type, const char *const *names, size_t count, struct arena *arena,
	struct out_column **columns, size_t *column_count, struct err *err)
{
	struct choice choice = {.desk = desk, .type = type, .arena = arena};
	size_t all;
	const struct column *every = record_columns(type, &all);

	for (size_t i = 0; i < count; i++)
		if (add_named(&choice, names[i], err) < 0)
			return -1;
	for (size_t i = 0; i < all && count == 0; i++)
		if (!(every[i].field->flags & FIELD_HIDDEN))
			add_column(&choice, &every[i], every[i].path);
	if (count == 0)
		each_form(&choice, add_extras, NULL);
	tell_apart(&choice);
	*columns = choice.items;
	*column_count = choice.count;
	return 0;
}

static bool
in_words(const struct field *field)
{
	return field->kind == &kind_code || field->kind == &kind_codes || field->kind == &kind_flag;
}

void
column_print(const struct out_column *column, const void *record, const struct field_context *context, enum print_style style, struct buf *out)
{
	const struct form_field extra = {.field = *column->field, .path = column->name};
	enum print_style chosen = style == PRINT_PLAIN && in_words(column->field) ? PRINT_SCREEN : style;

	if (column->column)
		column->field->kind->print(column_in(record, column->column), column->field, context, chosen, out);
	else
		form_print(record, &extra, context, chosen, out);
}

void
columns_json(const struct out_column *columns, size_t count, const void *record, const struct field_context *context, struct json *object)
{
	for (size_t i = 0; i < count; i++) {
		const struct column *column = columns[i].column;
		if (column)
			json_put(object, columns[i].name, json_of_field(column_in(record, column), column->field, context));
		else
			json_put_text(object, columns[i].name, extra_get(record, columns[i].name));
	}
}
