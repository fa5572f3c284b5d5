#include <config.h>

#include "base/yamltree.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"

static const char *
fault_lines(struct buf *out, const struct faults *faults)
{
	for (size_t i = 0; i < faults->count; i++) {
		const struct fault *fault = &faults->items[i];
		buf_addf(out, "%s:%d:%d: %s\n", fault->pos.file, fault->pos.line, fault->pos.column, fault->message);
	}
	return buf_text(out);
}

static void
expect_faults(const char *text, size_t len, const char *wanted)
{
	struct faults faults = {0};
	struct buf out = {0};
	struct yaml_tree *tree = yaml_parse("rules.yaml", text, len, &faults);
	cr_expect_null(tree, "a file with faults gave a tree: %s", text);
	cr_expect_str_eq(fault_lines(&out, &faults), wanted, "of:\n%s\ngot:\n%swanted:\n%s", text, buf_text(&out), wanted);
	cr_expect_eq(faults.errors, faults.count);
	yaml_tree_free(tree);
	faults_free(&faults);
	buf_free(&out);
}

static struct yaml_tree *
good(const char *text)
{
	struct faults faults = {0};
	struct buf out = {0};
	struct yaml_tree *tree = yaml_parse("rules.yaml", text, strlen(text), &faults);
	cr_assert_not_null(tree, "%s", fault_lines(&out, &faults));
	cr_assert_eq(faults.count, 0);
	buf_free(&out);
	return tree;
}

/* What reading the values of `tree` found. */
static void
expect_found(struct faults *faults, const char *wanted)
{
	struct buf out = {0};
	cr_expect_str_eq(fault_lines(&out, faults), wanted, "got:\n%swanted:\n%s", buf_text(&out), wanted);
	buf_free(&out);
	faults_free(faults);
}

Test(yamltree, every_node_knows_its_line_and_column_in_characters)
{
	struct yaml_tree *tree = good("# 注\ntracks:\n  - 名称: 技能大师\n    quota: 12\n  - {a: [x, 'y']}\n");
	struct yaml_node *tracks = yaml_get(yaml_root(tree), "tracks");
	cr_assert_eq(tracks->kind, YAML_LIST);
	cr_assert_eq(tracks->count, 2);
	cr_expect_eq(tracks->key_pos.line, 2);
	cr_expect_eq(tracks->key_pos.column, 1);
	struct yaml_node *quota = yaml_get(tracks->first, "quota"), *name = yaml_get(tracks->first, "名称");
	cr_expect_str_eq(name->text, "技能大师");
	cr_expect_eq(name->pos.line, 3);
	cr_expect_eq(name->pos.column, 9);
	cr_expect_eq(quota->pos.line, 4);
	cr_expect_eq(quota->pos.column, 12);
	cr_expect_str_eq(quota->pos.file, "rules.yaml");
	struct yaml_node *a = yaml_get(tracks->first->next, "a");
	cr_assert_eq(a->count, 2);
	cr_expect_not(a->first->quoted);
	cr_expect(a->first->next->quoted);
	cr_expect_str_eq(a->first->next->text, "y");
	yaml_tree_free(tree);
}

Test(yamltree, a_byte_order_mark_is_passed_over)
{
	struct yaml_tree *tree = good("\xEF\xBB\xBF" "a: 1\n");
	struct yaml_node *a = yaml_get(yaml_root(tree), "a");
	cr_assert_not_null(a);
	cr_expect_eq(a->pos.column, 4);
	yaml_tree_free(tree);
}

Test(yamltree, all_faults_of_a_file_come_in_one_reading_in_the_order_of_the_file)
{
	static const char text[] = "a: &x 1\n"
	                           "b: *x\n"
	                           "c: !!int 3\n"
	                           "d:\n"
	                           "  e: 1\n"
	                           "  f: 2\n"
	                           "  e: 3\n"
	                           "a: 4\n"
	                           "{{name}}: 5\n"
	                           "? [k]\n"
	                           ": 6\n"
	                           "a: 7\n";
	expect_faults(text, sizeof text - 1,
	              "rules.yaml:1:4: anchors are not allowed\n"
	              "rules.yaml:2:4: aliases are not allowed; put a text that begins with '*' in quotes\n"
	              "rules.yaml:3:4: tags are not allowed; put a text that begins with '!' in quotes\n"
	              "rules.yaml:7:3: key 'e' stands twice, first on line 5\n"
	              "rules.yaml:8:1: key 'a' stands twice, first on line 1\n"
	              "rules.yaml:9:1: a key must be plain text; put a text that begins with '{' or '[' in quotes\n"
	              "rules.yaml:9:2: a key must be plain text; put a text that begins with '{' or '[' in quotes\n"
	              "rules.yaml:10:3: a key must be plain text; put a text that begins with '{' or '[' in quotes\n"
	              "rules.yaml:12:1: key 'a' stands twice, first on line 1\n");
}

