/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * wdftypes.h: spinpair model header.
 *
 * The handles and common types of the Kernel-Mode Driver Framework; wdf.h has
 * them.
 *
 * Source: the public DDI reference (Microsoft's windows-driver-docs-ddi, pages
 * of wdf*.h).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_WDFTYPES_H
#define SPINPAIR_WDK_WDFTYPES_H

#include "wdf.h"

#endif /* SPINPAIR_WDK_WDFTYPES_H */
