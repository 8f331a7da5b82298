/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * room.c - has the terminal room for the console?
 *
 * In:  the terminal that we were started on.
 * Out: yes, or a sentence that says why not.
 * Not: using it - screen.c. A file of its own, because term.h makes macros
 *      of words like tone and pulse.
 */
#include "console.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <ncurses.h>
#include <term.h>

/* ncurses answers (char *)-1 for what is no text. */
static bool has_text(const char *name)
{
	const char *text = tigetstr(name);

	return text && text != (const char *)-1 && *text;
}

static bool terminal_can(const char *term)
{
	int error = 0;

	return term && *term && strcmp(term, "dumb") &&
	       setupterm(term, STDOUT_FILENO, &error) == OK &&
	       has_text("cup");
}

bool console_room(char *why, unsigned size)
{
	const char *term = getenv("TERM");
	struct winsize window = { 0 };

	why[0] = '\0';
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		snprintf(why, size, "this is no terminal");
		return false;
	}
	if (!terminal_can(term)) {
		snprintf(why, size, "the terminal '%s' cannot place text",
			 term ? term : "");
		return false;
	}
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 &&
	    window.ws_col && window.ws_row &&
	    (window.ws_col < CONSOLE_WIDTH ||
	     window.ws_row < CONSOLE_HEIGHT)) {
		snprintf(why, size, "the window is %ux%u; the console needs "
			 "%dx%d", window.ws_col, window.ws_row,
			 CONSOLE_WIDTH, CONSOLE_HEIGHT);
		return false;
	}
	return true;
}
