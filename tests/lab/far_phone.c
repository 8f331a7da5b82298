/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * far_phone.c - the hook and the bell of a telephone
 *
 * In:  orders to lift, hang up, break the loop, dial by pulses; ring events.
 * Out: hook orders to the channel; whether the telephone rings.
 * Not: what is said or heard - far_audio.c.
 *
 * A telephone is an FXS-signalled channel: for the kernel it is the telephone
 * end of a trunk.
 */

#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>

#include "far_private.h"

/* DAHDI_RXSIG_RING of the kernel's own header, as rxhooksig shows it. */
#define RXHOOKSIG_RING 3

/* RING_DEBOUNCE_TIME: the kernel tells nothing of a ring for 2 s after opening
 * and hanging up, but shows it to who looks. */
#define BLIND_US 2050000
#define LOOK_US 10000

#define RING_END_MS 6500

/* A kernel tick is 4 ms: a loop closed just now takes a break after one. */
#define RETRY_US 1000

int far_phone_open(struct far_line *line)
{
	struct far_phone_part *phone = &line->phone;
	struct dahdi_params params;
	int r;

	r = far_params(line, &params);
	if (r < 0)
		return r;
	if (params.sigtype != DAHDI_SIG_FXSKS)
		return -EINVAL;

	phone->ring_end_ms = RING_END_MS;
	phone->gap_until_us = FAR_NEVER;
	phone->blind_until_us = far_now_us() + BLIND_US;
	params.debouncetime = 1; /* a break is possible right after lifting */
	if (ioctl(line->fd, DAHDI_SET_PARAMS, &params) < 0)
		return -errno;
	return 0;
}

/* --- hook ------------------------------------------------------------ */

static void hook_reset(struct far_line *line, enum far_phone_state state)
{
	struct far_phone_part *phone = &line->phone;

	phone->state = state;
	phone->digits[0] = '\0';
	phone->digit_at = 0;
	phone->pulses_left = 0;
	phone->gap_until_us = FAR_NEVER;
	phone->ringing = false;
	phone->burst = false;
	phone->bursts = 0;
	far_audio_stop(line);
}

int far_phone_lift(struct far_line *line)
{
	int r;

	if (line->phone.state != FAR_PHONE_ONHOOK)
		return 0;
	r = far_caller_yield(line) ? 0 : far_hook(line, DAHDI_OFFHOOK);
	if (r < 0)
		return r;
	hook_reset(line, FAR_PHONE_LIFTED);
	line->phone.drops = 0;
	return 0;
}

static int loop_open(struct far_line *line)
{
	uint64_t now = far_now_us();
	int r = far_hook(line, DAHDI_ONHOOK);

	if (r < 0)
		return r;
	hook_reset(line, FAR_PHONE_ONHOOK);
	line->phone.blind_until_us = now + BLIND_US;
	line->phone.look_us = now + LOOK_US;
	return 0;
}

int far_phone_hangup(struct far_line *line)
{
	return line->phone.state == FAR_PHONE_ONHOOK ? 0 : loop_open(line);
}

bool far_phone_is_lifted(const struct far_line *line)
{
	return line->phone.state != FAR_PHONE_ONHOOK;
}

static int break_begin(struct far_line *line)
{
	struct far_phone_part *phone = &line->phone;
	struct dahdi_params params;
	int r;

	r = far_params(line, &params);
	if (r < 0)
		return r;
	params.preflashtime = (int)phone->pre_ms;
	params.flashtime = (int)phone->break_ms;
	if (ioctl(line->fd, DAHDI_SET_PARAMS, &params) < 0)
		return -errno;

	r = far_hook(line, DAHDI_FLASH);
	if (r == -EBUSY) {
		phone->state = FAR_PHONE_BREAK_DUE;
		phone->retry_us = far_now_us() + RETRY_US;
		return 0;
	}
	if (r == 0)
		phone->state = FAR_PHONE_BREAK;
	return r;
}

