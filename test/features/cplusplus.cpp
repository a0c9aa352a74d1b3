// RUN: %analyze -std=c++14 -verify %s
// RUN: %analyze -std=c++17 -verify %s
// RUN: %analyze -std=c++17 -fexceptions -fcxx-exceptions -verify %s
#include <storport.h>

// A guard takes the lock and gives it back.

class Guard {
public:
  Guard(PVOID ext, ULONG id) : Ext(ext), Id(id) {
    StorPortAcquireMSISpinLock(Ext, Id, &Irql);
  }
  ~Guard() { StorPortReleaseMSISpinLock(Ext, Id, Irql); }
  Guard(const Guard &) = delete;
  Guard &operator=(const Guard &) = delete;

private:
  PVOID Ext;
  ULONG Id, Irql;
};

int guarded(PVOID ext, ULONG id, int busy) {
  Guard guard(ext, id);
  if (busy)
    return 1;
  return 0;
}

void guardedTwice(PVOID ext, ULONG id) {
  Guard guard(ext, id);
  Guard again(ext, id); // expected-warning-re {{MSI spin lock for message '{{[Ii]d}}' is acquired again while it is held}}
}

void guardedInTurn(PVOID ext, ULONG id) {
  { Guard guard(ext, id); }
  { Guard guard(ext, id); }
  for (int i = 0; i < 3; ++i)
    Guard guard(ext, id);
}

void guardedInside(PVOID ext, ULONG id) {
  Guard guard(ext, id);
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id + 1, &irql);
  return; // expected-warning {{MSI spin lock for message 'id + 1' is still held on return}}
}

// A guard that may be released early.
class UniqueLock {
public:
  UniqueLock(PVOID ext, ULONG id) : Ext(ext), Id(id) {
    Held = true;
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

// A destructor that forgets.
struct Forgetful {
  ULONG Irql;
  Forgetful(PVOID ext) { StorPortAcquireMSISpinLock(ext, 9, &Irql); }
  ~Forgetful() {}
};

void forgotten(PVOID ext) {
  Forgetful lock(ext);
  complete(ext);
  return; // expected-warning {{MSI spin lock for message '9' is still held on return}}
}

// Lambdas.

template <typename Body> void withLock(PVOID ext, ULONG id, Body body) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  body();
  StorPortReleaseMSISpinLock(ext, id, irql);
}

void lambda(PVOID ext, int *count) {
  withLock(ext, 1, [&] { ++*count; });
}

void lambdaReleases(PVOID ext) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 2, &irql);
  auto unlock = [&] { StorPortReleaseMSISpinLock(ext, 2, irql); };
  complete(ext);
  unlock();
}

void lambdaNotCalled(PVOID ext, bool now) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 2, &irql);
  auto unlock = [&] { StorPortReleaseMSISpinLock(ext, 2, irql); };
  if (now)
    unlock();
  return; // expected-warning {{MSI spin lock for message '2' is still held on return}}
}

// Templates.

template <ULONG Id> struct Message {
  static void lock(PVOID ext, PULONG irql) {
    StorPortAcquireMSISpinLock(ext, Id, irql);
  }
  static void unlock(PVOID ext, ULONG irql) {
    StorPortReleaseMSISpinLock(ext, Id, irql);
  }
};

void templated(PVOID ext) {
  ULONG irql;
  Message<3>::lock(ext, &irql);
  Message<3>::unlock(ext, irql);
}

void templatedOther(PVOID ext) {
  ULONG irql;
  Message<3>::lock(ext, &irql);
  Message<4>::unlock(ext, irql); // expected-warning {{is released, but the one held is for another value of 'Id'}}
}

// Member helpers.

class Queue {
public:
  void lock() { StorPortAcquireMSISpinLock(Ext, Id, &Irql); }
  void unlock() { StorPortReleaseMSISpinLock(Ext, Id, Irql); }
  void submit(int value) {
    lock();
    Tail = value;
    unlock();
  }
  int drain() {
    lock();
    if (Tail == 0)
      return 0; // a member: the caller may unlock
    int result = Tail;
    unlock();
    return result;
  }

private:
  PVOID Ext;
  ULONG Id, Irql;
  int Tail;
};

void members(Queue &queue, int value) {
  queue.lock();
  queue.unlock();
  queue.submit(value);
}

void membersTwice(Queue &queue) {
  queue.lock();
  queue.submit(1); // expected-warning {{is acquired again while it is held}}
  queue.unlock();
}

// Functions of these names that are not the DDI's.

namespace mock {
ULONG StorPortAcquireMSISpinLock(PVOID, ULONG, PULONG);
ULONG StorPortReleaseMSISpinLock(PVOID, ULONG, ULONG);
void notTheDdi(PVOID ext) {
  ULONG irql = 0;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, 2, 0);
}
} // namespace mock

struct Fake {
  ULONG StorPortAcquireMSISpinLock(PVOID, ULONG, PULONG);
  void notTheDdi(PVOID ext) {
    ULONG irql;
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  }
};

// In a namespace of the driver, the DDI is still the DDI.
namespace driver {
void leak(PVOID ext) {
  ULONG irql;
  ::StorPortAcquireMSISpinLock(ext, 1, &irql);
  return; // expected-warning {{MSI spin lock for message '1' is still held on return}}
}
} // namespace driver
