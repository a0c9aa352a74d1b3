// Entries that go round two lists: what was read there leads back to itself, and
// the search goes on.
// RUN: sh -c '%spinpair %s -- -I%wdk; test $? -lt 4' 2>&1 | %filecheck %s --implicit-check-not='not explored'
// CHECK: spinpair: 0 findings; 1 function with locks
#include <storport.h>
typedef struct _ENTRY { LIST_ENTRY Link; PVOID Irp; ULONG Serial; BOOLEAN Free; } ENTRY, *PENTRY;
typedef struct _LISTS { KSPIN_LOCK Lock; LIST_ENTRY Head; } LISTS, *PLISTS;
VOID Finish(PENTRY Entry);
VOID loop(PLISTS Pending, PLISTS Work) {
  PENTRY Entry = NULL; PLIST_ENTRY Link; LIST_ENTRY Done; KIRQL A, B; PVOID Irp = NULL;
  InitializeListHead(&Done);
  KeAcquireSpinLock(&Pending->Lock, &A);
  KeAcquireSpinLock(&Work->Lock, &B);
  while (!IsListEmpty(&Work->Head)) {
    if (Irp == NULL) {
      if (IsListEmpty(&Pending->Head))
        break;
      Link = RemoveHeadList(&Pending->Head);
      Entry = CONTAINING_RECORD(Link, ENTRY, Link);
      Irp = Entry->Irp;
      InsertTailList(&Done, &Entry->Link);
      if (Irp == NULL) { Finish(Entry); continue; }
      if (InterlockedExchangePointer(&Entry->Irp, NULL) == NULL) {
        InitializeListHead(&Entry->Link);
        Entry->Free = TRUE;
        Irp = NULL;
        continue;
      }
      Entry->Serial = 0;
    }
    Link = RemoveHeadList(&Work->Head);
    InsertTailList(&Work->Head, Link);
    Irp = NULL;
  }
  KeReleaseSpinLock(&Work->Lock, B);
  KeReleaseSpinLock(&Pending->Lock, A);
}
