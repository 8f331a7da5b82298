/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * line.c - how the fake kernel's lines ring, close, break and report
 *
 * In:  hook orders; what the far party's loop or battery does; time.
 * Out: events in the channel's queue of 63.
 * Not: requests - kernel.c; samples - sound.c.
 *
 * Written after what was measured on the modules 2.11.1, one step a
 * millisecond.
 */
#include "inside.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* dahdi/kernel.h, all in ms */
#define MIN_PULSE 15
#define MAX_PULSE 200
#define PULSE_TIMEOUT 250
#define KEWL_TIME 500
#define AFTER_KEWL 300
#define AFTER_START 500
#define RING_DEAF 2000
#define RING_TRAIL 50

static bool is_station(const struct chan *chan)
{
	return chan->sig == DAHDI_SIG_FXOKS || chan->sig == DAHDI_SIG_FXOLS ||
	       chan->sig == DAHDI_SIG_FXOGS;
}

void line_event(struct chan *chan, int code)
{
	unsigned next = (chan->in + 1) % DAHDI_MAX_EVENTSIZE;

	if (next == chan->out)
		return;
	chan->events[chan->in] = code;
	chan->in = next;
}

static void state_set(struct chan *chan, enum txsig tx, enum txstate state,
		      int ms)
{
	chan->tx = tx;
	chan->state = state;
	chan->state_left = ms;
}

void line_cadence(struct chan *chan, const int *ms)
{
	static const int usual[DAHDI_MAX_CADENCE] = { 2000, 4000 };
	unsigned i;

	memcpy(chan->cadence, ms ? ms : usual, sizeof(chan->cadence));
	chan->cadence_loop = 0;
	for (i = 0; i < DAHDI_MAX_CADENCE; i += 2) {
		if (chan->cadence[i] < 0) {
			chan->cadence[i] = -chan->cadence[i];
			chan->cadence_loop = i;
			break;
		}
	}
}

void line_hangup(struct chan *chan)
{
	bool down = chan->rx == RX_ONHOOK && chan->break_left <= 0;

	chan->down_in_drop = false;
	if (!is_station(chan))
		chan->ring_deaf = RING_DEAF;
	if (chan->sig == DAHDI_SIG_FXOKS && chan->state != ST_ONHOOK && !down)
		state_set(chan, TX_KEWL, ST_KEWL, KEWL_TIME);
	else
		state_set(chan, TX_ONHOOK, ST_ONHOOK, 0);
	chan->tone = DAHDI_TONE_STOP;
	chan->cadence_at = 0;
	sound_flush(chan, DAHDI_FLUSH_BOTH);
}

void line_reset(struct chan *chan)
{
	struct dahdi_params *p = &chan->times;

	memset(p, 0, sizeof(*p));
	p->prewinktime = 50;
	p->preflashtime = 50;
	p->winktime = 150;
	p->flashtime = 750;
	p->starttime = is_station(chan) ? 2000 : 1500;
	p->rxwinktime = 300;
	p->rxflashtime = 1250;
	p->debouncetime = 600;
	p->pulsebreaktime = 50;
	p->pulsemaketime = 50;
	p->pulseaftertime = 750;

	chan->in = 0;
	chan->out = 0;
	chan->break_left = 0;
	chan->pulses = 0;
	chan->pulse_left = 0;
	chan->told = false;
	line_hangup(chan);
	line_cadence(chan, NULL);
}

static void station_closed(struct chan *chan)
{
	int length = chan->break_set - chan->break_left;

	chan->down_in_drop = false;
	if (chan->break_left > 0) {
		if (length > MAX_PULSE) {
			line_event(chan, DAHDI_EVENT_WINKFLASH);
		} else if (length >= MIN_PULSE) {
			chan->pulse_left = PULSE_TIMEOUT;
			if (++chan->pulses == 1)
				line_event(chan, DAHDI_EVENT_PULSE_START);
		}
	} else if (!chan->told) {
		line_event(chan, DAHDI_EVENT_RINGOFFHOOK);
		chan->told = true;
	}
	chan->break_left = 0;
}

static void station_opened(struct chan *chan)
{
	if (chan->state == ST_KEWL)
		chan->down_in_drop = true;
	if (chan->state == ST_DEBOUNCE || chan->state == ST_KEWL ||
	    chan->state == ST_AFTERKEWL)
		return;
	chan->break_set = chan->times.rxflashtime;
	chan->break_left = chan->break_set;
}

