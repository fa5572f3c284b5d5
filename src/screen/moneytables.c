/* 应拨, 拨款批次, 拨款, 用款申请, 收款户变更, 同类资助: what each list of money shows and does. */
#include <config.h>

#include "screen/recordlist.h"

#include "desk/moneywork.h"
#include "ui/pager.h"

enum { SEES_MONEY = ROLE(finance) | ROLE(office) | ROLE(approver) | ROLE(auditor) };

static const char *project_target(struct ui *ui, const char *call, struct arena *arena);
static void explain_due(struct ui *ui, const char *id);

const struct record_table money_tables[] = {
	{.screen = &screen_dues, .type = &type_obligation, .roles = SEES_MONEY, .call = "obligation.call", .order = "obligation.state",
		.count = N_("%s obligations"), .empty = N_("nothing was ever due"), .beside = &screen_batches, .explain = explain_due,
		.columns = {
			{.title = N_("Record"), .zh = 6, .en = 6},
			{.path = "obligation.project", .title = N_("Project"), .zh = 11, .en = 11},
			{.path = "obligation.payment", .title = N_("Kind of payment"), .zh = 14, .en = 20, .flex = true},
			{.path = "obligation.year", .title = N_("Year it is for"), .zh = 8, .en = 14, .drop = 1},
			{.path = "obligation.amount", .title = N_("Amount due"), .zh = 12, .en = 12, .right = true},
			{.path = "obligation.paid", .title = N_("Paid"), .zh = 12, .en = 12, .right = true},
			{.path = "obligation.state", .title = N_("State"), .zh = 8, .en = 14},
			{.path = "obligation.fund", .title = N_("Fund"), .zh = 12, .en = 24, .drop = 2},
			{.path = "obligation.clause", .title = N_("Clause"), .zh = 8, .en = 8, .drop = 3},
		},
		.acts = {
			{.name = "prepare_payment", .anywhere = true},
			{.name = "request_funds", .target = project_target},
			{.name = "change_account", .target = project_target},
			{.name = "record_grant_elsewhere", .target = project_target},
		}},
	{.screen = &screen_batches, .type = &type_batch, .roles = SEES_MONEY, .count = N_("%s batches"), .descending = true,
		.empty = N_("no batch was prepared yet"), .opens = &screen_batch, .beside = &screen_payments,
		.columns = {
			{.title = N_("Batch"), .zh = 6, .en = 6},
			{.path = "batch.fund", .title = N_("Fund"), .zh = 14, .en = 24, .flex = true},
			{.path = "batch.state", .title = N_("State"), .zh = 8, .en = 10},
			{.path = "batch.payments", .title = N_("Payments"), .zh = 6, .en = 8, .right = true},
			{.path = "batch.amount", .title = N_("Total amount"), .zh = 14, .en = 14, .right = true},
			{.path = "batch.prepared_on", .title = N_("Prepared on"), .zh = 10, .en = 11, .drop = 1},
			{.path = "batch.made_by", .title = N_("Prepared by"), .zh = 8, .en = 11, .drop = 2},
			{.path = "batch.approved_by", .title = N_("Approved by"), .zh = 8, .en = 11, .drop = 2},
			{.path = "batch.paid_on", .title = N_("Paid on"), .zh = 10, .en = 10},
		},
		.acts = {{.name = "prepare_payment", .anywhere = true}}},
	{.screen = &screen_payments, .type = &type_payment, .roles = SEES_MONEY, .count = N_("%s payments"), .descending = true,
		.empty = N_("nothing was paid yet"), .beside = &screen_batches,
		.columns = {
			{.title = N_("Record"), .zh = 6, .en = 6},
			{.path = "payment.project", .title = N_("Project"), .zh = 11, .en = 11},
			{.path = "payment.batch", .title = N_("Batch"), .zh = 6, .en = 6},
			{.path = "payment.account_name", .title = N_("Account name"), .zh = 16, .en = 16, .flex = true},
			{.path = "payment.account", .title = N_("Account"), .zh = 19, .en = 19, .drop = 1},
			{.path = "payment.amount", .title = N_("Amount"), .zh = 12, .en = 12, .right = true},
			{.path = "payment.state", .title = N_("State"), .zh = 8, .en = 11},
			{.path = "payment.paid_on", .title = N_("Paid on"), .zh = 10, .en = 10},
			{.path = "payment.voucher", .title = N_("Voucher"), .zh = 12, .en = 12, .drop = 2},
		},
		.acts = {
			{.name = "record_payment"},
			{.name = "return_payment"},
		}},
	{.screen = &screen_requests, .type = &type_funds_request, .roles = SEES_MONEY | ROLE(window), .count = N_("%s requests"), .descending = true,
		.empty = N_("no request for funds was entered yet"),
		.columns = {
			{.title = N_("Record"), .zh = 6, .en = 6},
			{.path = "funds_request.project", .title = N_("Project"), .zh = 11, .en = 11},
			{.path = "funds_request.asked_on", .title = N_("Asked on"), .zh = 10, .en = 10},
			{.path = "funds_request.amount", .title = N_("Amount asked for"), .zh = 12, .en = 16, .right = true},
			{.path = "funds_request.state", .title = N_("State"), .zh = 12, .en = 10},
			{.path = "funds_request.purpose", .title = N_("What it is for"), .zh = 20, .en = 20, .flex = true},
		},
		.acts = {
			{.name = "request_funds", .target = project_target},
			{.name = "refuse_request"},
		}},
	{.screen = &screen_accounts, .type = &type_account_change, .roles = SEES_MONEY, .count = N_("%s changes of account"), .descending = true,
		.empty = N_("no account was changed yet"),
		.columns = {
			{.title = N_("Record"), .zh = 6, .en = 6},
			{.path = "account_change.project", .title = N_("Project"), .zh = 11, .en = 11},
			{.path = "account_change.payee", .title = N_("Payee"), .zh = 6, .en = 6},
			{.path = "account_change.account_name", .title = N_("Account name"), .zh = 16, .en = 16, .flex = true},
			{.path = "account_change.account", .title = N_("Account"), .zh = 19, .en = 19},
			{.path = "account_change.state", .title = N_("State"), .zh = 8, .en = 14},
			{.path = "account_change.authorisation", .title = N_("Authorisation"), .zh = 14, .en = 14, .drop = 1},
		},
		.acts = {
			{.name = "approve_account"},
			{.name = "refuse_account"},
			{.name = "change_account", .target = project_target},
		}},
	{.screen = &screen_elsewhere, .type = &type_grant_elsewhere, .roles = SEES_MONEY, .count = N_("%s grants"), .descending = true,
		.empty = N_("no grant received elsewhere was entered yet"),
		.columns = {
			{.title = N_("Record"), .zh = 6, .en = 6},
			{.path = "grant_elsewhere.project", .title = N_("Project"), .zh = 11, .en = 11},
			{.path = "grant_elsewhere.payee", .title = N_("Received by"), .zh = 6, .en = 11},
			{.path = "grant_elsewhere.policy", .title = N_("Policy"), .zh = 18, .en = 18, .flex = true},
			{.path = "grant_elsewhere.level", .title = N_("Level of the grant"), .zh = 8, .en = 18, .drop = 1},
			{.path = "grant_elsewhere.alike", .title = N_("Alike"), .zh = 10, .en = 5},
			{.path = "grant_elsewhere.amount", .title = N_("Amount"), .zh = 12, .en = 12, .right = true},
			{.path = "grant_elsewhere.granted_on", .title = N_("Granted on"), .zh = 10, .en = 10},
			{.path = "grant_elsewhere.withdrawn", .title = N_("Withdrawn"), .zh = 6, .en = 9, .drop = 2},
		},
		.acts = {
			{.name = "record_grant_elsewhere", .target = project_target},
			{.name = "withdraw_grant_elsewhere"},
		}},
	{0},
};

