#include <config.h>

#include "fundedkeys.h"

#include <criterion/criterion.h>
#include <stdio.h>

/* Only the office lets another day stand in for today: who pays and who approves sit in it as well. */
static const char *const office = "limin", *const pays = "hejie", *const approves = "luping";

void
keys_staff(struct life *life)
{
	LIFE_DO(life, office, "2021-02-24", "staff_add", "id=hejie", "name=何洁", "roles=finance office");
	LIFE_DO(life, office, "2021-02-24", "staff_add", "id=luping", "name=陆平", "roles=approver office");
}

struct pty *
keys_sit(struct life *life, const char *as, const char *today)
{
	return keyboard_sit(&life->office, as, today);
}

/* A list or a form, by its name on the command line. */
void
keys_go(struct pty *pty, const char *verb, const char *target, const char *shown)
{
	char line[80];

	snprintf(line, sizeof line, "%s %s", verb, target);
	keyboard_command(pty, line);
	pty_expect(pty, shown);
}

void
keys_say_yes(struct pty *pty)
{
	pty_expect(pty, "1 yes");
	pty_keys(pty, "1");
	pty_expect_gone(pty, "1 yes");
}

/* What is asked before a grave act. */
void
keys_say_word(struct pty *pty, const char *word)
{
	pty_expect(pty, "To go on, type");
	pty_type(pty, word);
	pty_keys(pty, "Enter");
	pty_expect_gone(pty, "To go on, type");
}

void
keys_sign(struct life *life, const char *project, const char *today)
{
	struct pty *pty = keys_sit(life, office, today);

	keys_go(pty, "project", project, "awarded");
	keys_go(pty, "sign_agreement", project, "Signed on");
	pty_type(pty, today);
	pty_keys(pty, "Enter \"王强\" Enter \"单海燕\" Enter Enter \"三年带徒30人\" F2");
	keys_say_yes(pty);
	pty_expect(pty, "running");
	pty_free(pty);
}

/* ---- money */

/* Why a payment of a year is due, or is not, as F1 tells it. */
void
keys_expect_why(struct life *life, const char *today, const char *project, const char *payment, int year, const char *const said[])
{
	struct pty *pty = keys_sit(life, office, today);
	char filter[120];

	keys_go(pty, "dues", "", "obligation");
	pty_keys(pty, "/");
	snprintf(filter, sizeof filter, "project:%s payment:%s year:%d", project, payment, year);
	pty_type(pty, filter);
	pty_keys(pty, "Enter");
	pty_expect(pty, "1 obligation");
	pty_keys(pty, "F1");
	for (; *said; said++)
		pty_expect(pty, *said);
	pty_free(pty);
}

static void
prepare(struct life *life, const char *fund, const char *today)
{
	struct pty *pty = keys_sit(life, pays, today);

	pty_keys(pty, "5");
	pty_expect(pty, "Grants elsewhere");
	pty_keys(pty, "Enter");
	pty_expect(pty, "obligation");
	pty_keys(pty, "F6");
	pty_expect(pty, "Budget year");
	pty_type(pty, fund);
	pty_keys(pty, "F2");
	pty_expect(pty, "done");
	pty_free(pty);
}

static struct pty *
newest_batch(struct life *life, const char *as, const char *today, const char *state)
{
	struct pty *pty = keys_sit(life, as, today);

	keys_go(pty, "batches", "", state);
	pty_keys(pty, "Home Enter");
	pty_expect(pty, "Prepared by");
	return pty;
}

static void
approve(struct life *life, const char *today, const char *content, const char *total)
{
	struct pty *pty = newest_batch(life, approves, today, "prepared");

	pty_expect(pty, content);
	pty_keys(pty, "F8");
	pty_expect(pty, "Type the number of its payments");
	pty_keys(pty, "\"1\" Enter");
	pty_expect_gone(pty, "Type the number of its payments");
	pty_expect(pty, "To go on, type");
	pty_type(pty, total);
	pty_keys(pty, "Enter");
	pty_expect(pty, "done");
	pty_free(pty);
}

static void
enter_as_paid(struct life *life, const char *today, const char *voucher)
{
	struct pty *pty = newest_batch(life, pays, today, "approved");

	pty_keys(pty, "F6");
	pty_expect(pty, "Voucher");
	pty_type(pty, voucher);
	pty_keys(pty, "F2");
	keys_say_word(pty, "Enter as paid");
	pty_expect(pty, "Paid on");
	pty_expect(pty, today);
	pty_free(pty);
}

/* The one payment that is due out of a fund: prepared, approved by another person, and paid. */
void
keys_pay(struct life *life, const char *fund, const char *today, const char *content, const char *total, const char *voucher)
{
	prepare(life, fund, today);
	approve(life, today, content, total);
	enter_as_paid(life, today, voucher);
}

/* Nothing can be paid out of that fund. */
void
keys_expect_nothing_to_pay(struct life *life, const char *fund, const char *today)
{
	struct pty *pty = keys_sit(life, pays, today);

	keys_go(pty, "prepare_payment", "", "Budget year");
	pty_type(pty, fund);
	pty_keys(pty, "F2");
	pty_expect(pty, "nothing is due out of this fund");
	pty_free(pty);
}
