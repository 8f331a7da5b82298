/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cause.h - why a call ended: ITU-T Q.850 on the wire, TAPI above it
 *
 * Numbers and names are those of Q.850 clause 2.2.7. What a number means to
 * the party above (mode, tone) is a house choice, one row each.
 */
#ifndef HOLDLINE_DRIVERS_PRI_CAUSE_H
#define HOLDLINE_DRIVERS_PRI_CAUSE_H

#include <stdbool.h>

#include "holdline/call.h"
#include "holdline/tone.h"

/* clang-format off */
/* id, value in tapi.h (LINEDISCONNECTMODE_), wire word, cause we send for it */
#define ISDN_MODES(X)                                                          \
	X(NORMAL,        0x1,     "normal",        16)                         \
	X(UNKNOWN,       0x2,     "unknown",       31)                         \
	X(REJECT,        0x4,     "reject",        21)                         \
	X(PICKUP,        0x8,     "pickup",        26)                         \
	X(FORWARDED,     0x10,    "forwarded",     23)                         \
	X(BUSY,          0x20,    "busy",          17)                         \
	X(NOANSWER,      0x40,    "noanswer",      19)                         \
	X(BADADDRESS,    0x80,    "badaddress",    1)                          \
	X(UNREACHABLE,   0x100,   "unreachable",   3)                          \
	X(CONGESTION,    0x200,   "congestion",    34)                         \
	X(INCOMPATIBLE,  0x400,   "incompatible",  88)                         \
	X(UNAVAIL,       0x800,   "unavail",       31)                         \
	X(NODIALTONE,    0x1000,  "nodialtone",    27)                         \
	X(NUMBERCHANGED, 0x2000,  "numberchanged", 22)                         \
	X(OUTOFORDER,    0x4000,  "outoforder",    27)                         \
	X(TEMPFAILURE,   0x8000,  "tempfailure",   41)                         \
	X(QOSUNAVAIL,    0x10000, "qosunavail",    49)                         \
	X(BLOCKED,       0x20000, "blocked",       52)                         \
	X(DONOTDISTURB,  0x40000, "donotdisturb",  17)                         \
	X(CANCELLED,     0x80000, "cancelled",     16)

enum isdn_mode {
	ISDN_MODE_NONE = 0,
#define X(id, value, word, cause) ISDN_MODE_##id = value,
	ISDN_MODES(X)
#undef X
};

