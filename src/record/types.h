/* The records of the programme.  Members come from the .def lists beside this file. */
#ifndef RECORD_TYPES_H
#define RECORD_TYPES_H

#include "record/record.h"

#define FIELD(kind, name, tag, ...) field_##kind name;
#define RETIRED(tag)

/* Parts that stand in a project as they were when applied. */
struct unit {
#include "record/unit.def"
};
struct leader {
#include "record/leader.def"
};
struct payee {
#include "record/payee.def"
};

struct project {
	struct record head;
#include "record/project.def"
	struct unit unit;
	struct leader leader;
	struct payee unit_payee;
	struct payee leader_payee;
};
struct call {
	struct record head;
#include "record/call.def"
};
struct rulebook {
	struct record head;
#include "record/rulebook.def"
};
struct material {
	struct record head;
#include "record/material.def"
};
struct correction {
	struct record head;
#include "record/correction.def"
};
struct attestation {
	struct record head;
#include "record/attestation.def"
};
struct first_review {
	struct record head;
#include "record/first_review.def"
};
struct override {
	struct record head;
#include "record/override.def"
};
struct line {
	struct record head;
#include "record/line.def"
};
struct staff {
	struct record head;
#include "record/staff.def"
};
struct office {
	struct record head;
#include "record/office.def"
};
#include "record/types-review.h"
#include "record/types-funded.h"

#undef FIELD
#undef RETIRED

extern struct record_type type_project, type_call, type_rulebook, type_material, type_correction, type_attestation,
	type_first_review, type_override, type_line, type_staff, type_office, type_panel, type_assignment, type_recusal,
	type_score_sheet, type_proposal, type_proposal_item, type_meeting, type_publicity, type_objection, type_award,
	type_tie_decision,
	type_agreement, type_task, type_obligation, type_funds_request, type_batch, type_payment, type_account_change,
	type_expense, type_matching, type_refund, type_inspection, type_grant_elsewhere, type_assessment, type_answer,
	type_order, type_repayment, type_alteration, type_recommendation, type_printing;

/* All types, ended by NULL; by name, or by the code on disk (NULL when unknown). */
extern struct record_type *const record_types[];
struct record_type *record_type_named(const char *name);
struct record_type *record_type_coded(unsigned char code);
/* The column by which records of the type belong to a project; NULL where they do not. */
const struct column *record_project_column(const struct record_type *type);

#endif
