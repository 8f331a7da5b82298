/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bed_sim.c - a bed in one process: engine, virtual line card, virtual time
 *
 * In:  what the player does with telephones and exchanges; how long to wait.
 * Out: what the parties hear and see; faults that the controller makes.
 * Not: judging faults - bed_sim_check.c.
 */
#include "bed_sim.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "bed_sim_parts.h"
#include "ear.h"
#include "holdline/config.h"
#include "holdline/music.h"
#include "src/run/engine_private.h"

#define BEGIN_US      1000000u /* no instant is 0 */
#define TURNS_MAX     10000u   /* of the engine at one instant (house) */
#define CALLS_OF_LINE 6u       /* call slots for each line */
#define ASK_ID        0xbed0u  /* of the requests that are made here */

int bed_sim_open(struct bed_sim **ret, const struct bed_sim_options *options)
{
	struct bed_sim *bed = calloc(1, sizeof(*bed));

	if (!bed)
		return -ENOMEM;
	if (options)
		bed->options = *options;
	bed->now = BEGIN_US;
	*ret = bed;
	return 0;
}

static void side_close(struct bed_side *side)
{
	ear_close(side->ear);
	if (side->display)
		adsi_rx_free(side->display);
}

static void take_down(struct bed_sim *bed)
{
	hl_engine_close(bed->engine);
	hl_config_free(bed->config);
	hl_music_close(bed->tone);
	for (unsigned i = 0; i < SCENARIO_PARTIES_MAX; i++)
		side_close(&bed->side[i]);
	memset(bed->side, 0, sizeof(bed->side));
	bed->engine = NULL;
	bed->card = NULL;
	bed->config = NULL;
	bed->tone = NULL;
	bed->scenario = NULL;
	bed->fault[0] = '\0';
}

void bed_sim_close(struct bed_sim *bed)
{
	if (!bed)
		return;
	take_down(bed);
	free(bed);
}

struct hl_engine *bed_sim_engine(struct bed_sim *bed)
{
	return bed->engine;
}

void *bed_sim_card(struct bed_sim *bed)
{
	return bed->card;
}

hl_usec bed_sim_now(const struct bed_sim *bed)
{
	return bed->now;
}

/* ---- the engine's host -------------------------------------------------- */

/* What a program that listens is told. */
static void told(struct bed_sim *bed, const struct hl_effect *effect)
{
	struct bed_side *side = &bed->side[effect->line];
	size_t n;

	if (effect->line >= scenario_lines(bed->scenario))
		return;
	n = strlen(side->told);
	if (effect->kind == HL_FX_TONE)
		side->tones++;
	if (effect->kind == HL_FX_CLEARED)
		side->cleared = effect->a + 1;
	if (effect->kind == HL_FX_HEARD && !effect->b &&
	    n + 1 < sizeof(side->told)) {
		side->told[n] = (char)effect->a;
		side->told[n + 1] = '\0';
	}
}

static void host_record(void *ctx, const struct hl_record *record)
{
	struct bed_sim *bed = ctx;
	const struct hl_effect *effect = record->effect;

	if (effect && effect->kind == HL_FX_REPLY && effect->a == ASK_ID)
		bed->answer = (enum hl_error)effect->b;
	if (effect)
		told(bed, effect);
	if (bed->options.record)
		bed->options.record(bed->options.ctx, record);
}

static void host_trouble(void *ctx, hl_line line, const char *sentence)
{
	(void)line;
	bed_sim_fault(ctx, "the engine has trouble: %s", sentence);
}

static hl_usec host_now(void *ctx)
{
	const struct bed_sim *bed = ctx;

	return bed->now;
}

/* ---- voices and ears ---------------------------------------------------- */

static int party_of(const struct bed_sim *bed, int channel)
{
	const struct scenario_line *line;

	for (unsigned i = 0; (line = scenario_line(bed->scenario, i)); i++)
		if (line->channel == channel)
			return (int)i;
	return -1;
}

static void voice(void *ctx, int channel, uint64_t pos, int16_t *out,
		  unsigned n)
{
	int party = party_of(ctx, channel);

	if (party < 0)
		memset(out, 0, n * sizeof(*out));
	else
		ear_voice((unsigned)party, pos, out, n);
}

