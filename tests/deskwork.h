/* People of an office at work in this process: its records in a fresh folder, a person of every role, a call of 2021, and acts done by
 * name as a test needs them.  Who acts, and on which day, is changed without opening the records again. */
#ifndef TESTS_DESKWORK_H
#define TESTS_DESKWORK_H

#include "desk/act.h"
#include "desk/demo-people.h"
#include "desk/room.h"
#include "record/codec.h"
#include "record/stages.h"
#include "testfiles.h"

struct work {
	char dir[256], records[280];
	const char *forms;        /* a folder of its own, or NULL: those of the tree */
	struct desk *desk;
	struct arena arena;
	struct sampler sampler;
	struct act_request ask;   /* what the next act asks for beside its inputs; forgotten after it */
	struct act_result result; /* of the last one */
	struct err err;
};

/* An office that is put away when its block ends: opened on 2021-03-31 with the call 2021 (2021-03-01 to 2021-04-09, first reviews until
 * 2021-04-30), everybody entered and 李敏 of the office (limin) at work.  Also there: zhaolei (office), admin, gujun (approver), qianhong
 * (finance), shenyi (auditor), zeng (expert); reviewer and window of two towns: cs-zjj, ck-zjj (朱家角), cs-xj, ck-xj (徐泾). */
#define WORK(name) struct work name __attribute__((cleanup(work_close))) = {0}; work_open(&name, NULL, NULL)
void work_open(struct work *work, const char *rules, const char *forms);
void work_close(struct work *work);
/* Opens the records anew, as by another start of the program; `rules` NULL: those of the tree. */
void work_again(struct work *work, const char *rules);
extern const char zhujiajiao[], xujing[]; /* codes of the towns */

/* A file in the folder of this test, in the arena; and there rules.yaml with one text in place of another, and a copy of the forms. */
const char *work_file(struct work *work, const char *name);
const char *work_rules(struct work *work, const char *from, const char *to);
const char *work_forms(struct work *work);

void work_sit(struct work *work, const char *person);
void work_day(struct work *work, const char *day);
date_t work_date(const char *day);

/* Acts, with inputs like "leader.name=曾正平", ended by NULL; target and reason may be NULL.  work_do must succeed and gives the record's id. */
int work_try(struct work *work, const char *act, const char *target, const char *reason, ...) __attribute__((sentinel));
const char *work_do(struct work *work, const char *act, const char *target, const char *reason, ...) __attribute__((sentinel));
/* It must fail with this message and leave nothing behind. */
void work_refused(struct work *work, enum err_code code, const char *message, const char *act, const char *target, const char *reason, ...)
	__attribute__((sentinel));

/* A new application of 朱家角 by another unit and leader, taken in by its window, with all that can be computed met; inputs come on top. */
const char *work_intake(struct work *work, ...) __attribute__((sentinel));
/* The same tried by whoever is at work; its status. */
int work_try_intake(struct work *work, ...) __attribute__((sentinel));
/* One brought by acts to draft, submitted, returned, candidate, eligible; the person at work stays the same. */
const char *work_bring(struct work *work, enum stage stage);
void work_attest_all(struct work *work, const char *id);
void work_receive_all(struct work *work, const char *id);
/* Puts a project into a stage without any act. */
void work_force(struct work *work, const char *id, enum stage stage);

/* Records and entries as they are stored. */
void *work_record(struct work *work, const struct record_type *type, uint32_t number);
struct project *work_project(struct work *work, const char *id);
/* The newest part of a project; NULL when there is none. */
void *work_part(struct work *work, const char *id, const struct record_type *type);
struct entry *work_entry(struct work *work);
/* Every record's stored form with its type and number, as one text; the same for the same records. */
void work_dump(struct store *store, struct buf *out);

/* The act is refused as not being at its stage in every stage but `allowed`, and in none of those. */
void work_stages(struct work *work, const char *act, uint32_t allowed, const char *reason, ...) __attribute__((sentinel));
/* It is refused to everybody but these roles, and to none of those. */
void work_roles(struct work *work, const char *act, unsigned allowed, const char *target, const char *reason, ...) __attribute__((sentinel));

#endif
