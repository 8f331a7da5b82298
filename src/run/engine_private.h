/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * engine_private.h - shared by engine.c, ports.c, caller.c, messages.c only
 */
#ifndef RUN_ENGINE_PRIVATE_H
#define RUN_ENGINE_PRIVATE_H

#include "holdline/engine.h"
#include "holdline/patch.h"
#include "holdline/zone.h"

#define CARDS_MAX 4    /* kinds of card in use at once (house) */
#define RETRY_MS 250   /* a busy driver is asked again (house) */
#define RETRIES_MAX 40 /* 10 s; DAHDI refuses 0.8 s after a battery drop */

/* A wire that no port can want: after a request that failed half way. */
#define WIRE_UNKNOWN 0xff

struct engine_card {
	struct hl_engine *engine;
	const struct hl_driver *driver;
	void *card;
	hl_usec due;
	struct hl_host host;
};

/*
 * A port as it was told: @have is compared with the model's want.
 * @marked: to be looked at in this step
 * @another: who calls is another one than its display was told
 * @renew:  what the driver was told at the opening has changed
 * @flash:  [ms] a flash that the driver was too busy for; 0 = none
 * @retry:  a driver was busy
 * @shown:  enum hl_clid_lamp: what its display was told last of messages
 * @telling: the same: what it is being told now
 * @tells:  orders to tell it that came to nothing
 * @message_at: not told before; 0 = the line was not quiet
 * @later:  settings that wait until the line is idle, or NULL
 * @why:    why the port did not open, or NULL
 */
struct engine_line {
	struct engine_card *card;
	int channel;
	bool open;
	bool marked;
	bool another;
	bool renew;
	uint8_t retries;
	uint8_t shown;
	uint8_t telling;
	uint8_t tells;
	uint16_t flash;
	struct hl_want have;
	hl_usec retry;
	hl_usec message_at;
	struct hl_line_settings *later;
	char *why;
};

#define WHY_MAX 160 /* bytes of a sentence with its mend */

struct hl_clid;

struct engine_queued {
	struct hl_event event;
	uint64_t cause;
};

struct hl_engine {
	struct hl_engine_host host;
	struct hl_zone zone;
	struct hl_limits limits;
	struct hl_model *model;
	struct engine_card card[CARDS_MAX];
	unsigned cards;
	struct engine_line *lines;
	struct hl_effects effects;
	struct engine_queued *queue;
	unsigned queued;
	unsigned room;
	bool busy;
	hl_usec alarm;
	hl_usec retry; /* earliest of the lines' retries; 0 = none */
	uint64_t records;
	uint64_t cause;
	hl_line marks[128];
	unsigned marked;
	bool all_marked;
};

void engine_alarm(struct hl_engine *e);
void engine_trouble(struct hl_engine *e, hl_line line, const char *sentence);

/* the port is looked at again, at the latest then */
void ports_wake(struct hl_engine *e, hl_line line, hl_usec at);
void ports_mark(struct hl_engine *e, hl_line line);
bool caller_ours(const struct hl_engine *e, hl_line line, struct hl_clid *ret);
void ports_identity(struct hl_engine *e, const struct hl_effect *effect);
bool caller_find(const struct hl_engine *e, hl_line line, struct hl_clid *ret);
void ports_send(struct hl_engine *e, const struct hl_effect *send);
void messages_apply(struct hl_engine *e, hl_line index);
void messages_event(struct hl_engine *e, const struct hl_event *event);
void ports_flash(struct hl_engine *e, hl_line index, hl_msec length);
void ports_read(struct hl_engine *e, hl_line line);
void ports_apply(struct hl_engine *e);
void ports_retry(struct hl_engine *e, hl_usec now);
void ports_renew(struct hl_engine *e, hl_line line);
void ports_close(struct hl_engine *e);

#endif
