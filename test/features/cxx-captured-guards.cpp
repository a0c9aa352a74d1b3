// A guard that a lambda captures, and does not change, is what it was behind
// the function that ran the lambda.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json looks=proved,clean,undecided looksTwice=proved,clean,undecided named=proved,clean,undecided conditional=proved,clean,undecided leaks=reported
#include <ntddk.h>

struct Device {
  KSPIN_LOCK Lock;
  ULONG Flag, Count;
};

struct Guard {
  Guard(KSPIN_LOCK *lock, bool take) : Lock(lock), Irql(0), Own(take) {
    if (take)
      KeAcquireSpinLock(Lock, &Irql);
  }
  bool owns() const { return Own; }
  ~Guard() {
    if (Own)
      KeReleaseSpinLock(Lock, Irql);
  }
  KSPIN_LOCK *Lock;
  KIRQL Irql;
  bool Own;
};

template <class F> static inline void run(F f) { f(); }

extern "C" void looks(Device *device) {
  Guard guard(&device->Lock, true);
  run([&] { device->Count = guard.owns(); });
}

extern "C" void looksTwice(Device *device) {
  Guard guard(&device->Lock, device->Flag != 0);
  run([&] {
    if (guard.owns())
      device->Count++;
  });
  run([&] { (void)guard; });
}

extern "C" void named(Device *device) {
  Guard guard(&device->Lock, true);
  auto count = [&] { device->Count = guard.owns(); };
  run(count);
}

extern "C" void conditional(Device *device) {
  Guard guard(&device->Lock, device->Flag && device->Count);
  run([&guard] { (void)guard.owns(); });
}

extern "C" void leaks(Device *device) {
  KIRQL irql;
  KeAcquireSpinLock(&device->Lock, &irql);
  run([&] { device->Count++; });
}
