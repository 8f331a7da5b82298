/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * timeline_draw.c - a timeline as a picture
 *
 * In:  rows, spans and marks.
 * Out: one SVG: time from left to right, a row for each party, a legend.
 * Not: what is told - timeline.c; how SVG is written - svg.c.
 *
 * In a row, from above: what the party did at an instant; what its line was
 * doing; what the party heard. Words that find no room are left out of the
 * picture and stay in the title of their mark.
 */
#include "timeline_parts.h"

#include <errno.h>
#include <string.h>

#include "svg.h"

/* Layout, px (house). */
enum {
	LEFT = 132,       /* names */
	RIGHT = 28,
	TOP = 92,         /* title and time axis */
	ROW = 92,
	LEGEND = 92,
	PER_SECOND = 36,
	PLOT_LEAST = 900,
	PLOT_MOST = 12000,
	LANE_MARKS = 18,  /* middle of the signs, from the row's top */
	LANE_DOES = 32,   /* top of the blocks */
	LANE_DOES_H = 24,
	LANE_WORDS = 69,  /* baseline of what is heard */
	LANE_HEARS = 78,  /* middle of the strokes */
	GAP = 3,          /* between a word and what is beside it */
	LEGEND_STEP = 140,
	SMALL = 60,       /* [1/10 px] advance of a 10 px character */
};

#define TALKING "talking to " /* doing.c */
#define LEAST (sizeof(TALKING) - 1)

struct look {
	const char *class;
	const char *texture;
	const char *says;
};

/* clang-format off */
static const struct look looks[TIMELINE_LOOK_COUNT] = {
#define X(id, class, texture, says) { class, texture, says },
	TIMELINE_LOOKS(X)
#undef X
};

static const struct {
	unsigned bit;
	const char *class;
	const char *says;
} sounds[] = {
#define X(id, bit, class, says) { bit, class, says },
	TIMELINE_SOUNDS(X)
#undef X
};

static const struct {
	const char *path;
	const char *says;
} signs[TIMELINE_SIGN_COUNT] = {
#define X(id, path, says) { path, says },
	TIMELINE_SIGNS(X)
#undef X
};
/* clang-format on */

struct sheet {
	const struct timeline *t;
	struct svg svg;
	hl_usec from;
	hl_usec length;
	int plot;   /* px of the time axis */
	int height; /* px of all rows */
};

static int x_of(const struct sheet *s, hl_usec at)
{
	if (at > s->from + s->length)
		at = s->from + s->length;
	if (at < s->from)
		at = s->from;
	return LEFT + (int)((at - s->from) * (hl_usec)s->plot / s->length);
}

static int row_y(unsigned row)
{
	return TOP + (int)row * ROW;
}

/* Characters, not bytes. */
static int text_length(const char *text)
{
	int n = 0;

	for (; *text; text++)
		n += (*text & 0xc0) != 0x80;
	return n;
}

static bool text_fits(const char *text, int room, int advance)
{
	return text_length(text) * advance <= (room - 2 * GAP) * 10;
}

/*
 * Words for a narrow place: as they are; else "voice 101" and "talking to
 * 101" as "101", and others without the last of them, and again. NULL when
 * nothing fits.
 */
static const char *text_fit(const char *words, int room, int advance,
			    char *buf, size_t size)
{
	char *end;

	snprintf(buf, size, "%s", words);
	if (!text_fits(buf, room, advance) && !strncmp(words, "voice", 5))
		snprintf(buf, size, "%s", words + strcspn(words, " ") + 1);
	if (!text_fits(buf, room, advance) && !strncmp(words, TALKING, LEAST))
		snprintf(buf, size, "%s", words + LEAST);
	while (*buf && !text_fits(buf, room, advance)) {
		end = strrchr(buf, ' ');
		if (!end)
			return NULL;
		while (end > buf && (end[-1] == ' ' || end[-1] == ','))
			end--;
		*end = '\0';
	}
	return *buf ? buf : NULL;
}

static void seconds_print(const struct sheet *s, hl_usec at, char *buf,
			  size_t size)
{
	hl_usec ms = at > s->from ? (at - s->from) / 1000 : 0;

	snprintf(buf, size, "%u.%03u s", (unsigned)(ms / 1000),
		 (unsigned)(ms % 1000));
}

