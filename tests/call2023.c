#include <config.h>

#include "call2023.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static json_t *
list(const struct office *office, const char *records)
{
	struct office seen = *office;

	seen.as = "limin";
	return hard_json(&seen, 0, "list", records, NULL);
}

bool
call2023_has(const json_t *record, const char *key, const char *state)
{
	const char *project = json_object_get(record, "project") ? hard_text(record, "project") : hard_text(record, "id");

	return strncmp(project, "QP2023-", 7) == 0 && strcmp(hard_text(record, key), state) == 0;
}

void
call2023_read(struct call2023 *call, const struct office *office)
{
	json_t *projects = list(office, "projects");
	const json_t *project;
	size_t i, count = 0;

	json_array_foreach(projects, i, project) {
		if (!call2023_has(project, "stage", "in_review"))
			continue;
		cr_assert_lt(count, CALL2023_PROJECTS);
		snprintf(call->ids[count++], sizeof call->ids[0], "%s", hard_text(project, "id"));
	}
	json_decref(projects);
	cr_assert_eq(count, CALL2023_PROJECTS);
}

size_t
call2023_count(const struct office *office, const char *records, const char *state)
{
	json_t *all = list(office, records);
	const json_t *record;
	size_t i, count = 0;

	json_array_foreach(all, i, record)
		count += call2023_has(record, "state", state);
	json_decref(all);
	return count;
}

/* The sheets that the sample handed in say more than those of the tie. */
static int
total_of(const struct call2023 *call, const char *id)
{
	int at = 0;

	while (strcmp(call->ids[at], id) != 0)
		cr_assert_lt(++at, CALL2023_PROJECTS, "'%s' is not of this review", id);
	if (at >= CALL2023_FRESH)
		return 90;
	if (at == CALL2023_TIED || at == CALL2023_TIED + 1)
		return 61;
	return at < CALL2023_TIED ? 98 - at : 50;
}

/* The first criteria are filled first. */
void
call2023_points(const struct call2023 *call, const char *id, int points[CALL2023_CRITERIA])
{
	static const int most[CALL2023_CRITERIA] = {20, 15, 15, 20, 15, 15};
	int left = total_of(call, id);

	for (size_t i = 0; i < CALL2023_CRITERIA; i++) {
		points[i] = left < most[i] ? left : most[i];
		left -= points[i];
	}
}
