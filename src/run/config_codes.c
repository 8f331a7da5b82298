/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config_codes.c - feature codes: which digits order what
 *
 * In:  [codes], the zone's set of codes, the rows of the dial plan.
 * Out: the codes before those rows; told which hide something.
 * Not: what a code does - model/code.c.
 */
#include "config_parts.h"

#include <stdio.h>
#include <string.h>

#include "../base/text.h"

struct code_row {
	const char *digits[HL_CODESET_COUNT];
	const char *source;
};

static const char forward_source[] =
	"us North American practice (Linksys has the same); etsi 3GPP TS 22.030 Annex B, BT";
static const char house_source[] = "house, as in hosted exchanges";

/* clang-format off */
#define ROW(id, us, etsi, from) [HL_CODE_##id] = { { us, etsi, "" }, from }

static const struct code_row rows[HL_CODE_COUNT] = {
	ROW(FORWARD,       "*72",  "*21*", "us NANPA vertical service codes; etsi 3GPP TS 22.030 Annex B, BT"),
	ROW(UNFORWARD,     "*73",  "#21#", "as forward"),
	ROW(FWDBUSY,       "*90",  "*67*", forward_source),
	ROW(UNFWDBUSY,     "*91",  "#67#", "as forward_busy"),
	ROW(FWDNOANSWER,   "*92",  "*61*", forward_source),
	ROW(UNFWDNOANSWER, "*93",  "#61#", "as forward_noanswer"),
	ROW(DND,           "*78",  "*26#", "us Asterisk chan_dahdi; etsi house"),
	ROW(UNDND,         "*79",  "#26#", "as dnd"),
	ROW(REDIAL,        "*66",  "**0",  "us NANPA *66 is automatic callback; etsi BT"),
	ROW(RETURN,        "*69",  "*28#", "us NANPA automatic recall; etsi BT exchanges, not published"),
	ROW(CANCEL,        "*70",  "*70",  "us NANPA; etsi house"),
	ROW(WITHHOLD,      "*67",  "#31#", "us NANPA vertical service codes; etsi 3GPP TS 22.030 Annex B"),
	ROW(UNWITHHOLD,    "*82",  "*31#", "as withhold"),
	ROW(WAITING,       "*43",  "*43#", "us house; etsi 3GPP TS 22.030 Annex B, BT"),
	ROW(UNWAITING,     "#43",  "#43#", "as waiting"),
	ROW(ASKWAITING,    "*#43", "*#43#", "as waiting"),
	ROW(PARK,          "*68",  "*68",  house_source),
	ROW(UNPARK,        "*88",  "*88",  house_source),
	ROW(PICKUP,        "*97",  "*97",  house_source),
	ROW(PICKUPGROUP,   "*98",  "*98",  house_source),
	ROW(TRUNKFLASH,    "*0",   "*0",   "Asterisk chan_dahdi"),
	ROW(SPEED,         "**",   "**",   "us house; etsi BT code calling"),
};

#undef ROW
/* clang-format on */

const char *hl_codeset_word(unsigned set)
{
	static const char *const words[HL_CODESET_COUNT] = {
#define X(id, word, whose) [HL_CODESET_##id] = word,
		HL_CODESETS(X)
#undef X
	};

	return set < HL_CODESET_COUNT ? words[set] : NULL;
}

const char *hl_codeset_code(enum hl_codeset set, enum hl_code code)
{
	if ((unsigned)set >= HL_CODESET_COUNT ||
	    (unsigned)code >= HL_CODE_COUNT)
		return "";
	return rows[code].digits[set];
}

const char *hl_codeset_source(enum hl_code code)
{
	return (unsigned)code < HL_CODE_COUNT ? rows[code].source : "";
}

/* ---- two patterns ------------------------------------------------------- */

/* Smallest digit that a letter of a pattern takes; 0 = it is a digit. */
static char letter_least(char letter)
{
	return letter == 'X'   ? '0'
	       : letter == 'Z' ? '1'
	       : letter == 'N' ? '2'
			       : '\0';
}

static bool letters_meet(char a, char b)
{
	char least_a = letter_least(a);
	char least_b = letter_least(b);

	if (least_a && least_b)
		return true;
	if (least_a)
		return b >= least_a && b <= '9';
	if (least_b)
		return a >= least_b && a <= '9';
	return a == b;
}

