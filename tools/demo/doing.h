/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * doing.h - what is going on at a line, in the words of a bystander
 */
#ifndef DEMO_DOING_H
#define DEMO_DOING_H

#include "holdline/model.h"
#include "tools/timeline.h"

/**
 * struct doing - what a line is doing
 * @look:  its kind, for pictures
 * @call:  number of the station's half of the call, or HL_NO_CALL
 * @words: "talking to co1", "" for nothing
 */
struct doing {
	enum timeline_look look;
	hl_call call;
	char words[TIMELINE_WORDS_MAX];
};

/** doing_find() - look at a line. */
void doing_find(const struct hl_model *model, hl_line line, struct doing *ret);

/** doing_hook() - "on", "off"; a trunk: "seized", "idle"; "-" no service. */
const char *doing_hook(const struct hl_model *model, hl_line line);

/**
 * doing_party() - who is at the other end of a call
 *
 * Return: name of a line, a number, or "".
 */
const char *doing_party(const struct hl_model *model,
			const struct hl_call_state *call);

/** doing_held() - the call that a line holds, or NULL. */
const struct hl_call_state *doing_held(const struct hl_model *model,
				       hl_line line);

#endif
