/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_music.c - claims about music on hold
 */
#include "suites.h"

#include "holdline/music.h"
#include "holdline/synth.h"
#include "holdline/zone.h"

#include <errno.h>
#include <math.h>
#include <sndfile.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WHY 1024

/* a folder of its own for each claim */
struct folder {
	char path[64];
	char *file[16];
	unsigned files;
};

/* what a file is made of: a sample at a time */
typedef float source_fn(unsigned frame, unsigned channel, unsigned rate);

static void folder_open(struct folder *f)
{
	memset(f, 0, sizeof(*f));
	strcpy(f->path, "/tmp/holdline-music-XXXXXX");
	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(f->path));
}

static const char *folder_name(struct folder *f, const char *name)
{
	char *path = NULL;

	CU_ASSERT_FATAL(asprintf(&path, "%s/%s", f->path, name) > 0);
	f->file[f->files++] = path;
	return path;
}

static void folder_close(struct folder *f)
{
	while (f->files) {
		remove(f->file[--f->files]);
		free(f->file[f->files]);
	}
	CU_ASSERT_EQUAL(rmdir(f->path), 0);
}

static const char *wav(struct folder *f, const char *name, int format,
		       unsigned rate, unsigned channels, unsigned frames,
		       source_fn *source)
{
	const char *path = folder_name(f, name);
	SF_INFO info = { .samplerate = (int)rate,
			 .channels = (int)channels,
			 .format = format };
	SNDFILE *file = sf_open(path, SFM_WRITE, &info);
	float *x = calloc((size_t)frames * channels + 1, sizeof(*x));

	CU_ASSERT_FATAL(file && x);
	for (unsigned i = 0; i < frames; i++) {
		for (unsigned c = 0; c < channels; c++)
			x[i * channels + c] = source(i, c, rate);
	}
	sf_writef_float(file, x, frames);
	sf_close(file);
	free(x);
	return path;
}

#define PCM    (SF_FORMAT_WAV | SF_FORMAT_PCM_16)
#define FLOATS (SF_FORMAT_WAV | SF_FORMAT_FLOAT)

static double turns(unsigned frame, double hz, unsigned rate)
{
	return 2.0 * M_PI * hz * frame / rate;
}

static float soft_chord(unsigned frame, unsigned channel, unsigned rate)
{
	(void)channel;
	return (float)(0.02 * sin(turns(frame, 300, rate)) +
		       0.02 * sin(turns(frame, 437, rate)));
}

static float two_sides(unsigned frame, unsigned channel, unsigned rate)
{
	return (float)(0.4 * sin(turns(frame, channel ? 900 : 500, rate)));
}

/* a beat a second, as lively as a drum */
static float drum(unsigned frame, unsigned channel, unsigned rate)
{
	double t = (double)(frame % rate) / rate;

	(void)channel;
	return (float)(0.9 * exp(-t * 25.0) * sin(turns(frame, 330, rate)));
}

/* quiet for 21 s, then 3 s of noise */
static float outburst(unsigned frame, unsigned channel, unsigned rate)
{
	const unsigned n = frame * 1103515245u + 12345u;
	const double noise = (double)((n >> 8) % 2001) / 1000.0 - 1.0;

	(void)channel;
	return (float)(frame > 21 * rate ? 0.9 * noise : 0.05 * noise);
}

static float silence(unsigned frame, unsigned channel, unsigned rate)
{
	(void)frame;
	(void)channel;
	(void)rate;
	return 0.0f;
}

static float no_numbers(unsigned frame, unsigned channel, unsigned rate)
{
	if (frame % 1000 == 7)
		return NAN;
	if (frame % 1000 == 77)
		return INFINITY;
	return two_sides(frame, channel, rate);
}

static float low_note(unsigned frame, unsigned channel, unsigned rate)
{
	(void)channel;
	return (float)(0.3 * sin(turns(frame, 310, rate)));
}

