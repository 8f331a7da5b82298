/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hl-sim.c - try Holdline on the virtual line card
 *
 * In:  options; with a terminal, keys.
 * Out: the console; without a terminal, or when asked, the demonstration.
 * Not: either of them - console/console.c, demo/demo.c.
 */
#include <errno.h>
#include <getopt.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "console/bench.h"
#include "console/console.h"
#include "console/setup.h"
#include "demo/demo.h"
#include "holdline/music.h"

#ifndef HL_VERSION
#define HL_VERSION "0.1.0"
#endif
#ifndef HL_DATADIR
#define HL_DATADIR "/usr/local/share/holdline"
#endif

#define USAGE 2
#define SPEED_MOST 1000u /* times real time (house) */

/* What was asked for. */
struct order {
	struct setup setup;
	bool demo;
	bool ascii;
	bool paced;
	unsigned speed;
	const char *folder;
	const char *script;
	const char *music;
	const char *socket;
	const char *save;
};

static const char help[] =
	"examples:\n"
	"  hl-sim                      telephones on your screen\n"
	"  hl-sim --stations 4 --trunks 2 --zone de --profile de\n"
	"  hl-sim --demo               a call is held, asked, joined\n"
	"  hl-sim --demo out --script hl-sim-saved/1/scenario.scn\n"
	"\n"
	"usage: hl-sim [options]                 the console\n"
	"       hl-sim --demo [options] [DIR]    the demonstration\n"
	"\n"
	"  --stations N   telephones, 1 to 8 (3)\n"
	"  --trunks N     lines to the outside, 0 to 4 (2)\n"
	"  --zone CC      country of the tones (us)\n"
	"  --profile P    hook windows: us tbr de fr nz jp (the zone's)\n"
	"  --config FILE  the lines of a configuration, on the virtual card\n"
	"  --music FILE   music on hold, a file or a folder\n"
	"  --socket PATH  a control socket, for holdctl --socket PATH\n"
	"  --save DIR     where the console saves (hl-sim-saved)\n"
	"  --files DIR    where the demonstration's files go (build/demo)\n"
	"  --speed N      times real time; max = as fast as it goes\n"
	"                 (console: 1; demonstration: max)\n"
	"  --ascii        no character beyond ASCII\n"
	"  --demo         play, also in a terminal; DIR is as --files\n"
	"  --script FILE  play this scenario instead of the built-in one\n"
	"  --help, --version\n"
	"\n"
	"Without a terminal the demonstration is played.\n"
	"exit status: 0; 1 cannot; 2 usage; 7 something was not as expected\n";

/* ---- options ------------------------------------------------------------ */

static bool number_read(const char *text, unsigned most, unsigned *ret)
{
	char *end;
	unsigned long value;

	errno = 0;
	value = strtoul(text, &end, 10);
	if (errno || end == text || *end || *text == '-' || value > most) {
		fprintf(stderr, "hl-sim: '%s' is no number from 0 to %u\n",
			text, most);
		return false;
	}
	*ret = (unsigned)value;
	return true;
}

static bool speed_read(struct order *order, const char *text)
{
	order->paced = true;
	order->speed = 0;
	if (!strcmp(text, "max"))
		return true;
	return number_read(text, SPEED_MOST, &order->speed);
}

static const struct option options[] = {
	{ "stations", required_argument, NULL, 'S' },
	{ "trunks", required_argument, NULL, 'T' },
	{ "zone", required_argument, NULL, 'z' },
	{ "profile", required_argument, NULL, 'p' },
	{ "config", required_argument, NULL, 'c' },
	{ "music", required_argument, NULL, 'm' },
	{ "socket", required_argument, NULL, 'k' },
	{ "save", required_argument, NULL, 's' },
	{ "speed", required_argument, NULL, 'x' },
	{ "script", required_argument, NULL, 'f' },
	{ "files", required_argument, NULL, 'F' },
	{ "ascii", no_argument, NULL, 'a' },
	{ "demo", no_argument, NULL, 'd' },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'v' },
	{ NULL, 0, NULL, 0 },
};

