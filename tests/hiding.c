#include <config.h>

#include "hiding.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "record/stages.h"
#include "testfiles.h"

enum { CHANGES = 8, SHARED = 3 };

/* ---- chance */

unsigned
chance(struct chance *chance, unsigned limit)
{
	chance->state = chance->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(chance->state >> 33) % limit;
}

/* ---- records */

const char *
world_file(struct world *world, const char *name)
{
	return arena_printf(&world->arena, "%s/%s", world->dir, name);
}

struct desk *
world_desk(struct world *world, const char *records, const char *as)
{
	struct desk_options options = {.dir = world_file(world, records), .rules = test_source("rules.yaml"), .forms = test_source("forms"), .as = as,
		.from = "tty1", .today = DATE_NONE, .as_of = DATE_NONE, .lang = LANG_EN};
	struct desk *desk;
	struct err err = {0};

	cr_assert_eq(desk_open(&desk, &options, &err), 0, "%s: %s", as ? as : "", err.message);
	return desk;
}

/* Records are much written to here, and need not outlive the machine. */
static void
make_base(struct world *world)
{
	struct desk_options options = {.rules = test_source("rules.yaml"), .forms = test_source("forms"), .today = DATE_NONE, .as_of = DATE_NONE};
	struct stat status;
	struct err err = {0};

	*world = (struct world){0};
	snprintf(world->dir, sizeof world->dir, "%s/confinement-XXXXXX", stat("/dev/shm", &status) == 0 ? "/dev/shm" : "/tmp");
	cr_assert(mkdtemp(world->dir));
	words_use(LANG_EN, NULL);
	options.dir = world_file(world, "base");
	cr_assert_eq(desk_init(&options, true, NULL, NULL, &err), 0, "%s", err.message);
	mkdir(world_file(world, "a"), 0700);
	mkdir(world_file(world, "b"), 0700);
}

void
world_close(struct world *world)
{
	test_remove(world->dir);
	arena_free(&world->arena);
}

static void
copy_base(struct world *world, const char *side)
{
	DIR *dir = opendir(world_file(world, "base"));

	for (struct dirent *entry; (entry = readdir(dir));) {
		size_t len;
		char *bytes;
		if (entry->d_name[0] == '.' || strcmp(entry->d_name, "lock.mdb") == 0)
			continue;
		bytes = test_read(arena_printf(&world->arena, "%s/base/%s", world->dir, entry->d_name), &len);
		test_write(arena_printf(&world->arena, "%s/%s/%s", world->dir, side, entry->d_name), bytes, len);
		free(bytes);
	}
	closedir(dir);
	remove(arena_printf(&world->arena, "%s/%s/lock.mdb", world->dir, side));
}

/* ---- what is hidden: said here once more, from the programme and not from the code that hides it */

struct hiding {
	struct world *world;
	struct desk *desk; /* of the office: sees everything */
	struct arena arena;
	struct chance own, shared;
	uint32_t changed[SHARED]; /* projects that this seat sees blind, whose names are others now */
	size_t changed_count;
};

static void *
stored(struct hiding *hiding, const struct record_type *type, uint32_t number)
{
	void *record = NULL;

	cr_assert_eq(store_get(hiding->desk->store, type, number, &hiding->arena, &record, NULL), 0);
	return record;
}

static bool
given_to(struct hiding *hiding, uint32_t project, const char *expert)
{
	void **records;
	size_t count = parts_read(hiding->desk, &type_assignment, project, &hiding->arena, &records);

	for (size_t i = 0; i < count; i++) {
		const struct assignment *assignment = records[i];
		if (strcmp(assignment->expert, expert) == 0 && (strcmp(assignment->state, "open") == 0 || strcmp(assignment->state, "submitted") == 0))
			return true;
	}
	return false;
}

static bool
project_seen(struct hiding *hiding, const struct project *project)
{
	const struct viewer *viewer = &hiding->world->viewer;

	if (viewer->role == ROLE(expert))
		return given_to(hiding, project->head.number, viewer->as);
	return strcmp(viewer->role == ROLE(window) ? project->received_at : project->reviewer, viewer->town) == 0;
}

