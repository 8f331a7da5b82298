/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * replay.c - feed files to a fuzzer's entry without the fuzzer
 *
 * In:  files. Each is given whole, then cut short in a few places.
 * Out: how many inputs were survived; the sanitizers judge.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define CUTS 16

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint8_t *slurp(const char *path, size_t *size)
{
	FILE *f = fopen(path, "rb");
	uint8_t *data = NULL;
	long n = -1;

	if (!f)
		return NULL;
	if (fseek(f, 0, SEEK_END) == 0)
		n = ftell(f);
	if (n >= 0 && fseek(f, 0, SEEK_SET) == 0)
		data = malloc((size_t)n + 1);
	if (data)
		*size = fread(data, 1, (size_t)n, f);
	fclose(f);
	return data;
}

int main(int argc, char **argv)
{
	unsigned inputs = 0;

	for (int i = 1; i < argc; i++) {
		size_t size = 0;
		uint8_t *data = slurp(argv[i], &size);

		if (!data) {
			perror(argv[i]);
			return EXIT_FAILURE;
		}
		for (unsigned cut = 1; cut <= CUTS; cut++, inputs++)
			LLVMFuzzerTestOneInput(data, size * cut / CUTS);
		free(data);
	}
	if (!inputs) {
		fprintf(stderr, "no inputs\n");
		return EXIT_FAILURE;
	}
	printf("%s: %u inputs survived\n", argv[0], inputs);
	return EXIT_SUCCESS;
}
