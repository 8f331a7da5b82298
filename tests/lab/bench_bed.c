/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bench_bed.c - the daemon under test: started, asked, looked at from outside
 *
 * In:  how many lines with which profiles.
 * Out: a running daemon; answers of its counter; what /proc says of it.
 * Not: telephones - bench_calls.c.
 */

#include "bench.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <jansson.h>

#include "holdline/control.h"

/* All of it in the guest's own memory: a file of the host costs time. */
#define CONFIG "/tmp/bench.conf"
#define SOCKET "/tmp/bench.sock"
#define LOG    "/tmp/bench.log"

#define READY_MS  20000 /* the daemon has music to prepare (house) */
#define ANSWER_MS 2000  /* of its counter (house) */
#define SETTLE_MS 3000  /* DAHDI's ring debounce is 2 s */
#define PACE_MS   25    /* HL_CONTROL_RATE is 50 a second */
#define STATE_MS  1000  /* patience for a state (house) */
#define PROC_MAX  4096  /* bytes of a file in /proc */

/* --- trouble --------------------------------------------------------- */

static void log_show(void)
{
	FILE *log = fopen(LOG, "r");
	char line[256];

	if (!log)
		return;
	while (fgets(line, sizeof(line), log))
		fprintf(stderr, "bench:   %s", line);
	fclose(log);
}

