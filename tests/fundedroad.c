#include <config.h>

#include "fundedroad.h"

#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

enum { ARGS_MOST = 60, IDS_KEPT = 512 };

const char life_unit_fund[] = "education_surcharge", life_leader_fund[] = "talent";

static const char scored_stages[] = "stages: [submitted, candidate, eligible, in_review, scored, proposed,",
	listed_stages[] = "stages: [submitted, candidate, eligible, proposed,";

static const char *const judged[] = {"district_unit", "front_line_post", "key_technology", "spreads_techniques", "passes_on_skills",
	"accepted_by_workers", "unit_system", "studio_or_team", "treatment", "skilled_workforce", NULL};
static const char *const judged_again[] = {"physical_studio", "next_stage", NULL};
static const char *const papers[] = {"unit_licence", "leader_identity", "certificate", "appointment", "internal_publicity", "unit_system", "studio",
	"treatment", "education_fund", "matching_promise", NULL};
static const char *const papers_new[] = {"application_form", "plan_and_budget", NULL};
static const char *const papers_again[] = {"follow_on_form", "final_assessment", "last_cycle_report", "next_stage_plan", NULL};

/* ---- acts */

/* Ids are kept in a ring that is longer than a life. */
static const char *
keep_id(const char *id)
{
	static char ids[IDS_KEPT][32];
	static size_t next;
	char *kept = ids[next++ % IDS_KEPT];

	snprintf(kept, sizeof ids[0], "%s", id);
	return kept;
}

/* The office lets another day stand in for today, the others give it as the business date. */
static struct run
run_act(struct life *life, const char *as, const char *today, va_list list)
{
	const char *args[ARGS_MOST] = {"do"}, *arg;
	bool office = !as || strcmp(as, "limin") == 0;
	size_t count = 1;
	struct run run;

	while ((arg = va_arg(list, const char *))) {
		cr_assert_lt(count, ARGS_MOST - 4);
		args[count++] = arg;
	}
	args[count++] = "--json";
	if (!office) {
		args[count++] = "--date";
		args[count] = today;
	}
	life->office.as = as;
	life->office.today = office ? today : NULL;
	run = office_run_with(&life->office, NULL, 0, args);
	life->office.as = "limin";
	life->office.today = today;
	return run;
}

const char *
life_do(struct life *life, const char *as, const char *today, ...)
{
	struct run run;
	json_t *answer;
	const char *id;
	va_list list;

	va_start(list, today);
	run = run_act(life, as, today, list);
	va_end(list);
	cr_assert_eq(run.status, 0, "by %s on %s: %s%s", as ? as : "nobody", today, run.err, run.out);
	answer = hard_json_of(&run, 0);
	id = keep_id(hard_text(answer, "id"));
	json_decref(answer);
	run_free(&run);
	return id;
}

void
life_refused(struct life *life, const char *as, const char *today, const char *text, ...)
{
	struct run run;
	va_list list;

	va_start(list, text);
	run = run_act(life, as, today, list);
	va_end(list);
	cr_assert_neq(run.status, 0, "by %s on %s it was done, and not refused as '%s'\n%s", as, today, text, run.out);
	cr_assert(strstr(run.err, text) || strstr(run.out, text), "'%s' is not in\n%s%s", text, run.err, run.out);
	run_free(&run);
}

/* ---- the office */

/* The text with the first such piece replaced. */
static void
replace(struct buf *text, const char *from, const char *to)
{
	char *old = buf_detach(text), *at = strstr(old, from);

	cr_assert(at, "'%s' is not in the rules", from);
	*text = (struct buf){0};
	buf_add(text, old, (size_t)(at - old));
	buf_addf(text, "%s%s", to, at + strlen(from));
	free(old);
}