static float high_note(unsigned frame, unsigned channel, unsigned rate)
{
	(void)channel;
	return (float)(0.3 * sin(turns(frame, 1234, rate)));
}

/* the loop of a source, with a second of its beginning after its end */
struct heard {
	int16_t *x;
	size_t n;
	char why[WHY];
	int result;
};

static struct heard hear(const char *source, double level)
{
	struct heard h = { .why = "?" };
	struct hl_music *music = NULL;

	h.result = hl_music_open(&music, source, level, h.why, sizeof(h.why));
	if (h.result < 0) {
		CU_ASSERT_PTR_NULL(music);
		return h;
	}
	h.n = (size_t)hl_music_length(music);
	h.x = malloc((h.n + HL_RATE_HZ) * sizeof(*h.x));
	CU_ASSERT_PTR_NOT_NULL_FATAL(h.x);
	hl_music_read(music, 0, h.x, (unsigned)h.n + HL_RATE_HZ);
	hl_music_close(music);
	return h;
}

static double dbm0(double mean_square)
{
	return 10.0 * log10(2.0 * mean_square / (32767.0 * 32767.0) + 1e-12) +
	       HL_FULL_SCALE_DBM0;
}

static double rms(const int16_t *x, size_t n)
{
	double sum = 0.0;

	for (size_t i = 0; i < n; i++)
		sum += (double)x[i] * x[i];
	return dbm0(sum / (double)n);
}

/* of all windows of 3 s round the loop */
static double loudest(const struct heard *h)
{
	const size_t width = h->n < 24000 ? h->n : 24000;
	double sum = 0.0, most = 0.0;

	for (size_t i = 0; i < h->n + width; i++) {
		double in = h->x[i % h->n], out = h->x[(i - width) % h->n];

		sum += in * in;
		if (i >= width)
			sum -= out * out;
		most = fmax(most, sum);
	}
	return dbm0(most / (double)width);
}

static double peak(const struct heard *h)
{
	int most = 0;

	for (size_t i = 0; i < h->n; i++)
		most = abs(h->x[i]) > most ? abs(h->x[i]) : most;
	return 20.0 * log10(most / 32767.0) + HL_FULL_SCALE_DBM0;
}

/* largest step between neighbours in [from, to) round the loop */
static int steepest(const struct heard *h, size_t from, size_t to)
{
	int most = 0;

	for (size_t i = from; i < to; i++) {
		int step = abs(h->x[(i + 1) % h->n] - h->x[i % h->n]);

		most = step > most ? step : most;
	}
	return most;
}

static void bounds_hold(const struct heard *h)
{
	CU_ASSERT(loudest(h) <= HL_MUSIC_LOUDEST_DBM0);
	CU_ASSERT(peak(h) <= HL_MUSIC_PEAK_DBM0);
}

static void one_file_is_as_wanted(source_fn *source, int format, unsigned rate,
				  unsigned channels, double tolerance)
{
	struct folder f;
	struct heard h;

	folder_open(&f);
	h = hear(wav(&f, "a", format, rate, channels, rate * 15, source),
		 HL_MUSIC_LEVEL_DBM0);
	CU_ASSERT_EQUAL_FATAL(h.result, 0);
	CU_ASSERT_STRING_EQUAL(h.why, "");
	CU_ASSERT_DOUBLE_EQUAL(rms(h.x, h.n), HL_MUSIC_LEVEL_DBM0, tolerance);
	CU_ASSERT(h.n > 119000 && h.n <= 120001);
	bounds_hold(&h);
	free(h.x);
	folder_close(&f);
}

static void a_soft_file_is_lifted_to_the_level(void)
{
	one_file_is_as_wanted(soft_chord, PCM, 8000, 1, 1.0);
}

static void stereo_at_44100_hz_is_mixed_and_resampled(void)
{
	one_file_is_as_wanted(two_sides, PCM, 44100, 2, 1.0);
}

static void a_flac_at_48000_hz_is_music_too(void)
{
	one_file_is_as_wanted(low_note, SF_FORMAT_FLAC | SF_FORMAT_PCM_16,
			      48000, 1, 1.0);
}

