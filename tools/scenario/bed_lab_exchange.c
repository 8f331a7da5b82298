/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bed_lab_exchange.c - exchanges on the far span, and who is behind them
 *
 * In:  what an exchange is like and does; our loop, flashes and digits as its
 *      port sees them; what it hears.
 * Out: ringing and who calls, tones, voices, echo and noise, the release.
 * Not: the wires - tests/lab/far_port.c; features of the line -
 *      bed_lab_feature.c; telephones - bed_lab_far.c.
 */
#include <errno.h>
#include <math.h>
#include <string.h>

#include "bed_lab_parts.h"
#include "ear.h"
#include "holdline/clid.h"
#include "holdline/synth.h"

/* As the virtual exchange of the other bed (house). */
#define DIALTONE_MS 300  /* from seizure to dial tone */
#define ROUTE_MS    1000 /* from the last digit to ringing or busy tone */

/* Who was held there is rung behind our hanging up; for most of the time a
 * trunk is deaf (far.h). */
#define RETURN_MS 1500

#define SETTLE_MS 900 /* a port after a drop (far.h), and a flash's end */

/* The pause behind a burst has room for a message (far_port_ring_as()). */
#define TELL_PAUSE_MS 3000

/* dBm0 of a sine of peak 32767 (G.711, mu-law). */
#define FULL_SCALE_DBM0 3.17

/* ---- sound -------------------------------------------------------------- */

/* A line that has nothing to say says nothing: no buffer to be heard late. */
static void say_follow(struct lab_side *side)
{
	const struct lab_exchange *x = &side->exchange;
	bool loud = x->tone != HL_TONE_NONE || side->speaking || x->noise ||
		    x->echo;

	lab_far_say(side, loud);
}

void lab_exchange_phase(struct lab_side *side, enum lab_phase phase,
			enum hl_tone tone)
{
	struct lab_exchange *x = &side->exchange;

	x->phase = phase;
	x->step = HL_NEVER;
	if (phase != LAB_TALKING)
		x->talks = 0;
	if (x->tone == tone)
		return;
	x->tone = tone;
	x->sound = 0;
	say_follow(side);
}

void lab_exchange_talk(struct lab_side *side, unsigned talks)
{
	lab_exchange_phase(side, LAB_TALKING, HL_TONE_NONE);
	side->exchange.talks = talks;
}

/* The second party of the line says nothing. */
static bool is_speaking(const struct lab_side *side)
{
	const struct lab_exchange *x = &side->exchange;

	return side->speaking &&
	       (x->phase != LAB_TALKING || x->talks & LAB_FIRST) &&
	       !(x->held & LAB_FIRST);
}

static double noise_next(struct lab_exchange *x)
{
	x->chance = x->chance * 1664525u + 1013904223u;
	return (double)(int32_t)x->chance / 2147483648.0;
}

/* Uniform noise of a level has a peak of sqrt(3) of its mean. */
static void noise_add(struct lab_exchange *x, int16_t *out, unsigned n)
{
	double level = -(double)x->noise - FULL_SCALE_DBM0;
	double peak = 32767.0 / sqrt(2.0) * pow(10.0, level / 20.0) *
		      sqrt(3.0);

	for (unsigned i = 0; i < n; i++)
		out[i] = (int16_t)(out[i] + lrint(peak * noise_next(x)));
}

/* What came comes back; nothing while none has come yet. */
static void echo_add(struct lab_exchange *x, int16_t *out, unsigned n)
{
	double gain = pow(10.0, -(double)x->echo / 20.0);

	for (unsigned i = 0; i < n && x->taken < x->came; i++) {
		int16_t back = x->loop[x->taken++ % LAB_ECHO_SAMPLES];
		double sum = out[i] + gain * back;

		out[i] = (int16_t)lrint(fmax(-32768.0, fmin(32767.0, sum)));
	}
}

void lab_exchange_say(struct lab_side *side, int16_t *out, unsigned n)
{
	struct lab_exchange *x = &side->exchange;

	if (x->tone != HL_TONE_NONE) {
		hl_synth_tone(&side->bed->zone, x->tone, x->sound, out, n);
		x->sound += n;
	} else if (is_speaking(side)) {
		ear_voice(side->party, side->voice, out, n);
	} else {
		memset(out, 0, n * sizeof(*out));
	}
	if (side->speaking)
		side->voice += n;
	if (x->noise)
		noise_add(x, out, n);
	if (x->echo)
		echo_add(x, out, n);
}

void lab_exchange_hear(struct lab_side *side, const int16_t *in, unsigned n)
{
	struct lab_exchange *x = &side->exchange;

	for (unsigned i = 0; i < n; i++)
		x->loop[x->came++ % LAB_ECHO_SAMPLES] = in[i];
	if (x->came - x->taken > LAB_ECHO_SAMPLES)
		x->taken = x->came - LAB_ECHO_SAMPLES;
}

