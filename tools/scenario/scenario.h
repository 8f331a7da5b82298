/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * scenario.h - the language of scenarios, and a scenario as a value
 *
 * A scenario is plain text, one statement a line: what is on the bench, what
 * people do with their telephones, what programs ask for, and what must then
 * be true. Two tables, SCENARIO_VERBS and SCENARIO_ASKS, drive the parser, its
 * complaints, the listing of the language and the writer, so a statement that
 * was parsed prints as a line that parses to the same statement.
 *
 *	# A caller is held and retrieved by flash
 *	proves hold, retrieve
 *	station 101
 *	station 102
 *	101 lifts
 *	101 hears dial tone within 500 ms
 *	101 dials 102
 *
 * The first comment is the title. What is written behind a # is no statement
 * and is not kept.
 */
#ifndef SCENARIO_SCENARIO_H
#define SCENARIO_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "holdline/call.h"
#include "holdline/driver.h"
#include "holdline/event.h"
#include "holdline/feature.h"
#include "holdline/tone.h"
#include "holdline/types.h"

struct hl_config;
struct scenario;

/* Limits of a scenario (house); beyond them it is refused with a sentence. */
#define SCENARIO_BYTES_MAX      262144 /* bytes of a file */
#define SCENARIO_STATEMENTS_MAX 4096
#define SCENARIO_LINE_MAX       160 /* bytes of a line */
#define SCENARIO_TEXT_MAX       96  /* bytes of a free text, with the zero */
#define SCENARIO_PARTIES_MAX    12  /* parties in one statement, and in all */
#define SCENARIO_STATIONS_MAX   8   /* the bench has channels 1-8 ... */
#define SCENARIO_TRUNKS_MAX     4   /* ... and 9-12 */
#define SCENARIO_SPAN_CHANNELS  31  /* between two controllers, as an E1 has */
#define SCENARIO_TIME_MAX       600000 /* [ms] */
#define SCENARIO_TOLD_MAX       50 /* complaints told, the rest is counted */

/* clang-format off */
/* id, as it is written in the patterns, what may stand there */
#define SCENARIO_PLACES(X)                                                     \
	X(NAME,      "NAME",      "a new name: letters and digits, 15 at most") \
	X(STATION,   "STATION",   "a station: 101")                            \
	X(TRUNK,     "TRUNK",     "a trunk: co1")                              \
	X(PARTY,     "PARTY",     "a station; or a trunk, and then who is at its other end: 101, co1") \
	X(STATIONS,  "STATIONS",  "one or more stations: 101, 102 and 103")    \
	X(PARTIES,   "PARTIES",   "one or more parties: 101, 102 and co1")     \
	X(LINE,      "LINE",      "a station or a trunk, or all")              \
	X(TIME,      "TIME",      "a length of time: 300 ms, 2 s, 1.5 s")      \
	X(DIGITS,    "DIGITS",    "0-9 * # A-D, 32 at most")                   \
	X(TONE,      "TONE",      "a tone in plain words: recall dial tone")   \
	X(OWNER,     "STATION's", "of this station: 101's")                    \
	X(CALL,      "CALL",      "a call of a line: 101's call, 101's active call, 101's held call, 101's waiting call, 101's conference, 101's call 2 (the second oldest), 101's call with 102") \
	X(COUNT,     "COUNT",     "a whole number, 0 to 63")                   \
	X(CADENCE,   "CADENCE",   "how a bell rings: normal, recall, splash, dr1 to dr5") \
	X(SHARING,   "SHARING",   "how stations share a number: exclusive, new, shared; watched: only seen") \
	X(TREATMENT, "TREATMENT", "what one hears who waits: silence, ringback, busy, music, default") \
	X(ERROR,     "ERROR",     "why a request is refused: INVALCALLSTATE")  \
	X(STATE,     "STATE",     "state of a call: onholdpendtransfer")       \
	X(MODE,      "MODE",      "mode of a call's state: activeheld")        \
	X(SITUATION, "SITUATION", "what goes on at a telephone: ask-dialtone") \
	X(LEAVE,     "RELEASE",   "how an exchange says that the outside party has left: battery drop, polarity, busy tone, congestion tone, dial tone, howler, special information tone, silence; a message of it") \
	X(PERSON,    "PERSON",    "a name in one word")                         \
	X(KEY,       "KEY",       "a setting of a line, as in the configuration") \
	X(WORD,      "WORD",      "one word")                                  \
	X(TEXT,      "TEXT",      "the rest of the line")

