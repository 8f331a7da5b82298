/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * own.c - applications, and the calls that they own or monitor
 *
 * In:  who came, who left, who made which call, which call is over.
 * Out: who may change a call; which calls are to be dropped with their owner.
 * Not: whether a call can do something - the model; calls that nobody asked
 *      for by the socket: they belong to nobody, and anybody may act on them.
 */
#include "own.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROOM_FIRST 16

_Static_assert(HL_PLACES <= 32, "every place needs a bit of its own");

static uint32_t bit(int place)
{
	return place < 0 ? 0 : UINT32_C(1) << place;
}

void hl_owns_fini(struct hl_owns *owns)
{
	free(owns->at);
	memset(owns, 0, sizeof(*owns));
}

/* ---- applications ------------------------------------------------------- */

bool hl_app_is_name(const char *name)
{
	static const char fine[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "abcdefghijklmnopqrstuvwxyz0123456789.-";
	size_t n = strspn(name, fine);

	return n > 0 && n < HL_APPLICATION_MAX && !name[n];
}

int hl_app_find(const struct hl_owns *owns, const char *name)
{
	for (int i = 0; *name && i < HL_PLACES; i++)
		if (!strcmp(owns->app[i].name, name))
			return i;
	return HL_NO_PLACE;
}

int hl_app_name(struct hl_owns *owns, int place, const char *name)
{
	int holder = hl_app_find(owns, name);

	if (!hl_app_is_name(name))
		return -EINVAL;
	if (holder != HL_NO_PLACE && holder != place)
		return -EEXIST;
	strcpy(owns->app[place].name, name);
	return 0;
}

void hl_app_join(struct hl_owns *owns, int place, enum hl_role role,
		 uint64_t born)
{
	struct hl_app *app = &owns->app[place];
	char name[HL_APPLICATION_MAX];

	memset(app, 0, sizeof(*app));
	app->role = role;
	app->born = born;
	do {
		snprintf(name, sizeof(name), "client-%u",
			 (unsigned)++owns->serial);
	} while (hl_app_name(owns, place, name) < 0);
}

/* ---- calls -------------------------------------------------------------- */

const char *hl_privilege_name(enum hl_privilege privilege)
{
#define X(id, value, wire) wire,
	static const char *const names[] = { HL_PRIVILEGES(X) };
#undef X

	return (unsigned)privilege < HL_PRIVILEGE_COUNT ? names[privilege]
							: "?";
}

uint32_t hl_privilege_value(enum hl_privilege privilege)
{
#define X(id, value, wire) value,
	static const uint32_t values[] = { HL_PRIVILEGES(X) };
#undef X

	return (unsigned)privilege < HL_PRIVILEGE_COUNT ? values[privilege]
							: 0;
}

/* Where a call is, or would be. */
static unsigned index_of(const struct hl_owns *owns, hl_call call)
{
	unsigned low = 0;
	unsigned high = owns->count;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (owns->at[middle].call < call)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct hl_owned *find(const struct hl_owns *owns, hl_call call)
{
	unsigned i = index_of(owns, call);

	return i < owns->count && owns->at[i].call == call ? &owns->at[i]
							   : NULL;
}

int hl_owns_reserve(struct hl_owns *owns, unsigned more)
{
	unsigned room = owns->room ? owns->room : ROOM_FIRST;
	struct hl_owned *at;

	if (owns->count + more <= owns->room)
		return 0;
	while (room < owns->count + more)
		room *= 2;
	at = realloc(owns->at, room * sizeof(*at));
	if (!at)
		return -ENOMEM;
	owns->at = at;
	owns->room = room;
	return 0;
}

unsigned hl_owns_count(const struct hl_owns *owns, int place)
{
	unsigned n = 0;

	for (unsigned i = 0; i < owns->count; i++)
		n += ((owns->at[i].owners | owns->at[i].monitors) &
		      bit(place)) != 0;
	return n;
}

enum hl_privilege hl_owns_get(const struct hl_owns *owns, hl_call call,
			      int place)
{
	const struct hl_owned *owned = find(owns, call);

	if (owned && (owned->owners & bit(place)))
		return HL_PRIVILEGE_OWNER;
	if (owned && (owned->monitors & bit(place)))
		return HL_PRIVILEGE_MONITOR;
	return HL_PRIVILEGE_NONE;
}

uint32_t hl_owns_owners(const struct hl_owns *owns, hl_call call)
{
	const struct hl_owned *owned = find(owns, call);

	return owned ? owned->owners : 0;
}

uint32_t hl_owns_seers(const struct hl_owns *owns, hl_call call)
{
	const struct hl_owned *owned = find(owns, call);

	return owned ? owned->owners | owned->monitors : 0;
}

bool hl_owns_may(const struct hl_owns *owns, hl_call call, int place)
{
	uint32_t owners = hl_owns_owners(owns, call);

	return !owners || (owners & bit(place));
}

static void remove_at(struct hl_owns *owns, unsigned i)
{
	owns->orphans -= owns->at[i].orphan;
	owns->count--;
	memmove(&owns->at[i], &owns->at[i + 1],
		(owns->count - i) * sizeof(owns->at[0]));
}

static struct hl_owned *insert(struct hl_owns *owns, hl_call call)
{
	unsigned i = index_of(owns, call);

	if (hl_owns_reserve(owns, 1) < 0)
		return NULL;
	memmove(&owns->at[i + 1], &owns->at[i],
		(owns->count - i) * sizeof(owns->at[0]));
	owns->count++;
	memset(&owns->at[i], 0, sizeof(owns->at[i]));
	owns->at[i].call = call;
	return &owns->at[i];
}

int hl_owns_set(struct hl_owns *owns, hl_call call, int place,
		enum hl_privilege privilege)
{
	struct hl_owned *owned = find(owns, call);
	bool known = owned && ((owned->owners | owned->monitors) & bit(place));

	if (privilege == HL_PRIVILEGE_NONE && !owned)
		return 0;
	if (privilege != HL_PRIVILEGE_NONE && !known &&
	    hl_owns_count(owns, place) >= HL_CONTROL_CALLS_MAX)
		return -ENOSPC;
	if (!owned)
		owned = insert(owns, call);
	if (!owned)
		return -ENOMEM;
	owned->owners &= ~bit(place);
	owned->monitors &= ~bit(place);
	if (privilege == HL_PRIVILEGE_OWNER)
		owned->owners |= bit(place);
	else if (privilege == HL_PRIVILEGE_MONITOR)
		owned->monitors |= bit(place);
	/* Whoever takes it from the orphans keeps it. */
	if (owned->owners) {
		owns->orphans -= owned->orphan;
		owned->orphan = false;
	}
	if (!owned->owners && !owned->monitors && !owned->orphan)
		remove_at(owns, (unsigned)(owned - owns->at));
	return 0;
}

void hl_owns_end(struct hl_owns *owns, hl_call call)
{
	const struct hl_owned *owned = find(owns, call);

	if (owned)
		remove_at(owns, (unsigned)(owned - owns->at));
}

void hl_app_leave(struct hl_owns *owns, int place, bool drop)
{
	struct hl_app *app = &owns->app[place];

	/* From the end: an entry that is removed moves those behind it. */
	for (unsigned i = owns->count; i-- > 0;) {
		struct hl_owned *owned = &owns->at[i];
		bool was_owner = owned->owners & bit(place);

		owned->owners &= ~bit(place);
		owned->monitors &= ~bit(place);
		if (was_owner && !owned->owners && drop && app->drops) {
			owned->orphan = true;
			owns->orphans++;
		}
		if (!owned->owners && !owned->monitors && !owned->orphan)
			remove_at(owns, i);
	}
	memset(app, 0, sizeof(*app));
}

hl_call hl_owns_orphan(const struct hl_owns *owns)
{
	for (unsigned i = owns->count; owns->orphans && i-- > 0;)
		if (owns->at[i].orphan)
			return owns->at[i].call;
	return HL_NO_CALL;
}
