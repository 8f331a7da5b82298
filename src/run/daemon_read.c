/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * daemon_read.c - which configuration: a file, what the cards have, or the
 * virtual card
 *
 * In:  the options, the file system, the kernel's list of channels.
 * Out: a configuration.
 * Not: making it so - apply.c.
 */
#include "daemon_parts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "holdline/dahdi.h"

bool hl_daemon_is_virtual(const struct hl_daemon *daemon)
{
	return daemon->options.stations || daemon->options.trunks;
}

/* 101 .. and co1 .., whatever their channels. */
static int virtual_read(const struct hl_daemon_options *options,
			struct hl_config **ret)
{
	unsigned stations = options->stations;
	unsigned count = stations + options->trunks;
	struct hl_config_port *ports;
	char(*names)[HL_NAME_MAX];
	unsigned i;
	int r = -ENOMEM;

	if (count > HL_LINES_MAX)
		return -ENOSPC;
	ports = calloc(count, sizeof(*ports));
	names = calloc(count, sizeof(*names));
	for (i = 0; ports && names && i < count; i++) {
		bool trunk = i >= stations;

		snprintf(names[i], sizeof(names[i]), "%s%u",
			 trunk ? "co" : "", trunk ? i - stations + 1 : 101 + i);
		ports[i].driver = "sim";
		ports[i].channel = (int)i + 1;
		ports[i].kind = trunk ? HL_KIND_TRUNK : HL_KIND_STATION;
		ports[i].name = names[i];
	}
	if (ports && names)
		r = hl_config_auto(ret, ports, count);
	free(ports);
	free(names);
	return r;
}

static unsigned ports_find(const struct hl_dahdi_channel *channels,
			   unsigned count, struct hl_config_port *ports)
{
	unsigned n = 0;
	unsigned i;

	for (i = 0; i < count; i++) {
		if (channels[i].kind != HL_DAHDI_STATION &&
		    channels[i].kind != HL_DAHDI_TRUNK)
			continue;
		ports[n].driver = "dahdi";
		ports[n].channel = channels[i].number;
		ports[n].kind = channels[i].kind == HL_DAHDI_TRUNK
					? HL_KIND_TRUNK
					: HL_KIND_STATION;
		n++;
	}
	return n;
}

static int found_read(struct hl_config **ret)
{
	struct hl_dahdi_channel *channels;
	struct hl_config_port *ports;
	int count = hl_dahdi_scan(NULL, NULL, 0);
	int got;
	int r = -ENOMEM;

	/* No module, no rights: nothing is there yet. */
	if (count <= 0)
		return hl_config_auto(ret, NULL, 0);
	if (count > HL_LINES_MAX)
		count = HL_LINES_MAX;
	channels = calloc((size_t)count, sizeof(*channels));
	ports = calloc((size_t)count, sizeof(*ports));
	if (channels && ports) {
		got = hl_dahdi_scan(NULL, channels, (unsigned)count);
		if (got > count)
			got = count;
		r = hl_config_auto(
			ret, ports,
			got < 0 ? 0
				: ports_find(channels, (unsigned)got, ports));
	}
	free(channels);
	free(ports);
	return r;
}

int hl_daemon_config_read(const struct hl_daemon_options *options,
			  FILE *complaints, struct hl_config **ret)
{
	const char *path = options->config;

	if (options->stations || options->trunks)
		return virtual_read(options, ret);
	if (path)
		return hl_config_load(ret, path, complaints);
	if (access(HL_CONFIG_PATH, F_OK) < 0 && errno == ENOENT)
		return found_read(ret);
	return hl_config_load(ret, HL_CONFIG_PATH, complaints);
}

const char *hl_daemon_journal_path(const struct hl_daemon *daemon,
				   const struct hl_config *config, char *text,
				   size_t size)
{
	const char *path = daemon->options.journal;
	const char *folder;

	if (!path)
		path = hl_config_globals(config)->journal;
	if (strcmp(path, "none") == 0)
		return NULL;
	if (strcmp(path, "auto") == 0) {
		folder = getenv("STATE_DIRECTORY");
		if (!folder || !*folder)
			return NULL;
		/* The first of several, which colons part. */
		snprintf(text, size, "%.*s/events",
			 (int)strcspn(folder, ":"), folder);
		return text;
	}
	snprintf(text, size, "%s", path);
	return text;
}
