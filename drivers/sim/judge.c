/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge.c - what the card reports of a station's loop
 *
 * In:  edges of the loop, the door the engine chose.
 * Out: edges as they are, or gestures as the DAHDI kernel judges them.
 * Not: what a gesture is for; what the loop does - phone.c.
 *
 * The engine may change the door at any moment. A break belongs to the door
 * under which it began, so that its two ends are told in one language; what
 * ends a time on the hook belongs to the door of that moment.
 */
#include "card.h"

#define PULSE_MIN_MS  15  /* DAHDI_MINPULSETIME */
#define PULSE_MAX_MS  200 /* DAHDI_MAXPULSETIME */
#define PULSE_LAST_MS 250 /* DAHDI_PULSETIMEOUT */

static void loop_opened(struct sim_port *port)
{
	struct sim_judge *judge = &port->judge;

	judge->opened = port->card->now;
	judge->edges = port->door == HL_DOOR_EDGES;
	if (judge->edges)
		sim_report_closed(port, HL_EVENT_EDGE);
	else if (judge->up)
		sim_timer_start(port, SIM_TIMER_DOWN,
				judge->opened + HL_MS(port->profile.onhook));
}

static void break_ended(struct sim_port *port, hl_usec length)
{
	struct sim_judge *judge = &port->judge;

	sim_timer_stop(port, SIM_TIMER_DOWN);
	if (length < HL_MS(PULSE_MIN_MS))
		return;
	if (length >= HL_MS(PULSE_MAX_MS + 1)) {
		sim_report_gesture(port, HL_GESTURE_FLASH, 0);
		return;
	}
	judge->pulses++;
	sim_timer_start(port, SIM_TIMER_PULSES,
			port->card->now + HL_MS(PULSE_LAST_MS));
}

static void loop_closed(struct sim_port *port)
{
	struct sim_judge *judge = &port->judge;
	hl_usec length = port->card->now - judge->opened;
	bool broken = judge->up && length < HL_MS(port->profile.onhook);
	bool edges = broken ? judge->edges : port->door == HL_DOOR_EDGES;

	/* The timer of this very instant may come after the edge. */
	if (judge->up && !judge->edges && !broken)
		sim_judge_down(port);
	judge->up = true;
	if (edges)
		sim_report_closed(port, HL_EVENT_EDGE);
	else if (broken)
		break_ended(port, length);
	else
		sim_report_gesture(port, HL_GESTURE_LIFT, 0);
}

void sim_judge_edge(struct sim_port *port)
{
	if (port->closed)
		loop_closed(port);
	else
		loop_opened(port);
}

void sim_judge_reset(struct sim_port *port)
{
	port->judge.up = port->closed;
	port->judge.pulses = 0;
	port->judge.edges = false;
	port->judge.opened = 0;
	sim_timer_stop(port, SIM_TIMER_DOWN);
	sim_timer_stop(port, SIM_TIMER_PULSES);
}

void sim_judge_down(struct sim_port *port)
{
	sim_timer_stop(port, SIM_TIMER_DOWN);
	port->judge.up = false;
	sim_report_gesture(port, HL_GESTURE_HANGUP, 0);
}

void sim_judge_pulses(struct sim_port *port)
{
	static const char digits[] = "1234567890*#";
	unsigned pulses = port->judge.pulses;

	port->judge.pulses = 0;
	/* A flash that the kernel takes for the digit 1. */
	if (pulses == 1 && port->profile.flash_min <= PULSE_MAX_MS)
		sim_report_gesture(port, HL_GESTURE_FLASH, 0);
	else if (pulses >= 1 && pulses < sizeof(digits))
		sim_report_gesture(port, HL_GESTURE_DIGIT, digits[pulses - 1]);
}