enum scenario_place {
#define X(id, word, meaning) SCENARIO_##id,
	SCENARIO_PLACES(X)
#undef X
	SCENARIO_PLACE_COUNT
};

enum scenario_kind {
	SCENARIO_SETUP,   /* what is on the bench; before all others */
	SCENARIO_ACTION,  /* what somebody does */
	SCENARIO_REQUEST, /* what a program asks the controller for */
	SCENARIO_EXPECT,  /* what must be true */
};

/*
 * id, kind, pattern, meaning
 *
 * A pattern is made of words, of places in capitals and of [optional places].
 * "lifts/lift" is for one and for several.
 */
#define SCENARIO_VERBS(X)                                                      \
	X(PROVES,   SETUP,  "proves TEXT",                                     \
	  "what the scenario proves, in a few words")                          \
	X(ZONE,     SETUP,  "zone WORD",                                       \
	  "country of the tones; us when it is not said")                      \
	X(STATION,  SETUP,  "station NAME",                                    \
	  "a telephone, called by its number; 8 at most")                      \
	X(TRUNK,    SETUP,  "trunk NAME",                                      \
	  "a line to an exchange, in group out, dialled with 9; 4 at most")    \
	X(SET,      SETUP,  "set LINE KEY TEXT",                               \
	  "a setting of a line, or of all of them")                            \
	X(GROUP,    SETUP,  "group WORD TEXT",                                 \
	  "a setting of group out: group hunt circular, group prefix 0,")      \
	X(DIAL,     SETUP,  "dial WORD TEXT",                                  \
	  "a row of the dial plan, as in the configuration: dial 0. group out") \
	X(ADDRESS,  SETUP,  "address DIGITS SHARING STATIONS",                 \
	  "a number that several stations have, or that they watch")           \
	X(PARK,     SETUP,  "park WORD",                                       \
	  "numbers at which calls may be left: park 701-720")                  \
	X(CODES,    SETUP,  "codes WORD",                                      \
	  "feature codes: us, etsi or none; the zone's when it is not said")   \
	X(CODE,     SETUP,  "code WORD TEXT",                                  \
	  "one of them, as in the configuration: code forward *72")            \
	X(SPEED,    SETUP,  "speed WORD TEXT",                                 \
	  "a stored number and its place: speed 7 103")                        \
	X(SPAN,     SETUP,  "span WORD TEXT",                                   \
	  "a setting of the ISDN span that joins two controllers, at both ends") \
	X(JOINED,   SETUP,  "joined by COUNT channel/channels",                \
	  "so many voice channels join two controllers; 30 when it is not said") \
	X(PLAIN,    SETUP,  "STATIONS has/have no display",                    \
	  "they are told who calls, and do not understand it")                 \
	X(LIFTED,   SETUP,  "STATIONS is/are off the hook",                    \
	  "the receiver lies beside the telephone when the controller starts") \
	X(SECOND,   SETUP,  "STATIONS is/are on the second controller",        \
	  "two controllers, joined by ISDN, are one telephone system; in the lab only") \
	X(LIFT,     ACTION, "STATIONS lifts/lift",                             \
	  "the receiver is lifted")                                            \
	X(HANGUP,   ACTION, "STATIONS hangs/hang up",                          \
	  "the receiver is put down")                                          \
	X(FLASH,    ACTION, "STATIONS flashes/flash [TIME]",                   \
	  "the recall key is pressed; without a time, as the set is made for") \
	X(BREAK,    ACTION, "STATIONS breaks/break for TIME",                  \
	  "the loop is opened and closed again")                               \
	X(DIALS,    ACTION, "PARTY dials DIGITS",                              \
	  "digits by keypad")                                                  \
	X(PULSES,   ACTION, "STATION pulses DIGITS",                           \
	  "digits by dial")                                                    \
	X(PULSESAT, ACTION, "STATION pulses DIGITS at COUNT a second",         \
	  "by a dial of another speed, 6 to 15; two thirds of each are break") \
	X(SPEAK,    ACTION, "PARTIES begins/begin to speak",                   \
	  "and speaks on until told to stop")                                  \
	X(HUSH,     ACTION, "PARTIES stops/stop speaking",                     \
	  "falls silent")                                                      \
	X(CALL,     ACTION, "outside calls on TRUNK",                          \
	  "the exchange rings us")                                             \
	X(ANSWER,   ACTION, "outside answers on TRUNK",                        \
	  "the outside party, being rung, lifts")                              \
	X(RELEASE,  ACTION, "outside hangs up on TRUNK",                       \
	  "the outside party leaves, or its call is given up while it rings")  \
	X(FARBUSY,  ACTION, "outside is busy on TRUNK",                        \
	  "from now on, whoever is called there is busy")                      \
	X(FARFREE,  ACTION, "outside is free on TRUNK",                        \
	  "from now on, whoever is called there is rung (so at the beginning)") \
	X(NOPATH,   ACTION, "outside has no path on TRUNK",                    \
	  "from now on, every number there gets congestion tone")              \
	X(UNOBTAINABLE, ACTION, "outside is unobtainable on TRUNK",            \
	  "from now on, every number there gets the special information tone") \
	X(CALLAS,   ACTION, "outside calls on TRUNK as DIGITS [PERSON]",       \
	  "the exchange rings us, and says who calls in the form of the trunk's caller_id") \
	X(CALLWITHHELD, ACTION, "outside calls on TRUNK as withheld",          \
	  "the same of somebody who does not want to be known")                \
	X(CALLDAMAGED, ACTION, "outside calls on TRUNK with damaged caller ID", \
	  "the same, and what it says is damaged on its way")                  \
	X(GLARE,    ACTION, "outside calls on TRUNK at seizure",               \
	  "in the very moment in which we next seize it")                      \
	X(NODIALTONE, ACTION, "outside gives no dial tone on TRUNK",           \
	  "from now on; digits are taken all the same")                        \
	X(DIALTONE, ACTION, "outside takes TIME to dial tone on TRUNK",        \
	  "from now on, 300 ms at the beginning; digits before are lost")      \
	X(DEAF,     ACTION, "outside knows pulses only on TRUNK",              \
	  "from now on; keys are lost")                                        \
	X(REVERSAL, ACTION, "outside reverses the battery at answer on TRUNK", \
	  "from now on, of calls that we make; not in the lab")                \
	X(LEAVES,   ACTION, "outside releases by RELEASE on TRUNK",            \
	  "from now on, when it hangs up; battery drop at the beginning")      \
	X(FEATURES, ACTION, "outside takes flashes on TRUNK",                  \
	  "from now on its exchange holds a party for us, joins and swaps two") \
	X(NOBATTERY, ACTION, "TRUNK has no battery",                           \
	  "the cord is out; not in the lab")                                   \
	X(BATTERY,  ACTION, "TRUNK has battery again",                         \
	  "it is back")                                                        \
	X(NOLINE,   ACTION, "STATION loses its line",                          \
	  "its port gives an alarm; hands go on, unseen; not in the lab")      \
	X(LINEAGAIN, ACTION, "STATION has its line again",                     \
	  "the alarm is over")                                                 \
	X(PULLED,   ACTION, "card of STATION is pulled out",                   \
	  "its port is gone; hands go on, unseen; not in the lab")             \
	X(PUTBACK,  ACTION, "card of STATION is put back",                     \
	  "it is there again, as after a reset")                               \
	X(ECHO,     ACTION, "TRUNK has echo of COUNT dB",                      \
	  "from now on what we send comes back so much weaker, in the lab a tenth of a second later; 0 = none") \
	X(NOISE,    ACTION, "TRUNK has noise of minus COUNT dBm0",             \
	  "from now on; 20 to 63")                                             \
	X(KILLED,   ACTION, "second controller is killed",                     \
	  "its process ends in the middle of whatever it does; in the lab only") \
	X(STARTED,  ACTION, "second controller starts again",                  \
	  "and has joined the first one when this is done")                    \
	X(WAIT,     ACTION, "wait TIME",                                       \
	  "nobody does anything")                                              \
	X(HEARTONE, EXPECT, "PARTIES hears/hear TONE",                         \
	  "this tone and nothing else")                                        \
	X(HEARMUSIC, EXPECT, "PARTIES hears/hear music",                       \
	  "the music on hold and nothing else")                                \
	X(HEARNONE, EXPECT, "PARTIES hears/hear nothing",                      \
	  "silence")                                                           \
	X(HEARVOICE, EXPECT, "PARTY hears PARTIES",                            \
	  "the voices of these, who speak, and nothing else")                  \
	X(TALK,     EXPECT, "PARTIES talks/talk",                              \
	  "each speaks, is heard by all the others, and by nobody else")       \
	X(RING,     EXPECT, "STATIONS rings/ring",                             \
	  "the bell rings, in whatever cadence")                               \
	X(RINGBACK, EXPECT, "STATIONS rings/ring back",                        \
	  "the bell rings short-short-long: a party left on hold")             \
	X(NORING,   EXPECT, "STATIONS does/do not ring",                       \
	  "the bell is silent")                                                \
	X(RINGAS,   EXPECT, "STATIONS rings/ring CADENCE",                     \
	  "the bell rings in this cadence")                                    \
	X(SHOWNONE, EXPECT, "STATIONS shows/show nothing",                     \
	  "its display was never told of a caller")                            \
	X(SHOWS,    EXPECT, "STATION shows WORD",                              \
	  "the number or the name that came last, as its display read it from the sound; unknown, withheld") \
	X(MESSAGE,  EXPECT, "STATION's display says that a message waits",     \
	  "as it read it from the sound on the hook")                          \
	X(NOMESSAGE, EXPECT, "STATION's display says that no message waits",   \
	  "the same; a display that was told nothing says neither")            \
	X(LAMPON,   EXPECT, "STATION's lamp is on",                            \
	  "the message lamp; looked at on the virtual card only")              \
	X(LAMPOFF,  EXPECT, "STATION's lamp is off",                           \
	  "the same")                                                          \
	X(ECHOON,   EXPECT, "STATION's echo canceller is on",                  \
	  "its port's, in a talk; looked at on the virtual card only")         \
	X(ECHOOFF,  EXPECT, "STATION's echo canceller is off",                 \
	  "the same, so that digits are heard as they come")                   \
	X(SITUATION, EXPECT, "line STATION is SITUATION",                      \
	  "what the controller says is going on at the telephone")             \
	X(CALLSTATE, EXPECT, "call of PARTY is STATE [MODE]",                  \
	  "the controller has such a call for this line")                      \
	X(CALLIS,   EXPECT, "CALL is STATE [MODE]",                            \
	  "the same of one call; of those that are meant one is so")           \
	X(CALLS,    EXPECT, "PARTY has COUNT call/calls",                           \
	  "the controller has so many for this line, members of a conference and their conference too") \
	X(NOCALL,   EXPECT, "PARTIES has/have no call",                        \
	  "the controller has none for this line")                             \
	X(SEIZED,   EXPECT, "TRUNK is seized",                                 \
	  "the exchange sees our loop closed")                                 \
	X(FREED,    EXPECT, "TRUNK is released",                               \
	  "the exchange sees our loop open")                                   \
	X(SENT,     EXPECT, "outside was dialled DIGITS on TRUNK",             \
	  "these digits, all of them, have reached the exchange")              \
	X(PULSED,   EXPECT, "outside was dialled DIGITS by pulses on TRUNK",   \
	  "the same, and each of them in pulses") \
	X(NOTLOST,  EXPECT, "outside has lost no digit on TRUNK",              \
	  "none came too early, or in a form that it does not know")           \
	X(HELDTHERE, EXPECT, "TRUNK is held by the exchange",                  \
	  "it holds a party for us")                                           \
	X(NOTHELDTHERE, EXPECT, "TRUNK is not held by the exchange",           \
	  "it holds none")                                                     \
	X(CLEARED,  EXPECT, "TRUNK was released by RELEASE",                   \
	  "how the controller knew that the far end is gone, the last time") \
	X(OUTOFSERVICE, EXPECT, "PARTY is out of service",                     \
	  "the controller says so")                                            \
	X(INSERVICE, EXPECT, "PARTY is in service",                            \
	  "the same")                                                          \
	X(FLASHED,  EXPECT, "outside was flashed on TRUNK",                    \
	  "the exchange has seen a flash since it was seized")                 \
	X(KEYS,     EXPECT, "PARTY has heard digits DIGITS",                   \
	  "these digits, since the last thing that was done, and no others")   \
	X(NOKEYS,   EXPECT, "PARTY has heard no digits",                       \
	  "since the last thing that was done")                                \
	X(PARKED,   EXPECT, "PARTY is parked at DIGITS",                       \
	  "whoever fetches this number gets it")                               \
	X(INUSE,    EXPECT, "address DIGITS is in use by COUNT",               \
	  "so many stations use a shared number")                              \
	X(REFUSED,  EXPECT, "program is refused with ERROR",                   \
	  "behind a request: it is not done; without this it must be done")    \
	X(TOLD,     EXPECT, "program is told digits DIGITS from PARTY",        \
	  "these digits, all of them, came in where the program listens")      \
	X(TOLDVOICE, EXPECT, "program is told of a voice from PARTY",          \
	  "the voice that the program listens for came in")                    \
	X(NOHELD,   EXPECT, "nobody is held",                                  \
	  "no call of any line is in a hold state")                            \
	X(QUIET,    EXPECT, "all is quiet",                                    \
	  "no call, no bell, no tone, no trunk seized, every receiver down")

