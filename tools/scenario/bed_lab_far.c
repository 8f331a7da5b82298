/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bed_lab_far.c - the lines of the far span, and telephones
 *
 * In:  what the player does; what happens on the wires.
 * Out: hooks moved, voices said, ears fed, bells seen.
 * Not: the wires themselves - tests/lab/far.c; exchanges -
 *      bed_lab_exchange.c.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "bed_lab_parts.h"
#include "ear.h"
#include "holdline/clid.h"
#include "holdline/config.h"

#define SAMPLE_US 125u

#define KEY_MS         100 /* a key and the pause behind it (house) */
#define PULSE_BREAK_MS 60
#define PULSE_MAKE_MS  40
#define PULSE_GAP_MS   700

/* Bursts and pauses are seen on a grid, and a pause may begin late. */
#define BEAT_SLACK_MS 70
/* The longest pause of a cadence, and a tick. */
#define RING_END_MS 4200
/* An open loop is a release at once, where no program flashes. */
#define PORT_PULSE_MS         80
#define PORT_RELEASE_MS       100
#define PORT_FLASH_RELEASE_MS 850 /* a flash of ours lasts 750 */
/* An event is read so late, and a break may begin so late. */
#define GRID_US 12000u

#define SETTLE_MS 900 /* a port after a drop (far.h), and a flash's end */

/* ---- sound -------------------------------------------------------------- */

static void say(void *ctx, uint64_t index, int16_t *out, unsigned n)
{
	struct lab_side *side = ctx;

	(void)index;
	if (far_line_is_port(side->line)) {
		lab_exchange_say(side, out, n);
		return;
	}
	ear_voice(side->party, side->voice, out, n);
	side->voice += n;
}

void lab_far_say(struct lab_side *side, bool loud)
{
	if (side->loud == loud)
		return;
	side->loud = loud;
	far_line_speak(side->line, loud ? say : NULL, side);
}

static void hear(void *ctx, uint64_t index, const int16_t *in, unsigned n)
{
	static const int16_t silence[FAR_BLOCK];
	struct lab_side *side = ctx;
	hl_usec zero;

	/* Samples that were lost pass as silence: time must not. */
	for (; side->heard + FAR_BLOCK <= index; side->heard += FAR_BLOCK)
		ear_feed(side->ear, silence, FAR_BLOCK);
	ear_feed(side->ear, in, n);
	if (side->tape)
		fwrite(in, sizeof(*in), n, side->tape);
	side->heard += n;
	if (far_line_is_port(side->line))
		lab_exchange_hear(side, in, n);
	/* The most punctual block dates all of them. */
	zero = far_now_us() - side->heard * SAMPLE_US;
	if (zero < side->zero || !side->dated)
		side->zero = zero;
	side->dated = true;
}

/* ---- beginning and end -------------------------------------------------- */

static unsigned release_ms(const struct scenario *scenario)
{
	const struct scenario_statement *s;

	for (unsigned i = 0; (s = scenario_at(scenario, i)); i++)
		if (s->verb == SCENARIO_ASK_FLASH ||
		    s->verb == SCENARIO_VERB_FEATURES ||
		    s->verb == SCENARIO_VERB_FLASHED)
			return PORT_FLASH_RELEASE_MS;
	return PORT_RELEASE_MS;
}

/* For other receivers than ours, where the caller of the lab wants it. */
static FILE *tape_open(const char *name)
{
	const char *folder = getenv("LAB_TAPE");
	char path[256];

	if (!folder)
		return NULL;
	snprintf(path, sizeof(path), "%s/%s.raw", folder, name);
	return fopen(path, "wb");
}

