#include <config.h>

#include "desk/types.h"

#include <string.h>

const struct record_type *const project_type = &type_project;
const struct record_type *const call_type = &type_call;
const struct record_type *const rulebook_type = &type_rulebook;
const struct record_type *const material_type = &type_material;
const struct record_type *const correction_type = &type_correction;
const struct record_type *const attestation_type = &type_attestation;
const struct record_type *const first_review_type = &type_first_review;
const struct record_type *const override_type = &type_override;
const struct record_type *const staff_type = &type_staff;
const struct record_type *const office_type = &type_office;
const struct record_type *const panel_type = &type_panel;
const struct record_type *const assignment_type = &type_assignment;
const struct record_type *const recusal_type = &type_recusal;
const struct record_type *const score_sheet_type = &type_score_sheet;
const struct record_type *const proposal_type = &type_proposal;
const struct record_type *const meeting_type = &type_meeting;
const struct record_type *const publicity_type = &type_publicity;
const struct record_type *const objection_type = &type_objection;
const struct record_type *const tie_decision_type = &type_tie_decision;
const struct record_type *const agreement_type = &type_agreement;
const struct record_type *const task_type = &type_task;
const struct record_type *const obligation_type = &type_obligation;
const struct record_type *const funds_request_type = &type_funds_request;
const struct record_type *const batch_type = &type_batch;
const struct record_type *const payment_type = &type_payment;
const struct record_type *const account_change_type = &type_account_change;
const struct record_type *const expense_type = &type_expense;
const struct record_type *const matching_type = &type_matching;
const struct record_type *const refund_type = &type_refund;
const struct record_type *const inspection_type = &type_inspection;
const struct record_type *const grant_elsewhere_type = &type_grant_elsewhere;
const struct record_type *const assessment_type = &type_assessment;
const struct record_type *const answer_type = &type_answer;
const struct record_type *const order_type = &type_order;
const struct record_type *const repayment_type = &type_repayment;
const struct record_type *const alteration_type = &type_alteration;
const struct record_type *const recommendation_type = &type_recommendation;

const struct call *
call_of(struct deed *deed, const char *id, struct err *err)
{
	uint32_t number = store_find(deed->store, &type_call, record_column(&type_call, "call.id"), id);
	void *record;

	if (!number) {
		err_set(err, ERR_MISSING, _("there is no call '%s'"), id);
		return NULL;
	}
	return store_get(deed->store, &type_call, number, deed->arena, &record, err) < 0 ? NULL : record;
}

static bool
material_settled(void **records, size_t count, const char *item)
{
	for (size_t i = 0; i < count; i++) {
		const struct material *material = records[i];
		if (strcmp(material->item, item) == 0)
			return strcmp(material->state, "received") == 0 || strcmp(material->state, "not_needed") == 0;
	}
	return false;
}

static void
add_missing(struct buf *missing, const struct checklist_item *item)
{
	if (missing->len)
		buf_adds(missing, _(", "));
	if (strcmp(item->origin.clause, "office") != 0)
		buf_addf(missing, "%s ", item->origin.clause);
	buf_adds(missing, words_in(item->label, words_lang()));
}

int
check_materials(struct deed *deed, struct err *err)
{
	const struct rules *rules = deed_rules(deed, err);
	const struct track *track = rules ? rules_track(rules, deed->project->track) : NULL;
	struct buf missing = {0};
	void **records;
	size_t count;

	if (!track)
		return -1;
	count = deed_parts(deed, &type_material, &records);
	for (size_t i = 0; i < track->checklist_count; i++) {
		const struct checklist_item *item = &track->checklist[i];
		if (item->required && !material_settled(records, count, item->code))
			add_missing(&missing, item);
	}
	if (missing.len)
		err_set(err, ERR_STAGE, _("materials are missing: %s"), buf_text(&missing));
	int result = missing.len ? -1 : 0;
	buf_free(&missing);
	return result;
}

enum stage
returned_from(struct deed *deed)
{
	void **records;
	size_t count = deed_parts(deed, &type_correction, &records);
	enum stage stage = STAGE_submitted;

	for (size_t i = 0; i < count; i++) {
		const struct correction *correction = records[i];
		if (strcmp(correction->state, "open") == 0 && stage_of(correction->from_stage) < STAGE_COUNT)
			stage = stage_of(correction->from_stage);
	}
	return stage;
}
