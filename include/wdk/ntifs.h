/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ntifs.h: spinpair model header.
 *
 * What file system drivers have beyond ntddk.h; of that, the queues that
 * storage drivers use, and push locks.
 *
 * Source: the public DDI reference of ntifs.h and wdm.h (Microsoft's
 * windows-driver-docs-ddi).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_NTIFS_H
#define SPINPAIR_WDK_NTIFS_H

#include "ntddk.h"

/* Opaque to drivers. */
typedef struct _KQUEUE {
  ULONG_PTR Opaque[8];
} KQUEUE, *PKQUEUE, *PRKQUEUE;

/* Opaque to drivers. */
typedef ULONG_PTR EX_PUSH_LOCK, *PEX_PUSH_LOCK;

SPINPAIR_WDK_BEGIN

VOID ExInitializePushLock(PEX_PUSH_LOCK PushLock);
VOID ExAcquirePushLockExclusive(PEX_PUSH_LOCK PushLock);
VOID ExAcquirePushLockShared(PEX_PUSH_LOCK PushLock);
VOID ExReleasePushLockExclusive(PEX_PUSH_LOCK PushLock);
VOID ExReleasePushLockShared(PEX_PUSH_LOCK PushLock);
VOID FsRtlEnterFileSystem(VOID);
VOID FsRtlExitFileSystem(VOID);

VOID KeInitializeQueue(PRKQUEUE Queue, ULONG Count);
LONG KeInsertQueue(PRKQUEUE Queue, PLIST_ENTRY Entry);
LONG KeInsertHeadQueue(PRKQUEUE Queue, PLIST_ENTRY Entry);
PLIST_ENTRY KeRemoveQueue(PRKQUEUE Queue, KPROCESSOR_MODE WaitMode,
                          PLARGE_INTEGER Timeout);
PLIST_ENTRY KeRundownQueue(PRKQUEUE Queue);
LONG KeReadStateQueue(PRKQUEUE Queue);
ULONG IoGetRequestorProcessId(PIRP Irp);

SPINPAIR_WDK_END

#endif /* SPINPAIR_WDK_NTIFS_H */
