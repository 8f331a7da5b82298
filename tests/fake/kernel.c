/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kernel.c - the fake kernel's door: descriptors, requests, wiring
 *
 * In:  struct dahdi_sys from the driver; the far side and faults from a test.
 * Out: what the real modules answer.
 * Not: hook timing - line.c; samples - sound.c.
 */
#include "inside.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/dahdi/judge.h"
#include "holdline/driver.h"

#define PSEUDO_NUMBER 0x8000 /* FIRST_PSEUDO_CHANNEL, dahdi-base.c */

/* ---- making and breaking ------------------------------------------------- */

static void chan_init(struct chan *chan, int number, int sig)
{
	memset(chan, 0, sizeof(*chan));
	chan->number = number;
	chan->sig = sig;
	chan->zone = -1;
	chan->rx = sig & __DAHDI_SIG_FXS ? RX_OFFHOOK : RX_ONHOOK;
	sound_make(chan);
	line_reset(chan);
}

int fake_new(struct fake_kernel **ret, unsigned stations, unsigned trunks)
{
	struct fake_kernel *kernel;
	unsigned i;

	if (stations + trunks > FAKE_CHANNELS)
		return -EINVAL;
	kernel = calloc(1, sizeof(*kernel));
	if (!kernel)
		return -ENOMEM;

	kernel->channels = stations + trunks;
	kernel->toneless = -1;
	kernel->memory = DAHDI_MAX_BLOCKSIZE;
	for (i = 1; i <= kernel->channels; i++)
		chan_init(&kernel->chan[i], (int)i,
			  i <= stations ? DAHDI_SIG_FXOKS : DAHDI_SIG_FXSKS);
	*ret = kernel;
	return 0;
}

void fake_free(struct fake_kernel *kernel)
{
	unsigned i;

	if (!kernel)
		return;
	for (i = 1; i <= kernel->channels; i++)
		sound_free(&kernel->chan[i]);
	for (i = 0; i < FAKE_PSEUDOS; i++)
		if (kernel->pseudo[i].number)
			sound_free(&kernel->pseudo[i]);
	free(kernel);
}

static struct chan *chan_of(struct fake_kernel *kernel, int channel)
{
	return channel >= 1 && channel <= (int)kernel->channels ?
		       &kernel->chan[channel] :
		       NULL;
}

static bool is_faulty(struct fake_kernel *kernel, unsigned long request)
{
	struct fault *fault = &kernel->fault;

	if (fault->request != request &&
	    (fault->request != FAKE_ANY || request == FAKE_READ))
		return false;
	return ++fault->asked == fault->nth;
}

/* ---- descriptors --------------------------------------------------------- */

static int fd_new(struct fake_kernel *kernel, struct chan *chan)
{
	int i;

	for (i = 0; i < FDS_MAX; i++) {
		if (kernel->fds[i].used)
			continue;
		kernel->fds[i].used = true;
		kernel->fds[i].chan = chan;
		return FD_BASE + i;
	}
	return -EMFILE;
}

static bool is_fd(const struct fake_kernel *kernel, int fd)
{
	return fd >= FD_BASE && fd < FD_BASE + FDS_MAX &&
	       kernel->fds[fd - FD_BASE].used;
}

static void chan_reset(struct fake_kernel *kernel, struct chan *chan)
{
	chan->confno = 0;
	chan->confmode = 0;
	chan->zone = kernel->zone;
	chan->linear = false;
	chan->blocksize = DAHDI_DEFAULT_BLOCKSIZE;
	chan->numbufs = DAHDI_DEFAULT_NUM_BUFS;
	if (chan->pseudo) {
		chan->tone = DAHDI_TONE_STOP;
		sound_flush(chan, DAHDI_FLUSH_BOTH);
	} else {
		line_reset(chan);
	}
}

static struct chan *pseudo_new(struct fake_kernel *kernel)
{
	struct chan *chan;
	int i;

	for (i = 0; i < FAKE_PSEUDOS; i++) {
		chan = &kernel->pseudo[i];
		if (chan->number)
			continue;
		chan->number = PSEUDO_NUMBER + i;
		chan->pseudo = true;
		chan->open = true;
		chan_reset(kernel, chan);
		return chan;
	}
	return NULL;
}