/*
 * id, request (HL_REQUESTS), what it is asked of (SCENARIO_AIMS), its value,
 * pattern, meaning
 *
 * What a program can ask for is one row here.
 */
#define SCENARIO_ASKS(X)                                                       \
	X(MAKECALL, MAKECALL, LINE, 0, "program calls DIGITS from STATION",    \
	  "a call; the telephone rings first when its receiver is down")       \
	X(DIALTONE, MAKECALL, LINE, 0, "program asks for dial tone for STATION", \
	  "a call without a number")                                           \
	X(DIAL,     DIAL,     CALL, 0, "program dials DIGITS on CALL",         \
	  "digits of a call that waits for them")                              \
	X(ACCEPT,   ACCEPT,   CALL, 0, "program accepts CALL",                 \
	  "a ringing call is known to somebody")                               \
	X(ANSWER,   ANSWER,   CALL, 0, "program answers CALL",                 \
	  "a waiting call, or joins one of a shared number")                   \
	X(REDIRECT, REDIRECT, CALL, 0, "program redirects CALL to DIGITS",     \
	  "a ringing call goes elsewhere")                                     \
	X(DROP,     DROP,     CALL, 0, "program drops CALL",                   \
	  "a call is released")                                                \
	X(HOLD,     HOLD,     CALL, 0, "program holds CALL",                   \
	  "hard hold: the line is free for another call")                      \
	X(UNHOLD,   UNHOLD,   CALL, 0, "program retrieves CALL",               \
	  "back from hold")                                                    \
	X(SWAP,     SWAP,     ACTIVE, 0, "program swaps STATION's calls",      \
	  "the active and the held one change places")                         \
	X(SWAPTO,   SWAP,     CALL, 0, "program swaps to CALL",                \
	  "the same, with this held one")                                      \
	X(CONSULT,  CONSULT,  ACTIVE, 0, "program makes STATION consult [DIGITS]", \
	  "the party is held and another one is called, or dial tone given")   \
	X(TRANSFER, TRANSFER, ACTIVE, 0, "program completes STATION's transfer", \
	  "the held party and the one that was asked, or still rings, are left to each other") \
	X(JOIN,     JOIN,     ACTIVE, 0, "program completes STATION's transfer as conference", \
	  "all three talk")                                                    \
	X(BLIND,    BLIND,    CALL, 0, "program transfers CALL to DIGITS",     \
	  "the party is sent there at once")                                   \
	X(CONFERENCE, CONFERENCE, CALL, 0, "program begins a conference with CALL and DIGITS", \
	  "the party is held and the next one called")                         \
	X(NOHOLDCONFERENCE, CONFERENCE, CALL, HL_ASK_NOHOLD, "program begins a conference with CALL and DIGITS without hold", \
	  "they talk on until the next one answers, and then all do")          \
	X(NEWCONFERENCE, NEWCONFERENCE, LINE, 0, "program begins a conference of STATION with DIGITS", \
	  "a conference without a call")                                       \
	X(INVITE,   PREPARE,  CONFERENCE, 0, "program invites DIGITS to STATION's conference", \
	  "the conference is held and the next one called")                    \
	X(NOHOLDINVITE, PREPARE, CONFERENCE, HL_ASK_NOHOLD, "program invites DIGITS to STATION's conference without hold", \
	  "they talk on until the next one answers, and then all do")          \
	X(ADD,      ADD,      ADDED, 0, "program adds CALL to the conference", \
	  "a call of the conference's maker, who was asked before")            \
	X(REMOVE,   REMOVE,   MEMBER, 0, "program removes PARTY from STATION's conference", \
	  "one leaves, the others go on")                                      \
	X(PARK,     PARK,     CALL, 2, "program parks CALL",                   \
	  "the party is left at the first free park number")                   \
	X(PARKAT,   PARK,     CALL, 1, "program parks CALL at DIGITS",         \
	  "at a park number, or at a station's")                               \
	X(UNPARK,   UNPARK,   LINE, 0, "program fetches DIGITS for STATION",   \
	  "who is parked there")                                               \
	X(PICKUP,   PICKUP,   LINE, 0, "program picks up DIGITS for STATION",  \
	  "what rings at that number")                                         \
	X(PICKGROUP, PICKUP,  LINE, 0, "program picks up group COUNT for STATION", \
	  "what rings longest in a pickup group")                              \
	X(PICKHERE, PICKUP,   LINE, 0, "program picks up for STATION",         \
	  "a waiting call, or one held at a shared number")                    \
	X(SECURE,   SECURE,   CALL, 0, "program secures CALL",                 \
	  "nothing breaks into it any more")                                   \
	X(PRIVATE,  PRIVACY,  CALL, 1, "program makes CALL private",           \
	  "no station that shares the number may join it")                     \
	X(OPEN,     PRIVACY,  CALL, 0, "program opens CALL to others",         \
	  "they may again")                                                    \
	X(TREAT,    TREATMENT, CALL, 0, "program plays TREATMENT on CALL",     \
	  "what the party hears while it waits or is held")                    \
	X(LISTEN,   MONITORDIGITS, CALL, 2, "program listens for digits on CALL", \
	  "the keys that the line's user presses")                             \
	X(LISTENOFF, MONITORDIGITS, CALL, 0, "program listens for no digits on CALL", \
	  "no more")                                                           \
	X(VOICE,    MONITORTONES, CALL, 0, "program listens for the voice of PARTY on CALL", \
	  "a voice is two frequencies here: a tone")                           \
	X(VOICEOFF, MONITORTONES, CALL, 0, "program listens for no voice on CALL", \
	  "no more")                                                           \
	X(DIGITS,   DIGITS,   CALL, 0, "program sends digits DIGITS on CALL",  \
	  "the party hears them, and nobody else")                             \
	X(DIGITSOFF, DIGITS,  CALL, 0, "program sends no more digits on CALL", \
	  "the rest is forgotten")                                             \
	X(BEEP,     TONE,     CALL, 8, "program sends a beep on CALL",         \
	  "the party hears it: the zone's confirmation tone, 500 ms")          \
	X(BUSYTONE, TONE,     CALL, 4, "program sends busy tone on CALL",      \
	  "the same, 10 s")                                                    \
	X(RINGTONE, TONE,     CALL, 2, "program sends ringing tone on CALL",   \
	  "the same, 10 s")                                                    \
	X(TONEOFF,  TONE,     CALL, 0, "program sends no more tone on CALL",   \
	  "the party is heard again")                                          \
	X(MESSAGE,  MESSAGE,  LINE, 1, "program tells STATION of a message",   \
	  "stutter dial tone, and the lamp")                                   \
	X(MESSAGEOFF, MESSAGE, LINE, 0, "program tells STATION of no message", \
	  "ordinary dial tone again")                                          \
	X(FORWARD,  FORWARD,  LINE, 0, "program forwards STATION to DIGITS",   \
	  "every call goes there")                                             \
	X(FWDBUSY,  FORWARD,  LINE, 1, "program forwards STATION to DIGITS when busy", \
	  "only when it is busy")                                              \
	X(FWDNOANSWER, FORWARD, LINE, 2, "program forwards STATION to DIGITS when not answered", \
	  "after forward_after")                                               \
	X(UNFORWARD, FORWARD, LINE, 0, "program forwards STATION no more",     \
	  "calls ring there again")                                            \
	X(DND,      DND,      LINE, 1, "program leaves STATION undisturbed",   \
	  "callers hear busy tone")                                            \
	X(DNDOFF,   DND,      LINE, 0, "program lets calls to STATION through", \
	  "calls ring again")                                                  \
	X(FLASH,    FLASH,    LINE, 0, "program flashes TRUNK [TIME]",         \
	  "towards the exchange")                                              \
	X(RESET,    RESET,    LINE, 0, "program resets PARTY",                 \
	  "every call of the line is released")

