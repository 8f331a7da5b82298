/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ask.h - claims about what programs ask of the table's lines
 *
 * Every request that passes here is watched: it has exactly one reply, and a
 * refused one leaves no other trace.
 */
#ifndef TESTS_ASK_H
#define TESTS_ASK_H

#include <CUnit/CUnit.h>

#include "claim.h"

/* One claim: a fresh switchboard, and at its end every rule has held. */
#define CLAIM(name) CLAIM_ON(name, (void))

#define T(claim) { #claim, claim }

/* These want the claim's t. OF: the number of the nth call of a line. */
#define OF(line, n) table_call(t, line, n)
#define ASK(id, ...)                                                           \
	ask_for(t, &(struct hl_event){ .request = HL_REQUEST_##id,             \
				       __VA_ARGS__ })
#define DONE(id, ...) CU_ASSERT_EQUAL(ASK(id, __VA_ARGS__), HL_ERR_NONE)
#define REFUSED(error, id, ...)                                                \
	CU_ASSERT_EQUAL(ASK(id, __VA_ARGS__), HL_ERR_##error)
#define IS(line, n, st) CU_ASSERT_EQUAL(table_state(t, line, n), HL_CALL_##st)
#define MODE(line, n, word) CU_ASSERT_EQUAL(ask_mode(t, line, n), word)
#define NONE_AT(line, n) CU_ASSERT_EQUAL(OF(line, n), HL_NO_CALL)
#define TALK(a, b) CU_ASSERT_TRUE(table_talks(t, a, b))
#define SET_ON(line, id) (table_set(t, line)->switches |= 1u << HL_SWITCH_##id)
#define SET_OFF(line, id)                                                      \
	(table_set(t, line)->switches &= ~(1u << HL_SWITCH_##id))

/* Ask; claims that there is one reply and, refused, nothing else. */
enum hl_error ask_for(struct table *t, struct hl_event *event);

/* The nth call of a line; a call of all zeros when there is none. */
const struct hl_call_state *ask_call(const struct table *t, hl_line line,
				     unsigned n);
unsigned ask_mode(const struct table *t, hl_line line, unsigned n);

/* Where in the last step's effects; -1 when not there. */
int fx_of(const struct table *t, enum hl_effect_kind kind, hl_call call);
int fx_reply(const struct table *t);
int fx_counts(const struct table *t, hl_line line);
/* Where a call came to a state, by birth, by a move or, idle, by its end. */
int fx_to(const struct table *t, hl_call call, enum hl_call_st state);
/* The second new call of the last reply, or the park number. */
uint32_t fx_second(const struct table *t);

bool ask_counts(const struct table *t, hl_line line, unsigned active,
		unsigned held, unsigned pending);
uint32_t ask_features(const struct table *t, hl_line line, unsigned n);

/* Lines first..last share the address "200"; the last ones only watch. */
void ask_share(struct table *t, enum hl_sharing sharing, hl_line first,
	       hl_line last, unsigned watchers);
/* Park numbers 701 and up. */
void ask_parks(struct table *t, unsigned count);

/* a calls the number and b answers. */
void ask_reach(struct table *t, hl_line a, const char *number, hl_line b);
/* a holds b with music and talks to c. */
void ask_two(struct table *t, hl_line a, hl_line b, hl_line c);
/* a, b and c in conference, made by a: calls 0 and 1 members, 2 parent. */
void ask_three(struct table *t, hl_line a, hl_line b, hl_line c);
/* One more, by prepare and add. */
void ask_more(struct table *t, hl_line a, unsigned parent, hl_line d);

#endif
