/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_clid_ntt.c - claims about the message of Japan's number display
 * (include/holdline/clid.h): its bytes, and its sound as spandsp reads it
 *
 * When it is sent is claimed in test_primary.c and in tests/contract.
 */
#include "holdline/clid.h"

#include <errno.h>
#include <string.h>

#include <CUnit/CUnit.h>
#include <spandsp.h>

CU_TestInfo *test_clid_ntt(void);

static const struct hl_clid_form ntt = { .kind = HL_CLID_NTT };

static size_t build(const struct hl_clid *clid, uint8_t *bytes)
{
	size_t n = 0;

	CU_ASSERT_EQUAL_FATAL(hl_clid_build(clid, &ntt, bytes,
					    HL_CLID_MESSAGE_MAX, &n),
			      0);
	return n;
}

/* ---- bytes -------------------------------------------------------------- */

static void a_number_is_framed_and_has_even_parity(void)
{
	static const uint8_t frame[] = {
		0x90, 0x81, 0x87, 0x90, 0x82,             /* header */
		0xc0, 0x0c, 0x82, 0x0a,                   /* 0x40, 12; 2, 10 */
		0x30, 0x33, 0xb1, 0xb2, 0x33, 0xb4, 0x35, /* 0312345 */
		0x36, 0xb7, 0xb8,                         /* 678 */
		0x90, 0x03,
	};
	struct hl_clid clid = { .number = "0312345678" };
	uint8_t bytes[HL_CLID_MESSAGE_MAX];

	CU_ASSERT_EQUAL_FATAL(build(&clid, bytes), sizeof(frame) + 2);
	CU_ASSERT_EQUAL(memcmp(bytes, frame, sizeof(frame)), 0);
}

static void the_check_is_that_of_v41_over_what_is_sent(void)
{
	struct hl_clid clid = { .number = "" };
	uint8_t bytes[HL_CLID_MESSAGE_MAX];
	size_t n;

	for (unsigned i = 0; i < HL_CLID_NUMBER_MAX; i++) {
		clid.number[i] = (char)('0' + i % 10);
		n = build(&clid, bytes);
		CU_ASSERT_EQUAL(crc_itu16_calc(bytes + 2, (int)n - 2, 0), 0);
		bytes[5 + i % 6] ^= 1;
		CU_ASSERT_NOT_EQUAL(crc_itu16_calc(bytes + 2, (int)n - 2, 0),
				    0);
	}
}

/* Fourteen digits make a length of 16, and sixteen one more. */
static void a_byte_that_looks_like_a_control_is_doubled(void)
{
	static const uint8_t fourteen[] = { 0xc0, 0x90, 0x90, 0x82, 0x8e };
	static const uint8_t sixteen[] = { 0xc0, 0x12, 0x82, 0x90, 0x90, 0x30 };
	struct hl_clid clid = { .number = "00000000000000" };
	uint8_t bytes[HL_CLID_MESSAGE_MAX];

	CU_ASSERT_EQUAL(build(&clid, bytes), 5 + 4 + 1 + 14 + 2 + 2);
	CU_ASSERT_EQUAL(memcmp(bytes + 5, fourteen, sizeof(fourteen)), 0);
	strcat(clid.number, "00");
	CU_ASSERT_EQUAL(build(&clid, bytes), 5 + 4 + 1 + 16 + 2 + 2);
	CU_ASSERT_EQUAL(memcmp(bytes + 5, sixteen, sizeof(sixteen)), 0);
}

static void without_a_number_it_says_why(void)
{
	static const struct {
		struct hl_clid clid;
		uint8_t reason;
	} rows[] = {
		{ { .number_absent = HL_CLID_ABSENT_WITHHELD }, 0x50 },
		{ { .number_absent = HL_CLID_ABSENT_UNAVAILABLE }, 0xcf },
		{ { .name = "KEIKO" }, 0xcf },
		{ { .number = "101",
		    .number_absent = HL_CLID_ABSENT_WITHHELD }, 0x50 },
	};
	static const uint8_t frame[] = { 0xc0, 0x03, 0x84, 0x81 };
	uint8_t bytes[HL_CLID_MESSAGE_MAX];

	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		CU_ASSERT_EQUAL(build(&rows[i].clid, bytes), 14);
		CU_ASSERT_EQUAL(memcmp(bytes + 5, frame, sizeof(frame)), 0);
		CU_ASSERT_EQUAL(bytes[9], rows[i].reason);
	}
}

