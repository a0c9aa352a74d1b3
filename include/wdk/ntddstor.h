/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ntddstor.h: spinpair model header.
 *
 * The kinds of storage bus, and the routine of StorPort that takes one.
 *
 * Source: the public DDI reference of ntddstor.h and storport.h (Microsoft's
 * windows-driver-docs-ddi).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_NTDDSTOR_H
#define SPINPAIR_WDK_NTDDSTOR_H

#include "devioctl.h"
#include "ntdef.h"

typedef enum _STORAGE_BUS_TYPE {
  BusTypeUnknown,
  BusTypeScsi,
  BusTypeAtapi,
  BusTypeAta,
  BusType1394,
  BusTypeSsa,
  BusTypeFibre,
  BusTypeUsb,
  BusTypeRAID,
  BusTypeiScsi,
  BusTypeSas,
  BusTypeSata,
  BusTypeSd,
  BusTypeMmc,
  BusTypeVirtual,
  BusTypeFileBackedVirtual,
  BusTypeSpaces,
  BusTypeNvme,
  BusTypeSCM,
  BusTypeUfs,
  BusTypeMax,
  BusTypeMaxReserved = 0x7F
} STORAGE_BUS_TYPE,
    *PSTORAGE_BUS_TYPE;

SPINPAIR_WDK_BEGIN
ULONG StorPortSetAdapterBusType(PVOID HwDeviceExtension,
                                STORAGE_BUS_TYPE BusType);
SPINPAIR_WDK_END

#endif /* SPINPAIR_WDK_NTDDSTOR_H */
