/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * subcmds.c - the supplementary parts of a message
 *
 * In:  libpri's list of subcommands that came with an event.
 * Out: filled into that event, or events of their own.
 * Not: completing calls, charging during a call, malicious call
 *      identification: libpri refuses them by itself.
 */
#include "stack.h"

static void party_update(struct link *link, struct isdn_call *call,
			 const struct pri_party_connected_line *from)
{
	struct link_event event;

	isdn_event_init(&event, LINK_PARTY);
	isdn_party_in(&from->id, &event.party);
	isdn_tell(link, call, &event);
}

static void redirect_update(struct link *link, struct isdn_call *call,
			    const struct pri_party_redirecting *from)
{
	struct link_event event;

	isdn_event_init(&event, LINK_REDIRECTED);
	isdn_redirect_in(from, &event.redirect);
	isdn_tell(link, call, &event);
}

/* Two calls of the far end's: it wants them connected with each other. */
static void transfer_ask(struct link *link,
			 const struct pri_subcmd_transfer *from)
{
	struct isdn_call *first = isdn_call_of(link, from->call_1);
	struct isdn_call *second = isdn_call_of(link, from->call_2);
	struct link_event event;

	if (!first || !second || first == second) {
		if (first)
			pri_transfer_rsp(link->pri, first->stack,
					 from->invoke_id, 0);
		return;
	}
	isdn_event_init(&event, LINK_TRANSFER);
	event.other = second->number;
	event.held = from->is_call_1_held;
	event.other_held = from->is_call_2_held;
	event.invoke = from->invoke_id;
	isdn_tell(link, first, &event);
}

static void text_show(struct link *link, struct isdn_call *call,
		      const struct pri_subcmd_display_txt *from)
{
	struct link_event event;

	isdn_event_init(&event, LINK_TEXT);
	isdn_text_copy(from->text, event.text, sizeof(event.text));
	isdn_tell(link, call, &event);
}

static void subcmd(struct link *link, struct isdn_call *call,
		   const struct pri_subcommand *from, struct link_event *into)
{
	struct link_event event;

	switch (from->cmd) {
	case PRI_SUBCMD_CONNECTED_LINE:
		if (into && into->kind == LINK_CONNECT)
			isdn_party_in(&from->u.connected_line.id, &into->party);
		else
			party_update(link, call, &from->u.connected_line);
		break;
	case PRI_SUBCMD_REDIRECTING:
		if (into && into->kind == LINK_SETUP)
			isdn_redirect_in(&from->u.redirecting, &into->redirect);
		else
			redirect_update(link, call, &from->u.redirecting);
		break;
	case PRI_SUBCMD_TRANSFER_CALL:
		transfer_ask(link, &from->u.transfer);
		break;
	case PRI_SUBCMD_DISPLAY_TEXT:
		text_show(link, call, &from->u.display);
		break;
	case PRI_SUBCMD_REROUTING:
		pri_rerouting_rsp(link->pri, call->stack,
				  from->u.rerouting.invoke_id,
				  PRI_REROUTING_RSP_NOT_AVAILABLE);
		break;
	default:
		isdn_event_init(&event, LINK_FACILITY);
		isdn_tell(link, call, &event);
		break;
	}
}

/*
 * A call that comes in is not known outside before its SETUP is told: of its
 * parts only those that go into that event are read.
 */
void isdn_subcmds(struct link *link, struct isdn_call *call,
		  const struct pri_subcommands *subcmds,
		  struct link_event *into)
{
	struct pri_subcommands copy;
	int i;

	if (!subcmds || subcmds->counter_subcmd <= 0)
		return;
	copy = *subcmds;
	for (i = 0; i < copy.counter_subcmd && i < PRI_MAX_SUBCOMMANDS; i++) {
		if (!call->stack)
			return;
		if (into && into->kind == LINK_SETUP &&
		    copy.subcmd[i].cmd != PRI_SUBCMD_REDIRECTING)
			continue;
		subcmd(link, call, &copy.subcmd[i], into);
	}
}
