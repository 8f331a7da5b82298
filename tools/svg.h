/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * svg.h - a small writer of SVG pictures
 *
 * Rectangles, lines, paths and text at whole coordinates in a fixed viewBox:
 * the same calls give the same bytes. A picture has a title and a
 * description, and so can every mark on it, for those who cannot see it and
 * for the pointer that rests on it. There is one style sheet, here, with the
 * colours of Okabe and Ito for light and for dark; a class names what is
 * meant, and no meaning has a colour alone. No script, no link, no font.
 */
#ifndef TOOLS_SVG_H
#define TOOLS_SVG_H

#include <stdio.h>

/*
 * Classes of the style sheet.
 *
 *   blocks     talk hold tone ring call fault idle, and on top of them their
 *              textures waves dots bars hatch
 *   strokes    speech music beep noise
 *   text       head name small soft end mid white black
 *   furniture  paper band grid guide sign rule key plate
 *
 * Speech is solid, hold and music are waves, a tone is dots, a bell is upright
 * bars, a call on its way is a dashed frame, and what is wrong is hatched.
 */

/** SVG_CHAR - [1/10 px] advance of a character of a 12 px monospace font. */
#define SVG_CHAR 72

/** struct svg - a picture being written; the caller's memory. */
struct svg {
	FILE *out;
};

/**
 * struct svg_mark - what an element is
 * @class: space-separated classes of the style sheet; NULL = none
 * @title: a few words, shown where the pointer rests; NULL = none
 * @desc:  a sentence; NULL = none
 */
struct svg_mark {
	const char *class;
	const char *title;
	const char *desc;
};

/** struct svg_box - a rectangle; a line goes from its corner to the other. */
struct svg_box {
	int x;
	int y;
	int w;
	int h;
};

/** SVG_MARK() - a mark in place; SVG_CLASS() - one without words. */
#define SVG_MARK(class, title, desc)                                           \
	(&(const struct svg_mark){ class, title, desc })
#define SVG_CLASS(class) SVG_MARK(class, NULL, NULL)

/** SVG_BOX() - a box in place. */
#define SVG_BOX(x, y, w, h) (&(const struct svg_box){ x, y, w, h })

/**
 * svg_begin() - open a picture
 * @svg:  the writer
 * @out:  where to; borrowed until svg_end()
 * @box:  the viewBox
 * @mark: title and description of the whole; its class is not used
 *
 * The background is painted, so that the picture can stand anywhere.
 */
void svg_begin(struct svg *svg, FILE *out, const struct svg_box *box,
	       const struct svg_mark *mark);

/**
 * svg_end() - close the picture and flush
 *
 * Return: 0; -EIO when anything could not be written.
 */
int svg_end(struct svg *svg);

/** svg_rect() - a rectangle; corners are rounded by @radius. */
void svg_rect(struct svg *svg, const struct svg_mark *mark,
	      const struct svg_box *box, int radius);

/** svg_line() - from (x, y) to (x + w, y + h). */
void svg_line(struct svg *svg, const struct svg_mark *mark,
	      const struct svg_box *box);

/** svg_path() - @d is path data of whole numbers: "M 0 0 l 5 9 z". */
void svg_path(struct svg *svg, const struct svg_mark *mark, const char *d);

/** svg_wave() - a wavy line from (x, y), @box->w long. */
void svg_wave(struct svg *svg, const struct svg_mark *mark,
	      const struct svg_box *box);

/** svg_text() - text with its baseline at (x, y). Any bytes: escaped. */
void svg_text(struct svg *svg, const struct svg_mark *mark, int x, int y,
	      const char *text);

/**
 * svg_escape() - print text as XML character data
 *
 * The five characters of XML are escaped; what is no UTF-8, and what XML
 * does not allow, becomes U+FFFD; line ends and tabs become blanks.
 */
void svg_escape(FILE *out, const char *text);

#endif
