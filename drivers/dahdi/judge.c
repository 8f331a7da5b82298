/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge.c - the closed list of requests, and what their arguments may be
 *
 * In:  a request and its argument, before they reach the kernel.
 * Out: yes, or no with a sentence.
 * Not: asking the kernel - sys.c.
 *
 * Every refusal below stands for something that was seen to happen on the
 * real modules: an oops, an endless ring, a deaf line, a foreign ear.
 */
#include "judge.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include <dahdi/user.h>

#define LONGEST_MS 5000      /* HL_HOOK_LONGEST: no hook time is longer */
#define CADENCE_SUM_MS 8000  /* house: two rounds of the slowest ringing */
#define CADENCE_LEAD_MS 12000 /* house: a round with a message in its pause */
#define CADENCE_LEAST_MS 20  /* house: a shorter burst moves no bell */
#define PSEUDO_FIRST 0x8000  /* FIRST_PSEUDO_CHANNEL, dahdi-base.c */
#define TRANSFER_MS 60000    /* house: longer than any message */
#define BUFSIZE_LEAST 16     /* DAHDI_SET_BUFINFO, dahdi-base.c */

static int value(const void *arg)
{
	return *(const int *)arg;
}

static bool is_hook_time(int ms)
{
	return ms >= 1 && ms <= LONGEST_MS;
}

static const char *check_flag(const void *arg)
{
	return value(arg) == 0 || value(arg) == 1 ? NULL : "neither 0 nor 1";
}

static const char *check_channel(const void *arg)
{
	return value(arg) >= 1 && value(arg) < PSEUDO_FIRST ?
		       NULL :
		       "not the number of a channel";
}

static const char *check_blocksize(const void *arg)
{
	return value(arg) >= BUFSIZE_LEAST &&
			       value(arg) <= DAHDI_MAX_BLOCKSIZE ?
		       NULL :
		       "a block has 16 to 8192 samples";
}

/*
 * The event queue is never flushed: the release of a trunk is an event and
 * nothing else.
 */
static const char *check_flush(const void *arg)
{
	int what = value(arg);

	return what && !(what & ~DAHDI_FLUSH_BOTH) ?
		       NULL :
		       "only samples may be flushed, never events";
}

static const char *check_params(const void *arg)
{
	const struct dahdi_params *p = arg;

	/* Negative: an event a millisecond; 0: hanging up is never seen. */
	if (!is_hook_time(p->rxflashtime))
		return "rxflashtime is not 1 to 5000 ms";
	/* 0: the line stays in this state until the next hook order. */
	if (!is_hook_time(p->debouncetime))
		return "debouncetime is not 1 to 5000 ms";
	if (!is_hook_time(p->flashtime))
		return "flashtime is not 1 to 5000 ms";
	if (!is_hook_time(p->preflashtime))
		return "preflashtime is not 1 to 5000 ms";
	if (!is_hook_time(p->starttime))
		return "starttime is not 1 to 5000 ms";
	if (!is_hook_time(p->winktime) || !is_hook_time(p->prewinktime) ||
	    !is_hook_time(p->rxwinktime))
		return "a wink time is not 1 to 5000 ms";
	if (!is_hook_time(p->pulsebreaktime) ||
	    !is_hook_time(p->pulsemaketime) ||
	    !is_hook_time(p->pulseaftertime))
		return "a pulse time is not 1 to 5000 ms";
	return NULL;
}

static const char *check_hook(const void *arg)
{
	switch (value(arg)) {
	case DAHDI_ONHOOK:
	case DAHDI_OFFHOOK:
	case DAHDI_FLASH:
	case DAHDI_START:
	case DAHDI_RING:
	case DAHDI_RINGOFF:
		return NULL;
	default:
		return "not an order for a loop";
	}
}

static const char *check_getconf(const void *arg)
{
	const struct dahdi_confinfo *conf = arg;

	return conf->chan >= 0 && conf->chan < PSEUDO_FIRST ?
		       NULL :
		       "not the number of a channel";
}

static const char *check_monitor(const struct dahdi_confinfo *conf)
{
	/* Watching a pseudo channel ends in a null pointer in the kernel. */
	if (conf->confno >= PSEUDO_FIRST)
		return "a pseudo channel must not be monitored";
	if (conf->confno < 1)
		return "not the number of a channel";
	if (conf->confmode & DAHDI_CONF_FLAG_MASK)
		return "a monitor neither talks nor listens";
	return NULL;
}

