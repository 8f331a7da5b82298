/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge.c - which frames of the D-channel may reach libpri, and in what form
 *
 * In:  octets from the wire, before libpri sees them.
 * Out: a copy with what is sound, and the reason for what is missing.
 * Not: states of calls - libpri; elements' meanings - events.c.
 *
 * What libpri 1.6.0 does with a frame that is not stopped here:
 *   - a message other than SETUP for an unknown call (HOLD, NOTIFY, a message
 *     without its mandatory elements) leaves a call record behind for ever;
 *   - RESTART with the reference of a call puts that call into a state that
 *     no clearing leaves;
 *   - a second SETUP forgets the channel and the numbers of its call;
 *   - a chain of octets 3, 3a ... without an end is followed past the
 *     element, and past the frame;
 *   - a message in an unnumbered frame is taken as one of the link;
 *   - a maintenance message is sent back with one octet changed, also when
 *     nobody asked for maintenance.
 */
#include "judge.h"

#include <string.h>

#define FRAME_I           4    /* Q.921 3.4.1: address 2, control 2 */
#define FRAME_U           3    /* Q.921 3.4.3: address 2, control 1 */
#define SAPI_CALL         0    /* Q.921 3.3.3 */
#define SAPI_GR303        1    /* GR-303: EOC and timeslot management */
#define TEI_LINK          0    /* Q.921 3.3.4.1: point to point */
#define TEI_GR303         4    /* GR-303: EOC, operations system */
#define PD_SERVICE_1      0x03 /* maintenance, AT&T */
#define PD_SERVICE_2      0x43 /* maintenance, national */
#define MESSAGE_LEAST     3    /* Q.931 5.8.2: a shorter one is ignored */
#define REFERENCE_OCTETS  2    /* Q.931 4.3: primary rate */
#define REFERENCE_FLAG    0x8000
#define IE_SINGLE         0x80 /* Q.931 4.5.1: one octet */
#define IE_CAUSE          0x08
#define IE_PROGRESS       0x1e
#define IE_CALL_STATE     0x14
#define PROGRESS_NOT_ISDN 0x01 /* Q.931 table 4-20: not end-to-end ISDN */
#define PROGRESS_INBAND   0x08 /* Q.931 table 4-20: something to hear */

/* clang-format off */
/*
 * Elements of codeset 0 with their least content, and how many groups of
 * octets with an extension bit must end inside (Q.931 clause 4.5).
 */
static const struct {
	uint8_t id;
	uint8_t least;
	uint8_t groups;
} elements[] = {
	{ 0x04, 2, 1 }, /* bearer capability */
	{ 0x08, 2, 2 }, /* cause */
	{ 0x14, 1, 0 }, /* call state */
	{ 0x18, 1, 1 }, /* channel identification */
	{ 0x1c, 1, 1 }, /* facility */
	{ 0x1e, 2, 2 }, /* progress indicator */
	{ 0x27, 1, 1 }, /* notification indicator */
	{ 0x28, 1, 0 }, /* display */
	{ 0x29, 5, 0 }, /* date and time */
	{ 0x2c, 1, 0 }, /* keypad facility */
	{ 0x34, 1, 0 }, /* signal */
	{ 0x37, 2, 0 }, /* generic digits */
	{ 0x4a, 1, 0 }, /* reverse charging */
	{ 0x4c, 1, 1 }, /* connected number */
	{ 0x4d, 1, 1 }, /* connected subaddress */
	{ 0x6c, 1, 1 }, /* calling party number */
	{ 0x6d, 1, 1 }, /* calling party subaddress */
	{ 0x70, 1, 1 }, /* called party number */
	{ 0x71, 1, 1 }, /* called party subaddress */
	{ 0x74, 1, 1 }, /* redirecting number */
	{ 0x76, 1, 1 }, /* redirection number */
	{ 0x79, 1, 0 }, /* restart indicator */
	{ 0x7e, 1, 0 }, /* user-user */
};
/* clang-format on */

#define ELEMENTS (sizeof(elements) / sizeof(elements[0]))

/* Each group of octets ends with one whose bit 8 is set. */
static bool groups_end(const uint8_t *content, unsigned size, unsigned groups)
{
	unsigned i;

	for (i = 0; i < size && groups; i++)
		if (content[i] & 0x80)
			groups--;
	return !groups;
}

static bool element_is_sound(uint8_t id, const uint8_t *content, unsigned size)
{
	unsigned i;

	for (i = 0; i < ELEMENTS; i++)
		if (elements[i].id == id)
			return size >= elements[i].least &&
			       groups_end(content, size, elements[i].groups);
	return true;
}

