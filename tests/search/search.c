/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * search.c - every state that three lines can get into
 *
 * In:  the depth (8), and how many states at the most (2,000,000).
 * Out: states visited, steps made and time; exit status 7 and the way there
 *      when an invariant breaks, the call table has no move, or a feature is
 *      shown and refused or hidden and done.
 * Not: audio, drivers. The model is pure, so a state is a copy of its block.
 *
 * Breadth first, over a few benches: two stations and a trunk, or three
 * stations, with settings as by default and otherwise. Two states are the same when they differ only in how long their
 * limits still run, but not in which of them ends first.
 */
#include "exchange.h"
#include "wish.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LINES 4 /* at the most; three but for a second trunk */
#define CALLS 16
#define DEPTH_MAX 16

/* What one move does; a way is a list of these. */
struct move {
	uint8_t what; /* enum deed */
	uint8_t line;
	uint8_t more; /* which number, or which row of the requests */
	hl_call call;
	hl_call other;
};

enum deed {
	DEED_HOOK,    /* lift, or hang up */
	DEED_FLASH,
	DEED_DIAL,
	DEED_WAIT,    /* until the next limit ends */
	DEED_SAID,    /* the exchange says something */
	DEED_REQUEST,
	DEED_LOST,    /* the card goes away, or comes back */
};

static const char *const numbers[] = { "101", "102", "103", "95#", "5", "2" };

#define NUMBERS (sizeof(numbers) / sizeof(numbers[0]))

/* What the lines of a bench are set to. */
struct variant {
	const char *name;
	const struct exchange *exchange; /* of the third line; NULL: a station */
	enum hl_onhook onhook_held;
	enum hl_fallback fallback;
	unsigned flipped; /* switches that are not as by default */
	unsigned less;    /* depth that is left out */
	enum hl_sharing sharing; /* of the address that the stations share */
	enum hl_procedure procedure;
	bool light;       /* what changes only what is heard is left out */
	bool orders;      /* forwarding, do not disturb, messages too */
};

#define FLIP(id) (1u << HL_SWITCH_##id)

