#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# run.sh - run one command in the lab guest
#
# In:  a command; LAB_* and PATH of the environment.
# Out: the command's output on stdout and its exit status; kernel.log.
# Not: getting or building anything - setup.sh, which is asked for the cache.
#
# Exit status: the command's; 124 timeout, 125 the guest did not boot,
# 126 the kernel oopsed (the lines are on stderr), 141 nobody reads the output.

set -eu
umask 022

here=$(cd "$(dirname "$0")" && pwd -P)
shift_=1
limit=300
mem=1100

say() { echo "lab: $*" >&2; }
refuse() { say "$*"; exit 125; }

usage() {
	cat >&2 <<-'END'
	usage: run.sh [--icount-shift N] [--timeout S] [--mem M] -- COMMAND...
	  --icount-shift N  one instruction lasts 2^N ns of guest time (1)
	  --timeout S       seconds of host time before exit status 124 (300)
	  --mem M           guest memory in MiB (1100)
	environment: LAB_STATIONS (8), LAB_TRUNKS (4), LAB_ZONE (us), LAB_PRI (0),
	  LAB_RUN_DIR (kept when given), LAB_LOCAL (files and folders kept in the
	  guest's memory, colons between), and every other LAB_* for COMMAND
	END
	exit 125
}

is_number() {
	case $1 in
	'' | *[!0-9]*) return 1 ;;
	esac
}

# One word for a shell, whatever is in it.
quoted() { printf '%s\n' "$1" | sed "s/'/'\\\\''/g; 1s/^/'/; \$s/\$/'/"; }

# A path inside an option of the emulator: a comma is doubled.
option_path() { printf '%s\n' "$1" | sed 's/,/,,/g'; }

lab_names() {
	env -0 | grep -z '^LAB_[A-Za-z0-9_]*=' | sed -z 's/=.*//' | tr '\0' '\n'
}

write_command() {
	printf 'cd %s || exit 125\n' "$(quoted "$(pwd -P)")"
	printf 'PATH=%s\nexport PATH\n' "$(quoted "$PATH")"
	echo 'HOME=/tmp TERM=dumb LANG=C.UTF-8; export HOME TERM LANG'
	echo 'LD_LIBRARY_PATH=/run/lab/lib; export LD_LIBRARY_PATH'
	for name in $(lab_names); do
		eval "value=\$$name"
		printf '%s=%s\nexport %s\n' "$name" "$(quoted "$value")" "$name"
	done
	printf 'exec'
	for word; do
		printf ' %s' "$(quoted "$word")"
	done
	echo
}

# What the command may reach in the host's /tmp and /run: the first folder of
# every path it is told of.
write_binds() {
	{
		pwd -P
		printf '%s\n' "$here" "$@"
		echo "$PATH" | tr ':' '\n'
		for name in $(lab_names); do
			eval "printf '%s\n' \"\$$name\""
		done
	} | grep -oE '(^|=|:|[[:blank:]])/(tmp|run)/[^/]+' |
		sed 's,^[^/]*,,' | sort -u || true
}

# What the guest keeps in its memory: the programs among the command's words
# and all of LAB_LOCAL.
write_local() {
	{
		for word; do
			path=$(command -v -- "$word") || continue
			# A word may also name a file to be written.
			[ ! -f "$path" ] || [ ! -x "$path" ] || echo "$path"
		done
		echo "${LAB_LOCAL:-}" | tr ':' '\n'
		printf '%s\n' /bin/sh /etc/ld.so.cache /etc/localtime \
			/lib64/ld-linux-x86-64.so.2
	} | while read -r path; do
		realpath -e -- "$path" 2>/dev/null || true
	done | sort -u
}

# Their libraries: where they are and the names they are looked for by.
write_libraries() {
	while read -r path; do
		[ -f "$path" ] && [ -x "$path" ] || continue
		ldd "$path" 2>/dev/null || true
	done <"$run/local" | grep -o ' => /[^ ]*' | sort -u |
		while read -r _ library; do
			printf '%s %s\n' "${library##*/}" \
				"$(realpath "$library")"
		done
}

write_settings() {
	stations=${LAB_STATIONS:-8}
	trunks=${LAB_TRUNKS:-4}
	pri=${LAB_PRI:-0}
	zones=${LAB_ZONE:-us}
	is_number "$stations" || refuse "LAB_STATIONS: not a number"
	is_number "$trunks" || refuse "LAB_TRUNKS: not a number"
	is_number "$pri" || refuse "LAB_PRI: not a number"
	# The span driver's buffer is too small beyond this.
	[ $((stations + trunks)) -le 168 ] ||
		refuse "LAB_STATIONS + LAB_TRUNKS: at most 168"
	case $zones in
	'' | *[!a-z,-]*) refuse "LAB_ZONE: zone names with commas between" ;;
	esac
	for name in stations trunks pri zones; do
		eval "echo $name=\$$name"
	done
}

