/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * usb200.h: spinpair model header.
 *
 * What usbspec.h has, by the name of older kits.
 *
 * Source: the public DDI reference of usbspec.h (Microsoft's windows-driver-
 * docs-ddi).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_USB200_H
#define SPINPAIR_WDK_USB200_H

#include "usbspec.h"

#endif /* SPINPAIR_WDK_USB200_H */
