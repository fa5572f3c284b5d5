#!/bin/sh
# A tag that stands twice in a list of fields, or outside its part's room, does not compile.
set -u
echo 1..4
mkdir -p "$TMPDIR/record" && : >"$TMPDIR/config.h" || exit 99

# compiles NUMBER NAME WANTED: ok when types.c with the changed list compiles (0) or does not (1).
compiles() {
	${CC:-cc} -std=c17 -D_GNU_SOURCE -I"$TMPDIR" -I"$SHOUXI_SOURCE/src" -fsyntax-only "$SHOUXI_SOURCE/src/record/types.c" 2>"$TMPDIR/errors"
	[ $? -eq "$3" ] && echo "ok $1 - $2" || echo "not ok $1 - $2"
	sed 's/^/# /' "$TMPDIR/errors"
}

fields=$SHOUXI_SOURCE/src/record/staff.def
changed=$TMPDIR/record/staff.def
cat "$fields" >"$changed"
compiles 1 "the lists as they are compile" 0
sed 's/^FIELD(text, name, 2,/FIELD(text, name, 1,/' "$fields" >"$changed"
compiles 2 "a tag used twice is refused" 1
{ cat "$fields"; echo 'RETIRED(1)'; } >"$changed"
compiles 3 "a retired tag is refused" 1
sed 's/^FIELD(text, name, 2,/FIELD(text, name, 300,/' "$fields" >"$changed"
compiles 4 "a tag outside its part's room is refused" 1
