#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# run.sh - every figure beside its bar
#
# In:  the build folder, with tests/bench/{bench,dtmf,release}, tests/lab/bench and
#      holdlined in it.
# Out: a table on stdout, bench.json in that folder; notes on stderr.
# Not: measuring anything - the benches, which write one line a figure with
#      tabs between name, measured, unit, relation, bar and verdict (figure.h).
#
# Exit status: 0 every bar is reached, 7 one is missed, 1 a bench broke off.
# Where no lab can be it says so and shows the rest.

set -u
here=$(cd "$(dirname "$0")" && pwd -P)
build=$(cd "${1:-build}" && pwd -P) || exit 1
cd "$here/../.." || exit 1

folder=$(mktemp -d "${TMPDIR:-/tmp}/holdline-bench.XXXXXX") || exit 1
guests=

end() {
	for pid in $guests; do
		kill "$pid" 2>/dev/null
	done
	rm -rf "$folder"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM

tab=$(printf '\t')
broken=0
lab=true

note() { echo "bench: $*" >&2; }

# Telephones, log2 of an instruction's nanoseconds, parts of the lab's bench.
lab_bench() {
	stations=$1
	shift_=$2
	shift 2
	export LAB_STATIONS="$stations" LAB_TRUNKS=0
	exec tests/lab/run.sh \
		--icount-shift "$shift_" --timeout 1200 -- \
		"$build/tests/lab/bench" "$build/holdlined" "$@"
}

# Figures under a heading; whatever else was said goes to stderr.
collect() {
	file=$1
	heading=$2
	grep -v "$tab.*$tab.*$tab.*$tab.*$tab" "$folder/$file" >&2
	grep "$tab.*$tab.*$tab.*$tab.*$tab" "$folder/$file" |
		sed "s/^/$heading$tab/" >>"$folder/all"
}

judge() {
	case $2 in
	0 | 7) ;;
	125) lab=false && note "no lab on this machine: $1 was not measured" ;;
	*) broken=1 && note "$1 broke off with status $2" ;;
	esac
}

table() {
	awk -F '\t' '
	$1 != heading {
		heading = $1
		printf "%s%s\n", (NR > 1 ? "\n" : ""), heading
	}
	{
		bar = $5 == "" ? "" : $5 " " $6
		sub(/\r$/, "", $7)
		printf "  %-58s %11s %-8s %9s  %s\n", $2, $3, $4, bar, $7
	}' "$folder/all"
}

json() {
	awk -F '\t' -v lab="$lab" '
	function text(s) {
		gsub(/\\/, "\\\\", s)
		gsub(/"/, "\\\"", s)
		return "\"" s "\""
	}
	BEGIN { printf "{\n  \"lab\": %s,\n  \"figures\": [", lab }
	{
		printf "%s\n    { \"where\": %s, \"name\": %s, ",
			(NR > 1 ? "," : ""), text($1), text($2)
		printf "\"measured\": %s, \"unit\": %s", $3, text($4)
		if ($5 != "")
			printf ", \"relation\": %s, \"bar\": %s, \"ok\": %s",
				text($5), $6, ($7 ~ /^ok/ ? "true" : "false")
		printf " }"
	}
	END { print "\n  ]\n}" }' "$folder/all"
}

: >"$folder/all"
"$build/tests/bench/bench" >"$folder/host"
judge "this machine" $?
"$build/tests/bench/dtmf" >"$folder/digits"
judge "the receiver of digits" $?
sounds="/usr/share/asterisk/sounds /usr/share/asterisk/moh"
# shellcheck disable=SC2086
"$build/tests/bench/release" --music "$build/share/music/holdline.wav" \
	--hours 3.2 $sounds >"$folder/release"
judge "the release detectors" $?
for phase in before behind; do
	# shellcheck disable=SC2086
	"$build/tests/bench/release" --no-tones --phase $phase --hours 3.2 \
		$sounds >"$folder/$phase"
	judge "tones of a call that is set up" $?
done

# Time in the lab is the guest's own: two at once measure what one does.
lab_bench 12 1 sound break >"$folder/slow" &
slow=$!
lab_bench 64 0 load >"$folder/fast" &
fast=$!
guests="$slow $fast"
wait "$slow"
judge "the lab at 500 million instructions a second" $?
wait "$fast"
judge "the lab at 1000 million instructions a second" $?
guests=

collect host "this machine"
collect digits "the receiver of digits"
collect release "the release detectors, tones of every zone"
collect before "speech and music on a trunk that waits for dial tone"
collect behind "speech and music on a trunk that waits for ringing tone"
collect slow "real DAHDI, 500 million instructions a second"
collect fast "real DAHDI, 1000 million instructions a second"
table
json >"$build/bench.json"

missed=$(awk -F '\t' '$7 ~ /^MISS/' "$folder/all" | wc -l)
[ "$lab" = true ] || note "without a lab these are not all figures"
[ "$broken" = 0 ] || exit 1
if [ "$missed" -gt 0 ]; then
	note "$missed bars are missed"
	exit 7
fi
