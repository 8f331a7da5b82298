/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_identify.c - claims about a trunk that hears who calls
 *
 * What the exchange sends is made by spandsp (adsi_tx), by minimodem where it
 * is installed, and by us. The bell is a loud 25 Hz with clicks at its ends,
 * as it comes through a trunk's codec.
 */
#include "suites.h"

#include <errno.h>
#include <math.h>
#include <sndfile.h>
#include <spandsp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "holdline/identify.h"
#include "test_clid_line.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define MS       (SECOND / 1000u)
#define BLOCK    160u

/* a trunk: its line, what happens on it, what is known of the caller */
struct trunk {
	struct clid_line line;
	struct hl_identify *id;
	hl_usec now;
	unsigned told[HL_IDENTIFIED_COUNT];
	struct hl_identity last;
};

static const struct hl_clid_form bellcore = { .kind = HL_CLID_BELLCORE };
static const struct hl_clid_form etsi = { .kind = HL_CLID_ETSI };
static const struct hl_clid_form bt = { .kind = HL_CLID_ETSI,
					.variant = HL_CLID_VARIANT_BT };
static const struct hl_clid_form se = { .kind = HL_CLID_DTMF,
					.variant = HL_CLID_VARIANT_SE };
static const struct hl_clid_form dk = { .kind = HL_CLID_DTMF,
					.variant = HL_CLID_VARIANT_DK };
static const struct hl_clid_form nl = { .kind = HL_CLID_DTMF,
					.variant = HL_CLID_VARIANT_NL };

static void trunk_open(struct trunk *t, const struct hl_clid_form *form,
		       enum hl_clid_place place)
{
	memset(t, 0, sizeof(*t));
	clid_line_open(&t->line);
	t->now = 5000000;
	CU_ASSERT_EQUAL_FATAL(hl_identify_open(form, place, &t->id), 0);
}

static void trunk_close(struct trunk *t)
{
	hl_identify_close(t->id);
	clid_line_close(&t->line);
}

static void tell(struct trunk *t, enum hl_identified what,
		 const struct hl_identity *identity)
{
	t->told[what]++;
	if (what == HL_IDENTIFIED_CALLER || what == HL_IDENTIFIED_GARBLED)
		t->last = *identity;
}

/* what is on the line happens now; read only while it is wanted */
static void pass(struct trunk *t)
{
	struct hl_identity identity;

	for (unsigned i = 0; i + BLOCK <= t->line.n; i += BLOCK) {
		t->now += 1000000u * BLOCK / SECOND;
		if (hl_identify_listens(t->id, t->now))
			tell(t,
			     hl_identify_put(t->id, t->line.x + i, BLOCK,
					     t->now, &identity),
			     &identity);
	}
	t->line.n = 0;
}

static void silence(struct trunk *t, unsigned ms)
{
	clid_silence(&t->line, ms * MS);
	clid_noise_add(&t->line, -60.0);
	pass(t);
}

static void bell(struct trunk *t, unsigned ms)
{
	struct hl_identity identity;

	tell(t, hl_identify_ring(t->id, true, t->now, &identity), &identity);
	for (unsigned i = 0; i < ms * MS; i++)
		t->line.x[t->line.n++] = clid_clip(
			(float)(60000.0 * sin(2.0 * M_PI * 25.0 * i / SECOND)));
	pass(t);
	tell(t, hl_identify_ring(t->id, false, t->now, &identity), &identity);
	/* it swings out */
	for (unsigned i = 0; i < 40 * MS; i++)
		t->line.x[t->line.n++] =
			clid_clip((float)(20000.0 * exp(-(double)i / 60.0) *
					  (i % 9 < 4 ? 1.0 : -1.0)));
	pass(t);
}

/* our message, its level changed by @gain_db, in noise 20 dB below */
static void message(struct trunk *t, const struct hl_clid *clid,
		    const struct hl_clid_form *form, double dbm0)
{
	const float gain = (float)pow(10.0, (dbm0 + 10.0) / 20.0);

	clid_message(&t->line, clid, form, -10.0);
	for (unsigned i = 0; i < t->line.n; i++)
		t->line.x[i] = clid_clip(gain * (float)t->line.x[i]);
	clid_noise_add(&t->line, dbm0 - 20.0);
	pass(t);
}