static int sys_open(void *ctx, const char *path)
{
	struct fake_kernel *kernel = ctx;
	struct chan *chan;

	if (is_faulty(kernel, FAKE_OPEN))
		return kernel->fault.error;
	if (!strcmp(path, "/dev/dahdi/channel"))
		return fd_new(kernel, NULL);
	if (strcmp(path, "/dev/dahdi/pseudo"))
		return -ENOENT;

	chan = pseudo_new(kernel);
	return chan ? fd_new(kernel, chan) : -ENOMEM;
}

/*
 * Whoever watches a closed channel goes on watching it, as with the real
 * ones; only a pseudo channel's memory is given back.
 */
static int sys_close(void *ctx, int fd)
{
	struct fake_kernel *kernel = ctx;
	struct chan *chan;

	if (!is_fd(kernel, fd))
		return -EBADF;
	chan = kernel->fds[fd - FD_BASE].chan;
	kernel->fds[fd - FD_BASE].used = false;
	if (!chan)
		return 0;

	chan->open = false;
	if (chan->pseudo) {
		sound_free(chan);
		memset(chan, 0, sizeof(*chan));
	} else {
		chan->confno = 0;
		chan->confmode = 0;
		chan->in = 0;
		chan->out = 0;
		line_hangup(chan);
	}
	return 0;
}

static int specify(struct fake_kernel *kernel, int fd, int number)
{
	struct chan *chan = chan_of(kernel, number);

	if (kernel->fds[fd - FD_BASE].chan)
		return -ENOTTY;
	if (!chan || chan->removed)
		return -EINVAL;
	if (!chan->sig)
		return -ENXIO;
	if (chan->open)
		return -EBUSY;

	chan_reset(kernel, chan);
	chan->open = true;
	kernel->fds[fd - FD_BASE].chan = chan;
	return 0;
}

/* ---- conferences --------------------------------------------------------- */

static bool is_member(const struct chan *chan, int confno)
{
	return chan->confno == confno &&
	       (chan->confmode & DAHDI_CONF_MODE_MASK) == DAHDI_CONF_CONF;
}

static bool conf_used(const struct fake_kernel *kernel, int confno)
{
	unsigned i;

	for (i = 1; i <= kernel->channels; i++)
		if (is_member(&kernel->chan[i], confno))
			return true;
	for (i = 0; i < FAKE_PSEUDOS; i++)
		if (is_member(&kernel->pseudo[i], confno))
			return true;
	return false;
}

static int setconf(struct fake_kernel *kernel, struct chan *chan,
		   struct dahdi_confinfo *conf)
{
	int mode = conf->confmode & DAHDI_CONF_MODE_MASK;
	int confno;

	if (mode == DAHDI_CONF_MONITOR || mode == DAHDI_CONF_DIGITALMON) {
		if (!chan_of(kernel, conf->confno))
			return -EINVAL;
	} else if (conf->confno == -1) {
		for (confno = DAHDI_MAX_CONF - 1; confno > 0; confno--)
			if (!conf_used(kernel, confno))
				break;
		if (!confno)
			return -EBUSY;
		conf->confno = confno;
	}

	chan->confno = conf->confno;
	chan->confmode = conf->confmode;
	conf->chan = chan->number;
	return 0;
}

/* ---- requests ------------------------------------------------------------ */

static void params_get(const struct chan *chan, struct dahdi_params *ret)
{
	bool station = chan->sig & __DAHDI_SIG_FXO;

	*ret = chan->times;
	ret->channo = chan->number;
	ret->sigtype = chan->sig;
	ret->rxisoffhook = station ? chan->rx == RX_OFFHOOK :
				     chan->rx == RX_RING;
	ret->rxhooksig = (int)chan->rx;
	ret->txhooksig = (int)chan->tx;
	ret->rxbits = 0xff;
	ret->chan_alarms = (__u32)chan->alarms;
}

