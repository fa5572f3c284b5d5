/* Small things the acts share. */
#ifndef DESK_TYPES_H
#define DESK_TYPES_H

#include "desk/deed.h"

/* Addresses of types, for the const tables of acts. */
extern const struct record_type *const project_type;
extern const struct record_type *const call_type;
extern const struct record_type *const rulebook_type;
extern const struct record_type *const material_type;
extern const struct record_type *const correction_type;
extern const struct record_type *const attestation_type;
extern const struct record_type *const first_review_type;
extern const struct record_type *const override_type;
extern const struct record_type *const staff_type;
extern const struct record_type *const office_type;
extern const struct record_type *const panel_type;
extern const struct record_type *const assignment_type;
extern const struct record_type *const recusal_type;
extern const struct record_type *const score_sheet_type;
extern const struct record_type *const proposal_type;
extern const struct record_type *const meeting_type;
extern const struct record_type *const publicity_type;
extern const struct record_type *const objection_type;
extern const struct record_type *const tie_decision_type;
extern const struct record_type *const agreement_type;
extern const struct record_type *const task_type;
extern const struct record_type *const obligation_type;
extern const struct record_type *const funds_request_type;
extern const struct record_type *const batch_type;
extern const struct record_type *const payment_type;
extern const struct record_type *const account_change_type;
extern const struct record_type *const expense_type;
extern const struct record_type *const matching_type;
extern const struct record_type *const refund_type;
extern const struct record_type *const inspection_type;
extern const struct record_type *const grant_elsewhere_type;
extern const struct record_type *const assessment_type;
extern const struct record_type *const answer_type;
extern const struct record_type *const order_type;
extern const struct record_type *const repayment_type;
extern const struct record_type *const alteration_type;
extern const struct record_type *const recommendation_type;

/* The call by id as the transaction sees it; NULL and ERR_MISSING. */
const struct call *call_of(struct deed *deed, const char *id, struct err *err);
/* Required materials of the track are there or waived; else an error naming all that are missing. */
int check_materials(struct deed *deed, struct err *err);
/* Where a returned project goes back to: the stage its open correction notice came from. */
enum stage returned_from(struct deed *deed);
/* Roles and place of a person fit together, and the account is nobody else's. */
int staff_check(struct deed *deed, const struct staff *staff, struct err *err);

#endif
