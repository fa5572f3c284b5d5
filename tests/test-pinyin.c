#include <config.h>

#include "base/pinyin.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static void
expect_search(const char *text, enum pinyin_use use, const char *wanted)
{
	struct buf out = {0};
	pinyin_search_text(&out, text, use);
	for (size_t i = 0; i < out.len; i++)
		if (out.data[i] == '\x1f')
			out.data[i] = '|';
	cr_expect_str_eq(buf_text(&out), wanted, "%s: got %s, wanted %s", text, buf_text(&out), wanted);
	cr_expect_eq(out.len, strlen(wanted));
	buf_free(&out);
}

/* memcmp order of two keys: -1, 0, 1 */
static int
order(const char *one, const char *other, enum pinyin_use use)
{
	struct buf a = {0}, b = {0};
	pinyin_sort_key(&a, one, use, 64);
	pinyin_sort_key(&b, other, use, 64);
	cr_expect_null(memchr(buf_text(&a), 0, a.len));
	int found = memcmp(buf_text(&a), buf_text(&b), a.len < b.len ? a.len : b.len);
	if (!found)
		found = (a.len > b.len) - (a.len < b.len);
	buf_free(&a);
	buf_free(&b);
	return (found > 0) - (found < 0);
}

static void
expect_sorted(const char *const *names, enum pinyin_use use)
{
	for (int i = 0; names[i]; i++)
		for (int k = i + 1; names[k]; k++)
			cr_expect_eq(order(names[i], names[k], use), -1, "%s is not before %s", names[i], names[k]);
}

static const struct {
	const char *surname, *full;
} surnames[] = {
	{"曾", "zeng"}, {"单", "shan"}, {"解", "xie"}, {"仇", "qiu"}, {"查", "zha"}, {"区", "ou"}, {"翟", "zhai"},
	{"朴", "piao"}, {"盖", "ge"}, {"任", "ren"}, {"华", "hua"}, {"尉", "wei"}, {"尉", "yu"}, {"乐", "yue"},
	{"覃", "qin"}, {"覃", "tan"}, {"缪", "miao"}, {"冼", "xian"}, {"召", "shao"}, {"员", "yun"}, {"晁", "chao"},
	{"黑", "he"}, {"折", "she"}, {"秘", "bi"}, {"种", "chong"}, {"繁", "po"}, {"句", "gou"}, {"祭", "zhai"},
	{"郇", "xun"}, {"隗", "wei"}, {"仉", "zhang"}, {"车", "che"}, {"谌", "chen"}, {"臧", "zang"}, {"郗", "xi"},
	{"佴", "nai"}, {"能", "nai"}, {"牟", "mu"}, {"炅", "gui"}, {"逄", "pang"}, {"逯", "lu"}, {"亓", "qi"},
	{"沈", "shen"}, {"莘", "shen"}, {"褚", "chu"}, {"柏", "bai"}, {"薄", "bo"}, {"宓", "mi"}, {"钭", "tou"},
	{"乜", "nie"}, {"粘", "nian"}, {"贾", "jia"}, {"宿", "su"}, {"都", "du"}, {"适", "kuo"}, {"俞", "yu"},
	{"冯", "feng"}, {"肖", "xiao"}, {"石", "shi"}, {"万", "wan"}, {"重", "chong"}, {"葛", "ge"}, {"蔚", "yu"},
	{"费", "fei"}, {"那", "na"}, {"郄", "qie"}, {"纪", "ji"}, {"燕", "yan"}, {"宁", "ning"}, {"占", "zhan"},
};

Test(pinyin, every_surname_is_found_by_its_reading_as_a_surname)
{
	for (size_t i = 0; i < sizeof surnames / sizeof *surnames; i++) {
		char name[32], full[32];
		snprintf(name, sizeof name, "%s建国", surnames[i].surname);
		snprintf(full, sizeof full, "\x1f%sjianguo", surnames[i].full);
		cr_expect(pinyin_matches(name, PINYIN_NAME, full), "%s by %s", name, full + 1);
	}
}

Test(pinyin, the_surname_reading_comes_first_and_the_common_one_still_finds)
{
	expect_search("曾祥林", PINYIN_NAME, "曾祥林|zengxianglin|zxl|cengxianglin|cxl");
	expect_search("仇英", PINYIN_NAME, "仇英|qiuying|qy|chouying|cy");
	expect_search("仇英", PINYIN_WORDS, "仇英|chouying|cy|qiuying|qy");
}

Test(pinyin, only_the_beginning_of_a_name_is_a_surname)
{
	expect_search("王解", PINYIN_NAME, "王解|wangjie|wj|wangxie|wx");
	cr_expect_not(pinyin_matches("林区", PINYIN_NAME, "ou"));
	cr_expect(pinyin_matches("区林", PINYIN_NAME, "oulin"));
}

