/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ntddscsi.h: spinpair model header.
 *
 * The head of the private requests that reach a miniport as
 * SRB_FUNCTION_IO_CONTROL, and the control codes that send them.
 *
 * Source: the public DDI reference of ntddscsi.h (Microsoft's
 * windows-driver-docs-ddi).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_NTDDSCSI_H
#define SPINPAIR_WDK_NTDDSCSI_H

#include "devioctl.h"
#include "scsi.h"

#define IOCTL_SCSI_BASE FILE_DEVICE_CONTROLLER
#define IOCTL_SCSI_MINIPORT                                                    \
  CTL_CODE(IOCTL_SCSI_BASE, 0x0402, METHOD_BUFFERED,                           \
           FILE_READ_ACCESS | FILE_WRITE_ACCESS)
#define IOCTL_MINIPORT_PROCESS_SERVICE_IRP                                     \
  CTL_CODE(IOCTL_SCSI_BASE, 0x040e, METHOD_BUFFERED,                           \
           FILE_READ_ACCESS | FILE_WRITE_ACCESS)

typedef struct _SRB_IO_CONTROL {
  ULONG HeaderLength;
  UCHAR Signature[8];
  ULONG Timeout;
  ULONG ControlCode;
  ULONG ReturnCode;
  ULONG Length;
} SRB_IO_CONTROL, *PSRB_IO_CONTROL;

typedef struct _SCSI_ADDRESS {
  ULONG Length;
  UCHAR PortNumber;
  UCHAR PathId;
  UCHAR TargetId;
  UCHAR Lun;
} SCSI_ADDRESS, *PSCSI_ADDRESS;

#endif /* SPINPAIR_WDK_NTDDSCSI_H */
