/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_clid.c - claims about caller ID as text, messages and tables
 *
 * Bytes are compared with messages written down by hand, and with those of
 * spandsp's own builder.
 */
#include "suites.h"

#include <errno.h>
#include <spandsp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/clid.h"
#include "holdline/zone.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct hl_clid_form bellcore = { .kind = HL_CLID_BELLCORE };
static const struct hl_clid_form sdmf = { HL_CLID_BELLCORE,
					  HL_CLID_VARIANT_SDMF, false };
static const struct hl_clid_form etsi = { .kind = HL_CLID_ETSI };
static const struct hl_clid_form se = { HL_CLID_DTMF, HL_CLID_VARIANT_SE,
					false };
static const struct hl_clid_form dk = { HL_CLID_DTMF, HL_CLID_VARIANT_DK,
					false };
static const struct hl_clid_form nl = { HL_CLID_DTMF, HL_CLID_VARIANT_NL,
					false };

static struct hl_clid caller(const char *number, const char *name)
{
	struct hl_clid clid;

	memset(&clid, 0, sizeof(clid));
	CU_ASSERT_EQUAL(hl_clid_set_number(&clid, number), 0);
	hl_clid_set_name(&clid, name);
	clid.month = 2;
	clid.day = 29;
	clid.hour = 23;
	clid.minute = 5;
	return clid;
}

static struct hl_clid nobody(enum hl_clid_absent why)
{
	struct hl_clid clid = caller("5551234", "NOT TO BE SEEN");

	clid.number_absent = why;
	clid.name_absent = why;
	return clid;
}

static bool same(const struct hl_clid *a, const struct hl_clid *b)
{
	return a->number_absent == b->number_absent &&
	       a->name_absent == b->name_absent && a->call == b->call &&
	       a->lamp == b->lamp && a->month == b->month && a->day == b->day &&
	       a->hour == b->hour && a->minute == b->minute &&
	       !strcmp(a->number, b->number) &&
	       !strcmp(a->redirecting, b->redirecting) &&
	       !strcmp(a->name, b->name);
}

/* build, parse; what comes back */
static struct hl_clid turn(const struct hl_clid *clid,
			   const struct hl_clid_form *form)
{
	uint8_t message[HL_CLID_MESSAGE_MAX];
	struct hl_clid back;
	size_t n = 0;

	memset(&back, 0, sizeof(back));
	CU_ASSERT_EQUAL_FATAL(
		hl_clid_build(clid, form, message, sizeof(message), &n), 0);
	CU_ASSERT_EQUAL(hl_clid_parse(form, message, n, &back), 0);
	return back;
}

static void digits_are(const struct hl_clid *clid,
		       const struct hl_clid_form *form, const char *text)
{
	uint8_t message[HL_CLID_MESSAGE_MAX];
	size_t n = 0;

	CU_ASSERT_EQUAL(hl_clid_build(clid, form, message, sizeof(message), &n),
			0);
	CU_ASSERT_EQUAL_FATAL(n, strlen(text));
	CU_ASSERT_EQUAL(memcmp(message, text, n), 0);
}

static int digits_parse(const struct hl_clid_form *form, const char *text,
			struct hl_clid *ret)
{
	return hl_clid_parse(form, (const uint8_t *)text, strlen(text), ret);
}

/* @message has room for its checksum */
static void checksum_set(uint8_t *message, size_t n)
{
	unsigned sum = 0;

	message[1] = (uint8_t)(n - 3);
	for (size_t i = 0; i < n - 1; i++)
		sum += message[i];
	message[n - 1] = (uint8_t)-sum;
}

/* ---- bytes --------------------------------------------------------------- */

static void a_bellcore_message_is_the_one_written_by_hand(void)
{
	static const uint8_t hand[] = { 0x80, 0x1b, 0x01, 0x08, '0',  '2',
					'2',  '9',  '2',  '3',  '0',  '5',
					0x02, 0x07, '5',  '5',  '5',  '1',
					'2',  '3',  '4',  0x07, 0x06, 'A',
					' ',  'B',  'E',  'L',  'L',  0xc6 };
	struct hl_clid clid = caller("555-1234", "A BELL");
	uint8_t message[HL_CLID_MESSAGE_MAX], sum = 0;
	size_t n = 0;

	CU_ASSERT_EQUAL(
		hl_clid_build(&clid, &bellcore, message, sizeof(message), &n),
		0);
	CU_ASSERT_EQUAL_FATAL(n, sizeof(hand));
	CU_ASSERT_EQUAL(memcmp(message, hand, n), 0);
	for (size_t i = 0; i < n; i++)
		sum = (uint8_t)(sum + message[i]);
	CU_ASSERT_EQUAL(sum, 0);
}