static void caller_is(const struct trunk *t, const char *number)
{
	CU_ASSERT_EQUAL(t->told[HL_IDENTIFIED_CALLER], 1);
	CU_ASSERT_EQUAL(t->told[HL_IDENTIFIED_GARBLED], 0);
	CU_ASSERT_EQUAL(t->told[HL_IDENTIFIED_MISSED], 0);
	CU_ASSERT_STRING_EQUAL(t->last.clid.number, number);
}

static void every_form_in_its_place(void)
{
	static const struct {
		const struct hl_clid_form *form;
		enum hl_clid_place place;
	} tries[] = {
		{ &bellcore, HL_CLID_PLACE_AFTER_RING },
		{ &etsi, HL_CLID_PLACE_AFTER_RING },
		{ &etsi, HL_CLID_PLACE_RPAS },
		{ &etsi, HL_CLID_PLACE_DTAS },
		{ &etsi, HL_CLID_PLACE_REVERSAL_DTAS },
		{ &bt, HL_CLID_PLACE_REVERSAL_BT },
		{ &se, HL_CLID_PLACE_REVERSAL },
		{ &nl, HL_CLID_PLACE_REVERSAL },
		{ &dk, HL_CLID_PLACE_SILENT },
		{ &se, HL_CLID_PLACE_AFTER_RING },
	};
	static const double levels[] = { -10.0, -20.0, -36.0 };
	struct hl_clid clid = clid_caller("5551234567", "FIFTEEN LETTERS");

	for (size_t k = 0; k < COUNT(tries); k++) {
		for (size_t i = 0; i < COUNT(levels); i++) {
			const struct hl_clid_timing *timing =
				hl_clid_timing(tries[k].place);
			struct hl_clid_send *send = NULL;
			struct trunk t;

			trunk_open(&t, tries[k].form, tries[k].place);
			silence(&t, 2000);
			if (timing->rings)
				bell(&t, 2000);
			if (timing->alert == HL_CLID_ALERT_RPAS)
				bell(&t, HL_CLID_RPAS_MS);
			if (timing->alert == HL_CLID_ALERT_REVERSAL ||
			    timing->alert == HL_CLID_ALERT_REVERSAL_DTAS)
				hl_identify_reversal(t.id, t.now);
			silence(&t, timing->wait_ms);
			if (timing->alert == HL_CLID_ALERT_DTAS ||
			    timing->alert == HL_CLID_ALERT_REVERSAL_DTAS) {
				CU_ASSERT_EQUAL(
					hl_clid_cas_open(HL_CLID_DTAS_MS, -15.0,
							 &send),
					0);
				clid_sound(&t.line, send);
				pass(&t);
			}
			silence(&t, timing->silence_ms);
			message(&t, &clid, tries[k].form, levels[i]);
			silence(&t, timing->gap_ms);
			bell(&t, 1000);
			silence(&t, 4000);
			bell(&t, 1000);
			caller_is(&t, "5551234567");
			if (tries[k].form->kind != HL_CLID_DTMF)
				CU_ASSERT_STRING_EQUAL(t.last.clid.name,
						       "FIFTEEN LETTERS");
			trunk_close(&t);
		}
	}
}

static void why_there_is_no_number(void)
{
	static const struct hl_clid_form *const forms[] = { &bellcore, &bt, &se,
							    &dk, &nl };
	static const enum hl_clid_absent absents[] = {
		HL_CLID_ABSENT_WITHHELD, HL_CLID_ABSENT_UNAVAILABLE
	};

	for (size_t k = 0; k < COUNT(forms); k++) {
		for (size_t i = 0; i < COUNT(absents); i++) {
			struct hl_clid clid = clid_caller("", "");
			struct trunk t;

			clid.number_absent = absents[i];
			trunk_open(&t, forms[k], HL_CLID_PLACE_AFTER_RING);
			bell(&t, 2000);
			message(&t, &clid, forms[k], -14.0);
			caller_is(&t, "");
			CU_ASSERT_EQUAL(t.last.clid.number_absent, absents[i]);
			trunk_close(&t);
		}
	}
}

