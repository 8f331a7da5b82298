#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# minimodem.sh - who calls, read by a second receiver from the modules' sound
#
# In:  the build folder; in the lab.
# Out: "ok" or "not ok" for each kind of data; exit status 0 when minimodem has
#      read of each what the telephone was sent. Where it is not installed it
#      is skipped aloud.

set -u
here=$(cd "$(dirname "$0")" && pwd -P)
cd "$here/../.." || exit 1
build=$(cd "${1:-build}" && pwd -P) || exit 1

command -v minimodem >/dev/null || {
	echo "ok - minimodem # SKIP it is not installed"
	exit 0
}
LAB_TAPE=$(mktemp -d) || exit 1
export LAB_TAPE
trap 'rm -rf "$LAB_TAPE"' EXIT

# A scenario in which 102 is called, and what its telephone was sent, as sound.
heard() {
	"$build/tests/lab/play" --daemon "$build/holdlined" \
		--music "$build/share/music/holdline.wav" \
		"tests/scenario/$1.scn" >/dev/null || return 1
	python3 -c 'import sys, wave
w = wave.open(sys.argv[2], "wb")
w.setnchannels(1); w.setsampwidth(2); w.setframerate(8000)
w.writeframes(open(sys.argv[1], "rb").read())
w.close()' "$LAB_TAPE/102.raw" "$LAB_TAPE/102.wav"
}

# name, scenario, words for minimodem, what it must have read
reads() {
	if heard "$2" && minimodem --rx -q -f "$LAB_TAPE/102.wav" $3 \
		2>/dev/null | tr -d '\0' | grep -aq "$4"; then
		echo "ok - minimodem reads $1"
	else
		echo "not ok - minimodem reads $1"
		failed=1
	fi
}

failed=0
reads "who calls, as in North America" a-telephone-shows-who-calls \
	callerid 'Phone: 101$'
reads "who calls, as in Europe" a-telephone-of-europe-shows-who-calls \
	'-8 -M 1300 -S 2100 1200' "$(printf '\002\003101')"
exit $failed
