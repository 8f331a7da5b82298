/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge.h - inside the model: what request.c asks judge.c and deed.c
 */
#ifndef MODEL_JUDGE_H
#define MODEL_JUDGE_H

#include "block.h"

/* what a call can never do: OPERATIONUNAVAIL and bad handles */
ask_judge never_drop, never_answer, never_alone, never_add, never_private;

/* what is not possible in this state of the call or line */
ask_judge now_answer, now_dial, now_hold, now_unhold, now_swap, now_consult;
ask_judge now_transfer, now_join, now_move, now_prepare, now_add, now_remove;
ask_judge now_send, now_flash, now_take, now_newconference, now_private;
ask_judge now_pickup;

/* what is full */
ask_judge full_answer, full_hold, full_unhold, full_consult, full_join;
ask_judge full_conference, full_prepare, full_add, full_take;
ask_judge full_newconference;

/* what makes no sense */
ask_judge args_number, args_conference, args_move, args_park;
ask_judge args_unpark, args_pickup, args_treatment, args_digitmode;
ask_judge args_tones, args_digits, args_tone, args_redirect, args_dial, args_forward;

/* doing it */
ask_do deed_makecall, deed_accept, deed_answer, deed_redirect, deed_dial, deed_drop;
ask_do deed_hold, deed_unhold, deed_swap, deed_consult, deed_transfer, deed_join;
ask_do deed_blind, deed_conference, deed_newconference, deed_prepare, deed_add;
ask_do deed_remove, deed_park, deed_unpark, deed_pickup, deed_secure, deed_privacy;
ask_do deed_treatment, deed_monitordigits, deed_monitortones, deed_digits, deed_tone;
ask_do deed_flash, deed_reset, deed_message, deed_setforward, deed_setdnd;

#endif
