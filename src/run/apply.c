/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * apply.c - make an engine's lines, plan and music match a configuration
 *
 * In:  a configuration without a mistake.
 * Out: cards taken, lines added and changed, plan and music given; one
 *      sentence for each change.
 * Not: opening ports - the daemon does that, again and again; the sentences -
 *      apply_tell.c.
 */
#include "apply.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "holdline/music.h"
#include "apply_span.h"
#include "apply_tell.h"
#include "config_parts.h"
#include "engine_private.h"

#define AT_STATION 0x8000 /* slot of struct hl_call_state: no park number */

/*
 * @config: in force
 * @map:    the engine's line of each line of the configuration, by place;
 *          HL_NO_LINE while its card cannot be taken
 * @music:  loops given to the engine, by class
 * @mute:   by class: a card does not play it yet
 * @waits:  a card was refused
 * @busy:   addresses or park numbers of the plan are in use, and stay
 * @later:  a hotline waits until its station is idle
 */
struct hl_apply {
	struct hl_engine *engine;
	const struct hl_log *log;
	const struct hl_sim_options *sim;
	struct hl_config *config;
	hl_line *map;
	struct hl_music *music[HL_CLASSES_MAX];
	bool mute[HL_CLASSES_MAX];
	bool waits;
	bool busy;
	bool later;
};

int hl_apply_open(struct hl_apply **ret, struct hl_engine *engine,
		  const struct hl_log *log, const struct hl_sim_options *sim)
{
	struct hl_apply *apply;

	apply = calloc(1, sizeof(*apply));
	if (!apply)
		return -ENOMEM;
	apply->engine = engine;
	apply->log = log;
	apply->sim = sim;
	*ret = apply;
	return 0;
}

void hl_apply_close(struct hl_apply *apply)
{
	unsigned i;

	if (!apply)
		return;
	for (i = 0; i < HL_CLASSES_MAX; i++)
		hl_music_close(apply->music[i]);
	hl_config_free(apply->config);
	free(apply->map);
	free(apply);
}

const struct hl_config *hl_apply_get(const struct hl_apply *apply)
{
	return apply->config;
}

bool hl_apply_waits(const struct hl_apply *apply)
{
	unsigned i;

	for (i = 0; i < HL_CLASSES_MAX; i++)
		if (apply->mute[i])
			return true;
	return apply->waits || apply->busy || apply->later;
}

/* ---- cards -------------------------------------------------------------- */

static bool card_is_told(const struct hl_config *config, unsigned place)
{
	unsigned i;

	for (i = 0; i < place; i++)
		if (strcmp(hl_line_driver(config, i),
			   hl_line_driver(config, place)) == 0)
			return true;
	return false;
}

static bool card_take(struct hl_apply *apply, const struct hl_config *config,
		      unsigned place, bool quiet)
{
	const char *name = hl_line_driver(config, place);
	const struct hl_driver *driver = hl_driver_find(name);
	const void *options = strcmp(name, "sim") == 0 ? apply->sim : NULL;
	int r;

	r = driver ? hl_engine_card(apply->engine, driver, options, NULL)
		   : -ENOENT;
	if (r == 0)
		return true;
	if (!quiet)
		hl_log_say(apply->log, HL_LOG_WARN, NULL,
			   "no card of kind %s can be used: %s; its lines are absent",
			   name, strerror(-r));
	return false;
}

/* Cards of every driver that a line names. */
static void cards_take(struct hl_apply *apply, const struct hl_config *config,
		       bool quiet)
{
	unsigned i;

	apply->waits = false;
	if (!hl_spans_take(apply->engine, apply->log, config, apply->sim,
			   quiet))
		apply->waits = true;
	for (i = 0; i < config->lines; i++) {
		/* Mostly the same driver as the line before. */
		if (i && strcmp(hl_line_driver(config, i),
				hl_line_driver(config, i - 1)) == 0)
			continue;
		if (!card_is_told(config, i) &&
		    !card_take(apply, config, i, quiet))
			apply->waits = true;
	}
}

/* ---- settings ----------------------------------------------------------- */

static hl_line line_placed(const hl_line *map, hl_line place)
{
	return place == HL_NO_LINE ? HL_NO_LINE : map[place];
}

