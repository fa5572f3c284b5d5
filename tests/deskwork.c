#include <config.h>

#include "deskwork.h"

#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

enum { INPUTS_MOST = 80 };

const char zhujiajiao[] = "310118102", xujing[] = "310118106";

static const struct sample_person people[] = {
	{"admin", "陆文", "admin", ""},
	{"limin", "李敏", "office", ""},
	{"zhaolei", "赵蕾", "office", ""},
	{"gujun", "顾军", "approver", ""},
	{"qianhong", "钱红", "finance", ""},
	{"shenyi", "沈毅", "auditor", ""},
	{"zeng", "曾正平", "expert", ""},
	{"cs-zjj", "单海燕", "reviewer", zhujiajiao},
	{"ck-zjj", "仇志强", "window", zhujiajiao},
	{"cs-xj", "查文斌", "reviewer", xujing},
	{"ck-xj", "翟丽华", "window", xujing},
};

/* ---- acts */

static const struct act_input *
read_inputs(struct work *work, va_list list, size_t *count)
{
	struct act_input *inputs = arena_alloc(&work->arena, INPUTS_MOST * sizeof *inputs);
	const char *text;

	*count = 0;
	while ((text = va_arg(list, const char *))) {
		const char *equals = strchr(text, '=');
		cr_assert(equals && *count < INPUTS_MOST);
		inputs[(*count)++] = (struct act_input){arena_strndup(&work->arena, text, (size_t)(equals - text)), equals + 1};
	}
	return inputs;
}

static int
attempt(struct work *work, const char *act, const char *target, const char *reason, const struct act_input *inputs, size_t count)
{
	struct act_request request = work->ask;
	int status;

	request.act = act_named(act);
	cr_assert(request.act, "no act %s", act);
	request.target = target;
	request.reason = reason;
	request.inputs = inputs;
	request.input_count = count;
	faults_free(&work->result.faults);
	work->err = (struct err){0};
	status = desk_do(work->desk, &request, &work->arena, &work->result, &work->err);
	work->ask = (struct act_request){.date = DATE_NONE};
	return status;
}

#define WITH_INPUTS(work, last, inputs, count) \
	const struct act_input *inputs; \
	size_t count; \
	va_list list_; \
	va_start(list_, last); \
	inputs = read_inputs(work, list_, &count); \
	va_end(list_)

int
work_try(struct work *work, const char *act, const char *target, const char *reason, ...)
{
	WITH_INPUTS(work, reason, inputs, count);
	return attempt(work, act, target, reason, inputs, count);
}

const char *
work_do(struct work *work, const char *act, const char *target, const char *reason, ...)
{
	WITH_INPUTS(work, reason, inputs, count);
	int status = attempt(work, act, target, reason, inputs, count);

	cr_assert_eq(status, 0, "%s %s: %s (%s)", act, target ? target : "", work->err.message, work->err.field);
	return work->result.id;
}

void
work_refused(struct work *work, enum err_code code, const char *message, const char *act, const char *target, const char *reason, ...)
{
	WITH_INPUTS(work, reason, inputs, count);
	uint64_t before = desk_pulse(work->desk);
	int status = attempt(work, act, target, reason, inputs, count);

	cr_assert_eq(status, -1, "%s was done, not refused: %s", act, message);
	cr_assert_str_eq(work->err.message, message);
	cr_assert_eq(work->err.code, code, "code %d, not %d: %s", (int)work->err.code, (int)code, message);
	cr_assert_eq(desk_pulse(work->desk), before, "%s left an entry", act);
}

/* ---- people and days */

date_t
work_date(const char *day)
{
	date_t date;

	cr_assert_eq(date_parse(&date, day, NULL, NULL), 0, "%s", day);
	return date;
}

void
work_sit(struct work *work, const char *person)
{
	struct err err;

	cr_assert_eq(desk_sit(work->desk, person, &err), 0, "%s: %s", person, err.message);
}

void
work_day(struct work *work, const char *day)
{
	work->desk->today = work_date(day);
	work->desk->assumed = true;
	work->desk->context_ready = false;
}

/* ---- files */

const char *
work_file(struct work *work, const char *name)
{
	return arena_printf(&work->arena, "%s/%s", work->dir, name);
}

