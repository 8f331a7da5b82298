/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_clid_line.c - a line on which caller ID is sent and heard
 *
 * In:  callers, forms, levels, noise.
 * Out: samples, and what our receiver makes of them.
 * Not: claims - test_clid_sound.c, test_clid_modem.c.
 */
#include "test_clid_line.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <CUnit/CUnit.h>

const struct hl_clid_form clid_forms[CLID_FORMS] = {
	{ HL_CLID_BELLCORE, HL_CLID_VARIANT_PLAIN, false },
	{ HL_CLID_BELLCORE, HL_CLID_VARIANT_PLAIN, true },
	{ HL_CLID_ETSI, HL_CLID_VARIANT_PLAIN, false },
	{ HL_CLID_ETSI, HL_CLID_VARIANT_PLAIN, true },
	{ HL_CLID_ETSI, HL_CLID_VARIANT_BT, false },
	{ HL_CLID_DTMF, HL_CLID_VARIANT_SE, false },
	{ HL_CLID_DTMF, HL_CLID_VARIANT_DK, false },
	{ HL_CLID_DTMF, HL_CLID_VARIANT_NL, false },
};

void clid_line_open(struct clid_line *line)
{
	memset(line, 0, sizeof(*line));
	line->seed = 1;
	line->x = calloc(ROOM, sizeof(*line->x));
	CU_ASSERT_PTR_NOT_NULL_FATAL(line->x);
}

void clid_line_close(struct clid_line *line)
{
	free(line->x);
}

struct hl_clid clid_caller(const char *number, const char *name)
{
	struct hl_clid clid;

	memset(&clid, 0, sizeof(clid));
	CU_ASSERT_EQUAL(hl_clid_set_number(&clid, number), 0);
	hl_clid_set_name(&clid, name);
	clid.month = 11;
	clid.day = 30;
	clid.hour = 9;
	clid.minute = 41;
	return clid;
}

void clid_silence(struct clid_line *line, unsigned n)
{
	CU_ASSERT_FATAL(line->n + n <= ROOM);
	memset(line->x + line->n, 0, n * sizeof(*line->x));
	line->n += n;
}

/* in blocks of changing length, as they come */
void clid_sound(struct clid_line *line, struct hl_clid_send *send)
{
	unsigned length = hl_clid_send_length(send), got, n = 0, ask = 1;

	CU_ASSERT_FATAL(line->n + length <= ROOM);
	while ((got = hl_clid_send_read(send, line->x + line->n + n, ask))) {
		n += got;
		ask = ask % 160 + 7;
	}
	CU_ASSERT_EQUAL(n, length);
	CU_ASSERT_EQUAL(hl_clid_send_read(send, line->x, 100), 0);
	line->n += n;
	hl_clid_send_close(send);
}

void clid_message(struct clid_line *line, const struct hl_clid *clid,
		  const struct hl_clid_form *form, double level)
{
	struct hl_clid_send *send = NULL;

	clid_silence(line, BEFORE);
	CU_ASSERT_EQUAL_FATAL(hl_clid_send_open(clid, form, level, &send), 0);
	clid_sound(line, send);
	clid_silence(line, AFTER);
}

float clid_random(struct clid_line *line)
{
	line->seed = line->seed * 1664525u + 1013904223u;
	return (float)(line->seed >> 8) / 8388608.0f - 1.0f;
}

/* about normal, variance 1 */
float clid_random_normal(struct clid_line *line)
{
	float sum = 0.0f;

	for (int i = 0; i < 12; i++)
		sum += clid_random(line) / 2.0f;
	return sum;
}

double clid_amplitude(double level_dbm0)
{
	return 32767.0 * pow(10.0, (level_dbm0 - HL_FULL_SCALE_DBM0) / 20.0);
}

int16_t clid_clip(float x)
{
	return (int16_t)lrintf(fminf(fmaxf(x, -32768.0f), 32767.0f));
}

/* white, over the whole band */
void clid_noise_add(struct clid_line *line, double level_dbm0)
{
	float a = (float)(clid_amplitude(level_dbm0) / sqrt(2.0));

	for (unsigned i = 0; i < line->n; i++)
		line->x[i] = clid_clip((float)line->x[i] +
				       a * clid_random_normal(line));
}

/* the whole line, into our receiver, in blocks of @block */
void clid_listen_blocks(struct clid_line *line, const struct hl_clid_form *form,
			unsigned block)
{
	struct hl_clid_listen *listen = NULL;
	struct hl_clid clid;
	unsigned n;
	int r;

	line->heard = 0;
	CU_ASSERT_EQUAL_FATAL(hl_clid_listen_open(form, &listen), 0);
	for (unsigned i = 0; i < line->n; i += n) {
		n = line->n - i < block ? line->n - i : block;
		r = hl_clid_listen_put(listen, line->x + i, n, &clid);
		CU_ASSERT(r == 0 || r == 1 || r == -EBADMSG);
		if (r == 1) {
			line->heard++;
			line->clid = clid;
		}
	}
	line->damaged = hl_clid_listen_damaged(listen);
	hl_clid_listen_close(listen);
}

void clid_hear(struct clid_line *line, const struct hl_clid_form *form)
{
	clid_listen_blocks(line, form, 80);
}

void clid_heard_once(const struct clid_line *line, const struct hl_clid *clid,
		     const struct hl_clid_form *form)
{
	CU_ASSERT_EQUAL(line->heard, 1);
	CU_ASSERT_EQUAL(line->damaged, 0);
	CU_ASSERT_STRING_EQUAL(line->clid.number, clid->number);
	CU_ASSERT_EQUAL(line->clid.number_absent, clid->number_absent);
	if (form->kind == HL_CLID_DTMF)
		return;
	CU_ASSERT_STRING_EQUAL(line->clid.name, clid->name);
	CU_ASSERT_EQUAL(line->clid.month, clid->month);
	CU_ASSERT_EQUAL(line->clid.minute, clid->minute);
}