static const char *check_conference(const struct dahdi_confinfo *conf)
{
	const int either = DAHDI_CONF_TALKER | DAHDI_CONF_LISTENER;
	int flags = conf->confmode & ~DAHDI_CONF_MODE_MASK;

	if (!flags || flags & ~either)
		return "a member talks, listens or both, and nothing else";
	/* -1 asks for a free one; number 1024 is accepted by mistake. */
	if (conf->confno == -1)
		return NULL;
	if (conf->confno < 1 || conf->confno >= DAHDI_MAX_CONF)
		return "a conference has a number from 1 to 1023";
	return NULL;
}

static const char *check_setconf(const void *arg)
{
	const struct dahdi_confinfo *conf = arg;

	if (conf->chan != 0)
		return "only the descriptor's own channel may be wired";

	switch (conf->confmode & DAHDI_CONF_MODE_MASK) {
	case DAHDI_CONF_NORMAL:
		return conf->confno || conf->confmode ?
			       "no conference has mode 0 and number 0" :
			       NULL;
	case DAHDI_CONF_MONITOR:
	case DAHDI_CONF_DIGITALMON:
		return check_monitor(conf);
	case DAHDI_CONF_CONF:
		return check_conference(conf);
	default:
		return "this conference mode is not used";
	}
}

static const char *check_tone(const void *arg)
{
	int tone = value(arg);

	if (tone >= DAHDI_TONE_STOP && tone < DAHDI_TONE_MAX)
		return NULL;
	if (tone >= DAHDI_TONE_DTMF_BASE && tone <= DAHDI_TONE_DTMF_MAX)
		return NULL;
	return "neither a tone of a zone nor a DTMF digit";
}

static const char *check_zone(const void *arg)
{
	return value(arg) >= DAHDI_TONE_ZONE_DEFAULT &&
			       value(arg) < DAHDI_TONE_ZONE_MAX ?
		       NULL :
		       "not the number of a tone zone";
}

static const char *check_bufinfo(const void *arg)
{
	const struct dahdi_bufferinfo *info = arg;

	if (info->numbufs < 2 || info->numbufs > DAHDI_MAX_NUM_BUFS)
		return "there are 2 to 32 buffers";
	if (info->bufsize < BUFSIZE_LEAST ||
	    info->bufsize > DAHDI_MAX_BLOCKSIZE)
		return "a buffer has 16 to 8192 samples";
	/* Both are bounded, so this product cannot overflow here. */
	if (info->numbufs * info->bufsize > DAHDI_MAX_BUF_SPACE)
		return "all buffers have at most 32768 samples";
	if (info->txbufpolicy < DAHDI_POLICY_IMMEDIATE ||
	    info->txbufpolicy > DAHDI_POLICY_HALF_FULL)
		return "not a buffer policy";
	return NULL;
}

static const char *check_law(const void *arg)
{
	return value(arg) >= DAHDI_LAW_DEFAULT &&
			       value(arg) <= DAHDI_LAW_ALAW ?
		       NULL :
		       "not a law";
}

static const char *check_echo(const void *arg)
{
	int taps = value(arg);

	if (taps == 0 || taps == 1)
		return NULL;
	return taps >= 32 && taps <= 1024 ? NULL :
					    "neither 0, 1 nor 32 to 1024 taps";
}

/*
 * Pairs of ringing and silence, ended by a 0. One ringing length may be
 * negative: there the rhythm starts again, and what is before it rings once.
 * All zero rings for ever, a single entry rings its silence from another
 * table.
 */
static const char *check_cadence(const void *arg)
{
	const struct dahdi_ring_cadence *cadence = arg;
	const int *ms;
	unsigned marks = 0;
	long sum = 0;
	unsigned i;

	/* A null pointer orders the zone's own cadence. */
	if (!cadence)
		return NULL;

	ms = cadence->ringcadence;
	for (i = 0; i + 1 < DAHDI_MAX_CADENCE && ms[i]; i += 2) {
		if (ms[i] < -CADENCE_SUM_MS || ms[i] > CADENCE_SUM_MS ||
		    abs(ms[i]) < CADENCE_LEAST_MS)
			return "a burst of ringing has 20 to 8000 ms";
		if (ms[i + 1] < CADENCE_LEAST_MS ||
		    ms[i + 1] > CADENCE_SUM_MS)
			return "a burst is followed by 20 to 8000 ms silence";
		if (ms[i] < 0 && sum > CADENCE_LEAD_MS)
			return "what rings once lasts 12000 ms at most";
		marks += ms[i] < 0;
		sum = (ms[i] < 0 ? 0 : sum) + abs(ms[i]) + ms[i + 1];
	}

	if (i == 0)
		return "a cadence without a burst rings for ever";
	if (i >= DAHDI_MAX_CADENCE)
		return "a cadence ends with 0";
	if (marks > 1)
		return "a cadence starts again at one place only";
	return sum > CADENCE_SUM_MS ? "a cadence lasts 8000 ms at most" : NULL;
}

