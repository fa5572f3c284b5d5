#include <config.h>

#include "fundedwork.h"

#include <criterion/criterion.h>
#include <string.h>

#include "desk/awarding.h"
#include "desk/funded.h"

/* Writes as an act of that day would, without being one. */
struct writing_deed {
	struct deed deed;
	struct err err;
	uint64_t entry;
};

static void
deed_open(struct work *work, const char *id, const char *on, struct writing_deed *writing)
{
	struct desk *desk = work->desk;

	*writing = (struct writing_deed){.deed = {.desk = desk, .store = desk->store, .act = act_named("announce"), .arena = &work->arena,
		.person = &desk->person, .date = work_date(on), .detail = ""}};
	writing->deed.project = work_project(work, id);
	writing->deed.entry = (struct entry){.who = "test", .role = "", .from = "", .act = "test", .date = writing->deed.date, .reason = "", .op = "",
		.assumed_today = writing->deed.date, .detail = ""};
	cr_assert_eq(store_write(desk->store, 0, &writing->err), 0, "%s", writing->err.message);
}

/* Settles what is due and stores the project. */
static void
deed_close(struct writing_deed *writing)
{
	struct deed *deed = &writing->deed;

	cr_assert_eq(funded_settle(deed, deed->project, &writing->err), 0, "%s", writing->err.message);
	cr_assert_eq(funded_clock(deed, deed->project, &writing->err), 0, "%s", writing->err.message);
	cr_assert_eq(deed_put(deed, deed->project, &writing->err), 0, "%s", writing->err.message);
	cr_assert_eq(store_entry_end(deed->store, &writing->entry, &writing->err), 0, "%s", writing->err.message);
	cr_assert_eq(store_commit(deed->store, &writing->err), 0, "%s", writing->err.message);
}

void
funded_award(struct work *work, const char *id, enum stage stage, const char *awarded_on)
{
	struct writing_deed writing;

	deed_open(work, id, awarded_on, &writing);
	cr_assert_eq(award_give(&writing.deed, writing.deed.project, "青人社〔2021〕9号", &writing.err), 0, "%s", writing.err.message);
	writing.deed.project->awarded_on = work_date(awarded_on);
	writing.deed.project->stage = stage_code(stage);
	deed_close(&writing);
}

const char *
funded_bring(struct work *work, enum stage stage, const char *awarded_on)
{
	const char *id = work_intake(work, NULL);

	funded_award(work, id, stage, awarded_on);
	return id;
}

const char *
funded_assess(struct work *work, const char *id, const char *kind, int year, const char *result, const char *grade, const char *on)
{
	struct assessment *assessment = record_new(&type_assessment, &work->arena);
	bool final = strcmp(kind, "final") == 0;
	struct writing_deed writing;

	deed_open(work, id, on, &writing);
	assessment->project = writing.deed.project->head.number;
	assessment->kind = kind;
	assessment->year = year;
	assessment->assessed_on = work_date(on);
	assessment->assessor_kind = "office";
	assessment->result = result;
	assessment->grade = grade;
	assessment->signed_by = "李敏";
	assessment->once = arena_printf(&work->arena, "%u %s %d", (unsigned)assessment->project, kind, year);
	cr_assert_eq(deed_put(&writing.deed, assessment, &writing.err), 0, "%s", writing.err.message);
	writing.deed.project->assessed_year = year;
	if (final)
		writing.deed.project->final_grade = grade;
	deed_close(&writing);
	return record_id(assessment, &work->arena);
}

const char *
funded_inspect(struct work *work, const char *id, const char *outcome, const char *on)
{
	struct inspection *inspection = record_new(&type_inspection, &work->arena);
	struct writing_deed writing;

	deed_open(work, id, on, &writing);
	inspection->project = writing.deed.project->head.number;
	inspection->inspected_on = work_date(on);
	inspection->inspected_by = "工作小组";
	inspection->findings = "购置与项目无关的设备";
	inspection->outcome = outcome;
	cr_assert_eq(deed_put(&writing.deed, inspection, &writing.err), 0, "%s", writing.err.message);
	deed_close(&writing);
	return record_id(inspection, &work->arena);
}

void
funded_pay(struct work *work, const char *id, const char *on)
{
	struct writing_deed writing;
	void **records;
	size_t count;

	deed_open(work, id, on, &writing);
	count = deed_parts(&writing.deed, &type_obligation, &records);
	for (size_t i = 0; i < count; i++) {
		struct obligation *obligation = records[i];
		if (obligation->amount <= 0 || obligation->paid == obligation->amount)
			continue;
		obligation->paid = obligation->amount;
		obligation->state = "paid";
		cr_assert_eq(deed_put(&writing.deed, obligation, &writing.err), 0, "%s", writing.err.message);
	}
	deed_close(&writing);
}

void
funded_cycle(struct work *work, const char *id, const char *from, const char *to)
{
	struct writing_deed writing;

	deed_open(work, id, from, &writing);
	writing.deed.project->cycle_from = work_date(from);
	writing.deed.project->cycle_to = work_date(to);
	deed_close(&writing);
}

const char *
funded_meeting(struct work *work, const char *on)
{
	return work_do(work, "record_meeting", NULL, NULL, "meeting.body=工作小组", "meeting.number=青首技会〔2023〕3号",
		arena_printf(&work->arena, "meeting.held_on=%s", on), "meeting.attendees=八家成员单位", "meeting.resolution=同意", NULL);
}

struct obligation *
funded_obligation(struct work *work, const char *id, const char *payment, int turn)
{
	void **records;
	size_t count;

	cr_assert_eq(store_begin(work->desk->store, NULL), 0);
	count = parts_read(work->desk, &type_obligation, work_project(work, id)->head.number, &work->arena, &records);
	store_end(work->desk->store);
	for (size_t i = 0; i < count; i++) {
		struct obligation *obligation = records[i];
		if (strcmp(obligation->payment, payment) == 0 && obligation->turn == turn)
			return obligation;
	}
	return NULL;
}

const char *
funded_newest(struct work *work, const char *id, const struct record_type *type)
{
	void *record = work_part(work, id, type);

	cr_assert(record, "no %s of %s", type->name, id);
	return record_id(record, &work->arena);
}
