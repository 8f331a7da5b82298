/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * control.h - the operator's counter: a socket, its verbs, both ends of it
 *
 * JSON-RPC 2.0 over a Unix socket, one object a line. The server belongs to
 * the daemon, the client to every tool. What can be asked is one table,
 * HL_VERBS: the server dispatches by it, and the command's verbs, its help,
 * completion and manual are printed from it.
 */
#ifndef HOLDLINE_CONTROL_H
#define HOLDLINE_CONTROL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "holdline/types.h"

struct hl_config;
struct hl_engine;
struct hl_loop;
struct hl_record;
struct hl_server;
struct hl_span_look;
struct hl_client;
struct json_t; /* jansson's */

#define HL_API 2 /* version of everything that crosses the socket */

#define HL_CONTROL_PATH "/run/holdline/control.sock"
#define HL_CONTROL_GROUP "holdline"        /* may connect: monitor */
#define HL_CONTROL_OPERATORS "holdline-op" /* may act: operator */

/* Limits on everything that a client can make grow (house). */
#define HL_CONTROL_LINE_MAX 4096   /* bytes of a request with its newline */
#define HL_CONTROL_DEPTH_MAX 8     /* brackets inside brackets */
#define HL_CONTROL_CLIENTS_MAX 32  /* connected at once */
#define HL_CONTROL_OPEN_MAX 16     /* requests of a client not yet answered */
#define HL_CONTROL_EVENTS_MAX 256  /* records a client may owe us reading */
#define HL_CONTROL_RATE 50         /* requests of a client in a second */
#define HL_CONTROL_STALL 1000      /* [ms] a client may leave us unread */
#define HL_CONTROL_PATIENCE 30000  /* [ms] an engine may take to answer */
#define HL_CONTROL_PAGE 256        /* rows in one answer to a list */
#define HL_CONTROL_RECORDS 4096    /* records kept for record.list */
#define HL_CONTROL_CALLS_MAX 256   /* calls a client may own or monitor */
#define HL_APPLICATION_MAX 33      /* bytes of its name, with the zero */

/* clang-format off */
/* id, wire word, who it is */
#define HL_ROLES(X)                                                            \
	X(NONE,     "none",     "anybody: no daemon is asked")                 \
	X(MONITOR,  "monitor",  "whoever can connect: may look")               \
	X(OPERATOR, "operator", "root, the daemon's user, group holdline-op: may act")

enum hl_role {
#define X(id, wire, meaning) HL_ROLE_##id,
	HL_ROLES(X)
#undef X
	HL_ROLE_COUNT
};

/* id, wire word, what is accepted */
#define HL_PARAM_TYPES(X)                                                      \
	X(NONE,   "none",   "nothing")                                         \
	X(LINE,   "line",   "name of a line, a string")                        \
	X(LINES,  "lines",  "array of names of lines, 64 at most")             \
	X(CALL,   "call",   "number of a call")                                \
	X(THING,  "thing",  "name of a line or number of a call")              \
	X(DIGITS, "digits", "string of 0-9 * # A-D, 1 to 32 of them")          \
	X(NUMBER, "number", "what can be dialled: digits * # A-D, pause , more ; flash !, 1 to 32 of them") \
	X(TREAT,  "treatment", "silence, ringback, busy, music, default or the name of a music class") \
	X(MODE,   "mode",   "a word of a list")                                \
	X(TONES,  "tones",  "array of 0 to 4 objects {\"hz\": [a, b], \"ms\": n}") \
	X(COUNT,  "count",  "whole number in a range")                         \
	X(FLAG,   "flag",   "true or false")                                   \
	X(WORD,   "word",   "a word")                                          \
	X(FILE,   "file",   "name of a file")

enum hl_param_type {
#define X(id, wire, meaning) HL_PARAM_##id,
	HL_PARAM_TYPES(X)
#undef X
	HL_PARAM_TYPE_COUNT
};

