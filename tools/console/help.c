/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * help.c - the words behind ?
 *
 * In:  nothing.
 * Out: lines of text.
 * Not: what the keys do - keys.c.
 */
#include "console_parts.h"

#include <stddef.h>

/* clang-format off */
static const char *const lines[] = {
	" holdline  virtual card                                     any key goes back",
	"",
	" up, down, F1 to F8   pick a telephone or a trunk; the keys are about that one",
	" h                    lift or hang up",
	" 0-9 * #              dial, as this telephone dials; at a trunk, the outside",
	" d                    give the telephone a rotary dial, or a keypad again",
	" f                    flash, as long as the set is made for",
	" r                    recall key: a timed break of 90 ms",
	" b                    open the loop for as many ms as you like",
	" x                    the outside party: calls in, answers, hangs up, is busy",
	" u                    pull the cord out, put it in again",
	"",
	" [ ]                  time x1, x4, x16, as fast as it goes",
	" p                    time stands still, goes on",
	" l                    what happens as a ladder, or as lines",
	" w                    times since the beginning, or since the line before",
	" page up, page down   look back",
	" s                    save: timeline, what each party heard, a scenario that",
	"                      does the same again (hl-sim --script)",
	" q                    quit",
	"",
	" HEARS is what an ear makes of the samples that arrive at the telephone.",
	" \"can now\" is the table by which the controller decides.",
};
/* clang-format on */

const char *console_help(unsigned index)
{
	return index < sizeof(lines) / sizeof(lines[0]) ? lines[index] : NULL;
}
