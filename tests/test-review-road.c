/* The sample office's call of 2023 from its candidates to the announcement by `do` alone: seven experts, two of them standing aside, a tie at
 * the line, an objection that is upheld, and the successor from the reserve. */
#include <config.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "call2023.h"
#include "keyboard.h"

static struct office office;
static struct call2023 call;

static void
open_office(void)
{
	keyboard_sample(&office, "limin");
}

static void
close_office(void)
{
	office_close(&office);
}

/* ---- the verb */

/* An act by that person; the id of its record, which lives until the next one. */
#define DO(as, ...) done_id(as, __VA_ARGS__, NULL)
#define done_id(person, ...) (office.as = (person), keep_id(hard_json(&office, 0, "do", __VA_ARGS__)))

static const char *
keep_id(json_t *answer)
{
	static char id[32];

	snprintf(id, sizeof id, "%s", hard_text(answer, "id"));
	json_decref(answer);
	office.as = "limin";
	return id;
}

static const char *
valued(char text[64], const char *name, const char *value)
{
	snprintf(text, 64, "%s=%s", name, value);
	return text;
}

static void
expect_stages(const char *stage, size_t count)
{
	json_t *projects = hard_json(&office, 0, "list", "projects", NULL);
	const json_t *project;
	size_t i, found = 0;

	json_array_foreach(projects, i, project)
		found += call2023_has(project, "stage", stage);
	json_decref(projects);
	cr_assert_eq(found, count, "%zu are %s", found, stage);
}

/* Each record of the call that is in the state. */
static void
for_each(const char *records, const char *key, const char *state, void (*what)(const json_t *record))
{
	json_t *all = hard_json(&office, 0, "list", records, NULL);
	const json_t *record;
	size_t i;

	json_array_foreach(all, i, record)
		if (call2023_has(record, key, state))
			what(record);
	json_decref(all);
}

/* ---- up to the ranking */

static void
accept(const json_t *project)
{
	DO("limin", "accept", hard_text(project, "id"));
}

static void
form_and_assign(void)
{
	DO("limin", "form_panel", "2023", "panel.experts=expert1 expert2 expert3 expert4 expert5 expert6 expert7", "panel.chair=expert1");
	DO("limin", "assign", "2023");
	call2023_read(&call, &office);
}

/* The project of the expert's first sheet that is not handed in. */
static const char *
first_open(const char *expert)
{
	static char id[16];
	json_t *all = hard_json(&office, 0, "list", "assignments", NULL);
	const json_t *given;
	size_t i;

	*id = '\0';
	json_array_foreach(all, i, given)
		if (!*id && strcmp(hard_text(given, "expert"), expert) == 0 && strcmp(hard_text(given, "state"), "open") == 0)
			snprintf(id, sizeof id, "%s", hard_text(given, "project"));
	json_decref(all);
	return id;
}

/* What waits since before is refused; what an expert declares and what the office finds stands. */
static void
decide(const json_t *recusal)
{
	DO("zhaolei", "confirm_recusal", hard_text(recusal, "id"), strcmp(hard_text(recusal, "expert"), "expert6") == 0 ? "decision=refused" : "decision=confirmed");
}

static void
two_stand_aside(void)
{
	DO("expert4", "declare_recusal", first_open("expert4"), "reason=三年内曾任该单位顾问");
	DO("limin", "declare_recusal", first_open("expert5"), "reason=专家与带头人系亲属", "recusal.expert=expert5");
	for_each("recusals", "state", "declared", decide);
	cr_assert_eq(call2023_count(&office, "recusals", "confirmed"), 2);
	DO("limin", "assign", "2023");
}

