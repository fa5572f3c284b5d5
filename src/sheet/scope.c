#include <config.h>

#include "sheet/scope.h"

#include <stdio.h>
#include <string.h>

#include "base/money.h"
#include "desk/query.h"

/* Names that belong to no record. */
static const char *const plain_names[] = {"n", "office.name", "office.district", "office.programme", "office.working_group", "office.document",
	"today", "printed.by", NULL};
static const char *const styles[] = {"capitals", "long", "plain", NULL};

static bool
is_among(const char *const *names, const char *name)
{
	for (; names && *names; names++)
		if (strcmp(*names, name) == 0)
			return true;
	return false;
}

bool
scope_style_known(const char *style)
{
	return is_among(styles, style);
}

/* ---- which record a name is about */

/* A column by dotted name; of the row's type by its bare name too.  An office's own fields are "extra.NAME". */
static const struct column *
column_for(const struct record_type *type, const char *name, bool bare)
{
	return type && (bare || strchr(name, '.')) ? record_column(type, name) : NULL;
}

/* The type whose newest record of the project a name is about: "award.document". */
static const struct record_type *
part_type(const char *name)
{
	char type[64];
	size_t len = strcspn(name, ".");
	const struct record_type *found;

	if (len >= sizeof type || !name[len])
		return NULL;
	memcpy(type, name, len);
	type[len] = '\0';
	found = record_type_named(type);
	return found && record_project_column(found) && record_column(found, name) ? found : NULL;
}

static bool
has_project(const struct record_type *type)
{
	return type && (type == &type_project || record_project_column(type));
}

static bool
has_call(const struct record_type *type)
{
	return type && (type == &type_call || has_project(type) || record_column(type, "call"));
}

bool
scope_knows(const struct sheet_form *form, const struct sheet_source *of, const char *name)
{
	const struct record_type *row = of && of->rows ? *of->rows : NULL;
	bool projects = has_project(form->takes) || has_project(row);

	if (is_among(plain_names, name) || (of && is_among(of->names, name)) || strncmp(name, "extra.", 6) == 0)
		return true;
	if (column_for(row, name, true) || column_for(form->takes, name, false) || column_for(form->each, name, false))
		return true;
	if (projects && (column_for(&type_project, name, false) || part_type(name)))
		return true;
	return (has_call(form->takes) || has_call(row)) && column_for(&type_call, name, false);
}

/* ---- values */

static const char *
print_member(struct scope *scope, const struct field *field, const void *member, const char *style)
{
	struct buf out = {0};
	const char *text;
	char day[24];

	if (style && strcmp(style, "capitals") == 0 && field->kind == &kind_money) {
		if (*(const money_t *)member != MONEY_NONE)
			money_capitals(&out, *(const money_t *)member);
	} else if (style && strcmp(style, "long") == 0 && field->kind == &kind_date && words_lang() == LANG_ZH) {
		if (*(const date_t *)member != DATE_NONE) {
			date_print_zh(day, *(const date_t *)member);
			buf_adds(&out, day);
		}
	} else {
		field->kind->print(member, field, scope->context, style && strcmp(style, "plain") == 0 ? PRINT_PLAIN : PRINT_SCREEN, &out);
	}
	text = arena_strdup(scope->arena, buf_text(&out));
	buf_free(&out);
	return text;
}

/* NULL where the record has no such field. */
static const char *
text_in(struct scope *scope, const void *record, const char *name, bool bare, const char *style)
{
	const struct column *column = record ? column_for(((const struct record *)record)->type, name, bare) : NULL;

	if (column)
		return print_member(scope, column->field, column_in(record, column), style);
	if (record && strncmp(name, "extra.", 6) == 0 && *extra_get(record, name + 6))
		return extra_get(record, name + 6);
	return NULL;
}

/* Asked for by every name of the type in turn, so the last answers are kept. */
static const void *
newest_part(struct scope *scope, const struct record_type *type, const struct project *project)
{
	struct part_found *found = &scope->parts[type->code % SCOPE_PARTS];
	void **records;
	size_t count;

	if (!project)
		return NULL;
	if (found->type != type || found->project != project->head.number) {
		count = desk_parts(scope->desk, type, project->head.number, scope->arena, &records);
		*found = (struct part_found){.type = type, .project = project->head.number, .record = count ? records[count - 1] : NULL};
	}
	return found->record;
}

static const char *
day_text(struct scope *scope, date_t date, const char *style)
{
	char day[24];

	if (words_lang() == LANG_ZH && style && strcmp(style, "long") == 0)
		date_print_zh(day, date);
	else
		date_print(day, date);
	return arena_strdup(scope->arena, day);
}

static const char *
plain_text(struct scope *scope, const char *name, const char *style)
{
	const struct rules *rules = scope->call ? desk_rules_of(scope->desk, scope->call->id, NULL) : NULL;
	const struct office_texts *office;

	if (strcmp(name, "n") == 0)
		return arena_printf(scope->arena, "%zu", scope->ordinal);
	if (strcmp(name, "today") == 0)
		return day_text(scope, desk_today(scope->desk), style);
	if (strcmp(name, "printed.by") == 0)
		return desk_person(scope->desk)->name;
	rules = rules ? rules : desk_rules(scope->desk, NULL);
	if (!rules)
		return "";
	office = &rules->office;
	if (strcmp(name, "office.document") == 0)
		return office->document ? office->document : "";
	return words_in(strcmp(name, "office.district") == 0 ? office->district : strcmp(name, "office.programme") == 0 ? office->programme :
		strcmp(name, "office.working_group") == 0 ? office->working_group : office->office, words_lang());
}