const char *
work_rules(struct work *work, const char *from, const char *to)
{
	const char *path = work_file(work, "rules.yaml"), *changed;
	char *text = test_read(test_source("rules.yaml"), NULL), *at = strstr(text, from);

	cr_assert(at, "no %s", from);
	*at = '\0';
	changed = arena_printf(&work->arena, "%s%s%s", text, to, at + strlen(from));
	test_write(path, changed, strlen(changed));
	free(text);
	return path;
}

const char *
work_forms(struct work *work)
{
	const char *folder = work_file(work, "forms");
	DIR *forms = opendir(test_source("forms"));

	cr_assert(forms);
	mkdir(folder, 0700);
	for (const struct dirent *entry; (entry = readdir(forms));) {
		size_t len;
		char *text;
		if (!strstr(entry->d_name, ".yaml"))
			continue;
		text = test_read(test_source(arena_printf(&work->arena, "forms/%s", entry->d_name)), &len);
		test_write(arena_printf(&work->arena, "%s/%s", folder, entry->d_name), text, len);
		free(text);
	}
	closedir(forms);
	return folder;
}

static void
make_folder(struct work *work)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(work->dir, sizeof work->dir, "%s/work-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	cr_assert(mkdtemp(work->dir));
	snprintf(work->records, sizeof work->records, "%s/records", work->dir);
}

void
work_again(struct work *work, const char *rules)
{
	struct desk_options options = {.dir = work->records, .rules = rules ? rules : test_source("rules.yaml"), .as = "limin",
		.forms = work->forms ? work->forms : test_source("forms"), .from = "tty1", .today = DATE_NONE, .as_of = DATE_NONE};
	date_t today = work->desk ? work->desk->today : work_date("2021-03-31");
	char day[11];

	desk_close(work->desk);
	work->desk = NULL;
	cr_assert_eq(desk_open(&work->desk, &options, &work->err), 0, "%s", work->err.message);
	work->desk->demo = true; /* seats may be changed */
	date_print(day, today);
	work_day(work, day);
}

static void
enter_people(struct work *work)
{
	for (size_t i = 0; i < sizeof people / sizeof *people; i++)
		work_do(work, "staff_add", NULL, NULL, arena_printf(&work->arena, "staff.id=%s", people[i].id),
			arena_printf(&work->arena, "staff.name=%s", people[i].name), arena_printf(&work->arena, "staff.roles=%s", people[i].roles),
			arena_printf(&work->arena, "staff.organisation=%s", people[i].organisation), NULL);
}

void
work_open(struct work *work, const char *rules, const char *forms)
{
	struct desk_options options = {.rules = rules ? rules : test_source("rules.yaml"), .forms = forms ? forms : test_source("forms"),
		.today = work_date("2021-01-04"), .as_of = DATE_NONE};

	*work = (struct work){.sampler = {.state = 7}, .ask = {.date = DATE_NONE}};
	words_use(LANG_EN, NULL);
	make_folder(work);
	options.dir = work->records;
	work->forms = forms;
	cr_assert_eq(desk_init(&options, false, NULL, NULL, &work->err), 0, "%s", work->err.message);
	cr_assert_eq(desk_open(&work->desk, &options, &work->err), 0, "%s", work->err.message);
	cr_assert_eq(desk_batch(work->desk, false, &work->err), 0);
	enter_people(work);
	cr_assert_eq(desk_batch_commit(work->desk, &work->err), 0);
	desk_close(work->desk);
	work->desk = NULL;
	work_again(work, rules);
	if (rules)
		return;
	work_day(work, "2021-02-24");
	work_do(work, "open_call", NULL, NULL, "year=2021", "quota=12", "opens=2021-03-01", "closes=2021-04-09", "first_review_by=2021-04-30",
		NULL);
	work_day(work, "2021-03-31");
}

void
work_close(struct work *work)
{
	faults_free(&work->result.faults);
	desk_close(work->desk);
	arena_free(&work->arena);
	test_remove(work->dir);
}

/* ---- projects */

static void
add_input(struct act_input *inputs, size_t *count, const char *path, const char *text)
{
	inputs[(*count)++] = (struct act_input){path, text};
}

