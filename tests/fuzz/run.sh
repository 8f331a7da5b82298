#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# run.sh - every parser under clang's fuzzer
#
# In:  a build folder for it, and seconds for each.
# Out: exit status 1 and the input's file when one is found that breaks.

set -eu
cd "$(dirname "$0")/../.."
build=$1
seconds=$2

make BUILD="$build" CC=clang CFLAGS='-O1 -g -fsanitize=fuzzer-no-link' \
	SAN=address,undefined "$build/libholdline.a" scenario-objects
for source in tests/fuzz/fuzz_*.c; do
	name=$(basename "$source" .c | sed 's/^fuzz_//')
	clang -std=c11 -D_GNU_SOURCE -Iinclude -I. -g -O1 \
		-fsanitize=fuzzer,address,undefined -o "$build/fuzz-$name" \
		"$source" "$build"/tools/scenario/*.o "$build/libholdline.a" \
		-lsystemd -linih -ljansson -lsndfile -lsamplerate -ltonezone \
		-lspandsp -lm -lpri
	mkdir -p "$build/corpus/$name"
	echo "fuzzing $name for $seconds s"
	LSAN_OPTIONS=suppressions=tests/lsan.supp:print_suppressions=0 \
		"$build/fuzz-$name" -max_total_time="$seconds" -timeout=10 \
		-artifact_prefix="$build/found-$name-" \
		"$build/corpus/$name" "tests/fuzz/corpus/$name" \
		2>"$build/fuzz-$name.log" || {
		tail -30 "$build/fuzz-$name.log"
		exit 1
	}
	tail -1 "$build/fuzz-$name.log"
done
