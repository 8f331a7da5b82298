/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * profile.c - windows of loop breaks, by country or kind of set
 *
 * In:  a name, or windows from a configuration.
 * Out: checked windows; the class of a break of known length.
 * Not: time, edges - hook.c.
 */
#include "holdline/hook.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct profile_row {
	const char *name;
	struct hl_profile windows;
	const char *source;
};

/* clang-format off */
static const struct profile_row rows[] = {
	/*        glitch pulse    flash      on-   inter quiet send
	 *               min max  min  max   hook  digit             */
	{ "us",  { 15,   40, 100, 300, 1000, 1100, 300,  200,  600 },
	  "flash 300-1000 TIA-464; pulse RFC 5098 widened to 8 a second with breaks of two thirds; on-hook house; sends 600 Panasonic" },
	{ "tbr", { 15,   40, 65,  70,  130,  400,  300,  200,  100 },
	  "timed break recall: NEC 70-125 with the dial break cut to 65; on-hook 400 Lantiq; sends 100 NEC" },
	{ "de",  { 15,   40, 100, 200, 400,  600,  300,  200,  300 },
	  "public exchange sends 300 (AEG); window and on-hook house" },
	{ "fr",  { 15,   40, 100, 200, 400,  600,  300,  200,  270 },
	  "sets send about 270; window and on-hook house" },
	{ "nz",  { 15,   40, 100, 300, 1000, 1100, 300,  200,  600 },
	  "sets send about 600; as us" },
	{ "jp",  { 15,   40, 100, 300, 1000, 1100, 300,  200,  600 },
	  "hooking about 600; as us" },
};
/* clang-format on */

#define ROWS (sizeof(rows) / sizeof(rows[0]))

int hl_profile_find(const char *name, struct hl_profile *ret)
{
	for (size_t i = 0; i < ROWS; i++) {
		if (strcmp(rows[i].name, name) == 0) {
			*ret = rows[i].windows;
			return 0;
		}
	}
	return -ENOENT;
}

const char *hl_profile_name(unsigned index)
{
	return index < ROWS ? rows[index].name : NULL;
}

const char *hl_profile_source(unsigned index)
{
	return index < ROWS ? rows[index].source : NULL;
}

static int refuse(char *why, size_t size, const char *text, unsigned a,
		  unsigned b)
{
	if (why && size)
		snprintf(why, size, "%s (%u and %u ms)", text, a, b);
	return -EINVAL;
}

int hl_profile_check(const struct hl_profile *p, char *why, size_t size)
{
	if (p->glitch < 1)
		return refuse(why, size, "glitch is below 1 ms", p->glitch, 1);
	if (p->glitch > p->pulse_min)
		return refuse(why, size, "glitch is above pulse_min",
			      p->glitch, p->pulse_min);
	if (p->pulse_min > p->pulse_max)
		return refuse(why, size, "pulse_min is above pulse_max",
			      p->pulse_min, p->pulse_max);
	if (p->pulse_max >= p->flash_min)
		return refuse(why, size, "pulse and flash windows overlap",
			      p->pulse_max, p->flash_min);
	if (p->flash_min > p->flash_max)
		return refuse(why, size, "flash_min is above flash_max",
			      p->flash_min, p->flash_max);
	if (p->flash_max >= p->onhook)
		return refuse(why, size, "flash and on-hook windows overlap",
			      p->flash_max, p->onhook);
	if (p->onhook > HL_HOOK_LONGEST)
		return refuse(why, size, "onhook is too long", p->onhook,
			      HL_HOOK_LONGEST);
	if (p->interdigit < 1 || p->interdigit > HL_HOOK_LONGEST)
		return refuse(why, size, "interdigit is out of range",
			      p->interdigit, HL_HOOK_LONGEST);
	if (p->quiet > HL_HOOK_LONGEST)
		return refuse(why, size, "quiet is too long", p->quiet,
			      HL_HOOK_LONGEST);
	if (p->flash_send < 1 || p->flash_send > HL_HOOK_LONGEST)
		return refuse(why, size, "flash_send is out of range",
			      p->flash_send, HL_HOOK_LONGEST);
	return 0;
}

enum hl_break hl_profile_class(const struct hl_profile *p, hl_msec length)
{
	if (length < p->pulse_min)
		return HL_BREAK_GLITCH;
	if (length <= p->pulse_max)
		return HL_BREAK_PULSE;
	if (length < p->flash_min)
		return HL_BREAK_NOISE;
	if (length <= p->flash_max)
		return HL_BREAK_FLASH;
	if (length < p->onhook)
		return HL_BREAK_LATE;
	return HL_BREAK_ONHOOK;
}
