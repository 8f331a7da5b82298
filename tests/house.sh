#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# house.sh - the real daemon and the real command, treated badly
#
# In:  the build folder.
# Out: one line a claim; exit status 1 when one does not hold.
# Not: what calls do - the scenarios. No root, card or network is needed.

cd "$(dirname "$0")/.." || exit 2
build=$(cd "${1:-build}" && pwd -P) || exit 2
dir=$(mktemp -d "${TMPDIR:-/tmp}/holdline-house.XXXXXX") || exit 2
sock=$dir/c.sock
daemon=
passed=0
failed=0
unset HOLDLINE_SOCKET NO_COLOR

clean() {
	[ -z "$daemon" ] || kill -9 "$daemon" 2>/dev/null
	rm -rf "$dir"
}
trap clean EXIT

ctl() { "$build/holdctl" --socket "$sock" "$@" 2>&1; }

claim() { # sentence, status
	if [ "$2" -eq 0 ]; then
		passed=$((passed + 1))
		echo "ok      $1"
	else
		failed=$((failed + 1))
		echo "FAILED  $1"
		[ -z "${3:-}" ] || printf '%s\n' "$3" | sed 's/^/          /'
	fi
}

is() { # sentence, wanted, found
	[ "$2" = "$3" ]
	claim "$1" $? "wanted '$2', found '$3'"
}

says() { # sentence, pattern, text
	printf '%s\n' "$3" | grep -qE "$2"
	claim "$1" $? "no '$2' in: $3"
}

start() { # arguments of the daemon
	"$build/holdlined" --foreground --socket "$sock" "$@" \
		2>"$dir/log" </dev/null &
	daemon=$!
	for _ in $(seq 400); do
		ctl status >/dev/null && return 0
		kill -0 "$daemon" 2>/dev/null || return 1
		sleep 0.05
	done
	return 1
}

stop() { # signal; leaves the status in $status
	kill "-$1" "$daemon"
	wait "$daemon" 2>/dev/null
	status=$?
	daemon=
}

virtual_conf() {
	cat >"$dir/good.conf" <<-END
	[holdline]
	zone = us
	state = $dir
	[music default]
	source = $1
	[line 101]
	driver = sim
	channel = 1
	kind = station
	[line 102]
	driver = sim
	channel = 2
	kind = station
	[dial]
	1XX = line
	END
}

# ---- bad configurations ------------------------------------------------------

text=$("$build/holdlined" --check --config tests/golden/bad.conf 2>&1)
is "a wrong configuration is exit status 78" 78 $?
says "each mistake is told with its line" 'bad.conf:[0-9]+: ' "$text"
says "the number of mistakes is told" '^[0-9]+ mistakes' "$text"
text=$("$build/holdlined" --foreground --socket "$sock" \
	--config tests/golden/bad.conf 2>&1)
is "the daemon does not start on it" 78 $?
[ ! -e "$sock" ]
claim "and leaves no socket" $?
"$build/holdlined" --foreground --config "$dir/none.conf" >/dev/null 2>&1
is "a configuration that is not there is exit status 78" 78 $?
if [ "$(id -u)" -ne 0 ]; then
	virtual_conf tone && chmod 000 "$dir/good.conf"
	"$build/holdlined" --check --config "$dir/good.conf" >/dev/null 2>&1
	is "a configuration that cannot be read is exit status 78" 78 $?
	rm -f "$dir/good.conf"
fi
head -c 100000 /dev/urandom >"$dir/noise.conf"
"$build/holdlined" --check --config "$dir/noise.conf" >/dev/null 2>&1
is "noise is a wrong configuration" 78 $?
"$build/holdlined" --nonsense >/dev/null 2>&1
is "an unknown option is exit status 64" 64 $?

# ---- no daemon -----------------------------------------------------------------

text=$(ctl status)
is "no daemon is exit status 3" 3 $?
says "and says how to start it" 'mend:' "$text"

# ---- no card ---------------------------------------------------------------------

cat >"$dir/card.conf" <<-END
	[line 101]
	driver = dahdi
	channel = 1
	kind = station
	[dial]
	1XX = line
END
if [ ! -e /dev/dahdi/channel ]; then
	start --config "$dir/card.conf"
	claim "without a card the daemon runs" $?
	text=$(ctl lines)
	says "and says that the line is absent" '101 .*absent' "$text"
	says "the log says why, with a mend" 'dahdi' "$(cat "$dir/log")"
	stop TERM
	is "and stops in order" 0 "$status"
fi

# ---- music that is missing or is none ------------------------------------------

