/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_clid.c - any bytes as a caller ID message, and as what a line sounds
 *
 * In:  bytes: the first chooses the form, the others are the message.
 * Out: nothing; it must not crash, hang or break the promises of clid.h.
 *
 * Taken three times: as they are; with length and checksum put right, to
 * get behind them; and as samples.
 */
#include <assert.h>
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/clid.h"

#define SAMPLES_MAX 4000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct hl_clid_form forms[] = {
	{ HL_CLID_BELLCORE, HL_CLID_VARIANT_PLAIN, false },
	{ HL_CLID_ETSI, HL_CLID_VARIANT_BT, true },
	{ HL_CLID_DTMF, HL_CLID_VARIANT_SE, false },
	{ HL_CLID_DTMF, HL_CLID_VARIANT_DK, false },
	{ HL_CLID_DTMF, HL_CLID_VARIANT_NL, false },
};

#define FORMS (sizeof(forms) / sizeof(forms[0]))

static void name_is_harmless(const char *name)
{
	size_t n = strlen(name);

	assert(n <= HL_CLID_NAME_MAX);
	for (size_t i = 0; i < n; i++)
		assert(name[i] >= ' ' && name[i] <= '~');
}

static void number_is_harmless(const char *number)
{
	assert(strlen(number) <= HL_CLID_NUMBER_MAX);
	assert(strspn(number, "0123456789*#+") == strlen(number));
}

/* what was parsed can be built, and says the same again */
static void clid_is_good(const struct hl_clid *clid)
{
	const struct hl_clid_form etsi = { .kind = HL_CLID_ETSI };
	uint8_t message[HL_CLID_MESSAGE_MAX];
	struct hl_clid back;
	size_t n = 0;

	name_is_harmless(clid->name);
	number_is_harmless(clid->number);
	number_is_harmless(clid->redirecting);
	assert(!clid->number_absent || !clid->number[0]);
	assert(!clid->name_absent || !clid->name[0]);

	assert(hl_clid_build(clid, &etsi, message, sizeof(message), &n) == 0);
	assert(hl_clid_parse(&etsi, message, n, &back) == 0);
	assert(back.lamp == clid->lamp);
	if (!clid->lamp) {
		assert(strcmp(back.number, clid->number) == 0);
		assert(strcmp(back.name, clid->name) == 0);
		assert(back.minute == clid->minute);
	}
}

static void parse(const struct hl_clid_form *form, const uint8_t *message,
		  size_t n)
{
	/* of the exact size, for the sanitizer to watch its end */
	uint8_t *copy = malloc(n + !n);
	struct hl_clid clid;
	int r;

	assert(copy);
	memcpy(copy, message, n);
	r = hl_clid_parse(form, copy, n, &clid);
	assert(r == 0 || r == -EBADMSG || r == -ENOTSUP);
	if (r == 0)
		clid_is_good(&clid);
	free(copy);
}

static void parse_mended(const struct hl_clid_form *form, const uint8_t *data,
			 size_t n)
{
	uint8_t message[HL_CLID_MESSAGE_MAX];
	unsigned sum = 0;

	if (n < 3 || n > sizeof(message))
		return;
	memcpy(message, data, n);
	message[1] = (uint8_t)(n - 3);
	for (size_t i = 0; i < n - 1; i++)
		sum += message[i];
	message[n - 1] = (uint8_t)-sum;
	parse(form, message, n);
}

static void sound_hear(const struct hl_clid_form *form, const uint8_t *data,
		       size_t n)
{
	struct hl_clid_listen *listen = NULL;
	int16_t sample[SAMPLES_MAX];
	struct hl_clid clid;
	int r;

	n = n / 2 < SAMPLES_MAX ? n / 2 : SAMPLES_MAX;
	memcpy(sample, data, 2 * n);
	assert(hl_clid_listen_open(form, &listen) == 0);
	r = hl_clid_listen_put(listen, sample, n, &clid);
	assert(r == 0 || r == 1 || r == -EBADMSG);
	if (r == 1)
		clid_is_good(&clid);
	hl_clid_listen_close(listen);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct hl_clid_form *form;

	if (!size)
		return 0;
	form = &forms[data[0] % FORMS];
	parse(form, data + 1, size - 1);
	if (form->kind != HL_CLID_DTMF)
		parse_mended(form, data + 1, size - 1);
	sound_hear(form, data + 1, size - 1);
	return 0;
}