static void heard(void *ctx, int channel, uint64_t sample, const int16_t *in,
		  unsigned n)
{
	struct bed_side *side = ctx;
	const struct bed_sim *bed = side->bed;

	(void)channel;
	(void)sample;
	ear_feed(side->ear, in, n);
	if (side->display)
		adsi_rx(side->display, in, (int)n);
	if (bed->options.heard)
		bed->options.heard(bed->options.ctx, side->party, in, n);
}

static int display_open(struct bed_sim *bed, unsigned i)
{
	const struct scenario_line *line = scenario_line(bed->scenario, i);
	unsigned kind = scenario_display(bed->scenario, bed->config, i);
	int r = bed_sim_display(&bed->side[i], kind);

	/* Digits are not told in a call. */
	if (r == 0 && bed->side[i].display && !bed->side[i].digits)
		r = hl_sim_display(bed->card, line->channel, true);
	return r;
}

static int ears_open(struct bed_sim *bed)
{
	const struct scenario_line *line;
	const struct scenario_line *other;

	for (unsigned i = 0; (line = scenario_line(bed->scenario, i)); i++) {
		struct bed_side *side = &bed->side[i];
		int r = ear_open(&side->ear, &bed->zone);

		if (r < 0)
			return r;
		side->bed = bed;
		side->party = i;
		side->script = (struct hl_sim_script)BED_SIM_SCRIPT;
		for (unsigned k = 0; (other = scenario_line(bed->scenario, k));
		     k++)
			ear_name(side->ear, k, other->name);
		r = display_open(bed, i);
		if (r < 0)
			return r;
		r = hl_sim_listen_start(bed->card, line->channel, heard, side);
		if (r < 0)
			return r;
	}
	return 0;
}

/* ---- time --------------------------------------------------------------- */

static void rings_follow(struct bed_sim *bed)
{
	const struct scenario_line *line;
	struct hl_sim_port port;

	for (unsigned i = 0; (line = scenario_line(bed->scenario, i)); i++) {
		struct bed_side *side = &bed->side[i];

		if (hl_sim_port(bed->card, line->channel, &port) < 0 ||
		    port.ring == side->ring)
			continue;
		side->ring = port.ring;
		side->ring_since = bed->now;
	}
}

/* Everything that is due at this instant. */
static int settle(struct bed_sim *bed)
{
	for (unsigned turn = 0; hl_engine_due(bed->engine) <= bed->now;
	     turn++) {
		if (turn == TURNS_MAX) {
			bed_sim_fault(bed, "the engine does not come to rest");
			break;
		}
		hl_engine_run(bed->engine);
		bed_sim_check(bed);
	}
	rings_follow(bed);
	return bed->fault[0] ? -EPROTO : 0;
}

static int sim_advance(void *ctx, hl_msec ms, char *why, size_t size)
{
	struct bed_sim *bed = ctx;
	hl_usec end = bed->now + HL_MS(ms);
	int r = settle(bed);

	while (r == 0 && bed->now < end) {
		hl_usec next = hl_engine_due(bed->engine);

		if (next > end)
			next = end;
		if (bed->options.pace)
			bed->options.pace(bed->options.ctx, next);
		bed->now = next;
		r = settle(bed);
	}
	/* Samples are delivered when the card runs. */
	hl_driver_sim.run(bed->card, bed->now);
	if (r < 0)
		snprintf(why, size, "%s", bed->fault);
	return r;
}

static hl_usec sim_now(void *ctx)
{
	return bed_sim_now(ctx);
}

/* ---- beginning and end -------------------------------------------------- */

static int engine_make(struct bed_sim *bed)
{
	const struct hl_engine_host host = {
		.ctx = bed,
		.record = host_record,
		.trouble = host_trouble,
		.now = host_now,
		.awake = host_now,
	};
	const struct hl_sim_script script = BED_SIM_SCRIPT;
	const struct hl_sim_options options = {
		.stations = SCENARIO_STATIONS_MAX,
		.trunks = SCENARIO_TRUNKS_MAX,
		.voice = voice,
		.voice_ctx = bed,
		.script = &script,
	};
	const struct hl_limits limits = {
		.lines = scenario_lines(bed->scenario),
		.calls = scenario_lines(bed->scenario) * CALLS_OF_LINE,
	};
	int r;

	r = hl_zone_load(&bed->zone, scenario_zone(bed->scenario));
	if (r == 0)
		r = hl_engine_open(&bed->engine, &limits, &host, &bed->zone);
	if (r == 0)
		r = hl_engine_card(bed->engine, &hl_driver_sim, &options,
				   &bed->card);
	return r;
}

