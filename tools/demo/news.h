/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * news.h - what happens, in sentences, one a line
 *
 * Records of the engine become news; news are kept in the order of time. A
 * screen shows the last of them, a demonstration prints each when nothing
 * older can come any more.
 */
#ifndef DEMO_NEWS_H
#define DEMO_NEWS_H

#include <stdbool.h>

#include "holdline/engine.h"

struct news_list;

#define NEWS_TEXT_MAX 80  /* bytes of a text, with the zero */
#define NEWS_MORE_MAX 112 /* of what came of it: "call 8 " and a text */
#define NEWS_LINE_MAX 260 /* of a news in one line */

/* clang-format off */
/* id, word, meaning */
#define NEWS_TOPICS(X)                                                         \
	X(HOOK,   "hook",   "what a receiver did")                             \
	X(DIGITS, "digits", "what was dialled")                                \
	X(FAR,    "far",    "what the exchange did")                           \
	X(CALL,   "call",   "a call changed")                                  \
	X(HEARS,  "hears",  "what a party hears")                              \
	X(LIMIT,  "limit",  "a time ran out")                                  \
	X(ORDER,  "order",  "what a program asked for")                        \
	X(CARD,   "card",   "a port came, went or refused")

enum news_topic {
#define X(id, word, meaning) NEWS_##id,
	NEWS_TOPICS(X)
#undef X
	NEWS_TOPIC_COUNT
};
/* clang-format on */

/**
 * struct news - one thing that happened
 * @at:    [us] when
 * @line:  where
 * @name:  the line's name
 * @topic: enum news_topic
 * @call:  with CALL: which
 * @text:  what
 * @more:  what came of it at the same line, or ""
 */
struct news {
	hl_usec at;
	hl_line line;
	char name[HL_NAME_MAX];
	enum news_topic topic;
	hl_call call;
	char text[NEWS_TEXT_MAX];
	char more[NEWS_MORE_MAX];
};

/** news_open() - a list that keeps the last @room news. 0, -ENOMEM. */
int news_open(struct news_list **ret, unsigned room);

/** news_close() - NULL is fine. */
void news_close(struct news_list *list);

/**
 * news_record() - make news of a record
 *
 * To be called for every record, in order.
 */
void news_record(struct news_list *list, const struct hl_record *record);

/** news_flush() - what the last records told is complete. */
void news_flush(struct news_list *list);

/**
 * news_add() - put in a news at its place in time
 *
 * A digit is added to the news of the digits before it.
 */
void news_add(struct news_list *list, const struct news *news);

/** news_count() - how many are kept. */
unsigned news_count(const struct news_list *list);

/** news_at() - one of them, the oldest first; NULL past the last. */
const struct news *news_at(const struct news_list *list, unsigned index);

/** news_total() - how many there ever were: changes when there are new ones. */
uint64_t news_total(const struct news_list *list);

/**
 * news_take() - the oldest news that is older than @before
 *
 * Taken out of the list. Return: false when there is none.
 */
bool news_take(struct news_list *list, hl_usec before, struct news *ret);

/** news_clear() - forget all of them: what opening the lines was. */
void news_clear(struct news_list *list);

/** news_topic_word() - "hook", "call 8" ...; @buf: 16 bytes. */
const char *news_topic_word(const struct news *news, char *buf);

/**
 * news_sentence() - topic and text: "dials 102", "call 8 ringing -> talking"
 * @ret: NEWS_LINE_MAX bytes
 */
const char *news_sentence(const struct news *news, char *ret);

/**
 * news_watch() - as `holdctl watch` prints it, without newline
 * @since: [us] instant that is called 0
 * @ret:   NEWS_LINE_MAX bytes
 */
const char *news_watch(const struct news *news, hl_usec since, char *ret);

#endif
