/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ring.c - whatever goes to the line by a hook order: ring, loop, flash
 *
 * In:  ring in a cadence or not, feed or seize or let go, flash.
 * Out: DAHDI_HOOK, DAHDI_SETCADENCE.
 * Not: when - the model; what the line answers - events.c.
 *
 * On a descriptor that never blocks a hook order answers EINPROGRESS, which
 * is success: the kernel's timers do the rest.
 *
 * The kernel rings on when the telephone is lifted, for ever. Only an
 * off-hook order, or a ring-off order while it is still down, ends it.
 */
#include "card.h"

#include <errno.h>
#include <string.h>

#include <dahdi/user.h>

#include "holdline/zone.h"

int dahdi_hook(struct dahdi_port *port, int order)
{
	int r;

	r = dahdi_ask_int(port->card, port->fd, DAHDI_HOOK, order);
	if (r < 0 && r != -EINPROGRESS)
		return r;

	dahdi_tone_forget(port);
	return 0;
}

/* The kernel ends a cadence that is rung once with a pause, too. */
#define ONCE_PAUSE_MS 4000

static void cadence_make(const struct hl_ring_plan *plan,
			 struct dahdi_ring_cadence *ret)
{
	unsigned n = plan->count & ~1u;
	unsigned i;

	memset(ret, 0, sizeof(*ret));
	for (i = 0; i < n && i + 1 < DAHDI_MAX_CADENCE; i++)
		ret->ringcadence[i] = plan->step_ms[i];
	/* There the kernel goes on after the last step. */
	if (plan->loop && plan->loop < n)
		ret->ringcadence[plan->loop] *= -1;
	if (plan->count & 1u && n + 2 < DAHDI_MAX_CADENCE) {
		ret->ringcadence[n] = plan->step_ms[n];
		ret->ringcadence[n + 1] = ONCE_PAUSE_MS;
	}
}

/* A null pointer gives the channel its tone zone's own cadence again. */
static int cadence_apply(struct dahdi_port *port, enum hl_ring ring)
{
	const struct hl_zone *zone = port->card->zone;
	struct dahdi_ring_cadence cadence;
	void *arg = NULL;
	int r;

	if (port->cadence == ring)
		return 0;
	if (ring != HL_RING_NORMAL && zone) {
		cadence_make(&zone->ring[ring], &cadence);
		arg = &cadence;
	}

	r = dahdi_ask(port->card, port->fd, DAHDI_SETCADENCE, arg);
	if (r == 0)
		port->cadence = (uint8_t)ring;
	return r;
}

static int ring_stop(struct dahdi_port *port)
{
	bool fed;
	int r;

	/* Once off-hook, a ring-off order would drop the call. */
	if (port->ring == HL_RING_NONE)
		return 0;

	fed = port->told && port->told->step == TOLD_ASKED && port->told->fed;
	dahdi_told_end(port);
	r = fed ? 0 : dahdi_hook(port, DAHDI_RINGOFF);
	if (r < 0)
		return r;
	port->ring = HL_RING_NONE;
	dahdi_polarity_right(port);
	return 0;
}

static void bursts_count(struct dahdi_port *port,
			 const struct hl_ring_plan *plan)
{
	port->bursts = plan->once ? (uint8_t)((plan->count + 1) / 2) : 0;
}

static int ring_start(struct dahdi_port *port, enum hl_ring ring)
{
	const struct hl_zone *zone = port->card->zone;
	int r = cadence_apply(port, ring);

	if (r == 0 && zone)
		bursts_count(port, &zone->ring[ring]);
	return r == 0 ? dahdi_hook(port, DAHDI_RING) : r;
}

int dahdi_ring_begin(struct dahdi_port *port)
{
	return ring_start(port, (enum hl_ring)port->ring);
}

int dahdi_ring_pause(struct dahdi_port *port)
{
	int r = dahdi_hook(port, DAHDI_RINGOFF);

	if (r == 0)
		dahdi_polarity_right(port);
	return r;
}

int dahdi_ring_as(struct dahdi_port *port, const struct hl_ring_plan *plan)
{
	struct dahdi_ring_cadence cadence;
	int r;

	cadence_make(plan, &cadence);
	r = dahdi_ask(port->card, port->fd, DAHDI_SETCADENCE, &cadence);
	if (r < 0)
		return r;

	port->cadence = HL_RING_COUNT;
	bursts_count(port, plan);
	return dahdi_hook(port, DAHDI_RING);
}

/* A cadence that the kernel does not get costs the message, not the ring. */
static int ring_with_room(struct dahdi_port *port,
			  const struct hl_ring_plan *plan, enum hl_ring ring)
{
	int r = dahdi_ring_as(port, plan);

	if (r == -EINVAL) {
		dahdi_told_free(port);
		return ring_start(port, ring);
	}
	if (r == 0)
		dahdi_told_rings(port);
	return r;
}

static int ring_told(struct dahdi_port *port, enum hl_ring ring)
{
	const struct hl_zone *zone = port->card->zone;
	struct hl_ring_plan plan;

	if (dahdi_told_plan(port, &zone->ring[ring], &plan))
		return ring_with_room(port, &plan, ring);
	return dahdi_told_first(port);
}

int dahdi_ring_anew(struct dahdi_port *port)
{
	return ring_told(port, (enum hl_ring)port->ring);
}