/* Lines come in the configuration's order, so its numbers are the engine's. */
static int lines_make(struct bed_sim *bed)
{
	struct hl_config_line line;
	int r = 0;

	for (unsigned i = 0;
	     r == 0 && hl_config_line(bed->config, i, &line) == 0; i++)
		r = hl_engine_add(bed->engine, &hl_driver_sim, line.channel,
				  &line.settings, NULL);
	for (unsigned i = 0;
	     r == 0 && hl_config_line(bed->config, i, &line) == 0; i++)
		if (line.hotline)
			r = hl_model_number_set(bed->engine->model, (hl_line)i,
						HL_NUMBER_HOTLINE,
						line.hotline);
	if (r < 0)
		return r;
	hl_engine_plan(bed->engine, hl_config_plan(bed->config));
	if (!bed->options.music)
		r = hl_music_tone(&bed->tone, &bed->zone);
	if (r == 0)
		r = hl_engine_music(bed->engine, 0,
				    bed->options.music ? bed->options.music
						       : bed->tone);
	return r;
}

static void receivers_lift(struct bed_sim *bed)
{
	const struct scenario_line *line;

	for (unsigned i = 0; (line = scenario_line(bed->scenario, i)); i++)
		if (scenario_is_lifted(bed->scenario, i))
			hl_sim_lift(bed->card, line->channel, bed->now);
}

static int sim_begin(void *ctx, const struct scenario *scenario, char *why,
		     size_t size)
{
	struct bed_sim *bed = ctx;
	int r;

	take_down(bed);
	for (unsigned i = 0; i < scenario_lines(scenario); i++)
		if (scenario_line(scenario, i)->second) {
			snprintf(why, size,
				 "the virtual bench has one controller");
			return -ENOTSUP;
		}
	bed->scenario = scenario;
	r = scenario_config_read(bed->scenario, &bed->config, why, size);
	if (r == 0)
		r = engine_make(bed);
	if (r == 0)
		r = lines_make(bed);
	if (r == 0)
		r = ears_open(bed);
	if (r == 0) {
		bed->begin = bed->now;
		receivers_lift(bed);
		settle(bed);
		if (hl_engine_start(bed->engine) < scenario_lines(scenario))
			r = -ENODEV;
	}
	if (r == 0)
		r = settle(bed);
	if (r < 0) {
		if (bed->fault[0])
			snprintf(why, size, "%s", bed->fault);
		take_down(bed);
	}
	return r;
}

static int sim_end(void *ctx, char *why, size_t size)
{
	struct bed_sim *bed = ctx;
	unsigned stuck = hl_sim_stuck(bed->card);
	unsigned calls = hl_model_calls(hl_engine_model(bed->engine));

	if (stuck)
		snprintf(why, size, "%u ports of the card are stuck", stuck);
	else if (calls)
		snprintf(why, size, "%u calls are left", calls);
	take_down(bed);
	return stuck || calls ? -EPROTO : 0;
}

/* ---- what is done ------------------------------------------------------- */

static int dial(struct bed_sim *bed, const struct bed_act *act, int channel,
		bool pulse)
{
	hl_msec round = act->value ? 1000 / act->value : 0;
	const struct hl_sim_dial how = {
		.pulse = pulse,
		.on = pulse ? round * 2 / 3 : 0,
		.off = pulse ? round - round * 2 / 3 : 0,
	};

	bed->side[act->party].moving =
		bed->now + HL_MS(hl_sim_dial_length(act->digits, &how));
	return hl_sim_dial(bed->card, channel, act->digits, &how, bed->now);
}

