/* Pages: where blocks come to stand, as text; and that nothing is lost on the way. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include "base/text.h"
#include "page/textpage.h"

/* ---- pages as one text, each with a form feed behind it */

struct drawn {
	struct buf text;
	int columns, lines, pages;
};

static void
take_page(void *user, int number, const char *text)
{
	struct drawn *drawn = user;
	int lines = 0;

	cr_expect_eq(number, ++drawn->pages);
	for (const char *at = text; *at; at += strcspn(at, "\n") + 1, lines++)
		cr_expect_leq(text_width_n(at, strcspn(at, "\n")), drawn->columns, "%.*s", (int)strcspn(at, "\n"), at);
	cr_expect_eq(lines, drawn->lines);
	buf_adds(&drawn->text, text);
	buf_addc(&drawn->text, '\f');
}

static void
draw_setup(struct drawn *drawn, const struct page_setup *setup, bool plain, const struct page_block *blocks, size_t count)
{
	struct textpage *drawer = textpage_new(drawn->columns, drawn->lines, plain, take_page, drawn);

	textpage_begin(drawer, setup);
	for (size_t i = 0; i < count; i++)
		textpage_block(drawer, &blocks[i]);
	cr_expect_eq(textpage_end(drawer), drawn->pages);
	textpage_free(drawer);
}

static void
draw(struct drawn *drawn, const struct page_block *blocks, size_t count)
{
	draw_setup(drawn, &(struct page_setup){.title = "", .mark = "", .witness = "", .code = ""}, false, blocks, count);
}

/* Lines that hold anything are as told; how pages end ("\f") is told too. */
static void
expect_drawn(struct drawn *drawn, const char *wanted)
{
	struct buf found = {0};

	for (const char *at = buf_text(&drawn->text); *at;) {
		size_t len = strcspn(at, "\n\f");
		if (len || *at == '\f')
			buf_add(&found, at, len + 1);
		at += len + 1;
	}
	cr_expect_str_eq(buf_text(&found), wanted, "drawn is\n%s", buf_text(&found));
	buf_free(&found);
	buf_free(&drawn->text);
}

#define EXPECT_DRAWN(wide, high, wanted, ...)                                                            \
	do {                                                                                             \
		struct drawn drawn_ = {.columns = wide, .lines = high};                                  \
		const struct page_block blocks_[] = {__VA_ARGS__};                                       \
		draw(&drawn_, blocks_, sizeof blocks_ / sizeof *blocks_);                                \
		expect_drawn(&drawn_, wanted);                                                           \
	} while (0)

#define ROW(...) {.cells = (const struct page_cell[]){__VA_ARGS__}, \
	.count = sizeof((const struct page_cell[]){__VA_ARGS__}) / sizeof(struct page_cell)}
#define ROWS(...) .rows = (const struct page_row[]){__VA_ARGS__}, \
	.count = sizeof((const struct page_row[]){__VA_ARGS__}) / sizeof(struct page_row)
#define GRID(number, ...) .kind = BLOCK_grid, .columns = number, .widths = (const int[]){__VA_ARGS__}
#define T(words) {.text = words}

TestSuite(page, .timeout = 120);

Test(page, a_paragraph_stands_in_and_flows_on)
{
	EXPECT_DRAWN(20, 14,
		"    一二三四五六七八\n九十。\n"
		"       title\n"
		"                 end\n\f",
		{.kind = BLOCK_text, .text = "一二三四五六七八九十。", .indent = 2},
		{.kind = BLOCK_text, .text = "title", .align = ALIGN_centre, .face = FACE_title} ,
		{.kind = BLOCK_text, .text = "end", .align = ALIGN_right});
}

Test(page, rules_of_a_grid_meet_and_cells_span)
{
	EXPECT_DRAWN(22, 14,
		"┌─────┬──────┬───────┐\n"
		"│甲   │  乙  │     丙│\n"
		"├─────┼──────┴───────┤\n"
		"│     │宽            │\n"
		"│高   ├──────┬───────┤\n"
		"│     │一    │二     │\n"
		"└─────┴──────┴───────┘\n\f",
		{GRID(3, 333, 333, 334), ROWS(ROW(T("甲"), {.text = "乙", .align = ALIGN_centre}, {.text = "丙", .align = ALIGN_right}),
			ROW({.text = "高", .rows = 2}, {.text = "宽", .columns = 2}), ROW(T("一"), T("二")))});
}

