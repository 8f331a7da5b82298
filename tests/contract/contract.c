/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * contract.c - the rows of the contract suite and the engine they meet
 *
 * In:  the beds.
 * Out: one list of claims for all; each finds its row by its own name.
 * Not: the claims - claims_line.c, claims_audio.c, claims_listen.c,
 *      claims_trunk.c, claims_exchange.c, claims_told.c, claims_again.c,
 *      claims_message.c, claims_primary.c, claims_whisper.c.
 */
#include "contract.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "world.h"

#define CLAIMS_MAX 160
#define CLAIM_NAME_MAX 100

static const struct contract_bed *const rows[] = {
	&contract_bed_sim,
	&contract_bed_dahdi,
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

static const CU_TestInfo *const files[] = {
	claims_line,
	claims_audio,
	claims_listen,
	claims_trunk,
	claims_exchange,
	claims_told,
	claims_again,
	claims_message,
	claims_primary,
	claims_whisper,
};

#define FILES (sizeof(files) / sizeof(files[0]))

/* A claim is registered once a row, under the name "row: claim". */
CU_TestInfo *test_contract(void)
{
	static char names[ROWS * CLAIMS_MAX][CLAIM_NAME_MAX];
	static CU_TestInfo all[ROWS * CLAIMS_MAX + 1];
	const CU_TestInfo *claim;
	unsigned n = 0;
	unsigned i;

	for (i = 0; i < FILES * ROWS; i++) {
		for (claim = files[i % FILES]; claim->pName; claim++) {
			snprintf(names[n], sizeof(names[n]), "%s: %s",
				 rows[i / FILES]->driver->name, claim->pName);
			all[n].pName = names[n];
			all[n++].pTestFunc = claim->pTestFunc;
		}
	}
	return all;
}

/* ---- the engine's part -------------------------------------------------- */

static void host_event(void *ctx, const struct hl_event *event)
{
	struct contract_host *host = ctx;

	host->faults += host->inside;
	if (host->event_count < CONTRACT_EVENTS_MAX)
		host->events[host->event_count++] = *event;
}

static int host_watch(void *ctx, int fd, unsigned what, hl_watch_fn *fn,
		      void *arg)
{
	struct contract_host *host = ctx;
	struct contract_watch *watch = host->watches;
	struct contract_watch *end = watch + host->watch_count;

	while (watch < end && watch->fd != fd)
		watch++;

	if (what == HL_WATCH_NONE) {
		if (watch < end)
			*watch = host->watches[--host->watch_count];
		return 0;
	}
	if (watch == end && host->watch_count == CONTRACT_WATCHES_MAX)
		return -ENOMEM;
	host->watch_count += watch == end;
	*watch = (struct contract_watch){ fd, what, fn, arg };
	return 0;
}

static void host_alarm(void *ctx, hl_usec at)
{
	struct contract_host *host = ctx;

	host->alarm = at;
}

static hl_usec host_now(void *ctx)
{
	return ((struct contract_host *)ctx)->now;
}

static hl_usec host_awake(void *ctx)
{
	return ((struct contract_host *)ctx)->awake;
}

void contract_host_init(struct contract_host *host,
			const struct hl_driver *driver,
			const struct hl_zone *zone)
{
	memset(host, 0, sizeof(*host));
	host->host.ctx = host;
	host->host.event = host_event;
	host->host.watch = host_watch;
	host->host.alarm = host_alarm;
	host->host.now = host_now;
	host->host.awake = host_awake;
	host->driver = driver;
	host->zone = zone;
	host->now = HL_MS(1000000);
	host->awake = host->now;
	host->alarm = HL_NEVER;
}

void contract_host_run(struct contract_host *host)
{
	if (!host->card || !host->driver->run || host->alarm > host->now)
		return;
	host->alarm = HL_NEVER;
	host->driver->run(host->card, host->now);
}

/* ---- worlds ------------------------------------------------------------- */

static const struct contract_bed *bed_now(void)
{
	const CU_Test *test = CU_get_current_test();
	const char *name;
	unsigned i;

	for (i = 0; i < ROWS; i++) {
		name = rows[i]->driver->name;
		if (!strncmp(test->pName, name, strlen(name)) &&
		    test->pName[strlen(name)] == ':')
			return rows[i];
	}
	return NULL;
}

static void *must(void *made)
{
	CU_ASSERT_PTR_NOT_NULL_FATAL(made);
	return made;
}

static void music_make(struct world *world)
{
	struct hl_zone other;

	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&world->zone, "us"), 0);
	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&other, "fr"), 0);
	/* Holding tones of two countries: two loops that differ. */
	CU_ASSERT_EQUAL_FATAL(hl_music_tone(&world->music[0], &other), 0);
	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&other, "gr"), 0);
	CU_ASSERT_EQUAL_FATAL(hl_music_tone(&world->music[1], &other), 0);
}