/* id, heading */
#define HL_HEADINGS(X)                                                      \
	X(LOOK,    "look")                                                     \
	X(FOLLOW,  "follow")                                                   \
	X(EXPLAIN, "explain")                                                  \
	X(CALLS,   "calls")                                                    \
	X(LINES,   "lines")                                                    \
	X(DAEMON,  "daemon")                                                   \
	X(META,    "meta")

enum hl_heading {
#define X(id, heading) HL_HEADING_##id,
	HL_HEADINGS(X)
#undef X
	HL_HEADING_COUNT
};

/*
 * id, method ("" = the tool does it itself), word ("" = for programs only),
 * role, heading, help, example
 */
#define HL_VERBS(X)                                                            \
	X(STATUS,   "status.get",  "status", MONITOR, LOOK,                    \
	  "the whole board in a few lines, and what needs attention",          \
	  "holdctl")                                                           \
	X(LINES,    "line.list",   "lines",  MONITOR, LOOK,                    \
	  "every line: state, hook, with whom, since when",                    \
	  "holdctl lines --hook")                                              \
	X(CALLS,    "call.list",   "calls",  MONITOR, LOOK,                    \
	  "every call and what can be done with it now",                       \
	  "holdctl calls")                                                     \
	X(SHOW,     "",            "show",   MONITOR, LOOK,                    \
	  "all about one line or one call",                                    \
	  "holdctl show 101")                                                  \
	X(LINE_GET, "line.get",    "",       MONITOR, LOOK,                    \
	  "one line",                                                          \
	  "{\"line\": \"101\"}")                                               \
	X(CALL_GET, "call.get",    "",       MONITOR, LOOK,                    \
	  "one call",                                                          \
	  "{\"call\": 7}")                                                     \
	X(WATCH,    "event.subscribe", "watch", MONITOR, FOLLOW,               \
	  "what happens, as it happens, one line each",                        \
	  "holdctl watch 101 co1")                                             \
	X(LOG,      "record.list", "log",    MONITOR, FOLLOW,                  \
	  "what has happened, as far back as the record reaches",              \
	  "holdctl log 101 -n 20")                                             \
	X(WHY,      "",            "why",    MONITOR, EXPLAIN,                 \
	  "what the last change of a line or a call came from",                \
	  "holdctl why co1")                                                   \
	X(DOCTOR,   "",            "doctor", NONE,    EXPLAIN,                 \
	  "check everything in the order of causes, with mends", \
	  "holdctl doctor")                                                    \
	X(CAPS,     "line.getCaps", "caps",  MONITOR, LOOK,                    \
	  "what a line can ever do: states, counters, traits, features",       \
	  "holdctl caps 101")                                                  \
	X(LINE_STATUS, "line.getStatus", "", MONITOR, LOOK,                    \
	  "counters and features of a line's address now",                     \
	  "{\"line\": \"101\"}")                                           \
	X(CALL_STATUS, "call.getStatus", "", MONITOR, LOOK,                    \
	  "state, mode, entry time, privilege and features of a call now",     \
	  "{\"call\": 7}")                                                   \
	X(CALL_INFO, "call.getInfo", "",     MONITOR, LOOK,                    \
	  "ids, origin, reason and parties of a call",                         \
	  "{\"call\": 7}")                                                   \
	X(CONF_CALLS, "call.getConferenceCalls", "", MONITOR, LOOK,            \
	  "a conference and its members, the conference first",                \
	  "{\"call\": 9}")                                                   \
	X(ADDRESSES, "address.list", "addresses", MONITOR, LOOK,               \
	  "numbers that several stations share, and who uses them",            \
	  "holdctl addresses")                                                 \
	X(PARKED,   "park.list",   "parked", MONITOR, LOOK,                    \
	  "parked parties: where, who parked them, since when",                \
	  "holdctl parked")                                                    \
	X(GROUPS,   "group.list",  "groups", MONITOR, LOOK,                    \
	  "groups of trunks: in which order they are taken, who is next",      \
	  "holdctl groups")                                                    \
	X(SPANS,    "span.list",   "spans",  MONITOR, LOOK,                    \
	  "ISDN spans: is the D-channel up, B channels in use, last cause",    \
	  "holdctl spans")                                                     \
	X(MAKECALL, "call.makeCall", "make-call", OPERATOR, CALLS,             \
	  "call a number from a line",                                         \
	  "holdctl make-call 101 103")                                         \
	X(ACCEPT,   "call.accept", "accept", OPERATOR, CALLS,                  \
	  "take responsibility for an offered call",                           \
	  "holdctl accept 7")                                                  \
	X(ANSWER,   "call.answer", "answer", OPERATOR, CALLS,                  \
	  "answer an offered call, or join one at a shared address",           \
	  "holdctl answer 7")                                                  \
	X(REDIRECT, "call.redirect", "redirect", OPERATOR, CALLS,              \
	  "send an offered call to another number",                            \
	  "holdctl redirect 7 103")                                            \
	X(DIAL,     "call.dial",   "dial",   OPERATOR, CALLS,                  \
	  "dial digits on a call that waits for them",                         \
	  "holdctl dial 8 103")                                                \
	X(HOLD,     "call.hold",   "hold",   OPERATOR, CALLS,                  \
	  "put a call on hold",                                                \
	  "holdctl hold 7")                                                    \
	X(UNHOLD,   "call.unhold", "unhold", OPERATOR, CALLS,                  \
	  "retrieve a held call",                                              \
	  "holdctl unhold 7")                                                  \
	X(SWAP,     "call.swapHold", "swap", OPERATOR, CALLS,                  \
	  "exchange an active and a held call",                                \
	  "holdctl swap 8 7")                                                  \
	X(CONSULT,  "call.setupTransfer", "consult", OPERATOR, CALLS,          \
	  "hold a call and start another one to ask somebody",                 \
	  "holdctl consult 7 103")                                             \
	X(TRANSFER, "call.completeTransfer", "transfer", OPERATOR, CALLS,      \
	  "connect the held party with the one being asked, and leave",        \
	  "holdctl transfer 7 8")                                              \
	X(JOIN,     "call.completeTransferAsConference", "join", OPERATOR, CALLS, \
	  "make a three-way call of a held and a consultation call",           \
	  "holdctl join 7 8")                                                  \
	X(BLIND,    "call.blindTransfer", "blind-transfer", OPERATOR, CALLS,   \
	  "send the party to another number at once",                          \
	  "holdctl blind-transfer 7 103")                                      \
	X(CONFERENCE, "call.setupConference", "conference", OPERATOR, CALLS,   \
	  "begin a conference with a call",                                    \
	  "holdctl conference 7 103")                                          \
	X(PREPARE,  "call.prepareAddToConference", "prepare-add", OPERATOR, CALLS, \
	  "hold a conference and call one more party for it",                  \
	  "holdctl prepare-add 9 104")                                         \
	X(ADD,      "call.addToConference", "add", OPERATOR, CALLS,            \
	  "take a call into a held conference",                                \
	  "holdctl add 9 12")                                                  \
	X(REMOVE,   "call.removeFromConference", "remove", OPERATOR, CALLS,    \
	  "take a party out of a conference",                                  \
	  "holdctl remove 8")                                                  \
	X(PARK,     "call.park",   "park",   OPERATOR, CALLS,                  \
	  "leave the party at a number where anybody may fetch it",            \
	  "holdctl park 7 701")                                                \
	X(DROP,     "call.drop",   "drop",   OPERATOR, CALLS,                  \
	  "release a call",                                                    \
	  "holdctl drop 7")                                                    \
	X(SECURE,   "call.secure", "secure", OPERATOR, CALLS,                  \
	  "let nothing break into a call any more; cannot be undone",          \
	  "holdctl secure 7")                                                  \
	X(PRIVACY,  "call.setPrivacy", "privacy", OPERATOR, CALLS,             \
	  "let no other station of the address join a call, or let them",      \
	  "holdctl privacy 7 on")                                              \
	X(TREATMENT, "call.setTreatment", "treatment", OPERATOR, CALLS,        \
	  "what the party hears while it waits or is held",                    \
	  "holdctl treatment 7 silence")                                       \
	X(MONITORDIGITS, "call.monitorDigits", "monitor-digits", OPERATOR, CALLS, \
	  "report the digits that come in on a call, or no more",              \
	  "holdctl monitor-digits 7 dtmf")                                     \
	X(MONITORTONES, "call.monitorTones", "", OPERATOR, CALLS,              \
	  "report tones that come in on a call, or no more",                   \
	  "{\"call\": 7, \"tones\": [{\"hz\": [425], \"ms\": 200}]}")  \
	X(SENDDIGITS, "call.generateDigits", "send-digits", OPERATOR, CALLS,   \
	  "send digits to the party; without them stop sending",               \
	  "holdctl send-digits 7 1234")                                        \
	X(SENDTONE, "call.generateTone", "send-tone", OPERATOR, CALLS,         \
	  "send a tone to the party; none stops it",                           \
	  "holdctl send-tone 7 beep")                                          \
	X(PRIVILEGE, "call.setPrivilege", "", OPERATOR, CALLS,                 \
	  "own a call, or only watch it",                                      \
	  "{\"call\": 7, \"privilege\": \"owner\"}")                     \
	X(HANDOFF,  "call.handoff", "",      OPERATOR, CALLS,                  \
	  "give the ownership of a call to another application",               \
	  "{\"call\": 7, \"application\": \"desk2\"}")                   \
	X(NEWCONFERENCE, "line.setupConference", "new-conference", OPERATOR, LINES, \
	  "begin a conference without a call",                                 \
	  "holdctl new-conference 101 103")                                    \
	X(UNPARK,   "line.unpark", "unpark", OPERATOR, LINES,                  \
	  "fetch a parked party",                                              \
	  "holdctl unpark 101 701")                                            \
	X(PICKUP,   "line.pickup", "pickup", OPERATOR, LINES,                  \
	  "take a call that rings, waits or is held elsewhere",                \
	  "holdctl pickup 101 102")                                            \
	X(MESSAGE,  "line.setMessageWaiting", "message", OPERATOR, LINES,      \
	  "tell the user that a message waits: stutter dial tone and lamp",    \
	  "holdctl message 101 on")                                            \
	X(FORWARD,  "line.forward", "forward", OPERATOR, LINES,                \
	  "send a line's calls to another number; without one no more",        \
	  "holdctl forward 101 103 --when busy")                               \
	X(DND,      "line.setDoNotDisturb", "dnd", OPERATOR, LINES,            \
	  "refuse a line's calls as busy, or take them again",                 \
	  "holdctl dnd 101 on")                                                \
	X(FLASH,    "line.sendFlash", "flash", OPERATOR, LINES,                \
	  "flash towards the exchange of a trunk",                             \
	  "holdctl flash co1")                                                 \
	X(RESET,    "line.reset",  "reset",  OPERATOR, LINES,                  \
	  "release every call of a line",                                      \
	  "holdctl reset 101 --force")                                         \
	X(APPLICATION, "application.open", "", MONITOR, META,                  \
	  "give this connection a name, and say what becomes of its calls",    \
	  "{\"name\": \"desk1\", \"close\": \"keep\"}")                \
	X(APPLICATIONS, "application.list", "", MONITOR, META,                 \
	  "named connections and the calls they own",                          \
	  "{}")                                                                \
	X(CONFIG,   "config.get",  "config", MONITOR, DAEMON,                  \
	  "settings in force and where each one comes from",                   \
	  "holdctl config 101")                                                \
	X(RELOAD,   "reload",      "reload", OPERATOR, DAEMON,                 \
	  "read the configuration again; a bad file changes nothing",          \
	  "holdctl reload")                                                    \
	X(CHECK,    "",            "check",  NONE,    DAEMON,                  \
	  "judge a configuration file without using it",                       \
	  "holdctl check /etc/holdline/holdline.conf")                         \
	X(WAIT,     "",            "wait",   MONITOR, DAEMON,                  \
	  "wait until a line or a call is in a state",                         \
	  "holdctl wait 8 connected --timeout 30s")                            \
	X(API,      "api.get",     "api",    MONITOR, META,                    \
	  "the verbs and limits of the control socket",                        \
	  "holdctl api --json")                                                \
	X(HELP,     "",            "help",   NONE,    META,                    \
	  "help, or all about one verb",                                       \
	  "holdctl help swap")                                                 \
	X(VERSION,  "",            "version", NONE,   META,                    \
	  "versions of this command and of the daemon",                        \
	  "holdctl version")                                                   \
	X(COMPLETION, "",          "completion", NONE, META,                   \
	  "print the completion for a shell",                                  \
	  "holdctl completion bash")

