/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * far.c - the test's side of the fake kernel
 *
 * In:  time, telephones, exchanges, faults.
 * Out: what the far parties see and hear, and what the kernel knows.
 * Not: what the driver asks - kernel.c.
 */
#include "inside.h"

#include <math.h>
#include <string.h>

#include "holdline/driver.h"

/* ---- time --------------------------------------------------------------- */

void fake_pass(struct fake_kernel *kernel, unsigned ms)
{
	unsigned i;

	for (; ms; ms--) {
		for (i = 0; i < FAKE_PSEUDOS; i++)
			sound_tick(kernel, &kernel->pseudo[i]);
		for (i = 1; i <= kernel->channels; i++) {
			if (kernel->chan[i].removed)
				continue;
			line_tick(&kernel->chan[i]);
			frame_tick(&kernel->chan[i]);
			sound_tick(kernel, &kernel->chan[i]);
		}
	}
}

unsigned fake_ready(struct fake_kernel *kernel, int fd)
{
	const struct chan *chan;
	unsigned ready = HL_WATCH_NONE;

	chan = chan_is_fd(kernel, fd) ? kernel->fds[fd - FD_BASE].chan : NULL;
	if (!chan)
		return ready;
	if (chan->in != chan->out || chan->removed)
		ready |= HL_WATCH_EVENT;
	if (chan->read.count || (chan->frames && chan->frames->in.count))
		ready |= HL_WATCH_AUDIO;
	return ready;
}

/* ---- the far side ------------------------------------------------------- */

void fake_loop(struct fake_kernel *kernel, int channel, bool closed)
{
	line_rx(chan_of(kernel, channel), closed ? RX_OFFHOOK : RX_ONHOOK);
}

void fake_ring(struct fake_kernel *kernel, int channel, bool on)
{
	line_rx(chan_of(kernel, channel), on ? RX_RING : RX_OFFHOOK);
}

void fake_battery(struct fake_kernel *kernel, int channel, bool on)
{
	line_rx(chan_of(kernel, channel), on ? RX_OFFHOOK : RX_ONHOOK);
}

void fake_drop(struct fake_kernel *kernel, int channel)
{
	fake_battery(kernel, channel, false);
	chan_of(kernel, channel)->battery_left = 500;
}

void fake_polarity(struct fake_kernel *kernel, int channel)
{
	line_event(chan_of(kernel, channel), DAHDI_EVENT_POLARITY);
}

void fake_digit(struct fake_kernel *kernel, int channel, char digit)
{
	dtmf_tx_put(chan_of(kernel, channel)->keys, &digit, 1);
}

void fake_sound(struct fake_kernel *kernel, int channel, double hz,
		double other)
{
	struct chan *chan = chan_of(kernel, channel);

	chan->sound[0] = hz;
	chan->sound[1] = other;
	chan->sound_at = 0;
}

void fake_loud(struct fake_kernel *kernel, int channel, double db)
{
	chan_of(kernel, channel)->loud = pow(10.0, db / 20.0);
}

void fake_echo(struct fake_kernel *kernel, int channel, double db,
	       unsigned ms)
{
	struct chan *chan = chan_of(kernel, channel);

	chan->echo_gain = pow(10.0, db / 20.0);
	chan->echo_ms = ms;
}

void fake_play(struct fake_kernel *kernel, int channel, const int16_t *sample,
	       unsigned n)
{
	struct chan *chan = chan_of(kernel, channel);

	chan->play = sample;
	chan->play_left = n;
}

void fake_alarm(struct fake_kernel *kernel, int channel, bool on)
{
	struct chan *chan = chan_of(kernel, channel);

	chan->alarms = on ? DAHDI_ALARM_RED : DAHDI_ALARM_NONE;
	line_event(chan, on ? DAHDI_EVENT_ALARM : DAHDI_EVENT_NOALARM);
}

/* The kernel itself ends what watches a channel that is taken away. */
void fake_remove(struct fake_kernel *kernel, int channel)
{
	struct chan *chan = chan_of(kernel, channel);
	unsigned i;

	for (i = 1; i <= kernel->channels; i++) {
		if (kernel->chan[i].confmode != DAHDI_CONF_MONITOR ||
		    kernel->chan[i].confno != channel)
			continue;
		kernel->chan[i].confmode = 0;
		kernel->chan[i].confno = 0;
	}
	line_event(chan, DAHDI_EVENT_REMOVED);
	line_event(chan, DAHDI_EVENT_ALARM);
	chan->removed = true;
	chan->confno = 0;
	chan->confmode = 0;
}

void fake_return(struct fake_kernel *kernel, int channel)
{
	chan_of(kernel, channel)->removed = false;
}

/* ---- the machine -------------------------------------------------------- */

void fake_signal(struct fake_kernel *kernel, int channel, int sigtype)
{
	chan_of(kernel, channel)->sig = sigtype;
}

void fake_zone(struct fake_kernel *kernel, int number)
{
	unsigned i;

	kernel->zone = number;
	for (i = 1; i <= kernel->channels; i++)
		kernel->chan[i].zone = number;
}

void fake_law(struct fake_kernel *kernel, int channel, int law)
{
	chan_of(kernel, channel)->law = law;
}

void fake_toneless(struct fake_kernel *kernel, int tone)
{
	kernel->toneless = tone;
}

void fake_memory(struct fake_kernel *kernel, int blocksize)
{
	kernel->memory = blocksize;
}