struct world *world_make(unsigned stations, unsigned trunks)
{
	struct world *world = must(calloc(1, sizeof(*world)));
	const void *options;
	int r;

	world->bed = bed_now();
	CU_ASSERT_PTR_NOT_NULL_FATAL(world->bed);
	world->stations = stations;
	world->trunks = trunks;
	music_make(world);

	contract_host_init(&world->host, world->bed->driver, &world->zone);
	r = world->bed->make(&world->at, &world->host, stations, trunks);
	CU_ASSERT_EQUAL_FATAL(r, 0);
	options = world->bed->options(world->at);
	r = world->bed->driver->card_open(&world->host.card,
					  &world->host.host, &world->zone,
					  options);
	CU_ASSERT_EQUAL_FATAL(r, 0);
	return world;
}

struct world *world_open(unsigned stations, unsigned trunks)
{
	struct world *world = world_make(stations, trunks);
	unsigned i;

	for (i = 1; i <= stations + trunks; i++)
		CU_ASSERT_EQUAL_FATAL(do_open(world, (int)i), 0);
	/* A trunk that was opened hears no ring for 2 s. */
	pass(world, trunks ? 3000 : 20);
	forget(world);
	return world;
}

void world_end(struct world *world)
{
	world->host.inside = true;
	world->bed->driver->card_close(world->host.card);
	world->host.inside = false;
	world->host.card = NULL;
	CU_ASSERT_EQUAL(world->host.watch_count, 0);
	CU_ASSERT_EQUAL(world->host.faults, 0);
	world->bed->unmake(world->at);
	hl_music_close(world->music[0]);
	hl_music_close(world->music[1]);
	free(world);
}

void pass(struct world *world, hl_msec ms)
{
	world->bed->pass(world->at, ms);
}

/* ---- orders ------------------------------------------------------------- */

#define CALL(world, op, ...)                                                   \
	((world)->bed->driver->op ?                                            \
		 (world)->bed->driver->op((world)->host.card, __VA_ARGS__) :   \
		 -ENOTSUP)

static int left(struct world *world, int r)
{
	world->host.inside = false;
	return r;
}

#define DO(world, op, ...)                                                     \
	((world)->host.inside = true,                                          \
	 left((world), CALL(world, op, __VA_ARGS__)))

int do_open_as(struct world *world, int channel, hl_line line,
	       const char *profile)
{
	struct hl_port port = {
		.line = line,
		.channel = channel,
		.kind = channel <= (int)world->stations ? HL_KIND_STATION :
							  HL_KIND_TRUNK,
		.clid = world->form.kind,
		.clid_variant = world->form.variant,
		.clid_place = world->form.place,
		.rx_gain = world->rx_gain,
		.sending = world->sending,
		.bearer = world->bearer,
		.name = "test",
	};
	char why[256] = "";
	int r;

	CU_ASSERT_EQUAL_FATAL(hl_profile_find(profile, &port.profile), 0);
	r = DO(world, line_open, &port, why, sizeof(why));
	/* A refusal says something that a person can act on. */
	CU_ASSERT(r == 0 || strlen(why) > 10);
	return r;
}

int do_open(struct world *world, int channel)
{
	return do_open_as(world, channel, LINE(channel), "us");
}

void do_close(struct world *world, int channel)
{
	world->host.inside = true;
	world->bed->driver->line_close(world->host.card, LINE(channel));
	world->host.inside = false;
}

int do_truth(struct world *world, int channel, struct hl_truth *ret)
{
	return DO(world, truth, LINE(channel), ret);
}

int do_ring(struct world *world, int channel, enum hl_ring ring)
{
	return DO(world, ring, LINE(channel), ring);
}

