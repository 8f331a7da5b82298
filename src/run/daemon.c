/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * daemon.c - engine, loop, configuration, record and counter put together
 *
 * In:  options; then whatever the loop brings.
 * Out: a telephone exchange that runs until it is told to stop.
 * Not: options of a command line - main.c.
 */
#include "daemon_parts.h"

#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>

#include "../base/text.h"
#include "holdline/zone.h"
#include "apply_span.h"
#include "config_parts.h"

#define LINES_LEAST 64    /* room of the engine's tables at least (house) */
#define CALLS_MOST 65535  /* struct hl_limits */

/* Call appearances in all: two for every line, as when everybody holds a
 * party and asks another, and some for conferences (house). */
#define CALLS_A_LINE 2
#define CALLS_SPARE 32
#define FLUSH_MS 200      /* the record's file follows by (house) */
#define STATE_MS 1000     /* the manager is told at most so often (house) */
#define STOP_STEP_MS 20   /* a stop looks for calls so often (house) */
#define HEALTHY_MS 1000   /* the engine's work may be late by (house) */

/* ---- what the engine asks ----------------------------------------------- */

/* Work for later: the file follows, the manager is told, a line is lost. */
static void record_follow(struct hl_daemon *daemon,
			  const struct hl_effect *effect)
{
	hl_usec now = hl_loop_now(daemon->loop);

	if (daemon->filed && !daemon->flushing) {
		daemon->flushing = true;
		hl_loop_timer_set(daemon->flush, now + HL_MS(FLUSH_MS));
	}
	if (daemon->managed && !daemon->dirty) {
		daemon->dirty = true;
		hl_loop_timer_set(daemon->state, now + HL_MS(STATE_MS));
	}
	if (effect && effect->kind == HL_FX_SERVICE &&
	    effect->to == HL_SERVICE_ABSENT && daemon->look)
		hl_loop_timer_set(daemon->look, now + HL_MS(HL_DAEMON_LOOK));
}

static void host_record(void *ctx, const struct hl_record *record)
{
	struct hl_daemon *daemon = ctx;

	hl_journal_record(daemon->journal, record);
	hl_server_record(daemon->server, record);
	if (daemon->options.record)
		daemon->options.record(daemon->options.ctx, record);
	record_follow(daemon, record->effect);
}

static void host_trouble(void *ctx, hl_line line, const char *sentence)
{
	hl_daemon_trouble(ctx, line, sentence);
}

static int host_watch(void *ctx, int fd, unsigned what, hl_watch_fn *fn,
		      void *arg)
{
	struct hl_daemon *daemon = ctx;

	return hl_loop_watch(daemon->loop, fd, what, fn, arg);
}

static void host_alarm(void *ctx, hl_usec at)
{
	struct hl_daemon *daemon = ctx;

	hl_loop_timer_set(daemon->alarm, at);
}

static hl_usec host_now(void *ctx)
{
	struct hl_daemon *daemon = ctx;

	return hl_loop_now(daemon->loop);
}

static hl_usec host_awake(void *ctx)
{
	struct hl_daemon *daemon = ctx;

	return hl_loop_awake(daemon->loop);
}

static void wall_read(uint64_t *ret)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	*ret = (uint64_t)ts.tv_sec * 1000000u + (uint64_t)ts.tv_nsec / 1000u;
}

static uint64_t host_wall(void *ctx)
{
	uint64_t wall;

	(void)ctx;
	wall_read(&wall);
	return wall;
}

/* ---- what the counter asks ---------------------------------------------- */

static int counter_reload(void *ctx, char *why, size_t size)
{
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);
	int r;

	if (!out)
		return -ENOMEM;
	r = hl_daemon_reload(ctx, out);
	fclose(out);
	if (size)
		hl_text_copy(why, size, text ? text : "");
	free(text);
	return r;
}

static const struct hl_config *counter_config(void *ctx)
{
	const struct hl_daemon *daemon = ctx;

	return hl_daemon_config(daemon);
}

static void counter_facts(void *ctx, struct hl_facts *ret)
{
	const struct hl_daemon *daemon = ctx;

	ret->version = HL_VERSION;
	ret->started = daemon->started;
	ret->config_good = daemon->config_good;
	ret->config_at = daemon->config_at;
	ret->rt = daemon->rt;
}

static int counter_span(void *ctx, unsigned index, struct hl_span_look *ret)
{
	const struct hl_daemon *daemon = ctx;

	return hl_spans_look(daemon->engine, index, ret);
}

/* ---- timers ------------------------------------------------------------- */

static void alarm_due(void *arg, hl_usec now)
{
	struct hl_daemon *daemon = arg;

	(void)now;
	hl_engine_run(daemon->engine);
}

static void look_due(void *arg, hl_usec now)
{
	(void)now;
	hl_daemon_look(arg, false);
}

