/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ports.c - make every port as the model wants it
 *
 * In:  lines whose want changed.
 * Out: the least driver operations; a retry when a driver is busy; a failure
 *      told to the model when it refuses for good.
 * Not: what is wanted - the model's want.
 *
 * Order within one step: sounds that must end, then who hears whom, then
 * loops, ringing and tones that begin. A tone is silenced before its port is
 * wired, so that nobody is connected into somebody else's tone.
 */
#include "engine_private.h"
#include "holdline/clid.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void ports_mark(struct hl_engine *e, hl_line line)
{
	if (e->lines[line].marked)
		return;
	if (e->marked == sizeof(e->marks) / sizeof(e->marks[0])) {
		e->all_marked = true;
		return;
	}
	e->lines[line].marked = true;
	e->marks[e->marked++] = line;
}

void ports_read(struct hl_engine *e, hl_line index)
{
	struct hl_event event = { .kind = HL_EVENT_TRUTH, .line = index };
	struct hl_truth truth = { 0 };

	/* A port that does not answer keeps its user: the loop is closed. */
	if (hl_engine_truth(e, index, &truth) < 0)
		truth.closed = true;
	event.closed = truth.closed;
	event.at.earliest = e->host.now(e->host.ctx);
	event.at.latest = event.at.earliest;
	hl_engine_event(e, &event);
}

int hl_engine_truth(struct hl_engine *e, hl_line index, struct hl_truth *ret)
{
	struct engine_line *line;

	if (index >= hl_model_lines(e->model))
		return -ENOENT;
	line = &e->lines[index];
	if (!line->open)
		return -ENODEV;
	if (!line->card->driver->truth)
		return -ENOTSUP;
	return line->card->driver->truth(line->card->card, index, ret);
}

static const struct hl_want *want_of(const struct hl_engine *e, hl_line line)
{
	return &hl_model_line(e->model, line)->want;
}

void ports_wake(struct hl_engine *e, hl_line index, hl_usec at)
{
	struct engine_line *line = &e->lines[index];

	if (at < line->retry)
		line->retry = at;
	if (!e->retry || at < e->retry)
		e->retry = at;
}

static void retry_later(struct hl_engine *e, hl_line index)
{
	ports_wake(e, index, e->host.now(e->host.ctx) + HL_MS(RETRY_MS));
}

/* What a driver answered: done, later, or a failure for the model. */
static bool answered(struct hl_engine *e, hl_line index, const char *op,
		     int r)
{
	struct engine_line *line = &e->lines[index];
	struct hl_event event = { .kind = HL_EVENT_FAILED, .line = index,
				  .error = r };
	char text[160];

	if (r >= 0 || r == -ENOTSUP)
		return true;
	/* A card that was pulled out cannot be told that its call is over. */
	if (r == -ENODEV && hl_model_line(e->model, index)->service ==
				    HL_SERVICE_ABSENT)
		return true;
	if (r == -EBUSY && line->retries < RETRIES_MAX) {
		line->retries++;
		retry_later(e, index);
		return false;
	}
	snprintf(text, sizeof(text), "line %s: %s refused: %s",
		 hl_model_line(e->model, index)->set.name, op, strerror(-r));
	engine_trouble(e, index, text);
	event.at.earliest = e->host.now(e->host.ctx);
	event.at.latest = event.at.earliest;
	hl_engine_event(e, &event);
	return true;
}

static void end_sounds(struct hl_engine *e, hl_line index)
{
	struct engine_line *line = &e->lines[index];
	const struct hl_driver *d = line->card->driver;
	const struct hl_want *want = want_of(e, index);
	struct hl_want *have = &line->have;

	if (have->ring && have->ring != want->ring && d->ring &&
	    answered(e, index, "ring off",
		     d->ring(line->card->card, index, HL_RING_NONE)))
		have->ring = HL_RING_NONE;
	if (have->tone && have->tone != want->tone && d->tone &&
	    answered(e, index, "tone off",
		     d->tone(line->card->card, index, HL_TONE_NONE)))
		have->tone = HL_TONE_NONE;
}