/* ---- a call that we make ------------------------------------------------ */

void lab_exchange_begin(struct lab_side *side)
{
	side->exchange = (struct lab_exchange){
		.step = HL_NEVER,
		.dialtone = DIALTONE_MS,
		.leave = HL_RELEASE_BATTERY,
		.chance = side->party + 1,
	};
}

/* They ring us whom our hanging up has left there; a port settles first. */
static void comes_back(struct lab_side *side)
{
	int r = far_port_ring(side->line, NULL);

	if (r == -EBUSY)
		side->exchange.step = far_now_us() + HL_MS(10);
	else if (r == 0)
		lab_exchange_phase(side, LAB_RINGING, HL_TONE_NONE);
}

void lab_exchange_step(struct lab_side *side)
{
	struct lab_exchange *x = &side->exchange;

	x->step = HL_NEVER;
	if (x->phase == LAB_RETURNS)
		comes_back(side);
	else if (x->phase == LAB_SEIZED)
		lab_exchange_phase(side, LAB_DIALING,
				   x->mute ? HL_TONE_NONE : HL_TONE_DIAL);
	else if (x->phase == LAB_DIALING && x->refusal != HL_TONE_NONE)
		lab_exchange_phase(side, LAB_REFUSED, x->refusal);
	else if (x->phase == LAB_DIALING)
		lab_exchange_phase(side, LAB_ALERTING, HL_TONE_RINGBACK);
}

static void digit_keep(struct lab_exchange *x, char digit)
{
	size_t n = strlen(x->digits);

	if (n < HL_DIGITS_MAX) {
		x->digits[n] = digit;
		x->digits[n + 1] = '\0';
	}
}

static void digit(struct lab_side *side, const struct far_event *event)
{
	struct lab_exchange *x = &side->exchange;
	bool pulse = event->type == FAR_PULSE_DIGIT;

	if (x->phase == LAB_TALKING && !pulse) {
		digit_keep(x, (char)event->value);
	} else if (x->phase == LAB_DIALING && (pulse || !x->deaf)) {
		lab_exchange_phase(side, LAB_DIALING, HL_TONE_NONE);
		digit_keep(x, (char)event->value);
		x->pulses += pulse;
		x->step = event->at_us + HL_MS(ROUTE_MS);
	} else {
		x->lost++;
	}
}

/* A digit is on its way: the number is not over. */
static void pulsed(struct lab_side *side, const struct far_event *event)
{
	(void)event;
	if (side->exchange.phase == LAB_DIALING)
		lab_exchange_phase(side, LAB_DIALING, HL_TONE_NONE);
}

static void count_begin(struct lab_exchange *x)
{
	x->digits[0] = '\0';
	x->pulses = 0;
	x->lost = 0;
	x->flashes = 0;
}

static void released(struct lab_side *side, const struct far_event *event)
{
	struct lab_exchange *x = &side->exchange;
	unsigned left = lab_feature_released(side);

	x->held = left;
	lab_exchange_phase(side, left ? LAB_RETURNS : LAB_IDLE, HL_TONE_NONE);
	if (left)
		x->step = event->at_us + HL_MS(RETURN_MS);
}

static void seized(struct lab_side *side, const struct far_event *event)
{
	count_begin(&side->exchange);
	lab_exchange_phase(side, LAB_SEIZED, HL_TONE_NONE);
	side->exchange.step = event->at_us + HL_MS(side->exchange.dialtone);
}

static void answered(struct lab_side *side, const struct far_event *event)
{
	struct lab_exchange *x = &side->exchange;
	unsigned back = x->held;

	(void)event;
	count_begin(x);
	x->held = 0;
	lab_exchange_talk(side, back ? back : LAB_FIRST);
}

static void flashed(struct lab_side *side, const struct far_event *event)
{
	(void)event;
	side->exchange.flashes++;
	if (side->exchange.features)
		lab_feature_flash(side);
}

void lab_exchange_event(struct lab_side *side, const struct far_event *event)
{
	static const struct {
		enum far_event_type type;
		void (*fn)(struct lab_side *side,
			   const struct far_event *event);
	} rows[] = {
		{ FAR_SEIZED, seized },
		{ FAR_ANSWERED, answered },
		{ FAR_FLASH, flashed },
		{ FAR_RELEASED, released },
		{ FAR_TONE_DIGIT, digit },
		{ FAR_PULSE, pulsed },
		{ FAR_PULSE_DIGIT, digit },
	};

	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].type == event->type)
			rows[i].fn(side, event);
}

