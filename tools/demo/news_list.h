/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * news_list.h - the inside of a list of news
 */
#ifndef DEMO_NEWS_LIST_H
#define DEMO_NEWS_LIST_H

#include "news.h"

/*
 * @news:    in the order of time
 * @open:    being made: its @more may still come
 * @born:    the call whose birth stands in @more of it, @birth says how
 * @total:   ever added
 */
struct news_list {
	struct news *news;
	unsigned count;
	unsigned room;
	uint64_t total;
	struct news open;
	bool is_open;
	hl_call born;
	char birth[NEWS_TEXT_MAX];
};

#endif