static const struct bad {
	const char *text, *fault;
} bad_files[] = {
	{"", "1:1: the file is empty"},
	{"# nothing\n", "1:1: the file is empty"},
	{"a: 1\n---\nb: 2\n", "2:1: only one document is allowed in a file"},
	{"a: 1\n---\nb: 2\n---\nc: *d\n", "2:1: only one document is allowed in a file"},
	{"a: 1\n...\nb: 2\n", "3:1: nothing may follow the end of the document"},
	{"a:\n  b: 1\n c: 2\n", "3:2: a key is expected here; look at the indentation and at quotes"},
	{"a: 1\n\tb: 2\n", "2:1: tabs cannot indent; use spaces"},
	{"a: b: c\n", "1:5: a key cannot stand here; put a text that holds ':' in quotes"},
	{"a: [1, 2\nb: 3\n", "2:2: ',' or ']' is expected here"},
	{"a: {b: 1\nc: 2}\nd: {e\n", "2:2: ',' or '}' is expected here"},
	{"a: 1\nb: 'open\nc: 2\n", "2:4: the quote that begins here is never closed"},
	{"a: 1\nplain\nb: 2\n", "2:1: a ':' is expected after this key"},
	{"a: @x\n", "1:4: no value can begin with this character; put the text in quotes"},
	{"a: \"\\q\"\n", "1:5: unknown escape after '\\' in double quotes"},
	{"a: *\n", "1:4: '&' and '*' begin anchors and aliases, which are not allowed; put the text in quotes"},
	{"a: !<x\n", "1:4: tags are not allowed; put a text that begins with '!' in quotes"},
	{"%x y\n---\na: 1\n", "1:1: unknown directive; put the text in quotes"},
	{"'': 1\n", "1:1: a key is empty"},
	{"a: 1\n\xFF: 2\n", "2:1: the text is not valid UTF-8"},
	{"名: \xE6\x8A\n", "1:4: the text is not valid UTF-8"},
	{"a: \x1B[31m\n", "1:4: control characters are not allowed"},
	{"<<: *base\n", "1:5: aliases are not allowed; put a text that begins with '*' in quotes"},
};

Test(yamltree, each_wrong_file_is_refused_in_its_own_words)
{
	for (size_t i = 0; i < sizeof bad_files / sizeof *bad_files; i++) {
		char wanted[256];
		snprintf(wanted, sizeof wanted, "rules.yaml:%s\n", bad_files[i].fault);
		expect_faults(bad_files[i].text, strlen(bad_files[i].text), wanted);
	}
}

Test(yamltree, escapes_bring_in_no_control_characters)
{
	struct faults faults = {0};
	const char *text = "a: \"x\\x1b[2J\"\nb: \"\\0\"\nc: \"\\u202e\"\n";
	cr_expect_null(yaml_parse("f", text, strlen(text), &faults));
	cr_assert_eq(faults.count, 3);
	for (int i = 0; i < 3; i++) {
		cr_expect_eq(faults.items[i].pos.line, i + 1);
		cr_expect_eq(faults.items[i].pos.column, 4);
	}
	faults_free(&faults);
}

Test(yamltree, block_text_keeps_its_lines)
{
	struct yaml_tree *tree = good("a: |\n  one\n  two\nb: >\n  one\n  two\n");
	cr_expect_str_eq(yaml_get(yaml_root(tree), "a")->text, "one\ntwo\n");
	cr_expect_str_eq(yaml_get(yaml_root(tree), "b")->text, "one two\n");
	cr_expect(yaml_get(yaml_root(tree), "b")->quoted);
	yaml_tree_free(tree);
}

Test(yamltree, deep_nesting_ends_early)
{
	struct buf text = {0};
	for (int i = 0; i < 100000; i++)
		buf_addc(&text, '[');
	expect_faults(buf_text(&text), text.len, "rules.yaml:1:65: lists and maps are nested too deep\n");
	buf_clear(&text);
	for (int i = 0; i < 64; i++)
		buf_addc(&text, '[');
	for (int i = 0; i < 64; i++)
		buf_addc(&text, ']');
	struct yaml_tree *tree = good(buf_text(&text));
	yaml_tree_free(tree);
	buf_free(&text);
}

Test(yamltree, a_million_values_are_refused)
{
	struct buf text = {0};
	buf_addc(&text, '[');
	for (int i = 0; i < 1000000; i++)
		buf_adds(&text, "1,");
	buf_addc(&text, ']');
	expect_faults(buf_text(&text), text.len, "rules.yaml:1:400000: there are too many values in the file\n");
	buf_free(&text);
}

