/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fail.c - errors: the reason, the protocol's name for it, the mend
 *
 * In:  what went wrong.
 * Out: one or two lines on stderr, or one JSON object; an exit status.
 * Not: deciding that something is wrong.
 */
#include "holdctl.h"

#include <errno.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "holdline/call.h"

static void json_tell(const struct ctl *ctl, const json_t *error)
{
	json_t *whole = json_pack("{s:O}", "error", error);

	json_dumpf(whole, ctl->err, JSON_COMPACT);
	fputc('\n', ctl->err);
	json_decref(whole);
}

static void words_tell(const struct ctl *ctl, const char *message,
		       const char *name, const char *mend)
{
	fprintf(ctl->err, "holdctl: %s", message);
	if (*name)
		fprintf(ctl->err, " (%s)", name);
	fputc('\n', ctl->err);
	if (*mend)
		fprintf(ctl->err, "  mend: %s\n", mend);
}

enum ctl_exit ctl_fail(const struct ctl *ctl, enum ctl_exit status,
		       const char *name, const char *mend, const char *format,
		       ...)
{
	char message[512];
	json_t *error;
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	if (ctl->form != CTL_JSON) {
		words_tell(ctl, message, "", mend ? mend : "");
		return status;
	}
	error = json_pack("{s:n, s:s, s:s, s:s?}", "code", "name", name,
			  "message", message, "mend", mend);
	json_tell(ctl, error);
	json_decref(error);
	return status;
}

static enum ctl_exit status_of(const json_t *error)
{
	json_int_t code = json_integer_value(json_object_get(error, "code"));

	if (code == -32000 - HL_ERR_INVALCALLHANDLE ||
	    code == -32000 - HL_ERR_INVALLINEHANDLE)
		return CTL_NOSUCH;
	if (code == -32000 - HL_ERR_NOTOWNER)
		return CTL_DENIED;
	if (code == hl_control_code(HL_CERR_TIMEOUT))
		return CTL_TIMEOUT;
	if (code == hl_control_code(HL_CERR_PARAMS))
		return CTL_USAGE;
	return CTL_FAILED;
}

enum ctl_exit ctl_fail_error(const struct ctl *ctl, const json_t *error)
{
	const json_t *mistakes = json_object_get(json_object_get(error,
						 "data"), "mistakes");
	const json_t *line;
	size_t i;

	if (ctl->form == CTL_JSON) {
		json_tell(ctl, error);
		return status_of(error);
	}
	json_array_foreach(mistakes, i, line) {
		fprintf(ctl->err, "%s\n", json_string_value(line));
	}
	words_tell(ctl, ctl_str(error, "message"), ctl_str(error, "name"),
		   ctl_str(error, "mend"));
	return status_of(error);
}

static const char *path_of(const struct ctl *ctl)
{
	const char *path = ctl->socket;

	if (!path)
		path = getenv("HOLDLINE_SOCKET");
	return path && *path ? path : HL_CONTROL_PATH;
}

enum ctl_exit ctl_fail_link(const struct ctl *ctl, int error)
{
	const char *path = path_of(ctl);
	struct passwd *me;
	char mend[128];
	const char *name;

	switch (-error) {
	case ENOENT:
	case ECONNREFUSED:
		return ctl_fail(ctl, CTL_NODAEMON, "NODAEMON",
				"sudo systemctl start holdline; holdctl "
				"doctor says what it lacks",
				"%s: nobody answers there. holdlined does not "
				"run", path);
	case EACCES:
	case EPERM:
		me = getpwuid(geteuid());
		name = me ? me->pw_name : "nobody";
		snprintf(mend, sizeof(mend),
			 "sudo adduser %s %s, then log in again", name,
			 HL_CONTROL_GROUP);
		return ctl_fail(ctl, CTL_DENIED, "DENIED", mend,
				"%s: permission denied. You are '%s'.", path,
				name);
	case ETIMEDOUT:
		return ctl_fail(ctl, CTL_TIMEOUT, "TIMEOUT",
				"--timeout 30s waits longer",
				"%s: no answer within %u ms", path,
				(unsigned)ctl->timeout);
	case ECONNRESET:
		return ctl_fail(ctl, CTL_FAILED, "GONE",
				"systemctl status holdline",
				"%s: the daemon closed the connection", path);
	case EBUSY:
		return ctl_fail(ctl, CTL_FAILED, "CROWDED",
				"close one: ss -xp | grep control.sock",
				"%s: %d clients are connected already", path,
				HL_CONTROL_CLIENTS_MAX);
	case EBADMSG:
		return ctl_fail(ctl, CTL_FAILED, "FOREIGN",
				"--socket PATH of holdlined",
				"%s: what answers there is not holdlined",
				path);
	default:
		return ctl_fail(ctl, CTL_FAILED, "LINK", NULL, "%s: %s", path,
				strerror(-error));
	}
}