static void journal_trouble(struct hl_daemon *daemon)
{
	const char *trouble = hl_journal_trouble(daemon->journal);

	if (trouble)
		hl_log_say(&daemon->log, HL_LOG_ERROR, NULL, "%s", trouble);
}

static void flush_due(void *arg, hl_usec now)
{
	struct hl_daemon *daemon = arg;

	daemon->flushing = hl_journal_flush(daemon->journal);
	journal_trouble(daemon);
	if (daemon->flushing)
		hl_loop_timer_set(daemon->flush, now);
}

static unsigned lines_ready(const struct hl_model *model)
{
	unsigned ready = 0;
	unsigned i;

	for (i = 0; i < hl_model_lines(model); i++)
		ready += hl_model_line(model, (hl_line)i)->service ==
			 HL_SERVICE_READY;
	return ready;
}

static void state_tell(struct hl_daemon *daemon)
{
	const struct hl_model *model = hl_engine_model(daemon->engine);
	const struct hl_call_state *call;
	unsigned held = 0;
	unsigned slot = 0;
	char text[128];

	while ((call = hl_model_next_call(model, &slot)))
		held += hl_call_state_is_hold((enum hl_call_st)call->state);
	snprintf(text, sizeof(text),
		 "STATUS=%u lines, %u ready, %u calls, %u held",
		 hl_model_lines(model), lines_ready(model),
		 hl_model_calls(model), held);
	daemon->managed = hl_loop_notify(text);
}

static void state_due(void *arg, hl_usec now)
{
	struct hl_daemon *daemon = arg;

	(void)now;
	daemon->dirty = false;
	state_tell(daemon);
}

static void end_due(void *arg, hl_usec now)
{
	struct hl_daemon *daemon = arg;

	if (!hl_model_calls(hl_engine_model(daemon->engine)) ||
	    now >= daemon->stop_by)
		hl_loop_stop(daemon->loop, daemon->status);
	else
		hl_loop_timer_set(daemon->end, now + HL_MS(STOP_STEP_MS));
}

/* The last stage is being served; is the engine's work done as well? */
static bool daemon_is_healthy(void *arg)
{
	const struct hl_daemon *daemon = arg;
	hl_usec due = hl_engine_due(daemon->engine);

	return due == HL_NEVER ||
	       due + HL_MS(HEALTHY_MS) > hl_loop_now(daemon->loop);
}

/* ---- opening ------------------------------------------------------------ */

static int timers_open(struct hl_daemon *daemon)
{
	struct {
		struct hl_loop_timer **timer;
		enum hl_stage stage;
		hl_timer_fn *fn;
	} const want[] = {
		{ &daemon->alarm, HL_STAGE_TIMER, alarm_due },
		{ &daemon->end, HL_STAGE_CONTROL, end_due },
		{ &daemon->look, HL_STAGE_LOG, look_due },
		{ &daemon->flush, HL_STAGE_LOG, flush_due },
		{ &daemon->state, HL_STAGE_LOG, state_due },
	};
	unsigned i;
	int r;

	for (i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		r = hl_loop_timer_open(want[i].timer, daemon->loop,
				       want[i].stage, want[i].fn, daemon);
		if (r < 0)
			return r;
	}
	return 0;
}

static int journal_open(struct hl_daemon *daemon,
			const struct hl_config *config)
{
	char text[HL_CONFIG_PATH_MAX + 64];
	struct hl_journal_config want = {
		.records = hl_config_globals(config)->records,
		.path = hl_daemon_journal_path(daemon, config, text,
					       sizeof(text)),
	};
	int r;

	r = hl_journal_open(&daemon->journal, &want);
	if (r < 0)
		return r;
	daemon->filed = want.path != NULL;
	journal_trouble(daemon);
	return 0;
}

static int engine_open(struct hl_daemon *daemon,
		       const struct hl_config *config)
{
	unsigned lines = hl_config_lines(config) + HL_DAEMON_SPARE;
	struct hl_engine_host host = {
		.ctx = daemon,
		.record = host_record,
		.trouble = host_trouble,
		.watch = host_watch,
		.alarm = host_alarm,
		.now = host_now,
		.awake = host_awake,
		.wall = host_wall,
	};
	struct hl_limits limits;
	struct hl_zone zone;
	int r;

	if (lines < LINES_LEAST)
		lines = LINES_LEAST;
	if (lines > HL_LINES_MAX)
		lines = HL_LINES_MAX;
	limits.lines = lines;
	limits.calls = lines * CALLS_A_LINE + CALLS_SPARE;
	if (limits.calls > CALLS_MOST)
		limits.calls = CALLS_MOST;

	r = hl_zone_load(&zone, hl_config_globals(config)->zone);
	if (r < 0)
		return r;
	daemon->told = calloc(lines, sizeof(*daemon->told));
	if (!daemon->told)
		return -ENOMEM;
	daemon->lines = lines;
	return hl_engine_open(&daemon->engine, &limits, &host, &zone);
}

