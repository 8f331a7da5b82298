/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * suites.h - every suite of tests, one line each
 *
 * A suite is a function that answers a table of claims ended by
 * CU_TEST_INFO_NULL. Name, function; the name is the stem of its file.
 */
#ifndef TESTS_SUITES_H
#define TESTS_SUITES_H

#include <CUnit/CUnit.h>

/* clang-format off */
#define SUITES(X)							\
	X(hook)								\
	X(call)								\
	X(feature)							\
	X(dial)								\
	X(model)							\
	X(model_trunk)							\
	X(request)							\
	X(walk)								\
	X(patch)							\
	X(engine)							\
	X(zone)								\
	X(synth)							\
	X(music)							\
	X(ear)								\
	X(clid)								\
	X(clid_sound)							\
	X(clid_modem)							\
	X(clid_ntt)							\
	X(identify)							\
	X(pitch)							\
	X(q24)								\
	X(canceller)							\
	X(text)								\
	X(config)							\
	X(config_wrong)							\
	X(journal)							\
	X(loop)								\
	X(late)								\
	X(daemon)							\
	X(control)							\
	X(verbs)							\
	X(doctor)							\
	X(holdctl)							\
	X(sim)								\
	X(sim_sound)							\
	X(judge)							\
	X(dahdi)							\
	X(dahdi_music)							\
	X(dahdi_isdn)							\
	X(dahdi_trunk)							\
	X(dahdi_hear)							\
	X(contract)							\
	X(scenario)							\
	X(svg)								\
	X(timeline)							\
	X(config_apply)							\
	X(config_numbers)						\
	X(control_calls)						\
	X(control_limits)						\
	X(control_own)							\
	X(progress)							\
	X(progress_call)						\
	X(control_look)							\
	X(control_trunks)						\
	X(control_resume)						\
	X(tables)							\
	X(scenario_play)						\
	X(trunk_hold)							\
	X(caller)							\
	X(trunk_in)							\
	X(source)							\
	X(codes)							\
	X(config_codes)							\
	X(etsi)								\
	X(forward)							\
	X(hangup)							\
	X(limits)							\
	X(waitingcall)							\
	X(withheld)							\
	X(isdn)								\
	X(engine_isdn)							\
	X(sim_told)							\
	X(sim_trunk)							\
	X(sim_caller)							\
	X(sim_bearer)							\
	X(announce)							\
	X(primary)							\
	X(lost)								\
	X(seized)							\
	X(cells)							\
	X(bridge)							\
	X(conference)							\
	X(hold)								\
	X(member)							\
	X(trunk_out)							\
	X(supervise)							\
	X(release)							\
	X(evidence)							\
	X(tapi)								\
	X(transfer)							\
	X(console)
#if HL_WITH_PRI
#define SUITES_PRI(X)							\
	X(pri)								\
	X(pri_hold)							\
	X(pri_link)							\
	X(pri_judge)							\
	X(pri_line)							\
	X(pri_kill)							\
	X(pri_config)							\
	X(pri_system)							\
	X(pri_chaos)
#else
#define SUITES_PRI(X)
#endif
/* clang-format on */

#define X(name) CU_TestInfo *test_##name(void);
SUITES(X)
SUITES_PRI(X)
#undef X

#endif
