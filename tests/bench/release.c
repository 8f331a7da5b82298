/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * release.c - how well a released trunk is known, and how seldom wrongly
 *
 * In:  files and folders of speech and music; options, see usage().
 * Out: a table, then one line a figure (figure.h), or JSON of the figures;
 *      exit status 7 when a bar is missed.
 * Not: making tones - release_tone.c; reading audio - release_sound.c; the
 *      others who listen - release_rival.c.
 *
 * Tones: busy and congestion of every zone, every level, error of frequency
 * and of cadence, heard from three points of the cycle, through no law,
 * mu-law and A-law, noise 20 dB below. In time is: before the fourth cycle
 * after the first beginning of a burst is over.
 */
#include "release.h"
#include "figure.h"

#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "src/media/decode.h"

#define CYCLES_MAX 4.0
#define LONGEST    (8000u * 40u)
#define BLOCK      80u
#define MUSIC_DBM0 (-20.0) /* HL_MUSIC_LEVEL_DBM0 */
#define HELD_S     20u     /* held before the exchange releases */
#define HYBRID     64u     /* samples of a line's echo */

/* clang-format off */
static const char *const who_name[RELEASE_WHO_COUNT] = {
	"ours", "spandsp alone", "cadence alone (as Asterisk)"
};
static const enum hl_tone tones[] = { HL_TONE_BUSY, HL_TONE_CONGESTION };
static const double levels[] = { -10, -20, -30, -35 };
static const double hz_offs[] = { 0, -0.01, 0.01 };
static const double ms_offs[] = { 0, -0.05, 0.05 };
static const double phases[] = { 0, 0.3, 0.77 };
/* what comes back of our music, dB */
static const double echoes[] = { -10, -15, -20 };
/* clang-format on */

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

struct options {
	struct release_listening how;
	bool json;
	bool tones;
	bool calls;
};

/* tones heard by one listener */
struct score {
	unsigned cells;
	unsigned in_time;
	unsigned level_cells[COUNT(levels)];
	unsigned level_in_time[COUNT(levels)];
	double cycles;
	double cycles_worst;
	double hz_worst; /* error of the measured frequency */
	double ms_worst;
};

/* who listens, and to what beside the tone */
struct hearing {
	const struct hl_progress_settings *settings;
	enum release_who who;
	size_t lead;         /* samples before the tone */
	const float *back;   /* what comes back of our music, or NULL */
	const int16_t *sent; /* our music, or NULL: nobody tells us */
};

struct figures {
	bool json;
	unsigned count;
	bool missed;
};

