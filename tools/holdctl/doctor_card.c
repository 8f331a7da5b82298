/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * doctor_card.c - checks of the kernel, the cards and the rights to them
 *
 * In:  /proc, /sys, /dev/dahdi, users and groups, below the doctor's root.
 * Out: findings.
 * Not: opening a channel: that would take it from its user.
 */
#include "doctor.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "holdline/config.h"
#include "holdline/dahdi.h"

static bool module_is_loaded(const struct doctor *doctor)
{
	char path[512];
	char line[256];
	FILE *file;
	bool found = false;

	if (access(doctor_path(doctor, "/sys/module/dahdi", path,
			       sizeof(path)), F_OK) == 0)
		return true;
	file = fopen(doctor_path(doctor, "/proc/modules", path, sizeof(path)),
		     "re");
	while (file && fgets(line, sizeof(line), file))
		found |= !strncmp(line, "dahdi ", 6);
	if (file)
		fclose(file);
	return found;
}

enum doctor_verdict doctor_kernel(struct doctor *doctor,
				  struct doctor_finding *ret)
{
	char version[64];
	char release[96];

	if (!doctor->wanted)
		return doctor_say(ret, DOCTOR_SKIP, "no line is on a card");
	doctor_read(doctor, "/proc/sys/kernel/osrelease", release,
		    sizeof(release));
	if (!module_is_loaded(doctor)) {
		doctor_mend(ret, "sudo modprobe dahdi; if there is none for "
			    "this kernel: sudo apt install dahdi-dkms");
		return doctor_say(ret, DOCTOR_FAIL, "module dahdi is not "
				  "loaded%s%s", *release ? ", kernel " : "",
				  release);
	}
	doctor_read(doctor, "/sys/module/dahdi/version", version,
		    sizeof(version));
	return doctor_say(ret, DOCTOR_OK, "module dahdi%s%s, kernel %s",
			  *version ? " " : "", version, release);
}

enum doctor_verdict doctor_nodes(struct doctor *doctor,
				 struct doctor_finding *ret)
{
	static const char *const nodes[] = { "/dev/dahdi/channel",
					     "/dev/dahdi/pseudo" };
	char path[512];

	for (unsigned i = 0; i < 2; i++) {
		doctor_path(doctor, nodes[i], path, sizeof(path));
		if (access(path, F_OK) == 0)
			continue;
		doctor_mend(ret, "sudo udevadm trigger -s dahdi");
		return doctor_say(ret, DOCTOR_FAIL, "there is no %s",
				  nodes[i]);
	}
	return doctor_say(ret, DOCTOR_OK, "/dev/dahdi/channel and pseudo are "
			  "there");
}

/* May the daemon's user read and write it? Asked of the mode, not tried. */
static bool node_is_open(const struct doctor *doctor, const struct stat *node)
{
	char owner[64];

	doctor_user_name(doctor, node->st_uid, owner, sizeof(owner));
	if (!strcmp(doctor->user, "root"))
		return true;
	if (!strcmp(doctor->user, owner))
		return (node->st_mode & 0600) == 0600;
	if (doctor_group_has(doctor, node->st_gid, doctor->user))
		return (node->st_mode & 0060) == 0060;
	return (node->st_mode & 0006) == 0006;
}

enum doctor_verdict doctor_access(struct doctor *doctor,
				  struct doctor_finding *ret)
{
	static const char *const nodes[] = { "/dev/dahdi/channel",
					     "/dev/dahdi/pseudo" };

	for (unsigned i = 0; i < 2; i++) {
		char path[512];
		char owner[64];
		char group[64];
		struct stat node;

		doctor_path(doctor, nodes[i], path, sizeof(path));
		if (stat(path, &node) < 0)
			return doctor_say(ret, DOCTOR_FAIL, "%s: %s",
					  nodes[i], strerror(errno));
		if (node_is_open(doctor, &node))
			continue;
		doctor_user_name(doctor, node.st_uid, owner, sizeof(owner));
		doctor_group_name(doctor, node.st_gid, group, sizeof(group));
		doctor_mend(ret, "sudo adduser %s %s && sudo systemctl "
			    "restart holdline", doctor->user, group);
		return doctor_say(ret, DOCTOR_FAIL,
				  "%s is %s:%s %04o; %s may not open it",
				  nodes[i], owner, group,
				  (unsigned)node.st_mode & 07777,
				  doctor->user);
	}
	return doctor_say(ret, DOCTOR_OK, "%s may open the cards",
			  doctor->user);
}

enum doctor_verdict doctor_spans(struct doctor *doctor,
				 struct doctor_finding *ret)
{
	int spans = 0;
	int alarms = 0;
	int last = -1;

	if (doctor->count < 0)
		return doctor_say(ret, DOCTOR_FAIL, "%s: %s", HL_DAHDI_PROC,
				  strerror(-doctor->count));
	if (doctor->count == 0) {
		doctor_mend(ret, "is the card's own driver loaded? lspci | "
			    "grep -i -e digium -e sangoma -e tiger");
		return doctor_say(ret, DOCTOR_FAIL, "there is no card");
	}
	for (int i = 0; i < doctor->count; i++) {
		if (doctor->channels[i].span == last)
			continue;
		last = doctor->channels[i].span;
		spans++;
		alarms += doctor->channels[i].alarm;
	}
	if (alarms) {
		doctor_mend(ret, "is the cable in? dahdi_scan shows which");
		return doctor_say(ret, DOCTOR_WARN, "%d of %d span%s in alarm",
				  alarms, spans, spans == 1 ? "" : "s");
	}
	return doctor_say(ret, DOCTOR_OK, "%d span%s, %d channel%s", spans,
			  spans == 1 ? "" : "s", doctor->count,
			  doctor->count == 1 ? "" : "s");
}

