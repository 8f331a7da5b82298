/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * holdctl.h - what the parts of holdctl share
 *
 * One command is one struct ctl: what was typed, how it is to be printed,
 * and the daemon it talks to. Screens are made of JSON and nothing else, so
 * that they can be tested with JSON from a file.
 */
#ifndef HOLDCTL_H
#define HOLDCTL_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <jansson.h>

#include "holdline/control.h"
#include "holdline/types.h"

/* Exit status; operators' scripts rely on these. */
enum ctl_exit {
	CTL_DONE = 0,
	CTL_FAILED = 1,   /* the daemon refused or failed */
	CTL_USAGE = 2,    /* the command line is wrong */
	CTL_NODAEMON = 3, /* nobody answers */
	CTL_NOSUCH = 4,   /* no such line or call */
	CTL_DENIED = 5,   /* not permitted */
	CTL_TIMEOUT = 6,  /* nothing came in time */
	CTL_FAULTY = 7,   /* a check found a fault */
};

enum ctl_form {
	CTL_SCREEN, /* for people */
	CTL_JSON,   /* what the protocol says */
	CTL_PLAIN,  /* tabs, header first */
};

enum ctl_colour {
	CTL_NONE,
	CTL_GOOD,
	CTL_ATTENTION,
	CTL_FAULT,
	CTL_INFO,
};

#define CTL_WORDS_MAX 66 /* positional words; a list of lines has 64 at most */

/**
 * struct ctl - one command
 * @verb:    what is to be done; NULL before it is known
 * @words:   positional words after the verb
 * @count:   how many
 * @params:  parameters for the daemon, made of words and options
 * @form:    how results are printed
 * @fields:  columns wanted, comma-separated; NULL = all
 * @socket:  path; NULL = the default
 * @timeout: [ms] patience
 * @timed:   --timeout was given
 * @utc, @ascii, @colour, @quiet: as the options say
 * @tty:     output is a terminal: long text is cut, JSON is indented
 * @width:   columns of the terminal
 * @help:    -h was given
 * @hook:    lines --hook
 * @follow:  log -f
 * @all:     watch and log: also what only programs count by
 * @out, @err: where to
 * @client:  the daemon, when connected
 */
struct ctl {
	const struct hl_verb *verb;
	const char *words[CTL_WORDS_MAX];
	unsigned count;
	json_t *params;
	enum ctl_form form;
	const char *fields;
	const char *socket;
	hl_msec timeout;
	bool timed;
	bool utc;
	bool ascii;
	bool colour;
	bool quiet;
	bool tty;
	bool help;
	bool hook;
	bool follow;
	bool all;
	unsigned width;
	FILE *out;
	FILE *err;
	struct hl_client *client;
};

/* ---- out.c: words on a screen ------------------------------------------- */

#define CTL_TEXT 256

/** ctl_terminal() - what is on standard output: tty, width, colour. */
void ctl_terminal(struct ctl *ctl);

/** ctl_paint() - print text in a colour, if colours are wanted. */
void ctl_paint(const struct ctl *ctl, enum ctl_colour colour,
	       const char *text);

/**
 * ctl_wrap() - print text, on a terminal broken at blanks
 * @text: changed
 * @at:   column it begins in; what follows begins there too
 */
void ctl_wrap(const struct ctl *ctl, enum ctl_colour colour, char *text,
	      size_t at);

/** ctl_print_json() - a result as the protocol says it. */
void ctl_print_json(const struct ctl *ctl, const json_t *value);

/** ctl_age() - "0:22", "1:12:40", "12 d 3 h"; "-" below 0. Returns @buf. */
const char *ctl_age(json_int_t ms, char *buf, size_t size);

/** ctl_clock() - "14:02:41.006" of an RFC 3339 time. Returns @buf. */
const char *ctl_clock(const struct ctl *ctl, const char *stamp, char *buf,
		      size_t size);

/** ctl_day() - "21 Nov 18:02" of an RFC 3339 time. Returns @buf. */
const char *ctl_day(const struct ctl *ctl, const char *stamp, char *buf,
		    size_t size);

/** ctl_stamp_ms() - [ms since 1970] of an RFC 3339 time; 0 when it is none. */
int64_t ctl_stamp_ms(const char *stamp);

