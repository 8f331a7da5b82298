/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys.h - the kernel behind a struct, so that a test can be the kernel
 */
#ifndef HOLDLINE_DRIVERS_DAHDI_SYS_H
#define HOLDLINE_DRIVERS_DAHDI_SYS_H

#include <stddef.h>
#include <sys/types.h>

/**
 * struct dahdi_sys - what the driver asks of the kernel
 * @ctx:   handed back to every function
 * @open:  a device, read and write, never blocking
 * @close: give it back
 * @ioctl: a request, judged first (judge.h)
 * @read:  bytes
 * @write: bytes
 *
 * Return: of open a descriptor, of read and write a count, else 0; on
 * failure a negative errno, never -1.
 */
struct dahdi_sys {
	void *ctx;
	int (*open)(void *ctx, const char *path);
	int (*close)(void *ctx, int fd);
	int (*ioctl)(void *ctx, int fd, unsigned long request, void *arg);
	ssize_t (*read)(void *ctx, int fd, void *buf, size_t len);
	ssize_t (*write)(void *ctx, int fd, const void *buf, size_t len);
};

/** dahdi_sys_kernel - the kernel we run on. */
extern const struct dahdi_sys dahdi_sys_kernel;

#endif
