/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * main.c - holdlined: options, foreground or background, exit status
 *
 * In:  a command line.
 * Out: a running daemon, or a judged configuration; an exit status.
 * Not: what the daemon does - run/daemon.c.
 */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <syslog.h>
#include <unistd.h>

#include "base/text.h"
#include "holdline/config.h"
#include "holdline/daemon.h"

enum option_word {
	OPTION_CHECK = 256,
	OPTION_PRINT_CONFIG,
	OPTION_PRINT_KEYS,
	OPTION_SOCKET,
	OPTION_VERSION,
	OPTION_VIRTUAL,
};

enum task {
	TASK_RUN,
	TASK_CHECK,
	TASK_PRINT_CONFIG,
	TASK_PRINT_KEYS,
	TASK_HELP,
	TASK_VERSION,
};

struct command {
	enum task task;
	bool foreground;
	struct hl_daemon_options options;
};

/* What was left out of this program is said with its version. */
#if HL_WITH_PRI
#define HL_ISDN_TEXT ""
#else
#define HL_ISDN_TEXT ", without ISDN"
#endif

static const char help[] =
	"holdlined - hold controller for analog telephone lines\n"
	"\n"
	"  holdlined                        run in the background\n"
	"  holdlined --check                judge the configuration, change nothing\n"
	"  holdlined -f --virtual 4,2 --socket /tmp/hl.sock\n"
	"                                   try it: 4 telephones, 2 trunks, no card\n"
	"\n"
	"  -f, --foreground        stay in the foreground, log to stderr\n"
	"  -c, --config FILE       instead of " HL_CONFIG_PATH "\n"
	"      --check             judge the configuration and exit\n"
	"      --print-config      print every setting with its origin and exit\n"
	"      --socket PATH       control socket, instead of the configured one\n"
	"      --virtual S[,T]     virtual card: S telephones, T trunks; no file\n"
	"      --version           print the version and exit\n"
	"  -h, --help              print this and exit\n"
	"\n"
	"Exit status: 0 done, 1 failed, 64 usage, 78 configuration.\n"
	"See holdlined(8), holdline.conf(5), holdctl(1).\n";

static const struct option long_options[] = {
	{ "foreground", no_argument, NULL, 'f' },
	{ "config", required_argument, NULL, 'c' },
	{ "check", no_argument, NULL, OPTION_CHECK },
	{ "print-config", no_argument, NULL, OPTION_PRINT_CONFIG },
	{ "print-keys", required_argument, NULL, OPTION_PRINT_KEYS },
	{ "socket", required_argument, NULL, OPTION_SOCKET },
	{ "version", no_argument, NULL, OPTION_VERSION },
	{ "virtual", required_argument, NULL, OPTION_VIRTUAL },
	{ "help", no_argument, NULL, 'h' },
	{ NULL, 0, NULL, 0 },
};

/* Where background logging goes: the terminal until we are ready. */
static bool detached;

/* ---- the command line --------------------------------------------------- */

static int virtual_read(const char *text, struct hl_daemon_options *options)
{
	char stations[16];
	const char *comma = strchr(text, ',');
	size_t n = comma ? (size_t)(comma - text) : strlen(text);
	uint64_t s;
	uint64_t t = 0;

	if (n >= sizeof(stations))
		return -EINVAL;
	memcpy(stations, text, n);
	stations[n] = '\0';
	if (hl_text_unsigned(stations, 0, HL_LINES_MAX, &s) < 0 ||
	    (comma && hl_text_unsigned(comma + 1, 0, HL_LINES_MAX, &t) < 0) ||
	    s + t == 0 || s + t > HL_LINES_MAX) {
		fprintf(stderr,
			"holdlined: --virtual %s: S telephones and T trunks, as in --virtual 4,2\n",
			text);
		return -EINVAL;
	}
	options->stations = (unsigned)s;
	options->trunks = (unsigned)t;
	return 0;
}

static int option_take(int option, struct command *ret)
{
	switch (option) {
	case 'f':
		ret->foreground = true;
		return 0;
	case 'c':
		ret->options.config = optarg;
		return 0;
	case OPTION_SOCKET:
		ret->options.socket = optarg;
		return 0;
	case OPTION_VIRTUAL:
		return virtual_read(optarg, &ret->options);
	case OPTION_CHECK:
		ret->task = TASK_CHECK;
		return 0;
	case OPTION_PRINT_CONFIG:
		ret->task = TASK_PRINT_CONFIG;
		return 0;
	case OPTION_PRINT_KEYS:
		ret->task = TASK_PRINT_KEYS;
		return strcmp(optarg, "man") == 0 ? 0 : -EINVAL;
	case OPTION_VERSION:
		ret->task = TASK_VERSION;
		return 0;
	case 'h':
		ret->task = TASK_HELP;
		return 0;
	default:
		return -EINVAL;
	}
}

