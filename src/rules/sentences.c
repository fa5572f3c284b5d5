#include <config.h>

#include "rules/sentences.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"

#define ZH_EN(chinese, english) {.zh = chinese, .en = english}
#define NO_CURE {.zh = "", .en = ""}

static const struct sentence sentences[SAY_COUNT] = {
	[SAY_NOT_GIVEN] = {VERDICT_FAIL,
		ZH_EN("未填写{name}", "{name}: not given"),
		ZH_EN("填写{name}", "enter it: {name}")},
	[SAY_AT_LEAST_MET] = {VERDICT_PASS,
		ZH_EN("{name} {value}{unit}，不低于 {limit}{unit}", "{name} {value} are at least {limit}"),
		NO_CURE},
	[SAY_AT_LEAST_SHORT] = {VERDICT_FAIL,
		ZH_EN("{name} {value}{unit}，低于 {limit}{unit}，差 {short}{unit}",
		      "{name} {value} are below {limit}, short by {short}"),
		ZH_EN("再增加 {short}{unit}", "add {short}")},
	[SAY_AT_MOST_MET] = {VERDICT_PASS,
		ZH_EN("{name} {value}{unit}，不超过 {limit}{unit}", "{name} {value} are at most {limit}"),
		NO_CURE},
	[SAY_AT_MOST_OVER] = {VERDICT_FAIL,
		ZH_EN("{name} {value}{unit}，超过 {limit}{unit}，多 {over}{unit}",
		      "{name} {value} are above {limit}, over by {over}"),
		ZH_EN("减少 {over}{unit}", "take off {over}")},
	[SAY_AGE_MET] = {VERDICT_PASS,
		ZH_EN("{date} 时年龄 {age} 岁，符合要求", "aged {age} on {date}, as asked"),
		NO_CURE},
	[SAY_AGE_YOUNG] = {VERDICT_FAIL,
		ZH_EN("{date} 时年龄 {age} 岁，不满 {limit} 岁", "aged {age} on {date}, under {limit}"),
		NO_CURE},
	[SAY_AGE_OLD] = {VERDICT_FAIL,
		ZH_EN("{date} 时年龄 {age} 岁，超过 {limit} 岁", "aged {age} on {date}, over {limit}"),
		NO_CURE},
	[SAY_ONE_OF_MET] = {VERDICT_PASS,
		ZH_EN("{name}为{value}，属于可申报范围", "{name}: {value}, one of those that may apply"),
		NO_CURE},
	[SAY_ONE_OF_NOT] = {VERDICT_FAIL,
		ZH_EN("{name}为{value}，不属于：{limit}", "{name}: {value}, none of: {limit}"),
		ZH_EN("核实{name}", "check the {name}")},
	[SAY_RANK_MET] = {VERDICT_PASS,
		ZH_EN("{name}{value}，达到{limit}及以上", "{name}: {value}, {limit} or above"),
		NO_CURE},
	[SAY_RANK_BELOW] = {VERDICT_FAIL,
		ZH_EN("{name}{value}，低于{limit}", "{name}: {value}, below {limit}"),
		ZH_EN("取得{limit}及以上等级后申报", "apply with the level {limit} or above")},
	[SAY_PRESENT] = {VERDICT_PASS, ZH_EN("已填写{name}", "{name}: given"), NO_CURE},
	[SAY_FLAG_MET] = {VERDICT_PASS, ZH_EN("{name}：{value}", "{name}: {value}"), NO_CURE},
	[SAY_FLAG_NOT] = {VERDICT_FAIL,
		ZH_EN("{name}：{value}，要求为{limit}", "{name}: {value}, asked is {limit}"),
		ZH_EN("核实{name}", "check: {name}")},
	[SAY_EQUALS_MET] = {VERDICT_PASS, ZH_EN("{name}为{value}", "{name}: {value}"), NO_CURE},
	[SAY_EQUALS_NOT] = {VERDICT_FAIL,
		ZH_EN("{name}为{value}，要求为{limit}", "{name}: {value}, asked is {limit}"),
		ZH_EN("核实{name}", "check: {name}")},
	[SAY_WITHIN_MET] = {VERDICT_PASS,
		ZH_EN("{name} {value}，在 {since} 至 {date} 的 {months} 个月内",
		      "{name} on {value}, within the {months} months from {since} to {date}"),
		NO_CURE},
	[SAY_WITHIN_OLD] = {VERDICT_FAIL,
		ZH_EN("{name} {value}，早于 {since}，不在 {date} 前 {months} 个月内",
		      "{name} on {value}, before {since}: not within {months} months of {date}"),
		NO_CURE},
	[SAY_WITHIN_LATER] = {VERDICT_FAIL,
		ZH_EN("{name} {value}，晚于 {date}", "{name} on {value}, after {date}"),
		ZH_EN("核实日期", "check the date")},
	[SAY_SPAN_MET] = {VERDICT_PASS,
		ZH_EN("{name} {from} 至 {to}，{date} 前已结束", "{name} from {from} to {to}, over before {date}"),
		NO_CURE},
	[SAY_SPAN_MISSING] = {VERDICT_FAIL,
		ZH_EN("{name}的起止日期未填全", "{name}: first and last day are not both given"),
		ZH_EN("填写{name}的起止日期", "enter both days: {name}")},
	[SAY_SPAN_ORDER] = {VERDICT_FAIL,
		ZH_EN("{name}止于 {to}，早于起始 {from}", "{name} ends on {to}, before it begins on {from}"),
		ZH_EN("核实起止日期", "check both days")},
	[SAY_SPAN_RUNNING] = {VERDICT_FAIL,
		ZH_EN("{name}止于 {to}，{date} 时尚未结束", "{name} ends on {to}, not over before {date}"),
		ZH_EN("{to} 之后再申报", "apply after {to}")},
	[SAY_SPAN_SHORT] = {VERDICT_FAIL,
		ZH_EN("{name} {from} 至 {to} 共 {days} 个工作日，少于 {limit} 个",
		      "{name} from {from} to {to}: {days} working days, fewer than {limit}"),
		ZH_EN("补足至 {limit} 个工作日", "make it {limit} working days")},
	[SAY_SPAN_UNKNOWN] = {VERDICT_OPEN,
		ZH_EN("{name} {from} 至 {to} 的工作日无法计算：工作日历没有该年数据",
		      "{name} from {from} to {to}: working days unknown, the calendar has no data for the year"),
		ZH_EN("在规则中补充工作日历", "add the year to the calendar of the rules")},
	[SAY_IN_SPAN_MET] = {VERDICT_PASS,
		ZH_EN("{date} 在{name} {from} 至 {to} 内", "{date} is within the {name}, {from} to {to}"),
		NO_CURE},
	[SAY_IN_SPAN_WARN] = {VERDICT_PASS,
		ZH_EN("{date} 在{name} {from} 至 {to} 内；但{name}在资助周期届满（{cycle_end}）前结束",
		      "{date} is within the {name}, {from} to {to}; it ends before the cycle does ({cycle_end})"),
		NO_CURE},
	[SAY_IN_SPAN_EARLY] = {VERDICT_FAIL,
		ZH_EN("{name}自 {from} 起，{date} 时尚未开始", "the {name} begins on {from}, after {date}"),
		ZH_EN("{from} 起再申报", "apply from {from} on")},
	[SAY_IN_SPAN_OVER] = {VERDICT_FAIL,
		ZH_EN("{name}已于 {to} 届满，{date} 时不在{name}内", "the {name} ended on {to}, before {date}"),
		ZH_EN("续聘后申报，并更正{name}", "apply after a renewal, with the new {name}")},
	[SAY_IN_SPAN_ORDER] = {VERDICT_FAIL,
		ZH_EN("{name}止于 {to}，早于起始 {from}", "the {name} ends on {to}, before it begins on {from}"),
		ZH_EN("核实起止日期", "check both days")},
	[SAY_CYCLE_MET] = {VERDICT_PASS,
		ZH_EN("原项目 {value} 年度，周期 {years} 年，至 {last} 年度已完整运行",
		      "the predecessor of {value} ran its {years} years to the end of {last}"),
		NO_CURE},
	[SAY_CYCLE_RUNNING] = {VERDICT_FAIL,
		ZH_EN("原项目 {value} 年度，周期 {years} 年，至 {last} 年度届满，{year} 年度申报时尚未完整运行",
		      "the predecessor of {value} runs {years} years to the end of {last}: not complete for a call of {year}"),
		ZH_EN("{next} 年度起可申报", "apply in {next} or later")},
	[SAY_CYCLE_ENDED] = {VERDICT_FAIL,
		ZH_EN("原项目 {value} 年度，已于 {date} 终止或取消，未完整运行一个周期",
		      "the predecessor of {value} was cancelled or terminated on {date}: it never ran its whole cycle"),
		NO_CURE},
	[SAY_CYCLE_MISSING] = {VERDICT_FAIL,
		ZH_EN("未填写原项目年度", "the year of the predecessor is not given"),
		ZH_EN("填写原项目年度", "enter the year of the predecessor")},
	[SAY_GRADE_MET] = {VERDICT_PASS,
		ZH_EN("原项目期满考核{value}（{document}）",
		      "the predecessor's final grade is {value} ({document})"),
		NO_CURE},
	[SAY_GRADE_RECORDED] = {VERDICT_PASS,
		ZH_EN("原项目期满考核{value}，系统内有记录",
		      "the predecessor's final grade is {value}, as recorded here"),
		NO_CURE},
	[SAY_GRADE_UNPROVEN] = {VERDICT_PASS,
		ZH_EN("原项目期满考核{value}；未填写考核文件号",
		      "the predecessor's final grade is {value}; the document of that assessment is not given"),
		NO_CURE},
	[SAY_GRADE_NOT] = {VERDICT_FAIL,
		ZH_EN("原项目期满考核{value}，不属于：{limit}",
		      "the predecessor's final grade is {value}, none of: {limit}"),
		NO_CURE},
	[SAY_GRADE_MISSING] = {VERDICT_FAIL,
		ZH_EN("未填写原项目期满考核结果", "the predecessor's final grade is not given"),
		ZH_EN("填写原项目期满考核结果和文件号", "enter the grade and the document of that assessment")},
	[SAY_TRACK_MET] = {VERDICT_PASS,
		ZH_EN("原项目类别为{value}", "the predecessor's track is {value}"),
		NO_CURE},
	[SAY_TRACK_UNKNOWN] = {VERDICT_PASS,
		ZH_EN("原项目不在系统内，未见不符",
		      "the predecessor is not in these records: nothing speaks against it"),
		NO_CURE},
	[SAY_TRACK_NOT] = {VERDICT_FAIL,
		ZH_EN("原项目类别为{value}，不属于：{limit}",
		      "the predecessor's track is {value}, none of: {limit}"),
		NO_CURE},
	[SAY_TRACK_TAKEN] = {VERDICT_FAIL,
		ZH_EN("原项目 {value} 已有追加资助项目", "'{value}' has a follow-on already"),
		NO_CURE},
	[SAY_ATTESTED] = {VERDICT_PASS, ZH_EN("经核验符合：{evidence}", "found met: {evidence}"), NO_CURE},
	[SAY_ATTESTED_NOT] = {VERDICT_FAIL,
		ZH_EN("经核验不符合：{evidence}", "found not met: {evidence}"),
		ZH_EN("整改后重新核验", "mend it and have it looked at again")},
	[SAY_ATTESTED_MISSING] = {VERDICT_OPEN,
		ZH_EN("缺少证明材料：{evidence}", "evidence is missing: {evidence}"),
		ZH_EN("补交证明材料", "hand in the evidence")},
	[SAY_UNATTESTED] = {VERDICT_OPEN,
		ZH_EN("待核验", "nobody has looked at it yet"),
		ZH_EN("核验并写明依据", "attest it, with the evidence")},
	[SAY_UNATTESTED_REGION] = {VERDICT_OPEN,
		ZH_EN("待核验；统一社会信用代码的区划为 {region}，不是 {limit}",
		      "nobody has looked at it yet; the region of the USCC is {region}, not {limit}"),
		ZH_EN("核验并写明依据", "attest it, with the evidence")},
	[SAY_NOTHING_ASKED] = {VERDICT_PASS, ZH_EN("无要求", "nothing is asked"), NO_CURE},
	[SAY_NOT_MET] = {VERDICT_FAIL, ZH_EN("不应如此：{parts}", "this must not be so: {parts}"), NO_CURE},
	[SAY_NONE_HOLDS] = {VERDICT_FAIL,
		ZH_EN("均不满足：{parts}", "none of these holds: {parts}"),
		ZH_EN("满足其一即可：{cures}", "any one will do: {cures}")},
	[SAY_ONE_OPEN] = {VERDICT_OPEN,
		ZH_EN("待定：{parts}", "still open: {parts}"),
		ZH_EN("满足其一即可：{cures}", "any one will do: {cures}")},
	[SAY_OVERRIDDEN] = {VERDICT_PASS,
		ZH_EN("小组办公室改定：{reason}（原判定：{parts}）",
		      "decided otherwise by the office: {reason} (computed: {parts})"),
		NO_CURE},
	[SAY_NO_TRACK] = {VERDICT_FAIL,
		ZH_EN("申报类别未填写或不在规则中", "the track is not given, or the rules have none such"),
		ZH_EN("填写申报类别", "enter the track")},
};

