// A pointer that va_arg finds may lead to whatever any call handed for "...".
// And a store whose place only an earlier round of a loop could name is one.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? -lt 3'
// RUN: %python %S/Inputs/check_verdicts.py %t.json each=undecided,reported cleared=undecided,reported asNumber=undecided,reported records=undecided,reported record=undecided,reported handedOn=undecided,reported elsewhere=undecided,reported summed=proved printed=proved
#include <ntddk.h>
#include <stdarg.h>
#include <storport.h>

typedef struct _EXT {
  ULONG Irql;
  PULONG Where;
} EXT, *PEXT;

typedef struct _OTHER {
  ULONG Irql, Count;
} OTHER, *POTHER;

#define TAKE(slot) StorPortAcquireMSISpinLock(Ext, 1, slot)
#define GIVE(irql) StorPortReleaseMSISpinLock(Ext, 1, irql)

static VOID zeroEach(PEXT Ext, ...) {
  va_list List;
  PULONG Each;
  va_start(List, Ext);
  while ((Each = va_arg(List, PULONG)) != NULL)
    *Each = 0;
  va_end(List);
}

VOID each(PEXT Ext) {
  ULONG Irql, Other;
  TAKE(&Irql);
  zeroEach(Ext, &Other, &Irql, NULL);
  GIVE(Irql);
}

static VOID clear(ULONG Size, ...) {
  va_list List;
  PVOID Given;
  va_start(List, Size);
  Given = va_arg(List, PVOID);
  RtlZeroMemory(Given, Size);
  va_end(List);
}

VOID cleared(PEXT Ext) {
  TAKE(&Ext->Irql);
  clear(sizeof *Ext, Ext);
  GIVE(Ext->Irql);
}

static VOID zeroFirst(ULONG Count, ...) {
  va_list List;
  va_start(List, Count);
  *va_arg(List, PULONG) = 0;
  va_end(List);
}

VOID asNumber(PEXT Ext) {
  TAKE(&Ext->Irql);
  zeroFirst(1, Ext);
  GIVE(Ext->Irql);
}

static VOID zeroRecords(ULONG Count, ...) {
  va_list List;
  POTHER Each;
  va_start(List, Count);
  while ((Each = va_arg(List, POTHER)) != NULL)
    Each->Irql = 0;
  va_end(List);
}

VOID records(PEXT Ext) {
  OTHER Own;
  TAKE(&Own.Irql);
  zeroRecords(1, &Own, NULL);
  GIVE(Own.Irql);
}

VOID record(PEXT Ext, POTHER Other) {
  TAKE(&Other->Irql);
  zeroRecords(1, Other, NULL);
  GIVE(Other->Irql);
}

static VOID zeroList(va_list List, ULONG Count) {
  for (; Count; Count--) {
    PULONG Each = va_arg(List, PULONG);
    *Each = 0;
  }
}

static VOID zeroMany(ULONG Count, ...) {
  va_list List;
  va_start(List, Count);
  zeroList(List, Count);
  va_end(List);
}

VOID handedOn(PEXT Ext) {
  ULONG Irql;
  TAKE(&Irql);
  zeroMany(1, &Irql);
  GIVE(Irql);
}

PULONG nextOne(VOID);

static VOID zeroAll(VOID) {
  PULONG Each;
  while ((Each = nextOne()) != NULL)
    *Each = 0;
}

VOID elsewhere(PEXT Ext) {
  ULONG Irql;
  Ext->Where = &Irql;
  TAKE(&Irql);
  zeroAll();
  GIVE(Irql);
}

static ULONG sum(ULONG Count, ...) {
  va_list List;
  ULONG Sum = 0;
  va_start(List, Count);
  while (Count--)
    Sum += va_arg(List, ULONG);
  va_end(List);
  return Sum;
}

VOID summed(PEXT Ext) {
  TAKE(&Ext->Irql);
  sum(2, 1, 2);
  GIVE(Ext->Irql);
}

static ULONG nulls(PCSTR Format, ...) {
  va_list List;
  ULONG Count = 0;
  va_start(List, Format);
  while (*Format++)
    if (va_arg(List, PVOID) == NULL)
      Count++;
  va_end(List);
  return Count;
}

VOID printed(PEXT Ext) {
  TAKE(&Ext->Irql);
  nulls("pp", Ext, Ext->Where);
  GIVE(Ext->Irql);
}
