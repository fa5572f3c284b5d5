/* One act, whole or not at all. */
#include <config.h>

#include "desk/deed.h"

#include <ctype.h>
#include <string.h>

#include "desk/assessing.h"
#include "desk/expertwork.h"
#include "desk/inputs.h"
#include "desk/look.h"
#include "desk/room.h"

static const struct record_type *
target_type(const struct act *act)
{
	return act->target ? *act->target : NULL;
}

/* Of an act on either of two types, the one whose letters the id begins with. */
static const struct record_type *
wanted_type(const struct act *act, const char *id)
{
	size_t letters = act->also ? strlen((*act->also)->letters) : 0;

	if (letters && id && strncmp(id, (*act->also)->letters, letters) == 0 && isdigit((unsigned char)id[letters]))
		return *act->also;
	return target_type(act);
}

/* What must hold whatever the records say. */
static int
check_request(struct desk *desk, const struct act_request *request, struct err *err)
{
	const struct act *act = request->act;

	if (desk->as_of != DATE_NONE)
		return err_set(err, ERR_DENIED, _("the past can be read, not written"));
	if (!(desk->person.roles & act->roles) && !desk->founding)
		return err_set(err, ERR_DENIED, _("'%s' may not do '%s'"), desk->person.name, _(act->label));
	if ((act->flags & ACT_REASON) && (!request->reason || !*request->reason))
		return err_set(err, ERR_INPUT, _("'%s' needs a reason"), _(act->label));
	if (request->date != DATE_NONE && request->date > desk->today)
		return err_set(err, ERR_INPUT, _("the business date lies after today"));
	if (target_type(act) && !(act->flags & ACT_NEW) && (!request->target || !*request->target))
		return err_set(err, ERR_USAGE, _("'%s' needs the number of what it is done on"), _(act->label));
	return 0;
}

/* The rules of the target's call, where it is a project; what is wrong is told when they are needed. */
static void
bind_ahead(struct deed *deed)
{
	const struct column *column = record_column(&type_project, "project.call");
	void *record;
	uint32_t number;

	if (deed->desk->in_batch || target_type(deed->act) != &type_project || deed->act->flags & ACT_NEW || store_begin(deed->store, NULL) < 0)
		return;
	number = desk_number(deed->desk, &type_project, deed->request->target);
	if (number && store_get_columns(deed->store, &type_project, number, &column, 1, deed->arena, &record, NULL) == 0)
		desk_rules_of(deed->desk, ((struct project *)record)->call, NULL);
	store_end(deed->store);
}

/* Forms that are made of what the rules of the project's call name. */
static const struct {
	const char *name;
	const struct form *(*make)(struct desk *desk, const char *call_id, struct err *err);
} made_forms[] = {{"score", desk_score_form}, {"answer", desk_answer_form}};

static const struct form *
form_of(struct deed *deed, struct err *err)
{
	const struct form *(*make)(struct desk *, const char *, struct err *) = NULL, *form = NULL;
	void *record;

	for (size_t i = 0; i < sizeof made_forms / sizeof *made_forms; i++)
		if (strcmp(deed->act->form, made_forms[i].name) == 0)
			make = made_forms[i].make;
	if (!make)
		return desk_form(deed->desk, deed->act->form, err);
	if (store_begin(deed->store, err) < 0)
		return NULL;
	if (look_id(deed->desk, &type_project, deed->request->target, deed->arena, &record, err) == 0)
		form = make(deed->desk, ((struct project *)record)->call, err);
	store_end(deed->store);
	return form;
}

/* Reads the files an act may need before the records are locked. */
static int
read_ahead(struct deed *deed, struct err *err)
{
	if (!desk_rules(deed->desk, err))
		return -1;
	desk_context(deed->desk);
	bind_ahead(deed);
	if (deed->act->form) {
		deed->form = form_of(deed, err);
		if (!deed->form)
			return -1;
	}
	return 0;
}

static int
load_target(struct deed *deed, struct err *err)
{
	const char *id = deed->request->target;
	const struct record_type *type = wanted_type(deed->act, id);
	uint32_t number;

	if (!type || (deed->act->flags & ACT_NEW))
		return 0;
	number = desk_number(deed->desk, type, id);
	if (number && store_get(deed->store, type, number, deed->arena, &deed->target, err) < 0)
		return -1;
	if (!number || !desk_sees(deed->desk, deed->target)) /* what may not be seen is as if it were not there */
		return err_set(err, ERR_MISSING, _("there is no '%s' here"), id);
	if (type == &type_project)
		deed->project = deed->target;
	return 0;
}