/* An option with a word that is only remembered. False: not one of them. */
static bool word_take(struct order *order, int option)
{
	const struct {
		int option;
		const char **word;
	} words[] = {
		{ 'z', &order->setup.zone },   { 'p', &order->setup.profile },
		{ 'c', &order->setup.config }, { 'm', &order->music },
		{ 'k', &order->socket },       { 's', &order->save },
		{ 'f', &order->script },       { 'F', &order->folder },
	};

	for (unsigned i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (words[i].option == option) {
			*words[i].word = optarg;
			return true;
		}
	return false;
}

/* Return: -1 go on; else the exit status. */
static int option_take(struct order *order, int option)
{
	bool good = true;

	if (word_take(order, option))
		return -1;
	if (option == 'S')
		good = number_read(optarg, SCENARIO_STATIONS_MAX,
				   &order->setup.stations);
	else if (option == 'T')
		good = number_read(optarg, SCENARIO_TRUNKS_MAX,
				   &order->setup.trunks);
	else if (option == 'x')
		good = speed_read(order, optarg);
	else if (option == 'a')
		order->ascii = true;
	else if (option == 'd')
		order->demo = true;
	else if (option == 'h')
		return fputs(help, stdout) < 0;
	else if (option == 'v')
		return printf("hl-sim %s\n", HL_VERSION) < 0;
	else
		good = false;
	return good ? -1 : USAGE;
}

static int order_read(struct order *order, int argc, char **argv)
{
	int status = -1;
	int option;

	while (status < 0 &&
	       (option = getopt_long(argc, argv, "h", options, NULL)) >= 0)
		status = option_take(order, option);
	if (status < 0 && order->demo && optind + 1 == argc)
		order->folder = argv[optind++];
	if (status < 0 && optind < argc) {
		fprintf(stderr, "hl-sim: '%s' is too much\n", argv[optind]);
		status = USAGE;
	}
	if (status == USAGE)
		fputs("hl-sim --help says what there is\n", stderr);
	return status;
}

/* ---- files that belong to the program ----------------------------------- */

/* The first of @places that is there; they are seen from our own folder. */
static bool place_find(const char *const *places, char *ret, size_t size)
{
	char self[PATH_MAX - 64];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	char *slash;

	self[n > 0 ? n : 0] = '\0';
	slash = strrchr(self, '/');
	if (slash)
		*slash = '\0';
	for (unsigned i = 0; places[i]; i++) {
		if (places[i][0] == '/')
			snprintf(ret, size, "%s", places[i]);
		else
			snprintf(ret, size, "%s/%s", self, places[i]);
		if (access(ret, R_OK) == 0)
			return true;
	}
	return false;
}

/* The scenario to be played; NULL (told) when there is none. */
static const char *script_find(const struct order *order, char *path,
			       size_t size)
{
	static const char *const places[] = {
		"../tools/demo.scn", "demo.scn",
		"../share/holdline/demo.scn", HL_DATADIR "/demo.scn", NULL,
	};

	if (order->script)
		return order->script;
	if (place_find(places, path, size))
		return path;
	fprintf(stderr, "hl-sim: demo.scn is not there: --script FILE names a "
		"scenario\n");
	return NULL;
}

/* No music is no failure: the holding tone is. */
static int music_open(const struct order *order, struct hl_music **ret)
{
	static const char *const places[] = {
		"share/music", "../share/holdline/music", HL_DATADIR "/music",
		NULL,
	};
	char path[PATH_MAX];
	const char *source = order->music;
	char why[512];
	int r;

	if (!source && place_find(places, path, sizeof(path)))
		source = path;
	if (!source)
		return 0;
	r = hl_music_open(ret, source, HL_MUSIC_LEVEL_DBM0, why, sizeof(why));
	if (r < 0)
		fprintf(stderr, "hl-sim: %s\n", why);
	return r;
}

/* ---- the demonstration -------------------------------------------------- */

static int demo_run(const struct order *order)
{
	struct demo_config config = {
		.folder = order->folder ? order->folder : "build/demo",
		.speed = order->speed,
		.out = stdout,
	};
	struct scenario *scenario = NULL;
	struct hl_music *music = NULL;
	struct demo_result result;
	char path[PATH_MAX];
	int r;

	config.script = script_find(order, path, sizeof(path));
	if (!config.script)
		return 1;
	r = music_open(order, &music);
	if (r == 0)
		r = scenario_load(&scenario, config.script, stderr);
	if (r == 0) {
		config.scenario = scenario;
		config.music = music;
		r = demo_play(&config, &result);
		if (r < 0)
			fprintf(stderr, "hl-sim: %s\n", result.why);
	}
	scenario_free(scenario);
	hl_music_close(music);
	if (r < 0)
		return 1;
	return result.passed ? 0 : DEMO_FAULT;
}

/* ---- the console -------------------------------------------------------- */

static bool is_ascii(const struct order *order)
{
	const char *term = getenv("TERM");

	return order->ascii || strcmp(nl_langinfo(CODESET), "UTF-8") ||
	       (term && !strcmp(term, "linux"));
}

static int console_start(const struct order *order, struct scenario *setup,
			 const struct hl_music *music)
{
	const struct bench_options bench_options = {
		.setup = setup, .music = music, .socket = order->socket,
	};
	struct console_options console = {
		.music = music,
		.save = order->save ? order->save : "hl-sim-saved",
		.speed = order->paced ? order->speed : 1,
		.ascii = is_ascii(order),
	};
	struct bench *bench = NULL;
	char why[512];
	int status = 1;

	if (bench_open(&bench, &bench_options, why, sizeof(why)) < 0) {
		fprintf(stderr, "hl-sim: %s\n", why);
		return 1;
	}
	console.bench = bench;
	status = console_run(&console);
	if (bench_fault(bench)[0])
		fprintf(stderr, "hl-sim: the controller contradicts itself: "
			"%s\n", bench_fault(bench));
	bench_close(bench);
	return status;
}

static int console_open(const struct order *order)
{
	struct scenario *setup = NULL;
	struct hl_music *music = NULL;
	int status = 1;

	if (setup_make(&setup, &order->setup, stderr) < 0)
		return USAGE;
	if (music_open(order, &music) == 0)
		status = console_start(order, setup, music);
	hl_music_close(music);
	scenario_free(setup);
	return status;
}

int main(int argc, char **argv)
{
	struct order order = { .setup = { .stations = 3, .trunks = 2 } };
	int status;
	char why[160];

	setlocale(LC_CTYPE, "");
	status = order_read(&order, argc, argv);
	if (status >= 0)
		return status;
	if (!order.demo && !order.script) {
		if (console_room(why, sizeof(why)))
			return console_open(&order);
		fprintf(stderr, "hl-sim: %s: here is the demonstration\n",
			why);
	}
	return demo_run(&order);
}
