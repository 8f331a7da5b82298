/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * player.c - plays a scenario on a bed
 *
 * In:  statements, in order.
 * Out: hands moved on the bed; what was expected found true, and how soon.
 * Not: what is true - look.c; telephones - the bed.
 */
#include "player.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "copy.h"
#include "holdline/config.h"
#include "look.h"
#include "program.h"

#define LOOK_STEP_MS  10    /* between two looks (house) */
#define MOVE_LIMIT_MS 60000 /* no hand moves longer (house) */
#define END_LIMIT_MS  5000  /* after the last hang-up (house) */
#define RUNG_LIMIT_MS 11000 /* where an exchange rang: ring_timeout, 8 s */
#define GIVE_UP_MS    1500  /* hanging up is believed after 1.1 s */
#define ARRIVE_MS     20    /* the kernel tells a hook 8 ms late (far.h) */
#define BREATH_MS     200   /* people draw breath before they speak (house) */

struct player {
	struct player_config config;
	const struct scenario *scenario;
	struct look look;
	hl_msec flash[SCENARIO_PARTIES_MAX];
	uint32_t speaking; /* bit n = party n was told to */
	hl_usec begin;
	hl_usec done; /* end of the last thing that was done */
};

/* ---- time --------------------------------------------------------------- */

static hl_usec now_of(const struct player *p)
{
	return p->config.ops->now(p->config.bed);
}

static int pass(struct player *p, hl_msec ms, struct player_step *step)
{
	return p->config.ops->advance(p->config.bed, ms, step->why,
				      sizeof(step->why));
}

/* In steps, so that a bed that finds a fault says so at once. */
static int pass_until(struct player *p, hl_usec at, struct player_step *step)
{
	int r = 0;

	while (r == 0 && now_of(p) < at) {
		hl_usec left = (at - now_of(p) + 999) / 1000;

		r = pass(p, left > LOOK_STEP_MS ? LOOK_STEP_MS : (hl_msec)left,
			 step);
	}
	return r;
}

/* ---- opening ------------------------------------------------------------ */

/* The middle of the flash window: what a set for this country is made for. */
static int flashes_find(struct player *p, char *why, size_t size)
{
	struct hl_config_line line;
	struct hl_config *config = NULL;
	int r = scenario_config_read(p->scenario, &config, why, size);

	for (unsigned i = 0; r == 0 && hl_config_line(config, i, &line) == 0;
	     i++)
		p->flash[i] = (line.settings.profile.flash_min +
			       line.settings.profile.flash_max) /
			      2u;
	hl_config_free(config);
	return r;
}

int player_open(struct player **ret, const struct player_config *config,
		const struct scenario *scenario, char *why, size_t size)
{
	struct player *p = calloc(1, sizeof(*p));
	int r;

	if (!p)
		return -ENOMEM;
	why[0] = '\0';
	p->config = *config;
	p->scenario = scenario;
	r = flashes_find(p, why, size);
	if (r == 0)
		r = config->ops->begin(config->bed, scenario, why, size);
	if (r < 0) {
		free(p);
		return r;
	}
	p->begin = now_of(p);
	p->done = p->begin;
	p->look = (struct look){ .ops = config->ops,
				 .bed = config->bed,
				 .scenario = scenario,
				 .begin = p->begin,
				 .acted = p->begin };
	*ret = p;
	return 0;
}

int player_close(struct player *player, char *why, size_t size)
{
	int r;

	why[0] = '\0';
	if (!player)
		return 0;
	r = player->config.ops->end(player->config.bed, why, size);
	free(player);
	return r;
}

/* ---- what is done ------------------------------------------------------- */

