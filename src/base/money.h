/* Money is integer fen everywhere. */
#ifndef BASE_MONEY_H
#define BASE_MONEY_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

typedef int64_t money_t; /* fen */
#define MONEY_NONE INT64_MIN
#define MONEY_MAX INT64_C(99999999999999) /* below one trillion yuan */

/* Reads yuan with at most two decimals, thousands separators (where they stand in threes), full-width digits, ¥ and 元 behind,
 * or 万元 behind ("10万元", "0.5万": up to six decimals then).  Negative, more decimals, other text and amounts over MONEY_MAX are refused.
 * `unit` is what a number without a unit is in: 1 for yuan, 10000 for 万元. */
int money_parse(money_t *out, const char *text, int unit, struct err *err);
/* "1,234.00", with a minus sign for negative amounts, "" for MONEY_NONE; `out` holds 32 bytes. */
void money_print(char out[32], money_t fen);
/* "1234.00", as in JSON and csv. */
void money_print_plain(char out[32], money_t fen);
/* Adds the amount in Chinese capitals (人民币大写, 支付结算办法 附一): 整 after 元 or 角, none after 分; 负 before negative amounts. */
void money_capitals(struct buf *out, money_t fen);

/* "1,234" for a plain number; `out` holds 32 bytes. */
void number_print(char out[32], int64_t number);
/* Reads a whole number with optional thousands separators, full-width digits and a zero fraction ("12.0", as spreadsheets give). */
int number_parse(int64_t *out, const char *text, struct err *err);

#endif
