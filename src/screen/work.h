/* What the screens share: the desk they work at, opening one another, and doing acts. */
#ifndef SCREEN_WORK_H
#define SCREEN_WORK_H

#include "desk/act.h"
#include "ui/frame.h"
#include "ui/list.h"

/* The screens, each in a file of its own. */
extern const struct screen_class screen_home;    /* 工作台 */
extern const struct screen_class screen_queue;   /* 项目队列; argument: const struct queue_argument * or NULL */
extern const struct screen_class screen_project; /* 项目; argument: const char *id */
extern const struct screen_class screen_intake;  /* 录入, 修改; argument: const struct intake_argument * */
extern const struct screen_class screen_review;  /* 初审: conditions, materials, conclusion; argument: const char *id */
extern const struct screen_class screen_history; /* 办理记录; argument: const struct history_argument * */
extern const struct screen_class screen_phone;   /* 电话答复; argument: const char *id, or NULL to look one up */
extern const struct screen_class screen_staff;   /* 人员 */
extern const struct screen_class screen_calls;   /* 申报批次 */
extern const struct screen_class screen_stats, screen_moneysums; /* 统计, 资金统计 */
extern const struct screen_class screen_panel;       /* 评审组; argument: const char *call, or NULL for the newest */
extern const struct screen_class screen_ranking;     /* 评审排名; the same */
extern const struct screen_class screen_sheets;      /* 评分表; argument: const char *call, or NULL for all, as are the next five */
extern const struct screen_class screen_recusals;    /* 回避 */
extern const struct screen_class screen_proposals;   /* 拟定名单 */
extern const struct screen_class screen_meetings;    /* 会议纪要 */
extern const struct screen_class screen_publicities; /* 公示 */
extern const struct screen_class screen_objections;  /* 异议 */
extern const struct screen_class screen_proposal;    /* one drafted list; argument: const char *id */
extern const struct screen_class screen_dossier;     /* 评审档案; argument: const char *id of a project */
extern const struct screen_class screen_ledger;      /* 台账; argument: const char *id of a project, as is the next one's */
extern const struct screen_class screen_tasks;       /* 任务 */
extern const struct screen_class screen_orders, screen_changes; /* 整改与追回, 变更 */
extern const struct screen_class screen_order;       /* one order; argument: const char *id */
extern const struct screen_class screen_dues;        /* 应拨; argument: const char *call, or a filter, or NULL for all */
extern const struct screen_class screen_batches, screen_payments, screen_requests; /* 拨款批次, 拨款, 用款申请 */
extern const struct screen_class screen_accounts, screen_elsewhere; /* 收款户变更, 同类资助 */
extern const struct screen_class screen_batch;       /* a batch of payments; argument: const char *id */
extern const struct screen_class screen_assessing;   /* 考核: what is to be assessed in a year */
extern const struct screen_class screen_assessments, screen_answers; /* 考核记录; 考核表, of all assessors */
extern const struct screen_class screen_answering;   /* one checklist being filled in; argument: const struct answering_argument * */
extern const struct screen_class screen_scoring;     /* 我的评分表: the sheets given to an expert */
extern const struct screen_class screen_score;       /* 专家评分; argument: const struct score_argument * */
extern const struct screen_class screen_form;    /* the form of any act; argument: const struct form_argument * */

struct queue_argument {
	const char *where, *order; /* NULL: all, by number */
	bool pick;                 /* Enter chooses a row for who asked (looking something up while keying) */
};
struct intake_argument {
	const char *id;    /* the application to amend; NULL: a new one */
	const char *kept;  /* keystrokes kept earlier, to go on with; NULL: none */
	const char *follows; /* a new one that follows on this project; NULL: none */
};
struct history_argument {
	const struct record_type *type; /* NULL: the whole journal */
	const char *id;
};
struct score_argument {
	const char *project;    /* id */
	const char *expert;     /* whose paper sheet the office keys; NULL: one's own */
};
struct answering_argument {
	const char *project, *kind; /* id; code of the kind of assessment */
	const char *assessor;       /* whose checklist it is */
	int year;
};
struct form_argument {
	const struct act *act;
	const char *target;             /* public id; NULL for acts that make their target */
	const struct act_input *given;  /* values it begins with */
	size_t given_count;
};

/* The desk of this run. */
struct desk *work_desk(struct ui *ui);

/* Whether an act can be done now on a target. */
bool work_act_open(struct desk *desk, const struct act *act, const char *target, struct arena *arena);
/* Does an act on the targets (NULL, 0 for acts that take none): asks what its form asks (a single target) and the reason it needs; on several rows shows first exactly which
 * and what will change, with the count to be typed; grave acts ask for their word; all targets go in one transaction, whole or not at all.  Tells the outcome on the message line.
 * True when it was done. */
bool work_act(struct ui *ui, const struct act *act, const char *const *targets, size_t count);
/* The same for inputs that are there already (no form is shown). */
bool work_act_with(struct ui *ui, const struct act *act, const char *const *targets, size_t count, const struct act_input *inputs, size_t input_count,
	const char *reason);
/* A menu of the acts that can be done on many rows, then the chosen one on these. */
bool work_acts_many(struct ui *ui, const char *const *targets, size_t count);
/* A menu of the acts open now on the target, then the chosen one. */
bool work_acts_menu(struct ui *ui, const char *target);
/* After ERR_CONFLICT on a project: shows both versions field by field and asks again with the merged inputs; true when it was stored. */
bool work_conflict(struct ui *ui, const struct act_request *request, const struct err *conflict);

/* The command line (F10): a screen's name, an act with its target, or a filter; and what it could go on as. */
void work_command(struct ui *ui, const char *line, void *user);
void work_complete(const char *line, void (*add)(void *to, const char *line), void *to, void *user);

/* Asks for a project by number, name or pinyin; its id in the arena or NULL. */
const char *work_pick_project(struct ui *ui, struct arena *arena);

#endif
