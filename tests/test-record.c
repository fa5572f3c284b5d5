#include <config.h>

#include "record/types.h"

#include <criterion/criterion.h>
#include <string.h>

#include "record/stages.h"

static struct arena arena;
static struct buf text, pinyin;

static void
end(void)
{
	arena_free(&arena);
	buf_free(&text);
	buf_free(&pinyin);
}

TestSuite(record, .fini = end);

Test(record, every_type_is_found_by_its_name_and_its_code)
{
	size_t count = 0;
	for (struct record_type *const *type = record_types; *type; type++, count++) {
		cr_expect_eq(record_type_named((*type)->name), *type);
		cr_expect_eq(record_type_coded((*type)->code), *type);
		cr_expect((*type)->id || (*type)->letters, "%s has no public id", (*type)->name);
	}
	cr_expect_geq(count, 11);
	cr_expect_null(record_type_named("invoice"));
	cr_expect_null(record_type_coded(200));
}

/* What stands on disk is never given a new meaning. */
Test(record, codes_and_keys_on_disk_stay_what_they_are)
{
	static const struct {
		const char *type;
		unsigned char code;
	} codes[] = {{"project", 1}, {"call", 2}, {"rulebook", 3}, {"material", 4}, {"correction", 5}, {"attestation", 6},
	             {"first_review", 7}, {"override", 8}, {"line", 9}, {"staff", 10}, {"office", 11}};
	static const struct {
		const char *path;
		unsigned key;
	} keys[] = {{"project.id", 17}, {"project.stage", 22}, {"unit.name", 101}, {"unit.uscc", 102}, {"leader.name", 141},
	            {"unit_payee.bank", 191}, {"leader_payee.account", 213}};
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		cr_expect_eq(record_type_named(codes[i].type)->code, codes[i].code, "%s", codes[i].type);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		cr_expect_eq(record_column(&type_project, keys[i].path)->key, keys[i].key, "%s", keys[i].path);
}

Test(record, columns_ascend_by_key_and_lie_where_their_members_are)
{
	for (struct record_type *const *type = record_types; *type; type++) {
		size_t count;
		const struct column *columns = record_columns(*type, &count);
		for (size_t i = 0; i < count; i++) {
			cr_expect(i == 0 || columns[i - 1].key < columns[i].key, "%s", columns[i].path);
			cr_expect_geq(columns[i].key, KEY_PARTS);
			cr_expect_leq(columns[i].offset + columns[i].field->kind->size, (*type)->size, "%s", columns[i].path);
			cr_expect_eq(record_column(*type, columns[i].path), &columns[i]);
			cr_expect_neq(*columns[i].field->label, '\0');
		}
	}
	struct project project;
	cr_expect_eq(column_of(&project, record_column(&type_project, "leader_payee.bank")), (void *)&project.leader_payee.bank);
	cr_expect_eq(column_of(&project, record_column(&type_project, "unit.uscc")), (void *)&project.unit.uscc);
	cr_expect_eq(column_of(&project, record_column(&type_project, "project.late")), (void *)&project.late);
}

Test(record, a_field_is_found_by_its_bare_name_only_where_that_is_clear)
{
	cr_expect_str_eq(record_column(&type_project, "uscc")->path, "unit.uscc");
	cr_expect_str_eq(record_column(&type_project, "matching_committed")->path, "project.matching_committed");
	cr_expect_null(record_column(&type_project, "name"), "the unit and the leader have a name");
	cr_expect_null(record_column(&type_project, "account"));
	cr_expect_null(record_column(&type_project, "unit.nothing"));
	cr_expect_null(record_column(&type_project, "nothing"));
	cr_expect_str_eq(record_column(&type_call, "year")->path, "call.year");
}

Test(record, every_coded_field_names_a_list_and_every_reference_a_type)
{
	for (struct record_type *const *type = record_types; *type; type++) {
		size_t count;
		const struct column *columns = record_columns(*type, &count);
		for (size_t i = 0; i < count; i++) {
			const struct field *field = columns[i].field;
			bool coded = field->kind == &kind_code || field->kind == &kind_codes;
			cr_expect_eq(coded, field->list != NULL, "%s", columns[i].path);
			cr_expect_eq(field->kind == &kind_ref, field->target && record_type_named(field->target), "%s", columns[i].path);
			cr_expect(!(field->flags & FIELD_SENSITIVE) || field->kind->mask, "%s cannot be masked", columns[i].path);
		}
		for (size_t i = 0; i < 3; i++)
			cr_expect(!(*type)->tally[i] || record_column(*type, (*type)->tally[i])->field->kind->text);
	}
}

Test(record, identity_numbers_phones_and_accounts_are_always_sensitive)
{
	for (struct record_type *const *type = record_types; *type; type++) {
		size_t count;
		const struct column *columns = record_columns(*type, &count);
		for (size_t i = 0; i < count; i++)
			cr_expect(!columns[i].field->kind->mask || columns[i].field->flags & FIELD_SENSITIVE, "%s is shown openly", columns[i].path);
	}
}

Test(record, a_new_record_is_empty)
{
	size_t count;
	const struct column *columns = record_columns(&type_project, &count);
	struct project *project = record_new(&type_project, &arena);
	for (size_t i = 0; i < count; i++)
		cr_expect(columns[i].field->kind->empty(column_of(project, &columns[i])), "%s", columns[i].path);
	cr_expect_eq(project->head.type, &type_project);
	cr_expect_eq(project->head.last_date, DATE_NONE);
	cr_expect_str_eq(project->unit.name, "");
}

