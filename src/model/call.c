/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * call.c - the table that moves a call appearance
 *
 * In:  a state and what happens to this half of the call.
 * Out: the cell: where it goes, that it stays, or that it is refused.
 * Not: who caused it, what is heard - halves.c, want.c.
 */
#include "holdline/call.h"

#include <assert.h>
#include <stddef.h>

#define GO(state) { HL_RULE_GO, HL_CALL_##state }
#define STAY { HL_RULE_STAY, HL_CALL_IDLE }
#define NOT { HL_RULE_REFUSE, HL_CALL_IDLE }
#define BUG { HL_RULE_NEVER, HL_CALL_IDLE }

/*
 * Rows are states, columns are events in the order of HL_CALL_EVENTS:
 *
 *  DIGIT    lineDial; TAPI has dialing from the first digit on
 *  ROUTED   proceeding: dialling is complete, the call travels. From
 *           connected: a party transferred to a trunk that still dials
 *  ALERT    ringback; from connected: transferred while it rings
 *  FARBUSY  busy; REFUSE specialinfo
 *  ACCEPT   lineAccept
 *  CONNECT  lineAnswer here or there
 *  HOLD     lineHold: connected only
 *  CONSULT  lineSetupTransfer: connected only
 *  PREPARE  linePrepareAddToConference: connected (the parent) only
 *  UNHOLD   lineUnhold: the three hold states
 *  JOIN     lineCompleteTransfer as conference, lineAddToConference
 *  PART     two parties are left: the member is an ordinary call again;
 *           PARTHELD the same while its maker holds the conference
 *  FARGONE  disconnected, in every state with a far end; a call that was
 *           only offered is over at once
 *  RELEASE  lineDrop: any state but idle, which is terminal
 *  DOUBT    unknown: an analog exchange was flashed, nothing is confirmed
 */
