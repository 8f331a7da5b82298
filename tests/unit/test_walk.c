/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_walk.c - claims that hold whatever people do with their telephones
 *
 * Random users of four telephones and two trunks, and a random program. A
 * failing walk prints its seed: HL_SEED=n repeats it, HL_STEPS=n lengthens.
 */
#include "suites.h"

#include "wish.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WALKS 24
#define STEPS 4000

struct walk {
	struct table t;
	uint64_t random;
	bool lifted[TABLE_STATIONS];
	unsigned lies; /* features shown and refused, or hidden and done */
};

/* xorshift64: the same walk on every machine. */
static unsigned any(struct walk *w, unsigned below)
{
	w->random ^= w->random << 13;
	w->random ^= w->random >> 7;
	w->random ^= w->random << 17;
	return (unsigned)(w->random % below);
}

static void any_settings(struct walk *w)
{
	for (hl_line l = 0; l < TABLE_STATIONS; l++) {
		struct hl_line_settings *set = table_set(&w->t, l);

		set->onhook_held = (uint8_t)any(w, HL_ONHOOK_COUNT);
		set->fallback = (uint8_t)any(w, HL_FALLBACK_COUNT);
		set->operator = S4;
		set->pickup = (uint8_t)any(w, 3);
		set->held = (uint8_t)(1 + any(w, HL_HELD_MAX));
		set->parties = (uint8_t)(3 + any(w, HL_PARTIES_MAX - 2));
		set->answer = (uint8_t)any(w, HL_ANSWER_COUNT);
		set->remove = (uint8_t)any(w, HL_REMOVE_COUNT);
		set->procedure = (uint8_t)any(w, HL_PROCEDURE_COUNT);
		set->timer[HL_TIMER_REMIND] = any(w, 3) ? 0 : 20000;
		set->timer[HL_TIMER_HELDMOST] = any(w, 3) ? 0 : 60000;
		if (any(w, 8) == 0)
			hl_model_number_set(w->t.m, l, HL_NUMBER_HOTLINE,
					    "102");
		if (any(w, 3) == 0)
			set->switches ^= any(w, 1u << HL_SWITCH_COUNT);
	}
}

static const struct table_code codes[] = {
	{ "*72.", HL_CODE_FORWARD }, { "*73", HL_CODE_UNFORWARD },
	{ "*74.", HL_CODE_FWDBUSY }, { "*75.", HL_CODE_FWDNOANSWER },
	{ "*78", HL_CODE_DND },      { "*79", HL_CODE_UNDND },
	{ "*66", HL_CODE_REDIAL },   { "*69", HL_CODE_RETURN },
	{ "*70", HL_CODE_CANCEL },   { "*43", HL_CODE_WAITING },
	{ "*44", HL_CODE_UNWAITING }, { "*45", HL_CODE_ASKWAITING },
	{ "*5.", HL_CODE_PARK },     { "*6X.", HL_CODE_UNPARK },
	{ "*8.", HL_CODE_PICKUP },   { "*9", HL_CODE_PICKUPGROUP },
	{ "*1.", HL_CODE_SPEED },    { "*0", HL_CODE_TRUNKFLASH },    { "*76", HL_CODE_UNFWDBUSY },
	{ "*77", HL_CODE_UNFWDNOANSWER }, { "*67", HL_CODE_WITHHOLD },
	{ "*82", HL_CODE_UNWITHHOLD },
};

/* Park numbers for all; now and then an address of several stations. */
static void any_plan(struct walk *w)
{
	struct hl_plan plan;
	struct hl_address *a = &plan.address[0];

	table_codes(&w->t, codes, sizeof(codes) / sizeof(codes[0]));
	plan = *hl_model_get_plan(w->t.m);
	plan.speed[0].place = 7;
	strcpy(plan.speed[0].number, "103");
	plan.speeds = 1;
	plan.park_first = 701;
	plan.parks = 3;
	if (any(w, 2)) {
		strcpy(a->name, "100");
		a->sharing = (uint8_t)(HL_SHARING_EXCL + any(w, 3));
		a->count = (uint8_t)(2 + any(w, 3));
		for (unsigned i = 0; i < a->count; i++)
			a->lines[i] = (hl_line)i;
		a->watchers = any(w, 4) ? 0 : 2;
		plan.addresses = 1;
	}
	hl_model_plan(w->t.m, &plan);
}

static void any_hook(struct walk *w, hl_line l)
{
	w->lifted[l] = !w->lifted[l];
	table_edge(&w->t, l, w->lifted[l]);
	table_wait(&w->t, any(w, 3) ? 1200 : any(w, 1500));
}