static const struct variant variants[] = {
	{ "two stations, one trunk", &exchange_analog, HL_ONHOOK_RECALL,
	  HL_FALLBACK_RELEASE, 0, 0, HL_SHARING_PRIVATE,
	  HL_PROCEDURE_NORTHAMERICAN, false, false },
	{ "three stations", NULL, HL_ONHOOK_RECALL, HL_FALLBACK_RELEASE, 0,
	  0, HL_SHARING_PRIVATE,
	  HL_PROCEDURE_NORTHAMERICAN, false, false },
	{ "a trunk; held parties transferred, swap for join", &exchange_analog, HL_ONHOOK_TRANSFER, HL_FALLBACK_OPERATOR,
	  FLIP(THREEWAY) | FLIP(TRUNKS), 1, HL_SHARING_PRIVATE,
	  HL_PROCEDURE_NORTHAMERICAN, true, false },
	{ "stations; held parties dropped, no transfer", NULL, HL_ONHOOK_DROP, HL_FALLBACK_RELEASE, FLIP(TRANSFER), 1,
	  HL_SHARING_PRIVATE,
	  HL_PROCEDURE_NORTHAMERICAN, true, false },
	{ "stations; recall to an operator, every trait", NULL, HL_ONHOOK_RECALL, HL_FALLBACK_OPERATOR,
	  FLIP(RECONNECT) | FLIP(TRANSFERHELD) | FLIP(TRANSFERMAKE) |
		  FLIP(CONFERENCEHELD) | FLIP(CONFERENCEMAKE) |
		  FLIP(HOLDMAKESNEW) | FLIP(CONFDROP) | FLIP(WAITING),
	  1, HL_SHARING_PRIVATE,
	  HL_PROCEDURE_NORTHAMERICAN, true, false },
	{ "two stations share an address, one trunk", &exchange_analog, HL_ONHOOK_RECALL,
	  HL_FALLBACK_RELEASE, 0, 1, HL_SHARING_SHARED,
	  HL_PROCEDURE_NORTHAMERICAN, true, false },
	{ "two stations share an address, one at a time", NULL, HL_ONHOOK_RECALL, HL_FALLBACK_RELEASE, 0, 1, HL_SHARING_EXCL,
	  HL_PROCEDURE_NORTHAMERICAN, true, false },
	{ "two stations share an address, each with calls of its own", NULL, HL_ONHOOK_RECALL, HL_FALLBACK_RELEASE, FLIP(WAITING), 1,
	  HL_SHARING_NEW,
	  HL_PROCEDURE_NORTHAMERICAN, true, false },
	{ "lines that cannot hold", NULL, HL_ONHOOK_RECALL,
	  HL_FALLBACK_RELEASE, FLIP(HOLD), 1, HL_SHARING_PRIVATE,
	  HL_PROCEDURE_NORTHAMERICAN, true, false },
	{ "R and a digit; call waiting", &exchange_analog, HL_ONHOOK_RECALL,
	  HL_FALLBACK_RETRY, FLIP(WAITING), 1, HL_SHARING_PRIVATE,
	  HL_PROCEDURE_ETSI, true, false },
	{ "calls forwarded, refused, announced by a lamp", NULL, HL_ONHOOK_RECALL, HL_FALLBACK_RETRY, FLIP(WAITING), 2,
	  HL_SHARING_PRIVATE, HL_PROCEDURE_NORTHAMERICAN, true, true },
	{ "an exchange that speaks in messages, and holds", &exchange_isdn,
	  HL_ONHOOK_RECALL, HL_FALLBACK_RELEASE, 0, 1, HL_SHARING_PRIVATE,
	  HL_PROCEDURE_NORTHAMERICAN, true, false },
	{ "an exchange that speaks in messages, and only it holds",
	  &exchange_isdn_holds, HL_ONHOOK_TRANSFER, HL_FALLBACK_OPERATOR,
	  FLIP(TRUNKS), 1, HL_SHARING_PRIVATE, HL_PROCEDURE_ETSI, true,
	  false },
	{ "an exchange that is flashed and holds", &exchange_flashed,
	  HL_ONHOOK_RECALL, HL_FALLBACK_RETRY, 0, 1, HL_SHARING_PRIVATE,
	  HL_PROCEDURE_NORTHAMERICAN, true, false },
	{ "an exchange that is flashed, or not; its features are used",
	  &exchange_flashed_or_not, HL_ONHOOK_TRANSFER, HL_FALLBACK_OPERATOR,
	  FLIP(CONSULT) | FLIP(WAITING), 1, HL_SHARING_PRIVATE,
	  HL_PROCEDURE_ETSI, true, false },
	{ "an exchange that is flashed; two stations share an address",
	  &exchange_flashed, HL_ONHOOK_RECALL, HL_FALLBACK_RELEASE, 0, 1,
	  HL_SHARING_SHARED, HL_PROCEDURE_NORTHAMERICAN, true, false },
	{ "a trunk rings both stations; the caller is told behind the ring",
	  &exchange_rings_all, HL_ONHOOK_RECALL, HL_FALLBACK_RELEASE,
	  FLIP(WAITING), 1, HL_SHARING_PRIVATE, HL_PROCEDURE_NORTHAMERICAN,
	  true, false },
	{ "a trunk rings in circular order; the caller behind a reversal",
	  &exchange_rings_circular, HL_ONHOOK_RECALL, HL_FALLBACK_RETRY, 0, 1,
	  HL_SHARING_PRIVATE, HL_PROCEDURE_ETSI, true, false },
	{ "two trunks: dial tone waited for, answers by polarity, releases heard",
	  &exchange_reverses, HL_ONHOOK_TRANSFER, HL_FALLBACK_RETRY,
	  FLIP(TRUNKS), 2, HL_SHARING_PRIVATE, HL_PROCEDURE_NORTHAMERICAN,
	  true, false },
	{ "two trunks, a number sent on one", &exchange_reverses_sent,
	  HL_ONHOOK_TRANSFER, HL_FALLBACK_RETRY, FLIP(TRUNKS), 2,
	  HL_SHARING_PRIVATE, HL_PROCEDURE_NORTHAMERICAN, true, false },
	{ "a number sent on a trunk of which all is known by tones",
	  &exchange_sounds, HL_ONHOOK_RECALL, HL_FALLBACK_RELEASE,
	  FLIP(WAITING), 1, HL_SHARING_PRIVATE, HL_PROCEDURE_ETSI, true,
	  false },
	{ "a number sent from an address; answered by polarity",
	  &exchange_reverses_sent, HL_ONHOOK_RECALL, HL_FALLBACK_RELEASE, 0,
	  2, HL_SHARING_SHARED, HL_PROCEDURE_NORTHAMERICAN, true, false },
	{ "a trunk rings all of an address; the caller comes unannounced",
	  &exchange_rings_address, HL_ONHOOK_RECALL, HL_FALLBACK_RELEASE, 0,
	  1, HL_SHARING_SHARED, HL_PROCEDURE_NORTHAMERICAN, true, false },
};

