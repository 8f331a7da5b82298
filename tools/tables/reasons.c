/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * reasons.c - why this model does not do what TAPI documents, or does more
 *
 * In:  nothing.
 * Out: one reason for each difference.
 * Not: finding the differences - legality.c, moves.c; they complain of a
 *      difference without a reason and of a reason without a difference.
 */
#include "tapi.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define R(id)        (UINT64_C(1) << HL_REQUEST_##id)

_Static_assert(HL_REQUEST_COUNT <= 64, "requests fit a mask");

/* clang-format off */
static const struct tapi_reason reasons[] = {
{ '+', false, R(REDIRECT), S_ACCEPTED,
  "an accepted call still alerts, and nobody has answered it" },
{ '-', false, R(DIAL), S_ALL & ~(S_IDLE | S_DISCONNECTED | S_DIALTONE | S_DIALING),
  "lineDial notes itself that in effect dialtone and dialing are meant; digits for a party that talks are lineGenerateDigits" },
{ '~', false, R(HOLD), S_PROCEEDING,
  "nobody is there yet who could be held" },
{ '+', false, R(UNHOLD), S_CONFERENCED,
  "the first party of a conference that waits for its second: lineUnhold describes that it is taken back, though its list of states leaves conferenced out" },
{ '~', false, R(SWAP), S_DIALTONE | S_DIALING | S_PROCEEDING | S_RINGBACK | S_BUSY,
  "a call with nobody in it is not held for another one; lineUnhold ends it and gives the held party back" },
{ '-', false, R(TRANSFER), S_BUSY,
  "nobody is there to be connected" },
{ '-', false, R(JOIN), S_RINGBACK | S_BUSY | S_PROCEEDING,
  "three talk when the third has answered" },
{ '~', false, R(BLIND), S_PROCEEDING,
  "nobody is there yet who could be sent on" },
{ '+', false, R(ADD), S_CONNECTED,
  "a held call can be taken into a conference that talks; it need not be held for that" },
{ '-', true, R(ADD), S_PROCEEDING | S_RINGBACK,
  "a party is added when it has answered: the others shall not hear its telephone ring" },
{ '+', true, R(ADD), S_ONHOLDPENDCONF | S_ONHOLDPENDTRANSFER,
  "a party on consultation hold, such as one that was swapped away, has answered: it is as good as one on hard hold" },
{ '-', false, R(SECURE) | R(TREATMENT) | R(DIGITS) | R(TONE), S_IDLE,
  "the number of a call is void when the call is idle: INVALCALLHANDLE" },
{ '-', false, R(SECURE) | R(TREATMENT), S_DISCONNECTED,
  "nobody is left who could be disturbed, or hear anything" },
{ '-', false, R(MONITORTONES), S_DISCONNECTED,
  "no tone comes in any more but the one that is played here" },
{ '-', false, R(DIGITS) | R(TONE), S_ALL & ~(S_IDLE | S_CONNECTED),
  "a provider may insist on connected: elsewhere nobody listens" },
};

static const struct tapi_excuse excuses[] = {
{ '+', S_NEW, S_BUSY, 0,
  "a telephone is lifted while another one has the shared number for itself" },
{ '+', S_NEW, S_ONHOLDPENDCONF, 0,
  "the conference that lineSetupConference makes is a call of its own, held from the beginning" },
{ '-', S_NEW, S_ONHOLD, 0,
  "no call camps on a busy station, and one parked at a station's number stands at that number, not among the station's calls" },
{ '+', S_OFFERING | S_ACCEPTED, S_IDLE, BY(FARGONE),
  "the caller gave up: an offer of nobody is over at once, there is nothing to be dropped" },
{ '-', S_ONHOLD, S_OFFERING, 0,
  "no call camps on a busy station" },
{ '-', S_DIALTONE, S_CONNECTED, 0,
  "no line calls a number by itself" },
{ '+', S_DIALING | S_PROCEEDING, S_CONNECTED, BY(CONNECT),
  "an exchange line says nothing between the last digit and the answer" },
{ '+', S_BUSY | S_SPECIALINFO, S_DISCONNECTED, BY(FARGONE),
  "a release that comes while the refusal is still heard is told, not lost" },
{ '+', S_CONFERENCED, S_DISCONNECTED, BY(FARGONE) | BY(FARBUSY) | BY(REFUSE),
  "a member whose party has left is told so before it ends" },
{ '-', S_RINGBACK | S_BUSY | S_PROCEEDING, S_CONFERENCED, 0,
  "only a party that has answered becomes a member of a conference" },
{ '+', S_CONNECTED, S_PROCEEDING | S_RINGBACK | S_BUSY | S_SPECIALINFO,
  BY(ROUTED) | BY(ALERT) | BY(FARBUSY) | BY(REFUSE),
  "a transferred party follows the call that is made for it: it travels, rings, or fails" },
{ '+', S_CONFERENCED, S_ONHOLD, BY(PARTHELD),
  "one party is left while the conference is on hold: that party, on hard hold" },
{ '+', S_ONHOLDPENDCONF, S_CONFERENCED, BY(JOIN),
  "a party that was asked for a conference and swapped away is added while it is held" },
{ '+', S_CONNECTED, S_UNKNOWN, BY(DOUBT),
  "an analog exchange that was flashed to hold a party confirms nothing" },
{ '+', S_UNKNOWN, S_PROCEEDING | S_RINGBACK | S_BUSY | S_SPECIALINFO | S_CONNECTED | S_DISCONNECTED,
  BY(ROUTED) | BY(ALERT) | BY(FARBUSY) | BY(REFUSE) | BY(CONNECT) | BY(FARGONE),
  "what is learnt first about the call is its state" },
};
/* clang-format on */

const struct tapi_reason *tapi_reasons(size_t *ret)
{
	*ret = COUNT(reasons);
	return reasons;
}

const struct tapi_excuse *tapi_excuses(size_t *ret)
{
	*ret = COUNT(excuses);
	return excuses;
}
