#include <config.h>

#include "exchange/bankreturn.h"

#include <string.h>

#include "base/text.h"
#include "desk/act.h"
#include "desk/bankmatch.h"
#include "exchange/bankrow.h"

enum { WORDS_MOST = 7 };

static const char *const paid_words[WORDS_MOST] = {"成功", "付款成功", "已付", "交易成功", "paid", "success", "ok"};
static const char *const failed_words[WORDS_MOST] = {"失败", "付款失败", "退票", "退回", "交易失败", "failed", "returned"};

struct bank_taking {
	struct desk *desk;
	const struct bank_options *options;
	struct bank_result *result;
	struct arena *arena;
	struct bank_rows rows;
	struct bank_line *lines;
};

static void fault_at(struct bank_taking *taking, size_t at, int what, const char *format, ...) __attribute__((format(printf, 4, 5)));

static void
fault_at(struct bank_taking *taking, size_t at, int what, const char *format, ...)
{
	va_list args;
	const char *message;

	va_start(args, format);
	message = arena_vprintf(taking->arena, format, args);
	va_end(args);
	fault_add(&taking->result->faults, FAULT_ERROR, taking->rows.rows[at].cells[what].pos, bank_title(what), "%s", message);
}

/* ---- reading a row */

static bool
is_word(const char *const words[WORDS_MOST], const char *text)
{
	for (int i = 0; i < WORDS_MOST; i++)
		if (text_same(text, words[i]))
			return true;
	return false;
}

static const char *
text_of(const struct bank_taking *taking, size_t at, int what)
{
	return taking->rows.rows[at].cells[what].text;
}

static void
read_account(struct bank_taking *taking, size_t at)
{
	const struct column *column = record_column(&type_payment, "account");
	struct err why = {0};

	taking->lines[at].account = "";
	if (!*text_of(taking, at, BANK_ACCOUNT))
		fault_at(taking, at, BANK_ACCOUNT, _("this row names no account"));
	else if (column->field->kind->parse(&taking->lines[at].account, column->field, text_of(taking, at, BANK_ACCOUNT), NULL, taking->arena, &why) < 0)
		fault_at(taking, at, BANK_ACCOUNT, "%s", why.message);
}

static void
read_amount(struct bank_taking *taking, size_t at)
{
	struct err why = {0};

	taking->lines[at].amount = MONEY_NONE;
	if (!*text_of(taking, at, BANK_AMOUNT))
		fault_at(taking, at, BANK_AMOUNT, _("this row names no amount"));
	else if (money_parse(&taking->lines[at].amount, text_of(taking, at, BANK_AMOUNT), 1, &why) < 0)
		fault_at(taking, at, BANK_AMOUNT, "%s", why.message);
}

/* What was paid has a voucher, what failed a reason. */
static void
read_result(struct bank_taking *taking, size_t at)
{
	char excerpt[TEXT_EXCERPT];
	const char *text = text_of(taking, at, BANK_RESULT);

	taking->lines[at].paid = is_word(paid_words, text);
	if (!taking->lines[at].paid && !is_word(failed_words, text))
		fault_at(taking, at, BANK_RESULT, _("'%s' is neither '成功' nor '失败'"), text_excerpt(excerpt, text));
	else if (taking->lines[at].paid && !*text_of(taking, at, BANK_VOUCHER))
		fault_at(taking, at, BANK_VOUCHER, _("what was paid has a voucher"));
	else if (!taking->lines[at].paid && !*text_of(taking, at, BANK_REASON))
		fault_at(taking, at, BANK_REASON, _("what failed has a reason"));
}

static void
read_lines(struct bank_taking *taking)
{
	taking->lines = arena_alloc(taking->arena, (taking->rows.count + 1) * sizeof *taking->lines);
	for (size_t i = 0; i < taking->rows.count; i++) {
		taking->lines[i].name = text_of(taking, i, BANK_NAME);
		read_account(taking, i);
		read_amount(taking, i);
		read_result(taking, i);
	}
	if (!taking->rows.count && !taking->result->faults.errors)
		fault_add(&taking->result->faults, FAULT_ERROR, (struct pos){.file = taking->options->path}, "", _("the list has no rows"));
}

