/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bed_lab_daemon.c - the controller's process, and what it says of itself
 *
 * In:  a scenario's setup.
 * Out: a running holdlined; the state of its lines over the control socket.
 * Not: what its lines hear - bed_lab_far.c.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <jansson.h>

#include "bed_lab_parts.h"
#include "holdline/control.h"

#define STEP_MS         20
#define START_LIMIT_MS  15000 /* with files over 9p (house) */
#define STOP_LIMIT_MS   5000
#define ANSWER_LIMIT_MS 1000
/* Two requests, or three; HL_CONTROL_RATE is 50 a second. */
#define ASK_US          80000u
#define LOG_LINES_BYTES 4000

static const char *const files[] = { "holdline.conf", "log", "control.sock" };

void lab_daemon_path(const struct lab_daemon *daemon, const char *file,
		     char *ret)
{
	snprintf(ret, LAB_FILE_MAX, "%s/%s", daemon->folder, file);
}

struct lab_daemon *lab_daemon_of(struct bed_lab *bed, unsigned party)
{
	return &bed->daemon[scenario_line(bed->scenario, party)->second];
}

static int folder_make(struct lab_daemon *daemon)
{
	snprintf(daemon->folder, sizeof(daemon->folder),
		 "/tmp/hl-play.XXXXXX");
	return mkdtemp(daemon->folder) ? 0 : -errno;
}

static void folder_remove(struct lab_daemon *daemon)
{
	char path[LAB_FILE_MAX];

	for (unsigned i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		lab_daemon_path(daemon, files[i], path);
		unlink(path);
	}
	rmdir(daemon->folder);
	daemon->folder[0] = '\0';
}

/* The two spans of the trunk between the controllers lie behind both sides
 * of the analog ones (README.md of the lab). */
static unsigned span_of(const struct lab_daemon *daemon)
{
	unsigned near = SCENARIO_STATIONS_MAX + SCENARIO_TRUNKS_MAX;

	return 2 * near + (daemon->second ? SCENARIO_SPAN_CHANNELS : 0);
}

static int config_write(struct lab_daemon *daemon)
{
	struct bed_lab *bed = daemon->bed;
	struct scenario_site site = { .driver = "dahdi",
				      .music = bed->options.music,
				      .state = daemon->folder,
				      .second = daemon->second,
				      .span = bed->daemons > 1
						      ? span_of(daemon) + 1
						      : 0 };
	char control[LAB_FILE_MAX];
	char path[LAB_FILE_MAX];
	FILE *file;

	lab_daemon_path(daemon, "control.sock", control);
	lab_daemon_path(daemon, "holdline.conf", path);
	site.control = control;
	file = fopen(path, "we");
	if (!file)
		return -errno;
	scenario_config_print(bed->scenario, &site, file);
	return fclose(file) == 0 ? 0 : -errno;
}

/* In the child: only what may be done between fork and exec. */
static void child_run(const char *daemon, const char *config, const char *log)
{
	int fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);

	if (fd >= 0) {
		dup2(fd, STDOUT_FILENO);
		dup2(fd, STDERR_FILENO);
	}
	execl(daemon, daemon, "--foreground", "--config", config, (char *)NULL);
	_exit(127);
}

static int child_start(struct lab_daemon *daemon)
{
	char config[LAB_FILE_MAX];
	char log[LAB_FILE_MAX];
	pid_t pid;

	lab_daemon_path(daemon, "holdline.conf", config);
	lab_daemon_path(daemon, "log", log);
	pid = fork();
	if (pid < 0)
		return -errno;
	if (pid == 0)
		child_run(daemon->bed->options.daemon, config, log);
	daemon->child = pid;
	return 0;
}

