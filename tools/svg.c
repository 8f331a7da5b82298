/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * svg.c - a small writer of SVG pictures
 *
 * In:  marks at whole coordinates.
 * Out: text of one SVG picture, the same bytes for the same marks.
 * Not: what is drawn and where - timeline.c and others.
 */
#include "svg.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

/* Colours: Okabe and Ito, "Color Universal Design" (jfly.uni-koeln.de). */
/* clang-format off */
static const char style[] =
"text{font-family:monospace;font-size:12px;fill:#1a1a1a}\n"
".head{font-size:18px;font-weight:bold}\n"
".name{font-size:15px;font-weight:bold}\n"
".small{font-size:10px}\n"
".soft{fill:#5f6368}\n"
".end{text-anchor:end}\n"
".mid{text-anchor:middle}\n"
".paper{fill:#ffffff}\n"
".band{fill:#f4f5f7}\n"
".grid{stroke:#d5d8dc}\n"
".guide{stroke:#9aa0a6;stroke-dasharray:2 4}\n"
".sign{fill:#1a1a1a;stroke:none}\n"
".rule{stroke:#1a1a1a;stroke-width:2}\n"
".key{fill:#ffffff;stroke:#1a1a1a}\n"
".talk{fill:#0072b2}\n"
".hold{fill:#56b4e9}\n"
".tone{fill:#cc79a7}\n"
".ring{fill:#e69f00}\n"
".call{fill:#ffffff;stroke:#009e73;stroke-width:2;stroke-dasharray:6 3}\n"
".fault{fill:#d55e00}\n"
".idle{fill:#ffffff;stroke:#5f6368}\n"
".waves{fill:url(#hl-waves)}\n"
".dots{fill:url(#hl-dots)}\n"
".bars{fill:url(#hl-bars)}\n"
".hatch{fill:url(#hl-hatch)}\n"
".ink{fill:none;stroke:#000000;stroke-opacity:0.35;stroke-width:2}\n"
".dot{fill:#000000;fill-opacity:0.35}\n"
".plate{stroke:none}\n"
".white{fill:#ffffff}\n"
".black{fill:#000000}\n"
".speech,.music,.beep,.noise{fill:none;stroke-width:4}\n"
".speech{stroke:#0072b2}\n"
".music{stroke:#56b4e9;stroke-width:3}\n"
".beep{stroke:#cc79a7;stroke-dasharray:2 5;stroke-width:5}\n"
".noise{stroke:#d55e00;stroke-dasharray:12 4 3 4}\n"
"@media (prefers-color-scheme:dark){\n"
"text{fill:#e8eaed}\n"
".soft{fill:#a3a9b1}\n"
".paper{fill:#15171b}\n"
".band{fill:#1d2025}\n"
".grid{stroke:#373c44}\n"
".guide{stroke:#6b727c}\n"
".sign{fill:#e8eaed}\n"
".rule{stroke:#e8eaed}\n"
".key{fill:#15171b;stroke:#e8eaed}\n"
".call{fill:#15171b}\n"
".idle{fill:#15171b;stroke:#a3a9b1}\n"
".white{fill:#ffffff}\n"
".black{fill:#000000}\n"
".speech{stroke:#3a9bd9}\n"
"}\n";

static const char textures[] =
"<defs>\n"
"<pattern id=\"hl-waves\" width=\"16\" height=\"8\""
" patternUnits=\"userSpaceOnUse\">"
"<path class=\"ink\" d=\"M 0 4 q 4 -6 8 0 t 8 0\"/></pattern>\n"
"<pattern id=\"hl-dots\" width=\"8\" height=\"8\""
" patternUnits=\"userSpaceOnUse\">"
"<rect class=\"dot\" x=\"3\" y=\"3\" width=\"2\" height=\"2\"/></pattern>\n"
"<pattern id=\"hl-bars\" width=\"8\" height=\"8\""
" patternUnits=\"userSpaceOnUse\">"
"<rect class=\"dot\" x=\"0\" y=\"0\" width=\"3\" height=\"8\"/></pattern>\n"
"<pattern id=\"hl-hatch\" width=\"8\" height=\"8\""
" patternUnits=\"userSpaceOnUse\">"
"<path class=\"ink\" d=\"M -2 10 L 10 -2 M -2 2 L 2 -2 M 6 10 L 10 6\"/>"
"</pattern>\n"
"</defs>\n";
/* clang-format on */

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */
#define WAVE 8                     /* px, half a wave */

/* Least value of a sequence of n bytes: shorter ones are wrong (RFC 3629). */
static const unsigned least[5] = { 0, 0, 0x80, 0x800, 0x10000 };

static bool is_allowed(unsigned value, unsigned n)
{
	return value >= least[n] && value <= 0x10ffff &&
	       (value < 0xd800 || value > 0xdfff) && value != 0xfffe &&
	       value != 0xffff;
}

