#include <config.h>

#include "listroad.h"

#include <criterion/criterion.h>
#include <stdio.h>

/* The seats of the office and of who approves. */
static const char *const drafts = "limin", *const approves = "gujun";

/* "VERB CALL" on the command line opens "TITLE › CALL". */
static void
open_list(struct road *road, struct pty *pty, const char *verb, const char *title)
{
	char text[80];

	snprintf(text, sizeof text, "%s %s", verb, road->call);
	keyboard_command(pty, text);
	snprintf(text, sizeof text, "%s › %s", title, road->call);
	pty_expect(pty, text);
}

void
road_open(struct road *road, const char *call)
{
	*road = (struct road){.call = call};
	keyboard_sample(&road->office, drafts);
}

void
road_close(struct road *road)
{
	office_close(&road->office);
}

struct pty *
road_sit(struct road *road, const char *today)
{
	return keyboard_sit(&road->office, drafts, today);
}

void
road_stored(struct road *road, const char *id, const char *text)
{
	keyboard_stored(&road->office, drafts, id, text);
}

void
road_decide_recusal(struct pty *pty, const char *keys, const char *decision)
{
	pty_keys(pty, keys);
	pty_keys(pty, "F8");
	pty_expect(pty, "Decision");
	pty_type(pty, decision);
	pty_keys(pty, "Enter F2");
	pty_expect(pty, "1 yes");
	pty_keys(pty, "1");
	pty_expect_gone(pty, "1 yes");
}

void
road_decide_tie(struct pty *pty, const char *shown)
{
	pty_keys(pty, "F5");
	pty_expect(pty, "Who stands in place 1");
	pty_expect(pty, shown);
	pty_keys(pty, "2");
	pty_expect(pty, "1. QP");
	pty_keys(pty, "\"带徒成效更好\" F2");
	pty_expect(pty, "2 done");
}

void
road_draft(struct road *road, struct pty *pty)
{
	char done[40];

	snprintf(done, sizeof done, "'%s' done", road->call);
	pty_keys(pty, "F6");
	pty_expect(pty, "Exceptions");
	pty_keys(pty, "F2");
	pty_expect(pty, "1 yes");
	pty_keys(pty, "1");
	pty_expect(pty, done);
}

struct pty *
road_list(struct road *road, const char *as)
{
	struct pty *pty = keyboard_sit(&road->office, as, NULL);

	open_list(road, pty, "proposals", "Drafted lists");
	pty_keys(pty, "Enter");
	pty_expect(pty, "Drafted list › N");
	return pty;
}

void
road_approve(struct road *road, const char *wrong, const char *count)
{
	struct pty *pty = road_list(road, approves);

	pty_keys(pty, "F8");
	pty_expect(pty, "Type the number of projects");
	pty_type(pty, wrong);
	pty_keys(pty, "Enter");
	pty_expect(pty, "Type the number of projects");
	pty_keys(pty, "C-u");
	pty_type(pty, count);
	pty_keys(pty, "Enter");
	pty_expect(pty, "approved");
	pty_expect(pty, approves);
	pty_free(pty);
}

void
road_record_meeting(struct road *road)
{
	struct pty *pty = road_sit(road, NULL);

	keyboard_command(pty, "meetings");
	pty_expect(pty, "Meetings");
	pty_keys(pty, "F6");
	pty_expect(pty, "Attendees");
	pty_keys(pty, "\"首席技师资助工作小组\" Enter \"青首技办纪〔2023〕9号\" Enter \".\" Enter \"李敏、顾军\" Tab \"同意名单\" Tab F2");
	pty_expect(pty, "Record a meeting: done");
	pty_expect(pty, "青首技办纪〔2023〕9号");
	pty_free(pty);
}

void
road_publicise(struct road *road)
{
	struct pty *pty = road_list(road, drafts);

	pty_keys(pty, "F6 F4");
	pty_expect(pty, "青首技办纪〔2023〕9号");
	pty_keys(pty, "Enter F2");
	pty_expect(pty, "To go on, type Resolve");
	pty_keys(pty, "\"Resolve\" Enter");
	pty_expect(pty, "resolved");
	pty_keys(pty, "F4");
	pty_expect(pty, "Where to object");
	pty_keys(pty, "\"区人社局公告栏\" Enter \"小组办 59732000\" Enter F2");
	pty_expect(pty, "1 yes");
	pty_keys(pty, "1");
	pty_expect_gone(pty, "Where to object");
	pty_free(pty);
}

static void
object(struct pty *pty, const char *id)
{
	pty_keys(pty, "F6");
	pty_expect(pty, "Which project");
	pty_type(pty, id);
	pty_keys(pty, "Enter");
	pty_expect(pty, "What it says");
	pty_keys(pty, "\"获奖证书与本人不符\" Tab F2");
	pty_expect(pty, "1 yes");
	pty_keys(pty, "1 1");
	pty_expect(pty, "获奖证书与本人不符");
}

static void
uphold(struct pty *pty)
{
	pty_keys(pty, "F8");
	pty_expect(pty, "Decision");
	pty_keys(pty, "\"upheld\" Enter F2");
	pty_expect(pty, "Decide an objection");
	pty_keys(pty, "\"经核查属实\" F2");
	pty_expect(pty, "To go on, type Decide an objection");
	pty_keys(pty, "\"Decide an objection\" Enter");
	pty_expect(pty, "upheld");
}

static void
promote(struct pty *pty, const char *id)
{
	char done[32];

	snprintf(done, sizeof done, "'%s' done", id);
	pty_keys(pty, "Esc 2");
	pty_expect(pty, "Promote from the reserve");
	pty_keys(pty, "\"异议成立空出名额\" F2");
	pty_expect(pty, "To go on, type Promote");
	pty_expect(pty, id);
	pty_keys(pty, "\"Promote from the reserve\" Enter");
	pty_expect(pty, done);
}

void
road_object_and_promote(struct road *road, const char *objected, const char *successor)
{
	struct pty *pty = road_sit(road, NULL);

	open_list(road, pty, "publicities", "Publicity");
	pty_expect(pty, "2023-04-19");
	object(pty, objected);
	uphold(pty);
	promote(pty, successor);
	pty_free(pty);
	road_stored(road, objected, "\"removed\"");
	road_stored(road, successor, "\"proposed\"");
}

void
road_announce(struct road *road, const char *today, const char *key, const char *refused)
{
	struct pty *pty = road_sit(road, today);

	open_list(road, pty, "publicities", "Publicity");
	pty_keys(pty, key);
	pty_keys(pty, "F8");
	pty_expect(pty, "Document of the announcem");
	pty_keys(pty, "\"青首技〔2023〕2号\" Enter F2");
	pty_expect(pty, refused ? refused : "To go on, type Announce");
	if (!refused) {
		pty_keys(pty, "\"Announce\" Enter");
		pty_expect(pty, "announced");
	}
	pty_free(pty);
}