/*
 * Settings of a port that follow the model's want word for word. The first
 * is said before the loop changes, the others behind it.
 */
static const struct {
	enum hl_port_set what;
	uint8_t size;
	size_t offset;
} sets[] = {
#define SET(id, field)                                                         \
	{ HL_SET_##id, sizeof(((struct hl_want *)NULL)->field),                \
	  offsetof(struct hl_want, field) }
	SET(CAUSE, cause),       SET(DOOR, door), SET(LISTEN, listen),
	SET(LAMP, lamp),         SET(ECHO, talk), SET(HEAR, hear),
	SET(IDENTIFY, identify), SET(STAGE, stage), SET(HOLD, hold),
	SET(KEYS, keys),
#undef SET
};

static unsigned set_value(const struct hl_want *want, unsigned row)
{
	const char *at = (const char *)want + sets[row].offset;
	uint16_t wide;

	if (sets[row].size == 1)
		return *(const uint8_t *)at;
	memcpy(&wide, at, sizeof(wide));
	return wide;
}

#define SETS_BEFORE 1u
#define SETS (sizeof(sets) / sizeof(sets[0]))

static void begin_sets(struct hl_engine *e, hl_line index, unsigned from,
		       unsigned to)
{
	struct engine_line *line = &e->lines[index];
	const struct hl_driver *d = line->card->driver;
	const struct hl_want *want = want_of(e, index);

	for (unsigned i = from; d->set && i < to; i++) {
		unsigned value = set_value(want, i);

		if (set_value(&line->have, i) == value)
			continue;
		if (answered(e, index, hl_port_set_name(sets[i].what),
			     d->set(line->card->card, index, sets[i].what,
				    value)))
			memcpy((char *)&line->have + sets[i].offset,
			       (const char *)want + sets[i].offset,
			       sets[i].size);
	}
}

static void begin_loop(struct hl_engine *e, hl_line index)
{
	struct engine_line *line = &e->lines[index];
	const struct hl_driver *d = line->card->driver;
	const struct hl_want *want = want_of(e, index);
	struct hl_want *have = &line->have;

	begin_sets(e, index, 0, SETS_BEFORE);
	if (have->loop != want->loop && d->loop &&
	    answered(e, index, want->loop ? "seize" : "release",
		     d->loop(line->card->card, index, want->loop)))
		have->loop = want->loop;
	begin_sets(e, index, SETS_BEFORE, SETS);
	if (have->watch != want->watch && d->watch &&
	    answered(e, index, "watch tones",
		     d->watch(line->card->card, index,
			      hl_model_watch(e->model, index))))
		have->watch = want->watch;
}

/* A trunk flashes once; what the exchange makes of it is not told. */
void ports_flash(struct hl_engine *e, hl_line index, hl_msec length)
{
	struct engine_line *line = &e->lines[index];
	const struct hl_driver *d = line->open ? line->card->driver : NULL;

	char text[160];
	int r;

	line->flash = 0;
	if (!d || !d->flash)
		return;
	r = d->flash(line->card->card, index, length);
	if (r == -EBUSY && line->retries < RETRIES_MAX) {
		line->retries++;
		line->flash = (uint16_t)length;
		retry_later(e, index);
	} else if (r < 0) {
		/* No reason to give the call up. */
		snprintf(text, sizeof(text), "line %s: flash refused: %s",
			 hl_model_line(e->model, index)->set.name,
			 strerror(-r));
		engine_trouble(e, index, text);
	}
}

