/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * supervise.c - the far end of a trunk as signals and detectors tell of it
 *
 * In:  what was heard, reversals and losses of the battery; what the trunk's
 *      settings believe of it.
 * Out: the trunk dialled, its call answered or released, and how that is
 *      known; what is listened for now.
 * Not: detectors - the cards and src/media/progress*.c; messages of an
 *      exchange - trunk_isdn.c.
 *
 * A thing heard counts only while it is asked for: what a detector has found
 * a moment too late belongs to nobody. A loss of the battery that is not
 * believed releases nobody; if it lasts, the card reports an alarm, and that
 * does. Silence and tones are believed also while the party is held and hears
 * our music, parked, in a conference, or rings back; not while the exchange
 * holds it and answers to our flashes: trunk_hold.c.
 */
#include "block.h"

#define BIT(id) HL_HEAR_BIT(HL_PROGRESS_##id)

/* What says that a called party cannot be reached. */
#define FAILURES (BIT(BUSY) | BIT(CONGESTION) | BIT(INFO))

/* Kinds of what is heard, by the release they are evidence of. */
static const uint8_t evidence[HL_RELEASE_COUNT] = {
	[HL_RELEASE_BUSY] = HL_PROGRESS_BUSY,
	[HL_RELEASE_CONGESTION] = HL_PROGRESS_CONGESTION,
	[HL_RELEASE_DIAL] = HL_PROGRESS_DIAL,
	[HL_RELEASE_HOWLER] = HL_PROGRESS_HOWLER,
	[HL_RELEASE_INFO] = HL_PROGRESS_INFO,
	[HL_RELEASE_SILENCE] = HL_PROGRESS_SILENCE,
};

static enum hl_release release_of(unsigned kind)
{
	unsigned i = HL_RELEASE_BUSY;

	while (i + 1 < HL_RELEASE_COUNT && evidence[i] != kind)
		i++;
	return (enum hl_release)i;
}

static uint16_t trusted(const struct hl_line_state *l)
{
	unsigned bits = 0;

	for (unsigned i = HL_RELEASE_BUSY; i < HL_RELEASE_COUNT; i++)
		if (l->set.releases & 1u << i)
			bits |= HL_HEAR_BIT(evidence[i]);
	return (uint16_t)bits;
}

/* It has been dialled and nobody has answered yet. */
bool trunk_is_awaited(struct hl_model *m, const struct hl_call_state *c)
{
	return c->origin == HL_ORIGIN_OUTBOUND && !c->answered &&
	       (c->state == HL_CALL_PROCEEDING ||
		c->state == HL_CALL_RINGBACK) &&
	       look_is_trunk(m, c->line);
}

/*
 * Does this half hear the exchange of an awaited trunk? Its tones and
 * announcements are for whoever waits, and for nobody who thinks about a
 * flash, has put the call aside, or is being sent digits.
 */
static bool is_waiting(struct hl_model *m, const struct hl_call_state *w)
{
	if (w->state != HL_CALL_PROCEEDING && w->state != HL_CALL_RINGBACK &&
	    w->state != HL_CALL_CONNECTED)
		return false;
	return !(w->flags & (HL_FLAG_NOHOLD | HL_FLAG_GENERATE)) &&
	       !block_line(m, w->line)->order && !isdn_is_away(w) &&
	       !bridge_talking(m, w);
}

bool trunk_is_inband(struct hl_model *m, const struct hl_call_state *a,
		     const struct hl_call_state *b)
{
	return (trunk_is_awaited(m, a) && is_waiting(m, b)) ||
	       (trunk_is_awaited(m, b) && is_waiting(m, a));
}

/* ---- what is listened for ----------------------------------------------- */

static bool waits_dialtone(const struct hl_line_state *l,
			   const struct hl_call_state *c)
{
	return c->state == HL_CALL_DIALING && c->sent == 0 && !l->set.isdn &&
	       l->set.timer[HL_TIMER_DIALTONE];
}

bool trunk_waits_dialtone(struct hl_model *m, hl_line line)
{
	const struct hl_call_state *c = look_active(m, line);

	return look_is_trunk(m, line) && c &&
	       waits_dialtone(block_line(m, line), c);
}