static bool
among(const struct record_type *type, const struct record_type *const *types)
{
	for (; *types; types++)
		if (*types == type)
			return true;
	return false;
}

/* Whether a person of this seat may know nothing of the record. */
static bool
hidden_record(struct hiding *hiding, const void *record)
{
	static const struct record_type *const workings[] = {&type_panel, &type_recusal, &type_tie_decision, &type_proposal, &type_proposal_item,
		&type_meeting, &type_objection, &type_staff, NULL};
	static const struct record_type *const own[] = {&type_assignment, &type_score_sheet, NULL};
	static const struct record_type *const opinions[] = {&type_first_review, &type_correction, &type_attestation, &type_override, NULL};
	const struct viewer *viewer = &hiding->world->viewer;
	const struct record *head = record;
	const struct column *column = record_column(head->type, "project");

	if (head->type == &type_project)
		return !project_seen(hiding, record);
	if (among(head->type, workings))
		return true;
	if (among(head->type, own))
		return viewer->role != ROLE(expert) || strcmp(*(const char *const *)column_in(record, record_column(head->type, "expert")), viewer->as) != 0;
	if (!column)
		return false;
	if (viewer->role == ROLE(expert) && among(head->type, opinions))
		return true;
	return !project_seen(hiding, stored(hiding, &type_project, *(const uint32_t *)column_in(record, column)));
}

/* ---- changing it */

/* By which act a record of the type comes to be what it is. */
static const struct {
	const struct record_type *type;
	const char *act;
} deeds[] = {
	{&type_project, "amend"}, {&type_material, "receive_material"}, {&type_correction, "return"}, {&type_attestation, "attest"},
	{&type_first_review, "first_review"}, {&type_override, "override"}, {&type_line, "amend"}, {&type_staff, "staff_change"},
	{&type_panel, "form_panel"}, {&type_assignment, "assign"}, {&type_recusal, "declare_recusal"}, {&type_score_sheet, "score"},
	{&type_proposal, "propose"}, {&type_proposal_item, "propose"}, {&type_meeting, "record_meeting"}, {&type_objection, "object"},
	{&type_tie_decision, "decide_tie"}, {&type_award, "announce"},
};
enum { DEEDS = sizeof deeds / sizeof *deeds };

/* What stays: what says whose a record is, whom it belongs to, and who may log in. */
static const char *const kept[] = {"project.id", "project.call", "project.reviewer", "project.received_at", "project.serial", "project.year",
	"project.duplicate_key", "project.track", "project.stage", "staff.id", "staff.name", "staff.roles", "staff.organisation", "staff.state",
	"staff.account", "assignment.state", NULL};

static bool
may_change(const struct column *column)
{
	if (column->field->flags & FIELD_UNIQUE || column->field->kind == &kind_ref || strcmp(column->field->name, "expert") == 0 ||
		strcmp(column->field->name, "call") == 0)
		return false;
	for (const char *const *path = kept; *path; path++)
		if (strcmp(*path, column->path) == 0)
			return false;
	return true;
}

static void
remember(struct hiding *hiding, const char *text)
{
	struct world *world = hiding->world;

	if (*text && !strchr(text, '"') && !strchr(text, '\n') && world->probe_count < PROBES)
		world->probes[world->probe_count++] = arena_strdup(&world->arena, text);
}

/* Another value: that of some other record, or for texts a word that is nowhere else. */
static void
change_column(struct hiding *hiding, void *record, const struct column *column)
{
	const struct record *head = record;
	uint32_t total = store_count(hiding->desk->store, head->type);
	void *other = stored(hiding, head->type, 1 + chance(&hiding->own, total));

	memcpy(column_of(record, column), column_in(other, column), column->field->kind->size);
	if ((column->field->kind == &kind_text || column->field->kind == &kind_long) && chance(&hiding->own, 2))
		*(const char **)column_of(record, column) = arena_printf(&hiding->arena, "隐%u", chance(&hiding->own, 100000));
	if (column->field->kind == &kind_text && chance(&hiding->own, 3) == 0)
		remember(hiding, *(const char *const *)column_in(record, column));
}

