// A write by one pointer may be one of what another pointer leads to. A path that
// needs that shows nothing, and one that needs it not to be is not clean.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json inserted=reported,undecided removed=reported,undecided otherList=undecided kept=proved,clean twoPorts=undecided twoPortsWrong=reported allMoved=proved,clean
#include <storport.h>

typedef struct _EXT {
  ULONG Flag;
  LIST_ENTRY Waiting, Done, Own;
} EXT;

#define TAKE StorPortAcquireMSISpinLock(ext, 1, &irql)
#define GIVE StorPortReleaseMSISpinLock(ext, 1, irql)

// The last entry of an empty list is its head.
void inserted(EXT *ext) {
  ULONG irql = 0;
  if (IsListEmpty(&ext->Waiting))
    TAKE;
  InsertTailList(&ext->Waiting, &ext->Own);
  if (IsListEmpty(&ext->Waiting))
    GIVE;
}

void removed(EXT *ext) {
  ULONG irql = 0;
  if (!IsListEmpty(&ext->Waiting))
    TAKE;
  RemoveHeadList(&ext->Waiting);
  if (!IsListEmpty(&ext->Waiting))
    GIVE;
}

void otherList(EXT *ext) {
  ULONG irql = 0;
  if (IsListEmpty(&ext->Waiting))
    TAKE;
  InsertTailList(&ext->Done, &ext->Own);
  if (IsListEmpty(&ext->Waiting))
    GIVE;
}

void kept(EXT *ext) {
  ULONG irql = 0;
  const BOOLEAN empty = IsListEmpty(&ext->Waiting);
  if (empty)
    TAKE;
  InsertTailList(&ext->Waiting, &ext->Own);
  if (empty)
    GIVE;
}

void twoPorts(EXT *ext, EXT *other) {
  ULONG irql = 0;
  if (ext->Flag)
    TAKE;
  other->Flag = 0;
  if (ext->Flag)
    GIVE;
}

void twoPortsWrong(EXT *ext, EXT *other) {
  ULONG irql = 0;
  if (ext->Flag)
    TAKE;
  other->Flag = 0;
  if (!ext->Flag)
    GIVE;
}

void allMoved(EXT *ext) {
  ULONG irql = 0;
  TAKE;
  while (!IsListEmpty(&ext->Waiting))
    InsertTailList(&ext->Done, RemoveHeadList(&ext->Waiting));
  GIVE;
}
