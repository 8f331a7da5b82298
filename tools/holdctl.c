/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * holdctl.c - see and steer the lines that holdlined holds
 *
 * In:  a command line, the environment, the terminal.
 * Out: a screen, JSON or tabs; an exit status (holdctl/holdctl.h).
 * Not: the verbs themselves - holdctl/.
 */
#include "holdctl/holdctl.h"

#include <string.h>

#define PATIENCE 5000 /* [ms] for an answer, unless --timeout (house) */

typedef enum ctl_exit (doer)(struct ctl *ctl);

/* clang-format off */
/* What is done besides asking for the verb's method and telling the answer. */
static doer *const doers[HL_VERB_COUNT] = {
	[HL_VERB_STATUS]   = ctl_do_status,
	[HL_VERB_LINES]    = ctl_do_lines,
	[HL_VERB_CALLS]    = ctl_do_calls,
	[HL_VERB_SHOW]     = ctl_do_show,
	[HL_VERB_WATCH]    = ctl_do_watch,
	[HL_VERB_LOG]      = ctl_do_log,
	[HL_VERB_WHY]      = ctl_do_why,
	[HL_VERB_DOCTOR]   = ctl_do_doctor,
	[HL_VERB_CAPS]     = ctl_do_caps,
	[HL_VERB_ADDRESSES] = ctl_do_addresses,
	[HL_VERB_PARKED]   = ctl_do_parked,
	[HL_VERB_GROUPS]   = ctl_do_groups,
	[HL_VERB_SPANS]    = ctl_do_spans,
	[HL_VERB_MONITORDIGITS] = ctl_do_listen,
	[HL_VERB_CONFIG]   = ctl_do_config,
	[HL_VERB_RELOAD]   = ctl_do_reload,
	[HL_VERB_CHECK]    = ctl_do_check,
	[HL_VERB_WAIT]     = ctl_do_wait,
	[HL_VERB_API]      = ctl_do_api,
	[HL_VERB_HELP]     = ctl_do_help,
	[HL_VERB_VERSION]  = ctl_do_version,
	[HL_VERB_COMPLETION] = ctl_do_completion,
};
/* clang-format on */

int main(int argc, char **argv)
{
	struct ctl ctl = { .out = stdout, .err = stderr,
			   .timeout = PATIENCE };
	enum ctl_exit status;

	(void)argc;
	/* Not for people: the manual and its test are made with it. */
	if (argv[1] && !strcmp(argv[1], "--man-verbs")) {
		ctl_help_man(stdout);
		return CTL_DONE;
	}
	ctl_terminal(&ctl);
	status = ctl_args(&ctl, argv[0] ? argv + 1 : argv);
	if (status == CTL_DONE && ctl.help) {
		if (ctl.verb)
			ctl_help_verb(ctl.out, ctl.verb);
		else
			ctl_help_all(ctl.out);
	} else if (status == CTL_DONE && doers[ctl.verb->id]) {
		status = doers[ctl.verb->id](&ctl);
	} else if (status == CTL_DONE) {
		status = ctl_do_act(&ctl);
	}
	ctl_args_fini(&ctl);
	if (fflush(stdout) < 0 && status == CTL_DONE)
		status = CTL_FAILED;
	return status;
}
