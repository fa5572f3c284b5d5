/* The sample office; another district's rules; and acts at random, which must never leave the table of stages. */
#include <config.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "deskwork.h"
#include "desk/ranking.h"
#include "store/admin.h"

/* ---- the sample office */

static void
make_sample(struct work *work, const char *name, struct buf *dump)
{
	struct desk_options options = {.dir = work_file(work, name), .rules = test_source("rules.yaml"), .forms = test_source("forms"),
		.today = DATE_NONE, .as_of = DATE_NONE};

	cr_assert_eq(desk_init(&options, true, NULL, NULL, &work->err), 0, "%s", work->err.message);
	desk_close(work->desk);
	cr_assert_eq(desk_open(&work->desk, &options, &work->err), 0, "%s", work->err.message);
	work_dump(work->desk->store, dump);
}

Test(sample_office, is_the_same_every_time)
{
	WORK(work);
	struct buf first = {0}, second = {0};

	make_sample(&work, "first", &first);
	make_sample(&work, "second", &second);
	cr_assert_gt(first.len, 100000);
	cr_assert_eq(first.len, second.len);
	cr_assert_eq(memcmp(first.data, second.data, first.len), 0);
	buf_free(&first);
	buf_free(&second);
}

Test(sample_office, has_projects_in_every_stage_that_these_acts_reach_and_staff_of_every_role)
{
	WORK(work);
	struct buf dump = {0};
	uint32_t seen = 0, reached = STAGE_SET(draft) | STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate) | STAGE_SET(eligible) |
		STAGE_SET(not_recommended) | STAGE_SET(rejected) | STAGE_SET(withdrawn) | STAGE_SET(lapsed) | STAGE_SET(void) |
		STAGE_SET(in_review) | STAGE_SET(scored) | STAGE_SET(proposed) | STAGE_SET(reserve) | STAGE_SET(resolved) | STAGE_SET(publicised) |
		STAGE_SET(awarded) | STAGE_SET(not_selected) | STAGE_SET(removed) | STAGE_SET(declined) | STAGE_SET(running) |
		STAGE_SET(rectifying) | STAGE_SET(suspended) | STAGE_SET(completed) | STAGE_SET(cancelled) | STAGE_SET(terminated);
	unsigned roles = 0;
	const char **ids;

	make_sample(&work, "sample", &dump);
	for (uint32_t i = 1; i <= store_count(work.desk->store, &type_project); i++)
		seen |= UINT32_C(1) << stage_of(((struct project *)work_record(&work, &type_project, i))->stage);
	cr_assert_eq(seen, reached);
	cr_assert_eq(store_count(work.desk->store, &type_call), 5);
	for (uint32_t i = 1; i <= store_count(work.desk->store, &type_staff); i++)
		roles |= roles_parse(((struct staff *)work_record(&work, &type_staff, i))->roles);
	cr_assert_eq(roles, ROLES_ALL);
	cr_assert(desk_is_demo(work.desk));
	cr_assert_eq(desk_today(work.desk), work_date("2023-04-12"));
	cr_assert_str_eq(desk_person(work.desk)->id, "limin", "whoever comes sits down at the office's seat");
	cr_assert_eq(desk_seats(work.desk, &work.arena, &ids), store_count(work.desk->store, &type_staff));
	cr_assert_str_eq(desk_seat_label(work.desk, "limin", &work.arena), "李敏 · office");
	cr_assert_eq(desk_sit(work.desk, "qianhong", &work.err), 0);
	cr_assert_eq(desk_person(work.desk)->roles, ROLE(finance));
	cr_assert_eq(desk_sit(work.desk, "nobody", &work.err), -1);
	buf_free(&dump);
}

