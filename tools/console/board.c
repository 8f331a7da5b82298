/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * board.c - the lines on the screen, one row each, as text
 *
 * In:  the model, what each party hears.
 * Out: rows of text of a given width.
 * Not: the terminal - screen.c; what can be done - can.c.
 */
#include "board.h"

#include <stdio.h>
#include <string.h>

#include "tools/demo/doing.h"

/* Columns of a screen 80 wide; a wider one gives more to what is said. */
enum {
	AT_LINE = 4,
	AT_HOOK = 11,
	AT_DOING = 20,
	AT_HEARS = 46,
	AT_LAST = 64,
	ROOM = AT_HEARS - AT_DOING - 1,
};

static const char *const ordinals[] = { "",	"first", "second", "third",
					"fourth", "fifth", "sixth" };

unsigned board_cut(const char *text, unsigned columns, char *ret, size_t size)
{
	unsigned used = 0;
	size_t n = 0;
	size_t last = 0;

	while (text[n] && n + 1 < size) {
		if ((text[n] & 0xc0) != 0x80) {
			if (used == columns)
				break;
			last = n;
			used++;
		}
		ret[n] = text[n];
		n++;
	}
	if (text[n] && used) {
		n = last;
		ret[n++] = '~';
	}
	ret[n] = '\0';
	return used;
}

/* Puts @text at column @at of @ret, which is filled up to there. */
static void column_put(char *ret, unsigned at, unsigned columns,
		       const char *text)
{
	size_t bytes = strlen(ret);
	unsigned used = 0;
	char cut[BOARD_TEXT_MAX / 2];

	for (const char *c = ret; *c; c++)
		used += (*c & 0xc0) != 0x80;
	while (used < at && bytes + 1 < BOARD_TEXT_MAX) {
		ret[bytes++] = ' ';
		used++;
	}
	ret[bytes] = '\0';
	board_cut(text, columns, cut, sizeof(cut));
	snprintf(ret + bytes, BOARD_TEXT_MAX - bytes, "%s", cut);
}

static void row_put(const struct board_row *row, unsigned width, char *ret)
{
	unsigned more = width > BOARD_WIDTH ? width - BOARD_WIDTH : 0;
	unsigned hears;
	unsigned last;

	if (more > 80)
		more = 80;
	hears = AT_HEARS + more / 2;
	last = AT_LAST + more;
	column_put(ret, AT_LINE, AT_HOOK - AT_LINE - 1, row->name);
	column_put(ret, AT_HOOK, AT_DOING - AT_HOOK - 1, row->hook);
	column_put(ret, AT_DOING, hears - AT_DOING - 1, row->doing);
	column_put(ret, hears, last - hears - 1, row->hears);
	column_put(ret, last, width - last, row->last);
	column_put(ret, width, 0, "");
}

const char *board_head(unsigned width, char *ret)
{
	static const struct board_row head = { "LINE", "HOOK", "DOING",
					       "HEARS", "LAST BREAK" };

	ret[0] = '\0';
	row_put(&head, width, ret);
	return ret;
}

const char *board_print(const struct board_row *row, bool picked,
			unsigned width, char *ret)
{
	snprintf(ret, BOARD_TEXT_MAX, "%s", picked ? "  > " : "    ");
	row_put(row, width, ret);
	return ret;
}

/* ", second ring", where there is room for it. */
static void rings_print(unsigned rings, unsigned room, char *ret, size_t size)
{
	int n;

	if (!rings)
		return;
	if (rings < sizeof(ordinals) / sizeof(ordinals[0]))
		n = snprintf(ret, size, ", %s ring", ordinals[rings]);
	else
		n = snprintf(ret, size, ", ring %u", rings);
	if (n < 0 || (unsigned)n > room)
		*ret = '\0';
}

static void doing_print(const struct hl_model *model, hl_line line,
			unsigned rings, char *ret, size_t size)
{
	struct doing doing;
	int n;

	doing_find(model, line, &doing);
	if (!doing.words[0]) {
		snprintf(ret, size, "-");
		return;
	}
	n = snprintf(ret, size, "%s", doing.words);
	if (n < 0 || n > ROOM || (size_t)n >= size)
		return;
	ret += n;
	size -= (size_t)n;
	if (doing.look == TIMELINE_RING)
		rings_print(rings, ROOM - (unsigned)n, ret, size);
	else if (doing.call)
		snprintf(ret, size, ", call %u", doing.call);
}

static void last_print(const struct hl_line_state *state, char *ret,
		       size_t size)
{
	const struct hl_break_seen *seen = hl_line_break(state, 0);

	if (!seen)
		snprintf(ret, size, "-");
	else if (seen->longest > seen->shortest + 1)
		snprintf(ret, size, "%s %u-%u ms", hl_break_name(seen->class),
			 seen->shortest, seen->longest);
	else
		snprintf(ret, size, "%s %u ms", hl_break_name(seen->class),
			 seen->longest);
}

void board_fill(struct board_row *ret, const struct hl_model *model,
		hl_line line, const struct board_seen *seen)
{
	const struct hl_line_state *state = hl_model_line(model, line);

	memset(ret, 0, sizeof(*ret));
	if (!state)
		return;
	snprintf(ret->name, sizeof(ret->name), "%s", state->set.name);
	snprintf(ret->hook, sizeof(ret->hook), "%s", doing_hook(model, line));
	doing_print(model, line, seen->rings, ret->doing, sizeof(ret->doing));
	if (seen->hears[0])
		snprintf(ret->hears, sizeof(ret->hears), "%s", seen->hears);
	else
		snprintf(ret->hears, sizeof(ret->hears), "%s",
			 state->want.loop ? "silence" : "-");
	last_print(state, ret->last, sizeof(ret->last));
}
