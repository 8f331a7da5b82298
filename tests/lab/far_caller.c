/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * far_caller.c - a telephone's display: who calls
 *
 * In:  what the telephone hears, on the hook and off it; its bell.
 * Out: the caller, as spandsp's receiver reads it; the answer to an alerting
 *      tone, or to short rings.
 * Not: hearing itself - far_audio.c.
 */

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>

#include "far_private.h"

#define RATE_HZ 8000

/* GR-30-CORE: the alerting tone, 80 ms; three whole blocks of it. */
#define ALERT_LOW_HZ 2130.0
#define ALERT_HIGH_HZ 2750.0
#define ALERT_BLOCKS 3

/* Each of the two has so much of the sound at least (of half of it, house);
 * and a sound it is above this mean of squares. */
#define ALERT_SHARE 0.30
#define ALERT_LEAST 1e4

/* Nominal length of the answer; the detector wants 40 ms behind it. */
#define ACK_MS 60
#define ACK_PAUSE_MS 40

/* Without data it speaks again. */
#define HUSH_US UINT64_C(1500000)

/* In single data: light the lamp; bytes of time before a number
 * (GR-30-CORE). */
#define LAMP_WORD 0x42
#define SINGLE_TIME 8

/* A display of Japan answers short rings, no longer than this. */
#define SHORT_MIN_US UINT64_C(300000)
#define SHORT_MAX_US UINT64_C(700000)
#define SHORT_RINGS 2
#define OPEN_US UINT64_C(200000)
#define GIVE_UP_US UINT64_C(3000000)

/* --- the message ----------------------------------------------------- */

static void text_put(char *ret, const uint8_t *body, int length)
{
	snprintf(ret, FAR_MAX_CALLER + 1, "%.*s", length, (const char *)body);
}

/* The parameters of Bellcore, ETSI and NTT have the same numbers. */
static void field_put(struct far_caller *caller, uint8_t type,
		      const uint8_t *body, int length)
{
	switch (type) {
	case MCLASS_DATETIME:
		text_put(caller->time, body, length);
		break;
	case MCLASS_CALLER_NUMBER:
		text_put(caller->number, body, length);
		break;
	case MCLASS_CALLER_NAME:
		text_put(caller->name, body, length);
		break;
	case MCLASS_ABSENCE1:
		caller->no_number = length > 0 ? (char)body[0] : 0;
		break;
	case MCLASS_ABSENCE2:
		caller->no_name = length > 0 ? (char)body[0] : 0;
		break;
	default:
		break;
	}
}

/* Time and number in one piece; a letter where there is no number. */
static void single_put(struct far_caller *caller, const uint8_t *body,
		       int length)
{
	if (length < SINGLE_TIME)
		return;
	text_put(caller->time, body, SINGLE_TIME);
	body += SINGLE_TIME;
	length -= SINGLE_TIME;
	if (length == 1 && (body[0] == 'P' || body[0] == 'O'))
		caller->no_number = (char)body[0];
	else
		text_put(caller->number, body, length);
}

static void digits_put(struct far_caller *caller, uint8_t type,
		       const uint8_t *body, int length)
{
	if (type == CLIP_DTMF_C_CALLER_NUMBER)
		text_put(caller->number, body, length);
	else if (type == CLIP_DTMF_C_ABSENCE)
		caller->no_number = length > 0 && body[0] == '1' ? 'P' : 'O';
}


static bool lamp_put(struct far_line *line, const uint8_t *message, int length)
{
	struct far_caller_part *part = &line->caller;
	bool single = message[0] == CLASS_SDMF_MSG_WAITING;
	const uint8_t *body = NULL;
	uint8_t type = 0;
	int at = -1;
	int n = 0;

	if (part->display == FAR_DISPLAY_DTMF ||
	    (!single && message[0] != CLASS_MDMF_MSG_WAITING))
		return false;
	while ((at = adsi_next_field(part->rx, message, length, at, &type,
				     &body, &n)) > 0) {
		if (!body || n < 1 ||
		    (!single && type != MCLASS_VISUAL_INDICATOR))
			continue;
		part->last.lamp = body[0] == (single ? LAMP_WORD : 0xff) ? 2
									 : 1;
		part->last.lamp_us = far_now_us();
	}
	return true;
}

static void message_put(void *ctx, const uint8_t *message, int length)
{
	struct far_line *line = ctx;
	struct far_caller_part *part = &line->caller;
	struct far_caller *caller = &part->last;
	unsigned times = caller->times;
	unsigned lamp = caller->lamp;
	uint64_t lamp_us = caller->lamp_us;
	const uint8_t *body;
	uint8_t type;
	int n;
	int at = -1;

	if (lamp_put(line, message, length))
		return;
	memset(caller, 0, sizeof(*caller));
	caller->lamp = lamp;
	caller->lamp_us = lamp_us;
	caller->times = times + 1;
	caller->at_us = far_now_us();
	caller->bursts = line->phone.bursts;
	caller->lifted = far_phone_is_lifted(line);
	for (;;) {
		at = adsi_next_field(part->rx, message, length, at, &type,
				     &body, &n);
		if (at <= 0)
			break;
		if (body && part->display == FAR_DISPLAY_DTMF)
			digits_put(caller, type, body, n);
		else if (body && message[0] == CLASS_SDMF_CALLERID)
			single_put(caller, body, n);
		else if (body)
			field_put(caller, type, body, n);
	}
	part->hush_until_us = 0;
	part->open_us = far_now_us() + OPEN_US;
	far_tell(line, FAR_CALLER, (int)caller->times);
}

