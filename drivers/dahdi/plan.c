/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * plan.c - what trunks are listened to for, made once for those alike
 *
 * In:  the settings of a line that is opened, or closed.
 * Out: plans for its detector, one a task, shared and counted.
 * Not: listening - hear.c.
 */
#include "card.h"

#include <stdlib.h>

#include "plan.h"

#define BIT(kind) HL_HEAR_BIT(HL_PROGRESS_##kind)

unsigned dahdi_release_set(const struct hl_port *set)
{
	/* clang-format off */
	static const struct {
		uint16_t release;
		uint16_t hear;
	} rows[] = {
		{ HL_RELEASE_BIT(BUSY),       BIT(BUSY) },
		{ HL_RELEASE_BIT(CONGESTION), BIT(CONGESTION) },
		{ HL_RELEASE_BIT(DIAL),       BIT(DIAL) },
		{ HL_RELEASE_BIT(HOWLER),     BIT(HOWLER) },
		{ HL_RELEASE_BIT(INFO),       BIT(INFO) },
		{ HL_RELEASE_BIT(SILENCE),    BIT(SILENCE) },
	};
	/* clang-format on */
	unsigned hears = 0;
	unsigned i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (set->releases & rows[i].release)
			hears |= rows[i].hear;
	return hears;
}

static void settings_make(const struct hl_port *set, enum dahdi_task task,
			  struct hl_progress_settings *ret)
{
	switch (task) {
	case DAHDI_BEFORE:
		hl_progress_before_digits(ret);
		break;
	case DAHDI_BEHIND:
		hl_progress_behind_digits(ret);
		break;
	case DAHDI_RELEASE:
		hl_progress_defaults(ret);
		ret->set = dahdi_release_set(set);
		break;
	case DAHDI_EVERY:
	case DAHDI_TASKS:
		hl_progress_defaults(ret);
		ret->set = HL_PROGRESS_EVERY;
		break;
	}
	if (set->cycles)
		ret->cycles = set->cycles;
	if (set->silence)
		ret->silence_ms = set->silence;
}

struct dahdi_plan *dahdi_plan_get(struct dahdi_card *card,
				   const struct hl_port *set, enum dahdi_task task)
{
	struct hl_progress_settings settings;
	struct dahdi_plan *plan;

	settings_make(set, task, &settings);
	for (plan = card->plans; plan; plan = plan->next)
		if (plan->task == task && plan->set == settings.set &&
		    plan->cycles == settings.cycles &&
		    plan->silence == settings.silence_ms)
			break;
	if (!plan) {
		plan = calloc(1, sizeof(*plan));
		if (!plan)
			return NULL;
		plan->task = (uint8_t)task;
		plan->set = settings.set;
		plan->cycles = (uint8_t)settings.cycles;
		plan->silence = settings.silence_ms;
		if (hl_progress_plan_make(card->zone, &settings,
					  &plan->plan) < 0) {
			free(plan);
			return NULL;
		}
		plan->next = card->plans;
		card->plans = plan;
	}
	plan->users++;
	return plan;
}

void dahdi_plan_put(struct dahdi_card *card, struct dahdi_plan *plan)
{
	struct dahdi_plan **place = &card->plans;

	if (!plan || --plan->users)
		return;
	while (*place != plan)
		place = &(*place)->next;
	*place = plan->next;
	free(plan);
}
