// The address of a saved IRQL, or of what decides, that an interlocked routine or
// an atomic builtin puts somewhere, is found there again.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json exchanged=reported typed=reported compared=reported global=reported member=reported given=reported stored=reported byHelper=reported decides=reported other=proved putOnly=proved
#include <storport.h>

typedef struct _EXT {
  ULONG Flags;
  PVOID Pointer;
} EXT, *PEXT;

static PVOID Kept;

VOID exchanged(PEXT Ext) {
  ULONG Irql;
  PVOID Where = NULL;
  InterlockedExchangePointer(&Where, &Irql);
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  *(PULONG)Where = 0;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID typed(PEXT Ext) {
  ULONG Irql, Other;
  PULONG Where = &Other;
  InterlockedExchangePointer((PVOID *)&Where, &Irql);
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  *Where = 0;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID compared(PEXT Ext) {
  ULONG Irql;
  PVOID Where = NULL;
  InterlockedCompareExchangePointer(&Where, &Irql, NULL);
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  *(PULONG)Where = 0;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID global(PEXT Ext) {
  ULONG Irql;
  InterlockedExchangePointer(&Kept, &Irql);
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  *(PULONG)Kept = 0;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID member(PEXT Ext) {
  ULONG Irql;
  InterlockedExchangePointer(&Ext->Pointer, &Irql);
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  *(PULONG)Ext->Pointer = 0;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID given(PEXT Ext) {
  ULONG Irql;
  PVOID Where = &Irql;
  PULONG Found = InterlockedExchangePointer(&Where, NULL);
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  *Found = 0;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID stored(PEXT Ext) {
  ULONG Irql;
  PULONG Where;
  __atomic_store_n(&Where, &Irql, __ATOMIC_SEQ_CST);
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  *Where = 0;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

static PVOID put(PVOID volatile *Where, PVOID Pointer) {
  return __atomic_exchange_n(Where, Pointer, __ATOMIC_SEQ_CST);
}

VOID byHelper(PEXT Ext) {
  ULONG Irql;
  PVOID Where = NULL;
  put(&Where, &Irql);
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  *(PULONG)Where = 0;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID decides(PEXT Ext) {
  ULONG Irql = 0;
  Ext->Flags = 1;
  InterlockedExchangePointer(&Ext->Pointer, &Ext->Flags);
  if (Ext->Flags)
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  *(PULONG)Ext->Pointer = 0;
  if (Ext->Flags)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID other(PEXT Ext) {
  ULONG Irql, Other;
  PVOID Where = NULL;
  InterlockedExchangePointer(&Where, &Other);
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  *(PULONG)Where = 0;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID putOnly(PEXT Ext, PVOID Request) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (InterlockedCompareExchangePointer(&Ext->Pointer, Request, NULL) == NULL)
    Ext->Flags++;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}
