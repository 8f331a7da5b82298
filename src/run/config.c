/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config.c - a file, or what was found on the cards, becomes a configuration
 *
 * In:  a path, a text, or a list of ports.
 * Out: a configuration without a mistake, or every complaint at once.
 * Not: the judging - config_judge.c, config_plan.c, config_dial.c.
 */
#include "holdline/config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config_parts.h"

void hl_config_free(struct hl_config *config)
{
	unsigned i;

	if (!config)
		return;
	for (i = 0; config->line && i < config->lines; i++)
		free(config->line[i].ring);
	for (i = 0; i < config->alikes; i++)
		free(config->alike[i].ring);
	for (i = 0; i < config->groups; i++)
		free(config->group[i].lines);
	for (i = 0; i < config->addresses; i++) {
		free(config->address[i].lines);
		free(config->address[i].watchers);
	}
	for (i = 0; config->span && i < config->spans; i++) {
		free(config->span[i].line.ring);
		free(config->span[i].channels);
	}
	free(config->span);
	free(config->hotlines);
	free(config->path);
	free(config->origin);
	free(config->line);
	free(config->own);
	free(config->alike);
	free(config->by_name);
	free(config);
}

static int config_judge(struct hl_config *config, const char *text,
			size_t size, struct hl_tell *tell)
{
	struct hl_scan scan = { 0 };
	int r;

	r = hl_scan_text(&scan, text, size, tell);
	if (r == 0)
		r = hl_judge(config, &scan, tell);
	if (r == 0)
		r = hl_judge_plan(config, tell);
	if (r == 0)
		hl_judge_dial(config, &scan, tell);
	if (r == 0)
		r = hl_judge_stored(config, &scan, tell);
	hl_scan_fini(&scan);
	if (tell->nomem)
		r = -ENOMEM;
	return r;
}

static int config_make(struct hl_config **ret, const char *text, size_t size,
		       struct hl_tell *tell)
{
	struct hl_config *config;
	int r;

	config = calloc(1, sizeof(*config));
	if (!config)
		return -ENOMEM;
	config->path = strdup(tell->file);
	r = config->path ? config_judge(config, text, size, tell) : -ENOMEM;
	if (r == -ENOMEM)
		goto out;
	if (tell->count[HL_GRADE_MISTAKE]) {
		r = -EINVAL;
		goto out;
	}
	r = hl_lines_share(config);
	if (r < 0)
		goto out;
	*ret = config;
	config = NULL;
out:
	hl_config_free(config);
	return r;
}

int hl_config_parse(struct hl_config **ret, const char *name, const char *text,
		    size_t size, FILE *complaints)
{
	struct hl_tell tell = { .file = name };
	int r;

	r = config_make(ret, text, size, &tell);
	if (complaints)
		hl_tell_print(&tell, complaints);
	hl_tell_fini(&tell);
	return r;
}

/* ---- a file ------------------------------------------------------------- */

static const char *open_mend(int error)
{
	switch (error) {
	case EACCES:
		return "let the user of the daemon read it";
	case ENOENT:
		return "give the right path, or none for the automatic set-up";
	default:
		return NULL;
	}
}

/* A configuration that anybody may write is anybody's to command. */
static int file_check(int fd, struct hl_tell *tell)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return -errno;
	if (!S_ISREG(st.st_mode)) {
		hl_tell(tell, 0, HL_GRADE_MISTAKE, NULL, "this is no file");
		return -EINVAL;
	}
	if (st.st_mode & S_IWOTH) {
		hl_tell(tell, 0, HL_GRADE_MISTAKE, "chmod o-w",
			"anybody can write this file");
		return -EINVAL;
	}
	return 0;
}

/* One byte more than is allowed, so that too much shows. */
static int file_read(int fd, char **ret, size_t *size)
{
	size_t room = HL_CONFIG_BYTES_MAX + 1;
	char *text = malloc(room);
	size_t n = 0;
	ssize_t got;

	if (!text)
		return -ENOMEM;
	while (n < room) {
		got = read(fd, text + n, room - n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			free(text);
			return -errno;
		}
		if (got == 0)
			break;
		n += (size_t)got;
	}
	*ret = text;
	*size = n;
	return 0;
}

