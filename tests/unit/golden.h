/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * golden.h - texts that must stay as they were read and found good
 */
#ifndef HOLDLINE_TESTS_GOLDEN_H
#define HOLDLINE_TESTS_GOLDEN_H

#include <stdbool.h>

/**
 * golden_is() - is this text what the file says?
 * @path: under tests/golden; seen from the top of the tree
 * @text: what was made now
 *
 * Where it is not, the first line that differs is printed. With GOLDEN=1 in
 * the environment the file is written instead, to be read as a diff.
 */
bool golden_is(const char *path, const char *text);

/**
 * golden_read() - a file of the tree as a text
 * @path: seen from the top of the tree
 *
 * Return: the text, to be freed; NULL when it is not there.
 */
char *golden_read(const char *path);

#endif