static void
put(struct hiding *hiding, void *record, const char *act)
{
	const struct record *head = record;
	struct entry entry = {.who = "limin", .role = "office", .from = "tty1", .act = "amend", .date = hiding->desk->today, .reason = "", .op = "",
		.assumed_today = DATE_NONE, .detail = ""};
	struct err err = {0};
	uint64_t number;

	for (size_t i = 0; i < DEEDS; i++)
		if (deeds[i].type == head->type)
			entry.act = act ? act : deeds[i].act;
	cr_assert_eq(store_entry_begin(hiding->desk->store, &entry, &err), 0, "%s", err.message);
	cr_assert_eq(store_put(hiding->desk->store, record, &err), 0, "%s: %s", head->type->name, err.message);
	cr_assert_eq(store_entry_end(hiding->desk->store, &number, &err), 0, "%s", err.message);
}

static void
change_some(struct hiding *hiding, void *record)
{
	const struct record *head = record;
	const struct column *columns;
	size_t count;

	columns = record_columns(head->type, &count);
	for (size_t i = 0; i < count; i++)
		if (may_change(&columns[i]) && chance(&hiding->own, 3) == 0)
			change_column(hiding, record, &columns[i]);
	if (head->type == &type_score_sheet)
		extra_set(record, "innovation", arena_printf(&hiding->arena, "%u", chance(&hiding->own, 21)), &hiding->arena);
	if (head->type == &type_project && chance(&hiding->own, 2)) /* wherever it has come to */
		((struct project *)record)->stage = stage_code((enum stage)chance(&hiding->own, STAGE_COUNT));
	if (head->type == &type_assignment && chance(&hiding->own, 2))
		((struct assignment *)record)->state = chance(&hiding->own, 2) ? "recused" : "open";
}

/* One more like it. */
static void
make_new(struct hiding *hiding, void *record)
{
	struct record *head = record;

	head->number = head->revision = 0;
	if (head->type == &type_project) {
		struct project *project = record;
		project->id = arena_printf(&hiding->arena, "QP2023-8%03u", chance(&hiding->own, 1000));
		project->duplicate_key = arena_printf(&hiding->arena, "x%u", chance(&hiding->own, 1u << 30));
	}
	if (head->type == &type_staff) {
		((struct staff *)record)->id = arena_printf(&hiding->arena, "x%u", chance(&hiding->own, 1u << 30));
		((struct staff *)record)->account = "";
	}
}

/* A record that is hidden as a whole: changed, or one more. */
static void
change_hidden(struct hiding *hiding)
{
	const struct record_type *type = deeds[chance(&hiding->own, DEEDS)].type;
	uint32_t total = store_count(hiding->desk->store, type);
	void *record;

	if (!total)
		return;
	record = stored(hiding, type, 1 + chance(&hiding->own, total));
	if (!hidden_record(hiding, record))
		return;
	change_some(hiding, record);
	if (chance(&hiding->own, 4) == 0)
		make_new(hiding, record);
	put(hiding, record, NULL);
}

/* Members of a project that may be seen which this person may not see; experts review blind. */
static const char *const workings_of[] = {"project.score", "project.rank", "project.reserve", NULL};
static const char *const whose[] = {"unit.name", "unit.uscc", "unit.legal_representative", "unit.contact", "unit.phone", "unit.address", "leader.name",
	"leader.certificate", "leader.phone", "project.studio_name", "project.score", "project.rank", "project.reserve", NULL};