/* ---- matching */

static void
tell_match(struct bank_taking *taking, size_t at)
{
	const struct bank_line *line = &taking->lines[at];
	char amount[32];

	if (line->match == BANK_NO_ACCOUNT) {
		fault_at(taking, at, BANK_ACCOUNT, _("'%s' pays nothing to this account"), taking->options->batch);
	} else if (line->match == BANK_OTHER_AMOUNT) {
		money_print(amount, line->expected);
		fault_at(taking, at, BANK_AMOUNT, _("the payment to this account is of %s yuan"), amount);
	} else if (line->match == BANK_OTHER_NAME) {
		fault_at(taking, at, BANK_NAME, _("the account is in the name of '%s'"), line->expected_name);
	} else if (line->match == BANK_ENTERED) {
		fault_at(taking, at, BANK_ACCOUNT, _("this payment is entered already, or stands in an earlier row"));
	}
}

/* ---- acts */

/* -1 and *err only where nothing else can be done either. */
static int
enter(struct bank_taking *taking, size_t at, struct err *err)
{
	const struct bank_line *line = &taking->lines[at];
	struct act_input input = line->paid ? (struct act_input){"payment.voucher", text_of(taking, at, BANK_VOUCHER)}
					    : (struct act_input){"payment.failure", text_of(taking, at, BANK_REASON)};
	struct act_request request = {.act = act_named(line->paid ? "record_payment" : "return_payment"), .target = line->payment, .inputs = &input,
		.input_count = 1, .date = taking->options->date};
	struct act_result done;
	struct err why = {0};
	int status = desk_do(taking->desk, &request, taking->arena, &done, &why);

	faults_free(&done.faults);
	if (status == 0) {
		*(line->paid ? &taking->result->paid : &taking->result->failed) += 1;
		return 0;
	}
	if (why.code == ERR_SPACE || why.code == ERR_SYSTEM || why.code == ERR_DAMAGED) {
		if (err)
			*err = why;
		return -1;
	}
	fault_at(taking, at, line->paid ? BANK_VOUCHER : BANK_REASON, "%s", why.message);
	return 0;
}

static int
enter_all(struct bank_taking *taking, struct err *err)
{
	struct bank_result *result = taking->result;

	if (desk_batch(taking->desk, false, err) < 0)
		return -1;
	for (size_t i = 0; i < taking->rows.count; i++)
		if (enter(taking, i, err) < 0) {
			desk_batch_abort(taking->desk);
			return -1;
		}
	if (taking->options->dry_run || result->faults.errors) {
		desk_batch_abort(taking->desk);
		return 0;
	}
	if (desk_batch_commit(taking->desk, err) < 0)
		return -1;
	result->saved = result->paid + result->failed;
	return 0;
}

static int
take(struct bank_taking *taking, struct err *err)
{
	size_t left;

	if (bank_read(taking->options->path, taking->arena, &taking->rows, taking->result, err) < 0)
		return -1;
	if (!taking->result->faults.errors)
		read_lines(taking);
	if (taking->result->faults.errors)
		return 0;
	if (desk_bank_match(taking->desk, taking->options->batch, taking->lines, taking->rows.count, taking->arena, &left, err) < 0)
		return -1;
	taking->result->left = left;
	for (size_t i = 0; i < taking->rows.count; i++)
		tell_match(taking, i);
	return taking->result->faults.errors ? 0 : enter_all(taking, err);
}

int
bank_return(struct desk *desk, const struct bank_options *options, struct bank_result *result, struct err *err)
{
	struct arena arena = {0};
	struct bank_taking taking = {.desk = desk, .options = options, .result = result, .arena = &arena};
	int status;

	*result = (struct bank_result){.about = {.form = "", .encoding = ""}};
	if (!desk_rules(desk, err))
		return -1;
	status = take(&taking, err);
	arena_free(&arena);
	return status;
}

void
bank_free(struct bank_result *result)
{
	faults_free(&result->faults);
}
