#include <config.h>

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "record/form.h"
#include "record/kinds.h"
#include "record/types.h"

enum { NAME_MAX_CHARS = 40, EXTRA_MAX_CHARS = 100000 };

/* Ends of the names of two dates that belong together. */
static const struct {
	const char *first, *last;
} spans[] = {{"_from", "_to"}, {"opens", "closes"}};

/* A form on its way in. */
struct loading {
	struct form *form;
	struct form_section *sections;
	const struct form_field **fields; /* plain ones, so far */
	size_t field_count;
	struct arena *arena;
	struct faults *faults;
};

static void
fault_at(struct loading *loading, struct yaml_node *node, const char *format, const char *subject)
{
	fault_add(loading->faults, FAULT_ERROR, node->pos, "", format, subject);
}

static bool
is_name(const char *text)
{
	return *text >= 'a' && *text <= 'z' && text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0' &&
	       strlen(text) <= NAME_MAX_CHARS;
}

/* A name that must be there and look like one; NULL with a fault otherwise. */
static const char *
load_name(struct loading *loading, struct yaml_node *node)
{
	const char *name = yaml_text(node, NULL, loading->faults);
	if (!name || is_name(name))
		return name;
	fault_at(loading, node, _("'%s' is not a name: a small letter, then small letters, digits and _"), name);
	return NULL;
}

/* ---- one field */

static const char *
fold_into(struct arena *arena, const char *text)
{
	struct buf folded = {0};
	text_fold(&folded, text);
	const char *copy = arena_strdup(arena, buf_text(&folded));
	buf_free(&folded);
	return copy;
}

static const char *const *
load_headers(struct loading *loading, struct yaml_node *node)
{
	static const char *const none[] = {NULL};
	if (!yaml_is(node, YAML_LIST, loading->faults))
		return none;
	const char **headers = arena_alloc(loading->arena, (node->count + 1) * sizeof *headers);
	size_t count = 0;
	for (struct yaml_node *item = node->first; item; item = item->next) {
		item->used = true;
		const char *text = yaml_text(item, "", loading->faults);
		if (*text)
			headers[count++] = fold_into(loading->arena, text);
	}
	return headers;
}

static const char *
load_clause(struct loading *loading, struct yaml_node *node)
{
	static const char *const origins[] = {"office", NULL};
	struct yaml_node *origin = yaml_get(node, "origin");
	const char *clause = yaml_text(yaml_get(node, "clause"), NULL, loading->faults);
	if (origin && clause)
		fault_at(loading, origin, _("'%s' stands beside a clause: a field has one or the other"), "origin");
	if (origin)
		yaml_choice(origin, origins, 0, loading->faults);
	return clause ? clause : origin ? "office" : NULL;
}

/* What a field of the type and one of the office's own have in common. */
static void
load_common(struct loading *loading, struct form_field *field, struct yaml_node *node)
{
	static const char *const units[] = {"1", "10000", NULL};
	struct faults *faults = loading->faults;
	struct words label = yaml_words(yaml_get(node, "label"), faults), help = yaml_words(yaml_get(node, "help"), faults);
	field->own_label = *label.zh || *label.en;
	field->own_help = *help.zh || *help.en;
	if (field->own_label) {
		field->label = label;
		field->field.label = words_in(label, words_lang());
	}
	if (field->own_help)
		field->help = help;
	field->clause = load_clause(loading, node);
	field->required = yaml_bool(yaml_get(node, "required"), field->required, faults);
	field->headers = load_headers(loading, yaml_get(node, "headers"));
	field->when_track = yaml_text(yaml_get(node, "when"), NULL, faults);
	struct yaml_node *unit = yaml_get(node, "unit");
	if (unit && field->field.kind != &kind_money)
		fault_at(loading, unit, _("'%s' is only for amounts of money"), "unit");
	if (yaml_choice(unit, units, 0, faults) == 1)
		field->unit = 10000;
}

