/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tapi.c - what TAPI documents: operations by state, moves between states
 *
 * In:  nothing.
 * Out: const tables.
 * Not: this model's own tables - they are asked while the program runs; the
 *      reasons for differences - reasons.c.
 *
 * Source: the pages of the TAPI 2 functions (named in each row) and of
 * LINECALLSTATE_, LINECALLREASON_ and LINECONNECTEDMODE_.
 */
#include "tapi.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* clang-format off */
#define OP(request, source, documented, practice)                              \
	{ HL_REQUEST_##request, false, source, documented, practice, 0, NULL }
#define OURS(request, why) \
	{ HL_REQUEST_##request, false, NULL, 0, 0, 0, why }

/*
 * Of swapHold and completeTransfer either call may be named first, because
 * after a swap nobody says which of the two is meant: the states are those of
 * both calls.
 */
static const struct tapi_legal legal[] = {
OP(MAKECALL,      "lineMakeCall", 0, 0),
OP(ACCEPT,        "lineAccept", S_OFFERING, 0),
OP(ANSWER,        "lineAnswer", S_OFFERING | S_ACCEPTED | S_CONNECTED, 0),
OP(REDIRECT,      "lineRedirect", S_OFFERING, S_ACCEPTED),
OP(DIAL,          "lineDial", S_ALL & ~(S_IDLE | S_DISCONNECTED), 0),
OP(DROP,          "lineDrop", S_ALL & ~S_IDLE, 0),
OP(HOLD,          "lineHold", S_CONNECTED, S_PROCEEDING),
OP(UNHOLD,        "lineUnhold", S_HOLDS, 0),
OP(SWAP,          "lineSwapHold", S_HOLDS | S_CONNECTED,
   S_DIALTONE | S_DIALING | S_PROCEEDING | S_RINGBACK | S_BUSY),
OP(CONSULT,       "lineSetupTransfer", S_CONNECTED, 0),
OP(TRANSFER,      "lineCompleteTransfer", S_ONHOLD | S_ONHOLDPENDTRANSFER |
   S_CONNECTED | S_RINGBACK | S_BUSY | S_PROCEEDING, 0),
OP(JOIN,          "lineCompleteTransfer", S_ONHOLD | S_ONHOLDPENDTRANSFER |
   S_CONNECTED | S_RINGBACK | S_BUSY | S_PROCEEDING, 0),
OP(BLIND,         "lineBlindTransfer", S_CONNECTED, S_PROCEEDING),
OP(CONFERENCE,    "lineSetupConference", S_CONNECTED, 0),
OP(NEWCONFERENCE, "lineSetupConference", 0, 0),
OP(PREPARE,       "linePrepareAddToConference", S_CONNECTED, 0),
OP(ADD,           "lineAddToConference", S_ONHOLDPENDCONF | S_ONHOLD, 0),
{ HL_REQUEST_ADD, true, "lineAddToConference",
  S_CONNECTED | S_ONHOLD | S_PROCEEDING | S_RINGBACK, 0,
  S_CONNECTED | S_HOLDS, NULL },
OP(REMOVE,        "lineRemoveFromConference", S_CONFERENCED, 0),
OP(PARK,          "linePark", S_CONNECTED, 0),
OP(UNPARK,        "lineUnpark", 0, 0),
OP(PICKUP,        "linePickup", 0, 0),
OP(SECURE,        "lineSecureCall", S_ALL, 0),
OURS(PRIVACY,     "who may join a bridged call is left to the switch by TAPI"),
OP(TREATMENT,     "lineSetCallTreatment", S_ALL, 0),
OP(MONITORDIGITS, "lineMonitorDigits", S_ALL & ~(S_IDLE | S_DISCONNECTED), 0),
OP(MONITORTONES,  "lineMonitorTones", S_ALL & ~S_IDLE, 0),
OP(DIGITS,        "lineGenerateDigits", S_ALL, 0),
OP(TONE,          "lineGenerateTone", S_ALL, 0),
OURS(MESSAGE,     "TAPI has the lamp of a phone device, not of a line"),
OP(FORWARD,       "lineForward", 0, 0),
OURS(DND,         "lineForward with no destination, as a request of its own"),
OURS(FLASH,       "TAPI has a flash only as ! in a string of digits"),
OURS(RESET,       "one order for an operator; TAPI drops call by call"),
};

#define EACH(from, to, by, cause) { TAPI_EACH, from, to, by, cause }
#define ANY(from, to, by, cause) { TAPI_ANY, from, to, by, cause }
#define MODE(from, cause) { TAPI_MODE, from, from, 0, cause }

#define DIALLING (S_DIALTONE | S_DIALING | S_PROCEEDING | S_RINGBACK)
#define SECOND   (S_CONNECTED | S_RINGBACK | S_BUSY | S_PROCEEDING)

static const struct tapi_move moves[] = {
EACH(S_NEW, S_OFFERING, 0, "a call comes in; a held or parked party is brought back"),
EACH(S_NEW, S_DIALTONE, 0, "lineMakeCall without a number, the receiver lifted, a consultation call"),
ANY(S_NEW, S_DIALING | S_PROCEEDING | S_CONNECTED, 0, "lineMakeCall with a number"),
EACH(S_NEW, S_ONHOLD, 0, "camped on a busy station, or parked at it"),
ANY(S_NEW, S_CONNECTED | S_CONFERENCED, 0, "intrusion; linePickup, lineUnpark"),
EACH(S_OFFERING, S_ACCEPTED, BY(ACCEPT), "lineAccept"),
EACH(S_OFFERING, S_CONNECTED, BY(CONNECT), "lineAnswer"),
EACH(S_OFFERING, S_IDLE, BY(RELEASE), "lineDrop, lineRedirect"),
EACH(S_ACCEPTED, S_CONNECTED, BY(CONNECT), "lineAnswer"),
EACH(S_ONHOLD, S_OFFERING, 0, "the call it was camped on behind has ended"),
EACH(S_DIALTONE, S_DIALING, BY(DIGIT), "a digit; lineDial"),
EACH(S_DIALING, S_PROCEEDING, BY(ROUTED), "dialling is complete"),
EACH(S_PROCEEDING, S_RINGBACK, BY(ALERT), "the far end is alerted"),
EACH(S_RINGBACK, S_CONNECTED, BY(CONNECT), "the far end answers"),
EACH(S_DIALING | S_PROCEEDING | S_RINGBACK, S_BUSY, BY(FARBUSY), "the far end is busy"),
EACH(DIALLING, S_SPECIALINFO, BY(REFUSE), "the network cannot do it"),
EACH(S_DIALTONE, S_CONNECTED, BY(CONNECT), "a line that is not dialled (hot line)"),
EACH(S_CONNECTED, S_ONHOLD, BY(HOLD), "lineHold; lineAnswer of a second call"),
EACH(S_CONNECTED, S_ONHOLDPENDTRANSFER, BY(CONSULT), "lineSetupTransfer"),
EACH(S_CONNECTED, S_CONFERENCED, BY(JOIN), "lineSetupConference"),
EACH(S_CONNECTED, S_ONHOLDPENDCONF, BY(PREPARE), "linePrepareAddToConference"),
EACH(S_HOLDS, S_CONNECTED, BY(UNHOLD), "lineUnhold; the consultation call ends"),
EACH(S_HOLDS, S_CONNECTED, BY(UNHOLD), "lineSwapHold, the held call"),
EACH(S_CONNECTED, S_HOLDS, BY(HOLD) | BY(CONSULT) | BY(PREPARE), "lineSwapHold, the active call"),
EACH(S_ONHOLD | S_ONHOLDPENDTRANSFER | SECOND, S_IDLE, BY(RELEASE), "lineCompleteTransfer, both calls"),
EACH(S_ONHOLD | S_ONHOLDPENDTRANSFER | SECOND, S_CONFERENCED, BY(JOIN), "lineCompleteTransfer as a conference, both calls"),
EACH(S_ONHOLD | S_ONHOLDPENDCONF, S_CONNECTED, BY(UNHOLD), "lineAddToConference, the conference"),
EACH(S_CONNECTED | S_ONHOLD | S_PROCEEDING | S_RINGBACK, S_CONFERENCED, BY(JOIN), "lineAddToConference, the party"),
ANY(S_CONFERENCED, S_IDLE | S_CONNECTED | S_ONHOLD, BY(RELEASE), "lineRemoveFromConference, to the one state that a provider names"),
EACH(S_CONFERENCED, S_CONNECTED, BY(PART), "one party is left"),
EACH(S_CONNECTED, S_IDLE, BY(RELEASE), "one party is left, the conference"),
MODE(S_CONNECTED, "a bridged telephone takes part, or no more (active, inactive)"),
EACH(S_HOLDS | S_CONNECTED | DIALLING, S_DISCONNECTED, BY(FARGONE), "the far end releases"),
EACH(S_HOLDS, S_DISCONNECTED, BY(FARBUSY) | BY(REFUSE), "the network gives up the way to a held party"),
EACH(S_ALL & ~S_IDLE, S_IDLE, BY(RELEASE), "lineDrop, linePark, lineBlindTransfer, lineRedirect"),
};
/* clang-format on */

void tapi_tables(struct tapi *ret)
{
	*ret = (struct tapi){
		.legal = legal,
		.legals = COUNT(legal),
		.moves = moves,
		.moves_count = COUNT(moves),
		.births = S_OFFERING | S_DIALTONE | S_DIALING | S_CONNECTED |
			  S_BUSY | S_CONFERENCED | S_ONHOLDPENDCONF,
	};
	ret->reasons = tapi_reasons(&ret->reasons_count);
	ret->excuses = tapi_excuses(&ret->excuses_count);
}
