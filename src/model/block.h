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

#define BLOCK_MAGIC 0x484c4d33u /* "HLM3": layout version 3 */
#define SLOT_STATION 0x8000u    /* parked at a station's number, not a slot */

/* A number that belongs to a line. */
struct number {
	hl_line line;
	uint8_t kind;
	uint8_t used;
	char digits[HL_DIGITS_MAX + 1];
};

/* Tones listened for on one call; @serial tells one list from the next. */
struct watch {
	hl_call call;
	uint8_t serial;
	struct hl_watch_tone tones[HL_WATCH_TONES];
};

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
	uint32_t off_numbers;
	uint32_t max_numbers;
	uint32_t serial;       /* last call number given */
	uint32_t conversation; /* last conversation number given */
	hl_usec now;
	struct watch watch[HL_WATCHES_MAX];
	uint8_t in_use[HL_ADDRESSES_MAX]; /* as last told */
	uint8_t hunted[HL_GROUPS_MAX];    /* circular: where a hunt begins */
	/* longest: places of a group, the one free for longest first */
	uint8_t resting[HL_GROUPS_MAX][HL_GROUP_LINES_MAX];
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

static inline struct number *number_table(struct hl_model *m)
{
	return (struct number *)(void *)((char *)m + m->off_numbers);
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
void timer_run(struct step *s, hl_line line, enum hl_timer timer, hl_msec ms);
void timer_stop(struct step *s, hl_line line, enum hl_timer timer);

/* the ledger: ledger.c */
struct hl_call_state *call_birth(struct step *s, hl_line line,
				 enum hl_call_st state,
				 enum hl_call_origin origin,
				 enum hl_call_reason reason);
bool call_go(struct step *s, struct hl_call_state *call,
	     enum hl_call_event event);
bool call_go_mode(struct step *s, struct hl_call_state *call,
		  enum hl_call_event event, unsigned mode);
void call_mode(struct step *s, struct hl_call_state *call, unsigned mode);
void call_pair(struct step *s, struct hl_call_state *a,
	       struct hl_call_state *b);
void call_unpair(struct step *s, struct hl_call_state *call);
void call_consult(struct step *s, struct hl_call_state *held,
		  struct hl_call_state *consult);
void call_unconsult(struct step *s, struct hl_call_state *call);
void call_party(struct step *s, struct hl_call_state *call,
		const char *party);
void call_who(struct step *s, struct hl_call_state *call, const char *party,
	      const char *name, uint8_t absent);

/* looking at a line: look.c */
struct hl_call_state *look_active(struct hl_model *m, hl_line line);
struct hl_call_state *look_held(struct hl_model *m, hl_line line);
struct hl_call_state *look_away(struct hl_model *m, hl_line line);
struct hl_call_state *look_offered(struct hl_model *m, hl_line line);
struct hl_call_state *look_ringing(struct hl_model *m, hl_line line,
				   bool back);
struct hl_call_state *look_own(struct hl_model *m, hl_line line);
struct hl_call_state *look_parent(struct hl_model *m, hl_line line);
unsigned look_count(const struct hl_line_state *line);
enum hl_situation look_beneath(struct hl_model *m, hl_line line);
bool look_talks_with(struct hl_model *m, hl_line line, hl_line other);
bool look_free(struct hl_model *m, hl_line line);
bool look_waitable(struct hl_model *m, hl_line line);
bool look_reachable(struct hl_model *m, hl_line line);
struct hl_call_state *look_member(struct hl_model *m, hl_line line,
				  hl_call parent, bool last);
unsigned look_members(struct hl_model *m, const struct hl_call_state *parent);
bool look_is_trunk(struct hl_model *m, hl_line line);
bool look_is_parent(const struct hl_call_state *call);
bool look_is_offered(const struct hl_call_state *call);
bool look_is_back(const struct hl_call_state *call);
bool look_is_inactive(const struct hl_call_state *call);
bool look_is_appearance(const struct hl_call_state *call);
bool look_on(struct hl_model *m, hl_line line, enum hl_switch which);
bool look_bridgeable(struct hl_model *m, const struct hl_call_state *held,
		     const struct hl_call_state *active);

/* what becomes of the two halves: halves.c */
void half_release(struct step *s, struct hl_call_state *call);
void half_gone(struct step *s, struct hl_call_state *call, unsigned mode);
void half_connect(struct step *s, struct hl_call_state *call);
void half_withdraw(struct step *s, struct hl_call_state *offered,
		   unsigned mode);
void half_settle(struct step *s, struct hl_call_state *call);
void half_touch_all(struct step *s, hl_line line);
void half_settle_both(struct step *s, struct hl_call_state *call);
void half_bridge(struct step *s, struct hl_call_state *a,
		 struct hl_call_state *b);
void half_remind(struct step *s, struct hl_call_state *party, hl_line line,
		 enum hl_call_reason reason);
void line_release_all(struct step *s, hl_line line, unsigned mode);
void line_leave_all(struct step *s, hl_line line);

/* several stations on one address: bridge.c */
struct bridge_walk {
	struct hl_model *m;
	const struct hl_call_state *of;
	unsigned line;
	unsigned call;
	hl_call with; /* next in the circle of those that ring together */
};

const struct hl_address *bridge_address(struct hl_model *m, hl_line line);
void bridge_begin(struct bridge_walk *w, struct hl_model *m,
		  const struct hl_call_state *of);
struct hl_call_state *bridge_next(struct bridge_walk *w);
struct hl_call_state *bridge_principal(struct hl_model *m,
				       const struct hl_call_state *call);
struct hl_call_state *bridge_far(struct hl_model *m,
				 const struct hl_call_state *call);
unsigned bridge_talking(struct hl_model *m, const struct hl_call_state *call);
bool bridge_in_use(struct hl_model *m, hl_line line);
bool bridge_joinable(struct hl_model *m, const struct hl_call_state *call);
struct hl_call_state *bridge_stealable(struct hl_model *m, hl_line line);
struct hl_call_state *bridge_appear(struct step *s, hl_line line,
				    const struct hl_call_state *call,
				    enum hl_call_st state, unsigned mode);
void bridge_alert(struct step *s, struct hl_call_state *call);
void bridge_spread(struct step *s, struct hl_call_state *call);
void bridge_answered(struct step *s, struct hl_call_state *call);
void bridge_gather(struct step *s, struct hl_call_state *call);
void bridge_touch(struct step *s, const struct hl_call_state *call);
bool bridge_hold(struct step *s, struct hl_call_state *call,
		 enum hl_call_event event);
void bridge_take(struct step *s, struct hl_call_state *call);
void bridge_unhold(struct step *s, struct hl_call_state *call);
void bridge_join(struct step *s, struct hl_call_state *call);
bool bridge_leave(struct step *s, struct hl_call_state *call);
struct hl_call_state *bridge_steal(struct step *s, hl_line line);
void bridge_enter(struct step *s, hl_line line);
void bridge_tell(struct step *s, hl_line line);

/* operations of a station: ops.c */
void op_run(struct step *s, hl_line line, enum hl_op op, char digit);
struct hl_call_state *op_consult(struct step *s, struct hl_call_state *call,
				 enum hl_call_event event);
void op_hotline(struct step *s, hl_line line);
void op_retrieve(struct step *s, hl_line line);
void op_unhold(struct step *s, struct hl_call_state *held);
bool op_hold(struct step *s, struct hl_call_state *call,
	     enum hl_call_event event);
void op_swap(struct step *s, struct hl_call_state *active,
	     struct hl_call_state *held);
void op_take(struct step *s, hl_line line, struct hl_call_state *offered);
struct hl_call_state *op_dialtone(struct step *s, hl_line line,
				  unsigned mode);

/* conferences: conference.c */
struct hl_call_state *conf_join(struct step *s, struct hl_call_state *held,
				struct hl_call_state *active);
struct hl_call_state *conf_setup(struct step *s, hl_line line,
				 struct hl_call_state *call, bool nohold);
struct hl_call_state *conf_prepare(struct step *s,
				   struct hl_call_state *parent, bool nohold);
void conf_add(struct step *s, struct hl_call_state *parent,
	      struct hl_call_state *call);
void conf_recover(struct step *s, struct hl_call_state *parent);
void conf_shrink(struct step *s, struct hl_call_state *parent);
void conf_settle(struct step *s, const struct hl_call_state *parent);
void conf_resume(struct step *s, struct hl_call_state *parent);
void conf_part(struct step *s, hl_line line, hl_call parent);
void conf_leave(struct step *s, struct hl_call_state *parent);
void conf_drop_pending(struct step *s, hl_call partner, bool parent);
bool conf_can_leave(struct hl_model *m, const struct hl_call_state *parent);
void conf_answered(struct step *s, struct hl_call_state *consult);
void conf_failed(struct step *s, struct hl_call_state *consult);
uint32_t conf_ref(struct hl_model *m, const struct hl_call_state *parent);

/* bringing a party to a number, parking, picking up: reach.c, park.c */
/* Where a call to a line ends up, after its forwarding. */
struct reach {
	hl_line line;   /* the station, or HL_NO_LINE */
	hl_line by;     /* who forwarded last, or HL_NO_LINE */
	enum hl_call_reason reason;
	const char *outside; /* a number for a trunk instead */
};

void reach_resolve(struct hl_model *m, hl_line line, struct reach *ret);
void reach_splash(struct step *s, hl_line line);
enum hl_error reach_judge(struct hl_model *m,
			  const struct hl_call_state *party,
			  const char *number, hl_line by);
void reach_number(struct step *s, struct hl_call_state *party,
		  const char *number, hl_line by,
		  enum hl_call_reason reason);
hl_line reach_line(struct hl_model *m, const char *number);
hl_line reach_pick(struct hl_model *m, hl_line line);
struct hl_call_state *reach_offer(struct step *s, struct hl_call_state *party,
				  hl_line line, enum hl_call_reason reason);

/* who is at the other end: who.c */
bool who_is_number(const char *text);
bool who_is_known(const struct hl_call_state *trunk);
void who_learn(struct step *s, struct hl_call_state *call,
	       const struct hl_call_state *far);
void who_like(struct step *s, struct hl_call_state *call,
	      const struct hl_call_state *like);
void who_keep(struct step *s, const struct hl_call_state *offer,
	      const struct hl_call_state *far);
void who_came(struct step *s, struct hl_call_state *trunk,
	      const struct hl_event *ev);

/* several stations that ring for one call: alert.c */
void alert_link(struct step *s, struct hl_call_state *call,
		struct hl_call_state *c);
void alert_leave(struct step *s, struct hl_call_state *call);
unsigned alert_count(struct hl_model *m, const struct hl_call_state *call);
struct hl_call_state *alert_also(struct step *s, struct hl_call_state *call,
				 const struct reach *r);

void park_call(struct step *s, struct hl_call_state *call, uint16_t slot);
void park_again(struct step *s, struct hl_call_state *party, hl_line line);
uint16_t park_slot(struct hl_model *m, const char *number);
uint16_t park_free(struct hl_model *m);
struct hl_call_state *park_find(struct hl_model *m, uint16_t slot);
struct hl_call_state *park_fetch(struct step *s, hl_line line,
				 struct hl_call_state *party);
struct hl_call_state *pickup_find(struct hl_model *m, hl_line line,
				  const char *number, unsigned group);
struct hl_call_state *pickup_take(struct step *s, hl_line line,
				  struct hl_call_state *offered);

/* digits and tones to and from a party: listen.c */
bool listen_digits(struct hl_model *m, hl_line line);
uint8_t listen_tones(struct hl_model *m, hl_line line);
void listen_heard(struct step *s, hl_line line, char digit);
bool listen_full(struct hl_model *m, hl_call call);
void listen_watch(struct hl_model *m, hl_call call,
		  const struct hl_watch_tone *tones);
void listen_forget(struct hl_model *m, hl_call call);
void generate_digits(struct step *s, struct hl_call_state *party,
		     const char *digits);
void generate_tone(struct step *s, struct hl_call_state *party,
		   enum hl_tone tone, hl_msec length);
void generate_stop(struct step *s, struct hl_call_state *party,
		   bool cancelled);
void generate_next(struct step *s, hl_line line);

/* numbers of lines, feature codes: number.c, code.c */
int number_set(struct hl_model *m, hl_line line, enum hl_number_kind kind,
	       const char *digits);
bool code_do(struct step *s, struct hl_call_state *call, enum hl_code code,
	     const char *number);

/* numbers: route.c */
void route_digit(struct step *s, struct hl_call_state *call, char digit);
void route_complete(struct step *s, struct hl_call_state *call);
void route_number(struct step *s, struct hl_call_state *call,
		  const char *digits, const struct hl_pattern *pattern);
void call_called(struct hl_call_state *call, const char *number);

/* trunks: trunk.c, dialling out trunk_out.c, the far end supervise.c */
void trunk_gone(struct step *s, hl_line line, unsigned mode);
void trunk_told(struct step *s, const struct hl_event *ev);
hl_line trunk_hunt(struct hl_model *m, const struct hl_group *group);
void trunk_plan(struct hl_model *m);
void trunk_rests(struct hl_model *m, hl_line line);
struct hl_call_state *trunk_seize(struct step *s, struct hl_call_state *party,
				  const char *number,
				  const struct hl_group *group);
void trunk_seized(struct step *s, hl_line line);
void trunk_send(struct step *s, hl_line line);
void trunk_failed(struct step *s, hl_line line);
void trunk_undialled(struct step *s, struct hl_call_state *trunk);
bool trunk_glare(struct step *s, hl_line line);
void trunk_tell(struct step *s, struct hl_call_state *party,
		enum hl_call_event event, unsigned mode, unsigned gone);
bool trunk_is_awaited(struct hl_model *m, const struct hl_call_state *c);
bool trunk_is_inband(struct hl_model *m, const struct hl_call_state *a,
		     const struct hl_call_state *b);
uint16_t trunk_hear(struct hl_model *m, const struct hl_call_state *c);
bool trunk_waits_dialtone(struct hl_model *m, hl_line line);
bool trunk_waits_answer(struct hl_model *m, hl_line line);
bool trunk_waits_reversal(struct hl_model *m, hl_line line);
void trunk_dialtone_due(struct step *s, hl_line line);
void trunk_answer_due(struct step *s, hl_line line);
void trunk_progress(struct step *s, struct hl_call_state *c,
		    const struct hl_event *ev);
void trunk_polarity(struct step *s, struct hl_call_state *c,
		    const struct hl_event *ev);
void trunk_fargone(struct step *s, const struct hl_event *ev);

/* calls that come in on a trunk: trunk_in.c */
void trunk_ring(struct step *s, hl_line line);
void trunk_offer(struct step *s, struct hl_call_state *trunk);
bool trunk_is_offered(struct hl_model *m, const struct hl_call_state *trunk);
bool trunk_is_announced(const struct hl_call_state *c);
bool trunk_identifies(struct hl_model *m, hl_line line);
bool trunk_waits(struct hl_model *m, hl_line line);
void trunk_waited(struct step *s, hl_line line);
void trunk_caller(struct step *s, struct hl_call_state *call,
		  const struct hl_event *ev);
void trunk_at_rest(struct step *s, const struct hl_event *ev);
bool trunk_is_reversed(struct hl_model *m, hl_line line);

/* a party that an analog exchange holds: trunk_hold.c */
struct hl_call_state *flash_trunk(struct hl_model *m,
				  const struct hl_call_state *call);
void flash_known(struct step *s, struct hl_call_state *call);
void flash_settle(struct step *s, hl_line line);
bool flash_needs(struct hl_model *m, hl_line line);
bool flash_asked(struct hl_model *m, hl_line line);
bool flash_listens(struct hl_model *m, hl_line line);
void flash_unheard(struct step *s, hl_line line);
bool flash_owns(struct hl_model *m, const struct hl_call_state *c);
bool flash_heard(struct step *s, struct hl_call_state *c,
		 const struct hl_event *ev);
bool flash_through(struct step *s, struct hl_call_state *call);
bool flash_passes(struct hl_model *m, const struct hl_call_state *call);

/* trunks whose exchange speaks in messages: trunk_isdn.c */
bool look_is_isdn(struct hl_model *m, hl_line line);
void isdn_cause(struct step *s, hl_line line, unsigned mode);
void isdn_ring(struct step *s, const struct hl_event *ev);
bool isdn_collects(struct hl_model *m, hl_line line);
void isdn_number_end(struct step *s, hl_line line);
uint8_t isdn_stage(struct hl_model *m, const struct hl_call_state *c);
void isdn_send(struct step *s, struct hl_call_state *trunk, size_t before,
	       bool complete);
bool isdn_overlaps(struct hl_model *m, const struct hl_call_state *call);
void isdn_digit(struct step *s, struct hl_call_state *call, char digit);
void isdn_dialled(struct step *s, struct hl_call_state *call);
bool isdn_is_away(const struct hl_call_state *c);
bool isdn_hold_wanted(struct hl_model *m, const struct hl_call_state *c);
void isdn_settle(struct step *s, hl_line line);
void isdn_told(struct step *s, struct hl_call_state *c,
	       const struct hl_event *ev);

/* limits: expire.c */
void timer_tell(struct step *s, hl_line line, enum hl_timer timer);
void expire_line(struct step *s, hl_line line);

/* programs: request.c, judge.c, deed.c */
struct ask {
	struct hl_model *m;
	struct hl_call_state *call;
	struct hl_call_state *other;
	hl_line line;
	const char *number;   /* NULL when none was given */
	const struct hl_event *event; /* NULL: may it be asked at all? */
	hl_call second;       /* out: a second new call, or park number */
};

typedef enum hl_error (ask_judge)(struct ask *a);
typedef hl_call (ask_do)(struct step *s, struct ask *a);

/* Of which lines something may be asked. */
enum ask_kind { OF_STATION, OF_TRUNK, OF_ANY };

struct request_rule {
	uint32_t states;    /* LINECALLSTATE_ bits in which it is legal */
	enum ask_kind of;
	uint32_t needs;     /* switches of the line that must be on */
	ask_judge *unavail; /* what this line or call can never do besides */
	ask_judge *state;   /* what is not possible now */
	ask_judge *limit;   /* what is full */
	ask_judge *args;    /* what makes no sense */
	ask_do *act;
};

enum hl_error judge_number(struct hl_model *m, const char *number);
enum hl_error forward_judge(struct hl_model *m, hl_line line,
			    const char *number);
void request_do(struct step *s, const struct hl_event *event);
const struct request_rule *request_rule(enum hl_request_kind request);
bool request_is_ever(const struct hl_line_state *line,
		     enum hl_request_kind request);

/* how a port shall be: want.c */
void want_make(struct hl_model *m, hl_line line, struct hl_want *ret);

#endif