static const struct {
	bool is_act;
	enum bed_act_kind kind;
	bool lifted; /* only with the receiver up */
	bool down;   /* only with the receiver down */
} acts[SCENARIO_VERB_COUNT] = {
	[SCENARIO_VERB_LIFT] = { true, BED_LIFT, false, true },
	[SCENARIO_VERB_HANGUP] = { true, BED_HANGUP, true, false },
	[SCENARIO_VERB_FLASH] = { true, BED_BREAK, true, false },
	[SCENARIO_VERB_BREAK] = { true, BED_BREAK, true, false },
	[SCENARIO_VERB_DIALS] = { true, BED_DIAL, true, false },
	[SCENARIO_VERB_PULSES] = { true, BED_PULSE, true, false },
	[SCENARIO_VERB_PULSESAT] = { true, BED_PULSE, true, false },
	[SCENARIO_VERB_SPEAK] = { true, BED_SPEAK, false, false },
	[SCENARIO_VERB_HUSH] = { true, BED_HUSH, false, false },
	[SCENARIO_VERB_CALL] = { true, BED_CALL, false, false },
	[SCENARIO_VERB_ANSWER] = { true, BED_LIFT, false, false },
	[SCENARIO_VERB_RELEASE] = { true, BED_HANGUP, false, false },
	[SCENARIO_VERB_FARBUSY] = { true, BED_FARBUSY, false, false },
	[SCENARIO_VERB_FARFREE] = { true, BED_FARFREE, false, false },
#define OUTSIDE(id) [SCENARIO_VERB_##id] = { true, BED_##id, false, false }
	OUTSIDE(NOPATH),
	OUTSIDE(UNOBTAINABLE),
	OUTSIDE(CALLAS),
	OUTSIDE(CALLDAMAGED),
	OUTSIDE(GLARE),
	OUTSIDE(NODIALTONE),
	OUTSIDE(DIALTONE),
	OUTSIDE(DEAF),
	OUTSIDE(REVERSAL),
	OUTSIDE(LEAVES),
	OUTSIDE(FEATURES),
	OUTSIDE(NOBATTERY),
	OUTSIDE(BATTERY),
	OUTSIDE(NOLINE),
	OUTSIDE(LINEAGAIN),
	OUTSIDE(PULLED),
	OUTSIDE(PUTBACK),
	OUTSIDE(ECHO),
	OUTSIDE(NOISE),
	OUTSIDE(KILLED),
	OUTSIDE(STARTED),
#undef OUTSIDE
	[SCENARIO_VERB_CALLWITHHELD] = { true, BED_CALLAS, false, false },
};

static unsigned party_at(const struct player *p,
			 const struct scenario_statement *s, unsigned i)
{
	int index = scenario_find(p->scenario, s->party[i]);

	return index < 0 ? 0 : (unsigned)index;
}

/* Can this hand do that now? A scenario that asks for less is wrong. */
static bool hand_can(struct player *p, const struct scenario_statement *s,
		     unsigned party, struct player_step *step)
{
	const struct scenario_line *line = scenario_line(p->scenario, party);
	struct bed_far far = { 0 };

	if (line->kind != HL_KIND_STATION ||
	    p->config.ops->far(p->config.bed, party, &far) < 0)
		return true;
	if (acts[s->verb].lifted && !far.lifted)
		snprintf(step->why, sizeof(step->why),
			 "the receiver of %s is down", line->name);
	else if (acts[s->verb].down && far.lifted)
		snprintf(step->why, sizeof(step->why),
			 "the receiver of %s is up already", line->name);
	return !step->why[0];
}

static int act_one(struct player *p, const struct scenario_statement *s,
		   unsigned party, struct player_step *step)
{
	struct bed_act act = {
		.kind = acts[s->verb].kind,
		.party = party,
		.ms = s->time ? s->time : p->flash[party],
		.digits = s->word,
		.name = s->text,
		.value = s->verb == SCENARIO_VERB_LEAVES ? s->value : s->count,
	};
	int r;

	if (!hand_can(p, s, party, step))
		return -EPROTO;
	if (act.kind == BED_SPEAK)
		p->speaking |= 1u << party;
	if (act.kind == BED_HUSH)
		p->speaking &= ~(1u << party);
	r = p->config.ops->act(p->config.bed, &act);
	if (r == -ENOTSUP)
		snprintf(step->why, sizeof(step->why),
			 "this bed cannot do that");
	else if (r < 0)
		snprintf(step->why, sizeof(step->why),
			 "%s cannot do that now: %s",
			 scenario_line(p->scenario, party)->name, strerror(-r));
	return r;
}

/* Until no hand of the statement moves; p->done is when the last one ended. */
static int moves_end(struct player *p, const struct scenario_statement *s,
		     struct player_step *step)
{
	hl_usec limit = now_of(p) + HL_MS(MOVE_LIMIT_MS);
	hl_usec end;
	int r = 0;

	p->done = now_of(p);
	for (unsigned i = 0; i < s->parties; i++) {
		unsigned party = party_at(p, s, i);

		while (p->config.ops->is_moving(p->config.bed, party, &end)) {
			hl_usec next = now_of(p) + HL_MS(LOOK_STEP_MS);

			if (now_of(p) > limit) {
				snprintf(step->why, sizeof(step->why),
					 "does not come to an end");
				return -ETIMEDOUT;
			}
			r = pass_until(p, end < next ? end : next, step);
			if (r < 0)
				return r;
		}
		if (end > p->done)
			p->done = end;
	}
	return 0;
}

