/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * who.c - who is at the other end, and what a telephone may be told of it
 *
 * In:  two halves of a call; what an exchange tells of its caller.
 * Out: number and name at the half that shall know them; the number to call
 *      back.
 * Not: when it is told - trunk_in.c, reach.c; the display - run/caller.c.
 *
 * A station's half knows who it is connected to now. A trunk's half knows who
 * is at the far end of the trunk, whoever talks to it here: that is how a
 * caller's number survives transfer, park and recall.
 */
#include "block.h"

#include "holdline/clid.h"

/* E.164 with the sign for "international" in front, or what can be dialled. */
bool who_is_number(const char *text)
{
	return hl_dial_is_digits(text[0] == '+' ? text + 1 : text);
}

/* Bytes of the UTF-8 character at @text, of @left; 0 when it is none. */
static unsigned character(const char *text, unsigned left)
{
	unsigned char first = (unsigned char)text[0];
	unsigned n = first < 0x80   ? 1
		     : first < 0xc2 ? 0
		     : first < 0xe0 ? 2
		     : first < 0xf0 ? 3
				    : 0;

	if (n > left || (n == 1 && (first < ' ' || first == 0x7f)))
		return 0;
	for (unsigned i = 1; i < n; i++)
		if (((unsigned char)text[i] & 0xc0) != 0x80)
			return 0;
	return n;
}

/* A name as text: what is no character, or steers a screen, becomes '?'. */
static void clean(const char *name, char ret[HL_PARTY_NAME_MAX])
{
	size_t at = 0;

	memset(ret, 0, HL_PARTY_NAME_MAX);
	for (unsigned i = 0; i < HL_PARTY_NAME_MAX && name[i];) {
		unsigned n = character(&name[i], HL_PARTY_NAME_MAX - i);

		if (at + (n ? n : 1) >= HL_PARTY_NAME_MAX)
			break;
		if (n)
			memcpy(&ret[at], &name[i], n);
		else
			ret[at] = '?';
		at += n ? n : 1;
		i += n ? n : 1;
	}
}

/* Is anything told of who is at the far end of a trunk? */
bool who_is_known(const struct hl_call_state *trunk)
{
	return trunk->party[0] || trunk->name[0] || trunk->absent;
}

/* A station's half learns who is at the other one. */
void who_learn(struct step *s, struct hl_call_state *call,
	       const struct hl_call_state *far)
{
	const struct hl_line_state *l = block_line(s->m, far->line);

	if (look_is_trunk(s->m, call->line))
		return;
	if (!look_is_trunk(s->m, far->line))
		call_who(s, call, l->set.name, "",
			 hl_line_withholds(l) ? HL_CLID_ABSENT_WITHHELD : 0);
	else
		call_who(s, call,
			 who_is_number(far->party) ? far->party : l->set.name,
			 far->name, far->absent);
}

/* A station's half learns what another half has known of its own party. */
void who_like(struct step *s, struct hl_call_state *call,
	      const struct hl_call_state *like)
{
	if (!look_is_trunk(s->m, call->line))
		call_who(s, call, like->party, like->name, like->absent);
}

/* The number under which somebody outside is called from here; 0 or -1. */
static int dialable(struct hl_model *m, hl_line trunk, const char *number,
		    char ret[HL_DIGITS_MAX + 1])
{
	const struct hl_pattern *found;
	const struct hl_pattern *p;

	for (unsigned i = 0; i < m->plan.patterns; i++) {
		const struct hl_group *g;
		unsigned k = 0;

		p = &m->plan.pattern[i];
		if (p->kind != HL_ROUTE_GROUP ||
		    strspn(p->text, "0123456789*#") < p->strip ||
		    p->strip + strlen(number) > HL_DIGITS_MAX)
			continue;
		g = &m->plan.group[p->group];
		while (k < g->count && g->lines[k] != trunk)
			k++;
		if (k == g->count)
			continue;
		memset(ret, 0, HL_DIGITS_MAX + 1);
		memcpy(ret, p->text, p->strip);
		memcpy(ret + p->strip, number, strlen(number));
		if (hl_dial_match(&m->plan, ret, &found) >= HL_MATCH_LONGER &&
		    found == p)
			return 0;
	}
	return -1;
}

/*
 * Who called last can be called back when it is a number that can be dialled.
 * Otherwise nobody can be: not whoever called before.
 */
void who_keep(struct step *s, const struct hl_call_state *offer,
	      const struct hl_call_state *far)
{
	char number[HL_DIGITS_MAX + 1] = "";

	if (look_is_back(offer))
		return;
	if (look_is_trunk(s->m, far->line)) {
		if (!hl_dial_is_digits(far->party) ||
		    dialable(s->m, far->line, far->party, number) < 0)
			number[0] = '\0';
	} else if (hl_dial_is_digits(offer->party) && !offer->absent) {
		strcpy(number, offer->party);
	}
	number_set(s->m, offer->line, HL_NUMBER_CALLER, number);
}

/* The exchange tells who is at the far end: all who talk to it learn it. */
void who_came(struct step *s, struct hl_call_state *trunk,
	      const struct hl_event *ev)
{
	bool known = who_is_number(ev->number);
	char name[HL_PARTY_NAME_MAX];
	struct bridge_walk w;
	struct hl_call_state *c = block_call(s->m, trunk->peer);

	clean(ev->name, name);
	call_who(s, trunk, known ? ev->number : trunk->party, name,
		 known || ev->value > 2 ? 0 : (uint8_t)ev->value);
	touch_call(s, trunk);
	if (!c)
		return;
	bridge_begin(&w, s->m, c);
	for (; c; c = bridge_next(&w)) {
		who_learn(s, c, trunk);
		if (look_is_offered(c))
			who_keep(s, c, trunk);
	}
}
