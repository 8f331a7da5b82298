/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * far_teller.c - an exchange port says who calls
 *
 * In:  a caller, and when a line of this kind is told.
 * Out: the ringing, and in or before it the message, as spandsp's
 *      transmitter makes it.
 * Not: what a telephone reads - far_caller.c; blocks on the wire -
 *      far_audio.c.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "far_private.h"

/* 1.5 s of message, and room for what is slower. */
#define SOUND_MAX 24000

/* RFC 5098: from a burst or a ring pulse to the data, from the data to the
 * first burst. */
#define AFTER_BURST_US UINT64_C(600000)
#define AFTER_PULSE_US UINT64_C(650000)
#define BEFORE_BURST_US UINT64_C(250000)
#define RING_PULSE_MS 250
#define RETRY_US UINT64_C(5000)

/* So many samples are missing, so far from the end: inside every message. */
#define DAMAGE 480
#define DAMAGE_FROM_END 960

/* --- the message ----------------------------------------------------- */

static int field_add(adsi_tx_state_t *tx, uint8_t *message, int length,
		     uint8_t type, const char *text)
{
	return adsi_add_field(tx, message, length, type,
			      (const uint8_t *)text, (int)strlen(text));
}

/* The parameters of Bellcore and of ETSI have the same numbers. */
static int message_fsk(adsi_tx_state_t *tx, const struct far_calling *who,
		       uint8_t *message)
{
	const char absent[] = { who->no_number, '\0' };
	int n = adsi_add_field(tx, message, -1, CLASS_MDMF_CALLERID, NULL, 0);

	n = field_add(tx, message, n, MCLASS_DATETIME, "01021504");
	if (who->no_number)
		n = field_add(tx, message, n, MCLASS_ABSENCE1, absent);
	else
		n = field_add(tx, message, n, MCLASS_CALLER_NUMBER,
			      who->number);
	if (who->name[0])
		n = field_add(tx, message, n, MCLASS_CALLER_NAME, who->name);
	return n;
}

static int message_digits(adsi_tx_state_t *tx, const struct far_calling *who,
			  uint8_t *message)
{
	int n = adsi_add_field(tx, message, -1, CLIP_DTMF_C_TERMINATED, NULL,
			       0);

	if (who->no_number)
		return field_add(tx, message, n, CLIP_DTMF_C_ABSENCE,
				 who->no_number == 'P' ? "10" : "00");
	return field_add(tx, message, n, CLIP_DTMF_C_CALLER_NUMBER,
			 who->number);
}

static unsigned sound_make(int16_t *sound, const struct far_calling *who)
{
	static const int standards[] = {
		[FAR_DISPLAY_BELLCORE] = ADSI_STANDARD_CLASS,
		[FAR_DISPLAY_ETSI] = ADSI_STANDARD_CLIP,
		[FAR_DISPLAY_DTMF] = ADSI_STANDARD_CLIP_DTMF,
	};
	adsi_tx_state_t *tx = adsi_tx_init(NULL, standards[who->form]);
	uint8_t message[256];
	int length;
	int n = 0;
	int got;

	if (!tx)
		return 0;
	length = who->form == FAR_DISPLAY_DTMF ?
			 message_digits(tx, who, message) :
			 message_fsk(tx, who, message);
	if (who->when == FAR_TOLD_ALERT)
		adsi_tx_send_alert_tone(tx);
	adsi_tx_put_message(tx, message, length);
	do {
		got = adsi_tx(tx, sound + n, SOUND_MAX - n);
		n += got;
	} while (got > 0 && n < SOUND_MAX);
	adsi_tx_free(tx);
	if (who->damaged && n > DAMAGE_FROM_END)
		memset(sound + n - DAMAGE_FROM_END, 0,
		       DAMAGE * sizeof(*sound));
	return (unsigned)n;
}

/* --- its place in the ringing ---------------------------------------- */

static void wait_for(struct far_line *line, enum far_teller_step step,
		     uint64_t until_us)
{
	line->port.teller.step = step;
	line->port.teller.next_us = until_us;
}