static void
from_column(struct form_field *field, const struct column *column)
{
	static const char *const no_headers[] = {NULL};
	const char *label = _(column->field->label), *help = column->field->help ? _(column->field->help) : "";
	*field = (struct form_field){
		.field = *column->field,
		.column = column,
		.path = column->path,
		.label = {label, label},
		.help = {help, help},
		.required = column->field->flags & FIELD_REQUIRED,
		.headers = no_headers,
		.unit = 1,
		.pos = field->pos,
	};
}

/* A field of the type, named as a scalar or under `field`. */
static bool
load_column(struct loading *loading, struct form_field *field, struct yaml_node *name)
{
	const char *path = yaml_text(name, NULL, loading->faults);
	const struct column *column = path ? record_column(loading->form->type, path) : NULL;
	if (path && !column)
		fault_at(loading, name, _("there is no field '%s'"), path);
	if (!column)
		return false;
	if (column->field->flags & (FIELD_COMPUTED | FIELD_HIDDEN)) {
		fault_at(loading, name, _("'%s' is set by the program and cannot be asked for"), path);
		return false;
	}
	from_column(field, column);
	return true;
}

static const struct kind *
load_kind(struct loading *loading, struct yaml_node *node)
{
	const char *name = yaml_text(node, NULL, loading->faults);
	const struct kind *kind = name ? kind_named(name) : NULL;
	if (name && !kind)
		fault_at(loading, node, _("there is no kind of field called '%s'"), name);
	if (kind == &kind_ref || (kind && kind->mask)) {
		fault_at(loading, node, _("a field of the office's own cannot be of the kind '%s'"), name);
		return NULL;
	}
	return kind;
}

static void
load_limits(struct loading *loading, struct field *field, struct yaml_node *node)
{
	struct yaml_node *max = yaml_get(node, "max"), *min = yaml_get(node, "min"), *list = yaml_get(node, "list");
	bool number = field->kind == &kind_number, coded = field->kind == &kind_code || field->kind == &kind_codes;
	if (coded && !list)
		fault_at(loading, node, _("a coded field needs a '%s'"), "list");
	if (list && !coded)
		fault_at(loading, list, _("'%s' is only for coded fields"), "list");
	if (max && !number && field->kind != &kind_text && field->kind != &kind_long)
		fault_at(loading, max, _("'%s' is only for numbers and texts"), "max");
	if (min && !(number && max))
		fault_at(loading, min, _("'%s' is only for numbers that have a 'max'"), "min");
	field->list = yaml_text(list, NULL, loading->faults);
	field->max = yaml_int(max, 0, 1, number ? INT64_MAX : EXTRA_MAX_CHARS, loading->faults);
	field->min = yaml_int(min, 0, INT64_MIN + 1, INT64_MAX, loading->faults);
	if (min && max && field->min > field->max)
		fault_at(loading, min, _("'%s' is larger than 'max'"), "min");
}

/* A field of the office's own. */
static bool
load_extra(struct loading *loading, struct form_field *field, struct yaml_node *node, struct yaml_node *name_node, bool line)
{
	const char *name = load_name(loading, name_node);
	const struct kind *kind = load_kind(loading, yaml_need(node, "kind", loading->faults));
	struct yaml_node *label = yaml_need(node, "label", loading->faults);
	*field = (struct form_field){.path = name, .unit = 1, .pos = field->pos, .help = {"", ""}};
	if (name && !line && record_column(loading->form->type, name)) {
		fault_at(loading, name_node, _("'%s' is a field of the program already"), name);
		return false;
	}
	if (!name || !kind || !label)
		return false;
	field->field = (struct field){.name = name, .kind = kind};
	load_limits(loading, &field->field, node);
	return true;
}

