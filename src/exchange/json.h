/* JSON of records and of what verbs tell.  Values belong to what they are put into; the outermost is written or dropped once. */
#ifndef EXCHANGE_JSON_H
#define EXCHANGE_JSON_H

#include <stdio.h>

#include "record/record.h"

struct json;

struct json *json_new_object(void);
struct json *json_new_array(void);
struct json *json_new_text(const char *text); /* NULL gives null */
struct json *json_new_number(int64_t number);
struct json *json_new_flag(bool flag);
/* yuan with two decimals as a text, null for MONEY_NONE; a date as a text, null for DATE_NONE. */
struct json *json_new_money(money_t money);
struct json *json_new_date(date_t date);
void json_put(struct json *object, const char *key, struct json *value);
void json_add(struct json *array, struct json *value);
/* Both are json_put() of a new value. */
void json_put_text(struct json *object, const char *key, const char *text);
void json_put_number(struct json *object, const char *key, int64_t number);

/* A member: numbers as numbers, flags as true and false, several codes as an array, empty ones as null, all else as text. */
struct json *json_of_field(const void *member, const struct field *field, const struct field_context *context);
/* A record: "type", its public "id", "revision", its own fields, a member for each further part, the office's own fields under "extras",
 * and under "labels" what the codes mean in the current language.  Hidden fields are left out, empty ones are there. */
struct json *json_of_record(const void *record, const struct field_context *context);

/* Writes the value on one line, or over several lines when it is to be read by people, and frees it. */
int json_write(struct json *value, bool pretty, FILE *out, struct err *err);
void json_drop(struct json *value);

/* An array written as it comes: "[" with the first value, "]" at the end. */
struct json_list {
	FILE *out;
	bool begun;
};
int json_list_add(struct json_list *list, struct json *value, struct err *err);
int json_list_end(struct json_list *list, struct err *err);

#endif
