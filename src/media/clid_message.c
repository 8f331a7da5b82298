/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clid_message.c - a caller as a message of bytes (SDMF, MDMF, EN 300 659)
 *
 * In:  what is known of a caller; or the bytes of a message.
 * Out: the one from the other.
 * Not: digits - clid_digits.c; Japan - clid_ntt.c; how bytes sound - clid_send.c, clid_listen.c.
 *
 * A message is type, length, content, and the two's complement of the sum of
 * all. In MDMF the content is parameters: type, length, bytes.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "clid_parts.h"

/* types of message (spandsp adsi.h after GR-30-CORE and ETS 300 659-1) */
#define SDMF_CALL 0x04
#define SDMF_LAMP 0x06
#define MDMF_CALL 0x80
#define MDMF_LAMP 0x82

/* parameters (the same) */
#define TIME          0x01
#define NUMBER        0x02
#define NUMBER_ABSENT 0x04
#define NAME          0x07
#define NAME_ABSENT   0x08
#define LAMP          0x0b
#define CALL_TYPE     0x11
#define REDIRECTING   0x1a

#define WITHHELD    'P'
#define UNAVAILABLE 'O'

#define TIME_BYTES 8 /* MMDDHHMM */

/* what an SDMF order to the lamp says, three times */
#define SDMF_LAMP_ON  0x42
#define SDMF_LAMP_OFF 0x6f

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* what CALL_TYPE says, by enum hl_clid_call */
static const uint8_t call_types[] = { 0, 0x01, 0x02, 0x81 };

/* ---- building ------------------------------------------------------------ */

struct writer {
	uint8_t *out;
	size_t size;
	size_t used; /* may pass size: then it did not fit */
};

static void byte_write(struct writer *w, uint8_t byte)
{
	if (w->used < w->size)
		w->out[w->used] = byte;
	w->used++;
}

static void field_write(struct writer *w, uint8_t type, const char *text)
{
	size_t n = strlen(text);

	byte_write(w, type);
	byte_write(w, (uint8_t)n);
	for (size_t i = 0; i < n; i++)
		byte_write(w, (uint8_t)text[i]);
}

static void code_write(struct writer *w, uint8_t type, uint8_t code)
{
	byte_write(w, type);
	byte_write(w, 1);
	byte_write(w, code);
}

static uint8_t absent_code(enum hl_clid_absent absent)
{
	return absent == HL_CLID_ABSENT_WITHHELD ? WITHHELD : UNAVAILABLE;
}

static void time_write(struct writer *w, const struct hl_clid *clid)
{
	char text[16];

	if (!clid->month)
		return;
	snprintf(text, sizeof(text), "%02u%02u%02u%02u", clid->month, clid->day,
		 clid->hour, clid->minute);
	field_write(w, TIME, text);
}

static void name_write(struct writer *w, const struct hl_clid *clid, size_t max)
{
	char name[HL_CLID_NAME_MAX + 1];

	if (clid->name_absent) {
		code_write(w, NAME_ABSENT, absent_code(clid->name_absent));
		return;
	}
	hl_clid_name_take((const uint8_t *)clid->name, strlen(clid->name), max,
			  name);
	if (name[0])
		field_write(w, NAME, name);
}

static void call_write(struct writer *w, const struct hl_clid *clid,
		       enum hl_clid_kind kind)
{
	bool etsi = kind == HL_CLID_ETSI;

	if (etsi && clid->call)
		code_write(w, CALL_TYPE, call_types[clid->call]);
	time_write(w, clid);

	if (clid->number_absent || !clid->number[0])
		code_write(w, NUMBER_ABSENT, absent_code(clid->number_absent));
	else
		field_write(w, NUMBER, clid->number);

	name_write(w, clid, etsi ? HL_CLID_NAME_MAX : HL_CLID_NAME_BELLCORE);
	if (etsi && !clid->number_absent && clid->redirecting[0])
		field_write(w, REDIRECTING, clid->redirecting);
}

/* One piece: the time, which has no way to say that it is not known but
 * zeros, and the number or the letter in its place. */
static void single_write(struct writer *w, const struct hl_clid *clid)
{
	char text[TIME_BYTES + HL_CLID_NUMBER_MAX + 1];
	int n = snprintf(text, sizeof(text), "%02u%02u%02u%02u",
			 clid->month % 100u, clid->day % 100u,
			 clid->hour % 100u, clid->minute % 100u);
	bool absent = clid->number_absent || !clid->number[0];

	for (int i = 0; i < n; i++)
		byte_write(w, (uint8_t)text[i]);
	if (absent)
		byte_write(w, absent_code(clid->number_absent));
	for (size_t i = 0; !absent && clid->number[i]; i++)
		byte_write(w, (uint8_t)clid->number[i]);
}

