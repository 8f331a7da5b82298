/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clid_ntt.c - a caller as a message to a telephone in Japan
 *
 * In:  what is known of a caller.
 * Out: the bytes of NTT's number display.
 * Not: how bytes sound - clid_send.c; when they are sent - primary.c; reading
 *      them: no exchange line does that here.
 *
 * Seven bits and even parity:
 *
 *   DLE SOH header DLE STX type length parameters DLE ETX CRC CRC
 *
 * A byte of the text that is a DLE is sent twice and counted once. The CRC is
 * that of ITU-T V.41 over everything behind DLE SOH, as it is sent, the low
 * byte first and without parity (spandsp and Lantiq after NTT).
 */
#include <errno.h>
#include <string.h>

#include "clid_parts.h"

#define SOH 0x01
#define STX 0x02
#define ETX 0x03
#define DLE 0x10

/* spandsp adsi.h and Lantiq after NTT's technical reference */
#define HEADER        0x07
#define TYPE_CALL     0x40
#define NUMBER        0x02
#define NUMBER_ABSENT 0x04

/* Dialogic's table: C and S, a coin telephone and a service that has none,
 * are nothing that a caller is known to be here. */
#define WITHHELD    'P'
#define UNAVAILABLE 'O'

/* What the CRC leaves out. */
#define CRC_FROM 2

#define CRC_POLY 0x8408 /* x^16 + x^12 + x^5 + 1, lowest bit first */

struct writer {
	uint8_t *out;
	size_t size;
	size_t used; /* may pass size: then it did not fit */
};

static uint8_t parity_add(uint8_t byte)
{
	unsigned ones = 0;

	for (unsigned bit = 0; bit < 7; bit++)
		ones += byte >> bit & 1;
	return (uint8_t)((byte & 0x7f) | (ones & 1) << 7);
}

static void byte_write(struct writer *w, uint8_t byte)
{
	if (w->used < w->size)
		w->out[w->used] = byte;
	w->used++;
}

static void control_write(struct writer *w, uint8_t code)
{
	byte_write(w, parity_add(DLE));
	byte_write(w, parity_add(code));
}

static void text_write(struct writer *w, uint8_t byte)
{
	byte_write(w, parity_add(byte));
	if (byte == DLE)
		byte_write(w, parity_add(byte));
}

static uint16_t crc_of(const uint8_t *bytes, size_t n)
{
	unsigned crc = 0;

	for (size_t i = 0; i < n; i++) {
		crc ^= bytes[i];
		for (unsigned bit = 0; bit < 8; bit++)
			crc = crc & 1 ? crc >> 1 ^ CRC_POLY : crc >> 1;
	}
	return (uint16_t)crc;
}

static void parameter_write(struct writer *w, uint8_t type, const char *bytes,
			    size_t n)
{
	text_write(w, TYPE_CALL);
	text_write(w, (uint8_t)(n + 2));
	text_write(w, type);
	text_write(w, (uint8_t)n);
	for (size_t i = 0; i < n; i++)
		text_write(w, (uint8_t)bytes[i]);
}

static void number_write(struct writer *w, const struct hl_clid *clid)
{
	char reason = clid->number_absent == HL_CLID_ABSENT_WITHHELD
			      ? WITHHELD
			      : UNAVAILABLE;

	if (clid->number_absent || !clid->number[0])
		parameter_write(w, NUMBER_ABSENT, &reason, 1);
	else
		parameter_write(w, NUMBER, clid->number, strlen(clid->number));
}

int hl_clid_ntt_build(const struct hl_clid *clid, uint8_t *message, size_t size,
		      size_t *ret)
{
	struct writer w = { message, size, 0 };
	uint16_t crc;

	if (clid->lamp)
		return -ENOTSUP;
	control_write(&w, SOH);
	byte_write(&w, parity_add(HEADER));
	control_write(&w, STX);
	number_write(&w, clid);
	control_write(&w, ETX);
	if (w.used + 2 > size)
		return -ENOSPC;

	crc = crc_of(message + CRC_FROM, w.used - CRC_FROM);
	byte_write(&w, (uint8_t)crc);
	byte_write(&w, (uint8_t)(crc >> 8));
	*ret = w.used;
	return 0;
}