static void an_etsi_message_is_the_one_written_by_hand(void)
{
	static const uint8_t hand[] = { 0x80, 0x1a, 0x11, 0x01, 0x02, 0x01,
					0x08, '0',  '2',  '2',  '9',  '2',
					'3',  '0',  '5',  0x02, 0x02, '4',
					'9',  0x08, 0x01, 'P',  0x1a, 0x04,
					'0',  '8',  '0',  '0' };
	struct hl_clid clid = caller("49", "NOT TO BE SEEN");
	uint8_t message[HL_CLID_MESSAGE_MAX];
	size_t n = 0;

	clid.name_absent = HL_CLID_ABSENT_WITHHELD;
	clid.call = HL_CLID_CALL_RINGBACK;
	strcpy(clid.redirecting, "0800");
	CU_ASSERT_EQUAL(
		hl_clid_build(&clid, &etsi, message, sizeof(message), &n), 0);
	/* and the checksum */
	CU_ASSERT_EQUAL_FATAL(n, sizeof(hand) + 1);
	CU_ASSERT_EQUAL(memcmp(message, hand, sizeof(hand)), 0);
}

static void a_message_is_the_one_that_spandsp_builds(void)
{
	struct hl_clid clid = caller("5551234567", "FIFTEEN LETTERS");
	adsi_tx_state_t *tx = adsi_tx_init(NULL, ADSI_STANDARD_CLASS);
	uint8_t message[HL_CLID_MESSAGE_MAX], theirs[256];
	size_t n = 0;
	int k;

	CU_ASSERT_PTR_NOT_NULL_FATAL(tx);
	k = adsi_add_field(tx, theirs, -1, CLASS_MDMF_CALLERID, NULL, 0);
	k = adsi_add_field(tx, theirs, k, MCLASS_DATETIME,
			   (const uint8_t *)"02292305", 8);
	k = adsi_add_field(tx, theirs, k, MCLASS_CALLER_NUMBER,
			   (const uint8_t *)"5551234567", 10);
	k = adsi_add_field(tx, theirs, k, MCLASS_CALLER_NAME,
			   (const uint8_t *)"FIFTEEN LETTERS", 15);
	adsi_tx_free(tx);

	CU_ASSERT_EQUAL(
		hl_clid_build(&clid, &bellcore, message, sizeof(message), &n),
		0);
	CU_ASSERT_EQUAL_FATAL(n, (size_t)k + 1);
	CU_ASSERT_EQUAL(message[0], theirs[0]);
	CU_ASSERT_EQUAL(message[1], k - 2);
	CU_ASSERT_EQUAL(memcmp(message + 2, theirs + 2, (size_t)k - 2), 0);
}

static void what_is_built_is_what_is_parsed(void)
{
	struct hl_clid clid = caller("12345678901234567890", "FIFTEEN LETTERS");
	struct hl_clid back = turn(&clid, &bellcore);

	CU_ASSERT(same(&clid, &back));

	clid.call = HL_CLID_CALL_RINGBACK;
	CU_ASSERT_EQUAL(hl_clid_set_number(&clid, "+4930123456"), 0);
	strcpy(clid.redirecting, "08001234");
	hl_clid_set_name(&clid, "Sixteen letters!");
	back = turn(&clid, &etsi);
	CU_ASSERT(same(&clid, &back));

	/* every length of name, also the one that spandsp doubles */
	for (int i = 1; i <= HL_CLID_NAME_MAX; i++) {
		memset(clid.name, 0, sizeof(clid.name));
		memset(clid.name, 'a', (size_t)i);
		back = turn(&clid, &etsi);
		CU_ASSERT(same(&clid, &back));
	}
}

static void a_bellcore_name_is_cut_to_fifteen(void)
{
	struct hl_clid clid = caller("1", "SIXTEEN LETTERS!");
	struct hl_clid back = turn(&clid, &bellcore);

	CU_ASSERT_STRING_EQUAL(back.name, "SIXTEEN LETTERS");
}