/* "from 3.120 s to 5.400 s" */
static void range_print(const struct sheet *s, hl_usec from, hl_usec to,
			char *buf, size_t size)
{
	char begin[24];
	char end[24];

	seconds_print(s, from, begin, sizeof(begin));
	seconds_print(s, to, end, sizeof(end));
	snprintf(buf, size, "from %s to %s", begin, end);
}

/* Step of the axis: 1, 2 or 5 times a power of ten seconds. */
static hl_usec tick_step(const struct sheet *s)
{
	static const unsigned steps[] = { 1,  2,  5,   10,  20,
					  50, 100, 200, 500, 1000 };
	hl_usec most = s->length / HL_MS(1000);
	unsigned i = 0;

	while (i + 1 < sizeof(steps) / sizeof(steps[0]) &&
	       (hl_usec)s->plot * steps[i] < 60 * (most ? most : 1))
		i++;
	return HL_MS(1000) * steps[i];
}

static void axis_draw(struct sheet *s)
{
	hl_usec step = tick_step(s);
	char label[24];

	for (hl_usec at = 0; at <= s->length; at += step) {
		int x = x_of(s, s->from + at);

		svg_line(&s->svg, SVG_CLASS("grid"),
			 SVG_BOX(x, TOP - 8, 0, s->height + 8));
		snprintf(label, sizeof(label), "%u%s",
			 (unsigned)(at / HL_MS(1000)), at ? "" : " s");
		svg_text(&s->svg, SVG_CLASS("soft mid"), x, TOP - 14, label);
	}
}

static void band_draw(struct sheet *s, unsigned row)
{
	int y = row_y(row);

	if (row % 2 == 0)
		svg_rect(&s->svg, SVG_CLASS("band"),
			 SVG_BOX(0, y, LEFT + s->plot + RIGHT, ROW), 0);
}

static void name_draw(struct sheet *s, unsigned row)
{
	const struct timeline_party *party = &s->t->party[row];
	int y = row_y(row);

	svg_text(&s->svg, SVG_CLASS("name"), 14, y + LANE_DOES + 7,
		 party->name);
	svg_text(&s->svg, SVG_CLASS("small soft"), 14, y + LANE_DOES + 23,
		 party->role);
	svg_text(&s->svg, SVG_CLASS("small soft end"), LEFT - 10,
		 y + LANE_DOES + 16, "does");
	svg_text(&s->svg, SVG_CLASS("small soft end"), LEFT - 10,
		 y + LANE_HEARS + 3, "hears");
}

/* The words in a block; a plate of its colour keeps off the texture. */
static void block_words(struct sheet *s, const struct timeline_span *span,
			const struct svg_box *box)
{
	const struct look *look = &looks[span->look];
	char buf[TIMELINE_WORDS_MAX];
	const char *class = "black";
	const char *words;

	words = text_fit(span->words, box->w, SVG_CHAR, buf, sizeof(buf));
	if (!words)
		return;
	if (*look->texture)
		svg_rect(&s->svg, SVG_CLASS(look->class),
			 SVG_BOX(box->x + 2, box->y + 4,
				 text_length(words) * SVG_CHAR / 10 + GAP,
				 box->h - 8), 2);
	if (span->look == TIMELINE_TALK)
		class = "white";
	else if (span->look == TIMELINE_CALL || span->look == TIMELINE_IDLE)
		class = NULL;
	svg_text(&s->svg, SVG_CLASS(class), box->x + GAP, box->y + 16, words);
}

static void block_draw(struct sheet *s, const struct timeline_span *span,
		       hl_usec to)
{
	const struct look *look = &looks[span->look];
	int x = x_of(s, span->from);
	int w = x_of(s, to) - x;
	const struct svg_box box = { x, row_y(span->row) + LANE_DOES,
				     w > 1 ? w : 1, LANE_DOES_H };
	char title[TIMELINE_WORDS_MAX + HL_NAME_MAX + 4];
	char class[32];
	char range[64];

	if (!*look->class || to <= span->from)
		return;
	snprintf(title, sizeof(title), "%s: %s", s->t->party[span->row].name,
		 span->words);
	range_print(s, span->from, to, range, sizeof(range));
	svg_rect(&s->svg, SVG_MARK(look->class, title, range), &box,
		 w > 8 ? 3 : 0);
	if (*look->texture) {
		snprintf(class, sizeof(class), "plate %s", look->texture);
		svg_rect(&s->svg, SVG_MARK(class, title, range), &box,
			 w > 8 ? 3 : 0);
	}
	block_words(s, span, &box);
}

