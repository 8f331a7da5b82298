/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * caller.c - what a telephone, or an exchange, is told about who is there
 *
 * In:  a station with an offered call, and the time of day; a trunk.
 * Out: the message for its display; who is at our end.
 * Not: how it travels - the cards, src/media/clid.c.
 */
#include <string.h>
#include <time.h>

#include "engine_private.h"
#include "holdline/clid.h"

static const struct hl_call_state *offered(const struct hl_model *m,
					   hl_line line)
{
	const struct hl_line_state *l = hl_model_line(m, line);

	for (unsigned i = 0; l && i < HL_CALLS_PER_LINE; i++) {
		const struct hl_call_state *c = hl_model_call(m, l->calls[i]);

		if (c && (c->state == HL_CALL_OFFERING ||
			  c->state == HL_CALL_ACCEPTED))
			return c;
	}
	return NULL;
}

/* Telephones show the time of the place. */
static void time_fill(const struct hl_engine *e, struct hl_clid *ret)
{
	struct tm tm;
	time_t now;

	if (!e->host.wall)
		return;
	now = (time_t)(e->host.wall(e->host.ctx) / 1000000);
	if (!localtime_r(&now, &tm))
		return;
	ret->month = (uint8_t)(tm.tm_mon + 1);
	ret->day = (uint8_t)tm.tm_mday;
	ret->hour = (uint8_t)tm.tm_hour;
	ret->minute = (uint8_t)tm.tm_min;
}

/*
 * The number, or why there is none. Without a name the trunk's says at least
 * from where the call comes.
 */
static void number_fill(const struct hl_call_state *c, struct hl_clid *ret)
{
	bool known = !c->absent && hl_clid_set_number(ret, c->party) == 0;

	if (!known)
		ret->number_absent = c->absent == HL_CLID_ABSENT_WITHHELD
					     ? HL_CLID_ABSENT_WITHHELD
					     : HL_CLID_ABSENT_UNAVAILABLE;
	if (c->name[0])
		hl_clid_set_name(ret, c->name);
	else if (ret->number_absent == HL_CLID_ABSENT_WITHHELD)
		ret->name_absent = HL_CLID_ABSENT_WITHHELD;
	else if (!known)
		hl_clid_set_name(ret, c->party);
}

/* The number by which a station is called: a shared one, or its own. */
static const char *number_of(const struct hl_model *m, hl_line line)
{
	int address = hl_model_address(m, line);

	if (address >= 0)
		return hl_model_get_plan(m)->address[address].name;
	return hl_model_line(m, line)->set.name;
}

/*
 * Who is at our end of a trunk: told to an exchange that takes names. Behind
 * another trunk it is whoever is at the far end of that one.
 */
bool caller_ours(const struct hl_engine *e, hl_line line, struct hl_clid *ret)
{
	const struct hl_line_state *l = hl_model_line(e->model, line);
	const struct hl_call_state *c = hl_model_call(e->model, l->calls[0]);
	const struct hl_call_state *p =
		c ? hl_model_call(e->model, c->peer) : NULL;
	const struct hl_line_state *by;

	memset(ret, 0, sizeof(*ret));
	if (!p)
		return false;
	by = hl_model_line(e->model, p->line);
	if (by->set.kind == HL_KIND_TRUNK)
		number_fill(p, ret);
	else if (hl_line_withholds(by))
		ret->number_absent = HL_CLID_ABSENT_WITHHELD;
	else
		hl_clid_set_number(ret, number_of(e->model, p->line));
	return true;
}

bool caller_find(const struct hl_engine *e, hl_line line, struct hl_clid *ret)
{
	const struct hl_call_state *c = offered(e->model, line);
	const struct hl_line_state *by;

	memset(ret, 0, sizeof(*ret));
	if (!c)
		return false;
	time_fill(e, ret);
	number_fill(c, ret);
	by = hl_model_line(e->model, c->redirector);
	if (by && hl_dial_is_digits(by->set.name))
		memcpy(ret->redirecting, by->set.name,
		       sizeof(by->set.name) < sizeof(ret->redirecting)
			       ? sizeof(by->set.name)
			       : sizeof(ret->redirecting) - 1);
	return true;
}
