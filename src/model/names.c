/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * names.c - the words of every list, made from the lists themselves
 *
 * In:  a value of one of the model's enums.
 * Out: its wire word, plain word or meaning.
 * Not: anything else.
 */
#include "holdline/model.h"
#include "name_of.h"

#include <string.h>

#define WORD(id, wire, ...) wire,
NAME_OF(hl_break_name, enum hl_break, HL_BREAKS)
NAME_OF(hl_gesture_name, enum hl_gesture, HL_GESTURES)
NAME_OF(hl_door_name, enum hl_door, HL_DOORS)
NAME_OF(hl_event_name, enum hl_event_kind, HL_EVENTS)
NAME_OF(hl_request_name, enum hl_request_kind, HL_REQUESTS)
NAME_OF(hl_wire_name, enum hl_wire_kind, HL_WIRES)
NAME_OF(hl_call_event_name, enum hl_call_event, HL_CALL_EVENTS)
NAME_OF(hl_situation_name, enum hl_situation, HL_SITUATIONS)
NAME_OF(hl_op_name, enum hl_op, HL_OPS)
NAME_OF(hl_service_name, enum hl_service, HL_SERVICES)
NAME_OF(hl_onhook_name, enum hl_onhook, HL_ONHOOKS)
NAME_OF(hl_fallback_name, enum hl_fallback, HL_FALLBACKS)
NAME_OF(hl_messages_name, enum hl_messages, HL_MESSAGES)
NAME_OF(hl_code_name, enum hl_code, HL_CODES)
NAME_OF(hl_procedure_name, enum hl_procedure, HL_PROCEDURES)
NAME_OF(hl_number_kind_name, enum hl_number_kind, HL_NUMBERS)
NAME_OF(hl_caller_name, enum hl_caller_class, HL_CALLERS)
NAME_OF(hl_effect_name, enum hl_effect_kind, HL_EFFECTS)
#undef WORD

#define WORD(id, value, wire, ...) wire,
NAME_OF(hl_call_state_name, enum hl_call_st, HL_CALL_STATES)
NAME_OF(hl_reason_name, enum hl_call_reason, HL_CALL_REASONS)
NAME_OF(hl_origin_name, enum hl_call_origin, HL_CALL_ORIGINS)
NAME_OF(hl_sharing_name, enum hl_sharing, HL_SHARINGS)
NAME_OF(hl_answer_name, enum hl_answer, HL_ANSWERS)
NAME_OF(hl_remove_name, enum hl_remove, HL_REMOVES)
#undef WORD

#define WORD(id, value, wire, plain, ...) plain,
NAME_OF(hl_call_state_plain, enum hl_call_st, HL_CALL_STATES)
#undef WORD

#define WORD(id, wire, meaning) meaning,
NAME_OF(hl_situation_meaning, enum hl_situation, HL_SITUATIONS)
#undef WORD

#define WORD(id, key, def, meaning) key,
NAME_OF(hl_switch_key, enum hl_switch, HL_SWITCHES)
#undef WORD

#define WORD(id, key, def, meaning) meaning,
NAME_OF(hl_switch_meaning, enum hl_switch, HL_SWITCHES)
#undef WORD

unsigned hl_switch_defaults(void)
{
	unsigned bits = 0;

#define X(id, key, def, meaning) bits |= (unsigned)(def) << HL_SWITCH_##id;
	HL_SWITCHES(X)
#undef X
	return bits;
}

#define VALUE_OF(function, type, list)                                         \
	uint32_t function(type value)                                          \
	{                                                                      \
		static const uint32_t values[] = { list(VALUE) };              \
                                                                               \
		if ((unsigned)value >= sizeof(values) / sizeof(values[0]))     \
			return 0;                                              \
		return values[value];                                          \
	}

#define VALUE(id, value, ...) value,
VALUE_OF(hl_call_state_value, enum hl_call_st, HL_CALL_STATES)
VALUE_OF(hl_reason_value, enum hl_call_reason, HL_CALL_REASONS)
VALUE_OF(hl_origin_value, enum hl_call_origin, HL_CALL_ORIGINS)
VALUE_OF(hl_sharing_value, enum hl_sharing, HL_SHARINGS)
#undef VALUE

const struct hl_request_info *hl_request_info(enum hl_request_kind value)
{
	enum { CALL = 0, LINE = 1 };
	static const struct hl_request_info infos[] = {
#define X(id, wire, method, of, word, bit, meaning)                            \
	{ wire, method, of, word, bit, meaning },
		HL_REQUESTS(X)
#undef X
	};

	return &infos[(unsigned)value < HL_REQUEST_COUNT ? value : 0];
}

const struct hl_error_info *hl_error_info(enum hl_error error)
{
	static const struct hl_error_info infos[] = {
#define X(id, value, wire, sentence, mend) { value, wire, sentence, mend },
		HL_ERRORS(X)
#undef X
	};

	if ((unsigned)error >= HL_ERROR_COUNT)
		error = HL_ERR_OPERATIONFAILED;
	return &infos[error];
}

