/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_clid_sound.c - claims about hearing caller ID: sent by us in every
 * form, quiet, noisy, too fast, damaged, and not sent at all
 */
#include "suites.h"

#include <math.h>
#include <samplerate.h>
#include <spandsp.h>
#include <stdlib.h>
#include <string.h>

#include "test_clid_line.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* sends and hears once in each form */
static void round_trip(const struct hl_clid *clid, double level, double noise)
{
	struct clid_line line;

	clid_line_open(&line);
	for (size_t i = 0; i < CLID_FORMS; i++) {
		line.n = 0;
		clid_message(&line, clid, &clid_forms[i], level);
		if (noise < 0.0)
			clid_noise_add(&line, level + noise);
		clid_hear(&line, &clid_forms[i]);
		clid_heard_once(&line, clid, &clid_forms[i]);
	}
	clid_line_close(&line);
}

/* ---- our receiver -------------------------------------------------------- */

static void every_kind_arrives(void)
{
	struct hl_clid clid = clid_caller("5551234567", "FIFTEEN LETTERS");

	round_trip(&clid, -13.5, 0.0);
	clid = clid_caller("12345678901234567890", "A");
	round_trip(&clid, -10.0, 0.0);
	clid = clid_caller("5", "");
	clid.month = clid.day = clid.hour = clid.minute = 0;
	round_trip(&clid, -13.5, 0.0);
}

static void every_kind_says_why_there_is_no_number(void)
{
	struct hl_clid clid = clid_caller("", "");

	clid.number_absent = HL_CLID_ABSENT_WITHHELD;
	round_trip(&clid, -13.5, 0.0);
	clid.number_absent = HL_CLID_ABSENT_UNAVAILABLE;
	round_trip(&clid, -13.5, 0.0);
}

static void every_kind_arrives_at_minus_thirty(void)
{
	struct hl_clid clid = clid_caller("5551234567", "FIFTEEN LETTERS");

	round_trip(&clid, -30.0, 0.0);
	round_trip(&clid, HL_CLID_LEVEL_MIN_DBM0, 0.0);
}

static void every_kind_arrives_with_noise_twenty_below(void)
{
	struct hl_clid clid = clid_caller("5551234567", "FIFTEEN LETTERS");

	round_trip(&clid, -13.5, -20.0);
	round_trip(&clid, -30.0, -20.0);
}

/* everything is higher and faster by @ratio - 1 */
static void speed_up(struct clid_line *line, double ratio)
{
	float *in = calloc(line->n, sizeof(*in));
	float *out = calloc(ROOM, sizeof(*out));
	SRC_DATA data = {
		.data_in = in,
		.data_out = out,
		.input_frames = (long)line->n,
		.output_frames = ROOM,
		.src_ratio = 1.0 / ratio,
	};

	CU_ASSERT_FATAL(in && out);
	src_short_to_float_array(line->x, in, (int)line->n);
	CU_ASSERT_EQUAL(src_simple(&data, SRC_SINC_MEDIUM_QUALITY, 1), 0);
	line->n = (unsigned)data.output_frames_gen;
	src_float_to_short_array(out, line->x, (int)line->n);
	free(in);
	free(out);
}

static void a_percent_of_frequency_does_no_harm(void)
{
	static const double ratios[] = { 0.99, 0.995, 1.005, 1.01 };
	struct hl_clid clid = clid_caller("5551234567", "FIFTEEN LETTERS");
	struct clid_line line;

	clid_line_open(&line);
	for (size_t i = 0; i < CLID_FORMS; i++) {
		for (size_t k = 0; k < COUNT(ratios); k++) {
			line.n = 0;
			clid_message(&line, &clid, &clid_forms[i], -20.0);
			speed_up(&line, ratios[k]);
			clid_hear(&line, &clid_forms[i]);
			clid_heard_once(&line, &clid, &clid_forms[i]);
		}
	}
	clid_line_close(&line);
}

static void mains_hum_ten_below_does_no_harm(void)
{
	static const double hertz[] = { 50.0, 60.0 };
	const double a = clid_amplitude(-30.0);
	struct hl_clid clid = clid_caller("5551234567", "FIFTEEN LETTERS");
	struct clid_line line;

	clid_line_open(&line);
	for (size_t i = 0; i < CLID_FORMS; i++) {
		for (size_t k = 0; k < COUNT(hertz); k++) {
			line.n = 0;
			clid_message(&line, &clid, &clid_forms[i], -20.0);
			for (unsigned t = 0; t < line.n; t++)
				line.x[t] = clid_clip(
					(float)(line.x[t] +
						a * sin(6.283185307 * t *
							hertz[k] / SECOND)));
			clid_hear(&line, &clid_forms[i]);
			clid_heard_once(&line, &clid, &clid_forms[i]);
		}
	}
	clid_line_close(&line);
}