static void
write_rules(struct life *life, const char *from, const char *to)
{
	struct buf text = {0};
	char *tree = test_read(test_source("rules.yaml"), NULL);

	buf_addf(&text, "%s", tree);
	free(tree);
	replace(&text, scored_stages, listed_stages);
	replace(&text, scored_stages, listed_stages);
	replace(&text, "more_candidates_than_places: true", "more_candidates_than_places: false");
	if (from)
		replace(&text, from, to);
	snprintf(life->rules, sizeof life->rules, "%s", office_file(&life->office, "rules.yaml"));
	test_write(life->rules, text.data, text.len);
	buf_free(&text);
}

void
life_open(struct life *life, const char *from, const char *to)
{
	office_open(&life->office);
	write_rules(life, from, to);
	snprintf(life->forms, sizeof life->forms, "%s", test_source("forms"));
	life->office.rules = life->rules;
	life->office.forms = life->forms;
	life->office.today = "2021-02-24";
	office_must(&life->office, 0, "init");
	life_do(life, NULL, "2021-02-24", "staff_add", "id=limin", "name=李敏", "roles=office admin", NULL);
	life_do(life, "limin", "2021-02-24", "staff_add", "id=gujun", "name=顾军", "roles=approver", NULL);
	life_do(life, "limin", "2021-02-24", "staff_add", "id=qianhong", "name=钱红", "roles=finance", NULL);
	life_call(life, 2021);
}

void
life_close(struct life *life)
{
	office_close(&life->office);
}

void
life_call(struct life *life, int year)
{
	char inputs[4][32], day[16];

	snprintf(day, sizeof day, "%d-02-24", year);
	snprintf(inputs[0], sizeof inputs[0], "year=%d", year);
	snprintf(inputs[1], sizeof inputs[1], "opens=%d-03-01", year);
	snprintf(inputs[2], sizeof inputs[2], "closes=%d-04-09", year);
	snprintf(inputs[3], sizeof inputs[3], "first_review_by=%d-04-30", year);
	life_do(life, "limin", day, "open_call", "quota=12", inputs[0], inputs[1], inputs[2], inputs[3], NULL);
}

/* ---- applications */

static const char *
day_of(int year, const char *rest)
{
	static char days[16][16];
	static size_t next;
	char *day = days[next++ % 16];

	snprintf(day, sizeof days[0], "%d-%s", year, rest);
	return day;
}

const char *
life_intake(struct life *life, int year, const char *predecessor, const char *more)
{
	char call[32], from[32], to[32], before[64];

	snprintf(call, sizeof call, "project.call=%d", year);
	snprintf(from, sizeof from, "publicity_from=%d-02-07", year);
	snprintf(to, sizeof to, "publicity_to=%d-02-14", year);
	snprintf(before, sizeof before, "predecessor=%s", predecessor ? predecessor : "");
	return LIFE_DO(life, "limin", day_of(year, "03-31"), "intake", call, predecessor ? "track=follow_on" : "track=new", "reviewer=310118102",
		"unit.name=上海淀湖精密模具有限公司", "unit.uscc=91310118MA1J00161T", "unit.nature=enterprise", "unit.contact=王强",
		"unit.phone=13800138000", "unit_payee.bank=上海银行青浦支行", "unit_payee.account_name=上海淀湖精密模具有限公司",
		"unit_payee.account=310066661018150001234", "leader.name=单海燕", "leader.resident_id=310229198003050023", "leader.occupation=模具工",
		"leader.level=technician", "leader.post=首席技师", "leader.appointed_from=2020-01-01", "leader.appointed_to=2027-12-31",
		"leader_payee.bank=上海银行青浦支行", "leader_payee.account_name=单海燕", "leader_payee.account=6222021001116245702",
		"matching_committed=100000", from, to, before, more ? more : "results=改进精密模具三项");
}

static void
for_each(struct life *life, const char *id, const char *day, const char *const codes[], bool paper)
{
	for (; *codes; codes++) {
		char input[64];
		snprintf(input, sizeof input, paper ? "item=%s" : "condition=%s", *codes);
		if (paper)
			LIFE_DO(life, "limin", day, "receive_material", id, input, "state=received");
		else
			LIFE_DO(life, "limin", day, "attest", id, input, "result=met", "evidence=已核对原件");
	}
}

