/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * look_why.c - what is so instead, in a sentence
 *
 * In:  an expectation that is not true.
 * Out: what those whom it is about hear, show and are.
 * Not: judging - look.c.
 */
#include <stdarg.h>
#include <string.h>

#include "ear.h"
#include "look_parts.h"
#include "plain.h"

struct sheet {
	char *text;
	size_t size;
};

__attribute__((format(printf, 2, 3))) static void add(const struct sheet *sheet,
						      const char *format, ...)
{
	size_t used = strlen(sheet->text);
	va_list args;

	va_start(args, format);
	vsnprintf(sheet->text + used, sheet->size - used, format, args);
	va_end(args);
}

static void add_heard(const struct look *l, unsigned party,
		      const struct sheet *sheet)
{
	const struct ear_heard *now;
	const struct ear *ear;
	char words[EAR_WORDS_MAX];
	hl_usec zero;
	hl_usec at;

	ear = l->ops->ear(l->bed, party, &zero);
	now = ear_now(ear);
	at = zero + now->since * LOOK_SAMPLE_US;
	add(sheet, "%s%s hears %s since %.3f s", *sheet->text ? "; " : "",
	    scenario_line(l->scenario, party)->name, ear_words(ear, now, words),
	    at > l->begin ? (double)(at - l->begin) / 1e6 : 0.0);
}

static void add_near(const struct look *l, unsigned party,
		     const struct sheet *sheet)
{
	const struct scenario_line *line = scenario_line(l->scenario, party);
	struct bed_near near;

	if (!look_near(l, party, &near)) {
		add(sheet, "the controller does not answer");
		return;
	}
	add(sheet, "%s%s", *sheet->text ? "; " : "", line->name);
	if (line->kind == HL_KIND_STATION)
		add(sheet, " is %s", hl_situation_name(near.situation));
	if (near.out)
		add(sheet, " is out of service");
	add(sheet, near.calls ? ", calls:" : ", no call");
	for (unsigned i = 0; i < near.calls; i++)
		add(sheet, " %s%s%s%s%s%s", hl_call_state_name(near.state[i]),
		    *near.mode[i] ? "/" : "", near.mode[i],
		    near.call[i].conference ? " (conference)" : "",
		    *near.call[i].parked ? " parked at " : "",
		    near.call[i].parked);
}

/* All that was heard since the last thing that was done. */
static void add_keys(const struct look *l, unsigned party,
		     const struct sheet *sheet)
{
	const struct ear_heard *heard;
	const struct ear *ear;
	char words[EAR_WORDS_MAX];
	hl_usec zero;

	ear = l->ops->ear(l->bed, party, &zero);
	add(sheet, "%s has heard", scenario_line(l->scenario, party)->name);
	for (unsigned i = 0; i < ear_log_count(ear); i++) {
		heard = ear_log_at(ear, i);
		if (zero + heard->since * LOOK_SAMPLE_US + LOOK_EARLY_US >=
		    l->acted)
			add(sheet, " - %s", ear_words(ear, heard, words));
	}
}

static void add_told(const struct look *l, unsigned party,
		     const struct sheet *sheet)
{
	struct bed_near near;

	if (!look_near(l, party, &near))
		return;
	add(sheet, "a program was told digits '%s' and %u tones from %s",
	    near.digits, near.tones, scenario_line(l->scenario, party)->name);
}

static void add_far(const struct look *l, unsigned party,
		    const struct sheet *sheet)
{
	const struct scenario_line *line = scenario_line(l->scenario, party);
	struct bed_far far;

	if (!look_far(l, party, &far))
		return;
	if (line->kind == HL_KIND_STATION)
		add(sheet,
		    "%s%s: bell %s, lamp %s, canceller %s, %u callers shown '%s' '%s', %s",
		    *sheet->text ? "; " : "", line->name,
		    hl_ring_name(far.ring), far.lamp ? "on" : "off",
		    far.echo ? "on" : "off", far.shown,
		    far.number, far.name,
		    far.messages == 0   ? "told nothing of messages"
		    : far.messages == 1 ? "no message waits"
					: "a message waits");
	else
		add(sheet,
		    "%s%s: %s, digits '%s', %u in pulses, %u lost, %u "
		    "flashes, %s there",
		    *sheet->text ? "; " : "", line->name,
		    far.seized ? "seized" : "not seized", far.digits,
		    far.pulses, far.lost, far.flashes,
		    far.held ? "held" : "not held");
}

static void add_cleared(const struct look *l, unsigned party,
			const struct sheet *sheet)
{
	struct bed_near near;

	if (look_near(l, party, &near))
		add(sheet, "%s was released by %s",
		    scenario_line(l->scenario, party)->name,
		    near.cleared ? plain_leave(near.cleared - 1) : "nobody");
}

static void add_rest(const struct look *l, unsigned party,
		     const struct sheet *sheet)
{
	const char *rest = look_rest(l, party);
	struct bed_far far;
	hl_usec since = 0;

	if (!*rest && !look_silence(l, party, &since))
		add_heard(l, party, sheet);
	if (!*rest && look_far(l, party, &far) && far.ring != HL_RING_NONE)
		rest = "rings";
	if (*rest)
		add(sheet, "%s%s %s", *sheet->text ? "; " : "",
		    scenario_line(l->scenario, party)->name, rest);
}

