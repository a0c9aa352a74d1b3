// A function with a loop that only looks says the same when it is asked again,
// as long as nobody wrote what it reads. The analyzer gives up on its loop.
// RUN: %analyze -verify %s
// RUN: %analyze_only -analyzer-checker=storport -verify %s
#include <storport.h>

typedef struct _NODE {
  struct _NODE *Next;
  ULONG Tag;
} NODE;

typedef struct _EXT {
  ULONG Count, Flags, Ids[8];
  NODE *First;
  PULONG Table;
} EXT;

ULONG Total;
void complete(EXT *ext);

static BOOLEAN has(EXT *ext, ULONG id) {
  for (ULONG i = 0; i < ext->Count; i++)
    if (ext->Ids[i] == id)
      return TRUE;
  return FALSE;
}

static ULONG length(EXT *ext) {
  ULONG n = 0;
  NODE *at = ext->First;
  while (at) {
    n++;
    at = at->Next;
  }
  return n;
}

static BOOLEAN isLong(EXT *ext) { return length(ext) > Total; }

static BOOLEAN inTable(const ULONG *table, ULONG n, ULONG id) {
  do
    if (table[n] == id)
      return TRUE;
  while (n--);
  return FALSE;
}

// Counts what it is asked: it does more than look.
static BOOLEAN counts(EXT *ext, ULONG id) {
  for (ULONG i = 0; i < ext->Count; i++, ext->Flags++)
    if (ext->Ids[i] == id)
      return TRUE;
  return FALSE;
}

// Silent.

void inArray(EXT *ext, ULONG id) {
  ULONG irql = 0;
  if (has(ext, id))
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  ext->Flags++;
  if (has(ext, id))
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void threeTimes(EXT *ext, ULONG id) {
  ULONG irql = 0;
  BOOLEAN found = has(ext, id);
  if (has(ext, id))
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  complete(ext);
  if (found && has(ext, id))
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void onList(EXT *ext) {
  ULONG irql = 0;
  if (isLong(ext))
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  ext->Ids[2] = ext->Flags;
  if (isLong(ext))
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void number(EXT *ext) {
  ULONG irql = 0;
  if (length(ext) == 3)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  ext->Flags++;
  if (length(ext) == 3)
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

void behindPointer(EXT *ext, ULONG id) {
  ULONG irql = 0;
  if (inTable(ext->Table, ext->Count, id))
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  if (inTable(ext->Table, ext->Count, id))
    StorPortReleaseMSISpinLock(ext, 1, irql);
}

// Wrong.

void leavesItHeld(EXT *ext, ULONG id) {
  ULONG irql = 0;
  if (has(ext, id))
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  ext->Flags++;
  if (!has(ext, id))
    StorPortReleaseMSISpinLock(ext, 1, irql); // expected-warning {{was never acquired}}
} // expected-warning {{is still held}}

void asksForLess(EXT *ext, ULONG id) {
  ULONG irql = 0;
  if (has(ext, id))
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  if (has(ext, id) && ext->Flags)
    StorPortReleaseMSISpinLock(ext, 1, irql);
} // expected-warning {{is still held}}

void onlyOnce(EXT *ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  if (has(ext, id))
    return; // expected-warning {{is still held}}
  StorPortReleaseMSISpinLock(ext, 1, irql);
}