for source in "$dir/missing.wav" "$dir/noise.conf"; do
	virtual_conf "$source"
	start --config "$dir/good.conf"
	claim "music from $(basename "$source"): the daemon runs" $?
	says "and says so" "$(basename "$source")" "$(cat "$dir/log")"
	stop TERM
done

# ---- a good day --------------------------------------------------------------------

virtual_conf "$build/share/music/holdline.wav"
start --config "$dir/good.conf"
claim "a good configuration starts" $?
text=$(ctl make-call 101 102)
is "a call is made" 0 $?
call=$(ctl calls --plain --fields call | tail -1)
says "the call is listed" 'dialling' "$(ctl calls)"
text=$(ctl hold 4711)
is "a call that is not there is exit status 4" 4 $?
text=$(ctl hold "${call:-1}")
is "what the call cannot do is exit status 1" 1 $?
says "with the error's name" 'INVALCALLSTATE' "$text"
ctl drop "${call:-1}" >/dev/null
is "it is dropped" 0 $?
text=$(ctl hodl 1)
is "a wrong verb is exit status 2" 2 $?
says "with a guess" "Did you mean 'hold'" "$text"
text=$(ctl make-call 101 'x;rm')
claim "digits are digits" $((!$?)) "$text"

# ---- the verbs --------------------------------------------------------------------------

for verb in $("$build/holdctl" completion bash |
	sed -n "s/.*help:1) names='\\(.*\\)' ;;/\\1/p"); do
	"$build/holdctl" "$verb" --help >/dev/null 2>&1 ||
		claim "holdctl $verb --help" 1
	ctl "$verb" --nonsense >/dev/null
	is "holdctl $verb refuses an option that is none" 2 $?
