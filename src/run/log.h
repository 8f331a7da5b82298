/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * log.h - sentences for people: to the system's journal, to stderr, or to
 * whoever opened the daemon
 */
#ifndef HOLDLINE_RUN_LOG_H
#define HOLDLINE_RUN_LOG_H

#include <stdbool.h>

#include "holdline/daemon.h"

/** HL_LOG_MAX - bytes of a sentence, with the zero; longer ones are cut. */
#define HL_LOG_MAX 1024

/**
 * struct hl_log - where sentences go
 * @fn:      told of them; NULL = journal or stderr
 * @ctx:     handed to @fn
 * @journal: stderr is the system's journal: speak to it directly
 */
struct hl_log {
	hl_log_fn *fn;
	void *ctx;
	bool journal;
};

/** hl_log_init() - @fn may be NULL. */
void hl_log_init(struct hl_log *log, hl_log_fn *fn, void *ctx);

/**
 * hl_log_say() - one sentence
 * @log:    where to
 * @grade:  how serious
 * @line:   name of the line it is about, or NULL
 * @format: the sentence
 *
 * In the system's journal the line is the field HOLDLINE_LINE. Control
 * characters become '?'.
 */
void hl_log_say(const struct hl_log *log, enum hl_log_grade grade,
		const char *line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

#endif