/* Whether the stage lets the act happen. */
static int
check_stage(const struct deed *deed, struct err *err)
{
	enum stage stage;

	if (!deed->act->stages || !deed->project || deed->act->flags & ACT_NEW)
		return 0;
	stage = desk_stage(deed->desk, deed->project);
	if (stage < STAGE_COUNT && deed->act->stages & UINT32_C(1) << stage)
		return 0;
	return err_set(err, ERR_STAGE, _("'%s' cannot be done on '%s' at stage '%s'"), _(deed->act->label), deed->project->id,
		code_label(NULL, "stage", stage_code(stage)));
}

static int
check_target(struct deed *deed, struct err *err)
{
	const struct record *head = deed->target;
	char day[11];

	if (check_stage(deed, err) < 0)
		return -1;
	if (!head)
		return 0;
	if (head->type == &type_project && veil_hides_revision(deed->desk, deed->target))
		return 0;
	if (deed->request->revision && deed->request->revision != head->revision) {
		err_set(err, ERR_CONFLICT, _("'%s' was changed meanwhile: it is revision %u now, not %u"), deed->request->target, head->revision,
			deed->request->revision);
		if (err)
			err->revision = head->revision;
		return -1;
	}
	if (head->last_date != DATE_NONE && deed->date < head->last_date) {
		date_print(day, head->last_date);
		return err_set(err, ERR_INPUT, _("the business date lies before the last act on '%s', of %s"), deed->request->target, day);
	}
	return 0;
}

int
deed_second(struct deed *deed, const struct record_type *type, uint32_t number, struct err *err)
{
	const char *editor = deed_last_editor(deed, type, number);

	if (strcmp(editor, deed->person->id) != 0)
		return 0;
	if (!deed->person->alone)
		return err_set(err, ERR_DENIED, _("'%s' needs another person than the one who made or last edited it"), _(deed->act->label));
	if (!deed->request->reason || !*deed->request->reason)
		return err_set(err, ERR_DENIED, _("'%s' of one's own work is an exception: give a reason"), _(deed->act->label));
	deed->detail = "own work";
	return 0;
}

/* The role an act is done in: the first of the person's that may. */
static unsigned
acting_role(const struct person *person, const struct act *act)
{
	for (unsigned i = 0; i < ROLE_COUNT; i++)
		if (person->roles & act->roles & 1u << i)
			return 1u << i;
	return 0;
}

/* Revision and stage, as far as this person sees. */
static void
tell_state(struct deed *deed, const void *record)
{
	const struct record *head = record;
	bool hidden = head->type == &type_project && veil_hides_revision(deed->desk, record);

	deed->result->revision = hidden ? 0 : head->revision;
	if (head->type == &type_project)
		deed->result->stage = stage_code(desk_stage(deed->desk, record));
}

/* Tells of the record an entry was on; its stage is the present one where the entry did not change it. */
static void
tell_record(struct deed *deed, const struct entry *entry)
{
	struct act_result *result = deed->result;
	void *record;

	if (!entry->type || store_get(deed->store, entry->type, entry->record, deed->arena, &record, NULL) < 0)
		return;
	result->id = record_id(record, deed->arena);
	if (!desk_sees(deed->desk, record))
		return;
	tell_state(deed, record);
	if (entry->type == &type_project && veil_hides_revision(deed->desk, record))
		return;
	for (size_t i = 0; i < entry->change_count; i++)
		if (entry->changes[i].type == entry->type && entry->changes[i].number == entry->record)
			result->revision = entry->changes[i].new_revision;
}

/* An operation id seen before: the same inputs of the same person answer the first result, others are refused. */
static int
answer_repeat(struct deed *deed, uint64_t number, const struct sha256 *inputs, struct err *err)
{
	struct entry *entry;

	if (store_entry(deed->store, number, deed->arena, &entry, err) < 0)
		return -1;
	if (memcmp(inputs->bytes, deed->entry.inputs.bytes, SHA256_BYTES) != 0 || strcmp(entry->who, deed->person->id) != 0)
		return err_set(err, ERR_CONFLICT, _("the operation id '%s' was used for something else"), deed->request->op);
	deed->result->already = true;
	deed->result->entry = number;
	tell_record(deed, entry);
	return entry_verdicts(entry, &deed->result->verdicts, deed->arena, err);
}

static void
begin_deed(struct deed *deed, struct desk *desk, const struct act_request *request, struct arena *arena, struct act_result *result)
{
	*deed = (struct deed){
		.desk = desk,
		.store = desk->store,
		.act = request->act,
		.request = request,
		.arena = arena,
		.person = &desk->person,
		.role = acting_role(&desk->person, request->act),
		.date = request->date != DATE_NONE ? request->date : desk->today,
		.faults = &result->faults,
		.result = result,
		.detail = "",
	};
	result->id = "";
	result->stage = "";
}