/* The settings of a line with the engine's numbers in them. */
static void settings_make(const struct hl_line_settings *from,
			  const hl_line *map, struct hl_line_settings *ret)
{
	unsigned i;

	*ret = *from;
	ret->operator = line_placed(map, from->operator);
	ret->rings = 0;
	for (i = 0; i < HL_RING_TARGETS_MAX; i++)
		ret->ring[i] = HL_NO_LINE;
	for (i = 0; i < from->rings; i++) {
		hl_line line = line_placed(map, from->ring[i]);

		if (line != HL_NO_LINE)
			ret->ring[ret->rings++] = line;
	}
}

static bool settings_equal(const struct hl_line_settings *a,
			   const struct hl_line_settings *b)
{
	return a->kind == b->kind && a->door == b->door &&
	       a->onhook_held == b->onhook_held &&
	       a->fallback == b->fallback && a->class == b->class &&
	       a->rings == b->rings && a->held == b->held &&
	       a->parties == b->parties && a->answer == b->answer &&
	       a->remove == b->remove && a->pickup == b->pickup &&
	       a->procedure == b->procedure && a->clid == b->clid &&
	       a->clid_variant == b->clid_variant &&
	       a->clid_place == b->clid_place &&
	       a->messages == b->messages &&
	       memcmp(a->bell, b->bell, sizeof(a->bell)) == 0 &&
	       a->operator == b->operator &&
	       a->switches == b->switches &&
	       memcmp(&a->profile, &b->profile, sizeof(a->profile)) == 0 &&
	       memcmp(a->timer, b->timer, sizeof(a->timer)) == 0 &&
	       memcmp(a->ring, b->ring, a->rings * sizeof(a->ring[0])) == 0;
}

/* ---- lines -------------------------------------------------------------- */

static bool line_is_fixed(const struct hl_apply *apply, hl_line line,
			  const struct hl_config_line *want)
{
	const struct hl_line_state *have =
		hl_model_line(hl_engine_model(apply->engine), line);
	const struct hl_driver *driver;
	int channel;

	driver = hl_engine_driver(apply->engine, line, &channel);
	return have->set.kind != want->settings.kind ||
	       channel != want->channel ||
	       strcmp(driver->name, want->driver) != 0;
}

static hl_line line_add(struct hl_apply *apply,
			const struct hl_config_line *want, bool quiet)
{
	const struct hl_driver *driver = hl_driver_find(want->driver);
	struct hl_line_settings settings = want->settings;
	hl_line line = HL_NO_LINE;
	int r;

	/* Other lines come by number later, when all have theirs. */
	settings.operator = HL_NO_LINE;
	settings.rings = 0;
	r = hl_engine_add(apply->engine, driver, want->channel, &settings,
			  &line);
	if (r == -ENOENT)
		return HL_NO_LINE;
	if (r < 0)
		hl_log_say(apply->log, HL_LOG_ERROR, settings.name,
			   "line %s cannot be added: %s. mend: start the daemon anew",
			   settings.name, strerror(-r));
	else if (!quiet)
		hl_log_say(apply->log, HL_LOG_INFO, settings.name,
			   "line %s is new: %s channel %d", settings.name,
			   want->driver, want->channel);
	return line;
}

/* By the configuration before, which is sorted; then among all there are. */
static hl_line line_known(const struct hl_apply *apply, const char *name)
{
	const struct hl_model *model = hl_engine_model(apply->engine);
	int place = apply->config ? hl_config_find(apply->config, name)
				  : -ENOENT;

	if (place >= 0 && apply->map[place] != HL_NO_LINE)
		return apply->map[place];
	return hl_model_find(model, name);
}

/* The engine's line of each place: found by name, or added. */
static void lines_place(struct hl_apply *apply, const struct hl_config *config,
			hl_line *map, bool quiet)
{
	bool fresh = !hl_model_lines(hl_engine_model(apply->engine));
	unsigned i;

	for (i = 0; i < config->lines; i++) {
		struct hl_line_setup want;

		hl_line_get(config, i, &want);
		map[i] = fresh ? HL_NO_LINE
			       : line_known(apply, want.set.settings.name);
		if (map[i] == HL_NO_LINE)
			map[i] = line_add(apply, &want.set, quiet);
	}
}

static bool setup_before(const struct hl_apply *apply, const char *name,
			 struct hl_line_setup *ret)
{
	int place = apply->config ? hl_config_find(apply->config, name)
				  : -ENOENT;

	if (place >= 0)
		hl_line_get(apply->config, (unsigned)place, ret);
	return place >= 0;
}

/* ---- hotlines ----------------------------------------------------------- */

static const char *hotline_of(const struct hl_config_line *want)
{
	return want->hotline ? want->hotline : "";
}

