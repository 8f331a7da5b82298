/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * apply_tell.h - what a new configuration changes, in sentences
 */
#ifndef HOLDLINE_RUN_APPLY_TELL_H
#define HOLDLINE_RUN_APPLY_TELL_H

#include "config_parts.h"
#include "log.h"

#define CHANGES_MAX 400 /* bytes of a list of changes; then "..." (house) */

/**
 * hl_changes_print() - "flash_min 300 -> 200, music default -> jazz"
 * @section: whose keys
 * @from:    the section's struct before
 * @to:      and now
 * @ret:     receives the list, "" when nothing changes
 * @size:    bytes at @ret
 */
void hl_changes_print(enum hl_section section, const void *from,
		      const void *to, char *ret, size_t size);

/** hl_changes_tell() - everything that is no line's, a sentence each. */
void hl_changes_tell(const struct hl_log *log, const struct hl_config *before,
		     const struct hl_config *after);

#endif