static void drums_keep_level_and_peak(void)
{
	one_file_is_as_wanted(drum, PCM, 8000, 1, 1.0);
}

static void both_channels_survive_and_keep_their_pitch(void)
{
	double low = 0.0, high = 0.0;
	struct folder f;
	struct heard h;

	folder_open(&f);
	h = hear(wav(&f, "a.wav", PCM, 44100, 2, 441000, two_sides), -20.0);
	CU_ASSERT_EQUAL_FATAL(h.result, 0);
	for (unsigned i = 8000; i < 16000; i++) {
		low += h.x[i] * sin(turns(i, 500, 8000));
		high += h.x[i] * sin(turns(i, 900, 8000));
	}
	/* both at -23 dBm0: amplitude 1625 */
	CU_ASSERT(fabs(low) / 4000.0 > 1500.0);
	CU_ASSERT(fabs(high) / 4000.0 > 1500.0);
	free(h.x);
	folder_close(&f);
}

static void an_outburst_is_held_down_without_clipping(void)
{
	struct folder f;
	struct heard h;

	folder_open(&f);
	h = hear(wav(&f, "a.wav", PCM, 8000, 1, 192000, outburst), -20.0);
	CU_ASSERT_EQUAL_FATAL(h.result, 0);
	bounds_hold(&h);
	CU_ASSERT(loudest(&h) > HL_MUSIC_LOUDEST_DBM0 - 0.5);
	free(h.x);
	folder_close(&f);
}

static void another_level_can_be_asked_for(void)
{
	struct folder f;
	struct heard h;

	folder_open(&f);
	h = hear(wav(&f, "a.wav", PCM, 8000, 1, 80000, two_sides), -26.0);
	CU_ASSERT_EQUAL_FATAL(h.result, 0);
	CU_ASSERT_DOUBLE_EQUAL(rms(h.x, h.n), -26.0, 0.5);
	free(h.x);
	folder_close(&f);
}

static void an_absurd_level_is_refused_in_words(void)
{
	struct heard h = hear("/", 0.0);

	CU_ASSERT_EQUAL(h.result, -EINVAL);
	CU_ASSERT(strlen(h.why) > 20);
}

/* the steepest step of a 310 Hz sine is a quarter of its strength, a bare
 * join would jump by up to twice its strength */
static void the_loop_has_no_click(void)
{
	for (unsigned i = 0; i < 8; i++) {
		struct folder f;
		struct heard h;
		int inside;

		folder_open(&f);
		h = hear(
			wav(&f, "a.wav", PCM, 8000, 1, 23457 + 3 * i, low_note),
			-20.0);
		CU_ASSERT_EQUAL_FATAL(h.result, 0);
		inside = steepest(&h, 1000, 20000);
		CU_ASSERT(steepest(&h, h.n - 200, h.n + 200) <= inside * 1.122);
		free(h.x);
		folder_close(&f);
	}
}

static void files_join_without_a_click(void)
{
	for (unsigned i = 0; i < 8; i++) {
		struct folder f;
		struct heard h;
		int inside;

		folder_open(&f);
		wav(&f, "a.wav", PCM, 8000, 1, 20007 + 3 * i, low_note);
		wav(&f, "b.wav", PCM, 8000, 1, 20011, low_note);
		h = hear(f.path, -20.0);
		CU_ASSERT_EQUAL_FATAL(h.result, 0);
		CU_ASSERT_EQUAL(h.n, 40018 + 3 * i - 2 * 64);
		inside = steepest(&h, 25000, 35000);
		CU_ASSERT(steepest(&h, 0, h.n) <= inside * 1.122);
		free(h.x);
		folder_close(&f);
	}
}

