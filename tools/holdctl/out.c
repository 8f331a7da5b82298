/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * out.c - words on a screen: colours, ages, clocks, plain words of states
 *
 * In:  members of JSON objects.
 * Out: short texts.
 * Not: what is put where - table.c and the screens.
 */
#include "holdctl.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "holdline/call.h"
#include "holdline/event.h"

#define WIDTH 80
#define WIDTH_LEAST 40

void ctl_terminal(struct ctl *ctl)
{
	const char *term = getenv("TERM");
	const char *no_color = getenv("NO_COLOR");
	struct winsize size;

	ctl->tty = isatty(STDOUT_FILENO);
	ctl->width = WIDTH;
	if (ctl->tty && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
	    size.ws_col >= WIDTH_LEAST)
		ctl->width = size.ws_col;
	ctl->colour = ctl->tty && (!no_color || !*no_color) && term &&
		      strcmp(term, "dumb");
}

void ctl_paint(const struct ctl *ctl, enum ctl_colour colour,
	       const char *text)
{
	static const char *const codes[] = {
		[CTL_NONE] = "", [CTL_GOOD] = "\033[32m",
		[CTL_ATTENTION] = "\033[33m", [CTL_FAULT] = "\033[31m",
		[CTL_INFO] = "\033[36m",
	};

	if (ctl->colour && colour != CTL_NONE)
		fprintf(ctl->out, "%s%s\033[0m", codes[colour], text);
	else
		fputs(text, ctl->out);
}

void ctl_wrap(const struct ctl *ctl, enum ctl_colour colour, char *text,
	      size_t at)
{
	size_t room = ctl->width > at + 10 ? ctl->width - at : 10;

	while (ctl->tty && strlen(text) > room) {
		size_t n = room;

		while (n > 0 && text[n] != ' ')
			n--;
		if (!n)
			break;
		text[n] = '\0';
		ctl_paint(ctl, colour, text);
		fprintf(ctl->out, "\n%*s", (int)at, "");
		text += n + 1;
	}
	ctl_paint(ctl, colour, text);
}

void ctl_print_json(const struct ctl *ctl, const json_t *value)
{
	json_dumpf(value, ctl->out, JSON_ENCODE_ANY | JSON_ENSURE_ASCII |
		   (ctl->tty ? JSON_INDENT(2) : JSON_COMPACT));
	fputc('\n', ctl->out);
}

const char *ctl_age(json_int_t ms, char *buf, size_t size)
{
	long s = (long)(ms / 1000);

	if (ms < 0)
		snprintf(buf, size, "-");
	else if (s < 3600)
		snprintf(buf, size, "%ld:%02ld", s / 60, s % 60);
	else if (s < 86400)
		snprintf(buf, size, "%ld:%02ld:%02ld", s / 3600, s / 60 % 60,
			 s % 60);
	else
		snprintf(buf, size, "%ld d %ld h", s / 86400,
			 s / 3600 % 24);
	return buf;
}

int64_t ctl_stamp_ms(const char *stamp)
{
	struct tm tm = { 0 };
	unsigned ms = 0;

	if (sscanf(stamp, "%d-%d-%dT%d:%d:%d.%3u", &tm.tm_year, &tm.tm_mon,
		   &tm.tm_mday, &tm.tm_hour, &tm.tm_min, &tm.tm_sec, &ms) < 6)
		return 0;
	tm.tm_year -= 1900;
	tm.tm_mon -= 1;
	return (int64_t)timegm(&tm) * 1000 + ms;
}

static bool stamp_read(const struct ctl *ctl, const char *stamp,
		       struct tm *tm, unsigned *ms)
{
	int64_t at = ctl_stamp_ms(stamp);
	time_t seconds = (time_t)(at / 1000);

	*ms = (unsigned)(at % 1000);
	if (!at)
		return false;
	return (ctl->utc ? gmtime_r(&seconds, tm)
			 : localtime_r(&seconds, tm)) != NULL;
}

