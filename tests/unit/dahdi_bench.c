/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dahdi_bench.c - the DAHDI driver on the fake kernel, for unit tests
 */
#include "dahdi_bench.h"

#include <stdlib.h>
#include <string.h>

#include "contract/bed_dahdi.h"

struct dahdi_bench *dahdi_bench_make(void)
{
	const struct contract_bed *bed = &contract_bed_dahdi;
	struct dahdi_bench *bench = calloc(1, sizeof(*bench));
	int r;

	CU_ASSERT_PTR_NOT_NULL_FATAL(bench);
	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&bench->zone, "us"), 0);
	CU_ASSERT_EQUAL_FATAL(hl_music_tone(&bench->music, &bench->zone), 0);
	contract_host_init(&bench->host, &hl_driver_dahdi, &bench->zone);
	r = bed->make(&bench->bed, &bench->host, STATIONS,
		      CHANNELS - STATIONS);
	CU_ASSERT_EQUAL_FATAL(r, 0);
	bench->kernel = bed_dahdi_kernel(bench->bed);
	r = hl_driver_dahdi.card_open(&bench->card, &bench->host.host,
				      &bench->zone,
				      bed->options(bench->bed));
	CU_ASSERT_EQUAL_FATAL(r, 0);
	bench->host.card = bench->card;
	return bench;
}

struct dahdi_bench *dahdi_bench_open(void)
{
	struct dahdi_bench *bench = dahdi_bench_make();
	char why[256] = "";
	int i;

	for (i = 1; i <= CHANNELS; i++)
		CU_ASSERT_EQUAL_FATAL(
			dahdi_bench_line(bench, i,
					 i < TRUNK ? HL_KIND_STATION :
						     HL_KIND_TRUNK,
					 "us", why, sizeof(why)),
			0);
	dahdi_bench_pass(bench, 2500);
	dahdi_bench_forget(bench);
	return bench;
}

void dahdi_bench_end(struct dahdi_bench *bench)
{
	hl_driver_dahdi.card_close(bench->card);
	bench->host.card = NULL;
	CU_ASSERT_EQUAL(bench->host.watch_count, 0);
	CU_ASSERT_EQUAL(fake_lonely(bench->kernel), 0);
	CU_ASSERT_EQUAL(fake_conferences(bench->kernel), 0);
	contract_bed_dahdi.unmake(bench->bed);
	hl_music_close(bench->music);
	free(bench);
}

void dahdi_bench_pass(struct dahdi_bench *bench, hl_msec ms)
{
	contract_bed_dahdi.pass(bench->bed, ms);
}

void dahdi_bench_stall(struct dahdi_bench *bench, hl_msec ms)
{
	contract_bed_dahdi.stall(bench->bed, ms);
}

int dahdi_bench_line(struct dahdi_bench *bench, int channel,
		     enum hl_line_kind kind, const char *profile, char *why,
		     size_t size)
{
	struct hl_port port = {
		.line = (hl_line)channel,
		.channel = channel,
		.kind = kind,
		.clid = bench->form.kind,
		.clid_variant = bench->form.variant,
		.clid_place = bench->form.place,
		.name = "test",
	};

	CU_ASSERT_EQUAL_FATAL(hl_profile_find(profile, &port.profile), 0);
	return hl_driver_dahdi.line_open(bench->card, &port, why, size);
}

int dahdi_bench_wire(struct dahdi_bench *bench, hl_line line,
		     enum hl_wire_kind kind, uint32_t ref)
{
	struct hl_move move = { line, { (uint8_t)kind, ref } };
	unsigned done;

	return hl_driver_dahdi.patch(bench->card, &move, 1, &done);
}

bool dahdi_bench_music(struct dahdi_bench *bench, int channel)
{
	struct fake_heard heard;

	fake_hears(bench->kernel, channel, &heard);
	return heard.pseudos == 1;
}

int dahdi_bench_pair(struct dahdi_bench *bench, hl_line a, hl_line b)
{
	struct hl_move moves[] = {
		{ a, { HL_WIRE_PAIR, b } },
		{ b, { HL_WIRE_PAIR, a } },
	};
	unsigned done;

	return hl_driver_dahdi.patch(bench->card, moves, 2, &done);
}

struct hl_event dahdi_bench_event(struct dahdi_bench *bench, unsigned index)
{
	CU_ASSERT_FATAL(index < bench->host.event_count);
	return bench->host.events[index];
}

void dahdi_bench_forget(struct dahdi_bench *bench)
{
	bench->host.event_count = 0;
}
