/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ntddk.h: spinpair model header.
 *
 * What wdm.h has; the model makes no difference between the two.
 *
 * Source: the public DDI reference (Microsoft's windows-driver-docs-ddi).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_NTDDK_H
#define SPINPAIR_WDK_NTDDK_H

#include "wdm.h"

#endif /* SPINPAIR_WDK_NTDDK_H */
