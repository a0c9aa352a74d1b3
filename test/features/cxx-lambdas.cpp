// A lambda is an object with what it captures, and a call of it is a call.
// RUN: sh -c '%spinpair %s --report=json -- -I%wdk -std=c++17 > %t 2> %t.err; test $? = 2 -o $? = 3'
// RUN: %python %S/Inputs/verdicts.py %t
#include <storport.h>

struct Device {
  ULONG Busy, Count;
};

void wrongLeak(Device *Ext) {
  ULONG Irql;
  auto Lock = [&] { StorPortAcquireMSISpinLock(Ext, 5, &Irql); };
  auto Unlock = [&] { StorPortReleaseMSISpinLock(Ext, 5, Irql); };
  Lock();
  if (Ext->Busy)
    return;
  Unlock();
}

void provedPair(Device *Ext) {
  ULONG Irql;
  auto Lock = [&] { StorPortAcquireMSISpinLock(Ext, 5, &Irql); };
  auto Unlock = [&] { StorPortReleaseMSISpinLock(Ext, 5, Irql); };
  Lock();
  if (Ext->Busy) {
    Unlock();
    return;
  }
  Unlock();
}

void wrongIrql(Device *Ext) {
  ULONG Irql;
  auto Clear = [&] { Irql = 0; };
  StorPortAcquireMSISpinLock(Ext, 5, &Irql);
  Clear();
  StorPortReleaseMSISpinLock(Ext, 5, Irql);
}

void wrongByCopiedPointer(Device *Ext) {
  ULONG Irql, Id = 5;
  ULONG *Pointer = &Id;
  auto Change = [=] { *Pointer = 6; };
  StorPortAcquireMSISpinLock(Ext, 5, &Irql);
  Change();
  StorPortReleaseMSISpinLock(Ext, Id, Irql);
}

void wrongInitCapture(Device *Ext) {
  ULONG Irql, Id = 5;
  StorPortAcquireMSISpinLock(Ext, 5, &Irql);
  auto Unlock = [Other = Id + 1, Ext, Irql] {
    StorPortReleaseMSISpinLock(Ext, Other, Irql);
  };
  Unlock();
}

void provedCopy(Device *Ext) {
  ULONG Irql, Id = 5;
  StorPortAcquireMSISpinLock(Ext, 5, &Irql);
  auto Unlock = [=] { StorPortReleaseMSISpinLock(Ext, Id, Irql); };
  Id = 6;
  Unlock();
}

template <typename Body> static void with(Device *Ext, ULONG Id, Body Run) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, Id, &Irql);
  Run();
  StorPortReleaseMSISpinLock(Ext, Id, Irql);
}

void rightBody(Device *Ext) {
  with(Ext, 5, [&] { Ext->Count++; });
}

struct Queue {
  Device *Ext;
  ULONG Irql;

  void maybeLock() {
    auto Lock = [this] { StorPortAcquireMSISpinLock(Ext, 5, &Irql); };
    Lock();
    if (Ext->Busy)
      return;
    StorPortReleaseMSISpinLock(Ext, 5, Irql);
  }
};

void wrongQueue(Device *Ext) {
  Queue Own{Ext, 0};
  Own.maybeLock();
}
