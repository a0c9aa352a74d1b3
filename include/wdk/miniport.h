/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * miniport.h: spinpair model header.
 *
 * The kernel types for miniports that avoid ntddk.h; here the same thing.
 *
 * Source: the public DDI reference (Microsoft's windows-driver-docs-ddi).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_MINIPORT_H
#define SPINPAIR_WDK_MINIPORT_H

#include "wdm.h"

#endif /* SPINPAIR_WDK_MINIPORT_H */
