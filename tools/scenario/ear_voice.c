/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ear_voice.c - the voices of the test parties
 *
 * In:  a party, a position.
 * Out: samples.
 *
 * The frequencies lie 40 Hz or more from each other, from the telephone
 * tones (350 to 480, 620, 950, 1400, 1800, 2130, 2750 Hz), from the digits
 * (ITU-T Q.23) and from the notes of piece.h; a Hann window of 50 ms has
 * its zeros there. No party's pair can be made from another party's by
 * distortion up to the third order (tests/unit/test_ear.c tries them all).
 */
#include "ear.h"

#include <math.h>

#define PI              3.14159265358979323846
#define RATE            8000u
#define FULL_SCALE_DBM0 3.17 /* ITU-T G.711, mu-law */

static const unsigned short voices_hz[EAR_PARTIES][2] = {
	{ 1090, 2620 }, { 1520, 2660 }, { 1760, 2700 }, { 1910, 2790 },
	{ 1250, 2830 }, { 1560, 2870 }, { 1990, 2910 }, { 2170, 2950 },
	{ 2290, 2990 }, { 1680, 3030 }, { 1130, 3070 }, { 2410, 3110 },
	{ 2470, 3150 }, { 2370, 3190 }, { 2030, 3230 }, { 2210, 3270 },
	{ 1870, 3310 }, { 1720, 3350 }, { 2510, 3390 }, { 2080, 3430 },
	{ 2250, 3470 }, { 2550, 3510 }, { 2330, 3550 }, { 1950, 3590 },
};

void ear_voice_hz(unsigned party, unsigned ret[2])
{
	ret[0] = voices_hz[party][0];
	ret[1] = voices_hz[party][1];
}

/* two samples of a sine, from which the rest follows */
struct swing {
	double factor;
	double last;
	double before;
};

static struct swing swing_start(unsigned hz, uint64_t pos, double amplitude)
{
	const double step = 2.0 * PI * hz / RATE;
	const double phase = 2.0 * PI * (double)(pos % RATE * hz % RATE) / RATE;
	struct swing swing = {
		.factor = 2.0 * cos(step),
		.last = amplitude * sin(phase - step),
		.before = amplitude * sin(phase - 2.0 * step),
	};

	return swing;
}

static double swing_next(struct swing *swing)
{
	double x = swing->factor * swing->last - swing->before;

	swing->before = swing->last;
	swing->last = x;
	return x;
}

void ear_voice(unsigned party, uint64_t pos, int16_t *out, unsigned n)
{
	const double level = EAR_VOICE_DBM0 - FULL_SCALE_DBM0;
	const double amplitude = 32767.0 * pow(10.0, level / 20.0) / sqrt(2.0);
	struct swing low, high;
	unsigned i;

	low = swing_start(voices_hz[party][0], pos, amplitude);
	high = swing_start(voices_hz[party][1], pos, amplitude);
	for (i = 0; i < n; i++)
		out[i] = (int16_t)lrint(swing_next(&low) + swing_next(&high));
}
