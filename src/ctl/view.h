/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * view.h - lines, calls, records and the board as JSON
 */
#ifndef HL_CTL_VIEW_H
#define HL_CTL_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "holdline/config.h"
#include "holdline/control.h"
#include "holdline/engine.h"
#include "holdline/loop.h"

#include "own.h"
#include "past.h"

/**
 * struct hl_traffic - what the counter itself has seen
 */
struct hl_traffic {
	unsigned clients;
	uint64_t connects;
	uint64_t requests;
	uint64_t refused;
	uint64_t stalled; /* dropped: did not read */
	uint64_t behind;  /* dropped: too many records unread */
	uint64_t crowded; /* the 33rd */
	uint64_t broken;  /* dropped: a line without an end */
};

/**
 * struct hl_view - where one looks from
 * @engine: may be NULL in tests: no driver is known then
 * @model:  the state
 * @past:   the records kept
 * @loop:   for its punctuality; NULL = unknown
 * @config: in force; NULL = none
 * @facts:  what the daemon says of itself
 * @counts: of the server
 * @now:    [us] monotonic
 * @epoch:  [us since 1970] of the monotonic clock's zero
 * @owns:   applications and their calls
 * @run:    which run of the daemon this is
 * @place:  of who looks
 * @role:   of who looks
 * @mask:   numbers are shown with the middle masked
 */
struct hl_view {
	struct hl_engine *engine;
	const struct hl_model *model;
	const struct hl_past *past;
	const struct hl_loop *loop;
	const struct hl_config *config;
	const struct hl_facts *facts;
	const struct hl_traffic *counts;
	hl_usec now;
	uint64_t epoch;
	const struct hl_owns *owns;
	const char *run;
	int place;
	enum hl_role role;
	bool mask;
};

#define HL_VIEW_TEXT 96   /* bytes of a made text: "conference 101 103" */
#define HL_VIEW_STAMP 32  /* bytes of a time */

/** struct hl_remark - what needs a person's attention at a line. */
struct hl_remark {
	const char *word;
	char message[128];
	char next[64];
};

/** hl_view_line() - one line. A new reference or NULL (no memory). */
json_t *hl_view_line(const struct hl_view *view, hl_line line);

/** hl_view_call() - one call. */
json_t *hl_view_call(const struct hl_view *view,
		     const struct hl_call_state *call);

/** hl_view_features() - {call, call2, words, words2} of a call now. */
json_t *hl_view_features(const struct hl_view *view, hl_call call);

/** hl_view_can() - words of the requests that may be made of a call now. */
json_t *hl_view_can(const struct hl_view *view, hl_call call);

/** hl_view_owners() - names of the applications that own a call. */
json_t *hl_view_owners(const struct hl_view *view, hl_call call);

/** hl_view_treatment() - word of a call's treatment; @buf: HL_VIEW_TEXT. */
const char *hl_view_treatment(const struct hl_view *view,
			      const struct hl_call_state *call, char *buf);

/** hl_view_since() - adds since, age_ms, mono_us; null for @at = 0. */
int hl_view_since(const struct hl_view *view, json_t *object, hl_usec at);

/** hl_view_note() - one record. */
json_t *hl_view_note(const struct hl_view *view, const struct hl_note *note);

/** hl_view_status() - the whole board. */
json_t *hl_view_status(const struct hl_view *view);

/** hl_view_remark() - does a line need attention? */
bool hl_view_remark(const struct hl_view *view, hl_line line,
		    struct hl_remark *ret);

/** hl_view_state() - wire word of what a line does. */
const char *hl_view_state(const struct hl_view *view, hl_line line);

/** hl_view_shown() - the call that stands for a line, or NULL. */
const struct hl_call_state *hl_view_shown(const struct hl_view *view,
					  hl_line line);

/**
 * hl_view_hears() - what the party of a port hears, in plain words
 * @view: where from
 * @line: whose port
 * @want: the port, as it is or was wanted
 * @buf:  receives "music default", "103", "busy tone", "silence"
 * @size: bytes at @buf
 *
 * Return: @buf, or NULL when nobody listens.
 */
const char *hl_view_hears(const struct hl_view *view, hl_line line,
			  const struct hl_want *want, char *buf, size_t size);

/** hl_view_name() - name of a line, or NULL. */
const char *hl_view_name(const struct hl_view *view, hl_line line);

/**
 * hl_view_called() - a party's own name, as this role may see it
 * @buf: HL_PARTY_NAME_MAX bytes
 *
 * Where numbers are masked its first letter is left.
 * Return: @buf, or NULL when @name is empty.
 */
const char *hl_view_called(const struct hl_view *view, const char *name,
			   char *buf);

/** hl_view_absent() - why a number is not known: a word, or NULL. */
const char *hl_view_absent(unsigned absent);

/**
 * hl_view_party() - a party's number or name as this role may see it
 * @buf: HL_DIGITS_MAX + 1 bytes
 *
 * Names of our own lines are never masked.
 * Return: @buf, or NULL when @party is empty.
 */
const char *hl_view_party(const struct hl_view *view, const char *party,
			  char *buf);

/** hl_view_stamp() - RFC 3339, UTC, ms, of a monotonic instant. */
const char *hl_view_stamp(const struct hl_view *view, hl_usec at, char *buf);

/** hl_stamp_print() - the same of microseconds since 1970. */
const char *hl_stamp_print(uint64_t wall, char *buf);

/** hl_view_ms() - age of an instant in ms. */
json_int_t hl_view_ms(const struct hl_view *view, hl_usec at);

#endif
