/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bed_sim_outside.c - exchanges of the virtual bed
 *
 * In:  what an exchange, or who is behind it, does or is like from now on.
 * Out: the same as orders and settings of the virtual card.
 * Not: telephones - bed_sim.c.
 */
#include <errno.h>
#include <string.h>

#include "bed_sim_parts.h"
#include "copy.h"

static const enum hl_sim_leave leaves[HL_RELEASE_COUNT] = {
	[HL_RELEASE_SIGNAL] = HL_SIM_LEAVE_COUNT,
	[HL_RELEASE_BATTERY] = HL_SIM_LEAVE_BATTERY,
	[HL_RELEASE_POLARITY] = HL_SIM_LEAVE_POLARITY,
	[HL_RELEASE_BUSY] = HL_SIM_LEAVE_BUSY,
	[HL_RELEASE_CONGESTION] = HL_SIM_LEAVE_CONGESTION,
	[HL_RELEASE_DIAL] = HL_SIM_LEAVE_DIAL,
	[HL_RELEASE_HOWLER] = HL_SIM_LEAVE_HOWLER,
	[HL_RELEASE_INFO] = HL_SIM_LEAVE_INFO,
	[HL_RELEASE_SILENCE] = HL_SIM_LEAVE_SILENCE,
};

static int call_as(struct bed_sim *bed, const struct bed_act *act, int channel)
{
	struct hl_clid who = { 0 };
	bool damaged = act->kind == BED_CALLDAMAGED;

	if (damaged)
		hl_clid_set_number(&who, "5550100");
	else if (!*act->digits)
		who.number_absent = HL_CLID_ABSENT_WITHHELD;
	else if (hl_clid_set_number(&who, act->digits) < 0)
		return -EINVAL;
	hl_clid_set_name(&who, act->name);
	return hl_sim_call_as(bed->card, channel, &who, damaged, bed->now);
}

static int script_set(struct bed_sim *bed, const struct bed_act *act,
		      int channel)
{
	static const enum hl_sim_outcome outcomes[BED_ACT_COUNT] = {
		[BED_FARBUSY] = HL_SIM_BUSY,
		[BED_FARFREE] = HL_SIM_NOANSWER,
		[BED_NOPATH] = HL_SIM_CONGESTION,
		[BED_UNOBTAINABLE] = HL_SIM_INFO,
	};
	struct hl_sim_script *script = &bed->side[act->party].script;

	if (act->kind == BED_DIALTONE)
		script->dialtone = act->ms;
	else if (act->kind == BED_REVERSAL)
		script->reversal = true;
	else
		script->outcome = outcomes[act->kind];
	return hl_sim_script(bed->card, channel, script);
}

static int manner_set(struct bed_sim *bed, const struct bed_act *act,
		      int channel)
{
	struct hl_sim_manner *manner = &bed->side[act->party].manner;

	manner->mute |= act->kind == BED_NODIALTONE;
	manner->deaf |= act->kind == BED_DEAF;
	manner->features |= act->kind == BED_FEATURES;
	if (act->kind == BED_LEAVES)
		manner->leave = leaves[act->value];
	else if (act->kind == BED_ECHO)
		manner->echo = (uint8_t)act->value;
	else if (act->kind == BED_NOISE)
		manner->noise = (int8_t)-(int)act->value;
	return hl_sim_manner(bed->card, channel, manner);
}

int bed_sim_outside(struct bed_sim *bed, const struct bed_act *act,
		    int channel)
{
	static const struct {
		int (*fn)(struct bed_sim *bed, const struct bed_act *act,
			  int channel);
	} rows[BED_ACT_COUNT] = {
		[BED_FARBUSY] = { script_set },
		[BED_FARFREE] = { script_set },
		[BED_NOPATH] = { script_set },
		[BED_UNOBTAINABLE] = { script_set },
		[BED_DIALTONE] = { script_set },
		[BED_REVERSAL] = { script_set },
		[BED_CALLAS] = { call_as },
		[BED_CALLDAMAGED] = { call_as },
		[BED_NODIALTONE] = { manner_set },
		[BED_DEAF] = { manner_set },
		[BED_LEAVES] = { manner_set },
		[BED_FEATURES] = { manner_set },
		[BED_ECHO] = { manner_set },
		[BED_NOISE] = { manner_set },
	};

	if (act->kind == BED_GLARE)
		return hl_sim_glare(bed->card, channel);
	if (act->kind == BED_BATTERY || act->kind == BED_NOBATTERY)
		return hl_sim_battery(bed->card, channel,
				      act->kind == BED_BATTERY, bed->now);
	return rows[act->kind].fn ? rows[act->kind].fn(bed, act, channel) :
				    -EINVAL;
}
