/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config_parts.h - what the files of the configuration share
 *
 * text -> scan (sections and entries) -> judge (values) -> plan (names become
 * numbers) -> struct hl_config. Every step tells its mistakes to one
 * struct hl_tell and goes on, so that all are found in one reading.
 */
#ifndef HOLDLINE_RUN_CONFIG_PARTS_H
#define HOLDLINE_RUN_CONFIG_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "holdline/config.h"
#include "holdline/pri.h"

#define HL_KEYS_MAX 168    /* rows of the table of keys */
#define HL_PROFILES_MAX 32 /* profiles of the operator's own (house) */

/* ---- complaints --------------------------------------------------------- */

enum hl_grade {
	HL_GRADE_MISTAKE, /* the file is refused */
	HL_GRADE_WARNING, /* it is taken; probably not what was meant */
};

struct hl_note;

/**
 * struct hl_tell - the complaints about one file
 * @file:     what the file is called
 * @note:     those kept, at most HL_CONFIG_TOLD_MAX
 * @notes:    how many are kept
 * @count:    how many there were, by enum hl_grade
 * @nomem:    memory ran out on the way
 */
struct hl_tell {
	const char *file;
	struct hl_note *note;
	unsigned notes;
	unsigned count[2];
	bool nomem;
};

/**
 * hl_tell() - add one complaint
 * @tell:   the collection
 * @line:   of the file, from 1; 0 = the file as a whole
 * @grade:  mistake or warning
 * @mend:   what to do about it; NULL = obvious
 * @format: the sentence, without a full stop where the mend follows
 */