/* Kewlstart: only a loop that is closed and settled tells of the battery. */
static bool trunk_tells(const struct chan *chan)
{
	if (chan->sig == DAHDI_SIG_FXSKS)
		return chan->state == ST_OFFHOOK;
	return chan->sig == DAHDI_SIG_FXSGS && chan->state != ST_DEBOUNCE;
}

static void trunk_rx(struct chan *chan, enum rxsig rx)
{
	if (rx == RX_RING && chan->ring_deaf <= 0)
		line_event(chan, DAHDI_EVENT_RINGBEGIN);
	if (rx != RX_ONHOOK || !trunk_tells(chan))
		return;
	chan->ring_deaf = RING_DEAF;
	chan->ring_trail = 0;
	line_event(chan, DAHDI_EVENT_ONHOOK);
}

void line_rx(struct chan *chan, enum rxsig rx)
{
	if (chan->rx == rx || chan->removed)
		return;
	chan->rx = rx;
	if (!is_station(chan))
		trunk_rx(chan, rx);
	else if (rx == RX_OFFHOOK)
		station_closed(chan);
	else
		station_opened(chan);
}

static int hook_ring(struct chan *chan)
{
	if (chan->zone < 0)
		return -ENODATA;
	if (chan->state != ST_ONHOOK)
		return -EBUSY;
	if (is_station(chan)) {
		chan->cadence_at = 0;
		chan->bursts++;
		state_set(chan, TX_START, ST_RINGON, chan->cadence[0]);
	} else {
		state_set(chan, TX_START, ST_START, chan->times.starttime);
	}
	return -EINPROGRESS;
}

static int hook_offhook(struct chan *chan)
{
	if (chan->state == ST_KEWL || chan->state == ST_AFTERKEWL)
		return -EBUSY;
	if (chan->tx != TX_OFFHOOK) {
		chan->dialled_count = 0;
		chan->dialled[0] = '\0';
	}
	state_set(chan, TX_OFFHOOK, ST_DEBOUNCE, chan->times.debouncetime);
	return 0;
}

static int hook_flash(struct chan *chan)
{
	if (chan->state != ST_OFFHOOK)
		return -EBUSY;
	state_set(chan, TX_OFFHOOK, ST_PREFLASH, chan->times.preflashtime);
	return -EINPROGRESS;
}

/* ---- digits as pulses --------------------------------------------------- */

static void pulse_break(struct chan *chan)
{
	state_set(chan, TX_ONHOOK, ST_PULSEBREAK, chan->times.pulsebreaktime);
}

static void pulse_digit(struct chan *chan, char digit)
{
	static const char digits[] = "1234567890";
	const char *found = strchr(digits, digit);

	if (!found || !*found || chan->tx != TX_OFFHOOK) {
		chan->dialing = false;
		line_event(chan, DAHDI_EVENT_DIALCOMPLETE);
		return;
	}
	chan->pulses_left = (unsigned)(found - digits) + 1;
	chan->pulsed = 0;
	pulse_break(chan);
}

int line_dial(struct chan *chan, const struct dahdi_dialoperation *dial)
{
	if (chan->zone < 0)
		return -ENODATA;
	chan->dialing = true;
	pulse_digit(chan, dial->dialstr[1]);
	return 0;
}

void line_dial_stop(struct chan *chan)
{
	chan->dialing = false;
	chan->pulses_left = 0;
}

static void pulse_made(struct chan *chan)
{
	if (chan->pulses_left)
		chan->pulses_left--;
	if (chan->pulses_left)
		pulse_break(chan);
	else
		state_set(chan, TX_OFFHOOK, ST_PULSEAFTER,
			  chan->times.pulseaftertime);
}

/* The exchange takes a digit when no pulse has come for a while. */
static void pulse_after(struct chan *chan)
{
	if (chan->pulsed && chan->dialled_count + 1 < DIALLED_MAX) {
		chan->dialled[chan->dialled_count++] =
			(char)('0' + chan->pulsed % 10);
		chan->dialled[chan->dialled_count] = '\0';
	}
	chan->pulsed = 0;
	state_set(chan, TX_OFFHOOK, ST_OFFHOOK, 0);
	line_event(chan, DAHDI_EVENT_DIALCOMPLETE);
	chan->dialing = false;
}

int line_hook(struct chan *chan, int order)
{
	line_dial_stop(chan);
	/* Whatever the order, it ends the tone. */
	chan->tone = DAHDI_TONE_STOP;
	switch (order) {
	case DAHDI_ONHOOK:
		line_hangup(chan);
		return 0;
	case DAHDI_OFFHOOK:
		return hook_offhook(chan);
	case DAHDI_RING:
	case DAHDI_START:
		return hook_ring(chan);
	case DAHDI_FLASH:
		return hook_flash(chan);
	case DAHDI_RINGOFF:
		state_set(chan, TX_ONHOOK, ST_ONHOOK, 0);
		return 0;
	default:
		return -EINVAL;
	}
}