/* id, how the handles of a request are found */
#define SCENARIO_AIMS(X)                                                       \
	X(LINE)       /* asked of the line that is named first */              \
	X(CALL)       /* the call that is named */                             \
	X(ACTIVE)     /* the active call of the station, else its only one */  \
	X(CONFERENCE) /* the conference of the station */                      \
	X(ADDED)      /* that conference; the second is the call named */      \
	X(MEMBER)     /* the call of the station with the party named */

enum scenario_aim {
#define X(id) SCENARIO_AIM_##id,
	SCENARIO_AIMS(X)
#undef X
};

enum scenario_verb {
#define X(id, kind, pattern, meaning) SCENARIO_VERB_##id,
	SCENARIO_VERBS(X)
#undef X
#define X(id, request, aim, value, pattern, meaning) SCENARIO_ASK_##id,
	SCENARIO_ASKS(X)
#undef X
	SCENARIO_VERB_COUNT
};

/* id, word before "call", which calls of a line are meant */
#define SCENARIO_WHICH(X)                                                      \
	X(ANY,        "",           "the active one, else the only one")       \
	X(ACTIVE,     "active",     "the one whose party is heard, or called") \
	X(HELD,       "held",       "one that is held, in any way")            \
	X(WAITING,    "waiting",    "one that rings, or waits")                \
	X(CONFERENCE, "conference", "the conference itself")

