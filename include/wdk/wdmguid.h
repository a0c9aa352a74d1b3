/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * wdmguid.h: spinpair model header.
 *
 * GUIDs of the Plug and Play manager that drivers ask for and answer with.
 *
 * Source: the public reference of bus interfaces, bus types and events
 * (Microsoft).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_WDMGUID_H
#define SPINPAIR_WDK_WDMGUID_H

#include "guiddef.h"

DEFINE_GUID(GUID_BUS_INTERFACE_STANDARD, 0x496B8280, 0x6F25, 0x11D0, 0xBE, 0xAF,
            0x08, 0x00, 0x2B, 0xE2, 0x09, 0x2F);
DEFINE_GUID(GUID_BUS_TYPE_INTERNAL, 0x1530EA73, 0x086B, 0x11D1, 0xA0, 0x9F,
            0x00, 0xC0, 0x4F, 0xC3, 0x40, 0xB1);
DEFINE_GUID(GUID_BUS_TYPE_PCI, 0xC8EBDFB0, 0xB510, 0x11D0, 0x80, 0xE5, 0x00,
            0xA0, 0xC9, 0x25, 0x42, 0xE3);

#endif /* SPINPAIR_WDK_WDMGUID_H */
