/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_clid_line.h - a line on which caller ID is sent and heard
 */
#ifndef TESTS_TEST_CLID_LINE_H
#define TESTS_TEST_CLID_LINE_H

#include "holdline/clid.h"
#include "holdline/synth.h"

#define SECOND      HL_RATE_HZ
#define ROOM        (12 * SECOND) /* samples of any one call */
#define BEFORE      2000          /* samples of silence before a message */
#define AFTER       4000          /* and after it */
#define CLID_FORMS  8
#define CLID_DIGITS 5 /* index of the first form of digits */

/* a line: what sounded on it, and what our receiver heard of it */
struct clid_line {
	int16_t *x; /* ROOM samples */
	unsigned n;
	struct hl_clid clid;
	unsigned heard;
	unsigned damaged;
	uint32_t seed;
};

/* every form that there is */
extern const struct hl_clid_form clid_forms[CLID_FORMS];

void clid_line_open(struct clid_line *line);
void clid_line_close(struct clid_line *line);

/* a caller at a fixed time */
struct hl_clid clid_caller(const char *number, const char *name);

/* what sounds next */
void clid_silence(struct clid_line *line, unsigned n);
void clid_sound(struct clid_line *line, struct hl_clid_send *send);
void clid_message(struct clid_line *line, const struct hl_clid *clid,
		  const struct hl_clid_form *form, double level);

/* white noise over all that sounded */
void clid_noise_add(struct clid_line *line, double level_dbm0);

/* the whole line, into our receiver */
void clid_listen_blocks(struct clid_line *line, const struct hl_clid_form *form,
			unsigned block);
void clid_hear(struct clid_line *line, const struct hl_clid_form *form);
void clid_heard_once(const struct clid_line *line, const struct hl_clid *clid,
		     const struct hl_clid_form *form);

/* -1 to 1, and about normal with variance 1; the same in every run */
float clid_random(struct clid_line *line);
float clid_random_normal(struct clid_line *line);

/* peak of a sine of that level */
double clid_amplitude(double level_dbm0);
int16_t clid_clip(float x);

#endif
