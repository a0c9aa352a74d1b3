// A static variable that its file only reads, or a part of one, is for ever what it was
// initialised with, be it const or not; an element of a constant table by a number that is
// not known has the members of one of its rows.
// RUN: %analyze_only -analyzer-checker=storport -verify %s
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json zero=proved number=proved part=proved row=proved,clean,undecided rows=proved,clean,undecided pointer=proved,clean wrongNumber=reported wrongRow=reported written=reported addressed=reported global=reported seen=reported
#include <storport.h>

typedef struct _ROW {
  ULONG Message;
  BOOLEAN Locked;
} ROW;
typedef VOID ACT(PVOID Adapter);
typedef struct _ACTS {
  ACT *First, *Second;
} ACTS;

static BOOLEAN Skipped;
static ULONG Message = 1;
static ROW Own[] = {{4, TRUE}, {5, FALSE}};
static const ROW Rows[] = {{3, TRUE}, {4, TRUE}, {5, TRUE}};
static BOOLEAN Switched, Lent;
ULONG Sizes[] = {sizeof(Own), sizeof Message};
BOOLEAN Shared;
static volatile BOOLEAN Watched;

VOID zero(PVOID Adapter) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  if (Skipped)
    return;
  StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}
VOID number(PVOID Adapter) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Adapter, Message, &Irql);
  StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}
VOID wrongNumber(PVOID Adapter) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Adapter, Message, &Irql);
  StorPortReleaseMSISpinLock(Adapter, 2, Irql); // expected-warning {{released}}
}
VOID part(PVOID Adapter) {
  ULONG Irql = 0;
  if (Own[0].Locked)
    StorPortAcquireMSISpinLock(Adapter, Own[0].Message, &Irql);
  if (!Own[1].Locked)
    StorPortReleaseMSISpinLock(Adapter, 4, Irql);
}
VOID row(PVOID Adapter) {
  ULONG Irql = 0;
  if (Rows[1].Locked)
    StorPortAcquireMSISpinLock(Adapter, Rows[1].Message, &Irql);
  StorPortReleaseMSISpinLock(Adapter, 4, Irql);
}
VOID rows(PVOID Adapter, ULONG Index) {
  ULONG Irql = 0;
  const ROW *Row = &Rows[Index];
  if (Row->Locked)
    StorPortAcquireMSISpinLock(Adapter, 2, &Irql);
  if (Row->Message < 6)
    StorPortReleaseMSISpinLock(Adapter, 2, Irql);
}
VOID wrongRow(PVOID Adapter, ULONG Index) {
  ULONG Irql = 0;
  const ROW *Row = &Rows[Index];
  if (Row->Locked)
    StorPortAcquireMSISpinLock(Adapter, 2, &Irql);
  if (Row->Message < 5)
    StorPortReleaseMSISpinLock(Adapter, 2, Irql);
} // expected-warning {{still held}}

static ULONG Saved;
static VOID take(PVOID Adapter) {
  StorPortAcquireMSISpinLock(Adapter, 6, &Saved);
}
static VOID give(PVOID Adapter) {
  StorPortReleaseMSISpinLock(Adapter, 6, Saved);
}
static ACTS Acts = {take, give};
VOID pointer(PVOID Adapter) {
  Acts.First(Adapter);
  Acts.Second(Adapter);
}

// Somebody writes these, or may.
VOID turn(VOID) { Switched = TRUE; }
VOID written(PVOID Adapter) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  if (Switched)
    return; // expected-warning {{still held}}
  StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}
VOID fill(BOOLEAN *Flag);
VOID lend(VOID) { fill(&Lent); }
VOID addressed(PVOID Adapter) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  if (Lent)
    return; // expected-warning {{still held}}
  StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}
VOID global(PVOID Adapter) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  if (Shared)
    return; // expected-warning {{still held}}
  StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}
VOID seen(PVOID Adapter) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  if (Watched)
    return; // expected-warning {{still held}}
  StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}
