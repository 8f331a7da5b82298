/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * block.c - the flat state: make it, find lines and calls in it
 *
 * In:  the caller's memory and sizes.
 * Out: the model's tables by index, name or number.
 * Not: what happens to them - step.c.
 */
#include "block.h"

#include <errno.h>

static size_t round_up(size_t n)
{
	return (n + 7) & ~(size_t)7;
}

static size_t off_due(const struct hl_limits *limits)
{
	return round_up(sizeof(struct hl_model) +
			limits->lines * sizeof(struct hl_line_state));
}

static size_t off_calls(const struct hl_limits *limits)
{
	return off_due(limits) + limits->lines * sizeof(hl_usec);
}

/* For each line what it dialled last and one order; a few more. */
static unsigned max_numbers(const struct hl_limits *limits)
{
	return limits->lines * 2 + 8;
}

static size_t off_numbers(const struct hl_limits *limits)
{
	return round_up(off_calls(limits) +
			limits->calls * sizeof(struct hl_call_state));
}

size_t hl_model_size(const struct hl_limits *limits)
{
	if (limits->lines < 1 || limits->lines > HL_LINES_MAX)
		return 0;
	if (limits->calls < 1 || limits->calls > UINT16_MAX)
		return 0;
	return round_up(off_numbers(limits) +
			max_numbers(limits) * sizeof(struct number));
}

struct hl_model *hl_model_init(void *block, const struct hl_limits *limits)
{
	struct hl_model *m = block;
	size_t size = hl_model_size(limits);

	assert(size);
	memset(block, 0, size);
	m->magic = BLOCK_MAGIC;
	m->bytes = (uint32_t)size;
	m->max_lines = limits->lines;
	m->max_calls = limits->calls;
	m->off_due = (uint32_t)off_due(limits);
	m->off_calls = (uint32_t)off_calls(limits);
	m->off_numbers = (uint32_t)off_numbers(limits);
	m->max_numbers = max_numbers(limits);
	return m;
}

size_t hl_model_bytes(const struct hl_model *model)
{
	return model->bytes;
}

/* The tables of a model that is only read: the block itself is not const. */
static struct hl_model *writable(const struct hl_model *model)
{
	union {
		const struct hl_model *in;
		struct hl_model *out;
	} u = { model };

	return u.out;
}

hl_line hl_model_add(struct hl_model *m, const struct hl_line_settings *set)
{
	struct hl_line_state *line;

	if (m->lines >= m->max_lines)
		return HL_NO_LINE;
	if (hl_model_find(m, set->name) != HL_NO_LINE)
		return HL_NO_LINE;
	line = &line_table(m)[m->lines];
	memset(line, 0, sizeof(*line));
	line->set = *set;
	for (unsigned i = 0; i < HL_TIMER_COUNT; i++)
		line->deadline[i] = HL_NEVER;
	due_table(m)[m->lines] = HL_NEVER;
	return (hl_line)m->lines++;
}

int hl_model_set(struct hl_model *m, hl_line index,
		 const struct hl_line_settings *set)
{
	struct hl_line_state *line = block_line(m, index);
	char name[HL_NAME_MAX];
	uint8_t kind;

	if (!line)
		return -ENOENT;
	if (!hl_model_is_idle(m, index))
		return -EBUSY;
	memcpy(name, line->set.name, sizeof(name));
	kind = line->set.kind;
	line->set = *set;
	memcpy(line->set.name, name, sizeof(name));
	line->set.kind = kind;
	return 0;
}

void hl_model_plan(struct hl_model *m, const struct hl_plan *plan)
{
	m->plan = *plan;
	trunk_plan(m);
}

struct hl_line_state *block_line(struct hl_model *m, hl_line line)
{
	return line < m->lines ? &line_table(m)[line] : NULL;
}

struct hl_call_state *block_call(struct hl_model *m, hl_call call)
{
	struct hl_call_state *c;

	if (call == HL_NO_CALL)
		return NULL;
	c = &call_table(m)[call % m->max_calls];
	return c->id == call ? c : NULL;
}

hl_usec hl_model_due(const struct hl_model *model)
{
	const hl_usec *due = due_table(writable(model));
	hl_usec least = HL_NEVER;

	for (unsigned i = 0; i < model->lines; i++)
		if (due[i] < least)
			least = due[i];
	return least;
}

unsigned hl_model_lines(const struct hl_model *model)
{
	return model->lines;
}

unsigned hl_model_calls(const struct hl_model *model)
{
	return model->calls;
}

const struct hl_line_state *hl_model_line(const struct hl_model *model,
					  hl_line line)
{
	return block_line(writable(model), line);
}

const struct hl_break_seen *hl_line_break(const struct hl_line_state *line,
					  unsigned back)
{
	uint64_t all = 0;

	for (unsigned i = 0; i < HL_BREAK_COUNT; i++)
		all += line->breaks[i];
	if (back >= HL_BREAKS_KEPT || back >= all)
		return NULL;
	return &line->seen[(line->breaks_next + HL_BREAKS_KEPT - 1 - back) %
			   HL_BREAKS_KEPT];
}

hl_line hl_model_find(const struct hl_model *model, const char *name)
{
	const struct hl_line_state *lines = line_table(writable(model));

	for (unsigned i = 0; i < model->lines; i++)
		if (strcmp(lines[i].set.name, name) == 0)
			return (hl_line)i;
	return HL_NO_LINE;
}

const struct hl_call_state *hl_model_call(const struct hl_model *model,
					  hl_call call)
{
	return block_call(writable(model), call);
}

const struct hl_call_state *hl_model_next_call(const struct hl_model *model,
					       unsigned *slot)
{
	const struct hl_call_state *calls = call_table(writable(model));

	while (*slot < model->max_calls) {
		const struct hl_call_state *c = &calls[(*slot)++];

		if (c->id != HL_NO_CALL)
			return c;
	}
	return NULL;
}

const struct hl_plan *hl_model_get_plan(const struct hl_model *model)
{
	return &model->plan;
}

bool hl_model_is_idle(const struct hl_model *model, hl_line line)
{
	const struct hl_line_state *l = hl_model_line(model, line);

	return l && l->calls[0] == HL_NO_CALL && !l->hook.lifted;
}

bool hl_model_hears(const struct hl_model *model, hl_line listener,
		    hl_line talker)
{
	const struct hl_line_state *a = hl_model_line(model, listener);
	const struct hl_line_state *b = hl_model_line(model, talker);

	if (!a || !b || a == b)
		return false;
	if (a->want.wire.kind == HL_WIRE_PAIR)
		return a->want.wire.ref == talker;
	return a->want.wire.kind == HL_WIRE_CONF &&
	       b->want.wire.kind == HL_WIRE_CONF &&
	       a->want.wire.ref == b->want.wire.ref;
}
