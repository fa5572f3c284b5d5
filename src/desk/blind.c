#include <config.h>

#include "desk/blind.h"

#include <ctype.h>
#include <string.h>

#include "desk/ranking.h"
#include "desk/room.h"

enum { BLIND_MOST = 48 };

/* The texts that give a project away, the longest first. */
struct blinder {
	const char *needles[BLIND_MOST];
	size_t count;
	struct arena *arena;
};

/* Members that tell experts whose project it is: by the unit, or by the leader. */
static const struct {
	const char *path;
	bool unit, leader;
} identities[] = {
	{"unit.name", .unit = true},
	{"unit.uscc", .unit = true},
	{"unit.legal_representative", .unit = true},
	{"unit.contact", .unit = true},
	{"unit.phone", .unit = true},
	{"unit.address", .unit = true},
	{"leader.name", .leader = true},
	{"leader.resident_id", .leader = true},
	{"leader.certificate", .leader = true},
	{"leader.trade_recognised", .leader = true},
	{"leader.phone", .leader = true},
	{"project.studio_name", .unit = true, .leader = true},
	{"project.reviewer", .unit = true},
	{"project.received_at", .unit = true},
	{"project.competent_department", .unit = true},
	{"project.predecessor", .unit = true, .leader = true},
	{"project.predecessor_document", .unit = true, .leader = true},
	{"project.duplicate_key", .unit = true, .leader = true},
	{"project.receipt", .unit = true},
};

/* Members of what belongs to a project that tell whose it is. */
static const struct {
	const struct record_type *type;
	const char *name;
} parts[] = {
	{&type_material, "kept"},
	{&type_material, "sha256"},
	{&type_award, "unit_name"},
	{&type_award, "leader_name"},
	{&type_alteration, "new_name"},
	{&type_alteration, "old_name"},
	{&type_alteration, "new_uscc"},
	{&type_alteration, "new_resident_id"},
	{&type_alteration, "new_address"},
	{&type_alteration, "document"},
};

#define LENGTH(table) (sizeof(table) / sizeof *(table))

static const char shown[] = "■■";

/* A name is cut by each that it ends in: 股份有限公司 is also 股份. */
static const char *const legal_forms[] = {"集团股份有限公司", "集团有限责任公司", "集团有限公司", "股份有限公司", "有限责任公司", "股份公司", "集团公司", "有限公司",
	"公司", "（集团）", "(集团)"};
static const char *const cities[] = {"上海市", "上海"};

/* What may stand between the characters of a name or number without changing it. */
static size_t
gap(const char *text)
{
	static const char wide[] = "　";

	if (*text == ' ' || *text == '-' || *text == '\n' || *text == '\t')
		return 1;
	return strncmp(text, wide, sizeof wide - 1) == 0 ? sizeof wide - 1 : 0;
}

static size_t
characters(const char *text)
{
	size_t count = 0;

	while (*text) {
		size_t skipped = gap(text);
		count += !skipped && ((unsigned char)*text & 0xc0) != 0x80;
		text += skipped ? skipped : 1;
	}
	return count;
}

/* Adds a text; of less than two characters it gives nothing away. */
static void
blind_add(struct blinder *blinder, const char *text)
{
	size_t at = blinder->count, len = strlen(text);

	for (size_t i = 0; i < blinder->count; i++)
		if (strcmp(blinder->needles[i], text) == 0)
			return;
	if (characters(text) < 2 || blinder->count == BLIND_MOST)
		return;
	for (; at > 0 && strlen(blinder->needles[at - 1]) < len; at--)
		blinder->needles[at] = blinder->needles[at - 1];
	blinder->needles[at] = arena_strdup(blinder->arena, text);
	blinder->count++;
}

/* Adds the name of a unit, and it without its legal form and without the city it begins with. */
static void
blind_unit(struct blinder *blinder, const char *name)
{
	const char *local = name, *core;
	size_t len = strlen(name), local_len;

	for (size_t i = 0; i < sizeof cities / sizeof *cities && local == name; i++)
		if (strncmp(name, cities[i], strlen(cities[i])) == 0)
			local += strlen(cities[i]);
	local_len = len - (size_t)(local - name);
	blind_add(blinder, name);
	blind_add(blinder, local);
	for (size_t i = 0; i < sizeof legal_forms / sizeof *legal_forms; i++) {
		size_t end = strlen(legal_forms[i]);
		if (local_len <= end || strcmp(name + len - end, legal_forms[i]) != 0)
			continue;
		core = arena_strndup(blinder->arena, local, local_len - end);
		blind_add(blinder, arena_strndup(blinder->arena, name, len - end));
		blind_add(blinder, core);
	}
}

/* How many bytes of the text are the needle; 0: it does not begin with it. */
static size_t
begins_with(const char *text, const char *needle)
{
	const char *at = text;

	while (*needle) {
		size_t skipped = gap(needle);
		if (skipped) {
			needle += skipped;
			continue;
		}
		while (at > text && (skipped = gap(at)))
			at += skipped;
		if (tolower((unsigned char)*at) != tolower((unsigned char)*needle))
			return 0;
		at++;
		needle++;
	}
	return (size_t)(at - text);
}

static size_t
found_at(const struct blinder *blinder, const char *text)
{
	for (size_t i = 0; i < blinder->count; i++) {
		size_t len = begins_with(text, blinder->needles[i]);
		if (len)
			return len;
	}
	return 0;
}