enum scenario_which {
#define X(id, word, meaning) SCENARIO_WHICH_##id,
	SCENARIO_WHICH(X)
#undef X
	SCENARIO_WHICH_COUNT
};

/* id, field, word, meaning: what may follow a statement, with a TIME */
#define SCENARIO_TAILS(X)                                                      \
	X(AFTER,  after,  "after",  "wait so long, then do it, or look")        \
	X(WITHIN, within, "within", "is true so long after the last thing that was done, at the latest; 2 s when it is not said") \
	X(STAYS,  stays,  "for",    "and stays true for so long")

enum scenario_tail {
#define X(id, field, word, meaning) SCENARIO_TAIL_##id,
	SCENARIO_TAILS(X)
#undef X
	SCENARIO_TAIL_COUNT
};
/* clang-format on */

/**
 * struct scenario_call - where CALL or STATION's stands
 * @of:    name of the line; "" = not said
 * @which: enum scenario_which
 * @index: from 1, oldest first; 0 = not said
 * @with:  name of the line at the other end; "" = not said
 */
struct scenario_call {
	char of[HL_NAME_MAX];
	enum scenario_which which;
	unsigned index;
	char with[HL_NAME_MAX];
};

/**
 * struct scenario_statement - one statement
 * @verb:      which row of SCENARIO_VERBS
 * @number:    line of the file, from 1; 0 = not from a file
 * @parties:   how many of @party
 * @party:     names where PARTY, PARTIES, STATION ..., NAME or LINE stand, in
 *             the order of the pattern; "all" for all lines
 * @time:      [ms] where TIME stands; 0 = not said
 * @tone:      where TONE stands
 * @state:     where STATE stands
 * @situation: where SITUATION stands
 * @call:      where CALL or STATION's stands
 * @count:     where COUNT stands
 * @value:     where SHARING (enum hl_sharing), TREATMENT (LINECALLTREATMENT_),
 *             ERROR (enum hl_error), CADENCE (enum hl_ring) or RELEASE (enum
 *             hl_release) stands
 * @word:      where DIGITS, KEY, MODE or WORD stands; "" = not said
 * @text:      where TEXT or PERSON stands; "" = not said
 * @after, @within, @stays: [ms] tails
 * @has:       bit of enum scenario_tail = that tail is said
 */