static int do_action(struct player *p, const struct scenario_statement *s,
		     struct player_step *step)
{
	int r = 0;

	if (s->after)
		r = pass_until(p, now_of(p) + HL_MS(s->after), step);
	if (r == 0 && s->verb == SCENARIO_VERB_WAIT) {
		r = pass_until(p, now_of(p) + HL_MS(s->time), step);
		p->done = now_of(p);
		return r;
	}
	p->look.acted = now_of(p);
	if (!s->parties)
		r = act_one(p, s, 0, step);
	for (unsigned i = 0; r == 0 && i < s->parties; i++)
		r = act_one(p, s, party_at(p, s, i), step);
	if (r == 0)
		r = moves_end(p, s, step);
	return r;
}

/* ---- what a program asks for -------------------------------------------- */

/* Does the scenario say next that this is refused? */
static bool may_be_refused(const struct player *p,
			   const struct scenario_statement *s)
{
	const struct scenario_statement *next;

	for (unsigned i = 0; (next = scenario_at(p->scenario, i)); i++) {
		if (next != s)
			continue;
		next = scenario_at(p->scenario, i + 1);
		return next && next->verb == SCENARIO_VERB_REFUSED;
	}
	return false;
}

static int do_request(struct player *p, const struct scenario_statement *s,
		      struct player_step *step)
{
	const struct hl_error_info *info;
	struct bed_ask ask;
	int r = 0;

	if (s->after)
		r = pass_until(p, now_of(p) + HL_MS(s->after), step);
	/* A program acts on what the controller knows already. */
	if (r == 0)
		r = pass_until(p, p->done + HL_MS(ARRIVE_MS), step);
	p->look.acted = now_of(p);
	if (r == 0)
		r = program_ask(&p->look, s, &ask, step->why,
				sizeof(step->why));
	if (r == 0)
		r = p->config.ops->ask(p->config.bed, &ask, &p->look.error,
				       step->why, sizeof(step->why));
	p->done = now_of(p);
	if (r < 0 || p->look.error == HL_ERR_NONE || may_be_refused(p, s))
		return r;
	info = hl_error_info(p->look.error);
	snprintf(step->why, sizeof(step->why), "refused: %s, %s", info->name,
		 info->sentence);
	return -EPROTO;
}

/* ---- what is expected --------------------------------------------------- */

static int look_until(struct player *p, const struct scenario_statement *s,
		      hl_usec limit, hl_usec end, struct player_step *step)
{
	bool first = true;
	hl_usec since;
	int r;

	r = pass_until(p, p->done + HL_MS(look_settle(s)), step);
	if (r < 0)
		return r;
	p->look.still = 0;
	for (;; first = false) {
		if (look_is(&p->look, s, &since)) {
			if (!since)
				since = first ? p->done : now_of(p);
			step->took = since > p->done ? since - p->done : 0;
			if (since <= limit)
				return 0;
			snprintf(step->why, sizeof(step->why),
				 "only after %llu ms",
				 (unsigned long long)(step->took / 1000));
			return -EPROTO;
		}
		if (now_of(p) >= end) {
			look_why(&p->look, s, step->why, sizeof(step->why));
			return -EPROTO;
		}
		r = pass(p, LOOK_STEP_MS, step);
		if (r < 0)
			return r;
	}
}

static int look_stays(struct player *p, const struct scenario_statement *s,
		      struct player_step *step)
{
	hl_usec begin = now_of(p);
	hl_usec since;
	size_t used;
	int r;

	while (now_of(p) < begin + HL_MS(s->stays)) {
		r = pass(p, LOOK_STEP_MS, step);
		if (r < 0)
			return r;
		if (look_is(&p->look, s, &since))
			continue;
		snprintf(step->why, sizeof(step->why),
			 "no more after %llu "
			 "ms: ",
			 (unsigned long long)(now_of(p) - begin) / 1000);
		used = strlen(step->why);
		look_why(&p->look, s, step->why + used,
			 sizeof(step->why) - used);
		return -EPROTO;
	}
	return 0;
}

/* Those who talk speak as long as one looks. */
static int talkers(struct player *p, const struct scenario_statement *s,
		   enum bed_act_kind kind)
{
	struct bed_act act = { .kind = kind };
	int r = 0;

	for (unsigned i = 0; r == 0 && i < s->parties; i++) {
		act.party = party_at(p, s, i);
		if (!(p->speaking & 1u << act.party))
			r = p->config.ops->act(p->config.bed, &act);
	}
	p->done = now_of(p);
	return r;
}