/* Texts of a project, its papers and its rows that name whose it is now: blinded they are the same in both. */
static void
name_in_texts(struct hiding *hiding, uint32_t number)
{
	struct project *project = stored(hiding, &type_project, number);
	struct material *paper = record_new(&type_material, &hiding->arena);
	struct line *row = record_new(&type_line, &hiding->arena);
	const char *unit = project->unit.name, *end = strstr(unit, "有限公司");
	const char *core = end ? arena_strndup(&hiding->arena, unit, (size_t)(end - unit)) : unit;

	project->results = arena_printf(&hiding->arena, "%s（%s）由%s带徒，电话%s，代码%s", unit, core, project->leader.name, project->leader.phone,
		project->unit.uscc);
	paper->project = row->project = project->head.number;
	paper->item = "application_form";
	paper->state = "received";
	paper->kept = arena_printf(&hiding->arena, "%s.pdf", project->leader.name);
	paper->note = arena_printf(&hiding->arena, "%s提交", unit);
	row->list = "members";
	row->position = 90;
	extra_set(row, "name", arena_printf(&hiding->arena, "%s的徒弟", project->leader.name), &hiding->arena);
	put(hiding, project, "amend");
	put(hiding, paper, "receive_material");
	put(hiding, row, "amend");
}

/* Stages that only a drafted list tells apart, until it is announced. */
static const char *const drafted[] = {"proposed", "reserve", "not_selected", "resolved", "declined"};

/* In both of a pair the same members of the same project are written, so that its revision tells nothing; only the values differ. */
static void
change_seen(struct hiding *hiding)
{
	bool expert = hiding->world->viewer.role == ROLE(expert);
	const char *const *paths = expert ? whose : workings_of, *act = expert ? "amend" : chance(&hiding->shared, 2) ? "close_scoring" : "decide_tie";
	uint32_t total = store_count(hiding->desk->store, &type_project), number = 1 + chance(&hiding->shared, total);
	struct project *project = stored(hiding, &type_project, number);

	for (int tries = 0; tries < 200 && !project_seen(hiding, project); tries++) {
		number = 1 + chance(&hiding->shared, total);
		project = stored(hiding, &type_project, number);
	}
	if (!project_seen(hiding, project))
		return;
	for (; *paths; paths++)
		if (chance(&hiding->shared, 2))
			change_column(hiding, project, record_column(&type_project, *paths));
	if (expert)
		hiding->changed[hiding->changed_count++] = number;
	for (size_t i = 0; i < sizeof drafted / sizeof *drafted; i++)
		if (strcmp(project->stage, drafted[i]) == 0 && strcmp(project->call, "2022") == 0) {
			project->stage = drafted[chance(&hiding->own, sizeof drafted / sizeof *drafted)];
			project->end_reason = chance(&hiding->own, 2) ? "单位来函放弃" : "";
			act = "decline";
			break;
		}
	put(hiding, project, act);
}

/* An applicant whom this seat may know nothing of, changed differently in the two: who asks for that unit must not be told. */
static void
change_twin(struct hiding *hiding)
{
	uint32_t total = store_count(hiding->desk->store, &type_project);
	struct project *project;

	do
		project = stored(hiding, &type_project, 1 + chance(&hiding->shared, total));
	while (project_seen(hiding, project) || project->year == 2023);
	hiding->world->twin_uscc = arena_strdup(&hiding->world->arena, project->unit.uscc);
	hiding->world->twin_resident = arena_strdup(&hiding->world->arena, project->leader.resident_id);
	change_some(hiding, project);
	put(hiding, project, NULL);
}

/* Writes one of the two. */
static void
hide(struct world *world, const char *side, unsigned pair, bool first)
{
	struct hiding hiding = {.world = world, .desk = world_desk(world, side, "limin"),
		.own = {.state = pair * 2 + first}, .shared = {.state = pair + UINT64_C(1000003)}};
	struct err err = {0};
	unsigned changes;

	chance(&hiding.own, 2);
	changes = 1 + chance(&hiding.own, CHANGES);
	cr_assert_eq(store_write(hiding.desk->store, 0, &err), 0, "%s", err.message);
	change_twin(&hiding);
	for (unsigned i = 0; i < SHARED; i++)
		change_seen(&hiding);
	for (size_t i = 0; i < hiding.changed_count; i++)
		name_in_texts(&hiding, hiding.changed[i]);
	for (unsigned i = 0; i < changes; i++)
		change_hidden(&hiding);
	cr_assert_eq(store_commit(hiding.desk->store, &err), 0, "%s", err.message);
	desk_close(hiding.desk);
	arena_free(&hiding.arena);
}

