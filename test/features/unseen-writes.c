// Writes that are not seen as such: by assembly, by a pointer that va_arg finds, in
// a record that is laid over numbers, and by code that is not in the program and
// finds a pointer in what it is given.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json byAssembly=undecided barrier=proved byArgument=undecided byList=undecided read=proved overMember=undecided,reported overNext=undecided,reported overLocal=undecided,reported overBytes=undecided,reported overElse=proved byHolder=undecided byGlobal=undecided
#include <storport.h>

typedef struct _PAIR {
  ULONG First, Second;
} PAIR, *PPAIR;
typedef struct _EXT {
  ULONG Before, Numbers[2], Behind, Later;
} EXT, *PEXT;

VOID byAssembly(PVOID Ext) {
  ULONG Irql, Id = 2, *Place = &Id;
  StorPortAcquireMSISpinLock(Ext, Id, &Irql);
  __asm__ volatile("movl $3, (%0)" : : "r"(Place) : "memory");
  StorPortReleaseMSISpinLock(Ext, Id, Irql);
}

VOID barrier(PVOID Ext, PEXT Other) {
  ULONG Irql = 0;
  if (Other->Behind)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  __asm__ volatile("" : : : "memory");
  __asm__ volatile("mfence" : : : "memory");
  if (Other->Behind)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

static VOID Reset(PVOID Ext, ...) {
  va_list Rest;
  va_start(Rest, Ext);
  *va_arg(Rest, PULONG) = 0;
  va_end(Rest);
}

VOID byArgument(PVOID Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Reset(Ext, &Irql);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

static VOID ResetNext(va_list Rest) { *va_arg(Rest, PULONG) = 0; }

static VOID ResetFirst(PVOID Ext, ...) {
  va_list Rest;
  va_start(Rest, Ext);
  ResetNext(Rest);
  va_end(Rest);
}

VOID byList(PVOID Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  ResetFirst(Ext, &Irql);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID read(PVOID Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Reset(Ext, Ext);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID overMember(PEXT Ext) {
  ULONG Irql = 0;
  PPAIR Pair = (PPAIR)Ext->Numbers;
  if (Ext->Numbers[1])
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Pair->Second = 0;
  if (Ext->Numbers[1])
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID overNext(PEXT Ext) {
  ULONG Irql = 0;
  if (Ext->Later)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  ((PPAIR)&Ext->Behind)->Second = 0;
  if (Ext->Later)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID overLocal(PEXT Ext) {
  ULONG Numbers[4] = {0}, Irql;
  PPAIR Pair = (PPAIR)Numbers;
  Numbers[1] = 1;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Pair->Second = 0;
  if (Numbers[1])
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID overBytes(PEXT Ext) {
  UCHAR Bytes[16] = {0};
  ULONG Irql;
  PPAIR Pair = (PPAIR)Bytes;
  Bytes[4] = 1;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Pair->Second = 0;
  if (Bytes[4])
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID overElse(PEXT Ext) {
  ULONG Irql = 0;
  if (Ext->Before)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  ((PPAIR)&Ext->Behind)->Second = 0;
  if (Ext->Before)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

typedef struct _HOLDER {
  PULONG Place;
} HOLDER;
VOID Outside(HOLDER *Holder);
VOID OutsideToo(VOID);
PULONG Kept;

VOID byHolder(PVOID Ext) {
  ULONG Irql, Id = 1;
  HOLDER Holder = {&Id};
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Outside(&Holder);
  StorPortReleaseMSISpinLock(Ext, Id, Irql);
}

VOID byGlobal(PVOID Ext) {
  ULONG Irql, Id = 1;
  Kept = &Id;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  OutsideToo();
  StorPortReleaseMSISpinLock(Ext, Id, Irql);
}
