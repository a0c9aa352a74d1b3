// RUN: %analyze -std=c++17 -verify %s
// expected-no-diagnostics
#include <storport.h>

// A member that the constructor initialises is still known after the acquire
// has stored into its neighbour.

// A guard that may be released early.
class UniqueLock {
public:
  UniqueLock(PVOID ext, ULONG id) : Ext(ext), Id(id), Held(true) {
    StorPortAcquireMSISpinLock(Ext, Id, &Irql);
  }
  void unlock() {
    if (Held)
      StorPortReleaseMSISpinLock(Ext, Id, Irql);
    Held = false;
  }
  ~UniqueLock() { unlock(); }

private:
  PVOID Ext;
  ULONG Id, Irql;
  bool Held;
};

void complete(PVOID ext);

void unlockedEarly(PVOID ext, ULONG id, bool done) {
  UniqueLock lock(ext, id);
  if (done) {
    lock.unlock();
    complete(ext);
  }
}
