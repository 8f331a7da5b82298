/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * handle.h - what each method does, seen from one request
 */
#ifndef HL_CTL_HANDLE_H
#define HL_CTL_HANDLE_H

#include <stdbool.h>
#include <stdint.h>

#include "holdline/engine.h"

#include "own.h"
#include "proto.h"
#include "view.h"

#define HL_FILTER_MAX 64 /* lines of one subscription (house) */

/**
 * struct hl_filter - a wish for records
 * @from:  the first record wanted
 * @count: lines wanted; 0 = all
 * @lines: which
 */
struct hl_filter {
	uint64_t from;
	unsigned count;
	hl_line lines[HL_FILTER_MAX];
};

/** struct hl_act - what was asked of the engine, to word its answer. */
struct hl_act {
	enum hl_request_kind request;
	hl_line line;
	hl_call call;
	hl_call other;
	uint32_t value;
};

#define HL_NOTICES_MAX 2

/** struct hl_notice - a client is told what it is to a call now. */
struct hl_notice {
	int place;
	hl_call call;
	enum hl_privilege privilege;
};

/**
 * struct hl_desk - where one request is served
 * @view:      from where the asker looks
 * @host:      the daemon
 * @owns:      applications and their calls
 * @act:       set: @event is to be asked of the engine, the answer follows
 *             with its reply
 * @subscribe: set: @filter replaces the asker's subscription
 * @reloaded:  set: the configuration was read again
 * @notices:   who is told what behind the answer: @notice
 */
struct hl_desk {
	struct hl_view view;
	const struct hl_server_host *host;
	struct hl_owns *owns;
	bool act;
	bool subscribe;
	bool reloaded;
	struct hl_event event;
	struct hl_filter filter;
	unsigned notices;
	struct hl_notice notice[HL_NOTICES_MAX];
};

/**
 * hl_handle() - serve a request
 * @desk:  @view, @host and @owns filled, the rest zero
 * @ask:   judged by hl_ask_read()
 * @fault: filled when refused
 *
 * Return: the result; NULL when refused, or when @desk->act says that the
 * engine is to be asked.
 */
json_t *hl_handle(struct hl_desk *desk, const struct hl_ask *ask,
		  struct hl_fault *fault);

/** hl_act_handle() - the methods of HL_REQUESTS. As hl_handle(). */
json_t *hl_act_handle(struct hl_desk *desk, const struct hl_ask *ask,
		      struct hl_fault *fault);

/**
 * hl_fill() - parameters of a request become fields of the desk's event
 *
 * The event's request becomes JOIN when a transfer is to end in a conference.
 * Return: false with @fault.
 */
bool hl_fill(struct hl_desk *desk, const struct hl_ask *ask,
	     struct hl_fault *fault);

/*
 * As hl_handle(): call.getInfo, call.getStatus, call.getConferenceCalls,
 * line.getCaps, line.getStatus, address.list, park.list.
 */
json_t *hl_info_handle(struct hl_desk *desk, const struct hl_ask *ask,
		       struct hl_fault *fault);
json_t *hl_call_status_handle(struct hl_desk *desk, const struct hl_ask *ask,
			      struct hl_fault *fault);
json_t *hl_conference_handle(struct hl_desk *desk, const struct hl_ask *ask,
			     struct hl_fault *fault);
json_t *hl_caps_handle(struct hl_desk *desk, const struct hl_ask *ask,
		       struct hl_fault *fault);
json_t *hl_line_status_handle(struct hl_desk *desk, const struct hl_ask *ask,
			      struct hl_fault *fault);
json_t *hl_addresses_handle(struct hl_desk *desk, const struct hl_ask *ask,
			    struct hl_fault *fault);
json_t *hl_parked_handle(struct hl_desk *desk, const struct hl_ask *ask,
			 struct hl_fault *fault);

/* As hl_handle(): group.list, span.list. */
json_t *hl_groups_handle(struct hl_desk *desk, const struct hl_ask *ask,
			 struct hl_fault *fault);
json_t *hl_spans_handle(struct hl_desk *desk, const struct hl_ask *ask,
			struct hl_fault *fault);

/*
 * As hl_handle(): application.open, application.list, call.setPrivilege,
 * call.handoff.
 */
json_t *hl_app_open(struct hl_desk *desk, const struct hl_ask *ask,
		    struct hl_fault *fault);
json_t *hl_app_list(struct hl_desk *desk, const struct hl_ask *ask,
		    struct hl_fault *fault);
json_t *hl_privilege_set(struct hl_desk *desk, const struct hl_ask *ask,
			 struct hl_fault *fault);
json_t *hl_handoff(struct hl_desk *desk, const struct hl_ask *ask,
		   struct hl_fault *fault);

/** hl_api_handle() - api.get. As hl_handle(). */
json_t *hl_api_handle(struct hl_desk *desk, const struct hl_ask *ask,
		      struct hl_fault *fault);

/** hl_filter_takes() - is a record of a line wanted? */
bool hl_filter_takes(const struct hl_filter *filter, hl_line line);

/** hl_fault_line() - refuse: there is no such line. */
void hl_fault_line(struct hl_fault *fault, const struct hl_view *view,
		   const char *name);

/** hl_fault_no_call() - refuse: there is no such call. */
void hl_fault_no_call(struct hl_fault *fault, const struct hl_view *view,
		      hl_call call, enum hl_error error);

/** hl_fault_owned() - refuse: the call belongs to others. */
void hl_fault_owned(struct hl_fault *fault, const struct hl_view *view,
		    hl_call call);

/** hl_fault_act() - word what the engine answered. */
void hl_fault_act(struct hl_fault *fault, const struct hl_view *view,
		  const struct hl_act *act, enum hl_error error);

#endif
