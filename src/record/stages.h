/* The stages of a project: codes of the list "stage", in the order of the programme. */
#ifndef RECORD_STAGES_H
#define RECORD_STAGES_H

#define STAGES(_) \
	_(draft, "录入", "draft") \
	_(submitted, "待初审", "submitted") \
	_(returned, "待补正", "returned") \
	_(candidate, "待复核", "candidate") \
	_(eligible, "待评审", "eligible") \
	_(in_review, "评审中", "in review") \
	_(scored, "已评分", "scored") \
	_(proposed, "拟资助", "proposed") \
	_(reserve, "递补", "reserve") \
	_(resolved, "已审定", "resolved") \
	_(publicised, "公示中", "publicised") \
	_(awarded, "已认定", "awarded") \
	_(running, "资助期内", "running") \
	_(rectifying, "整改中", "rectifying") \
	_(suspended, "中止", "suspended") \
	_(completed, "期满", "completed") \
	_(not_recommended, "合格未推荐", "not recommended") \
	_(rejected, "不通过", "rejected") \
	_(not_selected, "落选", "not selected") \
	_(removed, "异议成立", "removed") \
	_(declined, "放弃资格", "declined") \
	_(cancelled, "取消资助", "cancelled") \
	_(terminated, "终止", "terminated") \
	_(withdrawn, "撤回", "withdrawn") \
	_(lapsed, "逾期放弃", "lapsed") \
	_(void, "作废", "void")

#define STAGE_ENUM(name, zh, en) STAGE_##name,
enum stage { STAGES(STAGE_ENUM) STAGE_COUNT };
#undef STAGE_ENUM

/* The code of a stage ("in_review"), and back; STAGE_COUNT for an unknown code. */
const char *stage_code(enum stage stage);
enum stage stage_of(const char *code);

/* Sets of stages, for tables of acts. */
#define STAGE_SET(stage) (UINT32_C(1) << STAGE_##stage)

#endif