enum hl_verb_id {
#define X(id, method, word, role, heading, help, example) HL_VERB_##id,
	HL_VERBS(X)
#undef X
	HL_VERB_COUNT
};

/* id, JSON-RPC code, name, sentence, mend: errors that no call model has */
#define HL_CONTROL_ERRORS(X)                                                   \
	X(PARSE,     -32700, "PARSE",     "this is not JSON",  "send one JSON object on one line") \
	X(INVALID,   -32600, "INVALID",   "this is not a request", "send {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"status.get\"}") \
	X(METHOD,    -32601, "METHOD",    "there is no such method", "holdctl api lists them") \
	X(PARAMS,    -32602, "PARAMS",    "a parameter is wrong", "holdctl api shows its form") \
	X(INTERNAL,  -32603, "INTERNAL",  "the daemon could not answer", "holdctl log, and the journal of holdlined") \
	X(BADCONFIG, -32050, "BADCONFIG", "the configuration has mistakes; nothing was changed", "holdctl check lists them") \
	X(GONE,      -32051, "GONE",      "these records are no longer kept", "ask from a later number") \
	X(TIMEOUT,   -32052, "TIMEOUT",   "nothing came in time", "holdctl show LINE says what it does") \
	X(CROWDED,   -32053, "CROWDED",   "32 clients are connected already", "close one: ss -xp | grep control.sock") \
	X(TAKEN,     -32054, "TAKEN",     "another connection has this name", "choose another one: application.list tells those in use")

