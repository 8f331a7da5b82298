/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * apply_span.h - the spans of a configuration taken into use
 */
#ifndef RUN_APPLY_SPAN_H
#define RUN_APPLY_SPAN_H

#include <stdbool.h>

#include "holdline/config.h"
#include "holdline/engine.h"
#include "log.h"

/**
 * hl_spans_take() - every span of the configuration, and the cards it needs
 * @sim:   options of the virtual card
 * @quiet: what fails was told before
 *
 * A span that is in use stays as it is.
 * Return: false when one cannot be used yet.
 */
bool hl_spans_take(struct hl_engine *engine, const struct hl_log *log,
		   const struct hl_config *config, const void *sim,
		   bool quiet);

struct hl_span_look;

/** hl_spans_look() - span @index that is in use; -ENOENT past the last. */
int hl_spans_look(const struct hl_engine *engine, unsigned index,
		  struct hl_span_look *ret);

#endif
