#!/bin/sh
# The manual's table of fields and list of acts are what the program tells, and every key of rules.yaml is explained.
set -u
page=$SHOUXI_SOURCE/man/shouxi-forms.5
now=$TMPDIR/now
echo 1..5
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
page=$SHOUXI_SOURCE/man/shouxi.1
sh "$SHOUXI_SOURCE/man/acts" "$SHOUXI_BUILD/shouxi" "$page" >"$now" 2>&1
if [ "$(grep -c '^By .*;' "$now")" -gt 60 ] && cmp -s "$page" "$now"; then
	echo "ok 4 - the list of acts in the manual is up to date"
else
	echo "not ok 4 - the list of acts in the manual is up to date (make man-acts)"
	diff "$page" "$now" | sed 's/^/# /'
fi
page=$SHOUXI_SOURCE/man/shouxi-rules.5
grep -ohE '\.key = "[a-z_]+"|(DAYS_BEFORE|YEARS_AFTER)\("[a-z_]+"|yaml_[a-z]+\([a-z>.-]+, "[a-z_]+"' "$SHOUXI_SOURCE"/src/rules/*.c | sed 's/.*"\(.*\)"/\1/' | sort -u |
	while read -r key; do grep -qw "$key" "$page" || echo "$key"; done >"$now"
if [ -s "$now" ]; then
	echo "not ok 5 - the manual explains every key of rules.yaml"
	sed 's/^/# /' "$now"
else
	echo "ok 5 - the manual explains every key of rules.yaml"
fi