/* Is there a number that both patterns take? */
static bool patterns_meet(const char *a, const char *b)
{
	for (;; a++, b++) {
		if (*a == '.')
			return *b != '\0';
		if (*b == '.')
			return *a != '\0';
		if (!*a || !*b)
			return !*a && !*b;
		if (!letters_meet(*a, *b))
			return false;
	}
}

/* Does a code take every number that a row takes? */
static bool pattern_hides(const char *code, const char *row)
{
	for (;; code++, row++) {
		if (*code == '.')
			return *row != '\0';
		if (*code != *row)
			return false;
		if (!*code)
			return true;
	}
}

/* ---- codes against each other ------------------------------------------- */

static unsigned code_line(const struct hl_config *config, unsigned code)
{
	int row = hl_key_find(HL_SECTION_CODES,
			      hl_code_name((enum hl_code)code));

	return hl_origin_find(config, &config->codes.written, (unsigned)row);
}

/* The pattern of a code; false when it is switched off. */
static bool code_pattern(const struct hl_config *config, unsigned code,
			 char ret[HL_NAME_MAX + 1])
{
	const char *digits = config->codes.code[code];

	snprintf(ret, HL_NAME_MAX + 1, "%s%s", digits,
		 hl_code_takes_number((enum hl_code)code) ? "." : "");
	return *digits != '\0';
}

/*
 * A code without a number is known by its end, so it may begin with the
 * digits of one that takes a number. Two that take one may not.
 */
static bool codes_clash(const struct hl_config *config, unsigned a, unsigned b)
{
	const char *x = config->codes.code[a];
	const char *y = config->codes.code[b];
	size_t n = strlen(x) < strlen(y) ? strlen(x) : strlen(y);

	if (!n)
		return false;
	if (strcmp(x, y) == 0)
		return true;
	return hl_code_takes_number((enum hl_code)a) &&
	       hl_code_takes_number((enum hl_code)b) && strncmp(x, y, n) == 0;
}

static void written_judge(const struct hl_config *config, unsigned code,
			  struct hl_tell *tell)
{
	unsigned at = code_line(config, code);
	unsigned i;

	for (i = 0; i < HL_CODE_COUNT; i++) {
		unsigned other = code_line(config, i);

		if (!other || other >= at || !codes_clash(config, i, code))
			continue;
		hl_tell(tell, at, HL_GRADE_MISTAKE,
			"other digits for one of them, or none",
			"%s = %s cannot be told from %s = %s of line %u",
			hl_code_name((enum hl_code)code),
			config->codes.code[code],
			hl_code_name((enum hl_code)i), config->codes.code[i],
			other);
	}
}

/* What nobody wrote comes from the set, and gives way to what was written. */
static void default_take(struct hl_config *config, unsigned code,
			 struct hl_tell *tell)
{
	char *digits = config->codes.code[code];
	unsigned i;

	hl_text_copy(digits, HL_NAME_MAX,
		     hl_codeset_code((enum hl_codeset)config->codes.set,
				     (enum hl_code)code));
	for (i = 0; i < HL_CODE_COUNT; i++) {
		unsigned at = code_line(config, i);

		if (!at || !codes_clash(config, i, code))
			continue;
		hl_tell(tell, at, HL_GRADE_WARNING,
			"write other digits for it too, or none",
			"%s = %s takes the digits %s of %s, which has none now",
			hl_code_name((enum hl_code)i), config->codes.code[i],
			digits, hl_code_name((enum hl_code)code));
		*digits = '\0';
		return;
	}
}

/* ---- codes against the rows --------------------------------------------- */

static void name_add(char *names, size_t size, unsigned code)
{
	size_t n = strlen(names);

	snprintf(names + n, size - n, "%s%s", n ? ", " : "",
		 hl_code_name((enum hl_code)code));
}

static bool row_takes(const struct hl_config *config, const char *row,
		      unsigned code)
{
	char pattern[HL_NAME_MAX + 1];

	return code_pattern(config, code, pattern) &&
	       (patterns_meet(row, pattern) ||
		patterns_meet(row, config->codes.code[code]));
}

