/* Numbers that identify units and people. */
#ifndef BASE_IDENTITY_H
#define BASE_IDENTITY_H

#include <stdbool.h>

#include "base/date.h"
#include "base/err.h"

/* 统一社会信用代码, GB 32100-2015.  Takes lower case, full-width and blanks around; `out` receives the 18 upper-case characters.
 * Refused with the reason: length, a character outside the set (with its position), a wrong check character (the right one is never told). */
int uscc_parse(char out[19], const char *text, struct err *err);
/* The six digits of the region, as a pointer into the code. */
const char *uscc_region(const char *uscc);

/* 居民身份证号码, GB 11643-1999: 18 characters, a real date of birth not after `today` (DATE_NONE: not checked), check character; x becomes X.
 * A number damaged by a spreadsheet (3.10229E+17, or 18 digits ending 000 whose check fails) is refused in those words.
 * Messages never contain the number. */
int resident_parse(char out[19], const char *text, date_t today, struct err *err);
date_t resident_birth(const char *number);
bool resident_is_male(const char *number);

/* Full years of age on `date`, the birthday itself counting; born on 29 February, on 1 March of common years; -1 when either is DATE_NONE. */
int age_on(date_t birth, date_t date);

/* Masks, into `out`: identity number 310***********1234, phone 138****1234 (shorter ones keep the last 2), bank account ****1234. */
void mask_resident(char out[32], const char *number);
void mask_phone(char out[32], const char *phone);
void mask_account(char out[32], const char *account);

/* Certificate numbers: 16 digits, 13 digits, or [YS] + 21 (GB-like 职业技能等级证书 shape: digit 16 a level of 1 to 5).  Another shape is only worth a warning. */
bool certificate_usual(const char *number);

#endif