/* ---- a call that comes -------------------------------------------------- */

static void cadence_of(const struct lab_side *side, int *ret)
{
	const struct hl_ring_plan *plan =
		&side->bed->zone.ring[HL_RING_NORMAL];
	unsigned n = 0;

	for (; n < plan->count && n < HL_RING_STEPS_MAX; n++)
		ret[n] = plan->step_ms[n];
	if (side->told.when == FAR_TOLD_AFTER_RING && ret[1] < TELL_PAUSE_MS)
		ret[1] = TELL_PAUSE_MS;
	ret[n] = 0;
}

static int ring(struct lab_side *side, const struct far_calling *who)
{
	int cadence[HL_RING_STEPS_MAX + 1];

	if (!who)
		return far_port_ring(side->line, NULL);
	cadence_of(side, cadence);
	return far_port_ring_as(side->line, cadence, who);
}

/* A port that was dropped settles first. */
static int call(struct lab_side *side, const struct far_calling *who)
{
	hl_usec limit = far_now_us() + HL_MS(SETTLE_MS);
	int r;

	if (lab_feature_waits(side))
		return 0;
	r = ring(side, who);
	while (r == -EBUSY && far_now_us() < limit) {
		far_run(side->bed->far, 10);
		r = ring(side, who);
	}
	if (r == 0)
		lab_exchange_phase(side, LAB_RINGING, HL_TONE_NONE);
	/* A trunk in use is left alone: the caller hears busy tone. */
	return r == -EPROTO ? 0 : r;
}

static int call_as(struct lab_side *side, const struct bed_act *act)
{
	struct far_calling who = side->told;

	who.damaged = act->kind == BED_CALLDAMAGED;
	who.number = who.damaged ? "5550100" : act->digits;
	who.name = who.damaged ? "" : act->name;
	who.no_number = *who.number ? 0 : 'P';
	/* An exchange that tells nobody rings as ever. */
	return call(side, who.form == FAR_DISPLAY_NONE ? NULL : &who);
}

/* ---- what is done ------------------------------------------------------- */

int lab_exchange_answer(struct lab_side *side)
{
	struct lab_exchange *x = &side->exchange;

	/* Nobody is rung outside: there is nothing to answer. */
	if (x->phase != LAB_ALERTING)
		return 0;
	x->joins = x->held != 0;
	lab_exchange_talk(side, x->held ? LAB_SECOND : LAB_FIRST);
	return 0;
}

static int leave(struct lab_side *side)
{
	static const enum hl_tone tones[HL_RELEASE_COUNT] = {
		[HL_RELEASE_BUSY] = HL_TONE_BUSY,
		[HL_RELEASE_CONGESTION] = HL_TONE_CONGESTION,
		[HL_RELEASE_DIAL] = HL_TONE_DIAL,
		[HL_RELEASE_HOWLER] = HL_TONE_HOWLER,
		[HL_RELEASE_INFO] = HL_TONE_INFO,
	};
	const struct lab_exchange *x = &side->exchange;

	if (lab_feature_left(side))
		return 0;
	lab_exchange_phase(side, LAB_GONE, tones[x->leave]);
	return x->leave == HL_RELEASE_BATTERY ? far_port_drop(side->line) : 0;
}

int lab_exchange_leave(struct lab_side *side)
{
	switch (far_port_state(side->line)) {
	case FAR_PORT_RUNG:
		side->exchange.held = 0;
		lab_exchange_phase(side, LAB_IDLE, HL_TONE_NONE);
		return far_port_stop_ring(side->line);
	case FAR_PORT_SEIZED:
		return leave(side);
	case FAR_PORT_IDLE:
		side->exchange.held = 0;
		lab_exchange_phase(side, LAB_IDLE, HL_TONE_NONE);
		break;
	case FAR_PORT_DROPPED:
		break;
	}
	return 0;
}

/* What an exchange is like from now on. */
static int manner_set(struct lab_side *side, const struct bed_act *act)
{
	static const enum hl_tone refusals[BED_ACT_COUNT] = {
		[BED_FARBUSY] = HL_TONE_BUSY,
		[BED_NOPATH] = HL_TONE_CONGESTION,
		[BED_UNOBTAINABLE] = HL_TONE_INFO,
	};
	struct lab_exchange *x = &side->exchange;

	x->mute |= act->kind == BED_NODIALTONE;
	x->deaf |= act->kind == BED_DEAF;
	x->features |= act->kind == BED_FEATURES;
	if (act->kind == BED_FARFREE || refusals[act->kind] != HL_TONE_NONE)
		x->refusal = refusals[act->kind];
	else if (act->kind == BED_DIALTONE)
		x->dialtone = act->ms;
	else if (act->kind == BED_LEAVES)
		x->leave = (enum hl_release)act->value;
	else if (act->kind == BED_ECHO)
		x->echo = act->value;
	else if (act->kind == BED_NOISE)
		x->noise = act->value;
	x->taken = x->came;
	say_follow(side);
	return 0;
}

