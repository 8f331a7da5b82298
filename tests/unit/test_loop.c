/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_loop.c - claims about the loop: who is served first, and how late
 *
 * A pseudo terminal in packet mode plays the line card: flushing it at one
 * end makes the other end ready for EPOLLPRI, as an event makes a channel.
 */
#include "suites.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "holdline/loop.h"
#include "src/run/late.h"

/* ---- helpers ------------------------------------------------------------ */

/* Who was served, in order: one letter each. */
struct served {
	struct hl_loop *loop;
	char order[64];
	unsigned count;
	hl_usec at[64];
	hl_usec awake;
};

static void note(struct served *served, char who)
{
	if (served->count == sizeof(served->order) - 1)
		return;
	served->at[served->count] = hl_loop_now(served->loop);
	served->order[served->count++] = who;
	served->order[served->count] = '\0';
}

static struct hl_loop *loop_open(struct served *served)
{
	memset(served, 0, sizeof(*served));
	CU_ASSERT_EQUAL_FATAL(hl_loop_open(&served->loop), 0);
	return served->loop;
}

/* Turns until nothing is left to serve, at most for half a second. */
static void loop_settle(struct hl_loop *loop)
{
	for (unsigned i = 0; i < 1000; i++)
		if (hl_loop_once(loop, 0) <= 0)
			return;
}

static void loop_wait(struct served *served, unsigned count)
{
	hl_usec until = hl_loop_now(served->loop) + HL_MS(2000);

	while (served->count < count && hl_loop_now(served->loop) < until)
		hl_loop_once(served->loop, until);
}

/* A card's channel (@near) and the telephone on it (@far). */
static void channel_open(int *near, int *far)
{
	struct termios raw;
	int on = 1;

	*near = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	CU_ASSERT_FATAL(*near >= 0);
	CU_ASSERT_EQUAL_FATAL(grantpt(*near), 0);
	CU_ASSERT_EQUAL_FATAL(unlockpt(*near), 0);
	*far = open(ptsname(*near), O_RDWR | O_NOCTTY | O_CLOEXEC);
	CU_ASSERT_FATAL(*far >= 0);
	tcgetattr(*far, &raw);
	cfmakeraw(&raw);
	tcsetattr(*far, TCSANOW, &raw);
	CU_ASSERT_EQUAL_FATAL(ioctl(*near, TIOCPKT, &on), 0);
}

static void channel_event(int far)
{
	CU_ASSERT_EQUAL(tcflush(far, TCIFLUSH), 0);
}

static void channel_drain(int near)
{
	char byte[64];

	while (read(near, byte, sizeof(byte)) > 0)
		continue;
}

/* What a card's callback needs. */
struct card {
	struct served *served;
	int near;
	unsigned ready;
};

static void card_ready(void *arg, unsigned ready)
{
	struct card *card = arg;

	card->ready |= ready;
	card->served->awake = hl_loop_awake(card->served->loop);
	note(card->served, ready & HL_WATCH_EVENT ? 'E' : 'A');
	channel_drain(card->near);
}

/* The event is taken, the samples are left for the other stage. */
static void card_event_only(void *arg, unsigned ready)
{
	struct card *card = arg;
	char byte;

	note(card->served, ready & HL_WATCH_EVENT ? 'E' : 'A');
	if (ready & HL_WATCH_AUDIO)
		channel_drain(card->near);
	else if (read(card->near, &byte, 1) != 1)
		note(card->served, '!');
}

static void timer_hook(void *arg, hl_usec now)
{
	(void)now;
	note(arg, 'h');
}

static void timer_model(void *arg, hl_usec now)
{
	(void)now;
	note(arg, 't');
}

static void timer_music(void *arg, hl_usec now)
{
	(void)now;
	note(arg, 'm');
}

static void timer_control(void *arg, hl_usec now)
{
	(void)now;
	note(arg, 'c');
}

static void timer_log(void *arg, hl_usec now)
{
	(void)now;
	note(arg, 'l');
}

/* ---- order -------------------------------------------------------------- */

