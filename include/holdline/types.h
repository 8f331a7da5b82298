/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * types.h - the few words every room shares: time, ids, capacities, results
 *
 * Time is an argument everywhere. It is read once per wake-up by the loop
 * and handed down; no other file asks for it.
 */
#ifndef HOLDLINE_TYPES_H
#define HOLDLINE_TYPES_H

#include <stdint.h>

/** hl_usec - an instant on the monotonic clock, in microseconds. */
typedef uint64_t hl_usec;

/** hl_msec - a duration in milliseconds (settings, windows, lengths). */
typedef uint32_t hl_msec;

/** HL_MS() - a duration in milliseconds as a difference of instants. */
#define HL_MS(ms) ((hl_usec)(ms) * 1000u)

/** HL_NEVER - the instant that does not come: an unarmed deadline. */
#define HL_NEVER UINT64_MAX

/** hl_line - index of a line in the model; stable while the daemon runs. */
typedef uint16_t hl_line;
#define HL_NO_LINE ((hl_line)UINT16_MAX)

/**
 * hl_call - number of a call appearance (one party's half of a call).
 *
 * Numbers count up from 1 and are never given twice in a run. The table
 * slot of call n is n modulo the table's size, so the quotient is the
 * slot's generation and a stale number is recognised without a search.
 */
typedef uint32_t hl_call;
#define HL_NO_CALL ((hl_call)0)

/* Capacities (house). Reaching one is an ordinary refusal, not a fault. */
#define HL_LINES_MAX 16384     /* lines in one process */
#define HL_CALLS_PER_LINE 8    /* call appearances of one line */
#define HL_PARTIES_MAX 6       /* parties of a conference with its maker */
#define HL_ADDRESSES_MAX 32    /* addresses shared by several stations */
#define HL_ADDRESS_LINES_MAX 8 /* stations of one address */
#define HL_PARKS_MAX 100       /* numbers at which calls may be parked */
#define HL_WATCHES_MAX 32      /* calls on which tones are listened for */
#define HL_DIGITS_MAX 32       /* digits of one number, E.164 has 15 */
#define HL_NAME_MAX 16         /* bytes of a line's name, with the zero */
#define HL_CLASSES_MAX 8       /* music classes */
#define HL_PATTERNS_MAX 98     /* rows of the dial plan and feature codes */
#define HL_GROUPS_MAX 16       /* trunk groups */
#define HL_GROUP_LINES_MAX 64  /* trunks of one group */

/*
 * Results: 0 or a negative errno with these meanings, nowhere another one.
 *
 *   -EINVAL     nonsense from outside
 *   -EBADMSG    unreadable text
 *   -EPROTO     readable, but not in this state
 *   -ENOTSUP    this driver cannot do it
 *   -EBUSY      it can, later
 *   -ENOENT     no such line, call, file or word
 *   -EEXIST     there already
 *   -ENODEV     the hardware went away
 *   -EACCES     not permitted
 *   -ENOSPC     a named capacity is reached
 *   -ETIMEDOUT  nothing came in time
 *   -ENOMEM     no memory
 *
 * Errors of the operating system are passed on as they are.
 */

#endif