static int side_begin(struct bed_lab *bed, unsigned party)
{
	const struct scenario_line *line = scenario_line(bed->scenario, party);
	struct lab_side *side = &bed->side[party];
	unsigned number = (unsigned)line->channel;
	int r = ear_open(&side->ear, &bed->zone);

	if (r < 0)
		return r;
	for (unsigned i = 0; i < scenario_lines(bed->scenario); i++)
		ear_name(side->ear, i, scenario_line(bed->scenario, i)->name);
	side->bed = bed;
	side->party = party;
	side->tape = tape_open(line->name);
	side->zero = far_now_us();
	if (line->kind == HL_KIND_STATION)
		side->line = far_phone(bed->far, number);
	else
		side->line = far_port(bed->far, number - SCENARIO_STATIONS_MAX);
	if (!side->line)
		return -ENODEV;
	if (line->kind == HL_KIND_TRUNK) {
		lab_exchange_begin(side);
		far_port_set_breaks(side->line, PORT_PULSE_MS,
				    release_ms(bed->scenario));
	} else {
		far_phone_set_ring_end(side->line, RING_END_MS);
	}
	far_line_hear(side->line, hear, side);
	return 0;
}

static int display_begin(struct bed_lab *bed, const struct hl_config *config,
			 unsigned party)
{
	static const enum far_display displays[HL_CLID_COUNT] = {
		[HL_CLID_BELLCORE] = FAR_DISPLAY_BELLCORE,
		[HL_CLID_ETSI] = FAR_DISPLAY_ETSI,
		[HL_CLID_DTMF] = FAR_DISPLAY_DTMF,
		[HL_CLID_NTT] = FAR_DISPLAY_NTT,
	};
	static const enum far_told whens[HL_CLID_PLACE_COUNT] = {
		[HL_CLID_PLACE_AFTER_RING] = FAR_TOLD_AFTER_RING,
		[HL_CLID_PLACE_RPAS] = FAR_TOLD_RING_PULSE,
		[HL_CLID_PLACE_DTAS] = FAR_TOLD_ALERT,
		[HL_CLID_PLACE_SILENT] = FAR_TOLD_SILENT,
	};
	struct lab_side *side = &bed->side[party];
	struct hl_config_line set;

	if (!far_line_is_port(side->line))
		return far_phone_display(
			side->line, displays[scenario_display(bed->scenario,
							      config, party)]);
	if (hl_config_line(config, party, &set) == 0)
		side->told = (struct far_calling){
			.form = displays[set.settings.clid],
			.when = whens[set.settings.clid_place],
		};
	return 0;
}

static int displays_begin(struct bed_lab *bed)
{
	struct hl_config *config = NULL;
	char why[200];
	int r = scenario_config_read(bed->scenario, &config, why, sizeof(why));

	for (unsigned i = 0; r == 0 && i < scenario_lines(bed->scenario); i++)
		r = display_begin(bed, config, i);
	hl_config_free(config);
	return r;
}

int lab_far_begin(struct bed_lab *bed)
{
	int r = 0;

	for (unsigned i = 0; r == 0 && i < scenario_lines(bed->scenario); i++)
		r = side_begin(bed, i);
	if (r == 0)
		r = displays_begin(bed);
	for (unsigned i = 0; r == 0 && i < scenario_lines(bed->scenario); i++)
		if (scenario_is_lifted(bed->scenario, i))
			r = far_phone_lift(bed->side[i].line);
	return r;
}

static void side_end(struct lab_side *side)
{
	if (!side->line)
		return;
	far_line_hear(side->line, NULL, NULL);
	far_line_speak(side->line, NULL, NULL);
	if (!far_line_is_port(side->line)) {
		far_phone_hangup(side->line);
		far_phone_display(side->line, FAR_DISPLAY_NONE);
	} else if (far_port_state(side->line) == FAR_PORT_RUNG) {
		far_port_stop_ring(side->line);
	}
	ear_close(side->ear);
	if (side->tape)
		fclose(side->tape);
}

