/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ntddcdrm.h: spinpair model header.
 *
 * CD-ROM devices: the base of their control codes. No miniport that was read
 * uses more.
 *
 * Source: the public DDI reference of ntddcdrm.h.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_NTDDCDRM_H
#define SPINPAIR_WDK_NTDDCDRM_H

#include "ntddstor.h"

#define IOCTL_CDROM_BASE FILE_DEVICE_CD_ROM

#endif /* SPINPAIR_WDK_NTDDCDRM_H */