static const struct hl_dahdi_channel *channel_find(const struct doctor *doctor,
						   int number)
{
	for (int i = 0; i < doctor->count; i++)
		if (doctor->channels[i].number == number)
			return &doctor->channels[i];
	return NULL;
}

static bool channel_fits(const struct hl_dahdi_channel *channel,
			 const struct hl_config_line *line)
{
	if (line->settings.kind == HL_KIND_STATION)
		return channel->kind == HL_DAHDI_STATION;
	return channel->kind == HL_DAHDI_TRUNK;
}

static enum doctor_verdict channel_misfit(const struct hl_config_line *line,
					  const struct hl_dahdi_channel *is,
					  struct doctor_finding *ret)
{
	bool station = line->settings.kind == HL_KIND_STATION;

	if (!is) {
		doctor_mend(ret, "cat /proc/dahdi/* lists the channels there "
			    "are");
		return doctor_say(ret, DOCTOR_FAIL,
				  "line %s: there is no channel %d",
				  line->settings.name, line->channel);
	}
	doctor_mend(ret, "%s = %d in /etc/dahdi/system.conf, then sudo "
		    "dahdi_cfg; or kind = %s", station ? "fxoks" : "fxsks",
		    line->channel, station ? "trunk" : "station");
	return doctor_say(ret, DOCTOR_FAIL, "line %s is a %s: channel %d is "
			  "%s", line->settings.name,
			  station ? "station" : "trunk", line->channel,
			  *is->signalling ? is->signalling
					  : "not configured");
}

enum doctor_verdict doctor_channels(struct doctor *doctor,
				    struct doctor_finding *ret)
{
	struct hl_config_line line;
	unsigned used = 0;
	unsigned faults = 0;

	if (!doctor->config)
		return doctor_say(ret, DOCTOR_OK, "every channel is taken as "
				  "it is signalled");
	for (unsigned i = 0; !hl_config_line(doctor->config, i, &line); i++) {
		const struct hl_dahdi_channel *is;

		if (strcmp(line.driver, "dahdi"))
			continue;
		used++;
		is = channel_find(doctor, line.channel);
		if (is && channel_fits(is, &line))
			continue;
		if (!faults++)
			channel_misfit(&line, is, ret);
	}
	if (faults > 1) {
		size_t n = strlen(ret->text);

		snprintf(ret->text + n, sizeof(ret->text) - n,
			 "; and %u more", faults - 1);
	}
	if (faults)
		return DOCTOR_FAIL;
	return doctor_say(ret, DOCTOR_OK, "%u line%s on channels of their "
			  "kind", used, used == 1 ? "" : "s");
}

/* Which program has a channel open: seen as root only. */
static bool process_holds(const struct doctor *doctor, const char *pid)
{
	char path[640];
	char target[256];
	struct dirent *entry;
	DIR *folder;
	bool found = false;

	snprintf(path, sizeof(path), "%s/proc/%.20s/fd", doctor->root, pid);
	folder = opendir(path);
	while (folder && !found && (entry = readdir(folder))) {
		char link[960];
		ssize_t n;

		snprintf(link, sizeof(link), "%s/%s", path, entry->d_name);
		n = readlink(link, target, sizeof(target) - 1);
		if (n <= 0)
			continue;
		target[n] = '\0';
		found = !strncmp(target, "/dev/dahdi/", 11) &&
			strcmp(target, "/dev/dahdi/pseudo") &&
			strcmp(target, "/dev/dahdi/timer");
	}
	if (folder)
		closedir(folder);
	return found;
}

static bool holder_find(const struct doctor *doctor, char *buf, size_t size)
{
	char path[512];
	struct dirent *entry;
	DIR *folder = opendir(doctor_path(doctor, "/proc", path,
					  sizeof(path)));
	bool found = false;

	while (folder && !found && (entry = readdir(folder))) {
		char name[64];

		if (!isdigit((unsigned char)entry->d_name[0]) ||
		    !process_holds(doctor, entry->d_name))
			continue;
		snprintf(path, sizeof(path), "/proc/%.20s/comm",
			 entry->d_name);
		doctor_read(doctor, path, name, sizeof(name));
		found = strcmp(name, "holdlined") != 0;
		snprintf(buf, size, "%s (%.20s)", name, entry->d_name);
	}
	if (folder)
		closedir(folder);
	return found;
}

/* Is a channel open that our daemon does not have? */
static int channel_taken(const struct doctor *doctor)
{
	const json_t *line;
	size_t i;

	for (int c = 0; c < doctor->count; c++) {
		bool ours = false;

		if (!doctor->channels[c].in_use)
			continue;
		json_array_foreach(doctor->lines, i, line) {
			ours |= ctl_int(line, "channel") ==
				doctor->channels[c].number &&
				strcmp(ctl_str(line, "state"), "absent");
		}
		if (!ours)
			return doctor->channels[c].number;
	}
	return 0;
}

enum doctor_verdict doctor_busy(struct doctor *doctor,
				struct doctor_finding *ret)
{
	int channel = channel_taken(doctor);
	char holder[96];

	if (!channel)
		return doctor_say(ret, DOCTOR_OK, "no other program has a "
				  "channel open");
	if (holder_find(doctor, holder, sizeof(holder))) {
		doctor_mend(ret, "stop it: a channel can be open once. sudo "
			    "systemctl stop asterisk?");
		return doctor_say(ret, DOCTOR_WARN, "channel %d is open in "
				  "%s", channel, holder);
	}
	doctor_mend(ret, "sudo holdctl doctor names it");
	return doctor_say(ret, DOCTOR_WARN, "channel %d is open in another "
			  "program", channel);
}