int far_port_ring_as(struct far_line *line, const int *cadence_ms,
		     const struct far_calling *who)
{
	static const int pulse[] = { RING_PULSE_MS, 10000, 0 };
	struct far_teller *teller = &line->port.teller;
	bool rings = who->when == FAR_TOLD_AFTER_RING ||
		     who->when == FAR_TOLD_RING_PULSE;
	size_t n = 0;
	int r = 0;

	if (who->form < FAR_DISPLAY_BELLCORE || who->form > FAR_DISPLAY_DTMF)
		return -EINVAL;
	if (line->port.state != FAR_PORT_IDLE)
		return -EPROTO;
	while (n < FAR_CADENCE_MAX && cadence_ms[n])
		n++;
	if (rings)
		r = far_port_ring(line, who->when == FAR_TOLD_RING_PULSE ?
						pulse : cadence_ms);
	if (r < 0)
		return r;
	far_teller_end(line);
	teller->sound = calloc(SOUND_MAX, sizeof(*teller->sound));
	if (!teller->sound)
		return -ENOMEM;
	memcpy(teller->cadence, cadence_ms, n * sizeof(*cadence_ms));
	teller->when = who->when;
	teller->length = sound_make(teller->sound, who);
	if (rings)
		wait_for(line, FAR_TELLER_BURST, FAR_NEVER);
	else
		wait_for(line, FAR_TELLER_SAYS, FAR_NEVER);
	line->port.state = FAR_PORT_RUNG;
	return 0;
}

void far_teller_end(struct far_line *line)
{
	if (line->port.teller.step == FAR_TELLER_SAYS)
		far_audio_hush(line);
	free(line->port.teller.sound);
	memset(&line->port.teller, 0, sizeof(line->port.teller));
}

/* The first burst, or the pulse, is over. */
void far_teller_burst_end(struct far_line *line)
{
	struct far_teller *teller = &line->port.teller;

	if (teller->step == FAR_TELLER_BURST)
		wait_for(line, FAR_TELLER_WAITS,
			 far_now_us() + (teller->when == FAR_TOLD_RING_PULSE ?
						 AFTER_PULSE_US :
						 AFTER_BURST_US));
}

bool far_teller_says(const struct far_line *line)
{
	const struct far_teller *teller = &line->port.teller;

	return teller->step == FAR_TELLER_SAYS && teller->at < teller->length;
}

/* The block that is made now is on the wire from @at_us on. */
void far_teller_fill(struct far_line *line, int16_t *out, uint64_t at_us)
{
	struct far_teller *teller = &line->port.teller;
	unsigned left = teller->length - teller->at;
	unsigned n = left < FAR_BLOCK ? left : FAR_BLOCK;

	memset(out, 0, FAR_BLOCK * sizeof(*out));
	memcpy(out, teller->sound + teller->at, n * sizeof(*out));
	teller->at += n;
	if (teller->at == teller->length)
		wait_for(line, FAR_TELLER_SAID,
			 at_us + (uint64_t)n * 125 + BEFORE_BURST_US);
}

/* Behind the ringing nothing follows; before it, now it rings. */
static int said(struct far_line *line, uint64_t now)
{
	struct far_teller *teller = &line->port.teller;
	int cadence[FAR_CADENCE_MAX + 1];
	int r;

	if (teller->when == FAR_TOLD_AFTER_RING) {
		far_teller_end(line);
		return 0;
	}
	memcpy(cadence, teller->cadence, sizeof(cadence));
	if (teller->when == FAR_TOLD_RING_PULSE)
		far_hook(line, DAHDI_RINGOFF);
	line->port.state = FAR_PORT_IDLE;
	r = far_port_ring(line, cadence);
	if (r == -EBUSY) {
		line->port.state = FAR_PORT_RUNG;
		wait_for(line, FAR_TELLER_SAID, now + RETRY_US);
		return 0;
	}
	far_teller_end(line);
	return r;
}

int far_teller_step(struct far_line *line, uint64_t now)
{
	struct far_teller *teller = &line->port.teller;

	if (teller->step == FAR_TELLER_NONE || now < teller->next_us)
		return 0;
	if (teller->step == FAR_TELLER_SAID)
		return said(line, now);
	if (teller->step == FAR_TELLER_WAITS)
		wait_for(line, FAR_TELLER_SAYS, FAR_NEVER);
	return 0;
}

uint64_t far_teller_due(const struct far_line *line)
{
	return line->port.teller.step == FAR_TELLER_NONE ?
		       FAR_NEVER : line->port.teller.next_us;
}