/* --- the alerting tone ----------------------------------------------- */

/* Mean of squares of that frequency alone. */
static double power_of(const int16_t *in, unsigned n, double hz)
{
	double turn = 2 * M_PI * hz / RATE_HZ;
	double re = 0;
	double im = 0;
	unsigned i;

	for (i = 0; i < n; i++) {
		re += in[i] * cos(turn * i);
		im += in[i] * sin(turn * i);
	}
	return 2 * (re * re + im * im) / ((double)n * n);
}

static bool is_alert(const int16_t *in, unsigned n)
{
	double all = 0;
	unsigned i;

	for (i = 0; i < n; i++)
		all += (double)in[i] * in[i] / n;
	return all > ALERT_LEAST &&
	       power_of(in, n, ALERT_LOW_HZ) > ALERT_SHARE * all &&
	       power_of(in, n, ALERT_HIGH_HZ) > ALERT_SHARE * all;
}

/* Silent from the alert on; the answer goes out when it is over. */
static void alert_listen(struct far_line *line, const int16_t *in, unsigned n)
{
	struct far_caller_part *part = &line->caller;

	if (is_alert(in, n)) {
		if (++part->alert_blocks == ALERT_BLOCKS) {
			part->alerts++;
			part->hush_until_us = far_now_us() + HUSH_US;
			far_audio_hush(line);
		}
		return;
	}
	if (part->alert_blocks >= ALERT_BLOCKS)
		far_line_dial(line, "D", ACK_MS, ACK_PAUSE_MS);
	part->alert_blocks = 0;
}

/* --- the primary answer ---------------------------------------------- */

/* The kernel tells the end of a burst 50 ms late. */
int far_caller_ring(struct far_line *line, bool on)
{
	struct far_caller_part *part = &line->caller;
	uint64_t now = far_now_us();
	uint64_t length = now - part->ring_us;

	if (on || part->display != FAR_DISPLAY_NTT) {
		part->ring_us = now;
		return 0;
	}
	if (length < SHORT_MIN_US || length > SHORT_MAX_US)
		part->short_rings = 0;
	else if (++part->short_rings == SHORT_RINGS) {
		part->short_rings = 0;
		part->holds = true;
		part->open_us = now + GIVE_UP_US;
		return far_hook(line, DAHDI_OFFHOOK);
	}
	return 0;
}

void far_caller_drop(struct far_line *line)
{
	if (line->caller.holds)
		line->caller.open_us = far_now_us();
}

uint64_t far_caller_due(const struct far_line *line)
{
	return line->caller.holds ? line->caller.open_us : FAR_NEVER;
}

bool far_caller_yield(struct far_line *line)
{
	bool held = line->caller.holds;

	line->caller.holds = false;
	return held;
}

/* --- all of it ------------------------------------------------------- */

bool far_caller_hears(const struct far_line *line)
{
	return line->caller.rx;
}

bool far_caller_is_hushed(const struct far_line *line, uint64_t now)
{
	return now < line->caller.hush_until_us;
}

void far_caller_listen(struct far_line *line, const int16_t *in, unsigned n)
{
	struct far_caller_part *part = &line->caller;

	adsi_rx(part->rx, in, (int)n);
	if (far_phone_is_lifted(line) && part->display != FAR_DISPLAY_DTMF)
		alert_listen(line, in, n);
	else
		part->alert_blocks = 0;
}

void far_caller_close(struct far_line *line)
{
	if (line->caller.rx)
		adsi_rx_free(line->caller.rx);
	memset(&line->caller, 0, sizeof(line->caller));
}

int far_phone_display(struct far_line *line, enum far_display display)
{
	static const int standards[] = {
		[FAR_DISPLAY_NONE] = ADSI_STANDARD_NONE,
		[FAR_DISPLAY_BELLCORE] = ADSI_STANDARD_CLASS,
		[FAR_DISPLAY_ETSI] = ADSI_STANDARD_CLIP,
		[FAR_DISPLAY_DTMF] = ADSI_STANDARD_CLIP_DTMF,
		[FAR_DISPLAY_NTT] = ADSI_STANDARD_JCLIP,
	};
	int what = DAHDI_FLUSH_READ;

	if (line->is_port || (unsigned)display > FAR_DISPLAY_NTT)
		return -EINVAL;
	far_caller_close(line);
	if (display == FAR_DISPLAY_NONE)
		return 0;

	line->caller.rx = adsi_rx_init(NULL, standards[display], message_put,
				       line);
	if (!line->caller.rx)
		return -ENOMEM;
	line->caller.display = display;
	line->audio.heard_us = far_now_us();
	ioctl(line->fd, DAHDI_FLUSH, &what);
	return 0;
}

const struct far_caller *far_phone_caller(const struct far_line *line)
{
	return &line->caller.last;
}

unsigned far_phone_alerts(const struct far_line *line)
{
	return line->caller.alerts;
}