/* Some that are seen, some that are not, parts of both, and what there is none of. */
static void
choose_targets(struct world *world, unsigned pair)
{
	static const char *const fixed[] = {"2022", "2023", "S3", "H1", "N2", "U2", "J2", "G7", "P1", "QP2023-9999", "expert3"};
	struct chance own = {.state = pair};
	size_t count = 0;

	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		world->targets[count++] = fixed[i];
	world->targets[count++] = "QP2023-0046";
	world->targets[count++] = "QP2023-0043";
	for (int i = 0; i < 3; i++)
		world->targets[count++] = arena_printf(&world->arena, "QP%u-%04u", 2021 + chance(&own, 3), 1 + chance(&own, 45));
	world->targets[count] = NULL;
}

/* ---- seats */

/* The town that most projects which a drafted list is about report to. */
static const char *
busy_town(struct desk *desk)
{
	static char towns[64][24], best[24];
	int counts[64] = {0}, most = 0;
	size_t count = 0;

	cr_assert_eq(store_begin(desk->store, NULL), 0);
	for (uint32_t number = 1; number <= store_count(desk->store, &type_project); number++) {
		struct arena arena = {0};
		void *record;
		size_t at = 0;
		cr_assert_eq(store_get(desk->store, &type_project, number, &arena, &record, NULL), 0);
		const struct project *project = record;
		while (at < count && strcmp(towns[at], project->reviewer) != 0)
			at++;
		if (at == count && count < 64)
			snprintf(towns[count++], sizeof towns[0], "%s", project->reviewer);
		for (size_t i = 0; i < sizeof drafted / sizeof *drafted; i++)
			counts[at] += strcmp(project->stage, drafted[i]) == 0 && strcmp(project->call, "2022") == 0;
		if (counts[at] > most) {
			most = counts[at];
			snprintf(best, sizeof best, "%s", towns[at]);
		}
		arena_free(&arena);
	}
	store_end(desk->store);
	cr_assert_gt(most, 0);
	return best;
}

/* Who stands aside from a project in review. */
static void
recused_expert(struct desk *desk, char as[32])
{
	struct arena arena = {0};
	void *record;

	cr_assert_eq(store_begin(desk->store, NULL), 0);
	cr_assert_eq(store_get(desk->store, &type_recusal, store_count(desk->store, &type_recusal), &arena, &record, NULL), 0);
	snprintf(as, 32, "%s", ((struct recusal *)record)->expert);
	store_end(desk->store);
	arena_free(&arena);
}

static void
sit(struct world *world, const char *seat)
{
	struct desk *desk = world_desk(world, "base", "limin");

	world->viewer.role = ROLE(expert);
	if (strcmp(seat, "expert") == 0) {
		snprintf(world->viewer.as, sizeof world->viewer.as, "expert4");
	} else if (strcmp(seat, "recused") == 0) {
		recused_expert(desk, world->viewer.as);
		cr_assert_str_neq(world->viewer.as, "expert4");
	} else {
		world->viewer.role = strcmp(seat, "window") == 0 ? ROLE(window) : ROLE(reviewer);
		world->viewer.town = busy_town(desk);
		snprintf(world->viewer.as, sizeof world->viewer.as, "%s-%s", world->viewer.role == ROLE(window) ? "ck" : "cs", world->viewer.town);
	}
	desk_close(desk);
}

void
world_open(struct world *world, const char *seat)
{
	make_base(world);
	sit(world, seat);
}

void
world_pair(struct world *world, unsigned pair)
{
	arena_reset(&world->arena);
	world->probe_count = 0;
	memset(world->probes, 0, sizeof world->probes);
	copy_base(world, "a");
	copy_base(world, "b");
	hide(world, "a", pair, true);
	hide(world, "b", pair, false);
	choose_targets(world, pair);
}
