// What C++ runs without a word in the source runs in the lock programs, too:
// none of the functions that begin with "wrong" is called right, and none of the
// others is reported.
// RUN: sh -c '%spinpair %s --report=json -- -I%wdk -std=c++17 > %t 2> %t.err; test $? = 2 -o $? = 3'
// RUN: %python %S/Inputs/verdicts.py %t
// RUN: sh -c '%spinpair %s --report=json -- -I%wdk -std=c++17 --target=x86_64-pc-windows-msvc > %t 2> %t.err; test $? = 2 -o $? = 3'
// RUN: %python %S/Inputs/verdicts.py %t
#include <storport.h>

inline void *operator new(size_t, void *Where) noexcept { return Where; }

struct Giver { // gives back what somebody else took
  PVOID Ext;
  ULONG Id, Irql;

  Giver(PVOID Ext, ULONG Id, ULONG Irql) : Ext(Ext), Id(Id), Irql(Irql) {}
  ~Giver() { StorPortReleaseMSISpinLock(Ext, Id, Irql); }
};

class Holder {
public:
  Holder(PVOID Ext, ULONG Id) : Ext(Ext), Id(Id) {
    StorPortAcquireMSISpinLock(Ext, Id, &Irql);
  }
  ~Holder() { StorPortReleaseMSISpinLock(Ext, Id, Irql); }
  Holder(const Holder &) = delete;

private:
  PVOID Ext;
  ULONG Id, Irql;
};

struct Device {
  ULONG Busy, Count;
};

// Temporaries die at the end of their full expression, if they were made.

void wrongTemporary(Device *Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 5, &Irql);
  Giver(Ext, 5, Irql);
  StorPortReleaseMSISpinLock(Ext, 5, Irql);
}

void rightTemporary(Device *Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 5, &Irql);
  Giver(Ext, 5, Irql);
}

void wrongSometimes(Device *Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 5, &Irql);
  Ext->Busy ? (void)Giver(Ext, 5, Irql) : (void)0;
}

void rightSometimes(Device *Ext, bool Busy) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 5, &Irql);
  Busy ? (void)Giver(Ext, 5, Irql)
       : (void)StorPortReleaseMSISpinLock(Ext, 5, Irql);
}

void wrongExtended(Device *Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 5, &Irql);
  {
    const Giver &Last = Giver(Ext, 5, Irql);
    Ext->Count += Last.Id;
  }
  StorPortReleaseMSISpinLock(Ext, 5, Irql);
}

void rightExtended(Device *Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 5, &Irql);
  const Giver &Last = Giver(Ext, 5, Irql);
  Ext->Count += Last.Id;
}

// Parameters, elements, members and bases.

static void sink(Giver Last) { Last.Id += 0; }

void wrongParameter(Device *Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 5, &Irql);
  sink(Giver(Ext, 5, Irql));
  StorPortReleaseMSISpinLock(Ext, 5, Irql);
}

void wrongElements(Device *Ext) {
  ULONG First, Second;
  StorPortAcquireMSISpinLock(Ext, 5, &First);
  StorPortAcquireMSISpinLock(Ext, 6, &Second);
  {
    Giver Last[2] = {{Ext, 5, First}, {Ext, 6, Second}};
    Ext->Count += Last[0].Id;
  }
  StorPortReleaseMSISpinLock(Ext, 5, First);
}

struct Session {
  ULONG Steps;
  Giver Last;

  Session(PVOID Ext, ULONG Irql) : Steps(0), Last(Ext, 5, Irql) {}
};

void wrongMember(Device *Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 5, &Irql);
  { Session Now(Ext, Irql); }
  StorPortReleaseMSISpinLock(Ext, 5, Irql);
}

void rightMember(Device *Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 5, &Irql);
  Session Now(Ext, Irql);
  Now.Steps++;
}

struct Left : Giver {
  bool Early;

  Left(PVOID Ext, ULONG Irql) : Giver(Ext, 5, Irql), Early(false) {}
  ~Left() {
    if (Early)
      return; // and its base is destroyed
    Early = true;
  }
};