static int event_get(struct chan *chan)
{
	int code;

	if (chan->in == chan->out)
		return DAHDI_EVENT_NONE;
	code = chan->events[chan->out];
	chan->out = (chan->out + 1) % DAHDI_MAX_EVENTSIZE;
	return code;
}

static int buffers_set(struct fake_kernel *kernel, struct chan *chan,
		       int numbufs, int blocksize)
{
	if (blocksize > kernel->memory)
		return -ENOMEM;
	chan->numbufs = numbufs;
	chan->blocksize = blocksize;
	sound_flush(chan, DAHDI_FLUSH_BOTH);
	return 0;
}

static int zone_set(struct fake_kernel *kernel, struct chan *chan, int number)
{
	if (kernel->zone < 0 || (number >= 0 && number != kernel->zone))
		return -ENODATA;
	chan->zone = kernel->zone;
	chan->tone = DAHDI_TONE_STOP;
	return 0;
}

static int tone_send(struct fake_kernel *kernel, struct chan *chan, int tone)
{
	chan->tone = DAHDI_TONE_STOP;
	if (tone == DAHDI_TONE_STOP)
		return 0;
	if (chan->zone < 0)
		return -ENODATA;
	if (tone == kernel->toneless)
		return -ENOSYS;
	chan->tone = tone;
	return 0;
}

static int buffer_request(struct fake_kernel *kernel, struct chan *chan,
			  unsigned long request, void *arg)
{
	const struct dahdi_bufferinfo *info = arg;
	const int *value = arg;

	switch (request) {
	case DAHDI_SET_BUFINFO:
		return buffers_set(kernel, chan, info->numbufs, info->bufsize);
	case DAHDI_SET_BLOCKSIZE:
		return buffers_set(kernel, chan, chan->numbufs, *value);
	case DAHDI_FLUSH:
		sound_flush(chan, *value);
		return 0;
	case DAHDI_SETLINEAR:
		chan->linear = *value != 0;
		return 0;
	default:
		return -ENOTTY;
	}
}

static int chan_request(struct fake_kernel *kernel, struct chan *chan,
			unsigned long request, void *arg)
{
	int *value = arg;

	switch (request) {
	case DAHDI_GETEVENT:
		*value = event_get(chan);
		return 0;
	case DAHDI_GET_PARAMS:
		params_get(chan, arg);
		return 0;
	case DAHDI_SET_PARAMS:
		chan->times = *(struct dahdi_params *)arg;
		return 0;
	case DAHDI_HOOK:
		return line_hook(chan, *value);
	case DAHDI_SETCADENCE:
		line_cadence(chan, value);
		return 0;
	case DAHDI_SETCONF:
		return setconf(kernel, chan, arg);
	case DAHDI_SENDTONE:
		return tone_send(kernel, chan, *value);
	case DAHDI_SETTONEZONE:
		return zone_set(kernel, chan, *value);
	default:
		return buffer_request(kernel, chan, request, arg);
	}
}

static int sys_ioctl(void *ctx, int fd, unsigned long request, void *arg)
{
	struct fake_kernel *kernel = ctx;
	struct chan *chan;
	int r;

	r = dahdi_judge(request, arg, kernel->why, sizeof(kernel->why));
	if (r < 0) {
		kernel->refusals++;
		return r;
	}
	if (is_faulty(kernel, request))
		return kernel->fault.error;
	if (!is_fd(kernel, fd))
		return -EBADF;

	if (request == DAHDI_SPECIFY)
		return specify(kernel, fd, *(int *)arg);
	chan = kernel->fds[fd - FD_BASE].chan;
	if (!chan)
		return -ENOSYS;
	/* The last thing a removed channel says is that it was removed. */
	if (chan->removed &&
	    (request != DAHDI_GETEVENT || chan->in == chan->out))
		return -ENODEV;
	return chan_request(kernel, chan, request, arg);
}

static ssize_t sys_read(void *ctx, int fd, void *buf, size_t len)
{
	struct fake_kernel *kernel = ctx;
	struct chan *chan;

	if (is_faulty(kernel, FAKE_READ))
		return kernel->fault.error;
	chan = is_fd(kernel, fd) ? kernel->fds[fd - FD_BASE].chan : NULL;
	if (!chan)
		return -EBADF;
	return chan->removed ? -ENODEV : sound_read(chan, buf, len);
}

