/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * meta.c - the verbs about holdctl and the socket themselves
 *
 * In:  a command line that was understood.
 * Out: help, versions, the completion.
 * Not: anything of a line or a call; the list of methods - schema.c.
 */
#include "holdctl.h"

#include <string.h>

#include "holdline/daemon.h"

enum ctl_exit ctl_do_help(struct ctl *ctl)
{
	const char *word = ctl_str(ctl->params, "verb");
	const char *known[HL_VERB_COUNT + 1];
	const struct hl_verb *verb;
	const char *guess;
	unsigned n = 0;

	if (!*word) {
		ctl_help_all(ctl->out);
		return CTL_DONE;
	}
	verb = hl_verb_of_word(word);
	if (verb) {
		ctl_help_verb(ctl->out, verb);
		return CTL_DONE;
	}
	for (unsigned i = 0; i < HL_VERB_COUNT; i++)
		if (*hl_verb_get(i)->word)
			known[n++] = hl_verb_get(i)->word;
	known[n] = NULL;
	guess = hl_guess(word, known);
	if (guess)
		return ctl_fail(ctl, CTL_USAGE, "USAGE", NULL,
				"no command '%s'. Did you mean '%s'?", word,
				guess);
	return ctl_fail(ctl, CTL_USAGE, "USAGE", "holdctl help",
			"no command '%s'", word);
}

enum ctl_exit ctl_do_version(struct ctl *ctl)
{
	const json_t *hello = NULL;
	const char *version = "";
	int r = hl_client_open(&ctl->client, ctl->socket, ctl->timeout);

	if (r == 0) {
		hello = hl_client_hello(ctl->client);
		version = ctl_str(hello, "version");
	}
	if (ctl->form == CTL_JSON) {
		json_t *both = json_pack("{s:s, s:s?, s:i}", "holdctl",
					 HL_VERSION, "holdlined",
					 *version ? version : NULL, "api",
					 HL_API);

		ctl_print_json(ctl, both);
		json_decref(both);
		return CTL_DONE;
	}
	fprintf(ctl->out, "holdctl %s (api %d)\n", HL_VERSION, HL_API);
	if (hello)
		fprintf(ctl->out, "holdlined %s (api %lld), you are %s\n",
			version, (long long)ctl_int(hello, "api"),
			ctl_str(hello, "role"));
	else
		fprintf(ctl->out, "holdlined does not answer: %s\n",
			strerror(-r));
	return CTL_DONE;
}

enum ctl_exit ctl_do_completion(struct ctl *ctl)
{
	const char *shell = ctl_str(ctl->params, "shell");

	if (strcmp(shell, "bash"))
		return ctl_fail(ctl, CTL_USAGE, "USAGE",
				"holdctl completion bash",
				"there is no completion for '%s'", shell);
	ctl_help_bash(ctl->out);
	return CTL_DONE;
}