static void element_look(uint8_t id, const uint8_t *content, unsigned size,
			 struct isdn_sight *ret)
{
	unsigned value;

	/* Q.931 4.5.12: octet 3a may stand between location and cause. */
	if (id == IE_CAUSE && !ret->cause) {
		value = content[0] & 0x80 ? 1 : 2;
		ret->cause = size > value ? content[value] & 0x7f : 0;
	}
	if (id != IE_PROGRESS || size < 2)
		return;
	value = content[1] & 0x7f;
	if (value == PROGRESS_INBAND || value == PROGRESS_NOT_ISDN)
		ret->inband = true;
}

/*
 * Copy the elements that are sound. A shift to another codeset goes with the
 * element it is for; in another codeset only the length can be checked.
 */
static void elements_copy(const uint8_t *from, size_t size,
			  struct isdn_sight *ret)
{
	unsigned codeset = 0, locked = 0;
	size_t i = 0, length;

	while (i < size) {
		if (from[i] & IE_SINGLE) {
			length = 1;
		} else if (size - i < 2 || size - i - 2 < from[i + 1]) {
			ret->why = "an element is longer than its message";
			return;
		} else {
			length = 2 + (size_t)from[i + 1];
		}

		if ((from[i] & 0xf0) == 0x90) { /* Q.931 4.5.3: shift */
			codeset = from[i] & 0x07;
			if (!(from[i] & 0x08))
				locked = codeset;
		} else {
			if (!codeset && length > 1 &&
			    !element_is_sound(from[i], from + i + 2,
					      (unsigned)length - 2)) {
				ret->why = "an element is too short";
				i += length;
				continue;
			}
			if (!codeset && length > 1)
				element_look(from[i], from + i + 2,
					     (unsigned)length - 2, ret);
			codeset = locked;
		}
		memcpy(ret->frame + ret->size, from + i, length);
		ret->size += length;
		i += length;
	}
}

static enum isdn_verdict settle(struct isdn_sight *ret,
				enum isdn_verdict verdict, const char *why)
{
	ret->verdict = verdict;
	ret->why = why;
	return verdict;
}

/* The call state octet of a STATUS message says Null. */
static bool status_is_null(const uint8_t *body, size_t size)
{
	size_t i = 0;

	while (i + 2 < size) {
		if (body[i] & IE_SINGLE) {
			i++;
			continue;
		}
		if (body[i] == IE_CALL_STATE)
			return body[i + 1] && !(body[i + 2] & 0x3f);
		i += 2 + (size_t)body[i + 1];
	}
	return false;
}

/* Q.931 clause 5.8.3.2: call reference procedural errors. */
static enum isdn_verdict message_judge(const uint8_t *body, size_t size,
				       const struct isdn_rules *rules,
				       struct isdn_sight *ret)
{
	bool restart = ret->message == ISDN_RESTART ||
		       ret->message == ISDN_RESTART_ACK;

	if (!ret->reference)
		return restart || ret->message == ISDN_STATUS
			       ? ISDN_PASS
			       : settle(ret, ISDN_EMPTY,
					"not a message for the interface");
	if (restart)
		return settle(ret, ISDN_EMPTY,
			      "a restart is for the interface, not a call");

	if (rules->knows(rules->ctx, ret->reference, ret->ours)) {
		if (ret->message == ISDN_SETUP || ret->message == ISDN_REGISTER)
			return settle(ret, ISDN_EMPTY, "the call exists");
		return ISDN_PASS;
	}

	switch (ret->message) {
	case ISDN_SETUP:
		return ret->ours ? settle(ret, ISDN_EMPTY,
					  "the reference is one of ours")
				 : ISDN_PASS;
	case ISDN_RELEASE_COMPLETE:
		return settle(ret, ISDN_EMPTY, "no such call");
	case ISDN_STATUS:
		if (status_is_null(body, size))
			return settle(ret, ISDN_EMPTY, "no such call");
		return settle(ret, ISDN_ASK, "no such call");
	default:
		return settle(ret, ISDN_ASK, "no such call");
	}
}

static enum isdn_verdict service_judge(const uint8_t *info, size_t size,
				       const struct isdn_rules *rules,
				       struct isdn_sight *ret)
{
	if (!rules->service)
		return settle(ret, ISDN_EMPTY, "maintenance is not in use");
	if (size < MESSAGE_LEAST + REFERENCE_OCTETS || info[1] != 2 ||
	    info[2] & 0x7f || info[3])
		return settle(ret, ISDN_EMPTY, "not a maintenance message");
	memcpy(ret->frame + ret->size, info, 5);
	ret->size += 5;
	elements_copy(info + 5, size - 5, ret);
	return ret->verdict;
}

