/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kill.c - whoever dies, no trunk is left seized
 *
 * In:  the daemon's path, how many rounds, a seed; runs in the lab guest,
 *      with LAB_PRI=1 with two controllers that ISDN joins.
 * Out: one line a round; exit status 7 when an exchange found a trunk seized
 *      that nobody uses, or a controller has a call that nobody has.
 *
 * In each round telephones, outside parties and exchanges do what they like
 * for some seconds; then the far end goes, or everybody hangs up, or the
 * daemon is killed in the middle of it. A trunk must then be released: at
 * once when the daemon is dead, for the kernel gives the line up; within the
 * time of the longest limit when it lives. Of two controllers either is
 * killed and starts again: neither may go on with a call across the link, nor
 * with a channel in use.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/scenario/bed_lab.h"
#include "tools/scenario/bed_lab_parts.h"

#define STATIONS 4
#define TRUNKS 2
#define DEEDS 14         /* in a round */
#define PAUSE_MS 700     /* between them, at most */
#define AWAY_MS 9000     /* of two controllers one, at most */
#define DEAD_MS 1500     /* kernel's on-hook, and the port's judgement */
#define ALIVE_MS 20000   /* recall, guard and all */

static const char bench[] = "# Whoever dies, no trunk is left seized\n"
			    "station 101\nstation 102\nstation 103\n"
			    "station 104\ntrunk co1\ntrunk co2\n"
			    "set all recall_limit 5 s\n"
			    "set co1 ring 101\nset co2 ring 102\n";

static const char joint[] = "# Whoever dies, no channel is left in use\n"
			    "station 101\nstation 102\nstation 103\n"
			    "station 104\ntrunk co1\ntrunk co2\n"
			    "103 and 104 are on the second controller\n"
			    "span t309 6 s\nspan hold_at either\n"
			    "set all recall_limit 5 s\n"
			    "set co1 ring 101\nset co2 ring 102\n";

static const char *const numbers[] = { "102", "9555", "103", "5",
				       "101", "9123", "104" };

/* Who ends a round. */
enum end { END_FAR, END_NEAR, END_DAEMON, END_COUNT };

static const char *const ends[] = { "the far end left", "all hung up",
				    "the daemon was killed" };

struct round {
	struct bed_lab *bed;
	uint32_t seed;
	char why[200];
};

static unsigned below(struct round *r, unsigned most)
{
	r->seed = r->seed * 1664525u + 1013904223u;
	return (r->seed >> 8) % most;
}

static int act(struct round *r, enum bed_act_kind kind, unsigned party,
	       const char *digits)
{
	struct bed_act act = { .kind = kind, .party = party, .ms = 500,
			       .digits = digits };

	return bed_lab_ops.act(r->bed, &act);
}

/* Whatever is refused was not possible at that moment: nobody minds. */
static void station_deed(struct round *r)
{
	unsigned who = below(r, STATIONS);

	switch (below(r, 6)) {
	case 0:
	case 1:
		act(r, BED_LIFT, who, NULL);
		break;
	case 2:
		act(r, BED_HANGUP, who, NULL);
		break;
	case 3:
		act(r, BED_BREAK, who, NULL);
		break;
	default:
		act(r, BED_DIAL, who,
		    numbers[below(r, sizeof(numbers) / sizeof(numbers[0]))]);
		break;
	}
}

static void trunk_deed(struct round *r)
{
	unsigned who = STATIONS + below(r, TRUNKS);

	switch (below(r, 4)) {
	case 0:
		act(r, BED_CALL, who, NULL);
		break;
	case 1:
		act(r, BED_HANGUP, who, NULL);
		break;
	default:
		act(r, BED_LIFT, who, NULL);
		break;
	}
}

static int wait_ms(struct round *r, hl_msec ms)
{
	return bed_lab_ops.advance(r->bed, ms, r->why, sizeof(r->why));
}

static int deeds(struct round *r)
{
	int result = 0;

	for (unsigned i = 0; result == 0 && i < DEEDS; i++) {
		if (below(r, 3))
			station_deed(r);
		else
			trunk_deed(r);
		result = wait_ms(r, 50 + below(r, PAUSE_MS));
	}
	return result;
}

static void all_hang_up(struct round *r, unsigned from, unsigned to)
{
	for (unsigned i = from; i < to; i++)
		act(r, BED_HANGUP, i, NULL);
}

