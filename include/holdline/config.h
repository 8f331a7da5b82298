/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config.h - what the operator wants: read, judged, and where it came from
 *
 * A file is read whole, every mistake in it is told with its line, and only a
 * file without a mistake becomes a value. Each setting knows its origin: a
 * line of the file, a profile, or the default. One table of keys makes the
 * parser, the listing and the manual.
 */
#ifndef HOLDLINE_CONFIG_H
#define HOLDLINE_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "holdline/dial.h"
#include "holdline/model.h"
#include "holdline/types.h"

struct hl_config;

/** HL_CONFIG_PATH - read when no --config is given. */
#define HL_CONFIG_PATH "/etc/holdline/holdline.conf"

/** HL_CONFIG_MUSIC - the music that is installed with the programs. */
#ifdef HL_DATADIR
#define HL_CONFIG_MUSIC HL_DATADIR "/music"
#else
#define HL_CONFIG_MUSIC "/usr/share/holdline/music"
#endif

/* Limits of a file (house); beyond them it is refused with a sentence. */
#define HL_CONFIG_BYTES_MAX 1048576 /* bytes of a file */
#define HL_CONFIG_LINE_MAX 190      /* bytes of a line; inih reads 200 */
#define HL_CONFIG_PATH_MAX 160      /* bytes of a path, with the zero */
#define HL_CONFIG_TOLD_MAX 100      /* mistakes told, the rest is counted */

/**
 * struct hl_config_range - numbers in a row
 * @first: the first, 1..999999999
 * @count: how many; 0 = none
 */
struct hl_config_range {
	unsigned first;
	unsigned count;
};

/**
 * struct hl_config_globals - section [holdline]
 * @zone:     libtonezone country, "us"
 * @control:  path of the control socket
 * @state:    run-time folder
 * @journal:  path of the event record's file; "none" = memory only, "auto" =
 *            "events" in the folder that a service manager names in
 *            STATE_DIRECTORY, else none
 * @records:  event records kept in memory
 * @rt:       realtime priority 1..99 (SCHED_FIFO) and memory lock; 0 = off
 * @mask:     numbers are shown with the middle masked unless to an operator
 * @park:     numbers at which calls may be parked, at most HL_PARKS_MAX
 */
struct hl_config_globals {
	char zone[HL_NAME_MAX];
	char control[HL_CONFIG_PATH_MAX];
	char state[HL_CONFIG_PATH_MAX];
	char journal[HL_CONFIG_PATH_MAX];
	unsigned records;
	unsigned rt;
	bool mask;
	struct hl_config_range park;
};

/**
 * struct hl_config_music - one music class; its place in the list is the
 * class number of struct hl_line_settings
 * @name:   "default" is always number 0
 * @source: file or folder of audio files; "installed" = HL_CONFIG_MUSIC;
 *          "tone" = the zone's holding tone
 * @level:  [dBm0] rms after normalisation
 */
struct hl_config_music {
	char name[HL_NAME_MAX];
	char source[HL_CONFIG_PATH_MAX];
	double level;
};

/**
 * struct hl_config_line - one line
 * @driver:   "dahdi", "sim"; the driver's own constant
 * @channel:  the port on the card, from 1
 * @hotline:  station: the number dialled when its receiver is lifted; NULL =
 *            none
 * @settings: line numbers in it (ring, operator) are places in this list,
 *            from 0; hl_apply_config() translates them
 */
struct hl_config_line {
	const char *driver;
	int channel;
	const char *hotline;
	struct hl_line_settings settings;
};

/**
 * struct hl_config_port - a port that was found, for hl_config_auto()
 * @driver:  "dahdi", "sim"
 * @channel: from 1
 * @kind:    station or trunk
 * @name:    name of the line; NULL = made from the channel
 */
struct hl_config_port {
	const char *driver;
	int channel;
	enum hl_line_kind kind;
	const char *name;
};

/**
 * hl_config_load() - read and judge a file
 * @ret:        the configuration; owned by the caller, hl_config_free();
 *              untouched on error
 * @path:       the file
 * @complaints: every mistake and warning, one paragraph each:
 *              "FILE:14: sentence" and, indented, "  mend: what to do"; the
 *              last line counts them. May be NULL
 *
 * Return: 0; -EINVAL when there are mistakes; -ENOENT, -EACCES ... when it
 * cannot be read (told as well); -ENOMEM.
 */
int hl_config_load(struct hl_config **ret, const char *path, FILE *complaints);

/**
 * hl_config_parse() - the same from memory
 * @name: what the complaints call it
 * @text: @size bytes, any bytes
 */
int hl_config_parse(struct hl_config **ret, const char *name, const char *text,
		    size_t size, FILE *complaints);

/**
 * hl_config_auto() - a configuration for what is there, without a file
 * @ret:   the configuration; owned by the caller
 * @ports: what was found; may be empty
 * @count: how many
 *
 * A station on channel n is line 100 + n, a trunk is "co" n and in group
 * "out", dialled with 9. The dial plan is made of the stations' numbers.
 * Return: 0, -ENOMEM, -ENOSPC (more than HL_LINES_MAX).
 */
