/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * daemon_signal.c - what a signal orders
 *
 * In:  SIGTERM, SIGINT, SIGHUP, SIGUSR1, as ordinary events of the loop.
 * Out: stop, reload, the board on stderr.
 * Not: how any of it is done - daemon.c.
 */
#include "daemon_parts.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void stop_ordered(void *arg, int signal)
{
	struct hl_daemon *daemon = arg;
	unsigned calls = hl_model_calls(hl_engine_model(daemon->engine));

	(void)signal;
	if (daemon->stopping)
		hl_log_say(&daemon->log, HL_LOG_INFO, NULL,
			   "stopping at once");
	else
		hl_log_say(&daemon->log, HL_LOG_INFO, NULL,
			   "stopping; %u calls are released", calls);
	hl_daemon_stop(daemon, 0);
}

/* Each line of the complaints is an entry of the log. */
static void complaints_say(struct hl_daemon *daemon, char *text, int r)
{
	enum hl_log_grade grade = r < 0 ? HL_LOG_ERROR : HL_LOG_WARN;
	char *rest = text;
	char *line;

	while ((line = strsep(&rest, "\n")))
		if (*line)
			hl_log_say(&daemon->log, grade, NULL, "%s", line);
	hl_log_say(&daemon->log, r < 0 ? HL_LOG_ERROR : HL_LOG_INFO, NULL,
		   r < 0 ? "the configuration was not taken: %s"
			 : "the configuration was taken%s",
		   r < 0 ? strerror(-r) : "");
}

static void reload_ordered(void *arg, int signal)
{
	struct hl_daemon *daemon = arg;
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	int r;

	(void)signal;
	r = hl_daemon_reload(daemon, out);
	if (out && fclose(out) == 0)
		complaints_say(daemon, text, r);
	free(text);
}

static void board_ordered(void *arg, int signal)
{
	struct hl_daemon *daemon = arg;
	const struct hl_model *model = hl_engine_model(daemon->engine);
	unsigned i;

	(void)signal;
	for (i = 0; i < hl_model_lines(model); i++)
		hl_line_print(model, (hl_line)i, hl_loop_now(daemon->loop),
			      stderr);
}

int hl_daemon_signals(struct hl_daemon *daemon)
{
	static const struct {
		int signal;
		hl_signal_fn *fn;
	} taken[] = {
		{ SIGTERM, stop_ordered },
		{ SIGINT, stop_ordered },
		{ SIGHUP, reload_ordered },
		{ SIGUSR1, board_ordered },
	};
	unsigned i;
	int r;

	for (i = 0; i < sizeof(taken) / sizeof(taken[0]); i++) {
		r = hl_loop_signal(daemon->loop, taken[i].signal, taken[i].fn,
				   daemon);
		if (r < 0)
			return r;
	}
	return 0;
}
