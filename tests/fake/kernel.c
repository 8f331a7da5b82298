/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kernel.c - the fake kernel's door: descriptors, requests, wiring
 *
 * In:  struct dahdi_sys from the driver.
 * Out: what the real modules answer.
 * Not: hook timing - line.c; samples - sound.c; the test's side - far.c.
 */
#include "inside.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "drivers/dahdi/judge.h"

#define PSEUDO_NUMBER 0x8000 /* FIRST_PSEUDO_CHANNEL, dahdi-base.c */

/* ---- making and breaking ------------------------------------------------ */

static void chan_init(struct chan *chan, int number, int sig)
{
	memset(chan, 0, sizeof(*chan));
	chan->number = number;
	chan->sig = sig;
	chan->zone = -1;
	chan->law = DAHDI_LAW_MULAW;
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
	for (i = 1; i <= kernel->channels; i++) {
		sound_free(&kernel->chan[i]);
		frame_free(&kernel->chan[i]);
	}
	for (i = 0; i < FAKE_PSEUDOS; i++)
		if (kernel->pseudo[i].number)
			sound_free(&kernel->pseudo[i]);
	free(kernel);
}

struct chan *chan_of(struct fake_kernel *kernel, int channel)
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

/* ---- descriptors -------------------------------------------------------- */

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

bool chan_is_fd(const struct fake_kernel *kernel, int fd)
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
	/* Only literal clear channels begin without voice. */
	chan->audio = !(chan->sig & (DAHDI_SIG_CLEAR | DAHDI_SIG_HARDHDLC));
	chan->gained = false;
	chan->dialing = false;
	frame_reset(chan);
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

	if (!chan_is_fd(kernel, fd))
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

/* ---- conferences -------------------------------------------------------- */

bool chan_is_member(const struct chan *chan, int confno)
{
	return chan->confno == confno &&
	       (chan->confmode & DAHDI_CONF_MODE_MASK) == DAHDI_CONF_CONF;
}

bool chan_conf_used(const struct fake_kernel *kernel, int confno)
{
	unsigned i;

	for (i = 1; i <= kernel->channels; i++)
		if (chan_is_member(&kernel->chan[i], confno))
			return true;
	for (i = 0; i < FAKE_PSEUDOS; i++)
		if (chan_is_member(&kernel->pseudo[i], confno))
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
			if (!chan_conf_used(kernel, confno))
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

/* ---- requests ----------------------------------------------------------- */

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
	ret->curlaw = chan->law;
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

/* Data channels have neither a voice nor a conference. */
static bool is_voice_request(unsigned long request)
{
	return request == DAHDI_SETCONF || request == DAHDI_SETLINEAR ||
	       request == DAHDI_CONFMUTE || request == DAHDI_GETCONFMUTE ||
	       request == DAHDI_SETGAINS;
}

static int audiomode_set(struct chan *chan, bool on)
{
	if (chan->sig != DAHDI_SIG_CLEAR)
		return -EINVAL;
	chan->audio = on;
	return 0;
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

/* What the card's own driver answers. */
static int card_request(struct fake_kernel *kernel, struct chan *chan,
			unsigned long request, const int *value)
{
	if (kernel->plain)
		return request == DAHDI_ECHOCANCEL ? -EINVAL : -ENOTTY;
	if (request != DAHDI_ECHOCANCEL && !(chan->sig & __DAHDI_SIG_FXO))
		return -EINVAL;

	switch (request) {
	case DAHDI_ECHOCANCEL:
		chan->echo = *value;
		return 0;
	case DAHDI_SETPOLARITY:
		if (chan->state == ST_RINGON)
			return -EINVAL;
		chan->reversed = *value != 0;
		return 0;
	case DAHDI_ONHOOKTRANSFER:
		chan->transfer_ms = *value;
		return 0;
	case DAHDI_VMWI_CONFIG:
		return 0;
	case DAHDI_VMWI:
		chan->lamp = *value != 0;
		return 0;
	default:
		return -ENOTTY;
	}
}

static int chan_request(struct fake_kernel *kernel, struct chan *chan,
			unsigned long request, void *arg)
{
	int *value = arg;
	int r;

	if (!chan->audio && is_voice_request(request))
		return -EINVAL;
	switch (request) {
	case DAHDI_AUDIOMODE:
		return audiomode_set(chan, *value);
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
		return chan->sig & DAHDI_SIG_CLEAR ? -EINVAL :
						     line_hook(chan, *value);
	case DAHDI_DIAL:
		return line_dial(chan, arg);
	case DAHDI_DIALING:
		*value = chan->dialing;
		return 0;
	case DAHDI_SETGAINS:
		chan->gains = *(struct dahdi_gains *)arg;
		chan->gained = true;
		return 0;
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
		r = buffer_request(kernel, chan, request, arg);
		return r == -ENOTTY ?
			       card_request(kernel, chan, request, arg) :
			       r;
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
	if (!chan_is_fd(kernel, fd))
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
	chan = chan_is_fd(kernel, fd) ? kernel->fds[fd - FD_BASE].chan : NULL;
	if (!chan)
		return -EBADF;
	if (chan->removed)
		return -ENODEV;
	return frame_is(chan) ? frame_read(chan, buf, len) :
				sound_read(chan, buf, len);
}

static ssize_t sys_write(void *ctx, int fd, const void *buf, size_t len)
{
	struct fake_kernel *kernel = ctx;
	struct chan *chan;

	if (is_faulty(kernel, FAKE_WRITE))
		return kernel->fault.error;
	chan = chan_is_fd(kernel, fd) ? kernel->fds[fd - FD_BASE].chan : NULL;
	if (!chan)
		return -EBADF;
	if (chan->removed)
		return -ENODEV;
	return frame_is(chan) ? frame_write(chan, buf, len) :
				sound_write(chan, buf, len);
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