static void the_length_of_a_block_does_not_matter(void)
{
	static const unsigned blocks[] = { 1, 7, 160, ROOM };
	struct hl_clid clid = clid_caller("5551234567", "FIFTEEN LETTERS");
	struct clid_line line;

	clid_line_open(&line);
	for (size_t i = 0; i < CLID_FORMS; i++) {
		line.n = 0;
		clid_message(&line, &clid, &clid_forms[i], -13.5);
		for (size_t k = 0; k < COUNT(blocks); k++) {
			clid_listen_blocks(&line, &clid_forms[i], blocks[k]);
			clid_heard_once(&line, &clid, &clid_forms[i]);
		}
	}
	clid_line_close(&line);
}

static void a_second_message_is_heard_like_the_first(void)
{
	struct hl_clid clid = clid_caller("5551234567", "FIFTEEN LETTERS");
	struct hl_clid other = clid_caller("18", "B");
	struct clid_line line;

	clid_line_open(&line);
	for (size_t i = 0; i < CLID_FORMS; i++) {
		line.n = 0;
		clid_message(&line, &clid, &clid_forms[i], -13.5);
		clid_message(&line, &other, &clid_forms[i], -13.5);
		clid_hear(&line, &clid_forms[i]);
		CU_ASSERT_EQUAL(line.heard, 2);
		CU_ASSERT_STRING_EQUAL(line.clid.number, "18");
	}
	clid_line_close(&line);
}

/* ---- damage -------------------------------------------------------------- */

/* bytes as they are, sent by spandsp: 300 of seizure, 180 of mark */
struct raw {
	const uint8_t *byte;
	unsigned n;
	unsigned at;
};

static int raw_bit(void *user)
{
	struct raw *raw = user;
	unsigned i = raw->at++;

	if (i < 300)
		return (int)(i & 1);
	if (i < 480)
		return 1;
	i -= 480;
	if (i >= 10 * raw->n)
		return i < 10 * raw->n + 8 ? 1 : SIG_STATUS_END_OF_DATA;
	if (i % 10 == 0 || i % 10 == 9)
		return i % 10 == 9;
	return raw->byte[i / 10] >> (i % 10 - 1) & 1;
}

static void raw_send(struct clid_line *line, const uint8_t *byte, unsigned n)
{
	struct raw raw = { byte, n, 0 };
	fsk_tx_state_t *tx;
	int got;

	tx = fsk_tx_init(NULL, &preset_fsk_specs[FSK_BELL202], raw_bit, &raw);
	CU_ASSERT_PTR_NOT_NULL_FATAL(tx);
	clid_silence(line, BEFORE);
	while ((got = fsk_tx(tx, line->x + line->n, 160)) > 0)
		line->n += (unsigned)got;
	fsk_tx_free(tx);
	clid_silence(line, AFTER);
}

static void a_wrong_checksum_is_counted_and_not_believed(void)
{
	struct hl_clid clid = clid_caller("5551234567", "FIFTEEN LETTERS");
	uint8_t bytes[HL_CLID_MESSAGE_MAX];
	struct clid_line line;
	size_t n = 0;

	clid_line_open(&line);
	CU_ASSERT_EQUAL(
		hl_clid_build(&clid, &clid_forms[0], bytes, sizeof(bytes), &n),
		0);
	raw_send(&line, bytes, (unsigned)n);
	clid_hear(&line, &clid_forms[0]);
	clid_heard_once(&line, &clid, &clid_forms[0]);

	for (unsigned i = 2; i < n; i += 3) {
		line.n = 0;
		bytes[i] ^= 0x10;
		raw_send(&line, bytes, (unsigned)n);
		bytes[i] ^= 0x10;
		clid_hear(&line, &clid_forms[0]);
		CU_ASSERT_EQUAL(line.heard, 0);
		CU_ASSERT_EQUAL(line.damaged, 1);
	}
	clid_line_close(&line);
}