#define VERB_OPEN(text) {.verb = RECORD_OPEN, .key = K_ENTER, .label = N_("view"), .help = (text)}
#define VERB_FILTER(text) {.verb = RECORD_FILTER, .key = '/', .label = N_("filter"), .help = (text)}
#define VERB_HISTORY {.verb = RECORD_HISTORY, .key = K_F5, .label = N_("history"), .help = N_("Who changed what, when and why.")}

static const struct verb dues_verbs[] = {
	{.verb = RECORD_EXPLAIN, .key = K_F1, .label = N_("why"), .help = N_("Why it is due, or is not: the clause, the figures and their arithmetic.")},
	VERB_OPEN(N_("The obligation whole.")),
	VERB_FILTER(N_("Narrows by field:value as in state:due fund:talent budget_year:2022.")),
	VERB_HISTORY,
	{.verb = RECORD_ACT + 0, .key = K_F6, .label = N_("prepare a batch"), .help = N_("Puts what is due out of one fund into a batch.")},
	{.verb = RECORD_BESIDE, .key = '1', .label = N_("batches"), .help = N_("Batches of payments with their state.")},
	{.verb = RECORD_ACT + 1, .key = '2', .label = N_("request"), .help = N_("Enters a unit's request for funds.")},
	{.verb = RECORD_ACT + 2, .key = '3', .label = N_("account"), .help = N_("Enters another account for a unit or leader.")},
	{.verb = RECORD_ACT + 3, .key = '4', .label = N_("grant elsewhere"), .help = N_("Enters a subsidy received under another policy.")},
	{0},
};

static const struct verb batches_verbs[] = {
	VERB_OPEN(N_("The batch with its payments, and what can be done about it.")),
	VERB_FILTER(N_("Narrows by field:value as in state:prepared fund:talent.")),
	VERB_HISTORY,
	{.verb = RECORD_ACT + 0, .key = K_F6, .label = N_("prepare a batch"), .help = N_("Puts what is due out of one fund into a batch.")},
	{.verb = RECORD_BESIDE, .key = '1', .label = N_("payments"), .help = N_("Every payment of every batch.")},
	{0},
};

