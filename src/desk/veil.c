/* What a review hides: its workings from all but those who run it, and the applicants from experts. */
#include <config.h>

#include "desk/room.h"

#include <stdlib.h>
#include <string.h>

#include "desk/blind.h"
#include "desk/ranking.h"
#include "desk/set.h"

/* Types that few see: the office, the approver and the auditor always, and of the other roles only these. */
static const struct {
	const struct record_type *type;
	unsigned roles;
} kept_back[] = {
	{&type_panel, 0},
	{&type_recusal, 0},
	{&type_tie_decision, 0},
	{&type_proposal, 0},
	{&type_proposal_item, 0},
	{&type_meeting, 0},
	{&type_objection, 0},
	{&type_obligation, ROLE(finance)},
	{&type_batch, ROLE(finance)},
	{&type_payment, ROLE(finance)},
	{&type_account_change, ROLE(finance)},
	{&type_grant_elsewhere, ROLE(finance)},
	{&type_funds_request, ROLE(finance) | ROLE(window)},
	{&type_order, ROLE(finance)},
	{&type_repayment, ROLE(finance)},
	{&type_alteration, ROLE(finance)},
	{&type_recommendation, ROLE(finance)},
	{&type_answer, 0},
	{&type_assessment, ROLE(window) | ROLE(reviewer) | ROLE(finance)},
	{&type_assignment, ROLE(expert)},
	{&type_score_sheet, ROLE(expert)},
	{&type_first_review, ROLE(window) | ROLE(reviewer) | ROLE(finance)},
	{&type_correction, ROLE(window) | ROLE(reviewer) | ROLE(finance)},
	{&type_attestation, ROLE(window) | ROLE(reviewer) | ROLE(finance)},
	{&type_override, ROLE(window) | ROLE(reviewer) | ROLE(finance)},
	{&type_agreement, ROLE(window) | ROLE(reviewer) | ROLE(finance)},
	{&type_task, ROLE(window) | ROLE(reviewer) | ROLE(finance)},
	{&type_expense, ROLE(finance)},
	{&type_matching, ROLE(finance)},
	{&type_refund, ROLE(finance)},
	{&type_inspection, ROLE(finance)},
};

/* Members of projects that tell of a drafted list. */
static const char *const working_columns[] = {"project.score", "project.rank", "project.reserve", "project.proposal"};

/* Members of projects that tell of money. */
static const char *const money_columns[] = {"project.unit_due", "project.unit_paid", "project.leader_due", "project.leader_paid", "project.grant_spent",
	"project.grant_left", "project.matching_received", "project.matching_spent"};

/* Stages that only a drafted list tells apart. */
static const uint32_t drafted = STAGE_SET(proposed) | STAGE_SET(reserve) | STAGE_SET(not_selected) | STAGE_SET(resolved) | STAGE_SET(declined);
/* Stages up to which nothing hidden touches the record of a project. */
static const uint32_t untouched = STAGE_SET(draft) | STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate) | STAGE_SET(eligible) |
	STAGE_SET(in_review) | STAGE_SET(not_recommended) | STAGE_SET(rejected) | STAGE_SET(lapsed) | STAGE_SET(void);

/* What the acts that an outsider may hear of did is public, or was done in the open. */
static const char *const told_of_review[] = {"close_scoring", "publicise", "announce"};
static const char *const acts_of_review[] = {"form_panel", "assign", "declare_recusal", "confirm_recusal", "score", "reopen_sheet", "refuse_reopening",
	"close_scoring", "decide_tie", "what_if", "propose", "approve", "send_back", "record_meeting", "resolve", "publicise", "object", "resolve_objection", "promote",
	"decline", "announce"};

