/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * frame.c - the screen as text
 *
 * In:  the console and its bench.
 * Out: lines with a look each, as many as the terminal has.
 * Not: the terminal - screen.c.
 *
 * From above: title, board, what can be done, what happened, keys.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "can.h"
#include "console_parts.h"
#include "ladder.h"
#include "tools/demo/doing.h"

#define CAN_ROWS 4      /* of a screen 24 high */
#define WORDS_AT 15     /* column where what happened begins */
#define FIXED 6         /* title, headings, three rules, keys */

struct pen {
	struct console *c;
	struct frame *frame;
	unsigned row;
};

__attribute__((format(printf, 3, 4)))
static void put(struct pen *pen, enum frame_look look, const char *format, ...)
{
	struct frame *frame = pen->frame;
	char text[BOARD_TEXT_MAX];
	va_list args;

	if (pen->row >= frame->height || pen->row >= FRAME_LINES_MAX)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	board_cut(text, frame->width, frame->line[pen->row].text,
		  sizeof(frame->line[0].text));
	frame->line[pen->row].look = look;
	pen->row++;
}

/* A text at the left and one at the right. */
static void put_both(struct pen *pen, enum frame_look look, const char *left,
		     const char *right)
{
	int room = (int)pen->frame->width - (int)strlen(right) - 1;

	put(pen, look, "%-*.*s%s", room > 0 ? room : 0, room > 0 ? room : 0,
	    left, right);
}

/* A rule across the screen; the console's word stands on it. */
static void put_rule(struct pen *pen, const char *word)
{
	struct frame *frame = pen->frame;
	unsigned row = pen->row;

	put(pen, FRAME_RULE, "%s", word);
	if (row >= frame->height || row >= FRAME_LINES_MAX)
		return;
	frame->line[row].bold = *word != '\0';
}

static void title_put(struct pen *pen)
{
	struct console *c = pen->c;
	hl_usec ms = bench_now(c->bench) / 1000;
	char speed[16];
	char left[120];

	if (c->paused)
		snprintf(speed, sizeof(speed), "paused");
	else if (c->speed)
		snprintf(speed, sizeof(speed), "x%u", c->speed);
	else
		snprintf(speed, sizeof(speed), "max");
	snprintf(left, sizeof(left),
		 " holdline  virtual card   %s   %s   %02u:%02u:%02u.%u",
		 scenario_zone(bench_setup(c->bench)), speed,
		 (unsigned)(ms / 3600000), (unsigned)(ms / 60000 % 60),
		 (unsigned)(ms / 1000 % 60), (unsigned)(ms / 100 % 10));
	put_both(pen, FRAME_HEAD, left, "? help  q quit ");
}

/* ---- the board ---------------------------------------------------------- */

static enum frame_look row_look(const struct console *c, unsigned party)
{
	struct doing doing;

	doing_find(bench_model(c->bench), (hl_line)party, &doing);
	switch (doing.look) {
	case TIMELINE_RING:
	case TIMELINE_CALL:
		return FRAME_ATTENTION;
	case TIMELINE_TALK:
		return FRAME_GOOD;
	case TIMELINE_HOLD:
	case TIMELINE_TONE:
		return FRAME_INFO;
	case TIMELINE_FAULT:
		return FRAME_FAULT;
	case TIMELINE_REST:
	case TIMELINE_IDLE:
	case TIMELINE_LOOK_COUNT:
		break;
	}
	return FRAME_PLAIN;
}

static void row_put(struct pen *pen, unsigned party)
{
	struct console *c = pen->c;
	const struct board_seen seen = {
		.hears = witness_hears(bench_witness(c->bench), party),
		.rings = bench_rings(c->bench, party),
	};
	unsigned row = pen->row;
	struct board_row text;
	char line[BOARD_TEXT_MAX];

	board_fill(&text, bench_model(c->bench), (hl_line)party, &seen);
	if (c->cords >> party & 1)
		snprintf(text.doing, sizeof(text.doing), "cord out");
	put(pen, row_look(c, party), "%s",
	    board_print(&text, party == c->picked, pen->frame->width, line));
	pen->frame->line[row].bold = party == c->picked;
}

/* ---- what can be done --------------------------------------------------- */

static enum hl_sim_phase phase_of(struct console *c, unsigned party)
{
	struct hl_sim_port port = { .phase = HL_SIM_PHASE_IDLE };

