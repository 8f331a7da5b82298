/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * daemon.h - engine, loop, configuration, record and counter put together
 *
 * What holdlined is made of, for any program that wants to be one: the
 * daemon itself, or a console that plays with the virtual card.
 */
#ifndef HOLDLINE_DAEMON_H
#define HOLDLINE_DAEMON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "holdline/types.h"

struct hl_config;
struct hl_daemon;
struct hl_engine;
struct hl_journal;
struct hl_loop;
struct hl_record;
struct hl_sim_options;

/** HL_VERSION - of the daemon and everything delivered with it. */
#ifndef HL_VERSION
#define HL_VERSION "0.1.0"
#endif

#define HL_DAEMON_LOOK 5000  /* [ms] absent lines are looked for (house) */
#define HL_DAEMON_STOP 2000  /* [ms] a stop waits for calls to end (house) */
#define HL_DAEMON_SPARE 32   /* lines that a reload may add (house) */

enum hl_log_grade {
	HL_LOG_INFO,  /* something changed */
	HL_LOG_WARN,  /* something is wrong, we went on */
	HL_LOG_ERROR, /* somebody must act */
};

/**
 * hl_log_fn - told a sentence for the log
 * @ctx:   as given with the options
 * @grade: how serious
 * @line:  name of the line it is about, or NULL
 * @text:  the sentence; what follows "mend:" in it says what to do
 */
typedef void (hl_log_fn)(void *ctx, enum hl_log_grade grade, const char *line,
			 const char *text);

/**
 * struct hl_daemon_options - how a daemon is opened
 * @config:     file; NULL = HL_CONFIG_PATH, and where that is missing the
 *              cards are asked what they have
 * @socket:     control socket; NULL = that of the configuration, "" = none
 * @stations:   telephones of a virtual card; with @trunks > 0 or this > 0 no
 *              file is read: stations are 101 .. on channels 1 .., trunks co1
 *              .. on the channels behind them, in group "out"
 * @trunks:     exchanges of the virtual card
 * @sim:        options for the driver "sim" otherwise, or NULL; valid until
 *              hl_daemon_close(). Of a virtual card only its voice and script
 *              are used
 * @journal:    file of the record; NULL = that of the configuration
 * @complaints: where mistakes in the configuration are written, or NULL
 * @log:        told what happens; NULL = the system's journal when a service
 *              manager started us, else stderr
 * @record:     told every record, in order; may be NULL
 * @ctx:        handed to @log and @record
 * @signals:    take SIGTERM, SIGINT (stop), SIGHUP (reload), SIGUSR1 (print
 *              the board to stderr)
 */
struct hl_daemon_options {
	const char *config;
	const char *socket;
	unsigned stations;
	unsigned trunks;
	const struct hl_sim_options *sim;
	const char *journal;
	FILE *complaints;
	hl_log_fn *log;
	void (*record)(void *ctx, const struct hl_record *record);
	void *ctx;
	bool signals;
};

/**
 * hl_daemon_config_read() - the configuration that a daemon would have
 * @options:    as for hl_daemon_open()
 * @complaints: every mistake and warning; may be NULL
 * @ret:        the configuration; owned by the caller, hl_config_free()
 *
 * Reads the file, or asks the cards, or makes the virtual card's; opens and
 * changes nothing. Return: as hl_config_load(); -ENOSPC for too many lines.
 */
int hl_daemon_config_read(const struct hl_daemon_options *options,
			  FILE *complaints, struct hl_config **ret);

/**
 * hl_daemon_open() - read the configuration, open what there is, be ready
 * @ret:     the daemon; owned by the caller, hl_daemon_close()
 * @options: copied; texts and @sim must stay
 *
 * Lines, cards and music that are missing are told to the log and do not
 * stop it: lines are looked for again every HL_DAEMON_LOOK. When it returns,
 * the control socket listens and every line that is there has its hook truth.
 * Return: 0; -EBADMSG when the configuration has mistakes or cannot be read
 * (told to @complaints); -EADDRINUSE when another daemon answers on the
 * socket, -EACCES and the like when it cannot be made (told to the log);
 * -ENOMEM, -errno.
 */
int hl_daemon_open(struct hl_daemon **ret,
		   const struct hl_daemon_options *options);

/**
 * hl_daemon_run() - serve until it is stopped
 *
 * Return: the status given to hl_daemon_stop(); 0 after a signal; -errno.
 */
int hl_daemon_run(struct hl_daemon *daemon);

/**
 * hl_daemon_stop() - end: release every call, then leave hl_daemon_run()
 * @daemon: the daemon
 * @status: what hl_daemon_run() shall return, >= 0
 *
 * Waits at most HL_DAEMON_STOP for the calls to end. Asked a second time it
 * leaves at once.
 */
void hl_daemon_stop(struct hl_daemon *daemon, int status);

/**
 * hl_daemon_reload() - read the configuration again
 * @daemon:     the daemon
 * @complaints: every mistake, as hl_config_load() writes them; may be NULL
 *
 * Idle lines change at once, busy ones when they become idle; each change is
 * a sentence in the log.
 * Return: 0; -EINVAL for mistakes, and -errno: then nothing was changed.
 */
int hl_daemon_reload(struct hl_daemon *daemon, FILE *complaints);

/** hl_daemon_close() - close ports, cards and socket. NULL is fine. */
void hl_daemon_close(struct hl_daemon *daemon);

/** hl_daemon_engine() - the engine; requests are events (event.h). */
struct hl_engine *hl_daemon_engine(struct hl_daemon *daemon);

/** hl_daemon_loop() - the loop, for descriptors and timers of one's own. */
struct hl_loop *hl_daemon_loop(struct hl_daemon *daemon);

/** hl_daemon_journal() - the record. */
struct hl_journal *hl_daemon_journal(struct hl_daemon *daemon);

/** hl_daemon_config() - the configuration in force; a reload replaces it. */
const struct hl_config *hl_daemon_config(const struct hl_daemon *daemon);

/**
 * hl_daemon_card() - a driver's card, for its own far-side calls
 * @daemon: the daemon
 * @driver: "sim", "dahdi"
 *
 * Return: the card as card_open() returned it; NULL when it is not in use.
 */
void *hl_daemon_card(struct hl_daemon *daemon, const char *driver);

#endif