/* Who calls. A telephone that cannot show it rings all the same. */
static void announce(struct hl_engine *e, hl_line index)
{
	const struct hl_line_state *l = hl_model_line(e->model, index);
	struct engine_line *line = &e->lines[index];
	const struct hl_driver *d = line->open ? line->card->driver : NULL;
	struct hl_clid clid;
	bool known;
	int r;

	if (!d || !d->announce ||
	    (l->set.clid == HL_CLID_NONE && !l->set.isdn))
		return;
	known = l->set.isdn ? caller_ours(e, index, &clid)
			    : caller_find(e, index, &clid);
	r = d->announce(line->card->card, index, known ? &clid : NULL);
	if (r < 0 && r != -ENOTSUP && r != -EBUSY)
		engine_trouble(e, index, "caller ID refused");
}

/* The party of a trunk, or who rings or waits, is another one. */
void ports_identity(struct hl_engine *e, const struct hl_effect *effect)
{
	const struct hl_line_state *l = hl_model_line(e->model, effect->line);
	const struct hl_call_state *c = hl_model_call(e->model, effect->call);

	if (l->set.isdn && l->calls[0])
		announce(e, effect->line);
	if (effect->kind != HL_FX_INFO || !effect->a || !c ||
	    (c->state != HL_CALL_OFFERING && c->state != HL_CALL_ACCEPTED))
		return;
	e->lines[effect->line].another = true;
	ports_mark(e, effect->line);
}

/*
 * Who calls is told with the first ring, who waits with the first tone; and
 * once more when it became another one: who was to be transferred, or who is
 * known only now.
 */
static bool is_to_tell(struct hl_engine *e, hl_line index)
{
	const struct hl_line_state *l = hl_model_line(e->model, index);
	const struct hl_want *want = want_of(e, index);
	const struct hl_want *have = &e->lines[index].have;
	bool another = e->lines[index].another;

	e->lines[index].another = false;
	if (want->ring)
		return !have->ring || another;
	if (have->tone != want->tone && want->tone == HL_TONE_WAITING &&
	    l->waited == 1)
		return true;
	return another && l->waited;
}

/* A number goes out in messages; what is refused fails at once. */
void ports_send(struct hl_engine *e, const struct hl_effect *send)
{
	const struct hl_call_state *c = hl_model_call(e->model, send->call);
	struct engine_line *line = &e->lines[send->line];
	const struct hl_driver *d = line->open ? line->card->driver : NULL;
	int r = -ENODEV;

	if (!c || send->a > strlen(c->dial))
		return;
	announce(e, send->line);
	if (d && d->dial)
		r = d->dial(line->card->card, send->line, c->dial + send->a,
			    send->b);
	/* Busy is for good: another trunk may be taken, this one does not. */
	answered(e, send->line, "dial", r == -EBUSY ? -ENODEV : r);
}

static void begin_sounds(struct hl_engine *e, hl_line index)
{
	struct engine_line *line = &e->lines[index];
	const struct hl_driver *d = line->card->driver;
	const struct hl_want *want = want_of(e, index);
	struct hl_want *have = &line->have;

	if (is_to_tell(e, index))
		announce(e, index);
	if (have->ring != want->ring && d->ring &&
	    answered(e, index, "ring",
		     d->ring(line->card->card, index, want->ring)))
		have->ring = want->ring;
	if (have->tone != want->tone && d->tone &&
	    answered(e, index, "tone",
		     d->tone(line->card->card, index, want->tone)))
		have->tone = want->tone;
	messages_apply(e, index);
}

/* The card that carries the voice of a line. */
static struct engine_card *voice_of(struct hl_engine *e, hl_line line)
{
	struct engine_card *card = e->lines[line].card;
	const struct hl_driver *voice = NULL;

	if (card->driver->voice)
		voice = card->driver->voice(card->card, line);
	for (unsigned i = 0; voice && i < e->cards; i++)
		if (e->card[i].driver == voice)
			return &e->card[i];
	return card;
}

/* Whose line it is learns who hears whom there, too. */
static void tell_owner(struct hl_engine *e, const struct hl_move *move)
{
	struct engine_card *card = e->lines[move->line].card;
	unsigned done;

	if (card->driver->voice && card->driver->patch)
		card->driver->patch(card->card, move, 1, &done);
}

