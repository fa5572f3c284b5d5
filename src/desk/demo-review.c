/* Expert reviews of the sample office: two calls announced, one before the public, one scored with a tie at the line, one being scored. */
#include <config.h>

#include "desk/demo-fill.h"

#include <string.h>

#include "desk/review.h"

enum step { PANEL, ASSIGN, SCORE, CLOSE, PROPOSE, APPROVE, MEETING, RESOLVE, PUBLICISE, STEPS };
enum { SHEETS = 5 };

static const char panel[] = "expert1 expert2 expert3 expert4 expert5 expert6 expert7";

/* How far a review has come, and on which day each step was done. */
struct course {
	const char *call;
	const char *days[STEPS];  /* NULL: not yet */
	int aside;                /* of one project's experts so many stand aside */
	bool unconfirmed;         /* and the office has not decided */
	bool partly;              /* every third sheet is still open */
	const char *left_out;     /* why the last of the ranking is not on the reserve list, NULL: it is */
	const char *minutes;
	int totals[8][SHEETS];    /* by project; 0: as chance has it */
	int (*after)(struct filling *filling, const struct course *course, struct err *err);
};

/* ---- sheets */

/* Points by criterion that add up to a total: in proportion, and what is left over one by one. */
static size_t
spread(struct filling *filling, int total, struct act_input *inputs)
{
	const struct review_rules *review = rules_review(filling->rules);
	int *points = arena_alloc(&filling->arena, review->criterion_count * sizeof *points), left = total;

	for (size_t i = 0; i < review->criterion_count; i++) {
		points[i] = total * review->criteria[i].points / review->full_marks;
		left -= points[i];
	}
	for (size_t i = 0; left > 0; i = (i + 1) % review->criterion_count) {
		const struct criterion *criterion = &review->criteria[i];
		if (strcmp(criterion->code, review->tie_criterion) == 0 || points[i] >= criterion->points)
			continue;
		points[i]++;
		left--;
	}
	for (size_t i = 0; i < review->criterion_count; i++)
		inputs[i] = (struct act_input){review->criteria[i].code, arena_printf(&filling->arena, "%d", points[i])};
	return review->criterion_count;
}

static int
chance_total(struct filling *filling, uint32_t project)
{
	struct sampler own = {.state = project};

	return 72 + (int)(sample_number(&own, 1000) + project * 7) % 20 + (int)sample_number(&filling->sampler, 7) - 3;
}

static int
score_one(struct filling *filling, const struct assignment *assignment, int total, struct err *err)
{
	struct act_input inputs[32];
	size_t count = spread(filling, total, inputs);
	void *project;

	if (store_get(filling->desk->store, &type_project, assignment->project, &filling->arena, &project, err) < 0 ||
		demo_sit(filling, assignment->expert, err) < 0)
		return -1;
	if (total >= 90)
		inputs[count++] = (struct act_input){"score_sheet.remark", "成果突出，示范作用明显。"};
	return demo_act(filling, "score", ((struct project *)project)->id, inputs, count, NULL, err);
}

struct scoring {
	uint32_t projects[64];      /* in order of number */
	size_t given[64], count;
};

static size_t
place_of(struct scoring *scoring, uint32_t project)
{
	for (size_t i = 0; i < scoring->count; i++)
		if (scoring->projects[i] == project)
			return i;
	if (scoring->count == sizeof scoring->projects / sizeof *scoring->projects)
		BUG("more sample projects than there is room for");
	scoring->projects[scoring->count] = project;
	return scoring->count++;
}

static int
score_all(struct filling *filling, const struct course *course, struct err *err)
{
	struct scoring scoring = {0};
	struct project **projects;
	void **assignments;
	size_t count = call_projects(filling->desk, course->call, STAGE_SET(in_review), &filling->arena, &projects);

	for (size_t i = 0; i < count; i++)
		place_of(&scoring, projects[i]->head.number);
	count = call_parts(filling->desk, &type_assignment, course->call, &filling->arena, &assignments);
	for (size_t i = 0; i < count; i++) {
		const struct assignment *assignment = assignments[i];
		size_t place = place_of(&scoring, assignment->project), nth = scoring.given[place]++;
		int total = place < sizeof course->totals / sizeof *course->totals && nth < SHEETS ? course->totals[place][nth] : 0;
		if (strcmp(assignment->state, "open") != 0)
			continue;
		if (course->partly && i % 3 == 2)
			continue;
		if (score_one(filling, assignment, total ? total : chance_total(filling, assignment->project), err) < 0)
			return -1;
	}
	return 0;
}

