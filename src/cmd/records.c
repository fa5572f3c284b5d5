#include <config.h>

#include "cmd/records.h"

#include <ctype.h>
#include <string.h>

#include "desk/query.h"

#define COLUMNS(...) (const char *const[]){__VA_ARGS__, NULL}

const struct record_list record_lists[] = {
	{"projects", &type_project, COLUMNS("id", "track", "call", "stage", "unit.name", "leader.name", "reviewer", "year")},
	{"calls", &type_call, COLUMNS("id", "year", "title", "quota", "opens", "closes", "state")},
	{"staff", &type_staff, COLUMNS("id", "name", "roles", "organisation", "state", "account")},
	{"materials", &type_material, COLUMNS("project", "item", "state", "copy", "copies", "pages", "received_on")},
	{"corrections", &type_correction, COLUMNS("project", "state", "deadline", "served", "served_on", "received_on", "defects")},
	{"attestations", &type_attestation, COLUMNS("project", "condition", "result", "evidence", "attested_by", "attested_on")},
	{"first_reviews", &type_first_review, COLUMNS("project", "conclusion", "recommended", "reviewed_on", "late", "handled_by", "opinion")},
	{"overrides", &type_override, COLUMNS("project", "condition", "result", "decided_by", "decided_on", "reason")},
	{"rulebooks", &type_rulebook, COLUMNS("title", "adopted_on", "hash")},
	{"panels", &type_panel, COLUMNS("call", "title", "experts", "chair", "formed_on")},
	{"assignments", &type_assignment, COLUMNS("project", "expert", "call", "state", "assigned_on")},
	{"recusals", &type_recusal, COLUMNS("project", "expert", "found", "state", "reason", "decided_by", "decided_on")},
	{"score_sheets", &type_score_sheet, COLUMNS("project", "expert", "state", "total_shown", "submitted_on", "keyed_by", "checked_by", "remark")},
	{"ties", &type_tie_decision, COLUMNS("project", "order", "decided_by", "decided_on", "reason")},
	{"proposals", &type_proposal, COLUMNS("call", "state", "projects", "amount", "made_by", "approved_by", "meeting", "from_reserve")},
	{"proposal_items", &type_proposal_item, COLUMNS("proposal", "project", "place", "rank", "mean", "reserve", "amount", "exception")},
	{"meetings", &type_meeting, COLUMNS("number", "body", "held_on", "call", "resolution")},
	{"publicities", &type_publicity, COLUMNS("call", "first_day", "last_day", "place", "contact", "state", "document")},
	{"objections", &type_objection, COLUMNS("project", "publicity", "state", "received_on", "about", "decision", "finding", "decided_on")},
	{"awards", &type_award, COLUMNS("project", "awarded_on", "document", "cycle_from", "cycle_to", "amount")},
	{"agreements", &type_agreement, COLUMNS("project", "signed_on", "unit_signer", "leader_signer", "document", "unit_name", "leader_name")},
	{"tasks", &type_task, COLUMNS("project", "year", "task", "target", "planned", "reached", "state", "reported_on", "result")},
	{"expenses", &type_expense, COLUMNS("project", "source", "use", "spent_on", "amount", "voucher", "what", "reverses", "reversed_by")},
	{"matching_funds", &type_matching, COLUMNS("project", "received_on", "amount", "voucher", "note", "reverses", "reversed_by")},
	{"refunds", &type_refund, COLUMNS("project", "refunded_on", "amount", "voucher", "document", "note")},
	{"inspections", &type_inspection, COLUMNS("project", "inspected_on", "inspected_by", "outcome", "misused", "findings")},
	{"obligations", &type_obligation, COLUMNS("project", "payment", "payee", "fund", "year", "budget_year", "amount", "paid", "in_hand", "state", "clause")},
	{"batches", &type_batch, COLUMNS("fund", "budget_year", "state", "payments", "amount", "made_by", "approved_by", "prepared_on", "paid_on", "voucher")},
	{"payments", &type_payment, COLUMNS("project", "batch", "obligation", "payee", "fund", "account_name", "account", "amount", "paid", "state", "paid_on",
		"voucher", "failure")},
	{"funds_requests", &type_funds_request, COLUMNS("project", "obligation", "amount", "purpose", "asked_on", "state")},
	{"account_changes", &type_account_change, COLUMNS("project", "payee", "bank", "account_name", "account", "authorisation", "state", "asked_by",
		"approved_by", "decided_on")},
	{"grants_elsewhere", &type_grant_elsewhere, COLUMNS("project", "payee", "policy", "level", "alike", "amount", "granted_on", "document", "withdrawn")},
	{"orders", &type_order, COLUMNS("project", "kind", "state", "rests_on", "issued_on", "deadline", "amount", "repaid", "payee", "made_by", "approved_by",
		"meeting")},
	{"repayments", &type_repayment, COLUMNS("project", "order", "amount", "repaid_on", "voucher")},
	{"alterations", &type_alteration, COLUMNS("project", "kind", "happened_on", "old_name", "new_name", "document")},
	{"recommendations", &type_recommendation, COLUMNS("project", "city_call", "rank", "recommended_on", "result", "amount", "document")},
	{"assessments", &type_assessment, COLUMNS("project", "kind", "year", "result", "points", "grade", "assessor_kind", "assessor", "assessed_on", "cured",
		"signed_by")},
	{"answers", &type_answer, COLUMNS("project", "kind", "year", "assessor", "state", "total_shown")},
	{"printings", &type_printing, COLUMNS("code", "sheet", "target", "way", "time", "printed_by", "printed_on")},
	{"lines", &type_line, COLUMNS("project", "list", "position", "removed")},
	{0},
};