static ssize_t sys_write(void *ctx, int fd, const void *buf, size_t len)
{
	struct fake_kernel *kernel = ctx;
	struct chan *chan;

	if (is_faulty(kernel, FAKE_WRITE))
		return kernel->fault.error;
	chan = is_fd(kernel, fd) ? kernel->fds[fd - FD_BASE].chan : NULL;
	if (!chan)
		return -EBADF;
	return chan->removed ? -ENODEV : sound_write(chan, buf, len);
}

void fake_sys(struct fake_kernel *kernel, struct dahdi_sys *ret)
{
	ret->ctx = kernel;
	ret->open = sys_open;
	ret->close = sys_close;
	ret->ioctl = sys_ioctl;
	ret->read = sys_read;
	ret->write = sys_write;
}

/* ---- time ---------------------------------------------------------------- */

void fake_pass(struct fake_kernel *kernel, unsigned ms)
{
	unsigned i;

	for (; ms; ms--) {
		for (i = 1; i <= kernel->channels; i++) {
			if (kernel->chan[i].removed)
				continue;
			line_tick(&kernel->chan[i]);
			sound_tick(&kernel->chan[i]);
		}
		for (i = 0; i < FAKE_PSEUDOS; i++)
			sound_tick(&kernel->pseudo[i]);
	}
}

unsigned fake_ready(struct fake_kernel *kernel, int fd)
{
	const struct chan *chan;
	unsigned ready = HL_WATCH_NONE;

	chan = is_fd(kernel, fd) ? kernel->fds[fd - FD_BASE].chan : NULL;
	if (!chan)
		return ready;
	if (chan->in != chan->out || chan->removed)
		ready |= HL_WATCH_EVENT;
	if (chan->read.count)
		ready |= HL_WATCH_AUDIO;
	return ready;
}

/* ---- the far side -------------------------------------------------------- */

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

/* ---- the machine --------------------------------------------------------- */

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

void fake_toneless(struct fake_kernel *kernel, int tone)
{
	kernel->toneless = tone;
}

void fake_memory(struct fake_kernel *kernel, int blocksize)
{
	kernel->memory = blocksize;
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

/* ---- questions ----------------------------------------------------------- */

void fake_state(struct fake_kernel *kernel, int channel,
		struct fake_state *ret)
{
	const struct chan *chan = chan_of(kernel, channel);

	ret->open = chan->open;
	ret->confno = chan->confno;
	ret->confmode = chan->confmode;
	ret->rxflashtime = chan->times.rxflashtime;
	ret->debouncetime = chan->times.debouncetime;
	ret->numbufs = chan->numbufs;
	ret->blocksize = chan->blocksize;
	ret->zone = chan->zone;
	ret->events = (chan->in + DAHDI_MAX_EVENTSIZE - chan->out) %
		      DAHDI_MAX_EVENTSIZE;
	ret->flash_ms = chan->flash_ms;
	ret->bursts = chan->bursts;
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
		if (other != chan && is_member(other, chan->confno) &&
		    other->confmode & DAHDI_CONF_TALKER)
			ret->voices |= UINT64_C(1) << i;
	}
	for (i = 0; i < FAKE_PSEUDOS; i++) {
		other = &kernel->pseudo[i];
		if (is_member(other, chan->confno) &&
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
	else if (is_member(chan, chan->confno) && chan->confno)
		conference_hears(kernel, chan, ret);
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
		n += conf_used(kernel, confno);
	return n;
}

unsigned fake_queued(struct fake_kernel *kernel, int fd)
{
	return is_fd(kernel, fd) && kernel->fds[fd - FD_BASE].chan ?
		       sound_queued(&kernel->fds[fd - FD_BASE].chan->write) :
		       0;
}

unsigned fake_refusals(struct fake_kernel *kernel, const char **why)
{
	if (why)
		*why = kernel->why;
	return kernel->refusals;
}