Test(record, a_copy_shares_nothing_with_its_original)
{
	char name[] = "上海淀湖", extra[] = "甲";
	struct project *project = record_new(&type_project, &arena);
	project->unit.name = name;
	project->matching_committed = 10000000;
	extra_set(project, "hall", extra, &arena);
	project->head.unknown = "\x18\xff\x01";
	project->head.unknown_len = 3;
	struct project *copy = record_copy(project, &arena);
	name[0] = '?';
	extra_set(project, "hall", "乙", &arena);
	cr_expect_str_eq(copy->unit.name, "上海淀湖");
	cr_expect_eq(copy->matching_committed, 10000000);
	cr_expect_str_eq(extra_get(copy, "hall"), "甲");
	cr_expect_neq(copy->head.unknown, project->head.unknown);
	cr_expect_eq(memcmp(copy->head.unknown, "\x18\xff\x01", 3), 0);
}

Test(record, public_ids_are_a_field_or_letters_and_number)
{
	struct project *project = record_new(&type_project, &arena);
	project->id = "QP2021-0007";
	cr_expect_str_eq(record_id(project, &arena), "QP2021-0007");
	struct material *material = record_new(&type_material, &arena);
	material->head.number = 12;
	cr_expect_str_eq(record_id(material, &arena), "M12");
	struct staff *staff = record_new(&type_staff, &arena);
	staff->id = "limin";
	cr_expect_str_eq(record_id(staff, &arena), "limin");
}

Test(record, extras_are_kept_by_name_in_the_order_of_the_disk)
{
	struct project *project = record_new(&type_project, &arena);
	cr_expect_str_eq(extra_get(project, "hall"), "");
	extra_set(project, "hall", "2", &arena);
	extra_set(project, "zz", "1", &arena);
	extra_set(project, "abcde", "3", &arena);
	extra_set(project, "nothing", "", &arena);
	cr_expect_eq(project->head.extra_count, 3);
	cr_expect_str_eq(project->head.extras[0].name, "zz");
	cr_expect_str_eq(project->head.extras[1].name, "hall");
	cr_expect_str_eq(project->head.extras[2].name, "abcde");
	extra_set(project, "hall", "新", &arena);
	cr_expect_str_eq(extra_get(project, "hall"), "新");
	cr_expect_eq(project->head.extra_count, 3);
	extra_set(project, "hall", "", &arena);
	cr_expect_eq(project->head.extra_count, 2);
	cr_expect_str_eq(extra_get(project, "hall"), "");
	extra_set(project, "zz", "", &arena);
	extra_set(project, "abcde", "", &arena);
	cr_expect_null(project->head.extras);
}

Test(record, masking_leaves_nothing_sensitive)
{
	struct project *project = record_new(&type_project, &arena);
	project->unit.phone = "13800001234";
	project->leader.name = "仇志强";
	project->leader.resident_id = "11010519491231002X";
	project->leader_payee.account = "6222000000001234";
	record_mask(project, &arena);
	cr_expect_str_eq(project->unit.phone, "138****1234");
	cr_expect_str_eq(project->leader.resident_id, "110***********002X");
	cr_expect_str_eq(project->leader_payee.account, "****1234");
	cr_expect_str_eq(project->leader.phone, "");
	cr_expect_str_eq(project->leader.name, "仇志强");
}

Test(record, lists_filter_by_number_unit_leader_and_the_offices_own_fields)
{
	struct project *project = record_new(&type_project, &arena);
	project->id = "QP2021-0007";
	project->unit.name = "上海 Zhuxi 园艺";
	project->unit.uscc = "91310118MA1J001530";
	project->leader.name = "曾正平";
	project->leader.resident_id = "11010519491231002X";
	extra_set(project, "hall", "东厅", &arena);
	buf_adds(&text, "before");
	record_search_text(project, &text, &pinyin);
	cr_expect_str_eq(buf_text(&text), "beforeqp2021-0007\x1f" "上海zhuxi园艺\x1f" "91310118ma1j001530\x1f" "曾正平\x1f" "东厅");
	cr_expect_not_null(strstr(pinyin.data, "zengzhengping"), "曾 is read zeng as a surname: %s", pinyin.data);
	cr_expect_not_null(strstr(pinyin.data, "dongting"));
	cr_expect_neq(pinyin.data[0], '\x1f');
	cr_expect_null(strstr(text.data, "1949"), "an identity number can be searched");
}

Test(record, an_empty_record_has_no_search_text)
{
	record_search_text(record_new(&type_project, &arena), &text, &pinyin);
	cr_expect_eq(text.len, 0);
	cr_expect_eq(pinyin.len, 0);
}

Test(record, stages_have_their_codes)
{
	cr_expect_str_eq(stage_code(STAGE_in_review), "in_review");
	cr_expect_eq(stage_of("in_review"), STAGE_in_review);
	cr_expect_eq(stage_of("void"), STAGE_void);
	cr_expect_eq(stage_of("nowhere"), STAGE_COUNT);
	cr_expect_str_eq(stage_code(STAGE_COUNT), "");
}