enum hl_control_error {
#define X(id, code, name, sentence, mend) HL_CERR_##id,
	HL_CONTROL_ERRORS(X)
#undef X
	HL_CONTROL_ERROR_COUNT
};
/* clang-format on */

#define HL_PARAMS_MAX 5

/**
 * struct hl_param - one parameter of a verb, by its place and by its name
 * @name:     JSON key; on the command line its place, or --name
 * @type:     enum hl_param_type; NONE ends the list
 * @optional: may be left out
 * @option:   on the command line only as --name
 * @program:  not on the command line at all: the command pages by itself
 * @least:    COUNT: smallest
 * @most:     COUNT: largest
 * @help:     one clause
 * @words:    MODE: its words, ended by NULL
 */
struct hl_param {
	const char *name;
	enum hl_param_type type;
	bool optional;
	bool option;
	bool program;
	int64_t least;
	int64_t most;
	const char *help;
	const char *const *words;
};

/**
 * struct hl_verb - one row of the verb table
 * @id:      its place in the table
 * @method:  JSON-RPC method; "" when no daemon is asked for it by that name
 * @word:    verb of holdctl; "" when only programs want it
 * @role:    least role that may do it
 * @heading: what it is listed under
 * @help:    one sentence
 * @example: a command line, or parameters when there is no word
 * @params:  in order; ended by HL_PARAM_NONE
 */