/* The call whose ranking is the one drawn in every description of this review. */
Test(sample_office, shows_a_ranking_with_a_tie_at_the_line_two_recusals_and_three_sheets)
{
	static const struct {
		unsigned rank;
		const char *totals, *mean;
		enum place place;
	} wanted[] = {
		{1, "(95) 92 91 90 (84)", "91.00", PLACE_IN},
		{2, "(93) 90 90 89 (85)", "89.67", PLACE_IN},
		{3, "(90) 88 87 87 (80)", "87.33", PLACE_TIED},
		{3, "(91) 88 88 86 (79)", "87.33", PLACE_TIED},
		{5, "88 86 85", "86.33", PLACE_RESERVE},
	};
	WORK(work);
	struct buf dump = {0};
	struct ranking ranking;

	make_sample(&work, "sample", &dump);
	cr_assert_eq(desk_rank(work.desk, "2022-2", NULL, &work.arena, &ranking, &work.err), 0, "%s", work.err.message);
	cr_assert_eq(ranking.scored.places, 3);
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		const struct standing *standing = &ranking.scored.standings[i];
		cr_expect_eq(standing->rank, wanted[i].rank);
		cr_expect_str_eq(ranking_totals(&ranking, standing, &work.arena), wanted[i].totals);
		cr_expect_str_eq(scoring_print(ranking.review, standing->mean, &work.arena), wanted[i].mean);
		cr_expect_eq(standing->place, wanted[i].place);
	}
	buf_free(&dump);
}

static bool
stop_at_ten(void *user, uint64_t done, uint64_t total)
{
	(void)user;
	cr_assert_lt(done, total);
	return done < 10;
}

Test(sample_office, stopped_half_way_is_empty)
{
	WORK(work);
	struct desk_options options = {.dir = work_file(&work, "stopped"), .rules = test_source("rules.yaml"), .forms = test_source("forms"),
		.today = DATE_NONE, .as_of = DATE_NONE};

	cr_assert_eq(desk_init(&options, true, stop_at_ten, NULL, &work.err), -1);
	cr_assert_str_eq(work.err.message, "stopped");
	desk_close(work.desk);
	work.desk = NULL;
	cr_assert_eq(desk_open(&work.desk, &options, &work.err), 0);
	cr_assert_eq(store_count(work.desk->store, &type_project), 0);
	cr_assert_eq(store_count(work.desk->store, &type_staff), 0);
}

/* ---- another district */

static void
open_district(struct work *work, const char *name, const char *rules)
{
	struct desk_options options = {.dir = work_file(work, name), .rules = rules, .forms = test_source("forms"),
		.today = work_date("2023-03-01"), .as_of = DATE_NONE};

	cr_assert_eq(desk_init(&options, false, NULL, NULL, &work->err), 0, "%s", work->err.message);
	desk_close(work->desk);
	cr_assert_eq(desk_open(&work->desk, &options, &work->err), 0, "%s", work->err.message);
	work_do(work, "open_call", NULL, NULL, "year=2023", "quota=3", NULL);
	work_do(work, "intake", NULL, NULL, "track=studio", "reviewer=east", "unit.name=甲厂", "unit.uscc=91350100M000100Y43", "unit.nature=school",
		"unit.staff_count=80", "unit.contact=王强", "unit.phone=13800138000", "leader.name=李丽", "leader.resident_id=11010519491231002X",
		"leader.occupation=钳工", "leader.level=technician", "leader.appointed_from=2021-01-01", "leader.appointed_to=2026-12-31", NULL);
}

Test(other_rules, a_stage_that_the_track_leaves_out_is_passed_through)
{
	WORK(work);

	open_district(&work, "district", test_source("tests/data/rules-other.yaml"));
	const char *id = work.result.id;
	cr_assert_str_eq(id, "NBW2023-0001", "numbers of the track's own");
	work_do(&work, "submit", id, NULL, NULL);
	cr_assert_str_eq(work.result.stage, "candidate", "there is no first review");
	cr_assert_eq(verdicts_get(&work.result.verdicts, "not_a_school")->result, VERDICT_FAIL);
	cr_assert_eq(work_project(&work, id)->deadline, DATE_NONE);
	work_do(&work, "return", id, NULL, "defects=x", NULL);
	cr_assert_eq(work_project(&work, id)->deadline, work_date("2023-03-03"), "three days, the first counts");
	work_day(&work, "2023-03-08");
	work_refused(&work, ERR_STAGE, "by the rules of this call an application does not lapse", "lapse", id, NULL, NULL);
	work_do(&work, "submit", id, NULL, NULL);
	cr_assert_str_eq(work.result.stage, "candidate");
}