/** ctl_state() - plain word of a state's wire word; the word itself else. */
const char *ctl_state(const char *wire);

/** ctl_release() - plain word of how a "cleared" record knows of a release. */
const char *ctl_release(const json_t *record);

/**
 * ctl_evidence() - what a "progress" record was heard as, and its measures
 *
 * Return: @buf.
 */
char *ctl_evidence(const json_t *record, char *buf, size_t size);

/** ctl_mode() - plain word of a connected call's mode, or NULL. */
const char *ctl_mode(const char *wire);

/**
 * ctl_call_state() - what a call does: "talking", "elsewhere", "parked 701"
 *
 * Return: @buf.
 */
const char *ctl_call_state(const json_t *call, char *buf, size_t size);

/** ctl_is_steering() - does a request move a call, or only what is heard? */
bool ctl_is_steering(const char *wire);

/**
 * ctl_can_print() - "hold drop": the verbs for what may be asked now
 * @object:   with its member "can"
 * @steering: leave out what only is heard, sent or listened for
 */
void ctl_can_print(const json_t *object, bool steering, char *buf,
		   size_t size);

/** ctl_verb_of_request() - the command's verb for a request's wire word. */
const char *ctl_verb_of_request(const char *wire);

/** ctl_str() - a string member; "" when it is missing or null. */
const char *ctl_str(const json_t *object, const char *key);

/** ctl_int() - a number member; -1 when it is missing or null. */
json_int_t ctl_int(const json_t *object, const char *key);

/** ctl_is() - a member that is true. */
bool ctl_is(const json_t *object, const char *key);

/* ---- table.c: lists ----------------------------------------------------- */

/**
 * struct ctl_column - one column of a list
 * @key:     its name for --fields and the header of --plain
 * @heading: on the screen; NULL = not there unless asked for
 * @width:   least width; negative = to the right
 * @human:   print a row's cell for a person
 * @plain:   print it for a script; NULL = the member named @key
 * @colour:  of a cell; NULL = none
 * @whole:   never cut: the first column grows with its cells, a little, and a
 *           longer cell has a line of its own
 * @gives:   shrinks by as much as @whole grew
 * @tight:   of the first column: one blank between columns, not two
 * @rare:    on the screen only when a row has something there
 */
struct ctl_column {
	const char *key;
	const char *heading;
	int width;
	void (*human)(const json_t *row, char *buf, size_t size);
	void (*plain)(const json_t *row, char *buf, size_t size);
	enum ctl_colour (*colour)(const json_t *row);
	bool whole;
	bool gives;
	bool tight;
	bool rare;
};

/**
 * ctl_table() - print a list
 * @ctl:     how
 * @columns: ended by a NULL key
 * @rows:    array of objects
 *
 * Return: CTL_DONE; CTL_USAGE when --fields names no column (told).
 */
enum ctl_exit ctl_table(const struct ctl *ctl,
			const struct ctl_column *columns, const json_t *rows);

/* ---- screens: JSON in, text out ----------------------------------------- */

enum ctl_exit ctl_screen_status(const struct ctl *ctl, const json_t *status);
enum ctl_exit ctl_screen_lines(const struct ctl *ctl, const json_t *lines);
enum ctl_exit ctl_screen_hooks(const struct ctl *ctl, const json_t *lines);
enum ctl_exit ctl_screen_calls(const struct ctl *ctl, const json_t *calls);
enum ctl_exit ctl_screen_config(const struct ctl *ctl, const json_t *items);
enum ctl_exit ctl_screen_api(const struct ctl *ctl, const json_t *api);
enum ctl_exit ctl_screen_addresses(const struct ctl *ctl, const json_t *list);
enum ctl_exit ctl_screen_parked(const struct ctl *ctl, const json_t *list);
enum ctl_exit ctl_screen_groups(const struct ctl *ctl, const json_t *list);
enum ctl_exit ctl_screen_spans(const struct ctl *ctl, const json_t *list);

/** ctl_screen_caps() - what a line can ever do, and what its address can now. */
enum ctl_exit ctl_screen_caps(const struct ctl *ctl, const json_t *caps,
			      const json_t *status);