void
life_submit(struct life *life, const char *id, int year, bool follow_on)
{
	const char *day = day_of(year, "03-31");

	for_each(life, id, day, papers, true);
	for_each(life, id, day, follow_on ? papers_again : papers_new, true);
	LIFE_DO(life, "limin", day, "submit", id);
	for_each(life, id, day, judged, false);
	if (follow_on)
		for_each(life, id, day, judged_again, false);
}

void
life_award(struct life *life, const char *id, int year)
{
	char call[8], held[32], meeting[48];
	const char *list, *publicity;

	snprintf(call, sizeof call, "%d", year);
	snprintf(held, sizeof held, "held_on=%d-05-12", year);
	LIFE_DO(life, "limin", day_of(year, "04-02"), "first_review", id, "conclusion=recommend", "opinion=同意推荐", "recommended=1");
	LIFE_DO(life, "limin", day_of(year, "04-12"), "accept", id);
	LIFE_DO(life, "limin", day_of(year, "05-10"), "close_call", call);
	list = LIFE_DO(life, "limin", day_of(year, "05-11"), "propose", call);
	LIFE_DO(life, "gujun", day_of(year, "05-11"), "approve", list);
	snprintf(meeting, sizeof meeting, "meeting=%s", LIFE_DO(life, "limin", day_of(year, "05-12"), "record_meeting", "body=工作小组会议",
		"number=青首技会1号", held, "attendees=各成员单位", "resolution=同意"));
	LIFE_DO(life, "limin", day_of(year, "05-12"), "resolve", list, meeting);
	publicity = LIFE_DO(life, "limin", day_of(year, "05-13"), "publicise", list, "contact=小组办 59732000");
	LIFE_DO(life, "limin", day_of(year, "05-21"), "announce", publicity, "document=青人社〔2021〕20号");
	life_expect(life, id, "stage", "awarded");
}

/* ---- money */

void
life_pay(struct life *life, const char *fund, const char *today, const char *voucher)
{
	char of[64], by[64];
	const char *batch;

	snprintf(of, sizeof of, "fund=%s", fund);
	snprintf(by, sizeof by, "voucher=%s", voucher);
	batch = LIFE_DO(life, "qianhong", today, "prepare_payment", of);
	LIFE_DO(life, "gujun", today, "approve_payment", batch);
	LIFE_DO(life, "qianhong", today, "record_payment", batch, by);
}

json_t *
life_due(const struct life *life, const char *id, const char *payment, int year)
{
	json_t *all = hard_json(&life->office, 0, "due", NULL), *found = NULL, *row;
	size_t i;

	json_array_foreach(all, i, row)
		if (strcmp(hard_text(row, "project"), id) == 0 && strcmp(hard_text(row, "payment"), payment) == 0 && hard_number(row, "year") == year)
			found = json_incref(row);
	json_decref(all);
	return found;
}

void
life_expect_due(const struct life *life, const char *id, const char *payment, int year, const char *amount, const char *paid, const char *clause,
	const char *because)
{
	json_t *due = life_due(life, id, payment, year);

	cr_assert(due, "nothing is told of %s of %d", payment, year);
	cr_assert_str_eq(hard_text(due, "amount"), amount, "%s of %d", payment, year);
	cr_assert_str_eq(hard_text(due, "paid"), paid, "%s of %d", payment, year);
	cr_assert_str_eq(hard_text(due, "clause"), clause, "%s of %d", payment, year);
	if (because)
		cr_assert_str_eq(hard_text(due, "because"), because, "%s of %d: %s", payment, year, hard_text(due, "because"));
	json_decref(due);
}

void
life_expect(const struct life *life, const char *id, const char *field, const char *value)
{
	json_t *project = hard_json(&life->office, 0, "show", id, NULL);

	cr_assert_str_eq(hard_text(project, field), value, "%s of %s: %s", field, id, hard_text(project, field));
	json_decref(project);
}
