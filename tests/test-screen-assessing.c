/* Assessments by keyboard (八(二)): what is due in a year, a checklist filled in, concluded, and read afterwards; on 80 × 24 and wider. */
#include <config.h>

#include "keyboard.h"

#include <criterion/criterion.h>
#include <string.h>

static struct office office;
static const char project[] = "QP2021-0022";

/* A project of 2021 in its last year, its agreement signed. */
static void
open_office(void)
{
	keyboard_sample(&office, "limin");
	office.today = "2023-12-11";
	office_must(&office, 0, "do", "sign_agreement", project, "signed_on=2021-12-01", "unit_signer=王明", "leader_signer=杨国庆", "targets=带徒 10 人");
}

static void
close_office(void)
{
	office_close(&office);
}

static struct pty *
to_assess(int rows, int columns)
{
	struct pty *pty = office_screens(&office, rows, columns);

	pty_expect(pty, strcmp(office.lang, "zh") == 0 ? "工作台" : "Desk");
	pty_keys(pty, "4");
	pty_expect(pty, project);
	return pty;
}

/* The checklist of an assessor who has none yet; the project is the last one of the year. */
static struct pty *
checklist(int rows, int columns)
{
	struct pty *pty = to_assess(rows, columns);

	pty_keys(pty, "End Enter");
	pty_expect(pty, strcmp(office.lang, "zh") == 0 ? "这份考核表的考核人" : "Name of the assessor");
	pty_keys(pty, "\"王工\" Enter");
	pty_expect(pty, strcmp(office.lang, "zh") == 0 ? "届满考核 2023 · 考核人 王工" : "final 2023 · assessor 王工");
	return pty;
}

/* Everything in order but for the points named. */
static const char in_order[] = "\"0\" Enter \"4\" Enter \"yes\" Enter \"8\" Enter \"0\" Enter \"no\" Enter \"0\" Enter \"5\" Enter \"8\" Enter "
	"\"9/1\" Enter \"2\" Enter \"4\" Enter \"5\" Enter \"3\" Enter";

static void
expect_listed(const char *records, const char *text)
{
	struct run run = office_run(&office, "list", records, NULL);

	cr_assert_eq(run.status, 0, "%s", run.err);
	cr_assert(strstr(run.out, text), "'%s' in\n%s", text, run.out);
	run_free(&run);
}

Test(assessing, a_fault_stands_under_its_item_and_the_sums_run_along, .init = open_office, .fini = close_office)
{
	struct pty *pty = checklist(24, 80);

	pty_expect(pty, "points 0/0 · 100 not assessed");
	pty_expect(pty, "1 hardware –/15");
	pty_keys(pty, "\"1\" Enter \"4\" Enter");
	pty_expect(pty, "1 hardware 12/15");
	pty_expect(pty, "points 12/15 · 85 not assessed");
	pty_expect(pty, "rules on the wall");
	pty_keys(pty, "PageDown PageDown \"5\" Enter \"11\"");
	pty_expect(pty, "11 is over 10: not more than the full marks");
	pty_expect(pty, "4 results 5/15?");
	pty_expect(pty, "points 17/20 · 80 not assessed");
	/* It is never in the way: the cursor goes on, and the next element comes. */
	pty_keys(pty, "Enter");
	pty_expect(pty, "5 talent");
	pty_expect(pty, "number reached: of 10");
	pty_keys(pty, "F2");
	pty_expect(pty, "spread results, solved problems, benefit: 11 is over 10");
	pty_keys(pty, "\"9\" F2");
	pty_expect(pty, "stored unfinished: items of 70 points are not assessed yet");
	pty_free(pty);
	expect_listed("answers", "unfinished");
	expect_listed("answers", "26.00/30");
}

Test(assessing, evidence_methods_and_who_assesses_are_keyed_and_ticked, .init = open_office, .fini = close_office)
{
	struct pty *pty = checklist(24, 80);

	pty_keys(pty, "\"0\" F5 \"照片 6 张\" Enter");
	pty_expect(pty, "att. 照片 6 张");
	pty_keys(pty, "\"4\" Down");
	pty_expect(pty, "[ ]documents");
	pty_keys(pty, "\"1\" \"2\"");
	pty_expect(pty, "[x]site visit  [x]documents");
	pty_keys(pty, "Left \" \"");
	pty_expect(pty, "[ ]site visit  [x]documents");
	pty_keys(pty, "Down Right \" \" Down \"评估事务所\" Down \"沪评 17\" Down \"整体较好\"");
	pty_expect(pty, "(*)third party");
	pty_expect(pty, "name [评估事务所");
	pty_keys(pty, "F2");
	pty_expect(pty, "stored unfinished");
	pty_free(pty);
	keyboard_stored(&office, NULL, "AN2", "照片 6 张");
	keyboard_stored(&office, NULL, "AN2", "整体较好");
}