/* ---- recusals */

/* The first stands aside of themselves, the next one's conflict the office finds. */
static int
stand_aside(struct filling *filling, const struct course *course, const struct project *project, const struct assignment *assignment, int nth,
	struct err *err)
{
	bool declared = nth == 0;

	if (demo_sit(filling, declared ? assignment->expert : "limin", err) < 0 ||
		ACT(filling, "declare_recusal", project->id, NULL, err, {"recusal.reason", declared ? "近三年内曾任该单位技术顾问" : "专家与带头人系亲属"},
			{"recusal.expert", declared ? "" : assignment->expert}) < 0)
		return -1;
	if (course->unconfirmed)
		return 0;
	return demo_sit(filling, "zhaolei", err) < 0 ? -1 :
		ACT(filling, "confirm_recusal", arena_printf(&filling->arena, "H%u", store_count(filling->desk->store, &type_recusal)), NULL, err,
			{"recusal.decision", "confirmed"});
}

/* Of the fifth project's experts, the last so many. */
static int
recusals(struct filling *filling, const struct course *course, struct err *err)
{
	struct project **projects;
	void **assignments;
	size_t count = call_projects(filling->desk, course->call, STAGE_SET(in_review), &filling->arena, &projects), given;
	const struct project *project = projects[count > 4 ? 4 : count - 1];

	given = parts_read(filling->desk, &type_assignment, project->head.number, &filling->arena, &assignments);
	for (int i = 0; i < course->aside; i++)
		if (stand_aside(filling, course, project, assignments[given - 1 - (size_t)i], i, err) < 0)
			return -1;
	return 0;
}

/* ---- steps */

static int
form_panel(struct filling *filling, const struct course *course, struct err *err)
{
	return ACT(filling, "form_panel", course->call, NULL, err, {"panel.title", arena_printf(&filling->arena, "%s评审组", course->call)},
		{"panel.experts", panel}, {"panel.chair", "expert1"});
}

static int
assign(struct filling *filling, const struct course *course, struct err *err)
{
	return PLAIN_ACT(filling, "assign", course->call, NULL, err) < 0 ? -1 : recusals(filling, course, err);
}

static int
close_scoring(struct filling *filling, const struct course *course, struct err *err)
{
	return PLAIN_ACT(filling, "close_scoring", course->call, NULL, err);
}

/* What is tied at the line, in the order of the ranking. */
static int
decide_ties(struct filling *filling, const struct course *course, struct err *err)
{
	struct ranking ranking;
	int order = 0;

	if (ranking_make(filling->desk, course->call, NULL, &filling->arena, &ranking, err) < 0)
		return -1;
	for (size_t i = 0; i < ranking.scored.count; i++) {
		const struct standing *standing = &ranking.scored.standings[i];
		if (standing->place != PLACE_TIED)
			continue;
		if (ACT(filling, "decide_tie", ranking_project(&ranking, standing->project)->id, "经评审组复议，按带徒成效排序。", err,
			{"tie_decision.order", arena_printf(&filling->arena, "%d", ++order)}) < 0)
			return -1;
	}
	return 0;
}

/* The last of the ranking may be left out, with the reason on the list. */
static int
exception(struct filling *filling, const struct course *course, const char **text, struct err *err)
{
	struct ranking ranking;

	*text = "";
	if (!course->left_out)
		return 0;
	if (ranking_make(filling->desk, course->call, NULL, &filling->arena, &ranking, err) < 0)
		return -1;
	*text = arena_printf(&filling->arena, "%s=out: %s", ranking_project(&ranking, ranking.scored.standings[ranking.scored.count - 1].project)->id,
		course->left_out);
	return 0;
}

static int
propose(struct filling *filling, const struct course *course, struct err *err)
{
	const char *exceptions;

	return decide_ties(filling, course, err) < 0 || exception(filling, course, &exceptions, err) < 0 ? -1 :
		ACT(filling, "propose", course->call, NULL, err, {"proposal.exceptions", exceptions});
}

static const char *
last_of(struct filling *filling, const struct record_type *type)
{
	return arena_printf(&filling->arena, "%s%u", type->letters, store_count(filling->desk->store, type));
}

static int
approve(struct filling *filling, const struct course *course, struct err *err)
{
	(void)course;
	return demo_sit(filling, "gujun", err) < 0 ? -1 : PLAIN_ACT(filling, "approve", last_of(filling, &type_proposal), NULL, err);
}