static int ring_change(struct dahdi_port *port, enum hl_ring ring)
{
	const struct hl_zone *zone = port->card->zone;
	int r;

	/* It rings later, and then so. */
	if (port->told && (port->told->step == TOLD_BEFORE ||
			   port->told->step == TOLD_PAUSE ||
			   port->told->step == TOLD_LIFTED ||
			   port->told->step == TOLD_ASKED))
		return 0;
	r = cadence_apply(port, ring);
	if (r == 0 && zone)
		bursts_count(port, &zone->ring[ring]);
	return r;
}

int dahdi_ring(struct dahdi_port *port, enum hl_ring ring)
{
	int r;

	if (port->kind != HL_KIND_STATION)
		return ring == HL_RING_NONE ? 0 : -ENOTSUP;
	if (ring == HL_RING_NONE)
		return ring_stop(port);
	if (ring >= HL_RING_COUNT)
		return -EINVAL;
	if (port->loop)
		return -EBUSY;
	/* A call wins over what is said without one. */
	if (port->told && port->told->step == TOLD_MESSAGE)
		dahdi_told_end(port);

	/* While ringing, the new rhythm goes on where the old one stood. */
	if (port->ring != HL_RING_NONE)
		r = ring_change(port, ring);
	else if (dahdi_told_is_armed(port) && port->card->zone)
		r = ring_told(port, ring);
	else
		r = ring_start(port, ring);
	if (r == 0)
		port->ring = (uint8_t)ring;
	return r;
}

/* A message may sound in the pause that ends a ringing of one burst. */
void dahdi_ring_burst_ended(struct dahdi_port *port)
{
	bool last = port->bursts && --port->bursts == 0;

	if (dahdi_told_burst(port))
		port->told->last = last;
	else if (last)
		ring_stop(port);
}

void dahdi_told_said(struct dahdi_port *port)
{
	bool last = port->told->last;

	if (!last && dahdi_told_next(port))
		return;
	dahdi_told_free(port);
	if (last)
		ring_stop(port);
}

/*
 * A ground-start trunk that is not ringing is asked for by a start order;
 * every other loop is simply closed.
 */
static int close_order(const struct dahdi_port *port)
{
	return port->sigtype == DAHDI_SIG_FXSGS && !dahdi_port_is_rung(port) ?
		       DAHDI_START :
		       DAHDI_OFFHOOK;
}

/*
 * Glare: a call came in while we were about to dial, and nobody was told of
 * it. To close the loop now would answer it.
 */
static bool is_met(struct dahdi_port *port)
{
	struct hl_truth truth;

	return port->kind == HL_KIND_TRUNK && !dahdi_port_is_rung(port) &&
	       dahdi_port_truth(port, &truth) == 0 && truth.ringing;
}

static int glare_tell(struct dahdi_port *port)
{
	const struct hl_host *host = &port->card->host;

	port->met = true;
	port->check_at = host->now(host->ctx);
	return -EBUSY;
}

static int loop_close(struct dahdi_port *port)
{
	bool read_before = dahdi_port_reads(port);
	int r;

	/* A second order would stop the tone that plays. */
	if (port->loop)
		return 0;
	if (is_met(port))
		return glare_tell(port);

	dahdi_told_end(port);
	r = dahdi_hook(port, close_order(port));
	if (r < 0)
		return r;
	port->loop = true;
	dahdi_reading_change(port, read_before);
	port->ring = HL_RING_NONE;
	dahdi_polarity_right(port);
	dahdi_settle_begin(port);
	return 0;
}

/*
 * A lifted telephone now gets a battery drop, at the end of which the kernel
 * does not tell every hanging up: look by ourselves.
 */
static int loop_open(struct dahdi_port *port)
{
	const struct hl_host *host = &port->card->host;
	bool read_before = dahdi_port_reads(port);
	struct hl_truth truth;
	int r;

	if (!port->loop)
		return 0;

	dahdi_told_end(port);
	r = dahdi_hook(port, DAHDI_ONHOOK);
	if (r < 0)
		return r;
	port->loop = false;
	port->flashing = false;
	port->rung_at = 0;
	dahdi_ear_rest(port);
	dahdi_reading_change(port, read_before);
	if (port->kind == HL_KIND_STATION &&
	    dahdi_port_truth(port, &truth) == 0 && truth.closed)
		port->check_at = host->now(host->ctx) +
				 HL_MS(DAHDI_KEWL_MS);
	if (port->kind == HL_KIND_TRUNK)
		dahdi_battery_idle(port);
	return 0;
}

int dahdi_loop(struct dahdi_port *port, bool closed)
{
	if (port->set.bearer)
		return dahdi_way(port, closed);
	return closed ? loop_close(port) : loop_open(port);
}

static int flash_length(struct dahdi_port *port, hl_msec length)
{
	struct dahdi_params params;
	int r;

	r = dahdi_port_params(port, &params);
	if (r < 0 || params.flashtime == (int)length)
		return r;

	params.flashtime = (int)length;
	return dahdi_ask(port->card, port->fd, DAHDI_SET_PARAMS, &params);
}

/* The wiring is not touched; a tone is, also by an order that is refused. */
int dahdi_flash(struct dahdi_port *port, hl_msec length)
{
	enum hl_tone tone = (enum hl_tone)port->tone;
	int r;

	if (port->kind != HL_KIND_TRUNK || port->set.bearer)
		return -ENOTSUP;
	if (length < 1 || length > HL_HOOK_LONGEST)
		return -EINVAL;
	if (!port->loop)
		return -EPROTO;

	r = flash_length(port, length);
	if (r < 0)
		return r;
	r = dahdi_hook(port, DAHDI_FLASH);
	dahdi_tone_again(port, tone);
	if (r == 0)
		port->flashing = true;
	return r;
}
