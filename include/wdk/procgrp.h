/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * procgrp.h: spinpair model header.
 *
 * Groups of processors, for drivers that also run where the kernel knows none;
 * wdm.h has the routines.
 *
 * Source: the public DDI reference of procgrp.h (Microsoft's windows-driver-
 * docs-ddi).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_PROCGRP_H
#define SPINPAIR_WDK_PROCGRP_H

#include "wdm.h"

SPINPAIR_WDK_BEGIN
VOID WdmlibProcgrpInitialize(VOID);
SPINPAIR_WDK_END

#endif /* SPINPAIR_WDK_PROCGRP_H */