Test(page, a_cell_keeps_room_to_sign_and_its_foot_is_at_the_bottom)
{
	EXPECT_DRAWN(22, 14,
		"┌────────────────────┐\n"
		"│意见                │\n"
		"│                    │\n"
		"│                    │\n"
		"│              (seal)│\n"
		"└────────────────────┘\n\f",
		{GRID(1, 1000), ROWS(ROW({.text = "意见", .lines = 4, .foot = "(seal)"}))});
}

Test(page, a_grid_without_rules_is_text_in_columns)
{
	EXPECT_DRAWN(22, 14, " 甲：      乙：\n\f", {GRID(2, 500, 500), .unruled = true, ROWS(ROW(T("甲："), T("乙：")))});
}

Test(page, a_table_goes_on_under_its_heads)
{
	static struct page_cell cells[12];
	static char numbers[12][4];
	struct page_row rows[13] = {ROW({.text = "No.", .align = ALIGN_centre})};

	for (int i = 0; i < 12; i++) {
		snprintf(numbers[i], sizeof numbers[i], "%d", i + 1);
		cells[i].text = numbers[i];
		rows[i + 1] = (struct page_row){.cells = &cells[i], .count = 1};
	}
	EXPECT_DRAWN(7, 17,
		"┌─────┐\n│ No. │\n├─────┤\n│1    │\n├─────┤\n│2    │\n├─────┤\n│3    │\n├─────┤\n│4    │\n├─────┤\n│5    │\n└─────┘\n\f"
		"┌─────┐\n│ No. │\n├─────┤\n│6    │\n├─────┤\n│7    │\n├─────┤\n│8    │\n├─────┤\n│9    │\n├─────┤\n│10   │\n└─────┘\n\f"
		"┌─────┐\n│ No. │\n├─────┤\n│11   │\n├─────┤\n│12   │\n└─────┘\n\f",
		{GRID(1, 1000), .heads = 1, .rows = rows, .count = 13});
}

Test(page, a_row_longer_than_a_page_goes_on_in_pieces)
{
	EXPECT_DRAWN(11, 12,
		"┌────┬────┐\n│    │一二│\n│    │三四│\n│    │五六│\n│意见│七八│\n│    │九十│\n│    │甲乙│\n│    │丙丁│\n└────┴────┘\n\f"
		"┌────┬────┐\n│    │戊己│\n│    │庚辛│\n└────┴────┘\n\f",
		{GRID(2, 500, 500), ROWS(ROW(T("意见"), T("一二三四五六七八九十甲乙丙丁戊己庚辛")))});
}

Test(page, room_to_write_by_hand_that_no_page_has_leaves_no_sliver)
{
	struct drawn drawn = {.columns = 20, .lines = 14};
	const struct page_block block = {GRID(1, 1000), ROWS(ROW({.text = "意见", .lines = 40}))};

	draw(&drawn, &block, 1);
	cr_expect_eq(drawn.pages, 1);
	buf_free(&drawn.text);
}

Test(page, heads_higher_than_a_page_are_rows_as_others)
{
	struct drawn drawn = {.columns = 20, .lines = 14};
	const struct page_block block = {GRID(1, 1000), .heads = 1, ROWS(ROW({.text = "头", .lines = 12}), ROW(T("行")))};

	draw(&drawn, &block, 1);
	cr_expect(strstr(buf_text(&drawn.text), "头"));
	cr_expect(strstr(buf_text(&drawn.text), "行"));
	cr_expect_null(strstr(strstr(buf_text(&drawn.text), "头") + 1, "头"));
	buf_free(&drawn.text);
}

Test(page, a_heading_stands_on_the_page_of_what_follows)
{
	EXPECT_DRAWN(20, 12, "one\n\fheading\n┌──────────────────┐\n│cell              │\n└──────────────────┘\n\f",
		{.kind = BLOCK_text, .text = "one"}, {.kind = BLOCK_space, .lines = 6}, {.kind = BLOCK_text, .text = "heading", .keeps = true},
		{GRID(1, 1000), ROWS(ROW(T("cell")))});
}

Test(page, bars_are_as_long_as_their_amounts_and_say_their_values_whole)
{
	EXPECT_DRAWN(60, 14,
		"甲                ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇               10\n"
		"a label of two    ▇▇▇▇▇░░░░░░░                due 500,000.00\n"
		"lines                                        paid 250,000.00\n"
		"nothing                                                    0\n\f",
		{.kind = BLOCK_bars, .count = 3, .bars = (const struct page_bar[]){{"甲", "10", 10, 10},
			{"a label of two lines", "due 500,000.00 paid 250,000.00", 5, 2}, {"nothing", "0", 0, 0}}});
}

