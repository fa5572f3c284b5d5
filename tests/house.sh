#!/bin/sh
# The measures of the house: sizes, calls that are not made, files that are not forgotten.
set -u
cd "$SHOUXI_SOURCE" || exit 99
found=$TMPDIR/found
echo 1..10

# check NAME: ok when the standard input is empty, else its lines are the reason.  (It ends a pipe, so it cannot count.)
check() {
	cat >"$found"
	if [ -s "$found" ]; then echo "not ok - $1"; else echo "ok - $1"; fi
	sed 's/^/# /' "$found"
}

sources() {
	find src tests fuzz bench -name "$1" 2>/dev/null | LC_ALL=C sort
}

# Generated tables are no text to read, and the three floors of bench/ stay as they are, so that their numbers stay comparable.
ours() {
	sources '*.[ch]' | grep -vE '^bench/(mini|lim|floor)\.c$|-table\.c$'
}

# Each function as LINES FILE:LINE NAME; it begins with { and ends with } at the margin.
functions() {
	ours | grep '^src/' | xargs "$AWK" '
		FNR == 1 { start = 0 }
		/^\{/ { start = FNR; name = before }
		/^\}/ && start { print FNR - start + 1, FILENAME ":" start, name; start = 0 }
		{ before = $0 }' /dev/null
}

longer_than() {
	xargs "$AWK" -v most="$1" '
		FNR == 1 && file { if (lines > most) print file ": " lines " lines" }
		{ file = FILENAME; lines = FNR }
		END { if (lines > most) print file ": " lines " lines" }' /dev/null
}

ours | longer_than 500 | check "no file is over 500 lines"
ours | grep '^src/.*h$' | longer_than 100 | check "no header is over 100 lines"
functions | "$AWK" '$1 > 100' | check "no function is over 100 lines"
functions | sort -n | "$AWK" '
	{ length_of[NR] = $1 }
	END {
		if (!NR) { print "there are no functions"; exit }
		half = length_of[int((NR + 1) / 2)]; most = length_of[int(NR * 0.9 + 0.999)]
		if (half > 15) print "the median is " half
		if (most > 45) print "one in ten is over " most
	}' | check "half of the functions have 15 lines at most, nine in ten 45"
ours | grep '^src/' | xargs grep -nE '\b(system|popen|strcpy|strcat|sprintf|vsprintf|gets)\(' /dev/null | check "no unsafe calls"
ours | grep -E '^src/(record|rules)/' | xargs grep -nE '\b(fopen|open|fread|fwrite|time|clock_gettime|localtime|gmtime|getenv)\(' /dev/null |
	check "record and rules touch no file, no clock and no environment"
echo configure.ac | longer_than 80 | check "configure.ac has 80 lines at most"
grep -rnE '\b(TO''DO|FIX''ME|X''XX|HA''CK)\b|not (yet )?imple''mented|place''holder|s''tub\b' src forms tests fuzz bench man 2>/dev/null |
	check "nothing is left for later"
ours | grep 'c$' | grep -v '^bench/' | while read -r file; do
	first=$(grep -m 1 '^#include' "$file")
	[ "$first" = '#include <config.h>' ] || echo "$file begins with $first"
done | check "config.h comes first"
{
	find src tests fuzz \( -name '*.[ch]' -o -name '*.def' -o -name '*.inc' -o -name '*.sh' \) 2>/dev/null
	find forms -name '*.yaml' 2>/dev/null
	find man -name '*.[1-8]' 2>/dev/null
} | LC_ALL=C sort | while read -r file; do
	grep -qE "(^|[[:space:]])$file([[:space:]]|\$)" Makefile.am || echo "$file"
done | check "every file is named in Makefile.am"
