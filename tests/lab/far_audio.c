/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * far_audio.c - what a line says, dials by tone, and hears
 *
 * In:  a voice or digits to send, time; blocks from the channel.
 * Out: blocks to the channel, written a little ahead; blocks to the ear.
 * Not: whether a telephone is lifted - far_phone.c.
 */

#include <errno.h>
#include <math.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "far_private.h"

#define RATE_HZ 8000
#define US_PER_SAMPLE UINT64_C(125)
#define BLOCK_US (FAR_BLOCK * US_PER_SAMPLE)

/* How far ahead of the wire a line writes: what a late step may cost. */
#define LEAD_US 80000

/* Unread audio is lost after this long: all buffers of far.c but one. */
#define EAR_SPAN_US 300000

/* Peaks of sines of -10 and -8 dBm0; ITU-T Q.24 takes both, and the twist. */
#define DTMF_LOW_PEAK 7046
#define DTMF_HIGH_PEAK 8870

#define DIAL_MAX_MS 2000

static const char dtmf_keys[] = "123A456B789C*0#D";
static const unsigned dtmf_low_hz[] = { 697, 770, 852, 941 };
static const unsigned dtmf_high_hz[] = { 1209, 1336, 1477, 1633 };

static int16_t dtmf_sample(char digit, unsigned sample)
{
	unsigned key = (unsigned)(strchr(dtmf_keys, digit) - dtmf_keys);
	double turn = 2 * M_PI * sample / RATE_HZ;
	unsigned low_hz = dtmf_low_hz[key / 4];
	unsigned high_hz = dtmf_high_hz[key % 4];

	return (int16_t)lrint(DTMF_LOW_PEAK * sin(turn * low_hz) +
			      DTMF_HIGH_PEAK * sin(turn * high_hz));
}

/* Answers how many samples were still dialling. */
static unsigned dial_fill(struct far_dial *dial, int16_t *out)
{
	unsigned i;

	memset(out, 0, FAR_BLOCK * sizeof(*out));
	for (i = 0; i < FAR_BLOCK && dial->digits[dial->at]; i++) {
		char digit = dial->digits[dial->at];
		unsigned length = digit == ',' ? RATE_HZ : dial->on + dial->off;

		if (digit != ',' && dial->sample < dial->on)
			out[i] = dtmf_sample(digit, dial->sample);
		if (++dial->sample >= length) {
			dial->sample = 0;
			dial->at++;
		}
	}
	return i;
}

static bool is_tone_dialling(const struct far_line *line)
{
	return line->audio.dial.digits[line->audio.dial.at] != '\0';
}

static bool is_talking(const struct far_line *line)
{
	if (!line->is_port && line->phone.state == FAR_PHONE_ONHOOK)
		return false;
	if (far_caller_is_hushed(line, far_now_us()) &&
	    !is_tone_dialling(line))
		return false;
	return line->audio.pending || is_tone_dialling(line) ||
	       far_teller_says(line) || line->audio.voice;
}

static void block_fill(struct far_line *line)
{
	struct far_audio *audio = &line->audio;
	unsigned used;

	if (is_tone_dialling(line)) {
		used = dial_fill(&audio->dial, audio->block);
		if (!is_tone_dialling(line))
			audio->dialled_us =
				audio->until_us + used * US_PER_SAMPLE;
		return;
	}
	if (far_teller_says(line)) {
		far_teller_fill(line, audio->block, audio->until_us);
		return;
	}
	audio->voice(audio->voice_ctx, audio->voice_index, audio->block,
		     FAR_BLOCK);
	audio->voice_index += FAR_BLOCK;
}

static void lost(struct far_line *line)
{
	line->audio.lost++;
	far_tell(line, FAR_LOST_AUDIO, 0);
}

/* A full queue or a waiting event (ELAST) only puts the block off. */
static int talk(struct far_line *line, uint64_t now)
{
	struct far_audio *audio = &line->audio;

	while (is_talking(line) && audio->until_us < now + LEAD_US) {
		if (audio->until_us < now) {
			if (audio->until_us > 0)
				lost(line);
			audio->until_us = now;
		}
		if (!audio->pending)
			block_fill(line);
		audio->pending = true;
		if (write(line->fd, audio->block, sizeof(audio->block)) < 0) {
			if (errno == EAGAIN)
				audio->until_us = now + LEAD_US;
			return errno == EAGAIN || errno == ELAST ? 0 : -errno;
		}
		audio->pending = false;
		audio->until_us += BLOCK_US;
	}
	return 0;
}