static void files_play_in_the_order_of_their_names(void)
{
	struct folder f;
	struct heard h;

	folder_open(&f);
	wav(&f, "b.wav", PCM, 8000, 1, 20000, high_note);
	wav(&f, "a.wav", PCM, 8000, 1, 20000, low_note);
	h = hear(f.path, -20.0);
	CU_ASSERT_EQUAL_FATAL(h.result, 0);
	CU_ASSERT(steepest(&h, 1000, 10000) < steepest(&h, 30000, 39000) / 2);
	free(h.x);
	folder_close(&f);
}

static void each_file_of_a_folder_is_levelled_by_itself(void)
{
	struct folder f;
	struct heard h;

	folder_open(&f);
	wav(&f, "a.wav", PCM, 8000, 1, 80000, soft_chord);
	wav(&f, "b.wav", PCM, 8000, 1, 80000, two_sides);
	h = hear(f.path, -20.0);
	CU_ASSERT_EQUAL_FATAL(h.result, 0);
	CU_ASSERT_DOUBLE_EQUAL(rms(h.x, 79000), -20.0, 1.0);
	CU_ASSERT_DOUBLE_EQUAL(rms(h.x + 81000, 78000), -20.0, 1.0);
	free(h.x);
	folder_close(&f);
}

static void text_put(const char *path, const char *text)
{
	FILE *out = fopen(path, "w");

	CU_ASSERT_PTR_NOT_NULL_FATAL(out);
	fputs(text, out);
	fclose(out);
}

static void one_bad_file_is_named_and_left_out(void)
{
	struct folder f;
	struct heard h;

	folder_open(&f);
	wav(&f, "a.wav", PCM, 8000, 1, 20000, low_note);
	text_put(folder_name(&f, "notes.txt"), "buy milk\n");
	h = hear(f.path, -20.0);
	CU_ASSERT_EQUAL(h.result, 0);
	CU_ASSERT_PTR_NOT_NULL(strstr(h.why, "notes.txt is not audio"));
	CU_ASSERT_PTR_NULL(strstr(h.why, "a.wav"));
	free(h.x);
	folder_close(&f);
}

static void hidden_files_and_folders_inside_are_passed_over(void)
{
	struct folder f;
	struct heard h;

	folder_open(&f);
	wav(&f, "a.wav", PCM, 8000, 1, 20000, low_note);
	text_put(folder_name(&f, ".hidden"), "?");
	CU_ASSERT_EQUAL(mkdir(folder_name(&f, "inside"), 0700), 0);
	h = hear(f.path, -20.0);
	CU_ASSERT_EQUAL(h.result, 0);
	CU_ASSERT_STRING_EQUAL(h.why, "");
	free(h.x);
	folder_close(&f);
}

static void a_text_is_not_music(void)
{
	struct folder f;
	struct heard h;
	const char *path;

	folder_open(&f);
	path = folder_name(&f, "song.wav");
	text_put(path, "la la la\n");
	h = hear(path, -20.0);
	CU_ASSERT_EQUAL(h.result, -EBADMSG);
	CU_ASSERT_PTR_NOT_NULL(strstr(h.why, path));
	folder_close(&f);
}

static void a_missing_file_is_named(void)
{
	struct heard h = hear("/nonexistent/song.wav", -20.0);

	CU_ASSERT_EQUAL(h.result, -ENOENT);
	CU_ASSERT_PTR_NOT_NULL(strstr(h.why, "/nonexistent/song.wav"));
}

static void an_empty_folder_is_said_to_be_empty(void)
{
	struct folder f;
	struct heard h;

	folder_open(&f);
	h = hear(f.path, -20.0);
	CU_ASSERT_EQUAL(h.result, -ENOENT);
	CU_ASSERT_PTR_NOT_NULL(strstr(h.why, "no files"));
	folder_close(&f);
}

static void a_file_that_may_not_be_read_is_refused(void)
{
	struct folder f;
	struct heard h;
	const char *path;

	folder_open(&f);
	path = wav(&f, "a.wav", PCM, 8000, 1, 100, low_note);
	CU_ASSERT_EQUAL(chmod(path, 0), 0);
	if (access(path, R_OK) < 0) { /* the superuser may read it */
		h = hear(path, -20.0);
		CU_ASSERT_EQUAL(h.result, -EACCES);
	}
	folder_close(&f);
}

