/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * schema.h - what a method takes, gives and refuses with, for programs
 */
#ifndef HL_CTL_SCHEMA_H
#define HL_CTL_SCHEMA_H

#include <jansson.h>

#include "view.h"

/** HL_SCHEMA - the dialect of hl_schema_params(). */
#define HL_SCHEMA "https://json-schema.org/draft/2020-12/schema"

/**
 * hl_schema_params() - a method's parameters as a JSON Schema
 * @view: for the music classes that there are
 * @verb: a row with a method
 *
 * What it accepts is taken by hl_params_check(); what it refuses is refused
 * with PARAMS, or by the model for what only the model can judge.
 * Return: a new reference or NULL (no memory).
 */
json_t *hl_schema_params(const struct hl_view *view,
			 const struct hl_verb *verb);

/** hl_schema_result() - what a method answers, in words. */
const char *hl_schema_result(const struct hl_verb *verb);

/** hl_schema_errors() - names of the errors a method may answer with. */
json_t *hl_schema_errors(const struct hl_verb *verb);

#endif
