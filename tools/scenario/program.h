/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * program.h - what a program asks for, with the handles that it needs
 */
#ifndef SCENARIO_PROGRAM_H
#define SCENARIO_PROGRAM_H

#include "look.h"

/**
 * program_calls() - the calls of a line that are meant
 * @look: where
 * @call: which
 * @near: what the controller says of its line
 *
 * Return: bit n = the call at place n; none when the call says so.
 */
unsigned program_calls(const struct look *look,
		       const struct scenario_call *call,
		       const struct bed_near *near);

/**
 * program_ask() - a request as the bed takes it
 * @look:      where the calls are looked up
 * @statement: a request
 * @ret:       receives it; @ret->number points into @statement
 * @why:       receives a sentence when there is no such call, or several
 * @size:      bytes at @why, at least 1
 *
 * Return: 0; -EPROTO.
 */
int program_ask(const struct look *look,
		const struct scenario_statement *statement,
		struct bed_ask *ret, char *why, size_t size);

#endif