void lab_far_end(struct bed_lab *bed)
{
	for (unsigned i = 0; i < SCENARIO_PARTIES_MAX; i++)
		side_end(&bed->side[i]);
	memset(bed->side, 0, sizeof(bed->side));
	far_run(bed->far, SETTLE_MS);
}

void lab_far_step(struct bed_lab *bed)
{
	for (unsigned i = 0; i < scenario_lines(bed->scenario); i++)
		if (far_line_is_port(bed->side[i].line) &&
		    bed->side[i].exchange.step <= far_now_us())
			lab_exchange_step(&bed->side[i]);
}

/* ---- what happens on the wires ------------------------------------------ */

static void bell_set(struct lab_side *side, enum hl_ring ring, hl_usec at)
{
	side->ring = ring;
	side->ring_at = at;
}

/* Is what was heard of the ringing a beginning of this cadence? The last pause
 * may be longer: there is room for a message in it. */
static bool is_cadence(const struct lab_side *side, enum hl_ring ring)
{
	const struct hl_ring_plan *plan = &side->bed->zone.ring[ring];

	for (unsigned i = 0; i < side->beats; i++) {
		hl_msec want = plan->count ? plan->step_ms[i % plan->count] : 0;

		if (i >= plan->count && plan->once)
			return false;
		if (side->beat[i] + BEAT_SLACK_MS < want)
			return false;
		if (side->beat[i] > want + BEAT_SLACK_MS &&
		    i % plan->count + 1 != plan->count)
			return false;
	}
	return plan->count > 0;
}

/* The first that fits; one that is told stays while it fits. */
static void beat_end(struct lab_side *side, hl_usec length)
{
	if (side->beats == LAB_BEATS_MAX)
		return;
	side->beat[side->beats++] = (hl_msec)(length / 1000);
	if (is_cadence(side, side->ring))
		return;
	for (unsigned i = HL_RING_NORMAL; i < HL_RING_COUNT; i++)
		if (is_cadence(side, (enum hl_ring)i)) {
			side->ring = (enum hl_ring)i;
			return;
		}
}

/* A break ends when it was ordered to, or it began late. */
static void break_end(struct lab_side *side, hl_usec at)
{
	hl_usec ordered = side->begun + HL_MS(side->length);

	side->breaking = false;
	side->moved = at > ordered + GRID_US ? at : ordered;
}

static void side_event(struct lab_side *side, const struct far_event *event)
{
	switch (event->type) {
	case FAR_RING_START:
		bell_set(side, HL_RING_NORMAL, event->at_us);
		side->burst_at = event->at_us;
		side->beats = 0;
		break;
	case FAR_RING_ON:
		if (event->value > 1)
			beat_end(side, event->at_us - side->quiet_at);
		side->burst_at = event->at_us;
		break;
	case FAR_RING_OFF:
		side->quiet_at = event->at_us;
		beat_end(side, event->at_us - side->burst_at);
		break;
	case FAR_RING_STOP:
		bell_set(side, HL_RING_NONE, side->quiet_at);
		break;
	case FAR_BREAK_DONE:
		break_end(side, event->at_us);
		break;
	case FAR_DIALLED:
		side->dialling = false;
		side->moved = event->at_us;
		break;
	case FAR_SEIZED:
	case FAR_ANSWERED:
	case FAR_FLASH:
	case FAR_RELEASED:
	case FAR_TONE_DIGIT:
	case FAR_PULSE:
	case FAR_PULSE_DIGIT:
		lab_exchange_event(side, event);
		break;
	case FAR_CALLER:
	case FAR_DROPPED:
	case FAR_ALARM:
	case FAR_LOST_AUDIO:
		break;
	}
}

void lab_far_event(void *ctx, const struct far_event *event)
{
	struct bed_lab *bed = ctx;

	for (unsigned i = 0; i < SCENARIO_PARTIES_MAX; i++)
		if (bed->side[i].line == event->line)
			side_event(&bed->side[i], event);
}

/* ---- what is done ------------------------------------------------------- */

