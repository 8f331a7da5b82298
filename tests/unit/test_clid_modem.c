/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_clid_modem.c - claims about levels of caller ID, and what the modems
 * of other people make of it
 *
 * What is sent is decoded by spandsp's own receiver (adsi_rx), and by
 * minimodem when it is installed, which shares nothing with ours. What our
 * receiver hears is also sent by spandsp.
 */
#include "suites.h"

#include <errno.h>
#include <math.h>
#include <sndfile.h>
#include <spandsp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "test_clid_line.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* ---- levels and tones ---------------------------------------------------- */

/* of one frequency, dBm0, by spandsp */
static double level_at(const int16_t *x, unsigned n, double hz)
{
	goertzel_descriptor_t descriptor;
	goertzel_state_t state;

	make_goertzel_descriptor(&descriptor, (float)hz, (int)n);
	goertzel_init(&state, &descriptor);
	goertzel_update(&state, x, (int)n);
	return 10.0 * log10((double)goertzel_result(&state) + 1e-9) -
	       20.0 * log10(n * 32768.0 / sqrt(2.0)) + HL_FULL_SCALE_DBM0;
}

static double level_rms(const int16_t *x, unsigned n)
{
	double sum = 0.0;

	for (unsigned i = 0; i < n; i++)
		sum += (double)x[i] * x[i];
	return 10.0 * log10(2.0 * sum / n / 32767.0 / 32767.0) +
	       HL_FULL_SCALE_DBM0;
}

static void the_level_is_the_one_asked_for(void)
{
	static const double levels[] = { -32.0, -20.25, -13.5, -9.0 };
	struct hl_clid clid = clid_caller("5551234567", "A");
	struct clid_line line;
	const int16_t *digit;

	clid_line_open(&line);
	for (size_t k = 0; k < COUNT(levels); k++) {
		for (size_t i = 0; i < CLID_FORMS; i++) {
			line.n = 0;
			clid_message(&line, &clid, &clid_forms[i], levels[k]);
			if (clid_forms[i].kind != HL_CLID_DTMF) {
				CU_ASSERT_DOUBLE_EQUAL(
					level_rms(line.x + BEFORE,
						  line.n - BEFORE - AFTER),
					levels[k], 0.1);
				continue;
			}
			/* the first 5 */
			digit = line.x + BEFORE + 140 * 8 + 40;
			CU_ASSERT_DOUBLE_EQUAL(level_at(digit, 480, 770.0),
					       levels[k], 0.3);
			CU_ASSERT_DOUBLE_EQUAL(level_at(digit, 480, 1336.0),
					       levels[k], 0.3);
		}
	}
	clid_line_close(&line);
}

/* where a bit begins on the line: the sender waits one bit first */
static const int16_t *bit_at(const struct clid_line *line, unsigned bit)
{
	return line->x + BEFORE + (bit + 1) * 20 / 3;
}

static void the_frequencies_are_those_of_the_book(void)
{
	static const struct {
		size_t form;
		unsigned first; /* bit of the message */
		double mark;
		double space;
	} rows[] = {
		{ 0, 480, 1200.0, 2200.0 }, { 1, 80, 1200.0, 2200.0 },
		{ 2, 480, 1300.0, 2100.0 }, { 3, 80, 1300.0, 2100.0 },
		{ 4, 380, 1300.0, 2100.0 },
	};
	struct hl_clid clid = { .lamp = HL_CLID_LAMP_OFF };
	struct clid_line line;
	const int16_t *x;

	clid_line_open(&line);
	for (size_t i = 0; i < COUNT(rows); i++) {
		line.n = 0;
		clid_message(&line, &clid, &clid_forms[rows[i].form], -13.5);
		x = bit_at(&line, rows[i].first - 75);
		CU_ASSERT_DOUBLE_EQUAL(level_at(x, 480, rows[i].mark), -13.5,
				       0.1);
		/* the fifth byte is zero: nine bits of space */
		x = bit_at(&line, rows[i].first + 40) + 1;
		CU_ASSERT_DOUBLE_EQUAL(level_at(x, 58, rows[i].space), -13.5,
				       0.5);
		/* and mark until its first bit */
		x = bit_at(&line, rows[i].first - 6);
		CU_ASSERT_DOUBLE_EQUAL(level_at(x, 38, rows[i].mark), -13.5,
				       0.5);
	}
	clid_line_close(&line);
}

