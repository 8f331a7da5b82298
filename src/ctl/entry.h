/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * entry.h - the socket at its path, and who comes in by it
 */
#ifndef HL_CTL_ENTRY_H
#define HL_CTL_ENTRY_H

#include <stdbool.h>

#include <sys/stat.h>
#include <sys/types.h>
#include <sys/un.h>

#include "holdline/control.h"

/**
 * struct hl_entry - a listening socket
 * @fd:        listens; non-blocking
 * @path:      "" when the socket was given to us: then we do not remove it
 * @node:      what we made at @path
 * @operators: group whose members may act; valid with @grouped
 */
struct hl_entry {
	int fd;
	char path[sizeof(((struct sockaddr_un *)0)->sun_path)];
	struct stat node;
	gid_t operators;
	bool grouped;
};

/**
 * hl_entry_open() - listen
 * @ret:  the caller's memory; hl_entry_close()
 * @path: the socket
 * @fd:   a listening socket to use instead, or -1
 *
 * Return: 0, -EADDRINUSE (somebody listens there), -ENAMETOOLONG, -errno.
 */
int hl_entry_open(struct hl_entry *ret, const char *path, int fd);

/** hl_entry_close() - stop; removes the socket if it is still ours. */
void hl_entry_close(struct hl_entry *entry);

/** hl_entry_groups() - look the operators' group up (again). */
void hl_entry_groups(struct hl_entry *entry);

/** hl_entry_role() - what the peer of a connected socket may do. */
enum hl_role hl_entry_role(const struct hl_entry *entry, int fd);

#endif