void hl_tell(struct hl_tell *tell, unsigned line, enum hl_grade grade,
	     const char *mend, const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/** hl_tell_print() - all of them in the order of their lines, and a total. */
void hl_tell_print(struct hl_tell *tell, FILE *out);

/** hl_tell_fini() - give the memory back. */
void hl_tell_fini(struct hl_tell *tell);

/* ---- sections and entries ----------------------------------------------- */

/* clang-format off */
/* id, word, has a name */
#define HL_SECTIONS(X)                                                         \
	X(HOLDLINE, "holdline", false)                                         \
	X(MUSIC,    "music",    true)                                          \
	X(PROFILE,  "profile",  true)                                          \
	X(LINES,    "lines",    false)                                         \
	X(LINE,     "line",     true)                                          \
	X(SPAN,     "span",     true)                                          \
	X(GROUP,    "group",    true)                                          \
	X(ADDRESS,  "address",  true)                                          \
	X(CODES,    "codes",    false)                                         \
	X(SPEED,    "speed",    false)                                         \
	X(DIAL,     "dial",     false)

enum hl_section {
#define X(id, word, named) HL_SECTION_##id,
	HL_SECTIONS(X)
#undef X
	HL_SECTION_COUNT
};
/* clang-format on */

/** hl_section_word() - the word in the brackets; "?" outside the list. */
const char *hl_section_word(enum hl_section section);

/**
 * struct hl_scan_section - one [section]
 * @kind:    enum hl_section
 * @name:    its name; "" where it has none
 * @line:    of the file
 * @first:   its first entry
 * @entries: how many
 */
struct hl_scan_section {
	enum hl_section kind;
	const char *name;
	unsigned line;
	unsigned first;
	unsigned entries;
};

/**
 * struct hl_scan_entry - one key = value
 * @key:   as written
 * @value: as written, without blanks at its ends
 * @line:  of the file
 * @more:  a line that goes on with the key before it
 */
struct hl_scan_entry {
	const char *key;
	const char *value;
	unsigned line;
	bool more;
};

/** struct hl_scan - a file taken apart; @arena holds the texts. */
struct hl_scan {
	struct hl_scan_section *section;
	unsigned sections;
	struct hl_scan_entry *entry;
	unsigned entries;
	char *arena;
};

/**
 * hl_scan_text() - take a text apart
 * @scan: {0} to begin with; hl_scan_fini() also after an error
 * @text: @size bytes, any bytes
 * @tell: told what is not a section, an entry or a comment
 *
 * Return: 0, -ENOMEM, -EBADMSG when it is no text at all.
 */
int hl_scan_text(struct hl_scan *scan, const char *text, size_t size,
		 struct hl_tell *tell);

/** hl_scan_fini() - give the memory back. */
void hl_scan_fini(struct hl_scan *scan);

/* ---- keys --------------------------------------------------------------- */

/* clang-format off */
/* id, word, how a value looks */
#define HL_KEY_TYPES(X)                                                        \
	X(NAME,   "name",     "a name")                                        \
	X(REF,    "name",     "a name")                                        \
	X(PATH,   "path",     "a path")                                        \
	X(NUMBER, "number",   "a whole number")                                \
	X(BYTE,   "number",   "a whole number")                                \
	X(SHORT,  "number",   "a whole number")                                \
	X(GAIN,   "gain",     "a number with at most one digit behind the point") \
	X(RANGE,  "range",    "numbers in a row")                              \
	X(TIME,   "time",     "a length of time")                              \
	X(WINDOW, "time",     "a length of time")                              \
	X(LEVEL,  "number",   "a number")                                      \
	X(YESNO,  "yes/no",   "yes or no")                                     \
	X(SWITCH, "yes/no",   "yes or no")                                     \
	X(WORD,   "one of",   "one of")                                        \
	X(WORDS,  "some of",  "none, or some of")                              \
	X(LIST,   "list",     "names with commas between")                     \
	X(CODE,   "code",     "digits to dial")                                \
	X(DIGITS, "number",   "a number to dial")                              \
	X(PREFIX, "number",   "digits to dial, with commas for pauses")        \
	X(ROUTE,  "route",    "line, or group NAME [strip N]")

enum hl_key_type {
#define X(id, word, looks) HL_KEY_##id,
	HL_KEY_TYPES(X)
#undef X
	HL_KEY_TYPE_COUNT
};
/* clang-format on */

/**
 * struct hl_key - one row of the table of keys
 * @in:      bit n: allowed in section kind n
 * @name:    the word; NULL = a row that no key belongs to
 * @type:    enum hl_key_type
 * @def:     default as it would be written; "" = none
 * @least:   smallest; of a WORD the first one, of WORDS the first bit; of a
 *           SWITCH its bit
 * @most:    largest; of a WORD the last one, of WORDS the last bit; of a LIST
 *           the most names; of a RANGE the most numbers; of a CODE, DIGITS or
 *           a PREFIX the most digits
 * @unit:    "" or the unit of a bare number
 * @offset:  where the value lies in the section's struct
 * @word:    WORD, WORDS: the words, by value or bit; NULL for one that cannot
 *           be chosen
 * @mend:    what to do about a value that is known and wrong here; NULL, also
 *           from the function: the range says it
 * @meaning: one sentence
 * @source:  where the default comes from
 */
struct hl_key {
	unsigned in;
	const char *name;
	enum hl_key_type type;
	const char *def;
	int64_t least;
	int64_t most;
	const char *unit;
	size_t offset;
	const char *(*word)(unsigned value);
	const char *(*mend)(const char *value);
	const char *meaning;
	const char *source;
};

/** hl_key_at() - row @index, 0 ..; NULL past the last. Rows may be nameless. */
const struct hl_key *hl_key_at(unsigned index);

/**
 * hl_key_find() - the row of a key in a kind of section
 *
 * Return: its index; -ENOENT.
 */
int hl_key_find(enum hl_section section, const char *name);

/** hl_key_range() - what a value may be, as text. Return: @ret. */
char *hl_key_range(const struct hl_key *key, char *ret, size_t size);

/** hl_key_looks() - "a whole number", "one of" ... */
const char *hl_key_looks(const struct hl_key *key);

/**
 * hl_value_parse() - read a value into the section's struct
 * @key:  its row
 * @base: the struct
 * @text: the value
 *
 * A LIST is added to what is there, in memory of its own: free() it. A REF or
 * DIGITS is a pointer to @text itself until it is resolved, no DIGITS are
 * NULL. Return: 0; -EINVAL; -ERANGE;
 * -ENOSPC when a list is full; -EEXIST when a list has the name already;
 * -ENOMEM.
 */
int hl_value_parse(const struct hl_key *key, void *base, const char *text);

/** hl_value_print() - the value as it would be written. Return: @ret. */
char *hl_value_print(const struct hl_key *key, const void *base, char *ret,
		     size_t size);

/**
 * hl_list_next() - walk the names of a LIST
 * @at:  where the walk is, the list to begin with; NULL is an empty one
 * @ret: receives a name, HL_NAME_MAX bytes
 *
 * Return: false at the end.
 */
bool hl_list_next(const char **at, char *ret);

/** hl_windows_mend() - how overlapping windows come apart. Return: @ret. */
char *hl_windows_mend(const struct hl_profile *windows, char *ret,
		      size_t size);

/** hl_profiles_print() - "built in: us tbr ...". Return: @ret. */
char *hl_profiles_print(char *ret, size_t size);

/** hl_name_check() - is this a name for a line, a group ...? */
bool hl_name_check(const char *name);

/* ---- values of each section --------------------------------------------- */

/*
 * A name that points elsewhere (REF) lies in the text of the file while it is
 * judged, and is then the name of what it leads to: it costs a line nothing. A
 * list (LIST) is one text, "101, 102", or NULL.
 */

/**
 * struct hl_origin - a value that somebody wrote
 * @row:  of the table of keys
 * @line: of the file, which has at most 65535
 */
struct hl_origin {
	uint16_t row;
	uint16_t line;
};

/**
 * struct hl_written - a section of the file
 * @first: its first value among the configuration's origins
 * @count: how many it has; a line has few of many
 * @at:    line of its heading; 0 = it is not in the file
 */
struct hl_written {
	uint32_t first;
	uint16_t count;
	uint16_t at;
};

struct hl_globals_setup {
	struct hl_config_globals set;
	struct hl_written written;
};

struct hl_music_setup {
	struct hl_config_music set;
	struct hl_written written;
};

struct hl_profile_setup {
	char name[HL_NAME_MAX];
	char from[HL_NAME_MAX];
	struct hl_profile windows;
	struct hl_written written;
};

/* One [line], and what [lines] says for all. */
struct hl_line_setup {
	struct hl_config_line set;
	const char *profile;
	const char *music;
	const char *group;
	const char *operator;
	char *ring;
	struct hl_written written;
};

/**
 * struct hl_span_setup - one [span]
 * @line:     what its lines begin with; first, so that a key of [line] lies
 *            where it does there
 * @set:      what the driver is told
 * @card:     whose ports carry the voice
 * @channels: as written: numbers and ranges
 * @spare:    lines without a channel of their own
 */
struct hl_span_setup {
	struct hl_line_setup line;
	struct hl_span set;
	char card[HL_NAME_MAX];
	char *channels;
	uint8_t spare;
};

/**
 * struct hl_line_own - what a line shares with no other
 * @name:    its name
 * @channel: its port
 * @written: where the file speaks of it
 * @alike:   place of all the rest among the configuration's; lines that are
 *           alike have one
 */
struct hl_line_own {
	char name[HL_NAME_MAX];
	int channel;
	struct hl_written written;
	uint16_t alike;
};

/* [codes]: a code of no digits is switched off. */
struct hl_codes_setup {
	uint8_t set;
	char code[HL_CODE_COUNT][HL_NAME_MAX];
	struct hl_written written;
};

struct hl_group_setup {
	char name[HL_NAME_MAX];
	char prefix[HL_NAME_MAX];
	uint8_t hunt;
	char *lines;
	struct hl_written written;
};

struct hl_address_setup {
	char name[HL_NAME_MAX];
	uint8_t sharing;
	char *lines;
	char *watchers;
	struct hl_written written;
};

/**
 * struct hl_config - the whole configuration
 * @path:      of the file, as it was given
 * @automatic: made from what was found, not from a file
 * @line:      the lines while they are judged; NULL afterwards
 * @own:       what each line has of its own
 * @alike:     the rest of it, once for all lines that are alike
 * @by_name:   places of the lines, in the order of their names
 * @span:      the spans
 * @route:     line of the file of each pattern; 0 = made from the lines, or a
 *             code of the set
 * @speed:     line of the file of each number of the plan's speed
 * @hotlines:  the texts that the lines' hotlines point to
 * @origin:    of every section; section after section, see struct hl_written
 */
struct hl_config {
	char *path;
	bool automatic;
	struct hl_globals_setup globals;
	struct hl_music_setup music[HL_CLASSES_MAX];
	unsigned musics;
	struct hl_profile_setup profile[HL_PROFILES_MAX];
	unsigned profiles;
	struct hl_line_setup common;
	struct hl_line_setup *line;
	struct hl_line_own *own;
	struct hl_line_setup *alike;
	unsigned alikes;
	unsigned lines;
	unsigned *by_name;
	struct hl_span_setup *span;
	unsigned spans;
	struct hl_group_setup group[HL_GROUPS_MAX];
	unsigned groups;
	struct hl_address_setup address[HL_ADDRESSES_MAX];
	unsigned addresses;
	struct hl_plan plan;
	struct hl_codes_setup codes;
	unsigned route[HL_PATTERNS_MAX];
	unsigned speed[HL_SPEEDS_MAX];
	char *hotlines;
	struct hl_origin *origin;
	unsigned origins;
};

/**
 * hl_origin_find() - the line of the file that gave a value in a section
 * @config:  the configuration
 * @written: the section
 * @row:     of the table of keys
 *
 * Return: the line; 0 = nobody wrote it there.
 */
unsigned hl_origin_find(const struct hl_config *config,
			const struct hl_written *written, unsigned row);

/** hl_origin_of_line() - the same of a line, which may have it of [lines]. */
unsigned hl_origin_of_line(const struct hl_config *config,
			   const struct hl_line_setup *line, unsigned row);

/**
 * hl_judge() - values of every section
 *
 * A section that is there twice is told and gets kind HL_SECTION_COUNT.
 * Return: 0; -ENOMEM. Mistakes are told.
 */
int hl_judge(struct hl_config *config, struct hl_scan *scan,
	     struct hl_tell *tell);

/** hl_judge_plan() - names become places; groups and rings. 0 or -ENOMEM. */
int hl_judge_plan(struct hl_config *config, struct hl_tell *tell);

/** hl_judge_numbers() - numbers that are no line's: addresses and parks. */
void hl_judge_numbers(struct hl_config *config, struct hl_tell *tell);

/** hl_judge_dial() - section [dial], or a plan made of the lines. */
void hl_judge_dial(struct hl_config *config, const struct hl_scan *scan,
		   struct hl_tell *tell);

/**
 * hl_number_reach() - does a number lead to where it should?
 * @at:     line of the file, for the complaint
 * @what:   "station", "address" ...: whose number it is
 * @number: digits
 *
 * Warns when no pattern takes it. Return: the pattern, or NULL.
 */
const struct hl_pattern *hl_number_reach(const struct hl_config *config,
					 unsigned at, const char *what,
					 const char *number,
					 struct hl_tell *tell);

/* ---- spans -------------------------------------------------------------- */

/**
 * hl_span_judge() - channels, slots and words of a span that has been read
 *
 * Its list of channels becomes numbers.
 */
void hl_span_judge(const struct hl_config *config, struct hl_span_setup *span,
		   struct hl_tell *tell);

/** hl_span_of() - the span that has a line of this name; NULL: none. */
const struct hl_span_setup *hl_span_of(const struct hl_config *config,
				       const char *name,
				       struct hl_line_setup *ret);

/** hl_span_settings() - what no key of a line says. */
void hl_span_settings(const struct hl_span_setup *span,
		      struct hl_line_settings *settings);

/** hl_spans_judge() - what lines and spans must not have in common. */
void hl_spans_judge(const struct hl_config *config, struct hl_tell *tell);

/** hl_span_lines() - how many lines a span has. */
unsigned hl_span_lines(const struct hl_span_setup *span);

/**
 * hl_span_line() - line @n of a span as it is when nobody says more of it
 *
 * Its list is not copied. Its name is the span's and the time slot, or s and
 * a number.
 */
void hl_span_line(const struct hl_span_setup *span, unsigned n,
		  struct hl_line_setup *ret);

/* ---- feature codes and stored numbers ----------------------------------- */

/* clang-format off */
/* id, word, whose codes these are */
#define HL_CODESETS(X)                                                         \
	X(US,   "us",   "North America")                                       \
	X(ETSI, "etsi", "Europe")                                              \
	X(NONE, "none", "no code but those that are written")

enum hl_codeset {
#define X(id, word, whose) HL_CODESET_##id,
	HL_CODESETS(X)
#undef X
	HL_CODESET_COUNT, /* the zone's: until it is resolved */
};
/* clang-format on */

/* Rows that [dial] may have: there is always room for every code. */
#define HL_DIAL_ROWS_MAX (HL_PATTERNS_MAX - HL_CODE_COUNT)

/** hl_codeset_word() - the word of a set; NULL past the last. */
const char *hl_codeset_word(unsigned set);

/** hl_codeset_code() - the digits of a code in a set; "" = it has none. */
const char *hl_codeset_code(enum hl_codeset set, enum hl_code code);

/** hl_codeset_source() - where these digits come from. */
const char *hl_codeset_source(enum hl_code code);

/**
 * hl_judge_codes() - the codes that nobody wrote, and all before the plan
 *
 * The rows of [dial] are in the plan already. A code of the set gives way to
 * what is written; a code that is written must not hide anything.
 */
void hl_judge_codes(struct hl_config *config, struct hl_tell *tell);

/**
 * hl_judge_stored() - [speed], and the lines' hotlines
 *
 * The hotlines, which lie in the text of the file, get memory of their own.
 * Return: 0; -ENOMEM.
 */
int hl_judge_stored(struct hl_config *config, const struct hl_scan *scan,
		    struct hl_tell *tell);

/* ---- what the zone decides ---------------------------------------------- */

/** HL_KEY_AUTO - the word for what the zone decides. */
#define HL_KEY_AUTO "auto"

/** hl_zone_procedure() - what a flash with two calls means in a country. */
enum hl_procedure hl_zone_procedure(const char *zone);

/** hl_zone_codeset() - the codes that people know in a country. */
enum hl_codeset hl_zone_codeset(const char *zone);

/** hl_judge_zone() - what a line leaves to the zone, and its caller ID. */
void hl_judge_zone(const struct hl_config *config, struct hl_line_setup *line,
		   struct hl_tell *tell);

/* ---- lines that are alike ----------------------------------------------- */

/**
 * hl_lines_share() - the judging is over: keep what is alike only once
 *
 * From here on a line is looked at by hl_line_get(). 0 or -ENOMEM.
 */
int hl_lines_share(struct hl_config *config);

/**
 * hl_line_get() - all about the line at a place
 * @ret: filled; its texts are the configuration's
 */
void hl_line_get(const struct hl_config *config, unsigned place,
		   struct hl_line_setup *ret);

/** hl_line_name() - the name of the line at a place. */
const char *hl_line_name(const struct hl_config *config, unsigned place);

/** hl_line_driver() - the driver of the line at a place. */
const char *hl_line_driver(const struct hl_config *config, unsigned place);

/* ---- finding ------------------------------------------------------------ */

/** hl_line_key() - where a line's key was written; else its section. */
unsigned hl_line_key(const struct hl_config *config,
		     const struct hl_line_setup *line, const char *key);

/** hl_config_find() - place of a line by its name; -ENOENT. */
int hl_config_find(const struct hl_config *config, const char *name);

/** hl_config_group() - place of a group by its name; -ENOENT. */
int hl_config_group(const struct hl_config *config, const char *name);

/** hl_config_address() - place of an address by its number; -ENOENT. */
int hl_config_address(const struct hl_config *config, const char *name);

/**
 * hl_line_wanted() - the line that a name should lead to
 * @at:   line of the file, for the complaint
 * @kind: what it has to be
 *
 * Return: its place; -ENOENT, and it was told why.
 */
int hl_line_wanted(const struct hl_config *config, struct hl_tell *tell,
		   unsigned at, enum hl_line_kind kind, const char *name);

#endif