void
finding_put(struct finding *finding, const char *place, const char *fact, struct words text)
{
	if (finding->count < VALUES_MOST)
		finding->values[finding->count++] = (struct value){.place = place, .fact = fact, .text = text};
}

void
finding_text(struct finding *finding, const char *place, const char *fact, const char *text)
{
	finding_put(finding, place, fact, (struct words){.zh = text, .en = text});
}

void
finding_number(struct judging *judging, struct finding *finding, const char *place, const char *fact, int64_t number)
{
	char text[24];
	snprintf(text, sizeof text, "%lld", (long long)number);
	finding_text(finding, place, fact, arena_strdup(judging->arena, text));
}

void
finding_date(struct judging *judging, struct finding *finding, const char *place, const char *fact, date_t date)
{
	char *text = arena_alloc(judging->arena, 11);
	date_print(text, date);
	finding_text(finding, place, fact, text);
}

static struct words
label_of(struct judging *judging, const char *list, const char *code)
{
	const struct code *found = list ? code_get(&judging->input->rules->codes, list, code) : NULL;
	return found ? found->label : (struct words){.zh = code, .en = code};
}

void
finding_code(struct judging *judging, struct finding *finding, const char *place, const char *fact, const char *list,
	const char *code)
{
	finding_put(finding, place, fact, label_of(judging, list, code));
}

