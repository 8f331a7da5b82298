/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_music.c - any bytes as a music file
 *
 * In:  bytes, taken as a file in memory.
 * Out: nothing; it must not crash, hang or break the promises of music.h.
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/music.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hl_music *music = NULL;
	int16_t x[1000];
	char why[256];
	uint64_t n;

	if (hl_music_open_memory(&music, data, size, HL_MUSIC_LEVEL_DBM0, why,
				 sizeof(why)) < 0) {
		assert(!music && why[0]);
		return 0;
	}

	n = hl_music_length(music);
	assert(n >= 1 && n <= HL_MUSIC_SECONDS_MAX * 8000u);
	hl_music_read(music, UINT64_MAX - 500, x, 1000);
	hl_music_read(music, n - 1, x, 1000);
	for (unsigned i = 0; i < 1000; i++)
		assert(abs(x[i]) < 11500); /* HL_MUSIC_PEAK_DBM0 */
	hl_music_close(music);
	return 0;
}