/* number, id, mode, tone for the party that is left, name */
#define ISDN_CAUSES(X)                                                         \
	X(1,   UNALLOCATED,     BADADDRESS,   INFO,       "unallocated number") \
	X(2,   NO_ROUTE_NET,    UNREACHABLE,  CONGESTION, "no route to the transit network") \
	X(3,   NO_ROUTE,        UNREACHABLE,  INFO,       "no route to the destination") \
	X(4,   SPECIAL_TONE,    UNREACHABLE,  INFO,       "send special information tone") \
	X(5,   TRUNK_PREFIX,    BADADDRESS,   INFO,       "misdialled trunk prefix") \
	X(6,   CHANNEL_BAD,     CONGESTION,   CONGESTION, "channel unacceptable") \
	X(7,   AWARDED,         NORMAL,       NONE,       "call awarded in an established channel") \
	X(8,   PREEMPTION,      TEMPFAILURE,  CONGESTION, "pre-emption") \
	X(9,   PREEMPTION_KEPT, TEMPFAILURE,  CONGESTION, "pre-emption, circuit reserved") \
	X(14,  PORTED,          NUMBERCHANGED, INFO,      "ported number") \
	X(16,  NORMAL,          NORMAL,       BUSY,       "normal call clearing") \
	X(17,  BUSY,            BUSY,         BUSY,       "user busy") \
	X(18,  NO_RESPONSE,     NOANSWER,     CONGESTION, "no user responding") \
	X(19,  NO_ANSWER,       NOANSWER,     BUSY,       "no answer from the user") \
	X(20,  ABSENT,          UNREACHABLE,  INFO,       "subscriber absent") \
	X(21,  REJECTED,        REJECT,       BUSY,       "call rejected") \
	X(22,  CHANGED,         NUMBERCHANGED, INFO,      "number changed") \
	X(23,  REDIRECTION,     FORWARDED,    INFO,       "redirection to a new destination") \
	X(24,  FEATURE,         REJECT,       BUSY,       "rejected by a feature of the destination") \
	X(25,  ROUTING_ERROR,   UNREACHABLE,  CONGESTION, "exchange routing error") \
	X(26,  NOT_SELECTED,    PICKUP,       NONE,       "non-selected user clearing") \
	X(27,  OUT_OF_ORDER,    OUTOFORDER,   INFO,       "destination out of order") \
	X(28,  BAD_NUMBER,      BADADDRESS,   INFO,       "invalid number format") \
	X(29,  FACILITY_REJECTED, REJECT,     CONGESTION, "facility rejected") \
	X(30,  STATUS_RESPONSE, UNKNOWN,      BUSY,       "response to status enquiry") \
	X(31,  UNSPECIFIED,     NORMAL,       BUSY,       "normal, unspecified") \
	X(34,  NO_CHANNEL,      CONGESTION,   CONGESTION, "no circuit available") \
	X(38,  NETWORK_DOWN,    OUTOFORDER,   CONGESTION, "network out of order") \
	X(39,  FRAME_DOWN,      OUTOFORDER,   CONGESTION, "permanent frame connection out of service") \
	X(40,  FRAME_UP,        UNKNOWN,      BUSY,       "permanent frame connection operational") \
	X(41,  TEMPORARY,       TEMPFAILURE,  CONGESTION, "temporary failure") \
	X(42,  SWITCH_FULL,     CONGESTION,   CONGESTION, "switching equipment congestion") \
	X(43,  DISCARDED,       UNKNOWN,      CONGESTION, "access information discarded") \
	X(44,  CHANNEL_TAKEN,   CONGESTION,   CONGESTION, "requested circuit not available") \
	X(46,  PRECEDENCE,      BLOCKED,      CONGESTION, "precedence call blocked") \
	X(47,  NO_RESOURCE,     CONGESTION,   CONGESTION, "resource unavailable, unspecified") \
	X(49,  QUALITY,         QOSUNAVAIL,   CONGESTION, "quality of service not available") \
	X(50,  NOT_SUBSCRIBED,  BLOCKED,      CONGESTION, "facility not subscribed") \
	X(52,  OUT_BARRED,      BLOCKED,      INFO,       "outgoing calls barred") \
	X(53,  OUT_BARRED_CUG,  BLOCKED,      INFO,       "outgoing calls barred in the user group") \
	X(54,  IN_BARRED,       BLOCKED,      INFO,       "incoming calls barred") \
	X(55,  IN_BARRED_CUG,   BLOCKED,      INFO,       "incoming calls barred in the user group") \
	X(57,  BEARER_BARRED,   BLOCKED,      CONGESTION, "bearer capability not authorized") \
	X(58,  BEARER_TAKEN,    CONGESTION,   CONGESTION, "bearer capability not available now") \
	X(62,  INCONSISTENT,    INCOMPATIBLE, CONGESTION, "inconsistency in access information") \
	X(63,  NO_SERVICE,      INCOMPATIBLE, CONGESTION, "service not available, unspecified") \
	X(65,  NO_BEARER,       INCOMPATIBLE, CONGESTION, "bearer capability not implemented") \
	X(66,  NO_CHANNEL_TYPE, INCOMPATIBLE, CONGESTION, "channel type not implemented") \
	X(69,  NO_FACILITY,     INCOMPATIBLE, CONGESTION, "facility not implemented") \
	X(70,  RESTRICTED_ONLY, INCOMPATIBLE, CONGESTION, "only restricted digital available") \
	X(79,  NOT_IMPLEMENTED, INCOMPATIBLE, CONGESTION, "service not implemented, unspecified") \
	X(81,  BAD_REFERENCE,   TEMPFAILURE,  CONGESTION, "invalid call reference") \
	X(82,  NO_SUCH_CHANNEL, CONGESTION,   CONGESTION, "identified channel does not exist") \
	X(83,  SUSPENDED_OTHER, UNKNOWN,      CONGESTION, "suspended call, but not this identity") \
	X(84,  IDENTITY_IN_USE, UNKNOWN,      CONGESTION, "call identity in use") \
	X(85,  NONE_SUSPENDED,  UNKNOWN,      CONGESTION, "no call suspended") \
	X(86,  IDENTITY_CLEARED, UNKNOWN,     CONGESTION, "call of this identity was cleared") \
	X(87,  NOT_IN_CUG,      BLOCKED,      INFO,       "not a member of the user group") \
	X(88,  INCOMPATIBLE,    INCOMPATIBLE, CONGESTION, "incompatible destination") \
	X(90,  NO_CUG,          BLOCKED,      INFO,       "no such user group") \
	X(91,  BAD_NETWORK,     UNREACHABLE,  CONGESTION, "invalid transit network selection") \
	X(95,  BAD_MESSAGE,     TEMPFAILURE,  CONGESTION, "invalid message, unspecified") \
	X(96,  IE_MISSING,      TEMPFAILURE,  CONGESTION, "mandatory element missing") \
	X(97,  NO_MESSAGE_TYPE, TEMPFAILURE,  CONGESTION, "message type not implemented") \
	X(98,  WRONG_MESSAGE,   TEMPFAILURE,  CONGESTION, "message not compatible with the call state") \
	X(99,  NO_IE,           TEMPFAILURE,  CONGESTION, "element not implemented") \
	X(100, IE_CONTENTS,     TEMPFAILURE,  CONGESTION, "invalid element contents") \
	X(101, WRONG_STATE,     TEMPFAILURE,  CONGESTION, "message not compatible with the call state") \
	X(102, TIMER,           TEMPFAILURE,  CONGESTION, "recovery on timer expiry") \
	X(103, PARAMETER,       TEMPFAILURE,  CONGESTION, "parameter not implemented, passed on") \
	X(110, PARAMETER_LOST,  TEMPFAILURE,  CONGESTION, "parameter not recognized, message discarded") \
	X(111, PROTOCOL,        TEMPFAILURE,  CONGESTION, "protocol error, unspecified") \
	X(127, INTERWORKING,    UNKNOWN,      CONGESTION, "interworking, unspecified")

