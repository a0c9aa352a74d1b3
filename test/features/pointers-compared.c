// Whether a list is empty: the analyzer has no value for the comparison of a
// pointer with the address of a member.
// RUN: %analyze -verify %s
// RUN: %analyze_only -analyzer-checker=storport -verify %s
#include <storport.h>

typedef struct _EXT {
  LIST_ENTRY List, Other;
  ULONG Count;
} EXT;

void complete(EXT *ext);

// Silent.

void isEmpty(EXT *ext) {
  ULONG irql = 0;
  if (!IsListEmpty(&ext->List))
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  ext->Count++;
  if (!IsListEmpty(&ext->List))
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void isOwnAddress(EXT *ext) {
  ULONG irql = 0;
  if (ext->List.Flink != &ext->List)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  ext->Count++;
  if (&ext->List == ext->List.Flink)
    return;
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

void acrossACall(EXT *ext) {
  ULONG irql = 0;
  if (ext->List.Flink != &ext->List)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  complete(ext);
  if (ext->List.Flink != &ext->List)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void loops(EXT *ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  while (!IsListEmpty(&ext->List))
    ext->List.Flink = ext->List.Flink->Flink;
  StorPortReleaseMSISpinLock(ext, 1, irql);
}

// Wrong.

void changes(EXT *ext, LIST_ENTRY *next) {
  ULONG irql = 0;
  if (!IsListEmpty(&ext->List))
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  ext->List.Flink = next;
  if (!IsListEmpty(&ext->List))
    StorPortReleaseMSISpinLock(ext, 1, irql); // expected-warning {{was never acquired}}
} // expected-warning {{is still held}}

void asksForAnother(EXT *ext) {
  ULONG irql = 0;
  if (!IsListEmpty(&ext->List))
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  if (!IsListEmpty(&ext->Other))
    StorPortReleaseMSISpinLock(ext, 1, irql); // expected-warning {{was never acquired}}
} // expected-warning {{is still held}}

void asksForTheOpposite(EXT *ext) {
  ULONG irql = 0;
  if (!IsListEmpty(&ext->List))
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  if (IsListEmpty(&ext->List))
    StorPortReleaseMSISpinLock(ext, 1, irql); // expected-warning {{was never acquired}}
} // expected-warning {{is still held}}
