/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * doctor_house.c - checks of configuration, daemon, socket, music, lines
 *
 * In:  what doctor_look() read, what the daemon said.
 * Out: findings.
 * Not: cards - doctor_card.c; clocks - doctor_time.c.
 */
#include "doctor.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "holdline/config.h"
#include "holdline/dahdi.h"

enum doctor_verdict doctor_config(struct doctor *doctor,
				  struct doctor_finding *ret)
{
	switch (-doctor->config_error) {
	case 0:
		return doctor_say(ret, DOCTOR_OK, "%s is good: %u line%s",
				  doctor->path,
				  hl_config_lines(doctor->config),
				  hl_config_lines(doctor->config) == 1
					  ? "" : "s");
	case ENOENT:
	case ENOTDIR:
		return doctor_say(ret, DOCTOR_OK, "there is no %s: everything "
				  "is automatic", doctor->path);
	case EACCES:
		doctor_mend(ret, "sudo holdctl doctor");
		return doctor_say(ret, DOCTOR_SKIP, "you may not read %s",
				  doctor->path);
	default:
		doctor_mend(ret, "holdctl check lists every mistake");
		return doctor_say(ret, DOCTOR_FAIL, "%s", doctor->complaint);
	}
}

/* "loadzone = us", "defaultzone=us": the value, or false. */
static bool zone_read(const struct doctor *doctor, char *buf, size_t size)
{
	char path[512];
	char line[256];
	bool found = false;
	FILE *file = fopen(doctor_path(doctor, "/etc/dahdi/system.conf", path,
				       sizeof(path)), "re");

	while (file && fgets(line, sizeof(line), file)) {
		char key[32];
		char value[32];

		if (sscanf(line, " %31[a-z] = %31[a-z]", key, value) != 2)
			continue;
		if (strcmp(key, "defaultzone") &&
		    (found || strcmp(key, "loadzone")))
			continue;
		snprintf(buf, size, "%s", value);
		found = true;
	}
	if (file)
		fclose(file);
	return found;
}

enum doctor_verdict doctor_zone(struct doctor *doctor,
				struct doctor_finding *ret)
{
	const char *ours = "us";
	char theirs[32];

	if (doctor->config)
		ours = hl_config_globals(doctor->config)->zone;
	if (!zone_read(doctor, theirs, sizeof(theirs)))
		return doctor_say(ret, DOCTOR_SKIP, "/etc/dahdi/system.conf "
				  "names no zone; ours is %s", ours);
	if (!strcmp(ours, theirs))
		return doctor_say(ret, DOCTOR_OK, "system.conf and our "
				  "configuration say %s", ours);
	doctor_mend(ret, "loadzone = %s and defaultzone = %s in "
		    "/etc/dahdi/system.conf, then dahdi_cfg", ours, ours);
	return doctor_say(ret, DOCTOR_WARN, "system.conf loads %s; our "
			  "configuration says %s", theirs, ours);
}

enum doctor_verdict doctor_daemon(struct doctor *doctor,
				  struct doctor_finding *ret)
{
	const json_t *config = json_object_get(doctor->status, "config");
	char age[32];

	switch (-doctor->link) {
	case 0:
		break;
	case ENOENT:
	case ECONNREFUSED:
		doctor_mend(ret, "sudo systemctl start holdline; then "
			    "systemctl status holdline");
		return doctor_say(ret, DOCTOR_FAIL, "nobody answers on %s",
				  doctor->socket);
	case EACCES:
		doctor_mend(ret, "sudo adduser $USER %s, then log in again",
			    HL_CONTROL_GROUP);
		return doctor_say(ret, DOCTOR_FAIL, "you may not connect to "
				  "%s", doctor->socket);
	case ETIMEDOUT:
		doctor_mend(ret, "sudo systemctl restart holdline");
		return doctor_say(ret, DOCTOR_FAIL, "the daemon on %s does "
				  "not answer", doctor->socket);
	default:
		return doctor_say(ret, DOCTOR_FAIL, "%s: %s", doctor->socket,
				  strerror(-doctor->link));
	}
	if (json_is_object(config) && !ctl_is(config, "good")) {
		doctor_mend(ret, "holdctl check, then holdctl reload");
		return doctor_say(ret, DOCTOR_WARN, "it runs, with an older "
				  "configuration: the file has mistakes");
	}
	return doctor_say(ret, DOCTOR_OK, "holdlined %s runs for %s as %s",
			  ctl_str(doctor->status, "version"),
			  ctl_age(ctl_int(doctor->status, "uptime_ms"), age,
				  sizeof(age)), doctor->user);
}

enum doctor_verdict doctor_socket(struct doctor *doctor,
				  struct doctor_finding *ret)
{
	char path[512];
	char group[64];
	struct stat node;

	if (stat(doctor_path(doctor, doctor->socket, path, sizeof(path)),
		 &node) < 0)
		return doctor_say(ret, DOCTOR_WARN, "%s: %s", doctor->socket,
				  strerror(errno));
	doctor_group_name(doctor, node.st_gid, group, sizeof(group));
	if (node.st_mode & 0007) {
		doctor_mend(ret, "sudo chmod 0660 %s", doctor->socket);
		return doctor_say(ret, DOCTOR_WARN, "%s is %04o: everybody "
				  "may connect", doctor->socket,
				  (unsigned)node.st_mode & 07777);
	}
	if (!doctor_group_is(doctor, HL_CONTROL_GROUP) ||
	    !doctor_group_is(doctor, HL_CONTROL_OPERATORS)) {
		doctor_mend(ret, "sudo addgroup --system %s; sudo addgroup "
			    "--system %s", HL_CONTROL_GROUP,
			    HL_CONTROL_OPERATORS);
		return doctor_say(ret, DOCTOR_WARN, "groups %s and %s are "
				  "not both there: only root and %s get in",
				  HL_CONTROL_GROUP, HL_CONTROL_OPERATORS,
				  doctor->user);
	}
	return doctor_say(ret, DOCTOR_OK, "group %s may look, %s may act; "
			  "you are %s", group, HL_CONTROL_OPERATORS,
			  ctl_str(doctor->status, "role"));
}

