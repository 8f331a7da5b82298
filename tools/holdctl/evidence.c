/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * evidence.c - in words: what was heard on a trunk, how it was released
 *
 * In:  records "progress" and "cleared".
 * Out: "busy tone 480+620 Hz 500/500 ms, 4 cycles"; "loop current drop".
 * Not: what follows from it - story.c, why.c.
 */
#include "holdctl.h"

#include <string.h>

#include "holdline/supervision.h"

struct word {
	const char *wire;
	const char *plain;
};

static const struct word kinds[] = {
#define X(id, wire, plain) { wire, plain },
	HL_PROGRESSES(X)
#undef X
};

static const struct word releases[] = {
#define X(id, wire, plain) { wire, plain },
	HL_RELEASES(X)
#undef X
};

static const char *plain_of(const struct word *words, unsigned n,
			    const char *wire)
{
	for (unsigned i = 0; i < n; i++)
		if (!strcmp(words[i].wire, wire))
			return words[i].plain;
	return wire;
}

const char *ctl_release(const json_t *record)
{
	return plain_of(releases, sizeof(releases) / sizeof(releases[0]),
			ctl_str(record, "by"));
}

char *ctl_evidence(const json_t *record, char *buf, size_t size)
{
	const json_t *hz = json_object_get(record, "freq_hz");
	long long low = json_integer_value(json_array_get(hz, 0));
	long long high = json_integer_value(json_array_get(hz, 1));
	long long cycles = (long long)ctl_int(record, "cycles");
	size_t n;

	n = (size_t)snprintf(buf, size, "%s",
			     plain_of(kinds, sizeof(kinds) / sizeof(kinds[0]),
				      ctl_str(record, "heard")));
	if (low && n < size)
		n += (size_t)snprintf(buf + n, size - n, " %lld", low);
	if (low && high && n < size)
		n += (size_t)snprintf(buf + n, size - n, "+%lld", high);
	if (low && n < size)
		n += (size_t)snprintf(buf + n, size - n, " Hz");
	if (cycles > 0 && n < size)
		snprintf(buf + n, size - n, " %lld/%lld ms, %lld cycle%s",
			 (long long)ctl_int(record, "on_ms"),
			 (long long)ctl_int(record, "off_ms"), cycles,
			 cycles == 1 ? "" : "s");
	else if (n < size)
		snprintf(buf + n, size - n, " for %lld ms",
			 (long long)ctl_int(record, "lasted_ms"));
	return buf;
}
