/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * names.c - words for switches, events, notifications and states
 *
 * In:  a value, or a word of the configuration.
 * Out: the other one.
 * Not: what they do.
 */
#include "stack.h"

#include <errno.h>
#include <string.h>

/* clang-format off */
static const struct {
	const char *word;
	const char *plain;
	int value;
} switches[] = {
#define X(id, word, plain) { word, plain, PRI_SWITCH_##id },
	LINK_SWITCHES(X)
#undef X
};

static const struct {
	unsigned code;
	const char *word;
} notices[] = {
#define X(id, word, code, meaning) { code, word },
	LINK_NOTICES(X)
#undef X
};
/* clang-format on */

#define NOTICES (sizeof(notices) / sizeof(notices[0]))

int link_switch_find(const char *word, enum link_switch *ret)
{
	unsigned i;

	for (i = 0; i < LINK_SWITCH_COUNT; i++) {
		if (strcmp(switches[i].word, word))
			continue;
		*ret = (enum link_switch)i;
		return 0;
	}
	return -ENOENT;
}

const char *link_switch_word(enum link_switch value)
{
	return (unsigned)value < LINK_SWITCH_COUNT ? switches[value].word : "?";
}

const char *link_switch_plain(enum link_switch value)
{
	return (unsigned)value < LINK_SWITCH_COUNT ? switches[value].plain
						   : "?";
}

int isdn_switch_value(enum link_switch value)
{
	return switches[value].value;
}

const char *link_notice_name(unsigned notice)
{
	unsigned i;

	for (i = 0; i < NOTICES; i++)
		if (notices[i].code == notice)
			return notices[i].word;
	return "?";
}

int isdn_notice_code(const struct link *link, unsigned notice)
{
	if (notice > 0x7f) /* Q.931 4.5.22: seven bits */
		return -EINVAL;
	if (link->set.kind == LINK_SWITCH_EUROISDN_E1 ||
	    link->set.kind == LINK_SWITCH_EUROISDN_T1)
		return (int)notice;

	switch (notice) {
	case LINK_NOTICE_REMOTE_HOLD:
		return LINK_NOTICE_SUSPENDED;
	case LINK_NOTICE_REMOTE_BACK:
		return LINK_NOTICE_RESUMED;
	case LINK_NOTICE_SUSPENDED:
	case LINK_NOTICE_RESUMED:
	case LINK_NOTICE_BEARER:
		return (int)notice;
	default:
		return -ENOTSUP;
	}
}

const char *link_event_name(enum link_event_kind value)
{
	switch (value) {
#define X(id, word, meaning)                                                   \
	case LINK_##id:                                                        \
		return word;
		LINK_EVENTS(X)
#undef X
	case LINK_EVENT_COUNT:
		break;
	}
	return "?";
}

const char *link_state_name(enum link_state value)
{
	switch (value) {
#define X(id, word, meaning)                                                   \
	case LINK_ST_##id:                                                     \
		return word;
		LINK_STATES(X)
#undef X
	case LINK_STATE_COUNT:
		break;
	}
	return "?";
}

const char *link_phase_name(enum link_phase value)
{
	switch (value) {
#define X(id, word, meaning)                                                   \
	case LINK_PH_##id:                                                     \
		return word;
		LINK_PHASES(X)
#undef X
	case LINK_PHASE_COUNT:
		break;
	}
	return "?";
}