/*
 * A state as it is kept: only the pieces of its block that differ from the
 * first state's.
 */
#define PIECE 32 /* bytes */

struct piece {
	uint16_t at;
	unsigned char bytes[PIECE];
};

struct node {
	hl_usec now;
	struct move way[DEPTH_MAX];
	unsigned pieces;
	struct piece piece[];
};

struct layer {
	struct node **at;
	size_t count;
	size_t room;
};

struct search {
	size_t bytes;       /* of a block */
	uint64_t *seen;     /* open hash table of states, 0 = free */
	size_t slots;
	size_t states;
	size_t most;
	unsigned long long steps;
	unsigned depth;     /* of the layer being expanded */
	bool broken;
	bool last;          /* nothing follows this layer: keep no states */
	unsigned char *base; /* the first state */
	unsigned char *from; /* the state that is being expanded */
	const struct variant *variant;
	const struct wish *wish;
	unsigned wishes;
	struct table t;     /* the state a move is tried on */
	struct layer now;
	struct layer next;
};

static void *claim(void *memory)
{
	if (!memory) {
		fputs("search: no memory\n", stderr);
		exit(1);
	}
	return memory;
}

static void add_line(struct search *s, const char *name,
		     enum hl_line_kind kind, const struct variant *v)
{
	struct hl_event ready = { .kind = HL_EVENT_READY };
	struct hl_line_settings set;

	table_settings(&set, name, kind);
	set.ring[0] = 0;
	set.rings = 1;
	set.onhook_held = (uint8_t)v->onhook_held;
	set.fallback = (uint8_t)v->fallback;
	set.operator = 1;
	set.switches ^= v->flipped;
	set.pickup = 1;
	set.procedure = (uint8_t)v->procedure;
	if (kind == HL_KIND_TRUNK)
		exchange_set(v->exchange, &set);
	ready.line = hl_model_add(s->t.m, &set);
	table_event(&s->t, &ready);
}

static void bench_make(struct search *s, const struct variant *v)
{
	struct hl_limits limits = { LINES, CALLS };
	struct hl_plan plan;

	memset(&s->t, 0, sizeof(s->t));
	s->bytes = hl_model_size(&limits);
	/* Room for the last piece to be compared whole. */
	s->t.m = hl_model_init(claim(calloc(1, s->bytes + PIECE)), &limits);
	s->t.now = 1000000;
	add_line(s, "101", HL_KIND_STATION, v);
	add_line(s, "102", HL_KIND_STATION, v);
	if (v->exchange)
		add_line(s, "co1", HL_KIND_TRUNK, v);
	else
		add_line(s, "103", HL_KIND_STATION, v);
	if (v->exchange && v->exchange->two)
		add_line(s, "co2", HL_KIND_TRUNK, v);
	memset(&plan, 0, sizeof(plan));
	strcpy(plan.pattern[0].text, "1XX");
	strcpy(plan.pattern[1].text, "9.");
	plan.pattern[1].kind = HL_ROUTE_GROUP;
	plan.pattern[1].strip = 1;
	plan.patterns = 2;
	plan.group[0].lines[0] = 2;
	plan.group[0].lines[1] = 3;
	if (v->exchange) {
		plan.group[0].count = v->exchange->two ? 2 : 1;
		plan.group[0].hunt = (uint8_t)v->exchange->hunt;
	}
	plan.groups = 1;
	plan.park_first = 701;
	plan.parks = 2;
	if (v->sharing != HL_SHARING_PRIVATE) {
		strcpy(plan.address[0].name, "100");
		plan.address[0].sharing = v->sharing;
		plan.address[0].lines[1] = 1;
		plan.address[0].count = 2;
		plan.addresses = 1;
	}
	hl_model_plan(s->t.m, &plan);
	if (v->exchange && v->exchange->sent) {
		table_lift(&s->t, 0);
		table_dial(&s->t, 0, "95#");
		table_heard(&s->t, 2, HL_PROGRESS_DIAL);
		table_wait(&s->t, 1500);
	}
}