static void a_level_out_of_range_is_refused(void)
{
	static const double bad[] = { -32.1, -8.9, 0.0, 100.0, NAN };
	struct hl_clid clid = clid_caller("1", "A");
	struct hl_clid_send *send = NULL;

	for (size_t i = 0; i < COUNT(bad); i++) {
		CU_ASSERT_EQUAL(
			hl_clid_send_open(&clid, &clid_forms[0], bad[i], &send),
			-EINVAL);
		CU_ASSERT_EQUAL(hl_clid_cas_open(80, bad[i], &send), -EINVAL);
	}
	CU_ASSERT_EQUAL(hl_clid_cas_open(19, -15.0, &send), -EINVAL);
	CU_ASSERT_EQUAL(hl_clid_cas_open(501, -15.0, &send), -EINVAL);
	clid.call = 9;
	CU_ASSERT_EQUAL(hl_clid_send_open(&clid, &clid_forms[0], -13.5, &send),
			-EINVAL);
	CU_ASSERT_PTR_NULL(send);
	hl_clid_send_close(NULL);
	hl_clid_listen_close(NULL);
}

static void a_form_without_messages_is_refused(void)
{
	const struct hl_clid_form none = { .kind = HL_CLID_NONE };
	struct hl_clid_listen *listen = NULL;

	CU_ASSERT_EQUAL(hl_clid_listen_open(&none, &listen), -EINVAL);
	CU_ASSERT_PTR_NULL(listen);
}

static void the_alerting_tone_is_the_one_of_the_book(void)
{
	static const unsigned lengths[] = { HL_CLID_CAS_MS, HL_CLID_DTAS_MS };
	struct hl_clid_send *send;
	struct clid_line line;

	clid_line_open(&line);
	for (size_t i = 0; i < COUNT(lengths); i++) {
		line.n = 0;
		send = NULL;
		CU_ASSERT_EQUAL_FATAL(
			hl_clid_cas_open(lengths[i], -15.5, &send), 0);
		clid_sound(&line, send);
		CU_ASSERT_EQUAL(line.n, 8 * lengths[i]);
		CU_ASSERT_DOUBLE_EQUAL(level_at(line.x, line.n, 2130.0), -15.5,
				       0.2);
		CU_ASSERT_DOUBLE_EQUAL(level_at(line.x, line.n, 2750.0), -15.5,
				       0.2);
		CU_ASSERT_DOUBLE_EQUAL(level_rms(line.x, line.n), -12.5, 0.2);
		/* it sounds to its end */
		CU_ASSERT(level_rms(line.x + line.n - 40, 40) > -16.0);
	}
	clid_line_close(&line);
}

static void a_message_fits_into_the_pause_of_the_ringing(void)
{
	struct hl_clid clid = clid_caller("123456789012345", "FIFTEEN LETTERS");
	const struct hl_clid_timing *t;
	struct hl_clid_send *send = NULL;

	/* us: 2000 on, 4000 off */
	t = hl_clid_timing(HL_CLID_PLACE_AFTER_RING);
	CU_ASSERT_EQUAL_FATAL(
		hl_clid_send_open(&clid, &clid_forms[0], -13.5, &send), 0);
	CU_ASSERT(t->silence_ms + hl_clid_send_length(send) / 8 + t->gap_ms <
		  4000);
	/* 300 + 180 + 10 * 47 + 5 bits at 1200 a second */
	CU_ASSERT(abs((int)hl_clid_send_length(send) - 955 * 20 / 3) < 12);
	hl_clid_send_close(send);
}