Test(pinyin, double_surnames_have_their_own_readings)
{
	static const struct {
		const char *name, *full;
	} doubles[] = {
		{"尉迟恭", "yuchigong"}, {"万俟卨", "moqi"}, {"长孙无忌", "zhangsunwuji"}, {"令狐冲", "linghuchong"},
		{"澹台明", "tantaiming"}, {"乐正华", "yuezhenghua"}, {"诸葛亮", "zhugeliang"}, {"皇甫平", "huangfuping"},
		{"拓跋宏", "tuobahong"}, {"欧阳修", "ouyangxiu"}, {"司马光", "simaguang"}, {"亓官云", "qiguanyun"},
		{"鲜于枢", "xianyushu"}, {"宰父明", "zaifuming"}, {"相里勤", "xiangliqin"}, {"夏侯渊", "xiahouyuan"},
	};
	for (size_t i = 0; i < sizeof doubles / sizeof *doubles; i++) {
		struct buf out = {0};
		pinyin_search_text(&out, doubles[i].name, PINYIN_NAME);
		const char *full = strchr(buf_text(&out), '\x1f');
		cr_assert_not_null(full);
		cr_expect_eq(strncmp(full + 1, doubles[i].full, strlen(doubles[i].full)), 0, "%s: %s", doubles[i].name, full);
		buf_free(&out);
	}
	cr_expect(pinyin_matches("长孙无忌", PINYIN_NAME, "zswj"));
	cr_expect(pinyin_matches("万俟卨", PINYIN_NAME, "mq"));
}

Test(pinyin, initials_and_full_pinyin_find)
{
	cr_expect(pinyin_matches("朱溪", PINYIN_NAME, "zx"));
	cr_expect(pinyin_matches("张祥", PINYIN_NAME, "zx"));
	cr_expect_not(pinyin_matches("李明", PINYIN_NAME, "zx"));
	cr_expect(pinyin_matches("朱溪", PINYIN_NAME, "zhuxi"));
	cr_expect_not(pinyin_matches("张祥", PINYIN_NAME, "zhuxi"));
	cr_expect(pinyin_matches("朱溪", PINYIN_NAME, "溪"));
	cr_expect(pinyin_matches("吕绿", PINYIN_NAME, "lvlv"));
	cr_expect(pinyin_matches("朱溪", PINYIN_NAME, ""));
	cr_expect_not(pinyin_matches("", PINYIN_NAME, "a"));
}

Test(pinyin, a_polyphone_is_found_by_each_reading)
{
	cr_expect(pinyin_matches("重固镇", PINYIN_WORDS, "chonggu"));
	cr_expect(pinyin_matches("重固镇", PINYIN_WORDS, "zhonggu"));
	cr_expect(pinyin_matches("重固镇", PINYIN_WORDS, "cgz"));
	cr_expect(pinyin_matches("上海银行", PINYIN_WORDS, "yinhang"));
	cr_expect(pinyin_matches("厦门航空", PINYIN_WORDS, "xiamen"));
	cr_expect(pinyin_matches("音乐厅", PINYIN_WORDS, "yyt"));
	cr_expect(pinyin_matches("重庆长安行", PINYIN_WORDS, "chongqingchanganhang"));
}

Test(pinyin, a_common_character_brings_no_reading_that_nobody_means)
{
	expect_search("青浦区", PINYIN_WORDS, "青浦区|qingpuqu|qpq");
	expect_search("上海市工厂", PINYIN_WORDS, "上海市工厂|shanghaishigongchang|shsgc");
}

Test(pinyin, a_text_of_many_polyphones_has_at_most_eight_spellings)
{
	struct buf out = {0};
	pinyin_search_text(&out, "重长乐行调单会都朝", PINYIN_WORDS);
	size_t parts = 0;
	for (size_t i = 0; i < out.len; i++)
		parts += out.data[i] == '\x1f';
	cr_expect_geq(parts, 9);
	cr_expect_leq(parts, 16);
	cr_expect_not_null(strstr(buf_text(&out), "\x1fzhongchanglexingdiaodanhuiduchao\x1fzcl"));
	cr_expect_not_null(strstr(buf_text(&out), "\x1f" "chongchanglexing"));
	cr_expect_not_null(strstr(buf_text(&out), "\x1fzhongzhanglexing"));
	buf_free(&out);
}

Test(pinyin, letters_and_digits_stay_and_punctuation_is_not_spoken)
{
	expect_search("上海（青浦）3Ｄ 打印", PINYIN_WORDS, "上海(青浦)3d打印|shanghaiqingpu3ddayin|shqp3ddy");
	expect_search("艾力·热合曼", PINYIN_NAME, "艾力·热合曼|ailireheman|alrhm|yilireheman|ylrhm");
	expect_search("ABC Co.", PINYIN_WORDS, "abcco.");
	expect_search("", PINYIN_WORDS, "");
}