static int voice_follow(struct lab_side *side, const struct bed_act *act)
{
	(void)act;
	say_follow(side);
	return 0;
}

static int meet(struct lab_side *side, const struct bed_act *act)
{
	(void)act;
	far_port_meet(side->line);
	return 0;
}

static int call_plain(struct lab_side *side, const struct bed_act *act)
{
	(void)act;
	return call(side, NULL);
}

int lab_exchange_act(struct lab_side *side, const struct bed_act *act)
{
	static const struct {
		int (*fn)(struct lab_side *side, const struct bed_act *act);
	} rows[BED_ACT_COUNT] = {
		[BED_SPEAK] = { voice_follow },
		[BED_HUSH] = { voice_follow },
		[BED_CALL] = { call_plain },
		[BED_CALLAS] = { call_as },
		[BED_CALLDAMAGED] = { call_as },
		[BED_GLARE] = { meet },
		[BED_FARBUSY] = { manner_set },
		[BED_FARFREE] = { manner_set },
		[BED_NOPATH] = { manner_set },
		[BED_UNOBTAINABLE] = { manner_set },
		[BED_NODIALTONE] = { manner_set },
		[BED_DIALTONE] = { manner_set },
		[BED_DEAF] = { manner_set },
		[BED_LEAVES] = { manner_set },
		[BED_FEATURES] = { manner_set },
		[BED_ECHO] = { manner_set },
		[BED_NOISE] = { manner_set },
	};

	return rows[act->kind].fn ? rows[act->kind].fn(side, act) : -ENOTSUP;
}

/* ---- what is seen ------------------------------------------------------- */

void lab_exchange_look(const struct lab_side *side, struct bed_far *ret)
{
	const struct lab_exchange *x = &side->exchange;
	enum far_port_state state = far_port_state(side->line);

	ret->has_exchange = true;
	ret->flashes = x->flashes;
	ret->pulses = x->pulses;
	ret->lost = x->lost;
	ret->held = x->held != 0;
	ret->lifted = x->phase == LAB_TALKING;
	ret->rung = state == FAR_PORT_RUNG;
	ret->seized = state == FAR_PORT_SEIZED || state == FAR_PORT_DROPPED;
	snprintf(ret->digits, sizeof(ret->digits), "%s", x->digits);
}

/* ---- what the lab cannot carry ------------------------------------------ */

static bool reverses(unsigned place)
{
	unsigned alert = hl_clid_timing((enum hl_clid_place)place)->alert;

	return alert == HL_CLID_ALERT_REVERSAL ||
	       alert == HL_CLID_ALERT_REVERSAL_DTAS;
}

static const char *teller_lacks(const struct scenario *scenario,
				const struct hl_config *config,
				const struct scenario_statement *s)
{
	int index = scenario_find(scenario, s->party[0]);
	struct hl_config_line set;

	if (index < 0 || hl_config_line(config, (unsigned)index, &set) < 0 ||
	    set.settings.clid == HL_CLID_NONE)
		return NULL;
	if (reverses(set.settings.clid_place))
		return "a reversal of the battery cannot cross the spans";
	if (set.settings.clid_variant != HL_CLID_VARIANT_PLAIN)
		return "far exchanges know no variants of caller ID";
	return NULL;
}

const char *lab_exchange_lacks(const struct scenario *scenario,
			       const struct hl_config *config)
{
	const struct scenario_statement *s;
	const char *why = NULL;

	for (unsigned i = 0; !why && (s = scenario_at(scenario, i)); i++) {
		if (s->verb == SCENARIO_VERB_REVERSAL ||
		    (s->verb == SCENARIO_VERB_LEAVES &&
		     s->value == HL_RELEASE_POLARITY))
			why = "a reversal of the battery cannot cross the spans";
		else if (s->verb == SCENARIO_VERB_NOBATTERY)
			why = "an idle line without battery cannot be told from"
			      " one with it on the spans";
		else if (s->verb == SCENARIO_VERB_NOLINE ||
			 s->verb == SCENARIO_VERB_PULLED)
			why = "a span gives an alarm and goes away with all its"
			      " channels only";
		else if (s->verb == SCENARIO_VERB_CALLAS ||
			 s->verb == SCENARIO_VERB_CALLWITHHELD ||
			 s->verb == SCENARIO_VERB_CALLDAMAGED)
			why = teller_lacks(scenario, config, s);
	}
	return why;
}
