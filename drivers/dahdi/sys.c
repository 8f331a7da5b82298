/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys.c - the one file that talks to the kernel's DAHDI
 *
 * In:  device names, requests and samples of this driver.
 * Out: system calls; errno as a negative result.
 * Not: whether a request is fit to be asked - judge.c, asked here first.
 */
#include "sys.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "judge.h"

static int kernel_open(void *ctx, const char *path)
{
	int fd;

	(void)ctx;
	fd = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
	return fd < 0 ? -errno : fd;
}

static int kernel_close(void *ctx, int fd)
{
	(void)ctx;
	return close(fd) < 0 ? -errno : 0;
}

static int kernel_ioctl(void *ctx, int fd, unsigned long request, void *arg)
{
	int r;

	(void)ctx;
	r = dahdi_judge(request, arg, NULL, 0);
	if (r < 0)
		return r;

	return ioctl(fd, request, arg) < 0 ? -errno : 0;
}

static ssize_t kernel_read(void *ctx, int fd, void *buf, size_t len)
{
	ssize_t n;

	(void)ctx;
	n = read(fd, buf, len);
	return n < 0 ? -errno : n;
}

static ssize_t kernel_write(void *ctx, int fd, const void *buf, size_t len)
{
	ssize_t n;

	(void)ctx;
	n = write(fd, buf, len);
	return n < 0 ? -errno : n;
}

const struct dahdi_sys dahdi_sys_kernel = {
	.open = kernel_open,
	.close = kernel_close,
	.ioctl = kernel_ioctl,
	.read = kernel_read,
	.write = kernel_write,
};