struct scenario_statement {
	enum scenario_verb verb;
	unsigned number;
	unsigned parties;
	char party[SCENARIO_PARTIES_MAX + 1][HL_NAME_MAX];
	hl_msec time;
	enum hl_tone tone;
	enum hl_call_st state;
	enum hl_situation situation;
	struct scenario_call call;
	unsigned count;
	unsigned value;
	char word[HL_DIGITS_MAX + 1];
	char text[SCENARIO_TEXT_MAX];
	unsigned has;
	hl_msec after;
	hl_msec within;
	hl_msec stays;
};

/**
 * struct scenario_line - a line on the bench
 * @name:    as in the scenario
 * @kind:    station or trunk
 * @channel: stations from 1 in the order of their statements, trunks from
 *           SCENARIO_STATIONS_MAX + 1
 * @second:  on the second controller
 */
struct scenario_line {
	char name[HL_NAME_MAX];
	enum hl_line_kind kind;
	int channel;
	bool second;
};

/**
 * scenario_parse() - read a scenario
 * @ret:        receives it; the caller frees it; untouched on error
 * @text:       @size bytes, any bytes
 * @complaints: every mistake, one line each: "line 7: sentence". May be NULL
 *
 * Return: 0; -EBADMSG when there are mistakes; -ENOMEM.
 */
