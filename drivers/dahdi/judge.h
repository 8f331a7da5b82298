/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge.h - which requests may reach the kernel, and with what arguments
 *
 * A wrong request to DAHDI can crash the kernel, leave a line open, let a
 * stranger listen or never return. So there is one closed list, and one
 * function that every request passes, with the real kernel and with the fake.
 */
#ifndef HOLDLINE_DRIVERS_DAHDI_JUDGE_H
#define HOLDLINE_DRIVERS_DAHDI_JUDGE_H

#include <stddef.h>

/**
 * struct dahdi_rule - one request of <dahdi/user.h>
 * @request: its number
 * @name:    its name there
 * @never:   why it is refused whatever its argument; NULL: it is allowed
 * @check:   what is wrong with the argument, or NULL when it is sound; no
 *           check: every argument but a null pointer is sound
 */
struct dahdi_rule {
	unsigned long request;
	const char *name;
	const char *never;
	const char *(*check)(const void *arg);
};

/**
 * dahdi_judge() - may this request be made?
 * @request: request number
 * @arg:     what will be handed to the kernel
 * @why:     receives a sentence when refused; may be NULL
 * @size:    bytes at @why
 *
 * Return: 0; -EPERM a request that is never made or not known; -EINVAL an
 * argument that does harm.
 */
int dahdi_judge(unsigned long request, const void *arg, char *why,
		size_t size);

/**
 * dahdi_rule_at() - the list, for reading and for tests
 * @index: 0, 1, 2 ...
 *
 * Return: the rule, NULL past the last.
 */
const struct dahdi_rule *dahdi_rule_at(unsigned index);

#endif