/* spandsp's own sender, with its alerting tone where there is one */
static void spandsp_send(struct trunk *t, int standard, bool alert)
{
	adsi_tx_state_t *tx = adsi_tx_init(NULL, standard);
	uint8_t theirs[256];
	int got, k;

	CU_ASSERT_PTR_NOT_NULL_FATAL(tx);
	if (standard == ADSI_STANDARD_CLIP_DTMF) {
		k = adsi_add_field(tx, theirs, -1, CLIP_DTMF_HASH_TERMINATED,
				   NULL, 0);
		k = adsi_add_field(tx, theirs, k, CLIP_DTMF_HASH_CALLER_NUMBER,
				   (const uint8_t *)"08001234", 8);
	} else {
		k = adsi_add_field(tx, theirs, -1, CLASS_MDMF_CALLERID, NULL,
				   0);
		k = adsi_add_field(tx, theirs, k, MCLASS_CALLER_NUMBER,
				   (const uint8_t *)"08001234", 8);
		k = adsi_add_field(tx, theirs, k, MCLASS_CALLER_NAME,
				   (const uint8_t *)"SPAN", 4);
	}
	if (alert)
		adsi_tx_send_alert_tone(tx);
	adsi_tx_put_message(tx, theirs, k);
	while ((got = adsi_tx(tx, t->line.x + t->line.n, 160)) > 0)
		t->line.n += (unsigned)got;
	adsi_tx_free(tx);
	clid_silence(&t->line, AFTER);
	pass(t);
}

static void spandsp_is_understood(void)
{
	static const struct {
		const struct hl_clid_form *form;
		enum hl_clid_place place;
		int standard;
		bool alert;
	} tries[] = {
		{ &bellcore, HL_CLID_PLACE_AFTER_RING, ADSI_STANDARD_CLASS,
		  false },
		{ &etsi, HL_CLID_PLACE_AFTER_RING, ADSI_STANDARD_CLIP, false },
		{ &etsi, HL_CLID_PLACE_DTAS, ADSI_STANDARD_CLIP, true },
		{ &etsi, HL_CLID_PLACE_RPAS, ADSI_STANDARD_CLIP, false },
	};

	for (size_t i = 0; i < COUNT(tries); i++) {
		struct trunk t;

		trunk_open(&t, tries[i].form, tries[i].place);
		if (tries[i].place == HL_CLID_PLACE_AFTER_RING)
			bell(&t, 1000);
		if (tries[i].place == HL_CLID_PLACE_RPAS)
			bell(&t, 250);
		silence(&t, 600);
		spandsp_send(&t, tries[i].standard, tries[i].alert);
		caller_is(&t, "08001234");
		CU_ASSERT_STRING_EQUAL(t.last.clid.name, "SPAN");
		trunk_close(&t);
	}
}

/* bits of a message, eight to a byte, as minimodem sends them raw */
static size_t bits_pack(const uint8_t *message, size_t n, uint8_t *ret)
{
	size_t bits = 0;

#define BIT(b) (ret[bits / 8] |= (uint8_t)((b) << bits % 8), bits++)
	memset(ret, 0, 1024);
	for (int i = 0; i < 300; i++)
		BIT(i & 1);
	for (int i = 0; i < 180; i++)
		BIT(1);
	for (size_t i = 0; i < n; i++) {
		BIT(0);
		for (int k = 0; k < 8; k++)
			BIT(message[i] >> k & 1);
		BIT(1);
	}
	while (bits % 8 || bits < 512)
		BIT(1);
#undef BIT
	return bits / 8;
}