	bench_port(c->bench, party, &port);
	return port.phase;
}

static void can_put(struct pen *pen, unsigned party, unsigned most)
{
	struct console *c = pen->c;
	const char *name = scenario_line(bench_setup(c->bench), party)->name;
	struct can can[CAN_MAX];
	unsigned n = can_find(bench_model(c->bench), (hl_line)party,
			      phase_of(c, party), can);
	unsigned blank = 9 + (unsigned)strlen(name);

	if (c->cords >> party & 1) {
		can[0].key = "u";
		snprintf(can[0].text, sizeof(can[0].text),
			 "put the cord in again");
		n = 1;
	}
	if (!n && party == c->picked)
		put(pen, FRAME_PLAIN, " %s can now   wait", name);
	for (unsigned i = 0; i < n && i < most; i++) {
		if (i == 0)
			put(pen, FRAME_PLAIN, " %s can now   %-4s%s", name,
			    can[i].key, can[i].text);
		else
			put(pen, FRAME_PLAIN, "%*s   %-4s%s", blank, "",
			    can[i].key, can[i].text);
	}
}

static bool is_ringing(struct console *c, unsigned party)
{
	return bench_rings(c->bench, party) > 0;
}

static void cans_put(struct pen *pen, unsigned rows)
{
	unsigned end = pen->row + rows;

	can_put(pen, pen->c->picked, rows);
	for (unsigned i = 0; i < console_lines(pen->c); i++)
		if (i != pen->c->picked && pen->row < end &&
		    is_ringing(pen->c, i))
			can_put(pen, i, end - pen->row);
	while (pen->row < end)
		put(pen, FRAME_PLAIN, "%s", "");
}

/* ---- what happened ------------------------------------------------------ */

static void time_print(struct pen *pen, const struct news *news,
		       const struct news *before, char *ret, size_t size)
{
	hl_usec zero = bench_zero(pen->c->bench);
	hl_usec ms = (news->at > zero ? news->at - zero : 0) / 1000;

	if (!pen->c->since_last) {
		snprintf(ret, size, "%02u:%02u.%u", (unsigned)(ms / 60000),
			 (unsigned)(ms / 1000 % 60),
			 (unsigned)(ms / 100 % 10));
		return;
	}
	ms = before && news->at > before->at ? (news->at - before->at) / 1000
					     : 0;
	snprintf(ret, size, "+%u.%03u", (unsigned)(ms / 1000),
		 (unsigned)(ms % 1000));
}

static enum frame_look news_look(const struct news *news)
{
	if (news->topic == NEWS_LIMIT || news->topic == NEWS_CARD)
		return FRAME_ATTENTION;
	if (news->topic == NEWS_HEARS)
		return FRAME_INFO;
	return FRAME_PLAIN;
}

static void news_put(struct pen *pen, const struct news *news,
		     const char *when)
{
	int room = (int)pen->frame->width - WORDS_AT;
	int first = room * 2 / 5;
	char sentence[NEWS_LINE_MAX];
	char name[HL_NAME_MAX];

	board_cut(news->name, 4, name, sizeof(name));
	news_sentence(news, sentence);
	/* With nothing beside it, a sentence may have the whole line. */
	if (!news->more[0] || (int)strlen(sentence) > first)
		first = (int)strlen(sentence);
	put(pen, news_look(news), " %-7s  %-4s %-*s%s%s", when, name, first,
	    sentence, news->more[0] ? "  " : "", news->more);
}

static void names_list(const struct console *c, const char **ret)
{
	for (unsigned i = 0; i < console_lines(c); i++)
		ret[i] = scenario_line(bench_setup(c->bench), i)->name;
}

static void happened_put(struct pen *pen, unsigned rows)
{
	struct console *c = pen->c;
	const struct news_list *list = witness_news(bench_witness(c->bench));
	unsigned end = pen->row + rows;
	const char *names[SCENARIO_PARTIES_MAX];
	char line[LADDER_MAX];
	struct ladder ladder;
	unsigned count = news_count(list);
	unsigned first;
	char when[16];

	ladder_fit(&ladder, console_lines(c), c->picked, pen->frame->width);
	names_list(c, names);
	if (c->ladder) {
		put(pen, FRAME_SOFT, "%s", ladder_head(&ladder, names, line));
		rows--;
	}
	count = count > c->back ? count - c->back : 0;
	first = count > rows ? count - rows : 0;
	for (unsigned i = first; i < count; i++) {
		const struct news *news = news_at(list, i);

		time_print(pen, news, i ? news_at(list, i - 1) : NULL, when,
			   sizeof(when));
		if (c->ladder)
			put(pen, news_look(news), "%s",
			    ladder_print(&ladder, news, when, line));
		else
			news_put(pen, news, when);
	}
	while (pen->row < end)
		put(pen, FRAME_PLAIN, "%s", "");
}

