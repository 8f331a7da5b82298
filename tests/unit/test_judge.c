/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_judge.c - claims about the requests that may reach the kernel
 */
#include "suites.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <dahdi/user.h>

#include "drivers/dahdi/judge.h"

#define HEADER "/usr/include/dahdi/user.h"

static int judge_int(unsigned long request, int value)
{
	return dahdi_judge(request, &value, NULL, 0);
}

static int judge_conf(int chan, int confno, int confmode)
{
	struct dahdi_confinfo conf = { chan, confno, confmode };

	return dahdi_judge(DAHDI_SETCONF, &conf, NULL, 0);
}

static int judge_cadence(const int *ms, unsigned n)
{
	struct dahdi_ring_cadence cadence = { { 0 } };

	memcpy(cadence.ringcadence, ms, n * sizeof(*ms));
	return dahdi_judge(DAHDI_SETCADENCE, &cadence, NULL, 0);
}

#define CADENCE(...)                                                           \
	judge_cadence((const int[]){ __VA_ARGS__ },                            \
		      sizeof((const int[]){ __VA_ARGS__ }) / sizeof(int))

static int judge_buffers(int numbufs, int bufsize)
{
	struct dahdi_bufferinfo info = {
		.numbufs = numbufs,
		.bufsize = bufsize,
	};

	return dahdi_judge(DAHDI_SET_BUFINFO, &info, NULL, 0);
}

static struct dahdi_params sound_params(void)
{
	struct dahdi_params p;

	memset(&p, 0, sizeof(p));
	p.prewinktime = 50;
	p.preflashtime = 50;
	p.winktime = 150;
	p.flashtime = 750;
	p.starttime = 1500;
	p.rxwinktime = 300;
	p.rxflashtime = 1250;
	p.debouncetime = 600;
	p.pulsebreaktime = 50;
	p.pulsemaketime = 50;
	p.pulseaftertime = 750;
	return p;
}

static int judge_params(const struct dahdi_params *p)
{
	return dahdi_judge(DAHDI_SET_PARAMS, p, NULL, 0);
}

/* ---- the list ----------------------------------------------------------- */

static void no_request_is_listed_twice(void)
{
	const struct dahdi_rule *a;
	const struct dahdi_rule *b;
	unsigned i;
	unsigned k;

	for (i = 0; (a = dahdi_rule_at(i)) != NULL; i++)
		for (k = 0; k < i && (b = dahdi_rule_at(k)) != NULL; k++)
			CU_ASSERT_NOT_EQUAL(a->request, b->request);
	CU_ASSERT(i > 60);
}

static int is_listed(const char *name)
{
	const struct dahdi_rule *rule;
	unsigned i;

	for (i = 0; (rule = dahdi_rule_at(i)) != NULL; i++)
		if (!strcmp(rule->name, name))
			return 1;
#ifndef DAHDI_RXMIRROR
	return !strcmp(name, "DAHDI_RXMIRROR") ||
	       !strcmp(name, "DAHDI_TXMIRROR");
#else
	return 0;
#endif
}

/* A DAHDI that knows a new request makes us decide about it. */
static void every_request_of_the_header_is_listed(void)
{
	FILE *file = fopen(HEADER, "re");
	char line[256];
	char name[64];
	char kind[8];
	unsigned n = 0;

	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	while (fgets(line, sizeof(line), file)) {
		if (sscanf(line, "#define %63s _%4[IORW](", name, kind) != 2 ||
		    strncmp(kind, "IO", 2) != 0)
			continue;
		n++;
		CU_ASSERT_TRUE(is_listed(name));
	}
	fclose(file);
	CU_ASSERT(n > 60);
}

