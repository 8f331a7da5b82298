/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cause.c - why a call ended, in both directions
 *
 * In:  a cause of Q.850, a disconnect mode, a refusal of ours.
 * Out: the other words for it.
 * Not: deciding that a call ends.
 */
#include "cause.h"

#include <stddef.h>

#define CAUSE_LAST 127 /* Q.850 2.2.7: seven bits */
#define CLASSES    8   /* Q.850 2.2.7: the upper three bits */

struct cause_row {
	int number;
	enum isdn_mode mode;
	enum hl_tone tone;
	const char *name;
};

/* clang-format off */
static const struct cause_row rows[] = {
#define X(number, id, mode, tone, name)                                        \
	{ number, ISDN_MODE_##mode, HL_TONE_##tone, name },
	ISDN_CAUSES(X)
#undef X
};

/* The value that stands for a class: its "unspecified". */
static const int classes[CLASSES] = { 31, 31, 47, 63, 79, 95, 111, 127 };

static const struct {
	unsigned mode;
	const char *word;
	enum isdn_cause cause;
} modes[] = {
#define X(id, value, word, cause) { value, word, (enum isdn_cause)cause },
	ISDN_MODES(X)
#undef X
};

/* What is not here is a temporary failure, 41. */
static const struct {
	enum hl_error error;
	enum isdn_cause cause;
} refusals[] = {
	{ HL_ERR_NONE,             ISDN_CAUSE_NORMAL },
	{ HL_ERR_CALLUNAVAIL,      ISDN_CAUSE_BUSY },
	{ HL_ERR_CONFERENCEFULL,   ISDN_CAUSE_BUSY },
	{ HL_ERR_INVALADDRESS,     ISDN_CAUSE_UNALLOCATED },
	{ HL_ERR_INVALLINEHANDLE,  ISDN_CAUSE_NO_ROUTE },
	{ HL_ERR_INVALLINESTATE,   ISDN_CAUSE_OUT_OF_ORDER },
	{ HL_ERR_NOTOWNER,         ISDN_CAUSE_REJECTED },
	{ HL_ERR_OPERATIONUNAVAIL, ISDN_CAUSE_NO_FACILITY },
	{ HL_ERR_RESOURCEUNAVAIL,  ISDN_CAUSE_NO_RESOURCE },
};
/* clang-format on */

#define ROWS     (sizeof(rows) / sizeof(rows[0]))
#define MODES    (sizeof(modes) / sizeof(modes[0]))
#define REFUSALS (sizeof(refusals) / sizeof(refusals[0]))

static const struct cause_row *row_of(int cause)
{
	size_t i;

	for (i = 0; i < ROWS; i++)
		if (rows[i].number == cause)
			return &rows[i];
	return NULL;
}

static const struct cause_row *row_or_class(int cause)
{
	const struct cause_row *row;

	if (cause < 1 || cause > CAUSE_LAST)
		return NULL;
	row = row_of(cause);
	return row ? row : row_of(classes[cause / 16]);
}

bool isdn_cause_is_known(int cause)
{
	return row_of(cause) != NULL;
}

const char *isdn_cause_name(int cause)
{
	const struct cause_row *row = row_or_class(cause);

	return row ? row->name : "?";
}

enum isdn_mode isdn_cause_mode(int cause)
{
	const struct cause_row *row = row_or_class(cause);

	return row ? row->mode : ISDN_MODE_UNKNOWN;
}

enum hl_tone isdn_cause_tone(int cause)
{
	const struct cause_row *row = row_or_class(cause);

	return row ? row->tone : HL_TONE_CONGESTION;
}

enum isdn_cause isdn_mode_cause(unsigned mode)
{
	size_t i;

	for (i = 0; i < MODES; i++)
		if (modes[i].mode == mode)
			return modes[i].cause;
	return ISDN_CAUSE_UNSPECIFIED;
}

const char *isdn_mode_name(unsigned mode)
{
	size_t i;

	for (i = 0; i < MODES; i++)
		if (modes[i].mode == mode)
			return modes[i].word;
	return "?";
}

enum isdn_cause isdn_error_cause(enum hl_error error)
{
	size_t i;

	for (i = 0; i < REFUSALS; i++)
		if (refusals[i].error == error)
			return refusals[i].cause;
	return ISDN_CAUSE_TEMPORARY;
}
