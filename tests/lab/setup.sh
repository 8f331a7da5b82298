#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# setup.sh - make everything the lab boots from, once
#
# In:  the distribution's packages (installed when root and missing).
# Out: one finished folder in the cache; its path is the only line on stdout.
# Not: booting anything - run.sh.
#
# The cache is $HOLDLINE_LAB_CACHE, else $XDG_CACHE_HOME/holdline/lab, else
# ~/.cache/holdline/lab.  A folder in it is called KERNEL-HASH, where HASH
# covers the scripts that make it, and appears by one rename when complete.

set -eu
umask 022
LC_ALL=C
export LC_ALL

here=$(cd "$(dirname "$0")" && pwd -P)
step=start

say() { echo "lab: $*" >&2; }
die() { say "error in step '$step': $*"; exit 1; }

TOOLS='qemu-system-x86 busybox-static cpio make gcc binutils bzip2 xz-utils'
TOOLS="$TOOLS dahdi-source libtonezone2.0 linux-headers-amd64"

# Loaded by the guest in this order; one that is missing is built in.
KERNEL_MODULES='virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev
	virtio_pci virtio_console netfs fscache 9pnet 9pnet_virtio 9p'
DAHDI_MODULES='dahdi dahdi_dynamic dahdi_dynamic_loc'

cache_root() {
	if [ -n "${HOLDLINE_LAB_CACHE:-}" ]; then
		echo "$HOLDLINE_LAB_CACHE"
	elif [ -n "${XDG_CACHE_HOME:-}" ]; then
		echo "$XDG_CACHE_HOME/holdline/lab"
	elif [ -n "${HOME:-}" ]; then
		echo "$HOME/.cache/holdline/lab"
	else
		home=$(getent passwd "$(id -u)" | cut -d: -f6)
		[ -d "${home:-/nonexistent}" ] ||
			die "no home folder: set HOLDLINE_LAB_CACHE"
		echo "$home/.cache/holdline/lab"
	fi
}

