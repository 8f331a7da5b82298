/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words.c - columns, sets of states, lines
 *
 * In:  states, sentences.
 * Out: text of the width of a page.
 */
#include "words.h"

#include <string.h>

#include "tapi.h"

#define MANY 11 /* states of a set that is said by what it lacks (house) */

/* clang-format off */
static const char states[][4] = {
	[HL_CALL_IDLE] = "idl",        [HL_CALL_OFFERING] = "off",
	[HL_CALL_ACCEPTED] = "acc",    [HL_CALL_DIALTONE] = "dtn",
	[HL_CALL_DIALING] = "dlg",     [HL_CALL_RINGBACK] = "rbk",
	[HL_CALL_BUSY] = "bsy",        [HL_CALL_SPECIALINFO] = "sit",
	[HL_CALL_CONNECTED] = "con",   [HL_CALL_PROCEEDING] = "pro",
	[HL_CALL_ONHOLD] = "hld",      [HL_CALL_CONFERENCED] = "cnf",
	[HL_CALL_ONHOLDPENDCONF] = "hpc",
	[HL_CALL_ONHOLDPENDTRANSFER] = "hpt",
	[HL_CALL_DISCONNECTED] = "dis", [HL_CALL_UNKNOWN] = "unk",
};

static const char events[][4] = {
	[HL_CEV_DIGIT] = "dig",    [HL_CEV_ROUTED] = "rtd",
	[HL_CEV_ALERT] = "alt",    [HL_CEV_FARBUSY] = "fby",
	[HL_CEV_REFUSE] = "rfs",   [HL_CEV_ACCEPT] = "acp",
	[HL_CEV_CONNECT] = "cnt",  [HL_CEV_HOLD] = "hol",
	[HL_CEV_CONSULT] = "csl",  [HL_CEV_PREPARE] = "prp",
	[HL_CEV_UNHOLD] = "unh",   [HL_CEV_JOIN] = "joi",
	[HL_CEV_PART] = "prt",     [HL_CEV_PARTHELD] = "phd",
	[HL_CEV_FARGONE] = "fgn",  [HL_CEV_RELEASE] = "rls",
	[HL_CEV_DOUBT] = "dbt",
};
/* clang-format on */

_Static_assert(sizeof(states) / sizeof(states[0]) == HL_CALL_STATE_COUNT,
	       "every state has its letters");
_Static_assert(sizeof(events) / sizeof(events[0]) == HL_CALL_EVENT_COUNT,
	       "every event has its letters");

const char *words_state(enum hl_call_st state)
{
	return (unsigned)state < HL_CALL_STATE_COUNT ? states[state] : "?";
}

const char *words_event(enum hl_call_event event)
{
	return (unsigned)event < HL_CALL_EVENT_COUNT ? events[event] : "?";
}

uint32_t words_bit(enum hl_call_st state)
{
	return hl_call_state_value(state);
}

void words_heads(FILE *out, int indent)
{
	fprintf(out, "%*s", indent, "");
	for (unsigned s = 0; s < HL_CALL_STATE_COUNT; s++)
		fprintf(out, " %s", states[s]);
	fputc('\n', out);
}

static unsigned bits(uint32_t set)
{
	unsigned n = 0;

	for (; set; set &= set - 1)
		n++;
	return n;
}

int words_set(FILE *out, uint32_t set)
{
	int n = 0;

	if (!set)
		return fprintf(out, "new");
	if (set == S_ALL)
		return fprintf(out, "all");
	if (bits(set) > MANY) {
		n = fprintf(out, "all but ");
		set = S_ALL & ~set;
		return n + words_set(out, set);
	}
	for (unsigned s = 0; s < HL_CALL_STATE_COUNT; s++)
		if (set & words_bit(s))
			n += fprintf(out, "%s%s", n ? " " : "", states[s]);
	return n;
}

void words_set_js(struct js *js, const char *key, uint32_t set)
{
	js_array(js, key);
	for (unsigned s = 0; s < HL_CALL_STATE_COUNT; s++)
		if (set & words_bit(s))
			js_text(js, NULL, hl_call_state_name(s));
	js_close(js);
}

void words_pad(FILE *out, int column, int to)
{
	fprintf(out, "%*s", to > column ? to - column : 1, "");
}

static void wrap(FILE *out, const char *blank, const char *text, int column,
		 int indent)
{
	while (*text) {
		int n = (int)strcspn(text, " ");

		if (column + (int)strlen(blank) + n > WORDS_WIDTH &&
		    column > indent) {
			fprintf(out, "\n%*s", indent, "");
			column = indent;
			blank = "";
		}
		fprintf(out, "%s%.*s", blank, n, text);
		column += (int)strlen(blank) + n;
		text += n;
		text += strspn(text, " ");
		blank = " ";
	}
	fputc('\n', out);
}

void words_wrap(FILE *out, const char *text, int column, int indent)
{
	wrap(out, "", text, column, indent);
}

void words_more(FILE *out, const char *text, int column, int indent)
{
	wrap(out, " ", text, column, indent);
}

void words_states_explain(FILE *out)
{
	static const char *const meanings[] = {
#define X(id, value, wire, plain, meaning) meaning,
		HL_CALL_STATES(X)
#undef X
	};

	fprintf(out, "states\n");
	for (unsigned s = 0; s < HL_CALL_STATE_COUNT; s++) {
		fprintf(out, "  %s  0x%04x  %-19s", states[s], words_bit(s),
			hl_call_state_name(s));
		words_wrap(out, meanings[s], 34, 34);
	}
}

void words_events_explain(FILE *out)
{
	static const char *const meanings[] = {
#define X(id, wire, meaning) meaning,
		HL_CALL_EVENTS(X)
#undef X
	};

	fprintf(out, "events\n");
	for (unsigned e = 0; e < HL_CALL_EVENT_COUNT; e++)
		fprintf(out, "  %s  %-9s  %s\n", events[e],
			hl_call_event_name(e), meanings[e]);
}