static void who_withholds_is_not_told(void)
{
	const struct hl_clid_form *const forms[] = { &bellcore, &etsi, &se, &dk,
						     &nl };
	struct hl_clid clid = nobody(HL_CLID_ABSENT_WITHHELD), back;
	uint8_t message[HL_CLID_MESSAGE_MAX];
	size_t n = 0;

	strcpy(clid.redirecting, "5554321");
	for (size_t i = 0; i < COUNT(forms); i++) {
		CU_ASSERT_EQUAL_FATAL(hl_clid_build(&clid, forms[i], message,
						    sizeof(message), &n),
				      0);
		CU_ASSERT_PTR_NULL(memmem(message, n, "555", 3));
		CU_ASSERT_PTR_NULL(memmem(message, n, "SEEN", 4));

		back = turn(&clid, forms[i]);
		CU_ASSERT_EQUAL(back.number_absent, HL_CLID_ABSENT_WITHHELD);
		CU_ASSERT_STRING_EQUAL(back.number, "");
		CU_ASSERT_STRING_EQUAL(back.name, "");
	}
}

static void nothing_known_is_unavailable(void)
{
	const struct hl_clid_form *const forms[] = { &bellcore, &etsi, &se, &dk,
						     &nl };
	struct hl_clid clid, back;

	memset(&clid, 0, sizeof(clid));
	for (size_t i = 0; i < COUNT(forms); i++) {
		back = turn(&clid, forms[i]);
		CU_ASSERT_EQUAL(back.number_absent, HL_CLID_ABSENT_UNAVAILABLE);
		CU_ASSERT_EQUAL(back.month, 0);
	}
	back = nobody(HL_CLID_ABSENT_UNAVAILABLE);
	back = turn(&back, &bellcore);
	CU_ASSERT_EQUAL(back.name_absent, HL_CLID_ABSENT_UNAVAILABLE);
}

static void an_order_to_the_lamp_carries_nothing_else(void)
{
	static const uint8_t on[] = { 0x82, 0x03, 0x0b, 0x01, 0xff, 0x70 };
	static const uint8_t off[] = { 0x82, 0x03, 0x0b, 0x01, 0x00, 0x6f };
	struct hl_clid clid = caller("5551234", "SOMEBODY");
	uint8_t message[HL_CLID_MESSAGE_MAX];
	struct hl_clid back;
	size_t n = 0;

	clid.lamp = HL_CLID_LAMP_ON;
	CU_ASSERT_EQUAL(
		hl_clid_build(&clid, &bellcore, message, sizeof(message), &n),
		0);
	CU_ASSERT_EQUAL_FATAL(n, sizeof(on));
	CU_ASSERT_EQUAL(memcmp(message, on, n), 0);

	clid.lamp = HL_CLID_LAMP_OFF;
	CU_ASSERT_EQUAL(
		hl_clid_build(&clid, &etsi, message, sizeof(message), &n), 0);
	CU_ASSERT_EQUAL(memcmp(message, off, sizeof(off)), 0);

	back = turn(&clid, &etsi);
	CU_ASSERT_EQUAL(back.lamp, HL_CLID_LAMP_OFF);
	CU_ASSERT_STRING_EQUAL(back.number, "");
	CU_ASSERT_EQUAL(hl_clid_build(&clid, &se, message, sizeof(message), &n),
			-ENOTSUP);
}

static void the_old_single_messages_are_understood(void)
{
	uint8_t call[] = { 0x04, 0,   '1', '2', '2', '4', '1', '8', '3',
			   '0',  '5', '5', '5', '1', '2', '1', '2', 0 };
	uint8_t withheld[] = { 0x04, 0,   '1', '2', '2', '4',
			       '1',  '8', '3', '0', 'P', 0 };
	uint8_t lamp[] = { 0x06, 0, 0x42, 0x42, 0x42, 0 };
	struct hl_clid back;

	checksum_set(call, sizeof(call));
	CU_ASSERT_EQUAL(hl_clid_parse(&bellcore, call, sizeof(call), &back), 0);
	CU_ASSERT_STRING_EQUAL(back.number, "5551212");
	CU_ASSERT_EQUAL(back.month, 12);
	CU_ASSERT_EQUAL(back.minute, 30);

	checksum_set(withheld, sizeof(withheld));
	CU_ASSERT_EQUAL(
		hl_clid_parse(&bellcore, withheld, sizeof(withheld), &back), 0);
	CU_ASSERT_EQUAL(back.number_absent, HL_CLID_ABSENT_WITHHELD);

	checksum_set(lamp, sizeof(lamp));
	CU_ASSERT_EQUAL(hl_clid_parse(&bellcore, lamp, sizeof(lamp), &back), 0);
	CU_ASSERT_EQUAL(back.lamp, HL_CLID_LAMP_ON);
	memset(lamp + 2, 0x6f, 3);
	checksum_set(lamp, sizeof(lamp));
	CU_ASSERT_EQUAL(hl_clid_parse(&bellcore, lamp, sizeof(lamp), &back), 0);
	CU_ASSERT_EQUAL(back.lamp, HL_CLID_LAMP_OFF);
}