static void a_request_that_is_never_made_is_refused_with_its_reason(void)
{
	static const unsigned long never[] = {
		DAHDI_SYNC, DAHDI_INDIRECT, DAHDI_SETSIGFREEZE,
		DAHDI_LOOPBACK, DAHDI_FREEZONE, DAHDI_SHUTDOWN, DAHDI_STARTUP,
		DAHDI_CONFLINK, DAHDI_SETTXBITS, DAHDI_SET_HWGAIN,
		DAHDI_SPANCONFIG, DAHDI_CHANCONFIG, DAHDI_LOADZONE,
		DAHDI_ECHOTRAIN, DAHDI_DYNAMIC_DESTROY, DAHDI_MAINT,
		DAHDI_BUFFER_EVENTS, DAHDI_SETCONF_V1, DAHDI_IOMUX,
	};
	char why[128];
	unsigned i;

	for (i = 0; i < sizeof(never) / sizeof(never[0]); i++) {
		why[0] = '\0';
		CU_ASSERT_EQUAL(dahdi_judge(never[i], why, why, sizeof(why)),
				-EPERM);
		CU_ASSERT_PTR_NOT_NULL(strstr(why, "DAHDI_"));
		CU_ASSERT_PTR_NOT_NULL(strstr(why, ": "));
	}
}

static int dialled(int op, const char *text)
{
	struct dahdi_dialoperation dial = { .op = op };

	snprintf(dial.dialstr, sizeof(dial.dialstr), "%s", text);
	return dahdi_judge(DAHDI_DIAL, &dial, NULL, 0);
}

static void only_one_digit_in_pulses_is_dialled_by_the_kernel(void)
{
	CU_ASSERT_EQUAL(dialled(DAHDI_DIAL_OP_REPLACE, "P0"), 0);
	CU_ASSERT_EQUAL(dialled(DAHDI_DIAL_OP_REPLACE, "P9"), 0);
	CU_ASSERT_EQUAL(dialled(DAHDI_DIAL_OP_APPEND, "P9"), -EINVAL);
	CU_ASSERT_EQUAL(dialled(DAHDI_DIAL_OP_CANCEL, "P9"), -EINVAL);
	CU_ASSERT_EQUAL(dialled(DAHDI_DIAL_OP_REPLACE, "P12"), -EINVAL);
	CU_ASSERT_EQUAL(dialled(DAHDI_DIAL_OP_REPLACE, "T1"), -EINVAL);
	CU_ASSERT_EQUAL(dialled(DAHDI_DIAL_OP_REPLACE, "P*"), -EINVAL);
	CU_ASSERT_EQUAL(dialled(DAHDI_DIAL_OP_REPLACE, "P"), -EINVAL);
	CU_ASSERT_EQUAL(dialled(DAHDI_DIAL_OP_REPLACE, ""), -EINVAL);
}

static void gains_are_ours_and_change_no_sign(void)
{
	struct dahdi_gains gains = { 0 };
	int i;

	for (i = 0; i < 256; i++)
		gains.rxgain[i] = gains.txgain[i] = (unsigned char)i;
	CU_ASSERT_EQUAL(dahdi_judge(DAHDI_SETGAINS, &gains, NULL, 0), 0);
	gains.chan = 3;
	CU_ASSERT_EQUAL(dahdi_judge(DAHDI_SETGAINS, &gains, NULL, 0), -EINVAL);
	gains.chan = 0;
	gains.txgain[7] = 0x87;
	CU_ASSERT_EQUAL(dahdi_judge(DAHDI_SETGAINS, &gains, NULL, 0), -EINVAL);
}

static void an_unknown_request_is_refused(void)
{
	char why[128] = "";

	CU_ASSERT_EQUAL(dahdi_judge(0x4004da99, why, why, sizeof(why)),
			-EPERM);
	CU_ASSERT_STRING_EQUAL(why, "request 0x4004da99: is not known");
	CU_ASSERT_EQUAL(dahdi_judge(0, why, NULL, 0), -EPERM);
}

static void an_allowed_request_needs_its_argument(void)
{
	const struct dahdi_rule *rule;
	unsigned i;

	for (i = 0; (rule = dahdi_rule_at(i)) != NULL; i++) {
		if (rule->never)
			continue;
		CU_ASSERT_EQUAL(dahdi_judge(rule->request, NULL, NULL, 0),
				rule->request == DAHDI_SETCADENCE ? 0 :
								    -EINVAL);
	}
}

