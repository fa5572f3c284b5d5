#!/usr/bin/env python3
"""Write N valid applications as the sheet that offices keep, in CSV (UTF-8).

usage: gen_applications.py N [--seed S] [--year Y] [--out FILE]

Every row has a unit and a leader of its own whose numbers pass their checks, and meets every condition that can be
computed on 31 March of the year.  The same N, seed and year always give the same bytes.
"""
import argparse
import datetime
import random
import sys

HEADER = ("序号,申报类别,单位名称,统一社会信用代码,单位性质,所属镇街/主管部门,行业,职工人数,法定代表人,联系人,联系电话,带头人姓名,性别,"
          "身份证号,职业（工种）,技能等级,证书编号,发证日期,聘期起,聘期止,内部公示起,内部公示止,工作室名称,工作室面积（㎡）,团队人数,"
          "岗位津贴（元/月）,职工教育经费（元/年）,配套经费（元）")
DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
PLACE = "淀湖 朱溪 泽川 虹岚 福泉 青瀚 元泰 崧泽 盈浦 夏阳 赵巷 徐泾 金泽 练塘 白鹤 香花 重固 华新".split()
TRADE = "精密模具 园艺 船舶设备 电梯 焊接装备 数控机床 纺织 食品 印刷包装 电子 仪表 汽车零部件 医疗器械 建筑装饰 物流装备 新材料".split()
KIND = "科技 制造 工程 实业 技术 机械 设备 工业".split()
TOWN = "朱家角镇 练塘镇 金泽镇 赵巷镇 徐泾镇 华新镇 重固镇 白鹤镇 夏阳街道 盈浦街道 香花桥街道".split()
JOB = "钳工 电工 焊工 数控车工 模具工 花卉园艺师 汽车维修工 制冷工 铣工 装配钳工".split()
LEVEL = "技师 高级技师".split()
SURNAME = list("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高梁郑罗宋谢唐韩曹许邓冯曾单仇查")
GIVEN = list("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英霞平刚桂华文建国海玲志宇晨浩然思雨欣怡子轩梓涵")


def uscc(number):
    """The unit code of the number-th company of the district."""
    body = "MA1"
    for place in range(4, -1, -1):
        body += DIGITS[number // 31 ** place % 31]
    check = 11 - sum(w * int(c, 36) for w, c in zip(BODY_WEIGHTS, body)) % 11
    body += "X" if check == 10 else "0" if check == 11 else str(check)
    code = "91310118" + body
    return code + DIGITS[-sum(w * DIGITS.index(c) for w, c in zip(WEIGHTS, code)) % 31]


def resident_id(number, year):
    """A number of its own for each person, aged 30 to 54; with it whether a man or a woman has it."""
    day = datetime.date(year - 54, 1, 1) + datetime.timedelta(number % 8700)
    serial = number // 8700 + 1
    text = f"310229{day:%Y%m%d}{serial:03d}"
    check = "10X98765432"[sum(w * int(c) for w, c in zip(ID_WEIGHTS, text)) % 11]
    return text + check, "男" if serial % 2 else "女"


def row(r, i, year):
    c = r.choice
    leader = c(SURNAME) + c(GIVEN) + (c(GIVEN) if r.random() < .7 else "")
    boss = c(SURNAME) + c(GIVEN)
    person, sex = resident_id(i, year)
    unit = f"上海{c(PLACE)}{c(TRADE)}{c(KIND)}有限公司"
    return (str(i), "新申报", unit, uscc(i), "企业", c(TOWN), "制造业", str(r.randrange(20, 2000)), boss, boss,
            f"1{r.randrange(3000000000, 9999999999)}", leader, sex, person, c(JOB), c(LEVEL), f"Y{r.randrange(10 ** 13, 10 ** 14)}{r.randrange(1, 6)}{r.randrange(10 ** 6):06d}",
            f"{year - r.randrange(2, 9)}-{r.randrange(1, 13):02d}-{r.randrange(1, 29):02d}", f"{year - 1}-01-01",
            f"{year + 4}-12-31", f"{year}-02-08", f"{year}-02-18", f"{leader}首席技师工作室", str(r.randrange(20, 200)),
            str(r.randrange(3, 20)), str(r.randrange(5, 31) * 100), f"{r.randrange(1, 100) * 10000}", f"{r.randrange(10, 31) * 10000}")


def main():
    a = argparse.ArgumentParser()
    a.add_argument("n", type=int)
    a.add_argument("--seed", type=int, default=20210331)
    a.add_argument("--year", type=int, default=2021)
    a.add_argument("--out")
    o = a.parse_args()
    r = random.Random(o.seed)
    f = open(o.out, "w", encoding="utf-8", newline="") if o.out else sys.stdout
    f.write(HEADER + "\n")
    for i in range(1, o.n + 1):
        f.write(",".join(row(r, i, o.year)) + "\n")
    f.flush()


if __name__ == "__main__":
    main()