typedef void(add_fn)(const struct look *l, unsigned party,
		     const struct sheet *sheet);

enum about {
	ABOUT_NAMED, /* the parties of the statement */
	ABOUT_FIRST, /* the first of them */
	ABOUT_OWNER, /* whose call it is */
	ABOUT_ALL,
};

static const struct {
	add_fn *add;
	enum about about;
} rows[SCENARIO_VERB_COUNT] = {
	[SCENARIO_VERB_HEARTONE] = { add_heard, ABOUT_NAMED },
	[SCENARIO_VERB_HEARMUSIC] = { add_heard, ABOUT_NAMED },
	[SCENARIO_VERB_HEARNONE] = { add_heard, ABOUT_NAMED },
	[SCENARIO_VERB_HEARVOICE] = { add_heard, ABOUT_FIRST },
	[SCENARIO_VERB_TALK] = { add_heard, ABOUT_ALL },
	[SCENARIO_VERB_RING] = { add_far, ABOUT_NAMED },
	[SCENARIO_VERB_RINGBACK] = { add_far, ABOUT_NAMED },
	[SCENARIO_VERB_NORING] = { add_far, ABOUT_NAMED },
	[SCENARIO_VERB_RINGAS] = { add_far, ABOUT_NAMED },
	[SCENARIO_VERB_SHOWNONE] = { add_far, ABOUT_NAMED },
	[SCENARIO_VERB_SHOWS] = { add_far, ABOUT_NAMED },
	[SCENARIO_VERB_MESSAGE] = { add_far, ABOUT_OWNER },
	[SCENARIO_VERB_NOMESSAGE] = { add_far, ABOUT_OWNER },
	[SCENARIO_VERB_LAMPON] = { add_far, ABOUT_OWNER },
	[SCENARIO_VERB_LAMPOFF] = { add_far, ABOUT_OWNER },
	[SCENARIO_VERB_ECHOON] = { add_far, ABOUT_OWNER },
	[SCENARIO_VERB_ECHOOFF] = { add_far, ABOUT_OWNER },
	[SCENARIO_VERB_SITUATION] = { add_near, ABOUT_NAMED },
	[SCENARIO_VERB_CALLSTATE] = { add_near, ABOUT_NAMED },
	[SCENARIO_VERB_CALLIS] = { add_near, ABOUT_OWNER },
	[SCENARIO_VERB_CALLS] = { add_near, ABOUT_NAMED },
	[SCENARIO_VERB_NOCALL] = { add_near, ABOUT_NAMED },
	[SCENARIO_VERB_SEIZED] = { add_far, ABOUT_NAMED },
	[SCENARIO_VERB_FREED] = { add_far, ABOUT_NAMED },
	[SCENARIO_VERB_SENT] = { add_far, ABOUT_NAMED },
	[SCENARIO_VERB_FLASHED] = { add_far, ABOUT_NAMED },
	[SCENARIO_VERB_PULSED] = { add_far, ABOUT_NAMED },
	[SCENARIO_VERB_NOTLOST] = { add_far, ABOUT_NAMED },
	[SCENARIO_VERB_HELDTHERE] = { add_far, ABOUT_NAMED },
	[SCENARIO_VERB_NOTHELDTHERE] = { add_far, ABOUT_NAMED },
	[SCENARIO_VERB_CLEARED] = { add_cleared, ABOUT_NAMED },
	[SCENARIO_VERB_OUTOFSERVICE] = { add_near, ABOUT_NAMED },
	[SCENARIO_VERB_INSERVICE] = { add_near, ABOUT_NAMED },
	[SCENARIO_VERB_KEYS] = { add_keys, ABOUT_NAMED },
	[SCENARIO_VERB_NOKEYS] = { add_keys, ABOUT_NAMED },
	[SCENARIO_VERB_PARKED] = { add_near, ABOUT_NAMED },
	[SCENARIO_VERB_INUSE] = { add_near, ABOUT_ALL },
	[SCENARIO_VERB_TOLD] = { add_told, ABOUT_NAMED },
	[SCENARIO_VERB_TOLDVOICE] = { add_told, ABOUT_NAMED },
	[SCENARIO_VERB_NOHELD] = { add_near, ABOUT_ALL },
	[SCENARIO_VERB_QUIET] = { add_rest, ABOUT_ALL },
};

void look_why(const struct look *look,
	      const struct scenario_statement *statement, char *ret,
	      size_t size)
{
	const struct sheet sheet = { ret, size };
	enum about about = rows[statement->verb].about;
	add_fn *fn = rows[statement->verb].add;

	ret[0] = '\0';
	if (statement->verb == SCENARIO_VERB_REFUSED)
		snprintf(ret, size, "the answer was %s",
			 hl_error_info(look->error)->name);
	if (!fn)
		return;
	for (unsigned i = 0; i < scenario_lines(look->scenario); i++) {
		const char *name = scenario_line(look->scenario, i)->name;
		bool is_named = about == ABOUT_ALL;

		if (about == ABOUT_OWNER &&
		    strcmp(statement->call.of, name) == 0)
			is_named = true;
		for (unsigned n = 0;
		     about != ABOUT_OWNER && n < statement->parties; n++)
			if ((about == ABOUT_NAMED || n == 0) &&
			    strcmp(statement->party[n], name) == 0)
				is_named = true;
		if (is_named)
			fn(look, i, &sheet);
	}
}
