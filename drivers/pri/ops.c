/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ops.c - make calls, answer them, clear them
 *
 * In:  an operation of link.h.
 * Out: messages by libpri, new states, channels proposed; or a refusal that
 *      changes nothing.
 * Not: hold - hold.c; restart - restart.c.
 */
#include "stack.h"

#include <errno.h>
#include <string.h>

static bool digits_are_sound(const char *digits, size_t size)
{
	size_t n = strnlen(digits, size);

	return n < size && strspn(digits, "0123456789*#+ABCD") == n;
}

static int bearer_out(enum link_bearer bearer)
{
	switch (bearer) {
	case LINK_BEARER_SPEECH:
		return PRI_TRANS_CAP_SPEECH;
	case LINK_BEARER_AUDIO:
		return PRI_TRANS_CAP_3_1K_AUDIO;
	case LINK_BEARER_DATA:
		break;
	}
	return PRI_TRANS_CAP_DIGITAL;
}

static int setup_send(struct link *link, struct isdn_call *call,
		      const struct link_setup *setup)
{
	bool network = link->set.side == LINK_NETWORK;
	struct pri_party_redirecting redirect;
	struct pri_party_id calling;
	char called[LINK_NUMBER_MAX];
	struct pri_sr *request = pri_sr_new();
	int r;

	if (!request)
		return -ENOMEM;
	memcpy(called, setup->called, sizeof(called));
	isdn_party_out(&setup->calling, &calling);
	isdn_redirect_out(&setup->redirect, &redirect);

	pri_sr_set_channel(request, isdn_channel_word(call),
			   network || setup->exclusive, 0);
	pri_sr_set_bearer(request, bearer_out(setup->bearer),
			  link->set.alaw ? PRI_LAYER_1_ALAW : PRI_LAYER_1_ULAW);
	pri_sr_set_called(request, called, setup->plan,
			  setup->complete || !link->set.overlap);
	pri_sr_set_caller_party(request, &calling);
	if (setup->redirect.count)
		pri_sr_set_redirecting_parties(request, &redirect);
	r = pri_setup(link->pri, call->stack, request);
	pri_sr_free(request);
	return r ? -EPROTO : 0;
}

/* The channel for a call of ours: the ledger's row, 0 or a negative errno. */
static int setup_channel(struct link *link, const struct link_setup *setup,
			 struct isdn_call *call)
{
	unsigned number = setup->channel;
	bool own = link->set.side == LINK_NETWORK || setup->exclusive;
	int r;

	if (!number)
		number = isdn_ledger_search(&link->ledger);
	if (!number)
		return -EBUSY;
	r = isdn_ledger_take(&link->ledger, number, call->number,
			     own ? ISDN_CHANNEL_TAKEN : ISDN_CHANNEL_PROPOSED);
	if (r == 0)
		call->channel = number;
	return r;
}

static int setup_check(const struct link *link, const struct link_setup *setup)
{
	if (link->rules.gr303)
		return -ENOTSUP;
	if (!link->up)
		return -ENODEV;
	if (!digits_are_sound(setup->called, sizeof(setup->called)) ||
	    !digits_are_sound(setup->calling.number,
			      sizeof(setup->calling.number)) ||
	    !memchr(setup->calling.name, '\0', LINK_NAME_MAX))
		return -EINVAL;
	if (!setup->called[0] && (!link->set.overlap || setup->complete))
		return -EINVAL;
	return 0;
}

int link_setup(struct link *link, const struct link_setup *setup,
	       link_call *ret)
{
	struct isdn_call *call;
	q931_call *stack;
	int r = setup_check(link, setup);

	if (r < 0)
		return r;
	isdn_wall_look(link, (link->host.now)(link->host.ctx));
	stack = pri_new_call(link->pri);
	if (!stack)
		return -ENOMEM;
	call = isdn_call_new(link, stack);
	if (!call) {
		pri_destroycall(link->pri, stack);
		return -ENOSPC;
	}

	call->ours = true;
	r = setup_channel(link, setup, call);
	if (r == 0)
		r = setup_send(link, call, setup);
	if (r < 0) {
		isdn_channel_drop(link, call);
		call->number = LINK_NO_CALL;
		pri_destroycall(link->pri, stack);
		return r;
	}
	isdn_call_state(link, call, LINK_ST_SENT);
	*ret = call->number;
	return 0;
}

int link_digits(struct link *link, link_call number, const char *digits)
{
	struct isdn_call *call = isdn_op_call(link, number);
	size_t have, more;

	if (!call)
		return -ENOENT;
	if (!digits_are_sound(digits, LINK_NUMBER_MAX))
		return -EINVAL;
	if (call->state == LINK_ST_SENT && link->set.overlap) {
		have = strlen(call->digits);
		more = strlen(digits);
		if (have + more >= sizeof(call->digits))
			return -ENOSPC;
		memcpy(call->digits + have, digits, more + 1);
		return 0;
	}
	if (call->state != LINK_ST_DIALLING)
		return -EPROTO;

	for (; *digits; digits++)
		pri_information(link->pri, call->stack, *digits);
	isdn_call_state(link, call, LINK_ST_DIALLING);
	return 0;
}