/* A printf would measure first: this runs for every condition of every row of an import. */
static const char *
join(struct arena *arena, const char *first, const char *between, const char *second)
{
	size_t lens[] = {strlen(first), strlen(between), strlen(second)};
	if (!lens[0])
		return second;
	char *all = arena_alloc(arena, lens[0] + lens[1] + lens[2] + 1);
	memcpy(all, first, lens[0]);
	memcpy(all + lens[0], between, lens[1]);
	memcpy(all + lens[0] + lens[1], second, lens[2] + 1);
	return all;
}

struct words
words_join(struct judging *judging, struct words first, struct words between, struct words second)
{
	return (struct words){
		.zh = join(judging->arena, first.zh, between.zh, second.zh),
		.en = join(judging->arena, first.en, between.en, second.en),
	};
}

void
finding_codes(struct judging *judging, struct finding *finding, const char *place, const char *fact, const char *list,
	const char *const *codes, size_t count)
{
	struct words all = {.zh = "", .en = ""};
	for (size_t i = 0; i < count; i++) {
		struct words label = label_of(judging, list, codes[i]);
		label.en = words_in(label, LANG_EN);
		all = words_join(judging, all, (struct words){.zh = "、", .en = ", "}, label);
	}
	finding_put(finding, place, fact, all);
}

