/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * winioctl.h: spinpair model header.
 *
 * Control codes, as programs see them that use devices; headers that a driver
 * shares with these name it.
 *
 * Source: the public reference of winioctl.h (Microsoft's win32 docs).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_WINIOCTL_H
#define SPINPAIR_WDK_WINIOCTL_H

#include "devioctl.h"
#include "ntdddisk.h"
#include "ntddstor.h"
#include "ntddvol.h"

#endif /* SPINPAIR_WDK_WINIOCTL_H */