/* Codes of the set give way to a row, which somebody wants. */
static void defaults_give_way(struct hl_config *config, unsigned row,
			      struct hl_tell *tell)
{
	const char *text = config->plan.pattern[row].text;
	char names[HL_CODE_COUNT * 24] = "";
	unsigned i;

	for (i = 0; i < HL_CODE_COUNT; i++) {
		if (code_line(config, i) || !row_takes(config, text, i))
			continue;
		name_add(names, sizeof(names), i);
		config->codes.code[i][0] = '\0';
	}
	if (*names)
		hl_tell(tell, config->route[row], HL_GRADE_WARNING,
			"in [codes] digits of your own for them, or none",
			"pattern '%s' takes the digits of these feature codes, which have none now: %s",
			text, names);
}

/* A code that was written is meant, and must not make a number vanish. */
static void written_against(const struct hl_config *config, unsigned code,
			    unsigned row, struct hl_tell *tell)
{
	const char *text = config->plan.pattern[row].text;
	unsigned at = code_line(config, code);
	char pattern[HL_NAME_MAX + 1];
	char where[40] = "that is made from the lines";

	if (!at || !code_pattern(config, code, pattern) ||
	    !patterns_meet(pattern, text))
		return;
	if (config->route[row])
		snprintf(where, sizeof(where), "of line %u",
			 config->route[row]);
	if (pattern_hides(pattern, text))
		hl_tell(tell, at, HL_GRADE_MISTAKE,
			"other digits, such as some that begin with *",
			"%s = %s hides the pattern '%s' %s",
			hl_code_name((enum hl_code)code),
			config->codes.code[code], text, where);
	else
		hl_tell(tell, at, HL_GRADE_WARNING,
			"other digits, such as some that begin with *",
			"%s = %s takes numbers from the pattern '%s' %s",
			hl_code_name((enum hl_code)code),
			config->codes.code[code], text, where);
}

static void rows_judge(struct hl_config *config, struct hl_tell *tell)
{
	unsigned row;
	unsigned i;

	for (row = 0; row < config->plan.patterns; row++) {
		defaults_give_way(config, row, tell);
		for (i = 0; i < HL_CODE_COUNT; i++)
			written_against(config, i, row, tell);
	}
}

/* ---- into the plan ------------------------------------------------------ */

static unsigned codes_put(const struct hl_config *config, bool number,
			  struct hl_pattern *ret, unsigned *route)
{
	unsigned count = 0;
	unsigned i;

	for (i = 0; i < HL_CODE_COUNT; i++) {
		struct hl_pattern row = { .kind = HL_ROUTE_CODE };

		if (hl_code_takes_number((enum hl_code)i) != number ||
		    !code_pattern(config, i, row.text))
			continue;
		row.group = (uint8_t)i;
		row.strip = (uint8_t)strlen(config->codes.code[i]);
		route[count] = code_line(config, i);
		ret[count++] = row;
	}
	return count;
}

/* Those without a number first: they may begin with another one's digits. */
static void codes_before(struct hl_config *config)
{
	struct hl_plan *plan = &config->plan;
	struct hl_pattern code[HL_CODE_COUNT];
	unsigned route[HL_CODE_COUNT];
	unsigned count;

	count = codes_put(config, false, code, route);
	count += codes_put(config, true, code + count, route + count);
	memmove(plan->pattern + count, plan->pattern,
		plan->patterns * sizeof(plan->pattern[0]));
	memmove(config->route + count, config->route,
		plan->patterns * sizeof(config->route[0]));
	memcpy(plan->pattern, code, count * sizeof(code[0]));
	memcpy(config->route, route, count * sizeof(route[0]));
	plan->patterns = (uint8_t)(plan->patterns + count);
}

void hl_judge_codes(struct hl_config *config, struct hl_tell *tell)
{
	unsigned i;

	if (config->codes.set == HL_CODESET_COUNT)
		config->codes.set =
			(uint8_t)hl_zone_codeset(config->globals.set.zone);
	for (i = 0; i < HL_CODE_COUNT; i++) {
		if (code_line(config, i))
			written_judge(config, i, tell);
		else
			default_take(config, i, tell);
	}
	rows_judge(config, tell);
	codes_before(config);
}
