/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * console_parts.h - shared by the parts of the console: keys, frame, screen
 */
#ifndef CONSOLE_CONSOLE_PARTS_H
#define CONSOLE_CONSOLE_PARTS_H

#include "bench.h"
#include "board.h"
#include "console.h"

/* Keys that are no character. */
enum console_key {
	CONSOLE_UP = 0x1000,
	CONSOLE_DOWN,
	CONSOLE_PAGE_UP,
	CONSOLE_PAGE_DOWN,
	CONSOLE_ENTER,
	CONSOLE_ESCAPE,
	CONSOLE_BACK,
	CONSOLE_RESIZE,
	CONSOLE_F1, /* F2 to F8 follow */
};

/* What the keys mean at the moment. */
enum console_mode {
	CONSOLE_BOARD,
	CONSOLE_BREAK,   /* the length of a break is typed */
	CONSOLE_OUTSIDE, /* what the outside party does is chosen */
	CONSOLE_HELP,
};

/**
 * struct console - what the person has chosen
 * @picked:   line that the keys are about
 * @mode:     what the keys mean
 * @speed:    times real time; 0 = as fast as it goes
 * @rotary:   bit n = telephone n has a dial
 * @cords:    bit n = the cord of line n is out
 * @busy:     bit n = whoever is called over trunk n is busy
 * @back:     news that were scrolled away
 * @typed:    the length of a break, so far
 * @outside:  the trunk that the choice is about
 * @message:  the last word of the console, until @message_until
 * @quit:     enough
 * @save:     to be saved now
 */
struct console {
	struct console_options options;
	struct bench *bench;
	unsigned picked;
	enum console_mode mode;
	unsigned speed;
	bool paused;
	bool ladder;
	bool since_last;
	bool quit;
	bool save;
	uint32_t rotary;
	uint32_t cords;
	uint32_t busy;
	unsigned back;
	unsigned outside;
	char typed[8];
	char message[160];
	hl_usec message_until; /* wall clock */
};

/* How a line of the screen looks. A mark and a word say the same. */
enum frame_look {
	FRAME_PLAIN,
	FRAME_HEAD,
	FRAME_RULE,
	FRAME_GOOD,
	FRAME_ATTENTION,
	FRAME_FAULT,
	FRAME_INFO,
	FRAME_SOFT,
};

#define FRAME_LINES_MAX 120

/** struct frame - a screen as text. */
struct frame {
	unsigned width;
	unsigned height;
	struct {
		char text[BOARD_TEXT_MAX];
		enum frame_look look;
		bool bold;
	} line[FRAME_LINES_MAX];
};

/** console_lines() - how many lines there are. */
unsigned console_lines(const struct console *console);

/** console_say() - a word to the person, shown for some seconds. */
void console_say(struct console *console, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/** console_press() - a key: a character, or one of enum console_key. */
void console_press(struct console *console, int key);

/** console_frame() - the screen as it shall be, @width by @height. */
void console_frame(struct console *console, unsigned width, unsigned height,
		   struct frame *ret);

/** console_help() - line @index of the help; NULL past the last. */
const char *console_help(unsigned index);

/* ---- the terminal: screen.c --------------------------------------------- */

/** screen_open() - take the terminal. 0, -ENODEV (it cannot do that). */
int screen_open(bool ascii);

/** screen_close() - give it back as it was. Also twice. */
void screen_close(void);

/** screen_size() - of the terminal. */
void screen_size(unsigned *width, unsigned *height);

/** screen_paint() - show a frame. */
void screen_paint(const struct frame *frame);

/** screen_key() - the next key that was pressed, or 0. */
int screen_key(void);

/** screen_signal() - number of the signal that asks us to end, or 0. */
int screen_signal(void);

#endif
