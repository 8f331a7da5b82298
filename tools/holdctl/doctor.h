/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * doctor.h - checks in the order of causes
 *
 * Everything the checks look at goes through struct doctor: files below a
 * root folder, two measurements, the daemon's answers. With a folder of made
 * files for a root the whole is the same on any machine.
 */
#ifndef HOLDCTL_DOCTOR_H
#define HOLDCTL_DOCTOR_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>
#include <sys/types.h>

#include "holdctl.h"

struct hl_config;
struct hl_dahdi_channel;

/* clang-format off */
/* id, word: in the order of causes */
#define DOCTOR_CHECKS(X)                                                       \
	X(CONFIG,  "config")                                                   \
	X(KERNEL,  "kernel")                                                   \
	X(NODES,   "nodes")                                                    \
	X(ACCESS,  "access")                                                   \
	X(SPANS,   "spans")                                                    \
	X(CHANNELS, "channels")                                                \
	X(BUSY,    "busy")                                                     \
	X(ZONE,    "zone")                                                     \
	X(CLOCK,   "clock")                                                    \
	X(LATENESS, "lateness")                                                \
	X(DAEMON,  "daemon")                                                   \
	X(SOCKET,  "socket")                                                   \
	X(REALTIME, "realtime")                                                \
	X(MUSIC,   "music")                                                    \
	X(LINES,   "lines")

enum doctor_check {
#define X(id, word) DOCTOR_##id,
	DOCTOR_CHECKS(X)
#undef X
	DOCTOR_CHECK_COUNT
};

/* id, word */
#define DOCTOR_VERDICTS(X)                                                     \
	X(OK,   "ok")                                                          \
	X(WARN, "warn")                                                        \
	X(FAIL, "FAIL")                                                        \
	X(SKIP, "skip")

enum doctor_verdict {
#define X(id, word) DOCTOR_##id,
	DOCTOR_VERDICTS(X)
#undef X
	DOCTOR_VERDICT_COUNT
};
/* clang-format on */

#define DOCTOR_CHANNELS_MAX 1024
#define DOCTOR_LINES_MAX 64 /* lines whose truth is asked for (house) */

/**
 * struct doctor_finding - what a check says
 * @text: one sentence
 * @mend: what to do; "" = nothing
 */
struct doctor_finding {
	char text[CTL_TEXT];
	char mend[CTL_TEXT];
};

/**
 * struct doctor - the machine under examination
 * @root:     before every path; "" = this machine
 * @clock:    measure the cards' clock: percent of 8000 Hz. 0, -errno; NULL:
 *            not measured
 * @lateness: measure how late this machine wakes us [us]. NULL: not measured
 * @path:     of the configuration, below @root
 * @socket:   of the daemon, below @root
 * @config:   as read; NULL = none or bad
 * @config_error: of reading it; 0, -ENOENT, -EINVAL ...
 * @complaint: the first mistake
 * @wanted:   there are lines on cards, or there is no configuration that says
 *            otherwise
 * @channels, @count: what the kernel lists; @count < 0: -errno
 * @link:     of connecting to the daemon: 0 or -errno
 * @status:   result of status.get; NULL = no daemon
 * @lines:    results of line.get
 * @user:     whose rights matter: the daemon's
 * @verdict:  of each check done so far
 */
struct doctor {
	const char *root;
	int (*clock)(double *percent);
	int (*lateness)(unsigned *p99, unsigned *worst);
	char path[512];
	char socket[128];
	struct hl_config *config;
	int config_error;
	char complaint[CTL_TEXT];
	bool wanted;
	struct hl_dahdi_channel *channels;
	int count;
	int link;
	json_t *status;
	json_t *lines;
	char user[64];
	enum doctor_verdict verdict[DOCTOR_CHECK_COUNT];
};

/**
 * doctor_init() - an empty doctor for a root
 * @doctor: the caller's memory
 * @root:   "" = this machine
 */
void doctor_init(struct doctor *doctor, const char *root);

/** doctor_look() - read configuration and channels below the root. */
void doctor_look(struct doctor *doctor);

/** doctor_fini() - give back what was read. */
void doctor_fini(struct doctor *doctor);

/**
 * doctor_run() - do every check and print it
 *
 * Return: CTL_DONE; CTL_FAULTY when one failed.
 */
enum ctl_exit doctor_run(struct doctor *doctor, const struct ctl *ctl);

/** doctor_path() - a path below the root. Returns @buf. */
const char *doctor_path(const struct doctor *doctor, const char *path,
			char *buf, size_t size);

/** doctor_read() - the first line of a file; false when it is not there. */
bool doctor_read(const struct doctor *doctor, const char *path, char *buf,
		 size_t size);

/* ---- the checks --------------------------------------------------------- */

typedef enum doctor_verdict (doctor_fn)(struct doctor *doctor,
					struct doctor_finding *ret);

doctor_fn doctor_config;
doctor_fn doctor_kernel;
doctor_fn doctor_nodes;
doctor_fn doctor_access;
doctor_fn doctor_spans;
doctor_fn doctor_channels;
doctor_fn doctor_busy;
doctor_fn doctor_zone;
doctor_fn doctor_clock;
doctor_fn doctor_lateness;
doctor_fn doctor_daemon;
doctor_fn doctor_socket;
doctor_fn doctor_realtime;
doctor_fn doctor_music;
doctor_fn doctor_lines;

/** doctor_clock_measure() - read a pseudo channel for two seconds. */
int doctor_clock_measure(double *percent);

/** doctor_lateness_measure() - sleep for half a second in small pieces. */
int doctor_lateness_measure(unsigned *p99, unsigned *worst);

/** doctor_say() - fill a finding; returns @verdict. */
enum doctor_verdict doctor_say(struct doctor_finding *ret,
			       enum doctor_verdict verdict, const char *format,
			       ...) __attribute__((format(printf, 3, 4)));

/** doctor_mend() - fill its mend. */
void doctor_mend(struct doctor_finding *ret, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/** doctor_group() - number and members of a group below the root. */
bool doctor_group_has(const struct doctor *doctor, gid_t group,
		      const char *user);

/** doctor_group_name() - name of a group below the root; "?" if unknown. */
void doctor_group_name(const struct doctor *doctor, gid_t group, char *buf,
		       size_t size);

/** doctor_group_is() - there is a group of this name. */
bool doctor_group_is(const struct doctor *doctor, const char *name);

/** doctor_user_name() - name of a user below the root; "?" if unknown. */
void doctor_user_name(const struct doctor *doctor, uid_t user, char *buf,
		      size_t size);

#endif
