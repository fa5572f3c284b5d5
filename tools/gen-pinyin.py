#!/usr/bin/env python3
"""Writes src/base/pinyin-table.c from Unihan (Debian: unicode-data) and pinyin-names.txt.

    tools/gen-pinyin.py >src/base/pinyin-table.c

The readings of a character stand in this order, each once, without regard to tone: those of [words] in
pinyin-names.txt (those of [only] drop all that follow), kMandarin, kHanyuPinlu (by frequency), kXHC1983; kHanyuPinyin, which has many that
nobody uses, only where all of these are silent.
"""
import bz2
import os
import re
import sys
import unicodedata
from collections import Counter

UNIHAN = "/usr/share/unicode/Unihan_Readings.txt.bz2"
NAMES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pinyin-names.txt")
PAGE = 32
WIDTH = 1200  # of a line of numbers: nobody reads them
TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}


def plain(toned):
    """'zhōng' → ('zhong', 1)"""
    tone, out = 5, ""
    for c in unicodedata.normalize("NFD", toned):
        if c in TONES:
            tone = TONES[c]
        elif c == "\u0308":
            out = out[:-1] + "v"
        elif c.isascii() and c.isalpha():
            out += c
    return out, tone


def fields(value, key):
    if key == "kHanyuPinlu":
        found = re.findall(r"(\S+)\((\d+)\)", value)
        return [reading for reading, count in sorted(found, key=lambda pair: -int(pair[1]))]
    if key in ("kXHC1983", "kHanyuPinyin"):
        return [reading for group in value.split() for reading in group.split(":")[1].split(",")]
    return value.split()


def merge(*sources):
    """The readings in order, the first tone of each spelling."""
    merged = {}
    for source in sources:
        for spelling, tone in source:
            if spelling:
                merged.setdefault(spelling, tone)
    return list(merged.items())


def read_unihan():
    order = ["kMandarin", "kHanyuPinlu", "kXHC1983", "kHanyuPinyin"]
    raw = {}
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("U+"):
                code, key, value = line.rstrip("\n").split("\t")
                if key in order:
                    raw.setdefault(int(code[2:], 16), {})[key] = [plain(r) for r in fields(value, key)]
    chars = {}
    for code, by_key in raw.items():
        usual = merge(*(by_key.get(key, []) for key in order[:3]))
        chars[code] = usual or merge(by_key["kHanyuPinyin"])
    return chars


def read_names():
    sections, section = {"words": [], "only": [], "surnames": []}, None
    with open(NAMES, encoding="utf-8") as file:
        for line in file:
            line = line.strip()
            if line.startswith("["):
                section = sections[line[1:-1]]
            elif line and not line.startswith("#"):
                name, *readings = line.split()
                section.append((name, [(r[:-1], int(r[-1])) for r in readings]))
    return sections


def surname_rows(surnames, chars):
    """(first, second or 0, readings of the first, readings of the second or None)"""
    rows = {}
    for name, readings in surnames:
        codes = [ord(c) for c in name]
        if len(codes) == 1:
            both = [merge(readings, chars[codes[0]]), None]
        else:
            both = [merge([reading], chars[code]) for reading, code in zip(readings, codes)]
        key = (codes[0], codes[1] if len(codes) > 1 else 0)
        if key in rows:
            sys.exit(f"{NAMES}: {name} stands twice")
        rows[key] = both
    return [(*key, *rows[key]) for key in sorted(rows)]


def rows_of(values):
    line, lines = "", []
    for value in values:
        piece = f"{value},"
        if len(line) + len(piece) > WIDTH:
            lines.append(line)
            line = ""
        line += piece
    return "\n".join(lines + [line])


def main():
    chars = read_unihan()
    names = read_names()
    for name, readings in names["words"]:
        chars[ord(name)] = merge(readings, chars.get(ord(name), []))
    for name, readings in names["only"]:
        chars[ord(name)] = readings
    surnames = surname_rows(names["surnames"], chars)

    # The commonest lists first, so that most numbers are short.
    everything = list(chars.values()) + [r for row in surnames for r in row[2:] if r]
    uses = Counter(tuple(s for s, _ in readings) for readings in everything)
    lists = [readings for readings, _ in sorted(uses.items(), key=lambda item: (-item[1], item[0]))]
    number = {readings: i + 1 for i, readings in enumerate(lists)}
    spellings = sorted({s for readings in lists for s in readings}, key=lambda s: (s.replace("v", "u"), "v" in s))
    rank = {s: i for i, s in enumerate(spellings)}

    def entry(readings):
        return number[tuple(s for s, _ in readings)] << 3 | readings[0][1] if readings else 0

    end = (max(chars) // PAGE + 1) * PAGE
    pages, blocks = [], {}
    for start in range(0, end, PAGE):
        block = tuple(entry(chars.get(code)) for code in range(start, start + PAGE))
        pages.append(blocks.setdefault(block, 0 if not any(block) else max(len(blocks), 1)))
        if len(blocks) == 1 and any(block):
            sys.exit("the first page must be empty")
    pool, rows = "\0", ["{0,0,0,0}"]
    for readings in lists:
        rows.append(f"{{{len(pool)},{rank[readings[0]]},{len(readings[0])},{len(readings)}}}")
        pool += "\0".join(readings) + "\0\0"
    if len(lists) >= 1 << 13 or len(pool) >= 1 << 16 or len(spellings) > 466:
        sys.exit("the table outgrows its types")

    print("/* Made by tools/gen-pinyin.py from Unihan_Readings.txt and tools/pinyin-names.txt: edit those. */")
    print('#include <config.h>\n\n#include "base/pinyin-table.h"\n')
    print(f"const uint32_t pinyin_end = {end};\n")
    print("const uint16_t pinyin_pages[] = {\n" + rows_of(pages) + "\n};\n")
    print("const uint16_t pinyin_chars[] = {\n" + rows_of(n for block in blocks for n in block) + "\n};\n")
    print("const struct pinyin_list pinyin_lists[] = {\n" + rows_of(rows) + "\n};\n")
    letters = [f"'{c}'" if c != "\0" else "0" for c in pool + "\0" * 8]
    print("const char pinyin_pool[] = {\n" + rows_of(letters) + "\n};\n")
    print("const struct pinyin_surname pinyin_surnames[] = {")
    for first, second, one, other in surnames:
        name = chr(first) + (chr(second) if second else "")
        print(f"\t{{{first:#x}, {second:#x}, {{{entry(one)}, {entry(other)}}}}}, /* {name} */")
    print(f"}};\n\nconst int pinyin_surname_count = {len(surnames)};")


if __name__ == "__main__":
    main()