int do_loop(struct world *world, int channel, bool closed)
{
	return DO(world, loop, LINE(channel), closed);
}

int do_flash(struct world *world, int channel, hl_msec length)
{
	return DO(world, flash, LINE(channel), length);
}

int do_tone(struct world *world, int channel, enum hl_tone tone)
{
	return DO(world, tone, LINE(channel), tone);
}

int do_listen(struct world *world, int channel, bool on)
{
	return DO(world, set, LINE(channel), HL_SET_LISTEN, on);
}

int do_watch(struct world *world, int channel,
	     const struct hl_watch_tone *tones)
{
	return DO(world, watch, LINE(channel), tones);
}

int do_announce(struct world *world, int channel, const struct hl_clid *clid)
{
	return DO(world, announce, LINE(channel), clid);
}

int do_lamp(struct world *world, int channel, bool on)
{
	return DO(world, set, LINE(channel), HL_SET_LAMP, on);
}

int do_echo(struct world *world, int channel, bool on)
{
	return DO(world, set, LINE(channel), HL_SET_ECHO, on);
}

int do_door(struct world *world, int channel, enum hl_door door)
{
	return DO(world, set, LINE(channel), HL_SET_DOOR, door);
}

int do_hear(struct world *world, int channel, unsigned bits)
{
	return DO(world, set, LINE(channel), HL_SET_HEAR, bits);
}

int do_identify(struct world *world, int channel, bool on)
{
	return DO(world, set, LINE(channel), HL_SET_IDENTIFY, on);
}

int do_keys(struct world *world, int channel, bool on)
{
	return DO(world, set, LINE(channel), HL_SET_KEYS, on);
}

int do_music(struct world *world, unsigned class,
	     const struct hl_music *music)
{
	int r = DO(world, music, class, music);

	if (r == 0 && class < HL_CLASSES_MAX)
		world->host.music[class] = music;
	return r;
}

int do_patch(struct world *world, const struct hl_move *moves, unsigned n)
{
	unsigned done = 0;
	int r = DO(world, patch, moves, n, &done);

	CU_ASSERT(r == 0 ? done == n : done < n);
	return r;
}

int wire(struct world *world, int channel, enum hl_wire_kind kind,
	 uint32_t ref)
{
	struct hl_move moves[2];

	moves[0].line = LINE(channel);
	moves[0].wire.kind = (uint8_t)kind;
	moves[0].wire.ref = kind == HL_WIRE_PAIR ? LINE(ref) : ref;
	moves[1].line = LINE(ref);
	moves[1].wire.kind = HL_WIRE_PAIR;
	moves[1].wire.ref = LINE(channel);
	return do_patch(world, moves, kind == HL_WIRE_PAIR ? 2 : 1);
}

/* ---- looking ------------------------------------------------------------ */

static void heard(struct world *world, int channel, struct contract_heard *ret)
{
	memset(ret, 0, sizeof(*ret));
	world->bed->hears(world->at, channel, ret);
}

uint64_t voices(struct world *world, int channel)
{
	struct contract_heard now;

	heard(world, channel, &now);
	return now.voices;
}

uint32_t music_heard(struct world *world, int channel)
{
	struct contract_heard now;

	heard(world, channel, &now);
	return now.music;
}

enum hl_tone tone_heard(struct world *world, int channel)
{
	struct contract_heard now;

	heard(world, channel, &now);
	return now.tone;
}

const struct hl_event *event_at(struct world *world, int channel,
				enum hl_event_kind kind, unsigned index)
{
	const struct hl_event *event = world->host.events;
	const struct hl_event *end = event + world->host.event_count;

	for (; event < end; event++)
		if (event->kind == kind && event->line == LINE(channel) &&
		    index-- == 0)
			return event;
	return NULL;
}

unsigned count(struct world *world, int channel, enum hl_event_kind kind)
{
	unsigned n = 0;

	while (event_at(world, channel, kind, n))
		n++;
	return n;
}

unsigned gestures(struct world *world, int channel, enum hl_gesture what)
{
	const struct hl_event *event;
	unsigned found = 0;
	unsigned i;

	for (i = 0;
	     (event = event_at(world, channel, HL_EVENT_GESTURE, i)) != NULL;
	     i++)
		found += event->gesture == what;
	return found;
}

void forget(struct world *world)
{
	world->host.event_count = 0;
}