/* What only those hear of who see money. */
static const char *const acts_of_money[] = {"prepare_payment", "approve_payment", "send_back_payment", "record_payment",
	"return_payment", "change_account", "approve_account", "refuse_account", "record_grant_elsewhere", "withdraw_grant_elsewhere", "record_matching",
	"record_expense", "reverse_entry", "record_refund", "inspect", "order_clawback", "approve_order",
	"send_back_order", "resolve_order", "record_repayment", "recommend_to_city"};

#define LENGTH(table) (sizeof(table) / sizeof *(table))

static bool
is_among(const char *const *words, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

bool
desk_veiled(const struct desk *desk)
{
	return !desk_may(desk, ROLE(office) | ROLE(approver) | ROLE(auditor)) && !desk->founding;
}

/* ---- what the records say now */

/* Lists that were before the public, and those whose projects were recognised without it. */
static void
read_announced(struct desk *desk, struct veil *veil)
{
	uint32_t total = store_count(desk->store, &type_publicity), lists = store_count(desk->store, &type_proposal);
	void *record;

	veil->announced = arena_alloc(&veil->arena, (total + lists + 1) * sizeof *veil->announced);
	veil->unscored = arena_alloc(&veil->arena, (lists + 1) * sizeof *veil->unscored);
	for (uint32_t number = 1; number <= total; number++)
		if (store_get(desk->store, &type_publicity, number, &veil->arena, &record, NULL) == 0 &&
			strcmp(((struct publicity *)record)->state, "announced") == 0)
			veil->announced[veil->announced_count++] = ((struct publicity *)record)->call;
	for (uint32_t number = 1; number <= lists; number++) {
		const struct proposal *list;
		if (store_get(desk->store, &type_proposal, number, &veil->arena, &record, NULL) < 0)
			continue;
		list = record;
		if (list->awarded == 1)
			veil->announced[veil->announced_count++] = list->call;
		if (list->unscored == 1)
			veil->unscored[veil->unscored_count++] = list->call;
	}
}

void
assigned_numbers(struct desk *desk, struct numbers *out)
{
	struct numbers given = {0};
	struct arena arena = {0};
	void *record;

	set_range_text(desk->store, &type_assignment, record_column(&type_assignment, "expert"), desk->person.id, &given);
	for (size_t i = 0; i < given.count; i++) {
		arena_reset(&arena);
		if (store_get(desk->store, &type_assignment, given.items[i], &arena, &record, NULL) < 0)
			continue;
		const struct assignment *assignment = record;
		if (strcmp(assignment->expert, desk->person.id) == 0 && /* a key may stand for longer texts too */
			(strcmp(assignment->state, "open") == 0 || strcmp(assignment->state, "submitted") == 0))
			numbers_add(out, assignment->project);
	}
	set_sort(out, store_count(desk->store, &type_project));
	numbers_free(&given);
	arena_free(&arena);
}

void
veil_free(struct veil *veil)
{
	numbers_free(&veil->assigned);
	arena_free(&veil->arena);
	*veil = (struct veil){0};
}

static struct veil *
veil_now(struct desk *desk)
{
	uint64_t pulse = store_last_entry(desk->store);

	if (desk->veil.known && desk->veil.pulse == pulse)
		return &desk->veil;
	veil_free(&desk->veil);
	if (store_begin(desk->store, NULL) < 0)
		return &desk->veil;
	read_announced(desk, &desk->veil);
	if (desk->scope.assigned)
		assigned_numbers(desk, &desk->veil.assigned);
	store_end(desk->store);
	desk->veil.pulse = pulse;
	desk->veil.known = true;
	return &desk->veil;
}

const struct numbers *
desk_assigned(struct desk *desk)
{
	return &veil_now(desk)->assigned;
}

/* ---- stages */

enum stage
veil_stage(struct desk *desk, enum stage stage, const char *call)
{
	const struct veil *veil;

	if (stage >= STAGE_COUNT || !(drafted & UINT32_C(1) << stage))
		return stage;
	veil = veil_now(desk);
	if (is_among(veil->announced, veil->announced_count, call)) /* a reserve on its way up stands on the reserve list until its own publicity */
		return stage == STAGE_proposed || stage == STAGE_resolved ? STAGE_reserve : stage;
	return is_among(veil->unscored, veil->unscored_count, call) ? STAGE_eligible : STAGE_scored;
}

enum stage
desk_stage(struct desk *desk, const struct project *project)
{
	enum stage stage = stage_of(project->stage);

	return desk_veiled(desk) ? veil_stage(desk, stage, project->call) : stage;
}

bool
veil_hides_revision(const struct desk *desk, const struct project *project)
{
	enum stage stage = stage_of(project->stage);

	return desk_veiled(desk) && stage < STAGE_COUNT && !(untouched & UINT32_C(1) << stage);
}

/* Adds those of a stage that show another one. */
static void
add_shown(struct desk *desk, enum stage stage, enum stage shown, struct numbers *out)
{
	const struct column *columns[] = {record_column(&type_project, "project.call"), record_column(&type_project, "project.stage")};
	struct numbers some = {0};
	struct arena arena = {0};
	size_t kept = 0;
	void *record;

	set_range_text(desk->store, &type_project, columns[1], stage_code(stage), &some);
	for (size_t i = 0; i < some.count; i++) {
		arena_reset(&arena);
		if (store_get_columns(desk->store, &type_project, some.items[i], columns, LENGTH(columns), &arena, &record, NULL) == 0 &&
			desk_stage(desk, record) == shown)
			some.items[kept++] = some.items[i];
	}
	some.count = kept;
	set_or(out, &some);
	numbers_free(&some);
	arena_free(&arena);
}

void
veil_stage_numbers(struct desk *desk, enum stage shown, struct numbers *out)
{
	static const uint32_t shared = STAGE_SET(eligible) | STAGE_SET(scored) | STAGE_SET(reserve);
	uint32_t asked = UINT32_C(1) << shown;

	if (!desk_veiled(desk) || !(asked & (drafted | shared))) {
		set_range_text(desk->store, &type_project, record_column(&type_project, "project.stage"), stage_code(shown), out);
		return;
	}
	for (int stage = 0; stage < STAGE_COUNT; stage++)
		if (asked & UINT32_C(1) << stage || (asked & shared && drafted & UINT32_C(1) << stage))
			add_shown(desk, (enum stage)stage, shown, out);
}

/* ---- types and columns */

bool
veil_hides_type(const struct desk *desk, const struct record_type *type)
{
	for (size_t i = 0; desk_veiled(desk) && i < LENGTH(kept_back); i++)
		if (kept_back[i].type == type)
			return !desk_may(desk, kept_back[i].roles);
	return false;
}

/* Whether the person is an expert and nothing else that sees projects. */
static bool
expert_only(const struct desk *desk)
{
	return desk->scope.assigned && !desk->scope.all && !desk->scope.column;
}

bool
veil_hides_column(const struct desk *desk, const struct column *column)
{
	if (!column || !desk_veiled(desk))
		return false;
	if (is_among(working_columns, LENGTH(working_columns), column->path))
		return true;
	if (!desk_may(desk, ROLE(finance)) && is_among(money_columns, LENGTH(money_columns), column->path))
		return true;
	return expert_only(desk) && blind_column(column->path);
}

/* ---- records */

/* Whether it is only as an expert that the person sees the project. */
static bool
seen_as_expert(struct desk *desk, const struct project *project)
{
	struct scope others = desk->scope;

	others.assigned = false;
	return desk->scope.assigned && !scope_has(&others, project);
}

bool
desk_blind(struct desk *desk, const struct project *project)
{
	const struct rules *rules;
	const struct review_rules *review;

	if (!desk_veiled(desk) || !seen_as_expert(desk, project))
		return false;
	rules = desk_rules_of(desk, project->call, NULL);
	review = rules ? rules_review(rules) : NULL;
	return !review || review->hide_unit || review->hide_leader; /* where the rules cannot be read nothing is shown */
}

static void
clear_column(void *record, const char *path)
{
	const struct column *column = record_column(&type_project, path);

	column->field->kind->clear(column_of(record, column));
}

static void
hide_payees(struct project *project)
{
	struct record *head = &project->head;
	const struct column *columns;
	size_t count;

	columns = record_columns(head->type, &count);
	for (size_t i = 0; i < count; i++)
		if (columns[i].field->flags & FIELD_PAYEE)
			columns[i].field->kind->clear(column_of(project, &columns[i]));
}

static void
veil_project(struct desk *desk, struct project *project, struct arena *arena)
{
	enum stage shown = desk_stage(desk, project);

	if (veil_hides_revision(desk, project))
		project->head.revision = 0;
	if (shown != stage_of(project->stage))
		project->end_reason = "";
	if (seen_as_expert(desk, project))
		hide_payees(project);
	if (desk_blind(desk, project))
		blind_project(desk, project, arena);
	if (shown < STAGE_COUNT)
		project->stage = stage_code(shown);
	for (size_t i = 0; i < LENGTH(working_columns); i++)
		clear_column(project, working_columns[i]);
	for (size_t i = 0; !desk_may(desk, ROLE(finance)) && i < LENGTH(money_columns); i++)
		clear_column(project, money_columns[i]);
}

void
veil_record(struct desk *desk, void *record, struct arena *arena)
{
	const struct record *head = record;

	if (!desk_veiled(desk))
		return;
	if (head->type == &type_project)
		veil_project(desk, record, arena);
	else
		blind_part(desk, record, arena);
	if (head->type == &type_publicity)
		((struct publicity *)record)->proposal = 0;
}

/* What belongs to a project and is an expert's own, or is hidden from one who sees the project as an expert only. */
bool
veil_part(struct desk *desk, const void *record, const struct project *project)
{
	const struct record *head = record;
	const struct column *expert;

	if (!desk_veiled(desk))
		return true;
	if (head->type == &type_assignment || head->type == &type_score_sheet) {
		expert = record_column(head->type, "expert");
		return strcmp(*(const char *const *)column_in(record, expert), desk->person.id) == 0 &&
			set_has(desk_assigned(desk), project->head.number);
	}
	for (size_t i = 0; i < LENGTH(kept_back); i++)
		if (kept_back[i].type == head->type)
			return !seen_as_expert(desk, project);
	return true;
}

/* ---- the journal */

/* A stage that only a drafted list tells apart reads as the one that is shown. */
static const char *
shown_stage(const char *plain, const char *text)
{
	enum stage stage = plain ? stage_of(plain) : STAGE_COUNT;

	return stage < STAGE_COUNT && drafted & UINT32_C(1) << stage ? code_label(NULL, "stage", "scored") : text;
}

size_t
veil_changes(struct desk *desk, struct change *changes, size_t count)
{
	size_t kept = 0;

	if (!desk_veiled(desk))
		return count;
	for (size_t i = 0; i < count; i++) {
		struct change *change = &changes[i];
		if (veil_hides_column(desk, change->column))
			continue;
		if (change->column && strcmp(change->column->path, "project.stage") == 0) {
			change->old_text = shown_stage(change->old_plain, change->old_text);
			change->new_text = shown_stage(change->new_plain, change->new_text);
			change->old_plain = change->old_text;
			change->new_plain = change->new_text;
		}
		changes[kept++] = *change;
	}
	return kept;
}

bool
veil_tells(const struct desk *desk, const struct entry *entry)
{
	if (!desk_veiled(desk))
		return true;
	if (expert_only(desk))
		return false;
	if (!desk_may(desk, ROLE(finance)) && is_among(acts_of_money, LENGTH(acts_of_money), entry->act))
		return false;
	return !is_among(acts_of_review, LENGTH(acts_of_review), entry->act) || is_among(told_of_review, LENGTH(told_of_review), entry->act);
}
