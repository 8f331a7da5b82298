/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * battery.c - is there an exchange on a trunk?
 *
 * In:  a trunk that is seized, is released, or is idle for a while.
 * Out: HL_EVENT_FARGONE of a seized one, HL_EVENT_ALARM, _READY and _RING of
 *      an idle one.
 * Not: what the kernel tells by itself - events.c.
 *
 * What the kernel tells of the battery depends on the signalling (case
 * DAHDI_SIG_FXSKS, _FXSGS, __dahdi_hooksig_pvt, dahdi-base.c):
 *
 *   kewlstart    a drop, when the loop is closed and has settled
 *   ground start a drop, seized or not; without a seizure the line has no
 *                battery to be missed
 *   loop start   nothing: a drop is no release there
 *
 * So an idle trunk that loses its exchange tells nobody, unless its card
 * makes an alarm of it (battalarm of the FXO drivers). Idle trunks are looked
 * at, all in one wake-up every DAHDI_LOOK_MS; not those whose card has shown
 * that it tells.
 */
#include "card.h"

#include <dahdi/user.h>

/* enum dahdi_rxsig of the kernel: a trunk without battery */
#define RXSIG_ONHOOK 0

/* [ms] an idle trunk without battery is looked at again before it counts:
 * longer than a release or a test of the exchange lasts (house). */
#define AGAIN_MS 1000

static bool is_dark(const struct dahdi_port *port)
{
	struct dahdi_params params;

	return dahdi_port_params(port, &params) == 0 &&
	       params.rxhooksig == RXSIG_ONHOOK;
}

bool dahdi_port_is_dark(const struct dahdi_port *port)
{
	return port->loop && !port->set.bearer &&
	       port->sigtype != DAHDI_SIG_FXSLS && is_dark(port);
}

static void battery_tell(struct dahdi_port *port, enum hl_event_kind kind)
{
	const struct hl_host *host = &port->card->host;
	struct hl_event event;

	dahdi_event_init(port, kind, &event);
	host->event(host->ctx, &event);
}

void dahdi_report_battery(struct dahdi_port *port)
{
	if (dahdi_port_is_dark(port))
		battery_tell(port, HL_EVENT_FARGONE);
}

/* ---- seized ------------------------------------------------------------- */

/*
 * Until a seized trunk's loop has settled (its debouncetime) the kernel tells
 * no battery drop, and one may begin and end within: look by ourselves.
 */
void dahdi_settle_begin(struct dahdi_port *port)
{
	const struct hl_host *host = &port->card->host;
	struct dahdi_params params;

	if (port->kind != HL_KIND_TRUNK ||
	    dahdi_port_params(port, &params) < 0)
		return;
	port->dark = false;
	port->settled_at = host->now(host->ctx) +
			   HL_MS(params.debouncetime + DAHDI_SETTLE_STEP_MS);
	port->check_at = host->now(host->ctx) + HL_MS(DAHDI_SETTLE_STEP_MS);
}

/*
 * Battery missing at two looks running is a release; missing once is one of
 * the short gaps that exchanges make at a seizure.
 */
static void settle_look(struct dahdi_port *port, hl_usec now)
{
	bool was_dark = port->dark;

	port->check_at = now < port->settled_at ?
				 now + HL_MS(DAHDI_SETTLE_STEP_MS) :
				 HL_NEVER;
	port->dark = dahdi_port_is_dark(port);
	if (port->dark && was_dark)
		battery_tell(port, HL_EVENT_FARGONE);
}

/* ---- idle --------------------------------------------------------------- */

/* The same moments for every trunk, so that one wake-up serves all. */
static hl_usec look_next(hl_usec now, hl_msec pace)
{
	return (now / HL_MS(pace) + 1) * HL_MS(pace);
}

void dahdi_battery_idle(struct dahdi_port *port)
{
	const struct hl_host *host = &port->card->host;

	port->dark = false;
	port->check_at = HL_NEVER;
	if (port->kind != HL_KIND_TRUNK || port->set.bearer || port->tells ||
	    port->sigtype == DAHDI_SIG_FXSGS)
		return;
	port->check_at = look_next(host->now(host->ctx), DAHDI_LOOK_MS);
}

static void idle_look(struct dahdi_port *port, hl_usec now)
{
	bool was_dark = port->dark;
	bool was_dead = port->dead;

	port->dark = is_dark(port);
	port->dead = port->dark && (was_dark || was_dead);
	if (port->dead)
		port->check_at = look_next(now, DAHDI_DEAD_MS);
	else if (port->dark)
		port->check_at = now + HL_MS(AGAIN_MS);
	else
		port->check_at = port->tells ? HL_NEVER :
					       look_next(now, DAHDI_LOOK_MS);
	dahdi_ear_idle(port, now);
	if (port->dead != was_dead)
		battery_tell(port, port->dead ? HL_EVENT_ALARM :
						HL_EVENT_READY);
}

/* A burst of ringing that the kernel did not tell: it is deaf for a while
 * after a release. */
static void ring_look(struct dahdi_port *port)
{
	struct hl_truth truth;

	dahdi_battery_idle(port);
	if (dahdi_port_truth(port, &truth) < 0 || !truth.ringing ||
	    dahdi_port_is_rung(port))
		return;
	dahdi_port_rung(port);
	dahdi_ear_ring(port, true);
	battery_tell(port, HL_EVENT_RING);
}

void dahdi_battery_run(struct dahdi_port *port, hl_usec now)
{
	bool met = port->met;

	port->met = false;
	if (met && !port->loop)
		ring_look(port);
	else if (port->loop)
		settle_look(port, now);
	else
		idle_look(port, now);
}

/* ---- the card tells ----------------------------------------------------- */

bool dahdi_battery_alarm(struct dahdi_port *port)
{
	bool known = port->dead;

	if (port->kind != HL_KIND_TRUNK || port->set.bearer)
		return true;
	/* In alarm for another reason a trunk looks as it did. */
	port->tells = port->tells || is_dark(port);
	if (port->tells && !port->loop)
		port->check_at = HL_NEVER;
	port->dead = false;
	return !known;
}
