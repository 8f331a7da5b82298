/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * world.h - one claim's world: a bed, a card, its lines, and short words
 *
 * An operation that the driver lacks answers -ENOTSUP here, as the engine
 * would have it; a claim about it then has nothing to prove.
 */
#ifndef HOLDLINE_TESTS_CONTRACT_WORLD_H
#define HOLDLINE_TESTS_CONTRACT_WORLD_H

#include "contract.h"
#include "holdline/announce.h"
#include "holdline/music.h"
#include "holdline/zone.h"

#define BIT(channel) (UINT64_C(1) << (channel))
#define LINE(channel) CONTRACT_LINE(channel)

/* An edge that is served at once lies in a range no wider than this. */
#define PUNCTUAL_MS 20

struct world {
	const struct contract_bed *bed;
	void *at; /* the bed's own */
	struct contract_host host;
	struct hl_zone zone;
	struct hl_music *music[2];
	/* Of the lines opened from now on. */
	struct hl_announce_form form;
	int16_t rx_gain;
	uint8_t sending;
	bool bearer;
	unsigned stations;
	unsigned trunks;
};

/* A world whose card is open and no line. Never NULL: else the claim ends. */
struct world *world_make(unsigned stations, unsigned trunks);
/* ... and every line is open and settled. */
struct world *world_open(unsigned stations, unsigned trunks);
/* Also proves that no event came from inside an operation. */
void world_end(struct world *world);

void pass(struct world *world, hl_msec ms);

int do_open(struct world *world, int channel);
int do_open_as(struct world *world, int channel, hl_line line,
	       const char *profile);
void do_close(struct world *world, int channel);
int do_truth(struct world *world, int channel, struct hl_truth *ret);
int do_ring(struct world *world, int channel, enum hl_ring ring);
int do_loop(struct world *world, int channel, bool closed);
int do_flash(struct world *world, int channel, hl_msec length);
int do_tone(struct world *world, int channel, enum hl_tone tone);
int do_listen(struct world *world, int channel, bool on);
int do_watch(struct world *world, int channel,
	     const struct hl_watch_tone *tones);
int do_announce(struct world *world, int channel, const struct hl_clid *clid);
int do_lamp(struct world *world, int channel, bool on);
int do_echo(struct world *world, int channel, bool on);
int do_door(struct world *world, int channel, enum hl_door door);
int do_hear(struct world *world, int channel, unsigned bits);
int do_identify(struct world *world, int channel, bool on);
int do_keys(struct world *world, int channel, bool on);
int do_music(struct world *world, unsigned class,
	     const struct hl_music *music);
int do_patch(struct world *world, const struct hl_move *moves, unsigned n);

/* One move, by channels; HL_WIRE_PAIR makes both halves. */
int wire(struct world *world, int channel, enum hl_wire_kind kind,
	 uint32_t ref);

uint64_t voices(struct world *world, int channel);
uint32_t music_heard(struct world *world, int channel);
enum hl_tone tone_heard(struct world *world, int channel);

/* Events of a kind on a channel since world or forget(). */
unsigned count(struct world *world, int channel, enum hl_event_kind kind);
/* The index-th of them; NULL: there are fewer. */
const struct hl_event *event_at(struct world *world, int channel,
				enum hl_event_kind kind, unsigned index);
unsigned gestures(struct world *world, int channel, enum hl_gesture what);
void forget(struct world *world);

/* The claims, ended by CU_TEST_INFO_NULL. */
extern const CU_TestInfo claims_line[];
extern const CU_TestInfo claims_audio[];
extern const CU_TestInfo claims_listen[];
extern const CU_TestInfo claims_trunk[];
extern const CU_TestInfo claims_exchange[];
extern const CU_TestInfo claims_told[];
extern const CU_TestInfo claims_again[];
extern const CU_TestInfo claims_message[];
extern const CU_TestInfo claims_primary[];
extern const CU_TestInfo claims_whisper[];

#endif
