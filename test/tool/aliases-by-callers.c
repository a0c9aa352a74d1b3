// A helper writes through a pointer that it is given, or that it finds, under a
// lock: only a caller tells whether that is what decides about the lock. A
// caller that makes it so is reported, and those that do not are not.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/Inputs/check_verdicts.py %t.json raiseMessage=reported raiseCount=proved,undecided,clean raiseLocal=proved,undecided,clean raiseFar=reported raiseFarCount=proved,undecided,clean raised=undecided keptClears=proved,undecided clearsKept=reported byteOfLocal=reported writesByte=reported setBoth=reported setsWhole=reported setOther=proved,undecided,clean
#include <storport.h>

typedef union _CONTROL {
  ULONG Whole;
  struct {
    USHORT Low, High;
  } Half;
} CONTROL, *PCONTROL;

typedef struct _ADAPTER {
  ULONG Message;
  ULONG Count;
  BOOLEAN Used;
  PBOOLEAN Kept;
  CONTROL Control, Other;
} ADAPTER, *PADAPTER;

static VOID raised(PADAPTER Adapter, PULONG Number) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Adapter, Adapter->Message, &Irql);
  *Number += 1;
  StorPortReleaseMSISpinLock(Adapter, Adapter->Message, Irql);
}

VOID raiseMessage(PADAPTER Adapter) { raised(Adapter, &Adapter->Message); }

VOID raiseCount(PADAPTER Adapter) { raised(Adapter, &Adapter->Count); }

VOID raiseLocal(PADAPTER Adapter) {
  ULONG Number = 0;
  raised(Adapter, &Number);
}

static VOID pass(PADAPTER Adapter, PULONG Number) { raised(Adapter, Number); }

VOID raiseFar(PADAPTER Adapter) { pass(Adapter, &Adapter->Message); }

VOID raiseFarCount(PADAPTER Adapter) { pass(Adapter, &Adapter->Count); }

static VOID clearsKept(PADAPTER Adapter) {
  ULONG Irql = 0;
  if (Adapter->Used)
    StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  *Adapter->Kept = FALSE;
  if (Adapter->Used)
    StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}

VOID keptClears(PADAPTER Adapter) {
  Adapter->Kept = &Adapter->Used;
  clearsKept(Adapter);
}

static VOID writesByte(PADAPTER Adapter, ULONG Offset) {
  ULONG Irql, Message = 1;
  ((PUCHAR)&Message)[Offset] = 1;
  StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  StorPortReleaseMSISpinLock(Adapter, Message, Irql);
}

VOID byteOfLocal(PADAPTER Adapter) { writesByte(Adapter, 1); }

static VOID setAll(PCONTROL Control) { Control->Whole = 0; }

VOID setsWhole(PADAPTER Adapter) {
  ULONG Irql = 0;
  if (Adapter->Control.Half.High)
    StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  setAll(&Adapter->Control);
  if (Adapter->Control.Half.High)
    StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}

VOID setOther(PADAPTER Adapter) {
  ULONG Irql = 0;
  if (Adapter->Control.Half.High)
    StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  setAll(&Adapter->Other);
  if (Adapter->Control.Half.High)
    StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}

VOID setBoth(PADAPTER Adapter) {
  ULONG Irql = 0;
  setAll(&Adapter->Other);
  if (Adapter->Other.Half.Low == 0)
    StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
}
