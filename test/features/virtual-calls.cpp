// A call of a virtual function by way of a base of a local object leads to the function of its
// class; in a constructor, to that of the class that is made.
// RUN: %analyze_only -analyzer-checker=storport,core.DynamicTypePropagation -verify %s
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json pair=proved,clean twice=reported never=reported byHelper=reported byMember=reported others=proved,clean made=proved,clean both=reported
#include <storport.h>

struct Lock {
  virtual void take(PVOID Adapter) = 0;
  virtual void give(PVOID Adapter) = 0;
};
struct MessageLock : Lock {
  ULONG Irql;
  void take(PVOID Adapter) override {
    StorPortAcquireMSISpinLock(Adapter, 1, &Irql);
  }
  void give(PVOID Adapter) override {
    StorPortReleaseMSISpinLock(Adapter, 1, Irql);
  }
};
struct NoLock : Lock {
  ULONG Count = 0;
  void take(PVOID) override { ++Count; }
  void give(PVOID) override { --Count; }
};

void pair(PVOID Adapter) {
  MessageLock Own;
  Lock *Any = &Own;
  Any->take(Adapter);
  Any->give(Adapter);
}
void twice(PVOID Adapter) {
  MessageLock Own;
  Lock *Any = &Own;
  Any->take(Adapter);
  Any->take(Adapter); // expected-warning {{acquired again}}
  Any->give(Adapter);
}
void never(PVOID Adapter) {
  MessageLock Own;
  Lock *Any = &Own;
  Any->give(Adapter); // expected-warning {{released}}
}
static void help(PVOID Adapter, Lock &Any) { Any.take(Adapter); }
void byHelper(PVOID Adapter) {
  MessageLock Own;
  help(Adapter, Own);
} // expected-warning {{still held}}
void others(PVOID Adapter) {
  NoLock None;
  help(Adapter, None);
}
struct Holder {
  Lock *Any;
};
void byMember(PVOID Adapter) {
  MessageLock Own;
  Holder Kept{&Own};
  Kept.Any->take(Adapter);
} // expected-warning {{still held}}

struct Guard {
  PVOID Adapter;
  ULONG Irql;
  Guard(PVOID Adapter) : Adapter(Adapter) { take(); }
  virtual void take() { StorPortAcquireMSISpinLock(Adapter, 2, &Irql); }
  virtual void give() { StorPortReleaseMSISpinLock(Adapter, 2, Irql); }
  virtual ~Guard() { give(); }
};
struct Quiet : Guard {
  Quiet(PVOID Adapter) : Guard(Adapter) {}
  void take() override {}
  void give() override {}
};
void made(PVOID Adapter) { Quiet Held(Adapter); }
void both(PVOID Adapter) {
  Quiet Held(Adapter);
  Guard Again(Adapter); // expected-warning {{acquired again}}
}
