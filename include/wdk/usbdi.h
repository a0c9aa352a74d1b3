/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * usbdi.h: spinpair model header.
 *
 * What usb.h and usbioctl.h have, by the name of older kits.
 *
 * Source: the public DDI reference of usb.h (Microsoft's windows-driver-docs-
 * ddi).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_USBDI_H
#define SPINPAIR_WDK_USBDI_H

#include "usb.h"
#include "usbioctl.h"

#endif /* SPINPAIR_WDK_USBDI_H */