/* Calls of the living: of their lines, and across the link. */
static unsigned calls(struct bed_lab *bed)
{
	unsigned count = 0;

	bed->told_at = 0;
	if (!lab_daemon_ask(bed))
		return 1;
	for (unsigned i = 0; i < bed->daemons; i++)
		if (bed->daemon[i].child)
			count += bed->daemon[i].wires;
	for (unsigned i = 0; i < STATIONS + TRUNKS; i++)
		count += bed->told[i].calls;
	return count;
}

static unsigned seized(const struct bed_lab *bed)
{
	unsigned count = 0;

	for (unsigned i = 1; i <= TRUNKS; i++)
		count += far_port_state(far_port(bed->far, i)) >=
			 FAR_PORT_SEIZED;
	return count;
}

static int settle(struct round *r, hl_msec limit)
{
	int result = 0;

	for (hl_msec ms = 0; result == 0 && ms < limit &&
			     (seized(r->bed) || calls(r->bed));
	     ms += 100)
		result = wait_ms(r, 100);
	return result;
}

/* One of them, who is missed for a while and is back. */
static int one_dies(struct round *r)
{
	unsigned which = below(r, r->bed->daemons);
	int result = lab_daemon_kill(r->bed, which);

	if (r->bed->daemons == 1) {
		far_run(r->bed->far, DEAD_MS);
		return result;
	}
	if (result == 0)
		result = wait_ms(r, below(r, AWAY_MS));
	if (result == 0)
		result = lab_daemon_again(r->bed, which);
	return result;
}

/* Callers outside give up, and the exchange forgets them. */
static int ending(struct round *r, enum end end)
{
	int result = 0;

	all_hang_up(r, STATIONS, STATIONS + TRUNKS);
	if (end == END_FAR)
		result = wait_ms(r, 3000);
	if (end == END_DAEMON)
		result = one_dies(r);
	if (result < 0 || !r->bed->daemon[0].child)
		return result;
	all_hang_up(r, 0, STATIONS);
	return settle(r, ALIVE_MS);
}

static int play(struct round *r, const struct scenario *scenario,
		unsigned number)
{
	enum end end = (enum end)below(r, END_COUNT);
	unsigned left;
	unsigned alive = 0;
	int result;

	result = bed_lab_ops.begin(r->bed, scenario, r->why, sizeof(r->why));
	if (result < 0)
		return result;
	result = deeds(r);
	if (result == 0)
		result = ending(r, end);
	left = seized(r->bed);
	if (result == 0 && r->bed->daemon[0].child)
		alive = calls(r->bed);
	printf("%s %u - %s, %u trunks and %u calls left\n",
	       result == 0 && !left && !alive ? "ok" : "not ok", number,
	       ends[end], left, alive);
	if (alive)
		bed_lab_ops.dump(r->bed, stdout);
	if (result == 0)
		result = bed_lab_ops.end(r->bed, r->why, sizeof(r->why));
	else
		bed_lab_ops.end(r->bed, (char[200]){ "" }, 200);
	return left || alive ? -EPROTO : result;
}

static int rounds(struct round *r, unsigned count)
{
	const char *pri = getenv("LAB_PRI");
	const char *text = pri && *pri == '1' ? joint : bench;
	struct scenario *scenario = NULL;
	int result = scenario_parse(&scenario, text, strlen(text), stderr);

	for (unsigned i = 1; result == 0 && i <= count; i++)
		result = play(r, scenario, i);
	scenario_free(scenario);
	return result;
}

int main(int argc, char **argv)
{
	struct bed_lab_options options = { .daemon = argc > 1 ? argv[1]
							      : NULL };
	unsigned count = argc > 2 ? (unsigned)atoi(argv[2]) : 20;
	struct round r = { .seed = argc > 3 ? (uint32_t)atoi(argv[3]) : 1 };
	int result;

	if (!options.daemon) {
		fprintf(stderr, "usage: kill HOLDLINED [ROUNDS [SEED]]\n");
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	result = bed_lab_open(&r.bed, &options);
	if (result == 0)
		result = rounds(&r, count);
	bed_lab_close(r.bed);
	if (result == 0)
		return 0;
	fprintf(stderr, "kill: %s\n", r.why[0] ? r.why : strerror(-result));
	return 7;
}
