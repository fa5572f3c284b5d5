#include <config.h>

#include "desk/inputs.h"

#include <stdlib.h>
#include <string.h>

#include "desk/room.h"
#include "record/stages.h"

/* Sensitive fields are all of text kinds. */
static bool
same_text(const struct column *column, const void *a, const void *b)
{
	return strcmp(*(const char *const *)column_in(a, column), *(const char *const *)column_in(b, column)) == 0;
}

void
inputs_take(void *to, const void *from, struct arena *arena)
{
	struct record *head = to;
	const struct record *source = from;
	const struct column *columns;
	void *masked = head->number ? record_copy(to, arena) : NULL; /* a new one has nothing to mask */
	size_t count;

	columns = record_columns(head->type, &count);
	if (masked)
		record_mask(masked, arena);
	for (size_t i = 0; i < count; i++) {
		const struct field *field = columns[i].field;
		if (field->flags & FIELD_COMPUTED)
			continue;
		if (masked && field->flags & FIELD_SENSITIVE && same_text(&columns[i], from, masked))
			continue;
		memcpy(column_of(to, &columns[i]), column_in(from, &columns[i]), field->kind->size);
	}
	head->extras = source->extras;
	head->extra_count = source->extra_count;
}

/* A value that is just the mask of what is there was not retyped. */
static bool
unchanged_mask(const struct form_field *field, const void *record, const char *text, struct arena *arena)
{
	struct buf shown = {0};
	void *masked;
	bool same;

	if (!field->column || !(field->field.flags & FIELD_SENSITIVE) || !strchr(text, '*'))
		return false;
	masked = record_copy(record, arena);
	record_mask(masked, arena);
	form_print(masked, field, NULL, PRINT_PLAIN, &shown);
	same = strcmp(buf_text(&shown), text) == 0;
	buf_free(&shown);
	return same;
}

static void
read_input(struct deed *deed, const struct act_input *input)
{
	const struct form_field *field = form_field(deed->form, input->path);
	struct field_context context = *desk_context(deed->desk);
	const struct rules *rules = deed->project ? deed_rules(deed, NULL) : NULL;
	struct err fault = {0};

	if (rules)
		context.codes = &rules->codes; /* a call names its own conditions and materials */
	if (!field) {
		fault_add(deed->faults, FAULT_ERROR, (struct pos){0}, input->path, _("there is no field '%s' in '%s'"), input->path, deed->form->name);
		return;
	}
	if (unchanged_mask(field, deed->inputs, input->text, deed->arena))
		return;
	if (form_set(deed->inputs, field, input->text, &context, deed->arena, &fault) < 0)
		fault_add_err(deed->faults, (struct pos){0}, field->path, &fault);
}

/* What is still in the applicant's hands may miss what an application may not: there such faults are warnings. */
static bool
in_hands(const struct deed *deed)
{
	const struct record *head = deed->inputs;
	enum stage stage;

	if (head->type != &type_project)
		return false;
	stage = deed->target ? stage_of(((const struct project *)deed->target)->stage) : STAGE_draft;
	return stage == STAGE_draft || stage == STAGE_returned;
}

static void
soften_missing(struct deed *deed, size_t from)
{
	for (size_t i = from; i < deed->faults->count; i++) {
		struct fault *fault = &deed->faults->items[i];
		const struct form_field *field = fault->field ? form_field(deed->form, fault->field) : NULL;
		if (fault->level == FAULT_ERROR && field && form_empty(deed->inputs, field)) {
			fault->level = FAULT_WARNING;
			deed->faults->errors--;
		}
	}
}

static int
faults_told(struct deed *deed, struct err *err)
{
	return deed->faults->errors ? faults_tell(deed->faults, err) : 0;
}

static bool
is_told(const struct faults *faults, size_t count, const char *field)
{
	for (size_t i = 0; i < count; i++)
		if (field && faults->items[i].field && strcmp(faults->items[i].field, field) == 0)
			return true;
	return false;
}

/* Faults of the whole record; a field whose value was refused is not told to be missing as well. */
static void
check_whole(struct deed *deed, const char *track)
{
	struct faults found = {0};
	size_t refused = deed->faults->count;

	form_check(deed->form, deed->inputs, track, &found);
	for (size_t i = 0; i < found.count; i++)
		if (!is_told(deed->faults, refused, found.items[i].field))
			fault_add(deed->faults, found.items[i].level, found.items[i].pos, found.items[i].field, "%s", found.items[i].message);
	faults_free(&found);
}

static const char *
track_of(const void *record)
{
	const struct record *head = record;

	return head->type == &type_project ? ((const struct project *)record)->track : NULL;
}

int
inputs_read(struct deed *deed, struct err *err)
{
	const struct act_request *request = deed->request;
	const struct record_type *type = deed->act->inputs ? *deed->act->inputs : NULL;
	const struct record *head = deed->target;
	bool onto_target = head && head->type == type;
	size_t refused;

	if (!type) {
		if (request->input_count)
			return err_set(err, ERR_USAGE, _("'%s' takes no field '%s'"), _(deed->act->label), request->inputs[0].path);
		return 0;
	}
	deed->inputs = onto_target ? record_copy(deed->target, deed->arena) : record_new(type, deed->arena);
	if (request->record)
		inputs_take(deed->inputs, request->record, deed->arena);
	for (size_t i = 0; i < request->input_count; i++)
		read_input(deed, &request->inputs[i]);
	refused = deed->faults->count;
	if (refused)
		check_whole(deed, track_of(deed->inputs));
	else
		form_check(deed->form, deed->inputs, track_of(deed->inputs), deed->faults);
	if (in_hands(deed))
		soften_missing(deed, refused);
	return faults_told(deed, err);
}

void
inputs_hash(const struct act_request *request, struct sha256 *hash)
{
	struct buf text = {0};

	buf_addf(&text, "%s\n%s\n%d\n%s\n%d\n", request->act->name, request->target ? request->target : "", (int)request->date,
		request->reason ? request->reason : "", request->replace_lines);
	for (size_t i = 0; i < request->input_count; i++)
		buf_addf(&text, "%s=%s\n", request->inputs[i].path, request->inputs[i].text);
	if (request->record)
		record_encode(request->record, &text);
	for (size_t i = 0; i < request->line_count; i++)
		record_encode(request->lines[i], &text);
	sha256_of(hash, text.data, text.len);
	buf_free(&text);
}

uint32_t
desk_number(struct desk *desk, const struct record_type *type, const char *id)
{
	size_t letters;
	char *end;
	unsigned long number;

	if (!id || !*id)
		return 0;
	if (type->id)
		return store_find(desk->store, type, record_column(type, type->id), id);
	letters = strlen(type->letters);
	if (strncmp(id, type->letters, letters) != 0 || !id[letters])
		return 0;
	number = strtoul(id + letters, &end, 10);
	return *end || number > store_count(desk->store, type) ? 0 : (uint32_t)number;
}