Test(yamltree, a_hundred_thousand_keys_are_compared_quickly, .timeout = 10)
{
	struct buf text = {0};
	for (int i = 0; i < 100000; i++)
		buf_addf(&text, "k%d: 1\n", i);
	buf_adds(&text, "k5: 2\n");
	expect_faults(buf_text(&text), text.len, "rules.yaml:100001:1: key 'k5' stands twice, first on line 6\n");
	buf_free(&text);
}

Test(yamltree, a_file_of_nothing_but_faults_ends_at_a_thousand)
{
	struct buf text = {0};
	struct faults faults = {0};
	for (int i = 0; i < 50000; i++)
		buf_adds(&text, "- *a\n");
	cr_expect_null(yaml_parse("f", buf_text(&text), text.len, &faults));
	cr_expect_eq(faults.count, 1000);
	faults_free(&faults);
	buf_free(&text);
}

Test(yamltree, a_key_of_any_length_is_not_echoed)
{
	struct buf text = {0};
	buf_adds(&text, "? ");
	for (int i = 0; i < 201; i++)
		buf_addc(&text, 'k');
	buf_adds(&text, "\n: 1\n");
	expect_faults(buf_text(&text), text.len, "rules.yaml:1:3: a key is too long\n");
	buf_free(&text);
}

Test(yamltree, files_that_are_missing_or_too_large_are_named)
{
	struct faults faults = {0};
	cr_expect_null(yaml_load("/nonexistent/rules.yaml", &faults));
	cr_expect_null(yaml_load("/", &faults));
	char path[] = "/tmp/test-yamltree-XXXXXX";
	int fd = mkstemp(path);
	cr_assert_geq(fd, 0);
	cr_assert_eq(ftruncate(fd, (4 << 20) + 1), 0);
	cr_expect_null(yaml_load(path, &faults));
	cr_assert_eq(faults.count, 3);
	cr_expect_str_eq(faults.items[0].message, "cannot be read: No such file or directory");
	cr_expect_str_eq(faults.items[0].pos.file, "/nonexistent/rules.yaml");
	cr_expect_str_eq(faults.items[1].message, "cannot be read: Is a directory");
	cr_expect_str_eq(faults.items[2].message, "the file is larger than 4 MiB");
	faults_free(&faults);
	cr_assert_eq(ftruncate(fd, 0), 0);
	cr_assert_eq(write(fd, "a: 1\n", 5), 5);
	struct yaml_tree *tree = yaml_load(path, &faults);
	cr_assert_not_null(tree);
	cr_expect_str_eq(yaml_get(yaml_root(tree), "a")->text, "1");
	yaml_tree_free(tree);
	close(fd);
	unlink(path);
}

Test(yamltree, lookups_chain_through_what_is_missing)
{
	struct yaml_tree *tree = good("a: {b: 1}\nl: [1]\n");
	cr_expect_str_eq(yaml_get(yaml_get(yaml_root(tree), "a"), "b")->text, "1");
	cr_expect_null(yaml_get(yaml_get(yaml_get(yaml_root(tree), "x"), "y"), "z"));
	cr_expect_null(yaml_get(yaml_get(yaml_root(tree), "l"), "y"));
	yaml_tree_free(tree);
}

Test(yamltree, a_needed_key_that_is_missing_is_a_fault_at_its_map)
{
	struct yaml_tree *tree = good("a:\n  b: 1\nc: 3\n");
	struct faults faults = {0};
	cr_expect_null(yaml_need(yaml_get(yaml_root(tree), "a"), "zh", &faults));
	cr_expect_null(yaml_need(yaml_get(yaml_root(tree), "c"), "zh", &faults));
	cr_expect_null(yaml_need(NULL, "zh", &faults));
	expect_found(&faults, "rules.yaml:2:3: key 'zh' is missing\n"
	                      "rules.yaml:3:4: keys with values are expected here\n");
	yaml_tree_free(tree);
}

Test(yamltree, unknown_keys_are_reported_with_the_nearest_known_one)
{
	struct yaml_tree *tree = good("titel: x\nquota: 1\nrest:\n  - known: 1\n    other: {deep: 1}\nskip: 1\n");
	struct yaml_node *root = yaml_root(tree);
	struct faults faults = {0};
	yaml_get(root, "title");
	yaml_get(root, "clause");
	yaml_get(root, "quota");
	yaml_get(yaml_get(root, "rest")->first, "known");
	yaml_get(yaml_get(root, "rest")->first, "other");
	yaml_unknown(root, &faults);
	expect_found(&faults, "rules.yaml:1:1: unknown key 'titel'; 'title' is known\n"
	                      "rules.yaml:5:13: unknown key 'deep'\n"
	                      "rules.yaml:6:1: unknown key 'skip'\n");
	yaml_tree_free(tree);
}