# Self-tests and calibrations of the kernel that cost the emulator seconds.
quick='cryptomgr.notests tsc=reliable lpj=2000000 no_timer_check'

# The guest's clock runs while a request waits for another thread of the
# emulator: a file costs milliseconds of guest time.  Without event descriptors
# the request is begun by the guest's own instruction, and costs a tenth.
sync='ioeventfd=off'

boot() {
	exec timeout -k 5 "$limit" qemu-system-x86_64 \
		-nodefaults -no-user-config -display none -no-reboot \
		-M pc -cpu qemu64,+rdrand -seed 1 -m "$mem" -smp 1 \
		-accel tcg -icount "shift=$shift_,sleep=off" -rtc clock=vm \
		-kernel "$lab/kernel" -initrd "$lab/initramfs" \
		-append "console=ttyS0 panic=-1 mitigations=off nokaslr $quick" \
		-chardev "file,id=log,path=$log" -serial chardev:log \
		-device isa-debug-exit,iobase=0xf4,iosize=4 \
		-fsdev "local,id=root,path=/,security_model=none,multidevs=remap" \
		-device "virtio-9p-pci,$sync,fsdev=root,mount_tag=root" \
		-fsdev "local,id=run,path=$share,security_model=none" \
		-device "virtio-9p-pci,$sync,fsdev=run,mount_tag=run" \
		-device "virtio-serial-pci,$sync" \
		-chardev "file,id=out,path=$fifo" \
		-device virtserialport,chardev=out,name=out \
		</dev/null >"$run/qemu.log" 2>&1
}

end() {
	for pid in $guest $pump; do
		kill "$pid" 2>/dev/null || true
	done
	[ -z "$guest" ] || wait "$guest" || true
	rm -f "$run/out"
	[ "$keep" = 1 ] || rm -rf "$run"
}

oops_lines() {
	grep -aE -A 40 'BUG: |Oops: |general protection fault|Kernel panic' \
		"$run/kernel.log" 2>/dev/null | head -n 60
}

trouble() {
	keep=1
	say "$1; see $run/kernel.log"
	tail -n "${2:-0}" "$run/kernel.log" "$run/qemu.log" >&2 || true
}

while [ $# -gt 0 ]; do
	case $1 in
	--icount-shift | --timeout | --mem)
		[ $# -ge 2 ] && is_number "$2" || usage
		case $1 in
		--icount-shift) shift_=$2 ;;
		--timeout) limit=$2 ;;
		--mem) mem=$2 ;;
		esac
		shift 2
		;;
	--) shift && break ;;
	*) usage ;;
	esac
done
[ $# -gt 0 ] || usage

lab=$("$here/setup.sh") || refuse "no lab: setup.sh failed"

keep=0
guest=
pump=
if [ -n "${LAB_RUN_DIR:-}" ]; then
	mkdir -p "$LAB_RUN_DIR"
	run=$(cd "$LAB_RUN_DIR" && pwd -P)
	keep=1
else
	run=$(mktemp -d "${TMPDIR:-/tmp}/holdline-lab.XXXXXX")
fi
LAB_RUN_DIR=$run
export LAB_RUN_DIR
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM

rm -f "$run/started" "$run/status" "$run/out" "$run/kernel.log"
write_settings >"$run/settings"
write_binds "$@" >"$run/binds"
write_local "$@" >"$run/local"
write_libraries >"$run/libraries"
write_command "$@" >"$run/command"
mkfifo "$run/out"
: >"$run/kernel.log"
share=$(option_path "$run")
fifo=$(option_path "$run/out")
log=$(option_path "$run/kernel.log")

boot &
guest=$!
# A reader that went away would stall the guest for ever.
{ cat "$run/out" || { kill "$guest"; exit 141; }; } &
pump=$!
rc=0
wait "$guest" || rc=$?
guest=
# Lets the pump go when nobody else has opened its pipe.
: <>"$run/out"
wait "$pump" || { pump= && exit 141; }
pump=

if [ -n "$(oops_lines)" ]; then
	oops_lines >&2
	trouble "the kernel oopsed"
	exit 126
elif [ -f "$run/status" ]; then
	exit "$(cat "$run/status")"
elif [ ! -f "$run/started" ]; then
	[ "$rc" != 124 ] || say "out of time after $limit seconds"
	trouble "the guest did not boot" 20
	exit 125
elif [ "$rc" = 124 ] || [ "$rc" = 137 ]; then
	trouble "no end after $limit seconds"
	exit 124
fi
trouble "the guest died" 20
exit 125