int scenario_parse(struct scenario **ret, const char *text, size_t size,
		   FILE *complaints);

/**
 * scenario_load() - the same from a file
 *
 * Complaints begin with "PATH: ". Return: as scenario_parse(), and -errno.
 */
int scenario_load(struct scenario **ret, const char *path, FILE *complaints);

/** scenario_new() - an empty one, to be filled with scenario_add(). */
int scenario_new(struct scenario **ret, const char *title);

/** scenario_free() - NULL is fine. */
void scenario_free(struct scenario *scenario);

/**
 * scenario_statement_parse() - read one line
 * @ret:      the statement; untouched on error
 * @scenario: knows the lines; NULL: no name is checked
 * @line:     zero-terminated, with or without its newline
 * @why:      receives a sentence when it is none
 * @size:     bytes at @why, at least 1
 *
 * Return: 1; 0 when there is no statement in it (blank, comment); -EBADMSG.
 */
int scenario_statement_parse(struct scenario_statement *ret,
			     const struct scenario *scenario, const char *line,
			     char *why, size_t size);

/**
 * scenario_add() - append a statement (copied)
 *
 * A STATION or TRUNK statement puts the line on the bench.
 * Return: 0; -EEXIST the name is taken; -ENOSPC a limit is reached; -EPROTO a
 * setup behind another statement; -ENOMEM.
 */
