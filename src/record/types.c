#include <config.h>

#include "record/types.h"

#include <string.h>

/* On disk a field's key is its part's base and its tag.  The parts of a project stand one behind the other with room to grow. */
enum { BASE_OWN = KEY_PARTS, BASE_UNIT = 100, BASE_LEADER = 140, BASE_UNIT_PAYEE = 190, BASE_LEADER_PAYEE = 210, BASE_END = 230 };

#define PART unit
#define PART_DEF "record/unit.def"
#define PART_ROOM (BASE_LEADER - BASE_UNIT)
#include "record/part.inc"

#define PART leader
#define PART_DEF "record/leader.def"
#define PART_ROOM (BASE_UNIT_PAYEE - BASE_LEADER)
#include "record/part.inc"

#define PART payee
#define PART_DEF "record/payee.def"
#define PART_ROOM (BASE_LEADER_PAYEE - BASE_UNIT_PAYEE)
#include "record/part.inc"

#define PART project
#define PART_DEF "record/project.def"
#define PART_ROOM (BASE_UNIT - BASE_OWN)
#include "record/part.inc"

_Static_assert(BASE_LEADER_PAYEE - BASE_UNIT_PAYEE <= BASE_END - BASE_LEADER_PAYEE, "the second payee has as much room");

#define OWN_ROOM (BASE_END - BASE_OWN)

#define PART call
#define PART_DEF "record/call.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART rulebook
#define PART_DEF "record/rulebook.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART material
#define PART_DEF "record/material.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART correction
#define PART_DEF "record/correction.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART attestation
#define PART_DEF "record/attestation.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART first_review
#define PART_DEF "record/first_review.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART override
#define PART_DEF "record/override.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART line
#define PART_DEF "record/line.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART staff
#define PART_DEF "record/staff.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART office
#define PART_DEF "record/office.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART panel
#define PART_DEF "record/panel.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART assignment
#define PART_DEF "record/assignment.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART recusal
#define PART_DEF "record/recusal.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART score_sheet
#define PART_DEF "record/score_sheet.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART proposal
#define PART_DEF "record/proposal.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART proposal_item
#define PART_DEF "record/proposal_item.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART meeting
#define PART_DEF "record/meeting.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART publicity
#define PART_DEF "record/publicity.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART objection
#define PART_DEF "record/objection.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART award
#define PART_DEF "record/award.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART tie_decision
#define PART_DEF "record/tie_decision.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART agreement
#define PART_DEF "record/agreement.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART task
#define PART_DEF "record/task.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART obligation
#define PART_DEF "record/obligation.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART funds_request
#define PART_DEF "record/funds_request.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART batch
#define PART_DEF "record/batch.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART payment
#define PART_DEF "record/payment.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART account_change
#define PART_DEF "record/account_change.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART expense
#define PART_DEF "record/expense.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART matching
#define PART_DEF "record/matching.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART refund
#define PART_DEF "record/refund.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART inspection
#define PART_DEF "record/inspection.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART grant_elsewhere
#define PART_DEF "record/grant_elsewhere.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART assessment
#define PART_DEF "record/assessment.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART answer
#define PART_DEF "record/answer.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART order
#define PART_DEF "record/order.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART repayment
#define PART_DEF "record/repayment.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART alteration
#define PART_DEF "record/alteration.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART recommendation
#define PART_DEF "record/recommendation.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define PART printing
#define PART_DEF "record/printing.def"
#define PART_ROOM OWN_ROOM
#include "record/part.inc"

#define FIELDS(table) .fields = table##_fields, .count = sizeof table##_fields / sizeof *table##_fields

static const struct part project_parts[] = {
	{.name = "project", .label = N_("Project"), FIELDS(project), .base = BASE_OWN},
	{.name = "unit", .label = N_("Unit"), FIELDS(unit), .base = BASE_UNIT, .offset = offsetof(struct project, unit)},
	{.name = "leader", .label = N_("Leader"), FIELDS(leader), .base = BASE_LEADER, .offset = offsetof(struct project, leader)},
	{
		.name = "unit_payee",
		.label = N_("Unit's account"),
		FIELDS(payee),
		.base = BASE_UNIT_PAYEE,
		.offset = offsetof(struct project, unit_payee),
	},
	{
		.name = "leader_payee",
		.label = N_("Leader's account"),
		FIELDS(payee),
		.base = BASE_LEADER_PAYEE,
		.offset = offsetof(struct project, leader_payee),
	},
};

/* ---- the types; their codes are on disk and never used again */

struct record_type type_project = {
	.name = "project",
	.label = N_("Project"),
	.code = 1,
	.version = 1,
	.size = sizeof(struct project),
	.parts = project_parts,
	.part_count = sizeof project_parts / sizeof *project_parts,
	.id = "id",
	.tally = {"project.call", "project.stage", "project.reviewer"},
};

