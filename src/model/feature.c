/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * feature.c - the desk: gesture in a situation -> operation
 *
 * In:  what is going on at a telephone, and what its user does.
 * Out: the operation, with its words.
 * Not: how the operation is done - ops.c.
 */
#include "holdline/feature.h"

#include <assert.h>
#include <stddef.h>

#define ROW(situation, gesture, needs, op, otherwise, says)                    \
	{ HL_SIT_##situation, HL_GESTURE_##gesture, HL_SWITCH_##needs,         \
	  HL_OP_##op, HL_OP_##otherwise, says }

/*
 * One row for each situation and gesture, in that order. The first procedure
 * is the North American one: the flash asks, the second flash joins or returns,
 * the third drops the party added last. @needs names the line's switch that
 * a row depends on.
 */
/* clang-format off */
static const struct hl_feature rows[] = {
/*  situation      gesture  needs     does       else       in words */
ROW(RESTING,      LIFT,   ALWAYS,   ORIGINATE, IGNORE,    "lift: dial tone"),
ROW(RESTING,      FLASH,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(RESTING,      HANGUP, ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(RESTING,      DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(RINGING,      LIFT,   ALWAYS,   ANSWER,    IGNORE,    "lift: answer"),
ROW(RINGING,      FLASH,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(RINGING,      HANGUP, ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(RINGING,      DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(RECALLED,     LIFT,   ALWAYS,   ANSWER,    IGNORE,    "lift: back to the held party"),
ROW(RECALLED,     FLASH,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(RECALLED,     HANGUP, ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(RECALLED,     DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(BRIDGED,      LIFT,   ALWAYS,   BRIDGE,    IGNORE,    "lift: join the call of the shared number, or take it from hold"),
ROW(BRIDGED,      FLASH,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(BRIDGED,      HANGUP, ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(BRIDGED,      DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(DIALTONE,     LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(DIALTONE,     FLASH,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(DIALTONE,     HANGUP, ALWAYS,   CLEAR,     IGNORE,    "hang up"),
ROW(DIALTONE,     DIGIT,  ALWAYS,   COLLECT,   IGNORE,    "dial"),
ROW(DIALING,      LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(DIALING,      FLASH,  ALWAYS,   ORIGINATE, IGNORE,    "flash: start again with dial tone"),
ROW(DIALING,      HANGUP, ALWAYS,   CLEAR,     IGNORE,    "hang up"),
ROW(DIALING,      DIGIT,  ALWAYS,   COLLECT,   IGNORE,    "dial on"),
ROW(CALLING,      LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(CALLING,      FLASH,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(CALLING,      HANGUP, ALWAYS,   CLEAR,     IGNORE,    "hang up: give up the call"),
ROW(CALLING,      DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(FAILED,       LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(FAILED,       FLASH,  ALWAYS,   ORIGINATE, IGNORE,    "flash: new dial tone"),
ROW(FAILED,       HANGUP, ALWAYS,   CLEAR,     IGNORE,    "hang up"),
ROW(FAILED,       DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(TALKING,      LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(TALKING,      FLASH,  CONSULT,  CONSULT,   TRUNKFLASH,    "flash: hold the party, dial another"),
ROW(TALKING,      HANGUP, ALWAYS,   CLEAR,     IGNORE,    "hang up: end the call"),
ROW(TALKING,      DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(WAITING,      LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(WAITING,      FLASH,  HOLD,     TAKE,      IGNORE,    "flash: hold the party, answer the waiting call"),
ROW(WAITING,      HANGUP, ALWAYS,   LEAVEWAITING, IGNORE, "hang up: end the call, the waiting one rings"),
ROW(WAITING,      DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(HOLDING,      LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(HOLDING,      FLASH,  ALWAYS,   UNHOLD,    IGNORE,    "flash: back to the held party"),
ROW(HOLDING,      HANGUP, ALWAYS,   LEAVE,     IGNORE,    "hang up: as onhook_held says for the held party"),
ROW(HOLDING,      DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ASK_DIALTONE, LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ASK_DIALTONE, FLASH,  ALWAYS,   RETRIEVE,  IGNORE,    "flash: back to the held party"),
ROW(ASK_DIALTONE, HANGUP, ALWAYS,   LEAVE,     IGNORE,    "hang up: as onhook_held says for the held party"),
ROW(ASK_DIALTONE, DIGIT,  ALWAYS,   COLLECT,   IGNORE,    "dial another party"),
ROW(ASK_DIALING,  LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ASK_DIALING,  FLASH,  ALWAYS,   RETRIEVE,  IGNORE,    "flash: back to the held party"),
ROW(ASK_DIALING,  HANGUP, ALWAYS,   LEAVE,     IGNORE,    "hang up: as onhook_held says for the held party"),
ROW(ASK_DIALING,  DIGIT,  ALWAYS,   COLLECT,   IGNORE,    "dial on"),
ROW(ASK_CALLING,  LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ASK_CALLING,  FLASH,  ONEFLASH, RETRIEVE,  AGAIN,     "flash: give up this call, back to the held party"),
ROW(ASK_CALLING,  HANGUP, TRANSFER, CONNECT,   LEAVE,     "hang up: transfer the held party to the ringing telephone"),
ROW(ASK_CALLING,  DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ASK_FAILED,   LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ASK_FAILED,   FLASH,  ONEFLASH, RETRIEVE,  AGAIN,     "flash: back to the held party"),
ROW(ASK_FAILED,   HANGUP, ALWAYS,   LEAVE,     IGNORE,    "hang up: as onhook_held says for the held party"),
ROW(ASK_FAILED,   DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ASK_TALKING,  LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ASK_TALKING,  FLASH,  THREEWAY, JOIN,      SWAP,      "flash: three-way call"),
ROW(ASK_TALKING,  HANGUP, TRANSFER, CONNECT,   LEAVE,     "hang up: transfer, the other two stay connected"),
ROW(ASK_TALKING,  DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ALTERNATE,    LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ALTERNATE,    FLASH,  ALWAYS,   SWAP,      IGNORE,    "flash: hold this party, back to the other"),
ROW(ALTERNATE,    HANGUP, ALWAYS,   LEAVE,     IGNORE,    "hang up: end this call; as onhook_held says for the held party"),
ROW(ALTERNATE,    DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(CONFERENCE,   LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(CONFERENCE,   FLASH,  ALWAYS,   DROPLAST,  IGNORE,    "flash: release the party added last"),
ROW(CONFERENCE,   HANGUP, TRANSFER, CONNECT,   CLEAR,     "hang up: the other two stay connected"),
ROW(CONFERENCE,   DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(THROUGH,      LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(THROUGH,      FLASH,  ALWAYS,   TRUNKFLASH, IGNORE,   "flash: to the exchange, which joins, changes over or drops"),
ROW(THROUGH,      HANGUP, ALWAYS,   CLEAR,     IGNORE,    "hang up: end the call"),
ROW(THROUGH,      DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ORDER,        LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ORDER,        FLASH,  ALWAYS,   RESUME,    IGNORE,    "flash: go on as before"),
ROW(ORDER,        HANGUP, ALWAYS,   LEAVEORDER, IGNORE,   "hang up"),
ROW(ORDER,        DIGIT,  ALWAYS,   ORDERED,   IGNORE,    "0 to 4: what is meant"),
ROW(SILENT,       LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(SILENT,       FLASH,  ALWAYS,   ORIGINATE, IGNORE,    "flash: dial tone"),
ROW(SILENT,       HANGUP, ALWAYS,   CLEAR,     IGNORE,    "hang up"),
ROW(SILENT,       DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
};

/*
 * The procedure of most European networks: R, and with two calls
 * a digit.
 */
static const struct hl_feature etsi_rows[] = {
/*  situation      gesture  needs     does       else       in words */
ROW(RESTING,      LIFT,   ALWAYS,   ORIGINATE, IGNORE,    "lift: dial tone"),
ROW(RESTING,      FLASH,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(RESTING,      HANGUP, ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(RESTING,      DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(RINGING,      LIFT,   ALWAYS,   ANSWER,    IGNORE,    "lift: answer"),
ROW(RINGING,      FLASH,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(RINGING,      HANGUP, ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(RINGING,      DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(RECALLED,     LIFT,   ALWAYS,   ANSWER,    IGNORE,    "lift: back to the held party"),
ROW(RECALLED,     FLASH,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(RECALLED,     HANGUP, ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(RECALLED,     DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(BRIDGED,      LIFT,   ALWAYS,   BRIDGE,    IGNORE,    "lift: join the call of the shared number, or take it from hold"),
ROW(BRIDGED,      FLASH,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(BRIDGED,      HANGUP, ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(BRIDGED,      DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(DIALTONE,     LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(DIALTONE,     FLASH,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(DIALTONE,     HANGUP, ALWAYS,   CLEAR,     IGNORE,    "hang up"),
ROW(DIALTONE,     DIGIT,  ALWAYS,   COLLECT,   IGNORE,    "dial"),
ROW(DIALING,      LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(DIALING,      FLASH,  ALWAYS,   ORIGINATE, IGNORE,    "flash: start again with dial tone"),
ROW(DIALING,      HANGUP, ALWAYS,   CLEAR,     IGNORE,    "hang up"),
ROW(DIALING,      DIGIT,  ALWAYS,   COLLECT,   IGNORE,    "dial on"),
ROW(CALLING,      LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(CALLING,      FLASH,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(CALLING,      HANGUP, ALWAYS,   CLEAR,     IGNORE,    "hang up: give up the call"),
ROW(CALLING,      DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(FAILED,       LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(FAILED,       FLASH,  ALWAYS,   ORIGINATE, IGNORE,    "flash: new dial tone"),
ROW(FAILED,       HANGUP, ALWAYS,   CLEAR,     IGNORE,    "hang up"),
ROW(FAILED,       DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(TALKING,      LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(TALKING,      FLASH,  CONSULT,  CONSULT,   TRUNKFLASH,    "flash: hold the party, dial another"),
ROW(TALKING,      HANGUP, ALWAYS,   CLEAR,     IGNORE,    "hang up: end the call"),
ROW(TALKING,      DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(WAITING,      LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(WAITING,      FLASH,  ALWAYS,   ORDER,     IGNORE,    "flash, then 0 reject, 1 take and end, 2 take and hold, 3 three-way"),
ROW(WAITING,      HANGUP, ALWAYS,   LEAVEWAITING, IGNORE, "hang up: end the call, the waiting one rings"),
ROW(WAITING,      DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(HOLDING,      LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(HOLDING,      FLASH,  ALWAYS,   UNHOLD,    IGNORE,    "flash: back to the held party"),
ROW(HOLDING,      HANGUP, ALWAYS,   LEAVE,     IGNORE,    "hang up: as onhook_held says for the held party"),
ROW(HOLDING,      DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ASK_DIALTONE, LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ASK_DIALTONE, FLASH,  ALWAYS,   RETRIEVE,  IGNORE,    "flash: back to the held party"),
ROW(ASK_DIALTONE, HANGUP, ALWAYS,   LEAVE,     IGNORE,    "hang up: as onhook_held says for the held party"),
ROW(ASK_DIALTONE, DIGIT,  ALWAYS,   COLLECT,   IGNORE,    "dial another party"),
ROW(ASK_DIALING,  LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ASK_DIALING,  FLASH,  ALWAYS,   RETRIEVE,  IGNORE,    "flash: back to the held party"),
ROW(ASK_DIALING,  HANGUP, ALWAYS,   LEAVE,     IGNORE,    "hang up: as onhook_held says for the held party"),
ROW(ASK_DIALING,  DIGIT,  ALWAYS,   COLLECT,   IGNORE,    "dial on"),
ROW(ASK_CALLING,  LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ASK_CALLING,  FLASH,  ALWAYS,   ORDER,     IGNORE,    "flash, then 1 back to the held party, 4 transfer"),
ROW(ASK_CALLING,  HANGUP, TRANSFER, CONNECT,   LEAVE,     "hang up: transfer the held party to the ringing telephone"),
ROW(ASK_CALLING,  DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ASK_FAILED,   LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ASK_FAILED,   FLASH,  ONEFLASH, RETRIEVE,  AGAIN,     "flash: back to the held party"),
ROW(ASK_FAILED,   HANGUP, ALWAYS,   LEAVE,     IGNORE,    "hang up: as onhook_held says for the held party"),
ROW(ASK_FAILED,   DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ASK_TALKING,  LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ASK_TALKING,  FLASH,  ALWAYS,   ORDER,     IGNORE,    "flash, then 0 drop the held, 1 end and back, 2 swap, 3 three-way, 4 transfer"),
ROW(ASK_TALKING,  HANGUP, TRANSFER, CONNECT,   LEAVE,     "hang up: transfer, the other two stay connected"),
ROW(ASK_TALKING,  DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ALTERNATE,    LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ALTERNATE,    FLASH,  ALWAYS,   ORDER,     IGNORE,    "flash, then 0 drop the held, 1 end and back, 2 swap, 3 three-way, 4 transfer"),
ROW(ALTERNATE,    HANGUP, ALWAYS,   LEAVE,     IGNORE,    "hang up: end this call; as onhook_held says for the held party"),
ROW(ALTERNATE,    DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(CONFERENCE,   LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(CONFERENCE,   FLASH,  ALWAYS,   ORDER,     IGNORE,    "flash, then 1 release the party added last, 4 leave them together"),
ROW(CONFERENCE,   HANGUP, TRANSFER, CONNECT,   CLEAR,     "hang up: the other two stay connected"),
ROW(CONFERENCE,   DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(THROUGH,      LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(THROUGH,      FLASH,  ALWAYS,   TRUNKFLASH, IGNORE,   "flash: to the exchange, which joins, changes over or drops"),
ROW(THROUGH,      HANGUP, ALWAYS,   CLEAR,     IGNORE,    "hang up: end the call"),
ROW(THROUGH,      DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ORDER,        LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(ORDER,        FLASH,  ALWAYS,   RESUME,    IGNORE,    "flash: go on as before"),
ROW(ORDER,        HANGUP, ALWAYS,   LEAVEORDER, IGNORE,   "hang up"),
ROW(ORDER,        DIGIT,  ALWAYS,   ORDERED,   IGNORE,    "0 to 4: what is meant"),
ROW(SILENT,       LIFT,   ALWAYS,   IGNORE,    IGNORE,    ""),
ROW(SILENT,       FLASH,  ALWAYS,   ORIGINATE, IGNORE,    "flash: dial tone"),
ROW(SILENT,       HANGUP, ALWAYS,   CLEAR,     IGNORE,    "hang up"),
ROW(SILENT,       DIGIT,  ALWAYS,   IGNORE,    IGNORE,    ""),
};
/* clang-format on */

/* clang-format off */
static const struct hl_order orders[] = {
	{ HL_SIT_WAITING,     '0', HL_SWITCH_ALWAYS, HL_OP_REJECT,   "reject the waiting call" },
	{ HL_SIT_WAITING,     '1', HL_SWITCH_ALWAYS, HL_OP_DROPTAKE, "end this call, answer the waiting one" },
	{ HL_SIT_WAITING,     '2', HL_SWITCH_HOLD, HL_OP_TAKE,     "hold this party, answer the waiting one" },
	{ HL_SIT_WAITING,     '3', HL_SWITCH_THREEWAY, HL_OP_TAKEJOIN, "answer the waiting call, three-way call" },
	{ HL_SIT_ASK_CALLING, '1', HL_SWITCH_ALWAYS, HL_OP_RETRIEVE, "give up this call, back to the held party" },
	{ HL_SIT_ASK_CALLING, '4', HL_SWITCH_TRANSFER, HL_OP_CONNECT,  "transfer the held party to the ringing telephone" },
	{ HL_SIT_ASK_TALKING, '0', HL_SWITCH_ALWAYS, HL_OP_DROPHELD, "release the held party" },
	{ HL_SIT_ASK_TALKING, '1', HL_SWITCH_ALWAYS, HL_OP_RETRIEVE, "end this call, back to the held party" },
	{ HL_SIT_ASK_TALKING, '2', HL_SWITCH_HOLD, HL_OP_SWAP,     "hold this party, back to the other" },
	{ HL_SIT_ASK_TALKING, '3', HL_SWITCH_THREEWAY, HL_OP_JOIN,     "three-way call" },
	{ HL_SIT_ASK_TALKING, '4', HL_SWITCH_TRANSFER, HL_OP_CONNECT,  "transfer, the other two stay connected" },
	{ HL_SIT_ALTERNATE,   '0', HL_SWITCH_ALWAYS, HL_OP_DROPHELD, "release the held party" },
	{ HL_SIT_ALTERNATE,   '1', HL_SWITCH_ALWAYS, HL_OP_RETRIEVE, "end this call, back to the held party" },
	{ HL_SIT_ALTERNATE,   '2', HL_SWITCH_HOLD, HL_OP_SWAP,     "hold this party, back to the other" },
	{ HL_SIT_ALTERNATE,   '3', HL_SWITCH_THREEWAY, HL_OP_JOIN,     "three-way call" },
	{ HL_SIT_ALTERNATE,   '4', HL_SWITCH_TRANSFER, HL_OP_CONNECT,  "transfer, the other two stay connected" },
	{ HL_SIT_CONFERENCE,  '1', HL_SWITCH_ALWAYS, HL_OP_DROPLAST, "release the party added last" },
	{ HL_SIT_CONFERENCE,  '4', HL_SWITCH_TRANSFER, HL_OP_CONNECT,  "leave them with each other" },
};
/* clang-format on */

const struct hl_order *hl_order_at(unsigned index)
{
	return index < sizeof(orders) / sizeof(orders[0]) ? &orders[index]
							  : NULL;
}

const struct hl_order *hl_order_find(enum hl_situation situation, char digit)
{
	const struct hl_order *o;

	for (unsigned i = 0; (o = hl_order_at(i)); i++)
		if (o->situation == situation && o->digit == digit)
			return o;
	return NULL;
}

const struct hl_feature *hl_feature_find(enum hl_procedure procedure,
					 enum hl_situation situation,
					 enum hl_gesture gesture)
{
	size_t index;

	assert((unsigned)situation < HL_SITUATION_COUNT);
	assert(gesture > HL_GESTURE_NONE && gesture < HL_GESTURE_COUNT);
	index = (size_t)situation * (HL_GESTURE_COUNT - 1) +
		(size_t)(gesture - 1);
	assert(index < sizeof(rows) / sizeof(rows[0]));
	return procedure == HL_PROCEDURE_ETSI ? &etsi_rows[index]
					      : &rows[index];
}

enum hl_op hl_feature_op(const struct hl_feature *feature, unsigned switches)
{
	if (feature->needs == HL_SWITCH_ALWAYS ||
	    (switches & 1u << feature->needs))
		return feature->op;
	return feature->otherwise;
}