static int by_time(const void *a, const void *b)
{
	hl_usec x = **(hl_usec *const *)a;
	hl_usec y = **(hl_usec *const *)b;

	return (x > y) - (x < y);
}

/* The state's number, with its deadlines replaced by their order. */
static uint64_t shape(struct search *s, void *scratch)
{
	hl_usec *deadline[LINES * HL_TIMER_COUNT];
	struct hl_model *copy = scratch;
	unsigned n = 0;

	memcpy(scratch, s->t.m, s->bytes);
	for (hl_line i = 0; i < hl_model_lines(copy); i++) {
		union {
			const struct hl_line_state *in;
			struct hl_line_state *out;
		} l = { hl_model_line(copy, i) };

		for (unsigned k = 0; k < HL_TIMER_COUNT; k++)
			if (l.out->deadline[k] != HL_NEVER)
				deadline[n++] = &l.out->deadline[k];
	}
	qsort(deadline, n, sizeof(deadline[0]), by_time);
	for (unsigned i = 0, rank = 0; i < n; i++) {
		hl_usec was = *deadline[i];

		*deadline[i] = s->t.now + rank;
		if (i + 1 < n && *deadline[i + 1] != was)
			rank++;
	}
	return hl_model_hash(copy, s->t.now) | 1;
}

/* Return: true when the state is new. */
static bool remember(struct search *s, uint64_t state)
{
	size_t at = (size_t)(state % s->slots);

	while (s->seen[at] && s->seen[at] != state)
		at = (at + 1) % s->slots;
	if (s->seen[at])
		return false;
	s->seen[at] = state;
	s->states++;
	return true;
}

static unsigned count_pieces(const struct search *s, const void *block)
{
	const unsigned char *b = block;
	unsigned n = 0;

	for (size_t at = 0; at < s->bytes; at += PIECE)
		n += memcmp(b + at, s->base + at, PIECE) != 0;
	return n;
}

static struct node *pack(const struct search *s, const void *block)
{
	const unsigned char *b = block;
	unsigned n = count_pieces(s, block);
	struct node *node = claim(malloc(sizeof(*node) +
					 n * sizeof(node->piece[0])));

	node->pieces = 0;
	for (size_t at = 0; at < s->bytes; at += PIECE) {
		struct piece *p = &node->piece[node->pieces];

		if (memcmp(b + at, s->base + at, PIECE) == 0)
			continue;
		p->at = (uint16_t)(at / PIECE);
		memcpy(p->bytes, b + at, PIECE);
		node->pieces++;
	}
	return node;
}

static void unpack(const struct search *s, const struct node *node,
		   unsigned char *ret)
{
	memcpy(ret, s->base, s->bytes);
	for (unsigned i = 0; i < node->pieces; i++)
		memcpy(ret + (size_t)node->piece[i].at * PIECE,
		       node->piece[i].bytes, PIECE);
}

static void push(struct layer *layer, struct node *node)
{
	if (layer->count == layer->room) {
		layer->room = layer->room ? layer->room * 2 : 1024;
		layer->at = claim(realloc(layer->at,
					  layer->room * sizeof(node)));
	}
	layer->at[layer->count++] = node;
}

static void tell(const struct search *s, const struct node *from,
		 const struct move *last)
{
	static const char *const deeds[] = { "hook", "flash", "dial", "wait",
					     "said", "request", "lost" };

	fprintf(stderr, "search: %s, %u refused moves; the way there:\n",
		s->t.broken[0] ? s->t.broken : "no invariant broken",
		s->t.refused);
	for (unsigned i = 0; i <= s->depth; i++) {
		const struct move *m = i < s->depth ? &from->way[i] : last;

		fprintf(stderr, "  %s line %u %s call %u\n", deeds[m->what],
			m->line,
			m->what == DEED_DIAL ? numbers[m->more]
			: m->what == DEED_SAID
				? s->variant->exchange->said[m->more].name
			: m->what == DEED_REQUEST
				? hl_request_name(s->wish[m->more].request)
				: "",
			m->call);
		if (m->what == DEED_REQUEST)
			fprintf(stderr, "    other %u number '%s' value %u\n",
				m->other,
				s->wish[m->more].number
					? s->wish[m->more].number : "",
				s->wish[m->more].value);
	}
	for (hl_line i = 0; i < hl_model_lines(s->t.m); i++)
		hl_line_print(s->t.m, i, s->t.now, stderr);
}

