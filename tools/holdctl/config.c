/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config.c - settings in force, a file judged, a file taken
 *
 * In:  the result of config.get; a file.
 * Out: key = value with its origin; mistakes with their lines.
 * Not: judging - hl_config_load().
 */
#include "holdctl.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "holdline/config.h"

static void section_print(const struct ctl *ctl, const char *section,
			  const char **last)
{
	if (*last && !strcmp(*last, section))
		return;
	fprintf(ctl->out, "%s[%s]\n", *last ? "\n" : "", section);
	*last = section;
}

/* clang-format off */
static const struct ctl_column columns[] = {
	{ .key = "section" }, { .key = "key" }, { .key = "value" },
	{ .key = "unit" }, { .key = "origin" }, { .key = "meaning" },
	{ .key = NULL },
};
/* clang-format on */

enum ctl_exit ctl_screen_config(const struct ctl *ctl, const json_t *items)
{
	const char *last = NULL;
	const json_t *item;
	size_t i;

	if (ctl->form != CTL_SCREEN || ctl->fields)
		return ctl_table(ctl, columns, items);
	json_array_foreach(items, i, item) {
		char text[CTL_TEXT];

		section_print(ctl, ctl_str(item, "section"), &last);
		snprintf(text, sizeof(text), "%s = %s%s%s",
			 ctl_str(item, "key"), ctl_str(item, "value"),
			 *ctl_str(item, "unit") ? " " : "",
			 ctl_str(item, "unit"));
		fprintf(ctl->out, "%-44s  %s\n", text,
			ctl_str(item, "origin"));
	}
	return CTL_DONE;
}

enum ctl_exit ctl_do_config(struct ctl *ctl)
{
	json_t *items;
	enum ctl_exit r;

	r = ctl_ask(ctl, "config.get", json_incref(ctl->params), &items);
	if (r != CTL_DONE)
		return r;
	r = ctl_screen_config(ctl, items);
	if (r == CTL_DONE && ctl->form == CTL_SCREEN && !ctl->quiet &&
	    !json_object_get(ctl->params, "line"))
		fprintf(ctl->out, "\nsettings of a line: holdctl config "
			"LINE\n");
	json_decref(items);
	return r;
}

enum ctl_exit ctl_do_reload(struct ctl *ctl)
{
	json_t *result;
	const json_t *line;
	size_t i;
	enum ctl_exit r = ctl_ask(ctl, "reload", NULL, &result);

	if (r != CTL_DONE)
		return r;
	if (ctl->form != CTL_SCREEN) {
		ctl_print_json(ctl, result);
	} else if (!ctl->quiet) {
		json_array_foreach(json_object_get(result, "complaints"), i,
				   line) {
			fprintf(ctl->out, "%s\n", json_string_value(line));
		}
		fprintf(ctl->out, "the configuration is taken: idle lines "
			"have it now, busy ones when they\nbecome idle\n");
	}
	json_decref(result);
	return CTL_DONE;
}

/* The file of the daemon that runs, else the usual one. */
static void path_find(struct ctl *ctl, char *path, size_t size)
{
	const char *word = ctl_str(ctl->params, "file");
	json_t *status = NULL;
	const char *file = "";

	if (!*word && hl_client_open(&ctl->client, ctl->socket,
				     ctl->timeout) == 0 &&
	    hl_client_call(ctl->client, "status.get", NULL, NULL,
			   &status) == 0)
		file = ctl_str(json_object_get(status, "config"), "file");
	if (*word)
		snprintf(path, size, "%s", word);
	else
		snprintf(path, size, "%s", *file == '/' ? file
							: HL_CONFIG_PATH);
	json_decref(status);
}

enum ctl_exit ctl_do_check(struct ctl *ctl)
{
	struct hl_config *config = NULL;
	char path[512];
	int r;

	path_find(ctl, path, sizeof(path));
	if (!*ctl_str(ctl->params, "file") && access(path, F_OK) < 0) {
		if (!ctl->quiet)
			fprintf(ctl->out, "%s is not there: everything is "
				"automatic\n", path);
		return CTL_DONE;
	}
	r = hl_config_load(&config, path, ctl->out);
	if (r == -EACCES)
		return CTL_DENIED;
	if (r < 0)
		return r == -EINVAL ? CTL_FAULTY : CTL_FAILED;
	if (!ctl->quiet)
		fprintf(ctl->out, "%s is good: %u line%s\n", path,
			hl_config_lines(config),
			hl_config_lines(config) == 1 ? "" : "s");
	hl_config_free(config);
	return CTL_DONE;
}
