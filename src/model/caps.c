/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * caps.c - what a line can do at all, what can be done now, how much is used
 *
 * In:  a line or a call.
 * Out: TAPI's capability flags, feature words and counters.
 * Not: the judgement itself - request.c; nothing is kept, all is computed.
 */
#include "block.h"

#include <errno.h>

/* Bits of LINECALLFEATURE2_ and LINEADDRFEATURE_ that refine others. */
enum refining {
	CF_CONFERENCE = 0x1000000,
	CF_PREPARE = 0x10000,
	CF_CONSULT = 0x2000000,
	CF_TRANSFER = 0x20,
	CF_PARK = 0x8000,
	CF2_NOHOLDCONFERENCE = 0x1,
	CF2_ONESTEPTRANSFER = 0x2,
	CF2_TRANSFERNORM = 0x40,
	CF2_TRANSFERCONF = 0x80,
	CF2_PARKDIRECT = 0x100,
	CF2_PARKNONDIRECT = 0x200,
	AF_PICKUP = 0x4,
	AF_PICKUPHELD = 0x100,
	AF_PICKUPGROUP = 0x200,
	AF_PICKUPDIRECT = 0x400,
	AF_PICKUPWAITING = 0x800,
};

static struct hl_model *writable(const struct hl_model *model)
{
	union {
		const struct hl_model *in;
		struct hl_model *out;
	} u = { model };

	return u.out;
}

bool hl_model_is_free(const struct hl_model *model, hl_line line)
{
	return look_free(writable(model), line);
}

void hl_model_counts(const struct hl_model *model, hl_line line,
		     struct hl_counts *ret)
{
	struct hl_model *m = writable(model);
	const struct hl_line_state *l = block_line(m, line);

	memset(ret, 0, sizeof(*ret));
	for (unsigned i = 0; l && i < HL_CALLS_PER_LINE && l->calls[i]; i++) {
		const struct hl_call_state *c = block_call(m, l->calls[i]);

		if (c->state == HL_CALL_ONHOLD)
			ret->held++;
		else if (hl_call_state_is_hold(c->state))
			ret->pending++;
		else if (c->state != HL_CALL_DISCONNECTED &&
			 c->state != HL_CALL_CONFERENCED)
			ret->active++;
	}
}

void hl_model_call_features(const struct hl_model *model, hl_call call,
			    struct hl_features *ret)
{
	bool norm = hl_model_can(model, HL_REQUEST_TRANSFER, call);
	bool conf = hl_model_can(model, HL_REQUEST_JOIN, call);

	memset(ret, 0, sizeof(*ret));
	for (unsigned i = 0; i < HL_REQUEST_COUNT; i++) {
		const struct hl_request_info *info = hl_request_info(i);

		if (info->word == 1 && hl_model_can(model, i, call))
			ret->call |= info->bit;
	}
	if (ret->call & (CF_CONFERENCE | CF_PREPARE))
		ret->call2 |= CF2_NOHOLDCONFERENCE;
	if (ret->call & CF_CONSULT)
		ret->call2 |= CF2_ONESTEPTRANSFER;
	if (norm)
		ret->call2 |= CF2_TRANSFERNORM;
	if (conf)
		ret->call2 |= CF2_TRANSFERCONF;
	if (ret->call & CF_PARK)
		ret->call2 |= CF2_PARKDIRECT |
			      (model->plan.parks ? CF2_PARKNONDIRECT : 0);
}

static uint32_t pickup_kinds(struct hl_model *m, hl_line line)
{
	const struct hl_line_state *l = block_line(m, line);
	uint32_t bits = 0;

	if (l->hook.lifted && look_offered(m, line))
		bits |= AF_PICKUPWAITING;
	else if (bridge_stealable(m, line))
		bits |= AF_PICKUPHELD;
	if (hl_model_can_line(m, HL_REQUEST_UNPARK, line))
		bits |= AF_PICKUPDIRECT | AF_PICKUPGROUP;
	return bits;
}

void hl_model_line_features(const struct hl_model *model, hl_line line,
			    struct hl_features *ret)
{
	memset(ret, 0, sizeof(*ret));
	for (unsigned i = 0; i < HL_REQUEST_COUNT; i++) {
		const struct hl_request_info *info = hl_request_info(i);

		if (info->word == 3 && hl_model_can_line(model, i, line))
			ret->address |= info->bit;
	}
	if (ret->address & AF_PICKUP)
		ret->address |= pickup_kinds(writable(model), line);
}