uint16_t trunk_hear(struct hl_model *m, const struct hl_call_state *c)
{
	const struct hl_line_state *l = block_line(m, c->line);
	unsigned bits;

	if (l->set.isdn)
		return 0;
	if (flash_owns(m, c))
		return flash_listens(m, c->line) ? BIT(DIAL) | HL_HEAR_SETUP
						 : 0;
	if (waits_dialtone(l, c))
		return (uint16_t)(FAILURES | BIT(DIAL) | HL_HEAR_SETUP);
	if (c->state == HL_CALL_DIALING)
		return 0;
	bits = trusted(l);
	if (!trunk_is_awaited(m, c))
		return (uint16_t)bits;
	bits |= FAILURES | BIT(RINGING);
	if (l->set.answer_by == HL_ANSWER_BY_TONE)
		bits |= BIT(ANSWERED);
	return (uint16_t)bits;
}

/* When the answer is a matter of time, or of a tone that never came. */
bool trunk_waits_answer(struct hl_model *m, hl_line line)
{
	const struct hl_line_state *l = block_line(m, line);
	const struct hl_call_state *c = look_active(m, line);

	if (!c || !trunk_is_awaited(m, c))
		return false;
	return l->set.answer_by == HL_ANSWER_BY_TIME ||
	       (l->set.answer_by == HL_ANSWER_BY_TONE &&
		c->state == HL_CALL_PROCEEDING);
}

/* An exchange may reverse for some calls only: free ones, its own services. */
bool trunk_waits_reversal(struct hl_model *m, hl_line line)
{
	const struct hl_call_state *c = look_active(m, line);

	return c && trunk_is_awaited(m, c) &&
	       block_line(m, line)->set.answer_by == HL_ANSWER_BY_POLARITY;
}

/* ---- answers ------------------------------------------------------------ */

static void answered(struct step *s, struct hl_call_state *c, bool confirmed)
{
	c->confirmed = confirmed;
	half_connect(s, c);
}

void trunk_answer_due(struct step *s, hl_line line)
{
	struct hl_call_state *c = look_active(s->m, line);

	if (c && trunk_is_awaited(s->m, c))
		answered(s, c, false);
}

static void rings_there(struct step *s, struct hl_call_state *c)
{
	struct hl_call_state *p = block_call(s->m, c->peer);

	call_go(s, c, HL_CEV_ALERT);
	if (p && p->state == HL_CALL_PROCEEDING)
		call_go(s, p, HL_CEV_ALERT);
}

/* ---- releases ----------------------------------------------------------- */

static void cleared(struct step *s, hl_line line, enum hl_release how)
{
	const struct hl_line_state *l = block_line(s->m, line);

	fx_add(s, HL_FX_CLEARED, line, l->calls[0])->a = how;
}

static void released(struct step *s, hl_line line, enum hl_release how,
		     unsigned mode)
{
	cleared(s, line, how);
	trunk_gone(s, line, mode);
}

/* The called party cannot be reached: the trunk is let go at once. */
static void unreached(struct step *s, struct hl_call_state *c,
		      enum hl_release how, unsigned mode)
{
	struct hl_call_state *p = block_call(s->m, c->peer);
	hl_line line = c->line;

	cleared(s, line, how);
	call_unpair(s, c);
	trunk_gone(s, line, HL_GONE_NORMAL);
	if (!p)
		return;
	if (mode == HL_GONE_BUSY)
		trunk_tell(s, p, HL_CEV_FARBUSY, HL_BUSY_STATION, mode);
	else if (mode == HL_GONE_CONGESTION)
		trunk_tell(s, p, HL_CEV_FARBUSY, HL_BUSY_TRUNK, mode);
	else if (mode == HL_GONE_BADADDRESS)
		trunk_tell(s, p, HL_CEV_REFUSE, HL_INFO_CUSTIRREG, mode);
	else
		half_gone(s, p, mode);
}

