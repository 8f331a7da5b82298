/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * transitions.c - the table that moves a call, read from the model
 *
 * In:  hl_call_rule() for every state and event.
 * Out: the table, and the list of moves derived from it; the graph.
 * Not: what TAPI says of it - moves.c.
 */
#include "tables.h"
#include "words.h"

uint32_t transitions_events(enum hl_call_st from, enum hl_call_st to)
{
	uint32_t events = 0;

	for (unsigned e = 0; e < HL_CALL_EVENT_COUNT; e++) {
		const struct hl_rule *rule = hl_call_rule(from, e);

		if (rule->kind == HL_RULE_GO && rule->next == to)
			events |= 1u << e;
	}
	return events;
}

static const char *cell(const struct hl_rule *rule)
{
	switch (rule->kind) {
	case HL_RULE_GO:
		return words_state(rule->next);
	case HL_RULE_STAY:
		return "=";
	case HL_RULE_REFUSE:
		return "-";
	case HL_RULE_NEVER:
		return ".";
	}
	return "?";
}

static void grid(FILE *out)
{
	fprintf(out, "     ");
	for (unsigned e = 0; e < HL_CALL_EVENT_COUNT; e++)
		fprintf(out, " %s", words_event(e));
	fputc('\n', out);
	for (unsigned s = 0; s < HL_CALL_STATE_COUNT; s++) {
		fprintf(out, "  %s", words_state(s));
		for (unsigned e = 0; e < HL_CALL_EVENT_COUNT; e++)
			fprintf(out, " %3s", cell(hl_call_rule(s, e)));
		fputc('\n', out);
	}
	fprintf(out, "\n  three letters  goes to that state\n"
		     "  =              accepted, the state stays\n"
		     "  -              refused: INVALCALLSTATE\n"
		     "  .              never: cannot arise\n\n");
}

static void events_print(FILE *out, uint32_t events)
{
	const char *comma = "";

	for (unsigned e = 0; e < HL_CALL_EVENT_COUNT; e++) {
		if (!(events & 1u << e))
			continue;
		fprintf(out, "%s%s", comma, hl_call_event_name(e));
		comma = ", ";
	}
}

void transitions_text(const struct tapi *tapi, bool legend, FILE *out)
{
	(void)legend; /* whoever reads on needs it anyway */
	fprintf(out, "TRANSITIONS: what follows in a state on an event\n\n");
	grid(out);
	words_states_explain(out);
	fputc('\n', out);
	words_events_explain(out);
	fprintf(out, "\nmoves\n");
	for (unsigned to = 0; to < HL_CALL_STATE_COUNT; to++)
		if (tapi->births & words_bit(to))
			fprintf(out, "  %-18s -> %-18s (a call begins)\n",
				"(new)", hl_call_state_name(to));
	for (unsigned from = 0; from < HL_CALL_STATE_COUNT; from++) {
		for (unsigned to = 0; to < HL_CALL_STATE_COUNT; to++) {
			uint32_t events = transitions_events(from, to);

			if (!events)
				continue;
			fprintf(out, "  %-18s -> %-18s ",
				hl_call_state_name(from),
				hl_call_state_name(to));
			events_print(out, events);
			fputc('\n', out);
		}
	}
}

static void lists_js(struct js *js)
{
	js_array(js, "states");
#define X(id, number, wire, plain, meaning)                                    \
	js_row(js, NULL);                                                      \
	js_text(js, "state", wire);                                            \
	js_number(js, "value", number);                                        \
	js_text(js, "plain", plain);                                           \
	js_text(js, "meaning", meaning);                                       \
	js_close(js);
	HL_CALL_STATES(X)
#undef X
	js_close(js);
	js_array(js, "events");
#define X(id, wire, meaning)                                                   \
	js_row(js, NULL);                                                      \
	js_text(js, "event", wire);                                            \
	js_text(js, "meaning", meaning);                                       \
	js_close(js);
	HL_CALL_EVENTS(X)
#undef X
	js_close(js);
}

static void rules_js(struct js *js)
{
	static const char *const kinds[] = {
		[HL_RULE_GO] = "go",
		[HL_RULE_STAY] = "stay",
		[HL_RULE_REFUSE] = "refuse",
		[HL_RULE_NEVER] = "never",
	};

	js_array(js, "rules");
	for (unsigned s = 0; s < HL_CALL_STATE_COUNT; s++) {
		for (unsigned e = 0; e < HL_CALL_EVENT_COUNT; e++) {
			const struct hl_rule *rule = hl_call_rule(s, e);

			js_row(js, NULL);
			js_text(js, "state", hl_call_state_name(s));
			js_text(js, "event", hl_call_event_name(e));
			js_text(js, "rule", kinds[rule->kind]);
			if (rule->kind == HL_RULE_GO)
				js_text(js, "next",
					hl_call_state_name(rule->next));
			js_close(js);
		}
	}
	js_close(js);
}

void transitions_js(const struct tapi *tapi, struct js *js)
{
	lists_js(js);
	words_set_js(js, "births", tapi->births);
	rules_js(js);
	js_array(js, "moves");
	for (unsigned from = 0; from < HL_CALL_STATE_COUNT; from++) {
		for (unsigned to = 0; to < HL_CALL_STATE_COUNT; to++) {
			uint32_t events = transitions_events(from, to);

			if (!events)
				continue;
			js_row(js, NULL);
			js_text(js, "from", hl_call_state_name(from));
			js_text(js, "to", hl_call_state_name(to));
			js_array(js, "events");
			for (unsigned e = 0; e < HL_CALL_EVENT_COUNT; e++)
				if (events & 1u << e)
					js_text(js, NULL,
						hl_call_event_name(e));
			js_close(js);
			js_close(js);
		}
	}
	js_close(js);
}

void transitions_dot(const struct tapi *tapi, FILE *out)
{
	fprintf(out, "digraph transitions {\n"
		     "\trankdir=LR;\n"
		     "\tnode [shape=box, style=rounded];\n"
		     "\tnew [shape=point];\n"
		     "\tidle [peripheries=2];\n");
	for (unsigned s = 0; s < HL_CALL_STATE_COUNT; s++)
		fprintf(out, "\t%s [label=\"%s\\n%s\"];\n",
			hl_call_state_name(s), hl_call_state_name(s),
			hl_call_state_plain(s));
	for (unsigned to = 0; to < HL_CALL_STATE_COUNT; to++)
		if (tapi->births & words_bit(to))
			fprintf(out, "\tnew -> %s;\n", hl_call_state_name(to));
	for (unsigned from = 0; from < HL_CALL_STATE_COUNT; from++) {
		for (unsigned to = 0; to < HL_CALL_STATE_COUNT; to++) {
			uint32_t events = transitions_events(from, to);

			if (!events)
				continue;
			fprintf(out, "\t%s -> %s [label=\"",
				hl_call_state_name(from),
				hl_call_state_name(to));
			events_print(out, events);
			fprintf(out, "\"];\n");
		}
	}
	fprintf(out, "}\n");
}