static bool
load_field(struct loading *loading, struct form_field *field, struct yaml_node *node, bool line)
{
	node->used = true;
	field->pos = node->pos;
	if (node->kind == YAML_SCALAR && !line)
		return load_column(loading, field, node);
	if (!yaml_is(node, YAML_MAP, loading->faults))
		return false;
	struct yaml_node *extra = yaml_get(node, "extra"), *column = extra || line ? NULL : yaml_get(node, "field");
	if (!extra && !column)
		fault_at(loading, node, line ? _("a row's field needs '%s'") : _("a field needs 'field' or '%s'"), "extra");
	bool good = extra ? load_extra(loading, field, node, extra, line) : column && load_column(loading, field, column);
	/* Read even where the field is no good, so that its other faults are told as well. */
	struct form_field spare = {.field = {.kind = &kind_money}};
	load_common(loading, good ? field : &spare, node);
	if (good && extra && !field->own_label)
		fault_at(loading, node, _("the label of '%s' is empty"), field->path);
	return good;
}

/* ---- what stands twice */

static bool
same_header(const struct form_field *a, const struct form_field *b, const char **header)
{
	for (const char *const *x = a->headers; *x; x++)
		for (const char *const *y = b->headers; *y; y++)
			if (strcmp(*x, *y) == 0) {
				*header = *x;
				return true;
			}
	return false;
}

static bool
is_new(struct loading *loading, const struct form_field *const *fields, size_t count, const struct form_field *field)
{
	const char *header;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(fields[i]->path, field->path) == 0) {
			fault_add(loading->faults, FAULT_ERROR, field->pos, "", _("the field '%s' stands twice"), field->path);
			return false;
		}
		if (same_header(fields[i], field, &header))
			fault_add(loading->faults, FAULT_ERROR, field->pos, "", _("the header '%s' belongs to '%s' already"), header,
			          fields[i]->path);
	}
	return true;
}

/* ---- spans of two dates */

static struct form_field *
find_date(struct form_field *fields, size_t count, const char *path)
{
	for (size_t i = 0; i < count; i++)
		if (fields[i].field.kind == &kind_date && strcmp(fields[i].path, path) == 0)
			return &fields[i];
	return NULL;
}

/* Both dates of a span stand in one section, as they do for whoever fills it in. */
static void
join_spans(struct form_field *fields, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < sizeof spans / sizeof *spans; j++) {
			char path[128];
			size_t len = strlen(fields[i].path), end = strlen(spans[j].first);
			if (fields[i].field.kind != &kind_date || len < end || strcmp(fields[i].path + len - end, spans[j].first) != 0)
				continue;
			snprintf(path, sizeof path, "%.*s%s", (int)(len - end), fields[i].path, spans[j].last);
			fields[i].span_end = find_date(fields, count, path);
		}
}

/* ---- sections */

static void
load_fields(struct loading *loading, struct form_section *section, struct yaml_node *list)
{
	struct form_field *fields = arena_alloc(loading->arena, list->count * sizeof *fields);
	const struct form_field **known = arena_alloc(loading->arena, list->count * sizeof *known);
	section->fields = fields;
	for (struct yaml_node *node = list->first; node; node = node->next) {
		struct form_field *field = &fields[section->count];
		if (!load_field(loading, field, node, section->list != NULL))
			continue;
		const struct form_field *const *others = section->list ? known : loading->fields;
		if (!is_new(loading, others, section->list ? section->count : loading->field_count, field))
			continue;
		known[section->count++] = field;
		if (!section->list)
			loading->fields[loading->field_count++] = field;
	}
	join_spans(fields, section->count);
}

static void
check_section_names(struct loading *loading, struct yaml_node *node, const struct form_section *section)
{
	for (size_t i = 0; i < loading->form->count; i++) {
		const struct form_section *other = &loading->sections[i];
		if (section->name && other->name && strcmp(section->name, other->name) == 0)
			fault_at(loading, node, _("the section '%s' stands twice"), section->name);
		if (section->list && other->list && strcmp(section->list, other->list) == 0)
			fault_at(loading, node, _("the list '%s' stands twice"), section->list);
	}
}

