// What is in a table that is constant, or that nobody writes, is one of what it
// was initialised with: numbers, members, strings, pointers, elements of elements.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json large=proved,clean largeOther=reported members=proved,clean membersOther=reported two=proved,clean twoOther=reported nested=proved,clean nestedOther=reported text=proved,clean textOther=reported unwritten=proved,clean unwrittenOther=reported written=reported,undecided pointers=proved,clean pointersOther=reported twice=proved,clean,undecided rows=proved,clean,undecided rowsOther=reported
#include <storport.h>

typedef struct _EXT {
  ULONG Id, Kind;
  UCHAR Op, Grid[3][4];
} EXT, *PEXT;

typedef struct _COMMAND {
  UCHAR Length;
  struct {
    BOOLEAN Reads, Writes;
  } Does;
} COMMAND;

static const UCHAR Large[256] = {[0x12] = 7, [0x25] = 2};
static const COMMAND Commands[4] = {{6, {TRUE, FALSE}}, {10, {FALSE, TRUE}}, {12, {TRUE, TRUE}}};
static const USHORT Lengths[] = {6, 10, 12, 0};
static const UCHAR Grid[2][4] = {{0, 1, 2, 3}, {4, 5, 6, 7}};
static const char Text[] = "wxyz";
static ULONG Unwritten[4] = {5, 6, 7, 8}, Written[4] = {5, 6, 7, 8};
static const char *const Names[4] = {"none", NULL, "one", NULL};

VOID change(ULONG I) { Written[I & 3] = 0; }

#define LOCKED_IF(Condition)                                                   \
  ULONG Irql;                                                                  \
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);                                   \
  if (Condition)                                                               \
  StorPortReleaseMSISpinLock(Ext, 1, Irql)

VOID large(PEXT Ext) { LOCKED_IF(Large[Ext->Op] <= 7); }
VOID largeOther(PEXT Ext) { LOCKED_IF(Large[Ext->Op] < 7); }
VOID members(PEXT Ext) { LOCKED_IF(!Commands[Ext->Id & 3].Does.Writes || Commands[Ext->Id & 3].Length >= 10); }
VOID membersOther(PEXT Ext) { LOCKED_IF(!Commands[Ext->Id & 3].Does.Writes || Commands[Ext->Id & 3].Length > 10); }
VOID two(PEXT Ext) { LOCKED_IF(Lengths[Ext->Id & 3] == Commands[Ext->Id & 3].Length); }
VOID twoOther(PEXT Ext) { LOCKED_IF(Lengths[Ext->Id & 3] == Commands[Ext->Kind & 3].Length); }
VOID nested(PEXT Ext) { LOCKED_IF(Grid[Ext->Id & 1][Ext->Kind & 3] == (Ext->Id & 1) * 4 + (Ext->Kind & 3)); }
VOID nestedOther(PEXT Ext) { LOCKED_IF(Grid[Ext->Id & 1][Ext->Kind & 3] == (Ext->Id & 1) * 4); }
VOID text(PEXT Ext) { LOCKED_IF(Text[Ext->Id & 3] >= 'w'); }
VOID textOther(PEXT Ext) { LOCKED_IF(Text[Ext->Id & 3] > 'w'); }
VOID unwritten(PEXT Ext) { LOCKED_IF(Unwritten[Ext->Id & 3] == (Ext->Id & 3) + 5); }
VOID unwrittenOther(PEXT Ext) { LOCKED_IF(Unwritten[Ext->Id & 3] == 8); }
VOID written(PEXT Ext) { LOCKED_IF(Written[Ext->Id & 3] >= 5); }
VOID pointers(PEXT Ext) { LOCKED_IF(Names[Ext->Id & 3] || (Ext->Id & 1)); }
VOID pointersOther(PEXT Ext) { LOCKED_IF(Names[Ext->Id & 3] || (Ext->Id & 2)); }

VOID twice(PEXT Ext) {
  ULONG Irql = 0;
  if (Grid[Ext->Id & 1][Ext->Kind & 3])
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Grid[Ext->Id & 1][Ext->Kind & 3])
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID rows(PEXT Ext, ULONG Row, ULONG Column) {
  ULONG Irql = 0;
  if (Ext->Grid[Row][Column])
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Ext->Id++;
  if (Ext->Grid[Row][Column] != 0)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

VOID rowsOther(PEXT Ext, ULONG Row, ULONG Column) {
  ULONG Irql = 0;
  if (Ext->Grid[Row][Column])
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  if (Ext->Grid[Row][Column] > 1)
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
}
