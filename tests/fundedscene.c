#include <config.h>

#include "fundedscene.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "fundedwork.h"

static struct work *
scene_open(struct funded_scene *scene)
{
	struct work *work = xcalloc(1, sizeof *work);

	work_open(work, NULL, NULL);
	scene->work = work;
	snprintf(scene->records, sizeof scene->records, "%s", work->records);
	return work;
}

/* Lets go of the records, so that the program can take them. */
static void
scene_leave(struct funded_scene *scene, const char *id)
{
	struct work *work = scene->work;

	snprintf(scene->project, sizeof scene->project, "%s", id);
	desk_close(work->desk);
	work->desk = NULL;
}

void
funded_scene_rectifying(struct funded_scene *scene)
{
	struct work *work = scene_open(scene);
	const char *id = funded_bring(work, STAGE_running, "2021-11-15");

	funded_assess(work, id, "annual", 2021, "passed", "pass", "2021-12-20");
	funded_assess(work, id, "annual", 2022, "failed", "fail", "2022-12-20");
	work_day(work, "2022-12-21");
	work_do(work, "order_rectification", id, NULL, "findings=台账缺失，未开展带徒", NULL);
	work_day(work, "2022-12-22");
	funded_meeting(work, "2022-12-22");
	scene_leave(scene, id);
}

void
funded_scene_completed(struct funded_scene *scene)
{
	struct work *work = scene_open(scene);
	const char *id = funded_bring(work, STAGE_running, "2021-11-15");

	funded_assess(work, id, "final", 2023, "passed", "good", "2023-12-28");
	work_day(work, "2024-01-04");
	work_do(work, "complete", id, NULL, NULL);
	work_do(work, "close_call", "2021", NULL, NULL);
	work_do(work, "open_call", NULL, NULL, "year=2024", "quota=12", "opens=2024-01-05", "closes=2024-04-30", "first_review_by=2024-05-31", NULL);
	scene_leave(scene, id);
}

void
funded_scene_misused(struct funded_scene *scene)
{
	struct work *work = scene_open(scene);
	const char *id = funded_bring(work, STAGE_running, "2021-11-15");

	funded_pay(work, id, "2021-12-01");
	funded_inspect(work, id, "serious", "2022-05-10");
	scene_leave(scene, id);
}

void
funded_scene_end(struct funded_scene *scene)
{
	work_close(scene->work);
	free(scene->work);
	*scene = (struct funded_scene){0};
}

struct pty *
funded_scene_screens(const struct funded_scene *scene, const char *as, const char *today, const char *lang, int rows, int cols)
{
	const char *const argv[] = {test_built("shouxi"), "--env", scene->records, "--as", as, "--today", today, "--lang", lang, "--rules",
		test_source("rules.yaml"), "--forms", test_source("forms"), NULL};

	return pty_start(argv, NULL, rows, cols);
}