/* Three times, because there is nothing else in it. */
static void single_lamp_write(struct writer *w, enum hl_clid_lamp lamp)
{
	for (unsigned i = 0; i < 3; i++)
		byte_write(w, lamp == HL_CLID_LAMP_ON ? SDMF_LAMP_ON
						      : SDMF_LAMP_OFF);
}

static void content_write(struct writer *w, const struct hl_clid *clid,
			  const struct hl_clid_form *form)
{
	bool single = form->variant == HL_CLID_VARIANT_SDMF;

	if (clid->lamp && single)
		single_lamp_write(w, clid->lamp);
	else if (clid->lamp)
		code_write(w, LAMP, clid->lamp == HL_CLID_LAMP_ON ? 0xff : 0);
	else if (single)
		single_write(w, clid);
	else
		call_write(w, clid, form->kind);
}

static uint8_t type_of(const struct hl_clid *clid,
		       const struct hl_clid_form *form)
{
	if (form->variant == HL_CLID_VARIANT_SDMF)
		return clid->lamp ? SDMF_LAMP : SDMF_CALL;
	return clid->lamp ? MDMF_LAMP : MDMF_CALL;
}

static uint8_t sum(const uint8_t *bytes, size_t n)
{
	unsigned total = 0;

	for (size_t i = 0; i < n; i++)
		total += bytes[i];
	return (uint8_t)total;
}

int hl_clid_build(const struct hl_clid *clid, const struct hl_clid_form *form,
		  uint8_t *message, size_t size, size_t *ret)
{
	struct writer w = { message, size, 0 };

	if (hl_clid_form_judge(form) < 0 || hl_clid_judge(clid) < 0)
		return -EINVAL;
	if (form->kind == HL_CLID_DTMF)
		return hl_clid_digits_build(clid, hl_clid_digits(form->variant),
					    message, size, ret);
	if (form->kind == HL_CLID_NTT)
		return hl_clid_ntt_build(clid, message, size, ret);

	byte_write(&w, type_of(clid, form));
	byte_write(&w, 0);
	content_write(&w, clid, form);
	if (w.used + 1 > size)
		return -ENOSPC;

	message[1] = (uint8_t)(w.used - 2);
	message[w.used] = (uint8_t)-sum(message, w.used);
	*ret = w.used + 1;
	return 0;
}

/* ---- parsing ------------------------------------------------------------- */

static enum hl_clid_absent absent_of(uint8_t code)
{
	return code == WITHHELD ? HL_CLID_ABSENT_WITHHELD
				: HL_CLID_ABSENT_UNAVAILABLE;
}

static void time_take(const uint8_t *bytes, size_t n, struct hl_clid *clid)
{
	static const uint8_t least[] = { 1, 1, 0, 0 };
	static const uint8_t most[] = { 12, 31, 23, 59 };
	uint8_t part[4];

	if (n != TIME_BYTES)
		return;
	for (size_t i = 0; i < TIME_BYTES; i++) {
		if (bytes[i] < '0' || bytes[i] > '9')
			return;
	}
	for (size_t i = 0; i < COUNT(part); i++) {
		part[i] = (uint8_t)((bytes[2 * i] - '0') * 10 +
				    bytes[2 * i + 1] - '0');
		if (part[i] < least[i] || part[i] > most[i])
			return;
	}

	clid->month = part[0];
	clid->day = part[1];
	clid->hour = part[2];
	clid->minute = part[3];
}

static void number_take(const uint8_t *bytes, size_t n, struct hl_clid *clid)
{
	/* SDMF has the letter in the number's place */
	if (n == 1 && (bytes[0] == WITHHELD || bytes[0] == UNAVAILABLE))
		clid->number_absent = absent_of(bytes[0]);
	else if (hl_clid_number_take(bytes, n, clid->number) < 0)
		clid->number_absent = HL_CLID_ABSENT_UNAVAILABLE;
}

static void number_absent_take(const uint8_t *bytes, size_t n,
			       struct hl_clid *clid)
{
	if (n)
		clid->number_absent = absent_of(bytes[0]);
}

