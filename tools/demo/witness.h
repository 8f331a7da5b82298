/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * witness.h - sees what the controller does, hears what every party hears
 *
 * Stands beside a bed while something is played on it, and keeps the news and
 * the timeline. What is heard is taken from the bed's ears and from nothing
 * else.
 */
#ifndef DEMO_WITNESS_H
#define DEMO_WITNESS_H

#include "news.h"
#include "tools/scenario/player.h"
#include "tools/timeline.h"

struct witness;

/**
 * witness_open() - a witness for the lines of a scenario
 * @ret:      the caller closes it
 * @scenario: borrowed; its title is the timeline's
 * @room:     news kept
 *
 * Return: 0, -ENOMEM.
 */
int witness_open(struct witness **ret, const struct scenario *scenario,
		 unsigned room);

/** witness_close() - NULL is fine. */
void witness_close(struct witness *witness);

/** witness_record() - to be called with every record of the engine. */
void witness_record(struct witness *witness, const struct hl_record *record);

/**
 * witness_listen() - ask every ear what has changed
 * @ops, @bed: the bed, begun
 *
 * To be called often: after every 20 ms or so of the bed's time.
 */
void witness_listen(struct witness *witness, const struct bed_ops *ops,
		    void *bed);

/**
 * witness_hears() - what a party hears now, in words
 * @party: place in the scenario's list of lines
 *
 * As of the last witness_listen(); "" for silence.
 */
const char *witness_hears(const struct witness *witness, unsigned party);

/** witness_news() - the list, the witness's. */
struct news_list *witness_news(struct witness *witness);

/**
 * witness_timeline() - the timeline up to the last witness_listen()
 *
 * The witness's, valid until the next call of anything here.
 */
const struct timeline *witness_timeline(struct witness *witness,
					const struct bed_ops *ops, void *bed);

#endif
