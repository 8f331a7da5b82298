/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clid_parts.h - what the files of caller ID share
 */
#ifndef HL_MEDIA_CLID_PARTS_H
#define HL_MEDIA_CLID_PARTS_H

#include "holdline/clid.h"

/**
 * hl_clid_judge() - is it a struct hl_clid that can be sent
 *
 * Return: 0; -EINVAL.
 */
int hl_clid_judge(const struct hl_clid *clid);

/**
 * hl_clid_form_judge() - is it a form that has messages
 *
 * Return: 0; -EINVAL for HL_CLID_NONE, or a variant of another kind.
 */
int hl_clid_form_judge(const struct hl_clid_form *form);

/**
 * hl_clid_number_take() - take a number from bytes
 * @text: bytes, not ended by a zero
 * @n:    how many
 * @ret:  HL_CLID_NUMBER_MAX + 1 bytes, filled on success
 *
 * Return: 0; -EINVAL; -ENOSPC; as hl_clid_set_number().
 */
int hl_clid_number_take(const uint8_t *text, size_t n, char *ret);

/**
 * hl_clid_name_take() - take a name from bytes, made harmless
 * @text: bytes, not ended by a zero
 * @n:    how many
 * @max:  characters to stop after, at most HL_CLID_NAME_MAX
 * @ret:  @max + 1 bytes
 */
void hl_clid_name_take(const uint8_t *text, size_t n, size_t max, char *ret);

/**
 * struct hl_clid_digits - how a variant writes a caller in digits
 * @number:      begins the caller's number
 * @redirecting: begins the forwarding number; 0 = there is none
 * @reason:      begins the reason why there is no number
 * @stop:        ends the string
 * @withheld:    string without stop
 * @unavailable: string without stop
 * @on_ms:       length of a digit
 * @off_ms:      pause behind it
 */
struct hl_clid_digits {
	char number;
	char redirecting;
	char reason;
	char stop;
	const char *withheld;
	const char *unavailable;
	hl_msec on_ms;
	hl_msec off_ms;
};

/**
 * hl_clid_digits() - the row of a variant
 * @variant: a variant of digits, or PLAIN
 *
 * Return: the row; never NULL.
 */
const struct hl_clid_digits *hl_clid_digits(enum hl_clid_variant variant);

/**
 * hl_clid_digits_build() - as hl_clid_build(), for a judged struct hl_clid
 */
int hl_clid_digits_build(const struct hl_clid *clid,
			 const struct hl_clid_digits *row, uint8_t *message,
			 size_t size, size_t *ret);

/**
 * hl_clid_digits_parse() - as hl_clid_parse()
 */
int hl_clid_digits_parse(const struct hl_clid_digits *row,
			 const uint8_t *message, size_t n, struct hl_clid *ret);

/**
 * hl_clid_ntt_build() - as hl_clid_build(), for a judged struct hl_clid
 */
int hl_clid_ntt_build(const struct hl_clid *clid, uint8_t *message, size_t size,
		      size_t *ret);

/**
 * hl_clid_type_is_known() - is the first byte of a message one of ours
 */
bool hl_clid_type_is_known(uint8_t type);

#endif
