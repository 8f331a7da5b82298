#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# packages.sh - the distribution's packages that a step needs
#
# In:  the step: build, test, bench, valgrind, fuzz, analyze.
# Out: nothing when all are there; installed when root; else the exact command
#      to type and exit status 1.
# Not: the lab's packages - lab/setup.sh.

set -eu

case ${1:-build} in
build)
	need='gcc make libc6-dev libsystemd-dev libinih-dev libjansson-dev
		libsndfile1-dev libsamplerate0-dev libspandsp-dev
		libtonezone-dev libpri-dev dahdi-source libncurses-dev
		libcunit1-dev universal-ctags binutils' ;;
test) need='minimodem python3 bsdutils perl-base' ;;
bench) need='asterisk-core-sounds-en-wav asterisk-core-sounds-fr-wav
		asterisk-core-sounds-es-wav asterisk-core-sounds-it-wav
		asterisk-core-sounds-ru-wav asterisk-moh-opsound-wav' ;;
valgrind) need='valgrind libc6-dbg' ;;
fuzz) need='clang' ;;
analyze) need='cppcheck clang-tidy' ;;
*)
	echo "packages.sh: build, test, bench, valgrind, fuzz or analyze?" >&2
	exit 2 ;;
esac

if ! command -v dpkg-query >/dev/null 2>&1; then
	echo "This is not a Debian system; these must be there:" $need >&2
	exit 0
fi

missing=
for p in $need; do
	state=$(dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null || :)
	[ "$state" = installed ] || missing="$missing $p"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
	echo "Packages are missing. Type:" >&2
	echo "  sudo apt-get install$missing" >&2
	exit 1
fi
echo "installing$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update || echo "package lists not renewed, trying as they are" >&2
apt-get -qq -y --no-install-recommends install $missing >/dev/null