/* What an exchange knows, and no wire says. */
static bool is_exchange(enum scenario_verb verb)
{
	return verb == SCENARIO_VERB_PULSED || verb == SCENARIO_VERB_NOTLOST ||
	       verb == SCENARIO_VERB_HELDTHERE ||
	       verb == SCENARIO_VERB_NOTHELDTHERE ||
	       verb == SCENARIO_VERB_CLEARED;
}

static bool is_port(enum scenario_verb verb)
{
	return verb == SCENARIO_VERB_LAMPON || verb == SCENARIO_VERB_LAMPOFF ||
	       verb == SCENARIO_VERB_ECHOON || verb == SCENARIO_VERB_ECHOOFF;
}

/* What this bed has no eye for is not looked at, and that is said. */
static bool is_unseen(struct player *p, const struct scenario_statement *s,
		      struct player_step *step)
{
	bool port = is_port(s->verb);
	struct bed_far far = { 0 };
	int index;

	if (!port && !is_exchange(s->verb))
		return false;
	index = scenario_find(p->scenario,
			      port ? s->call.of : s->party[0]);
	if (index < 0 || !look_far(&p->look, (unsigned)index, &far) ||
	    (port ? far.has_port : far.has_exchange))
		return false;
	snprintf(step->why, sizeof(step->why),
		 "not looked at: %s cannot be seen on this bed",
		 port ? "lamps and echo cancellers" : "exchanges");
	return true;
}

static int expect(struct player *p, const struct scenario_statement *s,
		  struct player_step *step)
{
	hl_msec patience = look_patience(&p->look, s);
	hl_usec limit;
	hl_usec end;
	int r = 0;

	if (s->after) {
		r = pass_until(p, now_of(p) + HL_MS(s->after), step);
		p->done = now_of(p);
	}
	if (r == 0 && s->verb == SCENARIO_VERB_TALK) {
		r = pass(p, BREATH_MS, step);
		if (r == 0)
			r = talkers(p, s, BED_SPEAK);
	}
	limit = now_of(p) + HL_MS(PLAYER_LIMIT);
	if (s->has & 1u << SCENARIO_TAIL_WITHIN)
		limit = p->done + HL_MS(s->within);
	end = limit > now_of(p) ? limit : now_of(p);
	if (r == 0)
		r = look_until(p, s, limit, end + HL_MS(patience), step);
	if (r == 0 && s->stays) {
		r = look_stays(p, s, step);
		p->done = now_of(p);
	}
	if (s->verb == SCENARIO_VERB_TALK)
		talkers(p, s, BED_HUSH);
	return r;
}

int player_do(struct player *player, const struct scenario_statement *statement,
	      struct player_step *ret)
{
	struct player_step step = { .statement = statement };
	int r = 0;

	switch (scenario_verb_kind(statement->verb)) {
	case SCENARIO_SETUP:
		break;
	case SCENARIO_ACTION:
		r = do_action(player, statement, &step);
		break;
	case SCENARIO_REQUEST:
		r = do_request(player, statement, &step);
		break;
	case SCENARIO_EXPECT:
		if (!is_unseen(player, statement, &step))
			r = expect(player, statement, &step);
		break;
	}
	step.passed = r == 0;
	step.at = now_of(player) - player->begin;
	if (player->config.step)
		player->config.step(player->config.ctx, &step);
	if (ret)
		*ret = step;
	return r < 0 ? -EPROTO : 0;
}

/* ---- the end ------------------------------------------------------------ */

/* A ringing trunk that is not yet known to have stopped. */
static bool is_offered(const struct player *p, unsigned party)
{
	struct bed_near near;

	if (scenario_line(p->scenario, party)->kind != HL_KIND_TRUNK ||
	    !look_near(&p->look, party, &near))
		return false;
	return near.calls && near.state[0] == HL_CALL_OFFERING;
}

/* Return: the patience that is due: an exchange's silence is believed late. */
static hl_msec hang_up_all(struct player *p)
{
	hl_msec limit = END_LIMIT_MS;

	for (unsigned i = 0; i < scenario_lines(p->scenario); i++) {
		struct bed_act act = { .kind = BED_HUSH, .party = i };
		struct bed_far far;

		p->config.ops->act(p->config.bed, &act);
		if (!look_far(&p->look, i, &far))
			continue;
		if (far.rung || is_offered(p, i))
			limit = RUNG_LIMIT_MS;
		act.kind = BED_HANGUP;
		if (far.lifted || far.rung)
			p->config.ops->act(p->config.bed, &act);
	}
	p->speaking = 0;
	p->done = now_of(p);
	return limit;
}

