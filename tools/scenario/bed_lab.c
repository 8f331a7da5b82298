/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bed_lab.c - a bed in the lab guest: the daemon on real DAHDI channels
 *
 * In:  what the player does and asks.
 * Out: done by telephones on the far span, answered by ears and the daemon.
 * Not: the parts of it - bed_lab_far.c, bed_lab_daemon.c, bed_lab_ask.c.
 */
#include "bed_lab.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "bed_lab_parts.h"
#include "ear.h"

/* A trunk is deaf to ringing for 2 s after it is opened (far.h). */
#define DEAF_MS 2100
#define REST_MS 20

int bed_lab_open(struct bed_lab **ret, const struct bed_lab_options *options)
{
	struct bed_lab *bed = calloc(1, sizeof(*bed));
	unsigned stations;
	unsigned trunks;
	int r;

	if (!bed)
		return -ENOMEM;
	bed->options = *options;
	far_env(&stations, &trunks);
	r = stations == SCENARIO_STATIONS_MAX && trunks == SCENARIO_TRUNKS_MAX
		    ? far_open(&bed->far, stations, trunks)
		    : -EINVAL;
	if (r < 0) {
		free(bed);
		return r;
	}
	far_on_event(bed->far, lab_far_event, bed);
	*ret = bed;
	return 0;
}

void bed_lab_close(struct bed_lab *bed)
{
	if (!bed)
		return;
	far_close(bed->far);
	free(bed);
}

/* Lines come to rest before they are left: the next scenario begins there. */
static int take_down(struct bed_lab *bed, char *why, size_t size)
{
	int r = lab_daemon_stop(bed, why, size);

	lab_far_end(bed);
	for (unsigned i = 1; r == 0 && i <= SCENARIO_TRUNKS_MAX; i++) {
		if (far_port_state(far_port(bed->far, i)) == FAR_PORT_IDLE)
			continue;
		snprintf(why, size, "the daemon left trunk channel %u seized",
			 SCENARIO_STATIONS_MAX + i);
		r = -EPROTO;
	}
	bed->scenario = NULL;
	return r;
}

static bool has_trunk(const struct scenario *scenario)
{
	const struct scenario_line *line;

	for (unsigned i = 0; (line = scenario_line(scenario, i)); i++)
		if (line->kind == HL_KIND_TRUNK)
			return true;
	return false;
}

static bool has_verb(const struct scenario *scenario, enum scenario_verb verb)
{
	const struct scenario_statement *s;

	for (unsigned i = 0; (s = scenario_at(scenario, i)); i++)
		if (s->verb == verb)
			return true;
	return false;
}

static int lab_begin(void *ctx, const struct scenario *scenario, char *why,
		     size_t size)
{
	struct bed_lab *bed = ctx;
	char rest[128];
	int r;

	bed->scenario = scenario;
	r = hl_zone_load(&bed->zone, scenario_zone(scenario));
	if (r == 0)
		r = lab_far_begin(bed);
	if (r == 0)
		r = lab_daemon_start(bed, why, size);
	if (r == 0 && has_verb(scenario, SCENARIO_VERB_CLEARED))
		r = lab_program_begin(bed);
	if (r == 0)
		r = far_run(bed->far, has_trunk(scenario) ? DEAF_MS : REST_MS);
	if (r < 0) {
		take_down(bed, rest, sizeof(rest));
		if (!*why)
			snprintf(why, size, "%s", strerror(-r));
	}
	return r;
}

static int lab_end(void *ctx, char *why, size_t size)
{
	return take_down(ctx, why, size);
}

static hl_usec lab_now(void *ctx)
{
	(void)ctx;
	return far_now_us();
}

static int lab_advance(void *ctx, hl_msec ms, char *why, size_t size)
{
	struct bed_lab *bed = ctx;
	hl_usec end = far_now_us() + HL_MS(ms);
	hl_usec now;
	int r;

	while ((now = far_now_us()) < end) {
		r = far_poll(bed->far, (int)((end - now + 999) / 1000));
		if (r < 0 && r != -EINTR) {
			snprintf(why, size, "the far span: %s", strerror(-r));
			return r;
		}
		lab_far_step(bed);
	}
	lab_program_listen(bed);
	return lab_daemon_check(bed, why, size);
}

static int lab_act(void *ctx, const struct bed_act *act)
{
	struct bed_lab *bed = ctx;

	bed->told_at = 0;
	return lab_far_act(bed, act);
}

static bool lab_is_moving(void *ctx, unsigned party, hl_usec *end)
{
	struct bed_lab *bed = ctx;

	bed->told_at = 0;
	return lab_far_is_moving(bed, party, end);
}

static const struct ear *lab_ear(void *ctx, unsigned party, hl_usec *zero)
{
	const struct bed_lab *bed = ctx;

	*zero = bed->side[party].zero;
	return bed->side[party].ear;
}

static int lab_far(void *ctx, unsigned party, struct bed_far *ret)
{
	lab_far_look(ctx, party, ret);
	return 0;
}

static int lab_near(void *ctx, unsigned party, struct bed_near *ret)
{
	struct bed_lab *bed = ctx;

	if (!lab_daemon_ask(bed))
		return -ETIMEDOUT;
	*ret = bed->told[party];
	memcpy(ret->digits, bed->side[party].keys, sizeof(ret->digits));
	ret->tones = bed->side[party].tones;
	ret->cleared = bed->side[party].cleared;
	ret->out = !bed->ready[party];
	return 0;
}

static int lab_in_use(void *ctx, const char *address, unsigned *ret)
{
	struct bed_lab *bed = ctx;

	if (!lab_daemon_ask(bed))
		return -ETIMEDOUT;
	return lab_daemon_in_use(bed, address, ret);
}

static int lab_ask(void *ctx, const struct bed_ask *ask, enum hl_error *ret,
		   char *why, size_t size)
{
	return lab_program_ask(ctx, ask, ret, why, size);
}

static void lab_dump(void *ctx, FILE *out)
{
	struct bed_lab *bed = ctx;
	struct bed_near near;

	for (unsigned i = 0; i < scenario_lines(bed->scenario); i++) {
		if (lab_near(bed, i, &near) < 0)
			break;
		fprintf(out, "line %s situation=%s",
			scenario_line(bed->scenario, i)->name,
			hl_situation_name(near.situation));
		for (unsigned k = 0; k < near.calls; k++)
			fprintf(out, " %s/%s",
				hl_call_state_name(near.state[k]),
				near.mode[k]);
		fputc('\n', out);
	}
	lab_daemon_log(bed, out);
}

static const char *lab_lacks(void *ctx, const struct scenario *scenario)
{
	struct hl_config *config = NULL;
	const char *why;
	char complaint[200];

	(void)ctx;
	/* What is wrong with it is told when it begins. */
	if (scenario_config_read(scenario, &config, complaint,
				 sizeof(complaint)) < 0)
		return NULL;
	why = lab_exchange_lacks(scenario, config);
	hl_config_free(config);
	return why;
}

const struct bed_ops bed_lab_ops = {
	.name = "lab",
	.lacks = lab_lacks,
	.begin = lab_begin,
	.end = lab_end,
	.now = lab_now,
	.advance = lab_advance,
	.act = lab_act,
	.is_moving = lab_is_moving,
	.ear = lab_ear,
	.far = lab_far,
	.near = lab_near,
	.in_use = lab_in_use,
	.ask = lab_ask,
	.dump = lab_dump,
};
