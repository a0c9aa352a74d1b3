// What a builtin or an _Atomic object is given, a pointer or a number made of
// one, is found there again: its type, its name and its width do not matter.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? -lt 3'
// RUN: %python %S/Inputs/check_verdicts.py %t.json tested=undecided,reported swapped=undecided,reported swappedIf=undecided,reported added=undecided,reported ored=undecided,reported intrinsic=undecided,reported compared=undecided,reported acquired=undecided,reported stored=undecided,reported storedVoid=undecided,reported local=undecided,reported element=undecided,reported fetched=undecided,reported aligned=undecided,reported other=proved counted=proved plain=proved
#include <storport.h>

typedef struct _EXT {
  ULONG Irql, Count;
  PVOID Any;
  PULONG Where;
  ULONG_PTR Address;
  _Atomic(PULONG) Atomic;
  _Atomic(PVOID) AtomicAny;
} EXT, *PEXT;

#define TAKE(slot) StorPortAcquireMSISpinLock(Ext, 1, slot)
#define GIVE(irql) StorPortReleaseMSISpinLock(Ext, 1, irql)

VOID tested(PEXT Ext) {
  ULONG Irql, Other;
  PULONG Where = &Other;
  __sync_lock_test_and_set(&Where, &Irql);
  TAKE(&Irql);
  *Where = 0;
  GIVE(Irql);
}

VOID swapped(PEXT Ext) {
  (void)__sync_val_compare_and_swap(&Ext->Where, NULL, &Ext->Irql);
  TAKE(&Ext->Irql);
  *Ext->Where = 0;
  GIVE(Ext->Irql);
}

VOID swappedIf(PEXT Ext) {
  ULONG Irql;
  PVOID Where = NULL;
  TAKE(&Irql);
  if (__sync_bool_compare_and_swap(&Where, NULL, (PVOID)&Irql))
    *(PULONG)Where = 0;
  GIVE(Irql);
}

VOID added(PEXT Ext) {
  ULONG Irql;
  Ext->Address = 0;
  __sync_fetch_and_add(&Ext->Address, (ULONG_PTR)&Irql);
  TAKE(&Irql);
  *(PULONG)Ext->Address = 0;
  GIVE(Irql);
}

VOID ored(PEXT Ext) {
  ULONG Irql;
  Ext->Address = 0;
  __atomic_fetch_or(&Ext->Address, (ULONG_PTR)&Irql, __ATOMIC_SEQ_CST);
  TAKE(&Irql);
  *(PULONG)Ext->Address = 0;
  GIVE(Irql);
}

VOID intrinsic(PEXT Ext) {
  ULONG Irql;
  _InterlockedExchangePointer(&Ext->Any, &Irql);
  TAKE(&Irql);
  *(PULONG)Ext->Any = 0;
  GIVE(Irql);
}

VOID compared(PEXT Ext) {
  _InterlockedCompareExchangePointer(&Ext->Any, &Ext->Irql, NULL);
  TAKE(&Ext->Irql);
  *(PULONG)Ext->Any = 0;
  GIVE(Ext->Irql);
}

VOID acquired(PEXT Ext) {
  ULONG Irql;
  Ext->Address = 0;
  _InterlockedOr64((LONG64 *)&Ext->Address, (LONG64)&Irql);
  TAKE(&Irql);
  *(PULONG)Ext->Address = 0;
  GIVE(Irql);
}

VOID stored(PEXT Ext) {
  Ext->Atomic = &Ext->Irql;
  TAKE(&Ext->Irql);
  *Ext->Atomic = 0;
  GIVE(Ext->Irql);
}

VOID storedVoid(PEXT Ext) {
  Ext->AtomicAny = &Ext->Irql;
  TAKE(&Ext->Irql);
  *(PULONG)Ext->AtomicAny = 0;
  GIVE(Ext->Irql);
}

VOID local(PEXT Ext) {
  ULONG Irql;
  _Atomic(PULONG) Where = &Irql;
  TAKE(&Irql);
  *Where = 0;
  GIVE(Irql);
}

VOID element(PEXT Ext) {
  ULONG Irql;
  _Atomic(PULONG) Both[2];
  Both[1] = &Irql;
  TAKE(&Irql);
  *Both[1] = 0;
  GIVE(Irql);
}

VOID fetched(PEXT Ext) {
  ULONG Irql;
  PULONG New = &Irql;
  __atomic_exchange(&Ext->Where, &New, &New, __ATOMIC_SEQ_CST);
  TAKE(&Irql);
  *Ext->Where = 0;
  GIVE(Irql);
}

VOID aligned(PEXT Ext) {
  ULONG Irql;
  PULONG Where = __builtin_assume_aligned(&Irql, 4);
  TAKE(&Irql);
  *Where = 0;
  GIVE(Irql);
}

VOID other(PEXT Ext) {
  ULONG Irql, Other;
  __sync_lock_test_and_set(&Ext->Where, &Other);
  TAKE(&Irql);
  *Ext->Where = 0;
  GIVE(Irql);
}

VOID counted(PEXT Ext) {
  ULONG Irql;
  TAKE(&Irql);
  __sync_fetch_and_add(&Ext->Count, 1);
  GIVE(Irql);
}

VOID plain(PEXT Ext) {
  ULONG Irql, Other;
  Ext->Atomic = &Other;
  TAKE(&Irql);
  *Ext->Atomic = 0;
  GIVE(Irql);
}