static int act_do(struct bed_sim *bed, const struct bed_act *act, int channel)
{
	switch (act->kind) {
	case BED_LIFT:
		return hl_sim_lift(bed->card, channel, bed->now);
	case BED_HANGUP:
		return hl_sim_hangup(bed->card, channel, bed->now);
	case BED_BREAK:
		bed->side[act->party].moving = bed->now + HL_MS(act->ms);
		return hl_sim_break(bed->card, channel, act->ms, bed->now);
	case BED_DIAL:
		return dial(bed, act, channel, false);
	case BED_PULSE:
		return dial(bed, act, channel, true);
	case BED_SPEAK:
	case BED_HUSH:
		return hl_sim_speak(bed->card, channel, act->kind == BED_SPEAK,
				    bed->now);
	case BED_CALL:
		return hl_sim_call(bed->card, channel, bed->now);
	case BED_NOLINE:
	case BED_LINEAGAIN:
		return hl_sim_alarm(bed->card, channel,
				    act->kind == BED_NOLINE, bed->now);
	case BED_PULLED:
		return hl_sim_remove(bed->card, channel, bed->now);
	case BED_PUTBACK:
		return hl_sim_return(bed->card, channel, bed->now);
	case BED_FARBUSY:
	case BED_FARFREE:
	case BED_NOPATH:
	case BED_UNOBTAINABLE:
	case BED_CALLAS:
	case BED_CALLDAMAGED:
	case BED_GLARE:
	case BED_NODIALTONE:
	case BED_DIALTONE:
	case BED_DEAF:
	case BED_REVERSAL:
	case BED_LEAVES:
	case BED_FEATURES:
	case BED_NOBATTERY:
	case BED_BATTERY:
	case BED_ECHO:
	case BED_NOISE:
	case BED_KILLED:
	case BED_STARTED:
	case BED_ACT_COUNT:
		break;
	}
	return bed_sim_outside(bed, act, channel);
}

static int sim_act(void *ctx, const struct bed_act *act)
{
	struct bed_sim *bed = ctx;
	int channel = scenario_line(bed->scenario, act->party)->channel;
	int r = act_do(bed, act, channel);

	if (r == 0)
		settle(bed);
	return r;
}

static bool sim_is_moving(void *ctx, unsigned party, hl_usec *end)
{
	const struct bed_sim *bed = ctx;

	*end = bed->side[party].moving;
	return *end > bed->now;
}

/* ---- what is seen ------------------------------------------------------- */

static const struct ear *sim_ear(void *ctx, unsigned party, hl_usec *zero)
{
	const struct bed_sim *bed = ctx;

	*zero = bed->begin;
	return bed->side[party].ear;
}

static void shown_look(const struct bed_side *side, struct bed_far *ret)
{
	ret->shown = side->shown;
	ret->shown_at = side->shown_at;
	ret->messages = side->messages;
	ret->messages_at = side->messages_at;
	memcpy(ret->number, side->number, sizeof(ret->number));
	memcpy(ret->name, side->name, sizeof(ret->name));
}

static int sim_far(void *ctx, unsigned party, struct bed_far *ret)
{
	struct bed_sim *bed = ctx;
	const struct scenario_line *line = scenario_line(bed->scenario, party);
	struct hl_sim_port port;
	int r = hl_sim_port(bed->card, line->channel, &port);

	/* Nobody has touched it yet. */
	if (r == -ENOENT)
		memset(&port, 0, sizeof(port));
	else if (r < 0)
		return r;
	memset(ret, 0, sizeof(*ret));
	memcpy(ret->digits, port.digits, sizeof(ret->digits));
	if (line->kind == HL_KIND_STATION) {
		ret->ring = port.lifted ? HL_RING_NONE : port.ring;
		ret->since = bed->side[party].ring_since;
		ret->lifted = port.lifted;
		ret->has_port = true;
		ret->lamp = port.lamp;
		ret->echo = port.echo;
		shown_look(&bed->side[party], ret);
	} else {
		ret->flashes = port.flashes;
		ret->has_exchange = true;
		ret->pulses = port.pulses;
		ret->lost = port.lost_digits;
		ret->held = port.held;
		ret->lifted = port.phase == HL_SIM_PHASE_TALKING;
		ret->rung = port.phase == HL_SIM_PHASE_RINGING;
		ret->seized = port.closed;
	}
	return 0;
}

