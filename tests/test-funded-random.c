/* Acts of money at random: paid stays within due whatever is done, and every sum is that of its entries.  And payments entered by a program that is
 * killed: done or not done, and never twice. */
#include <config.h>

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "paywork.h"

#define SAY(...) arena_printf(&work->arena, __VA_ARGS__)

static const money_t yuan = 100;

/* ---- acts at random */

enum { PROJECTS = 5, STEPS = 400, SOUND_EVERY = 10 };

struct play {
	struct work work;
	const char *ids[PROJECTS];
	int years[PROJECTS];    /* the last one assessed */
	unsigned seed, voucher;
	date_t day;
	size_t done;
};

static unsigned
draw(struct play *play, unsigned most)
{
	play->seed = play->seed * 1103515245u + 12345u;
	return (play->seed >> 16) % most;
}

/* A record of the type at random, by its letters; "" none. */
static const char *
any(struct play *play, const struct record_type *type)
{
	struct work *work = &play->work;
	uint32_t count = store_count(work->desk->store, type);

	return count ? SAY("%s%u", type->letters, 1 + draw(play, count)) : SAY("%s1", type->letters);
}

static void
note(struct play *play, int status)
{
	enum err_code code = play->work.err.code;

	play->done += status == 0;
	cr_assert(status == 0 || code == ERR_STAGE || code == ERR_INPUT || code == ERR_DENIED || code == ERR_MISSING || code == ERR_CONFLICT,
		"code %d: %s", (int)code, play->work.err.message);
}

static void
play_request(struct play *play)
{
	struct work *work = &play->work;

	work_sit(work, "limin");
	note(play, work_try(work, "request_funds", play->ids[draw(play, PROJECTS)], NULL, SAY("amount=%u", 1 + draw(play, 120000)), NULL));
}

static void
play_prepare(struct play *play)
{
	struct work *work = &play->work;

	work_sit(work, "qianhong");
	note(play, work_try(work, "prepare_payment", NULL, NULL, SAY("fund=%s", draw(play, 2) ? unit_fund : leader_fund), NULL));
}

static void
play_approve(struct play *play)
{
	work_sit(&play->work, "gujun");
	note(play, work_try(&play->work, "approve_payment", any(play, &type_batch), NULL, NULL));
}

static void
play_send_back(struct play *play)
{
	work_sit(&play->work, "gujun");
	note(play, work_try(&play->work, "send_back_payment", any(play, &type_batch), "再核", NULL));
}

static void
play_record(struct play *play)
{
	struct work *work = &play->work;

	work_sit(work, "qianhong");
	note(play, work_try(work, "record_payment", any(play, &type_batch), NULL, SAY("voucher=J-%u", play->voucher++), NULL));
}

static void
play_part(struct play *play)
{
	struct work *work = &play->work;

	work_sit(work, "qianhong");
	note(play, work_try(work, "record_payment", any(play, &type_payment), NULL, SAY("voucher=J-%u", play->voucher++),
		SAY("paid=%u", 1 + draw(play, 110000)), NULL));
}

static void
play_return(struct play *play)
{
	work_sit(&play->work, "qianhong");
	note(play, work_try(&play->work, "return_payment", any(play, &type_payment), NULL, "failure=退票", NULL));
}

static void
play_elsewhere(struct play *play)
{
	struct work *work = &play->work;

	work_sit(work, "limin");
	note(play, work_try(work, "record_grant_elsewhere", play->ids[draw(play, PROJECTS)], NULL, draw(play, 2) ? "payee=unit" : "payee=leader",
		SAY("policy=政策%u", draw(play, 9)), draw(play, 4) ? "level=district" : "level=city", "alike=yes",
		SAY("amount=%u", 1 + draw(play, 50000)), "granted_on=2021-10-08", NULL));
}

static void
play_withdraw(struct play *play)
{
	work_sit(&play->work, "limin");
	note(play, work_try(&play->work, "withdraw_grant_elsewhere", any(play, &type_grant_elsewhere), "有误", NULL));
}

static void
play_assess(struct play *play)
{
	size_t which = draw(play, PROJECTS);
	struct work *work = &play->work;
	char day[11];

	if (play->years[which] >= 2023 || work_project(work, play->ids[which])->head.last_date > work->desk->today)
		return;
	date_print(day, work->desk->today);
	funded_assess(work, play->ids[which], "annual", ++play->years[which], draw(play, 3) ? "passed" : "failed", "", day);
	play->done++;
}

static void
play_stage(struct play *play)
{
	work_force(&play->work, play->ids[draw(play, PROJECTS)], draw(play, 3) ? STAGE_running : STAGE_suspended);
}

static void
play_day(struct play *play)
{
	char day[11];

	play->day += 1 + (date_t)draw(play, 20);
	date_print(day, play->day);
	work_day(&play->work, day);
}

static void (*const plays[])(struct play *play) = {play_request, play_prepare, play_prepare, play_approve, play_approve, play_send_back, play_record,
	play_record, play_part, play_part, play_return, play_elsewhere, play_withdraw, play_assess, play_stage, play_day};