Test(page, amounts_at_their_limits_and_below_nothing_are_bars_within_the_page)
{
	struct drawn drawn = {.columns = 60, .lines = 14};
	const struct page_block block = {.kind = BLOCK_bars, .count = 3, .bars = (const struct page_bar[]){{"a", "x", INT64_MAX, INT64_MAX},
		{"b", "y", INT64_MIN, INT64_MIN}, {"c", "z", 1, INT64_MAX}}};

	draw(&drawn, &block, 1);
	buf_free(&drawn.text);
}

Test(page, the_foot_holds_number_and_witness_apart)
{
	struct drawn drawn = {.columns = 30, .lines = 12};
	const struct page_setup setup = {.title = "", .mark = "草稿", .code = "", .numbered = true,
		.witness = "QP2021-0001 · revision 3 · journal 70 · P1-0123abcd"};

	draw_setup(&drawn, &setup, false, NULL, 0);
	expect_drawn(&drawn, "                          草稿\n                         — 1 —\nQP2021-0001 · revision 3 ·\njournal 70 · P1-0123abcd\n\f");
}

Test(page, a_printer_that_knows_no_boxes_gets_ascii_rules)
{
	struct drawn drawn = {.columns = 12, .lines = 12};
	const struct page_block block = {GRID(2, 500, 500), ROWS(ROW(T("a"), T("b")), ROW(T("c"), T("d")))};

	draw_setup(&drawn, &(struct page_setup){.title = "", .mark = "", .witness = "", .code = ""}, true, &block, 1);
	expect_drawn(&drawn, "+----+-----+\n|a   |b    |\n+----+-----+\n|c   |d    |\n+----+-----+\n\f");
}

Test(page, what_steers_a_terminal_does_not_come_through)
{
	struct drawn drawn = {.columns = 30, .lines = 12};
	const struct page_block block = {.kind = BLOCK_text, .text = "a\033[2Jb\x7f"
		"c\tä\xc2\x9b"};

	draw(&drawn, &block, 1);
	for (size_t i = 0; i < drawn.text.len; i++)
		cr_expect(drawn.text.data[i] != '\033' && drawn.text.data[i] != '\x7f' && drawn.text.data[i] != '\t');
	cr_expect_null(strstr(buf_text(&drawn.text), "\xc2\x9b"));
	buf_free(&drawn.text);
}

/* ---- whatever stands in them, blocks come out whole: every character of the document is another one */

enum { TEXTS_MOST = 400, FIRST_HAN = 0x4e00, LAST_HAN = 0x9fa5, FIRST_LATIN = 0x1e00, LAST_LATIN = 0x1e9f };

struct whole {
	struct arena arena;
	unsigned state;
	uint32_t han, latin;
	const char *texts[TEXTS_MOST];
	size_t count;
};

static unsigned
chance(struct whole *whole, unsigned below)
{
	whole->state = whole->state * 1103515245u + 12345u;
	return (whole->state >> 16) % below;
}

static const char *
new_text(struct whole *whole, unsigned most)
{
	struct buf text = {0};
	const char *kept;

	for (unsigned i = chance(whole, most + 1); i > 0 && whole->han < LAST_HAN; i--) {
		bool narrow = chance(whole, 4) == 0 && whole->latin < LAST_LATIN;
		char bytes[4];
		buf_add(&text, bytes, (size_t)utf8_put(bytes, narrow ? whole->latin++ : whole->han++));
		if (chance(whole, 12) == 0 && i > 1)
			buf_addc(&text, chance(whole, 3) ? ' ' : '\n');
	}
	kept = arena_strdup(&whole->arena, buf_text(&text));
	buf_free(&text);
	if (whole->count < TEXTS_MOST)
		whole->texts[whole->count++] = kept;
	return kept;
}

static struct page_cell
random_cell(struct whole *whole, bool spans)
{
	unsigned most = chance(whole, 9) ? 12 : 400;

	return (struct page_cell){.text = new_text(whole, most), .columns = spans ? (int)chance(whole, 3) : 1, .rows = spans ? (int)chance(whole, 4) : 1,
		.align = (enum page_align)chance(whole, ALIGN_COUNT), .face = FACE_table, .lines = (int)chance(whole, 5),
		.foot = chance(whole, 6) ? "" : new_text(whole, 6)};
}