static const char *check_transfer(const void *arg)
{
	return value(arg) >= 1 && value(arg) <= TRANSFER_MS ?
		       NULL :
		       "sound goes to a telephone on the hook for 1 to 60000 ms";
}

/* Pulses only, one digit a call: each call loses 512 bytes of the kernel. */
static const char *check_dial(const void *arg)
{
	const struct dahdi_dialoperation *dial = arg;
	const char *text = dial->dialstr;

	if (dial->op != DAHDI_DIAL_OP_REPLACE)
		return "a digit waits for nobody";
	return text[0] == 'P' && text[1] >= '0' && text[1] <= '9' &&
			       text[2] == '\0' ?
		       NULL :
		       "only one digit, and only in pulses, is dialled so";
}

/* A table that is wrong in one place is heard as a crackle. */
static const char *check_gains(const void *arg)
{
	const struct dahdi_gains *gains = arg;
	int i;

	if (gains->chan != 0)
		return "only the descriptor's own channel has its gains set";
	for (i = 0; i < 256; i++)
		if ((gains->rxgain[i] ^ i) & 0x80 ||
		    (gains->txgain[i] ^ i) & 0x80)
			return "a gain changes no sign";
	return NULL;
}

static const char *check_lamp(const void *arg)
{
	const struct dahdi_vmwi_info *info = arg;

	/* 90 V of direct current and a reversed line are other telephones'. */
	return info->vmwi_type == DAHDI_VMWI_HVAC ? NULL :
						    "only neon lamps are lit";
}

/* clang-format off */
#define CTL "belongs to /dev/dahdi/ctl, which is never opened"
#define OLD "an older form of the same request"
#define DIG "is for data channels"
#define DIA "writes to the kernel's log only"
#define ELS "belongs to another kind of device"

#define YES(name, check) { name, #name, NULL, check }
#define NO(name, why)    { name, #name, why, NULL }