static void a_device_is_not_music(void)
{
	struct heard h = hear("/dev/zero", -20.0);

	CU_ASSERT_EQUAL(h.result, -EBADMSG);
}

static void a_file_without_sound_is_refused(void)
{
	struct folder f;
	struct heard h;

	folder_open(&f);
	h = hear(wav(&f, "a.wav", PCM, 44100, 1, 0, low_note), -20.0);
	CU_ASSERT_EQUAL(h.result, -EBADMSG);
	CU_ASSERT_PTR_NOT_NULL(strstr(h.why, "no sound"));
	folder_close(&f);
}

static void a_silent_file_is_refused(void)
{
	struct folder f;
	struct heard h;

	folder_open(&f);
	h = hear(wav(&f, "a.wav", PCM, 8000, 1, 8000, silence), -20.0);
	CU_ASSERT_EQUAL(h.result, -EBADMSG);
	CU_ASSERT_PTR_NOT_NULL(strstr(h.why, "is silent"));
	folder_close(&f);
}

static void samples_that_are_no_numbers_count_as_silence(void)
{
	struct folder f;
	struct heard h;

	folder_open(&f);
	h = hear(wav(&f, "a.wav", FLOATS, 8000, 1, 80000, no_numbers), -20.0);
	CU_ASSERT_EQUAL_FATAL(h.result, 0);
	CU_ASSERT_DOUBLE_EQUAL(rms(h.x, h.n), -20.0, 1.0);
	CU_ASSERT_PTR_NOT_NULL(strstr(h.why, "160 samples"));
	bounds_hold(&h);
	free(h.x);
	folder_close(&f);
}

static void a_single_sample_is_music_enough(void)
{
	struct folder f;
	struct heard h;

	folder_open(&f);
	h = hear(wav(&f, "a.wav", PCM, 8000, 1, 3, high_note), -20.0);
	if (!h.result)
		CU_ASSERT(h.n >= 1);
	free(h.x);
	folder_close(&f);
}

static void music_beyond_ten_minutes_is_cut_and_said_so(void)
{
	struct folder f;
	struct heard h;

	folder_open(&f);
	wav(&f, "a.wav", PCM, 8000, 1, 599 * 8000, soft_chord);
	wav(&f, "b.wav", PCM, 8000, 1, 20 * 8000, soft_chord);
	wav(&f, "c.wav", PCM, 8000, 1, 20 * 8000, soft_chord);
	h = hear(f.path, -20.0);
	CU_ASSERT_EQUAL_FATAL(h.result, 0);
	CU_ASSERT(h.n <= HL_MUSIC_SECONDS_MAX * HL_RATE_HZ);
	CU_ASSERT_PTR_NOT_NULL(strstr(h.why, "b.wav is cut"));
	CU_ASSERT_PTR_NOT_NULL(strstr(h.why, "c.wav and what follows"));
	free(h.x);
	folder_close(&f);
}

static void a_small_why_is_never_overrun(void)
{
	struct hl_music *music = NULL;
	char why[8] = "xxxxxxx";

	CU_ASSERT_EQUAL(hl_music_open(&music, "/nonexistent", -20.0, why, 5),
			-ENOENT);
	CU_ASSERT_EQUAL(why[4], '\0');
	CU_ASSERT_EQUAL(why[5], 'x');
	CU_ASSERT_EQUAL(hl_music_open(&music, "/nonexistent", -20.0, why, 1),
			-ENOENT);
	CU_ASSERT_STRING_EQUAL(why, "");
}