static void name_take(const uint8_t *bytes, size_t n, struct hl_clid *clid)
{
	hl_clid_name_take(bytes, n, HL_CLID_NAME_MAX, clid->name);
}

static void name_absent_take(const uint8_t *bytes, size_t n,
			     struct hl_clid *clid)
{
	if (n)
		clid->name_absent = absent_of(bytes[0]);
}

static void lamp_take(const uint8_t *bytes, size_t n, struct hl_clid *clid)
{
	if (n)
		clid->lamp = bytes[0] ? HL_CLID_LAMP_ON : HL_CLID_LAMP_OFF;
}

static void call_type_take(const uint8_t *bytes, size_t n, struct hl_clid *clid)
{
	for (size_t i = 1; n && i < COUNT(call_types); i++) {
		if (call_types[i] == bytes[0])
			clid->call = (enum hl_clid_call)i;
	}
}

static void redirecting_take(const uint8_t *bytes, size_t n,
			     struct hl_clid *clid)
{
	if (hl_clid_number_take(bytes, n, clid->redirecting) < 0)
		clid->redirecting[0] = '\0';
}

static const struct {
	uint8_t type;
	void (*take)(const uint8_t *bytes, size_t n, struct hl_clid *clid);
} fields[] = {
	{ TIME, time_take },
	{ NUMBER, number_take },
	{ NUMBER_ABSENT, number_absent_take },
	{ NAME, name_take },
	{ NAME_ABSENT, name_absent_take },
	{ LAMP, lamp_take },
	{ CALL_TYPE, call_type_take },
	{ REDIRECTING, redirecting_take },
};

static void field_take(uint8_t type, const uint8_t *bytes, size_t n,
		       struct hl_clid *clid)
{
	for (size_t i = 0; i < COUNT(fields); i++) {
		if (fields[i].type == type)
			fields[i].take(bytes, n, clid);
	}
}

static int mdmf_take(const uint8_t *bytes, size_t n, struct hl_clid *clid)
{
	size_t i = 0, length;

	while (i < n) {
		if (n - i < 2)
			return -EBADMSG;
		length = bytes[i + 1];
		if (length > n - i - 2)
			return -EBADMSG;
		field_take(bytes[i], bytes + i + 2, length, clid);
		i += 2 + length;
	}
	return 0;
}

static int sdmf_take(uint8_t type, const uint8_t *bytes, size_t n,
		     struct hl_clid *clid)
{
	if (type == SDMF_CALL) {
		if (n < TIME_BYTES)
			return -EBADMSG;
		time_take(bytes, TIME_BYTES, clid);
		number_take(bytes + TIME_BYTES, n - TIME_BYTES, clid);
		return 0;
	}

	if (!n || (bytes[0] != SDMF_LAMP_ON && bytes[0] != SDMF_LAMP_OFF))
		return -EBADMSG;
	clid->lamp =
		bytes[0] == SDMF_LAMP_ON ? HL_CLID_LAMP_ON : HL_CLID_LAMP_OFF;
	return 0;
}

bool hl_clid_type_is_known(uint8_t type)
{
	return type == SDMF_CALL || type == SDMF_LAMP || type == MDMF_CALL ||
	       type == MDMF_LAMP;
}

static int bytes_parse(const uint8_t *message, size_t n, struct hl_clid *clid)
{
	if (n < 3 || n != (size_t)message[1] + 3 || sum(message, n) != 0)
		return -EBADMSG;
	if (!hl_clid_type_is_known(message[0]))
		return -ENOTSUP;
	if (message[0] & 0x80)
		return mdmf_take(message + 2, n - 3, clid);
	return sdmf_take(message[0], message + 2, n - 3, clid);
}

int hl_clid_parse(const struct hl_clid_form *form, const uint8_t *message,
		  size_t n, struct hl_clid *ret)
{
	struct hl_clid clid;
	int r;

	if (hl_clid_form_judge(form) < 0)
		return -EINVAL;
	if (form->kind == HL_CLID_NTT)
		return -ENOTSUP;
	if (form->kind == HL_CLID_DTMF)
		return hl_clid_digits_parse(hl_clid_digits(form->variant),
					    message, n, ret);

	memset(&clid, 0, sizeof(clid));
	r = bytes_parse(message, n, &clid);
	if (r < 0)
		return r;

	/* who says that it is absent means it, whatever else stands there */
	if (clid.number_absent)
		clid.number[0] = '\0';
	if (clid.name_absent)
		clid.name[0] = '\0';
	*ret = clid;
	return 0;
}
