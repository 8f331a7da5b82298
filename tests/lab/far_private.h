/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * far_private.h - what the files of the far side share
 *
 * far.c owns the lines and the time, far_audio.c what they say and hear,
 * far_phone.c and far_port.c what their hooks do, far_caller.c what a display
 * shows, far_teller.c what an exchange says of a caller.
 */

#ifndef TESTS_LAB_FAR_PRIVATE_H
#define TESTS_LAB_FAR_PRIVATE_H

#include <dahdi/user.h>
#include <spandsp.h>

#include "far.h"

#define FAR_NEVER UINT64_MAX

/* One DTMF string on its way: position in samples within the digit. */
struct far_dial {
	char digits[FAR_MAX_DIGITS + 1];
	unsigned at;
	unsigned sample;
	unsigned on;
	unsigned off;
};

struct far_audio {
	far_voice_fn *voice;
	void *voice_ctx;
	uint64_t voice_index;
	far_ear_fn *ear;
	void *ear_ctx;
	uint64_t ear_index;
	struct far_dial dial;
	uint64_t dialled_us; /* when the last digit is on the wire */
	uint64_t until_us;   /* what was written lasts until then; 0: no flow */
	uint64_t heard_us;   /* last read */
	bool pending;        /* block was made but not taken yet */
	int16_t block[FAR_BLOCK];
	unsigned lost;
};

enum far_phone_state {
	FAR_PHONE_ONHOOK,
	FAR_PHONE_LIFTED,
	FAR_PHONE_BREAK_DUE, /* the kernel does not take the break yet */
	FAR_PHONE_BREAK,
};

struct far_phone_part {
	enum far_phone_state state;
	unsigned pre_ms;   /* of the break under way: closed before, */
	unsigned break_ms; /* and open */
	char digits[FAR_MAX_DIGITS + 1];
	unsigned digit_at;
	unsigned pulses_left; /* 0: not dialling */
	unsigned pulse_break_ms;
	unsigned pulse_make_ms;
	unsigned gap_ms;
	uint64_t retry_us;     /* of the break that is due */
	uint64_t gap_until_us; /* FAR_NEVER: no gap */
	bool ringing;
	bool burst;
	unsigned bursts;
	unsigned drops;
	unsigned ring_end_ms;
	uint64_t burst_us;       /* last time a burst was there */
	uint64_t blind_until_us; /* no ring events before this */
	uint64_t look_us;        /* so the signal is looked at, next then */
};

struct far_caller_part {
	enum far_display display;
	adsi_rx_state_t *rx; /* NULL: no display */
	struct far_caller last;
	unsigned alert_blocks;  /* of alerting tone heard without a gap */
	unsigned alerts;
	uint64_t hush_until_us; /* 0: it may speak */
	unsigned short_rings;   /* of a call that asks for an answer */
	uint64_t ring_us;       /* when the last burst began */
	bool holds;             /* it has answered, until open_us */
	uint64_t open_us;
};

#define FAR_CADENCE_MAX 16

enum far_teller_step {
	FAR_TELLER_NONE,
	FAR_TELLER_BURST, /* until the end of a burst */
	FAR_TELLER_WAITS, /* until next_us */
	FAR_TELLER_SAYS,
	FAR_TELLER_SAID, /* until next_us; then it rings, if it has not */
};

struct far_teller {
	enum far_teller_step step;
	enum far_told when;
	uint64_t next_us;
	int16_t *sound;
	unsigned length;
	unsigned at;
	int cadence[FAR_CADENCE_MAX + 1];
};

struct far_port_part {
	enum far_port_state state;
	struct far_teller teller;
	bool meets; /* rings at the next seizure */
	bool feed_due;    /* off-hook order still to be taken, */
	uint64_t feed_us; /* tried again then */
	bool open;        /* the loop is open since open_us */
	uint64_t open_us;
	unsigned pulses;
	uint64_t pulse_us;
	unsigned pulse_max_ms;
	unsigned release_ms;
	char digits[FAR_MAX_DIGITS + 1];
	dtmf_rx_state_t *dtmf;
};

struct far_line {
	struct far *far;
	int fd;
	unsigned number;
	bool is_port;
	struct far_audio audio;
	struct far_phone_part phone;
	struct far_caller_part caller;
	struct far_port_part port;
};

struct far {
	unsigned lines; /* telephones first, then ports */
	unsigned stations;
	far_event_fn *event;
	void *event_ctx;
	struct pollfd *fds; /* one per line, then room for the caller's */
	struct far_line line[];
};

/* far.c */
void far_tell(struct far_line *line, enum far_event_type type, int value);
int far_hook(struct far_line *line, int order);
int far_params(struct far_line *line, struct dahdi_params *params);

/* far_audio.c */
int far_audio_step(struct far_line *line, uint64_t now);
uint64_t far_audio_due(const struct far_line *line);
bool far_audio_hears(const struct far_line *line);
void far_audio_stop(struct far_line *line);

void far_audio_hush(struct far_line *line);

/* far_caller.c */
bool far_caller_hears(const struct far_line *line);
bool far_caller_is_hushed(const struct far_line *line, uint64_t now);
void far_caller_listen(struct far_line *line, const int16_t *in, unsigned n);
void far_caller_close(struct far_line *line);
/* A burst of ringing begins, ends; the battery is gone. */
int far_caller_ring(struct far_line *line, bool on);
void far_caller_drop(struct far_line *line);
/* It holds the loop closed, until then; FAR_NEVER: it does not. */
uint64_t far_caller_due(const struct far_line *line);
/* The receiver is lifted: the hand holds the loop now; true: it was closed. */
bool far_caller_yield(struct far_line *line);

/* far_phone.c */
int far_phone_open(struct far_line *line);
void far_phone_event(struct far_line *line, int event);
int far_phone_step(struct far_line *line, uint64_t now);
uint64_t far_phone_due(const struct far_line *line);

/* far_teller.c */
void far_teller_end(struct far_line *line);
void far_teller_burst_end(struct far_line *line);
bool far_teller_says(const struct far_line *line);
void far_teller_fill(struct far_line *line, int16_t *out, uint64_t at_us);
int far_teller_step(struct far_line *line, uint64_t now);
uint64_t far_teller_due(const struct far_line *line);

/* far_port.c */
int far_port_open(struct far_line *line);
void far_port_close(struct far_line *line);
void far_port_event(struct far_line *line, int event);
int far_port_step(struct far_line *line, uint64_t now);
uint64_t far_port_due(const struct far_line *line);
void far_port_listen(struct far_line *line, const int16_t *in, unsigned n);

#endif