struct hl_verb {
	enum hl_verb_id id;
	const char *method;
	const char *word;
	enum hl_role role;
	enum hl_heading heading;
	const char *help;
	const char *example;
	const struct hl_param *params;
};

/** hl_verb_get() - a row of the table; never NULL for an id below COUNT. */
const struct hl_verb *hl_verb_get(enum hl_verb_id id);

/** hl_verb_of_method() - the row with a method, or NULL. */
const struct hl_verb *hl_verb_of_method(const char *method);

/** hl_verb_of_word() - the row with a command word, or NULL. */
const struct hl_verb *hl_verb_of_word(const char *word);

/** hl_heading_name() - as it is printed; "?" outside the list. */
const char *hl_heading_name(enum hl_heading heading);

/** hl_role_name() - wire word; "?" outside the list. */
const char *hl_role_name(enum hl_role role);

/** hl_param_type_name() - wire word; "?" outside the list. */
const char *hl_param_type_name(enum hl_param_type type);

/**
 * hl_param_usage() - how a parameter reads on the command line
 * @param: a row of a verb
 * @buf:   receives it: "CALL", "[LINE...]", "[--limit N]"
 * @size:  bytes at @buf
 */
void hl_param_usage(const struct hl_param *param, char *buf, size_t size);

/** hl_control_code() - JSON-RPC code of an error of HL_CONTROL_ERRORS. */
int hl_control_code(enum hl_control_error error);

