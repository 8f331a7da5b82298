/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * block.h - inside the model: layout of the block, and one step's context
 *
 * Only src/model includes this.
 */
#ifndef MODEL_BLOCK_H
#define MODEL_BLOCK_H

#include <assert.h>
#include <string.h>

#include "holdline/model.h"

#define BLOCK_MAGIC 0x484c4d31u /* "HLM1": layout version 1 */
#define HELD_MAX 1              /* held calls of one line (house) */

/*
 * The block: this header, then the lines, the earliest deadline of each
 * line, and the call slots. Offsets are bytes from the block's start.
 */
struct hl_model {
	uint32_t magic;
	uint32_t bytes;
	uint32_t max_lines;
	uint32_t max_calls;
	uint32_t lines;
	uint32_t calls;
	uint32_t off_due;
	uint32_t off_calls;
	uint32_t serial;       /* last call number given */
	uint32_t conversation; /* last conversation number given */
	hl_usec now;
	struct hl_plan plan;
};

/* One step: the block, where effects go, and the lines to look at again. */
struct step {
	struct hl_model *m;
	struct hl_effects *fx;
	hl_usec now;
	unsigned touched;
	bool overflow; /* more lines are touched than the list has room for */
	hl_line touch[64];
};

static inline struct hl_line_state *line_table(struct hl_model *m)
{
	return (struct hl_line_state *)(void *)((char *)m + sizeof(*m));
}

static inline hl_usec *due_table(struct hl_model *m)
{
	return (hl_usec *)(void *)((char *)m + m->off_due);
}

static inline struct hl_call_state *call_table(struct hl_model *m)
{
	return (struct hl_call_state *)(void *)((char *)m + m->off_calls);
}

/* A line of the block; NULL when there is none. */
struct hl_line_state *block_line(struct hl_model *m, hl_line line);

/* A call of the block; NULL when it is over. */
struct hl_call_state *block_call(struct hl_model *m, hl_call call);

/* effects, touched lines, timers: mark.c */
struct hl_effect *fx_add(struct step *s, enum hl_effect_kind kind,
			 hl_line line, hl_call call);
void touch_line(struct step *s, hl_line line);
void touch_call(struct step *s, const struct hl_call_state *call);
void timer_start(struct step *s, hl_line line, enum hl_timer timer);
void timer_stop(struct step *s, hl_line line, enum hl_timer timer);

/* the ledger: ledger.c */
struct hl_call_state *call_birth(struct step *s, hl_line line,
				 enum hl_call_st state,
				 enum hl_call_origin origin,
				 enum hl_call_reason reason);
bool call_go(struct step *s, struct hl_call_state *call,
	     enum hl_call_event event);
void call_mode(struct step *s, struct hl_call_state *call, unsigned mode);
void call_pair(struct step *s, struct hl_call_state *a,
	       struct hl_call_state *b);
void call_unpair(struct step *s, struct hl_call_state *call);
void call_party(struct step *s, struct hl_call_state *call,
		const char *party);

/* looking at a line: look.c */
struct hl_call_state *look_active(struct hl_model *m, hl_line line);
struct hl_call_state *look_held(struct hl_model *m, hl_line line);
struct hl_call_state *look_offered(struct hl_model *m, hl_line line);
struct hl_call_state *look_own(struct hl_model *m, hl_line line);
unsigned look_count(const struct hl_line_state *line);
bool look_free(struct hl_model *m, hl_line line);
struct hl_call_state *look_member(struct hl_model *m, hl_line line,
				  hl_call parent, bool last);
bool look_is_trunk(struct hl_model *m, hl_line line);
bool look_is_parent(const struct hl_call_state *call);
bool look_bridgeable(struct hl_model *m, const struct hl_call_state *held,
		     const struct hl_call_state *active);

/* what becomes of the two halves: halves.c */
void half_release(struct step *s, struct hl_call_state *call);
void half_gone(struct step *s, struct hl_call_state *call, unsigned mode);
void half_connect(struct step *s, struct hl_call_state *call);
void half_settle(struct step *s, struct hl_call_state *call);
void half_bridge(struct step *s, struct hl_call_state *a,
		 struct hl_call_state *b);
void half_remind(struct step *s, struct hl_call_state *party, hl_line line,
		 enum hl_call_reason reason);
void line_release_all(struct step *s, hl_line line);

/* operations of a station: ops.c */
void op_run(struct step *s, hl_line line, enum hl_op op, char digit);
void op_consult(struct step *s, struct hl_call_state *call);
void op_retrieve(struct step *s, hl_line line);
void op_swap(struct step *s, struct hl_call_state *active,
	     struct hl_call_state *held);
void op_join(struct step *s, struct hl_call_state *held,
	     struct hl_call_state *active);

/* numbers: route.c */
void route_digit(struct step *s, struct hl_call_state *call, char digit);
void route_complete(struct step *s, struct hl_call_state *call);
void route_number(struct step *s, struct hl_call_state *call,
		  const char *digits, const struct hl_pattern *pattern);

/* trunks: trunk.c */
void trunk_ring(struct step *s, hl_line line);
void trunk_gone(struct step *s, hl_line line, unsigned mode);
void trunk_seized(struct step *s, hl_line line);
void trunk_send(struct step *s, hl_line line);
hl_line trunk_hunt(struct step *s, const struct hl_group *group);

/* limits: expire.c */
void timer_tell(struct step *s, hl_line line, enum hl_timer timer);
void expire_line(struct step *s, hl_line line);

/* programs: request.c */
void request_do(struct step *s, const struct hl_event *event);

/* how a port shall be: want.c */
void want_make(struct hl_model *m, hl_line line, struct hl_want *ret);

#endif