/* A type of one part, which has the type's name. */
#define ONE_PART(type_name, type_code, type_label) \
	.name = #type_name, .label = type_label, .code = type_code, .version = 1, .size = sizeof(struct type_name), \
	.parts = &(const struct part){.name = #type_name, .label = type_label, FIELDS(type_name), .base = BASE_OWN}, .part_count = 1

struct record_type type_call = {ONE_PART(call, 2, N_("Call")), .id = "id"};
struct record_type type_rulebook = {ONE_PART(rulebook, 3, N_("Rules")), .letters = "R"};
struct record_type type_material = {ONE_PART(material, 4, N_("Material")), .letters = "M"};
struct record_type type_correction = {ONE_PART(correction, 5, N_("Correction notice")), .letters = "B"};
struct record_type type_attestation = {ONE_PART(attestation, 6, N_("Attestation")), .letters = "A"};
struct record_type type_first_review = {ONE_PART(first_review, 7, N_("First review")), .letters = "F"};
struct record_type type_override = {ONE_PART(override, 8, N_("Override")), .letters = "O"};
struct record_type type_line = {ONE_PART(line, 9, N_("Row")), .letters = "L"};
struct record_type type_staff = {ONE_PART(staff, 10, N_("Staff member")), .id = "id"};
struct record_type type_office = {ONE_PART(office, 11, N_("Office")), .letters = "OF"};
struct record_type type_panel = {ONE_PART(panel, 12, N_("Panel")), .letters = "P"};
struct record_type type_assignment = {ONE_PART(assignment, 13, N_("Assignment")), .letters = "G"};
struct record_type type_recusal = {ONE_PART(recusal, 14, N_("Recusal")), .letters = "H"};
struct record_type type_score_sheet = {ONE_PART(score_sheet, 15, N_("Score sheet")), .letters = "S"};
struct record_type type_proposal = {ONE_PART(proposal, 16, N_("Drafted list")), .letters = "N"};
struct record_type type_proposal_item = {ONE_PART(proposal_item, 17, N_("Row of a drafted list")), .letters = "NI"};
struct record_type type_meeting = {ONE_PART(meeting, 18, N_("Meeting")), .letters = "T"};
struct record_type type_publicity = {ONE_PART(publicity, 19, N_("Publicity")), .letters = "U"};
struct record_type type_objection = {ONE_PART(objection, 20, N_("Objection")), .letters = "J"};
struct record_type type_award = {ONE_PART(award, 21, N_("Award")), .letters = "W"};
struct record_type type_tie_decision = {ONE_PART(tie_decision, 22, N_("Decision of a tie")), .letters = "K"};
struct record_type type_agreement = {ONE_PART(agreement, 23, N_("Agreement")), .letters = "AG"};
struct record_type type_task = {ONE_PART(task, 24, N_("Task")), .letters = "TK"};
struct record_type type_obligation = {ONE_PART(obligation, 25, N_("Money due")), .letters = "OB"};
struct record_type type_funds_request = {ONE_PART(funds_request, 26, N_("Request for funds")), .letters = "FR"};
struct record_type type_batch = {ONE_PART(batch, 27, N_("Batch of payments")), .letters = "PB"};
struct record_type type_payment = {ONE_PART(payment, 28, N_("Payment")), .letters = "PM"};
struct record_type type_account_change = {ONE_PART(account_change, 29, N_("Change of account")), .letters = "AC"};
struct record_type type_expense = {ONE_PART(expense, 30, N_("Expense")), .letters = "EX"};
struct record_type type_matching = {ONE_PART(matching, 31, N_("Matching funds")), .letters = "MF"};
struct record_type type_refund = {ONE_PART(refund, 32, N_("Refund")), .letters = "RF"};
struct record_type type_inspection = {ONE_PART(inspection, 33, N_("Inspection")), .letters = "IN"};
struct record_type type_grant_elsewhere = {ONE_PART(grant_elsewhere, 34, N_("Grant elsewhere")), .letters = "GE"};
struct record_type type_assessment = {ONE_PART(assessment, 35, N_("Assessment")), .letters = "AS"};
struct record_type type_answer = {ONE_PART(answer, 36, N_("Checklist")), .letters = "AN"};
struct record_type type_order = {ONE_PART(order, 37, N_("Order")), .letters = "OR"};
struct record_type type_repayment = {ONE_PART(repayment, 38, N_("Repayment")), .letters = "RP"};
struct record_type type_alteration = {ONE_PART(alteration, 39, N_("Change")), .letters = "CH"};
struct record_type type_recommendation = {ONE_PART(recommendation, 40, N_("Recommendation")), .letters = "RC"};

struct record_type type_printing = {ONE_PART(printing, 41, N_("Printing")), .letters = "PR"};

struct record_type *const record_types[] = {
	&type_project,
	&type_call,
	&type_rulebook,
	&type_material,
	&type_correction,
	&type_attestation,
	&type_first_review,
	&type_override,
	&type_line,
	&type_staff,
	&type_office,
	&type_panel,
	&type_assignment,
	&type_recusal,
	&type_score_sheet,
	&type_proposal,
	&type_proposal_item,
	&type_meeting,
	&type_publicity,
	&type_objection,
	&type_award,
	&type_tie_decision,
	&type_agreement,
	&type_task,
	&type_obligation,
	&type_funds_request,
	&type_batch,
	&type_payment,
	&type_account_change,
	&type_expense,
	&type_matching,
	&type_refund,
	&type_inspection,
	&type_grant_elsewhere,
	&type_assessment,
	&type_answer,
	&type_order,
	&type_repayment,
	&type_alteration,
	&type_recommendation,
	&type_printing,
	NULL,
};

struct record_type *
record_type_named(const char *name)
{
	for (struct record_type *const *type = record_types; *type; type++)
		if (strcmp((*type)->name, name) == 0)
			return *type;
	return NULL;
}

struct record_type *
record_type_coded(unsigned char code)
{
	for (struct record_type *const *type = record_types; *type; type++)
		if ((*type)->code == code)
			return *type;
	return NULL;
}

const struct column *
record_project_column(const struct record_type *type)
{
	const struct column *column = type == &type_project ? NULL : record_column(type, "project");

	return column && column->field->kind == &kind_ref ? column : NULL;
}