void wrongBase(Device *Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 5, &Irql);
  {
    Left Last(Ext, Irql);
    Last.Early = Ext->Busy != 0;
  }
  StorPortReleaseMSISpinLock(Ext, 5, Irql);
}

// new and delete.

void wrongPlacement(Device *Ext) {
  ULONG Irql;
  alignas(Giver) unsigned char Room[sizeof(Giver)];
  StorPortAcquireMSISpinLock(Ext, 5, &Irql);
  Giver *Last = new (Room) Giver(Ext, 5, Irql);
  Last->~Giver();
  StorPortReleaseMSISpinLock(Ext, 5, Irql);
}

void wrongDeleteOfNull(Device *Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 5, &Irql);
  Giver *Last = Ext->Busy ? new Giver(Ext, 5, Irql) : nullptr;
  delete Last;
}

// Default member initialisers and arguments.

static Device *Only;

void attach(Device *Ext) { Only = Ext; }

static ULONG take() {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Only, 7, &Irql);
  return Irql;
}

struct Taken {
  ULONG Irql = take();
  ULONG Depth;

  Taken() : Depth(1) {}
};

void wrongMemberInitialiser() {
  Taken Now;
  Only->Count += Now.Depth;
}

static void use(ULONG Irql = take()) { Only->Count += Irql; }

void wrongDefaultArgument() { use(); }

static void give(ULONG Irql = take()) {
  StorPortReleaseMSISpinLock(Only, 7, Irql);
}

void rightDefaultArgument() { give(); }

// The order of evaluation.

static ULONG next(ULONG *Number) { return ++*Number; }

struct Pair {
  ULONG First, Second;
};

void wrongBraces(Device *Ext) {
  ULONG Irql, Number = 3;
  Pair Both{Number, next(&Number)};
  StorPortAcquireMSISpinLock(Ext, Both.First, &Irql);
  StorPortReleaseMSISpinLock(Ext, Both.Second, Irql);
}

void provedBraces(Device *Ext) {
  ULONG Irql, Number = 3;
  Pair Both{Number, next(&Number)};
  StorPortAcquireMSISpinLock(Ext, Both.First, &Irql);
  StorPortReleaseMSISpinLock(Ext, 3, Irql);
}

// Lvalues that are one of two, and names for parts.

void wrongEither(Device *Ext) {
  ULONG Irql, First = 3, Second = 3;
  (Ext->Busy ? First : Second) = 4;
  StorPortAcquireMSISpinLock(Ext, 3, &Irql);
  StorPortReleaseMSISpinLock(Ext, Second, Irql);
}

void wrongBinding(Device *Ext) {
  ULONG Irql;
  Pair Both{3, 3};
  auto &[First, Second] = Both;
  Second = 4;
  StorPortAcquireMSISpinLock(Ext, 3, &Irql);
  StorPortReleaseMSISpinLock(Ext, Both.Second, Irql);
}

void provedBinding(Device *Ext) {
  ULONG Irql;
  Pair Both{3, 3};
  auto [First, Second] = Both;
  Second = 4;
  StorPortAcquireMSISpinLock(Ext, 3, &Irql);
  StorPortReleaseMSISpinLock(Ext, Both.Second, Irql);
}

// Types of one name in one function.

void wrongLocalTypes(Device *Ext) {
  if (Ext->Busy) {
    struct Step {
      static void run(Device *Ext) { Ext->Count++; }
    };
    Step::run(Ext);
  } else {
    struct Step {
      static void run(Device *Ext) { Holder Inner(Ext, 5); }
    };
    Holder Outer(Ext, 5);
    Step::run(Ext);
  }
}

void provedVirtual(Device *Ext) {
  struct Base {
    virtual void run(Device *Ext) { Ext->Count++; }
  };
  struct Derived : Base {
    void run(Device *Ext) override { Holder Inner(Ext, 5); }
  };
  Derived Object;
  Object.run(Ext);
}
