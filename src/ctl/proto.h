/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * proto.h - a line of bytes becomes a request, a result becomes a line
 */
#ifndef HL_CTL_PROTO_H
#define HL_CTL_PROTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "holdline/call.h"
#include "holdline/control.h"

/**
 * struct hl_fault - why a request is refused
 * @code:     JSON-RPC code
 * @name:     stable word
 * @value:    LINEERR_ value of tapi.h; 0 = none
 * @message:  one sentence for a person
 * @mend:     what to do; "" = nothing
 * @mistakes: array of lines, owned; NULL = none
 * @more:     further members of the error's data, owned; NULL = none
 */
struct hl_fault {
	int code;
	const char *name;
	uint32_t value;
	char message[256];
	char mend[192];
	json_t *mistakes;
	json_t *more;
};

/**
 * struct hl_ask - one request, read and judged
 * @root:   what was read; owned, hl_ask_fini()
 * @id:     its id, inside @root; NULL when it could not be read
 * @params: its parameters, inside @root; NULL = none
 * @verb:   its row
 */
struct hl_ask {
	json_t *root;
	json_t *id;
	json_t *params;
	const struct hl_verb *verb;
};

/** hl_fault_call() - refuse with an error of the call model. */
void hl_fault_call(struct hl_fault *fault, enum hl_error error);

/**
 * hl_fault_control() - refuse with an error of the protocol
 * @format: message instead of the table's; NULL = the table's
 */
void hl_fault_control(struct hl_fault *fault, enum hl_control_error error,
		      const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/** hl_fault_mend() - replace the mend. */
void hl_fault_mend(struct hl_fault *fault, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/** hl_fault_fini() - give back what a fault owns. */
void hl_fault_fini(struct hl_fault *fault);

/**
 * hl_ask_read() - judge one line
 * @ret:   the request; also on error it holds the id as far as known, and is
 *         given to hl_ask_fini()
 * @text:  the line without its newline; any bytes
 * @size:  bytes at @text
 * @role:  of the asker: compared with the verb's
 * @fault: filled on error
 *
 * When it answers 0 the method is known, the asker may use it, and every
 * parameter is known, present where needed, of its type and in its range.
 * Return: 0, or -EINVAL with @fault.
 */
int hl_ask_read(struct hl_ask *ret, const char *text, size_t size,
		enum hl_role role, struct hl_fault *fault);

/**
 * hl_params_check() - judge the parameters of a request
 * @ask:   @root and @verb are set; @params is filled
 * @fault: filled on error
 *
 * Return: 0; -EINVAL with @fault: one is unknown, missing or not as its row
 * of the table says.
 */
int hl_params_check(struct hl_ask *ask, struct hl_fault *fault);

/** hl_ask_fini() - give back what a request owns. */
void hl_ask_fini(struct hl_ask *ask);

/** hl_ask_text() - a text parameter, or NULL when left out. */
const char *hl_ask_text(const struct hl_ask *ask, const char *name);

/** hl_ask_count() - a number parameter, or @otherwise when left out. */
int64_t hl_ask_count(const struct hl_ask *ask, const char *name,
		     int64_t otherwise);

/** hl_ask_flag() - a flag parameter; false when left out. */
bool hl_ask_flag(const struct hl_ask *ask, const char *name);

/** hl_ask_list() - an array parameter, or NULL when left out or empty. */
json_t *hl_ask_list(const struct hl_ask *ask, const char *name);

/**
 * hl_answer_result() - the answer to a request
 * @id:     borrowed; NULL = null
 * @result: its reference is taken over
 *
 * Return: a new reference, or NULL (no memory).
 */
json_t *hl_answer_result(json_t *id, json_t *result);

/** hl_answer_fault() - the answer to a request that is refused. */
json_t *hl_answer_fault(json_t *id, const struct hl_fault *fault);

/** hl_answer_notice() - a notification; takes over @params. */
json_t *hl_answer_notice(const char *method, json_t *params);

/**
 * hl_word_print() - a word from outside, fit for a terminal
 * @text: any UTF-8
 * @buf:  receives at most 40 characters; what does not print becomes '?'
 * @size: bytes at @buf
 *
 * Return: @buf.
 */
const char *hl_word_print(const char *text, char *buf, size_t size);

#endif
