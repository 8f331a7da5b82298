#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# examples.sh - the example programs do what they say
#
# In:  the build folder; a compiler, python3.
# Out: one line a claim; exit status 1 when one does not hold.
# Not: the daemon's own answers - the unit suites.
#
# Somebody must lift the telephones: the console of the virtual card runs in a
# terminal of its own, and this script presses its keys. Between it and some
# of the programs stands a relay that can cut their connection.

cd "$(dirname "$0")/.." || exit 2
build=$(cd "${1:-build}" && pwd -P) || exit 2
examples=$PWD/tools/examples
dir=$(mktemp -d "${TMPDIR:-/tmp}/holdline-examples.XXXXXX") || exit 2
sock=$dir/c.sock
cut=$dir/cut.sock
jobs=
passed=0
failed=0
unset HOLDLINE_SOCKET NO_COLOR

clean() {
	[ -z "$jobs" ] || kill $jobs 2>/dev/null
	wait 2>/dev/null
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

# ---- telephones and their users ----------------------------------------------

console() {
	mkfifo "$dir/keys" || exit 2
	exec 3<>"$dir/keys"
	TERM=vt100 script -qec "stty rows 24 cols 80; exec '$build/hl-sim' \
		--stations 3 --trunks 1 --ascii --socket '$sock'" /dev/null \
		<"$dir/keys" >"$dir/screen" 2>&1 &
	jobs="$jobs $!"
	for _ in $(seq 400); do
		ctl status >/dev/null && return 0
		sleep 0.05
	done
	return 1
}

hook() { # 101, 102, 103: lift it, or put it down
	case $1 in
	101) printf '\033OPh' >&3 ;;
	102) printf '\033OQh' >&3 ;;
	103) printf '\033ORh' >&3 ;;
	esac
}

lift() {
	hook "$1"
	for _ in $(seq 200); do
		ctl --plain --fields line,hook lines | grep -q "^$1.off" &&
			return 0
		sleep 0.05
	done
	echo "no: $1 was not lifted"
	return 1
}

lift_when() { # telephone, state
	ctl wait "$1" "$2" --timeout 20s >/dev/null && lift "$1"
}

rest() { # every receiver down, no call left
	for phone in 101 102 103; do
		ctl --plain --fields line,hook lines | grep -q "^$phone.off" &&
			hook "$phone"
	done
	for phone in 101 102 103; do
		ctl wait "$phone" idle --timeout 20s >/dev/null
	done
}

# ---- a connection that breaks --------------------------------------------------

relay() {
	perl -MIO::Socket::UNIX -MIO::Select -e '
		my ($near, $far) = @ARGV;
		my $door = IO::Socket::UNIX->new(Local => $near, Listen => 5)
			or die "$near: $!";
		my ($cut, %other) = 0;
		$SIG{USR1} = sub { $cut = 1 };
		my $all = IO::Select->new($door);
		while (1) {
			my @ready = $all->can_read(0.1);
			if ($cut) {
				# Whoever comes back waits a little.
				$all->remove($_), close $_ for map { $_->[0] }
					values %other;
				(%other, $cut) = ();
				@ready = ();
				select undef, undef, undef, 1.5;
			}
			for my $s (@ready) {
				if ($s == $door) {
					my $a = $door->accept or next;
					my $b = IO::Socket::UNIX->new(
						Peer => $far) or next;
					$other{$a} = [$b, $a];
					$other{$b} = [$a, $b];
					$all->add($a, $b);
					next;
				}
				next unless $other{$s};
				my ($to, $bytes) = $other{$s}[0];
				next if sysread($s, $bytes, 65536) and
					syswrite $to, $bytes;
				for ($s, $to) {
					delete $other{$_};
					$all->remove($_);
					close $_;
				}
			}
		}' "$cut" "$sock" &
	relay=$!
	jobs="$jobs $relay"
	while [ ! -S "$cut" ]; do sleep 0.05; done
}

# ---- hold-monitor ----------------------------------------------------------------

"${CC:-cc}" -std=c11 -Wall -Wextra -Werror -o "$dir/hold-monitor" \
	"$examples/hold-monitor.c" -ljansson
