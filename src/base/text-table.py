#!/usr/bin/env python3
"""Writes text-table.inc from the Unicode Character Database: the class and the columns of every character.

usage: text-table.py [/usr/share/unicode] > text-table.inc
"""
import sys

LAST = 0x10FFFF
# Ideographs for people's names that came after Unicode 15: extensions I and J.
LATER = [(0x2EBF0, 0x2EE5D), (0x323B0, 0x33479)]


def ranges(path, field=1):
    for line in open(path, encoding="utf-8"):
        parts = [part.strip() for part in line.split("#")[0].split(";")]
        if len(parts) > field:
            first, _, last = parts[0].partition("..")
            yield int(first, 16), int(last or first, 16), parts[field]


def table(size, default, source):
    values = [default] * size
    for first, last, value in source:
        values[first:last + 1] = [value] * (last + 1 - first)
    return values


def main():
    ucd = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode"
    category = table(LAST + 1, "Cn", ranges(ucd + "/extracted/DerivedGeneralCategory.txt"))
    east = table(LAST + 1, "N", ranges(ucd + "/EastAsianWidth.txt"))
    ignorable = set()
    for first, last, value in ranges(ucd + "/DerivedCoreProperties.txt"):
        if value == "Default_Ignorable_Code_Point":
            ignorable.update(range(first, last + 1))
    for first, last in LATER:
        for c in range(first, last + 1):
            category[c], east[c] = "Lo", "W"

    def class_of(c):
        kind = category[c]
        if kind in ("Cn", "Cs"):
            return "NONE"
        if kind == "Cc":
            return "CONTROL"
        if kind in ("Zl", "Zp"):
            return "SEPARATOR"
        if kind == "Cf" or c in ignorable:
            return "INVISIBLE"
        if kind == "Zs" and c not in (0x20, 0x3000):
            return "BLANK"
        return "GOOD"

    def width_of(c):
        kind = category[c]
        if kind in ("Mn", "Me") or 0x1160 <= c <= 0x11FF or 0xD7B0 <= c <= 0xD7FF:
            return 0
        if kind == "Cf" and c != 0xAD or c == 0x200B:
            return 0
        return 2 if east[c] in "WF" else 1

    print("/* Made by text-table.py from Unicode 15.0: first character of a run alike, class, columns. */")
    line, before = "", None
    for c in range(LAST + 1):
        value = (class_of(c), width_of(c))
        if value == before:
            continue
        before = value
        run = "{0x%X, %s, %d}," % (c, *value)
        if len(line) + len(run) > 110:
            print(line)
            line = ""
        line += (" " if line else "") + run
    print(line)


main()