static void what_waits_is_served_in_the_order_of_its_stage(void)
{
	hl_timer_fn *const fn[] = { timer_log, timer_control, timer_music,
				    timer_model, timer_hook };
	struct hl_loop_timer *timer[5];
	struct served served;
	struct hl_loop *loop = loop_open(&served);

	for (int i = 0; i < 5; i++) {
		CU_ASSERT_EQUAL_FATAL(
			hl_loop_timer_open(&timer[i], loop,
					   (enum hl_stage)(HL_STAGE_LOG - i),
					   fn[i], &served),
			0);
		hl_loop_timer_set(timer[i], hl_loop_now(loop));
	}
	loop_wait(&served, 5);
	CU_ASSERT_STRING_EQUAL(served.order, "htmcl");
	hl_loop_close(loop);
}

static void a_hook_event_goes_before_a_timer_and_a_socket(void)
{
	struct hl_loop_timer *timer;
	struct served served;
	struct hl_loop *loop = loop_open(&served);
	struct card card = { .served = &served };
	int far;

	channel_open(&card.near, &far);
	CU_ASSERT_EQUAL_FATAL(hl_loop_timer_open(&timer, loop, HL_STAGE_TIMER,
						 timer_model, &served),
			      0);
	CU_ASSERT_EQUAL(hl_loop_watch(loop, card.near, HL_WATCH_EVENT,
				      card_ready, &card),
			0);
	hl_loop_timer_set(timer, hl_loop_now(loop));
	channel_event(far);
	loop_wait(&served, 2);
	CU_ASSERT_STRING_EQUAL(served.order, "Et");
	hl_loop_close(loop);
	close(card.near);
	close(far);
}

static void events_and_samples_of_one_descriptor_have_their_own_stages(void)
{
	struct hl_loop_timer *timer;
	struct served served;
	struct hl_loop *loop = loop_open(&served);
	struct card card = { .served = &served };
	int far;

	channel_open(&card.near, &far);
	CU_ASSERT_EQUAL_FATAL(hl_loop_timer_open(&timer, loop, HL_STAGE_TIMER,
						 timer_model, &served),
			      0);
	CU_ASSERT_EQUAL(hl_loop_watch(loop, card.near,
				      HL_WATCH_EVENT | HL_WATCH_AUDIO,
				      card_event_only, &card),
			0);
	hl_loop_timer_set(timer, hl_loop_now(loop));
	CU_ASSERT_EQUAL(write(far, "samples", 7), 7);
	channel_event(far);
	loop_wait(&served, 3);
	CU_ASSERT_STRING_EQUAL(served.order, "EtA");
	hl_loop_close(loop);
	close(card.near);
	close(far);
}

/* ---- descriptors -------------------------------------------------------- */

static void a_forgotten_descriptor_is_not_served(void)
{
	struct served served;
	struct hl_loop *loop = loop_open(&served);
	struct card card = { .served = &served };
	int far;

	channel_open(&card.near, &far);
	CU_ASSERT_EQUAL(hl_loop_watch(loop, card.near,
				      HL_WATCH_EVENT | HL_WATCH_AUDIO,
				      card_ready, &card),
			0);
	CU_ASSERT_EQUAL(hl_loop_watch(loop, card.near, HL_WATCH_NONE, NULL,
				      NULL),
			0);
	channel_event(far);
	loop_settle(loop);
	CU_ASSERT_EQUAL(served.count, 0);
	CU_ASSERT_EQUAL(hl_loop_watch(loop, card.near, HL_WATCH_NONE, NULL,
				      NULL),
			0);
	hl_loop_close(loop);
	close(card.near);
	close(far);
}

/* Samples wanted or not, over and over: as listening goes on and off. */
static void samples_can_be_wanted_and_not_wanted_any_number_of_times(void)
{
	struct served served;
	struct hl_loop *loop = loop_open(&served);
	struct card card = { .served = &served };
	int before;
	int after;
	int far;

	channel_open(&card.near, &far);
	before = dup(card.near);
	close(before);
	for (unsigned i = 0; i < 200; i++)
		CU_ASSERT_EQUAL(hl_loop_watch(loop, card.near,
					      i & 1 ? HL_WATCH_EVENT
						    : HL_WATCH_EVENT |
							      HL_WATCH_AUDIO,
					      card_ready, &card),
				0);
	hl_loop_watch(loop, card.near, HL_WATCH_AUDIO, card_ready, &card);
	hl_loop_watch(loop, card.near, HL_WATCH_EVENT, card_ready, &card);
	hl_loop_watch(loop, card.near, HL_WATCH_NONE, NULL, NULL);
	after = dup(card.near);
	close(after);
	CU_ASSERT_EQUAL(after, before);
	hl_loop_close(loop);
	close(card.near);
	close(far);
}