/* ---- other people's modems ----------------------------------------------- */

struct post {
	uint8_t message[256];
	int n;
	unsigned count;
};

static void post_put(void *user, const uint8_t *message, int n)
{
	struct post *post = user;

	post->count++;
	post->n = n;
	memcpy(post->message, message, (size_t)n);
}

static void spandsp_decodes_what_we_send(void)
{
	static const int standards[] = {
		[HL_CLID_BELLCORE] = ADSI_STANDARD_CLASS,
		[HL_CLID_ETSI] = ADSI_STANDARD_CLIP,
		[HL_CLID_DTMF] = ADSI_STANDARD_CLIP_DTMF,
	};
	struct hl_clid clid = clid_caller("5551234567", "FIFTEEN LETTERS");
	uint8_t bytes[HL_CLID_MESSAGE_MAX];
	struct post post;
	struct clid_line line;
	adsi_rx_state_t *rx;
	size_t n = 0;

	clid_line_open(&line);
	for (size_t i = 0; i < CLID_FORMS; i++) {
		memset(&post, 0, sizeof(post));
		line.n = 0;
		clid_message(&line, &clid, &clid_forms[i], -13.5);
		rx = adsi_rx_init(NULL, standards[clid_forms[i].kind], post_put,
				  &post);
		CU_ASSERT_PTR_NOT_NULL_FATAL(rx);
		for (unsigned k = 0; k < line.n; k += 160)
			adsi_rx(rx, line.x + k,
				line.n - k < 160 ? (int)(line.n - k) : 160);
		adsi_rx_free(rx);

		CU_ASSERT_EQUAL(hl_clid_build(&clid, &clid_forms[i], bytes,
					      sizeof(bytes), &n),
				0);
		/* it keeps the checksum to itself */
		n -= clid_forms[i].kind != HL_CLID_DTMF;
		CU_ASSERT_EQUAL(post.count, 1);
		CU_ASSERT_EQUAL_FATAL(post.n, (int)n);
		CU_ASSERT_EQUAL(memcmp(post.message, bytes, n), 0);
	}
	clid_line_close(&line);
}

static void we_decode_what_spandsp_sends(void)
{
	static const int standards[] = { ADSI_STANDARD_CLASS,
					 ADSI_STANDARD_CLIP };
	const struct hl_clid_form *form;
	struct clid_line line;
	uint8_t theirs[256];
	int got, k;

	clid_line_open(&line);
	for (size_t i = 0; i < COUNT(standards); i++) {
		adsi_tx_state_t *tx = adsi_tx_init(NULL, standards[i]);

		CU_ASSERT_PTR_NOT_NULL_FATAL(tx);
		k = adsi_add_field(tx, theirs, -1, CLASS_MDMF_CALLERID, NULL,
				   0);
		k = adsi_add_field(tx, theirs, k, MCLASS_CALLER_NUMBER,
				   (const uint8_t *)"08001234", 8);
		k = adsi_add_field(tx, theirs, k, MCLASS_CALLER_NAME,
				   (const uint8_t *)"SPAN", 4);
		adsi_tx_put_message(tx, theirs, k);
		line.n = 0;
		clid_silence(&line, BEFORE);
		while ((got = adsi_tx(tx, line.x + line.n, 160)) > 0)
			line.n += (unsigned)got;
		clid_silence(&line, AFTER);
		adsi_tx_free(tx);

		form = &clid_forms[2 * i];
		clid_hear(&line, form);
		CU_ASSERT_EQUAL(line.heard, 1);
		CU_ASSERT_STRING_EQUAL(line.clid.number, "08001234");
		CU_ASSERT_STRING_EQUAL(line.clid.name, "SPAN");
	}
	clid_line_close(&line);
}

static bool minimodem_is_there(void)
{
	if (access("/usr/bin/minimodem", X_OK) == 0)
		return true;
	fprintf(stderr, "minimodem is not installed, not asked\n");
	return false;
}