static void minimodem_send(struct trunk *t, const char *tones,
			   const uint8_t *bytes, size_t n)
{
	char path[] = "/tmp/holdline-identify-XXXXXX.wav", command[256];
	SF_INFO info = { 0 };
	SNDFILE *file;
	FILE *pipe;
	int fd = mkstemps(path, 4);

	CU_ASSERT_FATAL(fd >= 0);
	close(fd);
	snprintf(command, sizeof(command),
		 "/usr/bin/minimodem --tx -q -8 -R 8000 --volume 0.2 "
		 "--startbits 0 --stopbits 0 -f %s %s 1200",
		 path, tones);
	pipe = popen(command, "w");
	CU_ASSERT_PTR_NOT_NULL_FATAL(pipe);
	CU_ASSERT_EQUAL(fwrite(bytes, 1, n, pipe), n);
	pclose(pipe);
	file = sf_open(path, SFM_READ, &info);
	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	CU_ASSERT_EQUAL(info.samplerate, 8000);
	t->line.n = (unsigned)sf_readf_short(file, t->line.x, ROOM - AFTER);
	sf_close(file);
	unlink(path);
	clid_silence(&t->line, AFTER);
	pass(t);
}

static void minimodem_is_understood(void)
{
	static const struct {
		const struct hl_clid_form *form;
		const char *tones;
	} tries[] = {
		{ &bellcore, "-M 1200 -S 2200" },
		{ &etsi, "-M 1300 -S 2100" },
	};
	struct hl_clid clid = clid_caller("5551234567", "FIFTEEN LETTERS");
	uint8_t message[HL_CLID_MESSAGE_MAX], bits[1024];
	size_t n;

	if (access("/usr/bin/minimodem", X_OK) != 0) {
		fprintf(stderr, "minimodem is not installed, not asked\n");
		return;
	}
	for (size_t i = 0; i < COUNT(tries); i++) {
		struct trunk t;

		trunk_open(&t, tries[i].form, HL_CLID_PLACE_AFTER_RING);
		CU_ASSERT_EQUAL(hl_clid_build(&clid, tries[i].form, message,
					      sizeof(message), &n),
				0);
		bell(&t, 1000);
		silence(&t, 500);
		minimodem_send(&t, tries[i].tones, bits,
			       bits_pack(message, n, bits));
		caller_is(&t, "5551234567");
		trunk_close(&t);
	}
}

static void another_place_is_fine(void)
{
	struct hl_clid clid = clid_caller("5551234567", "");
	struct trunk t;

	/* told before the first ring, comes after it */
	trunk_open(&t, &etsi, HL_CLID_PLACE_REVERSAL_DTAS);
	hl_identify_reversal(t.id, t.now);
	silence(&t, 1000);
	bell(&t, 1000);
	message(&t, &clid, &etsi, -14.0);
	caller_is(&t, "5551234567");
	trunk_close(&t);
	/* behind the two bursts of a distinctive ring */
	trunk_open(&t, &bellcore, HL_CLID_PLACE_AFTER_RING);
	bell(&t, 800);
	silence(&t, 400);
	bell(&t, 800);
	message(&t, &clid, &bellcore, -14.0);
	caller_is(&t, "5551234567");
	trunk_close(&t);
}