static bool hotline_is(const struct hl_apply *apply, hl_line line,
		       const struct hl_config_line *want)
{
	return strcmp(hl_model_number(hl_engine_model(apply->engine), line,
				      HL_NUMBER_HOTLINE),
		      hotline_of(want)) == 0;
}

/* Who is off the hook keeps the hotline that was there when he lifted. */
static void hotline_give(struct hl_apply *apply, hl_line line,
			 const struct hl_config_line *want)
{
	const char *name = want->settings.name;
	int r;

	if (hotline_is(apply, line, want))
		return;
	if (!hl_model_is_idle(hl_engine_model(apply->engine), line)) {
		apply->later = true;
		return;
	}
	r = hl_model_number_set(apply->engine->model, line, HL_NUMBER_HOTLINE,
				hotline_of(want));
	if (r < 0)
		hl_log_say(apply->log, HL_LOG_ERROR, name,
			   "line %s: hotline not changed: %s", name,
			   strerror(-r));
}

static void hotlines_give(struct hl_apply *apply,
			  const struct hl_config *config, const hl_line *map)
{
	struct hl_line_setup want;
	unsigned i;

	apply->later = false;
	for (i = 0; i < config->lines; i++) {
		if (map[i] == HL_NO_LINE)
			continue;
		hl_line_get(config, i, &want);
		hotline_give(apply, map[i], &want.set);
	}
}

/* ---- changes of a line -------------------------------------------------- */

static void line_change(struct hl_apply *apply,
			const struct hl_config *config, const hl_line *map,
			unsigned place)
{
	const char *name = hl_line_name(config, place);
	struct hl_line_settings settings;
	struct hl_line_setup before;
	struct hl_line_setup want;
	char changes[CHANGES_MAX] = "other lines' places";
	bool tell = setup_before(apply, name, &before);
	int r;

	hl_line_get(config, place, &want);
	if (line_is_fixed(apply, map[place], &want.set)) {
		hl_log_say(apply->log, HL_LOG_WARN, name,
			   "line %s keeps its driver, channel and kind until the daemon is started anew",
			   name);
		return;
	}
	settings_make(&want.set.settings, map, &settings);
	if (settings_equal(&hl_model_line(hl_engine_model(apply->engine),
					  map[place])
				    ->set,
			   &settings) &&
	    hotline_is(apply, map[place], &want.set))
		tell = false;
	/* Also when nothing changes: an earlier change may still wait. */
	r = hl_engine_set(apply->engine, map[place], &settings);
	if (r < 0)
		hl_log_say(apply->log, HL_LOG_ERROR, name,
			   "line %s: settings not changed: %s", name,
			   strerror(-r));
	if (!tell || r < 0)
		return;
	hl_changes_print(HL_SECTION_LINE, &before, &want, changes,
			 sizeof(changes));
	if (*changes)
		hl_log_say(apply->log, HL_LOG_INFO, name, "line %s: %s%s",
			   name, changes, r == 1 ? "; when it is idle" : "");
}

static void lines_gone_tell(const struct hl_apply *apply,
			    const struct hl_config *config)
{
	unsigned i;

	for (i = 0; apply->config && i < apply->config->lines; i++) {
		const char *name = hl_line_name(apply->config, i);

		if (hl_config_find(config, name) < 0)
			hl_log_say(apply->log, HL_LOG_WARN, name,
				   "line %s is gone from the configuration; it stays until the daemon is started anew",
				   name);
	}
}

/* ---- plan --------------------------------------------------------------- */

static void group_place(struct hl_group *group, const hl_line *map)
{
	unsigned count = group->count;
	unsigned i;

	group->count = 0;
	for (i = 0; i < count; i++)
		if (map[group->lines[i]] != HL_NO_LINE)
			group->lines[group->count++] = map[group->lines[i]];
}

static void address_place(struct hl_address *address, const hl_line *map)
{
	const struct hl_address from = *address;
	unsigned i;

	memset(address->lines, 0, sizeof(address->lines));
	address->watchers = 0;
	address->count = 0;
	for (i = 0; i < from.count; i++) {
		if (map[from.lines[i]] == HL_NO_LINE)
			continue;
		if (from.watchers >> i & 1)
			address->watchers |= (uint8_t)(1u << address->count);
		address->lines[address->count++] = map[from.lines[i]];
	}
}

