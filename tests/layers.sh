#!/bin/sh
# Who may include whom: reads every #include below src/ and holds it against the table.
set -u
cd "$SHOUXI_SOURCE" || exit 99

find src -name '*.[ch]' -o -name '*.def' -o -name '*.inc' | LC_ALL=C sort | xargs grep -nE '^[[:space:]]*#[[:space:]]*(include|define[[:space:]]+[A-Z_]+[[:space:]]+"[^"]*\.(h|def|inc)")' /dev/null | "$AWK" '
BEGIN {
	# A folder of src/, and the folders it may include besides itself.
	may["base"] = ""
	may["record"] = "base"
	may["rules"] = "base record"
	may["store"] = "base record"
	may["desk"] = "base record rules store"
	may["page"] = "base"
	may["sheet"] = "base record rules desk page"
	may["exchange"] = "base record rules desk"
	may["helper"] = "base page"
	may["ui"] = "base record"
	may["screen"] = "base record rules desk sheet exchange ui"
	may["cmd"] = "base record rules desk sheet exchange store"
	may["main"] = "base cmd screen"
	split("base record rules store desk page sheet exchange helper ui screen cmd main", order, " ")

	# A header, and the one place that may include it: a folder or a file, as a pattern.
	only["curses.h"] = only["ncurses.h"] = only["panel.h"] = only["term.h"] = "^src/ui/"
	only["lmdb.h"] = "^src/store/"
	only["yaml.h"] = "^src/base/yamltree\\.c$"
	only["xlsxwriter.h"] = only["zip.h"] = only["unzip.h"] = only["expat.h"] = "^src/helper/"
	only["cairo.h"] = only["cairo-pdf.h"] = only["pango.h"] = only["pangocairo.h"] = only["qrencode.h"] = "^src/helper/"
	only["csv.h"] = only["jansson.h"] = "^src/exchange/"
	only["store/store.h"] = "^src/(store|desk)/"
	only["store/admin.h"] = "^src/(store/|cmd/(init|verify|rebuild|backup|restore)\\.c$)"
}

function fault(text)
{
	faults[layer] = faults[layer] "# " file ":" line ": " text "\n"
}

{
	file = $0; sub(/:.*/, "", file)
	line = substr($0, length(file) + 2); sub(/:.*/, "", line)
	text = $0; sub(/^[^#]*#[ \t]*(include|define[ \t]+[A-Z_]+)[ \t]*/, "", text)
	if (text ~ /^[A-Z_]+$/) next # the name of a file that a #define gave, read there
	layer = file; sub(/^src\//, "", layer); if (!sub(/\/.*/, "", layer)) layer = "main"
	seen[layer]++
	if (!(layer in may)) { layer = "main"; fault("a folder that the table does not know"); next }
	name = text; sub(/^[<"]/, "", name); sub(/[>"].*$/, "", name)
	last = name; sub(/.*\//, "", last)
	system_header = text ~ /^</
	if (system_header ? last in only && file !~ only[last] : name in only && file !~ only[name])
		fault("<" name "> does not belong here")
	if (system_header)
		next
	folder = name
	if (!sub(/\/.*/, "", folder)) { fault("\"" name "\" is not written from src/"); next }
	if (folder == "store" && layer == "cmd" && name != "store/admin.h")
		fault("cmd may not include \"" name "\"")
	else if (folder != layer && index(" " may[layer] " ", " " folder " ") == 0)
		fault(layer " may not include \"" name "\"")
}

END {
	n = 0
	for (i = 1; i in order; i++)
		n++
	print "1.." n + 1
	total = 0
	for (i = 1; i <= n; i++) {
		layer = order[i]
		total += seen[layer]
		printf "%s %d - %s includes only what it may (%d lines)\n%s", layer in faults ? "not ok" : "ok", i, layer, seen[layer], faults[layer]
	}
	printf "%s %d - there was something to read\n", total ? "ok" : "not ok", n + 1
}'