int hl_config_auto(struct hl_config **ret, const struct hl_config_port *ports,
		   unsigned count);

/** hl_config_free() - NULL is fine. */
void hl_config_free(struct hl_config *config);

/** hl_config_name() - the file's path, or "automatic". */
const char *hl_config_name(const struct hl_config *config);

/** hl_config_globals() - section [holdline]. */
const struct hl_config_globals *
hl_config_globals(const struct hl_config *config);

/** hl_config_lines() - number of lines. */
unsigned hl_config_lines(const struct hl_config *config);

/**
 * hl_config_line() - one line
 * @index: its place, from 0
 * @ret:   filled; its texts are the configuration's
 *
 * Return: 0; -ENOENT past the last.
 */
int hl_config_line(const struct hl_config *config, unsigned index,
		   struct hl_config_line *ret);

struct hl_span;

/** hl_config_spans() - number of spans; their lines are among the lines. */
unsigned hl_config_spans(const struct hl_config *config);

/**
 * hl_config_span() - span @index, without its voice
 * @card: receives the name of the driver whose ports carry that
 *
 * Return: the span; NULL past the last.
 */
const struct hl_span *hl_config_span(const struct hl_config *config,
				     unsigned index, const char **card);

/** hl_config_musics() - number of music classes, at least 1. */
unsigned hl_config_musics(const struct hl_config *config);

/** hl_config_music() - music class @index; NULL past the last. */
const struct hl_config_music *hl_config_music(const struct hl_config *config,
					      unsigned index);

/**
 * hl_config_plan() - feature codes, stored numbers, and where numbers lead
 *
 * Its line numbers are places in our list. The feature codes come first among
 * the patterns.
 */
const struct hl_plan *hl_config_plan(const struct hl_config *config);

/**
 * struct hl_config_item - one effective setting
 * @section: "holdline", "line 101", "music default", "codes", "dial" ...
 * @key:     as written in the file
 * @value:   as it could be written in the file
 * @unit:    "ms", "dBm0" or ""
 * @origin:  "holdline.conf:14", "profile us", "zone us" (what the zone
 *           decides), "set us" (a feature code), "automatic" or "default"
 * @meaning: one sentence; "" where the key is the operator's own word
 *
 * The texts are valid during the call only.
 */
struct hl_config_item {
	const char *section;
	const char *key;
	const char *value;
	const char *unit;
	const char *origin;
	const char *meaning;
};

typedef void (hl_config_item_fn)(void *ctx, const struct hl_config_item *item);

/**
 * hl_config_each() - walk the effective settings, in the order of the manual
 * @config: the configuration
 * @line:   only this line's; NULL = all sections
 * @fn:     told of each
 * @ctx:    handed to @fn
 *
 * Return: number of settings told; -ENOENT when there is no such line.
 */
int hl_config_each(const struct hl_config *config, const char *line,
		   hl_config_item_fn *fn, void *ctx);

/**
 * hl_config_origin() - where one setting came from
 * @config:  the configuration
 * @section: "holdline", "line 101", "music default" ...
 * @key:     its key
 * @ret:     receives the text of struct hl_config_item's origin
 * @size:    bytes at @ret
 *
 * Return: 0; -ENOENT for no such section or key.
 */
int hl_config_origin(const struct hl_config *config, const char *section,
		     const char *key, char *ret, size_t size);

/**
 * hl_config_print() - the effective settings as text, with their origin
 *
 * The same configuration prints the same text; without the comments it is a
 * file that gives this configuration.
 */
void hl_config_print(const struct hl_config *config, FILE *out);

/**
 * struct hl_config_key - one row of the table of keys
 * @section: "holdline", "line", "music", "profile", "group", "address",
 *           "codes", "speed", "dial"
 * @key:     the word; "PATTERN" in [dial], "PLACE" in [speed]
 * @type:    "name", "path", "number", "time", "yes/no", "one of", "list" ...
 * @def:     default as text; "" = none, the key is needed or may be absent
 * @range:   what a value may be
 * @unit:    "ms", "dBm0" or ""
 * @meaning: one sentence
 * @source:  where the default comes from
 */
struct hl_config_key {
	const char *section;
	const char *key;
	const char *type;
	const char *def;
	const char *range;
	const char *unit;
	const char *meaning;
	const char *source;
};

/**
 * hl_config_key() - row @index of the table of keys
 * @index: 0, 1, 2 ...
 * @ret:   the row; its texts are constant or lie in @text
 * @text:  room for made texts (ranges)
 * @size:  bytes at @text; 256 are enough
 *
 * Return: 0; -ENOENT past the last.
 */
int hl_config_key(unsigned index, struct hl_config_key *ret, char *text,
		  size_t size);

/** hl_config_print_keys() - the table as the manual page prints it (man). */
void hl_config_print_keys(FILE *out);

#endif