static void what_the_driver_needs_is_allowed(void)
{
	static const unsigned long reads[] = {
		DAHDI_GET_PARAMS, DAHDI_GETEVENT, DAHDI_GETCONFMUTE,
		DAHDI_GETTONEZONE, DAHDI_GET_BUFINFO, DAHDI_GET_BLOCKSIZE,
		DAHDI_CHANNO, DAHDI_DIALING, DAHDI_SPANSTAT,
	};
	char room[1024];
	unsigned i;

	for (i = 0; i < sizeof(reads) / sizeof(reads[0]); i++)
		CU_ASSERT_EQUAL(dahdi_judge(reads[i], room, NULL, 0), 0);
	CU_ASSERT_EQUAL(judge_int(DAHDI_SPECIFY, 1), 0);
	CU_ASSERT_EQUAL(judge_int(DAHDI_SETLINEAR, 1), 0);
	CU_ASSERT_EQUAL(judge_int(DAHDI_ECHOCANCEL, 0), 0);
	CU_ASSERT_EQUAL(judge_int(DAHDI_SETTONEZONE, 0), 0);
	CU_ASSERT_EQUAL(judge_int(DAHDI_CONFMUTE, 1), 0);
	CU_ASSERT_EQUAL(judge_int(DAHDI_AUDIOMODE, 1), 0);
}

/* ---- arguments ---------------------------------------------------------- */

static void only_a_real_channel_may_be_watched(void)
{
	CU_ASSERT_EQUAL(judge_conf(0, 1, DAHDI_CONF_MONITOR), 0);
	CU_ASSERT_EQUAL(judge_conf(0, 0x7fff, DAHDI_CONF_MONITOR), 0);
	CU_ASSERT_EQUAL(judge_conf(0, 12, DAHDI_CONF_DIGITALMON), 0);
	CU_ASSERT_EQUAL(judge_conf(0, 0x8000, DAHDI_CONF_MONITOR), -EINVAL);
	CU_ASSERT_EQUAL(judge_conf(0, 0x8001, DAHDI_CONF_DIGITALMON),
			-EINVAL);
	CU_ASSERT_EQUAL(judge_conf(0, 0, DAHDI_CONF_MONITOR), -EINVAL);
	CU_ASSERT_EQUAL(judge_conf(0, -1, DAHDI_CONF_MONITOR), -EINVAL);
	CU_ASSERT_EQUAL(judge_conf(0, 1,
				   DAHDI_CONF_MONITOR | DAHDI_CONF_TALKER),
			-EINVAL);
}

static void every_way_to_watch_but_two_is_refused(void)
{
	int mode;

	for (mode = 0; mode < 256; mode++)
		CU_ASSERT_EQUAL(judge_conf(0, 0x8000, mode), -EINVAL);
	for (mode = 1; mode < 256; mode++)
		if (mode != DAHDI_CONF_MONITOR &&
		    mode != DAHDI_CONF_DIGITALMON)
			CU_ASSERT_EQUAL(judge_conf(0, 5, mode), -EINVAL);
}

static void a_conference_has_a_sound_number_and_a_role(void)
{
	const int both = DAHDI_CONF_CONF | DAHDI_CONF_TALKER |
			 DAHDI_CONF_LISTENER;

	CU_ASSERT_EQUAL(judge_conf(0, -1, both), 0);
	CU_ASSERT_EQUAL(judge_conf(0, 1, both), 0);
	CU_ASSERT_EQUAL(judge_conf(0, 1023, both), 0);
	CU_ASSERT_EQUAL(judge_conf(0, 1024, both), -EINVAL);
	CU_ASSERT_EQUAL(judge_conf(0, 0, both), -EINVAL);
	CU_ASSERT_EQUAL(judge_conf(0, -2, both), -EINVAL);
	CU_ASSERT_EQUAL(judge_conf(0, 1, DAHDI_CONF_CONF), -EINVAL);
	CU_ASSERT_EQUAL(judge_conf(0, 1,
				   both | DAHDI_CONF_PSEUDO_TALKER), -EINVAL);
	CU_ASSERT_EQUAL(judge_conf(0, 1, both | 0x10000), -EINVAL);
	CU_ASSERT_EQUAL(judge_conf(0, 0, 0), 0);
	CU_ASSERT_EQUAL(judge_conf(0, 7, 0), -EINVAL);
	CU_ASSERT_EQUAL(judge_conf(0, 0, DAHDI_CONF_LISTENER), -EINVAL);
}

static void nobody_wires_a_channel_that_he_does_not_hold(void)
{
	CU_ASSERT_EQUAL(judge_conf(3, 0, 0), -EINVAL);
	CU_ASSERT_EQUAL(judge_conf(3, 1, DAHDI_CONF_MONITOR), -EINVAL);
}