const struct hl_timer_info *hl_timer_info(enum hl_timer timer)
{
	static const struct hl_timer_info infos[] = {
#define X(id, key, ms, least, most, meaning, source)                           \
	{ #id, key, ms, least, most, meaning, source },
		HL_TIMERS(X)
#undef X
	};

	return &infos[(unsigned)timer < HL_TIMER_COUNT ? timer : 0];
}

bool hl_code_takes_number(enum hl_code value)
{
	static const bool takes[] = {
#define X(id, wire, number, meaning) number,
		HL_CODES(X)
#undef X
	};

	return (unsigned)value < HL_CODE_COUNT && takes[value];
}

void hl_line_defaults(struct hl_line_settings *ret)
{
	memset(ret, 0, sizeof(*ret));
	ret->switches = hl_switch_defaults();
	ret->operator = HL_NO_LINE;
	ret->held = HL_HELD_DEFAULT;
	ret->parties = HL_PARTIES_DEFAULT;
	ret->answer = HL_ANSWER_HOLD;
	ret->bell[HL_CALLER_INTERNAL] = HL_RING_NORMAL;
	ret->bell[HL_CALLER_EXTERNAL] = HL_RING_NORMAL;
	ret->bell[HL_CALLER_BACK] = HL_RING_RECALL;
	ret->remove = HL_REMOVE_ANY;
	ret->messages = HL_MESSAGES_AUTO;
	ret->dial_anyway = 1;
	ret->releases = HL_RELEASES_DEFAULT;
	for (unsigned i = 0; i < HL_TIMER_COUNT; i++)
		ret->timer[i] = hl_timer_info(i)->def;
	for (unsigned i = 0; i < HL_RING_TARGETS_MAX; i++)
		ret->ring[i] = HL_NO_LINE;
}

/* Words of the mode bits, by state; the first bit found names the mode. */
struct mode_word {
	enum hl_call_st state;
	unsigned bit;
	const char *word;
};

static const struct mode_word mode_words[] = {
	{ HL_CALL_CONNECTED, HL_CONNECTED_ACTIVEHELD, "activeheld" },
	{ HL_CALL_CONNECTED, HL_CONNECTED_INACTIVEHELD, "inactiveheld" },
	{ HL_CALL_CONNECTED, HL_CONNECTED_INACTIVE, "inactive" },
	{ HL_CALL_CONNECTED, HL_CONNECTED_CONFIRMED, "confirmed" },
	{ HL_CALL_CONNECTED, HL_CONNECTED_ACTIVE, "active" },
	{ HL_CALL_DIALTONE, HL_DIALTONE_NORMAL, "normal" },
	{ HL_CALL_DIALTONE, HL_DIALTONE_SPECIAL, "special" },
	{ HL_CALL_DIALTONE, HL_DIALTONE_INTERNAL, "internal" },
	{ HL_CALL_BUSY, HL_BUSY_STATION, "station" },
	{ HL_CALL_BUSY, HL_BUSY_TRUNK, "trunk" },
	{ HL_CALL_SPECIALINFO, HL_INFO_NOCIRCUIT, "nocircuit" },
	{ HL_CALL_SPECIALINFO, HL_INFO_CUSTIRREG, "custirreg" },
	{ HL_CALL_SPECIALINFO, HL_INFO_REORDER, "reorder" },
	{ HL_CALL_DISCONNECTED, HL_GONE_NORMAL, "normal" },
	{ HL_CALL_DISCONNECTED, HL_GONE_UNKNOWN, "unknown" },
	{ HL_CALL_DISCONNECTED, HL_GONE_REJECT, "reject" },
	{ HL_CALL_DISCONNECTED, HL_GONE_PICKUP, "pickup" },
	{ HL_CALL_DISCONNECTED, HL_GONE_FORWARDED, "forwarded" },
	{ HL_CALL_DISCONNECTED, HL_GONE_BUSY, "busy" },
	{ HL_CALL_DISCONNECTED, HL_GONE_NOANSWER, "noanswer" },
	{ HL_CALL_DISCONNECTED, HL_GONE_BADADDRESS, "badaddress" },
	{ HL_CALL_DISCONNECTED, HL_GONE_UNREACHABLE, "unreachable" },
	{ HL_CALL_DISCONNECTED, HL_GONE_CONGESTION, "congestion" },
	{ HL_CALL_DISCONNECTED, HL_GONE_NODIALTONE, "nodialtone" },
	{ HL_CALL_DISCONNECTED, HL_GONE_OUTOFORDER, "outoforder" },
	{ HL_CALL_OFFERING, HL_OFFERING_ACTIVE, "active" },
	{ HL_CALL_OFFERING, HL_OFFERING_INACTIVE, "inactive" },
};

const char *hl_call_mode_name(enum hl_call_st state, unsigned mode)
{
	for (size_t i = 0; i < sizeof(mode_words) / sizeof(mode_words[0]); i++)
		if (mode_words[i].state == state && (mode & mode_words[i].bit))
			return mode_words[i].word;
	return "";
}

bool hl_call_state_is_hold(enum hl_call_st state)
{
	return state == HL_CALL_ONHOLD || state == HL_CALL_ONHOLDPENDCONF ||
	       state == HL_CALL_ONHOLDPENDTRANSFER;
}