/* What the entry says before the act runs. */
static void
begin_entry(struct deed *deed)
{
	struct desk *desk = deed->desk;

	deed->entry = (struct entry){
		.who = desk->person.id,
		.role = role_code(deed->role),
		.from = desk->from,
		.act = deed->act->name,
		.date = deed->date,
		.assumed_today = desk->assumed ? desk->today : DATE_NONE,
		.late = deed->date < desk->today,
		.reason = deed->request->reason ? deed->request->reason : "",
		.op = deed->request->op ? deed->request->op : "",
		.detail = "",
	};
	if (*deed->entry.op)
		inputs_hash(deed->request, &deed->entry.inputs);
}

int
deed_begin(struct deed *deed, struct err *err)
{
	if (deed->begun)
		return 0;
	deed->begun = true;
	return store_entry_begin(deed->store, &deed->entry, err);
}

/* Fills in what is known only now, and writes the entry. */
static int
finish_entry(struct deed *deed, struct err *err)
{
	struct buf verdicts = {0};
	struct record *head = deed->target ? deed->target : (struct record *)deed->project;
	int result;

	if (deed_begin(deed, err) < 0)
		return -1;
	if (head) {
		deed->entry.type = head->type;
		deed->entry.record = head->number;
		deed->result->id = record_id(head, deed->arena);
		tell_state(deed, head);
	}
	if (deed->project)
		deed->result->stage = stage_code(desk_stage(deed->desk, deed->project));
	if (deed->verdicts.count) {
		struct wire_writer writer = {.out = &verdicts};
		verdicts_encode(&deed->verdicts, &writer);
		deed->entry.verdicts = verdicts.data;
		deed->entry.verdicts_len = verdicts.len;
		deed->result->verdicts = deed->verdicts;
	}
	deed->entry.detail = deed->detail;
	result = store_entry_end(deed->store, &deed->result->entry, err);
	buf_free(&verdicts);
	return result;
}

int
deed_put(struct deed *deed, void *record, struct err *err)
{
	struct record *head = record;

	if (deed_begin(deed, err) < 0)
		return -1;
	if (head->last_date == DATE_NONE || head->last_date < deed->date)
		head->last_date = deed->date;
	return store_put(deed->store, record, err);
}

static int
run_inside(struct deed *deed, struct err *err)
{
	struct sha256 inputs;
	uint64_t number;

	begin_entry(deed);
	if (*deed->entry.op && store_op(deed->store, deed->entry.op, &number, &inputs))
		return answer_repeat(deed, number, &inputs, err);
	if (load_target(deed, err) < 0 || check_target(deed, err) < 0 || inputs_read(deed, err) < 0)
		return -1;
	deed->desk->damage = (struct err){0};
	if (deed->act->run(deed, err) < 0)
		return -1;
	if (deed->desk->damage.code) { /* nothing is decided on half of what belongs to it */
		if (err)
			*err = deed->desk->damage;
		return -1;
	}
	return finish_entry(deed, err);
}

/* Its own transaction around one act. */
static int
run_alone(struct deed *deed, struct err *err)
{
	int result;

	if (store_write(deed->store, 0, err) < 0)
		return -1;
	result = run_inside(deed, err);
	if (result < 0 || deed->request->dry_run || deed->result->already) {
		store_abort(deed->store);
		return result;
	}
	return store_commit(deed->store, err);
}

int
desk_do(struct desk *desk, const struct act_request *request, struct arena *arena, struct act_result *result, struct err *err)
{
	struct act_request with_op = *request;
	struct deed deed;
	char op[23];

	*result = (struct act_result){0};
	if (!with_op.op && !desk->in_batch) {
		random_id(op);
		with_op.op = op;
	}
	begin_deed(&deed, desk, &with_op, arena, result);
	if (check_request(desk, request, err) < 0 || read_ahead(&deed, err) < 0)
		return -1;
	if (!desk->in_batch)
		return run_alone(&deed, err);
	if (run_inside(&deed, err) == 0)
		return 0;
	if (deed.begun && err && err->code != ERR_SPACE) /* half of it is in the transaction: it must go as a whole */
		err->code = ERR_SYSTEM;
	return -1;
}

int
desk_batch(struct desk *desk, bool bulk, struct err *err)
{
	if (desk->as_of != DATE_NONE)
		return err_set(err, ERR_DENIED, _("the past can be read, not written"));
	if (!desk_rules(desk, err))
		return -1;
	desk_context(desk);
	if (store_write(desk->store, bulk ? STORE_BULK : 0, err) < 0)
		return -1;
	desk->in_batch = true;
	return 0;
}

int
desk_batch_commit(struct desk *desk, struct err *err)
{
	desk->in_batch = false;
	return store_commit(desk->store, err);
}

void
desk_batch_abort(struct desk *desk)
{
	desk->in_batch = false;
	store_abort(desk->store);
	rules_unbind(desk); /* a call may have been bound by what is gone now */
}