static void
load_section(struct loading *loading, struct yaml_node *node)
{
	struct form_section *section = &loading->sections[loading->form->count];
	node->used = true;
	if (!yaml_is(node, YAML_MAP, loading->faults))
		return;
	struct yaml_node *lines = yaml_get(node, "lines"), *fields = yaml_need(node, "fields", loading->faults);
	section->name = load_name(loading, yaml_need(node, "name", loading->faults));
	section->title = yaml_words(yaml_need(node, "title", loading->faults), loading->faults);
	section->list = lines ? load_name(loading, lines) : NULL;
	check_section_names(loading, node, section);
	if (lines && !section->list)
		return;
	if (yaml_is(fields, YAML_LIST, loading->faults))
		load_fields(loading, section, fields);
	loading->form->count++;
}

static bool
is_named(const struct loading *loading, const struct column *column)
{
	for (size_t i = 0; i < loading->field_count; i++)
		if (loading->fields[i]->column == column)
			return true;
	return false;
}

/* What no section names would else be lost from sight. */
static void
add_others(struct loading *loading, size_t column_count)
{
	size_t count;
	const struct column *columns = record_columns(loading->form->type, &count);
	struct form_field *fields = arena_alloc(loading->arena, column_count * sizeof *fields);
	struct form_section *section = &loading->sections[loading->form->count];
	*section = (struct form_section){.name = "others", .title = {"其他", "Other"}, .fields = fields};
	for (size_t i = 0; i < count; i++) {
		if (columns[i].field->flags & (FIELD_COMPUTED | FIELD_HIDDEN) || is_named(loading, &columns[i]))
			continue;
		from_column(&fields[section->count], &columns[i]);
		loading->fields[loading->field_count++] = &fields[section->count++];
	}
	join_spans(fields, section->count);
	loading->form->count += section->count != 0;
}

static size_t
count_fields(const struct yaml_node *sections)
{
	size_t count = 0;
	for (const struct yaml_node *section = sections ? sections->first : NULL; section; section = section->next)
		for (const struct yaml_node *child = section->first; child; child = child->next)
			count += child->kind == YAML_LIST ? child->count : 0;
	return count;
}

static const struct record_type *
load_type(struct loading *loading, struct yaml_node *node)
{
	const char *name = yaml_text(node, NULL, loading->faults);
	const struct record_type *type = name ? record_type_named(name) : NULL;
	if (name && !type)
		fault_at(loading, node, _("there are no records called '%s'"), name);
	return type;
}

struct form *
form_load(struct yaml_node *root, struct arena *arena, struct faults *faults)
{
	size_t before = faults->errors, column_count;
	struct loading loading = {.form = arena_alloc(arena, sizeof *loading.form), .arena = arena, .faults = faults};
	struct form *form = loading.form;
	if (!yaml_is(root, YAML_MAP, faults))
		return NULL;
	root->used = true;
	form->name = load_name(&loading, yaml_need(root, "form", faults));
	form->title = yaml_words(yaml_need(root, "title", faults), faults);
	form->type = load_type(&loading, yaml_need(root, "record", faults));
	struct yaml_node *sections = yaml_need(root, "sections", faults);
	if (!form->type || !yaml_is(sections, YAML_LIST, faults))
		return NULL;
	record_columns(form->type, &column_count);
	loading.sections = arena_alloc(arena, (sections->count + 1) * sizeof *loading.sections);
	loading.fields = arena_alloc(arena, (count_fields(sections) + column_count) * sizeof *loading.fields);
	for (struct yaml_node *node = sections->first; node; node = node->next)
		load_section(&loading, node);
	if (yaml_bool(yaml_get(root, "others"), true, faults))
		add_others(&loading, column_count);
	yaml_unknown(root, faults);
	form->sections = loading.sections;
	form->fields = loading.fields;
	form->field_count = loading.field_count;
	return faults->errors == before ? form : NULL;
}
