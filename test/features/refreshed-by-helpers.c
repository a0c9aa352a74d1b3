// A helper that takes no lock stores what it reads, and the caller asks for that: what the helper
// read was written in between, by the caller, by another helper, or through a pointer.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json given=reported byHelper=reported inMember=reported message=reported inLoop=reported,undecided throughPointer=reported,undecided renewed=reported nested=reported
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json same=proved otherMember=proved
#include <ntddk.h>
#include <storport.h>

typedef struct _BOX {
  KSPIN_LOCK Lock;
  ULONG Count, Busy, Old, Message;
} BOX, *PBOX;
static VOID busyOf(PBOX Box, ULONG *Busy) { *Busy = Box->Busy; }
static VOID copy(ULONG *To, ULONG *From) { *To = *From; }
static VOID messageOf(PBOX Box, ULONG *Message) { *Message = Box->Message; }
static VOID renew(PBOX Box) { Box->Busy = Box->Old; }
static VOID rest(PBOX Box) { Box->Busy = 0; }

VOID given(PBOX Box) {
  KIRQL Irql;
  ULONG Busy;
  busyOf(Box, &Busy);
  if (Busy)
    KeAcquireSpinLock(&Box->Lock, &Irql);
  Box->Busy = 0;
  busyOf(Box, &Busy);
  if (Busy)
    KeReleaseSpinLock(&Box->Lock, Irql);
}
VOID byHelper(PBOX Box) {
  KIRQL Irql;
  ULONG Busy;
  busyOf(Box, &Busy);
  if (Busy)
    KeAcquireSpinLock(&Box->Lock, &Irql);
  rest(Box);
  busyOf(Box, &Busy);
  if (Busy)
    KeReleaseSpinLock(&Box->Lock, Irql);
}
VOID inMember(PBOX Box) {
  KIRQL Irql;
  Box->Busy = 1;
  busyOf(Box, &Box->Count);
  if (Box->Count)
    KeAcquireSpinLock(&Box->Lock, &Irql);
  Box->Busy = 0;
  busyOf(Box, &Box->Count);
  if (Box->Count)
    KeReleaseSpinLock(&Box->Lock, Irql);
}
VOID message(PBOX Box) {
  ULONG Irql, Message;
  Box->Message = 1;
  messageOf(Box, &Message);
  StorPortAcquireMSISpinLock(Box, Message, &Irql);
  Box->Message = 2;
  messageOf(Box, &Message);
  StorPortReleaseMSISpinLock(Box, Message, Irql);
}
VOID inLoop(PBOX Box) {
  KIRQL Irql;
  for (ULONG I = 0; I < 2; I++) {
    ULONG Busy;
    busyOf(Box, &Busy);
    if (Busy)
      KeAcquireSpinLock(&Box->Lock, &Irql);
    Box->Busy = 0;
    busyOf(Box, &Busy);
    if (Busy)
      KeReleaseSpinLock(&Box->Lock, Irql);
  }
}
VOID throughPointer(PBOX Box, ULONG *Flag) {
  KIRQL Irql;
  ULONG Busy;
  copy(&Busy, Flag);
  if (Busy)
    KeAcquireSpinLock(&Box->Lock, &Irql);
  *Flag = 0;
  copy(&Busy, Flag);
  if (Busy)
    KeReleaseSpinLock(&Box->Lock, Irql);
}
VOID renewed(PBOX Box) {
  KIRQL Irql;
  Box->Old = 1;
  renew(Box);
  if (Box->Busy)
    KeAcquireSpinLock(&Box->Lock, &Irql);
  Box->Old = 0;
  renew(Box);
  if (Box->Busy)
    KeReleaseSpinLock(&Box->Lock, Irql);
}

// What a helper takes while it runs is said of what it wrote itself.
static VOID takes(PBOX Box) {
  KIRQL Irql;
  ULONG Busy;
  Box->Busy = 1;
  busyOf(Box, &Busy);
  if (Busy) {
    KeAcquireSpinLock(&Box->Lock, &Irql);
    Box->Count++;
    KeReleaseSpinLock(&Box->Lock, Irql);
  }
}
VOID nested(PBOX Box) {
  KIRQL Irql;
  KeAcquireSpinLock(&Box->Lock, &Irql);
  if (Box->Busy == 0)
    takes(Box);
  KeReleaseSpinLock(&Box->Lock, Irql);
}

VOID same(PBOX Box) {
  KIRQL Irql;
  ULONG Busy;
  busyOf(Box, &Busy);
  if (Busy)
    KeAcquireSpinLock(&Box->Lock, &Irql);
  Box->Count = 0;
  busyOf(Box, &Busy);
  if (Busy)
    KeReleaseSpinLock(&Box->Lock, Irql);
}
VOID otherMember(PBOX Box) {
  ULONG Irql, Message;
  messageOf(Box, &Message);
  StorPortAcquireMSISpinLock(Box, Message, &Irql);
  Box->Busy = 2;
  messageOf(Box, &Message);
  StorPortReleaseMSISpinLock(Box, Message, Irql);
}