static void a_message_that_stops_is_counted_and_not_believed(void)
{
	struct hl_clid clid = clid_caller("5551234567", "FIFTEEN LETTERS");
	uint8_t bytes[HL_CLID_MESSAGE_MAX];
	struct clid_line line;
	unsigned cut;
	size_t n = 0;

	clid_line_open(&line);
	for (size_t i = 0; i < CLID_DIGITS; i++) {
		line.n = 0;
		clid_message(&line, &clid, &clid_forms[i], -13.5);
		/* in the last byte but one */
		cut = line.n - AFTER - 150;
		memset(line.x + cut, 0, (line.n - cut) * sizeof(*line.x));
		clid_hear(&line, &clid_forms[i]);
		CU_ASSERT_EQUAL(line.heard, 0);
		CU_ASSERT_EQUAL(line.damaged, 1);
	}

	CU_ASSERT_EQUAL(
		hl_clid_build(&clid, &clid_forms[0], bytes, sizeof(bytes), &n),
		0);
	for (unsigned i = 1; i < n; i++) {
		line.n = 0;
		raw_send(&line, bytes, i);
		clid_hear(&line, &clid_forms[0]);
		CU_ASSERT_EQUAL(line.heard, 0);
		CU_ASSERT_EQUAL(line.damaged, 1);
	}
	clid_line_close(&line);
}

static void a_hole_in_a_message_is_no_message(void)
{
	struct hl_clid clid = clid_caller("5551234567", "FIFTEEN LETTERS");
	struct clid_line line;

	clid_line_open(&line);
	for (size_t i = 0; i < CLID_DIGITS; i++) {
		line.n = 0;
		clid_message(&line, &clid, &clid_forms[i], -13.5);
		memset(line.x + line.n - AFTER - 1500, 0,
		       240 * sizeof(*line.x));
		clid_hear(&line, &clid_forms[i]);
		CU_ASSERT_EQUAL(line.heard, 0);
		CU_ASSERT(line.damaged >= 1);
	}
	clid_line_close(&line);
}

static void dialling_is_no_message(void)
{
	dtmf_tx_state_t *tx = dtmf_tx_init(NULL);
	struct clid_line line;

	CU_ASSERT_PTR_NOT_NULL_FATAL(tx);
	clid_line_open(&line);
	dtmf_tx_put(tx, "08123456#", -1);
	line.n = (unsigned)dtmf_tx(tx, line.x, ROOM);
	for (size_t i = CLID_DIGITS; i < CLID_FORMS; i++) {
		clid_hear(&line, &clid_forms[i]);
		CU_ASSERT_EQUAL(line.heard, 0);
		CU_ASSERT_EQUAL(line.damaged, 0);
	}
	dtmf_tx_free(tx);
	clid_line_close(&line);
}

static void digits_far_apart_are_no_message(void)
{
	dtmf_tx_state_t *tx = dtmf_tx_init(NULL);
	struct clid_line line;

	CU_ASSERT_PTR_NOT_NULL_FATAL(tx);
	clid_line_open(&line);
	dtmf_tx_put(tx, "A12", -1);
	line.n = (unsigned)dtmf_tx(tx, line.x, ROOM);
	clid_silence(&line, 2 * SECOND);
	dtmf_tx_put(tx, "34C", -1);
	line.n += (unsigned)dtmf_tx(tx, line.x + line.n, (int)SECOND);
	clid_hear(&line, &clid_forms[CLID_DIGITS]);
	CU_ASSERT_EQUAL(line.heard, 0);
	dtmf_tx_free(tx);
	clid_line_close(&line);
}

/* ---- speech -------------------------------------------------------------- */

/* one resonance of a mouth */
struct formant {
	float b, c, y1, y2;
};

static void formant_tune(struct formant *f, float hz)
{
	float r = expf(-3.14159265f * 90.0f / (float)SECOND);

	f->b = 2.0f * r * cosf(6.2831853f * hz / (float)SECOND);
	f->c = -r * r;
}

static float formant_pass(struct formant *f, float x)
{
	float y = x + f->b * f->y1 + f->c * f->y2;

	f->y2 = f->y1;
	f->y1 = y;
	return y;
}

/*
 * Ten seconds of voice-like sound: syllables of 60 to 300 ms, voiced with a
 * moving pitch and three formants, or hissing, with pauses; -20 dBm0.
 */
