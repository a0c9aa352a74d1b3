// What a destructor finds in its object is what constructors left there: that a
// flag of the object can be set is not assumed of the destructor alone. Where an
// object is made, it is known.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 0'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json DprGuard::~DprGuard=undecided,clean,proved use=proved plain=proved
#include <ntddk.h>
#include <ndis.h>
class Lock {
public:
  void lock() { NdisAcquireSpinLock(&m); }
  void unlock() { NdisReleaseSpinLock(&m); }
  void lockDpr() { NdisDprAcquireSpinLock(&m); }
  void unlockDpr() { NdisDprReleaseSpinLock(&m); }
private:
  NDIS_SPIN_LOCK m;
};
class Guard {
public:
  Guard(Lock &l, bool automatic = true) : l(l), automatic(automatic) { if (automatic) l.lock(); }
  ~Guard() { if (automatic) l.unlock(); }
protected:
  Lock &l;
  bool automatic;
};
class DprGuard : public Guard {
public:
  DprGuard(Lock &l) : Guard(l, false) { l.lockDpr(); }
  ~DprGuard() { l.unlockDpr(); }
};
struct Ext { Lock lock; int n; };
int use(Ext *e) { DprGuard g(e->lock); return e->n++; }
int plain(Ext *e) { Guard g(e->lock); return e->n++; }