static void memory_is_as_good_as_a_file(void)
{
	struct hl_music *music = NULL;
	struct folder f;
	char data[65536], why[WHY];
	FILE *in;
	size_t n;

	folder_open(&f);
	in = fopen(wav(&f, "a.wav", PCM, 8000, 1, 16000, two_sides), "rb");
	CU_ASSERT_PTR_NOT_NULL_FATAL(in);
	n = fread(data, 1, sizeof(data), in);
	fclose(in);
	CU_ASSERT_EQUAL(
		hl_music_open_memory(&music, data, n, -20.0, why, sizeof(why)),
		0);
	CU_ASSERT_EQUAL(hl_music_length(music), 16000 - 64);
	hl_music_close(music);
	CU_ASSERT_EQUAL(
		hl_music_open_memory(&music, data, 40, -20.0, why, sizeof(why)),
		-EBADMSG);
	folder_close(&f);
}

static void reading_wraps_round_the_loop(void)
{
	struct hl_zone zone;
	struct hl_music *music = NULL;
	int16_t whole[40000], part[300];
	uint64_t n;

	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&zone, "us"), 0);
	CU_ASSERT_EQUAL_FATAL(hl_music_tone(&music, &zone), 0);
	n = hl_music_length(music);
	CU_ASSERT_EQUAL_FATAL(n, 40000);
	hl_music_read(music, 0, whole, 40000);
	hl_music_read(music, 7 * n + n - 100, part, 300);
	CU_ASSERT_EQUAL(memcmp(part, whole + 39900, 200), 0);
	CU_ASSERT_EQUAL(memcmp(part + 100, whole, 400), 0);
	hl_music_close(music);
	hl_music_close(NULL);
}

static void without_a_file_the_holding_tone_plays(void)
{
	struct hl_zone zone;
	struct hl_music *music = NULL;
	int16_t loop[48000], tone[48000];

	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&zone, "de"), 0);
	CU_ASSERT_EQUAL_FATAL(hl_music_tone(&music, &zone), 0);
	hl_music_read(music, 0, loop, 48000);
	hl_synth_tone(&zone, HL_TONE_HOLD, 0, tone, 48000);
	CU_ASSERT_EQUAL(memcmp(loop, tone, sizeof(loop)), 0);
	hl_music_close(music);
}

#define CLAIM(name)                                                            \
	{                                                                      \
#name, name                                                    \
	}

CU_TestInfo *test_music(void)
{
	static CU_TestInfo tests[] = {
		CLAIM(a_soft_file_is_lifted_to_the_level),
		CLAIM(stereo_at_44100_hz_is_mixed_and_resampled),
		CLAIM(a_flac_at_48000_hz_is_music_too),
		CLAIM(drums_keep_level_and_peak),
		CLAIM(both_channels_survive_and_keep_their_pitch),
		CLAIM(an_outburst_is_held_down_without_clipping),
		CLAIM(another_level_can_be_asked_for),
		CLAIM(an_absurd_level_is_refused_in_words),
		CLAIM(the_loop_has_no_click),
		CLAIM(files_join_without_a_click),
		CLAIM(files_play_in_the_order_of_their_names),
		CLAIM(each_file_of_a_folder_is_levelled_by_itself),
		CLAIM(one_bad_file_is_named_and_left_out),
		CLAIM(hidden_files_and_folders_inside_are_passed_over),
		CLAIM(a_text_is_not_music),
		CLAIM(a_missing_file_is_named),
		CLAIM(an_empty_folder_is_said_to_be_empty),
		CLAIM(a_file_that_may_not_be_read_is_refused),
		CLAIM(a_device_is_not_music),
		CLAIM(a_file_without_sound_is_refused),
		CLAIM(a_silent_file_is_refused),
		CLAIM(samples_that_are_no_numbers_count_as_silence),
		CLAIM(a_single_sample_is_music_enough),
		CLAIM(music_beyond_ten_minutes_is_cut_and_said_so),
		CLAIM(a_small_why_is_never_overrun),
		CLAIM(memory_is_as_good_as_a_file),
		CLAIM(reading_wraps_round_the_loop),
		CLAIM(without_a_file_the_holding_tone_plays),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
