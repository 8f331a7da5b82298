/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * look.h - is what a statement expects true at this moment?
 */
#ifndef SCENARIO_LOOK_H
#define SCENARIO_LOOK_H

#include "player.h"

/**
 * struct look - where one looks: a bed with the scenario's lines
 * @begin: of the scenario
 * @still: since when nothing moves, as "all is quiet" found it; 0 = it does.
 *         To be set to 0 before one begins to look
 * @acted: when the last thing that was done began
 * @error: answer to the last request
 */
struct look {
	const struct bed_ops *ops;
	void *bed;
	const struct scenario *scenario;
	hl_usec begin;
	hl_usec still;
	hl_usec acted;
	enum hl_error error;
};

/**
 * look_is() - is it true now?
 * @look:      where
 * @statement: an expectation
 * @since:     when it became true; 0 = not known
 */
bool look_is(struct look *look, const struct scenario_statement *statement,
	     hl_usec *since);

/** look_settle() - [ms] after a deed, before which one sees the old. */
hl_msec look_settle(const struct scenario_statement *statement);

/**
 * look_patience() - [ms] how long after it is true one may not be sure of it
 *
 * A cadence has to be heard out, a bell's silence to be waited for.
 */
hl_msec look_patience(const struct look *look,
		      const struct scenario_statement *statement);

/** look_far(), look_near() - as the bed's; false when it does not answer. */
bool look_far(const struct look *look, unsigned party, struct bed_far *ret);
bool look_near(const struct look *look, unsigned party, struct bed_near *ret);

/** look_rest() - what of a line is not at rest, apart from bells and sound:
 * "is seized"; "" = nothing. */
const char *look_rest(const struct look *look, unsigned party);

/** look_silence() - does a party hear nothing? */
bool look_silence(const struct look *look, unsigned party, hl_usec *since);

/** look_why() - what is so instead. */
void look_why(const struct look *look,
	      const struct scenario_statement *statement, char *ret,
	      size_t size);

#endif