static const struct dahdi_rule rules[] = {
	YES(DAHDI_SPECIFY,       check_channel),
	YES(DAHDI_GET_PARAMS,    NULL),
	YES(DAHDI_SET_PARAMS,    check_params),
	YES(DAHDI_HOOK,          check_hook),
	YES(DAHDI_GETEVENT,      NULL),
	YES(DAHDI_GETCONF,       check_getconf),
	YES(DAHDI_SETCONF,       check_setconf),
	YES(DAHDI_CONFMUTE,      check_flag),
	YES(DAHDI_GETCONFMUTE,   NULL),
	YES(DAHDI_SENDTONE,      check_tone),
	YES(DAHDI_SETTONEZONE,   check_zone),
	YES(DAHDI_GETTONEZONE,   NULL),
	YES(DAHDI_SETCADENCE,    check_cadence),
	YES(DAHDI_GET_BUFINFO,   NULL),
	YES(DAHDI_SET_BUFINFO,   check_bufinfo),
	YES(DAHDI_GET_BLOCKSIZE, NULL),
	YES(DAHDI_SET_BLOCKSIZE, check_blocksize),
	YES(DAHDI_FLUSH,         check_flush),
	YES(DAHDI_SETLINEAR,     check_flag),
	YES(DAHDI_SETLAW,        check_law),
	YES(DAHDI_AUDIOMODE,     check_flag),
	YES(DAHDI_ECHOCANCEL,    check_echo),
	YES(DAHDI_SETPOLARITY,   check_flag),
	YES(DAHDI_ONHOOKTRANSFER, check_transfer),
	YES(DAHDI_VMWI,          check_flag),
	YES(DAHDI_VMWI_CONFIG,   check_lamp),
	YES(DAHDI_CHANNO,        NULL),
	YES(DAHDI_DIAL,          check_dial),
	YES(DAHDI_DIALING,       NULL),
	YES(DAHDI_SETGAINS,      check_gains),
	YES(DAHDI_SPANSTAT,      NULL),

	NO(DAHDI_SYNC,           "does not return while sound is queued"),
	NO(DAHDI_SETSIGFREEZE,   "makes the line deaf to its telephone"),
	NO(DAHDI_LOOPBACK,       "gives the telephone its own voice"),
	NO(DAHDI_CONFLINK,       "lets one conference listen to another"),
	NO(DAHDI_IOMUX,          "waits; we wait in the loop only"),
	NO(DAHDI_SETTXBITS,      "goes past the kernel's state of the line"),
	NO(DAHDI_SET_HWGAIN,     "gains are the operator's, set by dahdi_cfg"),
	NO(DAHDI_TONEDETECT,     "digits are heard by ourselves"),
	NO(DAHDI_BUFFER_EVENTS,  "fills the queue of hook events"),
	NO(DAHDI_ECHOTRAIN,      "mutes a call"),
	NO(DAHDI_ECHOCANCEL_PARAMS, "carries a pointer and a count"),
	NO(DAHDI_ECHOCANCEL_FAX_MODE, "is not used"),
	NO(DAHDI_GETGAINS,       "is not used"),
	NO(DAHDI_GETRXBITS,      "may carry a neighbour's bits"),
	NO(DAHDI_GETSIGFREEZE,   "is not used"),
#ifdef DAHDI_RXMIRROR
	NO(DAHDI_RXMIRROR,       "taps a line"),
	NO(DAHDI_TXMIRROR,       "taps a line"),
#endif

	NO(DAHDI_INDIRECT,       CTL),
	NO(DAHDI_STARTUP,        CTL),
	NO(DAHDI_SHUTDOWN,       CTL),
	NO(DAHDI_FREEZONE,       CTL),
	NO(DAHDI_LOADZONE,       CTL),
	NO(DAHDI_DEFAULTZONE,    CTL),
	NO(DAHDI_SPANCONFIG,     CTL),
	NO(DAHDI_CHANCONFIG,     CTL),
	NO(DAHDI_SFCONFIG,       CTL),
	NO(DAHDI_ATTACH_ECHOCAN, CTL),
	NO(DAHDI_SET_DIALPARAMS, CTL),
	NO(DAHDI_GET_DIALPARAMS, CTL),
	NO(DAHDI_GETVERSION,     CTL),
	NO(DAHDI_MAINT,          CTL),
	NO(DAHDI_DYNAMIC_CREATE, CTL),
	NO(DAHDI_DYNAMIC_DESTROY, CTL),

	NO(DAHDI_GET_PARAMS_V1,  OLD),
	NO(DAHDI_GETCONF_V1,     OLD),
	NO(DAHDI_SETCONF_V1,     OLD),
	NO(DAHDI_GETGAINS_V1,    OLD),
	NO(DAHDI_SPANSTAT_V1,    OLD),

	NO(DAHDI_HDLCRAWMODE,    DIG),
	NO(DAHDI_HDLCFCSMODE,    DIG),
	NO(DAHDI_HDLCPPP,        DIG),
	NO(DAHDI_HDLC_RATE,      DIG),

	NO(DAHDI_CONFDIAG,       DIA),
	NO(DAHDI_CONFDIAG_V1,    DIA),
	NO(DAHDI_CHANDIAG,       DIA),
	NO(DAHDI_CHANDIAG_V1,    DIA),

	NO(DAHDI_TIMERCONFIG,    ELS),
	NO(DAHDI_TIMERACK,       ELS),
	NO(DAHDI_TIMERPING,      ELS),
	NO(DAHDI_TIMERPONG,      ELS),
	NO(DAHDI_TRANSCODE_OP,   ELS),
	NO(DAHDI_TC_ALLOCATE,    ELS),
	NO(DAHDI_TC_GETINFO,     ELS),
	NO(DAHDI_RADIO_GETSTAT,  ELS),
	NO(DAHDI_RADIO_GETPARAM, ELS),
	NO(DAHDI_RADIO_SETPARAM, ELS),
};
/* clang-format on */

#define RULES (sizeof(rules) / sizeof(rules[0]))

const struct dahdi_rule *dahdi_rule_at(unsigned index)
{
	return index < RULES ? &rules[index] : NULL;
}

static const struct dahdi_rule *rule_find(unsigned long request)
{
	unsigned i;

	for (i = 0; i < RULES; i++)
		if (rules[i].request == request)
			return &rules[i];
	return NULL;
}

static int refuse(int r, const char *name, const char *reason, char *why,
		  size_t size)
{
	if (why && size)
		snprintf(why, size, "%s: %s", name, reason);
	return r;
}

int dahdi_judge(unsigned long request, const void *arg, char *why,
		size_t size)
{
	const struct dahdi_rule *rule = rule_find(request);
	const char *fault;
	char name[32];

	if (!rule) {
		snprintf(name, sizeof(name), "request 0x%lx", request);
		return refuse(-EPERM, name, "is not known", why, size);
	}
	if (rule->never)
		return refuse(-EPERM, rule->name, rule->never, why, size);
	if (!arg && rule->request != DAHDI_SETCADENCE)
		return refuse(-EINVAL, rule->name, "needs an argument", why,
			      size);

	fault = rule->check ? rule->check(arg) : NULL;
	if (fault)
		return refuse(-EINVAL, rule->name, fault, why, size);
	return 0;
}
