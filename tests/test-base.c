#include <config.h>

#include <criterion/criterion.h>
#include <criterion/redirect.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/words.h"

Test(alloc, no_bytes_are_memory_too)
{
	void *one = xmalloc(0), *other = xcalloc(0, 8);
	cr_assert(one && other);
	one = xrealloc(one, 0, 4);
	cr_assert(one);
	free(one);
	free(other);
}

Test(alloc, a_product_that_overflows_ends_the_program, .signal = SIGABRT)
{
	cr_redirect_stderr();
	xrealloc(NULL, SIZE_MAX / 2, 4);
}

Test(arena, pieces_are_zeroed_aligned_and_apart)
{
	struct arena arena = {0};
	for (size_t size = 1; size < 9000; size += 61) {
		const char *text = arena_printf(&arena, "%zu", size);
		unsigned char *piece = arena_alloc(&arena, size);
		cr_assert_eq((uintptr_t)piece % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			cr_assert_eq(piece[i], 0);
		memset(piece, 0xEE, size);
		cr_assert_eq(strtoull(text, NULL, 10), size);
	}
	arena_free(&arena);
	cr_assert_null(arena.head);
}

Test(arena, a_reset_arena_starts_again_with_zeros)
{
	struct arena arena = {0};
	for (int round = 0; round < 3; round++) {
		char *big = arena_alloc(&arena, 100000);
		char *small = arena_alloc(&arena, 100);
		cr_assert(big[99999] == 0 && small[99] == 0);
		memset(big, 1, 100000);
		memset(small, 1, 100);
		arena_reset(&arena);
	}
	arena_free(&arena);
}

Test(arena, texts_are_copied_and_printed)
{
	struct arena arena = {0};
	cr_assert_str_eq(arena_strdup(&arena, "青浦"), "青浦");
	cr_assert_str_eq(arena_strndup(&arena, "abc", 2), "ab");
	cr_assert_str_eq(arena_strndup(&arena, "abc", 9), "abc");
	cr_assert_str_eq(arena_printf(&arena, "%d-%s", 7, "x"), "7-x");
	arena_free(&arena);
}

Test(buf, grows_and_ends_in_nul)
{
	struct buf buf = {0};
	cr_assert_str_eq(buf_text(&buf), "");
	for (int i = 0; i < 1000; i++)
		buf_addf(&buf, "%d,", i);
	cr_assert_eq(buf.len, 3890);
	cr_assert_eq(buf.data[buf.len], '\0');
	cr_assert(strncmp(buf.data, "0,1,2,", 6) == 0);
	buf_clear(&buf);
	cr_assert_str_eq(buf_text(&buf), "");
	buf_free(&buf);
}

Test(buf, prints_pieces_longer_than_its_room)
{
	char long_text[500];
	memset(long_text, 'x', sizeof long_text - 1);
	long_text[sizeof long_text - 1] = '\0';
	struct buf buf = {0};
	buf_addc(&buf, '<');
	buf_addf(&buf, "%s%s", long_text, ">");
	cr_assert_eq(buf.len, 501);
	cr_assert_eq(strlen(buf.data), 501);
	buf_free(&buf);
}

Test(buf, holds_nul_bytes)
{
	struct buf buf = {0};
	buf_add(&buf, "a\0b", 3);
	cr_assert_eq(buf.len, 3);
	cr_assert_eq(memcmp(buf.data, "a\0b", 4), 0);
	buf_free(&buf);
}

Test(buf, hands_over_a_string_even_when_empty)
{
	struct buf buf = {0};
	char *empty = buf_detach(&buf);
	cr_assert_str_eq(empty, "");
	buf_adds(&buf, "full");
	char *full = buf_detach(&buf);
	cr_assert_str_eq(full, "full");
	cr_assert(!buf.data && !buf.len);
	free(empty);
	free(full);
}

Test(err, a_failure_forgets_the_one_before)
{
	struct err err = {.revision = 3, .field = "unit.name"};
	cr_assert_eq(err_set_at(&err, ERR_INPUT, (struct pos){"rules.yaml", 3, 5}, "first %d", 1), -1);
	char line[100];
	err_print(line, sizeof line, &err);
	cr_assert_str_eq(line, "rules.yaml:3:5: first 1");
	cr_assert_eq(err_set(&err, ERR_FAILED, "second"), -1);
	cr_assert(err.code == ERR_FAILED && err.revision == 0 && !err.field[0]);
	err_print(line, sizeof line, &err);
	cr_assert_str_eq(line, "second");
}

Test(err, unknown_parts_of_a_position_are_left_out)
{
	struct err err;
	char line[100];
	err_set_at(&err, ERR_INPUT, (struct pos){"a.csv", 0, 0}, "cut");
	err_print(line, sizeof line, &err);
	cr_assert_str_eq(line, "a.csv: cut");
	err_set_at(&err, ERR_INPUT, (struct pos){NULL, 4, 0}, "cut");
	err_print(line, sizeof line, &err);
	cr_assert_str_eq(line, "4: cut");
}

Test(err, a_prefix_says_what_was_being_done)
{
	struct err err = {0};
	err_set(&err, ERR_SYSTEM, "no such file");
	err_prefix(&err, "cannot read '%s'", "rules.yaml");
	cr_assert_str_eq(err.message, "cannot read 'rules.yaml': no such file");
	cr_assert_eq(err.code, ERR_SYSTEM);
	err_set(&err, ERR_FAILED, "again: %s", err.message);
	cr_assert_str_eq(err.message, "again: cannot read 'rules.yaml': no such file");
}

Test(err, long_messages_are_cut_between_characters)
{
	char text[1000] = "";
	for (size_t i = 0; i + 3 < sizeof text; i += 3)
		memcpy(text + i, "青", 4);
	struct err err;
	err_set(&err, ERR_INPUT, "%s", text);
	cr_assert_eq(strlen(err.message), 510);
	err_set(&err, ERR_INPUT, "ab%s", text);
	cr_assert_eq(strlen(err.message), 509);
	char line[8];
	err_print(line, sizeof line, &err);
	cr_assert_str_eq(line, "ab青");
}

Test(err, nobody_needs_to_listen)
{
	cr_assert_eq(err_set(NULL, ERR_INPUT, "x"), -1);
	cr_assert_eq(err_prefix(NULL, "x"), -1);
}

Test(faults, are_gathered_counted_and_moved)
{
	struct faults all = {0}, some = {0};
	struct err err = {0};
	err_set(&err, ERR_INPUT, "bad");
	memcpy(err.field, "leader.name", 12);
	fault_add(&all, FAULT_WARNING, (struct pos){0}, NULL, "odd %s", "one");
	fault_add_err(&some, (struct pos){.line = 2}, NULL, &err);
	fault_add_err(&some, (struct pos){.line = 3}, "other", &err);
	faults_move(&all, &some);
	cr_assert(all.count == 3 && all.errors == 2 && some.count == 0);
	cr_assert_str_eq(all.items[0].field, "");
	cr_assert_str_eq(all.items[0].message, "odd one");
	cr_assert_str_eq(all.items[1].field, "leader.name");
	cr_assert_str_eq(all.items[2].field, "other");
	faults_free(&all);
	cr_assert(!all.items && !all.count && !all.errors);
}

Test(err, an_internal_error_says_where_and_aborts, .signal = SIGABRT)
{
	cr_redirect_stderr();
	BUG("impossible %d", 1);
}

/* FIPS 180-2, examples B.1 and B.2. */
Test(hash, sha256_agrees_with_the_standard)
{
	struct sha256 hash;
	char hex[SHA256_HEX], brief[10];
	sha256_of(&hash, "abc", 3);
	sha256_hex(hex, &hash);
	cr_assert_str_eq(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	sha256_short(brief, &hash);
	cr_assert_str_eq(brief, "ba78-16bf");
	const char *text = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
	struct hash_piece pieces[] = {{text, 10}, {NULL, 0}, {text + 10, strlen(text) - 10}};
	sha256_pieces(&hash, pieces, 3);
	sha256_hex(hex, &hash);
	cr_assert_str_eq(hex, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

/* The reference value of XXH3-64 for no bytes. */
Test(hash, xxh3_agrees_with_its_reference)
{
	cr_assert_eq(xxh3_of("", 0), UINT64_C(0x2D06800538D394C2));
	cr_assert_neq(xxh3_of("a", 1), xxh3_of("b", 1));
}

Test(hash, a_pair_is_not_its_concatenation)
{
	cr_assert_eq(xxh3_pair("ab", 2, "c", 1), xxh3_pair("ab", 2, "c", 1));
	cr_assert_neq(xxh3_pair("ab", 2, "c", 1), xxh3_pair("a", 1, "bc", 2));
	cr_assert_neq(xxh3_pair("ab", 2, "c", 1), xxh3_pair("ab", 2, "d", 1));
	cr_assert_neq(xxh3_pair("ab", 2, "c", 1), xxh3_pair("xb", 2, "c", 1));
}

Test(hash, operation_ids_differ_and_fit_a_file_name)
{
	char one[23], other[23];
	random_id(one);
	random_id(other);
	cr_assert_eq(strlen(one), 22);
	cr_assert_eq(strspn(one, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), 22);
	cr_assert_str_neq(one, other);
}

Test(words, the_other_language_stands_in_for_a_missing_one)
{
	cr_assert_str_eq(words_in((struct words){"中", "e"}, LANG_ZH), "中");
	cr_assert_str_eq(words_in((struct words){"中", "e"}, LANG_EN), "e");
	cr_assert_str_eq(words_in((struct words){"中", ""}, LANG_EN), "中");
	cr_assert_str_eq(words_in((struct words){"", "e"}, LANG_ZH), "e");
}

static enum lang
lang_with(const char *name, const char *value)
{
	static const char *const names[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < 4; i++)
		unsetenv(names[i]);
	setenv(name, value, 1);
	return locale_start();
}

Test(words, the_locale_names_the_language_and_chinese_is_the_rule)
{
	cr_assert_eq(lang_with("LANG", "en_GB.UTF-8"), LANG_EN);
	cr_assert_eq(lang_with("LC_ALL", "zh_CN.GB18030"), LANG_ZH);
	cr_assert_eq(lang_with("LC_ALL", "C"), LANG_ZH);
	cr_assert_eq(lang_with("LANGUAGE", "en"), LANG_EN);
	cr_assert_eq(lang_with("LANG", "fr_FR.UTF-8"), LANG_ZH);
}