/* Bytes of the character at @text when it may stand in XML, else 0. */
static unsigned character_length(const unsigned char *text)
{
	unsigned n = 1;
	unsigned value = text[0];

	if (value < 0x20 || value == 0x7f)
		return 0;
	if (value < 0x80)
		return 1;
	if (value >= 0xf0 && value <= 0xf4)
		n = 4;
	else if (value >= 0xe0 && value < 0xf0)
		n = 3;
	else if (value >= 0xc2 && value < 0xe0)
		n = 2;
	else
		return 0;

	value &= 0x7fu >> n;
	for (unsigned i = 1; i < n; i++) {
		if ((text[i] & 0xc0) != 0x80)
			return 0;
		value = value << 6 | (text[i] & 0x3f);
	}
	return is_allowed(value, n) ? n : 0;
}

static const char *entity_of(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case '\t':
	case '\n':
	case '\r':
		return " ";
	default:
		return NULL;
	}
}

void svg_escape(FILE *out, const char *text)
{
	while (*text) {
		const char *entity = entity_of(*text);
		unsigned n = 1;

		if (!entity) {
			n = character_length((const unsigned char *)text);
			if (!n)
				entity = REPLACEMENT;
		}
		if (entity)
			fputs(entity, out);
		else
			fwrite(text, 1, n, out);
		text += n ? n : 1;
	}
}

static void element_print(FILE *out, const char *name, const char *text)
{
	if (!text || !*text)
		return;
	fprintf(out, "<%s>", name);
	svg_escape(out, text);
	fprintf(out, "</%s>", name);
}

static void class_print(struct svg *svg, const struct svg_mark *mark)
{
	if (mark->class)
		fprintf(svg->out, " class=\"%s\"", mark->class);
}

/* Ends a tag that was left open: with its title and words, or empty. */
static void tag_end(struct svg *svg, const char *name,
		    const struct svg_mark *mark, const char *text)
{
	bool title = mark->title && *mark->title;

	if (!title && !text) {
		fputs("/>\n", svg->out);
		return;
	}
	fputc('>', svg->out);
	element_print(svg->out, "title", mark->title);
	element_print(svg->out, "desc", mark->desc);
	if (text)
		svg_escape(svg->out, text);
	fprintf(svg->out, "</%s>\n", name);
}

void svg_begin(struct svg *svg, FILE *out, const struct svg_box *box,
	       const struct svg_mark *mark)
{
	svg->out = out;
	fprintf(out,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\""
		" width=\"%d\" height=\"%d\" viewBox=\"%d %d %d %d\">\n",
		box->w, box->h, box->x, box->y, box->w, box->h);
	element_print(out, "title", mark->title);
	fputc('\n', out);
	element_print(out, "desc", mark->desc);
	fprintf(out, "\n<style>\n%s</style>\n%s", style, textures);
	svg_rect(svg, SVG_CLASS("paper"), box, 0);
}

int svg_end(struct svg *svg)
{
	fputs("</svg>\n", svg->out);
	if (fflush(svg->out) != 0 || ferror(svg->out))
		return -EIO;
	return 0;
}

void svg_rect(struct svg *svg, const struct svg_mark *mark,
	      const struct svg_box *box, int radius)
{
	fputs("<rect", svg->out);
	class_print(svg, mark);
	fprintf(svg->out, " x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"",
		box->x, box->y, box->w, box->h);
	if (radius)
		fprintf(svg->out, " rx=\"%d\"", radius);
	tag_end(svg, "rect", mark, NULL);
}

void svg_line(struct svg *svg, const struct svg_mark *mark,
	      const struct svg_box *box)
{
	fputs("<line", svg->out);
	class_print(svg, mark);
	fprintf(svg->out, " x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"", box->x,
		box->y, box->x + box->w, box->y + box->h);
	tag_end(svg, "line", mark, NULL);
}

void svg_path(struct svg *svg, const struct svg_mark *mark, const char *d)
{
	fputs("<path", svg->out);
	class_print(svg, mark);
	fprintf(svg->out, " d=\"%s\"", d);
	tag_end(svg, "path", mark, NULL);
}

void svg_wave(struct svg *svg, const struct svg_mark *mark,
	      const struct svg_box *box)
{
	int left = box->w;

	fputs("<path", svg->out);
	class_print(svg, mark);
	fprintf(svg->out, " d=\"M %d %d", box->x, box->y);
	for (int half = 0; left >= WAVE; half++, left -= WAVE)
		fprintf(svg->out, " q %d %d %d 0", WAVE / 2,
			half % 2 ? 6 : -6, WAVE);
	if (left)
		fprintf(svg->out, " h %d", left);
	fputc('"', svg->out);
	tag_end(svg, "path", mark, NULL);
}

void svg_text(struct svg *svg, const struct svg_mark *mark, int x, int y,
	      const char *text)
{
	fputs("<text", svg->out);
	class_print(svg, mark);
	fprintf(svg->out, " x=\"%d\" y=\"%d\"", x, y);
	tag_end(svg, "text", mark, text);
}
