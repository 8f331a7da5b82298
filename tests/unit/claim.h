/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * claim.h - a claim on a switchboard of its own, that keeps every rule
 */
#ifndef HOLDLINE_TESTS_CLAIM_H
#define HOLDLINE_TESTS_CLAIM_H

#include <CUnit/CUnit.h>

#include "table.h"

/**
 * CLAIM_ON() - the head of a claim; its body follows in braces and has @t
 * @name:    the claim as a sentence
 * @prepare: what sets up the fresh switchboard, of one struct table *; (void)
 *           leaves it as it is
 *
 * At the end of the claim every rule of the model has held and no request was
 * refused.
 */
#define CLAIM_ON(name, prepare)                                                \
	static void name##_on(struct table *t);                                \
	static void name(void)                                                 \
	{                                                                      \
		struct table t;                                                \
                                                                               \
		table_open(&t);                                                \
		prepare(&t);                                                   \
		name##_on(&t);                                                 \
		CU_ASSERT_STRING_EQUAL(t.broken, "");                          \
		CU_ASSERT_EQUAL(t.refused, 0);                                 \
		table_close(&t);                                               \
	}                                                                      \
	static void name##_on(struct table *t)

#endif
