#include <config.h>

#include "bookwork.h"

#include <criterion/criterion.h>

static void
put_all(struct work *work, void *const *records, size_t count, const char *day)
{
	struct entry entry = {.who = "test", .role = "", .from = "", .act = "test", .date = work_date(day), .reason = "", .op = "",
		.assumed_today = DATE_NONE, .detail = ""};
	uint64_t number;

	cr_assert_eq(store_write(work->desk->store, 0, &work->err), 0, "%s", work->err.message);
	cr_assert_eq(store_entry_begin(work->desk->store, &entry, &work->err), 0);
	for (size_t i = 0; i < count; i++) {
		((struct record *)records[i])->last_date = entry.date;
		cr_assert_eq(store_put(work->desk->store, records[i], &work->err), 0, "%s", work->err.message);
	}
	cr_assert_eq(store_entry_end(work->desk->store, &number, &work->err), 0);
	cr_assert_eq(store_commit(work->desk->store, &work->err), 0);
}

const char *
books_award(struct work *work)
{
	const char *id = work_bring(work, STAGE_eligible);
	struct project *project = work_project(work, id);
	struct award *award = record_new(&type_award, &work->arena);

	work_day(work, "2021-06-01");
	project->stage = stage_code(STAGE_awarded);
	award->project = project->head.number;
	award->awarded_on = project->awarded_on = work_date("2021-06-01");
	award->cycle_from = project->cycle_from = work_date("2021-01-01");
	award->cycle_to = project->cycle_to = work_date("2023-12-31");
	award->document = "青人社〔2021〕30号";
	award->unit_name = project->unit.name;
	award->leader_name = project->leader.name;
	put_all(work, (void *[]){award, project}, 2, "2021-06-01");
	return id;
}

void
books_pay(struct work *work, const char *id)
{
	struct obligation *obligation = work_part(work, id, &type_obligation);
	struct payment *payment = record_new(&type_payment, &work->arena);
	struct project *project = work_project(work, id);

	project->unit_paid = project->grant_left = 10000000;
	if (!obligation)
		obligation = record_new(&type_obligation, &work->arena);
	obligation->project = payment->project = project->head.number;
	obligation->payment = "unit_grant";
	obligation->payee = payment->payee = "unit";
	obligation->fund = payment->fund = "education_surcharge";
	obligation->turn = 1;
	obligation->amount = obligation->paid = 10000000;
	obligation->state = payment->state = "paid";
	obligation->once = arena_printf(&work->arena, "%u unit_grant 1", (unsigned)project->head.number);
	payment->amount = payment->paid = 10000000;
	payment->paid_on = work_date("2021-07-01");
	payment->voucher = "拨-1";
	put_all(work, (void *[]){obligation, payment, project}, 3, "2021-07-01");
}

const char *
books_running(struct work *work)
{
	const char *id = books_award(work);

	work_day(work, "2021-06-10");
	work_do(work, "sign_agreement", id, NULL, "signed_on=2021-06-08", "unit_signer=陆文", "leader_signer=何国庆", "targets=三年培养高技能人才 9 名", NULL);
	work_day(work, "2021-07-01");
	books_pay(work, id);
	return id;
}
