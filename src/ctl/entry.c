/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * entry.c - the socket at its path, and who comes in by it
 *
 * In:  a path; the kernel's word on who is at the other end.
 * Out: a listening socket of mode 0660; a role.
 * Not: what a role may do - the verb table.
 */
#include "entry.h"

#include <errno.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define BACKLOG 16
#define GROUPS_MAX 65536 /* NGROUPS_MAX of Linux */

/* Does anybody still listen there? A file without a listener is left over. */
static int leftover_remove(const struct sockaddr_un *address)
{
	int fd;
	int r;

	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return -errno;
	r = connect(fd, (const struct sockaddr *)address, sizeof(*address));
	r = r < 0 ? -errno : -EADDRINUSE;
	close(fd);
	if (r == -EAGAIN)
		return -EADDRINUSE; /* its queue is full: somebody owns it */
	if (r != -ECONNREFUSED)
		return r;
	return unlink(address->sun_path) < 0 ? -errno : 0;
}

static int socket_bind(int fd, const struct sockaddr_un *address)
{
	mode_t mask = umask(0117); /* never wider, not even for a moment */
	int r;

	r = bind(fd, (const struct sockaddr *)address, sizeof(*address));
	if (r < 0 && errno == EADDRINUSE) {
		r = leftover_remove(address);
		if (r == 0)
			r = bind(fd, (const struct sockaddr *)address,
				 sizeof(*address)) < 0 ? -errno : 0;
	} else if (r < 0) {
		r = -errno;
	}
	umask(mask);
	return r;
}

static int path_listen(struct hl_entry *entry, const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	struct group *group;
	int r;

	if (strlen(path) >= sizeof(address.sun_path))
		return -ENAMETOOLONG;
	strcpy(address.sun_path, path);
	entry->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK,
			   0);
	if (entry->fd < 0)
		return -errno;
	r = socket_bind(entry->fd, &address);
	if (r < 0)
		return r;
	strcpy(entry->path, path);

	/* Without the group only our own user can connect, which is safe. */
	group = getgrnam(HL_CONTROL_GROUP);
	if (group && chown(path, (uid_t)-1, group->gr_gid) < 0)
		errno = 0;
	if (chmod(path, 0660) < 0 || stat(path, &entry->node) < 0)
		return -errno;
	return listen(entry->fd, BACKLOG) < 0 ? -errno : 0;
}

int hl_entry_open(struct hl_entry *ret, const char *path, int fd)
{
	struct hl_entry entry = { .fd = fd };
	int r;

	if (fd < 0) {
		r = path_listen(&entry, path);
		if (r < 0) {
			hl_entry_close(&entry);
			return r;
		}
	}
	hl_entry_groups(&entry);
	*ret = entry;
	return 0;
}

void hl_entry_close(struct hl_entry *entry)
{
	struct stat node;

	if (entry->fd >= 0)
		close(entry->fd);
	entry->fd = -1;
	/* A successor may have put its own there already. */
	if (*entry->path && stat(entry->path, &node) == 0 &&
	    node.st_ino == entry->node.st_ino &&
	    node.st_dev == entry->node.st_dev)
		unlink(entry->path);
	entry->path[0] = '\0';
}

void hl_entry_groups(struct hl_entry *entry)
{
	struct group *group = getgrnam(HL_CONTROL_OPERATORS);

	entry->grouped = group != NULL;
	if (group)
		entry->operators = group->gr_gid;
}

/*
 * SO_PEERCRED tells the primary group only; the others are asked for with
 * SO_PEERGROUPS, which answers ERANGE and the size when there are many.
 */
static bool peer_is_in(int fd, gid_t wanted)
{
	gid_t some[32];
	gid_t *groups = some;
	socklen_t size = sizeof(some);
	bool found = false;
	int r;

	r = getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, groups, &size);
	if (r < 0 && errno == ERANGE && size <= GROUPS_MAX * sizeof(gid_t)) {
		groups = malloc(size);
		if (!groups)
			return false;
		r = getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, groups, &size);
	}
	for (size_t i = 0; r == 0 && i < size / sizeof(gid_t); i++)
		found |= groups[i] == wanted;
	if (groups != some)
		free(groups);
	return found;
}

enum hl_role hl_entry_role(const struct hl_entry *entry, int fd)
{
	struct ucred peer;
	socklen_t size = sizeof(peer);

	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0)
		return HL_ROLE_MONITOR;
	if (peer.uid == 0 || peer.uid == geteuid())
		return HL_ROLE_OPERATOR;
	if (entry->grouped && (peer.gid == entry->operators ||
			       peer_is_in(fd, entry->operators)))
		return HL_ROLE_OPERATOR;
	return HL_ROLE_MONITOR;
}