/* As many cells as there is room for; what the rows above span takes from it. */
static struct page_block
random_grid(struct whole *whole)
{
	size_t columns = 1 + chance(whole, 5), count = 1 + chance(whole, 9), *until = arena_alloc(&whole->arena, columns * sizeof *until);
	struct page_row *rows = arena_alloc(&whole->arena, count * sizeof *rows);
	int *widths = arena_alloc(&whole->arena, columns * sizeof *widths);
	bool spans = chance(whole, 2);

	for (size_t i = 0; i < columns; i++)
		widths[i] = 20 + (int)chance(whole, 300);
	for (size_t row = 0; row < count; row++) {
		struct page_cell *cells = arena_alloc(&whole->arena, columns * sizeof *cells);
		for (size_t column = 0; column < columns;) {
			if (until[column] > row) {
				column++;
				continue;
			}
			struct page_cell *cell = &cells[rows[row].count++];
			*cell = random_cell(whole, spans);
			for (int i = 0; i < (cell->columns > 1 ? cell->columns : 1) && column < columns && (!i || until[column] <= row); i++)
				until[column++] = row + (cell->rows > 1 ? (size_t)cell->rows : 1);
		}
		rows[row].cells = cells;
	}
	return (struct page_block){.kind = BLOCK_grid, .widths = widths, .columns = columns, .rows = rows, .count = count, .unruled = chance(whole, 4) == 0};
}

static struct page_block
random_bars(struct whole *whole)
{
	size_t count = 1 + chance(whole, 5);
	struct page_bar *bars = arena_alloc(&whole->arena, count * sizeof *bars);

	for (size_t i = 0; i < count; i++)
		bars[i] = (struct page_bar){.label = new_text(whole, 20), .value = new_text(whole, 20), .amount = chance(whole, 100), .part = chance(whole, 100)};
	return (struct page_block){.kind = BLOCK_bars, .bars = bars, .count = count};
}

static struct page_block
random_block(struct whole *whole)
{
	switch (chance(whole, 5)) {
	case 0:
		return random_bars(whole);
	case 1:
		return (struct page_block){.kind = BLOCK_space, .lines = (int)chance(whole, 4), .keeps = chance(whole, 2)};
	case 2:
		return (struct page_block){.kind = BLOCK_text, .text = new_text(whole, 120), .indent = (int)chance(whole, 40), .keeps = chance(whole, 2),
			.align = (enum page_align)chance(whole, ALIGN_COUNT)};
	default:
		return random_grid(whole);
	}
}

/* Where a character stands in the pages; it stands there once. */
static const char *
found_once(const char *pages, const char *c, size_t len, unsigned seed)
{
	char one[5] = "";
	const char *at;

	memcpy(one, c, len);
	at = strstr(pages, one);
	cr_assert(at, "seed %u: %s is lost in\n%s", seed, one, pages);
	cr_assert_null(strstr(at + 1, one), "seed %u: %s is there twice in\n%s", seed, one, pages);
	return at;
}

static void
expect_whole(const struct whole *whole, const char *pages, unsigned seed)
{
	for (size_t i = 0; i < whole->count; i++) {
		const char *last = NULL;
		for (const char *at = whole->texts[i]; *at;) {
			uint32_t c;
			int len = utf8_decode(at, at + strlen(at), &c, NULL);
			if (c > ' ') {
				const char *here = found_once(pages, at, (size_t)len, seed);
				cr_assert(here > last, "seed %u: '%s' is out of order in\n%s", seed, whole->texts[i], pages);
				last = here;
			}
			at += len;
		}
	}
}

Test(page, nothing_is_lost_doubled_out_of_order_or_beyond_the_page)
{
	for (unsigned seed = 1; seed <= 300; seed++) {
		struct whole whole = {.state = seed, .han = FIRST_HAN, .latin = FIRST_LATIN};
		struct drawn drawn = {.columns = 40 + (int)chance(&whole, 60), .lines = 14 + (int)chance(&whole, 50)};
		struct page_block blocks[12];
		size_t count = 1 + chance(&whole, 11);

		for (size_t i = 0; i < count; i++)
			blocks[i] = random_block(&whole);
		draw(&drawn, blocks, count);
		expect_whole(&whole, buf_text(&drawn.text), seed);
		buf_free(&drawn.text);
		arena_free(&whole.arena);
	}
}

Test(page, a_table_of_ten_thousand_rows_is_drawn_at_once, .timeout = 20)
{
	enum { MANY = 10000 };
	static struct page_cell cells[MANY][4];
	static struct page_row rows[MANY];
	struct drawn drawn = {.columns = 78, .lines = 60};

	for (size_t i = 0; i < MANY; i++) {
		for (size_t j = 0; j < 4; j++)
			cells[i][j].text = "单元格";
		rows[i] = (struct page_row){.cells = cells[i], .count = 4};
	}
	const struct page_block block = {GRID(4, 250, 250, 250, 250), .rows = rows, .count = MANY, .heads = 1};
	draw(&drawn, &block, 1);
	cr_expect_gt(drawn.pages, MANY / 30);
	buf_free(&drawn.text);
}
