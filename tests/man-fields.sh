#!/bin/sh
# The manual's table of fields is what the program tells.
set -u
page=$SHOUXI_SOURCE/man/shouxi-forms.5
now=$TMPDIR/now
echo 1..3
sh "$SHOUXI_SOURCE/man/fields" "$SHOUXI_BUILD/shouxi" "$page" >"$now" 2>&1
[ "$(grep -c '^\.It Li project\.' "$now")" -gt 30 ] && echo "ok 1 - the program tells its fields" || echo "not ok 1 - the program tells its fields"
if cmp -s "$page" "$now"; then
	echo "ok 2 - the table in the manual is up to date"
else
	echo "not ok 2 - the table in the manual is up to date (make man-fields)"
	diff "$page" "$now" | sed 's/^/# /'
fi
if ! command -v mandoc >/dev/null; then
	echo "ok 3 - the manuals are good # SKIP no mandoc here"
elif mandoc -T lint -W error "$SHOUXI_SOURCE"/man/*.[0-9] >"$now" 2>&1; then
	echo "ok 3 - the manuals are good"
else
	echo "not ok 3 - the manuals are good"
	sed 's/^/# /' "$now"
fi