static void hook_times_are_from_1_to_5000_ms(void)
{
	static const int wrong[] = { 0, -1, 5001, 1 << 30 };
	struct dahdi_params p = sound_params();
	int *const times[] = {
		&p.prewinktime, &p.preflashtime, &p.winktime, &p.flashtime,
		&p.starttime, &p.rxwinktime, &p.rxflashtime, &p.debouncetime,
		&p.pulsebreaktime, &p.pulsemaketime, &p.pulseaftertime,
	};
	unsigned i;
	unsigned k;

	CU_ASSERT_EQUAL(judge_params(&p), 0);
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		for (k = 0; k < sizeof(times) / sizeof(times[0]); k++) {
			p = sound_params();
			*times[k] = wrong[i];
			CU_ASSERT_EQUAL(judge_params(&p), -EINVAL);
		}
	}
	p = sound_params();
	p.rxflashtime = 1;
	p.debouncetime = 1;
	p.preflashtime = 1;
	p.flashtime = 5000;
	CU_ASSERT_EQUAL(judge_params(&p), 0);
}

static void a_cadence_has_whole_pairs_an_end_and_a_bound(void)
{
	CU_ASSERT_EQUAL(CADENCE(2000, 4000), 0);
	CU_ASSERT_EQUAL(CADENCE(300, 200, 1000, 200, 300, 4000), 0);
	CU_ASSERT_EQUAL(CADENCE(500, 500, -400, 200, 400, 2000), 0);
	CU_ASSERT_EQUAL(CADENCE(0, 0), -EINVAL);
	CU_ASSERT_EQUAL(CADENCE(500), -EINVAL);
	CU_ASSERT_EQUAL(CADENCE(500, 500, -1), -EINVAL);
	CU_ASSERT_EQUAL(CADENCE(500, 500, 400), -EINVAL);
	CU_ASSERT_EQUAL(CADENCE(500, -500), -EINVAL);
	CU_ASSERT_EQUAL(CADENCE(-500, 500, -500, 500), -EINVAL);
	CU_ASSERT_EQUAL(CADENCE(5000, 5000), -EINVAL);
	CU_ASSERT_EQUAL(CADENCE(-2147483647 - 1, 500), -EINVAL);
	CU_ASSERT_EQUAL(CADENCE(50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50,
				50, 50, 50, 50),
			-EINVAL);
}

static void buffers_are_counted_without_overflow(void)
{
	CU_ASSERT_EQUAL(judge_buffers(32, 1024), 0);
	CU_ASSERT_EQUAL(judge_buffers(2, 1024), 0);
	CU_ASSERT_EQUAL(judge_buffers(32, 160), 0);
	CU_ASSERT_EQUAL(judge_buffers(4, 8192), 0);
	CU_ASSERT_EQUAL(judge_buffers(32, 8192), -EINVAL);
	CU_ASSERT_EQUAL(judge_buffers(524288, 8192), -EINVAL);
	CU_ASSERT_EQUAL(judge_buffers(1, 160), -EINVAL);
	CU_ASSERT_EQUAL(judge_buffers(-1, 160), -EINVAL);
	CU_ASSERT_EQUAL(judge_buffers(4, 15), -EINVAL);
	CU_ASSERT_EQUAL(judge_int(DAHDI_SET_BLOCKSIZE, 8192), 0);
	CU_ASSERT_EQUAL(judge_int(DAHDI_SET_BLOCKSIZE, 8193), -EINVAL);
	CU_ASSERT_EQUAL(judge_int(DAHDI_SET_BLOCKSIZE, 15), -EINVAL);
}

static void events_are_never_flushed(void)
{
	CU_ASSERT_EQUAL(judge_int(DAHDI_FLUSH, DAHDI_FLUSH_READ), 0);
	CU_ASSERT_EQUAL(judge_int(DAHDI_FLUSH, DAHDI_FLUSH_WRITE), 0);
	CU_ASSERT_EQUAL(judge_int(DAHDI_FLUSH, DAHDI_FLUSH_BOTH), 0);
	CU_ASSERT_EQUAL(judge_int(DAHDI_FLUSH, DAHDI_FLUSH_EVENT), -EINVAL);
	CU_ASSERT_EQUAL(judge_int(DAHDI_FLUSH, DAHDI_FLUSH_ALL), -EINVAL);
	CU_ASSERT_EQUAL(judge_int(DAHDI_FLUSH, 0), -EINVAL);
}