int scenario_add(struct scenario *scenario,
		 const struct scenario_statement *statement);

/** scenario_title() - "" when there is none. */
const char *scenario_title(const struct scenario *scenario);

/** scenario_zone() - country, "us" when it is not said. */
const char *scenario_zone(const struct scenario *scenario);

/** scenario_count() - number of statements. */
unsigned scenario_count(const struct scenario *scenario);

/** scenario_at() - statement @index; NULL past the last. */
const struct scenario_statement *scenario_at(const struct scenario *scenario,
					     unsigned index);

/** scenario_lines() - number of lines on the bench. */
unsigned scenario_lines(const struct scenario *scenario);

/** scenario_line() - line @index; NULL past the last. */
const struct scenario_line *scenario_line(const struct scenario *scenario,
					  unsigned index);

/** scenario_find() - index of the line with a name; -ENOENT. */
int scenario_find(const struct scenario *scenario, const char *name);

/** scenario_is_lifted() - off the hook at the start, by an "is off the hook".
 */
bool scenario_is_lifted(const struct scenario *scenario, unsigned index);

/**
 * scenario_display() - what a telephone's display understands
 * @scenario: a parsed scenario
 * @config:   its configuration
 * @index:    a line
 *
 * The same as it is sent, unless the telephone has none.
 * Return: enum hl_clid_kind (holdline/clid.h); NONE for a trunk.
 */
unsigned scenario_display(const struct scenario *scenario,
			  const struct hl_config *config, unsigned index);

/** scenario_verb_kind() - setup, action, request or expectation. */
enum scenario_kind scenario_verb_kind(enum scenario_verb verb);

/**
 * struct scenario_ask - the row of a request
 * @request: what is asked for
 * @aim:     how its handles are found
 * @value:   goes with it, as struct hl_event's
 */
struct scenario_ask {
	enum hl_request_kind request;
	enum scenario_aim aim;
	uint32_t value;
};

/** scenario_ask() - the row of a verb; NULL when it is no request. */
const struct scenario_ask *scenario_ask(enum scenario_verb verb);

/** scenario_which_word() - "held"; "" for any; "?" outside the list. */
const char *scenario_which_word(enum scenario_which which);

/**
 * scenario_statement_print() - a statement as a line, without newline
 * @statement: as parsed, or filled by hand
 * @ret:       receives the text
 * @size:      bytes at @ret; SCENARIO_LINE_MAX are enough
 *
 * Return: @ret.
 */
char *scenario_statement_print(const struct scenario_statement *statement,
			       char *ret, size_t size);

/** scenario_print() - the whole scenario as a file. */
void scenario_print(const struct scenario *scenario, FILE *out);

/** scenario_language() - every pattern with its meaning, as Markdown. */
void scenario_language(FILE *out);

/**
 * struct scenario_site - what a configuration needs besides the scenario
 * @driver:  "sim", "dahdi"
 * @music:   source of music class default; NULL = the holding tone
 * @control: path of the control socket; NULL = not said
 * @state:   run-time folder; NULL = not said
 * @second:  the second controller's lines, not the first's
 * @whole:   the lines of both, as if there were one
 * @span:    first channel of the ISDN span that joins it with the other
 *           controller; 0 = there is no other
 */
struct scenario_site {
	const char *driver;
	const char *music;
	const char *control;
	const char *state;
	bool second;
	bool whole;
	unsigned span;
};

/**
 * scenario_config_print() - the scenario's setup as a configuration file
 *
 * Both benches configure from this text, so that they cannot differ.
 */
void scenario_config_print(const struct scenario *scenario,
			   const struct scenario_site *site, FILE *out);

/**
 * scenario_config_read() - the scenario's setup, judged, on the virtual card
 * @scenario: a parsed scenario
 * @ret:      the configuration; owned by the caller, hl_config_free()
 * @why:      receives the complaints when it is refused
 * @size:     bytes at @why, at least 1
 *
 * Return: 0, -EBADMSG, -ENOMEM.
 */
int scenario_config_read(const struct scenario *scenario,
			 struct hl_config **ret, char *why, size_t size);

#endif