static const char *
value_of(const struct finding *finding, const char *place, size_t len, enum lang lang)
{
	for (size_t i = 0; i < finding->count; i++)
		if (strncmp(finding->values[i].place, place, len) == 0 && !finding->values[i].place[len])
			return words_in(finding->values[i].text, lang);
	return "";
}

static const char *
fill(struct judging *judging, const struct finding *finding, const char *template, enum lang lang)
{
	const char *open = strchr(template, '{');
	if (!open)
		return template;
	struct buf *out = &judging->scratch;
	buf_clear(out);
	for (; open; open = strchr(template, '{')) {
		size_t len = strcspn(open + 1, "}");
		buf_add(out, template, (size_t)(open - template));
		buf_adds(out, value_of(finding, open + 1, len, lang));
		template = open + len + 2;
	}
	buf_adds(out, template);
	return arena_strndup(judging->arena, out->data, out->len);
}

static struct words
fill_both(struct judging *judging, const struct finding *finding, struct words templates)
{
	return (struct words){
		.zh = fill(judging, finding, templates.zh, LANG_ZH),
		.en = fill(judging, finding, templates.en, LANG_EN),
	};
}

void
finding_say(struct judging *judging, struct finding *finding, enum sentence_id id)
{
	finding_fill(judging, finding, &sentences[id]);
}

void
finding_fill(struct judging *judging, struct finding *finding, const struct sentence *sentence)
{
	finding->result = sentence->result;
	finding->because = fill_both(judging, finding, sentence->because);
	finding->cure = fill_both(judging, finding, sentence->cure);
}

void
finding_facts(const struct finding *finding, struct verdict *verdict, struct arena *arena)
{
	verdict->facts = arena_alloc(arena, (finding->count + 1) * sizeof *verdict->facts);
	for (size_t i = 0; i < finding->count; i++)
		if (finding->values[i].fact)
			verdict->facts[verdict->fact_count++] =
				(struct fact){.name = finding->values[i].fact, .value = words_in(finding->values[i].text, words_lang())};
}

static const char *
fresh_name(struct judging *judging, const struct finding *finding, const char *name)
{
	int same = 1;
	const char *fresh = name;
	for (size_t i = 0; i < finding->count; i++) {
		if (finding->values[i].fact && strcmp(finding->values[i].fact, fresh) == 0) {
			fresh = arena_printf(judging->arena, "%s_%d", name, ++same);
			i = (size_t)-1;
		}
	}
	return fresh;
}

void
finding_join(struct judging *judging, struct finding *whole, const struct finding *part)
{
	for (size_t i = 0; i < part->count; i++)
		if (part->values[i].fact)
			finding_put(whole, "", fresh_name(judging, whole, part->values[i].fact), part->values[i].text);
}
