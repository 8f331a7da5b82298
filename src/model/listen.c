/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * listen.c - digits and tones that programs listen for, or send
 *
 * In:  a call on which digits or tones are reported; digits for a party.
 * Out: what a port shall listen for and sound now.
 * Not: decoding, sounding - the cards.
 *
 * What is reported of a call is what comes in at the port of its line. What
 * is sent on a call goes out at the port of the other party, who hears
 * nothing else meanwhile.
 */
#include "block.h"

#define DIGIT 100  /* [ms] a digit, and the pause behind it (DAHDI) */
#define PAUSE 1000 /* [ms] a comma */
#define FLASH 1500 /* [ms] an exclamation mark: flash, then dial tone */

static const struct hl_call_state *talking(struct hl_model *m, hl_line line)
{
	const struct hl_call_state *c = look_active(m, line);

	return c && c->state == HL_CALL_CONNECTED ? c : NULL;
}

bool listen_digits(struct hl_model *m, hl_line line)
{
	const struct hl_call_state *c = talking(m, line);

	return c && (c->flags & HL_FLAG_DIGITS);
}

static struct watch *watch_of(struct hl_model *m, hl_call call)
{
	for (unsigned i = 0; call && i < HL_WATCHES_MAX; i++)
		if (m->watch[i].call == call)
			return &m->watch[i];
	return NULL;
}

/* A number that tells one list from another; 0 = none. */
uint8_t listen_tones(struct hl_model *m, hl_line line)
{
	const struct hl_call_state *c = talking(m, line);
	const struct watch *w = c ? watch_of(m, c->id) : NULL;

	return w ? w->serial : 0;
}

const struct hl_watch_tone *hl_model_watch(const struct hl_model *model,
					   hl_line line)
{
	union {
		const struct hl_model *in;
		struct hl_model *out;
	} u = { model };
	const struct hl_call_state *c = talking(u.out, line);
	const struct watch *w = c ? watch_of(u.out, c->id) : NULL;

	return w ? w->tones : NULL;
}

void listen_forget(struct hl_model *m, hl_call call)
{
	struct watch *w = watch_of(m, call);

	if (w) {
		w->call = HL_NO_CALL;
		memset(w->tones, 0, sizeof(w->tones));
	}
}

static struct watch *watch_free(struct hl_model *m)
{
	for (unsigned i = 0; i < HL_WATCHES_MAX; i++)
		if (!m->watch[i].call)
			return &m->watch[i];
	return NULL;
}

bool listen_full(struct hl_model *m, hl_call call)
{
	return !watch_of(m, call) && !watch_free(m);
}

void listen_watch(struct hl_model *m, hl_call call,
		  const struct hl_watch_tone *tones)
{
	struct watch *w = watch_of(m, call);

	if (!tones[0].ms) {
		listen_forget(m, call);
		return;
	}
	if (!w)
		w = watch_free(m);
	assert(w);
	w->call = call;
	w->serial = w->serial == UINT8_MAX ? 1 : (uint8_t)(w->serial + 1);
	memcpy(w->tones, tones, sizeof(w->tones));
}

/* A digit came in on a call that is listened to, whole. */
void listen_heard(struct step *s, hl_line line, char digit)
{
	const struct hl_call_state *c = look_active(s->m, line);

	fx_add(s, HL_FX_HEARD, line, c->id)->a = (unsigned char)digit;
	if (c->flags & HL_FLAG_DIGITEND) {
		struct hl_effect *fx = fx_add(s, HL_FX_HEARD, line, c->id);

		fx->a = (unsigned char)digit;
		fx->b = 1;
	}
}

static void tell(struct step *s, const struct hl_call_state *party,
		 unsigned how)
{
	struct hl_effect *fx;

	fx = fx_add(s, HL_FX_GENERATE, party->line, party->id);
	fx->a = how;
	touch_call(s, party);
}

static void sound(struct step *s, hl_line line, enum hl_tone tone, hl_msec ms)
{
	block_line(s->m, line)->beep = (uint8_t)tone;
	timer_run(s, line, HL_TIMER_GENERATE, ms);
}

/* Start the character that is due now. */
static void sound_char(struct step *s, struct hl_call_state *party)
{
	const struct hl_line_state *l = block_line(s->m, party->line);
	char c = party->dial[party->sent / 2];

	if (c == '!') {
		fx_add(s, HL_FX_FLASH, party->line, party->id)->a =
			l->set.profile.flash_send;
		sound(s, party->line, HL_TONE_NONE, FLASH);
	} else if (c == ',') {
		sound(s, party->line, HL_TONE_NONE, PAUSE);
	} else {
		sound(s, party->line, hl_tone_of_digit(c), DIGIT);
	}
}

void generate_stop(struct step *s, struct hl_call_state *party, bool cancelled)
{
	if (!(party->flags & HL_FLAG_GENERATE))
		return;
	party->flags &= (uint8_t)~HL_FLAG_GENERATE;
	memset(party->dial, 0, sizeof(party->dial));
	party->sent = 0;
	block_line(s->m, party->line)->beep = HL_TONE_NONE;
	timer_stop(s, party->line, HL_TIMER_GENERATE);
	tell(s, party, cancelled ? 2 : 1);
}

void generate_digits(struct step *s, struct hl_call_state *party,
		     const char *digits)
{
	generate_stop(s, party, true);
	party->flags |= HL_FLAG_GENERATE;
	strncpy(party->dial, digits, sizeof(party->dial) - 1);
	party->sent = 1;
	touch_call(s, party);
	sound_char(s, party);
}

void generate_tone(struct step *s, struct hl_call_state *party,
		   enum hl_tone tone, hl_msec length)
{
	generate_stop(s, party, true);
	if (tone == HL_TONE_NONE)
		return;
	party->flags |= HL_FLAG_GENERATE;
	memset(party->dial, 0, sizeof(party->dial));
	party->sent = 0;
	touch_call(s, party);
	sound(s, party->line, tone, length);
}

/* A digit or the pause behind it is over. */
void generate_next(struct step *s, hl_line line)
{
	struct hl_call_state *c = look_active(s->m, line);

	if (!c || !(c->flags & HL_FLAG_GENERATE))
		return;
	if (!c->dial[0]) {
		generate_stop(s, c, false);
		return;
	}
	c->sent++;
	touch_line(s, line);
	if (c->sent % 2 == 0)
		sound(s, line, HL_TONE_NONE, DIGIT);
	else if (c->dial[c->sent / 2])
		sound_char(s, c);
	else
		generate_stop(s, c, false);
}