/**
 * hl_guess() - the known word that was probably meant
 * @word:  as typed
 * @known: candidates, ended by NULL
 *
 * Damerau-Levenshtein distance of at most 2, of at most 1 for words under
 * five letters; the nearest, of equals the first.
 * Return: one of @known, or NULL.
 */
const char *hl_guess(const char *word, const char *const *known);

/**
 * struct hl_facts - what status.get says that only the daemon knows
 * @version:     of the daemon
 * @config_good: the last reading of the file was taken
 * @config_at:   [us since 1970] when that was; 0 = unknown
 * @started:     [us, monotonic] when the daemon became ready; 0 = unknown
 * @rt:          real-time priority of the loop; 0 = none; -1 = unknown
 */
struct hl_facts {
	const char *version;
	bool config_good;
	uint64_t config_at;
	hl_usec started;
	int rt;
};

/**
 * struct hl_server_host - what the server may ask of the daemon
 * @ctx:    handed back
 * @reload: read the configuration again and apply it. 0, or -errno with
 *          every complaint of hl_config_load() in @why. NULL: no such thing
 * @config: the configuration in force; NULL when there is none. Asked anew
 *          each time, so that a reload may replace it. May be NULL
 * @facts:  fill @ret, which holds "unknown" everywhere. May be NULL
 * @span:   span @index that is in use; 0, or -ENOENT past the last. NULL:
 *          there is none
 */
struct hl_server_host {
	void *ctx;
	int (*reload)(void *ctx, char *why, size_t size);
	const struct hl_config *(*config)(void *ctx);
	void (*facts)(void *ctx, struct hl_facts *ret);
	int (*span)(void *ctx, unsigned index, struct hl_span_look *ret);
};

/**
 * struct hl_server_config - how a server is opened
 * @path:     socket; NULL = HL_CONTROL_PATH. A dead socket there is replaced,
 *            a live one is -EADDRINUSE
 * @fd:       a listening socket to take over instead (the server closes it),
 *            or -1
 * @records:  records kept, 16..1048576; 0 = HL_CONTROL_RECORDS
 * @engine:   borrowed; outlives the server
 * @loop:     borrowed, outlives the server, which watches and wakes itself
 *            there and reports its lateness. NULL: the caller calls
 *            hl_server_run(), when hl_server_fd() and hl_server_due() say so
 * @host:     copied
 */
struct hl_server_config {
	const char *path;
	int fd;
	unsigned records;
	struct hl_engine *engine;
	struct hl_loop *loop;
	struct hl_server_host host;
};

/**
 * hl_server_open() - listen
 * @ret:    the server; hl_server_close()
 * @config: copied as far as it says
 *
 * The socket gets mode 0660 and, where it exists and we may, the group
 * HL_CONTROL_GROUP.
 * Return: 0, -EADDRINUSE, -ENAMETOOLONG, -ENOMEM, -errno.
 */
