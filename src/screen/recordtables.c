/* 人员, 申报批次, 拟定名单, 会议纪要, 公示, 异议, 回避, 评分表, 整改与追回, 变更: what each list of records shows and does. */
#include <config.h>

#include "screen/recordlist.h"

#include <stdlib.h>

#include "screen/callpick.h"

static const char *draft_target(struct ui *ui, const char *call, struct arena *arena);
static const char *project_target(struct ui *ui, const char *call, struct arena *arena);
static const char *reserve_target(struct ui *ui, const char *call, struct arena *arena);

const struct record_table record_tables[] = {
	{.screen = &screen_staff, .type = &type_staff, .count = N_("%s people"), .order = "staff.id", .empty = N_("nobody is entered: one person does everything"),
		.columns = {
			{.path = "staff.id", .title = N_("Staff number"), .zh = 18, .en = 18},
			{.path = "staff.name", .title = N_("Name"), .zh = 10, .en = 12},
			{.path = "staff.roles", .title = N_("Roles"), .zh = 16, .en = 16, .flex = true},
			{.path = "staff.organisation", .title = N_("Town or department"), .zh = 14, .en = 18},
			{.path = "staff.state", .title = N_("State"), .zh = 6, .en = 8},
			{.path = "staff.account", .title = N_("Account on this machine"), .zh = 12, .en = 24, .drop = 1},
		},
		.acts = {
			{.name = "staff_change"},
			{.name = "staff_add", .anywhere = true},
			{.name = "staff_change", .given = {"staff.state", "left"}},
		}},
	{.screen = &screen_calls, .type = &type_call, .count = N_("%s calls"), .order = "call.id", .descending = true, .empty = N_("no call has been opened yet"),
		.columns = {
			{.path = "call.id", .title = N_("Call"), .zh = 8, .en = 8},
			{.path = "call.title", .title = N_("Title"), .zh = 18, .en = 18, .flex = true},
			{.path = "call.quota", .title = N_("Quota"), .zh = 6, .en = 6, .right = true},
			{.computed = CELL_PROJECTS, .title = N_("Applied"), .zh = 8, .en = 8, .right = true},
			{.path = "call.opens", .title = N_("Opens on"), .zh = 10, .en = 10, .drop = 1},
			{.path = "call.closes", .title = N_("Applications until"), .zh = 12, .en = 18},
			{.path = "call.state", .title = N_("State"), .zh = 8, .en = 8},
		},
		.acts = {
			{.name = "readopt"},
			{.name = "open_call", .anywhere = true},
			{.name = "close_call"},
			{.name = "adopt_rules", .anywhere = true},
		}},
	{.screen = &screen_proposals, .type = &type_proposal, .roles = ROLE(office) | ROLE(approver) | ROLE(auditor), .call = "proposal.call",
		.count = N_("%s lists"), .descending = true, .empty = N_("no list was drafted yet"), .opens = &screen_proposal, .beside = &screen_publicities,
		.columns = {
			{.title = N_("List no."), .zh = 6, .en = 8},
			{.path = "proposal.call", .title = N_("Call"), .zh = 8, .en = 8},
			{.path = "proposal.state", .title = N_("State"), .zh = 8, .en = 10},
			{.path = "proposal.projects", .title = N_("Listed"), .zh = 6, .en = 8, .right = true},
			{.path = "proposal.amount", .title = N_("Total amount"), .zh = 14, .en = 14, .right = true},
			{.path = "proposal.made_by", .title = N_("Made by"), .zh = 8, .en = 8, .flex = true},
			{.path = "proposal.approved_by", .title = N_("Approved by"), .zh = 8, .en = 11},
			{.path = "proposal.meeting", .title = N_("Meeting"), .zh = 8, .en = 7},
		},
		.acts = {{.name = "propose", .target = draft_target}}},
	{.screen = &screen_meetings, .type = &type_meeting, .roles = ROLE(office) | ROLE(approver) | ROLE(auditor), .count = N_("%s meetings"),
		.descending = true, .empty = N_("no meeting is on record yet"),
		.columns = {
			{.title = N_("Record"), .zh = 6, .en = 6},
			{.path = "meeting.held_on", .title = N_("Held on"), .zh = 10, .en = 10},
			{.path = "meeting.number", .title = N_("Number of the minutes"), .zh = 16, .en = 21},
			{.path = "meeting.body", .title = N_("Body"), .zh = 16, .en = 16, .flex = true},
			{.path = "meeting.call", .title = N_("Call"), .zh = 8, .en = 8, .drop = 1},
		},
		.acts = {{.name = "record_meeting", .anywhere = true}}},
	{.screen = &screen_publicities, .type = &type_publicity, .roles = ROLE(office) | ROLE(approver) | ROLE(auditor) | ROLE(reviewer) | ROLE(window),
		.call = "publicity.call", .count = N_("%s publicities"), .descending = true, .empty = N_("nothing was publicised yet"),
		.beside = &screen_objections,
		.columns = {
			{.title = N_("Record"), .zh = 6, .en = 6},
			{.path = "publicity.call", .title = N_("Call"), .zh = 8, .en = 8},
			{.path = "publicity.proposal", .title = N_("List no."), .zh = 6, .en = 8},
			{.path = "publicity.first_day", .title = N_("First day"), .zh = 10, .en = 10},
			{.path = "publicity.last_day", .title = N_("Last day"), .zh = 10, .en = 10},
			{.path = "publicity.state", .title = N_("State"), .zh = 8, .en = 9},
			{.path = "publicity.place", .title = N_("Where it is shown"), .zh = 16, .en = 17, .flex = true, .drop = 1},
		},
		.acts = {
			{.name = "announce"},
			{.name = "object", .target = project_target},
			{.name = "promote", .target = reserve_target},
		}},
	{.screen = &screen_objections, .type = &type_objection, .roles = ROLE(office) | ROLE(approver) | ROLE(auditor) | ROLE(reviewer) | ROLE(window),
		.count = N_("%s objections"), .descending = true, .empty = N_("no objection was raised"), .beside = &screen_publicities,
		.columns = {
			{.title = N_("Record"), .zh = 6, .en = 6},
			{.path = "objection.project", .title = N_("Project"), .zh = 11, .en = 11},
			{.path = "objection.received_on", .title = N_("Received on"), .zh = 10, .en = 11},
			{.path = "objection.state", .title = N_("State"), .zh = 8, .en = 9},
			{.path = "objection.about", .title = N_("What it says"), .zh = 24, .en = 24, .flex = true},
			{.path = "objection.publicity", .title = N_("Publicity"), .zh = 6, .en = 9, .drop = 1},
		},
		.acts = {
			{.name = "resolve_objection"},
			{.name = "object", .target = project_target},
			{.name = "promote", .target = reserve_target},
		}},
	{.screen = &screen_recusals, .type = &type_recusal, .roles = ROLE(office) | ROLE(auditor), .call = "recusal.call", .count = N_("%s recusals"),
		.descending = true, .empty = N_("nobody stands aside"), .beside = &screen_panel,
		.columns = {
			{.title = N_("Record"), .zh = 6, .en = 6},
			{.path = "recusal.project", .title = N_("Project"), .zh = 11, .en = 11},
			{.path = "recusal.expert", .title = N_("Expert"), .zh = 10, .en = 10},
			{.path = "recusal.state", .title = N_("State"), .zh = 10, .en = 15},
			{.path = "recusal.reason", .title = N_("Reason"), .zh = 20, .en = 20, .flex = true},
			{.path = "recusal.found", .title = N_("How it was found"), .zh = 12, .en = 22, .drop = 1},
		},
		.acts = {
			{.name = "confirm_recusal"},
			{.name = "declare_recusal", .target = project_target},
		}},
	{.screen = &screen_sheets, .type = &type_score_sheet, .roles = ROLE(office) | ROLE(approver) | ROLE(auditor), .call = "score_sheet.call", .count = N_("%s sheets"),
		.descending = true, .empty = N_("no sheet was handed in yet"), .beside = &screen_panel,
		.columns = {
			{.title = N_("Record"), .zh = 6, .en = 6},
			{.path = "score_sheet.project", .title = N_("Project"), .zh = 11, .en = 11},
			{.path = "score_sheet.expert", .title = N_("Expert"), .zh = 10, .en = 10},
			{.path = "score_sheet.state", .title = N_("State"), .zh = 10, .en = 15},
			{.path = "score_sheet.total_shown", .title = N_("Total"), .zh = 8, .en = 8, .right = true},
			{.path = "score_sheet.submitted_on", .title = N_("Submitted on"), .zh = 10, .en = 12},
			{.path = "score_sheet.remark", .title = N_("Remark"), .zh = 12, .en = 12, .flex = true},
			{.path = "score_sheet.keyed_by", .title = N_("Keyed by"), .zh = 8, .en = 8, .drop = 2},
			{.path = "score_sheet.reopen_refused", .title = N_("Reopening refused because"), .zh = 16, .en = 25, .drop = 1},
		},
		.acts = {
			{.name = "reopen_sheet"},
			{.name = "score", .target = project_target},
			{.name = "refuse_reopening"},
		}},
	{.screen = &screen_orders, .type = &type_order, .roles = ROLE(office) | ROLE(approver) | ROLE(finance) | ROLE(auditor), .order = "order.deadline",
		.count = N_("%s orders"), .empty = N_("nothing was ordered"), .opens = &screen_order, .beside = &screen_changes,
		.columns = {
			{.title = N_("Record"), .zh = 6, .en = 6},
			{.path = "order.project", .title = N_("Project"), .zh = 11, .en = 11},
			{.path = "order.kind", .title = N_("Kind of order"), .zh = 8, .en = 13},
			{.path = "order.deadline", .title = N_("Deadline"), .zh = 10, .en = 10},
			{.path = "order.state", .title = N_("State"), .zh = 10, .en = 9},
			{.computed = CELL_ORDER_NEXT, .title = N_("Next"), .zh = 14, .en = 24, .flex = true},
			{.path = "order.amount", .title = N_("To pay back"), .zh = 12, .en = 12, .right = true, .drop = 1},
			{.path = "order.repaid", .title = N_("Repaid"), .zh = 12, .en = 12, .right = true, .drop = 2},
		},
		.acts = {
			{.name = "order_rectification", .target = project_target},
			{.name = "order_clawback", .target = project_target},
		}},
	{.screen = &screen_changes, .type = &type_alteration, .roles = ROLE(office) | ROLE(approver) | ROLE(finance) | ROLE(auditor),
		.count = N_("%s changes"), .descending = true, .empty = N_("no change was recorded"), .beside = &screen_orders,
		.columns = {
			{.title = N_("Record"), .zh = 6, .en = 6},
			{.path = "alteration.project", .title = N_("Project"), .zh = 11, .en = 11},
			{.path = "alteration.kind", .title = N_("What changed"), .zh = 12, .en = 15},
			{.path = "alteration.happened_on", .title = N_("Happened on"), .zh = 10, .en = 11},
			{.path = "alteration.old_name", .title = N_("Name before"), .zh = 14, .en = 14, .flex = true},
			{.path = "alteration.new_name", .title = N_("New name"), .zh = 14, .en = 14, .flex = true},
			{.path = "alteration.document", .title = N_("Proof"), .zh = 16, .en = 16, .drop = 1},
		},
		.acts = {{.name = "change", .target = project_target}}},
	{.screen = &screen_assessments, .type = &type_assessment, .roles = ROLE(office) | ROLE(approver) | ROLE(auditor) | ROLE(window) | ROLE(reviewer),
		.count = N_("%s assessments"), .descending = true, .empty = N_("nothing was assessed yet"), .beside = &screen_answers,
		.columns = {
			{.title = N_("Record"), .zh = 6, .en = 6},
			{.path = "assessment.project", .title = N_("Project"), .zh = 11, .en = 11},
			{.path = "assessment.year", .title = N_("Year"), .zh = 4, .en = 4, .right = true},
			{.path = "assessment.kind", .title = N_("Kind"), .zh = 8, .en = 11},
			{.path = "assessment.result", .title = N_("Result"), .zh = 6, .en = 7},
			{.path = "assessment.points", .title = N_("Points"), .zh = 6, .en = 6, .right = true},
			{.path = "assessment.grade", .title = N_("Grade"), .zh = 6, .en = 9},
			{.path = "assessment.assessed_on", .title = N_("Assessed on"), .zh = 10, .en = 11, .drop = 1},
			{.path = "assessment.signed_by", .title = N_("Signed by"), .zh = 8, .en = 9, .flex = true},
		},
		.acts = {
			{.name = "assess", .target = project_target},
			{.name = "unit_assess", .target = project_target},
		}},
	{.screen = &screen_answers, .type = &type_answer, .roles = ROLE(office) | ROLE(approver) | ROLE(auditor), .count = N_("%s checklists"),
		.descending = true, .empty = N_("no checklist was filled in yet"), .beside = &screen_assessments,
		.columns = {
			{.title = N_("Record"), .zh = 6, .en = 6},
			{.path = "answer.project", .title = N_("Project"), .zh = 11, .en = 11},
			{.path = "answer.year", .title = N_("Year"), .zh = 4, .en = 4, .right = true},
			{.path = "answer.kind", .title = N_("Kind"), .zh = 8, .en = 11},
			{.path = "answer.assessor", .title = N_("Name of the assessor"), .zh = 14, .en = 20, .flex = true},
			{.path = "answer.state", .title = N_("State"), .zh = 8, .en = 10},
			{.path = "answer.total_shown", .title = N_("Total"), .zh = 9, .en = 9, .right = true},
		},
		.acts = {{.name = "answer", .target = project_target}}},
	{0},
};

