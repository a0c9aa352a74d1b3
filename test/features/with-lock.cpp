// A template that runs a lambda while it holds a lock, or between: what the lambda captured and only
// reads is as before.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk -std=c++17
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json byReference=proved byValue=proved captureless=proved kept=proved changes=undecided,reported changesByPointer=undecided,reported changesIrql=undecided,reported leaks=reported
#include <wdm.h>

struct Port {
  KSPIN_LOCK Lock;
  KSPIN_LOCK Other;
  ULONG Count;
};

struct Guard {
  KSPIN_LOCK &Held;
  KIRQL Irql;
  explicit Guard(KSPIN_LOCK &lock) : Held(lock) { KeAcquireSpinLock(&Held, &Irql); }
  ~Guard() { KeReleaseSpinLock(&Held, Irql); }
};

template <typename Work> void withLock(KSPIN_LOCK &lock, Work &&work) {
  Guard guard(lock);
  work();
}
template <typename Work> void run(const Work &work) { work(); }

void byReference(Port *port) {
  withLock(port->Lock, [&] { port->Count++; });
}
void byValue(Port *port) {
  withLock(port->Lock, [port] { port->Count++; });
}
void captureless(Port *port) {
  withLock(port->Lock, [] {});
}
void kept(Port *port) {
  KIRQL irql;
  KSPIN_LOCK *lock = &port->Lock;
  KeAcquireSpinLock(lock, &irql);
  run([&] { port->Count += *lock != 0; });
  KeReleaseSpinLock(lock, irql);
}

void changes(Port *port) {
  KIRQL irql;
  KSPIN_LOCK *lock = &port->Lock;
  KeAcquireSpinLock(lock, &irql);
  run([&] { lock = &port->Other; });
  KeReleaseSpinLock(lock, irql);
}
void changesByPointer(Port *port) {
  KIRQL irql;
  KSPIN_LOCK *lock = &port->Lock, **at = &lock;
  KeAcquireSpinLock(lock, &irql);
  run([=] { *at = &port->Other; });
  KeReleaseSpinLock(lock, irql);
}
void changesIrql(Port *port) {
  KIRQL irql;
  KeAcquireSpinLock(&port->Lock, &irql);
  run([&] { irql = 2; });
  KeReleaseSpinLock(&port->Lock, irql);
}
ULONG leaks(Port *port) {
  KIRQL irql;
  KeAcquireSpinLock(&port->Lock, &irql);
  run([&] { port->Count++; });
  if (port->Count > 4)
    return 1;
  KeReleaseSpinLock(&port->Lock, irql);
  return 0;
}