static void lose(struct search *s, hl_line line)
{
	bool there = hl_model_line(s->t.m, line)->service == HL_SERVICE_READY;
	struct hl_event event = {
		.kind = there ? HL_EVENT_LOST : HL_EVENT_READY,
		.line = line,
	};

	table_event(&s->t, &event);
}

static void say(struct search *s, const struct move *m)
{
	struct hl_event event;

	exchange_event(s->variant->exchange, m->more, m->line, &event);
	table_event(&s->t, &event);
}

/* Return: false when what was shown is not what was done. */
static bool perform(struct search *s, const struct move *m)
{
	bool lifted = hl_model_line(s->t.m, m->line)->hook.lifted;
	hl_usec due = hl_model_due(s->t.m);

	switch ((enum deed)m->what) {
	case DEED_HOOK:
		if (lifted)
			table_hangup(&s->t, m->line);
		else
			table_lift(&s->t, m->line);
		break;
	case DEED_FLASH:
		table_flash(&s->t, m->line);
		break;
	case DEED_DIAL:
		table_dial(&s->t, m->line, numbers[m->more]);
		break;
	case DEED_WAIT:
		table_wait(&s->t, (hl_msec)((due - s->t.now) / 1000 + 1));
		break;
	case DEED_SAID:
		say(s, m);
		break;
	case DEED_REQUEST:
		return wish_try(&s->t, &s->wish[m->more], m->line, m->call,
				m->other);
	case DEED_LOST:
		lose(s, m->line);
		break;
	}
	return true;
}

static void try_move(struct search *s, const struct node *from,
		     const struct move *m, void *scratch)
{
	struct node *node;
	bool honest;

	memcpy(s->t.m, s->from, s->bytes);
	s->t.now = from->now;
	honest = perform(s, m);
	s->steps++;
	if (!honest || s->t.broken[0] || s->t.refused) {
		if (!honest)
			fputs("search: the feature word lies\n", stderr);
		tell(s, from, m);
		s->broken = true;
		return;
	}
	if (s->states >= s->most || !remember(s, shape(s, scratch)))
		return;
	if (s->last)
		return;
	node = pack(s, s->t.m);
	memcpy(node->way, from->way, sizeof(node->way));
	node->way[s->depth] = *m;
	node->now = s->t.now;
	push(&s->next, node);
}

static bool is_left_out(const struct search *s, const struct wish *w)
{
	return (s->variant->light && w->light) ||
	       (!s->variant->orders && w->order);
}

static void try_call(struct search *s, const struct node *from,
		     const struct hl_call_state *c, struct move *move,
		     void *scratch)
{
	const struct hl_model *m = (const void *)s->from;
	const struct hl_line_state *l = hl_model_line(m, c->line);
	const struct wish *w = &s->wish[move->more];

	move->call = c->id;
	move->other = HL_NO_CALL;
	try_move(s, from, move, scratch);
	for (unsigned i = 0; w->pair && i < HL_CALLS_PER_LINE && l->calls[i];
	     i++) {
		move->other = l->calls[i];
		if (!s->broken)
			try_move(s, from, move, scratch);
	}
}

static void try_requests(struct search *s, const struct node *from,
			 void *scratch)
{
	const struct hl_model *m = (const void *)s->from;
	const struct hl_call_state *c;
	struct move move = { .what = DEED_REQUEST };
	unsigned slot = 0;

	while ((c = hl_model_next_call(m, &slot)))
		for (move.more = 0; move.more < s->wishes; move.more++)
			if (!hl_request_info(s->wish[move.more].request)
				     ->of_line &&
			    !is_left_out(s, &s->wish[move.more]) && !s->broken)
				try_call(s, from, c, &move, scratch);
}

static void try_line(struct search *s, const struct node *from, hl_line line,
		     void *scratch)
{
	struct move move = { .what = DEED_REQUEST, .line = (uint8_t)line };

	for (move.more = 0; move.more < s->wishes; move.more++)
		if (hl_request_info(s->wish[move.more].request)->of_line &&
		    !is_left_out(s, &s->wish[move.more]) && !s->broken)
			try_move(s, from, &move, scratch);
}