static bool address_equal(const struct hl_address *a,
			  const struct hl_address *b)
{
	return strcmp(a->name, b->name) == 0 && a->sharing == b->sharing &&
	       a->count == b->count && a->watchers == b->watchers &&
	       memcmp(a->lines, b->lines, a->count * sizeof(a->lines[0])) == 0;
}

/* A station of the address that has a call or is off the hook. */
static hl_line address_busy(const struct hl_model *model,
			    const struct hl_address *address)
{
	unsigned i;

	for (i = 0; i < address->count; i++)
		if (!(address->watchers >> i & 1) &&
		    !hl_model_is_idle(model, address->lines[i]))
			return address->lines[i];
	return HL_NO_LINE;
}

/*
 * A call of a shared address stands at several stations, and each finds the
 * others by the plan. So the plan may change for an address only while none of
 * its stations, before and after, has anything to find.
 */
static hl_line addresses_busy(const struct hl_model *model,
			      const struct hl_plan *have,
			      const struct hl_plan *want)
{
	unsigned i;

	for (i = 0; i < HL_ADDRESSES_MAX; i++) {
		hl_line line;

		if (address_equal(&have->address[i], &want->address[i]))
			continue;
		line = address_busy(model, &have->address[i]);
		if (line == HL_NO_LINE)
			line = address_busy(model, &want->address[i]);
		if (line != HL_NO_LINE)
			return line;
	}
	return HL_NO_LINE;
}

/* A party at a park number that would become another one, or none. */
static hl_call parks_busy(const struct hl_model *model,
			  const struct hl_plan *have,
			  const struct hl_plan *want)
{
	const struct hl_call_state *call;
	unsigned at = 0;

	while ((call = hl_model_next_call(model, &at)))
		if (call->slot && !(call->slot & AT_STATION) &&
		    (have->park_first != want->park_first ||
		     call->slot > want->parks))
			return call->id;
	return HL_NO_CALL;
}

static void busy_tell(const struct hl_apply *apply, hl_line line, hl_call call)
{
	const struct hl_model *model = hl_engine_model(apply->engine);
	char number[HL_NAME_MAX];

	if (line != HL_NO_LINE)
		hl_log_say(apply->log, HL_LOG_WARN, NULL,
			   "shared addresses stay as they are until the stations of those that change are idle; line %s is not",
			   hl_model_line(model, line)->set.name);
	if (call != HL_NO_CALL &&
	    hl_model_park_number(model, call, number))
		hl_log_say(apply->log, HL_LOG_WARN, NULL,
			   "park numbers stay as they are until nobody is parked at one that goes; somebody is at %s",
			   number);
}

static void plan_give(struct hl_apply *apply, const struct hl_config *config,
		      const hl_line *map)
{
	const struct hl_model *model = hl_engine_model(apply->engine);
	const struct hl_plan *have = hl_model_get_plan(model);
	struct hl_plan plan = config->plan;
	bool before = apply->busy;
	hl_line line;
	hl_call call;
	unsigned i;

	for (i = 0; i < plan.groups; i++)
		group_place(&plan.group[i], map);
	for (i = 0; i < plan.addresses; i++)
		address_place(&plan.address[i], map);
	line = addresses_busy(model, have, &plan);
	if (line != HL_NO_LINE) {
		memcpy(plan.address, have->address, sizeof(plan.address));
		plan.addresses = have->addresses;
	}
	call = parks_busy(model, have, &plan);
	if (call != HL_NO_CALL) {
		plan.park_first = have->park_first;
		plan.parks = have->parks;
	}
	apply->busy = line != HL_NO_LINE || call != HL_NO_CALL;
	if (apply->busy && !before)
		busy_tell(apply, line, call);
	if (before && !apply->busy)
		hl_log_say(apply->log, HL_LOG_INFO, NULL,
			   "shared addresses and park numbers are now those of the configuration");
	hl_engine_plan(apply->engine, &plan);
}

/* ---- music -------------------------------------------------------------- */

static int tone_open(struct hl_apply *apply, struct hl_music **ret)
{
	return hl_music_tone(ret, hl_engine_zone(apply->engine));
}

/* Nobody asked for the installed music: its absence is no trouble. */
static bool music_is_missing(const char *source)
{
	return strcmp(source, "installed") == 0 &&
	       access(HL_CONFIG_MUSIC, F_OK) < 0;
}

static int music_open(struct hl_apply *apply,
		      const struct hl_config_music *want,
		      struct hl_music **ret)
{
	const char *source = want->source;
	char why[512] = "";
	int r;

