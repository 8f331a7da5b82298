/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * queue.c - what will happen, in the order of time
 *
 * In:  items with an instant; each knows its place, so it can be moved.
 * Out: the earliest; of two at one instant the one queued first.
 * Not: what an item means - port.c; whose memory it is.
 */
#include "card.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>

#define QUEUE_ROOM_MIN 64 /* house */

static bool item_is_before(const struct sim_item *a, const struct sim_item *b)
{
	if (a->at != b->at)
		return a->at < b->at;
	return a->number < b->number;
}

static void item_place(struct sim_queue *queue, struct sim_item *item,
		       size_t place)
{
	queue->heap[place] = item;
	item->place = (uint32_t)place;
}

static void item_rise(struct sim_queue *queue, struct sim_item *item)
{
	size_t place = item->place;

	while (place > 1 && item_is_before(item, queue->heap[place / 2])) {
		item_place(queue, queue->heap[place / 2], place);
		place /= 2;
	}
	item_place(queue, item, place);
}

static void item_sink(struct sim_queue *queue, struct sim_item *item)
{
	size_t place = item->place;
	size_t child;

	for (;;) {
		child = place * 2;
		if (child > queue->count)
			break;
		if (child < queue->count &&
		    item_is_before(queue->heap[child + 1], queue->heap[child]))
			child++;
		if (item_is_before(item, queue->heap[child]))
			break;
		item_place(queue, queue->heap[child], place);
		place = child;
	}
	item_place(queue, item, place);
}

int sim_queue_reserve(struct sim_queue *queue, size_t count)
{
	struct sim_item **heap;
	size_t room = queue->room ? queue->room : QUEUE_ROOM_MIN;

	if (count <= queue->room)
		return 0;
	while (room < count)
		room *= 2;
	heap = realloc(queue->heap, (room + 1) * sizeof(heap[0]));
	if (!heap)
		return -ENOMEM;

	queue->heap = heap;
	queue->room = room;
	return 0;
}

void sim_queue_put(struct sim_queue *queue, struct sim_item *item, hl_usec at)
{
	sim_queue_take(queue, item);
	assert(queue->count < queue->room);

	item->at = at;
	item->number = queue->number++;
	queue->count++;
	item_place(queue, item, queue->count);
	item_rise(queue, item);
}

void sim_queue_take(struct sim_queue *queue, struct sim_item *item)
{
	struct sim_item *last;

	if (!item->place)
		return;
	last = queue->heap[queue->count--];
	if (last != item) {
		item_place(queue, last, item->place);
		item_rise(queue, last);
		item_sink(queue, last);
	}
	item->place = 0;
}

struct sim_item *sim_queue_first(const struct sim_queue *queue)
{
	return queue->count ? queue->heap[1] : NULL;
}

void sim_queue_fini(struct sim_queue *queue)
{
	free(queue->heap);
	queue->heap = NULL;
	queue->count = 0;
	queue->room = 0;
}
