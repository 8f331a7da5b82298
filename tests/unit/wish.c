/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wish.h"

#include <string.h>

#define ASK(id, ...) { .request = HL_REQUEST_##id, __VA_ARGS__ }
#define NUMBER(text) .number = (text)
#define VALUE(n) .value = (n)
#define PAIR .pair = true
#define LIGHT .light = true
#define ORDER .order = true

static const struct wish wishes[] = {
	ASK(MAKECALL, NUMBER("102")),
	ASK(MAKECALL, NUMBER("")),
	ASK(MAKECALL, NUMBER("W5")),
	ASK(ACCEPT, NUMBER("")),
	ASK(ANSWER, NUMBER("")),
	ASK(REDIRECT, NUMBER("103")),
	ASK(REDIRECT, NUMBER("102")),
	ASK(DIAL, NUMBER("102")),
	ASK(DROP, NUMBER("")),
	ASK(HOLD, NUMBER("")),
	ASK(UNHOLD, NUMBER("")),
	ASK(SWAP, PAIR),
	ASK(CONSULT, NUMBER("")),
	ASK(CONSULT, NUMBER("103")),
	ASK(TRANSFER, PAIR),
	ASK(JOIN, PAIR),
	ASK(BLIND, NUMBER("103")),
	ASK(BLIND, NUMBER("95")),
	ASK(CONFERENCE, NUMBER("")),
	ASK(CONFERENCE, NUMBER("103")),
	ASK(CONFERENCE, NUMBER("103"), VALUE(HL_ASK_NOHOLD)),
	ASK(NEWCONFERENCE, NUMBER("")),
	ASK(PREPARE, NUMBER("")),
	ASK(PREPARE, NUMBER("103"), VALUE(HL_ASK_NOHOLD)),
	ASK(ADD, PAIR),
	ASK(REMOVE, NUMBER("")),
	ASK(PARK, VALUE(2)),
	ASK(PARK, NUMBER("701"), VALUE(1)),
	ASK(PARK, NUMBER("103"), VALUE(1)),
	ASK(UNPARK, NUMBER("701")),
	ASK(UNPARK, NUMBER("103")),
	ASK(PICKUP, NUMBER("")),
	ASK(PICKUP, NUMBER("102")),
	ASK(PICKUP, VALUE(1)),
	ASK(SECURE, NUMBER("")),
	ASK(PRIVACY, VALUE(1)),
	ASK(PRIVACY, VALUE(0)),
	ASK(TREATMENT, VALUE(1), LIGHT),
	ASK(MONITORDIGITS, VALUE(2), LIGHT),
	ASK(MONITORTONES, LIGHT, .tone = { { 440, 0 }, 200 }),
	ASK(DIGITS, NUMBER("5"), LIGHT),
	ASK(TONE, VALUE(8), LIGHT),
	ASK(MESSAGE, VALUE(1), ORDER),
	ASK(FORWARD, NUMBER("103"), ORDER),
	ASK(FORWARD, NUMBER(""), ORDER),
	ASK(DND, VALUE(1), ORDER),
	ASK(DND, VALUE(0), ORDER),
	ASK(FLASH, LIGHT),
	ASK(RESET, NUMBER("")),
};

const struct wish *wish_list(unsigned *ret)
{
	*ret = sizeof(wishes) / sizeof(wishes[0]);
	return wishes;
}

/* Refusals that the feature word must have foretold. */
static bool is_foretold(enum hl_error error)
{
	return error == HL_ERR_OPERATIONUNAVAIL ||
	       error == HL_ERR_INVALCALLSTATE ||
	       error == HL_ERR_INVALLINESTATE || error == HL_ERR_INUSE ||
	       error == HL_ERR_CALLUNAVAIL || error == HL_ERR_CONFERENCEFULL ||
	       error == HL_ERR_INVALCONFCALLHANDLE;
}

bool wish_try(struct table *t, const struct wish *wish, hl_line line,
	      hl_call call, hl_call other)
{
	bool of_line = hl_request_info(wish->request)->of_line;
	struct hl_event event = {
		.request = wish->request,
		.call = of_line ? HL_NO_CALL : call,
		.other = other,
		.line = line,
		.value = wish->value,
		.tones = { wish->tone },
	};
	enum hl_error error;
	bool can;

	if (wish->number)
		strncpy(event.number, wish->number, sizeof(event.number) - 1);
	can = of_line ? hl_model_can_line(t->m, wish->request, line)
		      : hl_model_can(t->m, wish->request, call);
	error = table_request(t, &event);
	if (!can)
		return error != HL_ERR_NONE;
	/* Which second call, or which kind of pickup, makes a difference. */
	if (wish->pair || wish->request == HL_REQUEST_PICKUP)
		return true;
	return !is_foretold(error);
}
