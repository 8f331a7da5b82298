/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * screen.c - the terminal, by ncurses
 *
 * In:  frames; keys and signals of the terminal.
 * Out: what is on the screen; keys in the console's words.
 * Not: what stands there - frame.c; what keys do - keys.c.
 *
 * A terminal must be given back also by a program that is killed or that
 * dies, and a signal handler has no argument to find it by: hence the few
 * variables of this file.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <ncurses.h>

#include "console_parts.h"

#define ESCAPE_MS 50 /* an escape alone, not the beginning of a key (house) */

/*
 * What a handler needs: the state of the line before, and the text that
 * brings the former screen back.
 */
static struct termios before;
static char leave[128];
static volatile sig_atomic_t is_open;
static volatile sig_atomic_t ended_by;

static SCREEN *terminal;
static bool is_plain; /* no line-drawing characters */
static bool has_colour;

static const int asked_to_end[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
static const int died[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };

static void on_end(int number)
{
	ended_by = number;
}

/* Only what is safe in a handler: the text, the line's state, and die. */
static void on_death(int number)
{
	ssize_t n = 0;

	if (is_open) {
		n = write(STDOUT_FILENO, leave, strlen(leave));
		tcsetattr(STDIN_FILENO, TCSANOW, &before);
	}
	(void)n;
	signal(number, SIG_DFL);
	raise(number);
}

static void signals_take(void)
{
	struct sigaction action = { .sa_handler = on_end };

	sigemptyset(&action.sa_mask);
	for (unsigned i = 0; i < sizeof(asked_to_end) / sizeof(int); i++)
		sigaction(asked_to_end[i], &action, NULL);
	action.sa_handler = on_death;
	action.sa_flags = (int)SA_RESETHAND;
	for (unsigned i = 0; i < sizeof(died) / sizeof(int); i++)
		sigaction(died[i], &action, NULL);
	signal(SIGPIPE, SIG_IGN);
}

static const char *capability(const char *name)
{
	const char *text = tigetstr(name);

	/* ncurses answers (char *)-1 for what is no text. */
	return text && text != (const char *)-1 ? text : "";
}

static void leave_make(void)
{
	snprintf(leave, sizeof(leave), "%s%s%s\n", capability("sgr0"),
		 capability("cnorm"), capability("rmcup"));
}

static void colours_make(void)
{
	const char *no = getenv("NO_COLOR");

	has_colour = !(no && *no) && has_colors();
	if (!has_colour)
		return;
	start_color();
	use_default_colors();
	init_pair(FRAME_GOOD, COLOR_GREEN, -1);
	init_pair(FRAME_ATTENTION, COLOR_YELLOW, -1);
	init_pair(FRAME_FAULT, COLOR_RED, -1);
	init_pair(FRAME_INFO, COLOR_CYAN, -1);
}

int screen_open(bool ascii)
{
	tcgetattr(STDIN_FILENO, &before);
	terminal = newterm(NULL, stdout, stdin);
	if (!terminal)
		return -ENODEV;
	is_plain = ascii;
	leave_make();
	signals_take();
	is_open = 1;
	atexit(screen_close);
	set_escdelay(ESCAPE_MS);
	cbreak();
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	curs_set(0);
	colours_make();
	return 0;
}

void screen_close(void)
{
	if (!is_open)
		return;
	is_open = 0;
	endwin();
	delscreen(terminal);
	terminal = NULL;
}

void screen_size(unsigned *width, unsigned *height)
{
	*width = (unsigned)getmaxx(stdscr);
	*height = (unsigned)getmaxy(stdscr);
}

static attr_t attributes_of(enum frame_look look, bool bold)
{
	attr_t attributes = bold ? A_BOLD : A_NORMAL;

	switch (look) {
	case FRAME_GOOD:
	case FRAME_ATTENTION:
	case FRAME_FAULT:
	case FRAME_INFO:
		if (has_colour)
			attributes |= (attr_t)COLOR_PAIR((int)look);
		break;
	case FRAME_HEAD:
		attributes |= A_REVERSE;
		break;
	case FRAME_SOFT:
		attributes |= A_BOLD;
		break;
	case FRAME_PLAIN:
	case FRAME_RULE:
		break;
	}
	return attributes;
}

static void rule_paint(int row, const char *word, bool bold)
{
	mvhline(row, 0, is_plain ? '-' : ACS_HLINE, getmaxx(stdscr));
	if (!*word)
		return;
	attrset(bold ? A_BOLD : A_NORMAL);
	mvaddstr(row, 2, " ");
	addnstr(word, (int)strlen(word));
	addstr(" ");
	attrset(A_NORMAL);
}

void screen_paint(const struct frame *frame)
{
	erase();
	for (unsigned i = 0; i < frame->height; i++) {
		const char *text = frame->line[i].text;
		enum frame_look look = frame->line[i].look;

		if (look == FRAME_RULE) {
			rule_paint((int)i, text, frame->line[i].bold);
			continue;
		}
		attrset(attributes_of(look, frame->line[i].bold));
		if (look == FRAME_HEAD)
			mvhline((int)i, 0, ' ' | A_REVERSE, getmaxx(stdscr));
		mvaddstr((int)i, 0, text);
		attrset(A_NORMAL);
	}
	refresh();
}

int screen_key(void)
{
	static const struct {
		int theirs;
		int ours;
	} keys[] = {
		{ KEY_UP, CONSOLE_UP },
		{ KEY_DOWN, CONSOLE_DOWN },
		{ KEY_PPAGE, CONSOLE_PAGE_UP },
		{ KEY_NPAGE, CONSOLE_PAGE_DOWN },
		{ KEY_ENTER, CONSOLE_ENTER },
		{ '\n', CONSOLE_ENTER },
		{ '\r', CONSOLE_ENTER },
		{ 27, CONSOLE_ESCAPE },
		{ KEY_BACKSPACE, CONSOLE_BACK },
		{ 127, CONSOLE_BACK },
		{ 8, CONSOLE_BACK },
		{ KEY_RESIZE, CONSOLE_RESIZE },
	};
	int key = getch();

	if (key == ERR)
		return 0;
	if (key >= KEY_F(1) && key <= KEY_F(8))
		return CONSOLE_F1 + key - KEY_F(1);
	for (unsigned i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (keys[i].theirs == key)
			return keys[i].ours;
	return key < 128 ? key : CONSOLE_RESIZE;
}

int screen_signal(void)
{
	return ended_by;
}