static int listen(struct far_line *line, uint64_t now)
{
	struct far_audio *audio = &line->audio;
	int16_t in[FAR_BLOCK];
	ssize_t got;
	unsigned n;

	while (far_audio_hears(line)) {
		got = read(line->fd, in, sizeof(in));
		if (got < 0)
			return errno == EAGAIN || errno == ELAST ? 0 : -errno;
		if (now > audio->heard_us + EAR_SPAN_US)
			lost(line);
		audio->heard_us = now;
		n = (unsigned)((size_t)got / sizeof(in[0]));
		if (line->is_port)
			far_port_listen(line, in, n);
		if (far_caller_hears(line))
			far_caller_listen(line, in, n);
		if (audio->ear)
			audio->ear(audio->ear_ctx, audio->ear_index, in, n);
		audio->ear_index += n;
	}
	return 0;
}

/* A port needs to hear the digits of whoever seized it. */
bool far_audio_hears(const struct far_line *line)
{
	return line->audio.ear || far_caller_hears(line) ||
	       (line->is_port && line->port.state == FAR_PORT_SEIZED);
}

int far_audio_step(struct far_line *line, uint64_t now)
{
	struct far_audio *audio = &line->audio;
	int r;

	if (audio->dialled_us > 0 && audio->dialled_us <= now) {
		audio->dialled_us = 0;
		far_tell(line, FAR_DIALLED, 0);
	}
	r = talk(line, now);
	return r < 0 ? r : listen(line, now);
}

uint64_t far_audio_due(const struct far_line *line)
{
	const struct far_audio *audio = &line->audio;
	uint64_t due = FAR_NEVER;

	if (audio->dialled_us > 0)
		due = audio->dialled_us;
	if (is_talking(line)) {
		uint64_t next = audio->until_us > LEAD_US
					? audio->until_us - LEAD_US + 1
					: 0;

		if (next < due)
			due = next;
	}
	return due;
}

/* The kernel empties its queues at every hang-up; so do we. */
void far_audio_stop(struct far_line *line)
{
	line->audio.dial.digits[0] = '\0';
	line->audio.dial.at = 0;
	line->audio.dialled_us = 0;
	line->audio.pending = false;
	line->audio.until_us = 0;
}

/* Silent at once: what was written ahead is taken back. */
void far_audio_hush(struct far_line *line)
{
	int what = DAHDI_FLUSH_WRITE;

	ioctl(line->fd, DAHDI_FLUSH, &what);
	line->audio.pending = false;
	line->audio.until_us = 0;
}

static void flow_begin(struct far_line *line)
{
	if (line->audio.until_us < far_now_us())
		line->audio.until_us = 0;
}

void far_line_speak(struct far_line *line, far_voice_fn *voice, void *ctx)
{
	flow_begin(line);
	if (!is_tone_dialling(line))
		line->audio.pending = false;
	line->audio.voice = voice;
	line->audio.voice_ctx = ctx;
	line->audio.voice_index = 0;
}

void far_line_hear(struct far_line *line, far_ear_fn *ear, void *ctx)
{
	int what = DAHDI_FLUSH_READ;

	line->audio.ear = ear;
	line->audio.ear_ctx = ctx;
	line->audio.ear_index = 0;
	line->audio.heard_us = far_now_us();
	if (ear)
		ioctl(line->fd, DAHDI_FLUSH, &what);
}

int far_line_dial(struct far_line *line, const char *digits, unsigned on_ms,
		  unsigned off_ms)
{
	struct far_dial *dial = &line->audio.dial;
	size_t length = strlen(digits);

	if (length < 1 || length > FAR_MAX_DIGITS || on_ms < 1 ||
	    on_ms > DIAL_MAX_MS || off_ms > DIAL_MAX_MS ||
	    strspn(digits, "0123456789*#ABCD,") != length)
		return -EINVAL;
	if (far_line_is_dialling(line))
		return -EBUSY;
	if (!line->is_port && line->phone.state == FAR_PHONE_ONHOOK)
		return -EPROTO;

	flow_begin(line);
	line->audio.pending = false;
	strcpy(dial->digits, digits);
	dial->at = 0;
	dial->sample = 0;
	dial->on = on_ms * (RATE_HZ / 1000);
	dial->off = off_ms * (RATE_HZ / 1000);
	return 0;
}

bool far_line_is_dialling(const struct far_line *line)
{
	return is_tone_dialling(line) || line->audio.dialled_us > 0 ||
	       line->phone.digits[0] != '\0';
}

unsigned far_line_lost(const struct far_line *line)
{
	return line->audio.lost;
}