static int
meeting(struct filling *filling, const struct course *course, struct err *err)
{
	char day[11];

	date_print(day, filling->desk->today);
	return ACT(filling, "record_meeting", NULL, NULL, err, {"meeting.body", "首席技师资助工作小组"}, {"meeting.number", course->minutes},
		{"meeting.held_on", day}, {"meeting.attendees", "陆文、李敏、顾军、钱红"},
		{"meeting.resolution", "审议并通过本批拟资助名单，按程序予以公示。"}, {"meeting.call", course->call});
}

static int
resolve(struct filling *filling, const struct course *course, struct err *err)
{
	(void)course;
	return ACT(filling, "resolve", last_of(filling, &type_proposal), NULL, err, {"proposal.meeting", last_of(filling, &type_meeting)});
}

static int
publicise(struct filling *filling, const struct course *course, struct err *err)
{
	(void)course;
	return ACT(filling, "publicise", last_of(filling, &type_proposal), NULL, err, {"publicity.place", "青浦区人民政府网站"},
		{"publicity.contact", "区人力资源社会保障局职业能力建设科 021-59720000"},
		{"publicity.text", "经专家评审、工作小组审定，现将拟资助名单予以公示。"});
}

static int (*const steps[STEPS])(struct filling *filling, const struct course *course, struct err *err) = {
	[PANEL] = form_panel,
	[ASSIGN] = assign,
	[SCORE] = score_all,
	[CLOSE] = close_scoring,
	[PROPOSE] = propose,
	[APPROVE] = approve,
	[MEETING] = meeting,
	[RESOLVE] = resolve,
	[PUBLICISE] = publicise,
};

/* One step of a course by the office, or by whom it sits down itself. */
static int
take_step(struct filling *filling, const struct course *course, enum step step, const char *day, struct err *err)
{
	demo_set_day(filling, day);
	return demo_sit(filling, "limin", err) < 0 ? -1 : steps[step](filling, course, err);
}

/* ---- what came of it */

/* The nth project of a call at the stage, by number. */
static const char *
project_at(struct filling *filling, const struct course *course, uint32_t stages, size_t nth)
{
	struct project **projects;
	size_t count = call_projects(filling->desk, course->call, stages, &filling->arena, &projects);

	if (nth >= count)
		BUG("no sample project %zu in call '%s'", nth, course->call);
	return projects[nth]->id;
}

static int
object(struct filling *filling, const char *id, const char *by, const char *about, struct err *err)
{
	return ACT(filling, "object", id, NULL, err, {"objection.about", about}, {"objection.raised_by", by});
}

static int
decide_objection(struct filling *filling, const char *decision, const char *finding, struct err *err)
{
	return ACT(filling, "resolve_objection", last_of(filling, &type_objection), finding, err, {"objection.decision", decision});
}

/* The first of the reserve. */
static const char *
next_reserve(struct filling *filling, const struct course *course)
{
	struct project **projects;
	size_t count = call_projects(filling->desk, course->call, STAGE_SET(reserve), &filling->arena, &projects);
	const struct project *first = NULL;

	for (size_t i = 0; i < count; i++)
		if (!first || projects[i]->reserve < first->reserve)
			first = projects[i];
	if (!first)
		BUG("call '%s' of the sample has no reserve", course->call);
	return first->id;
}

static int
announce(struct filling *filling, const char *publicity, const char *document, struct err *err)
{
	return demo_sit(filling, "limin", err) < 0 ? -1 : ACT(filling, "announce", publicity, NULL, err, {"publicity.document", document});
}

static int
finish_earliest(struct filling *filling, const struct course *course, struct err *err)
{
	(void)course;
	demo_set_day(filling, "2021-02-22");
	return announce(filling, last_of(filling, &type_publicity), "青人社〔2021〕6号", err);
}

/* 2021: an objection upheld, its successor from the reserve, and the announcement of both lists. */
static int
finish_first(struct filling *filling, const struct course *course, struct err *err)
{
	static const struct course second = {.call = "2021", .minutes = "青首技办纪〔2021〕5号"};
	static const struct {
		enum step step;
		const char *day;
	} again[] = {{APPROVE, "2021-06-10"}, {MEETING, "2021-06-11"}, {RESOLVE, "2021-06-11"}, {PUBLICISE, "2021-06-15"}};
	const char *listed = last_of(filling, &type_publicity);

	demo_set_day(filling, "2021-06-03");
	if (object(filling, project_at(filling, course, STAGE_SET(publicised), 2), "", "反映申报材料中的获奖证书与本人不符。", err) < 0)
		return -1;
	demo_set_day(filling, "2021-06-08");
	if (decide_objection(filling, "upheld", "经核查，获奖证书系他人所得，异议成立。", err) < 0 ||
		PLAIN_ACT(filling, "promote", next_reserve(filling, course), "异议成立空出名额，按递补次序递补。", err) < 0)
		return -1;
	demo_set_day(filling, "2021-06-09");
	if (announce(filling, listed, "青人社〔2021〕31号", err) < 0)
		return -1;
	for (size_t i = 0; i < sizeof again / sizeof *again; i++)
		if (take_step(filling, &second, again[i].step, again[i].day, err) < 0)
			return -1;
	demo_set_day(filling, "2021-06-23");
	return announce(filling, last_of(filling, &type_publicity), "青人社〔2021〕36号", err);
}