/* An incoming call that has not come further than @latest. */
static int incoming(struct link *link, link_call number, enum link_state latest,
		    struct isdn_call **ret)
{
	struct isdn_call *call = isdn_op_call(link, number);

	if (!call)
		return -ENOENT;
	if (call->ours || call->state < LINK_ST_PRESENT || call->state > latest)
		return -EPROTO;
	*ret = call;
	return 0;
}

int link_more(struct link *link, link_call number, bool inband)
{
	struct isdn_call *call;
	int r = incoming(link, number, LINK_ST_PRESENT, &call);

	if (r < 0)
		return r;
	if (pri_setup_ack(link->pri, call->stack, isdn_channel_word(call), 0,
			  inband))
		return -EPROTO;
	isdn_call_state(link, call, LINK_ST_COLLECTING);
	return 0;
}

int link_proceeding(struct link *link, link_call number, bool inband)
{
	struct isdn_call *call;
	int r = incoming(link, number, LINK_ST_COLLECTING, &call);

	if (r < 0)
		return r;
	if (pri_proceeding(link->pri, call->stack, isdn_channel_word(call),
			   inband))
		return -EPROTO;
	isdn_call_state(link, call, LINK_ST_ACCEPTED);
	return 0;
}

/* PROGRESS is no first answer: CALL PROCEEDING goes before it. */
int link_progress(struct link *link, link_call number)
{
	struct isdn_call *call;
	int r = incoming(link, number, LINK_ST_OFFERED, &call);

	if (r < 0)
		return r;
	if (call->state == LINK_ST_PRESENT) {
		r = link_proceeding(link, number, false);
		if (r < 0)
			return r;
	}
	return pri_progress(link->pri, call->stack, isdn_channel_word(call), 1)
		       ? -EPROTO
		       : 0;
}

int link_alerting(struct link *link, link_call number, bool inband)
{
	struct isdn_call *call;
	int r = incoming(link, number, LINK_ST_ACCEPTED, &call);

	if (r < 0)
		return r;
	if (pri_acknowledge(link->pri, call->stack, isdn_channel_word(call),
			    inband))
		return -EPROTO;
	isdn_call_state(link, call, LINK_ST_OFFERED);
	return 0;
}

int link_answer(struct link *link, link_call number,
		const struct link_party *who)
{
	struct pri_party_connected_line line;
	struct isdn_call *call;
	int r = incoming(link, number, LINK_ST_OFFERED, &call);

	if (r < 0)
		return r;
	if (who) {
		memset(&line, 0, sizeof(line));
		isdn_party_out(who, &line.id);
		pri_connected_line_update(link->pri, call->stack, &line);
	}
	if (pri_answer(link->pri, call->stack, isdn_channel_word(call), 0))
		return -EPROTO;
	isdn_call_state(link, call, LINK_ST_ANSWERED);
	return 0;
}

int link_release(struct link *link, link_call number, int cause)
{
	struct isdn_call *call = isdn_op_call(link, number);

	if (cause < 1 || cause > 127)
		return -EINVAL;
	if (!call) {
		/* It is gone already, and RELEASED is under way. */
		call = &link->calls[number % LINK_CALLS_MAX];
		return number && call->number == number ? 0 : -ENOENT;
	}
	isdn_call_clear(link, call, cause);
	return 0;
}

static bool is_under_way(const struct isdn_call *call)
{
	return call->state != LINK_ST_SENT && call->state != LINK_ST_PRESENT &&
	       call->state != LINK_ST_LEAVING &&
	       call->state != LINK_ST_CLEARING;
}

int link_notify(struct link *link, link_call number, unsigned notice)
{
	struct isdn_call *call = isdn_op_call(link, number);
	int code = isdn_notice_code(link, notice);

	if (!call)
		return -ENOENT;
	if (code < 0)
		return code;
	if (!is_under_way(call))
		return -EPROTO;
	return pri_notify(link->pri, call->stack, 0, code) ? -EPROTO : 0;
}

int link_party_tell(struct link *link, link_call number,
		    const struct link_party *party)
{
	struct isdn_call *call = isdn_op_call(link, number);
	struct pri_party_connected_line line;

	if (!call)
		return -ENOENT;
	if (!is_under_way(call))
		return -EPROTO;
	memset(&line, 0, sizeof(line));
	isdn_party_out(party, &line.id);
	return pri_connected_line_update(link->pri, call->stack, &line)
		       ? -EPROTO
		       : 0;
}

int link_transfer(struct link *link, link_call one, link_call other)
{
	struct isdn_call *first = isdn_op_call(link, one);
	struct isdn_call *second = isdn_op_call(link, other);

	if (!first || !second)
		return -ENOENT;
	if (!link->set.transfer)
		return -ENOTSUP;
	if (first == second || !is_under_way(first) || !is_under_way(second))
		return -EPROTO;
	return pri_channel_bridge(first->stack, second->stack) ? -ENOTSUP : 0;
}

int link_transfer_answer(struct link *link, link_call number, int invoke,
			 bool done)
{
	struct isdn_call *call = isdn_op_call(link, number);

	if (!call)
		return -ENOENT;
	return pri_transfer_rsp(link->pri, call->stack, invoke, done) ? -EPROTO
								      : 0;
}
