/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bed_sim_check.c - does the controller contradict itself, or the card? And
 * what a telephone's display reads
 *
 * In:  the model at rest, the virtual card; the sound of a message.
 * Out: the first fault, in a sentence; the caller, by spandsp's receiver.
 * Not: what people should hear - that is the scenario's.
 */
#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "bed_sim_parts.h"
#include "copy.h"
#include "holdline/clid.h"

void bed_sim_fault(struct bed_sim *bed, const char *format, ...)
{
	va_list args;

	if (bed->fault[0])
		return;
	va_start(args, format);
	vsnprintf(bed->fault, sizeof(bed->fault), format, args);
	va_end(args);
}

/* For the time in which it is told who waits, it neither hears nor speaks. */
static bool is_muted(struct bed_sim *bed, int channel)
{
	struct hl_sim_port port;

	return hl_sim_port(bed->card, channel, &port) == 0 && port.muted;
}

static bool hears(const struct hl_sim_hears *what, int channel)
{
	for (unsigned i = 0; i < what->count && i < HL_SIM_PARTIES_MAX; i++)
		if (what->party[i] == channel)
			return true;
	return false;
}

/* Who is heard: the model's matrix against what the card mixes. */
static void check_heard(struct bed_sim *bed, unsigned listener,
			const struct hl_sim_hears *what)
{
	const struct hl_model *model = hl_engine_model(bed->engine);
	const struct scenario_line *line;
	struct hl_sim_hears other;

	if (is_muted(bed, scenario_line(bed->scenario, listener)->channel))
		return;
	for (unsigned i = 0; (line = scenario_line(bed->scenario, i)); i++) {
		bool wanted =
			hl_model_hears(model, (hl_line)listener, (hl_line)i);

		if (i == listener || is_muted(bed, line->channel) ||
		    hl_sim_hears(bed->card, line->channel, &other) < 0)
			continue;
		if (hears(what, line->channel) == (wanted && other.live))
			continue;
		bed_sim_fault(bed, "the model says that %s %s %s, the card %s",
			      scenario_line(bed->scenario, listener)->name,
			      wanted ? "hears" : "does not hear", line->name,
			      wanted ? "does not mix it" : "mixes it");
	}
}

static bool is_digit(enum hl_tone tone)
{
	return hl_tone_digit(tone) != 0;
}

/* A port as it was told, against what the model wants. */
static void check_port(struct bed_sim *bed, const struct hl_line_state *line,
		       const struct hl_sim_port *port)
{
	const struct hl_want *want = &line->want;
	const char *what = NULL;

	if (port->wire.kind != want->wire.kind ||
	    port->wire.ref != want->wire.ref)
		what = "wire";
	else if (port->tone != want->tone && !is_digit(port->tone) &&
		 !is_digit(want->tone))
		what = "tone";
	else if (port->ring != want->ring)
		what = "ring";
	else if (port->loop != want->loop)
		what = "loop";
	else if (port->listen != want->listen)
		what = "listening";
	else if (line->set.kind == HL_KIND_STATION && port->door != want->door)
		what = "door";
	if (what)
		bed_sim_fault(bed,
			      "line %s: the port's %s is not what the "
			      "model wants",
			      line->set.name, what);
}

void bed_sim_check(struct bed_sim *bed)
{
	const struct hl_model *model = hl_engine_model(bed->engine);
	const struct scenario_line *line;
	struct hl_sim_hears what;
	struct hl_sim_port port;
	char why[200];

	if (hl_model_check(model, why, sizeof(why)) < 0)
		bed_sim_fault(bed, "the model contradicts itself: %s", why);
	for (unsigned i = 0; (line = scenario_line(bed->scenario, i)); i++) {
		const struct hl_line_state *state =
			hl_model_line(model, (hl_line)i);

		if (hl_sim_port(bed->card, line->channel, &port) < 0 ||
		    hl_sim_hears(bed->card, line->channel, &what) < 0 ||
		    !port.open)
			continue;
		check_port(bed, state, &port);
		check_heard(bed, i, &what);
	}
}