Test(other_rules, two_stages_left_out_are_passed_through_together)
{
	WORK(work);
	char *text = test_read(test_source("tests/data/rules-other.yaml"), NULL), *at = strstr(text, "stages: [candidate, ");
	const char *path = work_file(&work, "other.yaml"), *changed;

	cr_assert(at);
	*at = '\0';
	changed = arena_printf(&work.arena, "%sstages: [%s", text, at + strlen("stages: [candidate, "));
	test_write(path, changed, strlen(changed));
	free(text);
	open_district(&work, "district", path);
	work_do(&work, "submit", work.result.id, NULL, NULL);
	cr_assert_str_eq(work.result.stage, "eligible");
}

/* ---- at random */

/* Where each act may lead, as the programme's table has it. */
static const struct {
	const char *act;
	uint32_t from, to; /* to 0: stays where it is */
} table[] = {
	{"amend", STAGE_SET(draft) | STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate) | STAGE_SET(eligible), 0},
	{"submit", STAGE_SET(draft), STAGE_SET(submitted)},
	{"submit", STAGE_SET(returned), STAGE_SET(submitted) | STAGE_SET(candidate)},
	{"receive_material", STAGE_SET(draft) | STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate) | STAGE_SET(eligible), 0},
	{"attest", STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate), 0},
	{"override", STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate), 0},
	{"first_review", STAGE_SET(submitted), STAGE_SET(candidate) | STAGE_SET(not_recommended) | STAGE_SET(rejected)},
	{"return", STAGE_SET(submitted) | STAGE_SET(candidate), STAGE_SET(returned)},
	{"accept", STAGE_SET(candidate), STAGE_SET(eligible)},
	{"reject", STAGE_SET(candidate), STAGE_SET(rejected)},
	{"withdraw", STAGE_SET(draft) | STAGE_SET(submitted) | STAGE_SET(returned) | STAGE_SET(candidate) | STAGE_SET(eligible), STAGE_SET(withdrawn)},
	{"lapse", STAGE_SET(returned), STAGE_SET(lapsed)},
	{"void", STAGE_SET(draft), STAGE_SET(void)},
	{"reveal", UINT32_MAX, 0},
};

static bool
table_allows(const char *act, enum stage from, enum stage to)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strcmp(table[i].act, act) == 0 && table[i].from & UINT32_C(1) << from &&
			(table[i].to ? (table[i].to & UINT32_C(1) << to) != 0 : from == to))
			return true;
	return false;
}

static unsigned
chance(struct work *work, unsigned limit)
{
	work->sampler.state = work->sampler.state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(work->sampler.state >> 33) % limit;
}

#define PICK(work, list) list[chance(work, sizeof list / sizeof *list)]

static int
random_inputs(struct work *work, const char *act, const char *id)
{
	static const char *const conditions[] = {"district_unit", "treatment", "technician_level", "unit_system", "studio_or_team", "nonsense"};
	static const char *const results[] = {"met", "met", "not_met", "missing"};
	static const char *const conclusions[] = {"recommend", "recommend", "recommend", "recommend", "not_recommended", "rejected"};
	const char *reason = chance(work, 8) ? "依职权" : NULL;

	if (strcmp(act, "attest") == 0)
		return work_try(work, act, id, reason, arena_printf(&work->arena, "condition=%s", PICK(work, conditions)),
			arena_printf(&work->arena, "result=%s", PICK(work, results)), "evidence=看过", NULL);
	if (strcmp(act, "override") == 0)
		return work_try(work, act, id, reason, arena_printf(&work->arena, "condition=%s", PICK(work, conditions)), "result=pass", "reason=依解释",
			NULL);
	if (strcmp(act, "first_review") == 0)
		return work_try(work, act, id, reason, arena_printf(&work->arena, "conclusion=%s", PICK(work, conclusions)), "opinion=已审", NULL);
	if (strcmp(act, "receive_material") == 0)
		return work_try(work, act, id, reason, "item=studio", chance(work, 2) ? "state=received" : "state=missing", NULL);
	if (strcmp(act, "return") == 0)
		return work_try(work, act, id, reason, "defects=缺件", NULL);
	if (strcmp(act, "amend") == 0)
		return work_try(work, act, id, reason, chance(work, 9) ? "note=甲" : "leader.level=大师", NULL);
	return work_try(work, act, id, reason, NULL);
}

