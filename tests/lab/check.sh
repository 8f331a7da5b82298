#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# check.sh - the scenario files on the real DAHDI modules
#
# In:  the build folder.
# Out: results of the lab's self-test, of the daemon and the doctor treated
#      badly, and of the scenarios; exit status 0 only when all held.
#      Where no lab can be (status 125) it is skipped aloud, but with CI=true
#      that is a failure.

set -u
here=$(cd "$(dirname "$0")" && pwd -P)
cd "$here/../.." || exit 1
build=$(cd "${1:-build}" && pwd -P) || exit 1

no_lab() {
	echo "lab: not possible on this machine, skipped" >&2
	[ "${CI:-}" != true ] || exit 1
	exit 0
}

"$here/run.sh" --timeout 300 -- "$build/tests/lab/selftest"
status=$?
[ $status -ne 125 ] || no_lab
[ $status -eq 0 ] || exit $status

LAB_LOCAL="$build/holdlined:$build/holdctl:$build/share"
export LAB_LOCAL
"$here/run.sh" --timeout 300 -- sh "$here/house.sh" "$build" || exit $?
"$here/run.sh" --timeout 600 -- "$build/tests/lab/kill" \
	"$build/holdlined" 20 || exit $?
# The kernel rings and sounds only in zones that it has been given.
zones=us$(sed -n 's/^zone //p' tests/scenario/*.scn tests/scenario/trunk/*.scn |
	sort -u | grep -v '^us$' | sed 's/^/,/' | tr -d '\n')
LAB_ZONE=$zones "$here/run.sh" --timeout 2400 -- "$build/tests/lab/play" \
	--daemon "$build/holdlined" --music "$build/share/music/holdline.wav" \
	tests/scenario/*.scn tests/scenario/trunk/*.scn || exit $?

"$here/run.sh" --timeout 300 -- sh "$here/minimodem.sh" "$build" || exit $?

# Two controllers, joined by a D-channel and its B channels.
"$build/holdlined" --version | grep -q 'without ISDN' && exit 0
export LAB_PRI=1
"$here/run.sh" --timeout 600 -- "$build/tests/lab/kill" \
	"$build/holdlined" 20 || exit $?
exec "$here/run.sh" --timeout 600 -- "$build/tests/lab/play" \
	--daemon "$build/holdlined" --music "$build/share/music/holdline.wav" \
	tests/scenario/isdn/*.scn
