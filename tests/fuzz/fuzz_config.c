/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_config.c - any bytes as a configuration
 *
 * What is taken must print, and what was printed must be taken again and
 * print the same: no value is accepted that could not be written.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The settings without their origins, which the lines of a file change. */
static char *settings_of(const struct hl_config *config, size_t *size)
{
	char *text = NULL;
	FILE *out = open_memstream(&text, size);
	char *from;
	char *to;

	if (!out)
		abort();
	hl_config_print(config, out);
	fclose(out);
	for (from = to = text; *from;) {
		if (from[0] == ' ' && from[1] == ';')
			from += strcspn(from, "\n");
		else
			*to++ = *from++;
	}
	*to = '\0';
	*size = (size_t)(to - text);
	return text;
}

static void again(const struct hl_config *config)
{
	struct hl_config *second = NULL;
	size_t once_size;
	size_t twice_size;
	char *once = settings_of(config, &once_size);
	char *twice;

	if (hl_config_parse(&second, "again", once, once_size, stderr) < 0)
		abort();
	twice = settings_of(second, &twice_size);
	if (once_size != twice_size || memcmp(once, twice, once_size) != 0)
		abort();
	hl_config_free(second);
	free(once);
	free(twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hl_config *config = NULL;
	char *complaints = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&complaints, &length);
	char *text = malloc(size + 1);

	if (!out || !text)
		abort();
	memcpy(text, data, size);
	if (hl_config_parse(&config, "fuzz", text, size, out) == 0) {
		/* Much more is printed than was read: keep it bearable. */
		if (hl_config_lines(config) < 200)
			again(config);
	} else if (fflush(out) || !length) {
		abort(); /* refused without a word */
	}
	hl_config_free(config);
	fclose(out);
	free(complaints);
	free(text);
	return 0;
}