/* A place given up, and who moves up. */
static int
give_up(struct filling *filling, const struct course *course, size_t nth, const char *reason, struct err *err)
{
	return PLAIN_ACT(filling, "decline", project_at(filling, course, STAGE_SET(publicised), nth), reason, err) < 0 ? -1 :
		PLAIN_ACT(filling, "promote", next_reserve(filling, course), "有单位放弃资格，按递补次序递补。", err);
}

/* 2022: before the public, with one objection dismissed and one open; one place's successor resolved, another's drafted. */
static int
finish_second(struct filling *filling, const struct course *course, struct err *err)
{
	static const struct course second = {.call = "2022", .minutes = "青首技办纪〔2023〕2号"};

	demo_set_day(filling, "2023-04-07");
	if (object(filling, project_at(filling, course, STAGE_SET(publicised), 1), "某职工", "认为带徒人数与实际不符。", err) < 0 ||
		decide_objection(filling, "dismissed", "经实地核查，带徒协议和培养记录齐全，异议不成立。", err) < 0 ||
		give_up(filling, course, 4, "带头人已离职，单位来函放弃。", err) < 0)
		return -1;
	if (take_step(filling, &second, APPROVE, "2023-04-07", err) < 0 || take_step(filling, &second, MEETING, "2023-04-10", err) < 0 ||
		take_step(filling, &second, RESOLVE, "2023-04-10", err) < 0)
		return -1;
	demo_set_day(filling, "2023-04-11");
	return give_up(filling, course, 6, "单位注册地迁出本区，来函放弃。", err) < 0 ? -1 :
		object(filling, project_at(filling, course, STAGE_SET(publicised), 3), "", "来电反映配套经费未到位。", err);
}

static const struct course courses[] = {
	{.call = "2020", .minutes = "青首技办纪〔2021〕1号", .after = finish_earliest,
		.days = {"2021-01-22", "2021-01-25", "2021-01-28", "2021-01-29", "2021-02-01", "2021-02-02", "2021-02-04", "2021-02-04", "2021-02-05"}},
	{.call = "2021", .aside = 1, .left_out = "单位被列入经营异常名录，不列入递补。", .minutes = "青首技办纪〔2021〕3号", .after = finish_first,
		.days = {"2021-05-11", "2021-05-12", "2021-05-17", "2021-05-19", "2021-05-20", "2021-05-21", "2021-05-26", "2021-05-27", "2021-05-31"}},
	{.call = "2022", .minutes = "青首技办纪〔2023〕1号", .after = finish_second,
		.days = {"2023-02-20", "2023-02-21", "2023-03-01", "2023-03-10", "2023-03-13", "2023-03-15", "2023-03-28", "2023-03-29", "2023-04-06"}},
	{.call = "2022-2", .aside = 2,
		.days = {"2023-03-20", "2023-03-21", "2023-04-03", "2023-04-10"},
		.totals = {{88, 90, 80, 87, 87}, {95, 92, 91, 90, 84}, {84, 83, 82, 81, 80}, {91, 88, 88, 86, 79}, {88, 86, 85, 0, 0},
			{93, 90, 90, 89, 85}, {79, 78, 77, 76, 75}}},
	{.call = "2023", .aside = 1, .unconfirmed = true, .partly = true, .days = {"2023-04-06", "2023-04-11", "2023-04-12"}},
};

int
demo_review(struct filling *filling, const char *call, struct err *err)
{
	for (size_t i = 0; i < sizeof courses / sizeof *courses; i++) {
		const struct course *course = &courses[i];
		if (strcmp(course->call, call) != 0)
			continue;
		for (enum step step = 0; step < STEPS && course->days[step]; step++)
			if (take_step(filling, course, step, course->days[step], err) < 0)
				return err_prefix(err, "call %s", call);
		demo_sit(filling, "limin", NULL);
		return course->after ? course->after(filling, course, err) : 0;
	}
	return 0;
}