static void
play_once(unsigned seed)
{
	struct play play = {.seed = seed, .day = work_date("2021-12-01")};

	work_open(&play.work, NULL, NULL);
	for (size_t i = 0; i < PROJECTS; i++) {
		play.ids[i] = pay_project(&play.work);
		play.years[i] = 2020;
	}
	for (int i = 0; i < STEPS; i++) {
		plays[draw(&play, sizeof plays / sizeof *plays)](&play);
		if (i % SOUND_EVERY == 0)
			pay_sound(&play.work);
	}
	pay_sound(&play.work);
	cr_assert_gt(play.done, STEPS / 6, "hardly anything was allowed: %zu", play.done);
	work_close(&play.work);
}

Test(random_money, paid_stays_within_due_and_sums_are_those_of_their_entries, .timeout = 120)
{
	play_once(20211201);
	play_once(7);
	play_once(541109);
}

/* ---- killed */

enum { KILLS = 500 };

/* Enters payment `which` with an operation id of its own. */
static int
enter(struct desk *desk, int which, struct arena *arena, struct act_result *result, struct err *err)
{
	struct act_input input = {"payment.voucher", arena_printf(arena, "V-%d", which)};
	struct act_request request = {.act = act_named("record_payment"), .target = arena_printf(arena, "PM%d", which), .inputs = &input,
		.input_count = 1, .date = DATE_NONE, .op = arena_printf(arena, "pay-%d", which)};

	return desk_do(desk, &request, arena, result, err);
}

static struct desk *
open_as_finance(const struct work *work)
{
	struct desk_options options = {.dir = work->records, .rules = test_source("rules.yaml"), .forms = test_source("forms"), .as = "qianhong",
		.from = "tty1", .today = DATE_NONE, .as_of = DATE_NONE};
	struct desk *desk;
	struct err err;

	return desk_open(&desk, &options, &err) == 0 ? desk : NULL;
}

/* Another process enters the payment.  It is killed between commit and answer, or at any moment: whether it had answered. */
static bool
enter_and_kill(const struct work *work, int which)
{
	struct timespec wait = {.tv_nsec = (which * 7919L % 4000) * 1000};
	bool at_answer = which % 2 == 0;
	int ends[2], status;
	char answer = 0;
	pid_t pid;

	cr_assert_eq(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		struct arena arena = {0};
		struct act_result result;
		struct err err;
		struct desk *desk = open_as_finance(work);
		if (!desk || write(ends[1], "r", 1) != 1 || enter(desk, which, &arena, &result, &err) < 0)
			_exit(1);
		if (at_answer)
			kill(getpid(), SIGKILL);
		_exit(write(ends[1], "d", 1) == 1 ? 0 : 1);
	}
	close(ends[1]);
	cr_assert_eq(read(ends[0], &answer, 1), 1, "payment %d: the program did not start", which);
	if (!at_answer) {
		nanosleep(&wait, NULL);
		kill(pid, SIGKILL);
	}
	bool answered = read(ends[0], &answer, 1) == 1 && answer == 'd';
	close(ends[0]);
	waitpid(pid, &status, 0);
	cr_assert(WIFSIGNALED(status) || answered, "payment %d could not be entered", which);
	return answered;
}

Test(killed, a_payment_repeated_with_its_operation_id_is_never_paid_twice, .timeout = 180)
{
	WORK(fresh);
	struct work *work = &fresh;
	const char *first, *batch;
	size_t lost = 0, already = 0;

	first = pay_project(work);
	cr_assert(first);
	for (int i = 1; i < KILLS; i++) {
		work_sit(work, "limin");
		work_day(work, "2021-03-31");
		const char *id = work_intake(work, "unit_payee.bank=农业银行", "unit_payee.account_name=单位", "unit_payee.account=310066661018150001234", NULL);
		funded_award(work, id, STAGE_running, "2021-11-15");
	}
	work_day(work, "2021-12-01");
	batch = pay_approved(work, unit_fund);
	cr_assert_eq(((struct batch *)work_record(work, &type_batch, 1))->payments, KILLS, "%s", batch);
	desk_close(work->desk);
	work->desk = NULL;
	for (int i = 1; i <= KILLS; i++) {
		bool answered = enter_and_kill(work, i);
		struct desk *desk = open_as_finance(work);
		struct act_result result;
		struct arena arena = {0};
		struct err err = {0};
		cr_assert_eq(enter(desk, i, &arena, &result, &err), 0, "payment %d: %s", i, err.message);
		cr_assert(result.already || (!answered && i % 2), "payment %d was answered, or committed, and lost", i);
		already += result.already;
		lost += !result.already;
		desk_close(desk);
		arena_free(&arena);
	}
	work_again(work, NULL);
	pay_sound(work);
	for (uint32_t i = 1; i <= KILLS; i++)
		cr_assert_eq(((struct obligation *)work_record(work, &type_obligation, i))->paid, 100000 * yuan, "OB%u", i);
	cr_assert_geq(already, KILLS / 2, "killed between commit and answer");
	cr_assert_gt(lost, 0, "killed before the commit");
}