Test(assessing, what_is_finished_is_concluded_by_its_form_and_listed, .init = open_office, .fini = close_office)
{
	struct pty *pty = checklist(24, 80);

	pty_keys(pty, "\"0\" Enter F6");
	pty_expect(pty, "unfinished: 13 items are not assessed, 'equipment' first");
	pty_keys(pty, "PageUp PageDown");
	pty_keys(pty, in_order);
	pty_keys(pty, "\"1\" F2");
	pty_expect(pty, "stored: 86 points; F6 concludes the assessment");
	pty_keys(pty, "F6");
	pty_expect(pty, "Signed by");
	pty_expect(pty, "site visit");
	pty_keys(pty, "Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab");
	pty_keys(pty, "\"李敏\" F2");
	pty_expect(pty, "1 yes");
	pty_keys(pty, "1");
	pty_expect(pty, "final 2023 · assessor 王工 · concluded AS");
	pty_keys(pty, "Esc");
	pty_expect(pty, "to assess 10, assessed 1");
	pty_expect(pty, "passed");
	pty_expect(pty, "86.00  good");
	pty_keys(pty, "Enter");
	pty_expect(pty, "Signed by");
	pty_keys(pty, "Esc 2");
	pty_expect(pty, "2 checklists");
	pty_keys(pty, "Enter");
	pty_expect(pty, "Total");
	pty_keys(pty, "PageDown");
	pty_expect(pty, "9/1");
	pty_keys(pty, "Esc Esc Left");
	pty_expect(pty, "2022");
	pty_expect(pty, "overdue");
	pty_free(pty);
	expect_listed("assessments", "final");
}

Test(assessing, a_year_by_the_short_form, .init = open_office, .fini = close_office)
{
	struct pty *pty = to_assess(24, 80);

	pty_keys(pty, "Left Left");
	pty_expect(pty, "› 2021");
	pty_expect(pty, "to assess 1, assessed 11");
	pty_keys(pty, "Enter");
	pty_expect(pty, "Kind of assessment");
	pty_expect(pty, "2021 ]");
	pty_keys(pty, "Tab Tab \"failed\" Tab \"office\" Tab Tab Tab Tab \"台账缺失\" Tab Tab Tab \"李敏\" F2");
	pty_expect(pty, "1 yes");
	pty_keys(pty, "1");
	pty_expect(pty, "assessed 12, failed 1");
	pty_free(pty);
	expect_listed("assessments", "failed");
}

Test(assessing, keystrokes_are_there_again_after_the_line_dropped, .init = open_office, .fini = close_office)
{
	struct pty *pty = checklist(24, 80);

	pty_keys(pty, "\"1\" Enter \"4\"");
	pty_expect(pty, "points 12/15");
	pty_hangup(pty);
	cr_assert_neq(pty_wait_exit(pty, PTY_WAIT), -1);
	pty_free(pty);
	pty = keyboard_desk(&office);
	pty_keys(pty, "8");
	pty_expect(pty, "final 2023 王工");
	pty_keys(pty, "1 1");
	pty_expect(pty, "goes on with what was keyed at");
	pty_expect(pty, "points 12/15");
	pty_free(pty);
}

Test(assessing, chinese_is_complete_and_evidence_stands_beside_on_a_wide_screen, .init = open_office, .fini = close_office)
{
	struct pty *pty;

	office.lang = "zh";
	pty = checklist(30, 100);
	pty_expect(pty, "得分 0/0 · 余 100 分未评");
	pty_keys(pty, "\"1\" Tab \"照片 6 张\" Enter PageDown PageDown PageDown \"5\" Enter \"11\" Tab \"用户证明\"");
	pty_expect(pty, "4 项目成果 5/15?");
	pty_expect(pty, "11 分，不得超过 10");
	pty_expect(pty, "资料核查   附 用户证明");
	pty_expect(pty, "方式    [ ]实地考察  [ ]资料核查  [ ]问卷  [ ]座谈会");
	pty_expect(pty, "主体    (*)专家组  ( )第三方");
	pty_keys(pty, "F1");
	pty_expect(pty, "八(二)4");
	pty_keys(pty, "Esc Esc");
	pty_free(pty);
	pty = to_assess(50, 160);
	pty_expect(pty, "待考核 11 · 已考核 0");
	pty_expect(pty, "2023-12-31");
	pty_free(pty);
}

Test(assessing, is_not_for_those_who_see_no_assessments, .init = open_office, .fini = close_office)
{
	struct pty *pty;

	office.as = "ck-310118001";
	office.today = NULL;
	pty = keyboard_desk(&office);
	keyboard_command(pty, "assessing");
	pty_expect(pty, "assessments are for the office, the approver and the auditor");
	pty_free(pty);
}

Test(assessing, history_tells_a_checklist_by_its_items_and_people_by_name, .init = open_office, .fini = close_office)
{
	office_must(&office, 0, "do", "answer", project, "kind=final", "year=2023", "assessor=王工", "duties=yes", "accounts=no");
	office_must(&office, 0, "do", "change_account", project, "payee=unit", "bank=建设银行", "account_name=总公司", "account=310066661018150008888",
		"authorisation=授权书");
	office.lang = "zh";
	struct run run = office_run(&office, "history", project, NULL);
	cr_assert_eq(run.status, 0, "%s", run.err);
	cr_expect(strstr(run.out, "制度上墙、职责明确: 是\n"), "%s", run.out);
	cr_expect(strstr(run.out, "账目清楚: 否\n"), "%s", run.out);
	cr_expect(strstr(run.out, ": 李敏\n"), "%s", run.out);
	cr_expect_not(strstr(run.out, ": limin\n"), "%s", run.out);
	run_free(&run);
}