int far_phone_break(struct far_line *line, unsigned ms)
{
	struct far_phone_part *phone = &line->phone;

	if (ms < 15 || ms > 3000)
		return -EINVAL;
	if (phone->state == FAR_PHONE_ONHOOK)
		return -EPROTO;
	if (phone->state != FAR_PHONE_LIFTED || phone->digits[0] != '\0')
		return -EBUSY;

	phone->pre_ms = 1; /* 0 would be no break at all */
	phone->break_ms = ms;
	return break_begin(line);
}

/* --- dial pulses ----------------------------------------------------- */

/* As DAHDI counts them. */
static unsigned pulses_of(char digit)
{
	static const char digits[] = "1234567890*#";

	return (unsigned)(strchr(digits, digit) - digits) + 1;
}

static int digit_begin(struct far_line *line)
{
	struct far_phone_part *phone = &line->phone;
	char digit = phone->digits[phone->digit_at];

	phone->gap_until_us = FAR_NEVER;
	if (digit == '\0') {
		phone->digits[0] = '\0';
		far_tell(line, FAR_DIALLED, 0);
		return 0;
	}
	phone->pulses_left = pulses_of(digit);
	phone->pre_ms = 1;
	phone->break_ms = phone->pulse_break_ms;
	return break_begin(line);
}

int far_phone_pulse(struct far_line *line, const char *digits,
		    unsigned break_ms, unsigned make_ms, unsigned gap_ms)
{
	struct far_phone_part *phone = &line->phone;
	size_t length = strlen(digits);

	if (length < 1 || length > FAR_MAX_DIGITS ||
	    strspn(digits, "0123456789*#") != length || break_ms < 15 ||
	    break_ms > 200 || make_ms < 5 || make_ms > 200 || gap_ms < 100 ||
	    gap_ms > 3000)
		return -EINVAL;
	if (phone->state == FAR_PHONE_ONHOOK)
		return -EPROTO;
	if (phone->state != FAR_PHONE_LIFTED || far_line_is_dialling(line))
		return -EBUSY;

	strcpy(phone->digits, digits);
	phone->digit_at = 0;
	phone->pulse_break_ms = break_ms;
	phone->pulse_make_ms = make_ms;
	phone->gap_ms = gap_ms;
	return digit_begin(line);
}

/* The next pulse is ordered at once with its make as the time before it, so
 * that only one wake-up lengthens it. */
static void break_done(struct far_line *line)
{
	struct far_phone_part *phone = &line->phone;

	phone->state = FAR_PHONE_LIFTED;
	if (phone->pulses_left == 0) {
		far_tell(line, FAR_BREAK_DONE, (int)phone->break_ms);
		return;
	}
	if (--phone->pulses_left > 0) {
		phone->pre_ms = phone->pulse_make_ms;
		phone->state = FAR_PHONE_BREAK_DUE;
		phone->retry_us = 0;
		return;
	}
	phone->digit_at++;
	phone->gap_until_us = far_now_us() + (uint64_t)phone->gap_ms * 1000;
}

/* --- bell ------------------------------------------------------------ */

/* A display that answers ends the ringing. */
static void burst_answer(struct far_line *line)
{
	if (far_caller_ring(line, false) < 0 ||
	    far_caller_due(line) == FAR_NEVER)
		return;
	line->phone.ringing = false;
	far_tell(line, FAR_RING_STOP, 0);
}

static void burst_set(struct far_line *line, bool burst, uint64_t now)
{
	struct far_phone_part *phone = &line->phone;

	if (phone->state != FAR_PHONE_ONHOOK)
		return;
	if (burst)
		phone->burst_us = now;
	if (burst == phone->burst)
		return;

	phone->burst = burst;
	phone->burst_us = now;
	if (!burst) {
		far_tell(line, FAR_RING_OFF, (int)phone->bursts);
		burst_answer(line);
		return;
	}
	far_caller_ring(line, true);
	if (!phone->ringing) {
		phone->ringing = true;
		phone->bursts = 0;
		far_tell(line, FAR_RING_START, 0);
	}
	phone->bursts++;
	far_tell(line, FAR_RING_ON, (int)phone->bursts);
}

