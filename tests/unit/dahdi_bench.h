/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dahdi_bench.h - the DAHDI driver on the fake kernel, for unit tests
 *
 * Four stations (channels 1-4) and two trunks (5, 6), all open as lines of
 * the same number. Tests call the driver by itself and the kernel by itself.
 */
#ifndef HOLDLINE_TESTS_UNIT_DAHDI_BENCH_H
#define HOLDLINE_TESTS_UNIT_DAHDI_BENCH_H

#include "contract/contract.h"
#include "fake/kernel.h"
#include "holdline/announce.h"
#include "holdline/dahdi.h"
#include "holdline/music.h"
#include "holdline/zone.h"

#define STATIONS 4
#define TRUNK 5
#define CHANNELS 6

struct dahdi_bench {
	struct contract_host host;
	struct hl_zone zone;
	struct hl_music *music;
	void *bed;
	void *card;
	struct fake_kernel *kernel;
	struct hl_announce_form form; /* of the lines opened from now on */
};

/* A card without lines. */
struct dahdi_bench *dahdi_bench_make(void);
/* ... and with every line open and settled. */
struct dahdi_bench *dahdi_bench_open(void);
/* Proves that nothing was left open and no harmful request was made. */
void dahdi_bench_end(struct dahdi_bench *bench);

void dahdi_bench_pass(struct dahdi_bench *bench, hl_msec ms);
/* Time passes for the kernel alone, then the driver wakes. */
void dahdi_bench_stall(struct dahdi_bench *bench, hl_msec ms);

int dahdi_bench_line(struct dahdi_bench *bench, int channel,
		     enum hl_line_kind kind, const char *profile, char *why,
		     size_t size);
int dahdi_bench_wire(struct dahdi_bench *bench, hl_line line,
		     enum hl_wire_kind kind, uint32_t ref);
int dahdi_bench_pair(struct dahdi_bench *bench, hl_line a, hl_line b);

/* The channel hears one conference with one writer: music. */
bool dahdi_bench_music(struct dahdi_bench *bench, int channel);

/* The index-th event, whatever it is; fails the test when there is none. */
struct hl_event dahdi_bench_event(struct dahdi_bench *bench, unsigned index);
void dahdi_bench_forget(struct dahdi_bench *bench);

/* The other files of this suite. */
extern const CU_TestInfo dahdi_fault_claims[];
extern const CU_TestInfo dahdi_scan_claims[];
extern const CU_TestInfo dahdi_listen_claims[];
extern const CU_TestInfo dahdi_told_claims[];
extern const CU_TestInfo dahdi_primary_claims[];

#endif