const char *ctl_clock(const struct ctl *ctl, const char *stamp, char *buf,
		      size_t size)
{
	struct tm tm;
	unsigned ms;

	if (stamp_read(ctl, stamp, &tm, &ms))
		snprintf(buf, size, "%02d:%02d:%02d.%03u", tm.tm_hour,
			 tm.tm_min, tm.tm_sec, ms);
	else
		snprintf(buf, size, "-");
	return buf;
}

const char *ctl_day(const struct ctl *ctl, const char *stamp, char *buf,
		    size_t size)
{
	struct tm tm;
	unsigned ms;

	if (!stamp_read(ctl, stamp, &tm, &ms) ||
	    !strftime(buf, size, "%e %b %H:%M", &tm))
		snprintf(buf, size, "-");
	return buf[0] == ' ' ? buf + 1 : buf;
}

const char *ctl_state(const char *wire)
{
	for (unsigned i = 0; i < HL_CALL_STATE_COUNT; i++)
		if (!strcmp(hl_call_state_name(i), wire))
			return hl_call_state_plain(i);
	return !strcmp(wire, "lockout") ? "left off hook" : wire;
}

const char *ctl_mode(const char *wire)
{
	if (!strcmp(wire, "inactive"))
		return "elsewhere";
	if (!strcmp(wire, "activeheld") || !strcmp(wire, "inactiveheld"))
		return "held by them";
	return NULL;
}

const char *ctl_verb_of_request(const char *wire)
{
#define X(id, word, method, ...) { word, method },
	static const char *const table[][2] = { HL_REQUESTS(X) };
#undef X
	const struct hl_verb *verb;

	for (unsigned i = 0; i < HL_REQUEST_COUNT; i++) {
		if (strcmp(table[i][0], wire))
			continue;
		verb = hl_verb_of_method(table[i][1]);
		return verb && *verb->word ? verb->word : wire;
	}
	return wire;
}

bool ctl_is_steering(const char *wire)
{
	/* Besides: what is heard, sent, listened for, kept to oneself. */
	static const char *const besides[] = {
		"secure", "privacy", "treatment", "monitordigits",
		"monitortones", "digits", "tone",
	};

	for (unsigned i = 0; i < sizeof(besides) / sizeof(besides[0]); i++)
		if (!strcmp(besides[i], wire))
			return false;
	return true;
}

/* What ends a call stands last: nobody shall do it by mistake. */
static bool is_end(const char *wire)
{
	return !strcmp(wire, "drop") || !strcmp(wire, "reset");
}

void ctl_can_print(const json_t *object, bool steering, char *buf, size_t size)
{
	const json_t *can = json_object_get(object, "can");
	const json_t *word;
	size_t n = 0;
	size_t i;

	buf[0] = '\0';
	for (int end = 0; end < 2; end++) {
		json_array_foreach(can, i, word) {
			const char *wire = json_string_value(word);
			const char *verb = ctl_verb_of_request(wire);

			if (is_end(wire) != end || n >= size ||
			    (steering && !ctl_is_steering(wire)) ||
			    !hl_verb_of_word(verb))
				continue;
			n += (size_t)snprintf(buf + n, size - n, "%s%s",
					      n ? " " : "", verb);
		}
	}
}

const char *ctl_call_state(const json_t *call, char *buf, size_t size)
{
	const char *state = ctl_str(call, "state");
	const char *mode = ctl_mode(ctl_str(call, "mode"));

	if (*ctl_str(call, "parked"))
		snprintf(buf, size, "parked %s", ctl_str(call, "parked"));
	else if (!strcmp(state, "connected") && mode)
		snprintf(buf, size, "%s", mode);
	else if (!strcmp(ctl_str(call, "mode"), "inactive"))
		snprintf(buf, size, "rings there");
	else
		snprintf(buf, size, "%s", ctl_state(state));
	return buf;
}

const char *ctl_str(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

json_int_t ctl_int(const json_t *object, const char *key)
{
	json_t *value = json_object_get(object, key);

	return json_is_integer(value) ? json_integer_value(value) : -1;
}

bool ctl_is(const json_t *object, const char *key)
{
	return json_is_true(json_object_get(object, key));
}