/* Where the next span of the row begins that has words of its own. */
static hl_usec room_until(const struct sheet *s,
			  const struct timeline_lane *lane, unsigned index)
{
	const struct timeline_span *span = &lane->span[index];

	for (unsigned i = index + 1; i < lane->count; i++)
		if (lane->span[i].row == span->row && lane->span[i].sound)
			return lane->span[i].from;
	return s->from + s->length;
}

static void stroke_draw(struct sheet *s, const struct svg_mark *mark,
			const struct svg_box *box)
{
	if (!strcmp(mark->class, "music"))
		svg_wave(&s->svg, mark, box);
	else
		svg_line(&s->svg, mark, box);
}

static void sound_draw(struct sheet *s, unsigned index)
{
	const struct timeline_span *span = &s->t->hears.span[index];
	hl_usec to = timeline_heard_at(s->t, index).to;
	hl_usec room = room_until(s, &s->t->hears, index);
	int x = x_of(s, span->from);
	int w = x_of(s, to) - x;
	int y = row_y(span->row);
	char title[TIMELINE_WORDS_MAX + HL_NAME_MAX + 8];
	char range[64];
	char buf[TIMELINE_WORDS_MAX];
	const char *words;
	int lift = 0;

	if (!span->sound || to <= span->from)
		return;
	if (w < 2)
		w = 2;
	snprintf(title, sizeof(title), "%s hears %s",
		 s->t->party[span->row].name, span->words);
	range_print(s, span->from, to, range, sizeof(range));
	for (unsigned i = 0; i < sizeof(sounds) / sizeof(sounds[0]); i++) {
		if (!(span->sound & sounds[i].bit))
			continue;
		stroke_draw(s, SVG_MARK(sounds[i].class, title, range),
			    SVG_BOX(x, y + LANE_HEARS + lift, w, 0));
		lift += 6;
	}
	words = text_fit(span->words, x_of(s, room) - x, SMALL, buf,
			 sizeof(buf));
	if (words)
		svg_text(&s->svg, SVG_CLASS("small"), x, y + LANE_WORDS,
			 words);
}

/* Digits stand where the first was dialled, all else where it ended. */
static int mark_x(const struct sheet *s, const struct timeline_event *event)
{
	return x_of(s, event->sign == TIMELINE_DIGITS ? event->from
						      : event->at);
}

/* Where the next mark of the row stands: its words must end there. */
static int mark_room(const struct sheet *s, unsigned index)
{
	const struct timeline_event *event = &s->t->event[index];
	int least = LEFT + s->plot + RIGHT;
	int x = mark_x(s, event);

	for (unsigned i = 0; i < s->t->events; i++) {
		const struct timeline_event *other = &s->t->event[i];
		int next = mark_x(s, other) - 8;

		if (i != index && other->row == event->row && next + 8 >= x &&
		    next < least)
			least = next;
	}
	return least;
}

static void mark_draw(struct sheet *s, unsigned index)
{
	const struct timeline_event *event = &s->t->event[index];
	int begin = x_of(s, event->from);
	int end = x_of(s, event->at);
	int x = mark_x(s, event);
	int y = row_y(event->row) + LANE_MARKS;
	char title[TIMELINE_WORDS_MAX + HL_NAME_MAX + 64];
	char when[64];
	char path[160];

	if (event->sign == TIMELINE_FLASH)
		svg_line(&s->svg, SVG_CLASS("guide"),
			 SVG_BOX(x, TOP, 0, s->height));
	snprintf(title, sizeof(title), "%s: %s%s%s",
		 s->t->party[event->row].name, signs[event->sign].says,
		 *event->words ? " " : "", event->words);
	if (event->from < event->at)
		range_print(s, event->from, event->at, when, sizeof(when));
	else
		seconds_print(s, event->at, when, sizeof(when));
	if (end - begin > 2)
		svg_line(&s->svg, SVG_MARK("rule", title, when),
			 SVG_BOX(begin, y + 9, end - begin, 0));
	snprintf(path, sizeof(path), "M %d %d %s", x, y,
		 signs[event->sign].path);
	svg_path(&s->svg, SVG_MARK("sign", title, when), path);
	if (*event->words &&
	    text_fits(event->words, mark_room(s, index) - x - 9, SMALL))
		svg_text(&s->svg, SVG_CLASS("small"), x + 9, y + 4,
			 event->words);
}