static int child_check(struct lab_daemon *daemon, char *why, size_t size)
{
	int status;

	if (!daemon->child ||
	    waitpid(daemon->child, &status, WNOHANG) != daemon->child)
		return 0;
	daemon->child = 0;
	if (WIFSIGNALED(status))
		snprintf(why, size, "the daemon was killed by signal %d",
			 WTERMSIG(status));
	else
		snprintf(why, size,
			 "the daemon ended by itself with status "
			 "%d",
			 WEXITSTATUS(status));
	return -EPROTO;
}

int lab_daemon_check(struct bed_lab *bed, char *why, size_t size)
{
	int r = 0;

	for (unsigned i = 0; r == 0 && i < bed->daemons; i++)
		r = child_check(&bed->daemon[i], why, size);
	return r;
}

static bool all_ready(struct bed_lab *bed)
{
	bed->told_at = 0;
	if (!lab_daemon_ask(bed))
		return false;
	for (unsigned i = 0; i < scenario_lines(bed->scenario); i++)
		if (!bed->ready[i])
			return false;
	for (unsigned i = 0; i < bed->daemons; i++)
		if (bed->daemons > 1 && !bed->daemon[i].joined)
			return false;
	return true;
}

/* Every daemon lets us in. */
static bool all_open(struct bed_lab *bed)
{
	char control[LAB_FILE_MAX];
	bool open = true;

	for (unsigned i = 0; i < bed->daemons; i++) {
		struct lab_daemon *daemon = &bed->daemon[i];

		lab_daemon_path(daemon, "control.sock", control);
		if (!daemon->client)
			hl_client_open(&daemon->client, control,
				       ANSWER_LIMIT_MS);
		open = open && daemon->client;
	}
	return open;
}

static int all_wait(struct bed_lab *bed, char *why, size_t size)
{
	hl_usec limit = far_now_us() + HL_MS(START_LIMIT_MS);
	bool open;
	int r;

	for (;;) {
		r = lab_daemon_check(bed, why, size);
		if (r < 0)
			return r;
		open = all_open(bed);
		if (open && all_ready(bed))
			return 0;
		if (far_now_us() > limit) {
			snprintf(why, size, "the daemon %s",
				 open ? "has lines that are not ready"
				      : "does not answer");
			return -ETIMEDOUT;
		}
		far_run(bed->far, STEP_MS * (open ? 5 : 1));
	}
}

static unsigned daemons_of(const struct scenario *scenario)
{
	const struct scenario_line *line;

	for (unsigned i = 0; (line = scenario_line(scenario, i)); i++)
		if (line->second)
			return 2;
	return 1;
}

int lab_daemon_start(struct bed_lab *bed, char *why, size_t size)
{
	int r = 0;

	bed->daemons = daemons_of(bed->scenario);
	for (unsigned i = 0; r == 0 && i < bed->daemons; i++) {
		struct lab_daemon *daemon = &bed->daemon[i];

		daemon->bed = bed;
		daemon->second = i > 0;
		r = folder_make(daemon);
		if (r == 0)
			r = config_write(daemon);
		if (r == 0)
			r = child_start(daemon);
	}
	if (r < 0) {
		snprintf(why, size, "%s", strerror(-r));
		return r;
	}
	return all_wait(bed, why, size);
}

static void ears_close(struct lab_daemon *daemon)
{
	hl_client_close(daemon->client);
	daemon->client = NULL;
	hl_client_close(daemon->program);
	daemon->program = NULL;
}

int lab_daemon_kill(struct bed_lab *bed, unsigned which)
{
	struct lab_daemon *daemon = &bed->daemon[which];

	if (which >= bed->daemons || !daemon->child)
		return -ENOENT;
	ears_close(daemon);
	kill(daemon->child, SIGKILL);
	waitpid(daemon->child, NULL, 0);
	daemon->child = 0;
	return 0;
}

int lab_daemon_again(struct bed_lab *bed, unsigned which)
{
	struct lab_daemon *daemon = &bed->daemon[which];
	char why[200];
	int r;

	if (which >= bed->daemons || daemon->child)
		return -ENOENT;
	r = child_start(daemon);
	return r < 0 ? r : all_wait(bed, why, sizeof(why));
}

