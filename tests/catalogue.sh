#!/bin/sh
# Every text of the program has its Chinese, and the two take the same arguments.
set -u
pot=$TMPDIR/shouxi.pot
all=$TMPDIR/all.po
merged=$TMPDIR/zh_CN.po
rest=$TMPDIR/rest.po

# report NUMBER NAME FILE: ok when FILE is empty, else its lines as the reason.
report() {
	if [ -s "$3" ]; then echo "not ok $1 - $2"; else echo "ok $1 - $2"; fi
	sed 's/^/# /' "$3"
}

echo 1..3
sh "$SHOUXI_SOURCE/po/extract" "$SHOUXI_SOURCE" >"$pot" 2>"$TMPDIR/extract" || echo "xgettext failed" >>"$TMPDIR/extract"
report 1 "the texts can be extracted" "$TMPDIR/extract"
sh "$SHOUXI_SOURCE/po/gather" "$SHOUXI_SOURCE" >"$all" 2>"$TMPDIR/gather"
if ! "$MSGMERGE" --quiet --no-fuzzy-matching --no-wrap -o "$merged" "$all" "$pot" 2>>"$TMPDIR/gather"; then
	echo "msgmerge failed" >>"$TMPDIR/gather"
fi
"$MSGFMT" --check -o /dev/null "$merged" 2>>"$TMPDIR/gather"
report 2 "the translations agree with the texts" "$TMPDIR/gather"
msgattrib --untranslated --no-obsolete --no-wrap "$merged" >"$rest" 2>&1
msgattrib --only-fuzzy --no-obsolete --no-wrap "$merged" >>"$rest" 2>&1
report 3 "every text has its Chinese" "$rest"