_Noreturn void bench_die(const char *format, ...)
{
	va_list args;

	fflush(stdout);
	va_start(args, format);
	fputs("bench: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	log_show();
	exit(EXIT_FAILURE);
}

/* --- the daemon ------------------------------------------------------ */

static void config_write(const struct bench_setup *setup)
{
	FILE *out = fopen(CONFIG, "w");
	unsigned i;

	if (!out)
		bench_die(CONFIG ": %s", strerror(errno));
	fputs("[holdline]\nzone = us\ncontrol = " SOCKET "\n"
	      "state = /tmp\njournal = none\n",
	      out);
	if (setup->records)
		fprintf(out, "records = %u\n", setup->records);
	if (setup->music)
		fprintf(out, "[music default]\nsource = %s\n", setup->music);
	for (i = 0; i < setup->lines; i++)
		fprintf(out, "[line %u]\nchannel = %u\nprofile = %s\n", 101 + i,
			1 + i, setup->profiles[i % setup->count]);
	fputs("[dial]\n1XX = line\n", out);
	if (fclose(out) != 0)
		bench_die(CONFIG ": %s", strerror(errno));
}

/* mallopt(3): blocks of a few pages get a mapping of their own. */
static void malloc_tune(void)
{
	setenv("MALLOC_MMAP_THRESHOLD_", "16384", 1);
	setenv("MALLOC_TRIM_THRESHOLD_", "0", 1);
	setenv("MALLOC_TOP_PAD_", "0", 1);
}

static _Noreturn void daemon_exec(const char *program, bool frugal)
{
	int log = open(LOG, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (frugal)
		malloc_tune();
	if (log >= 0) {
		dup2(log, STDOUT_FILENO);
		dup2(log, STDERR_FILENO);
	}
	execl(program, program, "--foreground", "--config", CONFIG, NULL);
	fprintf(stderr, "%s: %s\n", program, strerror(errno));
	_exit(127);
}

static void client_open(struct bench *b)
{
	uint64_t end = far_now_us() + READY_MS * UINT64_C(1000);

	while (hl_client_open(&b->client, SOCKET, ANSWER_MS) < 0) {
		if (waitpid(b->daemon, NULL, WNOHANG) != 0)
			bench_die("the daemon has ended");
		if (far_now_us() > end)
			bench_die("the daemon does not get ready");
		bench_run(b, PACE_MS);
	}
}

void bench_start(struct bench *b, const struct bench_setup *setup)
{
	config_write(setup);
	unlink(SOCKET);
	b->daemon = fork();
	if (b->daemon < 0)
		bench_die("fork: %s", strerror(errno));
	if (b->daemon == 0)
		daemon_exec(b->program, setup->frugal);
	client_open(b);
	bench_run(b, SETTLE_MS);
}

void bench_stop(struct bench *b)
{
	int status;

	hl_client_close(b->client);
	b->client = NULL;
	kill(b->daemon, SIGTERM);
	if (waitpid(b->daemon, &status, 0) < 0 || !WIFEXITED(status) ||
	    WEXITSTATUS(status) != 0)
		bench_die("the daemon did not end well");
	b->daemon = 0;
}

void bench_run(struct bench *b, unsigned ms)
{
	int r = far_run(b->far, ms);

	if (r < 0)
		bench_die("the far side: %s", strerror(-r));
}

/* --- its counter ----------------------------------------------------- */

void bench_pace(struct bench *b)
{
	uint64_t next = b->asked_us + PACE_MS * 1000;
	uint64_t now = far_now_us();

	if (now < next)
		bench_run(b, (unsigned)((next - now) / 1000) + 1);
}

json_t *bench_ask(struct bench *b, const char *method, json_t *params)
{
	json_t *error = NULL;
	json_t *result = NULL;
	int r;

	bench_pace(b);
	b->asked_us = far_now_us();
	r = hl_client_call(b->client, method, params, &error, &result);
	if (r < 0)
		bench_die("%s: %s", method,
			  error ? json_dumps(error, 0) : strerror(-r));
	return result;
}

json_t *bench_line(struct bench *b, unsigned phone)
{
	char name[BENCH_WORD_MAX];

	snprintf(name, sizeof(name), "%u", 100 + phone);
	return bench_ask(b, "line.get", json_pack("{s:s}", "line", name));
}

/* A member of an object; "" when it is no text. */
static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

long bench_call(struct bench *b, unsigned phone, const char *state)
{
	json_t *line = bench_line(b, phone);
	const json_t *with;
	long call = 0;
	size_t i;

	json_array_foreach(json_object_get(line, "with"), i,
			   with) if (!state ||
				     strcmp(text_of(with, "state"), state) == 0)
		call = (long)json_integer_value(json_object_get(with, "call"));
	json_decref(line);
	return call;
}

bool bench_is(struct bench *b, unsigned phone, const char *state)
{
	json_t *line = bench_line(b, phone);
	bool is = strcmp(text_of(line, "state"), state) == 0;

	json_decref(line);
	return is;
}

void bench_expect(struct bench *b, unsigned phone, const char *state)
{
	uint64_t end = far_now_us() + STATE_MS * 1000;
	json_t *line;

	while (!bench_is(b, phone, state)) {
		if (far_now_us() < end)
			continue;
		line = bench_line(b, phone);
		bench_die("line %u is not %s but: %s", 100 + phone, state,
			  json_dumps(line, 0));
	}
}

/* --- what the kernel says of it -------------------------------------- */

static double field_of(const char *text, const char *name)
{
	const char *at = strstr(text, name);

	if (!at)
		bench_die("/proc says nothing of %s", name);
	return strtod(at + strlen(name), NULL);
}

static void proc_read(pid_t pid, const char *what, char *ret)
{
	char path[64];
	size_t n;
	FILE *in;

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, what);
	in = fopen(path, "r");
	if (!in)
		bench_die("%s: %s", path, strerror(errno));
	n = fread(ret, 1, PROC_MAX - 1, in);
	ret[n] = '\0';
	fclose(in);
}

/* The sum over all threads, in nanoseconds: ticks would be far too coarse. */
static double cpu_ms(pid_t pid)
{
	char text[PROC_MAX];
	char path[64];
	const struct dirent *entry;
	double sum = 0;
	DIR *tasks;

	snprintf(path, sizeof(path), "/proc/%d/task", (int)pid);
	tasks = opendir(path);
	if (!tasks)
		bench_die("%s: %s", path, strerror(errno));
	while ((entry = readdir(tasks))) {
		if (*entry->d_name == '.')
			continue;
		snprintf(path, sizeof(path), "task/%.20s/schedstat",
			 entry->d_name);
		proc_read(pid, path, text);
		sum += strtod(text, NULL) / 1e6;
	}
	closedir(tasks);
	return sum;
}

struct bench_cost bench_cost(struct bench *b)
{
	json_t *status = bench_ask(b, "status.get", NULL);
	const json_t *late = json_object_get(status, "lateness");
	char text[PROC_MAX];
	struct bench_cost cost;

	cost.counted =
		(double)json_integer_value(json_object_get(late, "wakeups"));
	json_decref(status);
	/* What follows the answer (a record, a sent byte) is over by then. */
	bench_run(b, 100);
	proc_read(b->daemon, "status", text);
	cost.wakeups = field_of(text, "\nvoluntary_ctxt_switches:");
	cost.cpu_ms = cpu_ms(b->daemon);
	return cost;
}

/* From the page tables: the counters in "status" lag by some hundred KiB. */
struct bench_memory bench_memory(const struct bench *b)
{
	char text[PROC_MAX];
	struct bench_memory memory;

	proc_read(b->daemon, "smaps_rollup", text);
	memory.rss_kib = field_of(text, "\nRss:");
	memory.anon_kib = field_of(text, "\nAnonymous:");
	proc_read(b->daemon, "status", text);
	memory.threads = field_of(text, "\nThreads:");
	return memory;
}
