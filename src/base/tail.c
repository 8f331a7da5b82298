/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tail.c - the last texts, each with its place in the sequence
 *
 * In:  texts, one after another.
 * Out: any of the last ones, by its place.
 * Not: what is in them.
 */
#include "tail.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/*
 * @at:    where each kept text begins, by place modulo @texts
 * @first: place of the oldest
 * @next:  place of the next one
 * @head:  byte at which the next one begins
 */
struct hl_tail {
	size_t *at;
	char *bytes;
	unsigned texts;
	size_t size;
	uint64_t first;
	uint64_t next;
	size_t head;
};

int hl_tail_open(struct hl_tail **ret, unsigned texts, size_t bytes)
{
	struct hl_tail *tail;

	if (texts == 0 || bytes == 0)
		return -EINVAL;
	tail = calloc(1, sizeof(*tail));
	if (!tail)
		return -ENOMEM;
	tail->texts = texts;
	tail->size = bytes;
	tail->at = calloc(texts, sizeof(*tail->at));
	tail->bytes = malloc(bytes);
	if (!tail->at || !tail->bytes) {
		hl_tail_close(tail);
		return -ENOMEM;
	}
	*ret = tail;
	return 0;
}

void hl_tail_close(struct hl_tail *tail)
{
	if (!tail)
		return;
	free(tail->at);
	free(tail->bytes);
	free(tail);
}

static size_t text_begin(const struct hl_tail *tail, uint64_t place)
{
	return tail->at[place % tail->texts];
}

/* The oldest go as long as they lie in [begin, end). */
static void room_make(struct hl_tail *tail, size_t begin, size_t end)
{
	while (tail->first < tail->next) {
		size_t oldest = text_begin(tail, tail->first);

		if (oldest < begin || oldest >= end)
			break;
		tail->first++;
	}
}

void hl_tail_put(struct hl_tail *tail, const char *text, size_t size)
{
	if (size > tail->size - 1)
		size = tail->size - 1;
	if (tail->next - tail->first == tail->texts)
		tail->first++;
	if (tail->head + size + 1 > tail->size) {
		room_make(tail, tail->head, tail->size);
		tail->head = 0;
	}
	room_make(tail, tail->head, tail->head + size + 1);

	memcpy(tail->bytes + tail->head, text, size);
	tail->bytes[tail->head + size] = '\0';
	tail->at[tail->next % tail->texts] = tail->head;
	tail->head += size + 1;
	tail->next++;
}

void hl_tail_clear(struct hl_tail *tail, uint64_t next)
{
	tail->first = next;
	tail->next = next;
	tail->head = 0;
}

uint64_t hl_tail_first(const struct hl_tail *tail)
{
	return tail->first;
}

uint64_t hl_tail_next(const struct hl_tail *tail)
{
	return tail->next;
}

const char *hl_tail_get(const struct hl_tail *tail, uint64_t place)
{
	if (place < tail->first || place >= tail->next)
		return NULL;
	return tail->bytes + text_begin(tail, place);
}
