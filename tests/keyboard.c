#include <config.h>

#include "keyboard.h"

#include <criterion/criterion.h>
#include <string.h>

void
keyboard_sample(struct office *office, const char *as)
{
	office_open(office);
	office_must(office, 0, "init", "--demo");
	office->as = as;
}

void
keyboard_founded(struct office *office)
{
	office_open(office);
	office->today = "2021-03-31";
	office_must(office, 0, "init");
	office_must(office, 0, "do", "open_call", "year=2021", "quota=12");
}

void
keyboard_application(const struct office *office)
{
	office_must(office, 0, "do", "intake", "track=new", "reviewer=310118102", "unit.name=上海淀湖精密模具有限公司",
		"unit.uscc=91310118MA1J00161T", "unit.nature=enterprise", "unit.industry=模具制造", "leader.name=单海燕",
		"leader.resident_id=310229198003050023", "leader.occupation=模具工", "leader.level=technician", "leader.appointed_from=2020-01-01",
		"leader.appointed_to=2024-12-31", "matching_committed=100000", "publicity_from=2021-03-01", "publicity_to=2021-03-08");
}

struct pty *
keyboard_desk(const struct office *office)
{
	struct pty *pty = office_screens(office, 24, 80);

	pty_expect(pty, strcmp(office->lang, "zh") == 0 ? "工作台" : "Desk");
	return pty;
}

struct pty *
keyboard_sit(struct office *office, const char *as, const char *today)
{
	office->as = as;
	office->today = today;
	return keyboard_desk(office);
}

void
keyboard_command(struct pty *pty, const char *line)
{
	pty_keys(pty, "F10");
	pty_type(pty, line);
	pty_keys(pty, "Enter");
}

void
keyboard_stored(const struct office *office, const char *as, const char *id, const char *text)
{
	struct office seen = *office;
	struct run run;

	if (as)
		seen.as = as;
	run = office_run(&seen, "show", id, "--json", NULL);
	cr_assert_eq(run.status, 0, "%s", run.err);
	cr_assert(strstr(run.out, text), "'%s' is not in\n%s", text, run.out);
	run_free(&run);
}