/* clang-format off */
static const struct hl_rule rules[HL_CALL_STATE_COUNT][HL_CALL_EVENT_COUNT] = {
[HL_CALL_IDLE] = {
	/* DIGIT */ BUG, /* ROUTED */ BUG, /* ALERT */ BUG,
	/* FARBUSY */ BUG, /* REFUSE */ BUG, /* ACCEPT */ NOT,
	/* CONNECT */ BUG, /* HOLD */ NOT, /* CONSULT */ NOT,
	/* PREPARE */ NOT, /* UNHOLD */ NOT, /* JOIN */ NOT,
	/* PART */ BUG, /* PARTHELD */ BUG,
	/* FARGONE */ BUG, /* RELEASE */ BUG,
	/* DOUBT */ BUG },
[HL_CALL_OFFERING] = {
	/* DIGIT */ NOT, /* ROUTED */ BUG, /* ALERT */ BUG,
	/* FARBUSY */ BUG, /* REFUSE */ BUG, /* ACCEPT */ GO(ACCEPTED),
	/* CONNECT */ GO(CONNECTED), /* HOLD */ NOT, /* CONSULT */ NOT,
	/* PREPARE */ NOT, /* UNHOLD */ NOT, /* JOIN */ NOT,
	/* PART */ BUG, /* PARTHELD */ BUG,
	/* FARGONE */ GO(IDLE), /* RELEASE */ GO(IDLE),
	/* DOUBT */ BUG },
[HL_CALL_ACCEPTED] = {
	/* DIGIT */ NOT, /* ROUTED */ BUG, /* ALERT */ BUG,
	/* FARBUSY */ BUG, /* REFUSE */ BUG, /* ACCEPT */ STAY,
	/* CONNECT */ GO(CONNECTED), /* HOLD */ NOT, /* CONSULT */ NOT,
	/* PREPARE */ NOT, /* UNHOLD */ NOT, /* JOIN */ NOT,
	/* PART */ BUG, /* PARTHELD */ BUG,
	/* FARGONE */ GO(IDLE), /* RELEASE */ GO(IDLE),
	/* DOUBT */ BUG },
[HL_CALL_DIALTONE] = {
	/* DIGIT */ GO(DIALING), /* ROUTED */ BUG, /* ALERT */ BUG,
	/* FARBUSY */ BUG, /* REFUSE */ GO(SPECIALINFO), /* ACCEPT */ NOT,
	/* CONNECT */ BUG, /* HOLD */ NOT, /* CONSULT */ NOT,
	/* PREPARE */ NOT, /* UNHOLD */ NOT, /* JOIN */ NOT,
	/* PART */ BUG, /* PARTHELD */ BUG,
	/* FARGONE */ GO(DISCONNECTED), /* RELEASE */ GO(IDLE),
	/* DOUBT */ BUG },
[HL_CALL_DIALING] = {
	/* DIGIT */ STAY, /* ROUTED */ GO(PROCEEDING), /* ALERT */ BUG,
	/* FARBUSY */ GO(BUSY), /* REFUSE */ GO(SPECIALINFO), /* ACCEPT */ NOT,
	/* CONNECT */ GO(CONNECTED), /* HOLD */ NOT, /* CONSULT */ NOT,
	/* PREPARE */ NOT, /* UNHOLD */ NOT, /* JOIN */ NOT,
	/* PART */ BUG, /* PARTHELD */ BUG,
	/* FARGONE */ GO(DISCONNECTED), /* RELEASE */ GO(IDLE),
	/* DOUBT */ BUG },
[HL_CALL_RINGBACK] = {
	/* DIGIT */ NOT, /* ROUTED */ STAY, /* ALERT */ STAY,
	/* FARBUSY */ GO(BUSY), /* REFUSE */ GO(SPECIALINFO), /* ACCEPT */ NOT,
	/* CONNECT */ GO(CONNECTED), /* HOLD */ NOT, /* CONSULT */ NOT,
	/* PREPARE */ NOT, /* UNHOLD */ NOT, /* JOIN */ NOT,
	/* PART */ BUG, /* PARTHELD */ BUG,
	/* FARGONE */ GO(DISCONNECTED), /* RELEASE */ GO(IDLE),
	/* DOUBT */ BUG },
[HL_CALL_BUSY] = {
	/* DIGIT */ NOT, /* ROUTED */ BUG, /* ALERT */ BUG,
	/* FARBUSY */ STAY, /* REFUSE */ STAY, /* ACCEPT */ NOT,
	/* CONNECT */ BUG, /* HOLD */ NOT, /* CONSULT */ NOT,
	/* PREPARE */ NOT, /* UNHOLD */ NOT, /* JOIN */ NOT,
	/* PART */ BUG, /* PARTHELD */ BUG,
	/* FARGONE */ GO(DISCONNECTED), /* RELEASE */ GO(IDLE),
	/* DOUBT */ BUG },
[HL_CALL_SPECIALINFO] = {
	/* DIGIT */ NOT, /* ROUTED */ BUG, /* ALERT */ BUG,
	/* FARBUSY */ STAY, /* REFUSE */ STAY, /* ACCEPT */ NOT,
	/* CONNECT */ BUG, /* HOLD */ NOT, /* CONSULT */ NOT,
	/* PREPARE */ NOT, /* UNHOLD */ NOT, /* JOIN */ NOT,
	/* PART */ BUG, /* PARTHELD */ BUG,
	/* FARGONE */ GO(DISCONNECTED), /* RELEASE */ GO(IDLE),
	/* DOUBT */ BUG },
[HL_CALL_CONNECTED] = {
	/* DIGIT */ NOT, /* ROUTED */ GO(PROCEEDING), /* ALERT */ GO(RINGBACK),
	/* FARBUSY */ GO(BUSY), /* REFUSE */ GO(SPECIALINFO), /* ACCEPT */ NOT,
	/* CONNECT */ STAY, /* HOLD */ GO(ONHOLD),
	/* CONSULT */ GO(ONHOLDPENDTRANSFER),
	/* PREPARE */ GO(ONHOLDPENDCONF), /* UNHOLD */ NOT,
	/* JOIN */ GO(CONFERENCED),
	/* PART */ BUG, /* PARTHELD */ BUG,
	/* FARGONE */ GO(DISCONNECTED), /* RELEASE */ GO(IDLE),
	/* DOUBT */ GO(UNKNOWN) },
[HL_CALL_PROCEEDING] = {
	/* DIGIT */ NOT, /* ROUTED */ STAY, /* ALERT */ GO(RINGBACK),
	/* FARBUSY */ GO(BUSY), /* REFUSE */ GO(SPECIALINFO), /* ACCEPT */ NOT,
	/* CONNECT */ GO(CONNECTED), /* HOLD */ NOT, /* CONSULT */ NOT,
	/* PREPARE */ NOT, /* UNHOLD */ NOT, /* JOIN */ NOT,
	/* PART */ BUG, /* PARTHELD */ BUG,
	/* FARGONE */ GO(DISCONNECTED), /* RELEASE */ GO(IDLE),
	/* DOUBT */ BUG },
[HL_CALL_ONHOLD] = {
	/* DIGIT */ NOT, /* ROUTED */ STAY, /* ALERT */ STAY,
	/* FARBUSY */ GO(DISCONNECTED), /* REFUSE */ GO(DISCONNECTED),
	/* ACCEPT */ NOT,
	/* CONNECT */ STAY, /* HOLD */ NOT, /* CONSULT */ NOT,
	/* PREPARE */ NOT, /* UNHOLD */ GO(CONNECTED), /* JOIN */ GO(CONFERENCED),
	/* PART */ BUG, /* PARTHELD */ BUG,
	/* FARGONE */ GO(DISCONNECTED), /* RELEASE */ GO(IDLE),
	/* DOUBT */ BUG },
[HL_CALL_CONFERENCED] = {
	/* DIGIT */ NOT, /* ROUTED */ STAY, /* ALERT */ STAY,
	/* FARBUSY */ GO(DISCONNECTED), /* REFUSE */ GO(DISCONNECTED),
	/* ACCEPT */ NOT,
	/* CONNECT */ STAY, /* HOLD */ NOT, /* CONSULT */ NOT,
	/* PREPARE */ NOT, /* UNHOLD */ NOT, /* JOIN */ NOT,
	/* PART */ GO(CONNECTED), /* PARTHELD */ GO(ONHOLD),
	/* FARGONE */ GO(DISCONNECTED), /* RELEASE */ GO(IDLE),
	/* DOUBT */ BUG },
[HL_CALL_ONHOLDPENDCONF] = {
	/* DIGIT */ NOT, /* ROUTED */ STAY, /* ALERT */ STAY,
	/* FARBUSY */ GO(DISCONNECTED), /* REFUSE */ GO(DISCONNECTED),
	/* ACCEPT */ NOT,
	/* CONNECT */ STAY, /* HOLD */ NOT, /* CONSULT */ NOT,
	/* PREPARE */ NOT, /* UNHOLD */ GO(CONNECTED), /* JOIN */ GO(CONFERENCED),
	/* PART */ BUG, /* PARTHELD */ BUG,
	/* FARGONE */ GO(DISCONNECTED), /* RELEASE */ GO(IDLE),
	/* DOUBT */ BUG },
[HL_CALL_ONHOLDPENDTRANSFER] = {
	/* DIGIT */ NOT, /* ROUTED */ STAY, /* ALERT */ STAY,
	/* FARBUSY */ GO(DISCONNECTED), /* REFUSE */ GO(DISCONNECTED),
	/* ACCEPT */ NOT,
	/* CONNECT */ STAY, /* HOLD */ NOT, /* CONSULT */ NOT,
	/* PREPARE */ NOT, /* UNHOLD */ GO(CONNECTED), /* JOIN */ GO(CONFERENCED),
	/* PART */ BUG, /* PARTHELD */ BUG,
	/* FARGONE */ GO(DISCONNECTED), /* RELEASE */ GO(IDLE),
	/* DOUBT */ BUG },
[HL_CALL_DISCONNECTED] = {
	/* DIGIT */ NOT, /* ROUTED */ BUG, /* ALERT */ BUG,
	/* FARBUSY */ BUG, /* REFUSE */ BUG, /* ACCEPT */ NOT,
	/* CONNECT */ BUG, /* HOLD */ NOT, /* CONSULT */ NOT,
	/* PREPARE */ NOT, /* UNHOLD */ NOT, /* JOIN */ NOT,
	/* PART */ BUG, /* PARTHELD */ BUG,
	/* FARGONE */ STAY, /* RELEASE */ GO(IDLE),
	/* DOUBT */ BUG },
[HL_CALL_UNKNOWN] = {
	/* DIGIT */ NOT, /* ROUTED */ GO(PROCEEDING), /* ALERT */ GO(RINGBACK),
	/* FARBUSY */ GO(BUSY), /* REFUSE */ GO(SPECIALINFO), /* ACCEPT */ NOT,
	/* CONNECT */ GO(CONNECTED), /* HOLD */ NOT, /* CONSULT */ NOT,
	/* PREPARE */ NOT, /* UNHOLD */ NOT, /* JOIN */ NOT,
	/* PART */ BUG, /* PARTHELD */ BUG,
	/* FARGONE */ GO(DISCONNECTED), /* RELEASE */ GO(IDLE),
	/* DOUBT */ STAY },
};
/* clang-format on */

const struct hl_rule *hl_call_rule(enum hl_call_st state,
				   enum hl_call_event event)
{
	assert((unsigned)state < HL_CALL_STATE_COUNT);
	assert((unsigned)event < HL_CALL_EVENT_COUNT);
	return &rules[state][event];
}