/* One folder, as a service manager would have made it. */
static void folder_make(const char *path)
{
	char folder[HL_CONFIG_PATH_MAX];
	char *slash;

	if (!hl_text_copy(folder, sizeof(folder), path))
		return;
	slash = strrchr(folder, '/');
	if (!slash || slash == folder)
		return;
	*slash = '\0';
	mkdir(folder, 0755);
}

static void counter_refused(struct hl_daemon *daemon, const char *path,
			    int error)
{
	if (error == -EADDRINUSE)
		hl_log_say(&daemon->log, HL_LOG_ERROR, NULL,
			   "another daemon answers on %s. mend: stop it, or choose another path with --socket",
			   path);
	else
		hl_log_say(&daemon->log, HL_LOG_ERROR, NULL,
			   "%s: %s. mend: run as a user who may write there, or choose another path with --socket",
			   path, strerror(-error));
}

static int counter_open(struct hl_daemon *daemon,
			const struct hl_config *config)
{
	struct hl_server_config want = {
		.path = daemon->options.socket,
		.fd = -1,
		.records = hl_config_globals(config)->records,
		.engine = daemon->engine,
		.loop = daemon->loop,
		.host = { .ctx = daemon,
			  .reload = counter_reload,
			  .config = counter_config,
			  .facts = counter_facts,
			  .span = counter_span },
	};
	int r;

	if (!want.path)
		want.path = hl_config_globals(config)->control;
	if (!*want.path)
		return 0;
	folder_make(want.path);
	r = hl_server_open(&daemon->server, &want);
	if (r < 0)
		counter_refused(daemon, want.path, r);
	return r;
}

/* Asked for and refused is worth a word, not worth staying down. */
static void realtime_take(struct hl_daemon *daemon, unsigned priority)
{
	struct sched_param param = { .sched_priority = (int)priority };

	if (!priority)
		return;
	if (mlockall(MCL_CURRENT | MCL_FUTURE) < 0)
		hl_log_say(&daemon->log, HL_LOG_WARN, NULL,
			   "memory cannot be locked: %s. mend: LimitMEMLOCK=infinity in the unit",
			   strerror(errno));
	if (sched_setscheduler(0, SCHED_FIFO | SCHED_RESET_ON_FORK, &param) < 0)
		hl_log_say(&daemon->log, HL_LOG_WARN, NULL,
			   "no realtime priority %u: %s. mend: CPUSchedulingPolicy=fifo and CPUSchedulingPriority=%u in the unit",
			   priority, strerror(errno), priority);
	else
		daemon->rt = (int)priority;
}

static void sim_choose(struct hl_daemon *daemon)
{
	if (!hl_daemon_is_virtual(daemon))
		return;
	if (daemon->options.sim)
		daemon->sim = *daemon->options.sim;
	daemon->sim.stations = daemon->options.stations;
	daemon->sim.trunks = daemon->options.trunks;
	daemon->options.sim = &daemon->sim;
}

/* Everything that needs the configuration; it is taken on success. */
static int parts_open(struct hl_daemon *daemon, struct hl_config *config)
{
	int r;

	r = journal_open(daemon, config);
	if (r < 0)
		return r;
	r = engine_open(daemon, config);
	if (r < 0)
		return r;
	/* Before any card is touched: it may be another daemon's. */
	r = counter_open(daemon, config);
	if (r < 0)
		return r;
	r = hl_apply_open(&daemon->apply, daemon->engine, &daemon->log,
			  daemon->options.sim);
	if (r < 0)
		return r;
	return hl_apply_config(daemon->apply, config);
}

static int loop_open(struct hl_daemon *daemon)
{
	int r;

	r = hl_loop_open(&daemon->loop);
	if (r < 0)
		return r;
	r = timers_open(daemon);
	if (r < 0)
		return r;
	return daemon->options.signals ? hl_daemon_signals(daemon) : 0;
}

/* The last step: from here on somebody may call. */
static int ready_tell(struct hl_daemon *daemon)
{
	const struct hl_model *model = hl_engine_model(daemon->engine);
	int r;

	r = hl_loop_watchdog(daemon->loop, daemon_is_healthy, daemon);
	if (r < 0)
		return r;
	daemon->started = hl_loop_now(daemon->loop);
	hl_log_say(&daemon->log, HL_LOG_INFO, NULL,
		   "ready: %u lines, %u of them in service; %s",
		   hl_model_lines(model), lines_ready(model),
		   hl_config_name(hl_daemon_config(daemon)));
	daemon->managed = hl_loop_notify("READY=1");
	if (daemon->managed)
		state_tell(daemon);
	return 0;
}

