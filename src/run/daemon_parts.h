/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * daemon_parts.h - shared by the files of the daemon only
 */
#ifndef HOLDLINE_RUN_DAEMON_PARTS_H
#define HOLDLINE_RUN_DAEMON_PARTS_H

#include "holdline/config.h"
#include "holdline/control.h"
#include "holdline/daemon.h"
#include "holdline/engine.h"
#include "holdline/journal.h"
#include "holdline/loop.h"
#include "holdline/sim.h"
#include "apply.h"
#include "log.h"

/*
 * @sim:      options of the virtual card, when we are one
 * @alarm:    the engine's work is due
 * @look:     absent lines are looked for
 * @flush:    the record's file follows
 * @state:    the service manager is told how it goes
 * @end:      a stop waits for calls to end
 * @told:     by line: which trouble was told last
 * @lines:    room of @told
 * @managed:  a service manager listens
 * @filed:    the record has a file
 * @dirty:    records came since the state was told
 * @stopping: nothing new begins; @stop_by is the last moment
 */
struct hl_daemon {
	struct hl_daemon_options options;
	struct hl_sim_options sim;
	struct hl_log log;
	struct hl_loop *loop;
	struct hl_engine *engine;
	struct hl_apply *apply;
	struct hl_journal *journal;
	struct hl_server *server;
	struct hl_loop_timer *alarm;
	struct hl_loop_timer *look;
	struct hl_loop_timer *flush;
	struct hl_loop_timer *state;
	struct hl_loop_timer *end;
	uint32_t *told;
	unsigned lines;
	bool config_good;
	uint64_t config_at;
	hl_usec started;
	int rt;
	bool managed;
	bool filed;
	bool dirty;
	bool flushing;
	bool stopping;
	int status;
	hl_usec stop_by;
};

/** hl_daemon_is_virtual() - no file is read, the card is the virtual one. */
bool hl_daemon_is_virtual(const struct hl_daemon *daemon);

/** hl_daemon_journal_path() - the record's file by @config; NULL = none. */
const char *hl_daemon_journal_path(const struct hl_daemon *daemon,
				   const struct hl_config *config, char *text,
				   size_t size);

/** hl_daemon_trouble() - something is wrong with a line; told once. */
void hl_daemon_trouble(struct hl_daemon *daemon, hl_line line,
		       const char *sentence);

/** hl_daemon_look() - open what is absent; looks again while some is. */
void hl_daemon_look(struct hl_daemon *daemon, bool first);

/** hl_daemon_signals() - SIGTERM SIGINT SIGHUP SIGUSR1. 0, -errno. */
int hl_daemon_signals(struct hl_daemon *daemon);

#endif
