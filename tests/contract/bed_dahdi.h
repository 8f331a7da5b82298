/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bed_dahdi.h - the kernel under the DAHDI bed, for tests of its traps
 */
#ifndef HOLDLINE_TESTS_CONTRACT_BED_DAHDI_H
#define HOLDLINE_TESTS_CONTRACT_BED_DAHDI_H

#include "contract.h"

struct fake_kernel;

/** The fake kernel that contract_bed_dahdi.make() made. */
struct fake_kernel *bed_dahdi_kernel(void *bed);

#endif
