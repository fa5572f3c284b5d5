#include <config.h>

#include "scene.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

char *
scene_source(const char *name)
{
	const char *folder = getenv("SHOUXI_SOURCE");
	return xasprintf("%s/%s", folder ? folder : ".", name);
}

static struct rules *
load(const char *name)
{
	struct faults faults = {0};
	char *path = scene_source(name);
	struct rules *rules = rules_load(path, &faults);
	for (size_t i = 0; i < faults.count; i++)
		fprintf(stderr, "%d:%d: %s\n", faults.items[i].pos.line, faults.items[i].pos.column, faults.items[i].message);
	cr_assert(rules, "%s cannot be loaded", name);
	cr_assert_eq(faults.count, 0);
	free(path);
	return rules;
}

static const struct field_context *
context_of(const struct scene *scene)
{
	static struct field_context context;
	context = (struct field_context){.codes = &scene->rules->codes, .dates = {.today = scene->input.today, .serials = true}};
	return &context;
}

void
scene_set(struct scene *scene, const char *path, const char *text)
{
	struct err err = {0};
	const struct column *column = record_column(&type_project, path);
	cr_assert(column, "no field %s", path);
	void *member = column_of(scene->project, column);
	int done = column->field->kind->parse(member, column->field, text, context_of(scene), &scene->arena, &err);
	cr_assert_eq(done, 0, "%s: %s", path, err.message);
}

void
scene_end(struct scene *scene)
{
	rules_free(scene->rules);
	arena_free(&scene->arena);
	*scene = (struct scene){0};
}

void
scene_start(struct scene *scene, const char *rules, const char *track)
{
	scene_end(scene);
	*scene = (struct scene){.rules = load(rules)};
	scene->project = record_new(&type_project, &scene->arena);
	scene->input = (struct eligibility_input){
		.rules = scene->rules,
		.project = scene->project,
		.attestations = (const struct attestation *const *)scene->attestations,
		.overrides = (const struct override *const *)scene->overrides,
		.today = date_make(2021, 3, 31),
	};
	scene->project->year = 2021;
	scene_set(scene, "track", track);
}

/* An application that meets all that can be computed. */
void
scene_start_good(struct scene *scene, const char *track)
{
	scene_start(scene, "rules.yaml", track);
	scene_set(scene, "unit.nature", "企业");
	scene_set(scene, "unit.uscc", "91310118MA1J001530");
	scene_set(scene, "leader.level", "技师");
	scene_set(scene, "leader.appointed_from", "2020-01-01");
	scene_set(scene, "leader.appointed_to", "2025-01-01");
	scene_set(scene, "publicity_from", "2021-02-01");
	scene_set(scene, "publicity_to", "2021-02-08");
	scene_set(scene, "matching_committed", "100000");
	scene_set(scene, "predecessor_year", "2016");
	scene_set(scene, "predecessor_grade", "优");
	scene_set(scene, "predecessor_document", "青人社〔2020〕60号");
}

void
scene_attest(struct scene *scene, const char *condition, const char *result, const char *evidence)
{
	struct attestation *made = record_new(&type_attestation, &scene->arena);
	made->condition = condition;
	made->result = result;
	made->evidence = evidence;
	made->attested_by = "s1";
	made->attested_on = scene->input.today;
	scene->attestations[scene->input.attestation_count++] = made;
}
