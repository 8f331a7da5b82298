/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * news_list.c - news in the order of time, and as text
 *
 * In:  news, nearly in order: what is heard is known a little later than what
 *      was done.
 * Out: the last of them, sorted; one line of text for each.
 * Not: what they say - news.c.
 */
#include "news_list.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS_APART HL_MS(3000) /* digits nearer than this are one number */

/* clang-format off */
static const char *const topics[NEWS_TOPIC_COUNT] = {
#define X(id, word, meaning) word,
	NEWS_TOPICS(X)
#undef X
};
/* clang-format on */

int news_open(struct news_list **ret, unsigned room)
{
	struct news_list *list = calloc(1, sizeof(*list));

	if (!list)
		return -ENOMEM;
	list->room = room;
	list->news = calloc(room, sizeof(*list->news));
	if (!list->news) {
		news_close(list);
		return -ENOMEM;
	}
	*ret = list;
	return 0;
}

void news_close(struct news_list *list)
{
	if (!list)
		return;
	free(list->news);
	free(list);
}

static void oldest_drop(struct news_list *list)
{
	list->count--;
	memmove(list->news, list->news + 1,
		list->count * sizeof(list->news[0]));
}

/* The number that a further digit of the same line belongs to, or NULL. */
static struct news *number_find(struct news_list *list,
				const struct news *news)
{
	if (news->topic != NEWS_DIGITS)
		return NULL;
	for (unsigned i = list->count; i > 0; i--) {
		struct news *last = &list->news[i - 1];

		if (last->line != news->line || last->topic == NEWS_HEARS)
			continue;
		if (last->topic != NEWS_DIGITS ||
		    last->at + DIGITS_APART < news->at ||
		    strlen(last->text) + 1 >= sizeof(last->text))
			return NULL;
		return last;
	}
	return NULL;
}

void news_add(struct news_list *list, const struct news *news)
{
	struct news *number = number_find(list, news);
	unsigned place;
	size_t used;

	list->total++;
	if (number) {
		used = strlen(number->text);
		snprintf(number->text + used, sizeof(number->text) - used,
			 "%s", news->text);
		return;
	}
	if (list->count == list->room)
		oldest_drop(list);
	place = list->count;
	while (place > 0 && list->news[place - 1].at > news->at)
		place--;
	memmove(list->news + place + 1, list->news + place,
		(list->count - place) * sizeof(list->news[0]));
	list->news[place] = *news;
	list->count++;
}

void news_flush(struct news_list *list)
{
	if (!list->is_open)
		return;
	list->is_open = false;
	news_add(list, &list->open);
}

unsigned news_count(const struct news_list *list)
{
	return list->count;
}

const struct news *news_at(const struct news_list *list, unsigned index)
{
	return index < list->count ? &list->news[index] : NULL;
}

uint64_t news_total(const struct news_list *list)
{
	return list->total;
}

bool news_take(struct news_list *list, hl_usec before, struct news *ret)
{
	news_flush(list);
	if (!list->count || list->news[0].at >= before)
		return false;
	*ret = list->news[0];
	oldest_drop(list);
	return true;
}

void news_clear(struct news_list *list)
{
	list->is_open = false;
	list->count = 0;
}

const char *news_topic_word(const struct news *news, char *buf)
{
	if (news->topic == NEWS_CALL)
		snprintf(buf, 16, "call %u", news->call);
	else
		snprintf(buf, 16, "%s", topics[news->topic]);
	return buf;
}

const char *news_sentence(const struct news *news, char *ret)
{
	switch (news->topic) {
	case NEWS_CALL:
		snprintf(ret, NEWS_LINE_MAX, "call %u %s", news->call,
			 news->text);
		break;
	case NEWS_DIGITS:
		snprintf(ret, NEWS_LINE_MAX, "dials %s", news->text);
		break;
	case NEWS_HEARS:
		snprintf(ret, NEWS_LINE_MAX, "hears %s", news->text);
		break;
	case NEWS_HOOK:
	case NEWS_FAR:
	case NEWS_LIMIT:
	case NEWS_ORDER:
	case NEWS_CARD:
	case NEWS_TOPIC_COUNT:
		snprintf(ret, NEWS_LINE_MAX, "%s", news->text);
		break;
	}
	return ret;
}

const char *news_watch(const struct news *news, hl_usec since, char *ret)
{
	hl_usec ms = news->at > since ? (news->at - since) / 1000 : 0;
	char topic[16];

	snprintf(ret, NEWS_LINE_MAX, "%02u:%02u.%03u  %-4s %-7s %s%s%s",
		 (unsigned)(ms / 60000), (unsigned)(ms / 1000 % 60),
		 (unsigned)(ms % 1000), news->name,
		 news_topic_word(news, topic), news->text,
		 news->more[0] ? "  -- " : "", news->more);
	return ret;
}
