// Routines that are called to look at something, asked twice: the paths on which they say something
// else the second time are not reported. What a register says may be another thing each time.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json location=proved,clean,undecided bits=proved,clean,undecided queue=proved,clean,undecided list=proved,clean,undecided polled=reported
#include <wdf.h>
#include <storport.h>

typedef struct _BOX {
  KSPIN_LOCK Lock;
  ULONG Count;
  RTL_BITMAP Bits;
  WDFQUEUE Queue;
  PULONG Register;
} BOX, *PBOX;
#define BETWEEN(condition)                                                                         \
  KIRQL Irql;                                                                                      \
  if (condition)                                                                                   \
    KeAcquireSpinLock(&Box->Lock, &Irql);                                                          \
  Box->Count++;                                                                                    \
  if (condition)                                                                                   \
  KeReleaseSpinLock(&Box->Lock, Irql)

VOID location(PBOX Box, PIRP Irp) {
  BETWEEN(IoGetCurrentIrpStackLocation(Irp)->MajorFunction == IRP_MJ_READ);
}
VOID bits(PBOX Box) { BETWEEN(RtlNumberOfSetBits(&Box->Bits)); }
VOID queue(PBOX Box, WDFREQUEST Request) { BETWEEN(WdfRequestGetIoQueue(Request) == Box->Queue); }
VOID list(PBOX Box, PSCSI_REQUEST_BLOCK Srb) { BETWEEN(StorPortGetScatterGatherList(Box, Srb)); }
VOID polled(PBOX Box) { BETWEEN(StorPortReadRegisterUlong(Box, Box->Register) & 1); }