/* ---- the last line ------------------------------------------------------ */

static void outside_put(struct pen *pen)
{
	struct console *c = pen->c;

	put(pen, FRAME_HEAD,
	    " outside at %s:  c calls in   a answers   h hangs up   b %s   "
	    "x the usual",
	    scenario_line(bench_setup(c->bench), c->outside)->name,
	    c->busy >> c->outside & 1 ? "is free" : "is busy");
}

static void keys_put(struct pen *pen)
{
	struct console *c = pen->c;
	const struct scenario_line *line =
		scenario_line(bench_setup(c->bench), c->picked);

	if (line->kind == HL_KIND_TRUNK)
		put(pen, FRAME_HEAD, " arrows pick   x outside   u unplug   "
		    "l ladder   s save   ? more");
	else if (bench_will_lift(c->bench, c->picked))
		put(pen, FRAME_HEAD, " arrows pick   h hook   0-9*# dial   "
		    "f flash   r recall key   b break   ? more");
	else
		put(pen, FRAME_HEAD, " arrows pick   h lift   d %s   "
		    "u unplug   l ladder   s save   ? more",
		    c->rotary >> c->picked & 1 ? "keypad" : "rotary");
}

static void last_put(struct pen *pen)
{
	struct console *c = pen->c;

	if (c->mode == CONSOLE_BREAK)
		put(pen, FRAME_HEAD, " break of how many ms at %s?  %s_   "
		    "Enter does it, Esc leaves it",
		    scenario_line(bench_setup(c->bench), c->picked)->name,
		    c->typed);
	else if (c->mode == CONSOLE_OUTSIDE)
		outside_put(pen);
	else
		keys_put(pen);
}

static const char *word_of(const struct console *c)
{
	struct timespec ts;

	if (bench_fault(c->bench)[0])
		return bench_fault(c->bench);
	clock_gettime(CLOCK_MONOTONIC, &ts);
	if ((hl_usec)ts.tv_sec * 1000000 + (hl_usec)ts.tv_nsec / 1000 <
	    c->message_until)
		return c->message;
	return bench_waiting(c->bench) ? "a hand is still busy" : "";
}

/* ---- the whole ---------------------------------------------------------- */

static void help_put(struct pen *pen)
{
	const char *line;

	for (unsigned i = 0; (line = console_help(i)); i++)
		put(pen, i ? FRAME_PLAIN : FRAME_HEAD, "%s", line);
}

static void board_put(struct pen *pen)
{
	unsigned lines = console_lines(pen->c);
	unsigned height = pen->frame->height;
	unsigned cans = CAN_ROWS;
	unsigned left;
	char head[BOARD_TEXT_MAX];

	title_put(pen);
	put(pen, FRAME_SOFT, "%s", board_head(pen->frame->width, head));
	for (unsigned i = 0; i < lines; i++)
		row_put(pen, i);
	put_rule(pen, "");
	left = height - lines - FIXED;
	if (left > 20)
		cans += 2;
	cans_put(pen, cans);
	put_rule(pen, "");
	happened_put(pen, height - pen->row - 2);
	put_rule(pen, word_of(pen->c));
	last_put(pen);
}

void console_frame(struct console *c, unsigned width, unsigned height,
		   struct frame *ret)
{
	struct pen pen = { .c = c, .frame = ret };

	memset(ret, 0, sizeof(*ret));
	ret->width = width < BOARD_TEXT_MAX / 4 ? width : BOARD_TEXT_MAX / 4;
	ret->height = height < FRAME_LINES_MAX ? height : FRAME_LINES_MAX;
	if (width < CONSOLE_WIDTH || height < CONSOLE_HEIGHT)
		put(&pen, FRAME_ATTENTION, "%ux%u is too small; make the "
		    "window %dx%d", width, height, CONSOLE_WIDTH,
		    CONSOLE_HEIGHT);
	else if (c->mode == CONSOLE_HELP)
		help_put(&pen);
	else
		board_put(&pen);
}
