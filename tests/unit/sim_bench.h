/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sim_bench.h - the engine's part, played for the claims about the sim card
 *
 * The bench owns the time, serves the card's alarm and keeps what is reported
 * and heard. Times are milliseconds since it began: AT(ms). There is one
 * bench at a time; sim_bench_begin() makes it anew.
 */
#ifndef HOLDLINE_TESTS_SIM_BENCH_H
#define HOLDLINE_TESTS_SIM_BENCH_H

#include <stdbool.h>
#include <stdint.h>

#include <CUnit/CUnit.h>

#include "holdline/announce.h"
#include "holdline/sim.h"
#include "holdline/zone.h"

#define BENCH_EVENTS_MAX  2048
#define BENCH_CHANNELS    8
#define BENCH_SAMPLES_MAX 120000

#define T0            HL_MS(1000)
#define AT(ms)        (T0 + HL_MS(ms))
#define LINE(channel) ((hl_line)((channel) + 100))

/* What sim_bench_begin() opens. */
enum {
	STATION_1 = 1,
	STATION_2,
	STATION_3,
	STATION_4,
	TRUNK_1,
	TRUNK_2,
};

/** struct bench_ear - every sample heard on a channel; gaps are counted */
struct bench_ear {
	uint64_t first;
	uint64_t count;
	unsigned gaps;
	int16_t sample[BENCH_SAMPLES_MAX];
};

/**
 * struct sim_bench - the one bench
 * @form:  how telephones of lines opened from now on are told who calls
 * @gain:  factor of every voice, 1 at the beginning
 * @alarm: as the card asked last
 */
struct sim_bench {
	struct hl_zone zone;
	struct hl_host host;
	void *card;
	hl_usec now;
	hl_usec awake;
	hl_usec alarm;
	struct hl_announce_form form;
	int gain;
	unsigned count;
	struct hl_event event[BENCH_EVENTS_MAX];
	struct bench_ear ear[BENCH_CHANNELS + 1];
};

extern struct sim_bench bench;
extern const struct hl_driver *const sim;

/* A card in zone us, no port open. 0 or -errno. */
int sim_bench_open(const struct hl_sim_options *options);
/* Four stations and two trunks, all open with profile us. */
void sim_bench_begin(void);
void sim_bench_end(void);
/* Open channel @channel as LINE(@channel). */
int sim_bench_line(int channel, enum hl_line_kind kind, const char *profile);
/* Time passes up to AT(@until) and the card is served punctually. */
void sim_bench_pass(hl_msec until);
/* ... for @ms from now on. */
void sim_bench_later(hl_msec ms);

/* The voice of a party: its level tells whose it is. */
int16_t sim_bench_voice(int channel, uint64_t pos);
/* Put an ear on a port. */
void sim_bench_ear(int channel);
/* A sample heard; INT16_MIN when it was not. */
int16_t sim_bench_heard(int channel, uint64_t sample);
uint64_t sim_bench_sample(hl_usec at);
/* Every sample of [@from, @to) heard on @channel is silence. */
bool sim_bench_silent(int channel, hl_usec from, hl_usec to);

/* Lifted, fed and speaking from this moment on. */
void sim_bench_talk(int channel);
/* Wire one port; wire two to each other. */
void sim_bench_wire(int channel, enum hl_wire_kind kind, uint32_t ref);
void sim_bench_pair(int a, int b);

bool sim_bench_event_is(unsigned index, enum hl_event_kind kind, int channel,
			hl_usec at);
/* Of STATION_1. */
bool sim_bench_edge_is(unsigned index, bool closed, hl_usec at);
bool sim_bench_gesture_is(unsigned index, enum hl_gesture gesture, hl_usec at);
/* How many there were of a kind, and the first of them or NULL. */
unsigned sim_bench_count(enum hl_event_kind kind);
const struct hl_event *sim_bench_first(enum hl_event_kind kind);

/* TRUNK_1 is seized or released; it is opened anew, as this port. */
void sim_bench_loop(bool closed);
void sim_bench_reopen(const struct hl_port *as);

struct hl_sim_port sim_bench_look(int channel);
struct hl_sim_hears sim_bench_hears(int channel);

#endif