static void ring_step(struct chan *chan, bool on)
{
	unsigned again = on ? chan->cadence_loop : 0;

	if (++chan->cadence_at >= DAHDI_MAX_CADENCE ||
	    !chan->cadence[chan->cadence_at])
		chan->cadence_at = again;
	state_set(chan, on ? TX_START : TX_OFFHOOK, on ? ST_RINGON : ST_RINGOFF,
		  chan->cadence[chan->cadence_at]);
	chan->bursts += on;
	line_event(chan, on ? DAHDI_EVENT_RINGERON : DAHDI_EVENT_RINGEROFF);
}

static void debounce_ended(struct chan *chan)
{
	state_set(chan, TX_OFFHOOK, ST_OFFHOOK, 0);
	if (chan->rx == RX_ONHOOK && chan->times.rxflashtime > 2) {
		chan->break_set = chan->times.rxflashtime;
		chan->break_left = chan->break_set;
	}
}

static void after_kewl_ended(struct chan *chan)
{
	if (chan->down_in_drop)
		line_event(chan, DAHDI_EVENT_ONHOOK);
	chan->told = false;
	state_set(chan, TX_ONHOOK, ST_ONHOOK, 0);
}

static void state_ended(struct chan *chan)
{
	switch (chan->state) {
	case ST_RINGON:
		ring_step(chan, false);
		break;
	case ST_RINGOFF:
		ring_step(chan, true);
		break;
	case ST_START:
		state_set(chan, TX_OFFHOOK, ST_AFTERSTART, AFTER_START);
		break;
	case ST_PREFLASH:
		state_set(chan, TX_ONHOOK, ST_FLASH, chan->times.flashtime);
		break;
	case ST_AFTERSTART:
	case ST_FLASH:
		state_set(chan, TX_OFFHOOK, ST_OFFHOOK, 0);
		line_event(chan, DAHDI_EVENT_HOOKCOMPLETE);
		break;
	case ST_DEBOUNCE:
		debounce_ended(chan);
		break;
	case ST_KEWL:
		state_set(chan, TX_ONHOOK, ST_AFTERKEWL, AFTER_KEWL);
		line_event(chan, DAHDI_EVENT_HOOKCOMPLETE);
		break;
	case ST_AFTERKEWL:
		after_kewl_ended(chan);
		break;
	case ST_PULSEBREAK:
		chan->pulsed++;
		state_set(chan, TX_OFFHOOK, ST_PULSEMAKE,
			  chan->times.pulsemaketime);
		break;
	case ST_PULSEMAKE:
		pulse_made(chan);
		break;
	case ST_PULSEAFTER:
		pulse_after(chan);
		break;
	case ST_ONHOOK:
	case ST_OFFHOOK:
		break;
	}
}

static void pulses_ended(struct chan *chan)
{
	static const char digits[] = " 1234567890*#";

	if (chan->pulses < (int)sizeof(digits) - 1)
		line_event(chan, DAHDI_EVENT_PULSEDIGIT |
					 digits[chan->pulses]);
	chan->pulses = 0;
}

static void trunk_tick(struct chan *chan)
{
	if (chan->battery_left > 0 && --chan->battery_left == 0)
		line_rx(chan, RX_OFFHOOK);

	if (chan->rx == RX_RING)
		chan->ring_trail = RING_TRAIL;
	else if (chan->ring_trail > 0 && --chan->ring_trail == 0 &&
		 chan->ring_deaf <= 0)
		line_event(chan, DAHDI_EVENT_RINGOFFHOOK);
	if (chan->ring_deaf > 0)
		chan->ring_deaf--;

	if (chan->tx == TX_ONHOOK && chan->state != ST_PULSEBREAK) {
		chan->open_ms++;
	} else if (chan->open_ms) {
		chan->flash_ms = chan->open_ms;
		chan->open_ms = 0;
	}
}

void line_tick(struct chan *chan)
{
	if (chan->state_left > 0 && --chan->state_left == 0)
		state_ended(chan);

	if (is_station(chan)) {
		if (chan->break_left > 0 && --chan->break_left == 0) {
			line_event(chan, DAHDI_EVENT_ONHOOK);
			chan->told = false;
		}
		if (chan->pulse_left > 0 && --chan->pulse_left == 0)
			pulses_ended(chan);
	} else {
		trunk_tick(chan);
	}
}