static void say(struct figures *f, const char *name, double value,
		const char *unit, const char *relation, double bar)
{
	bool ok = true;

	if (!f->json) {
		if (relation)
			ok = figure(name, value, unit, relation, bar);
		else
			figure_plain(name, value, unit);
	} else {
		printf("%s\n    { \"name\": \"%s\", \"measured\": %.6g, "
		       "\"unit\": \"%s\"",
		       f->count ? "," : "", name, value, unit);
		if (relation) {
			ok = !strcmp(relation, "<=") ? value <= bar
						     : value >= bar;
			printf(", \"relation\": \"%s\", \"bar\": %.6g, "
			       "\"ok\": %s",
			       relation, bar, ok ? "true" : "false");
		}
		printf(" }");
	}
	f->count++;
	f->missed = f->missed || !ok;
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ms until the first cycle begins for us who came in the middle */
static double first_cycle_ms(const struct release_cell *c)
{
	double intro, cycle = release_cycle_ms(c->plan, &intro);
	double at = c->phase * (cycle + intro), end = intro;

	for (unsigned i = c->plan->loop; i < c->plan->count; i++) {
		if (c->plan->segment[i].f1_hz && end >= at)
			break;
		end += c->plan->segment[i].ms;
	}
	return (end - at) * (1.0 + c->ms_off);
}

static void evidence_judge(const struct release_cell *c,
			   const struct hl_progress_find *f, struct score *s)
{
	const struct hl_tone_segment *seg = &c->plan->segment[c->plan->loop];
	const double off = f->off_ms[0] - seg[1].ms * (1.0 + c->ms_off);
	const double on = f->on_ms[0] - seg[0].ms * (1.0 + c->ms_off);

	if (f->parts == 1)
		s->hz_worst = fmax(s->hz_worst,
				   fabs((double)f->hz[0] -
					seg[0].f1_hz * (1.0 + c->hz_off)));
	if (f->pairs == 1)
		s->ms_worst = fmax(s->ms_worst, fmax(fabs(on), fabs(off)));
}

/* to what was sent @sent belongs; NULL when nobody tells us */
static size_t cell_play(struct release_listener *l, const int16_t *sent,
			const int16_t *x, size_t n)
{
	size_t i;

	for (i = 0; i < n; i += BLOCK) {
		if (sent ? release_put_held(l, sent + i, x + i, BLOCK)
			 : release_put(l, x + i, BLOCK))
			break;
	}
	return i;
}

static void cell_hear(const struct hearing *h, const struct hl_zone *zone,
		      const struct release_cell *c, unsigned level,
		      struct score *s)
{
	static int16_t x[LONGEST];
	struct release_listener l;
	double intro, cycle = release_cycle_ms(c->plan, &intro);
	double limit, wait = (double)c->lead / 8.0 + first_cycle_ms(c);
	size_t n, i;

	cycle *= 1.0 + c->ms_off;
	limit = wait + CYCLES_MAX * cycle;
	n = (size_t)(limit * 8.0) / BLOCK * BLOCK;
	if (n > LONGEST || release_listen(h->who, zone, h->settings, &l) < 0)
		return;

	release_tone(c, x, n);
	s->cells++;
	s->level_cells[level]++;
	i = cell_play(&l, h->sent, x, n);
	if (i < n) {
		const double took = ((double)(i + BLOCK) / 8.0 - wait) / cycle;

		s->in_time++;
		s->level_in_time[level]++;
		s->cycles += took;
		s->cycles_worst = fmax(s->cycles_worst, took);
		if (h->who == OURS)
			evidence_judge(c, &l.find, s);
	}
	release_deaf(&l);
}

/* every way of one tone at one level */
static void tone_hear(const struct hearing *how, const struct hl_zone *zone,
		      struct release_cell cell, unsigned level, struct score *s)
{
	/* under music from one exchange only, it takes long */
	for (unsigned h = 0; h < (how->back ? 1 : COUNT(hz_offs)); h++) {
		for (unsigned m = 0; m < (how->back ? 1 : COUNT(ms_offs));
		     m++) {
			for (unsigned p = 0; p < COUNT(phases); p++) {
				cell.hz_off = hz_offs[h];
				cell.ms_off = ms_offs[m];
				cell.phase = phases[p];
				cell.law = (int)p;
				cell_hear(how, zone, &cell, level, s);
			}
		}
	}
}

static void tones_hear(const struct hearing *h, const char *only,
		       struct score *s)
{
	struct hl_zone zone;

	memset(s, 0, sizeof(*s));
	for (unsigned z = 0; hl_zone_country(z); z++) {
		if (hl_zone_load(&zone, hl_zone_country(z)) < 0 ||
		    (only && strcmp(only, zone.country)))
			continue;
		for (unsigned t = 0; t < COUNT(tones); t++) {
			for (unsigned k = 0; k < COUNT(levels); k++) {
				struct release_cell cell = {
					.plan = &zone.tone[tones[t]],
					.dbm0 = levels[k],
					.snr_db = 20.0,
					.lead = h->lead,
					.music = h->back,
					.music_n = LONGEST,
				};

				tone_hear(h, &zone, cell, k, s);
			}
		}
	}
}

static double share(unsigned part, unsigned all)
{
	return all ? 100.0 * part / all : 0.0;
}

static void score_show(const char *name, const struct score *s)
{
	printf("  %-34s", name);
	for (unsigned k = 0; k < COUNT(levels); k++)
		printf(" %7.2f %%",
		       share(s->level_in_time[k], s->level_cells[k]));
	printf("   %4.2f / %4.2f\n", s->in_time ? s->cycles / s->in_time : 0.0,
	       s->cycles_worst);
	fflush(stdout);
}

static void tones_table(const struct options *o, struct figures *f)
{
	struct hearing h = { .settings = &o->how.settings };
	struct score s;

	if (!o->json)
		printf("  %-34s %7.0f %9.0f %9.0f %9.0f dBm0  cycles "
		       "mean/worst\n",
		       "found within four cycles", levels[0], levels[1],
		       levels[2], levels[3]);
	for (unsigned w = 0; w < RELEASE_WHO_COUNT; w++) {
		char name[80];

		if (!o->how.who[w])
			continue;
		h.who = (enum release_who)w;
		tones_hear(&h, o->how.zone, &s);
		if (!o->json)
			score_show(who_name[w], &s);
		snprintf(name, sizeof(name),
			 "busy and congestion tones found in time, %s",
			 who_name[w]);
		say(f, name, share(s.in_time, s.cells), "%",
		    w == OURS ? ">=" : NULL, 100);
		if (w != OURS)
			continue;
		say(f, "tones tried", s.cells, "", NULL, 0);
		say(f, "mean time to find a tone", s.cycles / s.in_time,
		    "cycles", "<=", CYCLES_MAX);
		say(f, "worst error of a measured frequency", s.hz_worst, "Hz",
		    NULL, 0);
		say(f, "worst error of a measured length", s.ms_worst, "ms",
		    NULL, 0);
	}
}

/* music at -20 dBm0, over and over; false when there is none */
static bool music_make(const char *path, float *ret)
{
	char reason[HL_DECODE_REASON_MAX];
	struct hl_pcm music;
	double sum = 1e-9;

	if (!path || hl_decode_file(path, LONGEST, reason, &music) < 0)
		return false;
	for (size_t i = 0; i < music.count; i++)
		sum += (double)music.sample[i] * (double)music.sample[i];
	sum = sqrt(2.0 * sum / (double)music.count);
	sum = pow(10.0, (MUSIC_DBM0 - 3.17) / 20.0) / sum;
	for (size_t i = 0; i < LONGEST; i++)
		ret[i] = music.sample[i % music.count] * (float)sum;
	free(music.sample);
	return true;
}

/* a hybrid: 1.5 ms away, ringing for some more */
static void hybrid(const float *sent, double loss_db, float *ret)
{
	double h[HYBRID], sum = 0.0;

	for (unsigned k = 0; k < HYBRID; k++) {
		h[k] = k < 12 ? 0.0
			      : exp(-(k - 12.0) / 9.0) * cos(k * 0.9 + 0.4);
		sum += h[k] * h[k];
	}
	sum = pow(10.0, loss_db / 20.0) / sqrt(sum);
	for (size_t i = 0; i < LONGEST; i++) {
		double y = 0.0;

		for (unsigned k = 0; k < HYBRID && k <= i; k++)
			y += h[k] * (double)sent[i - k];
		ret[i] = (float)(y * sum);
	}
}

/* tones on a trunk that was held for some seconds before */
static void echo_table(const struct options *o, struct figures *f)
{
	static float music[LONGEST], back[LONGEST];
	static int16_t sent[LONGEST];
	struct hearing h = { .settings = &o->how.settings,
			     .who = OURS,
			     .lead = HELD_S * 8000u,
			     .back = back };
	struct score s;
	char name[80];

	if (!music_make(o->how.music, music))
		return;
	for (size_t i = 0; i < LONGEST; i++)
		sent[i] = release_line(music[i], 0);
	for (unsigned e = 0; e < 2 * COUNT(echoes); e++) {
		h.sent = e % 2 ? sent : NULL;
		hybrid(music, echoes[e / 2], back);
		tones_hear(&h, o->how.zone, &s);
		snprintf(name, sizeof(name), "music back at %.0f dB, %s",
			 echoes[e / 2], e % 2 ? "taken away" : "left in");
		if (!o->json)
			score_show(name, &s);
		snprintf(name, sizeof(name),
			 "tones found in time, music back at %.0f dB, %s",
			 echoes[e / 2], e % 2 ? "taken away" : "left in");
		/* Australia's quiet bursts stay under it */
		say(f, name, share(s.in_time, s.cells), "%",
		    e % 2 ? ">=" : NULL, 98);
	}
}

static void call_tell(const char *name, const struct release_calls_row *row,
		      const char *relation, struct figures *f)
{
	char text[100];

	say(f, name, share(row->found, row->tried), "%", relation, 100);
	snprintf(text, sizeof(text), "%s, mean", name);
	say(f, text, row->mean_ms, "ms", NULL, 0);
	snprintf(text, sizeof(text), "%s, worst (%s)", name, row->worst);
	say(f, text, row->worst_ms, "ms", NULL, 0);
}

/* calls that are being set up */
static void calls_table(const struct options *o, struct figures *f)
{
	struct release_calls c;

	release_calls(o->how.zone, &c);
	call_tell("dial tone known", &c.dial, ">=", f);
	call_tell("stutter and recall dial tone known", &c.stutter, NULL, f);
	call_tell("ringing tone known in its first burst", &c.ring, ">=", f);
	call_tell("end of ringing known, then silence", &c.quiet, ">=", f);
	call_tell("end of ringing known, then a voice", &c.voice, ">=", f);
	say(f, "ringing to which nobody answers, taken for answered",
	    c.rings_wrong, "", "<=", 0);
}

/* the same while a call is set up */
static void call_cost(const struct hl_zone *zone, const int16_t *x, unsigned n,
		      struct figures *f)
{
	struct hl_progress_settings settings;
	struct release_listener l;
	double start;

	hl_progress_behind_digits(&settings);
	if (release_listen(OURS, zone, &settings, &l) < 0)
		return;
	start = seconds();
	for (unsigned i = 0; i < 10; i++)
		release_put(&l, x, n);
	say(f, "the same while a call is set up",
	    (seconds() - start) * 8000.0 / (10.0 * n) * 1e6, "us", "<=", 1000);
}

/* what listening costs on a line that talks all the time */
static void cost(const struct options *o, struct figures *f)
{
	static int16_t x[8000 * 10];
	uint32_t noise = 7;
	struct hl_zone zone;
	struct release_listener l;
	double start;

	if (hl_zone_load(&zone, o->how.zone ? o->how.zone : "us") < 0 ||
	    release_listen(OURS, &zone, &o->how.settings, &l) < 0)
		return;
	for (size_t i = 0; i < COUNT(x); i++)
		x[i] = release_line(release_noise(&noise) * 0.05f, 0);
	start = seconds();
	for (unsigned i = 0; i < 20; i++)
		release_put(&l, x, COUNT(x));
	say(f, "CPU of listening to one trunk for a second",
	    (seconds() - start) / 200.0 * 1e6, "us", "<=", 1000);
	call_cost(&zone, x, COUNT(x), f);
	start = seconds();
	for (unsigned i = 0; i < 5; i++)
		release_put_held(&l, x, x, COUNT(x));
	say(f, "the same with our music taken away",
	    (seconds() - start) / 50.0 * 1e6, "us", NULL, 0);
	say(f, "state of one trunk", sizeof(struct hl_progress), "bytes",
	    "<=", 3072);
}

static void sounds_tell(const struct options *o, const struct release_sound *s,
			struct figures *f)
{
	char name[100];

	say(f, "speech and music heard, all variants", s->seconds / 3600, "h",
	    ">=", 3);
	say(f, "the same, in every zone at once", s->seconds / 3600 * s->zones,
	    "zone-h", NULL, 0);
	for (unsigned w = 0; w < RELEASE_WHO_COUNT; w++) {
		if (!o->how.who[w])
			continue;
		snprintf(name, sizeof(name), "false releases, %s", who_name[w]);
		say(f, name, s->false_[w], "", w == OURS ? "<=" : NULL, 0);
	}
}

static int usage(void)
{
	fprintf(stderr,
		"usage: release [options] [file or folder of audio ...]\n"
		"  --json          figures as JSON\n"
		"  --zone us       one zone only\n"
		"  --cycles 3      cycles that must be right\n"
		"  --every         also information tone and silence\n"
		"  --rivals        also spandsp alone and cadence alone\n"
		"  --variants 4    times the audio is heard, always another\n"
		"                  level, pitch and offset\n"
		"  --first 0       the first of these variants\n"
		"  --hours 3       stop listening to audio then\n"
		"  --music file    our hold music, which comes back\n"
		"  --no-tones      audio only\n"
		"  --calls         calls that are set up, also without tones\n"
		"  --phase before  as a trunk before its digits, or behind\n"
		"                  them, waits (answers are not looked for)\n");
	return 2;
}

/* in speech somebody is always answering */
static void phase_take(const char *word, struct hl_progress_settings *ret)
{
	if (!strcmp(word, "before"))
		hl_progress_before_digits(ret);
	else
		hl_progress_behind_digits(ret);
	ret->set &= ~HL_PROGRESS_BIT(HL_PROGRESS_ANSWERED);
}

static int option_take(int c, struct options *o)
{
	switch (c) {
	case 'j':
		o->json = true;
		break;
	case 'z':
		o->how.zone = optarg;
		break;
	case 'c':
		o->how.settings.cycles = (unsigned)atoi(optarg);
		break;
	case 'e':
		o->how.settings.set = HL_PROGRESS_EVERY;
		break;
	case 'r':
		o->how.who[SPANDSP] = o->how.who[CADENCE] = true;
		break;
	case 'v':
		o->how.variants = (unsigned)atoi(optarg);
		break;
	case 'f':
		o->how.first = (unsigned)atoi(optarg);
		break;
	case 'h':
		o->how.hours = atof(optarg);
		break;
	case 'm':
		o->how.music = optarg;
		break;
	case 'n':
		o->tones = false;
		break;
	case 's':
		o->calls = true;
		break;
	case 'p':
		phase_take(optarg, &o->how.settings);
		break;
	default:
		return usage();
	}
	return 0;
}

static int options_read(int argc, char **argv, struct options *o)
{
	static const struct option all[] = {
		{ "json", no_argument, NULL, 'j' },
		{ "zone", required_argument, NULL, 'z' },
		{ "cycles", required_argument, NULL, 'c' },
		{ "every", no_argument, NULL, 'e' },
		{ "rivals", no_argument, NULL, 'r' },
		{ "variants", required_argument, NULL, 'v' },
		{ "first", required_argument, NULL, 'f' },
		{ "hours", required_argument, NULL, 'h' },
		{ "music", required_argument, NULL, 'm' },
		{ "no-tones", no_argument, NULL, 'n' },
		{ "calls", no_argument, NULL, 's' },
		{ "phase", required_argument, NULL, 'p' },
		{ NULL, 0, NULL, 0 },
	};
	int c, r = 0;

	while (!r && (c = getopt_long(argc, argv, "", all, NULL)) != -1)
		r = option_take(c, o);
	return r;
}

int main(int argc, char **argv)
{
	struct options o = { .tones = true };
	struct figures f = { .json = false };
	struct release_sound sound;
	int r;

	hl_progress_defaults(&o.how.settings);
	o.how.who[OURS] = true;
	o.how.variants = 4;
	r = options_read(argc, argv, &o);
	if (r)
		return r;

	f.json = o.json;
	if (o.json)
		printf("{\n  \"figures\": [");
	if (o.tones) {
		tones_table(&o, &f);
		echo_table(&o, &f);
		cost(&o, &f);
	}
	if (o.tones || o.calls)
		calls_table(&o, &f);
	if (optind < argc) {
		r = release_sounds(&o.how, argv + optind, argc - optind,
				   &sound);
		if (!r)
			sounds_tell(&o, &sound, &f);
	}
	if (o.json)
		printf("\n  ]\n}\n");
	if (r)
		return r;
	return f.missed ? 7 : 0;
}