static void single_messages_are_built(void)
{
	static const uint8_t call[] = { 0x04, 0x0f, '0', '2', '2', '9',
					'2',  '3',  '0', '5', '5', '5',
					'5',  '1',  '2', '3', '4' };
	static const uint8_t lamp[] = { 0x06, 0x03, 0x42, 0x42, 0x42, 0x31 };
	struct hl_clid clid = caller("5551234", "SOMEBODY");
	uint8_t message[HL_CLID_MESSAGE_MAX];
	struct hl_clid back;
	size_t n = 0;

	CU_ASSERT_EQUAL(
		hl_clid_build(&clid, &sdmf, message, sizeof(message), &n), 0);
	CU_ASSERT_EQUAL_FATAL(n, sizeof(call) + 1);
	CU_ASSERT_EQUAL(memcmp(message, call, sizeof(call)), 0);
	back = turn(&clid, &sdmf);
	CU_ASSERT_STRING_EQUAL(back.number, "5551234");
	CU_ASSERT_STRING_EQUAL(back.name, "");

	clid.lamp = HL_CLID_LAMP_ON;
	CU_ASSERT_EQUAL(
		hl_clid_build(&clid, &sdmf, message, sizeof(message), &n), 0);
	CU_ASSERT_EQUAL_FATAL(n, sizeof(lamp));
	CU_ASSERT_EQUAL(memcmp(message, lamp, sizeof(lamp)), 0);
	clid.lamp = HL_CLID_LAMP_OFF;
	back = turn(&clid, &sdmf);
	CU_ASSERT_EQUAL(back.lamp, HL_CLID_LAMP_OFF);
}

static void a_single_message_says_why_there_is_no_number(void)
{
	struct hl_clid clid = nobody(HL_CLID_ABSENT_WITHHELD);
	struct hl_clid back = turn(&clid, &sdmf);

	CU_ASSERT_EQUAL(back.number_absent, HL_CLID_ABSENT_WITHHELD);
	clid = nobody(HL_CLID_ABSENT_UNAVAILABLE);
	clid.month = 0;
	back = turn(&clid, &sdmf);
	CU_ASSERT_EQUAL(back.number_absent, HL_CLID_ABSENT_UNAVAILABLE);
	CU_ASSERT_EQUAL(back.month, 0);
}

static void any_wrong_bit_is_a_damaged_message(void)
{
	struct hl_clid clid = caller("5551234567", "FIFTEEN LETTERS");
	struct hl_clid back;
	uint8_t message[HL_CLID_MESSAGE_MAX];
	size_t n = 0;

	memset(&back, 0x55, sizeof(back));
	CU_ASSERT_EQUAL(
		hl_clid_build(&clid, &bellcore, message, sizeof(message), &n),
		0);
	for (size_t i = 0; i < 8 * n; i++) {
		message[i / 8] ^= (uint8_t)(1 << i % 8);
		CU_ASSERT_EQUAL(hl_clid_parse(&bellcore, message, n, &back),
				-EBADMSG);
		message[i / 8] ^= (uint8_t)(1 << i % 8);
	}
	for (size_t i = 0; i < n; i++)
		CU_ASSERT_EQUAL(hl_clid_parse(&bellcore, message, i, &back),
				-EBADMSG);
	CU_ASSERT_EQUAL(back.name[0], 0x55);
}

static void a_length_is_never_trusted(void)
{
	uint8_t message[] = { 0x80, 0, 0x02, 0xff, '1', '2', 0 };
	struct hl_clid back;

	for (unsigned length = 0; length < 256; length++) {
		message[3] = (uint8_t)length;
		checksum_set(message, sizeof(message));
		CU_ASSERT_EQUAL(
			hl_clid_parse(&etsi, message, sizeof(message), &back),
			length == 2 ? 0 : -EBADMSG);
	}
}