Test(pinyin, readings_of_a_character_stand_commonest_first)
{
	const char *readings = pinyin_readings(0x957F); /* 长 */
	cr_expect_eq(memcmp(readings, "chang\0zhang\0", 13), 0);
	cr_expect_str_eq(pinyin_readings(0x4E2D), "zhong");
	cr_expect_str_eq(pinyin_readings(0x5973), "nv");
	cr_expect_str_eq(pinyin_readings(0x3007), "ling");
	cr_expect_str_eq(pinyin_readings(0x20000), "he");
	cr_expect_str_eq(pinyin_readings('a'), "");
	cr_expect_str_eq(pinyin_readings(0x10FFFF), "");
	cr_expect_str_eq(pinyin_readings(UINT32_MAX), "");
}

Test(pinyin, names_sort_by_surname_reading)
{
	static const char *const names[] = {"李明", "仇英", "单田芳", "王伟", "曾国藩", "查良镛", "张祥", "朱溪", NULL};
	expect_sorted(names, PINYIN_NAME);
	static const char *const doubles[] = {"毛文", "万俟卨", "尉迟恭", "长孙无忌", "诸葛亮", NULL};
	expect_sorted(doubles, PINYIN_NAME);
	static const char *const words[] = {"曾祥", "单元", "仇恨", "李子", NULL};
	cr_expect_eq(order(words[0], words[1], PINYIN_WORDS), -1); /* ceng, dan */
	cr_expect_eq(order(words[2], words[1], PINYIN_WORDS), -1); /* chou, dan */
}

Test(pinyin, texts_sort_by_syllable_then_tone_then_character)
{
	static const char *const tones[] = {"妈", "麻", "马", "骂", NULL};
	static const char *const umlauts[] = {"路", "吕", "绿", "卵", "略", "轮", "罗", NULL};
	static const char *const same[] = {"", "12", "3D", "ABC", "啊", "张", "张一", "章", "章一", "掌", NULL};
	expect_sorted(tones, PINYIN_WORDS);
	expect_sorted(umlauts, PINYIN_WORDS);
	expect_sorted(same, PINYIN_WORDS);
	cr_expect_eq(order("ＡＢＣ 公司", "abc公司", PINYIN_WORDS), 0);
	cr_expect_str_eq(pinyin_readings(0x2A701), "");
	cr_expect_eq(order("做", "\U0002A701", PINYIN_WORDS), -1); /* without a reading: last */
}

Test(pinyin, a_sort_key_is_cut_between_characters)
{
	struct buf whole = {0}, cut = {0};
	pinyin_sort_key(&whole, "上海市青浦区精密机械制造有限公司第一分厂", PINYIN_WORDS, 1000);
	cr_expect_eq(whole.len, 20 * 4);
	buf_adds(&cut, "key ");
	pinyin_sort_key(&cut, "上海市青浦区精密机械制造有限公司第一分厂", PINYIN_WORDS, 63);
	cr_expect_eq(cut.len, 4 + 60);
	cr_expect_eq(memcmp(cut.data, "key ", 4), 0);
	cr_expect_eq(memcmp(cut.data + 4, whole.data, 60), 0);
	buf_clear(&cut);
	pinyin_sort_key(&cut, "上海", PINYIN_WORDS, 3);
	cr_expect_eq(cut.len, 0);
	buf_free(&whole);
	buf_free(&cut);
}

Test(pinyin, matching_answers_as_the_search_text_does)
{
	static const char *const texts[] = {"曾祥林", "上海重固长乐汽车修理厂", "abc", "（）", "\xFF\xFE", "々〆", "𠀀甲"};
	static const char *const typed[] = {"z", "zxl", "cxl", "chonggu", "abc", "(", "祥", "heji"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct buf out = {0};
		pinyin_search_text(&out, texts[i], PINYIN_NAME);
		for (size_t k = 0; k < sizeof typed / sizeof *typed; k++)
			cr_expect_eq(pinyin_matches(texts[i], PINYIN_NAME, typed[k]), strstr(buf_text(&out), typed[k]) != NULL);
		buf_free(&out);
	}
	cr_expect(pinyin_matches("𠀀甲", PINYIN_NAME, "heji"));
}

Test(pinyin, a_text_of_any_length_is_taken)
{
	struct buf text = {0}, out = {0};
	for (int i = 0; i < 5000; i++)
		buf_adds(&text, "重");
	pinyin_search_text(&out, buf_text(&text), PINYIN_WORDS);
	cr_expect_eq(memcmp(out.data, text.data, text.len), 0);
	cr_expect_leq(out.len, text.len + 8 * 2 * (256 * 6 + 1));
	pinyin_sort_key(&out, buf_text(&text), PINYIN_NAME, 64);
	buf_free(&text);
	buf_free(&out);
}
