#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# lint.sh - the rules of the house that a machine can see
#
# In:  the tree; the build folder with the library, if its data is to be seen
#      (a sanitizer adds data of its own).
# Out: one line for each rule broken; exit status 1 when there is one.

cd "$(dirname "$0")/.." || exit 2
objects=${1:-build}
bad=0

complain() {
	echo "lint: $*"
	bad=1
}

sources() {
	find src drivers tools include -name '*.c' -o -name '*.h' | sort
}

# Functions stop at 60 lines, files at 800.
if command -v ctags >/dev/null 2>&1; then
	long=$(ctags -R --languages=C --c-kinds=f --fields=+ne -f - \
		src drivers tools tests/lab 2>/dev/null |
		sed -n 's/^\([^\t]*\)\t\([^\t]*\)\t.*line:\([0-9]*\).*end:\([0-9]*\).*/\1 \2 \3 \4/p' |
		awk '$4 - $3 + 1 > 60 { print $2 ": " $1 " has " $4 - $3 + 1 " lines" }')
	[ -z "$long" ] || complain "functions over 60 lines: $long"
else
	echo "lint: ctags is not installed, function lengths not checked"
fi
for f in $(sources) $(find tests -name '*.[ch]' | sort); do
	n=$(wc -l <"$f")
	[ "$n" -le 800 ] || complain "$f has $n lines, 800 is the limit"
	head -1 "$f" | grep -q 'SPDX-License-Identifier' ||
		complain "$f: no licence line"
done

# Rooms include downwards only.
may() { # folder, pattern of what its files may not include
	hits=$(grep -rnE "^#include \"$2" "$1" 2>/dev/null)
	[ -z "$hits" ] || complain "$1 includes a room above it: $hits"
}
may src/base 'holdline/(model|engine|driver|call|config|control|journal|loop)\.h'
may src/model 'holdline/(engine|config|control|journal|loop|daemon|sim|dahdi)\.h'
may src/media 'holdline/(engine|config|control|journal|loop|daemon|sim|dahdi)\.h'
may src/run '\.\./ctl|drivers/'
may src/ctl 'drivers/'
may drivers 'holdline/(engine|model|config|control|journal|daemon|loop)\.h'
may tools/holdctl '\.\./src/(run|model|ctl)/'

# Doors that stand in one file.
only() { # pattern, file that may have it
	hits=$(grep -rlE "$1" src drivers tools include 2>/dev/null |
		grep -vE "^($2)$")
	[ -z "$hits" ] || complain "'$1' belongs into $2 only: $hits"
}
only '\bsd_event_' 'src/run/loop\.c'
only '[^_a-z]ioctl\(' 'drivers/dahdi/sys\.(c|h)|tools/holdctl/[a-z_]*\.c|tools/console/[a-z_]*\.c'
only '<libpri\.h>' 'drivers/pri/[a-z_]*\.[ch]'
only '<dahdi/user\.h>' 'drivers/dahdi/[a-z_]*\.[ch]'
only '<dahdi/tonezone\.h>|<tonezone\.h>' 'drivers/dahdi/[a-z_]*\.[ch]|src/media/zone\.c'

# The model is pure: no clock, no memory of its own, no output but print.c.
hits=$(grep -nE '\b(malloc|calloc|realloc|free|printf|clock_gettime|time|open|read|write)\(' \
	src/model/*.c)
[ -z "$hits" ] || complain "the model is not pure: $hits"

# Nobody sleeps, nobody writes past an end.
hits=$(grep -nE '\b(sprintf|strcat|gets|sleep|usleep|system|popen)\(' \
	$(sources) | grep -v '^tools/')
[ -z "$hits" ] || complain "a call that is not allowed: $hits"

# No mutable data at file scope in the library.
if [ -f "$objects/libholdline.a" ]; then
	data=$(size -A "$objects/libholdline.a" 2>/dev/null |
		awk '/^[^ ]+ +:/ || /:$/ { file = $1 }
		     ($1 == ".data" || $1 == ".bss" || $1 == ".tdata" ||
		      $1 == ".tbss") && $2 > 0 { print file, $1, $2 }')
	[ -z "$data" ] || complain "mutable data in the library: $data"
fi

# A name of ours that libpri has too would be called in its place, by libpri
# as well: it is a shared library, and the program is searched first.
if [ -f "$objects/libholdline.a" ]; then
	taken=$(nm -g --defined-only "$objects/libholdline.a" 2>/dev/null |
		awk 'NF == 3 { print $3 }' |
		grep -E '^(pri|q921|q931|rose|asn1|aoc|facility|libpri)_')
	[ -z "$taken" ] || complain "names that belong to libpri: $taken"
fi

exit $bad
