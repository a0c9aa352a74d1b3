/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * pciprop.h: spinpair model header.
 *
 * Properties of PCI devices. The model has none.
 *
 * Source: the public reference of device properties (Microsoft).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_PCIPROP_H
#define SPINPAIR_WDK_PCIPROP_H

#include "devpropdef.h"

#endif /* SPINPAIR_WDK_PCIPROP_H */
