#include <config.h>

#include "desk/demo-people.h"

#include <string.h>

#include "base/identity.h"

const struct sample_person sample_people[] = {
	{"admin", "陆文", "admin", ""},
	{"limin", "李敏", "office", ""},
	{"zhaolei", "赵蕾", "office", ""},
	{"gujun", "顾军", "approver", ""},
	{"expert1", "曾正平", "expert", ""},
	{"expert2", "单海燕", "expert", ""},
	{"expert3", "仇志强", "expert", ""},
	{"expert4", "查文斌", "expert", ""},
	{"expert5", "翟丽华", "expert", ""},
	{"expert6", "解永康", "expert", ""},
	{"expert7", "任雪梅", "expert", ""},
	{"qianhong", "钱红", "finance", ""},
	{"shenyi", "沈毅", "auditor", ""},
	{NULL, NULL, NULL, NULL},
};

const struct sample_expert sample_experts[] = {
	{"expert1", "上海工程技术大学", "机械制造", "教授"},
	{"expert2", "上海市技师协会", "电气自动化", "特级技师"},
	{"expert3", "上海福泉电梯科技有限公司", "电梯安装维修", "高级工程师"},
	{"expert4", "上海市职业技能鉴定中心", "焊接", "正高级工程师"},
	{"expert5", "华东理工大学", "化工与制药", "教授"},
	{"expert6", "上海农林职业技术学院", "园艺", "高级讲师"},
	{"expert7", "上海市总工会职工技协", "劳动模范与工匠工作", "高级工程师"},
	{NULL, NULL, NULL, NULL},
};

static const char *const places[] = {"淀湖", "朱溪", "青瀚", "福泉", "崧元", "练江", "泽川", "虹岚", "蓝湾", "白鹤源", "徐泾港", "重固山", "金茸", "恒锐", "安捷", "东胥"};
static const char *const trades[] = {"精密模具", "园艺", "船舶设备", "电梯", "数控机床", "焊接装备", "生物制药", "纺织", "印刷包装", "汽车零部件", "光电", "食品", "通信", "水利工程", "家具", "仪表"};
static const char *const forms[] = {"有限公司", "科技有限公司", "股份有限公司"};
static const char *const surnames[] = {"王", "李", "张", "陈", "杨", "吴", "周", "徐", "孙", "朱", "胡", "何", "高", "林", "郑", "谢", "曾", "单", "仇", "查", "翟", "区", "解", "任", "盖", "华"};
static const char *const given[] = {"国庆", "志强", "海燕", "正平", "建国", "丽华", "文斌", "永康", "雪梅", "伟民", "春林", "玉兰", "俊杰", "桂芳", "明", "磊", "德胜", "卫东", "秀珍", "晓峰"};
static const char *const occupations[] = {"钳工", "电工", "焊工", "铣工", "数控车工", "模具工", "制冷工", "花卉园艺师", "化学检验员", "药物制剂工", "起重装卸机械操作工"};
static const char *const levels[] = {"technician", "senior_technician", "senior_technician", "special_technician"};
static const char *const amounts[] = {"100000", "120000", "150000", "200000"};
static const char *const awards[] = {"", "上海市技术能手", "", "上海市五一劳动奖章", "全国技术能手", ""};

/* A linear congruential generator (Knuth's MMIX constants): chance is not what matters here, sameness is. */
static unsigned
next(struct sampler *sampler, unsigned limit)
{
	sampler->state = sampler->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(sampler->state >> 33) % limit;
}

unsigned
sample_number(struct sampler *sampler, unsigned limit)
{
	return next(sampler, limit);
}

#define PICK(sampler, list) list[next(sampler, sizeof list / sizeof *list)]

const char *
sample_name(struct sampler *sampler, struct arena *arena)
{
	const char *surname = PICK(sampler, surnames);

	return arena_printf(arena, "%s%s", surname, PICK(sampler, given));
}

static const char *
sample_uscc(struct sampler *sampler, struct arena *arena)
{
	static const char signs[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	char body[18], whole[20], checked[19];

	memcpy(body, "91310118MA1", 11);
	for (int i = 11; i < 17; i++)
		body[i] = signs[next(sampler, 31)];
	body[17] = '\0';
	for (const char *sign = signs; *sign; sign++) {
		memcpy(whole, body, 17);
		whole[17] = *sign;
		whole[18] = '\0';
		if (uscc_parse(checked, whole, NULL) == 0)
			return arena_strdup(arena, checked);
	}
	BUG("no check character for '%s'", body);
}

static const char *
sample_resident(struct sampler *sampler, bool male, struct arena *arena)
{
	static const char signs[] = "0123456789X";
	char checked[19];
	const char *body = arena_printf(arena, "310229%04u%02u%02u%02u%u", 1964 + next(sampler, 25), 1 + next(sampler, 12), 1 + next(sampler, 28),
		next(sampler, 100), next(sampler, 5) * 2 + male);

	for (const char *sign = signs; *sign; sign++)
		if (resident_parse(checked, arena_printf(arena, "%s%c", body, *sign), DATE_NONE, NULL) == 0)
			return arena_strdup(arena, checked);
	BUG("no check character for '%s'", body);
}

static const char *
sample_reviewer(struct sampler *sampler, const struct codebook *codes)
{
	const struct code_list *list = codebook_list(codes, "reviewer");
	const struct code *code;

	do
		code = &list->codes[next(sampler, (unsigned)list->count)];
	while (code->ask || code->retired);
	return code->code;
}

struct sample_application
sample_application(struct sampler *sampler, const struct codebook *codes, int year, int nth, struct arena *arena)
{
	const char *trade = PICK(sampler, trades), *place = PICK(sampler, places);
	bool male = next(sampler, 5) != 0, follow_on = nth % 4 == 3;
	struct sample_application a = {
		.reviewer = sample_reviewer(sampler, codes),
		.unit = arena_printf(arena, "上海%s%s%s", place, trade, PICK(sampler, forms)),
		.uscc = sample_uscc(sampler, arena),
		.industry = trade,
		.staff_count = arena_printf(arena, "%u", 120 + next(sampler, 2400)),
		.legal = sample_name(sampler, arena),
		.contact = sample_name(sampler, arena),
		.phone = arena_printf(arena, "13%u%08u", next(sampler, 10), next(sampler, 99999999)),
		.leader = sample_name(sampler, arena),
		.sex = male ? "男" : "女",
		.resident_id = sample_resident(sampler, male, arena),
		.occupation = PICK(sampler, occupations),
		.level = PICK(sampler, levels),
		.certificate = arena_printf(arena, "Y%04u31%06u20%02u1%06u", next(sampler, 9999), next(sampler, 999999), next(sampler, 20), next(sampler, 999999)),
		.from = arena_printf(arena, "%d-06-01", year - 2),
		.to = arena_printf(arena, "%d-05-31", year + 3),
		.matching = PICK(sampler, amounts),
		.publicity_from = arena_printf(arena, "%d-02-07", year),
		.publicity_to = arena_printf(arena, "%d-02-14", year),
		.award = PICK(sampler, awards),
		.results = arena_printf(arena, "主持工艺改进若干项，年节约成本约 %u 万元；带徒 %u 人。", 20 + next(sampler, 260), 3 + next(sampler, 12)),
		.predecessor_year = follow_on ? arena_printf(arena, "%d", year - 6) : NULL,
	};

	a.studio = arena_printf(arena, "%s首席技师工作室", a.leader);
	return a;
}