static void
score(const json_t *given)
{
	static const char *const codes[CALL2023_CRITERIA] = {"leader", "system", "studio", "innovation", "apprenticeship", "plan"};
	char inputs[CALL2023_CRITERIA][32];
	int points[CALL2023_CRITERIA];

	call2023_points(&call, hard_text(given, "project"), points);
	for (size_t i = 0; i < CALL2023_CRITERIA; i++)
		snprintf(inputs[i], sizeof inputs[i], "%s=%d", codes[i], points[i]);
	DO(hard_text(given, "expert"), "score", hard_text(given, "project"), inputs[0], inputs[1], inputs[2], inputs[3], inputs[4], inputs[5]);
}

/* ---- the list */

static void
decide_tie(const char *first, const char *second)
{
	HARD_SAYS(&office, 1, "a tie at the line is open", "do", "propose", "2023");
	DO("limin", "decide_tie", first, "--reason", "带徒成效更突出", "order=1");
	DO("limin", "decide_tie", second, "--reason", "带徒成效次之", "order=2");
}

/* Approved by another person, resolved by a meeting, put before the public; the publicity. */
static const char *
through(const char *list, const char *number)
{
	char meeting[64], minutes[64], id[16];

	snprintf(id, sizeof id, "%s", list);
	HARD_SAYS(&office, 1, "needs another person", "do", "approve", id);
	DO("gujun", "approve", id);
	valued(meeting, "meeting", DO("limin", "record_meeting", "body=工作小组会议", valued(minutes, "number", number), "held_on=2023-04-12",
		"attendees=各成员单位", "resolution=同意"));
	DO("limin", "resolve", id, meeting);
	return DO("limin", "publicise", id, "contact=小组办 59732000");
}

/* The list that a promotion made. */
static const char *
newest_list(void)
{
	static char id[16];
	json_t *lists = hard_json(&office, 0, "list", "proposals", NULL);

	snprintf(id, sizeof id, "%s", hard_text(json_array_get(lists, json_array_size(lists) - 1), "id"));
	json_decref(lists);
	return id;
}

static void
announce(const char *publicity, const char *document)
{
	char input[64];

	DO("limin", "announce", publicity, valued(input, "document", document));
}

Test(review_road, runs_from_candidates_to_the_announcement_by_the_verb_alone, .init = open_office, .fini = close_office, .timeout = 900)
{
	const char *removed = call.ids[3], *won = call.ids[CALL2023_TIED + 1], *successor = call.ids[CALL2023_TIED];
	char publicity[16], own[16], objection[16];

	for_each("projects", "stage", "candidate", accept);
	form_and_assign();
	two_stand_aside();
	for_each("assignments", "state", "open", score);
	DO("limin", "close_scoring", "2023");
	decide_tie(won, successor);

	snprintf(publicity, sizeof publicity, "%s", through(DO("limin", "propose", "2023"), "〔2023〕5号"));
	expect_stages("publicised", CALL2023_PLACES);
	keyboard_stored(&office, NULL, won, "\"publicised\"");
	snprintf(objection, sizeof objection, "%s", DO("limin", "object", removed, "about=成果归属有争议"));
	office.today = "2023-04-20";
	HARD_SAYS(&office, 1, "is open: decide it first", "do", "announce", publicity);
	office.today = NULL;
	DO("limin", "resolve_objection", objection, "--reason", "查实成果非本人完成", "decision=upheld");
	DO("limin", "promote", successor, "--reason", "前一名异议成立");
	snprintf(own, sizeof own, "%s", through(newest_list(), "〔2023〕6号"));

	HARD_SAYS(&office, 1, "it can be announced the day after", "do", "announce", publicity);
	office.today = "2023-04-20";
	announce(publicity, "青人社〔2023〕20号");
	expect_stages("awarded", CALL2023_PLACES - 1);
	announce(own, "青人社〔2023〕21号");
	expect_stages("awarded", CALL2023_PLACES);
	keyboard_stored(&office, NULL, won, "\"awarded\"");
	keyboard_stored(&office, NULL, successor, "\"awarded\"");
	keyboard_stored(&office, NULL, successor, "\"cycle_to\": \"2025-12-31\"");
	keyboard_stored(&office, NULL, removed, "\"removed\"");
}
