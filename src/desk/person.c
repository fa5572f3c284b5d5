#include <config.h>

#include "desk/room.h"

#include <string.h>

#include "desk/set.h"

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

static void
take_sight(struct desk *desk, const struct sight *sight)
{
	desk->scope.all = !sight->path;
	desk->scope.column = sight->path ? record_column(&type_project, sight->path) : NULL;
	desk->scope.value = desk->person.organisation;
	desk->scope.stages = sight->stages;
}

void
scope_set(struct desk *desk)
{
	size_t i = 0, count = sizeof sights / sizeof *sights;

	desk->scope = (struct scope){0};
	while (i < count && (!(desk->person.roles & sights[i].role) || (sights[i].path && !*desk->person.organisation)))
		i++;
	if (i < count)
		take_sight(desk, &sights[i]);
	desk->scope.assigned = desk->person.roles & ROLE(expert) && desk_veiled(desk);
	desk->veil.known = false;
}

bool
scope_has(const struct scope *scope, const struct project *project)
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

bool
scope_allows(struct desk *desk, const struct project *project)
{
	return scope_has(&desk->scope, project) || (desk->scope.assigned && set_has(desk_assigned(desk), project->head.number));
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
scope_working(const struct desk *desk, const struct record_type *type)
{
	static const struct record_type *const workings[] = {&type_assignment, &type_recusal, &type_score_sheet, &type_tie_decision,
		&type_proposal_item, &type_objection};

	for (size_t i = 0; !desk_veiled(desk) && i < sizeof workings / sizeof *workings; i++)
		if (workings[i] == type)
			return true;
	return false;
}

bool
desk_sees(struct desk *desk, const void *record)
{
	const struct record *head = record;
	struct arena arena = {0};
	void *project;
	bool sees;

	if (head->type == &type_project)
		return scope_allows(desk, record);
	if (head->type == &type_staff)
		return desk_may(desk, ROLE(office) | ROLE(admin) | ROLE(auditor));
	if (veil_hides_type(desk, head->type))
		return false;
	if (!project_of(head) || scope_working(desk, head->type))
		return true;
	if (desk->scope.all && desk->scope.stages == UINT32_MAX)
		return true;
	sees = store_get(desk->store, &type_project, project_of(head), &arena, &project, NULL) == 0 && scope_allows(desk, project) &&
		veil_part(desk, record, project);
	arena_free(&arena);
	return sees;
}

void
desk_mask(struct desk *desk, void *record, struct arena *arena)
{
	record_mask(record, arena);
	veil_record(desk, record, arena);
}