static void try_station(struct search *s, const struct node *from,
			hl_line line, void *scratch)
{
	const struct hl_model *m = (const void *)s->from;
	struct move move = { .what = DEED_HOOK, .line = (uint8_t)line };

	try_move(s, from, &move, scratch);
	if (!hl_model_line(m, line)->hook.lifted || s->broken)
		return;
	move.what = DEED_FLASH;
	try_move(s, from, &move, scratch);
	move.what = DEED_DIAL;
	for (move.more = 0; move.more < NUMBERS && !s->broken; move.more++)
		try_move(s, from, &move, scratch);
}

static void expand(struct search *s, const struct node *from, void *scratch)
{
	const struct hl_model *m = (const void *)s->from;
	struct move move = { .what = DEED_WAIT };

	if (hl_model_due(m) != HL_NEVER)
		try_move(s, from, &move, scratch);
	for (hl_line i = 0; i < hl_model_lines(m) && !s->broken; i++) {
		move = (struct move){ .what = DEED_LOST, .line = (uint8_t)i };
		try_move(s, from, &move, scratch);
		try_line(s, from, i, scratch);
		if (hl_model_line(m, i)->set.kind == HL_KIND_STATION) {
			try_station(s, from, i, scratch);
			continue;
		}
		move.what = DEED_SAID;
		for (move.more = 0; move.more < s->variant->exchange->count &&
		     !s->broken; move.more++)
			try_move(s, from, &move, scratch);
	}
	try_requests(s, from, scratch);
}

static void first_node(struct search *s, void *scratch)
{
	struct node *node;

	memcpy(s->base, s->t.m, s->bytes);
	node = pack(s, s->t.m);
	memset(node->way, 0, sizeof(node->way));
	node->now = s->t.now;
	remember(s, shape(s, scratch));
	push(&s->next, node);
}

static void next_layer(struct search *s)
{
	struct layer empty = { 0 };

	free(s->now.at);
	s->now = s->next;
	s->next = empty;
}

static bool search(const struct variant *v, unsigned depth, size_t most)
{
	struct search s = { .most = most, .slots = most * 2 + 1,
			    .variant = v };
	clock_t start = clock();
	void *scratch;

	bench_make(&s, v);
	s.wish = wish_list(&s.wishes);
	s.base = claim(calloc(1, s.bytes + PIECE));
	s.from = claim(calloc(1, s.bytes + PIECE));
	s.seen = claim(calloc(s.slots, sizeof(*s.seen)));
	scratch = claim(malloc(s.bytes));
	first_node(&s, scratch);
	for (s.depth = 0; s.depth < depth && s.next.count; s.depth++) {
		next_layer(&s);
		s.last = s.depth + 1 == depth;
		for (size_t i = 0; i < s.now.count; i++) {
			unpack(&s, s.now.at[i], s.from);
			if (!s.broken && s.states < s.most)
				expand(&s, s.now.at[i], scratch);
			free(s.now.at[i]);
		}
	}
	printf("%s: depth %u, %zu states, %llu steps, %.1f s%s\n",
	       v->name, s.depth, s.states, s.steps,
	       (double)(clock() - start) / CLOCKS_PER_SEC,
	       s.states >= most ? "; stopped at the number of states"
	       : !s.next.count && s.depth < depth ? "; no new state is left"
				: "");
	for (size_t i = 0; i < s.next.count; i++)
		free(s.next.at[i]);
	free(s.now.at);
	free(s.next.at);
	free(s.base);
	free(s.from);
	free(s.seen);
	free(scratch);
	table_close(&s.t);
	return !s.broken;
}

int main(int argc, char **argv)
{
	unsigned depth = argc > 1 ? (unsigned)atoi(argv[1]) : 8;
	size_t most = argc > 2 ? strtoull(argv[2], NULL, 10) : 8000000;
	unsigned part = argc > 3 ? (unsigned)atoi(argv[3]) : 0;
	const char *word = argc > 4 ? argv[4] : "";
	bool ok = true;

	if (depth < 1 || depth > DEPTH_MAX || most < 1 || part > 2) {
		fprintf(stderr, "usage: search [DEPTH 1-16 [STATES [PART 0-2 "
				"[WORD]]]]\n"
				"part 1 or 2: every other bench; only those "
				"with WORD in their name\n");
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (unsigned i = 0; i < sizeof(variants) / sizeof(variants[0]); i++)
		if ((!part || i % 2 == part - 1) &&
		    strstr(variants[i].name, word))
			ok = search(&variants[i],
				    depth > variants[i].less
					    ? depth - variants[i].less
					    : 1,
				    most) && ok;
	return ok ? 0 : 7;
}