static const struct verb payments_verbs[] = {
	VERB_OPEN(N_("The payment whole.")),
	VERB_FILTER(N_("Narrows by field:value as in state:failed batch:PB3.")),
	VERB_HISTORY,
	{.verb = RECORD_ACT + 0, .key = K_F6, .label = N_("paid"), .help = N_("Enters this one payment as paid, in full or in part, with its voucher.")},
	{.verb = RECORD_ACT + 1, .key = K_F8, .label = N_("failed"), .help = N_("Enters that it failed or came back, with what the bank said.")},
	{.verb = RECORD_BESIDE, .key = '1', .label = N_("batches"), .help = N_("Batches of payments with their state.")},
	{0},
};

static const struct verb requests_verbs[] = {
	VERB_OPEN(N_("The request whole.")),
	VERB_FILTER(N_("Narrows by field:value as in state:open.")),
	VERB_HISTORY,
	{.verb = RECORD_ACT + 0, .key = K_F6, .label = N_("request"), .help = N_("Enters a unit's request for funds.")},
	{.verb = RECORD_ACT + 1, .key = K_F8, .label = N_("refuse"), .help = N_("Does not meet the request, with the reason.")},
	{0},
};

static const struct verb accounts_verbs[] = {
	VERB_OPEN(N_("The change whole.")),
	VERB_FILTER(N_("Narrows by field:value as in state:asked.")),
	VERB_HISTORY,
	{.verb = RECORD_ACT + 0, .key = K_F6, .label = N_("approve"), .help = N_("Puts the account in force, by another person than who entered it.")},
	{.verb = RECORD_ACT + 2, .key = K_F7, .label = N_("account"), .help = N_("Enters another account for a unit or leader.")},
	{.verb = RECORD_ACT + 1, .key = K_F8, .label = N_("refuse"), .help = N_("The account stays as it is, with the reason.")},
	{0},
};

static const struct verb elsewhere_verbs[] = {
	VERB_OPEN(N_("The grant whole.")),
	VERB_FILTER(N_("Narrows by field:value as in alike:yes level:district.")),
	VERB_HISTORY,
	{.verb = RECORD_ACT + 0, .key = K_F6, .label = N_("grant elsewhere"), .help = N_("Enters a subsidy received under another policy.")},
	{.verb = RECORD_ACT + 1, .key = K_F8, .label = N_("take back"), .help = N_("It was entered by mistake, or given back: it counts no longer.")},
	{0},
};

#define RECORD_SCREEN \
	.private_size = sizeof(struct records), .flags = SCREEN_PARTIAL, .open = records_open, .refill = records_refill, .draw = records_draw, \
	.key = records_key, .act = records_act, .shows = records_shows, .can = records_can, .title_more = records_title, .close = records_close

const struct screen_class screen_dues = {
	.name = "dues",
	.title = N_("Money due"),
	.verbs = dues_verbs,
	.help = N_("What is due to units and leaders, turn by turn, computed from award, assessments and grants elsewhere. F1 tells why."),
	RECORD_SCREEN,
};
const struct screen_class screen_batches = {
	.name = "batches",
	.title = N_("Batches of payments"),
	.verbs = batches_verbs,
	.help = N_("Finance prepares a batch, another person approves what is shown, finance enters it as paid."),
	RECORD_SCREEN,
};
const struct screen_class screen_payments = {
	.name = "payments",
	.title = N_("Payments"),
	.verbs = payments_verbs,
	.help = N_("Every payment with its account as it was when it was prepared. A bank's list comes in by: shouxi payments return FILE --batch ID"),
	RECORD_SCREEN,
};
const struct screen_class screen_requests = {
	.name = "requests",
	.title = N_("Requests for funds"),
	.verbs = requests_verbs,
	.help = N_("What units ask for out of what they are due; the next batch pays so much and no more."),
	RECORD_SCREEN,
};
const struct screen_class screen_accounts = {
	.name = "accounts",
	.title = N_("Changes of account"),
	.verbs = accounts_verbs,
	.help = N_("Accounts are changed by two people; numbers stay masked."),
	RECORD_SCREEN,
};
const struct screen_class screen_elsewhere = {
	.name = "elsewhere",
	.title = N_("Grants elsewhere"),
	.verbs = elsewhere_verbs,
	.help = N_("Subsidies under other policies. Where one is alike and of a level that counts, the higher alone is paid (九.4)."),
	RECORD_SCREEN,
};

static const char *
project_target(struct ui *ui, const char *call, struct arena *arena)
{
	(void)call;
	return work_pick_project(ui, arena);
}

static void
explain_due(struct ui *ui, const char *id)
{
	struct arena arena = {0};
	struct buf text = {0};
	struct err err = {0};

	if (desk_due_explain(work_desk(ui), id, &arena, &text, &err) < 0)
		ui_error(ui, &err);
	else
		pager_show(ui, id, buf_text(&text));
	buf_free(&text);
	arena_free(&arena);
}