static size_t
good_inputs(struct work *work, struct act_input inputs[INPUTS_MOST])
{
	const struct rules *rules = desk_rules(work->desk, NULL);
	struct sample_application a = sample_application(&work->sampler, &rules->codes, 2021, 0, &work->arena);
	size_t count = 0;

	add_input(inputs, &count, "project.track", "new");
	add_input(inputs, &count, "project.reviewer", zhujiajiao);
	add_input(inputs, &count, "unit.name", a.unit);
	add_input(inputs, &count, "unit.uscc", a.uscc);
	add_input(inputs, &count, "unit.nature", "enterprise");
	add_input(inputs, &count, "unit.contact", a.contact);
	add_input(inputs, &count, "unit.phone", a.phone);
	add_input(inputs, &count, "leader.name", a.leader);
	add_input(inputs, &count, "leader.resident_id", a.resident_id);
	add_input(inputs, &count, "leader.occupation", a.occupation);
	add_input(inputs, &count, "leader.level", "technician");
	add_input(inputs, &count, "leader.post", "首席技师");
	add_input(inputs, &count, "leader.appointed_from", "2019-06-01");
	add_input(inputs, &count, "leader.appointed_to", "2024-05-31");
	add_input(inputs, &count, "project.matching_committed", "120000");
	add_input(inputs, &count, "project.publicity_from", "2021-02-07");
	add_input(inputs, &count, "project.publicity_to", "2021-02-14");
	add_input(inputs, &count, "project.results", a.results);
	return count;
}

static int
attempt_intake(struct work *work, const struct act_input *more, size_t more_count)
{
	struct act_input inputs[INPUTS_MOST];
	size_t count = good_inputs(work, inputs);

	for (size_t i = 0; i < more_count; i++)
		add_input(inputs, &count, more[i].path, more[i].text);
	return attempt(work, "intake", NULL, NULL, inputs, count);
}

int
work_try_intake(struct work *work, ...)
{
	WITH_INPUTS(work, work, more, more_count);
	return attempt_intake(work, more, more_count);
}

const char *
work_intake(struct work *work, ...)
{
	WITH_INPUTS(work, work, more, more_count);
	const char *person = work->desk->person.id;

	work_sit(work, "ck-zjj");
	cr_assert_eq(attempt_intake(work, more, more_count), 0, "%s", work->err.message);
	work_sit(work, person);
	return work->result.id;
}

void
work_attest_all(struct work *work, const char *id)
{
	const struct rules *rules = desk_rules(work->desk, NULL);
	const struct track *track = rules_track(rules, work_project(work, id)->track);

	for (size_t i = 0; i < track->condition_count; i++)
		if (condition_attested(track->conditions[i]))
			work_do(work, "attest", id, NULL, arena_printf(&work->arena, "condition=%s", condition_id(track->conditions[i])), "result=met",
				"evidence=已核对原件", NULL);
}

void
work_receive_all(struct work *work, const char *id)
{
	const struct rules *rules = desk_rules(work->desk, NULL);
	const struct track *track = rules_track(rules, work_project(work, id)->track);

	for (size_t i = 0; i < track->checklist_count; i++)
		if (track->checklist[i].required)
			work_do(work, "receive_material", id, NULL, arena_printf(&work->arena, "item=%s", track->checklist[i].code), "state=received",
				NULL);
}

const char *
work_bring(struct work *work, enum stage stage)
{
	const char *person = work->desk->person.id, *id = work_intake(work, NULL);

	if (stage != STAGE_draft) {
		work_sit(work, "ck-zjj");
		work_do(work, "submit", id, NULL, NULL);
	}
	work_sit(work, "cs-zjj");
	if (stage == STAGE_returned)
		work_do(work, "return", id, NULL, "defects=1. 缺聘任文件", NULL);
	if (stage == STAGE_candidate || stage == STAGE_eligible) {
		work_receive_all(work, id);
		work_attest_all(work, id);
		work_do(work, "first_review", id, NULL, "conclusion=recommend", "opinion=同意推荐", "recommended=1", NULL);
	}
	work_sit(work, "limin");
	if (stage == STAGE_eligible)
		work_do(work, "accept", id, NULL, NULL);
	work_sit(work, person);
	cr_assert_str_eq(work_project(work, id)->stage, stage_code(stage));
	return id;
}

void
work_force(struct work *work, const char *id, enum stage stage)
{
	struct project *project = work_project(work, id);
	struct entry entry = {.who = "test", .role = "", .from = "", .act = "test", .date = project->head.last_date, .reason = "", .op = "",
		.assumed_today = DATE_NONE, .detail = ""};
	uint64_t number;

	project->stage = stage_code(stage);
	cr_assert_eq(store_write(work->desk->store, 0, &work->err), 0, "%s", work->err.message);
	cr_assert_eq(store_entry_begin(work->desk->store, &entry, &work->err), 0);
	cr_assert_eq(store_put(work->desk->store, project, &work->err), 0, "%s", work->err.message);
	cr_assert_eq(store_entry_end(work->desk->store, &number, &work->err), 0);
	cr_assert_eq(store_commit(work->desk->store, &work->err), 0);
}

