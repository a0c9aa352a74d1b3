// Lambdas by way of templates, pointers to functions and erased types. Names of
// instances that lambdas tell apart are the same whoever asks for them first.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk -std=c++17; test $? = 2'
// RUN: %python %S/Inputs/check_verdicts.py %t.json erased=reported erasedRight=clean,proved,undecided erasedCapture=undecided,reported byTrampoline=reported byTrampolineRight=clean,proved asPointer=undecided,reported asPointerRight=clean,proved generic=undecided,reported
// RUN: grep -A40 '"linkage": "FH<(lambda)>::go(EXT .) of ?held@' %t.json > %t.txt
// RUN: grep '"verdict": "reported"' %t.txt
#include <storport.h>

struct EXT {
  ULONG Count;
};

static void lock(EXT *Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Ext->Count++;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

static void lockOther(EXT *Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 2, &Irql);
  Ext->Count++;
  StorPortReleaseMSISpinLock(Ext, 2, Irql);
}

struct Guard {
  EXT *Ext;
  ULONG Irql;
  explicit Guard(EXT *Ext) : Ext(Ext) {
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  }
  ~Guard() { StorPortReleaseMSISpinLock(Ext, 1, Irql); }
};

// Which of the two instances is asked for first does not matter.
template <class F> struct FH {
  F Do;
  void go(EXT *Ext) {
    Guard Own(Ext);
    Do(Ext);
  }
};
template <class F> FH(F) -> FH<F>;

void heldRight(EXT *Ext) {
  FH Holder{[](EXT *Each) { lockOther(Each); }};
  Holder.go(Ext);
}

void held(EXT *Ext) {
  FH Holder{[](EXT *Each) { lock(Each); }};
  Holder.go(Ext);
}

struct Erased {
  void (*Call)(void *, EXT *);
  void *Object;
  void operator()(EXT *Ext) const { Call(Object, Ext); }
  template <class F> static Erased of(F &Do) {
    return {[](void *Object, EXT *Ext) { (*static_cast<F *>(Object))(Ext); },
            &Do};
  }
};

static void runErased(EXT *Ext, Erased Do) {
  Guard Own(Ext);
  Do(Ext);
}

void erased(EXT *Ext) {
  auto Do = [](EXT *Each) { lock(Each); };
  runErased(Ext, Erased::of(Do));
}

void erasedRight(EXT *Ext) {
  auto Do = [](EXT *Each) { lockOther(Each); };
  runErased(Ext, Erased::of(Do));
}

void erasedCapture(EXT *Ext) {
  ULONG Message = 1;
  auto Do = [&](EXT *Each) {
    ULONG Irql;
    StorPortAcquireMSISpinLock(Each, Message, &Irql);
    StorPortReleaseMSISpinLock(Each, Message, Irql);
  };
  runErased(Ext, Erased::of(Do));
}

template <class F> static void trampoline(void *Object, EXT *Ext) {
  (*static_cast<F *>(Object))(Ext);
}

template <class F> static Erased make(F &Do) {
  Erased Made;
  Made.Call = &trampoline<F>;
  Made.Object = &Do;
  return Made;
}

static void runMade(EXT *Ext, Erased Do) {
  Guard Own(Ext);
  Do.Call(Do.Object, Ext);
}

void byTrampoline(EXT *Ext) {
  auto Do = [](EXT *Each) { lock(Each); };
  runMade(Ext, make(Do));
}

void byTrampolineRight(EXT *Ext) {
  auto Do = [](EXT *Each) { lockOther(Each); };
  runMade(Ext, make(Do));
}

static void runPointer(EXT *Ext, void (*Do)(EXT *)) {
  Guard Own(Ext);
  Do(Ext);
}

void asPointer(EXT *Ext) {
  runPointer(Ext, [](EXT *Each) { lock(Each); });
}

void asPointerRight(EXT *Ext) {
  runPointer(Ext, [](EXT *Each) { lockOther(Each); });
}

void generic(EXT *Ext) {
  runPointer(Ext, [](auto Each) { lock(Each); });
}