static void first_noted(void *arg, unsigned ready)
{
	(void)ready;
	note(arg, '1');
}

static void second_noted(void *arg, unsigned ready)
{
	(void)ready;
	note(arg, '2');
}

/* Neither takes what waits for it, so both are ready all the time. */
static void of_two_cards_that_are_always_ready_each_has_its_turn(void)
{
	struct served served;
	struct hl_loop *loop = loop_open(&served);
	int near[2];
	int far[2];

	for (unsigned i = 0; i < 2; i++) {
		channel_open(&near[i], &far[i]);
		CU_ASSERT_EQUAL(write(far[i], "samples", 7), 7);
		CU_ASSERT_EQUAL(hl_loop_watch(loop, near[i], HL_WATCH_AUDIO,
					      i ? second_noted : first_noted,
					      &served),
				0);
	}
	loop_wait(&served, 4);
	CU_ASSERT(strncmp(served.order, "1212", 4) == 0 ||
		  strncmp(served.order, "2121", 4) == 0);
	hl_loop_close(loop);
	for (unsigned i = 0; i < 2; i++) {
		close(near[i]);
		close(far[i]);
	}
}

static void a_descriptor_that_cannot_be_watched_is_refused(void)
{
	struct served served;
	struct hl_loop *loop = loop_open(&served);
	int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);

	CU_ASSERT_FATAL(file >= 0);
	CU_ASSERT_EQUAL(hl_loop_io(loop, file, HL_IO_READ, NULL, NULL),
			-EPERM);
	CU_ASSERT_EQUAL(hl_loop_watch(loop, file, HL_WATCH_EVENT, NULL, NULL),
			-EPERM);
	CU_ASSERT_EQUAL(hl_loop_io(loop, -1, HL_IO_READ, NULL, NULL), -EBADF);
	CU_ASSERT_EQUAL(hl_loop_io(loop, -1, HL_IO_NONE, NULL, NULL), 0);
	hl_loop_close(loop);
	close(file);
}