is "hold-monitor is compiled with jansson alone" 0 $?
text=$("$dir/hold-monitor" --socket "$dir/none" 2>&1)
is "without a daemon it ends with 3" 3 $?
says "and says where it looked" "$dir/none" "$text"
"$dir/hold-monitor" --nonsense 2>/dev/null
is "a wrong option is exit status 2" 2 $?

console
claim "the console opens a control socket" $? "$(cat "$dir/screen")"
lift 101
rest
relay
"$dir/hold-monitor" --socket "$sock" >"$dir/whole" 2>&1 &
jobs="$jobs $!"
"$dir/hold-monitor" --socket "$cut" >"$dir/broken" 2>&1 &
jobs="$jobs $!"
sleep 0.5
timeout 60 "$dir/hold-monitor" --socket "$sock" --call 101 102 \
	>"$dir/caller" 2>&1 &
caller=$!
lift_when 101 dialing
kill -USR1 "$relay"
ctl wait 102 offering --timeout 20s >/dev/null
call=$(sed -n 's/^our call is \([0-9]*\):.*/\1/p' "$dir/caller")
says "holdctl shows whose call it is" "^ +$call 101 .*hold-m" "$(ctl calls)"
text=$(ctl drop "$call")
is "nobody else may end it: exit status 5" 5 $?
says "for it has an owner" 'NOTOWNER' "$text"
lift 102
wait "$caller"
is "hold-monitor makes a call, holds it, retrieves it and ends it" 0 $? \
	"$(cat "$dir/caller")"
text=$(cat "$dir/caller")
says "it says that its call is held" '  101  connected -> onhold' "$text"
says "and that it was retrieved" '  101  onhold -> connected' "$text"
says "the held party's call says so too" 'connected activeheld' "$text"
rest
for _ in $(seq 100); do
	[ "$(tail -1 "$dir/whole")" = "$(tail -1 "$dir/broken")" ] && break
	sleep 0.1
done
says "a monitor whose connection was cut connects again" '^connected again' \
	"$(cat "$dir/broken")"
grep -v '^connect\|^the connection' "$dir/broken" >"$dir/told"
text=$(diff "$dir/whole" "$dir/told")
claim "and has missed nothing and told nothing twice" $? "$text"

# ---- consult -----------------------------------------------------------------------

consult() { "$examples/consult.py" --socket "$@" 2>&1; }

text=$(consult "$dir/none" 101 102 103)
is "consult without a daemon ends with 3" 3 $? "$text"
text=$(consult "$sock" 999 102 103)
is "from a line that is not there it ends with 1" 1 $?
says "and says what the daemon said" "'999'.*\(INVALLINEHANDLE\)" "$text"
text=$(consult "$sock" 101 '102$' 103)
says "and what cannot be dialled" 'DIALBILLING' "$text"

timeout 60 "$examples/consult.py" --socket "$cut" --mode conference \
	101 102 103 >"$dir/consult" 2>&1 &
caller=$!
lift_when 101 dialing
lift_when 102 offering
ctl wait 103 offering --timeout 20s >/dev/null
kill -USR1 "$relay"
lift 103
wait "$caller"
status=$?
text=$(cat "$dir/consult")
is "consult makes a conference, though its connection was cut" 0 $status
says "it noticed that" '^connected again' "$text"
says "the first party was held meanwhile" 'connected -> onholdpendtransfer' \
	"$text"
says "the conference has three calls" '101, 102 and 103 talk; 3 calls' "$text"
says "holdctl sees the members" 'in conference' "$(ctl calls)"
rest

timeout 60 "$examples/consult.py" --socket "$sock" 101 102 103 \
	>"$dir/consult" 2>&1 &
caller=$!
lift_when 101 dialing
lift_when 102 offering
lift_when 103 offering
wait "$caller"
is "consult transfers" 0 $?
says "and says who talks" '102 and 103 talk to each other' \
	"$(cat "$dir/consult")"
says "as the board does" '102 .*talking .* 103' "$(ctl lines)"
rest

lift 103
timeout 60 "$examples/consult.py" --socket "$sock" 101 102 103 \
	>"$dir/consult" 2>&1 &
caller=$!
lift_when 101 dialing
lift_when 102 offering
wait "$caller"
is "when the second party is busy consult ends with 1" 1 $?
says "and the first two talk again" '101 and 102 talk again' \
	"$(cat "$dir/consult")"
says "as the board says" '101 .*talking .* 102' "$(ctl lines)"
rest

printf q >&3
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