static int phone_break(struct lab_side *side, hl_msec ms)
{
	int r = far_phone_break(side->line, ms);

	if (r < 0)
		return r;
	side->breaking = true;
	side->begun = far_now_us();
	side->length = ms;
	return 0;
}

static int dial(struct lab_side *side, const struct bed_act *act)
{
	unsigned on = PULSE_BREAK_MS;
	unsigned off = PULSE_MAKE_MS;
	int r;

	if (act->value) {
		on = 1000 / act->value * 2 / 3;
		off = 1000 / act->value - on;
	}
	if (act->kind == BED_PULSE)
		r = far_phone_pulse(side->line, act->digits, on, off,
				    PULSE_GAP_MS);
	else
		r = far_line_dial(side->line, act->digits, KEY_MS, KEY_MS);
	side->dialling = r == 0;
	return r;
}

static int lift(struct lab_side *side)
{
	if (far_line_is_port(side->line))
		return lab_exchange_answer(side);
	bell_set(side, HL_RING_NONE, far_now_us());
	return far_phone_lift(side->line);
}

static int hang_up(struct lab_side *side)
{
	side->breaking = false;
	side->dialling = false;
	return far_line_is_port(side->line) ? lab_exchange_leave(side) :
					      far_phone_hangup(side->line);
}

static void speak(struct lab_side *side, bool on)
{
	side->voice = 0;
	side->speaking = on;
	/* A line that has nothing to say says nothing: no buffer to be heard
	 * late. */
	if (!far_line_is_port(side->line))
		lab_far_say(side, on);
}

int lab_far_act(struct bed_lab *bed, const struct bed_act *act)
{
	struct lab_side *side = &bed->side[act->party];
	bool on = act->kind == BED_SPEAK;

	if (act->kind == BED_KILLED)
		return lab_daemon_kill(bed, 1);
	if (act->kind == BED_STARTED)
		return lab_daemon_again(bed, 1);
	if (act->kind == BED_LIFT)
		return lift(side);
	if (act->kind == BED_HANGUP)
		return hang_up(side);
	if (act->kind == BED_BREAK)
		return phone_break(side, act->ms);
	if (act->kind == BED_DIAL || act->kind == BED_PULSE)
		return dial(side, act);
	if ((on || act->kind == BED_HUSH) && side->speaking == on)
		return 0;
	if (on || act->kind == BED_HUSH)
		speak(side, on);
	return far_line_is_port(side->line) ? lab_exchange_act(side, act) : 0;
}

bool lab_far_is_moving(struct bed_lab *bed, unsigned party, hl_usec *end)
{
	const struct lab_side *side = &bed->side[party];

	*end = side->moved;
	if (!side->breaking && !side->dialling)
		return false;
	*end = HL_NEVER;
	return true;
}

/* ---- what is seen ------------------------------------------------------- */

static void shown_look(const struct lab_side *side, struct bed_far *ret)
{
	const struct far_caller *caller = far_phone_caller(side->line);

	ret->shown = caller->times;
	ret->shown_at = caller->at_us;
	ret->messages = caller->lamp;
	ret->messages_at = caller->lamp_us;
	snprintf(ret->name, sizeof(ret->name), "%s", caller->name);
	snprintf(ret->number, sizeof(ret->number), "%s",
		 caller->no_number == 'P' ? "withheld"
		 : caller->no_number      ? "unknown"
					  : caller->number);
}

void lab_far_look(struct bed_lab *bed, unsigned party, struct bed_far *ret)
{
	const struct lab_side *side = &bed->side[party];

	memset(ret, 0, sizeof(*ret));
	if (!far_line_is_port(side->line)) {
		ret->ring = side->ring;
		ret->since = side->ring_at;
		ret->lifted = far_phone_is_lifted(side->line);
		shown_look(side, ret);
		return;
	}
	lab_exchange_look(side, ret);
}