enum isdn_cause {
	ISDN_CAUSE_NONE = 0,
#define X(number, id, mode, tone, name) ISDN_CAUSE_##id = number,
	ISDN_CAUSES(X)
#undef X
};
/* clang-format on */

/**
 * isdn_cause_is_known() - a row of the table
 * @cause: any number
 */
bool isdn_cause_is_known(int cause);

/**
 * isdn_cause_name() - what a cause says
 * @cause: any number
 *
 * Return: its name; of a number without a row that of its class (Q.850
 * clause 2.2.7: an unknown value is read as the class's "unspecified"); "?"
 * outside 1-127.
 */
const char *isdn_cause_name(int cause);

/**
 * isdn_cause_mode() - the disconnect mode of a cause
 * @cause: any number
 *
 * Return: a value of LINEDISCONNECTMODE_; UNKNOWN outside 1-127.
 */
enum isdn_mode isdn_cause_mode(int cause);

/**
 * isdn_cause_tone() - the tone for the party that is left
 * @cause: any number
 */
enum hl_tone isdn_cause_tone(int cause);

/**
 * isdn_mode_cause() - the cause to send for a disconnect mode
 * @mode: a value of LINEDISCONNECTMODE_
 *
 * Return: 31, normal, unspecified, when the mode has no row.
 */
enum isdn_cause isdn_mode_cause(unsigned mode);

/** isdn_mode_name() - wire word of a mode; "?" without a row. */
const char *isdn_mode_name(unsigned mode);

/**
 * isdn_error_cause() - the cause to send when we refuse a call
 * @error: why (below HL_ERROR_COUNT)
 */
enum isdn_cause isdn_error_cause(enum hl_error error);

#endif