# The finished folder of the newest kernel, or nothing.
finished() {
	for dir in "$cache"/*-"$hash"; do
		[ ! -f "$dir/complete" ] || echo "$dir"
	done | sort -V | tail -n 1
}

missing() {
	for p in $TOOLS; do
		dpkg-query -W -f '${db:Status-Abbrev}' "$p" 2>/dev/null |
			grep -q '^.i' || echo "$p"
	done
}

apt() {
	DEBIAN_FRONTEND=noninteractive apt-get -q \
		-o DPkg::Lock::Timeout=300 -o APT::Sandbox::User=root "$@" >&2
}

install_packages() {
	step='packages'
	command -v dpkg-query >/dev/null || die "not a Debian system"
	[ "$(dpkg --print-architecture)" = amd64 ] ||
		die "the lab runs on amd64 only"
	want=$(missing | tr '\n' ' ')
	[ -n "$want" ] || return 0
	if [ "$(id -u)" != 0 ]; then
		say "packages are missing; type:"
		say "  sudo apt-get install --no-install-recommends $want"
		exit 1
	fi
	say "installing $want"
	# An old package list names versions that the mirror no longer has.
	apt install -y --no-install-recommends $want || {
		apt update || die "apt-get update failed"
		apt install -y --no-install-recommends $want ||
			die "cannot install $want"
	}
}

# Sets kver (6.1.0-56-amd64) to the newest installed headers.
newest_headers() {
	kver=
	for dir in /usr/src/linux-headers-*-amd64; do
		[ ! -f "$dir/Makefile" ] || echo "${dir#/usr/src/linux-headers-}"
	done | sort -V >"$work/headers"
	kver=$(tail -n 1 "$work/headers")
	[ -n "$kver" ] || die "no kernel headers in /usr/src"
}

download_kernel() {
	version=$(dpkg-query -W -f '${Version}' "linux-headers-$kver")
	say "downloading the kernel $kver ($version)"
	(cd "$work" && apt download "linux-image-$kver=$version")
}

# The image must be of exactly the headers' version: modules are built against
# these headers and the image is loaded without any version being forced.
get_kernel() {
	step='kernel image'
	newest_headers
	if ! download_kernel; then
		[ "$(id -u)" = 0 ] || {
			say "the mirror has no image for $kver; type:"
			say "  sudo sh -c 'apt-get update; apt-get install linux-headers-amd64'"
			exit 1
		}
		say "the mirror has no such image; looking for newer headers"
		apt update || die "apt-get update failed"
		apt install -y --no-install-recommends linux-headers-amd64 ||
			die "cannot install linux-headers-amd64"
		newest_headers
		download_kernel || die "no image for the headers $kver"
	fi
	mkdir "$work/image"
	dpkg-deb --fsys-tarfile "$work"/linux-image-*.deb |
		tar -x -C "$work/image" ./boot ./lib/modules ||
		die "cannot unpack the kernel package"
}

# Decompressing itself costs the emulated kernel seconds, so that is done here.
# A kernel that is not packed with xz boots as it is.
unpack_kernel() {
	step='kernel image'
	packed=$work/image/boot/vmlinuz-$kver
	for at in $(grep -aboP '\xfd7zXZ\x00' "$packed" | cut -d: -f1); do
		tail -c +$((at + 1)) "$packed" 2>/dev/null |
			xz -dc >"$out/kernel" 2>/dev/null || true
		if [ "$(head -c 4 "$out/kernel")" = "$(printf '\177ELF')" ]; then
			return 0
		fi
	done
	cp "$packed" "$out/kernel"
}

build_modules() {
	step='dahdi modules'
	say "building $DAHDI_MODULES for $kver"
	tar -xjf /usr/src/dahdi.tar.bz2 -C "$work"
	src=$work/modules/dahdi
	rm -rf "$work/modules/dahdi/drivers/staging"
	objects=$(printf '%s.o ' $DAHDI_MODULES)
	make -C "/usr/src/linux-headers-$kver" M="$src/drivers/dahdi" \
		-j "$(nproc)" DAHDI_INCLUDE="$src/include" DAHDI_BUILD_ALL=n \
		DAHDI_MODULES_EXTRA="$objects" HOTPLUG_FIRMWARE=no modules \
		>"$work/build.log" 2>&1 || {
		tail -n 30 "$work/build.log" >&2
		die "the modules do not build"
	}
	for m in $DAHDI_MODULES; do
		[ -f "$src/drivers/dahdi/$m.ko" ] || die "no $m.ko was built"
	done
}

# dahdi_cfg is taken out of its package: installing that would put an init
# script and udev rules for real cards on this machine.
get_dahdi_cfg() {
	step='dahdi_cfg'
	(cd "$work" && apt download dahdi) ||
		die "cannot download the package dahdi"
	dpkg-deb --fsys-tarfile "$work"/dahdi_*.deb |
		tar -xO ./usr/sbin/dahdi_cfg >"$work/dahdi_cfg"
	[ -s "$work/dahdi_cfg" ] || die "no dahdi_cfg in the package dahdi"
}

build_initramfs() {
	step='initramfs'
	root=$work/root
	mkdir -p "$root/bin" "$root/modules" "$root/proc" "$root/sys" \
		"$root/dev" "$root/host" "$root/raw" "$root/run"
	cp "$(command -v busybox)" "$root/bin/busybox"
	cp "$here/guest-init.sh" "$root/init"
	cp "$work/dahdi_cfg" "$root/bin/dahdi_cfg"
	chmod 755 "$root/init" "$root/bin/busybox" "$root/bin/dahdi_cfg"
	for applet in $(busybox --list); do
		[ "$applet" = busybox ] || ln -s busybox "$root/bin/$applet"
	done
	for m in $KERNEL_MODULES; do
		find "$work/image/lib/modules" -name "$m.ko" \
			-exec cp {} "$root/modules/" \;
		[ ! -f "$root/modules/$m.ko" ] || echo "$m"
	done >"$root/modules/order"
	for m in $DAHDI_MODULES; do
		cp "$work/modules/dahdi/drivers/dahdi/$m.ko" "$root/modules/"
	done
	# Checking a signature takes the emulated kernel 0.1 s for each module.
	for m in "$root"/modules/*.ko; do
		objcopy --strip-debug --remove-section=.BTF "$m"
	done
	(cd "$root" && find . | sort | cpio -o -H newc -R 0:0 --quiet) \
		>"$out/initramfs" || die "cpio failed"
}

hash=$(cat "$here/setup.sh" "$here/guest-init.sh" | sha256sum | cut -c1-12)
cache=$(cache_root)
found=$(finished)
if [ -n "$found" ] && command -v qemu-system-x86_64 >/dev/null; then
	echo "$found"
	exit 0
fi

step='cache folder'
mkdir -p "$cache" || die "cannot make $cache"
# Two first runs at once: the second waits and finds the work done.
exec 9>"$cache/lock"
flock 9 || die "cannot lock $cache/lock"
install_packages
found=$(finished)
if [ -n "$found" ]; then
	echo "$found"
	exit 0
fi

# Kernel makefiles cannot live under a path with blanks, so the work is done
# under /var/tmp; what is kept is assembled in the cache.
rm -rf "$cache"/.new.*
work=$(mktemp -d /var/tmp/holdline-lab.XXXXXX)
out=$(mktemp -d "$cache/.new.XXXXXX")
trap 'rm -rf "$work" "$out"' EXIT
trap 'exit 1' HUP INT TERM

get_kernel
unpack_kernel
build_modules
get_dahdi_cfg
build_initramfs

step='finish'
chmod 755 "$out"
: >"$out/complete"
mv "$out" "$cache/$kver-$hash"
say "ready: $cache/$kver-$hash"
echo "$cache/$kver-$hash"