static void failed(struct step *s, struct hl_call_state *c, unsigned kind)
{
	unreached(s, c, release_of(kind),
		  kind == HL_PROGRESS_BUSY         ? HL_GONE_BUSY
		  : kind == HL_PROGRESS_CONGESTION ? HL_GONE_CONGESTION
		  : kind == HL_PROGRESS_INFO       ? HL_GONE_BADADDRESS
						   : HL_GONE_UNKNOWN);
}

/* ---- what is told ------------------------------------------------------- */

static void before_dialling(struct step *s, struct hl_call_state *c,
			    unsigned kind)
{
	if (kind == HL_PROGRESS_DIAL) {
		trunk_seized(s, c->line);
	} else {
		cleared(s, c->line, release_of(kind));
		trunk_undialled(s, c);
	}
}

void trunk_dialtone_due(struct step *s, hl_line line)
{
	const struct hl_line_state *l = block_line(s->m, line);
	struct hl_call_state *c = look_active(s->m, line);

	if (l->set.dial_anyway)
		trunk_seized(s, line);
	else if (c)
		trunk_undialled(s, c);
}

void trunk_progress(struct step *s, struct hl_call_state *c,
		    const struct hl_event *ev)
{
	unsigned kind = ev->heard.kind;

	if (kind == HL_PROGRESS_NONE || kind >= HL_PROGRESS_COUNT ||
	    !(trunk_hear(s->m, c) & HL_HEAR_BIT(kind)) || look_is_offered(c))
		return;
	if (c->state == HL_CALL_DIALING)
		before_dialling(s, c, kind);
	else if (kind == HL_PROGRESS_RINGING)
		rings_there(s, c);
	else if (kind == HL_PROGRESS_ANSWERED)
		answered(s, c, false);
	else if (trunk_is_awaited(s->m, c))
		failed(s, c, kind);
	else
		released(s, c->line, release_of(kind), HL_GONE_NORMAL);
}

/*
 * The first reversal of a call that we made is the answer, the next one the
 * release; of a call that came in the first one is the release.
 */
void trunk_polarity(struct step *s, struct hl_call_state *c,
		    const struct hl_event *ev)
{
	struct hl_line_state *l = block_line(s->m, ev->line);
	hl_usec settle = HL_MS(l->set.timer[HL_TIMER_SETTLE]);
	bool believed = l->set.releases & HL_RELEASE_BIT(POLARITY);
	bool answers = l->set.answer_by == HL_ANSWER_BY_POLARITY;

	if (l->set.isdn || look_is_offered(c) ||
	    c->state == HL_CALL_DIALING ||
	    l->deadline[HL_TIMER_SETTLE] != HL_NEVER)
		return;
	if (trunk_is_awaited(s->m, c)) {
		if (!answers)
			return;
		c->reversed = 1;
		timer_start(s, ev->line, HL_TIMER_SETTLE);
		answered(s, c, true);
	} else if ((believed || answers) &&
		   c->origin == HL_ORIGIN_OUTBOUND && !c->reversed) {
		c->reversed = 1;
		c->confirmed = 1;
		timer_start(s, ev->line, HL_TIMER_SETTLE);
		half_settle_both(s, c);
	} else if (believed && s->now - c->since >= settle) {
		released(s, ev->line, HL_RELEASE_POLARITY, HL_GONE_NORMAL);
	}
}

/* The far end released, as the card says. */
void trunk_fargone(struct step *s, const struct hl_event *ev)
{
	const struct hl_line_state *l = block_line(s->m, ev->line);
	struct hl_call_state *c = block_call(s->m, l->calls[0]);
	unsigned mode = ev->value ? ev->value : HL_GONE_NORMAL;

	if (!c)
		return;
	if (l->set.isdn && (trunk_is_awaited(s->m, c) ||
			    c->state == HL_CALL_DIALING))
		unreached(s, c, HL_RELEASE_SIGNAL, mode);
	else if (l->set.isdn)
		released(s, ev->line, HL_RELEASE_SIGNAL, mode);
	else if (look_is_offered(c))
		trunk_gone(s, ev->line, mode);
	else if (l->set.releases & HL_RELEASE_BIT(BATTERY) ||
		 mode != HL_GONE_NORMAL)
		released(s, ev->line, HL_RELEASE_BATTERY, mode);
}