static void a_descriptor_is_a_cards_or_a_plain_one(void)
{
	struct served served;
	struct hl_loop *loop = loop_open(&served);
	int pair[2];

	CU_ASSERT_EQUAL_FATAL(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	CU_ASSERT_EQUAL(hl_loop_io(loop, pair[0], HL_IO_READ, card_ready,
				   NULL),
			0);
	CU_ASSERT_EQUAL(hl_loop_watch(loop, pair[0], HL_WATCH_EVENT,
				      card_ready, NULL),
			-EBUSY);
	hl_loop_close(loop);
	close(pair[0]);
	close(pair[1]);
}

struct plain {
	struct served *served;
	int fd;
	unsigned told[8];
	unsigned count;
};

static void plain_note(void *arg, unsigned ready)
{
	struct plain *plain = arg;
	char byte[16];

	if (plain->count < 8)
		plain->told[plain->count] = ready;
	plain->count++;
	note(plain->served, 'p');
	if (ready & HL_IO_READ && read(plain->fd, byte, sizeof(byte)) <= 0)
		hl_loop_io(plain->served->loop, plain->fd, HL_IO_NONE, NULL,
			   NULL);
	else if (ready & HL_IO_WRITE)
		hl_loop_io(plain->served->loop, plain->fd, HL_IO_READ,
			   plain_note, plain);
}

static void a_socket_is_told_to_read_to_write_and_that_it_is_gone(void)
{
	struct served served;
	struct hl_loop *loop = loop_open(&served);
	struct plain plain = { .served = &served };
	int pair[2];

	CU_ASSERT_EQUAL_FATAL(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	plain.fd = pair[0];
	hl_loop_io(loop, pair[0], HL_IO_READ | HL_IO_WRITE, plain_note,
		   &plain);
	loop_settle(loop);
	CU_ASSERT_EQUAL(plain.told[0], HL_IO_WRITE);
	CU_ASSERT_EQUAL(plain.count, 1);
	CU_ASSERT_EQUAL(write(pair[1], "x", 1), 1);
	loop_settle(loop);
	CU_ASSERT_EQUAL(plain.told[1], HL_IO_READ);
	close(pair[1]);
	loop_settle(loop);
	CU_ASSERT_EQUAL(plain.told[2], HL_IO_READ | HL_IO_GONE);
	CU_ASSERT_EQUAL(plain.count, 3);
	hl_loop_close(loop);
	close(pair[0]);
}

static void error_ignored(void *arg, unsigned ready)
{
	(void)ready;
	note(arg, 'e');
}

/* A pipe whose reader is gone reports an error for ever. */
static void an_error_nobody_takes_does_not_starve_the_rest(void)
{
	struct served served;
	struct hl_loop *loop = loop_open(&served);
	struct hl_loop_timer *timer;
	int ends[2];

	CU_ASSERT_EQUAL_FATAL(pipe(ends), 0);
	close(ends[0]);
	CU_ASSERT_EQUAL(hl_loop_watch(loop, ends[1], HL_WATCH_EVENT,
				      error_ignored, &served),
			0);
	CU_ASSERT_EQUAL_FATAL(hl_loop_timer_open(&timer, loop, HL_STAGE_LOG,
						 timer_log, &served),
			      0);
	hl_loop_timer_set(timer, hl_loop_now(loop));
	for (unsigned i = 0; i < 200 && !strchr(served.order, 'l'); i++) {
		served.count = 0;
		hl_loop_once(loop, 0);
	}
	CU_ASSERT_PTR_NOT_NULL(strchr(served.order, 'l'));
	hl_loop_close(loop);
	close(ends[1]);
}

static void a_descriptor_let_go_is_served_when_it_is_asked_for_again(void)
{
	struct served served;
	struct hl_loop *loop = loop_open(&served);
	int ends[2];

	CU_ASSERT_EQUAL_FATAL(pipe(ends), 0);
	close(ends[0]);
	hl_loop_watch(loop, ends[1], HL_WATCH_EVENT, error_ignored, &served);
	for (unsigned i = 0; i < 200; i++)
		hl_loop_once(loop, 0);
	served.count = 0;
	loop_settle(loop);
	CU_ASSERT_EQUAL(served.count, 0);
	hl_loop_watch(loop, ends[1], HL_WATCH_EVENT, error_ignored, &served);
	loop_settle(loop);
	CU_ASSERT(served.count > 0);
	hl_loop_close(loop);
	close(ends[1]);
}

/* ---- timers ------------------------------------------------------------- */

static void a_timer_is_not_early_and_comes_once(void)
{
	struct served served;
	struct hl_loop *loop = loop_open(&served);
	struct hl_loop_timer *timer;
	hl_usec due;

	CU_ASSERT_EQUAL_FATAL(hl_loop_timer_open(&timer, loop, HL_STAGE_TIMER,
						 timer_model, &served),
			      0);
	due = hl_loop_now(loop) + HL_MS(5);
	hl_loop_timer_set(timer, due);
	loop_wait(&served, 1);
	CU_ASSERT_EQUAL(served.count, 1);
	CU_ASSERT(served.at[0] >= due);
	hl_loop_once(loop, hl_loop_now(loop) + HL_MS(10));
	CU_ASSERT_EQUAL(served.count, 1);
	hl_loop_close(loop);
}

static void the_last_word_to_a_timer_counts(void)
{
	struct served served;
	struct hl_loop *loop = loop_open(&served);
	struct hl_loop_timer *timer;
	hl_usec now = hl_loop_now(loop);

	CU_ASSERT_EQUAL_FATAL(hl_loop_timer_open(&timer, loop, HL_STAGE_TIMER,
						 timer_model, &served),
			      0);
	hl_loop_timer_set(timer, now + HL_MS(1));
	hl_loop_timer_set(timer, HL_NEVER);
	hl_loop_once(loop, now + HL_MS(5));
	CU_ASSERT_EQUAL(served.count, 0);
	hl_loop_timer_set(timer, now + HL_MS(60000));
	hl_loop_timer_set(timer, 1);
	loop_settle(loop);
	CU_ASSERT_EQUAL(served.count, 1);
	hl_loop_close(loop);
}

struct again {
	struct served *served;
	struct hl_loop_timer *timer;
};

static void timer_again(void *arg, hl_usec now)
{
	struct again *again = arg;

	note(again->served, 'x');
	if (again->served->count < 5)
		hl_loop_timer_set(again->timer, now);
	else
		hl_loop_timer_close(again->timer);
}

static void a_timer_may_set_and_close_itself(void)
{
	struct served served;
	struct hl_loop *loop = loop_open(&served);
	struct again again = { .served = &served };

	CU_ASSERT_EQUAL_FATAL(hl_loop_timer_open(&again.timer, loop,
						 HL_STAGE_TIMER, timer_again,
						 &again),
			      0);
	hl_loop_timer_set(again.timer, hl_loop_now(loop));
	loop_settle(loop);
	CU_ASSERT_STRING_EQUAL(served.order, "xxxxx");
	hl_loop_timer_close(NULL);
	hl_loop_close(loop);
}

static void loop_end(void *arg, hl_usec now)
{
	(void)now;
	hl_loop_stop(arg, 42);
}

static void running_ends_with_the_status_it_was_given(void)
{
	struct served served;
	struct hl_loop *loop = loop_open(&served);
	struct hl_loop_timer *timer;

	CU_ASSERT_EQUAL_FATAL(hl_loop_timer_open(&timer, loop, HL_STAGE_TIMER,
						 loop_end, loop),
			      0);
	hl_loop_timer_set(timer, hl_loop_now(loop));
	CU_ASSERT_EQUAL(hl_loop_run(loop), 42);
	hl_loop_close(loop);
}

static void time_stands_still_within_a_turn(void)
{
	struct served served;
	struct hl_loop *loop = loop_open(&served);
	hl_usec a;

	hl_loop_once(loop, 0);
	a = hl_loop_now(loop);
	for (volatile unsigned i = 0; i < 100000; i++)
		continue;
	CU_ASSERT_EQUAL(hl_loop_now(loop), a);
	hl_loop_once(loop, 0);
	CU_ASSERT(hl_loop_now(loop) > a);
	hl_loop_close(loop);
}

/* ---- signals, folders, the manager -------------------------------------- */

static void signal_note(void *arg, int signal)
{
	note(arg, signal == SIGUSR2 ? '2' : '?');
}

static void a_signal_is_an_event(void)
{
	struct served served;
	struct hl_loop *loop = loop_open(&served);
	sigset_t before;

	sigprocmask(SIG_SETMASK, NULL, &before);
	CU_ASSERT_EQUAL_FATAL(
		hl_loop_signal(loop, SIGUSR2, signal_note, &served), 0);
	CU_ASSERT_EQUAL(hl_loop_signal(loop, SIGUSR2, signal_note, &served),
			-EBUSY);
	CU_ASSERT_EQUAL(hl_loop_signal(loop, SIGCONT, signal_note, &served),
			-EBUSY);
	CU_ASSERT_EQUAL(served.count, 0);
	raise(SIGUSR2);
	loop_wait(&served, 1);
	CU_ASSERT_STRING_EQUAL(served.order, "2");
	hl_loop_close(loop);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

static void writing_to_nobody_is_an_error_not_the_end(void)
{
	struct served served;
	struct hl_loop *loop = loop_open(&served);
	int ends[2];

	CU_ASSERT_EQUAL_FATAL(pipe(ends), 0);
	close(ends[0]);
	CU_ASSERT_EQUAL(write(ends[1], "x", 1), -1);
	CU_ASSERT_EQUAL(errno, EPIPE);
	close(ends[1]);
	hl_loop_close(loop);
}

static void folder_note(void *arg)
{
	note(arg, 'f');
}

static void a_folder_tells_what_appears_in_it(void)
{
	char folder[] = "/tmp/holdline-loop-XXXXXX";
	char path[64];
	struct served served;
	struct hl_loop *loop = loop_open(&served);

	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
	CU_ASSERT_EQUAL(hl_loop_folder(loop, "/nonexistent", folder_note,
				       &served),
			-ENOENT);
	CU_ASSERT_EQUAL(hl_loop_folder(loop, folder, folder_note, &served),
			0);
	CU_ASSERT_EQUAL(hl_loop_folder(loop, folder, folder_note, &served),
			0);
	snprintf(path, sizeof(path), "%s/channel", folder);
	close(open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
	loop_wait(&served, 1);
	CU_ASSERT_STRING_EQUAL(served.order, "f");
	unlink(path);
	loop_settle(loop);
	CU_ASSERT_STRING_EQUAL(served.order, "ff");
	rmdir(folder);
	loop_settle(loop);
	CU_ASSERT_EQUAL(hl_loop_folder(loop, folder, folder_note, &served),
			-ENOENT);
	CU_ASSERT_EQUAL(mkdir(folder, 0700), 0);
	served.count = 0;
	CU_ASSERT_EQUAL(hl_loop_folder(loop, folder, folder_note, &served),
			0);
	close(open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
	loop_settle(loop);
	CU_ASSERT(served.count > 0);
	unlink(path);
	rmdir(folder);
	hl_loop_close(loop);
}

static void without_a_manager_nobody_is_told(void)
{
	struct served served;
	struct hl_loop *loop = loop_open(&served);

	unsetenv("NOTIFY_SOCKET");
	unsetenv("WATCHDOG_USEC");
	CU_ASSERT_FALSE(hl_loop_notify("READY=1"));
	CU_ASSERT_EQUAL(hl_loop_watchdog(loop, NULL, NULL), 0);
	hl_loop_close(loop);
}

static bool ill(void *arg)
{
	note(arg, 'q');
	return false;
}

static void an_ill_daemon_does_not_answer_the_watchdog(void)
{
	struct served served;
	struct hl_loop *loop = loop_open(&served);
	char pid[16];

	snprintf(pid, sizeof(pid), "%d", (int)getpid());
	setenv("WATCHDOG_PID", pid, 1);
	setenv("WATCHDOG_USEC", "2000", 1);
	CU_ASSERT_EQUAL(hl_loop_watchdog(loop, ill, &served), 1);
	CU_ASSERT_EQUAL(hl_loop_watchdog(loop, ill, &served), -EBUSY);
	loop_wait(&served, 3);
	CU_ASSERT(served.count >= 3);
	unsetenv("WATCHDOG_PID");
	unsetenv("WATCHDOG_USEC");
	hl_loop_close(loop);
}

/* ---- being late --------------------------------------------------------- */

static void a_stop_of_the_process_is_seen_before_any_hook_event(void)
{
	struct served served;
	struct hl_loop *loop = loop_open(&served);
	struct card card = { .served = &served };
	hl_usec before = hl_loop_now(loop);
	int far;

	channel_open(&card.near, &far);
	CU_ASSERT_EQUAL(hl_loop_watch(loop, card.near, HL_WATCH_EVENT,
				      card_ready, &card),
			0);
	hl_loop_once(loop, hl_loop_now(loop) + HL_MS(2));
	channel_event(far);
	raise(SIGCONT);
	loop_wait(&served, 1);
	CU_ASSERT_EQUAL(hl_loop_stats(loop)->stops, 1);
	CU_ASSERT(served.awake <= served.at[0]);
	CU_ASSERT(served.awake >= before);
	hl_loop_close(loop);
	close(card.near);
	close(far);
}

static void an_idle_loop_sleeps(void)
{
	struct served served;
	struct hl_loop *loop = loop_open(&served);
	uint64_t before = hl_loop_stats(loop)->wakeups;

	hl_loop_once(loop, hl_loop_now(loop) + HL_MS(20));
	CU_ASSERT(hl_loop_stats(loop)->wakeups - before <= 1);
	hl_loop_close(loop);
	hl_loop_close(NULL);
}

#define C(f) { #f, f }

CU_TestInfo *test_loop(void)
{
	static CU_TestInfo tests[] = {
		C(what_waits_is_served_in_the_order_of_its_stage),
		C(a_hook_event_goes_before_a_timer_and_a_socket),
		C(events_and_samples_of_one_descriptor_have_their_own_stages),
		C(a_forgotten_descriptor_is_not_served),
		C(samples_can_be_wanted_and_not_wanted_any_number_of_times),
		C(of_two_cards_that_are_always_ready_each_has_its_turn),
		C(a_descriptor_that_cannot_be_watched_is_refused),
		C(a_descriptor_is_a_cards_or_a_plain_one),
		C(a_socket_is_told_to_read_to_write_and_that_it_is_gone),
		C(an_error_nobody_takes_does_not_starve_the_rest),
		C(a_descriptor_let_go_is_served_when_it_is_asked_for_again),
		C(a_timer_is_not_early_and_comes_once),
		C(the_last_word_to_a_timer_counts),
		C(a_timer_may_set_and_close_itself),
		C(running_ends_with_the_status_it_was_given),
		C(time_stands_still_within_a_turn),
		C(a_signal_is_an_event),
		C(writing_to_nobody_is_an_error_not_the_end),
		C(a_folder_tells_what_appears_in_it),
		C(without_a_manager_nobody_is_told),
		C(an_ill_daemon_does_not_answer_the_watchdog),
		C(a_stop_of_the_process_is_seen_before_any_hook_event),
		C(an_idle_loop_sleeps),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