static void what_is_not_known_is_passed_over(void)
{
	uint8_t message[] = { 0x80, 0,   0x55, 2,   1,    2, 0x02,
			      3,    '1', '2',  '3', 0x99, 0, 0 };
	uint8_t charge[] = { 0x86, 0, 0x20, 1, '5', 0 };
	struct hl_clid back;

	checksum_set(message, sizeof(message));
	CU_ASSERT_EQUAL(hl_clid_parse(&etsi, message, sizeof(message), &back),
			0);
	CU_ASSERT_STRING_EQUAL(back.number, "123");

	checksum_set(charge, sizeof(charge));
	CU_ASSERT_EQUAL(hl_clid_parse(&etsi, charge, sizeof(charge), &back),
			-ENOTSUP);
}

static void a_number_that_is_none_is_unavailable(void)
{
	uint8_t message[] = { 0x80, 0,   0x02, 7,   'P', 'R',
			      'I',  'V', 'A',  'T', 'E', 0 };
	uint8_t time[] = { 0x80, 0,   0x01, 8,   '1', '3', '0',
			   '1',  '0', '0',  '0', '0', 0 };
	struct hl_clid back;

	checksum_set(message, sizeof(message));
	CU_ASSERT_EQUAL(
		hl_clid_parse(&bellcore, message, sizeof(message), &back), 0);
	CU_ASSERT_EQUAL(back.number_absent, HL_CLID_ABSENT_UNAVAILABLE);

	checksum_set(time, sizeof(time));
	CU_ASSERT_EQUAL(hl_clid_parse(&bellcore, time, sizeof(time), &back), 0);
	CU_ASSERT_EQUAL(back.month, 0);
}

/* ---- text ---------------------------------------------------------------- */

static void names_become_harmless(void)
{
	static const struct {
		const char *in;
		const char *out;
	} rows[] = {
		{ "  J\xc3\xbcrgen \xc3\x85ngstr\xc3\xb6m ",
		  "Jurgen Angstrom" },
		{ "J\xfcrgen", "Jurgen" },
		{ "\x1b[31mred\x07", "?[31mred?" },
		{ "\xe6\x97\xa5\xe6\x9c\xac", "??" },
		{ "\xf0\x9f\x98\x80!", "?!" },
		{ "caf\xc3", "cafA" },
		{ "\x80\x9f\xbf", "???" },
		{ "   ", "" },
	};
	struct hl_clid clid = caller("1", "");
	char text[3] = { 0 };

	for (size_t i = 0; i < COUNT(rows); i++) {
		hl_clid_set_name(&clid, rows[i].in);
		CU_ASSERT_STRING_EQUAL(clid.name, rows[i].out);
	}
	for (unsigned i = 1; i < 0x10000; i++) {
		text[0] = (char)(i & 0xff);
		text[1] = (char)(i >> 8);
		hl_clid_set_name(&clid, text);
		for (const char *p = clid.name; *p; p++)
			CU_ASSERT(*p >= ' ' && *p <= '~');
	}
}

static void eight_bit_names_from_the_line_become_harmless(void)
{
	uint8_t message[] = { 0x80, 0,    0x07, 6,   'A', 0x00,
			      0xfc, 0x9b, 0x7f, 'Z', 0 };
	struct hl_clid back;

	checksum_set(message, sizeof(message));
	CU_ASSERT_EQUAL(hl_clid_parse(&etsi, message, sizeof(message), &back),
			0);
	/* FC 9B looks like UTF-8 of something that is no letter of ours */
	CU_ASSERT_STRING_EQUAL(back.name, "A???Z");
}

static void a_number_has_digits_only(void)
{
	static const char *const bad[] = { "12a", "1+2", "\xd9\xa1", "1\n" };
	struct hl_clid clid = caller("77", "");

	for (size_t i = 0; i < COUNT(bad); i++)
		CU_ASSERT_EQUAL(hl_clid_set_number(&clid, bad[i]), -EINVAL);
	CU_ASSERT_EQUAL(hl_clid_set_number(&clid, "1234567890123456789012345"),
			-ENOSPC);
	CU_ASSERT_STRING_EQUAL(clid.number, "77");
	CU_ASSERT_EQUAL(hl_clid_set_number(&clid, "+1 (555) 123-4567"), 0);
	CU_ASSERT_STRING_EQUAL(clid.number, "+15551234567");
}

