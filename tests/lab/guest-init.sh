#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# guest-init.sh - first process of the lab guest
#
# In:  two 9p shares: "root", the host's whole file system, and "run", the run
#      folder with settings, binds and command as run.sh wrote them.
# Out: "started" and "status" in the run folder; the command's output on the
#      first virtio-serial port; everything else on the console (kernel.log).
#
# Runs from the initramfs (busybox only) and never leaves it: the command runs
# chrooted, so that every process with another root is known to be ours.

PATH=/bin
export PATH

fail() {
	echo "lab: $*"
	quit
}

# isa-debug-exit at port 0xf4 ends the emulator at once, without a shutdown.
quit() {
	sync
	printf '\0' | dd of=/dev/port bs=1 seek=244 conv=notrunc 2>/dev/null
	reboot -f
}

mount_9p() {
	mount -t 9p -o "trans=virtio,version=9p2000.L,$3" "$1" "$2" ||
		fail "cannot mount the share $1"
}

# The run folder is not cached, so that the host sees "started" at once.  The
# root is: without it every page of every program is fetched again and again.
mount_root() {
	mkdir -p /share
	mount_9p run /share msize=65536,cache=none
	mount_9p root /host msize=524288,cache=loose
	mount --bind /host /raw
	mount -t proc proc /host/proc
	mount -t sysfs sysfs /host/sys
	mount -t devtmpfs dev /host/dev
	mkdir -p /host/dev/pts /host/dev/shm
	mount -t devpts -o mode=620,ptmxmode=666 devpts /host/dev/pts
	mount -t tmpfs -o mode=1777 shm /host/dev/shm
	mount -t tmpfs -o mode=755 run /host/run
	mount -t tmpfs -o mode=1777 tmp /host/tmp
	mkdir -p /host/run/lab /host/run/lock
	ln -s /proc/self/fd /host/dev/fd
	ln -s /proc/self/fd/0 /host/dev/stdin
	ln -s /proc/self/fd/1 /host/dev/stdout
	ln -s /proc/self/fd/2 /host/dev/stderr
}

# 9p holds no Unix sockets, so /tmp and /run are the guest's own; what the
# command names in the host's /tmp or /run is bound into them.
bind_paths() {
	while read -r path; do
		if [ -d "/raw$path" ]; then
			mkdir -p "/host$path"
		elif [ -e "/raw$path" ]; then
			: >"/host$path"
		else
			continue
		fi
		mount --bind "/raw$path" "/host$path"
	done </share/binds
}

# A file on 9p costs milliseconds of guest time at every open, and more when the
# host is busy.  What the test runs is copied into memory and bound over its
# own path; its libraries, which are found by links that cost as much, are
# copied to where the loader looks first.
make_local() {
	n=0
	mkdir /run/local /host/run/lab/lib
	while read -r name path; do
		cp "/raw$path" "/host/run/lab/lib/$name"
	done </share/libraries
	while read -r path; do
		n=$((n + 1))
		cp -a "/raw$path" "/run/local/$n" &&
			mount --bind "/run/local/$n" "/host$path"
	done </share/local
}

# loc spans come in pairs: same key, ids 0 and 1 (address is key:id).
print_spans() {
	near=$((stations + trunks))
	if [ "$near" -gt 0 ]; then
		echo "dynamic=loc,1:0,$near,0"
		echo "dynamic=loc,1:1,$near,0"
	fi
	if [ "$pri" -gt 0 ]; then
		echo "dynamic=loc,2:0,31,0"
		echo "dynamic=loc,2:1,31,0"
	fi
	if [ "$stations" -gt 0 ]; then
		echo "fxoks=1-$stations"
		echo "fxsks=$((near + 1))-$((near + stations))"
	fi
	if [ "$trunks" -gt 0 ]; then
		echo "fxsks=$((stations + 1))-$near"
		echo "fxoks=$((near + stations + 1))-$((2 * near))"
	fi
	[ "$pri" -gt 0 ] || return 0
	for base in $((2 * near)) $((2 * near + 31)); do
		echo "bchan=$((base + 1))-$((base + 15))"
		echo "dchan=$((base + 16))"
		echo "bchan=$((base + 17))-$((base + 31))"
	done
}

make_spans() {
	insmod /modules/dahdi.ko auto_assign_spans=1 &&
		insmod /modules/dahdi_dynamic.ko &&
		insmod /modules/dahdi_dynamic_loc.ko || fail "no dahdi modules"
	{
		print_spans
		for z in $(echo "$zones" | tr ',' ' '); do
			echo "loadzone=$z"
		done
		echo "defaultzone=${zones%%,*}"
	} >/host/run/lab/system.conf
	cp /bin/dahdi_cfg /host/run/lab/dahdi_cfg
	chroot /host /run/lab/dahdi_cfg -c /run/lab/system.conf ||
		fail "dahdi_cfg refused the spans"
}

kill_leftovers() {
	for p in /proc/[0-9]*; do
		if [ "$(readlink "$p/root")" = /host ]; then
			kill -9 "${p#/proc/}"
		fi
	done 2>/dev/null
}

# The output goes through a pipe and not straight to the port, because a
# program may open /dev/stderr a second time and the port opens only once.
run_command() {
	port=$(echo /dev/vport*p1) # the number before p is the device's
	[ -c "$port" ] || fail "no output port"
	cp /share/command /host/run/lab/command
	mkfifo /run/out
	cat /run/out >"$port" &
	pump=$!
	: >/share/started
	setsid chroot /host /bin/sh /run/lab/command \
		</dev/null >/run/out 2>&1
	status=$?
	kill_leftovers
	wait "$pump"
	sync
	echo "$status" >/share/status.new
	mv /share/status.new /share/status
}

mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
ip link set lo up
while read -r m; do
	insmod "/modules/$m.ko" || fail "cannot load $m"
done </modules/order
# An idle guest's clock jumps to the next timer, which may be seconds away, as
# often as it waits for the host.  So it is kept busy until the command starts.
mount_root
chroot /host nice -n 19 sh -c 'while :; do :; done' &
busy=$!
. /share/settings
bind_paths
make_local
make_spans
kill "$busy"
run_command
quit
