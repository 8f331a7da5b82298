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

void lab_daemon_path(const struct bed_lab *bed, const char *file, char *ret)
{
	snprintf(ret, LAB_FILE_MAX, "%s/%s", bed->folder, file);
}

static int folder_make(struct bed_lab *bed)
{
	snprintf(bed->folder, sizeof(bed->folder), "/tmp/hl-play.XXXXXX");
	return mkdtemp(bed->folder) ? 0 : -errno;
}

static void folder_remove(struct bed_lab *bed)
{
	char path[LAB_FILE_MAX];

	for (unsigned i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		lab_daemon_path(bed, files[i], path);
		unlink(path);
	}
	rmdir(bed->folder);
	bed->folder[0] = '\0';
}

static int config_write(struct bed_lab *bed)
{
	struct scenario_site site = { .driver = "dahdi",
				      .music = bed->options.music,
				      .state = bed->folder };
	char control[LAB_FILE_MAX];
	char path[LAB_FILE_MAX];
	FILE *file;

	lab_daemon_path(bed, "control.sock", control);
	lab_daemon_path(bed, "holdline.conf", path);
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

static int child_start(struct bed_lab *bed)
{
	char config[LAB_FILE_MAX];
	char log[LAB_FILE_MAX];
	pid_t pid;

	lab_daemon_path(bed, "holdline.conf", config);
	lab_daemon_path(bed, "log", log);
	pid = fork();
	if (pid < 0)
		return -errno;
	if (pid == 0)
		child_run(bed->options.daemon, config, log);
	bed->child = pid;
	return 0;
}

int lab_daemon_check(struct bed_lab *bed, char *why, size_t size)
{
	int status;

	if (waitpid(bed->child, &status, WNOHANG) != bed->child)
		return 0;
	bed->child = 0;
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

static bool all_ready(struct bed_lab *bed)
{
	bed->told_at = 0;
	if (!lab_daemon_ask(bed))
		return false;
	for (unsigned i = 0; i < scenario_lines(bed->scenario); i++)
		if (!bed->ready[i])
			return false;
	return true;
}

static int child_wait(struct bed_lab *bed, char *why, size_t size)
{
	hl_usec limit = far_now_us() + HL_MS(START_LIMIT_MS);
	char control[LAB_FILE_MAX];
	int r;

	lab_daemon_path(bed, "control.sock", control);
	for (;;) {
		r = lab_daemon_check(bed, why, size);
		if (r < 0)
			return r;
		if (!bed->client)
			hl_client_open(&bed->client, control, ANSWER_LIMIT_MS);
		if (bed->client && all_ready(bed))
			return 0;
		if (far_now_us() > limit) {
			snprintf(why, size, "the daemon %s",
				 bed->client ? "has lines that are not ready"
					     : "does not answer");
			return -ETIMEDOUT;
		}
		far_run(bed->far, STEP_MS * (bed->client ? 5 : 1));
	}
}

int lab_daemon_start(struct bed_lab *bed, char *why, size_t size)
{
	int r = folder_make(bed);

	if (r == 0)
		r = config_write(bed);
	if (r == 0)
		r = child_start(bed);
	if (r < 0) {
		snprintf(why, size, "%s", strerror(-r));
		return r;
	}
	return child_wait(bed, why, size);
}

static int child_stop(struct bed_lab *bed, char *why, size_t size)
{
	hl_usec limit = far_now_us() + HL_MS(STOP_LIMIT_MS);
	int status = 0;

	kill(bed->child, SIGTERM);
	while (waitpid(bed->child, &status, WNOHANG) != bed->child) {
		if (far_now_us() > limit) {
			kill(bed->child, SIGKILL);
			waitpid(bed->child, &status, 0);
			bed->child = 0;
			snprintf(why, size, "the daemon does not stop");
			return -EPROTO;
		}
		far_run(bed->far, STEP_MS);
	}
	bed->child = 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return 0;
	snprintf(why, size, "the daemon stopped with %s %d",
		 WIFEXITED(status) ? "status" : "signal",
		 WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
	return -EPROTO;
}

int lab_daemon_stop(struct bed_lab *bed, char *why, size_t size)
{
	int r = 0;

	lab_program_end(bed);
	hl_client_close(bed->client);
	bed->client = NULL;
	json_decref(bed->addresses);
	bed->addresses = NULL;
	if (bed->child)
		r = child_stop(bed, why, size);
	if (bed->folder[0])
		folder_remove(bed);
	return r;
}

void lab_daemon_log(struct bed_lab *bed, FILE *out)
{
	char path[LAB_FILE_MAX];
	char text[LOG_LINES_BYTES + 1];
	FILE *log;
	size_t n;

	lab_daemon_path(bed, "log", path);
	log = fopen(path, "re");
	if (!log)
		return;
	if (fseek(log, -LOG_LINES_BYTES, SEEK_END) < 0)
		rewind(log);
	n = fread(text, 1, LOG_LINES_BYTES, log);
	text[n] = '\0';
	fclose(log);
	fprintf(out, "the daemon said:\n%s", text);
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

static void lines_take(struct bed_lab *bed, const json_t *list)
{
	const json_t *line;
	size_t i;

	json_array_foreach(list, i, line)
	{
		const char *service = text_of(line, "service");
		int party = party_of(bed, line);
		int situation;

		if (party < 0)
			continue;
		situation = word_index(text_of(line, "situation"),
				       HL_SITUATION_COUNT, situation_word);
		bed->ready[party] = service && strcmp(service, "ready") == 0;
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

static void calls_take(struct bed_lab *bed, const json_t *list)
{
	const json_t *call;
	size_t i;

	json_array_foreach(list, i, call)
	{
		const char *mode = text_of(call, "mode");
		int party = party_of(bed, call);
		struct bed_near *near;
		int state;

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

static json_t *list_ask(struct bed_lab *bed, const char *method)
{
	json_t *error = NULL;
	json_t *list = NULL;

	hl_client_call(bed->client, method, NULL, &error, &list);
	json_decref(error);
	return list;
}

int lab_daemon_in_use(struct bed_lab *bed, const char *address, unsigned *ret)
{
	const json_t *row;
	size_t i;

	json_array_foreach(bed->addresses, i, row)
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

bool lab_daemon_ask(struct bed_lab *bed)
{
	json_t *lines;
	json_t *calls;

	if (!bed->client)
		return false;
	if (bed->told_at && far_now_us() - bed->told_at < ASK_US)
		return bed->answered;
	lines = list_ask(bed, "line.list");
	calls = list_ask(bed, "call.list");
	bed->answered = json_is_array(lines) && json_is_array(calls);
	if (bed->answered) {
		memset(bed->told, 0, sizeof(bed->told));
		lines_take(bed, lines);
		calls_take(bed, calls);
	}
	json_decref(lines);
	json_decref(calls);
	if (has_address(bed->scenario)) {
		json_decref(bed->addresses);
		bed->addresses = list_ask(bed, "address.list");
	}
	bed->told_at = far_now_us();
	return bed->answered;
}