#define LAMP_WORD   0x42 /* in single data: light it (GR-30-CORE) */
#define SINGLE_TIME 8    /* bytes of time before the number there */

/* ---- displays ----------------------------------------------------------- */

static void field_put(char *ret, const uint8_t *body, int length)
{
	snprintf(ret, BED_SHOWN_MAX, "%.*s", length, (const char *)body);
}

static void absent_put(char *ret, bool withheld)
{
	text_copy(ret, BED_SHOWN_MAX, withheld ? "withheld" : "unknown");
}

static void digits_put(struct bed_side *side, uint8_t type, const uint8_t *body,
		       int length)
{
	if (type == CLIP_DTMF_C_CALLER_NUMBER)
		field_put(side->number, body, length);
	else if (type == CLIP_DTMF_C_ABSENCE)
		absent_put(side->number, length > 0 && body[0] == '1');
}

/* The parameters of Bellcore, ETSI and NTT have the same numbers. */
static void parameter_put(struct bed_side *side, uint8_t type,
			  const uint8_t *body, int length)
{
	if (type == MCLASS_CALLER_NUMBER)
		field_put(side->number, body, length);
	else if (type == MCLASS_CALLER_NAME)
		field_put(side->name, body, length);
	else if (type == MCLASS_ABSENCE1)
		absent_put(side->number, length > 0 && body[0] == 'P');
}

/* Time and number in one piece; a letter where there is no number. */
static void single_put(struct bed_side *side, const uint8_t *body, int length)
{
	if (length < SINGLE_TIME)
		return;
	if (length == SINGLE_TIME + 1 && body[SINGLE_TIME] >= 'A')
		absent_put(side->number, body[SINGLE_TIME] == 'P');
	else
		field_put(side->number, body + SINGLE_TIME,
			  length - SINGLE_TIME);
}

/* Whether messages wait: a type of its own, with a word or an indicator. */
static bool lamp_put(struct bed_side *side, const uint8_t *message, int length)
{
	bool single = message[0] == CLASS_SDMF_MSG_WAITING;
	const uint8_t *body = NULL;
	uint8_t type = 0;
	int at = -1;
	int n = 0;

	if (side->digits || (!single && message[0] != CLASS_MDMF_MSG_WAITING))
		return false;
	while ((at = adsi_next_field(side->display, message, length, at, &type,
				     &body, &n)) > 0) {
		if (!body || n < 1 ||
		    (!single && type != MCLASS_VISUAL_INDICATOR))
			continue;
		side->messages = body[0] == (single ? LAMP_WORD : 0xff) ? 2 : 1;
		side->messages_at = side->bed->now;
	}
	return true;
}

static void message_put(void *ctx, const uint8_t *message, int length)
{
	struct bed_side *side = ctx;
	const uint8_t *body;
	uint8_t type;
	int at = -1;
	int n;

	if (lamp_put(side, message, length))
		return;
	side->shown++;
	side->shown_at = side->bed->now;
	side->number[0] = '\0';
	side->name[0] = '\0';
	for (;;) {
		at = adsi_next_field(side->display, message, length, at, &type,
				     &body, &n);
		if (at <= 0)
			return;
		if (body && side->digits)
			digits_put(side, type, body, n);
		else if (body && message[0] == CLASS_SDMF_CALLERID)
			single_put(side, body, n);
		else if (body)
			parameter_put(side, type, body, n);
	}
}

int bed_sim_display(struct bed_side *side, unsigned kind)
{
	static const int standards[HL_CLID_COUNT] = {
		[HL_CLID_BELLCORE] = ADSI_STANDARD_CLASS,
		[HL_CLID_ETSI] = ADSI_STANDARD_CLIP,
		[HL_CLID_DTMF] = ADSI_STANDARD_CLIP_DTMF,
		[HL_CLID_NTT] = ADSI_STANDARD_JCLIP,
	};

	if (kind == HL_CLID_NONE)
		return 0;
	side->digits = kind == HL_CLID_DTMF;
	side->display = adsi_rx_init(NULL, standards[kind], message_put, side);
	return side->display ? 0 : -ENOMEM;
}