/* LINEADDRCAPFLAGS_ of the switches of a line, and of all lines. */
static uint32_t flags_of(const struct hl_line_state *l)
{
	static const struct {
		enum hl_switch which;
		uint32_t flag;
	} traits[] = {
		{ HL_SWITCH_RECONNECT, 0x400 },
		{ HL_SWITCH_TRANSFERHELD, 0x1000 },
		{ HL_SWITCH_TRANSFERMAKE, 0x2000 },
		{ HL_SWITCH_CONFERENCEHELD, 0x4000 },
		{ HL_SWITCH_CONFERENCEMAKE, 0x8000 },
		{ HL_SWITCH_CONFDROP, 0x200000 },
		{ HL_SWITCH_HOLDMAKESNEW, 0x4000000 },
		{ HL_SWITCH_THREEWAY, 0x200 },  /* SETUPCONFNULL */
		{ HL_SWITCH_WAITING, 0x400000 }, /* PICKUPCALLWAIT */
	};
	/* SECURE, DIALED, ORIGOFFHOOK: the telephone is lifted to call */
	uint32_t bits = 0x4 | 0x20 | 0x40;

	if (l->set.kind == HL_KIND_TRUNK)
		return 0x4 | 0x8000000; /* SECURE, NOINTERNALCALLS */
	for (unsigned i = 0; i < sizeof(traits) / sizeof(traits[0]); i++)
		if (l->set.switches & 1u << traits[i].which)
			bits |= traits[i].flag;
	return bits | 0x10000; /* PARTIALDIAL */
}

static void ever(const struct hl_model *model, const struct hl_line_state *l,
		 struct hl_features *ret)
{
	memset(ret, 0, sizeof(*ret));
	for (unsigned i = 0; i < HL_REQUEST_COUNT; i++) {
		const struct hl_request_info *info = hl_request_info(i);

		if (!request_is_ever(l, i))
			continue;
		if (info->word == 1)
			ret->call |= info->bit;
		else if (info->word == 3)
			ret->address |= info->bit;
	}
	if (ret->call & CF_CONFERENCE)
		ret->call2 |= CF2_NOHOLDCONFERENCE;
	if (ret->call & CF_CONSULT)
		ret->call2 |= CF2_ONESTEPTRANSFER;
	if (ret->call & CF_TRANSFER)
		ret->call2 |= CF2_TRANSFERNORM;
	if (ret->call & CF_TRANSFER &&
	    l->set.switches & 1u << HL_SWITCH_THREEWAY)
		ret->call2 |= CF2_TRANSFERCONF;
	if (ret->call & CF_PARK)
		ret->call2 |= CF2_PARKDIRECT |
			      (model->plan.parks ? CF2_PARKNONDIRECT : 0);
	if (ret->address & AF_PICKUP)
		ret->address |= AF_PICKUPDIRECT | AF_PICKUPGROUP |
				AF_PICKUPWAITING;
}

static uint32_t answer_value(unsigned answer)
{
	static const uint32_t values[] = {
#define X(id, value, wire, meaning) value,
		HL_ANSWERS(X)
#undef X
	};

	return answer < HL_ANSWER_COUNT ? values[answer] : 0;
}

static uint32_t remove_value(unsigned remove)
{
	static const uint32_t values[] = {
#define X(id, value, wire, meaning) value,
		HL_REMOVES(X)
#undef X
	};

	return remove < HL_REMOVE_COUNT ? values[remove] : 0;
}

int hl_model_caps(const struct hl_model *model, hl_line line,
		  struct hl_caps *ret)
{
	const struct hl_line_state *l = hl_model_line(model, line);
	int address = hl_model_address(model, line);
	bool can_hold;

	if (!l)
		return -ENOENT;
	can_hold = l->set.kind == HL_KIND_STATION &&
		   (l->set.switches & 1u << HL_SWITCH_HOLD);
	memset(ret, 0, sizeof(*ret));
	ret->address = address;
	ret->sharing = address < 0 ? 1 : hl_sharing_value(
		model->plan.address[address].sharing);
	ret->active = 1;
	ret->held = can_hold ? l->set.held : 0;
	ret->pending = can_hold ? HL_PENDING_MAX : 0;
	ret->parties = can_hold ? l->set.parties : 0;
	ret->flags = flags_of(l);
	ever(model, l, &ret->features);
	if (address >= 0 && model->plan.address[address].sharing ==
				    HL_SHARING_EXCL)
		ret->features.address |= AF_PICKUPHELD;
	ret->remove = can_hold ? remove_value(l->set.remove) : 0;
	if (ret->features.call & CF_TRANSFER)
		ret->transfer_modes =
			1u | (ret->features.call2 & CF2_TRANSFERCONF ? 2u : 0);
	if (ret->features.call & CF_PARK)
		ret->park_modes = 1u | (model->plan.parks ? 2u : 0);
	ret->answer = answer_value(l->set.answer);
	ret->treatments = 4 + HL_CLASSES_MAX;
	return 0;
}
