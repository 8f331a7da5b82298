/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * inside.h - what the files of the fake kernel know of each other
 */
#ifndef HOLDLINE_TESTS_FAKE_INSIDE_H
#define HOLDLINE_TESTS_FAKE_INSIDE_H

#include <dahdi/user.h>
#include <spandsp.h>

#include "kernel.h"

#define QUEUE_SAMPLES (DAHDI_MAX_NUM_BUFS * DAHDI_MAX_BLOCKSIZE)
#define DIALLED_MAX 64
#define ECHO_MAX 256
#define FDS_MAX 128
#define FD_BASE 1000

enum rxsig { RX_ONHOOK, RX_OFFHOOK, RX_START, RX_RING, RX_INITIAL };
enum txsig { TX_ONHOOK, TX_OFFHOOK, TX_START, TX_KEWL };

enum txstate {
	ST_ONHOOK,
	ST_OFFHOOK,
	ST_DEBOUNCE,
	ST_START,
	ST_AFTERSTART,
	ST_RINGON,
	ST_RINGOFF,
	ST_PREFLASH,
	ST_FLASH,
	ST_KEWL,
	ST_AFTERKEWL,
	ST_PULSEBREAK,
	ST_PULSEMAKE,
	ST_PULSEAFTER,
};

/** struct queue - blocks of samples, as many as the channel has buffers */
struct queue {
	int16_t *samples; /* QUEUE_SAMPLES, got when first used */
	unsigned length[DAHDI_MAX_NUM_BUFS];
	unsigned first;
	unsigned count;
	unsigned done; /* of the first block (reading out) */
};

#define FRAMES_MAX 64

/** struct frame - one of a D channel, with its check sequence */
struct frame {
	unsigned size;
	uint8_t octet[FAKE_FRAME_MAX];
};

struct frame_queue {
	struct frame frame[FRAMES_MAX];
	unsigned first;
	unsigned count;
};

struct frame_line {
	struct frame_queue in;   /* for the driver to read */
	struct frame_queue out;  /* written, on their way */
	struct frame_queue sent; /* gone out, for the test */
	unsigned octets;         /* of the first of @out gone out so far */
	struct chan *peer;       /* what goes out comes in there */
};

struct chan {
	int number; /* 0: this slot is free (pseudo channels) */
	bool pseudo;
	bool open;
	bool removed;
	int sig;
	int alarms;
	struct dahdi_params times;

	int events[DAHDI_MAX_EVENTSIZE];
	unsigned in;
	unsigned out;

	enum rxsig rx;
	int break_left; /* [ms] of the running break, 0: none is timed */
	int break_set;
	int pulses;
	int pulse_left;
	bool told;    /* off-hook was reported and on-hook not since */
	int ring_deaf;  /* [ms] */
	int ring_trail; /* [ms] */

	enum txsig tx;
	enum txstate state;
	int state_left; /* [ms] */
	bool down_in_drop;
	int cadence[DAHDI_MAX_CADENCE];
	unsigned cadence_at;
	unsigned cadence_loop;
	unsigned bursts;
	unsigned open_ms;  /* trunk: its loop is open since */
	unsigned flash_ms;

	int confno;
	int confmode;
	int zone;
	int tone;
	bool audio; /* a clear channel: it was told that it carries voice */
	bool linear;
	bool dialing;         /* what comes in is silenced */
	int deaf_left;        /* [ms] ... and so much longer */
	unsigned pulses_left; /* to send */
	unsigned pulsed;      /* counted by the exchange */
	int law;
	bool gained;
	struct dahdi_gains gains;
	int blocksize;
	int numbufs;
	struct queue read;
	struct queue write;
	int16_t first[FAKE_FIRST];
	unsigned first_count;
	bool lamp;
	bool reversed;
	int echo;
	int transfer_ms;

	/* the far party */
	int16_t played[8];     /* written to it in this millisecond */
	double loud;           /* of @sound, 1: -10 dBm0 */
	double echo_gain;      /* of its hybrid, 0: none */
	unsigned echo_ms;
	int16_t line[ECHO_MAX]; /* what it heard last, a ring */
	unsigned line_at;
	const int16_t *play;   /* samples that it sends once */
	unsigned play_left;
	int battery_left; /* [ms] until the battery is back, 0: it is on */
	double sound[2]; /* [Hz] it sends, 0: nothing */
	uint64_t sound_at;
	dtmf_tx_state_t *keys;
	dtmf_rx_state_t *ear;
	fake_tape_fn *tape;
	void *tape_ctx;
	char dialled[DIALLED_MAX];
	unsigned dialled_count;

	struct frame_line *frames; /* got when first used */
};

struct fault {
	unsigned long request;
	int error;
	unsigned nth;
	unsigned asked;
};

struct fake_kernel {
	unsigned channels;
	struct chan chan[FAKE_CHANNELS + 1]; /* by number */
	struct chan pseudo[FAKE_PSEUDOS];
	struct {
		bool used;
		struct chan *chan;
	} fds[FDS_MAX];
	int zone;
	int toneless;
	int memory;
	bool plain;
	struct fault fault;
	unsigned refusals;
	char why[128];
};

/* ---- kernel.c ----------------------------------------------------------- */

struct chan *chan_of(struct fake_kernel *kernel, int channel);
bool chan_is_fd(const struct fake_kernel *kernel, int fd);
bool chan_is_member(const struct chan *chan, int confno);
bool chan_conf_used(const struct fake_kernel *kernel, int confno);

/* ---- line.c: the hook machine of a channel ------------------------------ */

void line_event(struct chan *chan, int code);
void line_reset(struct chan *chan);
void line_hangup(struct chan *chan);
int line_hook(struct chan *chan, int order);
void line_rx(struct chan *chan, enum rxsig rx);
void line_tick(struct chan *chan);
void line_cadence(struct chan *chan, const int *ms);
int line_dial(struct chan *chan, const struct dahdi_dialoperation *dial);
void line_dial_stop(struct chan *chan);

/* ---- sound.c: samples --------------------------------------------------- */

void sound_make(struct chan *chan);
void sound_free(struct chan *chan);
void sound_flush(struct chan *chan, int what);
void sound_tick(struct fake_kernel *kernel, struct chan *chan);
ssize_t sound_read(struct chan *chan, void *buf, size_t len);
ssize_t sound_write(struct chan *chan, const void *buf, size_t len);
unsigned sound_queued(const struct queue *queue);

/* ---- frame.c: D channels ------------------------------------------------ */

bool frame_is(const struct chan *chan);
void frame_free(struct chan *chan);
void frame_reset(struct chan *chan);
void frame_tick(struct chan *chan);
ssize_t frame_read(struct chan *chan, void *buf, size_t len);
ssize_t frame_write(struct chan *chan, const void *buf, size_t len);

#endif