static int child_stop(struct lab_daemon *daemon, char *why, size_t size)
{
	hl_usec limit = far_now_us() + HL_MS(STOP_LIMIT_MS);
	int status = 0;

	kill(daemon->child, SIGTERM);
	while (waitpid(daemon->child, &status, WNOHANG) != daemon->child) {
		if (far_now_us() > limit) {
			kill(daemon->child, SIGKILL);
			waitpid(daemon->child, &status, 0);
			daemon->child = 0;
			snprintf(why, size, "the daemon does not stop");
			return -EPROTO;
		}
		far_run(daemon->bed->far, STEP_MS);
	}
	daemon->child = 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return 0;
	snprintf(why, size, "the daemon stopped with %s %d",
		 WIFEXITED(status) ? "status" : "signal",
		 WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
	return -EPROTO;
}

int lab_daemon_stop(struct bed_lab *bed, char *why, size_t size)
{
	int worst = 0;

	lab_program_end(bed);
	for (unsigned i = 0; i < bed->daemons; i++) {
		struct lab_daemon *daemon = &bed->daemon[i];
		int r = 0;

		hl_client_close(daemon->client);
		daemon->client = NULL;
		json_decref(daemon->addresses);
		daemon->addresses = NULL;
		if (daemon->child)
			r = child_stop(daemon, why, size);
		if (daemon->folder[0])
			folder_remove(daemon);
		worst = r < 0 ? r : worst;
	}
	return worst;
}

static void log_print(const struct lab_daemon *daemon, FILE *out)
{
	char path[LAB_FILE_MAX];
	char text[LOG_LINES_BYTES + 1];
	FILE *log;
	size_t n;

	lab_daemon_path(daemon, "log", path);
	log = fopen(path, "re");
	if (!log)
		return;
	if (fseek(log, -LOG_LINES_BYTES, SEEK_END) < 0)
		rewind(log);
	n = fread(text, 1, LOG_LINES_BYTES, log);
	text[n] = '\0';
	fclose(log);
	fprintf(out, "the %sdaemon said:\n%s",
		daemon->second ? "second " : "", text);
}

void lab_daemon_log(struct bed_lab *bed, FILE *out)
{
	for (unsigned i = 0; i < bed->daemons; i++)
		log_print(&bed->daemon[i], out);
}

/* ---- what it says ------------------------------------------------------- */

static int word_index(const char *word, unsigned count,
		      const char *(*name)(unsigned))
{
	for (unsigned i = 0; word && i < count; i++)
		if (strcmp(name(i), word) == 0)
			return (int)i;
	return -1;
}

static const char *situation_word(unsigned i)
{
	return hl_situation_name((enum hl_situation)i);
}

static const char *state_word(unsigned i)
{
	return hl_call_state_name((enum hl_call_st)i);
}

static const char *text_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static int party_of(const struct bed_lab *bed, const json_t *object)
{
	const char *name = text_of(object, "line");

	return name ? scenario_find(bed->scenario, name) : -ENOENT;
}

/* Of a line of the span. */
static bool is_joint(const json_t *object)
{
	const char *name = text_of(object, "line");

	return name && strncmp(name, "peer-", 5) == 0;
}

static void lines_take(struct lab_daemon *daemon, const json_t *list)
{
	struct bed_lab *bed = daemon->bed;
	const json_t *line;
	size_t i;

	daemon->joined = false;
	json_array_foreach(list, i, line)
	{
		const char *service = text_of(line, "service");
		int party = party_of(bed, line);
		bool ready = service && strcmp(service, "ready") == 0;
		int situation;

		/* One of them is in service: the link is up. */
		if (ready && is_joint(line))
			daemon->joined = true;
		if (party < 0)
			continue;
		situation = word_index(text_of(line, "situation"),
				       HL_SITUATION_COUNT, situation_word);
		bed->ready[party] = ready;
		bed->told[party].situation =
			situation < 0 ? HL_SIT_RESTING
				      : (enum hl_situation)situation;
	}
}

static hl_call id_of(const json_t *object, const char *key)
{
	return (hl_call)json_integer_value(json_object_get(object, key));
}

static void call_take(const json_t *call, struct bed_call *ret)
{
	const char *parked = text_of(call, "parked");

	ret->id = id_of(call, "call");
	ret->conversation = id_of(call, "conversation");
	ret->parent = id_of(call, "parent");
	ret->conference = json_is_true(json_object_get(call, "conference"));
	snprintf(ret->parked, sizeof(ret->parked), "%s", parked ? parked : "");
}

static void calls_take(struct lab_daemon *daemon, const json_t *list)
{
	struct bed_lab *bed = daemon->bed;
	const json_t *call;
	size_t i;

	daemon->wires = 0;
	json_array_foreach(list, i, call)
	{
		const char *mode = text_of(call, "mode");
		int party = party_of(bed, call);
		struct bed_near *near;
		int state;

		daemon->wires += is_joint(call);
		state = word_index(text_of(call, "state"), HL_CALL_STATE_COUNT,
				   state_word);
		if (party < 0 || state < 0)
			continue;
		near = &bed->told[party];
		if (near->calls == HL_CALLS_PER_LINE)
			continue;
		near->state[near->calls] = (enum hl_call_st)state;
		snprintf(near->mode[near->calls], BED_MODE_MAX, "%s",
			 mode ? mode : "");
		call_take(call, &near->call[near->calls]);
		near->calls++;
	}
}

static json_t *list_ask(struct lab_daemon *daemon, const char *method)
{
	json_t *error = NULL;
	json_t *list = NULL;

	hl_client_call(daemon->client, method, NULL, &error, &list);
	json_decref(error);
	return list;
}

int lab_daemon_in_use(struct bed_lab *bed, const char *address, unsigned *ret)
{
	const json_t *row;
	size_t i;

	json_array_foreach(bed->daemon[0].addresses, i, row)
	{
		const char *name = text_of(row, "address");

		if (!name || strcmp(name, address) != 0)
			continue;
		*ret = (unsigned)json_integer_value(
			json_object_get(row, "stations_in_use"));
		return 0;
	}
	return -ENOENT;
}

static bool has_address(const struct scenario *scenario)
{
	const struct scenario_statement *s;

	for (unsigned i = 0; (s = scenario_at(scenario, i)); i++)
		if (s->verb == SCENARIO_VERB_ADDRESS)
			return true;
	return false;
}

static bool daemon_ask(struct lab_daemon *daemon)
{
	struct bed_lab *bed = daemon->bed;
	json_t *lines = daemon->client ? list_ask(daemon, "line.list") : NULL;
	json_t *calls = daemon->client ? list_ask(daemon, "call.list") : NULL;
	bool answered = json_is_array(lines) && json_is_array(calls);

	if (answered) {
		lines_take(daemon, lines);
		calls_take(daemon, calls);
	}
	json_decref(lines);
	json_decref(calls);
	if (has_address(bed->scenario)) {
		json_decref(daemon->addresses);
		daemon->addresses = list_ask(daemon, "address.list");
	}
	return answered;
}

bool lab_daemon_ask(struct bed_lab *bed)
{
	if (!bed->daemons)
		return false;
	if (bed->told_at && far_now_us() - bed->told_at < ASK_US)
		return bed->answered;
	memset(bed->told, 0, sizeof(bed->told));
	bed->answered = true;
	/* The lines of one that is dead have no calls. */
	for (unsigned i = 0; i < bed->daemons; i++)
		bed->answered = (!bed->daemon[i].child ||
				 daemon_ask(&bed->daemon[i])) &&
				bed->answered;
	bed->told_at = far_now_us();
	return bed->answered;
}
