// A callback is stored as a pointer of another type, or to void, by the function
// itself or by one that it calls, and called under a lock.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json storedHere=reported storedHereRight=clean,proved,undecided storedBefore=reported storedBeforeRight=clean,proved,undecided replaced=reported replacedAway=clean,proved,undecided byVoid=reported byVoidRight=clean,proved,undecided tableOfVoid=reported otherEntry=clean,proved,undecided handed=reported fewer=reported
#include <storport.h>

typedef struct _ADAPTER {
  ULONG Count;
  ULONG Irql;
} ADAPTER, *PADAPTER;

typedef VOID (*ROUTINE)(PVOID);

typedef struct _JOB {
  ROUTINE Run;
  PVOID With;
} JOB, *PJOB;

static PVOID Known[3];

static VOID giveBack(PADAPTER Adapter) {
  StorPortReleaseMSISpinLock(Adapter, 1, Adapter->Irql);
}

static VOID giveBackWith(PADAPTER Adapter, ULONG Irql) {
  StorPortReleaseMSISpinLock(Adapter, 1, Irql);
}

static VOID count(PADAPTER Adapter) { Adapter->Count++; }

static VOID plan(PJOB Job, PADAPTER Adapter) {
  Job->Run = (ROUTINE)giveBack;
  Job->With = Adapter;
}

static VOID planCount(PJOB Job, PADAPTER Adapter) {
  Job->Run = (ROUTINE)count;
  Job->With = Adapter;
}

static VOID run(PJOB Job) { Job->Run(Job->With); }

static VOID fill(VOID) {
  Known[0] = (PVOID)count;
  Known[2] = (PVOID)giveBack;
}

#define TAKE() StorPortAcquireMSISpinLock(Adapter, 1, &Adapter->Irql)
#define GIVE() StorPortReleaseMSISpinLock(Adapter, 1, Adapter->Irql)

VOID storedHere(PADAPTER Adapter, PJOB Job) {
  Job->Run = (ROUTINE)giveBack;
  TAKE();
  Job->Run(Adapter);
  GIVE();
}

VOID storedHereRight(PADAPTER Adapter, PJOB Job) {
  Job->Run = (ROUTINE)giveBack;
  TAKE();
  Job->Run(Adapter);
}

VOID storedBefore(PADAPTER Adapter, PJOB Job) {
  plan(Job, Adapter);
  TAKE();
  Job->Run(Job->With);
  GIVE();
}

VOID storedBeforeRight(PADAPTER Adapter, PJOB Job) {
  planCount(Job, Adapter);
  TAKE();
  Job->Run(Job->With);
  GIVE();
}

VOID replaced(PADAPTER Adapter, PJOB Job) {
  planCount(Job, Adapter);
  plan(Job, Adapter);
  TAKE();
  Job->Run(Job->With);
  GIVE();
}

VOID replacedAway(PADAPTER Adapter, PJOB Job) {
  plan(Job, Adapter);
  planCount(Job, Adapter);
  TAKE();
  Job->Run(Job->With);
  GIVE();
}

VOID byVoid(PADAPTER Adapter) {
  PVOID Code = (PVOID)giveBack;
  TAKE();
  ((VOID(*)(PADAPTER))Code)(Adapter);
  GIVE();
}

VOID byVoidRight(PADAPTER Adapter) {
  PVOID Code = (PVOID)giveBack;
  TAKE();
  ((VOID(*)(PADAPTER))Code)(Adapter);
}

VOID tableOfVoid(PADAPTER Adapter) {
  fill();
  TAKE();
  ((ROUTINE)Known[2])(Adapter);
  GIVE();
}

VOID otherEntry(PADAPTER Adapter) {
  fill();
  TAKE();
  ((ROUTINE)Known[0])(Adapter);
  GIVE();
}

VOID handed(PADAPTER Adapter, PJOB Job) {
  plan(Job, Adapter);
  TAKE();
  run(Job);
  GIVE();
}

// Its own type has one more argument than that of the pointer.
VOID fewer(PADAPTER Adapter) {
  ROUTINE Code = (ROUTINE)giveBackWith;
  TAKE();
  Code(Adapter);
  GIVE();
}