static void what_it_cannot_say_is_refused(void)
{
	struct hl_clid lamp = { .lamp = HL_CLID_LAMP_ON };
	struct hl_clid clid = { .number = "101" };
	struct hl_clid wrong = { .number = "x" };
	struct hl_clid_listen *listen = NULL;
	uint8_t bytes[HL_CLID_MESSAGE_MAX];
	size_t n = 7;
	size_t whole = build(&clid, bytes);

	CU_ASSERT_EQUAL(hl_clid_build(&lamp, &ntt, bytes, sizeof(bytes), &n),
			-ENOTSUP);
	CU_ASSERT_EQUAL(hl_clid_build(&wrong, &ntt, bytes, sizeof(bytes), &n),
			-EINVAL);
	for (size_t size = 0; size < whole; size++)
		CU_ASSERT_EQUAL(hl_clid_build(&clid, &ntt, bytes, size, &n),
				-ENOSPC);
	CU_ASSERT_EQUAL(n, 7);
	CU_ASSERT_EQUAL(hl_clid_build(&clid, &ntt, bytes, whole, &n), 0);
	CU_ASSERT_EQUAL(hl_clid_parse(&ntt, bytes, n, &clid), -ENOTSUP);
	CU_ASSERT_EQUAL(hl_clid_listen_open(&ntt, &listen), -ENOTSUP);
}

/* ---- sound -------------------------------------------------------------- */

struct shown {
	adsi_rx_state_t *rx;
	unsigned messages;
	char number[64];
};

static void message_put(void *ctx, const uint8_t *message, int length)
{
	struct shown *shown = ctx;
	const uint8_t *body = NULL;
	uint8_t type = 0;
	int at = -1;
	int n = 0;

	shown->messages++;
	while ((at = adsi_next_field(shown->rx, message, length, at, &type,
				     &body, &n)) > 0)
		if (body && (type == JCLIP_CALLER_NUMBER ||
			     type == JCLIP_ABSENCE))
			snprintf(shown->number, sizeof(shown->number), "%.*s",
				 n, (const char *)body);
}

static void shows(const struct hl_clid *clid, double level_dbm0,
		  struct shown *ret)
{
	struct hl_clid_send *send = NULL;
	int16_t block[160];
	unsigned sent = 0;
	unsigned n;

	memset(ret, 0, sizeof(*ret));
	ret->rx = adsi_rx_init(NULL, ADSI_STANDARD_JCLIP, message_put, ret);
	CU_ASSERT_PTR_NOT_NULL_FATAL(ret->rx);
	CU_ASSERT_EQUAL_FATAL(hl_clid_send_open(clid, &ntt, level_dbm0, &send),
			      0);
	while ((n = hl_clid_send_read(send, block, 160)) > 0) {
		adsi_rx(ret->rx, block, (int)n);
		sent += n;
	}
	CU_ASSERT_EQUAL(sent, hl_clid_send_length(send));
	/* The receiver is some samples behind. */
	memset(block, 0, sizeof(block));
	adsi_rx(ret->rx, block, 160);
	hl_clid_send_close(send);
	adsi_rx_free(ret->rx);
}

static void spandsp_reads_every_number(void)
{
	struct hl_clid clid = { .number = "" };
	struct shown shown;

	for (unsigned i = 0; i < HL_CLID_NUMBER_MAX; i++) {
		clid.number[i] = (char)('0' + (i + 3) % 10);
		/* It does not understand a length that is doubled. */
		if (i + 1 == 14 || i + 1 == 16)
			continue;
		shows(&clid, hl_clid_level(HL_CLID_NTT), &shown);
		CU_ASSERT_EQUAL(shown.messages, 1);
		CU_ASSERT_STRING_EQUAL(shown.number, clid.number);
	}
}

static void spandsp_reads_why_there_is_none_at_any_level(void)
{
	struct hl_clid clid = { .number_absent = HL_CLID_ABSENT_WITHHELD };
	struct shown shown;
	double level;

	for (level = -26.0; level <= HL_CLID_LEVEL_MAX_DBM0; level += 1.0) {
		shows(&clid, level, &shown);
		CU_ASSERT_EQUAL(shown.messages, 1);
		CU_ASSERT_STRING_EQUAL(shown.number, "P");
	}
}

/* Behind the telephone's answer nothing has to be told from a voice: no
 * seizure, 78 bits of mark. */
static void a_message_is_as_long_as_its_bits(void)
{
	struct hl_clid clid = { .number = "0312345678" };
	uint8_t bytes[HL_CLID_MESSAGE_MAX];
	struct hl_clid_send *send = NULL;
	size_t n = build(&clid, bytes);

	CU_ASSERT_EQUAL_FATAL(hl_clid_send_open(&clid, &ntt, -13.5, &send), 0);
	CU_ASSERT_DOUBLE_EQUAL(hl_clid_send_length(send),
			       (78.0 + 10.0 * (double)n + 5.0) * 8000 / 1200,
			       10.0);
	hl_clid_send_close(send);
}

CU_TestInfo *test_clid_ntt(void)
{
#define CLAIM(name) { #name, name }
	static CU_TestInfo tests[] = {
		CLAIM(a_number_is_framed_and_has_even_parity),
		CLAIM(the_check_is_that_of_v41_over_what_is_sent),
		CLAIM(a_byte_that_looks_like_a_control_is_doubled),
		CLAIM(without_a_number_it_says_why),
		CLAIM(what_it_cannot_say_is_refused),
		CLAIM(spandsp_reads_every_number),
		CLAIM(spandsp_reads_why_there_is_none_at_any_level),
		CLAIM(a_message_is_as_long_as_its_bits),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