Test(yamltree, scalars_are_read_by_kind)
{
	struct yaml_tree *tree = good("n: -12\nb: yes\nd: 2021-03-05\nm: 10万元\nt: 'x'\nk: second\nw: {zh: 甲, en: A}\np: 乙\n");
	struct yaml_node *root = yaml_root(tree);
	struct faults faults = {0};
	static const char *const names[] = {"first", "second", NULL};
	cr_expect_eq(yaml_int(yaml_get(root, "n"), 0, -100, 100, &faults), -12);
	cr_expect_eq(yaml_bool(yaml_get(root, "b"), false, &faults), true);
	cr_expect_eq(yaml_date(yaml_get(root, "d"), DATE_NONE, &faults), date_make(2021, 3, 5));
	cr_expect_eq(yaml_money(yaml_get(root, "m"), MONEY_NONE, &faults), 10000000);
	cr_expect_str_eq(yaml_text(yaml_get(root, "t"), NULL, &faults), "x");
	cr_expect_eq(yaml_choice(yaml_get(root, "k"), names, -1, &faults), 1);
	struct words words = yaml_words(yaml_get(root, "w"), &faults), plain = yaml_words(yaml_get(root, "p"), &faults);
	cr_expect_str_eq(words.zh, "甲");
	cr_expect_str_eq(words.en, "A");
	cr_expect_str_eq(plain.zh, "乙");
	cr_expect_str_eq(plain.en, "乙");
	expect_found(&faults, "");
	yaml_tree_free(tree);
}

Test(yamltree, what_is_missing_gives_the_default_silently)
{
	struct faults faults = {0};
	static const char *const names[] = {"first", NULL};
	cr_expect_eq(yaml_int(NULL, 7, 0, 1, &faults), 7);
	cr_expect_eq(yaml_bool(NULL, true, &faults), true);
	cr_expect_eq(yaml_date(NULL, DATE_NONE, &faults), DATE_NONE);
	cr_expect_eq(yaml_money(NULL, 5, &faults), 5);
	cr_expect_null(yaml_text(NULL, NULL, &faults));
	cr_expect_eq(yaml_choice(NULL, names, 3, &faults), 3);
	cr_expect_str_eq(yaml_words(NULL, &faults).zh, "");
	cr_expect_eq(faults.count, 0);
}

Test(yamltree, wrong_scalars_are_faults_and_give_the_default)
{
	struct yaml_tree *tree = good("n: 1.5\nbig: 13\nhuge: 99999999999999999999\nb: maybe\nk: third\nl: [1]\nw: {de: x}\ne:\n"
	                              "d: 2018-02-30\nm: much\n");
	struct yaml_node *root = yaml_root(tree);
	struct faults faults = {0};
	static const char *const names[] = {"first", "second", NULL};
	cr_expect_eq(yaml_int(yaml_get(root, "n"), 7, 0, 12, &faults), 7);
	cr_expect_eq(yaml_int(yaml_get(root, "big"), 7, 0, 12, &faults), 7);
	cr_expect_eq(yaml_int(yaml_get(root, "huge"), 7, 0, INT64_MAX, &faults), 7);
	cr_expect_eq(yaml_bool(yaml_get(root, "b"), true, &faults), true);
	cr_expect_eq(yaml_choice(yaml_get(root, "k"), names, 0, &faults), 0);
	cr_expect_str_eq(yaml_text(yaml_get(root, "l"), "none", &faults), "none");
	cr_expect_str_eq(yaml_words(yaml_get(root, "w"), &faults).zh, "");
	cr_expect_eq(yaml_int(yaml_get(root, "e"), 7, 0, 12, &faults), 7);
	expect_found(&faults, "rules.yaml:1:4: '1.5' is not a whole number\n"
	                      "rules.yaml:2:6: '13' is not between 0 and 12\n"
	                      "rules.yaml:3:7: '99999999999999999999' is not between 0 and 9223372036854775807\n"
	                      "rules.yaml:4:4: 'maybe' is neither true nor false\n"
	                      "rules.yaml:5:4: 'third' is none of: first, second\n"
	                      "rules.yaml:6:4: a plain value is expected here\n"
	                      "rules.yaml:7:4: key 'zh' is missing\n"
	                      "rules.yaml:8:3: '' is not a whole number\n");
	cr_expect_eq(yaml_date(yaml_get(root, "d"), DATE_NONE, &faults), DATE_NONE);
	cr_expect_eq(yaml_money(yaml_get(root, "m"), MONEY_NONE, &faults), MONEY_NONE);
	cr_assert_eq(faults.count, 2);
	cr_expect_eq(faults.items[0].pos.line, 9);
	cr_expect_eq(faults.items[1].pos.line, 10);
	faults_free(&faults);
	yaml_tree_free(tree);
}
