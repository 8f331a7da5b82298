/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kill.c - whoever dies, no trunk is left seized
 *
 * In:  the daemon's path, how many rounds, a seed; runs in the lab guest.
 * Out: one line a round; exit status 7 when an exchange found a trunk seized
 *      that nobody uses.
 *
 * In each round telephones, outside parties and exchanges do what they like
 * for some seconds; then the far end goes, or everybody hangs up, or the
 * daemon is killed in the middle of it. A trunk must then be released: at
 * once when the daemon is dead, for the kernel gives the line up; within the
 * time of the longest limit when it lives.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tools/scenario/bed_lab.h"
#include "tools/scenario/bed_lab_parts.h"

#define STATIONS 4
#define TRUNKS 2
#define DEEDS 14         /* in a round */
#define PAUSE_MS 700     /* between them, at most */
#define DEAD_MS 1500     /* kernel's on-hook, and the port's judgement */
#define ALIVE_MS 20000   /* recall, guard and all */

static const char bench[] = "# Whoever dies, no trunk is left seized\n"
			    "station 101\nstation 102\nstation 103\n"
			    "station 104\ntrunk co1\ntrunk co2\n"
			    "set all recall_limit 5 s\n"
			    "set co1 ring 101\nset co2 ring 102\n";

static const char *const numbers[] = { "102", "9555", "9", "5", "101", "9123" };

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

static void daemon_kill(struct lab_daemon *daemon)
{
	kill(daemon->child, SIGKILL);
	waitpid(daemon->child, NULL, 0);
	daemon->child = 0;
}

static unsigned seized(const struct bed_lab *bed)
{
	unsigned count = 0;

	for (unsigned i = 1; i <= TRUNKS; i++)
		count += far_port_state(far_port(bed->far, i)) >=
			 FAR_PORT_SEIZED;
	return count;
}

/* Callers outside give up, and the exchange forgets them. */
static int ending(struct round *r, enum end end)
{
	int result;

	all_hang_up(r, STATIONS, STATIONS + TRUNKS);
	if (end == END_FAR)
		result = wait_ms(r, 3000);
	else
		result = 0;
	if (end == END_DAEMON) {
		daemon_kill(&r->bed->daemon[0]);
		far_run(r->bed->far, DEAD_MS);
		return result;
	}
	all_hang_up(r, 0, STATIONS);
	for (unsigned ms = 0; result == 0 && seized(r->bed) && ms < ALIVE_MS;
	     ms += 100)
		result = wait_ms(r, 100);
	return result;
}

static int play(struct round *r, const struct scenario *scenario,
		unsigned number)
{
	enum end end = (enum end)below(r, END_COUNT);
	unsigned left;
	int result;

	result = bed_lab_ops.begin(r->bed, scenario, r->why, sizeof(r->why));
	if (result < 0)
		return result;
	result = deeds(r);
	if (result == 0)
		result = ending(r, end);
	left = seized(r->bed);
	printf("%s %u - %s, %u trunks left seized\n",
	       result == 0 && !left ? "ok" : "not ok", number, ends[end],
	       left);
	if (result == 0)
		result = bed_lab_ops.end(r->bed, r->why, sizeof(r->why));
	else
		bed_lab_ops.end(r->bed, (char[200]){ "" }, 200);
	return left ? -EPROTO : result;
}

static int rounds(struct round *r, unsigned count)
{
	struct scenario *scenario = NULL;
	int result = scenario_parse(&scenario, bench, sizeof(bench) - 1,
				    stderr);

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