const struct record_list *
records_named(const char *name, struct err *err)
{
	struct buf all = {0};

	for (const struct record_list *list = record_lists; list->name; list++)
		if (strcmp(list->name, name) == 0 || strcmp(list->type->name, name) == 0)
			return list;
	for (const struct record_list *list = record_lists; list->name; list++)
		buf_addf(&all, " %s", list->name);
	err_set(err, ERR_USAGE, _("there are no records '%s'; there are:%s"), name, buf_text(&all));
	buf_free(&all);
	return NULL;
}

/* Whether the id has the form of the type: letters and digits, or whatever stands in a field. */
static bool
may_be(const struct record_type *type, const char *id)
{
	size_t letters;

	if (type->id)
		return true;
	letters = strlen(type->letters);
	return strncmp(id, type->letters, letters) == 0 && isdigit((unsigned char)id[letters]);
}

int
records_find(struct command *command, const char *id, const struct record_type **type, void **record, struct err *err)
{
	struct desk *desk = command_desk(command, err);
	struct err first = {0};

	if (!desk)
		return -1;
	for (struct record_type *const *each = record_types; *each; each++) {
		struct err why = {0};
		if (!may_be(*each, id))
			continue;
		if (desk_get(desk, *each, id, &command->arena, record, &why) == 0) {
			if (type)
				*type = *each;
			return 0;
		}
		if (why.code != ERR_MISSING || first.code == ERR_NONE)
			first = why;
		if (why.code != ERR_MISSING)
			break;
	}
	if (err)
		*err = first;
	return -1;
}

const char *
records_extra_label(struct command *command, const char *name)
{
	struct desk *desk = command_desk(command, NULL);
	const struct form *form = desk ? desk_form(desk, "intake", NULL) : NULL;
	const struct form_field *field = form ? form_field(form, name) : NULL;

	return field ? form_label(field) : name;
}

const char **
split_names(const char *text, struct arena *arena, size_t *count)
{
	const char **names = arena_alloc(arena, (strlen(text) / 2 + 2) * sizeof *names);

	*count = 0;
	while (*text) {
		size_t len = strcspn(text, ", ");
		if (len)
			names[(*count)++] = arena_strndup(arena, text, len);
		text += len;
		text += strspn(text, ", ");
	}
	return names;
}