/*
 * An exchange whose number was never answered may be held, and ring back at
 * who held it: it loses patience. A trunk with no bell behind it is stuck.
 */
static void exchanges_give_up(struct player *p)
{
	struct bed_far far;
	bool bell = false;

	for (unsigned i = 0; i < scenario_lines(p->scenario); i++)
		if (look_far(&p->look, i, &far) && far.ring != HL_RING_NONE)
			bell = true;
	for (unsigned i = 0; bell && i < scenario_lines(p->scenario); i++) {
		struct bed_act act = { .kind = BED_HANGUP, .party = i };

		if (look_far(&p->look, i, &far) && far.seized)
			p->config.ops->act(p->config.bed, &act);
	}
}

int player_end(struct player *player, struct player_step *ret)
{
	static const struct scenario_statement quiet = {
		.verb = SCENARIO_VERB_QUIET,
	};
	struct player_step step = { .statement = &quiet };
	hl_usec limit = HL_MS(hang_up_all(player)) + now_of(player);
	hl_usec end = limit + HL_MS(look_patience(&player->look, &quiet));
	int r;

	r = pass_until(player, now_of(player) + HL_MS(GIVE_UP_MS), &step);
	if (r == 0) {
		exchanges_give_up(player);
		r = look_until(player, &quiet, limit, end, &step);
	}
	step.passed = r == 0;
	step.at = now_of(player) - player->begin;
	if (player->config.step)
		player->config.step(player->config.ctx, &step);
	*ret = step;
	return r < 0 ? -EPROTO : 0;
}

/* ---- a whole scenario --------------------------------------------------- */

void player_step_print(const struct player_step *step, FILE *out)
{
	enum scenario_kind kind = scenario_verb_kind(step->statement->verb);
	char text[2 * SCENARIO_LINE_MAX];

	if (kind == SCENARIO_SETUP)
		return;
	scenario_statement_print(step->statement, text, sizeof(text));
	fprintf(out, "%s %8.3f s  %s",
		!step->passed             ? "FAIL"
		: kind == SCENARIO_EXPECT ? "ok  "
					  : "    ",
		(double)step->at / 1e6, text);
	if (step->passed && *step->why)
		fprintf(out, "   (%s)", step->why);
	else if (step->passed && kind == SCENARIO_EXPECT)
		fprintf(out, "   (%llu ms)",
			(unsigned long long)(step->took / 1000));
	fputc('\n', out);
	if (!step->passed)
		fprintf(out, "     %s\n", step->why);
}

static int play_all(struct player *p, const struct scenario *scenario,
		    FILE *log, struct player_step *step)
{
	const struct scenario_statement *s;
	int r = 0;

	for (unsigned i = 0; r == 0 && (s = scenario_at(scenario, i)); i++) {
		r = player_do(p, s, step);
		if (log)
			player_step_print(step, log);
	}
	if (r < 0)
		return r;
	r = player_end(p, step);
	if (log && r < 0)
		player_step_print(step, log);
	return r;
}

void player_play(const struct player_config *config,
		 const struct scenario *scenario, FILE *log,
		 struct player_result *ret)
{
	struct player_step step = { 0 };
	struct player *p = NULL;
	char why[512] = "";
	const char *lacks;
	int r;

	memset(ret, 0, sizeof(*ret));
	lacks = config->ops->lacks ? config->ops->lacks(config->bed, scenario) :
				     NULL;
	if (lacks) {
		ret->passed = true;
		ret->skipped = true;
		text_copy(ret->why, sizeof(ret->why), lacks);
		return;
	}
	r = player_open(&p, config, scenario, ret->why, sizeof(ret->why));
	if (r < 0) {
		if (!ret->why[0])
			text_copy(ret->why, sizeof(ret->why), strerror(-r));
		if (log)
			fprintf(log, "FAIL the bed does not begin: %s\n",
				ret->why);
		return;
	}
	r = play_all(p, scenario, log, &step);
	ret->length = now_of(p) - p->begin;
	if (r < 0) {
		ret->failed = step.statement->number;
		text_copy(ret->why, sizeof(ret->why), step.why);
		if (log)
			config->ops->dump(config->bed, log);
	}
	if (player_close(p, why, sizeof(why)) < 0 && r == 0) {
		r = -EPROTO;
		text_copy(ret->why, sizeof(ret->why), why);
		if (log)
			fprintf(log, "FAIL at the end: %s\n", why);
	}
	ret->passed = r == 0;
}