static int daemon_open(struct hl_daemon *daemon)
{
	struct hl_config *config = NULL;
	int r;

	r = hl_daemon_config_read(&daemon->options,
				  daemon->options.complaints, &config);
	if (r < 0)
		return r == -ENOMEM ? r : -EBADMSG;
	realtime_take(daemon, hl_config_globals(config)->rt);
	r = loop_open(daemon);
	if (r == 0)
		r = parts_open(daemon, config);
	if (r < 0) {
		hl_config_free(config);
		return r;
	}
	daemon->config_good = true;
	wall_read(&daemon->config_at);
	hl_daemon_look(daemon, true);
	return ready_tell(daemon);
}

int hl_daemon_open(struct hl_daemon **ret,
		   const struct hl_daemon_options *options)
{
	struct hl_daemon *daemon;
	int r;

	daemon = calloc(1, sizeof(*daemon));
	if (!daemon)
		return -ENOMEM;
	daemon->options = *options;
	hl_log_init(&daemon->log, options->log, options->ctx);
	sim_choose(daemon);

	r = daemon_open(daemon);
	if (r < 0)
		goto out;
	*ret = daemon;
	daemon = NULL;
out:
	hl_daemon_close(daemon);
	return r;
}

void hl_daemon_close(struct hl_daemon *daemon)
{
	if (!daemon)
		return;
	hl_server_close(daemon->server);
	daemon->server = NULL;
	hl_engine_close(daemon->engine);
	hl_apply_close(daemon->apply);
	hl_journal_close(daemon->journal);
	hl_loop_close(daemon->loop);
	free(daemon->told);
	free(daemon);
}

/* ---- running ------------------------------------------------------------ */

int hl_daemon_run(struct hl_daemon *daemon)
{
	return hl_loop_run(daemon->loop);
}

static void calls_release(struct hl_daemon *daemon)
{
	const struct hl_model *model = hl_engine_model(daemon->engine);
	struct hl_event event = {
		.kind = HL_EVENT_REQUEST, .request = HL_REQUEST_RESET,
	};
	unsigned i;

	event.at.earliest = hl_loop_now(daemon->loop);
	event.at.latest = event.at.earliest;
	for (i = 0; i < hl_model_lines(model); i++) {
		if (hl_model_line(model, (hl_line)i)->calls[0] == HL_NO_CALL)
			continue;
		event.line = (hl_line)i;
		hl_engine_event(daemon->engine, &event);
	}
}

void hl_daemon_stop(struct hl_daemon *daemon, int status)
{
	hl_usec now = hl_loop_now(daemon->loop);

	if (daemon->stopping) {
		hl_loop_stop(daemon->loop, status);
		return;
	}
	daemon->stopping = true;
	daemon->status = status;
	daemon->stop_by = now + HL_MS(HL_DAEMON_STOP);
	hl_loop_notify("STOPPING=1");
	calls_release(daemon);
	end_due(daemon, now);
}

int hl_daemon_reload(struct hl_daemon *daemon, FILE *complaints)
{
	char text[HL_CONFIG_PATH_MAX + 64];
	struct hl_config *config = NULL;
	const char *path;
	int r;

	r = hl_daemon_config_read(&daemon->options, complaints, &config);
	wall_read(&daemon->config_at);
	daemon->config_good = r == 0;
	if (r < 0)
		return r;
	path = hl_daemon_journal_path(daemon, config, text, sizeof(text));
	r = hl_apply_config(daemon->apply, config);
	if (r < 0) {
		hl_config_free(config);
		return r;
	}
	hl_journal_reopen(daemon->journal, path);
	daemon->filed = path != NULL;
	journal_trouble(daemon);
	hl_daemon_look(daemon, false);
	return 0;
}

/* ---- looking ------------------------------------------------------------ */

struct hl_engine *hl_daemon_engine(struct hl_daemon *daemon)
{
	return daemon->engine;
}

struct hl_loop *hl_daemon_loop(struct hl_daemon *daemon)
{
	return daemon->loop;
}

struct hl_journal *hl_daemon_journal(struct hl_daemon *daemon)
{
	return daemon->journal;
}

const struct hl_config *hl_daemon_config(const struct hl_daemon *daemon)
{
	return daemon->apply ? hl_apply_get(daemon->apply) : NULL;
}

void *hl_daemon_card(struct hl_daemon *daemon, const char *driver)
{
	const struct hl_model *model = hl_engine_model(daemon->engine);
	const struct hl_driver *used;
	void *card = NULL;
	unsigned i;

	for (i = 0; i < hl_model_lines(model); i++) {
		used = hl_engine_driver(daemon->engine, (hl_line)i, NULL);
		if (strcmp(used->name, driver) != 0)
			continue;
		/* In use: this only answers which one it is. */
		hl_engine_card(daemon->engine, used, NULL, &card);
		return card;
	}
	return NULL;
}
