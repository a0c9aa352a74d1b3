// A callback that a function of another file stores, and one there runs under
// its lock: the caller that has it registered is the one that is wrong.
// RUN: sh -c '%spinpair %s %S/Inputs/registering.c --report json=%t.json -- -I%wdk -I%S/Inputs; test $? = 2'
// RUN: %python %S/Inputs/check_verdicts.py %t.json member=reported global=reported element=reported atOnce=reported byHelpers=reported memberRight=proved globalRight=proved elementRight=proved atOnceRight=proved
#include "registering.h"

static VOID lock(PEXT Ext) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, 1, &Irql);
  Ext->Count++;
  StorPortReleaseMSISpinLock(Ext, 1, Irql);
}

static VOID count(PEXT Ext) { Ext->Count++; }

VOID member(PEXT Ext) {
  registerMember(Ext, lock);
  runMember(Ext);
}

VOID memberRight(PEXT Ext) {
  registerMember(Ext, count);
  runMember(Ext);
}

VOID global(PEXT Ext) {
  registerGlobal(lock);
  runGlobal(Ext);
}

VOID globalRight(PEXT Ext) {
  registerGlobal(count);
  runGlobal(Ext);
}

VOID element(PEXT Ext) {
  registerAt(Ext, 1, lock);
  runAt(Ext, 1);
}

VOID elementRight(PEXT Ext) {
  registerAt(Ext, 1, lock);
  registerAt(Ext, 2, count);
  runAt(Ext, 2);
}

VOID atOnce(PEXT Ext) { registerAndRun(Ext, lock); }
VOID atOnceRight(PEXT Ext) { registerAndRun(Ext, count); }

static VOID have(PEXT Ext, PFN Run) { registerMember(Ext, Run); }
static VOID go(PEXT Ext) { runMember(Ext); }

VOID byHelpers(PEXT Ext) {
  have(Ext, lock);
  go(Ext);
}