static uint64_t ring_end_us(const struct far_phone_part *phone)
{
	return phone->burst_us + (uint64_t)phone->ring_end_ms * 1000;
}

static int bell_step(struct far_line *line, uint64_t now)
{
	struct far_phone_part *phone = &line->phone;
	struct dahdi_params params;
	int r;

	if (now < phone->blind_until_us && now >= phone->look_us) {
		phone->look_us = now + LOOK_US;
		r = far_params(line, &params);
		if (r < 0)
			return r;
		burst_set(line, params.rxhooksig == RXHOOKSIG_RING, now);
	}
	if (phone->ringing && !phone->burst && now >= ring_end_us(phone)) {
		phone->ringing = false;
		far_tell(line, FAR_RING_STOP, 0);
	}
	return 0;
}

bool far_phone_is_ringing(const struct far_line *line)
{
	return line->phone.ringing;
}

unsigned far_phone_bursts(const struct far_line *line)
{
	return line->phone.bursts;
}

unsigned far_phone_drops(const struct far_line *line)
{
	return line->phone.drops;
}

void far_phone_set_ring_end(struct far_line *line, unsigned ms)
{
	line->phone.ring_end_ms = ms;
}

/* --- all of it ------------------------------------------------------- */

void far_phone_event(struct far_line *line, int event)
{
	struct far_phone_part *phone = &line->phone;

	switch (event) {
	case DAHDI_EVENT_RINGBEGIN:
		burst_set(line, true, far_now_us());
		break;
	case DAHDI_EVENT_RINGOFFHOOK:
		burst_set(line, false, far_now_us());
		break;
	case DAHDI_EVENT_HOOKCOMPLETE:
		if (phone->state == FAR_PHONE_BREAK)
			break_done(line);
		break;
	case DAHDI_EVENT_ONHOOK:
		far_caller_drop(line);
		if (phone->state == FAR_PHONE_ONHOOK)
			break;
		phone->drops++;
		far_tell(line, FAR_DROPPED, 0);
		break;
	default:
		break;
	}
}

/* A display that holds the loop has no bell. */
static int answer_step(struct far_line *line, uint64_t now)
{
	uint64_t due = far_caller_due(line);

	if (due == FAR_NEVER)
		return bell_step(line, now);
	if (now < due)
		return 0;
	far_caller_yield(line);
	return loop_open(line);
}

static uint64_t onhook_due(const struct far_line *line)
{
	const struct far_phone_part *phone = &line->phone;
	uint64_t due = far_caller_due(line);

	if (due != FAR_NEVER)
		return due;
	if (far_now_us() < phone->blind_until_us)
		return phone->look_us;
	if (phone->ringing && !phone->burst)
		return ring_end_us(phone);
	return FAR_NEVER;
}

int far_phone_step(struct far_line *line, uint64_t now)
{
	struct far_phone_part *phone = &line->phone;

	switch (phone->state) {
	case FAR_PHONE_ONHOOK:
		return answer_step(line, now);
	case FAR_PHONE_BREAK_DUE:
		return now >= phone->retry_us ? break_begin(line) : 0;
	case FAR_PHONE_LIFTED:
		return now >= phone->gap_until_us ? digit_begin(line) : 0;
	case FAR_PHONE_BREAK:
		break;
	}
	return 0;
}

uint64_t far_phone_due(const struct far_line *line)
{
	const struct far_phone_part *phone = &line->phone;

	switch (phone->state) {
	case FAR_PHONE_ONHOOK:
		return onhook_due(line);
	case FAR_PHONE_BREAK_DUE:
		return phone->retry_us;
	case FAR_PHONE_LIFTED:
		return phone->gap_until_us;
	case FAR_PHONE_BREAK:
		break;
	}
	return FAR_NEVER;
}