/* One act, by anybody, on any project; true when it was done. */
static void
random_act(struct work *work)
{
	static const char *const seats[] = {"limin", "limin", "cs-zjj", "cs-zjj", "ck-zjj", "cs-xj", "gujun", "admin", "zeng", "shenyi"};
	const char *act = table[chance(work, sizeof table / sizeof *table)].act;
	const char *id = arena_printf(&work->arena, "QP2021-%04u", 1 + chance(work, 24));
	enum stage before = stage_of(work_project(work, id)->stage), after;
	uint64_t entries = desk_pulse(work->desk);
	int status;

	work_sit(work, PICK(work, seats));
	if (chance(work, 6) == 0)
		work->ask.date = work->desk->today - (date_t)chance(work, 4);
	status = random_inputs(work, act, id);
	after = stage_of(work_project(work, id)->stage);
	cr_assert_eq(desk_pulse(work->desk), entries + (status == 0), "%s on %s", act, id);
	if (status == 0)
		cr_assert(table_allows(act, before, after), "%s led from %s to %s", act, stage_code(before), stage_code(after));
	else
		cr_assert_eq(before, after, "%s was refused, and yet led from %s to %s", act, stage_code(before), stage_code(after));
}

static void
random_round(struct work *work)
{
	bool batch = chance(work, 2), bulk = chance(work, 3) == 0, keep = chance(work, 4) != 0;

	if (chance(work, 8) == 0 && work->desk->today < work_date("2021-06-30"))
		work->desk->today++;
	if (batch)
		cr_assert_eq(desk_batch(work->desk, bulk, &work->err), 0);
	for (unsigned i = 0; i < 25; i++)
		random_act(work);
	if (!batch)
		return;
	if (keep)
		cr_assert_eq(desk_batch_commit(work->desk, &work->err), 0, "%s", work->err.message);
	else
		desk_batch_abort(work->desk);
}

Test(random_acts, never_reach_a_stage_that_the_table_does_not_allow_and_a_rebuild_gives_the_same_records)
{
	WORK(work);
	struct buf was = {0}, again = {0};
	const char *into = work_file(&work, "again");
	struct verify_report report = {0};
	struct store *store;
	uint64_t entries, all;

	for (int i = 0; i < 12; i++) {
		work_bring(&work, STAGE_candidate);
		work_bring(&work, i % 2 ? STAGE_submitted : STAGE_draft);
	}
	for (int i = 0; i < 40; i++)
		random_round(&work);
	work_dump(work.desk->store, &was);
	all = desk_pulse(work.desk);
	desk_close(work.desk);
	work.desk = NULL;
	cr_assert_gt(all, 400, "only %llu acts were done", (unsigned long long)all);
	cr_assert_eq(store_rebuild(work.records, into, DATE_NONE, &entries, NULL, NULL, &work.err), 0, "%s", work.err.message);
	cr_assert_eq(entries, all);
	cr_assert_eq(store_open(&store, into, STORE_READ_ONLY, &work.err), 0);
	work_dump(store, &again);
	store_close(store);
	cr_assert(was.len == again.len && memcmp(was.data, again.data, was.len) == 0);
	cr_assert_eq(store_verify(work.records, &report, NULL, NULL, &work.err), 0, "%s", work.err.message);
	cr_assert_eq(report.faults.errors, 0);
	faults_free(&report.faults);
	buf_free(&was);
	buf_free(&again);
}