static void babble(struct clid_line *line)
{
	struct formant mouth[3] = { { 0 } };
	unsigned at = 0, end, period = 60, phase = 0;
	float *y = calloc(ROOM, sizeof(*y));
	double power = 0.0;
	float kind, x, gain;

	CU_ASSERT_PTR_NOT_NULL_FATAL(y);
	while (at < 10 * SECOND) {
		end = at + 480 + (unsigned)((clid_random(line) + 1) * 960);
		kind = clid_random(line);
		period = 32 + (unsigned)((clid_random(line) + 1) * 24);
		formant_tune(&mouth[0], 500 + 250 * clid_random(line));
		formant_tune(&mouth[1], 1500 + 700 * clid_random(line));
		formant_tune(&mouth[2], 2600 + 400 * clid_random(line));
		gain = kind < -0.7f ? 0.0f : 1.0f + clid_random(line) / 2;
		for (; at < end && at < 10 * SECOND; at++) {
			x = ++phase % period ? 0.0f : 8.0f;
			if (kind > 0.5f)
				x = clid_random_normal(line);
			x *= gain;
			y[at] = formant_pass(&mouth[0], x) +
				0.5f * formant_pass(&mouth[1], x) +
				0.3f * formant_pass(&mouth[2], x);
			power += (double)(y[at] * y[at]);
		}
	}
	gain = (float)(clid_amplitude(-20.0) /
		       sqrt(2.0 * power / (10 * SECOND)));
	line->n = 10 * SECOND;
	for (at = 0; at < line->n; at++)
		line->x[at] = clid_clip(y[at] * gain);
	free(y);
}

static void a_minute_of_speech_says_nothing(void)
{
	struct clid_line line;

	clid_line_open(&line);
	for (int minute = 0; minute < 6; minute++) {
		babble(&line);
		for (size_t i = 0; i < CLID_FORMS; i++) {
			clid_hear(&line, &clid_forms[i]);
			CU_ASSERT_EQUAL(line.heard, 0);
			CU_ASSERT_EQUAL(line.damaged, 0);
		}
	}
	clid_line_close(&line);
}

static void a_minute_of_noise_says_nothing(void)
{
	struct clid_line line;

	clid_line_open(&line);
	for (int minute = 0; minute < 6; minute++) {
		memset(line.x, 0, ROOM * sizeof(*line.x));
		line.n = 10 * SECOND;
		clid_noise_add(&line, -15.0);
		for (size_t i = 0; i < CLID_FORMS; i++) {
			clid_hear(&line, &clid_forms[i]);
			CU_ASSERT_EQUAL(line.heard, 0);
			CU_ASSERT_EQUAL(line.damaged, 0);
		}
	}
	clid_line_close(&line);
}

static void a_message_after_speech_is_heard(void)
{
	struct hl_clid clid = clid_caller("5551234567", "FIFTEEN LETTERS");
	struct clid_line line;

	clid_line_open(&line);
	for (size_t i = 0; i < CLID_DIGITS; i++) {
		babble(&line);
		line.n = 4 * SECOND;
		clid_message(&line, &clid, &clid_forms[i], -13.5);
		clid_hear(&line, &clid_forms[i]);
		clid_heard_once(&line, &clid, &clid_forms[i]);
	}
	clid_line_close(&line);
}

#define CLAIM(name)                                                            \
	{                                                                      \
#name, name                                                    \
	}

CU_TestInfo *test_clid_sound(void)
{
	static CU_TestInfo tests[] = {
		CLAIM(every_kind_arrives),
		CLAIM(every_kind_says_why_there_is_no_number),
		CLAIM(every_kind_arrives_at_minus_thirty),
		CLAIM(every_kind_arrives_with_noise_twenty_below),
		CLAIM(a_percent_of_frequency_does_no_harm),
		CLAIM(mains_hum_ten_below_does_no_harm),
		CLAIM(the_length_of_a_block_does_not_matter),
		CLAIM(a_second_message_is_heard_like_the_first),
		CLAIM(a_wrong_checksum_is_counted_and_not_believed),
		CLAIM(a_message_that_stops_is_counted_and_not_believed),
		CLAIM(a_hole_in_a_message_is_no_message),
		CLAIM(dialling_is_no_message),
		CLAIM(digits_far_apart_are_no_message),
		CLAIM(a_minute_of_speech_says_nothing),
		CLAIM(a_minute_of_noise_says_nothing),
		CLAIM(a_message_after_speech_is_heard),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
