/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_identify.c - any bytes as what happens on a ringing trunk
 *
 * In:  bytes: a form, a place, then commands: ringing, reversals, time,
 *      messages (damaged, cut), raw sound.
 * Out: nothing; the receiver must keep the promises of identify.h.
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/identify.h"

#define BLOCK   160u
#define SAMPLES 40000u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct hl_clid_form forms[] = {
	{ HL_CLID_BELLCORE, HL_CLID_VARIANT_PLAIN, false },
	{ HL_CLID_ETSI, HL_CLID_VARIANT_PLAIN, false },
	{ HL_CLID_ETSI, HL_CLID_VARIANT_BT, false },
	{ HL_CLID_DTMF, HL_CLID_VARIANT_SE, false },
	{ HL_CLID_DTMF, HL_CLID_VARIANT_DK, false },
	{ HL_CLID_DTMF, HL_CLID_VARIANT_NL, false },
};

struct trunk {
	struct hl_identify *id;
	const struct hl_clid_form *form;
	hl_usec now;
	unsigned callers;
	unsigned garbled;
	unsigned missed;
};

static void take(struct trunk *t, enum hl_identified what,
		 const struct hl_identity *identity)
{
	switch (what) {
	case HL_IDENTIFIED_CALLER:
		t->callers++;
		assert(identity->damage == HL_CLID_DAMAGE_NONE);
		assert(strlen(identity->clid.number) <= HL_CLID_NUMBER_MAX);
		assert(strlen(identity->clid.name) <= HL_CLID_NAME_MAX);
		break;
	case HL_IDENTIFIED_GARBLED:
		t->garbled++;
		assert(identity->damage > HL_CLID_DAMAGE_NONE &&
		       identity->damage < HL_CLID_DAMAGE_COUNT);
		break;
	case HL_IDENTIFIED_MISSED:
		t->missed++;
		break;
	case HL_IDENTIFIED_NOTHING:
	case HL_IDENTIFIED_COUNT:
		break;
	}
	assert(t->callers + t->missed <= 1 && t->garbled <= 1);
	assert(!t->missed || !t->garbled);
}

static void put(struct trunk *t, const int16_t *x, unsigned n)
{
	struct hl_identity identity;

	for (unsigned i = 0; i < n; i += BLOCK) {
		const unsigned part = n - i < BLOCK ? n - i : BLOCK;

		t->now += 125u * part;
		take(t, hl_identify_put(t->id, x + i, part, t->now, &identity),
		     &identity);
		if (t->callers || t->missed)
			assert(!hl_identify_listens(t->id, t->now));
	}
}

/* a message, cut after @part / 255, hit every @hit samples */
static void message(struct trunk *t, uint8_t part, uint8_t hit)
{
	static int16_t x[SAMPLES];
	struct hl_clid clid = { .number = "5551234" };
	struct hl_clid_send *send = NULL;
	unsigned n;

	assert(hl_clid_send_open(&clid, t->form, -14.0, &send) == 0);
	n = hl_clid_send_read(send, x, SAMPLES);
	hl_clid_send_close(send);
	n = n * part / 255u;
	for (unsigned i = hit * 97u; hit && i < n; i += hit * 97u)
		x[i] = (int16_t)(i * 7919u);
	put(t, x, n);
}

static void sound(struct trunk *t, const uint8_t *data, size_t size)
{
	int16_t x[256];

	for (size_t i = 0; i < 256; i++)
		x[i] = (int16_t)(data[i % size] << 8 | data[i * 7 % size]);
	put(t, x, 256);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hl_identity identity;
	struct trunk t = { .now = 1 };

	if (size < 2 || size > 64)
		return 0;
	t.form = &forms[data[0] % (sizeof(forms) / sizeof(forms[0]))];
	assert(hl_identify_open(
		       t.form,
		       (enum hl_clid_place)(data[1] % HL_CLID_PLACE_COUNT),
		       &t.id) == 0);
	for (size_t i = 2; i + 2 < size; i += 3) {
		switch (data[i] % 6) {
		case 0:
		case 1:
			take(&t,
			     hl_identify_ring(t.id, data[i] % 6, t.now,
					      &identity),
			     &identity);
			break;
		case 2:
			hl_identify_reversal(t.id, t.now);
			break;
		case 3:
			message(&t, data[i + 1], data[i + 2]);
			break;
		case 4:
			sound(&t, data + i, size - i);
			break;
		default:
			break;
		}
		t.now += 4000u * data[i + 1];
		if (data[i] == 255) {
			hl_identify_clear(t.id);
			t.callers = t.garbled = t.missed = 0;
		}
	}
	hl_identify_close(t.id);
	return 0;
}