static const struct verb staff_verbs[] = {
	{.verb = RECORD_OPEN, .key = K_ENTER, .label = N_("view"), .help = N_("Everything on record about the person.")},
	{.verb = RECORD_FILTER, .key = '/', .label = N_("filter"), .help = N_("Narrows as you type, by name, pinyin or initials.")},
	{.verb = RECORD_ACT + 0, .key = K_F4, .label = N_("change"), .help = N_("Changes name, roles, place or account.")},
	{.verb = RECORD_HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{.verb = RECORD_ACT + 1, .key = K_F6, .label = N_("enter a person"), .help = N_("Enters somebody who will work here.")},
	{.verb = RECORD_ACT + 2, .key = K_F8, .label = N_("left"), .help = N_("The person no longer works here; what was done stays on record.")},
	{0},
};

static const struct verb call_verbs[] = {
	{.verb = RECORD_OPEN, .key = K_ENTER, .label = N_("view"), .help = N_("Everything on record about the call.")},
	{.verb = RECORD_QUEUE, .key = K_F2, .label = N_("its projects"), .help = N_("Opens the queue of the call's projects.")},
	{.verb = RECORD_ACT + 0, .key = K_F4, .label = N_("readopt"), .help = N_("Binds an open call to today's rules, with a reason.")},
	{.verb = RECORD_HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{.verb = RECORD_ACT + 1, .key = K_F6, .label = N_("open a call"), .help = N_("Opens a call with its quota and dates, by today's rules.")},
	{.verb = RECORD_ACT + 3, .key = K_F7, .label = N_("adopt rules"), .help = N_("Puts today's rules on record, so that calls can be bound to them.")},
	{.verb = RECORD_ACT + 2, .key = K_F8, .label = N_("close"), .help = N_("Nothing more is submitted to it; what was submitted goes on.")},
	{0},
};

static const struct verb proposals_verbs[] = {
	{.verb = RECORD_OPEN, .key = K_ENTER, .label = N_("view"), .help = N_("The list's rows, its sum, and what can be done with it.")},
	{.verb = RECORD_HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{.verb = RECORD_ACT + 0, .key = K_F6, .label = N_("draft a list"), .help = N_("Drafts the list of a call from its ranking.")},
	{.verb = RECORD_BESIDE, .key = '1', .label = N_("publicities"), .help = N_("Lists before the public, with their last days and objections.")},
	{0},
};

static const struct verb meetings_verbs[] = {
	{.verb = RECORD_OPEN, .key = K_ENTER, .label = N_("view"), .help = N_("The minutes as recorded.")},
	{.verb = RECORD_FILTER, .key = '/', .label = N_("filter"), .help = N_("Narrows by field:value as in call:2023.")},
	{.verb = RECORD_HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{.verb = RECORD_ACT + 0, .key = K_F6, .label = N_("record a meeting"), .help = N_("Records the minutes that lists and orders rest on.")},
	{0},
};

static const struct verb publicities_verbs[] = {
	{.verb = RECORD_OPEN, .key = K_ENTER, .label = N_("view"), .help = N_("The publicity as recorded, with its first and last day.")},
	{.verb = RECORD_HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{.verb = RECORD_ACT + 1, .key = K_F6, .label = N_("objection"), .help = N_("Records an objection to a project that is public, by name or without one.")},
	{.verb = RECORD_ACT + 0, .key = K_F8, .label = N_("announce"), .help = N_("Announces the list after its last day, with no objection open.")},
	{.verb = RECORD_BESIDE, .key = '1', .label = N_("objections"), .help = N_("The objections raised, open and decided.")},
	{.verb = RECORD_ACT + 2, .key = '2', .label = N_("promote"), .help = N_("Moves the first of the reserve up when a place fell free.")},
	{0},
};

static const struct verb objections_verbs[] = {
	{.verb = RECORD_OPEN, .key = K_ENTER, .label = N_("view"), .help = N_("The objection whole, and what was found.")},
	{.verb = RECORD_HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{.verb = RECORD_ACT + 1, .key = K_F6, .label = N_("objection"), .help = N_("Records an objection to a project that is public, by name or without one.")},
	{.verb = RECORD_ACT + 0, .key = K_F8, .label = N_("decide"), .help = N_("Upheld takes the project out, dismissed lets it stay; with what was found.")},
	{.verb = RECORD_BESIDE, .key = '1', .label = N_("publicities"), .help = N_("Lists before the public, with their last days and objections.")},
	{.verb = RECORD_ACT + 2, .key = '2', .label = N_("promote"), .help = N_("Moves the first of the reserve up when a place fell free.")},
	{0},
};

static const struct verb orders_verbs[] = {
	{.verb = RECORD_OPEN, .key = K_ENTER, .label = N_("view"), .help = N_("The order whole, with what can be done about it.")},
	{.verb = RECORD_FILTER, .key = '/', .label = N_("filter"), .help = N_("Narrows by field:value as in kind:clawback state:open.")},
	{.verb = RECORD_HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{.verb = RECORD_ACT + 0, .key = K_F6, .label = N_("rectify"), .help = N_("Orders what an assessment or inspection found to be put right by a deadline.")},
	{.verb = RECORD_ACT + 1, .key = K_F8, .label = N_("claw back"), .help = N_("Drafts a decision that money is to be paid back, with basis and amount.")},
	{.verb = RECORD_BESIDE, .key = '1', .label = N_("changes"), .help = N_("Changes of units, leaders and studios, with their effect on money.")},
	{0},
};

static const struct verb changes_verbs[] = {
	{.verb = RECORD_OPEN, .key = K_ENTER, .label = N_("view"), .help = N_("The change whole, with its effect on money.")},
	{.verb = RECORD_FILTER, .key = '/', .label = N_("filter"), .help = N_("Narrows by field:value as in kind:leader_left.")},
	{.verb = RECORD_HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{.verb = RECORD_ACT + 0, .key = K_F6, .label = N_("record a change"), .help = N_("Records a change with its proof; what it does to money is shown before it is saved.")},
	{.verb = RECORD_BESIDE, .key = '1', .label = N_("orders"), .help = N_("Rectifications, cancellations and clawbacks by deadline.")},
	{0},
};

static const struct verb recusals_verbs[] = {
	{.verb = RECORD_OPEN, .key = K_ENTER, .label = N_("view"), .help = N_("The recusal whole, with its reason and who decided it.")},
	{.verb = RECORD_HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{.verb = RECORD_ACT + 1, .key = K_F6, .label = N_("conflict found"), .help = N_("Records a conflict that the office found, with its reason.")},
	{.verb = RECORD_ACT + 0, .key = K_F8, .label = N_("confirm"), .help = N_("Confirms that the expert stands aside, or not.")},
	{.verb = RECORD_BESIDE, .key = '1', .label = N_("panel"), .help = N_("The experts of the call, with what each has to score.")},
	{0},
};

static const struct verb sheets_verbs[] = {
	{.verb = RECORD_OPEN, .key = K_ENTER, .label = N_("view"), .help = N_("The sheet whole: points, remark, who keyed it.")},
	{.verb = RECORD_HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{.verb = RECORD_ACT + 1, .key = K_F6, .label = N_("key a paper sheet"), .help = N_("Keys the paper sheet of an expert; keyed a second time by another person, the two are compared.")},
	{.verb = RECORD_ACT + 0, .key = K_F8, .label = N_("reopen"), .help = N_("Asks that a sheet be opened again, with the reason; a second person doing the same opens it.")},
	{.verb = RECORD_ACT + 2, .key = '2', .label = N_("refuse reopening"), .help = N_("Answers, with the reason, that a sheet stays as it was handed in though its reopening was asked for.")},
	{.verb = RECORD_BESIDE, .key = '1', .label = N_("panel"), .help = N_("The experts of the call, with what each has to score.")},
	{0},
};

static const struct verb assessments_verbs[] = {
	{.verb = RECORD_OPEN, .key = K_ENTER, .label = N_("view"), .help = N_("The assessment whole.")},
	{.verb = RECORD_FILTER, .key = '/', .label = N_("filter"), .help = N_("Narrows by field:value as in year:2023 result:failed.")},
	{.verb = RECORD_HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{.verb = RECORD_ACT + 0, .key = K_F6, .label = N_("assess"), .help = N_("Concludes an annual or final assessment of a project.")},
	{.verb = RECORD_ACT + 1, .key = K_F8, .label = N_("unit's own"), .help = N_("Records how a unit assessed its project itself; no money follows from it.")},
	{.verb = RECORD_BESIDE, .key = '1', .label = N_("checklists"), .help = N_("All checklists of assessors, finished or not.")},
	{0},
};

static const struct verb answers_verbs[] = {
	{.verb = RECORD_OPEN, .key = K_ENTER, .label = N_("view"), .help = N_("The checklist whole: what was found for each item, and on what evidence.")},
	{.verb = RECORD_FILTER, .key = '/', .label = N_("filter"), .help = N_("Narrows by field:value as in state:unfinished.")},
	{.verb = RECORD_HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")},
	{.verb = RECORD_ACT + 0, .key = K_F6, .label = N_("fill in"), .help = N_("Fills in the checklist of an assessor for a project.")},
	{.verb = RECORD_BESIDE, .key = '1', .label = N_("assessments"), .help = N_("All assessments of all years, the units' own too.")},
	{0},
};

#define RECORD_SCREEN \
	.private_size = sizeof(struct records), .flags = SCREEN_PARTIAL, .open = records_open, .refill = records_refill, .draw = records_draw, \
	.key = records_key, .act = records_act, .shows = records_shows, .can = records_can, .title_more = records_title, .close = records_close

const struct screen_class screen_staff = {
	.name = "staff",
	.title = N_("People"),
	.verbs = staff_verbs,
	.help = N_("Who works here, in which roles, and for which town or department."),
	RECORD_SCREEN,
};
const struct screen_class screen_calls = {
	.name = "calls",
	.title = N_("Calls"),
	.verbs = call_verbs,
	.help = N_("The calls, newest first, each with its quota and dates and bound for life to the rules it was opened by."),
	RECORD_SCREEN,
};
const struct screen_class screen_proposals = {
	.name = "proposals",
	.title = N_("Drafted lists"),
	.verbs = proposals_verbs,
	.help = N_("Lists drafted from the ranking, on their way over an approval and a resolution to the public."),
	RECORD_SCREEN,
};
const struct screen_class screen_meetings = {
	.name = "meetings",
	.title = N_("Meetings"),
	.verbs = meetings_verbs,
	.help = N_("Minutes on record: resolutions on lists rest on them."),
	RECORD_SCREEN,
};
const struct screen_class screen_publicities = {
	.name = "publicities",
	.title = N_("Publicity"),
	.verbs = publicities_verbs,
	.help = N_("Lists before the public: the last day, the objections, and the announcement after it."),
	RECORD_SCREEN,
};
const struct screen_class screen_objections = {
	.name = "objections",
	.title = N_("Objections"),
	.verbs = objections_verbs,
	.help = N_("Objections raised while a list is public. Nothing is announced while one is open."),
	RECORD_SCREEN,
};
const struct screen_class screen_recusals = {
	.name = "recusals",
	.title = N_("Recusals"),
	.verbs = recusals_verbs,
	.help = N_("Experts who stand aside, declared by themselves or found by the office; each is confirmed or not."),
	RECORD_SCREEN,
};
const struct screen_class screen_sheets = {
	.name = "sheets",
	.title = N_("Score sheets"),
	.verbs = sheets_verbs,
	.help = N_("Sheets that were handed in. Opening one again takes the office, a reason, and a second person."),
	RECORD_SCREEN,
};

const struct screen_class screen_orders = {
	.name = "orders",
	.title = N_("Orders"),
	.verbs = orders_verbs,
	.help = N_("Rectifications, cancellations and clawbacks of all projects by deadline, with what is to be done next."),
	RECORD_SCREEN,
};

const struct screen_class screen_changes = {
	.name = "changes",
	.title = N_("Changes"),
	.verbs = changes_verbs,
	.help = N_("Changes of units, leaders and studios, with what each does to money."),
	RECORD_SCREEN,
};

const struct screen_class screen_assessments = {
	.name = "assessments",
	.title = N_("Assessments"),
	.verbs = assessments_verbs,
	.help = N_("All assessments on record: annual and final ones, and the units' own."),
	RECORD_SCREEN,
};
const struct screen_class screen_answers = {
	.name = "answers",
	.title = N_("Checklists"),
	.verbs = answers_verbs,
	.help = N_("What each assessor found. Finished checklists are averaged when the assessment is concluded; unfinished ones never count as 0."),
	RECORD_SCREEN,
};

/* ---- what acts are done on in place of a row */

static const char *
draft_target(struct ui *ui, const char *call, struct arena *arena)
{
	return *call ? call : call_choose(ui, arena);
}

static const char *
project_target(struct ui *ui, const char *call, struct arena *arena)
{
	(void)call;
	return work_pick_project(ui, arena);
}

/* The first of a call's reserve: its number, unit and place are shown by the act's own question. */
static const char *
first_reserve(struct desk *desk, const char *call, struct arena *arena, struct err *err)
{
	static const char *const columns[] = {"project.reserve"};
	struct query_spec spec = {.type = &type_project};
	uint32_t numbers[64];
	struct query *query;
	const char *first = NULL;
	long least = 0;

	spec.where = query_with(desk, &type_project, query_with(desk, &type_project, "", "project.call", "=", call, arena), "project.stage", "=", "reserve",
		arena);
	if (query_open(desk, &spec, &query, err) < 0)
		return NULL;
	size_t count = query_walk(query, NULL, true, true, sizeof numbers / sizeof *numbers, numbers, NULL);
	for (size_t i = 0; i < count; i++) {
		const char *text;
		if (query_row(query, numbers[i], columns, 1, arena, &text, NULL) < 0 || (first && strtol(text, NULL, 10) >= least))
			continue;
		first = query_row_id(query, numbers[i], arena);
		least = strtol(text, NULL, 10);
	}
	query_close(query);
	if (!first)
		err_set(err, ERR_MISSING, _("nobody of call '%s' is on the reserve list"), call);
	return first;
}

static const char *
reserve_target(struct ui *ui, const char *call, struct arena *arena)
{
	struct err err = {0};
	const char *first;

	if (!*call)
		call = call_choose(ui, arena);
	first = call ? first_reserve(work_desk(ui), call, arena, &err) : NULL;
	if (call && !first)
		ui_error(ui, &err);
	return first;
}