enum doctor_verdict doctor_realtime(struct doctor *doctor,
				    struct doctor_finding *ret)
{
	json_int_t has = ctl_int(doctor->status, "rt_priority");
	unsigned wants = 0;

	if (doctor->config)
		wants = hl_config_globals(doctor->config)->rt;
	if (has > 0)
		return doctor_say(ret, DOCTOR_OK, "the daemon runs with "
				  "real-time priority %lld", (long long)has);
	if (!wants)
		return doctor_say(ret, DOCTOR_OK, "not asked for (rt = 0)");
	doctor_mend(ret, "in the unit: LimitRTPRIO=%u, LimitMEMLOCK=infinity, "
		    "RestrictRealtime=no", wants);
	return doctor_say(ret, DOCTOR_WARN, "rt = %u is asked for, and the "
			  "daemon did not get it", wants);
}

static unsigned folder_count(const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;
	unsigned n = 0;

	while (folder && (entry = readdir(folder)))
		n += entry->d_name[0] != '.';
	if (folder)
		closedir(folder);
	return n;
}

/*
 * Where a class's files are looked for; NULL: nowhere, it is the holding tone
 * by choice, or by the absence of what nobody asked for.
 */
static const char *music_source(const struct doctor *doctor,
				const struct hl_config_music *music)
{
	char path[512];

	if (!*music->source || !strcmp(music->source, "tone"))
		return NULL;
	if (strcmp(music->source, "installed"))
		return music->source;
	doctor_path(doctor, HL_CONFIG_MUSIC, path, sizeof(path));
	return access(path, F_OK) == 0 ? HL_CONFIG_MUSIC : NULL;
}

static enum doctor_verdict source_check(const struct doctor *doctor,
					const char *name, const char *source,
					struct doctor_finding *ret)
{
	char path[512];
	struct stat node;

	doctor_path(doctor, source, path, sizeof(path));
	if (stat(path, &node) < 0) {
		doctor_mend(ret, "source = FILE or FOLDER in [music %s]; "
			    "until then the holding tone", name);
		return doctor_say(ret, DOCTOR_WARN, "music %s: %s: %s", name,
				  source, strerror(errno));
	}
	if (S_ISDIR(node.st_mode) && !folder_count(path)) {
		doctor_mend(ret, "put audio files there; any format and "
			    "rate");
		return doctor_say(ret, DOCTOR_WARN, "music %s: %s is empty",
				  name, source);
	}
	return DOCTOR_OK;
}

enum doctor_verdict doctor_music(struct doctor *doctor,
				 struct doctor_finding *ret)
{
	const struct hl_config_music *music;
	unsigned classes = 0;

	for (unsigned i = 0; doctor->config &&
	     (music = hl_config_music(doctor->config, i)); i++) {
		const char *source = music_source(doctor, music);

		if (!source)
			continue;
		classes++;
		if (source_check(doctor, music->name, source, ret) !=
		    DOCTOR_OK)
			return DOCTOR_WARN;
	}
	if (!classes)
		return doctor_say(ret, DOCTOR_OK, "held parties hear the "
				  "holding tone");
	return doctor_say(ret, DOCTOR_OK, "%u class%s with a source", classes,
			  classes == 1 ? "" : "es");
}

/* Does the card say the same of the hook as we do? */
static bool hook_is_true(const json_t *line)
{
	const json_t *truth = json_object_get(line, "truth");
	const char *hook = ctl_str(line, "hook");

	if (!json_is_object(truth) || !*hook ||
	    strcmp(ctl_str(line, "state"), "alarm") == 0)
		return true;
	return ctl_is(truth, "closed") == !strcmp(hook, "off");
}

enum doctor_verdict doctor_lines(struct doctor *doctor,
				 struct doctor_finding *ret)
{
	size_t n = json_array_size(doctor->lines);
	const json_t *noted = NULL;
	unsigned notes = 0;
	const json_t *line;
	size_t i;

	if (!n)
		return doctor_say(ret, DOCTOR_WARN, "there is no line");
	json_array_foreach(doctor->lines, i, line) {
		const json_t *note = json_object_get(line, "note");

		if (!hook_is_true(line)) {
			doctor_mend(ret, "holdctl reset %s",
				    ctl_str(line, "line"));
			return doctor_say(ret, DOCTOR_FAIL, "%s: we say %s "
					  "hook, the card says otherwise",
					  ctl_str(line, "line"),
					  ctl_str(line, "hook"));
		}
		if (!json_is_object(note))
			continue;
		notes++;
		if (!noted)
			noted = line;
	}
	if (!notes)
		return doctor_say(ret, DOCTOR_OK, "%zu line%s, the cards say "
				  "of every hook what we say", n,
				  n == 1 ? "" : "s");
	line = json_object_get(noted, "note");
	doctor_mend(ret, "%s", notes > 1 ? "holdctl lines"
					 : ctl_str(line, "next"));
	return doctor_say(ret, DOCTOR_WARN, "%s: %s%s", ctl_str(noted, "line"),
			  ctl_str(line, "message"),
			  notes > 1 ? "; and others" : "");
}