/* ■■ in place of each of them, however blanks and hyphens stand inside and in whichever case its letters are; the same pointer where there is none. */
static const char *
blind_text(const struct blinder *blinder, const char *text)
{
	struct buf out = {0};
	const char *at = text, *blinded;
	bool any = false;

	while (*at) {
		size_t len = found_at(blinder, at);
		any = any || len;
		if (len)
			buf_adds(&out, shown);
		else
			buf_addc(&out, *at);
		at += len ? len : 1;
	}
	blinded = any ? arena_strdup(blinder->arena, buf_text(&out)) : text;
	buf_free(&out);
	return blinded;
}

/* Blinds the free texts and the extras of a record; of what an expert says on a sheet, nothing. */
static void
blind_record(const struct blinder *blinder, void *record)
{
	struct record *head = record;
	bool sheet = head->type == &type_score_sheet;
	struct extra *extras;
	const struct column *columns;
	size_t count;

	columns = record_columns(head->type, &count);
	for (size_t i = 0; i < count; i++) {
		const struct field *field = columns[i].field;
		const char **text = column_of(record, &columns[i]);
		if ((field->kind == &kind_text || field->kind == &kind_long) && (!sheet || field->flags & FIELD_COMPUTED))
			*text = blind_text(blinder, *text);
	}
	if (sheet || !head->extra_count)
		return;
	extras = arena_alloc(blinder->arena, head->extra_count * sizeof *extras); /* a copy of the head may share them */
	for (size_t i = 0; i < head->extra_count; i++)
		extras[i] = (struct extra){.name = head->extras[i].name, .text = blind_text(blinder, head->extras[i].text)};
	head->extras = extras;
}

/* ---- whose it is */

bool
blind_column(const char *path)
{
	for (size_t i = 0; i < LENGTH(identities); i++)
		if (strcmp(identities[i].path, path) == 0)
			return true;
	return false;
}

static void
clear_column(void *record, const char *path)
{
	const struct column *column = record_column(&type_project, path);

	column->field->kind->clear(column_of(record, column));
}

/* What the rules of the project's call hide; all where they cannot be read. */
static void
hidden_sides(struct desk *desk, const struct project *project, bool *unit, bool *leader)
{
	const struct rules *rules = desk_rules_of(desk, project->call, NULL);
	const struct review_rules *review = rules ? rules_review(rules) : NULL;

	*unit = !review || review->hide_unit;
	*leader = !review || review->hide_leader;
}

/* Names before they were changed: texts were written then too. */
static void
gather_former(struct desk *desk, const struct project *project, bool unit, bool leader, struct blinder *blinder)
{
	void **records;
	size_t count = parts_read(desk, &type_alteration, project->head.number, blinder->arena, &records);

	for (size_t i = 0; i < count; i++) {
		const struct alteration *alteration = records[i];
		if (strncmp(alteration->kind, "unit", 4) == 0 ? unit : leader)
			blind_unit(blinder, alteration->old_name);
	}
}

/* What would give the project away inside a text. */
static void
gather_identity(struct desk *desk, const struct project *project, struct blinder *blinder)
{
	bool unit, leader;
	struct buf text = {0};

	hidden_sides(desk, project, &unit, &leader);
	if (unit)
		blind_unit(blinder, project->unit.name);
	gather_former(desk, project, unit, leader, blinder);
	for (size_t i = 0; i < LENGTH(identities); i++) {
		const struct column *column = record_column(&type_project, identities[i].path);
		const void *member = column_in(project, column);
		if (!((unit && identities[i].unit) || (leader && identities[i].leader)) || column->field->list || column->field->kind->empty(member))
			continue;
		buf_clear(&text);
		column->field->kind->print(member, column->field, NULL, PRINT_PLAIN, &text);
		blind_add(blinder, buf_text(&text));
	}
	buf_free(&text);
}

/* Blinds the free texts of a record by the project it is or belongs to, as that is stored whole: what is read of it here may be a part. */
static void
blind_texts(struct desk *desk, void *record, uint32_t number, struct arena *arena)
{
	struct blinder blinder = {.arena = arena};
	void *project;

	if (store_begin(desk->store, NULL) < 0)
		return;
	if (store_get(desk->store, &type_project, number, arena, &project, NULL) == 0)
		gather_identity(desk, project, &blinder);
	store_end(desk->store);
	blind_record(&blinder, record);
}

void
blind_project(struct desk *desk, struct project *project, struct arena *arena)
{
	bool unit, leader;

	hidden_sides(desk, project, &unit, &leader);
	for (size_t i = 0; i < LENGTH(identities); i++)
		if ((unit && identities[i].unit) || (leader && identities[i].leader))
			clear_column(project, identities[i].path);
	blind_texts(desk, project, project->head.number, arena);
	if (unit)
		project->unit.name = _("hidden");
	if (leader)
		project->leader.name = _("hidden");
}

/* What belongs to a project that is seen blind: where its papers are kept says whose they are, and so may any text. */
void
blind_part(struct desk *desk, void *record, struct arena *arena)
{
	const struct record *head = record;
	const struct column *column = record_project_column(head->type);
	uint32_t number = column ? *(const uint32_t *)column_in(record, column) : 0;
	void *project;
	bool blind = false;

	if (!number || !desk->scope.assigned || store_begin(desk->store, NULL) < 0)
		return;
	if (store_get(desk->store, &type_project, number, arena, &project, NULL) == 0)
		blind = desk_blind(desk, project);
	store_end(desk->store);
	if (!blind)
		return;
	for (size_t i = 0; i < LENGTH(parts); i++)
		if (parts[i].type == head->type) {
			column = record_column(head->type, parts[i].name);
			column->field->kind->clear(column_of(record, column));
		}
	blind_texts(desk, record, number, arena);
}