static void garbage_is_told_with_its_reason(void)
{
	struct hl_clid clid = clid_caller("5551234567", "FIFTEEN LETTERS");
	struct hl_clid_send *send = NULL;
	unsigned length;
	struct trunk t;

	/* a click in the middle of a number */
	trunk_open(&t, &bellcore, HL_CLID_PLACE_AFTER_RING);
	bell(&t, 2000);
	clid_message(&t.line, &clid, &bellcore, -14.0);
	length = t.line.n - BEFORE - AFTER;
	for (unsigned i = 0; i < 200; i++)
		t.line.x[BEFORE + length * 3 / 4 + i] =
			(int16_t)((i * 7919) % 20000 - 10000);
	pass(&t);
	CU_ASSERT_EQUAL(t.told[HL_IDENTIFIED_GARBLED], 1);
	CU_ASSERT(t.last.damage == HL_CLID_DAMAGE_CHECKSUM ||
		  t.last.damage == HL_CLID_DAMAGE_FRAMING);
	CU_ASSERT_EQUAL(t.told[HL_IDENTIFIED_CALLER], 0);
	/* and said again: the second one is taken */
	message(&t, &clid, &bellcore, -14.0);
	CU_ASSERT_EQUAL(t.told[HL_IDENTIFIED_CALLER], 1);
	CU_ASSERT_EQUAL(t.told[HL_IDENTIFIED_GARBLED], 1);
	trunk_close(&t);

	/* the line goes dead */
	trunk_open(&t, &bt, HL_CLID_PLACE_REVERSAL_BT);
	hl_identify_reversal(t.id, t.now);
	silence(&t, 200);
	CU_ASSERT_EQUAL(hl_clid_send_open(&clid, &bt, -14.0, &send), 0);
	clid_sound(&t.line, send);
	t.line.n = t.line.n * 3 / 4;
	pass(&t);
	silence(&t, 500);
	/* what the modem makes of the end may be a bit too much */
	CU_ASSERT_EQUAL(t.told[HL_IDENTIFIED_GARBLED], 1);
	CU_ASSERT(t.last.damage == HL_CLID_DAMAGE_CUT ||
		  t.last.damage == HL_CLID_DAMAGE_FRAMING);
	trunk_close(&t);
}

static void a_ring_cuts_a_message(void)
{
	struct hl_clid clid = clid_caller("5551234567", "FIFTEEN LETTERS");
	static const struct hl_clid_form *const forms[] = { &bellcore, &se };

	for (size_t i = 0; i < COUNT(forms); i++) {
		struct hl_clid_send *send = NULL;
		struct trunk t;

		trunk_open(&t, forms[i], HL_CLID_PLACE_AFTER_RING);
		bell(&t, 2000);
		CU_ASSERT_EQUAL(
			hl_clid_send_open(&clid, forms[i], -14.0, &send), 0);
		clid_sound(&t.line, send);
		t.line.n = t.line.n * 3 / 4;
		pass(&t);
		bell(&t, 2000);
		CU_ASSERT_EQUAL(t.told[HL_IDENTIFIED_GARBLED], 1);
		CU_ASSERT_EQUAL(t.told[HL_IDENTIFIED_MISSED], 0);
		CU_ASSERT_EQUAL(t.last.damage, HL_CLID_DAMAGE_CUT);
		trunk_close(&t);
	}
}

static void nothing_is_missed_at_the_second_ring(void)
{
	struct trunk t;

	trunk_open(&t, &bellcore, HL_CLID_PLACE_AFTER_RING);
	bell(&t, 2000);
	silence(&t, 4000);
	CU_ASSERT_EQUAL(t.told[HL_IDENTIFIED_MISSED], 0);
	bell(&t, 2000);
	CU_ASSERT_EQUAL(t.told[HL_IDENTIFIED_MISSED], 1);
	CU_ASSERT(!hl_identify_listens(t.id, t.now));
	silence(&t, 4000);
	bell(&t, 2000);
	CU_ASSERT_EQUAL(t.told[HL_IDENTIFIED_MISSED], 1);
	/* the next call is another one */
	hl_identify_clear(t.id);
	bell(&t, 2000);
	CU_ASSERT(hl_identify_listens(t.id, t.now));
	trunk_close(&t);
}

