/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge.h - which frames of the D-channel may reach libpri, and in what form
 *
 * What comes from the wire is a stranger's. libpri trusts lengths, keeps a
 * record for every call reference it has not met, and lets a message that
 * belongs to the whole interface change a single call. The judge reads every
 * frame first and hands over a copy that says nothing but what is sound.
 */
#ifndef HOLDLINE_DRIVERS_PRI_JUDGE_H
#define HOLDLINE_DRIVERS_PRI_JUDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Q.921 clause 5.9.3: N201, 260 octets of information; 4 of address and
 * control. */
#define ISDN_FRAME_MAX 264

/* Q.931 clause 4.4, message types that are named somewhere in this folder. */
enum isdn_message {
	ISDN_SETUP = 0x05,
	ISDN_RESTART = 0x46,
	ISDN_DISCONNECT = 0x45,
	ISDN_RESTART_ACK = 0x4e,
	ISDN_RELEASE_COMPLETE = 0x5a,
	ISDN_FACILITY = 0x62,
	ISDN_REGISTER = 0x64,
	ISDN_STATUS_ENQUIRY = 0x75,
	ISDN_STATUS = 0x7d,
};

/* clang-format off */
/* id, wire word, what libpri is given */
#define ISDN_VERDICTS(X)                                                       \
	X(PASS,  "pass",  "the message, without elements that are not sound")  \
	X(ASK,   "ask",   "STATUS ENQUIRY: it answers an unknown call as Q.931 5.8.3.2 says") \
	X(EMPTY, "empty", "the frame without its message: counted by layer 2, ignored by layer 3") \
	X(DROP,  "drop",  "nothing")

enum isdn_verdict {
#define X(id, word, meaning) ISDN_##id,
	ISDN_VERDICTS(X)
#undef X
};
/* clang-format on */

/**
 * struct isdn_rules - what the judge must know of the link
 * @protocol: protocol discriminator: 0x08 Q.931, 0x4f GR-303
 * @gr303:    more addresses than SAPI 0, TEI 0
 * @service:  maintenance messages are in use (protocols 0x03 and 0x43)
 * @ctx:      handed back to @knows
 * @knows:    a call with this reference exists; @ours: we gave the reference
 */
struct isdn_rules {
	uint8_t protocol;
	bool gr303;
	bool service;
	void *ctx;
	bool (*knows)(void *ctx, unsigned reference, bool ours);
};

/**
 * struct isdn_sight - what the judge saw
 * @verdict: what was done
 * @why:     the reason when something was left out; else NULL
 * @message: message type, 0 when there is none
 * @reference: call reference without its flag
 * @ours:    the reference was given by us
 * @inband:  a progress indicator 8 (or 1) says that there is something to
 *           hear (Q.931 clause 4.5.23)
 * @cause:   cause of Q.850 in it, 0: none
 * @size:    octets in @frame
 * @frame:   what libpri is given, without frame check sequence
 */
struct isdn_sight {
	enum isdn_verdict verdict;
	const char *why;
	uint8_t message;
	unsigned reference;
	bool ours;
	bool inband;
	int cause;
	size_t size;
	uint8_t frame[ISDN_FRAME_MAX];
};

/**
 * isdn_judge() - look at one frame
 * @frame: address, control and information, without frame check sequence
 * @size:  any
 * @rules: of the link
 * @ret:   what was seen, and the copy for libpri
 *
 * Return: the verdict, also in @ret.
 */
enum isdn_verdict isdn_judge(const uint8_t *frame, size_t size,
			     const struct isdn_rules *rules,
			     struct isdn_sight *ret);

/** isdn_verdict_name() - wire word; "?" outside the list. */
const char *isdn_verdict_name(enum isdn_verdict value);

#endif