static int file_make(struct hl_config **ret, struct hl_tell *tell)
{
	char *text = NULL;
	size_t size = 0;
	int fd;
	int r;

	/* Not blocking: a path may name a pipe. */
	fd = open(tell->file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	r = fd < 0 ? -errno : file_check(fd, tell);
	if (r == 0)
		r = file_read(fd, &text, &size);
	if (fd >= 0)
		close(fd);
	if (r == 0)
		r = config_make(ret, text, size, tell);
	else if (!tell->count[HL_GRADE_MISTAKE])
		hl_tell(tell, 0, HL_GRADE_MISTAKE, open_mend(-r), "%s",
			strerror(-r));
	free(text);
	return r;
}

int hl_config_load(struct hl_config **ret, const char *path, FILE *complaints)
{
	struct hl_tell tell = { .file = path };
	int r;

	r = file_make(ret, &tell);
	if (complaints)
		hl_tell_print(&tell, complaints);
	hl_tell_fini(&tell);
	return r;
}

/* ---- without a file ----------------------------------------------------- */

static void port_print(const struct hl_config_port *port, unsigned *trunks,
		       FILE *out)
{
	bool trunk = port->kind == HL_KIND_TRUNK;

	if (port->name)
		fprintf(out, "[line %s]\n", port->name);
	else if (trunk)
		fprintf(out, "[line co%d]\n", port->channel);
	else
		fprintf(out, "[line %d]\n", 100 + port->channel);
	fprintf(out, "driver = %s\nchannel = %d\n", port->driver,
		port->channel);
	if (trunk)
		fputs("kind = trunk\n", out);
	if (trunk && (*trunks)++ < HL_GROUP_LINES_MAX)
		fputs("group = out\n", out);
}

static void ports_print(const struct hl_config_port *ports, unsigned count,
			FILE *out)
{
	unsigned trunks = 0;
	unsigned i;

	for (i = 0; i < count; i++)
		port_print(&ports[i], &trunks, out);
	if (trunks)
		fputs("[group out]\n", out);
}

int hl_config_auto(struct hl_config **ret, const struct hl_config_port *ports,
		   unsigned count)
{
	struct hl_tell tell = { .file = "automatic" };
	struct hl_config *config = NULL;
	char *text = NULL;
	size_t size = 0;
	FILE *out;
	int r;

	if (count > HL_LINES_MAX)
		return -ENOSPC;
	out = open_memstream(&text, &size);
	if (!out)
		return -ENOMEM;
	ports_print(ports, count, out);
	r = fclose(out) == 0 ? config_make(&config, text, size, &tell)
			     : -ENOMEM;
	free(text);
	hl_tell_fini(&tell);
	if (r < 0)
		return r;
	config->automatic = true;
	*ret = config;
	return 0;
}

/* ---- looking ------------------------------------------------------------ */

const char *hl_config_name(const struct hl_config *config)
{
	return config->path;
}

const struct hl_config_globals *
hl_config_globals(const struct hl_config *config)
{
	return &config->globals.set;
}

unsigned hl_config_lines(const struct hl_config *config)
{
	return config->lines;
}

int hl_config_line(const struct hl_config *config, unsigned index,
		   struct hl_config_line *ret)
{
	struct hl_line_setup line;

	if (index >= config->lines)
		return -ENOENT;
	hl_line_get(config, index, &line);
	*ret = line.set;
	return 0;
}

unsigned hl_config_spans(const struct hl_config *config)
{
	return config->spans;
}

const struct hl_span *hl_config_span(const struct hl_config *config,
				     unsigned index, const char **card)
{
	if (index >= config->spans)
		return NULL;
	*card = config->span[index].card;
	return &config->span[index].set;
}

unsigned hl_config_musics(const struct hl_config *config)
{
	return config->musics;
}

const struct hl_config_music *hl_config_music(const struct hl_config *config,
					      unsigned index)
{
	return index < config->musics ? &config->music[index].set : NULL;
}

const struct hl_plan *hl_config_plan(const struct hl_config *config)
{
	return &config->plan;
}
