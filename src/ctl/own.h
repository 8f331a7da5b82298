/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * own.h - applications, and the calls that they own or monitor
 */
#ifndef HL_CTL_OWN_H
#define HL_CTL_OWN_H

#include <stdbool.h>
#include <stdint.h>

#include "holdline/control.h"

#define HL_PLACES HL_CONTROL_CLIENTS_MAX /* a bit of a mask for each */
#define HL_NO_PLACE (-1)

/* clang-format off */
/* id, value (LINECALLPRIVILEGE_), wire word */
#define HL_PRIVILEGES(X)                                                       \
	X(NONE,    0x1, "none")                                                \
	X(MONITOR, 0x2, "monitor")                                             \
	X(OWNER,   0x4, "owner")

enum hl_privilege {
#define X(id, value, wire) HL_PRIVILEGE_##id,
	HL_PRIVILEGES(X)
#undef X
	HL_PRIVILEGE_COUNT
};
/* clang-format on */

/**
 * struct hl_app - a connected client as the others see it
 * @name:  unique among those connected; "" = a free place
 * @role:  what it may do
 * @drops: calls that it alone owns are dropped when it leaves
 * @born:  the last record there was when it came
 */
struct hl_app {
	char name[HL_APPLICATION_MAX];
	enum hl_role role;
	bool drops;
	uint64_t born;
};

/**
 * struct hl_owned - a call that somebody owns or monitors
 * @call:     its number
 * @owners:   bit n: the client of place n
 * @monitors: bit n: the client of place n, which is no owner
 * @orphan:   its last owner left and wanted it dropped
 */
struct hl_owned {
	hl_call call;
	uint32_t owners;
	uint32_t monitors;
	bool orphan;
};

/**
 * struct hl_owns - all of both; all zero is an empty one
 * @app:     by place
 * @serial:  makes names for those who give none
 * @at:      by number of the call, ascending
 * @count:   how many
 * @room:    how many fit
 * @orphans: how many of them are orphans
 */
struct hl_owns {
	struct hl_app app[HL_PLACES];
	uint32_t serial;
	struct hl_owned *at;
	unsigned count;
	unsigned room;
	unsigned orphans;
};

/** hl_owns_fini() - give back what it allocated. */
void hl_owns_fini(struct hl_owns *owns);

/**
 * hl_app_join() - a client takes a place; it is named "client-N"
 * @born: number of the last record
 */
void hl_app_join(struct hl_owns *owns, int place, enum hl_role role,
		 uint64_t born);

/**
 * hl_app_leave() - a client leaves; what it owned alone is free for anybody,
 * or an orphan when it wanted that
 * @drop: false: nothing becomes an orphan, whatever it wanted
 */
void hl_app_leave(struct hl_owns *owns, int place, bool drop);

/** hl_app_find() - place of the client with a name, or HL_NO_PLACE. */
int hl_app_find(const struct hl_owns *owns, const char *name);

/** hl_app_is_name() - 1 to 32 of A-Z a-z 0-9 . and - */
bool hl_app_is_name(const char *name);

/** hl_app_name() - give a client a name. 0, -EINVAL, -EEXIST. */
int hl_app_name(struct hl_owns *owns, int place, const char *name);

/** hl_privilege_name() - wire word; "?" outside the list. */
const char *hl_privilege_name(enum hl_privilege privilege);

/** hl_privilege_value() - LINECALLPRIVILEGE_ value; 0 outside the list. */
uint32_t hl_privilege_value(enum hl_privilege privilege);

/**
 * hl_owns_reserve() - make sure that so many more calls fit
 *
 * Return: 0, -ENOMEM.
 */
int hl_owns_reserve(struct hl_owns *owns, unsigned more);

/** hl_owns_count() - calls that a client owns or monitors. */
unsigned hl_owns_count(const struct hl_owns *owns, int place);

/** hl_owns_get() - what a client is to a call. */
enum hl_privilege hl_owns_get(const struct hl_owns *owns, hl_call call,
			      int place);

/** hl_owns_owners() - bits of the places that own a call; 0 = nobody. */
uint32_t hl_owns_owners(const struct hl_owns *owns, hl_call call);

/** hl_owns_seers() - bits of the places that own or monitor a call. */
uint32_t hl_owns_seers(const struct hl_owns *owns, hl_call call);

/** hl_owns_may() - nobody owns it, or this client does. */
bool hl_owns_may(const struct hl_owns *owns, hl_call call, int place);

/**
 * hl_owns_set() - make a client owner or monitor of a call, or neither
 *
 * Return: 0; -ENOSPC when it has HL_CONTROL_CALLS_MAX calls; -ENOMEM, never
 * after hl_owns_reserve().
 */
int hl_owns_set(struct hl_owns *owns, hl_call call, int place,
		enum hl_privilege privilege);

/** hl_owns_end() - a call is over, or nobody's any more. */
void hl_owns_end(struct hl_owns *owns, hl_call call);

/**
 * hl_owns_orphan() - the youngest call that is to be dropped
 *
 * A consultation call is younger than the call it asks for.
 * Return: its number, or HL_NO_CALL.
 */
hl_call hl_owns_orphan(const struct hl_owns *owns);

#endif