/**
 * ctl_screen_line() - all about one line
 * @line:    result of line.get
 * @calls:   array of its calls
 * @records: array of its last records, oldest first
 * @items:   its settings; NULL = unknown
 */
enum ctl_exit ctl_screen_line(const struct ctl *ctl, const json_t *line,
			      const json_t *calls, const json_t *records,
			      const json_t *items);

/**
 * ctl_screen_call() - all about one call
 * @call:    result of call.get
 * @info:    result of call.getInfo; NULL = unknown
 * @records: as above
 */
enum ctl_exit ctl_screen_call(const struct ctl *ctl, const json_t *call,
			      const json_t *info, const json_t *records);

/** ctl_call_owners() - "desk1 desk2"; "" when nobody owns it. */
void ctl_call_owners(const json_t *call, char *buf, size_t size);

/** ctl_call_party() - "<co1 030 12***67", ">103". */
void ctl_call_party(const json_t *call, char *buf, size_t size);

/* ---- story.c: a record in words ----------------------------------------- */

/**
 * struct ctl_story - what was told last of each line, so that nothing is told
 * twice
 * @indent: printed before each line
 * @all:    also the counters of calls
 */
struct ctl_story {
	const char *indent;
	bool all;
	json_t *heard;
	json_t *rung;
	json_t *party;
};

/** ctl_story_begin() / ctl_story_end() */
void ctl_story_begin(struct ctl_story *story);
void ctl_story_end(struct ctl_story *story);

/**
 * ctl_story_words() - what a record says to a person
 * @story:   updated; NULL = tell everything
 * @record:  as the protocol gives it
 * @subject: receives "hook", "call 7", "hears"
 * @text:    receives the words
 * @size:    bytes at each
 *
 * Return: false when it says nothing of its own to a person.
 */
bool ctl_story_words(struct ctl_story *story, const json_t *record,
		     char *subject, char *text, size_t size);

/** ctl_story_print() - one line of watch and log; @story as above. */
void ctl_story_print(const struct ctl *ctl, struct ctl_story *story,
		     const json_t *record);

/* ---- why.c: causes ------------------------------------------------------ */

/**
 * ctl_screen_why() - what the last change of a line or call came from
 * @line:    name, or NULL
 * @call:    number, or 0
 * @records: every record kept, oldest first
 */
enum ctl_exit ctl_screen_why(const struct ctl *ctl, const char *line,
			     json_int_t call, const json_t *records);

/* ---- fail.c: errors with their mends ------------------------------------ */

/** ctl_fail() - print an error; returns @status. */
enum ctl_exit ctl_fail(const struct ctl *ctl, enum ctl_exit status,
		       const char *name, const char *mend, const char *format,
		       ...) __attribute__((format(printf, 5, 6)));

/** ctl_fail_error() - print an error object of the daemon. */
enum ctl_exit ctl_fail_error(const struct ctl *ctl, const json_t *error);

/** ctl_fail_link() - print why the daemon cannot be talked to. */
enum ctl_exit ctl_fail_link(const struct ctl *ctl, int error);

/* ---- ask.c: the daemon -------------------------------------------------- */

/** ctl_connect() - connect, unless it is done. Tells when it fails. */
enum ctl_exit ctl_connect(struct ctl *ctl);

/**
 * ctl_ask() - one method
 * @params: reference taken over; may be NULL
 * @ret:    result, the caller's
 *
 * Errors are told. Return: CTL_DONE or the exit status.
 */
enum ctl_exit ctl_ask(struct ctl *ctl, const char *method, json_t *params,
		      json_t **ret);

/**
 * ctl_try() - the same, and an error object is not told but given
 * @error: with CTL_FAILED: the caller's, or NULL when the link failed (told)
 */
enum ctl_exit ctl_try(struct ctl *ctl, const char *method, json_t *params,
		      json_t **error, json_t **ret);

/** ctl_scrub() - take out what would steer a terminal. */
void ctl_scrub(json_t *value);