static void what_is_no_caller_is_refused(void)
{
	struct hl_clid good = caller("5551234", "A"), clid;
	uint8_t message[HL_CLID_MESSAGE_MAX];
	struct hl_clid_form form = bellcore;
	size_t n = 77;

	clid = good;
	clid.month = 13;
	CU_ASSERT_EQUAL(hl_clid_build(&clid, &form, message, 258, &n), -EINVAL);
	clid = good;
	strcpy(clid.number, "12x");
	CU_ASSERT_EQUAL(hl_clid_build(&clid, &form, message, 258, &n), -EINVAL);
	clid = good;
	memset(clid.name, 'a', sizeof(clid.name));
	CU_ASSERT_EQUAL(hl_clid_build(&clid, &form, message, 258, &n), -EINVAL);

	form.kind = HL_CLID_NONE;
	CU_ASSERT_EQUAL(hl_clid_build(&good, &form, message, 258, &n), -EINVAL);
	form.kind = HL_CLID_BELLCORE;
	form.variant = HL_CLID_VARIANT_DK;
	CU_ASSERT_EQUAL(hl_clid_build(&good, &form, message, 258, &n), -EINVAL);
	for (size_t size = 0; size < 25; size++)
		CU_ASSERT_EQUAL(
			hl_clid_build(&good, &bellcore, message, size, &n),
			-ENOSPC);
	CU_ASSERT_EQUAL(n, 77);
}

/* ---- digits -------------------------------------------------------------- */

static void each_country_has_its_digits(void)
{
	struct hl_clid clid = caller("+46 8 123 456", "NO PLACE FOR IT");
	struct hl_clid away = nobody(HL_CLID_ABSENT_WITHHELD);
	struct hl_clid unknown = nobody(HL_CLID_ABSENT_UNAVAILABLE);

	digits_are(&clid, &se, "A468123456C");
	digits_are(&clid, &dk, "A468123456#");
	digits_are(&clid, &nl, "D468123456C");
	digits_are(&away, &se, "B10C");
	digits_are(&away, &dk, "D1#");
	digits_are(&away, &nl, "B10C");
	digits_are(&unknown, &se, "B00C");
	digits_are(&unknown, &dk, "D3#");
	digits_are(&unknown, &nl, "D0000000000C");

	strcpy(clid.redirecting, "5551");
	digits_are(&clid, &se, "A468123456D5551C");
	digits_are(&clid, &dk, "A468123456#");
}

static void strings_of_digits_are_parsed_strictly(void)
{
	static const char *const bad[] = {
		"",     "C",     "A123",
		"123C", "A12#",  "A1*2C",
		"X12C", "A12CC", "A1234567890123456789012345C"
	};
	struct hl_clid clid;

	for (size_t i = 0; i < COUNT(bad); i++)
		CU_ASSERT_EQUAL(digits_parse(&se, bad[i], &clid), -EBADMSG);

	CU_ASSERT_EQUAL(digits_parse(&se, "A12D34B99C", &clid), 0);
	CU_ASSERT_STRING_EQUAL(clid.number, "12");
	CU_ASSERT_STRING_EQUAL(clid.redirecting, "34");
	CU_ASSERT_EQUAL(clid.number_absent, HL_CLID_ABSENT_NOT);
	CU_ASSERT_EQUAL(digits_parse(&dk, "D2#", &clid), 0);
	CU_ASSERT_EQUAL(clid.number_absent, HL_CLID_ABSENT_UNAVAILABLE);
	CU_ASSERT_EQUAL(digits_parse(&se, "AC", &clid), 0);
	CU_ASSERT_EQUAL(clid.number_absent, HL_CLID_ABSENT_UNAVAILABLE);
}

static void a_star_cannot_go_as_digits(void)
{
	struct hl_clid clid = caller("*67", "");
	uint8_t message[HL_CLID_MESSAGE_MAX];
	size_t n;

	CU_ASSERT_EQUAL(hl_clid_build(&clid, &se, message, sizeof(message), &n),
			-EINVAL);
	CU_ASSERT_EQUAL(hl_clid_set_number(&clid, "12"), 0);
	CU_ASSERT_EQUAL(hl_clid_build(&clid, &se, message, 3, &n), -ENOSPC);
	CU_ASSERT_EQUAL(hl_clid_build(&clid, &se, message, 4, &n), 0);
}

/* ---- tables -------------------------------------------------------------- */

