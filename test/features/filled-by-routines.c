// Routines that fill what they are given a pointer to, whatever their names say of memory: a
// condition on it is not the same before and behind the call.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 0 -o $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json copied=undecided,reported sized=undecided,reported made=undecided,reported local=undecided,reported behind=undecided,reported time=undecided,reported own=undecided,reported same=proved
#include <wdf.h>
#include <storport.h>

typedef struct _BOX {
  KSPIN_LOCK Lock;
  ULONG Count, Busy;
  size_t Size;
  PVOID Bytes;
  WDFMEMORY Memory;
  LARGE_INTEGER Time;
} BOX, *PBOX;

VOID copied(PBOX Box) {
  KIRQL Irql;
  if (Box->Busy)
    KeAcquireSpinLock(&Box->Lock, &Irql);
  WdfMemoryCopyToBuffer(Box->Memory, 0, &Box->Busy, sizeof(Box->Busy));
  if (Box->Busy)
    KeReleaseSpinLock(&Box->Lock, Irql);
}
VOID sized(PBOX Box) {
  KIRQL Irql;
  if (Box->Size)
    KeAcquireSpinLock(&Box->Lock, &Irql);
  Box->Bytes = WdfMemoryGetBuffer(Box->Memory, &Box->Size);
  if (Box->Size)
    KeReleaseSpinLock(&Box->Lock, Irql);
}
VOID made(PBOX Box) {
  KIRQL Irql;
  if (Box->Bytes)
    KeAcquireSpinLock(&Box->Lock, &Irql);
  WdfMemoryCreate(NULL, NonPagedPool, 'xobB', 64, &Box->Memory, &Box->Bytes);
  if (Box->Bytes)
    KeReleaseSpinLock(&Box->Lock, Irql);
}
VOID local(PBOX Box) {
  KIRQL Irql;
  size_t Size = 0;
  if (Size == 0)
    KeAcquireSpinLock(&Box->Lock, &Irql);
  WdfMemoryGetBuffer(Box->Memory, &Size);
  if (Size == 0)
    KeReleaseSpinLock(&Box->Lock, Irql);
}
// What stands behind a test of what was filled is looked at.
NTSTATUS behind(PBOX Box) {
  KIRQL Irql;
  WDFMEMORY Memory = NULL;
  WdfMemoryCreate(NULL, NonPagedPool, 'xobB', 64, &Memory, NULL);
  if (Memory)
    KeAcquireSpinLock(&Box->Lock, &Irql);
  return STATUS_SUCCESS;
}
VOID time(PBOX Box) {
  ULONG Irql;
  if (Box->Time.LowPart)
    StorPortAcquireMSISpinLock(Box, 0, &Irql);
  StorPortQuerySystemTime(&Box->Time);
  if (Box->Time.LowPart)
    StorPortReleaseMSISpinLock(Box, 0, Irql);
}
static VOID clearMemory(ULONG *Count, ULONG *Busy) {
  *Count = 0;
  *Busy = 0;
}
VOID own(PBOX Box) {
  KIRQL Irql;
  if (Box->Busy)
    KeAcquireSpinLock(&Box->Lock, &Irql);
  clearMemory(&Box->Count, &Box->Busy);
  if (Box->Busy)
    KeReleaseSpinLock(&Box->Lock, Irql);
}
VOID same(PBOX Box) {
  KIRQL Irql;
  if (Box->Busy)
    KeAcquireSpinLock(&Box->Lock, &Irql);
  WdfMemoryCopyToBuffer(Box->Memory, 0, &Box->Count, sizeof(Box->Count));
  StorPortQuerySystemTime(&Box->Time);
  if (Box->Busy)
    KeReleaseSpinLock(&Box->Lock, Irql);
}