static void hook_orders_and_tones_are_the_known_ones(void)
{
	CU_ASSERT_EQUAL(judge_int(DAHDI_HOOK, DAHDI_ONHOOK), 0);
	CU_ASSERT_EQUAL(judge_int(DAHDI_HOOK, DAHDI_OFFHOOK), 0);
	CU_ASSERT_EQUAL(judge_int(DAHDI_HOOK, DAHDI_FLASH), 0);
	CU_ASSERT_EQUAL(judge_int(DAHDI_HOOK, DAHDI_START), 0);
	CU_ASSERT_EQUAL(judge_int(DAHDI_HOOK, DAHDI_RING), 0);
	CU_ASSERT_EQUAL(judge_int(DAHDI_HOOK, DAHDI_RINGOFF), 0);
	CU_ASSERT_EQUAL(judge_int(DAHDI_HOOK, DAHDI_WINK), -EINVAL);
	CU_ASSERT_EQUAL(judge_int(DAHDI_HOOK, 7), -EINVAL);
	CU_ASSERT_EQUAL(judge_int(DAHDI_HOOK, -1), -EINVAL);
	CU_ASSERT_EQUAL(judge_int(DAHDI_SENDTONE, DAHDI_TONE_STOP), 0);
	CU_ASSERT_EQUAL(judge_int(DAHDI_SENDTONE, DAHDI_TONE_DIALTONE), 0);
	CU_ASSERT_EQUAL(judge_int(DAHDI_SENDTONE, DAHDI_TONE_DTMF_MAX), 0);
	CU_ASSERT_EQUAL(judge_int(DAHDI_SENDTONE, DAHDI_TONE_MAX), -EINVAL);
	CU_ASSERT_EQUAL(judge_int(DAHDI_SENDTONE, DAHDI_TONE_MFR1_BASE),
			-EINVAL);
	CU_ASSERT_EQUAL(judge_int(DAHDI_SENDTONE, -2), -EINVAL);
}

static void numbers_out_of_range_are_refused(void)
{
	CU_ASSERT_EQUAL(judge_int(DAHDI_SPECIFY, 0), -EINVAL);
	CU_ASSERT_EQUAL(judge_int(DAHDI_SPECIFY, -1), -EINVAL);
	CU_ASSERT_EQUAL(judge_int(DAHDI_SPECIFY, 0x8000), -EINVAL);
	CU_ASSERT_EQUAL(judge_int(DAHDI_SETTONEZONE, -2), -EINVAL);
	CU_ASSERT_EQUAL(judge_int(DAHDI_SETTONEZONE, 128), -EINVAL);
	CU_ASSERT_EQUAL(judge_int(DAHDI_SETLAW, 3), -EINVAL);
	CU_ASSERT_EQUAL(judge_int(DAHDI_SETLINEAR, 2), -EINVAL);
	CU_ASSERT_EQUAL(judge_int(DAHDI_ECHOCANCEL, 7), -EINVAL);
}

/* clang-format off */
#define T(name) { #name, name }

CU_TestInfo *test_judge(void)
{
	static CU_TestInfo tests[] = {
		T(no_request_is_listed_twice),
		T(every_request_of_the_header_is_listed),
		T(a_request_that_is_never_made_is_refused_with_its_reason),
		T(only_one_digit_in_pulses_is_dialled_by_the_kernel),
	T(gains_are_ours_and_change_no_sign),
	T(an_unknown_request_is_refused),
		T(an_allowed_request_needs_its_argument),
		T(what_the_driver_needs_is_allowed),
		T(only_a_real_channel_may_be_watched),
		T(every_way_to_watch_but_two_is_refused),
		T(a_conference_has_a_sound_number_and_a_role),
		T(nobody_wires_a_channel_that_he_does_not_hold),
		T(hook_times_are_from_1_to_5000_ms),
		T(a_cadence_has_whole_pairs_an_end_and_a_bound),
		T(buffers_are_counted_without_overflow),
		T(events_are_never_flushed),
		T(hook_orders_and_tones_are_the_known_ones),
		T(numbers_out_of_range_are_refused),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
/* clang-format on */
