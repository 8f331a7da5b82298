/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * board.h - the lines on the screen, one row each, as text
 */
#ifndef CONSOLE_BOARD_H
#define CONSOLE_BOARD_H

#include <stdbool.h>
#include <stddef.h>

#include "holdline/model.h"

#define BOARD_WIDTH 80       /* columns at least */
#define BOARD_TEXT_MAX 512   /* bytes of a row of any width, with the zero */

/**
 * struct board_seen - what the model does not know of a line
 * @hears: what its party hears, from its ear; "" = silence
 * @rings: which burst of ringing sounds or sounded last; 0 = none
 */
struct board_seen {
	const char *hears;
	unsigned rings;
};

/** struct board_row - a row, a column a member. */
struct board_row {
	char name[HL_NAME_MAX];
	char hook[12];
	char doing[80];
	char hears[80];
	char last[32];
};

/** board_fill() - make the row of a line. */
void board_fill(struct board_row *ret, const struct hl_model *model,
		hl_line line, const struct board_seen *seen);

/**
 * board_head() - the headings, for a screen of @width columns
 * @ret: BOARD_TEXT_MAX bytes
 */
const char *board_head(unsigned width, char *ret);

/**
 * board_print() - a row, exactly @width columns
 * @picked: marked with >
 * @ret:    BOARD_TEXT_MAX bytes
 *
 * What finds no room in its column is cut and marked ~.
 */
const char *board_print(const struct board_row *row, bool picked,
			unsigned width, char *ret);

/**
 * board_cut() - at most so many columns of a text
 * @text:    UTF-8
 * @columns: room
 * @ret:     receives it, @columns wide at most; cut text ends with ~
 * @size:    bytes at @ret
 *
 * Return: columns used.
 */
unsigned board_cut(const char *text, unsigned columns, char *ret, size_t size);

#endif