int hl_server_open(struct hl_server **ret,
		   const struct hl_server_config *config);

/** hl_server_close() - drop every client, remove the socket. NULL is fine. */
void hl_server_close(struct hl_server *server);

/**
 * hl_server_record() - keep a record, tell subscribers, answer who asked
 * @server: NULL does nothing, so that an engine may start before the server
 * @record: as the engine's record function gets it
 *
 * To be called for every record, in order. Writes to no socket: that is done
 * at the next hl_server_run().
 */
void hl_server_record(struct hl_server *server,
		      const struct hl_record *record);

/** hl_server_fd() - readable when hl_server_run() has work. */
int hl_server_fd(const struct hl_server *server);

/** hl_server_due() - when hl_server_run() has work without that; HL_NEVER. */
hl_usec hl_server_due(const struct hl_server *server);

/**
 * hl_server_run() - accept, read, serve, write: what can be done at once
 * @server: the server
 * @now:    [us] present time, monotonic
 *
 * Serves a bounded number of requests; hl_server_due() is @now when more
 * wait. Never blocks.
 */
void hl_server_run(struct hl_server *server, hl_usec now);

/**
 * hl_server_adopt() - take a connected stream socket as a client
 * @server: the server
 * @fd:     owned by the server from now on, also on error
 * @role:   what it may do
 * @now:    [us] present time
 *
 * Return: 0, -ENOSPC when all places are taken.
 */
int hl_server_adopt(struct hl_server *server, int fd, enum hl_role role,
		    hl_usec now);

/** hl_server_clients() - how many are connected. */
unsigned hl_server_clients(const struct hl_server *server);

/**
 * hl_client_open() - connect to a daemon and read its hello
 * @ret:     the client; hl_client_close()
 * @path:    socket; NULL = $HOLDLINE_SOCKET, else HL_CONTROL_PATH
 * @timeout: [ms] patience for every answer
 *
 * Return: 0, -ENOENT and -ECONNREFUSED (no daemon), -EACCES, -ETIMEDOUT,
 * -EBADMSG (something else listens there), -EBUSY (too many clients),
 * -errno.
 */
int hl_client_open(struct hl_client **ret, const char *path,
		   hl_msec timeout);

/** hl_client_close() - hang up. NULL is fine. */
void hl_client_close(struct hl_client *client);

/** hl_client_hello() - what the daemon said first; borrowed. */
const struct json_t *hl_client_hello(const struct hl_client *client);

/**
 * hl_client_call() - ask, and wait for the answer
 * @client: the client
 * @method: JSON-RPC method
 * @params: object, its reference is taken over; NULL = none
 * @error:  with -EPROTO: the error object; the caller's reference
 * @ret:    the result; the caller's reference
 *
 * Notifications that arrive meanwhile are kept for hl_client_read().
 * Return: 0, -EPROTO when the daemon answered with an error, -ETIMEDOUT,
 * -ECONNRESET, -EBADMSG, -ENOMEM, -errno.
 */
int hl_client_call(struct hl_client *client, const char *method,
		   struct json_t *params, struct json_t **error,
		   struct json_t **ret);

/**
 * hl_client_notice() - the next notification of any kind
 * @client:  the client
 * @timeout: [ms] patience; 0 = only what is there
 * @ret:     {"method": "event" or "privilege", "params": ...}; the caller's
 *           reference
 *
 * Return: as hl_client_read().
 */
int hl_client_notice(struct hl_client *client, hl_msec timeout,
		     struct json_t **ret);

/**
 * hl_client_read() - the next record; other notifications are passed over
 * @client:  the client
 * @timeout: [ms] patience; 0 = only what is there
 * @ret:     the params of the notification; the caller's reference
 *
 * Return: 0, -ETIMEDOUT, -ECONNRESET, -EBADMSG, -errno.
 */
int hl_client_read(struct hl_client *client, hl_msec timeout,
		   struct json_t **ret);

/** hl_client_fd() - for poll(); a kept notification does not show here. */
int hl_client_fd(const struct hl_client *client);

#endif