void fake_plain(struct fake_kernel *kernel)
{
	kernel->plain = true;
}

void fake_event(struct fake_kernel *kernel, int channel, int code)
{
	line_event(chan_of(kernel, channel), code);
}

unsigned fake_fail(struct fake_kernel *kernel, unsigned long request,
		   int error, unsigned nth)
{
	unsigned asked = kernel->fault.asked;

	kernel->fault = (struct fault){ request, error, nth, 0 };
	return asked;
}

/* ---- questions ---------------------------------------------------------- */

void fake_state(struct fake_kernel *kernel, int channel,
		struct fake_state *ret)
{
	const struct chan *chan = chan_of(kernel, channel);

	ret->open = chan->open;
	ret->confno = chan->confno;
	ret->confmode = chan->confmode;
	ret->rxflashtime = chan->times.rxflashtime;
	ret->debouncetime = chan->times.debouncetime;
	ret->preflashtime = chan->times.preflashtime;
	ret->numbufs = chan->numbufs;
	ret->blocksize = chan->blocksize;
	ret->zone = chan->zone;
	ret->events = (chan->in + DAHDI_MAX_EVENTSIZE - chan->out) %
		      DAHDI_MAX_EVENTSIZE;
	ret->flash_ms = chan->flash_ms;
	ret->bursts = chan->bursts;
	ret->lamp = chan->lamp;
	ret->reversed = chan->reversed;
	ret->echo = chan->echo;
	ret->transfer_ms = chan->transfer_ms;
	ret->gained = chan->gained;
}

static void conference_hears(const struct fake_kernel *kernel,
			     const struct chan *chan, struct fake_heard *ret)
{
	const struct chan *other;
	unsigned i;

	if (!(chan->confmode & DAHDI_CONF_LISTENER))
		return;
	for (i = 1; i <= kernel->channels; i++) {
		other = &kernel->chan[i];
		if (other != chan && chan_is_member(other, chan->confno) &&
		    other->confmode & DAHDI_CONF_TALKER)
			ret->voices |= UINT64_C(1) << i;
	}
	for (i = 0; i < FAKE_PSEUDOS; i++) {
		other = &kernel->pseudo[i];
		if (chan_is_member(other, chan->confno) &&
		    other->confmode & DAHDI_CONF_TALKER && other->write.count)
			ret->first[ret->pseudos++] = other->first;
	}
}

void fake_hears(struct fake_kernel *kernel, int channel,
		struct fake_heard *ret)
{
	const struct chan *chan = chan_of(kernel, channel);

	memset(ret, 0, sizeof(*ret));
	ret->tone = chan->tone;
	ret->written = chan->write.count ? chan->first : NULL;
	if (!chan->open || chan->removed)
		return;
	if (chan->confmode == DAHDI_CONF_MONITOR)
		ret->voices = UINT64_C(1) << chan->confno;
	else if (chan_is_member(chan, chan->confno) && chan->confno)
		conference_hears(kernel, chan, ret);
}

void fake_tape(struct fake_kernel *kernel, int channel, fake_tape_fn *fn,
	       void *ctx)
{
	struct chan *chan = chan_of(kernel, channel);

	chan->tape = fn;
	chan->tape_ctx = ctx;
}

bool fake_bell(struct fake_kernel *kernel, int channel)
{
	return chan_of(kernel, channel)->state == ST_RINGON;
}

bool fake_rings(struct fake_kernel *kernel, int channel)
{
	const struct chan *chan = chan_of(kernel, channel);

	return chan->state == ST_RINGON || chan->state == ST_RINGOFF;
}

bool fake_seized(struct fake_kernel *kernel, int channel)
{
	const struct chan *chan = chan_of(kernel, channel);

	return chan->tx == TX_OFFHOOK || chan->tx == TX_START;
}

const char *fake_dialled(struct fake_kernel *kernel, int channel)
{
	return chan_of(kernel, channel)->dialled;
}

int fake_lonely(struct fake_kernel *kernel)
{
	const struct chan *chan;
	const struct chan *other;
	unsigned i;

	for (i = 1; i <= kernel->channels; i++) {
		chan = &kernel->chan[i];
		if (chan->confmode != DAHDI_CONF_MONITOR)
			continue;
		other = chan_of(kernel, chan->confno);
		if (!other || other->confmode != DAHDI_CONF_MONITOR ||
		    other->confno != chan->number)
			return chan->number;
	}
	return 0;
}

unsigned fake_descriptors(struct fake_kernel *kernel)
{
	unsigned n = 0;
	unsigned i;

	for (i = 0; i < FDS_MAX; i++)
		n += kernel->fds[i].used;
	return n;
}

unsigned fake_conferences(struct fake_kernel *kernel)
{
	unsigned n = 0;
	int confno;

	for (confno = 1; confno < DAHDI_MAX_CONF; confno++)
		n += chan_conf_used(kernel, confno);
	return n;
}

unsigned fake_queued(struct fake_kernel *kernel, int fd)
{
	return chan_is_fd(kernel, fd) && kernel->fds[fd - FD_BASE].chan ?
		       sound_queued(&kernel->fds[fd - FD_BASE].chan->write) :
		       0;
}

unsigned fake_refusals(struct fake_kernel *kernel, const char **why)
{
	if (why)
		*why = kernel->why;
	return kernel->refusals;
}
