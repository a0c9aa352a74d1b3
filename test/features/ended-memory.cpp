// In C++, delete, and an assignment of a whole object, end the lock in it.
// RUN: %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json deleteIt=undecided deleteByHelper=undecided assign=undecided byGuard=undecided
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json deleteBehind=proved assignPlain=proved behindGuard=proved
#include <wdm.h>

void operator delete(void *Address);

struct Node {
  KSPIN_LOCK Lock;
  ULONG Depth;
};
struct Plain {
  ULONG Depth;
};

class Guard {
  PKSPIN_LOCK Lock;
  KIRQL Old;

public:
  explicit Guard(PKSPIN_LOCK Of) : Lock(Of) { KeAcquireSpinLock(Lock, &Old); }
  ~Guard() { KeReleaseSpinLock(Lock, Old); }
};

void deleteIt(Node *Of) {
  KIRQL Old;
  KeAcquireSpinLock(&Of->Lock, &Old);
  delete Of;
  KeReleaseSpinLock(&Of->Lock, Old);
}
void deleteBehind(Node *Of) {
  KIRQL Old;
  KeAcquireSpinLock(&Of->Lock, &Old);
  KeReleaseSpinLock(&Of->Lock, Old);
  delete Of;
}
static void drop(Node *Of) { delete Of; }
void deleteByHelper(Node *Of) {
  KIRQL Old;
  KeAcquireSpinLock(&Of->Lock, &Old);
  drop(Of);
  KeReleaseSpinLock(&Of->Lock, Old);
}

void assign(Node *Of, Node *From) {
  KIRQL Old;
  KeAcquireSpinLock(&Of->Lock, &Old);
  *Of = *From;
  KeReleaseSpinLock(&Of->Lock, Old);
}
void assignPlain(Node *Of, Plain *To, Plain *From) {
  KIRQL Old;
  KeAcquireSpinLock(&Of->Lock, &Old);
  *To = *From;
  KeReleaseSpinLock(&Of->Lock, Old);
}

void byGuard(Node *Of) {
  Guard Held(&Of->Lock);
  ExFreePool(Of);
}
void behindGuard(Node *Of) {
  {
    Guard Held(&Of->Lock);
    Of->Depth++;
  }
  ExFreePool(Of);
}