static void it_listens_only_when_there_is_something(void)
{
	static const struct {
		enum hl_clid_place place;
		bool idle;
		bool reversed;
	} tries[] = {
		{ HL_CLID_PLACE_AFTER_RING, false, true },
		{ HL_CLID_PLACE_RPAS, false, true },
		{ HL_CLID_PLACE_DTAS, true, true },
		{ HL_CLID_PLACE_REVERSAL_DTAS, false, true },
		{ HL_CLID_PLACE_SILENT, true, true },
	};

	for (size_t i = 0; i < COUNT(tries); i++) {
		struct hl_identity identity;
		struct trunk t;

		trunk_open(&t, &etsi, tries[i].place);
		CU_ASSERT_EQUAL(hl_identify_listens(t.id, t.now),
				tries[i].idle);
		hl_identify_reversal(t.id, t.now);
		CU_ASSERT_EQUAL(hl_identify_listens(t.id, t.now),
				tries[i].reversed);
		(void)hl_identify_ring(t.id, true, t.now, &identity);
		CU_ASSERT(!hl_identify_listens(t.id, t.now));
		(void)hl_identify_ring(t.id, false, t.now + 1000000, &identity);
		CU_ASSERT(hl_identify_listens(t.id, t.now + 2000000));
		CU_ASSERT(!hl_identify_listens(
			t.id, t.now + 1000000 +
				      (hl_usec)HL_IDENTIFY_LISTEN_MS * 1000u));
		trunk_close(&t);
	}
}

static void noise_and_clicks_say_nothing(void)
{
	static const struct hl_clid_form *const forms[] = { &bellcore, &etsi,
							    &dk };

	for (size_t i = 0; i < COUNT(forms); i++) {
		struct trunk t;

		trunk_open(&t, forms[i], HL_CLID_PLACE_SILENT);
		for (unsigned k = 0; k < 20; k++) {
			clid_silence(&t.line, 3 * SECOND);
			clid_noise_add(&t.line, -20.0 - k);
			for (unsigned c = 0; c < 3 * SECOND; c += 1777)
				t.line.x[c] = c % 2 ? 30000 : -30000;
			pass(&t);
		}
		CU_ASSERT_EQUAL(t.told[HL_IDENTIFIED_CALLER], 0);
		CU_ASSERT_EQUAL(t.told[HL_IDENTIFIED_GARBLED], 0);
		trunk_close(&t);
	}
}

static void a_form_without_messages_has_no_receiver(void)
{
	const struct hl_clid_form none = { .kind = HL_CLID_NONE };
	struct hl_identify *id = NULL;

	CU_ASSERT_EQUAL(hl_identify_open(&none, HL_CLID_PLACE_AFTER_RING, &id),
			-EINVAL);
	CU_ASSERT_EQUAL(hl_identify_open(&etsi, HL_CLID_PLACE_COUNT, &id),
			-EINVAL);
	CU_ASSERT_PTR_NULL(id);
	hl_identify_close(NULL);
	CU_ASSERT_STRING_EQUAL(hl_identified_name(HL_IDENTIFIED_GARBLED),
			       "garbled");
	CU_ASSERT_STRING_EQUAL(hl_identified_name(HL_IDENTIFIED_COUNT), "?");
	CU_ASSERT_STRING_EQUAL(hl_clid_damage_name(HL_CLID_DAMAGE_CUT), "cut");
	CU_ASSERT_STRING_EQUAL(hl_clid_damage_name(HL_CLID_DAMAGE_COUNT), "?");
}

/* clang-format off */
CU_TestInfo *test_identify(void)
{
	static CU_TestInfo tests[] = {
		{ "every form arrives in its place, -10 to -36 dBm0, in noise", every_form_in_its_place },
		{ "withheld and unavailable arrive", why_there_is_no_number },
		{ "what spandsp sends is understood, alerting tones too", spandsp_is_understood },
		{ "what minimodem sends is understood", minimodem_is_understood },
		{ "a message in another place is taken too", another_place_is_fine },
		{ "garbage is told once, with its reason; a repeated message is taken", garbage_is_told_with_its_reason },
		{ "a ring that cuts into a message makes it garbled", a_ring_cuts_a_message },
		{ "without a message the second ring says so", nothing_is_missed_at_the_second_ring },
		{ "sound is wanted only when a message may come", it_listens_only_when_there_is_something },
		{ "a minute of noise and clicks says nothing", noise_and_clicks_say_nothing },
		{ "a form without messages has no receiver", a_form_without_messages_has_no_receiver },
		CU_TEST_INFO_NULL,
	};

	return tests;
}
/* clang-format on */