static int command_read(int argc, char **argv, struct command *ret)
{
	int option;

	while ((option = getopt_long(argc, argv, "fc:h", long_options,
				     NULL)) != -1)
		if (option_take(option, ret) < 0)
			return -EINVAL;
	if (optind < argc) {
		fprintf(stderr, "holdlined: '%s' is no option\n",
			argv[optind]);
		return -EINVAL;
	}
	if (ret->options.config &&
	    (ret->options.stations || ret->options.trunks)) {
		fprintf(stderr,
			"holdlined: --virtual reads no --config FILE\n");
		return -EINVAL;
	}
	return 0;
}

/* ---- judging only ------------------------------------------------------- */

static int config_look(const struct command *command)
{
	struct hl_config *config = NULL;
	int r;

	r = hl_daemon_config_read(&command->options, stderr, &config);
	if (r < 0)
		return r == -ENOMEM ? EXIT_FAILURE : EX_CONFIG;
	if (command->task == TASK_PRINT_CONFIG)
		hl_config_print(config, stdout);
	else
		printf("%s: good, %u lines\n", hl_config_name(config),
		       hl_config_lines(config));
	hl_config_free(config);
	return EXIT_SUCCESS;
}

/* ---- running ------------------------------------------------------------ */

static int daemon_serve(const struct command *command, int ready)
{
	struct hl_daemon *daemon = NULL;
	int r;

	r = hl_daemon_open(&daemon, &command->options);
	if (r == -EBADMSG)
		return EX_CONFIG;
	if (r < 0) {
		fprintf(stderr, "holdlined: not started: %s\n", strerror(-r));
		return EXIT_FAILURE;
	}
	if (ready >= 0) {
		int null = open("/dev/null", O_RDWR | O_CLOEXEC);

		detached = true;
		dup2(null, STDIN_FILENO);
		dup2(null, STDOUT_FILENO);
		dup2(null, STDERR_FILENO);
		close(null);
		if (write(ready, "", 1) != 1)
			detached = true; /* nobody waits: no matter */
		close(ready);
	}
	r = hl_daemon_run(daemon);
	hl_daemon_close(daemon);
	return r < 0 ? EXIT_FAILURE : r;
}

static void background_say(void *ctx, enum hl_log_grade grade,
			   const char *line, const char *text)
{
	static const int priority[] = {
		[HL_LOG_INFO] = LOG_INFO,
		[HL_LOG_WARN] = LOG_WARNING,
		[HL_LOG_ERROR] = LOG_ERR,
	};

	(void)ctx;
	(void)line;
	if (detached)
		syslog(LOG_DAEMON | priority[grade], "%s", text);
	else
		fprintf(stderr, "holdlined: %s\n", text);
}

/* A path must mean the same after we have left this folder. */
static char *path_absolute(const char *path)
{
	char *folder;
	char *whole = NULL;

	if (!path || *path == '/' || !*path)
		return path ? strdup(path) : NULL;
	folder = getcwd(NULL, 0);
	if (!folder || asprintf(&whole, "%s/%s", folder, path) < 0)
		whole = NULL;
	free(folder);
	return whole;
}

static int background_child(struct command *command, int ready)
{
	char *config = path_absolute(command->options.config);
	char *socket = path_absolute(command->options.socket);
	int status;

	command->options.config = config;
	command->options.socket = socket;
	command->options.log = background_say;
	openlog("holdlined", LOG_PID, LOG_DAEMON);
	setsid();
	if (chdir("/") < 0)
		perror("holdlined: /");
	status = daemon_serve(command, ready);
	free(config);
	free(socket);
	return status;
}

/*
 * The caller gets its prompt back when lines are in service, or the reason
 * and the status when they will not be.
 */
static int background_run(struct command *command)
{
	int ready[2];
	int status;
	pid_t child;
	char byte;

	if (pipe2(ready, O_CLOEXEC) < 0) {
		perror("holdlined: pipe");
		return EXIT_FAILURE;
	}
	child = fork();
	if (child < 0) {
		perror("holdlined: fork");
		return EXIT_FAILURE;
	}
	if (child == 0) {
		close(ready[0]);
		return background_child(command, ready[1]);
	}
	close(ready[1]);
	if (read(ready[0], &byte, 1) == 1)
		return EXIT_SUCCESS;
	if (waitpid(child, &status, 0) < 0 || !WIFEXITED(status))
		return EXIT_FAILURE;
	return WEXITSTATUS(status);
}

int main(int argc, char **argv)
{
	struct command command = {
		.options = { .complaints = stderr, .signals = true },
	};

	if (command_read(argc, argv, &command) < 0) {
		fputs("Try holdlined --help.\n", stderr);
		return EX_USAGE;
	}
	switch (command.task) {
	case TASK_HELP:
		fputs(help, stdout);
		return EXIT_SUCCESS;
	case TASK_VERSION:
		puts("holdlined " HL_VERSION HL_ISDN_TEXT);
		return EXIT_SUCCESS;
	case TASK_PRINT_KEYS:
		hl_config_print_keys(stdout);
		return EXIT_SUCCESS;
	case TASK_CHECK:
	case TASK_PRINT_CONFIG:
		return config_look(&command);
	case TASK_RUN:
		break;
	}
	return command.foreground ? daemon_serve(&command, -1)
				  : background_run(&command);
}
