// A callee calls a virtual function of its caller's object under its lock: which
// one that is, is told by the caller.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/Inputs/check_verdicts.py %t.json referenceWrong=reported referenceRight=proved pointerWrong=reported pointerRight=proved memberWrong=reported memberRight=proved methodWrong=reported methodRight=proved belowWrong=reported belowRight=proved belowUntold=undecided
#include <storport.h>

struct EXT {
  ULONG Count;
};

static void locks(EXT *Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

struct Step {
  virtual void run(EXT *Ext) { Ext->Count++; }
};

struct LockingStep : Step {
  void run(EXT *Ext) override { locks(Ext); }
};

static void byReference(Step &Of, EXT *Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Of.run(Ext);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

void referenceWrong(EXT *Ext) {
  LockingStep Of;
  byReference(Of, Ext);
}

void referenceRight(EXT *Ext) {
  Step Of;
  byReference(Of, Ext);
}

static void byPointer(Step *Of, EXT *Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Of->run(Ext);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

void pointerWrong(EXT *Ext) {
  LockingStep Of;
  byPointer(&Of, Ext);
}

void pointerRight(EXT *Ext) {
  Step Of;
  byPointer(&Of, Ext);
}

struct Job {
  Step *First;
};

static void byMember(const Job &Of, EXT *Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Of.First->run(Ext);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

void memberWrong(EXT *Ext) {
  LockingStep Of;
  byMember(Job{&Of}, Ext);
}

void memberRight(EXT *Ext) {
  Step Of;
  byMember(Job{&Of}, Ext);
}

struct Template {
  void all(EXT *Ext) {
    ULONG Irql;
    StorPortAcquireMSISpinLock(Ext, 1, &Irql);
    one(Ext);
    StorPortReleaseMSISpinLock(Ext, 1, Irql);
  }
  virtual void one(EXT *Ext) { Ext->Count++; }
};

struct LockingTemplate : Template {
  void one(EXT *Ext) override { locks(Ext); }
};

void methodWrong(EXT *Ext) {
  LockingTemplate Of;
  Of.all(Ext);
}

void methodRight(EXT *Ext) {
  Template Of;
  Of.all(Ext);
}

struct Called {
  void (*Routine)(EXT *);
  void run(EXT *Ext) const { Routine(Ext); }
};

static void counts(EXT *Ext) { Ext->Count++; }

static void below(const Called &Of, EXT *Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Of.run(Ext);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

void belowWrong(EXT *Ext) {
  Called Of = {locks};
  below(Of, Ext);
}

void belowRight(EXT *Ext) {
  Called Of = {counts};
  below(Of, Ext);
}

// Nobody here says what is called.
void belowUntold(const Called &Of, EXT *Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Of.run(Ext);
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}
