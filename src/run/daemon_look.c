/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * daemon_look.c - lines that are absent are looked for, again and again
 *
 * In:  a timer, a change in the folder of devices, a reload.
 * Out: lines opened; what is wrong with the others, told once.
 * Not: how a port is opened - the driver.
 */
#include "daemon_parts.h"

#include <errno.h>
#include <string.h>

#include "config_parts.h"

/* Where the kernel's channels appear, maybe after us. */
#define DEVICES "/dev/dahdi"

/* A device is there before its rights are: udev(7). */
#define SETTLE_MS 300

/* Sentences of one look, then a number: a card has many lines. */
#define TOLD_MAX 5

/* Any number that tells two sentences apart: FNV-1a, 32 bits. */
static uint32_t sentence_hash(const char *text)
{
	uint32_t hash = 2166136261u;

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 16777619u;
	return hash ? hash : 1;
}

/* Answers whether it is news. */
static bool trouble_is_new(struct hl_daemon *daemon, hl_line line,
			   const char *sentence)
{
	uint32_t hash = sentence_hash(sentence);

	if (line >= daemon->lines)
		return true;
	if (daemon->told[line] == hash)
		return false;
	daemon->told[line] = hash;
	return true;
}

static const char *line_name(const struct hl_daemon *daemon, hl_line line)
{
	const struct hl_line_state *state =
		hl_model_line(hl_engine_model(daemon->engine), line);

	return state ? state->set.name : NULL;
}

void hl_daemon_trouble(struct hl_daemon *daemon, hl_line line,
		       const char *sentence)
{
	if (trouble_is_new(daemon, line, sentence))
		hl_log_say(&daemon->log, HL_LOG_WARN, line_name(daemon, line),
			   "%s", sentence);
}

/* Answers whether the line is there now. */
static bool line_bring(struct hl_daemon *daemon, hl_line line, bool first,
		       unsigned *told)
{
	const char *name = line_name(daemon, line);
	const char *why;
	int r;

	r = hl_engine_bring(daemon->engine, line);
	if (r == 0) {
		if (!first)
			hl_log_say(&daemon->log, HL_LOG_INFO, name,
				   "line %s is there", name);
		if (line < daemon->lines)
			daemon->told[line] = 0;
		return true;
	}
	why = hl_engine_why(daemon->engine, line);
	if (!*why)
		why = strerror(-r);
	if (trouble_is_new(daemon, line, why) && (*told)++ < TOLD_MAX)
		hl_log_say(&daemon->log, HL_LOG_WARN, name,
			   "line %s is absent: %s", name, why);
	return false;
}

/* Number of lines that are still absent. */
static unsigned lines_bring(struct hl_daemon *daemon, bool first)
{
	const struct hl_model *model = hl_engine_model(daemon->engine);
	unsigned absent = 0;
	unsigned told = 0;
	unsigned i;

	for (i = 0; i < hl_model_lines(model); i++)
		if (hl_model_line(model, (hl_line)i)->service ==
		    HL_SERVICE_ABSENT)
			absent += !line_bring(daemon, (hl_line)i, first,
					      &told);
	if (told > TOLD_MAX)
		hl_log_say(&daemon->log, HL_LOG_WARN, NULL,
			   "%u more lines are absent: holdctl lines lists them",
			   told - TOLD_MAX);
	return absent;
}

static bool lines_differ(const struct hl_config *a, const struct hl_config *b)
{
	unsigned i;

	if (a->lines != b->lines)
		return true;
	for (i = 0; i < a->lines; i++)
		if (strcmp(hl_line_name(a, i), hl_line_name(b, i)) != 0)
			return true;
	return false;
}

/* Without a file the configuration is what the cards have, also later. */
static void found_again(struct hl_daemon *daemon)
{
	const struct hl_config *now = hl_apply_get(daemon->apply);
	struct hl_config *found = NULL;

	if (!now->automatic || hl_daemon_is_virtual(daemon))
		return;
	if (hl_daemon_config_read(&daemon->options, NULL, &found) < 0)
		return;
	if (!found->automatic || !lines_differ(now, found) ||
	    hl_apply_config(daemon->apply, found) < 0)
		hl_config_free(found);
}

static void folder_changed(void *arg)
{
	struct hl_daemon *daemon = arg;

	hl_loop_timer_set(daemon->look,
			  hl_loop_now(daemon->loop) + HL_MS(SETTLE_MS));
}

static void nothing_tell(struct hl_daemon *daemon)
{
	hl_log_say(&daemon->log, HL_LOG_WARN, NULL,
		   "there is no line yet; looking every %d s. mend: configure a card (dahdi_cfg), or try holdlined --virtual 4,2",
		   HL_DAEMON_LOOK / 1000);
}

void hl_daemon_look(struct hl_daemon *daemon, bool first)
{
	unsigned absent;
	unsigned lines;

	if (!first) {
		found_again(daemon);
		if (hl_apply_waits(daemon->apply))
			hl_apply_again(daemon->apply);
	}
	absent = lines_bring(daemon, first);
	lines = hl_model_lines(hl_engine_model(daemon->engine));
	if (first && !lines)
		nothing_tell(daemon);
	if (!hl_daemon_is_virtual(daemon))
		hl_loop_folder(daemon->loop, DEVICES, folder_changed, daemon);
	if (absent || !lines || hl_apply_waits(daemon->apply))
		hl_loop_timer_set(daemon->look, hl_loop_now(daemon->loop) +
							HL_MS(HL_DAEMON_LOOK));
}