static void legend_look(struct sheet *s, unsigned look, int x, int y)
{
	char class[32];

	svg_rect(&s->svg, SVG_MARK(looks[look].class, looks[look].says, NULL),
		 SVG_BOX(x, y - 10, 26, 14), 3);
	if (*looks[look].texture) {
		snprintf(class, sizeof(class), "plate %s",
			 looks[look].texture);
		svg_rect(&s->svg, SVG_CLASS(class),
			 SVG_BOX(x, y - 10, 26, 14), 3);
	}
	svg_text(&s->svg, SVG_CLASS("small"), x + 32, y + 1,
		 looks[look].says);
}

static void legend_draw(struct sheet *s)
{
	int y = TOP + s->height + 26;
	char path[160];
	int x = 14;

	svg_text(&s->svg, SVG_CLASS("small soft"), x, y + 1, "does");
	for (unsigned i = TIMELINE_REST + 1; i < TIMELINE_LOOK_COUNT; i++)
		legend_look(s, i, 60 + (int)(i - 1) * LEGEND_STEP, y);
	y += 24;
	svg_text(&s->svg, SVG_CLASS("small soft"), x, y + 1, "hears");
	for (unsigned i = 0; i < sizeof(sounds) / sizeof(sounds[0]); i++) {
		x = 60 + (int)i * LEGEND_STEP;
		stroke_draw(s, SVG_MARK(sounds[i].class, sounds[i].says, NULL),
			    SVG_BOX(x, y - 3, 26, 0));
		svg_text(&s->svg, SVG_CLASS("small"), x + 32, y + 1,
			 sounds[i].says);
	}
	y += 24;
	svg_text(&s->svg, SVG_CLASS("small soft"), 14, y + 1, "marks");
	for (unsigned i = 0; i < TIMELINE_SIGN_COUNT; i++) {
		x = 66 + (int)i * LEGEND_STEP;
		snprintf(path, sizeof(path), "M %d %d %s", x, y - 3,
			 signs[i].path);
		svg_path(&s->svg, SVG_MARK("sign", signs[i].says, NULL), path);
		svg_text(&s->svg, SVG_CLASS("small"), x + 14, y + 1,
			 signs[i].says);
	}
}

static void sheet_measure(struct sheet *s, const struct timeline *t)
{
	hl_usec plot;

	s->t = t;
	s->from = t->first == HL_NEVER ? 0 : t->first;
	s->length = t->last > s->from ? t->last - s->from : HL_MS(1000);
	plot = s->length * PER_SECOND / HL_MS(1000);
	if (plot < PLOT_LEAST)
		plot = PLOT_LEAST;
	if (plot > PLOT_MOST)
		plot = PLOT_MOST;
	s->plot = (int)plot;
	s->height = (int)t->rows * ROW;
}

static void rows_draw(struct sheet *s)
{
	const struct timeline *t = s->t;

	for (unsigned i = 0; i < t->does.count; i++) {
		const struct timeline_span *span = &t->does.span[i];

		block_draw(s, span, span->to < t->last ? span->to : t->last);
	}
	for (unsigned i = 0; i < t->hears.count; i++)
		sound_draw(s, i);
	for (unsigned i = 0; i < t->events; i++)
		mark_draw(s, i);
}

int timeline_draw(const struct timeline *t, FILE *out)
{
	struct sheet s = { 0 };
	char length[32];
	char desc[160];
	int r;

	sheet_measure(&s, t);
	seconds_print(&s, s.from + s.length, length, sizeof(length));
	snprintf(desc, sizeof(desc), "%u parties, %s. For each: what it did, "
		 "what its line was doing, what it heard.", t->rows, length);
	svg_begin(&s.svg, out,
		  SVG_BOX(0, 0, LEFT + s.plot + RIGHT,
			  TOP + s.height + LEGEND),
		  SVG_MARK(NULL, t->title, desc));
	svg_text(&s.svg, SVG_CLASS("head"), 14, 32, t->title);
	svg_text(&s.svg, SVG_CLASS("soft"), 14, 52, desc);
	for (unsigned row = 0; row < t->rows; row++)
		band_draw(&s, row);
	axis_draw(&s);
	for (unsigned row = 0; row < t->rows; row++)
		name_draw(&s, row);
	rows_draw(&s);
	legend_draw(&s);
	r = svg_end(&s.svg);
	return r < 0 ? r : t->lost ? -ENOMEM : 0;
}