static void give_moves(struct hl_engine *e, struct engine_card *card,
		       const struct hl_move *moves, unsigned n)
{
	struct hl_move mine[2 * 128];
	unsigned count = 0;
	unsigned done = 0;
	int r;

	for (unsigned i = 0; i < n; i++)
		if (voice_of(e, moves[i].line) == card)
			mine[count++] = moves[i];
	if (!count || !card->driver->patch)
		return;
	r = card->driver->patch(card->card, mine, count, &done);
	for (unsigned i = 0; i < done && i < count; i++) {
		e->lines[mine[i].line].have.wire = mine[i].wire;
		tell_owner(e, &mine[i]);
	}
	if (r >= 0 || done >= count)
		return;
	/* Where the rest is now nobody knows: the next look asks anew. */
	for (unsigned i = done; i < count; i++)
		e->lines[mine[i].line].have.wire.kind = WIRE_UNKNOWN;
	answered(e, mine[done].line, "connect", r);
}

static void apply_wires(struct hl_engine *e, const hl_line *lines,
			unsigned n)
{
	struct hl_row rows[128];
	struct hl_move moves[2 * 128];
	unsigned count = 0;

	for (unsigned i = 0; i < n; i++) {
		struct engine_line *line = &e->lines[lines[i]];

		if (!line->open)
			continue;
		rows[count].line = lines[i];
		rows[count].have = line->have.wire;
		rows[count++].want = want_of(e, lines[i])->wire;
	}
	n = hl_patch_diff(rows, count, moves);
	for (unsigned i = 0; n && i < e->cards; i++)
		give_moves(e, &e->card[i], moves, n);
}

static void apply_some(struct hl_engine *e, const hl_line *lines, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		if (e->lines[lines[i]].open)
			end_sounds(e, lines[i]);
	for (unsigned i = 0; i < n; i++)
		if (e->lines[lines[i]].open)
			begin_loop(e, lines[i]);
	apply_wires(e, lines, n);
	for (unsigned i = 0; i < n; i++)
		if (e->lines[lines[i]].open)
			begin_sounds(e, lines[i]);
}

void ports_apply(struct hl_engine *e)
{
	hl_line lines[128];
	unsigned n = e->marked;

	memcpy(lines, e->marks, n * sizeof(lines[0]));
	for (unsigned i = 0; i < n; i++)
		e->lines[lines[i]].marked = false;
	e->marked = 0;
	apply_some(e, lines, n);
	if (e->all_marked) {
		e->all_marked = false;
		for (unsigned i = 0; i < hl_model_lines(e->model); i++) {
			lines[0] = (hl_line)i;
			apply_some(e, lines, 1);
		}
	}
}

void ports_retry(struct hl_engine *e, hl_usec now)
{
	hl_usec least = 0;

	if (!e->retry || e->retry > now)
		return;
	e->retry = 0;
	for (unsigned i = 0; i < hl_model_lines(e->model); i++) {
		struct engine_line *line = &e->lines[i];

		if (line->retry <= now) {
			line->retry = HL_NEVER;
			ports_mark(e, (hl_line)i);
			if (line->flash)
				ports_flash(e, (hl_line)i, line->flash);
		}
		if (line->retry != HL_NEVER &&
		    (!least || line->retry < least))
			least = line->retry;
	}
	e->retry = least;
	e->busy = true;
	ports_apply(e);
	e->busy = false;
}

static void tell_service(struct hl_engine *e, hl_line index)
{
	struct hl_event event = { .kind = HL_EVENT_READY, .line = index };
	struct hl_truth truth = { 0 };

	if (hl_engine_truth(e, index, &truth) == 0) {
		event.closed = truth.closed;
		if (truth.alarm)
			event.kind = HL_EVENT_ALARM;
	}
	event.at.earliest = e->host.now(e->host.ctx);
	event.at.latest = event.at.earliest;
	hl_engine_event(e, &event);
	e->lines[index].retries = 0;
}

