// A node that is taken out of a list and freed has a lock of its own: nothing is wrong
// with that unless it is held.
// RUN: %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json held=undecided heldInLoop=undecided maybeThat=undecided heldByHelper=undecided
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json behind=proved under=proved drained=proved drainedOutside=proved used=proved usedInLoop=proved taken=proved byHelper=proved cleared=proved
#include <storport.h>

typedef struct _NODE {
  LIST_ENTRY Link;
  KSPIN_LOCK Lock;
  ULONG Count;
} NODE, *PNODE;
typedef struct _EXT {
  KSPIN_LOCK Lock;
  LIST_ENTRY List;
  PNODE Current;
} EXT, *PEXT;

void behind(PEXT Ext, PNODE Node) {
  KIRQL Old;
  KeAcquireSpinLock(&Ext->Lock, &Old);
  RemoveEntryList(&Node->Link);
  KeReleaseSpinLock(&Ext->Lock, Old);
  ExFreePool(Node);
}
void under(PEXT Ext, PNODE Node) {
  KIRQL Old;
  KeAcquireSpinLock(&Ext->Lock, &Old);
  RemoveEntryList(&Node->Link);
  ExFreePool(Node);
  KeReleaseSpinLock(&Ext->Lock, Old);
}
void drained(PEXT Ext) {
  KIRQL Old;
  KeAcquireSpinLock(&Ext->Lock, &Old);
  while (!IsListEmpty(&Ext->List))
    ExFreePool(CONTAINING_RECORD(RemoveHeadList(&Ext->List), NODE, Link));
  KeReleaseSpinLock(&Ext->Lock, Old);
}
void drainedOutside(PEXT Ext) {
  KIRQL Old;
  KeAcquireSpinLock(&Ext->Lock, &Old);
  while (!IsListEmpty(&Ext->List)) {
    PLIST_ENTRY Entry = RemoveHeadList(&Ext->List);
    KeReleaseSpinLock(&Ext->Lock, Old);
    ExFreePool(CONTAINING_RECORD(Entry, NODE, Link));
    KeAcquireSpinLock(&Ext->Lock, &Old);
  }
  KeReleaseSpinLock(&Ext->Lock, Old);
}
void used(PEXT Ext, PNODE Node) {
  KIRQL Old;
  KeAcquireSpinLock(&Node->Lock, &Old);
  Node->Count = 0;
  KeReleaseSpinLock(&Node->Lock, Old);
  RemoveEntryList(&Node->Link);
  ExFreePool(Node);
}
void usedInLoop(PEXT Ext) {
  KIRQL Old, Inner;
  KeAcquireSpinLock(&Ext->Lock, &Old);
  while (!IsListEmpty(&Ext->List)) {
    PNODE Node = CONTAINING_RECORD(RemoveHeadList(&Ext->List), NODE, Link);
    KeAcquireSpinLock(&Node->Lock, &Inner);
    Node->Count = 0;
    KeReleaseSpinLock(&Node->Lock, Inner);
    ExFreePool(Node);
  }
  KeReleaseSpinLock(&Ext->Lock, Old);
}
void taken(PEXT Ext) {
  KIRQL Old;
  KeAcquireSpinLock(&Ext->Lock, &Old);
  PNODE Node = Ext->Current;
  Ext->Current = NULL;
  if (Node) {
    RemoveEntryList(&Node->Link);
    ExFreePool(Node);
  }
  KeReleaseSpinLock(&Ext->Lock, Old);
}
static void drop(PNODE Node) {
  RemoveEntryList(&Node->Link);
  ExFreePool(Node);
}
void byHelper(PEXT Ext, PNODE Node) {
  KIRQL Old;
  KeAcquireSpinLock(&Ext->Lock, &Old);
  drop(Node);
  KeReleaseSpinLock(&Ext->Lock, Old);
}
void cleared(PEXT Ext, PNODE Node) {
  KIRQL Old;
  KeAcquireSpinLock(&Ext->Lock, &Old);
  RemoveEntryList(&Node->Link);
  RtlZeroMemory(Node, sizeof *Node);
  KeReleaseSpinLock(&Ext->Lock, Old);
}

void held(PEXT Ext, PNODE Node) {
  KIRQL Old;
  KeAcquireSpinLock(&Node->Lock, &Old);
  RemoveEntryList(&Node->Link);
  ExFreePool(Node);
  KeReleaseSpinLock(&Node->Lock, Old);
}
void heldInLoop(PEXT Ext) {
  KIRQL Old;
  while (!IsListEmpty(&Ext->List)) {
    PNODE Node = CONTAINING_RECORD(Ext->List.Flink, NODE, Link);
    KeAcquireSpinLock(&Node->Lock, &Old);
    RemoveEntryList(&Node->Link);
    ExFreePool(Node);
    KeReleaseSpinLock(&Node->Lock, Old);
  }
}
void maybeThat(PNODE One, PNODE Other) {
  KIRQL Old;
  KeAcquireSpinLock(&One->Lock, &Old);
  drop(Other);
  KeReleaseSpinLock(&One->Lock, Old);
}
void heldByHelper(PNODE Node) {
  KIRQL Old;
  KeAcquireSpinLock(&Node->Lock, &Old);
  drop(Node);
  KeReleaseSpinLock(&Node->Lock, Old);
}
