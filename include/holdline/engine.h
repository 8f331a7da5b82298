/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * engine.h - one event at a time: stamp, journal, step, make the ports so
 *
 * The engine owns the model, the cards and their lines. What a step wants of
 * a port is compared with what the port was told, and only the difference is
 * asked of the driver. The engine knows no loop: whoever drives it (the
 * daemon's event loop, or a player with virtual time) hands it the time.
 */
#ifndef HOLDLINE_ENGINE_H
#define HOLDLINE_ENGINE_H

#include "holdline/model.h"

struct hl_engine;
struct hl_zone;
struct hl_music;

/**
 * struct hl_record - one line of the event record
 * @number: counts from 1, never reused in a run
 * @cause:  number of the record that caused it; 0 = came from outside
 * @at:     [us] monotonic
 * @event:  the arrival (effect NULL), or the arrival it follows from
 * @effect: what followed; NULL for the arrival itself
 * @model:  the state after the step, for names
 */
struct hl_record {
	uint64_t number;
	uint64_t cause;
	hl_usec at;
	const struct hl_event *event;
	const struct hl_effect *effect;
	const struct hl_model *model;
};

/** hl_record_fn - told of every record, in order; must not call the engine. */
typedef void (hl_record_fn)(void *ctx, const struct hl_record *record);

/** hl_trouble_fn - told in a sentence what a driver refused. */
typedef void (hl_trouble_fn)(void *ctx, hl_line line, const char *sentence);

/**
 * struct hl_engine_host - what the engine may ask of whoever drives it
 * @ctx:     handed back
 * @record:  every record, in order
 * @trouble: a driver refused; for the log
 * @watch:   as in struct hl_host
 * @alarm:   call hl_engine_run() at this time at the latest
 * @now:     time of this wake-up
 * @awake:   as in struct hl_host
 * @wall:    [us since 1970] time of day, for displays; may be NULL
 */
struct hl_engine_host {
	void *ctx;
	hl_record_fn *record;
	hl_trouble_fn *trouble;
	int (*watch)(void *ctx, int fd, unsigned what, hl_watch_fn *fn,
		     void *arg);
	void (*alarm)(void *ctx, hl_usec at);
	hl_usec (*now)(void *ctx);
	hl_usec (*awake)(void *ctx);
	uint64_t (*wall)(void *ctx);
};

/**
 * hl_engine_open() - an engine without lines
 * @ret:    the engine; owned by the caller, hl_engine_close()
 * @limits: size of the model
 * @host:   copied
 * @zone:   the country's tones; copied
 *
 * Return: 0, -EINVAL, -ENOMEM.
 */
int hl_engine_open(struct hl_engine **ret, const struct hl_limits *limits,
		   const struct hl_engine_host *host,
		   const struct hl_zone *zone);

/**
 * hl_engine_close() - close every line and card
 *
 * Unwires both sides of every pair before a port closes. NULL is fine.
 */
void hl_engine_close(struct hl_engine *engine);

/**
 * hl_engine_card() - take a kind of card into use
 * @engine:  the engine
 * @driver:  which
 * @options: the driver's own, see its header; may be NULL
 * @ret:     the driver's card, for its own far-side calls; may be NULL
 *
 * Return: 0 (also when it is in use already), -errno of the driver.
 */
int hl_engine_card(struct hl_engine *engine, const struct hl_driver *driver,
		   const void *options, void **ret);

/** hl_engine_card_of() - a driver's card that is in use; NULL: none is. */
void *hl_engine_card_of(const struct hl_engine *engine,
			const struct hl_driver *driver);

/**
 * hl_engine_add() - add a line
 * @engine:   the engine
 * @driver:   whose card; hl_engine_card() has taken it
 * @channel:  the port on the card
 * @settings: the line
 * @ret:      its index; may be NULL
 *
 * The port is not opened yet: hl_engine_start() or hl_engine_bring() does.
 * Return: 0, -ENOSPC, -EEXIST (name), -ENOENT (driver not taken).
 */
int hl_engine_add(struct hl_engine *engine, const struct hl_driver *driver,
		  int channel, const struct hl_line_settings *settings,
		  hl_line *ret);

/** hl_engine_plan() - give it the dial plan (copied). */
void hl_engine_plan(struct hl_engine *engine, const struct hl_plan *plan);

/**
 * hl_engine_music() - give a music class its loop
 * @engine: the engine
 * @class:  below HL_CLASSES_MAX
 * @music:  borrowed until replaced; NULL ends the class
 *
 * Return: 0, or the first -errno of a driver.
 */
int hl_engine_music(struct hl_engine *engine, unsigned class,
		    const struct hl_music *music);

/**
 * hl_engine_start() - open every line that is absent
 *
 * One path, cold or warm: open, read the card's truth, make the port as the
 * model wants it. A line that does not open stays absent, is told to
 * host->trouble, and does not stop the others.
 * Return: number of lines ready.
 */
unsigned hl_engine_start(struct hl_engine *engine);

/** hl_engine_bring() - try one absent line again. 0 or -errno. */
int hl_engine_bring(struct hl_engine *engine, hl_line line);

/**
 * hl_engine_set() - change the settings of a line
 *
 * At once when it is idle; else they wait until it is.
 * Return: 0 when done, 1 when it waits, -ENOENT, -ENOMEM.
 */
int hl_engine_set(struct hl_engine *engine, hl_line line,
		  const struct hl_line_settings *settings);

/**
 * hl_engine_event() - something happened
 *
 * Copies the event. Called from inside another event it is queued behind it.
 */
void hl_engine_event(struct hl_engine *engine, const struct hl_event *event);

/**
 * hl_engine_run() - expire what is due at host->now(), let cards work
 *
 * Hook events that wait should have been delivered before.
 */
void hl_engine_run(struct hl_engine *engine);

/** hl_engine_due() - when hl_engine_run() has work, or HL_NEVER. */
hl_usec hl_engine_due(const struct hl_engine *engine);

/** hl_engine_model() - the model, read only. */
const struct hl_model *hl_engine_model(const struct hl_engine *engine);

/** hl_engine_zone() - the country's tones, read only. */
const struct hl_zone *hl_engine_zone(const struct hl_engine *engine);

/** hl_engine_driver() - driver and channel of a line; NULL: no line. */
const struct hl_driver *hl_engine_driver(const struct hl_engine *engine,
					 hl_line line, int *channel);

/** hl_engine_why() - why a line is absent: a sentence with its mend, or "". */
const char *hl_engine_why(const struct hl_engine *engine, hl_line line);

/** hl_engine_records() - number of the last record given. */
uint64_t hl_engine_records(const struct hl_engine *engine);

/**
 * hl_engine_truth() - read a line's port at this moment
 *
 * Return: 0, -ENOENT, -ENODEV, -errno of the driver.
 */
int hl_engine_truth(struct hl_engine *engine, hl_line line,
		    struct hl_truth *ret);

#endif