static const char *
row_text(struct scope *scope, const char *name, const char *style)
{
	const struct source_row *row = scope->row;
	const char *text;

	for (size_t i = 0; i < row->pair_count; i++)
		if (strcmp(row->pairs[i].name, name) == 0)
			return row->pairs[i].text;
	text = text_in(scope, row->record, name, true, style);
	return text ? text : text_in(scope, scope->row_project, name, false, style);
}

const char *
scope_text(struct scope *scope, const char *name, const char *style)
{
	const struct project *project = scope->row_project ? scope->row_project : scope->project;
	const struct record_type *part;
	const void *places[] = {scope->each, scope->target, scope->project, scope->call};
	const char *text = scope->row ? row_text(scope, name, style) : NULL;

	if (text)
		return text;
	if (is_among(plain_names, name))
		return plain_text(scope, name, style);
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if ((text = text_in(scope, places[i], name, false, style)))
			return text;
	part = part_type(name);
	text = part ? text_in(scope, newest_part(scope, part, project), name, false, style) : NULL;
	return text ? text : "";
}

bool
scope_holds(struct scope *scope, const struct sheet_when *when)
{
	const char *text;

	if (!when->name)
		return true;
	text = scope_text(scope, when->name, "plain");
	return (when->value ? strcmp(text, when->value) == 0 : *text != '\0') != when->negated;
}

const char *
scope_fill(struct scope *scope, struct words words)
{
	const char *text = words_in(words, words_lang()), *open, *filled;
	struct buf out = {0};

	while ((open = strchr(text, '{'))) {
		size_t len = strcspn(open + 1, "|}"), whole = strcspn(open + 1, "}");
		const char *style = open[1 + len] == '|' ? arena_strndup(scope->arena, open + 2 + len, whole - len - 1) : NULL;
		buf_add(&out, text, (size_t)(open - text));
		buf_adds(&out, scope_text(scope, arena_strndup(scope->arena, open + 1, len), style));
		text = open + 1 + whole + (open[1 + whole] == '}');
	}
	buf_adds(&out, text);
	filled = arena_strdup(scope->arena, buf_text(&out));
	buf_free(&out);
	return filled;
}

/* Fields of an application are called as the intake form calls them. */
const char *
scope_label(struct scope *scope, const char *name)
{
	const struct record_type *row = scope->row && scope->row->record ? ((const struct record *)scope->row->record)->type : NULL;
	const struct record_type *types[] = {row, scope->form->each, scope->form->takes, &type_project, &type_call, part_type(name)};
	const struct form *intake = desk_form(scope->desk, "intake", NULL);
	const struct form_field *asked = intake ? form_field(intake, name) : NULL;

	if (asked)
		return form_label(asked);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		const struct column *column = column_for(types[i], name, types[i] == row);
		if (column)
			return _(column->field->label);
	}
	return name;
}

/* ---- what it is about */

static int
read_project(struct scope *scope, const void *record, const struct project **out, struct err *err)
{
	const struct record_type *type = ((const struct record *)record)->type;
	void *project;

	*out = NULL;
	if (type == &type_project) {
		*out = record;
		return 0;
	}
	if (!record_project_column(type))
		return 0;
	const uint32_t *number = column_in(record, record_column(type, "project"));
	if (!*number)
		return 0;
	if (desk_get_number(scope->desk, &type_project, *number, scope->arena, &project, err) < 0)
		return -1;
	*out = project;
	return 0;
}

static const char *
call_id(const struct scope *scope)
{
	const struct column *column;

	if (scope->project)
		return scope->project->call;
	column = record_column(((const struct record *)scope->target)->type, "call");
	return column && column->field->kind == &kind_text ? *(const char *const *)column_in(scope->target, column) : "";
}

int
scope_open(struct scope *scope, const struct sheet_form *form, struct desk *desk, const void *target, const void *each, struct arena *arena,
	struct err *err)
{
	void *call;

	*scope = (struct scope){.desk = desk, .arena = arena, .context = desk_context(desk), .form = form, .target = target, .each = each};
	if (read_project(scope, target, &scope->project, err) < 0)
		return -1;
	if (((const struct record *)target)->type == &type_call)
		scope->call = target;
	else if (*call_id(scope) && desk_get(desk, &type_call, call_id(scope), arena, &call, NULL) == 0)
		scope->call = call;
	return 0;
}

size_t
scope_rows(struct scope *scope, const struct sheet_block *block, struct source_row **rows)
{
	*rows = NULL;
	scope->list = block->list;
	return block->of->gather(scope, rows);
}

void
scope_enter(struct scope *scope, const struct source_row *row, size_t ordinal)
{
	scope->row = row;
	scope->ordinal = ordinal;
	scope->row_project = NULL;
	if (row && row->record)
		read_project(scope, row->record, &scope->row_project, NULL);
}

void
scope_leave(struct scope *scope)
{
	scope->row = NULL;
	scope->row_project = NULL;
	scope->ordinal = 0;
}