/* A list from its first to its last page. */
enum ctl_exit ctl_ask_lines(struct ctl *ctl, json_t *names, json_t **ret);
enum ctl_exit ctl_ask_calls(struct ctl *ctl, json_t **ret);
enum ctl_exit ctl_ask_records(struct ctl *ctl, json_t **ret);

/* ---- look.c ------------------------------------------------------------- */

/** ctl_thing_call() - the number of a call that the word may be, or 0. */
json_int_t ctl_thing_call(const struct ctl *ctl);

/** ctl_thing_get() - the line or call that a word names. Errors are told. */
enum ctl_exit ctl_thing_get(struct ctl *ctl, bool *is_line, json_t **ret);

/** ctl_follow() - subscribe and print what comes; returns on trouble only. */
enum ctl_exit ctl_follow(struct ctl *ctl, json_t *params,
			 struct ctl_story *story);

/* ---- verbs -------------------------------------------------------------- */

enum ctl_exit ctl_do_status(struct ctl *ctl);
enum ctl_exit ctl_do_lines(struct ctl *ctl);
enum ctl_exit ctl_do_calls(struct ctl *ctl);
enum ctl_exit ctl_do_show(struct ctl *ctl);
enum ctl_exit ctl_do_watch(struct ctl *ctl);
enum ctl_exit ctl_do_log(struct ctl *ctl);
enum ctl_exit ctl_do_why(struct ctl *ctl);
enum ctl_exit ctl_do_doctor(struct ctl *ctl);
enum ctl_exit ctl_do_act(struct ctl *ctl);
enum ctl_exit ctl_do_listen(struct ctl *ctl);
enum ctl_exit ctl_do_caps(struct ctl *ctl);
enum ctl_exit ctl_do_addresses(struct ctl *ctl);
enum ctl_exit ctl_do_parked(struct ctl *ctl);
enum ctl_exit ctl_do_groups(struct ctl *ctl);
enum ctl_exit ctl_do_spans(struct ctl *ctl);
enum ctl_exit ctl_do_config(struct ctl *ctl);
enum ctl_exit ctl_do_reload(struct ctl *ctl);
enum ctl_exit ctl_do_check(struct ctl *ctl);
enum ctl_exit ctl_do_wait(struct ctl *ctl);
enum ctl_exit ctl_do_api(struct ctl *ctl);
enum ctl_exit ctl_do_help(struct ctl *ctl);
enum ctl_exit ctl_do_version(struct ctl *ctl);
enum ctl_exit ctl_do_completion(struct ctl *ctl);

/* ---- args.c: the command line ------------------------------------------- */

/**
 * ctl_args() - read the command line
 * @ctl:  filled; @out, @err, @tty, @width set before
 * @argv: ended by NULL
 *
 * Return: CTL_DONE, or CTL_USAGE (told).
 */
enum ctl_exit ctl_args(struct ctl *ctl, char **argv);

/** ctl_args_fini() - give back what ctl_args() took. */
void ctl_args_fini(struct ctl *ctl);

/** ctl_duration() - "5s", "500ms", "2m", "10" [s] as ms. 0, -EINVAL. */
int ctl_duration(const char *text, hl_msec *ret);

/* ---- help.c: everything that comes from the verb table ------------------- */

void ctl_help_all(FILE *out);
void ctl_help_verb(FILE *out, const struct hl_verb *verb);
void ctl_help_man(FILE *out);
void ctl_help_bash(FILE *out);

/**
 * struct ctl_own - an option of one verb that is no parameter of its method
 * @verb: whose
 * @name: as it is typed; NULL ends the list
 * @help: one clause
 */
struct ctl_own {
	enum hl_verb_id verb;
	const char *name;
	const char *help;
};

/** ctl_own_options() - all of them. */
const struct ctl_own *ctl_own_options(void);

/** ctl_usage_print() - "swap CALL [OTHER] [--take]". */
void ctl_usage_print(const struct hl_verb *verb, char *buf, size_t size);

/** ctl_option_name() - a parameter's name as a person types it. Returns @buf. */
const char *ctl_option_name(const struct hl_param *param, char *buf,
			    size_t size);

/** ctl_words_print() - "on, off": the words of a parameter, with @between. */
void ctl_words_print(const struct hl_param *param, const char *between,
		     char *buf, size_t size);

#endif