/* what minimodem says of a line; how many bytes */
static size_t minimodem(const struct clid_line *line, const char *options,
			char *said, size_t size)
{
	char path[] = "/tmp/holdline-clid-XXXXXX.wav", command[256];
	SF_INFO info = { .samplerate = (int)SECOND,
			 .channels = 1,
			 .format = SF_FORMAT_WAV | SF_FORMAT_PCM_16 };
	SNDFILE *file;
	FILE *pipe;
	size_t n;
	int fd;

	fd = mkstemps(path, 4);
	CU_ASSERT_FATAL(fd >= 0);
	file = sf_open_fd(fd, SFM_WRITE, &info, SF_TRUE);
	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	sf_writef_short(file, line->x, (sf_count_t)line->n);
	sf_close(file);

	snprintf(command, sizeof(command),
		 "/usr/bin/minimodem --rx -q -f %s %s 2>/dev/null", path,
		 options);
	pipe = popen(command, "r");
	CU_ASSERT_PTR_NOT_NULL_FATAL(pipe);
	n = fread(said, 1, size - 1, pipe);
	pclose(pipe);
	unlink(path);
	said[n] = '\0';
	return n;
}

static void minimodem_reads_our_bytes(void)
{
	static const char *const options[] = {
		[HL_CLID_BELLCORE] = "-8 -M 1200 -S 2200 1200",
		[HL_CLID_ETSI] = "-8 -M 1300 -S 2100 1200",
	};
	struct hl_clid clid = clid_caller("5551234567", "FIFTEEN LETTERS");
	uint8_t bytes[HL_CLID_MESSAGE_MAX];
	struct clid_line line;
	char said[4096];
	size_t n = 0, got;

	if (!minimodem_is_there())
		return;
	clid_line_open(&line);
	for (size_t i = 0; i < CLID_DIGITS; i++) {
		line.n = 0;
		clid_message(&line, &clid, &clid_forms[i], -13.5);
		got = minimodem(&line, options[clid_forms[i].kind], said,
				sizeof(said));
		CU_ASSERT_EQUAL(hl_clid_build(&clid, &clid_forms[i], bytes,
					      sizeof(bytes), &n),
				0);
		CU_ASSERT_PTR_NOT_NULL(memmem(said, got, bytes, n));
	}
	clid_line_close(&line);
}

static void minimodem_shows_our_caller(void)
{
	struct hl_clid clid = clid_caller("5551234567", "FIFTEEN LETTERS");
	struct clid_line line;
	char said[4096];

	if (!minimodem_is_there())
		return;
	clid_line_open(&line);
	clid_message(&line, &clid, &clid_forms[0], -13.5);
	minimodem(&line, "callerid", said, sizeof(said));
	CU_ASSERT_PTR_NOT_NULL(strstr(said, "CALLER-ID"));
	CU_ASSERT_PTR_NOT_NULL(strstr(said, "11/30 09:41"));
	CU_ASSERT_PTR_NOT_NULL(strstr(said, "555-123-4567"));
	CU_ASSERT_PTR_NOT_NULL(strstr(said, "FIFTEEN LETTERS"));
	clid_line_close(&line);
}

#define CLAIM(name)                                                            \
	{                                                                      \
#name, name                                                    \
	}

CU_TestInfo *test_clid_modem(void)
{
	static CU_TestInfo tests[] = {
		CLAIM(the_level_is_the_one_asked_for),
		CLAIM(the_frequencies_are_those_of_the_book),
		CLAIM(a_level_out_of_range_is_refused),
		CLAIM(a_form_without_messages_is_refused),
		CLAIM(the_alerting_tone_is_the_one_of_the_book),
		CLAIM(a_message_fits_into_the_pause_of_the_ringing),
		CLAIM(spandsp_decodes_what_we_send),
		CLAIM(we_decode_what_spandsp_sends),
		CLAIM(minimodem_reads_our_bytes),
		CLAIM(minimodem_shows_our_caller),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
