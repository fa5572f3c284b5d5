#include <config.h>

#include "desk/room.h"

#include <string.h>

#include "record/stages.h"

/* What each role sees of projects; the widest of a person's roles holds.  Windows see what they received, first reviewers what is reported to them. */
static const struct sight {
	unsigned role;
	const char *path;    /* column that must hold the person's organisation; NULL: no such limit */
	uint32_t stages;
} sights[] = {
	{.role = ROLE(office), .stages = UINT32_MAX},
	{.role = ROLE(auditor), .stages = UINT32_MAX},
	{.role = ROLE(reviewer), .path = "project.reviewer", .stages = UINT32_MAX},
	{.role = ROLE(window), .path = "project.received_at", .stages = UINT32_MAX},
	{.role = ROLE(approver),
		.stages = STAGE_SET(proposed) | STAGE_SET(reserve) | STAGE_SET(resolved) | STAGE_SET(publicised) | STAGE_SET(awarded) |
			STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(suspended) | STAGE_SET(completed) | STAGE_SET(cancelled) |
			STAGE_SET(terminated)},
	{.role = ROLE(finance),
		.stages = STAGE_SET(awarded) | STAGE_SET(running) | STAGE_SET(rectifying) | STAGE_SET(suspended) | STAGE_SET(completed) |
			STAGE_SET(cancelled) | STAGE_SET(terminated)},
};

#define ROLE_CODE(name) #name,
static const char *const role_codes[] = {ROLES(ROLE_CODE)};
#undef ROLE_CODE

unsigned
roles_parse(const char *codes)
{
	unsigned roles = 0;

	while (*codes) {
		size_t len = strcspn(codes, " ,");
		for (unsigned i = 0; i < ROLE_COUNT; i++)
			if (strlen(role_codes[i]) == len && memcmp(codes, role_codes[i], len) == 0)
				roles |= 1u << i;
		codes += len;
		codes += strspn(codes, " ,");
	}
	return roles;
}

const char *
role_code(unsigned role_bit)
{
	for (unsigned i = 0; i < ROLE_COUNT; i++)
		if (role_bit == 1u << i)
			return role_codes[i];
	return "";
}

const char *
role_label(unsigned role_bit)
{
	return code_label(NULL, "role", role_code(role_bit));
}

bool
desk_may(const struct desk *desk, unsigned roles)
{
	return (desk->person.roles & roles) != 0;
}

void
scope_set(struct desk *desk)
{
	desk->scope = (struct scope){0};
	for (size_t i = 0; i < sizeof sights / sizeof *sights; i++) {
		if (!(desk->person.roles & sights[i].role))
			continue;
		if (sights[i].path && !*desk->person.organisation)
			continue;
		desk->scope.all = !sights[i].path;
		desk->scope.column = sights[i].path ? record_column(&type_project, sights[i].path) : NULL;
		desk->scope.value = desk->person.organisation;
		desk->scope.stages = sights[i].stages;
		return;
	}
}

bool
scope_allows(const struct scope *scope, const struct project *project)
{
	enum stage stage = stage_of(project->stage);

	if (stage < STAGE_COUNT && !(scope->stages & UINT32_C(1) << stage))
		return false;
	if (scope->all)
		return true;
	if (!scope->column)
		return false;
	return strcmp(*(const char *const *)column_in(project, scope->column), scope->value) == 0;
}

/* The project a record belongs to, by its "project" member; 0 when the type has none. */
static uint32_t
project_of(const struct record *record)
{
	const struct column *column = record_column(record->type, "project");

	if (!column || column->field->kind != &kind_ref)
		return 0;
	return *(const uint32_t *)column_in(record, column);
}

bool
desk_sees(struct desk *desk, const void *record)
{
	const struct record *head = record;
	struct arena arena = {0};
	void *project;
	bool sees;

	if (head->type == &type_project)
		return scope_allows(&desk->scope, record);
	if (head->type == &type_staff)
		return desk_may(desk, ROLE(office) | ROLE(admin) | ROLE(auditor));
	if (!project_of(head))
		return true;
	if (desk->scope.all && desk->scope.stages == UINT32_MAX)
		return true;
	sees = store_get(desk->store, &type_project, project_of(head), &arena, &project, NULL) == 0 && scope_allows(&desk->scope, project);
	arena_free(&arena);
	return sees;
}

void
desk_mask(struct desk *desk, void *record, struct arena *arena)
{
	(void)desk;
	record_mask(record, arena);
}
