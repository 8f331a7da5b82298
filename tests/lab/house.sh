#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# house.sh - the daemon and the doctor on real DAHDI channels, treated badly
#
# In:  the build folder; runs inside the lab guest.
# Out: one line a claim; exit status 1 when one does not hold.

build=$1
dir=/tmp/house
sock=$dir/c.sock
passed=0
failed=0
mkdir -p $dir

ctl() { "$build/holdctl" --socket $sock "$@" 2>&1; }

claim() { # sentence, status, what was seen
	if [ "$2" -eq 0 ]; then
		passed=$((passed + 1))
		echo "ok      $1"
	else
		failed=$((failed + 1))
		echo "FAILED  $1"
		printf '%s\n' "$3" | sed 's/^/          /'
	fi
}

says() { # sentence, pattern, text
	printf '%s\n' "$3" | grep -qE "$2"
	claim "$1" $? "no '$2' in: $3"
}

start() {
	"$build/holdlined" --foreground --socket $sock "$@" 2>$dir/log \
		</dev/null &
	daemon=$!
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		ctl status >/dev/null && return 0
		sleep 0.2
	done
	return 1
}

stop() {
	kill -TERM $daemon
	wait $daemon
	status=$?
}

# ---- no configuration: every channel is taken ----------------------------------

start
claim "without a configuration the daemon starts" $? "$(cat $dir/log)"
text=$(ctl lines)
says "every telephone port is an extension 100 + channel" '^108 ' "$text"
says "every exchange line is a trunk" '^co12 .*trunk' "$text"
text=$(ctl doctor)
echo "$text" | sed 's/^/          /'
says "the doctor finds the kernel's module" '^ok +kernel' "$text"
says "the doctor finds the channels right" '^ok +channels' "$text"
says "the doctor measures the card's clock" '^(ok|warn) +clock' "$text"
says "the doctor asks the cards for every hook" '^ok +lines' "$text"

# ---- channels that are taken or are something else ------------------------------

cat >$dir/bad.conf <<-END
	[holdline]
	state = $dir/second
	[line 101]
	driver = dahdi
	channel = 1
	kind = station
	[line 109]
	driver = dahdi
	channel = 9
	kind = station
	[line 140]
	driver = dahdi
	channel = 40
	kind = station
	[dial]
	1XX = line
END
"$build/holdlined" --foreground --socket $dir/d.sock --config $dir/bad.conf \
	2>$dir/log2 </dev/null &
second=$!
sleep 1
text=$(cat $dir/log2)
says "a channel that is busy is named" 'channel 1 .*(open|busy)' "$text"
text=$("$build/holdctl" --socket $dir/d.sock lines 2>&1)
says "and its line is absent" '^101 .*absent' "$text"
kill -TERM $second
wait $second
stop
[ $status -eq 0 ]
claim "the first daemon stops in order" $? "status $status"

"$build/holdlined" --foreground --socket $dir/d.sock --config $dir/bad.conf \
	2>$dir/log2 </dev/null &
second=$!
sleep 1
text=$(cat $dir/log2)
says "a trunk that is called a station is named, with the mend" \
	'channel 9 .*fxs' "$text"
says "a channel that is not there is named" 'channel 40' "$text"
text=$("$build/holdctl" --socket $dir/d.sock lines 2>&1)
says "the right one is in service" '^101 .*idle' "$text"
kill -KILL $second
wait $second 2>/dev/null

start
claim "after kill -9 the next daemon has every channel" $? "$(cat $dir/log)"
text=$(ctl status)
says "and all are ready" "24 ready" "$text"
stop

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