static void call_look(const struct hl_model *model,
		      const struct hl_call_state *call, struct bed_near *ret)
{
	unsigned i = ret->calls++;
	struct bed_call *c = &ret->call[i];

	ret->state[i] = call->state;
	snprintf(ret->mode[i], sizeof(ret->mode[i]), "%s",
		 hl_call_mode_name(call->state, call->mode));
	c->id = call->id;
	c->conversation = call->conversation;
	c->parent = call->parent;
	c->conference = call->origin == HL_ORIGIN_CONFERENCE;
	hl_model_park_number(model, call->id, c->parked);
}

static int sim_near(void *ctx, unsigned party, struct bed_near *ret)
{
	struct bed_sim *bed = ctx;
	const struct hl_model *model = hl_engine_model(bed->engine);
	const struct hl_line_state *line = hl_model_line(model, (hl_line)party);

	memset(ret, 0, sizeof(*ret));
	memcpy(ret->digits, bed->side[party].told, sizeof(ret->digits));
	ret->tones = bed->side[party].tones;
	ret->cleared = bed->side[party].cleared;
	ret->out = line->service != HL_SERVICE_READY;
	if (line->set.kind == HL_KIND_STATION)
		ret->situation = hl_model_situation(model, (hl_line)party);
	for (unsigned i = 0; i < HL_CALLS_PER_LINE && line->calls[i]; i++)
		call_look(model, hl_model_call(model, line->calls[i]), ret);
	return 0;
}

static int sim_in_use(void *ctx, const char *address, unsigned *ret)
{
	struct bed_sim *bed = ctx;
	const struct hl_model *model = hl_engine_model(bed->engine);
	const struct hl_plan *plan = hl_model_get_plan(model);

	for (unsigned i = 0; i < plan->addresses; i++) {
		if (strcmp(plan->address[i].name, address) != 0)
			continue;
		*ret = hl_model_in_use(model, i);
		return 0;
	}
	return -ENOENT;
}

/* ---- what a program asks for -------------------------------------------- */

static int sim_ask(void *ctx, const struct bed_ask *ask, enum hl_error *ret,
		   char *why, size_t size)
{
	struct bed_sim *bed = ctx;
	const struct hl_call_state *call =
		hl_model_call(hl_engine_model(bed->engine), ask->call);
	struct hl_event event = {
		.kind = HL_EVENT_REQUEST,
		.line = call ? call->line : (hl_line)ask->party,
		.at = { bed->now, bed->now },
		.request = ask->request,
		.id = ASK_ID,
		.call = ask->call,
		.other = ask->other,
		.value = ask->value,
	};

	snprintf(event.number, sizeof(event.number), "%s", ask->number);
	if (ask->hz[0])
		event.tones[0] = (struct hl_watch_tone){
			.hz = { (uint16_t)ask->hz[0], (uint16_t)ask->hz[1] },
			.ms = (uint16_t)ask->length,
		};
	else
		event.length = ask->length;
	bed->answer = HL_ERROR_COUNT;
	hl_engine_event(bed->engine, &event);
	settle(bed);
	if (bed->answer == HL_ERROR_COUNT) {
		snprintf(why, size, "the request was not answered");
		return -EPROTO;
	}
	*ret = bed->answer;
	return 0;
}

static void sim_dump(void *ctx, FILE *out)
{
	struct bed_sim *bed = ctx;
	const struct hl_model *model = hl_engine_model(bed->engine);

	for (unsigned i = 0; i < hl_model_lines(model); i++)
		hl_line_print(model, (hl_line)i, bed->now, out);
}

/* Two controllers are one here, until one of them dies. */
static const char *sim_lacks(void *ctx, const struct scenario *scenario)
{
	const struct scenario_statement *s;

	(void)ctx;
	for (unsigned i = 0; (s = scenario_at(scenario, i)); i++)
		if (s->verb == SCENARIO_VERB_KILLED)
			return "the virtual card has one controller only";
	return NULL;
}

const struct bed_ops bed_sim_ops = {
	.name = "sim",
	.lacks = sim_lacks,
	.begin = sim_begin,
	.end = sim_end,
	.now = sim_now,
	.advance = sim_advance,
	.act = sim_act,
	.is_moving = sim_is_moving,
	.ear = sim_ear,
	.far = sim_far,
	.near = sim_near,
	.in_use = sim_in_use,
	.ask = sim_ask,
	.dump = sim_dump,
};