/* The message in an I frame; the header is in ret->frame already. */
static enum isdn_verdict info_judge(const uint8_t *info, size_t size,
				    const struct isdn_rules *rules,
				    struct isdn_sight *ret)
{
	unsigned value;

	if (size < MESSAGE_LEAST)
		return settle(ret, ISDN_EMPTY, "the message is too short");
	if (info[0] == PD_SERVICE_1 || info[0] == PD_SERVICE_2)
		return service_judge(info, size, rules, ret);
	if (info[0] != rules->protocol)
		return settle(ret, ISDN_EMPTY, "not our protocol");
	/* Q.931 4.3: the dummy reference has no octets; not in use here. */
	if (info[1] != REFERENCE_OCTETS)
		return settle(ret, ISDN_EMPTY,
			      "not a call reference of two octets");
	if (size < MESSAGE_LEAST + REFERENCE_OCTETS)
		return settle(ret, ISDN_EMPTY, "the message is too short");

	value = (unsigned)info[2] << 8 | info[3];
	ret->reference = value & ~(unsigned)REFERENCE_FLAG;
	ret->ours = value & REFERENCE_FLAG;
	ret->message = info[4] & 0x7f;
	message_judge(info + 5, size - 5, rules, ret);
	if (ret->verdict == ISDN_EMPTY)
		return ret->verdict;

	memcpy(ret->frame + ret->size, info, 5);
	ret->size += 5;
	if (ret->verdict == ISDN_ASK)
		ret->frame[ret->size - 1] = ISDN_STATUS_ENQUIRY;
	else
		elements_copy(info + 5, size - 5, ret);
	return ret->verdict;
}

static bool address_is_ours(const uint8_t *frame,
			    const struct isdn_rules *rules)
{
	unsigned sapi = frame[0] >> 2;
	unsigned tei = frame[1] >> 1;

	if (rules->gr303)
		return sapi <= SAPI_GR303 &&
		       (tei == TEI_LINK || tei == TEI_GR303);
	return sapi == SAPI_CALL && tei == TEI_LINK;
}

/* Q.921 table 5: the unnumbered frames of multiple frame operation. */
static bool unnumbered_is_known(uint8_t control)
{
	switch (control & 0xef) {
	case 0x6f: /* SABME */
	case 0x0f: /* DM */
	case 0x43: /* DISC */
	case 0x63: /* UA */
	case 0x87: /* FRMR */
		return true;
	default:
		return false;
	}
}

static bool supervisory_is_known(uint8_t control)
{
	return control == 0x01 || control == 0x05 || control == 0x09;
}

enum isdn_verdict isdn_judge(const uint8_t *frame, size_t size,
			     const struct isdn_rules *rules,
			     struct isdn_sight *ret)
{
	memset(ret, 0, offsetof(struct isdn_sight, frame));

	if (size < FRAME_U)
		return settle(ret, ISDN_DROP, "the frame is too short");
	if (size > ISDN_FRAME_MAX)
		return settle(ret, ISDN_DROP, "the frame is too long");
	if (frame[0] & 1 || !(frame[1] & 1))
		return settle(ret, ISDN_DROP, "not a Q.921 address");
	if (!address_is_ours(frame, rules))
		return settle(ret, ISDN_DROP, "not the address of this link");

	if ((frame[2] & 3) == 3) {
		if (!unnumbered_is_known(frame[2]))
			return settle(ret, ISDN_DROP,
				      "an unnumbered frame that is not used");
		memcpy(ret->frame, frame, FRAME_U);
		ret->size = FRAME_U;
		return ISDN_PASS;
	}
	if (size < FRAME_I)
		return settle(ret, ISDN_DROP, "the frame is too short");

	memcpy(ret->frame, frame, FRAME_I);
	ret->size = FRAME_I;
	if (!(frame[2] & 1))
		return info_judge(frame + FRAME_I, size - FRAME_I, rules, ret);
	if (!supervisory_is_known(frame[2]))
		return settle(ret, ISDN_DROP,
			      "a supervisory frame that is not used");
	return ISDN_PASS;
}

const char *isdn_verdict_name(enum isdn_verdict value)
{
	switch (value) {
#define X(id, word, meaning)                                                   \
	case ISDN_##id:                                                        \
		return word;
		ISDN_VERDICTS(X)
#undef X
	}
	return "?";
}