static void every_kind_has_a_word_and_a_level(void)
{
	enum hl_clid_kind kind = HL_CLID_COUNT;

	for (unsigned i = 0; i < HL_CLID_COUNT; i++) {
		CU_ASSERT_EQUAL(hl_clid_kind_find(hl_clid_kind_name(i), &kind),
				0);
		CU_ASSERT_EQUAL(kind, i);
		if (i == HL_CLID_NONE)
			continue;
		CU_ASSERT(hl_clid_level(i) >= HL_CLID_LEVEL_MIN_DBM0);
		CU_ASSERT(hl_clid_level(i) <= HL_CLID_LEVEL_MAX_DBM0);
	}
	CU_ASSERT_EQUAL(hl_clid_kind_find("fsk", &kind), -ENOENT);
	CU_ASSERT_STRING_EQUAL(hl_clid_kind_name(HL_CLID_COUNT), "?");
	CU_ASSERT_STRING_EQUAL(hl_clid_variant_name(HL_CLID_VARIANT_DK), "dk");
	CU_ASSERT_STRING_EQUAL(hl_clid_variant_name(HL_CLID_VARIANT_COUNT),
			       "?");
}

static void every_country_has_a_form_that_can_be_sent(void)
{
	static const char *const zones[] = { "us", "ca", "gb", "uk", "fr",
					     "DE", "it", "es", "nl", "se",
					     "dk", "fi", "br", "in" };
	const struct hl_clid_country *row;
	struct hl_clid clid = caller("5551234", "A");
	struct hl_zone zone;

	for (size_t i = 0; i < COUNT(zones); i++) {
		row = hl_clid_country(zones[i]);
		CU_ASSERT_PTR_NOT_NULL_FATAL(row);
		turn(&clid, &row->form);
	}
	CU_ASSERT_EQUAL(hl_clid_country("jp")->form.kind, HL_CLID_NTT);
	CU_ASSERT_EQUAL(hl_clid_country("jp")->place, HL_CLID_PLACE_CAR);
	CU_ASSERT_PTR_NULL(hl_clid_country("atlantis"));
	CU_ASSERT_EQUAL(hl_zone_load(&zone, hl_clid_country("US")->zone), 0);
}

static void every_place_names_its_source(void)
{
	const struct hl_clid_timing *t;

	for (unsigned i = 0; i < HL_CLID_PLACE_COUNT; i++) {
		t = hl_clid_timing(i);
		CU_ASSERT(strlen(t->name) > 3 && strlen(t->source) > 10);
		CU_ASSERT(t->rings <= 1);
		CU_ASSERT(t->silence_ms >= 45 && t->gap_ms >= 50);
		/* a telephone that is not rung must be woken, or be Danish */
		CU_ASSERT(t->rings || t->alert || i == HL_CLID_PLACE_SILENT);
	}
	CU_ASSERT_EQUAL(hl_clid_country("us")->place, HL_CLID_PLACE_AFTER_RING);
	CU_ASSERT_EQUAL(hl_clid_timing(HL_CLID_PLACE_REVERSAL_BT)->wait_ms,
			300);
}

/* ---- a telephone in a call ----------------------------------------------- */

static void a_telephone_that_answers_gets_the_message(void)
{
	const struct hl_cwid_plan *plan = hl_cwid_plan(HL_CLID_BELLCORE);
	struct hl_cwid cwid;
	hl_usec t = 1000000;

	hl_cwid_begin(&cwid, plan, 450, t);
	CU_ASSERT_EQUAL(hl_cwid_play(cwid.state), HL_CWID_PLAY_TONE);
	CU_ASSERT(!hl_cwid_time(&cwid, t + HL_MS(300) - 1));
	CU_ASSERT(hl_cwid_time(&cwid, t += HL_MS(300)));
	CU_ASSERT_EQUAL(hl_cwid_play(cwid.state), HL_CWID_PLAY_CAS);
	CU_ASSERT(!hl_cwid_digit(&cwid, 'D', t));
	CU_ASSERT(hl_cwid_time(&cwid, t += HL_MS(80)));
	CU_ASSERT_STRING_EQUAL(hl_cwid_name(cwid.state), "ack");
	CU_ASSERT(!hl_cwid_digit(&cwid, '5', t));
	CU_ASSERT(!hl_cwid_digit(&cwid, 0, t));
	CU_ASSERT(hl_cwid_digit(&cwid, 'D', t += HL_MS(159)));
	CU_ASSERT_EQUAL(cwid.deadline, t + HL_MS(100));
	CU_ASSERT(hl_cwid_time(&cwid, t += HL_MS(100)));
	CU_ASSERT_EQUAL(hl_cwid_play(cwid.state), HL_CWID_PLAY_DATA);
	CU_ASSERT(hl_cwid_is_muted(cwid.state));
	CU_ASSERT(hl_cwid_time(&cwid, t += HL_MS(450)));
	CU_ASSERT(hl_cwid_is_muted(cwid.state));
	CU_ASSERT(hl_cwid_time(&cwid, t += HL_MS(60)));
	CU_ASSERT_EQUAL(cwid.state, HL_CWID_DONE);
	CU_ASSERT(!hl_cwid_is_muted(cwid.state));
	CU_ASSERT(!hl_cwid_time(&cwid, HL_NEVER));
}