/* A sentence that is there only while the port is not. */
static int open_port(struct hl_engine *e, hl_line index)
{
	const struct hl_line_state *l = hl_model_line(e->model, index);
	struct engine_line *line = &e->lines[index];
	struct hl_port port = {
		.line = index,
		.channel = line->channel,
		.kind = l->set.kind,
		.clid = l->set.clid,
		.clid_variant = l->set.clid_variant,
		.clid_place = l->set.clid_place,
		.sending = l->set.sending,
		.cycles = l->set.cycles,
		.releases = l->set.releases,
		.echo = l->set.echo,
		.rx_gain = l->set.rx_gain,
		.tx_gain = l->set.tx_gain,
		.silence = l->set.silence,
		.profile = l->set.profile,
		.name = l->set.name,
	};
	char why[WHY_MAX] = "";
	int r;

	r = line->card->driver->line_open(line->card->card, &port, why,
					  sizeof(why));
	free(line->why);
	line->why = r < 0 ? strdup(why) : NULL;
	return r;
}

int hl_engine_bring(struct hl_engine *e, hl_line index)
{
	const struct hl_line_state *l = hl_model_line(e->model, index);
	struct engine_line *line;
	int r;

	if (!l)
		return -ENOENT;
	line = &e->lines[index];
	if (line->open && l->service == HL_SERVICE_ABSENT) {
		/* The card took the port away: give up our half of it. */
		line->card->driver->line_close(line->card->card, index);
		line->open = false;
	}
	if (line->open)
		return 0;
	r = open_port(e, index);
	if (r < 0)
		return r;
	line->open = true;
	memset(&line->have, 0, sizeof(line->have));
	line->shown = HL_CLID_LAMP_UNKNOWN;
	line->telling = HL_CLID_LAMP_UNKNOWN;
	line->message_at = 0;
	line->have.door = HL_DOOR_EDGES;
	tell_service(e, index);
	ports_mark(e, index);
	ports_apply(e);
	return 0;
}

/* The line is idle and its port unwired: nobody notices. */
void ports_renew(struct hl_engine *e, hl_line index)
{
	struct engine_line *line = &e->lines[index];

	if (!line->renew || !hl_model_is_idle(e->model, index))
		return;
	line->renew = false;
	if (!line->open)
		return;
	line->card->driver->line_close(line->card->card, index);
	line->open = false;
	if (hl_engine_bring(e, index) < 0)
		engine_trouble(e, index, hl_engine_why(e, index));
}

unsigned hl_engine_start(struct hl_engine *e)
{
	unsigned ready = 0;

	for (unsigned i = 0; i < hl_model_lines(e->model); i++) {
		if (hl_engine_bring(e, (hl_line)i) == 0)
			ready++;
		else
			engine_trouble(e, (hl_line)i,
				       hl_engine_why(e, (hl_line)i));
	}
	return ready;
}

/* Unwire everything first: a closed line must not be heard by its partner. */
void ports_close(struct hl_engine *e)
{
	static const struct hl_wire quiet = { HL_WIRE_QUIET, 0 };
	unsigned lines = e->model ? hl_model_lines(e->model) : 0;

	for (unsigned i = 0; i < lines; i++) {
		struct engine_line *line = &e->lines[i];
		struct hl_move move = { (hl_line)i, quiet };
		struct engine_card *voice;
		unsigned done;

		if (!line->open || line->have.wire.kind == HL_WIRE_QUIET)
			continue;
		voice = voice_of(e, (hl_line)i);
		if (voice->driver->patch)
			voice->driver->patch(voice->card, &move, 1, &done);
	}
	for (unsigned i = 0; i < lines; i++) {
		struct engine_line *line = &e->lines[i];

		if (line->open)
			line->card->driver->line_close(line->card->card,
						       (hl_line)i);
		line->open = false;
	}
}