done
"$build/holdctl" completion bash | bash -n
is "the completion is a script" 0 $?
text=$(bash -c '
	. <("$0" completion bash)
	COMP_WORDS=(holdctl privacy 7 "") COMP_CWORD=3 && _holdctl
	echo "${COMPREPLY[*]}"
	COMP_WORDS=(holdctl transfer 7 --mode c) COMP_CWORD=4 && _holdctl
	echo "${COMPREPLY[*]}"
	COMP_WORDS=(holdctl --socket x conf) COMP_CWORD=3 && _holdctl
	echo "${COMPREPLY[*]}"
' "$build/holdctl")
is "it knows the words at each place" \
	"on off / conference / conference config" "${text//$'\n'/ / }"
text=$(ctl caps 101)
is "what a line can ever do is shown" 0 $?
says "its limits" 'calls +1 active, [0-9] held' "$text"
says "its traits by their names in TAPI" 'AUTORECONNECT' "$text"
text=$(ctl caps 999)
is "a line that is not there is exit status 4" 4 $?
is "nobody is parked" "nobody is parked" "$(ctl parked)"
is "as a list for a program too" "[]" "$(ctl parked --json)"
says "no number is shared" '^no number is shared' "$(ctl addresses)"
says "no group" '^there is no group' "$(ctl groups)"
says "no span" '^there is no span' "$(ctl spans)"
text=$(ctl unpark 101 701)
is "what is not parked is not fetched" 1 $?
says "and it says why" 'INVALADDRESS' "$text"
text=$(ctl flash 101)
is "a telephone does not flash towards an exchange" 1 $?
says "because it never can" 'OPERATIONUNAVAIL' "$text"
text=$(ctl pickup 101 102 --group 2)
claim "a station or a group is picked up from, not both" $((!$?)) "$text"
text=$(ctl make-call 101 '102$')
says "what no line can wait for has its own error" 'DIALBILLING' "$text"
text=$(ctl make-call 101)
is "a call without a number" 0 $?
says "rings first" '101 rings; when it is lifted' "$text"
call=$(ctl calls --plain --fields call | tail -1)
text=$(ctl dial "$call" 102 --take)
is "is dialled when it has one" 0 $?
text=$(ctl treatment "$call" silence)
says "what the party hears can be chosen" 'the party hears: silence' "$text"
text=$(ctl treatment "$call" noise)
is "from what there is" 2 $?
text=$(ctl secure "$call")
says "a call is made secure" "nothing breaks into call $call" "$text"
says "show says both" 'secure, waits with silence' "$(ctl show "$call")"
text=$(ctl show "$call" --json)
says "show has call information for a program" '"call_id":' "$text"
text=$(ctl privacy "$call" on)
says "only a call at a shared number is private" 'OPERATIONUNAVAIL' "$text"
ctl drop "$call" >/dev/null
is "it is dropped too" 0 $?
says "the methods are listed for a reader" '^call.completeTransfer' "$(ctl api)"
text=$(ctl api --json)
says "and for a program, with a schema" '"schema"' "$text"

# ---- what has happened, from a record on ------------------------------------------------

ctl make-call 101 102 >/dev/null
ctl reset 101 --force >/dev/null
ctl log --json -n 3 | tr '}' '\n' | sed -n 's/.*"record":\([0-9]*\).*/\1/p' \
	>"$dir/numbers"
first=$(head -1 "$dir/numbers")
text=$(timeout 2 "$build/holdctl" --socket "$sock" watch --from "$first" \
	--json | sed -n 's/.*"record":\([0-9]*\).*/\1/p')
is "watch --from begins with that record" "$(cat "$dir/numbers")" "$text"
text=$(ctl watch --from 1000000)
is "records that are not there yet are refused" 1 $?
says "by name" 'GONE' "$text"

# ---- bad clients ---------------------------------------------------------------------

perl -MIO::Socket::UNIX -e '
	my $s = IO::Socket::UNIX->new(Peer => $ARGV[0]) or exit 1;
	$SIG{PIPE} = "IGNORE";
	for (1 .. 200) { print $s join "", map { chr int rand 256 } 1 .. 500 }
' "$sock"
ctl status >/dev/null
is "after a client that sends noise all is well" 0 $?
perl -MIO::Socket::UNIX -e '
	my @all = map { IO::Socket::UNIX->new(Peer => $ARGV[0]) } 1 .. 100;
	sleep 0;
' "$sock"
ctl status >/dev/null
is "after a hundred clients all is well" 0 $?
perl -MIO::Socket::UNIX -e '
	$SIG{PIPE} = "IGNORE";
	my $s = IO::Socket::UNIX->new(Peer => $ARGV[0]) or exit 1;
	$s->blocking(0);
	for (1 .. 3000) {
		syswrite $s, qq({"jsonrpc":"2.0","id":$_,"method":"line.list"}\n);
	}
' "$sock"
ctl status >/dev/null
is "after a client that never reads all is well" 0 $?

# ---- signals ---------------------------------------------------------------------------

cp "$dir/good.conf" "$dir/kept.conf"
echo 'channnel = 9' >>"$dir/good.conf"
text=$(ctl reload)
claim "reload refuses a wrong file" $((!$?)) "$text"
kill -HUP "$daemon"
ctl lines | grep -q 102
is "after SIGHUP with a wrong file the lines are as before" 0 $?
cp "$dir/kept.conf" "$dir/good.conf"
text=$(ctl reload)
is "reload takes a good file" 0 $?
for _ in 1 2 3 4 5; do kill -HUP "$daemon"; done
ctl status >/dev/null
is "many SIGHUP do no harm" 0 $?
"$build/holdlined" --foreground --socket "$sock" --virtual 1 \
	>"$dir/second" 2>&1
status=$?
[ $status -ne 0 ]
claim "a second daemon on the same socket does not start" $? "$(cat "$dir/second")"
ctl status >/dev/null
is "and the first goes on" 0 $?
kill -STOP "$daemon" && kill -CONT "$daemon"
ctl status >/dev/null
is "stopped and continued it goes on" 0 $?
ctl watch >"$dir/watched" &
watcher=$!
sleep 0.5
ctl make-call 101 102 >/dev/null
sleep 0.3
stop TERM
is "SIGTERM stops in order" 0 "$status"
wait "$watcher"
says "who watches is told how to go on" 'mend: holdctl watch --from [0-9]+' \
	"$(cat "$dir/watched")"
[ ! -e "$sock" ]
claim "and takes its socket away" $?

start --config "$dir/good.conf"
ctl make-call 101 102 >/dev/null
stop KILL
start --config "$dir/good.conf"
claim "after kill -9 the next one starts over the old socket" $?
stop INT
is "SIGINT stops in order" 0 "$status"

for i in 1 2 3 4 5 6; do
	"$build/holdlined" --foreground --socket "$sock" --virtual 8,2 \
		>/dev/null 2>&1 </dev/null &
	daemon=$!
	sleep "0.0$((i * 7))"
	kill -TERM "$daemon"
	wait "$daemon" 2>/dev/null
	status=$?
	daemon=
	[ $status -eq 0 ] || [ $status -eq 143 ]
	claim "SIGTERM at any moment of the start ($i)" $? "status $status"
done

# ---- doctor ------------------------------------------------------------------------------

text=$("$build/holdctl" --socket "$dir/none.sock" doctor 2>&1)
status=$?
[ $status -eq 0 ] || [ $status -eq 7 ]
claim "the doctor works without a daemon" $? "$text"
says "and looks at the kernel's module" 'kernel' "$text"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