static void a_telephone_that_does_not_answer_gets_none(void)
{
	const struct hl_cwid_plan *plan = hl_cwid_plan(HL_CLID_ETSI);
	bool data = false;
	struct hl_cwid cwid;
	int steps = 0;

	hl_cwid_begin(&cwid, plan, 450, 0);
	while (cwid.deadline != HL_NEVER && steps++ < 10) {
		CU_ASSERT(!hl_cwid_digit(&cwid, 'A', cwid.deadline));
		CU_ASSERT(hl_cwid_time(&cwid, cwid.deadline));
		data = data || hl_cwid_play(cwid.state) == HL_CWID_PLAY_DATA;
	}
	CU_ASSERT_EQUAL(cwid.state, HL_CWID_FAILED);
	CU_ASSERT(!hl_cwid_is_muted(cwid.state));
	CU_ASSERT(!data);
	CU_ASSERT(!hl_cwid_digit(&cwid, 'D', 1));
}

static void the_conversation_is_never_cut_off_for_long(void)
{
	struct hl_cwid cwid;
	hl_usec end = 0;

	for (unsigned kind = 0; kind < HL_CLID_COUNT; kind++) {
		const struct hl_cwid_plan *plan = hl_cwid_plan(kind);

		CU_ASSERT_EQUAL(plan != NULL, kind == HL_CLID_BELLCORE ||
						      kind == HL_CLID_ETSI);
		if (!plan)
			continue;
		hl_cwid_begin(&cwid, plan, 0, 0);
		while (cwid.deadline != HL_NEVER) {
			end = cwid.deadline;
			if (!hl_cwid_digit(&cwid, 'D', end))
				hl_cwid_time(&cwid, end);
		}
		CU_ASSERT(end <= HL_MS(1000));
	}
}

#define CLAIM(name)                                                            \
	{                                                                      \
#name, name                                                    \
	}

CU_TestInfo *test_clid(void)
{
	static CU_TestInfo tests[] = {
		CLAIM(a_bellcore_message_is_the_one_written_by_hand),
		CLAIM(an_etsi_message_is_the_one_written_by_hand),
		CLAIM(a_message_is_the_one_that_spandsp_builds),
		CLAIM(what_is_built_is_what_is_parsed),
		CLAIM(a_bellcore_name_is_cut_to_fifteen),
		CLAIM(who_withholds_is_not_told),
		CLAIM(nothing_known_is_unavailable),
		CLAIM(an_order_to_the_lamp_carries_nothing_else),
		CLAIM(single_messages_are_built),
		CLAIM(a_single_message_says_why_there_is_no_number),
		CLAIM(the_old_single_messages_are_understood),
		CLAIM(any_wrong_bit_is_a_damaged_message),
		CLAIM(a_length_is_never_trusted),
		CLAIM(what_is_not_known_is_passed_over),
		CLAIM(a_number_that_is_none_is_unavailable),
		CLAIM(names_become_harmless),
		CLAIM(eight_bit_names_from_the_line_become_harmless),
		CLAIM(a_number_has_digits_only),
		CLAIM(what_is_no_caller_is_refused),
		CLAIM(each_country_has_its_digits),
		CLAIM(strings_of_digits_are_parsed_strictly),
		CLAIM(a_star_cannot_go_as_digits),
		CLAIM(every_kind_has_a_word_and_a_level),
		CLAIM(every_country_has_a_form_that_can_be_sent),
		CLAIM(every_place_names_its_source),
		CLAIM(a_telephone_that_answers_gets_the_message),
		CLAIM(a_telephone_that_does_not_answer_gets_none),
		CLAIM(the_conversation_is_never_cut_off_for_long),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
