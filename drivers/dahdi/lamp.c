/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lamp.c - what a card may have, or not: a message lamp, an echo canceller
 *
 * In:  on, off.
 * Out: DAHDI_VMWI, DAHDI_ECHOCANCEL.
 * Not: when - the model.
 */
#include "card.h"

#include <errno.h>

#include <dahdi/user.h>

/* Taps of an echo canceller: 16 ms, the kernel's own default (deftaps,
 * dahdi-base.c). */
#define ECHO_TAPS 128

/* As many as the kernel takes (DAHDI_ECHOCANCEL, dahdi-base.c). */
#define ECHO_TAPS_MIN 32
#define ECHO_TAPS_MAX 1024

/* Nobody in the kernel knows this request on this channel. */
static bool is_lacking(int r)
{
	return r == -ENOTTY || r == -EINVAL || r == -ENOSYS;
}

/*
 * A card that lights another kind of lamp accepts the order and does nothing;
 * which kind it has it does not tell.
 */
int dahdi_lamp(struct dahdi_port *port, bool on)
{
	struct dahdi_vmwi_info neon = { .vmwi_type = DAHDI_VMWI_HVAC };
	int r;

	if (port->kind != HL_KIND_STATION)
		return -ENOTSUP;

	r = dahdi_ask(port->card, port->fd, DAHDI_VMWI_CONFIG, &neon);
	if (r == 0)
		r = dahdi_ask_int(port->card, port->fd, DAHDI_VMWI, on);
	return is_lacking(r) ? -ENOTSUP : r;
}

static int echo_taps(const struct dahdi_port *port)
{
	int taps = port->set.echo;

	if (!taps)
		return ECHO_TAPS;
	if (taps < ECHO_TAPS_MIN)
		return ECHO_TAPS_MIN;
	return taps > ECHO_TAPS_MAX ? ECHO_TAPS_MAX : taps;
}

/*
 * dahdi_cfg attaches cancellers. Without one the kernel does nothing, or says
 * so; the talk is then as good as it can be.
 */
int dahdi_echo(struct dahdi_port *port, bool on)
{
	int r;

	if (port->echoless)
		return 0;

	r = dahdi_ask_int(port->card, port->fd, DAHDI_ECHOCANCEL,
			  on ? echo_taps(port) : 0);
	if (r < 0 && r != -ENODEV && !is_lacking(r))
		return r;
	port->echoless = r < 0;
	return 0;
}
