#include <config.h>

#include "rules/verdict.h"

#include <criterion/criterion.h>

#include "scene.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))
#define VERDICTS(list) (&(struct verdicts){.items = list, .count = COUNT(list)})

Test(verdict, one_failure_fails_the_whole)
{
	struct verdict items[] = {{.id = "a"}, {.id = "b", .result = VERDICT_OPEN, .attested = true}, {.id = "c", .result = VERDICT_FAIL}};
	cr_assert_eq(verdicts_whole(VERDICTS(items)), VERDICT_FAIL);
	cr_assert_str_eq(verdicts_get(VERDICTS(items), "c")->id, "c");
	cr_assert_null(verdicts_get(VERDICTS(items), "d"));
}

Test(verdict, an_open_one_leaves_the_whole_open_and_what_is_computed_passed)
{
	struct verdict items[] = {{.id = "a"}, {.id = "b", .result = VERDICT_OPEN, .attested = true}};
	cr_assert_eq(verdicts_whole(VERDICTS(items)), VERDICT_OPEN);
	cr_assert_eq(verdicts_computed(VERDICTS(items)), VERDICT_PASS);
	cr_assert_eq(verdicts_unanswered(VERDICTS(items)), 1);
}

Test(verdict, preferences_and_parts_never_decide)
{
	struct verdict items[] = {
		{.id = "a", .result = VERDICT_FAIL, .preference = true},
		{.id = "b", .result = VERDICT_FAIL, .attested = true, .part = true},
		{.id = "c", .result = VERDICT_OPEN, .attested = true, .part = true},
	};
	cr_assert_eq(verdicts_whole(VERDICTS(items)), VERDICT_PASS);
	cr_assert_eq(verdicts_unanswered(VERDICTS(items)), 0);
}

Test(verdict, what_follows_from_attested_ones_is_not_computed)
{
	struct verdict items[] = {{.id = "a", .result = VERDICT_FAIL, .derived = true}};
	cr_assert_eq(verdicts_whole(VERDICTS(items)), VERDICT_FAIL);
	cr_assert_eq(verdicts_computed(VERDICTS(items)), VERDICT_PASS);
}

Test(verdict, verdicts_come_back_from_their_bytes)
{
	SCENE(scene);
	scene_start_good(&scene, "follow_on");
	struct verdicts verdicts = eligibility_check(&scene.input, &scene.arena), back = {0};
	struct buf bytes = {0};
	struct err err = {0};
	verdicts_encode(&verdicts, &(struct wire_writer){.out = &bytes});
	struct wire_reader reader = {.at = (unsigned char *)bytes.data, .end = (unsigned char *)bytes.data + bytes.len};
	cr_assert_eq(verdicts_decode(&back, &reader, &scene.arena, &err), 0, "%s", err.message);
	cr_assert_eq(back.count, verdicts.count);
	for (size_t i = 0; i < back.count; i++) {
		cr_assert_str_eq(back.items[i].id, verdicts.items[i].id);
		cr_assert_str_eq(back.items[i].because.zh, verdicts.items[i].because.zh);
		cr_assert_str_eq(back.items[i].cure.en, verdicts.items[i].cure.en);
		cr_assert_eq(back.items[i].result, verdicts.items[i].result);
		cr_assert_eq(back.items[i].part, verdicts.items[i].part);
		cr_assert_eq(back.items[i].fact_count, verdicts.items[i].fact_count);
	}
	for (size_t len = 0; len < bytes.len; len++) {
		reader = (struct wire_reader){.at = (unsigned char *)bytes.data, .end = (unsigned char *)bytes.data + len};
		cr_assert_eq(verdicts_decode(&back, &reader, &scene.arena, &err), -1, "%zu bytes of it pass", len);
	}
	buf_free(&bytes);
}