	if (strcmp(source, "tone") == 0 || music_is_missing(source))
		return tone_open(apply, ret);
	if (strcmp(source, "installed") == 0)
		source = HL_CONFIG_MUSIC;
	r = hl_music_open(ret, source, want->level, why, sizeof(why));
	if (r == 0) {
		if (*why)
			hl_log_say(apply->log, HL_LOG_WARN, NULL,
				   "music %s: %s", want->name, why);
		return 0;
	}
	hl_log_say(apply->log, HL_LOG_WARN, NULL,
		   "music %s: %s Whoever is on hold hears the holding tone. mend: source = an audio file or a folder of them",
		   want->name, *why ? why : "No memory.");
	return tone_open(apply, ret);
}

static bool music_is_same(const struct hl_config *before,
			  const struct hl_config *now, unsigned class)
{
	const struct hl_config_music *a = &before->music[class].set;
	const struct hl_config_music *b = &now->music[class].set;

	return class < before->musics && class < now->musics &&
	       strcmp(a->source, b->source) == 0 && a->level >= b->level &&
	       a->level <= b->level;
}

/* A card that is not there yet plays it later. */
static int music_play(struct hl_apply *apply, unsigned class,
		      const struct hl_music *music)
{
	int r;

	r = hl_engine_music(apply->engine, class, music);
	apply->mute[class] = music && r < 0 && r != -ENOTSUP;
	return r;
}

static void music_give(struct hl_apply *apply, const char *name,
		       unsigned class, struct hl_music *music)
{
	int r;

	r = music_play(apply, class, music);
	if (r < 0 && apply->music[class]) {
		/* Who did not take the new loop must not keep the old one. */
		hl_engine_music(apply->engine, class, NULL);
		r = music_play(apply, class, music);
	}
	if (apply->mute[class])
		hl_log_say(apply->log, HL_LOG_WARN, NULL,
			   "music %s cannot be played on every card yet: %s",
			   name, strerror(-r));
	hl_music_close(apply->music[class]);
	apply->music[class] = music;
}

static void musics_give(struct hl_apply *apply, const struct hl_config *config)
{
	unsigned i;

	for (i = 0; i < HL_CLASSES_MAX; i++) {
		struct hl_music *music = NULL;

		if (apply->config && music_is_same(apply->config, config, i))
			continue;
		if (i < config->musics &&
		    music_open(apply, &config->music[i].set, &music) < 0)
			continue;
		if (music || apply->music[i])
			music_give(apply, config->music[i].set.name, i,
				   music);
	}
}

/* ---- all of it ---------------------------------------------------------- */

static void lines_apply(struct hl_apply *apply, const struct hl_config *config,
			hl_line *map, bool quiet)
{
	unsigned i;

	lines_place(apply, config, map, quiet);
	for (i = 0; i < config->lines; i++)
		if (map[i] != HL_NO_LINE)
			line_change(apply, config, map, i);
	hotlines_give(apply, config, map);
	plan_give(apply, config, map);
}

int hl_apply_config(struct hl_apply *apply, struct hl_config *config)
{
	bool first = !apply->config;
	hl_line *map;

	map = calloc(config->lines + 1, sizeof(*map));
	if (!map)
		return -ENOMEM;
	if (!first) {
		hl_changes_tell(apply->log, apply->config, config);
	}
	/* What still waits is told again. */
	apply->busy = false;
	cards_take(apply, config, false);
	lines_apply(apply, config, map, first);
	lines_gone_tell(apply, config);
	musics_give(apply, config);

	hl_config_free(apply->config);
	free(apply->map);
	apply->config = config;
	apply->map = map;
	return 0;
}

bool hl_apply_again(struct hl_apply *apply)
{
	const struct hl_model *model = hl_engine_model(apply->engine);
	unsigned lines = hl_model_lines(model);
	unsigned i;

	if (apply->waits) {
		cards_take(apply, apply->config, true);
		lines_apply(apply, apply->config, apply->map, false);
	} else {
		if (apply->later)
			hotlines_give(apply, apply->config, apply->map);
		if (apply->busy)
			plan_give(apply, apply->config, apply->map);
	}
	/* A card that was taken late has no music yet. */
	for (i = 0; i < HL_CLASSES_MAX; i++)
		if (apply->mute[i] ||
		    (apply->music[i] && hl_model_lines(model) != lines))
			music_play(apply, i, apply->music[i]);
	return hl_model_lines(model) != lines;
}