static void any_digits(struct walk *w, hl_line l)
{
	static const char *const numbers[] = {
		"101", "102", "103", "104", "955#", "9555", "8", "#", "100",
		"101", "102", "103", "0", "1", "2", "3", "4",
		"*72103#", "*72955#", "*73", "*74104#", "*75101#", "*78",
		"*79", "*66", "*69", "*70", "*43", "*44", "*45", "*5701#",
		"*6701#", "*8102#", "*9", "*17#", "*76", "*77", "*0",
	};

	table_dial(&w->t, l,
		   numbers[any(w, sizeof(numbers) / sizeof(numbers[0]))]);
}

static void any_request(struct walk *w, hl_line l)
{
	unsigned count;
	const struct wish *list = wish_list(&count);
	const struct wish *wish = list + any(w, count);
	unsigned slot = any(w, 64);
	unsigned second = any(w, 64);
	const struct hl_call_state *c = hl_model_next_call(w->t.m, &slot);
	const struct hl_call_state *o = hl_model_next_call(w->t.m, &second);

	if (c)
		w->lies += !wish_try(&w->t, wish, l, c->id,
				     wish->pair && o ? o->id : HL_NO_CALL);
}

static void any_step(struct walk *w)
{
	hl_line l = (hl_line)any(w, TABLE_STATIONS);

	switch (any(w, 14)) {
	case 0:
	case 1:
		any_hook(w, l);
		break;
	case 2:
	case 3:
	case 4:
		if (w->lifted[l])
			table_flash(&w->t, l);
		break;
	case 5:
	case 6:
		if (w->lifted[l])
			any_digits(w, l);
		break;
	case 7:
		table_ring(&w->t, (hl_line)(T1 + any(w, 2)));
		break;
	case 8:
		table_gone(&w->t, (hl_line)(T1 + any(w, 2)));
		break;
	case 9:
	case 10:
	case 11:
		any_request(w, l);
		break;
	default:
		table_wait(&w->t, any(w, any(w, 10) ? 8000 : 200000));
		break;
	}
}

/* Everybody goes home; the exchange too. */
static void go_home(struct walk *w)
{
	for (hl_line l = 0; l < TABLE_STATIONS; l++)
		if (w->lifted[l])
			table_edge(&w->t, l, false);
	table_wait(&w->t, 1500);
	table_gone(&w->t, T1);
	table_gone(&w->t, T2);
	table_wait(&w->t, 800000);
}

static uint64_t first_seed(void)
{
	const char *text = getenv("HL_SEED");

	return text ? strtoull(text, NULL, 10) : 1;
}

static unsigned steps(void)
{
	const char *text = getenv("HL_STEPS");

	return text ? (unsigned)strtoul(text, NULL, 10) : STEPS;
}

static bool walk_once(uint64_t seed, bool *quiet, unsigned *lies)
{
	struct walk w = { .random = seed * 0x9e3779b97f4a7c15u + 1 };
	unsigned n = steps();
	bool sound;

	table_open(&w.t);
	any_settings(&w);
	any_plan(&w);
	for (unsigned i = 0; i < n; i++) {
		any_step(&w);
		if (w.t.broken[0] || w.t.refused)
			break;
	}
	sound = !w.t.broken[0] && !w.t.refused;
	if (sound)
		go_home(&w);
	*quiet = table_quiet(&w.t);
	*lies = w.lies;
	if (!sound || !*quiet || w.lies)
		fprintf(stderr, "walk HL_SEED=%llu: %s, %u refused moves\n",
			(unsigned long long)seed, w.t.broken, w.t.refused);
	for (hl_line l = 0; !sound && l < hl_model_lines(w.t.m); l++)
		hl_line_print(w.t.m, l, w.t.now, stderr);
	table_close(&w.t);
	return sound;
}

static void whatever_people_do_every_invariant_holds(void)
{
	unsigned unsound = 0;
	unsigned loud = 0;
	unsigned lies = 0;

	for (uint64_t s = first_seed(); s < first_seed() + WALKS; s++) {
		unsigned told;
		bool quiet;

		unsound += !walk_once(s, &quiet, &told);
		loud += !quiet;
		lies += told;
	}
	CU_ASSERT_EQUAL(unsound, 0);
	CU_ASSERT_EQUAL(loud, 0);
	CU_ASSERT_EQUAL(lies, 0);
}

#define T(claim) { #claim, claim }

CU_TestInfo *test_walk(void)
{
	static CU_TestInfo tests[] = {
		T(whatever_people_do_every_invariant_holds),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
