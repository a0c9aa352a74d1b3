// What is read by one pointer after it was written by another one is what was
// written, if the two are equal; so is an element, whatever its index is called. The
// entries of a list lead to each other, and one that is alone to itself.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json appended=proved,clean,undecided appendedOther=reported onlyOne=proved,clean,undecided onlyOneOther=reported removed=proved,clean,undecided removedOther=reported equal=proved,clean,undecided equalOther=reported index=proved,clean,undecided indexOther=reported
#include <ntddk.h>
#include <storport.h>

typedef struct _REQUEST {
  LIST_ENTRY Link;
  ULONG On;
} REQUEST, *PREQUEST;

typedef struct _EXT {
  LIST_ENTRY Head;
  PREQUEST Current;
  ULONG Count, Bits[8];
  REQUEST Requests[4];
} EXT, *PEXT;

#define LOCKED_IF(Condition)                                                   \
  ULONG Irql = 0;                                                              \
  if (Condition)                                                               \
  StorPortAcquireMSISpinLock(Ext, 1, &Irql)
#define UNLOCKED_IF(Condition)                                                 \
  if (Condition)                                                               \
  StorPortReleaseMSISpinLock(Ext, 1, Irql)

VOID appended(PEXT Ext, PREQUEST R) { InsertTailList(&Ext->Head, &R->Link); LOCKED_IF(TRUE); UNLOCKED_IF(!IsListEmpty(&Ext->Head)); }
VOID appendedOther(PEXT Ext, PREQUEST R) { InsertTailList(&Ext->Head, &R->Link); LOCKED_IF(TRUE); UNLOCKED_IF(IsListEmpty(&Ext->Head)); }
VOID onlyOne(PEXT Ext, PREQUEST R) { InitializeListHead(&Ext->Head); InsertHeadList(&Ext->Head, &R->Link); LOCKED_IF(TRUE); UNLOCKED_IF(!IsListEmpty(&Ext->Head)); }
VOID onlyOneOther(PEXT Ext, PREQUEST R) { InitializeListHead(&Ext->Head); InsertHeadList(&Ext->Head, &R->Link); LOCKED_IF(TRUE); UNLOCKED_IF(IsListEmpty(&Ext->Head)); }
VOID removed(PEXT Ext, PREQUEST R) { InitializeListHead(&Ext->Head); InsertTailList(&Ext->Head, &R->Link); RemoveEntryList(&R->Link); LOCKED_IF(TRUE); UNLOCKED_IF(IsListEmpty(&Ext->Head)); }
VOID removedOther(PEXT Ext, PREQUEST R) { InitializeListHead(&Ext->Head); InsertTailList(&Ext->Head, &R->Link); RemoveEntryList(&R->Link); LOCKED_IF(TRUE); UNLOCKED_IF(!IsListEmpty(&Ext->Head)); }
VOID equal(PEXT Ext, PREQUEST R) { R->On = 1; LOCKED_IF(TRUE); if (Ext->Current == R && !Ext->Current->On) return; UNLOCKED_IF(TRUE); }
VOID equalOther(PEXT Ext, PREQUEST R) { R->On = 1; LOCKED_IF(TRUE); if (Ext->Current == R && Ext->Current->On) return; UNLOCKED_IF(TRUE); }
VOID index(PEXT Ext, ULONG N) { if (N >= 4) return; Ext->Requests[N].On = 0; LOCKED_IF(TRUE); if (N == 2 && Ext->Requests[2].On) return; UNLOCKED_IF(TRUE); }
VOID indexOther(PEXT Ext, ULONG N) { if (N >= 4) return; Ext->Requests[N].On = 0; LOCKED_IF(TRUE); if (N == 2 && Ext->Requests[1].On) return; UNLOCKED_IF(TRUE); }