/* ---- what is stored */

void *
work_record(struct work *work, const struct record_type *type, uint32_t number)
{
	void *record = NULL;

	cr_assert_eq(store_begin(work->desk->store, NULL), 0);
	store_get(work->desk->store, type, number, &work->arena, &record, NULL);
	store_end(work->desk->store);
	return record;
}

struct project *
work_project(struct work *work, const char *id)
{
	struct project *project;
	uint32_t number;

	cr_assert_eq(store_begin(work->desk->store, NULL), 0);
	number = store_find(work->desk->store, &type_project, record_column(&type_project, "project.id"), id);
	store_end(work->desk->store);
	project = work_record(work, &type_project, number);
	cr_assert(project, "no project %s", id);
	return project;
}

void *
work_part(struct work *work, const char *id, const struct record_type *type)
{
	void **records;
	size_t count;

	cr_assert_eq(store_begin(work->desk->store, NULL), 0);
	count = parts_read(work->desk, type, work_project(work, id)->head.number, &work->arena, &records);
	store_end(work->desk->store);
	return count ? records[count - 1] : NULL;
}

struct entry *
work_entry(struct work *work)
{
	struct entry *entry = NULL;

	cr_assert_eq(store_begin(work->desk->store, NULL), 0);
	store_entry(work->desk->store, store_last_entry(work->desk->store), &work->arena, &entry, NULL);
	store_end(work->desk->store);
	cr_assert(entry);
	return entry;
}

void
work_dump(struct store *store, struct buf *out)
{
	cr_assert_eq(store_begin(store, NULL), 0);
	for (size_t i = 0; record_types[i]; i++)
		for (uint32_t number = 1; number <= store_count(store, record_types[i]); number++) {
			struct arena arena = {0};
			void *record;
			cr_assert_eq(store_get(store, record_types[i], number, &arena, &record, NULL), 0);
			buf_addf(out, "%s %u\n", record_types[i]->name, number);
			record_encode(record, out);
			arena_free(&arena);
		}
	store_end(store);
}

/* ---- who may, and when */

void
work_stages(struct work *work, const char *act, uint32_t allowed, const char *reason, ...)
{
	WITH_INPUTS(work, reason, inputs, count);
	const char *id = work_intake(work, NULL);

	for (enum stage stage = 0; stage < STAGE_COUNT; stage++) {
		const char *message = arena_printf(&work->arena, "'%s' cannot be done on '%s' at stage '%s'", act_named(act)->label, id,
			code_label(NULL, "stage", stage_code(stage)));
		work_force(work, id, stage);
		work->ask.dry_run = true;
		int status = attempt(work, act, id, reason, inputs, count);
		bool refused = status < 0 && work->err.code == ERR_STAGE && strcmp(work->err.message, message) == 0;
		cr_assert_eq(refused, !(allowed & UINT32_C(1) << stage), "%s at %s: %s", act, stage_code(stage), work->err.message);
	}
}

void
work_roles(struct work *work, const char *act, unsigned allowed, const char *target, const char *reason, ...)
{
	static const char *const seats[] = {"ck-zjj", "cs-zjj", "limin", "zeng", "qianhong", "gujun", "shenyi", "admin"};
	WITH_INPUTS(work, reason, inputs, count);
	const char *person = work->desk->person.id;

	for (unsigned i = 0; i < ROLE_COUNT; i++) {
		work_sit(work, seats[i]);
		cr_assert_eq(work->desk->person.roles, 1u << i);
		const char *message = arena_printf(&work->arena, "'%s' may not do '%s'", work->desk->person.name, act_named(act)->label);
		work->ask.dry_run = true;
		int status = attempt(work, act, target, reason, inputs, count);
		bool refused = status < 0 && work->err.code == ERR_DENIED && strcmp(work->err.message, message) == 0;
		cr_assert_eq(refused, !(allowed & 1u << i), "%s by %s: %s", act, seats[i], work->err.message);
	}
	work_sit(work, person);
}
