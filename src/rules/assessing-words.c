/* What earns the points of an item, and how its answer is written: shown beside it and in its help, in both languages. */
#include <config.h>

#include "rules/assessing.h"

#include "base/buf.h"

/* "1 标识不清 −2；2 无展示 −3" */
static const char *
deductions_in(const struct assessment_item *item, enum lang lang, struct arena *arena)
{
	struct buf out = {0};
	for (size_t i = 0; i < item->deduction_count; i++)
		buf_addf(&out, "%s%zu %s −%d", !i ? "" : lang == LANG_ZH ? "；" : "; ", i + 1, words_in(item->deductions[i].label, lang),
		         item->deductions[i].points);
	const char *text = arena_strdup(arena, buf_text(&out));
	buf_free(&out);
	return text;
}

static bool
zeroes(const struct assessment_item *item)
{
	return *item->zero_when.zh || *item->zero_when.en;
}

static const char *
deductions_zh(const struct assessment_item *item, struct arena *arena)
{
	const char *zero = zeroes(item) ? arena_printf(arena, "；%s填“零”", words_in(item->zero_when, LANG_ZH)) : "";
	return arena_printf(arena, "扣分项 %s。填序号，没有的填 0%s", deductions_in(item, LANG_ZH, arena), zero);
}

static const char *
deductions_en(const struct assessment_item *item, struct arena *arena)
{
	const char *zero = zeroes(item) ? arena_printf(arena, ", zero: %s", words_in(item->zero_when, LANG_EN)) : "";
	return arena_printf(arena, "deductions %s; type their numbers, 0 for none%s", deductions_in(item, LANG_EN, arena), zero);
}

static const char *
shortfall_zh(const struct assessment_item *item, struct arena *arena)
{
	const char *more = item->deduction_count ? arena_printf(arena, "；%s，填在“/”后", deductions_in(item, LANG_ZH, arena)) : "";
	const char *zero = zeroes(item) ? arena_printf(arena, "；%s填“零”", words_in(item->zero_when, LANG_ZH)) : "";
	return arena_printf(arena, "填完成数：目标 %d，每少 1 扣 %d 分%s%s", item->target, item->each_short, more, zero);
}

static const char *
shortfall_en(const struct assessment_item *item, struct arena *arena)
{
	const char *more = item->deduction_count ? arena_printf(arena, "; behind a '/': %s", deductions_in(item, LANG_EN, arena)) : "";
	const char *zero = zeroes(item) ? arena_printf(arena, "; zero: %s", words_in(item->zero_when, LANG_EN)) : "";
	return arena_printf(arena, "the number reached: of %d, each short takes %d%s%s", item->target, item->each_short, more, zero);
}

struct words
item_standard(const struct assessment_item *item, struct arena *arena)
{
	switch (item->kind) {
	case ITEM_THRESHOLD:
		return (struct words){arena_printf(arena, "符合填“是”得 %d 分，不符合填“否”得 0 分", item->points),
			arena_printf(arena, "yes is %d points, no is 0", item->points)};
	case ITEM_DEDUCTIONS:
		return (struct words){deductions_zh(item, arena), deductions_en(item, arena)};
	case ITEM_SHORTFALL:
		return (struct words){shortfall_zh(item, arena), shortfall_en(item, arena)};
	case ITEM_ZEROING:
		return (struct words){arena_printf(arena, "%s的 0 分，填“零”；没有此情形得 %d 分，填“否”", words_in(item->zero_when, LANG_ZH), item->points),
			arena_printf(arena, "zero where this happens: %s; else no, which is %d points", words_in(item->zero_when, LANG_EN), item->points)};
	case ITEM_PENALTY:
		return (struct words){arena_printf(arena, "从总分扣，0 至 %d 分", item->points),
			arena_printf(arena, "0 to %d points, taken from the total", item->points)};
	case ITEM_BONUS:
		return (struct words){arena_printf(arena, "加分，0 至 %d 分，总分不超过 100", item->points),
			arena_printf(arena, "0 to %d points, added; the total stays within 100", item->points)};
	default:
		return (struct words){arena_printf(arena, "0 至 %d 分", item->points), arena_printf(arena, "0 to %d points", item->points)};
	}
}
