/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tail.h - the last texts, each with its place in the sequence
 *
 * Memory is taken once. When a text does not fit, the oldest go.
 */
#ifndef HOLDLINE_BASE_TAIL_H
#define HOLDLINE_BASE_TAIL_H

#include <stddef.h>
#include <stdint.h>

struct hl_tail;

/**
 * hl_tail_open() - an empty tail
 * @ret:   the tail; owned by the caller, hl_tail_close()
 * @texts: most texts kept, at least 1
 * @bytes: room for them with their zeros, at least 1
 *
 * Return: 0, -EINVAL, -ENOMEM.
 */
int hl_tail_open(struct hl_tail **ret, unsigned texts, size_t bytes);

/** hl_tail_close() - NULL is fine. */
void hl_tail_close(struct hl_tail *tail);

/**
 * hl_tail_put() - keep a text
 * @tail: the tail
 * @text: @size bytes without a zero among them
 *
 * A text that is longer than the tail is cut.
 */
void hl_tail_put(struct hl_tail *tail, const char *text, size_t size);

/** hl_tail_clear() - forget every text; the next one has place @next. */
void hl_tail_clear(struct hl_tail *tail, uint64_t next);

/** hl_tail_first() - place of the oldest text; equal to _next() when empty. */
uint64_t hl_tail_first(const struct hl_tail *tail);

/** hl_tail_next() - place of the text that is put next. */
uint64_t hl_tail_next(const struct hl_tail *tail);

/** hl_tail_get() - a text by its place, valid until the next put; or NULL. */
const char *hl_tail_get(const struct hl_tail *tail, uint64_t place);

#endif
